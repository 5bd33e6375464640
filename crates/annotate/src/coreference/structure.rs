//! What the sentence itself says to be one: "Ana Ruiz, the minister", "his sister Vera", "Ruiz is the minister".

use super::entity::Entities;
use super::mention::{Mention, Start};
use super::tree::{Role, Tree, base};
use model::{MentionKind, Name, NameKind, Pos};

/// Sentences that may be the first of an article and the next.
const LEAD: u32 = 4;
/// Most words from an office to the name behind it.
const OFFICE: usize = 12;
/// Most words that tell of what somebody is the head, before his name.
const WHOSE: usize = 6;
/// Most mentions of these that are looked at.
const MANY: usize = 80;

/// Joins what stands beside each other for the same, and subjects with what they are said to be.
pub fn join(tree: &Tree, mentions: &[Mention], by_head: &[Option<u32>], entities: &mut Entities) {
    for (i, m) in mentions.iter().enumerate().filter(|(_, m)| !m.joined && m.kind != MentionKind::Pronoun) {
        let other = if tree.parsed(m.head) { beside(tree, mentions, by_head, m) } else { adjacent(tree, mentions, i) };
        let other = other.or_else(|| between_commas(tree, mentions, i));
        let other = other.or_else(|| told_behind(tree, mentions, i)).or_else(|| bears(tree, mentions, i));
        let Some(other) = other else { continue };
        if agree(&mentions[other], m) && entities.may(other, i) {
            entities.merge(other, i);
        }
    }
}

/// Joins somebody whom the first sentence only describes with whom the next names: "An expert on dams warned of floods. Ana
/// Ruiz said …". `speaking` are the mentions that somebody's words are of.
pub fn lead(tree: &Tree, names: &[Name], mentions: &[Mention], speaking: &[usize], entities: &mut Entities) {
    let subject = |m: &&(usize, &Mention)| matches!(m.1.role, Role::Subject) && m.1.quote.is_none();
    let described = |m: &&(usize, &Mention)| {
        let (i, m) = **m;
        let lemma = tree.token(m.head).lemma.to_lowercase();
        let word = |row: &str| super::lexicon::lexicon().is(row, &lemma);
        let somebody = m.gender & super::lexicon::PERSON != 0 && (word("office") || word("title")) && !word("anybody");
        let set = matches!(m.start, Start::The | Start::A) && m.kind == MentionKind::Nominal && !m.joined;
        set && somebody && m.number == super::lexicon::ONE && speaking.binary_search(&i).is_ok()
    };
    let all: Vec<(usize, &Mention)> = mentions.iter().enumerate().take(MANY).take_while(|(_, m)| m.sentence < LEAD).collect();
    let Some(&(first, m)) = all.iter().filter(subject).find(described) else { return };
    // The first whom a later sentence names.
    let name = |x: &&(usize, &Mention)| x.1.name_kind == Some(NameKind::Person) && x.1.sentence > m.sentence;
    let Some(&(other, p)) = all.iter().find(name) else { return };
    let opens = all.iter().find(|x| x.1.sentence == p.sentence).is_some_and(|x| x.0 == other);
    let titled = p.name.is_some_and(|n| names[n].title.is_some());
    let speaks = || {
        let e = entities.of[other];
        speaking.iter().any(|&s| entities.of[s] == e)
    };
    let next = p.sentence > m.sentence && p.sentence <= m.sentence + 2 && matches!(p.role, Role::Subject | Role::Passive);
    // "An official warned of floods. Ana Ruiz, an expert on dams, said": two.
    let behind = mentions[other + 1..].iter().take(LEAD as usize).find(|o| o.tokens.start == p.tokens.end + 1);
    let role = |x: &Mention| super::lexicon::lexicon().roles(&tree.token(x.head).lemma.to_lowercase());
    let unlike = behind.is_some_and(|b| tree.low(p.tokens.end) == "," && role(b) != 0 && tree.low(m.head) == "official");
    if unlike {
        return;
    }
    if next && opens && !titled && speaks() && agree(p, m) && entities.may(other, first) {
        entities.merge(other, first);
    }
}

/// True for two mentions that can be one: kinds and numbers do not speak against it.
fn agree(a: &Mention, b: &Mention) -> bool {
    if a.name.is_some() && b.name.is_some() {
        // Two names beside each other are two places or two people.
        return false;
    }
    let places = |m: &Mention| matches!(m.name_kind, Some(NameKind::Place | NameKind::Nationality));
    a.gender & b.gender != 0
        && a.number & b.number != 0
        && !(places(a) && b.start != Start::The || places(b) && a.start != Start::The)
}

/// The name between commas behind an office and whose it is, wherever the tree hangs it: "the mayor of Lund, Ana Ruiz, said".
fn between_commas(tree: &Tree, mentions: &[Mention], i: usize) -> Option<usize> {
    let m = &mentions[i];
    let lemma = tree.token(m.head).lemma.to_lowercase();
    let lexicon = super::lexicon::lexicon();
    // "A spokesman for the mill, Ana Ruiz, said"
    let set = m.start == Start::The || m.start == Start::A && lexicon.is("proxy", &lemma);
    let phrase = m.kind == MentionKind::Nominal && set && m.number & super::lexicon::ONE != 0;
    let office = lexicon.is("title", &lemma) || lexicon.is("office", &lemma);
    // "the company that runs the mill, Lund Power, said"
    let body = !office && ["company", "body", "group"].iter().any(|row| lexicon.is(row, &lemma));
    let more = tree.low(m.head + 1);
    let told = body && matches!(more, "that" | "which");
    if !phrase || !(office && m.number == super::lexicon::ONE && matches!(more, "of" | "for" | "at") || told) {
        return None;
    }
    let comma = |k: usize| tree.low(k) == ",";
    let end = (m.head + 2..tree.sentence(m.head).end.min(m.head + OFFICE)).find(|&k| comma(k))?;
    let name = (i + 1..mentions.len()).take(OFFICE).find(|&x| mentions[x].tokens.start == end + 1)?;
    let n = &mentions[name];
    let clause = |k: usize| tree.pos(k) == Some(Pos::Verb) || tree.low(k) == "and";
    let kind = match n.name_kind {
        Some(NameKind::Organization | NameKind::Group) => told && tree.low(n.tokens.end + 1) != "which",
        Some(NameKind::Person) => office && !(m.head..end).any(clause),
        _ => false,
    };
    let person = kind && comma(n.tokens.end);
    // "The mayor of Lund, Ana Ruiz, and the bishop" are three.
    (person && tree.low(n.tokens.end + 1) != "and").then_some(name)
}

/// Who bears an office that stands before the name with what it is of: "the president of the republic Ana Ruiz".
fn bears(tree: &Tree, mentions: &[Mention], i: usize) -> Option<usize> {
    let m = &mentions[i];
    let office = super::lexicon::lexicon().is("title", &tree.token(m.head).lemma.to_lowercase());
    let one = m.kind == MentionKind::Nominal && m.start == Start::The && !m.joined && m.number == super::lexicon::ONE;
    if !office || !one || tree.low(m.head + 1) != "of" {
        return None;
    }
    let word = |k: usize| matches!(tree.pos(k), Some(Pos::Noun | Pos::Propn | Pos::Adj | Pos::Det));
    let named = |&x: &usize| {
        let n = &mentions[x];
        let between = m.head + 2..n.tokens.start;
        let near = !between.is_empty() && between.len() < WHOSE && between.clone().all(word);
        let noun = n.tokens.start > 0 && matches!(tree.pos(n.tokens.start - 1), Some(Pos::Noun | Pos::Propn));
        n.name_kind == Some(NameKind::Person) && near && noun && n.sentence == m.sentence
    };
    (i + 1..mentions.len()).take(WHOSE).find(named)
}

/// The person named right before what is told of him between commas, wherever the tree hangs it: "Ana Ruiz, a retired judge,".
fn told_behind(tree: &Tree, mentions: &[Mention], i: usize) -> Option<usize> {
    let m = &mentions[i];
    let one = m.kind == MentionKind::Nominal && !m.joined && m.number == super::lexicon::ONE;
    let somebody = matches!(m.start, Start::A | Start::The) && m.gender & super::lexicon::PERSON != 0 && one;
    let closed = matches!(tree.low(m.tokens.end), "," | ".") && tree.low(m.tokens.end + 1) != "and";
    if !somebody || !closed || matches!(base(tree.relation(m.head)), "nsubj" | "conj") {
        return None;
    }
    let named = |&x: &usize| {
        let n = &mentions[x];
        n.name_kind == Some(NameKind::Person) && n.tokens.end + 1 == m.tokens.start && tree.low(n.tokens.end) == ","
    };
    (i.saturating_sub(2)..i).rev().find(named).filter(|&x| mentions[x].sentence == m.sentence)
}

/// The mention that `m` stands beside, or is said to be, by the tree.
fn beside(tree: &Tree, mentions: &[Mention], by_head: &[Option<u32>], m: &Mention) -> Option<usize> {
    // "Ana Ruiz, the minister" may hang from either word of the name.
    let first = |h: usize| if base(tree.relation(h)) == "flat" { tree.head(h).unwrap_or(h) } else { h };
    let mention = |head: usize| by_head[first(head)].map(|i| i as usize).filter(|&i| !mentions[i].joined);
    let head = tree.head(m.head);
    if base(tree.relation(m.head)) == "appos" {
        // "A girl met her neighbour Ana Ruiz": where a verb stands between them, the tree has gone astray.
        let verb = |k: usize| matches!(tree.token(k).tag, "VBD" | "VBZ" | "VBP" | "MD");
        let (a, b) = (head?, m.tokens.start);
        let astray = (a + 1..b).any(verb) && !(a + 1..b).any(|k| tree.low(k) == ",");
        return mention(a).filter(|_| !astray);
    }
    let cop = tree.children(m.head).any(|k| base(tree.relation(k)) == "cop" && tree.token(k).lemma == "be");
    let denied = tree
        .children(m.head)
        .any(|k| matches!(tree.low(k), "not" | "n't" | "never" | "if" | "would" | "could" | "may" | "might"));
    let sure = matches!(m.start, Start::The | Start::Owned) || m.name.is_some();
    if cop && sure && !denied {
        let subject = tree.children(m.head).find(|&k| base(tree.relation(k)) == "nsubj")?;
        // "Her name was Ana Ruiz."
        if tree.low(subject) == "name" && m.name_kind == Some(NameKind::Person) {
            let owner = tree.children(subject).find(|&k| matches!(tree.low(k), "his" | "her"))?;
            return by_head[owner].map(|x| x as usize);
        }
        // "It is the house that …" says nothing of "it".
        return mention(subject).filter(|&s| mentions[s].person.is_none() || mentions[s].gender & super::lexicon::THING == 0);
    }
    None
}

/// The name before ", the minister" or behind "the minister", where there is no tree.
fn adjacent(tree: &Tree, mentions: &[Mention], i: usize) -> Option<usize> {
    let m = &mentions[i];
    if m.kind == MentionKind::Nominal {
        let before = i.checked_sub(1).map(|b| &mentions[b])?;
        let comma =
            m.tokens.start == before.tokens.end + 1 && tree.low(before.tokens.end) == "," && before.sentence == m.sentence;
        let closed = tree.pos(m.tokens.end) == Some(Pos::Punct)
            || matches!(tree.low(m.tokens.end), "of" | "for" | "at" | "in" | "from" | "who" | "which");
        let set = matches!(m.start, Start::The | Start::A | Start::Owned);
        return (before.kind == MentionKind::Name && comma && closed && set).then(|| i - 1);
    }
    let before = i.checked_sub(1)?;
    let b = &mentions[before];
    let person = m.name_kind == Some(NameKind::Person);
    (m.kind == MentionKind::Name
        && person
        && b.kind == MentionKind::Nominal
        && b.tokens.end == m.tokens.start
        && b.start != Start::Bare)
        .then_some(before)
}
