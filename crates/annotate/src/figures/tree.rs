//! What is told of the counted by the sentence's tree, where the words beside them do not tell: "Two of the victims, Ana Ruiz
//! and Ben Okafor, were pronounced dead", "an eighth, who had been shot twice".

use super::lexicon::{Class, Lexicon, Position};
use super::phrase::{Counted, Kind};
use super::told::Told;
use super::words::Sentence;
use model::Pos;

/// How far a list or an apposition is climbed.
const CLIMB: usize = 5;

impl<'a> Sentence<'a> {
    /// What the verb or the clause that the counted hang from tells of them.
    pub fn by_tree(&self, c: &Counted, lexicon: &Lexicon) -> Option<Told> {
        self.below(self.main_word(c)?, lexicon).or_else(|| self.above(c, lexicon))
    }

    /// The token of the counted that hangs from another one.
    pub(super) fn main_word(&self, c: &Counted) -> Option<usize> {
        let (start, end) = (c.number.start, c.end());
        (start..end).find(|&i| self.parent(i).is_none_or(|h| !(start..end).contains(&h)) && self.word(i))
    }

    /// What the verb that the counted hang from tells of them.
    pub fn above(&self, c: &Counted, lexicon: &Lexicon) -> Option<Told> {
        let mut at = self.main_word(c)?;
        let mut beside = false;
        // "the chief of staff, Karl Voss": the name may hang from the last word of the office.
        let office = |i: usize| {
            matches!(
                self.lower(i),
                "chief"
                    | "head"
                    | "director"
                    | "secretary"
                    | "minister"
                    | "commander"
                    | "leader"
                    | "chairman"
                    | "member"
                    | "mayor"
                    | "governor"
            )
        };
        for _ in 0..CLIMB {
            let up = self.parent(at)?;
            let was_beside = beside;
            beside = self.relation(at) == "appos" && c.kind == Kind::Name;
            match self.relation(at) {
                "nmod" if was_beside && office(up) => at = up,
                "conj" | "appos" | "nummod" | "flat" | "compound" | "nmod:unmarked" | "list" => at = up,
                // "all of the victims", "the bodies of two women": counted by the outer noun or told by it.
                "nmod" if matches!(self.lower(up), "all" | "both" | "each" | "most") => at = up,
                "nsubj" => return self.predicate(up, false, lexicon),
                "nsubj:pass" => return self.predicate(up, true, lexicon),
                "obj" if c.kind != Kind::Anaphor => return self.acted_on(c, up, lexicon),
                _ => return None,
            }
        }
        None
    }

    /// True for a token that can be the main word of a phrase.
    fn word(&self, i: usize) -> bool {
        !matches!(self.relation(i), "punct" | "case" | "cc" | "mark" | "det")
    }

    fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(move |&j| self.parent(j) == Some(i))
    }

    /// Clauses that hang from the noun: "a man shot in the leg", "the two who were wounded".
    fn below(&self, noun: usize, lexicon: &Lexicon) -> Option<Told> {
        self.children(noun).find_map(|v| match self.relation(v) {
            "acl" if self.tag(v) == "VBN" => self.predicate(v, true, lexicon),
            "acl" if self.tag(v) == "VBG" && self.lower(v) != "shooting" => self.predicate(v, false, lexicon),
            "acl:relcl" => {
                let subject = self.children(v).find(|&s| self.relation(s).starts_with("nsubj"))?;
                let who = matches!(self.lower(subject), "who" | "that" | "which");
                who.then(|| self.predicate(v, self.relation(subject) == "nsubj:pass", lexicon)).flatten()
            }
            _ => None,
        })
    }

    /// True for what is not told as having come about.
    fn unreal(&self, v: usize) -> bool {
        self.children(v).any(|j| match self.relation(j) {
            "advmod" => matches!(self.lower(j), "not" | "n't" | "never" | "nearly" | "almost"),
            "aux" => matches!(self.lower(j), "would" | "could" | "might" | "may" | "can" | "will" | "should" | "must"),
            "mark" => matches!(self.lower(j), "if" | "unless" | "whether"),
            _ => false,
        })
    }

    /// What a predicate tells of its subject; death before wounds before a hit.
    fn predicate(&self, v: usize, passive: bool, lexicon: &Lexicon) -> Option<Told> {
        if self.unreal(v) {
            return None;
        }
        let own = |j: usize| self.children(j).any(|s| self.relation(s).starts_with("nsubj"));
        let mut best = self.verb(v, passive, lexicon);
        for j in self.children(v) {
            let next = match self.relation(j) {
                "conj" if !own(j) && !self.unreal(j) => {
                    let passive = self.children(j).any(|a| self.relation(a) == "aux:pass") || passive && self.tag(j) == "VBN";
                    self.verb(j, passive, lexicon)
                }
                // "appears to have shot his daughter": he did.
                // "shot dead a clerk": whom he shot is dead.
                "xcomp" if !passive && self.pos(j) == Some(Pos::Adj) && self.object_of_both(v, j, lexicon) => None,
                "xcomp" => {
                    let has = |a: usize| matches!(self.relation(a), "aux" | "obj") && self.lower(a) != "to";
                    let was = self.children(j).any(|a| self.relation(a) == "aux:pass");
                    self.verb(j, was || !self.children(j).any(has), lexicon)
                }
                _ => None,
            };
            best = worse(best, next);
        }
        best
    }

    /// True for a verb of hurting with an object of its own, or of the adjective behind it: "shot dead a clerk".
    fn object_of_both(&self, verb: usize, adjective: usize, lexicon: &Lexicon) -> bool {
        let object = |i: usize| self.children(i).any(|j| self.relation(j) == "obj");
        let hurts = lexicon.cue(Position::Object, self.lower(verb)).is_some();
        // "shot himself dead": he is.
        if (verb + 1..adjective).any(|i| self.lower(i).ends_with("self") || self.lower(i).ends_with("selves")) {
            return false;
        }
        hurts && (object(verb) || object(adjective) || self.object_follows(adjective + 1))
    }

    /// True for the two of "stabbed both his parents", "shot dead both men".
    pub(super) fn both(&self, i: usize) -> bool {
        let next = matches!(self.lower(i + 1), "his" | "her" | "their" | "of" | "the") || self.tag(i + 1) == "NNS";
        self.lower(i) == "both" && next
    }

    /// "sentenced three men to death": true for the "to" of those who live.
    pub(super) fn condemned(&self, to: usize) -> bool {
        let judged = |k: usize| matches!(self.lower(k), "sentenced" | "sentence" | "sentences" | "condemned" | "condemns");
        self.lower(to) == "to" && (to.saturating_sub(12)..to).any(judged)
    }

    /// What one verb or adjective with the words that hang from it tells of its subject.
    fn verb(&self, v: usize, passive: bool, lexicon: &Lexicon) -> Option<Told> {
        let w = self.lower(v);
        // "stabbed nearly to death" tells of somebody who lives.
        let nearly = |j: usize| (j.saturating_sub(3)..j).any(|k| matches!(self.lower(k), "nearly" | "almost" | "half"));
        let fatal =
            self.children(v).find(|&j| matches!(self.lower(j), "fatally" | "mortally" | "dead" | "death") && !nearly(j));
        // "shot dead a teacher" hangs the teacher from "dead".
        let dead = |j: usize| self.lower(j) == "dead" && self.children(j).any(|k| self.relation(k) == "obj");
        let object = self.children(v).any(|j| self.relation(j) == "obj" || dead(j));
        let after =
            lexicon.cue(Position::After, w).filter(|_| passive || !object && lexicon.cue(Position::Object, w).is_none());
        let passive_only = lexicon.cue(Position::Passive, w).filter(|_| passive);
        if let Some(what) = after.or(passive_only) {
            return match fatal {
                Some(j) if matches!(what, "hit" | "injured") => Some(("killed", j)),
                _ => Some((what, v)),
            };
        }
        // "were hacked to death", by whatever verb
        if passive && self.lower(v + 1) == "to" && self.lower(v + 2) == "death" && !self.condemned(v + 1) {
            return Some(("killed", v + 1));
        }
        // "a man who gunned down four": what he did.
        let act = !passive && lexicon.cue(Position::Object, w).is_some();
        let told = lexicon.phrase(v, |j| self.lower(j));
        if let Some((_, what)) = told.filter(|(long, _)| !act || !(object || self.object_follows(v + long))) {
            return Some((what, v));
        }
        if self.pos(v) == Some(Pos::Noun) && lexicon.is(Class::Wound, w) {
            return None;
        }
        let near = v + 1..self.len().min(v + 12);
        if passive && lexicon.is(Class::Moved, w) {
            let hospital = near.clone().any(|j| self.hospital(j) || self.lower(j) == "surgery");
            return hospital.then_some(("hit", v));
        }
        let wounded = matches!(w, "suffer" | "suffered" | "suffering" | "sustained" | "sustaining" | "received" | "had");
        if wounded && !passive {
            return self.wounded(v + 1, v, lexicon);
        }
        let says = matches!(w, "say" | "says" | "said" | "told" | "tells" | "reported" | "reports" | "added" | "confirmed");
        near.filter(|&j| !says && self.lower(j) == "in" && self.parent(j).and_then(|n| self.parent(n)) == Some(v))
            .find_map(|j| self.condition(j, lexicon))
    }

    /// "The quake that hit Lorca Alta": what no person does, to a name that may be a place's.
    fn of_a_thing(&self, v: usize, word: &str, lexicon: &Lexicon) -> bool {
        let who = |j: usize| self.person(j).is_some() || self.surname(j).is_some() || lexicon.is_people(self.lower(j));
        let subject = self.children(v).find(|&j| self.relation(j).starts_with("nsubj"));
        let thing = |j: usize| !who(j) && !matches!(self.lower(j), "he" | "she" | "they" | "who" | "i" | "we");
        lexicon.is(Class::Figurative, word) && subject.is_some_and(thing)
    }

    /// What a verb tells of its object.
    fn acted_on(&self, c: &Counted, v: usize, lexicon: &Lexicon) -> Option<Told> {
        let w = self.lower(v);
        if self.unreal(v) || !self.happened(v) {
            return None;
        }
        if matches!(w, "left" | "leaving" | "leaves" | "found") {
            let condition = |j: usize| if self.lower(j) == "in" { self.condition(j, lexicon) } else { None };
            return (v + 1..self.len().min(v + 14)).find_map(condition);
        }
        let what = lexicon.cue(Position::Object, w).filter(|_| !(c.kind == Kind::Name && self.of_a_thing(v, w, lexicon)))?;
        // "stabbed nearly to death" tells of somebody who lives.
        let nearly = |j: usize| (j.saturating_sub(3)..j).any(|k| matches!(self.lower(k), "nearly" | "almost" | "half"));
        let fatal =
            self.children(v).find(|&j| matches!(self.lower(j), "fatally" | "mortally" | "dead" | "death") && !nearly(j));
        // "shot and killed two men"
        let also = self.children(v).filter(|&j| self.relation(j) == "conj").find(|&j| {
            matches!(lexicon.cue(Position::Object, self.lower(j)), Some("killed"))
                && !self.children(j).any(|k| self.relation(k) == "obj")
        });
        match fatal.or(also) {
            Some(j) if matches!(what, "hit" | "injured") => Some(("killed", j)),
            _ => Some((what, v)),
        }
    }
}

/// Of two tellings the graver one.
fn worse(a: Option<Told>, b: Option<Told>) -> Option<Told> {
    let grave = |t: &Option<Told>| match t {
        Some(("killed", _)) => 3,
        Some(("hit", _)) => 1,
        Some(_) => 2,
        None => 0,
    };
    if grave(&b) > grave(&a) { b } else { a }
}
