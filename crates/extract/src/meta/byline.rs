//! Authors' names out of a byline: without "By", roles, dates, addresses; agencies told apart.

use super::agencies::agency;
use super::dates::{DayMonth, find_dates};
use super::words::{fold, same_words};
use std::collections::HashSet;
use std::sync::LazyLock;

static TABLE: &str = include_str!("data/bylines.tsv");

/// Longest byline that is looked at; what is longer is running text.
const MOST: usize = 400;

struct Lists {
    /// Longest first.
    lead: Vec<&'static str>,
    and: HashSet<&'static str>,
    cut: HashSet<&'static str>,
    role: HashSet<&'static str>,
    modifier: HashSet<&'static str>,
    suffix: HashSet<&'static str>,
    company: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let of = |role: &str| {
        TABLE
            .lines()
            .filter_map(|l| l.split_once('\t'))
            .filter(move |(r, _)| *r == role)
            .flat_map(|(_, w)| w.split('|'))
            .collect()
    };
    let mut lead: Vec<&'static str> = of("lead");
    lead.sort_by_key(|l| std::cmp::Reverse(l.len()));
    let set = |role| -> HashSet<&'static str> { HashSet::from_iter::<Vec<_>>(of(role)) };
    Lists {
        lead,
        and: set("and"),
        cut: set("cut"),
        role: set("role"),
        modifier: set("modifier"),
        suffix: set("suffix"),
        company: set("company"),
    }
});

/// Who wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// Persons, in order.
    pub names: Vec<String>,
    /// Agencies, by the names of our table.
    pub agencies: Vec<String>,
}

impl Byline {
    /// Adds what `other` has more.
    pub fn add(&mut self, other: Byline) {
        for name in other.names {
            if !self.names.iter().any(|n| same_words(n, &name)) {
                self.names.push(name);
            }
        }
        for name in other.agencies {
            if !self.agencies.contains(&name) {
                self.agencies.push(name);
            }
        }
    }
}

/// True if the line opens like a byline: "By …", "Von …", "Author: …".
pub fn opens_byline(line: &str) -> bool {
    strip_lead(line.trim()).is_some()
}

/// Reads a byline or an author field. `publisher` is left out where it stands for an author.
pub fn clean(raw: &str, publisher: Option<&str>) -> Byline {
    let mut found = Byline::default();
    let raw = fold(raw);
    if raw.len() > MOST || raw.is_empty() {
        return found;
    }
    let mut text = String::with_capacity(raw.len());
    let mut from = 0;
    for date in find_dates(&raw, DayMonth::DayFirst) {
        text.push_str(&raw[from..date.range.start]);
        text.push_str(" | ");
        from = date.range.end;
    }
    text.push_str(&raw[from..]);
    for piece in pieces(&text) {
        if let Some(name) = agency(&piece) {
            found.add(Byline { names: vec![], agencies: vec![name.into()] });
            continue;
        }
        // "Jane Doe (AFP)": the agency in brackets, or after a dash.
        let (outside, inside) = brackets(&piece);
        if let Some(name) = inside.and_then(agency) {
            found.add(Byline { names: vec![], agencies: vec![name.into()] });
        }
        let (outside, agency) = without_agency(without_publisher(outside, publisher));
        found.add(Byline { names: person(outside, publisher).into_iter().collect(), agencies: agency.into_iter().collect() });
    }
    found
}

/// "Jane Doe Associated Press", "AP Auto Writer": the agency at either end, and the words before it.
fn without_agency(piece: &str) -> (&str, Option<String>) {
    let starts: Vec<usize> = piece.split_whitespace().map(|w| w.as_ptr() as usize - piece.as_ptr() as usize).collect();
    for n in starts.len().saturating_sub(3)..starts.len() {
        if let Some(name) = agency(&piece[starts[n]..]) {
            return (piece[..starts[n]].trim_end(), Some(name.into()));
        }
    }
    let first = piece.split_whitespace().next().and_then(agency).filter(|_| starts.len() > 1);
    if let Some(name) = first {
        return ("", Some(name.into()));
    }
    (piece, None)
}

/// "Jane Doe USA TODAY": the words before the publisher's name.
fn without_publisher<'a>(piece: &'a str, publisher: Option<&str>) -> &'a str {
    let Some(p) = publisher.filter(|p| p.len() > 2 && p.len() < piece.len()) else { return piece };
    let at = piece.len() - p.len();
    match piece.get(at..) {
        Some(end) if end.to_lowercase() == p.to_lowercase() && piece[..at].split_whitespace().count() >= 2 => {
            piece[..at].trim_end()
        }
        _ => piece,
    }
}

fn brackets(piece: &str) -> (&str, Option<&str>) {
    match piece.split_once('(') {
        Some((before, rest)) => (before, rest.split(')').next()),
        None => (piece, None),
    }
}

/// Cuts at commas, bars, and words for "and".
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let text = text.replace(". ", ".\u{1}");
    let text = dots(&text);
    for part in text.split([',', ';', '|', '/', '•', '·', '‧', '、', '，', '\n', '—', '–', '●', '▪']) {
        let mut current = String::new();
        let mut part = part.trim();
        while let Some(rest) = strip_lead(part) {
            part = rest;
        }
        for word in part.split_whitespace() {
            let dash = word == "-";
            // One capital letter is an initial: "John E Smith".
            let and = LISTS.and.contains(word) || word.len() > 1 && LISTS.and.contains(word.to_lowercase().as_str());
            if dash || and && !current.is_empty() {
                pieces.push(std::mem::take(&mut current));
                continue;
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        pieces.push(current);
    }
    pieces.retain(|p| !p.is_empty());
    pieces
}

/// A full stop after a longer word ends a name: "Jane Doe. Sputnik"; after an initial or "Dr." it does not.
fn dots(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split('\u{1}') {
        out.push_str(part);
        let last = part.trim_end_matches('.').rsplit(' ').next().map_or(0, |w| w.chars().count());
        if part.ends_with('.') {
            out.push_str(if last >= 5 { "| " } else { " " });
        }
    }
    out
}

/// The line without its "By".
fn strip_lead(text: &str) -> Option<&str> {
    LISTS.lead.iter().find_map(|lead| {
        let head = text.get(..lead.len()).filter(|h| h.eq_ignore_ascii_case(lead) || h.to_lowercase() == **lead)?;
        let rest = &text[head.len()..];
        let next = rest.chars().next()?;
        let rest_trimmed = rest.trim_start_matches([':', ' ', '\u{a0}']);
        // "De Souza" and "Van Dyk" are names: a lead that is a name's particle must be in lower case or carry a colon.
        let particle =
            matches!(*lead, "de" | "di" | "da" | "van" | "von" | "af" | "av" | "od" | "text" | "haber" | "from" | "文");
        let capital = head.starts_with(char::is_uppercase);
        let two_more = rest_trimmed.split_whitespace().take(2).count() == 2;
        let ok = next == ':'
            || next.is_whitespace() && (!particle || !capital || matches!(*lead, "von" | "di" | "af" | "av") && two_more);
        (ok && !rest_trimmed.is_empty()).then_some(rest_trimmed)
    })
}

/// The name of a person, or nothing.
fn person(piece: &str, publisher: Option<&str>) -> Option<String> {
    let piece = piece.trim().trim_start_matches('@').trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim();
    if piece.len() < 2 || publisher.is_some_and(|p| same_words(p, piece)) {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    for word in piece.split_whitespace() {
        let lower = word.to_lowercase();
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        if LISTS.company.contains(bare) || word.ends_with(':') {
            return None;
        }
        let address = word.contains('@') || lower.contains("http") || lower.contains("www.") || domain(bare);
        let role = LISTS.role.contains(bare) || LISTS.modifier.contains(bare);
        // "in London", "for The Herald": the name is over.
        if address || role || !words.is_empty() && LISTS.cut.contains(bare) {
            // A role before any name ("Staff Writer Jane Doe") is skipped, but one word before a role is no name.
            if words.len() >= 2 {
                break;
            }
            words.clear();
            continue;
        }
        words.push(word);
    }
    let suffixes = words.iter().all(|w| LISTS.suffix.contains(w.to_lowercase().trim_matches('.')));
    if words.is_empty() || suffixes || words.len() > 6 {
        return None;
    }
    let name = words.join(" ");
    let name = name
        .trim_end_matches([',', ':', '-', ';'])
        .trim_end_matches(|c| c == '.' && !name.ends_with("Jr.") && !name.ends_with("Sr.") && !short_end(&name));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let cased = name.chars().any(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    let digits = name.chars().any(|c| c.is_ascii_digit());
    // "CNN": a broadcaster or a shorthand sign.
    let sign = words.len() == 1 && letters <= 5 && name.is_ascii() && !name.chars().any(|c| c.is_lowercase());
    if letters < 2 || sign || !cased || digits || name.contains(['?', '!', '"', '“', '<', '{', '=', '%', '$', '#', '_']) {
        return None;
    }
    // One word that is part of the publisher's name, or a piece that holds it whole, is the publisher.
    if let Some(p) = publisher {
        let (a, b) = (name.to_lowercase(), p.to_lowercase());
        let squeezed = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let part = b.split(['|', '-', '–', ':']).any(|part| squeezed(part.trim().trim_start_matches("the ")) == squeezed(&a));
        if part
            || b.len() > 3
                && (a.contains(&b)
                    || squeezed(&b).len() > 5 && squeezed(&a).contains(&squeezed(&b))
                    || words.len() == 1 && b.split_whitespace().any(|w| w == a))
        {
            return None;
        }
    }
    agency(name).is_none().then(|| name.to_string())
}

/// "John D." keeps its dot.
fn short_end(name: &str) -> bool {
    name.trim_end_matches('.').rsplit(' ').next().is_some_and(|w| w.chars().count() <= 2)
}

/// "example.com".
fn domain(word: &str) -> bool {
    word.rsplit_once('.')
        .is_some_and(|(a, b)| a.len() > 2 && (2..=4).contains(&b.len()) && b.bytes().all(|c| c.is_ascii_lowercase()))
}
