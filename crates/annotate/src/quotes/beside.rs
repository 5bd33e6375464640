//! Who speaks, where what stands right beside the quotation marks tells it plainly: a verb behind them, a colon before them,
//! the speaker of the paragraphs before.

use super::cue::around;
use super::cues::Kinds;
use super::said::Said;
use super::scene::{NONE, Scene, sort};
use crate::coreference::may_be_somebody;
use model::{Pos, TextRange};
use std::ops::Range;

/// Most words between a stretch and the word of saying behind it.
const CLOSE: usize = 12;

/// The same where a name follows, which may have more beside it.
const FAR: usize = 30;

/// Most paragraphs of the paper's own between two that one speaks.
const BETWEEN: u32 = 2;

/// Most words and marks of a sentence that tells who spoke the one before it, and nothing else.
const SHORT: usize = 9;

/// The same of one that asks, behind a question.
const ASKING: usize = 14;

/// Most words between a stretch and what tells who speaks it.
const AROUND: usize = 64;

/// Most stretches and words of saying that are looked back at.
const BACK: usize = 64;

/// Words before a paragraph of somebody's in which nobody else may be named.
const NEAR: usize = 160;

/// Adds what no weights found, though the words beside the marks tell it; keeps the order.
pub fn supply(s: &Scene, all: &mut Vec<Said>) {
    let found = all.len();
    for x in all.iter_mut().filter(|x| x.source.is_none() && says(s, x.cue)) {
        let around = around(s, x.cue);
        let can = |h: usize| matches!(s.tree.pos(h), Some(Pos::Noun | Pos::Propn)) || s.sort[h] == 0 && speaks(s, h);
        let fits = |h: &usize| can(*h) && *h < x.cue && !x.content.holds(*h);
        x.source = around
            .subject
            .filter(|h| !around.passive && fits(h))
            .or_else(|| capital(s, x.cue))
            .or_else(|| opening(s, x.cue))
            .or_else(|| told_before(s, x.cue).filter(|_| !around.passive));
    }
    for q in 0..s.stretches.len() {
        let words = s.stretches[q].clone().filter(|&i| !s.is_mark(i)).count();
        if words < super::WORDS && words > 1 {
            // "“It's over!” / shouted one man."
            let Some((cue, source)) = parted(s, q) else { continue };
            let said = Said::plainly(cue, s.stretches[q].clone(), source);
            match all[..found].binary_search_by_key(&cue, |x| x.cue) {
                Ok(i) if all[i].source.is_none() => all[i] = said,
                Ok(_) => {}
                Err(_) => all.push(said),
            }
            continue;
        }
        if s.is_title(q) || words < super::WORDS {
            continue;
        }
        // What ends with a comma goes on to who said it, whatever stands before.
        let led = || colon(s, q, &all[..found]).filter(|_| behind(s, q).is_none());
        let comma = || shouted(s, q, &all[..found]).filter(|_| behind(s, q).is_none_or(|(_, named)| !named));
        let told = verb(s, q, &all[..found]).or_else(led).or_else(|| parted(s, q)).or_else(comma);
        let Some((cue, source)) = told else { continue };
        let said = Said::plainly(cue, s.stretches[q].clone(), source);
        match all[..found].binary_search_by_key(&cue, |x| x.cue) {
            Ok(i) if !all[i].plain => all[i] = said,
            Ok(_) => {}
            Err(_) => all.push(said),
        }
    }
    // Of two that one word tells the first stays.
    all.sort_by_key(|x| x.cue);
    all.dedup_by_key(|x| x.cue);
}

/// The word with a capital that ends the clause of a word of saying right behind a stretch, whatever it was read as: "“…,” says
/// Early."
fn capital(s: &Scene, cue: usize) -> Option<usize> {
    if cue < 2 || cue + 2 >= s.len() {
        return None;
    }
    let behind = s.is_mark(cue - 1) && (s.inside[cue - 1] != NONE || s.word(cue - 2) == ",") || s.word(cue - 1) == ",";
    let form = |i: usize| s.syntax.tokens[i].form(s.text);
    let ends = matches!(s.word(cue + 2), "." | ",");
    // "Early" is no time of day where somebody has that name.
    let bears = |i: usize| s.sort[i] == sort::PERSON && s.name_at[i].1 as usize == i + 1 && s.low[i] == s.low[cue + 1];
    let time = s.sort[cue + 1] == sort::TIME && !(0..cue).any(bears);
    (behind && ends && form(cue + 1).starts_with(char::is_uppercase) && !time).then_some(cue + 1)
}

/// The word that opens the sentence of a word of saying right before a colon, whatever it was read as: "Early added: “…”"
fn opening(s: &Scene, cue: usize) -> Option<usize> {
    let first = s.tree.sentence(cue).start;
    let finite = matches!(s.tree.token(cue).tag, "VBD" | "VBZ");
    let word = !s.is_mark(first) && s.inside[first] == NONE && s.sort[first] != sort::TIME;
    let time = matches!(s.word(first), "then" | "later" | "now" | "once" | "also" | "again" | "earlier" | "soon" | "first");
    let small = time
        || s.word(first).ends_with("ly")
        || matches!(s.word(first), "it" | "this" | "that" | "here" | "there" | "what" | "who" | "which");
    (first + 1 == cue && finite && word && !small && s.word(cue + 1) == ":").then_some(first)
}

/// Whoever stands right before a word of saying, or before a clause between commas that tells of him, where sentences run into
/// each other: "They left the fort Ana Ruiz, who led them, told this paper".
pub fn told_before(s: &Scene, cue: usize) -> Option<usize> {
    let sentence = s.tree.sentence(cue);
    let last = cue.checked_sub(1).filter(|&i| i > sentence.start)?;
    let who = |i: usize| s.word(i) == "," && matches!(s.word(i + 1), "who" | "which");
    let end = if s.word(last) == "," { (sentence.start + 1..last).rev().find(|&i| who(i))? } else { cue };
    // "Ana Ruiz, 30, who"
    let aged = end > sentence.start + 3 && s.is(end - 1, Pos::Num) && s.word(end - 2) == ",";
    let end = if aged { end - 2 } else { end };
    let named = matches!(s.sort[end - 1], sort::PERSON | sort::BODY) && s.name_at[end - 1].1 as usize == end;
    let finite = matches!(s.tree.token(cue).tag, "VBD" | "VBZ" | "VBP");
    (named && finite && s.inside[end - 1] == NONE).then(|| s.top(end - 1))
}

/// The name right before a colon, where sentences run into each other: "Women train at the fort Ana Ruiz: “…”"
fn labelled(s: &Scene, from: usize, colon: usize) -> Option<usize> {
    let last = colon.checked_sub(1).filter(|&i| s.sort[i] == sort::PERSON)?;
    let (first, end) = s.name_at[last];
    let before = (first as usize).checked_sub(1).filter(|&i| end as usize == colon && i > from)?;
    let part = s.is(before, Pos::Noun) || s.is(before, Pos::Propn) || s.is(before, Pos::Adj) || s.is(before, Pos::Num);
    let told = (from.max(before.saturating_sub(CLOSE))..before).any(|i| s.listed[i] != 0 && s.is(i, Pos::Verb));
    (part && !told).then(|| s.top(last))
}

/// True for a token between brackets that opened in its sentence.
fn bracketed(s: &Scene, i: usize) -> bool {
    let opens = |k: usize| matches!(s.word(k), "(" | "-lrb-" | "lrb");
    let closes = |k: usize| matches!(s.word(k), ")" | "-rrb-" | "rrb");
    (s.tree.sentence(i).start..i).rev().find(|&k| opens(k) || closes(k)).is_some_and(opens)
}

/// True for a verb of saying.
fn says(s: &Scene, i: usize) -> bool {
    s.listed[i] & Kinds::SAY.and(Kinds::TELL).bits() != 0 && s.is(i, Pos::Verb)
}

/// True for the bare form of a verb of saying: "to add".
fn may_say(s: &Scene, i: usize) -> bool {
    says(s, i) || super::is_saying(&format!("{}s", s.word(i)))
}

/// True for a stretch that ends like a sentence, its last mark inside or right behind.
pub fn ends(s: &Scene, q: usize) -> bool {
    let range = s.marked[q].range;
    let close = |c: char| matches!(c, '”' | '"' | '»' | '\'' | '’');
    let stop = |c: char| matches!(c, '.' | '?' | '!' | '…');
    let words = range.of(s.text).trim_end_matches(|c: char| close(c) || c == ' ');
    words.ends_with(stop) || s.text[range.end as usize..].trim_start_matches(close).starts_with(stop) && opens(s, q)
}

/// What plainly owns a stretch.
pub fn owner(s: &Scene, q: usize, all: &[Said]) -> Option<usize> {
    let r = &s.stretches[q];
    let from = all.partition_point(|x| x.cue + AROUND < r.start);
    let near = || (from..all.len()).take_while(|&i| all[i].cue < r.end + AROUND);
    let made = || near().find(|&i| all[i].plain && all[i].content.parts[0] == *r);
    attributed(s, q, all).or_else(|| led(s, q, all)).or_else(made).or_else(|| next_sentence(s, q, all))
}

/// The verb right before a colon or comma that leads to a stretch, where another word says whose report that is: "According
/// to the Herald, one user wrote: “…”"
fn led(s: &Scene, q: usize, all: &[Said]) -> Option<usize> {
    let start = s.stretches[q].start;
    let leads = |i: usize| s.word(i) == ":" || s.word(i) == "," && i > 0 && s.listed[i - 1] != 0 && s.is(i - 1, Pos::Verb);
    let colon = (start.saturating_sub(3)..start).rev().find(|&i| leads(i))?;
    let sentence = s.tree.sentence(colon);
    let from = all.partition_point(|x| x.cue < sentence.start);
    let here = || (from..all.len()).take_while(|&k| all[k].cue < colon);
    if !here().any(|k| s.word(all[k].cue) == "according") {
        return None;
    }
    // "wrote to a friend: “…”"
    let bare = |k: usize| !(all[k].cue + 1..colon).any(|i| s.is(i, Pos::Verb) || s.is_mark(i));
    let verb = here().last().filter(|&k| colon - all[k].cue <= 3 || colon - all[k].cue <= SHORT && bare(k))?;
    (s.is(all[verb].cue, Pos::Verb) && all[verb].source.is_some()).then_some(verb)
}

/// The word of saying of a short sentence behind a stretch that ends with a stop: "“Why me?” Ana Ruiz cried."
fn next_sentence(s: &Scene, q: usize, all: &[Said]) -> Option<usize> {
    let r = &s.stretches[q];
    let end = s.tree.sentence_of.get(r.end.checked_sub(1)?)? + 1;
    let sentence = s.syntax.sentences.get(end as usize)?.tokens.clone();
    let block = s.block[end as usize];
    let short = sentence.len() <= SHORT && block != NONE && block == s.block[end as usize - 1];
    if !short || !s.marked[q].closed || !ends(s, q) || !sentence.clone().all(|i| s.inside[i] == NONE) {
        return None;
    }
    let root = sentence.clone().find(|&i| s.tree.head(i).is_none())?;
    let told = s.listed[root] & Kinds::SAY.and(Kinds::TELL).bits() != 0 || s.listed[root] == Kinds::DIRECT.bits();
    let clause =
        |k: usize| matches!(s.base(k), "ccomp" | "xcomp" | "parataxis" | "advcl") || s.base(k) == "obj" && !names(s, k);
    let bare = told && s.is(root, Pos::Verb) && !s.tree.children(root).any(clause);
    let found = all.binary_search_by_key(&root, |x| x.cue).ok()?;
    (bare && all[found].source.is_some_and(|h| sentence.contains(&h))).then_some(found)
}

/// True for the name or noun of who is told something: "told the Herald".
fn names(s: &Scene, i: usize) -> bool {
    s.name_at[i].0 != NONE || s.sort[i] == sort::PEOPLE || s.sort[i] == sort::SAYER
}

/// The words behind a stretch that opens its sentence and ends with a comma, as far as who speaks may stand there; and
/// whether a person is named first.
fn behind(s: &Scene, q: usize) -> Option<(Range<usize>, bool)> {
    let r = &s.stretches[q];
    // The comma stands before the mark, or behind it as in British papers.
    let close = |c: char| matches!(c, '”' | '"' | '’' | '\'' | '»');
    let ends = |m: TextRange| s.text[m.end as usize..].trim_start_matches(|c| c == ' ' || close(c)).starts_with(',');
    if r.is_empty() || !s.marked[q].closed || !ends(s.marked[q].range) {
        return None;
    }
    let sentence = s.tree.sentence(r.end - 1);
    // "“…,” Ana Ruiz, a teacher and the mayor's sister, told reporters"
    let named = (r.end..sentence.end).find(|&i| s.sort[i] == sort::PERSON).is_some_and(|i| names_first(s, r.end, i));
    Some((r.end..sentence.end.min(r.end + if named { FAR } else { CLOSE }), named))
}

/// True if a stretch opens its sentence: what stands inside a clause of the paper's own may be followed by any verb of it.
pub fn opens(s: &Scene, q: usize) -> bool {
    let start = s.stretches[q].start;
    (s.tree.sentence(start).start..start).all(|i| s.is_mark(i))
}

/// The word of saying right behind a stretch that ends with a comma: "“The road is closed,” the mayor wrote".
pub fn attributed(s: &Scene, q: usize, all: &[Said]) -> Option<usize> {
    let (words, named) = behind(s, q)?;
    let r = &s.stretches[q];
    let cue = words.clone().find(|&i| s.listed[i] != 0 && s.is(i, Pos::Verb) && s.tree.token(i).tag != "VBG")?;
    let joins = |i: usize| s.is(i, Pos::Verb) || s.is(i, Pos::Sconj) || !named && s.is(i, Pos::Cconj);
    let clear = (opens(s, q) || led_to(s, q)) && (r.end..cue).all(|i| !joins(i) && (s.inside[i] == NONE || s.is_mark(i)));
    let found = all.binary_search_by_key(&cue, |x| x.cue).ok()?;
    let speaks = all[found].source.is_some_and(|h| !r.contains(&h)) || named;
    // "“We go on,” the minister believes that all is well": another clause is believed.
    let other = s.listed[cue] & Kinds::THINK.bits() != 0 && s.tree.children(cue).any(|k| k > cue && s.base(k) == "ccomp");
    let speaks = speaks && !other;
    (clear && speaks).then_some(found)
}

/// True for a stretch that ends with a comma and goes on to no word of saying and nobody named: "“We slept,” a thing that tells
/// much."
pub fn trails(s: &Scene, q: usize) -> bool {
    behind(s, q).is_some_and(|(words, named)| {
        let end = s.tree.sentence(words.start).end;
        !named && !(words.start..end).any(|i| s.listed[i] != 0 || s.sort[i] == sort::PERSON || s.sort[i] == sort::HE)
    })
}

/// True for a stretch behind a colon that goes on to who says it: "She had more to say: “We wait,” she told the Herald."
fn led_to(s: &Scene, q: usize) -> bool {
    let r = &s.stretches[q];
    let before = (s.tree.sentence(r.start).start..r.start).rev().find(|&i| !s.is_mark(i) || s.word(i) == ":");
    let next = (r.end..s.len().min(r.end + 4)).find(|&i| !s.is_mark(i));
    before.is_some_and(|i| s.word(i) == ":") && next.is_some_and(|i| speaks(s, i) && s.tree.token(i + 1).tag.starts_with("VB"))
}

/// True for what can speak.
fn speaks(s: &Scene, i: usize) -> bool {
    match s.sort[i] {
        sort::PERSON | sort::BODY | sort::SAYER | sort::PEOPLE => true,
        sort::HE => matches!(s.word(i), "he" | "she" | "they"),
        // "“Why me?” another replies."
        _ => {
            let some = matches!(s.word(i), "another" | "others" | "someone" | "somebody" | "one");
            let noun = (s.is(i + 1, Pos::Noun) || s.is(i + 1, Pos::Adj)) && s.listed[i + 1] == 0;
            some && !noun
        }
    }
}

/// A verb right behind a stretch that the weights do not know for saying, or whose subject they miss, with who speaks beside
/// it: "“We are ready,” smiles Ana Ruiz". Where only a name stands there, it is given for both.
fn verb(s: &Scene, q: usize, all: &[Said]) -> Option<(usize, usize)> {
    let (words, named) = behind(s, q).filter(|_| opens(s, q))?;
    let first = || words.clone().find(|&i| s.sort[i] == sort::PERSON).filter(|_| named).map(|i| s.top(i));
    // "“We wait,” Ana Ruiz, who runs the port." tells it without a verb, and so does "“We wait,” the mayor."
    let silent = || first().or_else(|| office(s, &words)).map(|h| (h, h));
    let Some(verb) = words.clone().find(|&i| s.is(i, Pos::Verb)) else {
        return noun(s, &words).or_else(silent);
    };
    // "“…,” he was quick to add."
    let first_word = (words.start..verb).find(|&i| !s.is_mark(i));
    if let Some(who) = first_word.filter(|&i| speaks(s, i) && s.word(verb - 1) == "to" && may_say(s, verb)) {
        return Some((verb, s.top(who)));
    }
    let known = all.binary_search_by_key(&verb, |x| x.cue).ok().and_then(|k| all[k].source);
    if s.listed[verb] != 0 && (named || known.is_some_and(|h| !s.stretches[q].contains(&h))) {
        return None;
    }
    let clause = |i: usize| s.is(i, Pos::Sconj) || s.is(i, Pos::Adp) || s.is(i, Pos::Aux) || s.sort[i] == sort::WHO;
    if !matches!(s.tree.token(verb).tag, "VBD" | "VBZ" | "VBP") || (words.start..verb).any(clause) {
        return noun(s, &words).filter(|_| !named).or_else(silent);
    }
    let next = (verb + 1..words.end).find(|&i| !s.is_titled(i));
    let beside = |x: &usize| {
        let phrase = s.phrase(*x);
        (words.start..verb).contains(x) || phrase.start == verb + 1 || next.is_some_and(|n| phrase.contains(&n))
    };
    // After a verb of saying anything may be the subject: "the charges state", "reads a page of the guide".
    let written = matches!(s.word(verb), "reads" | "read" | "runs");
    if let Some(page) = s.tree.children(verb).find(|&k| written && k > verb && matches!(s.base(k), "obj" | "nsubj")) {
        return s.is(page, Pos::Noun).then_some((verb, page));
    }
    let can = |x: usize| speaks(s, x) || says(s, verb) && s.is(x, Pos::Noun);
    let by_tree = around(s, verb).subject.filter(|x| can(*x) && beside(x));
    let holds = |sort: u8| matches!(sort, sort::PERSON | sort::BODY);
    // "wrote the independent River Board of Norland": adjectives stand before the name.
    let open = |i: &usize| s.is(*i, Pos::Det) || s.is(*i, Pos::Adj) || s.is(*i, Pos::Noun) || s.is_titled(*i);
    let by_name =
        || (verb + 1..words.end).find(|i| !open(i) || holds(s.sort[*i])).filter(|&n| holds(s.sort[n])).map(|n| s.top(n));
    let source = by_tree.or_else(first).or_else(by_name).filter(|&x| x >= words.start)?;
    Some((verb, source))
}

/// An office that is all that stands behind a stretch.
fn office(s: &Scene, words: &Range<usize>) -> Option<usize> {
    let end = s.tree.sentence(words.start).end;
    let last = (words.start..end).rev().find(|&i| !s.is_mark(i))?;
    let from = (words.start..last).find(|&i| !s.is_mark(i)).filter(|&i| matches!(s.word(i), "the" | "a" | "his" | "her"))?;
    let part = |i: usize| s.is(i, Pos::Noun) || s.is(i, Pos::Adj) || s.is(i, Pos::Propn);
    let one = s.tree.token(last).tag == "NN" && may_be_somebody(&s.tree.token(last).lemma, s.word(last));
    (one && (from + 1..last).all(part)).then_some(last)
}

/// The verb of asking or crying in a sentence of its own behind a question or a cry, where sentences stand in lines of their
/// own: "“Why me?” / asked Ana Ruiz, who came last.", "“Why me?” / Ana Ruiz asked on Monday."
fn parted(s: &Scene, q: usize) -> Option<(usize, usize)> {
    let r = &s.stretches[q];
    let asks = s.marked[q].closed && s.marked[q].range.of(s.text).trim_end().ends_with(['?', '!']);
    let end = s.tree.sentence_of[r.end.checked_sub(1).filter(|_| asks)?] as usize;
    let sentence = s.syntax.sentences.get(end + 1)?.tokens.clone();
    let (mine, other) = (s.block[end], s.block[end + 1]);
    let next = mine != NONE && (mine == other || mine.wrapping_add(1) == other && s.spoken(end));
    if !next || s.is_title(q) || sentence.clone().any(|i| s.inside[i] != NONE) {
        return None;
    }
    let told = |i: usize| {
        let listed = s.listed[i] & Kinds::SAY.and(Kinds::TELL).bits() != 0 || s.listed[i] == Kinds::DIRECT.bits();
        listed && s.is(i, Pos::Verb) && matches!(s.tree.token(i).tag, "VBD" | "VBZ")
    };
    let small = s.syntax.tokens[sentence.start].form(s.text).starts_with(char::is_lowercase);
    if small && told(sentence.start) {
        let person = sentence.clone().find(|&i| s.sort[i] == sort::PERSON).map(|i| s.top(i));
        let subject = around(s, sentence.start).subject.filter(|&h| speaks(s, h));
        // "shouted one man as he ran"
        let first = matches!(s.word(sentence.start + 1), "one" | "a" | "an" | "another" | "the" | "his" | "her");
        let noun = |i: &usize| s.is(*i, Pos::Noun) && may_be_somebody(&s.tree.token(*i).lemma, s.word(*i));
        let one = || (sentence.start + 2..sentence.end.min(sentence.start + 4)).find(noun).filter(|_| first);
        return Some((sentence.start, subject.or(person).or_else(one)?));
    }
    let root = sentence.clone().find(|&i| s.tree.head(i).is_none())?;
    let clause = |k: usize| matches!(s.base(k), "ccomp" | "xcomp" | "parataxis" | "advcl" | "obj");
    let bare =
        (sentence.len() <= ASKING && s.word(root) == "asked" || small && told(root)) && !s.tree.children(root).any(clause);
    let around = around(s, root);
    let subject = around.subject.filter(|&h| bare && !around.passive && speaks(s, h))?;
    Some((root, subject))
}

/// A word of saying that was read as a noun, where no verb follows: "the charges state.", "state Ana Ruiz".
fn noun(s: &Scene, words: &Range<usize>) -> Option<(usize, usize)> {
    let listed = |i: usize| s.listed[i] & Kinds::SAY.and(Kinds::TELL).bits() != 0 || s.word(i) == "state";
    let says = |i: &usize| listed(*i) && s.is(*i, Pos::Noun);
    let cue = words.clone().find(says)?;
    let person = words.clone().find(|&i| s.sort[i] == sort::PERSON).filter(|&i| i == cue + 1 || i < cue);
    let before = cue.checked_sub(1).filter(|&i| i >= words.start && (s.is(i, Pos::Noun) || s.sort[i] == 0 && speaks(s, i)));
    Some((cue, person.map(|i| s.top(i)).or(before)?))
}

/// The word of saying right before a comma that leads to a stretch, which no weights found, and its subject: "According to the
/// papers, one of them shouted, “…”"
fn shouted(s: &Scene, q: usize, all: &[Said]) -> Option<(usize, usize)> {
    let start = s.stretches[q].start;
    let comma = (start.saturating_sub(3)..start).rev().find(|&i| matches!(s.word(i), "," | "…" | "..."))?;
    let verb = comma.checked_sub(1).filter(|&i| s.inside[i] == NONE && s.listed[i] != 0 && s.is(i, Pos::Verb))?;
    let known = all.binary_search_by_key(&verb, |x| x.cue).is_ok_and(|k| all[k].source.is_some());
    let around = around(s, verb);
    let direct = s.listed[verb] & Kinds::DIRECT.and(Kinds::SAY).bits() != 0 && matches!(s.tree.token(verb).tag, "VBD" | "VBZ");
    let can = |h: usize| h < verb && (speaks(s, h) || matches!(s.word(h), "one" | "some" | "many" | "both"));
    let subject = around.subject.filter(|&h| !around.passive && can(h))?;
    (direct && !known).then_some((verb, subject))
}

/// The colon right before a stretch, with the subject of the clause that ends with it, where nothing in that clause is known
/// to say anything: "The mayor was as startled as we were by the end: “…”", "The city gave out this statement: / “…”".
fn colon(s: &Scene, q: usize, all: &[Said]) -> Option<(usize, usize)> {
    let start = s.stretches[q].start;
    let quote = |i: usize| matches!(s.word(i), "“" | "\"" | "``" | "''" | "„" | "«" | "‘" | "'");
    let at = (0..start).rev().take(4).find(|&i| !quote(i)).filter(|&i| s.word(i) == ":")?;
    let (sentence, own) = (s.tree.sentence(at), s.tree.sentence_of[at] as usize);
    let block = |t: usize| s.block[s.tree.sentence_of[t] as usize];
    if s.block[own] == NONE || block(start) == NONE || s.inside[at] != NONE || block(start) > s.block[own] + 1 {
        return None;
    }
    let from = all.partition_point(|x| x.cue < sentence.start);
    let known = all[from..].iter().take_while(|x| x.cue <= at).any(|x| x.source.is_some() && x.odds > 0.0);
    // "Sen. Ana Ruiz (N-Lund): “…”" of a talk written down.
    let told = sentence.start..at;
    let person = told
        .clone()
        .find(|&i| s.sort[i] == sort::PERSON)
        .filter(|&i| names_first(s, told.start, i) || s.word(s.name_at[i].1 as usize) == "(");
    if let Some(i) = person.filter(|_| !told.clone().any(|k| (s.is(k, Pos::Verb) || s.is(k, Pos::Aux)) && !bracketed(s, k))) {
        return Some((at, s.top(i)));
    }
    if let Some(who) = labelled(s, told.start, at) {
        return Some((at, who));
    }
    let root = sentence.clone().find(|&i| s.tree.head(i).is_none())?;
    let clause = around(s, root);
    // "The crew was told:", "was ordered to:": others speak.
    if clause.passive && (s.listed[root] != 0 || s.word(at - 1) == "to") {
        return None;
    }
    let can =
        |x: usize| speaks(s, x) || s.sort[x] == sort::PLACE || s.sort[x] == 0 && (s.is(x, Pos::Noun) || s.is(x, Pos::Propn));
    // "The answer was given by Ana Ruiz: “…”"
    let agent = s.tree.children(root).find(|&k| clause.passive && s.base(k) == "obl" && k < at && s.sort[k] == sort::PERSON);
    // "…, to which Ana Ruiz replied as follows:": of several clauses the last one leads.
    let verb = |i: &usize| s.is(*i, Pos::Verb) && matches!(s.tree.token(*i).tag, "VBD" | "VBZ" | "VBP");
    let near = (root + 1..at.max(root + 1)).rev().filter(verb).find_map(|v| {
        let subject = around(s, v).subject.filter(|&x| x < at && speaks(s, x));
        subject.filter(|_| says(s, v) || s.listed[v] & Kinds::DIRECT.bits() != 0)
    });
    let subject = near.or(agent).or(clause.subject).filter(|&x| x < at && can(x))?;
    // "Ana Ruiz has two wishes: “…”" of a list.
    let clear = (sentence.start..at).all(|i| s.inside[i] == NONE);
    // "The following statement by Ana Ruiz reads: “…”"
    let named = || s.phrase(subject).find(|&i| matches!(s.sort[i], sort::PERSON | sort::BODY)).map(|i| s.top(i));
    let who = if s.sort[subject] == sort::SAYER { named().unwrap_or(subject) } else { subject };
    (!known && clear).then_some((at, who))
}

/// Who goes on in a stretch of whole sentences that opens its own, a little behind what he said: whoever was last told to
/// say something, and nobody else is named in between.
pub fn resumes(s: &Scene, q: usize, all: &[Said], owners: &[Option<usize>]) -> Option<usize> {
    let r = &s.stretches[q];
    let block = |t: usize| s.block[s.tree.sentence_of[t] as usize];
    // Without a stop it is a heading or the words beside a picture.
    let ends = ends(s, q) || !s.marked[q].closed;
    let long = ends && r.clone().filter(|&i| !s.is_mark(i)).count() >= super::WORDS;
    if !long || s.is_title(q) || !opens(s, q) || block(r.start) == NONE {
        return None;
    }
    let before = (0..q).rev().take(BACK).find(|&p| owners[p].is_some() && !s.stretches[p].is_empty());
    let can = |x: &Said| {
        let speaks = |h: usize| matches!(s.sort[h], sort::PERSON | sort::BODY | sort::HE | sort::PEOPLE | sort::SAYER);
        x.source.is_some_and(speaks)
    };
    let told = |x: &Said| x.odds > 0.0 && s.depth(x.cue) == 0 && says(s, x.cue) && s.inside[x.cue] == NONE;
    let noun = |x: &Said| x.source.is_some_and(|h| s.sort[h] == 0 && (s.is(h, Pos::Noun) || s.is(h, Pos::Propn)));
    let from = before.map_or(0, |p| all.partition_point(|x| x.cue < s.stretches[p].end));
    let end = all.partition_point(|x| x.cue < r.start);
    let later = (from..end.max(from)).rev().take(BACK).find(|&k| (can(&all[k]) || noun(&all[k])) && told(&all[k]));
    let x = later.or(owners[before?].filter(|&x| can(&all[x])))?;
    let (head, cue) = (all[x].source?, all[x].cue);
    let start = if later.is_some() { cue } else { s.stretches[before?].end };
    // Police and witnesses are told of everywhere, so only right before.
    let far = if matches!(s.sort[head], sort::PERSON | sort::BODY | sort::HE) { BETWEEN + 1 } else { 1 };
    let near = block(start) != NONE && block(r.start) >= block(start) && block(r.start) - block(start) <= far;
    let (from, end) = s.name_at[head];
    let own = |i: usize| from != NONE && (from..end).any(|k| s.low[k as usize] == s.low[i]);
    let stranger = |i: usize| s.sort[i] == sort::PERSON && s.tree.sentence_of[i] != s.tree.sentence_of[cue] && !own(i);
    (near && !(start..r.start).any(stranger)).then_some(x)
}

/// The somebody of whom the sentence before a stretch tells, where nothing gives the stretch to anybody: "Ana Ruiz lost her
/// house. “We have nothing.”"
pub fn told_of(s: &Scene, q: usize) -> Option<usize> {
    let start = s.stretches[q].start;
    let sentence = *s.tree.sentence_of.get(start)? as usize;
    let before = sentence.checked_sub(1)?;
    let (mine, other) = (s.block[sentence], s.block[before]);
    let near = mine != NONE && other != NONE && (mine == other || mine == other + 1);
    let tokens = s.syntax.sentences[before].tokens.clone();
    if !near || !opens(s, q) || !ends(s, q) || tokens.clone().any(|i| s.inside[i] != NONE) {
        return None;
    }
    let root = tokens.clone().find(|&i| s.tree.head(i).is_none())?;
    // "Investigators say it began when a group …" tells of others.
    if !s.is(root, Pos::Verb) && !s.tree.children(root).any(|k| s.base(k) == "cop") {
        return None;
    }
    let one = |h: usize| match s.sort[h] {
        sort::PERSON => true,
        sort::HE => matches!(s.word(h), "he" | "she"),
        sort::PEOPLE => s.tree.token(h).tag == "NN",
        // "the minister of works, Ana Ruiz, called on …"
        _ => s.tree.children(h).any(|k| s.base(k) == "appos" && s.sort[k] == sort::PERSON),
    };
    let clause = around(s, root);
    // "Foreign Minister Ana Ruiz"
    if let Some(person) = clause.subject.filter(|&h| s.sort[h] != sort::PERSON && !clause.passive).and_then(|h| s.person(h)) {
        return Some(person);
    }
    let named = |h: usize| s.tree.children(h).find(|&k| s.base(k) == "appos" && s.sort[k] == sort::PERSON);
    // "Ana Ruiz is not convinced."
    let manner = crate::coreference::is_manner(s.word(root));
    let subject = clause.subject.filter(|&h| one(h) && (!clause.passive || manner))?;
    Some(named(subject).filter(|_| s.sort[subject] != sort::PERSON).unwrap_or(subject))
}

/// The same where a person named is the subject, in the paragraph of the stretch, which does not begin with "he" of him.
pub fn told_here(s: &Scene, q: usize) -> Option<usize> {
    let r = &s.stretches[q];
    let before = (*s.tree.sentence_of.get(r.start)? as usize).checked_sub(1)?;
    let other = matches!(s.word(r.start), "he" | "she" | "his" | "her" | "they");
    let same = s.block[before] == s.block[before + 1] && !other;
    told_of(s, q).filter(|&h| same && s.sort[h] == sort::PERSON && r.len() > super::WORDS)
}

/// The only one whom the paper names near, where a paragraph is nothing but the words of somebody who speaks of himself and
/// nothing tells who: "Ana Ruiz has lost her house. It stood by the sea. / “I miss the waves.”"
pub fn alone(s: &Scene, q: usize) -> Option<usize> {
    let start = s.stretches[q].start;
    let sentence = *s.tree.sentence_of.get(start)? as usize;
    let own = s.stretches[q].clone().any(|i| matches!(s.word(i), "i" | "my" | "me"));
    if !own || s.block[sentence] == NONE || !s.spoken(sentence) || !ends(s, q) || s.is_title(q) {
        return None;
    }
    let from = start.saturating_sub(NEAR);
    let told = |i: &usize| s.sort[*i] == sort::PERSON && s.inside[*i] == NONE;
    let short = |i: usize| s.tree.sentence(i).len() <= SHORT;
    let thanked = |i: usize| i > 0 && (s.word(i - 1) == ":" || s.word(i - 1) == "by" && short(i));
    let mut people = (from..start).rev().filter(told).filter(|&i| !thanked(s.name_at[i].0 as usize));
    let last = people.next()?;
    let near = s.tree.sentence_of[last] as usize + 3 > sentence;
    (near && people.all(|i| s.family(i) == s.family(last))).then(|| s.top(last))
}

/// The only one whom the sentence right before a stretch names, in one paragraph, where nothing gives the stretch to anybody:
/// "But the life of Javier is at the other extreme. “Here nothing works.”"
pub fn named_here(s: &Scene, q: usize) -> Option<usize> {
    let start = s.stretches[q].start;
    let sentence = *s.tree.sentence_of.get(start)? as usize;
    let before = sentence.checked_sub(1).filter(|&b| s.block[b] != NONE && s.block[b] == s.block[sentence])?;
    let tokens = s.syntax.sentences[before].tokens.clone();
    if !opens(s, q) || !ends(s, q) || s.is_title(q) || tokens.clone().any(|i| s.inside[i] != NONE) {
        return None;
    }
    let mut people = tokens.filter(|&i| s.sort[i] == sort::PERSON);
    let first = people.next()?;
    people.all(|i| s.family(i) == s.family(first)).then(|| s.top(first))
}

/// Who is first named as the subject of the sentence behind a paragraph of somebody's words that nothing gives to anybody:
/// "“They were good people.” / Ana Ruiz lives next door.", "“We ran.” / A witness, who gave no name, said …".
pub fn presented(s: &Scene, q: usize) -> Option<usize> {
    let r = &s.stretches[q];
    let last = *s.tree.sentence_of.get(r.end.checked_sub(1)?)? as usize;
    let sentence = s.syntax.sentences.get(last + 1)?.tokens.clone();
    let (mine, next) = (s.block[last], s.block[last + 1]);
    let apart = mine != NONE && mine.wrapping_add(1) == next && s.spoken(last);
    // What a paragraph before it left open is somebody's already.
    let goes_on = q > 0 && !s.marked[q - 1].closed;
    if !apart || goes_on || !ends(s, q) || s.is_title(q) || sentence.clone().any(|i| s.inside[i] != NONE) {
        return None;
    }
    let name = sentence.start;
    let (from, end) = *s.name_at.get(name)?;
    let root = sentence.clone().find(|&i| s.tree.head(i).is_none())?;
    let subject = around(s, root).subject?;
    let some = matches!(s.word(name), "a" | "one" | "another") && subject < name + CLOSE;
    let noun = s.is(subject, Pos::Noun) && may_be_somebody(&s.tree.token(subject).lemma, s.word(subject));
    if some && noun && says(s, root) && root > subject {
        return Some(subject);
    }
    let subject = Some(subject).filter(|&h| s.sort[h] == sort::PERSON && s.name_at[h] == (from, end))?;
    let full = s.sort[name] == sort::PERSON && from as usize == name && end as usize > name + 1;
    let now = sentence.clone().any(|i| matches!(s.tree.token(i).tag, "VBZ" | "VBP"));
    let new = full && !(0..name).any(|i| s.low[i] == s.low[end as usize - 1]);
    (new && now).then_some(subject)
}

/// Who was asked what the stretch before says, where this one opens the next paragraph and is no question: "A reporter asked
/// Ana Ruiz, “Why?” / “We had to.”"
pub fn answers(s: &Scene, q: usize, asked: &Said) -> Option<usize> {
    let before = q.checked_sub(1)?;
    let (r, p) = (&s.stretches[q], &s.stretches[before]);
    if r.is_empty() || p.is_empty() || !matches!(s.word(asked.cue), "asked" | "asks") {
        return None;
    }
    let question = |q: usize| s.marked[q].range.of(s.text).trim_end().ends_with('?');
    let block = |t: usize| s.block[s.tree.sentence_of[t] as usize];
    let next = block(p.start) != NONE && block(r.start) == block(p.start) + 1 && asked.cue < p.start && opens(s, q);
    let told = |&k: &usize| {
        k > asked.cue && matches!(s.base(k), "obj" | "iobj") && matches!(s.sort[k], sort::PERSON | sort::HE | sort::BODY)
    };
    (next && question(before) && !question(q)).then(|| s.tree.children(asked.cue).find(told))?
}

/// True for a stretch that makes up the paragraph right behind that of the stretch before.
pub fn follows(s: &Scene, q: usize) -> bool {
    let at = |q: usize| s.tree.sentence_of[s.stretches[q].start] as usize;
    q > 0 && s.block[at(q)] != NONE && s.block[at(q)] == s.block[at(q - 1)].wrapping_add(1) && s.spoken(at(q))
}

/// True if nothing but marks and titles stands between `from` and the first word of a name, and a comma, a verb or the end
/// behind it: "Ana Ruiz's mother" and "Ana Ruiz family spokesman Peter Okello" are others.
pub fn names_first(s: &Scene, from: usize, name: usize) -> bool {
    let behind = s.name_at[name].1.max(name as u32 + 1) as usize;
    // "activist and scholar Ana Ruiz"
    let called =
        |i: usize| s.is(i, Pos::Noun) && may_be_somebody(&s.tree.token(i).lemma, s.word(i)) && s.tree.token(i).tag == "NN";
    // "lawyer and rights activist Ana Ruiz"
    let second = |i: usize| called(i) || s.is(i, Pos::Noun) && called(i + 1);
    let and = |i: usize| s.word(i) == "and" && i > from && called(i - 1) && second(i + 1);
    let office = |i: usize| {
        let capital = s.is(i, Pos::Adj) && s.syntax.tokens[i].form(s.text).starts_with(char::is_uppercase);
        let own = s.is(i, Pos::Propn) || capital || s.word(i) == "of" || called(i) || and(i) || i > from && and(i - 1);
        s.is_titled(i) || s.name_at[i].0 == NONE && own
    };
    let ends = behind >= s.len() || matches!(s.word(behind), "," | ".") || s.is(behind, Pos::Verb);
    (from..name).all(|i| s.is_mark(i) || office(i)) && ends
}

/// True if the sentence before a stretch ends with a colon, or with a word of saying and nothing behind: "The police gave this
/// statement:", "Speaking later, the police said…".
pub fn announced(s: &Scene, q: usize) -> bool {
    let Some(before) = s.tree.sentence_of[s.stretches[q].start].checked_sub(1) else { return false };
    let sentence = &s.syntax.sentences[before as usize];
    let words = sentence.range.of(s.text).trim_end();
    let last = || sentence.tokens.clone().rev().find(|&i| !s.is_mark(i));
    words.ends_with(':') || !words.ends_with(['.', '?', '!']) && last().is_some_and(|i| says(s, i)) || {
        (words.ends_with('…') || words.ends_with("...")) && last().is_some_and(|i| says(s, i))
    }
}

/// True for a stretch that opens its paragraph and ends with a comma like what somebody says, whoever it is: "“I hear three
/// shots,” was the message".
pub fn begins_speech(s: &Scene, q: usize) -> bool {
    let r = &s.stretches[q];
    let verb = |i: usize| matches!(s.tree.token(i).tag, "VBD" | "VBZ" | "VBP" | "MD");
    let first = s.tree.sentence_of[r.start] as usize;
    let paragraph = s.block[first] != NONE && first.checked_sub(1).is_none_or(|b| s.block[b] != s.block[first]);
    paragraph && behind(s, q).is_some() && opens(s, q) && !s.is_title(q) && r.clone().any(verb)
}
