//! What a text is compared by.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Values over the whole text.
pub(crate) const VALUES: usize = 128;
/// Values over its beginning.
pub(crate) const OPENING: usize = 4;
/// Words in a shingle.
const SHINGLE: usize = 3;
/// Shingles of the beginning.
const FIRST: usize = 40;

/// The signature of a text. Empty for texts under three words, which are never copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The least hashes over the whole text, then those over its beginning; 132 or none.
    values: Vec<u32>,
    /// How many different shingles the text has.
    shingles: u32,
}

impl Signature {
    /// The signature of `text`: letters and digits only, case dropped.
    pub fn of(text: &str) -> Signature {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| xxh3_64_with_seed(w.to_lowercase().as_bytes(), 0))
            .collect();
        let mut shingles: Vec<u64> = words
            .windows(SHINGLE)
            .map(|s| s.iter().fold(0u64, |h, w| h.rotate_left(13).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ w))
            .collect();
        if shingles.is_empty() {
            return Signature::default();
        }
        let mut values = vec![u32::MAX; VALUES + OPENING];
        least(&shingles[..shingles.len().min(FIRST)], &mut values[VALUES..]);
        shingles.sort_unstable();
        shingles.dedup();
        least(&shingles, &mut values[..VALUES]);
        Signature { values, shingles: shingles.len() as u32 }
    }

    /// True where there was too little text.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many different shingles the text has.
    pub fn shingles(&self) -> u32 {
        self.shingles
    }

    /// Estimated similarity (Jaccard) of two texts, 0 to 1.
    pub fn similarity(&self, other: &Signature) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        self.whole().iter().zip(other.whole()).filter(|(a, b)| a == b).count() as f64 / VALUES as f64
    }

    /// Estimated share of this text that stands in the other too, 0 to 1.
    pub fn share_in(&self, other: &Signature) -> f64 {
        let j = self.similarity(other);
        let both = j / (1.0 + j) * f64::from(self.shingles + other.shingles);
        (both / f64::from(self.shingles.max(1))).min(1.0)
    }

    /// The values over the whole text.
    pub(crate) fn whole(&self) -> &[u32] {
        &self.values[..VALUES.min(self.values.len())]
    }

    /// The values over its beginning.
    pub(crate) fn opening(&self) -> &[u32] {
        &self.values[VALUES.min(self.values.len())..]
    }

    /// As it is stored: the number of shingles, then the values, each four bytes, least first. Nothing for an empty one.
    pub fn to_bytes(&self) -> Vec<u8> {
        let number = (!self.is_empty()).then_some(self.shingles);
        number.iter().chain(&self.values).flat_map(|v| v.to_le_bytes()).collect()
    }

    /// From what was stored; `None` if that is no signature of this version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Signature> {
        if bytes.is_empty() {
            return Some(Signature::default());
        }
        let (numbers, rest) = bytes.as_chunks::<4>();
        let (shingles, values) = numbers.split_first()?;
        let fits = rest.is_empty() && values.len() == VALUES + OPENING;
        fits.then(|| Signature {
            shingles: u32::from_le_bytes(*shingles),
            values: values.iter().map(|b| u32::from_le_bytes(*b)).collect(),
        })
    }
}

/// The least hash of the shingles for each function of the family, one a slot.
fn least(shingles: &[u64], slots: &mut [u32]) {
    for &s in shingles {
        // Two independent halves stand in for many hash functions (Kirsch and Mitzenmacher 2006).
        let (a, b) = (mix(s), mix(s ^ 0xD6E8_FEB8_6659_FD93) | 1);
        for (i, slot) in slots.iter_mut().enumerate() {
            let h = (a.wrapping_add((i as u64).wrapping_mul(b)) >> 32) as u32;
            *slot = (*slot).min(h);
        }
    }
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: std::ops::Range<u32>) -> String {
        words.map(|w| format!("word{} ", w * 7919 % 1000)).collect()
    }

    #[test]
    fn similarity_and_share_are_near_the_true_ones() {
        let (a, b) = (Signature::of(&text(0..400)), Signature::of(&text(100..500)));
        let truth = 298.0 / 498.0;
        assert!((a.similarity(&b) - truth).abs() < 0.15, "{}", a.similarity(&b));
        let part = Signature::of(&text(0..120));
        assert!(part.share_in(&a) > 0.8 && a.share_in(&part) < 0.45, "{} {}", part.share_in(&a), a.share_in(&part));
        assert!(part.similarity(&Signature::of(&text(500..900))) < 0.05);
    }

    #[test]
    fn a_signature_reads_back_from_its_bytes() {
        for t in ["", "two words", &text(0..3), &text(0..400)] {
            let s = Signature::of(t);
            assert_eq!(Signature::from_bytes(&s.to_bytes()), Some(s));
        }
        assert_eq!(Signature::from_bytes(&[1, 2, 3]), None);
        assert_eq!(Signature::from_bytes(&[0; 4 * 65]), None);
    }

    /// Signatures are compared over years and machines: these bytes change only with a new version.
    #[test]
    fn the_format_stands() {
        let s = Signature::of("The mill by the river burned for two days and nobody was hurt");
        assert_eq!((s.shingles(), s.to_bytes().len()), (11, 4 * 133));
        let sum = s.to_bytes().iter().fold(0u64, |h, b| mix(h ^ u64::from(*b)));
        assert_eq!((crate::VERSION, sum), (2, 9_023_767_039_875_130_925));
    }
}
