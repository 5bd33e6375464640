//! Message files: each message under a line with its number (`XYZ-AB1-0042 (CODE)`), most open with a dateline.

use super::dateline::opening;
use super::draft::Draft;
use super::head::join;
use super::lines::{Doc, Fate};
use super::{body, pieces};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)-(\d{2,6})(?:\s+\([A-Z0-9 ]{2,30}\))?$").expect("a regex of ours")
});

/// The lines that number messages: two at least with the same letters, or one before a dateline.
pub(crate) fn detect(doc: &Doc, range: Range<usize>) -> Vec<usize> {
    let mut hits: Vec<(usize, &str)> = Vec::new();
    for i in range.clone() {
        let t = doc.line(i);
        if t.len() <= 60
            && doc.blanks(i) > 0
            && t.starts_with(|c: char| c.is_ascii_uppercase())
            && let Some(c) = NUMBER.captures(t)
        {
            hits.push((i, c.get(1).map_or("", |m| m.as_str())));
        }
    }
    let Some(&(_, letters)) = hits.first() else { return Vec::new() };
    hits.retain(|h| {
        h.1.len() == letters.len()
            && h.1.chars().zip(letters.chars()).all(|(a, b)| a == b || a.is_ascii_digit() && b.is_ascii_digit())
    });
    let lead = |i: usize| opening(&join(doc, i + 1..range.end.min(i + 4))).is_some_and(|o| o.is_strong());
    let leads = hits.iter().filter(|h| lead(h.0)).count();
    if leads * 3 >= hits.len() * 2 || hits.len() >= 3 && leads * 2 >= hits.len() {
        hits.into_iter().map(|h| h.0).collect()
    } else {
        Vec::new()
    }
}

/// Reads the messages; what stands before the first is the file's cover.
pub(crate) fn read(doc: &mut Doc, range: Range<usize>, cuts: &[usize], out: &mut Vec<Draft>) {
    for piece in pieces(range, cuts) {
        if cuts.binary_search(&piece.start).is_err() {
            doc.mark_open(piece, Fate::Cover);
            continue;
        }
        let mut draft = Draft::default();
        doc.mark(piece.start, Fate::Slug);
        body::read(doc, piece.start + 1..piece.end, &mut draft);
        out.push(draft);
    }
}
