//! Tokens, sentences, tags and names: the trained models.

mod abbreviations;
#[doc(hidden)]
pub mod boundaries;
#[doc(hidden)]
pub mod features;
#[doc(hidden)]
pub mod finder;
mod groups;
#[doc(hidden)]
pub mod lemma;
#[doc(hidden)]
pub mod lists;
mod neighbours;
#[doc(hidden)]
pub mod sentences;
#[doc(hidden)]
pub mod tagger;
mod titles;
#[doc(hidden)]
pub mod weights;
#[doc(hidden)]
pub mod words;

use features::Word;
use finder::{Document, Finder};
use model::{Name, Pos, Syntax, TextRange, Token};
use std::sync::LazyLock;
use tagger::Tagger;

/// The analyser of one language.
pub struct Language {
    tagger: Option<Tagger>,
    finder: Option<Finder>,
}

impl Language {
    /// The English one, with the models that are part of the program.
    pub fn english() -> &'static Language {
        static ENGLISH: LazyLock<Language> =
            LazyLock::new(|| Language::open(include_bytes!("../models/tagger.bin"), include_bytes!("../models/names.bin")));
        &ENGLISH
    }

    /// One with other models; without those that cannot be read.
    pub fn open(tagger: &'static [u8], names: &'static [u8]) -> Language {
        Language { tagger: Tagger::open(tagger), finder: Finder::open(names) }
    }

    /// Sentences and tokens of `text`. `blocks` are the ranges that hold words, in order; no sentence crosses one.
    pub fn analyze(&self, text: &str, blocks: &[TextRange]) -> Syntax {
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
        syntax.tokens.reserve(words.len());
        let (mut seen, mut tags) = (Vec::new(), Vec::new());
        for sentence in &syntax.sentences {
            let words = &words[sentence.tokens.clone()];
            let case = features::case_of(words.iter().map(|w| w.of(text)), caseless);
            seen.clear();
            tags.clear();
            seen.extend(words.iter().map(|w| Word::new(w.of(text), case)));
            match &self.tagger {
                Some(tagger) => tagger.tag(&seen, case, &mut tags),
                None => tags.resize(words.len(), (Pos::X, "")),
            }
            syntax.tokens.extend(words.iter().zip(&tags).map(|(&range, &(pos, tag))| {
                let lemma = lemma::lemma(range.of(text), pos, tag);
                Token { range, lemma, pos, tag, head: None, relation: "" }
            }));
        }
        syntax
    }

    /// The names in an analysed text, in order, not overlapping.
    pub fn names(&self, text: &str, syntax: &Syntax) -> Vec<Name> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let labels = finder.label(&self.document(text, syntax));
        let mut names = Vec::new();
        for (range, kind) in finder::spans(&labels) {
            titles::push(text, syntax, range, kind, &mut names);
        }
        names
    }

    /// An analysed text as the name finder sees it.
    #[doc(hidden)]
    pub fn document(&self, text: &str, syntax: &Syntax) -> Document {
        let caseless = is_caseless(text);
        let mut words = Vec::with_capacity(syntax.tokens.len());
        let mut cases = Vec::with_capacity(syntax.sentences.len());
        for sentence in &syntax.sentences {
            let tokens = &syntax.tokens[sentence.tokens.clone()];
            let case = features::case_of(tokens.iter().map(|t| t.form(text)), caseless);
            words.extend(tokens.iter().map(|t| Word::new(t.form(text), case)));
            cases.push(case);
        }
        let pos = syntax.tokens.iter().map(|t| t.pos).collect();
        Document::new(words, pos, syntax.sentences.iter().map(|s| s.tokens.clone()).collect(), cases)
    }
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
