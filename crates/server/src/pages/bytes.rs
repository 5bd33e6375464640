//! A page as it was handed over, where its bytes were kept: the bytes themselves, and what went into no article.

use super::Frame;
use crate::Room;
use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::view::cut;
use askama::Template;
use serde_json::json;
use store::{PageBytes, Store};

/// Pieces shown at most; a page of a million lines left out is no reading.
const PIECES: usize = 2000;

fn kept(room: &Room, text: &str) -> Result<(model::PageRecord, Option<PageBytes>), Problem> {
    let id = text.parse().map_err(|_| Problem::not_found("page with this id"))?;
    room.with(|db| Ok((db.page(id)?.ok_or_else(|| Problem::not_found("page with this id"))?, db.bytes(id)?)))
}

/// The bytes, to be saved: nothing of them runs here.
pub fn show(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let (page, bytes) = kept(room, text)?;
    let bytes = bytes.ok_or_else(|| Problem::new("not-kept", "It was read without --keep-pages."))?;
    let name = format!("attachment; filename=\"{}\"", page.id);
    Ok(Response::new(200, "application/octet-stream", bytes.bytes).with("content-disposition", name))
}

struct Left {
    why: String,
    words: String,
}

#[derive(Template)]
#[template(path = "left_out.html")]
struct LeftOut {
    f: Frame,
    id: String,
    path: String,
    articles: Vec<(String, String)>,
    kept: bool,
    pieces: Vec<Left>,
    more: usize,
}

/// A page, what is known of its articles, and the pieces left out: why, and the words.
struct Found {
    page: model::PageRecord,
    kept: bool,
    articles: Vec<(String, String)>,
    pieces: Vec<(String, String)>,
}

fn find(room: &Room, text: &str) -> Result<Found, Problem> {
    let (page, bytes) = kept(room, text)?;
    let (mut texts, mut articles) = (Vec::new(), Vec::new());
    room.with(|db| {
        for id in &page.articles {
            let Some(a) = db.reading(*id)?.map(|r| r.article) else { continue };
            articles.push((id.to_string(), cut(&store::title(a.headline.as_deref(), Some(&a.text)), 160)));
            texts.extend(a.headline);
            texts.push(a.text);
        }
        Ok(())
    })?;
    let kept = bytes.is_some();
    let pieces = bytes.map(|b| (room.options.left_out)(&page, b, &texts)).unwrap_or_default();
    Ok(Found { page, kept, articles, pieces })
}

/// What went into no article, as JSON.
pub fn left_out_json(room: &Room, _: &Request, text: &str) -> Result<Response, Problem> {
    let Found { page, kept, pieces, .. } = find(room, text)?;
    let pieces: Vec<_> = pieces.iter().map(|(why, words)| json!({"why": why, "text": words})).collect();
    Ok(Response::json(&json!({"type": "left_out", "page": page.id.to_string(), "kept": kept, "pieces": pieces})))
}

/// What went into no article, in the order of the page: why, and the words.
pub fn left_out(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    if super::wants_json(r) {
        return left_out_json(room, r, text);
    }
    let Found { page, kept, articles, pieces: found } = find(room, text)?;
    let view = LeftOut {
        f: Frame::new(room, r, "Left out"),
        id: page.id.to_string(),
        path: cut(&page.path, 200),
        articles,
        kept,
        more: found.len().saturating_sub(PIECES),
        pieces: found.into_iter().take(PIECES).map(|(why, words)| Left { why, words: cut(&words, 2000) }).collect(),
    };
    Ok(Response::html(view.render()?))
}
