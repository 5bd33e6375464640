//! One event: what, when, where, who; its figures over time with the ledger; the evidence by source; how to cite it.

use super::Frame;
use super::figure::{FigureView, figure};
use super::mend::{self, Choice, Entry, Flash};
use crate::Room;
use crate::api;
use crate::correct::Pen;
use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::view::{Card, Part, Piece, counts_only, cut, long_day, plain, taken, web, word};
use askama::Template;
use model::{ArticleId, Event, Reading};
use serde_json::json;
use std::collections::HashMap;
use std::time::SystemTime;
use store::{Brief, Browse, ReportLine, Store};

/// Those who take part in one way.
struct RoleView {
    role: String,
    who: Vec<Participant>,
    /// Those named seldom, where they are many.
    more: Vec<Participant>,
}

/// Articles that are looked into for what their reports take from a sentence; of others only the trigger is marked.
const LOOKED_AT: usize = 40;
/// A longer sentence is shown around its trigger alone, in bytes.
const LONG: usize = 2000;
/// Participants of one role that are shown at once.
const SHOWN: usize = 8;

/// One who takes part: the name, the actor's page where it has one, and how many reports say so.
struct Participant {
    name: String,
    href: String,
    reports: usize,
}

/// What one source tells.
struct Witness {
    source: String,
    /// The page of the source, where it has a name.
    href: String,
    articles: Vec<Told>,
}

/// What one article tells.
struct Told {
    article: ArticleId,
    headline: String,
    day: String,
    /// Where it was published.
    url: String,
    language: String,
    copy: bool,
    reports: Vec<Evidence>,
}

/// One report of it.
struct Evidence {
    id: String,
    pieces: Vec<Piece>,
    status: String,
    background: bool,
    said_by: String,
    rule: String,
    score: String,
    when_from: String,
    where_from: String,
}

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage {
    f: Frame,
    e: Card,
    roles: Vec<RoleView>,
    figures: Vec<FigureView>,
    evidence: Vec<Witness>,
    /// That of articles whose originals tell it too, and how many reports these are.
    copies: Vec<Witness>,
    copied: usize,
    statuses: String,
    first_reported: String,
    last_reported: String,
    cite: String,
    plover: String,
    acled: String,
    coordinates: String,
    place_href: String,
    flash: Option<Flash>,
    corrections: Vec<Entry>,
    pen: Option<Pen>,
    kinds: Vec<Choice>,
    choices: Vec<Choice>,
    neighbours: Vec<Choice>,
    leaving: Vec<Choice>,
}

/// The page and its twins.
pub fn show(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    let id = text.parse().map_err(|_| Problem::not_found("event with this id"))?;
    let Some(e) = room.with(|db| Ok(db.event(id)?))? else {
        return moved(room, r, id);
    };
    let here = format!("http://{}/event/{id}", r.header("host").unwrap_or("localhost"));
    match r.query.get("format") {
        Some("json") => return api::event(room, r, text),
        Some(form) if api::is_export(form) => return api::of_one(room, r, "event", text),
        Some("bib") => return Ok(Response::new(200, "text/plain; charset=utf-8", bibtex(&e, &here))),
        Some("ris") => return Ok(Response::new(200, "application/x-research-info-systems", ris(&e, &here))),
        Some("csl") => return Ok(Response::json(&csl(&e, &here))),
        _ => {}
    }
    let pen = room.pen(r);
    let log = room.log()?;
    let (lines, neighbours, readings, corrections) = room.with(|db| {
        let neighbours = if pen.is_some() { mend::neighbours(db, &room.columns(), &e)? } else { Vec::new() };
        let mut readings: HashMap<ArticleId, Reading> = HashMap::new();
        for article in e.articles.iter().take(LOOKED_AT) {
            readings.extend(db.reading(*article)?.map(|r| (*article, r)));
        }
        let about = log.iter().filter(|c| e.corrections.contains(&c.n));
        let corrections: Result<Vec<Entry>, Problem> = about.map(|c| Entry::with_parts(db, c, Some(id))).collect();
        Ok((db.reports_of(id)?, neighbours, readings, corrections?))
    })?;
    let mut statuses: Vec<(String, usize)> = Vec::new();
    for l in &lines {
        let label = if l.background { "recalled".to_string() } else { l.status.clone() };
        match statuses.iter_mut().find(|s| s.0 == label) {
            Some(s) => s.1 += 1,
            None => statuses.push((label, 1)),
        }
    }
    let tells = |article| lines.iter().any(|l| l.article == article);
    let (copies, witnesses): (Vec<_>, Vec<_>) = lines.iter().partition(|l| l.duplicate_of.is_some_and(tells));
    let iso = |s: Option<model::Stamp>| s.map(|s| long_day(&s.date.to_string())).unwrap_or_else(|| "unknown".into());
    let page = EventPage {
        f: Frame::new(room, r, &e.title),
        roles: roles(&e),
        figures: e.figures.iter().map(figure).collect(),
        evidence: by_source(&witnesses, &readings),
        copied: copies.len(),
        copies: by_source(&copies, &readings),
        statuses: statuses.iter().map(|(s, n)| format!("{n} {s}")).collect::<Vec<_>>().join(" · "),
        first_reported: iso(e.first_reported),
        last_reported: iso(e.last_reported),
        cite: plain_citation(&e, &here),
        plover: e
            .plover
            .as_ref()
            .map(|p| [Some(p.event.clone()), p.mode.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "))
            .unwrap_or_default(),
        acled: e.acled.as_ref().map(|a| format!("{} · {}", a.event_type, a.sub_event_type)).unwrap_or_default(),
        coordinates: e.place.lat.zip(e.place.lon).map(|(a, b)| format!("{a:.3}, {b:.3}")).unwrap_or_default(),
        place_href: e.place.geonames.map(|g| format!("/place/{g}")).unwrap_or_default(),
        flash: mend::flash(r, &log),
        corrections,
        kinds: if pen.is_some() { mend::kinds(&e.kind) } else { Vec::new() },
        choices: mend::statuses(&word(&e.status)),
        leaving: if pen.is_some() { mend::reports(&lines) } else { Vec::new() },
        neighbours,
        pen,
        e: Card::of(id, &Brief::from(e)),
    };
    Ok(Response::html(page.render()?))
}

fn moved(room: &Room, r: &Request, id: model::EventId) -> Result<Response, Problem> {
    let m = room.with(|db| Ok(db.moved(id)?))?.ok_or_else(|| Problem::not_found("event with this id"))?;
    let end = if super::wants_json(r) { ".json" } else { "" };
    match m.to.as_slice() {
        [one] => Ok(Response::moved(&format!("/event/{one}{end}"))),
        _ if r.query.get("format").is_none() => super::lists::parts(room, r, &m),
        _ => Ok(Response { status: 300, ..api::object(export::Object::Moved(&m))? }),
    }
}

/// Who takes part, by the way in which: in the order of the record, those named most first where they are many. Who is only
/// counted ("17 people") stands with the figures.
fn roles(e: &Event) -> Vec<RoleView> {
    let mut out: Vec<RoleView> = Vec::new();
    for x in e.roles.iter().filter(|x| x.actor.is_some() || !counts_only(&x.name)) {
        let href = x.actor.map(|a| format!("/actor/{a}")).unwrap_or_default();
        let one = Participant { name: cut(&x.name, 120), href, reports: x.reports.len() };
        let role = word(&x.role);
        match out.iter_mut().find(|r| r.role == role) {
            Some(r) => r.who.push(one),
            None => out.push(RoleView { role, who: vec![one], more: Vec::new() }),
        }
    }
    for r in out.iter_mut().filter(|r| r.who.len() > SHOWN + 2) {
        r.who.sort_by_key(|p| (std::cmp::Reverse(p.reports), p.href.is_empty()));
        r.more = r.who.split_off(SHOWN);
    }
    out
}

/// The evidence, with one heading for each source and its articles below it, in the order in which they were published.
fn by_source(lines: &[&ReportLine], readings: &HashMap<ArticleId, Reading>) -> Vec<Witness> {
    let mut out: Vec<(Option<&str>, Witness)> = Vec::new();
    for l in lines {
        let source = l.source.as_deref();
        let at = out.iter().position(|w| w.0 == source).unwrap_or_else(|| {
            let href = source.map(|s| crate::params::path(&format!("/source/{s}"))).unwrap_or_default();
            let name = cut(source.unwrap_or("source unknown"), 60);
            out.push((source, Witness { source: name, href, articles: Vec::new() }));
            out.len() - 1
        });
        let articles = &mut out[at].1.articles;
        if articles.last().is_none_or(|a| a.article != l.article) {
            articles.push(Told {
                article: l.article,
                headline: cut(&store::title(l.headline.as_deref(), l.opening.as_deref()), 160),
                day: l.published.map(|p| long_day(&p.date.to_string())).unwrap_or_else(|| "day unknown".into()),
                url: web(l.url.as_deref()),
                language: l.language.clone().unwrap_or_default(),
                copy: l.duplicate_of.is_some(),
                reports: Vec::new(),
            });
        }
        if let Some(article) = articles.last_mut() {
            article.reports.push(evidence(l, readings.get(&l.article)));
        }
    }
    out.into_iter().map(|w| w.1).collect()
}

/// A report with its sentence. What it takes from it is marked where the article is at hand, else the trigger alone.
fn evidence(l: &ReportLine, reading: Option<&Reading>) -> Evidence {
    let whole = reading.and_then(|r| Some(taken(r, r.reports.iter().find(|x| x.id == l.id)?)));
    let pieces = whole.filter(|pieces| pieces.iter().map(|p| p.text.len()).sum::<usize>() < LONG);
    let plain_piece = |p: Part| Piece { text: p.text, class: if p.on { "m-event" } else { "" }.into(), ..Piece::default() };
    Evidence {
        id: l.id.to_string(),
        pieces: pieces.unwrap_or_else(|| Part::of(l).into_iter().map(plain_piece).collect()),
        status: l.status.clone(),
        background: l.background,
        said_by: cut(l.said_by.as_deref().unwrap_or(""), 120),
        rule: l.rule.clone(),
        score: format!("{:.2}", l.score),
        when_from: plain(&l.when_from),
        where_from: plain(&l.where_from),
    }
}

/// The day on which a page is looked at, as a citation of what may change tells it.
fn today() -> String {
    let now = jiff::Timestamp::try_from(SystemTime::now()).unwrap_or_default();
    now.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// The year of the latest report stands for the year of publication.
fn year(e: &Event) -> String {
    e.last_reported.map_or("n.d.".into(), |d| d.date.year().to_string())
}

fn plain_citation(e: &Event, here: &str) -> String {
    let through = e.last_reported.map_or("unknown".into(), |d| d.date.to_string());
    format!(
        "“{}” ({}). Dateline {}, event {}, {} to {through}. {here}, seen on {}.",
        cut(&e.title, 200),
        year(e),
        env!("CARGO_PKG_VERSION"),
        e.id,
        match e.reports.len() {
            1 => "1 report".to_string(),
            n => format!("{n} reports"),
        },
        long_day(&today())
    )
}

fn bibtex(e: &Event, here: &str) -> String {
    let clean = cut(&e.title, 200).replace(['{', '}', '\\'], "");
    format!(
        "@misc{{{},\n  title = {{{clean}}},\n  year = {{{}}},\n  howpublished = {{Dateline {}}},\n  note = {{event {}, {} reports}},\n  url = {{{here}}},\n  urldate = {{{}}}\n}}\n",
        e.id,
        year(e),
        env!("CARGO_PKG_VERSION"),
        e.id,
        e.reports.len(),
        today()
    )
}

fn ris(e: &Event, here: &str) -> String {
    format!(
        "TY  - DATA\r\nTI  - {}\r\nPY  - {}\r\nPB  - Dateline {}\r\nAN  - {}\r\nUR  - {here}\r\nY2  - {}\r\nER  - \r\n",
        cut(&e.title, 200),
        year(e),
        env!("CARGO_PKG_VERSION"),
        e.id,
        today().replace('-', "/")
    )
}

fn csl(e: &Event, here: &str) -> serde_json::Value {
    json!([{"id": e.id.to_string(), "type": "dataset", "title": e.title, "publisher": "Dateline", "version": env!("CARGO_PKG_VERSION"),
        "URL": here, "accessed": {"raw": today()}, "issued": {"date-parts": [[e.last_reported.map(|d| d.date.year())]]}}])
}
