//! The words of one sentence around a number: its noun phrase, and the verbs and nouns that tell what is counted.

use super::lexicon::{Lexicon, Position, lexicon};
use model::{Pos, Syntax, TextRange, Token};
use std::ops::Range;

/// One sentence. Token indexes count from its start.
pub struct Sentence<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lower: Vec<String>,
}

/// The noun phrase after a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// First token after the number (and after "of", "more", "other").
    pub start: usize,
    /// One past the last token of the phrase without what hangs on it.
    pub end: usize,
    /// The counted noun.
    pub head: usize,
    /// One past the counted noun; at most `start` where there is none.
    pub head_end: usize,
    /// The counted noun names people.
    pub people: bool,
    /// "24-year-old", ", 24,".
    pub is_age: bool,
    /// "20 kilometers", "three days".
    pub is_measure: bool,
}

const AUXILIARIES: &[&str] = &[
    "was",
    "were",
    "is",
    "are",
    "been",
    "be",
    "being",
    "has",
    "have",
    "had",
    "got",
    "also",
    "reportedly",
    "confirmed",
    "reported",
    "feared",
    "believed",
    "presumed",
    "later",
    "initially",
    "still",
    "critically",
    "seriously",
    "severely",
    "slightly",
    "lightly",
    "badly",
    "shot",
    "stabbed",
    "fatally",
    "instantly",
    "and",
    "remain",
    "remained",
    "went",
    "to",
    "have",
    "declared",
    "pronounced",
    "left",
    "already",
    "now",
    "currently",
    "would",
    "may",
    "could",
    "might",
    "allegedly",
    "apparently",
    "then",
    "subsequently",
    "both",
    "all",
    "just",
    "only",
    "either",
    "themselves",
    "known",
    "found",
    "not",
    "lay",
    "gone",
];

const MEASURES: &[&str] = &[
    "kilometer",
    "kilometers",
    "kilometre",
    "kilometres",
    "km",
    "mile",
    "miles",
    "meter",
    "meters",
    "metre",
    "metres",
    "foot",
    "feet",
    "inch",
    "inches",
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "decades",
    "degree",
    "degrees",
    "ton",
    "tons",
    "tonne",
    "tonnes",
    "kg",
    "kilograms",
    "barrels",
    "acres",
    "hectares",
    "p.m.",
    "a.m.",
    "pm",
    "am",
    "times",
    "o'clock",
    "mph",
];

impl<'a> Sentence<'a> {
    /// The sentence that `range` of tokens makes.
    pub fn new(text: &'a str, syntax: &'a Syntax, range: Range<usize>) -> Self {
        let tokens = &syntax.tokens[range];
        let lower = tokens.iter().map(|t| t.form(text).to_lowercase().replace('’', "'")).collect();
        Sentence { text, tokens, lower }
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Token `i` in lower case; "" outside.
    pub fn lower(&self, i: usize) -> String {
        self.lower.get(i).cloned().unwrap_or_default()
    }

    fn word(&self, i: usize) -> &str {
        self.lower.get(i).map_or("", String::as_str)
    }

    /// Token `i` as written; "" outside.
    pub fn form(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.form(self.text))
    }

    /// The text range of tokens `start..end`.
    pub fn range(&self, start: usize, end: usize) -> TextRange {
        TextRange { start: self.tokens[start].range.start, end: self.tokens[end.max(start + 1) - 1].range.end }
    }

    /// The words of a range.
    pub fn cut(&self, range: TextRange) -> String {
        range.of(self.text).to_string()
    }

    fn pos(&self, i: usize) -> Option<Pos> {
        self.tokens.get(i).map(|t| t.pos)
    }

    /// The noun phrase that begins at token `i`, after a number.
    pub fn phrase(&self, mut i: usize) -> Phrase {
        let none =
            |at: usize| Phrase { start: at, end: at, head: at, head_end: at, people: false, is_age: false, is_measure: false };
        let number = i;
        let hyphen = self.word(i) == "-" || self.word(i).starts_with("-year");
        if hyphen
            && (self.word(i).contains("year") || self.word(i + 1).starts_with("year") || self.word(i + 1).starts_with("month"))
        {
            return Phrase { is_age: true, ..none(i) };
        }
        // "Maria Flores, 24, was": a number between commas after a name is an age.
        if number >= 2 && self.word(number - 2) == "," && self.word(i) == "," && self.pos(number - 1) == Some(Pos::Num) {
            return Phrase { is_age: true, ..none(i) };
        }
        if self.word(i) == "of" {
            i += 1;
            if matches!(self.word(i), "the" | "its" | "their" | "those" | "these" | "his" | "her" | "our") {
                i += 1;
            } else if matches!(self.word(i), "them" | "whom" | "us") {
                return Phrase { end: i + 1, head_end: i + 1, people: true, ..none(i) };
            }
        }
        let start = i;
        // "a 24-year-old man": the age is an adjective here.
        if self.pos(i) == Some(Pos::Num) && self.word(i + 1) == "-" && self.word(i + 2) == "year" && self.word(i + 4) == "old" {
            i += 5;
        }
        let lexicon = lexicon();
        let (mut head, mut end) = (None, i);
        while i < self.len() && i < start + 9 {
            let w = self.word(i);
            let cue = lexicon.cue(Position::After, w).is_some() && !matches!(w, "missing");
            if cue && head.is_some() || cue && i == start {
                break;
            }
            let more = matches!(w, "more" | "other" | "others" | "additional" | "further");
            match self.pos(i) {
                _ if more => head = if w == "others" { Some(i) } else { head },
                Some(Pos::Noun | Pos::Propn) => head = Some(i),
                Some(Pos::Adj | Pos::Adv) if head.is_none() => {}
                // "US military personnel": an adjective inside a compound.
                Some(Pos::Adj) if matches!(self.pos(i + 1), Some(Pos::Noun)) => {}
                Some(Pos::Verb) if head.is_none() && (w.ends_with("ed") || w.ends_with("ing")) && !cue => {}
                Some(Pos::Part) if w == "'s" || w == "'" => {}
                Some(Pos::Punct) if w == "-" => {}
                Some(Pos::Num | Pos::Pron) if more => {}
                _ if lexicon.is_people(w) => head = Some(i),
                _ => break,
            }
            i += 1;
            if head.is_some_and(|h| h + 1 == i) || more {
                end = i;
            }
        }
        let Some(head) = head else { return Phrase { end, ..none(start) } };
        let noun = self.word(head);
        Phrase {
            start,
            end: end.max(head + 1),
            head,
            head_end: head + 1,
            people: lexicon.is_people(noun),
            is_age: self.word(head + 1) == "old" || (noun == "-" && self.word(head + 1).starts_with("year")),
            is_measure: MEASURES.contains(&noun),
        }
    }

    /// The verb or adjective after the phrase that tells what became of them.
    pub fn after(&self, p: &Phrase, lexicon: &Lexicon) -> Option<(usize, &'static str)> {
        let mut i = p.end;
        let mut helped = false;
        // "three people, including a child, were killed"; "12 people who had gathered were".
        if self.word(i) == ","
            && matches!(self.word(i + 1), "including" | "among" | "most" | "many" | "some" | "mostly" | "all")
        {
            i = (i + 2..self.len().min(i + 25)).find(|&j| self.word(j) == ",")? + 1;
        } else if matches!(self.word(i), "in" | "from" | "at" | "on" | "aboard" | "inside") {
            // "two people in the car were killed": a short prepositional phrase may stand between.
            let aux = (i + 1..self.len().min(i + 8)).find(|&j| matches!(self.word(j), "was" | "were" | "died" | "," | ";"))?;
            if matches!(self.word(aux), "," | ";") {
                return None;
            }
            i = aux;
        }
        if self.word(i) == "who" || self.word(i) == "that" {
            i += 1;
        }
        let limit = i + 7;
        while i < limit {
            let w = self.word(i);
            if let Some(what) = lexicon.cue(Position::After, w) {
                // Without "were", a transitive verb with an object is what they did: "two gunmen killed three people".
                let active = !helped && lexicon.cue(Position::Object, w).is_some() && self.object_follows(i + 1);
                return (!active).then_some((i, what));
            }
            if !AUXILIARIES.contains(&w) {
                return None;
            }
            helped |= matches!(w, "was" | "were" | "been" | "are" | "is" | "be" | "being" | "got");
            i += 1;
        }
        None
    }

    fn object_follows(&self, i: usize) -> bool {
        match self.pos(i) {
            Some(Pos::Det | Pos::Num | Pos::Noun | Pos::Propn | Pos::Pron | Pos::Adj) => true,
            _ => {
                matches!(self.word(i), "at" | "more" | "dozens" | "scores" | "hundreds" | "thousands" | "up" | "nearly")
                    && self.word(i + 1) != "the"
            }
        }
    }

    /// The verb before the number whose object it is: "killing at least 115".
    pub fn object_of(&self, number: usize, lexicon: &Lexicon) -> Option<(usize, &'static str)> {
        let mut i = number;
        for _ in 0..5 {
            i = i.checked_sub(1)?;
            let w = self.word(i);
            if let Some(what) = lexicon.cue(Position::Object, w) {
                // "were killed three days ago" is passive, its subject stands before.
                let passive = i > 0 && matches!(self.word(i - 1), "was" | "were" | "been" | "being" | "are" | "is");
                return (!passive).then_some((i, what));
            }
            let filler = matches!(
                w,
                "at" | "least"
                    | "more"
                    | "than"
                    | "about"
                    | "around"
                    | "some"
                    | "up"
                    | "to"
                    | "as"
                    | "many"
                    | "nearly"
                    | "almost"
                    | "over"
                    | "the"
                    | "all"
                    | "another"
                    | "an"
                    | "estimated"
                    | "roughly"
                    | "approximately"
                    | "fewer"
                    | "less"
                    | "no"
                    | "between"
                    | "also"
                    | "off"
                    | "both"
                    | "close"
                    | "only"
                    | "just"
                    | "dead"
                    | "a"
                    | "minimum"
                    | "of"
                    | "under"
                    | "well"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
            );
            if !filler {
                return None;
            }
        }
        None
    }

    /// "the deaths of N", "claimed N lives" is a counted noun, "the toll has risen to N".
    pub fn of_noun(&self, number: usize, lexicon: &Lexicon) -> Option<(usize, &'static str)> {
        let back: Vec<usize> = (number.saturating_sub(12)..number).rev().collect();
        let mut link = None;
        for &i in &back {
            let w = self.word(i);
            match w {
                "of" | "to" | "at" | "from" | "is" | "was" | "stands" | "stood" | "reached" | "hit" | "passed" | "topped"
                | "exceeded" | "surpassed"
                    if link.is_none() =>
                {
                    link = Some(i);
                }
                "," | ";" | ":" | "and" => return None,
                _ => {}
            }
            let Some(what) = lexicon.cue(Position::Of, w) else { continue };
            let link = link?;
            let toll = w == "toll";
            // "the deaths of 15" needs the "of" right after; a toll may rise, climb or stand before its number.
            if toll {
                let other = matches!(self.word(i.wrapping_sub(1)), "injury" | "injured" | "casualty");
                return (!other).then_some((i, what));
            }
            return (link == i + 1 && self.word(link) == "of").then_some((i, what));
        }
        None
    }

    /// True where the number is joined to the phrase that ended at `end` by "and" or a comma.
    pub fn joined(&self, end: usize, number: usize) -> bool {
        let between: Vec<&str> = (end..number).map(|i| self.word(i)).collect();
        let quantifier = |w: &&str| {
            matches!(*w, "at" | "least" | "more" | "than" | "about" | "around" | "some" | "up" | "to" | "another" | "nearly")
        };
        let joint = between.iter().filter(|w| !quantifier(w)).copied().collect::<Vec<_>>();
        matches!(joint[..], ["and"] | [","] | [",", "and"])
    }

    /// True where the number counts some of those before: "including 13", "among them 13", "of whom 40".
    pub fn part_before(&self, number: usize) -> bool {
        (number.saturating_sub(4)..number).any(|i| match self.word(i) {
            "including" | "among" => true,
            "of" => self.word(i + 1) == "them" || self.word(i + 1) == "whom",
            _ => false,
        })
    }
}
