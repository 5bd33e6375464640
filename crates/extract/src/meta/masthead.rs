//! The publisher's name in a title, where only the page itself tells that it is one: shown as its masthead or in its rights.

use super::headline::SEPARATORS;
use super::words::{fold, words};
use crate::dom::{Dom, NodeId};
use crate::text::is_masthead;

/// Longest text that is looked at.
const LONG: usize = 300;

/// Finds the end of `title` that the page shows as its own name. A part that merely stands beside the heading may belong to it.
pub fn masthead(dom: &Dom, title: &str) -> Option<String> {
    let title = fold(title);
    let mut cuts: Vec<(&str, &str)> = Vec::new();
    for s in SEPARATORS.iter().filter(|s| s.starts_with(' ')) {
        cuts.extend(title.split_once(s));
        cuts.extend(title.rsplit_once(s).map(|(rest, name)| (name, rest)));
    }
    cuts.retain(|(name, rest)| (1..=6).contains(&words(name).len()) && words(rest).len() >= 3);
    if cuts.is_empty() {
        return None;
    }
    let keys: Vec<Vec<String>> = cuts.iter().map(|(name, _)| words(name)).collect();
    let mut shown = vec![false; cuts.len()];
    let mut at = 0;
    let end = dom.end(NodeId::ROOT).0;
    while at < end {
        let node = NodeId(at);
        if !dom.is_text(node) {
            let hidden = dom.tag(node).is_hidden();
            at = if hidden && node != NodeId::ROOT { dom.end(node).0.max(at + 1) } else { at + 1 };
            continue;
        }
        at += 1;
        let value = dom.value(node);
        if value.len() > LONG || value.len() < 3 {
            continue;
        }
        let text = words(value);
        let rights = value.contains(['©', '℗']) || text.first().is_some_and(|w| w == "copyright");
        for ((name, _), (key, seen)) in cuts.iter().zip(keys.iter().zip(&mut shown)) {
            let own = text == *key && is_masthead(name);
            *seen |= own || rights && text.windows(key.len()).any(|w| w == key.as_slice());
        }
    }
    let best = shown.iter().position(|s| *s)?;
    Some(cuts[best].0.to_string())
}
