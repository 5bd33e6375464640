//! What may be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::Stamp;
use std::path::PathBuf;

const AFTER: &str = "\
Exit codes:
  0  done; warnings may say what to look at
  1  done, but something could not be read: the errors say what
  2  not done: wrong arguments, no such id, or a failing database or disk";

/// Reads news pages and keeps the record: what happened, when, where, to whom, and who says so.
#[derive(Parser)]
#[command(name = "dateline", version, about, after_help = AFTER)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Read pages: HTML, WARC, feeds, mail, text dumps, articles as JSON Lines; folders; `-` for standard input.
    Read(ReadArguments),
    /// List the events of a database.
    Events(ListArguments),
    /// List the articles of a database.
    Articles(ListArguments),
    /// Find articles by words.
    Search(SearchArguments),
    /// Show one article with its mentions marked, or one event with its ledger.
    Show(ShowArguments),
    /// Open the reading room: a database in the browser, and over HTTP.
    #[cfg(feature = "serve")]
    Serve(ServeArguments),
    /// Add places of your own, or all of GeoNames.
    Gazetteer(GazetteerArguments),
    /// List every diagnostic code with its way out.
    Diagnostics,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Brief,
    /// The record, one object a line.
    Jsonl,
    /// The record as one JSON array.
    Json,
}

/// How to print what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// For people.
    Brief,
    /// The record, one object a line.
    Jsonl,
    /// The record as one JSON array.
    Json,
    /// Only the words: sentences, tokens, tags and trees as CoNLL-U (not with --db).
    Conllu,
}

#[derive(Args)]
pub struct ReadArguments {
    /// Files and folders; `-` is standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Keep the record in this database (made if missing).
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Read with the places of this file too; with --db and nothing said, with those beside the database.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    /// How to print: brief where nothing is said; with --db and nothing said, only what was added.
    #[arg(long, value_enum)]
    pub format: Option<ReadFormat>,
    /// Threads; 0 for as many as there are cores. The output does not hang on it.
    #[arg(long, default_value_t = 0)]
    pub threads: usize,
    /// Print no progress and no closing line.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args)]
pub struct GazetteerArguments {
    #[command(subcommand)]
    pub command: GazetteerCommand,
}

/// What to do with places.
#[derive(Subcommand)]
pub enum GazetteerCommand {
    /// Make a file of places that `read` opens: from GeoNames' allCountries.txt, or from a table of your own.
    #[command(after_help = TABLE)]
    Import(ImportArguments),
}

const TABLE: &str = "\
A table of your own is text with tabs or commas, and names its columns in the first row, in any order:
  name        needed
  lat, lon    needed: degrees north and east
  alternates  further names, split at |
  country     ISO 3166 alpha-2
  admin1      name of the first-level division
  kind        city (where nothing is said), neighborhood, admin2 or point
  population  a number";

#[derive(Args)]
#[command(group = clap::ArgGroup::new("to").required(true).args(["db", "out"]))]
pub struct ImportArguments {
    /// The table: unpacked, and no pipe, for it is read twice.
    pub file: PathBuf,
    /// Beside this database, where `read --db` finds it.
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Into this file, for `read --gazetteer`.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Print no closing line.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args)]
pub struct Database {
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
    /// How to print.
    #[arg(long, value_enum, default_value = "brief")]
    pub format: Format,
}

#[derive(Args)]
pub struct Filters {
    /// First day (of the event; of publication for articles), as 2024-03-22.
    #[arg(long, value_name = "DAY")]
    pub from: Option<Stamp>,
    /// Last day, inclusive.
    #[arg(long, value_name = "DAY")]
    pub to: Option<Stamp>,
    /// A city, region or country by name, or a country by ISO code.
    #[arg(long)]
    pub place: Option<String>,
    /// A kind and all below it: assault, assault.shooting, protest …
    #[arg(long)]
    pub kind: Option<String>,
    /// Somebody who takes part: a name, an alias or an id.
    #[arg(long)]
    pub actor: Option<String>,
    /// Least number of dead or injured.
    #[arg(long, value_name = "N")]
    pub min_toll: Option<f64>,
    /// Leave out events that are only recalled as history.
    #[arg(long)]
    pub no_background: bool,
    /// At most so many.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Args)]
pub struct ListArguments {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Args)]
pub struct SearchArguments {
    /// Words that must all occur; "in quotes" for a phrase.
    #[arg(required = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Args)]
pub struct ShowArguments {
    /// Id of an article (a_…), event (e_…) or page (p_…), or its first digits.
    pub id: String,
    #[command(flatten)]
    pub database: Database,
}

#[cfg(feature = "serve")]
#[derive(Args)]
pub struct ServeArguments {
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
    /// Where to listen; another address than this machine's own needs --tokens. Port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8737")]
    pub listen: std::net::SocketAddr,
    /// Who may come in: a file of lines `reader NAME TOKEN` or `editor NAME TOKEN`.
    #[arg(long, value_name = "FILE")]
    pub tokens: Option<PathBuf>,
    /// A further host name under which this machine's own address is asked for.
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Requests a second from one address; 0 for any number. Where nothing is said: any number on this machine's own
    /// address, else 50.
    #[arg(long, value_name = "N")]
    pub rate: Option<f64>,
    /// Read no pages that are handed in.
    #[arg(long)]
    pub read_only: bool,
}
