//! Names over articles: one actor under several names, several bearers of one name. Everybody here is invented.

use link::{Calling, Cue, Digest, Linked, NameDigest};
use model::*;
use std::collections::HashMap;

/// An article with these names: words, kind, index of the fullest mention, calling, country.
type Row<'a> = (&'a str, NameKind, Option<u32>, Option<Calling>, &'a str);

const P: NameKind = NameKind::Person;
const O: NameKind = NameKind::Organization;

fn article(n: u8, home: &str, rows: &[Row]) -> Digest {
    let code = |c: &str| c.as_bytes().try_into().ok();
    let name = |(text, kind, same_as, calling, country): &Row| NameDigest {
        text: text.to_string(),
        kind: *kind,
        same_as: *same_as,
        cue: Cue { calling: *calling, country: code(country), home: code(home), ..Cue::default() },
    };
    Digest {
        article: ArticleId::of(PageId::of(&[n]), (0, 9)),
        published: Some("2031-05-03".parse().unwrap()),
        source: None,
        headline: None,
        telling: link::subject::Telling::default(),
        names: rows.iter().map(name).collect(),
        reports: vec![],
        ages: vec![],
        superseded: false,
    }
}

fn plain(text: &str, kind: NameKind) -> Row<'_> {
    (text, kind, None, None, "")
}

fn link_all(digests: &[Digest]) -> Linked {
    link::link(digests.to_vec(), HashMap::new())
}

/// The actor of name `i` of an article.
fn of(linked: &Linked, d: &Digest, i: u32) -> Option<ActorId> {
    linked.links.actor_of.get(&(d.article, i)).copied()
}

fn footballer_and_general() -> Vec<Digest> {
    vec![
        article(1, "", &[("Ivo Marel", P, None, Some(Calling::Sport), ""), plain("Lena Orsk", P), plain("Harwick Rovers", O)]),
        article(2, "", &[("Ivo Marel", P, None, Some(Calling::Mil), ""), plain("Tom Quade", P), plain("Anders Wyle", P)]),
        article(3, "", &[plain("Ivo Marel", P), plain("Tom Quade", P)]),
        article(4, "", &[("Ivo Marel", P, None, Some(Calling::Mil), ""), plain("Anders Wyle", P)]),
    ]
}

#[test]
fn two_of_one_name_in_different_walks_and_company_are_two() {
    let d = footballer_and_general();
    let linked = link_all(&d);
    let who: Vec<_> = d.iter().map(|d| of(&linked, d, 0).unwrap()).collect();
    assert_ne!(who[0], who[1]);
    assert_eq!(who[1], who[2], "the one without a title goes where his company is");
    assert_eq!(who[1], who[3]);
    let sectors: Vec<_> = linked.actors.iter().filter(|a| a.name == "Ivo Marel").map(|a| a.sector.as_deref()).collect();
    assert!(sectors.contains(&Some("MIL")) && sectors.contains(&None));
}

#[test]
fn two_of_one_name_in_far_walks_are_two_in_short_articles_too() {
    let tell = |a: (Option<Calling>, &'static str), b: (Option<Calling>, &'static str)| {
        let d = [article(1, "", &[("Ivo Marel", P, None, a.0, a.1)]), article(2, "", &[("Ivo Marel", P, None, b.0, b.1)])];
        let linked = link_all(&d);
        usize::from(of(&linked, &d[0], 0) != of(&linked, &d[1], 0)) + 1
    };
    let (sport, law, gov) = (Some(Calling::Sport), Some(Calling::Leg), Some(Calling::Gov));
    assert_eq!(tell((sport, ""), (law, "")), 2);
    assert_eq!(tell((gov, "BR"), (gov, "PT")), 2);
    // From the pitch into the parliament of the same country.
    assert_eq!(tell((sport, "BR"), (law, "BR")), 1);
    assert_eq!(tell((gov, ""), (law, "")), 1);
    assert_eq!(tell((None, "BR"), (gov, "PT")), 1, "a country alone may be a slip");
}

#[test]
fn long_names_that_sound_the_same_are_one_without_more() {
    let actors = |a: &str, b: &str| link_all(&[article(1, "", &[plain(a, P)]), article(2, "", &[plain(b, P)])]).actors.len();
    assert_eq!(actors("Volomir Teransky", "Volomir Teranskyi"), 1);
    assert_eq!(actors("Mohamed Qarsi", "Mohammed Qarsi"), 1);
    assert_eq!(actors("Anna Meyr", "Anne Meyr"), 2);
    assert_eq!(actors("Greta Holm", "Grita Halm"), 2);
}

#[test]
fn shared_company_keeps_one_person_one() {
    let mut d = footballer_and_general();
    let friend = d[1].names[1].clone();
    d[0].names.push(friend);
    let linked = link_all(&d);
    assert_eq!(of(&linked, &d[0], 0), of(&linked, &d[1], 0));
}

#[test]
fn the_order_of_articles_changes_no_actor() {
    let d = footballer_and_general();
    let first = link_all(&d);
    for turn in 1..d.len() {
        let mut turned = d.clone();
        turned.rotate_left(turn);
        let again = link_all(&turned);
        assert_eq!((&again.actors, &again.links), (&first.actors, &first.links));
    }
}

#[test]
fn spellings_of_one_leader_are_one_and_are_shown() {
    let gov = Some(Calling::Gov);
    let d = [
        article(1, "", &[("Moqtada Gharadi", P, None, gov, "IQ")]),
        article(2, "", &[("Muqtada Qaradi", P, None, gov, "IQ")]),
        article(3, "", &[("al-Qaradi", P, None, gov, "IQ")]),
    ];
    let linked = link_all(&d);
    assert_eq!(linked.actors.len(), 1, "{:?}", linked.actors);
    let a = &linked.actors[0];
    assert_eq!((a.country.as_deref(), a.sector.as_deref(), a.articles.len()), (Some("IQ"), Some("GOV"), 3));
    assert!(a.aliases.len() == 2);
}

#[test]
fn a_letter_written_twice_is_a_slip_in_one_article_too() {
    let d = [article(1, "IQ", &[plain("Moqtada Qaradi", P), plain("Moqttada Qaradi", P)])];
    assert_eq!(link_all(&d).actors.len(), 1);
}

#[test]
fn two_spellings_that_one_article_tells_apart_stay_two() {
    let d = [article(1, "IQ", &[plain("Moqtada Gharadi", P), plain("Muqtada Qaradi", P)])];
    assert_eq!(link_all(&d).actors.len(), 2);
}

#[test]
fn a_family_name_goes_to_the_one_who_bears_it_or_to_nobody() {
    let one = [article(1, "", &[plain("Greta Holm", P)]), article(2, "", &[plain("Holm", P)])];
    assert_eq!(link_all(&one).actors.len(), 1);
    let two = [
        article(1, "", &[plain("Greta Holm", P)]),
        article(2, "", &[plain("Oskar Holm", P)]),
        article(3, "", &[plain("Holm", P)]),
    ];
    assert_eq!(link_all(&two).actors.len(), 3);
    let mut told = two;
    told[0].names[0].cue.calling = Some(Calling::Leg);
    told[1].names[0].cue.calling = Some(Calling::Sport);
    told[2].names[0].cue.calling = Some(Calling::Leg);
    let linked = link_all(&told);
    assert_eq!(of(&linked, &told[2], 0), of(&linked, &told[0], 0));
}

#[test]
fn initials_given_once_are_known_everywhere_unless_two_bear_them() {
    let front = article(1, "", &[plain("Front for Norland", O), ("FFN", O, Some(0), None, "")]);
    let later = article(2, "", &[plain("FFN", O)]);
    let linked = link_all(&[front.clone(), later.clone()]);
    assert_eq!(of(&linked, &front, 0), of(&linked, &later, 0));
    let other = article(3, "", &[plain("Fund for Nurses", O), ("FFN", O, Some(0), None, "")]);
    let linked = link_all(&[front.clone(), later.clone(), other]);
    assert_ne!(of(&linked, &front, 0), of(&linked, &later, 0));
}

#[test]
fn a_body_that_every_country_has_is_told_by_its_country() {
    let d = [
        article(1, "KE", &[plain("Ministry of Foreign Affairs", O)]),
        article(2, "UG", &[plain("Foreign Ministry", O)]),
        article(3, "", &[plain("Kenyan Foreign Ministry", O)]),
    ];
    let linked = link_all(&d);
    assert_eq!(of(&linked, &d[0], 0), of(&linked, &d[2], 0));
    assert_ne!(of(&linked, &d[0], 0), of(&linked, &d[1], 0));
    assert!(linked.actors.iter().all(|a| a.sector.as_deref() == Some("GOV") && a.country.is_some()));
}

#[test]
fn who_is_on_the_list_is_one_under_all_names() {
    let d = [
        article(1, "", &[plain("Daesh", O)]),
        article(2, "", &[plain("ISIL", NameKind::Other)]),
        article(3, "", &[plain("U.N.", O)]),
    ];
    let linked = link_all(&d);
    assert_eq!(of(&linked, &d[0], 0), of(&linked, &d[1], 0));
    assert!(
        linked.actors.iter().any(|a| a.name == "United Nations" && a.sector.as_deref() == Some("IGO") && a.country.is_none())
    );
}

#[test]
fn a_congress_of_labour_is_a_union_and_large_firms_have_a_home() {
    let d = [article(1, "", &[plain("Besk Labour Congress", O), plain("Volkswagen", O), plain("M23", NameKind::Group)])];
    let linked = link_all(&d);
    let of_name = |name: &str| {
        let actor = linked.actors.iter().find(|a| a.name == name).unwrap();
        (actor.sector.clone().unwrap_or_default(), actor.country.clone().unwrap_or_default())
    };
    assert_eq!(of_name("Besk Labour Congress").0, "LAB");
    assert_eq!(of_name("Volkswagen"), ("BUS".to_string(), "DE".to_string()));
    assert_eq!(of_name("M23"), ("REB".to_string(), "CD".to_string()));
}
