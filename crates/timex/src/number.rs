//! Numbers in digits and in words: counts in thousandths, ordinals, and years spelled out.

use crate::{matcher::Matcher, token::Shape};

/// A count that is not told: "several", "some".
pub(crate) const SOME: i64 = -1;
/// Counts are kept in thousandths, so that halves can be told.
pub(crate) const ONE: i64 = 1000;
/// No count of units in news is larger; it keeps the arithmetic far from overflow.
const MOST: i64 = 1_000_000_000;
/// Tokens of a number in words, hyphens among them; no number in news is longer.
const LONGEST: usize = 24;

/// The count at token `at`, in thousandths, and the number of tokens.
pub(crate) fn count(m: &Matcher, at: usize) -> Option<(i64, usize)> {
    let k = &m.grammar.known;
    if let Some(found) = m.entry(k.some, at) {
        let (value, length) = found;
        return Some((if value < 0 { SOME } else { value * ONE }, length));
    }
    let (mut value, mut end) = match m.tokens.get(at)?.shape {
        Shape::Digits => digits(m, at)?,
        _ => words(m, at)?,
    };
    // "2 million", "three hundred" (the words above took theirs already).
    while let Some((scale, length)) = m.entry(k.scale, end) {
        value = value.checked_mul(scale).filter(|v| *v <= MOST * ONE)?;
        end += length;
    }
    // "2 1/2", "two and a half", "two-and-a-half".
    let joined = join(m, end);
    if let Some((half, length)) = m.entry(k.fraction, joined) {
        value += half;
        end = joined + length;
    } else if m.tokens[at].shape == Shape::Digits
        && let Some(half) = slashed(m, end)
    {
        value += half;
        end += 3;
    }
    Some((value, end - at))
}

/// Skips a hyphen and a joining word.
fn join(m: &Matcher, mut at: usize) -> usize {
    let hyphen = |at: usize| m.tokens[..m.limit].get(at).is_some_and(|t| t.glued && m.grammar.hyphen == t.id);
    at += usize::from(hyphen(at));
    if let Some((_, length)) = m.entry(m.grammar.known.join, at) {
        at += length;
        at += usize::from(hyphen(at));
    }
    at
}

fn digits(m: &Matcher, at: usize) -> Option<(i64, usize)> {
    let tokens = &m.tokens[..m.limit];
    let first = &tokens[at];
    let mut value = Some(first.number).filter(|n| *n >= 0)?;
    let mut end = at + 1;
    let part = |end: usize, mark: &str| {
        let (t, d) = (tokens.get(end)?, tokens.get(end + 1)?);
        (t.glued && d.glued && d.shape == Shape::Digits && m.cut(t) == mark).then_some(d)
    };
    // "1,300", "1.300", or "1 300" where white space parts groups.
    let spaced = |end: usize| tokens.get(end).filter(|d| !d.glued && d.shape == Shape::Digits).map(|d| (d, 1));
    let group = |end: usize| match m.grammar.group.as_str() {
        " " => spaced(end),
        mark => part(end, mark).map(|d| (d, 2)),
    };
    while first.len() <= 3
        && end < at + 9
        && let Some((digits, length)) = group(end).filter(|(d, _)| d.len() == 3)
    {
        value = value * 1000 + digits.number;
        end += length;
        if value > MOST {
            return None;
        }
    }
    let mut value = value.min(MOST + 1) * ONE;
    if value > MOST * ONE {
        return None;
    }
    if let Some(decimals) = part(end, &m.grammar.decimal).filter(|d| d.len() <= 3) {
        value += decimals.number * [100, 10, 1][decimals.len() - 1];
        end += 2;
    }
    Some((value, end))
}

/// `1/2` at `at`, in thousandths.
fn slashed(m: &Matcher, at: usize) -> Option<i64> {
    let t = m.tokens[..m.limit].get(at..at + 3)?;
    let fraction =
        t[0].shape == Shape::Digits && m.cut(&t[1]) == "/" && t[1].glued && t[2].glued && t[2].shape == Shape::Digits;
    let (a, b) = (t[0].number, t[2].number);
    (fraction && 0 < a && a < b && b <= 10).then(|| a * ONE / b)
}

fn words(m: &Matcher, at: usize) -> Option<(i64, usize)> {
    let k = &m.grammar.known;
    let (mut total, mut current, mut end) = (0i64, 0i64, at);
    // What may still follow: a number below this.
    let mut room = 100;
    while end < at + LONGEST {
        let from = if end == at { at } else { join(m, end) };
        // The longest: "quatre-vingts" and not "quatre".
        let small = [(k.ones, 10, 1), (k.teens, 100, 1), (k.tens, 100, 10)]
            .into_iter()
            .filter(|(_, needs, _)| room >= *needs)
            .filter_map(|(class, _, leaves)| m.entry(class, from).map(|found| (found, leaves)))
            .reduce(|a, b| if b.0.1 > a.0.1 { b } else { a });
        let opens = end == at && m.entry(k.opener, at).is_some();
        let (value, length) = if let Some((found, leaves)) = small {
            room = leaves;
            found
        } else if let Some((scale, length)) = m.entry(k.scale, from).filter(|_| opens || end != at && from == end) {
            if opens {
                current = 1;
            }
            if scale == 100 {
                current *= 100;
            } else {
                total += current * scale;
                current = 0;
            }
            room = 100;
            end = from + length;
            if total.max(current) > MOST {
                return None;
            }
            continue;
        } else {
            break;
        };
        current += value;
        end = from + length;
    }
    if end == at {
        // "half an hour" is a fraction with nothing before it.
        return m.entry(k.fraction, at).map(|(value, length)| (value, at + length));
    }
    let value = total + current;
    (value <= MOST).then_some((value * ONE, end))
}

/// The ordinal at token `at`: "24th", "third", "twenty-first".
pub(crate) fn ordinal(m: &Matcher, at: usize) -> Option<(i64, usize)> {
    let k = &m.grammar.known;
    let token = &m.tokens[at];
    if token.shape == Shape::Digits {
        let suffix = m.tokens[..m.limit].get(at + 1).filter(|t| t.glued)?;
        let known = m.entry(k.suffix, at + 1).is_some();
        return (known && suffix.glued && (1..=9999).contains(&token.number)).then_some((token.number, 2));
    }
    if let Some(found) = m.entry(k.ordinal, at) {
        return Some(found);
    }
    let (tens, length) = m.entry(k.tens, at)?;
    let next = join(m, at + length);
    let (ones, more) = m.entry(k.ordinal, next).filter(|(n, _)| *n < 10)?;
    Some((tens + ones, next + more - at))
}

/// The year spelled out at token `at`: "nineteen ninety-six", "two thousand and four", "mille neuf cent quatorze".
pub(crate) fn year(m: &Matcher, at: usize) -> Option<(i64, usize)> {
    let k = &m.grammar.known;
    if m.entry(k.opener, at).is_some() {
        let (value, end) = words(m, at)?;
        return (1001..2100).contains(&(value / ONE)).then_some((value / ONE, end - at));
    }
    let (head, length) = m.entry(k.teens, at).or_else(|| m.entry(k.tens, at)).or_else(|| m.entry(k.ones, at))?;
    let from = at + length;
    if head == 2 {
        let (scale, _) = m.entry(k.scale, from)?;
        let (value, end) = words(m, at)?;
        return (scale == 1000 && (2000..2100).contains(&(value / ONE))).then_some((value / ONE, end - at));
    }
    let from = if m.tokens[..m.limit].get(from).is_some_and(|t| t.id == m.grammar.hyphen) { from + 1 } else { from };
    m.entry(k.teens, from).or_else(|| m.entry(k.tens, from))?;
    let (value, end) = words(m, from)?;
    let rest = value / ONE;
    ((15..=20).contains(&head) && (10..100).contains(&rest)).then_some((head * 100 + rest, end - at))
}
