//! Weights in training: matrices and the big table of rows, their gradients, and Adam (Kingma and Ba 2015).

use language::net::input::SLOTS;
use ndarray::{ArrayView2, ArrayViewMut2};

/// Numbers from a seed, the same everywhere (splitmix64, Steele et al. 2014).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1, without 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }

    /// A mask that drops a share of the values and makes up for them in the others.
    pub fn mask(&mut self, n: usize, share: f32) -> Vec<f32> {
        (0..n).map(|_| if self.unit() < share { 0.0 } else { 1.0 / (1.0 - share) }).collect()
    }
}

/// Stands for a row that is left out.
pub const NO_ROW: u32 = u32::MAX;

/// A matrix in training.
pub struct Param {
    pub name: String,
    pub cols: usize,
    pub values: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

/// All weights.
pub struct Params {
    pub list: Vec<Param>,
    /// The big table, row by row.
    pub rows: Vec<f32>,
    rows_mean: Vec<f32>,
    rows_square: Vec<f32>,
    pub width: usize,
    steps: i32,
}

impl Params {
    pub fn new(rows: usize, width: usize, random: &mut Random) -> Params {
        let n = rows * width;
        let table = (0..n).map(|_| (random.unit() - 0.5) * 0.2).collect();
        Params { list: Vec::new(), rows: table, rows_mean: vec![0.0; n], rows_square: vec![0.0; n], width, steps: 0 }
    }

    /// Adds a matrix of random values fit for its size (Glorot and Bengio 2010), times `gain`.
    pub fn add(&mut self, name: &str, rows: usize, cols: usize, gain: f32, random: &mut Random) -> usize {
        let reach = gain * (6.0 / (rows + cols) as f32).sqrt();
        let values: Vec<f32> = (0..rows * cols).map(|_| (random.unit() * 2.0 - 1.0) * reach).collect();
        let n = values.len();
        self.list.push(Param { name: name.into(), cols, values, mean: vec![0.0; n], square: vec![0.0; n] });
        self.list.len() - 1
    }

    pub fn values(&self, id: usize) -> &[f32] {
        &self.list[id].values
    }

    /// One step against the sum of the gradients.
    pub fn step(&mut self, grads: &mut [&mut Grads], rate: f32) {
        let mut norm = 0.0f64;
        for id in 0..self.list.len() {
            let (first, rest) = grads.split_at_mut(1);
            for other in rest.iter() {
                first[0].list[id].iter_mut().zip(&other.list[id]).for_each(|(a, b)| *a += b);
            }
            norm += first[0].list[id].iter().map(|g| f64::from(g * g)).sum::<f64>();
        }
        let norm = norm.sqrt() as f32;
        let scale = if norm > CLIP { CLIP / norm } else { 1.0 };
        self.steps += 1;
        let correct = |beta: f32| 1.0 - beta.powi(self.steps);
        let rate = rate * correct(BETA2).sqrt() / correct(BETA1);
        for (p, g) in self.list.iter_mut().zip(&grads[0].list) {
            adam(&mut p.values, &mut p.mean, &mut p.square, g, scale, rate);
        }
        // Rows that no word of the batch used stay as they are.
        for n in 0..grads.len() {
            let (before, rest) = grads.split_at_mut(n);
            let (now, after) = rest.split_at_mut(1);
            for &row in &now[0].touched {
                let range = row as usize * self.width..(row as usize + 1) * self.width;
                if before.iter().any(|g| g.is_touched[row as usize]) {
                    continue;
                }
                for other in after.iter().filter(|g| g.is_touched[row as usize]) {
                    now[0].rows[range.clone()].iter_mut().zip(&other.rows[range.clone()]).for_each(|(a, b)| *a += b);
                }
                adam(
                    &mut self.rows[range.clone()],
                    &mut self.rows_mean[range.clone()],
                    &mut self.rows_square[range.clone()],
                    &now[0].rows[range],
                    scale,
                    rate,
                );
            }
        }
    }
}

const CLIP: f32 = 5.0;
const BETA1: f32 = 0.9;
const BETA2: f32 = 0.98;

fn adam(values: &mut [f32], mean: &mut [f32], square: &mut [f32], grad: &[f32], scale: f32, rate: f32) {
    for (((v, m), s), g) in values.iter_mut().zip(mean).zip(square).zip(grad) {
        let g = g * scale;
        *m = BETA1 * *m + (1.0 - BETA1) * g;
        *s = BETA2 * *s + (1.0 - BETA2) * g * g;
        *v -= rate * *m / (s.sqrt() + 1e-8);
    }
}

/// Gradients of one worker.
pub struct Grads {
    pub list: Vec<Vec<f32>>,
    rows: Vec<f32>,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    width: usize,
}

impl Grads {
    pub fn new(params: &Params) -> Grads {
        Grads {
            list: params.list.iter().map(|p| vec![0.0; p.values.len()]).collect(),
            rows: vec![0.0; params.rows.len()],
            touched: Vec::new(),
            is_touched: vec![false; params.rows.len() / params.width],
            width: params.width,
        }
    }

    pub fn clear(&mut self) {
        self.list.iter_mut().for_each(|g| g.fill(0.0));
        for &row in &self.touched {
            self.rows[row as usize * self.width..][..self.width].fill(0.0);
            self.is_touched[row as usize] = false;
        }
        self.touched.clear();
    }

    /// Adds the gradient of a word's vector to its rows.
    pub fn add_rows(&mut self, rows: &[u32; SLOTS], grad: &[f32]) {
        for &row in rows.iter().filter(|&&row| row != NO_ROW) {
            if !self.is_touched[row as usize] {
                self.is_touched[row as usize] = true;
                self.touched.push(row);
            }
            let to = &mut self.rows[row as usize * self.width..][..self.width];
            to.iter_mut().zip(grad).for_each(|(a, b)| *a += b);
        }
    }
}

/// A matrix that lies row by row, `cols` wide; `true` to read it turned over.
pub type Side<'a> = (&'a [f32], usize, bool);

/// `out = a * b + keep * out`.
pub fn multiply(a: Side, b: Side, out: &mut [f32], keep: f32) {
    let a = look(a);
    let b = look(b);
    let mut c = ArrayViewMut2::from_shape((a.nrows(), b.ncols()), out).expect("the size of the product");
    ndarray::linalg::general_mat_mul(1.0, &a, &b, keep, &mut c);
}

fn look((values, cols, turned): Side) -> ArrayView2<f32> {
    let v = ArrayView2::from_shape((values.len() / cols, cols), values).expect("a whole number of rows");
    if turned { v.reversed_axes() } else { v }
}
