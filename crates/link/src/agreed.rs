//! What the reports of an event tell together: whether it came about, what it was, when and where, and who took part.

use crate::parties::Known;
use crate::{Digest, ReportDigest, same, wounded};
use jiff::civil::Date;
use model::{ActorId, ArticleId, Carried, EventRole, EventTime, RoleKind, Stamp, Status, TimePrecision};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What the last report says that is no background. Where reports tell that it came about, or that it did not, those that
/// planned, feared or alleged it before are overtaken, and most of them decide.
pub(crate) fn status(reports: &[(&Digest, &ReportDigest)]) -> Status {
    let done = |s: Status| matches!(s, Status::Happened | Status::Ongoing);
    let undone = |s: Status| matches!(s, Status::Denied | Status::Failed);
    let told = |r: &ReportDigest| !r.background && !wounded::nobody_hurt(r);
    let news: Vec<Status> = reports.iter().filter(|(_, r)| told(r)).map(|(_, r)| r.status).collect();
    let Some(last) = news.last().copied().or(reports.last().map(|(_, r)| r.status)) else { return Status::Happened };
    // "Eleven people were stabbed … charged with attempted murder": who was hurt was hurt.
    let hurt = |r: &ReportDigest| {
        r.figures.iter().any(|f| matches!(f.what.as_str(), "killed" | "injured") && f.best >= Some(1.0) && !f.rejected)
    };
    let harmed = reports.iter().any(|(_, r)| !r.background && done(r.status) && hurt(r));
    let (yes, no) = (news.iter().filter(|s| done(**s)).count(), news.iter().filter(|s| undone(**s)).count());
    let side = |s: &Status| {
        if yes > no {
            done(*s)
        } else if no > yes {
            undone(*s)
        } else if harmed {
            done(*s)
        } else {
            done(*s) || undone(*s)
        }
    };
    news.iter().copied().rfind(side).unwrap_or(last)
}

/// Less than one in so many reports that know the kind tell it only by mistake.
const FEW: usize = 4;

/// Less than one for so many deeds of no special kind tells their means by mistake.
const HARDLY: usize = 8;

/// General kinds of what somebody did to others.
const DEEDS: &[&str] = &["assault", "killing"];

/// Kinds of what is done beside a killing: "the troops engaged the attackers and they withdrew".
const SIDE: &[&str] = &["assault.arson", "abduction", "looting", "battle.clash", "battle.recapture", "hostage_taking"];

/// The commonest special kind (a general one, such as `assault`, says nothing against it); of equals the one told first.
/// With the first report of that kind.
pub(crate) fn kind<'a>(reports: &[(&Digest, &'a ReportDigest)]) -> (String, &'a ReportDigest) {
    // What is only meant or feared does not say what it was.
    let real: Vec<(&Digest, &'a ReportDigest)> = reports.iter().copied().filter(|(_, r)| same::news(r)).collect();
    let reports = if real.is_empty() { reports } else { &real };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, r) in reports {
        *counts.entry(&r.kind.path).or_default() += 1;
    }
    // 0 for a special kind, 1 for a general one, 2 for none at all.
    // A kind that few of the reports know is no better than none.
    let unknown = counts.get(same::UNSPECIFIED).copied().unwrap_or(0);
    let few = |k: &str| counts[k] * FEW < unknown;
    // Nor is an accident or disaster that few tell where others tell a deed, nor any means that hardly one tells.
    let deeds: usize = DEEDS.iter().filter_map(|k| counts.get(k)).sum();
    let chance = |k: &str| k.starts_with("accident") || k.starts_with("disaster");
    // Where people were killed, houses that were burned and who was led away do not name it, unless more is told of them.
    let slain = |r: &ReportDigest| r.figures.iter().any(|f| f.what == "killed" && f.best >= Some(1.0) && !f.rejected);
    let slain = reports.iter().filter(|(_, r)| DEEDS.contains(&r.kind.path.as_str()) && slain(r)).count();
    let beside = |k: &str| SIDE.contains(&k) && counts[k] <= slain;
    let outvoted = |k: &str| !same::GENERAL.contains(&k) && counts[k] * if chance(k) { 2 } else { HARDLY } < deeds;
    let vague = |k: &str| match k {
        same::UNSPECIFIED => 2,
        k if few(k) || outvoted(k) || beside(k) => 3,
        // Whoever carried the bomb is told once.
        "assault.bombing" if counts.contains_key("assault.suicide_bombing") => 1,
        k => u8::from(same::GENERAL.contains(&k)),
    };
    let general = |k: &str| std::cmp::Reverse(vague(k));
    let mut best = reports[0].1;
    for (_, r) in reports {
        let weigh = |k: &str| (general(k), counts[k]);
        if weigh(&r.kind.path) > weigh(&best.kind.path) {
            best = r;
        }
    }
    (best.kind.path.clone(), best)
}

/// Articles whose words for a day outweigh what is lent to others,
const TWO: usize = 2;
/// and days around it within which they do.
const BESIDE: i32 = 2;

/// Where no words tell the day that most reports have, the one right beside it that two articles state.
fn stated_beside(reports: &[(&Digest, &ReportDigest)], day: (Date, Date)) -> Option<(Date, Date)> {
    let mut told: BTreeMap<(Date, Date), HashSet<ArticleId>> = BTreeMap::new();
    for (d, r) in reports {
        if let Some(on) = same::stated_day(r) {
            told.entry(on).or_default().insert(d.article);
        }
    }
    if told.contains_key(&day) {
        return None;
    }
    let beside = told.into_iter().filter(|(on, by)| by.len() >= TWO && same::gap(*on, day) <= BESIDE);
    beside.max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(&a.0))).map(|(on, _)| on)
}

/// The day that the most reports tell, above all in their own words, as finely as they tell it; where none tells a day,
/// the finest span.
pub(crate) fn when(reports: &[(&Digest, &ReportDigest)]) -> EventTime {
    let mut days: BTreeMap<_, usize> = BTreeMap::new();
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    // A span that its reports tell outweighs a day that only print lends.
    let span =
        |r: &ReportDigest| r.precision > Some(TimePrecision::Day) && r.when_from != Carried::Published && r.start.is_some();
    let printed = |r: &ReportDigest| r.when_from == Carried::Published;
    let spans = reports.iter().filter(|(_, r)| span(r)).count();
    let lent = reports.iter().all(|(_, r)| r.start.is_none() || span(r) || printed(r));
    let lent = lent && spans > reports.iter().filter(|(_, r)| printed(r)).count();
    for (_, r) in reports.iter().filter(|(_, r)| !(lent && printed(r))) {
        if let (Some(p), Some(s)) = (r.precision, r.start) {
            // What its own words tell outweighs what neighbours or the day of print lend.
            let weight = match r.when_from {
                Carried::Stated => 4,
                Carried::Published => 1,
                _ => 2,
            };
            *times.entry((p, s, r.end)).or_default() += weight;
            if p <= TimePrecision::Day {
                *days.entry((s.date, r.end.map_or(s.date, |e| e.date))).or_default() += weight;
            }
        }
    }
    // Of equals the first.
    let most = days.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(d, _)| *d);
    let day = most.map(|day| stated_beside(reports, day).filter(|d| days.contains_key(d)).unwrap_or(day));
    let of_day = |s: &Stamp, e: &Option<Stamp>| day.is_none_or(|d| d == (s.date, e.map_or(s.date, |e| e.date)));
    times.iter().filter(|((_, s, e), _)| of_day(s, e)).max_by(|a, b| (b.0.0, a.1).cmp(&(a.0.0, b.1)).then(b.0.cmp(a.0))).map_or(
        EventTime { start: None, end: None, precision: None },
        |((p, s, e), _)| EventTime { start: Some(*s), end: *e, precision: Some(*p) },
    )
}

pub(crate) fn roles(
    reports: &[(&Digest, &ReportDigest)],
    known: &HashMap<ActorId, Known>,
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
) -> Vec<EventRole> {
    let mut out: Vec<EventRole> = Vec::new();
    for (d, r) in reports {
        for x in &r.roles {
            let actor = x.name.and_then(|n| actor_of.get(&(d.article, n)).copied());
            let name = actor.and_then(|a| known.get(&a)).map_or(x.text.as_str(), |k| k.name);
            let same = |e: &&mut EventRole| {
                e.role == x.role && (e.actor.is_some() && e.actor == actor || e.name.to_lowercase() == name.to_lowercase())
            };
            match out.iter_mut().find(same) {
                Some(e) => {
                    if e.reports.last() != Some(&r.id) {
                        e.reports.push(r.id);
                    }
                }
                None => out.push(EventRole { role: x.role, name: name.to_string(), actor, reports: vec![r.id] }),
            }
        }
    }
    let order = |k: RoleKind| k as u8;
    out.sort_by(|a, b| order(a.role).cmp(&order(b.role)).then(b.reports.len().cmp(&a.reports.len())));
    out
}
