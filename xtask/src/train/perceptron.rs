//! An averaged perceptron over hashed features, and its packing into small whole numbers.

use rustc_hash::FxHashMap;

/// One weight with what its average needs.
struct Cell {
    label: u8,
    now: i32,
    sum: f64,
    at: u32,
}

/// The weights in training.
#[derive(Default)]
pub struct Perceptron {
    ids: FxHashMap<u64, u32>,
    rows: Vec<Vec<Cell>>,
    clock: u32,
}

impl Perceptron {
    /// The number of a feature, given on first sight.
    pub fn id(&mut self, feature: u64) -> u32 {
        let next = self.rows.len() as u32;
        let id = *self.ids.entry(feature).or_insert(next);
        if id == next {
            self.rows.push(Vec::new());
        }
        id
    }

    /// Adds a feature's present weights to `scores`.
    pub fn add(&self, id: u32, scores: &mut [i32]) {
        for cell in &self.rows[id as usize] {
            scores[usize::from(cell.label)] += cell.now;
        }
    }

    /// Adds a feature's weights, if it has any, without giving it a number.
    pub fn add_known(&self, feature: u64, scores: &mut [i32]) {
        if let Some(&id) = self.ids.get(&feature) {
            self.add(id, scores);
        }
    }

    /// Gives `other` the same numbers for the same features.
    pub fn share_ids(&self, other: &mut Perceptron) {
        other.ids = self.ids.clone();
        other.rows = (0..self.rows.len()).map(|_| Vec::new()).collect();
    }

    /// The averages, times 1,024, as the present weights.
    pub fn averaged(mut self) -> Perceptron {
        let clock = self.clock;
        for cell in self.rows.iter_mut().flatten() {
            cell.now = ((cell.sum + f64::from(cell.now) * f64::from(clock - cell.at)) / f64::from(clock.max(1)) * 1024.0)
                .round() as i32;
        }
        self
    }

    /// Moves one weight.
    pub fn update(&mut self, id: u32, label: usize, by: i32) {
        let clock = self.clock;
        let row = &mut self.rows[id as usize];
        let cell = match row.iter().position(|c| usize::from(c.label) == label) {
            Some(n) => &mut row[n],
            None => {
                row.push(Cell { label: label as u8, now: 0, sum: 0.0, at: clock });
                let last = row.len() - 1;
                &mut row[last]
            }
        };
        cell.sum += f64::from(cell.now) * f64::from(clock - cell.at);
        cell.at = clock;
        cell.now += by;
    }

    /// Counts one example.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    /// The averaged weights as small whole numbers, scaled so that all but one in two thousand fit. Only features that `keep` wants.
    pub fn finish(&self, keep: impl Fn(u64) -> bool) -> Vec<(u64, Vec<(u8, i8)>)> {
        let clock = self.clock;
        let mean = |c: &Cell| ((c.sum + f64::from(c.now) * f64::from(clock - c.at)) / f64::from(clock.max(1))) as f32;
        let mut sizes: Vec<f32> = self.rows.iter().flatten().map(|c| mean(c).abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let scale = 127.0 / top;
        let mut out: Vec<_> = self
            .ids
            .iter()
            .filter(|(f, _)| keep(**f))
            .map(|(&feature, &id)| {
                let mut pairs: Vec<(u8, i8)> = self.rows[id as usize]
                    .iter()
                    .map(|c| (c.label, (mean(c) * scale).round().clamp(-127.0, 127.0) as i8))
                    .filter(|p| p.1 != 0)
                    .collect();
                pairs.sort_unstable();
                (feature, pairs)
            })
            .filter(|(_, pairs)| !pairs.is_empty())
            .collect();
        out.sort_unstable();
        out
    }
}

/// A shuffle that is the same every time.
pub fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut x = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for i in (1..items.len()).rev() {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        items.swap(i, (x % (i as u64 + 1)) as usize);
    }
}
