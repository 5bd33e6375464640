//! Reading back: the trait's questions to SQLite.

use crate::filter::{Wanted, articles, events};
use crate::{ArticleLine, Evidence, Filter, Hit, Outcome, PageBytes, Result, Sqlite, Store, Version, migrate};
use model::{
    Action, Actor, ArticleId, Correction, Event, EventId, Links, Moved, PageId, PageRecord, Reading, ReportId, Signed, Stamp,
    Story,
};
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use std::collections::HashMap;
use std::str::FromStr;

/// A column read from its text form.
pub(crate) fn parse<T: FromStr>(row: &Row, i: usize) -> rusqlite::Result<T> {
    let s: String = row.get(i)?;
    s.parse().map_err(|_| rusqlite::Error::FromSqlConversionFailure(i, Type::Text, Box::new(FromSqlError::InvalidType)))
}

/// The same where null is allowed.
pub(crate) fn parse_option<T: FromStr>(row: &Row, i: usize) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<String>>(i)?.and_then(|s| s.parse().ok()))
}

/// A column read from JSON.
pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &Row, i: usize) -> rusqlite::Result<T> {
    let s: String = row.get(i)?;
    serde_json::from_str(&s).map_err(|e| rusqlite::Error::FromSqlConversionFailure(i, Type::Text, Box::new(e)))
}

const PAGE: &str = "SELECT id, path, url, media_type, sha256, bytes, fetched, kept, boilerplate, lost, diagnostics FROM pages";
const READING: &str = "SELECT id, text, record, story, duplicate_of FROM articles";
pub(crate) const LINE: &str = "a.id, a.headline, a.source, a.published,
    (SELECT count(*) FROM reports r WHERE r.article = a.id), a.duplicate_of, iif(a.headline IS NULL, substr(a.text, 1, 90), NULL)";

impl Sqlite {
    /// The ids of events whose sources disagree as JSON, where they are asked for and no column has them.
    fn disputed(&self, filter: &Filter) -> Result<Option<String>> {
        match filter.disagree && !self.has_disputed {
            true => Ok(Some(serde_json::to_string(&migrate::disputed(&self.db, &mut || {})?)?)),
            false => Ok(None),
        }
    }
}

impl Store for Sqlite {
    fn has_page(&self, id: PageId) -> Result<bool> {
        Ok(self.db.prepare_cached("SELECT 1 FROM pages WHERE id = ?1")?.exists([id.to_string()])?)
    }

    fn put_bytes(&mut self, pages: &[PageBytes]) -> Result<()> {
        self.keep_bytes(pages)
    }

    fn bytes(&self, page: PageId) -> Result<Option<PageBytes>> {
        self.kept_bytes(page)
    }

    fn unlinked(&self) -> Result<bool> {
        Ok(self.db.prepare_cached("SELECT 1 FROM pages WHERE linked = 0")?.exists([])?)
    }

    fn put(&mut self, pages: &[(PageRecord, Vec<Reading>)]) -> Result<()> {
        self.keep(pages)
    }

    fn put_linked(&mut self, events: &[Event], actors: &[Actor], stories: &[Story], links: &Links) -> Result<()> {
        self.relink(events, actors, stories, links)
    }

    fn each_page(&self, f: &mut dyn FnMut(PageRecord)) -> Result<()> {
        let mut pages = self.db.prepare(&format!("{PAGE} ORDER BY path, id"))?;
        let mut rows = pages.query([])?;
        while let Some(row) = rows.next()? {
            f(self.page_of(row)?);
        }
        Ok(())
    }

    fn each_reading(&self, f: &mut dyn FnMut(Reading)) -> Result<()> {
        let mut readings = self.db.prepare(&format!("{READING} ORDER BY id"))?;
        let mut rows = readings.query([])?;
        while let Some(row) = rows.next()? {
            f(self.reading_of(row)?);
        }
        Ok(())
    }

    fn reading(&self, id: ArticleId) -> Result<Option<Reading>> {
        let mut q = self.db.prepare_cached(&format!("{READING} WHERE id = ?1"))?;
        let mut rows = q.query([id.to_string()])?;
        rows.next()?.map(|row| self.reading_of(row)).transpose()
    }

    fn articles(&self, filter: &Filter) -> Result<Vec<ArticleLine>> {
        let Wanted { conditions, values } = articles(filter, self.disputed(filter)?);
        let sql = format!(
            "SELECT {LINE} FROM articles a WHERE {conditions} ORDER BY a.published IS NULL, a.published, a.id {}",
            limit(filter)
        );
        let mut q = self.db.prepare(&sql)?;
        Ok(q.query_map(params_from_iter(values), line)?.collect::<rusqlite::Result<_>>()?)
    }

    fn events(&self, filter: &Filter) -> Result<Vec<Event>> {
        let Wanted { conditions, values } = events(filter, self.disputed(filter)?);
        let sql = format!(
            "SELECT e.record FROM events e WHERE {conditions} ORDER BY e.start_day IS NULL, e.start_day, e.id {}",
            limit(filter)
        );
        let mut q = self.db.prepare(&sql)?;
        Ok(q.query_map(params_from_iter(values), |r| json(r, 0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn event(&self, id: EventId) -> Result<Option<Event>> {
        let mut q = self.db.prepare_cached("SELECT record FROM events WHERE id = ?1")?;
        Ok(q.query_row([id.to_string()], |r| json(r, 0)).optional()?)
    }

    fn moved(&self, id: EventId) -> Result<Option<Moved>> {
        let mut q = self.db.prepare_cached("SELECT id, goes_to, because, at FROM moved WHERE id = ?1")?;
        Ok(q.query_row([id.to_string()], moved).optional()?)
    }

    fn all_moved(&self) -> Result<Vec<Moved>> {
        let mut q = self.db.prepare("SELECT id, goes_to, because, at FROM moved ORDER BY id")?;
        Ok(q.query_map([], moved)?.collect::<rusqlite::Result<_>>()?)
    }

    fn actors(&self) -> Result<Vec<Actor>> {
        let mut q = self.db.prepare("SELECT record FROM actors ORDER BY mentions DESC, name, id")?;
        Ok(q.query_map([], |r| json(r, 0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn stories(&self) -> Result<Vec<Story>> {
        let mut q = self.db.prepare("SELECT record FROM stories ORDER BY from_day, id")?;
        Ok(q.query_map([], |r| json(r, 0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn correct(&mut self, action: Action, signed: Signed) -> Result<Outcome> {
        self.make(action, signed)
    }

    fn undo(&mut self, n: u32, signed: Signed) -> Result<Outcome> {
        self.take_back(n, signed)
    }

    fn corrections(&self) -> Result<Vec<Correction>> {
        self.log()
    }

    fn signatures(&self, version: u32) -> Result<HashMap<ArticleId, Vec<u8>>> {
        self.kept_signatures(version)
    }

    fn put_signatures(&mut self, version: u32, signatures: &[(ArticleId, Vec<u8>)]) -> Result<()> {
        self.keep_signatures(version, signatures)
    }

    fn same_address(&self) -> Result<Vec<Vec<ArticleId>>> {
        self.of_one_address()
    }

    fn put_versions(&mut self, versions: &[(ArticleId, ArticleId)]) -> Result<()> {
        self.keep_versions(versions)
    }

    fn versions(&self, id: ArticleId) -> Result<Vec<Version>> {
        self.versions_about(id)
    }

    fn search(&self, words: &str, filter: &Filter) -> Result<Vec<Hit>> {
        let Some(query) = crate::filter::words(words) else { return Ok(Vec::new()) };
        let Wanted { conditions, mut values } = articles(filter, self.disputed(filter)?);
        values.push(query.into());
        // CROSS JOIN keeps the full-text index in front: the planner may else walk the articles first.
        let sql = format!(
            "SELECT {LINE}, snippet(articles_fts, -1, char(2), char(3), '…', 24)
             FROM articles_fts CROSS JOIN articles a ON a.n = articles_fts.rowid
             WHERE articles_fts MATCH ?{} AND {conditions} ORDER BY bm25(articles_fts, 4.0, 1.0), a.id {}",
            values.len(),
            limit(filter)
        );
        let mut q = self.db.prepare(&sql)?;
        let hit = |r: &Row| Ok(Hit { article: line(r)?, snippet: r.get(7)? });
        Ok(q.query_map(params_from_iter(values), hit)?.collect::<rusqlite::Result<_>>()?)
    }

    fn evidence(&self, reports: &[ReportId]) -> Result<HashMap<ReportId, Evidence>> {
        let mut q = self.db.prepare_cached(
            "SELECT a.id, a.headline, a.source, a.published, r.sentence, r.trigger_at, r.trigger
             FROM reports r JOIN articles a ON a.id = r.article WHERE r.id = ?1",
        )?;
        let mut out = HashMap::with_capacity(reports.len());
        for id in reports {
            let evidence = |r: &Row| {
                let at = r.get::<_, i64>(5)? as usize;
                Ok(Evidence {
                    article: parse(r, 0)?,
                    headline: r.get(1)?,
                    source: r.get(2)?,
                    published: parse_option::<Stamp>(r, 3)?,
                    sentence: r.get(4)?,
                    trigger: (at, at + r.get::<_, String>(6)?.len()),
                })
            };
            if let Some(e) = q.query_row([id.to_string()], evidence).optional()? {
                out.insert(*id, e);
            }
        }
        Ok(out)
    }
}

impl Sqlite {
    /// One page.
    pub fn page(&self, id: PageId) -> Result<Option<PageRecord>> {
        let mut q = self.db.prepare_cached(&format!("{PAGE} WHERE id = ?1"))?;
        let mut rows = q.query([id.to_string()])?;
        rows.next()?.map(|row| self.page_of(row)).transpose()
    }

    /// For each report: whether it is news (no background), how many figures it has, its score.
    pub fn weights(&self, reports: &[ReportId]) -> Result<HashMap<ReportId, (bool, usize, f32)>> {
        let mut q = self.db.prepare_cached("SELECT background, figures, score FROM reports WHERE id = ?1")?;
        let mut out = HashMap::with_capacity(reports.len());
        for id in reports {
            let weight = |r: &Row| Ok((!r.get::<_, bool>(0)?, r.get::<_, i64>(1)? as usize, r.get::<_, f64>(2)? as f32));
            if let Some(w) = q.query_row([id.to_string()], weight).optional()? {
                out.insert(*id, w);
            }
        }
        Ok(out)
    }

    /// The ids of actors, pages, articles, events (old ones too) and reports that begin with `start`, at most ten.
    pub fn ids_starting_with(&self, start: &str) -> Result<Vec<String>> {
        let mut out = Vec::new();
        for table in ["actors", "articles", "events", "moved", "pages", "reports", "stories"] {
            let mut q = self.db.prepare(&format!("SELECT id FROM {table} WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 10"))?;
            let ids = q.query_map(params![start, format!("{start}~")], |r| r.get(0))?;
            out.extend(ids.collect::<rusqlite::Result<Vec<String>>>()?);
        }
        out.dedup();
        out.truncate(10);
        Ok(out)
    }

    /// The reports whose id, or whose event's id, begins with `start`, each with its article, at most a hundred.
    pub fn reports_of_id(&self, start: &str) -> Result<Vec<(model::ReportId, ArticleId)>> {
        let mut q = self.db.prepare(
            "SELECT id, article FROM reports WHERE id >= ?1 AND id < ?2 \
             UNION SELECT id, article FROM reports WHERE event >= ?1 AND event < ?2 LIMIT 100",
        )?;
        let rows = q.query_map(params![start, format!("{start}~")], |r| Ok((parse(r, 0)?, parse(r, 1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn page_of(&self, r: &Row) -> Result<PageRecord> {
        let id: PageId = parse(r, 0)?;
        let mut q = self.db.prepare_cached("SELECT id FROM articles WHERE page = ?1 ORDER BY position")?;
        let articles = q.query_map([id.to_string()], |r| parse(r, 0))?.collect::<rusqlite::Result<_>>()?;
        Ok(PageRecord {
            id,
            path: r.get(1)?,
            url: r.get(2)?,
            media_type: serde_json::from_value(serde_json::Value::String(r.get(3)?))?,
            sha256: r.get(4)?,
            bytes: r.get::<_, i64>(5)? as u64,
            fetched: parse_option(r, 6)?,
            articles,
            diagnostics: json(r, 10)?,
            accounted: model::Accounted { kept: r.get(7)?, boilerplate: r.get(8)?, lost: r.get(9)? },
        })
    }

    fn reading_of(&self, r: &Row) -> Result<Reading> {
        let id: ArticleId = parse(r, 0)?;
        let mut reading: Reading = json(r, 2)?;
        reading.article.text = r.get(1)?;
        let mut reading = reading.from_wire();
        let mut links = Links::default();
        if let Some(story) = parse_option(r, 3)? {
            links.story_of.insert(id, story);
        }
        if let Some(original) = parse_option(r, 4)? {
            links.duplicate_of.insert(id, original);
        }
        let mut q = self.db.prepare_cached("SELECT i, actor FROM names WHERE article = ?1 AND actor IS NOT NULL")?;
        for row in q.query_map([id.to_string()], |r| Ok((r.get(0)?, parse(r, 1)?)))? {
            let (i, actor) = row?;
            links.actor_of.insert((id, i), actor);
        }
        let mut q = self.db.prepare_cached("SELECT id, event FROM reports WHERE article = ?1 AND event IS NOT NULL")?;
        for row in q.query_map([id.to_string()], |r| Ok((parse(r, 0)?, parse(r, 1)?)))? {
            let (report, event) = row?;
            links.event_of.insert(report, event);
        }
        links.apply(&mut reading);
        Ok(reading)
    }
}

pub(crate) fn line(r: &Row) -> rusqlite::Result<ArticleLine> {
    Ok(ArticleLine {
        id: parse(r, 0)?,
        headline: r.get(1)?,
        source: r.get(2)?,
        published: parse_option(r, 3)?,
        reports: r.get::<_, i64>(4)? as u64,
        duplicate_of: parse_option(r, 5)?,
        opening: r.get(6)?,
    })
}

fn moved(r: &Row) -> rusqlite::Result<Moved> {
    Ok(Moved { id: parse(r, 0)?, to: json(r, 1)?, because: r.get(2)?, at: parse_option(r, 3)? })
}

fn limit(filter: &Filter) -> String {
    filter.limit.map_or(String::new(), |n| format!("LIMIT {n}"))
}
