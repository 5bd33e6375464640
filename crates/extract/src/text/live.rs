//! Live pages as text: entries led by a time of day, the newest or the oldest first.

use super::class::{self, Class};
use super::dates::{date_line, leading_time};
use super::draft::Draft;
use super::lines::{Doc, key, squeeze};
use super::{body, story};
use jiff::civil::{Date, Time};
use model::{BlockKind, Stamp};
use std::ops::Range;

/// An entry: its first line, its time, the words after the time on the same line.
struct Entry<'a> {
    line: usize,
    time: Time,
    offset: Option<i16>,
    date: Option<Date>,
    rest: &'a str,
}

/// The time at the start of a line, with what follows it.
fn lead<'a>(doc: &Doc<'a>, i: usize) -> Option<Entry<'a>> {
    let t = doc.line(i);
    // `19 Mar 2024 12.30 GMT` above an entry.
    if t.len() <= 60
        && let Class::Date(d) = doc.class(i)
        && let Some(Stamp { date, time: Some(time), offset }) = d.published.or(d.updated)
    {
        return Some(Entry { line: i, time, offset, date: Some(date), rest: "" });
    }
    let head = t.trim_start_matches(['•', '-', '–', '[', '(', ' ']);
    let lower = head.get(..12.min(head.len())).unwrap_or("").to_ascii_lowercase();
    let skip = ["posted at ", "updated at ", "posted ", "updated ", "at "]
        .iter()
        .find(|p| lower.starts_with(**p))
        .map_or(0, |p| p.len());
    let head = &head[skip..];
    if !head.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (time, offset, end) = leading_time(&head[..head.floor_char_boundary(40)])?;
    let rest = head[end..].trim_start_matches([' ', '\u{a0}', ':', '-', '–', '—', '|', ']', ')', ',', '.']);
    let glued = head[end..].starts_with(|c: char| c.is_alphanumeric() || c == '%' || c == '-');
    if glued || rest.starts_with(char::is_lowercase) {
        return None;
    }
    let said = date_line(rest);
    let dated = said.is_some();
    let date = said.and_then(|d| d.published.or(d.updated)).map(|s| s.date);
    Some(Entry { line: i, time, offset, date, rest: if dated { "" } else { rest } })
}

/// True if the line names the day too: then it might also be a date line under a headline.
pub(crate) fn is_dated(doc: &Doc, i: usize) -> bool {
    lead(doc, i).is_some_and(|e| e.date.is_some())
}

fn entries<'a>(doc: &Doc<'a>, range: Range<usize>) -> Vec<Entry<'a>> {
    range.filter_map(|i| lead(doc, i)).collect()
}

/// Minutes from one time of day to the next, the short way round the clock.
fn step(a: Time, b: Time) -> i32 {
    let minutes = |t: Time| i32::from(t.hour()) * 60 + i32::from(t.minute());
    (minutes(b) - minutes(a) + 720).rem_euclid(1440) - 720
}

/// The lines where entries begin, if the text is a live page.
pub(crate) fn detect(doc: &Doc, range: Range<usize>) -> Vec<usize> {
    let found = entries(doc, range.clone());
    if found.len() < 3 || found.len() * 60 < range.len() {
        return Vec::new();
    }
    let top_end = found[0].line;
    let says_live = (range.start..top_end.min(range.start + 12)).any(|i| {
        let t = doc.line(i);
        let k = if t.len() <= 600 { key(t) } else { String::new() };
        k.split(' ').any(|w| w == "live") || k.contains("as it happened") || k.contains("rolling coverage")
    });
    let alone = found.iter().filter(|e| e.rest.is_empty()).count();
    let steps = found.len() - 1;
    let move_of = |a: &Entry, b: &Entry| match (a.date, b.date) {
        (Some(x), Some(y)) if x != y => {
            if x < y {
                1
            } else {
                -1
            }
        }
        _ => step(a.time, b.time),
    };
    let down = found.windows(2).filter(|w| move_of(&w[0], &w[1]) <= 0).count();
    let up = found.windows(2).filter(|w| move_of(&w[0], &w[1]) >= 0).count();
    let ordered = down.max(up) * 10 >= steps * 7;
    let told = found.iter().enumerate().filter(|(n, e)| {
        let end = found.get(n + 1).map_or(range.end, |x| x.line);
        end > e.line + 1 || e.rest.len() > 30
    });
    let told = told.count() * 10 >= found.len() * 8;
    // A list of times inside an article has its text on the same lines, and the article around it.
    let first_far = top_end - range.start > 40;
    if ordered && told && !first_far && (says_live || alone * 10 >= found.len() * 6) {
        found.iter().map(|e| e.line).collect()
    } else {
        Vec::new()
    }
}

/// An entry's line, time, offset, day, and the words beside the time.
type Timed = (usize, Time, Option<i16>, Option<Date>, String);

/// Reads the page's top and its entries, each dated with the day that the top or the entry names.
pub(crate) fn read(doc: &mut Doc, range: Range<usize>, cuts: &[usize], out: &mut Vec<Draft>) {
    let Some(&first) = cuts.first() else { return };
    let top = story(doc, range.start..first, Draft::default());
    let found: Vec<Timed> =
        cuts.iter().filter_map(|i| lead(doc, *i)).map(|e| (e.line, e.time, e.offset, e.date, e.rest.to_string())).collect();
    let newest_first = found.windows(2).filter(|w| step(w[0].1, w[1].1) < 0).count() * 2 > found.len().saturating_sub(1);
    let published = top.published.as_ref().map(|p| p.0.date);
    let updated = top.updated.map(|u| u.date);
    let mut day = if newest_first { updated.or(published) } else { published.or(updated) };
    let label = top.label.clone().or_else(|| Some("Live".into()));
    let page_offset = top.published.as_ref().and_then(|p| p.0.offset);
    let page = Draft { label: label.clone(), ..top };
    let seed = Draft {
        label,
        source: page.source.clone(),
        headline: page.headline.clone(),
        bylines: page.bylines.clone(),
        agencies: page.agencies.clone(),
        found: page.found.clone(),
        ..Draft::default()
    };
    if page.has_body() {
        out.push(page);
    }
    for (n, (line, time, offset, date, rest)) in found.iter().enumerate() {
        let end = found.get(n + 1).map_or(range.end, |x| x.0);
        if let Some(before) = n.checked_sub(1).map(|m| found[m].1) {
            // Past midnight, in the direction of reading.
            day = match day {
                Some(d) if newest_first && *time > before && step(before, *time) < 0 => d.yesterday().ok(),
                Some(d) if !newest_first && *time < before && step(before, *time) > 0 => d.tomorrow().ok(),
                d => d,
            };
        }
        day = date.or(day);
        let mut draft = seed.clone();
        if let Some(d) = day {
            draft.set_published(Stamp { date: d, time: Some(*time), offset: offset.or(page_offset) }, "entry time");
        }
        let own = entry_top(doc, *line, end, rest, &mut draft);
        if let Some(d) = day_line(doc, own..end) {
            day = Some(d);
        }
        body::read(doc, own..end, &mut draft);
        out.push(draft);
    }
}

/// A line with nothing but a date at an entry's end opens the next day's entries.
fn day_line(doc: &Doc, lines: Range<usize>) -> Option<Date> {
    let last = lines.end.checked_sub(1).filter(|l| lines.contains(l))?;
    let d = date_line(doc.line(last))?;
    d.published.filter(|p| p.time.is_none()).map(|p| p.date)
}

/// Reads the line with the time, and an author or a heading under it; where the entry's text begins.
fn entry_top(doc: &mut Doc, line: usize, end: usize, rest: &str, draft: &mut Draft) -> usize {
    let title = |t: &str, next: usize| class::headline_like(t) && t.chars().count() <= 130 && next < end;
    let person = |doc: &Doc, t: &str, at: usize| {
        class::is_person(t) && t.split_whitespace().count() <= 3 && at + 1 < end && doc.blanks(at + 1) < 3
    };
    draft.keep(doc, line..line + 1);
    let mut at = line + 1;
    let mut own = None;
    if !rest.is_empty() {
        if title(rest, at) {
            own = Some(squeeze(rest));
        } else {
            draft.block(doc, line..line + 1, BlockKind::Paragraph, squeeze(rest), None);
        }
    }
    while at < end {
        let t = doc.line(at);
        match doc.class(at) {
            Class::Out(fate) => doc.mark(at, fate),
            Class::Byline(names, agencies) => {
                draft.bylines.clear();
                draft.add_bylines(names, "byline");
                draft.add_agencies(agencies, "byline");
                draft.keep(doc, at..at + 1);
            }
            Class::Label => {
                draft.label = Some(squeeze(t));
                draft.keep(doc, at..at + 1);
            }
            Class::Text if person(doc, t, at) && (at == line + 1 || own.is_some()) => {
                draft.bylines = vec![class::unshout(t)];
                draft.keep(doc, at..at + 1);
                // The author's post stands under the name.
                let post = doc.line(at + 1);
                if at + 2 < end && post.len() <= 45 && !post.ends_with(['.', '!', '?', '”', '"']) && own.is_some() {
                    draft.keep(doc, at + 1..at + 2);
                    at += 1;
                }
            }
            Class::Text if own.is_none() && draft.blocks.is_empty() && title(t, at + 1) => {
                own = Some(squeeze(t));
                draft.keep(doc, at..at + 1);
            }
            _ => break,
        }
        at += 1;
    }
    if let Some(h) = own {
        draft.headline = Some(h);
        draft.own_headline = true;
        draft.found.insert("headline".into(), "entry heading".into());
    }
    at
}
