//! Words, sentences, tags, trees and names of English news: one pass of rules, one network.
//!
//! For those who want only this stage:
//!
//! ```
//! use language::Language;
//! use model::TextRange;
//!
//! let text = "Gen. Ivo Karsk met the mayor of Lower Tarn on Monday. She thanked him.";
//! let (syntax, names) = Language::english().read(text, &[TextRange::new(0, text.len())]);
//! assert_eq!(syntax.sentences.len(), 2);
//! let met = syntax.tokens.iter().find(|t| t.form(text) == "met").unwrap();
//! assert_eq!((met.lemma.as_str(), met.tag, met.head), ("meet", "VBD", None));
//! let karsk = syntax.tokens.iter().position(|t| t.form(text) == "Karsk").unwrap();
//! assert!(karsk > 0 && names[0].text == "Ivo Karsk" && names[0].title.as_deref() == Some("Gen."));
//! ```

mod abbreviations;
mod agree;
#[doc(hidden)]
pub mod boundaries;
#[doc(hidden)]
pub mod document;
#[doc(hidden)]
pub mod features;
mod fronted;
mod groups;
#[doc(hidden)]
pub mod lemma;
#[doc(hidden)]
pub mod lists;
mod neighbours;
#[doc(hidden)]
pub mod net;
#[doc(hidden)]
pub mod sentences;
mod tags;
mod titles;
mod whole;
#[doc(hidden)]
pub mod words;

use document::Document;
use features::Word;
use model::{Name, Pos, Syntax, TextRange, Token};
use net::Network;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The analyser of one language.
pub struct Language {
    network: Option<Network>,
}

impl Language {
    /// The English one, with the network that is part of the program.
    pub fn english() -> &'static Language {
        static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::open(include_bytes!("../models/network.bin")));
        &ENGLISH
    }

    /// One with another network; with rules alone where `network` cannot be read.
    pub fn open(network: &'static [u8]) -> Language {
        Language { network: Network::open(network) }
    }

    /// Sentences, words, tags, trees and names of `text`. `blocks` are the ranges that hold words, in order; no sentence
    /// crosses one. Names come in order and do not overlap. Never fails; time and memory grow with the text.
    pub fn read(&self, text: &str, blocks: &[TextRange]) -> (Syntax, Vec<Name>) {
        let mut syntax = cut(text, blocks);
        let Some(network) = &self.network else { return (syntax, Vec::new()) };
        let reading = network.read(&document(text, &syntax));
        for (i, token) in syntax.tokens.iter_mut().enumerate() {
            (token.pos, token.tag) = reading.tags[i];
            token.head = reading.heads[i];
            token.relation = reading.relations[i];
        }
        agree::mend(text, &mut syntax);
        for token in &mut syntax.tokens {
            token.lemma = lemma::lemma(token.range.of(text), token.pos, token.tag);
        }
        let mut names = Vec::new();
        for (range, kind) in whole::whole(text, &syntax, is_caseless(text), net::labels::spans(&reading.names)) {
            titles::push(text, &syntax, range, kind, &mut names);
        }
        (syntax, names)
    }

    /// [`Language::read`] without the names.
    pub fn analyze(&self, text: &str, blocks: &[TextRange]) -> Syntax {
        self.read(text, blocks).0
    }
}

/// Words that follow a name and a hyphen without being part of it.
static TAILS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../data/tails.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Sentences and words alone, by rules.
#[doc(hidden)]
pub fn cut(text: &str, blocks: &[TextRange]) -> Syntax {
    let mut syntax = Syntax::default();
    let mut words = Vec::new();
    let caseless = is_caseless(text);
    for &block in blocks {
        let from = words.len();
        words::cut(text, block, &mut words);
        if words.len() > from {
            sentences::cut(text, &words, from, caseless, &mut syntax.sentences);
        }
    }
    syntax.tokens.extend(words.into_iter().map(|range| Token {
        range,
        lemma: String::new(),
        pos: Pos::X,
        tag: "",
        head: None,
        relation: "",
    }));
    syntax
}

/// A text cut into words as the network sees it.
#[doc(hidden)]
pub fn document(text: &str, syntax: &Syntax) -> Document {
    let caseless = is_caseless(text);
    let mut words = Vec::with_capacity(syntax.tokens.len());
    let mut cases = Vec::with_capacity(syntax.sentences.len());
    for sentence in &syntax.sentences {
        let tokens = &syntax.tokens[sentence.tokens.clone()];
        let case = features::case_of(tokens.iter().map(|t| t.form(text)), caseless);
        words.extend(tokens.iter().map(|t| Word::new(t.form(text), case)));
        cases.push(case);
    }
    let mut document = Document::new(words, syntax.sentences.iter().map(|s| s.tokens.clone()).collect(), cases);
    for (i, three) in syntax.tokens.windows(3).enumerate() {
        let glued = three[1].range.start == three[0].range.end && three[2].range.start == three[1].range.end;
        if glued && three[1].form(text) == "-" && TAILS.contains(three[2].form(text)) {
            document.close(i + 1);
            document.close(i + 2);
        }
    }
    document
}

/// True for text whose letters say nothing by their case: next to no capitals, or nothing but capitals.
fn is_caseless(text: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in text.chars().take(20_000) {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper * 200 < lower || lower * 20 < upper
}
