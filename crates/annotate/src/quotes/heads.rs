//! Lines that tell who speaks the paragraph below them, as in lists of what people say to some news: "Ana Ruiz, mayor of Lund",
//! "NORLAND FOREIGN MINISTER ANA RUIZ".

use super::scene::{NONE, Scene, sort};
use super::signature;
use model::Pos;
use std::ops::Range;

/// Most words of such a line.
const LINE: usize = 18;

/// Most paragraphs that one line is about.
const PARAGRAPHS: usize = 12;

/// Most lines above one that tell what it is.
const DEEP: usize = 8;

/// Sentences around a line in capitals among which another such line is looked for.
const NEAR: usize = 80;

/// The name in the line above a stretch of whole sentences that opens its paragraph, or above those paragraphs that it goes on.
pub fn named(s: &Scene, q: usize) -> Option<Range<usize>> {
    named_at(s, q, DEEP)
}

/// The same; `deep` lines above are asked whether they sign what stands above them.
fn named_at(s: &Scene, q: usize, deep: usize) -> Option<Range<usize>> {
    let r = &s.stretches[q];
    let own = *s.tree.sentence_of.get(r.start)? as usize;
    let opens = (s.tree.sentence(r.start).start..r.start).all(|i| s.is_mark(i)) && !s.is_title(q);
    if s.block[own] == NONE || !s.spoken(own) || !opens || r.len() < super::WORDS {
        return None;
    }
    let spoken = |b: &usize| s.block[*b] != NONE && s.spoken(*b);
    let line = (0..own).rev().take(PARAGRAPHS).find(|b| !spoken(b))?;
    let alone =
        s.block[line] == NONE || (line == 0 || s.block[line - 1] != s.block[line]) && s.block[line + 1] != s.block[line];
    let tokens = s.syntax.sentences[line].tokens.clone();
    let words = s.syntax.sentences[line].range.of(s.text).trim_end();
    if !alone
        || tokens.len() > LINE
        || words.ends_with(['.', '?', '!', ',', ';'])
        || tokens.clone().any(|i| s.inside[i] != NONE)
    {
        return None;
    }
    if is_loud(words) {
        return in_capitals(s, line, &tokens);
    }
    let name = tokens.clone().find(|&i| s.sort[i] == sort::PERSON)?;
    let (from, end) = s.name_at[name];
    let full = end as usize > from as usize + 1;
    let finite = |i: usize| matches!(s.tree.token(i).tag, "VBD" | "VBZ" | "VBP" | "MD");
    let ends = end as usize == tokens.end || s.is_mark(end as usize);
    // What signs the words above it tells nothing of those below.
    let signs = line > 0 && spoken(&(line - 1)) && {
        let last = s.stretches.partition_point(|x| x.start < tokens.start).checked_sub(1);
        last.is_some_and(|p| deep == 0 || signature(s, p).is_some() && named_at(s, p, deep - 1).is_none())
    };
    let office = |i: usize| {
        let part = s.is(i, Pos::Noun) || s.is(i, Pos::Propn) || s.is(i, Pos::Adj) || s.is_mark(i);
        part || s.is_titled(i) || matches!(s.word(i), "of" | "the" | "and" | "'s")
    };
    let told = (tokens.start..name).all(office) && ends && full && !tokens.clone().any(finite) && !signs;
    told.then_some(from as usize..end as usize)
}

/// True for words without a small letter.
fn is_loud(words: &str) -> bool {
    words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase) && words.contains(' ')
}

/// The name at the end of a line in capitals: one that is known for it, else its last two words where another such line stands
/// near, with somebody's words below.
fn in_capitals(s: &Scene, line: usize, tokens: &Range<usize>) -> Option<Range<usize>> {
    let last = tokens.clone().rev().find(|&i| !s.is_mark(i))?;
    if s.sort[last] == sort::PERSON {
        let (from, end) = s.name_at[last];
        return Some(from as usize..end as usize);
    }
    let heads = |b: usize| {
        let below = s.syntax.sentences.get(b + 1).is_some() && s.block[b + 1] != NONE && s.spoken(b + 1);
        below && is_loud(s.syntax.sentences[b].range.of(s.text))
    };
    let near = line.saturating_sub(NEAR)..s.syntax.sentences.len().min(line + NEAR);
    let first = last.checked_sub(1).filter(|&i| i > tokens.start && !s.is_mark(i))?;
    near.into_iter().any(|b| b != line && heads(b)).then_some(first..last + 1)
}
