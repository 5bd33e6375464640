//! The headline: the visible heading that agrees with what the page's head says, without the publisher's name.

use super::dates::{DayMonth, find_dates};
use super::head::Head;
use super::heading::{heading, is_hidden};
use super::visible::is_aside;
use super::words::{fold, likeness, same_words, word_starts, words};
use crate::dom::{Dom, NodeId, Tag};

/// A headline, where it came from, and a label that stood before it in the same heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// The words.
    pub text: String,
    /// `h1`, `meta og:title`, `json-ld`, `title`, …
    pub from: String,
    /// The heading that shows it.
    pub node: Option<NodeId>,
    /// Words before the headline in the same heading: `Special`.
    pub label: Option<String>,
}

/// What the head says the title is: the words, their source, and how far they are to be believed.
struct Said {
    text: String,
    from: String,
}

/// Names under which the site itself may stand in a title.
pub fn site_names(head: &Head, host: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for key in ["og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "twitter:domain"]
    {
        names.extend(head.every(key).map(str::to_string));
    }
    names.extend(head.ld.iter().filter_map(|a| a.publisher.clone()));
    names.extend(head.masthead.clone());
    if let Some(host) = host {
        let host = host.trim_start_matches("www.");
        names.push(host.to_string());
        names.extend(host.split('.').next().map(str::to_string));
    }
    let parts: Vec<String> =
        names.iter().filter_map(|n| n.split_once(" | ")).map(|(first, _)| first.trim().to_string()).collect();
    names.extend(parts);
    names.retain(|n| !n.is_empty() && n.len() <= 100);
    names.sort_unstable();
    names.dedup();
    names.truncate(24);
    names
}

/// True if `part` is the site's own name: the same letters, or one holding the other nearly whole.
pub fn is_site(part: &str, sites: &[String]) -> bool {
    let squeezed = |s: &str| words(s).concat();
    let p = squeezed(part);
    if p.is_empty() {
        return false;
    }
    sites.iter().any(|s| {
        let s = squeezed(s);
        s == p
            || s.len() >= 4 && (p.starts_with(&s) || p.ends_with(&s)) && p.len() <= s.len() * 3 && words(part).len() <= 6
            || p.len() >= 5 && s.starts_with(&p)
    })
}

/// The title of a page made for print without what says so: `Print: …`, `Printer-friendly version - …`.
fn without_print(title: &str) -> &str {
    const SAYS: [&str; 6] = [
        "printer-friendly version",
        "printer friendly version",
        "printer-friendly",
        "print version",
        "printable version",
        "print",
    ];
    let low = title.to_ascii_lowercase();
    let rest = SAYS.iter().find_map(|s| low.strip_prefix(s).map(|_| title[s.len()..].trim_start()));
    match rest.and_then(|r| r.strip_prefix([':', '|', '-', '–', '—'])) {
        Some(rest) if rest.trim().contains(' ') => rest.trim(),
        _ => title,
    }
}

/// Marks between a headline and the name of its site.
pub const SEPARATORS: [&str; 16] =
    [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " ǀ ", " ❘ ", " ‹ ", " › ", "|", " // ", " ~ "];

/// The title without the site's name at either end.
pub fn without_site(title: &str, sites: &[String]) -> String {
    let mut text = fold(title);
    for _ in 0..3 {
        let last = SEPARATORS.iter().filter_map(|s| text.rfind(s).map(|at| (at, s.len()))).max();
        if let Some((at, len)) = last {
            let (before, after) = (text[..at].trim(), text[at + len..].trim());
            if !before.is_empty() && (after.is_empty() || is_site(after, sites)) {
                text = before.to_string();
                continue;
            }
        }
        let first = SEPARATORS.iter().filter_map(|s| text.find(s).map(|at| (at, s.len()))).min();
        if let Some((at, len)) = first {
            let (before, after) = (text[..at].trim(), text[at + len..].trim());
            if !after.is_empty() && (before.is_empty() || is_site(before, sites)) {
                text = after.to_string();
                continue;
            }
        }
        break;
    }
    text
}

/// Chooses the headline of what stands in `root`.
pub fn headline(dom: &Dom, root: NodeId, head: &Head, sites: &[String]) -> Option<Headline> {
    let whole = root == NodeId::ROOT;
    let said = if whole { said(head, sites) } else { Vec::new() };
    let mut best: Option<(f64, Headline)> = None;
    let mut seen = 0;
    let mut aside_until = 0;
    for node in dom.descendants(root) {
        let tag = dom.tag(node);
        let names = if tag == Tag::Nil { String::new() } else { dom.names(node) };
        if node.0 >= aside_until
            && !matches!(tag, Tag::Nil | Tag::Body | Tag::Html | Tag::Main | Tag::Article)
            && is_aside(tag, &names)
            && dom.end(node).0 - node.0 < 2000
        {
            aside_until = dom.end(node).0;
        }
        let marked = dom.has_word(node, "itemprop", "headline")
            || ["headline", "entry-title", "article-title", "post-title", "articletitle", "post__title", "article__title"]
                .iter()
                .any(|c| names.contains(c));
        let level = tag.heading();
        if level.is_none_or(|l| l > 3) && !(marked && dom.end(node).0 - node.0 < 12) || seen > 400 {
            continue;
        }
        // Long before reading it, a bound: headings are short.
        let (from, to) = dom.span(node);
        if dom.end(node).0 - node.0 > 120 || to - from > 20_000 || is_hidden(&names) {
            continue;
        }
        let parts = heading(dom, node);
        let text = without_date(parts.text);
        if text.is_empty() || text.len() > 600 {
            continue;
        }
        seen += 1;
        let site = is_site(&text, sites) && !said.iter().any(|s| same_words(&s.text, &text));
        let agreement = said
            .iter()
            .map(|s| likeness(&s.text, &text).max(if s.from == "title part" { 0.0 } else { tail(&text, &s.text) }))
            .fold(0.0, f64::max);
        let mut score = match level {
            Some(1) => 3.0,
            Some(2) => 1.5,
            Some(_) => 0.5,
            None => 1.0,
        };
        score += 6.0 * agreement + f64::from(u8::from(marked)) * 1.5;
        score -= f64::from(u8::from(node.0 < aside_until)) * 3.0 + f64::from(u8::from(site)) * 6.0;
        // A short heading that agrees with nothing is the name of the site or a section.
        if agreement < 0.3 && words(&text).len() < 3 {
            score -= 2.0;
        }
        // Where the head has a headline of some length, a heading that shares nothing with it heads something else.
        if agreement < 0.15 && said.iter().any(|s| words(&s.text).len() >= 3) {
            score -= 2.0;
        }
        // The first of equal headings wins; below, a heading must be an h1 or agree.
        let fits = level == Some(1) || marked || agreement >= 0.6;
        let enough = fits && score >= 3.0 || !whole && score >= 1.5;
        if enough && best.as_ref().is_none_or(|(b, _)| score > *b + 0.01) {
            let from = tag.name();
            let from = if from.is_empty() { "marked headline" } else { from };
            best = Some((score, Headline { text, from: from.to_string(), node: Some(node), label: parts.label }));
        }
    }
    let mut chosen = match best {
        Some((_, h)) => Some(h),
        None => said.first().map(|s| {
            let node = unmarked(dom, root, &s.text);
            Headline { text: s.text.clone(), from: s.from.clone(), node, label: None }
        }),
    };
    if chosen.is_none() && whole {
        let title =
            head.first(&["og:title"]).map(|(_, c)| (c, "meta og:title")).or(head.title.as_deref().map(|t| (t, "title")));
        chosen = title.map(|(t, from)| Headline { text: without_site(t, sites), from: from.into(), node: None, label: None });
    }
    if let Some(h) = &mut chosen {
        if h.label.is_none() {
            split_label(h, &said);
        }
        if h.node.is_none() && is_site(&h.text, sites) && said.len() > 1 {
            h.text = said[said.len() - 1].text.clone();
        }
    }
    chosen
}

/// Text after an unmarked headline in the same run: a byline and a date, but not the story.
const REST: usize = 160;

/// The element that shows the headline on a page without headings: the first one with just these words, outside links.
fn unmarked(dom: &Dom, root: NodeId, headline: &str) -> Option<NodeId> {
    if words(headline).len() < 3 {
        return None;
    }
    let end = dom.end(root).0;
    let mut at = root.0;
    while at < end {
        let node = NodeId(at);
        if !dom.is_text(node) {
            let tag = dom.tag(node);
            let skip = node != root
                && (tag.is_hidden()
                    || matches!(tag, Tag::A | Tag::Nav)
                    || is_aside(tag, &dom.names(node)) && !matches!(tag, Tag::Body | Tag::Html | Tag::Main | Tag::Article));
            at = if skip { dom.end(node).0.max(at + 1) } else { at + 1 };
            continue;
        }
        at += 1;
        let value = dom.value(node);
        if value.len() > 2 * headline.len() + 40 || value.len() * 2 < headline.len() || !same_words(value, headline) {
            continue;
        }
        // The elements that wrap it and nothing else.
        let mut outer = node;
        while let Some(up) = dom.parent(outer)
            && up > root
            && dom.end(up).0 - up.0 <= 12
            && same_words(&dom.text(up), headline)
        {
            outer = up;
        }
        // What follows without a break would be taken for a part of it.
        let (mut rest, mut breaks) = (0, 0);
        let mut next = dom.end(outer).0;
        while next < end && rest <= REST {
            let n = NodeId(next);
            if dom.is_text(n) {
                let more = dom.value(n).trim().len();
                rest += more;
                breaks = if more > 0 { 0 } else { breaks };
            } else if dom.tag(n) == Tag::Br {
                // Two line breaks part paragraphs where a page knows no others.
                breaks += 1;
                if breaks == 2 {
                    break;
                }
            } else if dom.tag(n).is_block() {
                break;
            }
            next += 1;
        }
        if dom.tag(outer).is_block() || rest <= REST {
            return Some(outer).filter(|n| !dom.is_text(*n));
        }
        return None;
    }
    None
}

/// The title without what stands after its last bar: a section or a site whose name is not known otherwise.
fn without_bar(title: &str) -> &str {
    let mut title = title;
    for bar in [" | ", " ǀ ", " ❘ ", " :: ", " | ", " ǀ "] {
        if let Some((before, after)) = title.rsplit_once(bar)
            && !before.is_empty()
            && words(after).len() <= 6
        {
            title = before.trim();
        }
    }
    // Trails of places ("Site » Archive » Title") run either way: the longest step is the title.
    if title.contains(" » ") {
        title = title.split(" » ").max_by_key(|p| words(p).len()).unwrap_or(title).trim();
    }
    // Chinese and Japanese titles end in a hyphen or an underscore and the site, without spaces.
    if let Some((before, after)) = title.rsplit_once(['-', '_'])
        && after.chars().all(|c| matches!(c, '\u{2e80}'..='\u{9fff}'))
        && (2..=8).contains(&after.chars().count())
        && before.chars().count() >= 6
    {
        return before.trim();
    }
    title
}

/// "24.03.2024 - Headline" without its date.
fn without_date(text: String) -> String {
    let Some(f) = find_dates(&text, DayMonth::DayFirst).into_iter().next() else { return text };
    let after = text[f.range.end..].trim_start();
    if f.range.start == 0 && after.starts_with(['-', '–', '—', '|', ':', '•', '/']) {
        let rest = after.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '„' | '«' | '‘'));
        if words(rest).len() >= 2 {
            return rest.to_string();
        }
    }
    text
}

fn said(head: &Head, sites: &[String]) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    let mut tell = |text: &str, from: String| {
        let text = without_date(without_bar(without_print(&without_site(text, sites))).to_string());
        if !text.is_empty() && !is_site(&text, sites) {
            said.push(Said { text, from });
        }
    };
    for key in [
        "og:title",
        "twitter:title",
        "parsely-title",
        "sailthru.title",
        "dc.title",
        "citation_title",
        "headline",
        "hdl",
        "fb_title",
    ] {
        if let Some((_, content)) = head.first(&[key]) {
            tell(content, format!("meta {key}"));
        }
    }
    for a in head.ld.iter().filter(|a| a.rank == 3).take(1) {
        if let Some(h) = &a.headline {
            tell(h, "json-ld".into());
        }
    }
    if let Some(t) = &head.title {
        tell(t, "title".into());
    }
    // Titles with the section or an unknown site name at the end: the part before the first bar counts as well.
    if let Some(t) = &head.title {
        for part in [" | ", " – ", " - ", " — ", " » ", " :: ", " · "] {
            let steps = if part == " » " { 4 } else { 1 };
            if t.contains(part) {
                t.split(part).take(steps).filter(|p| words(p).len() >= 3).for_each(|p| tell(p, "title part".into()));
            }
        }
    }
    said
}

/// How well `text` ends with `said`: 1 where words stand before it, as a label does.
fn tail(text: &str, said: &str) -> f64 {
    let (t, s) = (words(text), words(said));
    if s.len() >= 3 && t.len() > s.len() && t.len() <= s.len() + 6 && t.ends_with(&s) { 1.0 } else { 0.0 }
}

/// Splits "Special: headline" in one heading where the head gives the headline alone.
fn split_label(h: &mut Headline, said: &[Said]) {
    // Where the head gives the heading whole, its opening words belong to it.
    if said.iter().any(|s| same_words(&s.text, &h.text)) {
        return;
    }
    for s in said.iter().filter(|s| s.from != "title part") {
        if tail(&h.text, &s.text) < 1.0 {
            continue;
        }
        // The byte where the last words begin.
        let count = words(&s.text).len();
        let total = words(&h.text).len();
        let Some(at) = word_start(&h.text, total - count) else { continue };
        let label = h.text[..at].trim().trim_end_matches([':', '|', '-', '–', '—', '•', '·', '+']).trim();
        let opening = h.text[at..].to_string();
        // Only a short one is a label; a colon may belong to the headline, which the head has cut.
        if !label.is_empty() && words(label).len() <= 5 {
            h.label = Some(label.to_string());
            h.text = opening;
        }
        return;
    }
}

/// The byte where word number `n` begins, with an opening quotation mark before it.
fn word_start(text: &str, n: usize) -> Option<usize> {
    let at = word_starts(text).get(n).copied()?;
    let before = text[..at].trim_end_matches(['"', '“', '‘', '\'', '«', '„', '(']).len();
    (before > 0).then_some(before)
}
