//! Quotes with their speakers: what is said, thought or wanted, and by whom, in quotation marks or without.
//!
//! Each word may be a cue ("said", "according", "his claim", "hopes"); trained linear models weigh by the trees which words
//! are (`cue`), what each one's content is (`content`), who its speaker is (`source`), to which cue a stretch in quotation
//! marks belongs (`mark`), and which of all that is kept (`said`). What stands inside the content of another is that
//! one's and not told apart. Whom a pronoun means is told by `coreference`, later. `cargo xtask train quotes` makes the
//! weights; their card lies beside them.

mod content;
mod cue;
mod cues;
mod mark;
mod marks;
#[doc(hidden)]
pub mod model;
mod said;
mod scene;
mod source;
mod speaker;
#[doc(hidden)]
pub mod study;

use ::model::{Article, Cue, Name, Quote, QuoteForm, Syntax, TextRange, Time};
use model::{Model, Part};
use said::Said;
use scene::{NONE, Scene};
use std::ops::Range;

/// Fewest words in quotation marks that are a quote by themselves; fewer are scare quotes or titles.
const WORDS: usize = 4;

/// The quotes of an article, in order.
pub fn quotes(article: &Article, syntax: &Syntax, names: &[Name], times: &[Time]) -> Vec<Quote> {
    quotes_by(Model::shipped(), article, syntax, names, times)
}

/// The same with other weights.
#[doc(hidden)]
pub fn quotes_by(model: &Model, article: &Article, syntax: &Syntax, names: &[Name], times: &[Time]) -> Vec<Quote> {
    let s = Scene::new(article, syntax, names, times);
    let mut all = said::found(&s, model);
    let owners = said::assign(&s, model, &mut all);
    let kept = kept(&s, model, &all);
    let mut out = Vec::new();
    for (x, _) in all.iter().zip(&kept).filter(|(_, k)| **k) {
        write(&s, x, &mut out);
    }
    let mut told = vec![false; s.len()];
    let inside = all.iter().zip(&kept).filter(|(_, k)| **k);
    for p in inside.flat_map(|(x, _)| x.content.parts().cloned().chain(x.more.iter().map(|&q| s.stretches[q].clone()))) {
        told[p].fill(true);
    }
    // Where nobody is known to speak, only whole sentences are quotes; others are titles and words of somebody's own.
    for (q, r) in s.stretches.iter().enumerate() {
        let words = s.marked[q].range.of(s.text);
        let whole = words.starts_with(|c: char| !c.is_lowercase())
            && (!s.marked[q].closed || words.ends_with(['.', '?', '!', '…']))
            && words.split_whitespace().count() >= WORDS;
        if whole && !r.clone().any(|i| told[i]) {
            let by = owners[q].map(|i| &all[i]);
            out.push(quote(&s, s.marked[q].range, QuoteForm::Direct, by));
        }
    }
    out.sort_by_key(|q| (q.range.start, std::cmp::Reverse(q.range.end)));
    out.dedup_by(|b, a| a.range == b.range);
    out
}

/// Which of the cues are told: the likely ones that no other told one holds.
fn kept(s: &Scene, model: &Model, all: &[Said]) -> Vec<bool> {
    let outer: Vec<Option<usize>> = (0..all.len()).map(|i| said::outer(s, all, i)).collect();
    let likely: Vec<bool> =
        (0..all.len()).map(|i| model.score(Part::Keep, &said::facts(s, all, i, outer[i])) > 0.0).collect();
    let told = |i: usize| outer[i].is_some_and(|o| likely[o]);
    (0..all.len()).map(|i| likely[i] && !told(i)).collect()
}

/// Writes what is said as quotes.
fn write(s: &Scene, x: &Said, out: &mut Vec<Quote>) {
    let parts: Vec<Range<usize>> = x.content.parts().cloned().collect();
    let own = |i: usize| i == x.cue || s.is_mark(i) || x.source.is_some_and(|h| s.phrase(h).contains(&i));
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for p in parts {
        match ranges.last_mut() {
            // "The road, Ana Ruiz said, was closed" is one quote.
            Some(r) if (r.end..p.start).all(own) && !(spoken(s, r) && spoken(s, &p)) => r.end = p.end,
            _ => ranges.push(p),
        }
    }
    ranges.extend(x.more.iter().map(|&q| s.stretches[q].clone()));
    ranges.sort_by_key(|r| r.start);
    for r in ranges.iter().filter(|r| !r.is_empty()) {
        let q = s.inside[r.start];
        if q != NONE && spoken(s, r) && s.trim(s.stretches[q as usize].clone()) == s.trim(r.clone()) {
            out.push(quote(s, s.marked[q as usize].range, QuoteForm::Direct, Some(x)));
            continue;
        }
        let any = r.clone().any(|i| s.inside[i] != NONE && !s.is_mark(i));
        let form = if spoken(s, r) {
            QuoteForm::Direct
        } else if any {
            QuoteForm::Mixed
        } else {
            QuoteForm::Indirect
        };
        out.push(quote(s, s.range(r), form, Some(x)));
    }
}

/// True for words that stand in quotation marks, all of them.
fn spoken(s: &Scene, r: &Range<usize>) -> bool {
    r.clone().all(|i| s.inside[i] != NONE || s.is_mark(i))
}

fn quote(s: &Scene, range: TextRange, form: QuoteForm, said: Option<&Said>) -> Quote {
    let speaker = said.and_then(|x| x.source).map(|h| speaker::speaker(s.text, s.names, s.range(&s.phrase(h))));
    let cue = said.map(|x| {
        let to = s.word(x.cue) == "according" && s.word(x.cue + 1) == "to";
        let range = s.range(&(x.cue..x.cue + 1 + usize::from(to)));
        Cue { range, text: range.of(s.text).to_string() }
    });
    Quote { range, form, speaker, cue }
}
