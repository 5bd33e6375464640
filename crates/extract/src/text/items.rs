//! Several stories one after another: a wire round-up, or articles apart by rulers, form feeds or wide gaps.
//!
//! A new story is seen by what speaks for it together: a mark between, a slug, a headline, a date line, a dateline.

use super::class::{Class, headline_like, is_ruler};
use super::dateline::opening;
use super::draft::Draft;
use super::head::{is_masthead, join};
use super::lines::{Doc, Fate};
use super::{pieces, story};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:#{2,}|[-–—]\s?30\s?[-–—]|\(?ENDS?\)?|\[END\]|\(?[Ee]nds?\)|[Ee]nditem|ENDITEM)$").expect("a regex of ours")
});
static SLUG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:BC-[A-Z][\w'’.-]*.*|[a-z]{1,3}\d{3,4}(?:\s.{0,60})?|(?:URGENT|BULLETIN|FLASH|NEWSALERT|PRIORITY)\b[^a-z]{0,40}|[A-Z]{2,}[A-Z0-9]*(?:[-/][A-Z0-9]{2,})+(?:,? .{0,40})?|\(?TAKE (?:\d+|ONE|TWO|THREE|FOUR)\)?.{0,40}|\d(?:st|nd|rd|th) (?:Ld|Lead|Add|LD|ADD)\b.{0,40}|Eds?: .{0,200}|\((?:Adds|Updates|Recasts|Corrects|Refiles|Repeats|Rewrites|Releads|Writes through|Writethru)\b.{0,200}\))$")
        .expect("a regex of ours")
});
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:TAKE (?:[2-9]|\d\d|TWO|THREE|FOUR)|\d(?:st|nd|rd|th)[ -]?add|add \d)\b|^\(?more\)?$|^-more-$")
        .expect("a regex of ours")
});

/// A mark that ends an item.
pub(crate) fn is_end(t: &str) -> bool {
    t.len() <= 12 && END.is_match(t)
}

/// A line for the wire's machines.
fn is_slug(t: &str) -> bool {
    let b = t.as_bytes();
    let marked = b.first().is_some_and(|c| c.is_ascii_digit() || *c == b'(')
        || b.iter().take(4).any(u8::is_ascii_digit)
        || b.get(1).is_some_and(u8::is_ascii_uppercase)
        || t.starts_with("Ed");
    marked && t.len() <= 120 && SLUG.is_match(t)
}

/// "More to come", or "this goes on with the item before".
fn goes_on(t: &str) -> bool {
    let may =
        t.len() <= 8 || t.bytes().any(|b| b.is_ascii_digit()) || t.contains("TAKE") || t.contains("Take") || t.contains("take");
    may && t.len() <= 120 && GOES_ON.is_match(t)
}

/// Where further stories begin.
pub(crate) fn detect(doc: &Doc, range: Range<usize>) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut body_seen = false;
    let mut i = range.start;
    while i < range.end {
        let t = doc.line(i);
        let apart =
            doc.blanks(i) > 0 || doc.lines[i].feed || i > range.start && (is_ruler(doc.line(i - 1)) || is_end(doc.line(i - 1)));
        if body_seen && apart && !is_ruler(t) && !is_end(t) && evidence(doc, i, &range) >= 6 {
            cuts.push(i);
            body_seen = false;
        }
        // A top has no long lines; its dateline or first long line is the text's beginning.
        body_seen |= t.len() > 100
            || t.len() >= 40 && t.ends_with(['.', '”', '"']) && !is_slug(t)
            || opening(t).is_some()
            || doc.blanks(i) == 0 && i > range.start && t.len() + doc.line(i - 1).len() > 110;
        i += 1;
    }
    if cuts.is_empty() {
        cuts = wide_gaps(doc, &range);
    }
    // In a round-up whose items each have a headline over their dateline, the first item's top may stand under the
    // title of the whole.
    let titled = |c: usize| {
        headline_like(doc.line(c)) && c + 1 < range.end && opening(&join(doc, c + 1..range.end.min(c + 3))).is_some()
    };
    if let Some(&first) = cuts.first()
        && cuts.iter().filter(|c| titled(**c)).count() * 2 > cuts.len()
    {
        let top = (range.start..first).find(|&j| titled(j));
        let title = (range.start..first).find(|&j| headline_like(doc.line(j)) && !is_slug(doc.line(j)));
        if let (Some(top), Some(title)) = (top, title)
            && title < top
            && doc.blanks(top) > 0
        {
            cuts.insert(0, top);
        }
    }
    cuts
}

/// Stories apart by nothing but wide gaps: every wide gap has a short title after it, and text after that.
fn wide_gaps(doc: &Doc, range: &Range<usize>) -> Vec<usize> {
    let gaps: Vec<usize> = (range.start + 1..range.end).filter(|&i| doc.blanks(i) >= 3).collect();
    let title = |i: usize| {
        let t = doc.line(i);
        t.len() <= 120
            && headline_like(t)
            && super::class::credit(t).is_none()
            && i + 1 < range.end
            && doc.blanks(i + 1) < 3
            && doc.line(i + 1).len() > 60
    };
    if gaps.len() >= 2 && title(range.start) && gaps.iter().all(|i| title(*i)) { gaps } else { Vec::new() }
}

/// Half points for a story that begins at line `i`.
fn evidence(doc: &Doc, i: usize, range: &Range<usize>) -> u32 {
    let t = doc.line(i);
    let mut points = 0;
    if i > range.start {
        let before = doc.line(i - 1);
        if is_end(before) {
            points += 6;
        } else if is_ruler(before) {
            points += if before.len() >= 20 { 4 } else { 2 };
        }
    }
    if doc.lines[i].feed {
        points += 4;
    }
    if doc.blanks(i) >= 3 {
        points += 2;
    }
    if is_slug(t) {
        if (i..range.end.min(i + 3)).any(|j| (j == i || is_slug(doc.line(j))) && goes_on(doc.line(j))) {
            return 0;
        }
        points += 6;
    }
    if goes_on(t) {
        return 0;
    }
    let para = join(doc, i..range.end.min(i + 2));
    if let Some(o) = opening(&para) {
        return points + if o.is_strong() { 6 } else { 4 };
    }
    // A date under a ruler and a title under that.
    if points > 0 && matches!(doc.class(i), Class::Date(_)) && i + 1 < range.end && headline_like(doc.line(i + 1)) {
        return points + 4;
    }
    if !headline_like(t) || t.len() > 170 || is_masthead(t) && points == 0 {
        return points;
    }
    points += 2;
    for j in i + 1..range.end.min(i + 5) {
        let next = doc.line(j);
        let lead = match doc.class(j) {
            Class::Date(_) => 4,
            Class::Byline(..) => 4,
            Class::Out(Fate::Furniture) | Class::Label => 0,
            Class::Text => match opening(&join(doc, j..range.end.min(j + 2))) {
                Some(o) if o.place.is_some() || o.is_strong() => 4,
                _ if next.len() > 260 => break,
                _ => 0,
            },
            _ => break,
        };
        if lead > 0 {
            // The headline of a longer top needs to stand apart from what comes before.
            points += if j <= i + 2 { lead } else { lead - 1 };
            break;
        }
    }
    points
}

/// Reads the items.
pub(crate) fn read(doc: &mut Doc, range: Range<usize>, cuts: &[usize], seed: &Draft, out: &mut Vec<Draft>) {
    for piece in pieces(range, cuts) {
        // Slugs stand at an item's top, and wherever a take begins.
        for i in piece.clone() {
            let t = doc.line(i);
            let top =
                i < piece.start + 4 && (i == piece.start || doc.lines[i - 1].fate == Fate::Slug || is_ruler(doc.line(i - 1)));
            let after_mark =
                i > 0 && (is_ruler(doc.line(i - 1)) || is_end(doc.line(i - 1)) || doc.lines[i - 1].fate == Fate::Slug);
            if is_end(t) {
                doc.mark(i, Fate::Separator);
            } else if (top || after_mark) && is_slug(t) || goes_on(t) && t.len() <= 40 {
                doc.mark(i, Fate::Slug);
            }
        }
        out.push(story(doc, piece, seed.clone()));
    }
}
