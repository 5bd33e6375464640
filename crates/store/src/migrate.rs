//! The schema: its numbered migrations, and how an older file is brought up to date, telling how far that is.

use crate::{Error, Result, brief, cards, sentences};
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection, TransactionBehavior, params};

/// Marks the file as ours ("DLNE").
pub(crate) const APPLICATION: u32 = 0x444c_4e45;

/// Numbered migrations: the schema version is how many have run.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_linked.sql"),
    include_str!("../migrations/0003_corrections.sql"),
    include_str!("../migrations/0004_copies.sql"),
    include_str!("../migrations/0005_page_bytes.sql"),
    include_str!("../migrations/0006_large.sql"),
    include_str!("../migrations/0007_cards.sql"),
    include_str!("../migrations/0008_disputed.sql"),
    include_str!("../migrations/0009_told.sql"),
];

/// The version of the schema.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// Since this version the schema has the same tables and columns: what came later only made it faster.
pub(crate) const READABLE: u32 = 5;

/// The version that brought the tables of [`cards`] and of [`sentences`].
pub(crate) const CARDS: u32 = 7;

/// The version since which `events.disputed` means that numbers exclude each other, and cards tell them in their words.
pub(crate) const TOLD: u32 = 9;

/// The version that wrote the tables of long rows anew.
const LARGE: u32 = 6;

/// How far an older database is brought up to date. All of it is one transaction: where it is cut off, the file stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upgrade {
    /// The schema version that the file had.
    pub from: u32,
    /// The version it will have.
    pub to: u32,
    /// What is done, in steps of about the same length.
    pub done: u64,
    /// How many there are.
    pub of: u64,
}

/// Rows between two words about how far it is.
const STEP: u64 = 512;
/// An event takes as long as so many articles, and a statement that writes tables anew as so many of all its rows.
const EVENT: u64 = 2;

/// Brings the schema up to date. Tables are made anew in it, so nothing may watch over references meanwhile.
///
/// `tell` is called first when it begins, and only where there is something to bring up to date.
pub(crate) fn migrate(db: &mut Connection, tell: &mut dyn FnMut(Upgrade)) -> Result<()> {
    let known = MIGRATIONS.len() as u32;
    db.pragma_update(None, "foreign_keys", false)?;
    let t = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = t.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if found > known {
        return Err(Error::Newer { found, known });
    }
    // A new file has nothing to be brought up to date.
    let rows = |table: &str| match found {
        0 => Ok(0),
        _ => t.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get::<_, i64>(0).map(i64::unsigned_abs)),
    };
    let (events, articles) = (rows("events")? * EVENT, rows("articles")?);
    // Of the numbered files only one goes through all rows.
    let anew = if found < LARGE { events + articles } else { 0 };
    let sentences = if found < CARDS { articles } else { 0 };
    let cards = if found < TOLD { events + sentences } else { 0 };
    let disputed = if found < TOLD { events } else { 0 };
    let mut upgrade = Upgrade { from: found, to: known, done: 0, of: anew + cards + disputed };
    let mut step = |done: u64| {
        if found > 0 {
            upgrade.done = done.min(upgrade.of);
            tell(upgrade);
        }
    };
    if found < known {
        step(0);
    }
    for (i, migration) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        let statements = migration.matches(';').count() as u64;
        let (mut batch, mut run) = (Batch::new(&t, migration), 0);
        while let Some(mut statement) = batch.next()? {
            statement.execute([])?;
            run += 1;
            if i as u32 + 1 == LARGE {
                step(anew * run / statements);
            }
        }
    }
    if found < TOLD {
        let mut made = 0;
        cards::fill(&t, None, &mut || {
            made += 1;
            if made % STEP == 0 {
                step(anew + made * EVENT);
            }
        })?;
    }
    if found < CARDS {
        let mut made = 0;
        sentences::fill(&t, &mut || {
            made += 1;
            if made % STEP == 0 {
                step(anew + events + made);
            }
        })?;
    }
    if found > 0 && found < TOLD {
        let mut asked = 0;
        fill_disputed(&t, &mut || {
            asked += 1;
            if asked % STEP == 0 {
                step(anew + cards + asked * EVENT);
            }
        })?;
    }
    if found < known {
        t.pragma_update(None, "application_id", APPLICATION)?;
        t.pragma_update(None, "user_version", known)?;
    }
    t.commit()?;
    if found < known {
        step(u64::MAX);
    }
    Ok(())
}

/// Marks the events whose sources disagree. `asked` is called after each event.
fn fill_disputed(t: &Connection, asked: &mut dyn FnMut()) -> Result<()> {
    let ids = disputed(t, asked)?;
    let mut mark = t.prepare("UPDATE events SET disputed = 1 WHERE id = ?1")?;
    for id in ids {
        mark.execute(params![id])?;
    }
    Ok(())
}

/// The ids of the events whose sources disagree, found by looking into all records. `asked` is called after each event.
pub(crate) fn disputed(db: &Connection, asked: &mut dyn FnMut()) -> Result<Vec<String>> {
    let (mut q, mut ids) = (db.prepare("SELECT id, record FROM events")?, Vec::new());
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        if brief::disputed(r.get_ref(1)?.as_str().unwrap_or_default())? {
            ids.push(r.get(0)?);
        }
        asked();
    }
    Ok(ids)
}
