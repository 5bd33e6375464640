//! The HTTP API: the record's objects as JSON, lists a page at a time, errors as problem details.

mod corrections;
mod lists;
mod tables;
pub(crate) mod twins;

pub use corrections::{correct, correction, corrections, places, undo};
pub use lists::{
    actor_page, actors, article_cursor, article_query, articles, events, export_all, facets, is_export, iso, of_one, pages,
    reports, search, skipped, sources, stories, story_page,
};
pub use tables::dictionary;
pub use twins::{actor, map, method, overview, place, status};

use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::{ReadPages, Room, openapi as document};
use export::Object;
use lists::{json_of, limit};
use serde_json::json;
use store::{Browse, Store};

/// An object of the record as an answer.
pub fn object(x: Object) -> Result<Response, Problem> {
    let mut body = Vec::new();
    x.write(&mut body)?;
    Ok(Response::new(200, "application/json", body))
}

fn id<T: std::str::FromStr>(text: &str, what: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::not_found(what))
}

/// The OpenAPI document.
pub fn openapi(_: &Room, _: &Request, _: &str) -> Result<Response, Problem> {
    Ok(Response::json(&document::document()))
}

/// One event, or where its id went.
pub fn event(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let id = id(text, "event with this id")?;
    room.with(|db| {
        if let Some(e) = db.event(id)? {
            return object(Object::Event(&e));
        }
        let moved = db.moved(id)?.ok_or_else(|| Problem::not_found("event with this id"))?;
        let body = object(Object::Moved(&moved))?;
        Ok(match moved.to.as_slice() {
            [one] => Response { status: 308, ..body }.with("location", format!("/api/v1/events/{one}")),
            _ => Response { status: 300, ..body },
        })
    })
}

/// One report with its evidence.
pub fn report(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let id = id(text, "report with this id")?;
    let r = room.with(|db| Ok(db.report(id)?))?.ok_or_else(|| Problem::not_found("report with this id"))?;
    Ok(Response::json(&lists::report_json(&r)))
}

/// One article.
pub fn article(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let id = id(text, "article with this id")?;
    let r = room.with(|db| Ok(db.reading(id)?))?.ok_or_else(|| Problem::not_found("article with this id"))?;
    object(Object::Article(Box::new(r)))
}

/// One page.
pub fn page(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let id = id(text, "page with this id")?;
    let p = room.with(|db| Ok(db.page(id)?))?.ok_or_else(|| Problem::not_found("page with this id"))?;
    object(Object::Page(&p))
}

/// One story.
pub fn story(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let id = id(text, "story with this id")?;
    let s = room.with(|db| Ok(db.story(id)?))?.ok_or_else(|| Problem::not_found("story with this id"))?;
    object(Object::Story(&s))
}

/// Reads the body into the database.
pub fn read(room: &Room, request: &Request, _: &str) -> Result<Response, Problem> {
    let name = request.query.get("name").unwrap_or("posted").chars().take(200).collect::<String>();
    no_broken_json(request)?;
    let done = room.read(&name, request.body.clone())?;
    let mut items = Vec::new();
    room.with(|db| {
        for page in &done.pages {
            for article in db.page(*page)?.map(|p| p.articles).unwrap_or_default() {
                if let Some(r) = db.reading(article)? {
                    let mut line = Vec::new();
                    Object::Article(Box::new(r)).write(&mut line)?;
                    items.push(serde_json::from_slice(&line).unwrap_or(serde_json::Value::Null));
                }
            }
        }
        Ok(())
    })?;
    if items.is_empty() {
        let why = if done.faults.is_empty() { "No article was found in it.".into() } else { done.faults.join(" ") };
        return Err(Problem::new("unreadable", why));
    }
    Ok(Response::json(&json!({
        "items": items, "next": null, "count": items.len(), "counts": "articles of the pages handed in",
        "new": {"articles": done.articles, "reports": done.reports}, "faults": done.faults
    })))
}

/// Fails where a body that is said to be JSON, or begins as it, is none from the first object on: it would be read as a text. Where
/// only a later line is broken, the others are read and that one is told among the faults.
fn no_broken_json(r: &Request) -> Result<(), Problem> {
    let kind = r.header("content-type").unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let body = r.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&r.body).trim_ascii();
    let begins_as_json = body.starts_with(b"{") && !body.starts_with(b"{\\rtf");
    if !begins_as_json && !kind.contains("json") || !body.first().is_some_and(u8::is_ascii_graphic) {
        // Packed, or in two bytes a letter: the reader knows.
        return Ok(());
    }
    let mut objects = serde_json::Deserializer::from_slice(body).into_iter::<serde_json::Value>();
    match objects.next() {
        Some(Ok(serde_json::Value::Object(_) | serde_json::Value::Array(_))) => Ok(()),
        Some(Err(e)) if kind.contains("json") || e.is_eof() || e.line() == 1 => {
            Err(Problem::new("unreadable", format!("The body is no JSON: {e}. Articles are JSON objects, one a line.")))
        }
        Some(Err(_)) => Ok(()),
        _ => Err(Problem::new("unreadable", "The body holds no JSON object. Articles are JSON objects, one a line.")),
    }
}

impl Room {
    /// Reads bytes, one caller at a time, and loads the columns anew.
    pub(crate) fn read(&self, name: &str, bytes: Vec<u8>) -> Result<ReadPages, Problem> {
        let reader =
            self.options.reader.as_ref().ok_or_else(|| Problem::new("no-reading", "It was started without reading."))?;
        if bytes.is_empty() {
            return Err(Problem::new("unreadable", "The body is empty."));
        }
        let _turn = self.writing.lock().unwrap_or_else(|e| e.into_inner());
        let done = reader(name, bytes).map_err(|why| Problem::new("unreadable", why))?;
        // The watcher tells listeners of what is new; whoever handed it in sees it at once.
        if done.reports > 0 {
            self.reload()?;
        }
        Ok(done)
    }
}
