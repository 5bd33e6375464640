//! Packs word clusters and the lists of people's and places' names for `language::lists`.

use anyhow::Result;
use language::{features, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Other names than the first are taken of places with as many people as this.
const LARGE: u64 = 100_000;

/// Rarer words than this are left out of the clusters.
const RARE: u32 = 12;

pub fn train(clusters: &Path, people: &Path, places: &Path, out: &Path) -> Result<()> {
    let mut paths: BTreeMap<&str, u16> = BTreeMap::new();
    let text = super::read(clusters)?;
    let mut words: Vec<(&str, &str, u32)> = Vec::new();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let (Some(path), Some(word), Some(count)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let count: u32 = count.trim().parse().unwrap_or(0);
        if count >= RARE && wanted(word) {
            paths.insert(path, 0);
            words.push((path, word, count));
        }
    }
    for (n, slot) in paths.values_mut().enumerate() {
        *slot = n as u16 + 1;
    }
    let mut bytes = ((paths.len() + 1) as u16).to_le_bytes().to_vec();
    bytes.extend([0; 5]);
    for path in paths.keys() {
        // The first step of the path is the lowest bit, so that a mask gives the coarser clusters.
        let bits = path.bytes().take(32).enumerate().fold(0u32, |x, (n, b)| x | u32::from(b == b'1') << n);
        bytes.extend(bits.to_le_bytes());
        bytes.push(path.len().min(32) as u8);
    }
    let mut keys: BTreeMap<u32, (u32, u16)> = BTreeMap::new();
    for (path, word, count) in words {
        let key = (features::letters(word.chars()) >> 32) as u32;
        let entry = keys.entry(key).or_insert((0, 0));
        if count > entry.0 {
            *entry = (count, paths[path]);
        }
    }
    bytes.extend((keys.len() as u32).to_le_bytes());
    bytes.extend(keys.keys().flat_map(|k| k.to_le_bytes()));
    bytes.extend(keys.values().flat_map(|(_, c)| c.to_le_bytes()));
    super::write(&out.join("clusters.bin"), &bytes)?;

    let mut parts = BTreeSet::new();
    for line in super::read(people)?.lines().filter(|l| !l.starts_with('#')) {
        for part in line.split(" => ").next().unwrap_or("").split(", ").map(str::trim) {
            if part.chars().count() > 1 && part.chars().all(is_latin) {
                parts.insert(features::Word::new(part, features::Case::None).low);
            }
        }
    }
    super::write(&out.join("people.bin"), &lists::filter(&parts.into_iter().collect::<Vec<_>>()))?;

    let table: serde_json::Value = serde_json::from_str(&super::read(places)?)?;
    let mut hashes = BTreeSet::new();
    for place in table.as_object().into_iter().flat_map(|t| t.values()) {
        let people = place["population"].as_u64().unwrap_or(0);
        let others = place["alternatenames"].as_array().into_iter().flatten().filter(|_| people >= LARGE);
        for name in others.chain([&place["name"]]).filter_map(|n| n.as_str()) {
            // Two letters and less are mostly codes; names in other scripts and in small letters do not stand in English text.
            if name.chars().count() < 3
                || !name.starts_with(char::is_uppercase)
                || name.chars().skip(1).all(|c| !c.is_lowercase())
            {
                continue;
            }
            let range = model::TextRange::new(0, name.len());
            let tokens = language::cut(name, &[range]).tokens;
            let low = |t: &model::Token| features::Word::new(t.form(name), features::Case::None).low;
            if let Some((first, rest)) = tokens.split_first().filter(|(_, rest)| rest.len() < 5) {
                hashes.insert(rest.iter().fold(low(first), |hash, t| lists::join(hash, low(t))));
            }
        }
    }
    super::write(&out.join("places.bin"), &lists::filter(&hashes.into_iter().collect::<Vec<_>>()))
}

fn wanted(word: &str) -> bool {
    let letters = word.chars().all(|c| is_latin(c) || c.is_ascii_digit() || c == '.');
    (letters && word.len() <= 24 && word.chars().any(char::is_alphabetic)) || word.chars().count() == 1 && word.is_ascii()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ' | '\'' | '-' | '’')
}
