//! Verbs before their subject: "the region cannot ignore the risk, warns the agency's director".

use crate::find::{Found, Link, Scene};
use crate::words::Phrase;
use model::RoleKind;

impl Scene<'_> {
    /// Who speaks, where the verb of speaking stands behind what is said and before its subject.
    pub fn turned_round(&self, f: &Found) -> Option<Phrase> {
        let w = self.words;
        let speaks = |r: &crate::rule::Rule| r.slots.iter().flat_map(|s| &s.choices).any(|c| c.role == Some(RoleKind::Speaker));
        let g = f.group.filter(|g| f.link == Link::Own && !g.has_aux && matches!(w.tag(g.main), "VBZ" | "VBD"))?;
        let start = w.sentence(g.main).start;
        let comma = g.start.checked_sub(1).filter(|&i| i > start && matches!(w.low(i), "," | "”" | "\"" | "''"))?;
        if g.main + 1 != f.end || w.relation(g.main) != "parataxis" || !speaks(&self.rules[f.rule]) {
            return None;
        }
        let p = w.phrase(f.end).filter(|p| p.start == f.end)?;
        // "moved, warned its workers and left" is no such turn.
        let goes_on = matches!(
            w.low.get(p.end).map_or("", |s| s),
            "and" | "or" | "that" | "of" | "to" | "against" | "about" | "not" | "over"
        );
        if goes_on || matches!(w.low(p.start), "its" | "their" | "his" | "her" | "them" | "him") {
            return None;
        }
        let somebody = ["person", "org", "officials", "people", "party"];
        let said = (start..comma).any(|i| w.is_verb(i));
        (said && somebody.iter().any(|c| self.lexicon.phrase_is(c, p, w, self.mentions))).then_some(p)
    }
}
