//! What verbs and nouns of deeds tell for which no kind has a rule: that it was done, or not, and no more than that.

use coding::Coder;
use model::{Article, Report, RoleKind, Status};

fn read(text: &str) -> Vec<Report> {
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    Coder::builtin().read(&article, &a.syntax, &a.mentions)
}

/// Kind, trigger and status of each report.
fn told(text: &str) -> Vec<(String, String, Status)> {
    read(text).into_iter().map(|r| (r.kind, r.trigger.text, r.status)).collect()
}

/// The status of the report on this word; none without one.
fn status(text: &str, word: &str) -> Option<Status> {
    read(text).into_iter().find(|r| r.trigger.text == word).map(|r| r.status)
}

#[test]
fn a_deed_that_no_kind_knows_is_told_with_who_did_it() {
    let reports = read("Herders rustled 500 cattle near Eastvale on Monday.");
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert_eq!((reports[0].kind.as_str(), reports[0].rule.as_str()), ("other", "other/told"));
    assert_eq!(reports[0].status, Status::Happened);
    let of = |role| reports[0].roles.iter().find(|r| r.role == role).map(|r| r.span.text.as_str());
    assert_eq!((of(RoleKind::Actor), of(RoleKind::Target)), (Some("Herders"), Some("500 cattle")));
}

#[test]
fn what_stands_above_a_verb_says_whether_it_was_done() {
    assert_eq!(status("The clerk is accused of shredding the lists.", "shredding"), Some(Status::Alleged));
    assert_eq!(status("Hackers threatened to publish the files.", "publish"), Some(Status::Threatened));
    assert_eq!(status("The pilot failed to land the glider.", "land"), Some(Status::Failed));
    assert_eq!(status("A bid to sell the club collapsed.", "sell"), Some(Status::Failed));
    assert_eq!(status("The museum is to be opened by the queen.", "opened"), Some(Status::Planned));
    assert_eq!(status("Norland is open to sending observers.", "sending"), Some(Status::Possible));
    assert_eq!(status("The navy is escorting tankers through the strait.", "escorting"), Some(Status::Ongoing));
    assert_eq!(status("The hospital denied that patients had been turned away.", "turned"), Some(Status::Denied));
}

#[test]
fn nouns_are_told_where_something_says_how_they_stand() {
    assert_eq!(status("The singer refuted allegations of plagiarism.", "plagiarism"), Some(Status::Denied));
    assert_eq!(status("The party will hold its congress in Eastvale in August.", "congress"), Some(Status::Planned));
    assert_eq!(status("Villagers are at risk of starvation.", "starvation"), Some(Status::Possible));
    assert!(told("The professor wrote of plagiarism.").is_empty());
}

#[test]
fn what_another_report_of_the_clause_tells_is_not_told_again() {
    let kinds: Vec<String> = told("Gunmen shot dead two farmers near Eastvale on Monday.").into_iter().map(|t| t.0).collect();
    assert!(!kinds.contains(&"other".to_string()), "{kinds:?}");
    let struck = told("The government has accused Norland of killing 85 civilians in airstrikes.");
    assert!(struck.iter().all(|t| t.0 != "other"), "{struck:?}");
}

#[test]
fn words_of_many_senses_and_what_nobody_does_tell_nothing() {
    assert!(told("The company met its targets.").is_empty());
    assert!(told("The goal is to publish a map.").is_empty());
    assert!(told("Everybody fled?").is_empty());
    assert!(told("The museum opens at 10 a.m. and closes at 5 p.m.").is_empty());
}
