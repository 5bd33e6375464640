//! Trains the part-of-speech tagger on UD English EWT and the free genres of GUM.

use super::perceptron::{Perceptron, shuffle};
use super::text::{Sentence, conllu};
use anyhow::Result;
use language::features::{Case, Word, case_of};
use language::tagger::{START, features, history};
use rustc_hash::FxHashMap;
use std::path::Path;

/// Genres of GUM whose texts are free for any use.
pub const GENRES: [&str; 8] = ["academic", "bio", "interview", "news", "speech", "textbook", "vlog", "voyage"];

const ROUNDS: u64 = 8;

/// One sentence ready for training.
struct Example {
    words: Vec<Word>,
    case: Case,
    ids: Vec<Vec<u32>>,
    gold: Vec<usize>,
}

pub fn train(data: &Path, out: &Path) -> Result<()> {
    let mut sentences = conllu(&super::read(&data.join("ewt/en_ewt-ud-train.assembled.conllu"))?);
    let mut dev = vec![("EWT dev", conllu(&super::read(&data.join("ewt/en_ewt-ud-dev.conllu"))?))];
    for file in super::files(&data.join("gum/train"), "conllu")? {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if GENRES.iter().any(|g| name.contains(&format!("_{g}_"))) {
            sentences.extend(conllu(&super::read(&file)?));
        }
    }
    let mut gum = Vec::new();
    for file in super::files(&data.join("gum/dev"), "conllu")? {
        gum.extend(conllu(&super::read(&file)?));
    }
    dev.push(("GUM dev", gum));

    let mut labels: Vec<String> = sentences.iter().flat_map(|s| s.tags.iter().cloned()).collect();
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    labels.iter().for_each(|l| *counts.entry(l.clone()).or_default() += 1);
    labels.sort();
    labels.dedup();
    labels.retain(|l| counts[l] >= 5);
    let number: FxHashMap<&str, usize> = labels.iter().enumerate().map(|(n, l)| (l.as_str(), n)).collect();
    println!("{} sentences, {} labels", sentences.len(), labels.len());

    // A third of the sentences come a second time without their case.
    let mut examples = Vec::new();
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for (n, sentence) in sentences.iter().enumerate() {
        for caseless in [false, true] {
            if caseless && n % 3 != 0 {
                continue;
            }
            let (words, case) = look(sentence, caseless);
            for i in 0..words.len() {
                features(&words, i, case, |f| *seen.entry(f).or_default() += 1);
            }
            let gold = sentence.tags.iter().map(|t| number.get(t.as_str()).copied().unwrap_or(usize::MAX)).collect();
            examples.push(Example { words, case, ids: Vec::new(), gold });
        }
    }
    let mut model = Perceptron::default();
    for e in &mut examples {
        for i in 0..e.words.len() {
            let mut ids = Vec::new();
            features(&e.words, i, e.case, |f| {
                if seen[&f] > 1 {
                    ids.push(model.id(f));
                }
            });
            e.ids.push(ids);
        }
    }
    drop(seen);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut scores = vec![0i32; labels.len()];
    for round in 0..ROUNDS {
        shuffle(&mut order, round + 1);
        let (mut wrong, mut total) = (0, 0);
        for &n in &order {
            let e = &examples[n];
            let (mut before, mut before2) = (START, START);
            for i in 0..e.words.len() {
                let mut ids = e.ids[i].clone();
                history(&e.words, i, before, before2, |f| ids.push(model.id(f)));
                scores.fill(0);
                ids.iter().for_each(|&id| model.add(id, &mut scores));
                let best = (0..scores.len()).rev().max_by_key(|&l| scores[l]).unwrap_or(0);
                let gold = e.gold[i];
                if best != gold && gold != usize::MAX {
                    wrong += 1;
                    for &id in &ids {
                        model.update(id, gold, 1);
                        model.update(id, best, -1);
                    }
                }
                total += 1;
                model.tick();
                (before2, before) = (before, best as u64);
            }
        }
        println!("round {}: {:.2} % wrong in training", round + 1, 100.0 * f64::from(wrong) / f64::from(total));
    }
    let bytes = language::weights::pack(&labels, &model.finish(|_| true));
    super::write(&out.join("tagger.bin"), &bytes)?;
    let tagger = language::tagger::Tagger::open(bytes.leak()).expect("what was just packed");
    for (name, sentences) in &dev {
        for caseless in [false, true] {
            let (mut upos, mut xpos, mut total) = (0, 0, 0);
            for sentence in sentences {
                let (words, case) = look(sentence, caseless);
                let mut tags = Vec::new();
                tagger.tag(&words, case, &mut tags);
                for (found, gold) in tags.iter().zip(&sentence.tags) {
                    let (u, x) = gold.split_once(' ').unwrap_or_default();
                    upos += usize::from(found.0 == language::tagger::pos(u));
                    xpos += usize::from(found.1 == x);
                    total += 1;
                }
            }
            let share = |n: usize| 100.0 * n as f64 / total as f64;
            println!("{name}{}: UPOS {:.2} XPOS {:.2}", if caseless { ", caseless" } else { "" }, share(upos), share(xpos));
        }
    }
    Ok(())
}

fn look(sentence: &Sentence, caseless: bool) -> (Vec<Word>, Case) {
    let case = case_of(sentence.words.iter().map(String::as_str), caseless);
    (sentence.words.iter().map(|w| Word::new(w, case)).collect(), case)
}
