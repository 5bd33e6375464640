//! An article as the network sees it: its words, what the lists know of them, how they stand elsewhere in the article.

use crate::features::{Caps, Case, Word, mix};
use crate::lists;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// An article as the network sees it.
pub struct Document {
    /// The words.
    pub words: Vec<Word>,
    /// The sentences.
    pub sentences: Vec<Range<usize>>,
    /// How capitals are used in each sentence.
    pub cases: Vec<Case>,
    /// How often each word stands small, and capitalised inside a sentence.
    seen: FxHashMap<u64, [u8; 2]>,
    /// Whether a word is a place's name (1), begins (2) or continues (3) one of several words.
    place: Vec<u8>,
    /// Words that may be part of a name: where case counts, those with a capital no more than two words off.
    near: Vec<bool>,
}

impl Document {
    /// Gathers what the features need.
    pub fn new(words: Vec<Word>, sentences: Vec<Range<usize>>, cases: Vec<Case>) -> Document {
        let mut seen: FxHashMap<u64, [u8; 2]> = FxHashMap::default();
        for (range, _) in sentences.iter().zip(&cases).filter(|(_, c)| **c == Case::Mixed) {
            for i in range.clone() {
                let word = &words[i];
                if word.flags & 4 == 0 || (word.caps != Caps::None && i == range.start) {
                    continue;
                }
                let counts = seen.entry(word.low).or_default();
                let side = &mut counts[usize::from(word.caps != Caps::None)];
                *side = side.saturating_add(1);
            }
        }
        let mut place = vec![0; words.len()];
        let mut near = vec![false; words.len()];
        for (range, case) in sentences.iter().zip(&cases) {
            let mut i = range.start;
            while i < range.end {
                let named = *case == Case::None || words[i].caps != Caps::None;
                let long = if named { longest_place(&words[i..range.end]) } else { 0 };
                if long > 0 {
                    place[i] = if long == 1 { 1 } else { 2 };
                    place[i + 1..i + long].fill(3);
                }
                i += long.max(1);
            }
            for i in range.clone() {
                if *case == Case::None || words[i].caps != Caps::None {
                    near[i.saturating_sub(2).max(range.start)..(i + 3).min(range.end)].fill(true);
                }
            }
        }
        Document { words, sentences, cases, seen, place, near }
    }

    /// False for a word that is surely part of no name.
    pub fn is_open(&self, i: usize) -> bool {
        self.near[i]
    }

    /// Says of a word that it is part of no name.
    pub fn close(&mut self, i: usize) {
        self.near[i] = false;
    }

    /// None, some or many occurrences of the word small and capitalised: 0 to 8.
    pub fn seen(&self, i: usize) -> u32 {
        let [small, capital] = self.seen.get(&self.words[i].low).copied().unwrap_or_default();
        u32::from(small.min(2)) * 3 + u32::from(capital.min(2))
    }

    /// Whether a word is a place's name (1), begins (2) or continues (3) one of several words; 0 for none of it.
    pub fn place(&self, i: usize) -> u32 {
        u32::from(self.place[i])
    }
}

/// Number of words of the longest name of a place at the start of `words`.
fn longest_place(words: &[Word]) -> usize {
    let mut found = 0;
    let mut hash = 0;
    for (n, word) in words.iter().take(5).enumerate() {
        hash = if n == 0 { word.low } else { lists::join(hash, word.low) };
        if word.flags & 4 != 0 && lists::is_place(hash) {
            found = n + 1;
        }
    }
    found
}

/// A number below `size` for a hash and the feature it stands for.
pub fn bucket(template: u64, hash: u64, size: u32) -> u32 {
    (((mix(template, hash, 0) >> 32) * u64::from(size)) >> 32) as u32
}
