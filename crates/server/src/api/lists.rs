//! Lists of the API, a page at a time, and their twins: JSON Lines, CSV, GeoJSON, Atom, and the forms of other data sets.

use super::tables::{self, Table, about};
use super::twins::bars;
use crate::Room;
use crate::cards::sentence_with;
use crate::http::{Request, Response};
use crate::params::Params;
use crate::problem::Problem;
use crate::search::page;
use crate::view::{self, Part};
use crate::words::Terms;
use export::{Codes, Object, Schema, Sheet, Told};
use model::{Actor, Event, Story};
use serde_json::{Value, json};
use std::io::{self, Write};
use store::{ArticleQuery, Browse, Columns, ReportLine, Shelf, SourceLine, Sqlite, Store};

/// How many items a page may have.
pub const CAP: usize = 200;
/// Titles in lists are cut after so many characters; by itself each thing has its own whole.
const TITLE: usize = 300;

/// A title as lists have it: of a very long one the beginning, with an ellipsis.
pub fn capped(title: &str) -> String {
    match title.char_indices().nth(TITLE) {
        Some((at, _)) => format!("{}…", &title[..at]),
        None => title.into(),
    }
}

/// That a cursor is none that this list gave.
pub fn no_cursor() -> Problem {
    Problem::new("bad-parameter", "'after' wants the 'next' of the page before")
}

/// How many items are wanted.
pub fn limit(p: &Params) -> Result<usize, Problem> {
    // A number beyond all numbers is as good as the cap.
    let number = |s: &str| if s.bytes().all(|b| b.is_ascii_digit()) { Some(s.parse().unwrap_or(CAP)) } else { None };
    match p.get("limit").map(number) {
        None => Ok(50),
        Some(Some(n @ 1..)) => Ok(usize::min(n, CAP)),
        Some(_) => Err(Problem::new("bad-parameter", "'limit' wants a number from 1 to 200")),
    }
}

/// An object of the record as a value.
pub fn json_of(x: Object) -> Result<Value, Problem> {
    let mut body = Vec::new();
    x.write(&mut body)?;
    serde_json::from_slice(&body).map_err(|e| Problem::new("database", e.to_string()))
}

fn list(items: Vec<Value>, next: Option<String>) -> Response {
    Response::json(&json!({"items": items, "next": next}))
}

/// No list by numbers is gone through so far.
const FAR: usize = 10_000_000;

/// The events of some rows.
pub fn events_of(db: &Sqlite, c: &Columns, rows: &[u32]) -> Result<Vec<Event>, Problem> {
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        out.extend(db.event(c.ids[*row as usize])?.map(in_list));
    }
    Ok(out)
}

fn in_list(mut e: Event) -> Event {
    e.title = capped(&e.title);
    e
}

/// Events that pass the filters.
pub fn events(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let format = r.query.get("format").unwrap_or("json");
    // A feed is looked into for what is new: the event may be of long ago.
    let latest = matches!(format, "atom" | "jsonfeed") && r.query.get("sort").is_none();
    let found = match latest {
        true => room.search(&Request { query: r.query.set("sort", "updated"), ..r.clone() })?.1,
        false => room.search(r)?.1,
    };
    let c = &found.columns;
    let (rows, next) = page(&found, r.query.get("after"), limit(&r.query)?);
    let events = room.with(|db| events_of(db, c, &rows))?;
    match format {
        "json" => {
            let items = events.iter().map(|e| json_of(Object::Event(e))).collect::<Result<Vec<_>, _>>()?;
            Ok(Response::json(&json!({"items": items, "next": next, "count": found.len(), "counts": counts(&r.query)})))
        }
        "atom" => Ok(atom(&events, r)),
        "jsonfeed" => Ok(json_feed(&events, r)),
        other => Ok(counted(write(room, &events, other)?, found.len())),
    }
}

/// With how many events there are in all.
fn counted(response: Response, events: usize) -> Response {
    response.with("x-total-count", events.to_string())
}

fn counts(p: &Params) -> &'static str {
    match p.get("status") {
        None => "events that happened or are going on, background ones included; copies count once",
        Some(_) => "events of the statuses asked for, background ones included; copies count once",
    }
}

/// Every event that passes the filters, written while it is sent.
pub fn export_all(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let (_, found) = room.search(r)?;
    let form = Form::of(r.query.get("format").unwrap_or("jsonl"))?;
    let events = found.len();
    let stream = move |room: &Room, out: &mut dyn Write| {
        form.begin(out)?;
        let mut written = Written::default();
        let all = found.first(found.len());
        for rows in all.chunks(CAP) {
            let events = room.with(|db| events_of(db, &found.columns, rows))?;
            room.with(|db| events.iter().try_for_each(|e| form.event(db, e, &mut written, out)))?;
        }
        Ok(form.end(out)?)
    };
    let response = form.named(Response::streamed(form.media_type(), Box::new(stream)));
    Ok(counted(about(r, response), events))
}

/// The events of an actor, a place, a source or a story, or one event, as a table, as points or as lines.
pub fn of_one(room: &Room, r: &Request, of: &str, id: &str) -> Result<Response, Problem> {
    let format = r.query.get("format").unwrap_or("jsonl");
    let ids = match of {
        "story" => {
            let story = id.parse().ok().map(|id| room.with(|db| Ok(db.story(id)?))).transpose()?.flatten();
            story.ok_or_else(|| Problem::not_found("story with this id"))?.events
        }
        "event" => id.parse().ok().into_iter().collect(),
        _ => {
            let search = [(of, id), ("status", "any"), ("format", format)].map(|(k, v)| (k.to_string(), v.to_string()));
            return export_all(room, &Request { query: Params(search.to_vec()), ..r.clone() }, "");
        }
    };
    let events = room.with(|db| Ok(ids.iter().map(|id| db.event(*id)).collect::<Result<Vec<_>, _>>()?))?;
    let events: Vec<Event> = events.into_iter().flatten().map(in_list).collect();
    Ok(counted(about(r, write(room, &events, format)?), events.len()))
}

fn write(room: &Room, events: &[Event], format: &str) -> Result<Response, Problem> {
    let form = Form::of(format)?;
    let mut body = Vec::new();
    form.begin(&mut body)?;
    let mut written = Written::default();
    room.with(|db| events.iter().try_for_each(|e| form.event(db, e, &mut written, &mut body)))?;
    form.end(&mut body)?;
    Ok(form.named(Response::new(200, form.media_type(), body)))
}

/// True for the name of a form in which events are written out by themselves, all of them.
pub fn is_export(format: &str) -> bool {
    Form::of(format).is_ok() && format != "json"
}

/// How a list of events is written out.
#[derive(Clone, Copy)]
enum Form {
    Lines,
    Sheet(Sheet),
    Schema(Schema),
}

/// Whether an event was written, and what is at hand for the next.
#[derive(Default)]
struct Written {
    any: bool,
    shelf: Shelf,
}

impl Form {
    fn of(format: &str) -> Result<Form, Problem> {
        match format {
            "jsonl" | "json" => Ok(Form::Lines),
            "csv" => Ok(Form::Sheet(Sheet::Csv)),
            "geojson" => Ok(Form::Sheet(Sheet::GeoJson)),
            name => Schema::of(name).map(Form::Schema).ok_or_else(|| {
                let names = Schema::ALL.map(Schema::name).join(", ");
                Problem::new("bad-parameter", format!("'format' wants json, jsonl, csv, geojson, atom, jsonfeed, {names}"))
            }),
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Form::Lines => "application/jsonl",
            Form::Sheet(sheet) => sheet.media_type(),
            Form::Schema(schema) => schema.media_type(),
        }
    }

    /// The answer with the name of the file that a browser keeps it as.
    fn named(self, mut response: Response) -> Response {
        if let Form::Schema(s) = self {
            let name = format!("attachment; filename=\"dateline-{}.{}\"", s.name(), s.ending());
            response.headers.push(("content-disposition", name));
        }
        response
    }

    fn begin(self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Form::Lines => Ok(()),
            Form::Sheet(sheet) => sheet.begin(out),
            Form::Schema(schema) => schema.begin(out),
        }
    }

    fn event(self, db: &Sqlite, e: &Event, written: &mut Written, mut out: &mut dyn Write) -> Result<(), Problem> {
        let first = !written.any;
        match self {
            Form::Lines => {
                Object::Event(e).write(&mut out)?;
                out.write_all(b"\n")?;
            }
            Form::Sheet(sheet) => sheet.event(e, first, out)?,
            Form::Schema(schema) => {
                let readings = written.shelf.fetch(db, e)?;
                let kind = coding::Coder::builtin().kinds().iter().find(|k| k.kind == e.kind);
                let codes = kind.map(|k| Codes { cameo: k.cameo.clone(), gtd: k.gtd.clone(), ucdp: k.ucdp.clone() });
                let told =
                    Told { event: e, readings: &readings, actors: &written.shelf.actors, codes: codes.unwrap_or_default() };
                if schema.event(&told, first, out)?.is_some() {
                    return Ok(());
                }
            }
        }
        written.any = true;
        Ok(())
    }

    fn end(self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Form::Lines => Ok(()),
            Form::Sheet(sheet) => sheet.end(out),
            Form::Schema(schema) => schema.end(out),
        }
    }
}

/// An event in a line: where, and how many people.
fn summary(e: &Event) -> String {
    let toll = |what: &str| Some(format!("{} {what}", view::amount(e.best(what)?)));
    let parts = [
        Some(view::place(&e.place.name, &e.place.country)),
        toll("killed"),
        toll("injured"),
        Some(view::several(e.reports.len(), "report")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The day of last publication as a moment.
fn moment(e: &Event) -> String {
    let day = e.last_reported.or(e.when.start).map_or("1970-01-01".into(), |s| s.date.to_string());
    format!("{day}T00:00:00Z")
}

/// A JSON Feed (version 1.1) of events.
fn json_feed(events: &[Event], r: &Request) -> Response {
    let host = format!("http://{}", r.header("host").unwrap_or("localhost"));
    let query = r.query.drop("format");
    let item = |e: &Event| {
        let at = format!("{host}/event/{}", e.id);
        json!({"id": at, "url": at, "title": e.title, "content_text": summary(e), "date_modified": moment(e), "tags": [e.kind]})
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Dateline: events",
        "home_page_url": format!("{host}{}", query.href("/search")),
        "feed_url": format!("{host}{}", query.href("/search.jsonfeed")),
        "items": events.iter().map(item).collect::<Vec<_>>()
    });
    Response::new(200, "application/feed+json", feed.to_string())
}

/// An Atom feed (RFC 4287) of events.
fn atom(events: &[Event], r: &Request) -> Response {
    let host = format!("http://{}", r.header("host").unwrap_or("localhost"));
    let escape = |s: &str| {
        let clean: String = s.chars().filter(|c| !c.is_control()).collect();
        clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    };
    let updated = events.iter().map(moment).max().unwrap_or_else(|| "1970-01-01T00:00:00Z".into());
    let here = escape(&format!("{host}{}", r.query.drop("format").href("/search")));
    let feed = escape(&format!("{host}{}", r.query.drop("format").href("/search.atom")));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>Dateline: events</title>\n\
         <id>{here}</id>\n<link href=\"{here}\"/>\n<link rel=\"self\" href=\"{feed}\"/>\n<updated>{updated}</updated>\n<author><name>Dateline</name></author>\n"
    );
    for e in events {
        let at = format!("{host}/event/{}", e.id);
        out.push_str(&format!(
            "<entry><title>{}</title><id>{at}</id><link href=\"{at}\"/><updated>{}</updated><category term=\"{}\"/><summary>{}</summary></entry>\n",
            escape(&e.title),
            moment(e),
            escape(&e.kind),
            escape(&summary(e))
        ));
    }
    Response::new(200, "application/atom+xml; charset=utf-8", out + "</feed>\n")
}

/// Counts by facet and by time.
pub fn facets(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let (_, found) = room.search(r)?;
    let value = |c: &store::Counted| json!({"value": &*c.key, "label": &*c.label, "count": c.count});
    let facets: serde_json::Map<String, Value> = found
        .counts
        .facets
        .iter()
        .map(|(f, values)| (f.name().to_string(), values.iter().take(CAP).map(value).collect()))
        .collect();
    Ok(Response::json(&json!({
        "count": found.len(), "counts": counts(&r.query), "reports": found.counts.reports, "articles": found.counts.articles,
        "without_place": found.counts.unplaced, "facets": facets, "histogram": bars(&found)
    })))
}

/// A bar's day, month or year as ISO text.
pub fn iso(d: i32, unit: i32) -> String {
    match unit {
        1 => format!("{:04}-{:02}-{:02}", d / 10_000, d / 100 % 100, d % 100),
        100 => format!("{:04}-{:02}", d / 100, d % 100),
        _ => format!("{d:04}"),
    }
}

/// Articles that hold the words.
pub fn search(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let words = crate::search::article_words(&r.query)?;
    let words = &*words.ok_or_else(|| Problem::new("bad-parameter", "'q' wants words to look for"))?;
    let skip: usize = r.query.get("after").map_or(Ok(0), |n| n.parse().map_err(|_| no_cursor()))?;
    let limit = limit(&r.query)?;
    let (terms, from) = (Terms::of(words), room.ranked_from(words)?);
    let items = room.with(|db| {
        let mut items = Vec::new();
        for h in db.hits(words, from, usize::min(skip, 10_000), limit)? {
            let found = db.sentences(h.article.id, None)?.and_then(|s| sentence_with(&s, &terms));
            items.push(hit(&h, found.unwrap_or_default()));
        }
        Ok(items)
    })?;
    let next = (items.len() == limit && skip < 10_000).then(|| (skip + limit).to_string());
    Ok(list(items, next))
}

/// A hit with the sentence that matched: `marks` are the code points of the words in it.
fn hit(h: &store::Hit, parts: Vec<Part>) -> Value {
    let a = &h.article;
    let (mut sentence, mut at, mut marks) = (String::new(), 0, Vec::new());
    for p in &parts {
        let end = at + p.text.chars().count();
        if p.on {
            marks.push([at, end]);
        }
        at = end;
        sentence.push_str(&p.text);
    }
    json!({
        "type": "hit", "article": a.id.to_string(), "headline": a.headline.as_deref().map(capped), "source": a.source,
        "published": a.published.map(|p| p.to_string()), "reports": a.reports,
        "snippet": h.snippet.replace(['\u{2}', '\u{3}'], ""), "sentence": sentence, "marks": marks
    })
}

/// A report as an object.
pub fn report_json(r: &ReportLine) -> Value {
    let mut v = serde_json::to_value(r).unwrap_or(Value::Null);
    v["type"] = "report".into();
    v
}

/// The id behind which a page begins.
fn id_after<T: std::str::FromStr>(r: &Request) -> Result<Option<&str>, Problem> {
    let after = r.query.get("after");
    after.map_or(Ok(()), |id| id.parse::<T>().map(|_| ()).map_err(|_| no_cursor()))?;
    Ok(after)
}

/// Reports by id.
pub fn reports(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let limit = limit(&r.query)?;
    let after = id_after::<model::ReportId>(r)?;
    let lines = room.with(|db| Ok(db.report_list(r.query.get("kind"), after, limit)?))?;
    let next = lines.last().filter(|_| lines.len() == limit).map(|l| l.id.to_string());
    let item = |l: &ReportLine| {
        let mut v = report_json(l);
        v["headline"] = l.headline.as_deref().map(capped).into();
        v
    };
    Ok(list(lines.iter().map(item).collect(), next))
}

/// The article query that parameters ask for.
pub fn article_query(p: &Params) -> Result<ArticleQuery, Problem> {
    crate::search::days(p, "from", false)?;
    crate::search::days(p, "to", true)?;
    let after = p.get("after").map(|a| {
        let (day, id) = a.rsplit_once('.').filter(|(_, id)| id.parse::<model::ArticleId>().is_ok()).ok_or_else(no_cursor)?;
        Ok::<_, Problem>((day.to_string(), id.to_string()))
    });
    let after = after.transpose()?;
    let text = |name: &str| p.get(name).map(str::to_string);
    Ok(ArticleQuery {
        source: text("source"),
        from: text("from"),
        to: text("to"),
        language: text("language"),
        after,
        ..Default::default()
    })
}

/// The cursor after an article.
pub fn article_cursor(lines: &[store::ArticleLine], limit: usize) -> Option<String> {
    let last = lines.last().filter(|_| lines.len() == limit)?;
    Some(format!("{}.{}", last.published.map(|p| p.to_string()).unwrap_or_default(), last.id))
}

/// Articles, newest first.
pub fn articles(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    if let Some(whole) = tables::whole(room, r, Table::Articles)? {
        return Ok(whole);
    }
    let limit = limit(&r.query)?;
    let query = article_query(&r.query)?;
    let (lines, items) = room.with(|db| {
        let lines = db.article_list(&query, limit)?;
        let mut items = Vec::new();
        for line in &lines {
            if let Some(mut reading) = db.reading(line.id)? {
                reading.article.headline = reading.article.headline.as_deref().map(capped);
                items.push(json_of(Object::Article(Box::new(reading)))?);
            }
        }
        Ok((lines, items))
    })?;
    Ok(list(items, article_cursor(&lines, limit)))
}

/// Pages by id.
pub fn pages(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let limit = limit(&r.query)?;
    let after = id_after::<model::PageId>(r)?;
    let lines = room.with(|db| Ok(db.page_list(after, limit)?))?;
    let next = lines.last().filter(|_| lines.len() == limit).map(|l| l.id.to_string());
    let item = |l: &store::PageLine| {
        let mut v = serde_json::to_value(l).unwrap_or(Value::Null);
        v["type"] = "page_line".into();
        v
    };
    Ok(list(lines.iter().map(item).collect(), next))
}

/// A page of actors, with the cursor of the next.
pub fn actor_page(room: &Room, p: &Params, limit: usize) -> Result<(Vec<Actor>, Option<String>), Problem> {
    let after = p.get("after").map(|a| {
        let (n, id) = a.split_once('.').filter(|(_, id)| id.parse::<model::ActorId>().is_ok()).ok_or_else(no_cursor)?;
        Ok::<_, Problem>((n.parse().map_err(|_| no_cursor())?, id.to_string()))
    });
    let after = after.transpose()?;
    let all = room.with(|db| Ok(db.actor_list(p.get("q"), after, limit)?))?;
    let next = all.last().filter(|_| all.len() == limit).map(|a| format!("{}.{}", a.mentions, a.id));
    Ok((all, next))
}

/// Actors, most named first.
pub fn actors(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    if let Some(whole) = tables::whole(room, r, Table::Actors)? {
        return Ok(whole);
    }
    let (all, next) = actor_page(room, &r.query, limit(&r.query)?)?;
    Ok(list(all.iter().map(|a| json_of(Object::Actor(a))).collect::<Result<_, _>>()?, next))
}

/// How many the pages before had, as their `next` tells.
pub fn skipped(p: &Params) -> Result<usize, Problem> {
    let skip: usize = p.get("after").map_or(Ok(0), |n| n.parse().map_err(|_| no_cursor()))?;
    Ok(skip.min(FAR))
}

/// A page of sources, with the cursor of the next.
pub fn source_page(room: &Room, p: &Params, limit: usize) -> Result<(Vec<SourceLine>, Option<String>), Problem> {
    let skip = skipped(p)?;
    let all = room.with(|db| Ok(db.source_list(skip, limit)?))?;
    let next = (all.len() == limit).then(|| skip.saturating_add(limit).to_string());
    Ok((all, next))
}

/// Sources, those with most articles first.
pub fn sources(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    if let Some(whole) = tables::whole(room, r, Table::Sources)? {
        return Ok(whole);
    }
    let (all, next) = source_page(room, &r.query, limit(&r.query)?)?;
    let one = |s: &SourceLine| {
        let mut v = json!(s);
        v["type"] = "source".into();
        v
    };
    Ok(list(all.iter().map(one).collect(), next))
}

/// A page of stories, with the cursor of the next.
pub fn story_page(room: &Room, p: &Params, limit: usize) -> Result<(Vec<Story>, Option<String>), Problem> {
    let after = p.get("after").map(|a| {
        let (day, id) = a.rsplit_once('.').filter(|(_, id)| id.parse::<model::StoryId>().is_ok()).ok_or_else(no_cursor)?;
        Ok::<_, Problem>((day.to_string(), id.to_string()))
    });
    let after = after.transpose()?;
    let all = room.with(|db| Ok(db.story_list(after, limit)?))?;
    let last = all.last().filter(|_| all.len() == limit);
    let next = last.map(|s| format!("{}.{}", s.to.map(|d| d.to_string()).unwrap_or_default(), s.id));
    Ok((all, next))
}

/// Stories, latest first.
pub fn stories(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    if let Some(whole) = tables::whole(room, r, Table::Stories)? {
        return Ok(whole);
    }
    let (all, next) = story_page(room, &r.query, limit(&r.query)?)?;
    let one = |s: &Story| json_of(Object::Story(&Story { headline: capped(&s.headline), ..s.clone() }));
    Ok(list(all.iter().map(one).collect::<Result<_, _>>()?, next))
}
