//! One event: what, when, where, who; its figures over time with the ledger; the evidence by source; how to cite it.

use super::Frame;
use super::mend::{self, Choice, Entry, Flash};
use crate::Room;
use crate::api;
use crate::correct::Pen;
use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::view::{Card, Part, amount, cut, day_number, long_day, plain, word};
use askama::Template;
use model::{Event, EventFigure};
use serde_json::json;
use store::{Brief, Browse, ReportLine, Store};

/// Those who take part in one way.
struct RoleView {
    role: String,
    who: Vec<Participant>,
}

/// One who takes part: the name, the actor's page where it has one, and how many reports say so.
struct Participant {
    name: String,
    href: String,
    reports: usize,
}

struct Row {
    number: String,
    quantifier: String,
    of: String,
    role: String,
    day: String,
    said_by: String,
    source: String,
    href: String,
    x: String,
    y: String,
    top: String,
    bottom: String,
    color: usize,
    rejected: bool,
}

struct FigureView {
    what: String,
    best: String,
    because: String,
    range: String,
    rows: Vec<Row>,
    speakers: Vec<(usize, String)>,
    lines: Vec<(String, String)>,
    /// Where a day stands below the drawing, the day, and which side of it is there.
    days: Vec<(String, String, &'static str)>,
    chart: bool,
    options: Vec<Choice>,
}

struct Evidence {
    id: String,
    article: String,
    headline: String,
    source: String,
    day: String,
    parts: Vec<Part>,
    status: String,
    background: bool,
    said_by: String,
    rule: String,
    score: String,
    when_from: String,
    where_from: String,
    copy_of: String,
    language: String,
}

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage {
    f: Frame,
    e: Card,
    roles: Vec<RoleView>,
    figures: Vec<FigureView>,
    evidence: Vec<Evidence>,
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
        Some("csv" | "geojson" | "jsonl") => return api::of_one(room, r, "event", text),
        Some("bib") => return Ok(Response::new(200, "text/plain; charset=utf-8", bibtex(&e, &here))),
        Some("ris") => return Ok(Response::new(200, "application/x-research-info-systems", ris(&e, &here))),
        Some("csl") => return Ok(Response::json(&csl(&e, &here))),
        _ => {}
    }
    let pen = room.pen(r);
    let log = room.log()?;
    let (lines, neighbours) = room.with(|db| {
        let neighbours = if pen.is_some() { mend::neighbours(db, &room.columns(), &e)? } else { Vec::new() };
        Ok((db.reports_of(id)?, neighbours))
    })?;
    let mut statuses: Vec<(String, usize)> = Vec::new();
    for l in &lines {
        let label = if l.background { "recalled".to_string() } else { l.status.clone() };
        match statuses.iter_mut().find(|s| s.0 == label) {
            Some(s) => s.1 += 1,
            None => statuses.push((label, 1)),
        }
    }
    let iso = |s: Option<model::Stamp>| s.map(|s| long_day(&s.date.to_string())).unwrap_or_else(|| "unknown".into());
    let page = EventPage {
        f: Frame::new(room, r, &e.title),
        roles: roles(&e),
        figures: e.figures.iter().map(figure).collect(),
        evidence: lines.iter().map(evidence).collect(),
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
        corrections: log.iter().filter(|c| e.corrections.contains(&c.n)).map(Entry::of).collect(),
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
        _ => Ok(Response { status: 300, ..api::object(export::Object::Moved(&m))? }),
    }
}

/// Who takes part, by the way in which: in the order of the record.
fn roles(e: &Event) -> Vec<RoleView> {
    let mut out: Vec<RoleView> = Vec::new();
    for x in &e.roles {
        let href = x.actor.map(|a| format!("/actor/{a}")).unwrap_or_default();
        let one = Participant { name: cut(&x.name, 120), href, reports: x.reports.len() };
        let role = word(&x.role);
        match out.iter_mut().find(|r| r.role == role) {
            Some(r) => r.who.push(one),
            None => out.push(RoleView { role, who: vec![one] }),
        }
    }
    out
}

fn evidence(l: &ReportLine) -> Evidence {
    Evidence {
        id: l.id.to_string(),
        article: l.article.to_string(),
        headline: cut(l.headline.as_deref().unwrap_or("(no headline)"), 160),
        source: cut(l.source.as_deref().unwrap_or("source unknown"), 60),
        day: l.published.map(|p| long_day(&p.date.to_string())).unwrap_or_else(|| "day unknown".into()),
        parts: Part::of(l),
        status: l.status.clone(),
        background: l.background,
        said_by: cut(l.said_by.as_deref().unwrap_or(""), 120),
        rule: l.rule.clone(),
        score: format!("{:.2}", l.score),
        when_from: plain(&l.when_from),
        where_from: plain(&l.where_from),
        copy_of: l.duplicate_of.map(|d| d.to_string()).unwrap_or_default(),
        language: l.language.clone().unwrap_or_default(),
    }
}

/// A figure with its ledger, drawn on 1000 × 200.
fn figure(f: &EventFigure) -> FigureView {
    let mut speakers: Vec<String> = Vec::new();
    let mut dates: Vec<String> = f.ledger.iter().filter_map(|l| l.as_of.map(|d| d.date.to_string())).collect();
    dates.sort();
    dates.dedup();
    let low = store::day(dates.first().map(String::as_str));
    let high = store::day(dates.last().map(String::as_str));
    let index = |d: i32| f64::from(day_number(d));
    let top = f.ledger.iter().filter_map(|l| l.high.or(l.best)).fold(1.0, f64::max) * 1.1;
    let y = |v: f64| 180.0 - v / top * 160.0;
    let span = (index(high) - index(low)).max(1.0);
    let x = |day: &str| {
        if day.is_empty() || low == high { 500.0 } else { 60.0 + (index(store::day(Some(day))) - index(low)) / span * 880.0 }
    };
    let mut rows = f
        .ledger
        .iter()
        .map(|l| {
            let who = l.said_by.clone().unwrap_or_else(|| "the article itself".into());
            let color = speakers.iter().position(|s| *s == who).unwrap_or_else(|| {
                speakers.push(who.clone());
                speakers.len() - 1
            });
            let day = l.as_of.map(|d| d.date.to_string()).unwrap_or_default();
            let x = x(&day);
            let best = l.best.or(l.low).or(l.high).unwrap_or(0.0);
            Row {
                number: l.best.map(amount).unwrap_or_else(|| "?".into()),
                quantifier: plain(&word(&l.quantifier)),
                of: cut(l.of.as_deref().unwrap_or(&l.unit), 60),
                role: l.role.clone(),
                day: if day.is_empty() { "day unknown".into() } else { day },
                said_by: cut(&who, 80),
                source: cut(l.source.as_deref().unwrap_or("source unknown"), 60),
                href: format!("/article/{}#{}", l.article, l.report),
                x: format!("{x:.1}"),
                y: format!("{:.1}", y(best)),
                top: format!("{:.1}", y(l.high.unwrap_or(best))),
                bottom: format!("{:.1}", y(l.low.unwrap_or(best))),
                color,
                rejected: l.rejected,
            }
        })
        .collect::<Vec<_>>();
    // More speakers than colours: those who spoke last share one.
    let shared = speakers.len() > COLORS;
    if shared {
        rows.iter_mut().for_each(|r| r.color = r.color.min(COLORS - 1));
    }
    let totals: Vec<(f64, String)> = f
        .ledger
        .iter()
        .filter(|l| l.role != "part" && !l.rejected)
        .filter_map(|l| {
            Some((
                l.best?,
                format!(
                    "{}, {}",
                    l.said_by.as_deref().unwrap_or("the article"),
                    l.source.as_deref().unwrap_or("source unknown")
                ),
            ))
        })
        .collect();
    let least = totals.iter().min_by(|a, b| a.0.total_cmp(&b.0));
    let most = totals.iter().max_by(|a, b| a.0.total_cmp(&b.0));
    let range = match (least, most) {
        (Some(a), Some(b)) if a.0 < b.0 => {
            format!("from {} ({}) to {} ({})", amount(a.0), cut(&a.1, 90), amount(b.0), cut(&b.1, 90))
        }
        _ => String::new(),
    };
    let lines = steps(top / 1.1).into_iter().map(|v| (format!("{:.1}", y(v)), amount(v))).collect();
    FigureView {
        what: plain(&f.what),
        best: f.recommended.as_ref().and_then(|r| r.best).map(amount).unwrap_or_else(|| "only parts told".into()),
        because: f.recommended.as_ref().map(|r| r.because.clone()).unwrap_or_default(),
        range,
        // Where all say the same a drawing has nothing to show.
        chart: rows.iter().any(|r| (&r.y, &r.top, &r.bottom) != (&rows[0].y, &rows[0].top, &rows[0].bottom)),
        options: mend::ledger(f),
        rows,
        speakers: match shared {
            true => {
                let told = speakers.iter().take(COLORS - 1).map(|s| cut(s, 60));
                told.chain([format!("{} others", speakers.len() + 1 - COLORS)]).enumerate().collect()
            }
            false => speakers.iter().map(|s| cut(s, 60)).enumerate().collect(),
        },
        lines,
        days: days(&dates, x),
    }
}

/// Colours that tell speakers apart.
const COLORS: usize = 6;
/// How much room a day takes below a drawing.
const DAY: f64 = 110.0;

/// The days below a drawing: the first and the last, and those between for which there is room.
fn days(dates: &[String], x: impl Fn(&str) -> f64) -> Vec<(String, String, &'static str)> {
    let [first, .., last] = dates else {
        return dates.iter().map(|d| (format!("{:.1}", x(d)), d.clone(), "middle")).collect();
    };
    let told = |at: f64, day: &String, anchor| (format!("{at:.1}"), day.clone(), anchor);
    let (mut at, end) = (x(first), x(last));
    let mut out = vec![told(at, first, "start")];
    // The first begins where it stands, those after it have it in their middle, the last one ends there.
    at += DAY / 2.0;
    for day in &dates[1..dates.len() - 1] {
        if x(day) - at >= DAY && end - x(day) >= DAY * 1.5 {
            at = x(day);
            out.push(told(at, day, "middle"));
        }
    }
    out.push(told(1000.0_f64.min(end + DAY / 2.0), last, "end"));
    out
}

/// Round numbers from 0 up to the highest one of a drawing, three to six of them; whole ones, as people are counted.
fn steps(high: f64) -> Vec<f64> {
    let rough = (high / 4.0).max(1.0);
    let ten = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|k| k * ten).into_iter().find(|s| *s >= rough).unwrap_or(rough);
    (0..=5).map(|i| f64::from(i) * step).take_while(|v| *v <= high).collect()
}

/// The year of the latest report stands for the year of publication.
fn year(e: &Event) -> String {
    e.last_reported.map_or("n.d.".into(), |d| d.date.year().to_string())
}

fn plain_citation(e: &Event, here: &str) -> String {
    let through = e.last_reported.map_or("unknown".into(), |d| d.date.to_string());
    format!(
        "“{}” ({}). Dateline {}, event {}, {} to {through}. {here}",
        cut(&e.title, 200),
        year(e),
        env!("CARGO_PKG_VERSION"),
        e.id,
        match e.reports.len() {
            1 => "1 report".to_string(),
            n => format!("{n} reports"),
        }
    )
}

fn bibtex(e: &Event, here: &str) -> String {
    let clean = cut(&e.title, 200).replace(['{', '}', '\\'], "");
    format!(
        "@misc{{{},\n  title = {{{clean}}},\n  year = {{{}}},\n  howpublished = {{Dateline {}}},\n  note = {{event {}, {} reports}},\n  url = {{{here}}}\n}}\n",
        e.id,
        year(e),
        env!("CARGO_PKG_VERSION"),
        e.id,
        e.reports.len()
    )
}

fn ris(e: &Event, here: &str) -> String {
    format!(
        "TY  - DATA\r\nTI  - {}\r\nPY  - {}\r\nPB  - Dateline {}\r\nAN  - {}\r\nUR  - {here}\r\nER  - \r\n",
        cut(&e.title, 200),
        year(e),
        env!("CARGO_PKG_VERSION"),
        e.id
    )
}

fn csl(e: &Event, here: &str) -> serde_json::Value {
    json!([{"id": e.id.to_string(), "type": "dataset", "title": e.title, "publisher": "Dateline", "version": env!("CARGO_PKG_VERSION"),
        "URL": here, "issued": {"date-parts": [[e.last_reported.map(|d| d.date.year())]]}}])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_below_a_drawing_where_there_is_room() {
        let days = |all: &[i32]| {
            let dates: Vec<String> = all.iter().map(|x| x.to_string()).collect();
            days(&dates, |d| d.parse().unwrap()).into_iter().map(|d| format!("{} {} {}", d.1, d.0, d.2)).collect::<Vec<_>>()
        };
        assert!(days(&[]).is_empty());
        assert_eq!(days(&[500]), ["500 500.0 middle"]);
        assert_eq!(days(&[60, 940]), ["60 60.0 start", "940 995.0 end"]);
        assert_eq!(days(&[60, 90, 300, 350, 800, 940]), ["60 60.0 start", "300 300.0 middle", "940 995.0 end"]);
    }

    #[test]
    fn a_drawing_has_round_lines() {
        assert_eq!(steps(7.0), [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(steps(1.0), [0.0, 1.0]);
        assert_eq!(steps(240.0), [0.0, 100.0, 200.0]);
        assert_eq!(steps(41_000.0), [0.0, 20_000.0, 40_000.0]);
    }
}
