//! Tokens, sentences, tags and names: the trained models.

mod abbreviations;
mod crude;
mod sentences;
mod words;

use model::{Name, Syntax, TextRange, Token};

/// The analyser of one language.
pub struct Language {}

impl Language {
    /// The English one, with the models that are part of the program.
    pub fn english() -> &'static Language {
        static ENGLISH: Language = Language {};
        &ENGLISH
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
        syntax.tokens = words
            .into_iter()
            .map(|range| Token { range, lemma: String::new(), pos: model::Pos::X, tag: "", head: None, relation: "" })
            .collect();
        for sentence in &syntax.sentences {
            crude::tag(text, &mut syntax.tokens[sentence.tokens.clone()]);
        }
        syntax
    }

    /// The names in an analysed text, in order, not overlapping.
    pub fn names(&self, text: &str, syntax: &Syntax) -> Vec<Name> {
        crude::names(text, syntax)
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
