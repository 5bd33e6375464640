//! What a rule takes for another deed than it was: a shot fired by accident, somebody's own hand, the siege of a house,
//! gunfire, a charge with batons.

use crate::Coder;
use crate::find::{Found, Scene};
use crate::words::NONE;
use model::{NameKind, Pos, RoleKind};

/// "accidentally shot his friend", "hanged himself": no attack.
pub(crate) fn by_mistake(coder: &Coder, scene: &Scene, f: &mut Found) {
    let kind = coder.book.kinds[f.kind].kind.as_str();
    if kind.starts_with("battle.") && scene.siege_of_a_house(f) {
        f.kind = coder.book.number("hostage_taking").unwrap_or(f.kind);
        return;
    }
    if kind == "accident.fire" && scene.fire_of_a_side(f) {
        f.kind = coder.book.number("assault.shooting").unwrap_or(f.kind);
        return;
    }
    if kind == "charge" && scene.charged_with_batons(f) {
        f.kind = coder.book.number("riot.dispersal.baton_charge").unwrap_or(f.kind);
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
    /// "Rebel fire killed three", "Norlander fire hit the post": no house burns.
    fn fire_of_a_side(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(fire) = (f.first..f.end).find(|&i| w.low(i) == "fire") else { return false };
        let Some(p) = w.phrase(fire).filter(|p| p.start < fire && w.pos(p.start) != Pos::Det) else { return false };
        let side = |i: usize| {
            let name = w.name_of[i];
            let named =
                || name != NONE && matches!(self.mentions.names[name as usize].kind, NameKind::Nationality | NameKind::Group);
            self.is("nonstate", i) || self.is("stateforces", i) || matches!(w.low(i), "regime" | "enemy" | "sniper") || named()
        };
        // "A Norlander forest fire"
        (p.start..fire).all(side)
    }

    /// "Police baton-charged the crowd": nobody stands before a court.
    fn charged_with_batons(&self, f: &mut Found) -> bool {
        let w = self.words;
        let Some(baton) = f.first.checked_sub(2).filter(|&b| w.low(b + 1) == "-") else { return false };
        if !matches!(w.low(baton), "baton" | "lathi" | "cane") {
            return false;
        }
        for (_, p) in f.roles.iter_mut().filter(|(_, p)| p.head == baton && p.start < baton) {
            (p.head, p.end) = (baton - 1, baton);
        }
        true
    }

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
