//! Time expressions and their values.
//!
//! Rules and words are data, one folder a language under `rules/` with its examples beside them; the engine knows no
//! word of any language. It cuts the text into tokens, tries at each token the rules that can start with it, keeps the
//! longest match, and then counts each expression, in order, from the publication or from what was last spoken of.

mod calendar;
mod frame;
mod grammar;
mod holidays;
mod matcher;
mod number;
mod pattern;
mod resolve;
mod scan;
mod story;
mod tense;
mod token;
mod value;

use grammar::Grammar;
use holidays::Holidays;
use model::{Block, Stamp, Syntax, Time};
use std::sync::{LazyLock, OnceLock};

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The languages, in the order of [`LANGUAGES`]; each is read once, when it is first asked for.
static GRAMMARS: LazyLock<Vec<OnceLock<Grammar>>> = LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());

/// Where a language stands in [`LANGUAGES`], by its tag.
fn number(language: &str) -> Option<usize> {
    let primary = language.split(['-', '_']).next().unwrap_or(language);
    LANGUAGES.iter().position(|(name, _)| primary.eq_ignore_ascii_case(name))
}

/// The rules of a language.
fn grammar(language: &str) -> Option<&'static Grammar> {
    let at = number(language)?;
    let (name, files) = LANGUAGES[at];
    // The rules are compiled in; a test reads them all, so a fault cannot ship.
    let read = || Grammar::read(files).unwrap_or_else(|fault| panic!("rules/{name}/{fault}"));
    Some(GRAMMARS[at].get_or_init(read))
}

static HOLIDAYS: LazyLock<Holidays> =
    LazyLock::new(|| Holidays::read(include_str!("../rules/holidays.table")).expect("the table of holidays is well formed"));

/// The time expressions of an English article, in order, counted from its publication where they need an anchor.
///
/// `blocks` may be empty: then blank lines part paragraphs. `syntax` may be empty: then tense is told from plain cues.
pub fn times(text: &str, blocks: &[Block], syntax: &Syntax, published: Option<Stamp>) -> Vec<Time> {
    times_in("en", text, blocks, syntax, published)
}

/// The same for another language, by its tag ("fr", "fr-CA"); none for a language without rules.
pub fn times_in(language: &str, text: &str, blocks: &[Block], syntax: &Syntax, published: Option<Stamp>) -> Vec<Time> {
    let Some(grammar) = grammar(language) else { return Vec::new() };
    scan::times(grammar, &HOLIDAYS, text, blocks, syntax, published)
}

/// Whether there are rules for a language, by its tag.
pub fn knows(language: &str) -> bool {
    number(language).is_some()
}

/// The languages that there are rules for.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(name, _)| *name)
}
