//! Whom a pronoun means: the one name that fits, in its sentence or the one before. Two that fit are none.

use crate::find::Scene;
use crate::words::{NONE, Phrase};
use model::{NameKind, Pos};

/// Pronouns that say nothing of who it is.
pub(crate) fn is_pronoun(low: &str) -> bool {
    matches!(
        low,
        "he" | "she"
            | "they"
            | "him"
            | "her"
            | "them"
            | "himself"
            | "herself"
            | "themselves"
            | "we"
            | "us"
            | "i"
            | "me"
            | "you"
            | "it"
            | "who"
            | "myself"
            | "ourselves"
    )
}

impl Scene<'_> {
    /// Index of the name that a singular pronoun of a person stands for.
    pub fn meant(&self, p: Phrase) -> Option<u32> {
        let w = self.words;
        if p.end != p.start + 1 || !matches!(w.low(p.start), "he" | "she" | "him" | "himself" | "herself") {
            return None;
        }
        let sentence = w.sentence(p.start);
        // "If Ruun finds him guilty": the object is not the subject.
        let object = matches!(w.low(p.start), "him" | "her");
        let same_clause =
            |n: u32| (sentence.start..p.start).rev().take(80).any(|i| w.name_of[i] == n && w.clause[i] == w.clause[p.start]);
        let here = self.only_person(sentence.start, p.start).filter(|n| !(object && same_clause(*n))).filter(|n| {
            // "Ruun said she died": who speaks is seldom the one spoken of, but for "Ruun said she was hurt".
            self.speaker(*n, sentence.start, p.start).is_none_or(|v| p.start <= v + 2)
        });
        here.or_else(|| {
            let before = (w.sentence_of[p.start] as usize).checked_sub(1)?;
            let before = w.syntax.sentences[before].tokens.clone();
            let none_here = (sentence.start..p.start).all(|i| !self.is_person(i));
            none_here
                .then(|| self.only_person(before.start, before.end))
                .flatten()
                .filter(|n| self.speaker(*n, before.start, before.end).is_none() && self.acts(*n, before.start, before.end))
        })
    }

    /// The verb of saying right beside a name, if there is one: the name is who speaks.
    fn speaker(&self, n: u32, from: usize, to: usize) -> Option<usize> {
        let w = self.words;
        let speaks = |i: usize| w.is_verb(i) && self.lexicon.has("speech", w.lemma(i));
        (from..to.min(from + 80)).filter(|&i| w.name_of[i] == n).find_map(|i| {
            let next = (i + 1..to.min(i + 3)).find(|&j| speaks(j));
            next.or_else(|| i.checked_sub(1).filter(|&j| j >= from && speaks(j)))
        })
    }

    /// True if the name heads its sentence: what follows it is a verb, or an insertion.
    fn acts(&self, n: u32, from: usize, to: usize) -> bool {
        let w = self.words;
        let last = (from..to.min(from + 80)).rev().find(|&i| w.name_of[i] == n);
        last.is_some_and(|i| {
            i + 1 < to && (w.is_verb(i + 1) || matches!(w.pos(i + 1), Pos::Aux) || matches!(w.low(i + 1), "," | "who"))
        })
    }

    fn is_person(&self, i: usize) -> bool {
        let n = self.words.name_of[i];
        n != NONE && self.mentions.names[n as usize].kind == NameKind::Person
    }

    /// The one person named between two tokens, if there is just one.
    fn only_person(&self, from: usize, to: usize) -> Option<u32> {
        let mut found: Option<(u32, u32)> = None;
        for i in from..to.min(from + 80) {
            if !self.is_person(i) {
                continue;
            }
            let n = self.words.name_of[i];
            let first = self.mentions.names[n as usize].same_as.unwrap_or(n);
            match found {
                Some((f, _)) if f != first => return None,
                Some(_) => {}
                None => found = Some((first, n)),
            }
        }
        found.map(|(_, n)| n)
    }
}
