//! The crimes that a charge, a verdict or a sentence names: "charged three bankers with money laundering on Monday" tells the day
//! of the charge and not of the crime, and what nobody has tried yet is only alleged.

use crate::Coder;
use crate::code::{Draft, root};
use crate::codebook::Family;
use crate::find::Scene;
use model::{ReportTime, Status};

/// How far up the tree a crime's word hangs below the court's.
const FAR: usize = 5;

/// Takes the day of the court from the crimes of its sentence.
pub(crate) fn crimes_before_court(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    let w = scene.words;
    let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
    // "executed two men for smuggling": so does who carries out the sentence.
    let court = |d: &Draft| {
        let punishes = matches!(w.lemma(d.found.anchor), "execute" | "hang" | "behead" | "flog" | "cane");
        match root(kind(d)) {
            "charge" | "verdict" | "court" | "trial" => d.family == Family::Justice,
            _ => d.family.violent() && punishes && w.is_verb(d.found.anchor),
        }
    };
    let courts: Vec<(usize, usize, bool, ReportTime)> = drafts
        .iter()
        .filter(|d| court(d))
        .map(|d| (d.found.first, d.found.end, root(kind(d)) == "charge", d.when.clone()))
        .collect();
    for d in drafts.iter_mut().filter(|d| kind(d).starts_with("crime.")) {
        let (first, at) = (d.found.first, d.found.anchor);
        let under = |start: usize, end: usize| w.above(at, FAR).skip(1).any(|i| (start..end).contains(&i));
        let after = |i: usize| matches!(w.low(i), "after" | "when" | "while" | "before" | "because" | "since");
        let joined = |end: usize| {
            let mut between = end..first.max(end);
            between.len() < 16
                && !between.clone().any(after)
                && between.any(|i| matches!(w.low(i), "for" | "of" | "with" | "on" | "over"))
        };
        let law = courts.iter().find(|(start, end, ..)| *end <= first && joined(*end) && under(*start, *end));
        let Some((_, _, charged, when)) = law else { continue };
        let day = d.when.start.is_some() && d.when.start == when.start && d.when.end == when.end;
        if day {
            d.when = ReportTime::UNKNOWN;
        }
        if *charged && d.status == Status::Happened {
            d.status = Status::Alleged;
        }
    }
}
