//! Numbers in words and digits: "1,300", "twenty-one", "4.5 million", "a dozen", "scores of", "20 to 30".

use model::Quantifier;

/// A number and the tokens it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The lowest value the words allow, where they bound it.
    pub low: Option<f64>,
    /// The highest.
    pub high: Option<f64>,
    /// The value a reader would take.
    pub best: f64,
    /// `Exactly`, `Range`, or one of the vague ones.
    pub quantifier: Quantifier,
}

const UNITS: &[(&str, f64)] = &[
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const SCALES: &[(&str, f64)] = &[
    ("dozen", 12.0),
    ("hundred", 100.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("mln", 1e6),
    ("billion", 1e9),
    ("bln", 1e9),
    ("bn", 1e9),
    ("trillion", 1e12),
    ("crore", 1e7),
    ("lakh", 1e5),
];

/// Short marks of scale, read where people or money are counted.
const SHORT: &[(&str, f64)] = &[("k", 1e3), ("m", 1e6), ("mn", 1e6), ("tn", 1e12)];

/// Vague plurals: least value, what a reader would take, quantifier.
const VAGUE: &[(&str, f64, f64, Quantifier)] = &[
    ("dozens", 24.0, 36.0, Quantifier::Dozens),
    ("scores", 40.0, 60.0, Quantifier::Scores),
    ("hundreds", 200.0, 300.0, Quantifier::Hundreds),
    ("thousands", 2000.0, 3000.0, Quantifier::Thousands),
];

/// The same in words like "several hundred", by their last word.
const FEW: &[(&str, f64, f64, Quantifier)] = &[
    ("dozen", 24.0, 36.0, Quantifier::Dozens),
    ("hundred", 200.0, 300.0, Quantifier::Hundreds),
    ("thousand", 2000.0, 3000.0, Quantifier::Thousands),
];

/// "third", "8th": which one in a row.
pub fn ordinal(word: &str) -> Option<f64> {
    const SPELLED: [&str; 10] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let ends = |end: &str| word.strip_suffix(end).and_then(|n| n.parse::<u8>().ok()).map(f64::from);
    let spelled = SPELLED.iter().position(|w| *w == word).map(|n| n as f64 + 1.0);
    spelled.or_else(|| ["st", "nd", "rd", "th"].into_iter().find_map(ends))
}

fn find(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(w, _)| *w == word).map(|(_, v)| *v)
}

/// Digits with marks between thousands and a decimal point; not ordinals, years with letters, or times.
pub fn digits(word: &str) -> Option<f64> {
    let ok = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    if !word.starts_with(|c: char| c.is_ascii_digit()) || !word.chars().all(ok) || word.len() > 20 {
        return None;
    }
    let (whole, fraction) = word.split_once('.').unwrap_or((word, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    // "1,300" and Indian "1,00,000"; "12,34" is no number.
    if groups.len() > 1
        && (groups[0].is_empty() || groups[1..].iter().any(|g| g.len() < 2) || groups[groups.len() - 1].len() != 3)
    {
        return None;
    }
    if fraction.contains([',', '.']) {
        return None;
    }
    format!("{}.{}", groups.concat(), if fraction.is_empty() { "0" } else { fraction }).parse().ok()
}

/// The number that starts at token `i`, longest first. `word(i)` is token `i` in lower case, "" outside the sentence.
pub fn at<'w>(i: usize, word: &dyn Fn(usize) -> &'w str) -> Option<Number> {
    let w = word(i);
    // Most words are no number: a quick look at the first letter.
    if !w.starts_with(|c: char| c.is_ascii_digit() || "adefhnostz".contains(c)) {
        return None;
    }
    if let Some((_, low, best, q)) = VAGUE.iter().find(|(v, ..)| *v == w) {
        // "hundreds of thousands", "tens of thousands".
        if word(i + 1) == "of" && matches!(word(i + 2), "thousands" | "millions") && w != "scores" {
            let unit = if word(i + 2) == "millions" { 1e6 } else { 1e3 };
            return Some(Number {
                start: i,
                end: i + 3,
                low: Some(low * unit),
                high: None,
                best: best * unit,
                quantifier: Quantifier::Thousands,
            });
        }
        return Some(Number { start: i, end: i + 1, low: Some(*low), high: None, best: *best, quantifier: *q });
    }
    if w == "tens" && word(i + 1) == "of" && word(i + 2) == "thousands" {
        return Some(Number {
            start: i,
            end: i + 3,
            low: Some(20e3),
            high: None,
            best: 30e3,
            quantifier: Quantifier::Thousands,
        });
    }
    // "several hundred", "a few dozen": as vague as "hundreds".
    let few = match (w, word(i + 1)) {
        ("several", _) => Some(i + 1),
        ("a", "few") => Some(i + 2),
        ("few", _) => Some(i + 1),
        _ => None,
    };
    if let Some((at, (unit, low, best, q))) = few.and_then(|at| Some((at, FEW.iter().find(|(unit, ..)| *unit == word(at))?))) {
        // "several hundred thousand"
        let more = find(SCALES, word(at + 1)).filter(|s| *s >= 1e3 && *unit != "dozen");
        let scale = more.unwrap_or(1.0);
        let quantifier = if more.is_some() { Quantifier::Thousands } else { *q };
        let end = at + 1 + usize::from(more.is_some());
        return Some(Number { start: i, end, low: Some(low * scale), high: None, best: best * scale, quantifier });
    }
    let first = plain(i, word)?;
    // "20 to 30", "20-30", "between 20 and 30", "$10bn to $12bn".
    let joint = word(first.1);
    let sign = |w: &str| super::lexicon::lexicon().is_sign(w);
    let signed = i.checked_sub(1).map(word).filter(|w| sign(w));
    // Where what stands before the number ends.
    let from = i - usize::from(signed.is_some());
    let between = from > 0 && word(from - 1) == "between" && joint == "and";
    // "had risen from 120 to 180", "raised its offer from $2 billion to $3 billion": two counts and no range.
    let since = from > 0 && word(from - 1) == "from";
    let moved = |j: usize| super::toll::moves(word(j)) || signed.is_some() && changes(word(j));
    let changed = since && ((from > 1 && super::toll::moves(word(from - 2))) || (from.saturating_sub(8)..from).any(moved));
    let next = first.1 + 1 + usize::from(signed.is_some() && sign(word(first.1 + 1)));
    if !changed
        && (matches!(joint, "to" | "-" | "–") || between)
        && let Some(second) = plain(next, word)
    {
        // "3 to 5 million": the scale belongs to both.
        let shared = scale(next, second.1, word).filter(|scale| first.1 == i + 1 && first.0 < second.0 / scale);
        let (low, high) = (first.0 * shared.unwrap_or(1.0), second.0);
        if low < high && (between || high <= 20.0 * low.max(1.0)) {
            let best = ((low + high) / 2.0).round();
            return Some(Number {
                start: i,
                end: second.1,
                low: Some(low),
                high: Some(high),
                best,
                quantifier: Quantifier::Range,
            });
        }
    }
    Some(Number {
        start: i,
        end: first.1,
        low: Some(first.0),
        high: Some(first.0),
        best: first.0,
        quantifier: Quantifier::Exactly,
    })
}

/// Verbs of somebody who changes a sum: "lifted its stake from $2bn to $3bn".
fn changes(word: &str) -> bool {
    ["rais", "increas", "lift", "boost", "hik", "expand", "doubl", "up", "grow", "cut", "lower", "reduc", "improv"].iter().any(
        |stem| word.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "e" | "es" | "ed" | "ing" | "s" | "d" | "ped")),
    )
}

/// The scale that a number in words of its own bears from token `i` to `end`: a million for "5 million".
fn scale<'w>(i: usize, end: usize, word: &dyn Fn(usize) -> &'w str) -> Option<f64> {
    let of = |j: usize| find(SCALES, word(j)).or_else(|| find(SHORT, word(j)));
    let product: f64 = (i + 1..end).filter_map(of).product();
    (product > 1.0).then_some(product)
}

/// A single number: value and the token after it.
pub fn plain<'w>(i: usize, word: &dyn Fn(usize) -> &'w str) -> Option<(f64, usize)> {
    let w = word(i);
    let mut at = i;
    let mut value;
    if let Some(v) = digits(w) {
        value = v;
        at += 1;
        // "380 000", as the French and the Swiss write it.
        let plain = |w: &str, most: usize| (1..=most).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit());
        if plain(w, 3) && !w.starts_with('0') {
            while word(at).len() == 3 && plain(word(at), 3) && at < i + 4 {
                value = value * 1e3 + digits(word(at)).unwrap_or(0.0);
                at += 1;
            }
        }
    } else if matches!(w, "a" | "an" | "several")
        && matches!(word(i + 1), "dozen" | "hundred" | "thousand" | "million" | "billion")
    {
        // "several million" is read as its least, three.
        value = if w == "several" { 3.0 } else { 1.0 };
        at += 1;
    } else if w == "half" && word(i + 1) == "a" && word(i + 2) == "dozen" {
        return Some((6.0, i + 3));
    } else if w == "half" && word(i + 1) == "a" && matches!(word(i + 2), "million" | "billion") {
        return Some((if word(i + 2) == "million" { 5e5 } else { 5e8 }, i + 3));
    } else if let Some(v) = spelled(w) {
        value = v;
        at += 1;
        // "twenty one", "twenty-one" cut at the hyphen.
        let skip = usize::from(word(at) == "-");
        if (20.0..100.0).contains(&v)
            && v % 10.0 == 0.0
            && let Some(u) = find(UNITS, word(at + skip)).filter(|u| (1.0..10.0).contains(u))
        {
            value += u;
            at += 1 + skip;
        }
    } else {
        return None;
    }
    // "1.2m people", "$3m", "500k euros"; "100 m" alone is a distance.
    if digits(w).is_some()
        && let Some(scale) = find(SHORT, word(at))
    {
        let sign = |k: usize| i.checked_sub(k).is_some_and(|j| super::lexicon::lexicon().is_sign(word(j)));
        // "$5-7m": the sign stands before the first of two.
        let second = i > 0 && matches!(word(i - 1), "-" | "–" | "to") && (sign(3) || sign(4));
        let coined = sign(1) || second;
        let next = word(at + 1);
        if coined || super::lexicon::lexicon().is_people(next) || super::lexicon::lexicon().coin(next).is_some() {
            return Some((value * scale, at + 1));
        }
    }
    // "3 hundred", "4.5 million", "two hundred and five thousand".
    let mut total = 0.0;
    while let Some(scale) = find(SCALES, word(at)) {
        value *= scale;
        at += 1;
        if scale >= 1e3 {
            total += value;
            value = 0.0;
        }
        let skip = usize::from(word(at) == "and");
        if let Some(v) = spelled(word(at + skip)).filter(|_| digits(w).is_none())
            && (scale == 100.0 || (scale == 1e3 && skip == 0))
            && v < scale
        {
            value += v;
            at += 1 + skip;
            let hyphen = usize::from(word(at) == "-");
            if v >= 20.0
                && let Some(u) = find(UNITS, word(at + hyphen)).filter(|u| (1.0..10.0).contains(u))
            {
                value += u;
                at += 1 + hyphen;
            }
        } else if value == 0.0 {
            break;
        }
    }
    Some((total + value, at))
}

/// "twenty", "twenty-one".
fn spelled(word: &str) -> Option<f64> {
    find(UNITS, word).or_else(|| {
        let (tens, unit) = word.split_once('-')?;
        let (t, u) = (find(UNITS, tens)?, find(UNITS, unit)?);
        (t >= 20.0 && (1.0..10.0).contains(&u)).then_some(t + u)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, usize)> {
        let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        at(0, &|i| words.get(i).map_or("", String::as_str)).map(|n| (n.best, n.end))
    }

    #[test]
    fn numbers_in_words_and_digits() {
        for (text, value, end) in [
            ("1,300 people", 1300.0, 1),
            ("twenty - one dead", 21.0, 3),
            ("twenty-one dead", 21.0, 1),
            ("4.5 million people", 4.5e6, 2),
            ("a dozen people", 12.0, 2),
            ("two hundred and five people", 205.0, 4),
            ("two thousand three hundred people", 2300.0, 4),
            ("three and four", 3.0, 1),
            ("20 to 30 people", 25.0, 3),
            ("tens of thousands of people", 30e3, 3),
            ("scores more", 60.0, 1),
            ("1,00,000 homes", 1e5, 1),
        ] {
            assert_eq!(read(text), Some((value, end)), "{text}");
        }
        for text in ["24th", "10:30", "people", "12,34", "3-year-old", "a man"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
