//! What is a threat: what somebody says will be done to others unless they give way.

use crate::codebook::Family;
use crate::deed_words::deeds;
use crate::find::{Found, Link, Scene};
use crate::status::COERCES;

impl Scene<'_> {
    /// True for what somebody says will be done to others unless they give way: "warned that it would bomb the port",
    /// "told them they would be shot if they opened", "we will kill them", "anyone who marches will be jailed".
    pub(crate) fn is_threat(&self, f: &Found, family: Family) -> bool {
        let w = self.words;
        let punishes = || self.told_as(f, &["other/told"]) && deeds().punish.contains(w.lemma(f.anchor));
        let harms = family.violent() || self.told_as(f, COERCES) || punishes();
        if f.link == Link::Own && f.group.is_some_and(|g| self.warned_would(&g) || self.will_punish(f, &g)) {
            return true;
        }
        let Some(g) = f.group.filter(|_| matches!(f.link, Link::Own | Link::Light) && harms) else { return false };
        // "promised to shoot the mayor"
        let promised = g.to.is_some_and(|to| to > 0 && matches!(w.lemma(to - 1), "promise" | "pledge"));
        if promised && self.told_as(f, &["killing", "assault-shooting", "assault-stabbing", "abduction", "assault-bombing"]) {
            return true;
        }
        let will = g.modal.is_some_and(|m| matches!(w.low(m), "will" | "would" | "'ll" | "’ll" | "'d" | "’d" | "shall"));
        if !will || g.negated {
            return false;
        }
        let subject = w.tree_subject(&g).and_then(|s| s.first().copied()).or_else(|| w.surface_subject(&g));
        let who = subject.map_or("", |p| w.low(p.head));
        let own = matches!(who, "we" | "i")
            && (family.violent() || w.sentence(f.anchor).any(|i| matches!(w.low(i), "if" | "unless")));
        // "told them that women who disobeyed would be whipped"
        let whoever = || {
            let p = subject.filter(|_| w.is_passive(&g));
            p.is_some_and(|p| w.below(p.head).any(|c| w.relation(c) == "acl:relcl" && w.below(c).any(|k| w.low(k) == "who")))
                && w.relation(g.main) == "ccomp"
        };
        if own || whoever() || matches!(who, "anyone" | "anybody" | "whoever" | "those") {
            return true;
        }
        let sentence = w.sentence(f.anchor);
        // "Teachers will strike unless they are paid"
        let acts = family.violent() || self.told_as(f, &["protest", "resignation", "withdrawal", "cyber", "battle"]);
        let unless = sentence.clone().find(|&i| w.low(i) == "unless");
        if acts && !w.is_passive(&g) && unless.is_some_and(|u| w.clause[u] != w.clause[f.anchor] || u < g.start) {
            return true;
        }
        let here = w.clause[f.anchor];
        let condition = sentence.clone().any(|i| matches!(w.low(i), "if" | "unless") && w.clause[i] != here);
        let says = w.above(g.main, 4).skip(1).find(|&i| w.is_verb(i));
        let own_hand = self.told_as(f, &["killing", "assault-shooting", "assault-stabbing", "abduction"]);
        says.is_some_and(|v| match w.lemma(v) {
            "warn" | "threaten" | "vow" => true,
            // Nobody announces a murder without a threat in it.
            "say" | "tell" | "promise" if own_hand && !w.is_passive(&g) => true,
            "say" | "tell" | "announce" | "declare" | "write" | "shout" => condition,
            _ => false,
        })
    }
}
