//! Which words of a text a search meant, so that a result shows the sentence that matched with the words marked.
//!
//! Words are folded as the full-text index folds them: lower case, without diacritics.

use crate::view::Part;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One thing searched for: words that stand together, the last one perhaps only begun.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    words: Vec<String>,
    begun: bool,
}

/// What a search wants to find: every term but those that must not occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms(Vec<Term>);

/// A word of a text: where it stands, and its folded form.
struct Word {
    start: usize,
    end: usize,
    folded: String,
}

impl Terms {
    /// The terms of search words: `"a phrase"`, `this OR that`, `begin*`; `-not` is none.
    pub fn of(query: &str) -> Terms {
        let mut out = Vec::new();
        for (i, piece) in query.split('"').enumerate() {
            let parts: Vec<&str> = if i % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() };
            for part in parts.into_iter().filter(|p| i % 2 == 1 || (*p != "OR" && !p.starts_with('-'))) {
                let words: Vec<String> = cut(part).into_iter().map(|w| w.folded).collect();
                if !words.is_empty() {
                    out.push(Term { words, begun: i % 2 == 0 && part.ends_with('*') });
                }
            }
        }
        Terms(out)
    }

    /// True if nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the terms stand in a text, as bytes, in order and apart from each other; and how many different ones do.
    pub fn find(&self, text: &str) -> (Vec<(usize, usize)>, usize) {
        let words = cut(text);
        let mut hits = Vec::new();
        let mut kinds = 0;
        for term in &self.0 {
            let at = |i: usize| term.stands(&words[i..]);
            let found = (0..words.len()).filter(|i| at(*i)).map(|i| (words[i].start, words[i + term.words.len() - 1].end));
            let before = hits.len();
            hits.extend(found);
            kinds += usize::from(hits.len() > before);
        }
        hits.sort_unstable();
        hits.dedup_by(|b, a| {
            let joined = b.0 < a.1;
            if joined {
                a.1 = a.1.max(b.1);
            }
            joined
        });
        (hits, kinds)
    }

    /// The best of some sentences: the one with most different terms, the earlier of two. Its number, if any has one.
    pub fn best<'a>(&self, sentences: impl Iterator<Item = &'a str>) -> Option<usize> {
        let mut best = (0, None);
        for (i, s) in sentences.enumerate() {
            let (_, kinds) = self.find(s);
            if kinds > best.0 {
                best = (kinds, Some(i));
            }
            if kinds == self.0.len() {
                break;
            }
        }
        best.1
    }

    /// A text in parts, the terms marked.
    pub fn mark(&self, text: &str) -> Vec<Part> {
        Part::cut(text, &self.find(text).0)
    }
}

impl Term {
    fn stands(&self, words: &[Word]) -> bool {
        let last = self.words.len() - 1;
        words.len() > last
            && self.words.iter().zip(words).enumerate().all(|(i, (want, have))| {
                if i == last && self.begun { have.folded.starts_with(want.as_str()) } else { have.folded == *want }
            })
    }
}

/// The words of a text: runs of letters, digits and the marks on them.
fn cut(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (open && is_combining_mark(c));
        if inside && !open {
            out.push(Word { start: at, end: at, folded: String::new() });
        }
        if let (true, Some(w)) = (inside, out.last_mut()) {
            w.end = at + c.len_utf8();
            match c.is_ascii() {
                true => w.folded.push(c.to_ascii_lowercase()),
                false => w.folded.extend(fold(c)),
            }
        }
        open = inside;
    }
    out
}

/// A letter in lower case, without its marks.
fn fold(c: char) -> impl Iterator<Item = char> {
    c.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(query: &str, text: &str) -> String {
        let show = |p: &Part| if p.on { format!("[{}]", p.text) } else { p.text.clone() };
        Terms::of(query).mark(text).iter().map(show).collect()
    }

    #[test]
    fn words_are_found_without_case_and_marks() {
        assert_eq!(marked("malaga bomb*", "A bombing in MÁLAGA, not a bomb."), "A [bombing] in [MÁLAGA], not a [bomb].");
        assert_eq!(
            marked("\"two mills\" OR fire", "Fires? Two mills. Two of the mills."),
            "Fires? [Two mills]. Two of the mills."
        );
        assert_eq!(marked("-fire", "fire"), "fire");
        assert_eq!(marked("e\u{301}te", "l'été, ete\u{301}"), "l'[été], [ete\u{301}]");
    }

    #[test]
    fn the_sentence_with_most_terms_is_best() {
        let terms = Terms::of("mill blast varna");
        let s = ["A mill.", "A blast at a mill.", "Varna."];
        assert_eq!(terms.best(s.into_iter()), Some(1));
        assert_eq!(terms.best(["Nothing."].into_iter()), None);
    }
}
