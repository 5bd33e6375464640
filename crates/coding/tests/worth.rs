//! Which deeds of no kind are worth a report: what was decided, done or found out, and no scenes, habits and turns of speech.

use coding::Coder;
use coding::worth::Model;
use model::{Article, RoleKind};

/// The triggers of what is told.
fn told(text: &str) -> Vec<String> {
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    Coder::builtin().read(&article, &a.syntax, &a.mentions).into_iter().map(|r| r.trigger.text).collect()
}

#[test]
fn what_an_office_does_is_told() {
    assert_eq!(told("The council scrapped the ferry licence on Monday."), ["scrapped"]);
    assert_eq!(told("The ministry has reopened 14 village schools in Norland."), ["reopened"]);
}

#[test]
fn scenes_and_turns_of_speech_are_not() {
    assert!(told("The scandal has overshadowed the harvest fair for years.").is_empty());
}

#[test]
fn the_beginning_of_an_article_keeps_what_it_is_about() {
    let rest = "It was quiet in the street. Nobody else was there. The afternoon was warm. There was no wind.";
    assert_eq!(told(&format!("The singer Ada Ruun shaved her head in a shop in Norport on Friday. {rest}")).len(), 1);
}

#[test]
fn who_or_what_takes_part_is_told_in_full() {
    let article = Article::of_text("The ministry has delivered a total of 2,406 lamps to 40 villages in Norland.");
    let a = annotate::annotate(&article);
    let reports = Coder::builtin().read(&article, &a.syntax, &a.mentions);
    let target = reports.iter().flat_map(|r| &r.roles).find(|r| r.role == RoleKind::Target);
    assert_eq!(target.map(|r| r.span.text.as_str()), Some("a total of 2,406 lamps"));
}

#[test]
fn a_fact_without_a_weight_weighs_nothing() {
    let model = Model::parse("# a table\nstatus Happened\t0.5\nbias\t-0.2\n");
    assert!((model.score(&vec!["status Happened".into(), "anything else".into()]) - 0.3).abs() < 1e-6);
}
