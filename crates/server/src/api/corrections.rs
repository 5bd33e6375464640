//! Corrections and places over the API.

use super::{json_of, limit};
use crate::Room;
use crate::correct::{CHOICES, of_body};
use crate::http::{Request, Response};
use crate::problem::Problem;
use export::Object;
use serde_json::{Value, json};
use store::Outcome;

/// The log by number.
pub fn corrections(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let limit = limit(&r.query)?;
    let after: u32 = match r.query.get("after").map(str::parse) {
        None => 0,
        Some(Ok(n)) => n,
        Some(Err(_)) => return Err(Problem::new("bad-parameter", "'after' wants the 'next' of the page before")),
    };
    let log = room.log()?;
    let shown: Vec<_> = log.iter().filter(|c| c.n > after).take(limit).collect();
    let next = shown.last().filter(|c| shown.len() == limit && log.last().is_some_and(|l| l.n > c.n)).map(|c| c.n.to_string());
    let items = shown.into_iter().map(|c| json_of(Object::Correction(c))).collect::<Result<Vec<_>, _>>()?;
    Ok(Response::json(
        &json!({"items": items, "next": next, "count": log.len(), "counts": "corrections, those taken back too"}),
    ))
}

/// One correction.
pub fn correction(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let missing = || Problem::not_found("correction of this number");
    let n: u32 = text.parse().map_err(|_| missing())?;
    let log = room.log()?;
    super::object(Object::Correction(log.iter().find(|c| c.n == n).ok_or_else(missing)?))
}

/// Makes a correction.
pub fn correct(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let (action, who, why) = of_body(room, &r.body)?;
    let signed = room.signed(r, who.as_deref(), why.as_deref())?;
    answer(201, &room.correct(action, signed)?)
}

/// Takes a correction back.
pub fn undo(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    let n: u32 = text.parse().map_err(|_| Problem::not_found("correction of this number"))?;
    let known = room.log()?.iter().any(|c| c.n == n);
    if !known {
        return Err(Problem::not_found("correction of this number"));
    }
    let body: Value = serde_json::from_slice(&r.body)
        .map_err(|e| Problem::new("bad-parameter", format!("The body wants JSON with 'why': {e}")))?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let signed = room.signed(r, text("who"), text("why"))?;
    answer(200, &room.undo(n, signed)?)
}

fn answer(status: u16, outcome: &Outcome) -> Result<Response, Problem> {
    let events: Vec<String> = outcome.events.iter().map(ToString::to_string).collect();
    let body = json!({"correction": json_of(Object::Correction(&outcome.correction))?, "events": events});
    let at = format!("/api/v1/corrections/{}", outcome.correction.n);
    Ok(Response { status, ..Response::json(&body) }.with("location", at))
}

/// The places that a name may mean, most noted first.
pub fn places(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let name = r.query.get("name").ok_or_else(|| Problem::new("bad-parameter", "'name' wants the name of a place"))?;
    let name: String = name.chars().take(200).collect();
    let mut found = (room.options.places)(&name);
    let count = found.len();
    found.truncate(CHOICES);
    let item = |p: &model::EventPlace| {
        let mut v = json!(p);
        v["type"] = "gazetteer_place".into();
        v
    };
    let items: Vec<Value> = found.iter().map(item).collect();
    Ok(Response::json(
        &json!({"items": items, "next": null, "count": count, "counts": "places of the gazetteer with this name"}),
    ))
}
