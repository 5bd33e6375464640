//! `dateline merge`, `split`, `fix`, `undo`, `corrections`: what a person puts right, as a log in the database.

use crate::DONE;
use crate::arguments::{
    ChangeArguments, CorrectionsArguments, FixArguments, Format, MergeArguments, SignedArguments, SplitArguments, UndoArguments,
};
use crate::query::writer;
use crate::read::{open_existing, open_to_change};
use crate::style::{self, paint};
use anyhow::{Context, Result, bail};
use export::Object;
use gazetteer::{Class, Entry, Gazetteer, NameForm};
use model::{Action, Change, Correction, EventPlace, Signed, Target};
use std::io::Write;
use std::str::FromStr;
use store::{Outcome, Sqlite, Store};

/// Joins events.
pub fn merge(a: &MergeArguments) -> Result<u8> {
    let mut db = open_to_change(&a.signed.db)?;
    let events = a.events.iter().map(|e| id(&db, e, "e_")).collect::<Result<_>>()?;
    made(&mut db, Action::Merge { events }, &a.signed)
}

/// Takes reports out of an event.
pub fn split(a: &SplitArguments) -> Result<u8> {
    let mut db = open_to_change(&a.signed.db)?;
    let reports = a.reports.iter().map(|r| id(&db, r, "r_")).collect::<Result<_>>()?;
    let event = id(&db, &a.event, "e_")?;
    made(&mut db, Action::Split { event, reports }, &a.signed)
}

/// Puts one thing right.
pub fn fix(a: &FixArguments) -> Result<u8> {
    let mut db = open_to_change(&a.signed.db)?;
    let target = match a.id.starts_with("r_") {
        true => Target::Report(id(&db, &a.id, "r_")?),
        false => Target::Event(id(&db, &a.id, "e_")?),
    };
    crate::gazetteers::open(None, Some(&a.signed.db))?;
    let change = change(&a.change)?;
    if let (Target::Event(event), Change::Choose { what, best }) = (target, &change)
        && let Some(event) = db.event(event)?
        && !event.figures.iter().any(|f| f.what == *what && f.ledger.iter().any(|x| x.best == Some(*best)))
    {
        crate::tell(&format!("no report of it tells {}={best}: it is kept as a number of your own", style::clean(what)));
    }
    made(&mut db, Action::Fix { target, change }, &a.signed)
}

/// Takes a correction back.
pub fn undo(a: &UndoArguments) -> Result<u8> {
    let mut db = open_to_change(&a.signed.db)?;
    let outcome = db.undo(a.n, signed(&a.signed)?)?;
    tell(&outcome, "taken back")
}

/// Lists the log.
pub fn list(a: &CorrectionsArguments) -> Result<u8> {
    let log = open_existing(&a.database.db)?.corrections()?;
    match a.database.format {
        Format::Brief => {
            let mut out = style::out();
            log.iter().try_for_each(|c| line(&mut out, c))?;
        }
        f => {
            let mut out = writer(f);
            log.iter().try_for_each(|c| out.put(Object::Correction(c)))?;
            out.finish()?;
        }
    }
    Ok(DONE)
}

fn made(db: &mut Sqlite, action: Action, by: &SignedArguments) -> Result<u8> {
    let outcome = db.correct(action, signed(by)?)?;
    tell(&outcome, "made")
}

fn tell(o: &Outcome, what: &str) -> Result<u8> {
    let events: Vec<String> = o.events.iter().map(ToString::to_string).collect();
    let events = if events.is_empty() { "no event now".into() } else { events.join(" ") };
    writeln!(style::out(), "correction {} {what} → {events}", o.correction.n)?;
    // Of the places of one name it is told which was taken.
    if let Action::Fix { change: change @ Change::Place { .. }, .. } = &o.correction.action {
        writeln!(style::out(), "{}", style::clean(&change.to_string()))?;
    }
    Ok(DONE)
}

fn signed(a: &SignedArguments) -> Result<Signed> {
    let at = match a.at {
        Some(at) => at,
        // The only place that asks the clock: a person does this now.
        None => {
            let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            now.parse().context("the clock tells no time")?
        }
    };
    Ok(Signed { who: a.who.clone(), why: a.why.clone(), at: Some(at) })
}

/// The one id that begins so.
fn id<T: FromStr>(db: &Sqlite, start: &str, prefix: &str) -> Result<T> {
    let found = db.ids_starting_with(start)?;
    match found.as_slice() {
        [one] if one.starts_with(prefix) => one.parse().ok().context("no id"),
        [] => bail!("nothing has the id {}", style::clean(start)),
        [one] => bail!("{one} is not wanted here: an id that begins with {prefix} is"),
        _ => bail!("{} begins several ids: {}", style::clean(start), found.join(" ")),
    }
}

fn change(a: &ChangeArguments) -> Result<Change> {
    Ok(match a {
        ChangeArguments { place: Some(p), .. } => Change::Place { to: place(p)? },
        ChangeArguments { day: Some(d), .. } => Change::When { to: d.parse().map_err(anyhow::Error::msg)? },
        ChangeArguments { kind: Some(k), .. } => {
            let (plover, acled) =
                ingest::crosswalk(k).with_context(|| format!("the codebook has no kind {}", style::clean(k)))?;
            Change::Kind { to: k.clone(), plover, acled }
        }
        ChangeArguments { status: Some(s), .. } => Change::Status { to: serde_json::from_value(s.as_str().into())? },
        ChangeArguments { reject: Some(f), .. } => {
            let (what, best) = figure(f)?;
            Change::Reject { what, best }
        }
        ChangeArguments { choose: Some(f), .. } => {
            let (what, best) = figure(f)?;
            Change::Choose { what, best }
        }
        _ => bail!("say what is to be put right"),
    })
}

fn figure(words: &str) -> Result<(String, f64)> {
    let parts = words.split_once('=').and_then(|(what, n)| Some((what.trim().to_string(), n.trim().parse::<f64>().ok()?)));
    parts
        .filter(|(what, n)| !what.is_empty() && n.is_finite())
        .with_context(|| format!("a figure is what is counted and a number, as killed=12: {}", style::clean(words)))
}

const UNKNOWN: &str = "unknown";

/// A place by GeoNames id, or by its name with what it lies in behind commas; of several the most noted one.
fn place(words: &str) -> Result<EventPlace> {
    if words == UNKNOWN {
        return Ok(EventPlace::UNKNOWN);
    }
    let nowhere = || format!("the gazetteer has no place {}: see `dateline help gazetteer`", style::clean(words));
    let all = places(words);
    if all.len() > 1 {
        let others = match all.len() - 1 {
            1 => "1 other place is".to_string(),
            n => format!("{n} other places are"),
        };
        crate::tell(&format!(
            "{others} called {} too: for one of these say what it lies in behind a comma, or give its GeoNames id",
            style::clean(words)
        ));
    }
    all.into_iter().next().with_context(nowhere)
}

/// The places that a GeoNames id or a name may mean, most noted first.
pub fn places(words: &str) -> Vec<EventPlace> {
    let gazetteer = Gazetteer::current();
    if let Ok(number) = words.trim().parse() {
        return gazetteer.entry(number).map(told).into_iter().collect();
    }
    let mut parts = words.split(',').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let within: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
    let lies = |e: Entry, outer: &str| {
        e.country_code().is_some_and(|c| c.eq_ignore_ascii_case(outer))
            || gazetteer.lookup(outer).iter().any(|o| e.within(o.entry))
    };
    let mut found = gazetteer.lookup(name);
    found.retain(|c| !matches!(c.form, NameForm::Adjective | NameForm::People) && within.iter().all(|o| lies(c.entry, o)));
    // A country before a town of its name; a name before another name.
    let weigh = |c: &gazetteer::Candidate| (c.entry.class() == Class::Country, c.form == NameForm::Name, c.entry.population());
    found.sort_by_key(|c| std::cmp::Reverse(weigh(c)));
    let mut out: Vec<EventPlace> = Vec::new();
    for place in found.iter().map(|c| told(c.entry)) {
        if !out.contains(&place) {
            out.push(place);
        }
    }
    out
}

fn told(e: Entry) -> EventPlace {
    EventPlace {
        name: Some(e.name().to_string()),
        geonames: e.geonames(),
        country: e.country_code().map(str::to_string),
        admin1: e.admin1().map(|a| a.name().to_string()),
        lat: Some(e.lat()),
        lon: Some(e.lon()),
        precision: e.class().precision(),
    }
}

/// One entry of the log, for people.
fn line(out: &mut impl Write, c: &Correction) -> Result<()> {
    let by = |s: &Signed| {
        let at = s.at.map_or(String::new(), |at| format!(", {at}"));
        format!("{}{at}: {}", style::clean(&s.who), style::clean(&s.why))
    };
    writeln!(out, "{:>3}  {}", c.n, paint(style::TITLE, words(&c.action)))?;
    writeln!(out, "{}", style::wrap(&paint(style::DIM, by(&c.signed)), 5, style::width()))?;
    if let Some(undone) = &c.undone {
        writeln!(out, "{}", style::wrap(&paint(style::MARK, format!("taken back by {}", by(undone))), 5, style::width()))?;
    }
    Ok(())
}

/// What was done, in words.
pub fn words(action: &Action) -> String {
    style::clean(&action.to_string())
}
