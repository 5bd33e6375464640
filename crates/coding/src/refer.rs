//! Whom a pronoun or a phrase means: the name of its chain.

use crate::find::Scene;
use crate::words::{NONE, Phrase};
use model::{MentionKind, Mentions, NameKind};
use rustc_hash::FxHashMap;

/// The chains by the words that stand for their names.
pub(crate) struct Referents {
    /// By the first byte of a mention's main word: what kind it is, and the name of its chain.
    by_head: FxHashMap<u32, (MentionKind, u32)>,
}

impl Referents {
    pub fn new(mentions: &Mentions) -> Self {
        let mut by_head = FxHashMap::default();
        for chain in &mentions.chains {
            let Some(name) = chain.name.filter(|n| (*n as usize) < mentions.names.len()) else { continue };
            for m in chain.mentions.iter().filter(|m| m.kind != MentionKind::Name) {
                by_head.entry(m.head.start).or_insert((m.kind, name));
            }
        }
        Referents { by_head }
    }
}

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
    /// Index of the name that a phrase stands for: a pronoun for any, "the group" for somebody who acts.
    pub fn meant(&self, p: Phrase) -> Option<u32> {
        let (kind, name) = *self.referents.by_head.get(&self.words.tokens[p.head].range.start)?;
        let acts =
            matches!(self.mentions.names[name as usize].kind, NameKind::Person | NameKind::Organization | NameKind::Group);
        let pronoun = kind == MentionKind::Pronoun && p.end == p.start + 1;
        (acts && (pronoun || kind == MentionKind::Nominal)).then_some(name)
    }

    /// True for a pronoun far behind the verb of saying of the one it means: "Ruun said it was unclear whether she died". Who
    /// speaks is seldom hurt, but for "Ruun said she was hurt".
    pub fn speaks(&self, p: Phrase, name: u32) -> bool {
        let w = self.words;
        let full = |n: u32| self.mentions.names.get(n as usize).map(|x| x.same_as.unwrap_or(n));
        let says = |i: usize| w.is_verb(i) && self.lexicon.has("speech", w.lemma(i));
        let from = w.sentence(p.start).start.max(p.start.saturating_sub(80));
        (from..p.start).filter(|&i| w.name_of[i] != NONE && full(w.name_of[i]) == full(name)).any(|i| {
            let next = (i + 1..p.start.min(i + 3)).find(|&j| says(j));
            next.or_else(|| i.checked_sub(1).filter(|&j| j >= from && says(j))).is_some_and(|v| p.start > v + 2)
        })
    }
}
