//! Figures of none: "No one was hurt", "there were no casualties", "without injuries".

use super::lexicon::{Lexicon, Position};
use super::words::Sentence;
use model::{Figure, Quantifier};

/// The figures of none in a sentence.
pub fn none(s: &Sentence, lexicon: &Lexicon, out: &mut Vec<Figure>) {
    for i in 0..s.len() {
        match s.lower(i) {
            "nobody" => whole(s, i, i + 1, lexicon, out),
            "no" if matches!(s.lower(i + 1), "one" | "-") => whole(s, i, i + 2, lexicon, out),
            "none" => whole(s, i, i + 1, lexicon, out),
            "no" | "without" => {
                for j in i + 1..i + 8 {
                    match s.lower(j) {
                        "casualties" => {
                            push(s, i, i + 1, "killed", j, out);
                            push(s, i, i + 1, "injured", j, out);
                        }
                        "deaths" | "fatalities" => push(s, i, i + 1, "killed", j, out),
                        "injuries" | "wounded" | "injured" => push(s, i, i + 1, "injured", j, out),
                        "or" | "and" | "reported" | "reports" | "immediate" | "further" | "serious" | "other" | "of"
                        | "any" => {}
                        _ => break,
                    }
                }
            }
            _ => {}
        }
    }
}

/// "No one else was killed or hurt".
fn whole(s: &Sentence, i: usize, end: usize, lexicon: &Lexicon, out: &mut Vec<Figure>) {
    // "killed no one"
    let object =
        i.checked_sub(1).and_then(|j| Some((lexicon.cue(Position::Object, s.lower(j)).filter(|what| *what != "hit")?, j)));
    let verb = object.or_else(|| (end..end + 5).find_map(|j| Some((lexicon.cue(Position::After, s.lower(j))?, j))));
    if let Some((what, at)) = verb {
        push(s, i, end, what, at, out);
    }
}

fn push(s: &Sentence, start: usize, end: usize, what: &str, cue: usize, out: &mut Vec<Figure>) {
    if !matches!(what, "killed" | "injured" | "missing") {
        return;
    }
    let range = s.range(start, end);
    out.push(Figure {
        range,
        text: s.cut(range),
        what: what.to_string(),
        unit: "person".into(),
        of: None,
        low: Some(0.0),
        high: Some(0.0),
        best: Some(0.0),
        quantifier: Quantifier::Exactly,
        part: false,
        cue: Some(s.range(cue, cue + 1)),
        person: None,
        beside: false,
        earlier: false,
        said_by: None,
    });
}
