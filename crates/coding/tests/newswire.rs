//! What agencies write: days, places and deeds as one sentence of a dispatch folds them together. The texts are invented.

use model::{Article, Carried, Report, RoleKind, Status};

/// Everything that a text published on a Thursday tells.
fn read(text: &str) -> (Vec<Report>, Vec<String>) {
    let article = Article { published: Some("2031-05-15".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let places = a.mentions.places.iter().map(|p| p.text.clone()).collect();
    (coding::Coder::builtin().code(&article, &a.syntax, &a.mentions), places)
}

/// The report with this trigger.
fn report(text: &str, trigger: &str) -> Report {
    let (all, _) = read(text);
    // A trigger may show the noun beside its verb.
    let ends = |r: &&Report| r.trigger.text.ends_with(&format!(" {trigger}"));
    let found = all.iter().find(|r| r.trigger.text == trigger).or_else(|| all.iter().find(ends));
    found.unwrap_or_else(|| panic!("{trigger:?} in {:?}", all.iter().map(|r| &r.trigger.text).collect::<Vec<_>>())).clone()
}

/// The first day of the report with this trigger.
fn day(text: &str, trigger: &str) -> Option<String> {
    report(text, trigger).when.start.map(|s| s.date.to_string())
}

/// The words of the place of the report with this trigger.
fn place(text: &str, trigger: &str) -> Option<String> {
    let n = report(text, trigger).place.place?;
    Some(read(text).1[n as usize].clone())
}

fn kinds(text: &str) -> Vec<String> {
    read(text).0.into_iter().map(|r| r.kind).collect()
}

#[test]
fn what_was_said_to_have_been_done_is_news_for_all_its_past_perfect() {
    let text = "Norland's army said on Thursday it had killed 20 rebels near Velden.";
    let r = report(text, "killed");
    assert!(!r.background);
    assert_eq!(day(text, "killed").as_deref(), Some("2031-05-15"));
    let actor = r.roles.iter().find(|x| x.role == RoleKind::Actor).map(|x| x.span.text.as_str());
    assert_eq!(actor, Some("Norland's army"));
    let earlier = "Norland's army said on Thursday it had previously killed 20 rebels near Velden.";
    assert!(report(earlier, "killed").background);
}

#[test]
fn since_a_day_of_this_week_is_no_history() {
    let text = "Norland's air force said it had downed 94 drones launched since Tuesday evening.";
    assert!(!report(text, "downed").background);
}

#[test]
fn the_time_of_what_befell_somebody_before_is_not_that_of_what_befalls_him_now() {
    let text = "Three nurses kidnapped in northern Mali last July have been released, their ministry said.";
    assert_eq!(day(text, "kidnapped").as_deref(), Some("2030-07-01"));
    let released = report(text, "released");
    assert!(!released.background);
    assert_ne!(released.when.from, Carried::Stated);
}

#[test]
fn the_day_of_an_occasion_is_that_of_what_is_done_at_it() {
    let text = "The bomber detonated his vest during Monday's noon prayers in Bamako, police said.";
    assert_eq!(day(text, "detonated his vest").as_deref(), Some("2031-05-12"));
}

#[test]
fn the_day_on_which_a_toll_rose_is_not_that_of_the_harm() {
    let text = "The death toll from a suicide bombing at a mosque climbed to 31 on Tuesday, officials said.\n\n\
                The bomber struck during Monday's noon prayers in Bamako.";
    assert_ne!(day(text, "suicide bombing").as_deref(), Some("2031-05-13"));
}

#[test]
fn the_hospital_is_not_where_somebody_was_hurt() {
    let text = "Nine soldiers were wounded on Sunday and flown to a military hospital in Bogota.";
    assert_ne!(report(text, "wounded").place.from, Carried::Stated);
    let text = "The ferry had set off for the Italian island of Lampedusa on Tuesday and began taking on water.";
    assert_ne!(report(text, "taking on water").place.from, Carried::Stated);
}

#[test]
fn the_same_district_is_the_one_told_last() {
    let text =
        "A bomb killed nine people in Bamako on Monday.\n\nIn January, gunmen killed five policemen in the same district.";
    assert_eq!(place(text, "killed").as_deref(), Some("Bamako"));
    let (all, places) = read(text);
    let last = all.iter().rev().find_map(|r| r.place.place).map(|n| places[n as usize].as_str());
    assert_eq!(last, Some("Bamako"));
    assert!(all.iter().all(|r| r.place.place.is_some()));
}

#[test]
fn that_nobody_was_hurt_is_told_of_the_harm_beside_it() {
    let text = "A bomb exploded outside a bank in Bamako on Tuesday. No one was hurt.";
    assert_eq!(kinds(text), ["assault.bombing"]);
    assert_eq!(report(text, "bomb exploded").figures.len(), 1);
}

#[test]
fn deeds_side_by_side_share_their_day() {
    let text = "Gunmen stormed a prison before dawn on Wednesday and freed 60 inmates.";
    assert_eq!(day(text, "freed").as_deref(), Some("2031-05-14"));
    let text = "Officers confiscated the drugs and arrested seven suspects on Saturday.";
    assert_eq!(day(text, "confiscated").as_deref(), Some("2031-05-10"));
    let text = "Police arrested him on Monday and later charged him.";
    assert_ne!(report(text, "charged").when.from, Carried::Stated);
}

#[test]
fn what_flies_sets_no_fire_of_its_own() {
    let text = "A drone attack on a fuel depot in Kayes set fire to three tankers on Tuesday, the army said.";
    assert_eq!(kinds(text), ["assault.drone"]);
    let text = "Norlandic drones struck the port of Kayes overnight, killing two dockers and setting a grain terminal on fire.";
    assert_eq!(kinds(text), ["assault.drone"]);
}

#[test]
fn the_day_of_the_search_is_not_that_of_the_slide() {
    let text = "Rescuers used bare hands on Wednesday to search for survivors of a landslide that buried part of a village.";
    assert_eq!(day(text, "buried"), None);
}

#[test]
fn since_a_month_when_tells_when() {
    let text = "Talks have been suspended since January 2030, when the rebels attacked a town in the hills.";
    assert_eq!(day(text, "attacked").as_deref(), Some("2030-01-01"));
}

#[test]
fn those_killed_in_clashes_are_told_once() {
    let text = "The army said it had killed six militiamen in clashes near Velden on Saturday.";
    assert_eq!(kinds(text), ["battle.clash"]);
    assert_eq!(report(text, "clashes").status, Status::Happened);
}

#[test]
fn the_second_such_attack_is_the_one_just_told() {
    let text = "Gang members attacked a market in Bamako on Wednesday, police said, in the second such attack in a month.";
    assert_eq!(kinds(text).len(), 1);
}

#[test]
fn what_goes_on_since_a_day_began_on_it() {
    assert_eq!(
        day("Nurses have been on strike since Monday over unpaid allowances.", "been on strike").as_deref(),
        Some("2031-05-12")
    );
    assert_eq!(
        day("Several hundred villagers demonstrated until late last night.", "demonstrated").as_deref(),
        Some("2031-05-14")
    );
}

#[test]
fn the_place_of_what_somebody_is_accused_of_is_not_where_he_is_dealt_with() {
    let text = "Norland imposed sanctions on a firm accused of arming men who struck a mosque in El Fasher last month.";
    assert_ne!(place(text, "imposed sanctions").as_deref(), Some("El Fasher"));
    let text = "The Taliban released two nurses in exchange for a man held at Guantanamo Bay.";
    assert_ne!(place(text, "released").as_deref(), Some("Guantanamo Bay"));
}
