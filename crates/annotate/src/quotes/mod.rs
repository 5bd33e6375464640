//! Quotes with their speakers: direct ones in quotation marks, indirect ones after a word of saying.
//!
//! First pass. A direct quote takes the nearest word of saying in its sentence, or in the next or the one before where
//! the paragraph goes on; an indirect one is the clause after "said (that)", or the sentence around "according to".
//! Speakers that are pronouns are resolved to the person spoken of last.

mod marks;
mod speaker;

use marks::Quoted;
use model::{Article, BlockKind, Cue, Name, Pos, Quote, QuoteForm, Syntax, TextRange, Time};
use speaker::{Clause, Context, Said};

/// Fewest words in quotation marks that are a quote by themselves; fewer are scare quotes or titles.
const WORDS: usize = 4;

/// The quotes of an article, in order.
pub fn quotes(article: &Article, syntax: &Syntax, names: &[Name], times: &[Time]) -> Vec<Quote> {
    let text = article.text.as_str();
    let mut out: Vec<Quote> = Vec::new();
    let context = Context { text, syntax, names, times };
    for block in article.blocks.iter().filter(|b| b.kind != BlockKind::Heading) {
        let quoted = marks::in_block(text, block.range);
        let sentences: Vec<usize> = in_block(syntax, block.range);
        let mut before: Option<Said> = None;
        for &s in &sentences {
            let clause = Clause::new(&context, s);
            let inside: Vec<&Quoted> = quoted.iter().filter(|q| q.range.overlaps(syntax.sentences[s].range)).collect();
            let said = clause.said(&inside);
            for q in quoted.iter().filter(|q| belongs(q, syntax, s)) {
                if words(text, q.range) < WORDS {
                    continue;
                }
                // Its own sentence, then the sentence before in the same paragraph ("…," he said. "More.").
                let found = said
                    .clone()
                    .or_else(|| after(&context, &sentences, q, &quoted))
                    .or_else(|| before.clone());
                out.push(direct(text, names, q, found));
            }
            if let Some(said) = &said {
                if let Some(range) = clause.indirect(said, &inside) {
                    let form =
                        if inside.iter().any(|q| range.overlaps(q.range)) { QuoteForm::Mixed } else { QuoteForm::Indirect };
                    out.push(quote(text, names, range, form, Some(said.clone())));
                }
                before = Some(said.clone());
            } else if inside.is_empty() {
                before = None;
            }
        }
    }
    out.sort_by_key(|q| (q.range.start, std::cmp::Reverse(q.range.end)));
    // A direct quote inside an indirect one of the same speaker makes that one mixed and is told there.
    let mut kept: Vec<Quote> = Vec::new();
    for q in out {
        let told = kept.iter().any(|k| k.range.contains(q.range) && k.form == QuoteForm::Mixed);
        if !told && kept.last().is_none_or(|k| k.range != q.range) {
            kept.push(q);
        }
    }
    speaker::resolve(syntax, names, &mut kept);
    kept
}

/// Indexes of the sentences inside a block.
fn in_block(syntax: &Syntax, block: TextRange) -> Vec<usize> {
    let from = syntax.sentences.partition_point(|s| s.range.end <= block.start);
    (from..syntax.sentences.len()).take_while(|&i| syntax.sentences[i].range.start < block.end).collect()
}

/// A quote over several sentences belongs to the first of them.
fn belongs(q: &Quoted, syntax: &Syntax, sentence: usize) -> bool {
    let s = syntax.sentences[sentence].range;
    q.range.start < s.end
        && (q.range.start >= s.start
            || sentence > 0 && syntax.sentences[sentence - 1].range.end <= q.range.start && q.range.overlaps(s))
}

/// The word of saying that stands after a quote that ends in a later sentence.
fn after(context: &Context, sentences: &[usize], q: &Quoted, quoted: &[Quoted]) -> Option<Said> {
    let syntax = context.syntax;
    let last = sentences.iter().copied().find(|&s| syntax.sentences[s].range.end >= q.range.end)?;
    for s in [last, last + 1] {
        if !sentences.contains(&s) {
            continue;
        }
        let sentence = syntax.sentences[s].range;
        // Words of saying after the closing mark, as a sentence of their own or the rest of this one.
        if s > last && sentence.start > q.range.end + 4 {
            continue;
        }
        let inside: Vec<&Quoted> = quoted.iter().filter(|x| x.range.overlaps(sentence)).collect();
        if let Some(said) = Clause::new(context, s).said(&inside) {
            return Some(said);
        }
    }
    None
}

fn words(text: &str, range: TextRange) -> usize {
    range.of(text).split_whitespace().count()
}

fn direct(text: &str, names: &[Name], q: &Quoted, said: Option<Said>) -> Quote {
    quote(text, names, q.range, QuoteForm::Direct, said)
}

fn quote(text: &str, names: &[Name], range: TextRange, form: QuoteForm, said: Option<Said>) -> Quote {
    let speaker = said.as_ref().and_then(|s| s.speaker).map(|r| speaker::speaker(text, names, r));
    let cue = said.map(|s| Cue { range: s.cue, text: s.cue.of(text).to_string() });
    Quote { range, form, speaker, cue }
}

/// Parts of speech that may stand inside a speaker's phrase.
fn nominal(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Det | Pos::Num | Pos::Pron)
}
