//! Every figure of every report with who says so, one entry of a ledger a row: the numbers that disagree, side by side.

use super::Told;
use super::row::Row;
use crate::sheet::word;
use model::{CharRange, LedgerEntry, Reading};

/// The columns; docs/exports.md says what each is. New ones come last.
pub(super) const COLUMNS: &str = "event,title,kind,status,start,end,place,country,what,best,low,high,quantifier,of,unit,role,said_by,source,as_of,headline,url,words,sentence,article,report,rejected,recommended,recommended_low,recommended_high,because,conflict";

/// The rows of an event; none where it has no figure.
pub(super) fn rows(t: &Told) -> String {
    let e = t.event;
    let mut out = String::new();
    for figure in &e.figures {
        for l in &figure.ledger {
            let mut row = Row::new(COLUMNS);
            row.set("event", e.id)
                .set("title", &e.title)
                .set("kind", &e.kind)
                .set("status", word(&e.status))
                .set_some("start", e.when.start.map(|s| s.date))
                .set_some("end", e.when.end.map(|s| s.date))
                .set_some("place", e.place.name.as_ref())
                .set_some("country", e.place.country.as_ref())
                .set("what", &figure.what)
                .set_some("best", l.best)
                .set_some("low", l.low)
                .set_some("high", l.high)
                .set("quantifier", word(&l.quantifier))
                .set_some("of", l.of.as_ref())
                .set("unit", &l.unit)
                .set("role", &l.role)
                .set_some("said_by", l.said_by.as_ref())
                .set_some("source", l.source.as_ref())
                .set_some("as_of", l.as_of.map(|s| s.date))
                .set("article", l.article)
                .set("report", l.report)
                .set("rejected", l.rejected);
            if let Some(reading) = t.readings.iter().find(|r| r.article.id == l.article) {
                row.set_some("headline", reading.article.headline.as_ref()).set_some("url", reading.article.url.as_ref());
                if let Some((words, sentence)) = evidence(reading, l) {
                    row.set("words", words).set("sentence", sentence);
                }
            }
            if let Some(r) = &figure.recommended {
                row.set_some("recommended", r.best)
                    .set_some("recommended_low", r.low)
                    .set_some("recommended_high", r.high)
                    .set("because", &r.because)
                    .set("conflict", r.conflict);
            }
            out.push_str(&row.csv());
        }
    }
    out
}

/// The words of a figure and the sentence they stand in. What only the headline tells rests on the headline.
fn evidence<'a>(reading: &'a Reading, l: &LedgerEntry) -> Option<(&'a str, &'a str)> {
    let text = &reading.article.text;
    if l.role == "headline" {
        return reading.article.headline.as_deref().map(|h| ("", h));
    }
    let CharRange(from, to) = l.span;
    let byte = |n: u32| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(n as usize);
    let (from, to) = (byte(from)?, byte(to)?);
    let sentence = reading.mentions.sentences.iter().find(|s| s.start as usize <= from && from < s.end as usize)?;
    Some((text.get(from..to)?, sentence.of(text)))
}
