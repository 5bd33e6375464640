//! The parts of a dateline, one after another: words of a place, a date, an agency in brackets, a dash.

use super::dateline::DatelineDate;
use super::dates::{full_year, month};
use super::words;

/// A reader over the first bytes of a paragraph.
pub(crate) struct Scan<'a> {
    pub s: &'a str,
    pub at: usize,
}

impl<'a> Scan<'a> {
    pub fn rest(&self) -> &'a str {
        &self.s[self.at..]
    }
    pub fn space(&mut self) -> usize {
        let from = self.at;
        self.at = self.s.len() - self.rest().trim_start().len();
        self.at - from
    }
    pub fn eat(&mut self, c: char) -> bool {
        let hit = self.rest().starts_with(c);
        if hit {
            self.at += c.len_utf8();
        }
        hit
    }
    /// The next word: letters, digits, and the marks inside names.
    pub fn word(&mut self) -> &'a str {
        let r = self.rest();
        let mut end = r.len();
        for (i, c) in r.char_indices() {
            let inside = c.is_alphanumeric() || c == '.' || matches!(c, '\'' | '’' | '‘' | '`');
            let joins = matches!(c, '-' | '/' | '&') && i > 0 && r[i + 1..].starts_with(char::is_alphanumeric);
            if !inside && !joins {
                end = i;
                break;
            }
        }
        self.at += end;
        &r[..end]
    }
}

/// Small words inside names of places.
pub(crate) const LINKS: [&str; 26] = [
    "de", "da", "do", "dos", "das", "del", "di", "of", "the", "el", "la", "las", "los", "le", "les", "du", "der", "am", "an",
    "and", "y", "es", "al", "e", "in", "on",
];

/// Words that begin sentences and no place names.
pub(crate) const STARTERS: [&str; 40] = [
    "a", "an", "the", "it", "he", "she", "they", "we", "you", "i", "this", "that", "these", "those", "but", "and", "or", "so",
    "if", "when", "while", "after", "before", "as", "at", "in", "on", "for", "with", "from", "by", "to", "there", "here",
    "what", "who", "why", "how", "where", "his",
];

/// The words of one part of a place: its end, whether all are in capitals, how many.
pub(crate) fn place_part(s: &mut Scan) -> Option<(usize, bool, usize)> {
    let (mut end, mut upper, mut count) = (s.at, true, 0);
    let mut n = 0;
    while n < 7 {
        let save = s.at;
        let w = s.word();
        let bare = w.trim_matches('.');
        if w.is_empty() {
            s.at = save;
            break;
        }
        let capital = bare.starts_with(char::is_uppercase) || (bare.len() > 3 && bare.starts_with("al-"));
        let link = LINKS.contains(&bare.to_lowercase().as_str()) && n > 0;
        let number_next = || s.rest().trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit());
        let date_word = n > 0 && capital && number_next() && month(bare).is_some();
        if date_word || bare.bytes().any(|b| b.is_ascii_digit()) || (!capital && !link) {
            s.at = save;
            break;
        }
        if n == 0 && STARTERS.contains(&bare.to_lowercase().as_str()) && !words::is_place_with_article(s.s[save..].trim_start())
        {
            return None;
        }
        if capital {
            end = s.at;
            count += 1;
            // "McALLEN" is in capitals too.
            upper &= bare.chars().filter(|c| c.is_lowercase()).count()
                <= usize::from(bare.starts_with("Mc") || bare.starts_with("St"));
        }
        n += 1;
        if s.space() == 0 {
            break;
        }
    }
    s.at = end;
    Some((end, upper && count > 0, count))
}

/// `March 24`, `24 March 2024`, `12 JAN 89`, `Nov. 19`, `NO DATE`.
pub(crate) fn date_at(s: &mut Scan) -> Option<DatelineDate> {
    let save = s.at;
    let mut go = || {
        // A weekday first: "Tuesday, March 5".
        let w = s.word().trim_matches('.').to_lowercase();
        let mut w = w;
        if w.len() >= 3
            && ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].iter().any(|d| d.starts_with(&w))
        {
            s.space();
            s.eat(',');
            s.space();
            w = s.word().trim_matches('.').to_lowercase();
        }
        let day_of = |w: &str| {
            let d = w.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
            d.parse::<i8>().ok().filter(|d| (1..=31).contains(d))
        };
        let (m, d);
        if let Some(day) = day_of(&w) {
            s.space();
            d = day;
            m = month(s.word())?;
        } else {
            m = month(&w)?;
            s.space();
            d = day_of(s.word().trim_matches('.'))?;
        }
        let mut out = DatelineDate { year: None, month: m, day: d };
        let save = s.at;
        s.eat(',');
        s.space();
        let y = s.word();
        let digits = y.trim_start_matches(['\'', '’']);
        if digits.bytes().all(|b| b.is_ascii_digit()) && matches!(digits.len(), 2 | 4) {
            out.year = full_year(digits);
        } else {
            s.at = save;
        }
        Some(out)
    };
    let out = go();
    if out.is_none() {
        s.at = save;
    }
    out
}

/// The words in parentheses, and past them.
pub(crate) fn paren<'a>(s: &mut Scan<'a>) -> Option<&'a str> {
    let close = s.rest().find(')').filter(|n| *n <= 60)?;
    let inner = s.rest().get(1..close)?;
    s.at += close + 1;
    Some(inner.trim())
}

/// A dash that ends a dateline. A plain hyphen must stand free.
pub(crate) fn dash(s: &mut Scan, spaced: bool) -> bool {
    let r = s.rest();
    let marks = r.chars().take_while(|c| matches!(c, '-' | '–' | '—' | '―' | '−' | '_')).collect::<String>();
    if marks.is_empty() {
        return false;
    }
    let after = &r[marks.len()..];
    let lone_hyphen = marks == "-";
    if lone_hyphen && !(spaced && after.starts_with(char::is_whitespace)) || marks.len() > 9 {
        return false;
    }
    s.at += marks.len();
    true
}
