//! What is counted and is nobody: weapons, vehicles, houses that were destroyed, distances.

use super::lexicon::{Lexicon, lexicon};
use super::phrase::Kind;
use super::settle::Draft;
use super::words::Sentence;
use model::Figure;

/// How near to what was destroyed its verb stands.
const NEAR: usize = 8;

/// Adds the things that a sentence counts, where no other figure stands.
pub fn things(s: &Sentence, n: usize, out: &mut Vec<Draft>) {
    let lexicon = lexicon();
    if !(0..s.len()).any(|i| lexicon.thing(s.lower(i)).is_some()) {
        return;
    }
    let first = out.len() - out.iter().rev().take_while(|d| d.sentence == n).count();
    let mut i = 0;
    while i < s.len() {
        let Some(c) = s.counted(i).filter(|c| c.kind == Kind::Number && !c.phrase.is_age) else {
            i += 1;
            continue;
        };
        i = c.number.end.max(i + 1);
        let unit = lexicon.thing(s.lower(c.number.end)).filter(|what| *what == "distance");
        let head = if unit.is_some() { c.number.end } else { c.phrase.head };
        let bounded = head >= c.number.end && (unit.is_some() || c.phrase.head_end > c.phrase.start);
        let Some(what) = unit.or_else(|| lexicon.thing(s.lower(head)).filter(|w| *w != "distance")).filter(|_| bounded) else {
            continue;
        };
        if s.timed(c.number.start, head + 1) || what == "damaged" && !destroyed(s, c.number.start, head + 1, lexicon) {
            continue;
        }
        let (start, end, quantifier) = super::quantified(s, &c.number, lexicon);
        let range = s.range(start, end);
        if out[first..].iter().any(|d| d.figure.range.overlaps(range)) {
            continue;
        }
        let (low, high) = super::bounds(&c.number, quantifier);
        let figure = Figure {
            range,
            text: s.cut(range),
            what: what.into(),
            unit: s.lower(head).to_string(),
            of: (unit.is_none()).then(|| s.cut(s.range(c.phrase.start, head + 1))),
            low,
            high,
            best: Some(c.number.best),
            quantifier,
            part: false,
            cue: None,
            person: None,
            beside: false,
            earlier: false,
            said_by: None,
        };
        out.push(Draft::plain(figure, n, Kind::Number));
    }
}

/// True where a word beside the counted tells that they were destroyed or damaged.
fn destroyed(s: &Sentence, start: usize, end: usize, lexicon: &Lexicon) -> bool {
    let stop = |j: &usize| !matches!(s.lower(*j), ";" | ":" | "." | "");
    let tells = |j: usize| lexicon.destroys(s.lower(j));
    (start.saturating_sub(NEAR)..start).rev().take_while(stop).any(tells) || (end..end + NEAR).take_while(stop).any(tells)
}
