//! Gathers articles by the mean score between groups (average linkage), best pair of groups first.

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
pub fn cluster(n: usize, pairs: Vec<Pair>, strict: f32, loose: f32) -> Cuts {
    let mut groups: Vec<Group> = (0..n).map(|_| Group { size: 1, ..Group::default() }).collect();
    let mut heap: BinaryHeap<Noted> = BinaryHeap::new();
    for (i, j, score) in pairs {
        let above = f64::from(score.clamp(LEAST, MOST) - LEAST);
        if above <= 0.0 {
            continue;
        }
        groups[i as usize].near.insert(j, above);
        groups[j as usize].near.insert(i, above);
        let mean = above + f64::from(LEAST);
        if mean >= f64::from(loose) {
            heap.push(Noted { mean, groups: (i.min(j), i.max(j)), versions: (0, 0) });
        }
    }
    let mut parent: Vec<u32> = (0..n as u32).collect();
    let mut subjects = None;
    while let Some(best) = heap.pop() {
        let (a, b) = best.groups;
        if groups[a as usize].version != best.versions.0 || groups[b as usize].version != best.versions.1 {
            continue;
        }
        if best.mean < f64::from(strict) && subjects.is_none() {
            subjects = Some(labels(&parent));
        }
        merge(a, b, &mut groups, &mut parent, &mut heap, f64::from(loose));
    }
    let stories = labels(&parent);
    Cuts { subjects: subjects.unwrap_or_else(|| stories.clone()), stories }
}

/// Puts `b` into `a` (the lesser number) and notes how alike the whole is to its neighbours.
fn merge(a: u32, b: u32, groups: &mut [Group], parent: &mut [u32], heap: &mut BinaryHeap<Noted>, least: f64) {
    parent[b as usize] = a;
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
