//! The database: SQLite behind one trait and one conformance suite.

mod base;
mod bits;
mod brief;
mod browse;
mod bytes;
mod cards;
mod columns;
mod copies;
mod corrections;
mod count;
mod fetch;
mod filter;
mod linked;
mod load;
mod migrate;
mod near;
mod packed;
mod plain;
mod positions;
mod put;
mod query;
mod read;
mod select;
mod sentences;
mod shelf;
mod side;
mod sqlite;
mod tally;

pub use base::Base;
pub use bits::Bits;
pub use brief::{Brief, BriefFigure, BriefPlace, FEW, Few, Line};
pub use browse::{ArticleQuery, Browse, Companion, PageLine, PlaceLine, ReportLine, Shares, SourceLine, day};
pub use bytes::PageBytes;
pub use cards::Listed;
pub use columns::{Columns, Counted, Day, DayOf, Facet, Lists, NO_DAY, Query, Totals, WordColumn, Words};
pub use copies::{FigureChange, Version};
pub use corrections::Outcome;
pub use count::{Counter, USUAL, VALUES};
pub use filter::{Asked, Holds};
pub use migrate::{SCHEMA, Upgrade};
pub use plain::{Phrase, is_plain};
pub use positions::{Positions, together};
pub use query::{ArticleLine, Evidence, Filter, Hit, title};
pub use select::Selection;
pub use sentences::Sentences;
pub use shelf::Shelf;
pub use sqlite::{Sqlite, last_written};

use model::{
    Action, Actor, ArticleId, Correction, Event, EventId, Links, Moved, PageId, PageRecord, Reading, ReportId, Signed, Story,
};
use std::collections::HashMap;

/// What can go wrong with a database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database refused.
    #[error("{}", refusal(.0))]
    Sqlite(rusqlite::Error),
    /// What is kept is not what was written.
    #[error("the database holds something else")]
    Form(#[from] serde_json::Error),
    /// The database was made by a newer program.
    #[error("the database has schema version {found}, this program knows {known}: use a newer dateline")]
    Newer {
        /// Version found.
        found: u32,
        /// Newest version known.
        known: u32,
    },
    /// The file is some other program's.
    #[error("{0} is no Dateline database")]
    Foreign(String),
    /// A correction that makes no sense: an event that is not there, a split that leaves nothing.
    #[error("cannot be corrected so: {0}")]
    Refused(String),
}

impl Error {
    /// True if it comes from a place where nothing can be written.
    fn is_about_writing(&self) -> bool {
        use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
        matches!(self, Error::Sqlite(e) if matches!(e.sqlite_error_code(), Some(CannotOpen | ReadOnly)))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Error {
        Error::Sqlite(e)
    }
}

/// Why the database refused, with a way out where there is one.
fn refusal(e: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode::*;
    let why = match e.sqlite_error_code() {
        Some(CannotOpen) => "the file cannot be opened: is it a file in a folder that exists, and may it be written to?",
        Some(DatabaseBusy | DatabaseLocked) => "another program is writing to it: try again when that has finished",
        Some(DiskFull) => "the disk is full: what was kept before is safe, make room and run again",
        Some(ReadOnly) => "it may not be written to",
        Some(DatabaseCorrupt | NotADatabase) => "the file is damaged",
        _ => return format!("the database refused: {e}"),
    };
    why.into()
}

/// A result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// A place that keeps the record.
pub trait Store {
    /// True if the page is kept already.
    fn has_page(&self, id: PageId) -> Result<bool>;

    /// Keeps pages with their readings, in one transaction. Known ones are replaced; one without readings that is kept
    /// just so already stays as it is.
    fn put(&mut self, pages: &[(PageRecord, Vec<Reading>)]) -> Result<()>;

    /// Keeps the bytes of pages beside what was read from them, in one transaction.
    fn put_bytes(&mut self, pages: &[PageBytes]) -> Result<()>;

    /// The bytes of a page, where they were kept.
    fn bytes(&self, page: PageId) -> Result<Option<PageBytes>>;

    /// True if pages were kept that linking has not seen, because a run was cut off or is not over yet.
    fn unlinked(&self) -> Result<bool>;

    /// Replaces all events, actors and stories, in one transaction that changes only rows that differ.
    /// The corrections of the log are made again on what is given. The id of an event that vanished answers with where
    /// its reports went.
    fn put_linked(&mut self, events: &[Event], actors: &[Actor], stories: &[Story], links: &Links) -> Result<()>;

    /// Calls `f` with every page, in order of path and id.
    fn each_page(&self, f: &mut dyn FnMut(PageRecord)) -> Result<()>;

    /// Calls `f` with every reading, in order of article ids, with the ids that linking gave.
    fn each_reading(&self, f: &mut dyn FnMut(Reading)) -> Result<()>;

    /// One reading.
    fn reading(&self, id: ArticleId) -> Result<Option<Reading>>;

    /// The articles that pass the filter, by publication and id.
    fn articles(&self, filter: &Filter) -> Result<Vec<ArticleLine>>;

    /// The events that pass the filter, by day and id.
    fn events(&self, filter: &Filter) -> Result<Vec<Event>>;

    /// One event.
    fn event(&self, id: EventId) -> Result<Option<Event>>;

    /// Where an old event id went.
    fn moved(&self, id: EventId) -> Result<Option<Moved>>;

    /// Every forwarding address, by old id.
    fn all_moved(&self) -> Result<Vec<Moved>>;

    /// Every actor, most named first.
    fn actors(&self) -> Result<Vec<Actor>>;

    /// Every story, by day.
    fn stories(&self) -> Result<Vec<Story>>;

    /// Writes a correction into the log and makes it, in one transaction: the events it is about, their reports, stories
    /// and forwarding addresses are as corrected when this returns. An event id that went on to one other means that one.
    ///
    /// [`Error::Refused`] where there is no such event or report, nobody signed, or nothing would be left.
    fn correct(&mut self, action: Action, signed: Signed) -> Result<Outcome>;

    /// Takes a correction back, in one transaction; its entry stays in the log, marked.
    ///
    /// [`Error::Refused`] where there is none of that number, it was taken back before, or a later merge or split is about
    /// the same reports.
    fn undo(&mut self, n: u32, signed: Signed) -> Result<Outcome>;

    /// The log of corrections, those taken back too, in order.
    fn corrections(&self) -> Result<Vec<Correction>>;

    /// The signatures that are kept of texts, of one version of their format.
    fn signatures(&self, version: u32) -> Result<HashMap<ArticleId, Vec<u8>>>;

    /// Keeps signatures of articles; those of other versions go.
    fn put_signatures(&mut self, version: u32, signatures: &[(ArticleId, Vec<u8>)]) -> Result<()>;

    /// Articles of one address (URL, and place in the page) and different pages, earliest first.
    fn same_address(&self) -> Result<Vec<Vec<ArticleId>>>;

    /// Replaces all versions: pairs of a later article and the one before it. What changed in their figures is kept too.
    fn put_versions(&mut self, versions: &[(ArticleId, ArticleId)]) -> Result<()>;

    /// The versions before and after an article, itself among them, earliest first; the very first one has no entry.
    fn versions(&self, id: ArticleId) -> Result<Vec<Version>>;

    /// Articles that hold the words, best first.
    fn search(&self, words: &str, filter: &Filter) -> Result<Vec<Hit>>;

    /// The sentence and source behind each report.
    fn evidence(&self, reports: &[ReportId]) -> Result<HashMap<ReportId, Evidence>>;
}

/// The record's word for a value of one of its enumerations.
fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        other => other.map(|v| v.to_string()).unwrap_or_default(),
    }
}
