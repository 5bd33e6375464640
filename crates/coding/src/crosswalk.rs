//! What PLOVER and ACLED call things, so that a crosswalk with a slip in it is found when the codebook is read.

use model::Plover;

/// PLOVER's events, each with its modes.
const PLOVER: &[(&str, &str)] = &[
    ("AGREE", ""),
    ("CONSULT", "visit third-party multilateral phone"),
    ("SUPPORT", ""),
    ("CONCEDE", ""),
    ("COOPERATE", ""),
    ("AID", ""),
    ("RETREAT", "withdraw release return disarm ceasefire access resign"),
    ("REQUEST", "assist change yield meet"),
    ("ACCUSE", "disapprove investigate allege"),
    ("REJECT", "assist change yield meet"),
    ("THREATEN", "restrict ban arrest relations rights expel territory violence"),
    ("PROTEST", "demo riot strike hunger boycott obstruct vandalize"),
    ("SANCTION", "convict expel withdraw discontinue"),
    ("MOBILIZE", "troops weapons police militia"),
    ("COERCE", "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber"),
    (
        "ASSAULT",
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons \
         crowd-control unconventional",
    ),
];

/// ACLED's sub-event types, below their event types.
const ACLED: &[(&str, &[&str])] = &[
    ("Battles", &["Armed clash", "Government regains territory", "Non-state actor overtakes territory"]),
    (
        "Explosions/Remote violence",
        &[
            "Air/drone strike",
            "Chemical weapon",
            "Grenade",
            "Remote explosive/landmine/IED",
            "Shelling/artillery/missile attack",
            "Suicide bomb",
        ],
    ),
    ("Violence against civilians", &["Abduction/forced disappearance", "Attack", "Sexual violence"]),
    ("Protests", &["Excessive force against protesters", "Peaceful protest", "Protest with intervention"]),
    ("Riots", &["Mob violence", "Violent demonstration"]),
    (
        "Strategic developments",
        &[
            "Agreement",
            "Arrests",
            "Change to group/activity",
            "Disrupted weapons use",
            "Headquarters or base established",
            "Looting/property destruction",
            "Non-violent transfer of territory",
            "Other",
        ],
    ),
];

/// What is wrong with a PLOVER event and mode; nothing where both are known.
pub(crate) fn plover(event: &str, mode: Option<&str>) -> Option<String> {
    let Some((_, modes)) = PLOVER.iter().find(|(e, _)| *e == event) else {
        let known: Vec<&str> = PLOVER.iter().map(|(e, _)| *e).collect();
        return Some(format!("no PLOVER event {event:?}: take one of {}", known.join(" ")));
    };
    let mode = mode.filter(|m| !modes.split(' ').any(|known| known == *m))?;
    Some(match *modes {
        "" => format!("no PLOVER mode {mode:?}: {event} has none"),
        modes => format!("no PLOVER mode {mode:?} of {event}: take one of {modes}"),
    })
}

/// PLOVER's code of a report, which words of its trigger may tell more exactly than its kind: an assassination is aimed at
/// one, by whatever means.
pub(crate) fn of_words<'a>(kind: &Option<Plover>, mut trigger: impl Iterator<Item = &'a str>) -> Option<Plover> {
    let mut plover = kind.clone()?;
    if plover.event == "ASSAULT" && trigger.any(|w| matches!(w, "assassinate" | "assassination")) {
        plover.mode = Some("targeted".to_string());
    }
    Some(plover)
}

/// What is wrong with an ACLED event type and sub-event type; nothing where they belong together.
pub(crate) fn acled(event: &str, sub: &str) -> Option<String> {
    let Some((_, subs)) = ACLED.iter().find(|(e, _)| *e == event) else {
        let known: Vec<&str> = ACLED.iter().map(|(e, _)| *e).collect();
        return Some(format!("no ACLED event type {event:?}: take one of {}", known.join(", ")));
    };
    (!subs.contains(&sub)).then(|| format!("no ACLED sub-event type {sub:?} of {event}: take one of {}", subs.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plover_of(kind: &str) -> Option<Plover> {
        crate::codebook().iter().find(|k| k.kind == kind).and_then(|k| k.plover.clone())
    }

    #[test]
    fn slips_are_named() {
        let killing = plover_of("killing");
        let mode = |words: &[&str]| of_words(&killing, words.iter().copied()).and_then(|p| p.mode);
        assert_eq!(mode(&["assassinate"]).as_deref(), Some("targeted"));
        assert_eq!(mode(&["kill"]), None);
        assert_eq!(plover("ASSAULT", Some("firearms")), None);
        assert_eq!(plover("AGREE", None), None);
        assert_eq!(plover("AGREE", Some("visit")).as_deref(), Some("no PLOVER mode \"visit\": AGREE has none"));
        assert!(plover("CRIME", None).is_some_and(|fault| fault.starts_with("no PLOVER event \"CRIME\"")));
        assert_eq!(acled("Protests", "Peaceful protest"), None);
        assert!(acled("Protests", "Mob violence").is_some());
        assert!(acled("Protest", "Peaceful protest").is_some());
    }

    /// Every event of PLOVER and every sub-type of ACLED is what some kind is.
    #[test]
    fn the_codebook_covers_both() {
        let book = crate::codebook();
        for (event, _) in PLOVER {
            assert!(book.iter().any(|k| k.plover.as_ref().is_some_and(|p| p.event == *event)), "{event}");
        }
        for sub in ACLED.iter().flat_map(|(_, subs)| *subs) {
            assert!(book.iter().any(|k| k.acled.as_ref().is_some_and(|a| a.sub_event_type == *sub)), "{sub}");
        }
    }
}
