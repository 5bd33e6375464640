//! Forms: handing in a page.

use crate::Room;
use crate::http::{Request, Response};
use crate::params::Params;
use crate::problem::Problem;
use serde_json::json;
use sha2::{Digest, Sha256};

/// What was pasted, as bytes to read. Where a source or a day was typed beside a text that is no page, it is an article of
/// these, its first line the headline if it stands by itself.
fn pasted(p: &Params) -> Result<Vec<u8>, Problem> {
    let text = p.get("text").ok_or_else(|| Problem::new("bad-parameter", "The form holds no text."))?;
    let (source, published) = (p.get("source"), p.get("published"));
    crate::search::days(p, "published", false)?;
    if (source.is_none() && published.is_none()) || text.trim_start().starts_with(['<', '{']) {
        return Ok(text.as_bytes().to_vec());
    }
    let text = text.replace("\r\n", "\n");
    let (headline, text) = match text.trim().split_once("\n\n") {
        Some((line, rest)) if !line.contains('\n') && line.chars().count() < 200 => (Some(line), rest.trim()),
        _ => (None, text.trim()),
    };
    let id = crate::http::hex(&Sha256::digest(text.as_bytes())[..8]);
    let mut article = json!({"id": id, "text": text});
    for (name, value) in [("headline", headline), ("source", source), ("published", published)] {
        value.into_iter().for_each(|v| article[name] = v.into());
    }
    Ok(article.to_string().into_bytes())
}

/// Reads what was pasted into the form, and shows the first article.
pub fn read(room: &Room, request: &Request, _: &str) -> Result<Response, Problem> {
    let done = room.read("pasted", pasted(&request.query)?)?;
    let read = if done.articles > 0 { "new" } else { "before" };
    for page in &done.pages {
        if let Some(a) = room.with(|db| Ok(db.page(*page)?))?.and_then(|p| p.articles.first().copied()) {
            return Ok(Response::see(&format!("/article/{a}?read={read}")));
        }
    }
    let why = if done.faults.is_empty() { "No article was found in it.".into() } else { done.faults.join(" ") };
    Err(Problem::new("unreadable", why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_gets_the_source_and_the_day_that_were_typed_beside_it() {
        let of = |form: &str| String::from_utf8(pasted(&Params::parse(form)).unwrap()).unwrap();
        assert_eq!(of("text=A+mill+burned."), "A mill burned.");
        assert_eq!(of("text=%3Cp%3EA+mill+burned.&source=Tribune"), "<p>A mill burned.");
        let told: serde_json::Value =
            serde_json::from_str(&of("text=Mill+burns%0D%0A%0D%0AIt+burned+on+Monday.&published=2031-05-06")).unwrap();
        assert_eq!((told["headline"].as_str(), told["text"].as_str()), (Some("Mill burns"), Some("It burned on Monday.")));
        assert_eq!((told["published"].as_str(), told["source"].as_str()), (Some("2031-05-06"), None));
        assert!(pasted(&Params::parse("text=A+mill+burned.&published=Monday")).is_err());
    }
}
