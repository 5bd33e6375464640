//! Events in the forms of other data sets: ACLED, UCDP GED, GTD, GDELT, PLOVER; every figure with who said it; TimelineJS.
//!
//! What a form cannot hold is left out and said so: unknown stays unknown, and no cell is filled with a guess. What each column
//! holds is told in docs/exports.md.

mod acled;
mod countries;
mod figures;
mod gdelt;
mod ged;
mod gtd;
mod plover;
mod row;
mod sectors;
mod sides;
mod timelinejs;

use jiff::civil::Date;
use model::{Actor, ActorId, Event, PlacePrecision, Reading, Report, Status, TimePrecision};
use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;

/// A form that another data set or tool has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Schema {
    /// Armed Conflict Location & Event Data: 31 columns of CSV, an event a row.
    Acled,
    /// UCDP Georeferenced Event Dataset: 49 columns of CSV, a row an event of organized violence with at least one death.
    Ged,
    /// Global Terrorism Database: 135 columns of CSV, an attack a row.
    Gtd,
    /// GDELT 2.0 events: 61 columns parted by tabs, no header.
    Gdelt,
    /// PLOVER: a JSON object a line, a report each.
    Plover,
    /// Every figure of every report, with who says so: CSV, an entry of a ledger a row.
    Figures,
    /// TimelineJS 3: one JSON document, an event each.
    TimelineJs,
}

/// Codes of an event's kind, as the codebook has them.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    /// CAMEO, as text: `183`.
    pub cameo: Option<String>,
    /// GTD's attack type: `3`.
    pub gtd: Option<String>,
    /// UCDP: `battle` or `one-sided`.
    pub ucdp: Option<String>,
}

/// An event with what its rows are made from.
pub struct Told<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its articles, earliest first, positions in bytes.
    pub readings: &'a [Rc<Reading>],
    /// Who takes part in it.
    pub actors: &'a HashMap<ActorId, Actor>,
    /// Its kind in other codebooks.
    pub codes: Codes,
}

/// Why an event has no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// It is planned, threatened, possible, alleged, denied or, but for GTD, failed.
    Status,
    /// It is known from background alone, and without a date of its own.
    Background,
    /// The form has no such kind.
    Kind,
    /// No date is told, or none as fine as the form wants.
    Day,
    /// No place is told, or none as fine as the form wants.
    Place,
    /// Nobody is told to have died.
    Deaths,
}

impl Left {
    /// The reason in words, to stand after "left out: ".
    pub fn words(self) -> &'static str {
        match self {
            Left::Status => "not told as having happened",
            Left::Background => "known from background without a date",
            Left::Kind => "of a kind that the form has not",
            Left::Day => "without a date as fine as the form wants",
            Left::Place => "without a place as fine as the form wants",
            Left::Deaths => "without a death",
        }
    }
}

impl Schema {
    /// All of them.
    pub const ALL: [Schema; 7] =
        [Schema::Figures, Schema::Acled, Schema::Ged, Schema::Gtd, Schema::Gdelt, Schema::Plover, Schema::TimelineJs];

    /// Its name on the command line and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Schema::Acled => "acled",
            Schema::Ged => "ged",
            Schema::Gtd => "gtd",
            Schema::Gdelt => "gdelt",
            Schema::Plover => "plover",
            Schema::Figures => "figures",
            Schema::TimelineJs => "timelinejs",
        }
    }

    /// The form with this name.
    pub fn of(name: &str) -> Option<Schema> {
        Schema::ALL.into_iter().find(|s| s.name() == name)
    }

    /// How the name of a file ends that holds it.
    pub fn ending(self) -> &'static str {
        match self {
            Schema::Plover => "jsonl",
            Schema::TimelineJs => "json",
            // GDELT's own files are named so, though tabs part the columns.
            Schema::Acled | Schema::Ged | Schema::Gtd | Schema::Gdelt | Schema::Figures => "csv",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Schema::Gdelt => "text/tab-separated-values; charset=utf-8",
            Schema::Plover => "application/jsonl",
            Schema::TimelineJs => "application/json",
            Schema::Acled | Schema::Ged | Schema::Gtd | Schema::Figures => "text/csv; charset=utf-8",
        }
    }

    /// Its columns; none where it has no table.
    pub fn columns(self) -> Option<&'static str> {
        match self {
            Schema::Acled => Some(acled::COLUMNS),
            Schema::Ged => Some(ged::COLUMNS),
            Schema::Gtd => Some(gtd::COLUMNS),
            Schema::Gdelt => Some(gdelt::COLUMNS),
            Schema::Figures => Some(figures::COLUMNS),
            Schema::Plover | Schema::TimelineJs => None,
        }
    }

    /// What stands before the first event.
    pub fn begin(self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Schema::Gdelt | Schema::Plover => Ok(()),
            Schema::TimelineJs => out.write_all(b"{\"events\":["),
            _ => write!(out, "{}\r\n", self.columns().unwrap_or_default()),
        }
    }

    /// One event, as the rows it has; or why it has none. `first` says that none was written before.
    pub fn event(self, t: &Told, first: bool, out: &mut dyn Write) -> io::Result<Option<Left>> {
        let rows = match self {
            Schema::Acled => acled::row(t),
            Schema::Ged => ged::row(t),
            Schema::Gtd => gtd::row(t),
            Schema::Gdelt => gdelt::row(t),
            Schema::Figures => Ok(figures::rows(t)),
            Schema::Plover => plover::lines(t),
            Schema::TimelineJs => timelinejs::slide(t).map(|s| if first { s } else { format!(",\n{s}") }),
        };
        match rows {
            Ok(rows) => out.write_all(rows.as_bytes()).map(|()| None),
            Err(left) => Ok(Some(left)),
        }
    }

    /// What stands after the last event.
    pub fn end(self, out: &mut dyn Write) -> io::Result<()> {
        if self == Schema::TimelineJs { out.write_all(b"]}\n") } else { Ok(()) }
    }
}

impl Told<'_> {
    /// Whether a form without a column for status may have the event: it came about, and is no mere background.
    fn came_about(&self) -> Result<(), Left> {
        let e = self.event;
        if !matches!(e.status, Status::Happened | Status::Ongoing) {
            return Err(Left::Status);
        }
        if e.background && e.when.start.is_none() { Err(Left::Background) } else { Ok(()) }
    }

    /// First and last day and how finely they are known: at least as finely as `least`.
    fn days(&self, least: TimePrecision) -> Result<(Date, Date, TimePrecision), Left> {
        let when = &self.event.when;
        let (Some(start), Some(precision)) = (when.start, when.precision) else { return Err(Left::Day) };
        if precision > least {
            return Err(Left::Day);
        }
        Ok((start.date, when.end.unwrap_or(start).date.max(start.date), precision))
    }

    /// True where the place is finer than a country.
    fn is_placed(&self) -> bool {
        use PlacePrecision::*;
        matches!(self.event.place.precision, Point | Neighborhood | City | Admin2 | Admin1)
    }

    /// The country's English name; empty where none is told.
    fn country(&self) -> &'static str {
        self.event.place.country.as_deref().and_then(model::countries::find).map_or("", |c| c.name)
    }

    /// The country's codes.
    fn codes_of_country(&self) -> countries::Codes {
        self.event.place.country.as_deref().map(countries::codes).unwrap_or_default()
    }

    /// The reports of the event with the articles they stand in.
    fn reports(&self) -> impl Iterator<Item = (&Reading, &Report)> {
        let of = |r: &&Report| r.event == Some(self.event.id);
        self.readings.iter().flat_map(move |reading| reading.reports.iter().filter(of).map(move |r| (&**reading, r)))
    }

    /// Where it was, in words: the place and its country, or as much as is known.
    fn place(&self) -> String {
        match (self.event.place.name.as_deref(), self.country()) {
            (Some(name), country) if country.is_empty() || name == country => name.to_string(),
            (Some(name), country) => format!("{name}, {country}"),
            (None, country) => country.to_string(),
        }
    }

    /// Who published, each once, in the order of the articles.
    fn sources(&self) -> Vec<&str> {
        each_once(self.readings.iter().filter_map(|r| r.article.source.as_deref()))
    }

    /// Digits of the event's id as a number of so many bits.
    fn number(&self, bits: u32) -> u64 {
        let id = self.event.id.to_string();
        let hex = id.trim_start_matches("e_");
        let whole = u64::from_str_radix(hex.get(..16).unwrap_or(hex), 16).unwrap_or_default();
        whole >> (64 - bits.clamp(1, 63))
    }

    /// A sentence made from the record, never the article's own: what, where, when, with what toll, as whom.
    fn note(&self) -> String {
        let e = self.event;
        let name = e.place.name.as_deref().unwrap_or_default();
        // A title says the place at its end, in parentheses.
        let mut note = e.title.strip_suffix(&format!(" ({name})")).unwrap_or(&e.title).to_string();
        let place = self.place();
        if !place.is_empty() {
            note.push_str(&format!(", {place}"));
        }
        if let (Some(start), Some(end)) = (e.when.start, e.when.end) {
            note.push_str(&format!(", {}", start.date));
            if end.date != start.date {
                note.push_str(&format!(" to {}", end.date));
            }
        }
        for f in &e.figures {
            let Some(best) = f.recommended.as_ref().and_then(|r| r.best) else { continue };
            note.push_str(&format!("; {} {best}", f.what));
            if let Some((low, high)) = f.totals().filter(|(low, high)| low < high) {
                note.push_str(&format!(" (told: {low} to {high})"));
            }
        }
        let sources = self.sources();
        if !sources.is_empty() {
            note.push_str(&format!("; told by {}", sources.join(", ")));
        }
        note + "."
    }
}

/// The strings in the order in which each comes first.
fn each_once<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut once: Vec<&str> = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// Days from the one to the other.
fn days_between(start: Date, end: Date) -> i32 {
    start.until(end).map_or(0, |span| span.get_days())
}

/// The day in the middle of two.
fn middle(start: Date, end: Date) -> Date {
    start.checked_add(jiff::Span::new().days(days_between(start, end) / 2)).unwrap_or(start)
}
