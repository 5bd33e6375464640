//! The pages: HTML made on the server, readable without scripts. Each has a JSON twin.

pub mod actor;
pub mod article;
pub mod bytes;
pub mod corrections;
pub mod event;
pub mod lists;
pub mod mend;
pub mod method;
pub mod overview;
pub mod report;
pub mod search;
pub mod timeline;

use crate::Room;
use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::view::number;
use askama::Template;

/// What every page has around it.
pub struct Frame {
    pub title: String,
    pub path: String,
    pub q: String,
    pub json: String,
    pub feed: String,
    pub totals: String,
}

impl Frame {
    /// The frame of a page.
    pub fn new(room: &Room, r: &Request, title: &str) -> Frame {
        let t = room.columns().totals;
        let path = if r.path == "/" { "/index".into() } else { crate::params::path(&r.path) };
        Frame {
            title: crate::view::cut(title, 120),
            path: crate::params::path(&r.path),
            q: r.query.get("q").unwrap_or("").chars().take(300).collect(),
            json: r.query.drop("token").href(&format!("{path}.json")),
            feed: String::new(),
            totals: format!("{} events · {} reports · {} articles", number(t.events), number(t.reports), number(t.articles)),
        }
    }

    fn bare(title: &str) -> Frame {
        let empty = String::new;
        Frame { title: title.into(), path: empty(), q: empty(), json: empty(), feed: empty(), totals: empty() }
    }
}

/// True if the JSON twin is wanted.
pub fn wants_json(r: &Request) -> bool {
    r.query.get("format") == Some("json")
}

/// True if the page's events are wanted by themselves.
pub fn wants_events(r: &Request) -> bool {
    matches!(r.query.get("format"), Some("csv" | "geojson" | "jsonl"))
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    f: Frame,
    p: &'a Problem,
    way_out: &'a str,
}

/// A fault for people.
pub fn problem(p: &Problem, _: &Request) -> Response {
    let way_out = crate::problem::ALL.iter().find(|r| r.0 == p.code).map_or("", |r| r.3);
    let page = ProblemPage { f: Frame::bare(p.title), p, way_out };
    Response::html(page.render().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    f: Frame,
    wrong: bool,
}

/// The form that asks for a token.
pub fn sign_in(r: &Request) -> Response {
    let page = SignIn { f: Frame::bare("Sign in"), wrong: r.query.get("secret").is_some() };
    Response::html(page.render().unwrap_or_default())
}

/// The same as a page of its own.
pub fn sign_in_page(_: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    Ok(sign_in(r))
}

/// Takes the token into a cookie that scripts do not see.
pub fn sign_in_form(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let now = std::time::Instant::now();
    room.guard.may_try(r.peer, now)?;
    let given = r.query.get("secret").unwrap_or("").trim();
    if !room.options.tokens.iter().any(|t| t.secret == given) {
        room.guard.wrong_token(r.peer, now);
        let mut page = sign_in(r);
        page.status = 401;
        return Ok(page);
    }
    Ok(Response::see("/").with("set-cookie", format!("dateline={given}; HttpOnly; SameSite=Strict; Path=/")))
}
