//! MUC, B³ and CEAF-e, as the CoNLL scorer defines them (Pradhan et al. 2014), over chains of numbered mentions.

use rustc_hash::FxHashMap;

/// A chain: the numbers of its mentions. A mention stands in one chain at most.
pub type Chains = Vec<Vec<u32>>;

/// Numerators and denominators of precision and recall, which add up over texts.
#[derive(Clone, Copy, Default, Debug)]
pub struct Sum {
    right_p: f64,
    all_p: f64,
    right_r: f64,
    all_r: f64,
}

impl Sum {
    pub fn new(right_p: f64, all_p: f64, right_r: f64, all_r: f64) -> Sum {
        Sum { right_p, all_p, right_r, all_r }
    }

    pub fn add(&mut self, o: Sum) {
        self.right_p += o.right_p;
        self.all_p += o.all_p;
        self.right_r += o.right_r;
        self.all_r += o.all_r;
    }

    pub fn precision(&self) -> f64 {
        if self.all_p > 0.0 { self.right_p / self.all_p } else { 0.0 }
    }

    pub fn recall(&self) -> f64 {
        if self.all_r > 0.0 { self.right_r / self.all_r } else { 0.0 }
    }

    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn chain_of(chains: &Chains) -> FxHashMap<u32, usize> {
    chains.iter().enumerate().flat_map(|(k, c)| c.iter().map(move |&m| (m, k))).collect()
}

/// Links that need not be added to make `one` whole out of the parts that `other` cuts it into.
fn links(one: &Chains, other: &Chains) -> (f64, f64) {
    let of = chain_of(other);
    let (mut right, mut all) = (0, 0);
    for chain in one {
        let mut parts: Vec<usize> = chain.iter().filter_map(|m| of.get(m).copied()).collect();
        let alone = chain.len() - parts.len();
        parts.sort_unstable();
        parts.dedup();
        right += chain.len() - parts.len() - alone;
        all += chain.len() - 1;
    }
    (right as f64, all as f64)
}

/// MUC: links.
pub fn muc(gold: &Chains, found: &Chains) -> Sum {
    let ((right_r, all_r), (right_p, all_p)) = (links(gold, found), links(found, gold));
    Sum::new(right_p, all_p, right_r, all_r)
}

/// For each mention of `one`, the share of its chain that `other` has together with it.
fn shares(one: &Chains, other: &Chains) -> (f64, f64) {
    let of = chain_of(other);
    let (mut right, mut all) = (0.0, 0.0);
    for chain in one {
        let mut parts: FxHashMap<usize, f64> = FxHashMap::default();
        chain.iter().filter_map(|m| of.get(m)).for_each(|k| *parts.entry(*k).or_default() += 1.0);
        // In order, so that the sum is the same each time.
        let mut squares: Vec<f64> = parts.values().map(|n| n * n).collect();
        squares.sort_by(f64::total_cmp);
        right += squares.iter().sum::<f64>() / chain.len() as f64;
        all += chain.len() as f64;
    }
    (right, all)
}

/// B³: mentions.
pub fn b_cubed(gold: &Chains, found: &Chains) -> Sum {
    let ((right_r, all_r), (right_p, all_p)) = (shares(gold, found), shares(found, gold));
    Sum::new(right_p, all_p, right_r, all_r)
}

/// CEAF-e: chains, each paired with one at most, so that all pairs together are as alike as can be.
pub fn ceaf(gold: &Chains, found: &Chains) -> Sum {
    let of = chain_of(found);
    let mut alike = vec![vec![0.0; found.len()]; gold.len()];
    for (g, chain) in gold.iter().enumerate() {
        for m in chain {
            if let Some(&f) = of.get(m) {
                alike[g][f] += 2.0 / (chain.len() + found[f].len()) as f64;
            }
        }
    }
    let best = assign(&alike);
    Sum::new(best, found.len() as f64, best, gold.len() as f64)
}

/// The largest sum of one entry a row and column: the Hungarian method with potentials.
fn assign(gain: &[Vec<f64>]) -> f64 {
    let rows = gain.len();
    let columns = gain.first().map_or(0, Vec::len);
    let n = rows.max(columns);
    let cost = |i: usize, j: usize| -gain.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0.0);
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut row_of = vec![0; n + 1];
    for i in 1..=n {
        row_of[0] = i;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; n + 1];
        let mut from = vec![0; n + 1];
        let mut used = vec![false; n + 1];
        loop {
            used[column] = true;
            let row = row_of[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for j in 1..=n {
                if used[j] {
                    continue;
                }
                let c = cost(row - 1, j - 1) - u[row] - v[j];
                if c < least[j] {
                    least[j] = c;
                    from[j] = column;
                }
                if least[j] < delta {
                    delta = least[j];
                    next = j;
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[row_of[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    (1..=n).map(|j| -cost(row_of[j].wrapping_sub(1), j - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} {b}");
    }

    #[test]
    fn a_chain_cut_and_joined_scores_as_by_hand() {
        // Gold {1 2 3} {4 5 6 7}; found {1 2} {3 4 5} {6 7 8}.
        let gold = vec![vec![1, 2, 3], vec![4, 5, 6, 7]];
        let found = vec![vec![1, 2], vec![3, 4, 5], vec![6, 7, 8]];
        let m = muc(&gold, &found);
        // Recall: (3 - 2 + 4 - 2) / (2 + 3); precision: (2 - 1 + 3 - 2 + 3 - 2) / (1 + 2 + 2).
        near(m.recall(), 3.0 / 5.0);
        near(m.precision(), 3.0 / 5.0);
        let b = b_cubed(&gold, &found);
        // Recall: ((4 + 1) / 3 + (4 + 4) / 4) / 7; precision: (4/2 + (1 + 4)/3 + 4/3) / 8, as 8 is in no gold chain.
        near(b.recall(), (5.0 / 3.0 + 2.0) / 7.0);
        near(b.precision(), (2.0 + 5.0 / 3.0 + 4.0 / 3.0) / 8.0);
        let c = ceaf(&gold, &found);
        // Pairs: {1 2 3}–{1 2} 4/5, {4 5 6 7}–{3 4 5} 4/7 or –{6 7 8} 4/7.
        near(c.recall(), (0.8 + 4.0 / 7.0) / 2.0);
        near(c.precision(), (0.8 + 4.0 / 7.0) / 3.0);
    }

    #[test]
    fn the_best_pairs_are_not_the_greedy_ones() {
        near(assign(&[vec![0.9, 0.8], vec![0.8, 0.1]]), 1.6);
        near(assign(&[vec![0.5], vec![0.75], vec![0.1]]), 0.75);
        near(assign(&[]), 0.0);
    }

    #[test]
    fn the_same_chains_score_one_and_none_score_nothing() {
        let gold = vec![vec![1, 2], vec![3, 4, 5]];
        for measure in [muc, b_cubed, ceaf] {
            near(measure(&gold, &gold).f1(), 1.0);
            near(measure(&gold, &vec![]).f1(), 0.0);
        }
    }
}
