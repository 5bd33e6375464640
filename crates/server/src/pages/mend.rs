//! Correcting in place: what the forms of events and reports need, the choice of a place, and taking the forms.

use super::Frame;
use crate::Room;
use crate::correct::{CHOICES, Pen, done, of_form, place_key};
use crate::http::{Request, Response};
use crate::problem::Problem;
use crate::view::{amount, cut, day_number, isolated, kind_words, long_day, place as place_words, plain, told, word};
use askama::Template;
use model::{Change, Correction, Event, EventId, EventPlace, PlacePrecision, Report, ReportId, Target};
use store::{Browse, Columns, Day, ReportLine, Sqlite, Store};

/// One value of a select box.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub on: bool,
}

/// Every status, as a choice.
pub fn statuses(now: &str) -> Vec<Choice> {
    let all = model::Status::WORDS;
    all.map(|s| Choice { value: s.into(), label: s.into(), on: s == now }).into()
}

/// Every kind of the codebook, as a choice.
pub fn kinds(now: &str) -> Vec<Choice> {
    let one = |k: &coding::Kind| Choice { value: k.kind.clone(), label: kind_words(&k.kind), on: k.kind == now };
    coding::codebook().iter().map(one).collect()
}

/// Reports of an event, to choose those that leave it.
pub fn reports(lines: &[ReportLine]) -> Vec<Choice> {
    let one = |l: &ReportLine| Choice {
        value: l.id.to_string(),
        label: format!(
            "{}, {}: {}",
            isolated(&cut(l.source.as_deref().unwrap_or("source unknown"), 40)),
            l.published.map_or("day unknown".into(), |p| p.date.to_string()),
            cut(&l.sentence, 160)
        ),
        on: false,
    };
    lines.iter().map(one).collect()
}

/// Numbers of a ledger as choices: the report that tells it, and the number.
pub fn ledger(f: &model::EventFigure) -> Vec<Choice> {
    let entries = f.ledger.iter().filter(|l| !l.rejected).filter_map(|l| Some((l, l.best?)));
    let one = |(l, best): (&model::LedgerEntry, f64)| Choice {
        value: format!("{} {best} {}", l.report, f.what),
        label: format!(
            "{} — {}, {}{}",
            told(&l.told()),
            isolated(&cut(l.said_by.as_deref().unwrap_or("the article itself"), 50)),
            isolated(&cut(l.source.as_deref().unwrap_or("source unknown"), 40)),
            l.as_of.map_or(String::new(), |d| format!(", {}", d.date))
        ),
        on: false,
    };
    let mut out: Vec<Choice> = entries.map(one).collect();
    out.dedup_by(|a, b| (&a.value, &a.label) == (&b.value, &b.label));
    out
}

/// Events near in time and place, to choose one to merge with; most like first.
pub fn neighbours(db: &Sqlite, c: &Columns, e: &Event) -> Result<Vec<Choice>, Problem> {
    let Some(row) = c.row(e.id).filter(|r| c.start[*r] != store::NO_DAY) else { return Ok(Vec::new()) };
    let day = day_number(c.start[row]);
    let mut near: Vec<(bool, bool, i32, usize)> = c
        .began(month_before(c.start[row]), month_after(c.start[row]))
        .into_iter()
        .filter(|r| c.country.rows[*r] == c.country.rows[row] && *r != row)
        .map(|r| {
            (c.place.rows[r] != c.place.rows[row], c.kind.rows[r] != c.kind.rows[row], (day_number(c.start[r]) - day).abs(), r)
        })
        .filter(|n| n.2 <= 7)
        .collect();
    near.sort_unstable();
    let mut out = Vec::new();
    for (.., r) in near.into_iter().take(12) {
        if let Some(other) = db.event(c.ids[r])? {
            let when = other.when.start.map_or("day unknown".into(), |s| long_day(&s.date.to_string()));
            out.push(Choice {
                value: other.id.to_string(),
                label: format!("{when} · {}", isolated(&cut(&other.title, 100))),
                on: false,
            });
        }
    }
    Ok(out)
}

/// The same day of the month before, as a number like 20240322; of the month after.
fn month_before(day: Day) -> Day {
    if day / 100 % 100 == 1 { day - 8_900 } else { day - 100 }
}

fn month_after(day: Day) -> Day {
    if day / 100 % 100 == 12 { day + 8_900 } else { day + 100 }
}

/// The forms of one report.
pub struct ReportForms {
    pub id: String,
    /// What is corrected: the words of its trigger.
    pub name: String,
    pub event: String,
    pub figures: Vec<Choice>,
    pub statuses: Vec<Choice>,
    pub back: String,
}

/// The forms of a report on the page `back`.
pub fn report_forms(r: &Report, m: &model::Mentions, back: &str) -> ReportForms {
    let figures: Vec<_> =
        r.figures.iter().filter_map(|i| m.figures.get(*i as usize)).filter_map(|f| Some((f, f.best?))).collect();
    ReportForms {
        id: r.id.to_string(),
        name: cut(&r.trigger.text, 60),
        event: r.event.map(|e| e.to_string()).unwrap_or_default(),
        figures: figures
            .iter()
            .map(|(f, best)| Choice {
                value: format!("{} {best} {}", r.id, f.what),
                label: format!(
                    "{} {}",
                    told(&model::Told { best: Some(*best), low: f.low, high: f.high, quantifier: f.quantifier }),
                    plain(&f.what)
                ),
                on: false,
            })
            .collect(),
        statuses: statuses(&word(&r.status)),
        back: back.into(),
    }
}

/// An entry of the log, for people.
pub struct Entry {
    pub n: u32,
    pub words: String,
    pub href: String,
    pub who: String,
    pub why: String,
    pub at: String,
    pub undone: String,
    /// The sentence of the first report that it holds on to.
    pub sentence: String,
    /// Of a split the events that its reports are in now, each with what it is to the one whose page this is.
    pub parts: Vec<SplitPart>,
}

/// One of the events that a split made.
pub struct SplitPart {
    /// "stayed", "split off", or on an event's page "split from".
    pub how: &'static str,
    pub href: String,
    pub title: String,
}

/// Reports of a split that are looked at for the events they are in now.
const ASKED: usize = 60;

impl Entry {
    /// In words.
    pub fn of(c: &Correction) -> Entry {
        let at = |s: &model::Signed| s.at.map(|at| at.to_string().replace('T', " ").replace('Z', " UTC")).unwrap_or_default();
        let href = match &c.action {
            model::Action::Fix { target: Target::Report(id), .. } => format!("/report/{id}"),
            model::Action::Fix { target: Target::Event(id), .. } | model::Action::Split { event: id, .. } => {
                format!("/event/{id}")
            }
            model::Action::Merge { events } => events.first().map(|id| format!("/event/{id}")).unwrap_or_default(),
        };
        Entry {
            n: c.n,
            words: cut(&said(c), 300),
            href,
            who: cut(&c.signed.who, 80),
            why: cut(&c.signed.why, 1000),
            at: at(&c.signed),
            undone: c
                .undone
                .as_ref()
                .map(|u| format!("{}, {}: {}", cut(&u.who, 80), at(u), cut(&u.why, 1000)))
                .unwrap_or_default(),
            sentence: c.anchors.first().map(|a| cut(&a.sentence, 160)).unwrap_or_default(),
            parts: Vec::new(),
        }
    }

    /// In words, with the events that a split made: all, or those besides `of`.
    pub fn with_parts(db: &Sqlite, c: &Correction, of: Option<EventId>) -> Result<Entry, Problem> {
        let mut entry = Entry::of(c);
        if !matches!(c.action, model::Action::Split { .. }) || c.undone.is_some() {
            return Ok(entry);
        }
        // In which event those that stayed are now, and those that left.
        let mut found: Vec<(u32, EventId)> = Vec::new();
        for side in [0, 1] {
            for a in c.anchors.iter().filter(|a| a.of == side).take(ASKED) {
                let event = db.report(a.report)?.and_then(|r| r.event);
                found.extend(event.map(|e| (side, e)).filter(|x| !found.contains(x)));
            }
        }
        let left = of.is_some_and(|of| found.iter().any(|(side, e)| *side == 1 && *e == of));
        for (side, e) in found.iter().filter(|(_, e)| Some(*e) != of) {
            let title = db.listed(*e, 0)?.map(|l| cut(&l.brief.title, 160)).unwrap_or_default();
            let how = match (side, of) {
                (0, Some(_)) if left => "split from",
                (0, _) => "stayed",
                _ => "split off",
            };
            entry.parts.push(SplitPart { how, href: format!("/event/{e}"), title });
        }
        Ok(entry)
    }
}

/// What a correction did, without the ids that its link has.
fn said(c: &Correction) -> String {
    match &c.action {
        model::Action::Merge { events } => format!("{} events made one", events.len()),
        model::Action::Split { reports, .. } => match reports.len() {
            1 => "1 report split off".into(),
            n => format!("{n} reports split off"),
        },
        model::Action::Fix { target, change } => {
            let whose = if matches!(target, Target::Report(_)) { ", of one report" } else { "" };
            let told = match change {
                Change::Reject { what, best } => format!("{} {} rejected", plain(what), amount(*best)),
                Change::Choose { what, best } => format!("{} {} recommended", plain(what), amount(*best)),
                Change::Kind { to, .. } => format!("kind: {}", kind_words(to)),
                _ => change.to_string(),
            };
            format!("{told}{whose}")
        }
    }
}

/// What was just done, for the top of the page that a form leads to.
pub struct Flash {
    pub n: u32,
    pub words: String,
    pub undone: bool,
}

/// The correction that the address says was just made.
pub fn flash(r: &Request, log: &[Correction]) -> Option<Flash> {
    let n: u32 = r.query.get("done")?.parse().ok()?;
    let c = log.iter().find(|c| c.n == n)?;
    Some(Flash { n, words: cut(&said(c), 200), undone: c.undone.is_some() })
}

/// Corrections that hold and are about a report by itself.
pub fn of_report(log: &[Correction], id: ReportId) -> Vec<Entry> {
    let about = |c: &&Correction| {
        matches!(&c.action, model::Action::Fix { target: Target::Report(r), .. } if *r == id) && c.undone.is_none()
    };
    log.iter().filter(about).map(Entry::of).collect()
}

/// How finely a place is known, for people.
fn precision_words(p: PlacePrecision) -> &'static str {
    match p {
        PlacePrecision::Point => "a building or site",
        PlacePrecision::Neighborhood => "part of a city",
        PlacePrecision::City => "city, town or village",
        PlacePrecision::Admin2 => "second-level division",
        PlacePrecision::Admin1 => "first-level division",
        PlacePrecision::Country => "country",
        PlacePrecision::Region => "region",
        PlacePrecision::Unknown => "unknown",
    }
}

struct PlaceChoice {
    key: String,
    name: String,
    within: String,
    note: String,
}

impl PlaceChoice {
    fn of(p: &EventPlace) -> PlaceChoice {
        let country = p.country.as_deref().and_then(model::countries::find).map(|c| c.name.to_string());
        let within: Vec<String> = [p.admin1.clone(), country].into_iter().flatten().collect();
        let at = p.lat.zip(p.lon).map(|(a, b)| format!("{a:.3}, {b:.3}"));
        let number = p.geonames.map(|g| format!("GeoNames {g}"));
        PlaceChoice {
            key: place_key(p),
            name: cut(p.name.as_deref().unwrap_or("unnamed"), 80),
            within: cut(&within.join(", "), 120),
            note: [Some(precision_words(p.precision).into()), at, number].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        }
    }
}

#[derive(Template)]
#[template(path = "place.html")]
struct PlacePage {
    f: Frame,
    pen: Pen,
    of: &'static str,
    id: String,
    title: String,
    now: String,
    name: String,
    back: String,
    choices: Vec<PlaceChoice>,
    more: bool,
}

/// The places that a name may mean, to choose one for an event.
pub fn event_place(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    let id: EventId = text.parse().map_err(|_| Problem::not_found("event with this id"))?;
    let e = room.with(|db| Ok(db.event(id)?))?.ok_or_else(|| Problem::not_found("event with this id"))?;
    choose(room, r, ("event", text), &e.title, &place_words(&e.place.name, &e.place.country))
}

/// The same for a report.
pub fn report_place(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    let id: ReportId = text.parse().map_err(|_| Problem::not_found("report with this id"))?;
    let line = room.with(|db| Ok(db.report(id)?))?.ok_or_else(|| Problem::not_found("report with this id"))?;
    choose(room, r, ("report", text), &line.sentence, &place_words(&line.place, &line.country))
}

fn choose(room: &Room, r: &Request, (of, id): (&'static str, &str), title: &str, now: &str) -> Result<Response, Problem> {
    let pen = room.pen(r).ok_or_else(|| Problem::new("forbidden", "Places are corrected by editors."))?;
    let name: String = r.query.get("name").unwrap_or("").chars().take(200).collect();
    let found = if name.is_empty() { Vec::new() } else { (room.options.places)(&name) };
    let page = PlacePage {
        f: Frame::new(room, r, "Choose a place"),
        pen,
        of,
        id: id.into(),
        title: cut(title, 300),
        now: now.into(),
        back: r.query.get("back").unwrap_or("").into(),
        choices: found.iter().take(CHOICES).map(PlaceChoice::of).collect(),
        more: found.len() > CHOICES,
        name,
    };
    Ok(Response::html(page.render()?))
}

/// Takes a form about an event.
pub fn correct_event(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    correct(room, r, Target::Event(text.parse().map_err(|_| Problem::not_found("event with this id"))?))
}

/// Takes a form about a report.
pub fn correct_report(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    correct(room, r, Target::Report(text.parse().map_err(|_| Problem::not_found("report with this id"))?))
}

fn correct(room: &Room, r: &Request, target: Target) -> Result<Response, Problem> {
    let signed = room.signed(r, r.query.get("who"), r.query.get("why"))?;
    let outcome = room.correct(of_form(room, target, &r.query)?, signed)?;
    Ok(done(room, r, &outcome, target))
}
