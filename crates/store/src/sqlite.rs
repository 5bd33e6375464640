//! The SQLite store: opening, migrations, and keeping pages.

use crate::{Error, Evidence, Result, put};
use model::{PageRecord, Reading};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::path::Path;
use std::time::Duration;

/// One SQLite file in WAL mode.
pub struct Sqlite {
    pub(crate) db: Connection,
}

/// Marks the file as ours ("DLNE").
const APPLICATION: u32 = 0x444c_4e45;

/// Numbered migrations: the schema version is how many have run.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/0001_first.sql")];

impl Sqlite {
    /// Opens the database, makes it if it is missing, and brings its schema up to date.
    pub fn open(file: &Path) -> Result<Sqlite> {
        Sqlite::with(Connection::open(file)?, &file.display().to_string())
    }

    /// A database that vanishes with the program.
    pub fn in_memory() -> Result<Sqlite> {
        Sqlite::with(Connection::open_in_memory()?, "memory")
    }

    fn with(mut db: Connection, name: &str) -> Result<Sqlite> {
        db.busy_timeout(Duration::from_secs(30))?;
        let application: u32 = match db.query_row("PRAGMA application_id", [], |r| r.get(0)) {
            // Some other kind of file altogether.
            Err(rusqlite::Error::SqliteFailure(e, _)) if e.code == rusqlite::ErrorCode::NotADatabase => {
                return Err(Error::Foreign(name.into()));
            }
            other => other?,
        };
        let tables: u32 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
        if application != APPLICATION && tables > 0 {
            return Err(Error::Foreign(name.into()));
        }
        // A write that is cut off leaves the file as it was: WAL, and a checkpoint only after full syncs.
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "temp_store", "MEMORY")?;
        db.set_prepared_statement_cache_capacity(64);
        let known = MIGRATIONS.len() as u32;
        let t = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: u32 = t.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        if found > known {
            return Err(Error::Newer { found, known });
        }
        for migration in &MIGRATIONS[found as usize..] {
            t.execute_batch(migration)?;
        }
        if found < known {
            t.pragma_update(None, "application_id", APPLICATION)?;
            t.pragma_update(None, "user_version", known)?;
        }
        t.commit()?;
        Ok(Sqlite { db })
    }

    pub(crate) fn keep(&mut self, pages: &[(PageRecord, Vec<Reading>)]) -> Result<()> {
        let t = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (page, readings) in pages {
            let old: Option<i64> = t
                .prepare_cached("SELECT n FROM pages WHERE id = ?1")?
                .query_row([page.id.to_string()], |r| r.get(0))
                .optional()?;
            if old.is_some() {
                remove(&t, &page.id.to_string())?;
            }
            put::page(&t, page)?;
            for (i, reading) in readings.iter().enumerate() {
                put::article(&t, reading, i)?;
                let evidence: Vec<_> = Evidence::of(reading).collect();
                for (report, (_, evidence)) in reading.reports.iter().zip(&evidence) {
                    put::report(&t, reading, report, evidence)?;
                }
            }
        }
        Ok(t.commit()?)
    }
}

/// Takes a page and all that was read from it away, to make room for a new reading of the same bytes.
fn remove(t: &Connection, page: &str) -> Result<()> {
    let of_page = "IN (SELECT id FROM articles WHERE page = ?1)";
    let of_article = format!("IN (SELECT id FROM reports WHERE article {of_page})");
    t.execute(&format!("DELETE FROM report_figures WHERE report {of_article}"), params![page])?;
    for table in ["reports", "names", "places"] {
        t.execute(&format!("DELETE FROM {table} WHERE article {of_page}"), params![page])?;
    }
    t.execute("DELETE FROM articles WHERE page = ?1", params![page])?;
    t.execute("DELETE FROM pages WHERE id = ?1", params![page])?;
    Ok(())
}
