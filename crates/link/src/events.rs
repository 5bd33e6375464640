//! Reports to events.
//!
//! Reports are taken in one fixed order (by publication, article, place in the text) and each joins the event whose
//! members it fits best, or opens a new one. An index over days and countries keeps the comparisons few.

use crate::same::{self, JOIN, Side};
use crate::{Digest, ReportDigest, hash, ledger, title};
use jiff::civil::Date;
use model::{
    Actor, ActorId, ArticleId, Event, EventId, EventPlace, EventRole, EventTime, PlacePrecision, ReportId, RoleKind, Status,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A report with what comparing needs.
struct Item<'a> {
    digest: usize,
    published: Option<Date>,
    report: &'a ReportDigest,
    actors: Vec<u64>,
    others: Vec<u64>,
}

/// The most members of an event that a newcomer is compared with.
const COMPARED: usize = 24;

/// The events, and which report is in which.
pub fn events(
    digests: &[Digest],
    actors: &[Actor],
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
    duplicate_of: &HashMap<ArticleId, ArticleId>,
) -> (Vec<Event>, HashMap<ReportId, EventId>) {
    let names: HashMap<ActorId, &str> = actors.iter().map(|a| (a.id, a.name.as_str())).collect();
    let items = items(digests, actor_of);
    let groups = group(&items);
    let mut out = Vec::with_capacity(groups.len());
    let mut event_of = HashMap::new();
    for members in groups {
        let event = build(&members, &items, digests, &names, actor_of, duplicate_of);
        event_of.extend(event.reports.iter().map(|r| (*r, event.id)));
        out.push(event);
    }
    out.sort_by_key(|e| (e.when.start.is_none(), e.when.start, e.id));
    (out, event_of)
}

/// One event of the reports wanted, as it would be had linking joined them; `None` if no digest has one of them.
pub fn event(
    wanted: &HashSet<ReportId>,
    digests: &[Digest],
    names: &HashMap<ActorId, &str>,
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
    duplicate_of: &HashMap<ArticleId, ArticleId>,
) -> Option<Event> {
    let items = items(digests, actor_of);
    let members: Vec<usize> = (0..items.len()).filter(|&n| wanted.contains(&items[n].report.id)).collect();
    (!members.is_empty()).then(|| build(&members, &items, digests, names, actor_of, duplicate_of))
}

fn items<'a>(digests: &'a [Digest], actor_of: &HashMap<(ArticleId, u32), ActorId>) -> Vec<Item<'a>> {
    digests
        .iter()
        .enumerate()
        .flat_map(|(n, d)| d.reports.iter().map(move |r| (n, d, r)))
        .map(|(digest, d, report)| {
            let (actors, others) = keys(d, report, actor_of);
            Item { digest, published: d.published.map(|p| p.date), report, actors, others }
        })
        .collect()
}

/// Who takes part, as numbers that compare over articles: actors by id, other phrases by their last word. Sorted.
fn keys(d: &Digest, r: &ReportDigest, actor_of: &HashMap<(ArticleId, u32), ActorId>) -> (Vec<u64>, Vec<u64>) {
    let (mut actors, mut others) = (Vec::new(), Vec::new());
    for x in r.roles.iter().filter(|x| same::takes_part(x.role)) {
        match x.name.and_then(|n| actor_of.get(&(d.article, n))) {
            Some(id) => actors.push(hash(&id.to_string())),
            None => others.extend(x.text.split_whitespace().last().map(|w| hash(&w.to_lowercase()))),
        }
    }
    for list in [&mut actors, &mut others] {
        list.sort_unstable();
        list.dedup();
    }
    (actors, others)
}

fn group(items: &[Item]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // A report can only join an event that shares a bucket with it: its days, or a word of who took part.
    let mut buckets: HashMap<String, Vec<usize>> = HashMap::new();
    let mut from = 0;
    while from < items.len() {
        let to = from + items[from..].iter().take_while(|i| i.digest == items[from].digest).count();
        // What one article tells of one happening looks for it together: one of its reports may know the day, another the town.
        for mine in within(from..to, items) {
            let keys: Vec<Keys> = mine.iter().map(|&n| keys_of(&items[n])).collect();
            let looked = keys.iter().flat_map(|k| &k.look);
            let mut candidates: Vec<usize> = looked.flat_map(|k| buckets.get(k).into_iter().flatten().copied()).collect();
            candidates.sort_unstable();
            candidates.dedup();
            let mut best: Option<(f64, usize)> = None;
            for g in candidates {
                if let Some(s) = fit(&mine, &groups[g], items)
                    && best.is_none_or(|(t, _)| s > t)
                {
                    best = Some((s, g));
                }
            }
            let g = match best {
                Some((s, g)) if s >= JOIN => {
                    groups[g].extend(mine);
                    g
                }
                _ => {
                    groups.push(mine);
                    groups.len() - 1
                }
            };
            for k in keys.into_iter().flat_map(|k| k.stand) {
                let b = buckets.entry(k).or_default();
                if b.last() != Some(&g) {
                    b.push(g);
                }
            }
        }
        from = to;
    }
    groups
}

/// The reports of one article, gathered by happening.
fn within(range: std::ops::Range<usize>, items: &[Item]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for n in range {
        let mut best: Option<(f64, usize)> = None;
        for (g, group) in groups.iter().enumerate() {
            if let Some(s) = fit(&[n], group, items)
                && best.is_none_or(|(t, _)| s > t)
            {
                best = Some((s, g));
            }
        }
        match best {
            Some((s, g)) if s >= JOIN => groups[g].push(n),
            _ => groups.push(vec![n]),
        }
    }
    groups
}

/// Where a report looks for its event, and where it lets itself be found.
struct Keys {
    look: Vec<String>,
    stand: Vec<String>,
}

/// Reports of one day meet by day and country, a day either way; vaguer ones meet all of their month. Undated ones meet
/// what happened in their town and what was done by the same people.
fn keys_of(item: &Item) -> Keys {
    let country = item.report.place.country.as_deref().unwrap_or("-");
    let (mut look, mut stand) = (Vec::new(), Vec::new());
    if let Some(town) = item.report.place.geonames {
        stand.push(format!("g{town}"));
    }
    stand.extend(item.actors.iter().map(|a| format!("w{a}")));
    let Some((start, end)) = same::days(item.report) else {
        look.extend_from_slice(&stand);
        stand.iter_mut().for_each(|k| k.insert(0, 'u'));
        return Keys { look, stand };
    };
    // Undated reports stand apart, so that dated ones can find them without meeting each other.
    look.extend(stand.iter().map(|k| format!("u{k}")));
    // A report without a country may be of any: it looks at all, and all look at it.
    let known = item.report.place.country.is_some();
    let (seen, shown): (Vec<&str>, Vec<&str>) =
        if known { (vec![country, "-"], vec![country, "*"]) } else { (vec!["*"], vec!["-", "*"]) };
    let month = format!("{}-{}", start.year(), start.month());
    let days = start.until(end).map_or(i32::MAX, |s| s.get_days());
    if days <= FEW_DAYS {
        let mut day = start.yesterday().unwrap_or(start);
        let last = end.tomorrow().unwrap_or(end);
        while day <= last {
            look.extend(seen.iter().map(|c| format!("d{day} {c}")));
            stand.extend(shown.iter().map(|c| format!("d{day} {c}")));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        look.extend(seen.iter().map(|c| format!("v{month} {c}")));
        stand.extend(shown.iter().map(|c| format!("m{month} {c}")));
    } else {
        look.extend(seen.iter().flat_map(|c| [format!("m{month} {c}"), format!("v{month} {c}")]));
        stand.extend(shown.iter().map(|c| format!("v{month} {c}")));
    }
    Keys { look, stand }
}

/// Most days of a report that is found day by day.
const FEW_DAYS: i32 = 7;

fn side<'a>(i: &'a Item<'a>) -> Side<'a> {
    Side { report: i.report, actors: &i.actors, others: &i.others, article: i.digest, published: i.published }
}

/// The best score of any two of reports and an event's members, if none of one article is ruled out, and no more of others
/// than agree.
fn fit(mine: &[usize], members: &[usize], items: &[Item]) -> Option<f64> {
    let (mut best, mut agree, mut against): (f64, usize, usize) = (0.0, 0, 0);
    for &n in mine.iter().take(COMPARED) {
        let me = side(&items[n]);
        for &m in members.iter().take(COMPARED) {
            match same::score(&me, &side(&items[m])) {
                Some(s) => {
                    best = best.max(s);
                    agree += usize::from(s >= JOIN);
                }
                None if items[m].digest == items[n].digest => return None,
                None => against += 1,
            }
        }
    }
    (against <= agree).then_some(best)
}

fn build(
    members: &[usize],
    items: &[Item],
    digests: &[Digest],
    names: &HashMap<ActorId, &str>,
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
    duplicate_of: &HashMap<ArticleId, ArticleId>,
) -> Event {
    let all: Vec<(&Digest, &ReportDigest)> = members.iter().map(|&m| (&digests[items[m].digest], items[m].report)).collect();
    // Copies of an article add no figures and no weight, but stay listed.
    let own: Vec<(&Digest, &ReportDigest)> =
        all.iter().copied().filter(|(d, _)| !duplicate_of.contains_key(&d.article)).collect();
    let counted = if own.is_empty() { &all } else { &own };
    let (kind, lead) = kind(counted);
    let status =
        counted.iter().rev().find(|(_, r)| !r.background).or(counted.last()).map_or(Status::Happened, |(_, r)| r.status);
    let place = place(counted);
    let roles = roles(counted, names, actor_of);
    let mut seen = HashSet::new();
    Event {
        id: EventId::of(all[0].1.id),
        title: title::title(&kind, &roles, &place),
        plover: lead.kind.plover.clone(),
        acled: lead.kind.acled.clone(),
        kind,
        status,
        background: all.iter().all(|(_, r)| r.background),
        when: when(counted),
        place,
        roles,
        figures: ledger::figures(counted),
        reports: all.iter().map(|(_, r)| r.id).collect(),
        articles: all.iter().map(|(d, _)| d.article).filter(|a| seen.insert(*a)).collect(),
        first_reported: all.iter().filter_map(|(d, _)| d.published).min(),
        last_reported: all.iter().filter_map(|(d, _)| d.published).max(),
        corrections: Vec::new(),
    }
}

/// The commonest special kind (a general one, such as `assault`, says nothing against it); of equals the one told first.
/// With the first report of that kind.
fn kind<'a>(reports: &[(&Digest, &'a ReportDigest)]) -> (String, &'a ReportDigest) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, r) in reports {
        *counts.entry(&r.kind.path).or_default() += 1;
    }
    let general = |k: &str| same::GENERAL.contains(&k) && counts.keys().any(|o| !same::GENERAL.contains(o));
    let mut best = reports[0].1;
    for (_, r) in reports {
        let weigh = |k: &str| (!general(k), counts[k]);
        if weigh(&r.kind.path) > weigh(&best.kind.path) {
            best = r;
        }
    }
    (best.kind.path.clone(), best)
}

/// The finest time that the most reports tell.
fn when(reports: &[(&Digest, &ReportDigest)]) -> EventTime {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for (_, r) in reports {
        if let (Some(p), Some(s)) = (r.precision, r.start) {
            *counts.entry((p, s, r.end)).or_default() += 1;
        }
    }
    counts.iter().max_by(|a, b| (b.0.0, a.1).cmp(&(a.0.0, b.1)).then(b.0.cmp(a.0))).map_or(
        EventTime { start: None, end: None, precision: None },
        |((p, s, e), _)| EventTime { start: Some(*s), end: *e, precision: Some(*p) },
    )
}

/// The finest place that the most reports tell; stated ones before carried ones.
fn place(reports: &[(&Digest, &ReportDigest)]) -> EventPlace {
    let mut best: Option<(PlacePrecision, usize, usize)> = None;
    for (i, (_, r)) in reports.iter().enumerate() {
        let p = &r.place;
        if p.name.is_none() {
            continue;
        }
        let votes = reports.iter().filter(|(_, x)| x.place.geonames == p.geonames && x.place.name == p.name).count();
        let better = match best {
            None => true,
            Some((fine, n, _)) => {
                let (mine, theirs) = (p.precision.max(PlacePrecision::City), fine.max(PlacePrecision::City));
                mine < theirs || (mine == theirs && votes > n)
            }
        };
        if better {
            best = Some((p.precision, votes, i));
        }
    }
    best.map_or(EventPlace::UNKNOWN, |(_, _, i)| (*reports[i].1.place).clone())
}

fn roles(
    reports: &[(&Digest, &ReportDigest)],
    names: &HashMap<ActorId, &str>,
    actor_of: &HashMap<(ArticleId, u32), ActorId>,
) -> Vec<EventRole> {
    let mut out: Vec<EventRole> = Vec::new();
    for (d, r) in reports {
        for x in &r.roles {
            let actor = x.name.and_then(|n| actor_of.get(&(d.article, n)).copied());
            let name = actor.and_then(|a| names.get(&a).copied()).unwrap_or(&x.text);
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
