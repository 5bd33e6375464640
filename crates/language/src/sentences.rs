//! Groups words into sentences. One pass, linear; no sentence crosses a block.

use crate::abbreviations::{self, Use};
use crate::boundaries::{Boundaries, Gap};
use model::{Sentence, TextRange};
use std::sync::LazyLock;

/// A sentence is cut after this many words, so that nothing downstream meets an endless one.
const LONGEST: usize = 600;

/// So many quotation marks, brackets and notes behind a sentence are its own.
const CLOSING: usize = 20;

/// Lines of wrapped text are at most so long, the longest of them at least so long.
const WIDEST: usize = 110;
const NARROWEST: usize = 40;

/// Appends the sentences of one block, whose words are `words[from..]`.
pub fn cut(text: &str, words: &[TextRange], from: usize, caseless: bool, out: &mut Vec<Sentence>) {
    static MODEL: LazyLock<Option<Boundaries>> = LazyLock::new(|| Boundaries::open(include_bytes!("../models/sentences.bin")));
    match &*MODEL {
        Some(model) if !caseless => judged(text, words, from, caseless, out, |gap| model.ends(gap)),
        _ => judged(text, words, from, caseless, out, |gap| gap.rule),
    }
}

/// The same, with somebody who has the last word on the gaps that line ends leave open.
pub fn judged(
    text: &str,
    words: &[TextRange],
    from: usize,
    caseless: bool,
    out: &mut Vec<Sentence>,
    mut judge: impl FnMut(&Gap) -> bool,
) {
    let lines = Lines::of(text, &words[from..]);
    let mut start = from;
    let mut quotes = false; // inside straight double quotation marks
    let mut depth = 0u32; // open brackets
    let mut i = from;
    while i < words.len() {
        let form = words[i].of(text);
        if form == "\"" || form == "''" && quotes {
            quotes = !quotes;
        }
        match form {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let mut last = i;
        let mut ends = false;
        if is_final(form) {
            // Closing quotation marks and brackets belong to the sentence they close; ten thousand of them close nothing.
            while let Some(&next) = words.get(last + 1).filter(|w| w.start == words[last].end && last - i < CLOSING) {
                let closes = match next.of(text) {
                    "\"" => quotes || words.get(last + 2).is_none_or(|w| w.start > next.end),
                    "”" | "’" | "»" | ")" | "]" | "''" | "'" | "’’" | "*" => true,
                    mark => is_final(mark),
                };
                if !closes {
                    break;
                }
                if next.of(text) == "\"" {
                    quotes = !quotes;
                }
                last += 1;
            }
            last = behind_notes(text, words, last);
            ends = ends_at(text, words, start, i, last, caseless);
        }
        let next = words.get(last + 1);
        let broken = next.is_some_and(|n| lines.breaks(text, words[last], *n));
        if broken {
            quotes = false;
        }
        let ends = ends
            || last == i && matches!(form, "-" | "--" | "–" | "—") && dateline_ends(text, words, from, i)
            || opens_behind_bare_words(text, words, last + 1, start)
            || start == from && byline_ends(text, words, from, i);
        if last > i {
            let closed = words[i + 1..=last].iter().filter(|w| matches!(w.of(text), ")" | "]")).count();
            depth = depth.saturating_sub(closed as u32);
        }
        let mut over =
            || judge(&Gap { text, words, start, mark: i, last, depth, quoted: quotes, lined: lines.width > 0, rule: ends });
        if next.is_none() || broken || last + 1 - start >= LONGEST || over() {
            push(words, start, last + 1, out);
            start = last + 1;
            depth = 0;
        }
        i = last + 1;
    }
}

fn push(words: &[TextRange], start: usize, end: usize, out: &mut Vec<Sentence>) {
    out.push(Sentence { range: words[start].cover(words[end - 1]), tokens: start..end });
}

/// Marks that can end a sentence, and words with a dot of their own.
fn is_final(form: &str) -> bool {
    form.ends_with(['.', '!', '?', '…', '。', '؟']) || form.starts_with(['!', '?'])
}

/// The last word of what stands behind a final mark and belongs to it: references ("[6] [7]") and faces.
fn behind_notes(text: &str, words: &[TextRange], mut last: usize) -> usize {
    let of = |i: usize| words.get(i).map_or("", |w| w.of(text));
    let first = last;
    while let Some(next) = words.get(last + 1).filter(|_| last - first < CLOSING) {
        if has_line_end(text, words[last], *next) {
            break;
        }
        let number = of(last + 2).len() < 4 && of(last + 2).bytes().all(|b| b.is_ascii_digit());
        last += match of(last + 1) {
            mark @ ("." | "!" | "?") if of(last).ends_with(mark) => 1,
            "[" if of(last + 3) == "]" && number => 3,
            face if abbreviations::FACES.contains(&face) => 1,
            _ => break,
        };
    }
    // Marks alone up to the line's end: a quotation mark after a space, a closing star.
    for (n, pair) in words[last..].windows(2).take(4).enumerate() {
        if has_line_end(text, pair[0], pair[1]) {
            return last + n;
        }
        if pair[1].len() > 2 || pair[1].of(text).contains(char::is_alphanumeric) {
            return last;
        }
    }
    if words.len() - last < 4 { words.len() - 1 } else { last }
}

/// True where a speaker and a verb of speech begin: "Why?" Mr. Brask asked.
fn speaker_follows(text: &str, words: &[TextRange], from: usize) -> bool {
    for (n, word) in words[from..].iter().take(6).enumerate() {
        let form = word.of(text);
        if n > 0 && abbreviations::is_speech(form) {
            return true;
        }
        let named = form.starts_with(char::is_uppercase) || matches!(form, "the" | "of" | "and" | "my" | "his" | "her" | "our");
        if !(named || form.bytes().all(|b| b.is_ascii_lowercase()) && n > 0) {
            return false;
        }
    }
    false
}

/// True if the dash at `i` closes a line of place, source and day at the head of a block: "VELDEN (Wire) —".
fn dateline_ends(text: &str, words: &[TextRange], from: usize, i: usize) -> bool {
    let opens = |w: &TextRange| w.of(text).starts_with(is_opening) && (w.len() == 1 || w.of(text).contains(char::is_lowercase));
    if i == from || !words.get(i + 1).is_some_and(opens) {
        return false;
    }
    let spaced = words[i - 1].end < words[i].start && words[i].end < words[i + 1].start;
    let of = |n: usize| i.checked_sub(n).filter(|&j| j >= from).map_or("", |j| words[j].of(text));
    // Behind a headline and a stamp that were run together with it: "VELDEN (Reuters) - A flood".
    if spaced && of(1) == ")" && of(3) == "(" && abbreviations::AGENCIES.contains(&of(2)) {
        return true;
    }
    if i - from > 12 || !spaced || has_line_end(text, words[from], words[i]) {
        return false;
    }
    let (mut capitals, mut parts) = (0, false); // letters of words in capitals throughout
    for word in &words[from..i] {
        let form = word.of(text);
        if form.starts_with(char::is_uppercase) {
            let letters = form.chars().filter(|c| c.is_alphabetic()).count();
            capitals += if letters > 1 && !form.chars().any(char::is_lowercase) { letters } else { 0 };
        } else if !form.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '(' | ')')) {
            return false;
        }
        parts |= matches!(form, "," | "(");
    }
    // Without capitals, a comma tells "Velden, Norland -" from "Flood - Nobody hurt".
    words[from].of(text).starts_with(char::is_uppercase) && (capitals > 3 || parts)
}

fn is_opening(c: char) -> bool {
    c.is_uppercase() || matches!(c, '"' | '“' | '‘')
}

/// True where a sentence begins behind words without a stop, a caption or heading that was run together with what follows:
/// a picture's credit ("Image: …"), or a word that opens sentences, before one in small letters ("DAB In the west").
fn opens_behind_bare_words(text: &str, words: &[TextRange], i: usize, start: usize) -> bool {
    let of = |i: usize| words.get(i).map_or("", |w| w.of(text));
    let word = of(i);
    if of(i + 1) == ":" && matches!(word, "Image" | "Photo" | "Picture" | "Photograph" | "PHOTO" | "IMAGE" | "Credit") {
        return true;
    }
    // "NEW: Two more bodies are found": the points above a story.
    if of(i + 1) == ":" && i > start && LABELS.contains(&word) {
        return true;
    }
    // A heading in capitals has no stop at its end.
    let opens = matches!(word, "In" | "On" | "The" | "He" | "She" | "They" | "But");
    let stopped = words.last().is_some_and(|w| w.of(text).ends_with(['.', '!', '?', '"', '”']));
    let before = of(i - 1);
    opens
        && stopped
        && i > start
        && before.ends_with(char::is_alphanumeric)
        && !abbreviations::is_opener(before)
        && abbreviations::is_opener(of(i + 1))
        && of(i + 1).starts_with(char::is_lowercase)
}

/// Words in capitals that are put before a point of news, with a colon.
const LABELS: &[&str] = &["NEW", "BREAKING", "UPDATE", "UPDATED", "WATCH", "RELATED", "MORE", "DEVELOPING"];

/// True if a line of who wrote it, run together with what follows, ends at `i`: "By the Velden Wire Staff", "By Asta
/// Brandt, CNN", "By Asta Brandt, Special to CNN".
fn byline_ends(text: &str, words: &[TextRange], from: usize, i: usize) -> bool {
    let of = |i: usize| words.get(i).map_or("", |w| w.of(text));
    let by = of(from) == "By" && i > from + 1 && i - from < 12;
    if !by || !of(i + 1).starts_with(is_opening) {
        return false;
    }
    let named = words[from + 1..i]
        .iter()
        .all(|w| w.of(text).starts_with(char::is_uppercase) || matches!(w.of(text), "the" | "and" | "," | "to" | "of" | "for"));
    let desk = matches!(of(i), "Staff" | "Writer" | "Writers" | "Reporter" | "Reporters" | "Correspondent" | "Correspondents");
    named && (desk || abbreviations::AGENCIES.contains(&of(i)) && matches!(of(i - 1), "," | "to"))
}

/// Does a sentence end after the final mark at `i`, closing marks up to `last` taken in?
fn ends_at(text: &str, words: &[TextRange], start: usize, i: usize, last: usize, caseless: bool) -> bool {
    let form = words[i].of(text);
    // What follows, opening quotation marks and brackets left aside.
    let mut n = last + 1;
    while words.get(n).is_some_and(|w| {
        matches!(w.of(text), "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "``" | "`" | "-" | "—" | "–" | "--" | "•" | "*")
    }) {
        n += 1;
    }
    let Some(next) = words.get(n) else { return true };
    let word = next.of(text);
    let first = word.chars().next().unwrap_or(' ');
    // "1." and "A." at the head of a sentence number it.
    let head = words[start..=i].iter().all(|w| w.of(text).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | ')')));
    if head || words[start..=i].iter().all(|w| !w.of(text).chars().any(char::is_alphanumeric)) {
        return false;
    }
    let marks = form.chars().all(|c| !c.is_alphanumeric());
    if !marks && last == i {
        // A word with its own dot, with no closing mark after it.
        let bare = form.trim_end_matches(['.', '!', '?']);
        if first.is_lowercase() && !caseless {
            return false;
        }
        return match abbreviations::usage(bare) {
            Some(Use::Title) => false,
            Some(Use::Number) => !first.is_ascii_digit() && abbreviations::is_opener(word),
            _ if words[last + 1].of(text) == "(" => false,
            _ if n > last + 1 => abbreviations::is_opener(word) || !bare.chars().any(char::is_uppercase),
            _ => abbreviations::is_opener(word),
        };
    }
    if caseless {
        return !form.starts_with("..") && form != "…";
    }
    if abbreviations::is_address(word) {
        return true;
    }
    if first.is_lowercase() && last == i && matches!(form, "." | "?") && has_line_end(text, words[i], *next) {
        return true;
    }
    if first.is_lowercase() {
        // "But ... he", "Why?" he asked; after a plain stop only a sentence that starts small in itself.
        return false;
    }
    if !form.ends_with('.') && last > i && n == last + 1 && speaker_follows(text, words, n) {
        return false;
    }
    if matches!(word, "," | ";" | ":" | ")" | "]" | "”") {
        return false;
    }
    if form.len() > 2 && form.starts_with("..") && next.start == words[i].end {
        return false; // "and...And"
    }
    if (form.starts_with("..") || form.starts_with('…')) && n == last + 1 {
        return first.is_uppercase() && word != "I" && !word.starts_with("I'") && !word.starts_with("I’");
    }
    true
}

/// Where line ends inside a block end sentences: everywhere where each line is a text of its own; in wrapped text only
/// after short lines.
struct Lines {
    /// The longest line, in bytes; 0 for a block of one line.
    width: usize,
    /// True for text that was wrapped to fit a width.
    wrapped: bool,
}

impl Lines {
    fn of(text: &str, words: &[TextRange]) -> Lines {
        let mut lines = Lines { width: 0, wrapped: false };
        let (Some(first), Some(end)) = (words.first(), words.last()) else { return lines };
        let block = first.cover(*end);
        if !block.of(text).contains('\n') {
            return lines;
        }
        lines.width = block.of(text).lines().map(|l| l.trim_end().len()).max().unwrap_or(0);
        if !(NARROWEST..=WIDEST).contains(&lines.width) {
            return lines;
        }
        // Lines are full where the next word would not have fitted.
        let (mut full, mut early, mut start) = (0, 0, block.start);
        for pair in words.windows(2) {
            if has_line_end(text, pair[0], pair[1]) {
                let with_next = (pair[0].end - start) as usize + 1 + pair[1].len();
                if with_next > lines.width {
                    full += 1
                } else {
                    early += 1
                }
                start = pair[1].start;
            }
        }
        lines.wrapped = full >= 2 * early;
        lines
    }

    fn breaks(&self, text: &str, a: TextRange, b: TextRange) -> bool {
        if self.width == 0 || !has_line_end(text, a, b) {
            return false;
        }
        let (a, b) = (a.range(), b.range());
        let gap = &text[a.end..b.start];
        if !self.wrapped || gap.bytes().filter(|&c| c == b'\n').count() > 1 {
            return true;
        }
        if matches!(text.get(b.clone()), Some("•" | "*" | "-" | "–" | "—" | "·" | "▪")) {
            return true;
        }
        // Wrapped text: the next word would have fitted on a line that ends early. Looking back is bounded by the width.
        let from = a.end.saturating_sub(self.width + 1);
        let line = text.as_bytes()[from..a.end].iter().rev().take_while(|&&c| c != b'\n').count();
        line + (b.end - b.start) + 16 < self.width
    }
}

fn has_line_end(text: &str, a: TextRange, b: TextRange) -> bool {
    text.get(a.end as usize..b.start as usize).is_some_and(|gap| gap.contains('\n'))
}
