//! Word lists packed by `cargo xtask train lists`: Brown clusters, parts of people's names, and names of places.
//!
//! Clusters: number of paths (u16), the paths (bits u32, length u8), number of words (u32), the words' 32-bit hashes in
//! order, their clusters (u16). People and places: Bloom filters, the number of hash functions first (u8).

use crate::features::{Word, mix};

static CLUSTERS: &[u8] = include_bytes!("../models/clusters.bin");
static PEOPLE: &[u8] = include_bytes!("../models/people.bin");
static PLACES: &[u8] = include_bytes!("../models/places.bin");

/// The cluster of a word; of its capitalised form where case says nothing and the small one has none.
pub fn cluster(word: &Word) -> u16 {
    match find(word.form) {
        0 if word.title != 0 => find(word.title),
        0 => find(word.low),
        found => found,
    }
}

fn find(hash: u64) -> u16 {
    let paths = usize::from(u16::from_le_bytes([CLUSTERS[0], CLUSTERS[1]]));
    let at = 2 + paths * 5;
    let Some(&[a, b, c, d]) = CLUSTERS.get(at..at + 4) else { return 0 };
    let count = u32::from_le_bytes([a, b, c, d]) as usize;
    let keys = &CLUSTERS[at + 4..at + 4 + count * 4];
    let key = (hash >> 32) as u32;
    let get = |i: usize| u32::from_le_bytes([keys[i * 4], keys[i * 4 + 1], keys[i * 4 + 2], keys[i * 4 + 3]]);
    // Hashes are spread evenly: start where the key ought to be.
    let (mut low, mut high) = (0, count);
    let guess = ((u64::from(key) * count as u64) >> 32) as usize;
    let reach = 512;
    if guess > reach && get(guess - reach) <= key {
        low = guess - reach;
    }
    if guess + reach < count && get(guess + reach) > key {
        high = guess + reach;
    }
    while low < high {
        let middle = (low + high) / 2;
        match get(middle).cmp(&key) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => {
                let values = &CLUSTERS[at + 4 + count * 4..];
                return u16::from_le_bytes([values[middle * 2], values[middle * 2 + 1]]);
            }
        }
    }
    0
}

/// The path of a cluster in the tree: its bits and their number.
pub fn path(cluster: u16) -> (u32, u8) {
    let at = 2 + usize::from(cluster) * 5;
    match CLUSTERS.get(at..at + 5) {
        Some(&[a, b, c, d, n]) if cluster > 0 => (u32::from_le_bytes([a, b, c, d]), n),
        _ => (0, 0),
    }
}

/// True for a part of people's names (and, rarely, for something else).
pub fn is_person(low: u64) -> bool {
    holds(PEOPLE, low)
}

/// True for the name of a place (and, rarely, for something else), told by the hash of its words.
pub fn is_place(hash: u64) -> bool {
    holds(PLACES, hash)
}

/// The hash of a name of several words, from the hash of the words before and the next word.
pub fn join(before: u64, low: u64) -> u64 {
    mix(77, before, low)
}

/// Asks a Bloom filter.
pub fn holds(filter: &[u8], hash: u64) -> bool {
    let Some((&count, bits)) = filter.split_first() else { return false };
    !bits.is_empty() && spots(hash, count, bits.len() * 8).all(|bit| bits[bit / 8] >> (bit % 8) & 1 == 1)
}

/// The bits of a Bloom filter that stand for a hash.
pub fn spots(hash: u64, count: u8, bits: usize) -> impl Iterator<Item = usize> {
    let (a, b) = (hash & 0xffff_ffff, hash >> 32 | 1);
    (0..u64::from(count)).map(move |n| (a.wrapping_add(b.wrapping_mul(n)) % bits as u64) as usize)
}

/// Packs a Bloom filter with ten bits a hash.
pub fn filter(hashes: &[u64]) -> Vec<u8> {
    let count = 6;
    let mut out = vec![0; 1 + (hashes.len() * 10).div_ceil(8)];
    out[0] = count;
    let bits = (out.len() - 1) * 8;
    for &hash in hashes {
        for bit in spots(hash, count, bits) {
            out[1 + bit / 8] |= 1 << (bit % 8);
        }
    }
    out
}
