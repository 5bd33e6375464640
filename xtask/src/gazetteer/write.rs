//! Packs the places into the file that `gazetteer::format` describes.

use super::read::{NAME, World};
use anyhow::{Context, Result, ensure};
use gazetteer::{format::*, normalize};
use std::collections::BTreeMap;

/// The bytes of the file.
pub fn file(world: &World) -> Result<Vec<u8>> {
    // Those with a GeoNames id by id (so that they can be looked up by it), then the others in the order of the table.
    let mut places: Vec<_> = world.places.iter().collect();
    places.sort_by_key(|p| if p.id == 0 { u32::MAX } else { p.id });
    ensure!(places.len() < 1 << 24, "too many places for a posting");
    let number: BTreeMap<u32, u32> =
        places.iter().enumerate().filter(|(_, p)| p.id != 0).map(|(i, p)| (p.id, i as u32)).collect();

    let mut features: Vec<&str> = places.iter().map(|p| p.feature.as_str()).collect();
    features.sort_unstable();
    features.dedup();
    ensure!(features.len() < 255 && world.countries.len() < 255, "too many features or countries for a byte");
    let country = |code: &str| world.countries.binary_search_by(|c| c.0.as_str().cmp(code)).ok();

    // Divisions by number.
    let of_class = |class: u8| -> BTreeMap<u32, u16> {
        places.iter().filter(|p| p.class == class).enumerate().map(|(i, p)| (p.id, i as u16)).collect()
    };
    let (admin1, admin2) = (of_class(3), of_class(2));
    ensure!(admin2.len() < usize::from(NO16), "too many divisions");

    let mut strings: Vec<u8> = Vec::new();
    let mut string_at: BTreeMap<&str, u32> = BTreeMap::new();
    let mut records: Vec<u8> = Vec::new();
    let mut members: Vec<u8> = Vec::new();
    let mut keys: BTreeMap<String, Vec<(u8, u64, u32)>> = BTreeMap::new();
    for (i, p) in places.iter().enumerate() {
        let name = *string_at.entry(&p.name).or_insert_with(|| {
            let at = strings.len() as u32;
            strings.push(p.name.len().min(255) as u8);
            strings.extend(&p.name.as_bytes()[..p.name.len().min(255)]);
            at
        });
        ensure!(strings.len() < 1 << 24, "too many names for three bytes");
        let degrees = |d: f64| ((d * STEPS).round() as i32).to_le_bytes();
        let start = records.len();
        records.extend(p.id.to_le_bytes());
        records.extend(&degrees(p.lat)[..3]);
        records.extend(&degrees(p.lon)[..3]);
        records.push(pack_population(p.population));
        records.push(features.binary_search(&p.feature.as_str()).ok().context("feature")? as u8);
        records.push(p.country.as_deref().and_then(country).map_or(NO8, |n| n as u8));
        records.extend(p.admin1.and_then(|a| admin1.get(&a).copied()).unwrap_or(NO16).to_le_bytes());
        records.extend(p.admin2.and_then(|a| admin2.get(&a).copied()).unwrap_or(NO16).to_le_bytes());
        records.extend(&name.to_le_bytes()[..3]);
        records.extend([p.class, p.flags]);
        debug_assert_eq!(records.len() - start, RECORD);
        if !p.members.is_empty() {
            let list: Vec<u8> = p.members.iter().filter_map(|c| country(c)).map(|n| n as u8).collect();
            members.extend((i as u32).to_le_bytes());
            members.push(list.len() as u8);
            members.extend(list);
        }
        for (name, form) in std::iter::once((&p.name, NAME)).chain(p.names.iter().map(|(n, f)| (n, *f))) {
            let key = normalize(name);
            if key.is_empty() {
                continue;
            }
            keys.entry(key).or_default().push((form, p.population, i as u32));
        }
    }

    let mut postings: Vec<u8> = Vec::new();
    let mut names = fst::MapBuilder::memory();
    for (key, mut list) in keys {
        // One posting a place, with its best form; then by form, population, record.
        list.sort_by_key(|&(form, _, record)| (record, form));
        list.dedup_by_key(|l| l.2);
        list.sort_by_key(|&(form, population, record)| (form, std::cmp::Reverse(population), record));
        let value = match list[..] {
            [(form, _, record)] => posting(record, form).into(),
            _ => {
                let at = postings.len() as u64 / 4;
                postings.extend((list.len() as u32).to_le_bytes());
                list.iter().for_each(|&(form, _, record)| postings.extend(posting(record, form).to_le_bytes()));
                LIST | at
            }
        };
        names.insert(key, value)?;
    }

    let ids = |of: &BTreeMap<u32, u16>| -> Vec<u8> { of.keys().flat_map(|id| number[id].to_le_bytes()).collect() };
    let mut country_table = Vec::new();
    for (code, id) in &world.countries {
        country_table.extend(code.as_bytes());
        country_table.extend(number[id].to_le_bytes());
    }
    let sections: [Vec<u8>; SECTIONS] = [
        names.into_inner()?,
        postings,
        records,
        strings,
        features.join("\n").into_bytes(),
        country_table,
        ids(&admin1),
        ids(&admin2),
        members,
    ];
    let mut out = Vec::new();
    out.extend(MAGIC);
    out.extend(VERSION.to_le_bytes());
    let mut at = HEADER;
    for s in &sections {
        out.extend((at as u32).to_le_bytes());
        out.extend((s.len() as u32).to_le_bytes());
        at += s.len();
    }
    for (s, what) in
        sections.iter().zip(["names", "postings", "records", "strings", "features", "countries", "admin1", "admin2", "members"])
    {
        println!("{what:10} {:>9}", s.len());
        out.extend(s);
    }
    Ok(out)
}
