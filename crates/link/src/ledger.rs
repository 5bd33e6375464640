//! The ledger of an event: every figure of every report, and the one put on top with its reason.

use crate::{Digest, ReportDigest};
use model::{EventFigure, LedgerEntry, Quantifier, Recommended};
use std::collections::BTreeMap;

/// The figures of an event's reports (sorted by article), gathered by what they count.
pub fn figures(reports: &[(&Digest, &ReportDigest)]) -> Vec<EventFigure> {
    let mut by_what: BTreeMap<&str, Vec<LedgerEntry>> = BTreeMap::new();
    for (d, r) in reports {
        for f in &r.figures {
            let entries = by_what.entry(&f.what).or_default();
            if entries.iter().any(|e| e.article == d.article && e.span == f.span) {
                continue;
            }
            entries.push(LedgerEntry {
                best: f.best,
                low: f.low,
                high: f.high,
                quantifier: f.quantifier,
                of: f.of.clone(),
                unit: f.unit.clone(),
                role: if f.part { "part" } else { "total" }.into(),
                as_of: d.published,
                said_by: r.said_by.clone(),
                source: d.source.clone(),
                article: d.article,
                span: f.span,
                report: r.id,
            });
        }
    }
    by_what
        .into_iter()
        .map(|(what, ledger)| EventFigure { what: what.to_string(), recommended: recommend(&ledger), ledger })
        .collect()
}

/// The latest total; among those of one day the most exact, then the highest. Null where only parts are told.
fn recommend(ledger: &[LedgerEntry]) -> Option<Recommended> {
    let totals: Vec<&LedgerEntry> = ledger.iter().filter(|e| e.role == "total" && e.best.is_some()).collect();
    let latest = totals.iter().map(|e| e.as_of.map(|s| s.date)).max()?;
    let of_day: Vec<&&LedgerEntry> = totals.iter().filter(|e| e.as_of.map(|s| s.date) == latest).collect();
    let best = of_day.iter().max_by(|a, b| {
        rank(a.quantifier).cmp(&rank(b.quantifier)).then(a.best.partial_cmp(&b.best).unwrap_or(std::cmp::Ordering::Equal))
    })?;
    let differ = |entries: &[&&LedgerEntry]| entries.iter().any(|e| e.best != best.best || e.quantifier != best.quantifier);
    let all: Vec<&&LedgerEntry> = totals.iter().collect();
    let because = if totals.len() == 1 {
        "only"
    } else if !differ(&all) {
        "all agree"
    } else if !differ(&of_day) {
        "latest"
    } else if of_day.iter().any(|e| rank(e.quantifier) < rank(best.quantifier)) {
        "most specific of the latest"
    } else {
        "highest of the latest"
    };
    Some(Recommended { low: best.low, high: best.high, best: best.best, quantifier: best.quantifier, because: because.into() })
}

/// How exact the words are.
fn rank(q: Quantifier) -> u8 {
    match q {
        Quantifier::Exactly => 3,
        Quantifier::AtLeast | Quantifier::MoreThan | Quantifier::AtMost | Quantifier::LessThan | Quantifier::Range => 2,
        Quantifier::About | Quantifier::Nearly => 1,
        Quantifier::Dozens | Quantifier::Scores | Quantifier::Hundreds | Quantifier::Thousands => 0,
    }
}
