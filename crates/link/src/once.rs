//! What happens once: nobody is led away twice on a day, and a great toll is hardly told of two happenings. Where papers differ
//! in the day or the place of such a thing, one of them erred.

use crate::same::{self, Side};
use crate::{ReportDigest, set};
use model::{RoleKind, TimePrecision};

/// Kinds of what is done to one person once.
const ONCE: &[&str] = &["arrest", "verdict", "court.sentence", "charge"];

/// True where both tell that one and the same person was led away, or was judged.
pub(crate) fn same_person(x: &ReportDigest, y: &ReportDigest) -> bool {
    let (p, q) = (taken(x), taken(y));
    x.kind.path == y.kind.path && ONCE.contains(&&*x.kind.path) && same::overlap(&p, &q) > 0.0 && !again(x, y) && !again(y, x)
}

/// True where one comes to an office, leaves it or is honoured, and the other tells that of somebody else by name.
pub(crate) fn other_persons(x: &ReportDigest, y: &ReportDigest) -> bool {
    let office = |r: &ReportDigest| matches!(r.kind.path.split('.').next(), Some("appointment" | "resignation" | "award"));
    let whose = |r: &ReportDigest| match taken(r) {
        named if named.is_empty() && r.kind.path.starts_with("resignation") => names(r, &[RoleKind::Actor]),
        named => named,
    };
    if x.kind.path != y.kind.path || !office(x) {
        return false;
    }
    let (p, q) = (whose(x), whose(y));
    !p.is_empty() && !q.is_empty() && p.iter().all(|n| q.binary_search(n).is_err())
}

/// The family names of those to whom it is done, as numbers, sorted.
fn taken(r: &ReportDigest) -> Vec<u64> {
    names(r, &[RoleKind::Target, RoleKind::Victim])
}

/// The family names of those who take part in these roles, as numbers, sorted.
fn names(r: &ReportDigest, roles: &[RoleKind]) -> Vec<u64> {
    let whom = r.roles.iter().filter(|x| roles.contains(&x.role));
    let last = whom.filter_map(|x| x.text.split_whitespace().rfind(|w| w.len() > 2));
    // Capitals alone ("A MAN") name nobody.
    let name = |w: &&str| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase);
    set(last.filter(name).map(|w| crate::hash(&w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())))
}

/// "He was arrested twice earlier this year", beside the arrest of Thursday.
pub(crate) fn again(before: &ReportDigest, now: &ReportDigest) -> bool {
    let coarse = before.precision > Some(TimePrecision::Week) && now.precision <= Some(TimePrecision::Day);
    coarse && now.start.is_some() && before.says(&["earlier", "twice", "previously", "times", "already"])
}

/// True where two articles of one subject tell the same great toll as news.
pub(crate) fn one_toll(a: &Side, b: &Side) -> bool {
    let (x, y) = (a.report, b.report);
    let dead = |r: &ReportDigest| r.dead().filter(|n| *n >= GREAT && same::news(r) && same::harms(r));
    a.article != b.article && a.subject == b.subject && dead(x).is_some() && dead(x) == dead(y)
}

/// Dead from which on a toll is hardly another's.
const GREAT: f64 = 50.0;
