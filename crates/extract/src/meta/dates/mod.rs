//! Written dates of publication in any of the usual forms and many languages, found in a line or read from a field.

mod line;
mod parse;
mod token;
mod words;

use jiff::civil::Time;
pub use line::{DateLine, date_line};
use model::Stamp;
use std::ops::Range;

/// Which number of 03/04/2024 is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayMonth {
    /// Most of the world.
    DayFirst,
    /// The United States, the Philippines.
    MonthFirst,
    /// Not known: dates that could be read both ways are not read.
    #[default]
    Unknown,
}

impl DayMonth {
    /// The order that a language tag with a region (`en-US`) tells; languages other than English put the day first.
    pub fn of_language(tag: &str) -> DayMonth {
        let lower = tag.trim().to_ascii_lowercase().replace('_', "-");
        let (language, rest) = lower.split_once('-').unwrap_or((&lower, ""));
        match (language, rest.rsplit('-').next().unwrap_or("")) {
            ("", _) | ("en", "") => DayMonth::Unknown,
            ("en" | "es" | "fil" | "tl", "us" | "ph" | "pr") => DayMonth::MonthFirst,
            _ => DayMonth::DayFirst,
        }
    }
}

/// A date found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes in the line, with the day's name and the time of day.
    pub range: Range<usize>,
    /// What it says.
    pub stamp: Stamp,
    /// Day and month could be the other way round.
    pub ambiguous: bool,
}

/// Longest piece of a line that is looked at in one go; longer lines are read piece by piece, so that memory stays small.
const PIECE: usize = 8192;

/// How far a piece reaches into the next one: longer than any date.
const OVERLAP: usize = 160;

/// All dates of a line, in order, not overlapping. Only dates with day, month and year count.
pub fn find_dates(line: &str, order: DayMonth) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    while from < line.len() {
        let to = border(line, from + PIECE);
        let end = border(line, to + OVERLAP);
        let seen = found.last().map_or(0, |f| f.range.end);
        let piece = &line[from..end];
        if piece.bytes().any(|b| b.is_ascii_digit()) || !piece.is_ascii() {
            in_piece(piece, order, |f| {
                let range = f.range.start + from..f.range.end + from;
                if range.start >= seen && range.start < to {
                    found.push(Found { range, ..f });
                }
            });
        }
        from = to;
    }
    found
}

fn border(line: &str, mut at: usize) -> usize {
    while at < line.len() && !line.is_char_boundary(at) {
        at += 1;
    }
    at.min(line.len())
}

fn in_piece(piece: &str, order: DayMonth, mut tell: impl FnMut(Found)) {
    let tokens = token::tokens(piece);
    let line = parse::Line { text: piece, tokens: &tokens, order };
    let mut i = 0;
    while i < tokens.len() {
        match line.found_at(i) {
            Some((found, next)) => {
                tell(found);
                i = next.max(i + 1);
            }
            None => i += 1,
        }
    }
}

/// The first date of a line.
pub fn find_date(line: &str, order: DayMonth) -> Option<Found> {
    find_dates(line, order).into_iter().next()
}

/// The time of day that a line begins with, its zone, and the byte after it: `10.45am GMT Something new`.
pub fn leading_time(line: &str) -> Option<(Time, Option<i16>, usize)> {
    let head = &line[..line.floor_char_boundary(OVERLAP)];
    let tokens = token::tokens(head);
    parse::Line { text: head, tokens: &tokens, order: DayMonth::Unknown }.leading_clock()
}

/// The number of the month that a word names or shortens, in any of the languages known.
pub fn month(word: &str) -> Option<i8> {
    words::month(word.trim_end_matches('.'), false).map(|m| m.0)
}

/// A year of four digits, or of two: up to 69 in this century.
pub fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    Some(match digits.len() {
        2 if year < 70 => 2000 + year,
        2 => 1900 + year,
        _ => year,
    })
}

/// Reads a field that holds a date: any written form, or seconds or milliseconds since 1970.
pub fn parse_date(s: &str, order: DayMonth) -> Option<Stamp> {
    let s = s.trim();
    if s.len() > 400 {
        return None;
    }
    epoch(s).or_else(|| find_date(s, order).map(|f| f.stamp))
}

/// `1711276200`, `1711276200000`: between 1985 and 2100.
fn epoch(s: &str) -> Option<Stamp> {
    let digits = s.strip_suffix(".0").unwrap_or(s);
    if !matches!(digits.len(), 9 | 10 | 12 | 13) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // Twelve digits can also be a written date and time.
    if digits.len() == 12 && find_date(s, DayMonth::Unknown).is_some() {
        return None;
    }
    let n: i64 = digits.parse().ok()?;
    let seconds = if digits.len() > 10 { n / 1000 } else { n };
    if !(473_385_600..4_102_444_800).contains(&seconds) {
        return None;
    }
    let utc = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    Some(Stamp { date: utc.date(), time: Some(utc.time()), offset: Some(0) })
}
