//! Pages of the endless kind saved as text: each story opens with its headline several times over, among dates and buttons.

use super::class::{Class, class, headline_like};
use super::lines::{Doc, Fate, key};
use std::collections::HashMap;
use std::ops::Range;

/// The headline may come again this many lines later; slides with captions stand between.
const REACH: usize = 14;

/// Where stories begin whose headlines are repeated above them.
pub(crate) fn detect(doc: &Doc, range: Range<usize>) -> Vec<usize> {
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for i in range.clone() {
        let t = doc.line(i);
        if t.len() > 300 || t.len() < 10 || !matches!(class(t), Class::Text) || t.ends_with(". ") {
            continue;
        }
        seen.entry(key(t)).or_default().push(i);
    }
    // Lines that are the same but for up to three words before them.
    let mut labelled: Vec<(String, usize)> = Vec::new();
    for (k, at) in &seen {
        let mut rest = k.as_str();
        for _ in 0..3 {
            let Some((_, tail)) = rest.split_once(' ') else { break };
            rest = tail;
            if rest.split(' ').count() >= 3 && seen.contains_key(rest) {
                labelled.extend(at.iter().map(|i| (rest.to_string(), *i)));
                break;
            }
        }
    }
    for (k, i) in labelled {
        seen.entry(k).or_default().push(i);
    }
    let mut starts: Vec<(usize, usize, bool)> = Vec::new();
    for mut at in seen.into_values() {
        at.sort_unstable();
        at.dedup();
        let mut chain = 0;
        while chain < at.len() {
            let mut end = chain;
            while end + 1 < at.len() && at[end + 1] - at[end] <= REACH {
                end += 1;
            }
            if end > chain && headline_like(doc.line(at[chain])) {
                let (from, to) = (at[chain], at[end]);
                let dated = (from..(to + 6).min(range.end)).any(|j| match class(doc.line(j)) {
                    Class::Date(_) | Class::Byline(..) | Class::Counter => true,
                    Class::Out(f) => f == Fate::Furniture,
                    _ => false,
                });
                starts.push((from, to, dated));
            }
            chain = end + 1;
        }
    }
    starts.sort_unstable();
    // A heading inside a top belongs to it; a repetition without date or button needs to be a close one.
    let mut out: Vec<usize> = Vec::new();
    let mut top_end = None;
    for (from, to, dated) in starts {
        if top_end.is_some_and(|e| from <= e) || !(dated || to - from <= 2 && doc.blanks(from) > 0) {
            continue;
        }
        top_end = Some(to);
        out.push(from);
    }
    out
}
