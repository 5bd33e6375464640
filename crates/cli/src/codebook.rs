//! `dateline codebook`: the tree of kinds, one kind's file, and the test of kinds of one's own.

use crate::arguments::{CodebookArguments, CodebookCommand};
use crate::style::{self, paint};
use crate::{DONE, PARTLY, tell};
use anyhow::{Result, anyhow, bail};
use ingest::codebook::{Coder, Kind, check};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Does what the arguments say.
pub fn run(a: &CodebookArguments) -> Result<u8> {
    match &a.command {
        Some(CodebookCommand::Check { paths }) => test(paths),
        Some(CodebookCommand::Classes) => classes(),
        None => {
            let own = open(&a.codebook)?;
            let coder = own.as_deref().unwrap_or_else(|| Coder::builtin());
            match &a.kind {
                Some(kind) => file(coder, kind),
                None => tree(coder.kinds(), ""),
            }
        }
    }
}

/// The codebook with the kinds of these files and folders; `None` where there are none.
///
/// # Errors
/// A file that cannot be read, or whose content is at fault: with half a codebook nothing is read.
pub fn open(paths: &[PathBuf]) -> Result<Option<Arc<Coder>>> {
    if paths.is_empty() {
        return Ok(None);
    }
    let (coder, _) = load(paths)?;
    if !coder.faults().is_empty() {
        coder.faults().iter().for_each(|f| tell(&style::clean(f)));
        bail!("the codebook is at fault: mend it first; `dateline codebook check` tests it");
    }
    Ok(Some(Arc::new(coder)))
}

/// The codebook with these files, whatever their faults, and the files' names as faults tell them.
fn load(paths: &[PathBuf]) -> Result<(Coder, Vec<String>)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for path in paths {
        let texts =
            source::files::texts(path, "md").map_err(|(p, e)| anyhow!("cannot read the codebook {}: {e}", p.display()))?;
        if texts.is_empty() {
            bail!("no kinds in {}: there is no file whose name ends with .md", path.display());
        }
        files.extend(texts.into_iter().map(|(p, text)| {
            let name = p.display().to_string();
            (name.strip_suffix(".md").unwrap_or(&name).to_string(), text)
        }));
    }
    let pairs: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let coder = Coder::with(&pairs);
    Ok((coder, files.into_iter().map(|(n, _)| n).collect()))
}

/// Reads files and runs their examples.
fn test(paths: &[PathBuf]) -> Result<u8> {
    let (coder, names) = load(paths)?;
    let mut out = style::out();
    let mut wrong = 0;
    for fault in coder.faults() {
        writeln!(out, "{}", style::clean(fault))?;
        wrong += 1;
    }
    for kind in coder.kinds().iter().filter(|k| names.contains(&k.file)) {
        let at = format!("{}.md:", kind.file);
        if coder.faults().iter().any(|f| f.starts_with(&at)) {
            writeln!(out, "{}: its examples were not run: mend the file first", kind.kind)?;
            continue;
        }
        let checked = check(&coder, kind);
        for (line, miss) in &checked.faults {
            writeln!(out, "{}.md:{line}: the example fails: {}", kind.file, style::clean(miss))?;
        }
        if checked.examples == 0 {
            writeln!(out, "{}.md:1: no example: give a text in ```article and what it tells in ```reports", kind.file)?;
        }
        wrong += checked.faults.len() + usize::from(checked.examples == 0);
        let rules = count(kind.rules.len(), "rule");
        writeln!(out, "{}: {rules}, {} of {} hold", kind.kind, checked.hold, count(checked.examples, "example"))?;
    }
    Ok(if wrong > 0 { PARTLY } else { DONE })
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Prints the kinds below a path, each with its line.
fn tree(kinds: &[Kind], below: &str) -> Result<u8> {
    let mut kinds: Vec<&Kind> = kinds.iter().filter(|k| within(&k.kind, below)).collect();
    kinds.sort_by(|a, b| a.kind.split('.').cmp(b.kind.split('.')));
    let mut out = style::out();
    let mut parent = String::new();
    for kind in kinds {
        let depth = kind.kind.matches('.').count();
        let root = kind.kind.split('.').next().unwrap_or("");
        if depth > 0 && root != parent {
            writeln!(out, "{}", paint(style::TITLE, root))?;
        }
        parent = root.to_string();
        let name = kind.kind.rsplit('.').next().unwrap_or("");
        let space = 28usize.saturating_sub(2 * depth + name.len()).max(1);
        writeln!(out, "{}{}{}{}", "  ".repeat(depth), paint(style::TITLE, name), " ".repeat(space), style::clean(&kind.title))?;
    }
    Ok(DONE)
}

/// True for the path itself and all below it; every path is below the empty one.
fn within(path: &str, below: &str) -> bool {
    below.is_empty() || model::is_of_kind(path, below)
}

/// Prints the file of a kind; of a branch without a file of its own, what is below it.
fn file(coder: &Coder, path: &str) -> Result<u8> {
    let mut out = style::out();
    if let Some(kind) = coder.kind(path) {
        write!(out, "{}", kind.source)?;
        return Ok(DONE);
    }
    if !path.is_empty() && coder.kinds().iter().any(|k| within(&k.kind, path)) {
        return tree(coder.kinds(), path);
    }
    bail!("no kind is called {path}: `dateline codebook` prints them all");
}

/// Prints the word classes, a line each with its first words.
fn classes() -> Result<u8> {
    let mut out = style::out();
    for (name, words) in Coder::builtin().classes() {
        let first: Vec<&str> = words.iter().take(6).map(String::as_str).collect();
        let more = if words.len() > 6 { " …" } else { "" };
        writeln!(out, "@{name:<18} {}{more}", first.join(" "))?;
    }
    Ok(DONE)
}
