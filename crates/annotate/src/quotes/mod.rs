//! Quotes with their speakers: direct ones in quotation marks, indirect ones after a word of saying or thinking.
//!
//! A direct quote takes the nearest word of saying in its sentence, or in the next or the one before where the paragraph
//! goes on; one that opens a paragraph after one that was not closed goes on with its speaker. An indirect one is the clause
//! that a word of saying takes ("said that …", "…, police said", "according to"), the verb after "to" ("vowed to …") or the
//! thing ("condemned the attack"). Whom a pronoun means is told by `coreference`, later.

mod clause;
mod content;
mod cues;
mod marks;
mod speaker;

use clause::{Clause, Context, Said};
use cues::Kinds;
use marks::Quoted;
use model::{Article, BlockKind, Cue, Name, Pos, Quote, QuoteForm, Syntax, TextRange, Time};

/// Fewest words in quotation marks that are a quote by themselves; fewer are scare quotes or titles.
const WORDS: usize = 4;

/// The quotes of an article, in order.
pub fn quotes(article: &Article, syntax: &Syntax, names: &[Name], times: &[Time]) -> Vec<Quote> {
    let text = article.text.as_str();
    let context = Context::new(text, syntax, names, times);
    let mut out: Vec<Quote> = Vec::new();
    // Who spoke last in the paragraph before, and whether the last quote was left open.
    let mut open: Option<(Said, bool)> = None;
    for block in article.blocks.iter().filter(|b| b.kind != BlockKind::Heading) {
        open = of_block(&context, block.range, open, &mut out);
    }
    out.sort_by_key(|q| (q.range.start, std::cmp::Reverse(q.range.end)));
    // A direct quote inside an indirect one makes that one mixed and is told there.
    let mut kept: Vec<Quote> = Vec::new();
    let mut mixed_to = 0;
    for q in out {
        let told = q.form == QuoteForm::Direct && q.range.end <= mixed_to;
        if !told && kept.last().is_none_or(|k| k.range != q.range) {
            if q.form == QuoteForm::Mixed {
                mixed_to = mixed_to.max(q.range.end);
            }
            kept.push(q);
        }
    }
    kept
}

/// Adds the quotes of a paragraph; returns who goes on speaking in the next.
fn of_block(context: &Context, block: TextRange, open: Option<(Said, bool)>, out: &mut Vec<Quote>) -> Option<(Said, bool)> {
    let (text, syntax) = (context.text, context.syntax);
    let quoted = marks::in_block(text, block);
    let first = syntax.sentences.partition_point(|s| s.range.end <= block.start);
    let sentences: Vec<usize> =
        (first..syntax.sentences.len()).take_while(|&i| syntax.sentences[i].range.start < block.end).collect();
    let all: Vec<(Clause, Vec<Said>)> = sentences
        .iter()
        .map(|&s| {
            let clause = Clause::new(context, s, inside(&quoted, syntax.sentences[s].range));
            let said = clause.all();
            (clause, said)
        })
        .collect();
    for (clause, said) in &all {
        for (k, s) in said.iter().enumerate() {
            if let Some(range) = clause.indirect(s, &said[k + 1..]) {
                let mixed = inside(&quoted, range).iter().any(|q| q.range.len() > 2);
                out.push(quote(context, range, if mixed { QuoteForm::Mixed } else { QuoteForm::Indirect }, Some(s)));
            }
        }
    }
    // A paragraph of nothing but a quote goes on with who spoke before.
    let whole_block =
        all.iter().all(|(c, said)| said.is_empty() && (0..c.tokens.len()).all(|i| c.quoted(i) || c.pos(i) == Some(Pos::Punct)));
    let mut before: Option<(TextRange, Said)> = None;
    let mut last = None;
    for (k, q) in quoted.iter().enumerate() {
        let mine = sentences.partition_point(|&s| syntax.sentences[s].range.end <= q.range.start);
        let end = sentences.partition_point(|&s| syntax.sentences[s].range.end < q.range.end).max(mine);
        let nearest = [mine, end].into_iter().filter_map(|i| all.get(i)).flat_map(|(_, said)| {
            let at = said.partition_point(|s| s.cue.start < q.range.end);
            said[at.saturating_sub(6)..said.len().min(at + 6)].iter()
        });
        let speaking = Kinds::SAY.and(Kinds::TELL).and(Kinds::DIRECT).and(Kinds::OBJECT);
        let nearest = nearest.filter(|s| s.kinds.any(speaking) && !s.according).min_by_key(|s| distance(s.cue, q.range));
        // "“…” he said." as a sentence of its own right after the closing mark.
        let next = all.get(end + 1).filter(|(c, _)| {
            let start = syntax.sentences[sentences[end + 1]].range.start;
            !c.tokens.is_empty() && start <= q.range.end + 4 && !c.quoted(0)
        });
        let next = next.and_then(|(_, said)| said.first().filter(|s| s.first < 8));
        let carried = before.as_ref().filter(|(range, said)| {
            let range = range.cover(said.cue);
            let from = syntax.sentence_at(range.end.saturating_sub(1)).unwrap_or(0);
            sentences.get(mine).is_some_and(|&s| s <= from + 1 || !inside(&quoted, syntax.sentences[s - 1].range).is_empty())
        });
        let start = k == 0 && q.range.start <= block.start + 3;
        let found = nearest
            .or(next)
            .cloned()
            .or_else(|| carried.map(|(_, s)| s.clone()))
            .or_else(|| open.as_ref().filter(|(_, left)| start && (*left || whole_block)).map(|(s, _)| s.clone()));
        last = found.clone().map(|s| (s, !q.closed));
        if let Some(s) = &found {
            before = Some((q.range, s.clone()));
        }
        // Where nobody speaks, only whole sentences are quotes; others are titles and words of somebody's own.
        let words = q.range.of(text);
        let whole = words.starts_with(|c: char| !c.is_lowercase()) && (!q.closed || words.ends_with(['.', '?', '!', '…']));
        if words.split_whitespace().count() >= WORDS && (found.is_some() || whole) {
            out.push(quote(context, q.range, QuoteForm::Direct, found.as_ref()));
        }
    }
    last
}

/// Bytes between a word of saying and a quote; of two equally near the one behind it wins.
fn distance(cue: TextRange, quote: TextRange) -> u32 {
    if cue.start >= quote.end { cue.start - quote.end } else { quote.start.saturating_sub(cue.end) + 1 }
}

/// The stretches in quotation marks that reach into a range.
fn inside(quoted: &[Quoted], range: TextRange) -> &[Quoted] {
    let from = quoted.partition_point(|q| q.range.end <= range.start);
    let end = quoted.partition_point(|q| q.range.start < range.end);
    &quoted[from..end.max(from)]
}

fn quote(context: &Context, range: TextRange, form: QuoteForm, said: Option<&Said>) -> Quote {
    let speaker = said.and_then(|s| s.speaker).map(|r| speaker::speaker(context.text, context.names, r));
    let cue = said.map(|s| Cue { range: s.cue, text: s.cue.of(context.text).to_string() });
    Quote { range, form, speaker, cue }
}

/// Parts of speech that may stand inside a speaker's phrase.
fn nominal(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Det | Pos::Num | Pos::Pron)
}
