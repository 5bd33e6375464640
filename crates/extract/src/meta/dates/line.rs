//! A line that gives the date of an article: "Published: 24 March 2024 | Updated 25 March 2024, 10:30".

use super::token::{Kind, tokens};
use super::words::{self, Role};
use super::{DayMonth, Found, find_dates};

/// What a date line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateLine {
    /// The date said to be that of publication.
    pub published: Option<Found>,
    /// The date said to be that of the last change.
    pub updated: Option<Found>,
    /// A date without a word before it.
    pub plain: Option<Found>,
    /// Words that are neither date nor label ("5 min read", a name).
    pub other_words: usize,
    /// Numbers that belong to no date.
    pub other_numbers: usize,
}

/// Reads a line as a date line. Nothing if there is no date in it, or it is too long to be one.
pub fn date_line(line: &str, order: DayMonth) -> Option<DateLine> {
    if line.len() > 300 {
        return None;
    }
    let found = find_dates(line, order);
    if found.is_empty() {
        return None;
    }
    let mut said = DateLine::default();
    let mut from = 0;
    let count = found.len();
    for (n, f) in found.into_iter().enumerate() {
        let mut role = None;
        said.other_numbers += numbers_in(&line[from..f.range.start]);
        // The last label before the date counts: "Published by X, updated 24 March 2024".
        for word in words_of(&line[from..f.range.start]) {
            if words::is(word, Role::Updated) {
                role = Some(Role::Updated);
            } else if words::is(word, Role::Published) {
                role = Some(Role::Published);
            } else if !words::is(word, Role::Filler) && !words::is(word, Role::Weekday) {
                said.other_words += 1;
            }
        }
        from = f.range.end;
        // "… was posted on", with the verb at the end: "am 24. März 2024 gepostet".
        if role.is_none() && n + 1 == count {
            let after = |role| words_of(&line[from..]).take(6).any(|w| words::is(w, role));
            role = if after(Role::Published) { Some(Role::Published) } else { None };
        }
        let slot = match role {
            Some(Role::Updated) => &mut said.updated,
            Some(_) => &mut said.published,
            None => &mut said.plain,
        };
        slot.get_or_insert(f);
    }
    said.other_numbers += numbers_in(&line[from..]);
    said.other_words += words_of(&line[from..])
        .filter(|w| ![Role::Updated, Role::Published, Role::Filler, Role::Weekday].iter().any(|&r| words::is(w, r)))
        .count();
    Some(said)
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).into_iter().filter(|t| t.kind == Kind::Word).map(|t| &text[t.start..t.end])
}

fn numbers_in(text: &str) -> usize {
    tokens(text).iter().filter(|t| matches!(t.kind, Kind::Number { .. })).count()
}
