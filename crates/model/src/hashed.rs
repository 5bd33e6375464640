//! Linear models whose features are hashed into tables of one byte a weight: small, quick, and without a dictionary.
//!
//! A file is the scales of all tables (`f32`, little-endian), then the tables (`i8`) one after another.

/// The features of one choice: hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub Vec<u32>);

impl Facts {
    /// None yet, with room for many.
    pub fn with_room(room: usize) -> Facts {
        Facts(Vec::with_capacity(room))
    }

    /// Adds one: the number of its template and two values.
    #[inline]
    pub fn add(&mut self, template: u32, a: u32, b: u32) {
        self.0.push(mix(template, a, b));
    }
}

/// One hash of three numbers.
#[inline]
pub fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut x = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^= u64::from(template).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    x ^= x >> 29;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (x >> 32) as u32
}

/// A hash of letters (FNV-1a, 32 bits).
pub fn letters(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Where a feature's weight stands in a table of `1 << bits` weights.
#[inline]
pub fn slot(bits: u32, feature: u32) -> usize {
    (feature >> (32 - bits)) as usize
}

/// `PARTS` tables; a table of `bits` has `1 << bits` weights.
pub struct Tables<const PARTS: usize> {
    bits: [u32; PARTS],
    starts: [usize; PARTS],
    scales: [f32; PARTS],
    weights: Vec<i8>,
}

impl<const PARTS: usize> Tables<PARTS> {
    /// Reads a file. One of another size knows nothing.
    pub fn open(bits: [u32; PARTS], bytes: &[u8]) -> Self {
        let (mut starts, mut size) = ([0; PARTS], 0);
        for (start, bits) in starts.iter_mut().zip(bits) {
            *start = size;
            size += 1 << bits;
        }
        let mut scales = [0.0; PARTS];
        if bytes.len() != 4 * PARTS + size {
            return Tables { bits, starts, scales, weights: vec![0; size] };
        }
        for (s, b) in scales.iter_mut().zip(bytes.chunks_exact(4)) {
            *s = f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        }
        Tables { bits, starts, scales, weights: bytes[4 * PARTS..].iter().map(|b| *b as i8).collect() }
    }

    /// Puts trained tables into bytes for a file.
    pub fn pack(tables: &[Vec<f32>; PARTS]) -> Vec<u8> {
        // A few weights of great size may be cut, so that the many small ones keep their differences.
        let scale = |t: &[f32]| {
            let top = t.iter().fold(0f32, |m, w| m.max(w.abs()));
            if top == 0.0 { 1.0 } else { top.min(4.0) / 127.0 }
        };
        let mut out = Vec::with_capacity(4 * PARTS + tables.iter().map(Vec::len).sum::<usize>());
        tables.iter().for_each(|t| out.extend(scale(t).to_le_bytes()));
        for t in tables {
            let s = scale(t);
            out.extend(t.iter().map(|w| (w / s).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        out
    }

    /// The sum of the features' weights in a table.
    pub fn score(&self, part: usize, facts: &Facts) -> f32 {
        let bits = self.bits[part];
        let table = &self.weights[self.starts[part]..self.starts[part] + (1 << bits)];
        facts.0.iter().map(|&f| i32::from(table[slot(bits, f)])).sum::<i32>() as f32 * self.scales[part]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read_and_another_size_knows_nothing() {
        let mut facts = Facts::default();
        facts.add(1, letters("guards"), 2);
        let mut tables = [vec![0f32; 16], vec![0f32; 8]];
        tables[0][slot(4, facts.0[0])] = 2.0;
        tables[1][slot(3, facts.0[0])] = -1.0;
        let bytes = Tables::pack(&tables);
        let read = Tables::open([4, 3], &bytes);
        assert!((read.score(0, &facts) - 2.0).abs() < 0.02 && (read.score(1, &facts) + 1.0).abs() < 0.02);
        assert_eq!(Tables::open([4, 3], &bytes[1..]).score(0, &facts), 0.0);
    }
}
