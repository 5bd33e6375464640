//! Trains how alike two articles of one subject are, on ECB+, and counts how rare words are in news at large.
//!
//! ECB+ has two look-alikes in each topic: the same kind of happening at another time, to other people.

use super::text::Marked;
use anyhow::{Context, Result};
use link::subject::{self, FEATURES, Features, Model, Telling};
use model::{Article, Input, MediaType, Page};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// How strongly weights are drawn to zero.
const DECAY: f64 = 1e-3;
/// Steps of Newton's method; ten are enough.
const STEPS: usize = 20;

/// One article with its topic and which of the topic's look-alikes it tells.
struct Document {
    topic: u32,
    gold: String,
    telling: Telling,
}

pub fn train(ecb: &Path, names: &Path, polnear: &Path, out: &Path, hold_out: bool) -> Result<()> {
    if !hold_out {
        super::write(&out.join("words.bin"), &words(names, polnear)?)?;
        println!("if the table of words changed, build anew and run this again: the weights rest on it");
    }
    let documents = load(ecb)?;
    println!("{} articles", documents.len());
    if hold_out {
        for half in 0..2 {
            let part = |mine: bool| documents.iter().filter(move |d| (d.topic % 2 == half) == mine).collect::<Vec<_>>();
            let model = fit(&part(true));
            report(&format!("topics {} held out", if half == 0 { "odd" } else { "even" }), &model, &part(false));
        }
        return Ok(());
    }
    let all: Vec<&Document> = documents.iter().collect();
    let model = fit(&all);
    report("topics learned from", &model, &all);
    super::write(&out.join("subjects.tsv"), model.print().as_bytes())
}

/// In how many documents of news at large words stand.
fn words(names: &Path, polnear: &Path) -> Result<Vec<u8>> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    let mut documents = 0;
    let mut add = |text: &str| {
        documents += 1;
        for key in subject::lead_words(text).collect::<BTreeSet<u32>>() {
            *counts.entry(key).or_default() += 1;
        }
    };
    for path in super::files(&names.join("worldwide"), "tsv")? {
        let file = super::read(&path)?;
        let words: Vec<&str> = file.lines().map(|l| l.split('\t').next().unwrap_or("").trim()).collect();
        add(&words.join(" "));
    }
    for path in super::files(&polnear.join("text"), "txt")? {
        add(&super::read(&path)?);
    }
    Ok(subject::table_of(documents, &counts))
}

/// The articles of ECB+, read as the program would.
fn load(ecb: &Path) -> Result<Vec<Document>> {
    let mut folders: Vec<_> = std::fs::read_dir(ecb)?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    folders.retain(|f| f.is_dir());
    folders.sort();
    let mut out = Vec::new();
    for folder in folders {
        let topic: u32 = folder.file_name().and_then(|n| n.to_str()).and_then(|n| n.parse().ok()).context("no topic")?;
        for path in super::files(&folder, "xml")? {
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = running(&super::read(&path)?);
            let article = article(&id, text)?;
            let telling = Telling::of(&article, &annotate::annotate(&article).mentions);
            let gold = format!("{topic}{}", if id.ends_with("plus") { "plus" } else { "" });
            out.push(Document { topic, gold, telling });
        }
    }
    Ok(out)
}

/// A text as an article of that name.
pub(super) fn article(id: &str, text: String) -> Result<Article> {
    let mut page = Page::raw("-", MediaType::Json, text.clone().into_bytes());
    page.input = Input::Article { id: id.into(), text };
    extract::extract(&page).articles.pop().context("no article")
}

/// The tokens of an ECB+ file as running text, a sentence a line, without the address at its head.
fn running(xml: &str) -> String {
    let mut sentences: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for line in xml.lines() {
        let Some(line) = line.trim().strip_prefix("<token ") else { continue };
        let sentence = line.split("sentence=\"").nth(1).and_then(|x| x.split('"').next()).and_then(|n| n.parse().ok());
        let word = line.split_once('>').and_then(|(_, x)| x.strip_suffix("</token>"));
        if let (Some(sentence), Some(word)) = (sentence, word) {
            let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
            let word = plain.iter().fold(word.to_string(), |w, (from, to)| w.replace(from, to));
            sentences.entry(sentence).or_default().push(word);
        }
    }
    let mut text = Marked::default();
    for words in sentences.values().filter(|s| s.first().is_some_and(|w| w != "http")) {
        let rows: Vec<(&str, &str)> = words.iter().map(|w| (w.as_str(), "O")).collect();
        text.add(&rows, "\n", true);
    }
    text.text
}

/// Logistic regression by Newton's method, on features brought to one scale.
fn fit(documents: &[&Document]) -> Model {
    let articles: Vec<_> = documents.iter().map(|d| (&d.telling, None)).collect();
    let pairs = subject::compared(&articles);
    let rows: Vec<(Features, f64)> = pairs
        .iter()
        .map(|(i, j, f)| (*f, f64::from(u8::from(documents[*i as usize].gold == documents[*j as usize].gold))))
        .collect();
    const N: usize = FEATURES.len();
    let n = rows.len() as f64;
    let mut mean = [0.0f64; N];
    let mut scale = [0.0f64; N];
    for (f, _) in &rows {
        (0..N).for_each(|k| mean[k] += f64::from(f[k]) / n);
    }
    for (f, _) in &rows {
        (0..N).for_each(|k| scale[k] += (f64::from(f[k]) - mean[k]).powi(2) / n);
    }
    scale.iter_mut().for_each(|s| *s = s.sqrt().max(1e-9));
    let mut weights = [0.0f64; N + 1];
    for _ in 0..STEPS {
        let mut slope = [0.0f64; N + 1];
        let mut bend = vec![[0.0f64; N + 2]; N + 1];
        for (f, y) in &rows {
            let x: [f64; N + 1] = std::array::from_fn(|k| if k < N { (f64::from(f[k]) - mean[k]) / scale[k] } else { 1.0 });
            let p = 1.0 / (1.0 + (-x.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>()).exp());
            for a in 0..=N {
                slope[a] += x[a] * (p - y) / n;
                (0..=N).for_each(|b| bend[a][b] += x[a] * x[b] * (p * (1.0 - p)).max(1e-6) / n);
            }
        }
        for k in 0..=N {
            slope[k] += if k < N { DECAY * weights[k] } else { 0.0 };
            bend[k][k] += DECAY;
            bend[k][N + 1] = slope[k];
        }
        solve(&mut bend).iter().zip(&mut weights).for_each(|(step, w)| *w -= step);
    }
    let plain: [f64; N] = std::array::from_fn(|k| weights[k] / scale[k]);
    let bias = weights[N] - plain.iter().zip(&mean).map(|(w, m)| w * m).sum::<f64>();
    Model { weights: plain.map(|w| w as f32), bias: bias as f32 }
}

/// Solves linear equations, each row its coefficients and its right side, by elimination with pivots.
fn solve<const W: usize>(rows: &mut [[f64; W]]) -> Vec<f64> {
    let n = rows.len();
    for k in 0..n {
        let pivot = (k..n).max_by(|a, b| rows[*a][k].abs().total_cmp(&rows[*b][k].abs())).unwrap_or(k);
        rows.swap(k, pivot);
        let top = rows[k];
        for (i, row) in rows.iter_mut().enumerate() {
            if i != k {
                let by = row[k] / top[k];
                (k..W).for_each(|c| row[c] -= by * top[c]);
            }
        }
    }
    (0..n).map(|k| rows[k][W - 1] / rows[k][k]).collect()
}

/// Prints weights and B-cubed at some bars.
fn report(what: &str, model: &Model, documents: &[&Document]) {
    println!("{what}\n{}", model.print());
    let articles: Vec<_> = documents.iter().map(|d| (&d.telling, None)).collect();
    let gold: Vec<&str> = documents.iter().map(|d| d.gold.as_str()).collect();
    for bar in [-1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5] {
        let cuts = subject::gather_at(model, &articles, bar, bar);
        let (p, r) = b_cubed(&gold, &cuts.subjects);
        println!("bar {bar:5.2}: B3 P {p:.3} R {r:.3} F1 {:.3}", 2.0 * p * r / (p + r));
    }
}

/// Precision and recall of clusters, averaged over articles.
fn b_cubed(gold: &[&str], found: &[u32]) -> (f64, f64) {
    let (mut both, mut of_gold, mut of_found) = (HashMap::new(), HashMap::new(), HashMap::new());
    for pair in gold.iter().zip(found) {
        *both.entry(pair).or_insert(0.0) += 1.0;
        *of_gold.entry(pair.0).or_insert(0.0) += 1.0;
        *of_found.entry(pair.1).or_insert(0.0) += 1.0;
    }
    let n = gold.len() as f64;
    let mean = |k: &dyn Fn(&(&&str, &u32)) -> f64| both.iter().map(|(pair, c): (_, &f64)| c * c / k(pair)).sum::<f64>() / n;
    (mean(&|p| of_found[p.1]), mean(&|p| of_gold[p.0]))
}
