//! Publisher, address, language and label of an article, and which JSON-LD node is the article's own.

use super::Field;
use super::head::Head;
use super::headline::{Headline, is_site, without_site};
use super::jsonld::LdArticle;
use super::visible::{Hint, Shown};
use super::words::{likeness, same_words, words};
use crate::dom::{Dom, NodeId};
use model::Page;
use url::Url;

static LABELS: &str = include_str!("data/labels.tsv");

/// The article's own address: canonical link, `og:url`, JSON-LD, else the page's.
pub fn address(head: &Head, page: &Page) -> Option<Field<String>> {
    let base = page.url.as_deref().or(head.base.as_deref()).and_then(|u| Url::parse(u).ok());
    let absolute = |s: &str| {
        let u = match &base {
            Some(b) => b.join(s).ok()?,
            None => Url::parse(s).ok()?,
        };
        matches!(u.scheme(), "http" | "https").then(|| u.to_string())
    };
    let canonical = head.canonical.as_deref().map(|c| (c, "link canonical"));
    let og = head.first(&["og:url", "twitter:url", "parsely-link"]).map(|(_, c)| (c, "meta og:url"));
    let ld = head.ld.iter().filter(|a| a.rank == 3).find_map(|a| a.url.as_deref()).map(|u| (u, "json-ld"));
    let own = page.url.as_deref().map(|u| (u, "page"));
    let told: Vec<Field<String>> =
        [canonical, og, ld, own].into_iter().flatten().filter_map(|(u, from)| Some(Field::new(absolute(u)?, from))).collect();
    // A site that names its front page as the canonical address of everything says nothing.
    let front = |u: &str| Url::parse(u).is_ok_and(|u| matches!(u.path(), "" | "/") && u.query().is_none());
    told.iter().find(|f| !front(&f.value)).or(told.first()).cloned()
}

/// The host of an address.
pub fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(|h| h.trim_start_matches("www.").to_string())
}

/// Who published: `og:site_name`, JSON-LD, other vocabularies, the hint, else the registered domain.
pub fn publisher(head: &Head, ld: Option<&LdArticle>, page: &Page, host: Option<&str>) -> Option<Field<String>> {
    // Some sites put the article's title where their own name belongs, or a slogan after a bar.
    let titles = [head.first(&["og:title"]).map(|(_, t)| t), head.title.as_deref()];
    let name = |s: &str| {
        let s = s.split(" | ").next().unwrap_or(s).trim().trim_start_matches('@');
        let title = words(s).len() > 3 && titles.iter().flatten().any(|t| same_words(t, s));
        (!s.is_empty() && s.len() <= 100 && !s.contains("://") && !title).then(|| s.to_string())
    };
    let meta =
        |keys: &[&str]| keys.iter().find_map(|k| head.every(k).find_map(name).map(|n| Field::new(n, format!("meta {k}"))));
    let ld = || {
        let own = ld.and_then(|a| a.publisher.as_deref()).or_else(|| head.ld.iter().find_map(|a| a.publisher.as_deref()));
        own.and_then(name).map(|n| Field::new(n, "json-ld"))
    };
    let domain = || {
        let host = host?;
        // Documents kept by an archive carry the archive's host, which published nothing.
        if host == "web.archive.org" {
            return None;
        }
        psl::domain_str(host).map(|d| Field::new(d.to_string(), "domain"))
    };
    meta(&["og:site_name"])
        .or_else(ld)
        .or_else(|| {
            meta(&[
                "application-name",
                "dc.publisher",
                "dcterms.publisher",
                "citation_journal_title",
                "apple-mobile-web-app-title",
            ])
        })
        .or_else(|| page.hints.source.clone().map(|s| Field::new(s, "hint")))
        .or_else(|| head.masthead.clone().map(|m| Field::new(m, "title and page")))
        .or_else(domain)
}

/// The page's language: what the article node, the root element or the meta elements say.
pub fn language(head: &Head, ld: Option<&LdArticle>, page: &Page) -> Option<Field<String>> {
    let code = |s: &str| {
        let c: String = s.trim().chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
        matches!(c.len(), 2 | 3).then_some(c)
    };
    let root = head.language.as_deref().and_then(code).map(|c| Field::new(c, "html lang"));
    let ld = || ld.and_then(|a| a.language.as_deref()).and_then(code).map(|c| Field::new(c, "json-ld"));
    let meta = || {
        let keys = ["og:locale", "content-language", "language", "dc.language", "dcterms.language"];
        keys.iter().find_map(|k| head.first(&[k]).and_then(|(_, c)| code(c)).map(|c| Field::new(c, format!("meta {k}"))))
    };
    root.or_else(ld).or_else(meta).or_else(|| page.hints.language.as_deref().and_then(code).map(|c| Field::new(c, "hint")))
}

/// True if the head's title is that headline: then the head speaks of this article and not of the page around it.
pub fn is_about(head: &Head, sites: &[String], headline: Option<&Headline>) -> bool {
    let Some(h) = headline else { return false };
    let titles = head.first(&["og:title", "twitter:title"]).map(|(_, c)| c).into_iter().chain(head.title.as_deref());
    titles.map(|t| likeness(&without_site(t, sites), &h.text)).any(|l| l >= 0.7)
}

/// The JSON-LD node of this article: the one with its headline, else (for a page with one article) the first news text.
pub fn own_node<'a>(head: &'a Head, headline: Option<&str>, own: bool) -> Option<&'a LdArticle> {
    let like = |a: &LdArticle| match (&a.headline, headline) {
        (Some(x), Some(y)) => likeness(x, y),
        _ => 0.0,
    };
    let mut best: Option<(f64, &LdArticle)> = None;
    for a in &head.ld {
        let l = like(a);
        let score = l + f64::from(a.rank) * 0.3;
        let fits = l >= 0.6 || own && a.rank >= 2;
        if fits && best.is_none_or(|(b, _)| score > b + 0.001) {
            best = Some((score, a));
        }
    }
    best.map(|(_, a)| a)
}

/// A kicker beside the headline, else the section that the head names.
pub fn label(
    dom: &Dom,
    head: &Head,
    ld: Option<&LdArticle>,
    own: bool,
    shown: &Shown,
    headline: Option<&Headline>,
    page: &Page,
) -> Option<Field<String>> {
    if let Some(label) = headline.and_then(|h| h.label.clone()) {
        return Some(Field::new(label, "heading"));
    }
    let node = headline.and_then(|h| h.node);
    let kicker = node.and_then(|h| {
        shown.marks.iter().filter(|m| m.hint == Hint::Kicker && !m.aside).find(|m| {
            let near = m.node.0 < h.0 && h.0 - m.node.0 <= 30 || dom.contains(h, m.node);
            near && !m.text.is_empty() && words(&m.text).len() <= 4 && headline.is_none_or(|t| !same_words(&t.text, &m.text))
        })
    });
    let short = |s: &str| {
        let s = s.split([',', '•', '|', ';']).next().unwrap_or(s);
        let s = s
            .trim()
            .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '"' | '“' | '”' | '!' | '?' | '(' | ')'))
            .trim();
        let lower = s.to_lowercase();
        let empty = LABELS.lines().any(|l| l == lower) || lower.contains(".com") || lower.contains("://");
        (!s.is_empty() && !empty && s.len() <= 60 && words(s).len() <= 6).then(|| s.to_string())
    };
    kicker
        .filter(|m| dom.tag(m.node) != crate::dom::Tag::Label && dom.tag(m.node) != crate::dom::Tag::Button)
        .and_then(|m| short(&m.text).map(|t| Field::new(t, "kicker")))
        .or_else(|| ld.and_then(|a| a.section.as_deref()).and_then(short).map(|s| Field::new(s, "json-ld")))
        .or_else(|| {
            let keys = ["article:section", "parsely-section", "section", "cxenseparse:category", "dc.subject", "og:section"];
            let (k, c) = head.first(&keys).filter(|_| own)?;
            short(c).map(|s| Field::new(s, format!("meta {k}")))
        })
        .or_else(|| page.hints.label.clone().map(|l| Field::new(l, "hint")))
        .filter(|f| !is_site(&f.value, &[]))
}

/// True if the node lies before `headline` by less than `far` nodes, or after it by less than `behind`.
pub fn near(node: NodeId, headline: NodeId, far: u32, behind: u32) -> bool {
    node.0 < headline.0 && headline.0 - node.0 <= far || node.0 >= headline.0 && node.0 - headline.0 <= behind
}
