//! News of a war, told day by day in many articles that are much alike: what one report says in general is no proof that it
//! means what another tells. Invented towns, invented happenings.

use link::{Cue, Digest, Kind, Linked, NameDigest, ReportDigest, RoleDigest};
use model::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A report of harm: its kind, whether it came about, its day, its town.
type Tell = (&'static str, Status, Option<&'static str>, Option<(&'static str, u32)>);

const H: Status = Status::Happened;

fn article(n: u8, day: &str, tells: &[Tell]) -> Digest {
    let id = ArticleId::of(PageId::of(&[n]), (0, 9));
    let text = "shelling front army rebels siege convoy Qasira Morlen Ranlow";
    Digest {
        article: id,
        published: Some(day.parse().unwrap()),
        source: None,
        headline: None,
        telling: link::subject::Telling::of(&Article::of_text(text), &Mentions::default()),
        names: vec![],
        reports: tells.iter().enumerate().map(|(i, t)| report(id, n, i as u32, t)).collect(),
        ages: vec![],
    }
}

fn report(article: ArticleId, n: u8, i: u32, (kind, status, day, town): &Tell) -> ReportDigest {
    let at = TextRange { start: i * 10, end: i * 10 + 5 };
    let place = town.map_or(EventPlace::UNKNOWN, |(name, id)| EventPlace {
        name: Some(name.into()),
        geonames: Some(id),
        country: Some("XQ".into()),
        admin1: None,
        lat: Some(f64::from(id)),
        lon: Some(10.0),
        precision: PlacePrecision::City,
    });
    let carried = |told: bool| if told { Carried::Stated } else { Carried::Unknown };
    ReportDigest {
        id: ReportId::of(article, at, kind),
        kind: Arc::new(Kind { path: (*kind).into(), plover: None, acled: None }),
        status: *status,
        background: false,
        sentence: i * 5,
        start: day.map(|d| d.parse().unwrap()),
        end: day.map(|d| d.parse().unwrap()),
        precision: day.map(|_| TimePrecision::Day),
        when_from: carried(day.is_some()),
        hour: None,
        place: Arc::new(place),
        where_from: carried(town.is_some()),
        town: None,
        quarters: vec![],
        roles: vec![RoleDigest { role: RoleKind::Victim, text: format!("victims{n}of{i}"), name: None, chain: None }],
        figures: vec![],
        said_by: None,
        // A word of three in common.
        words: vec![1, u64::from(n) * 100 + u64::from(i) * 2 + 10, u64::from(n) * 100 + u64::from(i) * 2 + 11],
        told: link::Told::Plain,
        word: None,
        about: false,
        period: false,
        again: None,
        score: 0.9,
    }
}

fn link_all(digests: &[Digest]) -> Linked {
    link::link(digests.to_vec(), HashMap::new())
}

/// How many reports the largest event holds.
fn largest(linked: &Linked) -> usize {
    linked.events.iter().map(|e| e.reports.len()).max().unwrap_or(0)
}

const VAGUE: Tell = ("assault", H, None, None);

#[test]
fn an_article_on_many_towns_gathers_no_vague_mentions() {
    let of = |towns: &[(&'static str, u32)]| {
        let mut tells: Vec<Tell> = towns.iter().map(|t| ("assault.shelling", H, Some("2031-05-02"), Some(*t))).collect();
        tells.push(VAGUE);
        largest(&link_all(&[article(1, "2031-05-03", &tells)]))
    };
    assert_eq!(of(&[("Qasira", 10)]), 2, "one shelling, to which the article comes back");
    assert_eq!(of(&[("Qasira", 10), ("Morlen", 20), ("Ranlow", 30)]), 1);
}

#[test]
fn what_is_feared_in_general_is_none_of_what_came_about() {
    let raid = ("assault.shelling", H, Some("2031-05-02"), Some(("Qasira", 10)));
    let of = |status| largest(&link_all(&[article(1, "2031-05-03", &[raid, ("assault", status, None, None)])]));
    assert_eq!(of(H), 2);
    assert_eq!(of(Status::Possible), 1);
    assert_eq!(of(Status::Failed), 1);
}

#[test]
fn over_many_articles_of_a_war_only_days_towns_and_the_like_join() {
    let days = ["2031-05-02", "2031-05-03", "2031-05-04", "2031-05-05", "2031-05-06"];
    // Each day two papers tell one shelling, and in the end one speaks of shelling in general, beside its own news.
    let mut digests = Vec::new();
    for (n, day) in days.iter().enumerate() {
        let shelling = ("assault.shelling", H, Some(*day), Some(("Qasira", 10)));
        digests.extend((0..2).map(|paper| article((n * 2 + paper) as u8, day, &[shelling])));
    }
    let own = ("assault.bombing", H, Some("2031-05-07"), Some(("Ranlow", 30)));
    digests.push(article(99, "2031-05-07", &[own, ("assault.shelling", H, None, None)]));
    let linked = link_all(&digests);
    let papers: Vec<usize> = linked.events.iter().map(|e| e.articles.len()).collect();
    assert_eq!(papers, [2, 2, 2, 2, 2, 1, 1]);
}

#[test]
fn in_a_war_only_what_two_papers_agree_on_is_one_event() {
    let strike = ("assault.airstrike", H, Some("2031-05-02"), Some(("Qasira", 10)));
    let fight = ("battle.clash", H, Some("2031-05-02"), Some(("Morlen", 20)));
    let mut loose = article(2, "2031-05-02", &[strike, VAGUE, fight]);
    // "The attacks", right behind the strike.
    loose.reports[1].sentence = 1;
    loose.reports[1].told = link::Told::Again;
    let reports = |digests: &[Digest]| largest(&link_all(digests));
    assert_eq!(reports(&[loose.clone()]), 2, "alone the article is taken at its word");
    assert_eq!(reports(&[article(1, "2031-05-02", &[strike, fight]), loose]), 2, "the strike, by two papers");
}

#[test]
fn in_a_war_days_lie_between_two_happenings_but_not_between_two_reports_of_one_death() {
    let dead = |n: u8, day: &str, name: &str| {
        let strike = ("assault.airstrike", H, Some("2031-04-02"), Some(("Qasira", 10)));
        let fight = ("battle.clash", H, Some("2031-04-04"), Some(("Morlen", 20)));
        let mut d = article(n, day, &[("killing", H, None, None), strike, fight]);
        d.names.push(NameDigest { text: name.into(), kind: NameKind::Person, same_as: None, cue: Cue::default() });
        d.reports[0].roles[0] = RoleDigest { role: RoleKind::Victim, text: name.into(), name: Some(0), chain: None };
        d
    };
    let killings = |other: &str| {
        let linked = link_all(&[dead(1, "2031-05-02", "Odran Velisk"), dead(2, "2031-05-06", other)]);
        linked.events.iter().filter(|e| e.kind == "killing").count()
    };
    assert_eq!(killings("Odran Velisk"), 1);
    assert_eq!(killings("Pell Arkonis"), 2);
}

#[test]
fn what_is_planned_does_not_say_what_it_was() {
    let town = Some(("Qasira", 10));
    let killing = article(1, "2031-05-02", &[("killing", H, Some("2031-05-02"), town)]);
    let kind = |status| {
        let linked =
            link_all(&[killing.clone(), article(2, "2031-05-03", &[("assault.bombing", status, Some("2031-05-02"), town)])]);
        assert_eq!(linked.events.len(), 1);
        linked.events[0].kind.clone()
    };
    assert_eq!(kind(H), "assault.bombing");
    assert_eq!(kind(Status::Planned), "killing");
}
