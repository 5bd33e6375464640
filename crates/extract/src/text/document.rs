//! One document of an export: its fields, the lines without a label above the text, the text, the fields after it.

use super::body;
use super::class::{self, Class};
use super::dateline::opening;
use super::dates::find_stamp;
use super::draft::Draft;
use super::export::{get, is_count, is_end, number, re};
use super::fields::{Field, field, language_code, tag, tagged};
use super::lines::{Doc, Fate, key, squeeze, squeeze_onto};
use super::words;
use model::BlockKind;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    re(
        r"(?i)^(?:pg?\.?|page|pages)\s?[A-Z]?\d{1,4}\b.{0,20}$|^[A-Z]?\d{1,3}$|^.{0,40}\bedition\b.{0,20}$|^\d{1,2}:\d{2}(?: ?[A-Z]{2,4})?$",
    )
});
static CODE: LazyLock<Regex> = LazyLock::new(|| re(r"^[A-Z][A-Z0-9]{1,9}$"));

/// Reads one document: its fields, the lines without a label above the text, the text, the fields after it.
pub(crate) fn document(doc: &mut Doc, piece: Range<usize>) -> Draft {
    let mut draft = Draft::default();
    let end = piece.clone().skip(1).find(|&i| is_end(doc.line(i))).unwrap_or(piece.end);
    if end < piece.end {
        doc.mark(end, Fate::Separator);
        doc.mark_open(end..piece.end, Fate::Cover);
    }
    let piece = piece.start..end;
    let tags = tagged(doc, piece.clone());
    let body_mark = piece.clone().find(|&i| {
        matches!(get(doc, i, tags), Some((Field::Body, _)))
            || i > piece.start + 1 && doc.line(i).eq_ignore_ascii_case("body") && doc.line(i).len() == 4
    });
    let plain_count = piece.clone().take(16).any(|i| is_count(doc.line(i)));
    let text_at = body_mark.unwrap_or_else(|| body_start(doc, piece.clone(), plain_count));
    let mut loose = Vec::new();
    let mut i = piece.start;
    let mut date_at = None;
    while i < text_at {
        let t = doc.line(i);
        if number(t).is_some() || is_end(t) {
            doc.mark(i, Fate::Separator);
        } else if let Some((f, value)) = get(doc, i, tags) {
            i = take_field(doc, i, text_at, f, value, &mut draft, &|d, j| get(d, j, tags).is_some());
            continue;
        } else {
            match doc.class(i) {
                Class::Date(d) => {
                    date_at = date_at.or(Some(i));
                    if let Some(p) = d.published.or(d.updated) {
                        draft.set_published(p, "date line");
                    }
                    draft.keep(doc, i..i + 1);
                }
                Class::Byline(names, agencies) => {
                    draft.add_bylines(names, "byline");
                    draft.add_agencies(agencies, "byline");
                    draft.keep(doc, i..i + 1);
                }
                Class::Out(fate) => doc.mark(i, fate),
                Class::Counter => doc.mark(i, Fate::Index),
                _ if is_count(t) => {
                    date_at = date_at.or(plain_count.then_some(i));
                    doc.mark(i, Fate::Index);
                }
                _ if PAGE.is_match(t) => doc.mark(i, Fate::Index),
                _ if t.len() <= 20 && language_code(t).is_some() => {
                    draft.language = language_code(t).map(str::to_string);
                    draft.keep(doc, i..i + 1);
                }
                _ => loose.push(i),
            }
        }
        i += 1;
    }
    place_loose(doc, &mut draft, &loose, date_at, plain_count, text_at - piece.start);
    read_text(doc, text_at..piece.end, body_mark.is_some(), &mut draft, tags);
    draft
}

/// Reads the text of a document and the fields after it.
fn read_text(doc: &mut Doc, range: Range<usize>, marked: bool, draft: &mut Draft, tags: bool) {
    let mut from = range.start;
    if marked && from < range.end {
        // The mark's own line may hold the first words.
        match get(doc, from, tags) {
            Some((_, value)) if !value.is_empty() => {
                let mut end = from + 1;
                let mut words = squeeze(value);
                while end < range.end
                    && doc.blanks(end) == 0
                    && words.len() < 64 * 1024
                    && get(doc, end, tags).is_none()
                    && !is_end(doc.line(end))
                {
                    squeeze_onto(&mut words, doc.line(end));
                    end += 1;
                }
                draft.block(doc, from..end, BlockKind::Paragraph, words, None);
                from = end;
            }
            _ => {
                doc.mark(from, Fate::Index);
                from += 1;
            }
        }
    }
    let last_field = |doc: &Doc, i: usize| {
        get(doc, i, tags).is_some_and(|(f, _)| f != Field::Body && (marked || !matches!(f, Field::Headline | Field::Byline)))
    };
    let after = |doc: &Doc, i: usize| {
        let t = doc.line(i);
        let titles = t.len() <= 30 && !t.ends_with(['.', '”', '"']) && i + 1 < range.end && last_field(doc, i + 1);
        tags && tag(t).is_some() || doc.blanks(i) > 0 && (last_field(doc, i) || titles)
    };
    let end = (from..range.end).find(|&i| after(doc, i)).unwrap_or(range.end);
    body::read(doc, from..end, draft);
    let mut i = end;
    while i < range.end {
        let t = doc.line(i);
        if let Some((f, value)) = get(doc, i, tags) {
            if f == Field::Body && (value.is_empty() || tags) {
                return read_text(doc, i..range.end, true, draft, tags);
            }
            i = take_field(doc, i, range.end, f, value, draft, &|d, j| get(d, j, tags).is_some() || is_end(d.line(j)));
            continue;
        }
        match doc.class(i) {
            Class::Out(fate) => doc.mark(i, fate),
            _ => doc.mark(i, if is_end(t) { Fate::Separator } else { Fate::Index }),
        }
        i += 1;
    }
}

/// Where the text begins in a document without a mark for it: after the last line that belongs to the top.
fn body_start(doc: &Doc, piece: Range<usize>, plain_count: bool) -> usize {
    let mut last = piece.start;
    let mut long_at = None;
    for i in piece.start..piece.end.min(piece.start + 40) {
        let t = doc.line(i);
        let top_field = field(t).is_some_and(|(f, _)| f.is_top());
        let near = i < piece.start + 16;
        let top_line = near
            && t.len() <= 200
            && field(t).is_none()
            && (is_count(t)
                || matches!(doc.class(i), Class::Date(_) | Class::Byline(..))
                || plain_count
                    && (matches!(doc.class(i), Class::Out(Fate::Legal)) || t.len() <= 20 && language_code(t).is_some()));
        if top_field || top_line && long_at.is_none() || i == piece.start {
            last = i;
            long_at = None;
        } else if t.len() > 140 || opening(t).is_some() {
            long_at.get_or_insert(i);
        }
    }
    let mut at = last + 1;
    // A headline may stand between the date and the fields' end; it is short and stands alone.
    let lines_of_field = |i: usize| i < piece.end && doc.blanks(i) == 0 && i == last + 1 && field(doc.line(last)).is_some();
    while lines_of_field(at) && at < piece.end && doc.line(at).len() < 60 {
        at += 1;
    }
    if at < piece.end
        && class::headline_like(doc.line(at))
        && doc.line(at).len() < 140
        && at + 1 < piece.end
        && doc.blanks(at + 1) > 0
        && field(doc.line(last)).is_none()
        && !plain_count
    {
        at += 1;
    }
    at.min(piece.end)
}

/// Gives the lines without a label their places: headline, source, edition, codes.
fn place_loose(doc: &mut Doc, draft: &mut Draft, loose: &[usize], date_at: Option<usize>, plain_count: bool, _top: usize) {
    let (before, after): (Vec<usize>, Vec<usize>) = loose.iter().partition(|i| date_at.is_none_or(|d| **i < d));
    let headline = |doc: &mut Doc, draft: &mut Draft, i: usize| {
        let t = doc.line(i);
        draft.set_headline(t, "document header");
        draft.keep(doc, i..i + 1);
    };
    let source = |doc: &mut Doc, draft: &mut Draft, i: usize| {
        let t = doc.line(i);
        if draft.source.is_none() {
            draft.source = Some(squeeze(t));
            draft.found("source", "document header");
            draft.keep(doc, i..i + 1);
        } else {
            doc.mark(i, Fate::Index);
        }
    };
    let mut before = before.into_iter();
    let mut after = after.into_iter();
    if draft.headline.is_some() {
        before.by_ref().chain(after.by_ref()).for_each(|i| source(doc, draft, i));
    } else if plain_count {
        let mut tops: Vec<usize> = before.collect();
        if tops.len() >= 2
            && (words::is_label(&key(doc.line(tops[0]))) || doc.line(tops[0]).len() * 2 < doc.line(tops[1]).len())
        {
            let i = tops.remove(0);
            draft.label = Some(squeeze(doc.line(i)));
            draft.found("label", "document header");
            draft.keep(doc, i..i + 1);
        }
        for (n, i) in tops.into_iter().enumerate() {
            if n == 0 {
                headline(doc, draft, i);
            } else {
                let words = squeeze(doc.line(i));
                draft.block(doc, i..i + 1, BlockKind::Standfirst, words, None);
            }
        }
        for i in after {
            if draft.source.is_none() && !CODE.is_match(doc.line(i)) {
                source(doc, draft, i);
            } else {
                doc.mark(i, Fate::Index);
            }
        }
    } else {
        let (tops, rest): (Vec<usize>, Vec<usize>) = (before.collect(), after.collect());
        match (tops.as_slice(), rest.as_slice()) {
            ([s], [.., h]) => {
                source(doc, draft, *s);
                headline(doc, draft, *h);
            }
            ([], [h, ..]) | ([h], []) => headline(doc, draft, *h),
            ([h, s, ..], _) => {
                headline(doc, draft, *h);
                source(doc, draft, *s);
            }
            _ => {}
        }
        for i in tops.into_iter().chain(rest) {
            if doc.lines[i].fate == Fate::Open {
                doc.mark(i, Fate::Index);
            }
        }
    }
}

/// Takes a field and the lines its value goes on over; the next line.
fn take_field(
    doc: &mut Doc,
    i: usize,
    end: usize,
    f: Field,
    value: &str,
    draft: &mut Draft,
    stop: &dyn Fn(&Doc, usize) -> bool,
) -> usize {
    let mut last = i + 1;
    let mut words = squeeze(value);
    while last < end && words.len() < 8000 && (doc.blanks(last) == 0 || words.is_empty()) && !stop(doc, last) {
        let t = doc.line(last);
        if class::is_ruler(t)
            || matches!(f, Field::Byline | Field::Date | Field::Url) && !words.is_empty() && doc.lines[last].indent == 0
        {
            break;
        }
        squeeze_onto(&mut words, t);
        last += 1;
    }
    let mut kept = true;
    match f {
        Field::Headline => draft.set_headline(&words, "document field"),
        Field::Byline => {
            let list = words.trim_start_matches("By ").trim_start_matches("BY ");
            match class::names(&list.replace("; ", ", ").replace(" and ", ", ")).or_else(|| class::names(&turned(list))) {
                Some((people, agencies)) => {
                    draft.add_bylines(people, "document field");
                    draft.add_agencies(agencies, "document field");
                }
                None => {
                    draft.add_bylines(vec![list.to_string()].into_iter().filter(|w| !w.is_empty()).collect(), "document field")
                }
            }
        }
        Field::Source if draft.source.is_none() => {
            let name = words.split([';', '|']).next().unwrap_or("").trim();
            draft.source = Some(name.to_string()).filter(|n| !n.is_empty());
            draft.found("source", "document field");
        }
        Field::Date => match find_stamp(&words) {
            Some(s) => draft.set_published(s, "document field"),
            None => kept = false,
        },
        Field::LoadDate => match find_stamp(&words) {
            Some(s) if draft.published.is_none() => draft.set_published(s, "load date"),
            _ => kept = false,
        },
        Field::Section => {
            let name = words.split([';', ',']).next().unwrap_or("").trim().to_string();
            if draft.label.is_none() && !name.is_empty() {
                draft.label = Some(name);
                draft.found("label", "document field");
            }
        }
        Field::Dateline => {
            draft.dateline = Some(words.trim_end_matches(['-', '–', '—', ':', ' ']).to_string()).filter(|w| !w.is_empty())
        }
        Field::Url => {
            draft.url =
                Some(words.split(' ').next().unwrap_or("").to_string()).filter(|u| u.starts_with("http")).or(draft.url.take())
        }
        Field::Language => draft.language = language_code(&words).map(str::to_string).or(draft.language.take()),
        Field::Abstract => draft.block(doc, i..last, BlockKind::Standfirst, words, None),
        Field::Graphic => {
            let credit = class::credit(&words).map(|c| c.0);
            draft.block(doc, i..last, BlockKind::Caption, words, credit);
        }
        _ => kept = false,
    }
    if kept {
        draft.keep(doc, i..last);
    } else {
        doc.mark_open(i..last, Fate::Index);
    }
    last
}

/// `Roe, Jane; Doe, John` with the names turned round.
fn turned(list: &str) -> String {
    let turn = |n: &str| n.split_once(',').map_or_else(|| n.trim().to_string(), |(a, b)| format!("{} {}", b.trim(), a.trim()));
    list.split(';').map(turn).collect::<Vec<_>>().join(", ")
}
