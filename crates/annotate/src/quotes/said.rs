//! What an article attributes to somebody: cues, each with what is said and by whom, kept or not.

use super::asked;
use super::beside::{self, announced, names_first};
use super::content::{self, Candidate};
use super::cue::{self, Around};
use super::cues::Kinds;
use super::heads;
use super::mark;
use super::model::{Facts, Model, Part, ROOM, mix};
use super::scene::{NONE, Scene, sort};
use super::source;
use super::trailing;
use crate::coreference::may_be_somebody;
use model::Pos;
use std::ops::Range;

/// Cues less likely than this are not looked at.
const LEAST: f32 = 0.1;
/// The odds of what is plain.
const SURE: f32 = 3.0;
/// Most cues of an article.
const MANY: usize = 4000;

/// Most words of an office before a name.
const OFFICE: usize = 14;

/// A cue with its content and speaker.
#[derive(Clone, Debug)]
pub struct Said {
    pub cue: usize,
    /// How likely it is one, as log-odds.
    pub odds: f32,
    pub content: Candidate,
    /// How likely the content is right, given the cue.
    pub sure: f32,
    /// The main word of the speaker.
    pub source: Option<usize>,
    /// How likely the speaker is right.
    pub named: f32,
    /// The stretches in quotation marks that are its, too.
    pub more: Vec<usize>,
    /// What stands beside the marks tells it, whatever the weights say.
    pub plain: bool,
}

impl Said {
    /// What is told by the words beside the marks.
    pub fn plainly(cue: usize, stretch: Range<usize>, source: usize) -> Said {
        let content = Candidate::of(stretch);
        Said { cue, odds: SURE, content, sure: 1.0, source: Some(source), named: 1.0, more: Vec::new(), plain: true }
    }

    /// The odds in steps.
    pub fn bucket(&self) -> u32 {
        ((self.odds * 1.5 + 6.0).clamp(0.0, 15.0)) as u32
    }
}

/// The best of some options: its index, and the share of its weight among all.
pub fn best(model: &Model, part: Part, options: impl Iterator<Item = Facts>) -> (usize, f32) {
    let scores: Vec<f32> = options.map(|f| model.score(part, &f)).collect();
    let top = scores.iter().enumerate().fold((0, f32::MIN), |b, (i, s)| if *s > b.1 { (i, *s) } else { b });
    let all: f32 = scores.iter().map(|s| (s - top.1).exp()).sum();
    (top.0, 1.0 / all.max(1.0))
}

/// All cues that are not unlikely, in order, with the best content and speaker of each.
pub fn found(s: &Scene, model: &Model) -> Vec<Said> {
    let mut out = Vec::new();
    let least = (LEAST / (1.0 - LEAST)).ln();
    for c in 0..s.len() {
        if out.len() >= MANY {
            break;
        }
        if !cue::may_be(s, c) {
            continue;
        }
        let odds = model.score(Part::Cue, &cue::facts(s, c));
        if odds < least && !says(s, c) {
            continue;
        }
        let around = cue::around(s, c);
        if let Some((who, what)) = trailing::speaker(s, c, &around) {
            let content = Candidate::of(what);
            out.push(Said {
                cue: c,
                odds: odds.max(1.0),
                content,
                sure: 1.0,
                source: Some(who),
                named: 1.0,
                more: Vec::new(),
                plain: true,
            });
            continue;
        }
        if odds < least {
            continue;
        }
        let mut contents = content::candidates(s, c, &around);
        // "The firm, which runs the mine, said that …": what is told of the subject is not said by it.
        let clause = |k: usize| matches!(s.word(k + 1), "," | "who" | "which" | "that") && s.inside[k] == NONE;
        let subject = around.subject.filter(|&k| says(s, c) && k < c && !around.passive && clause(k));
        if let Some(who) = subject.map(|k| s.under(k).start..c.min(s.under(k).end)) {
            let told = |x: &Candidate| x.parts().all(|p| who.start <= p.start && p.end <= who.end);
            if contents.iter().any(|x| x.parts[0].start > c) {
                contents.retain(|x| !told(x));
            }
        }
        let behind = speaks_behind(s, c, &around);
        if behind.is_some() && contents.iter().any(|x| x.parts[0].end < c && x.parts[1].is_empty()) {
            contents.retain(|x| x.parts().all(|p| p.end <= c));
        }
        if contents.is_empty() {
            continue;
        }
        let (k, sure) = best(model, Part::Content, contents.iter().map(|x| content::facts(s, c, &around, x)));
        let mut content = contents[k].clone();
        // "quoted the commander, Ada Ruun, as saying": what is said begins behind that.
        if let Some(says) = quoted_up_to(s, c) {
            content.parts.iter_mut().filter(|p| p.start <= says && says < p.end).for_each(|p| p.start = (says + 1).min(p.end));
        }
        let (source, named) = match behind {
            Some(who) => (Some(who), 1.0),
            None => speaker(s, model, c, &around, &content),
        };
        out.push(Said { cue: c, odds, content, sure, source, named, more: Vec::new(), plain: false });
    }
    beside::supply(s, &mut out);
    // "I asked Ana Ruiz why. “We had to,” came the reply": the answer is hers.
    for x in out.iter_mut().filter(|x| x.source.is_some_and(|h| asked::is_answer(s, h))) {
        let q = s.inside.get(x.content.parts[0].start + 1).filter(|q| **q != NONE);
        x.source = q.and_then(|&q| asked::asked(s, q as usize)).or(x.source);
    }
    for i in 0..out.len() {
        out[i].source = adds(s, out[i].cue, &out[..i]).or(out[i].source);
    }
    out
}

/// The person named behind a word of saying that ends a clause, where the tree takes his office for something else: "…, said
/// the mill's newly named chair Ana Ruiz".
fn speaks_behind(s: &Scene, c: usize, around: &Around) -> Option<usize> {
    let sentence = s.tree.sentence(c);
    let inverted = says(s, c) && around.subject.is_none() && c > sentence.start + 2 && s.word(c - 1) == ",";
    if !inverted || s.tree.token(c).tag == "VBG" || s.inside[c] != NONE {
        return None;
    }
    let words = c + 1..sentence.end.min(c + OFFICE);
    let named = |i: &usize| s.sort[*i] == sort::PERSON && !s.tree.children(s.top(*i)).any(|k| matches!(s.word(k), "'s" | "’s"));
    let name = words.clone().find(named)?;
    // "said his father, Ana Ruiz, who": the name stands beside.
    let beside = name > c + 2 && s.word(name - 1) == "," && may_be_somebody(&s.tree.token(name - 2).lemma, s.word(name - 2));
    // "said Lund, Norland resident, Ana Ruiz"
    let somebody = |i: usize| s.is(i, Pos::Noun) && may_be_somebody(&s.tree.token(i).lemma, s.word(i));
    let parted = |i: usize| {
        s.word(i) == ","
            && (i + 1 == name && somebody(i - 1) || s.sort[i - 1] == sort::PLACE && s.sort[i + 1] == sort::PLACE)
            && (c + 1..name).any(|k| s.sort[k] == sort::PLACE)
            && (c + 1..name).any(somebody)
    };
    let office = |i: usize| {
        if parted(i) {
            return true;
        }
        if beside && (i == c + 1 && matches!(s.word(i), "his" | "her" | "their") || i + 1 == name) {
            return true;
        }
        let noun = s.is(i, Pos::Noun) || s.is(i, Pos::Propn) || s.is(i, Pos::Adj) || s.is(i, Pos::Det) || s.is(i, Pos::Part);
        noun || s.is_titled(i) || s.is(i, Pos::Adv) || s.tree.token(i).tag == "VBN"
    };
    let clear = (c + 1..name).all(|i| office(i) && !matches!(s.word(i), "that" | "not" | "to"));
    let lives = (c + 1..name).any(parted);
    clear.then(|| if beside && !lives { name - 2 } else { s.top(name) })
}

/// True for a verb of saying or telling.
fn says(s: &Scene, c: usize) -> bool {
    s.listed[c] & Kinds::SAY.and(Kinds::TELL).bits() != 0 && s.is(c, Pos::Verb)
}

fn speaker(s: &Scene, model: &Model, c: usize, around: &Around, content: &Candidate) -> (Option<usize>, f32) {
    let who = source::candidates(s, c);
    // "Ana Ruiz was quoted as saying": she says it.
    if around.passive && matches!(s.word(c), "quoted" | "cited") && s.word(c + 1) == "as" && around.subject.is_some() {
        return (around.subject, 1.0);
    }
    // "The paper quoted Ana Ruiz as saying": so does she here.
    if let Some(head) = quoted_as(s, c, &who).filter(|_| !around.passive) {
        return (Some(head), 1.0);
    }
    if let Some(head) = swallowed(s, c, around) {
        return (Some(head), 1.0);
    }
    let options = who.iter().map(|x| Some(*x)).chain([None]);
    let facts = options.map(|x| source::facts(s, c, around, Some(content), x, who.len()));
    let (k, named) = best(model, Part::Source, facts);
    // "said Ana's father, Peter Okello": the father says it, and not Ana.
    let owned =
        |h: usize| s.tree.head(h).filter(|&n| s.tree.owns(h) && n > h && s.tree.head(n) == Some(c) && s.is(c, Pos::Verb));
    let chosen = who.get(k).map(|x| owned(x.head).unwrap_or(x.head));
    let chosen = chosen.map(|h| lives_in(s, c, h).unwrap_or(h));
    // "Allow the doctor to repeat that: “…”": what is repeated does not speak.
    let repeated =
        |h: usize| matches!(s.word(h), "that" | "this" | "it") && (h + 1 == c && s.word(c) == ":" || s.base(h) == "obj");
    if let Some(h) = chosen.filter(|&h| repeated(h) && h > 0) {
        let verb = if s.word(c) == ":" { h - 1 } else { c };
        let up = s.tree.head(verb).filter(|_| s.base(verb) == "xcomp");
        let object = |v: usize| s.tree.children(v).find(|&k| matches!(s.base(k), "obj" | "iobj") && k < c);
        let whom = |v: usize| object(v).or(cue::around(s, v).subject).filter(|&k| k != h && k < c);
        return (cue::around(s, verb).subject.filter(|&k| k < verb).or_else(|| up.and_then(whom)), 1.0);
    }
    // "Ana Ruiz, who played in a band with Vera, said": the one of whom the clause tells says it.
    let whose = beside::told_before(s, c).filter(|_| says(s, c) && !around.passive && s.word(c - 1) == ",");
    let thing = |h: usize| h > c && s.sort[h] == 0;
    let aside =
        |h: usize| whose.is_some_and(|w| w < h) && (thing(h) || h < c && (s.base(h) != "nsubj" || s.tree.head(h) != Some(c)));
    if whose.is_some() && chosen.is_some_and(aside) {
        return (whose, 1.0);
    }
    // "With her sister, Vera Ruiz, Okello wrote": who stands right before the word writes.
    let next = c.checked_sub(1).filter(|&i| s.sort[i] == sort::PERSON && s.name_at[i].1 as usize == c);
    let parted = |i: usize| s.name_at[i].0 > 0 && s.word(s.name_at[i].0 as usize - 1) == ",";
    let beside = next.filter(|&i| parted(i) && s.inside[i] == s.inside[c] && says(s, c) && !around.passive).map(|i| s.top(i));
    let other = |h: usize| s.sort[h] == sort::PERSON && h < c && s.name_at[h].1 < s.name_at[c - 1].0;
    if beside.is_some() && chosen.is_some_and(other) {
        return (beside, 1.0);
    }
    // "Ana Ruiz said of the guards: “…”": of them it is said.
    let of = |h: usize| s.word(c + 1) == "of" && h > c && s.phrase(h).start <= c + 3 && says(s, c);
    if chosen.is_some_and(of) {
        let before = || (s.tree.sentence(c).start..c).rev().find(|&i| s.sort[i] == sort::PERSON).map(|i| s.top(i));
        return (around.subject.filter(|&h| h < c).or_else(before), 1.0);
    }
    // "Papers made in view of the ruling by the council stated": the council stands in the phrase of who speaks.
    let subject = around.subject.filter(|&k| says(s, c) && !around.passive && k < c && s.is(k, Pos::Noun));
    // "“No dogs,” reads the sign above the door": nor does the door.
    let written = |k: &usize| s.listed[c] & Kinds::DIRECT.bits() != 0 && !around.passive && s.phrase(*k).start == c + 1;
    let behind = around.subject.filter(|&k| k > c).or_else(|| s.tree.children(c).find(|&k| s.base(k) == "obj"));
    let subject = subject.or(behind.filter(|&k| k > c && c > 0 && s.is_mark(c - 1) && s.is(k, Pos::Noun)).filter(written));
    let inside = |h: usize, k: usize| h > k && s.under(k).contains(&h) && matches!(s.base(h), "nmod" | "obl" | "conj");
    let swapped = subject.filter(|&k| chosen.is_some_and(|h| inside(h, k) && s.sort[k] != sort::TIME));
    // "the 42-year-old told reporters": who is told something stands behind.
    let aged = c
        .checked_sub(1)
        .filter(|&i| s.word(i).ends_with("old") && (s.word(i).len() > 8 || s.word(c.saturating_sub(3)) == "year"));
    let told = aged.filter(|_| s.listed[c] & Kinds::TELL.bits() != 0 && chosen.is_none_or(|h| h > c));
    // "Ana Ruiz took to the web after the fire, posting “…”": no fire posts.
    let part = s.tree.token(c).tag == "VBG" && s.listed[c] != 0 && s.is(c, Pos::Verb);
    let thing = chosen.is_some_and(|h| h < c && s.sort[h] == 0 && s.is(h, Pos::Noun));
    let root = s.tree.sentence(c).find(|&i| s.tree.head(i).is_none());
    let person = |r: usize| s.tree.children(r).find(|&k| s.base(k) == "nsubj" && s.sort[k] == sort::PERSON);
    let main = root.filter(|&r| part && thing && r < c).and_then(|r| person(r).or(cue::around(s, r).subject));
    let main = main.map(|h| s.person(h).unwrap_or(h));
    let somebody =
        |h: usize| s.is(h, Pos::Noun) && s.tree.token(h).tag == "NN" && may_be_somebody(&s.tree.token(h).lemma, s.word(h));
    let main = main.filter(|&h| h < c && (matches!(s.sort[h], sort::PERSON | sort::BODY | sort::HE) || somebody(h)));
    // "State television confirmed on Monday that the mayor had died": what stands before the word says so.
    let that = (c + 1..s.tree.sentence(c).end.min(c + 5)).find(|&i| s.word(i) == "that");
    let days = |that: usize| (c + 1..that).all(|i| s.timed[i] || s.is(i, Pos::Adp) || s.is(i, Pos::Adv));
    let finite = matches!(s.tree.token(c).tag, "VBD" | "VBZ" | "VBP");
    let noun = |k: &usize| *k < c && (s.is(*k, Pos::Noun) || s.is(*k, Pos::Propn)) && s.sort[*k] != sort::TIME;
    let before = around.subject.filter(noun).filter(|_| says(s, c) && finite && !around.passive && that.is_some_and(days));
    (told.or(main).or(swapped).or(chosen).or(before), named)
}

/// The somebody of whom a place only tells where he lives: "as a driver in Lund put it".
fn lives_in(s: &Scene, c: usize, head: usize) -> Option<usize> {
    let (from, _) = s.name_at[head];
    if from == NONE || s.sort[head] != sort::PLACE || !s.is(c, Pos::Verb) || head > c {
        return None;
    }
    let set = usize::from(from > 0 && s.is(from as usize - 1, Pos::Det));
    let adp =
        (from as usize).checked_sub(1 + set).filter(|&i| matches!(s.word(i), "in" | "from" | "at" | "near" | "outside"))?;
    let who = adp.checked_sub(1)?;
    let one = s.is(who, Pos::Noun) && s.tree.token(who).tag == "NN" && may_be_somebody(&s.tree.token(who).lemma, s.word(who));
    (one && s.inside[who] == s.inside[head]).then_some(who)
}

/// The subject right before a word of saying that the tree joins to what stands before: "She met the mayor and the council
/// said it would close".
fn swallowed(s: &Scene, c: usize, around: &Around) -> Option<usize> {
    let last = c.checked_sub(1).filter(|_| says(s, c) && around.subject.is_none() && s.base(c) == "conj")?;
    let noun = s.is(last, Pos::Noun) || s.is(last, Pos::Propn);
    let finite = matches!(s.tree.token(c).tag, "VBD" | "VBZ");
    let head = s.top(last);
    let subject = noun && finite && s.sort[last] != sort::TIME && s.base(head) == "conj" && head < c;
    (subject && s.phrase(head).end == c && s.inside[last] == s.inside[c]).then_some(head)
}

/// Who speaks where "adding" goes on: whoever spoke before in the sentence. "…, says Ana Ruiz, head of the board, adding that …"
fn adds(s: &Scene, c: usize, before: &[Said]) -> Option<usize> {
    let marked = matches!(s.word(c), "adding" | "noting" | "stressing") && c > 0 && s.is_mark(c - 1);
    let says = |x: &Said| x.odds > 0.0 && s.listed[x.cue] & Kinds::SAY.and(Kinds::TELL).bits() != 0;
    let here = |x: &&Said| s.tree.sentence_of[x.cue] == s.tree.sentence_of[c];
    let last = before.iter().rev().take_while(here).find(|x| marked && says(x))?;
    last.source.filter(|_| s.inside[last.cue] == NONE)
}

/// The word "saying" of "quoted … as saying", where `c` is the first of these words.
fn quoted_up_to(s: &Scene, c: usize) -> Option<usize> {
    if !matches!(s.word(c), "quoted" | "quotes" | "quoting" | "cited" | "cites" | "citing") {
        return None;
    }
    let end = s.tree.sentence(c).end.min(c + 24);
    let says = |i: usize| matches!(s.word(i), "saying" | "telling" | "stating" | "confirming" | "adding");
    (c + 2..end).find(|&i| says(i) && s.word(i - 1) == "as")
}

/// Who is quoted in "quoted … as saying": the object of the word.
fn quoted_as(s: &Scene, c: usize, who: &[source::Speaker]) -> Option<usize> {
    let to = quoted_up_to(s, c)?;
    let of_its_own = |x: &&source::Speaker| (c + 1..to).contains(&x.head) && s.base(x.head) == "obj";
    // Where the tree goes astray, the name right behind the word.
    let name = |i: &usize| matches!(s.sort[*i], sort::PERSON | sort::BODY) || matches!(s.word(*i), "him" | "her");
    let beside = || (c + 1..to - 1).find(name).map(|i| s.top(i));
    who.iter().find(of_its_own).map(|x| x.head).or_else(beside)
}

/// Gives the stretches in quotation marks to the cues they belong to; tells for each which one.
pub fn assign(s: &Scene, model: &Model, all: &mut [Said]) -> Vec<Option<usize>> {
    let mut owners: Vec<Option<usize>> = vec![None; s.stretches.len()];
    let mut last = None;
    for q in 0..s.stretches.len() {
        if let Some(x) = beside::owner(s, q, all).or_else(|| introduced(s, q, all).filter(|_| announced(s, q))) {
            if all[x].cue >= s.stretches[q].end {
                settle(s, q, &mut all[x]);
            }
            owners[q] = Some(x);
            last = Some(x);
            continue;
        }
        if let Some(x) = straight_on(s, q, all, &owners) {
            owners[q] = Some(x);
            last = Some(x);
            continue;
        }
        if s.is_heading(q) || asked::asked(s, q).is_some() || asked::turned(s, q) || heads::named(s, q).is_some() {
            continue;
        }
        let options = mark::candidates(s, q, all, last);
        let facts = options.iter().map(|o| Some(*o)).chain([None]).map(|o| mark::facts(s, q, all, o, last, options.len()));
        let (k, _) = best(model, Part::Mark, facts);
        // A title stands in another's sentence by chance.
        let sentence = |t: usize| s.tree.sentence_of[t];
        let strange = |o: &usize| s.is_title(q) && sentence(all[*o].cue) != sentence(s.stretches[q].start);
        let told = options.get(k).map(|o| o.said).filter(|o| !strange(o) && !told_aside(s, q, &all[*o]));
        // "“…,” Ana Ruiz said. / Peter Okello said that … / “…”": he goes on, and not she.
        let other =
            || introduced(s, q, all).filter(|&y| s.sort[all[y].source.unwrap_or(0)] == sort::PERSON && plainly(s, &all[y]));
        let carried = options.get(k).is_some_and(|o| {
            o.carried && s.block[sentence(all[o.said].cue) as usize] != s.block[sentence(s.stretches[q].start) as usize]
        });
        let told = if carried { other().or(told) } else { told };
        // "…,” Ana Ruiz said. / Peter Okello lost his house. “We have nothing.”": so he does, named by the same paragraph.
        let new = |x: &Said| beside::told_here(s, q).is_some_and(|h| x.source.is_none_or(|k| s.family(k) != s.family(h)));
        if told.is_some_and(|x| carried && new(&all[x])) {
            continue;
        }
        // "A reporter asked Ana Ruiz, “Why?” / “We had to.”": the answer is hers.
        let told = told.filter(|&x| !(carried && beside::answers(s, q, &all[x]).is_some()));
        let answer = || q > 0 && owners[q - 1].is_some_and(|x| beside::answers(s, q, &all[x]).is_some());
        if told.is_none() && answer() {
            continue;
        }
        owners[q] = told.or_else(|| goes_on(s, q, &owners)).or_else(|| introduced(s, q, all));
        owners[q] = owners[q].or_else(|| beside::resumes(s, q, all, &owners));
        last = owners[q].or(last);
    }
    left_open(s, all, &mut owners);
    for (q, x) in owners.iter().enumerate().filter_map(|(q, o)| Some((q, (*o)?))) {
        all[x].source = not_behind(s, q, &all[x]).or(all[x].source);
        if !s.stretches[q].clone().any(|i| all[x].content.holds(i)) {
            all[x].more.push(q);
        }
    }
    owners
}

/// The owner of the stretch before, whose sentence ends with who says it, where this one follows in the same paragraph: "“We
/// wait,” Ana Ruiz said, as papers told. “The road is closed.”"
fn straight_on(s: &Scene, q: usize, all: &[Said], owners: &[Option<usize>]) -> Option<usize> {
    let before = q.checked_sub(1)?;
    let x = owners[before]?;
    let mine = *s.tree.sentence_of.get(s.stretches[q].start)?;
    let told = s.tree.sentence_of[all[x].cue];
    // "“We wait,” Ana Ruiz said. “We slept,” a thing that tells much. “We go on.”": nobody else was told to speak in between.
    let last = s.tree.sentence_of[s.stretches[before].end.saturating_sub(1)];
    let clear = || {
        !all.iter().any(|y| (told + 1..mine).contains(&s.tree.sentence_of[y.cue]) && y.odds > 0.0 && s.inside[y.cue] == NONE)
    };
    let chained = told + 2 == mine && last + 1 == mine && beside::opens(s, before) && clear();
    let next =
        (told + 1 == mine || chained) && s.block[told as usize] == s.block[mine as usize] && s.block[mine as usize] != NONE;
    let ends = beside::ends(s, q) || !s.marked[q].closed || beside::trails(s, q);
    let whole = beside::opens(s, q) && ends && !s.is_title(q);
    let by_marks = beside::attributed(s, before, all) == Some(x) || chained;
    (next && whole && by_marks).then_some(x)
}

/// True for a word of saying in a clause about something told before, which no sentence of its own goes on: "She spoke of the
/// study that concluded the dam was safe. “I doubt it.”"
fn told_aside(s: &Scene, q: usize, x: &Said) -> bool {
    let of = |h: usize| matches!(s.word(h), "that" | "which") && s.sort[h] == sort::IT && s.base(x.cue) == "acl";
    let earlier = s.tree.sentence_of[x.cue] < s.tree.sentence_of[s.stretches[q].start];
    earlier && beside::opens(s, q) && !announced(s, q) && x.source.is_some_and(of)
}

/// Gives a word right behind a stretch its speaker, named between them, and no words that are not in the stretch.
fn settle(s: &Scene, q: usize, x: &mut Said) {
    let r = s.stretches[q].clone();
    let person = (r.end..x.cue).find(|&i| s.sort[i] == sort::PERSON).filter(|&i| names_first(s, r.end, i));
    if person.is_some() || x.source.is_none_or(|h| r.contains(&h)) {
        x.source = person.map(|i| s.top(i));
    }
    if x.source.is_some_and(|h| x.content.holds(h)) {
        x.content = Candidate::of(r);
    }
}

/// Who stands right behind a stretch, where the words behind the word of saying were taken for the speaker: "“…,” their
/// spokesman, who gave no name, said in an audio message".
fn not_behind(s: &Scene, q: usize, x: &Said) -> Option<usize> {
    let end = s.stretches[q].end;
    let taken = x.source.filter(|&h| h > x.cue && end < x.cue)?;
    let same = s.tree.sentence_of[end - 1] == s.tree.sentence_of[x.cue] && s.is(x.cue, Pos::Verb);
    let oblique = taken > x.cue + 1 && (x.cue + 1..taken).any(|i| s.is(i, Pos::Adp)) && s.sort[taken] != sort::PERSON;
    let skipped = |i: usize| s.is_mark(i) || s.is(i, Pos::Det) || s.is(i, Pos::Pron) || s.is(i, Pos::Adj);
    let first = (end..x.cue).find(|&i| !skipped(i)).filter(|_| same && oblique)?;
    (s.is(first, Pos::Noun) && may_be_somebody(&s.tree.token(first).lemma, s.word(first))).then_some(first)
}

/// True for a word of saying that its sentence is about.
fn plainly(s: &Scene, x: &Said) -> bool {
    let says = Kinds::SAY.and(Kinds::TELL).bits();
    x.odds > 0.0 && s.listed[x.cue] & says != 0 && s.depth(x.cue) == 0
}

/// Gives stretches that are left open, each followed by the next one's opening mark, to one word: the one behind the last,
/// else that of the first.
fn left_open(s: &Scene, all: &[Said], owners: &mut [Option<usize>]) {
    let mut q = 0;
    while q < owners.len() {
        let follows = |q: usize| {
            !s.marked[q].closed
                && s.stretches.get(q + 1).is_some_and(|next| {
                    let end = s.stretches[q].end;
                    end <= next.start && !next.is_empty() && (end..next.start).all(|i| s.is_mark(i))
                })
        };
        let end = (q..owners.len()).find(|&e| !follows(e)).unwrap_or(q);
        if end > q {
            let tail = &s.stretches[end];
            let behind = |o: &usize| {
                let cue = all[*o].cue;
                cue >= tail.end
                    && (s.listed[cue] != 0 || all[*o].plain)
                    && s.tree.sentence_of[cue] <= s.tree.sentence_of[tail.end - 1] + 1
            };
            let first = owners[q..=end].iter().flatten().next().copied();
            let one = owners[end].filter(|o| tail.end > tail.start && behind(o)).or(first);
            owners[q..=end].fill(one);
        }
        q = end + 1;
    }
}

/// The owner of a paragraph of nothing but words in quotation marks: who spoke last in the paragraph before it ("He tells of
/// a good place. / “It is nice.”", "The minister gave this statement: / “…”").
fn introduced(s: &Scene, q: usize, all: &[Said]) -> Option<usize> {
    let r = &s.stretches[q];
    let sentence = *s.tree.sentence_of.get(r.start)? as usize;
    let before = sentence.checked_sub(1)?;
    let (mine, other) = (s.block[sentence], s.block[before]);
    if r.is_empty() || mine == NONE || other == NONE || mine == other || !s.spoken(sentence) || s.is_title(q) {
        return None;
    }
    let from = all.partition_point(|x| (s.tree.sentence_of[x.cue] as usize) < before);
    let there = (from..all.len()).take_while(|&i| s.tree.sentence_of[all[i].cue] as usize == before);
    // Before a colon any verb may announce: "The police gave this statement:".
    let colon = announced(s, q);
    let who = |h: usize| match s.sort[h] {
        sort::PERSON | sort::BODY | sort::HE | sort::PEOPLE | sort::WHO => true,
        sort::SAYER | sort::PLACE => colon,
        0 => colon && (s.is(h, Pos::Noun) || s.is(h, Pos::Propn)),
        _ => false,
    };
    let speaks = |x: &Said| x.source.is_some_and(who) && (colon || x.odds > 0.0);
    there.filter(|&i| speaks(&all[i])).max_by(|&a, &b| all[a].odds.total_cmp(&all[b].odds))
}

/// The owner of a stretch that opens a paragraph where the one before was left open, or where the whole paragraph is
/// quoted and so was the end of the one before.
fn goes_on(s: &Scene, q: usize, owners: &[Option<usize>]) -> Option<usize> {
    let before = q.checked_sub(1)?;
    let (r, p) = (&s.stretches[q], &s.stretches[before]);
    if r.is_empty() || p.is_empty() {
        return None;
    }
    let sentence = s.tree.sentence_of[r.start] as usize;
    let (mine, other) = (s.block[sentence], s.block[s.tree.sentence_of[p.start] as usize]);
    let opens = mine != NONE && other != NONE && mine == other + 1 && (r.start == 0 || s.inside[r.start - 1] == NONE);
    let first = sentence.checked_sub(1).is_none_or(|x| s.block[x] != mine);
    let start = (s.tree.sentence(r.start).start..r.start).all(|i| s.is_mark(i));
    (opens && first && start && (!s.marked[before].closed || s.spoken(sentence) && !s.is_title(q))).then(|| owners[before])?
}

/// The features by which a cue with all that was found for it is kept. `outer` is what it stands in, if anything.
pub fn facts(s: &Scene, all: &[Said], i: usize, outer: Option<usize>) -> Facts {
    let mut f = Facts::with_room(ROOM);
    let x = &all[i];
    let (c, lemma, pos) = (x.cue, s.lemma[x.cue], s.pos(x.cue));
    let odds = x.bucket();
    let sure = (x.sure * 7.99) as u32;
    let named = (x.named * 5.99) as u32 + 6 * u32::from(x.source.is_some());
    f.add(1, odds, 0);
    f.add(2, odds, sure);
    f.add(3, odds, named);
    f.add(4, odds, pos);
    f.add(5, sure, pos);
    f.add(6, named, pos);
    f.add(7, lemma, 0);
    f.add(8, x.content.kind(), pos);
    f.add(9, x.content.kind(), lemma);
    f.add(10, x.content.kind(), u32::from(s.listed[c]));
    let first = x.content.parts[0].start;
    f.add(11, s.low[first], lemma);
    f.add(12, s.low[first], mix(0, x.content.kind(), pos));
    f.add(13, s.tag(first), x.content.kind());
    let len = (x.content.parts().map(|p| p.len()).sum::<usize>() as u32).max(1).ilog2();
    f.add(14, len, pos);
    f.add(15, len, lemma);
    f.add(16, u32::from(!x.more.is_empty()), odds);
    let quoted = x.content.parts().any(|p| p.clone().any(|i| s.inside[i] != NONE));
    let state = u32::from(quoted) + 2 * u32::from(s.inside[c] != NONE) + 4 * u32::from(!x.more.is_empty());
    let title = s.inside[first] != NONE && s.is_title(s.inside[first] as usize);
    f.add(32, u32::from(title), lemma);
    f.add(33, u32::from(title), pos);
    f.add(17, state, odds);
    f.add(18, state, lemma);
    let who = x.source.map_or(99, |h| u32::from(s.sort[h]));
    f.add(19, who, lemma);
    f.add(20, who, pos);
    f.add(21, who, x.content.kind());
    f.add(22, x.source.map_or(0, |h| s.lemma[h]), 0);
    f.add(23, x.source.map_or(0, |h| s.path(h, 8)), pos);
    if let Some(h) = x.source {
        f.add(30, u32::from(x.content.holds(h)), pos);
        f.add(31, u32::from(s.sort[h] == sort::I), s.inside[c]);
    }
    match outer {
        Some(o) => {
            let up = all[o].bucket();
            f.add(24, up, odds);
            f.add(25, up, state);
            f.add(26, u32::from(s.listed[all[o].cue]), u32::from(s.listed[c]));
            f.add(27, s.lemma[all[o].cue], 0);
            f.add(28, lemma, 1);
        }
        None => f.add(29, state, pos),
    }
    f
}

/// For each cue the likeliest other one whose content holds it.
pub fn outer(s: &Scene, all: &[Said], i: usize) -> Option<usize> {
    let c = all[i].cue;
    let holds = |x: &Said| x.content.holds(c) || x.more.iter().any(|&q| s.stretches[q].contains(&c));
    let near = all.partition_point(|x| x.cue + 400 < c);
    let others = (near..all.len()).take_while(|&j| all[j].cue < c + 400).filter(|&j| j != i && all[j].cue != c);
    // Two that hold each other: the one higher in the tree is the outer one.
    let above = |x: &Said| !all[i].content.holds(x.cue) || s.depth(x.cue) < s.depth(c);
    others.filter(|&j| holds(&all[j]) && above(&all[j])).max_by(|&a, &b| all[a].odds.total_cmp(&all[b].odds))
}
