//! What the page shows: its lines in reading order, with what their elements' names hint at.

use super::words::fold;
use crate::dom::{Dom, NodeId, Tag, fold_into};

/// What the name of an element hints at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// `class="date"`, `posted-on`, `<time>`.
    Date,
    /// `class="byline"`, `rel="author"`.
    Byline,
    /// `class="kicker"`.
    Kicker,
}

/// An element with a telling name and few words.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it hints at.
    pub hint: Hint,
    /// The element.
    pub node: NodeId,
    /// Its words.
    pub text: String,
    /// Inside navigation, related links, comments, footer.
    pub aside: bool,
}

/// One line as a reader sees it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The first text of the line.
    pub node: NodeId,
    /// Its words, at most [`LONG`] bytes.
    pub text: String,
    /// True if there was more.
    pub long: bool,
    /// Inside navigation, related links, comments, footer.
    pub aside: bool,
}

/// Bytes of a line that are kept: longer than any date line or byline.
const LONG: usize = 320;

/// Most nodes inside an element that is still a mark and no section of the page.
const SMALL: u32 = 40;

/// The lines and marks of a subtree, in order.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Lines.
    pub lines: Vec<Line>,
    /// Marks.
    pub marks: Vec<Mark>,
}

/// Reads what `root` shows. Elements that hold `headline` are never aside.
pub fn shown(dom: &Dom, root: NodeId, headline: Option<NodeId>) -> Shown {
    let mut shown = Shown::default();
    let mut line = String::new();
    let mut first = root;
    let mut long = false;
    let mut aside_until = 0u32;
    let mut aside_line = false;
    let mut at = root.0;
    let end = dom.end(root).0;
    // Ends of open blocks: text after a block is a new line.
    let mut blocks: Vec<u32> = Vec::new();
    let mut flush = |line: &mut String, long: &mut bool, first: NodeId, aside: bool| {
        let text = fold(line);
        if !text.is_empty() {
            shown.lines.push(Line { node: first, text, long: *long, aside });
        }
        line.clear();
        *long = false;
    };
    let mut marks = Vec::new();
    while at < end {
        let node = NodeId(at);
        while blocks.last().is_some_and(|e| *e <= at) {
            blocks.pop();
            flush(&mut line, &mut long, first, aside_line);
        }
        if dom.is_text(node) {
            let value = dom.value(node);
            if line.is_empty() {
                (first, aside_line) = (node, at < aside_until);
            }
            if line.len() < LONG {
                let cut = (0..=value.len().min(LONG)).rev().find(|i| value.is_char_boundary(*i)).unwrap_or(0);
                long |= cut < value.len();
                fold_into(&mut line, &value[..cut]);
            } else {
                long |= !value.trim().is_empty();
            }
            at += 1;
            continue;
        }
        let tag = dom.tag(node);
        if tag.is_hidden() && node != root {
            at = dom.end(node).0.max(at + 1);
            continue;
        }
        if tag.is_block() || tag == Tag::Br {
            flush(&mut line, &mut long, first, aside_line);
            if tag.is_block() {
                blocks.push(dom.end(node).0);
            }
        }
        let names = dom.names(node);
        let holds = headline.is_some_and(|h| dom.contains(node, h)) || node == root;
        if !holds
            && at >= aside_until
            && !matches!(tag, Tag::Body | Tag::Main | Tag::Html)
            && is_aside(tag, &names)
            && !standfirst(dom, node, &names)
        {
            aside_until = dom.end(node).0;
        }
        let (from, to) = dom.span(node);
        if dom.end(node).0 - at <= SMALL
            && to - from < 8000
            && let Some(hint) = hint(dom, node, tag, &names)
        {
            let text = dom.text(node);
            if text.len() <= LONG {
                marks.push(Mark { hint, node, text, aside: at < aside_until });
            }
        }
        at += 1;
    }
    flush(&mut line, &mut long, first, aside_line);
    shown.marks = marks;
    shown
}

/// A "teaser" without a link in it is the article's own lead, and no pointer to another article.
fn standfirst(dom: &Dom, node: NodeId, names: &str) -> bool {
    names.contains("teaser") && !dom.descendants(node).take(200).any(|n| dom.tag(n) == Tag::A)
}

/// Parts of a page that tell nothing about its article.
pub fn is_aside(tag: Tag, names: &str) -> bool {
    matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer)
        || [
            "related",
            "sidebar",
            "comment",
            "footer",
            "navbar",
            "nav-",
            "menu",
            "widget",
            "teaser",
            "recommend",
            "promo",
            "popular",
            "trending",
            "most-read",
            "mostread",
            "latest",
            "newsletter",
            "cookie",
            "carousel",
            "breadcrumb",
            "recent",
            "disqus",
            "more-news",
            "read-more",
            "readmore",
            "read-also",
            "also-read",
            "similar",
            "archive-list",
            "next-post",
            "prev-post",
            "post-navigation",
        ]
        .iter()
        .any(|w| names.contains(w))
}

fn hint(dom: &Dom, node: NodeId, tag: Tag, names: &str) -> Option<Hint> {
    if tag == Tag::Time
        || has(names, &["date", "published", "publish", "pubdate", "timestamp", "posted", "datetime", "datum", "fecha", "time"])
    {
        return Some(Hint::Date);
    }
    let author = dom.has_word(node, "rel", "author") || dom.has_word(node, "itemprop", "author");
    if author || has(names, &["byline", "author", "authors", "autor", "auteur", "writer", "by-line", "bylines"]) {
        return Some(Hint::Byline);
    }
    if has(
        names,
        &["kicker", "eyebrow", "overline", "dachzeile", "topline", "spitzmarke", "surtitle", "strapline", "category", "rubric"],
    ) {
        return Some(Hint::Kicker);
    }
    None
}

/// True if one of the words stands in a class or id as a part of its own: `post-date`, `entry_date`, `publishDate`.
fn has(names: &str, wanted: &[&str]) -> bool {
    wanted.iter().any(|w| {
        names.match_indices(w).any(|(at, _)| {
            let b = names.as_bytes();
            let left = at == 0 || !b[at - 1].is_ascii_alphabetic();
            let right = b.get(at + w.len()).is_none_or(|c| !c.is_ascii_alphabetic());
            // Lower-cased camel case (`articledate`, `dateline`) joins words: one free side is enough for the longer cues.
            left && right || w.len() >= 4 && *w != "time" && (left || right) && !names[at..].starts_with("update")
        })
    })
}
