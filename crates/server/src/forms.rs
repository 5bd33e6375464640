//! Forms: handing in a page.

use crate::Room;
use crate::http::{Request, Response};
use crate::problem::Problem;

/// Reads what was pasted into the form, and shows the first article.
pub fn read(room: &Room, request: &Request, _: &str) -> Result<Response, Problem> {
    let text = request.query.get("text").ok_or_else(|| Problem::new("bad-parameter", "The form holds no text."))?;
    let done = room.read("pasted", text.as_bytes().to_vec())?;
    for page in &done.pages {
        if let Some(a) = room.with(|db| Ok(db.page(*page)?))?.and_then(|p| p.articles.first().copied()) {
            return Ok(Response::see(&format!("/article/{a}")));
        }
    }
    let why = if done.faults.is_empty() { "No article was found in it.".into() } else { done.faults.join(" ") };
    Err(Problem::new("unreadable", why))
}
