//! Mentions to reports: the codebook, roles, status, attribution.
//!
//! The codebook is a folder of Markdown files, one a kind of happening (`codebook/`): definition, crosswalk, rules and
//! examples that run as tests. The rules ask the tree for subjects and objects (module `tree`), and tags and word order where it
//! is silent (`words`, `clause`); the stage is a pure function.

mod about;
mod accused;
mod acled;
mod adds_up;
mod afterwards;
mod again;
mod apart;
mod arms;
mod at_once;
mod attach;
mod backshift;
mod before;
mod before_court;
mod beside;
mod called;
mod check;
mod clause;
mod clock;
mod code;
mod codebook;
mod crosswalk;
mod damage;
mod day_of_print;
mod deed_apart;
mod deed_form;
mod deed_idle;
mod deed_named;
mod deed_parts;
mod deed_wide;
mod deed_words;
mod deeds;
mod doubt;
mod estimates;
mod explain;
mod extent;
mod files;
mod find;
mod fitting;
mod form;
mod from_afar;
mod fronted;
mod gathering;
mod given_up;
mod govern;
mod hedged;
mod history;
mod home;
mod identified;
mod idle;
mod implied;
mod infinitive;
mod inherit;
mod land;
pub mod learned;
mod lend;
mod lexicon;
mod life;
mod listed;
mod means;
mod mend;
mod mishap;
pub mod news;
mod nobody;
mod nominal;
mod office;
mod offset;
mod outcome;
mod period;
mod reach;
mod recall;
mod refer;
mod rule;
mod said;
mod said_again;
mod scatter;
mod sections;
mod select;
mod senses;
mod slips;
mod somebody;
mod status;
mod tense;
mod there;
mod threat;
mod toll;
mod town;
mod tree;
mod turned;
mod undergone;
mod visit;
mod whose;
mod with_what;
mod within;
mod words;

pub use check::misses;
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

    /// The program's codebook with further files of `(name, content)`. A kind of the same path takes the place of ours,
    /// with all its rules. What is wrong with the further files is in [`Coder::faults`].
    pub fn with(further: &[(&str, &str)]) -> Coder {
        let path = |name: &str, content: &str| codebook::path(name, content);
        let theirs: Vec<String> = further.iter().map(|(n, c)| path(n, c)).collect();
        let mut files: Vec<(&str, &str)> =
            files::FILES.iter().copied().filter(|(n, c)| !theirs.contains(&path(n, c))).collect();
        files.extend(further);
        Coder::new(&files, files::CLASSES)
    }

    /// A codebook of one's own: files of `(name, content)` and the word classes that they use.
    pub fn new(files: &[(&str, &str)], classes: &str) -> Coder {
        let (book, mut faults) = Codebook::parse(files);
        let lexicon = Lexicon::parse(classes);
        for rule in &book.rules {
            let unknown = rule.classes().filter(|c| !lexicon.knows(c));
            faults.extend(unknown.map(|c| {
                let kind = &book.kinds[rule.kind];
                let line = names_class(&kind.source, c).unwrap_or(1);
                format!("{}.md:{line}: no class @{c}: `dateline codebook classes` lists them", kind.file)
            }));
        }
        let index = Index::new(&book.rules, &lexicon, files::SAYINGS, files::NOMINALS);
        Coder { book, lexicon, index, faults }
    }

    /// The word classes that rules may name with `@`, each with some of its words, in order.
    pub fn classes(&self) -> Vec<(String, Vec<String>)> {
        self.lexicon.names().into_iter().map(|name| (name.clone(), self.lexicon.words(&name))).collect()
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

    /// What a model could decide of an article's violence, for training.
    pub fn study(&self, article: &Article, syntax: &Syntax, mentions: &Mentions) -> Vec<learned::study::Deed> {
        code::study(self, article, syntax, mentions)
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

/// The line of a file, from 1, that names a class.
fn names_class(text: &str, class: &str) -> Option<usize> {
    let named = |w: &str| w.strip_prefix('@') == Some(class);
    text.lines().position(|l| l.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '?')).any(named)).map(|n| n + 1)
}

/// The kinds of the built-in codebook, for documentation.
pub fn codebook() -> &'static [Kind] {
    Coder::builtin().kinds()
}
