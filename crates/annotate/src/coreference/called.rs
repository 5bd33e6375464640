//! Bodies by what the list says that they are: "the militants" after the only armed group, "the UN agency" after the only body of
//! states, "the London-based charity" after the only one for relief or rights.

use super::lexicon::{MANY, lexicon};
use super::mention::Mention;
use super::scene::Scene;
use crate::names::listed;
use model::NameKind;

/// Mentions looked at behind a phrase.
const BACK: usize = 120;
/// Sentences looked at for the only body of a sort.
const SENTENCES: u32 = 3;

/// Rows of the lexicon by the callings that their nouns may be said of.
const ROWS: &[(&str, &[&str])] = &[
    ("fighters", &["REB", "UAF"]),
    ("armed", &["REB", "UAF", "CRM"]),
    ("states", &["IGO"]),
    ("relief", &["NGO"]),
    ("firm", &["BUS"]),
    ("faction", &["PTY", "OPP"]),
];

impl Scene<'_> {
    /// The only body near of a sort that the noun tells.
    pub fn by_calling(&self, i: usize, m: &Mention) -> Option<usize> {
        let lemma = self.tree.token(m.head).lemma.to_lowercase();
        let people = lexicon().is("fighters", &lemma);
        // "the militant" is one of them.
        if people != (m.number == MANY) {
            return None;
        }
        let rows = || ROWS.iter().filter(|(row, _)| lexicon().is(row, &lemma));
        rows().next()?;
        let named = |c: usize| matches!(self.mentions[c].name_kind, Some(NameKind::Organization | NameKind::Group));
        let sort = |c: usize| {
            let words = self.mentions[c].name.map_or("", |n| {
                let name = &self.names[n];
                name.same_as.and_then(|k| self.names.get(k as usize)).unwrap_or(name).text.as_str()
            });
            listed::calling(words).is_some_and(|of| rows().any(|(_, callings)| callings.contains(&of)))
        };
        let near = || (0..i).rev().take(BACK).take_while(|&c| m.sentence - self.mentions[c].sentence <= SENTENCES);
        let outside = |c: usize| !m.tokens.contains(&self.mentions[c].head);
        let mut fits = near().filter(|&c| outside(c) && named(c) && sort(c));
        let found = fits.next()?;
        let entity = self.entity(found);
        let one = fits.all(|c| self.entity(c) == entity);
        // Other militants of whom the paper told are as likely meant.
        // "Marrow Front fighters" are its own.
        let own =
            |c: usize| near().any(|x| self.entity(x) == entity && self.mentions[c].tokens.contains(&self.mentions[x].head));
        let others = |c: usize| {
            let close = c < i && m.sentence - self.mentions[c].sentence <= SENTENCES;
            close && outside(c) && self.entity(c) != entity && !own(c)
        };
        let called = self.entities.called(&lemma).into_iter().any(others);
        (one && !called && self.may(i, found)).then_some(found)
    }
}
