//! A second voice on where sentences end: a small linear model over the words around a gap, trained on treebanks.
//!
//! The rules of `sentences` speak first. The model may add an end that they do not see, in a block of one line: behind a
//! heading or caption that was run together with what follows, or a stop before a small letter. It has no say after
//! abbreviations, numbers, dashes and quotations.

use crate::abbreviations;
use model::TextRange;

/// A gap between two words of a block, where a sentence may end.
pub struct Gap<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Its words, to the end of the block.
    pub words: &'a [TextRange],
    /// The first word of the sentence.
    pub start: usize,
    /// The word before the gap, or the final mark before closing marks.
    pub mark: usize,
    /// The last word before the gap.
    pub last: usize,
    /// Brackets that are open.
    pub depth: u32,
    /// True inside straight quotation marks.
    pub quoted: bool,
    /// True in a block of several lines.
    pub lined: bool,
    /// What the rules say.
    pub rule: bool,
}

/// The number of bits of a feature's place.
const BITS: u32 = 17;
const MAGIC: &[u8; 4] = b"DLS1";

/// The model: one signed byte for each place.
pub struct Boundaries(&'static [u8]);

impl Boundaries {
    /// `None` if the bytes are no model.
    pub fn open(bytes: &'static [u8]) -> Option<Boundaries> {
        bytes.strip_prefix(MAGIC).filter(|rest| rest.len() == 1 << BITS).map(Boundaries)
    }

    /// Does a sentence end at the gap?
    pub fn ends(&self, gap: &Gap) -> bool {
        if gap.rule || gap.lined || !gap.is_open() {
            return gap.rule;
        }
        let mut sum = 0i32;
        gap.features(|place| sum += i32::from(self.0[place] as i8));
        sum > MARGIN
    }
}

/// So much more than nothing must speak for an end that the rules do not see: a sentence too long does less harm than a
/// sentence torn apart.
const MARGIN: i32 = 100;

/// The bytes of a model with these weights.
pub fn pack(weights: &[i8]) -> Vec<u8> {
    MAGIC.iter().copied().chain(weights.iter().map(|&w| w as u8)).collect()
}

/// The number of weights.
pub const PLACES: usize = 1 << BITS;

impl<'a> Gap<'a> {
    fn of(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |w| w.of(self.text))
    }

    /// True if a mark that can end a sentence stands before the gap.
    fn is_marked(&self) -> bool {
        self.of(self.mark).ends_with(['.', '!', '?', '…', ':', ';']) || self.mark < self.last
    }

    /// True if the model has a say here.
    pub fn is_open(&self) -> bool {
        let (mark, next) = (self.of(self.mark), self.of(self.last + 1));
        let first = next.chars().next().unwrap_or(' ');
        if matches!(first, ',' | ';' | ':' | '.' | ')' | ']' | '%' | '’' | '”' | '/' | '&')
            || matches!(next, "'s" | "n't" | "'")
        {
            return false;
        }
        let bare = mark.trim_end_matches('.');
        let own_dot = bare.len() < mark.len() && !bare.is_empty();
        // Times, days and numbers go on: "11 p.m. Friday", "around 6:30", "in 2015 Velden won". So does a dateline's dash.
        if own_dot
            || self.mark == self.last && mark.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | ']'))
        {
            return false;
        }
        if !self.is_marked() && (first.is_ascii_digit() || is_time(next)) {
            return false;
        }
        if self.last == self.start || self.mark < self.last && !matches!(self.of(self.last), ")" | "]") {
            return false;
        }
        // Few sentences start small, and only after a mark.
        !self.rule && (self.is_marked() || !first.is_lowercase() || abbreviations::is_address(next))
    }

    /// Calls `f` with the place of each feature.
    pub fn features(&self, mut f: impl FnMut(usize)) {
        let (a, b, c) = (self.of(self.last), self.of(self.last + 1), self.of(self.last + 2));
        let mark = self.of(self.mark);
        let z = if self.last > self.start { self.of(self.last - 1) } else { "" };
        let y = if self.last > self.start + 1 { self.of(self.last - 2) } else { "" };
        let first = self.of(self.start);
        let [ha, hb, hc, hz, hy, hm, hf] = [a, b, c, z, y, mark, first].map(hash);
        let [sa, sb, sc, sz] = [a, b, c, z].map(shape);
        let rule = u64::from(self.rule) + 2 * u64::from(self.mark < self.last) + 4 * u64::from(self.is_marked());
        let length = u64::from((self.last + 1 - self.start).min(40).ilog2()) + 8 * u64::from(self.last == self.start);
        let glued = u64::from(self.words[self.last].end == self.words.get(self.last + 1).map_or(0, |w| w.start));
        let rest = u64::from((self.words.len() - self.last).min(64).ilog2());
        let stopped = u64::from(self.of(self.words.len() - 1).ends_with(['.', '!', '?', '"', '”']));
        let inside = u64::from(self.depth.min(1)) + 2 * u64::from(self.quoted);
        let opener = u64::from(abbreviations::is_opener(b)) + 2 * u64::from(abbreviations::is_opener(c));
        let mut n = 0;
        let mut put = |parts: [u64; 4]| {
            n += 1;
            f(place(n, parts));
        };
        put([rule, 0, 0, 0]);
        put([rule, ha, 0, 0]);
        put([rule, hb, 0, 0]);
        put([rule, hm, sb, 0]);
        put([rule, ha, sb, 0]);
        put([rule, sa, hb, 0]);
        put([rule, sa, sb, 0]);
        put([rule, sa, sb, sc]);
        put([rule, sz, sa, sb]);
        put([rule, hz, ha, sb]);
        put([rule, ha, hb, 0]);
        put([rule, hb, hc, 0]);
        put([rule, hb, sc, sa]);
        put([rule, sb, hc, sa]);
        put([rule, hz, sa, sb]);
        put([rule, hy, sa, sb]);
        put([rule, length, sa, sb]);
        put([rule, length, ha, sb]);
        put([rule, hf, length, sb]);
        put([rule, glued, sa, sb]);
        put([rule, rest, stopped, sb]);
        put([rule, length, rest, 0]);
        put([rule, inside, sb, 0]);
        put([rule, inside, ha, sb]);
        put([rule, opener, sa, sb]);
        put([rule, opener, stopped, shape(first)]);
    }
}

/// True for a word of the calendar.
pub(crate) fn is_time(word: &str) -> bool {
    let low = word.to_lowercase();
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let months = ["january", "february", "march", "april", "may", "june", "july"];
    let more = ["august", "september", "october", "november", "december"];
    [&days[..], &months, &more].iter().any(|list| list.contains(&low.as_str()))
}

/// A word's letters, small, as a number.
fn hash(word: &str) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325u64;
    for c in word.chars().take(24) {
        let c = if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() };
        sum = (sum ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    }
    sum
}

/// What a word looks like: its first letters' kinds, how long it is, its last mark.
fn shape(word: &str) -> u64 {
    let kind = |c: char| match c {
        _ if c.is_lowercase() => 1,
        _ if c.is_uppercase() => 2,
        _ if c.is_ascii_digit() => 3,
        _ if c.is_alphanumeric() => 4,
        '.' | '!' | '?' | '…' => 5,
        '"' | '“' | '”' | '‘' | '’' | '\'' => 6,
        '(' | '[' | '<' => 7,
        ')' | ']' | '>' => 8,
        ',' | ';' => 9,
        ':' => 10,
        '-' | '–' | '—' => 11,
        _ => 12,
    };
    let mut letters = word.chars();
    let (one, two) = (letters.next().map_or(0, kind), letters.next().map_or(0, kind));
    let last = word.chars().next_back().map_or(0, kind);
    let long = u64::from(letters.next().is_some());
    ((one * 16 + two) * 16 + last) * 4 + long * 2 + u64::from(abbreviations::is_address(word))
}

fn place(template: u64, parts: [u64; 4]) -> usize {
    let mut sum = template.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        sum = (sum ^ part).wrapping_mul(0xff51_afd7_ed55_8ccd);
        sum ^= sum >> 32;
    }
    (sum >> (64 - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_bytes_are_no_model_and_no_weights_add_nothing() {
        assert!(Boundaries::open(b"").is_none());
        assert!(Boundaries::open(b"DLS1 and too few").is_none());
        let model = Boundaries::open(pack(&vec![0; PLACES]).leak()).expect("a model");
        let text = "Dam breaks Nobody hurt.";
        let mut words = Vec::new();
        crate::words::cut(text, TextRange::new(0, text.len()), &mut words);
        for last in 0..words.len() - 1 {
            let mut gap =
                Gap { text, words: &words, start: 0, mark: last, last, depth: 0, quoted: false, lined: false, rule: false };
            assert!(!model.ends(&gap));
            gap.rule = true;
            assert!(model.ends(&gap));
        }
    }

    #[test]
    fn times_names_and_datelines_are_not_the_models_to_part() {
        let model = Boundaries::open(pack(&vec![127; PLACES]).leak()).expect("a model");
        for text in ["At 11 p.m. Friday", "around 6:30 Monday", "on the road Monday", "in Velden — The dam", "it 's"] {
            let mut words = Vec::new();
            crate::words::cut(text, TextRange::new(0, text.len()), &mut words);
            let last = words.len() - 2;
            let gap =
                Gap { text, words: &words, start: 0, mark: last, last, depth: 0, quoted: false, lined: false, rule: false };
            assert!(!model.ends(&gap), "{text}");
        }
    }
}
