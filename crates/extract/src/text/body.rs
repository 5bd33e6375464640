//! The text of a story: lines joined into paragraphs, and each told apart from captions, lists, headings, notes, tables.

use super::class::{self, Class};
use super::draft::Draft;
use super::lines::{Doc, Fate, key, squeeze, squeeze_onto};
use super::units::{Unit, cells, list_runs, signature, units, wrap_width};
use model::BlockKind;
use std::ops::Range;

/// Blocks beyond this number in one article are joined with the last.
const MAX_BLOCKS: usize = 50_000;

/// Lines that are looked at in one go, so that memory stays small.
const WINDOW: usize = 100_000;

/// Reads the lines of `range` into blocks.
pub(crate) fn read(doc: &mut Doc, range: Range<usize>, draft: &mut Draft) {
    let width = wrap_width(doc, range.clone());
    let mut from = range.start;
    while from < range.end {
        let to = range.end.min(from + WINDOW);
        read_window(doc, from..to, width, draft);
        from = to;
    }
}

fn read_window(doc: &mut Doc, range: Range<usize>, width: Option<usize>, draft: &mut Draft) {
    let units = units(doc, range, width);
    let lists = list_runs(&units, doc);
    let gap = caption_gap(&units);
    let last_text = units.iter().rposition(|u| u.text.len() > 60);
    let mut related = false;
    let mut n = 0;
    while n < units.len() {
        let u = &units[n];
        let next = units.get(n + 1);
        let t: &str = &u.text;
        let single = u.lines.len() == 1;
        n += 1;
        if related {
            // Titles of other stories; two may have been joined.
            let titles = u.lines.clone().all(|i| doc.line(i).len() <= 150 && !doc.line(i).ends_with(['.', '”', '"']));
            related = titles && u.lines.len() <= 3 && class::credit(t).is_none();
            if related {
                doc.mark_open(u.lines.clone(), Fate::Related);
                continue;
            }
        }
        if single {
            match doc.class(u.lines.start) {
                Class::Out(Fate::Separator) => {
                    doc.mark(u.lines.start, Fate::Separator);
                    continue;
                }
                Class::Out(Fate::Related) if lists[n - 1].is_some() => {}
                Class::Out(fate) => {
                    doc.mark(u.lines.start, fate);
                    // The author's life is no part of the story.
                    if key(t).starts_with("about the author") && next.is_some_and(|x| x.text.len() <= 400) {
                        doc.mark_open(units[n].lines.clone(), fate);
                        n += 1;
                    }
                    continue;
                }
                Class::RelatedHead => {
                    doc.mark(u.lines.start, Fate::Related);
                    related = true;
                    continue;
                }
                Class::Counter => {
                    doc.mark(u.lines.start, Fate::Counter);
                    continue;
                }
                Class::Date(d) if n <= 2 || next.is_none() => {
                    if let Some(p) = d.published {
                        draft.set_published(p, "date line");
                    }
                    draft.updated = draft.updated.or(d.updated);
                    draft.keep(doc, u.lines.clone());
                    continue;
                }
                Class::Byline(names, agencies) if n <= 2 || next.is_none() => {
                    draft.add_bylines(names, "byline");
                    draft.add_agencies(agencies, "byline");
                    draft.keep(doc, u.lines.clone());
                    continue;
                }
                Class::Label if next.is_none() => {
                    doc.mark(u.lines.start, Fate::Furniture);
                    continue;
                }
                _ => {}
            }
            if t.len() <= 400 && draft.headline.as_deref().is_some_and(|h| key(h) == key(t)) {
                doc.mark(u.lines.start, Fate::Repeated);
                continue;
            }
        }
        let (kind, text, credit) = tell(doc, &units, n - 1, lists[n - 1], gap, last_text, draft);
        if kind == BlockKind::Note && t.len() <= 200 {
            set_source(t, draft);
            let inner = t.trim_matches(|c: char| !c.is_alphanumeric());
            if let Some((_, a)) = class::names(inner).filter(|(p, _)| p.is_empty()) {
                draft.add_agencies(a, "closing line");
            }
        }
        if draft.blocks.len() >= MAX_BLOCKS
            && let Some(b) = draft.blocks.last_mut().filter(|b| b.text.len() < 64 * 1024)
        {
            squeeze_onto(&mut b.text, &text);
            b.end = doc.lines[u.lines.end - 1].end;
            draft.keep(doc, u.lines.clone());
            continue;
        }
        draft.block(doc, u.lines.clone(), kind, text, credit);
    }
}

/// `Source: Hill News and news agencies` names who published it first.
fn set_source(note: &str, draft: &mut Draft) {
    let Some(list) = note.strip_prefix("Source:").or_else(|| note.strip_prefix("SOURCE:")) else { return };
    let name = list.split(" and ").next().unwrap_or(list).split([',', '/', ';']).next().unwrap_or("").trim();
    let named = (1..=6).contains(&name.split_whitespace().count()) && name.starts_with(char::is_uppercase);
    if draft.source.is_none() && named && super::words::agency(name).is_none() {
        draft.source = Some(squeeze(name));
        draft.found("source", "source line");
    }
}

/// What a unit is: its kind, its words, a caption's credit.
fn tell(
    doc: &Doc,
    units: &[Unit],
    n: usize,
    list: Option<()>,
    gap: Option<u16>,
    last_text: Option<usize>,
    draft: &mut Draft,
) -> (BlockKind, String, Option<String>) {
    let u = &units[n];
    let t: &str = &u.text;
    let next = units.get(n + 1);
    let own = || t.to_string();
    if let Some(rest) = t.strip_prefix('>') {
        let words: Vec<&str> = rest.split(" > ").collect();
        return (BlockKind::Quote, squeeze(&words.join(" ").replace(" >", " ")), None);
    }
    if list.is_some() {
        return (BlockKind::ListItem, class::bullet(t).unwrap_or(t).to_string(), None);
    }
    if let Some(cells) =
        cells(doc.line(u.lines.start)).filter(|c| u.lines.len() == 1 && beside_table(doc, u.lines.start, c.len()))
    {
        return (BlockKind::Table, cells.join(" | "), None);
    }
    if class::is_note(t) || t.starts_with('(') && t.ends_with(')') && class::is_note(&t[1..]) {
        return (BlockKind::Note, own(), None);
    }
    let is_last = last_text.is_none_or(|l| n >= l);
    let opens = super::dateline::opening(t).is_some();
    if !opens {
        match class::credit(t) {
            Some((c, true)) if t.len() <= 900 => return (BlockKind::Caption, own(), Some(c)),
            Some((c, false)) if u.blanks >= 3 || class::caption_lead(t) || (!is_last && t.len() <= 500) => {
                return (BlockKind::Caption, own(), Some(c));
            }
            Some((c, false)) if is_last => {
                // The last paragraph signed by an agency.
                if let Some((_, a)) = class::names(&c) {
                    draft.add_agencies(a, "closing line");
                }
            }
            _ => {}
        }
        if class::caption_lead(t) && (u.blanks >= 2 || !t.to_lowercase().starts_with("this ")) && t.len() <= 400 {
            return (BlockKind::Caption, own(), None);
        }
        if gap.is_some_and(|g| u.blanks >= g && n > 0) && t.len() <= 500 && next.is_some() {
            return (BlockKind::Caption, own(), None);
        }
    }
    if u.lines.len() <= 2 && !opens && is_heading(t) && next.is_some_and(|x| leads(t, u, x)) {
        return (BlockKind::Heading, own(), None);
    }
    (BlockKind::Paragraph, own(), None)
}

/// True for words set as a heading.
fn is_heading(t: &str) -> bool {
    t.chars().count() <= 90
        && t.split_whitespace().count() <= 14
        && !t.ends_with(['.', ',', ';', '!', '”', '"', '’', '\'', ')', ']'])
        && t.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '‘' | '"' | '#'))
        && t.chars().any(char::is_alphabetic)
}

/// True if the unit after `t` is text that a heading leads to.
fn leads(t: &str, u: &Unit, next: &Unit) -> bool {
    let list = class::bullet(&next.text).is_some() || signature(&next.text).is_some();
    if t.ends_with('?') && t.split_whitespace().count() > 10 {
        return false;
    }
    let sentence = next.text.ends_with(['.', ':', '”', '"', '?', '!'])
        && next.text.len() > t.len()
        && next.text.split_whitespace().count() >= 4;
    let text = next.text.len() > 80 && next.text.len() > t.len() || sentence;
    // A line that ends in a colon brings on somebody's words; before a list a short one is a heading.
    if t.ends_with(':') {
        return list && t.split_whitespace().count() <= 4;
    }
    (text || list || class::credit(&next.text).is_some()) && (u.blanks > 0 || next.blanks > 0 || t.len() * 3 < next.text.len())
}

/// True if the line before or after is a row of as many cells.
fn beside_table(doc: &Doc, i: usize, count: usize) -> bool {
    let same = |j: usize| j < doc.len() && cells(doc.line(j)).is_some_and(|c| c.len() == count);
    same(i + 1) || i > 0 && same(i - 1)
}

/// The blank lines that set captions off from the text, if the captions with a credit are set off so.
fn caption_gap(units: &[Unit]) -> Option<u16> {
    let body = &units[1.min(units.len())..];
    let gaps = body.iter().filter(|u| u.blanks >= 3 && class::credit(&u.text).is_some()).map(|u| u.blanks).min()?;
    // Of no use if the text itself is set that wide.
    let wide = body.iter().filter(|u| u.blanks >= gaps && class::credit(&u.text).is_none()).count();
    let credited = body.iter().filter(|u| u.blanks >= gaps).count() - wide;
    (credited >= wide).then_some(gaps)
}
