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
    NamePrefix,
    Domain,
    FileEnding,
    Clipped,
    Joined(usize),
    Speech,
    Opener,
}

/// How agencies sign the place line of a story: "VELDEN (Reuters) -".
pub const AGENCIES: &[&str] = &[
    "Reuters",
    "AP",
    "AFP",
    "CNN",
    "UPI",
    "dpa",
    "DPA",
    "EFE",
    "ANSA",
    "Xinhua",
    "TASS",
    "Interfax",
    "Kyodo",
    "PTI",
    "ANI",
    "IANS",
    "PA",
    "Bloomberg",
    "BBC",
    "IRNA",
    "Anadolu",
    "NNA",
];

/// Faces made of marks.
pub const FACES: &[&str] =
    &[":-)", ":-(", ";-)", ":)", ":(", ";)", "=)", "=(", ":D", ":P", ":-D", ":-P", ":O", ";P", ":/", "(:", "^_^", "<3"];

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
                "prefixes of names" => Some(Entry::NamePrefix),
                "file endings" => Some(Entry::FileEnding),
                "clipped" => Some(Entry::Clipped),
                "speech" => Some(Entry::Speech),
                "joined" => Some(Entry::Joined(0)),
                "domains" => Some(Entry::Domain),
                "openers" => Some(Entry::Opener),
                _ => None,
            };
        } else if let Some(Entry::Joined(_)) = entry {
            // "do|nt": where the word is cut.
            for (first, rest) in line.split_whitespace().filter_map(|w| w.split_once('|')) {
                let entry = Entry::Joined(first.len());
                lists.insert((room(entry), &*format!("{first}{rest}").leak()), entry);
            }
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
        Entry::NamePrefix => 5,
        Entry::FileEnding => 6,
        Entry::Clipped => 7,
        Entry::Joined(_) => 8,
        Entry::Speech => 9,
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

/// True for a prefix that keeps its hyphen before a name, too ("mid-March").
pub fn is_prefix_of_names(word: &str) -> bool {
    look_up(5, word).is_some()
}

/// True for the ending of a file's name ("pdf").
pub fn is_file_ending(word: &str) -> bool {
    look_up(6, word).is_some()
}

/// True for a word that begins with an apostrophe ("'em"), told without it.
pub fn is_clipped(word: &str) -> bool {
    look_up(7, word).is_some()
}

/// Where a word is cut that was written as one, without an apostrophe ("cannot", "dont"); 0 for no such word.
pub fn joined(word: &str) -> usize {
    match look_up(8, word) {
        // "IM" is an abbreviation.
        Some(Entry::Joined(at)) if word.len() > 2 || !word.ends_with(char::is_uppercase) => at,
        _ => 0,
    }
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

/// True for a verb that tells who spoke.
pub fn is_speech(word: &str) -> bool {
    look_up(9, word).is_some()
}

/// True for a web or mail address.
pub fn is_address(word: &str) -> bool {
    word.len() > 6 && (word.contains("://") || word.starts_with("www.") || word.contains('@'))
}
