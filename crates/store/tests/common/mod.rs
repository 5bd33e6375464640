//! Pages and events that the store's tests keep.

use model::*;

/// Runs each of these functions over a store in memory and over one in a file.
macro_rules! conformance {
    ($($name:ident)*) => {
        mod in_memory {
            $(#[test] fn $name() { super::$name(store::Sqlite::in_memory().unwrap()); })*
        }
        mod in_a_file {
            $(#[test] fn $name() {
                let folder = tempfile::tempdir().unwrap();
                super::$name(store::Sqlite::open(&folder.path().join("news.db")).unwrap());
            })*
        }
    };
}
pub(crate) use conformance;

/// A page with one article: "Blast in {city}" with `dead` killed on `day`, and one report of it.
pub fn page(n: u8, day: &str, city: &str, dead: f64) -> (PageRecord, Vec<Reading>) {
    let id = PageId::of(&[n]);
    let article = ArticleId::of(id, (0, 100));
    let text = format!("Ünder skies — a blast in {city} killed {dead} people. “Naïve,” said Ana Ruiz.");
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        TextRange::new(start, start + words.len())
    };
    let trigger = Span::cut(&text, at("blast"));
    let figure = Figure {
        range: at(&dead.to_string()),
        text: dead.to_string(),
        what: "killed".into(),
        unit: "person".into(),
        of: Some("people".into()),
        low: Some(dead),
        high: Some(dead),
        best: Some(dead),
        quantifier: Quantifier::Exactly,
        part: false,
        cue: None,
        person: None,
        beside: false,
        earlier: false,
        said_by: None,
    };
    let place = Place {
        range: at(city),
        text: city.into(),
        name: Some(city.into()),
        geonames: Some(u32::from(n)),
        country: Some("FR".into()),
        admin1: Some("Somewhere".into()),
        feature: Some("PPL".into()),
        lat: Some(1.0),
        lon: Some(2.0),
        precision: PlacePrecision::City,
        usage: PlaceUse::Literal,
        score: 0.5,
    };
    let name = Name {
        range: at("Ana Ruiz"),
        text: "Ana Ruiz".into(),
        kind: NameKind::Person,
        title: None,
        same_as: None,
        actor: None,
    };
    let when = ReportTime {
        time: None,
        start: Some(day.parse().unwrap()),
        end: Some(day.parse().unwrap()),
        precision: Some(TimePrecision::Day),
        from: Carried::Published,
    };
    let report = Report {
        id: ReportId::of(article, trigger.range, "assault.bombing"),
        event: None,
        kind: "assault.bombing".into(),
        plover: None,
        acled: None,
        trigger,
        sentence: 0,
        status: Status::Happened,
        background: false,
        apart: false,
        period: false,
        again: None,
        when,
        place: ReportPlace::new(Some(0), Carried::Stated),
        roles: vec![],
        figures: vec![0],
        headline: Vec::new(),
        said_by: None,
        rule: "assault.bombing/blast".into(),
        score: 0.9,
    };
    let sentence = TextRange::new(0, text.find(" “").unwrap());
    let reading = Reading {
        article: Article {
            id: article,
            input_id: Some(n.to_string()),
            page: id,
            page_span: (0, 100),
            url: None,
            source: Some("The Lantern".into()),
            headline: Some(format!("Blast in {city}")),
            label: None,
            bylines: vec![],
            agencies: vec![],
            published: Some(day.parse().unwrap()),
            published_from: Some("json published".into()),
            updated: None,
            dateline: None,
            language: Some("en".into()),
            found_in: Default::default(),
            blocks: vec![Block { kind: BlockKind::Paragraph, range: TextRange::new(0, text.len()), credit: None }],
            text,
        },
        duplicate_of: None,
        story: None,
        mentions: Mentions {
            sentences: vec![sentence],
            names: vec![name],
            places: vec![place],
            figures: vec![figure],
            ..Default::default()
        },
        reports: vec![report],
    };
    let record = PageRecord {
        id,
        path: format!("{n}.html"),
        url: None,
        media_type: MediaType::Html,
        sha256: ids::sha256(&[n]),
        bytes: 1,
        fetched: None,
        articles: vec![article],
        diagnostics: vec![Diagnostic::new(Code::ExtractDateConflict, "two dates")],
        accounted: Accounted { kept: 0.75, boilerplate: 0.25, lost: 0.0 },
    };
    (record, vec![reading])
}

/// A line of a ledger, for the tests that need one: so many killed in all, as an article tells.
#[allow(dead_code)]
pub fn told(reading: &Reading, killed: f64) -> LedgerEntry {
    LedgerEntry {
        best: Some(killed),
        low: Some(killed),
        high: Some(killed),
        quantifier: Quantifier::Exactly,
        of: None,
        unit: "person".into(),
        role: "total".into(),
        as_of: reading.article.published,
        said_by: None,
        source: reading.article.source.clone(),
        article: reading.article.id,
        span: CharRange(0, 1),
        report: reading.reports[0].id,
        rejected: false,
    }
}

/// One event for all reports given, as linking would make it.
pub fn event(readings: &[&Reading], dead: f64) -> (Event, Links) {
    let first = &readings[0].reports[0];
    let place = &readings[0].mentions.places[0];
    let event = Event {
        id: EventId::of(first.id),
        title: "Bombing".into(),
        kind: first.kind.clone(),
        plover: None,
        acled: None,
        status: Status::Happened,
        background: false,
        when: EventTime { start: first.when.start, end: first.when.end, precision: first.when.precision },
        place: EventPlace {
            name: place.name.clone(),
            country: place.country.clone(),
            precision: PlacePrecision::City,
            ..EventPlace::UNKNOWN
        },
        roles: vec![EventRole { role: RoleKind::Actor, name: "the Grey Hand".into(), actor: None, reports: vec![first.id] }],
        figures: vec![EventFigure {
            what: "killed".into(),
            recommended: Some(Recommended {
                low: Some(dead),
                high: Some(dead),
                best: Some(dead),
                quantifier: Quantifier::Exactly,
                because: "only".into(),
                conflict: false,
            }),
            ledger: vec![],
        }],
        reports: readings.iter().map(|r| r.reports[0].id).collect(),
        articles: readings.iter().map(|r| r.article.id).collect(),
        first_reported: first.when.start,
        last_reported: first.when.start,
        corrections: vec![],
    };
    let links = Links { event_of: event.reports.iter().map(|r| (*r, event.id)).collect(), ..Default::default() };
    (event, links)
}
