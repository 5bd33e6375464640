//! The box of a search: words and filters as they are typed, each with where it stands, and what cannot be understood of them.

use crate::search::{FILTERS, day_of};
use crate::values::nearest;
use store::Facet;

/// A piece of what was typed, between two of its characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its first character.
    pub at: usize,
    /// The one behind it.
    pub to: usize,
    /// What it is.
    pub what: What,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A word, `begin*`, "a phrase".
    Word(String),
    /// The same behind a minus.
    Not(String),
    /// What stands between alternatives.
    Or,
    /// A filter with its value: wanted, or shut out.
    Filter { name: String, value: String, out: bool },
    /// Days from and to, either perhaps empty.
    Days(String, String),
}

/// What cannot be understood, with the characters that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The first of them.
    pub at: usize,
    /// The one behind them.
    pub to: usize,
    /// Why, in words.
    pub why: String,
}

/// Names of filters that can be typed into the box.
fn filters() -> impl Iterator<Item = &'static str> {
    FILTERS.iter().copied().filter(|f| !matches!(*f, "q" | "after" | "limit")).chain(["near"])
}

/// Cuts what was typed into pieces, and tells what is wrong with it.
pub fn pieces(typed: &str) -> (Vec<Piece>, Vec<Slip>) {
    let mut out = Vec::new();
    let mut slips = Vec::new();
    for (at, text) in parts(typed, &mut slips) {
        let to = at + text.chars().count();
        match piece(at, &text) {
            Ok(Some(what)) => out.push(Piece { at, to, what }),
            Ok(None) => {}
            Err(slip) => slips.push(slip),
        }
    }
    let is_word = |p: Option<&Piece>| matches!(p, Some(Piece { what: What::Word(_), .. }));
    for (i, or) in out.iter().enumerate().filter(|(_, p)| p.what == What::Or) {
        if !(i > 0 && is_word(out.get(i - 1)) && is_word(out.get(i + 1))) {
            let why =
                "OR stands between two words; of one filter several values are alternatives anyway: kind:protest kind:strike";
            slips.push(Slip { at: or.at, to: or.to, why: why.into() });
        }
    }
    if out.is_empty() && slips.is_empty() && !typed.trim().is_empty() {
        slips.push(Slip { at: 0, to: typed.chars().count(), why: "There is no word in it to look for".into() });
    }
    slips.sort_by_key(|s| s.at);
    (out, slips)
}

/// The words of some pieces as they are looked for.
pub fn words(pieces: &[Piece]) -> String {
    let word = |p: &Piece| match &p.what {
        What::Word(w) => Some(w.clone()),
        What::Not(w) => Some(format!("-{w}")),
        What::Or => Some("OR".into()),
        What::Filter { .. } | What::Days(..) => None,
    };
    pieces.iter().filter_map(word).collect::<Vec<_>>().join(" ")
}

/// What is wrong with words where filters have no place; `None` where nothing is.
pub fn slip_of_words(typed: &str) -> Option<Slip> {
    let (pieces, slips) = pieces(typed);
    let filter = pieces.iter().find(|p| matches!(p.what, What::Filter { .. } | What::Days(..)));
    let only_taken_away = || {
        let not = pieces.iter().find(|p| matches!(p.what, What::Not(_)))?;
        let word = pieces.iter().any(|p| matches!(p.what, What::Word(_)));
        let why = "Articles are looked for by a word that they hold: add one to those that they must not";
        (!word).then(|| Slip { at: not.at, to: not.to, why: why.into() })
    };
    slips.into_iter().next().or_else(|| {
        let why = "Filters are for events; put this into quotation marks to look for the words";
        filter.map(|f| Slip { at: f.at, to: f.to, why: why.into() }).or_else(only_taken_away)
    })
}

/// What is between spaces, with its first character; what stands in quotation marks stays together with what it hangs on.
fn parts(typed: &str, slips: &mut Vec<Slip>) -> Vec<(usize, String)> {
    let (mut out, mut now, mut start, mut quote) = (Vec::new(), String::new(), 0, None);
    for (i, c) in typed.chars().enumerate() {
        // Marks as they are printed.
        let c = if matches!(c, '“' | '”' | '„') { '"' } else { c };
        if c == '"' {
            quote = if quote.is_none() { Some(i) } else { None };
        }
        if c.is_whitespace() && quote.is_none() || c.is_control() {
            out.push((start, std::mem::take(&mut now)));
            start = i + 1;
        } else {
            now.push(c);
        }
    }
    out.push((start, now));
    if let Some(at) = quote {
        slips.push(Slip { at, to: at + 1, why: "This quotation mark is not closed".into() });
    }
    out.retain(|(_, text)| !text.is_empty());
    out
}

fn piece(at: usize, text: &str) -> Result<Option<What>, Slip> {
    let length = text.chars().count();
    let slip = |from: usize, to: usize, why: String| Err(Slip { at: at + from, to: at + to, why });
    match text {
        "OR" => return Ok(Some(What::Or)),
        // All must occur anyway.
        "AND" => return Ok(None),
        "NOT" => return slip(0, length, "A word that must not occur has a minus before it: -drill".into()),
        "-" => return slip(0, 1, "The minus wants a word right behind it, as in -drill".into()),
        _ => {}
    }
    if text.starts_with('(') || text.ends_with(')') && !text.contains('(') {
        let from = if text.starts_with('(') { 0 } else { length - 1 };
        let why = "Parentheses are not known here: words stand side by side, and alternatives have OR between them";
        return slip(from, from + 1, why.into());
    }
    if let Some(days) = range(at, text)? {
        return Ok(Some(days));
    }
    let (minus, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let name = rest.split(['"', ':']).next().unwrap_or("");
    let value = rest.strip_prefix(name).and_then(|r| r.strip_prefix(':'));
    let is_name = name.len() > 1 && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
    if let Some(value) = value.filter(|_| is_name) {
        let begin = usize::from(minus);
        let end = begin + name.len();
        let name = name.to_ascii_lowercase();
        let value = value.trim_matches('"').trim();
        let known = filters().any(|f| f == name);
        match (known, value.is_empty()) {
            (true, true) => return slip(end, end + 1, format!("'{name}:' wants a value right behind it{}", such_as(&name))),
            (true, false) => {
                let name = if name == "near" { "place".to_string() } else { name };
                if minus && !Facet::ALL.iter().any(|f| f.name() == name) {
                    return slip(
                        0,
                        1,
                        format!("'{name}' cannot be shut out: that is for kinds, countries, sources and the like"),
                    );
                }
                return Ok(Some(What::Filter { name, value: value.into(), out: minus }));
            }
            // "Kenya: floods", an address: no filter is meant.
            (false, true) => {}
            (false, false) if value.starts_with("//") => {}
            (false, false) => {
                let meant = nearest(&name, filters()).map_or(String::new(), |f| format!(" Did you mean '{f}:'?"));
                let why = format!("There is no filter '{name}'.{meant} In quotation marks it is looked for in the text");
                return slip(begin, end, why);
            }
        }
    }
    if !rest.contains(char::is_alphanumeric) {
        return Ok(None);
    }
    Ok(Some(if minus { What::Not(rest.into()) } else { What::Word(text.into()) }))
}

/// A value that a filter may have, in words.
fn such_as(name: &str) -> String {
    let example = match name {
        "kind" => "protest",
        "country" => "Kenya",
        "near" | "place" => "Goma",
        "actor" => "\"the army\"",
        "source" => "\"Meridian Wire\"",
        "from" | "to" => "2024-03",
        "killed" | "injured" | "toll" => "10",
        "status" => "planned",
        "language" => "en",
        _ => return String::new(),
    };
    format!(", as in {name}:{example}")
}

/// `2024-03..2024-04`, `2024..`, `..2024-03-05`.
fn range(at: usize, text: &str) -> Result<Option<What>, Slip> {
    let Some((from, to)) = text.split_once("..") else { return Ok(None) };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if !digits(from) || !digits(to) || !text.contains(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    let second = at + from.len() + 2;
    for (text, at) in [(from, at), (to, second)].into_iter().filter(|(text, _)| !text.is_empty()) {
        if let Err(why) = day_of(text, false) {
            return Err(Slip { at, to: at + text.len(), why });
        }
    }
    if let (Ok(first), Ok(last)) = (day_of(from, false), day_of(to, true))
        && first > last
    {
        return Err(Slip { at: second, to: second + to.len(), why: "The last day is before the first".into() });
    }
    Ok(Some(What::Days(from.into(), to.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(typed: &str) -> (usize, usize, String) {
        let slips = pieces(typed).1;
        assert_eq!(slips.len(), 1, "{typed}: {slips:?}");
        (slips[0].at, slips[0].to, slips[0].why.clone())
    }

    #[test]
    fn what_is_wrong_is_told_at_its_characters() {
        for (typed, at, to, word) in [
            ("mill \"unclosed fire", 5, 6, "not closed"),
            ("é (mill", 2, 3, "Parentheses"),
            ("(mill OR fire)", 0, 1, "Parentheses"),
            ("mill OR", 5, 7, "between two words"),
            ("OR", 0, 2, "between two words"),
            ("mill OR kind:protest", 5, 7, "between two words"),
            ("mill -", 5, 6, "minus"),
            ("NOT mill", 0, 3, "minus"),
            ("mill kind:", 9, 10, "kind:protest"),
            ("near:", 4, 5, "near:Goma"),
            ("mill sourc:\"X\"", 5, 10, "'source:'"),
            ("wordle:value", 0, 6, "no filter 'wordle'"),
            ("2024-13..2024-04", 0, 7, "month"),
            ("2024-03..2024-4", 9, 15, "day"),
            ("2024-05..2024-04", 9, 16, "before"),
            ("-from:2024", 0, 1, "shut out"),
            ("?!", 0, 2, "no word"),
        ] {
            let (from, end, why) = if typed == "(mill OR fire)" {
                let first = pieces(typed).1[0].clone();
                (first.at, first.to, first.why)
            } else {
                slip(typed)
            };
            assert_eq!((from, end), (at, to), "{typed}: {why}");
            assert!(why.contains(word), "{typed}: {why}");
        }
    }

    #[test]
    fn what_is_right_stays_as_it_is() {
        let of = |typed: &str| {
            let (pieces, slips) = pieces(typed);
            assert!(slips.is_empty(), "{typed}: {slips:?}");
            words(&pieces)
        };
        assert_eq!(of("mill OR fire* -drill -\"two words\" \"a phrase\""), "mill OR fire* -drill -\"two words\" \"a phrase\"");
        assert_eq!(of("Kenya: floods & mud — 10:30 https://wire.example/x"), "Kenya: floods mud 10:30 https://wire.example/x");
        assert_eq!(of("“two words” AND mill(s)"), "\"two words\" mill(s)");
        assert_eq!(of("KIND:Protest near:Goma 2024-03.. x"), "x");
        assert!(pieces("..2024-03").0.contains(&Piece { at: 0, to: 9, what: What::Days("".into(), "2024-03".into()) }));
        let days = What::Filter { name: "place".into(), value: "New York".into(), out: false };
        assert_eq!(pieces("near:\"New York\"").0[0].what, days);
    }

    #[test]
    fn words_alone_know_no_filter() {
        assert_eq!(slip_of_words("mill kind:fire").map(|s| (s.at, s.to)), Some((5, 14)));
        assert_eq!(slip_of_words("-drill").map(|s| (s.at, s.to)), Some((0, 6)));
        assert_eq!(slip_of_words("mill -drill \"10:30\""), None);
    }
}
