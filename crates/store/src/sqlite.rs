//! The SQLite store: opening, migrations, and keeping pages.

use crate::migrate::{APPLICATION, CARDS, MIGRATIONS, READABLE, TOLD, Upgrade, migrate};
use crate::{Error, Evidence, Result, put};
use model::{PageRecord, Reading};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// One SQLite file in WAL mode.
pub struct Sqlite {
    pub(crate) db: Connection,
    /// False for a file of an older schema that cannot be written: what was added to be asked faster is not there.
    pub(crate) has_cards: bool,
    /// The same of the column that tells whether sources disagree.
    pub(crate) has_disputed: bool,
}

/// Pages of the file held in memory by a connection that writes, in KiB, and by one that reads.
const CACHE: (i32, i32) = (64 << 10, 16 << 10);
/// Pages that the log may hold before they go into the database: each time they do, all is synced.
const LOG: i32 = 8000;

impl Sqlite {
    /// When the file was written to last, as the system knows.
    pub fn written(&self) -> Option<std::time::SystemTime> {
        let file = self.db.path().filter(|p| !p.is_empty())?;
        let changed = |file: &str| std::fs::metadata(file).ok().filter(|m| m.len() > 0)?.modified().ok();
        changed(file).max(changed(&format!("{file}-wal")))
    }

    /// Opens the database, makes it if it is missing, and brings its schema up to date.
    pub fn open(file: &Path) -> Result<Sqlite> {
        Sqlite::open_telling(file, &mut |_| {})
    }

    /// The same; an older file, which may take minutes, tells how far it is.
    pub fn open_telling(file: &Path, tell: &mut dyn FnMut(Upgrade)) -> Result<Sqlite> {
        Sqlite::with(Connection::open(file)?, &file.display().to_string(), true, tell)
    }

    /// Makes a new database that is written as fast as can be, without a journal: if the program is cut off, the file is of no
    /// use. For data that can be made again.
    pub fn bulk(file: &Path) -> Result<Sqlite> {
        let db = Sqlite::with(Connection::open(file)?, &file.display().to_string(), false, &mut |_| {})?;
        db.db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        db.db.pragma_update(None, "journal_mode", "OFF")?;
        db.db.pragma_update(None, "synchronous", "OFF")?;
        db.db.pragma_update(None, "cache_size", -CACHE.0 * 8)?;
        Ok(db)
    }

    /// Opens a database that is there, to be asked only. It may stand where nothing can be written.
    pub fn open_to_read(file: &Path) -> Result<Sqlite> {
        Sqlite::open_to_read_telling(file, &mut |_| {})
    }

    /// The same; an older file, which may take minutes, tells how far it is.
    pub fn open_to_read_telling(file: &Path, tell: &mut dyn FnMut(Upgrade)) -> Result<Sqlite> {
        let name = file.display().to_string();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        match Sqlite::with(Connection::open_with_flags(file, flags)?, &name, false, tell) {
            // SQLite wants a helper file beside the database. Where it cannot be made, nobody can write, so nothing
            // changes while we look; but what a cut-off run left in the log must not be passed over.
            Err(e) if e.is_about_writing() && !has_log(file) => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                Sqlite::with(Connection::open_with_flags(unchanging(file), flags)?, &name, false, tell)
            }
            other => other,
        }
    }

    /// A database that vanishes with the program.
    pub fn in_memory() -> Result<Sqlite> {
        Sqlite::with(Connection::open_in_memory()?, "memory", true, &mut |_| {})
    }

    fn with(mut db: Connection, name: &str, to_write: bool, tell: &mut dyn FnMut(Upgrade)) -> Result<Sqlite> {
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
        if to_write {
            db.pragma_update(None, "journal_mode", "WAL")?;
            db.pragma_update(None, "wal_autocheckpoint", LOG)?;
        }
        db.pragma_update(None, "cache_size", if to_write { -CACHE.0 } else { -CACHE.1 })?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
        db.pragma_update(None, "temp_store", "MEMORY")?;
        db.set_prepared_statement_cache_capacity(64);
        // Without it, a statement on a table with a partial index is planned anew for each value it is asked with.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // One that is up to date needs no turn at writing, so that it can be asked while another program writes.
        let found: u32 = db.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        if found != MIGRATIONS.len() as u32 {
            match migrate(&mut db, tell) {
                Err(e) if !to_write && e.is_about_writing() && (READABLE..MIGRATIONS.len() as u32).contains(&found) => {}
                other => other?,
            }
        }
        db.pragma_update(None, "foreign_keys", true)?;
        let version: u32 = db.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        Ok(Sqlite { db, has_cards: version >= CARDS, has_disputed: version >= TOLD })
    }

    /// Asks several things of one state of the file: faster than each by itself. Within it nothing can be written.
    pub fn look<T>(&self, ask: impl FnOnce() -> T) -> Result<T> {
        let t = self.db.unchecked_transaction()?;
        let answer = ask();
        t.commit()?;
        Ok(answer)
    }

    pub(crate) fn keep(&mut self, pages: &[(PageRecord, Vec<Reading>)]) -> Result<()> {
        let t = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (page, readings) in pages {
            let old: Option<i64> = t
                .prepare_cached("SELECT n FROM pages WHERE id = ?1")?
                .query_row([page.id.to_string()], |r| r.get(0))
                .optional()?;
            if old.is_some() {
                if readings.is_empty() && kept_so(&t, page)? {
                    continue;
                }
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

/// True if the page is kept with the same words and without articles.
fn kept_so(t: &Connection, page: &PageRecord) -> Result<bool> {
    let mut same = t.prepare_cached(
        "SELECT 1 FROM pages WHERE id = ?1 AND path = ?2 AND diagnostics = ?3
         AND NOT EXISTS (SELECT 1 FROM articles WHERE page = ?1)",
    )?;
    Ok(same.exists(params![page.id.to_string(), page.path, serde_json::to_string(&page.diagnostics)?])?)
}

/// When a database was last written, by its files.
pub fn last_written(file: &Path) -> Option<SystemTime> {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    [file, Path::new(&log)].into_iter().filter_map(|f| std::fs::metadata(f).and_then(|m| m.modified()).ok()).max()
}

/// True if a run that was cut off left pages in the log beside the database.
fn has_log(file: &Path) -> bool {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|m| m.len() > 0)
}

/// The file as a URI that tells SQLite that it does not change.
fn unchanging(file: &Path) -> String {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let path: String = file
        .to_string_lossy()
        .chars()
        .map(|c| match c {
            '%' | '?' | '#' => format!("%{:02X}", c as u32),
            c => c.to_string(),
        })
        .collect();
    format!("file:{path}?immutable=1")
}

/// Takes a page and all that was read from it away, to make room for a new reading of the same bytes.
fn remove(t: &Connection, page: &str) -> Result<()> {
    let of_page = "IN (SELECT id FROM articles WHERE page = ?1)";
    let of_article = format!("IN (SELECT id FROM reports WHERE article {of_page})");
    t.execute(&format!("DELETE FROM report_figures WHERE report {of_article}"), params![page])?;
    for table in ["reports", "names", "places", "signatures", "versions"] {
        t.execute(&format!("DELETE FROM {table} WHERE article {of_page}"), params![page])?;
    }
    t.execute("DELETE FROM articles WHERE page = ?1", params![page])?;
    t.execute("DELETE FROM pages WHERE id = ?1", params![page])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Browse, Filter, Store};

    #[test]
    fn an_older_file_that_cannot_be_written_is_read_without_what_was_added() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("old.db");
        {
            let old = Connection::open(&file).unwrap();
            MIGRATIONS[..CARDS as usize - 1].iter().for_each(|m| old.execute_batch(m).unwrap());
            old.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {}", CARDS - 1)).unwrap();
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let db =
            Sqlite::with(Connection::open_with_flags(unchanging(&file), flags).unwrap(), "old", false, &mut |_| {}).unwrap();
        assert!(!db.has_cards && db.columns().unwrap().is_empty());
        assert!(db.events(&Filter { disagree: true, ..Filter::default() }).unwrap().is_empty());
        assert_eq!(db.listed(model::EventId([0; 10]), 0).unwrap(), None);
        assert_eq!(db.sentences(model::ArticleId([0; 10]), Some(1)).unwrap(), None);
        assert!(db.positions("word", 9).unwrap().is_some() && db.common_words(2).unwrap().is_empty());
        drop(db);
        assert!(Sqlite::open(&file).unwrap().has_cards);
    }
}
