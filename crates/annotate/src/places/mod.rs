//! Mentions of places, resolved against the gazetteer.
//!
//! `scan` cuts words, `find` proposes mentions, `resolve` decides which place each means, `usage` how it is used.

mod beside;
mod capital;
mod find;
mod harm;
mod inside;
mod lexicon;
mod resolve;
mod scan;
mod usage;

use find::{Finder, Found};
use gazetteer::{Class, Entry, Gazetteer, NameForm, normalize};
use model::{Article, Name, NameKind, Place, PlacePrecision, Syntax, TextRange};
use resolve::Choice;
use std::collections::BTreeMap;

/// From this strength on a mention stands by itself.
const SURE: f32 = 1.5;
/// From this on it stands if the article's other places speak for it, ...
const MAYBE: f32 = -4.0;
/// ... which they do where their support and its own strength together reach this.
const HELP: f32 = 4.0;

/// What the resolver's kinds of evidence count.
struct Weights {
    /// Others in the same country.
    country: f32,
    /// Others in the same first-level division.
    admin1: f32,
    /// Others within a degree or two.
    near: f32,
    /// The country that the article seems to be at home in.
    home: f32,
    /// How readily a lead counts as doubt: higher, more doubt.
    heat: f32,
    /// Being a country's capital.
    capital: f32,
    /// Being a first-level division.
    division: f32,
    /// Being a country.
    nation: f32,
    /// Being of the kind that the others of a list are.
    kin: f32,
    /// Being a city that all the world's news speaks of.
    metropolis: f32,
    /// Lying in the one country that the sentence names.
    named: f32,
}

/// Set by hand with the development halves of two corpora in view (see the gazetteer's card).
const fn weights() -> Weights {
    Weights {
        named: 3.5,
        country: 1.5,
        admin1: 2.0,
        near: 1.5,
        home: 1.5,
        heat: 0.8,
        capital: 1.3,
        metropolis: 2.0,
        division: 6.8,
        nation: 7.0,
        kin: 3.5,
    }
}

/// The places of an article, in order.
pub fn places(article: &Article, syntax: &Syntax, names: &[Name]) -> Vec<Place> {
    let gazetteer = Gazetteer::current();
    let text = article.text.as_str();
    let words = scan::words(text, syntax, names);
    let mut finds = Finder::new(gazetteer, text, &words, names).run();
    of_line(article, &mut finds);
    let agency = agency(article);
    finds.retain(|f| f.strength >= MAYBE && !agency.is_some_and(|a| a.overlaps(f.range)));
    add_unknown(text, &mut finds, names);

    let keys: Vec<String> = finds.iter().map(|f| normalize(f.range.of(text))).collect();
    let sentence = |f: &Found| syntax.sentences.partition_point(|s| s.range.end <= f.range.start);
    let sentences: Vec<usize> = finds.iter().map(sentence).collect();
    let choices = resolve::resolve(&finds, &sentences, &keys, &home(article, &words, gazetteer));
    // What stands only with the article's help must have it.
    let keep: Vec<bool> = finds
        .iter()
        .zip(&choices)
        .map(|(f, c)| f.strength >= SURE || c.is_some_and(|c| f.strength + c.support >= HELP))
        .collect();
    // What is no place after all speaks against no other.
    let kept: Vec<Option<Choice>> = choices.iter().zip(&keep).map(|(c, keep)| c.filter(|_| *keep)).collect();
    let mut out = Vec::new();
    for i in 0..finds.len() {
        if keep[i] {
            let choice = choices[i].as_ref().filter(|c| !unlikely(c, i, &finds, &kept));
            let mut place = place(text, &finds[i], choice);
            place.usage = usage::usage(article, &words, &finds, i, choice);
            out.push(place);
        }
    }
    capital::add(article, syntax, &mut out);
    beside::of_the_sentence(syntax, &mut out);
    beside::of_a_shared_region(text, syntax, &mut out);
    out
}

/// From so many people on a town is known beyond its own country;
const LITTLE: u64 = 15_000;
/// from so many in an article of which all else is in one other country;
const LITTLE_ABROAD: u64 = 40_000;
/// which so many places tell;
const TELLING: usize = 4;
/// from so many by a name that is not its own.
const BYNAME: u64 = 2_000_000;

/// True for a village that nothing of the article speaks for, while it names places of other countries: one of the same name
/// that the gazetteer does not know is likelier.
fn unlikely(c: &Choice, i: usize, finds: &[Found], choices: &[Option<Choice>]) -> bool {
    let e = c.entry;
    let others = Others::of(e, i, choices);
    let by_name = c.form != NameForm::Other;
    let little = match (by_name, others.one_land) {
        (false, _) => BYNAME,
        (true, true) => LITTLE_ABROAD,
        (true, false) => LITTLE,
    };
    let village = matches!(e.class(), Class::City | Class::Quarter | Class::Spot) && e.population() < little;
    // "X in the Y region", "the Y region's X", where Y is of another country.
    let division = |j: usize| {
        choices.get(j).and_then(Option::as_ref).is_some_and(|o| {
            let other = o.entry.country_number().is_some_and(|n| Some(n) != e.country_number());
            o.entry.class() >= Class::Admin2 && o.sure > 0.5 && other
        })
    };
    let strange = finds.get(i + 1).is_some_and(|n| n.bond == inside::Bond::Holds) && division(i + 1)
        || i > 0 && finds[i].bond == inside::Bond::Within && division(i - 1);
    let known = e.is_capital() || c.form != NameForm::Other && e.population() > 100_000;
    if strange && !known && e.class() <= Class::Admin2 {
        return true;
    }
    let alone = c.support < 0.3 && finds[i].bond == inside::Bond::None && !finds[i].after_comma;
    let elsewhere = || {
        choices.iter().enumerate().any(|(j, o)| {
            j != i
                && o.as_ref().is_some_and(|o| {
                    o.entry.country_number().is_some() && o.entry.country_number() != e.country_number() && o.sure > 0.5
                })
        })
    };
    let seat = e.is_seat() && (by_name || !others.abroad);
    village && !seat && !e.is_noted() && alone && elsewhere()
}

/// How the article's other places lie to `e`.
#[derive(Default)]
struct Others {
    /// There are some, and none is in its country.
    abroad: bool,
    /// They are all in one.
    one_land: bool,
}

impl Others {
    fn of(e: Entry<'_>, i: usize, choices: &[Option<Choice>]) -> Others {
        let others =
            choices.iter().enumerate().filter(|(j, _)| *j != i).filter_map(|(_, o)| o.as_ref().filter(|o| o.sure > 0.5));
        let others = others.filter(|o| o.entry.number() != e.number());
        let lands: Vec<u8> = others.filter_map(|o| o.entry.country_number()).collect();
        let abroad = lands.len() >= TELLING && lands.iter().all(|land| Some(*land) != e.country_number());
        Others { abroad, one_land: abroad && lands.iter().all(|land| *land == lands[0]) }
    }
}

/// What stands in the place line is a place, whatever the name finder makes of its capitals, and so is what bears its name.
fn of_line(article: &Article, finds: &mut [Found]) {
    const LINE: f32 = 4.0;
    const NAMESAKE: f32 = 2.5;
    let Some(line) = article.dateline.as_ref().map(|l| l.range) else { return };
    let key = |f: &Found| normalize(f.range.of(&article.text));
    let Some(town) = finds.iter().find(|f| f.range.start == line.start).map(key) else { return };
    for f in finds.iter_mut().filter(|f| key(f) == town) {
        f.strength += if line.contains(f.range) { LINE } else { NAMESAKE };
    }
}

/// What stands in brackets right behind the place line: whose news it is ("LIMA, May 3 (Meridian) -"), and no place.
fn agency(article: &Article) -> Option<TextRange> {
    const NEAR: usize = 24;
    const LONG: usize = 40;
    let line = article.dateline.as_ref()?.range;
    let rest = article.text.get(line.end as usize..)?;
    let open = rest.find('(').filter(|n| *n <= NEAR)?;
    let close = rest[open..].find(')').filter(|n| *n <= LONG)? + open;
    let dashed = rest[close + 1..].trim_start().starts_with(['-', '–', '—', '_', ':']);
    let start = line.end as usize;
    (dashed && !rest[..close].contains('\n')).then(|| TextRange::new(start + open, start + close + 1))
}

/// Adds the places that the name finder saw and the gazetteer does not know.
fn add_unknown(text: &str, finds: &mut Vec<Found>, names: &[Name]) {
    let mut unknown: Vec<Found> = Vec::new();
    for name in names.iter().filter(|n| matches!(n.kind, NameKind::Place | NameKind::Facility)) {
        let before =
            text.get(..name.range.start as usize).unwrap_or("").trim_end().rsplit(|c: char| !c.is_alphanumeric()).next();
        if !name.text.contains(' ') && !before.is_some_and(|b| lexicon::has(&lexicon::LOCATIVE, b) || b == "of") {
            continue;
        }
        let at = finds.partition_point(|f| f.range.end <= name.range.start);
        if finds.get(at).is_none_or(|f| !f.range.overlaps(name.range)) {
            unknown.push(Found {
                range: name.range,
                candidates: Vec::new(),
                strength: SURE,
                wanted: None,
                after_comma: false,
                after_and: false,
                bond: inside::Bond::None,
                plural: false,
                word: 0,
            });
        }
    }
    finds.extend(unknown);
    finds.sort_by_key(|f| f.range);
}

/// Countries that the article seems to be at home in, and how strongly: by the publisher's address or name (`.co.uk`,
/// "Times of India"), and by words that only local news of one country uses ("sheriff", "crore").
fn home(article: &Article, words: &[scan::Word], gazetteer: &'static Gazetteer) -> BTreeMap<u8, f32> {
    let mut out = BTreeMap::new();
    if british(&article.text, words)
        && let Some(c) = gazetteer.country("GB").and_then(|c| c.country_number())
    {
        out.insert(c, BRITISH);
    }
    let mut add = |country: Option<u8>, weight: f32| {
        if let Some(c) = country {
            let sum: &mut f32 = out.entry(c).or_default();
            *sum = (*sum + weight).min(MOST_HOME.max(*sum));
        }
    };
    if let Some(url) = &article.url {
        let host = url.split("//").nth(1).unwrap_or(url).split(['/', ':', '?']).next().unwrap_or("");
        let domain = host.rsplit('.').next().unwrap_or("").to_ascii_uppercase();
        let code = if domain == "UK" { "GB" } else { domain.as_str() };
        if code.len() == 2 && !["TV", "IO", "CO", "ME", "AI", "FM", "CC", "WS"].contains(&code) {
            add(gazetteer.country(code).and_then(|c| c.country_number()), 1.0);
        }
    }
    if let Some(source) = &article.source {
        let starts = source.char_indices().filter(|&(i, _)| i == 0 || source[..i].ends_with(' ')).map(|(i, _)| i);
        for (_, found) in starts.take(12).filter_map(|i| gazetteer.longest_match(source, i)) {
            if let Some(c) = found.iter().find(|c| c.entry.class() == Class::Country) {
                add(c.entry.country_number(), 1.0);
            }
        }
    }
    let text = article.text.as_str();
    let mut seen = std::collections::HashSet::new();
    let mut key = String::new();
    for pair in words.windows(2) {
        for n in 1..=2 {
            key.clear();
            for w in &pair[..n] {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.extend(w.of(text).chars().take(24).flat_map(char::to_lowercase));
            }
            if let Some((&cue, &(country, weight))) = lexicon::CUES.get_key_value(key.as_str())
                && seen.insert(cue)
            {
                add(gazetteer.country(country).and_then(|c| c.country_number()), weight);
            }
        }
    }
    out
}

/// "Tolvershire Police", "Tolver Constabulary": forces and councils of such names are Britain's, but for one state of America.
fn british(text: &str, words: &[scan::Word]) -> bool {
    let at = |i: usize| words.get(i).map_or("", |w| w.of(text));
    (1..words.len()).any(|i| {
        let county = at(i - 1);
        let shire = county.len() > "shire".len() + 2 && county.ends_with("shire") && (i < 2 || at(i - 2) != "New");
        let of_county = matches!(at(i), "Police" | "police" | "Council" | "council" | "Fire" | "Ambulance");
        let constabulary = at(i) == "Constabulary" && at(i + 1) != "Force";
        words[i - 1].capital && words[i].joined && (shire && of_county || constabulary)
    })
}

/// What such a force tells of the country.
const BRITISH: f32 = 3.0;

/// However many cues there are.
const MOST_HOME: f32 = 2.0;

/// The record of a mention.
fn place(text: &str, found: &Found, choice: Option<&Choice>) -> Place {
    let Some(c) = choice else {
        return Place {
            range: found.range,
            text: found.range.of(text).to_string(),
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
    let precision = match (e.class(), e.feature()) {
        (Class::Region, "ADM1H") => PlacePrecision::Admin1,
        (Class::Region, "AIRP" | "AIRB" | "INSM" | "MT") => PlacePrecision::Point,
        (class, _) => class.precision(),
    };
    let score = (c.sure * if matches!(c.form, NameForm::Adjective) { 1.0 } else { named } * 100.0).round() / 100.0;
    of_entry(text, found.range, e, precision, score)
}

/// The record of a mention of a place of the gazetteer.
fn of_entry(text: &str, range: TextRange, e: Entry<'static>, precision: PlacePrecision, score: f32) -> Place {
    Place {
        range,
        text: range.of(text).to_string(),
        name: Some(e.name().to_string()),
        geonames: e.geonames(),
        country: e.country_code().map(str::to_string),
        admin1: e.admin1().map(|a| a.name().to_string()),
        feature: Some(e.feature().to_string()),
        lat: Some(e.lat()),
        lon: Some(e.lon()),
        precision,
        usage: Default::default(),
        score,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Dateline;

    #[test]
    fn an_agency_behind_the_place_line_is_no_place() {
        for (text, wanted) in [
            ("LIMA, May 3 (Meridian) - Police arrested two men.", Some("(Meridian)")),
            ("LIMA (Orion News) — Police arrested two men.", Some("(Orion News)")),
            ("LIMA - Police (from Callao) arrested two men.", None),
        ] {
            let line = Dateline { text: "LIMA".into(), range: TextRange::new(0, 4), place: None };
            let article = Article { dateline: Some(line), ..Article::of_text(text) };
            assert_eq!(agency(&article).map(|r| r.of(text)), wanted, "{text}");
        }
    }
}
