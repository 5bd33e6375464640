//! Pages that tell several attacks, or one after others: which day, which toll and which place is whose. The texts are invented.

use model::{Article, Carried, Report, Status};

/// The reports of a text published on Friday 21 November 2031, and the words of its places.
fn read(text: &str) -> (Vec<Report>, Vec<String>) {
    let article = Article { published: Some("2031-11-21".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let places = a.mentions.places.iter().map(|p| p.text.clone()).collect();
    (coding::Coder::builtin().code(&article, &a.syntax, &a.mentions), places)
}

fn find(text: &str, trigger: &str) -> Option<Report> {
    read(text).0.into_iter().rfind(|r| r.trigger.text.contains(trigger))
}

fn report(text: &str, trigger: &str) -> Report {
    let all: Vec<String> = read(text).0.into_iter().map(|r| r.trigger.text).collect();
    find(text, trigger).unwrap_or_else(|| panic!("{trigger:?} in {all:?}"))
}

fn day(text: &str, trigger: &str) -> Option<String> {
    report(text, trigger).when.start.map(|s| s.date.to_string())
}

fn place(text: &str, trigger: &str) -> Option<String> {
    let (all, places) = read(text);
    let found = all.into_iter().rfind(|r| r.trigger.text.contains(trigger))?;
    Some(places[found.place.place? as usize].clone())
}

#[test]
fn a_statement_issued_on_a_day_tells_no_day_of_the_deed() {
    let text = "An attack on a farm near Kano on Monday killed four people.\n\n\
        Aminu Sule said in a statement issued on Wednesday that the attack also left six herders wounded.";
    assert_eq!(day(text, "attack also").as_deref(), Some("2031-11-17"));
}

#[test]
fn another_report_from_elsewhere_tells_another_happening() {
    let text = "A bomb killed five soldiers in Kandahar on Tuesday.\n\n\
        In another report from the western Herat province, gunmen attacked a police station on Tuesday, killing two officers.";
    assert!(report(text, "attacked").apart);
    assert!(place(text, "attacked").is_some_and(|p| p.contains("Herat")));
}

#[test]
fn the_second_incident_is_another_one_of_the_day() {
    let text = "Nine guards were killed in two separate attacks in Mali on Tuesday, the army said.\n\n\
        In the first attack, five guards died when gunmen raided a post near Gao.\n\n\
        In the second attack, four guards were shot dead at a bridge near Mopti.";
    let second = report(text, "shot dead");
    assert!(second.apart);
    assert_eq!(day(text, "shot dead").as_deref(), Some("2031-11-18"));
}

#[test]
fn who_falls_in_the_fight_that_follows_an_attack_did_not_fall_in_the_attack() {
    let text = "A bomb killed five soldiers in Kandahar on Tuesday.\n\n\
        In a gunbattle that followed the bombing, four militants were killed and eight were wounded.";
    assert_eq!(report(text, "gunbattle").figures.len(), 2);
    assert!(find(text, "bombing").is_none_or(|r| r.figures.is_empty() && !r.background));
}

#[test]
fn what_they_do_all_the_time_is_no_attack() {
    let text = "A bomb killed five soldiers in Kandahar on Tuesday.\n\n\
        Insurgents have been attacking army posts around the country. The group has carried out near-daily attacks on soldiers.";
    assert!(find(text, "attacking").is_none());
    assert!(find(text, "attacks").is_none());
}

#[test]
fn what_is_kept_on_record_is_no_one_massacre() {
    let text = "Five people were massacred in a bar in Nechi on Tuesday.\n\n\
        Monitors have documented 40 attacks on villages by armed men.";
    assert!(find(text, "attacks").is_none_or(|r| r.period));
    let text = "Gunmen killed two soldiers in Gao on Tuesday.\n\nThe insurgency has seen more than 1,100 lives lost.";
    assert!(find(text, "lives").is_none_or(|r| r.period));
}

#[test]
fn who_is_executed_did_not_die_in_what_he_is_blamed_for() {
    let text = "Iran has executed 20 men suspected of attacks on police, a rights group said.\n\n\
        The men were hanged on Monday.\n\nThey were convicted of killing two clerics and of carrying out bombings in Ahvaz.\n\n\
        Two others were executed on Sunday.";
    assert_eq!(report(text, "executed").kind, "killing");
    assert_ne!(find(text, "bombings").and_then(|r| r.when.start).map(|s| s.date.to_string()).as_deref(), Some("2031-11-17"));
    assert!(find(text, "attacks").is_none_or(|r| r.figures.is_empty()));
}

#[test]
fn two_others_are_not_the_one_told_before() {
    let text = "Police have charged a man with the murder of a clerk who was found dead in Leeds on Tuesday.\n\n\
        Dario Penn, 34, is also accused of the murder of two others in Hull.";
    assert_eq!(report(text, "murder").again, None);
}

#[test]
fn a_row_of_days_is_a_row_of_happenings() {
    let text =
        "The rebels said on Friday that their fighters had captured Goma on Nov. 15, Bukavu on Tuesday and Kindu on Thursday.";
    let taken: Vec<Option<String>> = read(text)
        .0
        .into_iter()
        .filter(|r| r.kind == "battle.capture")
        .map(|r| r.when.start.map(|s| s.date.to_string()))
        .collect();
    let days = ["2031-11-15", "2031-11-18", "2031-11-20"].map(|d| Some(d.to_string()));
    assert_eq!(taken, days);
}

#[test]
fn the_lead_has_the_day_told_far_below() {
    let text = "The rebels stormed a post in northern Mali and killed nine guards, while a roadside bomb killed six civilians, officials \
        said Friday.\n\nThe post came under attack on Thursday morning, a governor said.\n\nHe said the guards had asked for help.\n\n\
        The rebels left at noon.\n\nThe army has sent troops.\n\n\
        Elsewhere, six civilians died when their cart struck a roadside bomb in the south late on Wednesday.";
    let all = read(text).0;
    let lead = all.iter().find(|r| r.sentence == 0 && r.trigger.text.contains("bomb")).expect("the bomb");
    assert_eq!(lead.when.start.map(|s| s.date.to_string()).as_deref(), Some("2031-11-19"));
    assert_eq!(report(text, "bomb").again, Some(0));
}

#[test]
fn a_headline_lends_no_day_of_print_to_news_told_before() {
    let text =
        "Gunmen kill four soldiers near Gao\n\nFour soldiers were killed in an ambush near Gao, the army said on Thursday.";
    let r = report(text, "ambush");
    assert_eq!((r.when.start.map(|s| s.date.to_string()).as_deref(), r.when.from), (Some("2031-11-20"), Carried::Context));
}

#[test]
fn an_hour_is_not_of_the_day_since_when_somebody_was_held() {
    let text =
        "The editor was held by the secret police since November 3. He was released at about 10:30 p.m., his lawyer said.";
    assert_ne!(day(text, "released").as_deref(), Some("2031-11-03"));
}

#[test]
fn where_a_charity_is_based_is_not_where_its_head_was_seized() {
    let text =
        "Gunmen seized Phil Snyder, president of Zeeland, Michigan-based Relief Now, on a road near Port-au-Prince on Tuesday.";
    assert!(!place(text, "seized").is_some_and(|p| p.contains("Zeeland")));
}

#[test]
fn a_gunman_at_a_rally_is_no_force_against_protesters() {
    let text = "Two people were killed when a gunman opened fire at an election rally in Guadalajara on Sunday.";
    assert_eq!(report(text, "opened fire").kind, "assault.shooting");
    assert_eq!(report("A car bomber struck a hotel in Mogadishu on Sunday.", "struck").kind, "assault.suicide_bombing");
}

#[test]
fn who_is_named_is_appointed_to_nothing() {
    assert!(find("The dead man was named as Carl Ruun, 41.", "named").is_none());
    let late = "At least nine officers have been killed in their latest patrol in Gao.";
    assert!(read(late).0.iter().all(|r| r.kind != "inaction" && r.status == Status::Happened));
}
