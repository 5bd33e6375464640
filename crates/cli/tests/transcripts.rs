//! Runs the transcripts of the command line: those under `transcripts/` and those in the documentation.
//!
//! A transcript is a Markdown file. A block fenced as ```` ```html file=NAME ```` is written to a folder of its own,
//! where `examples` stands too; in a block fenced as ```` ```console ```` a line `$ …` is run there by `sh`, lines
//! `> …` go on with it, and the lines below are what it must print (standard output and errors together). `[..]` takes
//! any words, a line `...` any lines, and a last line `[2]` is an exit code that is not 0.
//! `UPDATE_TRANSCRIPTS=1 cargo test -p dateline --test transcripts` writes what the program prints now.
#![cfg(unix)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn transcripts_hold() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut files: Vec<PathBuf> = std::fs::read_dir(here).unwrap().map(|e| e.unwrap().path()).collect();
    files.extend(["docs/cli.md", "docs/codebook.md", "docs/diagnostics.md", "docs/exports.md"].map(|f| common::root().join(f)));
    files.sort();
    let mut wrong = String::new();
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        let (new, faults, commands) = play(&text);
        assert!(commands > 0, "{} runs nothing", file.display());
        if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
            if new != text {
                std::fs::write(file, new).unwrap();
            }
        } else if !faults.is_empty() {
            wrong.push_str(&format!("\n{}\n{faults}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE_TRANSCRIPTS=1 writes what is printed now.");
}

/// Runs a transcript. Gives the transcript as it should be, what differs, and how many commands were run.
fn play(text: &str) -> (String, String, usize) {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(common::root().join("examples"), folder.path().join("examples")).unwrap();
    let (mut new, mut faults, mut commands) = (String::new(), String::new(), 0);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        new.push_str(&format!("{line}\n"));
        let Some(info) = line.strip_prefix("```").filter(|i| !i.is_empty()) else { continue };
        let mut block = Vec::new();
        while let Some(inside) = lines.next_if(|l| *l != "```") {
            block.push(inside);
        }
        if let Some((_, name)) = info.split_once("file=") {
            std::fs::write(folder.path().join(name), block.join("\n") + "\n").unwrap();
        }
        if info != "console" {
            block.iter().for_each(|l| new.push_str(&format!("{l}\n")));
            new.push_str(&format!("{}\n", lines.next().unwrap_or("```")));
            continue;
        }
        let mut at = 0;
        while at < block.len() {
            let mut typed = block[at].strip_prefix("$ ").unwrap_or_else(|| panic!("no command: {}", block[at])).to_string();
            new.push_str(&format!("{}\n", block[at]));
            at += 1;
            while let Some(more) = block.get(at).and_then(|l| l.strip_prefix("> ")) {
                typed.push_str(&format!("\n{more}"));
                new.push_str(&format!("{}\n", block[at]));
                at += 1;
            }
            let end = block[at..].iter().position(|l| l.starts_with("$ ")).map_or(block.len(), |n| at + n);
            let (want, have) = (&block[at..end], run(&typed, folder.path()));
            let have: Vec<&str> = have.lines().collect();
            commands += 1;
            if same(want, &have) {
                want.iter().for_each(|l| new.push_str(&format!("{l}\n")));
            } else {
                have.iter().for_each(|l| new.push_str(&format!("{l}\n")));
                let (want, have) = (want.join("\n- "), have.join("\n+ "));
                faults.push_str(&format!("$ {typed}\n- {want}\n+ {have}\n"));
            }
            at = end;
        }
    }
    (new, faults, commands)
}

/// What a command prints, with its exit code where that is not 0.
fn run(typed: &str, folder: &Path) -> String {
    let bin = Path::new(common::DATELINE).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{typed}")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let mut out = String::from_utf8(output.stdout).unwrap();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    match output.status.code() {
        Some(0) => out,
        Some(n) => out + &format!("[{n}]"),
        None => out + "[killed]",
    }
}

/// Whether the lines are as wanted; `...` takes any number of lines.
fn same(want: &[&str], have: &[&str]) -> bool {
    match want.split_first() {
        None => have.is_empty(),
        Some((&"...", rest)) => (0..=have.len()).any(|n| same(rest, &have[n..])),
        Some((line, rest)) => have.first().is_some_and(|h| fits(line, h)) && same(rest, &have[1..]),
    }
}

/// Whether a line is as wanted; `[..]` takes any words.
fn fits(want: &str, have: &str) -> bool {
    let want = want.trim_end();
    match want.split_once("[..]") {
        None => want == have.trim_end(),
        Some((start, rest)) => have
            .strip_prefix(start)
            .is_some_and(|have| have.char_indices().map(|(i, _)| i).chain([have.len()]).any(|i| fits(rest, &have[i..]))),
    }
}

#[test]
fn wildcards_take_what_they_should_and_no_more() {
    assert!(fits("a [..] c[..]", "a b c"));
    assert!(!fits("a [..] c", "a b d"));
    assert!(same(&["one", "...", "end"], &["one", "two", "three", "end"]));
    assert!(!same(&["one", "..."], &["two"]));
    assert!(!same(&["one"], &["one", "two"]));
    let (new, faults, commands) = play("```console\n$ echo a; false\nb\n```\n");
    assert_eq!((new.as_str(), commands), ("```console\n$ echo a; false\na\n[1]\n```\n", 1));
    assert!(faults.contains("- b\n+ a\n+ [1]"), "{faults}");
}

/// The README's transcript leaves out whole stretches, marked by a line `…`; all other lines are printed, in this order.
#[test]
fn the_readme_shows_what_is_printed() {
    let readme = std::fs::read_to_string(common::root().join("README.md")).unwrap();
    let block = readme.split("```console\n").nth(1).unwrap().split("```").next().unwrap();
    let (command, shown) = block.split_once('\n').unwrap();
    assert_eq!(command, "$ dateline read examples/pages");
    let run = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["read", "examples/pages"])
        .current_dir(common::root())
        .output()
        .unwrap();
    let printed = [run.stdout, run.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    let mut lines = printed.lines();
    for line in shown.lines().filter(|l| *l != "…") {
        assert!(lines.any(|l| l == line), "the README shows {line:?}, which is not printed there");
    }
}
