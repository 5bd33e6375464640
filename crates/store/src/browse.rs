//! What a reading room asks of a store: events as columns, and lists of everything else, a page at a time.

use crate::columns::{Columns, Day, NO_DAY};
use crate::filter::{phrase, words_of};
use crate::plain::Phrase;
use crate::positions::{self, Positions};
use crate::read::{LINE, json, line, parse, parse_option};
use crate::{ArticleLine, Bits, Hit, Result, Sqlite};
use model::{Actor, ActorId, ArticleId, EventId, PageId, ReportId, Stamp, Story, StoryId};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params};
use std::collections::{HashMap, HashSet};

/// A report with its evidence, as a list shows it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[allow(missing_docs)]
pub struct ReportLine {
    pub id: ReportId,
    pub event: Option<EventId>,
    pub article: ArticleId,
    pub kind: String,
    pub status: String,
    pub background: bool,
    pub trigger: String,
    /// Byte of the trigger in the sentence.
    #[serde(skip)]
    pub trigger_at: usize,
    pub sentence: String,
    pub start: Option<String>,
    pub end: Option<String>,
    pub precision: Option<String>,
    pub when_from: String,
    pub place: Option<String>,
    pub geonames: Option<u32>,
    pub country: Option<String>,
    pub where_from: String,
    pub said_by: Option<String>,
    pub rule: String,
    pub score: f64,
    pub headline: Option<String>,
    /// The first words of an article that has none.
    #[serde(skip)]
    pub opening: Option<String>,
    pub source: Option<String>,
    pub published: Option<Stamp>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub duplicate_of: Option<ArticleId>,
}

/// Which articles are wanted, newest first.
#[derive(Clone, Debug, Default)]
pub struct ArticleQuery {
    /// Who published.
    pub source: Option<String>,
    /// Who is named.
    pub actor: Option<ActorId>,
    /// Which place is named (GeoNames).
    pub place: Option<u32>,
    /// First day of publication.
    pub from: Option<String>,
    /// Last day of publication.
    pub to: Option<String>,
    /// Language.
    pub language: Option<String>,
    /// After this one: its publication and id.
    pub after: Option<(String, String)>,
}

/// Somebody named in the same articles.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[allow(missing_docs)]
pub struct Companion {
    pub id: ActorId,
    pub name: String,
    pub kind: String,
    pub articles: u64,
}

/// A page in a list.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[allow(missing_docs)]
pub struct PageLine {
    pub id: PageId,
    pub path: String,
    pub media_type: String,
    pub bytes: u64,
    pub articles: u64,
    pub kept: f64,
    pub boilerplate: f64,
    pub lost: f64,
    pub diagnostics: u64,
}

/// A source with its articles.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct SourceLine {
    /// Its name.
    pub name: String,
    /// How many articles there are of it.
    pub articles: u64,
    /// Publication of the earliest.
    pub first: Option<String>,
    /// Publication of the latest.
    pub last: Option<String>,
}

/// A place as the database knows it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[allow(missing_docs)]
pub struct PlaceLine {
    pub geonames: u32,
    pub name: String,
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub precision: String,
    pub mentions: u64,
}

/// What became of the text of all pages, as shares of it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Shares {
    pub kept: f64,
    pub boilerplate: f64,
    pub lost: f64,
}

/// What a reading room asks.
pub trait Browse {
    /// A number that changes when another connection has written.
    fn version(&self) -> Result<u64>;
    /// Every event as columns.
    fn columns(&self) -> Result<Columns>;
    /// The articles that hold a term of [`Asked`], by number.
    fn articles_holding(&self, term: &str) -> Result<Bits>;
    /// Those of some articles, by number, that hold a term of [`Asked`]: found by looking into each of them.
    fn articles_among(&self, term: &str, articles: &Bits) -> Result<Bits>;
    /// The articles that hold a word that begins so, other than some words that do: all in lower case letters and digits without
    /// marks, which are found without going through the articles of those words.
    fn articles_with_begun(&self, stem: &str, other_than: &[&str]) -> Result<Bits>;
    /// Where a word of letters and digits without marks stands; `None` where it stands in more places than `most`.
    fn positions(&self, word: &str, most: usize) -> Result<Option<Positions>>;
    /// Words of letters and digits without marks that many articles hold, in lower case: at least one in so many of those that
    /// are looked into, which are only some. The most common ones first, and those not at all that nearly all hold.
    fn common_words(&self, one_in: usize) -> Result<Vec<String>>;
    /// Articles that hold the words, best first, of those numbered from `from` on; the first `skip` of them are left out. To find
    /// the best all are looked at.
    fn hits(&self, words: &str, from: u32, skip: usize, limit: usize) -> Result<Vec<Hit>>;
    /// Articles, newest first.
    fn article_list(&self, q: &ArticleQuery, limit: usize) -> Result<Vec<ArticleLine>>;
    /// These articles, in the order of the ids.
    fn lines_of(&self, ids: &[ArticleId]) -> Result<Vec<ArticleLine>>;
    /// The reports of an event, by publication.
    fn reports_of(&self, event: EventId) -> Result<Vec<ReportLine>>;
    /// One report.
    fn report(&self, id: ReportId) -> Result<Option<ReportLine>>;
    /// Reports by id, after the one given; all, or those of a kind.
    fn report_list(&self, kind: Option<&str>, after: Option<&str>, limit: usize) -> Result<Vec<ReportLine>>;
    /// Sources, those with most articles first.
    fn source_list(&self, skip: usize, limit: usize) -> Result<Vec<SourceLine>>;
    /// One actor.
    fn actor(&self, id: ActorId) -> Result<Option<Actor>>;
    /// Actors, most named first, whose name or alias holds the words; after `(mentions, id)`.
    fn actor_list(&self, words: Option<&str>, after: Option<(u32, String)>, limit: usize) -> Result<Vec<Actor>>;
    /// Who is named in the same articles.
    fn companions(&self, id: ActorId, limit: usize) -> Result<Vec<Companion>>;
    /// One story.
    fn story(&self, id: StoryId) -> Result<Option<Story>>;
    /// Stories, latest first, after `(to, id)`.
    fn story_list(&self, after: Option<(String, String)>, limit: usize) -> Result<Vec<Story>>;
    /// Pages by id, after the one given.
    fn page_list(&self, after: Option<&str>, limit: usize) -> Result<Vec<PageLine>>;
    /// One place.
    fn place(&self, geonames: u32) -> Result<Option<PlaceLine>>;
    /// What became of the text of all pages, the larger ones weighing more; `None` where there are none.
    fn shares(&self) -> Result<Option<Shares>>;
    /// Pages with something to tell, worst first: `(severity, code, how many, a page)`.
    fn diagnostics(&self) -> Result<Vec<(String, String, u64, String)>>;
}

/// Articles whose words are taken for those of all.
const LOOKED_INTO: i64 = 400;

/// One in so many articles names what is looked for as soon by going through the latest ones as by sorting all that name it.
const MANY: i64 = 50;

impl Sqlite {
    /// True if so many articles name somebody or a place that the latest of them are found by looking into one after the other.
    fn is_in_many(&self, table: &str, column: &str, value: &Value) -> Result<bool> {
        let all: Option<i64> = self.db.query_row("SELECT max(n) FROM articles", [], |r| r.get(0))?;
        let many = (all.unwrap_or(0) / MANY).max(MANY);
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {column} = ?1 LIMIT ?2)");
        let found: i64 = self.db.prepare_cached(&sql)?.query_row(params![value, many], |r| r.get(0))?;
        Ok(found == many)
    }
}

const REPORT: &str = "SELECT r.id, r.event, r.article, r.kind, r.status, r.background, r.trigger, r.trigger_at, r.sentence,
    r.start_day, r.end_day, r.precision, r.when_from, r.place, r.geonames, r.country, r.where_from, r.said_by, r.rule, r.score,
    a.headline, a.source, a.published, a.url, a.language, a.duplicate_of, iif(a.headline IS NULL, substr(a.text, 1, 90), NULL)
    FROM reports r JOIN articles a ON a.id = r.article";

fn report(r: &Row) -> rusqlite::Result<ReportLine> {
    Ok(ReportLine {
        id: parse(r, 0)?,
        event: parse_option(r, 1)?,
        article: parse(r, 2)?,
        kind: r.get(3)?,
        status: r.get(4)?,
        background: r.get(5)?,
        trigger: r.get(6)?,
        trigger_at: r.get::<_, i64>(7)? as usize,
        sentence: r.get(8)?,
        start: r.get(9)?,
        end: r.get(10)?,
        precision: r.get(11)?,
        when_from: r.get(12)?,
        place: r.get(13)?,
        geonames: r.get(14)?,
        country: r.get(15)?,
        where_from: r.get(16)?,
        said_by: r.get(17)?,
        rule: r.get(18)?,
        score: r.get(19)?,
        headline: r.get(20)?,
        source: r.get(21)?,
        published: parse_option(r, 22)?,
        url: r.get(23)?,
        language: r.get(24)?,
        duplicate_of: parse_option(r, 25)?,
        opening: r.get(26)?,
    })
}

/// An ISO day, or the day of an ISO moment, as a number.
pub fn day(text: Option<&str>) -> Day {
    let digits: Option<String> = text.and_then(|t| t.get(..10)).map(|t| t.split('-').collect());
    digits.and_then(|d| d.parse().ok()).unwrap_or(NO_DAY)
}

impl Browse for Sqlite {
    fn version(&self) -> Result<u64> {
        let other: i64 = self.db.query_row("PRAGMA data_version", [], |r| r.get(0))?;
        Ok(other as u64)
    }

    fn columns(&self) -> Result<Columns> {
        crate::load::columns(self)
    }

    fn articles_holding(&self, term: &str) -> Result<Bits> {
        let mut bits = Bits::default();
        let mut q = self.db.prepare_cached("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?1")?;
        let mut rows = q.query([term])?;
        while let Some(r) = rows.next()? {
            bits.add(r.get::<_, i64>(0)? as u32);
        }
        Ok(bits)
    }

    fn articles_with_begun(&self, stem: &str, other_than: &[&str]) -> Result<Bits> {
        positions::with_begun(&self.db, stem, other_than)
    }

    fn articles_among(&self, term: &str, articles: &Bits) -> Result<Bits> {
        let words = words_of(term).map(|words| words.into_iter().map(str::to_ascii_lowercase).collect());
        let phrase = words.and_then(|words| Phrase::new(words, false));
        let mut text = self.db.prepare_cached("SELECT headline, text FROM articles WHERE n = ?1")?;
        let mut index = self.db.prepare_cached("SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?1 AND rowid = ?2")?;
        let mut out = Bits::default();
        for n in articles.iter() {
            // What is in doubt is asked of the index, which folds letters in its own way.
            let look = |r: &Row| {
                let column = |i: usize| -> rusqlite::Result<Option<bool>> {
                    let text = r.get_ref(i)?.as_str_or_null()?.unwrap_or("");
                    Ok(phrase.as_ref().and_then(|p| p.surely_stands_in(text)))
                };
                Ok((column(0)?, column(1)?))
            };
            let holds = match text.query_row([n], look).optional()? {
                Some((Some(true), _) | (_, Some(true))) => true,
                Some((Some(_), Some(_))) | None => false,
                Some(_) => index.exists(params![term, n])?,
            };
            if holds {
                out.add(n);
            }
        }
        Ok(out)
    }

    fn positions(&self, word: &str, most: usize) -> Result<Option<Positions>> {
        Positions::of(&self.db, &word.to_ascii_lowercase(), most)
    }

    fn common_words(&self, one_in: usize) -> Result<Vec<String>> {
        let last: Option<i64> = self.db.query_row("SELECT max(n) FROM articles", [], |r| r.get(0))?;
        let step = (last.unwrap_or(0) / LOOKED_INTO).max(1);
        let mut q = self.db.prepare_cached("SELECT coalesce(headline, '') || ' ' || text FROM articles WHERE n = ?1")?;
        let (mut held, mut all): (HashMap<String, usize>, usize) = (HashMap::new(), 0);
        for n in (1..=last.unwrap_or(0)).step_by(step as usize) {
            let Some(text): Option<String> = q.query_row([n], |r| r.get(0)).optional()? else { continue };
            let lower = text.to_lowercase();
            let words: HashSet<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1).collect();
            words.into_iter().filter(|w| w.is_ascii()).for_each(|w| *held.entry(w.to_string()).or_default() += 1);
            all += 1;
        }
        let mut common: Vec<(usize, String)> = held.into_iter().map(|(w, n)| (n, w)).collect();
        common.retain(|(n, _)| n * one_in >= all && n * 10 < all * 9);
        common.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Ok(common.into_iter().map(|(_, w)| w).collect())
    }

    fn hits(&self, words: &str, from: u32, skip: usize, limit: usize) -> Result<Vec<Hit>> {
        let Some(query) = phrase(words) else { return Ok(Vec::new()) };
        let mut q = self.db.prepare_cached(&format!(
            "SELECT {LINE}, snippet(articles_fts, -1, char(2), char(3), '…', 32)
             FROM articles_fts CROSS JOIN articles a ON a.n = articles_fts.rowid
             WHERE articles_fts MATCH ?1 AND articles_fts.rowid >= ?4 ORDER BY rank LIMIT ?2 OFFSET ?3"
        ))?;
        let hit = |r: &Row| Ok(Hit { article: line(r)?, snippet: r.get(7)? });
        Ok(q.query_map(params![query, limit as i64, skip as i64, from], hit)?.collect::<rusqlite::Result<_>>()?)
    }

    fn article_list(&self, f: &ArticleQuery, limit: usize) -> Result<Vec<ArticleLine>> {
        let (after, id) = f.after.clone().unzip();
        // Each condition stands aside where nothing is asked; `published` is kept in an index.
        let mut sql = format!("SELECT {LINE} FROM articles a WHERE 1");
        let mut values: Vec<Value> = Vec::new();
        let mut add = |sql: &mut String, condition: &str, value: Value| {
            values.push(value);
            sql.push_str(&condition.replace('?', &format!("?{}", values.len())));
        };
        if let Some(s) = &f.source {
            add(&mut sql, " AND a.source = ?", s.clone().into());
        }
        let named = f.actor.map(|x| ("names", "actor", x.to_string().into()));
        let placed = f.place.map(|p| ("places", "geonames", i64::from(p).into()));
        for (table, column, value) in named.into_iter().chain(placed) {
            let condition = match self.is_in_many(table, column, &value)? {
                true => format!(" AND EXISTS (SELECT 1 FROM {table} m WHERE m.article = +a.id AND m.{column} = ?)"),
                false => format!(" AND a.id IN (SELECT article FROM {table} WHERE {column} = ?)"),
            };
            add(&mut sql, &condition, value);
        }
        if let Some(d) = &f.from {
            add(&mut sql, " AND a.published >= ?", d.clone().into());
        }
        if let Some(d) = &f.to {
            add(&mut sql, " AND a.published <= ?", format!("{d}~").into());
        }
        if let Some(l) = &f.language {
            add(&mut sql, " AND a.language = ?", l.clone().into());
        }
        if let (Some(after), Some(id)) = (after, id) {
            if after.is_empty() {
                add(&mut sql, " AND a.published IS NULL AND a.id > ?", id.into());
            } else {
                add(&mut sql, " AND (a.published < ?", after.clone().into());
                add(&mut sql, " OR a.published IS NULL OR (a.published = ?", after.into());
                add(&mut sql, " AND a.id > ?))", id.into());
            }
        }
        sql.push_str(&format!(" ORDER BY a.published DESC, a.id LIMIT {limit}"));
        let mut q = self.db.prepare_cached(&sql)?;
        Ok(q.query_map(rusqlite::params_from_iter(values), line)?.collect::<rusqlite::Result<_>>()?)
    }

    fn lines_of(&self, ids: &[ArticleId]) -> Result<Vec<ArticleLine>> {
        let mut q = self.db.prepare_cached(&format!("SELECT {LINE} FROM articles a WHERE a.id = ?1"))?;
        let mut out = Vec::with_capacity(ids.len());
        for id in ids {
            out.extend(q.query_row([id.to_string()], line).optional()?);
        }
        Ok(out)
    }

    fn reports_of(&self, event: EventId) -> Result<Vec<ReportLine>> {
        let mut q = self
            .db
            .prepare_cached(&format!("{REPORT} WHERE r.event = ?1 ORDER BY a.published IS NULL, a.published, a.id, r.id"))?;
        Ok(q.query_map([event.to_string()], report)?.collect::<rusqlite::Result<_>>()?)
    }

    fn report(&self, id: ReportId) -> Result<Option<ReportLine>> {
        let mut q = self.db.prepare_cached(&format!("{REPORT} WHERE r.id = ?1"))?;
        Ok(q.query_row([id.to_string()], report).optional()?)
    }

    fn report_list(&self, kind: Option<&str>, after: Option<&str>, limit: usize) -> Result<Vec<ReportLine>> {
        let condition = if kind.is_some() { "AND (r.kind = ?3 OR r.kind LIKE ?3 || '.%')" } else { "AND ?3 IS NULL" };
        let mut q = self.db.prepare_cached(&format!("{REPORT} WHERE r.id > ?1 {condition} ORDER BY r.id LIMIT ?2"))?;
        Ok(q.query_map(params![after.unwrap_or(""), limit as i64, kind], report)?.collect::<rusqlite::Result<_>>()?)
    }

    fn source_list(&self, skip: usize, limit: usize) -> Result<Vec<SourceLine>> {
        let mut q = self.db.prepare_cached(
            "SELECT source, count(*), min(published), max(published) FROM articles WHERE source IS NOT NULL
             GROUP BY source ORDER BY count(*) DESC, source LIMIT ?1 OFFSET ?2",
        )?;
        let one = |r: &Row| {
            Ok(SourceLine { name: r.get(0)?, articles: r.get::<_, i64>(1)? as u64, first: r.get(2)?, last: r.get(3)? })
        };
        Ok(q.query_map(params![limit as i64, skip as i64], one)?.collect::<rusqlite::Result<_>>()?)
    }

    fn actor(&self, id: ActorId) -> Result<Option<Actor>> {
        let mut q = self.db.prepare_cached("SELECT record FROM actors WHERE id = ?1")?;
        Ok(q.query_row([id.to_string()], |r| json(r, 0)).optional()?)
    }

    fn actor_list(&self, words: Option<&str>, after: Option<(u32, String)>, limit: usize) -> Result<Vec<Actor>> {
        let (mentions, id) = after.unwrap_or((u32::MAX, String::new()));
        let like = words.map(|w| format!("%{}%", crate::filter::escape(w)));
        let mut q = self.db.prepare_cached(
            "SELECT record FROM actors WHERE mentions <= ?1 AND (mentions < ?1 OR id > ?2)
             AND (?3 IS NULL OR name LIKE ?3 ESCAPE '\\' OR aliases LIKE ?3 ESCAPE '\\')
             ORDER BY mentions DESC, id LIMIT ?4",
        )?;
        Ok(q.query_map(params![mentions, id, like, limit as i64], |r| json(r, 0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn companions(&self, id: ActorId, limit: usize) -> Result<Vec<Companion>> {
        // Of somebody who is everywhere, the first thousand articles tell enough.
        let mut q = self.db.prepare_cached(
            "SELECT a.id, a.name, a.kind, count(DISTINCT m.article) FROM (SELECT DISTINCT article FROM names WHERE actor = ?1 LIMIT 1000) n
             JOIN names m ON m.article = n.article AND m.actor <> ?1 JOIN actors a ON a.id = m.actor
             GROUP BY m.actor ORDER BY 4 DESC, 2 LIMIT ?2",
        )?;
        let companion = |r: &Row| {
            Ok(Companion { id: parse(r, 0)?, name: r.get(1)?, kind: r.get(2)?, articles: r.get::<_, i64>(3)? as u64 })
        };
        Ok(q.query_map(params![id.to_string(), limit as i64], companion)?.collect::<rusqlite::Result<_>>()?)
    }

    fn story(&self, id: StoryId) -> Result<Option<Story>> {
        let mut q = self.db.prepare_cached("SELECT record FROM stories WHERE id = ?1")?;
        Ok(q.query_row([id.to_string()], |r| json(r, 0)).optional()?)
    }

    fn story_list(&self, after: Option<(String, String)>, limit: usize) -> Result<Vec<Story>> {
        let (to, id) = after.unwrap_or(("~".into(), String::new()));
        let mut q = self.db.prepare_cached(
            "SELECT record FROM stories WHERE coalesce(to_day, '') <= ?1 AND (coalesce(to_day, '') < ?1 OR id > ?2)
             ORDER BY coalesce(to_day, '') DESC, id LIMIT ?3",
        )?;
        Ok(q.query_map(params![to, id, limit as i64], |r| json(r, 0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn page_list(&self, after: Option<&str>, limit: usize) -> Result<Vec<PageLine>> {
        let mut q = self.db.prepare_cached(
            "SELECT id, path, media_type, bytes, (SELECT count(*) FROM articles a WHERE a.page = p.id), kept, boilerplate, lost,
             json_array_length(diagnostics) FROM pages p WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?;
        let page = |r: &Row| {
            Ok(PageLine {
                id: parse(r, 0)?,
                path: r.get(1)?,
                media_type: r.get(2)?,
                bytes: r.get::<_, i64>(3)? as u64,
                articles: r.get::<_, i64>(4)? as u64,
                kept: r.get(5)?,
                boilerplate: r.get(6)?,
                lost: r.get(7)?,
                diagnostics: r.get::<_, i64>(8)? as u64,
            })
        };
        Ok(q.query_map(params![after.unwrap_or(""), limit as i64], page)?.collect::<rusqlite::Result<_>>()?)
    }

    fn place(&self, geonames: u32) -> Result<Option<PlaceLine>> {
        let mut q = self.db.prepare_cached(
            "SELECT coalesce(name, text), country, admin1, lat, lon, precision, (SELECT count(*) FROM places WHERE geonames = ?1)
             FROM places WHERE geonames = ?1 LIMIT 1",
        )?;
        let place = |r: &Row| {
            Ok(PlaceLine {
                geonames,
                name: r.get(0)?,
                country: r.get(1)?,
                admin1: r.get(2)?,
                lat: r.get(3)?,
                lon: r.get(4)?,
                precision: r.get(5)?,
                mentions: r.get::<_, i64>(6)? as u64,
            })
        };
        Ok(q.query_row([geonames], place).optional()?)
    }

    fn shares(&self) -> Result<Option<Shares>> {
        let mut q = self.db.prepare_cached(
            "SELECT sum(kept * bytes) / sum(bytes), sum(boilerplate * bytes) / sum(bytes), sum(lost * bytes) / sum(bytes) FROM pages",
        )?;
        let share = |r: &Row, i: usize| r.get::<_, Option<f64>>(i);
        Ok(q.query_row([], |r| Ok((share(r, 0)?, share(r, 1)?, share(r, 2)?)))
            .map(|(kept, boilerplate, lost)| Some(Shares { kept: kept?, boilerplate: boilerplate?, lost: lost? }))?)
    }

    fn diagnostics(&self) -> Result<Vec<(String, String, u64, String)>> {
        let mut q = self.db.prepare_cached(
            "SELECT json_extract(d.value, '$.severity'), json_extract(d.value, '$.code'), count(*), min(p.id)
             FROM pages p, json_each(p.diagnostics) d WHERE p.diagnostics <> '[]' GROUP BY 1, 2 ORDER BY 3 DESC",
        )?;
        let row = |r: &Row| Ok((r.get(0)?, r.get(1)?, r.get::<_, i64>(2)? as u64, r.get(3)?));
        Ok(q.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
    }
}
