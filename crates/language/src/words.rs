//! Cuts text into words and marks the way the English treebanks of Universal Dependencies do.
//!
//! Hyphens between words are marks of their own ("long - range") except after a prefix ("co-founder"), contractions are
//! taken apart ("do n't", "Smith 's"), numbers, times, web addresses and abbreviations stay whole. One pass, linear.

use crate::abbreviations::{self, Use};
use crate::neighbours;
use model::TextRange;

/// Addresses and hash tags are looked for only in pieces up to this long.
const LONGEST_ADDRESS: usize = 2048;

/// Appends the words of `text[range]` to `out`.
pub fn cut(text: &str, range: TextRange, out: &mut Vec<TextRange>) {
    let (mut at, end) = (range.start as usize, (range.end as usize).min(text.len()));
    let first = out.len();
    while at < end {
        let Some(c) = text.get(at..end).and_then(|t| t.chars().next()) else { break };
        if is_space(c) {
            at += c.len_utf8();
            continue;
        }
        let stop = text[at..end].find(is_space).map_or(end, |n| at + n);
        piece(text, at, stop, out);
        at = stop;
    }
    neighbours::mend(text, first, out);
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

pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')
}

pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// One run without white space.
fn piece(text: &str, mut at: usize, stop: usize, out: &mut Vec<TextRange>) {
    let whole = &text[at..stop];
    // An address begins near the start of its piece; a hostile piece gets no more than a few looks.
    let special = whole.len() <= LONGEST_ADDRESS && ["://", "@", "www.", "mailto:", "/"].iter().any(|s| whole.contains(s));
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
    let path = || {
        let host = whole.split_once('/')?.0;
        let (name, domain) = host.rsplit_once('.')?;
        let fine = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
        (fine && abbreviations::is_domain(domain)).then_some(())
    };
    let mail_to = whole.starts_with("mailto:") && whole.len() > 7;
    (scheme || mail_to || whole.starts_with("www.") || mail().is_some() || path().is_some()).then_some(whole.len())
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
            // "'90s", also as "'90's".
            let tail = rest[n..].strip_prefix(is_apostrophe).and_then(|t| t.strip_prefix('s'));
            let tail = tail.filter(|t| digits.len() == 2 && !t.starts_with(is_word));
            return tail.map_or(n, |t| rest.len() - t.len());
        }
    }
    if matches!(c, '.' | '+') && free && next.is_ascii_digit() {
        // ".300", "+44".
        return 1 + rest[1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - 1);
    }
    if free && let Some(n) = abbreviations::FACES.iter().find_map(|f| rest.strip_prefix(f).map(|_| f.len())) {
        return n;
    }
    if is_apostrophe(c) && free {
        let n = rest[c.len_utf8()..].find(|c| !is_word(c)).map_or(rest.len(), |n| n + c.len_utf8());
        if abbreviations::is_clipped(&rest[c.len_utf8()..n]) {
            return n; // "'em"
        }
    }
    if matches!((c, next), ('’' | '‘', '’') | ('‘', '‘')) {
        return 2 * c.len_utf8(); // double quotation marks made of single ones
    }
    if c == '…' && next == '.' {
        return rest[c.len_utf8()..].find(|c| c != '.').map_or(rest.len(), |n| n + c.len_utf8());
    }
    if is_apostrophe(c) && free && matches!(&rest[c.len_utf8()..], "s" | "re" | "ve" | "ll" | "d" | "m" | "S") {
        return rest.len(); // the text was cut into words before
    }
    if matches!(c, '.' | '-' | '*' | '=' | '_' | '!' | '?' | '~' | '`' | '+' | '—' | '–' | '#' | '•' | '<' | '>')
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
                let tail = &rest[at + 1..];
                let n = tail.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
                next.is_ascii_digit()
                    || (next.is_alphabetic() && next.is_lowercase() && file_like(&rest[..at]))
                    || abbreviations::is_file_ending(&tail[..n])
            }
            '.' => return dot(rest, at),
            ',' => before.is_ascii_digit() && groups(&rest[at..]),
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

/// True for the rest of a number in groups ("1,250", "12,50,000"), but not for figures in a row ("[13,14]").
fn groups(rest: &str) -> bool {
    let mut rest = rest;
    while let Some(tail) = rest.strip_prefix(',') {
        let n = tail.bytes().take_while(u8::is_ascii_digit).count();
        if n != 2 {
            return n == 3;
        }
        rest = &tail[n..];
    }
    false
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
        if abbreviations::is_file_ending(&tail[..n]) {
            return at + 1 + n;
        }
        if let Some(n) = degree(&rest[start..]) {
            return start + n;
        }
        if let Some(n) = dotted(&rest[start..]) {
            return start + n;
        }
        if abbreviations::is_domain(&tail[..n]) && tail[..n].bytes().all(|b| b.is_ascii_lowercase()) {
            return at + 1 + n;
        }
        let usage = abbreviations::usage(&rest[start..at]);
        if usage == Some(Use::Title) || usage.is_some() && next.is_ascii_digit() {
            return at + 1; // "Gen.Smith", "Nov.28"
        }
        return at;
    }
    if abbreviations::usage(&rest[start..at]).is_some() { at + 1 } else { at }
}

/// Length of an academic degree with its dots: "Ph.D.", "M.Sc.".
fn degree(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut at, mut parts) = (0, 0);
    while parts < 4 && bytes.get(at).is_some_and(u8::is_ascii_uppercase) {
        let small = bytes[at + 1..].iter().take(2).take_while(|b| b.is_ascii_lowercase()).count();
        let end = at + 1 + small;
        parts += 1;
        if small > 1 || bytes.get(end) != Some(&b'.') {
            // The last dot may be missing.
            let whole = small < 2 && parts > 1 && !rest[end..].starts_with(is_word);
            return whole.then_some(end);
        }
        at = end + 1;
    }
    (parts > 1 && !rest[at..].starts_with(is_word)).then_some(at)
}

/// Length of a name of three or more parts with dots between them, all in small letters: hosts, newsgroups, modules.
fn dotted(rest: &str) -> Option<usize> {
    let n = rest.bytes().take(100).take_while(|&b| b.is_ascii_lowercase() || b == b'.').count();
    let name = rest[..n].trim_end_matches('.');
    let whole = !rest[n..].starts_with(is_word) && !name.contains("..") && !name.starts_with('.');
    (whole && name.bytes().filter(|&b| b == b'.').count() > 1).then_some(name.len())
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
        return n > 0 && (first.contains('-') || more || (matches!(first.len(), 3 | 5) && n == 4));
    }
    // Before a capital the prefixes that say for or against are cut off, so that the name after them can be told:
    // "pro - Lisbon".
    abbreviations::is_prefix(first) && (!next.is_uppercase() || abbreviations::is_prefix_of_names(first))
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
        let tail = &word[n..];
        if tail.strip_prefix(is_apostrophe).is_some_and(|t| t == "s") && !word[..n].ends_with('0') {
            return n; // "2003's", but the decade "1980's"
        }
        let decimal_billion = tail == "b" && word[..n].contains('.');
        return if n > 0 && (abbreviations::is_unit(tail) || decimal_billion) { n } else { 0 };
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
    abbreviations::joined(word)
}
