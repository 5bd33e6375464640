//! Two like happenings in one town: shootings of neighbouring days, bombs of one day in two quarters. Where both articles state
//! their day it is one happening only if something binds them: a person, a street, an age, a great toll, the names they share.

use crate::same::{self, Side};
use crate::{FigureDigest, Hour, ReportDigest};
use model::Quantifier;

/// True where two articles state days right beside each other, and nothing shows that one of them erred.
pub(crate) fn neighbouring_days(a: &Side, b: &Side) -> bool {
    let stated = same::stated_day(a.report).zip(same::stated_day(b.report));
    a.article != b.article && stated.is_some_and(|(x, y)| same::gap(x, y) == 1) && !one_for_all_that(a, b)
}

/// The same for all that two sides tell: something binds two of their reports, one article tells both,
/// or they state one day somewhere.
pub(crate) fn bind(mine: &[Side], members: &[Side]) -> bool {
    let pairs = || mine.iter().flat_map(|a| members.iter().map(move |b| (a, b)));
    let day = |a: &Side, b: &Side| same::stated_day(a.report).is_some_and(|d| same::stated_day(b.report) == Some(d));
    pairs().any(|(a, b)| a.article == b.article || bound(a, b) || day(a, b))
        || !pairs().any(|(a, b)| differ(a, b)) && pairs().any(|(a, b)| one_for_all_that(a, b))
}

/// True where something binds two reports of two articles to one happening, though they state two days.
pub(crate) fn one_for_all_that(a: &Side, b: &Side) -> bool {
    // Deaths, arrests and talk have their own day; who is told of no harm is no matter of days.
    if !(same::harms(a.report) && same::harms(b.report)) {
        return true;
    }
    bound(a, b) || !differ(a, b) && (a.ties(b) >= TIES || great(a.report, b.report) || midnight(a.report, b.report))
}

/// True where two articles tell one day for what they place in two quarters of a town, by two tolls or at two hours.
pub(crate) fn two_quarters(a: &Side, b: &Side) -> bool {
    let (x, y) = (a.report, b.report);
    let told = |r: &ReportDigest| same::harms(r) && same::news(r) && !r.quarters.is_empty();
    let hours = || matches!((x.hour, y.hour), (Some(p), Some(q)) if p != q);
    a.article != b.article
        && told(x)
        && told(y)
        && same::overlap(&x.quarters, &y.quarters) <= 0.0
        && (tolls(x, y) || hours() && x.kind != y.kind)
        && !bound(a, b)
}

/// True where two articles tell of two days, or of two countries, what no kind knows: "ten wagons left the track" is told of many.
pub(crate) fn two_deeds(a: &Side, b: &Side) -> bool {
    let (x, y) = (a.report, b.report);
    let unknown = |r: &ReportDigest| r.kind.path == same::UNSPECIFIED;
    let land = |r: &ReportDigest| r.place.country.clone();
    let lands = || land(x).zip(land(y)).is_some_and(|(p, q)| p != q);
    let days = || same::day(x).zip(same::day(y)).is_some_and(|(p, q)| same::gap(p, q) > 0);
    a.article != b.article && unknown(x) && unknown(y) && (lands() || days())
}

/// A private person who does or suffers something in both, a street or a building, or all the ages.
fn bound(a: &Side, b: &Side) -> bool {
    let shared = |p: &[u64], q: &[u64]| same::overlap(p, q) > 0.0;
    shared(a.people, b.people)
        || shared(a.victims, b.victims)
        || shared(a.spots, b.spots)
        || shared(&a.report.quarters, &b.report.quarters)
        || same::one_age(a, b)
}

/// True where they tell of other people hurt by name, of other quarters, or of other tolls.
fn differ(a: &Side, b: &Side) -> bool {
    let apart = |p: &[u64], q: &[u64]| !p.is_empty() && !q.is_empty() && same::overlap(p, q) <= 0.0;
    apart(a.hurt, b.hurt) || apart(&a.report.quarters, &b.report.quarters) || tolls(a.report, b.report)
}

/// True where two articles share so much, or somebody, that they hardly tell of two happenings of one day.
pub(crate) fn ties(a: &Side, b: &Side) -> bool {
    bound(a, b) || !differ(a, b) && a.ties(b) >= TIES
}

/// True where both count the dead, or the hurt where nobody counts dead, exactly, and not the same. A toll that rises is none.
fn tolls(x: &ReportDigest, y: &ReportDigest) -> bool {
    let exact = |f: &&FigureDigest| !f.part && !f.feared && f.quantifier == Quantifier::Exactly;
    let count = |r: &ReportDigest, what: &str| r.figures.iter().filter(exact).find(|f| f.what == what).and_then(|f| f.best);
    let rises = |r: &ReportDigest| r.figures.iter().any(|f| f.update || f.found || f.others);
    let other = |what| count(x, what).zip(count(y, what)).is_some_and(|(m, n)| m != n);
    !rises(x) && !rises(y) && ["killed", "injured", "kidnapped"].into_iter().any(other)
}

/// The same ten dead are seldom another ten.
fn great(x: &ReportDigest, y: &ReportDigest) -> bool {
    x.kind.path == y.kind.path && x.dead().is_some_and(|n| n >= GREAT) && x.dead() == y.dead()
}

/// "Late on Friday" and "early on Saturday" are one night, and so may be "Friday" and "early on Saturday".
fn midnight(x: &ReportDigest, y: &ReportDigest) -> bool {
    let (first, next) = if x.start <= y.start { (x, y) } else { (y, x) };
    matches!(first.hour, None | Some(Hour::Night)) && next.hour == Some(Hour::Early)
}

/// Words and names beside those of places that two articles of one happening share at least.
const TIES: usize = 5;

/// Dead from which on a toll is seldom another's.
const GREAT: f64 = 10.0;
