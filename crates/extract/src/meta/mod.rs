//! Metadata of an article: headline, label, authors, agencies, publisher, dates, address, language, each with where it came from.

pub mod agencies;
pub mod byline;
mod choose;
pub mod dates;
mod head;
mod heading;
pub mod headline;
pub mod jsonld;
pub mod masthead;
mod people;
mod publisher;
mod visible;
pub mod words;

pub use head::Head;

use crate::dom::{Dom, NodeId};
use model::{Diagnostic, Page, Stamp};

/// A value and the signal it was taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// `json-ld`, `meta og:title`, `h1`, `updated line`, `hint`, …
    pub from: String,
}

impl<T> Field<T> {
    /// A value with its source.
    pub fn new(value: T, from: impl Into<String>) -> Self {
        Field { value, from: from.into() }
    }
}

/// What a page says about one of its articles. Unknown stays empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The headline, without the publisher's name.
    pub headline: Option<Field<String>>,
    /// The heading element that shows the headline.
    pub headline_node: Option<NodeId>,
    /// `Special`, `Opinion`, or the section.
    pub label: Option<Field<String>>,
    /// Authors, without "By".
    pub bylines: Names,
    /// Agencies named as authors.
    pub agencies: Vec<String>,
    /// Who published it.
    pub publisher: Option<Field<String>>,
    /// When it was published.
    pub published: Option<Field<Stamp>>,
    /// When it was last changed.
    pub updated: Option<Field<Stamp>>,
    /// The canonical address.
    pub url: Option<Field<String>>,
    /// Language code as the page states it, two or three letters.
    pub language: Option<Field<String>>,
    /// Elements that show byline, date or label (not the headline's): metadata and no text of the article.
    pub shown_in: Vec<NodeId>,
    /// Conflicts worth knowing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Several names from one source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// The names.
    pub names: Vec<String>,
    /// Where they came from; empty if there are none.
    pub from: String,
}

/// Reads the metadata of the whole page (`root` = [`NodeId::ROOT`]) or of one article in a page that holds several.
pub fn metadata(dom: &Dom, root: NodeId, page: &Page) -> Metadata {
    metadata_with(dom, &Head::of(dom), root, page)
}

/// The same with the head read before: for pages with several articles.
pub fn metadata_with(dom: &Dom, head: &Head, root: NodeId, page: &Page) -> Metadata {
    let url = publisher::address(head, page);
    let host = url.as_ref().and_then(|u| publisher::host(&u.value));
    let sites = headline::site_names(head, host.as_deref());
    let found = headline::headline(dom, root, head, &sites);
    // What the head says belongs to an article inside the page only if it names that article.
    let own = root == NodeId::ROOT || publisher::is_about(head, &sites, found.as_ref());
    let ld = publisher::own_node(head, found.as_ref().map(|h| h.text.as_str()), own);
    let publisher = publisher::publisher(head, ld, page, host.as_deref());
    let language = publisher::language(head, ld, page);
    let shown = visible::shown(dom, root, found.as_ref().and_then(|h| h.node));
    let headline_node = found.as_ref().and_then(|h| h.node);
    let title = headline_node.map(|n| dom.text(n)).or_else(|| head.title.clone().filter(|_| own));
    let mut meta = Metadata { headline_node, language, ..Metadata::default() };
    choose::dates(
        dom,
        root,
        &choose::Sources {
            head,
            ld,
            own,
            shown: &shown,
            headline: headline_node,
            title: title.as_deref(),
            url: url.as_ref().map(|u| u.value.as_str()),
            page,
        },
        &mut meta,
    );
    people::people(dom, root, head, ld, own, &shown, headline_node, publisher.as_ref().map(|p| p.value.as_str()), &mut meta);
    meta.label = publisher::label(dom, head, ld, own, &shown, found.as_ref(), page);
    meta.headline =
        found.map(|h| Field::new(h.text, h.from)).or_else(|| page.hints.headline.clone().map(|h| Field::new(h, "hint")));
    if own {
        meta.url = url;
    }
    meta.publisher = publisher;
    if meta.bylines.names.is_empty() && !page.hints.bylines.is_empty() {
        let publisher = meta.publisher.as_ref().map(|p| p.value.as_str());
        for name in &page.hints.bylines {
            let said = byline::clean(name, publisher);
            meta.bylines.names.extend(said.names);
            for agency in said.agencies {
                if !meta.agencies.contains(&agency) {
                    meta.agencies.push(agency);
                }
            }
        }
        meta.bylines.names.dedup();
        if !meta.bylines.names.is_empty() {
            meta.bylines.from = "hint".into();
        }
    }
    meta
}
