//! Straight quotation marks whose spaces mislead: which of the stretches between them are spoken.
//!
//! A paragraph that is left open ("“…", and the next one opens again) makes every later opening mark look like a closing
//! one to whoever writes the spaces by counting. Where a stretch taken for spoken begins like "she said.", all marks of the
//! block are read anew: each stretch is weighed by its words, and the likeliest row of spoken and unspoken ones is taken.

use super::cues::{Kinds, cues};

/// What it costs to go on speaking over a mark: a paragraph left open.
const GOES_ON: f32 = 2.0;
/// What it costs to go on not speaking: a mark too many.
const STRAY: f32 = 5.0;
/// What speaks for a straight mark opening or closing as the spaces at its sides say: little, where they were put by counting.
const SIDES: f32 = 0.3;
/// What speaks for a bent mark opening or closing as it is bent.
const STYLED: f32 = 6.0;
/// What it costs to begin a block speaking.
const BEGINS: f32 = 4.0;

/// Words of a stretch that would hold an "I" or "we" if it was spoken.
const LONG: usize = 12;

/// True for a stretch that begins by telling who spoke: "she said.", "Mr. Okello added."
pub fn tells_who(words: &str) -> bool {
    let first: Vec<&str> = words.split_whitespace().take(6).collect();
    let Some(low) = first.first().filter(|w| !w.is_empty()) else { return false };
    let subject = matches!(*low, "he" | "she" | "they" | "it");
    let verb = |w: &str| is_saying(w.trim_end_matches(['.', ',', ':', ';']));
    let small = low.chars().all(char::is_lowercase);
    if subject {
        return first.get(1..3).is_some_and(|w| w.iter().any(|w| verb(w)));
    }
    if small && verb(low) {
        return true;
    }
    // "Mr. Okello said."
    let ends = first.iter().position(|w| w.ends_with(['.', ',']) && verb(w));
    let part =
        |w: &str| w.starts_with(char::is_uppercase) || matches!(w, "von" | "van" | "de" | "da" | "al" | "bin" | "der" | "of");
    ends.is_some_and(|k| {
        k > 0 && first[..k].iter().all(|w| part(w)) && !matches!(first[0], "And" | "But" | "So" | "Then" | "I")
    })
}

/// True for words of which one is of saying.
pub fn tells(words: &str) -> bool {
    words.split_whitespace().any(|w| is_saying(&bare(w)))
}

/// True for words in which somebody speaks of himself: "I", "our".
pub fn own(words: &str) -> bool {
    words.split_whitespace().any(|w| {
        let low = bare(w);
        matches!(low.split(['\'', '’']).next().unwrap_or(&low), "i" | "we" | "my" | "our" | "us" | "me")
    })
}

/// A word in small letters without the marks beside it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// True for a word that takes what somebody said.
pub fn is_saying(word: &str) -> bool {
    let kinds = cues().at(0, |i| if i == 0 { word } else { "" }).map_or(0, |(_, k)| k.bits());
    kinds & Kinds::SAY.and(Kinds::TELL).bits() != 0
}

/// Which of the stretches of `body` between the marks that stand at `marks` are spoken; one more than there are marks.
pub fn spoken(body: &str, marks: &[usize]) -> Vec<bool> {
    let ends = marks.iter().copied().chain([body.len()]);
    let mark = |at: usize| body[at..].chars().next();
    let starts = std::iter::once(0).chain(marks.iter().map(|&m| m + mark(m).map_or(1, char::len_utf8)));
    let last = marks.len();
    // The best score of each stretch as unspoken and as spoken, and whether the one before was spoken.
    let mut best: Vec<[(f32, bool); 2]> = Vec::with_capacity(last + 1);
    for (k, (from, end)) in starts.zip(ends).enumerate() {
        let bent = |c: Option<char>| f32::from(i8::from(c == Some('“')) - i8::from(c == Some('”')));
        let styled = bent(k.checked_sub(1).and_then(|b| mark(marks[b]))) - bent(marks.get(k).and_then(|&m| mark(m)));
        let weight = (weigh(&body[from..end], k > 0, k < last) + STYLED * styled) / 2.0;
        let own = [-weight, weight];
        let row = match best.last() {
            None => [(own[0], false), (own[1] - BEGINS, false)],
            Some(&[(out, _), (inside, _)]) => {
                let choose = |stay: f32, other: f32, was: bool| if stay > other { (stay, was) } else { (other, !was) };
                let (a, from_a) = choose(out - STRAY, inside, false);
                let (b, from_b) = choose(inside - GOES_ON, out, true);
                [(a + own[0], from_a), (b + own[1], from_b)]
            }
        };
        best.push(row);
    }
    let mut now = best.last().is_some_and(|r| r[1].0 > r[0].0);
    let mut out = vec![false; best.len()];
    for k in (0..best.len()).rev() {
        out[k] = now;
        now = best[k][usize::from(now)].1;
    }
    out
}

/// What speaks for a stretch being spoken. `after` and `before` tell whether a mark stands at its ends.
fn weigh(words: &str, after: bool, before: bool) -> f32 {
    let sides = |there: bool, space: bool| f32::from(i8::from(there)) * if space { -SIDES } else { SIDES };
    let mut sum = sides(after, words.starts_with(char::is_whitespace)) + sides(before, words.ends_with(char::is_whitespace));
    let own =
        |w: &str| matches!(w.split(['\'', '’']).next().unwrap_or(w), "i" | "we" | "my" | "our" | "us" | "me" | "you" | "your");
    if after && words.starts_with(['.', ',', ';']) {
        sum -= 4.0;
    }
    if after && tells_who(words.trim_start()) {
        sum -= 5.0;
    }
    let (mut mine, mut says, mut len) = (0u8, false, 0);
    for w in words.split_whitespace().map(bare) {
        mine = mine.saturating_add(u8::from(own(&w)));
        says |= is_saying(&w);
        len += 1;
    }
    // Who speaks says "I" and "we", who tells of it "said".
    sum += match mine {
        0 if says => -1.5,
        0 if len > LONG => -0.5,
        n => 1.5 * f32::from(n.min(3)),
    };
    if before && words.trim_end().ends_with(',') {
        let announces = words.split_whitespace().rev().take(4).any(|w| is_saying(&bare(w)));
        sum += if announces { -3.0 } else { 3.0 };
    }
    sum
}
