//! Corpora as the network learns from them: sentences of treebanks, articles with names.

use super::super::names::{self, Marked};
use super::super::text::Sentence;
use super::heads::Gold;
use language::document::Document;
use language::features::{Case, Word, case_of};
use language::net::Network;
use language::net::input::{self, Rows};
use language::net::tensors::Keys;
use rustc_hash::FxHashMap;

/// A head that the teachers do not agree on.
const UNKNOWN: usize = usize::MAX;

/// What the network reads of some words.
pub struct View {
    pub rows: Vec<Rows>,
    /// Row of the public table; `None` for words it does not know.
    pub vectors: Vec<Option<u32>>,
}

impl View {
    pub fn new(d: &Document, forms: &Keys, vectors: &Keys) -> View {
        let mut view = View { rows: Vec::new(), vectors: Vec::new() };
        for (s, range) in d.sentences.iter().enumerate() {
            for i in range.clone() {
                view.rows.push(input::rows(d, s, i, forms));
                view.vectors.push(input::vector(&d.words[i], vectors));
            }
        }
        view
    }
}

/// One sentence of a treebank, as written and without case.
pub struct Tree {
    pub views: [View; 2],
    pub gold: Gold,
}

/// One article with names.
pub struct Article {
    pub document: Document,
    pub view: View,
    /// For each word the labels that are right, as bits.
    pub right: Vec<u32>,
}

/// The labels of a treebank: tags and relations, each often enough.
pub struct Labels {
    pub tags: Vec<String>,
    pub relations: Vec<String>,
}

impl Labels {
    pub fn count(documents: &[Vec<Sentence>]) -> Labels {
        let sentences = || documents.iter().flatten();
        Labels {
            tags: often(sentences().flat_map(|s| &s.tags), 5),
            relations: often(sentences().flat_map(|s| &s.relations), 5),
        }
    }
}

fn often<'a>(words: impl Iterator<Item = &'a String>, least: usize) -> Vec<String> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    words.for_each(|w| *counts.entry(w).or_default() += 1);
    let mut kept: Vec<String> = counts.iter().filter(|c| *c.1 >= least).map(|c| c.0.to_string()).collect();
    kept.sort();
    kept
}

/// A treebank's document as the network sees it.
pub fn document(sentences: &[Sentence], caseless: bool) -> Document {
    let (mut words, mut ranges, mut cases) = (Vec::new(), Vec::new(), Vec::new());
    for sentence in sentences {
        let case = if caseless { Case::None } else { case_of(sentence.words.iter().map(String::as_str), false) };
        let from = words.len();
        words.extend(sentence.words.iter().map(|w| Word::new(w, case)));
        ranges.push(from..words.len());
        cases.push(case);
    }
    Document::new(words, ranges, cases)
}

/// All sentences of treebank documents.
pub fn trees(documents: &[Vec<Sentence>], labels: &Labels, forms: &Keys, vectors: &Keys) -> Vec<Tree> {
    let number = |list: &[String], label: &String| list.iter().position(|l| l == label).map_or(u16::MAX, |n| n as u16);
    let mut trees = Vec::new();
    for sentences in documents {
        let [cased, caseless] = [false, true].map(|c| {
            let d = document(sentences, c);
            let whole = View::new(&d, forms, vectors);
            d.sentences
                .into_iter()
                .map(|r| View { rows: whole.rows[r.clone()].to_vec(), vectors: whole.vectors[r].to_vec() })
                .collect::<Vec<_>>()
        });
        for ((sentence, a), b) in sentences.iter().zip(cased).zip(caseless) {
            let n = sentence.words.len() as u16;
            let gold = Gold {
                tags: sentence.tags.iter().map(|t| number(&labels.tags, t)).collect(),
                heads: sentence
                    .heads
                    .iter()
                    .map(|&h| match h {
                        0 => n,
                        UNKNOWN => u16::MAX,
                        h => h as u16 - 1,
                    })
                    .collect(),
                relations: sentence.relations.iter().map(|r| number(&labels.relations, r)).collect(),
            };
            trees.push(Tree { views: [a, b], gold });
        }
    }
    trees
}

/// An article whose labels teachers gave, as written and without case; the latter as written, too, where cutting differs.
pub fn taught_article(marked: &Marked, right: &[u32], n: usize, forms: &Keys, vectors: &Keys) -> [Article; 2] {
    [marked.clone(), names::without_case(marked, n.is_multiple_of(2)), marked.clone()]
        .map(|m| {
            let document = names::labelled(&m).0;
            let view = View::new(&document, forms, vectors);
            let open = |i: usize| i < view.rows.len() && document.is_open(i);
            let right = right.iter().enumerate().map(|(i, r)| if open(i) { *r } else { 1 }).collect();
            Article { view, right, document }
        })
        .into_iter()
        .filter(|a| a.view.rows.len() == right.len())
        .take(2)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap_or_else(|_| unreachable!("a text is cut the same way twice"))
}

/// An article of a name corpus.
pub fn article(marked: &Marked, forms: &Keys, vectors: &Keys) -> Article {
    let (document, right) = names::labelled(marked);
    Article { view: View::new(&document, forms, vectors), document, right }
}

/// What two trained networks agree on in unmarked news.
pub struct Taught {
    /// Trees, with [`UNKNOWN`] heads where the teachers differ (Sagae and Tsujii 2007).
    pub trees: Vec<Vec<Sentence>>,
    /// For each article the labels that may be right, as bits.
    pub names: Vec<Vec<u32>>,
}

/// Reads news with both teachers.
pub fn taught<'a>(marked: impl Iterator<Item = &'a Marked>, teachers: &[Network; 2]) -> Taught {
    let mut taught = Taught { trees: Vec::new(), names: Vec::new() };
    let (mut all, mut arcs, mut labels) = (0, 0, 0);
    for article in marked {
        let syntax = names::cut(article);
        let d = language::document(&article.text, &syntax);
        let [a, b] = [0, 1].map(|n| teachers[n].read(&d));
        let mut sentences = Vec::new();
        for range in &d.sentences {
            let mut sentence = Sentence::default();
            for i in range.clone() {
                let same = a.heads[i] == b.heads[i] && a.relations[i] == b.relations[i];
                let head = a.heads[i].map_or(0, |h| h as usize - range.start + 1);
                arcs += usize::from(same);
                sentence.words.push(syntax.tokens[i].form(&article.text).to_string());
                sentence.heads.push(if same { head } else { UNKNOWN });
                sentence.relations.push(if same { a.relations[i].to_string() } else { String::new() });
                let (universal, penn) = a.tags[i];
                let tag = format!("{} {penn}", format!("{universal:?}").to_uppercase());
                sentence.tags.push(if a.tags[i] == b.tags[i] { tag } else { String::new() });
            }
            sentences.push(sentence);
        }
        all += a.names.len();
        labels += a.names.iter().zip(&b.names).filter(|(a, b)| a == b).count();
        let agreed = a.names.iter().zip(&b.names).enumerate();
        taught.names.push(
            agreed
                .map(|(i, (a, b))| {
                    if !d.is_open(i) {
                        1
                    } else if a == b {
                        1 << a
                    } else {
                        u32::MAX
                    }
                })
                .collect(),
        );
        taught.trees.push(sentences);
    }
    println!("two teachers agree on {arcs} arcs and {labels} labels of {all}");
    taught
}
