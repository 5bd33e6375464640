//! What a timeline takes, on invented news.

use jiff::civil::Date;
use model::{ArticleId, PageId};
use timeline::{Article, Options, Sentence, timeline};

fn day(d: i8) -> Date {
    Date::new(2031, 5, d).unwrap()
}

/// An article of 10 May and later; each sentence with the days that its words mean and the days of its reports.
fn article(n: u64, published: i8, sentences: &[(&str, &[i8], &[i8])]) -> Article {
    let days = |all: &[i8]| all.iter().map(|d| day(*d)).collect();
    Article {
        id: ArticleId::of(PageId::of(b"news"), (n, n + 1)),
        published: Some(day(published)),
        sentences: sentences
            .iter()
            .map(|(text, stated, reports)| Sentence {
                text: (*text).into(),
                days: days(stated),
                reports: days(reports),
                near: 1.0,
            })
            .collect(),
    }
}

fn news() -> Vec<Article> {
    vec![
        article(
            1,
            4,
            &[
                ("The dam above Orlo broke in the night and water filled the valley.", &[3], &[3]),
                ("Boats set out from the mill at first light.", &[], &[]),
            ],
        ),
        article(2, 4, &[("The Orlo dam broke on Saturday and the water took forty houses in the valley.", &[3], &[3])]),
        article(
            3,
            12,
            &[
                ("The builders of the dam were arrested on Sunday in the capital.", &[11], &[11]),
                ("The dam broke on 3 May and water filled the valley below.", &[3], &[3]),
            ],
        ),
        article(4, 12, &[("Two builders of the Orlo dam were arrested late on Sunday.", &[11], &[11])]),
        article(5, 9, &[("A market was held on Thursday as every week in the upper town.", &[8], &[])]),
    ]
}

#[test]
fn the_days_that_many_articles_speak_of_are_taken_in_order() {
    let found = timeline(&news(), &Options { days: 2, ..Options::default() });
    assert_eq!(found.iter().map(|d| (d.day, d.articles)).collect::<Vec<_>>(), [(day(3), 3), (day(11), 2)]);
    assert!(found[0].sentences[0].text.contains("dam") && found[0].weight == 1.0, "{found:?}");
    assert!(found[1].sentences[0].text.contains("arrested"));
}

#[test]
fn the_order_of_articles_changes_nothing() {
    let mut news = news();
    let found = timeline(&news, &Options::default());
    news.reverse();
    news.push(news[0].clone());
    assert_eq!(timeline(&news, &Options::default()), found);
    assert!(found.len() > 2);
}

#[test]
fn only_days_asked_for_and_no_sentence_twice() {
    let options = Options { from: Some(day(4)), to: Some(day(11)), ..Options::default() };
    let found = timeline(&news(), &options);
    assert!(found.iter().all(|d| (day(4)..=day(11)).contains(&d.day)), "{found:?}");
    let copies: Vec<Article> = (0..5)
        .map(|n| article(n, 4, &[("The dam above Orlo broke in the night and water filled the valley.", &[3], &[])]))
        .collect();
    let found = timeline(&copies, &Options { sentences: 3, ..Options::default() });
    assert_eq!(found[0].sentences.len(), 1);
    assert_eq!(timeline(&[], &Options::default()), []);
}

#[test]
fn what_is_about_the_subject_counts_more() {
    let mut news = news();
    for s in news.iter_mut().flat_map(|a| &mut a.sentences) {
        s.near = if s.text.contains("arrested") { 1.0 } else { 0.1 };
    }
    let found = timeline(&news, &Options { days: 1, ..Options::default() });
    assert_eq!(found[0].day, day(11));
}

#[test]
fn a_sentence_of_two_days_is_shown_once_where_the_other_day_has_its_own() {
    let both = "The dam above Orlo broke on Saturday and its builders were arrested on Sunday in the capital.";
    let own = "A minister came to the Orlo dam on Sunday and promised help to the families.";
    let articles = [
        article(1, 12, &[(both, &[3, 11], &[3, 11])]),
        article(2, 12, &[(both, &[3, 11], &[3, 11]), ("The Orlo dam broke on Saturday in the night.", &[3], &[3])]),
        article(3, 12, &[(own, &[11], &[])]),
    ];
    let found = timeline(&articles, &Options { days: 2, ..Options::default() });
    let shown: Vec<&str> = found.iter().flat_map(|d| &d.sentences).map(|s| s.text.as_str()).collect();
    assert_eq!(shown.len(), 2);
    assert_ne!(shown[0], shown[1], "{found:?}");
    // Where a day has nothing else, it is shown again rather than nothing.
    let found = timeline(&articles[..1], &Options { days: 2, ..Options::default() });
    assert_eq!(found.iter().map(|d| d.sentences.len()).collect::<Vec<_>>(), [1, 1]);
}
