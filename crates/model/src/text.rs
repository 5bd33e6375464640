//! Positions in text: byte ranges inside the program, code-point ranges on the wire.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** in an article's text. Serialized as `[start, end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl From<(u32, u32)> for TextRange {
    fn from((start, end): (u32, u32)) -> Self {
        TextRange { start, end }
    }
}

impl From<TextRange> for (u32, u32) {
    fn from(r: TextRange) -> Self {
        (r.start, r.end)
    }
}

impl From<std::ops::Range<usize>> for TextRange {
    fn from(r: std::ops::Range<usize>) -> Self {
        TextRange::new(r.start, r.end)
    }
}

impl TextRange {
    /// A range from byte `start` to byte `end` (exclusive). Texts are bounded well below 4 GB by `extract`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        TextRange { start: start as u32, end: end as u32 }
    }

    /// The words themselves. Empty if the range does not lie on character borders of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// As a `std` range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True if nothing is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if `other` lies wholly inside.
    pub fn contains(self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share at least one byte.
    pub fn overlaps(self, other: TextRange) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: TextRange) -> TextRange {
        TextRange { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A half-open range of **code points**: the wire form of a [`TextRange`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CharRange(pub u32, pub u32);

/// A located piece of an article's text together with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Where it stands.
    #[serde(rename = "span")]
    pub range: TextRange,
    /// The words, equal to the text cut at `range`.
    pub text: String,
}

impl Span {
    /// Cuts the span out of `text`.
    pub fn cut(text: &str, range: TextRange) -> Self {
        Span { range, text: range.of(text).to_string() }
    }
}

/// Converts between bytes and code points of one text in O(log n), or O(1) for ASCII.
pub struct CharIndex {
    /// Byte offset of every 64th code point; empty for ASCII text.
    marks: Vec<u32>,
    /// The text, needed to count inside a stride.
    text: Box<str>,
}

const STRIDE: usize = 64;

impl CharIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CharIndex { marks: Vec::new(), text: "".into() };
        }
        let marks = text.char_indices().step_by(STRIDE).map(|(b, _)| b as u32).collect();
        CharIndex { marks, text: text.into() }
    }

    /// The number of code points before byte `byte`. A byte inside a character counts as its start.
    pub fn to_char(&self, byte: u32) -> u32 {
        if self.marks.is_empty() {
            return byte;
        }
        let slot = self.marks.partition_point(|&m| m <= byte).saturating_sub(1);
        let from = self.marks[slot] as usize;
        let inside = self.text[from..].char_indices().take_while(|(b, _)| from + b < byte as usize).count();
        (slot * STRIDE + inside) as u32
    }

    /// The byte at which code point number `char` starts; the text's length if there are fewer.
    pub fn to_byte(&self, char: u32) -> u32 {
        if self.marks.is_empty() {
            return char;
        }
        let slot = (char as usize / STRIDE).min(self.marks.len() - 1);
        let from = self.marks[slot] as usize;
        let rest = char as usize - slot * STRIDE;
        self.text[from..].char_indices().nth(rest).map_or(self.text.len(), |(b, _)| from + b) as u32
    }

    /// Bytes to code points.
    pub fn chars(&self, r: TextRange) -> CharRange {
        CharRange(self.to_char(r.start), self.to_char(r.end))
    }

    /// Code points to bytes.
    pub fn bytes(&self, r: CharRange) -> TextRange {
        TextRange { start: self.to_byte(r.0), end: self.to_byte(r.1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_convert_both_ways() {
        let text = "Ünïcode 👩‍👩‍👧 and العربية, ".repeat(20);
        let index = CharIndex::new(&text);
        for (n, (b, _)) in text.char_indices().enumerate() {
            assert_eq!(index.to_char(b as u32), n as u32);
            assert_eq!(index.to_byte(n as u32), b as u32);
        }
        let count = text.chars().count() as u32;
        assert_eq!(index.to_char(text.len() as u32), count);
        assert_eq!(index.to_byte(count), text.len() as u32);
    }

    #[test]
    fn a_range_off_a_character_border_cuts_nothing() {
        assert_eq!(TextRange::new(1, 2).of("é"), "");
    }
}
