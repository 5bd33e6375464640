//! Where a happening was that an official of one place tells ("Norport's mayor said that drones had hit a school"): mayors,
//! governors and police tell of their own town and province.

use crate::code::Draft;
use crate::codebook::Family;
use crate::find::Scene;
use crate::words::NONE;
use model::{PlacePrecision, PlaceUse, Status};

/// Offices that have a town or a province.
const OFFICES: &[&str] = &["governor", "mayor", "prefect", "burgomaster", "sheriff", "gov", "police"];

/// The place of the official who tells a report of harm or of an arrest in whose sentence no other place is told.
pub(crate) fn place_of_office(scene: &Scene, d: &Draft) -> Option<u32> {
    let w = scene.words;
    let real = matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged);
    let theirs = d.family.harmful() || d.family == Family::Justice;
    let said = d.said_by.as_ref().filter(|_| theirs && real && !d.natural && !d.period && !d.background)?;
    let sentence = w.sentence(d.found.anchor);
    let speaker = |i: usize| {
        let range = w.tokens[i].range;
        said.span.range.start <= range.start && range.end <= said.span.range.end
    };
    let place = |i: usize| scene.mentions.places.get(w.place_of[i] as usize);
    let local = |i: usize| place(i).is_some_and(|p| p.precision <= PlacePrecision::Admin1 && p.country.is_some());
    let office = |i: usize| OFFICES.contains(&w.lemma(i)) || OFFICES.contains(&w.low(i));
    let first = sentence.clone().find(|&i| speaker(i))?;
    let held = sentence.clone().find(|&i| speaker(i) && office(i))?;
    // "Norport Mayor Ada Ruun", "the mayor of Norport", "police in Norport"
    let before = (first..held).rev().find(|&i| local(i));
    let of = || (held + 1..sentence.end.min(held + 4)).find(|&i| local(i) && speaker(i) && matches!(w.low(i - 1), "of" | "in"));
    let n = w.place_of[before.or_else(of)?];
    let elsewhere = sentence.into_iter().any(|i| {
        w.place_of[i] != NONE && w.place_of[i] != n && place(i).is_some_and(|p| p.usage == PlaceUse::Literal && !speaker(i))
    });
    (!elsewhere).then_some(n)
}
