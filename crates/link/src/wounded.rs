//! How those are who were hurt: "all three are in fair condition as of Tuesday", "she is recovering in a hospital in the capital".
//! That is told of what hurt them, on a later day and in another town, and is no happening of its own. And who mourns them, which is.

use crate::{ReportDigest, Told, same};
use model::{Carried, Status};

/// Days for which the wounded are spoken of as such.
const LIES: i32 = 30;

/// Words that tell how somebody hurt is, or where he lies.
const LIES_THERE: &[&str] = &[
    "condition",
    "hospital",
    "hospitalized",
    "hospitalised",
    "recovering",
    "surgery",
    "treated",
    "discharged",
    "critical",
    "stable",
];

/// True for a report that tells how those are who were hurt.
pub(crate) fn lie(r: &ReportDigest) -> bool {
    r.kind.path == "injury" && matches!(r.told, Told::Plain | Told::Again) && r.says(LIES_THERE)
}

/// True where one article tells of harm, and further down how those are whom it hurt.
pub(crate) fn of_it(x: &ReportDigest, y: &ReportDigest) -> bool {
    let (harm, state) = if x.sentence <= y.sentence { (x, y) } else { (y, x) };
    let violent = !matches!(&*harm.kind.path, "injury" | "missing") && same::harms(harm) && same::news(harm);
    let later = match (same::days(harm), same::days(state)) {
        (Some((_, end)), Some((day, _))) => end.until(day).is_ok_and(|s| (0..=LIES).contains(&s.get_days())),
        _ => true,
    };
    violent && lie(state) && same::news(state) && harm.sentence < state.sentence && later
}

/// "Friends held a vigil for her": they came after it was done.
pub(crate) fn mourned(x: &ReportDigest, y: &ReportDigest) -> bool {
    let mourns = |r: &ReportDigest| r.kind.path == "protest" && r.says(&["vigil", "candlelight", "memorial", "mourners"]);
    let harm = |r: &ReportDigest| same::harms(r) && !matches!(&*r.kind.path, "protest" | "riot");
    mourns(x) && harm(y) || mourns(y) && harm(x)
}

/// "A quake struck the province. In one town 40 houses collapsed.": what it brought down, where that has no day of its own.
pub(crate) fn brought_down(x: &ReportDigest, y: &ReportDigest) -> bool {
    let (cause, fall) = if x.sentence <= y.sentence { (x, y) } else { (y, x) };
    let brings = |k: &str| k.starts_with("disaster.") || matches!(k, "explosion" | "accident.industrial");
    let own = fall.when_from == Carried::Stated && same::days(fall) != same::days(cause);
    &*fall.kind.path == "accident.collapse"
        && brings(&cause.kind.path)
        && same::news(x)
        && same::news(y)
        && (fall.sentence - cause.sentence <= NEXT || bare(fall))
        && !own
}

/// True where nothing is told of a fall but that it was: no day, no place and no toll of its own.
fn bare(fall: &ReportDigest) -> bool {
    fall.start.is_none() && fall.where_from != Carried::Stated && fall.figures.is_empty()
}

/// "Aftershocks still rattle the city, where 113 have died", beside the quake of Tuesday: what goes on as the article is printed
/// is the disaster that it tells of. And so is the wreck whose dead a lead counts without a day.
pub(crate) fn goes_on(x: &ReportDigest, y: &ReportDigest) -> bool {
    let accident = x.kind.path.starts_with("accident.") && x.told != Told::Anew && y.told != Told::Anew;
    let now =
        |r: &ReportDigest| (r.status == Status::Ongoing || accident && same::news(r)) && r.when_from == Carried::Published;
    let then = |r: &ReportDigest| r.when_from == Carried::Stated && same::news(r);
    let days = same::days(x).zip(same::days(y)).map_or(i32::MAX, |(p, q)| same::gap(p, q));
    let disaster = x.kind.path.starts_with("disaster.");
    x.kind.path == y.kind.path && (disaster || accident) && days <= GOES_ON && (now(x) && then(y) || now(y) && then(x))
}

/// Days for which a disaster goes on.
const GOES_ON: i32 = 10;

/// Sentences within which a fall goes with what brought it about.
const NEXT: u32 = 2;

/// "The plane made an emergency landing; nobody was hurt": that says nothing against the landing.
pub(crate) fn nobody_hurt(r: &ReportDigest) -> bool {
    let counts = || r.figures.iter().filter(|f| matches!(f.what.as_str(), "killed" | "injured"));
    r.status == Status::Denied && counts().count() > 0 && counts().all(|f| f.best == Some(0.0))
}
