//! The codebook for those above the stages: its kinds, and whether the examples of a kind hold.

pub use coding::{Coder, Family, Kind};

use model::Article;

/// What of a kind's examples does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many examples there are.
    pub examples: usize,
    /// How many of them hold.
    pub hold: usize,
    /// The line of the file on which a failing example's text starts, and what was expected and coded instead.
    pub faults: Vec<(usize, String)>,
}

/// Runs the examples of a kind as articles of one text, each with its date of publication. All kinds of `coder` take
/// part, so that an example also shows where another kind has the better claim.
pub fn check(coder: &Coder, kind: &Kind) -> Checked {
    let mut checked = Checked { examples: kind.examples.len(), ..Checked::default() };
    for example in &kind.examples {
        let published = example.published.as_deref().and_then(|p| p.parse().ok());
        let article = Article { published, ..Article::of_text(&example.text) };
        let read = annotate::annotate(&article);
        let reports = coder.code(&article, &read.syntax, &read.mentions);
        let misses = coding::misses(example, &reports, &read.mentions);
        checked.hold += usize::from(misses.is_empty());
        checked.faults.extend(misses.into_iter().map(|m| (example.line, m)));
    }
    checked
}
