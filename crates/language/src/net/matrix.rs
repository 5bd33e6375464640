//! Products of matrices: the right one packed once in panels, six rows of the left one at a time.

use super::wide::{Work, widest};

/// Columns of a panel.
const WIDE: usize = 16;
/// Rows taken together.
const TALL: usize = 6;
/// Times so many rows are packed together.
const STRETCH: usize = 16;

/// A matrix packed to be multiplied from the left, `k` rows and `n` columns.
pub struct Packed {
    k: usize,
    n: usize,
    panels: Vec<f32>,
}

impl Packed {
    /// Packs a matrix given row by row.
    pub fn new(values: &[f32], n: usize) -> Packed {
        let k = values.len() / n.max(1);
        let mut panels = vec![0.0; n.div_ceil(WIDE) * WIDE * k];
        for (row, line) in values.chunks_exact(n.max(1)).enumerate() {
            for (col, &v) in line.iter().enumerate() {
                panels[(col / WIDE * k + row) * WIDE + col % WIDE] = v;
            }
        }
        Packed { k, n, panels }
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.n
    }

    /// `out += left * self`, where `left` has as many columns as this matrix rows. `scratch` is reused.
    pub fn add_product(&self, left: &[f32], out: &mut [f32], scratch: &mut Vec<f32>) {
        widest(Product { right: self, left, out, scratch });
    }
}

struct Product<'a> {
    right: &'a Packed,
    left: &'a [f32],
    out: &'a mut [f32],
    scratch: &'a mut Vec<f32>,
}

impl Work for Product<'_> {
    #[inline(always)]
    fn run<const FUSED: bool>(self) {
        let (k, n) = (self.right.k, self.right.n);
        if k == 0 || n == 0 {
            return;
        }
        // A stretch of the left side stays near while the right side goes by.
        for (left, out) in self.left.chunks(k * TALL * STRETCH).zip(self.out.chunks_mut(n * TALL * STRETCH)) {
            let rows = left.len() / k;
            self.scratch.resize(rows.div_ceil(TALL) * TALL * k, 0.0);
            for r in 0..rows {
                let (block, row) = (r / TALL * TALL * k, r % TALL);
                for (c, &v) in left[r * k..(r + 1) * k].iter().enumerate() {
                    self.scratch[block + c * TALL + row] = v;
                }
            }
            for p in 0..n.div_ceil(WIDE) {
                let panel = &self.right.panels[p * k * WIDE..(p + 1) * k * WIDE];
                let from = p * WIDE;
                let to = (from + WIDE).min(n);
                for block in 0..rows.div_ceil(TALL) {
                    let mut sums = [[0.0; WIDE]; TALL];
                    let count = TALL.min(rows - block * TALL);
                    for (r, sum) in sums.iter_mut().enumerate().take(count) {
                        let at = (block * TALL + r) * n;
                        sum[..to - from].copy_from_slice(&out[at + from..at + to]);
                    }
                    kernel::<FUSED>(&self.scratch[block * TALL * k..(block + 1) * TALL * k], panel, &mut sums);
                    for (r, sum) in sums.iter().enumerate().take(count) {
                        let at = (block * TALL + r) * n;
                        out[at + from..at + to].copy_from_slice(&sum[..to - from]);
                    }
                }
            }
        }
    }
}

/// `sums += left * panel`; `left` column by column.
#[inline(always)]
fn kernel<const FUSED: bool>(left: &[f32], panel: &[f32], sums: &mut [[f32; WIDE]; TALL]) {
    let mut s = *sums;
    let (left, _) = left.as_chunks::<TALL>();
    let (panel, _) = panel.as_chunks::<WIDE>();
    for (a, b) in left.iter().zip(panel) {
        for r in 0..TALL {
            for c in 0..WIDE {
                s[r][c] = if FUSED { a[r].mul_add(b[c], s[r][c]) } else { a[r] * b[c] + s[r][c] };
            }
        }
    }
    *sums = s;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn products_are_those_of_three_loops(m in 1usize..15, k in 1usize..9, n in 1usize..40, seed in 0u32..1000) {
            let value = |i: usize| ((i as u32 ^ seed).wrapping_mul(2_654_435_761) >> 24) as f32 - 128.0;
            let a: Vec<f32> = (0..m * k).map(value).collect();
            let b: Vec<f32> = (0..k * n).map(|i| value(i + 77)).collect();
            let mut out: Vec<f32> = (0..m * n).map(value).collect();
            let mut expected = out.clone();
            for i in 0..m {
                for j in 0..n {
                    expected[i * n + j] += (0..k).map(|l| a[i * k + l] * b[l * n + j]).sum::<f32>();
                }
            }
            Packed::new(&b, n).add_product(&a, &mut out, &mut Vec::new());
            prop_assert_eq!(out, expected); // whole numbers: exact in any order
        }
    }
}
