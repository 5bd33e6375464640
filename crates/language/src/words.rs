//! Cuts text into words and marks the way the English treebanks of Universal Dependencies do.
//!
//! Hyphens between words are marks of their own ("long - range") except after a prefix ("co-founder"), contractions are
//! taken apart ("do n't", "Smith 's"), numbers, times, web addresses and abbreviations stay whole. One pass, linear.

use crate::abbreviations::{self, Use};
use model::TextRange;

/// Addresses and hash tags are looked for only in pieces up to this long.
const LONGEST_ADDRESS: usize = 2048;

/// Appends the words of `text[range]` to `out`.
pub fn cut(text: &str, range: TextRange, out: &mut Vec<TextRange>) {
    let (mut at, end) = (range.start as usize, (range.end as usize).min(text.len()));
    while at < end {
        let Some(c) = text.get(at..end).and_then(|t| t.chars().next()) else { return };
        if is_space(c) {
            at += c.len_utf8();
            continue;
        }
        let stop = text[at..end].find(is_space).map_or(end, |n| at + n);
        piece(text, at, stop, out);
        at = stop;
    }
}

/// White space, and characters that show nothing.
pub fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// Characters that make up words: letters, digits, and whatever joins to them (accents, soft hyphens).
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric()
        || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{fe0f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// One run without white space.
fn piece(text: &str, mut at: usize, stop: usize, out: &mut Vec<TextRange>) {
    let whole = &text[at..stop];
    // An address begins near the start of its piece; a hostile piece gets no more than a few looks.
    let special = whole.len() <= LONGEST_ADDRESS && (whole.contains("://") || whole.contains('@') || whole.contains("www."));
    let mut tries = if special { 4 } else { 0 };
    while at < stop {
        let rest = &text[at..stop];
        let c = rest.chars().next().unwrap_or(' ');
        let len = if tries > 0
            && is_word(c)
            && let Some(n) = address(rest)
        {
            n
        } else if is_word(c) {
            let n = word(rest);
            tries -= i32::from(tries > 0);
            parts(text, at, at + n, out);
            at += n;
            continue;
        } else {
            mark(rest, at == 0 || !text[..at].chars().next_back().is_some_and(is_word))
        };
        out.push(TextRange::new(at, at + len));
        at += len;
    }
}

/// Length of a web or mail address at the start of `rest`, without closing punctuation.
fn address(rest: &str) -> Option<usize> {
    let end = rest.find(['<', '>', '"', '”', '“', '|', '\\', '—', '’']).unwrap_or(rest.len());
    let whole = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '…']);
    let scheme = whole.find("://").is_some_and(|n| n > 1 && n < 12 && whole[..n].bytes().all(|b| b.is_ascii_alphabetic()));
    let mail = || {
        let (name, host) = whole.split_once('@')?;
        let fine = |s: &str| !s.is_empty() && s.chars().all(|c| is_word(c) || matches!(c, '.' | '-' | '+' | '%'));
        (fine(name) && fine(host)).then_some(())
    };
    (scheme || whole.starts_with("www.") || mail().is_some()).then_some(whole.len())
}

/// Length of the mark at the start of `rest`; runs of dots, dashes and the like are one mark.
fn mark(rest: &str, free: bool) -> usize {
    let mut chars = rest.chars();
    let c = chars.next().unwrap_or(' ');
    let next = chars.next().unwrap_or(' ');
    if matches!(c, '#' | '@') && free && is_word(next) && !next.is_ascii_digit() {
        return c.len_utf8() + rest[c.len_utf8()..].find(|c| !is_word(c)).unwrap_or(rest.len() - 1);
    }
    if is_apostrophe(c) && free && next.is_ascii_digit() && next != '0' {
        // '90s, but not an opening quotation mark before a longer number.
        let n = rest[c.len_utf8()..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest.len(), |n| n + c.len_utf8());
        let digits = &rest[c.len_utf8()..n];
        if digits.trim_end_matches('s').len() == 2 {
            return n;
        }
    }
    if is_apostrophe(c) && free && matches!(&rest[c.len_utf8()..], "s" | "re" | "ve" | "ll" | "d" | "m" | "S") {
        return rest.len(); // the text was cut into words before
    }
    if matches!(c, '.' | '-' | '*' | '=' | '_' | '!' | '?' | '~' | '`' | '+' | '—' | '–' | '#' | '•')
        || (c == '\'' && next == '\'')
    {
        let same = |d: char| d == c || (matches!(c, '!' | '?') && matches!(d, '!' | '?'));
        return rest.find(|d| !same(d)).unwrap_or(rest.len());
    }
    // An emoji with its joiners, tones and what is joined to it is one mark.
    let mut joined = false;
    let first = c.len_utf8();
    let end = rest[first..].find(|d: char| {
        let inside = joined && !is_space(d) || matches!(d, '\u{200d}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}');
        joined = d == '\u{200d}';
        !inside
    });
    first + end.unwrap_or(rest.len() - first)
}

/// Length of the word at the start of `rest`, with the marks that belong inside it.
fn word(rest: &str) -> usize {
    let mut at = 0;
    loop {
        at += rest[at..].find(|c| !is_word(c)).unwrap_or(rest.len() - at);
        let before = rest[..at].chars().next_back().unwrap_or(' ');
        let mut after = rest[at..].chars();
        let Some(c) = after.next() else { return at };
        let next = after.next().unwrap_or(' ');
        let after_next = after.next().unwrap_or(' ');
        let joins = match c {
            '.' if before.is_ascii_digit() => {
                next.is_ascii_digit() || (next.is_alphabetic() && next.is_lowercase() && file_like(&rest[..at]))
            }
            '.' => return dot(rest, at),
            ',' => before.is_ascii_digit() && next.is_ascii_digit() && after_next.is_ascii_digit(),
            ':' => before.is_ascii_digit() && next.is_ascii_digit(),
            '/' => {
                let short = at - rest[..at].trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
                (before.is_ascii_digit() && next.is_ascii_digit())
                    || (short == 1 && at == 1 && next.is_alphabetic() && !is_word(after_next))
            }
            '&' => before.is_uppercase() && next.is_uppercase() && rest[..at].len() <= 4,
            '$' => next.is_ascii_digit() && at <= 3 && rest[..at].bytes().all(|b| b.is_ascii_uppercase()),
            c if is_apostrophe(c) && c != '‘' => before.is_alphanumeric() && next.is_alphabetic(),
            c if is_hyphen(c) => is_word(next) && hyphen_joins(&rest[..at], &rest[at + c.len_utf8()..]),
            _ => false,
        };
        if !joins {
            return at;
        }
        at += c.len_utf8();
        if c == '$' {
            return at;
        }
    }
}

/// True for the beginning of a file name or version ("notes2.doc"); a digit before the dot alone is none.
fn file_like(before: &str) -> bool {
    before.chars().any(char::is_alphabetic)
}

/// Where a word ends whose letters are followed by a dot at `at`: "U.S.", "Gen.", "Amazon.com", or before the dot.
fn dot(rest: &str, at: usize) -> usize {
    let bytes = rest.as_bytes();
    let start =
        rest[..at].rfind(|c: char| !c.is_alphanumeric()).map_or(0, |n| n + rest[n..].chars().next().map_or(1, char::len_utf8));
    let letters = rest[start..at].chars().count();
    let next = rest[at + 1..].chars().next().unwrap_or(' ');
    if letters == 1 && rest[start..at].chars().all(char::is_alphabetic) {
        // Single letters with dots: "U.S.", "p.m.", "J.".
        let mut end = at + 1;
        loop {
            let mut more = rest[end..].chars();
            let (a, b) = (more.next().unwrap_or(' '), more.next().unwrap_or(' '));
            if a.is_alphabetic() && b == '.' {
                end += a.len_utf8() + 1;
            } else if a.is_alphabetic() && !is_word(b) && !is_apostrophe(b) && end > at + 1 {
                return end + a.len_utf8(); // "U.S.A"
            } else if end == at + 1 && a.is_alphabetic() && !is_word(b) {
                return end + a.len_utf8(); // "U.K"
            } else {
                break;
            }
        }
        let lone = end == at + 1;
        let single = rest[start..at].chars().all(char::is_uppercase);
        // "...and I." ends a sentence; "J. Smith" does not. Three dots are an ellipsis.
        let ellipsis = bytes.get(at + 1) == Some(&b'.');
        return if lone && (!single || ellipsis) { at } else { end };
    }
    if bytes.get(at + 1) == Some(&b'.') {
        return at;
    }
    if next.is_alphanumeric() {
        let tail = &rest[at + 1..];
        let n = tail.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tail.len());
        if abbreviations::is_domain(&tail[..n]) && tail[..n].bytes().all(|b| b.is_ascii_lowercase()) {
            return at + 1 + n;
        }
        if abbreviations::usage(&rest[start..at]) == Some(Use::Title) {
            return at + 1; // "Gen.Smith"
        }
        return at;
    }
    if abbreviations::usage(&rest[start..at]).is_some() { at + 1 } else { at }
}

/// True where a hyphen stays inside the word: prefixes, telephone numbers, dates in figures, codes.
fn hyphen_joins(before: &str, after: &str) -> bool {
    let next = after.chars().next().unwrap_or(' ');
    if before.len() > 40 {
        return false; // no prefix, no number; and looking back stays short
    }
    let first = before.rfind(|c: char| !is_word(c) && !is_hyphen(c)).map_or(before, |n| before.get(n + 1..).unwrap_or(before));
    if first.bytes().all(|b| b.is_ascii_digit()) || first.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        let n = after.bytes().take_while(u8::is_ascii_digit).count();
        let more = after.as_bytes().get(n) == Some(&b'-') && after.as_bytes().get(n + 1).is_some_and(u8::is_ascii_digit);
        return n > 0 && (first.contains('-') || more || (first.len() == 3 && n == 4));
    }
    // Before a capital the prefix is cut off, so that the name after it can be told: "pro - Lisbon".
    !next.is_uppercase() && abbreviations::is_prefix(first)
}

/// Pushes `text[at..end]`, contractions and units cut off.
fn parts(text: &str, at: usize, end: usize, out: &mut Vec<TextRange>) {
    let word = &text[at..end];
    let cut = split(word);
    if cut > 0 && cut < word.len() && word.is_char_boundary(cut) {
        out.push(TextRange::new(at, at + cut));
        out.push(TextRange::new(at + cut, end));
    } else {
        out.push(TextRange::new(at, end));
    }
}

/// Where a contraction or unit is cut off; 0 for nowhere.
fn split(word: &str) -> usize {
    let bytes = word.as_bytes();
    if bytes[0].is_ascii_digit() {
        let n = word.find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | ':')).unwrap_or(0);
        return if n > 0 && abbreviations::is_unit(&word[n..]) { n } else { 0 };
    }
    if let Some((n, c)) = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c)) {
        let tail = &word[n + c.len_utf8()..];
        let is = |s: &str| tail.eq_ignore_ascii_case(s);
        if is("t") && word[..n].ends_with(['n', 'N']) && n > 1 {
            return n - 1;
        }
        if ["s", "m", "d", "re", "ve", "ll"].into_iter().any(is) {
            return n;
        }
        return 0;
    }
    if bytes.len() > 6 || bytes.len() < 5 {
        return 0;
    }
    ["cannot", "gonna", "wanna", "gotta"].iter().find(|w| word.eq_ignore_ascii_case(w)).map_or(0, |_| 3)
}
