//! Roles that cannot be: a place is no victim and acts nowhere within itself; whom a disaster killed it did not aim at.

use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase};
use model::{PlacePrecision, PlaceUse, Pos, RoleKind};

/// Puts the roles of a match right by what their phrases are. `figures` are those that count what it tells.
pub(crate) fn fitting(scene: &Scene, family: Family, f: &mut Found, figures: &[u32]) {
    let w = scene.words;
    let place = |p: &Phrase| {
        let mention = scene.mentions.places.get(w.place_of[p.head] as usize)?;
        (mention.usage == PlaceUse::Literal).then_some(mention)
    };
    let before = |p: &Phrase, k: usize| p.start.checked_sub(k).map_or("", |i| w.low(i));
    // "the mayor of Jos, Nigeria, and his driver": the country goes with the town.
    let goes_with = |p: &Phrase| {
        before(p, 1) == ","
            && p.start >= 2
            && w.place_of[p.start - 2] != NONE
            && place(p).is_some_and(|m| m.precision == PlacePrecision::Country)
    };
    let counted = |p: &Phrase| {
        let range = w.range(p.start, p.end);
        figures.iter().filter_map(|n| scene.mentions.figures.get(*n as usize)).any(|x| {
            x.range.overlaps(range) && matches!(x.what.as_str(), "killed" | "injured" | "missing" | "displaced" | "affected")
        })
    };
    // "An airstrike hit a school in Varn", "a blast in the town of Varn": where it was, and not what was aimed at.
    let where_it_was = |p: &Phrase| {
        let town = || scene.lexicon.has("territory", w.lemma(p.head)) && (p.start..p.end).any(|i| w.place_of[i] != NONE);
        family.violent()
            && f.link != Link::Own
            && matches!(before(p, 1), "in" | "near" | "outside")
            && (place(p).is_some() || town())
    };
    let out: Vec<bool> = f.roles.iter().map(|(role, p)| *role == RoleKind::Target && where_it_was(p)).collect();
    // "killing 23 people, residents and an official said": who says so.
    let says_so = |p: &Phrase| {
        let end = w.sentence(p.head).end.min(p.end + 8);
        let said = (p.end..end).take_while(|&i| w.low(i) != ",").find(|&i| w.is_verb(i));
        before(p, 1) == ","
            && said.is_some_and(|v| scene.lexicon.has("speech", w.lemma(v)) && v > f.anchor)
            && (p.end == said.unwrap_or(0) || w.pos(p.end) == Pos::Cconj)
    };
    let talks: Vec<bool> = f
        .roles
        .iter()
        .map(|(role, p)| matches!(role, RoleKind::Victim | RoleKind::Target) && p.start > f.anchor && says_so(p))
        .collect();
    let mut talks = talks.into_iter();
    f.roles.retain(|_| !talks.next().unwrap_or(false));
    let mut out = out.into_iter();
    f.roles.retain(|_| !out.next().unwrap_or(false));
    f.roles.retain(|(role, p)| match role {
        RoleKind::Victim | RoleKind::Target => !goes_with(p),
        // "were evacuated by boat": how, and not by whom.
        RoleKind::Actor if before(p, 1) == "by" && p.end == p.start + 1 && scene.is_of("vehicle", *p) => false,
        RoleKind::Actor if before(p, 1) == "by" && p.end == p.start + 1 && scene.is_of("vessel", *p) => false,
        // "blasts in Varn on Monday killed": not Varn.
        RoleKind::Actor => !(matches!(before(p, 1), "in" | "at" | "near") && place(p).is_some()),
        _ => true,
    });
    // "was killed in an airstrike along with nine others": no means.
    let along = |p: &Phrase| before(p, 1) == "with" && matches!(before(p, 2), "along" | "together");
    for (role, p) in &mut f.roles {
        if *role == RoleKind::Instrument && family.violent() && along(p) && scene.is_of("people", *p) {
            *role = RoleKind::Victim;
        }
    }
    let numbered = |p: &Phrase| (p.start..=p.head).any(|i| w.pos(i) == Pos::Num);
    for (role, p) in &mut f.roles {
        match role {
            RoleKind::Victim if place(p).is_some() => *role = RoleKind::Target,
            RoleKind::Target if family == Family::Harm && counted(p) => *role = RoleKind::Victim,
            // "A drone hit a bus, wounding six people"
            RoleKind::Target if family.violent() && numbered(p) && counted(p) => *role = RoleKind::Victim,
            _ => {}
        }
    }
}
