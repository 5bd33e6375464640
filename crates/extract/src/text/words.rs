//! The word lists of the text reader, read once from the files beside this one.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

static NOT_PLACES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| entries(include_str!("not_places.txt")).collect());
static CITIES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("cities.txt")).flat_map(|l| l.split(',').map(str::trim)).collect());

pub(crate) use crate::meta::agencies::agency;

/// True for words that stand before a colon or dash and are no place (in lower case).
pub(crate) fn not_place(lower: &str) -> bool {
    NOT_PLACES.contains(lower)
}

/// True for a city that is known to stand alone in datelines, in ordinary letters.
pub(crate) fn is_city(name: &str) -> bool {
    CITIES.contains(name)
}

/// True if the text begins with a city whose name begins with an article.
pub(crate) fn is_place_with_article(text: &str) -> bool {
    text.get(..9).is_some_and(|t| t.eq_ignore_ascii_case("the hague"))
}

/// What a line of furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// Buttons, follow and share, sign-up.
    Plain,
    /// Stands where a picture's words should be.
    Placeholder,
    /// Points to other stories.
    Related,
    /// A section or kind of story.
    Label,
}

struct Furnishings {
    whole: HashMap<&'static str, Furniture>,
    /// Beginnings of lines, with their order in the file.
    begins: HashMap<&'static str, (usize, Furniture)>,
    /// Words of the longest beginning.
    longest: usize,
}

static FURNITURE: LazyLock<Furnishings> = LazyLock::new(|| {
    let mut out = Furnishings { whole: HashMap::new(), begins: HashMap::new(), longest: 0 };
    let mut kind = Furniture::Plain;
    for line in entries(include_str!("furniture.txt")) {
        match line {
            "[furniture]" => kind = Furniture::Plain,
            "[placeholder]" => kind = Furniture::Placeholder,
            "[related]" => kind = Furniture::Related,
            "[label]" => kind = Furniture::Label,
            _ => match line.strip_suffix('…') {
                Some(l) => {
                    let order = out.begins.len();
                    out.longest = out.longest.max(l.split_whitespace().count());
                    out.begins.entry(l.trim()).or_insert((order, kind));
                }
                None => {
                    out.whole.entry(line).or_insert(kind);
                }
            },
        }
    }
    out
});

/// Looks a line's key up among the furniture.
pub(crate) fn furniture(key: &str) -> Option<Furniture> {
    FURNITURE.whole.get(key).copied().or_else(|| {
        let ends = key.match_indices(' ').map(|m| m.0).take(FURNITURE.longest).chain([key.len()]);
        let known = ends.filter_map(|end| FURNITURE.begins.get(&key[..end]));
        known.min_by_key(|b| b.0).map(|b| b.1)
    })
}

/// True for a section or a kind of story, in any letters.
pub(crate) fn is_label(key: &str) -> bool {
    FURNITURE.whole.get(key) == Some(&Furniture::Label)
}

/// True if the whole key is an entry, not only its beginning.
pub(crate) fn furniture_is_whole(key: &str) -> bool {
    FURNITURE.whole.contains_key(key) || FURNITURE.begins.contains_key(key)
}
