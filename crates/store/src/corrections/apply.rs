//! From what linking gave and the log to the events as corrected.

use super::groups::{Group, Groups, Parted};
use crate::{Result, Sqlite, Store};
use link::{Digest, Known, Pool};
use model::{
    Action, ActorId, Anchor, ArticleId, Carried, Change, Correction, Event, EventFigure, EventId, Quantifier, Recommended,
    ReportId, Story, Target,
};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Events as linking gave them, and what else it said where the database does not hold it yet.
#[derive(Default)]
pub(crate) struct Given<'a> {
    events: BTreeMap<EventId, Event>,
    of: HashMap<ReportId, EventId>,
    /// What linking says now; `None` where the database has it.
    pub now: Option<Now<'a>>,
}

/// The answers of linking that are not written yet.
#[derive(Clone, Copy)]
pub(crate) struct Now<'a> {
    pub links: &'a model::Links,
    pub known: &'a HashMap<ActorId, Known<'a>>,
}

impl Given<'_> {
    pub fn add(&mut self, event: Event) {
        self.of.extend(event.reports.iter().map(|r| (*r, event.id)));
        self.events.insert(event.id, event);
    }
}

/// What the log makes of the events that it is about.
#[derive(Debug, Default)]
pub(crate) struct Corrected {
    /// These events, as linking gave them.
    pub raw: Vec<Event>,
    /// Those of them that a correction changes.
    pub held: HashSet<EventId>,
    /// What stands in their place.
    pub events: Vec<Event>,
    /// Where each of their reports is now.
    pub event_of: HashMap<ReportId, EventId>,
    /// And in which article.
    pub article_of: HashMap<ReportId, ArticleId>,
}

/// Makes the log's corrections. `find` gives the event of linking that a report is in, if it is not among the given ones.
pub(crate) fn apply(
    db: &Sqlite,
    log: &[Correction],
    mut given: Given,
    find: &mut dyn FnMut(ReportId) -> Result<Option<Event>>,
) -> Result<Corrected> {
    let mut made: Vec<Correction> = log.iter().filter(|c| c.undone.is_none()).cloned().collect();
    for a in made.iter_mut().flat_map(|c| &mut c.anchors) {
        a.report = today(db, a)?;
        if !given.of.contains_key(&a.report)
            && let Some(e) = find(a.report)?
        {
            given.add(e);
        }
    }
    let raw: Vec<Event> = given.events.into_values().collect();
    let mut groups = Groups::of(&raw);
    for c in &made {
        groups.apply(c, &mut |parted| followers(db, &parted))?;
    }
    let mut out = Corrected::default();
    let by_id: HashMap<EventId, &Event> = raw.iter().map(|e| (e.id, e)).collect();
    for group in groups.all.iter().filter(|g| !g.reports.is_empty()) {
        let event = match group.raw.filter(|_| group.by.is_empty()) {
            Some(id) => by_id[&id].clone(),
            None => {
                out.held.extend(group.reports.iter().filter_map(|r| given.of.get(r)));
                match built(db, group, &made, &given.now, &by_id)? {
                    Some(e) => e,
                    None => continue,
                }
            }
        };
        out.event_of.extend(group.reports.iter().map(|r| (*r, event.id)));
        out.events.push(event);
    }
    let mut article = db.db.prepare_cached("SELECT article FROM reports WHERE id = ?1")?;
    for r in out.event_of.keys() {
        let id: Option<String> = article.query_row([r.to_string()], |x| x.get(0)).optional()?;
        out.article_of.extend(id.and_then(|id| id.parse().ok()).map(|a| (*r, a)));
    }
    out.raw = raw;
    Ok(out)
}

/// Of what has come to a split event since, what goes with those that left it.
fn followers(db: &Sqlite, parted: &Parted) -> Result<Vec<ReportId>> {
    let all = || parted.fresh.iter().chain(parted.stay).chain(parted.leaving);
    let mut articles = BTreeSet::new();
    let mut article = db.db.prepare_cached("SELECT article FROM reports WHERE id = ?1")?;
    for r in all() {
        let id: Option<String> = article.query_row([r.to_string()], |x| x.get(0)).optional()?;
        articles.extend(id.and_then(|id| id.parse::<ArticleId>().ok()));
    }
    let (mut digests, mut pool) = (Vec::new(), Pool::default());
    for id in articles {
        digests.extend(db.reading(id)?.map(|reading| Digest::of(&reading, &mut pool)));
    }
    Ok(link::leaving(&digests, parted.fresh, parted.stay, parted.leaving))
}

/// The report that an anchor means: itself, or the one that now stands in its place.
fn today(db: &Sqlite, a: &Anchor) -> Result<ReportId> {
    let mut known = db.db.prepare_cached("SELECT 1 FROM reports WHERE id = ?1")?;
    if known.exists([a.report.to_string()])? {
        return Ok(a.report);
    }
    let mut like = db
        .db
        .prepare_cached("SELECT id FROM reports WHERE article = ?1 AND sentence = ?2 ORDER BY trigger <> ?3, id LIMIT 1")?;
    let id: Option<String> = like.query_row(params![a.article.to_string(), a.sentence, a.trigger], |r| r.get(0)).optional()?;
    Ok(id.and_then(|id| id.parse().ok()).unwrap_or(a.report))
}

/// An event of a group, with its fixes.
fn built(
    db: &Sqlite,
    group: &Group,
    log: &[Correction],
    now: &Option<Now>,
    raw: &HashMap<EventId, &Event>,
) -> Result<Option<Event>> {
    let fixes: Vec<(Target, ReportId, &Change)> = log
        .iter()
        .filter(|c| group.by.contains(&c.n))
        .filter_map(|c| match &c.action {
            Action::Fix { target, change } => Some((*target, c.anchors.first()?.report, change)),
            _ => None,
        })
        .collect();
    let of_reports = fixes.iter().any(|(t, _, c)| matches!(t, Target::Report(_)) || matches!(c, Change::Reject { .. }));
    let mut event = match group.raw.and_then(|id| raw.get(&id)).filter(|_| !of_reports) {
        Some(e) => (*e).clone(),
        None => match linked(db, group, &fixes, now)? {
            Some(e) => e,
            None => return Ok(None),
        },
    };
    for (target, _, change) in &fixes {
        fix(&mut event, *target, change);
    }
    event.corrections = group.by.clone();
    Ok(Some(event))
}

/// The event that linking would make of a group's reports.
fn linked(db: &Sqlite, group: &Group, fixes: &[(Target, ReportId, &Change)], now: &Option<Now>) -> Result<Option<Event>> {
    let mut articles = BTreeSet::new();
    let mut article = db.db.prepare_cached("SELECT article FROM reports WHERE id = ?1")?;
    for r in &group.reports {
        let id: Option<String> = article.query_row([r.to_string()], |x| x.get(0)).optional()?;
        articles.extend(id.and_then(|id| id.parse::<ArticleId>().ok()));
    }
    // Whether a copy is an update is told by its original, wherever that one's reports went.
    for id in articles.clone() {
        articles.extend(original(db, id, now)?);
    }
    let wanted: HashSet<ReportId> = group.reports.iter().copied().collect();
    let (mut digests, mut pool) = (Vec::new(), Pool::default());
    let (mut actor_of, mut duplicate_of) = (HashMap::new(), HashMap::new());
    for id in articles {
        let Some(reading) = db.reading(id)? else { continue };
        let actor = |i: usize| match now {
            Some(now) => now.links.actor_of.get(&(id, i as u32)).copied(),
            None => reading.mentions.names[i].actor,
        };
        actor_of.extend((0..reading.mentions.names.len()).filter_map(|i| Some(((id, i as u32), actor(i)?))));
        duplicate_of.extend(original(db, id, now)?.map(|o| (id, o)));
        let mut digest = Digest::of(&reading, &mut pool);
        for r in &mut digest.reports {
            let whole = wanted.contains(&r.id);
            for (target, report, change) in fixes {
                match target {
                    Target::Report(_) if *report == r.id => told(r, change),
                    Target::Event(_) if whole => reject(r, change),
                    _ => {}
                }
            }
        }
        digests.push(digest);
    }
    let kept;
    let known = match now {
        Some(now) => now.known,
        None => {
            kept = known(db, actor_of.values())?;
            &kept.iter().map(|(id, (name, country))| (*id, Known { name, country: country.as_deref() })).collect()
        }
    };
    Ok(link::event(&wanted, digests, known, &actor_of, &duplicate_of))
}

/// What an article is a copy of: as linking has just found, else as it is kept.
fn original(db: &Sqlite, id: ArticleId, now: &Option<Now>) -> Result<Option<ArticleId>> {
    if let Some(now) = now {
        return Ok(now.links.duplicate_of.get(&id).copied());
    }
    let mut q = db.db.prepare_cached("SELECT duplicate_of FROM articles WHERE id = ?1")?;
    let kept: Option<Option<String>> = q.query_row([id.to_string()], |r| r.get(0)).optional()?;
    Ok(kept.flatten().and_then(|id| id.parse().ok()))
}

/// Name and country of some actors.
type Kept = HashMap<ActorId, (String, Option<String>)>;

fn known<'a>(db: &Sqlite, ids: impl Iterator<Item = &'a ActorId>) -> Result<Kept> {
    let mut q = db.db.prepare_cached("SELECT name, country FROM actors WHERE id = ?1")?;
    let mut out = HashMap::new();
    for id in ids.collect::<BTreeSet<_>>() {
        out.extend(q.query_row([id.to_string()], |r| Ok((r.get(0)?, r.get(1)?))).optional()?.map(|of| (*id, of)));
    }
    Ok(out)
}

/// What a report tells, after a fix.
fn told(r: &mut link::ReportDigest, change: &Change) {
    match change {
        Change::Place { to } => {
            r.place = Arc::new(to.clone());
            r.where_from = if to.name.is_some() { Carried::Stated } else { Carried::Unknown };
        }
        Change::When { to } => {
            (r.start, r.end, r.precision) = (to.start, to.end, to.precision);
            r.when_from = if to.start.is_some() { Carried::Stated } else { Carried::Unknown };
        }
        Change::Kind { to, plover, acled } => {
            r.kind = Arc::new(link::Kind { path: to.clone(), plover: plover.clone(), acled: acled.clone() });
        }
        Change::Status { to } => r.status = *to,
        Change::Reject { .. } => reject(r, change),
        Change::Choose { .. } => {}
    }
}

/// Marks the figures of a report that a person found wrong.
fn reject(r: &mut link::ReportDigest, change: &Change) {
    if let Change::Reject { what, best } = change {
        r.figures.iter_mut().filter(|f| f.what == *what && f.best == Some(*best)).for_each(|f| f.rejected = true);
    }
}

/// Fixes an event; what a report tells, and rejected figures, are fixed before it is built.
fn fix(e: &mut Event, target: Target, change: &Change) {
    let whole = matches!(target, Target::Event(_));
    match change {
        _ if !whole => {}
        Change::Choose { what, best } => {
            let (best, quantifier) = (Some(*best), Quantifier::Exactly);
            let chosen = Recommended { low: best, high: best, best, quantifier, because: CHOSEN.into(), conflict: false };
            match e.figures.iter_mut().find(|f| f.what == *what) {
                Some(f) => f.recommended = Some(chosen),
                None => e.figures.push(EventFigure { what: what.clone(), recommended: Some(chosen), ledger: Vec::new() }),
            }
        }
        Change::Place { to } => e.place = to.clone(),
        Change::When { to } => e.when = to.clone(),
        Change::Kind { to, plover, acled } => {
            (e.kind, e.plover, e.acled) = (to.clone(), plover.clone(), acled.clone());
        }
        Change::Status { to } => e.status = *to,
        Change::Reject { what, best } => {
            // What was added up stands in no report.
            for f in e.figures.iter_mut().filter(|f| f.what == *what) {
                f.ledger.iter_mut().filter(|x| x.best == Some(*best)).for_each(|x| x.rejected = true);
                if f.recommended.as_ref().is_some_and(|r| r.best == Some(*best) && r.because != CHOSEN) {
                    f.recommended = None;
                }
            }
        }
    }
    if whole && matches!(change, Change::Place { .. } | Change::Kind { .. }) {
        e.title = link::title(&e.kind, &e.roles, &e.place);
    }
}

/// Why a figure that a person chose is recommended.
const CHOSEN: &str = "chosen";

/// Puts the corrected events into stories in the place of those that are gone.
pub(crate) fn of_stories(stories: &mut [Story], gone: &HashSet<EventId>, corrected: &Corrected) {
    for s in stories {
        if s.events.iter().any(|e| gone.contains(e)) {
            let articles: HashSet<&ArticleId> = s.articles.iter().collect();
            let here = |r: &ReportId| corrected.article_of.get(r).is_some_and(|a| articles.contains(a));
            let mut events: BTreeSet<EventId> = s.events.iter().copied().filter(|e| !gone.contains(e)).collect();
            events.extend(corrected.event_of.iter().filter(|(r, _)| here(r)).map(|(_, e)| *e));
            s.events = events.into_iter().collect();
        }
    }
}
