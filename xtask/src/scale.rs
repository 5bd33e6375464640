//! `cargo xtask scale ARTICLES`: links invented articles and says how long it took, how much of a processor, and how much memory
//! it held.
//!
//! Happenings of some size each (most small, some told by hundreds), 2,000 articles a day, in 3,000 towns, with tolls that
//! rise, list items that look back, and words as frequent as words are. Nothing in it is real.

use crate::cost::{load, memory, processor};
use crate::dice::{Dice, word};
use anyhow::{Context, Result};
use link::{Digest, Pool};
use model::*;
use std::collections::HashMap;
use std::time::Instant;

/// Articles of one day.
const A_DAY: usize = 2000;
const TOWNS: u64 = 3000;
/// Words of general use.
const WORDS: u64 = 30_000;
const KINDS: [&str; 10] = [
    "assault.shooting",
    "assault.bombing",
    "killing",
    "accident.road",
    "accident.fire",
    "protest",
    "battle.clash",
    "arrest",
    "meeting",
    "disaster.flood",
];

/// One invented happening.
struct Happening {
    day: usize,
    kind: &'static str,
    town: u64,
    people: [u64; 2],
    topic: Vec<u64>,
    toll: u64,
    size: usize,
}

impl Happening {
    fn new(day: usize, dice: &mut Dice) -> Happening {
        Happening {
            day,
            kind: KINDS[dice.below(KINDS.len() as u64) as usize],
            town: dice.below(TOWNS),
            people: [dice.below(400_000), dice.below(400_000)],
            topic: (0..25).map(|_| general(dice)).collect(),
            toll: 1 + (1.0 / dice.share().max(0.01)) as u64,
            size: 1 + (3.0 / dice.share().max(1e-4).powf(0.7)).min(300.0) as usize,
        }
    }
}

/// A general word; low numbers are frequent.
fn general(dice: &mut Dice) -> u64 {
    (WORDS as f64 * dice.share().powi(3)) as u64
}

pub fn run(args: &[String]) -> Result<()> {
    let n: usize = args.first().context("how many articles?")?.parse()?;
    let start = Instant::now();
    let mut dice = Dice::new();
    let mut pool = Pool::default();
    let mut digests: Vec<Digest> = Vec::with_capacity(n);
    let mut past: Option<Happening> = None;
    while digests.len() < n {
        let happening = Happening::new(digests.len() / A_DAY, &mut dice);
        for k in 0..happening.size.min(n - digests.len()) {
            let number = digests.len();
            digests.push(Digest::of(&article(number, k, &happening, past.as_ref(), &mut dice), &mut pool));
        }
        past = Some(happening);
    }
    drop(pool);
    let digested = processor("self");
    println!("{n} digests in {:.0} s, {digested:.0} s of a processor, {}", start.elapsed().as_secs_f64(), memory());
    let start = Instant::now();
    let linked = link::link(digests, HashMap::new());
    let (seconds, busy) = (start.elapsed().as_secs_f64(), processor("self") - digested);
    let (events, stories) = (linked.events.len(), linked.stories.len());
    let each = busy * 1000.0 / n as f64;
    println!("linked in {seconds:.0} s, {busy:.0} s of a processor, {each:.3} ms an article; {}", memory());
    println!("load of the machine {}", load());
    println!("{events} events, {stories} stories, {} actors", linked.actors.len());
    Ok(())
}

/// The `k`th article of a happening.
fn article(number: usize, k: usize, h: &Happening, past: Option<&Happening>, dice: &mut Dice) -> Reading {
    let later = (dice.share().powi(3) * 9.0) as usize;
    let published = date(h.day + later + 1);
    let town = word(h.town + 100_000, true);
    let people: Vec<String> =
        h.people.iter().map(|p| format!("{} {}", word(p % 600 + 5000, true), word(p / 7 + 300_000, true))).collect();
    let mut text = String::new();
    let (mut sentences, mut names, mut places, mut figures, mut reports) = (vec![], vec![], vec![], vec![], vec![]);
    let headline = format!("{} {} {}", town, word(h.topic[k % 25], false), word(h.topic[(k + 7) % 25], false));
    for s in 0..12 {
        let from = text.len();
        if s % 4 == 0 {
            let at = text.len();
            text.push_str(&town);
            places.push(place(h.town, &town, TextRange::new(at, text.len())));
            text.push(' ');
        }
        if s % 3 == 0 {
            let person = &people[s % 2];
            let at = text.len();
            text.push_str(person);
            names.push(Name {
                range: TextRange::new(at, text.len()),
                text: person.clone(),
                kind: NameKind::Person,
                title: None,
                same_as: names.len().checked_sub(2).map(|_| (s % 2) as u32),
                actor: None,
            });
            text.push(' ');
        }
        for _ in 0..12 {
            let n = if dice.below(5) == 0 { h.topic[dice.below(25) as usize] } else { general(dice) };
            text.push_str(&word(n, false));
            text.push(' ');
        }
        text.truncate(text.len() - 1);
        text.push_str(". ");
        sentences.push(TextRange::new(from, text.len() - 1));
    }
    let mut whole = Article::of_text(&text);
    whole.id = ArticleId::of(PageId::of(&number.to_le_bytes()), (0, text.len() as u64));
    whole.published = Some(published);
    whole.headline = Some(headline);
    whole.source = Some(format!("Paper {}", number % 500));
    for (i, s) in [0usize, 2, 4, 6].into_iter().enumerate() {
        if let Some(toll) = (i == 0).then_some(h.toll + later as u64) {
            figures.push(figure(toll, sentences[s], &text));
        }
        let here = (i % 2 == 0).then_some(places.len().min(i) as u32).filter(|p| (*p as usize) < places.len());
        let when = if i % 2 == 0 { stated(date(h.day)) } else { ReportTime::UNKNOWN };
        let name = (!names.is_empty()).then_some(0);
        reports.push(report(&whole, sentences[s], s, h.kind, when, here, name, i == 0));
    }
    if let Some(past) = past.filter(|_| dice.below(4) == 0) {
        let town = word(past.town + 100_000, true);
        places.push(place(past.town, &town, sentences[9]));
        let mut old =
            report(&whole, sentences[9], 9, past.kind, stated(date(past.day)), Some(places.len() as u32 - 1), None, false);
        old.background = true;
        reports.push(old);
    }
    let mentions = Mentions { sentences, names, places, figures, ..Mentions::default() };
    Reading { article: whole, duplicate_of: None, story: None, mentions, reports }
}

fn date(day: usize) -> Stamp {
    let first = jiff::civil::date(2031, 1, 1);
    Stamp::day(first.saturating_add(jiff::Span::new().days(day as i64)))
}

fn stated(day: Stamp) -> ReportTime {
    let precision = Some(TimePrecision::Day);
    ReportTime { time: None, start: Some(day), end: Some(day), precision, from: Carried::Stated }
}

fn place(number: u64, name: &str, range: TextRange) -> Place {
    Place {
        range,
        text: name.into(),
        name: Some(name.into()),
        geonames: Some(number as u32 + 1),
        country: Some(format!("X{}", (b'A' + (number % 20) as u8) as char)),
        admin1: Some(format!("Province {}", number % 200)),
        feature: None,
        lat: Some((number % 60) as f64 * 1.5 - 45.0),
        lon: Some((number / 60) as f64 * 3.0 - 75.0),
        precision: PlacePrecision::City,
        usage: PlaceUse::Literal,
        score: 1.0,
    }
}

fn figure(toll: u64, range: TextRange, text: &str) -> Figure {
    Figure {
        earlier: false,
        said_by: None,
        range,
        text: range.of(text).into(),
        what: "killed".into(),
        unit: "person".into(),
        of: None,
        low: Some(toll as f64),
        high: Some(toll as f64),
        best: Some(toll as f64),
        quantifier: Quantifier::Exactly,
        part: false,
        beside: false,
        cue: None,
        person: None,
    }
}

#[allow(clippy::too_many_arguments)]
fn report(
    article: &Article,
    sentence: TextRange,
    number: usize,
    kind: &str,
    when: ReportTime,
    place: Option<u32>,
    name: Option<u32>,
    counts: bool,
) -> Report {
    let trigger = Span::cut(&article.text, sentence);
    let from = if place.is_some() { Carried::Stated } else { Carried::Unknown };
    Report {
        id: ReportId::of(article.id, sentence, kind),
        event: None,
        kind: kind.into(),
        plover: None,
        acled: None,
        sentence: number as u32,
        status: Status::Happened,
        background: false,
        apart: false,
        period: false,
        again: None,
        when,
        place: ReportPlace::new(place, from),
        roles: vec![Role { role: RoleKind::Victim, span: trigger.clone(), name, actor: None }],
        trigger,
        figures: if counts { vec![0] } else { vec![] },
        headline: Vec::new(),
        said_by: None,
        rule: "scale/invented".into(),
        score: 0.8,
    }
}
