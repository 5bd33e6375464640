//! In which country reports were that tell only a name, an adjective or whose something is, and whose day a late word of the
//! sentence tells. The texts are invented, and so are the people but for those who led a country.

use model::{Article, Report};

/// Country and first day of the report with this trigger, of a text printed on Friday, 16 May 2031.
fn told(text: &str, trigger: &str) -> (Option<String>, Option<String>) {
    let published = Some("2031-05-16".parse().expect("a day"));
    let article = Article { published, ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let all = coding::Coder::builtin().read(&article, &a.syntax, &a.mentions);
    let found: Option<&Report> = all.iter().find(|r| r.trigger.text.contains(trigger));
    let r = found.unwrap_or_else(|| panic!("{trigger:?} in {:?}", all.iter().map(|r| &r.trigger.text).collect::<Vec<_>>()));
    let place = r.place.place.and_then(|n| a.mentions.places[n as usize].country.clone());
    (r.place.country.clone().or(place), r.when.start.map(|s| s.date.to_string()))
}

fn country(text: &str, trigger: &str) -> Option<String> {
    told(text, trigger).0
}

fn day(text: &str, trigger: &str) -> Option<String> {
    told(text, trigger).1
}

fn of(code: &str) -> Option<String> {
    Some(code.into())
}

#[test]
fn who_leads_a_country_acts_there() {
    assert_eq!(country("President Habib Bourguiba opened two schools.", "opened"), of("TN"));
    assert_eq!(country("Prime Minister Koizumi praised the plan.", "praised"), of("JP"));
    assert_eq!(country("Ada Koizumi praised the plan.", "praised"), None, "another of the name");
}

#[test]
fn presidents_travel() {
    assert_eq!(country("Kenneth Kaunda came late to the summit of the lake states.", "summit"), None);
}

#[test]
fn an_official_whom_it_befalls_is_at_home() {
    assert_eq!(country("The Sri Lankan premier was sworn in on Friday.", "sworn in"), of("LK"));
}

#[test]
fn guests_are_received_at_home() {
    assert_eq!(country("The king of Jordan received the ambassador of Chile on Monday.", "received"), of("JO"));
}

#[test]
fn a_country_finds_its_own_sick() {
    let text = "Morocco confirmed its first case of cholera, in a nurse who had returned from Canada.";
    assert_eq!(country(text, "confirmed"), of("MA"));
}

#[test]
fn a_prison_is_in_its_country() {
    assert_eq!(country("Four inmates died in a riot at a crowded Ecuadorian prison on Monday.", "riot"), of("EC"));
}

#[test]
fn who_speaks_of_it_is_elsewhere() {
    let text = "Soldiers killed two men near Jenin, in what Norway called a shootout with fighters.";
    assert_ne!(country(text, "shootout"), of("NO"));
    assert_eq!(country("The Norway-Chile summit is unlikely this year.", "summit"), None, "whose it is");
    assert_eq!(country("The leaders of Norway and Chile published a letter on Friday.", "published"), None);
}

#[test]
fn near_a_border_it_may_be_on_either_side() {
    assert_ne!(country("Gunmen attacked a village near the border of Niger on Sunday.", "attacked"), of("NE"));
}

#[test]
fn what_somebody_is_arrested_for_was_in_the_same_country() {
    assert_eq!(country("Honduras has arrested a man for the murder of two nurses.", "murder"), of("HN"));
}

#[test]
fn the_one_country_of_a_sentence_tells_namesakes_apart() {
    assert_eq!(country("Mozambique's army said rebels had attacked Palma.", "attacked"), of("MZ"));
}

#[test]
fn a_late_weekday_is_the_courts() {
    let text = "A woman was found guilty of smuggling migrants yesterday.";
    assert_eq!((day(text, "found guilty"), day(text, "smuggling")), (of("2031-05-15"), None));
}

#[test]
fn what_killed_them_was_on_their_day() {
    let text = "Two men drowned after they fell from a pier on Sunday evening.";
    assert_eq!(day(text, "drowned"), of("2031-05-11"));
    assert_eq!(day("A woman was arrested after a search of a flat on Monday.", "arrested"), of("2031-05-12"));
}

#[test]
fn who_he_is_has_a_month_of_its_own() {
    let text = "Two brothers, who were arrested in Dubai last month, are to stand trial for fraud.";
    assert_eq!(day(text, "stand trial"), None);
}

#[test]
fn a_year_may_be_part_of_a_name() {
    assert_ne!(day("Ministers launched the Vision 2029 programme.", "launched"), of("2029-01-01"));
}

#[test]
fn what_it_was_for_has_the_day_of_what_was() {
    let text = "Thirty pupils took part in an event to honour the dead at the temple on Monday.";
    assert_eq!(day(text, "took part"), of("2031-05-12"));
}

#[test]
fn a_way_leads_elsewhere_and_those_who_are_sent_off_are_sent_from_home() {
    assert_eq!(country("The carrier suspended its flights to Beirut on Friday.", "suspended"), None);
    assert_eq!(country("Chile deported 90 migrants to Bolivia on Monday.", "deported"), of("CL"));
}

#[test]
fn a_government_that_alone_is_told_tells_the_country() {
    assert_eq!(country("Two unions accused the Kenyan government of breaking its promises.", "accused"), of("KE"));
    assert_eq!(country("Two unions accused a Kenyan singer of breaking his promises.", "accused"), None);
}

#[test]
fn what_one_is_tried_for_is_no_place() {
    assert_eq!(country("The court sentenced him to nine years for spying for China.", "sentenced"), None);
    assert_eq!(country("He was sentenced to nine years at the Old Bailey for spying for Iran.", "sentenced"), of("GB"));
}

#[test]
fn bodies_that_one_country_has_act_there() {
    assert_eq!(country("The Duma approved a law on archives on Tuesday.", "approved"), of("RU"));
    assert_eq!(country("Scotland Yard arrested a clerk on Monday.", "arrested"), of("GB"));
}

#[test]
fn those_who_take_part_come_from_elsewhere() {
    assert_eq!(country("Jordan took part in a summit of the lake states in Baku on Monday.", "summit"), of("AZ"));
}
