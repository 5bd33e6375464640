//! Trains whether a text is news at all: newswire against essays, guides, interviews, reviews, answers and letters.
//!
//! Every sort of text weighs the same, however many texts of it there are, and news as much as all the others together.

use super::names::worldwide;
use super::subjects::article;
use super::text::GENRES;
use anyhow::Result;
use coding::Coder;
use coding::news::{FEATURES, Features, Model};
use std::collections::BTreeMap;
use std::path::Path;

/// Genres of EWT that are no news; its newsgroups and weblogs pass much of it on.
const OTHERS: [&str; 3] = ["answers", "email", "reviews"];
/// Texts of POLNEAR that are looked at: as many as of worldwide, or so.
const MOST: usize = 600;
/// How strongly weights are drawn to zero.
const DECAY: f64 = 0.02;
const STEPS: usize = 600;
const N: usize = FEATURES.len();

struct Text {
    sort: String,
    news: bool,
    features: Features,
}

pub fn train(grammar: &Path, names: &Path, polnear: &Path, out: &Path, hold_out: bool) -> Result<()> {
    let texts = load(grammar, names, polnear)?;
    let part = |mine: bool| {
        let numbered = texts.iter().enumerate().filter(|(n, _)| !hold_out || (n % 2 == 0) == mine);
        numbered.map(|(_, t)| t).collect::<Vec<_>>()
    };
    let model = fit(&part(true));
    report(&model, &part(false));
    if hold_out { Ok(()) } else { super::write(&out.join("news.tsv"), model.print().as_bytes()) }
}

fn load(grammar: &Path, names: &Path, polnear: &Path) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let mut add = |sort: &str, news: bool, text: String| -> Result<()> {
        let article = article("-", text)?;
        let read = annotate::annotate(&article);
        let features = Coder::builtin().news_features(&article, &read.syntax, &read.mentions);
        texts.extend(features.map(|features| Text { sort: sort.into(), news, features }));
        Ok(())
    };
    for path in super::files(&names.join("worldwide"), "tsv")? {
        add("worldwide", true, worldwide(&super::read(&path)?).text)?;
    }
    for path in super::files(&polnear.join("text"), "txt")?.iter().take(MOST) {
        add("polnear", true, super::read(path)?)?;
    }
    for folder in ["gum/train", "gum/dev"] {
        for path in super::files(&grammar.join(folder), "conllu")? {
            let sort =
                path.file_stem().and_then(|n| n.to_str()).and_then(|n| n.split('_').nth(1)).unwrap_or_default().to_string();
            if GENRES.contains(&sort.as_str()) {
                let (_, text) = running(&super::read(&path)?).pop().unwrap_or_default();
                add(&sort, sort == "news", text)?;
            }
        }
    }
    for path in super::files(&grammar.join("ewt"), "conllu")? {
        for (id, text) in running(&super::read(&path)?) {
            let sort = id.split('-').next().unwrap_or_default();
            if OTHERS.contains(&sort) {
                add(sort, false, text)?;
            }
        }
    }
    Ok(texts)
}

/// The documents of a CoNLL-U file with their names, as running text in paragraphs.
fn running(file: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            out.push((id.trim().to_string(), String::new()));
        }
        let Some((_, text)) = out.last_mut() else { continue };
        if line.starts_with("# newpar") && !text.is_empty() {
            text.push_str("\n\n");
        } else if let Some(sentence) = line.strip_prefix("# text = ") {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push(' ');
            }
            text.push_str(sentence.trim());
        }
    }
    out
}

/// Logistic regression by plain descent, on features brought to one scale.
fn fit(texts: &[&Text]) -> Model {
    let mut of_sort: BTreeMap<&str, f64> = BTreeMap::new();
    texts.iter().for_each(|t| *of_sort.entry(&t.sort).or_default() += 1.0);
    let sorts = |news: bool| {
        let mut all: Vec<&str> = texts.iter().filter(|t| t.news == news).map(|t| t.sort.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        all.len() as f64
    };
    let (news, others) = (sorts(true), sorts(false));
    let weigh = |t: &Text| 0.5 / of_sort[t.sort.as_str()] / if t.news { news } else { others };
    let (mut mean, mut scale) = ([0.0f64; N], [0.0f64; N]);
    for t in texts {
        (0..N).for_each(|k| mean[k] += weigh(t) * f64::from(t.features[k]));
    }
    for t in texts {
        (0..N).for_each(|k| scale[k] += weigh(t) * (f64::from(t.features[k]) - mean[k]).powi(2));
    }
    scale.iter_mut().for_each(|s| *s = s.sqrt().max(1e-9));
    let mut weights = [0.0f64; N + 1];
    for _ in 0..STEPS {
        let mut slope = [0.0f64; N + 1];
        for t in texts {
            let x: [f64; N + 1] =
                std::array::from_fn(|k| if k < N { (f64::from(t.features[k]) - mean[k]) / scale[k] } else { 1.0 });
            let p = 1.0 / (1.0 + (-x.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>()).exp());
            let off = weigh(t) * 2.0 * (p - f64::from(u8::from(t.news)));
            (0..=N).for_each(|k| slope[k] += off * x[k]);
        }
        for k in 0..=N {
            weights[k] -= slope[k] + if k < N { DECAY * weights[k] } else { 0.0 };
        }
    }
    let plain: [f64; N] = std::array::from_fn(|k| weights[k] / scale[k]);
    let bias = weights[N] - plain.iter().zip(&mean).map(|(w, m)| w * m).sum::<f64>();
    Model { weights: plain.map(|w| w as f32), bias: bias as f32 }
}

/// How many texts of each sort lie below some bars.
fn report(model: &Model, texts: &[&Text]) {
    let mut sorts: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
    texts.iter().for_each(|t| sorts.entry(&t.sort).or_default().push(model.score(&t.features)));
    println!("{:12} texts  below -2.5  below 0", "");
    for (sort, scores) in sorts {
        let below = |bar: f32| scores.iter().filter(|s| **s < bar).count() as f32 / scores.len() as f32;
        println!("{sort:12} {:5}  {:10.2}  {:7.2}", scores.len(), below(-2.5), below(0.0));
    }
}
