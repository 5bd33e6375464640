//! Chains: the mentions of one article that speak of the same person, body, place or thing.

use crate::TextRange;
use serde::{Deserialize, Serialize};

/// What kind of words a mention is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A name: "Ana Ruiz".
    Name,
    /// A pronoun: "she", "their".
    Pronoun,
    /// A phrase with a noun: "the minister".
    Nominal,
}

/// One mention in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainMention {
    /// Where it stands, with all that belongs to it.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// Its main word; of a name all words.
    pub head: TextRange,
    /// What kind of words it is made of.
    pub kind: MentionKind,
}

/// Two or more mentions of the same, in order of their spans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// Index into the article's names of the first, fullest one, if the chain holds a name.
    pub name: Option<u32>,
    /// The mentions.
    pub mentions: Vec<ChainMention>,
}
