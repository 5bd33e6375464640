//! Loads the columns from the database.

use crate::columns::{Columns, ListColumn, Lists, Totals, Words};
use crate::read::parse;
use crate::{Result, Sqlite, day, migrate};
use model::EventId;
use rusqlite::{Connection, Row};
use std::collections::HashMap;

/// Every event as columns. One look at one state of the file.
pub(crate) fn columns(of: &Sqlite) -> Result<Columns> {
    let db = &of.db;
    // Whoever asks may have begun one.
    let _begun = db.is_autocommit().then(|| db.unchecked_transaction()).transpose()?;
    let mut c = Columns::default();
    let mut q = db.prepare(
        "SELECT id, kind, status, background, start_day, end_day, precision, place, geonames, country, admin1, lat, lon,
         place_precision, killed, injured, reports, articles, first_reported, last_reported
         FROM events ORDER BY start_day IS NULL, start_day DESC, id",
    )?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        event_row(&mut c, r)?;
    }
    drop(rows);
    let row_of: HashMap<EventId, u32> = c.ids.iter().enumerate().map(|(row, id)| (*id, row as u32)).collect();
    actors_of(db, &mut c, &row_of)?;
    articles_of(db, &mut c, &row_of)?;
    c.cards = vec![0; c.len()];
    if of.has_cards {
        let mut q = db.prepare("SELECT n, event FROM cards")?;
        let mut rows = q.query([])?;
        while let Some(r) = rows.next()? {
            let Some(row) = text(r, 1).parse().ok().and_then(|id| row_of.get(&id)) else { continue };
            c.cards[*row as usize] = r.get(0)?;
        }
    }
    c.disputed = vec![false; c.len()];
    for id in disputed(of)? {
        if let Some(row) = id.parse().ok().and_then(|id| row_of.get(&id)) {
            c.disputed[*row as usize] = true;
        }
    }
    let count = |what: &str| db.query_row(&format!("SELECT count(*) FROM {what}"), [], |r| r.get::<_, i64>(0));
    c.totals = Totals {
        pages: count("pages")? as u64,
        articles: count("articles")? as u64,
        duplicates: count("articles WHERE duplicate_of IS NOT NULL")? as u64,
        reports: count("reports")? as u64,
        events: c.ids.len() as u64,
        actors: count("actors")? as u64,
        stories: count("stories")? as u64,
        sources: count("(SELECT DISTINCT source FROM articles WHERE source IS NOT NULL)")? as u64,
    };
    Ok(c)
}

/// The ids of the events whose sources disagree.
fn disputed(of: &Sqlite) -> Result<Vec<String>> {
    if !of.has_disputed {
        return migrate::disputed(&of.db, &mut || {});
    }
    let mut q = of.db.prepare("SELECT id FROM events WHERE disputed")?;
    Ok(q.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn event_row(c: &mut Columns, r: &Row) -> Result<()> {
    let word = |i: usize| -> rusqlite::Result<String> { Ok(r.get::<_, Option<String>>(i)?.unwrap_or_default()) };
    c.ids.push(parse(r, 0)?);
    let (kind, status) = (word(1)?, word(2)?);
    c.kind.push(&kind, &kind);
    c.status.push(&status, &status);
    c.background.push(r.get(3)?);
    let start = day(r.get::<_, Option<String>>(4)?.as_deref());
    let end = day(r.get::<_, Option<String>>(5)?.as_deref());
    c.start.push(start);
    c.end.push(end.max(start));
    let precision = word(6)?;
    c.time_precision.push(&precision, &precision);
    let name = word(7)?;
    let key = r.get::<_, Option<u32>>(8)?.map_or_else(|| name.clone(), |id| id.to_string());
    c.place.push(&key, &name);
    let country = word(9)?;
    c.country.push(&country, model::countries::find(&country).map_or(country.as_str(), |c| c.name));
    let admin1 = word(10)?;
    c.admin1.push(&admin1, &admin1);
    let number = |i: usize, none: f64| -> rusqlite::Result<f32> { Ok(r.get::<_, Option<f64>>(i)?.unwrap_or(none) as f32) };
    c.at.push((number(11, f64::NAN)?, number(12, f64::NAN)?));
    let precision = word(13)?;
    c.place_precision.push(&precision, &precision);
    c.killed.push(number(14, -1.0)?);
    c.injured.push(number(15, -1.0)?);
    c.reports.push(r.get(16)?);
    c.articles.push(r.get(17)?);
    c.reported.push(day(r.get::<_, Option<String>>(18)?.as_deref()));
    c.updated.push(day(r.get::<_, Option<String>>(19)?.as_deref()));
    Ok(())
}

/// A column of text, empty where there is none.
fn text<'a>(r: &'a Row, i: usize) -> &'a str {
    r.get_ref(i).ok().and_then(|v| v.as_str_or_null().ok().flatten()).unwrap_or("")
}

fn actors_of(db: &Connection, c: &mut Columns, row_of: &HashMap<EventId, u32>) -> Result<()> {
    let mut q = db.prepare("SELECT id, name FROM actors")?;
    let names: HashMap<String, String> = q.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let (mut words, mut pairs) = (Words::default(), Vec::with_capacity(c.len() * 2));
    let mut q = db.prepare("SELECT event, name, actor FROM event_roles")?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let Some(row) = text(r, 0).parse().ok().and_then(|id| row_of.get(&id)) else { continue };
        let (name, actor) = (text(r, 1), text(r, 2));
        let n = match actor {
            "" => words.number(name, name),
            id => words.number(id, names.get(id).map_or(name, String::as_str)),
        };
        pairs.push((*row, n));
    }
    c.actors = ListColumn::new(words, Lists::of_pairs(c.len(), pairs));
    Ok(())
}

/// Which articles, sources and languages tell each event. Both tables are gone through by article in indexes that hold all
/// that is asked.
fn articles_of(db: &Connection, c: &mut Columns, row_of: &HashMap<EventId, u32>) -> Result<()> {
    let (mut sources, mut languages) = (Words::default(), Words::default());
    let (mut numbers, mut of_source, mut of_language) = (Vec::new(), Vec::new(), Vec::new());
    let mut q = db.prepare(
        "SELECT r.event, a.n, a.source, a.language FROM articles a
         CROSS JOIN reports r ON r.article = a.id WHERE r.event IS NOT NULL",
    )?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        let Some(row) = text(r, 0).parse().ok().and_then(|id| row_of.get(&id)) else { continue };
        numbers.push((*row, r.get::<_, i64>(1)? as u32));
        let source = text(r, 2);
        of_source.push((*row, sources.number(source, source)));
        let language = text(r, 3);
        of_language.push((*row, languages.number(language, language)));
    }
    c.article_numbers = Lists::of_pairs(c.len(), numbers);
    c.sources = ListColumn::new(sources, Lists::of_pairs(c.len(), of_source));
    c.languages = ListColumn::new(languages, Lists::of_pairs(c.len(), of_language));
    Ok(())
}
