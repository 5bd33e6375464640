//! The data behind pages that are more than one object of the record: the first page, the status, a place, an actor, the method, the
//! map.

use super::lists::{CAP, capped, iso, json_of};
use crate::Room;
use crate::http::{Request, Response};
use crate::pages::overview::latest;
use crate::params::Params;
use crate::problem::{ALL, Problem};
use crate::search::{Found, parse};
use crate::view::family;
use export::Object;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use store::{ArticleQuery, Browse, Sqlite};

/// Articles and companions that belong to one thing, at most.
const FEW: usize = 50;

/// The moment at which the database was last written, by a reading or a correction.
fn written(room: &Room) -> Option<String> {
    let at = jiff::Timestamp::try_from(store::last_written(&room.options.db)?).ok()?;
    Some(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// How much there is and up to which day; the page's twin tells also how much reading lost, which takes longer.
pub fn status(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let c = room.columns();
    let day = c.last_published();
    let mut v = json!({
        "type": "status", "version": env!("CARGO_PKG_VERSION"), "totals": c.totals,
        "last_published": if day == store::NO_DAY { Value::Null } else { iso(day, 1).into() },
        "written": written(room)
    });
    if !r.path.starts_with("/api/") {
        let (notes, shares) = (room.with(|db| Ok(db.diagnostics()?))?, shares(room)?);
        let note = |(severity, code, n, page): &(String, String, u64, String)| json!({"severity": severity, "code": code, "count": n, "page": page});
        v["text"] = json!(shares.map(|s| json!({"kept": s.kept, "boilerplate": s.boilerplate, "lost": s.lost})));
        v["diagnostics"] = notes.iter().map(note).collect();
    }
    Ok(Response::json(&v))
}

/// What became of the text of all pages, summed once for what the database holds.
pub fn shares(room: &Room) -> Result<Option<store::Shares>, Problem> {
    let c = room.columns();
    if let Some(kept) = room.shares.get(&(), &c) {
        return Ok(*kept);
    }
    let shares = room.with(|db| Ok(db.shares()?))?;
    room.shares.put((), &c, Arc::new(shares));
    Ok(shares)
}

/// Some events as items of a list.
fn items(db: &Sqlite, found: &Found, rows: &[u32]) -> Result<Vec<Value>, Problem> {
    super::lists::events_of(db, &found.columns, rows)?.iter().map(|e| json_of(Object::Event(e))).collect()
}

/// What happened over time, as bars.
pub fn bars(found: &Found) -> Value {
    let unit = match found.counts.unit {
        1 => "day",
        100 => "month",
        _ => "year",
    };
    let bar = |(d, n): &(i32, u64)| json!({"start": iso(*d, found.counts.unit), "count": n});
    json!({"unit": unit, "bars": found.counts.histogram.iter().map(bar).collect::<Vec<_>>()})
}

/// The first page: how much there is, events over time, the latest events and stories.
pub fn overview(room: &Room, _: &Request, _: &str) -> Result<Response, Problem> {
    let found = room.find(&parse(&Params::default())?)?;
    let rows = latest(&found);
    let (events, stories) = room.with(|db| {
        let story = |s: &model::Story| {
            json!({"id": s.id.to_string(), "headline": capped(&s.headline), "from": s.from.map(|d| d.to_string()),
                "to": s.to.map(|d| d.to_string()), "articles": s.articles.len(), "events": s.events.len()})
        };
        Ok((items(db, &found, &rows)?, db.story_list(None, 8)?.iter().map(story).collect::<Vec<_>>()))
    })?;
    Ok(Response::json(&json!({
        "type": "overview", "version": env!("CARGO_PKG_VERSION"), "totals": found.columns.totals, "written": written(room),
        "count": found.len(), "counts": "events that happened or are going on", "histogram": bars(&found),
        "latest": events, "stories": stories
    })))
}

/// The events of one thing: how many, over time, and the first of them by id; and its latest articles.
fn of_one(
    room: &Room,
    db: &Sqlite,
    v: &mut Value,
    filter: (&str, String),
    articles: Option<&ArticleQuery>,
) -> Result<(), Problem> {
    let p = Params(vec![(filter.0.into(), filter.1), ("status".into(), "any".into())]);
    let found = room.find(&parse(&p)?)?;
    let ids: Vec<String> = found.rows().take(CAP).map(|row| found.columns.ids[row as usize].to_string()).collect();
    v["events"] = json!({"count": found.len(), "ids": ids, "all": p.href("/api/v1/events"), "histogram": bars(&found)});
    if let Some(of) = articles {
        let ids: Vec<String> = db.article_list(of, FEW)?.iter().map(|a| a.id.to_string()).collect();
        v["latest_articles"] = json!(ids);
    }
    Ok(())
}

/// A place with its events and articles.
pub fn place(room: &Room, db: &Sqlite, p: &store::PlaceLine) -> Result<Response, Problem> {
    let mut v = serde_json::to_value(p).unwrap_or_default();
    v["type"] = "place".into();
    let articles = ArticleQuery { place: Some(p.geonames), ..ArticleQuery::default() };
    of_one(room, db, &mut v, ("place", p.geonames.to_string()), Some(&articles))?;
    Ok(Response::json(&v))
}

/// An actor with its events, and who is named with it.
pub fn actor(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let missing = || Problem::not_found("actor with this id");
    let id: model::ActorId = text.parse().map_err(|_| missing())?;
    room.with(|db| {
        let mut v = json_of(Object::Actor(&db.actor(id)?.ok_or_else(missing)?))?;
        of_one(room, db, &mut v, ("actor", id.to_string()), None)?;
        v["named_with"] = db.companions(id, 16)?.iter().map(|c| json!(c)).collect();
        Ok(Response::json(&v))
    })
}

/// The codebook with its crosswalks and examples, and what each problem means.
pub fn method() -> Result<Response, Problem> {
    let example = |e: &coding::Example| json!({"published": e.published, "text": e.text});
    let kind = |k: &coding::Kind| {
        json!({
            "kind": k.kind, "title": k.title, "family": family(&k.kind), "definition": k.definition, "plover": k.plover,
            "acled": k.acled, "cameo": k.cameo, "gtd": k.gtd, "ucdp": k.ucdp, "figures": k.figures, "rules": k.rules,
            "examples": k.examples.iter().map(example).collect::<Vec<_>>()
        })
    };
    let problem = |p: &(&str, u16, &str, &str)| json!({"type": format!("/method#problem-{}", p.0), "status": p.1, "title": p.2, "way_out": p.3});
    let kinds: Vec<Value> = coding::codebook().iter().map(kind).collect();
    Ok(Response::json(&json!({
        "type": "method", "version": env!("CARGO_PKG_VERSION"), "kinds": kinds, "problems": ALL.iter().map(problem).collect::<Vec<_>>()
    })))
}

/// The map of a search: each place with the events there, and countries with those that are known no finer.
pub fn map(found: &Found) -> Response {
    let c = &found.columns;
    let mut spots: HashMap<(u32, &str), (u64, u64, usize)> = HashMap::new();
    let mut countries: BTreeMap<&str, u64> = BTreeMap::new();
    for row in found.rows().map(|row| row as usize) {
        if c.has_point(row) {
            let spot = spots.entry((c.place.rows[row], family(c.kind.of(row)))).or_insert((0, 0, row));
            spot.0 += 1;
            spot.1 += u64::from(c.reports[row]);
        } else if c.place_precision.of(row) == "country" {
            *countries.entry(c.country.of(row)).or_default() += 1;
        }
    }
    let mut spots: Vec<_> = spots.into_iter().collect();
    spots.sort_by_key(|((place, family), (events, ..))| (std::cmp::Reverse(*events), *place, *family));
    let spot = |((place, family), (events, reports, row)): &((u32, &str), (u64, u64, usize))| {
        json!({
            "name": c.place.words.label(*place), "geonames": c.place.words.key(*place).parse::<u32>().ok(), "country": c.country.of(*row),
            "lat": c.at[*row].0, "lon": c.at[*row].1, "precision": c.place_precision.of(*row), "family": family, "events": events,
            "reports": reports
        })
    };
    let country = |(code, n): (&&str, &u64)| json!({"country": code, "events": n});
    Response::json(&json!({
        "type": "map", "count": found.len(), "without_place": found.counts.unplaced, "places": spots.iter().map(spot).collect::<Vec<_>>(),
        "countries": countries.iter().map(country).collect::<Vec<_>>()
    }))
}
