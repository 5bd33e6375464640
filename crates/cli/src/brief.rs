//! The brief for people: a timeline by day, each event with its place, toll and evidence.

use crate::style::{self, paint};
use model::{Event, EventFigure, LedgerEntry, Quantifier, ReportId, Stamp, Status, TimePrecision};
use std::collections::HashMap;
use std::io::{self, Write};
use store::Evidence;

/// The report of an event whose sentence is shown: the one that gives the figure on top, else news before background,
/// with figures, well told, early.
pub fn witness(event: &Event, reports: &HashMap<ReportId, Weight>) -> Option<ReportId> {
    let top = event.figures.first().and_then(|f| Some((f.recommended.as_ref()?, &f.ledger)));
    if let Some((top, ledger)) = top {
        // A headline's figure is shown with the headline.
        let tells = |role: &str| ledger.iter().find(|e| e.role == role && e.best == top.best && e.quantifier == top.quantifier);
        if let Some(entry) = tells("total").or_else(|| tells("headline")) {
            return Some(entry.report);
        }
    }
    let weigh = |id: &ReportId| reports.get(id).map(|w| (w.news, w.figures.min(2), w.score));
    let mut best: Option<ReportId> = None;
    for id in &event.reports {
        if best.is_none() || weigh(id) > best.as_ref().and_then(weigh) {
            best = Some(*id);
        }
    }
    best
}

/// What makes a report a good witness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// It is no background.
    pub news: bool,
    /// How many figures it carries.
    pub figures: usize,
    /// Its confidence.
    pub score: f32,
}

impl Weight {
    /// Of a report.
    pub fn of(r: &model::Report) -> Weight {
        Weight { news: !r.background, figures: r.figures.len(), score: r.score }
    }
}

/// Prints the events by day, undated ones last.
pub fn print(
    out: &mut impl Write,
    events: &[Event],
    evidence: &HashMap<ReportId, Evidence>,
    witness: &HashMap<ReportId, Weight>,
) -> io::Result<()> {
    let mut last = None;
    let mut order: Vec<&Event> = events.iter().collect();
    let toll = |e: &Event| e.figures.iter().filter_map(|f| f.recommended.as_ref()?.best).fold(0.0, f64::max);
    order.sort_by(|a, b| {
        let key = |e: &Event| (e.when.start.is_none(), e.when.start.map(|s| s.date), e.when.precision, e.background);
        key(a).cmp(&key(b)).then(b.reports.len().cmp(&a.reports.len())).then(toll(b).total_cmp(&toll(a))).then(a.id.cmp(&b.id))
    });
    for event in order {
        let day = heading(event);
        if last.as_ref() != Some(&day) {
            writeln!(out, "{}{}", if last.is_some() { "\n" } else { "" }, paint(style::DAY, &day))?;
            last = Some(day);
        }
        one(out, event, self::witness(event, witness).and_then(|id| evidence.get(&id)))?;
    }
    Ok(())
}

/// The day as far as it is known.
pub fn heading(event: &Event) -> String {
    let Some(start) = event.when.start.map(|s| s.date) else { return "Day unknown".into() };
    let end = event.when.end.map_or(start, |e| e.date);
    let year = start.year();
    match event.when.precision {
        Some(TimePrecision::Minute | TimePrecision::Hour | TimePrecision::Day) if start == end => {
            format!("{start} {:?}", start.weekday())
        }
        Some(TimePrecision::Month) => start.strftime("%Y-%m (month)").to_string(),
        Some(TimePrecision::Year) => format!("{year} (year)"),
        Some(TimePrecision::Decade) => format!("{year}s (decade)"),
        Some(TimePrecision::Century) => format!("century from {year}"),
        Some(p) if start != end => format!("{start} to {end} ({})", word(&p)),
        _ => start.to_string(),
    }
}

/// The word of the record for a value of one of its enumerations.
pub fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}

fn one(out: &mut impl Write, event: &Event, evidence: Option<&Evidence>) -> io::Result<()> {
    let width = style::width();
    let mut side = vec![event.kind.clone()];
    let count = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    side.push(format!("{} in {}", count(event.reports.len(), "report"), count(event.articles.len(), "article")));
    side.push(event.id.to_string()[..10].to_string());
    if !event.corrections.is_empty() {
        side.push("corrected".into());
    }
    let mut marks = String::new();
    if event.status != Status::Happened {
        marks.push_str(&format!(" {}", paint(style::MARK, format!("[{}]", word(&event.status)))));
    }
    if event.background {
        marks.push_str(&format!(" {}", paint(style::MARK, "[recalled]")));
    }
    writeln!(out, "{}{}", style::wrap(&paint(style::TITLE, style::clean(&event.title)), 2, width), marks)?;
    for figure in &event.figures {
        figures(out, figure, width)?;
    }
    if let Some(e) = evidence {
        writeln!(out, "{}", style::wrap(&sentence(e), 4, width))?;
        writeln!(
            out,
            "{}",
            style::wrap(&paint(style::DIM, source(e.source.as_deref(), e.headline.as_deref(), e.published)), 4, width)
        )?;
    }
    writeln!(out, "{}", style::wrap(&paint(style::DIM, side.join(" · ")), 4, width))
}

/// The sentence in quotation marks with its trigger marked.
pub fn sentence(e: &Evidence) -> String {
    let (start, end) = e.trigger;
    match (e.sentence.get(..start), e.sentence.get(start..end), e.sentence.get(end..)) {
        (Some(a), Some(b), Some(c)) => {
            let b: Vec<String> = style::clean(b).split_whitespace().map(|w| paint(style::TRIGGER, w)).collect();
            format!("“{}{}{}”", style::clean(a), b.join(" "), style::clean(c))
        }
        _ => format!("“{}”", style::clean(&e.sentence)),
    }
}

pub fn source(source: Option<&str>, headline: Option<&str>, published: Option<Stamp>) -> String {
    let day = published.map(|p| p.date.to_string());
    let parts: Vec<String> = [source.map(style::clean), headline.map(style::clean), day].into_iter().flatten().collect();
    if parts.is_empty() { "— source unknown".into() } else { format!("— {}", parts.join(", ")) }
}

/// Figures of a ledger that a list has, of its beginning and of its end.
const FIRST: usize = 3;
const LAST: usize = 5;

/// "killed 130 (latest): 115 Daesh, Arab News 2024-03-24 · more than 130 …", parts apart.
fn figures(out: &mut impl Write, figure: &EventFigure, width: usize) -> io::Result<()> {
    let top = match &figure.recommended {
        Some(r) => format!(
            "{} {}",
            paint(style::FIGURE, format!("{} {}", figure.what, number(r.best, r.low, r.high, r.quantifier, unit(figure)))),
            paint(style::DIM, format!("({})", r.because))
        ),
        None => paint(style::FIGURE, format!("{} (parts only)", figure.what)),
    };
    let mut told: Vec<String> = Vec::new();
    let single = figure.ledger.len() == 1;
    for entry in &figure.ledger {
        let line = ledger_line(entry, single);
        if !line.is_empty() && !told.contains(&line) {
            told.push(line);
        }
    }
    // Of a long ledger its beginning and its end: `show` has all of it.
    if told.len() > FIRST + LAST + 1 {
        let left_out = told.len() - FIRST - LAST;
        told.splice(FIRST..told.len() - LAST, [format!("… {left_out} more …")]);
    }
    let spread = if told.is_empty() { String::new() } else { format!(": {}", told.join(" · ")) };
    writeln!(out, "{}", style::wrap(&format!("{top}{spread}"), 4, width))
}

fn unit(figure: &EventFigure) -> &str {
    let unit = figure.ledger.first().map_or("", |e| e.unit.as_str());
    // "percent 52" says it once.
    if unit == figure.what { "" } else { unit }
}

/// One figure as its source gives it. Where it is the only one, only who is counted and who says so.
pub fn ledger_line(entry: &LedgerEntry, single: bool) -> String {
    let mut parts = Vec::new();
    if !single {
        parts.push(number(entry.best, entry.low, entry.high, entry.quantifier, &entry.unit));
    }
    if let Some(of) = &entry.of {
        // "3 (mayor and two others)": who are counted together are told in full.
        let list = !single && of.contains(" and ");
        parts.push(if list { format!("({})", style::clean(of)) } else { style::clean(of) });
    }
    match entry.role.as_str() {
        "part" => parts.push("(part)".into()),
        "earlier" => parts.push("(earlier)".into()),
        // Nobody said it: the article names so many.
        "sum" => parts.push("(counted)".into()),
        "headline" => parts.push("(headline)".into()),
        _ => {}
    }
    if entry.rejected {
        parts.push("(rejected)".into());
    }
    let who = [entry.said_by.as_deref(), if single { None } else { entry.source.as_deref() }];
    let mut who: Vec<String> = who.into_iter().flatten().map(style::clean).collect();
    if !single && let Some(day) = entry.as_of {
        who.push(day.date.to_string());
    }
    if !who.is_empty() {
        parts.push(format!("[{}]", who.join(", ")));
    }
    parts.join(" ")
}

/// "at least 115", "between 20 and 30", "dozens (24 or more)", "4 billion USD".
pub fn number(best: Option<f64>, low: Option<f64>, high: Option<f64>, quantifier: Quantifier, unit: &str) -> String {
    let n = |x: Option<f64>| x.map_or("?".to_string(), plain);
    let words = match quantifier {
        Quantifier::Exactly => n(best),
        Quantifier::Range => format!("{} to {}", n(low), n(high)),
        Quantifier::Dozens | Quantifier::Scores | Quantifier::Hundreds | Quantifier::Thousands => {
            format!("{} ({} or more)", word(&quantifier), n(low.or(best)))
        }
        q => format!("{} {}", word(&q).replace('_', " "), n(best)),
    };
    if unit.is_empty() || unit == "person" { words } else { format!("{words} {unit}") }
}

/// A number with marks between thousands.
pub fn plain(x: f64) -> String {
    if x.fract() != 0.0 {
        return format!("{x}");
    }
    let digits = format!("{:.0}", x.abs());
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if x < 0.0 { format!("-{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(number(Some(1300.0), None, None, Quantifier::Exactly, "person"), "1,300");
        assert_eq!(number(Some(115.0), Some(115.0), None, Quantifier::AtLeast, "person"), "at least 115");
        assert_eq!(number(Some(25.0), Some(20.0), Some(30.0), Quantifier::Range, "person"), "20 to 30");
        assert_eq!(number(Some(4e9), None, None, Quantifier::Exactly, "USD"), "4,000,000,000 USD");
    }
}
