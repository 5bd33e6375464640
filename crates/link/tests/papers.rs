//! Several papers on one happening: what an analyst would see at once. Invented towns, invented happenings.

mod common;

use common::{BLAST, Tell, article, link_all};
use link::{Digest, Linked};
use model::*;

const QUAKE: Tell = Tell { kind: "disaster.earthquake", victim: "residents", ..BLAST };

/// A report with neither day nor place of its own.
fn bare(d: &mut Digest, n: usize) {
    let r = &mut d.reports[n];
    (r.start, r.end, r.precision, r.when_from) = (None, None, None, Carried::Unknown);
    (r.place, r.where_from) = (EventPlace::UNKNOWN.into(), Carried::Unknown);
}

/// Event kinds, the largest first.
fn kinds(linked: &Linked) -> Vec<(&str, usize)> {
    let mut out: Vec<(&str, usize)> = linked.events.iter().map(|e| (e.kind.as_str(), e.reports.len())).collect();
    out.sort_by_key(|(kind, n)| (std::cmp::Reverse(*n), *kind));
    out
}

#[test]
fn the_search_for_survivors_is_part_of_what_buried_them() {
    let mut d = article(1, "2031-05-03", &[QUAKE, Tell { kind: "rescue", ..QUAKE }, Tell { kind: "rescue", ..QUAKE }]);
    bare(&mut d, 1);
    bare(&mut d, 2);
    assert_eq!(kinds(&link_all(&[d])), [("disaster.earthquake", 3)]);
    // Hostages are freed from somebody.
    let mut d = article(1, "2031-05-03", &[Tell { kind: "hostage_taking", ..BLAST }, Tell { kind: "rescue", ..BLAST }]);
    bare(&mut d, 1);
    assert_eq!(link_all(&[d]).events.len(), 2);
}

#[test]
fn aftershocks_of_the_day_of_print_are_of_the_quake_that_the_article_tells() {
    let mut d = article(1, "2031-05-06", &[Tell { day: Some("2031-05-06"), dead: Some(113.0), ..QUAKE }, QUAKE]);
    (d.reports[0].status, d.reports[0].when_from) = (Status::Ongoing, Carried::Published);
    let linked = link_all(&[d]);
    assert_eq!(kinds(&linked), [("disaster.earthquake", 2)]);
    assert_eq!(linked.events[0].when.start.map(|s| s.date.to_string()).as_deref(), Some("2031-05-02"));
    // A lead counts the dead of a wreck, and tells its day further down.
    let wreck = Tell { kind: "accident.sea", ..BLAST };
    let mut d = article(1, "2031-05-06", &[Tell { day: Some("2031-05-06"), dead: Some(9.0), ..wreck.clone() }, wreck]);
    d.reports[0].when_from = Carried::Published;
    assert_eq!(kinds(&link_all(&[d])), [("accident.sea", 2)]);
}

#[test]
fn a_bound_from_above_is_no_toll_and_a_round_number_gives_way_to_an_exact_one() {
    let top = |told: &[(f64, Quantifier)]| {
        let tells: Vec<Digest> = told
            .iter()
            .enumerate()
            .map(|(n, (dead, quantifier))| {
                let mut d = article(n as u8, "2031-05-03", &[Tell { dead: Some(*dead), ..QUAKE }]);
                d.reports[0].figures[0].quantifier = *quantifier;
                d
            })
            .collect();
        link_all(&tells).events[0].figures[0].recommended.as_ref().and_then(|r| r.best)
    };
    assert_eq!(top(&[(98.0, Quantifier::Exactly), (120.0, Quantifier::AtMost)]), Some(98.0));
    assert_eq!(top(&[(147.0, Quantifier::Exactly), (150.0, Quantifier::Nearly)]), Some(147.0));
    assert_eq!(top(&[(98.0, Quantifier::Exactly), (150.0, Quantifier::About)]), Some(150.0));
    assert_eq!(top(&[(120.0, Quantifier::AtMost)]), Some(120.0));
}

#[test]
fn what_a_toll_may_come_to_is_no_toll() {
    let mut d = article(1, "2031-05-03", &[Tell { dead: Some(180.0), ..QUAKE }, Tell { dead: Some(4.0), ..QUAKE }]);
    d.reports[0].figures[0].feared = true;
    let linked = link_all(&[d]);
    assert_eq!(linked.events.len(), 1);
    assert_eq!(linked.events[0].figures[0].recommended.as_ref().and_then(|r| r.best), Some(4.0));
}

#[test]
fn a_day_that_two_papers_state_outweighs_the_next_one_that_print_lends_to_others() {
    let mut digests: Vec<Digest> = (1..3).map(|n| article(n, "2031-05-03", &[Tell { dead: Some(147.0), ..BLAST }])).collect();
    let lent = Tell { day: Some("2031-05-03"), dead: Some(147.0), ..BLAST };
    for n in 3..5 {
        let mut d = article(n, "2031-05-03", &[lent.clone(), lent.clone(), lent.clone()]);
        d.reports.iter_mut().for_each(|r| r.when_from = Carried::Context);
        digests.push(d);
    }
    let linked = link_all(&digests);
    assert_eq!(linked.events.len(), 1);
    assert_eq!(linked.events[0].when.start.map(|s| s.date.to_string()).as_deref(), Some("2031-05-02"));
}

#[test]
fn nobody_is_led_away_twice_on_a_day() {
    let led = |n: u8, town, id, whom: &'static str| {
        let mut d = article(n, "2031-05-03", &[Tell { kind: "arrest", town: Some((town, id)), victim: whom, ..BLAST }]);
        d.telling = link::subject::Telling::default();
        d
    };
    // One article puts him where he was caught and where he is said to have shot.
    let one = |whom: &'static str, other: &'static str| {
        let mut d = led(1, "Qasira", 77, whom);
        d.reports.extend(
            article(1, "2031-05-03", &[BLAST, Tell { kind: "arrest", town: Some(("Morlen", 20)), victim: other, ..BLAST }])
                .reports
                .pop(),
        );
        link_all(&[d]).events.len()
    };
    assert_eq!(one("Idris Cole", "Cole"), 1);
    assert_eq!(one("Idris Cole", "Ada Ruun"), 2);
    assert_eq!(one("a man", "two men"), 2);
}

#[test]
fn arrests_of_other_years_are_others() {
    let mut d = article(
        1,
        "2031-05-03",
        &[Tell { kind: "arrest", victim: "Idris Cole", ..BLAST }, Tell { kind: "arrest", victim: "Cole", ..BLAST }],
    );
    assert_eq!(link_all(std::slice::from_ref(&d)).events.len(), 1);
    let before = &mut d.reports[1];
    (before.start, before.end) = (Some("2031-01-01".parse().unwrap()), Some("2031-12-31".parse().unwrap()));
    before.precision = Some(TimePrecision::Year);
    before.words = vec![link::hash("twice")];
    assert_eq!(link_all(&[d]).events.len(), 2);
}

#[test]
fn two_deeds_that_no_kind_knows_are_one_only_in_like_words() {
    let deed = |n: u8, word: &str, words: &[u64]| {
        let tells = [Tell { ..BLAST }, Tell { ..BLAST }, Tell { kind: "other", victim: "nobody", ..BLAST }];
        let mut d = article(n, "2031-05-03", &tells);
        (d.reports[2].word, d.reports[2].words) = (Some(word.into()), words.to_vec());
        d
    };
    let others = |a: Digest, b: Digest| link_all(&[a, b]).events.iter().filter(|e| e.kind == "other").count();
    assert_eq!(others(deed(1, "waived", &[10, 11]), deed(2, "alerted", &[12, 13])), 2);
    assert_eq!(others(deed(1, "waived", &[10, 11]), deed(2, "Waived", &[12, 13])), 1);
    assert_eq!(others(deed(1, "waived", &[10, 11]), deed(2, "gave up", &[10, 11])), 1);
}

#[test]
fn who_is_led_away_and_who_is_killed_in_one_raid_are_two_events() {
    let taken = Tell { kind: "abduction", dead: None, victim: "thirty villagers", ..BLAST };
    let raid = |dead| article(1, "2031-05-03", &[Tell { kind: "assault", dead, ..BLAST }, taken.clone(), taken.clone()]);
    assert_eq!(kinds(&link_all(&[raid(Some(4.0))])), [("abduction", 2), ("assault", 1)]);
}

#[test]
fn briefs_of_one_form_on_two_days_are_no_copies() {
    let copies = |day: &'static str, words: [u32; 2]| {
        let word = |hash| link::subject::Word { hash, rare: 6000, count: 1, flags: 2 | 16 };
        let mut d = [
            article(1, "2031-05-03", &[BLAST]),
            article(2, "2031-05-10", &[Tell { day: Some(day), ..BLAST }]),
            article(3, "2031-05-11", &[Tell { day: Some(day), ..BLAST }]),
        ];
        for (d, w) in d.iter_mut().zip([words[0], words[1], words[1]]) {
            d.telling.words = vec![word(w)];
        }
        let of_first = [(d[1].article, d[0].article), (d[2].article, d[0].article)];
        let found = link::link(d.to_vec(), of_first.into()).links.duplicate_of;
        d.iter().map(|x| found.get(&x.article).map(|o| d.iter().position(|y| y.article == *o).unwrap())).collect::<Vec<_>>()
    };
    // "A man was shot dead on Mill Lane on Friday", and the same of Elm Street a week later, which another paper copies.
    assert_eq!(copies("2031-05-09", [8, 9]), [None, None, Some(1)]);
    assert_eq!(copies("2031-05-02", [8, 9]), [None, Some(0), Some(0)]);
    assert_eq!(copies("2031-05-09", [8, 8]), [None, Some(0), Some(0)]);
}

#[test]
fn what_is_read_after_a_split_goes_where_it_fits() {
    let d = [
        article(1, "2031-05-03", &[Tell { dead: Some(20.0), ..BLAST }]),
        article(2, "2031-05-04", &[Tell { day: Some("2031-05-03"), dead: Some(11.0), ..BLAST }]),
        article(3, "2031-05-05", &[Tell { day: Some("2031-05-03"), dead: Some(13.0), ..BLAST }]),
        article(4, "2031-05-05", &[Tell { dead: Some(20.0), ..BLAST }]),
    ];
    let of = |n: usize| d[n].reports[0].id;
    assert_eq!(link::leaving(&d, &[of(2), of(3)], &[of(0)], &[of(1)]), [of(2)]);
}
