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
    let mut touched: Vec<u32> = Vec::new();
    let mut best: Vec<(f32, u32)> = Vec::new();
    let mut out = Vec::new();
    for (i, (telling, _)) in articles.iter().enumerate() {
        let day = comparison.days[i];
        let mut keys: Vec<&Word> = telling.words.iter().filter(|w| w.rare >= RARE).collect();
        keys.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then(a.hash.cmp(&b.hash)));
        keys.truncate(KEYS);
        touched.clear();
        for key in keys {
            let (weight, always) = (key.weight(), key.rare >= RAREST);
            let before = holders.entry(key.hash).or_default();
            for (j, theirs) in before.iter().rev().take(LOOKED) {
                let far = || day.zip(comparison.days[*j as usize]).is_some_and(|(day, theirs)| day - theirs > WINDOW);
                if !always && far() {
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
        best.clear();
        best.extend(touched.iter().map(|&j| (std::mem::take(&mut dots[j as usize]), j)));
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1));
        if best.len() > COMPARED {
            // Thousands are touched; only the best need an order.
            best.select_nth_unstable_by(COMPARED, order);
            best.truncate(COMPARED);
        }
        best.sort_unstable_by(order);
        out.extend(best.iter().map(|&(_, j)| (i as u32, j, comparison.score(i, j as usize))));
    }
    out
}
