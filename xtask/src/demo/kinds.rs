//! Kinds of invented happenings with the sentences that tell them. `[…]` is the trigger; `{n}` dead, `{m}` hurt, `{town}`,
//! `{group}`, `{person}` and `{day}` are filled in and marked.

use model::{RoleKind, Status};

/// One kind of happening.
pub struct Kind {
    /// Path in the codebook.
    pub path: &'static str,
    /// PLOVER code.
    pub plover: &'static str,
    /// Who the person and the group are in it.
    pub person: RoleKind,
    pub group: RoleKind,
    pub status: Status,
    /// Sentences that tell it.
    pub told: &'static [&'static str],
}

const fn kind(path: &'static str, plover: &'static str, told: &'static [&'static str]) -> Kind {
    Kind { path, plover, person: RoleKind::Victim, group: RoleKind::Actor, status: Status::Happened, told }
}

const fn talk(path: &'static str, plover: &'static str, status: Status, told: &'static [&'static str]) -> Kind {
    Kind { path, plover, person: RoleKind::Actor, group: RoleKind::Target, status, told }
}

/// What articles are mainly about, common ones first.
pub const MAIN: &[Kind] = &[
    kind(
        "assault.shooting",
        "ASSAULT",
        &[
            "Gunmen of the {group} [shot] dead {n} people near a market in {town} on {day}, among them {person}.",
            "{n} people died in {town} when fighters of the {group} [opened fire] on a bus on {day}; {person} was among the dead.",
            "The [shooting] in {town} on {day} left {n} people dead and {m} wounded, {person} among them, the {group} said.",
        ],
    ),
    kind(
        "assault.bombing",
        "ASSAULT",
        &[
            "A [bomb] planted by the {group} killed {n} people and injured {m} in {town} on {day}, {person} among them.",
            "{n} people were killed in a [bombing] in {town} on {day} that the {group} claimed; {person} lost a brother.",
            "The [blast] in {town} on {day} killed {n} people and hurt {m}, {person} of the {group} said.",
        ],
    ),
    kind(
        "accident.road",
        "ACCIDENT",
        &[
            "{n} people died when a bus of the {group} [crashed] near {town} on {day}; {person} was at the wheel.",
            "A [collision] outside {town} on {day} killed {n} people and injured {m}, among them {person} of the {group}.",
        ],
    ),
    kind(
        "protest",
        "PROTEST",
        &[
            "Thousands [protested] in {town} on {day} against the {group}, led by {person}; {m} were hurt.",
            "{person} called the [protest] in {town} on {day} the largest against the {group} in years; {m} people were hurt.",
        ],
    ),
    kind(
        "battle.clash",
        "ASSAULT",
        &[
            "Soldiers [clashed] with the {group} near {town} on {day}; {n} fighters were killed and {m} wounded, among them {person}.",
            "{n} people were killed in [fighting] around {town} on {day} between the army and the {group}, {person} said.",
        ],
    ),
    kind(
        "accident.fire",
        "ACCIDENT",
        &[
            "A [fire] at a plant of the {group} in {town} killed {n} workers and injured {m} on {day}, {person} among them.",
            "{n} people died in a [blaze] in {town} on {day}; {person} of the {group} jumped from a window.",
        ],
    ),
    kind(
        "disaster.flood",
        "DISASTER",
        &[
            "[Floods] killed {n} people in {town} on {day} and hurt {m}, {person} of the {group} among them.",
            "{n} people drowned when the river [flooded] {town} on {day}; {person} and the {group} were cut off.",
        ],
    ),
    kind(
        "assault.stabbing",
        "ASSAULT",
        &[
            "A member of the {group} [stabbed] {n} people to death in {town} on {day}; {person} fought him off.",
            "{n} people were [stabbed] dead in {town} on {day}, {person} among them, and the {group} was blamed.",
        ],
    ),
    kind(
        "killing",
        "ASSAULT",
        &[
            "The {group} [killed] {n} villagers near {town} on {day}, among them {person}.",
            "{n} people were [killed] in {town} on {day}, {person} among them; the {group} denied any part in it.",
        ],
    ),
    kind(
        "disaster.earthquake",
        "DISASTER",
        &[
            "An [earthquake] killed {n} people in {town} on {day} and injured {m}; {person} of the {group} was pulled out alive.",
        ],
    ),
    kind("abduction", "COERCE", &["The {group} [kidnapped] {person} and {n} others near {town} on {day}."]),
    kind(
        "accident.sea",
        "ACCIDENT",
        &["A ferry of the {group} [sank] off {town} on {day}; {n} people drowned, {person} among them, and {m} were hurt."],
    ),
];

/// What else articles tell, common ones first.
pub const SIDE: &[Kind] = &[
    talk(
        "arrest",
        "COERCE",
        Status::Happened,
        &[
            "Police [arrested] {person} of the {group} in {town} on {day}.",
            "{person} was [detained] in {town} on {day} with two members of the {group}.",
        ],
    ),
    talk("statement.condemnation", "REJECT", Status::Happened, &["{person} [condemned] the {group} in {town} on {day}."]),
    talk("meeting", "CONSULT", Status::Planned, &["{person} will [meet] leaders of the {group} in {town} on {day}."]),
    talk(
        "investigation",
        "INVESTIGATE",
        Status::Ongoing,
        &["Prosecutors in {town} are [investigating] {person} and the {group} since {day}."],
    ),
    talk("statement.demand", "REQUEST", Status::Happened, &["{person} [demanded] on {day} that the {group} leave {town}."]),
    talk("charge", "COERCE", Status::Happened, &["{person} of the {group} was [charged] in {town} on {day}."]),
    talk(
        "court.sentence",
        "COERCE",
        Status::Happened,
        &["A court in {town} [sentenced] {person} of the {group} to nine years on {day}."],
    ),
    talk("aid", "AID", Status::Planned, &["{person} [promised] the {group} tents and blankets for {town} on {day}."]),
    talk(
        "curfew",
        "COERCE",
        Status::Ongoing,
        &["A [curfew] that {person} imposed on {day} holds in {town}, the {group} said."],
    ),
    talk(
        "resignation",
        "AGREE",
        Status::Possible,
        &["{person} may [resign] over the {group} and {town}, papers said on {day}."],
    ),
    talk("statement.denial", "REJECT", Status::Denied, &["{person} [denied] on {day} having paid the {group} in {town}."]),
    talk("release", "CONCEDE", Status::Alleged, &["The {group} is said to have [released] {person} in {town} on {day}."]),
];
