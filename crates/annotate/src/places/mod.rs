//! Mentions of places, resolved against the gazetteer.
//!
//! `scan` cuts words, `find` proposes mentions, `resolve` decides which place each means, `usage` how it is used.

mod find;
mod lexicon;
mod resolve;
mod scan;
mod usage;

use find::{Finder, Found};
use gazetteer::{Class, Gazetteer, NameForm, normalize};
use model::{Article, Name, NameKind, Place, PlacePrecision, Syntax};
use resolve::Choice;

/// From this strength on a mention stands by itself.
const SURE: f32 = 1.5;
/// From this on it stands if the article's other places speak for it.
const MAYBE: f32 = 0.2;

/// What the resolver's kinds of evidence count.
struct Weights {
    country: f32,
    admin1: f32,
    near: f32,
    home: f32,
    heat: f32,
}

const fn weights() -> Weights {
    Weights { country: 1.0, admin1: 1.2, near: 0.8, home: 0.5, heat: 0.7 }
}

/// The places of an article, in order.
pub fn places(article: &Article, syntax: &Syntax, names: &[Name]) -> Vec<Place> {
    let gazetteer = Gazetteer::builtin();
    let text = article.text.as_str();
    let words = scan::words(text, syntax);
    let mut finds = Finder::new(gazetteer, text, &words, names).run();
    finds.retain(|f| f.strength >= MAYBE);
    add_unknown(&mut finds, names);

    let keys: Vec<String> = finds.iter().map(|f| normalize(f.range.of(text))).collect();
    let choices = resolve::resolve(&finds, &keys, &home(article, gazetteer));
    // What stands only with the article's help must have it.
    let keep: Vec<bool> = finds
        .iter()
        .zip(&choices)
        .map(|(f, c)| f.strength >= SURE || c.is_some_and(|c| f.strength + c.support >= 3.0))
        .collect();
    let mut out = Vec::new();
    for i in 0..finds.len() {
        if keep[i] {
            let choice = choices[i].as_ref();
            let mut place = place(text, &finds[i], choice);
            place.usage = usage::usage(article, &words, &finds, i, choice);
            out.push(place);
        }
    }
    out
}

/// Adds the places that the name finder saw and the gazetteer does not know.
fn add_unknown(finds: &mut Vec<Found>, names: &[Name]) {
    let mut unknown: Vec<Found> = Vec::new();
    for name in names.iter().filter(|n| matches!(n.kind, NameKind::Place | NameKind::Facility)) {
        let at = finds.partition_point(|f| f.range.end <= name.range.start);
        if finds.get(at).is_none_or(|f| !f.range.overlaps(name.range)) {
            unknown.push(Found {
                range: name.range,
                candidates: Vec::new(),
                strength: SURE,
                wanted: None,
                after_comma: false,
                word: 0,
            });
        }
    }
    finds.extend(unknown);
    finds.sort_by_key(|f| f.range);
}

/// Countries that the publisher's address or name tells: `.co.uk`, "Times of India".
fn home(article: &Article, gazetteer: &'static Gazetteer) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(url) = &article.url {
        let host = url.split("//").nth(1).unwrap_or(url).split(['/', ':', '?']).next().unwrap_or("");
        let domain = host.rsplit('.').next().unwrap_or("").to_ascii_uppercase();
        let code = if domain == "UK" { "GB" } else { domain.as_str() };
        if code.len() == 2 && !["TV", "IO", "CO", "ME", "AI", "FM", "CC", "WS"].contains(&code) {
            out.extend(gazetteer.country(code).and_then(|c| c.country_number()));
        }
    }
    if let Some(source) = &article.source {
        let starts = source.char_indices().filter(|&(i, _)| i == 0 || source[..i].ends_with(' ')).map(|(i, _)| i);
        for (_, found) in starts.filter_map(|i| gazetteer.longest_match(source, i)) {
            out.extend(found.iter().filter(|c| c.entry.class() == Class::Country).filter_map(|c| c.entry.country_number()));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The record of a mention.
fn place(text: &str, found: &Found, choice: Option<&Choice>) -> Place {
    let words = found.range.of(text).to_string();
    let Some(c) = choice else {
        return Place {
            range: found.range,
            text: words,
            name: None,
            geonames: None,
            country: None,
            admin1: None,
            feature: None,
            lat: None,
            lon: None,
            precision: PlacePrecision::Unknown,
            usage: Default::default(),
            score: 0.5,
        };
    };
    let e = c.entry;
    let named = (found.strength / 3.0).clamp(0.3, 1.0);
    Place {
        range: found.range,
        text: words,
        name: Some(e.name().to_string()),
        geonames: e.geonames(),
        country: e.country_code().map(str::to_string),
        admin1: e.admin1().map(|a| a.name().to_string()),
        feature: Some(e.feature().to_string()),
        lat: Some(e.lat()),
        lon: Some(e.lon()),
        precision: match e.class() {
            Class::Quarter => PlacePrecision::Neighborhood,
            Class::City => PlacePrecision::City,
            Class::Admin2 => PlacePrecision::Admin2,
            Class::Admin1 => PlacePrecision::Admin1,
            Class::Country => PlacePrecision::Country,
            Class::Region => PlacePrecision::Region,
        },
        usage: Default::default(),
        score: (c.sure * if matches!(c.form, NameForm::Adjective) { 1.0 } else { named } * 100.0).round() / 100.0,
    }
}
