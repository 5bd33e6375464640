//! The log of corrections: writing to it, taking back, and asking.
//!
//! Corrections hold on to reports, not to events: event ids may change when more is read. What linking makes is never
//! changed; [`apply`] makes the corrected events from it and from the whole log, each time either of them changes.

mod apply;
mod groups;

pub(crate) use apply::{Corrected, Given, Now, apply, of_stories};

use crate::linked::{forward, put_events, put_story};
use crate::put::text;
use crate::{Error, Result, Sqlite, Store, cards};
use model::{Action, Anchor, Change, Correction, Event, EventId, ReportId, Signed, Stamp, Target};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a correction came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The entry of the log.
    pub correction: Correction,
    /// The events that now hold the reports it is about, by id.
    pub events: Vec<EventId>,
}

fn refused<T>(why: impl Into<String>) -> Result<T> {
    Err(Error::Refused(why.into()))
}

impl Sqlite {
    /// Writes a correction into the log and makes it, in one transaction.
    pub(crate) fn make(&mut self, action: Action, signed: Signed) -> Result<Outcome> {
        check(&signed)?;
        let t = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        let (action, anchors) = self.anchored(action)?;
        let n: u32 = t.query_row("SELECT coalesce(max(n), 0) + 1 FROM corrections", [], |r| r.get(0))?;
        let signed_at = signed.at;
        let correction = Correction { n, action, signed, undone: None, anchors };
        t.execute(
            "INSERT INTO corrections (n, action, who, why, at, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                n,
                correction.action.name(),
                correction.signed.who,
                correction.signed.why,
                text(&correction.signed.at),
                serde_json::to_string(&correction)?
            ],
        )?;
        self.redo(&t, signed_at)?;
        let events = self.events_of(&correction)?;
        t.commit()?;
        Ok(Outcome { correction, events })
    }

    /// Marks a correction as taken back and makes all others again, in one transaction.
    pub(crate) fn take_back(&mut self, n: u32, signed: Signed) -> Result<Outcome> {
        check(&signed)?;
        let t = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        let log = log(&t)?;
        let Some(mut correction) = log.iter().find(|c| c.n == n).cloned() else {
            return refused(format!("there is no correction {n}"));
        };
        if correction.undone.is_some() {
            return refused(format!("correction {n} was taken back already"));
        }
        if let Some(later) = log.iter().find(|later| stands_on(later, &correction)) {
            return refused(format!("correction {} stands on it: undo that first", later.n));
        }
        let signed_at = signed.at;
        correction.undone = Some(signed.clone());
        t.execute(
            "UPDATE corrections SET undone_by = ?2, undone_why = ?3, undone_at = ?4, record = ?5 WHERE n = ?1",
            params![n, signed.who, signed.why, text(&signed.at), serde_json::to_string(&correction)?],
        )?;
        self.redo(&t, signed_at)?;
        let events = self.events_of(&correction)?;
        t.commit()?;
        Ok(Outcome { correction, events })
    }

    /// The whole log, in order.
    pub(crate) fn log(&self) -> Result<Vec<Correction>> {
        log(&self.db)
    }

    /// Makes the corrected events anew from what linking gave and the log, and writes what differs. `at` says when that was asked.
    fn redo(&self, t: &Connection, at: Option<Stamp>) -> Result<()> {
        let mut raw: HashMap<String, String> = HashMap::new();
        for row in t.prepare("SELECT id, record FROM linked_events")?.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))? {
            let (id, record) = row?;
            raw.insert(id, record);
        }
        let mut given = Given::default();
        for record in raw.values() {
            given.add(serde_json::from_str(record)?);
        }
        let corrected = apply(self, &log(t)?, given, &mut |r| self.event_of(r))?;
        // The events that these reports are in now make room.
        let mut old = HashSet::new();
        for report in corrected.event_of.keys() {
            old.extend(self.event_of(*report)?.map(|e| e.id.to_string()));
        }
        let mut gone: HashSet<EventId> = corrected.raw.iter().map(|e| e.id).collect();
        gone.extend(old.iter().filter_map(|id| id.parse::<EventId>().ok()));
        let stay = corrected.events.iter().map(|e| e.id.to_string()).collect();
        forward(t, &old, &stay, &corrected.event_of, &corrected.events, (&gone, at))?;
        put_events(t, &corrected.events)?;
        let mut row = t.prepare_cached("UPDATE reports SET event = ?2 WHERE id = ?1 AND event IS NOT ?2")?;
        for (report, event) in &corrected.event_of {
            row.execute(params![report.to_string(), event.to_string()])?;
        }
        let mut stories = self.stories_of(&corrected)?;
        of_stories(&mut stories, &gone, &corrected);
        stories.iter().try_for_each(|s| put_story(t, s))?;
        keep_raw(t, &corrected)?;
        cards::fill(t, Some(&corrected.events.iter().map(|e| e.id).collect::<Vec<_>>()), &mut || {})
    }

    /// The event that a report is in now.
    fn event_of(&self, report: ReportId) -> Result<Option<Event>> {
        let mut q = self.db.prepare_cached("SELECT event FROM reports WHERE id = ?1")?;
        let id: Option<Option<String>> = q.query_row([report.to_string()], |r| r.get(0)).optional()?;
        match id.flatten().and_then(|id| id.parse().ok()) {
            Some(id) => self.event(id),
            None => Ok(None),
        }
    }

    fn events_of(&self, c: &Correction) -> Result<Vec<EventId>> {
        let mut out = BTreeSet::new();
        for a in &c.anchors {
            out.extend(self.event_of(a.report)?.map(|e| e.id));
        }
        Ok(out.into_iter().collect())
    }

    fn stories_of(&self, corrected: &Corrected) -> Result<Vec<model::Story>> {
        let mut q =
            self.db.prepare_cached("SELECT s.record FROM articles a JOIN stories s ON s.id = a.story WHERE a.id = ?1")?;
        let mut out: Vec<model::Story> = Vec::new();
        for article in corrected.article_of.values().collect::<BTreeSet<_>>() {
            let record: Option<String> = q.query_row([article.to_string()], |r| r.get(0)).optional()?;
            if let Some(record) = record {
                let story: model::Story = serde_json::from_str(&record)?;
                if out.iter().all(|s| s.id != story.id) {
                    out.push(story);
                }
            }
        }
        Ok(out)
    }

    /// The event behind an id, also behind one that went on to a single other.
    fn standing(&self, id: EventId) -> Result<Event> {
        if let Some(e) = self.event(id)? {
            return Ok(e);
        }
        match self.moved(id)?.as_ref().map(|m| m.to.as_slice()) {
            Some([to]) => match self.event(*to)? {
                Some(e) => Ok(e),
                None => refused(format!("there is no event {id}")),
            },
            Some(to) => {
                let to: Vec<String> = to.iter().map(ToString::to_string).collect();
                refused(format!("{id} is no event any more: see {}", to.join(", ")))
            }
            None => refused(format!("there is no event {id}")),
        }
    }

    fn anchors(&self, of: u32, reports: &[ReportId]) -> Result<Vec<Anchor>> {
        let evidence = self.evidence(reports)?;
        let known = reports.iter().filter_map(|r| Some((r, evidence.get(r)?)));
        Ok(known
            .map(|(report, e)| Anchor {
                of,
                report: *report,
                article: e.article,
                trigger: e.sentence.get(e.trigger.0..e.trigger.1).unwrap_or_default().to_string(),
                sentence: e.sentence.clone(),
            })
            .collect())
    }

    /// Checks what is to be done, and finds the reports that it holds on to.
    fn anchored(&self, action: Action) -> Result<(Action, Vec<Anchor>)> {
        match action {
            Action::Merge { events } => {
                let mut found: Vec<Event> = Vec::new();
                for id in events {
                    let e = self.standing(id)?;
                    if found.iter().all(|f| f.id != e.id) {
                        found.push(e);
                    }
                }
                if found.len() < 2 {
                    return refused("it takes two different events to merge");
                }
                let mut anchors = Vec::new();
                for (of, e) in found.iter().enumerate() {
                    anchors.extend(self.anchors(of as u32, &e.reports)?);
                }
                Ok((Action::Merge { events: found.iter().map(|e| e.id).collect() }, anchors))
            }
            Action::Split { event, mut reports } => {
                let e = self.standing(event)?;
                reports.sort_unstable();
                reports.dedup();
                if let Some(r) = reports.iter().find(|r| !e.reports.contains(r)) {
                    return refused(format!("{r} is no report of {}", e.id));
                }
                let stay: Vec<ReportId> = e.reports.iter().copied().filter(|r| !reports.contains(r)).collect();
                if reports.is_empty() || stay.is_empty() {
                    return refused("some reports must leave the event and some must stay");
                }
                let mut anchors = self.anchors(0, &stay)?;
                anchors.extend(self.anchors(1, &reports)?);
                Ok((Action::Split { event: e.id, reports }, anchors))
            }
            Action::Fix { target, change } => {
                let (target, event, reports) = match target {
                    Target::Event(id) => {
                        let e = self.standing(id)?;
                        let reports = e.reports.clone();
                        (Target::Event(e.id), e, reports)
                    }
                    Target::Report(id) => match self.event_of(id)? {
                        Some(e) => (target, e, vec![id]),
                        None => return refused(format!("there is no report {id}")),
                    },
                };
                fits(&change, target, &event)?;
                Ok((Action::Fix { target, change }, self.anchors(0, &reports)?))
            }
        }
    }
}

fn check(signed: &Signed) -> Result<()> {
    match () {
        _ if signed.who.trim().is_empty() => refused("it must be said who corrects"),
        _ if signed.why.trim().is_empty() => refused("it must be said why"),
        _ => Ok(()),
    }
}

/// True if the change can be made to this target.
fn fits(change: &Change, target: Target, event: &Event) -> Result<()> {
    match (change, target) {
        (Change::Choose { .. }, Target::Report(_)) => refused("a figure is chosen for an event, not for a report"),
        (Change::Choose { best, .. }, _) if !best.is_finite() || *best < 0.0 => refused("that is no figure"),
        (Change::Reject { what, best }, _) => {
            let ledger = event.figures.iter().filter(|f| f.what == *what).flat_map(|f| &f.ledger);
            let of_target = |r: ReportId| matches!(target, Target::Event(_)) || target == Target::Report(r);
            match ledger.filter(|e| of_target(e.report)).any(|e| e.best == Some(*best)) {
                true => Ok(()),
                false => refused(format!("nobody in {target} tells {best} {what}")),
            }
        }
        (Change::Kind { to, .. }, _) if to.is_empty() => refused("a kind has a name"),
        _ => Ok(()),
    }
}

/// True if a later join or split is about reports that this one moved.
fn stands_on(later: &Correction, n: &Correction) -> bool {
    let joins = |c: &Correction| !matches!(c.action, Action::Fix { .. });
    later.n > n.n
        && later.undone.is_none()
        && joins(later)
        && joins(n)
        && later.anchors.iter().any(|a| n.anchors.iter().any(|b| a.report == b.report))
}

fn log(db: &Connection) -> Result<Vec<Correction>> {
    let mut q = db.prepare_cached("SELECT record FROM corrections ORDER BY n")?;
    let records: Vec<String> = q.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(records.iter().map(|r| serde_json::from_str(r)).collect::<serde_json::Result<_>>()?)
}

/// Keeps the events of linking that corrections which hold change; the others stand in `events` as they are.
pub(crate) fn keep_raw(t: &Connection, corrected: &Corrected) -> Result<()> {
    t.execute("DELETE FROM linked_events", [])?;
    let mut row = t.prepare_cached("INSERT INTO linked_events (id, record) VALUES (?1, ?2)")?;
    for e in corrected.raw.iter().filter(|e| corrected.held.contains(&e.id)) {
        row.execute(params![e.id.to_string(), serde_json::to_string(e)?])?;
    }
    Ok(())
}
