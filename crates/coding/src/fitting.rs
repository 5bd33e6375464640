//! Roles that cannot be: a place is no victim and acts nowhere within itself; whom a disaster killed it did not aim at; where it
//! was is no target, and people are no means.

use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase};
use model::{NameKind, PlacePrecision, PlaceUse, Pos, RoleKind};

/// Before these stands where it was.
const WITHIN: &[&str] = &["in", "near", "inside", "around", "across", "throughout"];

/// Where people live: what happens in one is not aimed at it.
const SETTLED: &[&str] = &[
    "area",
    "capital",
    "city",
    "community",
    "country",
    "department",
    "district",
    "island",
    "municipality",
    "neighborhood",
    "neighbourhood",
    "part",
    "province",
    "region",
    "sector",
    "state",
    "suburb",
    "town",
    "village",
    "zone",
];

/// Puts the roles of a match right by what their phrases are. `figures` are those that count what it tells.
pub(crate) fn fitting(scene: &Scene, family: Family, kind: &str, f: &mut Found, figures: &[u32]) {
    let w = scene.words;
    let (link, anchor) = (f.link, f.anchor);
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
    // "was killed along with two guards": those with him were killed as well.
    let beside = |p: &Phrase| before(p, 1) == "with" && matches!(before(p, 2), "along" | "together") && counted(p);
    for (role, p) in &mut f.roles {
        if *role == RoleKind::Instrument && beside(p) {
            *role = RoleKind::Victim;
        }
    }
    // "killing 23 people, residents and an official said": who says so.
    let says_so = |p: &Phrase| {
        let end = w.sentence(p.head).end.min(p.end + 8);
        let said = (p.end..end).take_while(|&i| w.low(i) != ",").find(|&i| w.is_verb(i));
        before(p, 1) == ","
            && said.is_some_and(|v| scene.lexicon.has("speech", w.lemma(v)) && v > anchor)
            && (p.end == said.unwrap_or(0) || w.pos(p.end) == Pos::Cconj)
    };
    f.roles.retain(|(role, p)| !(matches!(role, RoleKind::Victim | RoleKind::Target) && p.start > anchor && says_so(p)));
    // "An airstrike hit a school in Varn", "a blast in the town of Varn": where it was, and not what was aimed at.
    let where_it_was = |p: &Phrase| {
        let town = || scene.lexicon.has("territory", w.lemma(p.head)) && (p.start..p.end).any(|i| w.place_of[i] != NONE);
        family.violent()
            && link != Link::Own
            && matches!(before(p, 1), "in" | "near" | "outside")
            && (place(p).is_some() || town())
    };
    // "exploded in the Norland city of Eastvale": where it was.
    let lies_within = |p: &Phrase| {
        let settled = SETTLED.contains(&w.lemma(p.head)) || place(p).is_some();
        WITHIN.contains(&before(p, 1)) && settled
    };
    // "killing all but one of the 240": whom it spared.
    f.roles.retain(|(role, p)| !(*role == RoleKind::Victim && before(p, 1) == "but" && before(p, 2) == "all"));
    // "raised the death toll to 30": a count is hit by nothing.
    let harm = family.violent() || family == Family::Harm || family == Family::Toll;
    f.roles.retain(|(_, p)| !(harm && matches!(w.lemma(p.head), "toll" | "tally")));
    let deed = ["assault", "explosion", "killing"].iter().any(|k| kind.starts_with(k));
    if family.violent() {
        beside_whom(scene, f);
    }
    f.roles.retain(|(role, p)| match role {
        RoleKind::Target if deed && lies_within(p) || where_it_was(p) => false,
        RoleKind::Victim | RoleKind::Target => !goes_with(p),
        // "were evacuated by boat": how, and not by whom.
        RoleKind::Actor
            if before(p, 1) == "by" && p.end == p.start + 1 && ["vehicle", "vessel"].iter().any(|c| scene.is_of(c, *p)) =>
        {
            false
        }
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

/// "He was killed with his wife", "shot along with two guards": whom it befell too, and no means. Where others did it, they may
/// have done it with them: there nothing is said.
fn beside_whom(scene: &Scene, f: &mut Found) {
    let w = scene.words;
    let befell = f.roles.iter().any(|(r, _)| *r == RoleKind::Victim) || f.group.is_some_and(|g| w.is_passive(&g));
    let done = f.group.is_some_and(|g| f.link == Link::Own && !w.is_passive(&g) && f.role(RoleKind::Actor).is_some());
    let means = |p: &Phrase| {
        ["weapon", "explosive", "heavy", "grenade", "blade", "vehicle"]
            .iter()
            .any(|c| scene.lexicon.phrase_is(c, *p, w, scene.mentions))
            || (p.start..p.end).any(|i| matches!(w.lemma(i), "bomber" | "drone" | "suicide"))
    };
    let people = |p: &Phrase| {
        let name = w.name_of[p.head];
        let person = name != NONE && scene.mentions.names[name as usize].kind == NameKind::Person;
        let from = w.sentence(p.head).start.max(p.start.saturating_sub(8));
        let with = (from..p.start).any(|i| w.low(i) == "with");
        with && (person || scene.lexicon.phrase_is("people", *p, w, scene.mentions)) && !means(p)
    };
    f.roles.retain_mut(|(role, p)| {
        if *role != RoleKind::Instrument || !people(p) {
            return true;
        }
        *role = RoleKind::Victim;
        befell && !done
    });
}
