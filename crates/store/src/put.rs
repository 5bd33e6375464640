//! Rows of pages, articles and reports.

use crate::{Evidence, Result, word};
use model::{PageRecord, Reading, Report};
use rusqlite::{Connection, params};

pub(crate) fn page(db: &Connection, p: &PageRecord) -> Result<()> {
    let a = p.accounted;
    db.prepare_cached("INSERT INTO pages (id, path, url, media_type, sha256, bytes, fetched, kept, boilerplate, lost, diagnostics) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?
        .execute(params![
            p.id.to_string(),
            p.path,
            p.url,
            word(&p.media_type),
            p.sha256,
            p.bytes as i64,
            text(&p.fetched),
            a.kept,
            a.boilerplate,
            a.lost,
            serde_json::to_string(&p.diagnostics)?,
        ])?;
    Ok(())
}

/// The article and its names and places.
pub(crate) fn article(db: &Connection, r: &Reading, position: usize) -> Result<()> {
    let a = &r.article;
    let id = a.id.to_string();
    // The text stands in its own column; positions in the record are code points, as on the wire.
    let mut bare = r.clone().into_wire();
    bare.article.text = String::new();
    db.prepare_cached("INSERT INTO articles (id, page, position, input_id, url, source, headline, label, published, published_from, updated, dateline, language, text, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)")?
        .execute(params![
            id,
            a.page.to_string(),
            position as i64,
            a.input_id,
            a.url,
            a.source,
            a.headline,
            a.label,
            text(&a.published),
            a.published_from,
            text(&a.updated),
            a.dateline.as_ref().map(|d| &d.text),
            a.language,
            a.text,
            serde_json::to_string(&bare)?,
        ])?;
    crate::sentences::keep(db, db.last_insert_rowid(), &r.mentions.sentences)?;
    let mut name = db.prepare_cached("INSERT INTO names (article, i, text, kind) VALUES (?1, ?2, ?3, ?4)")?;
    for (i, n) in r.mentions.names.iter().enumerate() {
        name.execute(params![id, i as i64, n.text, word(&n.kind)])?;
    }
    let mut place = db.prepare_cached("INSERT INTO places (article, i, text, name, geonames, country, admin1, lat, lon, precision, usage) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
    for (i, p) in r.mentions.places.iter().enumerate() {
        place.execute(params![
            id,
            i as i64,
            p.text,
            p.name,
            p.geonames,
            p.country,
            p.admin1,
            p.lat,
            p.lon,
            word(&p.precision),
            word(&p.usage),
        ])?;
    }
    Ok(())
}

/// The report and its figures.
pub(crate) fn report(db: &Connection, reading: &Reading, r: &Report, evidence: &Evidence) -> Result<()> {
    let id = r.id.to_string();
    let place = r.place.place.and_then(|i| reading.mentions.places.get(i as usize));
    db.prepare_cached("INSERT OR REPLACE INTO reports (id, article, kind, status, background, trigger, sentence, trigger_at, start_day, end_day, precision, when_from, place, geonames, country, where_from, said_by, figures, rule, score) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)")?
        .execute(params![
            id,
            reading.article.id.to_string(),
            r.kind,
            word(&r.status),
            r.background,
            r.trigger.text,
            evidence.sentence,
            evidence.trigger.0 as i64,
            text(&r.when.start),
            text(&r.when.end),
            r.when.precision.map(|p| word(&p)),
            word(&r.when.from),
            place.map(|p| p.name.as_ref().unwrap_or(&p.text)),
            place.and_then(|p| p.geonames),
            place.and_then(|p| p.country.as_ref()).or(r.place.country.as_ref()),
            word(&r.place.came()),
            r.said_by.as_ref().map(|s| s.name.as_ref().unwrap_or(&s.span.text)),
            r.figures.len() as i64,
            r.rule,
            f64::from(r.score),
        ])?;
    let mut row = db.prepare_cached("INSERT INTO report_figures (report, what, low, high, best, quantifier, counted, unit, part) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    for f in r.figures.iter().filter_map(|&i| reading.mentions.figures.get(i as usize)) {
        row.execute(params![id, f.what, f.low, f.high, f.best, word(&f.quantifier), f.of, f.unit, f.part])?;
    }
    Ok(())
}

/// A value as text, null where there is none.
pub(crate) fn text<T: ToString>(x: &Option<T>) -> Option<String> {
    x.as_ref().map(ToString::to_string)
}
