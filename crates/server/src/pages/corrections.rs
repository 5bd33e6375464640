//! The log of corrections: what people put right, who and why, to be taken back and taken along.

use super::mend::{Entry, Flash, flash};
use super::{Frame, wants_json};
use crate::Room;
use crate::api;
use crate::correct::Pen;
use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::view::number;
use askama::Template;
use export::Object;

/// Entries on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "corrections.html")]
struct Corrections {
    f: Frame,
    pen: Option<Pen>,
    flash: Option<Flash>,
    entries: Vec<Entry>,
    all: String,
    next: String,
}

/// The log, newest first, and its twins.
pub fn show(room: &Room, r: &Request, id: &str) -> Result<Response, Problem> {
    if wants_json(r) {
        return api::corrections(room, r, id);
    }
    let log = room.log()?;
    match r.query.get("format") {
        Some("jsonl") => {
            let mut body = Vec::new();
            for c in log.iter() {
                Object::Correction(c).write(&mut body)?;
                body.push(b'\n');
            }
            return Ok(Response::new(200, "application/jsonl", body));
        }
        Some("csv") => return Ok(Response::new(200, "text/csv; charset=utf-8", csv(&log))),
        Some(_) => return Err(Problem::new("bad-parameter", "'format' wants json, jsonl or csv")),
        None => {}
    }
    let before: u32 = r.query.get("after").and_then(|n| n.parse().ok()).unwrap_or(u32::MAX);
    let shown: Vec<&model::Correction> = log.iter().rev().filter(|c| c.n < before).take(PAGE).collect();
    let next = shown.last().filter(|c| shown.len() == PAGE && c.n > 1).map(|c| format!("/corrections?after={}", c.n));
    let entries = room.with(|db| shown.iter().map(|c| Entry::with_parts(db, c, None)).collect())?;
    let page = Corrections {
        f: Frame::new(room, r, "Corrections"),
        pen: room.pen(r),
        flash: flash(r, &log),
        entries,
        all: number(log.len() as u64),
        next: next.unwrap_or_default(),
    };
    Ok(Response::html(page.render()?))
}

fn csv(log: &[model::Correction]) -> String {
    let mut out = String::from("n,action,what,who,why,at,undone_by,undone_why,undone_at\r\n");
    for c in log {
        let at = |s: &model::Signed| s.at.map(|a| a.to_string()).unwrap_or_default();
        let undone = c.undone.as_ref().map(|u| [u.who.clone(), u.why.clone(), at(u)]).unwrap_or_default();
        let own = [
            c.n.to_string(),
            c.action.name().into(),
            c.action.to_string(),
            c.signed.who.clone(),
            c.signed.why.clone(),
            at(&c.signed),
        ];
        let cells: Vec<String> = own.iter().chain(&undone).map(|x| export::cell(x)).collect();
        out.push_str(&(cells.join(",") + "\r\n"));
    }
    out
}

/// Takes a correction back.
pub fn undo(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    let n = text.parse().map_err(|_| Problem::not_found("correction of this number"))?;
    let signed = room.signed(r, r.query.get("who"), r.query.get("why"))?;
    let outcome = room.undo(n, signed)?;
    Ok(Response::see(&format!("/corrections?done={}", outcome.correction.n)))
}
