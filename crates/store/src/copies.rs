//! Signatures of texts, and which article is a later version of which.

use crate::{Result, Sqlite};
use model::ArticleId;
use rusqlite::{Connection, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A later text of an article at the same address.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The later article.
    pub article: ArticleId,
    /// The one before it.
    pub earlier: ArticleId,
    /// The figures that are not the same, by what they count.
    pub changes: Vec<FigureChange>,
}

/// What two versions tell of one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureChange {
    /// `killed`, `injured`, …
    pub what: String,
    /// What the earlier version tells, ascending; empty where it tells nothing.
    pub from: Vec<f64>,
    /// What the later one tells.
    pub to: Vec<f64>,
}

impl Sqlite {
    pub(crate) fn kept_signatures(&self, version: u32) -> Result<HashMap<ArticleId, Vec<u8>>> {
        let mut q = self.db.prepare_cached("SELECT article, signature FROM signatures WHERE version = ?1")?;
        let row = |r: &Row| Ok((crate::read::parse(r, 0)?, r.get(1)?));
        Ok(q.query_map([version], row)?.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn keep_signatures(&mut self, version: u32, signatures: &[(ArticleId, Vec<u8>)]) -> Result<()> {
        let t = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        t.execute("DELETE FROM signatures WHERE version <> ?1", [version])?;
        let mut row = t.prepare("INSERT OR REPLACE INTO signatures (article, version, signature) VALUES (?1, ?2, ?3)")?;
        for (article, bytes) in signatures {
            row.execute(params![article.to_string(), version, bytes])?;
        }
        drop(row);
        Ok(t.commit()?)
    }

    pub(crate) fn of_one_address(&self) -> Result<Vec<Vec<ArticleId>>> {
        // What was published, fetched and read later is later. The articles of one page have their places in it.
        let mut q = self.db.prepare(
            "SELECT a.url || ' ' || a.position, a.id FROM articles a JOIN pages p ON p.id = a.page
             WHERE a.url IN (SELECT url FROM articles WHERE url IS NOT NULL GROUP BY url HAVING count(DISTINCT page) > 1)
             ORDER BY 1, coalesce(a.updated, a.published), p.fetched, a.n",
        )?;
        let rows: Vec<(String, ArticleId)> =
            q.query_map([], |r| Ok((r.get(0)?, crate::read::parse(r, 1)?)))?.collect::<rusqlite::Result<_>>()?;
        let groups = rows.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1);
        Ok(groups.map(|g| g.iter().map(|(_, id)| *id).collect()).collect())
    }

    pub(crate) fn keep_versions(&mut self, versions: &[(ArticleId, ArticleId)]) -> Result<()> {
        let t = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut row = t.prepare("INSERT INTO versions (article, earlier, changes) VALUES (?1, ?2, ?3)")?;
        t.execute("DELETE FROM versions", [])?;
        for (article, earlier) in versions {
            let changes = serde_json::to_string(&changes(&t, *earlier, *article)?)?;
            row.execute(params![article.to_string(), earlier.to_string(), changes])?;
        }
        drop(row);
        Ok(t.commit()?)
    }

    pub(crate) fn versions_about(&self, id: ArticleId) -> Result<Vec<Version>> {
        let mut q = self.db.prepare_cached(
            "WITH RECURSIVE
               before (id) AS (SELECT ?1 UNION SELECT v.earlier FROM versions v JOIN before b ON v.article = b.id),
               after (id) AS (SELECT ?1 UNION SELECT v.article FROM versions v JOIN after a ON v.earlier = a.id)
             SELECT v.article, v.earlier, v.changes FROM versions v JOIN articles a ON a.id = v.article
             WHERE v.article IN (SELECT id FROM before UNION SELECT id FROM after)
             ORDER BY coalesce(a.updated, a.published), a.n",
        )?;
        let version = |r: &Row| {
            Ok(Version {
                article: crate::read::parse(r, 0)?,
                earlier: crate::read::parse(r, 1)?,
                changes: crate::read::json(r, 2)?,
            })
        };
        Ok(q.query_map([id.to_string()], version)?.collect::<rusqlite::Result<_>>()?)
    }
}

/// The figures in which two articles differ.
fn changes(db: &Connection, earlier: ArticleId, later: ArticleId) -> Result<Vec<FigureChange>> {
    let (mut from, mut to) = (figures(db, earlier)?, figures(db, later)?);
    let mut whats: Vec<String> = from.keys().chain(to.keys()).cloned().collect();
    whats.sort();
    whats.dedup();
    let change = |what: String| {
        let (from, to) = (from.remove(&what).unwrap_or_default(), to.remove(&what).unwrap_or_default());
        (from != to).then_some(FigureChange { what, from, to })
    };
    Ok(whats.into_iter().filter_map(change).collect())
}

/// The totals that an article's news tells, by what they count, ascending.
fn figures(db: &Connection, article: ArticleId) -> Result<BTreeMap<String, Vec<f64>>> {
    let mut q = db.prepare_cached(
        "SELECT DISTINCT f.what, f.best FROM reports r JOIN report_figures f ON f.report = r.id
         WHERE r.article = ?1 AND NOT r.background AND NOT f.part AND f.best IS NOT NULL ORDER BY f.what, f.best",
    )?;
    let mut out: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for row in q.query_map([article.to_string()], |r| Ok((r.get(0)?, r.get(1)?)))? {
        let (what, best): (String, f64) = row?;
        out.entry(what).or_default().push(best);
    }
    Ok(out)
}
