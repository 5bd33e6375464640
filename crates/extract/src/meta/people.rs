//! Authors and agencies: what the head says, else the byline that the page shows.

use super::byline::{Byline, clean, opens_byline};
use super::head::Head;
use super::jsonld::LdArticle;
use super::publisher::near;
use super::visible::{Hint, Shown};
use super::{Metadata, Names};
use crate::dom::{Dom, NodeId, Tag};

/// Meta elements that name the author.
const METAS: [&str; 15] = [
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "dcsext.author",
    "cxenseparse:author",
    "article.author",
    "rbauthors",
    "twitter:data1",
    "creator",
];

/// Fills bylines and agencies of `meta`.
#[allow(clippy::too_many_arguments)]
pub fn people(
    dom: &Dom,
    root: NodeId,
    head: &Head,
    ld: Option<&LdArticle>,
    own: bool,
    shown: &Shown,
    headline: Option<NodeId>,
    publisher: Option<&str>,
    meta: &mut Metadata,
) {
    let mut sources: Vec<(String, Byline)> = Vec::new();
    if let Some(a) = ld {
        let mut by = Byline::default();
        a.authors.iter().for_each(|n| by.add(clean(n, publisher)));
        sources.push(("json-ld".into(), by));
    }
    if own {
        for key in METAS {
            let mut by = Byline::default();
            for content in head.every(key).filter(|c| !c.contains("://")) {
                // `twitter:data1` names the author only where its label says so.
                let labelled = key != "twitter:data1"
                    || head.first(&["twitter:label1"]).is_some_and(|(_, l)| opens_byline(&format!("{l}: x")));
                if labelled {
                    by.add(clean(content, publisher));
                }
            }
            sources.push((format!("meta {key}"), by));
        }
    }
    let mut visible = Byline::default();
    let mut nodes = Vec::new();
    for node in dom.descendants(root).filter(|n| dom.has_word(*n, "itemprop", "author")).take(20) {
        if shown.marks.iter().any(|m| m.node == node && !m.aside) {
            let name = dom.descendants(node).find(|n| dom.has_word(*n, "itemprop", "name"));
            let text =
                name.map_or_else(|| dom.text(node), |n| dom.attr(n, "content").map_or_else(|| dom.text(n), str::to_string));
            let by = clean(&text, publisher);
            if !by.names.is_empty() {
                nodes.push(node);
            }
            visible.add(by);
        }
    }
    sources.push(("microdata".into(), std::mem::take(&mut visible)));
    let close = |n: NodeId| headline.is_none_or(|h| near(n, h, 60, 160));
    for m in shown.marks.iter().filter(|m| m.hint == Hint::Byline && !m.aside && m.text.len() < 160) {
        if close(m.node) && dom.tag(m.node).heading().is_none_or(|l| l > 2) {
            let by = clean(&m.text, publisher);
            if by != Byline::default() {
                nodes.push(m.node);
                // The outermost mark tells most; those inside it repeat it.
                if visible == Byline::default() {
                    visible = by;
                }
            }
        }
    }
    if visible == Byline::default() {
        for line in shown.lines.iter().filter(|l| !l.aside && !l.long && l.text.len() < 160 && close(l.node)) {
            let caption = dom.ancestors(line.node).take(4).any(|n| matches!(dom.tag(n), Tag::Figcaption | Tag::Figure));
            if !caption && opens_byline(&line.text) && line.text.split_whitespace().count() <= 14 {
                let by = clean(&line.text, publisher);
                if by != Byline::default() {
                    nodes.push(line.node);
                    visible = by;
                    break;
                }
            }
        }
    }
    sources.push(("visible".into(), visible));
    meta.shown_in.extend(nodes);
    for (_, by) in &sources {
        for agency in &by.agencies {
            if !meta.agencies.contains(agency) {
                meta.agencies.push(agency.clone());
            }
        }
    }
    // Full names beat a lone word (a login name, a desk), whichever source they stand in.
    let full = |b: &Byline| b.names.iter().any(|n| n.contains(' ') || !n.is_ascii());
    let best = sources.iter().find(|(_, b)| full(b)).or_else(|| sources.iter().find(|(_, b)| !b.names.is_empty()));
    if let Some((from, by)) = best {
        meta.bylines = Names { names: by.names.clone(), from: from.clone() };
    }
}
