//! `dateline serve`: the reading room in the browser.

use crate::arguments::ServeArguments;
use crate::read::open_existing;
use crate::tell;
use anyhow::{Context, Result, anyhow, bail};
use model::{Input, Page, PageRecord};
use server::{ReadPages, Token};
use std::io::{Cursor, Read};
use std::path::Path;
use store::PageBytes;

/// A table of tokens is no larger than this.
const TOKENS: u64 = 1 << 20;

/// Serves until it is stopped.
pub fn run(a: &ServeArguments) -> Result<u8> {
    // Says what is wrong before anything listens, and brings the schema up to date.
    drop(open_existing(&a.db)?);
    let tokens = a.tokens.as_deref().map(tokens).transpose()?.unwrap_or_default();
    if !a.listen.ip().is_loopback() && tokens.is_empty() {
        bail!("{} can be reached from other machines: say who may come in with --tokens FILE", a.listen);
    }
    crate::gazetteers::open(None, Some(&a.db))?;
    let db = a.db.clone();
    let reader = move |name: &str, bytes: Vec<u8>| read(&db, name, bytes).map_err(|e| format!("{e:#}"));
    let options = server::Options {
        db: a.db.clone(),
        listen: a.listen,
        tokens,
        hosts: a.host.clone(),
        rate: a.rate.unwrap_or(if a.listen.ip().is_loopback() { 0.0 } else { 50.0 }),
        reader: if a.read_only { None } else { Some(Box::new(reader)) },
        places: Box::new(crate::correct::places),
        left_out: Box::new(left_out),
        read_only: a.read_only,
    };
    server::serve(options, |address| {
        tell(&format!("Reading room of {} at http://{address}/ — Ctrl-C ends it", a.db.display()))
    })
    .map_err(|e| match &e {
        server::Error::Socket(why) if why.kind() == std::io::ErrorKind::AddrInUse => {
            anyhow!("something listens at {} already: choose another port with --listen, or 0 for a free one", a.listen)
        }
        _ => anyhow!("cannot serve at {}: {e}", a.listen),
    })?;
    Ok(crate::DONE)
}

fn tokens(file: &Path) -> Result<Vec<Token>> {
    let mut text = String::new();
    let open = source::files::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    open.take(TOKENS).read_to_string(&mut text).with_context(|| format!("cannot read {}", file.display()))?;
    Token::parse(&text).map_err(|why| anyhow!("{}: {why}", file.display()))
}

/// What of a kept page went into none of its articles.
fn left_out(page: &PageRecord, kept: PageBytes, articles: &[String]) -> Vec<(String, String)> {
    let mut whole = Page::raw(page.path.clone(), page.media_type, kept.bytes);
    whole.url.clone_from(&page.url);
    whole.input = Input::Raw { charset: kept.charset };
    ingest::left_out(&whole, articles)
}

/// Reads what was handed in into the database, as `dateline read` would.
fn read(db: &Path, name: &str, bytes: Vec<u8>) -> Result<ReadPages> {
    let mut store = crate::read::open(db)?;
    let pages = source::read(name, Cursor::new(bytes), source::Options::default());
    let mut out = ReadPages::default();
    let counts = ingest::read_into(&mut store, pages, &ingest::Options::default(), |_, records| {
        for p in records {
            out.pages.push(p.id);
            let errors = p.diagnostics.iter().filter(|d| d.severity == model::Severity::Error);
            out.faults.extend(errors.map(|d| format!("{}: {} {}", d.code, d.message, d.help)));
        }
    })?;
    (out.articles, out.reports) = (counts.articles, counts.reports);
    Ok(out)
}
