//! Where reports were whose own sentences tell no place: the town that the article tells of.

use model::{Article, Carried, Dateline, Report, TextRange};

/// The reports of a text, each with its place's words and how they came, and the town of a street.
fn places(headline: &str, text: &str) -> Vec<(String, Option<String>, Carried, Option<String>)> {
    let line = text.split_once(" — ").map(|(line, _)| line.len());
    let dateline = line.map(|end| Dateline { text: text[..end].into(), range: TextRange::new(0, end), place: None });
    let article = Article { headline: Some(headline.into()), dateline, ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let words = |n: Option<u32>| n.map(|n| a.mentions.places[n as usize].text.clone());
    let told = |r: Report| (r.trigger.text.clone(), words(r.place.place), r.place.from, words(r.place.town));
    coding::Coder::builtin().code(&article, &a.syntax, &a.mentions).into_iter().map(told).collect()
}

/// The place of the report with this trigger.
fn place(headline: &str, text: &str, trigger: &str) -> (Option<String>, Carried, Option<String>) {
    let all = places(headline, text);
    let found = all.iter().find(|(t, ..)| t == trigger).unwrap_or_else(|| panic!("{trigger:?} in {all:?}"));
    (found.1.clone(), found.2, found.3.clone())
}

#[test]
fn police_of_a_town_tell_of_it() {
    let text = "Dayton police are looking for a driver. A woman was shot at a petrol station late on Monday, they said.";
    assert_eq!(place("Woman shot", text, "shot"), (Some("Dayton".into()), Carried::Article, None));
}

#[test]
fn a_street_lies_in_the_town_of_the_place_line() {
    let text = "DAYTON, Ohio — A clerk was robbed.\n\nTwo men were shot on Quillan Avenue on Monday, officers said.";
    assert_eq!(place("Two shot", text, "shot"), (Some("Quillan Avenue".into()), Carried::Stated, Some("DAYTON".into())));
}

#[test]
fn a_quarter_is_no_town_of_its_name() {
    let text = "Chicago police said a boy was hurt on Friday. He was shot in the Roseland neighborhood, Chicago police said.";
    assert_eq!(place("Boy shot in Chicago", text, "shot").0, Some("Chicago".into()));
}

#[test]
fn two_towns_told_alike_decide_nothing() {
    let text = "Police in Dayton and in Denver are looking for a driver. A woman was shot late on Monday, they said.";
    assert_eq!(place("Woman shot", text, "shot"), (None, Carried::Unknown, None));
}

#[test]
fn what_is_recalled_was_elsewhere() {
    let text = "Dayton police are looking for a driver who hit a man on Monday. In 2009, a woman had been shot by an officer.";
    let shot = place("Driver sought in Dayton", text, "shot");
    assert_eq!(shot.1, Carried::Unknown, "{shot:?}");
}
