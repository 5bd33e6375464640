//! The trained weights: five linear models whose features are hashed into tables of one byte a weight.

use std::sync::LazyLock;

/// The models, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Is this word a word of saying, thinking or wanting?
    Cue,
    /// What is said?
    Content,
    /// Who says it?
    Source,
    /// To which word of saying does a stretch in quotation marks belong?
    Mark,
    /// Is what was found worth keeping?
    Keep,
}

/// How many models there are.
pub const PARTS: usize = 5;

/// Bits of each table's size.
pub const BITS: [u32; PARTS] = [18, 18, 16, 14, 16];

/// All tables.
pub struct Model {
    scales: [f32; PARTS],
    weights: Vec<i8>,
}

/// The features of one choice: hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub Vec<u32>);

impl Facts {
    /// None yet, with room for many.
    pub fn new() -> Facts {
        Facts(Vec::with_capacity(120))
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

/// A hash of letters.
pub fn letters(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Where a feature's weight stands in its table.
#[inline]
pub fn slot(part: Part, feature: u32) -> usize {
    (feature >> (32 - BITS[part as usize])) as usize
}

/// Where each table begins, and where the last one ends.
const fn starts() -> [usize; PARTS + 1] {
    let (mut out, mut i) = ([0; PARTS + 1], 0);
    while i < PARTS {
        out[i + 1] = out[i] + (1 << BITS[i]);
        i += 1;
    }
    out
}

const STARTS: [usize; PARTS + 1] = starts();

impl Model {
    /// The model that is part of the program.
    pub fn shipped() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::open(include_bytes!("../../models/quotes.bin")));
        &MODEL
    }

    /// Reads a file: scales, then tables. A file of another size knows nothing.
    pub fn open(bytes: &[u8]) -> Model {
        let mut scales = [0.0; PARTS];
        if bytes.len() != 4 * PARTS + STARTS[PARTS] {
            return Model { scales, weights: vec![0; STARTS[PARTS]] };
        }
        for (s, b) in scales.iter_mut().zip(bytes.chunks_exact(4)) {
            *s = f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        }
        Model { scales, weights: bytes[4 * PARTS..].iter().map(|b| *b as i8).collect() }
    }

    /// Puts trained tables into bytes for a file.
    pub fn pack(tables: &[Vec<f32>; PARTS]) -> Vec<u8> {
        let mut out = Vec::with_capacity(4 * PARTS + STARTS[PARTS]);
        // A few weights of great size may be cut, so that the many small ones keep their differences.
        let scale = |t: &[f32]| {
            let top = t.iter().fold(0f32, |m, w| m.max(w.abs()));
            if top == 0.0 { 1.0 } else { top.min(4.0) / 127.0 }
        };
        tables.iter().for_each(|t| out.extend(scale(t).to_le_bytes()));
        for t in tables {
            let s = scale(t);
            out.extend(t.iter().map(|w| (w / s).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        out
    }

    /// The sum of the features' weights.
    pub fn score(&self, part: Part, facts: &Facts) -> f32 {
        let table = &self.weights[STARTS[part as usize]..STARTS[part as usize + 1]];
        let sum: i32 = facts.0.iter().map(|&f| i32::from(table[slot(part, f)])).sum();
        sum as f32 * self.scales[part as usize]
    }
}

/// One choice to learn from: the features of each option and which are right.
pub struct Choice {
    /// Which model chooses.
    pub part: Part,
    /// The features of each option; none for "nothing of these".
    pub options: Vec<Facts>,
    /// Which are right.
    pub right: Vec<bool>,
}
