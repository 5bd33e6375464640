//! The trained weights: five linear models whose features are hashed into tables of one byte a weight.

use ::model::hashed::{self, Tables};
use std::sync::LazyLock;

pub use ::model::hashed::{Facts, letters, mix};

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

/// Room for the features of one choice.
pub const ROOM: usize = 120;

/// Where a feature's weight stands in its table.
#[inline]
pub fn slot(part: Part, feature: u32) -> usize {
    hashed::slot(BITS[part as usize], feature)
}

/// All tables.
pub struct Model(Tables<PARTS>);

impl Model {
    /// The model that is part of the program.
    pub fn shipped() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::open(include_bytes!("../../models/quotes.bin")));
        &MODEL
    }

    /// Reads a file. One of another size knows nothing.
    pub fn open(bytes: &[u8]) -> Model {
        Model(Tables::open(BITS, bytes))
    }

    /// Puts trained tables into bytes for a file.
    pub fn pack(tables: &[Vec<f32>; PARTS]) -> Vec<u8> {
        Tables::pack(tables)
    }

    /// The sum of the features' weights.
    pub fn score(&self, part: Part, facts: &Facts) -> f32 {
        self.0.score(part as usize, facts)
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
