//! What a list shows of an event, and the sentences that it may show with it: read without the rest of the record.

use crate::read::{json, parse, parse_option};
use crate::{Result, Sqlite};
use model::{ArticleId, Event, EventFigure, EventId, EventPlace, EventTime, ReportId, Stamp, Status};
use rusqlite::{OptionalExtension, Row};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

/// Ids of a [`Few`] that are read; of the others only how many there are.
pub const FEW: usize = 40;

/// An event without its roles, crosswalks and most of its ledgers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[allow(missing_docs)]
pub struct Brief {
    pub title: String,
    pub kind: String,
    pub status: Status,
    pub background: bool,
    pub when: EventTime,
    #[serde(rename = "where")]
    pub place: EventPlace,
    pub figures: Vec<BriefFigure>,
    pub reports: Few<ReportId>,
    pub articles: Few<ArticleId>,
}

impl From<Event> for Brief {
    fn from(e: Event) -> Brief {
        let figure = |f: EventFigure| BriefFigure {
            what: f.what,
            recommended: f.recommended.map(|r| BriefChoice { best: r.best }),
            ledger: f.ledger.into_iter().map(|l| BriefEntry { best: l.best, role: l.role, rejected: l.rejected }).collect(),
        };
        Brief {
            title: e.title,
            kind: e.kind,
            status: e.status,
            background: e.background,
            when: e.when,
            place: e.place,
            figures: e.figures.into_iter().map(figure).collect(),
            reports: Few::of(e.reports),
            articles: Few::of(e.articles),
        }
    }
}

/// A figure: what is recommended, and what others say.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[allow(missing_docs)]
pub struct BriefFigure {
    pub what: String,
    pub recommended: Option<BriefChoice>,
    pub ledger: Vec<BriefEntry>,
}

/// The number on top of a ledger.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[allow(missing_docs)]
pub struct BriefChoice {
    pub best: Option<f64>,
}

/// A row of a ledger.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[allow(missing_docs)]
pub struct BriefEntry {
    pub best: Option<f64>,
    pub role: String,
    #[serde(default)]
    pub rejected: bool,
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

impl Sqlite {
    /// What a list shows of an event.
    pub fn brief(&self, id: EventId) -> Result<Option<Brief>> {
        let mut q = self.db.prepare_cached("SELECT record FROM events WHERE id = ?1")?;
        Ok(q.query_row([id.to_string()], |r| json(r, 0)).optional()?)
    }

    /// A report's sentence.
    pub fn sentence(&self, id: ReportId) -> Result<Option<String>> {
        let mut q = self.db.prepare_cached("SELECT sentence FROM reports WHERE id = ?1")?;
        Ok(q.query_row([id.to_string()], |r| r.get(0)).optional()?)
    }

    /// The sentences of all reports of an event.
    pub fn sentences_of(&self, event: EventId) -> Result<HashMap<ReportId, String>> {
        let mut q = self.db.prepare_cached("SELECT id, sentence FROM reports WHERE event = ?1")?;
        Ok(q.query_map([event.to_string()], |r| Ok((parse(r, 0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// A report's sentence with its article.
    pub fn line(&self, id: ReportId) -> Result<Option<Line>> {
        let mut q = self.db.prepare_cached(
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
}
