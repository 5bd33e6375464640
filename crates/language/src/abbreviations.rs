//! The word lists that cutting needs: abbreviations and how they end sentences, prefixes, units, domains, sentence openers.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How an abbreviation stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Before a name: a sentence never ends after it ("Gen.").
    Title,
    /// Before a number: a sentence ends after it unless a number follows ("No. 5").
    Number,
    /// Anywhere: a sentence ends after it where the next word plainly opens one ("Inc.", "Jan.").
    Any,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Abbreviation(Use),
    Prefix,
    Unit,
    Domain,
    Opener,
}

static LISTS: LazyLock<FxHashMap<(u8, &'static str), Entry>> = LazyLock::new(|| {
    let mut lists = FxHashMap::default();
    let mut entry = None;
    for line in include_str!("../data/words.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            entry = match name.trim_end_matches(']') {
                "titles" => Some(Entry::Abbreviation(Use::Title)),
                "before numbers" => Some(Entry::Abbreviation(Use::Number)),
                "abbreviations" => Some(Entry::Abbreviation(Use::Any)),
                "prefixes" => Some(Entry::Prefix),
                "units" => Some(Entry::Unit),
                "domains" => Some(Entry::Domain),
                "openers" => Some(Entry::Opener),
                _ => None,
            };
        } else if let Some(entry) = entry {
            lists.extend(line.split_whitespace().map(|w| ((room(entry), w), entry)));
        }
    }
    lists
});

/// Lists of different kinds may share words.
fn room(entry: Entry) -> u8 {
    match entry {
        Entry::Abbreviation(_) => 0,
        Entry::Prefix => 1,
        Entry::Unit => 2,
        Entry::Domain => 3,
        Entry::Opener => 4,
    }
}

fn look_up(room: u8, word: &str) -> Option<Entry> {
    if word.len() > 16 || word.is_empty() {
        return None;
    }
    LISTS.get(&(room, word.to_lowercase().as_str())).copied()
}

/// How `word` (without its dot) is used, if it is an abbreviation. Capitals count for the short ones that are also words.
pub fn usage(word: &str) -> Option<Use> {
    let Some(Entry::Abbreviation(usage)) = look_up(0, word) else { return None };
    // "no", "sun", "mar", "art" are words unless they are capitalised.
    let word_too = matches!(
        word,
        "no" | "sun"
            | "sat"
            | "mar"
            | "art"
            | "gen"
            | "rev"
            | "col"
            | "wed"
            | "sen"
            | "fig"
            | "mass"
            | "miss"
            | "ill"
            | "pa"
            | "la"
            | "ore"
            | "wash"
            | "rep"
            | "jan"
            | "ph"
            | "co"
            | "mt"
            | "ft"
            | "dec"
            | "hon"
    );
    (!word_too).then_some(usage)
}

/// True for a prefix that keeps its hyphen ("co-founder").
pub fn is_prefix(word: &str) -> bool {
    look_up(1, word).is_some()
}

/// True for a unit that may stick to its number ("5km").
pub fn is_unit(word: &str) -> bool {
    look_up(2, word).is_some()
}

/// True for the end of a host name ("com").
pub fn is_domain(word: &str) -> bool {
    look_up(3, word).is_some()
}

/// True for a word that, capitalised, opens a sentence rather than going on after an abbreviation.
pub fn is_opener(word: &str) -> bool {
    look_up(4, word).is_some()
}
