//! Events in the forms of other data sets, from a database: what has no row is counted, and listed where that is asked for.

use crate::tell;
use anyhow::{Context, Result};
use export::{Codes, Left, Schema, Told, cell};
use ingest::codebook::{Coder, Kind};
use model::Event;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::Path;
use store::{Shelf, Sqlite};

/// Writes events to standard output; which have no row, and why, to `left_out`.
pub fn write(db: &Sqlite, form: Schema, events: &[Event], left_out: Option<&Path>) -> Result<()> {
    let kinds: HashMap<&str, &Kind> = Coder::builtin().kinds().iter().map(|k| (k.kind.as_str(), k)).collect();
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut shelf = Shelf::default();
    let (mut first, mut left) = (true, Vec::<(&Event, Left)>::new());
    form.begin(&mut out)?;
    for event in events {
        let readings = shelf.fetch(db, event)?;
        let codes =
            kinds.get(event.kind.as_str()).map(|k| Codes { cameo: k.cameo.clone(), gtd: k.gtd.clone(), ucdp: k.ucdp.clone() });
        let told = Told { event, readings: &readings, actors: &shelf.actors, codes: codes.unwrap_or_default() };
        match form.event(&told, first, &mut out)? {
            None => first = false,
            Some(why) => left.push((event, why)),
        }
    }
    form.end(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(file) = left_out {
        source::files::replace(file, |out| {
            write!(out, "id,title,reason\r\n")?;
            left.iter().try_for_each(|(e, why)| write!(out, "{},{},{}\r\n", e.id, cell(&e.title), why.words()))
        })
        .with_context(|| format!("cannot write {}", file.display()))?;
    }
    if !left.is_empty() {
        let mut reasons = BTreeMap::<Left, u64>::new();
        left.iter().for_each(|(_, why)| *reasons.entry(*why).or_default() += 1);
        let reasons: Vec<String> = reasons.iter().map(|(why, n)| format!("{n} {}", why.words())).collect();
        tell(&format!("{} of {} events left out: {}", left.len(), events.len(), reasons.join(", ")));
    }
    Ok(())
}
