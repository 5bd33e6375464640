//! Developer tasks: `cargo xtask tidy | browser | gazetteer | world | train | scale | demo-data | load | score`.

mod browser;
mod cost;
mod demo;
mod dice;
mod gazetteer;
mod load;
mod scale;
mod score;
mod tidy;
mod train;
mod world;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK
  tidy        hold the code to the house: floors, first lines, file lengths, sample names
  browser [P] test the reading room of the program P in Chromium (needs node, npm and chromium)
  gazetteer   build the gazetteer from open data (needs pip, npm, python3 and tar)
  world       draw the map of the reading room from Natural Earth (needs npm and tar)
  train       train the language models from corpora (see docs)
  scale N     link N invented articles; time and memory
  demo-data N FILE   a database of N invented articles and some 3 N reports
  load URL    ask a reading room many things at once; time an answer takes
  score       compare with annotated corpora";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let result = match args.first().map(String::as_str) {
        Some("tidy") => tidy::run(),
        Some("browser") => browser::run(&args[1..]),
        Some("gazetteer") => gazetteer::run(&args[1..]),
        Some("scale") => scale::run(&args[1..]),
        Some("demo-data") => demo::run(&args[1..]),
        Some("load") => load::run(&args[1..]),
        Some("world") => world::run(&args[1..]),
        Some("score") => score::run(&args[1..]),
        Some("train") => train::run(&args[1..]),
        _ => {
            eprintln!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("xtask: {e:#}");
            ExitCode::FAILURE
        }
    }
}
