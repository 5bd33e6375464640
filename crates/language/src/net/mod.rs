//! The network: parts of speech, trees and names of an article, read by one two-way recurrent network.
//!
//! Words become sums of table rows ([`input`]); layers of LSTMs read each sentence both ways (Hochreiter and Schmidhuber
//! 1997; Graves and Schmidhuber 2005); heads on top of them score tags, arcs and relations (Dozat and Manning 2017) and
//! names, the latter twice: the second time knowing what was thought of the same word elsewhere in the article.

pub mod input;
pub mod labels;
pub mod math;
pub mod matrix;
mod small;
pub mod tensors;
pub mod tree;
mod wide;

use crate::document::Document;
use crate::tags;
use labels::{LABELS, Scores};
use matrix::Packed;
use model::Pos;
use rustc_hash::FxHashMap;
use small::Small;
use tensors::{Keys, Table, Tensors};
use wide::{Work, widest};

/// Words read together: enough to keep the processor busy, few enough to stay in its cache.
const TOGETHER: usize = 1500;

/// What the network reads off an article: one entry a word in each list.
#[derive(Default)]
pub struct Reading {
    /// Part of speech and Penn tag.
    pub tags: Vec<(Pos, &'static str)>,
    /// Head, counted from the start of the article; `None` for the root of a sentence.
    pub heads: Vec<Option<u32>>,
    /// Relation to the head.
    pub relations: Vec<&'static str>,
    /// Label of the name that the word is part of, see [`labels`].
    pub names: Vec<u8>,
}

/// One layer, both directions.
struct Layer {
    input: Small,
    bias: Vec<f32>,
    again: [Small; 2],
}

/// Widths of the heads, which are computed together: arcs (dependent, head), relations (dependent, head), tags, names
/// (first look, second look).
#[derive(Clone, Copy)]
struct Widths {
    arc: usize,
    label: usize,
    tags: usize,
    names: usize,
}

/// The network.
pub struct Network {
    vectors: Keys<'static>,
    forms: Keys<'static>,
    rows: Table<'static>,
    vector_rows: Table<'static>,
    layers: Vec<Layer>,
    hidden: usize,
    heads: Small,
    heads_bias: Vec<f32>,
    widths: Widths,
    arcs: Packed,
    arc_bias: Vec<f32>,
    arc_root: Vec<f32>,
    label_root: Vec<f32>,
    relations_out: Packed,
    relations_bias: Vec<f32>,
    names_elsewhere: Packed,
    names_out: Packed,
    names_bias: Vec<f32>,
    steps: [Scores; LABELS],
    tags: Vec<(Pos, &'static str)>,
    relations: Vec<&'static str>,
}

impl Network {
    /// Opens a packed network; `None` where the file breaks the format.
    pub fn open(bytes: &'static [u8]) -> Option<Network> {
        let t = Tensors::open(bytes)?;
        let packed = |name: &str| t.matrix(name).map(|(v, n)| Packed::new(&v, n));
        let list = |name: &str| t.matrix(name).map(|m| m.0);
        let mut layers = Vec::new();
        loop {
            let name = format!("layer{}.input", layers.len());
            let words = || t.matrix(&name).and_then(|(values, n)| Small::of(&values, n));
            let input = if layers.is_empty() { words() } else { t.small(&name) };
            let Some(input) = input else { break };
            let name = |part: &str| format!("layer{}.{part}", layers.len());
            layers.push(Layer {
                input,
                bias: list(&name("bias"))?,
                again: [t.small(&name("forward"))?, t.small(&name("backward"))?],
            });
        }
        let tags: Vec<_> = t.words("tags")?.iter().map(|l| tags::parse(l)).collect();
        let relations = t.words("relations")?;
        let (arcs, arc) = t.matrix("arcs")?;
        let (relations_out, count) = t.matrix("relations.out")?;
        let (names_out, _) = t.matrix("names.out")?;
        let widths =
            Widths { arc, label: relations_out.len() / count.max(1), tags: tags.len(), names: names_out.len() / LABELS };
        let heads = t.small("heads")?;
        let mut steps = [[0.0; LABELS]; LABELS];
        for (step, row) in steps.iter_mut().zip(list("names.steps")?.chunks_exact(LABELS)) {
            step.copy_from_slice(row);
        }
        let network = Network {
            vectors: t.keys("vectors.keys", "vectors.numbers")?,
            forms: t.keys("forms.keys", "forms.numbers")?,
            rows: t.table("rows")?,
            vector_rows: t.table("vectors.rows")?,
            hidden: layers.first()?.bias.len() / 8,
            layers,
            heads_bias: list("heads.bias")?,
            widths,
            arcs: Packed::new(&arcs, arc),
            arc_bias: list("arcs.bias")?,
            arc_root: list("arcs.root")?,
            label_root: list("relations.root")?,
            relations_out: Packed::new(&relations_out, count),
            relations_bias: list("relations.bias")?,
            names_elsewhere: packed("names.elsewhere")?,
            names_out: Packed::new(&names_out, LABELS),
            names_bias: list("names.bias")?,
            steps,
            tags,
            relations,
            heads,
        };
        let w = network.widths;
        let sound = network.heads.columns() == 2 * w.arc + 2 * w.label + w.tags + LABELS + w.names
            && network.heads_bias.len() == network.heads.columns()
            && network.relations.len() == count
            && network.names_elsewhere.columns() == w.names
            && network.layers.iter().all(|l| l.input.columns() == 8 * network.hidden)
            && network.vector_rows.cols() == network.rows.cols();
        sound.then_some(network)
    }

    /// Reads an article.
    pub fn read(&self, d: &Document) -> Reading {
        let count = d.words.len();
        let mut reading = Reading {
            tags: vec![(Pos::X, ""); count],
            heads: vec![None; count],
            relations: vec![""; count],
            names: Vec::with_capacity(count),
        };
        let mut first = vec![[0.0; LABELS]; count];
        let mut second = vec![0.0; count * self.widths.names];
        // Sentences of like length together.
        let mut order: Vec<usize> = (0..d.sentences.len()).filter(|&s| !d.sentences[s].is_empty()).collect();
        order.sort_by_key(|&s| std::cmp::Reverse(d.sentences[s].len()));
        let mut scratch = Vec::new();
        let mut rest = &order[..];
        while !rest.is_empty() {
            let mut words = 0;
            let n = rest.iter().take_while(|&&s| (words == 0 || words < TOGETHER, words += d.sentences[s].len()).0).count();
            let (now, later) = rest.split_at(n);
            rest = later;
            let batch = Batch::new(now.iter().map(|&s| d.sentences[s].len()));
            let top = self.encode(d, now, &batch);
            let width = self.heads.columns();
            let mut heads = self.heads.product(&top, &[], &self.heads_bias);
            for (k, &s) in now.iter().enumerate() {
                let range = d.sentences[s].clone();
                let heads = &mut heads[batch.starts[k] * width..][..range.len() * width];
                self.grammar(heads, range.start, &mut reading, &mut scratch);
                let names = 2 * self.widths.arc + 2 * self.widths.label + self.widths.tags;
                for (i, row) in range.zip(heads.chunks_exact(width)) {
                    first[i].copy_from_slice(&row[names..names + LABELS]);
                    second[i * self.widths.names..][..self.widths.names].copy_from_slice(&row[names + LABELS..]);
                }
            }
        }
        self.names(d, &first, &mut second, &mut reading, &mut scratch);
        reading
    }

    /// What the layers make of the words of some sentences, longest first: a row of `2 * hidden` states for each word.
    fn encode(&self, d: &Document, sentences: &[usize], batch: &Batch) -> Vec<u8> {
        let cols = self.rows.cols();
        let mut x = vec![0.0; cols];
        let (mut states, mut worth) = (vec![0; batch.rows * cols], vec![0.0; batch.rows]);
        for (k, &s) in sentences.iter().enumerate() {
            for (i, row) in d.sentences[s].clone().zip(batch.starts[k]..) {
                let rows = input::rows(d, s, i, &self.forms);
                let vector = input::vector(&d.words[i], &self.vectors);
                x.fill(0.0);
                widest(Sum { rows: &rows, table: self.rows, vector, vectors: self.vector_rows, x: &mut x });
                worth[row] = small::shrink(&x, &mut states[row * cols..][..cols]);
            }
        }
        let h = self.hidden;
        for layer in &self.layers {
            let gates = layer.input.product(&states, &worth, &layer.bias);
            let mut out = vec![0; batch.rows * 2 * h];
            for (side, again) in layer.again.iter().enumerate() {
                let mut state = vec![0; batch.starts.len() * h];
                let mut memory = vec![0.0; batch.starts.len() * h];
                let mut now = vec![0.0; batch.starts.len() * 4 * h];
                for (t, &active) in batch.active.iter().enumerate() {
                    for s in 0..active {
                        let from = batch.row(s, t, side) * 8 * h + side * 4 * h;
                        now[s * 4 * h..][..4 * h].copy_from_slice(&gates[from..from + 4 * h]);
                    }
                    if t > 0 {
                        again.add_product(&state[..active * h], &mut now[..active * 4 * h]);
                    }
                    let (memory, state) = (&mut memory[..active * h], &mut state[..active * h]);
                    widest(Cells { gates: &now[..active * 4 * h], memory, state, h });
                    for (s, state) in state.chunks_exact(h).enumerate() {
                        out[batch.row(s, t, side) * 2 * h + side * h..][..h].copy_from_slice(state);
                    }
                }
            }
            states = out;
            worth.clear();
        }
        states
    }

    /// Tags and the tree of one sentence, whose words begin at `start`.
    fn grammar(&self, heads: &mut [f32], start: usize, reading: &mut Reading, scratch: &mut Vec<f32>) {
        let (w, width) = (self.widths, self.heads.columns());
        let n = heads.len() / width;
        let relu = |row: &[f32]| row.iter().map(|v| v.max(0.0)).collect::<Vec<f32>>();
        let below: Vec<f32> = heads.chunks_exact(width).flat_map(|r| relu(&r[..w.arc])).collect();
        let mut above: Vec<f32> = heads.chunks_exact(width).flat_map(|r| relu(&r[w.arc..2 * w.arc])).collect();
        above.extend(&self.arc_root);
        // below * arcs * above, and what speaks for a head whoever asks.
        let mut turned = spread(&self.arc_bias, n);
        self.arcs.add_product(&below, &mut turned, scratch);
        let mut scores = vec![0.0; n * (n + 1)];
        let mut across = vec![0.0; above.len()];
        for (j, row) in above.chunks_exact(w.arc).enumerate() {
            for (k, &v) in row.iter().enumerate() {
                across[k * (n + 1) + j] = v;
            }
        }
        Packed::new(&across, n + 1).add_product(&turned, &mut scores, scratch);
        let tree = tree::heads(&scores, n);

        let mut hidden = Vec::with_capacity(n * w.label);
        for (i, &head) in tree.iter().enumerate() {
            let own = &heads[i * width + 2 * w.arc..][..w.label];
            let other = if head == n { &self.label_root[..] } else { &heads[head * width + 2 * w.arc + w.label..][..w.label] };
            hidden.extend(own.iter().zip(other).map(|(a, b)| (a + b).max(0.0)));
        }
        let mut relations = spread(&self.relations_bias, n);
        self.relations_out.add_product(&hidden, &mut relations, scratch);
        let count = self.relations.len();
        for i in 0..n {
            let tags = &heads[i * width + 2 * w.arc + 2 * w.label..][..w.tags];
            reading.tags[start + i] = self.tags[top(tags, |_| true)];
            let root = tree[i] == n;
            let best = top(&relations[i * count..][..count], |l| (self.relations[l] == "root") == root);
            reading.relations[start + i] = self.relations[best];
            reading.heads[start + i] = (!root).then_some((start + tree[i]) as u32);
        }
    }

    /// Labels of names, from what each word looks like and what was thought of it elsewhere.
    fn names(&self, d: &Document, first: &[Scores], second: &mut [f32], reading: &mut Reading, scratch: &mut Vec<f32>) {
        let elsewhere = elsewhere(d, first);
        self.names_elsewhere.add_product(&elsewhere, second, scratch);
        second.iter_mut().for_each(|v| *v = v.max(0.0));
        let mut scores = spread(&self.names_bias, first.len());
        self.names_out.add_product(second, &mut scores, scratch);
        let mut rows: Vec<Scores> = Vec::new();
        for range in &d.sentences {
            rows.clear();
            for i in range.clone() {
                let mut row = [NEVER_NAME; LABELS];
                row[0] = 0.0;
                if d.is_open(i) {
                    for (l, v) in row.iter_mut().enumerate() {
                        *v = scores[i * LABELS + l] + first[i][l];
                    }
                }
                rows.push(row);
            }
            labels::viterbi(&rows, &self.steps, &mut reading.names);
        }
    }
}

/// The score of names where none can be.
const NEVER_NAME: f32 = labels::NEVER;

/// For each word the mean share of each label over the other occurrences of it in the article, and whether there are any.
pub fn elsewhere(d: &Document, first: &[Scores]) -> Vec<f32> {
    let mut sums: FxHashMap<u64, (f32, Scores)> = FxHashMap::default();
    let mut shares = first.to_vec();
    for (i, share) in shares.iter_mut().enumerate() {
        math::softmax(share);
        if d.words[i].flags & 4 != 0 && d.is_open(i) {
            let sum = sums.entry(d.words[i].low).or_insert((0.0, [0.0; LABELS]));
            sum.0 += 1.0;
            sum.1.iter_mut().zip(share).for_each(|(s, v)| *s += *v);
        }
    }
    let mut out = vec![0.0; first.len() * (LABELS + 1)];
    for (i, row) in out.chunks_exact_mut(LABELS + 1).enumerate() {
        let Some((count, sum)) = sums.get(&d.words[i].low).filter(|s| s.0 > 1.0 && d.is_open(i)) else { continue };
        for l in 0..LABELS {
            row[l] = (sum[l] - shares[i][l]) / (count - 1.0);
        }
        row[LABELS] = 1.0;
    }
    out
}

/// The rows of one word, added up.
struct Sum<'a> {
    rows: &'a input::Rows,
    table: Table<'static>,
    vector: Option<u32>,
    vectors: Table<'static>,
    x: &'a mut [f32],
}

impl Work for Sum<'_> {
    #[inline(always)]
    fn run<const FUSED: bool>(self) {
        for &row in self.rows {
            self.table.add(row as usize, self.x);
        }
        if let Some(row) = self.vector {
            self.vectors.add(row as usize, self.x);
        }
    }
}

/// One step of LSTMs side by side: the gates of each are in, forget, out and update.
struct Cells<'a> {
    gates: &'a [f32],
    memory: &'a mut [f32],
    state: &'a mut [u8],
    h: usize,
}

impl Work for Cells<'_> {
    #[inline(always)]
    fn run<const FUSED: bool>(self) {
        let h = self.h;
        for (s, gates) in self.gates.chunks_exact(4 * h).enumerate() {
            let (memory, state) = (&mut self.memory[s * h..][..h], &mut self.state[s * h..][..h]);
            let (i, rest) = gates.split_at(h);
            let (f, rest) = rest.split_at(h);
            let (o, u) = rest.split_at(h);
            for j in 0..h {
                memory[j] = math::sigmoid(f[j]) * memory[j] + math::sigmoid(i[j]) * math::tanh(u[j]);
                state[j] = small::state(math::sigmoid(o[j]) * math::tanh(memory[j]));
            }
        }
    }
}

/// The index of the highest score among those allowed.
fn top(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    (0..scores.len()).rev().filter(|&l| allowed(l)).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}

/// A row over and over.
fn spread(row: &[f32], times: usize) -> Vec<f32> {
    row.repeat(times)
}

/// Sentences side by side, longest first.
pub struct Batch {
    /// The first row of each sentence.
    pub starts: Vec<usize>,
    /// How many sentences have a word at each step.
    pub active: Vec<usize>,
    /// Number of words of each sentence.
    pub lengths: Vec<usize>,
    /// Number of words of all.
    pub rows: usize,
}

impl Batch {
    /// From the lengths of the sentences, longest first.
    pub fn new(lengths: impl Iterator<Item = usize>) -> Batch {
        let lengths: Vec<usize> = lengths.collect();
        let mut rows = 0;
        let starts = lengths.iter().map(|n| (rows, rows += n).0).collect();
        let longest = lengths.first().copied().unwrap_or(0);
        let active = (0..longest).map(|t| lengths.partition_point(|&n| n > t)).collect();
        Batch { starts, active, lengths, rows }
    }

    /// The row that sentence `s` has at step `t`, read forward (`side` 0) or backward (1).
    #[inline(always)]
    pub fn row(&self, s: usize, t: usize, side: usize) -> usize {
        self.starts[s] + if side == 0 { t } else { self.lengths[s] - 1 - t }
    }
}
