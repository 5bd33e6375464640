//! The trained weights: linear models over hashed features, one byte a weight.

use ::model::hashed::{self, Tables};
use std::sync::LazyLock;

pub use ::model::hashed::{Facts, letters};

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
pub const BITS: u32 = 16;

/// All tables.
pub struct Model(Tables<PARTS>);

/// Where a feature's weight stands in its table.
#[inline]
pub fn slot(feature: u32) -> usize {
    hashed::slot(BITS, feature)
}

impl Model {
    /// The model that is part of the program.
    pub fn shipped() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| Model::open(include_bytes!("../../models/roles.bin")));
        &MODEL
    }

    /// Reads a file. One of another size knows nothing.
    pub fn open(bytes: &[u8]) -> Model {
        Model(Tables::open([BITS; PARTS], bytes))
    }

    /// Puts trained tables into bytes for a file.
    pub fn pack(tables: &[Vec<f32>; PARTS]) -> Vec<u8> {
        Tables::pack(tables)
    }

    /// How likely each of the roles is, from 0 to 1, all together 1.
    pub fn roles(&self, facts: &Facts) -> [f32; ROLES] {
        let scores: [f32; ROLES] = std::array::from_fn(|part| self.0.score(part, facts));
        shares(scores)
    }

    /// How likely a report is one deed told as news, from 0 to 1.
    pub fn deed(&self, facts: &Facts) -> f32 {
        1.0 / (1.0 + (-self.0.score(Part::Deed as usize, facts)).exp())
    }
}

/// Scores to shares of one.
pub fn shares(scores: [f32; ROLES]) -> [f32; ROLES] {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let exp = scores.map(|s| (s - top).exp());
    let all: f32 = exp.iter().sum();
    exp.map(|e| e / all)
}
