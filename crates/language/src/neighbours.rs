//! A second look at the words of a block: what only their neighbours can tell.

use crate::abbreviations::{self, Use};
use crate::words::{is_apostrophe, is_hyphen};
use model::TextRange;

/// Mends `words[from..]`, the words of one block. One pass.
pub fn mend(text: &str, from: usize, words: &mut Vec<TextRange>) {
    if words.len() == from {
        return;
    }
    let mut out: Vec<TextRange> = Vec::with_capacity(words.len() - from + 8);
    let cut = &words[from..];
    let mut i = 0;
    while i < cut.len() {
        let word = cut[i];
        let form = word.of(text);
        let next = cut.get(i + 1).copied();
        let seen = Seen { text, before: out.last().copied(), word, next, after: cut.get(i + 2).copied() };
        i += 1;
        if let Some(stem) = form.strip_suffix('.').filter(|s| !s.is_empty()) {
            if seen.stop_is_its_own(stem) {
                out.push(TextRange { end: word.end - 1, ..word });
                out.push(TextRange { start: word.end - 1, ..word });
                continue;
            }
        } else if seen.joins_next() {
            if let Some(next) = next {
                out.push(word.cover(next));
                i += 1;
                continue;
            }
        } else if seen.is_it_is() {
            out.push(TextRange { end: word.end - 1, ..word });
            out.push(TextRange { start: word.end - 1, ..word });
            continue;
        }
        out.push(word);
    }
    words.truncate(from);
    words.append(&mut out);
}

/// A word between its neighbours.
struct Seen<'a> {
    text: &'a str,
    before: Option<TextRange>,
    word: TextRange,
    next: Option<TextRange>,
    after: Option<TextRange>,
}

impl<'a> Seen<'a> {
    fn form(&self, word: Option<TextRange>) -> &'a str {
        word.map_or("", |w| w.of(self.text))
    }

    /// True for a word with a stop that is no part of it, though it could be: "No.", "from A to B.".
    fn stop_is_its_own(&self, stem: &str) -> bool {
        let next = self.form(self.next);
        let ends = self.next.is_none() || is_closing(next) || (abbreviations::is_opener(next) && starts_big(next));
        if abbreviations::usage(stem) == Some(Use::Number) {
            let number = next.starts_with(|c: char| c.is_ascii_digit() || c == '#');
            return !number && (stem.eq_ignore_ascii_case("no") || ends);
        }
        if stem.eq_ignore_ascii_case("etc") {
            return self.next.is_none() || starts_big(next);
        }
        let mut letters = stem.chars();
        if letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && ends {
            // An initial stands with a name: behind one, or before one.
            let before = self.form(self.before);
            return !starts_big(before) || before.chars().nth(1).is_none();
        }
        false
    }

    /// True for a word that makes one with the mark that follows it: "p. 5", "th- this".
    fn joins_next(&self) -> bool {
        let (form, next) = (self.word.of(self.text), self.form(self.next));
        if self.next.is_none_or(|n| n.start != self.word.end) {
            return false;
        }
        let letters = form.bytes().all(|b| b.is_ascii_alphabetic());
        if next == "." && form.len() == 1 && letters && !form.starts_with(char::is_uppercase) {
            let before_number = self.form(self.after).starts_with(|c: char| c.is_ascii_digit());
            return before_number || self.form(self.before) == "(";
        }
        // Speech that breaks off in a word. "First- and second-class" and dashes without spaces do not.
        if next.starts_with(is_hyphen) && next.chars().nth(1).is_none() && letters && form.len() < 4 {
            let gap = self.after.is_none_or(|a| self.next.is_some_and(|n| n.end < a.start));
            let free = self.before.is_none_or(|b| b.end < self.word.start);
            let pair = matches!(self.form(self.after), "and" | "or" | "to" | "," | "&" | "but" | "as" | "than");
            return gap && free && !pair && !abbreviations::is_prefix(form) && !abbreviations::is_opener(form);
        }
        false
    }

    /// True for "its" where "it's" was meant.
    fn is_it_is(&self) -> bool {
        self.word.of(self.text).eq_ignore_ascii_case("its")
            && matches!(self.form(self.next), "a" | "an" | "the" | "been" | "not")
    }
}

fn starts_big(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_closing(word: &str) -> bool {
    word.starts_with(['"', '”', ')', ']', '»'])
        || word.starts_with(is_apostrophe) && word.chars().nth(1).is_none_or(is_apostrophe)
}
