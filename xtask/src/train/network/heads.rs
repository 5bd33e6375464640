//! The heads on top of the layers, with their losses and gradients: tags, arcs and relations; names.

use super::lstm::add_rows;
use super::params::{Grads, Params, Random, multiply};
use language::net::Batch;
use language::net::labels::{LABELS, NEVER, Scores, may_follow};
use language::net::math::{exp, softmax};

/// How much of what a head sees is dropped in training.
const DROP: f32 = 0.25;

/// What is right about the words of a batch of sentences from a treebank; heads are counted in the sentence, its length
/// for the root; `u16::MAX` for an unknown tag, head or relation.
#[derive(Default)]
pub struct Gold {
    pub tags: Vec<u16>,
    pub heads: Vec<u16>,
    pub relations: Vec<u16>,
}

/// Sums of losses, for the log.
#[derive(Default, Clone, Copy)]
pub struct Loss {
    pub words: f32,
    pub arcs: f32,
    pub relations: f32,
    pub tags: f32,
    pub names: f32,
}

/// Tags, arcs and relations.
pub struct Grammar {
    pub main: usize,
    pub bias: usize,
    pub arcs: usize,
    pub arc_bias: usize,
    pub arc_root: usize,
    pub label_root: usize,
    pub out: usize,
    pub out_bias: usize,
    pub arc: usize,
    pub label: usize,
    pub tags: usize,
    pub relations: usize,
    below: usize,
}

impl Grammar {
    pub fn new(
        p: &mut Params,
        below: usize,
        arc: usize,
        label: usize,
        tags: usize,
        relations: usize,
        r: &mut Random,
    ) -> Grammar {
        Grammar {
            main: p.add("grammar", below, 2 * arc + 2 * label + tags, 1.3, r),
            bias: p.add("grammar.bias", 1, 2 * arc + 2 * label + tags, 0.0, r),
            arcs: p.add("arcs", arc, arc, 1.0, r),
            arc_bias: p.add("arcs.bias", 1, arc, 0.0, r),
            arc_root: p.add("arcs.root", 1, arc, 0.5, r),
            label_root: p.add("relations.root", 1, label, 0.5, r),
            out: p.add("relations.out", label, relations, 1.0, r),
            out_bias: p.add("relations.bias", 1, relations, 0.0, r),
            arc,
            label,
            tags,
            relations,
            below,
        }
    }

    /// The gradient of the loss for the rows of `top`.
    #[allow(clippy::too_many_arguments)]
    pub fn learn(
        &self,
        p: &Params,
        batch: &Batch,
        top: &[f32],
        gold: &Gold,
        g: &mut Grads,
        r: &mut Random,
        loss: &mut Loss,
    ) -> Vec<f32> {
        let (a, l, rows) = (self.arc, self.label, batch.rows);
        let width = 2 * a + 2 * l + self.tags;
        let unit = 1.0 / rows as f32;
        let mut pre = p.values(self.bias).repeat(rows);
        multiply((top, self.below, false), (p.values(self.main), width, false), &mut pre, 1.0);
        let mut d_pre = vec![0.0; rows * width];
        let relu = |from: usize, r: &mut Random| {
            let mask = r.mask(rows * a, DROP);
            let values: Vec<f32> = (0..rows * a).map(|n| pre[n / a * width + from + n % a].max(0.0) * mask[n]).collect();
            (values, mask)
        };
        let (below, below_mask) = relu(0, r);
        let (above, above_mask) = relu(a, r);
        let mut turned = p.values(self.arc_bias).repeat(rows);
        multiply((&below, a, false), (p.values(self.arcs), a, false), &mut turned, 1.0);
        let (mut d_turned, mut d_above) = (vec![0.0; rows * a], vec![0.0; rows * a]);
        for (s, &n) in batch.lengths.iter().enumerate() {
            let from = batch.starts[s];
            let mut heads = above[from * a..][..n * a].to_vec();
            heads.extend(p.values(self.arc_root));
            let mut scores = vec![0.0; n * (n + 1)];
            let turned = &turned[from * a..][..n * a];
            multiply((turned, a, false), (&heads, a, true), &mut scores, 0.0);
            for (i, row) in scores.chunks_exact_mut(n + 1).enumerate() {
                row[i] = -1e9;
                softmax(row);
                let head = usize::from(gold.heads[from + i]);
                if head > n {
                    row.fill(0.0);
                    continue;
                }
                loss.arcs -= row[head].max(1e-9).ln();
                row[head] -= 1.0;
                row.iter_mut().for_each(|v| *v *= unit);
            }
            multiply((&scores, n + 1, false), (&heads, a, false), &mut d_turned[from * a..][..n * a], 0.0);
            let mut d_heads = vec![0.0; (n + 1) * a];
            multiply((&scores, n + 1, true), (turned, a, false), &mut d_heads, 0.0);
            d_above[from * a..][..n * a].copy_from_slice(&d_heads[..n * a]);
            g.list[self.arc_root].iter_mut().zip(&d_heads[n * a..]).for_each(|(x, d)| *x += d);
        }
        multiply((&below, a, true), (&d_turned, a, false), &mut g.list[self.arcs], 1.0);
        add_rows(&d_turned, &mut g.list[self.arc_bias]);
        let mut d_below = vec![0.0; rows * a];
        multiply((&d_turned, a, false), (p.values(self.arcs), a, true), &mut d_below, 0.0);
        for n in 0..rows * a {
            let at = n / a * width + n % a;
            d_pre[at] = if pre[at] > 0.0 { d_below[n] * below_mask[n] } else { 0.0 };
            d_pre[at + a] = if pre[at + a] > 0.0 { d_above[n] * above_mask[n] } else { 0.0 };
        }

        // Relations, given the right head.
        let mask = r.mask(rows * l, DROP);
        let mut hidden = vec![0.0; rows * l];
        let mut head_rows = vec![None; rows];
        for (s, &n) in batch.lengths.iter().enumerate() {
            for i in batch.starts[s]..batch.starts[s] + n {
                let head = usize::from(gold.heads[i]);
                head_rows[i] = (head < n).then_some(batch.starts[s] + head);
                for j in 0..l {
                    let other = head_rows[i].map_or(p.values(self.label_root)[j], |h| pre[h * width + 2 * a + l + j]);
                    hidden[i * l + j] = (pre[i * width + 2 * a + j] + other).max(0.0) * mask[i * l + j];
                }
            }
        }
        let mut scores = p.values(self.out_bias).repeat(rows);
        multiply((&hidden, l, false), (p.values(self.out), self.relations, false), &mut scores, 1.0);
        loss.relations += against(&mut scores, self.relations, &gold.relations, unit);
        multiply((&hidden, l, true), (&scores, self.relations, false), &mut g.list[self.out], 1.0);
        add_rows(&scores, &mut g.list[self.out_bias]);
        let mut d_hidden = vec![0.0; rows * l];
        multiply((&scores, self.relations, false), (p.values(self.out), self.relations, true), &mut d_hidden, 0.0);
        for i in 0..rows {
            for j in 0..l {
                if hidden[i * l + j] > 0.0 {
                    let d = d_hidden[i * l + j] * mask[i * l + j];
                    d_pre[i * width + 2 * a + j] += d;
                    match head_rows[i] {
                        Some(h) => d_pre[h * width + 2 * a + l + j] += d,
                        None => g.list[self.label_root][j] += d,
                    }
                }
            }
        }

        // Tags.
        let from = 2 * a + 2 * l;
        let mut scores: Vec<f32> = pre.chunks_exact(width).flat_map(|row| row[from..].iter().copied()).collect();
        loss.tags += against(&mut scores, self.tags, &gold.tags, unit);
        for (row, d) in d_pre.chunks_exact_mut(width).zip(scores.chunks_exact(self.tags)) {
            row[from..].copy_from_slice(d);
        }
        loss.words += rows as f32;

        multiply((top, self.below, true), (&d_pre, width, false), &mut g.list[self.main], 1.0);
        add_rows(&d_pre, &mut g.list[self.bias]);
        let mut d_top = vec![0.0; rows * self.below];
        multiply((&d_pre, width, false), (p.values(self.main), width, true), &mut d_top, 0.0);
        d_top
    }
}

/// Turns scores into the gradient of their cross entropy; returns the loss.
fn against(scores: &mut [f32], cols: usize, gold: &[u16], unit: f32) -> f32 {
    let mut loss = 0.0;
    for (row, &right) in scores.chunks_exact_mut(cols).zip(gold) {
        if usize::from(right) >= cols {
            row.fill(0.0);
            continue;
        }
        softmax(row);
        loss -= row[usize::from(right)].max(1e-9).ln();
        row[usize::from(right)] -= 1.0;
        row.iter_mut().for_each(|v| *v *= unit);
    }
    loss
}

/// Names.
pub struct Names {
    pub main: usize,
    pub bias: usize,
    pub elsewhere: usize,
    pub out: usize,
    pub out_bias: usize,
    pub steps: usize,
    pub width: usize,
    below: usize,
}

impl Names {
    pub fn new(p: &mut Params, below: usize, width: usize, r: &mut Random) -> Names {
        Names {
            main: p.add("names", below, LABELS + width, 1.0, r),
            bias: p.add("names.first.bias", 1, LABELS + width, 0.0, r),
            elsewhere: p.add("names.elsewhere", LABELS + 1, width, 1.0, r),
            out: p.add("names.out", width, LABELS, 1.0, r),
            out_bias: p.add("names.bias", 1, LABELS, 0.0, r),
            steps: p.add("names.steps", LABELS, LABELS, 0.1, r),
            width,
            below,
        }
    }

    /// What a first look makes of each word.
    pub fn first(&self, p: &Params, top: &[f32]) -> Vec<f32> {
        let mut pre = p.values(self.bias).repeat(top.len() / self.below);
        multiply((top, self.below, false), (p.values(self.main), LABELS + self.width, false), &mut pre, 1.0);
        pre
    }

    /// The gradient of the loss for the rows of `top`. `right` are the labels allowed for each word, as bits; `open` the
    /// words that may be part of a name; `elsewhere` what the first look made of the same words elsewhere.
    #[allow(clippy::too_many_arguments)]
    pub fn learn(
        &self,
        p: &Params,
        batch: &Batch,
        top: &[f32],
        pre: &[f32],
        elsewhere: &[f32],
        right: &[u32],
        open: &[bool],
        weight: f32,
        g: &mut Grads,
        r: &mut Random,
        loss: &mut Loss,
    ) -> Vec<f32> {
        let (rows, w) = (batch.rows, self.width);
        let width = LABELS + w;
        let unit = weight / rows as f32;
        let mask = r.mask(rows * w, DROP);
        let mut hidden: Vec<f32> = pre.chunks_exact(width).flat_map(|row| row[LABELS..].iter().copied()).collect();
        multiply((elsewhere, LABELS + 1, false), (p.values(self.elsewhere), w, false), &mut hidden, 1.0);
        hidden.iter_mut().zip(&mask).for_each(|(v, m)| *v = v.max(0.0) * m);
        let mut scores = p.values(self.out_bias).repeat(rows);
        multiply((&hidden, w, false), (p.values(self.out), LABELS, false), &mut scores, 1.0);
        for (row, pre) in scores.chunks_exact_mut(LABELS).zip(pre.chunks_exact(width)) {
            row.iter_mut().zip(pre).for_each(|(a, b)| *a += b);
        }
        let mut steps = [[0.0; LABELS]; LABELS];
        for (b, row) in steps.iter_mut().enumerate() {
            for (l, v) in row.iter_mut().enumerate() {
                *v = if may_follow(b, l) { p.values(self.steps)[b * LABELS + l] } else { NEVER };
            }
        }
        let mut d_scores = vec![0.0; rows * LABELS];
        for (s, &n) in batch.lengths.iter().enumerate() {
            let from = batch.starts[s];
            let scores: Vec<Scores> =
                scores[from * LABELS..][..n * LABELS].chunks_exact(LABELS).map(|r| r.try_into().expect("a row")).collect();
            let all: Vec<u32> = open[from..from + n].iter().map(|&o| if o { u32::MAX } else { 1 }).collect();
            let d = &mut d_scores[from * LABELS..][..n * LABELS];
            let d_steps = &mut g.list[self.steps];
            loss.names += chances(&scores, &steps, &all, unit, d, d_steps);
            loss.names -= chances(&scores, &steps, &right[from..from + n], -unit, d, d_steps);
        }
        // The first look learns by itself, too.
        let mut d_pre = vec![0.0; rows * width];
        for (i, (d, pre)) in d_pre.chunks_exact_mut(width).zip(pre.chunks_exact(width)).enumerate() {
            d[..LABELS].copy_from_slice(&d_scores[i * LABELS..][..LABELS]);
            if !open[i] {
                continue;
            }
            let mut shares = [0.0; LABELS];
            shares.copy_from_slice(&pre[..LABELS]);
            softmax(&mut shares);
            let fine: f32 = (0..LABELS).filter(|l| right[i] >> l & 1 == 1).map(|l| shares[l]).sum();
            for l in 0..LABELS {
                let wanted = if right[i] >> l & 1 == 1 { shares[l] / fine.max(1e-9) } else { 0.0 };
                d[l] += (shares[l] - wanted) * unit * 0.5;
            }
        }
        multiply((&hidden, w, true), (&d_scores, LABELS, false), &mut g.list[self.out], 1.0);
        add_rows(&d_scores, &mut g.list[self.out_bias]);
        let mut d_hidden = vec![0.0; rows * w];
        multiply((&d_scores, LABELS, false), (p.values(self.out), LABELS, true), &mut d_hidden, 0.0);
        for ((d, h), m) in d_hidden.iter_mut().zip(&hidden).zip(&mask) {
            *d = if *h > 0.0 { *d * m } else { 0.0 };
        }
        multiply((elsewhere, LABELS + 1, true), (&d_hidden, w, false), &mut g.list[self.elsewhere], 1.0);
        for (d, h) in d_pre.chunks_exact_mut(width).zip(d_hidden.chunks_exact(w)) {
            d[LABELS..].copy_from_slice(h);
        }
        multiply((top, self.below, true), (&d_pre, width, false), &mut g.list[self.main], 1.0);
        add_rows(&d_pre, &mut g.list[self.bias]);
        let mut d_top = vec![0.0; rows * self.below];
        multiply((&d_pre, width, false), (p.values(self.main), width, true), &mut d_top, 0.0);
        loss.words += rows as f32;
        d_top
    }
}

/// Adds the chances of labels and steps among all runs of allowed labels, times `unit`, to the gradients; returns the
/// logarithm of the sum over the runs (a linear-chain CRF: Lafferty et al. 2001).
fn chances(scores: &[Scores], steps: &[Scores; LABELS], allowed: &[u32], unit: f32, d: &mut [f32], d_steps: &mut [f32]) -> f32 {
    let n = scores.len();
    let may: Vec<Scores> =
        (0..LABELS).map(|b| std::array::from_fn(|l| exp(steps[b][l]) * f32::from(u8::from(may_follow(b, l))))).collect();
    let mut total = 0.0;
    let mut here: Vec<Scores> = Vec::with_capacity(n);
    for (row, &bits) in scores.iter().zip(allowed) {
        let top = (0..LABELS).filter(|l| bits >> l & 1 == 1).map(|l| row[l]).fold(f32::NEG_INFINITY, f32::max);
        total += top;
        here.push(std::array::from_fn(|l| if bits >> l & 1 == 1 { exp(row[l] - top) } else { 0.0 }));
    }
    let scale = |v: &mut Scores| {
        let sum: f32 = v.iter().sum::<f32>().max(1e-30);
        v.iter_mut().for_each(|x| *x /= sum);
        sum
    };
    let mut forward: Vec<Scores> = Vec::with_capacity(n);
    for i in 0..n {
        let mut now: Scores = [0.0; LABELS];
        if i == 0 {
            (0..LABELS).for_each(|l| now[l] = may[0][l] * here[0][l]);
        } else {
            for b in (0..LABELS).filter(|&b| forward[i - 1][b] > 0.0) {
                (0..LABELS).for_each(|l| now[l] += forward[i - 1][b] * may[b][l]);
            }
            (0..LABELS).for_each(|l| now[l] *= here[i][l]);
        }
        total += scale(&mut now).ln();
        forward.push(now);
    }
    let mut back: Scores = [1.0; LABELS];
    for i in (0..n).rev() {
        let mut chance: Scores = std::array::from_fn(|l| forward[i][l] * back[l]);
        scale(&mut chance);
        (0..LABELS).for_each(|l| d[i * LABELS + l] += unit * chance[l]);
        let weighed: Scores = std::array::from_fn(|l| here[i][l] * back[l]);
        if i == 0 {
            (0..LABELS).for_each(|l| d_steps[l] += unit * chance[l]);
            break;
        }
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut sum = 0.0;
        let mut before: Scores = [0.0; LABELS];
        for b in 0..LABELS {
            for l in 0..LABELS {
                let part = may[b][l] * weighed[l];
                before[b] += part;
                pairs[b][l] = forward[i - 1][b] * part;
                sum += pairs[b][l];
            }
        }
        let sum = unit / f32::max(sum, 1e-30);
        for (b, row) in pairs.iter().enumerate() {
            (0..LABELS).for_each(|l| d_steps[b * LABELS + l] += row[l] * sum);
        }
        scale(&mut before);
        back = before;
    }
    total
}
