//! Plain text to articles: one article, or the several that a dump, an export, a wire file or a mail folder holds.
//!
//! The text is read as lines. Each shape of text that holds several articles has a recognizer that proposes where
//! they begin; the best proposal is taken, and without one the text is one article. Whatever a line turns out to be,
//! the reason is kept with it, so that the account of the page always closes.

mod body;
mod class;
mod credit;
pub mod dateline;
mod dates;
mod document;
mod draft;
mod export;
mod fields;
mod head;
mod items;
mod lines;
mod live;
mod mail;
mod markdown;
mod messages;
mod mime;
mod page;
mod scan;
mod scroll;
mod units;
mod words;

pub(crate) use head::is_masthead;
pub(crate) use lines::key;
pub(crate) use words::{Furniture, furniture, furniture_is_whole};

pub use dateline::{DatelineDate, Opening, dateline, opening, round_up};

use crate::Extracted;
use draft::Draft;
use lines::{Doc, Fate, weight};
use model::{Accounted, Code, Diagnostic, MediaType, Page};
use std::ops::Range;

/// Text of one article beyond this many bytes goes on in a further article.
const MAX_TEXT: usize = 4 * 1024 * 1024;

/// Reads a page of plain text, already decoded: its articles, each with fields, text and blocks.
pub fn extract(page: &Page, text: &str) -> Extracted {
    let map = default_map(page, text);
    extract_mapped(page, text, &*map)
}

/// The same with a function that turns bytes of `text` into bytes of the page.
pub fn extract_mapped(page: &Page, text: &str, map: &dyn Fn(usize) -> u64) -> Extracted {
    let mut out = Extracted::default();
    if page.media_type == MediaType::Mail || mime::is_mail(text) {
        let mail = mime::unpack(text);
        let mut doc = Doc::new(&mail.text);
        let mut drafts = Vec::new();
        mail::read(&mut doc, &mail, &mut drafts, &mut out.diagnostics);
        close(page, &mut doc, drafts, &|at| map(mail.source(at)), &mut out);
    } else if let Some(plain) = markdown::plain(text) {
        lines_of(page, &plain.text, &|at| map(plain.source(at)), &mut out);
    } else {
        lines_of(page, text, map, &mut out);
    }
    out
}

fn lines_of(page: &Page, text: &str, map: &dyn Fn(usize) -> u64, out: &mut Extracted) {
    let mut doc = Doc::new(text);
    doc.width = units::own_width(&doc, 0..doc.len());
    let mut drafts = Vec::new();
    let all = 0..doc.len();
    split(&mut doc, all, &Draft::default(), &mut drafts, &mut out.diagnostics);
    close(page, &mut doc, drafts, map, out);
}

/// Turns what was read into articles, adds what the page brought from outside, and closes the account.
fn close(page: &Page, doc: &mut Doc, drafts: Vec<Draft>, map: &dyn Fn(usize) -> u64, out: &mut Extracted) {
    let hints = &page.hints;
    let year = hints.published.as_ref().map(|p| p.0).or(page.fetched).map(|s| s.date.year());
    let alone = drafts.len() == 1;
    for mut d in drafts {
        if let (None, true, Some((s, e))) = (&d.headline, d.blocks.is_empty(), d.span) {
            // A date and nothing else is no article.
            let first = doc.lines.partition_point(|l| l.start < s);
            let last = doc.lines.partition_point(|l| l.start < e);
            (first..last).for_each(|i| doc.mark(i, Fate::Cover));
            continue;
        }
        if alone {
            d.headline = d.headline.or_else(|| hints.headline.clone());
            d.label = d.label.or_else(|| hints.label.clone());
            d.updated = d.updated.or(hints.updated);
            if d.bylines.is_empty() {
                d.bylines.clone_from(&hints.bylines);
            }
        }
        d.source = d.source.or_else(|| hints.source.clone());
        d.language = d.language.or_else(|| hints.language.clone());
        if d.published.is_none() && d.updated.is_none() {
            d.published.clone_from(&hints.published);
        }
        for part in bounded(d, &mut out.diagnostics) {
            out.articles.extend(part.finish(page, map, year));
        }
    }
    if out.articles.is_empty() && doc.len() > 0 {
        out.diagnostics.push(Diagnostic::new(Code::ExtractNoArticle, "no article was found in this text"));
    }
    out.accounted = account(doc);
}

/// Cuts an article that is longer than any news text into several, so that none of it is dropped.
fn bounded(draft: Draft, notes: &mut Vec<Diagnostic>) -> Vec<Draft> {
    if draft.text_len() <= MAX_TEXT {
        return vec![draft];
    }
    let mut whole = draft;
    let blocks = std::mem::take(&mut whole.blocks);
    let mut out: Vec<Draft> = Vec::new();
    let mut size = 0;
    for b in blocks {
        if size + b.text.len() > MAX_TEXT || out.is_empty() {
            let mut next = whole.clone();
            let start = if out.is_empty() { whole.span.map_or(b.start, |s| s.0) } else { b.start };
            next.span = Some((start.min(b.start), b.end));
            out.push(next);
            size = 0;
        }
        size += b.text.len() + 2;
        if let Some(d) = out.last_mut() {
            d.span = d.span.map(|s| (s.0, s.1.max(b.end)));
            d.blocks.push(b);
        }
    }
    let what = format!("an article of more than {MAX_TEXT} bytes was cut into {} articles; nothing was dropped", out.len());
    notes.push(Diagnostic::new(Code::ExtractTooLong, what));
    out
}

/// Finds the shape of a range of lines and reads it. `seed` holds what is known of every article in it.
fn split(doc: &mut Doc, range: Range<usize>, seed: &Draft, out: &mut Vec<Draft>, notes: &mut Vec<Diagnostic>) {
    let before = out.len();
    let several = Draft { headline: None, bylines: Vec::new(), ..seed.clone() };
    let messages = messages::detect(doc, range.clone());
    let export = if messages.is_empty() { export::detect(doc, range.clone()) } else { None };
    if !messages.is_empty() {
        messages::read(doc, range, &messages, out);
    } else if let Some(e) = export {
        export::read(doc, range, &e, out, notes);
    } else {
        let tops = scroll::detect(doc, range.clone());
        let live = if tops.len() < 2 { live::detect(doc, range.clone()) } else { Vec::new() };
        let dated = live.iter().any(|i| live::is_dated(doc, *i));
        let items = if tops.len() < 2 && (live.is_empty() || dated) { items::detect(doc, range.clone()) } else { Vec::new() };
        if !live.is_empty() && items.is_empty() {
            live::read(doc, range, &live, out);
        } else if !items.is_empty() {
            items::read(doc, range, &items, &several, out);
        } else if tops.len() >= 2 {
            for piece in pieces(range, &tops) {
                out.push(story(doc, piece, several.clone()));
            }
        } else {
            let range = page::trim(doc, range);
            items::read(doc, range, &[], seed, out);
        }
    }
    // A piece with a title and no text is the title of the whole: the cover, not a story.
    if out.len() > before + 1 && out[before..].iter().any(|d| !d.blocks.is_empty()) {
        let mut date = None;
        for mut d in out.split_off(before) {
            if d.blocks.is_empty() {
                if let Some((s, e)) = d.span {
                    let first = doc.lines.partition_point(|l| l.start < s);
                    let last = doc.lines.partition_point(|l| l.start < e);
                    (first..last).for_each(|i| doc.mark(i, Fate::Cover));
                }
                // A date over several holds for each after it that has none.
                date = d.published.or(date);
            } else {
                d.published = d.published.or_else(|| date.clone());
                out.push(d);
            }
        }
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
