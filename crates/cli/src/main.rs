//! The program `dateline`: arguments in, words out.

mod arguments;
mod brief;
mod codebook;
mod correct;
mod explain;
mod forms;
mod gazetteers;
mod progress;
mod query;
mod read;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod style;
mod timeline;
mod upgrading;

use arguments::{Arguments, Command};
use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// Done.
pub const DONE: u8 = 0;
/// The work was done, but something could not be read; the diagnostics say what.
pub const PARTLY: u8 = 1;
/// The work could not be done: wrong arguments, no such id, or a database or disk that failed.
pub const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Read(a) => read::run(&a),
        Command::Events(a) => query::events(&a),
        Command::Articles(a) => query::articles(&a),
        Command::Search(a) => query::search(&a),
        Command::Show(a) => show::run(&a),
        Command::Explain(a) => explain::run(&a),
        Command::Timeline(a) => timeline::run(&a),
        Command::Export(a) => query::export(&a),
        Command::Merge(a) => correct::merge(&a),
        Command::Split(a) => correct::split(&a),
        Command::Fix(a) => correct::fix(&a),
        Command::Undo(a) => correct::undo(&a),
        Command::Corrections(a) => correct::list(&a),
        #[cfg(feature = "serve")]
        Command::Serve(a) => serve::run(&a),
        Command::Gazetteer(a) => gazetteers::run(&a),
        Command::Codebook(a) => codebook::run(&a),
        Command::Diagnostics => query::diagnostics(),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(e) if broken_pipe(&e) => ExitCode::from(DONE),
        Err(e) => {
            tell(&match e.downcast_ref::<std::io::Error>() {
                // Faults of files carry their own words; a bare one comes from printing.
                Some(e) => format!("dateline: cannot write what was found: {e}"),
                None => format!("dateline: {e:#}"),
            });
            ExitCode::from(FAILED)
        }
    }
}

/// Writes a line to standard error. That nobody listens there is no fault.
fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A reader that has seen enough (`dateline … | head`) is no fault.
fn broken_pipe(e: &anyhow::Error) -> bool {
    e.chain().any(|c| {
        let io = c.downcast_ref::<std::io::Error>().map(|e| e.kind());
        let json = c.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}
