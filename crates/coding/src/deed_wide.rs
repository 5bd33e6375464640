//! Deeds told by verbs that no list names: what takes part in them tells that something was done.
//!
//! "The observatory initiated a survey", "nurses were assigned to the islands": whoever reads knows neither verb for news by
//! itself. Somebody who can act, and something that can be touched, is done, or is written and is pointed at or counted, make a
//! deed of any verb that is not one of states, feelings, thoughts and talk.

use crate::deed_words::deeds;
use crate::find::Scene;
use crate::senses::{Doing, Sense, doing, sense};
use crate::words::{NONE, Phrase};
use model::Pos;

/// Verbs that say next to nothing without their object, and too little with one that is not counted or named.
const EMPTY: &[&str] = &[
    "be", "become", "do", "have", "need", "want", "include", "mean", "seem", "appear", "say", "tell", "see", "like", "let",
    "involve", "keep", "go", "come", "put", "remain",
];

/// Those that say how things stand, whatever their object, and a deed only below another verb.
const STANDING: &[&str] = &["lead", "support", "follow", "remain", "use", "look", "stand", "serve", "show", "work"];

/// Those that say how somebody behaves, or that something else begins.
const LOOKS_ON: &[&str] = &[
    "look",
    "act",
    "count",
    "stick",
    "deal",
    "rely",
    "depend",
    "begin",
    "start",
    "continue",
    "opt",
    "choose",
    "talk",
    "resort",
    "shift",
    "gain",
    "subsist",
    "watch",
    "stay",
    "remain",
    "gear",
    "brace",
    "acquiesce",
    "hear",
];

/// Words of speech of which something is made or shown, and not only said.
const WRITES: &[&str] = &["add", "post", "report", "disclose", "reveal"];

/// What somebody does by saying it: with what is said of it, a deed.
const BY_WORD: &[&str] = &[
    "announce",
    "propose",
    "recommend",
    "promise",
    "pledge",
    "offer",
    "affirm",
    "request",
    "outline",
    "unveil",
    "name",
    "rule",
    "order",
    "reaffirm",
    "prescribe",
    "dub",
    "rename",
    "waive",
    "declare",
];

/// How much a verb of no list tells by what takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wide {
    /// By itself.
    Sure,
    /// With a day or a place.
    Loose,
}

impl Scene<'_> {
    /// Whether verb `v`, which no list names, tells a deed by what takes part in it.
    pub(crate) fn wide(&self, v: usize) -> Option<Wide> {
        let w = self.words;
        let lemma = w.lemma(v);
        if lemma.len() < 3 || EMPTY.contains(&lemma) || !lemma.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
            return None;
        }
        let g = w.verb_group(v);
        let by_word = BY_WORD.contains(&lemma) && self.by_word(v);
        if deeds().idle.contains(lemma) && !by_word {
            return None;
        }
        let speaks = self.lexicon.has("speech", lemma) && !by_word;
        let quotes = || w.sentence(v).any(|i| matches!(w.low(i), "\"" | "“" | "”" | "''" | "``"));
        if speaks && (!WRITES.contains(&lemma) || quotes()) {
            return None;
        }
        if !by_word && self.governor(v).is_some() {
            return None;
        }
        let now = g.progressive && !g.past_aux && !g.past_perfect || (g.start..v).any(|i| w.low(i) == "still");
        // "is pondering an offer": what somebody is at, though it be thought.
        let idle = doing(lemma) == Some(Doing::Idle) && !by_word;
        if idle && !now && !speaks {
            return None;
        }
        // "managed to reach", "showed that": the verb below tells it.
        // "This article has been updated"
        let own = |c: usize| {
            w.tokens[c].relation.starts_with("nsubj")
                && sense(w.lemma(c)) == Some(Sense::Text)
                && w.phrase(c).is_some_and(|p| w.low(p.start) == "this")
        };
        if w.below(v).any(own) {
            return None;
        }
        let weak = idle || speaks || deeds().weak.contains(lemma) || self.lexicon.has("stative", lemma);
        let clause = |c: usize| match self.relation(c) {
            "ccomp" | "csubj" => true,
            // "named coach of the year"
            "xcomp" => weak || w.is_verb(c),
            _ => false,
        };
        if !now && w.below(v).any(clause) || speaks && w.below(v).any(|c| self.relation(c) == "parataxis") {
            return None;
        }
        // "denied having used deposits", "is due to lead the mission": what stands above tells the rest.
        let under = g.to.is_some() || w.tag(v) == "VBG" && !g.has_aux || w.below(v).any(|c| w.low(c) == "having");
        let passive = w.is_passive(&g);
        let subject = w.tree_subject(&g).and_then(|s| s.first().copied());
        let plain = !under && !g.negated && g.modal.is_none() && !passive;
        let at_it = now && matches!(lemma, "look" | "work" | "use" | "find");
        if STANDING.contains(&lemma) && plain && !at_it {
            return None;
        }
        let vague = if weak { Wide::Loose } else { Wide::Sure };
        let behind = |case: &'static [&'static str]| {
            move |c: &usize| {
                self.relation(*c) == "obl"
                    && *c > v
                    && w.below(*c).any(|k| w.tokens[k].relation == "case" && case.contains(&w.low(k)))
            }
        };
        let by = || w.below(v).filter(behind(&["by"])).filter_map(|c| w.phrase(c)).any(|p| self.can_act(p));
        if passive {
            let strictly = weak && !under && !by();
            return subject.is_some_and(|s| self.takes_part(s, strictly)).then_some(vague);
        }
        // "provided spectacles to 4,000 pupils"
        let whom = || {
            let to = w.below(v).filter(behind(&["to", "for", "with", "from"])).filter_map(|c| w.phrase(c));
            to.into_iter().any(|p| self.counted_many(p) || w.name_of[p.head] != NONE || w.place_of[p.head] != NONE)
        };
        if let Some(o) = w.tree_object(&g).and_then(|o| o.first().copied()) {
            // "A survey found most of them content"
            if lemma == "find" && !subject.is_some_and(|s| self.can_act(s)) {
                return None;
            }
            // "have made a plastic that dissolves"
            let makes = matches!(lemma, "make" | "produce" | "write")
                && matches!(sense(w.lemma(o.head)), Some(Sense::Thing | Sense::Text));
            return self.takes_part(o, weak && !under && !makes && !whom()).then_some(vague);
        }
        let subject = subject?;
        // "The novelist wrote to the king", "spoke with the envoy"
        let turns_to = || {
            matches!(lemma, "write" | "speak" | "talk" | "appeal" | "consult" | "confer")
                && w.below(v)
                    .filter(behind(&["to", "with"]))
                    .filter_map(|c| w.phrase(c))
                    .any(|p| w.name_of[p.head] != NONE || self.specific(p) && sense(w.lemma(p.head)) == Some(Sense::Actor))
        };
        if weak && !now && turns_to() {
            return Some(Wide::Loose);
        }
        // "The family moved to Halm"
        let whither = |c: usize| w.place_of[c] != NONE && behind(&["to", "into", "from"])(&c);
        if lemma == "move" && self.can_act(subject) && w.below(v).any(whither) {
            return Some(Wide::Loose);
        }
        if weak && !now && !matches!(lemma, "perform" | "participate" | "compete") {
            return None;
        }
        // "is looking into the complaint"
        if LOOKS_ON.contains(&lemma) && !w.below(v).any(|c| behind(&["into"])(&c)) {
            return None;
        }
        // "are working to restore the line", "is spreading": what somebody who is pointed at is doing now.
        if now && g.progressive && !speaks && self.can_act(subject) && !crate::refer::is_pronoun(w.low(subject.head)) {
            let somehow = |c: usize| {
                c > v
                    && match self.relation(c) {
                        "obl" => w.place_of[c] != NONE || w.phrase(c).is_some_and(|p| self.takes_part(p, false)),
                        "xcomp" | "advcl" => lemma == "work",
                        _ => false,
                    }
            };
            if (self.specific(subject) || self.counted_many(subject) || w.tag(subject.head) == "NNS") && w.below(v).any(somehow)
            {
                return Some(Wide::Loose);
            }
        }
        // "walked to the border", "performed in front of the palace", "are looking for the will"
        let goes = doing(lemma) == Some(Doing::Motion);
        let about = |c: usize| {
            self.relation(c) == "obl"
                && c > v
                && (w.place_of[c] != NONE
                    || w.name_of[c] != NONE
                    || w.time_of[c] != NONE
                    || self.can_act(subject)
                    || w.phrase(c).is_some_and(|p| self.takes_part(p, !goes)))
        };
        w.below(v).any(about).then_some(Wide::Loose)
    }

    /// "proposed a toll", "pledged a hospital": of a thing or a deed which no word of its own tells as planned.
    fn by_word(&self, v: usize) -> bool {
        let w = self.words;
        let g = w.verb_group(v);
        let what = if w.is_passive(&g) { w.tree_subject(&g) } else { w.tree_object(&g) };
        what.and_then(|o| o.first().copied()).is_some_and(|o| {
            !self.names_happening(o.head) && !w.below(o.head).any(|c| matches!(self.relation(c), "acl" | "ccomp"))
        })
    }

    /// True for what a deed of any verb can be done to: named, counted, somebody, or a thing, a deed or a text of its own.
    pub(crate) fn takes_part(&self, p: Phrase, strictly: bool) -> bool {
        let w = self.words;
        let lemma = w.lemma(p.head);
        // "are shadowing each other"
        let each = p.head > 0 && matches!((w.low(p.head - 1), w.low(p.head)), ("each", "other") | ("one", "another"));
        if each {
            return true;
        }
        if w.pos(p.head) == Pos::Pron || deeds().airy.contains(lemma) || deeds().vague.contains(lemma) {
            return false;
        }
        if w.name_of[p.head] != NONE || w.place_of[p.head] != NONE {
            return true;
        }
        let kind = sense(lemma);
        let counted = self.so_many(p);
        match kind {
            Some(Sense::Abstract) => counted && !strictly && !deeds().abstracts.contains(lemma),
            _ if deeds().abstracts.contains(lemma) => counted && !strictly,
            _ if strictly => counted || self.specific(p) && (kind.is_some_and(|k| k != Sense::Act) || self.concrete(p)),
            Some(Sense::Actor | Sense::Force | Sense::Thing | Sense::Text | Sense::Act) => true,
            None => self.concrete(p) || self.tangible(p) && self.specific(p),
        }
    }

    /// "eleven seats", "a loan of 90 million"
    fn so_many(&self, p: Phrase) -> bool {
        let w = self.words;
        let of = |c: usize| {
            w.tokens[c].relation == "nmod"
                && c > p.head
                && w.time_of[c] == NONE
                && w.phrase(c).is_some_and(|q| self.counted_many(q))
                && w.below(c).any(|k| w.low(k) == "of")
        };
        self.counted_many(p) || w.below(p.head).any(of)
    }

    /// True where a deed by what takes part is told well enough without a day or a place: by somebody named or pointed at, and
    /// done to what is counted, named or pointed at.
    pub(crate) fn told_well(&self, subject: Phrase, done_to: Option<Phrase>, v: usize) -> bool {
        let w = self.words;
        let listed = self.telling(v).is_some();
        let at = || {
            w.below(v).any(|c| {
                let where_to = |p: Phrase| self.takes_part(p, true) && self.specific(p) || listed && self.takes_part(p, false);
                self.relation(c) == "obl" && c > v && w.phrase(c).is_some_and(where_to)
            })
        };
        !crate::refer::is_pronoun(w.low(subject.head))
            && self.can_act(subject)
            && match done_to {
                Some(o) => self.so_many(o) || self.takes_part(o, true),
                None => at() && !deeds().weak.contains(w.lemma(v)),
            }
    }
}
