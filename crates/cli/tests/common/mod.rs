//! What the tests of the command line share: running the built program and looking at what it left behind.
#![allow(dead_code, reason = "each test file takes what it needs")]

#[cfg(feature = "serve")]
pub mod room;
pub mod told;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program under test.
pub const DATELINE: &str = env!("CARGO_BIN_EXE_dateline");

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The program with arguments, ready to run without a terminal.
pub fn command<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(DATELINE);
    command.args(arguments).stdin(Stdio::null()).env_remove("COLUMNS").env("NO_COLOR", "1");
    command
}

/// What a run said.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(o: Output) -> Said {
        Said {
            code: o.status.code(),
            out: String::from_utf8(o.stdout).expect("standard output is UTF-8"),
            err: String::from_utf8_lossy(&o.stderr).into_owned(),
        }
    }
}

/// Runs the program with the arguments.
pub fn dateline<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Said {
    command(arguments).output().expect("the program starts").into()
}

/// Makes a command run as a user that may write nowhere: the one who runs the tests, or nobody where that is root.
/// `None`, told loudly, where that cannot be done.
#[cfg(unix)]
pub fn as_nobody(command: &mut Command) -> Option<()> {
    use std::os::unix::{fs::MetadataExt, process::CommandExt};
    let root = std::fs::metadata("/proc/self").or_else(|_| std::fs::metadata(std::env::temp_dir())).unwrap().uid() == 0;
    if !root {
        return Some(());
    }
    command.uid(65534).gid(65534);
    let reachable = Command::new(DATELINE).arg("diagnostics").uid(65534).gid(65534).output();
    if reachable.is_ok_and(|o| o.status.success()) {
        return Some(());
    }
    eprintln!("SKIPPED: run as root, and the program cannot be run as another user");
    None
}

/// The objects of JSON Lines.
pub fn objects(lines: &str) -> Vec<serde_json::Value> {
    lines.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}

/// An invented news page, sound HTML.
pub fn page(headline: &str, text: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{headline}</title>\n\
         <meta property=\"article:published_time\" content=\"2023-05-09T08:00:00Z\">\n\
         <meta property=\"og:site_name\" content=\"The Harbour Tribune\"></head>\n\
         <body><nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav>\n\
         <article><h1>{headline}</h1>\n<p>{text}</p>\n\
         <p>Residents of the town said that they had never seen anything like it before.</p>\n\
         </article></body></html>\n"
    )
}

/// A page that always gives one article.
pub fn good() -> String {
    page(
        "Blast at Varna mill kills four",
        "An explosion at a flour mill in Varna killed four people and injured nine on Monday, the mayor said.",
    )
}

/// Every row of every table, sorted by all columns but the row numbers, which tell only what came first.
pub fn dump(db: &Path, with_row_numbers: bool) -> String {
    let db = rusqlite::Connection::open(db).unwrap();
    let sound: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    let tables: Vec<String> =
        db.prepare(names).unwrap().query_map([], |r| r.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let mut out = String::new();
    for table in tables {
        // The tables behind the full-text index hold how it was built up, and not only what is in it.
        if table.starts_with("articles_fts") {
            continue;
        }
        let mut rows = db.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns: Vec<String> = rows.column_names().map(str::to_string).collect();
        let mut lines: Vec<String> = rows
            .query_map([], |r| {
                let cell = |(i, name): (usize, &String)| {
                    let value: rusqlite::types::Value = r.get(i).unwrap();
                    format!("{name}={value:?}")
                };
                let cells = columns.iter().enumerate().filter(|(_, name)| with_row_numbers || *name != "n");
                Ok(cells.map(cell).collect::<Vec<_>>().join(" "))
            })
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        lines.sort();
        out.push_str(&format!("== {table}\n{}\n", lines.join("\n")));
    }
    out
}
