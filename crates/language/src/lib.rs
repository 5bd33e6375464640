//! Tokens, sentences, tags and names: the trained models.

use model::{Name, Syntax, TextRange};

/// The analyser of one language.
pub struct Language {}

impl Language {
    /// The English one, with the models that are part of the program.
    pub fn english() -> &'static Language {
        static ENGLISH: Language = Language {};
        &ENGLISH
    }

    /// Sentences and tokens of `text`. `blocks` are the ranges that hold words, in order; no sentence crosses one.
    pub fn analyze(&self, _text: &str, _blocks: &[TextRange]) -> Syntax {
        Syntax::default()
    }

    /// The names in an analysed text, in order, not overlapping.
    pub fn names(&self, _text: &str, _syntax: &Syntax) -> Vec<Name> {
        Vec::new()
    }
}
