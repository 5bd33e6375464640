//! News of a war: each day brings another strike on the same town by the same side, so reports of violence there need more
//! in common than reports of one shooting do.

use crate::events::{Item, side};
use crate::same::{self, Side};
use crate::subject::Cuts;
use crate::{Digest, ReportDigest, spread};
use model::{Carried, PlacePrecision};
use std::collections::{BTreeMap, HashMap};

/// Kinds of violence that only wars know.
const KINDS: &[&str] = &["battle", "assault.airstrike", "assault.shelling", "assault.drone"];

/// The one that a single shooting is never taken for.
const FROM_ABOVE: &str = "assault.airstrike";

/// Reports of such violence from which on an article tells of a war.
const TOLD: usize = 2;

/// One in so many articles of a broad subject that tell of a war make the subject one.
const SHARE: usize = 4;

/// Days after which a report without a day is hardly about what was news before, in a war.
const NEWS: i32 = 2;

/// True where an article tells of air strikes, or of fights of two kinds: police may well have a gun battle.
pub(crate) fn told(d: &Digest) -> bool {
    let fights = d.reports.iter().filter(|r| same::news(r) && fight(&r.kind.path));
    let kinds: Vec<&str> = fights.map(|r| r.kind.path.as_str()).collect();
    kinds.len() >= TOLD && kinds.iter().any(|k| *k == FROM_ABOVE || *k != kinds[0])
}

/// True where an article tells of such violence in two towns: of several happenings, then.
pub(crate) fn tours(d: &Digest) -> bool {
    let fights = || d.reports.iter().filter(|r| same::news(r) && fight(&r.kind.path) && r.where_from == Carried::Stated);
    let town = |r: &&crate::ReportDigest| r.place.precision <= PlacePrecision::City && r.place.lat.is_some();
    told(d) && fights().filter(town).any(|x| fights().filter(town).any(|y| !same::nest(&x.place, &y.place)))
}

/// True for kinds of violence that only wars know.
fn fight(kind: &str) -> bool {
    KINDS.iter().any(|k| model::is_of_kind(kind, k))
}

/// Which articles tell of a war: by themselves, or with a broad subject of which many do. An article of no known day is left
/// out, because there only words tell what it is about.
pub(crate) fn wars(digests: &[Digest], cuts: Option<&Cuts>) -> Vec<bool> {
    let own: Vec<bool> = digests.iter().map(told).collect();
    let broad = spread::broad(cuts);
    let mut telling: HashMap<u32, (usize, usize)> = HashMap::new();
    for (subject, own) in cuts.iter().flat_map(|c| &c.subjects).zip(&own) {
        let (all, wars) = telling.entry(*subject).or_default();
        (*all, *wars) = (*all + 1, *wars + usize::from(*own));
    }
    let with = |n: usize| {
        let subject = cuts.map(|c| c.subjects[n]).filter(|s| broad.contains(s));
        subject.is_some_and(|s| telling[&s].1 * SHARE >= telling[&s].0)
    };
    (0..digests.len()).map(|n| digests[n].published.is_some() && (own[n] || with(n))).collect()
}

/// True where both or one are of a war, of two articles, and name nobody who comes to harm in both.
fn of_war(a: &Side, b: &Side) -> bool {
    let violence = same::brief(a.report) && same::brief(b.report);
    a.article != b.article && (a.war || b.war) && violence && same::overlap(a.victims, b.victims) <= 0.0
}

/// True where a report without a day of its own is printed days after the other, in news of a war.
pub(crate) fn stale(a: &Side, b: &Side) -> bool {
    let own = |s: &Side| same::days(s.report).filter(|_| s.report.when_from != Carried::Published).map(|d| d.1);
    let days = match (own(a), own(b)) {
        (Some(day), None) => b.published.map(|p| same::days_between(day, p)),
        (None, Some(day)) => a.published.map(|p| same::days_between(day, p)),
        (None, None) => a.published.zip(b.published).map(|(p, q)| same::days_between(p, q).abs()),
        _ => None,
    };
    of_war(a, b) && days.is_some_and(|d| d > NEWS)
}

/// True where the articles were printed days apart, in news of a war: what each tells most of is its own day's.
pub(crate) fn later(a: &Side, b: &Side) -> bool {
    let days = a.published.zip(b.published).map(|(p, q)| same::days_between(p, q).abs());
    of_war(a, b) && days.is_some_and(|d| d > NEWS)
}

/// Words in common from which on two sentences tell the same, half a share being all of them.
const RETOLD: f64 = 0.25;
/// The same with a day and a town.
const LIKE: f64 = 0.15;

/// True where two reports of two articles agree in what sets one happening of a war apart from the next: who came to harm, a
/// toll, the words, or a day with a town and the kind.
fn anchors(a: &Side, b: &Side) -> bool {
    let (x, y) = (a.report, b.report);
    let Some(kind) = same::kinds(&x.kind.path, &y.kind.path) else { return false };
    let on = |r: &ReportDigest| same::day(r).filter(|_| r.when_from != Carried::Published);
    let one_day = |p, q| same::gap(p, q) <= same::slack(x, y);
    let stated = on(x).zip(on(y)).map(|(p, q)| one_day(p, q));
    if stated == Some(false) {
        return false;
    }
    let stated = stated == Some(true);
    let guessed = |r: &ReportDigest| matches!(r.where_from, Carried::Parties | Carried::Article);
    let town = !guessed(x) && !guessed(y) && same::places(&x.place, &y.place).is_some_and(|p| p >= same::TOWN);
    let toll = same::figures(x, y);
    let wording = same::overlap(&x.words, &y.words);
    let party = same::overlap(a.rare, b.rare) > 0.0;
    let worded = wording >= same::WORDED;
    // A toll that print dates, told in like words.
    let printed = worded && same::day(x).zip(same::day(y)).is_some_and(|(p, q)| one_day(p, q));
    // What two articles of one day's news tell most of.
    let about = same::mains_of_one(a, b) && same::alike(a, b) >= same::MUCH && kind > 0.2;
    let real = |r: &ReportDigest| !same::idle(r) && !r.background;
    let agree = || {
        toll >= same::TOLL && (stated || printed || town || party)
            || stated && (party || worded || about || town && (kind > 0.2 || toll > 0.0 || wording >= LIKE))
            || party && (worded || town)
    };
    same::overlap(a.victims, b.victims) > 0.0 || wording >= RETOLD || real(x) && real(y) && agree()
}

/// True where one article binds a report to another: it speaks of it as known, names the same who take part, or tells beside it
/// who came to harm.
fn bound(x: &ReportDigest, y: &ReportDigest) -> bool {
    let away = x.sentence.abs_diff(y.sentence);
    let harm = |r: &ReportDigest| same::HARM.contains(&r.kind.path.as_str());
    let level = same::news(x) && same::news(y);
    let beside = away <= 1 && level && (harm(x) != harm(y) || x.kind.path == y.kind.path);
    let one = away <= 3 * same::NEXT && same::harms(x) && same::harms(y) && same::shares(x, y);
    same::refers(x, y) || same::refers(y, x) || one || beside
}

/// The most reports of an event that are looked through two by two.
const LOOKED: usize = 400;

/// Puts out of events of several articles the violence of a war that nothing binds to what another article tells. What one
/// article loses stays together.
pub(crate) fn shed(groups: Vec<Vec<usize>>, items: &[Item]) -> Vec<Vec<usize>> {
    let mut out = Vec::with_capacity(groups.len());
    for group in groups {
        let several = group.iter().any(|&m| items[m].digest != items[group[0]].digest);
        if !several || !group.iter().any(|&m| items[m].war) || group.len() > LOOKED {
            out.push(group);
            continue;
        }
        let anchored: Vec<bool> = group
            .iter()
            .map(|&m| {
                let others = group.iter().filter(|o| items[**o].digest != items[m].digest);
                !items[m].war || others.into_iter().any(|&o| anchors(&side(&items[m]), &side(&items[o])))
            })
            .collect();
        let held = |m: usize| {
            let mine = group.iter().zip(&anchored).filter(|(o, a)| **a && items[**o].digest == items[m].digest);
            mine.map(|(&o, _)| o).any(|o| o == m || bound(items[m].report, items[o].report))
        };
        let (stay, go): (Vec<usize>, Vec<usize>) = group.iter().partition(|&&m| held(m));
        let mut of_article: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        go.into_iter().for_each(|m| of_article.entry(items[m].digest).or_default().push(m));
        out.push(stay);
        out.extend(of_article.into_values());
    }
    out.retain(|g| !g.is_empty());
    out
}
