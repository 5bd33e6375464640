//! Money and percentages: "$4 billion", "20 million euros", "15 percent".

use super::lexicon::Lexicon;
use super::number::Number;
use super::phrase::{Counted, Kind};
use super::words::Sentence;
use model::Figure;

/// The figure of a number with a currency or a percent sign.
pub fn money(s: &Sentence, n: &Number, lexicon: &Lexicon) -> Option<Figure> {
    let mut start = n.start;
    let mut end = n.end;
    let (what, unit) = if let Some(code) = n.start.checked_sub(1).and_then(|i| lexicon.sign(s.form(i))) {
        start -= 1;
        // "US$" may come as two tokens.
        if code == "USD" && start > 0 && matches!(s.form(start - 1), "US" | "U.S.") {
            start -= 1;
        }
        ("money", code)
    } else if let Some(code) = lexicon.coin(s.lower(end)).filter(|c| *c != "GBP" || s.lower(end) != "pound") {
        end += 1;
        ("money", code)
    } else if let Some((words, code)) = whose(s, end, lexicon) {
        end += words;
        ("money", code)
    } else if matches!(s.lower(end), "percent" | "%" | "pct") {
        end += 1;
        ("percent", "percent")
    } else if s.lower(end) == "per" && s.lower(end + 1) == "cent" {
        end += 2;
        ("percent", "percent")
    } else {
        return None;
    };
    let (q_start, q_end, quantifier) = super::quantified(s, &Number { start, end, ..*n }, lexicon);
    let range = s.range(q_start, q_end);
    let (low, high) = super::bounds(n, quantifier);
    Some(Figure {
        range,
        text: s.cut(range),
        what: what.into(),
        unit: unit.into(),
        of: None,
        low,
        high,
        best: Some(n.best),
        quantifier,
        part: false,
        cue: None,
        person: None,
        beside: false,
        earlier: false,
        said_by: None,
    })
}

/// "Norwegian crowns", "Hong Kong dollars", "U.S. dollars": how many words from `at` on name a coin and
/// whose it is, and its code.
fn whose(s: &Sentence, at: usize, lexicon: &Lexicon) -> Option<(usize, &'static str)> {
    (at + 1..at + 4).find_map(|i| {
        let code = lexicon.coin_of(s.lower(i - 1), s.lower(i))?;
        // "New Zealand", "South African": the word before belongs to the name.
        let named = (at..i - 1)
            .all(|j| matches!(s.lower(j), "new" | "hong" | "south" | "sri" | "costa" | "sierra" | "and" | "trinidad"));
        named.then_some((i + 1 - at, code))
    })
}

/// A number alone, for sentences that tell of nobody.
pub fn number(s: &Sentence, i: usize) -> Option<Counted> {
    let number = super::number::at(i, &|j| s.lower(j))?;
    Some(Counted { number, phrase: s.phrase(number.end), kind: Kind::Number })
}
