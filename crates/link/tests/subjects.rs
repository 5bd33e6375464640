//! What gathering articles by subject promises, on invented articles.

use jiff::civil::{Date, date};
use link::subject::{Comparison, Model, Telling, gather};
use model::{Article, Mentions, Name, NameKind, Place, PlacePrecision, PlaceUse, TextRange};

/// What is compared of a text whose first line is its headline; `people` are marked as names where they stand.
fn telling(text: &str, people: &[&str]) -> Telling {
    let (headline, body) = text.split_once('\n').unwrap();
    let mut article = Article::of_text(body);
    article.headline = Some(headline.into());
    let name = |p: &&str| {
        let at = body.find(*p).unwrap();
        Name {
            range: TextRange::new(at, at + p.len()),
            text: p.to_string(),
            kind: NameKind::Person,
            title: None,
            same_as: None,
            actor: None,
        }
    };
    let end = body.find(". ").unwrap_or(body.len());
    let mentions =
        Mentions { sentences: vec![TextRange::new(0, end)], names: people.iter().map(name).collect(), ..Mentions::default() };
    Telling::of(&article, &mentions)
}

fn town() -> Place {
    Place {
        range: TextRange::new(0, 0),
        text: String::new(),
        name: Some("Qasira".into()),
        geonames: Some(77),
        country: Some("XQ".into()),
        admin1: None,
        feature: None,
        lat: Some(7.0),
        lon: Some(10.0),
        precision: PlacePrecision::City,
        usage: PlaceUse::Literal,
        score: 1.0,
    }
}

fn blaze() -> [Telling; 4] {
    [
        telling(
            "Blaze guts Torvel Mill in Qasira\nA blaze gutted the Torvel Mill in Qasira late on Monday. Mill owner Dana \
             Orlebar said 14 looms were lost in Qasira.",
            &["Dana Orlebar"],
        ),
        telling(
            "Qasira mill fire: owner vows to rebuild\nDana Orlebar, who owns the burnt Torvel Mill in Qasira, vowed to rebuild. \
             The fire destroyed 14 looms.",
            &["Dana Orlebar"],
        ),
        // Its look-alike: another mill, another town, another owner.
        telling(
            "Blaze guts Hesket Mill in Morlen\nA blaze gutted the Hesket Mill in Morlen late on Monday. Mill owner Pavel \
             Strand said 30 looms were lost in Morlen.",
            &["Pavel Strand"],
        ),
        telling(
            "Morlen mill fire: insurers to pay\nInsurers will pay Pavel Strand, whose Hesket Mill in Morlen burnt down. The \
             fire destroyed 30 looms.",
            &["Pavel Strand"],
        ),
    ]
}

#[test]
fn one_subject_is_told_from_its_look_alike() {
    let tellings = blaze();
    let articles: Vec<(&Telling, Option<Date>)> = tellings.iter().map(|t| (t, Some(date(2031, 5, 2)))).collect();
    assert_eq!(gather(Model::builtin(), &articles).subjects, [0, 0, 2, 2]);
}

#[test]
fn a_day_of_the_week_is_no_name_to_share() {
    let tellings = [
        telling("\nGuests left a wedding in tears on Saturday.", &[]),
        telling("\nTimber floated off the coast on Saturday.", &[]),
    ];
    let articles: Vec<(&Telling, Option<Date>)> = tellings.iter().map(|t| (t, Some(date(2031, 5, 12)))).collect();
    let shared = Comparison::new(Model::builtin(), &articles).because(0, 1);
    assert!(shared.iter().all(|(what, _)| *what != "names"), "{shared:?}");
}

#[test]
fn a_town_in_common_makes_no_subject() {
    let told = |text: &str| {
        let (headline, body) = text.split_once('\n').unwrap();
        let mut article = Article::of_text(body);
        article.headline = Some(headline.into());
        let at = body.find("Qasira").unwrap();
        let place = Place { range: TextRange::new(at, at + 6), text: "Qasira".into(), ..town() };
        let sentences = vec![TextRange::new(0, body.len())];
        Telling::of(&article, &Mentions { sentences, places: vec![place], ..Mentions::default() })
    };
    let tellings = [
        told("Rovers win\nHarwick Rovers beat Kestrel Town 2-1 in Qasira on Saturday."),
        told("Dam gives way\nA dam gave way near Qasira on Sunday, and officials said."),
        told("Dam engineer held\nPolice held the engineer of the dam near Qasira on Monday."),
    ];
    let articles: Vec<(&Telling, Option<Date>)> = tellings.iter().map(|t| (t, Some(date(2031, 5, 12)))).collect();
    assert_eq!(gather(Model::builtin(), &articles).stories, [0, 1, 1]);
}

#[test]
fn a_score_says_why() {
    let tellings = blaze();
    let articles: Vec<(&Telling, Option<Date>)> = tellings.iter().map(|t| (t, Some(date(2031, 5, 2)))).collect();
    let comparison = Comparison::new(Model::builtin(), &articles);
    let persons = |a, b| comparison.because(a, b).iter().find(|(what, _)| what.contains("persons")).copied();
    assert!(persons(0, 1).is_some_and(|(what, x)| what == "persons" && x > 0.0));
    assert!(persons(0, 2).is_some_and(|(what, x)| what == "other persons" && x < 0.0));
    let sum: f32 = comparison.because(0, 1).iter().map(|(_, x)| x).sum();
    assert!((sum + Model::builtin().bias - comparison.score(0, 1)).abs() < 0.2, "the reasons add up to the score");
}

#[test]
fn what_else_is_in_the_batch_changes_no_score() {
    let tellings = blaze();
    let two: Vec<(&Telling, Option<Date>)> = tellings[..2].iter().map(|t| (t, None)).collect();
    let all: Vec<(&Telling, Option<Date>)> = tellings.iter().map(|t| (t, None)).collect();
    let model = Model::builtin();
    assert_eq!(Comparison::new(model, &two).score(0, 1), Comparison::new(model, &all).score(0, 1));
}

#[test]
fn articles_years_apart_need_more_in_common() {
    let tellings = blaze();
    let at = |year| [(&tellings[0], Some(date(2031, 5, 2))), (&tellings[1], Some(date(year, 5, 2)))];
    let score = |year| Comparison::new(Model::builtin(), &at(year)).score(0, 1);
    assert!(score(2031) > score(2032) && score(2032) > score(2041));
}

#[test]
fn weights_come_back_from_their_file() {
    let printed = Model::builtin().print();
    assert_eq!(Model::parse(&printed), *Model::builtin());
    assert!(Model::builtin().weights.iter().all(|w| *w != 0.0), "a feature without a weight is a misspelt name");
}
