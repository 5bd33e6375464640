//! One report: its sentence with all that is marked in it, who says so, and the rule that made it.

use super::Frame;
use super::mend::{self, Entry, Flash, ReportForms};
use crate::Room;
use crate::api;
use crate::correct::Pen;
use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::view::{Piece, cut, isolated, kind_words, long_day, place, plain, stretch, time, told, web};
use askama::Template;
use store::{Browse, Store};

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    f: Frame,
    kind: String,
    pieces: Vec<Piece>,
    rows: Vec<(&'static str, String)>,
    source: String,
    source_href: String,
    published: String,
    /// Where it was published.
    url: String,
    page: String,
    article: String,
    headline: String,
    event: String,
    language: String,
    flash: Option<Flash>,
    corrected: Vec<Entry>,
    pen: Option<Pen>,
    forms: ReportForms,
}

/// What is known, and how it was come by; unknown by itself says it all.
fn from(what: &str, how: &str) -> String {
    if how == "unknown" { what.into() } else { format!("{what} ({})", plain(how)) }
}

/// The page.
pub fn show(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    if super::wants_json(r) {
        return api::report(room, r, text);
    }
    let id: model::ReportId = text.parse().map_err(|_| Problem::not_found("report with this id"))?;
    let (line, reading) = room.with(|db| {
        let line = db.report(id)?.ok_or_else(|| Problem::not_found("report with this id"))?;
        let reading = db.reading(line.article)?.ok_or_else(|| Problem::not_found("article of this report"))?;
        Ok((line, reading))
    })?;
    let log = room.log()?;
    let report = reading.reports.iter().find(|x| x.id == id).ok_or_else(|| Problem::not_found("report with this id"))?;
    let range = reading.mentions.sentences.get(report.sentence as usize).copied().unwrap_or(report.trigger.range);
    let precision = line.precision.clone().and_then(|p| serde_json::from_value(p.into()).ok());
    let mut rows = vec![
        ("status", format!("{}{}", line.status, if line.background { ", recalled as history" } else { "" })),
        ("when", from(&time(line.start.clone(), line.end.clone(), precision), &line.when_from)),
        ("where", from(&place(&line.place, &line.country), &line.where_from)),
        ("said by", line.said_by.clone().unwrap_or_else(|| "the article itself".into())),
    ];
    for role in &report.roles {
        let name = match role.role {
            model::RoleKind::Actor => "actor",
            model::RoleKind::Target => "target",
            model::RoleKind::Victim => "victim",
            model::RoleKind::Instrument => "instrument",
            model::RoleKind::Recipient => "recipient",
            model::RoleKind::Speaker => "speaker",
            model::RoleKind::Other => "other",
        };
        rows.push((name, cut(&role.span.text, 160)));
    }
    for f in report.figures.iter().filter_map(|i| reading.mentions.figures.get(*i as usize)) {
        let number = told(&model::Told { best: f.best, low: f.low, high: f.high, quantifier: f.quantifier });
        rows.push(("figure", format!("{}: {number} (“{}”)", plain(&f.what), isolated(&cut(&f.text, 80)))));
    }
    rows.push(("rule", line.rule.clone()));
    rows.push(("score", format!("{:.2}", line.score)));
    let page = ReportPage {
        f: Frame::new(room, r, &format!("Report: {}", line.trigger)),
        kind: kind_words(&line.kind),
        pieces: stretch(&reading, range),
        rows,
        source: cut(line.source.as_deref().unwrap_or("source unknown"), 80),
        source_href: line.source.as_deref().map(|s| crate::params::path(&format!("/source/{s}"))).unwrap_or_default(),
        published: line.published.map_or("day unknown".into(), |p| long_day(&p.date.to_string())),
        url: web(line.url.as_deref()),
        page: reading.article.page.to_string(),
        article: line.article.to_string(),
        headline: cut(&store::title(line.headline.as_deref(), line.opening.as_deref()), 160),
        event: line.event.map(|e| e.to_string()).unwrap_or_default(),
        language: line.language.unwrap_or_default(),
        flash: mend::flash(r, &log),
        corrected: mend::of_report(&log, id),
        pen: room.pen(r),
        forms: mend::report_forms(report, &reading.mentions, ""),
    };
    Ok(Response::html(page.render()?))
}
