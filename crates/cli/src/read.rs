//! `dateline read`: pages in; a brief, or the record, out; kept in a database where one is named.

use crate::arguments::{Format, ReadArguments, ReadFormat};
use crate::progress::Progress;
use crate::style::{self, paint};
use crate::upgrading::Upgrading;
use crate::{DONE, PARTLY, brief, tell};
use anyhow::{Context, Result, bail};
use export::{Form, Object, Writer};
use ingest::{Counts, Options};
use model::{PageRecord, Severity};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use store::{Evidence, Sqlite, Store};

/// Reads what the arguments name.
pub fn run(a: &ReadArguments) -> Result<u8> {
    if a.db.is_some() && a.format == Some(ReadFormat::Conllu) {
        bail!("a database keeps no words: give --format conllu or --db, not both");
    }
    if a.keep_pages && a.db.is_none() {
        bail!("pages are kept in a database: name it with --db FILE");
    }
    crate::gazetteers::open(a.gazetteer.as_deref(), a.db.as_deref())?;
    let sources = source::open(&a.paths, source::Options::default());
    let bytes = sources.progress();
    let sources = sources.filter(|page| !a.db.as_deref().is_some_and(|db| is_database(db, &page.path)));
    let mut progress = Progress::new(!a.quiet);
    let mut told = 0;
    let mut step = |counts: &Counts, pages: &[PageRecord]| {
        let (done, of) = (bytes.bytes_done(), bytes.bytes_total());
        progress.tell(done, of, counts.articles);
        told += diagnostics(pages);
    };
    let options = Options { threads: a.threads, codebook: crate::codebook::open(&a.codebook)?, keep_pages: a.keep_pages };
    let counts = match &a.db {
        Some(file) => {
            let mut db = open(file)?;
            let counts = ingest::read_into(&mut db, sources, &options, &mut step)
                .with_context(|| format!("cannot go on with the database {}", file.display()))?;
            progress.finish();
            match a.format {
                Some(ReadFormat::Brief) => crate::query::print_events(&db, &db.events(&store::Filter::default())?)?,
                Some(ReadFormat::Jsonl) => crate::query::print_all(&db, Format::Jsonl)?,
                Some(ReadFormat::Json) => crate::query::print_all(&db, Format::Json)?,
                Some(ReadFormat::Conllu) | None => {}
            }
            counts
        }
        None if a.format == Some(ReadFormat::Conllu) => {
            let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
            let put = |words: String| -> Result<()> { Ok(out.write_all(words.as_bytes())?) };
            let counts = ingest::parse(sources, &options, &mut step, export::conllu, put)?;
            out.flush()?;
            progress.finish();
            counts
        }
        None => {
            let mut batch = ingest::read(sources, &options, &mut step)?;
            progress.finish();
            match a.format {
                Some(ReadFormat::Jsonl) => print_record(&mut batch, Form::Lines)?,
                Some(ReadFormat::Json) => print_record(&mut batch, Form::Array)?,
                _ => print_brief(&mut batch)?,
            }
            batch.counts
        }
    };
    if !a.quiet && (a.db.is_some() || matches!(a.format, None | Some(ReadFormat::Brief))) {
        closing(&counts, a.db.as_deref());
        if !a.codebook.is_empty() && a.db.is_some() && counts.repeated > 0 {
            tell("What was read before keeps the kinds it was coded with; a new database takes it with these.");
        }
    }
    Ok(if counts.errors > 0 { PARTLY } else { DONE })
}

/// True if the path is the database that is being written, one of the two files that SQLite keeps beside it, or its
/// places: they change with every run, and a folder may well hold the record of what is in it.
fn is_database(db: &Path, path: &str) -> bool {
    let file = ["-wal", "-shm", ".places"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let file = Path::new(file);
    file.file_name() == db.file_name() && matches!((file.canonicalize(), db.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Opens a database for writing, with the file's name in the error. Bringing an older one up to date is told.
pub fn open(file: &Path) -> Result<Sqlite> {
    let mut told = Upgrading::of(file);
    Sqlite::open_telling(file, &mut |at| told.tell(at)).with_context(|| format!("cannot open the database {}", file.display()))
}

/// Opens a database that must be there, to change it.
pub fn open_to_change(file: &Path) -> Result<Sqlite> {
    drop(open_existing(file)?);
    open(file)
}

/// Opens a database that must be there. Bringing an older one up to date is told.
pub fn open_existing(file: &Path) -> Result<Sqlite> {
    if !file.exists() {
        bail!("no database at {}: make one with `dateline read --db {} PATH…`", file.display(), file.display());
    }
    let mut told = Upgrading::of(file);
    Sqlite::open_to_read_telling(file, &mut |at| told.tell(at))
        .with_context(|| format!("cannot open the database {}", file.display()))
}

/// Prints warnings and errors to standard error; returns how many.
pub fn diagnostics(pages: &[PageRecord]) -> usize {
    let mut err = anstream::stderr().lock();
    let mut told = 0;
    for page in pages {
        for d in page.diagnostics.iter().filter(|d| d.severity > Severity::Info) {
            told += 1;
            // A closed standard error stops nothing.
            let message = match d.message.strip_prefix(&page.path) {
                Some(_) => d.message.clone(),
                None => format!("{}: {}", page.path, d.message),
            };
            let _ = writeln!(err, "{} {}\n  {}", paint(style::MARK, &d.code), style::clean(&message), d.help);
        }
    }
    told
}

fn closing(c: &Counts, db: Option<&Path>) {
    let count = |n: u64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut line = [count(c.pages, "page"), count(c.articles, "article"), count(c.reports, "report")].join(", ");
    if c.repeated > 0 {
        line.push_str(&format!(", {} read before", c.repeated));
    }
    if c.foreign > 0 {
        line.push_str(&format!(", {} in other languages than English", count(c.foreign, "article")));
    }
    if c.bare > 0 {
        line.push_str(&format!(", {} without an article", count(c.bare, "page")));
    }
    for (n, what) in [(c.warnings, "warning"), (c.errors, "error")] {
        if n > 0 {
            line.push_str(&format!(", {}", count(n, what)));
        }
    }
    if let Some(db) = db {
        line.push_str(&format!(" → {}", db.display()));
    }
    tell(&line);
}

fn print_brief(batch: &mut ingest::Batch) -> Result<()> {
    let mut weights = HashMap::new();
    batch.spool.each(|_, readings| -> Result<(), ingest::Error> {
        weights.extend(readings.iter().flat_map(|r| &r.reports).map(|r| (r.id, brief::Weight::of(r))));
        Ok(())
    })?;
    let wanted: std::collections::HashSet<_> = batch.linked.events.iter().filter_map(|e| brief::witness(e, &weights)).collect();
    let mut evidence = HashMap::new();
    batch.spool.each(|_, readings| -> Result<(), ingest::Error> {
        evidence.extend(readings.iter().flat_map(Evidence::of).filter(|(id, _)| wanted.contains(id)));
        Ok(())
    })?;
    brief::print(&mut style::out(), &batch.linked.events, &evidence, &weights)?;
    Ok(())
}

fn print_record(batch: &mut ingest::Batch, form: Form) -> Result<()> {
    let out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut out = Writer::new(out, form);
    let linked = &batch.linked;
    batch.spool.each(|page, readings| -> Result<()> {
        out.put(Object::Page(&page))?;
        for mut r in readings {
            linked.links.apply(&mut r);
            out.put(Object::Article(Box::new(r)))?;
        }
        Ok(())
    })?;
    for x in &linked.actors {
        out.put(Object::Actor(x))?;
    }
    for x in &linked.events {
        out.put(Object::Event(x))?;
    }
    for x in &linked.stories {
        out.put(Object::Story(x))?;
    }
    out.finish()?;
    Ok(())
}
