//! What a list shows of an event, and the sentences that it may show with it: read without the rest of the record.

use crate::read::{json, parse, parse_option};
use crate::{Result, Sqlite};
use model::{ArticleId, Event, EventFigure, EventId, EventTime, PlacePrecision, Quantifier, ReportId, Stamp, Status, Told};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Ids of a [`Few`] that are read; of the others only how many there are.
pub const FEW: usize = 40;

/// An event without its roles, crosswalks and ledgers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[allow(missing_docs)]
pub struct Brief {
    pub title: String,
    pub kind: String,
    pub status: Status,
    pub background: bool,
    pub when: EventTime,
    #[serde(rename = "where")]
    pub place: BriefPlace,
    pub figures: Vec<BriefFigure>,
    pub reports: Few<ReportId>,
    pub articles: Few<ArticleId>,
}

impl From<Event> for Brief {
    fn from(e: Event) -> Brief {
        let figure = |f: EventFigure| {
            let whole: Vec<(Told, ())> = f.whole().filter(|l| l.best.is_some()).map(|l| (l.told(), ())).collect();
            BriefFigure { apart: apart(&whole), best: f.recommended.as_ref().map(|r| r.told()), what: f.what }
        };
        Brief {
            title: e.title,
            kind: e.kind,
            status: e.status,
            background: e.background,
            when: e.when,
            place: BriefPlace { name: e.place.name, country: e.place.country, precision: e.place.precision },
            figures: e.figures.into_iter().map(figure).collect(),
            reports: Few::of(e.reports),
            articles: Few::of(e.articles),
        }
    }
}

/// Where an event was, in words.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[allow(missing_docs)]
pub struct BriefPlace {
    pub name: Option<String>,
    pub country: Option<String>,
    pub precision: PlacePrecision,
}

/// A figure: what is recommended, and which totals of its ledger exclude each other.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "Figure")]
pub struct BriefFigure {
    /// What is counted.
    pub what: String,
    /// The number on top of its ledger.
    pub best: Option<Told>,
    /// The least and the greatest that somebody gives for all of it, but for what was rejected, where not both can be true.
    pub apart: Option<(Told, Told)>,
}

fn apart(whole: &[(Told, ())]) -> Option<(Told, Told)> {
    Told::apart(whole).map(|(least, most)| (least.0, most.0))
}

/// Figures of people: where two numbers of one of them exclude each other, sources disagree. Of others one event may well have several,
/// such as sums of money or troops of both sides.
const PEOPLE: [&str; 9] =
    ["killed", "injured", "missing", "kidnapped", "hostages", "detained", "displaced", "affected", "crowd"];

/// An event's figures alone.
#[derive(Deserialize)]
struct Figures {
    figures: Vec<BriefFigure>,
}

/// Whether the sources of an event, given as its record, tell numbers of people that exclude each other.
pub(crate) fn disputed(record: &str) -> Result<bool> {
    let figures = serde_json::from_str::<Figures>(record)?.figures;
    Ok(figures.iter().any(|f| f.apart.is_some() && PEOPLE.contains(&f.what.as_str())))
}

/// A figure as the record has it.
#[derive(Deserialize)]
struct Figure {
    what: String,
    recommended: Option<Choice>,
    ledger: Vec<Entry>,
}

#[derive(Deserialize)]
struct Choice {
    best: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    quantifier: Quantifier,
    #[serde(default)]
    because: String,
    #[serde(default)]
    conflict: bool,
}

#[derive(Deserialize)]
struct Entry {
    best: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    quantifier: Quantifier,
    role: String,
    #[serde(default)]
    article: String,
    #[serde(default)]
    rejected: bool,
}

impl From<Figure> for BriefFigure {
    fn from(f: Figure) -> BriefFigure {
        // One article's own number that moved on is nobody's disagreement.
        let moved = f.recommended.as_ref().is_some_and(|r| r.because == "latest" && !r.conflict)
            && f.ledger.windows(2).all(|w| w[0].article == w[1].article);
        let last = f.recommended.as_ref().and_then(|r| r.best).filter(|_| moved);
        let totals =
            f.ledger.iter().filter(|l| !matches!(l.role.as_str(), "part" | "earlier") && !l.rejected && l.best.is_some());
        let totals = totals.filter(|l| last.is_none_or(|last| l.best == Some(last)));
        let told = |l: &Entry| (Told { best: l.best, low: l.low, high: l.high, quantifier: l.quantifier }, ());
        let whole: Vec<(Told, ())> = totals.map(told).collect();
        let best = f.recommended.map(|r| Told { best: r.best, low: r.low, high: r.high, quantifier: r.quantifier });
        BriefFigure { apart: apart(&whole), best, what: f.what }
    }
}

/// The first [`FEW`] of a list, and how many it has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Few<T> {
    /// The first ones.
    pub first: Vec<T>,
    /// How many there are in all.
    pub count: usize,
}

impl<T> Few<T> {
    fn of(mut all: Vec<T>) -> Few<T> {
        let count = all.len();
        all.truncate(FEW);
        Few { first: all, count }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> std::result::Result<Few<T>, D::Error> {
        struct Reader<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
            type Value = Few<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Few<T>, A::Error> {
                let mut first = Vec::new();
                while first.len() < FEW
                    && let Some(id) = list.next_element()?
                {
                    first.push(id);
                }
                let mut count = first.len();
                while list.next_element::<IgnoredAny>()?.is_some() {
                    count += 1;
                }
                Ok(Few { first, count })
            }
        }
        d.deserialize_seq(Reader(PhantomData))
    }
}

/// A report's sentence as evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The report.
    pub id: ReportId,
    /// Its article.
    pub article: ArticleId,
    /// The sentence.
    pub sentence: String,
    /// Bytes of the trigger in the sentence.
    pub trigger: (usize, usize),
    /// Who published it.
    pub source: Option<String>,
    /// When.
    pub published: Option<Stamp>,
}

/// What a list shows of an event, read from its record.
pub(crate) fn brief(db: &Connection, id: EventId) -> Result<Option<Brief>> {
    let mut q = db.prepare_cached("SELECT record FROM events WHERE id = ?1")?;
    Ok(q.query_row([id.to_string()], |r| json(r, 0)).optional()?)
}

/// A report's sentence with its article.
pub(crate) fn line(db: &Connection, id: ReportId) -> Result<Option<Line>> {
    let mut q = db.prepare_cached(
        "SELECT r.article, r.sentence, r.trigger_at, length(CAST(r.trigger AS BLOB)), a.source, a.published
         FROM reports r JOIN articles a ON a.id = r.article WHERE r.id = ?1",
    )?;
    let line = |r: &Row| {
        let (at, length): (i64, i64) = (r.get(2)?, r.get(3)?);
        let trigger = (at as usize, (at + length) as usize);
        let (article, source, published) = (parse(r, 0)?, r.get(4)?, parse_option(r, 5)?);
        Ok(Line { id, article, sentence: r.get(1)?, trigger, source, published })
    };
    Ok(q.query_row([id.to_string()], line).optional()?)
}

impl Sqlite {
    /// A report's sentence with its article.
    pub fn line(&self, id: ReportId) -> Result<Option<Line>> {
        line(&self.db, id)
    }
}
