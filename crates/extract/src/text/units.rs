//! Lines joined into paragraphs, and which of them make up lists.

use super::class::{self, Class};
use super::dates::month;
use super::lines::{Doc, Fate, squeeze, squeeze_onto};
use std::borrow::Cow;
use std::ops::Range;

/// Lines that make one paragraph, or one line.
pub(crate) struct Unit<'a> {
    /// Its lines.
    pub lines: Range<usize>,
    /// Blank lines before it.
    pub blanks: u16,
    /// Its words.
    pub text: Cow<'a, str>,
}

/// The column at which the lines of a range are broken; of a short range, the column of the whole text.
pub(crate) fn wrap_width(doc: &Doc, range: Range<usize>) -> Option<usize> {
    own_width(doc, range.clone()).or_else(|| {
        let width = doc.width?;
        let fits = |i: usize| doc.lines[i].end - doc.lines[i].start <= 400 && doc.line(i).chars().count() <= width + 4;
        (range.len() <= 40 && range.into_iter().all(fits)).then_some(width)
    })
}

/// The column at which the lines of a range are broken, if its own lines show it.
pub(crate) fn own_width(doc: &Doc, range: Range<usize>) -> Option<usize> {
    let mut lens = Vec::new();
    let mut broken = 0;
    let last = range.end.min(range.start + 3000);
    for i in range.start..last {
        if doc.lines[i].end - doc.lines[i].start > 400 {
            return None;
        }
        if i + 1 < last && doc.blanks(i + 1) == 0 {
            let t = doc.line(i);
            let first_word = doc.line(i + 1).split_whitespace().next().unwrap_or("").chars().count();
            let own = t.chars().count() + usize::from(doc.lines[i].indent.min(12));
            if own >= 40 {
                lens.push((own, own + 1 + first_word));
                broken += usize::from(!t.ends_with(['.', '!', '?', '”', '"', ':']));
            }
        }
    }
    let mut sorted: Vec<usize> = lens.iter().map(|l| l.0).collect();
    sorted.sort_unstable();
    let width = *sorted.get(sorted.len() * 19 / 20)?;
    let full = lens.iter().filter(|l| l.1 * 100 > width * 88).count();
    // Lines broken at a column end in the middle of sentences.
    (width <= 110 && full * 10 >= lens.len() * 6 && broken * 10 >= lens.len() * 5).then_some(width)
}

/// The words with single spaces between them, as they stand where nothing is to be done.
fn squeezed(t: &str) -> Cow<'_, str> {
    let plain = t.is_ascii() && !t.contains("  ") && !t.bytes().any(|b| b.is_ascii_control());
    if plain { Cow::Borrowed(t) } else { Cow::Owned(squeeze(t)) }
}

/// Joins lines into units.
pub(crate) fn units<'a>(doc: &Doc<'a>, range: Range<usize>, width: Option<usize>) -> Vec<Unit<'a>> {
    let mut out: Vec<Unit<'a>> = Vec::new();
    let broken = |i: usize| i + 1 < range.end && doc.blanks(i + 1) == 0 && divided(doc.line(i), doc.line(i + 1));
    // Twice is a printer's habit; once may be a compound that fell on the end of a line.
    let soft = width.is_some() && range.clone().filter(|&i| broken(i)).nth(1).is_some();
    for i in range {
        if doc.lines[i].fate != Fate::Open {
            continue;
        }
        let t = doc.line(i);
        if let Some(u) = out.last_mut()
            && u.lines.end == i
            && joins(doc, i, u, width)
        {
            let text = u.text.to_mut();
            if soft && divided(text, t) {
                text.pop();
                text.push_str(&squeeze(t));
            } else {
                squeeze_onto(text, t);
            }
            u.lines.end = i + 1;
            continue;
        }
        out.push(Unit { lines: i..i + 1, blanks: doc.blanks(i), text: squeezed(t) });
    }
    out
}

/// True if a word is divided at the end of `line` and goes on in `next`: "dis-" and "placed", but not "cross-" and "border".
pub(crate) fn divided(line: &str, next: &str) -> bool {
    const WHOLE: [&str; 34] = [
        "self", "non", "anti", "cross", "co", "ex", "half", "well", "long", "short", "high", "low", "semi", "vice", "mid",
        "pro", "counter", "north", "south", "east", "west", "air", "ground", "two", "three", "four", "five", "six", "seven",
        "eight", "nine", "ten", "so", "then",
    ];
    let Some(stem) = line.strip_suffix('-') else { return false };
    let part = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    !part.is_empty() && next.starts_with(char::is_lowercase) && !WHOLE.contains(&part.to_lowercase().as_str())
}

/// True if line `i` goes on with the paragraph of the line before.
fn joins(doc: &Doc, i: usize, u: &Unit, width: Option<usize>) -> bool {
    let Some(width) = width else { return false };
    let t = doc.line(i);
    let (line, before) = (doc.lines[i], doc.lines[i - 1]);
    if line.blanks > 0 || line.feed || u.text.len() > 64 * 1024 {
        return false;
    }
    let quoted = |s: &str| s.starts_with('>');
    if quoted(t) && quoted(doc.line(i - 1)) {
        return true;
    }
    if class::sure_bullet(t)
        || class::bullet(t).is_some() && (class::bullet(&u.text).is_some() || line.indent > 0)
        || class::is_ruler(t)
    {
        return false;
    }
    let prev = doc.line(i - 1);
    if class::is_ruler(prev) || cells(t).is_some_and(|c| c.len() > 2) && cells(prev).is_some_and(|c| c.len() > 2) {
        return false;
    }
    let in_bullet = class::bullet(&u.text).is_some();
    if line.indent >= before.indent + 2 && !in_bullet {
        return false;
    }
    let first_word = t.split_whitespace().next().unwrap_or("").chars().count();
    let full = (prev.chars().count() + usize::from(before.indent) + 1 + first_word) * 100 > width * 75;
    let ended = prev.ends_with(['.', '!', '?', '”', '"', ')', ':']);
    // A short line that ends a sentence ends its paragraph; one that does not goes on unless a heading stands there.
    full || (!ended && t.starts_with(char::is_lowercase))
}

/// Cells of a table's row: apart by tabs, bars, or three spaces and more.
pub(crate) fn cells(t: &str) -> Option<Vec<String>> {
    if t.len() > 2000 {
        return None;
    }
    let parts: Vec<String> = if t.contains('\t') {
        t.split('\t').map(squeeze).filter(|c| !c.is_empty()).collect()
    } else if t.matches('|').count() >= 2 || t.contains(" | ") {
        t.trim_matches('|').split('|').map(squeeze).collect()
    } else if t.contains("   ") {
        t.split("   ").map(squeeze).filter(|c| !c.is_empty()).collect()
    } else {
        return None;
    };
    (parts.len() >= 2 && parts.iter().all(|p| p.len() <= 120)).then_some(parts)
}

/// The shape of a dated beginning: `July 2003 …` is `MY`, `12 May …` is `DM`, `2015: …` is `Y`, `14:30 …` is `T`, `3. …` is `N`.
pub(crate) fn signature(t: &str) -> Option<&'static str> {
    // It begins with a number or with the name of a month.
    if !t.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()) {
        return None;
    }
    let mut out = String::new();
    for w in t.split_whitespace().take(3) {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = bare.bytes().all(|b| b.is_ascii_digit()) && !bare.is_empty();
        let sign = if month(bare).is_some() && w.starts_with(char::is_uppercase) && (bare.len() > 3 || w.len() <= 4) {
            'M'
        } else if digits && bare.len() == 4 && (bare.starts_with("1") || bare.starts_with("20")) {
            'Y'
        } else if digits && bare.len() <= 2 && out.is_empty() && w.ends_with(['.', ')']) {
            return Some("N");
        } else if digits && bare.len() <= 2 {
            'D'
        } else if bare.len() <= 5
            && bare.contains([':', '.'])
            && bare.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.')
        {
            'T'
        } else {
            break;
        };
        if out.contains(sign) {
            break;
        }
        out.push(sign);
        if w.ends_with(':') || out.ends_with('Y') || out.ends_with('T') {
            break;
        }
    }
    // A month alone, or a bare number, begins many sentences.
    ["MY", "DM", "MD", "DMY", "MDY", "Y", "T"].into_iter().find(|s| *s == out)
}

/// Which units are items of a list: bulleted ones, and runs of units that begin alike with a date or a number.
pub(crate) fn list_runs(units: &[Unit], doc: &Doc) -> Vec<Option<()>> {
    let mut out = vec![None; units.len()];
    let sigs: Vec<Option<&str>> = units
        .iter()
        .map(|u| if u.text.len() > 600 { None } else { signature(class::bullet(&u.text).unwrap_or(&u.text)) })
        .collect();
    let mut n = 0;
    while n < units.len() {
        let t: &str = &units[n].text;
        let weak = class::bullet(t).is_some() && !class::is_ruler(doc.line(units[n].lines.start));
        let sure = class::sure_bullet(t);
        let first = t.chars().next();
        let near = |m: Option<usize>| {
            m.and_then(|m| units.get(m)).is_some_and(|v| v.text.chars().next() == first && class::bullet(&v.text).is_some())
        };
        let bulleted = sure || weak && (near(n.checked_sub(1)) || near(Some(n + 1)));
        let mut end = n + 1;
        if sigs[n].is_some() {
            while end < units.len() && sigs[end] == sigs[n] {
                end += 1;
            }
        }
        let least = if bulleted || sigs[n] == Some("N") { 2 } else { 3 };
        if end - n >= least && (bulleted || !matches!(doc.class(units[n].lines.start), Class::Date(_))) {
            out[n..end].fill(Some(()));
            n = end;
            continue;
        }
        if bulleted {
            out[n] = Some(());
        }
        n += 1;
    }
    out
}
