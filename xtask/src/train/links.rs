//! Trains the weights by which mentions are linked, on GUM: softmax over the candidates of each mention and none.

use crate::score::gum;
use annotate::coreference::{Decision, features};
use anyhow::Result;
use model::TextRange;
use rustc_hash::FxHashMap;
use std::path::Path;

/// Genres of GUM whose texts are free for any use.
pub const GENRES: [&str; 8] = ["academic", "bio", "interview", "news", "speech", "textbook", "vlog", "voyage"];

const ROUNDS: usize = 30;
/// How strongly weights are drawn to zero.
const DECAY: f32 = 2e-4;
/// A wrong link costs this much more than a missing one.
const CARE: f32 = 0.0;

pub fn train(data: &Path, out: &Path) -> Result<()> {
    let mut decisions: Vec<Decision> = Vec::new();
    for path in super::files(data, "conllu")? {
        let d = gum::read(&path)?;
        if !GENRES.contains(&d.genre.as_str()) {
            continue;
        }
        let mut chains: FxHashMap<(TextRange, TextRange), u32> = FxHashMap::default();
        let mut heads: FxHashMap<u32, u32> = FxHashMap::default();
        for m in &d.mentions {
            chains.insert((m.range, m.range), m.chain);
            m.heads.iter().for_each(|h| _ = heads.entry(h.start).or_insert(m.chain));
        }
        let gold = |range: TextRange, head: TextRange| {
            chains.get(&(range, range)).or_else(|| (head.start..head.end).find_map(|s| heads.get(&s))).copied()
        };
        for flat in [false, true] {
            let mut syntax = d.syntax.clone();
            if flat {
                syntax.tokens.iter_mut().for_each(|t| (t.head, t.relation) = (None, ""));
            }
            let a = annotate::of_words(&d.article, syntax, d.names.clone());
            let m = &a.mentions;
            decisions.extend(annotate::coreference::study(&d.article, &a.syntax, &m.names, &m.places, &m.quotes, &gold));
        }
    }
    println!("{} decisions", decisions.len());
    let weights = fit(&decisions);
    let mut file = String::from(
        "# Weights of the features by which mentions are linked: what, tree or flat, group, number, weight. Built by `cargo xtask train links`; see NOTICE.md.\n",
    );
    for (i, w) in weights.iter().enumerate().filter(|(_, w)| w.abs() >= 0.005) {
        file += &format!("{}\t{w:.2}\n", features::name(i));
    }
    super::write(&out.join("links.tsv"), file.as_bytes())
}

/// AdaGrad over the decisions, in an order that is the same each time.
fn fit(decisions: &[Decision]) -> Vec<f32> {
    let mut weights = vec![0f32; features::WEIGHTS];
    let mut seen = vec![1e-6f32; features::WEIGHTS];
    let mut order: Vec<usize> = (0..decisions.len()).collect();
    for round in 0..ROUNDS {
        super::text::shuffle(&mut order, round as u64);
        let mut loss = 0f64;
        for &k in &order {
            let d = &decisions[k];
            let offset = d.class * features::SIZE;
            let last = d.features.len() - 1;
            // A new thing that is linked is a worse fault than one left alone.
            let care = |j: usize| if d.right[last] && j != last { CARE } else { 0.0 };
            let scores: Vec<f32> = d
                .features
                .iter()
                .enumerate()
                .map(|(j, f)| f.iter().map(|&x| weights[offset + x as usize]).sum::<f32>() + care(j))
                .collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let exp: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
            let all: f32 = exp.iter().sum();
            let right: f32 = exp.iter().zip(&d.right).filter(|(_, r)| **r).map(|(e, _)| e).sum();
            loss -= f64::from((right / all).max(1e-9).ln());
            for (j, f) in d.features.iter().enumerate() {
                let gold = if d.right[j] { exp[j] / right.max(1e-9) } else { 0.0 };
                let step = gold - exp[j] / all;
                if step.abs() < 1e-5 {
                    continue;
                }
                for &x in f {
                    let i = offset + x as usize;
                    let g = step - DECAY * weights[i];
                    seen[i] += g * g;
                    weights[i] += 0.1 * g / seen[i].sqrt();
                }
            }
        }
        if round % 10 == 9 {
            println!("round {}: {:.4}", round + 1, loss / decisions.len() as f64);
        }
    }
    weights
}
