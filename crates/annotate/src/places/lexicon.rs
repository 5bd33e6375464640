//! The word lists of this stage: plain files beside the code, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A set of words in lower case.
pub(super) type Words = LazyLock<HashSet<&'static str>>;

macro_rules! list {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        pub(super) static $name: Words = LazyLock::new(|| read(include_str!($file)));
    };
}

fn read(text: &'static str) -> HashSet<&'static str> {
    text.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
}

list!(/** Given names. */ GIVEN, "given.txt");
list!(/** Titles before a person's name. */ TITLES, "titles.txt");
list!(/** Words of institutions that follow a place. */ INSTITUTIONS, "institutions.txt");
list!(/** Words before a place that do not make it another name. */ BEFORE, "before.txt");
list!(/** Words that place something. */ LOCATIVE, "locative.txt");
list!(/** Verbs of governments. */ SAYING, "saying.txt");
list!(/** What is between governments. */ RELATIONS, "relations.txt");
list!(/** Names of small places that are mostly other words. */ AMBIGUOUS, "ambiguous.txt");

/// True if `word`, in any case and without stops at its end, is in the list.
pub(super) fn has(list: &Words, word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.len() < 24 && list.contains(word.to_lowercase().as_str())
}

/// Words that tell a country, with their weight.
pub(super) static CUES: LazyLock<HashMap<&'static str, (&'static str, f32)>> = LazyLock::new(|| {
    let rows = include_str!("cues.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| {
        let mut cells = l.split('\t');
        Some((cells.next()?, (cells.next()?, cells.next()?.parse().ok()?)))
    })
    .collect()
});
