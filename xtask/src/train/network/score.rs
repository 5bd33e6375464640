//! Scores of a packed network on development halves, on gold words.

use super::data::document;
use crate::train::names::{self, Marked};
use crate::train::text::{Sentence, documents};
use anyhow::Result;
use language::Language;
use language::net::Network;
use std::path::Path;

pub struct Scorer {
    trees: Vec<(&'static str, Vec<Vec<Sentence>>)>,
    names: Vec<(&'static str, Vec<Marked>)>,
}

impl Scorer {
    pub fn new(grammar: &Path, corpora: &Path, held: Vec<Marked>) -> Result<Scorer> {
        let ewt = documents(&crate::train::read(&grammar.join("ewt/en_ewt-ud-dev.conllu"))?);
        let (mut gum, mut news) = (Vec::new(), Vec::new());
        for file in crate::train::files(&grammar.join("gum/dev"), "conllu")? {
            let found = documents(&crate::train::read(&file)?);
            if file.to_string_lossy().contains("_news_") {
                news.extend(found.clone());
            }
            gum.extend(found);
        }
        let mut names = vec![("CoNLL++ dev", names::conll(&crate::train::read(&corpora.join("conllpp/dev.txt"))?))];
        if !held.is_empty() {
            names.push(("worldwide, held out, capitals", held.iter().map(|a| names::without_case(a, true)).collect()));
            names.push(("worldwide, held out", held));
        }
        Ok(Scorer { trees: vec![("EWT dev", ewt), ("GUM dev", gum), ("GUM dev news", news)], names })
    }

    pub fn print(&self, bytes: Vec<u8>) {
        let bytes: &'static [u8] = bytes.leak();
        let Some(network) = Network::open(bytes) else { return println!("the network cannot be opened") };
        for (name, documents) in &self.trees {
            for caseless in [false, true] {
                let mut n = [0usize; 5];
                for sentences in documents {
                    let found = network.read(&document(sentences, caseless));
                    let mut at = 0;
                    for s in sentences {
                        for i in 0..s.words.len() {
                            let (universal, penn) = s.tags[i].split_once(' ').unwrap_or_default();
                            let head = (s.heads[i] > 0).then(|| (at + s.heads[i] - 1) as u32);
                            let base = |r: &str| r.split(':').next().unwrap_or_default().to_string();
                            let arc = found.heads[at + i] == head;
                            n[0] += 1;
                            n[1] += usize::from(format!("{:?}", found.tags[at + i].0).to_uppercase() == universal);
                            n[2] += usize::from(found.tags[at + i].1 == penn);
                            n[3] += usize::from(arc);
                            n[4] += usize::from(arc && base(found.relations[at + i]) == base(&s.relations[i]));
                        }
                        at += s.words.len();
                    }
                }
                let share = |k: usize| 100.0 * n[k] as f64 / n[0].max(1) as f64;
                let case = if caseless { ", caseless" } else { "" };
                println!("{name}{case}: UPOS {:.2} Penn {:.2} UAS {:.2} LAS {:.2}", share(1), share(2), share(3), share(4));
            }
        }
        let language = Language::open(bytes);
        for (name, articles) in &self.names {
            names::report(&language, name, articles);
        }
    }
}
