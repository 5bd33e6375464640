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
        self.at_an_age(f)
            || self.when_of_an_age(f)
            || self.namesake(f)
            || self.in_a_biography(f)
            || self.beside_what_is_so(f)
            || self.founded_once(f)
    }

    /// "The poet grew up in Velden, where her father was held by soldiers", "Born in Orle, she … . She resigned", "was assaulted as a
    /// student", "my grandfather was shot": what a life is told by, and what is told behind it of her or him.
    fn in_a_biography(&self, f: &Found) -> bool {
        let w = self.words;
        if matches!(w.lemma(f.anchor), "die" | "pass" | "succumb" | "death" | "say" | "tell") {
            return false;
        }
        let sentence = w.sentence(f.anchor);
        // "as a young student" in the words of the match's own clause
        let as_young = |i: usize| {
            let kin = |n: usize| w.low.get(i + n).is_some_and(|l| YOUNG.contains(&&**l));
            w.low(i) == "as" && matches!(w.low.get(i + 1).map_or("", |l| l), "a" | "an") && (kin(2) || kin(3))
        };
        let near = f.end..sentence.end.min(f.end + 9);
        let elder = |i: usize| {
            matches!(
                w.lemma(i),
                "grandfather" | "grandmother" | "great-grandfather" | "great-grandmother" | "ancestor" | "forebear"
            ) && i > sentence.start
                && w.tag(i - 1) == "PRP$"
        };
        let who = |i: usize| f.roles.iter().any(|(_, p)| p.start <= i && i < p.end);
        if near.into_iter().any(as_young) || (sentence.start..f.end).any(|i| elder(i) && who(i)) {
            return true;
        }
        if (sentence.start..f.first).any(|i| self.tells_of_birth(i)) {
            return true;
        }
        // "Born in Orle, she studied law. She resigned over a land deal."
        let pronoun = matches!(w.low(sentence.start), "she" | "he");
        let s = w.sentence_of[f.anchor] as usize;
        let before = s.checked_sub(1).map(|b| w.syntax.sentences[b].tokens.clone());
        let together = |b: &std::ops::Range<usize>| {
            let gap = model::TextRange { start: w.tokens[b.end - 1].range.end, end: w.tokens[sentence.start].range.start };
            !gap.of(w.text).contains('\n')
        };
        pronoun && before.filter(together).is_some_and(|mut b| b.any(|i| self.tells_of_birth(i)))
    }

    /// "grew up", "was born", "Born in" at the start of a sentence.
    fn tells_of_birth(&self, i: usize) -> bool {
        let w = self.words;
        let next = w.low.get(i + 1).map_or("", |l| l.as_ref());
        let first = w.sentence(i).start;
        match w.low(i) {
            "grew" => next == "up",
            "born" => {
                let here = i == first && matches!(next, "in" | "on" | "into" | "and" | "to" | "near");
                let was =
                    i > first && matches!(w.low(i - 1), "was" | "were") && matches!(next, "in" | "on" | "into" | "to" | "near");
                here || was && w.lemma(first) != "baby"
            }
            _ => false,
        }
    }

    /// "Tourists flock to the village, where a landslide killed 30": beside what is so in general nothing is told as new.
    fn beside_what_is_so(&self, f: &Found) -> bool {
        let w = self.words;
        let at = f.group.map_or(f.anchor, |g| g.main);
        let where_ = |v: usize| self.relation(v) == "advcl" && self.has_child(v, |c| c == "where");
        let clause = w.above(at, 4).find(|&v| w.tokens[v].relation == "acl:relcl" || where_(v));
        let Some(main) = clause.and_then(|v| w.above(v, 6).skip(1).find(|&h| w.is_verb(h))) else { return false };
        let g = w.verb_group(main);
        let back =
            matches!(w.lemma(main), "return" | "recover" | "reopen" | "rebuild" | "thrive" | "boom" | "flourish" | "heal");
        let so = matches!(w.tag(main), "VBZ" | "VBP") && !g.has_aux || g.progressive && !g.past_aux && back;
        let busy =
            matches!(w.lemma(main), "remain" | "face" | "await" | "mourn" | "fight" | "seek" | "follow" | "come" | "mark");
        so && !busy
            && w.tokens[main].relation == "root"
            && !self.lexicon.has("speech", w.lemma(main))
            && w.low(w.sentence(main).end - 1) == "."
            && !w.sentence(main).any(|i| w.time_of[i] != crate::words::NONE)
    }

    /// "was founded by two brothers", "was bombed by rebels and later rebuilt": told without a day, some time back.
    fn founded_once(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && w.is_passive(g)) else { return false };
        let later = |c: usize| {
            self.relation(c) == "conj"
                && w.is_verb(c)
                && w.below(c).any(|k| k < c && matches!(w.low(k), "later" | "since" | "subsequently"))
        };
        w.lemma(g.main) == "found" || w.below(g.main).any(later)
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
