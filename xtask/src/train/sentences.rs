//! Trains the second voice on where sentences end, on UD English EWT and the free genres of GUM.

use super::text::{GENRES, shuffle};
use anyhow::Result;
use language::boundaries::{PLACES, pack};
use language::{sentences, words};
use model::TextRange;
use std::path::Path;

const ROUNDS: u64 = 6;

/// The paragraphs of a CoNLL-U text, their sentences joined by spaces, with the bytes where sentences end.
fn paragraphs(text: &str) -> Vec<(String, Vec<u32>)> {
    let mut out: Vec<(String, Vec<u32>)> = Vec::new();
    let mut fresh = true;
    for line in text.lines() {
        if line.starts_with("# newdoc") || line.starts_with("# newpar") && !line.contains("block") {
            fresh = true;
        } else if let Some(sentence) = line.strip_prefix("# text = ") {
            if std::mem::take(&mut fresh) || out.is_empty() {
                out.push(Default::default());
            }
            if let Some((text, ends)) = out.last_mut() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(sentence.trim_end());
                ends.push(text.len() as u32);
            }
        }
    }
    out
}

/// Features that were seen less often say nothing.
const LEAST: u32 = 4;

/// Adds the gaps of a text whose sentences end at these bytes.
fn learn(text: &str, ends: &[u32], examples: &mut Vec<(Vec<u32>, bool)>) {
    let mut cut = Vec::new();
    words::cut(text, TextRange::new(0, text.len()), &mut cut);
    if cut.is_empty() {
        return;
    }
    sentences::judged(text, &cut, 0, false, &mut Vec::new(), |gap| {
        let right = ends.binary_search(&gap.words[gap.last].end).is_ok();
        if gap.is_open() {
            let mut places = Vec::new();
            gap.features(|place| places.push(place as u32));
            examples.push((places, right));
        }
        right
    });
}

/// `without` leaves out the files of a genre, so that it can be scored.
pub fn train(data: &Path, out: &Path, without: Option<&str>) -> Result<()> {
    let mut texts = paragraphs(&super::read(&data.join("ewt/en_ewt-ud-train.assembled.conllu"))?);
    for file in super::files(&data.join("gum/train"), "conllu")? {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let of = |genre: &str| name.contains(&format!("_{genre}_"));
        if GENRES.iter().any(|g| of(g)) && !without.is_some_and(of) {
            texts.extend(paragraphs(&super::read(&file)?));
        }
    }
    // What the rules say comes in as a feature, and the sentences so far are the right ones.
    let mut examples: Vec<(Vec<u32>, bool)> = Vec::new();
    for (text, ends) in &texts {
        learn(text, ends, &mut examples);
        // Each sentence alone as well: most blocks of pages are one paragraph, and none may fall apart.
        let mut start = 0;
        for &end in ends {
            let sentence = text[start as usize..end as usize].trim_start();
            learn(sentence, &[sentence.len() as u32], &mut examples);
            start = end;
        }
    }
    let mut seen = vec![0u32; PLACES];
    examples.iter().flat_map(|e| &e.0).for_each(|&p| seen[p as usize] += 1);
    for (places, _) in &mut examples {
        places.retain(|&p| seen[p as usize] >= LEAST);
    }
    let (mut now, mut sum, mut clock) = (vec![0i32; PLACES], vec![0i64; PLACES], 0i64);
    for round in 0..ROUNDS {
        shuffle(&mut examples, round + 1);
        let mut wrong = 0;
        for (places, right) in &examples {
            clock += 1;
            let score: i32 = places.iter().map(|&p| now[p as usize]).sum();
            // A margin keeps the two sides apart.
            if (score <= 8 && *right) || (score >= -8 && !*right) {
                wrong += usize::from((score > 0) != *right);
                let by = if *right { 1 } else { -1 };
                for &p in places {
                    now[p as usize] += by;
                    sum[p as usize] += i64::from(by) * clock;
                }
            }
        }
        println!(
            "round {}: {:.2} % of {} gaps wrong in training",
            round + 1,
            100.0 * wrong as f64 / examples.len() as f64,
            examples.len()
        );
    }
    let mean: Vec<f64> = now.iter().zip(&sum).map(|(&n, &s)| f64::from(n) - s as f64 / (clock + 1) as f64).collect();
    let mut sizes: Vec<f64> = mean.iter().map(|m| m.abs()).filter(|m| *m > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
    let weights: Vec<i8> = mean.iter().map(|m| (m * 127.0 / top).round().clamp(-127.0, 127.0) as i8).collect();
    super::write(&out.join("sentences.bin"), &pack(&weights))
}
