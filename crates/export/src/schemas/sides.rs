//! Who stands on which side of an event, and what they are: state forces, rebels, rioters, civilians.

use super::Told;
use model::{Actor, EventRole, NameKind, RoleKind};

/// What a party is, in ACLED's eight classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    State = 1,
    Rebels = 2,
    Militia = 3,
    Rioters = 5,
    Protesters = 6,
    Civilians = 7,
    Other = 8,
}

impl Class {
    /// ACLED's word for it.
    pub fn label(self) -> &'static str {
        match self {
            Class::State => "State forces",
            Class::Rebels => "Rebel group",
            Class::Militia => "Political militia",
            Class::Rioters => "Rioters",
            Class::Protesters => "Protesters",
            Class::Civilians => "Civilians",
            Class::Other => "External/Other forces",
        }
    }

    /// True for whoever is organized and armed, the state's or not.
    pub fn is_armed(self) -> bool {
        matches!(self, Class::State | Class::Rebels | Class::Militia | Class::Other)
    }

    /// True for the forces of a state.
    pub fn is_state(self) -> bool {
        matches!(self, Class::State | Class::Other)
    }
}

/// A party to an event.
pub(super) struct Party<'a> {
    /// What it is.
    pub class: Class,
    /// The name, or the text's words where there is no name.
    pub words: &'a str,
    /// Who it is.
    pub actor: Option<&'a Actor>,
}

/// Words for whoever bears arms for a state.
const STATE: &str = "army military soldier soldiers troops police policeman policemen officer officers forces navy marines guards gendarmes \
    gendarmerie paratroopers commandos airmen warplanes jets";
/// Words for whoever bears arms for nobody's state.
const ARMED: &str = "gunman gunmen militant militants rebel rebels insurgent insurgents fighter fighters jihadists jihadist extremists \
    guerrillas guerrilla militia militias militiamen attackers attacker assailants assailant bandits bandit gang gangs bomber bombers \
    separatists terrorists kidnappers raiders cartel";
/// Words for whoever takes to the street.
const PROTESTERS: &str = "protester protesters protestors demonstrator demonstrators marchers strikers";
/// Words for whoever does so with violence.
const RIOTERS: &str = "rioter rioters mob mobs looters crowd";

/// True if one of the words is one of the list.
fn has(words: &str, list: &str) -> bool {
    let words = words.to_lowercase();
    words.split(|c: char| !c.is_alphanumeric()).any(|w| list.split_whitespace().any(|l| l == w))
}

/// Those who act, and those whom it befalls: whoever is armed and known by name first, else in the event's order. Things are no
/// parties.
pub(super) fn sides<'a>(t: &'a Told) -> (Vec<Party<'a>>, Vec<Party<'a>>) {
    let of = |roles: &[RoleKind]| {
        let all = t.event.roles.iter().filter(|r| roles.contains(&r.role)).filter_map(|r| party(t, r));
        let mut all: Vec<Party> = all.collect();
        all.sort_by_key(|p| !(p.actor.is_some() && p.class.is_armed()));
        all
    };
    (of(&[RoleKind::Actor]), of(&[RoleKind::Target, RoleKind::Recipient, RoleKind::Victim]))
}

/// Words of number, and words for people that tell no more than that they are.
const COUNTS: &str = "a an the at least more than up to about some around nearly almost over another other others all people persons \
    person one two three four five six seven eight nine ten dozen dozens scores hundred hundreds thousand thousands several many";

/// True for words that tell no more than that there are people, and how many.
pub(super) fn is_count(words: &str) -> bool {
    all_of(words, &[])
}

/// True for words that tell of no party more than its class: "six soldiers", "unknown gunmen", but not "coalition warplanes".
pub(super) fn is_generic(words: &str) -> bool {
    const PLAIN: &str =
        "government security armed unknown unidentified suspected masked heavily local men man women anti pro of group";
    all_of(words, &[STATE, ARMED, PROTESTERS, RIOTERS, PLAIN])
}

/// True if every word is a number, a word of number, or one of the lists.
fn all_of(words: &str, lists: &[&str]) -> bool {
    let known = |w: &str| has(w, COUNTS) || lists.iter().any(|l| has(w, l));
    words.split(|c: char| !c.is_alphanumeric()).all(|w| w.chars().all(|c| c.is_ascii_digit()) || known(w))
}

/// What a role's holder is; nothing for a thing.
fn party<'a>(t: &'a Told, role: &'a EventRole) -> Option<Party<'a>> {
    let actor = role.actor.and_then(|id| t.actors.get(&id));
    let words = role.name.as_str();
    let class = class(t, role, actor)?;
    Some(Party { class, words, actor })
}

fn class(t: &Told, role: &EventRole, actor: Option<&Actor>) -> Option<Class> {
    let words = role.name.as_str();
    let acts = role.role == RoleKind::Actor;
    let state = |of: Option<&str>| match (of, t.event.place.country.as_deref()) {
        (Some(of), Some(place)) if of != place => Class::Other,
        _ => Class::State,
    };
    let country = actor.and_then(|a| a.country.as_deref());
    match actor.and_then(|a| a.sector.as_deref()) {
        Some("MIL" | "COP" | "SPY") => return Some(state(country)),
        Some("GOV") if acts => return Some(state(country)),
        Some("REB") => return Some(Class::Rebels),
        Some("PRM" | "UAF" | "CRM") => return Some(Class::Militia),
        _ => {}
    }
    if has(words, PROTESTERS) {
        return Some(if acts && t.event.kind.starts_with("riot") { Class::Rioters } else { Class::Protesters });
    }
    if has(words, ARMED) {
        return Some(if has(words, "rebel rebels insurgent insurgents guerrillas guerrilla separatists") {
            Class::Rebels
        } else {
            Class::Militia
        });
    }
    if has(words, STATE) {
        return Some(state(country));
    }
    if has(words, RIOTERS) && acts {
        return Some(Class::Rioters);
    }
    match actor.map(|a| a.kind) {
        Some(NameKind::Group) => return Some(Class::Militia),
        Some(NameKind::Person) if t.codes.ucdp.is_some() => return Some(Class::Civilians),
        Some(NameKind::Person | NameKind::Nationality | NameKind::Organization) => return Some(of_the_street(t, acts)),
        _ => {}
    }
    match role.role {
        RoleKind::Actor => Some(of_the_street(t, true)),
        RoleKind::Victim => Some(Class::Civilians),
        _ => None,
    }
}

/// Whoever has no arms: by what he does.
fn of_the_street(t: &Told, acts: bool) -> Class {
    match t.event.kind.split('.').next() {
        Some("protest") if acts => Class::Protesters,
        Some("riot") if acts => Class::Rioters,
        // Whoever does organized violence and is not known by name.
        _ if acts && t.codes.ucdp.is_some() => Class::Militia,
        _ => Class::Civilians,
    }
}

/// What those are who are counted, where the words say it: "soldiers" of a state, "civilians".
pub(super) fn of_words(words: &str) -> Option<Class> {
    /// Words for whoever bears no arms.
    const UNARMED: &str = "civilian civilians child children woman women villager villagers resident residents worshippers student \
        students pupil pupils journalist journalists farmer farmers refugee refugees passenger passengers protesters";
    if has(words, ARMED) {
        Some(Class::Militia)
    } else if has(words, STATE) {
        Some(Class::State)
    } else if has(words, UNARMED) {
        Some(Class::Civilians)
    } else {
        None
    }
}
