//! The one table of paths. Requests are matched against it, and the OpenAPI document is made of it.

use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::search::FILTERS;
use crate::values::nearest;
use crate::{Room, accept, api, assets, forms as handed_in, pages};
use export::Schema;

/// Answers a request; `id` is what stood for `{id}`.
pub type Handler = fn(&Room, &Request, &str) -> Result<Response, Problem>;

/// One path.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// With `{id}` for one piece.
    pub path: &'static str,
    /// What it does, in a line; empty for what the OpenAPI document leaves out.
    pub summary: &'static str,
    /// Which query parameters it knows: names of [`crate::openapi::PARAMETERS`].
    pub parameters: &'static [&'static str],
    /// The answer.
    pub handler: Handler,
}

const fn get(path: &'static str, summary: &'static str, parameters: &'static [&'static str], handler: Handler) -> Route {
    Route { method: "GET", path, summary, parameters, handler }
}

const fn page(path: &'static str, handler: Handler) -> Route {
    Route { method: "GET", path, summary: "", parameters: &[], handler }
}

const fn form(path: &'static str, handler: Handler) -> Route {
    Route { method: "POST", path, summary: "", parameters: &[], handler }
}

/// Every path.
pub const ROUTES: &[Route] = &[
    page("/", pages::overview::show),
    page("/search", pages::search::show),
    page("/event/{id}", pages::event::show),
    page("/report/{id}", pages::report::show),
    page("/article/{id}", pages::article::show),
    page("/page/{id}", pages::lists::page),
    page("/actor/{id}", pages::actor::show),
    page("/place/{id}", pages::lists::place),
    page("/story/{id}", pages::lists::story),
    page("/source/{id}", pages::lists::source),
    page("/articles", pages::lists::articles),
    page("/actors", pages::lists::actors),
    page("/sources", pages::lists::sources),
    page("/stories", pages::lists::stories),
    page("/method", pages::method::show),
    page("/status", pages::lists::status),
    page("/corrections", pages::corrections::show),
    page("/data-dictionary.txt", api::dictionary),
    form("/corrections/{id}/undo", pages::corrections::undo),
    page("/event/{id}/place", pages::mend::event_place),
    form("/event/{id}/correct", pages::mend::correct_event),
    page("/report/{id}/place", pages::mend::report_place),
    form("/report/{id}/correct", pages::mend::correct_report),
    page("/page/{id}/bytes", pages::bytes::show),
    page("/page/{id}/left-out", pages::bytes::left_out),
    page("/sign-in", pages::sign_in_page),
    form("/sign-in", pages::sign_in_form),
    form("/sign-out", pages::sign_out),
    page("/assets/{id}", assets::show),
    get("/api/v1/openapi.json", "This document", &[], api::openapi),
    get("/api/v1/status", "What is in the database", &[], api::status),
    get("/api/v1/events", "Events that pass the filters, a page at a time", &["filters", "format"], api::events),
    get("/api/v1/events/{id}", "One event; 308 to the event it was merged into", &[], api::event),
    get(
        "/api/v1/search",
        "Articles that hold the words, best first; where more than 20,000 do, of those read last",
        &["words", "number", "limit"],
        api::search,
    ),
    get("/api/v1/facets", "Counts of the events that pass the filters, by facet and by time", &["selection"], api::facets),
    get(
        "/api/v1/export",
        "Every event that passes the filters, as JSON Lines, CSV or GeoJSON",
        &["selection", "export_format"],
        api::export_all,
    ),
    get("/api/v1/reports", "Reports by id", &["report_kind", "after_report", "limit"], api::reports),
    get("/api/v1/reports/{id}", "One report with its sentence", &[], api::report),
    get(
        "/api/v1/articles",
        "Articles, newest first",
        &["from", "to", "article_source", "article_language", "after_article", "limit", "list_format"],
        api::articles,
    ),
    get("/api/v1/articles/{id}", "One article with all that was found in it", &[], api::article),
    Route {
        method: "POST",
        path: "/api/v1/articles",
        summary: "Reads the body at once: articles as JSON Lines, a page of HTML, a feed, a WARC file",
        parameters: &["name"],
        handler: api::read,
    },
    get("/api/v1/pages", "Pages by id", &["after_page", "limit"], api::pages),
    get("/api/v1/pages/{id}", "One page", &[], api::page),
    get("/api/v1/pages/{id}/bytes", "The page as it was handed over, where it was kept", &[], pages::bytes::show),
    get("/api/v1/pages/{id}/left-out", "What of a page went into no article, and why", &[], pages::bytes::left_out_json),
    get("/api/v1/actors", "Actors, most named first", &["name_part", "after_actor", "limit", "list_format"], api::actors),
    get("/api/v1/actors/{id}", "One actor", &[], api::actor),
    get(
        "/api/v1/sources",
        "Sources with how many articles each has, most first",
        &["number", "limit", "list_format"],
        api::sources,
    ),
    get("/api/v1/stories", "Stories, latest first", &["after_story", "limit", "list_format"], api::stories),
    get("/api/v1/stories/{id}", "One story", &[], api::story),
    Route {
        method: "GET",
        path: "/api/v1/stream",
        summary: "New events as server-sent events",
        parameters: &[],
        // The stream is opened before this table is asked.
        handler: |_, _, _| Err(Problem::not_found("stream here")),
    },
    get(
        "/api/v1/corrections",
        "The log of what people corrected, in order, those taken back too",
        &["number", "limit"],
        api::corrections,
    ),
    Route {
        method: "POST",
        path: "/api/v1/corrections",
        summary: "Corrects: merge, split or fix, with the reason",
        parameters: &[],
        handler: api::correct,
    },
    get("/api/v1/corrections/{id}", "One correction by its number", &[], api::correction),
    Route {
        method: "POST",
        path: "/api/v1/corrections/{id}/undo",
        summary: "Takes a correction back, with the reason",
        parameters: &[],
        handler: api::undo,
    },
    get("/api/v1/places", "Places of the gazetteer by name or GeoNames id, most noted first", &["place_name"], api::places),
    get("/place/{id}.json", "A place, by its GeoNames id, as the articles name it", &[], pages::lists::place),
    get("/source/{id}.json", "A source, by its name, with its articles", &["after_article"], pages::lists::source),
    get("/method.json", "The codebook: every kind with its definition and crosswalk", &[], pages::method::show),
    form("/read", handed_in::read),
];

/// The names of parameters that a route knows, groups spelled out.
pub fn parameters(route: &Route) -> impl Iterator<Item = &'static str> {
    let of = |p: &'static &'static str| match *p {
        "filters" => FILTERS,
        // The same without what asks for a page of them: those stand last.
        "selection" => &FILTERS[..FILTERS.len() - 2],
        _ => std::slice::from_ref(p),
    };
    route.parameters.iter().flat_map(of).copied()
}

/// Endings under which twins stand.
fn endings() -> impl Iterator<Item = &'static str> {
    ["json", "jsonl", "csv", "geojson", "atom", "jsonfeed", "bib", "ris", "csl"]
        .into_iter()
        .chain(Schema::ALL.map(Schema::name))
}

/// The path and the form of a twin: `/search.csv` is `/search` in the form `csv`.
fn twin(path: &str) -> Option<(&str, &'static str)> {
    if path.starts_with("/api/") || path.starts_with("/assets/") {
        return None;
    }
    let of = |form: &'static str| Some((path.strip_suffix(form)?.strip_suffix('.')?, form));
    let (path, form) = endings().find_map(of)?;
    Some((if path == "/index" { "/" } else { path }, form))
}

/// True if a program asks for data: a twin, or a form that is no page.
pub fn wants_data(r: &Request) -> bool {
    let form = r.query.get("format").filter(|f| *f != "html");
    form.is_some() || twin(&r.path).is_some() || r.path.starts_with("/api/")
}

/// Puts the form that the `Accept` header asks for into the query, where nothing else says which. What is asked for by a name of its
/// own has but one.
pub fn negotiate(r: &mut Request) -> Result<(), Problem> {
    if r.method == "POST" || r.query.get("format").is_some() || twin(&r.path).is_some() {
        return Ok(());
    }
    let Some(route) = ROUTES.iter().find(|x| x.method == "GET" && matches(x.path, &r.path).is_some()) else { return Ok(()) };
    let forms = forms(route.path);
    let form = if forms.is_empty() { None } else { accept::form(r, &forms)? };
    form.into_iter().for_each(|form| r.query = r.query.set("format", form));
    Ok(())
}

/// The forms in which something is had, the usual one first; none for what has but one whatever is accepted.
fn forms(path: &'static str) -> Vec<&'static str> {
    match path {
        "/assets/{id}" | "/sign-in" | "/page/{id}/bytes" | "/api/v1/pages/{id}/bytes" | "/data-dictionary.txt" => Vec::new(),
        "/api/v1/events" => vec!["json", "jsonl", "csv", "geojson", "atom", "jsonfeed"],
        "/api/v1/export" => vec!["jsonl", "csv", "geojson"],
        "/api/v1/articles" | "/api/v1/actors" | "/api/v1/stories" | "/api/v1/sources" => vec!["json", "jsonl", "csv"],
        path if path.starts_with("/api/") => vec!["json"],
        path => [&["html"], twins(path)].concat(),
    }
}

/// Finds the route and asks it. A page's twin `PATH.json`, `.csv`, `.geojson`, `.atom` is the page with that format;
/// there is nothing under the other endings.
pub fn answer(room: &Room, request: &Request) -> Result<Response, Problem> {
    let method = if request.method == "HEAD" { "GET" } else { request.method.as_str() };
    let mut other: Vec<&str> = Vec::new();
    let mut of_twin = request.clone();
    if let Some((path, form)) = twin(&request.path) {
        of_twin.path = path.into();
        of_twin.query = of_twin.query.set("format", form);
    }
    for r in [request, &of_twin] {
        for route in ROUTES {
            // Twins are in the table to be described; it is their page that answers.
            if route.path.ends_with(".json") && !route.path.starts_with("/api/") {
                continue;
            }
            let Some(id) = matches(route.path, &r.path) else { continue };
            if route.method != method {
                other.push(route.method);
                continue;
            }
            // A source's name may end like a format; where the name itself is known, it is the name.
            if std::ptr::eq(r, request)
                && route.path.contains("{id}")
                && of_twin.path != request.path
                && !known(room, route, id)
            {
                continue;
            }
            let forms = forms(route.path);
            let schemas = forms.contains(&"geojson");
            let is_form = |f: &str| forms.contains(&f) || schemas && Schema::of(f).is_some();
            let as_twin = of_twin.path != request.path && std::ptr::eq(r, &of_twin);
            match r.query.get("format").filter(|f| method == "GET" && !is_form(f)) {
                Some(_) if forms.is_empty() && as_twin => return Err(Problem::not_found("such page")),
                Some(_) if as_twin => return Err(accept::none(&r.path, &forms)),
                Some(form) if !forms.is_empty() => {
                    let more = Schema::ALL.map(Schema::name).into_iter().filter(|_| schemas);
                    let all: Vec<&str> = forms.iter().copied().chain(more).collect();
                    let meant = nearest(form, all.iter().copied()).map_or(String::new(), |m| format!(". Did you mean {m}?"));
                    return Err(Problem::new("bad-parameter", format!("'format' wants {}{meant}", all.join(", "))));
                }
                _ => {}
            }
            return (route.handler)(room, r, id);
        }
    }
    if other.is_empty() {
        return Err(Problem::not_found("such page"));
    }
    let get = if other.contains(&"GET") { vec!["GET", "HEAD"] } else { Vec::new() };
    let post = if other.contains(&"POST") { vec!["POST"] } else { Vec::new() };
    let header = Some(("allow", [get, post].concat().join(", ")));
    Err(Problem { header, ..Problem::new("method", format!("{method} is not known at {}.", request.path)) })
}

/// The formats in which a page has twins; pages of events have one in each form of another data set, too.
fn twins(path: &str) -> &'static [&'static str] {
    match path {
        "/search" => &["json", "jsonl", "csv", "geojson", "atom", "jsonfeed"],
        "/event/{id}" => &["json", "jsonl", "csv", "geojson", "bib", "ris", "csl"],
        "/actor/{id}" | "/place/{id}" | "/source/{id}" | "/story/{id}" => &["json", "jsonl", "csv", "geojson"],
        "/corrections" | "/articles" | "/actors" | "/stories" | "/sources" => &["json", "jsonl", "csv"],
        "/sign-in" | "/event/{id}/place" | "/report/{id}/place" | "/page/{id}/bytes" | "/data-dictionary.txt" => &[],
        _ => &["json"],
    }
}

fn known(room: &Room, route: &Route, id: &str) -> bool {
    route.path.starts_with("/source/") && room.columns().sources.words.find(id).is_some()
}

/// What stood for `{id}`, empty where nothing does.
fn matches<'a>(pattern: &str, path: &'a str) -> Option<&'a str> {
    match pattern.split_once("{id}") {
        None => (pattern == path).then_some(""),
        Some((before, after)) => {
            let id = path.strip_prefix(before)?.strip_suffix(after)?;
            // Names of sources may hold a slash; other ids have none.
            (!id.is_empty() && (before == "/source/" || !id.contains('/'))).then_some(id)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_paths() {
        assert_eq!(matches("/event/{id}", "/event/e_1"), Some("e_1"));
        assert_eq!(matches("/event/{id}", "/event/"), None);
        assert_eq!(matches("/event/{id}", "/event/../x"), None);
        assert_eq!(matches("/", "/x"), None);
    }
}
