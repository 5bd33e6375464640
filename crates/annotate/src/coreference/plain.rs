//! Phrases that plainly mean a name: "the prime minister" after "Prime Minister Ana Ruiz", "the group" after the only group.

use super::lexicon::lexicon;
use super::mention::{Mention, Start};
use super::scene::Scene;
use model::{MentionKind, NameKind};

/// Mentions looked at behind a phrase.
const BACK: usize = 120;
/// Sentences looked at for the only name of a kind.
const SENTENCES: u32 = 5;

impl Scene<'_> {
    /// The mention that phrase number `i` plainly stands for.
    pub fn plain(&self, i: usize) -> Option<usize> {
        let m = &self.mentions[i];
        let definite = matches!(m.start, Start::The | Start::This) && m.kind == MentionKind::Nominal && !m.joined;
        if !definite || self.has_more(m) {
            return None;
        }
        self.by_title(i, m).or_else(|| self.by_kind(i, m))
    }

    /// Who bears the title that is the phrase, if it is one.
    fn by_title(&self, i: usize, m: &Mention) -> Option<usize> {
        let words: Vec<&str> = (m.tokens.start.max(m.head.saturating_sub(6))..m.head + 1)
            .map(|k| self.tree.low(k))
            .skip_while(|w| matches!(*w, "the" | "this"))
            .collect();
        let phrase = words.join(" ");
        let bears = |c: usize| {
            let title = self.mentions[c].name.and_then(|n| self.names[n].title.as_deref());
            title.is_some_and(|t| {
                let t = t.to_lowercase();
                t.strip_suffix(&phrase).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
            })
        };
        self.only((0..i).rev().take(BACK).filter(|&c| bears(c)), i)
    }

    /// The only name near of the kind that a bare phrase tells.
    fn by_kind(&self, i: usize, m: &Mention) -> Option<usize> {
        if m.head > m.tokens.start + 1 {
            return None;
        }
        let lemma = self.tree.token(m.head).lemma.to_lowercase();
        let kinds = |c: usize| {
            self.mentions[c].name_kind.filter(|k| matches!(k, NameKind::Organization | NameKind::Group | NameKind::Place))
        };
        let near = (0..i).rev().take(BACK).take_while(|&c| m.sentence - self.mentions[c].sentence <= SENTENCES);
        let fits = near.filter(|&c| kinds(c).is_some_and(|k| lexicon().stands_for(&lemma, k)));
        let found = self.only(fits, i)?;
        // A phrase of the same word in between goes on with that one.
        let called = self.entities.called(&lemma).into_iter().filter(|&c| c < i).max();
        called.is_none_or(|c| c < found || self.entity(c) == self.entity(found)).then_some(found)
    }

    /// The latest of some mentions, if all are of one entity that may be the same as mention `i`.
    fn only(&self, mut found: impl Iterator<Item = usize>, i: usize) -> Option<usize> {
        let first = found.next()?;
        let one = found.all(|c| self.entity(c) == self.entity(first));
        (one && self.agrees(&self.mentions[i], self.entity(first)) && self.may(i, first)).then_some(first)
    }
}
