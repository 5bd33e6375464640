//! Values of filters as people write them: names and codes in any case become those that the data have; and what was meant
//! by a word that nothing has.

use crate::params::Params;
use crate::search::Search;
use std::borrow::Cow;
use store::{Columns, Facet, Words};

/// Languages of news with their codes (ISO 639-1).
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "arabic"),
    ("bg", "bulgarian"),
    ("bn", "bengali"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "german"),
    ("el", "greek"),
    ("en", "english"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("fa", "persian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("he", "hebrew"),
    ("hi", "hindi"),
    ("hr", "croatian"),
    ("hu", "hungarian"),
    ("id", "indonesian"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("ko", "korean"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("nl", "dutch"),
    ("no", "norwegian"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sk", "slovak"),
    ("sl", "slovenian"),
    ("so", "somali"),
    ("sr", "serbian"),
    ("sv", "swedish"),
    ("sw", "swahili"),
    ("th", "thai"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("ur", "urdu"),
    ("vi", "vietnamese"),
    ("zh", "chinese"),
];

/// The words of a facet that is a column of them.
fn column(c: &Columns, facet: Facet) -> Option<&Words> {
    Some(match facet {
        Facet::Kind => &c.kind.words,
        Facet::Country => &c.country.words,
        Facet::Status => &c.status.words,
        Facet::Actor => &c.actors.words,
        Facet::Source => &c.sources.words,
        Facet::Precision => &c.place_precision.words,
        Facet::TimePrecision => &c.time_precision.words,
        Facet::Language => &c.languages.words,
        Facet::Disagree | Facet::Background => return None,
    })
}

/// A kind as it is written in a path: "Suicide Bombing" is `suicide_bombing`.
fn kind_path(value: &str) -> String {
    let parts = value.split(['›', '>', '.']).map(|p| p.split_whitespace().collect::<Vec<_>>().join("_"));
    parts.collect::<Vec<_>>().join(".").to_lowercase()
}

/// The kinds that are meant: a path, its last part, or the name for people.
fn kinds(c: &Columns, value: &str) -> Vec<String> {
    let path = kind_path(value);
    let book = || coding::codebook().iter();
    let all = || book().map(|k| k.kind.as_str()).chain((1..c.kind.words.len()).map(|n| c.kind.words.key(n as u32)));
    if all().any(|k| model::is_of_kind(k, &path)) {
        return vec![path];
    }
    let mut out: Vec<String> = all().filter(|k| k.rsplit('.').next() == Some(&path)).map(String::from).collect();
    let title = value.trim().to_lowercase();
    out.extend(book().filter(|k| k.title.to_lowercase() == title).map(|k| k.kind.clone()));
    out.sort_unstable();
    out.dedup();
    out
}

/// A value of a facet as the data have it; as it is where they have nothing of the sort. Sources that differ in case only are
/// all meant.
pub fn settled(c: &Columns, facet: Facet, value: &str) -> Vec<String> {
    let value = value.trim();
    let words = column(c, facet);
    if facet == Facet::Actor || value == "unknown" || words.is_some_and(|w| w.find(value).is_some()) {
        return vec![value.into()];
    }
    let lower = value.to_lowercase();
    let found = match facet {
        Facet::Kind => kinds(c, value),
        Facet::Country => model::countries::find(value).map(|c| c.alpha2.to_string()).into_iter().collect(),
        Facet::Source => {
            let all = words.into_iter().flat_map(|w| (1..w.len()).map(|n| w.key(n as u32)));
            all.filter(|k| k.to_lowercase() == lower).map(String::from).collect()
        }
        Facet::Language => {
            let named = LANGUAGES.iter().find(|(_, name)| *name == lower).map(|(code, _)| code.to_string());
            vec![named.unwrap_or_else(|| lower.split(['-', '_']).next().unwrap_or("").to_string())]
        }
        _ => vec![lower.split_whitespace().collect::<Vec<_>>().join("_")],
    };
    match found.is_empty() {
        true if lower == "unknown" => vec![lower],
        true => vec![value.into()],
        false => found,
    }
}

/// A search with the values that its filters mean.
pub fn settle<'a>(c: &Columns, s: &'a Search) -> Cow<'a, Search> {
    let all = s.query.any.iter().chain(&s.query.none);
    let same = |(f, v): &(Facet, Vec<String>)| v.iter().all(|v| matches!(settled(c, *f, v).as_slice(), [one] if one == v));
    if all.clone().all(same) {
        return Cow::Borrowed(s);
    }
    let mut out = s.clone();
    for (facet, values) in out.query.any.iter_mut().chain(&mut out.query.none) {
        *values = values.iter().flat_map(|v| settled(c, *facet, v)).collect();
    }
    Cow::Owned(out)
}

/// A query string with the values that its filters mean, so that what is chosen is shown as chosen.
pub fn settled_params(c: &Columns, p: &Params) -> Params {
    let mut out = Params::default();
    for (name, value) in &p.0 {
        let values = match Facet::ALL.iter().find(|f| f.name() == name) {
            Some(Facet::Status) if value.eq_ignore_ascii_case("any") => vec!["any".into()],
            Some(facet) => settled(c, *facet, value),
            None => vec![value.clone()],
        };
        for value in values {
            if Facet::ALL.iter().all(|f| f.name() != name) || !out.has(name, &value) {
                out.0.push((name.clone(), value));
            }
        }
    }
    out
}

/// How many letters must be put in, taken out, changed or swapped with the next one; `None` beyond a few.
fn letters_apart(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut rows: [Vec<usize>; 3] = [Vec::new(), Vec::new(), (0..=b.len()).collect()];
    for i in 1..=a.len() {
        rows.rotate_left(1);
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i);
        for j in 1..=b.len() {
            let change = rows[1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[0][j - 2] + 1);
            }
            row.push(best);
        }
        if row.iter().all(|n| *n > most) {
            return None;
        }
        rows[2] = row;
    }
    Some(rows[2][b.len()]).filter(|n| *n <= most)
}

/// The word of some that was most likely meant by another one, which is none of them.
pub fn nearest<'a>(word: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let most = match word.len() {
        0..=2 => return None,
        3..=5 => 1,
        _ => 2,
    };
    let mut best: Option<(usize, &str)> = None;
    let mut letters = Vec::new();
    for other in among {
        if other.len().abs_diff(word.len()) > 4 * most {
            continue;
        }
        letters.clear();
        letters.extend(other.chars().flat_map(char::to_lowercase));
        let Some(apart) = letters_apart(&word, &letters, most) else { continue };
        if best.is_none_or(|(n, _)| apart < n) {
            best = Some((apart, other));
        }
    }
    best.map(|(_, other)| other)
}

/// What was likely meant by a value of a facet that no event has, as it stands in a query.
pub fn meant(c: &Columns, facet: Facet, value: &str) -> Option<String> {
    let words = column(c, facet)?;
    let keys = || (1..words.len()).map(|n| words.key(n as u32));
    let labels = || (1..words.len()).map(|n| words.label(n as u32));
    let found = match facet {
        Facet::Kind => {
            let path = kind_path(value);
            let parts =
                keys().flat_map(|k| k.match_indices('.').map(|(at, _)| &k[..at]).chain(k.rsplit('.').next()).chain([k]));
            let part = nearest(&path, parts)?.to_string();
            kinds(c, &part).into_iter().next()
        }
        Facet::Country => {
            let here = || model::countries::COUNTRIES.iter().filter(|c| words.find(c.alpha2).is_some());
            let name = nearest(value, here().map(|c| c.name))?;
            here().find(|c| c.name == name).map(|c| c.alpha2.to_string())
        }
        Facet::Language => {
            let here = || LANGUAGES.iter().filter(|(code, _)| words.find(code).is_some());
            let name = nearest(value, here().map(|(_, name)| *name))?;
            here().find(|(_, n)| *n == name).map(|(code, _)| code.to_string())
        }
        Facet::Actor => nearest(value, labels()).map(String::from),
        _ => nearest(value, keys()).map(String::from),
    };
    found.filter(|f| f != value)
}

/// The same of a place: a name, a division or a country.
pub fn meant_place(c: &Columns, value: &str) -> Option<String> {
    let all = [&c.place.words, &c.admin1.words, &c.country.words];
    let labels = all.into_iter().flat_map(|words| (1..words.len()).map(|n| words.label(n as u32)));
    nearest(value, labels).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_with_those_that_are_swapped() {
        let apart = |a: &str, b: &str| letters_apart(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 2);
        assert_eq!(apart("earthqake", "earthquake"), Some(1));
        assert_eq!(apart("protset", "protest"), Some(1));
        assert_eq!(apart("same", "same"), Some(0));
        assert_eq!(apart("mill", "market"), None);
        assert_eq!(apart("", "ab"), Some(2));
    }

    #[test]
    fn the_nearest_word_is_meant_and_none_far_away() {
        let all = ["source", "status", "country"];
        assert_eq!(nearest("Sourc", all.into_iter()), Some("source"));
        assert_eq!(nearest("contry", all.into_iter()), Some("country"));
        assert_eq!(nearest("flood", all.into_iter()), None);
        assert_eq!(nearest("so", all.into_iter()), None);
    }

    #[test]
    fn kinds_are_paths_of_small_letters() {
        assert_eq!(kind_path("Assault › Suicide bombing"), "assault.suicide_bombing");
        assert_eq!(kind_path("PROTEST"), "protest");
    }
}
