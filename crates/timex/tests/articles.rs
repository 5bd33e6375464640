//! What whole articles do: captions, articles without a date, hostile text.

use model::{Block, BlockKind, Pos, Sentence, Stamp, Syntax, TextRange, Time, Token};
use proptest::prelude::*;

fn published() -> Option<Stamp> {
    "2024-03-24".parse().ok()
}

fn plain(text: &str, published: Option<Stamp>) -> Vec<Time> {
    timex::times(text, &[], &Syntax::default(), published)
}

fn values(times: &[Time]) -> Vec<&str> {
    times.iter().map(|t| t.value.as_str()).collect()
}

#[test]
fn without_a_publication_relative_times_stay_open() {
    let times = plain("He fell on Friday, left yesterday, came in March and is back this week; she won last year.", None);
    assert_eq!(values(&times), ["XXXX-WXX-5", "XXXX-XX-XX", "XXXX-03", "XXXX-WXX", "XXXX"]);
    for t in &times {
        assert!(t.start.is_none() && t.end.is_none() && t.anchor == "unknown", "{t:?}");
    }
}

#[test]
fn a_caption_counts_from_itself_and_not_for_the_paragraphs() {
    let parts = ["The fort fell on 3 May 2019.", "A guard on 9 June 2020.", "Two days later the mayor returned."];
    let text = parts.join("\n\n");
    let mut at = 0;
    let kinds = [BlockKind::Paragraph, BlockKind::Caption, BlockKind::Paragraph];
    let blocks: Vec<Block> = parts
        .iter()
        .zip(kinds)
        .map(|(p, kind)| {
            let range = TextRange::new(at, at + p.len());
            at += p.len() + 2;
            Block { kind, range, credit: None }
        })
        .collect();
    let times = timex::times(&text, &blocks, &Syntax::default(), published());
    assert_eq!(values(&times), ["2019-05-03", "2020-06-09", "2019-05-05"]);
    assert_eq!(times[2].anchor, "context");
}

/// News with glances at five old years.
const GLANCES: &str = "The group was founded in 2011.\n\nIt fought in 2014, in 2015 and in 2017.\n\nIts leader died in 2019.";

#[test]
fn news_with_many_old_years_counts_from_its_publication() {
    let text =
        format!("{GLANCES}\n\nThe embassy gave a warning on March 7. On the same day it closed. Talks began last month.");
    assert_eq!(values(&plain(&text, published()))[5..], ["2024-03-07", "2024-03-07", "2024-02"]);
    // What stands in the paragraph of a glance goes on with it; weekdays never do.
    let text = format!("{GLANCES} His brother was seized in March. Guards found the grave on Friday.");
    assert_eq!(values(&plain(&text, published()))[5..], ["2019-03", "2024-03-22"]);
}

#[test]
fn a_day_that_follows_within_weeks_goes_on_with_the_story_of_its_paragraph() {
    let text =
        "The roof was mended on December 16, 2021. She came back on December 27 and fell ill. The trial began on March 5.";
    assert_eq!(values(&plain(text, published())), ["2021-12-16", "2021-12-27", "2024-03-05"]);
}

#[test]
fn the_entries_of_a_chronicle_go_on_in_their_years() {
    let text = "February 3, 2019 - A bomb.\n\nJune 19 - A blast.\n\nJanuary 4 - Another.\n\nMarch 9, 2021 - The last.";
    let found = plain(text, published());
    assert_eq!(values(&found)[..3], ["2019-02-03", "2019-06-19", "2020-01-04"]);
}

#[test]
fn an_anniversary_tells_the_days_of_then() {
    let text = "On September 1, 2004 gunmen took the school. The siege ended on September 3.";
    let found = plain(text, "2017-09-03".parse().ok());
    assert_eq!(values(&found), ["2004-09-01", "2004-09-03"]);
}

#[test]
fn a_time_of_day_belongs_to_the_day_last_told_and_to_the_next_where_that_stands_behind_it() {
    let text = "The alarm came on Friday. By the 2019 rules, the power was cut at 6:30 p.m.";
    assert_eq!(values(&plain(text, published())), ["2024-03-22", "2019", "2024-03-22T18:30"]);
    let text = "He rang on March 7 and asked to meet at 8 p.m. the next day.";
    assert_eq!(values(&plain(text, published())), ["2024-03-07", "2024-03-08T20:00", "2024-03-08"]);
}

#[test]
fn a_history_stays_in_the_year_last_told() {
    let old = "It fell in 1911. It rose in 1912. It fell again in 1913. It was sold in 1914. It burned in 1915.";
    let text = format!("{old}\n\n{old}\n\nOn 20 July the last guard left.");
    assert_eq!(values(&plain(&text, published())).last(), Some(&"1915-07-20"));
}

#[test]
fn what_is_told_as_past_does_not_come_after_the_publication() {
    let text = "The pact was signed in 2020. Ten years later, few recalled why it was made.";
    assert_eq!(values(&plain(text, published())), ["2020", "XXXX"]);
}

#[test]
fn bounds_are_the_first_and_last_day_covered() {
    let bounds = |text: &str| {
        let t = plain(text, published()).remove(0);
        (t.start.map(|s| s.to_string()), t.end.map(|s| s.to_string()))
    };
    let days = |a: &str, b: &str| (Some(a.to_string()), Some(b.to_string()));
    assert_eq!(bounds("It was in February 2024."), days("2024-02-01", "2024-02-29"));
    assert_eq!(bounds("It was in the 1990s."), days("1990-01-01", "1999-12-31"));
    assert_eq!(bounds("It was last week."), days("2024-03-11", "2024-03-17"));
    assert_eq!(bounds("They were shot on Friday night."), days("2024-03-22", "2024-03-22"));
    assert_eq!(bounds("It came at 10:30 a.m. on Tuesday and was felt."), days("2024-03-19T10:30", "2024-03-19T10:30"));
    assert_eq!(bounds("Fasting in Ramadan 2024 was hard."), days("2024-03-11", "2024-04-09"));
    assert_eq!(bounds("They waited for two hours."), (None, None));
    assert_eq!(bounds("Crime has fallen in recent years."), (None, None));
}

#[test]
fn the_verb_nearby_parts_the_past_weekday_from_the_coming_one() {
    let text = "Rebels freed him on Friday. The court will sit on Friday.";
    let times = plain(text, published());
    assert_eq!(values(&times), ["2024-03-22", "2024-03-29"]);
}

#[test]
fn tags_of_the_language_stage_tell_verbs_from_months_and_the_past_from_the_rest() {
    let text = "Farmers March past. They met Friday.";
    let token = |start: usize, end: usize, pos: Pos, tag: &'static str| Token {
        range: TextRange::new(start, end),
        lemma: text[start..end].to_lowercase(),
        pos,
        tag,
        head: None,
        relation: "",
    };
    let tokens = vec![
        token(0, 7, Pos::Noun, "NNS"),
        token(8, 13, Pos::Verb, "VBP"),
        token(14, 18, Pos::Adv, "RB"),
        token(18, 19, Pos::Punct, "."),
        token(20, 24, Pos::Pron, "PRP"),
        token(25, 28, Pos::Verb, "VBD"),
        token(29, 35, Pos::Propn, "NNP"),
        token(35, 36, Pos::Punct, "."),
    ];
    let sentences =
        vec![Sentence { range: TextRange::new(0, 19), tokens: 0..4 }, Sentence { range: TextRange::new(20, 36), tokens: 4..8 }];
    let times = timex::times(text, &[], &Syntax { sentences, tokens }, published());
    assert_eq!(values(&times), ["2024-03-22"]);
}

#[test]
fn hostile_text_is_read_to_its_end() {
    let english =
        ["the ", "two and ", "1,", "12:", "March ", "the early ", "1990-", "'", "a.m. ", "the first half of ", "last "];
    let french = ["la ", "vingt et ", "000 ", "mille ", "cent ", "quatre-", "le 3 ", "l'", "mi-", "début de la ", "à 5 h "];
    for (language, pieces) in [("en", english), ("fr", french)] {
        for piece in pieces {
            let text = piece.repeat(20_000);
            for t in timex::times_in(language, &text, &[], &Syntax::default(), published()) {
                assert_eq!(t.range.of(&text), t.text);
            }
        }
    }
    plain(&"x".repeat(1 << 20), published());
}

proptest! {
    #[test]
    fn spans_cut_their_words_in_order(pieces in prop::collection::vec(piece(), 0..40), year in 1i16..9999) {
        let text = pieces.concat();
        let stamp: Option<Stamp> = format!("{year:04}-02-28").parse().ok();
        for language in timex::languages() {
            let mut end = 0;
            for t in timex::times_in(language, &text, &[], &Syntax::default(), stamp) {
                prop_assert!(t.range.start >= end && !t.range.is_empty());
                prop_assert_eq!(t.range.of(&text), &t.text);
                prop_assert!(!t.value.is_empty());
                prop_assert!(t.start <= t.end, "{:?}", t);
                prop_assert!(t.start.is_none() == t.end.is_none());
                end = t.range.end;
            }
        }
    }
}

/// Pieces of which times are made, and others.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "March ",
            "May ",
            "Friday",
            "l'",
            "le ",
            "mars ",
            "lundi ",
            "dernier ",
            "nuit ",
            "de ",
            "à ",
            "il y a ",
            "mille ",
            "cent ",
            "quatre-vingt-dix ",
            "ans ",
            "h ",
            "Noël ",
            "XXe siècle ",
            "last ",
            "next ",
            "the ",
            "two ",
            "years ",
            "ago ",
            "later ",
            "century ",
            "quarter ",
            "1990",
            "s ",
            "24",
            "/",
            "-",
            ", ",
            ". ",
            ":",
            "30",
            " a.m. ",
            "noon ",
            "decades ",
            "million ",
            "thousand ",
            "early ",
            "Easter ",
            "Ramadan ",
            "BC ",
            "9999",
            "99999999999",
            "half ",
            "and a half ",
            "every ",
            "this ",
            "\n\n",
            "first ",
            "29 February ",
            "31 ",
            "on ",
            "in ",
            "weeks ",
            "before ",
            "after ",
            "hundred ",
            "fiscal ",
            "weekend ",
        ])
        .prop_map(String::from),
        "\\PC{0,3}",
    ]
}
