//! Rows of events, actors and stories, and which report, name and article belongs to which.

use crate::corrections::{Corrected, Given, Now, apply, keep_raw, of_stories};
use crate::put::text;
use crate::{Result, Sqlite, brief, cards, word};
use link::Known;
use model::{Actor, ActorId, ArticleId, Event, EventId, Links, ReportId, Stamp, Story};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

impl Sqlite {
    /// Replaces what linking made; corrections are made on it before anything is written.
    pub(crate) fn relink(&mut self, events: &[Event], actors: &[Actor], stories: &[Story], links: &Links) -> Result<()> {
        let t = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        let known = actors.iter().map(|a| (a.id, Known { name: &a.name, country: a.country.as_deref() })).collect();
        let corrected = self.correct_linked(events, links, &known)?;
        let (mut events, mut stories, mut links) = (Cow::Borrowed(events), Cow::Borrowed(stories), Cow::Borrowed(links));
        let gone: HashSet<EventId> = corrected.raw.iter().map(|e| e.id).collect();
        if !gone.is_empty() {
            events.to_mut().retain(|e| !gone.contains(&e.id));
            events.to_mut().extend(corrected.events.iter().cloned());
            links.to_mut().event_of.extend(&corrected.event_of);
            of_stories(stories.to_mut(), &gone, &corrected);
        }
        let old = old_events(&t)?;
        let stay = events.iter().map(|e| e.id.to_string()).collect();
        forward(&t, &old, &stay, &links.event_of, &events, (&gone, None))?;
        put_events(&t, &events)?;
        put_actors(&t, actors)?;
        t.execute("DELETE FROM stories", [])?;
        stories.iter().try_for_each(|s| put_story(&t, s))?;
        put_links(&t, &links)?;
        keep_raw(&t, &corrected)?;
        cards::fill(&t, None, &mut || {})?;
        t.execute("UPDATE pages SET linked = 1 WHERE linked = 0", [])?;
        Ok(t.commit()?)
    }

    fn correct_linked(&self, events: &[Event], links: &Links, known: &HashMap<ActorId, Known>) -> Result<Corrected> {
        let log = self.log()?;
        if log.is_empty() {
            return Ok(Corrected::default());
        }
        let by_id: HashMap<EventId, &Event> = events.iter().map(|e| (e.id, e)).collect();
        let mut given = Given::default();
        given.now = Some(Now { links, known });
        apply(self, &log, given, &mut |r| Ok(links.event_of.get(&r).and_then(|e| by_id.get(e)).map(|e| (*e).clone())))
    }
}

/// The ids of all events that are kept.
fn old_events(t: &Connection) -> Result<HashSet<String>> {
    let mut rows = t.prepare("SELECT id FROM events")?;
    Ok(rows.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The record of an event that is kept.
fn kept_event(t: &Connection, id: &str) -> Result<Option<String>> {
    let mut row = t.prepare_cached("SELECT record FROM events WHERE id = ?1")?;
    Ok(row.query_row([id], |r| r.get(0)).optional()?)
}

/// Leaves a forwarding address for each old event whose id does not stay. `corrected` holds those that
/// a person moved, and when, where that is known now.
pub(crate) fn forward(
    t: &Connection,
    old: &HashSet<String>,
    stay: &HashSet<String>,
    event_of: &HashMap<ReportId, EventId>,
    events: &[Event],
    (corrected, when): (&HashSet<EventId>, Option<Stamp>),
) -> Result<()> {
    let by_id: HashMap<EventId, &Event> = events.iter().map(|e| (e.id, e)).collect();
    let mut gone: Vec<&String> = old.iter().filter(|id| !stay.contains(*id)).collect();
    gone.sort();
    for id in gone {
        let Some(record) = kept_event(t, id)? else { continue };
        let event: Event = serde_json::from_str(&record)?;
        let to: BTreeSet<EventId> = event.reports.iter().filter_map(|r: &ReportId| event_of.get(r).copied()).collect();
        // Linking asks no clock: the article that caused it has a day.
        let told = to.iter().filter_map(|e| by_id.get(e)?.last_reported).max();
        let by_hand = corrected.contains(&event.id);
        let at = when.filter(|_| by_hand).or(told);
        let because = match to.len() {
            _ if by_hand => "corrected",
            0 | 1 => "merged",
            _ => "split",
        };
        let to: Vec<String> = to.iter().map(ToString::to_string).collect();
        t.execute(
            "INSERT OR REPLACE INTO moved (id, goes_to, because, at) VALUES (?1, ?2, ?3, ?4)",
            params![id, serde_json::to_string(&to)?, because, text(&at)],
        )?;
        t.execute("DELETE FROM event_roles WHERE event = ?1", [id])?;
        t.execute("DELETE FROM events WHERE id = ?1", [id])?;
    }
    // An id that answers again needs no address.
    for id in stay.iter().filter(|id| !old.contains(*id)).collect::<BTreeSet<_>>() {
        t.prepare_cached("DELETE FROM moved WHERE id = ?1")?.execute([id])?;
    }
    follow(t, event_of)
}

/// An address that points to a vanished event is followed to where that one went. An event bears the id of its first report: where
/// that one has moved on since, so does the address.
fn follow(t: &Connection, event_of: &HashMap<ReportId, EventId>) -> Result<()> {
    let moved: BTreeMap<String, Vec<String>> = {
        let mut rows = t.prepare("SELECT id, goes_to FROM moved")?;
        let rows = rows.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))?;
        let mut out = BTreeMap::new();
        for row in rows {
            let (id, to) = row?;
            out.insert(id, serde_json::from_str(&to)?);
        }
        out
    };
    if moved.is_empty() {
        return Ok(());
    }
    let gone: HashSet<EventId> = moved.keys().filter_map(|id| id.parse().ok()).collect();
    let founded = |(r, e): (&ReportId, &EventId)| {
        let id = EventId::of(*r);
        gone.contains(&id).then(|| (id.to_string(), e.to_string()))
    };
    let first: HashMap<String, String> = event_of.iter().filter_map(founded).collect();
    for (id, to) in &moved {
        let mut last: BTreeSet<&String> =
            to.iter().flat_map(|x| moved.get(x).map_or(vec![x], |y| y.iter().collect())).collect();
        if let Some(now) = first.get(id).filter(|now| !last.contains(now)) {
            if last.len() < 2 {
                last.clear();
            }
            last.insert(now);
        }
        if last.len() != to.len() || last.iter().any(|x| !to.contains(x)) {
            t.execute("UPDATE moved SET goes_to = ?2 WHERE id = ?1", params![id, serde_json::to_string(&last)?])?;
        }
    }
    Ok(())
}

/// Writes the events that are not kept just so.
pub(crate) fn put_events(t: &Connection, events: &[Event]) -> Result<()> {
    let mut row = t.prepare("INSERT OR REPLACE INTO events (id, title, kind, status, background, start_day, end_day, precision, place, geonames, country, admin1, lat, lon, place_precision, killed, injured, reports, articles, first_reported, last_reported, record, disputed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)")?;
    let mut role = t.prepare("INSERT INTO event_roles (event, role, name, actor) VALUES (?1, ?2, ?3, ?4)")?;
    for e in events {
        let id = e.id.to_string();
        let record = serde_json::to_string(e)?;
        if kept_event(t, &id)?.as_ref() == Some(&record) {
            continue;
        }
        let toll = |what: &str| e.best(what);
        // Roles refer to the event, so they go before it is replaced.
        t.prepare_cached("DELETE FROM event_roles WHERE event = ?1")?.execute([&id])?;
        row.execute(params![
            id,
            e.title,
            e.kind,
            word(&e.status),
            e.background,
            text(&e.when.start),
            text(&e.when.end),
            e.when.precision.map(|p| word(&p)),
            e.place.name,
            e.place.geonames,
            e.place.country,
            e.place.admin1,
            e.place.lat,
            e.place.lon,
            word(&e.place.precision),
            toll("killed"),
            toll("injured"),
            e.reports.len() as i64,
            e.articles.len() as i64,
            text(&e.first_reported),
            text(&e.last_reported),
            record,
            brief::disputed(&record)?,
        ])?;
        for r in &e.roles {
            role.execute(params![id, word(&r.role), r.name, text(&r.actor)])?;
        }
    }
    Ok(())
}

fn put_actors(t: &Connection, actors: &[Actor]) -> Result<()> {
    t.execute("DELETE FROM actors", [])?;
    let mut row = t.prepare("INSERT INTO actors (id, name, kind, country, sector, mentions, aliases, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for a in actors {
        row.execute(params![
            a.id.to_string(),
            a.name,
            word(&a.kind),
            a.country,
            a.sector,
            a.mentions,
            serde_json::to_string(&a.aliases)?,
            serde_json::to_string(a)?,
        ])?;
    }
    Ok(())
}

pub(crate) fn put_story(t: &Connection, s: &Story) -> Result<()> {
    t.prepare_cached("INSERT OR REPLACE INTO stories (id, headline, from_day, to_day, record) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![s.id.to_string(), s.headline, text(&s.from), text(&s.to), serde_json::to_string(s)?])?;
    Ok(())
}

/// Writes only what differs, so that a second run changes nothing. Tables are gone through in their own order: looking up
/// each row of a large one by its id would read most of the file many times.
fn put_links(t: &Connection, links: &Links) -> Result<()> {
    let mut rows = t.prepare("SELECT rowid, id, event FROM reports")?;
    let changed = differing(&mut rows, |r| {
        let new = id_of(r, 1)?.and_then(|id| links.event_of.get(&id)).copied();
        Ok(if new.is_some() && new != id_of(r, 2)? { Some((r.get::<_, i64>(0)?, new)) } else { None })
    })?;
    let mut change = t.prepare("UPDATE reports SET event = ?2 WHERE rowid = ?1")?;
    for (row, event) in changed {
        change.execute(params![row, text(&event)])?;
    }
    put_names(t, links)?;
    let mut rows = t.prepare("SELECT n, id, story, duplicate_of FROM articles")?;
    let changed = differing(&mut rows, |r| {
        let Some(article) = id_of(r, 1)? else { return Ok(None) };
        let new = (links.story_of.get(&article).copied(), links.duplicate_of.get(&article).copied());
        Ok(if new == (id_of(r, 2)?, id_of(r, 3)?) { None } else { Some((r.get::<_, i64>(0)?, new)) })
    })?;
    let mut change = t.prepare("UPDATE articles SET story = ?2, duplicate_of = ?3 WHERE n = ?1")?;
    for (row, (story, original)) in changed {
        change.execute(params![row, text(&story), text(&original)])?;
    }
    Ok(())
}

/// Which name is which actor's.
fn put_names(t: &Connection, links: &Links) -> Result<()> {
    let mut rows = t.prepare("SELECT article, i, actor FROM names ORDER BY article, i")?;
    let changed = differing(&mut rows, |r| {
        let Some(article): Option<ArticleId> = id_of(r, 0)? else { return Ok(None) };
        let i: u32 = r.get(1)?;
        let new = links.actor_of.get(&(article, i)).copied();
        Ok(if new == id_of(r, 2)? { None } else { Some(((article, i), new)) })
    })?;
    let mut change = t.prepare("UPDATE names SET actor = ?3 WHERE article = ?1 AND i = ?2")?;
    for ((article, i), actor) in changed {
        change.execute(params![article.to_string(), i, text(&actor)])?;
    }
    Ok(())
}

/// The rows of which `f` says what to change, each with its key: collected before anything is written.
fn differing<K, V>(q: &mut rusqlite::Statement, mut f: impl FnMut(&Row) -> Result<Option<(K, V)>>) -> Result<Vec<(K, V)>> {
    let mut rows = q.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.extend(f(row)?);
    }
    Ok(out)
}

/// A column that holds an id, null, or what is no id.
fn id_of<T: std::str::FromStr>(r: &Row, i: usize) -> Result<Option<T>> {
    Ok(r.get_ref(i)?.as_str_or_null().ok().flatten().and_then(|s| s.parse().ok()))
}
