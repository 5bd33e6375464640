//! Figures: how many dead, injured, held, displaced, and how much money.
//!
//! Each number in a sentence gets its noun phrase; the words on both sides then tell what is counted. Where they tell
//! nothing, a number joined to one before ("killing three soldiers and two drivers") takes over what that one tells.

mod lexicon;
mod money;
mod number;
mod phrase;

use lexicon::{Lexicon, Position, lexicon};
use model::{Article, Figure, Name, Quantifier, Syntax, TextRange, Time};
use number::Number;
use phrase::{Phrase, Sentence};

/// The figures of an article, in order.
pub fn figures(article: &Article, syntax: &Syntax, _names: &[Name], times: &[Time]) -> Vec<Figure> {
    let mut out = Vec::new();
    for s in &syntax.sentences {
        let sentence = Sentence::new(&article.text, syntax, s.tokens.clone());
        of_sentence(&sentence, times, &mut out);
    }
    out.sort_by_key(|f| (f.range.start, f.range.end));
    out.dedup_by_key(|f| f.range);
    out
}

fn of_sentence(s: &Sentence, times: &[Time], out: &mut Vec<Figure>) {
    let lexicon = lexicon();
    let mut previous: Option<(usize, Figure)> = None;
    let mut i = 0;
    while i < s.len() {
        let Some((number, singular)) = count_at(s, i) else {
            i += 1;
            continue;
        };
        i = number.end;
        let range = s.range(number.start, number.end);
        if times.iter().any(|t| t.range.overlaps(range)) {
            continue;
        }
        if let Some(figure) = money::money(s, &number, lexicon) {
            out.push(figure);
            continue;
        }
        let phrase = s.phrase(number.end);
        if phrase.is_age || phrase.is_measure {
            continue;
        }
        let told = told(s, &number, &phrase, lexicon).or_else(|| {
            let (end, f) = previous.as_ref()?;
            (!singular && s.joined(*end, number.start) || s.part_before(number.start)).then(|| (f.what.clone(), f.cue))
        });
        let Some((what, cue)) = told else { continue };
        // "a man" counts only where it is killed, hurt or taken.
        if singular && (!phrase.people || !matches!(what.as_str(), "killed" | "injured" | "kidnapped" | "missing")) {
            continue;
        }
        let part =
            s.part_before(number.start) && previous.as_ref().is_some_and(|(_, f)| f.what == what && f.best > Some(number.best));
        let figure = build(s, &number, &phrase, what, cue, part, lexicon);
        previous = Some((phrase.end, figure.clone()));
        i = i.max(phrase.head_end.min(phrase.end));
        out.push(figure);
    }
    none_hurt(s, lexicon, out);
}

/// A number at token `i`, or an indefinite article before a person, which counts one.
fn count_at(s: &Sentence, i: usize) -> Option<(Number, bool)> {
    let word = |j: usize| s.lower(j);
    if let Some(n) = number::at(i, &word) {
        // "one of the attackers", "one day", "No. 5" count nothing; "two of them" does.
        let one = n.best == 1.0
            && (matches!(word(n.end).as_str(), "of" | "day") || i > 0 && matches!(word(i - 1).as_str(), "no" | "any" | "this"));
        let numbered =
            i > 0 && matches!(word(i - 1).as_str(), "no." | "number" | "chapter" | "article" | "section" | "route" | "highway");
        return (!one && !numbered).then_some((n, false));
    }
    let article = matches!(word(i).as_str(), "a" | "an" | "another");
    let one = Number { start: i, end: i + 1, low: Some(1.0), high: Some(1.0), best: 1.0, quantifier: Quantifier::Exactly };
    article.then_some((one, true))
}

/// What the words around a number tell, and which word told it.
fn told(s: &Sentence, n: &Number, p: &Phrase, lexicon: &Lexicon) -> Option<(String, Option<TextRange>)> {
    let found = |what: &'static str, at: usize| Some((what.to_string(), Some(s.range(at, at + 1))));
    // "115 dead", "four wounded", "the wounded": no noun between.
    let bare = |at: usize| lexicon.cue(Position::After, &s.lower(at));
    if p.end == n.end
        && let Some(what) = bare(n.end)
    {
        return found(what, n.end);
    }
    // "three people were killed", "15 others injured", "two soldiers dead".
    if let Some((at, what)) = s.after(p, lexicon) {
        return found(what, at);
    }
    // "killing 115", "wounded at least 20", "left 3 people dead" is the case above.
    if let Some((at, what)) = s.object_of(n.start, lexicon) {
        return found(what, at);
    }
    // "the deaths of 15 people", "the toll rose to 130".
    if let Some((at, what)) = s.of_noun(n.start, lexicon) {
        return found(what, at);
    }
    // "12 deaths", "three hostages".
    let head = s.lower(p.head);
    if p.head_end > n.end
        && let Some(what) = lexicon.cue(Position::Noun, &head)
        && (what != "affected" || head != "victims")
    {
        return found(what, p.head);
    }
    None
}

fn build(s: &Sentence, n: &Number, p: &Phrase, what: String, cue: Option<TextRange>, part: bool, lexicon: &Lexicon) -> Figure {
    let (start, end, quantifier) = quantified(s, n, lexicon);
    let (mut low, mut high) = (n.low, n.high);
    match quantifier {
        Quantifier::AtLeast => high = None,
        Quantifier::MoreThan => high = None,
        Quantifier::AtMost | Quantifier::LessThan => low = None,
        Quantifier::About | Quantifier::Nearly => (low, high) = (None, None),
        _ => {}
    }
    let range = s.range(start, end);
    let people = p.people
        || p.end == n.end
        || !matches!(what.as_str(), "votes" | "seats" | "infected" | "affected" | "rescued" | "released" | "displaced");
    Figure {
        range,
        text: s.cut(range),
        of: (p.head_end > p.start).then(|| s.cut(s.range(p.start, p.end))),
        unit: if people { "person".into() } else { s.lower(p.head) },
        what,
        low,
        high,
        best: Some(n.best),
        quantifier,
        part,
        cue,
    }
}

/// The number with its quantifier: "at least 115", "20 or more".
fn quantified(s: &Sentence, n: &Number, lexicon: &Lexicon) -> (usize, usize, Quantifier) {
    for (words, before, q) in &lexicon.quantifiers {
        let k = words.len();
        let from = if *before { n.start.checked_sub(k) } else { Some(n.end) };
        if let Some(from) = from
            && words.iter().enumerate().all(|(j, w)| s.lower(from + j) == *w)
        {
            let (start, end) = if *before { (from, n.end) } else { (n.start, n.end + k) };
            let vague = matches!(n.quantifier, Quantifier::Exactly);
            return (start, end, if vague { *q } else { n.quantifier });
        }
    }
    (n.start, n.end, n.quantifier)
}

/// "No one was hurt", "there were no casualties", "without injuries": a figure of none.
fn none_hurt(s: &Sentence, lexicon: &Lexicon, out: &mut Vec<Figure>) {
    for i in 0..s.len() {
        let w = s.lower(i);
        let (end, whats): (usize, Vec<(&str, usize)>) = if (w == "no" && s.lower(i + 1) == "one") || w == "nobody" {
            let end = i + if w == "no" { 2 } else { 1 };
            let verb = (end..end + 4).find(|&j| lexicon.cue(Position::After, &s.lower(j)).is_some());
            (end, verb.into_iter().filter_map(|j| Some((lexicon.cue(Position::After, &s.lower(j))?, j))).collect())
        } else if matches!(w.as_str(), "no" | "without") {
            let mut found = Vec::new();
            for j in i + 1..i + 8 {
                match s.lower(j).as_str() {
                    "casualties" => found.extend([("killed", j), ("injured", j)]),
                    "deaths" | "fatalities" => found.push(("killed", j)),
                    "injuries" => found.push(("injured", j)),
                    "or" | "and" | "reported" | "reports" | "immediate" | "further" | "serious" | "other" | "of" | "any" => {
                        continue;
                    }
                    _ => break,
                }
            }
            (i + 1, found)
        } else {
            continue;
        };
        for (what, at) in whats.into_iter().filter(|(w, _)| matches!(*w, "killed" | "injured" | "missing")) {
            let range = s.range(i, end);
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
                cue: Some(s.range(at, at + 1)),
            });
        }
    }
}
