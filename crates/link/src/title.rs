//! A short line for an event: its kind, who took part, and where.

use model::{EventPlace, EventRole, RoleKind};

/// "Shooting: gunmen → a market (Qasira)".
pub fn title(kind: &str, roles: &[EventRole], place: &EventPlace) -> String {
    let mut out = label(kind);
    let kinds = [RoleKind::Speaker, RoleKind::Actor, RoleKind::Target, RoleKind::Victim, RoleKind::Recipient];
    let mut who: Vec<(RoleKind, String)> = Vec::new();
    for k in kinds {
        // Who killed others and himself is told once. Of those told as often: who acts first, and who suffers last, when
        // more is known.
        let other = |r: &&EventRole| who.iter().all(|(_, name)| *name != short(r));
        let often = |r: &&EventRole| (r.reports.len(), r.actor.is_some());
        let mine = roles.iter().filter(|r| r.role == k).filter(other);
        let best = if acts(k) { mine.rev().max_by_key(often) } else { mine.max_by_key(often) };
        who.extend(best.map(|r| (k, short(r))));
    }
    // Who meets, talks or fights: both sides, by name where they have one.
    if let [(RoleKind::Actor, first)] = &mut who[..] {
        let mut all: Vec<&EventRole> = roles.iter().filter(|r| r.role == RoleKind::Actor).collect();
        all.sort_by_key(|r| (r.actor.is_none(), std::cmp::Reverse(r.reports.len())));
        all.dedup_by_key(|r| short(r));
        match all[..] {
            [a, b] => *first = format!("{} and {}", short(a), short(b)),
            [a, b, ..] => *first = format!("{}, {} and others", short(a), short(b)),
            _ => {}
        }
    }
    who.truncate(2);
    // The arrow runs from those who act to those who are acted on.
    let acts = who.first().is_some_and(|(k, _)| acts(*k));
    for (i, (_, name)) in who.iter().enumerate() {
        out.push_str(match (i, acts) {
            (0, _) => ": ",
            (_, true) => " → ",
            (_, false) => ", ",
        });
        out.push_str(name);
    }
    if let Some(name) = &place.name {
        out.push_str(&format!(" ({name})"));
    }
    out
}

/// True for those who do or say something.
fn acts(role: RoleKind) -> bool {
    matches!(role, RoleKind::Speaker | RoleKind::Actor)
}

/// Kinds whose last part alone says too little.
const LABELS: &[(&str, &str)] = &[
    ("accident.air", "Air accident"),
    ("accident.animal", "Animal attack"),
    ("accident.fall", "Fall"),
    ("accident.industrial", "Industrial accident"),
    ("accident.rail", "Rail accident"),
    ("accident.road", "Road accident"),
    ("accident.sea", "Accident at sea"),
    ("accident.shooting", "Accidental shooting"),
    ("agreement.exchange", "Prisoner exchange"),
    ("assault.chemical", "Chemical attack"),
    ("assault.forces", "Attack on forces"),
    ("assault.grenade", "Grenade attack"),
    ("assault.sexual", "Sexual assault"),
    ("base", "Base set up"),
    ("economy.results", "Company results"),
    ("group", "Armed group changes"),
    ("launch.space", "Space launch"),
    ("military.buildup", "Arms build-up"),
    ("battle.air_defence", "Shot down"),
    ("battle.clash", "Armed clash"),
    ("battle.capture", "Place captured"),
    ("battle.recapture", "Place recaptured"),
    ("statement.demand_yield", "Demand to yield"),
    ("other", "News"),
    ("riot.dispersal", "Protest broken up"),
    ("riot.force", "Force against protesters"),
    ("riot.mob", "Mob violence"),
    ("security", "Security measure"),
];

/// "assault.suicide_bombing" → "Suicide bombing".
fn label(kind: &str) -> String {
    if let Some((_, label)) = LABELS.iter().find(|(k, _)| *k == kind) {
        return label.to_string();
    }
    let last = kind.rsplit('.').next().unwrap_or(kind).replace('_', " ");
    let mut chars = last.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

/// The first eight words; an article that began a sentence in lower case.
fn short(role: &EventRole) -> String {
    let mut words: Vec<String> = role.name.split_whitespace().take(9).map(str::to_string).collect();
    if words.len() > 8 {
        words[8] = "…".into();
    }
    if let Some(first) = words.first_mut()
        && role.actor.is_none()
        && matches!(first.as_str(), "A" | "An" | "The")
    {
        *first = first.to_lowercase();
    }
    words.join(" ")
}
