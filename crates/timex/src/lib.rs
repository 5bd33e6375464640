//! Time expressions and their values.

use model::{Block, Stamp, Syntax, Time};

/// The time expressions of an article, in order, counted from its publication where they need an anchor.
pub fn times(_text: &str, _blocks: &[Block], _syntax: &Syntax, _published: Option<Stamp>) -> Vec<Time> {
    Vec::new()
}
