//! The same text again? Signatures of texts, and which article is a copy of which.
//!
//! A signature is the MinHash (Broder 1997) of the text's five-word shingles: 64 values of 32 bits. Hash family, seeds
//! and band layout are a stored format with a version; changing any of them means a new [`VERSION`].

use model::{ArticleId, Stamp};
use std::collections::HashMap;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Version of the signature format.
pub const VERSION: u32 = 1;
/// Values in a signature.
const VALUES: usize = 64;
/// Values in a band: two texts meet if one band of four is the same (likely above a similarity of about one half).
const BAND: usize = 4;
/// Words in a shingle.
const SHINGLE: usize = 5;
/// Least estimated similarity (Jaccard) of shingles for a near-duplicate.
const NEAR: f64 = 0.7;

/// The signature of a text. Empty for texts under five words, which are never copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature(pub Vec<u32>);

impl Signature {
    /// The signature of `text`: letters and digits only, case dropped.
    pub fn of(text: &str) -> Signature {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| xxh3_64_with_seed(w.to_lowercase().as_bytes(), 0))
            .collect();
        if words.len() < SHINGLE {
            return Signature::default();
        }
        let mut least = [u32::MAX; VALUES];
        for shingle in words.windows(SHINGLE) {
            let base = shingle.iter().fold(0u64, |h, w| h.rotate_left(13).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ w);
            // Two independent halves stand in for 64 hash functions (Kirsch and Mitzenmacher 2006).
            let (a, b) = (mix(base), mix(base ^ 0xD6E8_FEB8_6659_FD93) | 1);
            for (i, slot) in least.iter_mut().enumerate() {
                let h = (a.wrapping_add((i as u64).wrapping_mul(b)) >> 32) as u32;
                *slot = (*slot).min(h);
            }
        }
        Signature(least.to_vec())
    }

    /// Estimated similarity of two texts, 0 to 1.
    pub fn similarity(&self, other: &Signature) -> f64 {
        if self.0.is_empty() || other.0.len() != self.0.len() {
            return 0.0;
        }
        self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() as f64 / self.0.len() as f64
    }
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// One article, as far as copies are concerned.
pub struct Candidate<'a> {
    /// The article.
    pub id: ArticleId,
    /// Its publication.
    pub published: Option<Stamp>,
    /// Its text's signature.
    pub signature: &'a Signature,
}

/// Which article is a copy of which: copy → original. The original is the earliest (then the least id), whatever the
/// order of the candidates; copies of copies point to the original.
pub fn duplicates(candidates: &[Candidate]) -> HashMap<ArticleId, ArticleId> {
    let mut order: Vec<&Candidate> = candidates.iter().filter(|c| !c.signature.0.is_empty()).collect();
    order.sort_by_key(|c| (c.published.is_none(), c.published, c.id));
    let mut buckets: HashMap<(usize, &[u32]), Vec<usize>> = HashMap::new();
    let mut copies = HashMap::new();
    for (n, c) in order.iter().enumerate() {
        let bands = || c.signature.0.chunks(BAND).enumerate();
        let mut best: Option<(f64, usize)> = None;
        for key in bands() {
            for &m in buckets.get(&key).into_iter().flatten() {
                let s = c.signature.similarity(order[m].signature);
                if s >= NEAR && best.is_none_or(|(t, k)| s > t || (s == t && m < k)) {
                    best = Some((s, m));
                }
            }
        }
        match best {
            Some((_, m)) => {
                copies.insert(c.id, order[m].id);
            }
            // Only originals stand in the buckets, so chains cannot form.
            None => bands().for_each(|key| buckets.entry(key).or_default().push(n)),
        }
    }
    copies
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

    #[test]
    fn a_trimmed_copy_is_found_and_another_text_is_not() {
        let texts = [text(0..300), text(0..270), text(400..700)];
        let signatures: Vec<_> = texts.iter().map(|t| Signature::of(t)).collect();
        let day = |d| Some(Stamp::day(format!("2024-03-{d:02}").parse::<Stamp>().unwrap().date));
        let candidates: Vec<_> =
            (0..3).map(|i| Candidate { id: id(i), published: day(i + 1), signature: &signatures[i as usize] }).collect();
        let found = duplicates(&candidates);
        assert_eq!(found, HashMap::from([(id(1), id(0))]));
        let reversed: Vec<_> = candidates.into_iter().rev().collect();
        assert_eq!(duplicates(&reversed), found);
    }

    #[test]
    fn similarity_is_near_the_true_one() {
        let (a, b) = (Signature::of(&text(0..400)), Signature::of(&text(100..500)));
        let truth = 296.0 / 496.0;
        assert!((a.similarity(&b) - truth).abs() < 0.2, "{}", a.similarity(&b));
    }
}
