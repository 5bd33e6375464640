//! Coreference: which names, pronouns and phrases of an article speak of the same.
//!
//! Names come linked already (`names`). What a sentence itself says to be one is joined next ("Ana Ruiz, the minister").
//! Then each pronoun and each phrase with a noun, from left to right, takes the name that it plainly means (`plain`), else
//! the entity before it that fits best, or none:
//! what gender, number and the clause forbid is no candidate, and the weights of `links.tsv`, trained by
//! `cargo xtask train links`, choose among the others. "I" in direct speech is its speaker.

mod called;
mod candidates;
mod entity;
#[doc(hidden)]
pub mod features;
mod lexicon;
mod mention;
mod offices;
mod plain;
mod roles;
mod scene;
mod speakers;
mod structure;
pub(crate) mod tree;

use candidates::{Candidate, class};
use entity::Entities;
use features::{CLASSES, SIZE};
use mention::{Mention, Person};
use model::{Article, Chain, ChainMention, Name, NameKind, Place, Quote, QuoteForm, Syntax, TextRange};
use scene::Scene;
use tree::{Role, Tree};

pub use speakers::name_speakers;

/// How much better than nothing a link must be, on the scale of the weights.
const MARGIN: f32 = 0.0;

/// What speaks for "he" and "she" meaning anybody at all where they are the speaker of a quote: who is quoted was told before.
const SPEAKS: f32 = 6.0;

/// What speaks against an owner whose own phrase may be meant: "Ruiz's father wept. “It is sad,” he said."
const OWNS: f32 = 3.0;

/// The same of "they" and "it" meaning somebody who can speak: a body, people, a paper.
const SPEAKS_TOO: f32 = 3.0;

/// What speaks for the last who was quoted, where a pronoun goes on speaking.
const GOES_ON: f32 = 4.5;

/// The same where he spoke in the sentence right before: "Okello's aide Ana Ruiz said he was tired. She said".
const AT_ONCE: f32 = 9.0;

/// What speaks for whom the sentence before was about.
const ABOUT: f32 = 2.5;

/// What speaks for somebody whom the paper names as the speaker of other words, wherever, and for whom it names for the first
/// time in the sentence before.
const HEARD: f32 = 2.0;
const NEW: f32 = 3.0;

/// What speaks against somebody named in the words that are said, who speaks says "I"; and for whoever says of himself what he
/// thought.
const HELD: f32 = 3.0;

/// The same where a sentence in between begins with another name.
const BROKEN_OFF: f32 = 1.0;

/// Mentions before "who" among which is whom it stands for.
const WHO: usize = 12;

/// True for a given name, in small letters.
pub(crate) fn is_given(low: &str) -> bool {
    lexicon::lexicon().is_given(low)
}

/// True for a phrase that papers put for somebody named before: "the striker", "the Norland Republican".
pub(crate) fn is_epithet(words: &str) -> bool {
    let low = words.to_lowercase();
    let last = low.rsplit([' ', '-']).next().unwrap_or_default();
    low.starts_with("the ") && lexicon::lexicon().is("epithet", last)
}

/// True for words that put off who somebody is: "the 42-year-old", "the singer".
fn is_unnamed(words: &str) -> bool {
    is_epithet(words) || (words.starts_with("the ") || words.starts_with("The ")) && words.ends_with("-year-old")
}

/// True for a word for how somebody takes something, whose words may follow: "blunt", "agree".
pub(crate) fn is_manner(lemma: &str) -> bool {
    lexicon::lexicon().is("manner", lemma)
}

/// True for an office in short that a paper puts for a name: "the DGP".
fn is_initials(words: &str) -> bool {
    let short = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or_default();
    !short.contains(char::is_lowercase) && lexicon::lexicon().is("initials", &short.to_lowercase())
}

/// True for a noun for one of a family, in small letters.
pub(crate) fn is_kin(low: &str) -> bool {
    lexicon::lexicon().is("kin", low)
}

/// True for a noun for one who speaks or acts for somebody else, in small letters: "a lawyer for Ana Ruiz".
pub(crate) fn speaks_for(low: &str) -> bool {
    lexicon::lexicon().is("proxy", low)
}

/// True for a noun that may stand for one person, by its dictionary form and as written.
pub(crate) fn may_be_somebody(lemma: &str, form: &str) -> bool {
    lexicon::lexicon().gender(lemma, form) & lexicon::PERSON != 0
}

/// One choice, for training: the class of weights, the features of each candidate and of linking to nothing, which comes
/// last, and which are right.
#[doc(hidden)]
pub struct Decision {
    pub class: usize,
    pub features: Vec<Vec<u16>>,
    pub right: Vec<bool>,
}

/// The chains of an article: two or more mentions of the same.
pub fn chains(article: &Article, syntax: &Syntax, names: &[Name], places: &[Place], quotes: &[Quote]) -> Vec<Chain> {
    let tree = Tree::new(&article.text, syntax);
    let mut scene = scene(&tree, names, places, quotes);
    let weights = features::weights();
    link(&mut scene, &mut |scene, i, class, candidates| {
        let offset = (class + if scene.tree.parsed(scene.mentions[i].head) { 0 } else { CLASSES.len() }) * SIZE;
        if let Some(x) = scene.spokesperson(i).or_else(|| scene.set_before(i)) {
            return Some(x);
        }
        let score = |f: &[u16]| f.iter().map(|&x| weights[offset + x as usize]).sum::<f32>();
        let person = scene.mentions[i].person;
        let speaks = scene.speaks(i);
        let last = if speaks { scene.spoke_alike(i) } else { None };
        let heard = |c: &Candidate| match person {
            Some(Person::He) if speaks && scene.is_young(c.mention) && !scene.is_heard(c.mention) => -HEARD,
            Some(Person::He) if speaks && scene.is_introduced(c.mention, i) => NEW,
            Some(Person::He) if speaks && scene.is_heard(c.mention) => HEARD,
            _ => 0.0,
        };
        let likely = |c: &Candidate| match person {
            Some(Person::He) if speaks && (scene.owner_of_like(i, c.mention) || scene.is_owned(c.mention, i)) => SPEAKS - OWNS,
            Some(Person::He) if speaks => SPEAKS,
            Some(Person::They | Person::It) if speaks && (scene.may_speak(c.mention) || scene.spoke(c.mention)) => SPEAKS_TOO,
            _ => 0.0,
        };
        let none = score(&scene.nothing(i, candidates.len())) + MARGIN;
        let more = match last {
            Some(l) if scene.turns(l, i) => BROKEN_OFF,
            Some(l) if scene.goes_on_at_once(l, i) => AT_ONCE,
            _ => GOES_ON,
        };
        let goes_on = |c: &Candidate| if last.is_some_and(|l| scene.entity(l) == scene.entity(c.mention)) { more } else { 0.0 };
        let about = |c: &Candidate| match scene.was_about(c.mention, i) {
            _ if scene.is_set_before(c.mention, i) => AT_ONCE,
            // "“What is a farm?” Aldo asks. Marco nods. “He says that often,” he says.": of two who talk the other one is told of.
            true if scene.tells_of_another(i, c.mention) && last.is_none_or(|l| scene.entity(l) == scene.entity(c.mention)) => {
                -ABOUT
            }
            true => ABOUT,
            false => 0.0,
        };
        let named = |c: &Candidate| match () {
            _ if scene.names_in_words(i, c.mention) => -HELD,
            _ if person == Some(Person::He) && scene.tells(c.mention, i) => HELD,
            _ => 0.0,
        };
        let spoken = |c: &Candidate| {
            Some(likely(c)).filter(|l| *l > 0.0).map_or(0.0, |l| l + goes_on(c) + about(c) + heard(c) + named(c))
        };
        let best = candidates.iter().map(|c| (c.mention, score(&c.features) + spoken(c)));
        best.reduce(|a, b| if b.1 > a.1 { b } else { a }).filter(|b| b.1 > none).map(|b| b.0)
    });
    finish(&scene)
}

/// The choices in an article whose chains are known: `gold` gives the chain of a mention by its span and main word.
#[doc(hidden)]
pub fn study(
    article: &Article,
    syntax: &Syntax,
    names: &[Name],
    places: &[Place],
    quotes: &[Quote],
    gold: &dyn Fn(TextRange, TextRange) -> Option<u32>,
) -> Vec<Decision> {
    let tree = Tree::new(&article.text, syntax);
    let mut scene = scene(&tree, names, places, quotes);
    let of = |scene: &Scene, i: usize| {
        let m = output(scene, i);
        gold(m.range, m.head)
    };
    let mut out = Vec::new();
    link(&mut scene, &mut |scene, i, class, candidates| {
        let class = class + if scene.tree.parsed(scene.mentions[i].head) { 0 } else { CLASSES.len() };
        let mine = of(scene, i);
        // The entity is the right one if its mention before this one is.
        let mut right: Vec<bool> = candidates.iter().map(|c| mine.is_some() && of(scene, c.mention) == mine).collect();
        let choice = right.iter().position(|r| *r).map(|k| candidates[k].mention);
        right.push(choice.is_none());
        let mut features: Vec<Vec<u16>> = candidates.iter().map(|c| c.features.clone()).collect();
        features.push(scene.nothing(i, candidates.len()));
        if !candidates.is_empty() {
            out.push(Decision { class, features, right });
        }
        choice
    });
    out
}

fn scene<'a>(tree: &'a Tree<'a>, names: &'a [Name], places: &[Place], quotes: &'a [Quote]) -> Scene<'a> {
    let quote_of = |at: u32| {
        let end = quotes.partition_point(|q| q.range.start <= at);
        let inside = |q: &Quote| match q.form {
            QuoteForm::Direct => at < q.range.end,
            // Of "Ana Ruiz told them: “No,” she said" only the words in marks are hers.
            QuoteForm::Mixed => at < q.range.end && in_marks(&tree.text[q.range.start as usize..at as usize]),
            QuoteForm::Indirect => false,
        };
        (end.saturating_sub(8)..end).rev().find(|&k| inside(&quotes[k])).map(|k| k as u32)
    };
    let mentions = mention::mentions(tree, names, &quote_of);
    let mut entities = Entities::new(&mentions, names);
    let mut by_head = vec![None; tree.len()];
    for (i, m) in mentions.iter().enumerate().filter(|(_, m)| !m.joined) {
        by_head[m.head] = Some(i as u32);
    }
    entities.same_countries(&mentions, names, places);
    structure::join(tree, &mentions, &by_head, &mut entities);
    let speakers: Vec<Option<usize>> = quotes.iter().map(|q| speaker(tree, names, &mentions, q)).collect();
    let mut speaking: Vec<usize> = speakers.iter().flatten().copied().collect();
    speaking.sort_unstable();
    let direct = speakers.iter().zip(quotes).filter(|(_, q)| q.form == QuoteForm::Direct).filter_map(|(s, _)| *s);
    let mut heard: Vec<usize> = direct.collect();
    heard.sort_unstable();
    structure::lead(tree, names, &mentions, &speaking, &mut entities);
    let offices = offices::offices(tree, names, &mentions);
    let aside = scene::aside(tree, &mentions);
    let quoted = scene::quoted(tree, quotes);
    Scene { tree, names, quotes, mentions, entities, by_head, speakers, speaking, heard, offices, aside, quoted }
}

/// True if words leave a quotation mark open.
fn in_marks(words: &str) -> bool {
    let count = |mark: &str| words.matches(mark).count();
    count("“") > count("”") || count("``") > count("''") || count("\"") % 2 == 1 || count("‘") > count("’")
}

/// The mention that is the speaker of a quote: the person named, else the longest phrase.
fn speaker(tree: &Tree, names: &[Name], mentions: &[Mention], quote: &Quote) -> Option<usize> {
    let range = quote.speaker.as_ref()?.range;
    let at = |m: &Mention| tree.token(m.head).range;
    let from = mentions.partition_point(|m| at(m).start < range.start);
    let inside = || (from..mentions.len()).take_while(|&i| at(&mentions[i]).end <= range.end).take(16);
    // "asks the paper's columnist Ana Ruiz": the name right behind the words that were taken for the speaker.
    let name = quote.speaker.as_ref().and_then(|s| s.name.as_deref());
    let named =
        |m: &Mention| name.is_some_and(|n| m.name_kind == Some(NameKind::Person) && tree.range(&m.tokens).of(tree.text) == n);
    let behind = || (from..mentions.len()).take(WHO).find(|&i| at(&mentions[i]).start >= range.end && named(&mentions[i]));
    inside()
        // "Ruiz spokesman Peter Okello" is Okello.
        .find(|&i| named(&mentions[i]))
        // "Ana Ruiz's office" is not Ana Ruiz.
        .or_else(|| {
            let own = |m: &Mention| m.role != Role::Owner && !is_served(tree, names, m, range);
            inside().find(|&i| mentions[i].name_kind == Some(NameKind::Person) && own(&mentions[i]))
        })
        .or_else(behind)
        // "according to Ana Ruiz's remarks": it is she whose name was given for the words.
        .or_else(|| {
            let full = |n: usize| names[n].same_as.and_then(|k| names.get(k as usize)).unwrap_or(&names[n]).text.as_str();
            let owner = |m: &Mention| m.name_kind == Some(NameKind::Person) && m.role == Role::Owner;
            inside().find(|&i| owner(&mentions[i]) && mentions[i].name.is_some_and(|n| name == Some(full(n))))
        })
        .or_else(|| inside().reduce(|a, b| if mentions[b].tokens.len() > mentions[a].tokens.len() { b } else { a }))
        .or_else(|| stood_for(tree, mentions, quote, from))
}

/// True for somebody named in the words of a speaker as the one for whom he speaks: "a spokeswoman for Dr. Ana Ruiz".
fn is_served(tree: &Tree, names: &[Name], m: &Mention, words: TextRange) -> bool {
    let title = m.name.and_then(|n| names[n].title.as_ref()).map_or(0, |t| t.split(' ').count());
    let stop = |k: usize| tree.low(k) == ".";
    let before = (0..m.tokens.start).rev().take(title + 2).filter(|&k| !stop(k)).nth(title);
    before.is_some_and(|k| tree.low(k) == "for" && tree.token(k).range.start > words.start)
}

/// The mention of whom "who" stands for, where that speaks: "Ana Ruiz, who said".
fn stood_for(tree: &Tree, mentions: &[Mention], quote: &Quote, before: usize) -> Option<usize> {
    let name = quote.speaker.as_ref()?.name.as_deref()?;
    let named = |m: &Mention| m.name.is_some() && name.ends_with(tree.range(&m.tokens).of(tree.text));
    (0..before).rev().take(WHO).find(|&i| named(&mentions[i]))
}

/// Chooses a candidate of a mention, told with its class, or none.
type Choose<'c> = &'c mut dyn FnMut(&Scene, usize, usize, &[Candidate]) -> Option<usize>;

/// The order of linking: from left to right, but whoever speaks goes before the words he says, so that no "he" in them is him.
fn order(scene: &Scene) -> Vec<usize> {
    let mut out = Vec::with_capacity(scene.mentions.len());
    let mut done = vec![false; scene.mentions.len()];
    for (i, m) in scene.mentions.iter().enumerate() {
        let direct = |q: &u32| scene.quotes[*q as usize].form == QuoteForm::Direct;
        let speaker = m.quote.filter(direct).and_then(|q| scene.speakers[q as usize]);
        for x in speaker.into_iter().chain([i]) {
            if !std::mem::replace(&mut done[x], true) {
                out.push(x);
            }
        }
    }
    out
}

/// Links each mention to one before it, as `choose` says.
fn link(scene: &mut Scene, choose: Choose) {
    for i in order(scene) {
        let m = &scene.mentions[i];
        // "I" in direct speech is who speaks.
        let speaker = m.quote.filter(|_| m.person == Some(Person::I)).and_then(|q| scene.speakers[q as usize]);
        let own = subject_of_reflexive(scene, m);
        // "“I am tired,” she said": that "I" is she says nothing of who she is.
        let told = |&&x: &&usize| m.person.is_none() || scene.mentions[x].person != Some(Person::I);
        let linked = scene.entities.all[scene.entity(i)].mentions.iter().find(told).is_some_and(|&x| x < i);
        if let Some(s) = speaker.or(own).filter(|&s| scene.entities.may(s, i)) {
            scene.entities.merge(s, i);
        } else if let Some(p) = scene.plain(i).or_else(|| scene.ahead(i)).filter(|_| !linked) {
            scene.entities.merge(p, i);
        } else if !linked && let Some(class) = class(m) {
            let candidates = scene.candidates(i);
            if let Some(c) = choose(scene, i, class, &candidates) {
                scene.entities.merge(c, i);
            }
        }
        let m = scene.mentions[i].clone();
        scene.entities.note(scene.tree, scene.names, &m, i);
    }
}

/// "Vera hurt herself".
fn subject_of_reflexive(scene: &Scene, m: &Mention) -> Option<usize> {
    if !m.reflexive {
        return None;
    }
    let s = scene.subject(m.head)?;
    let e = &scene.entities.all[scene.entity(s)];
    (scene.mentions[s].head < m.head && e.gender & m.gender != 0 && e.number & m.number != 0).then_some(s)
}

fn output(scene: &Scene, i: usize) -> ChainMention {
    let m = &scene.mentions[i];
    let range = scene.tree.range(&m.tokens);
    match m.name {
        Some(n) => ChainMention { range: scene.names[n].range, head: scene.names[n].range, kind: m.kind },
        None => ChainMention { range, head: scene.tree.token(m.head).range, kind: m.kind },
    }
}

fn finish(scene: &Scene) -> Vec<Chain> {
    let mut out: Vec<Chain> = Vec::new();
    // A name and the phrase that it makes up may be two mentions: the words are in one chain only.
    let mut taken = std::collections::HashSet::new();
    for e in scene.entities.all.iter().filter(|e| e.mentions.len() > 1) {
        let mut mentions: Vec<ChainMention> = e.mentions.iter().map(|&i| output(scene, i)).collect();
        mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
        mentions.dedup_by_key(|m| m.range);
        mentions.retain(|m| !taken.contains(&m.range));
        if mentions.len() > 1 {
            taken.extend(mentions.iter().map(|m| m.range));
            out.push(Chain { name: e.name.map(|n| n as u32), mentions });
        }
    }
    out.sort_by_key(|c| (c.mentions[0].range.start, std::cmp::Reverse(c.mentions[0].range.end)));
    out
}
