//! The pages: HTML made on the server, readable without scripts. Each has a JSON twin.

pub mod actor;
pub mod article;
pub mod bytes;
pub mod corrections;
pub mod event;
pub mod figure;
pub mod hints;
pub mod histogram;
pub mod lists;
pub mod map;
pub mod mend;
pub mod method;
pub mod overview;
pub mod picks;
pub mod report;
pub mod search;
pub mod timeline;

use crate::Room;
use crate::guard::COOKIE;
use crate::http::{Request, Response, Role};
use crate::params::Params;
use crate::problem::Problem;
use crate::view::{isolated, number};
use askama::Template;

/// What every page has around it.
pub struct Frame {
    pub title: String,
    pub path: String,
    pub q: String,
    pub json: String,
    pub feed: String,
    /// The address under which a page is known best.
    pub canonical: String,
    pub totals: String,
    /// How many events there are.
    pub events: u64,
    /// Who is signed in, and as what; empty in a room that wants no token.
    pub who: String,
}

impl Frame {
    /// The frame of a page.
    pub fn new(room: &Room, r: &Request, title: &str) -> Frame {
        let t = room.columns().totals;
        let path = if r.path == "/" { "/index".into() } else { crate::params::path(&r.path) };
        Frame {
            title: isolated(&crate::view::cut(title, 120)),
            path: crate::params::path(&r.path),
            q: r.query.get("q").unwrap_or("").chars().take(300).collect(),
            json: r.query.drop("token").href(&format!("{path}.json")),
            feed: String::new(),
            canonical: Params(r.query.0.iter().filter(|(k, _)| k == "q").cloned().collect())
                .href(&crate::params::path(&r.path)),
            events: t.events,
            totals: format!("{} events · {} reports · {} articles", number(t.events), number(t.reports), number(t.articles)),
            who: match (room.options.tokens.is_empty(), r.role) {
                (true, _) | (_, Role::Nobody) => String::new(),
                (_, Role::Reader) => format!("{}, reader", crate::view::cut(&r.who, 80)),
                (_, Role::Editor) => format!("{}, editor", crate::view::cut(&r.who, 80)),
            },
        }
    }

    fn bare(title: &str) -> Frame {
        let empty = String::new;
        Frame {
            title: title.into(),
            path: empty(),
            q: empty(),
            json: empty(),
            feed: empty(),
            canonical: empty(),
            totals: empty(),
            events: 0,
            who: empty(),
        }
    }
}

/// True if the JSON twin is wanted.
pub fn wants_json(r: &Request) -> bool {
    r.query.get("format") == Some("json")
}

/// True if a list is wanted as data, in whatever form.
pub fn wants_data(r: &Request) -> bool {
    r.query.get("format").is_some_and(|f| f != "html")
}

/// True if the page's events are wanted by themselves.
pub fn wants_events(r: &Request) -> bool {
    r.query.get("format").is_some_and(crate::api::is_export)
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    f: Frame,
    p: &'a Problem,
    way_out: &'a str,
    /// The search without what cannot be understood of it.
    without: String,
}

/// A fault for people.
pub fn problem(p: &Problem, r: &Request) -> Response {
    // Of these the detail says it all to people.
    let known = crate::problem::ALL
        .iter()
        .find(|r| r.0 == p.code && !matches!(p.code, "bad-parameter" | "too-many" | "unreadable" | "refused"));
    let without = match (p.code, r.path.as_str()) {
        ("bad-parameter", "/search") => search::understood(&r.query).href("/search"),
        _ => String::new(),
    };
    let mut f = Frame::bare(p.title);
    f.q = r.query.get("q").unwrap_or("").chars().take(300).collect();
    let page = ProblemPage { f, p, way_out: known.map_or("", |r| r.3), without };
    Response::html(page.render().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    f: Frame,
    wrong: bool,
    /// True where no token is wanted.
    open: bool,
    /// Where to go then.
    to: String,
}

/// The form that asks for a token.
pub fn sign_in(r: &Request) -> Response {
    asked(r, false)
}

fn asked(r: &Request, open: bool) -> Response {
    // Forms lead to where they stand, and only pages are come back to.
    let asked =
        if r.method == "GET" && r.path != "/sign-in" { r.query.href(&crate::params::path(&r.path)) } else { String::new() };
    let to = if asked.is_empty() { r.query.get("to").unwrap_or("").to_string() } else { asked };
    let page = SignIn { f: Frame::bare("Sign in"), wrong: r.query.get("secret").is_some(), open, to };
    Response::html(page.render().unwrap_or_default())
}

/// An address within this room: nothing that a browser would take for another host's.
fn within(to: &str) -> Option<&str> {
    let plain = to.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (plain && to.starts_with('/') && !to.starts_with("//")).then_some(to)
}

/// The same as a page of its own.
pub fn sign_in_page(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    Ok(asked(r, room.options.tokens.is_empty()))
}

/// Ends the session.
pub fn sign_out(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    room.guard.sign_out(r);
    Ok(Response::see("/sign-in").with("set-cookie", format!("{COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0")))
}

/// Takes the token and begins a session, in a cookie that scripts do not see and that does not hold the token.
pub fn sign_in_form(room: &Room, r: &Request, _: &str) -> Result<Response, Problem> {
    let now = std::time::Instant::now();
    room.guard.may_try(r.peer, now)?;
    let given = r.query.get("secret").unwrap_or("");
    let Some(session) = room.guard.sign_in(given, &room.options.tokens) else {
        room.guard.wrong_token(r.peer, now);
        let mut page = sign_in(r);
        page.status = 401;
        return Ok(page);
    };
    let to = r.query.get("to").and_then(within).unwrap_or("/");
    Ok(Response::see(to).with("set-cookie", format!("{COOKIE}={session}; HttpOnly; SameSite=Strict; Path=/")))
}

/// The events of a filter in other views, each with its link.
pub fn views(p: &Params) -> Vec<(&'static str, String)> {
    [("on the map", "map"), ("on a timeline", "timeline")]
        .map(|(words, view)| (words, p.set("view", view).href("/search")))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_nowhere_else() {
        for good in ["/", "/event/e_1?done=3", "/search?q=mill&from=2031"] {
            assert_eq!(within(good), Some(good));
        }
        for bad in ["", "//evil.example/", "/\\evil.example", "https://evil.example", "/a\r\nset-cookie: x", "/\tx"] {
            assert_eq!(within(bad), None, "{bad:?}");
        }
    }
}
