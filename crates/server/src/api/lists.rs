//! Lists of the API, a page at a time, and their twins: JSON Lines, CSV, GeoJSON, Atom, and the forms of other data sets.

use crate::Room;
use crate::cards::sentence_with;
use crate::http::{Request, Response};
use crate::params::Params;
use crate::problem::Problem;
use crate::search::page;
use crate::view::{self, Part};
use crate::words::Terms;
use export::{Codes, Object, Schema, Sheet, Told};
use model::Event;
use serde_json::{Value, json};
use std::io::{self, Write};
use store::{ArticleQuery, Browse, Columns, ReportLine, Shelf, Sqlite, Store};

/// How many items a page may have.
const CAP: usize = 200;

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
fn events_of(db: &Sqlite, c: &Columns, rows: &[u32]) -> Result<Vec<Event>, Problem> {
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        out.extend(db.event(c.ids[*row as usize])?);
    }
    Ok(out)
}

/// Events that pass the filters.
pub fn events(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let format = r.query.get("format").unwrap_or("json");
    // A feed is looked into for what is new: the event may be of long ago.
    let latest = format == "atom" && r.query.get("sort").is_none();
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
        other => write(room, &events, other),
    }
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
    Ok(form.named(Response::streamed(form.media_type(), Box::new(stream))))
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
    write(room, &events.into_iter().flatten().collect::<Vec<_>>(), format)
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
                Problem::new("bad-parameter", format!("'format' wants json, jsonl, csv, geojson, atom, {names}"))
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

/// An Atom feed (RFC 4287) of events.
fn atom(events: &[Event], r: &Request) -> Response {
    let host = format!("http://{}", r.header("host").unwrap_or("localhost"));
    let escape = |s: &str| {
        let clean: String = s.chars().filter(|c| !c.is_control()).collect();
        clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    };
    let moment = |e: &Event| {
        let day = e.last_reported.or(e.when.start).map_or("1970-01-01".into(), |s| s.date.to_string());
        format!("{day}T00:00:00Z")
    };
    let updated = events.iter().map(moment).max().unwrap_or_else(|| "1970-01-01T00:00:00Z".into());
    let here = escape(&format!("{host}{}", r.query.drop("format").href("/search")));
    let feed = escape(&format!("{host}{}", r.query.drop("format").href("/search.atom")));
    let summary = |e: &Event| {
        let best = |what: &str| e.figure(what)?.recommended.as_ref().filter(|r| r.best.is_some());
        let toll = |what: &str| best(what).map(|r| format!("{} {what}", view::told(&r.told())));
        let parts = [
            Some(view::place(&e.place.name, &e.place.country)),
            toll("killed"),
            toll("injured"),
            Some(view::several(e.reports.len(), "report")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
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
    let unit = match found.counts.unit {
        1 => "day",
        100 => "month",
        _ => "year",
    };
    let bars: Vec<Value> =
        found.counts.histogram.iter().map(|(d, n)| json!({"start": iso(*d, found.counts.unit), "count": n})).collect();
    Ok(Response::json(&json!({
        "count": found.len(), "counts": counts(&r.query), "reports": found.counts.reports, "articles": found.counts.articles,
        "without_place": found.counts.unplaced, "facets": facets, "histogram": {"unit": unit, "bars": bars}
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
    let words = r.query.get("q").ok_or_else(|| Problem::new("bad-parameter", "'q' wants words to look for"))?;
    let skip = match r.query.get("after").map(str::parse) {
        None => 0,
        Some(Ok(n)) => n,
        Some(Err(_)) => return Err(Problem::new("bad-parameter", "'after' wants the 'next' of the page before")),
    };
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
        "type": "hit", "article": a.id.to_string(), "headline": a.headline, "source": a.source,
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

/// Reports by id.
pub fn reports(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let limit = limit(&r.query)?;
    let lines = room.with(|db| Ok(db.report_list(r.query.get("kind"), r.query.get("after"), limit)?))?;
    let next = lines.last().filter(|_| lines.len() == limit).map(|l| l.id.to_string());
    Ok(list(lines.iter().map(report_json).collect(), next))
}

/// The article query that parameters ask for.
pub fn article_query(p: &Params) -> Result<ArticleQuery, Problem> {
    crate::search::days(p, "from", false)?;
    crate::search::days(p, "to", true)?;
    let after = p.get("after").and_then(|a| a.rsplit_once('.')).map(|(d, id)| (d.to_string(), id.to_string()));
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
    let limit = limit(&r.query)?;
    let query = article_query(&r.query)?;
    let (lines, items) = room.with(|db| {
        let lines = db.article_list(&query, limit)?;
        let mut items = Vec::new();
        for line in &lines {
            if let Some(reading) = db.reading(line.id)? {
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
    let lines = room.with(|db| Ok(db.page_list(r.query.get("after"), limit)?))?;
    let next = lines.last().filter(|_| lines.len() == limit).map(|l| l.id.to_string());
    let item = |l: &store::PageLine| {
        let mut v = serde_json::to_value(l).unwrap_or(Value::Null);
        v["type"] = "page_line".into();
        v
    };
    Ok(list(lines.iter().map(item).collect(), next))
}

/// Actors, most named first.
pub fn actors(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let limit = limit(&r.query)?;
    let after =
        r.query.get("after").and_then(|a| a.split_once('.')).and_then(|(n, id)| Some((n.parse().ok()?, id.to_string())));
    let all = room.with(|db| Ok(db.actor_list(r.query.get("q"), after, limit)?))?;
    let next = all.last().filter(|_| all.len() == limit).map(|a| format!("{}.{}", a.mentions, a.id));
    Ok(list(all.iter().map(|a| json_of(Object::Actor(a))).collect::<Result<_, _>>()?, next))
}

/// How many the pages before had, as their `next` tells.
pub fn skipped(p: &Params) -> usize {
    p.get("after").and_then(|a| a.parse().ok()).unwrap_or(0).min(FAR)
}

/// Sources, those with most articles first.
pub fn sources(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let limit = limit(&r.query)?;
    let skip = skipped(&r.query);
    let all = room.with(|db| Ok(db.source_list(skip, limit)?))?;
    let next = (all.len() == limit).then(|| skip.saturating_add(limit).to_string());
    let one = |s: &store::SourceLine| {
        let mut v = json!(s);
        v["type"] = "source".into();
        v
    };
    Ok(list(all.iter().map(one).collect(), next))
}

/// Stories, latest first.
pub fn stories(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let limit = limit(&r.query)?;
    let after = r.query.get("after").and_then(|a| a.rsplit_once('.')).map(|(d, id)| (d.to_string(), id.to_string()));
    let all = room.with(|db| Ok(db.story_list(after, limit)?))?;
    let next = all
        .last()
        .filter(|_| all.len() == limit)
        .map(|s| format!("{}.{}", s.to.map(|d| d.to_string()).unwrap_or_default(), s.id));
    Ok(list(all.iter().map(|s| json_of(Object::Story(s))).collect::<Result<_, _>>()?, next))
}
