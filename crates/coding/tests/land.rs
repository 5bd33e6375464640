//! Where and when secondary happenings were: the country of what tells no place, villages that no gazetteer has, days that stand
//! behind another noun. The texts are invented.

use model::{Article, Carried, Report, Status};

/// The reports of a text published on Friday 21 November 2031, with the article's words.
fn reports(text: &str) -> Vec<Report> {
    let article = Article { published: Some("2031-11-21".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    coding::Coder::builtin().code(&article, &a.syntax, &a.mentions)
}

/// The last report with this trigger.
fn report(text: &str, trigger: &str) -> Report {
    let all = reports(text);
    let found = all.iter().rfind(|r| r.trigger.text.contains(trigger));
    found.unwrap_or_else(|| panic!("{trigger:?} in {:?}", all.iter().map(|r| &r.trigger.text).collect::<Vec<_>>())).clone()
}

/// Its country, where no place tells it.
fn land(text: &str, trigger: &str) -> Option<String> {
    report(text, trigger).place.country
}

/// The words of its place, and of the town or province that this lies in.
fn place(text: &str, trigger: &str) -> (Option<String>, Option<String>) {
    let article = Article { published: Some("2031-11-21".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let words = |n: Option<u32>| n.map(|n| a.mentions.places[n as usize].text.clone());
    let r = report(text, trigger);
    (words(r.place.place), words(r.place.town))
}

/// Its first day.
fn day(text: &str, trigger: &str) -> Option<String> {
    report(text, trigger).when.start.map(|s| s.date.to_string())
}

#[test]
fn what_tells_no_place_is_in_the_country_of_the_news() {
    let text = "A bomb killed four people in Toledo on Tuesday, police said. Officers from France helped to search the ruins. \
        A second blast shook Segovia, in the north of Spain, on Wednesday, and schools in Madrid were shut. \
        In December 2030, the minister for roads died in a bombing at his office. \
        More than 90 reporters were killed worldwide last year.";
    assert_eq!(land(text, "bombing").as_deref(), Some("ES"));
    assert_eq!(land(text, "killed"), None, "those of the whole world");
}

#[test]
fn a_village_that_no_gazetteer_has_lies_in_its_province() {
    let text = "Gunmen killed five people in Velmora village in Spain's northern Navarre region on Monday.";
    assert_eq!(place(text, "killed"), (Some("Velmora".into()), Some("Navarre".into())));
    let text = "In the Navarre region, gunmen raided the town of Velmora on Tuesday, killing at least 15 people.";
    assert_eq!(place(text, "raided"), (Some("Velmora".into()), Some("Navarre".into())));
}

#[test]
fn a_town_is_chosen_before_the_province_that_the_clause_opens_with() {
    let text = "In Castile and León, gunmen attacked a checkpoint outside the town of Ávila on Monday.";
    assert_eq!(place(text, "attacked").0.as_deref(), Some("Ávila"));
}

#[test]
fn what_happened_in_a_year_that_counts_since_then_was_in_that_year() {
    let text = "More than 1,200 pupils have been abducted in the region since 2024, when raiders kidnapped 80 girls in Toledo.";
    let r = report(text, "kidnapped");
    assert_eq!(r.when.end.map(|s| s.date.year()), Some(2024));
    assert_eq!(report(text, "abducted").when.end.map(|s| s.date.year()), Some(2031), "until now");
}

#[test]
fn what_comes_of_a_gun_battle_has_its_day() {
    assert_eq!(
        day("Troops rescued 12 hostages after a gun battle near Toledo on Saturday.", "rescued").as_deref(),
        Some("2031-11-15")
    );
    assert_eq!(day("Two aides were arrested after a speech in Toledo on Saturday.", "arrested"), None);
}

#[test]
fn what_a_deed_is_done_for_leaves_it_its_day() {
    let text = "Soldiers fired in the air to stop looters from entering a depot in Toledo on Sunday.";
    assert_eq!(day(text, "fired").as_deref(), Some("2031-11-16"));
}

#[test]
fn a_documented_killing_keeps_the_day_behind_it() {
    let text = "The commission documented the killing of 16 people by soldiers in Toledo on 31 March.";
    assert_eq!(day(text, "killing").as_deref(), Some("2031-03-31"));
}

#[test]
fn one_who_quit_did_so_before_now() {
    assert_eq!(day("The minister quit on Monday.", "quit").as_deref(), Some("2031-11-17"));
}

#[test]
fn nobody_dies_of_what_is_remembered() {
    let text = "At least 19 people died on June 12, when marchers marked the first anniversary of the storming of parliament.";
    assert!(report(text, "storming").figures.is_empty());
}

#[test]
fn the_worst_massacre_of_the_year_is_the_one_just_told() {
    let text =
        "Gang members stormed a house in Toledo last month and killed 22 people, the country's worst massacre this year.";
    assert!(!reports(text).iter().any(|r| r.trigger.text == "massacre"));
}

#[test]
fn another_provinces_week_is_not_lent() {
    let text = "Two weeks earlier, a bomb killed three officers in Valencia. The army also said on Tuesday that its men had killed \
        two rebels in a raid in Segovia.";
    assert_eq!(day(text, "raid"), None);
}

#[test]
fn a_toll_without_a_place_is_where_the_sentence_before_was() {
    let text = "In Segovia, troops rescued 12 hostages on Saturday, the army said. Two soldiers were wounded.";
    let r = report(text, "wounded");
    assert_eq!((place(text, "wounded").0.as_deref(), r.place.from), (Some("Segovia"), Carried::Context));
}

#[test]
fn nothing_has_come_about_until_then() {
    let text = "The president said she would not step down until a legitimate parliament was elected.";
    assert_ne!(reports(text).iter().find(|r| r.trigger.text == "elected").map(|r| r.status), Some(Status::Happened));
}
