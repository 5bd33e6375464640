//! The trained weights: linear models over hashed features, one byte a weight.

use std::sync::LazyLock;

/// What a phrase may be to a deed, in the order of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// None of the others.
    Nothing,
    /// Who did it.
    Actor,
    /// What it was done to.
    Target,
    /// Whom it was done to.
    Victim,
    /// What it was done with.
    Instrument,
    /// Not of a phrase but of the report: is it one deed, told as news?
    Deed,
}

/// How many tables there are.
pub const PARTS: usize = 6;
/// Tables that are about phrases: the first ones.
pub const ROLES: usize = 5;
/// Bits of each table's size.
pub const BITS: u32 = 15;
const SIZE: usize = 1 << BITS;

/// All tables.
pub struct Model {
    scales: [f32; PARTS],
    weights: Vec<i8>,
}

/// Hashed features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub Vec<u32>);

impl Facts {
    /// Adds one: the number of its template and two values.
    #[inline]
    pub fn add(&mut self, template: u32, a: u32, b: u32) {
        let mut x = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^= u64::from(template).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        x ^= x >> 29;
        x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        self.0.push((x >> 32) as u32);
    }
}

/// A hash of letters.
pub fn letters(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Where a feature's weight stands in its table.
#[inline]
pub fn slot(feature: u32) -> usize {
    (feature >> (32 - BITS)) as usize
}

impl Model {
    /// The model that is part of the program.
    pub fn shipped() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::open(include_bytes!("../../models/roles.bin")));
        &MODEL
    }

    /// Reads a file: scales, then tables. A file of another size knows nothing.
    pub fn open(bytes: &[u8]) -> Model {
        let mut scales = [0.0; PARTS];
        if bytes.len() != 4 * PARTS + PARTS * SIZE {
            return Model { scales, weights: vec![0; PARTS * SIZE] };
        }
        for (s, b) in scales.iter_mut().zip(bytes.chunks_exact(4)) {
            *s = f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        }
        Model { scales, weights: bytes[4 * PARTS..].iter().map(|b| *b as i8).collect() }
    }

    /// Puts trained tables into bytes for a file.
    pub fn pack(tables: &[Vec<f32>; PARTS]) -> Vec<u8> {
        let scale = |t: &[f32]| t.iter().fold(0f32, |m, w| m.max(w.abs())).clamp(1e-6, 4.0) / 127.0;
        let mut out = Vec::with_capacity(4 * PARTS + PARTS * SIZE);
        tables.iter().for_each(|t| out.extend(scale(t).to_le_bytes()));
        for t in tables {
            let s = scale(t);
            out.extend(t.iter().map(|w| (w / s).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        out
    }

    fn score(&self, part: usize, facts: &Facts) -> f32 {
        let table = &self.weights[part * SIZE..(part + 1) * SIZE];
        facts.0.iter().map(|&f| i32::from(table[slot(f)])).sum::<i32>() as f32 * self.scales[part]
    }

    /// How likely each of the roles is, from 0 to 1, all together 1.
    pub fn roles(&self, facts: &Facts) -> [f32; ROLES] {
        let scores: [f32; ROLES] = std::array::from_fn(|part| self.score(part, facts));
        shares(scores)
    }

    /// How likely a report is one deed told as news, from 0 to 1.
    pub fn deed(&self, facts: &Facts) -> f32 {
        1.0 / (1.0 + (-self.score(Part::Deed as usize, facts)).exp())
    }
}

/// Scores to shares of one.
pub fn shares(scores: [f32; ROLES]) -> [f32; ROLES] {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let exp = scores.map(|s| (s - top).exp());
    let all: f32 = exp.iter().sum();
    exp.map(|e| e / all)
}
