//! Words that articles hold and that are one slip away from another: a letter left out, put in, changed, or swapped with the next.

use crate::{Result, Sqlite};
use std::collections::BTreeSet;

/// Letters that may have been meant.
const LETTERS: std::ops::RangeInclusive<char> = 'a'..='z';
/// Longer words are no words.
const LONGEST: usize = 24;

/// All that one slip makes of a word.
fn slips(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut out = BTreeSet::new();
    for at in 0..=letters.len() {
        let (before, behind) = letters.split_at(at);
        let mut put = |middle: &[char], rest: &[char]| {
            out.insert(before.iter().chain(middle).chain(rest).collect::<String>());
        };
        LETTERS.for_each(|c| put(&[c], behind));
        if let [first, rest @ ..] = behind {
            put(&[], rest);
            LETTERS.for_each(|c| put(&[c], rest));
            if let [second, rest @ ..] = rest {
                put(&[*second, *first], rest);
            }
        }
    }
    out.remove(word);
    out.retain(|w| w.chars().count() > 2);
    out
}

impl Sqlite {
    /// Words that some article holds and that are one slip away from this one; none of a word that is very short or long. Each is
    /// looked up by itself, which takes a millisecond for twenty, however many articles there are.
    pub fn words_near(&self, word: &str) -> Result<Vec<String>> {
        let length = word.chars().count();
        if !(4..=LONGEST).contains(&length) || !word.chars().all(char::is_alphabetic) {
            return Ok(Vec::new());
        }
        let mut q = self.db.prepare_cached("SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?1 LIMIT 1")?;
        let mut out = Vec::new();
        for other in slips(&word.to_lowercase()) {
            if q.exists([format!("\"{other}\"")])? {
                out.push(other);
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slip_of_one_letter_is_made() {
        let of = slips("flod");
        for meant in ["flood", "fold", "clod", "lod", "flods"] {
            assert!(of.contains(meant), "{meant}");
        }
        assert!(!of.contains("flod") && !of.contains("fl"));
    }
}
