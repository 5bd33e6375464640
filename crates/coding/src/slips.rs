//! What a rule takes for another deed than it was: a shot fired by accident, somebody's own hand, the siege of a house.

use crate::Coder;
use crate::find::{Found, Scene};
use model::RoleKind;

/// "accidentally shot his friend", "hanged himself": no attack.
pub(crate) fn by_mistake(coder: &Coder, scene: &Scene, f: &mut Found) {
    let kind = coder.book.kinds[f.kind].kind.as_str();
    if kind.starts_with("battle.") && scene.siege_of_a_house(f) {
        f.kind = coder.book.number("hostage_taking").unwrap_or(f.kind);
        return;
    }
    let slip = match kind {
        "assault.shooting" => "accident.shooting",
        "killing" => "death",
        _ => return,
    };
    if scene.by_accident(f) {
        f.kind = coder.book.number(slip).unwrap_or(f.kind);
    } else if let Some(path) = scene.to_oneself(f) {
        f.kind = coder.book.number(path).unwrap_or(f.kind);
        if path == "death" {
            f.roles.retain(|(r, _)| *r != RoleKind::Victim);
            f.roles.iter_mut().filter(|(r, _)| *r == RoleKind::Actor).for_each(|(r, _)| *r = RoleKind::Victim);
        }
    }
}

impl Scene<'_> {
    /// "ended the siege of the Orle hotel": gunmen inside hold those whom they found there.
    fn siege_of_a_house(&self, f: &Found) -> bool {
        let w = self.words;
        let house = |i: usize| {
            matches!(
                w.lemma(i),
                "hotel" | "motel" | "guesthouse" | "school" | "mall" | "restaurant" | "café" | "cafe" | "theatre" | "theater"
            ) || matches!(w.lemma(i), "bank" | "university" | "college" | "church" | "synagogue" | "supermarket" | "nightclub")
        };
        let siege = (f.first..f.end).find(|&i| w.lemma(i) == "siege");
        siege.is_some_and(|s| {
            let inside = w.phrase(s).is_some_and(|p| (p.start..p.end).any(house));
            inside || w.low(s + 1) == "of" && w.phrase(s + 2).is_some_and(|p| (p.start..p.end).any(house))
        })
    }
}
