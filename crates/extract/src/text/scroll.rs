//! Pages of the endless kind saved as text: each story opens with its headline several times over, among dates and buttons.

use super::class::{Class, headline_like};
use super::lines::{Doc, Fate, key};
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

/// The headline may come again this many lines later; slides with captions stand between.
const REACH: usize = 14;

/// A line that may be a headline: hashes of its words, and of its words without the first one, two and three.
struct Head {
    whole: u64,
    tails: [u64; 3],
    line: u32,
}

fn hash(words: &str) -> u64 {
    let mut h = DefaultHasher::new();
    h.write(words.as_bytes());
    h.finish()
}

/// Where stories begin whose headlines are repeated above them.
pub(crate) fn detect(doc: &Doc, range: Range<usize>) -> Vec<usize> {
    let mut heads: Vec<Head> = Vec::new();
    for i in range.clone() {
        let t = doc.line(i);
        if t.len() > 300 || t.len() < 10 || !matches!(doc.class(i), Class::Text) {
            continue;
        }
        let k = key(t);
        let mut tails = [0; 3];
        for (tail, (at, _)) in tails.iter_mut().zip(k.match_indices(' ')) {
            let rest = &k[at + 1..];
            if rest.split(' ').take(3).count() == 3 {
                *tail = hash(rest);
            }
        }
        heads.push(Head { whole: hash(&k), tails, line: i as u32 });
    }
    let mut seen: Vec<(u64, u32)> = heads.iter().map(|h| (h.whole, h.line)).collect();
    seen.sort_unstable();
    // Lines that are the same but for up to three words before them.
    let known = |h: u64| h != 0 && seen.get(seen.partition_point(|s| s.0 < h)).is_some_and(|s| s.0 == h);
    let labelled: Vec<(u64, u32)> =
        heads.iter().filter_map(|h| h.tails.iter().find(|t| known(**t)).map(|t| (*t, h.line))).collect();
    if !labelled.is_empty() {
        seen.extend(labelled);
        seen.sort_unstable();
    }
    drop(heads);
    let mut starts: Vec<(usize, usize, bool)> = Vec::new();
    for same in seen.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let mut at: Vec<usize> = same.iter().map(|s| s.1 as usize).collect();
        at.dedup();
        let mut chain = 0;
        while chain < at.len() {
            let mut end = chain;
            while end + 1 < at.len() && at[end + 1] - at[end] <= REACH {
                end += 1;
            }
            if end > chain && headline_like(doc.line(at[chain])) {
                let (from, to) = (at[chain], at[end]);
                let dated = (from..(to + 6).min(range.end)).any(|j| match doc.class(j) {
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
