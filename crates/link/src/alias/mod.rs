//! Aliases over articles: which names, acronyms and spellings are one actor, and which bearers of one name are two.

mod bodies;
mod company;
mod cue;
mod lexicon;
mod people;
mod same_name;
mod spell;
mod surnames;
mod table;

pub use cue::{Cue, cues};
pub use lexicon::{Calling, Country, letters, lexicon};
pub use people::suffix;
pub use spell::key;
pub use table::{NONE, Table, reads};

use crate::Digest;

/// The names of all articles with those that are one actor joined.
pub fn resolve(digests: &[Digest]) -> Table {
    let mut table = Table::gather(digests);
    bodies::join(&mut table);
    people::join(&mut table);
    same_name::split(&mut table);
    surnames::attach(&mut table);
    table
}
