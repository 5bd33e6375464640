//! The first page: what is in the database, events over time, what is worth reading first, the newest events, the latest stories.

use super::lists::{story_facts, story_title};
use super::picks::{First, first};
use super::{Frame, wants_json};
use crate::Room;
use crate::api;
use crate::cards::cards;
use crate::http::{Request, Response};
use crate::pages::search::Histogram;
use crate::params::Params;
use crate::problem::Problem;
use crate::search::Found;
use crate::view::{Card, number};
use askama::Template;
use std::sync::Arc;
use store::{Bits, Browse};

struct Big {
    n: String,
    what: &'static str,
    href: &'static str,
}

struct StoryLine {
    id: String,
    headline: String,
    facts: String,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    f: Frame,
    numbers: Vec<Big>,
    first: Option<Arc<First>>,
    cards: Vec<Arc<Card>>,
    stories: Vec<StoryLine>,
    histogram: Histogram,
    token: String,
    can_read: bool,
    empty: bool,
    /// Articles were read, and nothing that happened was found in them.
    eventless: bool,
}

/// Events that are shown.
const LATEST: usize = 8;
/// Events that are looked at for them.
const LOOKED_AT: usize = 400;

/// The latest events to begin with: those of a kind, one for each article, so that no single page fills the list; then, where
/// these are few, whatever else there is.
pub fn latest(found: &Found) -> Vec<u32> {
    let (c, mut told) = (&found.columns, Bits::default());
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for row in found.rows().take(LOOKED_AT) {
        let articles = c.article_numbers.of(row as usize);
        if c.kind.of(row as usize) == "other" || articles.iter().all(|n| told.has(*n)) {
            rest.push(row);
            continue;
        }
        articles.iter().for_each(|n| told.add(*n));
        first.push(row);
        if first.len() == LATEST {
            break;
        }
    }
    first.extend(rest);
    first.truncate(LATEST);
    first.sort_unstable();
    first
}

/// The page.
pub fn show(room: &Room, r: &Request, id: &str) -> Result<Response, Problem> {
    if wants_json(r) {
        return api::overview(room, r, id);
    }
    let c = room.columns();
    let s = crate::search::parse(&Params::default())?;
    let found = room.find(&s)?;
    let rows = latest(&found);
    let (cards, stories) = room.with(|db| {
        let story = |s: &model::Story| {
            let (headline, facts) = (story_title(db, s)?, story_facts(s));
            Ok(StoryLine { id: s.id.to_string(), headline, facts })
        };
        let stories: Result<Vec<StoryLine>, Problem> = db.story_list(None, 8)?.iter().map(story).collect();
        Ok((cards(room, db, &found.columns, &rows, "")?, stories?))
    })?;
    let t = c.totals;
    let big = |n, what, href| Big { n: number(n), what, href };
    let page = Overview {
        f: Frame::new(room, r, "Overview"),
        numbers: vec![
            big(t.events, "events", "/search?status=any"),
            big(t.reports, "reports", "/search?status=any&sort=reports"),
            big(t.articles, "articles", "/articles"),
            big(t.sources, "sources", "/sources"),
            big(t.actors, "actors", "/actors"),
            big(t.stories, "stories", "/stories"),
        ],
        // Of few events all stand below anyway.
        first: if found.len() > LATEST { Some(first(room, &found)?) } else { None },
        cards,
        stories,
        histogram: Histogram::of(&found, &Params::default()),
        token: room.guard.form_token(&r.who),
        can_read: room.options.reader.is_some() && r.role == crate::Role::Editor,
        empty: t.articles == 0,
        eventless: t.articles > 0 && t.events == 0,
    };
    Ok(Response::html(page.render()?))
}
