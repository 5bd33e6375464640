//! A short line for an event: its kind, who took part, and where.

use model::{EventPlace, EventRole, RoleKind};

/// "Shooting: gunmen → a market (Qasira)".
pub fn title(kind: &str, roles: &[EventRole], place: &EventPlace) -> String {
    titled(label(kind), roles, place, None, false)
}

/// The same, with the headline of an article that tells of it, where neither who took part nor the place is known. `many`
/// is true where more than one came to harm.
pub(crate) fn named(kind: &str, roles: &[EventRole], place: &EventPlace, headline: Option<&str>, many: bool) -> String {
    // What crashed names a crash, unless more tell what it hit.
    let wreck = matches!(kind, "accident.air" | "accident.sea" | "accident.rail");
    let told = |role| roles.iter().filter(move |r| r.role == role && tells(r));
    let hit = told(RoleKind::Target).map(|r| r.reports.len()).max().unwrap_or(0);
    let mut lost: Vec<EventRole> = told(RoleKind::Instrument).filter(|r| wreck && r.reports.len() >= hit).cloned().collect();
    if lost.is_empty() {
        return titled(label(kind), roles, place, headline, many);
    }
    lost.iter_mut().for_each(|r| r.role = RoleKind::Target);
    let all: Vec<EventRole> = lost.into_iter().chain(told(RoleKind::Victim).cloned()).collect();
    titled(label(kind), &all, place, headline, many)
}

/// What has no kind is called by its own word: "Reopened: the mill (Qasira)".
pub(crate) fn told(word: &str, roles: &[EventRole], place: &EventPlace, headline: Option<&str>) -> String {
    titled(capital(word), roles, place, headline, false)
}

fn titled(mut out: String, roles: &[EventRole], place: &EventPlace, headline: Option<&str>, many: bool) -> String {
    let kinds = [RoleKind::Speaker, RoleKind::Actor, RoleKind::Target, RoleKind::Victim, RoleKind::Recipient];
    let mut who: Vec<(RoleKind, String)> = Vec::new();
    for k in kinds {
        // Who killed others and himself is told once. Of those told as often: who acts first, and who suffers last, when
        // more is known.
        let other = |r: &&EventRole| who.iter().all(|(_, name)| *name != short(r));
        // "his house" tells less than "a house".
        let often = |r: &&EventRole| (!of_somebody(r), r.reports.len(), r.actor.is_some(), counts(&r.name));
        let mine = roles.iter().filter(|r| r.role == k && tells(r)).filter(other);
        let best = if acts(k) { mine.rev().max_by_key(often) } else { mine.max_by_key(often) };
        who.extend(best.map(|r| (k, short(r))));
    }
    // Who meets, talks or fights: both sides, by name where they have one.
    if let [(RoleKind::Actor, first)] = &mut who[..] {
        let mut all: Vec<&EventRole> = roles.iter().filter(|r| r.role == RoleKind::Actor && tells(r)).collect();
        all.sort_by_key(|r| (r.actor.is_none(), std::cmp::Reverse(r.reports.len())));
        all.dedup_by_key(|r| short(r));
        match all[..] {
            [a, b] => *first = format!("{} and {}", short(a), short(b)),
            [a, b, ..] => *first = format!("{}, {} and others", short(a), short(b)),
            _ => {}
        }
    }
    who.truncate(2);
    // What was hit and whom: the toll tells how many better than a phrase of one report does ("a warehouse, a dock worker").
    if let [(RoleKind::Target, _), (RoleKind::Victim, name)] = &who[..]
        && (whole(name) || many && one_of_them(name))
    {
        who.pop();
    }
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
    // "Closure: Quillan Road (Quillan Road)" says it twice.
    let said = |name: &str| who.iter().any(|(_, w)| contains(w, name));
    // "Death" alone tells a reader nothing.
    if let Some(headline) = headline.filter(|_| who.is_empty() && place.name.is_none()) {
        let mut words: Vec<&str> = headline.split_whitespace().take(11).collect();
        if words.len() > 10 {
            words[10] = "…";
        }
        out.push_str(&format!(" (in “{}”)", words.join(" ")));
    }
    if let Some(name) = place.name.as_deref().filter(|n| !said(n)) {
        out.push_str(&format!(" ({name})"));
    }
    out
}

/// How many a phrase counts, where it does: "at least 22 people" are more than "a baby".
fn counts(name: &str) -> u64 {
    const SPELLED: &[&str] = &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    const VAGUE: &[(&str, u64)] = &[("dozens", 24), ("scores", 40), ("hundreds", 200), ("thousands", 2000)];
    let number = |w: &str| {
        let w = w.to_lowercase();
        let spelled = SPELLED.iter().position(|s| *s == w).map(|n| n as u64 + 2);
        let vague = VAGUE.iter().find(|(s, _)| *s == w).map(|(_, n)| *n);
        spelled.or(vague).or_else(|| w.replace(',', "").parse().ok())
    };
    name.split_whitespace().take(4).find_map(number).unwrap_or(0)
}

/// True for those who do or say something.
fn acts(role: RoleKind) -> bool {
    matches!(role, RoleKind::Speaker | RoleKind::Actor)
}

/// Kinds whose last part alone says too little.
const LABELS: &[(&str, &str)] = &[
    ("accident.air", "Air accident"),
    ("accident.animal", "Animal attack"),
    ("accident.crush", "Crowd crush"),
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
    ("launch.product", "Product launch"),
    ("sport.ban", "Ban in sport"),
    ("sport.career", "Career in sport"),
    ("sport.result", "Result in sport"),
    ("sport.transfer", "Transfer of a player"),
    ("military.buildup", "Arms build-up"),
    ("battle.air_defence", "Shot down"),
    ("battle.clash", "Armed clash"),
    ("battle.capture", "Place captured"),
    ("battle.recapture", "Place recaptured"),
    ("statement.demand_yield", "Demand to yield"),
    ("other", "News"),
    ("court.sentence", "Court sentence"),
    ("deployment.militia", "Militia deployed"),
    ("economy", "Economic news"),
    ("expulsion.break", "Diplomatic break"),
    ("expulsion.recall", "Envoy recalled"),
    ("hostage_taking", "Hostage-taking"),
    ("inaction", "Failure to act"),
    ("law.proposal", "Bill proposed"),
    ("meeting.call", "Phone call"),
    ("military.weapons_permission", "Permission to use weapons"),
    ("military.weapons_test", "Weapons test"),
    ("protest.strike", "Strike by workers"),
    ("resignation.dissolution", "Parliament dissolved"),
    ("sanctions.membership", "Membership sanctioned"),
    ("sanctions.withdrawal", "Sanctions by withdrawal"),
    ("statement.refusal_aid", "Aid refused"),
    ("statement.refusal_change", "Refusal to change"),
    ("statement.refusal_talks", "Talks refused"),
    ("statement.refusal_yield", "Refusal to yield"),
    ("statement.threat_arrest", "Threat of arrest"),
    ("statement.threat_expulsion", "Threat of expulsion"),
    ("statement.threat_relations", "Threat to relations"),
    ("statement.threat_restrict", "Threat of restrictions"),
    ("statement.threat_territory", "Threat to territory"),
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
    capital(&kind.rsplit('.').next().unwrap_or(kind).replace('_', " "))
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

/// Words that name nobody by themselves: counts, pronouns and what a list or a comparison leaves of a phrase.
const BARE: &[&str] = &[
    "a",
    "about",
    "all",
    "almost",
    "an",
    "and",
    "another",
    "any",
    "anybody",
    "anyone",
    "around",
    "at",
    "billion",
    "both",
    "dozen",
    "dozens",
    "each",
    "eight",
    "eighteen",
    "eleven",
    "everybody",
    "everyone",
    "few",
    "fewer",
    "fifteen",
    "fifty",
    "first",
    "five",
    "foreign",
    "forty",
    "four",
    "fourteen",
    "half",
    "him",
    "her",
    "hundred",
    "hundreds",
    "it",
    "last",
    "latter",
    "least",
    "less",
    "local",
    "many",
    "million",
    "millions",
    "more",
    "most",
    "nearly",
    "nine",
    "nineteen",
    "nobody",
    "none",
    "of",
    "one",
    "ones",
    "or",
    "other",
    "others",
    "over",
    "points",
    "roughly",
    "score",
    "scores",
    "second",
    "seven",
    "seventeen",
    "several",
    "six",
    "sixteen",
    "sixty",
    "some",
    "somebody",
    "someone",
    "such",
    "ten",
    "than",
    "that",
    "the",
    "them",
    "these",
    "things",
    "third",
    "thirteen",
    "thirty",
    "this",
    "those",
    "thousand",
    "thousands",
    "three",
    "times",
    "to",
    "twelve",
    "twenty",
    "two",
    "up",
    "western",
    "who",
];

/// True for words of which none names anybody or anything.
fn bare(words: &str) -> bool {
    let blank =
        |w: &str| w.is_empty() || w.starts_with(|c: char| c.is_ascii_digit()) || BARE.contains(&w.to_lowercase().as_str());
    words.split(|c: char| c.is_whitespace() || c == '-').all(|w| blank(w.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// True for a role that says who or what it was. Who came to harm is at least counted.
fn tells(role: &EventRole) -> bool {
    let none = role.name.split_whitespace().next().is_some_and(|w| w.eq_ignore_ascii_case("no"));
    // "The worst crash on Norish soil" hit no soil.
    let ground = |w: &str| matches!(w, "soil" | "territory" | "airspace" | "history" | "waters" | "coast");
    let none = none || role.actor.is_none() && role.name.split_whitespace().last().is_some_and(ground);
    role.actor.is_some() || !none && !bare(&role.name) || counted(role)
}

/// "more than 130", of those who came to harm.
fn counted(role: &EventRole) -> bool {
    const NOBODY: &[&str] =
        &["him", "her", "it", "them", "this", "that", "those", "these", "who", "anyone", "anybody", "nobody", "none"];
    let name = role.name.to_lowercase();
    let number =
        |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) || matches!(w, "dozens" | "scores" | "hundreds" | "thousands");
    role.role == RoleKind::Victim
        && !name.split_whitespace().any(|w| NOBODY.contains(&w) || matches!(w, "other" | "others" | "last" | "first"))
        && name.split_whitespace().any(|w| number(w) || COUNTS.contains(&w))
}

/// Numbers in words.
const COUNTS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "several",
    "many",
];

/// "his house", "their leaders": of somebody whom the title need not have told.
fn of_somebody(role: &EventRole) -> bool {
    let first = role.name.split_whitespace().next().unwrap_or_default().to_lowercase();
    role.actor.is_none() && matches!(first.as_str(), "his" | "her" | "its" | "their" | "my" | "our" | "your")
}

/// True if a name has the words of another in it.
fn contains(words: &str, name: &str) -> bool {
    let (words, name) = (words.to_lowercase(), name.to_lowercase());
    words.match_indices(&name).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(words[..at].chars().next_back()) && edge(words[at + name.len()..].chars().next())
    })
}

/// True for words that tell of people at large: "people", "at least 15 people".
fn whole(words: &str) -> bool {
    words.split_whitespace().all(|w| bare(w) || matches!(w.to_lowercase().as_str(), "people" | "persons" | "victims"))
}

/// True for words that tell of one: "a dock worker".
fn one_of_them(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "a" | "an" | "one" | "another")
}

/// Words that name people by what they do or are, and begin a sentence as often as any: in lower case within a title.
const CALLED: &[&str] = &[
    "armed",
    "assailants",
    "attackers",
    "authorities",
    "bandits",
    "civilians",
    "demonstrators",
    "doctors",
    "farmers",
    "firefighters",
    "fishermen",
    "gunmen",
    "insurgents",
    "investigators",
    "masked",
    "men",
    "militants",
    "militiamen",
    "miners",
    "officers",
    "officials",
    "opposition",
    "passengers",
    "people",
    "police",
    "prisoners",
    "prosecutors",
    "protesters",
    "rebels",
    "residents",
    "rescuers",
    "rioters",
    "security",
    "soldiers",
    "students",
    "supporters",
    "suspected",
    "teachers",
    "troops",
    "unidentified",
    "unknown",
    "villagers",
    "women",
    "workers",
];

/// True for a word whose capital letter only says that a sentence began with it. "Western" has one everywhere.
fn common(word: &str) -> bool {
    let lower = word.to_lowercase();
    let pronoun = matches!(lower.as_str(), "his" | "her" | "its" | "their" | "my" | "our" | "your");
    let letters = word.chars().skip(1).all(char::is_lowercase);
    letters && lower != "western" && (pronoun || BARE.contains(&lower.as_str()) || CALLED.contains(&lower.as_str()))
}

/// The first eight words, in lower case where they are not those of a name.
fn short(role: &EventRole) -> String {
    let mut words: Vec<String> = role.name.split_whitespace().take(9).map(str::to_string).collect();
    if words.len() > 8 {
        words[8] = "…".into();
    }
    if let Some(first) = words.first_mut()
        && role.actor.is_none()
        && common(first)
    {
        *first = first.to_lowercase();
    }
    // "more than 130": of people, as those are who come to harm.
    if role.actor.is_none() && bare(&role.name) && counted(role) {
        words.push(if role.name.ends_with(['s', 'S']) { "of people" } else { "people" }.into());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ActorId;

    fn role(role: RoleKind, name: &str) -> EventRole {
        EventRole { role, name: name.into(), actor: None, reports: vec![] }
    }

    fn of(kind: &str, roles: &[EventRole], place: &str) -> String {
        title(kind, roles, &EventPlace { name: Some(place.into()), ..EventPlace::UNKNOWN })
    }

    #[test]
    fn counts_and_pronouns_name_nobody() {
        use RoleKind::{Actor, Target, Victim};
        let killed = [role(Actor, "gunmen"), role(Victim, "more than 130")];
        assert_eq!(of("killing", &killed, "Qasira"), "Killing: gunmen → more than 130 people (Qasira)");
        assert_eq!(of("arrest", &[role(Target, "16 and 21")], "Qasira"), "Arrest (Qasira)");
        assert_eq!(
            of("meeting", &[role(Actor, "others"), role(Actor, "the smiths")], "Qasira"),
            "Meeting: the smiths (Qasira)"
        );
        assert_eq!(
            of("withdrawal", &[role(Actor, "Western"), role(Target, "the valley")], "Qasira"),
            "Withdrawal: the valley (Qasira)"
        );
        assert_eq!(of("killing", &[role(Victim, "hundreds")], "Qasira"), "Killing: hundreds of people (Qasira)");
    }

    #[test]
    fn a_place_is_named_once_and_what_is_somebodys_last() {
        use RoleKind::{Actor, Target};
        assert_eq!(of("closure", &[role(Target, "Quillan Road")], "Quillan Road"), "Closure: Quillan Road");
        let mob = [role(Actor, "a mob"), role(Target, "his residence"), role(Target, "a palace")];
        assert_eq!(of("riot", &mob, "Besk"), "Riot: a mob → a palace (Besk)");
        let named = EventRole { actor: Some(ActorId::of("Hundred", "Organization")), ..role(Actor, "Hundred") };
        assert_eq!(of("deal", &[named], "Besk"), "Deal: Hundred (Besk)");
    }

    #[test]
    fn what_crashed_names_a_crash_and_the_ground_names_nothing() {
        use RoleKind::{Instrument, Target, Victim};
        let besk = EventPlace { name: Some("Besk".into()), ..EventPlace::UNKNOWN };
        let told = |kind: &str, roles: &[EventRole]| named(kind, roles, &besk, None, true);
        let hill = [role(Target, "Norish soil"), role(Instrument, "an Orla jet"), role(Victim, "150 people")];
        assert_eq!(told("accident.air", &hill), "Air accident: an Orla jet (Besk)");
        let rail = EventRole { reports: vec![], ..role(Target, "a bus") };
        assert_eq!(told("accident.rail", &[rail]), "Rail accident: a bus (Besk)");
        assert_eq!(told("killing", &[role(Instrument, "an axe"), role(Victim, "a miller")]), "Killing: a miller (Besk)");
    }

    #[test]
    fn a_toll_is_no_phrase_of_a_title() {
        use RoleKind::{Actor, Target, Victim};
        let besk = EventPlace { name: Some("Besk".into()), ..EventPlace::UNKNOWN };
        let told =
            |of: &str, many| named("accident.industrial", &[role(Target, "a mill"), role(Victim, of)], &besk, None, many);
        assert_eq!(told("a miller", true), "Industrial accident: a mill (Besk)");
        assert_eq!(told("a miller", false), "Industrial accident: a mill, a miller (Besk)");
        assert_eq!(told("seven people", true), "Industrial accident: a mill (Besk)");
        assert_eq!(told("seven millers", true), "Industrial accident: a mill, seven millers (Besk)");
        assert_eq!(of("flood", &[role(Victim, "400 people")], "Besk"), "Flood: 400 people (Besk)");
        assert_eq!(
            of("killing", &[role(Actor, "Gunmen"), role(Victim, "a miller")], "Besk"),
            "Killing: gunmen → a miller (Besk)"
        );
    }

    #[test]
    fn a_capital_letter_of_a_sentence_is_none_of_a_title() {
        use RoleKind::{Actor, Target};
        assert_eq!(of("bombing", &[role(Actor, "Two Beskian women")], "Besk"), "Bombing: two Beskian women (Besk)");
        assert_eq!(
            of("arrest", &[role(Actor, "Police"), role(Target, "Their cook")], "Besk"),
            "Arrest: police → their cook (Besk)"
        );
        assert_eq!(of("threat", &[role(Actor, "Western envoys")], "Besk"), "Threat: Western envoys (Besk)");
        assert_eq!(of("threat", &[role(Actor, "Besk United")], "Besk"), "Threat: Besk United");
    }

    #[test]
    fn what_nobody_and_no_place_is_known_of_is_told_by_the_headline() {
        let title = named("death", &[], &EventPlace::UNKNOWN, Some("Fire in the mill of Besk"), false);
        assert_eq!(title, "Death (in “Fire in the mill of Besk”)");
        assert_eq!(of("disease", &[role(RoleKind::Victim, "No animal")], "Besk"), "Disease (Besk)");
    }

    #[test]
    fn what_has_no_kind_is_called_by_its_word() {
        let place = EventPlace { name: Some("Besk".into()), ..EventPlace::UNKNOWN };
        assert_eq!(told("reopened", &[role(RoleKind::Target, "the mill")], &place, None), "Reopened: the mill (Besk)");
    }
}
