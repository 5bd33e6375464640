//! The ledger of an event: every figure of every report, and the one put on top with its reason.

use crate::{Digest, ReportDigest};
use model::{EventFigure, LedgerEntry, Quantifier, Recommended};
use std::collections::BTreeMap;

/// What is told first; the rest follows by its letters.
const ORDER: &[&str] = &["killed", "injured", "missing", "kidnapped", "hostages", "detained"];

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
                rejected: false,
            });
        }
    }
    for (what, ledger) in &mut by_what {
        let added = sums(what, reports, ledger);
        ledger.extend(added);
    }
    let mut whats: Vec<(&str, Vec<LedgerEntry>)> = by_what.into_iter().collect();
    whats.sort_by_key(|(what, _)| ORDER.iter().position(|o| o == what).unwrap_or(ORDER.len()));
    whats
        .into_iter()
        .map(|(what, ledger)| EventFigure { what: what.to_string(), recommended: recommend(&ledger), ledger })
        .collect()
}

/// For each article that tells victims one by one, and no total as high: their number, at the last of them.
fn sums(what: &str, reports: &[(&Digest, &ReportDigest)], ledger: &[LedgerEntry]) -> Vec<LedgerEntry> {
    let mut out = Vec::new();
    if !matches!(what, "killed" | "injured") {
        return out;
    }
    let mut from = 0;
    while from < reports.len() {
        let article = reports[from].0.article;
        let to = from + reports[from..].iter().take_while(|(d, _)| d.article == article).count();
        let told =
            || reports[from..to].iter().filter(|(_, r)| !r.background).flat_map(|(_, r)| &r.figures).filter(|f| f.what == what);
        let count = |before: u32| {
            let mut persons: Vec<u32> = told().filter(|f| f.span.0 < before).filter_map(|f| f.person).collect();
            persons.sort_unstable();
            persons.dedup();
            persons.len() as f64
        };
        let totals = || told().filter(|f| f.person.is_none() && !f.part);
        // "Ana Ruiz and three others": beside those told before.
        let beside = totals().filter(|f| f.others).map(|f| f.best.unwrap_or(0.0) + count(f.span.0)).fold(0.0, f64::max);
        let most = totals().filter_map(|f| f.best).fold(0.0, f64::max);
        let sum = beside.max(count(u32::MAX));
        let last = ledger.iter().filter(|e| e.article == article).max_by_key(|e| e.span.0);
        if let Some(last) = last.filter(|_| sum > 1.0 && sum > most) {
            let (best, quantifier) = (Some(sum), Quantifier::AtLeast);
            out.push(LedgerEntry {
                best,
                low: best,
                high: None,
                quantifier,
                of: None,
                role: "sum".into(),
                said_by: None,
                ..last.clone()
            });
        }
        from = to;
    }
    out
}

/// The total of the latest day; of that day's the highest, because tolls rise while a day lasts; of equals the most exact.
/// Vague words ("dozens") count only where nothing else is told. Null where only parts are told.
pub fn recommend(ledger: &[LedgerEntry]) -> Option<Recommended> {
    let mut told: Vec<&LedgerEntry> = ledger.iter().filter(|e| e.role != "part" && e.best.is_some() && !e.rejected).collect();
    // A victim told by name is no new total.
    let many = |e: &&LedgerEntry| e.best.is_some_and(|b| b > 1.0);
    if told.iter().any(many) {
        told.retain(many);
    }
    let exact: Vec<&LedgerEntry> = told.iter().copied().filter(|e| rank(e.quantifier) > 0).collect();
    let totals = if exact.is_empty() { &told } else { &exact };
    let latest = totals.iter().map(|e| e.as_of.map(|s| s.date)).max()?;
    let of_day: Vec<&LedgerEntry> = totals.iter().copied().filter(|e| e.as_of.map(|s| s.date) == latest).collect();
    let best = of_day.iter().copied().max_by(|a, b| {
        let value = |e: &LedgerEntry| e.best.unwrap_or(0.0);
        value(a).total_cmp(&value(b)).then(rank(a.quantifier).cmp(&rank(b.quantifier)))
    })?;
    let differs = |entries: &[&LedgerEntry]| entries.iter().any(|e| e.best != best.best);
    let because = match () {
        _ if best.role == "sum" => "added up",
        _ if told.len() == 1 => "only",
        _ if !differs(totals) => "all agree",
        _ if !differs(&of_day) => "latest",
        _ => "highest of the latest",
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
