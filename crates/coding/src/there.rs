//! "In the same district": the place that was told last.

use crate::code::Draft;
use crate::find::Scene;
use crate::words::NONE;
use model::{Carried, PlacePrecision, PlaceUse, ReportPlace};

/// Words for places of which one may be told again.
const SAME: &[&str] = &[
    "area",
    "base",
    "border",
    "building",
    "camp",
    "city",
    "country",
    "county",
    "district",
    "factory",
    "highway",
    "hospital",
    "island",
    "jail",
    "lake",
    "location",
    "market",
    "mine",
    "mosque",
    "neighborhood",
    "neighbourhood",
    "park",
    "place",
    "prison",
    "province",
    "region",
    "river",
    "road",
    "route",
    "school",
    "site",
    "spot",
    "square",
    "state",
    "station",
    "street",
    "stretch",
    "suburb",
    "town",
    "valley",
    "village",
    "waters",
];

/// Gives a report that is told "in the same district" the place of the report before it, or the one that was told last.
pub(crate) fn same_place(scene: &Scene, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        if d.place.place.is_some() || !scene.tells_same_place(d) {
            continue;
        }
        let placed = before.iter().rev().filter(|q| q.sentence < d.sentence).find_map(|q| q.place.place);
        if let Some(n) = placed.or_else(|| scene.told_before(d)) {
            d.place = ReportPlace::new(Some(n), Carried::Context);
        }
    }
}

impl Scene<'_> {
    /// True where the report's clause says "in the same district" and names none.
    fn tells_same_place(&self, d: &Draft) -> bool {
        let w = self.words;
        let sentence = w.sentence(d.found.anchor);
        sentence.clone().skip(2).any(|i| {
            w.low(i) == "same"
                && w.low(i - 1) == "the"
                && matches!(w.low(i - 2), "in" | "at" | "on" | "near" | "inside" | "outside" | "of")
                && w.clause[i] == w.clause[d.found.anchor]
                && w.phrase(i).is_some_and(|p| SAME.contains(&w.low(p.head)) && (p.start..p.end).all(|j| w.place_of[j] == NONE))
        })
    }

    /// The last place, no larger than a province, that the sentences before tell to be one.
    fn told_before(&self, d: &Draft) -> Option<u32> {
        let w = self.words;
        let start = w.syntax.sentences[d.sentence].range.start;
        let places = &self.mentions.places;
        let upto = places.partition_point(|p| p.range.start < start);
        let fits = |n: &usize| {
            places[*n].usage == PlaceUse::Literal
                && places[*n].precision < PlacePrecision::Country
                && places[*n].country.is_some()
        };
        (0..upto).rev().find(fits).map(|n| n as u32)
    }
}
