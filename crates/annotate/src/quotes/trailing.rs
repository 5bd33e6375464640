//! Who speaks at the end of a sentence: "The road is closed, two officials who asked not to be named said." Where the words for
//! who speaks are long, trees hang them from the last noun of what is said.

use super::cue::Around;
use super::cues::Kinds;
use super::scene::{NONE, Scene, sort};
use model::{Pos, TextRange};
use std::ops::Range;

/// Most words behind the word of saying: "on Monday in a statement".
const BEHIND: usize = 14;
/// Most words of who speaks.
const LONG: usize = 24;

/// The main word of who speaks, and what is said, where a word of saying ends its sentence and the tree knows no subject of it.
pub fn speaker(s: &Scene, c: usize, around: &Around) -> Option<(usize, Range<usize>)> {
    let says = s.listed[c] & Kinds::SAY.and(Kinds::TELL).bits() != 0 && s.is(c, Pos::Verb);
    let finite = matches!(s.tree.token(c).tag, "VBD" | "VBZ" | "VBP");
    let sentence = s.tree.sentence(c);
    if !says || !finite || around.passive || around.subject.is_some() || s.inside[c] != NONE || sentence.end > c + BEHIND {
        return None;
    }
    let clause = |k: usize| k > c && matches!(s.base(k), "ccomp" | "xcomp" | "advcl" | "parataxis" | "conj");
    // "told the Herald", but not "reported a loss".
    let thing = |k: usize| k > c && s.base(k) == "obj" && s.listed[c] & Kinds::TELL.bits() == 0;
    if s.tree.children(c).any(|k| clause(k) || thing(k)) || matches!(s.word(c + 1), "that" | ":" | "he" | "she" | "it" | "they")
    {
        return None;
    }
    // What the tree takes for more of the last noun of what is said.
    let from = sentence.start.max(c.saturating_sub(LONG));
    let under = |k: usize| s.trim(s.under(k));
    // "the body to Lund, Ana Ruiz, head of police, told": a place and a person are no list.
    let listed = |k: usize| {
        s.base(k) == "conj" && s.sort[k] == sort::PERSON && s.tree.head(k).is_some_and(|h| s.sort[h] != sort::PERSON && h < k)
    };
    let beside = |k: usize| (s.base(k) == "appos" || listed(k)) && under(k).start > from && s.word(under(k).start - 1) == ",";
    let mut all = (from..c).filter(|&k| beside(k) && s.inside[k] == NONE);
    let head = all.find(|&k| {
        // Nothing but what is told of him stands between him and the word of saying.
        let words = under(k).end..c;
        let own = |i: usize| matches!(s.word(i), "," | "(" | ")") || s.tree.above(i).take(6).any(beside) || beside(i);
        words.clone().all(own)
    })?;
    let somebody = s.is(head, Pos::Noun) || s.is(head, Pos::Propn);
    let start = under(head).start;
    let what = sentence.start..start - 1;
    let spoken = what.clone().any(|i| s.inside[i] != NONE);
    let verb = what.clone().any(|i| matches!(s.tree.token(i).tag, "VBD" | "VBZ" | "VBP" | "MD"));
    (somebody && verb && !spoken && s.sort[head] != sort::TIME && what.len() > 2).then_some((head, what))
}

/// Who speaks in a stretch that nothing closes, as its own words tell: "“It may leak for two years, said Ana Ruiz, a professor."
/// with what is said and the word of saying.
pub fn lost_mark(s: &Scene, q: usize) -> Option<(TextRange, usize, usize)> {
    let r = &s.stretches[q];
    if s.marked[q].closed || r.len() < 4 {
        return None;
    }
    let says = |i: usize| matches!(s.word(i), "said" | "says" | "added" | "adds") && s.is(i, Pos::Verb) && s.word(i - 1) == ",";
    let cue = (r.start + 3..r.end).find(|&i| says(i))?;
    let name = (cue + 1..r.end.min(cue + BEHIND)).find(|&i| s.sort[i] == sort::PERSON)?;
    let office = |i: usize| s.is(i, Pos::Noun) || s.is(i, Pos::Propn) || s.is(i, Pos::Adj) || s.is_titled(i);
    let named = s.sort[name] == sort::PERSON && (cue + 1..name).all(office);
    // Nothing more of what is said follows in another sentence.
    let last = s.tree.sentence_of[r.end - 1] == s.tree.sentence_of[cue];
    let words = TextRange { start: s.marked[q].range.start, end: s.syntax.tokens[cue - 2].range.end };
    (named && last && words.end > words.start).then(|| (words, s.top(name), cue))
}
