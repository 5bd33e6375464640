//! When and in which country it was what people say, promise, arrest and sign, where the sentence itself tells neither. People
//! and bodies are invented.

use model::{Article, Carried, Dateline, Report, TextRange};

/// The report with this trigger, of a text printed on 14 May 2031, and its country.
fn told(text: &str, trigger: &str) -> (Report, Option<String>) {
    let line = text.split_once(" — ").map(|(line, _)| line.len());
    let dateline = line.map(|end| Dateline { text: text[..end].into(), range: TextRange::new(0, end), place: None });
    let published = Some("2031-05-14".parse().expect("a day"));
    let article = Article { published, dateline, ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let all = coding::Coder::builtin().code(&article, &a.syntax, &a.mentions);
    let found = all.iter().find(|r| r.trigger.text == trigger);
    let report =
        found.unwrap_or_else(|| panic!("{trigger:?} in {:?}", all.iter().map(|r| &r.trigger.text).collect::<Vec<_>>())).clone();
    let country = report.place.place.and_then(|n| a.mentions.places[n as usize].country.clone());
    (report, country)
}

/// Its first day.
fn day(text: &str, trigger: &str) -> Option<String> {
    told(text, trigger).0.when.start.map(|s| s.date.to_string())
}

/// Its country and how it came to it.
fn country(text: &str, trigger: &str) -> (Option<String>, Carried) {
    let (report, country) = told(text, trigger);
    (country, report.place.from)
}

const MARCH: &str = "Four miners were hurt when a shaft caved in on Monday, the owner said.";

#[test]
fn what_is_told_in_the_news_of_monday_was_since_monday() {
    let text = format!("{MARCH}\n\nThe union condemned the owner.\n\nThree foremen were arrested.");
    assert_eq!(day(&text, "condemned").as_deref(), Some("2031-05-12"));
    assert_eq!(day(&text, "arrested").as_deref(), Some("2031-05-12"));
}

#[test]
fn what_follows_an_older_year_was_not_since_monday() {
    let text = format!("{MARCH}\n\nThe pit opened in 1998. Three foremen were arrested.");
    assert_eq!(day(&text, "arrested"), None);
}

#[test]
fn a_year_that_is_only_quoted_or_lies_ahead_leads_nowhere() {
    let text = format!("{MARCH}\n\nThe union condemned plans to close the pit by 2040.");
    assert_eq!(day(&text, "condemned").as_deref(), Some("2031-05-12"));
}

#[test]
fn an_arrest_was_known_on_the_day_it_is_spoken_of() {
    let text = format!("{MARCH}\n\nGovernor Ada Ruun said on Tuesday that three foremen had been arrested.");
    assert_eq!(day(&text, "arrested").as_deref(), Some("2031-05-13"));
}

#[test]
fn an_official_tells_of_arrests_in_the_own_country() {
    let text = "Norwegian Prime Minister Ole Besk said that three gunmen had been arrested.";
    assert_eq!(country(text, "arrested"), (Some("NO".into()), Carried::Parties));
}

#[test]
fn of_a_state_and_its_territory_it_is_the_territory() {
    let text = "China and Hong Kong warned against interference.";
    assert_eq!(country(text, "warned"), (Some("HK".into()), Carried::Parties));
}

#[test]
fn a_minister_is_received_by_a_head_of_state() {
    let text = "Norwegian King Ole Besk met with Chile's fisheries minister Ada Ruun on Monday.";
    assert_eq!(country(text, "met with"), (Some("NO".into()), Carried::Parties));
    let heads = "Norwegian King Ole Besk met with Chile's President Ada Ruun on Monday.";
    assert_eq!(country(heads, "met with").0, None);
}

#[test]
fn aid_is_where_those_are_who_get_it() {
    let text = "Norway, which has provided Chile with long-range missiles, is to send more.";
    assert_eq!(country(text, "provided").0.as_deref(), Some("CL"));
}

#[test]
fn a_body_speaks_where_it_gathers() {
    let text = "NORTEC leaders failed on Monday to end a quarrel at a summit in Oslo.\n\n\
        In a statement, NORTEC called for a truce.";
    assert_eq!(country(text, "called for").0.as_deref(), Some("NO"));
}

/// The country that a report has by its code alone.
fn land(text: &str, trigger: &str) -> (Option<String>, Carried) {
    let (report, _) = told(text, trigger);
    assert_eq!(report.place.place, None, "a place of its own");
    (report.place.country.clone(), report.place.came())
}

const TOWNS: &str = "Farmers blocked a road near Ostrava on Monday. A second road near Brno was blocked at noon.";

#[test]
fn towns_of_one_country_tell_it_though_nobody_names_it() {
    let text = format!("{TOWNS}\n\nThe union condemned the owner. Three foremen were hurt when a wall collapsed.");
    assert_eq!(land(&text, "condemned"), (Some("CZ".into()), Carried::Article));
    assert_eq!(land(&text, "collapsed"), (Some("CZ".into()), Carried::Article), "harm as well");
}

#[test]
fn what_is_told_beside_another_country_or_long_ago_is_not_in_it() {
    let text = format!("{TOWNS}\n\nThe union condemned a mill owner in Chile. He resigned.");
    assert_eq!(told(&text, "resigned").0.place.country, None);
    let old = format!("{TOWNS}\n\nIn 2009, four people had been stabbed.");
    assert_eq!(told(&old, "stabbed").0.place.country, None);
}

#[test]
fn towns_of_two_countries_tell_none() {
    let text = "Farmers blocked a road near Ostrava on Monday and one near Valparaíso.\n\nThe union condemned the owner.";
    assert_eq!(told(text, "condemned").0.place.country, None);
}

#[test]
fn a_hall_that_no_map_has_lies_in_the_country_of_its_sentence() {
    let (siege, _) =
        told("Chile has seen such raids before, the siege of the Orlo Mill theatre in Chile being one of them.", "siege");
    assert!(siege.place.country.is_none_or(|c| c == "CL"));
}

#[test]
fn who_carries_a_column_speaks() {
    let (report, _) = told("A separate column carried by the Besk News Agency on Monday criticised the pact.", "criticised");
    assert_eq!(report.roles[0].span.text, "Besk News Agency");
}

#[test]
fn what_ends_a_summit_is_signed_there() {
    let text = "A summit of the G9 opened in Ostrava on Monday.\n\nPremier Ada Ruun opposed some points. She signed the joint statement all the same.";
    let (report, country) = told(text, "signed");
    assert_eq!(
        (country.as_deref(), report.when.start.map(|s| s.date.to_string()).as_deref()),
        (Some("CZ"), Some("2031-05-12"))
    );
}

#[test]
fn what_has_been_done_is_news_of_the_day_of_print() {
    let text = "A man who stabbed two clerks on Monday has been charged with murder.\n\nThe mayor has resigned.";
    assert_eq!(day(text, "charged").as_deref(), Some("2031-05-14"));
    assert_eq!(day(text, "resigned").as_deref(), Some("2031-05-14"));
    let vague = "Miners met on Monday in the hall of the mill.\n\nThe owner has repeatedly denied the charge.";
    assert_eq!(day(vague, "denied"), None);
}

#[test]
fn harm_told_next_is_of_the_day_told_first() {
    let text = "The heavy downpour of Monday night took the town by surprise.\n\nTwo bridges collapsed.";
    assert_eq!(day(text, "collapsed").as_deref(), Some("2031-05-12"));
}

#[test]
fn a_year_marked_by_fires_is_the_year_of_print() {
    let (report, _) = told(
        "The summit comes in a year marked by grim weather, including the worst wildfire season of Chile.",
        "wildfire season",
    );
    assert_eq!(report.when.start.map(|s| s.date.to_string()).as_deref(), Some("2031-01-01"));
    assert_eq!(report.when.precision, Some(model::TimePrecision::Year));
}

#[test]
fn what_lies_long_before_is_not_of_the_week() {
    let text = "The party won the vote on Monday.\n\nAlmost a year after Premier Ada Ruun resigned, it is back in power.";
    assert_eq!(day(text, "resigned"), None);
}

#[test]
fn those_who_arrest_tell_of_it() {
    let text = format!("{MARCH}\n\nThe police said they had searched the mill, adding that they arrested three foremen.");
    assert_eq!(day(&text, "arrested").as_deref(), Some("2031-05-12"));
}

#[test]
fn a_state_takes_back_its_own_ground_alone() {
    let kind = |text: &str| told(text, "captured").0.kind;
    assert_eq!(kind("Russian forces captured the town of Kupiansk in eastern Ukraine on Monday."), "battle.capture");
    assert_eq!(kind("Sudan's army captured the town of Kassala on Monday, it said."), "battle.recapture");
}

#[test]
fn where_a_ministry_sits_is_not_where_it_was() {
    let text =
        "Two soldiers were killed in northern Iraq when militants attacked their base, the defence ministry in Ankara said.";
    assert_eq!(country(text, "attacked").0.as_deref(), Some("IQ"));
}

#[test]
fn a_body_named_after_its_country_acts_there() {
    let land = |text: &str, trigger: &str| told(text, trigger).0.place.country;
    let rates = "Bangladesh Bank raised its key interest rate by half a point on Monday.";
    assert_eq!(land(rates, "raised").as_deref(), Some("BD"));
    let court = "A builder was jailed for fraud on Monday.\n\nHe denied the charges at his trial at Teesford Crown Court.";
    assert_eq!(land(court, "jailed for").as_deref(), Some("GB"));
    assert_eq!(land("The company was fined £10,000 on Monday.", "fined").as_deref(), Some("GB"), "its money");
    assert_eq!(land("The company was fined €10,000 on Monday.", "fined"), None, "many have it");
}

#[test]
fn where_somebody_was_born_or_posted_is_not_where_it_was() {
    let born = "Born in Nairobi, in central Kenya, the novelist Ada Ruun died at home on Monday.";
    assert_ne!(country(born, "died").1, Carried::Stated);
    let posted = "The president dismissed the ambassador to Germany on Saturday.";
    assert_ne!(country(posted, "dismissed").1, Carried::Stated);
}

#[test]
fn sides_say_nothing_of_where_they_played() {
    let beat = |where_: &str| country(&format!("Kenya beat Uganda 3-1 {where_}on Monday."), "beat");
    assert_eq!(beat(""), (None, Carried::Unknown));
    assert_eq!(beat("in Accra "), (Some("GH".into()), Carried::Stated));
}

#[test]
fn what_a_known_firm_does_has_the_country_of_its_seat() {
    let (report, _) = told("Volkswagen reported a loss of 900 million euros for the first quarter on Monday.", "reported");
    assert_eq!(report.place.country.as_deref(), Some("DE"));
}
