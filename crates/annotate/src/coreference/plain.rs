//! Phrases that plainly mean a name: "the prime minister" after "Prime Minister Ana Ruiz", "the group" after the only group.

use super::lexicon::{PERSON, lexicon};
use super::mention::{Mention, Start};
use super::scene::Scene;
use model::{MentionKind, NameKind};

/// Mentions looked at behind a phrase.
const BACK: usize = 120;
/// Most words of a title.
const TITLE: usize = 6;
/// Sentences looked at for the only name of a kind.
const SENTENCES: u32 = 5;

impl Scene<'_> {
    /// The mention that phrase number `i` plainly stands for.
    pub fn plain(&self, i: usize) -> Option<usize> {
        let m = &self.mentions[i];
        let definite = matches!(m.start, Start::The | Start::This) && m.kind == MentionKind::Nominal && !m.joined;
        // What stands behind a comma does not tell which: "the minister, speaking of prices".
        if !definite || self.has_more(m) && self.tree.low(m.head + 1) != "," {
            return None;
        }
        self.by_title(i, m).or_else(|| self.by_kind(i, m))
    }

    /// Who bears the title that is the phrase, if it is one: "the lieutenant" after "Lt. Ana Ruiz", "the economy minister"
    /// after "Economy Minister Ana Ruiz".
    fn by_title(&self, i: usize, m: &Mention) -> Option<usize> {
        let mut phrase: Vec<String> = Vec::new();
        for k in m.tokens.start.max(m.head.saturating_sub(TITLE - 1))..m.head + 1 {
            phrase.extend(self.title_words(k));
        }
        let skip = phrase.iter().take_while(|w| matches!(w.as_str(), "the" | "this")).count();
        let phrase = &phrase[skip..];
        let office = phrase.last().is_some_and(|w| lexicon().gender(w, w) & PERSON != 0);
        let bears = |c: usize| {
            let name = &self.mentions[c];
            if name.name_kind != Some(NameKind::Person) || phrase.is_empty() || !office {
                return false;
            }
            // The words right before the name, which is a title where one of its words is known for one.
            let titled = name.name.is_some_and(|n| self.names[n].title.is_some());
            let from = name.tokens.start.saturating_sub(TITLE).max(self.tree.sentence(name.head).start);
            titled && {
                let before: Vec<String> = (from..name.tokens.start).flat_map(|k| self.title_words(k)).collect();
                before.ends_with(phrase)
            }
        };
        self.only((0..i).rev().take(BACK).filter(|&c| bears(c)), i)
    }

    /// The words of a title that a token is, written out: "Lt." is "lieutenant", "PM" is "prime minister".
    fn title_words(&self, k: usize) -> Vec<String> {
        let low = self.tree.low(k).trim_end_matches('.');
        match lexicon().written_out(low) {
            Some(words) => words.split('_').map(str::to_string).collect(),
            None => vec![low.to_string()],
        }
    }

    /// The only name near of the kind that a bare phrase tells.
    fn by_kind(&self, i: usize, m: &Mention) -> Option<usize> {
        if m.head > m.tokens.start + 1 {
            return None;
        }
        let lemma = self.tree.token(m.head).lemma.to_lowercase();
        let kinds = |c: usize| {
            let kind = self.mentions[c].name_kind;
            matches!(kind, Some(NameKind::Organization | NameKind::Group | NameKind::Place))
        };
        let near = (0..i).rev().take(BACK).take_while(|&c| m.sentence - self.mentions[c].sentence <= SENTENCES);
        let fits = near.filter(|&c| kinds(c) && self.fits(&lemma, c));
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
