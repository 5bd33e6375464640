//! Which articles tell of one subject: compared two by two, then gathered.
//!
//! What is compared of an article ([`Telling`]) depends on that article alone, and so does the score of two articles
//! ([`Comparison`]): what else is in the batch changes neither. Gathering ([`gather`]) looks at all pairs that share
//! telling words, best first, so that the order in which articles come in never matters.

mod candidates;
mod cluster;
mod compare;
mod telling;

pub use cluster::Cuts;
pub use compare::{Comparison, FEATURES, Features, Model};
pub use telling::{Telling, Word, lead_words, table_of};

use jiff::civil::Date;

/// Least mean log-odds of two groups of articles that tell one subject.
const SUBJECT: f32 = -1.0;
/// The same for articles of one story: what led to it and what came of it.
const STORY: f32 = -1.5;

/// The subjects and stories of articles, which must be sorted by publication.
pub fn gather(model: &Model, articles: &[(&Telling, Option<Date>)]) -> Cuts {
    gather_at(model, articles, SUBJECT, STORY)
}

/// The same with other bars: mean log-odds of two groups of one subject, and of one story (lower).
pub fn gather_at(model: &Model, articles: &[(&Telling, Option<Date>)], subject: f32, story: f32) -> Cuts {
    let comparison = Comparison::new(model, articles);
    let pairs = candidates::pairs(&comparison);
    cluster::cluster(articles.len(), pairs, subject, story)
}

/// The pairs of articles that are compared at all, with what they share: what the model is trained on.
pub fn compared(articles: &[(&Telling, Option<Date>)]) -> Vec<(u32, u32, Features)> {
    let comparison = Comparison::new(Model::builtin(), articles);
    let pairs = candidates::pairs(&comparison);
    pairs.into_iter().map(|(i, j, _)| (i, j, comparison.features(i as usize, j as usize))).collect()
}
