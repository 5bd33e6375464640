//! Who is named with whom: the names that articles share.

use super::lexicon::{Calling, lexicon};
use super::table::{NONE, Table};
use crate::set;

/// The most articles of a node that are looked at.
const LOOKED_AT: usize = 60;
/// Names in more than one of so many articles tell nothing of whom they stand with.
const COMMON: usize = 30;
/// Names of so few articles are never common.
const RARE: usize = 12;

/// The telling names of each article.
pub struct Company(Vec<Vec<u32>>);

impl Company {
    /// From what is joined so far.
    pub fn of(table: &Table) -> Company {
        let most = (table.of_name.len() / COMMON).max(RARE);
        let lists = lexicon();
        let telling = |n: u32| {
            let node = &table.nodes[n as usize];
            let media = node.body.is_some_and(|b| lists.bodies[b as usize].calling == Some(Calling::Med));
            node.entities.len() <= most && !media && !node.key.starts_with('=')
        };
        let article = |row: &Vec<u32>| {
            let mut all = set(row.iter().filter(|e| **e != NONE).map(|e| table.root(table.entities[*e as usize].node)));
            all.retain(|n| telling(*n));
            all
        };
        Company(table.of_name.iter().map(article).collect())
    }

    /// The names that stand with these entities, without those of `but`. Sorted.
    pub fn with(&self, table: &Table, entities: &[u32], but: &[u32]) -> Vec<u32> {
        let step = entities.len().div_ceil(LOOKED_AT).max(1);
        let articles = entities.iter().step_by(step).map(|e| table.entities[*e as usize].article);
        set(articles.flat_map(|a| self.0[a as usize].iter().copied()).filter(|n| !but.contains(n)))
    }
}

/// How many numbers two sorted lists share.
pub fn shared(a: &[u32], b: &[u32]) -> usize {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().filter(|x| many.binary_search(x).is_ok()).count()
}
