//! Digests made by hand, of invented towns and happenings, for what linking promises.

use link::{Digest, FigureDigest, Kind, Linked, ReportDigest, RoleDigest};
use model::*;
use std::collections::HashMap;
use std::sync::Arc;

/// An article of `day` with one report for each of `tells`.
pub fn article(n: u8, day: &str, tells: &[Tell]) -> Digest {
    let id = ArticleId::of(PageId::of(&[n]), (0, 9));
    Digest {
        article: id,
        published: Some(day.parse().unwrap()),
        source: Some(format!("Paper {n}")),
        headline: Some(format!("Headline {n}")),
        telling: link::subject::Telling::default(),
        names: vec![],
        reports: tells.iter().enumerate().map(|(i, t)| report(id, i as u32, t)).collect(),
        ages: vec![],
    }
}

/// One report: kind, day, town (with an id), dead.
#[derive(Clone)]
pub struct Tell {
    pub kind: &'static str,
    pub day: Option<&'static str>,
    pub town: Option<(&'static str, u32)>,
    pub dead: Option<f64>,
    pub victim: &'static str,
    pub background: bool,
}

/// A bombing.
pub const BLAST: Tell = Tell {
    kind: "assault.bombing",
    day: Some("2031-05-02"),
    town: Some(("Qasira", 77)),
    dead: None,
    victim: "shoppers",
    background: false,
};

/// A report with this number.
pub fn report(article: ArticleId, i: u32, t: &Tell) -> ReportDigest {
    let at = TextRange { start: i * 10, end: i * 10 + 5 };
    let place = t.town.map_or(EventPlace::UNKNOWN, |(name, id)| EventPlace {
        name: Some(name.into()),
        geonames: Some(id),
        country: Some("XQ".into()),
        admin1: Some("Coast".into()),
        lat: Some(f64::from(id)),
        lon: Some(10.0),
        precision: PlacePrecision::City,
    });
    let figure = |dead| FigureDigest {
        what: "killed".into(),
        best: Some(dead),
        low: Some(dead),
        high: Some(dead),
        quantifier: Quantifier::Exactly,
        of: Some("people".into()),
        unit: "person".into(),
        part: false,
        person: None,
        beside: false,
        headline: false,
        update: false,
        found: false,
        feared: false,
        rejected: false,
        others: false,
        span: CharRange(at.start, at.end),
    };
    ReportDigest {
        id: ReportId::of(article, at, t.kind),
        kind: Arc::new(Kind { path: t.kind.into(), plover: None, acled: None }),
        status: Status::Happened,
        background: t.background,
        sentence: i,
        start: t.day.map(|d| d.parse().unwrap()),
        end: t.day.map(|d| d.parse().unwrap()),
        precision: t.day.map(|_| TimePrecision::Day),
        when_from: Carried::Stated,
        hour: None,
        place: Arc::new(place),
        where_from: Carried::Stated,
        town: None,
        quarters: vec![],
        roles: vec![RoleDigest { role: RoleKind::Victim, text: t.victim.into(), name: None, chain: None }],
        figures: t.dead.map(figure).into_iter().collect(),
        said_by: None,
        words: vec![1, 2],
        told: link::Told::Plain,
        word: None,
        about: false,
        period: false,
        again: None,
        score: 0.9,
    }
}

/// All of them linked.
pub fn link_all(digests: &[Digest]) -> Linked {
    link::link(digests.to_vec(), HashMap::new())
}
