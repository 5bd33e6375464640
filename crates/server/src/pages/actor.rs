//! One actor: aliases, what it took part in, who is named with it, and in which articles.

use super::Frame;
use crate::Room;
use crate::api;
use crate::cards::cards;
use crate::http::{Request, Response};
use crate::pages::lists::{Line, line};
use crate::pages::search::Histogram;
use crate::params::Params;
use crate::problem::Problem;
use crate::view::{Card, actor_facts, cut, several};
use askama::Template;
use std::sync::Arc;
use store::{ArticleQuery, Browse, Companion};

#[derive(Template)]
#[template(path = "actor.html")]
struct ActorPage {
    f: Frame,
    name: String,
    facts: String,
    aliases: Vec<String>,
    mentions: String,
    articles_count: String,
    events_count: String,
    histogram: Histogram,
    cards: Vec<Arc<Card>>,
    more: String,
    views: Vec<(&'static str, String)>,
    with: Vec<Companion>,
    articles: Vec<Line>,
}

/// The page.
pub fn show(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    if super::wants_json(r) {
        return api::actor(room, r, text);
    }
    let id: model::ActorId = text.parse().map_err(|_| Problem::not_found("actor with this id"))?;
    if super::wants_events(r) {
        return api::of_one(room, r, "actor", text);
    }
    let p = Params::parse(&format!("actor={id}&status=any"));
    let found = room.find(&crate::search::parse(&p)?)?;
    let rows = found.first(12);
    let page = room.with(|db| {
        let a = db.actor(id)?.ok_or_else(|| Problem::not_found("actor with this id"))?;
        let of = ArticleQuery { actor: Some(id), ..ArticleQuery::default() };
        Ok(ActorPage {
            f: Frame::new(room, r, &a.name),
            name: cut(&a.name, 160),
            facts: actor_facts(&a),
            aliases: a.aliases.iter().map(|x| cut(x, 80)).collect(),
            mentions: several(a.mentions as usize, "time"),
            articles_count: several(a.articles.len(), "article"),
            events_count: several(found.len(), "event"),
            histogram: Histogram::of(&found, &p),
            cards: cards(room, db, &found.columns, &rows, "")?,
            more: if found.len() > 0 { p.href("/search") } else { String::new() },
            views: super::views(&p),
            with: db.companions(id, 16)?,
            articles: db.article_list(&of, 20)?.iter().map(line).collect(),
        })
    })?;
    Ok(Response::html(page.render()?))
}
