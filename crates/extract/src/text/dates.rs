//! Dates as the text reader needs them, over the one reader of written dates: lines that are nothing but a date, stamps in a line.

use crate::meta::dates::{self, DayMonth};
pub(crate) use crate::meta::dates::{full_year, leading_time, month};
use model::Stamp;

/// What a line that holds nothing but dates says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DateLine {
    /// The date called published, or called nothing.
    pub published: Option<Stamp>,
    /// The date called updated.
    pub updated: Option<Stamp>,
}

/// Reads a line that holds nothing but a date (or two) and the words around dates.
pub(crate) fn date_line(s: &str) -> Option<DateLine> {
    if s.len() > 160 || s.is_ascii() && !s.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    date_words(s).or_else(|| named(s).map(|(_, date)| date))
}

fn date_words(s: &str) -> Option<DateLine> {
    let said = dates::date_line(s, DayMonth::Unknown)?;
    let alone = said.other_words == 0 && said.other_numbers == 0;
    alone
        .then(|| DateLine { published: said.published.or(said.plain).map(|f| f.stamp), updated: said.updated.map(|f| f.stamp) })
}

/// `Lake Daily | 14/02/2024`, `[3] LAKE DAILY, 14 FEBRUARY 2024`: a newspaper or a section in a few capitalized words, a bar or
/// a comma, and a date; gives the words too.
pub(crate) fn named(s: &str) -> Option<(&str, DateLine)> {
    let number = s.strip_prefix('[').and_then(|r| r.split_once(']')).filter(|(n, _)| n.bytes().all(|c| c.is_ascii_digit()));
    let s = number.map_or(s, |(_, rest)| rest.trim_start());
    let (a, b) = s.split_once(['|', '·', '•']).or_else(|| s.split_once(", ")).filter(|_| s.len() <= 90)?;
    let name = |w: &str| {
        (1..=5).contains(&w.split_whitespace().count())
            && !w.bytes().any(|c| c.is_ascii_digit())
            && w.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "of" | "the" | "and" | "&"))
            && date_words(w).is_none()
    };
    let (a, b) = (a.trim(), b.trim());
    match (name(a), name(b)) {
        (true, false) => date_words(b).map(|d| (a, d)),
        (false, true) => date_words(a).map(|d| (b, d)),
        _ => None,
    }
}

/// The first date in `s`, with the time of day that stands beside it.
pub(crate) fn find_stamp(s: &str) -> Option<Stamp> {
    dates::find_date(&s[..s.floor_char_boundary(4000)], DayMonth::Unknown).map(|f| f.stamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines_are_read_and_other_lines_are_not() {
        for (line, published, updated) in [
            ("24 March 2024", "2024-03-24", ""),
            ("Updated 24 March 2024", "", "2024-03-24"),
            ("Sunday, March 24, 2024", "2024-03-24", ""),
            ("March 24, 2024 Sunday", "2024-03-24", ""),
            ("Published: 24 Mar 2024, 10:30 GMT | Updated: 25 Mar 2024, 6:05 pm", "2024-03-24T10:30:00Z", "2024-03-25T18:05"),
            ("Sun 24 Mar 2024 10.30 GMT", "2024-03-24T10:30:00Z", ""),
            ("2024-03-24 10:30", "2024-03-24T10:30", ""),
            ("Last updated on 24th of March, 2024 at 9 p.m. EST", "", "2024-03-24T21:00-05:00"),
            ("24.03.2024", "2024-03-24", ""),
            ("03/24/2024", "2024-03-24", ""),
            ("10:15 | 24 March 2024", "2024-03-24T10:15", ""),
            ("First published on 2 May 2019", "2019-05-02", ""),
            ("Lake Daily | 14/02/2024", "2024-02-14", ""),
            ("14 Feb 2024 · World News", "2024-02-14", ""),
            ("[3] LAKE DAILY, 14 FEBRUARY 2024", "2024-02-14", ""),
            ("March 24, 2024 Sunday Late Edition", "2024-03-24", ""),
            ("Mis à jour le 24 mars 2024 à 10h30", "", "2024-03-24T10:30"),
        ] {
            let seen = date_line(line).unwrap_or_else(|| panic!("no date line: {line}"));
            let show = |s: Option<Stamp>| s.map_or(String::new(), |s| s.to_string());
            assert_eq!((show(seen.published).as_str(), show(seen.updated).as_str()), (published, updated), "{line}");
        }
        for line in [
            "He died on 24 March 2024",
            "04/05/2024",
            "March 2024",
            "512 words",
            "24 March 2024 512",
            "July 2003 Two men were held.",
            "99 March 2024",
            "",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
    }
}
