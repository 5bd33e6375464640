//! Over all articles: events with their ledgers, actors, stories, and where an old id went.

use crate::{
    Acled, ActorId, ArticleId, CharRange, EventId, NameKind, PlacePrecision, Plover, Quantifier, ReportId, RoleKind, Stamp,
    Status, StoryId, TimePrecision,
};
use serde::{Deserialize, Serialize};

/// When an event was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventTime {
    /// First day covered; null if unknown.
    pub start: Option<Stamp>,
    /// Last day covered, inclusive.
    pub end: Option<Stamp>,
    /// How finely it is known.
    pub precision: Option<TimePrecision>,
}

impl std::str::FromStr for EventTime {
    type Err = String;

    /// Reads a day, two days as `from..to`, or `unknown`. The error is in words for people.
    fn from_str(words: &str) -> Result<EventTime, String> {
        if words.trim() == "unknown" {
            return Ok(EventTime { start: None, end: None, precision: None });
        }
        let (from, to) = words.split_once("..").unwrap_or((words, words));
        let day = |s: &str| s.parse::<Stamp>().map_err(|e| e.to_string());
        let (start, end) = (day(from)?, day(to)?);
        if end < start {
            return Err(format!("{end} is before {start}"));
        }
        Ok(EventTime { start: Some(start), end: Some(end), precision: Some(TimePrecision::Day) })
    }
}

/// Where an event was. All null and `unknown` where no report tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventPlace {
    /// The gazetteer's name, or the text's words for an unresolved place.
    pub name: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Name of the first-level division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How finely it is known.
    pub precision: PlacePrecision,
}

impl EventPlace {
    /// Not known.
    pub const UNKNOWN: EventPlace = EventPlace {
        name: None,
        geonames: None,
        country: None,
        admin1: None,
        lat: None,
        lon: None,
        precision: PlacePrecision::Unknown,
    };
}

/// Somebody who takes part in an event, with the reports that say so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventRole {
    /// As what.
    pub role: RoleKind,
    /// The name, or the words where there is no name.
    pub name: String,
    /// Who it is.
    pub actor: Option<ActorId>,
    /// The reports that say so.
    pub reports: Vec<ReportId>,
}

/// One figure as one article gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// The single number a reader would take.
    pub best: Option<f64>,
    /// The lowest number the words allow.
    pub low: Option<f64>,
    /// The highest.
    pub high: Option<f64>,
    /// The words around the number.
    pub quantifier: Quantifier,
    /// Who or what is counted.
    pub of: Option<String>,
    /// `person`, a currency code, …
    pub unit: String,
    /// `total`, `part` of another figure, `earlier`: what the article itself says it was before ("rose to 137 from 133"), `sum`: how
    /// many victims the article tells one by one, said by nobody; or `headline`: only the article's headline gives it, and the span
    /// is the trigger of the report.
    pub role: String,
    /// The day for which it is told: where the sentence says so ("by Thursday the toll stood at"), that; else the publication.
    pub as_of: Option<Stamp>,
    /// Who says so, in the article's words or the resolved name.
    pub said_by: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// The article.
    pub article: ArticleId,
    /// The figure's code points in the article's text.
    pub span: CharRange,
    /// The report it belongs to.
    pub report: ReportId,
    /// A person found it wrong: it stays, and is recommended no more. Left out where false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
}

impl LedgerEntry {
    /// True for what is no count of all of it: a part, or a value that a newer one took the place of.
    pub fn aside(&self) -> bool {
        matches!(self.role.as_str(), "part" | "earlier")
    }
}

/// A number as its words give it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// The single number a reader would take.
    pub best: Option<f64>,
    /// The lowest number the words allow.
    pub low: Option<f64>,
    /// The highest.
    pub high: Option<f64>,
    /// The words around the number.
    pub quantifier: Quantifier,
}

/// Two of several numbers, each with what it belongs to.
pub type Apart<'a, T> = Option<(&'a (Told, T), &'a (Told, T))>;

/// "About 40" is no other number than 43.
const ROUND: f64 = 0.1;

impl Told {
    /// Between which numbers the truth lies, if this is true. "About" and "nearly" leave a tenth.
    pub fn bounds(&self) -> (f64, f64) {
        let (low, high) = match (self.quantifier, self.best) {
            (Quantifier::About, Some(n)) => (Some(n - n.abs() * ROUND), Some(n + n.abs() * ROUND)),
            (Quantifier::Nearly, Some(n)) => (Some(n - n.abs() * ROUND), Some(n)),
            (Quantifier::Exactly, Some(n)) => (Some(n), Some(n)),
            _ => (None, None),
        };
        (self.low.or(low).unwrap_or(f64::NEG_INFINITY), self.high.or(high).unwrap_or(f64::INFINITY))
    }

    /// Of several numbers told, where they cannot all be true, the two that lie farthest apart: the one that allows least and the
    /// one that asks for most, each the first of its like. "Dozens" and 43 can both be true.
    pub fn apart<T>(told: &[(Told, T)]) -> Apart<'_, T> {
        let least = told.iter().reduce(|a, b| if b.0.bounds().1 < a.0.bounds().1 { b } else { a })?;
        let most = told.iter().reduce(|a, b| if b.0.bounds().0 > a.0.bounds().0 { b } else { a })?;
        (least.0.bounds().1 < most.0.bounds().0).then_some((least, most))
    }
}

/// The figure put on top of a ledger, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recommended {
    /// The lowest number.
    pub low: Option<f64>,
    /// The highest.
    pub high: Option<f64>,
    /// The number.
    pub best: Option<f64>,
    /// The words around it.
    pub quantifier: Quantifier,
    /// Why this one: `only`, `all agree`, `latest`, `latest official`, `highest of the latest`, `added up`; `chosen` by a person.
    /// Never empty.
    pub because: String,
    /// True if as late a figure that is as exact says something else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub conflict: bool,
}

impl LedgerEntry {
    /// The number as its words give it.
    pub fn told(&self) -> Told {
        Told { best: self.best, low: self.low, high: self.high, quantifier: self.quantifier }
    }
}

impl Recommended {
    /// The number as its words give it.
    pub fn told(&self) -> Told {
        Told { best: self.best, low: self.low, high: self.high, quantifier: self.quantifier }
    }
}

/// All that is told about one number of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventFigure {
    /// `killed`, `injured`, `money`, …
    pub what: String,
    /// The choice on top; null where only parts are told.
    pub recommended: Option<Recommended>,
    /// Every figure of every report, earliest article first.
    pub ledger: Vec<LedgerEntry>,
}

impl EventFigure {
    /// True if one article tells all of it and its newer number is on top: the number moved, and nobody disagrees.
    pub fn moved(&self) -> bool {
        self.recommended.as_ref().is_some_and(|r| r.because == "latest" && !r.conflict)
            && self.ledger.windows(2).all(|w| w[0].article == w[1].article)
    }

    /// The entries that tell all of it, but for what was rejected and what a newer number took the place of.
    pub fn whole(&self) -> impl Iterator<Item = &LedgerEntry> {
        let last = self.recommended.as_ref().and_then(|r| r.best).filter(|_| self.moved());
        self.ledger.iter().filter(move |l| !l.aside() && !l.rejected && last.is_none_or(|last| l.best == Some(last)))
    }

    /// The least and the greatest that somebody tells for all of it, among [`whole`](Self::whole).
    pub fn totals(&self) -> Option<(f64, f64)> {
        self.whole().filter_map(|l| l.best).fold(None, |range, n| match range {
            Some((low, high)) => Some((f64::min(low, n), f64::max(high, n))),
            None => Some((n, n)),
        })
    }
}

/// The happening itself: all the reports of it as one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// That of its earliest report.
    pub id: EventId,
    /// A short line for people.
    pub title: String,
    /// A path in the codebook.
    pub kind: String,
    /// Crosswalk.
    pub plover: Option<Plover>,
    /// Crosswalk.
    pub acled: Option<Acled>,
    /// That of its latest report that is no background.
    pub status: Status,
    /// True where every report of it is background.
    pub background: bool,
    /// When.
    pub when: EventTime,
    /// Where.
    #[serde(rename = "where")]
    pub place: EventPlace,
    /// Who and what takes part.
    pub roles: Vec<EventRole>,
    /// The numbers, each with its ledger.
    pub figures: Vec<EventFigure>,
    /// The reports, earliest first.
    pub reports: Vec<ReportId>,
    /// The articles, earliest first.
    pub articles: Vec<ArticleId>,
    /// Publication of the earliest article.
    pub first_reported: Option<Stamp>,
    /// Publication of the latest article.
    pub last_reported: Option<Stamp>,
    /// The numbers of the corrections that made it what it is. Left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<u32>,
}

impl Event {
    /// All that is told about one number of it: `killed`, `injured` …
    pub fn figure(&self, what: &str) -> Option<&EventFigure> {
        self.figures.iter().find(|f| f.what == what)
    }

    /// The number recommended of a figure.
    pub fn best(&self, what: &str) -> Option<f64> {
        self.figure(what)?.recommended.as_ref()?.best
    }
}

/// A person, organization, group or state over all articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Canonical name and kind.
    pub id: ActorId,
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// Other names found.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2, where known.
    pub country: Option<String>,
    /// PLOVER sector, where known.
    pub sector: Option<String>,
    /// How often it is named.
    pub mentions: u32,
    /// In which articles.
    pub articles: Vec<ArticleId>,
}

/// A cluster of articles on one developing subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// That of its earliest article.
    pub id: StoryId,
    /// Chosen from its articles.
    pub headline: String,
    /// Its articles, earliest first.
    pub articles: Vec<ArticleId>,
    /// The events they tell.
    pub events: Vec<EventId>,
    /// First day of publication.
    pub from: Option<Stamp>,
    /// Last day.
    pub to: Option<Stamp>,
}

/// Where an event's old id went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The old id.
    pub id: EventId,
    /// The ids that answer now.
    pub to: Vec<EventId>,
    /// `merged`, `split` or `corrected`.
    pub because: String,
    /// When a person corrected it, as the correction is signed; else the publication day of the article that caused it, since
    /// linking asks no clock.
    pub at: Option<Stamp>,
}
