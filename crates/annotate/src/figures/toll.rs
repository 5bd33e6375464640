//! Sums and shares: "the toll … has climbed to 31", "up from 280", "a third of the 90 residents", "one in five of the 50".

use super::lexicon::{Lexicon, Position};
use super::number;
use super::settle::Draft;
use super::told::Told;
use super::words::Sentence;
use model::Quantifier;

/// How far before its number a toll is looked for: what it is the toll of may be told at length between.
const FAR: usize = 30;

/// A sum may be so much greater than the round number that it "passed".
const ROUNDED: f64 = 1.05;

/// Verbs that a toll has, in the forms in which they stand before its number.
const MOVES: &[&str] = &[
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "climb",
    "climbs",
    "climbed",
    "climbing",
    "grow",
    "grows",
    "grew",
    "grown",
    "increase",
    "increased",
    "jump",
    "jumped",
    "soared",
    "surged",
    "mounted",
    "swelled",
    "stand",
    "stands",
    "stood",
    "standing",
    "reach",
    "reaches",
    "reached",
    "pass",
    "passed",
    "exceeded",
    "topped",
    "surpassed",
    "fell",
    "fallen",
    "dropped",
    "doubled",
];

/// Verbs of those who tell a toll or change it.
const GIVES: &[&str] = &[
    "put",
    "puts",
    "putting",
    "raise",
    "raised",
    "raises",
    "raising",
    "lower",
    "lowered",
    "revise",
    "revised",
    "revises",
    "revising",
    "bring",
    "brought",
    "brings",
    "bringing",
    "take",
    "took",
    "takes",
    "taking",
    "push",
    "pushed",
    "pushes",
    "pushing",
    "lifted",
    "lifting",
    "updated",
    "corrected",
    "cut",
    "taking",
    "takes",
    "pushing",
    "pushed",
];

/// True for a verb of change before a number.
pub fn moves(word: &str) -> bool {
    MOVES.contains(&word)
}

impl<'a> Sentence<'a> {
    /// "pulled eight miners alive from the shaft"
    pub fn alive(&self, number: usize, end: usize) -> Option<Told> {
        let verb = (number.saturating_sub(4)..number)
            .rev()
            .find(|&i| matches!(self.lower(i), "pulled" | "pulling" | "dug" | "brought" | "plucked" | "found" | "hauled"))?;
        (self.lower(end) == "alive").then_some(("rescued", verb))
    }

    /// "The toll in Monday's collapse in Orlo, Norland, has climbed to 31", "put the number of dead in the two towns, he said, at
    /// 40": a toll far before its number, with a verb of tolls between them or before.
    pub fn toll(&self, number: usize, lexicon: &Lexicon) -> Option<Told> {
        let mut at = number;
        loop {
            let before = |k: usize| at.checked_sub(k).map_or("", |j| self.lower(j));
            at -= match (before(2), before(1)) {
                ("at", "least" | "most") | ("more" | "fewer" | "less", "than") => 2,
                (_, "about" | "around" | "nearly" | "almost" | "some" | "over") => 1,
                _ => break,
            };
        }
        let link = at.checked_sub(1)?;
        let mut moved = MOVES.contains(&self.lower(link));
        if !moved && !matches!(self.lower(link), "to" | "at") {
            return None;
        }
        // "estimated the crowd at 4,000"
        let crowd = |i: usize| matches!(self.lower(i), "crowd" | "crowds" | "turnout" | "attendance");
        let gives = |v: usize| GIVES.contains(&self.lower(v)) || self.lower(v).starts_with("estimate");
        if self.lower(link) == "at"
            && let Some(i) = (link.saturating_sub(4)..link).rev().find(|&i| crowd(i))
            && (i.saturating_sub(6)..link).any(gives)
        {
            return Some(("crowd", i));
        }
        // "bring to 185 the number of people who have died": what is counted stands behind.
        if self.lower(link) == "to" && link.checked_sub(1).is_some_and(|v| GIVES.contains(&self.lower(v))) {
            let told = (number + 1..self.len().min(number + 4))
                .find(|&i| matches!(self.lower(i), "number" | "total") && self.lower(i + 1) == "of")
                .and_then(|i| {
                    (i + 2..self.len().min(i + 9)).find_map(|j| Some((lexicon.cue(Position::After, self.lower(j))?, j)))
                });
            if told.is_some() {
                return told;
            }
        }
        // "the toll of a slide which buried a village rose to 36": whatever stands between, the tree knows what rose.
        let verb = if moved { Some(link) } else { link.checked_sub(1).filter(|&v| MOVES.contains(&self.lower(v))) };
        let rose = verb.and_then(|v| (0..v).find(|&j| self.parent(j) == Some(v) && self.relation(j) == "nsubj"));
        if let Some(j) = rose.filter(|&j| self.lower(j) == "toll") {
            let before = j.checked_sub(1).map_or("", |i| self.lower(i));
            if !matches!(before, "injury" | "injured" | "casualty" | "heavy" | "its" | "a" | "bridge" | "motorway" | "tunnel") {
                return Some(("killed", j));
            }
        }
        for i in (link.saturating_sub(FAR)..link).rev() {
            let w = self.lower(i);
            // "the number of people without homes has swelled to 618,000"
            let without = moved && matches!(w, "homes" | "home" | "shelter") && i > 0 && self.lower(i - 1) == "without";
            if without && (i.saturating_sub(6)..i).any(|j| matches!(self.lower(j), "number" | "total")) {
                return Some(("displaced", i));
            }
            let counted =
                self.number_of(i).then(|| lexicon.cue(Position::Noun, w).or(lexicon.cue(Position::After, w))).flatten();
            let before = i.checked_sub(1).map_or("", |j| self.lower(j));
            // "killed nine, taking the total since July to over 300": so many more were killed in that time.
            let total = matches!(w, "total" | "number" | "tally") && before == "the" && !self.number_of(i);
            let since = || (i + 1..link).any(|j| self.lower(j) == "since") || self.lower(i + 1) == "this";
            if total && i > 1 && GIVES.contains(&self.lower(i - 2)) && since() {
                let kills = |j: usize| {
                    let told = |at| lexicon.cue(at, self.lower(j)) == Some("killed");
                    told(Position::After) || told(Position::Object) || told(Position::Noun)
                };
                return (0..i - 2).any(kills).then_some(("killed", i));
            }
            // "raised the bridge toll to five crowns": what is paid.
            let heavy =
                matches!(before, "injury" | "injured" | "casualty" | "heavy" | "its" | "a" | "bridge" | "motorway" | "tunnel");
            if let Some(what) = counted.or((w == "toll" && !heavy).then_some("killed")) {
                let given = (i.saturating_sub(5)..i).any(|j| GIVES.contains(&self.lower(j)));
                return (moved || given).then_some((what, i));
            }
            if MOVES.contains(&w) {
                moved = true;
                continue;
            }
            // Another clause begins or another verb stands between.
            let helps = matches!(w, "has" | "have" | "had" | "was" | "were" | "is" | "would" | "could" | "may") && moved;
            if matches!(w, ";" | ":" | "who" | "which" | "after" | "when" | "while" | "because" | "but")
                || !helps && matches!(self.tag(i), "VBD" | "VBZ" | "VBP" | "MD")
            {
                return None;
            }
        }
        None
    }

    /// A share in words at token `i`: how much, and the token behind it: "a third", "two thirds", "one in five".
    pub fn share(&self, i: usize) -> Option<(f64, usize)> {
        let parts = |w: &str| match w {
            "third" | "thirds" => Some(3.0),
            "quarter" | "quarters" => Some(4.0),
            "fifth" | "fifths" => Some(5.0),
            _ => None,
        };
        let many = |w: &str| match w {
            "a" | "one" => Some(1.0),
            "two" => Some(2.0),
            "three" => Some(3.0),
            "four" => Some(4.0),
            _ => None,
        };
        if let Some((n, of)) = self.lower(i).split_once('-').and_then(|(n, of)| Some((many(n)?, parts(of)?))) {
            return Some((n / of, i + 1));
        }
        let hyphen = usize::from(self.lower(i + 1) == "-");
        if let Some((n, of)) = many(self.lower(i)).zip(parts(self.lower(i + 1 + hyphen))) {
            return Some((n / of, i + 2 + hyphen));
        }
        if self.lower(i + 1) != "in" || self.timed(i + 2, i + 3) {
            return None;
        }
        let (n, of) = (number::at(i, &|j| self.lower(j))?, number::at(i + 2, &|j| self.lower(j))?);
        let place = self.form(of.end).starts_with(char::is_uppercase);
        let open = matches!(self.lower(of.end), "of" | "," | "." | "") || self.phrase(of.end).people;
        (n.end == i + 1 && n.best >= 1.0 && n.best < of.best && of.best <= 1000.0 && open && !place)
            .then(|| (n.best / of.best, of.end))
    }
}

/// Sets what is only a part of a sum in the same sentence apart: "Two more died, bringing the toll to nine", "killed 12: seven in
/// Orlo and five in Varn".
pub fn parts(s: &Sentence, drafts: &mut [Draft]) {
    let counts = |d: &Draft| !d.figure.part && d.figure.best.is_some_and(|b| b > 0.0);
    let summing = |d: &Draft| {
        let cue = d.figure.cue.and_then(|c| (0..s.len()).find(|&i| s.range(i, i + 1).start == c.start));
        cue.is_some_and(|i| s.lower(i) == "toll" || s.number_of(i))
    };
    // "Two children and their mother were among the dead."
    let among = (1..s.len()).find(|&i| {
        let those = matches!(s.lower(i + 1), "the" | "those")
            && matches!(s.lower(i + 2), "dead" | "killed" | "victims" | "deceased" | "injured" | "wounded" | "casualties");
        s.lower(i) == "among" && matches!(s.lower(i - 1), "was" | "were" | "is" | "are" | "also") && those
    });
    if let Some(i) = among {
        let at = s.range(i, i + 1).start;
        for d in
            drafts.iter_mut().filter(|d| d.figure.range.start < at && matches!(d.figure.what.as_str(), "killed" | "injured"))
        {
            (d.figure.part, d.some) = (true, true);
        }
    }
    for what in ["killed", "injured"] {
        let of = |d: &Draft| d.figure.what == what && counts(d);
        let sum = drafts.iter().filter(|d| of(d) && summing(d)).filter_map(|d| d.figure.best).fold(0.0, f64::max);
        let at = drafts.iter().find(|d| of(d) && summing(d) && d.figure.best == Some(sum)).and_then(|d| d.figure.cue);
        // "The army said 11 had died, while residents gave a toll of 17": the one says this, the other that.
        let rival = |d: &Draft| {
            at.is_some_and(|cue| {
                let between = (0..s.len()).filter(|&i| {
                    let r = s.range(i, i + 1);
                    d.figure.range.end <= r.start && r.end <= cue.start
                });
                let adds = ["bringing", "brought", "brings", "raising", "raised", "taking", "pushing"];
                let turns = ["while", "but", "although", "though", "whereas"];
                between.clone().any(|i| turns.contains(&s.lower(i))) && !between.clone().any(|i| adds.contains(&s.lower(i)))
            })
        };
        let rivals: Vec<bool> = drafts.iter().map(rival).collect();
        // "killed three, taking to 660 the number of those killed since May": the dead of a stretch of time.
        let stretch = (1..s.len()).any(|i| s.lower(i) == "since" && s.timed(i - 1, (i + 3).min(s.len())) && given_on(s, i));
        let smaller = |d: &Draft| !stretch && of(d) && !summing(d) && d.figure.best < Some(sum);
        for (d, _) in drafts.iter_mut().zip(rivals).filter(|(d, rival)| !rival && smaller(d)) {
            (d.figure.part, d.some) = (true, true);
        }
        let mut mine: Vec<&mut Draft> = drafts.iter_mut().filter(|d| of(d)).collect();
        mine.sort_by_key(|d| d.figure.range.start);
        if let Some((whole, rest)) = mine.split_first_mut() {
            let total: f64 = rest.iter().filter_map(|d| d.figure.best).sum();
            // "passed 50,000: 44,218 in Norland and 5,914 in Sudmark"
            let over = matches!(whole.figure.quantifier, Quantifier::MoreThan | Quantifier::AtLeast)
                && whole.figure.best.is_some_and(|all| all < total && total <= all * ROUNDED);
            if rest.len() > 1 && (whole.figure.best == Some(total) || over) {
                rest.iter_mut().for_each(|d| (d.figure.part, d.some) = (true, true));
            }
        }
    }
}

/// True where somebody's deed takes a number on ("taking to 660 the number …") before token `i`.
fn given_on(s: &Sentence, i: usize) -> bool {
    (0..i).any(|j| matches!(s.lower(j), "taking" | "bringing" | "raising" | "pushing" | "brings" | "takes"))
}
