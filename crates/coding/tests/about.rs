//! What an article is about where no kind of the codebook fits: one report of kind `other`, and none too many.

use coding::Coder;
use model::{Article, Report, RoleKind};

fn read(text: &str) -> Vec<Report> {
    let article = Article::of_text(text);
    let a = annotate::annotate(&article);
    Coder::builtin().read(&article, &a.syntax, &a.mentions)
}

#[test]
fn an_article_that_no_kind_knows_gets_one_report() {
    let reports = read("The singer Ona Veld checked into a clinic in Morlen on Friday.\n\nHer new record comes out in spring.");
    assert_eq!(reports.iter().map(|r| r.kind.as_str()).collect::<Vec<_>>(), ["other"]);
    assert_eq!(reports[0].trigger.text, "checked");
    let actor = reports[0].roles.iter().find(|r| r.role == RoleKind::Actor);
    assert!(actor.is_some_and(|r| r.span.text.contains("Ona Veld")), "{:?}", reports[0].roles);
}

#[test]
fn what_is_said_is_the_news_and_not_that_it_is_said() {
    let reports = read("A spokesman said that the museum had bought a painting.\n\nIt will hang in the old hall.");
    assert_eq!(reports.iter().map(|r| r.trigger.text.as_str()).collect::<Vec<_>>(), ["bought"]);
}

#[test]
fn nothing_is_added_where_something_is_known_or_asked() {
    let known = read("Gunmen shot dead two farmers near Qasira on Monday.\n\nThe market opened late.");
    assert!(known.iter().all(|r| r.kind != "other"), "{known:?}");
    let asked = read("Does the museum own the painting?\n\nWho knows?");
    assert!(asked.is_empty(), "{asked:?}");
    let own = read("I love the old hall.\n\nWe go there often.");
    assert!(own.is_empty(), "{own:?}");
}

#[test]
fn one_word_to_the_reader_is_no_advice_and_a_record_that_is_set_is_news() {
    let triggers = |text: &str| read(text).iter().map(|r| r.trigger.text.clone()).collect::<Vec<_>>();
    let record = "The swimmer Ona Veld set a record on Friday.\n\nIf you missed it, the race is shown again.";
    assert_eq!(triggers(record), ["set"]);
    let advice = "The gardener plants beans in May.\n\nYou water your beans and you cut your roses.\n\nYour garden thanks you.";
    assert!(read(advice).is_empty());
}

#[test]
fn what_only_is_so_at_the_beginning_has_no_news_behind_it() {
    let hall = read("The museum has an old hall.\n\nThe painter Ona Veld bought a hat on Friday.");
    assert!(hall.iter().all(|r| r.rule != "other/lead"), "{hall:?}");
}
