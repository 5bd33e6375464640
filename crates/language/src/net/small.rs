//! Products of small whole numbers: states of 7 bits with weights of 8, exact, so the same on every processor.
//!
//! A state between -1 and 1 is told in 63 steps either side of 64; a weight in 127 steps either side of 0, with a scale
//! for each column. Sums of two such products still fit 16 bits, which the instructions of older processors need.

use super::math::{ROUND, whole};

/// Columns of a panel.
const WIDE: usize = 16;
/// Rows taken together.
const TALL: usize = 8;
/// Rows that pass by a panel before the next one is fetched.
const MANY: usize = 64;
/// Values of a row taken together.
const DEEP: usize = 4;
/// Steps of a state either side of the middle.
const STEPS: f32 = 63.0;
const MIDDLE: i32 = 64;

/// Four weights for each of the columns of a panel.
type Group = [i8; WIDE * DEEP];

/// A row of any values as small numbers, of which each step is worth as much as what is returned says.
pub fn shrink(values: &[f32], out: &mut [u8]) -> f32 {
    let most = values.iter().fold(f32::MIN_POSITIVE, |m, v| m.max(v.abs()));
    for (o, &v) in out.iter_mut().zip(values) {
        *o = state(v / most);
    }
    most
}

/// A state from -1 to 1 as a small number.
#[inline(always)]
pub fn state(value: f32) -> u8 {
    (whole(value * STEPS + ROUND) + MIDDLE) as u8
}

/// A matrix of weights packed to be multiplied from the left.
pub struct Small {
    k: usize,
    n: usize,
    panels: Vec<Group>,
    /// For each panel what one step of its columns is worth,
    scales: Vec<[f32; WIDE]>,
    /// and what the middles of all states add up to.
    starts: Vec<[i32; WIDE]>,
}

impl Small {
    /// From the columns one after the other, `k` weights each, and their scales; `None` where `k` is no multiple of 4.
    pub fn new(weights: &[i8], scales: &[f32], k: usize) -> Option<Small> {
        if k == 0 || !k.is_multiple_of(DEEP) || weights.len() != scales.len() * k {
            return None;
        }
        let groups = k / DEEP;
        let mut panels = vec![[0; WIDE * DEEP]; scales.len().div_ceil(WIDE) * groups];
        let mut worth = vec![[0.0; WIDE]; scales.len().div_ceil(WIDE)];
        let mut starts = vec![[0; WIDE]; worth.len()];
        for (c, (column, scale)) in weights.chunks_exact(k).zip(scales).enumerate() {
            for (i, &w) in column.iter().enumerate() {
                panels[c / WIDE * groups + i / DEEP][c % WIDE * DEEP + i % DEEP] = w;
            }
            worth[c / WIDE][c % WIDE] = scale / STEPS;
            starts[c / WIDE][c % WIDE] = MIDDLE * column.iter().map(|&w| i32::from(w)).sum::<i32>();
        }
        Some(Small { k, n: scales.len(), panels, scales: worth, starts })
    }

    /// From real weights row by row, `n` columns, each told in 127 steps of its largest.
    pub fn of(values: &[f32], n: usize) -> Option<Small> {
        let k = values.len() / n.max(1);
        let (mut weights, mut scales) = (Vec::with_capacity(values.len()), Vec::with_capacity(n));
        for c in 0..n {
            let column = values.iter().skip(c).step_by(n);
            let scale = column.clone().fold(f32::MIN_POSITIVE, |m, v| m.max(v.abs())) / 127.0;
            weights.extend(column.map(|v| (v / scale).round() as i8));
            scales.push(scale);
        }
        Small::new(&weights, &scales, k)
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.n
    }

    /// `out += left * self`, where `left` holds states, as many columns as this matrix has rows.
    pub fn add_product(&self, left: &[u8], out: &mut [f32]) {
        self.rows(left, &[], None, out);
    }

    /// `left * self`, plus `bias` in each row. Where `worth` is given, each row of the left side has one of its own, see [`shrink`].
    pub fn product(&self, left: &[u8], worth: &[f32], bias: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; left.len() / self.k * self.n];
        self.rows(left, worth, Some(bias), &mut out);
        out
    }

    fn rows(&self, left: &[u8], worth: &[f32], bias: Option<&[f32]>, out: &mut [f32]) {
        let groups = self.k / DEEP;
        let kernel = kernel();
        let mut blocks = vec![[[0; DEEP]; TALL]; groups * (left.len() / self.k).min(MANY).div_ceil(TALL)];
        let many = self.k * MANY;
        for (b, (left, out)) in left.chunks(many).zip(out.chunks_mut(self.n * MANY)).enumerate() {
            for (r, row) in left.chunks_exact(self.k).enumerate() {
                for (slot, four) in blocks[r / TALL * groups..].iter_mut().zip(row.as_chunks::<DEEP>().0) {
                    slot[r % TALL] = *four;
                }
            }
            kernel(self, &blocks, worth.get(b * MANY..).unwrap_or_default(), bias, out);
        }
    }

    /// Some blocks of rows, the inner loop left open. Panel by panel, so that one stays in the nearest cache for all rows.
    #[inline(always)]
    fn blocks(
        &self,
        blocks: &Block,
        worth: &[f32],
        bias: Option<&[f32]>,
        out: &mut [f32],
        inner: impl Fn(&[Group], &Block) -> Sums,
    ) {
        let groups = self.k / DEEP;
        for (p, panel) in self.panels.chunks_exact(groups).enumerate() {
            let (scales, starts) = (&self.scales[p], &self.starts[p]);
            let columns = p * WIDE..self.n.min((p + 1) * WIDE);
            let bias = bias.and_then(|b| b.get(columns.clone()));
            for (b, (block, out)) in blocks.chunks_exact(groups).zip(out.chunks_mut(self.n * TALL)).enumerate() {
                let sums = inner(panel, block);
                for (r, sum) in sums.iter().enumerate().take(out.len() / self.n) {
                    let worth = worth.get(b * TALL + r).copied().unwrap_or(1.0);
                    // Whole arrays, or the compiler does one column at a time.
                    let mut more = [0.0; WIDE];
                    for c in 0..WIDE {
                        more[c] = (sum[c] - starts[c]) as f32 * (scales[c] * worth);
                    }
                    let row = &mut out[r * self.n..][columns.clone()];
                    if let Some(bias) = bias {
                        row.copy_from_slice(bias);
                    }
                    if let Some(row) = row.first_chunk_mut::<WIDE>() {
                        for c in 0..WIDE {
                            row[c] += more[c];
                        }
                    } else {
                        row.iter_mut().zip(more).for_each(|(o, m)| *o += m);
                    }
                }
            }
        }
    }
}

type Sums = [[i32; WIDE]; TALL];
/// Four values of each of some rows, over and over.
type Block = [[[u8; DEEP]; TALL]];
type Kernel = fn(&Small, &Block, &[f32], Option<&[f32]>, &mut [f32]);

/// The quickest way that the processor has.
fn kernel() -> Kernel {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("avx512f") && has!("avx512vnni") {
            // SAFETY: the processor has just been asked for both features.
            #[allow(unsafe_code)]
            return |small, blocks, worth, bias, out| unsafe { x86::blocks_with_vnni(small, blocks, worth, bias, out) };
        }
        if has!("avx2") {
            // SAFETY: the processor has just been asked for the feature.
            #[allow(unsafe_code)]
            return |small, blocks, worth, bias, out| unsafe { x86::blocks_with_avx2(small, blocks, worth, bias, out) };
        }
    }
    |small, blocks, worth, bias, out| small.blocks(blocks, worth, bias, out, plain)
}

/// The same for any processor.
fn plain(panel: &[Group], block: &Block) -> Sums {
    let mut sums = [[0; WIDE]; TALL];
    for (weights, rows) in panel.iter().zip(block) {
        for (sum, row) in sums.iter_mut().zip(rows) {
            for (s, four) in sum.iter_mut().zip(weights.as_chunks::<DEEP>().0) {
                for (a, w) in row.iter().zip(four) {
                    *s += i32::from(*a) * i32::from(*w);
                }
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Block, Group, Small, Sums, TALL, WIDE};
    use std::arch::x86_64::*;

    #[target_feature(enable = "avx512f,avx512vnni")]
    pub fn blocks_with_vnni(small: &Small, blocks: &Block, worth: &[f32], bias: Option<&[f32]>, out: &mut [f32]) {
        small.blocks(blocks, worth, bias, out, |panel, block| with_vnni(panel, block));
    }

    #[target_feature(enable = "avx2")]
    pub fn blocks_with_avx2(small: &Small, blocks: &Block, worth: &[f32], bias: Option<&[f32]>, out: &mut [f32]) {
        small.blocks(blocks, worth, bias, out, |panel, block| with_avx2(panel, block));
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    #[inline]
    pub fn with_vnni(panel: &[Group], block: &Block) -> Sums {
        let zero = _mm512_setzero_si512();
        // One by one, so that all stay in registers.
        let [mut s0, mut s1, mut s2, mut s3, mut s4, mut s5, mut s6, mut s7] = [zero; TALL];
        for g in 0..panel.len().min(block.len()) {
            // SAFETY: a group is 64 bytes long; the load asks for no alignment.
            #[allow(unsafe_code)]
            let w = unsafe { _mm512_loadu_si512(panel[g].as_ptr().cast()) };
            let rows = &block[g];
            s0 = _mm512_dpbusd_epi32(s0, _mm512_set1_epi32(i32::from_le_bytes(rows[0])), w);
            s1 = _mm512_dpbusd_epi32(s1, _mm512_set1_epi32(i32::from_le_bytes(rows[1])), w);
            s2 = _mm512_dpbusd_epi32(s2, _mm512_set1_epi32(i32::from_le_bytes(rows[2])), w);
            s3 = _mm512_dpbusd_epi32(s3, _mm512_set1_epi32(i32::from_le_bytes(rows[3])), w);
            s4 = _mm512_dpbusd_epi32(s4, _mm512_set1_epi32(i32::from_le_bytes(rows[4])), w);
            s5 = _mm512_dpbusd_epi32(s5, _mm512_set1_epi32(i32::from_le_bytes(rows[5])), w);
            s6 = _mm512_dpbusd_epi32(s6, _mm512_set1_epi32(i32::from_le_bytes(rows[6])), w);
            s7 = _mm512_dpbusd_epi32(s7, _mm512_set1_epi32(i32::from_le_bytes(rows[7])), w);
        }
        let mut sums = [[0; WIDE]; TALL];
        for (out, sum) in sums.iter_mut().zip([s0, s1, s2, s3, s4, s5, s6, s7]) {
            // SAFETY: a row of sums is 64 bytes long; the store asks for no alignment.
            #[allow(unsafe_code)]
            unsafe {
                _mm512_storeu_si512(out.as_mut_ptr().cast(), sum);
            }
        }
        sums
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    pub fn with_avx2(panel: &[Group], block: &Block) -> Sums {
        let mut sums = [[0; WIDE]; TALL];
        // Four rows at a time, or the processor runs out of registers.
        for (quarter, out) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let zero = _mm256_setzero_si256();
            let [mut a0, mut b0, mut a1, mut b1, mut a2, mut b2, mut a3, mut b3] = [zero; 8];
            for g in 0..panel.len().min(block.len()) {
                // SAFETY: a group is two times 32 bytes long; the loads ask for no alignment.
                #[allow(unsafe_code)]
                let (v, w) = unsafe {
                    let at = panel[g].as_ptr();
                    (_mm256_loadu_si256(at.cast()), _mm256_loadu_si256(at.add(32).cast()))
                };
                let rows = &block[g].as_chunks::<4>().0[quarter];
                let [r0, r1, r2, r3] = rows.map(|r| _mm256_set1_epi32(i32::from_le_bytes(r)));
                (a0, b0) = (add(a0, r0, v), add(b0, r0, w));
                (a1, b1) = (add(a1, r1, v), add(b1, r1, w));
                (a2, b2) = (add(a2, r2, v), add(b2, r2, w));
                (a3, b3) = (add(a3, r3, v), add(b3, r3, w));
            }
            for (out, (a, b)) in out.iter_mut().zip([(a0, b0), (a1, b1), (a2, b2), (a3, b3)]) {
                // SAFETY: a row of sums is two times 32 bytes long; the stores ask for no alignment.
                #[allow(unsafe_code)]
                unsafe {
                    let at = out.as_mut_ptr();
                    _mm256_storeu_si256(at.cast(), a);
                    _mm256_storeu_si256(at.add(8).cast(), b);
                }
            }
        }
        sums
    }

    /// Adds products of four states with four weights; states have 7 bits, so two products never leave 16.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn add(sum: __m256i, states: __m256i, weights: __m256i) -> __m256i {
        _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(states, weights), _mm256_set1_epi16(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn states_are_told_in_steps() {
        assert_eq!([-1.0, 0.0, 1.0].map(state), [1, 64, 127]);
    }

    proptest! {
        #[test]
        fn all_kernels_give_the_same(panel in prop::collection::vec(-127i8..=127, 64 * 5), block in prop::collection::vec(1u8..=127, 32 * 5)) {
            let panel = panel.as_chunks::<64>().0;
            let block: Vec<[[u8; DEEP]; TALL]> =
                block.as_chunks::<32>().0.iter().map(|b| std::array::from_fn(|r| std::array::from_fn(|i| b[r * DEEP + i]))).collect();
            let expected = plain(panel, &block);
            #[cfg(target_arch = "x86_64")]
            {
                use std::arch::is_x86_feature_detected as has;
                // SAFETY: the processor is asked for the features first.
                #[allow(unsafe_code)]
                unsafe {
                    prop_assert!(!has!("avx2") || x86::with_avx2(panel, &block) == expected);
                    prop_assert!(!(has!("avx512f") && has!("avx512vnni")) || x86::with_vnni(panel, &block) == expected);
                }
            }
        }

        #[test]
        fn products_of_any_values_are_near(left in prop::collection::vec(-9.0f32..9.0, 8 * 3), right in prop::collection::vec(-1.0f32..1.0, 8 * 5)) {
            let small = Small::of(&right, 5).expect("a multiple of four");
            let (mut states, mut worth) = (vec![0; left.len()], vec![0.0; 3]);
            for r in 0..3 {
                worth[r] = shrink(&left[r * 8..][..8], &mut states[r * 8..][..8]);
            }
            let out = small.product(&states, &worth, &[1.0; 5]);
            for (r, c) in (0..3).flat_map(|r| (0..5).map(move |c| (r, c))) {
                let exact: f32 = (0..8).map(|i| left[r * 8 + i] * right[i * 5 + c]).sum();
                prop_assert!((out[r * 5 + c] - 1.0 - exact).abs() < 0.12 * worth[r], "{} {exact}", out[r * 5 + c]);
            }
        }

        #[test]
        fn products_are_those_of_three_loops(m in 1usize..20, k in 1usize..5, n in 1usize..40, seed in 0u32..1000) {
            let k = k * DEEP;
            let value = |i: usize| ((i as u32 ^ seed).wrapping_mul(2_654_435_761) >> 25) as i32 - 63;
            let weights: Vec<i8> = (0..k * n).map(|i| value(i) as i8).collect();
            let left: Vec<i32> = (0..m * k).map(|i| value(i + 99).clamp(-63, 63)).collect();
            let small = Small::new(&weights, &vec![63.0; n], k).expect("a multiple of four");
            let mut out = vec![1.0; m * n];
            small.add_product(&left.iter().map(|&v| (v + MIDDLE) as u8).collect::<Vec<_>>(), &mut out);
            for r in 0..m {
                for c in 0..n {
                    let sum: i32 = (0..k).map(|i| left[r * k + i] * i32::from(weights[c * k + i])).sum();
                    prop_assert_eq!(out[r * n + c], 1.0 + sum as f32);
                }
            }
        }
    }
}
