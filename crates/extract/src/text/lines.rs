//! A text as lines: where each stands, how it is set off, and what became of it.

use super::class::{Class, class};
use std::cell::Cell;

/// Lines longer than this are read in pieces, so that no step sees more at once.
const MAX_LINE: usize = 32 * 1024;

/// What became of a line. Every line has one of these in the end; `Open` would count as lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Not decided yet.
    Open,
    /// Went into an article, as text or as a field.
    Kept,
    /// The headline once more.
    Repeated,
    /// A slide counter: `3 / 8`.
    Counter,
    /// The page's furniture: follow, share, short link, sign up.
    Furniture,
    /// A word that stands where a picture's words should be.
    Placeholder,
    /// A ruler or another mark between stories.
    Separator,
    /// Marks for the wire's machines: slug, priority, take.
    Slug,
    /// An export's index terms, codes and counts.
    Index,
    /// A cover page or a table of contents.
    Cover,
    /// Rights and imprint.
    Legal,
    /// Pointers to other stories.
    Related,
    /// A mail's header lines, boundaries, signature.
    Mail,
}

/// One line that is not blank, without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Blank lines before it.
    pub blanks: u16,
    /// Columns of white space before it.
    pub indent: u8,
    /// A form feed stands before it.
    pub feed: bool,
    /// What became of it.
    pub fate: Fate,
}

/// What a line was found to be by itself, as far as one byte holds it.
#[derive(Clone, Copy)]
enum Known {
    Nothing,
    Text,
    Label,
    Counter,
    RelatedHead,
    /// A date or a byline: what it says is read again when asked for.
    Telling,
    Out(Fate),
}

/// A text and its lines.
pub(crate) struct Doc<'a> {
    /// The text.
    pub text: &'a str,
    /// The lines that are not blank.
    pub lines: Vec<Line>,
    /// The column at which the text as a whole is broken into lines, if it is.
    pub width: Option<usize>,
    /// Its lines stand between a wire's marks: `^It was the worst flood in years.<`.
    wire: bool,
    /// What was found out about each line; every step asks, and the answer takes time.
    known: Vec<Cell<Known>>,
}

/// White space, and the characters that show nothing.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

impl<'a> Doc<'a> {
    /// Cuts a text into lines, in one pass.
    pub fn new(text: &'a str) -> Self {
        // Positions are kept in 32 bits; `source` hands over far smaller pages.
        let text = if text.len() > u32::MAX as usize { &text[..floor(text, u32::MAX as usize)] } else { text };
        let bytes = text.as_bytes();
        let mut doc = Doc { text, lines: Vec::new(), width: None, wire: is_wire(text), known: Vec::new() };
        let (mut at, mut blanks, mut feed) = (0, 0u16, false);
        while at < bytes.len() {
            let end = memchr::memchr3(b'\n', b'\r', 0x0c, &bytes[at..]).map_or(bytes.len(), |n| at + n);
            if doc.push(at, end, blanks, feed) {
                (blanks, feed) = (0, false);
            } else {
                blanks = blanks.saturating_add(1);
            }
            if end == bytes.len() {
                break;
            }
            at = end + 1;
            if bytes[end] == 0x0c {
                feed = true;
            } else if bytes[end] == b'\r' && bytes.get(at) == Some(&b'\n') {
                at += 1;
            }
        }
        doc.known = vec![Cell::new(Known::Nothing); doc.lines.len()];
        doc
    }

    /// What line `i` is by itself.
    pub fn class(&self, i: usize) -> Class {
        let Some(known) = self.known.get(i) else { return Class::Out(Fate::Separator) };
        match known.get() {
            Known::Text => return Class::Text,
            Known::Label => return Class::Label,
            Known::Counter => return Class::Counter,
            Known::RelatedHead => return Class::RelatedHead,
            Known::Out(fate) => return Class::Out(fate),
            Known::Nothing | Known::Telling => {}
        }
        let found = class(self.line(i));
        known.set(match &found {
            Class::Text => Known::Text,
            Class::Label => Known::Label,
            Class::Counter => Known::Counter,
            Class::RelatedHead => Known::RelatedHead,
            Class::Out(fate) => Known::Out(*fate),
            Class::Date(_) | Class::Byline(..) => Known::Telling,
        });
        found
    }

    /// Adds the line, in pieces if it is very long. False if it is blank.
    fn push(&mut self, start: usize, end: usize, mut blanks: u16, mut feed: bool) -> bool {
        let raw = &self.text[start..end];
        let trimmed = raw.trim_start_matches(is_blank);
        let indent = raw[..raw.len() - trimmed.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).take(255).sum::<usize>();
        let mut at = start + raw.len() - trimmed.len();
        let end = at + trimmed.trim_end_matches(is_blank).len();
        if at >= end {
            return false;
        }
        let mut indent = indent.min(255) as u8;
        while at < end {
            let stop = if end - at <= MAX_LINE {
                end
            } else {
                let hard = floor(self.text, at + MAX_LINE);
                let soft = self.text[at..hard].rfind(' ').map_or(hard, |n| at + n);
                if soft > at { soft } else { hard }
            };
            let piece = &self.text[at..stop];
            let left = piece.trim_start_matches(is_blank);
            let left = if self.wire { left.strip_prefix('^').unwrap_or(left).trim_start_matches(is_blank) } else { left };
            let from = stop - left.len();
            let shown = left.trim_end_matches(is_blank);
            let shown =
                if self.wire { shown.strip_suffix(['<', '=']).unwrap_or(shown).trim_end_matches(is_blank) } else { shown };
            let to = from + shown.len();
            if from < to {
                self.lines.push(Line { start: from as u32, end: to as u32, blanks, indent, feed, fate: Fate::Open });
                (blanks, feed, indent) = (0, false, 0);
            }
            at = stop;
        }
        true
    }

    /// The words of line `i`.
    pub fn line(&self, i: usize) -> &'a str {
        self.lines.get(i).map_or("", |l| &self.text[l.start as usize..l.end as usize])
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Blank lines before line `i`; many before the first.
    pub fn blanks(&self, i: usize) -> u16 {
        self.lines.get(i).map_or(99, |l| if i == 0 { 99 } else { l.blanks })
    }

    /// Says what became of line `i`.
    pub fn mark(&mut self, i: usize, fate: Fate) {
        if let Some(l) = self.lines.get_mut(i) {
            l.fate = fate;
        }
    }

    /// Says the same of all lines of a range that have no fate yet.
    pub fn mark_open(&mut self, range: std::ops::Range<usize>, fate: Fate) {
        for l in &mut self.lines[range] {
            if l.fate == Fate::Open {
                l.fate = fate;
            }
        }
    }
}

/// Lines between a wire's marks that make a text a wire's; one may be a slip.
const MARKED: usize = 2;

/// True for a text in which lines begin with `^` and end with `<`, or with `=` where the writer's name goes.
fn is_wire(text: &str) -> bool {
    let marked = |l: &&str| l.starts_with('^') && l.trim_end_matches(is_blank).ends_with(['<', '=']);
    text.split(['\n', '\r']).take(2_000).filter(marked).take(MARKED).count() == MARKED
}

/// The character border at or before byte `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The words with single spaces between them.
pub(crate) fn squeeze(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    squeeze_onto(&mut out, s);
    out
}

/// Adds the words of `s` after a space.
pub(crate) fn squeeze_onto(out: &mut String, s: &str) {
    for word in s.split(|c: char| c.is_whitespace() || c.is_control()) {
        let shown = word.trim_matches(is_blank);
        if shown.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(shown);
    }
}

/// Letters and digits in lower case, words apart by one space: two lines that say the same have the same key.
pub(crate) fn key(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '‘' | '"' | '“' | '”') && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Number of characters that show.
pub(crate) fn weight(s: &str) -> u64 {
    s.chars().filter(|c| !is_blank(*c)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place_and_the_blanks_before_them() {
        let doc = Doc::new("\u{feff}One\r\n\r\n  two \u{a0}\n\u{c}three\rfour");
        let seen: Vec<_> =
            (0..doc.len()).map(|i| (doc.line(i), doc.lines[i].blanks, doc.lines[i].indent, doc.lines[i].feed)).collect();
        assert_eq!(seen, [("One", 0, 1, false), ("two", 1, 2, false), ("three", 1, 0, true), ("four", 0, 0, false)]);
    }

    #[test]
    fn a_wires_marks_are_no_part_of_its_lines() {
        let doc = Doc::new("^Flood kills 12 in Velmora<\n^By ONA VELD=\nTARNHOLM (AW) _ A river burst.\n^It rained.<");
        let seen: Vec<_> = (0..doc.len()).map(|i| doc.line(i)).collect();
        assert_eq!(seen, ["Flood kills 12 in Velmora", "By ONA VELD", "TARNHOLM (AW) _ A river burst.", "It rained."]);
        assert_eq!(Doc::new("^A lone mark<\nMore").line(0), "^A lone mark<");
    }

    #[test]
    fn a_long_line_comes_in_pieces_and_nothing_is_lost() {
        let text = "word ".repeat(20_000);
        let doc = Doc::new(&text);
        assert!(doc.len() > 2);
        let sum: u64 = (0..doc.len()).map(|i| weight(doc.line(i))).sum();
        assert_eq!(sum, weight(&text));
    }

    #[test]
    fn keys_ignore_case_quotes_and_spacing() {
        assert_eq!(key("“Why  the Mayor’s out” "), key("Why the mayor's out"));
        assert_eq!(squeeze(" a\u{a0}\u{a0}b\t c "), "a b c");
    }
}
