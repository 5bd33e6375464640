//! Gathers articles by the mean score between groups (average linkage), best pair of groups first.
//!
//! A mean is never above its best pair, so groups can only meet along pairs that are good enough by themselves. Articles that no
//! such pairs hang together are gathered apart from each other: many small heaps in place of one of the whole batch.

use super::candidates::Pair;
use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

/// Log-odds of two articles that were not worth comparing, and the least of any two.
const LEAST: f32 = -4.0;
/// The most that two articles can speak for their groups.
const MOST: f32 = 6.0;

/// Articles gathered twice, from the same tree: strictly and loosely. Each entry is the least number in the group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Articles that tell one subject.
    pub subjects: Vec<u32>,
    /// Articles of one story: subjects that belong together.
    pub stories: Vec<u32>,
}

/// Two groups and how alike they were when this was noted.
struct Noted {
    mean: f64,
    groups: (u32, u32),
    versions: (u32, u32),
}

impl PartialEq for Noted {
    fn eq(&self, other: &Noted) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Noted {}

impl PartialOrd for Noted {
    fn partial_cmp(&self, other: &Noted) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Noted {
    fn cmp(&self, other: &Noted) -> Ordering {
        self.mean.total_cmp(&other.mean).then(other.groups.cmp(&self.groups)).then(self.versions.cmp(&other.versions))
    }
}

/// A group of articles while they are gathered.
#[derive(Default)]
struct Group {
    size: u32,
    version: u32,
    /// Sum of the scores above [`LEAST`] with each neighbour.
    near: HashMap<u32, f64>,
}

/// Gathers `n` articles by the scores of pairs: once down to `strict`, then on to `loose`.
pub fn cluster(n: usize, mut pairs: Vec<Pair>, strict: f32, loose: f32) -> Cuts {
    let whole = together(n, &pairs, loose);
    pairs.retain(|(i, j, score)| *score > LEAST && whole[*i as usize] == whole[*j as usize]);
    pairs.sort_unstable_by_key(|(i, j, _)| (whole[*i as usize], *i, *j));
    let mut groups: Vec<Group> = (0..n).map(|_| Group { size: 1, ..Group::default() }).collect();
    let mut subjects: Vec<u32> = (0..n as u32).collect();
    let mut stories = subjects.clone();
    for some in pairs.chunk_by(|a, b| whole[a.0 as usize] == whole[b.0 as usize]) {
        let mut strictly = true;
        let mut heap = noted(some, &mut groups, loose);
        while let Some(best) = heap.pop() {
            let (a, b) = best.groups;
            if groups[a as usize].version != best.versions.0 || groups[b as usize].version != best.versions.1 {
                continue;
            }
            strictly &= best.mean >= f64::from(strict);
            if strictly {
                subjects[b as usize] = a;
            }
            stories[b as usize] = a;
            merge(a, b, &mut groups, &mut heap, f64::from(loose));
        }
        // Whoever is left knows no one outside.
        some.iter().flat_map(|(i, j, _)| [i, j]).for_each(|i| groups[*i as usize].near = HashMap::new());
    }
    Cuts { subjects: labels(&subjects), stories: labels(&stories) }
}

/// How far a score of two articles is above [`LEAST`].
fn above(score: f32) -> f64 {
    f64::from(score.clamp(LEAST, MOST) - LEAST)
}

/// For each of `n` articles the least of those it hangs together with through pairs of at least this score.
fn together(n: usize, pairs: &[Pair], least: f32) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..n as u32).collect();
    let root = |parent: &mut [u32], mut i: u32| {
        while parent[i as usize] != i {
            // Halves the way for whoever comes next.
            parent[i as usize] = parent[parent[i as usize] as usize];
            i = parent[i as usize];
        }
        i
    };
    for (i, j, _) in pairs.iter().filter(|p| above(p.2) + f64::from(LEAST) >= f64::from(least)) {
        let (a, b) = (root(&mut parent, *i), root(&mut parent, *j));
        parent[a.max(b) as usize] = a.min(b);
    }
    labels(&parent)
}

/// Notes the pairs of articles with their groups, and gives those that may be joined at once.
fn noted(pairs: &[Pair], groups: &mut [Group], loose: f32) -> BinaryHeap<Noted> {
    let mut heap = BinaryHeap::new();
    for &(i, j, score) in pairs {
        let above = above(score);
        groups[i as usize].near.insert(j, above);
        groups[j as usize].near.insert(i, above);
        let mean = above + f64::from(LEAST);
        if mean >= f64::from(loose) {
            heap.push(Noted { mean, groups: (i.min(j), i.max(j)), versions: (0, 0) });
        }
    }
    heap
}

/// Puts `b` into `a` (the lesser number) and notes how alike the whole is to its neighbours.
fn merge(a: u32, b: u32, groups: &mut [Group], heap: &mut BinaryHeap<Noted>, least: f64) {
    let theirs = std::mem::take(&mut groups[b as usize]);
    // A version that nothing notes: the group is gone.
    groups[b as usize].version = u32::MAX;
    let mut mine = std::mem::take(&mut groups[a as usize]);
    mine.near.remove(&b);
    for (c, sum) in theirs.near {
        if c != a {
            *mine.near.entry(c).or_default() += sum;
            let other = &mut groups[c as usize];
            other.near.remove(&b);
        }
    }
    mine.size += theirs.size;
    mine.version += 1;
    for (&c, &sum) in &mine.near {
        let other = &mut groups[c as usize];
        other.near.insert(a, sum);
        let mean = sum / (f64::from(mine.size) * f64::from(other.size)) + f64::from(LEAST);
        if mean >= least {
            let (groups, versions) =
                if a < c { ((a, c), (mine.version, other.version)) } else { ((c, a), (other.version, mine.version)) };
            heap.push(Noted { mean, groups, versions });
        }
    }
    groups[a as usize] = mine;
}

/// The group of each article. A group's number is that of its first article, because the lesser number takes the other in.
fn labels(parent: &[u32]) -> Vec<u32> {
    let mut out = parent.to_vec();
    for i in 0..out.len() {
        // Parents have lesser numbers, so theirs are known already.
        out[i] = out[out[i] as usize];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the definition: the two groups with the best mean of all pairs between them are joined, until none is good enough.
    fn one_by_one(n: usize, pairs: &[Pair], least: f32) -> Vec<u32> {
        let mut of: Vec<u32> = (0..n as u32).collect();
        loop {
            let mut sums: HashMap<(u32, u32), f64> = HashMap::new();
            for (i, j, score) in pairs {
                let (a, b) = (of[*i as usize], of[*j as usize]);
                if a != b {
                    *sums.entry((a.min(b), a.max(b))).or_default() += above(*score);
                }
            }
            let size = |g: u32| of.iter().filter(|x| **x == g).count() as f64;
            let mean = |(&(a, b), sum): (&(u32, u32), &f64)| (sum / (size(a) * size(b)) + f64::from(LEAST), a, b);
            let best = sums.iter().map(mean).max_by(|x, y| x.0.total_cmp(&y.0));
            let Some((_, a, b)) = best.filter(|b| b.0 >= f64::from(least)) else { return of };
            of.iter_mut().filter(|g| **g == b).for_each(|g| *g = a);
        }
    }

    #[test]
    fn gathered_as_one_by_one() {
        let mut seed = 7u64;
        let mut random = move |below: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) % below
        };
        for round in 0..60 {
            let n = 4 + round % 20;
            let mut pairs: Vec<Pair> = Vec::new();
            for i in 1..n as u32 {
                for j in 0..i {
                    if random(10) < 3 {
                        pairs.push((i, j, random(9_000_000) as f32 / 1e6 - 5.0));
                    }
                }
            }
            let cuts = cluster(n, pairs.clone(), -1.0, -1.5);
            assert_eq!(cuts.subjects, one_by_one(n, &pairs, -1.0), "{pairs:?}");
            assert_eq!(cuts.stories, one_by_one(n, &pairs, -1.5), "{pairs:?}");
        }
    }
}
