//! A web page copied whole into a text: the menus above the story, comments and the site's foot under it.

use super::class::Class;
use super::dateline::opening;
use super::head::is_masthead;
use super::lines::{Doc, Fate, key};
use std::collections::BTreeMap;
use std::ops::Range;

/// Marks what stands around the story and returns the lines of the story itself.
pub(crate) fn trim(doc: &mut Doc, range: Range<usize>) -> Range<usize> {
    menu(doc, &range);
    foot(doc, &range);
    running_heads(doc, &range);
    match comments(doc, &range) {
        Some(at) => {
            doc.mark_open(at..range.end, Fate::Furniture);
            range.start..at
        }
        None => range,
    }
}

/// Marks the heads that run over the pages of a print: the same words at least twice with a rising page number beside them,
/// and what stands under each of them again and again.
fn running_heads(doc: &mut Doc, range: &Range<usize>) {
    const LONG: usize = 90;
    let numbered = |t: &str| -> Option<(String, u32)> {
        let words: Vec<&str> = t.split_whitespace().collect();
        let page = |w: &str| w.trim_matches(['-', '|', '–']).parse::<u32>().ok().filter(|n| (1..2000).contains(n));
        let (n, rest) = match (words.first().and_then(|w| page(w)), words.last().and_then(|w| page(w))) {
            (_, Some(n)) => (n, &words[..words.len() - 1]),
            (Some(n), None) => (n, &words[1..]),
            _ => return None,
        };
        let rest = rest.join(" ").to_lowercase();
        (rest.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !rest.ends_with(['.', ',', ';', '"', '”']))
            .then_some((rest, n))
    };
    let mut seen: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    for i in range.clone().filter(|&i| doc.line(i).len() <= LONG && doc.lines[i].fate == Fate::Open) {
        if let Some((words, n)) = numbered(doc.line(i)) {
            seen.entry(words).or_default().push((i, n));
        }
    }
    let mut heads: Vec<usize> = Vec::new();
    for (_, found) in seen {
        // Pages follow one another, and something stands on each of them.
        let rising = found.windows(2).all(|p| p[1].1 == p[0].1 + 1 && p[1].0 > p[0].0 + 2);
        if found.len() >= 2 && rising {
            heads.extend(found.iter().map(|f| f.0));
        }
    }
    let again = |doc: &Doc, i: usize| {
        let t = doc.line(i);
        i < range.end
            && t.len() <= LONG
            && !t.ends_with(['.', '"', '”'])
            && range.clone().filter(|&j| doc.line(j) == t).nth(1).is_some()
    };
    for i in heads {
        doc.mark(i, Fate::Furniture);
        if again(doc, i + 1) {
            doc.mark(i + 1, Fate::Furniture);
        }
    }
}

/// True for a line that may be an entry of a menu: a few words that end in nothing.
fn is_entry(doc: &Doc, i: usize) -> bool {
    let t = doc.line(i);
    if t.len() > 40 || t.split_whitespace().count() > 5 || t.ends_with(['.', '!', '?', ':', ';', ',', '”', '"', ')', '=']) {
        return trail(t);
    }
    !matches!(doc.class(i), Class::Date(_) | Class::Byline(..) | Class::Out(Fate::Separator | Fate::Slug))
        && opening(t).is_none()
}

/// True for an entry that is known as one.
fn is_known(doc: &Doc, i: usize) -> bool {
    matches!(doc.class(i), Class::Out(Fate::Furniture | Fate::Legal) | Class::Label | Class::RelatedHead)
}

/// `Home > News > Local`
fn trail(t: &str) -> bool {
    t.len() <= 120
        && [" > ", " » ", " › ", " / "].iter().any(|s| {
            let parts = t.split(s).count();
            parts >= 2 && t.split(s).all(|p| p.split_whitespace().count() <= 4) && key(t).starts_with("home")
        })
}

/// The menu at the top: at least five entries one after another, three of them known.
fn menu(doc: &mut Doc, range: &Range<usize>) {
    let mut end = range.start;
    while end < range.end.min(range.start + 200) && is_entry(doc, end) {
        end += 1;
    }
    // A short headline ends the run where its author or the text stands under it.
    let under = |j: usize| matches!(doc.class(j), Class::Date(_) | Class::Byline(..)) || doc.line(j).len() > 100;
    if end > range.start && end < range.end && under(end) && !is_known(doc, end - 1) {
        end -= 1;
    }
    let known = (range.start..end).filter(|&i| is_known(doc, i)).count();
    if end - range.start < 5 || known < 3 {
        // A few sections side by side are a menu as well; a lone one is the story's label.
        let labels = (range.start..end).filter(|&i| matches!(doc.class(i), Class::Label)).count();
        if labels >= 2 {
            (range.start..end)
                .filter(|&i| is_known(doc, i))
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|i| doc.mark(i, Fate::Furniture));
        }
        return;
    }
    for i in range.start..end {
        if !is_masthead(doc.line(i)) {
            doc.mark(i, Fate::Furniture);
        }
    }
}

/// The foot of the site: at least three entries at the end, half of them known.
fn foot(doc: &mut Doc, range: &Range<usize>) {
    let mut start = range.end;
    let least = range.start.max(range.end.saturating_sub(80));
    while start > least && (is_entry(doc, start - 1) || is_known(doc, start - 1)) {
        start -= 1;
    }
    let known = (start..range.end).filter(|&i| is_known(doc, i)).count();
    if range.end - start >= 3 && known * 2 >= range.end - start && start > range.start {
        doc.mark_open(start..range.end, Fate::Furniture);
    }
}

/// Where readers' comments begin: a heading for them under the story's text, with buttons of comments after it.
fn comments(doc: &Doc, range: &Range<usize>) -> Option<usize> {
    let mut told = 0;
    for i in range.clone() {
        let t = doc.line(i);
        told += usize::from(t.len() >= 80 && t.ends_with(['.', '”', '"']));
        if told < 2 || t.len() > 40 || !t.to_lowercase().contains("comment") && !t.to_lowercase().contains("conversation") {
            continue;
        }
        let k = key(t);
        let words: Vec<&str> = k.split(' ').filter(|w| !w.bytes().all(|b| b.is_ascii_digit())).collect();
        let heads = matches!(
            words.as_slice(),
            ["comments"]
                | ["reader", "comments"]
                | ["readers", "comments"]
                | ["leave", "a", "comment"]
                | ["join", "the", "conversation"]
                | ["comment"]
                | ["post", "a", "comment"]
                | ["view", "comments"]
                | ["show", "comments"]
        );
        let buttons = (i + 1..range.end.min(i + 16)).any(|j| {
            let k = if doc.line(j).len() <= 60 { key(doc.line(j)) } else { String::new() };
            ["reply", "sort by", "load more comments", "log in to comment", "sign in to comment", "report"]
                .iter()
                .any(|b| k == *b || k.starts_with(b) && k.len() <= b.len() + 10)
                || k.ends_with(" ago")
        });
        if heads && buttons {
            return Some(i);
        }
    }
    None
}
