//! Trains the weights of attribution on PolNeAR: words of saying, what is said, by whom, which of it is kept.
//!
//! Owners of quotation marks and what is kept are learned from what models of other articles find, as they would in
//! articles never seen.

use annotate::Annotated;
use annotate::quotes::model::{BITS, Choice, Model, PARTS, Part, slot};
use annotate::quotes::study::{self, Gold};
use anyhow::{Context, Result};
use model::{Article, Input, MediaType, Page, TextRange};
use rustc_hash::FxHashMap;
use serde_json::json;
use std::path::Path;

/// How strongly weights are drawn to zero.
const DECAY: f32 = 1e-3;
/// How far one choice moves the weights.
/// How often what is held out is read, to time it.
const REPEAT: usize = 10;
/// Parts whose cues are found by models of the other parts.
const FOLDS: usize = 4;
const RATE: f32 = 0.03;
/// Rounds over the choices of each part.
const ROUNDS: [usize; PARTS] = [5, 6, 6, 8, 6];

/// One article, read, with what people marked in it.
struct Document {
    id: String,
    article: Article,
    read: Annotated,
    gold: Vec<Gold>,
}

pub fn train(data: &Path, out: &Path, hold_out: bool) -> Result<()> {
    let documents = load(data)?;
    let (test, learn): (Vec<&Document>, Vec<&Document>) =
        documents.iter().enumerate().map(|(i, d)| (hold_out && i % 5 == 4, d)).fold(Default::default(), |mut all, (t, d)| {
            if t {
                all.0.push(d)
            } else {
                all.1.push(d)
            }
            all
        });
    println!("{} articles to learn from, {} held out", learn.len(), test.len());
    let mut later: Vec<Choice> = Vec::new();
    for fold in 0..FOLDS {
        let part = |mine: bool| learn.iter().enumerate().filter(move |(i, _)| (i % FOLDS == fold) == mine).map(|(_, d)| *d);
        let choices = first(&part(false).collect::<Vec<_>>());
        let model = Model::open(&Model::pack(&fit(&choices, false)));
        for d in part(true) {
            let (m, x) = (&d.read.mentions, &d.read.syntax);
            later.extend(study::second(&d.article, x, &m.names, &m.times, &d.gold, &model));
        }
    }
    let mut choices = first(&learn);
    choices.append(&mut later);
    let bytes = Model::pack(&fit(&choices, true));
    super::write(&out.join("quotes.bin"), &bytes)?;
    if hold_out {
        report(&test, &Model::open(&bytes), out)?;
    }
    Ok(())
}

fn first(documents: &[&Document]) -> Vec<Choice> {
    let of = |d: &&Document| {
        let (m, x) = (&d.read.mentions, &d.read.syntax);
        study::first(&d.article, x, &m.names, &m.times, &d.gold)
    };
    documents.iter().flat_map(of).collect()
}

fn load(data: &Path) -> Result<Vec<Document>> {
    let mut marks: FxHashMap<String, std::path::PathBuf> = FxHashMap::default();
    // Some articles were marked by several people: the first one in order.
    for path in super::files(&data.join("attributions"), "ann")? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let id = name.rsplit_once('_').map_or(name.clone(), |x| x.0.to_string());
        marks.entry(id).or_insert(path);
    }
    let mut out = Vec::new();
    for path in super::files(&data.join("text"), "txt")? {
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(mark) = marks.get(&id) else { continue };
        let text = super::read(&path)?;
        let gold = gold(&text, &super::read(mark)?);
        let mut page = Page::raw("-", MediaType::Json, text.clone().into_bytes());
        page.input = Input::Article { id: id.clone(), text };
        let article = extract::extract(&page).articles.pop().context("no article")?;
        let read = annotate::annotate(&article);
        out.push(Document { id, article, read, gold });
    }
    Ok(out)
}

/// The attributions of a brat file.
fn gold(text: &str, file: &str) -> Vec<Gold> {
    let mut at: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    at.push(text.len());
    let mut spans: FxHashMap<&str, Vec<TextRange>> = FxHashMap::default();
    let mut out = Vec::new();
    for line in file.split('\n') {
        let mut fields = line.split('\t');
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let Some((_, places)) = what.split_once(' ') else { continue };
            let range = |p: &str| {
                let (a, b) = p.split_once(' ')?;
                Some(TextRange::new(*at.get(a.parse::<usize>().ok()?)?, *at.get(b.parse::<usize>().ok()?)?))
            };
            spans.insert(id, places.split(';').filter_map(range).collect());
        } else if id.starts_with('E') {
            let mut g = Gold { content: Vec::new(), source: Vec::new(), cue: Vec::new() };
            for (role, t) in what.split(' ').filter_map(|x| x.split_once(':')) {
                let ranges = spans.get(t).cloned().unwrap_or_default();
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Content" => g.content.extend(ranges),
                    "Source" => g.source.extend(ranges),
                    "Cue" => g.cue.extend(ranges),
                    _ => {}
                }
            }
            if !g.content.is_empty() {
                out.push(g);
            }
        }
    }
    out
}

/// AdaGrad over the choices, in an order that is the same each time; the mean of the weights of the later rounds.
fn fit(choices: &[Choice], loud: bool) -> [Vec<f32>; PARTS] {
    [Part::Cue, Part::Content, Part::Source, Part::Mark, Part::Keep].map(|part| {
        let mine: Vec<&Choice> = choices.iter().filter(|c| c.part == part).collect();
        fit_part(&mine, part, loud)
    })
}

fn fit_part(choices: &[&Choice], part: Part, loud: bool) -> Vec<f32> {
    let size = 1 << BITS[part as usize];
    let (mut weights, mut seen, mut mean) = (vec![0f32; size], vec![1e-3f32; size], vec![0f32; size]);
    let mut order: Vec<usize> = (0..choices.len()).collect();
    let rounds = ROUNDS[part as usize];
    let mut counted = 0f32;
    for round in 0..rounds {
        super::text::shuffle(&mut order, round as u64 + 1);
        let (mut loss, mut right) = (0f64, 0usize);
        for &k in &order {
            let c = choices[k];
            let scores: Vec<f32> = c.options.iter().map(|f| f.0.iter().map(|&x| weights[slot(part, x)]).sum::<f32>()).collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            right += usize::from(scores.iter().zip(&c.right).any(|(s, r)| *r && *s == top));
            let exp: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
            let all: f32 = exp.iter().sum();
            let good: f32 = exp.iter().zip(&c.right).filter(|(_, r)| **r).map(|(e, _)| e).sum();
            loss -= f64::from((good / all).max(1e-9).ln());
            for (j, f) in c.options.iter().enumerate() {
                let gold = if c.right[j] { exp[j] / good.max(1e-9) } else { 0.0 };
                let step = gold - exp[j] / all;
                if step.abs() < 1e-4 {
                    continue;
                }
                for &x in &f.0 {
                    let i = slot(part, x);
                    let g = step - DECAY * weights[i];
                    seen[i] += g * g;
                    weights[i] += RATE * g / seen[i].sqrt();
                }
            }
        }
        if round * 2 >= rounds {
            counted += 1.0;
            mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += w);
        }
        if loud && round + 1 == rounds {
            let n = choices.len().max(1) as f64;
            println!("{part:?}: {} choices, loss {:.4}, right {:.4}", choices.len(), loss / n, right as f64 / n);
        }
    }
    mean.iter_mut().for_each(|m| *m /= counted.max(1.0));
    mean
}

/// Writes what the model finds in the articles held out, for the scorer, and how often each choice is right.
fn report(test: &[&Document], model: &Model, out: &Path) -> Result<()> {
    for part in [Part::Cue, Part::Content, Part::Source] {
        let choices: Vec<Choice> = first(test).into_iter().filter(|c| c.part == part).collect();
        let good = |c: &&Choice| {
            let scores: Vec<f32> = c.options.iter().map(|f| model.score(part, f)).collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            scores.iter().zip(&c.right).any(|(s, r)| *r && *s == top)
        };
        let right = choices.iter().filter(good).count();
        println!("held out, {part:?}: {right} of {} right ({:.4})", choices.len(), right as f64 / choices.len().max(1) as f64);
    }
    let start = std::time::Instant::now();
    let quotes = |d: &&Document| {
        let m = &d.read.mentions;
        annotate::quotes::quotes_by(model, &d.article, &d.read.syntax, &m.names, &m.times).len()
    };
    let count: usize = (0..REPEAT).map(|_| test.iter().map(quotes).sum::<usize>()).sum();
    println!(
        "{} quotes at {:.0} articles a second",
        count / REPEAT,
        REPEAT as f64 * test.len() as f64 / start.elapsed().as_secs_f64()
    );
    let mut lines = String::new();
    for d in test {
        let (m, x) = (&d.read.mentions, &d.read.syntax);
        let mut quotes = annotate::quotes::quotes_by(model, &d.article, x, &m.names, &m.times);
        let text = &d.article.text;
        let points = |r: TextRange| {
            let start = text[..r.start as usize].chars().count();
            json!([start, start + r.of(text).chars().count()])
        };
        annotate::coreference::name_speakers(text, &m.names, &m.chains, &mut quotes);
        let key = |r: TextRange| m.names.iter().position(|n| n.range == r).map(|i| m.names[i].same_as.unwrap_or(i as u32));
        let names: Vec<_> = m
            .names
            .iter()
            .map(|n| json!({"span": points(n.range), "actor": key(n.range).map(|k| m.names[k as usize].text.clone())}))
            .collect();
        let quotes: Vec<_> = quotes
            .iter()
            .map(|q| {
                let speaker = q.speaker.as_ref().map(
                    |s| json!({"span": points(s.range), "text": s.text, "actor": s.name.clone().unwrap_or(s.text.clone())}),
                );
                let cue = q.cue.as_ref().map(|c| json!({"span": points(c.range), "text": c.text}));
                json!({"span": points(q.range), "form": q.form, "speaker": speaker, "cue": cue})
            })
            .collect();
        lines += &json!({"type": "article", "input_id": d.id, "text": text, "names": names, "quotes": quotes}).to_string();
        lines += "\n";
    }
    super::write(&out.join("held-out.jsonl"), lines.as_bytes())
}
