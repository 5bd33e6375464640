//! `dateline gazetteer`: places of one's own, in a file that `read` opens.

use crate::arguments::{GazetteerArguments, GazetteerCommand, ImportArguments};
use crate::style::{self, paint};
use crate::{DONE, PARTLY, tell};
use anyhow::{Context, Result, anyhow, bail};
use gazetteer::Gazetteer;
use model::Code;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Faulty rows told one by one; a table with the wrong columns has millions.
const TOLD: u64 = 10;

/// Does what the arguments say.
pub fn run(a: &GazetteerArguments) -> Result<u8> {
    match &a.command {
        GazetteerCommand::Import(a) => import(a),
    }
}

/// Where the places of a database lie.
fn beside(db: &Path) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(".places");
    name.into()
}

fn import(a: &ImportArguments) -> Result<u8> {
    let to = a.out.clone().or_else(|| a.db.as_deref().map(beside)).context("say where to: --db or --out")?;
    let table = source::files::open(&a.file).map_err(|e| anyhow!("cannot open {}: {e}", a.file.display()))?;
    let mut told = 0;
    let mut fault = |line: u64, why: &str| {
        told += 1;
        if told <= TOLD {
            row(&a.file, line, why);
        }
    };
    let counts = source::files::replace(&to, |out| {
        let mut scratch = || source::files::scratch(&to);
        gazetteer::local::build(&table, Gazetteer::builtin(), &mut scratch, out, &mut fault)
    })
    .map_err(|e| anyhow!("no places from {} to {}: {e}", a.file.display(), to.display()))?;
    if counts.faults > TOLD {
        tell(&format!("… and {} rows more", counts.faults - TOLD));
    }
    if !a.quiet {
        let mut line = format!("{} place{}", counts.places, if counts.places == 1 { "" } else { "s" });
        for (n, what) in [(counts.known, "known before"), (counts.faults, "left out")] {
            if n > 0 {
                line.push_str(&format!(", {n} {what}"));
            }
        }
        tell(&format!("{line} → {}", to.display()));
    }
    Ok(if counts.faults > 0 { PARTLY } else { DONE })
}

/// Tells of a row that cannot be read.
fn row(file: &Path, line: u64, why: &str) {
    let code = Code::GazetteerRow;
    let message = format!("{}: line {line}: {why}", file.display());
    let mut err = anstream::stderr().lock();
    // A closed standard error stops nothing.
    let _ = writeln!(err, "{} {}\n  {}", paint(style::MARK, code.as_str()), style::clean(&message), code.way_out());
}

/// Opens the places to read with: the file named, or the one beside the database where there is one.
pub fn open(named: Option<&Path>, db: Option<&Path>) -> Result<()> {
    let file = match (named, db.map(beside)) {
        (Some(file), _) => file.to_path_buf(),
        (None, Some(file)) if file.exists() => file,
        _ => return Ok(()),
    };
    let bytes = source::files::map(&file).map_err(|e| anyhow!("cannot open the places {}: {e}", file.display()))?;
    if Gazetteer::add_local(bytes).is_err() {
        let to = match (named, db) {
            (None, Some(db)) => format!("--db {}", db.display()),
            _ => format!("--out {}", file.display()),
        };
        bail!(
            "{} holds no places that this version of the program can use: import your table again with \
             `dateline gazetteer import {to} TABLE`",
            file.display()
        );
    }
    Ok(())
}
