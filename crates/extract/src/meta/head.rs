//! What the head of a page says: meta elements in all vocabularies, title, canonical link, language.

use super::jsonld::{self, LdArticle};
use super::masthead::masthead;
use super::words::fold;
use crate::dom::{Dom, NodeId, Tag};

/// Everything of a page that is said out of sight.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Name (lower case) and content of meta elements, in order.
    pub metas: Vec<(String, String)>,
    /// The `title` element.
    pub title: Option<String>,
    /// `link rel=canonical`.
    pub canonical: Option<String>,
    /// `lang` of the root element.
    pub language: Option<String>,
    /// `base href`.
    pub base: Option<String>,
    /// Article nodes of all JSON-LD scripts.
    pub ld: Vec<LdArticle>,
    /// A date of publication in the data of another script.
    pub script_date: Option<String>,
    /// The end of the title that the page shows as its own name.
    pub masthead: Option<String>,
}

/// Keys under which pages drawn by scripts keep the date of what they show.
const SCRIPT_KEYS: [&str; 6] =
    ["datePublished", "publishedAt", "published_at", "publishedDate", "publishDate", "firstPublishDate"];

/// The string after a key in a script's data, where quotation marks may be escaped.
fn value_of(script: &str, key: &str) -> Option<String> {
    let at = script.find(key)? + key.len();
    let rest = &script[at..];
    let head = rest.trim_start_matches(['\\', '"', '\'', ' ']).strip_prefix(':')?;
    let value = head.trim_start_matches(['\\', '"', '\'', ' ']);
    let end = value.bytes().take(40).position(|b| matches!(b, b'"' | b'\'' | b'\\' | b',' | b'}'))?;
    value.get(..end).filter(|v| v.len() >= 8).map(str::to_string)
}

impl Head {
    /// Reads it, in one pass over the page.
    pub fn of(dom: &Dom) -> Head {
        let mut head = Head::default();
        for node in dom.descendants(NodeId::ROOT) {
            match dom.tag(node) {
                Tag::Meta => head.meta(dom, node),
                Tag::Title if head.title.is_none() && dom.ancestors(node).all(|a| dom.tag(a) != Tag::Svg) => {
                    head.title = Some(fold(&dom.raw_text(node))).filter(|t| !t.is_empty());
                }
                Tag::Link if dom.has_word(node, "rel", "canonical") && head.canonical.is_none() => {
                    head.canonical = dom.attr(node, "href").map(|h| h.trim().to_string()).filter(|h| !h.is_empty());
                }
                Tag::Base if head.base.is_none() => head.base = dom.attr(node, "href").map(str::to_string),
                Tag::Html | Tag::Body if head.language.is_none() => {
                    let lang = dom.attr(node, "lang").or_else(|| dom.attr(node, "xml:lang"));
                    head.language = lang.map(|l| l.trim().to_string()).filter(|l| !l.is_empty());
                }
                Tag::Script if dom.attr(node, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                    head.ld.extend(jsonld::articles(&dom.raw_text(node)));
                }
                Tag::Script if head.script_date.is_none() => {
                    let text = dom.descendants(node).map(|n| dom.value(n)).next().unwrap_or("");
                    head.script_date = SCRIPT_KEYS.iter().find_map(|k| value_of(text, k));
                }
                _ => {}
            }
        }
        head.masthead = head.title.as_deref().and_then(|t| masthead(dom, t));
        head
    }

    fn meta(&mut self, dom: &Dom, node: NodeId) {
        let Some(content) = dom.attr(node, "content").or_else(|| dom.attr(node, "value")) else { return };
        // Some sites escape twice.
        let content = fold(&jsonld::unescape(content));
        if content.is_empty() || content.len() > 4000 || self.metas.len() > 2000 {
            return;
        }
        for key in ["property", "name", "itemprop", "http-equiv"] {
            for name in dom.attr(node, key).into_iter().flat_map(str::split_ascii_whitespace) {
                self.metas.push((name.to_ascii_lowercase(), content.clone()));
            }
        }
    }

    /// The first content of the first name that is there.
    pub fn first<'a>(&'a self, names: &[&'a str]) -> Option<(&'a str, &'a str)> {
        names.iter().find_map(|n| self.metas.iter().find(|(name, _)| name == n).map(|(_, c)| (*n, c.as_str())))
    }

    /// All contents of one name.
    pub fn every<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(n, _)| n == name).map(|(_, c)| c.as_str())
    }
}
