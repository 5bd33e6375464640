//! "A plane with 46 people on board came down. All were killed.": who dies is counted by how many were aboard.

use super::lexicon::Position;
use super::number::{self, Number};
use super::settle::Draft;
use super::words::Sentence;
use super::{draft, lexicon};
use crate::figures::phrase::Kind;
use model::Quantifier;

/// How many the sentence tells to have been aboard something.
pub fn carried(s: &Sentence) -> Option<f64> {
    let aboard = |i: usize| s.lower(i) == "aboard" || s.lower(i) == "on" && s.lower(i + 1) == "board";
    let on = (0..s.len()).find(|&i| aboard(i));
    let carrying = (0..s.len()).find(|&i| matches!(s.lower(i), "carrying" | "carried"));
    if on.is_none() && carrying.is_none() {
        return None;
    }
    let count = |i: usize| {
        let c = s.counted(i).filter(|c| c.kind == Kind::Number && c.number.best >= 2.0)?;
        let bare = c.phrase.head_end <= c.phrase.start;
        (c.phrase.people || bare).then_some(c)
    };
    // "carrying 45 pilgrims", "carrying at least 45"
    let load = carrying.and_then(|v| (v + 1..v + 5).find_map(count));
    // "with 46 people on board", "46 people were aboard"
    let before = || on.and_then(|o| (o.saturating_sub(9)..o).find_map(count));
    let first = load.or_else(before)?;
    Some(s.group(first, lexicon()).iter().map(|c| c.number.best).sum())
}

/// "All were killed", "killing everyone on board", "injuring the rest": counted by the `all` who were aboard.
pub fn everybody(s: &Sentence, sentence: usize, all: f64, out: &mut Vec<Draft>) {
    let lexicon = lexicon();
    for i in 0..s.len() {
        let all_of_them = match s.lower(i) {
            "everyone" | "everybody" => true,
            // "all 46" is a number, "all the passengers" need not be everybody.
            "all" => aboard(s, i + 1) || matches!(s.lower(i + 1), "were" | "died" | "perished" | "are" | "."),
            "rest" => i > 0 && s.lower(i - 1) == "the",
            _ => false,
        };
        if !all_of_them {
            continue;
        }
        let rest = s.lower(i) == "rest";
        let first = if rest { i - 1 } else { i };
        let object = first.checked_sub(1).and_then(|v| Some((lexicon.cue(Position::Object, s.lower(v))?, v)));
        let end = (i + 1..s.len().min(i + 5)).find(|&j| !aboard(s, j) && !matches!(s.lower(j), "board" | "of" | "them"));
        let subject = || end.and_then(|end| s.after(end, lexicon));
        let Some(told) = object.or_else(subject).filter(|(what, _)| matches!(*what, "killed" | "injured" | "rescued")) else {
            continue;
        };
        let here = |d: &&Draft| d.sentence == sentence && d.figure.what == "killed" && !d.figure.part;
        let dead = out.iter().filter(here).filter_map(|d| d.figure.best).fold(0.0, f64::max);
        let best = if rest { all - dead } else { all };
        if best < 1.0 {
            continue;
        }
        let number =
            Number { start: first, end: i + 1, low: Some(best), high: Some(best), best, quantifier: Quantifier::Exactly };
        let phrase = super::phrase::Phrase { people: true, ..s.phrase(s.len()) };
        out.push(draft(s, &number, &phrase, told, false, Kind::Number, sentence));
    }
}

/// "killing all but two of the 67 on board", "all but one of those aboard were killed": the others of those who were aboard, or
/// of so many.
pub fn all_but(s: &Sentence, sentence: usize, aboard: Option<f64>, out: &mut Vec<Draft>) {
    let lexicon = lexicon();
    for i in (0..s.len()).filter(|&i| s.lower(i) == "all" && s.lower(i + 1) == "but") {
        let Some(spared) = number::at(i + 2, &|j| s.lower(j)) else { continue };
        let of = spared.end + 1 + usize::from(s.lower(spared.end + 1) == "the");
        let whole = (s.lower(spared.end) == "of").then(|| number::at(of, &|j| s.lower(j))).flatten();
        let Some(all) = whole.as_ref().map(|n| n.best).or(aboard).filter(|all| *all > spared.best) else { continue };
        let object = i.checked_sub(1).and_then(|v| Some((lexicon.cue(Position::Object, s.lower(v))?, v)));
        let end = (spared.end..s.len().min(spared.end + 12)).find(|&j| s.after(j, lexicon).is_some());
        let told = object.or_else(|| end.and_then(|end| s.after(end, lexicon)));
        let Some(told) = told.filter(|(what, _)| matches!(*what, "killed" | "injured" | "rescued")) else { continue };
        let best = all - spared.best;
        let end = whole.map_or(spared.end, |n| n.end);
        let number = Number { start: i, end, low: Some(best), high: Some(best), best, quantifier: Quantifier::Exactly };
        let phrase = super::phrase::Phrase { people: true, ..s.phrase(s.len()) };
        out.push(draft(s, &number, &phrase, told, false, Kind::Number, sentence));
    }
}

fn aboard(s: &Sentence, i: usize) -> bool {
    s.lower(i) == "aboard" || s.lower(i) == "on" && s.lower(i + 1) == "board"
}
