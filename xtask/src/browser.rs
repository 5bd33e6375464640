//! `cargo xtask browser`: the reading room in a real browser.
//!
//! Needs node, npm and Chromium; where one is missing it says so loudly and does nothing, so that a newcomer without them
//! can build and test the rest. The first run fetches two packages by npm, as the lock file names them.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where Chromium may be, besides `CHROMIUM`.
const BROWSERS: &[&str] = &["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// Runs the tests of `crates/server/browser` on the program named, or on one built now.
pub fn run(args: &[String]) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent folder")?;
    let folder = root.join("crates/server/browser");
    let missing: Vec<&str> = [("node", has("node")), ("npm", has("npm")), ("Chromium", chromium().is_some())]
        .into_iter()
        .filter(|m| !m.1)
        .map(|m| m.0)
        .collect();
    if !missing.is_empty() {
        println!("SKIPPED: the browser tests need {}, which this machine lacks", missing.join(" and "));
        return Ok(());
    }
    // npm writes this last.
    if !folder.join("node_modules/.package-lock.json").exists() {
        let got = Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(&folder).status()?;
        if !got.success() {
            bail!("npm ci failed in {}", folder.display());
        }
    }
    let program = match args.first() {
        Some(p) => PathBuf::from(p).canonicalize().with_context(|| format!("no program at {p}"))?,
        None => built(root)?,
    };
    let done = Command::new("node")
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .current_dir(&folder)
        .env("DATELINE", &program)
        .env("CHROMIUM", chromium().unwrap_or_default())
        .status()?;
    if done.success() { Ok(()) } else { bail!("the browser tests failed") }
}

fn built(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let done =
        Command::new(cargo).args(["build", "--release", "--locked", "--package", "dateline"]).current_dir(root).status()?;
    if !done.success() {
        bail!("the program cannot be built");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/dateline"))
}

fn has(program: &str) -> bool {
    let asked = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|s| s.success())
}

fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.into_iter().chain(BROWSERS.iter().map(PathBuf::from)).find(|p| p.exists())
}
