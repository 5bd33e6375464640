//! The country of places that no gazetteer has: that of the places named in the same sentence; and of regions that several
//! countries share: that of the part which is meant.

use gazetteer::{Class, Gazetteer};
use model::{Place, PlacePrecision, PlaceUse, Syntax};

/// A region of more countries than these is no part of one because its sentence tells that.
const SHARED_BY: usize = 4;
/// Words between a country's adjective and the part of a region that it holds.
const RULED: [&str; 5] = ["administered", "controlled", "held", "ruled", "occupied"];

/// "In Mali soldiers killed 22 people in Tarnafou": gives a place that is not known the country of those beside it, where they
/// lie in one.
pub(super) fn of_the_sentence(syntax: &Syntax, places: &mut [Place]) {
    let sentence = |p: &Place| syntax.sentences.partition_point(|s| s.range.end <= p.range.start);
    let known: Vec<(usize, &str)> = places
        .iter()
        .filter(|p| p.usage == PlaceUse::Literal)
        .filter_map(|p| Some((sentence(p), p.country.as_deref()?)))
        .collect();
    let land = |s: usize| {
        let mut here = known.iter().filter(|(n, _)| *n == s).map(|(_, c)| *c);
        let first = here.next()?;
        here.all(|c| c == first).then(|| first.to_string())
    };
    let lands: Vec<Option<String>> = places
        .iter()
        .map(|p| if p.precision == PlacePrecision::Unknown && p.country.is_none() { land(sentence(p)) } else { None })
        .collect();
    for (p, land) in places.iter_mut().zip(lands).filter(|(_, land)| land.is_some()) {
        p.country = land;
    }
}

/// "Norlandic-administered Sarn", "in Sarn, Norland's army said": gives a region that a few countries share the country that
/// holds the part which is meant, or the only one of them that its sentence tells.
pub(super) fn of_a_shared_region(text: &str, syntax: &Syntax, places: &mut [Place]) {
    let sentence = |p: &Place| syntax.sentences.partition_point(|s| s.range.end <= p.range.start);
    for i in 0..places.len() {
        let p = &places[i];
        if p.precision != PlacePrecision::Region || p.country.is_some() || !p.feature.as_deref().is_some_and(is_land) {
            continue;
        }
        let members = members(p);
        if members.is_empty() || members.len() > SHARED_BY {
            continue;
        }
        let ruler = i.checked_sub(1).map(|j| &places[j]).filter(|q| {
            let gap = text.get(q.range.end as usize..p.range.start as usize).unwrap_or_default();
            RULED.contains(&gap.trim_matches([' ', '-', '‑', '–']))
        });
        let mut told = places.iter().filter(|q| sentence(q) == sentence(p)).filter_map(|q| q.country.as_deref());
        let only = told.next().filter(|first| told.all(|c| c == *first));
        let land = ruler.and_then(|q| q.country.as_deref()).or(only).filter(|c| is_member(c, members));
        places[i].country = land.map(String::from);
    }
}

fn is_member(code: &str, members: &[u8]) -> bool {
    Gazetteer::current().country(code).and_then(|e| e.country_number()).is_some_and(|n| members.contains(&n))
}

/// True for the feature of a stretch of land, and not of a sea, a river or a desert.
fn is_land(feature: &str) -> bool {
    matches!(feature, "RGN" | "PEN" | "ISL")
}

/// The countries, by number, that share a region.
fn members(p: &Place) -> &'static [u8] {
    let name = p.name.as_deref().unwrap_or(&p.text);
    let mut regions = Gazetteer::current().lookup(name).into_iter().map(|c| c.entry);
    regions.find(|e| e.class() == Class::Region).map_or(&[], |e| e.members())
}
