//! One article: its text as read, mentions marked by kind, each mark a link; what was left out of the page.

use super::Frame;
use super::mend::{self, Entry, Flash, ReportForms};
use crate::Room;
use crate::api;
use crate::correct::Pen;
use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::view::{BlockView, blocks, cut, family, kind_words, long_day, several, web, word};
use askama::Template;
use store::Store;

struct ReportItem {
    id: String,
    href: String,
    trigger: String,
    kind: String,
    family: &'static str,
    status: String,
    background: bool,
    corrected: Vec<Entry>,
    forms: ReportForms,
}

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    f: Frame,
    headline: String,
    source: String,
    source_href: String,
    facts: Vec<(&'static str, String, String)>,
    language: String,
    blocks: Vec<BlockView>,
    reports: Vec<ReportItem>,
    duplicate_of: String,
    story: String,
    url: String,
    page: String,
    kept: String,
    boilerplate: String,
    lost: String,
    flash: Option<Flash>,
    pen: Option<Pen>,
    /// What came of handing it in, where it was just handed in.
    read: String,
}

/// What came of handing it in, in words; empty where it was not just handed in.
fn read(r: &Request, reading: &model::Reading) -> String {
    let told = several(reading.reports.len(), "report");
    let undated = if reading.article.published.is_none() {
        " It has no day, so that days like “Tuesday” stay unknown: hand it in with its day."
    } else {
        ""
    };
    match r.query.get("read") {
        Some("new") => format!("Read and kept, with {told}.{undated}"),
        Some("before") => format!("This was read before; it has {told}.{undated}"),
        _ => String::new(),
    }
}

/// The page.
pub fn show(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    if super::wants_json(r) {
        return api::article(room, r, text);
    }
    let id: model::ArticleId = text.parse().map_err(|_| Problem::not_found("article with this id"))?;
    let (reading, page) = room.with(|db| {
        let reading = db.reading(id)?.ok_or_else(|| Problem::not_found("article with this id"))?;
        let page = db.page(reading.article.page)?;
        Ok((reading, page))
    })?;
    let log = room.log()?;
    let a = &reading.article;
    let from = |field: &str| a.found_in.get(field).cloned().unwrap_or_default();
    let mut facts = Vec::new();
    if let Some(p) = a.published {
        facts.push(("Published", long_day(&p.date.to_string()), a.published_from.clone().unwrap_or_default()));
    }
    if let Some(u) = a.updated {
        facts.push(("Updated", long_day(&u.date.to_string()), from("updated")));
    }
    if !a.bylines.is_empty() {
        facts.push(("By", cut(&a.bylines.join(", "), 200), from("bylines")));
    }
    if !a.agencies.is_empty() {
        facts.push(("Agency", cut(&a.agencies.join(", "), 120), String::new()));
    }
    if let Some(d) = &a.dateline {
        facts.push(("Filed from", cut(&d.text, 80), String::new()));
    }
    if let Some(l) = &a.label {
        facts.push(("Label", cut(l, 80), from("label")));
    }
    let item = |x: &model::Report| ReportItem {
        id: x.id.to_string(),
        href: x.event.map_or_else(|| format!("/report/{}", x.id), |e| format!("/event/{e}")),
        trigger: cut(&x.trigger.text, 60),
        kind: kind_words(&x.kind),
        family: family(&x.kind),
        status: word(&x.status),
        background: x.background,
        corrected: mend::of_report(&log, x.id),
        forms: mend::report_forms(x, &reading.mentions, &format!("/article/{id}")),
    };
    let share = |f: fn(&model::Accounted) -> f64| {
        page.as_ref().map(|p| format!("{:.1} %", f(&p.accounted) * 100.0)).unwrap_or_default()
    };
    let headline = cut(&store::title(a.headline.as_deref(), Some(&a.text)), 300);
    let mut f = Frame::new(room, r, &headline);
    f.q.clear();
    let url = web(a.url.as_deref());
    let view = ArticlePage {
        f,
        headline,
        source: a.source.as_deref().map(|s| cut(s, 80)).unwrap_or_default(),
        source_href: a.source.as_deref().map(|s| crate::params::path(&format!("/source/{s}"))).unwrap_or_default(),
        facts,
        language: a.language.clone().unwrap_or_default(),
        blocks: blocks(&reading),
        reports: reading.reports.iter().map(item).collect(),
        duplicate_of: reading.duplicate_of.map(|d| d.to_string()).unwrap_or_default(),
        story: reading.story.map(|s| s.to_string()).unwrap_or_default(),
        url,
        page: a.page.to_string(),
        kept: share(|a| a.kept),
        boilerplate: share(|a| a.boilerplate),
        lost: share(|a| a.lost),
        flash: mend::flash(r, &log),
        pen: room.pen(r),
        read: read(r, &reading),
    };
    Ok(Response::html(view.render()?))
}
