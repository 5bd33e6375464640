//! Votes and seats: "voted 79-18", "by 320 votes to 276", "with 204 lawmakers in favour and 85 against", "won 40 seats; the
//! Greens fell to twelve".

use super::lexicon::{Class, lexicon};
use super::number::{self, Number};
use super::phrase::{Kind, Phrase};
use super::settle::Draft;
use super::words::Sentence;
use model::{Pos, Quantifier};

/// How far before a number what makes it a count of votes or seats is looked for.
const BEFORE: usize = 6;

/// Both sides of a vote: where each number begins and ends, and the number.
type Sides = [(usize, usize, f64); 2];

impl Sentence<'_> {
    /// "the 288 votes needed", "well short of the 60 votes required": a threshold, which nobody cast.
    pub(super) fn needed(&self, start: usize, end: usize) -> bool {
        let needs = |w: &str| matches!(w, "needed" | "required" | "necessary" | "short");
        let before = |w: &str| {
            matches!(w, "needs" | "need" | "needed" | "requires" | "required" | "requiring" | "needing" | "threshold")
        };
        (end..end + 4).any(|j| needs(self.lower(j))) || (start.saturating_sub(4)..start).any(|j| before(self.lower(j)))
    }

    /// Two numbers of a vote from token `i` on, and the token behind: "79-18", "64 to 0", "320 votes to 276".
    fn tally(&self, i: usize) -> Option<(Sides, usize)> {
        let word = |j: usize| self.lower(j);
        let (first, end) = number::plain(i, &word)?;
        let joint = end + usize::from(matches!(self.lower(end), "votes" | "vote"));
        if !matches!(self.lower(joint), "-" | "–" | "to" | "against") {
            return None;
        }
        let (second, last) = number::plain(joint + 1, &word)?;
        Some(([(i, end, first), (joint + 1, last, second)], last))
    }

    /// True where two numbers from token `i` to `end` are those of a vote: "voted 79-18", "a 6-3 ruling", "by a vote of 51 to 49".
    fn of_a_vote(&self, i: usize, end: usize) -> bool {
        let before = |k: usize| i.checked_sub(k).map_or("", |j| self.lower(j));
        let body = || (0..self.len()).any(|j| lexicon().is(Class::Voting, self.lower(j)));
        let votes = (i..end).any(|j| matches!(self.lower(j), "votes" | "vote"));
        match before(1) {
            "voted" | "ruled" | "vote" => true,
            "of" if matches!(before(2), "vote" | "margin" | "majority") => body(),
            "by" | "passed" | "approved" | "adopted" | "rejected" | "carried" | "backed" | "cleared" | "defeated" => body(),
            _ if votes || matches!(self.lower(end), "vote" | "ruling" | "decision") => true,
            // "approved the deal 210-205"
            _ => {
                let passes = |j: usize| {
                    let w = self.lower(j);
                    matches!(w, "voted" | "passed" | "approved" | "adopted" | "rejected" | "backed" | "defeated" | "failed")
                        || matches!(w, "impeached" | "confirmed" | "cleared" | "carried" | "ratified" | "survived")
                };
                let closed = !matches!(self.pos(end), Some(Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num | Pos::Sym))
                    && self.lower(end) != "-";
                closed && body() && (i.saturating_sub(8)..i).any(passes) && matches!(self.lower(i + 1), "-" | "–")
            }
        }
    }
}

/// Adds the votes and seats of a sentence that no noun behind their number tells. Its other figures begin at `begun`.
pub fn votes(s: &Sentence, n: usize, begun: usize, out: &mut Vec<Draft>) {
    let seats = out[begun..].iter().any(|d| d.figure.what == "seats");
    let voting = |i: usize| lexicon().is(Class::Voting, s.lower(i)) || s.lower(i) == "ruled";
    if !seats && !(0..s.len()).any(voting) {
        return;
    }
    let mut found: Vec<(usize, usize, f64, &'static str, usize)> = Vec::new();
    let mut i = 0;
    while i < s.len() {
        if let Some((pair, end)) = s.tally(i).filter(|(_, end)| s.of_a_vote(i, *end) && !s.timed(i, *end)) {
            let cue = i.saturating_sub(1);
            found.extend(pair.map(|(start, end, best)| (start, end, best, "votes", cue)));
            i = end;
            continue;
        }
        let Some((best, end)) = number::plain(i, &|j| s.lower(j)) else {
            i += 1;
            continue;
        };
        if !s.timed(i, end) && !s.needed(i, end) {
            let told = one(s, i, end, !found.is_empty() || out[begun..].iter().any(|d| d.figure.what == "votes"));
            let told = told.or_else(|| seat(s, i, end).filter(|_| seats));
            found.extend(told.map(|(what, cue)| (i, end, best, what, cue)));
        }
        i = end.max(i + 1);
    }
    for (start, end, best, what, cue) in found {
        let range = s.range(start, end);
        if out[begun..].iter().any(|d| d.figure.range.overlaps(range)) {
            continue;
        }
        let number = Number { start, end, low: Some(best), high: Some(best), best, quantifier: Quantifier::Exactly };
        let mut phrase = s.phrase(end);
        if !phrase.people {
            phrase = Phrase { start: end, end, head: end, head_end: end, ..phrase };
        }
        let mut d = super::draft(s, &number, &phrase, (what, cue), false, Kind::Number, n);
        d.figure.unit = what.into();
        (d.figure.earlier, d.figure.part) = (s.older(start), s.older(start));
        out.push(d);
    }
}

/// "204 lawmakers in favour", "85 against", "44 abstentions", "331 deputies voted for": what one number counts, where `others`
/// tells whether the sentence counts votes already.
fn one(s: &Sentence, i: usize, end: usize, others: bool) -> Option<(&'static str, usize)> {
    let phrase = s.phrase(end);
    let behind = if phrase.head_end > phrase.start { phrase.end } else { end };
    let favour = |j: usize| s.lower(j) == "in" && matches!(s.lower(j + 1), "favour" | "favor");
    for j in [end, behind] {
        if favour(j) || matches!(s.lower(j), "voted" | "voting") && favour(j + 1) {
            return Some(("votes", j));
        }
        if matches!(s.lower(j), "against" | "opposed" | "abstained" | "abstaining" | "abstentions" | "abstention") && others {
            return Some(("votes", j));
        }
    }
    if matches!(s.lower(end), "abstained" | "abstentions") {
        return Some(("votes", end));
    }
    // "Thirteen members of the council voted for it."
    let member = |w: &str| {
        matches!(w, "members" | "deputies" | "lawmakers" | "senators" | "mps" | "legislators" | "delegates" | "councillors")
            || matches!(w, "representatives" | "parliamentarians" | "judges" | "justices" | "countries" | "nations" | "states")
            || matches!(
                w,
                "republicans" | "democrats" | "members" | "peers" | "voters" | "people" | "governors" | "commissioners"
            )
    };
    let stop = |j: &usize| matches!(s.lower(*j), "," | ";" | "who" | "that" | "and" | "when" | "after" | "");
    let verb = (behind..behind + BEFORE + 2).take_while(|j| !stop(j)).find(|&j| s.lower(j) == "voted")?;
    (behind > end && i < verb && member(s.lower(phrase.head))).then_some(("votes", verb))
}

/// "fell to 121", "rose to 40 from 12", behind seats that were told before.
fn seat(s: &Sentence, i: usize, end: usize) -> Option<(&'static str, usize)> {
    let bare = !matches!(s.pos(end), Some(Pos::Noun | Pos::Propn | Pos::Adj | Pos::Sym | Pos::Num)) && s.lower(end) != "per";
    let before = |k: usize| i.checked_sub(k).map_or("", |j| s.lower(j));
    let moves = |w: &str| {
        super::toll::moves(w)
            || matches!(w, "slumped" | "slid" | "plunged" | "collapsed" | "crashed" | "shrank" | "reduced" | "surged")
            || matches!(w, "dropping" | "falling" | "rising" | "slipping" | "sinking" | "down")
    };
    let to = before(1) == "to" && moves(before(2));
    let won = matches!(before(1), "won" | "took" | "got" | "secured" | "gained" | "with" | "just" | "only")
        && matches!(s.lower(end), "." | "," | ";" | "and" | "");
    // "The Liberals took 120 seats, the Greens 34 and the Socialists 12."
    let closed = matches!(s.lower(end), "." | "," | ";" | "and" | "");
    let named = i > 1 && s.pos(i - 1) == Some(Pos::Propn) && closed;
    let next = named && (i.saturating_sub(5)..i - 1).any(|j| matches!(s.lower(j), "," | "and" | ";"));
    (bare && (to || won || next)).then(|| ("seats", i - 1))
}
