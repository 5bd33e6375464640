//! Our own towns and villages: those that news speaks of, and that are too small, or too little counted, for the packages.

use super::read::{OTHER, Place};
use anyhow::{Context, Result};
use std::collections::{HashMap, HashSet};

/// Nearer than this, in degrees, a place of the same name is the same one.
const SAME: f64 = 0.35;
/// A town farther than this from all others is in no known division.
const NEAR: f64 = 1.0;

/// Adds the rows of the table; each lies in the first-level division of the town next to it.
pub fn add(table: &str, places: &mut Vec<Place>) -> Result<()> {
    // A name that no other place bears is meant by the news.
    let mut borne: HashSet<String> = HashSet::new();
    for p in places.iter() {
        borne.insert(gazetteer::normalize(&p.name));
        borne.extend(p.names.iter().map(|n| gazetteer::normalize(&n.0)));
    }
    let mut by_country: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, p) in places.iter().enumerate().filter(|(_, p)| p.class == 0) {
        by_country.entry(p.country.clone().unwrap_or_default()).or_default().push(i);
    }
    for r in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let cells: Vec<&str> = r.split('\t').collect();
        let [name, country, lat, lon, people, others] = cells[..] else { anyhow::bail!("towns.tsv: {r}") };
        let (lat, lon): (f64, f64) = (lat.parse().context(name.to_string())?, lon.parse().context(name.to_string())?);
        let degrees = |i: &usize| {
            let p = &places[*i];
            ((p.lat - lat).powi(2) + ((p.lon - lon) * lat.to_radians().cos()).powi(2)).sqrt()
        };
        let towns = by_country.get(country).map_or(&[][..], Vec::as_slice);
        let key = gazetteer::normalize(name);
        if towns.iter().any(|i| degrees(i) < SAME && gazetteer::normalize(&places[*i].name) == key) {
            println!("towns.tsv: {name} in {country} is there already");
            continue;
        }
        let next = towns.iter().min_by(|a, b| degrees(a).total_cmp(&degrees(b))).filter(|i| degrees(i) < NEAR);
        let admin1 = next.and_then(|&i| places[i].admin1);
        places.push(Place {
            name: name.to_string(),
            lat,
            lon,
            population: people.parse().context(name.to_string())?,
            feature: "PPL".into(),
            country: Some(country.to_string()),
            admin1,
            flags: if borne.contains(&key) { 0 } else { 4 },
            names: others.split('|').filter(|o| !o.is_empty()).map(|o| (o.to_string(), OTHER)).collect(),
            ..Place::default()
        });
    }
    Ok(())
}
