//! Who and where: towns of the gazetteer, invented people and groups, invented papers.

use crate::dice::{Dice, word};
use gazetteer::{Class, Gazetteer};
use model::{ActorId, NameKind, Place, PlaceUse, TextRange};

/// Towns with at least so many people get into invented news.
const LARGE: u64 = 30_000;

/// Somebody who acts.
pub struct Actor {
    pub id: ActorId,
    pub name: String,
    pub kind: NameKind,
}

/// Everything that invented articles are about.
pub struct Cast {
    /// As mentions without a range; the first ones are told of most.
    pub towns: Vec<Place>,
    pub people: Vec<Actor>,
    pub groups: Vec<Actor>,
    pub papers: Vec<String>,
}

impl Cast {
    /// A cast for so many articles.
    pub fn new(articles: usize, dice: &mut Dice) -> Cast {
        let mut towns: Vec<(u64, Place)> = Gazetteer::builtin()
            .entries()
            .filter(|e| e.class() == Class::City && e.population() >= LARGE && e.country_code().is_some())
            .map(|e| (dice.next(), town(&e)))
            .collect();
        towns.sort_by_key(|t| t.0);
        let person =
            |n: usize| actor(format!("{} {}", word(n as u64 % 900 + 4200, true), word(n as u64 / 3 + 70_000, true)), true);
        let group = |n: usize| {
            const END: [&str; 6] = ["Front", "Brigade", "Union", "Council", "Movement", "Company"];
            actor(format!("{} {}", word(n as u64 + 300_000, true), END[n % END.len()]), false)
        };
        let paper = |n: usize| {
            const END: [&str; 5] = ["Herald", "Post", "Courier", "Gazette", "Agency"];
            format!("{} {}", word(n as u64 + 9_000, true), END[n % END.len()])
        };
        Cast {
            towns: towns.into_iter().map(|t| t.1).collect(),
            people: (0..(articles / 6).max(500)).map(person).collect(),
            groups: (0..(articles / 80).max(60)).map(group).collect(),
            papers: (0..300).map(paper).collect(),
        }
    }
}

fn actor(name: String, person: bool) -> Actor {
    let kind = if person { NameKind::Person } else { NameKind::Organization };
    Actor { id: ActorId::of(&name.to_lowercase(), &format!("{kind:?}")), name, kind }
}

fn town(e: &gazetteer::Entry) -> Place {
    Place {
        range: TextRange::new(0, 0),
        text: e.name().into(),
        name: Some(e.name().into()),
        geonames: e.geonames(),
        country: e.country_code().map(str::to_string),
        admin1: e.admin1().map(|a| a.name().to_string()),
        feature: Some(e.feature().into()),
        lat: Some(e.lat()),
        lon: Some(e.lon()),
        precision: e.class().precision(),
        usage: PlaceUse::Literal,
        score: 0.9,
    }
}

/// Nouns, common ones first.
pub const NOUNS: &[&str] = &[
    "road",
    "market",
    "school",
    "bridge",
    "river",
    "hospital",
    "station",
    "village",
    "court",
    "office",
    "house",
    "border",
    "street",
    "church",
    "mosque",
    "factory",
    "port",
    "camp",
    "field",
    "crowd",
    "convoy",
    "bus",
    "truck",
    "mine",
    "tower",
    "university",
    "prison",
    "farm",
    "ferry",
    "hotel",
    "museum",
    "warehouse",
    "checkpoint",
    "stadium",
    "orchard",
    "barracks",
    "pipeline",
    "reservoir",
    "library",
    "workshop",
    "quarry",
    "granary",
    "harbour",
    "clinic",
    "depot",
    "chapel",
    "viaduct",
    "cinema",
    "brewery",
    "lighthouse",
];

/// What is said of nouns.
pub const ADJECTIVES: &[&str] = &[
    "main",
    "old",
    "crowded",
    "new",
    "northern",
    "closed",
    "southern",
    "small",
    "damaged",
    "public",
    "eastern",
    "empty",
    "central",
    "western",
    "narrow",
    "burned",
    "flooded",
    "private",
    "abandoned",
    "busy",
    "wooden",
    "remote",
    "guarded",
    "unfinished",
    "coastal",
    "historic",
    "muddy",
    "rebuilt",
    "quiet",
    "disputed",
];

/// What was done.
pub const DEEDS: &[&str] = &[
    "searched",
    "closed",
    "rebuilt",
    "surrounded",
    "opened",
    "inspected",
    "repaired",
    "evacuated",
    "guarded",
    "cleared",
    "photographed",
    "emptied",
    "blocked",
    "fenced off",
    "reopened",
    "renamed",
    "painted",
    "sold",
    "measured",
    "lit",
];
