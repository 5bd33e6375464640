//! Several stories in one page: endless scroll, blogs, live blogs.
//!
//! A page is cut only where boxes of one make each hold what makes a story: a headline, a date and prose of its own
//! (or, in a live blog, a time and words). Teasers have no prose; a page with teasers stays one article.

use super::cues::Cues;
use super::phrases;
use super::region::ends_sentence;
use super::runs::Runs;
use crate::dom::{Dom, NodeId, Tag};
use std::collections::BTreeMap;

/// One story's place in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Story {
    pub root: NodeId,
    /// An entry of a live blog: it may have no headline.
    pub live: bool,
}

/// Prose that a story of its own has at least, in characters.
const STORY: u32 = 400;
/// Boxes of one make looked at.
const MOST: usize = 4000;

/// The stories of a page with several, in order; empty for a page with one or none.
pub(crate) fn stories(dom: &Dom, runs: &Runs) -> Vec<Story> {
    let mut groups: BTreeMap<(u8, String), Vec<NodeId>> = BTreeMap::new();
    for id in (1..dom.len() as u32).map(NodeId) {
        if !matches!(dom.tag(id), Tag::Article | Tag::Section | Tag::Div | Tag::Li) {
            continue;
        }
        let Some(make) = make(dom, id) else { continue };
        let group = groups.entry((dom.tag(id) as u8, make)).or_default();
        // A box inside a box of its make is a part of it.
        if group.len() < MOST && group.last().is_none_or(|l| !dom.contains(*l, id)) {
            group.push(id);
        }
    }
    let mut best: (u32, Vec<Story>) = (0, Vec::new());
    for ((_, make), nodes) in groups {
        if nodes.len() < 2 {
            continue;
        }
        let live = is_live(dom, nodes[0], &make);
        let mut found = Vec::new();
        let mut prose = 0;
        for &n in &nodes {
            let s = look(dom, runs, n);
            let whole = s.headline && s.dated && s.prose >= STORY;
            let entry = live && s.dated && s.words >= 40;
            if whole || entry {
                found.push(Story { root: n, live: entry && !whole || live });
                prose += s.words;
            }
        }
        let enough = if live { found.len() >= 3 } else { found.len() >= 2 && found.len() * 2 >= nodes.len() };
        if enough && prose > best.0 {
            best = (prose, found);
        }
    }
    // The boxes must hold most of what the page tells; else they are a list beside the article.
    let all: u32 = runs.runs.iter().enumerate().filter(|(i, _)| is_prose(runs, *i)).map(|(_, r)| r.chars).sum();
    if best.0 * 10 >= all * 6 { best.1 } else { Vec::new() }
}

/// What boxes of one make have in common; none for an element whose names do not speak of a story.
fn make(dom: &Dom, id: NodeId) -> Option<String> {
    let names = dom.attr(id, "class").unwrap_or_default();
    let kind = dom.attr(id, "itemtype").unwrap_or_default();
    let prop = dom.attr(id, "itemprop").unwrap_or_default();
    let typed = kind.ends_with("Article") || kind.ends_with("Posting") || prop == "liveBlogUpdate";
    let mut words: Vec<String> =
        names.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 2).take(6).map(str::to_ascii_lowercase).collect();
    let told = words.iter().any(|w| {
        matches!(
            w.as_str(),
            "article"
                | "story"
                | "post"
                | "entry"
                | "hentry"
                | "live"
                | "liveblog"
                | "update"
                | "updates"
                | "liveticker"
                | "ticker"
                | "event"
                | "timeline"
                | "block"
        )
    });
    if dom.tag(id) != Tag::Article && !typed && !told {
        return None;
    }
    words.truncate(3);
    Some(format!("{kind} {prop} {}", words.join(" ")))
}

fn is_live(dom: &Dom, first: NodeId, make: &str) -> bool {
    let live = |s: &str| {
        s.split(|c: char| !c.is_ascii_alphabetic()).any(|w| {
            matches!(w, "live" | "liveblog" | "liveticker" | "liveblogupdate" | "liveblogposting" | "liveupdates" | "ticker")
        })
    };
    let make = make.to_ascii_lowercase();
    live(&make)
        || make.contains("liveblog")
        || dom.ancestors(first).take(8).any(|a| {
            let names = dom.names(a);
            live(&names)
                || names.contains("liveblog")
                || dom.attr(a, "itemtype").is_some_and(|t| t.ends_with("LiveBlogPosting"))
        })
}

#[derive(Default)]
struct Look {
    headline: bool,
    dated: bool,
    prose: u32,
    words: u32,
}

fn is_prose(runs: &Runs, i: usize) -> bool {
    let r = &runs.runs[i];
    !r.cues.has(Cues::AGAINST)
        && r.chars >= 60
        && r.linked * 2 < r.chars
        && r.around.heading == 0
        && ends_sentence(runs.text(i))
}

fn look(dom: &Dom, runs: &Runs, id: NodeId) -> Look {
    let mut out = Look::default();
    let range = runs.inside(dom, id);
    if range.clone().all(|i| runs.runs[i].cues.has(Cues::AGAINST)) {
        return out;
    }
    out.dated = dom
        .descendants(id)
        .take(2000)
        .any(|n| dom.tag(n) == Tag::Time || dom.attr(n, "itemprop").is_some_and(|p| p == "datePublished"));
    for i in range {
        let r = &runs.runs[i];
        let text = runs.text(i);
        // The headline stands before the prose.
        out.headline |= out.prose == 0 && (1..=3).contains(&r.around.heading) && r.chars >= 12 && !phrases::ends_article(text);
        out.dated |= out.prose == 0 && phrases::is_date(text);
        if r.cues.has(Cues::AGAINST) {
            continue;
        }
        out.words += if r.linked * 2 < r.chars { r.chars } else { 0 };
        if is_prose(runs, i) {
            out.prose += r.chars;
        }
    }
    out
}
