//! Which articles are compared at all: those that share one of their most telling words within some weeks.
//!
//! Each article asks for a bounded number of others, so that the cost of an article does not grow with the batch.

use super::compare::Comparison;
use super::telling::Word;
use std::collections::HashMap;

/// How many of an article's words lead to others: the heaviest.
const KEYS: usize = 20;
/// How many articles with a word are looked at: the last ones before it.
const LOOKED: usize = 200;
/// How many of them are compared in full.
const COMPARED: usize = 64;
/// Days after which only the rarest words lead to an article: a trial comes years later and names the same people.
const WINDOW: i32 = 120;
/// A word that no more of news at large holds than a slip of the pen (inverse document frequency in thousandths).
const RAREST: u16 = 8000;
/// Words that stand in more of news at large than this (inverse document frequency in thousandths) lead nowhere.
const RARE: u16 = 2500;

/// Two articles, the later one first, and the log-odds that they tell one subject.
pub type Pair = (u32, u32, f32);

/// All pairs worth a look, in the order of articles. The articles must be sorted by publication.
pub fn pairs(comparison: &Comparison) -> Vec<Pair> {
    let articles = comparison.articles;
    let mut holders: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
    let mut dots = vec![0.0f32; articles.len()];
    let mut out = Vec::new();
    for (i, (telling, day)) in articles.iter().enumerate() {
        let mut keys: Vec<&Word> = telling.words.iter().filter(|w| w.rare >= RARE).collect();
        keys.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then(a.hash.cmp(&b.hash)));
        keys.truncate(KEYS);
        let mut touched: Vec<u32> = Vec::new();
        for key in keys {
            let (weight, always) = (key.weight(), key.rare >= RAREST);
            let before = holders.entry(key.hash).or_default();
            for (j, theirs) in before.iter().rev().take(LOOKED) {
                let far = |a: jiff::civil::Date| day.is_some_and(|d| a.until(d).map_or(true, |s| s.get_days() > WINDOW));
                if !always && articles[*j as usize].1.is_some_and(far) {
                    break;
                }
                let dot = &mut dots[*j as usize];
                if *dot == 0.0 {
                    touched.push(*j);
                }
                *dot += weight * theirs;
            }
            before.push((i as u32, weight));
        }
        touched.sort_by(|a, b| dots[*b as usize].total_cmp(&dots[*a as usize]).then(b.cmp(a)));
        out.extend(touched.iter().take(COMPARED).map(|&j| (i as u32, j, comparison.score(i, j as usize))));
        touched.iter().for_each(|&j| dots[j as usize] = 0.0);
    }
    out
}
