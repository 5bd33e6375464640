//! The figure lexicons, read once.

use model::Quantifier;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Where a cue stands to the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// "N people died", "N were killed", "N dead".
    After,
    /// "killed N".
    Object,
    /// "N deaths".
    Noun,
    /// "the deaths of N", "toll … to N".
    Of,
}

/// All lists.
pub struct Lexicon {
    cues: HashMap<(Position, &'static str), &'static str>,
    /// Words, whether they stand before the number, and what they say; longest first.
    pub quantifiers: Vec<(Vec<&'static str>, bool, Quantifier)>,
    people: HashSet<&'static str>,
    signs: HashMap<&'static str, &'static str>,
    coins: HashMap<&'static str, &'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists that are part of the program.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut cues = HashMap::new();
        for row in rows(include_str!("../../lexicon/figures.tsv")) {
            let [what, place, forms] = row[..] else { continue };
            let position = match place {
                "after-verb" => Position::After,
                "object" => Position::Object,
                "noun" => Position::Noun,
                _ => Position::Of,
            };
            cues.extend(forms.split(' ').map(|f| ((position, f), what)));
        }
        let mut quantifiers: Vec<_> = rows(include_str!("../../lexicon/quantifiers.tsv"))
            .filter_map(|row| {
                let [q, place, words] = row[..] else { return None };
                Some((words.split(' ').collect::<Vec<_>>(), place == "before", quantifier(q)))
            })
            .collect();
        quantifiers.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
        let (mut signs, mut coins) = (HashMap::new(), HashMap::new());
        for row in rows(include_str!("../../lexicon/currencies.tsv")) {
            let [code, before, after] = row[..] else { continue };
            signs.extend(before.split(' ').filter(|s| !s.is_empty()).map(|s| (s, code)));
            coins.extend(after.split(' ').filter(|s| !s.is_empty()).map(|s| (s, code)));
        }
        let people = rows(include_str!("../../lexicon/people.txt")).flat_map(|r| r[0].split(' ').collect::<Vec<_>>()).collect();
        Lexicon { cues, quantifiers, people, signs, coins }
    }

    /// What a cue word in this position tells.
    pub fn cue(&self, position: Position, word: &str) -> Option<&'static str> {
        self.cues.get(&(position, word)).copied()
    }

    /// True for a noun that names people, singular or plural, lower case.
    pub fn is_people(&self, word: &str) -> bool {
        let has = |w: &str| self.people.contains(w);
        has(word)
            || word.strip_suffix('s').is_some_and(has)
            || word.strip_suffix("es").is_some_and(has)
            || word.strip_suffix("ies").is_some_and(|w| has(&format!("{w}y")))
    }

    /// The currency of a sign before a number.
    pub fn sign(&self, word: &str) -> Option<&'static str> {
        self.signs.get(word).copied()
    }

    /// The currency of a word after a number.
    pub fn coin(&self, word: &str) -> Option<&'static str> {
        self.coins.get(word).copied()
    }
}

fn quantifier(word: &str) -> Quantifier {
    match word {
        "at_least" => Quantifier::AtLeast,
        "more_than" => Quantifier::MoreThan,
        "at_most" => Quantifier::AtMost,
        "less_than" => Quantifier::LessThan,
        "nearly" => Quantifier::Nearly,
        _ => Quantifier::About,
    }
}
