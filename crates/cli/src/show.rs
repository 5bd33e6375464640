//! `dateline show ID`: an article with its mentions marked, an actor with its aliases, an event with its ledger, a report with its
//! sentence, a story with its events, or a page with its account.

use crate::arguments::{Format, ShowArguments};
use crate::brief::{self, word};
use crate::query::writer;
use crate::read::open_existing;
use crate::style::{self, paint};
use crate::{DONE, FAILED, correct, tell};
use anyhow::Result;
use export::Object;
use model::{Actor, BlockKind, Event, Reading, Story, TextRange};
use std::collections::HashMap;
use std::io::Write;
use store::{Browse, ReportLine, Sqlite, Store};

/// Shows what the id names.
pub fn run(a: &ShowArguments) -> Result<u8> {
    let db = open_existing(&a.database.db)?;
    let ids = db.ids_starting_with(&a.id)?;
    let [id] = ids.as_slice() else {
        if ids.is_empty() {
            tell(&format!("dateline: nothing has the id {}", style::clean(&a.id)));
        } else {
            tell(&format!("dateline: {} begins several ids: {}", style::clean(&a.id), ids.join(" ")));
        }
        return Ok(FAILED);
    };
    if let Ok(id) = id.parse()
        && let Some(r) = db.reading(id)?
    {
        match a.database.format {
            Format::Brief => {
                article(&mut style::out(), &r)?;
                versions(&mut style::out(), &db, id)?;
            }
            f => put(f, Object::Article(Box::new(r)))?,
        }
    } else if let Ok(id) = id.parse() {
        if let Some(e) = db.event(id)? {
            match a.database.format {
                Format::Brief => event(&mut style::out(), &db, &e)?,
                f => put(f, Object::Event(&e))?,
            }
        } else if let Some(m) = db.moved(id)? {
            match a.database.format {
                Format::Brief => {
                    let to: Vec<String> = m.to.iter().map(ToString::to_string).collect();
                    writeln!(style::out(), "{} was {}: see {}", m.id, m.because, to.join(", "))?;
                }
                f => put(f, Object::Moved(&m))?,
            }
        }
    } else if let Ok(id) = id.parse()
        && let Some(x) = db.actor(id)?
    {
        match a.database.format {
            Format::Brief => actor(&mut style::out(), &x)?,
            f => put(f, Object::Actor(&x))?,
        }
    } else if let Ok(id) = id.parse()
        && let Some(p) = db.page(id)?
    {
        match a.database.format {
            Format::Brief => page(&mut style::out(), &p)?,
            f => put(f, Object::Page(&p))?,
        }
    } else if let Ok(id) = id.parse()
        && let Some(s) = db.story(id)?
    {
        match a.database.format {
            Format::Brief => story(&mut style::out(), &db, &s)?,
            f => put(f, Object::Story(&s))?,
        }
    } else if let Ok(id) = id.parse()
        && let Some(r) = db.report(id)?
    {
        match a.database.format {
            Format::Brief => report(&mut style::out(), &db, &r)?,
            // On the wire a report stands in its article.
            f => {
                if let Some(article) = db.reading(r.article)? {
                    put(f, Object::Article(Box::new(article)))?;
                }
            }
        }
    }
    Ok(DONE)
}

fn put(format: Format, object: Object) -> Result<()> {
    let mut out = writer(format);
    out.put(object)?;
    out.finish()?;
    Ok(())
}

/// The most aliases of an actor that are printed.
const ALIASES: usize = 40;

fn actor(out: &mut impl Write, x: &Actor) -> Result<()> {
    writeln!(out, "{}", paint(style::TITLE, style::clean(&x.name)))?;
    let country = x.country.as_deref().map(|c| model::countries::find(c).map_or(c, |c| c.name).to_string());
    let facts: Vec<String> = [Some(word(&x.kind)), country, x.sector.clone()].into_iter().flatten().collect();
    writeln!(out, "{} · named {} times in {} articles", facts.join(" · "), x.mentions, x.articles.len())?;
    let aliases: Vec<String> = x.aliases.iter().take(ALIASES).map(|a| style::clean(a).to_string()).collect();
    if !aliases.is_empty() {
        writeln!(out, "{}", style::wrap(&format!("also: {}", aliases.join(", ")), 0, style::width()))?;
    }
    for id in &x.articles {
        writeln!(out, "article {id}")?;
    }
    Ok(())
}

fn story(out: &mut impl Write, db: &Sqlite, s: &Story) -> Result<()> {
    let days: Vec<String> = [s.from, s.to].into_iter().flatten().map(|d| d.date.to_string()).collect();
    let days = if days.first() == days.last() { days.into_iter().next().unwrap_or_default() } else { days.join(" to ") };
    writeln!(out, "{}\n{}", paint(style::TITLE, style::clean(&s.headline)), paint(style::DIM, s.id))?;
    writeln!(out, "{days} · {} articles, {} events", s.articles.len(), s.events.len())?;
    for id in &s.events {
        if let Some(e) = db.event(*id)? {
            writeln!(out, "event {id} {} · {}", brief::heading(&e), style::clean(&e.title))?;
        }
    }
    for id in &s.articles {
        writeln!(out, "article {id}")?;
    }
    Ok(())
}

fn report(out: &mut impl Write, db: &Sqlite, r: &ReportLine) -> Result<()> {
    let background = if r.background { ", recalled" } else { "" };
    writeln!(out, "{}", paint(style::DIM, r.id))?;
    writeln!(out, "{} · {}{background}", r.kind, r.status)?;
    let day = match (r.start.as_deref(), r.end.as_deref()) {
        (Some(a), Some(b)) if a != b => format!("{a} to {b}"),
        (Some(a), _) => a.into(),
        _ => "unknown".into(),
    };
    let place: Vec<&str> = [r.place.as_deref(), r.country.as_deref()].into_iter().flatten().collect();
    let place = if place.is_empty() { "unknown".into() } else { style::clean(&place.join(", ")) };
    writeln!(out, "when: {day} ({})", r.when_from)?;
    writeln!(out, "where: {place} ({})", r.where_from)?;
    if let Some(who) = &r.said_by {
        writeln!(out, "said by: {}", style::clean(who))?;
    }
    if let Some(x) = db.evidence(&[r.id])?.get(&r.id) {
        writeln!(out, "{}", style::wrap(&brief::sentence(x), 2, style::width()))?;
    }
    writeln!(out, "rule {}, sure to {:.2}", r.rule, r.score)?;
    writeln!(out, "article {}", r.article)?;
    if let Some(id) = r.event {
        writeln!(out, "event {id}")?;
    }
    Ok(())
}

fn page(out: &mut impl Write, p: &model::PageRecord) -> Result<()> {
    writeln!(
        out,
        "{}\n{} · {} bytes · sha256 {}",
        paint(style::TITLE, style::clean(&p.path)),
        word(&p.media_type),
        p.bytes,
        p.sha256
    )?;
    let share = |x: f64| format!("{:.1} %", 100.0 * x);
    let a = p.accounted;
    writeln!(out, "kept {} · boilerplate {} · lost {}", share(a.kept), share(a.boilerplate), share(a.lost))?;
    for id in &p.articles {
        writeln!(out, "article {id}")?;
    }
    for d in &p.diagnostics {
        writeln!(out, "{} {}: {}", paint(style::MARK, &d.code), style::clean(&d.message), d.help)?;
    }
    Ok(())
}

/// A mark on a piece of text: where, a letter for its kind, and a note.
struct Mark {
    range: TextRange,
    open: String,
    close: String,
}

fn article(out: &mut impl Write, r: &Reading) -> Result<()> {
    let a = &r.article;
    let width = style::width();
    if let Some(h) = &a.headline {
        writeln!(out, "{}", style::wrap(&paint(style::TITLE, style::clean(h)), 0, width))?;
    }
    let mut about: Vec<String> = Vec::new();
    about.extend(a.label.clone());
    about.extend(a.source.clone());
    about.extend(a.published.map(|p| format!("{p} ({})", a.published_from.as_deref().unwrap_or("?"))));
    about.extend((!a.bylines.is_empty()).then(|| format!("by {}", a.bylines.join(", "))));
    about.extend((!a.agencies.is_empty()).then(|| a.agencies.join(", ")));
    about.extend(a.url.clone());
    about.extend(r.duplicate_of.map(|o| format!("copy of {o}")));
    writeln!(
        out,
        "{}\n{}\n",
        style::wrap(&paint(style::DIM, style::clean(&about.join(" · "))), 0, width),
        paint(style::DIM, a.id)
    )?;
    let marks = marks(r);
    for b in &a.blocks {
        let (lead, indent) = match b.kind {
            BlockKind::Heading => ("## ", 0),
            BlockKind::Standfirst => ("> ", 2),
            BlockKind::Caption => ("[caption] ", 4),
            BlockKind::ListItem => ("• ", 2),
            BlockKind::Quote => ("❝ ", 4),
            BlockKind::Table => ("| ", 2),
            BlockKind::Note => ("[note] ", 2),
            BlockKind::Paragraph => ("", 0),
        };
        writeln!(out, "{}\n", style::wrap(&format!("{lead}{}", marked(&a.text, b.range, &marks)), indent, width))?;
    }
    for report in &r.reports {
        let mut line =
            format!("{} {}", paint(style::TITLE, &report.kind), paint(style::TRIGGER, style::clean(&report.trigger.text)));
        line.push_str(&format!(" · {}{}", word(&report.status), if report.background { ", recalled" } else { "" }));
        let when = report.when.start.map_or("time unknown".into(), |s| s.date.to_string());
        line.push_str(&format!(" · {when} ({})", word(&report.when.from)));
        let place = report.place.place.and_then(|i| r.mentions.places.get(i as usize)).map(|p| style::clean(&p.text));
        let country = || report.place.country.as_deref().and_then(model::countries::find).map(|c| c.name.to_string());
        line.push_str(&format!(
            " · {} ({})",
            place.or_else(country).unwrap_or_else(|| "place unknown".into()),
            word(&report.place.came())
        ));
        for role in &report.roles {
            line.push_str(&format!(" · {}: {}", word(&role.role), style::clean(&role.span.text)));
        }
        for f in report.figures.iter().filter_map(|&i| r.mentions.figures.get(i as usize)) {
            line.push_str(&format!(" · {} {}", f.what, brief::number(f.best, f.low, f.high, f.quantifier, &f.unit)));
        }
        if let Some(s) = &report.said_by {
            line.push_str(&format!(
                " · said by {} ({})",
                style::clean(s.name.as_deref().unwrap_or(&s.span.text)),
                word(&s.cue)
            ));
        }
        line.push_str(&format!(" · {}", paint(style::DIM, &report.rule)));
        if let Some(e) = report.event {
            line.push_str(&format!(" {}", paint(style::DIM, e)));
        }
        writeln!(out, "{}", style::wrap(&line, 0, width).replace('\n', "\n    "))?;
    }
    Ok(())
}

/// Earlier and later texts of the article, and which figures they changed.
fn versions(out: &mut impl Write, db: &Sqlite, id: model::ArticleId) -> Result<()> {
    let numbers = |all: &[f64]| match all.is_empty() {
        true => "nothing".into(),
        false => all.iter().map(|n| brief::plain(*n)).collect::<Vec<_>>().join(", "),
    };
    for v in db.versions(id)? {
        let changes: Vec<String> =
            v.changes.iter().map(|c| format!("{} {} → {}", c.what, numbers(&c.from), numbers(&c.to))).collect();
        let changes = if changes.is_empty() { "no figure changed".into() } else { changes.join(" · ") };
        let line = format!("version {}, after {}: {changes}", v.article, v.earlier);
        writeln!(out, "{}", style::wrap(&paint(style::MARK, style::clean(&line)), 0, style::width()).replace('\n', "\n    "))?;
    }
    Ok(())
}

/// Marks of all mentions that do not overlap an earlier, longer one. Triggers go first.
fn marks(r: &Reading) -> Vec<Mark> {
    let m = &r.mentions;
    let style_of = |s: anstyle::Style, range, tail: String| Mark { range, open: format!("{s}"), close: format!("{s:#}{tail}") };
    let note = |words: String| paint(style::DIM, format!("⟨{words}⟩"));
    let mut all: Vec<(u8, Mark)> = Vec::new();
    all.extend(r.reports.iter().map(|x| (0, style_of(style::TRIGGER, x.trigger.range, note(x.kind.clone())))));
    all.extend(m.figures.iter().map(|x| (1, style_of(style::FIGURE, x.range, note(x.what.clone())))));
    all.extend(m.times.iter().map(|x| (1, style_of(style::MARK, x.range, note(x.value.clone())))));
    all.extend(m.places.iter().map(|x| {
        let whole = x.country.as_deref().unwrap_or("?");
        (2, style_of(style::TITLE, x.range, note(format!("{} {whole}", x.name.as_deref().unwrap_or("place")))))
    }));
    all.extend(m.names.iter().map(|x| (3, style_of(style::TITLE, x.range, note(word(&x.kind))))));
    all.sort_by_key(|(rank, m)| (*rank, m.range.start, std::cmp::Reverse(m.range.end)));
    let mut kept: Vec<Mark> = Vec::new();
    let mut taken: std::collections::BTreeMap<u32, u32> = Default::default();
    for (_, mark) in all {
        let free = taken.range(..mark.range.end).next_back().is_none_or(|(_, &end)| end <= mark.range.start);
        if free && !mark.range.is_empty() {
            taken.insert(mark.range.start, mark.range.end);
            kept.push(mark);
        }
    }
    kept.sort_by_key(|m| m.range.start);
    kept
}

fn marked(text: &str, block: TextRange, marks: &[Mark]) -> String {
    let mut out = String::new();
    let mut at = block.start;
    let from = marks.partition_point(|m| m.range.start < block.start);
    for m in marks[from..].iter().take_while(|m| m.range.end <= block.end) {
        out.push_str(&style::clean(TextRange { start: at, end: m.range.start }.of(text)));
        out.push_str(&m.open);
        out.push_str(&style::clean(m.range.of(text)));
        out.push_str(&m.close);
        at = m.range.end;
    }
    out.push_str(&style::clean(TextRange { start: at, end: block.end }.of(text)));
    out
}

fn event(out: &mut impl Write, db: &Sqlite, e: &Event) -> Result<()> {
    let width = style::width();
    writeln!(out, "{}\n{}", paint(style::TITLE, style::clean(&e.title)), paint(style::DIM, e.id))?;
    writeln!(out, "{} · {}{} · {}", e.kind, word(&e.status), if e.background { ", recalled" } else { "" }, brief::heading(e))?;
    let p = &e.place;
    let place: Vec<String> = [p.name.clone(), p.admin1.clone(), p.country.clone()].into_iter().flatten().collect();
    let place = if place.is_empty() { "unknown".into() } else { place.join(", ") };
    let pin = p.lat.zip(p.lon).map_or(String::new(), |(a, o)| format!(" {a:.4}, {o:.4}"));
    writeln!(out, "where: {}{pin} ({})", style::clean(&place), word(&p.precision))?;
    for c in db.corrections()?.iter().filter(|c| e.corrections.contains(&c.n)) {
        let what = format!("correction {}: {} ({}: {})", c.n, correct::words(&c.action), c.signed.who, c.signed.why);
        writeln!(out, "{}", style::wrap(&paint(style::MARK, style::clean(&what)), 0, width))?;
    }
    for role in &e.roles {
        writeln!(out, "{}: {}", word(&role.role), style::clean(&role.name))?;
    }
    for f in &e.figures {
        let top = f.recommended.as_ref().map_or("parts only".into(), |r| {
            let differ = if r.conflict { "; others say otherwise" } else { "" };
            format!("{} — {}{differ}", brief::number(r.best, r.low, r.high, r.quantifier, ""), r.because)
        });
        writeln!(out, "{}", paint(style::FIGURE, format!("{}: {top}", f.what)))?;
        for entry in &f.ledger {
            writeln!(out, "    {}", brief::ledger_line(entry, false))?;
        }
    }
    writeln!(out)?;
    let evidence: HashMap<_, _> = db.evidence(&e.reports)?;
    for id in &e.reports {
        if let Some(x) = evidence.get(id) {
            writeln!(out, "{}", style::wrap(&brief::sentence(x), 2, width))?;
            let who = brief::source(x.source.as_deref(), x.headline.as_deref(), x.published);
            writeln!(out, "{}\n", style::wrap(&paint(style::DIM, format!("{who} · {} · {id}", x.article)), 4, width))?;
        }
    }
    Ok(())
}
