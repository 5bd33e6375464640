//! What is recalled months later is what was news then: "a year after the collapse of a mill in Orle, which killed 1,138", "January
//! 2011, airport, 35 killed". The first toll and the last one may differ widely, and a list may leave out the town.

use crate::kinds::root;
use crate::same::{self, Side};
use crate::{ReportDigest, neighbours};
use model::{TimePrecision, TimePrecision::*};

/// True where one of two articles recalls what the other told as news, or both recall it. `place` and `wording` are how well
/// the two fit.
pub(crate) fn recalled(a: &Side, b: &Side, place: f64, wording: f64) -> bool {
    let (x, y) = (a.report, b.report);
    let ago = |s: &Side| {
        let days = same::days(s.report).zip(s.published).map(|((_, end), printed)| same::days_between(end, printed));
        days.filter(|_| s.report.precision.is_some_and(|p| p <= Year))
    };
    let (Some(since), Some(then)) = (ago(a), ago(b)) else { return false };
    if a.article == b.article || since.max(then) < LONG || !(since.min(then) <= FRESH || since.min(then) >= LONG) {
        return false;
    }
    let Some((p, q)) = same::days(x).zip(same::days(y)).filter(|(p, q)| same::gap(*p, *q) == 0) else { return false };
    let alike = x.kind.path == y.kind.path || same::kinds(&x.kind.path, &y.kind.path).is_some_and(|k| k > 0.2);
    let toll = toll(a, b);
    let coarse: TimePrecision = x.precision.max(y.precision).unwrap_or(Year);
    let town = place >= same::TOWN;
    let worded = wording >= same::WORDED;
    let dead = x.dead().unwrap_or(0.0).min(y.dead().unwrap_or(0.0));
    if same::days_between(p.0, p.1).min(same::days_between(q.0, q.1)) > MONTH && toll != Toll::Same {
        return false;
    }
    match coarse {
        _ if toll == Toll::Other => false,
        c if c <= Week => {
            let shown = !slight(a, b) || neighbours::ties(a, b);
            alike && town && shown
                || alike && place > 0.0 && single(x) && single(y)
                || worded && dead >= FEW && matches!(toll, Toll::Same | Toll::Near)
        }
        Month => {
            let same = toll == Toll::Same && dead >= MANY || toll == Toll::Near && dead >= GREAT;
            same && (town || worded) || alike && town && single(x) && single(y)
        }
        _ => {
            let same = toll == Toll::Same && dead >= if worded { MANY } else { GREAT } || toll == Toll::Near && dead >= GREAT;
            same && (worded || town && alike)
        }
    }
}

/// How the tolls of two reports go together.
#[derive(PartialEq, Eq)]
enum Toll {
    /// One of them tells none.
    Open,
    Same,
    /// "more than 180", and 202 in the end.
    Near,
    /// The later one is higher, as tolls of wrecks and quakes become.
    Grown,
    Other,
}

/// What the toll of the article that came first and that of the one that came later say.
fn toll(a: &Side, b: &Side) -> Toll {
    let (first, last) = if a.published <= b.published { (a.report, b.report) } else { (b.report, a.report) };
    let (Some(m), Some(n)) = (first.dead(), last.dead()) else { return Toll::Open };
    let most = if single(first) && single(last) { SWELLS } else { RISES };
    match n / m.max(1.0) {
        _ if m == n => Toll::Same,
        r if (0.9..=1.35).contains(&r) && m.min(n) >= MANY => Toll::Near,
        r if r > 1.0 && r <= most => Toll::Grown,
        _ => Toll::Other,
    }
}

/// Accidents and disasters: a place has few on a day.
fn single(r: &ReportDigest) -> bool {
    matches!(root(&r.kind.path), "accident" | "disaster")
}

/// A killing of one, of which a city may have several on a day.
fn slight(a: &Side, b: &Side) -> bool {
    let violence = |r: &ReportDigest| matches!(root(&r.kind.path), "assault" | "killing" | "death" | "injury");
    let few = |r: &ReportDigest| r.dead().is_none_or(|n| n <= 1.0) && !r.kind.path.ends_with("bombing");
    [a, b].iter().any(|s| violence(s.report) && few(s.report))
}

/// Days after which a happening is recalled, and for which it is news.
const LONG: i32 = 60;
const FRESH: i32 = 10;
/// Days of a month.
const MONTH: i32 = 31;
/// Dead from which on a toll tells something in the words of the other,
const FEW: f64 = 5.0;
/// is seldom another's of the month,
const MANY: f64 = 10.0;
/// and seldom another's of the year.
const GREAT: f64 = 30.0;
/// How many times the first toll the last one of a disaster may be, and that of an attack.
const SWELLS: f64 = 25.0;
const RISES: f64 = 2.0;
