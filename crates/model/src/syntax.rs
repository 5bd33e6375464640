//! The words of an article as the language stage sees them: sentences, tokens, tags, and trees where there is a parser.

use crate::TextRange;

/// Universal part of speech, <https://universaldependencies.org/u/pos/>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// One word or mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub range: TextRange,
    /// Dictionary form, lower case for all but names.
    pub lemma: String,
    /// Universal part of speech.
    pub pos: Pos,
    /// Penn Treebank tag (`VBD`, `NNP`, …); empty where the tagger gives none.
    pub tag: &'static str,
    /// Index (into [`Syntax::tokens`]) of the word it hangs from; `None` for roots and where there is no parser.
    pub head: Option<u32>,
    /// Universal dependency relation; empty where there is no parser.
    pub relation: &'static str,
}

impl Token {
    /// The word as written.
    pub fn form<'a>(&self, text: &'a str) -> &'a str {
        self.range.of(text)
    }
}

/// One sentence: its place in the text and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space at its ends. Never crosses a block.
    pub range: TextRange,
    /// Its tokens, as a range of indexes into [`Syntax::tokens`].
    pub tokens: std::ops::Range<usize>,
}

/// All sentences and tokens of an article, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Syntax {
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences.
    pub tokens: Vec<Token>,
}

impl Syntax {
    /// The tokens of sentence number `i`.
    pub fn words(&self, i: usize) -> &[Token] {
        &self.tokens[self.sentences[i].tokens.clone()]
    }

    /// The sentence that holds byte `at`, or the last one before it.
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        self.sentences.partition_point(|s| s.range.start <= at).checked_sub(1)
    }

    /// The index of the token that holds byte `at`, or of the first one after it.
    pub fn token_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.range.end <= at)
    }
}
