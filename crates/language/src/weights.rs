//! A linear model packed for reading in place: hashed features, each with the labels it speaks for or against.
//!
//! Layout (little endian): magic `DLW1`, number of bucket bits (u8), number of labels (u8), length of the label names (u16),
//! the label names separated by line feeds, then `2^bits + 1` offsets (u32) into the entries that follow. An entry is a
//! 16-bit fingerprint of the feature, a count, and as many pairs of label and signed weight. Nothing is unpacked on opening.

const MAGIC: &[u8; 4] = b"DLW1";

/// A packed model.
pub struct Weights<'a> {
    labels: &'a str,
    bits: u32,
    offsets: &'a [u8],
    entries: &'a [u8],
}

impl<'a> Weights<'a> {
    /// Reads the header. `None` if the bytes are no model.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        if bytes.get(..4)? != MAGIC {
            return None;
        }
        let bits = u32::from(*bytes.get(4)?);
        let names = usize::from(u16::from_le_bytes([*bytes.get(6)?, *bytes.get(7)?]));
        let labels = std::str::from_utf8(bytes.get(8..8 + names)?).ok()?;
        let (offsets, entries) = bytes.get(8 + names..)?.split_at_checked(((1usize << bits) + 1) * 4)?;
        Some(Weights { labels, bits, offsets, entries })
    }

    /// The names of the labels, in the order of their numbers.
    pub fn labels(&self) -> impl Iterator<Item = &'a str> {
        self.labels.lines()
    }

    /// Adds the features' weights to `scores`, one for each label.
    ///
    /// Each feature lies somewhere else in memory: all places are asked for before the first is needed.
    pub fn add(&self, features: &[u64], scores: &mut [i32]) {
        let mut ranges = [(0u32, 0u32); BATCH];
        for batch in features.chunks(BATCH) {
            let mut touched = 0;
            for (slot, &feature) in ranges.iter_mut().zip(batch) {
                let bucket = place(feature, self.bits).0 * 4;
                *slot = match self.offsets.get(bucket..bucket + 8) {
                    Some(&[a, b, c, d, e, f, g, h]) => (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])),
                    _ => (0, 0),
                };
            }
            for (start, _) in &ranges[..batch.len()] {
                touched ^= self.entries.get(*start as usize).copied().unwrap_or(0);
            }
            std::hint::black_box(touched);
            for (&(start, end), &feature) in ranges.iter().zip(batch) {
                let rest = self.entries.get(start as usize..end as usize).unwrap_or(&[]);
                find(rest, place(feature, self.bits).1, scores);
            }
        }
    }
}

/// So many features are looked up at once.
const BATCH: usize = 96;

/// Adds the weights of the entry with the fingerprint.
#[inline]
fn find(mut rest: &[u8], print: u16, scores: &mut [i32]) {
    while let [a, b, count, tail @ ..] = rest {
        let Some((pairs, next)) = tail.split_at_checked(usize::from(*count) * 2) else { return };
        if u16::from_le_bytes([*a, *b]) == print {
            for pair in pairs.chunks_exact(2) {
                if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                    *score += i32::from(pair[1] as i8);
                }
            }
            return;
        }
        rest = next;
    }
}

/// Bucket and fingerprint of a feature.
fn place(feature: u64, bits: u32) -> (usize, u16) {
    ((feature >> (64 - bits)) as usize, (feature & 0xffff) as u16)
}

/// Packs features with their (label, weight) pairs; features without pairs are left out.
pub fn pack(labels: &[String], features: &[(u64, Vec<(u8, i8)>)]) -> Vec<u8> {
    let mut features: Vec<_> = features.iter().filter(|(_, pairs)| !pairs.is_empty()).collect();
    let bits = (features.len().max(2)).ilog2().clamp(1, 24);
    features.sort_by_key(|(f, _)| (place(*f, bits), *f));
    let names = labels.join("\n");
    let mut out = MAGIC.to_vec();
    out.extend([bits as u8, labels.len() as u8]);
    out.extend((names.len() as u16).to_le_bytes());
    out.extend(names.as_bytes());
    let mut entries = Vec::new();
    let mut offsets = vec![0u32];
    let mut last = None;
    for (feature, pairs) in features {
        let at = place(*feature, bits);
        while offsets.len() <= at.0 {
            offsets.push(entries.len() as u32);
        }
        if last.replace(at) == Some(at) {
            continue; // two features with one place: the first stays
        }
        entries.extend(at.1.to_le_bytes());
        entries.push(pairs.len() as u8);
        entries.extend(pairs.iter().flat_map(|&(l, w)| [l, w as u8]));
    }
    offsets.resize((1 << bits) + 1, entries.len() as u32);
    out.extend(offsets.iter().flat_map(|o| o.to_le_bytes()));
    out.extend(entries);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_read() {
        let features: Vec<_> =
            (1..1000u64).map(|n| (crate::features::mix(7, n, 0), vec![((n % 3) as u8, (n % 100) as i8)])).collect();
        let bytes = pack(&["a".into(), "b".into(), "c".into()], &features);
        let weights = Weights::open(&bytes).expect("a model");
        assert_eq!(weights.labels().collect::<Vec<_>>(), ["a", "b", "c"]);
        for (feature, pairs) in features {
            let mut scores = [0; 3];
            weights.add(&[feature], &mut scores);
            assert_eq!(scores[usize::from(pairs[0].0)], i32::from(pairs[0].1));
        }
    }

    #[test]
    fn other_bytes_are_no_model_and_cut_ones_do_no_harm() {
        assert!(Weights::open(b"").is_none());
        assert!(Weights::open(b"something else").is_none());
        let bytes = pack(&["a".into()], &[(1, vec![(0, 5)]), (u64::MAX, vec![(0, 9)])]);
        for n in 0..bytes.len() {
            if let Some(weights) = Weights::open(&bytes[..n]) {
                weights.add(&[u64::MAX], &mut [0]);
            }
        }
    }
}
