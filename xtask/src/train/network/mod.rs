//! Trains the network on treebanks and name corpora together. The same input gives the same bytes.

mod data;
mod export;
mod heads;
mod lstm;
mod params;
mod score;
mod vectors;

use super::names::{self, Marked};
use super::text::{GENRES, Sentence, documents};
use anyhow::{Context, Result};
use data::{Article, Labels, Tree, View};
use heads::{Gold, Grammar, Loss, Names};
use language::net::Batch;
use language::net::input::FORMS;
use language::net::labels::{LABELS, Scores};
use language::net::tensors::{Keys, Packer};
use lstm::Layer;
use params::{Grads, NO_ROW, Params, Random, multiply};
use rustc_hash::FxHashMap;
use std::path::Path;
use vectors::Vectors;

/// Sizes of the network.
const WIDTH: usize = 128;
const HIDDEN: usize = 144;
const LAYERS: usize = 2;
const ARC: usize = 128;
const LABEL: usize = 128;
const NAMES: usize = 96;

/// Words of a batch, about.
const BATCH: usize = 700;
/// Shares dropped in training: of a word's vector and of what goes up from layer to layer.
const DROP: [f32; 2] = [0.2, 0.3];
/// Share of whole-word rows taken for unknown, and of public vectors left out.
const UNKNOWN: [f32; 2] = [0.2, 0.05];
/// Share of words of which only shape, cluster and lists are seen.
const BLANK: f32 = 0.06;
/// Share of sentences learned without their case.
const CASELESS: f32 = 0.15;
const RATE: f32 = 2e-3;

/// What to train.
pub struct Options {
    pub hold_out: bool,
    pub steps: usize,
    pub seed: u64,
    /// Two packed networks whose agreement on unmarked news is learned, too.
    pub teachers: Vec<std::path::PathBuf>,
    /// Folders of unmarked news, as text; the news of the name corpora comes by itself.
    pub news: Vec<std::path::PathBuf>,
}

struct Network {
    layers: Vec<Layer>,
    projection: usize,
    grammar: Grammar,
    names: Names,
}

struct Job<'a> {
    network: &'a Network,
    params: &'a Params,
    vectors: &'a Vectors,
}

/// Trains on GRAMMAR and NAMES, with the public VECTORS.
pub fn train(grammar: &Path, corpora: &Path, vectors: &Path, out: &Path, options: &Options) -> Result<()> {
    let vectors = vectors::read(vectors)?;
    let mut treebank = documents(&super::read(&grammar.join("ewt/en_ewt-ud-train.assembled.conllu"))?);
    for file in super::files(&grammar.join("gum/train"), "conllu")? {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if GENRES.iter().chain(&["conversation"]).any(|g| name.contains(&format!("_{g}_"))) {
            treebank.extend(documents(&super::read(&file)?));
        }
    }
    let names::Corpora { marked, worldwide, held } = names::corpora(corpora, options.hold_out)?;
    let labels = Labels::count(&treebank);
    let forms = forms(&treebank, &marked);
    let keys = Keys::new(&forms.0, &forms.1);
    let vector_keys = Keys::new(&vectors.keys.0, &vectors.keys.1);
    let trees = data::trees(&treebank, &labels, &keys, &vector_keys);
    let mut news = Vec::new();
    for folder in &options.news {
        for file in super::files(folder, "txt")? {
            news.push(Marked { text: super::read(&file)?, names: Vec::new() });
        }
    }
    let (mut taught, mut taught_articles) = (Vec::new(), Vec::new());
    if let [a, b] = &options.teachers[..] {
        let open = |path: &Path| -> Result<_> {
            language::net::Network::open(std::fs::read(path)?.leak()).with_context(|| path.display().to_string())
        };
        let found = data::taught(marked.iter().chain(&news), &[open(a)?, open(b)?]);
        taught = data::trees(&found.trees, &labels, &keys, &vector_keys);
        let pairs = news.iter().zip(&found.names[marked.len()..]).enumerate();
        taught_articles = pairs.map(|(n, (m, right))| data::taught_article(m, right, n, &keys, &vector_keys)).collect();
    }
    let articles: Vec<[Article; 2]> = marked
        .iter()
        .enumerate()
        .map(|(n, m)| [m.clone(), names::without_case(m, n % 2 == 0)].map(|m| data::article(&m, &keys, &vector_keys)))
        .collect();
    println!(
        "{} sentences of {} words with trees, {} tags, {} relations; {} articles of {} words with names; {} words of their own",
        trees.len(),
        trees.iter().map(|t| t.gold.heads.len()).sum::<usize>(),
        labels.tags.len(),
        labels.relations.len(),
        articles.len(),
        articles.iter().map(|a| a[0].right.len()).sum::<usize>(),
        forms.1.len() / 2
    );

    let mut random = Random(options.seed);
    let mut params = Params::new(FORMS as usize + forms.1.len() / 2 + 1, WIDTH, &mut random);
    let network = Network {
        projection: params.add("vectors", vectors.cols, WIDTH, 0.7, &mut random),
        layers: (0..LAYERS)
            .map(|n| Layer::new(&mut params, n, if n == 0 { WIDTH } else { 2 * HIDDEN }, HIDDEN, &mut random))
            .collect(),
        grammar: Grammar::new(&mut params, 2 * HIDDEN, ARC, LABEL, labels.tags.len(), labels.relations.len(), &mut random),
        names: Names::new(&mut params, 2 * HIDDEN, NAMES, &mut random),
    };
    let scorer = score::Scorer::new(grammar, corpora, held)?;
    let mut grads = [Grads::new(&params), Grads::new(&params)];
    let (mut tree_batches, mut name_batches) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new(), Vec::new()]);
    let mut losses = [Loss::default(); 2];
    let start = std::time::Instant::now();
    for step in 0..options.steps {
        // Every other batch comes from the teachers; none towards the end, where what people marked has the last word.
        let guided = step % 2 == 1 && step * 4 < options.steps * 3;
        let side = usize::from(guided && !taught.is_empty());
        let from = [&trees, &taught][side];
        if tree_batches[side].is_empty() {
            tree_batches[side] = batch_trees(from, &mut random);
        }
        let a = tree_batches[side].pop().unwrap_or_default();
        // Names close with the corpus that knows all kinds.
        let last = !taught_articles.is_empty() && step * 20 >= options.steps * 17;
        let side = if last { 2 } else { usize::from(guided && !taught_articles.is_empty()) };
        let named = [&articles[..], &taught_articles[..], &articles[..worldwide]][side];
        if name_batches[side].is_empty() {
            name_batches[side] = batch_articles(named, &mut random);
        }
        let b = name_batches[side].pop().unwrap_or_default();
        let job = Job { network: &network, params: &params, vectors: &vectors };
        let (mut first, mut second) = (Random(random.next()), Random(random.next()));
        let [left, right] = &mut grads;
        let [left_loss, right_loss] = &mut losses;
        std::thread::scope(|s| {
            s.spawn(|| job.trees(from, &a, left, &mut first, left_loss));
            job.articles(named, &b, right, &mut second, right_loss);
        });
        let left = options.steps - step;
        let rate = RATE * ((step + 1) as f32 / 200.0).min(1.0) * (left as f32 / options.steps as f32);
        params.step(&mut grads.iter_mut().collect::<Vec<_>>(), rate);
        if (step + 1) % 250 == 0 {
            let [t, n] = std::mem::take(&mut losses);
            println!(
                "step {}, {:.0} s: arcs {:.3} relations {:.3} tags {:.3}; names {:.4}",
                step + 1,
                start.elapsed().as_secs_f32(),
                t.arcs / t.words,
                t.relations / t.words,
                t.tags / t.words,
                n.names / n.words
            );
        }
        if (step + 1) % 1500 == 0 || step + 1 == options.steps {
            let bytes = export::pack(&network, &params, &vectors, &forms, &labels);
            super::write(&out.join("network.bin"), &bytes)?;
            scorer.print(bytes);
        }
    }
    Ok(())
}

/// Words seen often enough to have a row of their own, numbered from 1, packed.
fn forms(treebank: &[Vec<Sentence>], marked: &[Marked]) -> (Vec<u8>, Vec<u8>) {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    let mut count = |d: language::document::Document| d.words.iter().for_each(|w| *counts.entry(w.low).or_default() += 1);
    treebank.iter().for_each(|d| count(data::document(d, false)));
    marked.iter().for_each(|m| count(names::labelled(m).0));
    let mut kept: Vec<u64> = counts.into_iter().filter(|c| c.1 >= 3).map(|c| c.0).collect();
    kept.sort_unstable();
    Packer::sorted(&kept.iter().enumerate().map(|(n, &hash)| (hash, n as u16 + 1)).collect::<Vec<_>>())
}

/// Sentences of like length together; longest first in each batch.
fn batch_trees(trees: &[Tree], r: &mut Random) -> Vec<Vec<usize>> {
    let length = |n: usize| trees[n].gold.heads.len();
    let mut order: Vec<(usize, usize)> = (0..trees.len()).map(|n| (length(n) * 4 + r.below(24), n)).collect();
    r.shuffle(&mut order);
    order.retain(|&(_, n)| length(n) > 0);
    order.sort_by_key(|o| o.0);
    let mut batches = vec![Vec::new()];
    let mut words = 0;
    for (_, n) in order {
        if words >= BATCH {
            batches.push(Vec::new());
            words = 0;
        }
        words += length(n);
        if let Some(batch) = batches.last_mut() {
            batch.push(n);
        }
    }
    batches.iter_mut().for_each(|b| b.sort_by_key(|&n| std::cmp::Reverse(length(n))));
    r.shuffle(&mut batches);
    batches
}

fn batch_articles(articles: &[[Article; 2]], r: &mut Random) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    r.shuffle(&mut order);
    let mut batches = vec![Vec::new()];
    let mut words = 0;
    for n in order {
        if words >= BATCH {
            batches.push(Vec::new());
            words = 0;
        }
        words += articles[n][0].right.len();
        if let Some(batch) = batches.last_mut() {
            batch.push(n);
        }
    }
    batches
}

/// One word of a batch.
type Spot<'a> = (&'a View, usize);

impl Job<'_> {
    fn trees(&self, trees: &[Tree], chosen: &[usize], g: &mut Grads, r: &mut Random, loss: &mut Loss) {
        g.clear();
        let batch = Batch::new(chosen.iter().map(|&n| trees[n].gold.heads.len()));
        let (mut words, mut gold): (Vec<Spot>, _) = (Vec::new(), Gold::default());
        for &n in chosen {
            let view = &trees[n].views[usize::from(r.unit() < CASELESS)];
            words.extend((0..view.rows.len()).map(|i| (view, i)));
            gold.tags.extend(&trees[n].gold.tags);
            gold.heads.extend(&trees[n].gold.heads);
            gold.relations.extend(&trees[n].gold.relations);
        }
        self.learn(&batch, &words, g, r, |top, g, r| self.network.grammar.learn(self.params, &batch, top, &gold, g, r, loss));
    }

    fn articles(&self, articles: &[[Article; 2]], chosen: &[usize], g: &mut Grads, r: &mut Random, loss: &mut Loss) {
        g.clear();
        let chosen: Vec<&Article> = chosen.iter().map(|&n| &articles[n][usize::from(r.unit() < CASELESS * 1.5)]).collect();
        let mut sentences: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
        for (n, a) in chosen.iter().enumerate() {
            sentences.extend(a.document.sentences.iter().filter(|s| !s.is_empty()).map(|s| (n, s.clone())));
        }
        sentences.sort_by_key(|s| std::cmp::Reverse(s.1.len()));
        let batch = Batch::new(sentences.iter().map(|s| s.1.len()));
        let spots: Vec<(usize, usize)> = sentences.iter().flat_map(|(n, s)| s.clone().map(|i| (*n, i))).collect();
        let words: Vec<Spot> = spots.iter().map(|&(n, i)| (&chosen[n].view, i)).collect();
        let right: Vec<u32> = spots.iter().map(|&(n, i)| chosen[n].right[i]).collect();
        let open: Vec<bool> = spots.iter().map(|&(n, i)| chosen[n].document.is_open(i)).collect();
        self.learn(&batch, &words, g, r, |top, g, r| {
            let names = &self.network.names;
            let pre = names.first(self.params, top);
            let mut first: Vec<Vec<Scores>> = chosen.iter().map(|a| vec![[0.0; LABELS]; a.right.len()]).collect();
            for (&(n, i), row) in spots.iter().zip(pre.chunks_exact(LABELS + names.width)) {
                first[n][i].copy_from_slice(&row[..LABELS]);
            }
            let elsewhere: Vec<Vec<f32>> =
                chosen.iter().zip(&first).map(|(a, first)| language::net::elsewhere(&a.document, first)).collect();
            let elsewhere: Vec<f32> =
                spots.iter().flat_map(|&(n, i)| elsewhere[n][i * (LABELS + 1)..][..LABELS + 1].iter().copied()).collect();
            names.learn(self.params, &batch, top, &pre, &elsewhere, &right, &open, 2.0, g, r, loss)
        });
    }

    /// Up through the layers, the loss, and down again.
    fn learn(
        &self,
        batch: &Batch,
        words: &[Spot],
        g: &mut Grads,
        r: &mut Random,
        loss: impl FnOnce(&[f32], &mut Grads, &mut Random) -> Vec<f32>,
    ) {
        let p = self.params;
        let rows: Vec<_> = words
            .iter()
            .map(|(view, i)| {
                let mut rows = view.rows[*i];
                if r.unit() < UNKNOWN[0] {
                    rows[rows.len() - 1] = FORMS;
                }
                let blank = r.unit() < BLANK;
                if blank {
                    rows[..8].fill(NO_ROW);
                    rows[rows.len() - 1] = FORMS;
                }
                (rows, blank)
            })
            .collect();
        let mut public = vec![0.0; words.len() * self.vectors.cols];
        for (((view, i), to), (_, blank)) in words.iter().zip(public.chunks_exact_mut(self.vectors.cols)).zip(&rows) {
            if let Some(row) = view.vectors[*i].filter(|_| !blank && r.unit() >= UNKNOWN[1]) {
                to.copy_from_slice(&self.vectors.values[row as usize * self.vectors.cols..][..self.vectors.cols]);
            }
        }
        let mut x = vec![0.0; words.len() * WIDTH];
        multiply((&public, self.vectors.cols, false), (p.values(self.network.projection), WIDTH, false), &mut x, 0.0);
        for ((rows, _), x) in rows.iter().zip(x.chunks_exact_mut(WIDTH)) {
            for &row in rows.iter().filter(|&&row| row != NO_ROW) {
                x.iter_mut().zip(&p.rows[row as usize * WIDTH..][..WIDTH]).for_each(|(a, b)| *a += b);
            }
        }
        let mut masks = Vec::new();
        let mut traces = Vec::new();
        for (n, layer) in self.network.layers.iter().enumerate() {
            masks.push(mask(batch, x.len() / words.len(), DROP[n.min(1)], r));
            x.iter_mut().zip(&masks[n]).for_each(|(a, m)| *a *= m);
            let trace = layer.forward(p, batch, x);
            x = trace.out.clone();
            traces.push(trace);
        }
        let last = mask(batch, x.len() / words.len(), DROP[1], r);
        x.iter_mut().zip(&last).for_each(|(a, m)| *a *= m);
        let mut d = loss(&x, g, r);
        d.iter_mut().zip(&last).for_each(|(a, m)| *a *= m);
        for (n, layer) in self.network.layers.iter().enumerate().rev() {
            d = layer.backward(p, batch, &traces[n], &d, g);
            d.iter_mut().zip(&masks[n]).for_each(|(a, m)| *a *= m);
        }
        multiply((&public, self.vectors.cols, true), (&d, WIDTH, false), &mut g.list[self.network.projection], 1.0);
        for ((rows, _), d) in rows.iter().zip(d.chunks_exact(WIDTH)) {
            g.add_rows(rows, d);
        }
    }
}

/// A mask that drops the same places all along a sentence (Gal and Ghahramani 2016).
fn mask(batch: &Batch, width: usize, share: f32, r: &mut Random) -> Vec<f32> {
    batch.lengths.iter().flat_map(|&n| r.mask(width, share).repeat(n)).collect()
}
