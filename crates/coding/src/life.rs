//! What is told of somebody's life: "She was 12 when soldiers shot her father", "At 4, she ran away", and obituaries.
//!
//! Such happenings have no day in the text, and none of the last days is theirs.

use crate::find::{Found, Link, Scene};
use model::Pos;

/// Those who are young.
const YOUNG: &[&str] =
    &["child", "boy", "girl", "teenager", "teen", "student", "toddler", "kid", "baby", "infant", "schoolboy", "schoolgirl"];

impl Scene<'_> {
    /// "At 4, she ran away", "As a boy he broke his leg", "She was 12 when soldiers shot her father", "a square named for a clerk
    /// who was shot": some time back.
    pub(crate) fn once_in_a_life(&self, f: &Found) -> bool {
        self.at_an_age(f) || self.when_of_an_age(f) || self.namesake(f)
    }

    /// "At 4, she ran away", "At age 12", "As a child".
    fn at_an_age(&self, f: &Found) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let next = |n: usize| if sentence.start + n < sentence.end { w.low(sentence.start + n) } else { "" };
        let number = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        // "At age 84 he died": that is news.
        let dies = matches!(w.lemma(f.anchor), "die" | "pass" | "succumb");
        !dies
            && match next(0) {
                "at" => number(next(1)) && next(2) == "," || next(1) == "age" && number(next(2)),
                "as" => matches!(next(1), "a" | "an") && YOUNG.contains(&next(2)),
                _ => false,
            }
    }

    /// "She was 12 when soldiers shot her father", "When he was a boy, his father was shot".
    fn when_of_an_age(&self, f: &Found) -> bool {
        let w = self.words;
        let from = w.sentence(f.anchor).start;
        let was = |i: usize| matches!(w.low(i), "was" | "were");
        let aged = |i: usize| {
            let number = w.pos(i) == Pos::Num
                && w.low.get(i + 1).is_none_or(|n| matches!(&**n, "when" | "years" | "months" | "," | "and"));
            number || YOUNG.contains(&w.lemma(i))
        };
        // The few words from "was" on: in "were killed and 67 wounded when" the number is no age.
        let of_age = |i: &usize| matches!(w.pos(*i), Pos::Adv | Pos::Det | Pos::Adj | Pos::Num | Pos::Noun);
        let age_in = |i: usize, to: usize| was(i) && (i + 1..to.min(i + 5)).take_while(of_age).any(aged);
        let when = (from..f.first).filter(|&i| w.low(i) == "when");
        when.into_iter().any(|when| {
            let before = (from.max(when.saturating_sub(6))..when).any(|i| age_in(i, when));
            let comma = (when..f.first).find(|&i| w.low(i) == ",");
            let behind = comma.is_some_and(|c| c < when + 9 && (when + 1..c).any(|i| age_in(i, c)));
            before && w.clause[when] <= w.clause[f.anchor] || when == from && behind
        })
    }

    /// "a square named for a clerk who was shot": what made a name known.
    fn namesake(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && w.relation(g.main) == "acl:relcl") else { return false };
        let Some(who) = w.governor(g.main) else { return false };
        let case = w.below(who).any(|c| c < who && matches!(w.low(c), "for" | "after"));
        case && w.governor(who).is_some_and(|v| w.lemma(v) == "name" && w.is_verb(v))
    }

    /// True for an obituary: what it tells of the dead was at some time in their lives.
    pub(crate) fn tells_a_life(&self) -> bool {
        let w = self.words;
        let next = |i: usize| w.low.get(i + 1).map_or("", |n| n.as_ref());
        (0..w.tokens.len()).any(|i| match w.low(i) {
            "survived" => next(i) == "by" && i > 0 && w.lemma(i - 1) == "be",
            "survivors" => matches!(next(i), "include" | "are" | ":"),
            "obituary" => true,
            _ => false,
        })
    }
}
