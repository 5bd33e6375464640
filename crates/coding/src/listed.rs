//! What one verb did on several days: "took Goma on 30 November, Bukavu on Thursday and Kindu on Sunday" tells three happenings,
//! each with whom it hit, its day, its place and its toll.

use crate::code::Draft;
use crate::find::{Link, Scene};
use crate::words::{NONE, Phrase};
use model::{Carried, PlaceUse, Pos, ReportPlace, RoleKind, Status, TimeKind, TimePrecision};
use std::ops::Range;

/// No more items than these are told of one verb.
const MOST: usize = 6;
/// Words of an item without its day: "two members of the council in Norport".
const LONG: usize = 14;

/// An item of the list behind its first.
struct Item {
    tokens: Range<usize>,
    time: u32,
    what: Phrase,
}

/// Splits the reports of verbs whose objects have a day each.
pub(crate) fn listed(scene: &Scene, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out = Vec::with_capacity(drafts.len());
    for mut d in drafts {
        let role = [RoleKind::Target, RoleKind::Victim].into_iter().find(|r| d.found.role(*r).is_some());
        let items = role.map(|_| scene.items(&d)).unwrap_or_default();
        let Some((first, role)) = items.first().map(|i| i.tokens.start).zip(role) else {
            out.push(d);
            continue;
        };
        let others: Vec<Draft> = items.iter().map(|item| one_of(scene, &d, item, role)).collect();
        let behind = |p: &Phrase| p.start >= first;
        d.found.roles.retain(|(r, p)| !(matches!(r, RoleKind::Target | RoleKind::Victim) && behind(p)));
        d.figures.retain(|n| others.iter().all(|o| !o.figures.contains(n)));
        if let Some(n) = scene.first_time(d.found.end..first) {
            d.when = scene.told_time(n);
        }
        out.push(d);
        out.extend(others);
    }
    out
}

/// The report of an item.
fn one_of(scene: &Scene, d: &Draft, item: &Item, role: RoleKind) -> Draft {
    let w = scene.words;
    let mut found = d.found.clone();
    (found.first, found.end, found.anchor) = (item.what.start, item.what.end, item.what.head);
    (found.link, found.group) = (Link::Free, None);
    found.roles.retain(|(r, _)| matches!(r, RoleKind::Actor | RoleKind::Instrument));
    found.roles.push((role, item.what));
    let literal = |n: &u32| scene.mentions.places.get(*n as usize).is_some_and(|p| p.usage == PlaceUse::Literal);
    let place = item.tokens.clone().map(|i| w.place_of[i]).find(literal);
    let place = place.map_or(ReportPlace::new(None, Carried::Unknown), |n| ReportPlace::new(Some(n), Carried::Stated));
    let range = w.range(item.tokens.start, item.tokens.end);
    let figures = d.figures.iter().copied().filter(|n| range.contains(scene.mentions.figures[*n as usize].range)).collect();
    Draft { found, when: scene.told_time(item.time), place, figures, apart: true, ..d.clone() }
}

impl Scene<'_> {
    /// The first day told by these tokens.
    fn first_time(&self, tokens: Range<usize>) -> Option<u32> {
        tokens.map(|i| self.words.time_of[i]).find(|n| self.a_day(*n))
    }

    fn a_day(&self, n: u32) -> bool {
        self.mentions.times.get(n as usize).is_some_and(|t| {
            matches!(t.kind, TimeKind::Date | TimeKind::Time) && t.precision <= TimePrecision::Day && t.start.is_some()
        })
    }

    /// What follows the object and its day in a row of objects with a day each; nothing where it is no such row.
    fn items(&self, d: &Draft) -> Vec<Item> {
        let w = self.words;
        let real = matches!(d.status, Status::Happened | Status::Alleged) && d.found.link == Link::Own && !d.period;
        if !real {
            return Vec::new();
        }
        let end = w.sentence(d.found.anchor).end;
        let mut out: Vec<Item> = Vec::new();
        let Some(mut at) = self.behind_its_day(d.found.end..end) else { return out };
        while let Some(item) = self.item(at..end).filter(|_| out.len() < MOST) {
            at = (item.tokens.end..end).find(|&i| w.time_of[i] != item.time).unwrap_or(end);
            out.push(item);
        }
        out
    }

    /// The token behind the first day of these, if no verb and no comma stands before it.
    fn behind_its_day(&self, tokens: Range<usize>) -> Option<usize> {
        let w = self.words;
        let first = tokens.clone().find(|&i| self.a_day(w.time_of[i]))?;
        let plain = |i: usize| !w.is_verb(i) && !matches!(w.low(i), "," | ";" | ":" | "and");
        let time = w.time_of[first];
        (tokens.start..first).all(plain).then(|| (first..tokens.end).find(|&i| w.time_of[i] != time)).flatten()
    }

    /// ", Bukavu on Thursday", "and two aides on Sunday": something, and right behind it a day.
    fn item(&self, tokens: Range<usize>) -> Option<Item> {
        let w = self.words;
        let mut from = tokens.start;
        while from < tokens.end && matches!(w.low(from), "," | "and") {
            from += 1;
        }
        let day = (from..tokens.end.min(from + LONG)).find(|&i| w.time_of[i] != NONE)?;
        let on = usize::from(day > from && matches!(w.low(day - 1), "on" | "late" | "early"));
        let what = w.phrase(from).filter(|p| p.start == from && p.end <= day - on)?;
        let plain = (from..day).all(|i| !w.is_verb(i) && !matches!(w.low(i), "," | ";" | "and"));
        let thing = matches!(w.pos(what.head), Pos::Noun | Pos::Propn | Pos::Num);
        (from > tokens.start && plain && thing && self.a_day(w.time_of[day])).then(|| Item {
            tokens: from..day,
            time: w.time_of[day],
            what,
        })
    }
}
