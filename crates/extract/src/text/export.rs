//! Exports of news databases: documents one after another, each under a number or between end marks, with labelled fields.

use super::class::{Class, headline_like, is_ruler};
use super::document::document;
use super::draft::Draft;
use super::fields::{Field, field, tag, tagged};
use super::lines::{Doc, Fate, key};
use super::pieces;
use model::{Code, Diagnostic};
use regex::{Captures, Regex};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) fn re(s: &str) -> Regex {
    Regex::new(s).expect("a regex of ours")
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^[\W_]*(?:(?:document|doc|article|item|record|result|story)\s*(?:no\.?\s*|number\s*|#\s*)?(\d{1,6})(?:\s*(?:of|/)\s*(\d{1,6}))?|(\d{1,6})\s+of\s+(\d{1,6})\s+(?:documents?|articles?|items?|records?|results?|stories))[\W_]*$",
    )
});
static END: LazyLock<Regex> =
    LazyLock::new(|| re(r"^(?:Document [A-Z]{2,16}\d{8,}[A-Za-z0-9]*|(?i:end of document|end of article|document end))$"));
static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)(?:\b(?:total|number of|all|items|documents|articles|results|records)\s+(?:number\s+)?(?:of\s+)?(?:documents?|articles?|results?|records?|items)?\s*[:=(]\s*(?:1\s*[-–]\s*)?(\d{1,6})\b|^\W*(\d{1,6})\s+(?:documents|articles|results|records)\b)",
    )
});
static WORDS: LazyLock<Regex> = LazyLock::new(|| re(r"(?i)^\d[\d,.]*\s+words$"));

/// The line that numbers a document.
pub(crate) fn number(t: &str) -> Option<Captures<'_>> {
    (t.len() <= 80 && t.bytes().any(|b| b.is_ascii_digit())).then(|| NUMBER.captures(t))?
}

/// The line that ends a document.
pub(crate) fn is_end(t: &str) -> bool {
    t.len() <= 60 && t.starts_with(['D', 'd', 'E', 'e']) && END.is_match(t)
}

/// `512 words`
pub(crate) fn is_count(t: &str) -> bool {
    t.len() <= 24 && t.starts_with(|c: char| c.is_ascii_digit()) && WORDS.is_match(t)
}

/// An export: where its documents begin, their numbers, how many it declares.
pub(crate) struct Export {
    starts: Vec<usize>,
    numbers: Vec<u32>,
    declared: Option<u32>,
}

/// Finds the documents of an export.
pub(crate) fn detect(doc: &Doc, range: Range<usize>) -> Option<Export> {
    let tags = tagged(doc, range.clone());
    let (mut numbered, mut ends, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for i in range.clone() {
        let t = doc.line(i);
        if t.len() > 300 {
            continue;
        }
        if t.len() <= 80 {
            if let Some(c) = number(t) {
                let n = |a: usize, b: usize| c.get(a).or(c.get(b)).and_then(|m| m.as_str().parse::<u32>().ok());
                numbered.push((i, n(1, 3), n(2, 4)));
                continue;
            }
            if is_end(t) {
                ends.push(i);
                continue;
            }
        }
        if let Some((f, _)) = get(doc, i, tags) {
            keys.push((i, f, key(t.split([':', ' ', '\t']).next().unwrap_or(""))));
        }
    }
    let near_fields =
        |from: usize, to: usize| keys.partition_point(|k| k.0 < to).saturating_sub(keys.partition_point(|k| k.0 <= from));
    let whole = |starts: Vec<usize>, numbers: Vec<u32>, total: Option<u32>| {
        let first = *starts.first()?;
        let cover = (range.start..first.min(range.start + 80)).chain(range.end.saturating_sub(12).max(first)..range.end);
        let declared = total.or_else(|| cover.filter_map(|i| declared(doc.line(i))).max());
        Some(Export { starts, numbers, declared })
    };
    // Numbered documents: two and more, or one with fields.
    let agree = numbered.iter().filter(|n| n.2.is_some()).count();
    if numbered.len() >= 2 || numbered.first().is_some_and(|n| near_fields(n.0, n.0 + 25) >= 2) && agree > 0 {
        let total = numbered.iter().filter_map(|n| n.2).max();
        let fielded =
            numbered.iter().filter(|n| near_fields(n.0, n.0 + 30) >= 1 || dated_soon(doc, n.0 + 1, range.end)).count();
        if fielded * 2 >= numbered.len() {
            let numbers = numbered.iter().filter_map(|n| n.1).collect();
            return whole(numbered.iter().map(|n| n.0).collect(), numbers, total);
        }
    }
    // Documents between end marks.
    let factiva = ends.iter().filter(|e| doc.line(**e).starts_with("Document ")).count();
    if !ends.is_empty() && (factiva > 0 || near_fields(range.start, range.end) >= 2) {
        let mut starts = vec![first_document(doc, range.start..ends[0])];
        starts.extend(ends.iter().map(|e| e + 1).filter(|s| *s < range.end && dated_soon(doc, *s, range.end)));
        return whole(starts, Vec::new(), None);
    }
    // Documents that each begin with a headline and other fields at once, whatever these are called: dumps put together from
    // several databases.
    let opens = |n: usize| n == 0 || keys[n - 1].0 + 1 < keys[n].0;
    let blocks: Vec<usize> = (0..keys.len())
        .filter(|&n| {
            let run = (n..keys.len()).take_while(|&m| keys[m].0 == keys[n].0 + (m - n));
            opens(n)
                && run
                    .filter(|&m| keys[m].1.is_top())
                    .map(|m| usize::from(keys[m].1 == Field::Headline) * 10 + 1)
                    .sum::<usize>()
                    > 11
        })
        .map(|n| keys[n].0)
        .collect();
    if blocks.len() >= 2 && keys.iter().filter(|k| k.1 == Field::Headline).count() <= blocks.len() {
        return whole(under_marks(doc, &range, blocks), Vec::new(), None);
    }
    // Documents that begin with the same field.
    let first = keys.iter().find(|k| matches!(k.1, Field::Headline | Field::Source | Field::Date | Field::Byline))?;
    let starts: Vec<usize> = keys.iter().filter(|k| k.2 == first.2).map(|k| k.0).collect();
    let full = starts
        .iter()
        .enumerate()
        .filter(|(n, s)| near_fields(**s, starts.get(n + 1).copied().unwrap_or(range.end)) >= 2)
        .count();
    let has_text = keys.iter().any(|k| k.1 == Field::Body) || keys.iter().filter(|k| k.1 != Field::Index).count() >= 3;
    if full == starts.len()
        && has_text
        && (starts.len() >= 2 || first.0 < range.start + 12 && near_fields(first.0, first.0 + 15) >= 2)
    {
        return whole(starts, Vec::new(), None);
    }
    None
}

/// The same with the stories that begin behind an end mark ("###") without any field.
fn under_marks(doc: &Doc, range: &Range<usize>, mut starts: Vec<usize>) -> Vec<usize> {
    let first = starts.first().copied().unwrap_or(range.start);
    let bare = (first + 1..range.end).filter(|&i| {
        let titled = headline_like(doc.line(i)) && !is_ruler(doc.line(i)) && i + 1 < range.end;
        super::items::is_end(doc.line(i - 1)) && titled && field(doc.line(i)).is_none()
    });
    starts.extend(bare.collect::<Vec<_>>());
    starts.sort_unstable();
    starts
}

/// Where the first document begins after a cover that lists the titles: at the first of them that comes again.
fn first_document(doc: &Doc, range: Range<usize>) -> usize {
    let mut listed = BTreeSet::new();
    for i in range.clone() {
        let t = doc.line(i);
        if t.len() > 400 {
            break;
        }
        if listed.contains(&key(t)) {
            return i;
        }
        let digits = t.len() - t.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if let Some(title) = t[digits..].strip_prefix(['.', ')']).filter(|_| digits > 0) {
            listed.insert(key(title));
        }
    }
    range.start
}

/// How many documents a cover says there are.
fn declared(t: &str) -> Option<u32> {
    if t.len() > 200 {
        return None;
    }
    let c = DECLARED.captures(t)?;
    c.get(1).or(c.get(2))?.as_str().parse().ok()
}

/// True if a date, a count of words or a field comes within the next lines.
fn dated_soon(doc: &Doc, from: usize, end: usize) -> bool {
    (from..end.min(from + 14)).any(|i| {
        let t = doc.line(i);
        t.len() <= 200 && (is_count(t) || matches!(doc.class(i), Class::Date(_)) || field(t).is_some_and(|f| f.0.is_top()))
    })
}

/// Reads the documents, and says which are missing.
pub(crate) fn read(doc: &mut Doc, range: Range<usize>, export: &Export, out: &mut Vec<Draft>, notes: &mut Vec<Diagnostic>) {
    let before = out.len();
    for piece in pieces(range, &export.starts) {
        let bare = piece.start > 0 && super::items::is_end(doc.line(piece.start - 1));
        if bare && (piece.start..piece.end.min(piece.start + 4)).all(|i| field(doc.line(i)).is_none()) {
            out.push(super::story(doc, piece, Draft::default()));
        } else if export.starts.binary_search(&piece.start).is_ok() {
            out.push(document(doc, piece));
        } else {
            doc.mark_open(piece, Fate::Cover);
        }
    }
    let found = out.len() - before;
    let numbers: BTreeSet<u32> = export.numbers.iter().copied().collect();
    let highest = numbers.last().copied().unwrap_or(0);
    // Without a total, gaps in the numbers still tell; a batch may begin anywhere.
    let (from, to) = match export.declared {
        Some(d) => (1, d.max(highest).min(1_000_000)),
        None => (numbers.first().copied().unwrap_or(1), highest),
    };
    if !numbers.is_empty() {
        let missing: Vec<u32> = (from..=to).filter(|n| !numbers.contains(n)).collect();
        if !missing.is_empty() {
            let names = spell(&missing);
            let what = match export.declared {
                Some(d) => format!("the dump declares {d} documents and holds {}; missing: {names}", numbers.len()),
                None => format!("the dump numbers its documents up to {highest} and holds {}; missing: {names}", numbers.len()),
            };
            notes.push(Diagnostic::new(Code::ExtractMissingDocument, what));
        }
    } else if let Some(d) = export.declared.filter(|d| *d as usize > found) {
        let what = format!(
            "the dump declares {d} documents and holds {found}; they bear no numbers that would tell which are missing"
        );
        notes.push(Diagnostic::new(Code::ExtractMissingDocument, what));
    }
}

/// `3, 7-9`
fn spell(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &n in numbers {
        match runs.last_mut() {
            Some(r) if r.1 + 1 == n => r.1 = n,
            _ => runs.push((n, n)),
        }
    }
    let shown: Vec<String> =
        runs.iter().take(20).map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") }).collect();
    shown.join(", ") + if runs.len() > 20 { ", and more" } else { "" }
}

/// The field that line `i` opens; two-letter tags too where the document has them.
pub(crate) fn get<'d>(doc: &Doc<'d>, i: usize, tags: bool) -> Option<(Field, &'d str)> {
    field(doc.line(i)).or_else(|| tags.then(|| tag(doc.line(i))).flatten())
}
