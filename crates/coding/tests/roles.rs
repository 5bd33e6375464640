//! Whom a role's text names: the holder's name without titles, the side whose fighters act, what a blast damaged.

use coding::Coder;
use model::{Article, RoleKind};

fn roles(text: &str, role: RoleKind) -> Vec<String> {
    roles_in(text, role, "")
}

/// The same, of reports of this kind or below it.
fn roles_in(text: &str, role: RoleKind, kind: &str) -> Vec<String> {
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
    let of_kind = reports.iter().filter(|r| r.kind.starts_with(kind));
    of_kind.flat_map(|r| &r.roles).filter(|r| r.role == role).map(|r| r.span.text.clone()).collect()
}

#[test]
fn titles_are_no_part_of_who_it_is() {
    let victims = |text: &str| roles(text, RoleKind::Victim);
    assert_eq!(victims("Gunmen killed former mayor Adam Ruun in Eastvale."), ["Adam Ruun"]);
    assert_eq!(victims("Gunmen killed the brother of Adam Ruun in Eastvale."), ["the brother of Adam Ruun"]);
}

#[test]
fn fighters_act_for_their_side() {
    let actors = |text: &str| roles(text, RoleKind::Actor);
    assert_eq!(actors("Members of the Norland Liberation Front attacked a village."), ["Norland Liberation Front"]);
    assert_eq!(actors("Four unknown rebels attacked a village."), ["Four unknown rebels"]);
    let former = actors("Former members of the Norland Liberation Front attacked a village.");
    assert_eq!(former, ["Former members of the Norland Liberation Front"]);
    let its = "The Norland Liberation Front said on Monday that its fighters had attacked a village near Eastvale.";
    assert_eq!(actors(its), ["Norland Liberation Front"]);
    let owned = "The Norland Liberation Front claimed the raid on Sunday. On Monday the group's gunmen attacked a village near Eastvale.";
    assert_eq!(actors(owned).last().map(String::as_str), Some("Norland Liberation Front"));
    let his = actors("Adam Ruun fled when his soldiers attacked a village near Eastvale.");
    assert_eq!(his, ["his soldiers"]);
}

#[test]
fn whose_arms_they_are_acts() {
    let actors = |text: &str| roles(text, RoleKind::Actor);
    assert_eq!(actors("A Russian missile hit an apartment building in Kyiv on Saturday, killing two people."), ["Russian"]);
    assert_eq!(actors("US forces struck a depot in Raqqa on Saturday."), ["US forces"]);
    assert_eq!(actors("Hezbollah rockets killed two people in Haifa on Saturday."), ["Hezbollah"]);
    assert_eq!(actors("Russian-made rockets killed two people in Haifa on Saturday."), [""; 0]);
    assert_eq!(actors("The Syria strikes killed two people on Saturday."), [""; 0]);
}

#[test]
fn what_was_damaged_is_a_target() {
    let targets = |text: &str| roles(text, RoleKind::Target);
    assert_eq!(targets("A bomb exploded outside a bank in Eastvale. Two cars were destroyed."), ["a bank", "Two cars"]);
    assert_eq!(targets("A bomb exploded outside a bank in Eastvale. Two cars were not damaged."), ["a bank"]);
}

#[test]
fn who_speaks_of_a_deed_did_not_do_it() {
    let actors = |text: &str| roles(text, RoleKind::Actor);
    assert_eq!(actors("The murder of the farmers was condemned by the governor on Monday."), [""; 0]);
    assert_eq!(actors("The killing of two nurses was denounced by the minister on Monday."), [""; 0]);
    assert_eq!(actors("The murder of two farmers by gunmen shocked Eastvale on Monday."), ["gunmen"]);
    assert_eq!(actors("An attack was carried out by rebels on an army base near Eastvale on Monday."), ["rebels"]);
}

#[test]
fn names_set_beside_a_description_are_the_holder() {
    let victims = |text: &str| roles(text, RoleKind::Victim);
    assert_eq!(victims("A judge, Adan Ruuk, was shot dead in Eastvale on Monday."), ["Adan Ruuk"]);
    assert_eq!(victims("Mira Tolan, the mayor of Eastvale, was killed by gunmen on Monday."), ["Mira Tolan"]);
    assert_eq!(victims("The mayor of Eastvale, Mira Tolan, was killed by gunmen on Monday."), ["Mira Tolan"]);
    assert_eq!(victims("Gunmen killed the driver of the judge, Adan Ruuk, on Monday."), ["the driver of the judge"]);
    let pronoun = "Mira Tolan left her office in Eastvale on Monday. Gunmen killed her on the stairs.";
    assert_eq!(victims(pronoun), ["Mira Tolan"]);
}

#[test]
fn a_verb_keeps_its_own_words() {
    let victims = |text: &str| roles(text, RoleKind::Victim);
    assert_eq!(victims("Rebels shot dead four farmers near Eastvale on Monday."), ["four farmers"]);
    assert_eq!(victims("Rebels shot four farmers dead near Eastvale on Monday."), ["four farmers"]);
}

#[test]
fn who_is_blamed_or_claims_it_is_the_actor() {
    let front = ["the Norland Liberation Front"];
    let actors = |text: &str| roles(text, RoleKind::Actor);
    assert_eq!(actors("The attack was attributed by police to the Norland Liberation Front."), front);
    assert_eq!(actors("The bombing of the bank on Monday was blamed on the Norland Liberation Front."), front);
    assert_eq!(actors("Police blamed the Norland Liberation Front for the murder of two nurses on Monday."), front);
    let which =
        "A bomb exploded at a bank in Eastvale on Monday, for which the Norland Liberation Front claimed responsibility.";
    assert_eq!(actors(which), front);
    let next = "A bomb exploded at a bank in Eastvale on Monday. The Norland Liberation Front claimed responsibility.";
    // By the blast, and by the claim of it.
    assert_eq!(actors(next), ["The Norland Liberation Front"; 2]);
    let accused = "The army accused the Norland Liberation Front of murdering two teachers on Monday.";
    assert_eq!(actors(accused), front);
    let nobody = "A bomb exploded at a bank in Eastvale on Monday. No group claimed responsibility for the attack.";
    assert_eq!(actors(nobody), [""; 0]);
}

#[test]
fn what_it_was_done_with_and_by_whom() {
    let told = |text: &str| (roles(text, RoleKind::Actor), roles(text, RoleKind::Instrument));
    let planted = told("A bomb planted by rebels exploded outside a bank in Eastvale on Monday.");
    assert_eq!(planted, (vec!["rebels".to_string()], vec!["A bomb".to_string()]));
    let using = told("Using dynamite, the rebels blew up a bridge near Eastvale on Monday.");
    assert_eq!(using, (vec!["the rebels".to_string()], vec!["dynamite".to_string()]));
    let armed = told("Unidentified men armed with machine guns attacked the home of the senator on Monday.");
    assert_eq!(armed, (vec!["Unidentified men".to_string()], vec!["machine guns".to_string()]));
    let far = "The farmers were killed at dawn on Monday, in the square of Eastvale, by soldiers.";
    assert_eq!(told(far), (vec!["soldiers".to_string()], vec![]));
}

#[test]
fn each_of_two_deeds_has_its_own_target() {
    let article = Article {
        published: "2031-05-14".parse().ok(),
        ..Article::of_text("Rebels attacked a police station and burned two trucks in Eastvale on Monday.")
    };
    let a = annotate::annotate(&article);
    let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
    let targets: Vec<Vec<&str>> = reports
        .iter()
        .map(|r| r.roles.iter().filter(|x| x.role == RoleKind::Target).map(|x| x.span.text.as_str()).collect())
        .collect();
    assert_eq!(targets, [vec!["a police station"], vec!["two trucks"]]);
}

#[test]
fn a_side_acts_through_those_who_come_from_it() {
    let actors = |text: &str| roles(text, RoleKind::Actor);
    let front = ["Norland Liberation Front"];
    assert_eq!(actors("A group of 30 men from the Norland Liberation Front attacked a farm near Eastvale on Monday."), front);
    assert_eq!(actors("Norland Liberation Front rebels kidnapped a rancher on Monday."), front);
}

#[test]
fn the_model_finds_what_stands_in_other_clauses() {
    let victims = |text: &str| roles(text, RoleKind::Victim);
    let text = "Senator Adan Ruuk was on his way home when gunmen opened fire in Eastvale on Monday.";
    assert_eq!(victims(text), ["Adan Ruuk"]);
}

#[test]
fn those_who_shot_the_killer_did_not_kill_his_victims() {
    let text = "A gunman killed seven worshippers at a mosque in Eastvale on Monday before he was shot dead by police.";
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
    let told = |trigger: &str, role: RoleKind| {
        let r = reports.iter().find(|r| r.trigger.text == trigger).expect("a report");
        r.roles.iter().filter(|x| x.role == role).map(|x| x.span.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told("killed", RoleKind::Actor), ["A gunman"]);
    assert_eq!(told("killed", RoleKind::Victim), ["seven worshippers"]);
    assert_eq!(told("shot dead", RoleKind::Actor), ["police"]);
    assert!(!told("shot dead", RoleKind::Victim).contains(&"seven worshippers".to_string()));
}

#[test]
fn nobody_says_what_no_group_has_claimed() {
    let text = "No group claimed responsibility for the attack in Eastvale on Monday that left 14 dead.";
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
    let attack = reports.iter().find(|r| r.trigger.text == "attack").expect("a report");
    assert!(attack.said_by.is_none());
}

#[test]
fn places_are_no_victims_and_the_dead_of_a_disaster_are() {
    let victims = |text: &str| roles(text, RoleKind::Victim);
    assert_eq!(
        victims("Gunmen kidnapped the mayor of Jos, Nigeria, and his driver on Sunday."),
        ["the mayor of Jos", "his driver"]
    );
    assert_eq!(victims("An air strike on Khan Yunis killed two people on Monday."), ["two people"]);
    assert_eq!(victims("An earthquake shook central Italy on Monday, killing at least 73 people."), ["at least 73 people"]);
}

#[test]
fn a_side_is_named_before_its_brackets_too() {
    let text = "Norland Liberation Front (NLF) guerrillas attacked the barracks of Eastvale.";
    assert_eq!(roles(text, RoleKind::Actor), ["Norland Liberation Front"]);
}

#[test]
fn things_do_nothing_and_the_lost_are_people() {
    let text = "The car bomb was set off by remote control in Eastvale, killing two guards.";
    assert_eq!(roles(text, RoleKind::Actor), [] as [&str; 0]);
    let text = "The whereabouts of seven other students, kidnapped by rebels in Eastvale on Monday, remain unknown.";
    let hurt = roles(text, RoleKind::Victim);
    assert!(hurt.iter().all(|v| v.ends_with("seven other students")), "{hurt:?}");
}

#[test]
fn who_took_the_picture_was_not_hurt() {
    let text = "A man was shot in Eastvale on Monday. (Ada Ruun / Eastvale Herald)";
    assert!(!roles(text, RoleKind::Victim).iter().any(|v| v.contains("Ruun")));
}

#[test]
fn those_held_to_have_done_it_are_its_actors() {
    let actors = |text: &str| roles(text, RoleKind::Actor);
    let whom = |text: &str| actors(text).iter().any(|a| a == "army officers");
    assert!(whom("The rector said that army officers are responsible for the killing of six priests."));
    assert!(!whom("The rector said that army officers are not responsible for the killing of six priests."));
    let front = |text: &str| actors(text).iter().any(|a| a.ends_with("Norland Front"));
    assert!(front("Police blamed the Norland Front for the attack on the barracks."));
    assert!(front("The Norland Front is behind the attack on the bridge, the minister said."));
    assert!(!front("Police cleared the Norland Front of the attack on the barracks."));
    let three = |text: &str| roles_in(text, RoleKind::Actor, "killing").iter().any(|a| a == "Three students");
    assert!(three("Three students have been charged with the killing of two farmers in Eastvale."));
    assert!(!three("Three students have been charged with covering up the killing of two farmers in Eastvale."));
    assert!(!three("Three students may be charged with the killing of two farmers in Eastvale."));
}

#[test]
fn the_noun_before_an_attack_tells_with_what() {
    let article = Article::of_text("A car bomb attack on the headquarters of the secret police killed 31 people.");
    let a = annotate::annotate(&article);
    let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
    assert!(reports.iter().any(|r| r.kind == "assault.bombing"), "{reports:?}");
}

#[test]
fn those_it_is_done_to_are_whom_their_pronoun_takes_up() {
    let targets = |text: &str| roles_in(text, RoleKind::Target, "arrest");
    assert_eq!(targets("Three men robbed a bank in Tarn on Monday. Police arrested them within an hour."), ["Three men"]);
    let victims = |text: &str| roles_in(text, RoleKind::Victim, "abduction");
    assert_eq!(victims("Two nuns disappeared in Tarn on Sunday. Gunmen had abducted them from their convent."), ["Two nuns"]);
    let shot = |text: &str| roles_in(text, RoleKind::Victim, "assault.shooting");
    assert_eq!(
        shot("Gunmen stopped a bus near Tarn on Sunday, pulled off nine pilgrims and shot them dead."),
        ["nine pilgrims"]
    );
    assert_eq!(targets("It rained in Tarn on Monday. Police arrested them."), [""; 0], "nobody knows whom");
}

#[test]
fn both_sides_of_a_fight_act_where_one_is_known() {
    let actors = |text: &str| roles_in(text, RoleKind::Actor, "battle");
    let sides = actors("Fighting broke out on Monday between soldiers and the Marrow dissidents near Tarn.");
    assert_eq!(sides.len(), 2, "{sides:?}");
    assert_eq!(actors("A shootout between police and drug runners killed two men in Tarn on Monday.").len(), 2);
}

#[test]
fn whose_deed_a_noun_tells_is_who_does_it() {
    let actors = |text: &str, kind: &str| roles_in(text, RoleKind::Actor, kind);
    let peru = actors("Peru's expulsion of three diplomats on Monday was condemned by the church.", "expulsion");
    assert_eq!(peru, ["Peru"]);
    let by = actors("The expulsion of an ambassador by Peru on Monday drew a crowd.", "expulsion");
    assert_eq!(by, ["Peru"]);
    let army = actors("The army's killing of two medics in Tarn on Monday was condemned by the church.", "killing");
    assert_eq!(army, ["The army"]);
    let day = "Monday's killing of two medics in Tarn was condemned by the church.";
    assert_eq!(actors(day, "killing"), [""; 0], "a day does nothing");
}

#[test]
fn verbs_of_two_words_and_far_objects_keep_their_roles() {
    let actors = |text: &str| roles_in(text, RoleKind::Actor, "military");
    assert_eq!(actors("North Korea test-fired a missile on Monday."), ["North Korea"]);
    let targets = |text: &str| roles_in(text, RoleKind::Target, "arrest");
    let two = targets("Police arrested two men in Lagos and a woman in Ibadan on Monday.");
    assert!(two.iter().any(|t| t == "a woman"), "{two:?}");
    let spoke = roles_in("The premier spoke by telephone with the king of Norland.", RoleKind::Actor, "meeting.call");
    assert!(spoke.iter().any(|a| a == "The premier"), "{spoke:?}");
}
