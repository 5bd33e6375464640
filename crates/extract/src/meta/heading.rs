//! The words of a heading element: what is hidden left out, a label or a subline in elements of their own told apart.

use super::dates::{DayMonth, find_dates};
use super::words::{fold, words};
use crate::dom::{Dom, NodeId, Tag, fold_into};

/// A heading taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// The headline's words.
    pub text: String,
    /// Words before it, in an element of their own: `Special`.
    pub label: Option<String>,
}

/// A piece directly inside the heading.
struct Part {
    text: String,
    names: String,
    tag: Tag,
}

/// Reads a heading.
pub fn heading(dom: &Dom, node: NodeId) -> Heading {
    let mut parts = parts(dom, node);
    let hidden = parts.iter().any(|p| is_hidden(&p.names));
    parts.retain(|p| !is_hidden(&p.names));
    let mut label = None;
    // Sublines after the headline: in `small`, marked so, or merely a date.
    while parts.len() > 1 {
        let last = &parts[parts.len() - 1];
        let date = find_dates(&last.text, DayMonth::DayFirst).first().is_some_and(|d| d.range.len() + 12 > last.text.len());
        if last.tag == Tag::Small
            || date
            || last.tag != Tag::Nil
                && named(
                    &last.names,
                    &["subtitle", "subline", "sub-title", "subhead", "sub-heading", "topline", "meta", "date", "icon", "badge"],
                )
        {
            parts.pop();
        } else {
            break;
        }
    }
    if parts.len() > 1 {
        let first = &parts[0];
        let rest: usize = parts[1..].iter().map(|p| words(&p.text).len()).sum();
        let marked = named(&first.names, &LABELS);
        // Unmarked, but in an element of its own with a hidden separator or an element named headline after it.
        let apart =
            first.tag != Tag::Nil && (hidden || parts[1..].iter().any(|p| named(&p.names, &["headline", "title", "heading"])));
        let date = find_dates(&first.text, DayMonth::DayFirst).first().is_some_and(|d| d.range.len() + 4 > first.text.len());
        let short = words(&first.text).len() <= if marked { 8 } else { 6 };
        if rest >= 2 && (short && (marked || apart) || date) {
            let words = first
                .text
                .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '”' | '!' | '?' | '.'))
                .trim();
            label = (!date && !words.is_empty()).then(|| words.to_string());
            parts.remove(0);
            if parts.len() > 1 && parts[0].text.chars().all(|c| !c.is_alphanumeric()) {
                parts.remove(0);
            }
        }
    }
    let mut text = String::new();
    for p in &parts {
        if !text.is_empty() && !p.text.starts_with([',', '.', ':', ';', '!', '?']) && !text.ends_with(' ') && p.spaced_before()
        {
            text.push(' ');
        }
        text.push_str(&p.text);
    }
    let mut text = fold(&text);
    if label.is_some() {
        text = text.trim_start_matches([':', '-', '–', '—', '|', '/', ' ']).to_string();
    }
    Heading { text, label }
}

impl Part {
    /// Pieces were folded: a space stands between an element and its neighbours, as blocks and most spans have.
    fn spaced_before(&self) -> bool {
        !self.text.is_empty()
    }
}

const LABELS: [&str; 27] = [
    "kicker",
    "overline",
    "dachzeile",
    "topline",
    "roofline",
    "eyebrow",
    "label",
    "sub-heading",
    "subheading",
    "subtitle",
    "supertitle",
    "surtitle",
    "prefix",
    "pretitle",
    "pre-title",
    "toptitle",
    "spitzmarke",
    "small",
    "strap",
    "flag",
    "tag",
    "category",
    "section",
    "topic",
    "rubric",
    "supra",
    "intro",
];

fn named(names: &str, wanted: &[&str]) -> bool {
    wanted.iter().any(|w| names.contains(w))
}

/// Elements that only screen readers see.
pub fn is_hidden(names: &str) -> bool {
    named(
        names,
        &[
            "visually-hidden",
            "visuallyhidden",
            "sr-only",
            "screen-reader",
            "aural",
            "invisible",
            "hiddendash",
            "is-hidden",
            "u-hidden",
            "display-none",
            "assistive",
        ],
    )
}

/// The pieces of the heading; elements that merely wrap all of it are opened.
fn parts(dom: &Dom, node: NodeId) -> Vec<Part> {
    let mut at = node;
    for _ in 0..8 {
        let mut children = dom
            .children(at)
            .filter(|c| !dom.is_text(*c) || !dom.value(*c).trim().is_empty())
            .filter(|c| !dom.tag(*c).is_hidden());
        match (children.next(), children.next()) {
            (Some(only), None) if !dom.is_text(only) => at = only,
            _ => break,
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut joined = false;
    for child in dom.children(at) {
        if dom.is_text(child) {
            let value = dom.value(child);
            let text = fold(value);
            if text.is_empty() {
                joined = false;
                continue;
            }
            // Text glued to an element before it ("<b>Re</b>opened") is one word with it.
            let glued = joined && !value.starts_with(char::is_whitespace);
            match parts.last_mut() {
                Some(last) if glued && (last.tag == Tag::Nil || !named(&last.names, &LABELS) && inline(last.tag)) => {
                    last.text.push_str(&text);
                    last.tag = Tag::Nil;
                }
                _ => parts.push(Part { text, names: String::new(), tag: Tag::Nil }),
            }
            joined = !value.ends_with(char::is_whitespace);
            continue;
        }
        let tag = dom.tag(child);
        if tag.is_hidden() || tag == Tag::Br {
            joined = false;
            continue;
        }
        let text = plain(dom, child);
        if text.is_empty() {
            continue;
        }
        let names = dom.names(child);
        match parts.last_mut() {
            // Emphasis inside the words is no part of its own.
            Some(last) if inline(tag) && joined && names.is_empty() => {
                last.text.push_str(&text);
                last.tag = Tag::Nil;
            }
            _ => parts.push(Part { text, names, tag }),
        }
        joined = true;
    }
    parts
}

fn inline(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::B
            | Tag::I
            | Tag::Em
            | Tag::Strong
            | Tag::Span
            | Tag::Mark
            | Tag::Ruby
            | Tag::Sup
            | Tag::Sub
            | Tag::Wbr
            | Tag::Abbr
            | Tag::A
            | Tag::U
            | Tag::Q
            | Tag::Cite
            | Tag::Font
            | Tag::Other
    )
}

/// The words inside, without readings (`rt`) and hidden elements.
fn plain(dom: &Dom, root: NodeId) -> String {
    let mut out = String::new();
    let mut at = root.0;
    let end = dom.end(root).0;
    while at < end {
        let node = NodeId(at);
        if dom.is_text(node) {
            fold_into(&mut out, dom.value(node));
        } else if node != root && (dom.tag(node).is_hidden() || dom.tag(node) == Tag::Rt || is_hidden(&dom.names(node))) {
            at = dom.end(node).0.max(at + 1);
            continue;
        } else if (dom.tag(node).is_block() || dom.tag(node) == Tag::Br) && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        at += 1;
    }
    fold(&out)
}
