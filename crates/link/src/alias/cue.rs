//! What an article says beside a name of who bears it: a calling, a country, whether a country's name stands for its government.

use super::lexicon::{Calling, Country, after_name, before_name, in_title};
use model::{Article, Mentions, Name, NameKind, Place, PlacePrecision, PlaceUse, Report, RoleKind};
use std::collections::{BTreeMap, BTreeSet};

/// How far behind a name its apposition is read, in bytes.
const BEHIND: usize = 70;
/// How far before a name its description is read, in bytes.
const BEFORE: usize = 48;

/// What stands beside one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cue {
    /// What its bearer does: "the rebel commander", ", a striker,".
    pub calling: Option<Calling>,
    /// The country of a word of nationality in or beside the name.
    pub country: Option<Country>,
    /// The country that most of the article's places lie in.
    pub home: Option<Country>,
    /// The country that all of the article's places lie in, be they few.
    pub only: Option<Country>,
    /// The country whose government a place's name stands for: "Washington said".
    pub state: Option<Country>,
    /// Written with a title: "Mr Doe".
    pub titled: bool,
    /// A report tells of it as who does something.
    pub acts: bool,
}

/// The cues of an article's names, in order.
pub fn cues(article: &Article, m: &Mentions, reports: &[Report]) -> Vec<Cue> {
    let (home, only) = (home(&m.places), only(&m.places));
    let roles = acting(reports);
    let text = article.text.as_str();
    let cue = |(i, n): (usize, &Name)| {
        let acts = roles.contains(&(i as u32));
        let state = (n.kind != NameKind::Person).then(|| state(n, &m.places, acts)).flatten();
        if matches!(n.kind, NameKind::Person | NameKind::Organization | NameKind::Group) {
            let (calling, country) = beside(text, n, &m.places);
            Cue { calling, country, home, only, state, titled: n.title.is_some(), acts }
        } else {
            Cue { home, only, state, acts, ..Cue::default() }
        }
    };
    m.names.iter().enumerate().map(cue).collect()
}

/// Alpha-2 as two bytes.
pub fn country(code: &str) -> Option<Country> {
    code.as_bytes().try_into().ok()
}

/// The country of most places, if it is most of them.
fn home(places: &[Place]) -> Option<Country> {
    let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
    places.iter().filter_map(|p| country(p.country.as_deref()?)).for_each(|c| *counts.entry(c).or_default() += 1);
    let all: usize = counts.values().sum();
    counts.into_iter().find(|(_, n)| *n > 1 && n * 5 > all * 3).map(|(c, _)| c)
}

/// The country of all places that have one.
fn only(places: &[Place]) -> Option<Country> {
    let mut all = places.iter().filter_map(|p| country(p.country.as_deref()?));
    let first = all.next()?;
    all.all(|c| c == first).then_some(first)
}

/// Names that a report tells of as who does something.
fn acting(reports: &[Report]) -> BTreeSet<u32> {
    let acts = |r: RoleKind| matches!(r, RoleKind::Actor | RoleKind::Speaker);
    reports.iter().flat_map(|r| &r.roles).filter(|x| acts(x.role)).filter_map(|x| x.name).collect()
}

/// Whose government a place's name is.
fn state(name: &Name, places: &[Place], acts: bool) -> Option<Country> {
    let from = places.partition_point(|p| p.range.end <= name.range.start);
    let p = places[from..].first().filter(|p| p.range.overlaps(name.range))?;
    // "Norland fired", "Norland forces fired" and "Norlandic forces fired".
    let literal = name.kind == NameKind::Place && p.usage == PlaceUse::Literal;
    let named = (literal || p.usage == PlaceUse::Adjective) && p.precision == PlacePrecision::Country;
    let stands = p.usage == PlaceUse::Metonym || acts && named;
    // "Greenpeace UK" is not the United Kingdom.
    let whole = p.range.len() * 2 >= name.range.len();
    country(p.country.as_deref()?).filter(|_| stands && whole)
}

/// Calling and country from the words before a name, its title, the name itself and its apposition.
fn beside(text: &str, name: &Name, places: &[Place]) -> (Option<Calling>, Option<Country>) {
    let (start, end) = (name.range.start as usize, name.range.end as usize);
    let title = name.title.as_deref().unwrap_or_default();
    let head = tail_of(&text[floor(text, start.saturating_sub(BEFORE))..start]);
    let mut behind = &text[end..floor(text, end + BEHIND)];
    behind = apposition(behind);
    let calling = if name.kind == NameKind::Person {
        before_name(head).or_else(|| in_title(title).filter(|_| !head.contains(title))).or_else(|| after_name(behind))
    } else {
        before_name(head).filter(|c| c.of_groups())
    };
    // Places are in order: those that can matter stand together.
    let from = places.partition_point(|p| (p.range.start as usize) + BEFORE < start);
    let to = places.partition_point(|p| (p.range.start as usize) < end + BEHIND);
    let places = &places[from..to.max(from)];
    let mut inside = places.iter().filter(|p| p.range.start >= name.range.start && p.range.end <= name.range.end);
    let own = inside.find(|p| belongs(p, text, name));
    let near = |p: &&Place| {
        let at = p.range.start as usize;
        let before =
            p.range.end as usize <= start && at + head.len() >= start && before(&text[p.range.end as usize..start], title);
        let after = at >= end && at < end + behind.len();
        // "Ana Ruiz, the president of Norland,"
        let of = || {
            let led = [" of ", " of the "].iter().any(|o| text[..at].ends_with(o));
            led && p.precision == PlacePrecision::Country && after_name(behind).is_some()
        };
        (before && !led(text, at)) || after && (p.usage == PlaceUse::Adjective || of())
    };
    let person = name.kind == NameKind::Person;
    let found = own.filter(|_| !person).or_else(|| places.iter().find(near));
    (calling, found.and_then(|p| country(p.country.as_deref()?)))
}

/// A place inside an organization's name that says where it is at home.
fn belongs(p: &Place, text: &str, name: &Name) -> bool {
    let inside = &text[name.range.start as usize..p.range.start as usize];
    match p.usage {
        PlaceUse::Adjective => true,
        _ => p.precision == PlacePrecision::Country || inside.ends_with(" of ") || inside.ends_with(" of the "),
    }
}

/// True if only a description in small letters, an office or the title stands between a place and the name.
fn before(between: &str, title: &str) -> bool {
    let rest = between.trim();
    let rest = if title.ends_with(rest) { "" } else { rest.strip_suffix(title).unwrap_or(rest).trim() };
    let rest = rest.trim_start_matches("'s").trim_start_matches("’s").trim().trim_end_matches(',');
    let small = rest.chars().all(|c| c.is_lowercase() || c == ' ' || c == '-');
    // "US Deputy National Security Adviser Ruun": an office in capitals.
    let office = || !rest.contains([',', '.', '\n']) && before_name(rest).is_some();
    let words = rest.split_whitespace().count();
    (words <= 3 && small || words <= 5 && office()) && !links(&rest.to_lowercase())
}

/// True if one of the words says that what stands before is not said of what stands behind: "support for Norland before Ruun".
fn links(words: &str) -> bool {
    words.split(' ').any(|w| LINKS.contains(&w))
}

/// Words of grammar that no description between a country and a name holds.
const LINKS: &[&str] = &[
    "in", "to", "from", "of", "and", "by", "with", "on", "at", "for", "that", "said", "as", "when", "after", "who", "before",
    "until", "till", "since", "during", "under", "over", "against", "about", "into", "through", "toward", "towards", "upon",
    "without", "within", "between", "among", "behind", "beyond", "despite", "because", "although", "though", "while", "where",
    "which", "whose", "whom", "if", "unless", "whether", "than", "or", "but", "nor", "so", "is", "are", "was", "were", "be",
    "been", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "not", "it", "he", "she",
    "they", "we", "i", "you", "says", "told", "like", "unlike", "per", "via", "what", "how", "why", "then", "once",
];

/// A place after a preposition is where something is, not whose.
fn led(text: &str, at: usize) -> bool {
    let word = text[..at].trim_end().rsplit([' ', '\n']).next().unwrap_or_default();
    matches!(word.to_ascii_lowercase().as_str(), "in" | "from" | "at" | "near" | "across" | "to")
}

/// What stands right before a name in its own clause; a description that the name follows behind a comma: "the
/// foreign minister, ".
fn tail_of(before: &str) -> &str {
    if let Some(clause) = before.strip_suffix(", ") {
        let tail = tail_of(clause);
        let described = tail.trim_start().to_ascii_lowercase();
        // "Norland's president, Ana Ruiz,"
        let office = || described.rsplit_once("'s ").or_else(|| described.rsplit_once("’s ")).map(|(_, office)| office);
        let owned = || office().is_some_and(|o| before_name(o).is_some());
        let opens = ["the ", "a ", "an "].iter().any(|a| described.starts_with(a)) || owned();
        let opens = opens && tail.split_whitespace().count() <= 6;
        return if opens { &before[before.len() - tail.len() - 2..] } else { "" };
    }
    let cut = before
        .rfind([',', '.', ';', ':', '(', ')', '\n', '"', '”', '“'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    &before[cut..]
}

/// ", the foreign minister," right behind a name; empty where there is none.
fn apposition(behind: &str) -> &str {
    let Some(rest) = behind.strip_prefix(", ") else { return "" };
    let end = rest.find([',', '.', ';', '\n', '(', '"', '”']).unwrap_or(rest.len());
    if rest.starts_with("who ") || rest.starts_with("which ") { "" } else { &behind[..end + 2] }
}

/// The nearest character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_with_its_land_describes_the_name_behind_it() {
        assert_eq!(tail_of("Norland's president, "), "Norland's president, ");
        assert_eq!(tail_of("Norland's capital, "), "");
        assert_eq!(tail_of("He left, "), "");
    }

    #[test]
    fn only_a_description_or_an_office_links_a_country_to_a_name() {
        assert!(before(" leader ", ""));
        assert!(before(" Deputy National Security Adviser ", ""));
        assert!(before("’s foreign minister ", ""));
        assert!(!before(" before ", ""));
        assert!(!before(" and ", ""));
        assert!(!before(" Airlines ", ""));
    }
}
