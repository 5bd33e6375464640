//! Compares what the program finds with annotated corpora: `cargo xtask score coref …`.

mod copies;
mod coref;
pub mod gum;
mod invent;
mod measures;

use anyhow::{Result, bail};

const USAGE: &str = "cargo xtask score …
  coref FOLDER    coreference on the CoNLL-U files of GUM in FOLDER, given its words, trees and names
    --predicted   from the bare text instead
    --flat        with the words but without the trees
    --base        with relations but without their subtypes
    --genre NAME  only files of this genre
    --errors N    print the first N wrong links
  copies          near-duplicates in a set of invented articles with known edits
    --articles N  how many (10000)
    --seed N      another set
(timelines: see xtask/src/score/timeline.py)";

/// Runs `cargo xtask score ARGS`.
pub fn run(args: &[String]) -> Result<()> {
    match args {
        [task, rest @ ..] if task == "coref" => coref::run(rest, USAGE),
        [task, rest @ ..] if task == "copies" => copies::run(rest),
        _ => bail!("{USAGE}"),
    }
}
