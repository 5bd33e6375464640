//! Packs word clusters and the list of people's names for `language::lists`.

use anyhow::Result;
use language::{features, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Rarer words than this are left out of the clusters.
const RARE: u32 = 12;

pub fn train(clusters: &Path, people: &Path, out: &Path) -> Result<()> {
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
    super::write(&out.join("people.bin"), &lists::filter(&parts.into_iter().collect::<Vec<_>>()))
}

fn wanted(word: &str) -> bool {
    let letters = word.chars().all(|c| is_latin(c) || c.is_ascii_digit() || c == '.');
    (letters && word.len() <= 24 && word.chars().any(char::is_alphabetic)) || word.chars().count() == 1 && word.is_ascii()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ' | '\'' | '-' | '’')
}
