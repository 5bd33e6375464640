//! One layer of LSTMs, both ways, with its gradient.

use super::params::{Grads, Params, Random, multiply};
use language::net::Batch;
use language::net::math::{sigmoid, tanh};

/// The matrices of a layer, by their numbers.
pub struct Layer {
    input: usize,
    bias: usize,
    again: [usize; 2],
    width: usize,
    hidden: usize,
}

/// What the way back needs.
pub struct Trace {
    x: Vec<f32>,
    gates: Vec<f32>,
    memory: Vec<f32>,
    pub out: Vec<f32>,
}

impl Layer {
    pub fn new(params: &mut Params, n: usize, width: usize, hidden: usize, random: &mut Random) -> Layer {
        let input = params.add(&format!("layer{n}.input"), width, 8 * hidden, 1.3, random);
        let bias = params.add(&format!("layer{n}.bias"), 1, 8 * hidden, 0.0, random);
        for side in 0..2 {
            params.list[bias].values[side * 4 * hidden + hidden..][..hidden].fill(1.0); // remember at first
        }
        let again =
            ["forward", "backward"].map(|side| params.add(&format!("layer{n}.{side}"), hidden, 4 * hidden, 1.3, random));
        Layer { input, bias, again, width, hidden }
    }

    pub fn forward(&self, p: &Params, batch: &Batch, x: Vec<f32>) -> Trace {
        let h = self.hidden;
        let mut gates = p.values(self.bias).repeat(batch.rows);
        multiply((&x, self.width, false), (p.values(self.input), 8 * h, false), &mut gates, 1.0);
        let mut memory = vec![0.0; batch.rows * 2 * h];
        let mut out = vec![0.0; batch.rows * 2 * h];
        for side in 0..2 {
            let count = batch.starts.len();
            let (mut state, mut cells, mut now) = (vec![0.0; count * h], vec![0.0; count * h], vec![0.0; count * 4 * h]);
            for (t, &active) in batch.active.iter().enumerate() {
                let keep = f32::from(u8::from(t > 0));
                if t > 0 {
                    let again = (p.values(self.again[side]), 4 * h, false);
                    multiply((&state[..active * h], h, false), again, &mut now[..active * 4 * h], 0.0);
                }
                for s in 0..active {
                    let row = batch.row(s, t, side);
                    let gates = &mut gates[row * 8 * h + side * 4 * h..][..4 * h];
                    gates.iter_mut().zip(&now[s * 4 * h..]).for_each(|(g, n)| *g += keep * n);
                    let (i, rest) = gates.split_at_mut(h);
                    let (f, rest) = rest.split_at_mut(h);
                    let (o, u) = rest.split_at_mut(h);
                    let (cells, state) = (&mut cells[s * h..][..h], &mut state[s * h..][..h]);
                    for j in 0..h {
                        (i[j], f[j], o[j], u[j]) = (sigmoid(i[j]), sigmoid(f[j]), sigmoid(o[j]), tanh(u[j]));
                        cells[j] = f[j] * cells[j] + i[j] * u[j];
                        state[j] = o[j] * tanh(cells[j]);
                    }
                    memory[row * 2 * h + side * h..][..h].copy_from_slice(cells);
                    out[row * 2 * h + side * h..][..h].copy_from_slice(state);
                }
            }
        }
        Trace { x, gates, memory, out }
    }

    /// From the gradient of what came out to that of what went in.
    pub fn backward(&self, p: &Params, batch: &Batch, trace: &Trace, d_out: &[f32], g: &mut Grads) -> Vec<f32> {
        let h = self.hidden;
        let mut d_gates = vec![0.0; batch.rows * 8 * h];
        for side in 0..2 {
            let count = batch.starts.len();
            let (mut d_state, mut d_cells) = (vec![0.0; count * h], vec![0.0; count * h]);
            let mut step = vec![0.0; count * 4 * h];
            let mut before = vec![0.0; batch.rows * h];
            let mut all = vec![0.0; batch.rows * 4 * h];
            for (t, &active) in batch.active.iter().enumerate().rev() {
                for s in 0..active {
                    let row = batch.row(s, t, side);
                    let gates = &trace.gates[row * 8 * h + side * 4 * h..][..4 * h];
                    let memory = &trace.memory[row * 2 * h + side * h..][..h];
                    let last = (t > 0).then(|| batch.row(s, t - 1, side));
                    let d_out = &d_out[row * 2 * h + side * h..][..h];
                    let (d_state, d_cells) = (&mut d_state[s * h..][..h], &mut d_cells[s * h..][..h]);
                    let step = &mut step[s * 4 * h..][..4 * h];
                    for j in 0..h {
                        let (i, f, o, u) = (gates[j], gates[h + j], gates[2 * h + j], gates[3 * h + j]);
                        let th = tanh(memory[j]);
                        let d = d_out[j] + d_state[j];
                        let dc = d_cells[j] + d * o * (1.0 - th * th);
                        let was = last.map_or(0.0, |r| trace.memory[r * 2 * h + side * h + j]);
                        step[j] = dc * u * i * (1.0 - i);
                        step[h + j] = dc * was * f * (1.0 - f);
                        step[2 * h + j] = d * th * o * (1.0 - o);
                        step[3 * h + j] = dc * i * (1.0 - u * u);
                        d_cells[j] = dc * f;
                    }
                    d_gates[row * 8 * h + side * 4 * h..][..4 * h].copy_from_slice(step);
                    all[row * 4 * h..][..4 * h].copy_from_slice(step);
                    if let Some(r) = last {
                        before[row * h..][..h].copy_from_slice(&trace.out[r * 2 * h + side * h..][..h]);
                    }
                }
                if t > 0 {
                    let again = (p.values(self.again[side]), 4 * h, true);
                    multiply((&step[..active * 4 * h], 4 * h, false), again, &mut d_state[..active * h], 0.0);
                }
            }
            multiply((&before, h, true), (&all, 4 * h, false), &mut g.list[self.again[side]], 1.0);
        }
        multiply((&trace.x, self.width, true), (&d_gates, 8 * h, false), &mut g.list[self.input], 1.0);
        add_rows(&d_gates, &mut g.list[self.bias]);
        let mut d_x = vec![0.0; batch.rows * self.width];
        multiply((&d_gates, 8 * h, false), (p.values(self.input), 8 * h, true), &mut d_x, 0.0);
        d_x
    }
}

/// Adds all rows to one.
pub fn add_rows(rows: &[f32], sum: &mut [f32]) {
    for row in rows.chunks_exact(sum.len()) {
        sum.iter_mut().zip(row).for_each(|(s, v)| *s += v);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum of what comes out, weighed.
    fn value(layer: &Layer, p: &Params, batch: &Batch, x: &[f32], weights: &[f32]) -> f32 {
        layer.forward(p, batch, x.to_vec()).out.iter().zip(weights).map(|(o, w)| o * w).sum()
    }

    #[test]
    fn gradients_are_those_of_small_steps() {
        let mut random = Random(7);
        let mut p = Params::new(1, 3, &mut random);
        let layer = Layer::new(&mut p, 0, 3, 2, &mut random);
        let batch = Batch::new([3, 2].into_iter());
        let x: Vec<f32> = (0..batch.rows * 3).map(|_| random.unit() - 0.5).collect();
        let weights: Vec<f32> = (0..batch.rows * 4).map(|_| random.unit() - 0.5).collect();
        let mut g = Grads::new(&p);
        let trace = layer.forward(&p, &batch, x.clone());
        let d_x = layer.backward(&p, &batch, &trace, &weights, &mut g);
        let step = 1e-2;
        for id in 0..p.list.len() {
            for n in 0..p.list[id].values.len() {
                let mut ends = [step, -step].map(|by| {
                    p.list[id].values[n] += by;
                    let v = value(&layer, &p, &batch, &x, &weights);
                    p.list[id].values[n] -= by;
                    v
                });
                ends[0] = (ends[0] - ends[1]) / (2.0 * step);
                assert!((ends[0] - g.list[id][n]).abs() < 1e-3, "{} {n}: {} {}", p.list[id].name, ends[0], g.list[id][n]);
            }
        }
        for n in 0..x.len() {
            let at = |by: f32| {
                let mut x = x.clone();
                x[n] += by;
                value(&layer, &p, &batch, &x, &weights)
            };
            assert!(((at(step) - at(-step)) / (2.0 * step) - d_x[n]).abs() < 1e-3);
        }
    }
}
