//! The country of a happening whose reports tell no place: that of those who speak or act, where all of them have one.
//!
//! A report finds it in its own article ("the foreign ministry of Norland"); here it comes from what is known of the actors
//! over all articles. Where harm is done, and where people go, their own country says nothing.

use crate::same;
use model::{ActorId, EventPlace, EventRole, PlacePrecision, RoleKind, goes_elsewhere};
use std::collections::HashMap;

/// What an event needs to know of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// What the actor is called.
    pub name: &'a str,
    /// ISO 3166 alpha-2, where it has one.
    pub country: Option<&'a str>,
}

/// The place of an event of this kind and with these roles that no report places.
pub(crate) fn place(kind: &str, roles: &[EventRole], known: &HashMap<ActorId, Known>) -> EventPlace {
    if goes_elsewhere(kind) || same::harmful(kind) || kind == same::UNSPECIFIED {
        return EventPlace::UNKNOWN;
    }
    let acts = |r: &&EventRole| matches!(r.role, RoleKind::Speaker | RoleKind::Actor);
    let mut countries = roles.iter().filter(acts).filter_map(|r| known.get(&r.actor?)?.country);
    let country = countries.next().filter(|c| countries.all(|o| o == *c));
    EventPlace {
        name: country.and_then(model::countries::find).map(|c| c.name.to_string()),
        country: country.map(String::from),
        precision: if country.is_some() { PlacePrecision::Country } else { PlacePrecision::Unknown },
        ..EventPlace::UNKNOWN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_law_is_where_who_makes_it_is_and_a_raid_is_not() {
        let [house, council, bank] = ["House", "Council", "Bank"].map(|n| (ActorId::of(n, "Organization"), n));
        let known = |(id, name), country| (id, Known { name, country });
        let all = HashMap::from([known(house, Some("US")), known(council, Some("GB")), known(bank, None)]);
        let role = |(id, name): (ActorId, &str), role| EventRole { role, name: name.into(), actor: Some(id), reports: vec![] };
        let acts =
            |actors: &[(ActorId, &str)]| -> Vec<EventRole> { actors.iter().map(|a| role(*a, RoleKind::Actor)).collect() };
        let country = |kind, roles: &[EventRole]| place(kind, roles, &all).country;
        assert_eq!(country("law", &acts(&[house, bank])).as_deref(), Some("US"));
        assert_eq!(place("law", &acts(&[house]), &all).name.as_deref(), Some("United States"));
        assert_eq!(country("law", &acts(&[house, council])), None, "two countries");
        assert_eq!(country("law", &[role(house, RoleKind::Target)]), None, "whom it hits");
        assert_eq!(country("assault.airstrike", &acts(&[house])), None);
        assert_eq!(country("visit", &acts(&[house])), None);
    }
}
