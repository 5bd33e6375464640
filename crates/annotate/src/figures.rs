//! Figures: how many dead, injured, held, displaced, and how much money.

use model::{Article, Figure, Name, Syntax, Time};

/// The figures of an article, in order.
pub fn figures(_article: &Article, _syntax: &Syntax, _names: &[Name], _times: &[Time]) -> Vec<Figure> {
    Vec::new()
}
