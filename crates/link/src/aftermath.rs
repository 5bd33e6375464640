//! What the police do on the spot is part of what brought them there: "officers are searching for the gunman" is no
//! happening of its own beside the shooting; nor is the search for survivors beside the quake. Decided within each article.

use crate::events::Item;
use crate::same;
use jiff::civil::Date;
use model::{Carried, RoleKind};

/// Kinds of reports that may be no more than the first work of the police on another happening.
const WORK: &[&str] = &["investigation", "security"];

/// The search for survivors, and who was saved.
const RESCUE: &str = "rescue";

/// Roots of kinds that leave survivors to be looked for.
const WRECKS: &[&str] = &["disaster", "accident", "explosion", "death", "missing"];

/// Roots of kinds that bring the police to a place.
const BRINGS: &[&str] = &["assault", "killing", "injury", "death", "explosion", "accident", "abduction"];

/// Days within which the work of the police is part of what they came for; a probe that opens later is news of its own.
const FRESH: i32 = 10;

/// Sentences between the two where an article tells of several happenings.
const NEAR: u32 = 3;

/// True for reports that [`hosts`] may give to another.
pub(crate) fn work(kind: &str) -> bool {
    WORK.contains(&kind) || kind == RESCUE
}

/// True for reports that may be given the search for survivors.
fn wrecks(kind: &str) -> bool {
    WRECKS.contains(&kind.split('.').next().unwrap_or(""))
}

/// True for reports that may be given work of the police.
fn calls(kind: &str) -> bool {
    BRINGS.contains(&kind.split('.').next().unwrap_or(""))
}

/// True for reports that may be given work of others.
pub(crate) fn brings(kind: &str) -> bool {
    calls(kind) || wrecks(kind)
}

/// For each piece of police work in an article: the report (of those in `groups`, gathered by happening) whose happening it is
/// part of. The article's items are `range`.
pub(crate) fn hosts(range: std::ops::Range<usize>, groups: &[Vec<usize>], items: &[Item]) -> Vec<(usize, usize)> {
    let told = |root: &dyn Fn(&str) -> bool| -> Vec<Vec<usize>> {
        let news = |n: usize| !items[n].report.background && root(&items[n].report.kind.path);
        let mine = groups.iter().map(|g| g.iter().copied().filter(|&n| news(n)).collect());
        mine.filter(|g: &Vec<usize>| !g.is_empty()).collect()
    };
    // Happenings that the article tells as news.
    let (calling, wrecked) = (told(&calls), told(&wrecks));
    let host = |n: usize| {
        let rescue = items[n].report.kind.path == RESCUE;
        let told = if rescue { &wrecked } else { &calling };
        let at = items[n].report.sentence;
        let away = |m: usize| items[m].report.sentence.abs_diff(at);
        let fits = |g: &&Vec<usize>| g.iter().all(|&m| fit(&items[n], &items[m]));
        // Survivors are looked for all through an article on one quake.
        let near = |g: &&Vec<usize>| told.len() == 1 || rescue && g.len() > 1 || g.iter().any(|&m| away(m) <= NEAR);
        let nearest = |g: &Vec<usize>| g.iter().copied().min_by_key(|&m| (away(m), m));
        told.iter().filter(fits).filter(near).filter_map(nearest).min_by_key(|&m| (away(m), m))
    };
    let own = |n: usize| match &*items[n].report.kind.path {
        RESCUE => true,
        kind => WORK.contains(&kind) && by_police(&items[n]),
    };
    let mine = range.filter(|&n| own(n) && !items[n].report.background);
    mine.filter_map(|n| Some((n, host(n)?))).collect()
}

/// False where days or places speak against it.
fn fit(work: &Item, harm: &Item) -> bool {
    let (w, h) = (work.report, harm.report);
    let stated = w.when_from == Carried::Stated && h.when_from == Carried::Stated;
    let day = same::days(w).map(|d| d.0).or(work.published);
    let late = |a: Date, b: Date| a.until(b).is_ok_and(|s| s.get_days() > FRESH);
    let old = same::days(h).zip(day).is_some_and(|((_, end), d)| late(end, d));
    let lasts = if w.kind.path == RESCUE { FRESH } else { 2 };
    let other_day = stated && same::days(w).zip(same::days(h)).is_some_and(|(x, y)| same::gap(x, y) > lasts);
    let told = w.where_from == Carried::Stated && h.where_from == Carried::Stated;
    !(old || other_day || told && !same::nest(&w.place, &h.place))
}

/// True if the police do it, or nobody who is named.
fn by_police(item: &Item) -> bool {
    let mut who = item.report.roles.iter().filter(|x| x.role == RoleKind::Actor).peekable();
    who.peek().is_none() || who.any(|x| x.text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(police))
}

/// Words for those who come first.
fn police(word: &str) -> bool {
    matches!(word, "police" | "officer" | "officers" | "cops" | "deputies" | "deputy" | "sheriff" | "troopers" | "patrol")
        || matches!(
            word,
            "detective" | "detectives" | "investigators" | "investigator" | "authorities" | "marshals" | "constables"
        )
        || matches!(word, "they" | "unit" | "team" | "squad" | "swat" | "agents" | "gendarmes" | "pd" | "crews" | "responders")
}
