//! Plain text to articles: one article, or the several that a dump, an export, a wire file or a mail folder holds.
//!
//! The text is read as lines. Each shape of text that holds several articles has a recognizer that proposes where
//! they begin; the best proposal is taken, and without one the text is one article. Whatever a line turns out to be,
//! the reason is kept with it, so that the account of the page always closes.

mod body;
mod class;
pub mod dateline;
mod dates;
mod draft;
mod head;
mod lines;
mod scroll;
mod words;

pub use dateline::{DatelineDate, Opening, dateline, opening};

use crate::Extracted;
use draft::Draft;
use lines::{Doc, Fate, weight};
use model::{Accounted, Code, Diagnostic, Page};
use std::ops::Range;

/// Reads a page of plain text, already decoded: its articles, each with fields, text and blocks.
pub fn extract(page: &Page, text: &str) -> Extracted {
    let map = default_map(page, text);
    extract_mapped(page, text, &*map)
}

/// The same with a function that turns bytes of `text` into bytes of the page.
pub fn extract_mapped(page: &Page, text: &str, map: &dyn Fn(usize) -> u64) -> Extracted {
    let mut doc = Doc::new(text);
    let mut out = Extracted::default();
    let mut drafts = Vec::new();
    let all = 0..doc.len();
    split(&mut doc, all, &mut drafts, &mut out.diagnostics);
    let year = page.hints.published.as_ref().map(|p| p.0).or(page.fetched).map(|s| s.date.year());
    out.articles = drafts.into_iter().filter_map(|d| d.finish(page, map, year)).collect();
    if out.articles.is_empty() && doc.len() > 0 {
        out.diagnostics.push(Diagnostic::new(Code::ExtractNoArticle, "no article was found in this text"));
    }
    out.accounted = account(&doc);
    out
}

/// Finds the shape of a range of lines and reads it.
fn split(doc: &mut Doc, range: Range<usize>, out: &mut Vec<Draft>, _notes: &mut [Diagnostic]) {
    let cuts = scroll::detect(doc, range.clone());
    for piece in pieces(range, &cuts) {
        out.push(story(doc, piece, Draft::default()));
    }
}

/// A range cut before each line of `cuts`.
fn pieces(range: Range<usize>, cuts: &[usize]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = range.start;
    for &c in cuts.iter().filter(|c| range.contains(c)) {
        if c > from {
            out.push(from..c);
            from = c;
        }
    }
    if from < range.end {
        out.push(from..range.end);
    }
    out
}

/// Reads one story: its top, then its text.
fn story(doc: &mut Doc, range: Range<usize>, mut draft: Draft) -> Draft {
    let body_at = head::read(doc, range.clone(), &mut draft);
    body::read(doc, body_at..range.end, &mut draft);
    draft
}

/// Where the characters of the text went.
fn account(doc: &Doc) -> Accounted {
    let (mut kept, mut out, mut open) = (0, 0, 0);
    for (i, l) in doc.lines.iter().enumerate() {
        let w = weight(doc.line(i));
        match l.fate {
            Fate::Kept => kept += w,
            Fate::Open => open += w,
            _ => out += w,
        }
    }
    let all = (kept + out + open) as f64;
    if all == 0.0 {
        return Accounted::default();
    }
    let lost = open as f64 / all;
    let kept = kept as f64 / all;
    Accounted { kept, boilerplate: (1.0 - kept - lost).max(0.0), lost }
}

/// Bytes of the text to bytes of the page, where nothing else is known: the same after a byte order mark,
/// one byte a character, or in proportion.
fn default_map<'a>(page: &'a Page, text: &'a str) -> Box<dyn Fn(usize) -> u64 + 'a> {
    let (page_len, text_len) = (page.bytes.len(), text.len());
    if page.bytes.ends_with(text.as_bytes()) {
        let shift = page_len - text_len;
        return Box::new(move |at| (at + shift) as u64);
    }
    Box::new(move |at| if text_len == 0 { 0 } else { (at as u128 * page_len as u128 / text_len as u128) as u64 })
}
