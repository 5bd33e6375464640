//! Words that stand together in plain texts: whether they do is told as the full-text index would tell it, without cutting
//! the text into words or folding its letters one by one.

use memchr::memmem::Finder;

/// Words that stand together, the last one perhaps only begun.
#[derive(Clone, Debug)]
pub struct Phrase {
    words: Vec<String>,
    begun: bool,
    first: Finder<'static>,
}

impl Phrase {
    /// Of words as they are folded: letters and digits in lower case, without marks. `None` where there are no words.
    pub fn new(words: Vec<String>, begun: bool) -> Option<Phrase> {
        let first = Finder::new(words.first()?).into_owned();
        Some(Phrase { words, begun, first })
    }

    /// The words.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether the last word may go on.
    pub fn begun(&self) -> bool {
        self.begun
    }

    /// Whether its beginning stands in a plain text in lower case, be it within a word: where it does not, the phrase stands in
    /// no part of the text.
    pub fn begins_in(&self, lower: &str) -> bool {
        self.first.find(lower.as_bytes()).is_some()
    }

    /// Whether it stands in a plain text in lower case.
    pub fn stands_in(&self, lower: &str) -> bool {
        let text = lower.as_bytes();
        self.first.find_iter(text).any(|at| begins_word(text, at) && self.goes_on(&text[at..]))
    }

    /// Where it stands in a plain text in lower case: each place, as bytes, with the rest of a word that is only begun. `None`
    /// for one of marks alone.
    pub fn places<'a>(&'a self, lower: &'a str) -> Option<impl Iterator<Item = (usize, usize)> + 'a> {
        let text = lower.as_bytes();
        let found = self.first.find_iter(text).filter(|at| begins_word(text, *at));
        let place = |at: usize| Some((at, at + self.end(&text[at..])?));
        self.words.iter().all(|w| !w.is_empty()).then(|| found.filter_map(place))
    }

    /// Calls `f` with each of some plain texts in lower case in which it stands. They follow each other, each with a sign that
    /// is none of a word behind it, up to these ends.
    pub fn stands_in_each(&self, lower: &str, ends: &[u32], mut f: impl FnMut(usize)) {
        let (text, mut i, mut over) = (lower.as_bytes(), 0, 0);
        for at in self.first.find_iter(text) {
            // Where it was found in a text already, the rest of that one is passed over.
            if at < over || !begins_word(text, at) {
                continue;
            }
            while ends.get(i).is_some_and(|end| *end as usize <= at) {
                i += 1;
            }
            let Some(end) = ends.get(i).map(|end| *end as usize) else { return };
            if self.goes_on(&text[at..end]) {
                f(i);
                over = end;
            }
        }
    }

    /// Whether it stands in any text, if that can be told without knowing how other letters than those of ASCII are folded. Not
    /// for one whose last word is only begun.
    pub(crate) fn surely_stands_in(&self, text: &str) -> Option<bool> {
        let lower = text.to_ascii_lowercase();
        if is_plain(&lower) {
            return Some(self.stands_in(&lower));
        }
        // Of each word in doubt, nothing may be left, a word of the phrase, or another word: longer than all of the phrase.
        let other = "x".repeat(self.words.iter().map(String::len).max().unwrap_or(0) + 1);
        let (mut without, mut with, mut may_be) = (String::new(), String::new(), false);
        for piece in pieces(&lower) {
            if is_plain(piece) {
                without.push_str(piece);
                with.push_str(piece);
            } else {
                without.push(' ');
                with.push_str(&other);
                may_be |= self.words.iter().any(|w| may_hold(piece, w));
            }
        }
        match (self.stands_in(&with), may_be || self.stands_in(&without)) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }

    /// Where it ends, if a text begins with it and has no word of marks alone.
    fn end(&self, text: &[u8]) -> Option<usize> {
        let mut at = 0;
        for (i, want) in self.words.iter().enumerate() {
            let rest = text[at..].strip_prefix(want.as_bytes())?;
            at += want.len();
            let more = rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            let last = i + 1 == self.words.len();
            if more > 0 && !(last && self.begun) {
                return None;
            }
            at += more;
            if !last {
                at += rest.iter().take_while(|b| !b.is_ascii_alphanumeric()).count();
            }
        }
        Some(at)
    }

    /// Whether a text begins with it.
    fn goes_on(&self, mut text: &[u8]) -> bool {
        for (i, want) in self.words.iter().enumerate() {
            let Some(rest) = text.strip_prefix(want.as_bytes()) else { return false };
            if want.is_empty() {
                // Of marks alone nothing is left when they are folded: any word begins so.
                return self.begun && i + 1 == self.words.len() && rest.first().is_some_and(u8::is_ascii_alphanumeric);
            }
            if i + 1 == self.words.len() && self.begun {
                return true;
            }
            if rest.first().is_some_and(u8::is_ascii_alphanumeric) {
                return false;
            }
            text = &rest[rest.iter().take_while(|b| !b.is_ascii_alphanumeric()).count()..];
        }
        true
    }
}

/// True if no word of a plain text goes on where this one begins.
fn begins_word(text: &[u8], at: usize) -> bool {
    at == 0 || !text[at - 1].is_ascii_alphanumeric()
}

/// True if each letter, digit and mark of a text is of ASCII: there may be dashes and quotation marks (U+2000 to U+203F)
/// beside them.
pub fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match &bytes[at..] {
            [b, ..] if b.is_ascii() => at += bytes[at..].iter().take_while(|b| b.is_ascii()).count(),
            [0xe2, 0x80, _, ..] => at += 3,
            _ => return false,
        }
    }
    true
}

/// A text cut into what stands between words and into words, with the letters of which it is not known what they are.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() } else { !('\u{2000}'..='\u{203f}').contains(&c) };
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = is_word(rest.chars().next()?);
        let (piece, other) = rest.split_at(rest.find(|c| is_word(c) != word).unwrap_or(rest.len()));
        rest = other;
        Some(piece)
    })
}

/// Letters in doubt of one word that are gone through: of more it may hold anything.
const DOUBTS: usize = 12;

/// Whether a piece in lower case may hold a word of ASCII: any other letter may stand for one of the word's, or for nothing.
fn may_hold(piece: &str, word: &str) -> bool {
    fn from(piece: &str, word: &[u8]) -> bool {
        let (Some(want), mut letters) = (word.first(), piece.chars()) else { return true };
        match letters.next() {
            None => false,
            Some(c) if c.is_ascii() => c == char::from(*want) && from(letters.as_str(), &word[1..]),
            Some(_) => from(letters.as_str(), &word[1..]) || from(letters.as_str(), word),
        }
    }
    let doubts = piece.chars().filter(|c| !c.is_ascii()).count();
    doubts > DOUBTS || piece.char_indices().any(|(at, _)| from(&piece[at..], word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_doubt_is_not_told() {
        let phrase = Phrase::new(vec!["old".into(), "mill".into()], false).unwrap();
        let told = |text: &str| phrase.surely_stands_in(text);
        assert_eq!((told("The Old “mill”."), told("old mills"), told("old grey mill")), (Some(true), Some(false), Some(false)));
        assert_eq!((told("Besançon’s old mill"), told("Besançon’s mill")), (Some(true), Some(false)));
        assert_eq!(
            (told("old müll"), told("old «mill»"), told("öld mill"), told("old e\u{301} mill")),
            (None, None, None, None)
        );
        assert_eq!((told("old mill\u{301}"), told("Köln mill old"), told("old Köln mill")), (None, Some(false), None));
        assert_eq!(told(&format!("old {}", "é".repeat(40))), None);
    }
}
