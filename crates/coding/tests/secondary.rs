//! Happenings that are told beside the news: each with its own day, place and dead. The texts are invented.

use model::{Article, Carried, Report};

/// The reports of a text published on Friday 21 November 2031.
fn reports(text: &str) -> (Article, Vec<Report>) {
    let article = Article { published: Some("2031-11-21".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let all = coding::Coder::builtin().code(&article, &a.syntax, &a.mentions);
    (article, all)
}

/// True for these words, and for a trigger that shows the verb of its noun as well: "crash left", "air strikes were launched".
fn holds(told: &str, trigger: &str) -> bool {
    told == trigger || told.starts_with(&format!("{trigger} ")) || told.ends_with(&format!(" {trigger}"))
}

/// The last report with this trigger.
fn report(text: &str, trigger: &str) -> Report {
    let all = reports(text).1;
    let found = all.iter().rfind(|r| holds(&r.trigger.text, trigger));
    found.unwrap_or_else(|| panic!("{trigger:?} in {:?}", all.iter().map(|r| &r.trigger.text).collect::<Vec<_>>())).clone()
}

/// Its first day.
fn day(text: &str, trigger: &str) -> Option<String> {
    report(text, trigger).when.start.map(|s| s.date.to_string())
}

/// The dead and the hurt it counts.
fn toll(text: &str, trigger: &str) -> Vec<f64> {
    let article = Article { published: Some("2031-11-21".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let all = coding::Coder::builtin().code(&article, &a.syntax, &a.mentions);
    let found = all.iter().rfind(|r| holds(&r.trigger.text, trigger)).expect("a report");
    let figures = found.figures.iter().map(|&n| &a.mentions.figures[n as usize]);
    figures.filter(|f| !f.part).filter_map(|f| f.best).collect()
}

#[test]
fn clauses_side_by_side_share_the_day_that_one_of_them_tells() {
    let text = "Some 9,000 people marched in Madrid on Wednesday and police used tear gas on a group that threw stones; \
        34 people were detained.";
    assert_eq!(day(text, "used").as_deref(), Some("2031-11-19"));
    assert_eq!(day(text, "detained").as_deref(), Some("2031-11-19"));
    let later = "Some 9,000 people marched in Madrid on Wednesday and police later detained 34 people.";
    assert_eq!(day(later, "detained"), None);
}

#[test]
fn people_flee_while_others_come() {
    let text = "Hundreds of residents fled as rebels seized the port on Sunday morning.";
    assert_eq!(day(text, "fled").as_deref(), Some("2031-11-16"));
}

#[test]
fn a_place_that_opens_a_clause_is_that_clauses() {
    let text = "In Toledo, 16 people were wounded on Saturday night by a car bomb outside a bank, and in Segovia a grenade \
        injured four the following day.";
    let first = report(text, "wounded");
    let (article, _) = reports(text);
    let places = annotate::annotate(&article).mentions.places;
    assert_eq!(first.place.place.map(|n| places[n as usize].text.as_str()), Some("Toledo"));
}

#[test]
fn the_dead_of_one_cause_and_the_wounded_are_one_report() {
    let text = "Two people died and 16 were wounded on Saturday night by a car bomb outside a bank.";
    let all = reports(text).1;
    assert_eq!(all.len(), 1, "{:?}", all.iter().map(|r| &r.trigger.text).collect::<Vec<_>>());
    assert_eq!(toll(text, "wounded"), [2.0, 16.0]);
}

#[test]
fn a_blast_at_a_rally_is_what_killed() {
    assert_eq!(toll("In September, a suicide attack on a rally in Toledo killed 15.", "suicide attack"), [15.0]);
}

#[test]
fn what_is_answered_keeps_its_own_dead() {
    let text = "Norland launched air strikes on Toledo in October after 23 of its soldiers died in clashes at the border.";
    assert_eq!(toll(text, "air strikes"), [] as [f64; 0]);
    assert_eq!(toll(text, "clashes"), [23.0]);
    assert_eq!(report(text, "clashes").when.from, Carried::Unknown);
}

#[test]
fn the_attack_is_the_one_that_the_article_tells_of() {
    let text = "A drone killed nine people in a market in Toledo on Wednesday, doctors said.\n\n\
        A bus hit a mine near Segovia on Thursday.\n\nNorland condemned the drone attack in Toledo and asked for a truce.";
    let attack = report(text, "drone attack");
    assert_eq!(attack.when.start.map(|s| s.date.to_string()).as_deref(), Some("2031-11-19"));
    assert_eq!((attack.when.from, attack.again), (Carried::Context, Some(0)));
}

#[test]
fn a_strike_of_jets_is_none_of_workers() {
    let text = "An air strike on Toledo killed five people on Tuesday.\n\nThe premier's office said he had ordered the strike.";
    assert_eq!(report(text, "strike").kind, "assault.airstrike");
}

#[test]
fn the_day_of_a_claim_is_not_the_attacks() {
    let text = "Gunmen ambushed a convoy near Toledo on Tuesday, killing two drivers.\n\n\
        The Lomar Front claimed the attack in a statement on Thursday.";
    assert_eq!(day(text, "attack").as_deref(), Some("2031-11-18"));
}

#[test]
fn a_truce_that_is_broken_was_signed_long_before() {
    let text = "Norland, which denies arming the rebels, accused Besk of breaking a truce signed in Toledo in July 2029.";
    assert_ne!(day(text, "accused").as_deref(), Some("2029-07-01"));
    assert_ne!(day(text, "denies").as_deref(), Some("2029-07-01"));
}

#[test]
fn days_are_counted_from_a_vote_told_before() {
    let text = "Voters rejected the plan in a referendum held on November 15.\n\n\
        Gunmen killed a candidate in Toledo two days before the vote.";
    assert_eq!(day(text, "killed").as_deref(), Some("2031-11-13"));
}

#[test]
fn the_dead_of_a_war_are_none_of_todays() {
    let text = "An air strike on Toledo killed five people on Tuesday.\n\n\
        The truce ended more than a year of fighting in which over 4,000 people were killed in Spain.";
    let war = report(text, "killed");
    assert!(war.background && war.period);
}

#[test]
fn talk_of_a_later_day_is_of_no_earlier_happening() {
    let text = "The mayor of Toledo was shot dead at a festival on November 1.\n\n\
        The navy said on Thursday that it had struck a boat, killing three men.";
    assert_ne!(day(text, "struck").as_deref(), Some("2031-11-01"));
}

#[test]
fn a_court_sits_where_it_is_called_after() {
    let text =
        "A Toledo court sentenced the former minister to four years in prison for taking bribes in a ship sale to Malta.";
    let (article, _) = reports(text);
    let places = annotate::annotate(&article).mentions.places;
    let sentence = report(text, "sentenced");
    assert_eq!(sentence.place.place.map(|n| places[n as usize].text.as_str()), Some("Toledo"));
}

#[test]
fn the_crime_somebody_is_guilty_of_is_the_killing_of_that_year() {
    let text = "A jury on Monday found a former deputy guilty of murder in the 2020 killing of a clerk.";
    let all = reports(text).1;
    assert!(all.iter().all(|r| r.trigger.text != "murder"), "{all:?}");
    assert_eq!(day(text, "killing").as_deref(), Some("2020-01-01"));
}

#[test]
fn who_does_the_second_deed_is_no_part_of_the_first() {
    let text = "Norland's premier blamed Besk; Lomar rejected the allegation and Tarvik offered its condolences.";
    let r = report(text, "offered");
    assert!(r.roles.iter().any(|r| r.span.text == "Tarvik"), "{:?}", r.roles);
}

#[test]
fn a_village_is_no_street_of_the_town_in_the_place_line() {
    let text = "TOLEDO, Nov 21 - Gunmen ambushed a convoy on Tuesday, killing two drivers in Toledo.\n\n\
        In Portugal, 26 people were killed on Wednesday when gunmen raided the village of Dunmerelo.";
    assert_eq!(report(text, "raided").place.town, None);
}

#[test]
fn a_clause_that_tells_where_shares_the_day() {
    let text =
        "Police shot dead three protesters in Toledo on Wednesday and fired tear gas in Segovia, where thousands marched.";
    assert_eq!(day(text, "marched").as_deref(), Some("2031-11-19"));
}

#[test]
fn what_came_a_day_before_the_news_is_counted_from_it() {
    let text = "Thousands protested in Madrid on Wednesday.\n\nThe protests came a day after parliament passed the law.";
    assert_eq!(day(text, "passed").as_deref(), Some("2031-11-18"));
}

#[test]
fn each_of_two_crashes_of_a_sentence_has_its_month_and_its_dead() {
    let text = "Last month, a crash in Portugal left 66 people injured, and in June 2029 four people were killed when an express \
        train hit a freight train in Toledo.";
    assert_eq!(day(text, "hit").as_deref(), Some("2029-06-01"));
    assert_eq!((toll(text, "crash"), toll(text, "hit")), (vec![66.0], vec![4.0]));
}

#[test]
fn the_dead_of_violence_of_a_month_have_that_month() {
    let text = "A court on Thursday opened the trial of 14 people over violence in March 2029 in which some 1,400 people were \
        killed on the coast.";
    assert_eq!(day(text, "killed").as_deref(), Some("2029-03-01"));
}

#[test]
fn hours_later_others_die_on_the_same_day() {
    let text = "Gunmen stormed a hospital in Toledo on Tuesday and killed five people.\n\n\
        Hours later, two officers died in an ambush on a highway.";
    let ambush = report(text, "ambush");
    assert!(ambush.apart);
    assert_eq!(ambush.when.start.map(|s| s.date.to_string()).as_deref(), Some("2031-11-18"));
}

#[test]
fn an_airport_is_in_its_town() {
    let text = "The strike closed schools on Tuesday.\n\nToledo airport cancelled 90 flights.";
    let (article, _) = reports(text);
    let places = annotate::annotate(&article).mentions.places;
    let closed = report(text, "cancelled").place;
    assert_eq!(closed.place.map(|n| places[n as usize].text.as_str()), Some("Toledo"));
}

#[test]
fn whose_death_sparked_protests_did_not_die_in_them() {
    let text =
        "A woman died in custody in Eastvale on Friday, three days after she was detained, sparking protests in the city.";
    assert_eq!(toll(text, "died"), [1.0]);
    assert!(toll(text, "protests").is_empty());
    let text = "A worker died at a factory in Eastvale on Friday, triggering clashes with police.";
    assert_eq!((toll(text, "died"), toll(text, "clashes")), (vec![1.0], vec![]));
}
