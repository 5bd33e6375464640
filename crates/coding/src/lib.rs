//! Mentions to reports: the codebook, roles, status, attribution.
//!
//! The codebook is a folder of Markdown files, one a kind of happening (`codebook/`): definition, crosswalk, rules and
//! examples that run as tests. The rules work on tags and word order alone (module `words`); the stage is a pure function.

mod about;
mod acled;
mod attach;
mod clause;
mod code;
mod codebook;
mod doubt;
mod explain;
mod files;
mod find;
mod form;
mod lexicon;
mod mend;
mod reach;
mod refer;
mod rule;
mod said;
mod select;
mod status;
mod toll;
mod tree;
mod within;
mod words;

pub use codebook::{Example, Family, Kind};
pub use explain::{Asked, Explanation, Left, Rival};

use codebook::Codebook;
use find::Index;
use lexicon::Lexicon;
use model::{Article, Mentions, Report, Syntax};
use std::sync::OnceLock;

/// A codebook ready to read with.
pub struct Coder {
    book: Codebook,
    lexicon: Lexicon,
    index: Index,
    faults: Vec<String>,
}

impl Coder {
    /// The codebook that is part of the program.
    pub fn builtin() -> &'static Coder {
        static BUILTIN: OnceLock<Coder> = OnceLock::new();
        BUILTIN.get_or_init(|| Coder::new(files::FILES, files::CLASSES))
    }

    /// A codebook of one's own: files of `(name, content)` and the word classes that they use.
    pub fn new(files: &[(&str, &str)], classes: &str) -> Coder {
        let (book, mut faults) = Codebook::parse(files);
        let lexicon = Lexicon::parse(classes);
        for rule in &book.rules {
            faults.extend(rule.classes().filter(|c| !lexicon.knows(c)).map(|c| format!("{}: no class @{c}", rule.name)));
        }
        let index = Index::new(&book.rules, &lexicon);
        Coder { book, lexicon, index, faults }
    }

    /// What could not be read of the codebook's files. Empty for the built-in one.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// The kinds, in the files' order.
    pub fn kinds(&self) -> &[Kind] {
        &self.book.kinds
    }

    /// The kind with this path.
    pub fn kind(&self, path: &str) -> Option<&Kind> {
        self.book.kinds.iter().find(|k| k.kind == path)
    }

    /// The reports of an article, with one of kind `other` where its beginning gives none. In order of their triggers.
    pub fn read(&self, article: &Article, syntax: &Syntax, mentions: &Mentions) -> Vec<Report> {
        code::read(self, article, syntax, mentions)
    }

    /// Accounts for one of the reports that [`Coder::read`] gives; `None` where it gives none with this id.
    pub fn explain(&self, article: &Article, syntax: &Syntax, mentions: &Mentions, id: model::ReportId) -> Option<Explanation> {
        explain::explain(self, article, syntax, mentions, id)
    }

    /// The reports of an article by the codebook's rules, in order of their triggers.
    pub fn code(&self, article: &Article, syntax: &Syntax, mentions: &Mentions) -> Vec<Report> {
        code::code(self, article, syntax, mentions)
    }
}

/// The kinds of the built-in codebook, for documentation.
pub fn codebook() -> &'static [Kind] {
    Coder::builtin().kinds()
}
