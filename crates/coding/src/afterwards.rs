//! Times of what came of a happening: "declined on Thursday to discuss the shooting", "was charged on Friday in the shooting".

use crate::find::{Found, Link, Scene};
use crate::words::NONE;
use model::Pos;

/// Steps up a tree before it is given up.
const HIGH: usize = 12;

impl Scene<'_> {
    /// True if the time at `t` hangs from a verb of what people do when a thing is done, and the noun that triggers the
    /// report stands below that verb: the day is that of the talk or the charge.
    pub fn of_what_followed(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        if f.link == Link::Own || w.is_verb(f.anchor) || !matches!(w.pos(f.anchor), Pos::Noun | Pos::Propn) {
            return false;
        }
        let time = w.time_of[t];
        let up = |i: usize| w.tokens[i].head.map(|h| h as usize).filter(|&h| h < w.tokens.len());
        let above = |i: usize| std::iter::successors(Some(i), |&i| up(i)).take(HIGH);
        // What the time hangs from: the first word above it that is none of its own.
        let Some(verb) = above(t).find(|&i| w.time_of[i] != time || w.time_of[i] == NONE) else { return false };
        if !w.is_verb(verb) || !self.lexicon.has("afterwards", w.lemma(verb)) || (f.first..f.end).contains(&verb) {
            return false;
        }
        // "The shooting was discussed on Friday": also its subject.
        above(f.anchor).skip(1).any(|i| i == verb)
    }
}
