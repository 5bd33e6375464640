//! Quotes with their speakers: what is said, thought or wanted, and by whom, in quotation marks or without.
//!
//! Each word may be a cue ("said", "according", "his claim", "hopes"); trained linear models weigh by the trees which words
//! are (`cue`), what each one's content is (`content`), who its speaker is (`source`), to which cue a stretch in quotation
//! marks belongs (`mark`), and which of all that is kept (`said`). What stands inside the content of another is that
//! one's and not told apart. Whom a pronoun means is told by `coreference`, later. `cargo xtask train quotes` makes the
//! weights; their card lies beside them.

mod asked;
mod beside;
mod content;
mod cue;
mod cues;
mod heads;
mod mark;
mod marks;
#[doc(hidden)]
pub mod model;
mod named;
mod parity;
mod said;
mod scene;
mod source;
#[doc(hidden)]
pub mod study;
mod trailing;
mod turns;

use ::model::{Article, Cue, Name, Quote, QuoteForm, Syntax, TextRange, Time};
use model::{Model, Part};
use said::Said;
use scene::{NONE, Scene};
use std::ops::Range;

/// Fewest words in quotation marks that are a quote by themselves; fewer are scare quotes or titles.
const WORDS: usize = 4;

/// Most words of titles between the first words of a speaker and his name.
const TITLES: usize = 14;

/// Most words of a stretch in quotation marks that the clause before it takes along as a whole.
const LONG: usize = 200;

/// Letters of a quote in which words are looked for that stand elsewhere, too.
const LETTERS: usize = 2000;

/// Letters by which two quotes are the same.
const SAME: usize = 30;

/// Most quotes without a speaker that are looked for.
const PULLED: usize = 64;

/// How likely what is told must be right, as log-odds: weighed so that four of five words told are in what people mark.
const BAR: f32 = -0.35;

/// The same where nobody says it.
const NOBODY: f32 = -0.1;

/// True for a noun that can say or think something, in small letters: "ministry", "report".
pub(crate) fn says(low: &str) -> bool {
    cues::cues().is_sayer(low)
}

/// True for a word that tells that somebody says something, or tells somebody: "said", "told".
pub(crate) fn is_saying(low: &str) -> bool {
    parity::is_saying(low)
}

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
    // Who speaks the last stretch that only the words around it give to somebody.
    let mut around: Option<(usize, Range<usize>)> = None;
    for (q, r) in s.stretches.iter().enumerate() {
        let words = s.marked[q].range.of(s.text);
        let whole = words.starts_with(|c: char| !c.is_lowercase())
            && (!s.marked[q].closed
                || beside::ends(&s, q)
                || beside::owner(&s, q, &all).is_some()
                || signature(&s, q).is_some()
                || heads::named(&s, q).is_some()
                || s.is_heading(q)
                || beside::begins_speech(&s, q))
            && words.split_whitespace().count() >= WORDS;
        if whole && !s.is_title(q) && !is_label(&s, r) && !r.clone().any(|i| told[i]) {
            let by = owners[q].map(|i| &all[i]);
            let speaker = by.and_then(|x| x.source).filter(|h| !r.contains(h)).map(|h| s.phrase(h));
            let speaker = speaker.or_else(|| heads::named(&s, q)).or_else(|| signature(&s, q));
            let lost = speaker.is_none().then(|| trailing::lost_mark(&s, q)).flatten();
            if let Some((range, who, cue)) = lost {
                out.push(quote(&s, range, QuoteForm::Direct, Some(s.phrase(who)), Some(cue..cue + 1)));
                continue;
            }
            let asked = || q.checked_sub(1).and_then(|p| beside::answers(&s, q, &all[owners[p]?])).map(|h| s.phrase(h));
            let told = || asked::asked(&s, q).or_else(|| beside::told_of(&s, q)).map(|h| s.phrase(h));
            let on = || around.take_if(|(p, _)| *p + 1 == q && beside::follows(&s, q)).map(|(_, who)| who);
            let known = speaker.is_some();
            let speaker = speaker.or_else(asked).or_else(told).or_else(on);
            let near = || {
                beside::named_here(&s, q)
                    .or_else(|| beside::presented(&s, q))
                    .or_else(|| beside::alone(&s, q))
                    .map(|h| s.phrase(h))
            };
            let speaker = speaker.or_else(near).filter(|_| !s.is_heading(q));
            around = speaker.clone().filter(|_| !known).map(|who| (q, who));
            out.push(quote(&s, s.marked[q].range, QuoteForm::Direct, speaker, by.and_then(|x| told_by(&s, x))));
        }
    }
    turns::tell(&s, &article.blocks, &mut out);
    // Of two words that tell the same the one of which is known who speaks is kept.
    out.sort_by_key(|q| (q.range.start, std::cmp::Reverse(q.range.end), q.speaker.is_none()));
    out.dedup_by(|b, a| a.range == b.range);
    repeat(s.text, &pulled(&s, &all, &owners), &mut out);
    out
}

/// The stretches that make up a paragraph and that only the paragraphs around give to somebody: they may be pulled out of the
/// text.
fn pulled(s: &Scene, all: &[Said], owners: &[Option<usize>]) -> Vec<TextRange> {
    let alone = |&q: &usize| {
        let Some(&sentence) = s.tree.sentence_of.get(s.stretches[q].start) else { return false };
        let open = q > 0 && !s.marked[q - 1].closed || !s.marked[q].closed;
        let here = |x: usize| s.tree.sentence_of[all[x].cue] == sentence;
        s.block[sentence as usize] != NONE && s.spoken(sentence as usize) && !open && !owners[q].is_some_and(here)
    };
    (0..s.stretches.len()).filter(alone).map(|q| s.marked[q].range).collect()
}

/// Gives words that stand by themselves, as between the paragraphs or below the headline, the speaker who says them elsewhere.
/// `pulled` are those that make up a paragraph, whoever was taken for their speaker.
fn repeat(text: &str, pulled: &[TextRange], all: &mut [Quote]) {
    let bare = |q: &Quote| -> String {
        let letters = q.range.of(text).chars().filter(|c| c.is_alphanumeric());
        letters.take(LETTERS).flat_map(char::to_lowercase).collect()
    };
    let lone = |q: &Quote| q.form == QuoteForm::Direct && (q.speaker.is_none() || pulled.binary_search(&q.range).is_ok());
    let open: Vec<usize> = (0..all.len()).filter(|&i| lone(&all[i])).take(PULLED).collect();
    if open.is_empty() {
        return;
    }
    let sure = |&i: &usize| all[i].speaker.is_some() && !lone(&all[i]);
    let told: Vec<(String, usize)> = (0..all.len()).filter(sure).map(|i| (bare(&all[i]), i)).collect();
    for i in open {
        let words: String = bare(&all[i]).chars().take(SAME).collect();
        let elsewhere = |k: usize| !all[k].range.overlaps(all[i].range);
        let found = told.iter().find(|(other, k)| words.len() >= SAME && elsewhere(*k) && other.contains(&words));
        if let Some((_, k)) = found {
            all[i].speaker = all[*k].speaker.clone();
        }
    }
}

/// Which of the cues are told: the likely ones that no other told one holds.
fn kept(s: &Scene, model: &Model, all: &[Said]) -> Vec<bool> {
    let outer: Vec<Option<usize>> = (0..all.len()).map(|i| said::outer(s, all, i)).collect();
    let mut likely: Vec<bool> = (0..all.len())
        .map(|i| all[i].plain || model.score(Part::Keep, &said::facts(s, all, i, outer[i])) > bar(s, &all[i]))
        .collect();
    // "“We wait,” answered Ana Ruiz, as a paper reported": what stands right behind the marks tells whose words they are.
    let mut beside = vec![false; all.len()];
    for x in (0..s.stretches.len()).filter_map(|q| beside::owner(s, q, all)) {
        beside[x] = true;
    }
    for x in (0..all.len()).filter(|&x| beside[x]) {
        if let Some(o) = outer[x].filter(|&o| !beside[o] && s.inside[all[x].cue] == NONE) {
            (likely[o], likely[x]) = (false, true);
        }
    }
    // What is said by whoever stands beside the marks is told by no other word as well.
    for (q, x) in (0..s.stretches.len()).filter_map(|q| Some((q, beside::owner(s, q, all)?))) {
        let r = s.trim(s.stretches[q].clone());
        let near = x.saturating_sub(4)..all.len().min(x + 5);
        for y in near.filter(|&y| y != x) {
            let c = &all[y].content;
            if c.parts().count() == 1 && s.trim(c.parts[0].clone()) == r {
                likely[y] = false;
            }
        }
    }
    // "Both were said to have left, according to the Herald": the Herald says so.
    for i in 0..all.len() {
        if all[i].source.is_some() || s.inside[all[i].cue] != NONE || !likely[i] {
            continue;
        }
        let sentence = |k: usize| s.tree.sentence_of[all[k].cue];
        let near = i.saturating_sub(4)..all.len().min(i + 5);
        let source = |&k: &usize| {
            let x = &all[k];
            sentence(k) == sentence(i) && s.word(x.cue) == "according" && x.source.is_some() && x.content.holds(all[i].cue)
        };
        if near.clone().any(|k| source(&k)) {
            likely[i] = false;
            near.filter(source).for_each(|k| likely[k] = true);
        }
    }
    let told = |i: usize| outer[i].is_some_and(|o| likely[o]);
    (0..all.len())
        .map(|i| {
            likely[i]
                && (all[i].plain || !told(i))
                && !names_a_work(s, &all[i])
                && !shows_a_work(s, &all[i])
                && !scares(s, &all[i])
                && !labels(s, &all[i])
        })
        .collect()
}

/// How likely a cue must be: more so where nobody says it and no words of it are in quotation marks ("is expected to rise").
fn bar(s: &Scene, x: &Said) -> f32 {
    let spoken = |p: &Range<usize>| p.clone().any(|i| s.inside[i] != NONE && !s.is_mark(i));
    if x.source.is_none() && x.more.is_empty() && !x.content.parts().any(spoken) { NOBODY } else { BAR }
}

/// "After “The Bridge of Stones” she said", "author of “The Bridge of Stones”": a title that a word of the paper's own takes.
fn named_by(s: &Scene, q: usize) -> bool {
    let r = &s.stretches[q];
    let before =
        (s.tree.sentence(r.start).start..r.start).rev().find(|&i| !s.is_mark(i) || s.word(i) == "," || s.word(i) == ":");
    let takes = |i: usize| {
        let verb = s.is(i, ::model::Pos::Verb) && s.listed[i] == 0;
        verb || s.is(i, ::model::Pos::Adp) || s.is(i, ::model::Pos::Noun) && s.listed[i] == 0
    };
    s.is_title(q) && before.is_some_and(takes)
}

/// "They sang a so-called “hymn”": a word or two in marks after a verb that no list knows for saying.
fn scares(s: &Scene, x: &Said) -> bool {
    let r = &x.content.parts[0];
    let words = r.clone().filter(|&i| !s.is_mark(i)).count();
    s.listed[x.cue] == 0 && words < 3 && x.content.parts().count() == 1 && spoken(s, r)
}

/// "on the theme: “The rivers of tomorrow for all of us”", "the old word for “come in”": what something is called.
fn labels(s: &Scene, x: &Said) -> bool {
    let r = &x.content.parts[0];
    spoken(s, r) && x.content.parts().count() == 1 && x.cue < r.start && is_label(s, r)
}

/// The same of the words of a stretch.
fn is_label(s: &Scene, r: &Range<usize>) -> bool {
    let before = (s.tree.sentence(r.start).start..r.start).rev().find(|&i| !s.is_mark(i));
    let name = |i: usize| {
        matches!(s.word(i), "theme" | "title" | "slogan" | "motto" | "tagline" | "themed" | "titled" | "entitled" | "dubbed")
            || s.word(i) == "for" && i > 0 && matches!(s.word(i - 1), "word" | "term" | "phrase" | "name" | "expression")
    };
    before.is_some_and(name)
}

/// "He read “The Bridge of Stones”": a title after a word that is none of saying.
fn names_a_work(s: &Scene, x: &Said) -> bool {
    let r = &x.content.parts[0];
    let q = s.inside[r.start];
    let verb = |i: usize| matches!(s.tree.token(i).tag, "VB" | "VBD" | "VBZ" | "VBP" | "MD");
    let said = s.listed[x.cue] & cues::Kinds::SAY.and(cues::Kinds::TELL).bits() != 0;
    let verb = s.listed[x.cue] != 0 && r.clone().any(verb);
    q != NONE && s.is_title(q as usize) && x.content.parts().count() == 1 && spoken(s, r) && !said && !verb
}

/// "The ship “Northern Star” was seen off the coast", "The film “The Long Bridge” was shown": a name in marks, and nobody's words.
fn shows_a_work(s: &Scene, x: &Said) -> bool {
    let shown = matches!(s.word(x.cue), "seen" | "shown" | "watched" | "spotted" | "screened" | "played" | "sighted" | "heard");
    let passive = || s.tree.children(x.cue).any(|k| s.base(k) == "aux" || s.tree.relation(k) == "aux:pass");
    let held = |p: &Range<usize>| p.clone().map(|i| s.inside[i]).find(|q| *q != NONE);
    let title = || x.content.parts().filter_map(held).any(|q| s.is_title(q as usize));
    shown && passive() && x.content.parts().any(|p| p.start < x.cue) && title()
}

/// Past tenses of verbs by which somebody goes on to say or promise something.
const GOES_ON: &[&str] = &[
    "accused",
    "added",
    "appealed",
    "blamed",
    "called",
    "demanded",
    "denied",
    "insisted",
    "pledged",
    "promised",
    "refused",
    "rejected",
    "said",
    "swore",
    "threatened",
    "told",
    "urged",
    "vowed",
    "warned",
];

/// Where words end of which a stretch in marks is the last that is said: "called the vote “neither free nor fair” on Monday",
/// "said he was the victim of “a witch hunt” and promised to appeal".
fn last_in_marks(s: &Scene, x: &Said, p: &Range<usize>) -> Option<usize> {
    let q = p.clone().rev().map(|i| s.inside[i]).find(|q| *q != NONE)?;
    let end = s.stretches[q as usize].end;
    let next = (end..p.end).find(|&i| !s.is_mark(i)).filter(|_| s.marked[q as usize].closed && x.cue < p.start)?;
    let day = || (next..p.end).all(|i| s.timed[i] || s.is_mark(i) || s.is(i, ::model::Pos::Adp));
    let timed = (next..p.end).any(|i| s.timed[i]) && day();
    let goes_on = matches!(s.word(next), "and" | "but")
        && next + 1 < p.end
        && GOES_ON.contains(&s.word(next + 1))
        && matches!(s.tree.token(next + 1).tag, "VBD" | "VBN")
        && s.tree.token(x.cue).tag == "VBD";
    (timed || goes_on).then_some(end)
}

/// Writes what is said as quotes.
fn write(s: &Scene, x: &Said, out: &mut Vec<Quote>) {
    let speaker = x.source.map_or(0..0, |h| s.phrase(h));
    let mut cue = cue_words(s, x.cue);
    let own = |i: usize| cue.contains(&i) || s.is_mark(i) || speaker.contains(&i);
    // Whoever speaks, and the word of saying, stand beside what is said.
    let cut = |p: &Range<usize>| {
        let mut p = s.trim(p.clone());
        // "“…,” Ana Ruiz, a minister, told reporters": what is said ends with its marks where the speaker follows.
        let q = s.inside.get(p.start).copied().unwrap_or(NONE);
        if q != NONE && (s.stretches[q as usize].end..p.end).contains(&speaker.start) {
            p.end = s.stretches[q as usize].end;
        }
        p.end = last_in_marks(s, x, &p).unwrap_or(p.end);
        while p.start < p.end && own(p.start) {
            p.start += 1;
        }
        p.start = told_to(s, x, &p).unwrap_or(p.start);
        // "According to papers filed on Monday, the mill is shut": what is told of the papers is not said by them.
        let own_clause = |h: usize| s.tree.children(h).find(|&k| s.base(k) == "acl" && s.under(k).contains(&p.start));
        let after = x.source.filter(|_| s.word(x.cue) == "according").and_then(own_clause);
        let comma = |end: &usize| *end < p.end && (s.word(*end) == "," || s.word(end - 1) == ",");
        p.start = after.map(|k| s.under(k).end).filter(comma).unwrap_or(p.start);
        while p.end > p.start && own(p.end - 1) {
            p.end -= 1;
        }
        s.trim(p)
    };
    // "She said he “had no plan. He never has.”": what a stretch in marks begins, it ends, over the borders of sentences.
    let whole = |p: Range<usize>| {
        let last = p.end.checked_sub(1).filter(|&i| p.contains(&i)).map_or(NONE, |i| s.inside[i]);
        match s.stretches.get(last as usize).filter(|r| last != NONE && p.start <= r.start && p.end < r.end) {
            Some(r) if r.len() <= LONG && !(p.end..r.end).any(|i| cue.contains(&i) || speaker.contains(&i)) => {
                s.trim(p.start..r.end)
            }
            _ => p,
        }
    };
    // "The mill is shut, said Ana Ruiz, a spokeswoman for the owners": what is told of who speaks is not said.
    let beside =
        |p: &Range<usize>| x.source.is_some_and(|h| x.cue < h && s.under(h).start > x.cue && s.under(h).contains(&p.start));
    let before = |p: &Range<usize>| p.end <= x.cue;
    let told = x.content.parts().any(before);
    let parts: Vec<Range<usize>> =
        x.content.parts().filter(|p| !(told && beside(p))).map(cut).filter(|p| !p.is_empty()).map(whole).collect();
    // "The road, Ana Ruiz said, was closed" is one quote, and so is "The minister is expected to resign".
    let helper = |i: usize| s.tree.head(i) == Some(x.cue) && s.is(i, ::model::Pos::Aux);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut wider = cue.clone();
    for p in parts {
        match ranges.last_mut() {
            Some(r) if (r.end..p.start).all(|i| own(i) || helper(i)) && !(spoken(s, r) && spoken(s, &p)) => {
                if let Some(first) = (r.end..p.start).find(|&i| helper(i)).filter(|&i| i < cue.start) {
                    wider.start = first;
                }
                r.end = p.end;
            }
            _ => ranges.push(p),
        }
    }
    cue = wider;
    // "the “Harbour Lights” actor said" speaks no title.
    let said = |q: &&usize| !speaker.contains(&s.stretches[**q].start) && !named_by(s, **q);
    ranges.extend(x.more.iter().filter(said).map(|&q| s.stretches[q].clone()));
    ranges.sort_by_key(|r| r.start);
    let speaker = x.source.map(|_| speaker);
    // Where a name alone tells who speaks, no word tells that he does.
    let word = told_by(s, x).map(|_| cue);
    for r in ranges.iter().filter(|r| !r.is_empty()) {
        let q = s.inside[r.start];
        if q != NONE && spoken(s, r) && s.trim(s.stretches[q as usize].clone()) == s.trim(r.clone()) {
            out.push(quote(s, s.marked[q as usize].range, QuoteForm::Direct, speaker.clone(), word.clone()));
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
        out.push(quote(s, s.range(r), form, speaker.clone(), word.clone()));
    }
}

/// Where what is said begins behind the name of whom it is told: "told the Herald she was well".
fn told_to(s: &Scene, x: &Said, p: &Range<usize>) -> Option<usize> {
    let tells = s.listed[x.cue] & cues::Kinds::TELL.bits() != 0 && s.is(x.cue, ::model::Pos::Verb);
    let &(from, end) = s.name_at.get(p.start)?;
    let end = end as usize;
    let near = from != NONE && (x.cue + 1..x.cue + 3).contains(&(from as usize)) && end < p.end && s.inside[p.start] == NONE;
    let opens = matches!(
        s.word(end),
        "he" | "she"
            | "they"
            | "it"
            | "we"
            | "i"
            | "that"
            | "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "their"
            | "its"
            | "there"
            | "no"
    );
    (tells && near && opens).then_some(end)
}

/// The words of a cue; none where only the name of who speaks stands there.
fn told_by(s: &Scene, x: &Said) -> Option<Range<usize>> {
    (x.source != Some(x.cue)).then(|| cue_words(s, x.cue))
}

/// The words of a cue: "according to" is two.
fn cue_words(s: &Scene, c: usize) -> Range<usize> {
    c..c + 1 + usize::from(s.word(c) == "according" && s.word(c + 1) == "to")
}

/// True for words that stand in quotation marks, all of them.
fn spoken(s: &Scene, r: &Range<usize>) -> bool {
    r.clone().all(|i| s.inside[i] != NONE || s.is_mark(i))
}

fn quote(s: &Scene, range: TextRange, form: QuoteForm, speaker: Option<Range<usize>>, cue: Option<Range<usize>>) -> Quote {
    let speaker = speaker.map(|r| named::speaker(s, cue.as_ref(), &r));
    let cue = cue.map(|c| {
        let range = s.range(&c);
        Cue { range, text: range.of(s.text).to_string() }
    });
    Quote { range, form, speaker, cue }
}

/// Who signs a paragraph that is a stretch and nothing else, on a line below, with what he is: "“…” / Ana Ruiz, Lund Herald".
fn signed_below(s: &Scene, q: usize) -> Option<Range<usize>> {
    let r = &s.stretches[q];
    let sentence = s.tree.sentence_of[r.end.checked_sub(1)?] as usize;
    let next = s.syntax.sentences.get(sentence + 1)?.tokens.clone();
    let below = s.spoken(sentence) && s.block[sentence + 1] == s.block[sentence] + 1 && next.len() <= TITLES;
    let alone = s.block.get(sentence + 2).is_none_or(|b| *b != s.block[sentence + 1]);
    let (from, end) = *s.name_at.get(next.start)?;
    let named = s.sort[next.start] == scene::sort::PERSON && from as usize == next.start && s.word(end as usize) == ",";
    let verb = next.clone().any(|i| s.is(i, ::model::Pos::Verb) || s.inside[i] != NONE || matches!(s.word(i), "." | "?" | "!"));
    (below && alone && named && !verb).then_some(from as usize..end as usize)
}

/// Who is named right behind a stretch of whole sentences, at the end of its paragraph: "“…” Ana Ruiz (Lund Herald)", "“…” (Ana
/// Ruiz, park ranger)".
fn named_behind(s: &Scene, q: usize, next: usize) -> Option<Range<usize>> {
    let bracket = |i: usize| matches!(s.word(i), "(" | "-lrb-");
    let first = next + usize::from(bracket(next));
    let (from, end) = *s.name_at.get(first).filter(|_| s.stretches[q].len() > WORDS)?;
    let title = (first..s.len().min(first + 3)).find(|&i| !s.is_titled(i)).filter(|&i| i > first);
    let (from, end) = title.map_or((from, end), |i| s.name_at[i]);
    if from == scene::NONE || s.sort[from as usize] != scene::sort::PERSON || end as usize > first + TITLES {
        return None;
    }
    let line = |i: usize| s.block[s.tree.sentence_of[i] as usize];
    let own = line(s.stretches[q].start);
    let rest = (end as usize..s.len().min(end as usize + TITLES)).take_while(|&i| line(i) == own);
    let last = rest.clone().last().map_or(end as usize, |i| i + 1);
    let ends = own != scene::NONE && line(from as usize) == own && (last >= s.len() || line(last) != own);
    let verb = |i: usize| matches!(s.tree.token(i).tag, "VBD" | "VBZ" | "VBP" | "MD") || s.inside[i] != scene::NONE;
    // Behind the name stands where he said it, or what he is.
    let put =
        end as usize == last || bracket(end as usize) || s.word(end as usize) == "," && first > next || s.word(last - 1) == ")";
    (ends && put && !rest.clone().any(verb) && beside::opens(s, q)).then_some(from as usize..end as usize)
}

/// Who signs a stretch in quotation marks: "“…” — Ana Ruiz".
fn signature(s: &Scene, q: usize) -> Option<Range<usize>> {
    let end = s.stretches[q].end;
    if let Some(name) = signed_below(s, q) {
        return Some(name);
    }
    let dash = (end..s.len().min(end + 3)).find(|&i| !matches!(s.word(i), "”" | "\"" | "''" | "." | "»"))?;
    if let Some(name) = named_behind(s, q, dash) {
        return Some(name);
    }
    if !s.is_mark(dash) || !matches!(s.word(dash), "—" | "–" | "―" | "--" | "-") {
        return None;
    }
    let line = s.text[s.syntax.tokens[dash].range.end as usize..].find('\n').unwrap_or(usize::MAX);
    let stop = (s.syntax.tokens[dash].range.end as usize).saturating_add(line);
    let words = dash + 1..s.len().min(dash + 9);
    let end = words.clone().find(|&i| s.syntax.tokens[i].range.start as usize >= stop || s.is_mark(i)).unwrap_or(words.end);
    let named = (dash + 1..end).all(|i| matches!(s.sort[i], scene::sort::PERSON | scene::sort::BODY));
    // A line of its own needs no known name.
    let line = |i: usize| s.block[s.tree.sentence_of[i] as usize];
    let own = s.stretches[q].end < dash && line(dash) != NONE && line(s.stretches[q].start) != line(dash);
    let named = named || own && s.text[s.syntax.tokens[dash + 1].range.start as usize..].starts_with(char::is_uppercase);
    let ends = end >= s.len() || s.syntax.tokens[end].range.start as usize >= stop || s.is_mark(end);
    (dash + 1 < end && named && ends).then_some(dash + 1..end)
}
