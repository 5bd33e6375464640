//! The top of a story: headline, its repetitions, label, authors, dates, standfirst, pictures; up to where the text begins.

use super::class::{self, Class};
use super::dateline::opening;
use super::draft::Draft;
use super::lines::{Doc, Fate, key, squeeze, squeeze_onto};
use super::units::wrap_width;
use super::words;
use model::BlockKind;
use std::ops::Range;

/// Reads the top of a story in `range` into `draft` and returns the line where its text begins.
pub(crate) fn read(doc: &mut Doc, range: Range<usize>, draft: &mut Draft) -> usize {
    let mut i = range.start;
    let mut picture_next = false;
    let wrapped = wrap_width(doc, range.clone()).is_some();
    while i < range.end {
        if doc.lines[i].fate != Fate::Open {
            i += 1;
            continue;
        }
        let t = doc.line(i);
        let headline_key = draft.headline.as_deref().map(key);
        if let Some(h) = headline_key.as_deref().filter(|_| t.len() <= 400) {
            let k = key(t);
            if k == h {
                doc.mark(i, Fate::Repeated);
                i += 1;
                continue;
            }
            if let Some(prefix) = label_before(&k, h, t) {
                draft.label.get_or_insert(prefix);
                draft.found("label", "before the headline");
                doc.mark(i, Fate::Repeated);
                i += 1;
                continue;
            }
            // The first form seen had the label before it.
            if let Some(prefix) = label_before(h, &k, draft.headline.as_deref().unwrap_or_default())
                && k.len() >= 10
            {
                draft.label.get_or_insert(prefix);
                draft.headline = Some(squeeze(t));
                draft.keep(doc, i..i + 1);
                i += 1;
                continue;
            }
        }
        match doc.class(i) {
            Class::Out(fate) => doc.mark(i, fate),
            Class::RelatedHead => {
                // "More from the world" above a story is a section's name.
                doc.mark(i, Fate::Related);
            }
            Class::Counter => {
                doc.mark(i, Fate::Counter);
                picture_next = true;
            }
            Class::Date(d) => {
                if let Some((name, _)) = super::dates::named(t).filter(|(n, _)| draft.source.is_none() && is_masthead(n)) {
                    draft.source = Some(squeeze(name));
                    draft.found("source", "masthead");
                }
                if let Some(p) = d.published {
                    draft.set_published(p, "date line");
                }
                draft.updated = draft.updated.or(d.updated);
                draft.keep(doc, i..i + 1);
            }
            Class::Byline(names, agencies) => {
                draft.add_bylines(names, "byline");
                draft.add_agencies(agencies, "byline");
                draft.keep(doc, i..i + 1);
            }
            Class::Label if draft.label.is_none() => {
                draft.label = Some(squeeze(t.trim_end_matches(':')));
                draft.found("label", "line");
                draft.keep(doc, i..i + 1);
            }
            Class::Label => doc.mark(i, Fate::Furniture),
            Class::Text => match text_line(doc, i, &range, draft, picture_next, wrapped) {
                Some(next) => {
                    i = next;
                    picture_next = false;
                    continue;
                }
                None => return i,
            },
        }
        i += 1;
    }
    i
}

/// A line of words in the top: where the next one is, or `None` if the text begins here.
fn text_line(
    doc: &mut Doc,
    i: usize,
    range: &Range<usize>,
    draft: &mut Draft,
    picture_next: bool,
    wrapped: bool,
) -> Option<usize> {
    let t = doc.line(i);
    if picture_next && t.len() <= 1200 {
        let credit = class::credit(t).map(|c| c.0);
        draft.block(doc, i..i + 1, BlockKind::Caption, squeeze(t), credit);
        return Some(i + 1);
    }
    let run_end = run_end(doc, i, range.end);
    if draft.headline.is_none() {
        // "From: The Coast Daily"
        let from = ["From: ", "FROM: ", "Source: "].iter().find_map(|p| t.strip_prefix(p)).map(str::trim);
        if let Some(name) = from.filter(|n| draft.source.is_none() && !n.contains('@') && n.split(' ').count() <= 6) {
            draft.source = Some(squeeze(name));
            draft.found("source", "labelled line");
            draft.keep(doc, i..i + 1);
            return Some(i + 1);
        }
        // Whom to call, above the headline of a press release.
        let low = t.to_ascii_lowercase();
        if ["contact:", "contacts:", "media contact:", "press contact:", "for more information:"]
            .iter()
            .any(|c| low.starts_with(c))
        {
            doc.mark(i, Fate::Furniture);
            return Some(i + 1);
        }
        // A masthead, then the headline.
        if is_masthead(t) && draft.source.is_none() && i + 1 < range.end {
            draft.source = Some(squeeze(t));
            draft.found("source", "masthead");
            draft.keep(doc, i..i + 1);
            return Some(i + 1);
        }
        let end = if wrapped { headline_end(doc, i, run_end) } else { i + 1 };
        let words = join(doc, i..end);
        let alone = end == run_end || (i..end).len() == 1 && (!wrapped || !is_full(doc, i));
        let divided = end < range.end && super::units::divided(doc.line(end - 1), doc.line(end));
        if class::headline_like(&words) && alone && !divided && end < range.end && class::credit(&words).is_none() {
            draft.set_headline(&words, "first line");
            draft.keep(doc, i..end);
            return Some(end);
        }
        return None;
    }
    // Under the headline.
    if let Some(a) = words::agency(t.trim_matches(['(', ')', '—', '-', ' '])) {
        draft.add_agencies(vec![a.to_string()], "line");
        draft.keep(doc, i..i + 1);
        return Some(i + 1);
    }
    if class::sure_bullet(t) && text_follows_bullets(doc, i, range.end)
        || (class::bullet(t).is_some() && body_follows_bullets(doc, i, range.end))
    {
        let mut end = i + 1;
        while wrapped && end < run_end && class::bullet(doc.line(end)).is_none() && matches!(doc.class(end), Class::Text) {
            end += 1;
        }
        let words = join(doc, i..end);
        let item = class::bullet(&words).unwrap_or(&words).to_string();
        draft.block(doc, i..end, BlockKind::Standfirst, item, None);
        return Some(end);
    }
    if let Some((credit, sure)) = class::credit(t)
        && (sure || doc.blanks(i) >= 2)
        && opening(t).is_none()
    {
        draft.block(doc, i..i + 1, BlockKind::Caption, squeeze(t), Some(credit));
        return Some(i + 1);
    }
    if opening(t).is_some() || draft.blocks.iter().filter(|b| b.kind == BlockKind::Standfirst).count() > 6 {
        return None;
    }
    if is_masthead(t) && draft.source.is_none() && more_top_follows(doc, i + 1, range.end, draft) {
        draft.source = Some(squeeze(t));
        draft.found("source", "masthead");
        draft.keep(doc, i..i + 1);
        return Some(i + 1);
    }
    let top_next = more_top_follows(doc, run_end, range.end, draft);
    let lines = i..run_end;
    if class::is_person(t)
        && draft.bylines.is_empty()
        && (lines.len() == 1 || more_top_follows(doc, i + 1, range.end, draft))
        && top_near(doc, i, range)
    {
        draft.add_bylines(vec![class::unshout(t)], "line under the headline");
        draft.keep(doc, i..i + 1);
        return Some(i + 1);
    }
    let words = join(doc, lines.clone());
    // A short text with more of the top after it, or set before the dateline, is the standfirst.
    let before_dateline = lines.len() <= 4
        && words.len() <= 320
        && run_end < range.end
        && opening(&join(doc, run_end..(run_end + 1).min(range.end))).is_some_and(|o| o.place.is_some());
    if words.len() <= 420 && lines.len() <= 6 && (top_next || before_dateline) {
        let one = if wrapped { lines } else { i..i + 1 };
        let words = join(doc, one.clone());
        let end = one.end;
        draft.block(doc, one, BlockKind::Standfirst, words, None);
        return Some(end);
    }
    None
}

/// The label, if `long` is `short` with up to three words before it.
fn label_before(long: &str, short: &str, original: &str) -> Option<String> {
    let prefix = long.strip_suffix(short)?.trim_end();
    let count = prefix.split_whitespace().count();
    if prefix.is_empty() || count > 3 || short.split(' ').count() < 3 || !long[..long.len() - short.len()].ends_with(' ') {
        return None;
    }
    let words: Vec<&str> = original.split_whitespace().take(count).collect();
    Some(words.join(" ").trim_end_matches([':', '|', '-']).trim().to_string()).filter(|w| !w.is_empty())
}

/// Where the lines end that stand together with line `i`.
fn run_end(doc: &Doc, i: usize, end: usize) -> usize {
    let mut j = i + 1;
    while j < end
        && doc.blanks(j) == 0
        && j - i < 8
        && matches!(doc.class(j), Class::Text)
        && class::bullet(doc.line(j)).is_none()
    {
        j += 1;
    }
    j
}

/// A headline broken over lines: up to three, until a line that is plainly something else.
fn headline_end(doc: &Doc, i: usize, run_end: usize) -> usize {
    if run_end - i <= 3 && !doc.line(run_end - 1).ends_with('.') { run_end } else { i + 1 }
}

/// True if the next line's first word would not have fitted on this one (70 columns and more).
fn is_full(doc: &Doc, i: usize) -> bool {
    doc.line(i).chars().count() >= 60 && doc.lines.get(i + 1).is_some_and(|l| l.blanks == 0)
}

/// True if a date, an author, furniture or the headline again comes within the next three lines.
fn more_top_follows(doc: &Doc, from: usize, end: usize, draft: &Draft) -> bool {
    let headline = draft.headline.as_deref().map(key);
    (from..end.min(from + 2)).any(|j| {
        let t = doc.line(j);
        match doc.class(j) {
            Class::Date(_) | Class::Byline(..) | Class::Counter => true,
            Class::Out(f) => f == Fate::Furniture,
            Class::Text => t.len() <= 400 && headline.as_deref().is_some_and(|h| h == key(t)),
            _ => false,
        }
    })
}

/// True if a date line stands next to line `i`, on either side, or the text follows at once.
fn top_near(doc: &Doc, i: usize, range: &Range<usize>) -> bool {
    let is_date = |j: usize| matches!(doc.class(j), Class::Date(_) | Class::Out(Fate::Furniture));
    (i > range.start && is_date(i - 1)) || (i + 1 < range.end && (is_date(i + 1) || opening(doc.line(i + 1)).is_some()))
}

/// True if the bulleted lines from `i` on end in running text soon: then they are a summary and no list of the body.
fn body_follows_bullets(doc: &Doc, i: usize, end: usize) -> bool {
    let stop = (i..end.min(i + 12)).find(|j| class::bullet(doc.line(*j)).is_none() && doc.blanks(*j) > 0);
    stop.is_some_and(|j| doc.line(j).len() > 80)
}

/// True if anything but bullets follows soon: bullets alone are the text itself.
fn text_follows_bullets(doc: &Doc, i: usize, end: usize) -> bool {
    (i..end.min(i + 40)).any(|j| class::bullet(doc.line(j)).is_none() && matches!(doc.class(j), Class::Text))
}

/// The words of some lines.
pub(crate) fn join(doc: &Doc, lines: Range<usize>) -> String {
    let mut out = String::new();
    for i in lines {
        squeeze_onto(&mut out, doc.line(i));
    }
    out
}

/// True for what is written like a newspaper's name.
pub(crate) fn is_masthead(t: &str) -> bool {
    const NAMES: [&str; 34] = [
        "news",
        "times",
        "post",
        "herald",
        "courier",
        "gazette",
        "tribune",
        "press",
        "journal",
        "observer",
        "chronicle",
        "telegraph",
        "mail",
        "standard",
        "star",
        "sun",
        "mirror",
        "express",
        "record",
        "register",
        "dispatch",
        "sentinel",
        "examiner",
        "independent",
        "argus",
        "echo",
        "bulletin",
        "monitor",
        "nation",
        "daily",
        "weekly",
        "reporter",
        "advertiser",
        "mercury",
    ];
    let words: Vec<String> = t.split_whitespace().map(|w| w.to_lowercase()).collect();
    (1..=6).contains(&words.len())
        && t.len() <= 60
        && t.chars()
            .all(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '\'' | '’' | '-' | '&' | '.' | '(' | ')' | ','))
        && t.split_whitespace().all(|w| !w.starts_with(char::is_lowercase) || matches!(w, "of" | "the" | "and" | "de" | "for"))
        && (words.iter().filter(|w| NAMES.contains(&w.as_str())).count() >= 2
            || (words.len() >= 2
                && (NAMES.contains(&words[words.len() - 1].as_str())
                    || (words[0] == "the" && words.len() <= 4 && NAMES.contains(&words[1].as_str())))))
}
