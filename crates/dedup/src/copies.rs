//! Which article is a copy of which.

use crate::Signature;
use crate::signature::mix;
use model::{ArticleId, Stamp};
use std::collections::HashMap;

/// Values in a band: two texts meet if one band is the same. With 42 bands of three, nine in ten texts of a similarity of 0.38 do.
const BAND: usize = 3;
/// Values in a band of the beginning.
const OPENING_BAND: usize = 2;
/// Least similarity of a near copy.
const NEAR: f64 = 0.4;
/// Least similarity of what is the same but for a few words.
const SAME: f64 = 0.8;
/// A text of which this share stands in an earlier one is a part of it …
const PART: f64 = 0.75;
/// … if they are not so unlike that the estimate means nothing.
const LEAST: f64 = 0.08;
/// How many of those that meet in a band a newcomer is compared with: the first ones and the last ones before it.
const COMPARED: (usize, usize) = (6, 3);

/// One article, as far as copies are concerned.
pub struct Candidate<'a> {
    /// The article.
    pub id: ArticleId,
    /// Its publication.
    pub published: Option<Stamp>,
    /// Its text's signature.
    pub signature: &'a Signature,
}

/// Which article is a copy of which: copy → original, exact, near, or a part of it. The original is the earliest (then the
/// least id), whatever the order of the candidates; copies of copies point to the original. A longer text that holds an
/// earlier one is no copy: it says more.
pub fn duplicates(candidates: &[Candidate]) -> HashMap<ArticleId, ArticleId> {
    let mut order: Vec<&Candidate> = candidates.iter().filter(|c| !c.signature.is_empty()).collect();
    order.sort_by_key(|c| (c.published.is_none(), c.published, c.id));
    order.dedup_by_key(|c| c.id);
    let met = meetings(&order);
    let mut original: Vec<usize> = (0..order.len()).collect();
    let mut copies = HashMap::new();
    let mut from = 0;
    for (n, c) in order.iter().enumerate() {
        let mut best: Option<(f64, usize)> = None;
        while let Some(&(_, m)) = met.get(from).filter(|(later, _)| *later as usize == n) {
            from += 1;
            // Whoever is met stands for the original that it is a copy of. What is the same as a copy is one too.
            let (m, met) = (original[m as usize], m as usize);
            let same = || Some(c.signature.similarity(order[met].signature)).filter(|s| *s >= SAME);
            if let Some(s) = copied(c.signature, order[m].signature).or_else(same)
                && best.is_none_or(|(t, k)| s > t || (s == t && m < k))
            {
                best = Some((s, m));
            }
        }
        if let Some((_, m)) = best {
            original[n] = m;
            copies.insert(c.id, order[m].id);
        }
    }
    copies
}

/// How much a text is a copy of an earlier one, if it is.
fn copied(text: &Signature, earlier: &Signature) -> Option<f64> {
    let s = text.similarity(earlier);
    let part = || s >= LEAST && text.shingles() <= earlier.shingles() && text.share_in(earlier) >= PART;
    (s >= NEAR || part()).then_some(s)
}

/// Pairs (later, earlier) that share a band, in order.
fn meetings(order: &[&Candidate]) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    let Some(first) = order.first() else { return out };
    let bands = first.signature.whole().len() / BAND;
    let openings = first.signature.opening().len() / OPENING_BAND;
    for band in 0..bands + openings {
        let key = |s: &Signature| match band.checked_sub(bands) {
            None => hash(&s.whole()[band * BAND..(band + 1) * BAND]),
            Some(b) => hash(&s.opening()[b * OPENING_BAND..(b + 1) * OPENING_BAND]),
        };
        let mut keyed: Vec<(u64, u32)> = order.iter().enumerate().map(|(n, c)| (key(c.signature), n as u32)).collect();
        keyed.sort_unstable();
        for bucket in keyed.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() > 1) {
            for i in 1..bucket.len() {
                let early = 0..i.min(COMPARED.0);
                let late = i.saturating_sub(COMPARED.1).max(early.end)..i;
                out.extend(early.chain(late).map(|j| (bucket[i].1, bucket[j].1)));
            }
        }
        // What met before is not kept twice.
        if band % 8 == 7 {
            out.sort_unstable();
            out.dedup();
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn hash(values: &[u32]) -> u64 {
    values.iter().fold(0, |h, v| mix(h ^ u64::from(*v)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::PageId;

    fn id(n: u64) -> ArticleId {
        ArticleId::of(PageId::of(b"page"), (n, n + 1))
    }

    fn text(words: std::ops::Range<u32>) -> String {
        words.map(|w| format!("word{} ", w * 7919 % 1000)).collect()
    }

    fn found(texts: &[String]) -> Vec<(usize, usize)> {
        let signatures: Vec<Signature> = texts.iter().map(|t| Signature::of(t)).collect();
        let day = |d: usize| Some(format!("2024-03-{d:02}").parse::<Stamp>().unwrap());
        let mut candidates: Vec<Candidate> = signatures
            .iter()
            .enumerate()
            .map(|(i, signature)| Candidate { id: id(i as u64), published: day(i + 1), signature })
            .collect();
        let copies = duplicates(&candidates);
        candidates.reverse();
        assert_eq!(duplicates(&candidates), copies, "the order changed something");
        let at = |a: ArticleId| (0..texts.len()).find(|i| id(*i as u64) == a).unwrap();
        let mut out: Vec<(usize, usize)> = copies.into_iter().map(|(a, b)| (at(a), at(b))).collect();
        out.sort_unstable();
        out
    }

    #[test]
    fn exact_near_and_contained_copies_are_found_and_other_texts_are_not() {
        let part_rewritten = text(0..210) + &text(700..790);
        let texts = [text(0..300), text(0..300), text(0..270), text(400..700), part_rewritten, text(0..80)];
        assert_eq!(found(&texts), [(1, 0), (2, 0), (4, 0), (5, 0)]);
    }

    #[test]
    fn a_longer_text_that_holds_an_earlier_one_says_more() {
        assert_eq!(found(&[text(0..60), text(0..600)]), []);
    }

    #[test]
    fn copies_of_copies_point_to_the_original() {
        // Each is near the one before; the last is not near the first.
        let texts: Vec<String> = (0..3).map(|i| text(i * 80..i * 80 + 300)).collect();
        assert_eq!(found(&texts), [(1, 0)]);
        let many: Vec<String> = (0..28).map(|_| text(0..100)).collect();
        assert_eq!(found(&many), (1..28).map(|n| (n, 0)).collect::<Vec<_>>());
    }
}
