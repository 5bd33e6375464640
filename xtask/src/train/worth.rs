//! Trains which deeds of no kind are worth a report, on texts in which a reader marked them.
//!
//! A file of JSON Lines: `text`, `published`, `start` and `end` of a trigger in characters, `worth` (true or false); where some
//! lines shall count for less, `weight`; and a number, `group`, that texts of one article have in common.

use super::subjects::article;
use anyhow::{Context, Result};
use coding::Coder;
use coding::worth::{Facts, Model};
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// How strongly weights are drawn to zero.
const DECAY: f64 = 0.002;
const STEPS: usize = 2500;
const RATE: f64 = 1.0;
/// Parts of which each in turn is kept aside.
const PARTS: usize = 5;
/// Facts of fewer deeds weigh nothing.
const RARE: usize = 4;

struct Deed {
    group: u64,
    facts: Facts,
    worth: bool,
    weight: f64,
}

pub fn train(labels: &Path, out: &Path, hold_out: bool) -> Result<()> {
    let deeds = load(labels)?;
    if !hold_out {
        let model = fit(&deeds.iter().collect::<Vec<_>>());
        return super::write(&out.join("worth.tsv"), print(&model).as_bytes());
    }
    let mut scores: Vec<(f32, bool, f64)> = Vec::new();
    for part in 0..PARTS as u64 {
        let (aside, rest): (Vec<&Deed>, Vec<&Deed>) = deeds.iter().partition(|d| d.group % PARTS as u64 == part);
        let model = Model::parse(&print(&fit(&rest)));
        scores.extend(aside.iter().map(|d| (model.score(&d.facts), d.worth, d.weight)));
    }
    report(&scores);
    Ok(())
}

fn load(labels: &Path) -> Result<Vec<Deed>> {
    let mut out = Vec::new();
    for line in super::read(labels)?.lines() {
        let v: Value = serde_json::from_str(line)?;
        let text = v["text"].as_str().context("no text")?;
        let mut article = article("-", text.to_string())?;
        article.published = v["published"].as_str().and_then(|p| p.parse().ok());
        let byte = |key: &str| {
            let at = v[key].as_u64().unwrap_or(0) as usize;
            article.text.char_indices().nth(at).map_or(article.text.len(), |(b, _)| b) as u32
        };
        let (start, end) = (byte("start"), byte("end"));
        let read = annotate::annotate(&article);
        let here = Coder::builtin()
            .worth_facts(&article, &read.syntax, &read.mentions)
            .into_iter()
            .find(|(r, _)| r.start < end && start < r.end);
        let weight = v["weight"].as_f64().unwrap_or(1.0);
        out.extend(here.map(|(_, facts)| Deed {
            group: v["group"].as_u64().unwrap_or(out.len() as u64),
            facts,
            worth: v["worth"] == true,
            weight,
        }));
    }
    Ok(out)
}

/// Logistic regression by plain descent; each fact's weight, and that of none.
fn fit(deeds: &[&Deed]) -> BTreeMap<String, f64> {
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    deeds.iter().flat_map(|d| &d.facts).for_each(|f| *often.entry(f).or_default() += 1);
    let known: Vec<&str> = often.iter().filter(|(_, n)| **n >= RARE).map(|(f, _)| *f).collect();
    let number: FxHashMap<&str, usize> = known.iter().enumerate().map(|(n, f)| (*f, n)).collect();
    let rows: Vec<Vec<usize>> =
        deeds.iter().map(|d| d.facts.iter().filter_map(|f| number.get(f.as_str()).copied()).collect()).collect();
    let all: f64 = deeds.iter().map(|d| d.weight).sum();
    let (mut weights, mut bias) = (vec![0.0f64; known.len()], 0.0);
    for _ in 0..STEPS {
        let (mut slope, mut lean) = (vec![0.0f64; known.len()], 0.0);
        for (d, row) in deeds.iter().zip(&rows) {
            let score: f64 = row.iter().map(|&k| weights[k]).sum::<f64>() + bias;
            let off = d.weight / all * (1.0 / (1.0 + (-score).exp()) - f64::from(u8::from(d.worth)));
            row.iter().for_each(|&k| slope[k] += off);
            lean += off;
        }
        weights.iter_mut().zip(&slope).for_each(|(w, s)| *w -= RATE * (s + DECAY * *w));
        bias -= RATE * lean;
    }
    let mut out: BTreeMap<String, f64> = known.iter().zip(weights).map(|(f, w)| (f.to_string(), w)).collect();
    out.insert("bias".into(), bias);
    out
}

fn print(weights: &BTreeMap<String, f64>) -> String {
    let head =
        "# Weights of what makes a deed that no kind knows worth a report; built by `cargo xtask train worth`.\n".to_string();
    let rows = weights.iter().filter(|(_, w)| w.abs() >= 0.005).map(|(f, w)| format!("{f}\t{w:.2}\n"));
    rows.fold(head, |all, row| all + &row)
}

/// What each bar would leave out.
fn report(scores: &[(f32, bool, f64)]) {
    println!("bar  worth left out  idle left out");
    for bar in [-2.0, -1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5] {
        let below = |worth: bool| {
            let (mut out, mut all) = (0.0, 0.0);
            for (s, _, weight) in scores.iter().filter(|(_, w, weight)| *w == worth && *weight >= 1.0) {
                all += weight;
                out += if *s < bar { *weight } else { 0.0 };
            }
            out / all
        };
        println!("{bar:5.2}  {:.3}  {:.3}", below(true), below(false));
    }
}
