//! Who and what takes part in a deed that no kind knows: somebody who can act, a thing that can be seen, something named.

use crate::deed_words::deeds;
use crate::deeds::SAYS;
use crate::find::Scene;
use crate::senses::{Sense, sense};
use crate::words::{NONE, Phrase, VerbGroup};
use model::Pos;

impl Scene<'_> {
    /// True for a clause of which the sentence says who tells it: "could be halted, an official said".
    pub(crate) fn attributed(&self, v: usize) -> bool {
        let w = self.words;
        let says = |i: usize| w.is_verb(i) && SAYS.contains(&w.lemma(i));
        // "fears that the tribes will rebel"
        let hearsay = |i: usize| {
            matches!(
                w.lemma(i),
                "fear" | "report" | "claim" | "allegation" | "accusation" | "rumour" | "rumor" | "warning" | "danger" | "risk"
            ) && w.pos(i) == Pos::Noun
        };
        w.tokens[v].relation == "ccomp" && w.governor(v).is_some_and(says)
            || w.tokens[v].relation == "acl"
                && w.governor(v).is_some_and(hearsay)
                && w.below(v).any(|c| w.tokens[c].relation == "mark" && w.low(c) == "that")
            || w.below(v).any(|c| matches!(w.tokens[c].relation, "parataxis") && says(c))
    }

    /// True for what only tells how much: "a record", "7 percent", "half".
    pub(crate) fn measures(&self, p: Phrase) -> bool {
        let w = self.words;
        (p.start..p.end)
            .any(|i| w.pos(i) == Pos::Num || matches!(w.lemma(i), "percent" | "record" | "half" | "third" | "high" | "low"))
    }

    /// The subject, where it is somebody or something that the text has named, counted or described.
    pub(crate) fn who(&self, g: &VerbGroup) -> Option<Phrase> {
        let w = self.words;
        // "The river rose, flooding the market": the river.
        if w.tokens[g.main].relation == "advcl"
            && w.tag(g.main) == "VBG"
            && !g.has_aux
            && let Some(h) = w.governor(g.main).filter(|&h| w.is_verb(h) && h < g.main)
        {
            return self.who(&w.verb_group(h));
        }
        // "The council's failure to pay": the council's.
        if w.pos(g.main) == Pos::Noun {
            let owner = w.below(g.main).find(|&c| w.tokens[c].relation == "nmod:poss");
            // "The senator is under investigation for"
            let Some(head) = owner else {
                return w.phrase(w.below(g.main).find(|&c| w.tokens[c].relation.starts_with("nsubj"))?);
            };
            return w.phrase(head).map(|p| Phrase { end: head + 1, head, ..p });
        }
        let p = w.tree_subject(g).and_then(|s| s.first().copied()).or_else(|| w.surface_subject(g))?;
        // "The ministry said it would": who says it.
        // "rejected reports that it had": whoever rejects them.
        if matches!(w.low(p.head), "it" | "they")
            && w.tokens[g.main].relation == "acl"
            && let Some(h) = w.above(g.main, 3).skip(1).find(|&h| w.is_verb(h) && h < p.start)
        {
            return self.who(&w.verb_group(h));
        }
        // The same, where what rejects them looks like what they are: "The bank dismissed reports that it had".
        if matches!(w.low(p.head), "it" | "they")
            && w.tokens[g.main].relation.starts_with("acl")
            && let Some(h) = w.governor(g.main).filter(|&h| h > 1 && h < p.start)
            && matches!(w.lemma(h - 1), "dismiss" | "deny" | "reject" | "refute" | "rebut" | "dispute")
        {
            return w.phrase(h - 2).map(|q| Phrase { end: h - 1, head: h - 2, ..q });
        }
        // "the man who stabbed him"
        if matches!(w.low(p.head), "who" | "which" | "that") && w.tokens[g.main].relation == "acl:relcl" {
            return w.governor(g.main).and_then(|h| w.phrase(h));
        }
        if matches!(w.low(p.head), "it" | "they")
            && w.tokens[g.main].relation == "ccomp"
            && let Some(h) = w.governor(g.main).filter(|&h| w.is_verb(h) && h < p.start)
        {
            return self.who(&w.verb_group(h));
        }
        // "We will reopen the bridge," the minister said.
        if matches!(w.low(p.head), "we" | "i")
            && w.tokens[g.main].relation == "ccomp"
            && let Some(h) = w.governor(g.main).filter(|&h| w.is_verb(h) && SAYS.contains(&w.lemma(h)))
        {
            return self.who(&w.verb_group(h));
        }
        // "The firm said no one had entered the vault"
        if self.attributed(g.main) && w.low(p.start) == "no" && w.low(p.head) == "one"
            || w.low(p.head) == "nobody" && self.attributed(g.main)
        {
            return Some(p);
        }
        // "denied that anyone had been beaten"
        let denied = w.tokens[g.main].relation == "ccomp" && w.governor(g.main).is_some_and(|h| w.lemma(h) == "deny");
        if denied && matches!(w.low(p.head), "anyone" | "anybody") {
            return Some(p);
        }
        let threat = g.passive && g.modal.is_some_and(|m| matches!(w.low(m), "will" | "shall" | "'ll"));
        let nobody = matches!(w.low(p.start), "every" | "each")
            || w.low(p.start) == "any" && !threat
            || matches!(w.low(p.start), "no" | "neither") && !w.is_passive(g) && !self.attributed(g.main)
            || matches!(
                w.low(p.head),
                "i" | "we"
                    | "you"
                    | "it"
                    | "there"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
                    | "what"
                    | "who"
                    | "which"
                    | "one"
                    | "everyone"
                    | "everybody"
                    | "anyone"
                    | "anybody"
                    | "people"
                    | "nothing"
                    | "something"
                    | "everything"
            );
        (!nobody).then(|| self.whole(p))
    }

    /// "Part of the terrace": the terrace.
    fn whole(&self, p: Phrase) -> Phrase {
        let w = self.words;
        if !matches!(w.lemma(p.head), "part" | "section" | "portion" | "stretch" | "chunk") {
            return p;
        }
        let of = w.below(p.head).find(|&c| self.relation(c) == "nmod" && c > p.head && w.below(c).any(|k| w.low(k) == "of"));
        of.and_then(|c| w.phrase(c)).unwrap_or(p)
    }

    /// "Hundreds of pilgrims", "40 drivers".
    pub(crate) fn counted_many(&self, p: Phrase) -> bool {
        let w = self.words;
        (p.start..p.end).any(|i| {
            w.pos(i) == Pos::Num && w.time_of[i] == NONE
                || matches!(w.low(i), "dozens" | "scores" | "hundreds" | "thousands" | "hundred" | "thousand")
        })
    }

    /// True for a subject that can do something: a name, people, an office, an armed force.
    pub(crate) fn can_act(&self, p: Phrase) -> bool {
        let w = self.words;
        w.name_of[w.meaning(p)] != NONE
            || [
                "people",
                "officials",
                "military",
                "forces",
                "lawmen",
                "mob",
                "protester",
                "court",
                "former",
                "commune",
                "notable",
                "workers",
            ]
            .iter()
            .any(|class| self.lexicon.phrase_is(class, p, w, self.mentions))
            || deeds().who.contains(w.lemma(p.head))
            || w.pos(p.head) == Pos::Noun && sense(w.lemma(p.head)) == Some(Sense::Actor)
            || matches!(
                w.lemma(p.head),
                "company"
                    | "firm"
                    | "bank"
                    | "union"
                    | "party"
                    | "regulator"
                    | "watchdog"
                    | "airline"
                    | "ministry"
                    | "council"
                    | "board"
                    | "club"
                    | "charity"
                    | "agency"
                    | "parliament"
                    | "assembly"
                    | "senate"
                    | "cabinet"
                    | "coalition"
                    | "navy"
                    | "junta"
                    | "gang"
                    | "state"
                    | "city"
                    | "country"
                    | "administration"
                    | "university"
                    | "church"
            )
    }

    /// True for what is named, counted, or pointed at: "Norland", "500 cattle", "the plant", "its envoy".
    pub(crate) fn specific(&self, p: Phrase) -> bool {
        let w = self.words;
        (p.start..p.end)
            .any(|i| w.name_of[i] != NONE || w.place_of[i] != NONE || w.pos(i) == Pos::Num || w.pos(i) == Pos::Propn)
            || matches!(
                w.low(p.start),
                "the" | "his" | "her" | "its" | "their" | "our" | "he" | "she" | "they" | "all" | "both"
            )
    }

    /// True for a word that names no state and no doing, by its ending.
    pub(crate) fn tangible(&self, p: Phrase) -> bool {
        let w = self.words;
        let word = w.lemma(p.head);
        const ABSTRACT: &[&str] = &[
            "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ing", "age", "al", "ship", "ure", "ics", "cy", "th",
        ];
        const SEEN: &[&str] = &[
            "garbage",
            "luggage",
            "baggage",
            "sewage",
            "village",
            "cottage",
            "bandage",
            "animal",
            "hospital",
            "canal",
            "metal",
            "building",
            "wing",
            "ring",
            "earth",
            "mouth",
            "orphanage",
            "garage",
            "airport",
        ];
        let seen = SEEN.contains(&word) || !ABSTRACT.iter().any(|end| word.ends_with(end));
        w.pos(p.head) == Pos::Noun && seen && !deeds().nouns.contains(word) && !deeds().abstracts.contains(word)
    }

    /// True for a thing or somebody that a deed can be done to: a name, people, a building, a vehicle, so many of them.
    pub(crate) fn concrete(&self, p: Phrase) -> bool {
        let w = self.words;
        // "half of his shares", "tonnes of grain"
        let share = matches!(
            w.lemma(p.head),
            "half"
                | "third"
                | "quarter"
                | "majority"
                | "part"
                | "most"
                | "tonne"
                | "ton"
                | "litre"
                | "liter"
                | "barrel"
                | "load"
        );
        let of = || w.below(p.head).find(|&c| self.relation(c) == "nmod" && c > p.head).and_then(|c| w.phrase(c));
        if share && of().is_some_and(|q| q.head != p.head && self.tangible(q) && (self.specific(q) || w.tag(q.head) == "NNS")) {
            return true;
        }
        (p.start..p.end).any(|i| w.name_of[i] != NONE || w.place_of[i] != NONE || w.pos(i) == Pos::Num && w.time_of[i] == NONE)
            || w.pos(p.head) == Pos::Noun && sense(w.lemma(p.head)) == Some(Sense::Actor)
            || [
                "people",
                "officials",
                "military",
                "building",
                "vehicle",
                "vessel",
                "aircraft",
                "territory",
                "basepost",
                "property",
            ]
            .iter()
            .any(|class| self.lexicon.phrase_is(class, p, w, self.mentions))
    }
}
