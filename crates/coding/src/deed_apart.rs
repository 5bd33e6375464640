//! Deeds that are told beside another happening in one sentence: "blocked the road, killing nobody", "after a strike the council
//! sold the mill", "resigned after rebels had torched the archive". Each has its own verb, somebody who does it or something it
//! is done to; only what takes part in the other happening too is told by that one.

use crate::deed_words::{Telling, deeds};
use crate::find::{Found, Scene};
use crate::words::Phrase;

/// Nouns of what is settled, meant or asked for, before what is to be done: "a plan to sell the mill".
pub(crate) const MEANT: &[&str] =
    &["plan", "decision", "proposal", "plot", "conspiracy", "intention", "scheme", "pledge", "promise", "vow"];

impl Scene<'_> {
    /// True for a verb whose deed stands for itself whatever else its sentence tells: it is done to something that can be seen,
    /// counted or named.
    pub(crate) fn stands_apart(&self, v: usize) -> bool {
        let w = self.words;
        let g = w.verb_group(v);
        let passive = w.is_passive(&g);
        let sure = match self.telling(v) {
            Some(Telling::Deed) => true,
            Some(Telling::Phrase | Telling::Frame(_)) => return true,
            Some(Telling::Open) => deeds().open.contains(w.lemma(v)),
            _ => false,
        };
        let loose = deeds().loose.contains(w.lemma(v)) || self.telling(v) == Some(Telling::Open);
        let done_to = if passive { w.tree_subject(&g) } else { w.tree_object(&g) };
        let fits = |o: Phrase| {
            !self.names_happening(o.head)
                && (self.concrete(o) || !loose && self.tangible(o) && self.specific(o) || self.can_act(o))
        };
        let object = done_to.and_then(|o| o.first().copied());
        // "when the gate buckled", "after dozens of pupils fainted"
        let alone = || {
            // "waded into the debate", "emerged as the winner"
            let airy = matches!(w.lemma(v), "emerge" | "wade" | "scramble" | "stray" | "splinter" | "resist" | "survive");
            let who = if passive || object.is_some() || loose || airy { None } else { w.tree_subject(&g) };
            who.and_then(|s| s.first().copied()).is_some_and(|s| {
                w.pos(s.head) != model::Pos::Pron
                    && (self.can_act(s) || self.counted_many(s) || self.tangible(s) && self.specific(s))
            })
        };
        sure && (object.is_some_and(fits) || alone())
    }

    /// True where what another match tells is part of verb `v`'s clause: its subject, its object, or the verb it hangs from.
    pub(crate) fn shares(&self, f: &Found, v: usize) -> bool {
        let w = self.words;
        let argument = |i: usize| matches!(self.relation(i), "nsubj" | "obj" | "xcomp" | "ccomp" | "csubj" | "iobj");
        let under = w.governor(f.anchor) == Some(v) && argument(f.anchor);
        let above = w.governor(v) == Some(f.anchor) && argument(v);
        let object = w.below(v).find(|&c| self.relation(c) == "obj" || w.tokens[c].relation == "nsubj:pass");
        let held = object.is_some_and(|o| f.roles.iter().any(|(_, p)| p.head == o) && f.anchor.abs_diff(v) < 12);
        under || above || held || f.group.is_some_and(|g| g.main == v)
    }

    /// "caught trying to cross": what whoever was caught, held or shot was trying came to nothing.
    pub(crate) fn caught_trying(&self, i: usize) -> bool {
        let w = self.words;
        matches!(w.lemma(i), "try" | "attempt")
            && w.tag(i) == "VBG"
            && self.head(i).is_some_and(|h| {
                h < i
                    && w.is_verb(h)
                    && matches!(
                        w.lemma(h),
                        "catch"
                            | "arrest"
                            | "detain"
                            | "stop"
                            | "intercept"
                            | "shoot"
                            | "kill"
                            | "die"
                            | "drown"
                            | "seize"
                            | "hold"
                    )
            })
    }
}
