//! Who is held to have done a deed: charged with it, accused of it, said to be responsible for it or to be behind it; and who
//! carried out what only a noun tells.

use crate::find::{Found, Scene};
use crate::refer::is_pronoun;
use crate::words::{NONE, Phrase};
use model::Pos;

/// Steps up the tree from a deed to what is said of it.
const FAR: usize = 8;

/// Verbs that lay a deed to somebody.
const CHARGES: &[&str] = &[
    "charge",
    "accuse",
    "indict",
    "convict",
    "suspect",
    "implicate",
    "blame",
    "arrest",
    "detain",
    "jail",
    "imprison",
    "sentence",
    "prosecute",
    "try",
    "hold",
    "seek",
    "want",
];

/// Those of them that say so whatever stands between: "held responsible" is said by the adjective.
const BEHIND: &[&str] = &["with", "of", "for", "in", "over", "on"];

/// Words between a charge and the deed that leave it the same deed: "accused of ordering the murder", "his role in the attack".
const SAME: &[&str] = &[
    "order",
    "mastermind",
    "plan",
    "plot",
    "participate",
    "take",
    "commit",
    "carry",
    "perpetrate",
    "organize",
    "organise",
    "lead",
    "direct",
    "stage",
    "help",
    "involvement",
    "role",
    "part",
    "charge",
    "count",
    "connection",
    "participation",
    "complicity",
    "author",
    "suspicion",
    "involve",
    "implicate",
    "murder",
    "killing",
    "death",
    "massacre",
    "assassination",
    "kidnapping",
    "attack",
    "homicide",
    "manslaughter",
    "crime",
];

/// Verbs for doing a deed that a noun tells: "the attack carried out by".
pub(crate) const CARRIES_OUT: &[&str] = &[
    "carry",
    "perpetrate",
    "commit",
    "stage",
    "launch",
    "mount",
    "conduct",
    "execute",
    "orchestrate",
    "mastermind",
    "order",
    "organize",
    "organise",
    "plan",
];

/// More of them, of what is set going: "blasts set off by".
const DONE: &[&str] = &["lead", "set", "detonate", "trigger", "unleash", "cause"];

/// Verbs above a charge that take it back.
const DENIES: &[&str] = &["deny", "reject", "dismiss", "refute", "acquit", "clear", "absolve", "exonerate", "doubt", "drop"];

impl Scene<'_> {
    /// Those to whom the sentence lays a deed.
    pub(crate) fn accused(&self, f: &Found) -> Vec<Phrase> {
        let w = self.words;
        let mut who = self.charged(f).unwrap_or_default();
        if who.is_empty() {
            who = self.behind(f).or_else(|| self.done_by(f)).or_else(|| self.took_part(f)).unwrap_or_default();
        }
        // "Those responsible for the attack" and "no one" are nobody yet.
        let nobody = |p: &Phrase| {
            let open = [
                "those", "who", "whoever", "anyone", "anybody", "one", "ones", "no", "nobody", "none", "neither", "that", "it",
            ];
            (p.start..=p.head).any(|i| open.contains(&w.low(i)))
        };
        let able = |p: Phrase| {
            let pronoun = is_pronoun(w.low(p.head)) || w.pos(p.head) == Pos::Pron;
            let thing = self.one_of(&["building", "vehicle", "weapon", "explosive"], p);
            self.meant(p).is_some() || !pronoun && !thing && w.time_of[p.head] == NONE && w.pos(p.head) != Pos::Num
        };
        who.retain(|p| !nobody(p) && !f.holds(p) && able(*p));
        who.truncate(4);
        who
    }

    /// "Three men were detained, while a woman was beaten": the clause has somebody of its own, and no charge.
    fn goes_on_beside(&self, verb: usize) -> bool {
        let w = self.words;
        let joins = |c: usize| matches!(w.low(c), "while" | "when" | "as" | "before" | "until" | "if" | "though" | "although");
        w.relation(verb) == "advcl"
            && w.below(verb).any(|c| c < verb && joins(c))
            && w.below(verb).any(|c| w.relation(c).starts_with("nsubj") && !is_pronoun(w.low(c)))
    }

    /// "Ola Berg was charged with the murder", "accused the army of the massacre", "officers are responsible for the killing".
    fn charged(&self, f: &Found) -> Option<Vec<Phrase>> {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let mut last = f.anchor;
        for i in w.above(f.anchor, FAR).skip(1).take_while(|i| sentence.contains(i)) {
            let laid = w.below(last).any(|c| w.relation(c) == "case" && BEHIND.contains(&w.low(c)))
                || matches!(w.relation(last), "advcl" | "ccomp" | "xcomp" | "acl") && !self.goes_on_beside(last);
            if matches!(w.lemma(i), "responsible" | "guilty") {
                return self.answers_for(i, last);
            }
            if w.is_verb(i) && CHARGES.contains(&w.lemma(i)) {
                return if laid { self.laid_to(i) } else { None };
            }
            // "accused the army of the massacre", where the tree hangs the deed from the army.
            let object = w.governor(i).filter(|&v| w.relation(i) == "obj" && w.is_verb(v) && CHARGES.contains(&w.lemma(v)));
            if let Some(v) = object.filter(|_| laid) {
                return self.laid_to(v);
            }
            if !SAME.contains(&w.lemma(i)) || w.is_verb(i) && w.tag(i) != "VBG" {
                return None;
            }
            last = i;
        }
        None
    }

    /// Whom a charge is laid to.
    fn laid_to(&self, v: usize) -> Option<Vec<Phrase>> {
        let w = self.words;
        let g = w.verb_group(v);
        let object = w.below(v).find(|&c| w.relation(c) == "obj");
        let passive = object.is_none() && (w.is_passive(&g) || w.relation(v) == "acl" && w.tag(v) == "VBN");
        // "tried to", "want", "hold" lay nothing to anybody but in the passive.
        let weak = matches!(w.lemma(v), "try" | "want" | "hold" | "seek");
        if g.negated || g.modal.is_some() || weak && !passive || self.taken_back(v) {
            return None;
        }
        if !passive {
            return object.and_then(|o| w.phrase(o)).map(|p| w.joined(p));
        }
        let noun = || w.governor(v).filter(|_| w.relation(v) == "acl").and_then(|h| w.phrase(h)).map(|p| vec![p]);
        noun().or_else(|| w.tree_subject(&g)).or_else(|| w.surface_subject(&g).map(|p| vec![p]))
    }

    /// "Officers took part in the killing", "two men were involved in the attack".
    fn took_part(&self, f: &Found) -> Option<Vec<Phrase>> {
        let w = self.words;
        if w.pos(f.anchor) != Pos::Noun || !w.below(f.anchor).any(|c| w.relation(c) == "case" && w.low(c) == "in") {
            return None;
        }
        let above = w.governor(f.anchor)?;
        // The tree hangs the deed from "took" or from "part".
        let v = if w.lemma(above) == "part" && w.relation(above) == "obj" { w.governor(above)? } else { above };
        let g = w.verb_group(v);
        let part = || w.below(v).any(|c| w.relation(c) == "obj" && matches!(w.low(c), "part" | "role"));
        let joins = match w.lemma(v) {
            "participate" => true,
            "take" | "play" => part(),
            "involve" => w.is_passive(&g),
            _ => false,
        };
        let sure = w.is_verb(v) && joins && !g.negated && g.modal.is_none() && !self.taken_back(v);
        w.tree_subject(&g).filter(|_| sure)
    }

    /// The subject of "is responsible for", "is guilty of".
    fn answers_for(&self, adjective: usize, deed: usize) -> Option<Vec<Phrase>> {
        let w = self.words;
        let for_it = w.below(deed).any(|c| w.relation(c) == "case" && matches!(w.low(c), "for" | "of"));
        let not = |i: usize| {
            w.below(i).any(|c| matches!(w.low(c), "not" | "n't" | "never" | "if" | "whether" | "may" | "might" | "could"))
        };
        if !for_it || not(adjective) || self.taken_back(adjective) {
            return None;
        }
        let subject = |i: usize| w.below(i).find(|&c| matches!(w.relation(c), "nsubj" | "nsubj:pass"));
        // "The people responsible for the killing were two officers."
        let noun = w.governor(adjective).filter(|_| matches!(w.relation(adjective), "amod" | "acl" | "acl:relcl"));
        if let Some(n) = noun.filter(|&n| w.relation(n) == "nsubj" && subject(adjective).is_none()) {
            let is = w.governor(n).filter(|&m| w.below(m).any(|c| w.relation(c) == "cop") && !not(m))?;
            return w.phrase(is).filter(|_| w.pos(is) != Pos::Adj).map(|p| w.joined(p));
        }
        let above = || w.governor(adjective).filter(|_| w.relation(adjective) == "xcomp" && !not(adjective));
        let noun = subject(adjective).or_else(|| above().and_then(subject))?;
        let who = if matches!(w.low(noun), "who" | "which" | "that") { w.governor(adjective)? } else { noun };
        w.phrase(who).map(|p| w.joined(p))
    }

    /// "The Front is behind the attack."
    fn behind(&self, f: &Found) -> Option<Vec<Phrase>> {
        let w = self.words;
        let behind = w.below(f.anchor).any(|c| w.relation(c) == "case" && w.low(c) == "behind");
        let not = w.below(f.anchor).any(|c| matches!(w.low(c), "not" | "n't" | "if" | "whether" | "may" | "might" | "could"));
        let subject = w.below(f.anchor).find(|&c| w.relation(c) == "nsubj").filter(|_| behind && !not)?;
        w.phrase(subject).filter(|_| !self.taken_back(f.anchor)).map(|p| w.joined(p))
    }

    /// "The attack carried out by rebels", "blasts set off by the Front".
    fn done_by(&self, f: &Found) -> Option<Vec<Phrase>> {
        let w = self.words;
        if w.pos(f.anchor) != Pos::Noun {
            return None;
        }
        let done = |v: &usize| {
            let lemma = w.lemma(*v);
            matches!(w.relation(*v), "acl" | "acl:relcl")
                && w.is_verb(*v)
                && w.tag(*v) == "VBN"
                && (CARRIES_OUT.contains(&lemma) || DONE.contains(&lemma))
        };
        let v = w.below(f.anchor).find(done)?;
        let g = w.verb_group(v);
        if g.negated || g.modal.is_some() { None } else { w.tree_agent(&g) }
    }

    /// True below a verb that says that it is not so.
    fn taken_back(&self, i: usize) -> bool {
        let w = self.words;
        w.above(i, FAR).any(|a| DENIES.contains(&w.lemma(a)))
    }
}
