//! Where sentences end and whether the words around an expression look back or ahead.

use crate::{
    grammar::Grammar,
    matcher::Matcher,
    resolve::Tense,
    token::{Shape, Token},
};
use model::Syntax;

/// The first token of each sentence, ascending, and the number of tokens at the end.
pub(crate) fn sentences(m: &Matcher, syntax: &Syntax) -> Vec<usize> {
    let tokens = m.tokens;
    let mut starts = Vec::new();
    if syntax.sentences.is_empty() {
        for (i, t) in tokens.iter().enumerate() {
            if t.opens || i > 0 && closes(m, i - 1) {
                starts.push(i);
            }
        }
    } else {
        let mut at = 0;
        for s in &syntax.sentences {
            at += tokens[at..].partition_point(|t| t.start < s.range.start);
            if at < tokens.len() && starts.last() != Some(&at) {
                starts.push(at);
            }
        }
        if starts.first() != Some(&0) {
            starts.insert(0, 0);
        }
    }
    starts.push(tokens.len());
    starts
}

/// Whether a sentence ends with token `at`.
fn closes(m: &Matcher, at: usize) -> bool {
    let tokens = m.tokens;
    let Some(next) = tokens.get(at + 1).filter(|n| !n.glued) else { return false };
    match m.cut(&tokens[at]) {
        "!" | "?" => true,
        "." => {
            let before = at.checked_sub(1).map(|b| &tokens[b]);
            let short = before.is_some_and(|b| {
                b.shape == Shape::Word && (b.len() == 1 && b.capital || is(m.grammar, b, m.grammar.known.abbreviation))
            });
            !short && (next.capital || next.shape != Shape::Word)
        }
        "\"" | "”" | "'" | "’" => at > 0 && matches!(m.cut(&tokens[at - 1]), "." | "!" | "?") && tokens[at].glued,
        _ => false,
    }
}

/// Whether a token alone is an entry of a class.
fn is(g: &Grammar, token: &Token, class: u32) -> bool {
    token.id != 0
        && g.by_word[token.id as usize].iter().any(|e| {
            let e = &g.entries[*e as usize];
            e.class == class && e.words.len() == 1
        })
}

/// How far from an expression a verb is asked, in tokens.
const REACH: usize = 40;

/// Within so many tokens the verb before is always asked.
const NEAR: usize = 10;

/// A verb so near before an expression leaves no doubt.
const SURE: usize = 7;

/// So many tokens from its beginning a sentence still opens with an expression: "And in June".
const OPENING: usize = 2;

/// The tense of the words nearest to tokens `start..end` in their sentence, and whether they leave no doubt.
pub(crate) fn tense(m: &Matcher, syntax: &Syntax, sentence: (usize, usize), start: usize, end: usize) -> (Tense, bool) {
    let before = (sentence.0.max(start.saturating_sub(REACH))..start).rev();
    let after = end..sentence.1.min(end + REACH);
    let cue = |i: usize| word_tense(m, syntax, i, start);
    let first = before.map(|i| (start - i, cue(i))).find(|(_, t)| *t != Tense::Unknown);
    let second = after.map(|i| (i + 1 - end, cue(i))).find(|(_, t)| *t != Tense::Unknown);
    if ahead(m, sentence, start) {
        // "They had left by Friday" looks back all the same.
        let at = first.map(|(far, _)| start - far).or(second.map(|(far, _)| end + far - 1));
        let back = at.is_some_and(|at| m.entry(m.grammar.known.perfect, at).is_some());
        return (if back { Tense::Past } else { Tense::Future }, back);
    }
    let tense = match (first, second) {
        // A verb before the expression governs it more often than one behind.
        (Some((a, t)), Some((b, u))) => {
            if a <= NEAR || a <= 3 * b {
                t
            } else {
                u
            }
        }
        (Some((_, t)), None) | (None, Some((_, t))) => t,
        _ => Tense::Unknown,
    };
    // "They fight Wednesday's ruling": what a day has is over, or it would be an election or the like.
    let k = &m.grammar.known;
    let owns = end < sentence.1 && m.entry(k.own, end).is_some();
    if owns && tense != Tense::Past && !(end + 1..sentence.1.min(end + 4)).any(|at| m.entry(k.coming, at).is_some()) {
        return (Tense::Past, false);
    }
    // "In June, 86 people were killed"
    let opens = start <= sentence.0 + OPENING && second.is_some_and(|(far, t)| far <= REACH / 2 && t == Tense::Past);
    let sure = match first {
        Some((far, t)) => far <= SURE && t == tense,
        None => opens && tense == Tense::Past,
    };
    (tense, sure)
}

/// Whether the words right before an expression say that it lies ahead ("by Friday").
fn ahead(m: &Matcher, sentence: (usize, usize), start: usize) -> bool {
    let from = sentence.0.max(start.saturating_sub(3));
    (from..start).any(|at| m.entry(m.grammar.known.ahead, at).is_some_and(|(_, length)| at + length == start))
}

/// What one word tells of tense to an expression that starts at `start`.
fn word_tense(m: &Matcher, syntax: &Syntax, at: usize, start: usize) -> Tense {
    let token = &m.tokens[at];
    if token.shape != Shape::Word {
        return Tense::Unknown;
    }
    let k = &m.grammar.known;
    let tag = match syntax.tokens.is_empty() {
        true => "",
        false => syntax.tokens.get(syntax.token_at(token.start)).map_or("", |t| t.tag),
    };
    if let Some((_, length)) = m.entry(k.future, at) {
        // "signed a deal to buy its rival on Monday": the verb before tells.
        if lasts(m, at, length, start) {
            return Tense::Unknown;
        }
        // "on Saturday vowed to punish": the day is that of the vow, which is made.
        if at > start && tag == "VBD" {
            return Tense::Past;
        }
        // "foiled a plan to bomb the station on Monday": that was on Monday.
        if (0..4).any(|n| n <= at && ends(m, k.undone, at - n)) {
            return Tense::Past;
        }
        // What had been planned is over.
        return if (0..3).any(|n| n <= at && behind(m, k.perfect, at - n)) { Tense::Past } else { Tense::Future };
    }
    // "to be released": a participle after its auxiliary tells no time.
    let led = || behind(m, k.auxiliary, at);
    if let Some((_, length)) = m.entry(k.promise, at) {
        // "agreed to a ceasefire in January": a noun behind it is what was agreed then.
        let next = m.tokens.get(at + length).and_then(|t| syntax.tokens.get(syntax.token_at(t.start)));
        if next.is_some_and(|t| matches!(t.tag, "DT" | "PRP$")) {
            return Tense::Past;
        }
        if lasts(m, at, length, start) {
            return Tense::Past;
        }
        // "On Friday he vowed to resign": the day before the verb is its own, one behind it that of what was promised.
        return if at < start { Tense::Future } else { Tense::Past };
    }
    if m.entry(k.past, at).is_some() {
        return if tag == "VBN" && led() { Tense::Unknown } else { Tense::Past };
    }
    if m.entry(k.present, at).is_some() {
        // "The deadline is Friday."
        return if at + 1 == start && m.entry(k.auxiliary, at).is_some() { Tense::Future } else { Tense::Present };
    }
    match tag {
        "VBD" => Tense::Past,
        // "The minister quit Monday": of one person the present would be "quits".
        "VBP" if one_does(syntax, syntax.token_at(token.start)) => Tense::Past,
        // "shares issued July 1": the participle stands for "that were issued".
        "VBN" if at < start && start - at <= BESIDE && !led() => Tense::Past,
        // "The two meet Monday."
        "VBP" | "VBZ" if at < start && start - at <= BESIDE => Tense::Future,
        "VBP" | "VBZ" if at < start && start - at <= NEAR => Tense::Present,
        "" if !led() => by_ending(m, token),
        _ => Tense::Unknown,
    }
}

/// True for "to" and what takes longer than the weekday that starts at `start`, behind a cue of some words that starts at `at`.
fn lasts(m: &Matcher, at: usize, length: usize, start: usize) -> bool {
    let k = &m.grammar.known;
    let last = at + length;
    at < start
        && m.entry(k.weekday, start).is_some()
        && m.cut(&m.tokens[last - 1]) == "to"
        && m.entry(k.lasting, last).is_some()
}

/// True where the subject of a verb is a noun in the singular, alone, and does not end in what the verb would end in.
fn one_does(syntax: &Syntax, verb: usize) -> bool {
    let hangs = |i: usize, head: usize, relation: &str| {
        let t = &syntax.tokens[i];
        t.head == Some(head as u32) && t.relation == relation
    };
    let near = verb.saturating_sub(NEAR)..verb;
    let subject = near.rev().find(|&i| hangs(i, verb, "nsubj"));
    subject.is_some_and(|s| syntax.tokens[s].tag == "NN" && !(s..verb).any(|i| hangs(i, s, "conj")))
}

/// A verb so near before an expression is its own.
const BESIDE: usize = 2;

/// Whether an entry of `class` ends right before `end`.
fn ends(m: &Matcher, class: u32, end: usize) -> bool {
    (end.saturating_sub(2)..end).any(|s| m.entry(class, s).is_some_and(|(_, n)| s + n == end))
}

/// The same, or with one word between.
fn behind(m: &Matcher, class: u32, at: usize) -> bool {
    ends(m, class, at) || at > 0 && m.tokens[at - 1].shape == Shape::Word && ends(m, class, at - 1)
}

fn by_ending(m: &Matcher, token: &Token) -> Tense {
    let word = m.cut(token);
    let has = |endings: &[String]| word.len() > 3 && endings.iter().any(|e| word.ends_with(e.as_str()));
    match token.capital {
        _ if is(m.grammar, token, m.grammar.known.participle) => Tense::Past,
        false if word.len() > 4 && has(&m.grammar.past_endings) => Tense::Past,
        false if has(&m.grammar.future_endings) => Tense::Future,
        _ => Tense::Unknown,
    }
}
