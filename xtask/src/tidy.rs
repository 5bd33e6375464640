//! `cargo xtask tidy`: holds the code to ARCHITECTURE.md.
//!
//! Checks the floors (which crate may use which), that only `source`, `cli` and a few named places open files, that
//! SQL stays in `store`, that each file says in its first line what it is, and that files stay short.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each crate with the crates of ours that it may use besides `model`.
const FLOORS: &[(&str, &[&str])] = &[
    ("cli", &["ingest", "source", "export", "store", "gazetteer", "timeline", "server"]),
    ("server", &["store", "export", "coding"]),
    ("ingest", &["source", "pipeline", "link", "dedup", "store"]),
    ("source", &[]),
    ("store", &["link"]),
    ("export", &[]),
    ("pipeline", &["extract", "annotate", "coding"]),
    ("extract", &[]),
    ("dedup", &[]),
    ("annotate", &["language", "timex", "gazetteer"]),
    ("coding", &[]),
    ("link", &[]),
    ("timeline", &[]),
    ("language", &[]),
    ("timex", &[]),
    ("gazetteer", &[]),
    ("model", &[]),
];

/// The longest file that is not a table, in lines.
const LONGEST: usize = 800;
/// The median file, in lines.
const MEDIAN: usize = 200;

/// Words that only one room may say, with that room.
const ROOMS: &[(&str, &[&str])] = &[
    ("std::fs", &["source", "store"]),
    ("rusqlite::", &["store"]),
    ("println!", &["cli"]),
    ("SystemTime::now", &[]),
    ("Timestamp::now", &["cli"]),
    ("Zoned::now", &[]),
];

/// Runs every check; fails with all faults at once.
pub fn run() -> Result<()> {
    let root = root()?;
    let mut faults = Vec::new();
    floors(&root, &mut faults)?;
    let files = files(&root)?;
    let mut lengths = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let name = file.strip_prefix(&root).unwrap_or(file).display().to_string();
        source(&name, &text, &mut lengths, &mut faults);
    }
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    if median > MEDIAN {
        faults.push(format!("the median file has {median} lines; the house allows {MEDIAN}"));
    }
    if !faults.is_empty() {
        bail!("not tidy:\n  {}", faults.join("\n  "));
    }
    println!("tidy: {} crates, {} files, median {median} lines", FLOORS.len(), files.len());
    Ok(())
}

fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().context("xtask has no parent folder")?.to_path_buf())
}

/// Compares each crate's `[dependencies]` with the table.
fn floors(root: &Path, faults: &mut Vec<String>) -> Result<()> {
    let allowed: BTreeMap<&str, &[&str]> = FLOORS.iter().copied().collect();
    for entry in fs::read_dir(root.join("crates"))? {
        let folder = entry?.path();
        let name = folder.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_string();
        let Some(may) = allowed.get(name.as_str()) else {
            faults.push(format!("crates/{name} stands on no floor: add it to the table in xtask and ARCHITECTURE.md"));
            continue;
        };
        let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
        let mut section = "";
        for line in manifest.lines() {
            if line.starts_with('[') {
                section = line;
            }
            let used = line.split(['.', ' ', '=']).next().unwrap_or("");
            if section == "[dependencies]" && allowed.contains_key(used) && used != "model" && !may.contains(&used) {
                faults.push(format!("crates/{name} may not use {used}"));
            }
        }
    }
    Ok(())
}

/// All Rust files of the project.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    let mut open = vec![root.join("crates"), root.join("xtask"), root.join("fuzz")];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() && path.file_name().is_some_and(|n| n != "target") {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}

fn source(name: &str, text: &str, lengths: &mut Vec<usize>, faults: &mut Vec<String>) {
    let first = text.lines().next().unwrap_or("");
    if !(first.starts_with("//") && first.len() > 6) {
        faults.push(format!("{name}: the first line does not say what the file is"));
    }
    let lines = text.lines().count();
    lengths.push(lines);
    let table = text.lines().filter(|l| l.trim_start().starts_with(['(', '"', 'c']) && l.trim_end().ends_with(',')).count();
    if lines > LONGEST && table * 2 < lines {
        faults.push(format!("{name}: {lines} lines; the longest file that is no table may have {LONGEST}"));
    }
    let Some(room) = name.strip_prefix("crates/").and_then(|n| n.split_once("/src/")).map(|(room, _)| room) else { return };
    let code: String =
        text.split("#[cfg(test)]").next().unwrap_or("").lines().filter(|l| !l.trim_start().starts_with("//")).collect();
    for (word, rooms) in ROOMS {
        if code.contains(word) && !rooms.contains(&room) {
            faults.push(format!(
                "{name}: `{word}` belongs to {}",
                if rooms.is_empty() { "nobody".into() } else { rooms.join(", ") }
            ));
        }
    }
}
