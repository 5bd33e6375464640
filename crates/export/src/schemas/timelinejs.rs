//! TimelineJS 3: a slide an event, with its figures and the sentence it rests on. Source: the tool's JSON format.

use super::{Left, Told};
use model::{Stamp, TimePrecision};
use serde_json::{Map, Value, json};

/// The slide of an event.
pub(super) fn slide(t: &Told) -> Result<String, Left> {
    let e = t.event;
    let (start, end, precision) = (e.when.start.ok_or(Left::Day)?, e.when.end, e.when.precision);
    if precision.is_some_and(|p| p > TimePrecision::Year) {
        return Err(Left::Day);
    }
    let mut slide = Map::new();
    slide.insert("unique_id".into(), json!(e.id.to_string()));
    slide.insert("start_date".into(), date(start, precision));
    // A month has no other end than its own.
    if let Some(end) = end.filter(|end| end.date != start.date && precision.is_none_or(|p| p <= TimePrecision::Week)) {
        slide.insert("end_date".into(), date(end, precision));
    }
    slide.insert("text".into(), json!({"headline": escaped(&e.title), "text": body(t)}));
    slide.insert("group".into(), json!(e.kind.split('.').next().unwrap_or_default()));
    Ok(Value::Object(slide).to_string())
}

/// As much of a date as is known.
fn date(s: Stamp, precision: Option<TimePrecision>) -> Value {
    let fine = |least: TimePrecision| precision.is_none_or(|p| p <= least);
    let mut date = Map::from_iter([("year".to_string(), json!(s.date.year()))]);
    if fine(TimePrecision::Month) {
        date.insert("month".into(), json!(s.date.month()));
    }
    if fine(TimePrecision::Week) {
        date.insert("day".into(), json!(s.date.day()));
    }
    Value::Object(date)
}

/// Figures, the earliest article's sentence, and where it stands. TimelineJS takes it as HTML.
fn body(t: &Told) -> String {
    let e = t.event;
    let mut out = String::new();
    let mut facts: Vec<String> = Some(t.place()).filter(|p| !p.is_empty()).into_iter().collect();
    for f in &e.figures {
        let Some(best) = f.recommended.as_ref().and_then(|r| r.best) else { continue };
        let told = f
            .totals()
            .filter(|(low, high)| low < high)
            .map_or(String::new(), |(low, high)| format!(" (told: {low} to {high})"));
        facts.push(format!("{} {best}{told}", f.what.replace('_', " ")));
    }
    if !facts.is_empty() {
        out.push_str(&format!("<p>{}</p>", escaped(&facts.join("; "))));
    }
    if let Some((reading, report)) = t.reports().next() {
        let a = &reading.article;
        if let Some(s) = reading.mentions.sentences.get(report.sentence as usize) {
            out.push_str(&format!("<blockquote>{}</blockquote>", escaped(s.of(&a.text))));
        }
        let parts = [a.source.clone(), a.headline.clone(), a.published.map(|p| p.date.to_string())];
        let source = escaped(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
        let web = a.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://"));
        match web {
            Some(url) => out.push_str(&format!("<p><a href=\"{}\">{source}</a></p>", escaped(url))),
            None => out.push_str(&format!("<p>{source}</p>")),
        }
    }
    out
}

/// Text that HTML takes as it is.
fn escaped(s: &str) -> String {
    s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
