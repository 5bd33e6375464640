//! The words of saying and thinking, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a word of saying takes; several together as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// "said (that) …".
    pub const SAY: Kinds = Kinds(1);
    /// "told X (that) …".
    pub const TELL: Kinds = Kinds(2);
    /// "believes that …".
    pub const THINK: Kinds = Kinds(4);
    /// "vowed to …".
    pub const TO: Kinds = Kinds(8);
    /// "condemned the attack".
    pub const OBJECT: Kinds = Kinds(16);
    /// Only beside quotation marks.
    pub const DIRECT: Kinds = Kinds(32);
    /// "his claim that …".
    pub const NOUN: Kinds = Kinds(64);
    /// "is expected to …".
    pub const PASSIVE: Kinds = Kinds(128);

    /// As a number.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Both.
    pub const fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// The lists.
pub struct Cues {
    words: HashMap<&'static str, Kinds>,
    /// By first word: the other words.
    several: HashMap<&'static str, Vec<(Vec<&'static str>, Kinds)>>,
    sayers: HashSet<&'static str>,
}

/// The lists that are part of the program.
pub fn cues() -> &'static Cues {
    static CUES: LazyLock<Cues> = LazyLock::new(Cues::read);
    &CUES
}

impl Cues {
    fn read() -> Cues {
        let mut out = Cues { words: HashMap::new(), several: HashMap::new(), sayers: HashSet::new() };
        let rows = include_str!("../../lexicon/cues.tsv").lines().filter(|l| !l.starts_with('#'));
        for (kinds, list) in rows.filter_map(|l| l.split_once('\t')) {
            let kinds = kinds.split('+').fold(Kinds::default(), |k, name| k.and(kind(name)));
            for form in list.split('|') {
                match form.split_once(' ') {
                    Some((first, rest)) => {
                        out.several.entry(first).or_default().push((rest.split(' ').collect(), kinds));
                    }
                    None => {
                        let entry = out.words.entry(form).or_default();
                        *entry = entry.and(kinds);
                    }
                }
            }
        }
        let rows = include_str!("../../lexicon/sayers.txt").lines().filter(|l| !l.starts_with('#'));
        out.sayers = rows.flat_map(|l| l.split(' ')).collect();
        out
    }

    /// The cue that begins at token `i`: how many tokens, and what it takes.
    pub fn at<'w>(&self, i: usize, word: impl Fn(usize) -> &'w str) -> Option<(usize, Kinds)> {
        let first = word(i);
        let long = self.several.get(first).and_then(|list| {
            let hit = list.iter().find(|(rest, _)| rest.iter().enumerate().all(|(k, w)| word(i + 1 + k) == *w))?;
            Some((1 + hit.0.len(), hit.1))
        });
        long.or_else(|| self.words.get(first).map(|k| (1, *k)))
    }

    /// True for a noun of somebody or something that can say.
    pub fn is_sayer(&self, word: &str) -> bool {
        self.sayers.contains(word)
    }
}

fn kind(name: &str) -> Kinds {
    match name {
        "say" => Kinds::SAY,
        "tell" => Kinds::TELL,
        "think" => Kinds::THINK,
        "to" => Kinds::TO,
        "object" => Kinds::OBJECT,
        "noun" => Kinds::NOUN,
        "passive" => Kinds::PASSIVE,
        _ => Kinds::DIRECT,
    }
}
