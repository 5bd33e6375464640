//! The country of places that no gazetteer has: that of the places named in the same sentence.

use model::{Place, PlacePrecision, PlaceUse, Syntax};

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
