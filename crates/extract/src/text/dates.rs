//! Dates and times of day as news texts write them, for date lines, headers and datelines.

use jiff::civil::{Date, Time};
use model::Stamp;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

const MONTH: &str = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";

/// A time zone's minutes east of UTC; `None` for letters that several zones share.
fn zone(s: &str) -> Option<Option<i16>> {
    Some(match s.to_ascii_uppercase().as_str() {
        "GMT" | "UTC" | "Z" => Some(0),
        "BST" | "CET" | "WAT" => Some(60),
        "CEST" | "EET" | "CAT" | "SAST" => Some(120),
        "EEST" | "EAT" | "MSK" => Some(180),
        "PKT" => Some(300),
        "HKT" | "SGT" => Some(480),
        "JST" | "KST" => Some(540),
        "AEST" => Some(600),
        "AEDT" => Some(660),
        "NZDT" => Some(780),
        "EDT" => Some(-240),
        "EST" | "CDT" => Some(-300),
        "MDT" => Some(-360),
        "MST" | "PDT" => Some(-420),
        "PST" => Some(-480),
        "ET" | "CT" | "MT" | "PT" | "CST" | "IST" => None,
        _ => return None,
    })
}

static FORMS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    let re = |s: &str| Regex::new(&format!("(?i){s}")).expect("a regex of ours");
    [
        re(r"\b(\d{4})-(\d{2})-(\d{2})\b"),
        re(&format!(r"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.\-]*\b{MONTH}[\s,.\-]*\s?(\d{{4}}|'\d{{2}}|\d{{2}})\b")),
        re(&format!(r"\b{MONTH}\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}})\b")),
        re(r"\b(\d{1,2})([./])(\d{1,2})[./](\d{4})\b"),
    ]
});

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\d{1,2})(?:[:.](\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(am|pm|[ap]\.m\.)?|\s*(am|pm|[ap]\.m\.))(?:\s*\(?(Z|[A-Z]{2,4})\b\)?|\s*(?:GMT|UTC)?([+-]\d{2}:?\d{2}))?")
        .expect("a regex of ours")
});

/// The month that a name or its beginning means.
pub(crate) fn month(name: &str) -> Option<i8> {
    let n = name.trim_end_matches('.').to_ascii_lowercase();
    if n.len() < 3 {
        return None;
    }
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS.iter().position(|m| m.starts_with(&n) || (n == "sept" && *m == "september")).map(|i| i as i8 + 1)
}

/// A year of two digits means the one nearest to now that news could be of: 50–99 the last century.
pub(crate) fn full_year(digits: &str) -> Option<i16> {
    let n: i16 = digits.trim_start_matches('\'').parse().ok()?;
    Some(match digits.trim_start_matches('\'').len() {
        4 => n,
        _ if n >= 50 => 1900 + n,
        _ => 2000 + n,
    })
}

fn build(form: usize, c: &Captures) -> Option<Date> {
    let n = |i: usize| c[i].parse::<i8>().ok();
    let (y, m, d) = match form {
        0 => (c[1].parse().ok()?, n(2)?, n(3)?),
        1 => (full_year(&c[3])?, month(&c[2])?, n(1)?),
        2 => (c[3].parse().ok()?, month(&c[1])?, n(2)?),
        _ => {
            // Slashes are day-first in most of the world and month-first in the United States: only plain cases are read.
            let (a, b, y) = (n(1)?, n(3)?, c[4].parse().ok()?);
            if &c[2] == "." || a > 12 || a == b {
                (y, b, a)
            } else if b > 12 {
                (y, a, b)
            } else {
                return None;
            }
        }
    };
    (1800..=2100).contains(&y).then(|| Date::new(y, m, d).ok()).flatten()
}

/// The first time of day in `s`, with its offset and where it stands.
pub(crate) fn find_time(s: &str) -> Option<(Time, Option<i16>, Range<usize>)> {
    let c = TIME.captures(s)?;
    let mut hour: i8 = c[1].parse().ok()?;
    let minute: i8 = c.get(2).map_or(Some(0), |m| m.as_str().parse().ok())?;
    let second: i8 = c.get(3).map_or(Some(0), |m| m.as_str().parse().ok())?;
    if let Some(half) = c.get(4).or(c.get(5)) {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if half.as_str().starts_with(['p', 'P']) { 12 } else { 0 };
    }
    let whole = c.get(0)?.range();
    let mut end = whole.end;
    let mut offset = None;
    if let Some(z) = c.get(6) {
        match zone(z.as_str()) {
            Some(o) if z.as_str().chars().all(|c| c.is_ascii_uppercase()) => offset = o,
            _ => end = c.get(4).or(c.get(5)).or(c.get(3)).or(c.get(2)).map_or(end, |m| m.end()),
        }
    } else if let Some(z) = c.get(7) {
        let digits: String = z.as_str()[1..].chars().filter(char::is_ascii_digit).collect();
        let minutes = digits[..2].parse::<i16>().ok()? * 60 + digits[2..].parse::<i16>().ok()?;
        offset = Some(if z.as_str().starts_with('-') { -minutes } else { minutes });
    }
    Some((Time::new(hour, minute, second.min(59), 0).ok()?, offset, whole.start..end))
}

/// The first full date in `s` and where it stands.
pub(crate) fn find_date(s: &str) -> Option<(Date, Range<usize>)> {
    if !s.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let hits = FORMS.iter().enumerate().filter_map(|(i, re)| {
        let c = re.captures(s)?;
        Some((build(i, &c)?, c.get(0)?.range()))
    });
    hits.min_by_key(|(_, r)| r.start)
}

/// The first date in `s`, with the time of day that stands beside it.
pub(crate) fn find_stamp(s: &str) -> Option<Stamp> {
    let (date, at) = find_date(s)?;
    let mut stamp = Stamp::day(date);
    if let Some((time, offset, _)) = find_time(&s[at.end..]).or_else(|| find_time(&s[..at.start])) {
        (stamp.time, stamp.offset) = (Some(time), offset);
    }
    Some(stamp)
}

/// What a line that holds nothing but dates says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DateLine {
    /// The date called published, or called nothing.
    pub published: Option<Stamp>,
    /// The date called updated.
    pub updated: Option<Stamp>,
}

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(first|originally)\s+)?(published|posted|created|issued|filed|date|dated|pub date|publication date|load-date|(?:last\s+)?(?:updated|modified|edited|revised|update|changed))\b( (?:on|at))?")
        .expect("a regex of ours")
});
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?\b\.?|\b(at|on|local time|hrs|hours|time|late|morning|afternoon|edition|gmt|utc|am|pm)\b")
        .expect("a regex of ours")
});

/// Reads a line that holds nothing but a date (or two) and the words around dates.
pub(crate) fn date_line(s: &str) -> Option<DateLine> {
    if s.len() > 140 || !s.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut out = DateLine::default();
    let mut rest = s;
    let mut residue = String::new();
    while let Some((date, at)) = find_date(rest) {
        let before = &rest[..at.start];
        let mut after = &rest[at.end..];
        let next = find_date(after).map_or(after.len(), |(_, r)| r.start);
        let next = WORDS.find(&after[..next]).map_or(next, |m| m.start());
        let mut stamp = Stamp::day(date);
        if let Some((time, offset, span)) = find_time(after[..next].trim_start_matches('T')) {
            let skip = after.len() - after.trim_start_matches('T').len();
            (stamp.time, stamp.offset) = (Some(time), offset);
            residue.push_str(&after[..span.start]);
            after = &after[skip + span.end..];
        } else if let Some((time, offset, span)) = find_time(before) {
            (stamp.time, stamp.offset) = (Some(time), offset);
            residue.push_str(&before[..span.start]);
            residue.push_str(&before[span.end..]);
        }
        if stamp.time.is_none() || find_time(before).is_none() {
            residue.push_str(before);
        }
        let word = WORDS.find(before).map_or(String::new(), |m| m.as_str().to_ascii_lowercase());
        if ["updat", "modif", "edit", "revis", "chang"].iter().any(|w| word.contains(w)) && !word.starts_with("first") {
            out.updated = out.updated.or(Some(stamp));
        } else {
            out.published = out.published.or(Some(stamp));
        }
        residue.push(' ');
        rest = after;
    }
    residue.push_str(rest);
    let residue = WORDS.replace_all(&residue, " ");
    let residue = FILLER.replace_all(&residue, " ");
    (out != DateLine::default() && !residue.chars().any(char::is_alphanumeric)).then_some(out)
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
            "July 2003 Two men were held.",
            "99 March 2024",
            "",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
    }

    #[test]
    fn two_digit_years_are_of_the_last_hundred_years() {
        assert_eq!(find_date("LIMA, 12 JAN 89 --").unwrap().0.to_string(), "1989-01-12");
        assert_eq!(find_date("4 Feb 07").unwrap().0.to_string(), "2007-02-04");
    }
}
