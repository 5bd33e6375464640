//! What linking promises, on digests made by hand: invented towns, invented happenings.

mod common;

use common::{BLAST, Tell, article, link_all};
use link::{Cue, Digest, FigureDigest, NameDigest, RoleDigest};
use model::*;
use std::collections::HashMap;

#[test]
fn a_growing_toll_is_one_event_with_its_history() {
    let days = ["2031-05-02", "2031-05-03", "2031-05-04"];
    let tolls = [3.0, 6.0, 9.0];
    let digests: Vec<Digest> = (0..3).map(|i| article(i as u8, days[i], &[Tell { dead: Some(tolls[i]), ..BLAST }])).collect();
    let linked = link_all(&digests);
    assert_eq!(linked.events.len(), 1);
    let figure = &linked.events[0].figures[0];
    assert_eq!(figure.ledger.iter().filter_map(|e| e.best).collect::<Vec<_>>(), tolls);
    let top = figure.recommended.as_ref().unwrap();
    assert_eq!((top.best, top.because.as_str()), (Some(9.0), "latest"));
}

#[test]
fn two_attacks_in_one_town_on_two_days_stay_two() {
    let digests = [
        article(1, "2031-05-03", &[Tell { dead: Some(3.0), ..BLAST }]),
        article(2, "2031-05-09", &[Tell { dead: Some(4.0), day: Some("2031-05-08"), victim: "guards", ..BLAST }]),
    ];
    assert_eq!(link_all(&digests).events.len(), 2);
}

#[test]
fn what_each_day_brings_anew_is_told_apart_by_its_day() {
    let two = |kind| {
        let first = Tell { kind, ..BLAST };
        let mut digests = [
            article(1, "2031-05-03", std::slice::from_ref(&first)),
            article(2, "2031-05-03", &[Tell { day: Some("2031-05-03"), ..first }]),
        ];
        digests[1].reports[0].hour = Some(link::Hour::Early);
        link_all(&digests).events.len()
    };
    assert_eq!(two("assault.shelling"), 2);
    assert_eq!(two("statement.warning"), 2);
    // A night runs over midnight, and papers disagree by a day.
    assert_eq!(two("assault.shooting"), 1);
}

/// Two articles on shootings of neighbouring days, both told in their own words.
fn neighbours() -> [Digest; 2] {
    let first = Tell { kind: "assault.shooting", dead: Some(2.0), ..BLAST };
    let second = Tell { day: Some("2031-05-03"), ..first.clone() };
    [article(1, "2031-05-03", &[first]), article(2, "2031-05-04", &[second])]
}

#[test]
fn like_happenings_of_neighbouring_days_stay_two_where_both_days_are_told() {
    let events = |change: &dyn Fn(&mut [Digest; 2])| {
        let mut digests = neighbours();
        change(&mut digests);
        link_all(&digests).events.len()
    };
    assert_eq!(events(&|_| {}), 2);
    // The day of print, or of the sentence before, may be one off.
    assert_eq!(events(&|d| d[1].reports[0].when_from = Carried::Context), 1);
    // One of two papers errs in the day of the killing of Ada Ruun.
    let ruun = |d: &mut [Digest; 2]| {
        for d in d {
            d.names = vec![NameDigest { text: "Ada Ruun".into(), kind: NameKind::Person, same_as: None, cue: Cue::default() }];
            d.reports[0].roles = vec![RoleDigest {
                role: RoleKind::Victim,
                text: "Ada Ruun".into(),
                name: Some(0),
                chain: None,
                elsewhere: false,
            }];
        }
    };
    assert_eq!(events(&ruun), 1);
    // "Late on Friday" and "early on Saturday", unless others were killed.
    let night = |d: &mut [Digest; 2]| {
        (d[0].reports[0].hour, d[1].reports[0].hour) = (Some(link::Hour::Night), Some(link::Hour::Early));
    };
    assert_eq!(events(&night), 1);
    let other_toll = |d: &mut [Digest; 2]| {
        night(d);
        d[1].reports[0].figures[0].best = Some(3.0);
    };
    assert_eq!(events(&other_toll), 2);
}

#[test]
fn bombs_in_two_quarters_of_a_town_on_one_day_are_two() {
    let bombs = |other: u64, dead: f64| {
        let mut digests = [
            article(1, "2031-05-03", &[Tell { dead: Some(20.0), ..BLAST }]),
            article(2, "2031-05-03", &[Tell { dead: Some(dead), ..BLAST }]),
        ];
        digests[0].reports[0].quarters = vec![7];
        digests[1].reports[0].quarters = vec![other];
        link_all(&digests).events.len()
    };
    assert_eq!(bombs(8, 5.0), 2);
    assert_eq!(bombs(7, 5.0), 1);
    assert_eq!(bombs(8, 20.0), 1);
}

#[test]
fn what_is_recalled_years_later_is_the_old_happening_whatever_its_toll_became() {
    let fallen = |day: &'static str, dead: f64| Tell { kind: "accident.collapse", day: Some(day), dead: Some(dead), ..BLAST };
    let events = |then: Tell, precision: TimePrecision, town: bool| {
        let mut old = article(2, "2032-05-02", &[Tell { background: true, ..then }]);
        let r = &mut old.reports[0];
        r.precision = Some(precision);
        if precision == TimePrecision::Month {
            (r.start, r.end) = (Some("2031-05-01".parse().unwrap()), Some("2031-05-31".parse().unwrap()));
        }
        if !town {
            (r.place, r.where_from) = (EventPlace::UNKNOWN.into(), Carried::Unknown);
        }
        link_all(&[article(1, "2031-05-03", &[fallen("2031-05-02", 87.0)]), old]).events.len()
    };
    assert_eq!(events(fallen("2031-05-02", 1138.0), TimePrecision::Day, true), 1);
    // "May 2031, mill, 87 killed"
    assert_eq!(events(Tell { kind: "death", ..fallen("2031-05-02", 87.0) }, TimePrecision::Month, false), 1);
    assert_eq!(events(Tell { kind: "death", ..fallen("2031-05-02", 41.0) }, TimePrecision::Month, false), 2);
}

#[test]
fn what_two_say_on_one_day_is_two_statements() {
    let warned = |n: u8, by: &str| {
        let mut d = article(n, "2031-05-03", &[Tell { kind: "statement.warning", victim: "extremists", ..BLAST }]);
        d.names = vec![NameDigest { text: by.into(), kind: NameKind::Person, same_as: None, cue: Cue::default() }];
        d.reports[0].roles.push(RoleDigest {
            role: RoleKind::Speaker,
            text: by.into(),
            name: Some(0),
            chain: None,
            elsewhere: false,
        });
        d
    };
    let events = |a: &str, b: &str| link_all(&[warned(1, a), warned(2, b)]).events.len();
    assert_eq!(events("Ada Ruun", "Ada Ruun"), 1);
    assert_eq!(events("Ada Ruun", "Idris Cole"), 2);
}

#[test]
fn what_one_article_says_of_two_things_is_two_statements() {
    let events = |first: &'static str, second: &'static str| {
        let blame = Tell { kind: "statement.condemnation", victim: first, ..BLAST };
        link_all(&[article(1, "2031-05-03", &[blame.clone(), Tell { victim: second, ..blame }])]).events.len()
    };
    assert_eq!(events("the raid", "the new tax"), 2);
    assert_eq!(events("the raid", "the raid"), 1);
}

#[test]
fn a_day_in_the_words_outweighs_days_that_are_lent() {
    let mut digests: Vec<Digest> =
        (1..4).map(|n| article(n, "2031-05-03", &[Tell { day: Some("2031-05-03"), ..BLAST }])).collect();
    digests.iter_mut().for_each(|d| d.reports[0].when_from = Carried::Published);
    digests.push(article(4, "2031-05-03", &[BLAST]));
    let linked = link_all(&digests);
    let starts: Vec<String> = linked.events.iter().filter_map(|e| e.when.start.map(|s| s.date.to_string())).collect();
    assert_eq!(starts, ["2031-05-02"]);
}

#[test]
fn attacks_on_one_day_in_two_towns_stay_two() {
    let digests = [
        article(1, "2031-05-03", &[Tell { dead: Some(3.0), ..BLAST }]),
        article(2, "2031-05-03", &[Tell { dead: Some(3.0), town: Some(("Morlen", 20)), ..BLAST }]),
    ];
    assert_eq!(link_all(&digests).events.len(), 2);
}

/// The report with this number, told as what the sentence of that number tells.
fn speaks_of(digest: &mut Digest, report: usize, sentence: u32) {
    let r = &mut digest.reports[report];
    (r.again, r.when_from, r.where_from) = (Some(sentence), Carried::Context, Carried::Context);
}

#[test]
fn one_article_tells_two_days_with_two_tolls_as_two_happenings() {
    let hill = Tell { kind: "disaster.landslide", dead: Some(3.0), victim: "a family", ..BLAST };
    let river = Tell { kind: "death", day: Some("2031-05-03"), dead: Some(2.0), victim: "two drivers", ..BLAST };
    assert_eq!(link_all(&[article(1, "2031-05-04", &[hill.clone(), river])]).events.len(), 2);
    let toll = Tell { kind: "death", dead: Some(3.0), ..hill.clone() };
    assert_eq!(link_all(&[article(1, "2031-05-04", &[hill, toll])]).events.len(), 1);
}

#[test]
fn an_attack_that_is_spoken_of_as_known_is_the_one_it_is_said_to_be() {
    let other = Tell { day: Some("2031-05-01"), town: Some(("Besk", 99)), victim: "farmers", ..BLAST };
    let known = Tell { kind: "assault", victim: "nobody", ..BLAST };
    let mut one = article(1, "2031-05-04", &[BLAST, other.clone(), other, known]);
    speaks_of(&mut one, 3, 0);
    let linked = link_all(&[one]);
    let event = linked.events.iter().find(|e| e.reports.len() == 2 && e.when.start.is_some_and(|s| s.date.day() == 2));
    assert!(event.is_some(), "{:?}", linked.events.iter().map(|e| (&e.title, e.reports.len())).collect::<Vec<_>>());
}

#[test]
fn a_later_look_back_joins_its_old_event() {
    let digests = [
        article(1, "2031-05-03", &[Tell { dead: Some(9.0), ..BLAST }]),
        article(2, "2032-05-02", &[Tell { dead: Some(9.0), background: true, ..BLAST }]),
    ];
    let linked = link_all(&digests);
    assert_eq!(linked.events.len(), 1);
    assert!(!linked.events[0].background);
    assert_eq!(linked.events[0].last_reported.unwrap().to_string(), "2032-05-02");
}

#[test]
fn a_part_is_never_a_total() {
    let mut digest = article(1, "2031-05-03", &[Tell { dead: Some(9.0), ..BLAST }]);
    digest.reports[0].figures[0].part = true;
    let linked = link_all(&[digest]);
    assert_eq!(linked.events[0].figures[0].recommended, None);
    assert_eq!(linked.events[0].figures[0].ledger[0].role, "part");
}

#[test]
fn the_order_of_articles_changes_nothing() {
    let digests: Vec<Digest> = (0..12)
        .map(|i| {
            let day = ["2031-05-02", "2031-05-03", "2031-05-20"][i % 3];
            let town = [("Qasira", 77), ("Morlen", 20)][i % 2];
            article(i as u8, "2031-05-21", &[Tell { day: Some(day), town: Some(town), dead: Some(i as f64), ..BLAST }])
        })
        .collect();
    let first = link_all(&digests);
    for turn in 1..digests.len() {
        let mut turned = digests.clone();
        turned.rotate_left(turn);
        turned.swap(0, 5);
        let again = link_all(&turned);
        assert_eq!(again.events, first.events);
        assert_eq!(again.stories, first.stories);
        assert_eq!(again.links, first.links);
    }
}

/// Words that tell a subject, as many articles have them.
fn told_in(words: &str) -> link::subject::Telling {
    link::subject::Telling::of(&Article::of_text(words), &Mentions::default())
}

proptest::proptest! {
    #[test]
    fn no_order_of_any_articles_changes_anything(
        rows in proptest::collection::vec((0usize..4, 0usize..4, 0usize..3, 1u32..9, 0usize..4, proptest::bool::ANY), 2..14),
        seed in 1u64..1_000_000,
    ) {
        let kinds = ["assault.bombing", "killing", "investigation", "arrest"];
        let days = [None, Some("2031-05-02"), Some("2031-05-03"), Some("2031-05-20")];
        let towns = [None, Some(("Qasira", 77)), Some(("Morlen", 20))];
        let subjects = ["Torvel Mill Orlebar Qasira", "Hesket Mill Strand Morlen", "Torvel Mill Strand trial", "Ferry Ostrava Line"];
        let digests: Vec<Digest> = rows
            .iter()
            .enumerate()
            .map(|(i, &(kind, day, town, dead, subject, background))| {
                let tell = Tell { kind: kinds[kind], day: days[day], town: towns[town], dead: Some(dead.into()), background, ..BLAST };
                let also = Tell { kind: kinds[(kind + 1) % 4], ..tell.clone() };
                let mut d = article(i as u8, ["2031-05-03", "2031-05-21"][i % 2], &[tell, also]);
                d.telling = told_in(subjects[subject]);
                d
            })
            .collect();
        let first = link_all(&digests);
        let mut turned = digests.clone();
        let mut x = seed;
        for i in (1..turned.len()).rev() {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            turned.swap(i, (x >> 33) as usize % (i + 1));
        }
        let again = link_all(&turned);
        proptest::prop_assert_eq!(&again.events, &first.events);
        proptest::prop_assert_eq!(&again.stories, &first.stories);
        let each: usize = first.events.iter().map(|e| e.reports.len()).sum();
        proptest::prop_assert_eq!(each, digests.len() * 2, "each report is in one event");
    }
}

#[test]
fn what_articles_of_one_subject_are_about_is_one_event_whatever_the_codebook_knows() {
    let untold = Tell { day: None, town: None, ..BLAST };
    let mut digests = [
        article(1, "2031-05-03", &[Tell { kind: "other", ..untold.clone() }]),
        article(2, "2031-05-04", &[Tell { kind: "accident.fire", ..untold.clone() }]),
        article(3, "2031-05-04", &[Tell { kind: "other", ..untold }]),
    ];
    digests[0].telling = told_in("Torvel Mill Orlebar Qasira looms");
    digests[1].telling = told_in("Orlebar rebuild Torvel Mill Qasira");
    digests[2].telling = told_in("Ferry Ostrava Line sails again");
    let linked = link_all(&digests);
    let mut sizes: Vec<(usize, &str)> = linked.events.iter().map(|e| (e.articles.len(), e.kind.as_str())).collect();
    sizes.sort();
    assert_eq!(sizes, [(1, "other"), (2, "accident.fire")]);
}

/// "Police" do the work told in report `i`.
fn by_police(digest: &mut Digest, i: usize) {
    digest.reports[i].roles =
        vec![RoleDigest { role: RoleKind::Actor, text: "Police".into(), name: None, chain: None, elsewhere: false }];
}

#[test]
fn the_work_of_the_police_on_a_blast_is_part_of_it() {
    let search = Tell { kind: "investigation", day: Some("2031-05-03"), town: None, ..BLAST };
    let mut digest = article(1, "2031-05-03", &[search.clone(), BLAST, search]);
    by_police(&mut digest, 0);
    by_police(&mut digest, 2);
    let linked = link_all(&[digest]);
    assert_eq!(linked.events.len(), 1);
    let event = &linked.events[0];
    assert_eq!((event.kind.as_str(), event.reports.len()), ("assault.bombing", 3));
    // It tells neither when it was nor who took part.
    assert_eq!(event.when.start.unwrap().to_string(), "2031-05-02");
    assert!(event.roles.iter().all(|r| r.name != "Police"));
}

#[test]
fn a_probe_of_another_town_or_month_or_body_stands_alone() {
    let search = Tell { kind: "investigation", day: Some("2031-05-03"), ..BLAST };
    let alone = |tell: Tell, police: bool| {
        let mut digest = article(1, "2031-05-03", &[BLAST, tell]);
        if police {
            by_police(&mut digest, 1);
        } else {
            digest.reports[1].roles[0].role = RoleKind::Actor;
        }
        link_all(&[digest]).events.len() == 2
    };
    assert!(!alone(search.clone(), true));
    assert!(alone(search.clone(), false), "shoppers are no police");
    assert!(alone(Tell { day: Some("2031-05-30"), ..search.clone() }, true));
    assert!(alone(Tell { town: Some(("Morlen", 20)), ..search }, true));
}

#[test]
fn other_ages_part_what_is_else_alike_and_the_same_ages_do_not() {
    let two = |ages: [u64; 2]| {
        let tell = Tell { kind: "assault.shooting", day: None, victim: "a girl", town: None, ..BLAST };
        let mut digests = [
            article(1, "2031-05-03", std::slice::from_ref(&tell)),
            article(2, "2031-05-03", &[Tell { victim: "a boy", ..tell }]),
        ];
        for (d, age) in digests.iter_mut().zip(ages) {
            d.ages = vec![age * 12];
            d.reports[0].words = vec![age];
            d.telling = told_in("Torvel Mill Orlebar Qasira looms");
        }
        link_all(&digests).events.len()
    };
    assert_eq!((two([6, 6]), two([6, 31])), (1, 2));
}

#[test]
fn an_hour_told_once_does_not_outweigh_the_day_told_most() {
    let hour = Tell { day: Some("2031-05-03"), ..BLAST };
    let mut digests =
        [article(1, "2031-05-03", &[BLAST]), article(2, "2031-05-03", &[BLAST]), article(3, "2031-05-03", &[hour])];
    (digests[2].reports[0].precision, digests[2].reports[0].hour) = (Some(TimePrecision::Hour), Some(link::Hour::Early));
    let linked = link_all(&digests);
    assert_eq!(linked.events.len(), 1);
    assert_eq!(linked.events[0].when.start.unwrap().to_string(), "2031-05-02");
}

#[test]
fn who_dies_days_later_dies_of_what_was_told() {
    let hurt = Tell { kind: "assault.shooting", victim: "a guard", ..BLAST };
    let dies = Tell { kind: "death", day: Some("2031-05-09"), ..hurt.clone() };
    let mut digests = [article(1, "2031-05-03", &[hurt]), article(2, "2031-05-09", &[dies])];
    digests.iter_mut().for_each(|d| d.telling = told_in("Torvel Mill Orlebar Qasira looms"));
    assert_eq!(link_all(&digests).events.len(), 1);
}

#[test]
fn who_dies_days_later_dies_of_what_the_same_article_told_of_him() {
    let hurt = Tell { kind: "assault.shooting", victim: "a guard", ..BLAST };
    let dies = Tell { kind: "death", day: Some("2031-05-09"), ..hurt.clone() };
    let mut digest = article(1, "2031-05-09", &[hurt, dies]);
    assert_eq!(link_all(&[digest.clone()]).events.len(), 2);
    digest.reports.iter_mut().for_each(|r| r.roles[0].chain = Some(0));
    assert_eq!(link_all(&[digest]).events.len(), 1);
}

#[test]
fn harm_recalled_by_its_year_is_none_of_the_news() {
    let now = Tell { kind: "assault.shooting", day: None, ..BLAST };
    let mut digest = article(1, "2031-05-09", &[now.clone(), Tell { day: Some("2029-01-01"), background: true, ..now }]);
    digest.reports[1].precision = Some(TimePrecision::Year);
    assert_eq!(link_all(&[digest]).events.len(), 2);
}

/// What the ledger adds up of the hurt of one article: figures of `(best, of, person)`.
fn hurt(figures: &[(f64, &str, Option<u32>)]) -> Vec<(Option<f64>, String)> {
    sums("injured", figures)
}

fn sums(what: &str, figures: &[(f64, &str, Option<u32>)]) -> Vec<(Option<f64>, String)> {
    let mut d = article(1, "2031-05-03", &[Tell { dead: Some(1.0), ..BLAST }]);
    let one = d.reports[0].figures[0].clone();
    let told = figures.iter().zip(1u32..).map(|(&(best, of, person), n)| FigureDigest {
        what: what.into(),
        best: Some(best),
        of: Some(of.into()),
        person,
        others: of.contains("other"),
        span: CharRange(n * 100, n * 100 + 1),
        ..one.clone()
    });
    d.reports[0].figures = told.collect();
    link_all(&[d]).events[0].figures[0]
        .ledger
        .iter()
        .map(|e| (e.best, e.role.clone()))
        .filter(|(_, role)| role == "sum")
        .collect()
}

#[test]
fn victims_are_added_up_where_no_total_is_told() {
    let (one, other) = ((1.0, "man", Some(0)), (1.0, "woman", Some(1)));
    assert_eq!(hurt(&[one, other]), [(Some(2.0), "sum".to_string())]);
    assert_eq!(hurt(&[one, (3.0, "others", None)]), [(Some(4.0), "sum".to_string())]);
    // The three others are the three who were hurt.
    assert_eq!(hurt(&[one, (3.0, "people", None), (3.0, "others", None)]), []);
    // "The blast killed twelve. Three others died in hospital."
    assert_eq!(sums("killed", &[(12.0, "people", None), (3.0, "others", None)]), [(Some(15.0), "sum".to_string())]);
    // Three others were hurt, beside the dead.
    assert_eq!(hurt(&[(12.0, "people", None), (3.0, "others", None)]), []);
    // A total told twice needs no sum.
    assert_eq!(hurt(&[one, other, (1.0, "girl", Some(2)), (2.0, "people", None), (2.0, "victims", None)]), []);
}

#[test]
fn the_tolls_of_two_sides_are_added_up() {
    let (rebels, soldiers) = ((40.0, "rebels", None), (12.0, "soldiers", None));
    assert_eq!(sums("killed", &[rebels, soldiers]), [(Some(52.0), "sum".to_string())]);
    assert_eq!(sums("killed", &[rebels, (1.0, "soldier", Some(0))]), [(Some(41.0), "sum".to_string())]);
    // Two counts of one side are two counts, and people at large have both sides among them.
    assert_eq!(sums("killed", &[rebels, (30.0, "militants", None)]), []);
    assert_eq!(sums("killed", &[rebels, soldiers, (52.0, "people", None)]), []);
}

#[test]
fn what_one_side_does_to_the_other_is_one_fight() {
    let fell = |kind, victim| Tell { kind, victim, day: None, town: None, dead: Some(4.0), ..BLAST };
    let told = |first, second| link_all(&[article(1, "2031-05-09", &[first, second])]).events.len();
    assert_eq!(told(fell("assault.forces", "soldiers"), fell("assault.airstrike", "fighters")), 1);
    assert_eq!(told(fell("assault.forces", "soldiers"), fell("assault.airstrike", "soldiers")), 2);
}

/// The choice for the dead, from articles of one day each with a toll and who says so.
fn chosen(told: &[(&str, f64, Option<&str>)]) -> Recommended {
    let digests: Vec<Digest> = told
        .iter()
        .enumerate()
        .map(|(i, &(day, dead, who))| {
            let mut d = article(i as u8, day, &[Tell { dead: Some(dead), ..BLAST }]);
            d.reports[0].said_by = who.map(String::from);
            d
        })
        .collect();
    link_all(&digests).events.remove(0).figures.remove(0).recommended.unwrap()
}

#[test]
fn the_latest_word_of_officials_is_taken_and_the_conflict_told() {
    let r = chosen(&[("2031-05-03", 3.0, None), ("2031-05-04", 9.0, Some("a witness")), ("2031-05-04", 6.0, Some("police"))]);
    assert_eq!((r.best, r.because.as_str(), r.conflict), (Some(6.0), "latest official", true));
    let r = chosen(&[("2031-05-03", 3.0, Some("police")), ("2031-05-04", 6.0, Some("a witness"))]);
    assert_eq!((r.best, r.because.as_str(), r.conflict), (Some(6.0), "latest", false));
}

#[test]
fn what_a_side_claims_stands_behind_what_officials_count() {
    let r = chosen(&[("2031-05-03", 8.0, Some("the health ministry")), ("2031-05-04", 60.0, Some("the rebels"))]);
    assert_eq!((r.best, r.because.as_str(), r.conflict), (Some(8.0), "most specific", true));
    let r = chosen(&[("2031-05-04", 60.0, Some("the rebels"))]);
    assert_eq!((r.best, r.because.as_str(), r.conflict), (Some(60.0), "only", false));
}

#[test]
fn what_a_later_version_leaves_out_is_no_longer_taken() {
    let told = |superseded: bool| {
        let mut first = article(1, "2031-05-03", &[Tell { dead: Some(40.0), ..BLAST }]);
        first.superseded = superseded;
        let later = article(2, "2031-05-03", &[Tell { dead: Some(31.0), ..BLAST }]);
        let figures = link_all(&[first, later]).events.remove(0).figures.remove(0);
        (figures.recommended.unwrap().best, figures.ledger.len())
    };
    assert_eq!(told(true), (Some(31.0), 2));
    assert_eq!(told(false), (Some(40.0), 2));
}

#[test]
fn a_bound_and_a_number_above_it_are_no_conflict() {
    let conflict = |quantifier: Quantifier, high: Option<f64>| {
        let bound = article(1, "2031-05-03", &[Tell { dead: Some(40.0), ..BLAST }]);
        let mut bound = bound;
        (bound.reports[0].figures[0].quantifier, bound.reports[0].figures[0].high) = (quantifier, high);
        let exact = article(2, "2031-05-03", &[Tell { dead: Some(43.0), ..BLAST }]);
        link_all(&[bound, exact]).events.remove(0).figures.remove(0).recommended.unwrap().conflict
    };
    assert!(!conflict(Quantifier::AtLeast, None));
    assert!(conflict(Quantifier::Exactly, Some(40.0)));
}

#[test]
fn the_dead_of_a_year_are_not_those_of_a_day() {
    let r =
        chosen(&[("2031-05-03", 3.0, None), ("2031-05-04", 3.0, None), ("2031-05-05", 3.0, None), ("2031-05-06", 126.0, None)]);
    assert_eq!((r.best, r.because.as_str()), (Some(3.0), "all agree"));
}

#[test]
fn what_counts_a_stretch_of_time_joins_no_happening_of_a_day() {
    let mut year = article(1, "2031-05-04", &[Tell { dead: Some(41.0), ..BLAST }]);
    year.reports[0].period = true;
    let linked = link_all(&[article(0, "2031-05-03", &[Tell { dead: Some(3.0), ..BLAST }]), year]);
    let toll = |e: &model::Event| e.figures[0].recommended.as_ref().and_then(|r| r.best);
    let mut tolls: Vec<Option<f64>> = linked.events.iter().map(toll).collect();
    tolls.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(tolls, [Some(3.0), Some(41.0)]);
}

#[test]
fn copies_add_no_figures() {
    let digests = [
        article(1, "2031-05-03", &[Tell { dead: Some(9.0), ..BLAST }]),
        article(2, "2031-05-04", &[Tell { dead: Some(9.0), ..BLAST }]),
    ];
    let copies = HashMap::from([(digests[1].article, digests[0].article)]);
    let linked = link::link(digests.to_vec(), copies);
    assert_eq!(linked.events[0].figures[0].ledger.len(), 1);
    assert_eq!(linked.events[0].articles.len(), 2);
}

/// A shooting in Qasira, told by one article; `tell` follows some sentences later, carried from neither.
fn and_later(tell: Tell) -> Digest {
    let shooting = Tell { kind: "assault.shooting", ..BLAST };
    let mut digest = article(1, "2031-05-03", &[shooting, tell]);
    digest.reports[1].sentence = 5;
    digest.reports[1].words = vec![3];
    digest
}

#[test]
fn harm_with_neither_day_nor_place_goes_on_with_what_was_told() {
    let hurt = Tell { kind: "injury", day: None, town: None, victim: "a clerk", ..BLAST };
    let mut digest = and_later(hurt);
    digest.reports[1].when_from = Carried::Unknown;
    digest.reports[1].where_from = Carried::Unknown;
    assert_eq!(link_all(&[digest.clone()]).events.len(), 1);
    // "Another man was hurt" is somebody else.
    digest.reports[1].told = link::Told::Anew;
    assert_eq!(link_all(&[digest]).events.len(), 2);
}

#[test]
fn the_town_that_an_article_tells_of_parts_no_harm_from_what_it_places_elsewhere() {
    let hurt = Tell { kind: "injury", day: None, town: Some(("Morlen", 20)), victim: "a clerk", ..BLAST };
    let mut digest = and_later(hurt);
    digest.reports[1].when_from = Carried::Unknown;
    assert_eq!(link_all(&[digest.clone()]).events.len(), 2, "its own words tell another town");
    digest.reports[1].where_from = Carried::Article;
    assert_eq!(link_all(&[digest]).events.len(), 1);
}

#[test]
fn other_articles_show_that_what_one_puts_in_two_places_is_one() {
    let shooting = Tell { kind: "assault.shooting", ..BLAST };
    // One paper has a street that the map knows as a town far away.
    let two = [shooting.clone(), Tell { town: Some(("Ranlow", 20)), ..shooting.clone() }];
    let mut digests = vec![article(1, "2031-05-03", &two)];
    assert_eq!(link_all(&digests).events.len(), 2);
    let other = [shooting.clone(), Tell { town: None, ..shooting.clone() }, Tell { town: None, ..shooting }];
    digests.push(article(2, "2031-05-03", &other));
    for d in &mut digests {
        d.telling = told_in("Torvel Mill Orlebar Qasira looms");
    }
    assert_eq!(link_all(&digests).events.len(), 1);
    digests.reverse();
    assert_eq!(link_all(&digests).events.len(), 1);
}

#[test]
fn whoever_shoots_himself_in_the_end_does_so_in_the_shooting_that_his_article_tells_of() {
    let shooting = Tell { kind: "assault.shooting", dead: Some(3.0), ..BLAST };
    let himself = Tell { kind: "accident.shooting", day: None, victim: "the gunman", ..BLAST };
    let linked = link_all(&[article(1, "2031-05-03", &[shooting, himself])]);
    assert_eq!(linked.events.len(), 1);
    assert_eq!(linked.events[0].kind, "assault.shooting");
}

#[test]
fn what_came_about_is_planned_no_more() {
    let told = |statuses: &[Status]| {
        let mut digests = Vec::new();
        for (n, status) in statuses.iter().enumerate() {
            let mut d = article(n as u8, "2031-05-03", &[BLAST]);
            d.reports[0].status = *status;
            digests.push(d);
        }
        link_all(&digests).events.iter().map(|e| e.status).collect::<Vec<_>>()
    };
    assert_eq!(told(&[Status::Happened, Status::Planned]), [Status::Happened]);
    assert_eq!(told(&[Status::Alleged, Status::Alleged]), [Status::Alleged]);
    assert_eq!(told(&[Status::Happened, Status::Happened, Status::Denied]), [Status::Happened]);
    assert_eq!(told(&[Status::Planned, Status::Failed]), [Status::Failed]);
}

#[test]
fn whom_two_reports_of_violence_tell_of_speaks_for_one_happening_or_for_two() {
    let killed = |victim| Tell { kind: "killing", victim, day: None, town: None, ..BLAST };
    let odds = |told: &[Tell]| {
        let pairs = link::pairs(&article(1, "2031-05-03", told));
        pairs.iter().map(|(.., facts)| link::within::Model::shipped().odds(facts)).collect::<Vec<f64>>()
    };
    let (one, two) = (odds(&[killed("the judge"), killed("the judge")]), odds(&[killed("the judge"), killed("two guards")]));
    assert_eq!((one.len(), two.len()), (1, 1));
    assert!(one[0] > two[0], "{one:?} {two:?}");
    // What is recalled, and what is no violence, is not asked about.
    let recalled = Tell { background: true, ..killed("the judge") };
    assert!(odds(&[killed("the judge"), recalled]).is_empty());
    let protest = Tell { kind: "protest", ..killed("the judge") };
    assert!(odds(&[killed("the judge"), protest]).is_empty());
}

#[test]
fn a_newer_toll_takes_the_place_of_what_its_article_told_before_and_bodies_found_are_some_of_the_dead() {
    let mut d = article(1, "2031-05-03", &[Tell { dead: Some(59.0), ..BLAST }]);
    let first = d.reports[0].figures[0].clone();
    let newer = FigureDigest { best: Some(83.0), update: true, span: CharRange(500, 502), ..first.clone() };
    let bodies = FigureDigest { best: Some(12.0), found: true, span: CharRange(600, 602), ..first.clone() };
    d.reports[0].figures = vec![first, newer, bodies];
    let figures = link_all(&[d]).events[0].figures[0].clone();
    let top = figures.recommended.expect("a total is told");
    assert_eq!((top.best, top.because.as_str(), figures.ledger.len()), (Some(83.0), "latest", 3));
}

#[test]
fn rival_numbers_stand_side_by_side_with_who_gives_each() {
    let mut d = article(1, "2031-05-03", &[Tell { kind: "protest", dead: Some(50_000.0), ..BLAST }]);
    let first = FigureDigest { what: "crowd".into(), quantifier: Quantifier::About, ..d.reports[0].figures[0].clone() };
    let by = |who: &str, best: f64, at: u32| FigureDigest {
        best: Some(best),
        said_by: Some(who.into()),
        quantifier: Quantifier::Exactly,
        span: CharRange(at, at + 6),
        ..first.clone()
    };
    d.reports[0].figures = vec![first.clone(), by("police", 15_000.0, 500), by("organisers", 100_000.0, 600)];
    let figures = link_all(&[d]).events[0].figures[0].clone();
    let said: Vec<_> = figures.ledger.iter().map(|e| e.said_by.as_deref()).collect();
    assert_eq!(said, [None, Some("police"), Some("organisers")]);
    // What the article tells in its own voice goes before either side.
    let top = figures.recommended.expect("a total is told");
    assert_eq!((top.best, top.conflict), (Some(50_000.0), true));
}

#[test]
fn what_a_toll_was_before_is_told_as_such() {
    let mut d = article(1, "2031-05-03", &[Tell { dead: Some(137.0), ..BLAST }]);
    let first = d.reports[0].figures[0].clone();
    let before = FigureDigest { best: Some(133.0), part: true, earlier: true, span: CharRange(500, 503), ..first.clone() };
    d.reports[0].figures = vec![first, before];
    let figures = link_all(&[d]).events[0].figures[0].clone();
    assert_eq!(figures.ledger[1].role, "earlier");
    assert_eq!(figures.totals(), Some((137.0, 137.0)));
}
