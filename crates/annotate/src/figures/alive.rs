//! Words by which somebody hurt is told to live: "in stable condition", "not life-threatening", "is expected to recover",
//! "was treated and released".

use super::lexicon::{Class, Lexicon, Position, lexicon};
use super::told::Told;
use super::words::Sentence;

/// How far behind the word that tells of a hit its outcome is looked for.
const FAR: usize = 40;
/// How far before "life-threatening" its "not" may stand.
const NOT: usize = 6;

/// How far behind "who" a second verb is looked for.
const SECOND: usize = 10;

impl Sentence<'_> {
    /// "A girl who was in the house and was wounded", seen from behind "who": what the second verb tells.
    pub fn second(&self, i: usize, lexicon: &Lexicon) -> Option<Told> {
        let open = |j: &usize| !matches!(self.lower(*j), "," | ";" | "who" | "that");
        let and = (i + 1..self.len().min(i + SECOND)).take_while(open).find(|&j| self.lower(j) == "and")?;
        if matches!(self.lower(and + 1), "was" | "were" | "has" | "had") { self.walk(and + 1, lexicon) } else { None }
    }

    /// True where the sentence goes on, from token `i`, to tell that those hurt live; false where it comes to a death first.
    pub fn lives_on(&self, i: usize) -> bool {
        let lexicon = lexicon();
        for j in i..self.len().min(i + FAR) {
            if self.tells_death(j, lexicon) {
                return false;
            }
            if self.out_of_danger(j, lexicon) {
                return !(j..self.len()).any(|k| self.tells_death(k, lexicon));
            }
        }
        false
    }

    /// "make a full recovery", "be fine", "pull through"
    fn be_well(&self, i: usize) -> bool {
        match self.lower(i) {
            "make" => (i + 1..i + 4).any(|j| self.lower(j) == "recovery"),
            "be" => matches!(self.lower(i + 1), "fine" | "okay" | "ok"),
            "pull" => self.lower(i + 1) == "through",
            _ => false,
        }
    }

    fn tells_death(&self, j: usize, lexicon: &Lexicon) -> bool {
        let w = self.lower(j);
        lexicon.cue(Position::After, w) == Some("killed") || matches!(w, "death" | "fatal" | "succumbed" | "pronounced" | ";")
    }

    fn out_of_danger(&self, j: usize, lexicon: &Lexicon) -> bool {
        let next = |n: usize| self.lower(j + n);
        let before = |n: usize| j.checked_sub(n).map_or("", |k| self.lower(k));
        match self.lower(j) {
            "condition" => (1..=3).any(|n| matches!(before(n), "stable" | "good" | "fair" | "satisfactory" | "guarded")),
            "threatening" | "life-threatening" | "lifethreatening" => {
                (1..=NOT).any(|n| matches!(before(n), "non" | "not" | "n't" | "none" | "non-life" | "nonlife"))
            }
            "non-life-threatening" | "nonlife-threatening" | "non-lifethreatening" => true,
            "expected" => next(1) == "to" && (matches!(next(2), "survive" | "recover" | "live") || self.be_well(j + 2)),
            "recovering" => true,
            "survive" | "recover" => matches!(before(1), "will" | "should" | "to"),
            "stable" => matches!(before(1), "is" | "are" | "was" | "were" | "as"),
            "surgery" => matches!(before(1), "underwent" | "undergoing"),
            // "was released from the hospital"; a suspect is released from jail.
            "released" => {
                before(1) == "and" && before(2) == "treated"
                    || next(1) == "from" && (2..5).any(|n| lexicon.is(Class::Hospital, next(n)))
            }
            "survived" => !matches!(next(1), "by" | "her" | "his" | "him"),
            _ => false,
        }
    }
}
