//! Which words of a text a search meant, so that a result shows the sentence that matched with the words marked.
//!
//! Words are folded as the full-text index folds them: lower case, without diacritics.

use crate::view::Part;
use store::{Phrase, is_plain};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a search wants to find: every term but those that must not occur.
#[derive(Clone, Debug, Default)]
pub struct Terms(Vec<Phrase>);

/// The words of a text, folded, one after the other.
#[derive(Default)]
struct Words {
    folded: String,
    all: Vec<Word>,
}

/// A word of a text: where it stands, and where its folded form ends among those of all.
#[derive(Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    folded: usize,
}

impl Words {
    /// The folded form of a word.
    fn of(&self, i: usize) -> &str {
        let from = if i == 0 { 0 } else { self.all[i - 1].folded };
        &self.folded[from..self.all[i].folded]
    }

    /// True if a term stands from this word on.
    fn have(&self, term: &Phrase, at: usize) -> bool {
        let last = term.words().len() - 1;
        at + last < self.all.len()
            && term.words().iter().enumerate().all(|(i, want)| {
                let have = self.of(at + i);
                if i == last && term.begun() { have.starts_with(want.as_str()) } else { have == want }
            })
    }
}

/// Texts in which words are looked for many times.
pub struct Folded {
    lower: String,
    /// Where each ends, the sign that parts it from the next one with it.
    ends: Vec<u32>,
    /// Those with letters that are folded in other ways, in order.
    odd: Vec<u32>,
}

impl Folded {
    /// Of some texts, each by itself.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Folded {
        let (mut lower, mut ends) = (String::new(), Vec::new());
        for text in texts {
            lower.push_str(text);
            lower.push('\n');
            ends.push(lower.len() as u32);
        }
        lower.make_ascii_lowercase();
        lower.shrink_to_fit();
        let mut folded = Folded { lower, ends, odd: Vec::new() };
        if !is_plain(&folded.lower) {
            folded.odd = (0..folded.ends.len() as u32).filter(|i| !is_plain(folded.text(*i as usize))).collect();
        }
        folded
    }

    /// One of them.
    fn text(&self, i: usize) -> &str {
        let from = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.lower[from..self.ends[i] as usize]
    }
}

impl Terms {
    /// The terms of search words: `"a phrase"`, `this OR that`, `begin*`; `-not` is none.
    pub fn of(query: &str) -> Terms {
        let mut out = Vec::new();
        let mut unwanted = false;
        for (i, piece) in query.split('"').enumerate() {
            if i % 2 == 1 && unwanted {
                continue;
            }
            // -"two words": the minus stands right before the marks.
            unwanted = piece.ends_with('-') && piece.split_whitespace().next_back() == Some("-");
            let parts: Vec<&str> = if i % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() };
            for part in parts.into_iter().filter(|p| i % 2 == 1 || (*p != "OR" && !p.starts_with('-'))) {
                let cut = cut(part);
                let words: Vec<String> = (0..cut.all.len()).map(|i| cut.of(i).to_string()).collect();
                out.extend(Phrase::new(words, i % 2 == 0 && part.ends_with('*')));
            }
        }
        Terms(out)
    }

    /// True if nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether one of them may stand in some texts or a part of them: told faster than whether it does.
    pub fn may_stand_in(&self, texts: &Folded) -> bool {
        !texts.odd.is_empty() || self.0.iter().any(|t| t.begins_in(&texts.lower))
    }

    /// How many different ones stand in each of some texts, which are these as they were folded.
    fn kinds_of_each<'a>(&self, folded: &Folded, texts: impl Fn(usize) -> &'a str) -> Vec<usize> {
        let mut kinds = vec![0; folded.ends.len()];
        // Of marks alone nothing is left to look for.
        if self.0.iter().any(|t| t.words().first().is_none_or(String::is_empty)) {
            kinds.iter_mut().enumerate().for_each(|(i, n)| *n = self.kinds(texts(i)));
            return kinds;
        }
        self.0.iter().for_each(|t| t.stands_in_each(&folded.lower, &folded.ends, |i| kinds[i] += 1));
        folded.odd.iter().for_each(|i| kinds[*i as usize] = self.kinds(texts(*i as usize)));
        kinds
    }

    /// The best of some texts: the one with most different terms, the earlier of two, with how many these are. `None` where none
    /// has any.
    pub fn best_of<'a>(&self, folded: &Folded, texts: impl Fn(usize) -> &'a str) -> Option<(usize, usize)> {
        // Of equals the last one is greatest: seen from behind, that is the first.
        let kinds = self.kinds_of_each(folded, texts).into_iter().enumerate();
        kinds.rev().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0)
    }

    /// How many different ones stand in a text.
    pub fn kinds(&self, text: &str) -> usize {
        if is_plain(text) {
            let lower = text.to_ascii_lowercase();
            return self.0.iter().filter(|t| t.stands_in(&lower)).count();
        }
        let words = cut(text);
        self.0.iter().filter(|t| (0..words.all.len()).any(|i| words.have(t, i))).count()
    }

    /// Where the terms stand in a text, as bytes, in order and apart from each other; and how many different ones do.
    pub fn find(&self, text: &str) -> (Vec<(usize, usize)>, usize) {
        let mut hits = Vec::new();
        let mut kinds = 0;
        let plain = is_plain(text).then(|| text.to_ascii_lowercase());
        let mut words = None;
        for term in &self.0 {
            let before = hits.len();
            match plain.as_deref().and_then(|lower| term.places(lower)) {
                Some(found) => hits.extend(found),
                None => {
                    let words = words.get_or_insert_with(|| cut(text));
                    let range = |i: usize| (words.all[i].start, words.all[i + term.words().len() - 1].end);
                    hits.extend((0..words.all.len()).filter(|i| words.have(term, *i)).map(range));
                }
            }
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
            let kinds = self.kinds(s);
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

/// The words of a text: runs of letters, digits and the marks on them.
fn cut(text: &str) -> Words {
    let mut out = Words { folded: String::with_capacity(text.len()), all: Vec::with_capacity(text.len() / 5) };
    let mut open = false;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (open && is_combining_mark(c));
        if inside && !open {
            out.all.push(Word { start: at, end: at, folded: out.folded.len() });
        }
        if let (true, Some(w)) = (inside, out.all.last_mut()) {
            w.end = at + c.len_utf8();
            match c.is_ascii() {
                true => out.folded.push(c.to_ascii_lowercase()),
                false => out.folded.extend(fold(c)),
            }
            w.folded = out.folded.len();
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
        assert_eq!(marked("fire -\"two mills\" \"a mill\"", "fire, two mills, a mill"), "[fire], two mills, [a mill]");
        assert_eq!(marked("e\u{301}te", "l'été, ete\u{301}"), "l'[été], [ete\u{301}]");
    }

    #[test]
    fn plain_texts_are_read_as_any_other() {
        let mut dice = 7u64;
        let mut below = |n: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) as usize % n
        };
        let pieces = ["fire", "Fire", "fires", "mill", " ", " ", "-", "_", "’", "“", "…", "7", "a", ". "];
        let queries = ["fire", "fire*", "\"fire mill\"", "mill fires a7", "7", "\"a fire\" OR fi*", "\"fire’s\""];
        let mut found = 0;
        for _ in 0..4000 {
            let text: String = (0..below(9)).map(|_| pieces[below(pieces.len())]).collect();
            let terms = Terms::of(queries[below(queries.len())]);
            assert!(is_plain(&text));
            // As a text that must be read letter by letter: the same with a letter of another alphabet far behind.
            let (marks, kinds) = terms.find(&format!("{text} \u{3b1}"));
            assert_eq!((terms.find(&text), terms.kinds(&text)), ((marks, kinds), kinds), "{terms:?} in {text:?}");
            let texts = ["a", text.as_str(), "fire mill é"];
            let folded = Folded::of(texts.into_iter());
            assert!(terms.kinds(&text) == 0 || terms.may_stand_in(&folded));
            assert_eq!(terms.kinds_of_each(&folded, |i| texts[i]), texts.map(|t| terms.kinds(t)), "{terms:?} in {text:?}");
            found += terms.kinds(&text);
        }
        assert!(found > 500, "{found}");
        assert!(!is_plain("é") && !is_plain("e\u{301}") && !is_plain("\u{212a}"));
    }

    #[test]
    fn the_sentence_with_most_terms_is_best() {
        let terms = Terms::of("mill blast varna");
        let s = ["A mill.", "A blast at a mill.", "Varna."];
        assert_eq!(terms.best(s.into_iter()), Some(1));
        assert_eq!(terms.best(["Nothing."].into_iter()), None);
        let best_of = |s: &[&'static str]| terms.best_of(&Folded::of(s.iter().copied()), |i| s[i]);
        assert_eq!((best_of(&s), best_of(&["Nothing."]), best_of(&[])), (Some((1, 2)), None, None));
        assert_eq!(best_of(&["A mill, a BLÂST.", "A blast, a mill."]), Some((0, 2)));
    }
}
