//! The best tree for a table of scores: every word's best head, cycles broken as Chu, Liu and Edmonds do; near to the best
//! for very long sentences.
//!
//! Sources: Chu and Liu 1965; Edmonds 1967; one root a sentence by a price on further ones.

/// Up to this many words the best tree is sought; beyond, cycles are cut one by one, so that hostile text costs no more
/// than the square of its length.
const EXACT: usize = 100;

/// Heads of `n` words; `scores[i * (n + 1) + j]` speaks for word `j` as the head of word `i`, `j == n` for the root.
/// Exactly one word gets `n`, and the others hang from it, near or far.
pub fn heads(scores: &[f32], n: usize) -> Vec<usize> {
    let best = greedy(scores, n);
    if is_tree(&best) {
        return best;
    }
    if n > EXACT {
        return cut(scores, best);
    }
    let size = n + 1;
    // A root has a price that no sum of scores pays twice.
    let (low, high) = scores.iter().fold((f32::MAX, f32::MIN), |(a, b), &s| (a.min(s), b.max(s)));
    let price = (high - low) * size as f32;
    let mut table = scores.to_vec();
    for i in 0..n {
        table[i * size + n] -= price;
    }
    // The root is the last node; it has no head.
    let mut heads = spanning(&table, size);
    heads.truncate(n);
    heads
}

fn greedy(scores: &[f32], n: usize) -> Vec<usize> {
    scores
        .chunks_exact(n + 1)
        .enumerate()
        .map(|(i, row)| (0..=n).filter(|&j| j != i).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap_or(n))
        .collect()
}

/// A good tree near to these heads: one root stays, and each cycle is opened where it costs least.
fn cut(scores: &[f32], mut heads: Vec<usize>) -> Vec<usize> {
    let n = heads.len();
    let score = |i: usize, j: usize| scores[i * (n + 1) + j];
    let loss = |i: usize, j: usize, heads: &[usize]| score(i, heads[i]) - score(i, j);
    let roots: Vec<usize> = (0..n).filter(|&i| heads[i] == n).collect();
    let root = match roots.iter().copied().max_by(|&a, &b| score(a, n).total_cmp(&score(b, n))) {
        Some(root) => root,
        None => (0..n).min_by(|&a, &b| loss(a, n, &heads).total_cmp(&loss(b, n, &heads))).unwrap_or(0),
    };
    for &i in roots.iter().filter(|&&i| i != root) {
        heads[i] = (0..n).filter(|&j| j != i).max_by(|&a, &b| score(i, a).total_cmp(&score(i, b))).unwrap_or(root);
    }
    heads[root] = n;
    // 0 new, 1 on the present walk, 2 reaches the root.
    let mut state = vec![0u8; n];
    state[root] = 2;
    for start in 0..n {
        let mut walk = Vec::new();
        let mut at = start;
        while state[at] == 0 {
            state[at] = 1;
            walk.push(at);
            at = heads[at];
        }
        if state[at] == 1 {
            let from = walk.iter().position(|&i| i == at).unwrap_or(0);
            let best = walk[from..]
                .iter()
                .flat_map(|&i| (0..n).filter(|&j| state[j] == 2).map(move |j| (i, j)))
                .min_by(|a, b| loss(a.0, a.1, &heads).total_cmp(&loss(b.0, b.1, &heads)));
            let (i, j) = best.unwrap_or((at, root));
            heads[i] = j;
        }
        walk.iter().for_each(|&i| state[i] = 2);
    }
    heads
}

/// One root, and every word reaches it.
fn is_tree(heads: &[usize]) -> bool {
    let n = heads.len();
    heads.iter().filter(|&&h| h == n).count() == 1 && cycle(heads, n).is_none()
}

/// A cycle among nodes whose `heads` may also be `root`.
fn cycle(heads: &[usize], root: usize) -> Option<Vec<usize>> {
    let mut state = vec![0usize; heads.len()]; // 0 new, else the number of the walk that came by
    for start in 0..heads.len() {
        let mut at = start;
        while at != root && state[at] == 0 {
            state[at] = start + 1;
            at = heads[at];
        }
        if at != root && state[at] == start + 1 {
            let mut nodes = vec![at];
            let mut next = heads[at];
            while next != at {
                nodes.push(next);
                next = heads[next];
            }
            return Some(nodes);
        }
    }
    None
}

/// Heads of the tree of highest score over `size` nodes, the last of which is the root (its own head, for want of one).
fn spanning(scores: &[f32], size: usize) -> Vec<usize> {
    let root = size - 1;
    let mut heads: Vec<usize> = (0..root)
        .map(|i| {
            (0..size).filter(|&j| j != i).max_by(|&a, &b| scores[i * size + a].total_cmp(&scores[i * size + b])).unwrap_or(root)
        })
        .collect();
    if let Some(nodes) = cycle(&heads, root) {
        // The cycle becomes one node of a smaller table, which stands before the root.
        let mut inside = vec![false; size];
        nodes.iter().for_each(|&i| inside[i] = true);
        let outside: Vec<usize> = (0..root).filter(|&i| !inside[i]).collect();
        let less = outside.len() + 2;
        let (whole, last) = (less - 2, less - 1);
        let old = |i: usize| if i == last { root } else { outside[i] };
        let mut table = vec![f32::NEG_INFINITY; less * less];
        let (mut into, mut out_of) = (vec![0; less], vec![0; less]);
        let score = |i: usize, j: usize| scores[i * size + j];
        for i in (0..less).filter(|&i| i != whole) {
            if i != last {
                for j in (0..less).filter(|&j| j != whole && j != i) {
                    table[i * less + j] = score(old(i), old(j));
                }
                let best = nodes.iter().copied().max_by(|&a, &b| score(old(i), a).total_cmp(&score(old(i), b))).unwrap_or(0);
                table[i * less + whole] = score(old(i), best);
                out_of[i] = best;
            }
            let gain = |c: usize| score(c, old(i)) - score(c, heads[c]);
            let best = nodes.iter().copied().max_by(|&a, &b| gain(a).total_cmp(&gain(b))).unwrap_or(0);
            table[whole * less + i] = gain(best);
            into[i] = best;
        }
        let small = spanning(&table, less);
        let entry = small[whole];
        for (i, &node) in outside.iter().enumerate() {
            heads[node] = if small[i] == whole { out_of[i] } else { old(small[i]) };
        }
        heads[into[entry]] = old(entry);
    }
    heads.push(root);
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best tree with one root, by trying all.
    fn brute(scores: &[f32], n: usize) -> f32 {
        let total = |h: &[usize]| h.iter().enumerate().map(|(i, &j)| scores[i * (n + 1) + j]).sum::<f32>();
        let mut best = f32::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|i| code / (n + 1).pow(i as u32) % (n + 1)).collect();
            if heads.iter().enumerate().all(|(i, &h)| h != i) && is_tree(&heads) {
                best = best.max(total(&heads));
            }
        }
        best
    }

    proptest! {
        #[test]
        fn the_best_tree_is_found(n in 1usize..6, values in proptest::collection::vec(-100i32..100, 30)) {
            let scores: Vec<f32> = values.iter().map(|&v| v as f32).take(n * (n + 1)).collect();
            let heads = heads(&scores, n);
            prop_assert!(is_tree(&heads), "{heads:?}");
            let total: f32 = heads.iter().enumerate().map(|(i, &j)| scores[i * (n + 1) + j]).sum();
            prop_assert_eq!(total, brute(&scores, n));
        }

        #[test]
        fn long_sentences_end_in_trees(n in 1usize..220, seed in 0u32..1000) {
            let scores: Vec<f32> = (0..n * (n + 1)).map(|i| ((i as u32 ^ seed).wrapping_mul(2_654_435_761) >> 8) as f32).collect();
            prop_assert!(is_tree(&heads(&scores, n)));
        }
    }
}
