//! The article's text as the page tells it to programs (`articleBody` of JSON-LD and microdata): a hint to where on the
//! page the body stands, and the text itself where the page shows none of it.

use super::runs::Runs;
use crate::dom::{Dom, NodeId, Tag};
use std::collections::HashSet;

/// Words of a window by which texts are compared.
const WINDOW: usize = 4;
/// A body of fewer characters tells nothing.
const LEAST: usize = 250;
/// Bodies of one page that are looked at.
const MOST: usize = 20;

/// What a page tells of its body.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The body's paragraphs; empty if the page tells none or tells of several articles.
    pub paragraphs: Vec<String>,
    /// The element that tells it.
    pub node: Option<NodeId>,
    /// For each run, whether the body holds its words; empty if the page shows too little of the body.
    pub shown: Vec<bool>,
}

impl Told {
    /// Reads it. Linear in the page.
    pub fn of(dom: &Dom, runs: &Runs) -> Told {
        let mut best = (0, NodeId::ROOT, String::new());
        let mut found = 0;
        for node in dom.descendants(NodeId::ROOT) {
            let bodies = match dom.tag(node) {
                Tag::Script if dom.attr(node, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                    dom.descendants(node).map(|n| dom.value(n)).next().map(bodies).unwrap_or_default()
                }
                Tag::Meta if dom.attr(node, "itemprop").is_some_and(|p| p.eq_ignore_ascii_case("articleBody")) => {
                    dom.attr(node, "content").map(str::to_string).into_iter().collect()
                }
                _ => continue,
            };
            for body in bodies {
                found += 1;
                if found <= MOST && body.len() > best.0 {
                    best = (body.len(), node, body);
                }
            }
        }
        let mut told = Told { node: Some(best.1), paragraphs: paragraphs(&best.2), ..Told::default() };
        if told.chars() < LEAST || found > MOST {
            return Told::default();
        }
        let windows: HashSet<u64> = told.paragraphs.iter().flat_map(|p| windows_of(p)).collect();
        let mut seen = HashSet::new();
        told.shown = (0..runs.runs.len())
            .map(|i| {
                let own: Vec<u64> = if runs.runs[i].chars < 25 { Vec::new() } else { windows_of(runs.text(i)) };
                let hits = own.iter().filter(|w| windows.contains(w)).count();
                let is = !own.is_empty() && hits * 10 >= own.len() * 7;
                if is {
                    seen.extend(own.into_iter().filter(|w| windows.contains(w)));
                }
                is
            })
            .collect();
        if seen.len() * 2 < windows.len() {
            told.shown.clear();
        }
        told
    }

    /// Characters of the body.
    pub fn chars(&self) -> usize {
        self.paragraphs.iter().map(|p| p.chars().count()).sum()
    }

    /// True if the body holds far more than what was found on the page, and other words.
    pub fn outweighs(&self, runs: &Runs, kept: &[(usize, super::clean::Fate)]) -> bool {
        let shown: u64 = kept.iter().map(|(i, _)| u64::from(runs.runs[*i].chars)).sum();
        self.chars() >= 400 && shown * 2 < self.chars() as u64 && !self.shown.contains(&true)
    }

    /// True if the page shows the body and run `i` is part of it.
    pub fn has(&self, i: usize) -> bool {
        self.shown.get(i).copied().unwrap_or(false)
    }
}

/// Hashes of all runs of words of one length; of a shorter text one of all its words.
fn windows_of(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(super::clean::key).collect();
    let mix = |w: &[u64]| w.iter().fold(17u64, |h, w| (h ^ w).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23));
    words.windows(WINDOW.min(words.len()).max(1)).map(mix).collect()
}

/// The strings under `articleBody` in a script's JSON, also where the rest of it is broken.
fn bodies(script: &str) -> Vec<String> {
    const KEY: &str = "\"articleBody\"";
    let mut out = Vec::new();
    let mut rest = script;
    while let Some(at) = rest.find(KEY) {
        rest = &rest[at + KEY.len()..];
        let Some(value) = rest.trim_start().strip_prefix(':').map(str::trim_start) else { continue };
        if !value.starts_with('"') || out.len() > MOST {
            continue;
        }
        let Some(end) = closing(value) else { break };
        // Raw line breaks are no JSON, and common.
        let quoted = value[..=end].replace('\n', "\\n").replace('\r', "").replace('\t', " ");
        if let Ok(body) = serde_json::from_str::<String>(&quoted) {
            out.push(body);
        }
        rest = &value[end..];
    }
    out
}

/// Where the string that opens at the start of `value` ends.
fn closing(value: &str) -> Option<usize> {
    let bytes = value.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// The paragraphs of a body, which may be written as HTML, once or twice escaped.
fn paragraphs(body: &str) -> Vec<String> {
    let body = crate::meta::jsonld::unescape(body);
    let lines: Vec<String> = if body.contains("</") || body.contains("<br") {
        let dom = Dom::parse(&body);
        let runs = super::runs::cut(&dom);
        (0..runs.runs.len()).map(|i| runs.text(i).to_string()).collect()
    } else {
        body.split(['\n', '\r', '\u{2028}', '\u{2029}']).map(str::to_string).collect()
    };
    let fold = |l: &String| {
        let mut s = String::new();
        crate::dom::fold_into(&mut s, &crate::meta::jsonld::unescape(l));
        s.truncate(s.trim_end().len());
        s
    };
    lines.iter().map(fold).filter(|l| !l.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_read_from_json_of_any_quality() {
        let said = |s: &str| bodies(s);
        assert_eq!(said(r#"{"articleBody": "One \"two\"."}"#), ["One \"two\"."]);
        assert_eq!(said("{broken, \"articleBody\":\"One.\nTwo.\", more"), ["One.\nTwo."]);
        assert!(said(r#"{"articleBody": {"a": 1}}"#).is_empty());
        assert!(said(r#"{"articleBody": "never ends"#).is_empty());
        assert_eq!(paragraphs("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;"), ["One & two.", "Three."]);
        assert_eq!(paragraphs("One.\n\n Two. "), ["One.", "Two."]);
    }
}
