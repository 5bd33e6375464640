//! `dateline events`, `articles`, `search`: lists out of a database.

use crate::arguments::{EventsArguments, EventsFormat, ExportArguments, Filters, Format, ListArguments, SearchArguments};
use crate::read::open_existing;
use crate::style::{self, paint};
use crate::{DONE, brief, forms, tell};
use anyhow::Result;
use export::{Form, Object, Sheet, Writer};
use ingest::codebook::Coder;
use model::Event;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use store::{ArticleLine, Filter, Sqlite, Store};

impl From<&Filters> for Filter {
    fn from(f: &Filters) -> Filter {
        Filter {
            from: f.from,
            to: f.to,
            place: f.place.clone(),
            kind: f.kind.clone(),
            actor: f.actor.clone(),
            min_toll: f.min_toll,
            status: f.status.clone(),
            source: f.source.clone(),
            since: f.since,
            disagree: f.disagree,
            no_background: f.no_background,
            limit: f.limit,
        }
    }
}

/// Lists events.
pub fn events(a: &EventsArguments) -> Result<u8> {
    let db = open_existing(&a.db)?;
    let events = db.events(&Filter::from(&a.filters))?;
    match a.format {
        EventsFormat::Brief if events.is_empty() => {
            nothing("event", &a.filters, |f| Ok(!db.events(&Filter { limit: Some(1), ..f })?.is_empty()))?;
        }
        EventsFormat::Brief => print_events(&db, &events)?,
        EventsFormat::Jsonl | EventsFormat::Json => {
            let mut out = writer(if a.format == EventsFormat::Json { Format::Json } else { Format::Jsonl });
            events.iter().try_for_each(|e| out.put(Object::Event(e)))?;
            out.finish()?;
        }
        form => table(&db, form, &events, a.left_out.file.as_deref())?,
    }
    Ok(DONE)
}

/// Writes events in a form that is no record.
fn table(db: &Sqlite, form: EventsFormat, events: &[Event], left_out: Option<&Path>) -> Result<()> {
    match form.schema() {
        Some(schema) => forms::write(db, schema, events, left_out),
        None => sheet(if form == EventsFormat::Geojson { Sheet::GeoJson } else { Sheet::Csv }, events),
    }
}

fn any_article(db: &Sqlite, f: Filter) -> Result<bool> {
    Ok(!db.articles(&Filter { limit: Some(1), ..f })?.is_empty())
}

/// Says that a list for people is empty, so that silence is not taken for a fault, and where the filter may be misspelt: `any`
/// tells whether something passes another one.
fn nothing(what: &str, filters: &Filters, any: impl Fn(Filter) -> Result<bool>) -> Result<()> {
    tell(&format!("no {what} matches"));
    if let Some(kind) = &filters.kind
        && !Coder::builtin().kinds().iter().any(|k| model::is_of_kind(&k.kind, kind))
    {
        tell(&format!("dateline knows no kind {}: `dateline codebook` prints them all", style::clean(kind)));
    }
    let f = Filter::from(filters);
    for (option, value, alone) in [
        ("--place", &f.place, Filter { place: f.place.clone(), ..Filter::default() }),
        ("--actor", &f.actor, Filter { actor: f.actor.clone(), ..Filter::default() }),
        ("--source", &f.source, Filter { source: f.source.clone(), ..Filter::default() }),
    ] {
        if let Some(value) = value
            && !any(alone)?
        {
            tell(&format!("no {what} is found with {option} {} alone", style::clean(value)));
        }
    }
    Ok(())
}

/// Writes events for spreadsheets or maps.
fn sheet(form: Sheet, events: &[Event]) -> Result<()> {
    form.write(events, &mut std::io::BufWriter::new(std::io::stdout().lock()))?;
    Ok(())
}

/// The timeline of some events.
pub fn print_events(db: &Sqlite, events: &[Event]) -> Result<()> {
    let ids: Vec<_> = events.iter().flat_map(|e| e.reports.iter().copied()).collect();
    let weights =
        db.weights(&ids)?.into_iter().map(|(id, (news, figures, score))| (id, brief::Weight { news, figures, score }));
    let weights: HashMap<_, _> = weights.collect();
    let wanted: Vec<_> = events.iter().filter_map(|e| brief::witness(e, &weights)).collect();
    brief::print(&mut style::out(), events, &db.evidence(&wanted)?, &weights)?;
    Ok(())
}

/// Lists articles.
pub fn articles(a: &ListArguments) -> Result<u8> {
    let db = open_existing(&a.database.db)?;
    let lines = db.articles(&Filter::from(&a.filters))?;
    match a.database.format {
        Format::Brief if lines.is_empty() => nothing("article", &a.filters, |f| any_article(&db, f))?,
        Format::Brief => {
            let mut out = style::out();
            for line in &lines {
                article(&mut out, line)?;
            }
        }
        f => put_articles(&db, f, lines.iter())?,
    }
    Ok(DONE)
}

/// Finds articles by words.
pub fn search(a: &SearchArguments) -> Result<u8> {
    let db = open_existing(&a.database.db)?;
    let hits = db.search(&a.words.join(" "), &Filter::from(&a.filters))?;
    match a.database.format {
        Format::Brief if hits.is_empty() => nothing("article", &a.filters, |f| any_article(&db, f))?,
        Format::Brief => {
            let mut out = style::out();
            for hit in &hits {
                article(&mut out, &hit.article)?;
                // The marks become styles before control characters are dropped.
                let marked: String = hit
                    .snippet
                    .split('\u{2}')
                    .enumerate()
                    .map(|(i, piece)| match piece.split_once('\u{3}') {
                        Some((found, rest)) if i > 0 => paint(style::TRIGGER, style::clean(found)) + &style::clean(rest),
                        _ => style::clean(piece),
                    })
                    .collect();
                writeln!(out, "{}", style::wrap(&marked, 4, style::width()))?;
            }
        }
        f => put_articles(&db, f, hits.iter().map(|h| &h.article))?,
    }
    Ok(DONE)
}

fn put_articles<'a>(db: &Sqlite, format: Format, lines: impl Iterator<Item = &'a ArticleLine>) -> Result<()> {
    let mut out = writer(format);
    for line in lines {
        if let Some(r) = db.reading(line.id)? {
            out.put(Object::Article(Box::new(r)))?;
        }
    }
    out.finish()?;
    Ok(())
}

/// Writes out everything a database holds.
pub fn export(a: &ExportArguments) -> Result<u8> {
    let db = open_existing(&a.db)?;
    match a.format {
        EventsFormat::Jsonl => print_all(&db, Format::Jsonl)?,
        EventsFormat::Json => print_all(&db, Format::Json)?,
        EventsFormat::Brief => print_events(&db, &db.events(&Filter::default())?)?,
        form => table(&db, form, &db.events(&Filter::default())?, a.left_out.file.as_deref())?,
    }
    Ok(DONE)
}

/// Everything a database holds, in the record's order.
pub fn print_all(db: &Sqlite, format: Format) -> Result<()> {
    let mut out = writer(format);
    let mut pages = Vec::new();
    db.each_page(&mut |p| pages.push(p))?;
    for page in &pages {
        out.put(Object::Page(page))?;
        for id in &page.articles {
            if let Some(r) = db.reading(*id)? {
                out.put(Object::Article(Box::new(r)))?;
            }
        }
    }
    for x in &db.actors()? {
        out.put(Object::Actor(x))?;
    }
    for x in &db.events(&Filter::default())? {
        out.put(Object::Event(x))?;
    }
    for x in &db.stories()? {
        out.put(Object::Story(x))?;
    }
    for x in &db.all_moved()? {
        out.put(Object::Moved(x))?;
    }
    for x in &db.corrections()? {
        out.put(Object::Correction(x))?;
    }
    out.finish()?;
    Ok(())
}

/// A writer of the record to standard output.
pub fn writer(format: Format) -> Writer<impl Write> {
    let form = if format == Format::Json { Form::Array } else { Form::Lines };
    Writer::new(std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock()), form)
}

fn article(out: &mut impl Write, line: &ArticleLine) -> Result<()> {
    let day = line.published.map_or("day unknown".into(), |p| p.date.to_string());
    let headline = style::clean(&store::title(line.headline.as_deref(), line.opening.as_deref()));
    let source = line.source.as_deref().map_or(String::new(), |s| format!(" · {}", style::clean(s)));
    let copy = line.duplicate_of.map_or(String::new(), |o| format!(" · copy of {o}"));
    writeln!(out, "{day}  {}", paint(style::TITLE, headline))?;
    let reports = if line.reports == 1 { "1 report".into() } else { format!("{} reports", line.reports) };
    writeln!(out, "    {}", paint(style::DIM, format!("{}{source} · {reports}{copy}", line.id)))?;
    Ok(())
}

/// Lists every diagnostic code.
pub fn diagnostics() -> Result<u8> {
    let mut out = style::out();
    for code in model::Code::ALL {
        writeln!(out, "{:<28} {:<8} {}", code.as_str(), brief::word(&code.severity()), code.way_out())?;
    }
    Ok(DONE)
}
