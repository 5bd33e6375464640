//! What may be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use export::Schema;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use model::Stamp;
use std::path::PathBuf;

const AFTER: &str = "\
To begin:
  dateline read PATH...                      read pages and print what they tell
  dateline read --db news.db PATH...         the same, kept in a database
  dateline events --db news.db --since DAY   what is new
  dateline serve --db news.db                all of it in the browser

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

/// The first day that is meant: of a month or a year, its first.
fn first_day(text: &str) -> Result<Stamp, String> {
    day(text, ["-01-01", "-01"])
}

/// The last day that is meant.
fn last_day(text: &str) -> Result<Stamp, String> {
    let last = ["-31", "-30", "-29", "-28"].into_iter().find_map(|end| day(text, ["-12-31", end]).ok());
    last.map_or_else(|| day(text, ["", ""]), Ok)
}

/// A day, or a year or month with what is missing of one.
fn day(text: &str, [of_year, of_month]: [&str; 2]) -> Result<Stamp, String> {
    let text = text.trim();
    if let Some(back) = back(text) {
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        return today.checked_sub(i32::from(back).days()).map(Stamp::day).map_err(|_| format!("{text} is before all days"));
    }
    let whole = match text.len() {
        4 => format!("{text}{of_year}"),
        7 => format!("{text}{of_month}"),
        _ => text.to_string(),
    };
    whole.parse().map_err(|_| {
        "a day is written as 2024-03-22, today, yesterday or 7d (seven days ago), a month as 2024-03, a year as 2024".into()
    })
}

/// How many days ago, of a word that counts from the day it is typed: `today`, `yesterday`, `7d`.
fn back(text: &str) -> Option<u16> {
    match text {
        "today" => Some(0),
        "yesterday" => Some(1),
        _ => text.strip_suffix('d')?.parse().ok(),
    }
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Read pages: HTML, WARC, feeds, mail, text dumps, articles as JSON Lines; folders; `-` for standard input.
    Read(ReadArguments),
    /// List the events of a database.
    Events(EventsArguments),
    /// List the articles of a database.
    Articles(ListArguments),
    /// Find articles by words.
    Search(SearchArguments),
    /// Show one article with its mentions marked, one event with its ledger, or what else has an id.
    Show(ShowArguments),
    /// Say why a report is what it is: its sentence as a tree, the rule, what filled each role and what did not.
    Explain(ExplainArguments),
    /// The days that mattered, with a sentence each: of a story, an actor, a place, or words.
    Timeline(TimelineArguments),
    /// Write out everything a database holds.
    Export(ExportArguments),
    /// Say that events are one.
    #[command(after_help = LOG)]
    Merge(MergeArguments),
    /// Say that reports of an event tell of another one.
    #[command(after_help = LOG)]
    Split(SplitArguments),
    /// Put right what is told of an event or by a report: place, day, kind, status, a figure.
    #[command(after_help = LOG)]
    Fix(FixArguments),
    /// Take a correction back.
    #[command(after_help = LOG)]
    Undo(UndoArguments),
    /// List the log of corrections.
    Corrections(CorrectionsArguments),
    /// Open the reading room: a database in the browser, and over HTTP.
    #[cfg(feature = "serve")]
    Serve(ServeArguments),
    /// Add places of your own, or all of GeoNames.
    Gazetteer(GazetteerArguments),
    /// Show the kinds of happening, or test kinds of your own.
    Codebook(CodebookArguments),
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

/// How to print events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EventsFormat {
    /// For people.
    Brief,
    /// The record, one object a line.
    Jsonl,
    /// The record as one JSON array.
    Json,
    /// For spreadsheets: a row an event.
    Csv,
    /// For maps: a feature an event.
    Geojson,
    /// Every figure with who says so: a row an entry of a ledger (CSV).
    Figures,
    /// As ACLED: a row an event (CSV, 31 columns).
    Acled,
    /// As UCDP GED: a row an event with at least one death (CSV, 49 columns).
    Ged,
    /// As GTD: a row an attack (CSV, 135 columns).
    Gtd,
    /// As GDELT 2.0 events: a row an event (61 columns parted by tabs).
    Gdelt,
    /// As PLOVER: a report a line (JSON).
    Plover,
    /// For TimelineJS: a slide an event (JSON).
    Timelinejs,
}

impl EventsFormat {
    /// The form of another data set that it is.
    pub fn schema(self) -> Option<Schema> {
        Schema::of(self.to_possible_value()?.get_name())
    }
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
    /// Read with the kinds of this file or folder too, beside or in place of ours; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub codebook: Vec<PathBuf>,
    /// How to print: brief where nothing is said; with --db and nothing said, only what was added.
    #[arg(long, value_enum)]
    pub format: Option<ReadFormat>,
    /// Keep the bytes of the pages in the database too, compressed, so that the page itself and what was left out of its
    /// articles can be looked at later.
    #[arg(long)]
    pub keep_pages: bool,
    /// Threads; 0 for as many as there are cores. The output is the same for any number.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// Print no progress and no closing line.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct CodebookArguments {
    #[command(subcommand)]
    pub command: Option<CodebookCommand>,
    /// A kind: its whole file is printed. Without one, the tree of kinds.
    pub kind: Option<String>,
    /// With the kinds of this file or folder too.
    #[arg(long, value_name = "FILE")]
    pub codebook: Vec<PathBuf>,
}

/// What to do with kinds.
#[derive(Subcommand)]
pub enum CodebookCommand {
    /// Read files of your own, run their examples, and tell what is wrong.
    Check {
        /// Files, or folders with files whose names end with .md.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// List the word classes that rules may name with @.
    Classes,
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
    /// First day (of the event; of publication for articles): 2024-03-22, 2024-03 or 2024.
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    pub from: Option<Stamp>,
    /// Last day, inclusive.
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    pub to: Option<Stamp>,
    /// A city, region or country by name, or a country by ISO code.
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// A kind and all below it: assault, assault.shooting, protest …
    #[arg(long)]
    pub kind: Option<String>,
    /// Somebody who takes part: a name, an alias or an id.
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    /// Least number of dead or injured.
    #[arg(long, value_name = "N")]
    pub min_toll: Option<f64>,
    /// How it stands; may be given more than once.
    #[arg(long, value_parser = model::Status::WORDS)]
    pub status: Vec<String>,
    /// Who published: of an event, one of its articles.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// What is new: told for the first time, or again, by an article published on this day or later.
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    pub since: Option<Stamp>,
    /// Only events whose sources give different numbers of people.
    #[arg(long)]
    pub disagree: bool,
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
pub struct EventsArguments {
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
    /// How to print.
    #[arg(long, value_enum, default_value = "brief")]
    pub format: EventsFormat,
    #[command(flatten)]
    pub left_out: LeftOut,
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
    /// Id of an article (a_…), event (e_…), report (r_…), actor (x_…), story (s_…) or page (p_…), or its first digits.
    pub id: String,
    #[command(flatten)]
    pub database: Database,
}

#[derive(Args)]
#[command(group = clap::ArgGroup::new("from").required(true).args(["db", "paths"]))]
#[command(override_usage = "dateline explain <ID> <PATHS>...\n       dateline explain <ID> --db <FILE>")]
pub struct ExplainArguments {
    /// Id of a report (r_…), or of an event (e_…) for each of its reports; or its first digits.
    pub id: String,
    /// Pages to read, where there is no database.
    pub paths: Vec<PathBuf>,
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
}

#[derive(Args)]
pub struct ExportArguments {
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
    /// How to write it.
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: EventsFormat,
    #[command(flatten)]
    pub left_out: LeftOut,
}

/// What a form cannot hold.
#[derive(Args)]
pub struct LeftOut {
    /// Write a list (CSV) of the events that the form of another data set has no row for, each with the reason.
    #[arg(long = "left-out", value_name = "FILE")]
    pub file: Option<PathBuf>,
}

const LOG: &str = "\
Corrections are a log in the database. They are made again whenever more is read or everything is read anew;
`dateline corrections` lists them, `dateline undo` takes one back.";

/// Who corrects, why and when.
#[derive(Args)]
pub struct SignedArguments {
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
    /// Who corrects.
    #[arg(long, value_name = "NAME")]
    pub who: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub why: String,
    /// When, as 2024-03-22 or 2024-03-22T10:30:00Z; now, if nothing is said.
    #[arg(long, value_name = "TIME")]
    pub at: Option<Stamp>,
}

#[derive(Args)]
pub struct MergeArguments {
    /// The events (e_…, or the first digits); two or more.
    #[arg(required = true, num_args = 2..)]
    pub events: Vec<String>,
    #[command(flatten)]
    pub signed: SignedArguments,
}

#[derive(Args)]
pub struct SplitArguments {
    /// The event (e_…, or the first digits).
    pub event: String,
    /// Its reports that tell of another event, together (r_…, or the first digits).
    #[arg(required = true)]
    pub reports: Vec<String>,
    #[command(flatten)]
    pub signed: SignedArguments,
}

#[derive(Args)]
pub struct FixArguments {
    /// The event (e_…) or report (r_…), or the first digits.
    pub id: String,
    #[command(flatten)]
    pub change: ChangeArguments,
    #[command(flatten)]
    pub signed: SignedArguments,
}

/// What is put right: just one.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct ChangeArguments {
    /// Where it was: a name ("Varna", "Paris, Texas, US"), a GeoNames id, or "unknown".
    #[arg(long)]
    pub place: Option<String>,
    /// The day, or first and last day as 2024-03-22..2024-03-25, or "unknown".
    #[arg(long)]
    pub day: Option<String>,
    /// What it was: a kind of the codebook.
    #[arg(long)]
    pub kind: Option<String>,
    /// How it stands.
    #[arg(long, value_parser = model::Status::WORDS)]
    pub status: Option<String>,
    /// A figure that is wrong: it stays in the ledger and is recommended no more.
    #[arg(long, value_name = "WHAT=N")]
    pub reject: Option<String>,
    /// The figure to recommend, whatever comes later (events only).
    #[arg(long, value_name = "WHAT=N")]
    pub choose: Option<String>,
}

#[derive(Args)]
pub struct UndoArguments {
    /// The number of the correction, as `dateline corrections` tells it.
    pub n: u32,
    #[command(flatten)]
    pub signed: SignedArguments,
}

#[derive(Args)]
pub struct CorrectionsArguments {
    #[command(flatten)]
    pub database: Database,
}

#[derive(Args)]
#[command(group = clap::ArgGroup::new("from_where").required(true).args(["db", "read"]))]
pub struct TimelineArguments {
    /// A story (s_…) or actor (x_…) by id, the name of an actor or place, or words; nothing takes all there is.
    pub query: Vec<String>,
    /// Ask this database.
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Or read these pages now, and keep nothing; `-` is standard input.
    #[arg(long, value_name = "PATH")]
    pub read: Vec<PathBuf>,
    /// First day: 2024-03-22, 2024-03 or 2024.
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    pub from: Option<Stamp>,
    /// Last day, inclusive.
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    pub to: Option<Stamp>,
    /// At most so many days, 20 where nothing is said; the heaviest are taken.
    #[arg(long, value_name = "N")]
    pub days: Option<usize>,
    /// So many sentences a day.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub sentences: usize,
    /// How to print.
    #[arg(long, value_enum, default_value = "brief")]
    pub format: Format,
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
    /// Change nothing: read no pages that are handed in, take no corrections.
    #[arg(long)]
    pub read_only: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_or_year_is_all_its_days() {
        let days = |text: &str| (first_day(text).map(|d| d.to_string()), last_day(text).map(|d| d.to_string()));
        let both = |a: &str, b: &str| (Ok(a.to_string()), Ok(b.to_string()));
        assert_eq!(days("2024-03-22"), both("2024-03-22", "2024-03-22"));
        assert_eq!(days("2024-02"), both("2024-02-01", "2024-02-29"));
        assert_eq!(days("2023-04"), both("2023-04-01", "2023-04-30"));
        assert_eq!(days("2023"), both("2023-01-01", "2023-12-31"));
        for bad in ["", "tomorrow", "-3d", "d", "99999999d", "2024-13", "2024-02-30", "24"] {
            assert!(first_day(bad).is_err() && last_day(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_counted_back_from_today() {
        let first = |text: &str| first_day(text).map(|d| d.date);
        assert_eq!(first("0d"), first("today"));
        assert_eq!(first("1d"), first("yesterday"));
        let week = first("7d").and_then(|d| d.checked_add(6.days()).map_err(|e| e.to_string()));
        assert_eq!(week, first("yesterday"));
    }
}
