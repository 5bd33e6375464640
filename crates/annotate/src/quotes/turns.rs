//! Talk written down as "NAME: …", one paragraph a turn, without quotation marks.

use super::scene::{NONE, Scene, sort};
use model::{Block, BlockKind, Name, NameKind, Quote, QuoteForm, Speaker, TextRange};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Most words before the colon.
const LABEL: usize = 5;

/// Most names before the first question that are counted.
const NAMES: usize = 64;

/// Fewest words of a turn.
const WORDS: usize = 3;

/// A paragraph that begins with a name and a colon.
struct Turn {
    label: Range<usize>,
    range: TextRange,
}

/// Adds the turns of a talk: at least two speak, each at least twice. What else was found in a turn is part of it.
pub fn tell(s: &Scene, blocks: &[Block], out: &mut Vec<Quote>) {
    let turns: Vec<Turn> = blocks.iter().filter(|b| b.kind != BlockKind::Heading).filter_map(|b| turn(s, b.range)).collect();
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for t in &turns {
        *counts.entry(key(s, t)).or_default() += 1;
    }
    counts.retain(|_, n| *n > 1);
    interview(s, blocks, &turns, out);
    questions(s, blocks, out);
    if counts.len() < 2 {
        return;
    }
    // "Q" and "A" tell of nobody who it is.
    let known = |t: &&Turn| counts.get(&key(s, t)).is_some_and(|_| s.range(&t.label).len() > 2);
    let known: Vec<&Turn> = turns.iter().filter(known).collect();
    out.retain(|q| !known.iter().any(|t| t.range.overlaps(q.range)));
    // "SARAH RUIZ, HOST: …" first, "RUIZ: …" later.
    let mut longest: FxHashMap<String, String> = FxHashMap::default();
    for t in &known {
        let words = s.range(&t.label).of(s.text).split(',').next().unwrap_or_default().trim().to_string();
        let entry = longest.entry(key(s, t)).or_default();
        if words.len() > entry.len() {
            *entry = words;
        }
    }
    for t in known {
        let range = s.range(&t.label);
        let text = range.of(s.text).to_string();
        let name = full(s, &text).or_else(|| longest.get(&key(s, t)).map(|n| full(s, n).unwrap_or_else(|| n.clone())));
        let name = name.filter(|n| *n != text);
        let speaker = Some(Speaker { range, text, name, actor: None });
        out.push(Quote { range: t.range, form: QuoteForm::Direct, speaker, cue: None });
    }
}

/// Adds the answers of an interview written down as "Q:" and "A:", whose speaker the paper named before the first question.
fn interview(s: &Scene, blocks: &[Block], turns: &[Turn], out: &mut Vec<Quote>) {
    let of = |letter: &str| turns.iter().filter(move |t| low(s, t).trim_end_matches('.') == letter).collect::<Vec<_>>();
    let (questions, answers) = (of("q"), of("a"));
    let Some(first) = questions.first().filter(|_| questions.len() > 1 && answers.len() > 1) else { return };
    let start = s.range(&first.label).start;
    // "By Ana Ruiz" tells who asks.
    let told = |n: &&Name| {
        let at = s.syntax.token_at(n.range.start);
        n.kind == NameKind::Person && n.range.end <= start && !(at > 0 && matches!(s.word(at - 1), "by" | "with" | "—"))
    };
    let full = |n: &Name| n.same_as.and_then(|k| s.names.get(k as usize)).map_or(n.text.clone(), |r| r.text.clone());
    let who = s.names.iter().filter(told).take(NAMES).map(full).collect::<Vec<String>>();
    let times = |name: &String| who.iter().filter(|x| *x == name).count();
    // Of several the one named most, else the first.
    let best =
        who.iter().enumerate().max_by_key(|(k, name)| (times(name), std::cmp::Reverse(*k))).map(|(_, name)| name.clone());
    let held = |q: &Quote| questions.iter().chain(&answers).any(|t| t.range.overlaps(q.range));
    out.retain(|q| q.form != QuoteForm::Direct || !held(q));
    for t in answers {
        let range = s.range(&t.label);
        let speaker = Some(Speaker { range, text: range.of(s.text).to_string(), name: best.clone(), actor: None });
        // An answer goes on until the next question.
        let next = questions.iter().map(|q| s.range(&q.label).start).find(|&at| at > t.range.start).unwrap_or(t.range.end);
        let end = if next == t.range.end { next } else { last_block(blocks, t.range.start, next).unwrap_or(t.range.end) };
        out.push(Quote { range: TextRange { start: t.range.start, end }, form: QuoteForm::Direct, speaker, cue: None });
    }
}

/// Gives answers in quotation marks, each below a paragraph that asks, to whom the paper names most: an interview in which only
/// the answers are marked.
fn questions(s: &Scene, blocks: &[Block], out: &mut [Quote]) {
    let asks = |q: &Quote| {
        let own = blocks.partition_point(|b| b.range.end <= q.range.start);
        let before = own.checked_sub(1).and_then(|b| blocks.get(b))?;
        let words = before.range.of(s.text).trim();
        (words.ends_with('?') && !words.starts_with(['“', '"', '‘'])).then_some(before.range.start)
    };
    let direct = |q: &&Quote| q.form == QuoteForm::Direct;
    let asked: Vec<u32> = out.iter().filter(direct).filter_map(asks).collect();
    let Some(first) = asked.first().copied().filter(|_| asked.len() > 1) else { return };
    let told = |n: &&Name| {
        let at = s.syntax.token_at(n.range.start);
        n.kind == NameKind::Person && n.range.end <= first && !(at > 0 && matches!(s.word(at - 1), "by" | "—"))
    };
    let root = |n: &Name| n.same_as.map_or_else(|| s.names.iter().position(|x| x.range == n.range), |k| Some(k as usize));
    let who: Vec<usize> = s.names.iter().filter(told).take(NAMES).filter_map(root).collect();
    let times = |k: usize| who.iter().filter(|x| **x == k).count();
    let Some(best) = who.iter().copied().enumerate().max_by_key(|&(i, k)| (times(k), std::cmp::Reverse(i))) else { return };
    let name = &s.names[best.1];
    for q in out.iter_mut().filter(|q| q.form == QuoteForm::Direct && q.speaker.is_none()) {
        if asks(q).is_some() {
            q.speaker = Some(Speaker { range: name.range, text: name.text.clone(), name: None, actor: None });
        }
    }
}

/// Where the last paragraph between two places ends.
fn last_block(blocks: &[Block], from: u32, to: u32) -> Option<u32> {
    let inside = |b: &&Block| b.kind == BlockKind::Paragraph && b.range.end > from && b.range.end <= to;
    blocks.iter().filter(inside).map(|b| b.range.end).max()
}

fn low(s: &Scene, t: &Turn) -> String {
    s.range(&t.label).of(s.text).to_lowercase()
}

/// By what the turns of one speaker are told: the last word of his name.
fn key(s: &Scene, t: &Turn) -> String {
    let low = low(s, t);
    let name = low.split(',').next().unwrap_or(&low).trim();
    name.rsplit(' ').next().unwrap_or(name).to_string()
}

/// The turn that a paragraph is: a name, or a word all in capitals, then a colon and words that do not begin with marks.
fn turn(s: &Scene, block: TextRange) -> Option<Turn> {
    let start = s.syntax.token_at(block.start);
    let first = (start..s.len().min(start + 2)).find(|&i| !s.is_mark(i))?;
    // "Q. Why?" is a turn, too.
    let letter = matches!(s.word(first), "q" | "a" | "q." | "a.");
    let stop = |i: usize| s.word(i) == ":" || letter && i == first + 1 && s.word(i) == ".";
    let one = s.word(first).ends_with('.') && letter;
    let colon = if one { first } else { (first + 1..s.len().min(first + 1 + LABEL)).find(|&i| stop(i))? };
    if start == first && s.inside[first] != NONE || s.syntax.tokens[colon].range.end > block.end {
        return None;
    }
    let label = first..colon.max(first + 1);
    let loud = |i: usize| !s.range(&(i..i + 1)).of(s.text).contains(char::is_lowercase);
    let name = label.clone().all(|i| s.sort[i] == sort::PERSON || s.is_titled(i));
    let rest = TextRange { start: s.syntax.tokens[colon].range.end, end: block.end };
    let words = rest.of(s.text);
    let marks: &[char] = &['“', '”', '"', '\'', '’'];
    let words = words.trim_end_matches(marks);
    let spoken = !words.trim_start().starts_with(['“', '"', '‘']) && words.split_whitespace().count() >= WORDS;
    let start = rest.start + (words.len() - words.trim_start().len()) as u32;
    let end = rest.start + words.trim_end().len() as u32;
    ((name || label.clone().all(loud)) && spoken).then_some(Turn { label, range: TextRange { start, end } })
}

/// The fullest name of which a label is the last word, whatever the case.
fn full(s: &Scene, label: &str) -> Option<String> {
    let low = label.to_lowercase();
    let bears = |n: &str| n.to_lowercase().strip_suffix(&low).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let people = s.names.iter().filter(|n| n.kind == NameKind::Person && bears(&n.text));
    let found = people.max_by_key(|n| (n.text.contains(char::is_lowercase), n.text.len(), std::cmp::Reverse(n.range.start)));
    found.map(|n| n.text.clone()).filter(|n| n != label)
}
