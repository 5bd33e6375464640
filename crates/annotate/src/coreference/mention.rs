//! Mentions: names, pronouns and phrases with a noun, each with what it may stand for.

use super::lexicon::{ANY, MAN, MANY, ONE, PERSON, THING, WOMAN, given_name, lexicon};
use super::tree::{Role, Tree, base, is_owner};
use model::{MentionKind, Name, NameKind, Pos};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// How a phrase is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// "the".
    The,
    /// "this", "those".
    This,
    /// "a", "some".
    A,
    /// "his", "the king's".
    Owned,
    /// Nothing of these.
    Bare,
}

/// What a pronoun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    I,
    We,
    You,
    /// He, she.
    He,
    It,
    They,
}

/// A mention.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The phrase.
    pub tokens: Range<usize>,
    /// The main word.
    pub head: usize,
    pub kind: MentionKind,
    /// Index into the names.
    pub name: Option<usize>,
    pub name_kind: Option<NameKind>,
    pub person: Option<Person>,
    pub reflexive: bool,
    pub gender: u8,
    pub number: u8,
    pub start: Start,
    pub role: Role,
    /// Several phrases joined by "and".
    pub joined: bool,
    /// Inside direct speech: which quote.
    pub quote: Option<u32>,
    pub sentence: u32,
}

/// The pronoun that a word is, and whether it points back at its own clause.
fn pronoun(low: &str) -> Option<(Person, bool)> {
    Some(match low {
        "i" | "me" | "my" | "mine" => (Person::I, false),
        "myself" => (Person::I, true),
        "we" | "us" | "our" | "ours" | "'s" => (Person::We, false),
        "ourselves" => (Person::We, true),
        "you" | "your" | "yours" => (Person::You, false),
        "yourself" | "yourselves" => (Person::You, true),
        "he" | "him" | "his" | "she" | "her" | "hers" => (Person::He, false),
        "himself" | "herself" => (Person::He, true),
        "it" | "its" => (Person::It, false),
        "itself" => (Person::It, true),
        "they" | "them" | "their" | "theirs" | "'em" => (Person::They, false),
        "themselves" | "themself" => (Person::They, true),
        _ => return None,
    })
}

/// All mentions of an article, in order of their main words.
pub fn mentions(tree: &Tree, names: &[Name], quote_of: &dyn Fn(u32) -> Option<u32>) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut next = 0;
    let mut i = 0;
    // Names of one word.
    let single = |n: &&Name| n.kind == NameKind::Person && !n.text.contains(' ');
    let alone: FxHashSet<&str> = names.iter().filter(single).map(|n| n.text.as_str()).collect();
    // Words that stand in full names behind the first: none of them alone is a given name.
    let behind: FxHashSet<&str> = names.iter().flat_map(|n| n.text.split_whitespace().skip(1)).collect();
    let known = Known { alone, behind };
    while i < tree.len() {
        let at = tree.token(i).range;
        while next < names.len() && names[next].range.end <= at.start {
            next += 1;
        }
        if let Some(name) = names.get(next).filter(|n| n.range.overlaps(at)) {
            let mut end = i + 1;
            while end < tree.len() && tree.token(end).range.start < name.range.end {
                end += 1;
            }
            named(tree, next, name, &known, i..end, &mut out);
            i = end;
            continue;
        }
        word(tree, i, &mut out);
        i += 1;
    }
    for m in &mut out {
        m.role = tree.role(&m.tokens, m.head);
        m.sentence = tree.sentence_of[m.head];
        m.quote = quote_of(tree.token(m.head).range.start);
    }
    out
}

/// What is known of all names of people.
struct Known<'n> {
    /// Names of one word.
    alone: FxHashSet<&'n str>,
    /// Words behind the first of longer ones.
    behind: FxHashSet<&'n str>,
}

fn blank(tokens: Range<usize>, head: usize, kind: MentionKind) -> Mention {
    Mention {
        tokens,
        head,
        kind,
        name: None,
        name_kind: None,
        person: None,
        reflexive: false,
        gender: ANY,
        number: ONE,
        start: Start::Bare,
        role: Role::Other,
        joined: false,
        quote: None,
        sentence: 0,
    }
}

fn named(tree: &Tree, index: usize, name: &Name, known: &Known, tokens: Range<usize>, out: &mut Vec<Mention>) {
    let last = tokens.end - 1;
    let top = tokens.clone().find(|&i| tree.head(i).is_none_or(|h| !tokens.contains(&h)));
    let head = if tree.parsed(last) { top.unwrap_or(last) } else { last };
    // "Russian" says whose and is nobody; "Russians" are some.
    if name.kind == NameKind::Nationality && tree.pos(last) == Some(Pos::Adj) {
        return;
    }
    // "The 34-year-old Norlander", "the Norlander said": one of them, and no name of his.
    if name.kind == NameKind::Nationality && one_of_them(tree, &tokens) {
        let start = (tokens.start.saturating_sub(AGED)..tokens.start).rev().find(|&i| tree.low(i) == "the");
        let mut m = blank(start.unwrap_or(tokens.start)..tokens.end, last, MentionKind::Nominal);
        (m.gender, m.number, m.start) = (PERSON, ONE, Start::The);
        out.push(m);
        return;
    }
    let mut m = blank(tokens.clone(), head, MentionKind::Name);
    (m.gender, m.number) = match name.kind {
        NameKind::Person => {
            let titled = name.title.as_deref().map_or(PERSON, |t| lexicon().titled(t));
            // Of a name of one word that is short for a longer one ("Grant") only that one has a given name.
            let mut words = name.text.split_whitespace();
            let first = words.next();
            let last = words.next_back();
            // "Park Ji-hun … Park said": the family's name stands first, and no given name.
            let family = last.is_some_and(|l| first.is_some_and(|f| known.alone.contains(f)) && !known.alone.contains(l));
            let own = |f: &&str| last.is_some() || name.same_as.is_none() && !known.behind.contains(*f);
            let first = first.filter(|f| !family && own(f));
            let given = first.map_or(PERSON, |_| lexicon().given(&given_name(&name.text).to_lowercase()));
            // "Spokesman Hope Quist" may be a woman.
            let open = name.title.as_deref().is_some_and(|t| t.ends_with("man")) && given & titled == 0;
            (
                if open {
                    PERSON
                } else if titled == PERSON {
                    given
                } else {
                    titled
                },
                ONE,
            )
        }
        NameKind::Nationality => (PERSON, MANY),
        NameKind::Organization => (THING, ONE | MANY),
        NameKind::Group => (THING, ONE | MANY),
        NameKind::Place => (THING, ONE | MANY),
        NameKind::Other => (ANY, ONE | MANY),
        _ => (THING, ONE),
    };
    m.name = Some(index);
    m.name_kind = Some(name.kind);
    out.push(m);
    joined(tree, head, out);
}

/// Words of "the 34-year-old" before whose people one is of.
const AGED: usize = 7;

/// True for the name of a people that stands for one of them who does something.
fn one_of_them(tree: &Tree, tokens: &Range<usize>) -> bool {
    let last = tokens.end - 1;
    let low = tree.low(last);
    let single = tokens.len() == 1
        && !["s", "ese", "ish", "ch", "iss"].iter().any(|end| low.ends_with(end))
        && matches!(tree.pos(last), Some(Pos::Noun | Pos::Propn));
    let before = |k: usize| tokens.start.checked_sub(k).map_or("", |i| tree.low(i));
    let verb = tree.syntax.tokens.get(tokens.end).is_some_and(|t| matches!(t.tag, "VBD" | "VBZ"));
    single && (before(1) == "old" && before(3) == "year" || before(1).ends_with("year-old") || before(1) == "the" && verb)
}

/// The several that a phrase and those joined to it are together.
fn joined(tree: &Tree, head: usize, out: &mut Vec<Mention>) {
    if !tree.parsed(head) {
        return;
    }
    let others: Vec<usize> = tree.children(head).filter(|&k| base(tree.relation(k)) == "conj" && k > head).take(8).collect();
    let Some(&last) = others.last() else { return };
    let and = others.iter().any(|&k| tree.children(k).any(|c| tree.low(c) == "and" || tree.low(c) == "&"));
    if !and || !others.iter().all(|&k| tree.is_noun(k)) {
        return;
    }
    let tokens = tree.phrase(head).start..tree.phrase(last).end.max(last + 1);
    let mut m = blank(tokens, head, MentionKind::Nominal);
    let own = out.last().filter(|m| m.head == head);
    // "Ruiz and Orlov" as the name of a firm is one.
    if own.is_some_and(|o| o.name.is_some() && o.tokens.end >= m.tokens.end) {
        return;
    }
    if own.is_some_and(|o| one_of_two_words(tree, o, &others)) {
        if let Some(o) = out.last_mut() {
            o.tokens = m.tokens;
        }
        return;
    }
    m.gender = match own {
        Some(o) if o.gender & THING == 0 => PERSON,
        Some(o) if o.gender & PERSON == 0 => THING,
        _ => ANY,
    };
    m.start = own.map_or(Start::Bare, |o| o.start);
    m.number = MANY;
    m.joined = true;
    out.push(m);
}

/// True for one whom two words tell: "the singer and guitarist".
fn one_of_two_words(tree: &Tree, first: &Mention, others: &[usize]) -> bool {
    let &[last] = others else { return false };
    let one = first.name.is_none() && first.start == Start::The && first.number == ONE && first.gender & PERSON != 0;
    let office = |k: usize| lexicon().gender(&tree.token(k).lemma.to_lowercase(), tree.low(k)) & PERSON != 0;
    let bare = |k: usize| !tree.children(k).any(|c| base(tree.relation(c)) == "det" || tree.owns(c));
    one && first.tokens.start + 3 >= first.head && tree.token(last).tag == "NN" && office(last) && bare(last)
}

fn word(tree: &Tree, i: usize, out: &mut Vec<Mention>) {
    let token = tree.token(i);
    let low = tree.low(i);
    if let Some((person, reflexive)) = pronoun(low) {
        let shouted =
            token.range.len() > 1 && token.form(tree.text).chars().all(char::is_uppercase) && matches!(low, "us" | "it");
        let pos = matches!(token.pos, Pos::Pron | Pos::Det | Pos::X | Pos::Adj) && (low != "'s" || token.pos == Pos::Pron);
        if pos && !shouted && base(token.relation) != "expl" && !empty(tree, i) {
            let mut m = blank(i..i + 1, i, MentionKind::Pronoun);
            m.person = Some(person);
            m.reflexive = reflexive;
            (m.gender, m.number) = match person {
                Person::I => (PERSON, ONE),
                Person::We => (ANY, MANY),
                Person::You => (PERSON, ONE | MANY),
                Person::He => (if matches!(low, "he" | "him" | "his" | "himself") { MAN } else { WOMAN }, ONE),
                Person::It => (THING, ONE),
                Person::They => (ANY, MANY),
            };
            m.start = if is_owner(low) { Start::Owned } else { Start::Bare };
            out.push(m);
        }
        return;
    }
    // "The 56-year-old".
    let aged = low == "old"
        && i > 2
        && tree.low(i - 1) == "-"
        && tree.low(i - 2) == "year"
        && (matches!(base(token.relation), "nsubj" | "obj" | "obl" | "nmod" | "conj" | "root" | "appos")
            || aged_alone(tree, i));
    let noun = token.pos == Pos::Noun || token.pos == Pos::Propn || aged;
    if !noun || !token.form(tree.text).chars().any(char::is_alphabetic) || !heads(tree, i) {
        return;
    }
    let tokens = if aged_alone(tree, i) { i - 5..i + 1 } else { tree.phrase(i) };
    let mut m = blank(tokens.clone(), i, MentionKind::Nominal);
    let plural = matches!(token.tag, "NNS" | "NNPS");
    m.gender = if aged { PERSON } else { lexicon().gender(&token.lemma.to_lowercase(), low) };
    m.number = match (plural, lexicon().is("many", low)) {
        (true, _) => MANY,
        (_, true) => ONE | MANY,
        _ => ONE,
    };
    m.start = if aged_alone(tree, i) { Start::The } else { start(tree, &tokens, i) };
    out.push(m);
    joined(tree, i, out);
}

/// True for the last word of "the 56-year-old" with no noun behind it, whatever the tree takes it for.
fn aged_alone(tree: &Tree, i: usize) -> bool {
    let aged = tree.low(i) == "old" && i > 4 && tree.low(i - 1) == "-" && tree.low(i - 2) == "year" && tree.low(i - 5) == "the";
    aged && !matches!(tree.pos(i + 1), Some(Pos::Noun | Pos::Propn | Pos::Adj)) && tree.low(i + 1) != "-"
}

/// True for the "it" of "it rained" and "it seemed that".
fn empty(tree: &Tree, i: usize) -> bool {
    let end = tree.sentence(i).end;
    let verb = |k: usize| matches!(tree.pos(k), Some(Pos::Verb));
    tree.low(i) == "it"
        && (i + 1..end.min(i + 5)).find(|&k| verb(k)).is_some_and(|k| match &*tree.token(k).lemma {
            "rain" | "snow" | "drizzle" | "hail" => true,
            "seem" | "appear" | "happen" => matches!(tree.low(k + 1), "that" | "as"),
            _ => false,
        })
}

/// True for the main word of a phrase: not the first part of a compound, not a title.
fn heads(tree: &Tree, i: usize) -> bool {
    if tree.parsed(i) {
        // "Minister" right before the name it is the title of, whatever the tree calls it.
        let title = base(tree.relation(i)) == "nmod"
            && tree.head(i) == Some(i + 1)
            && tree.pos(i + 1) == Some(Pos::Propn)
            && !tree.owns(i);
        return !title
            && !matches!(base(tree.relation(i)), "compound" | "flat" | "fixed" | "goeswith" | "vocative" | "discourse")
            && !matches!(
                tree.relation(i),
                "nmod:desc" | "nmod:npmod" | "nmod:unmarked" | "obl:npmod" | "obl:tmod" | "obl:unmarked"
            );
    }
    let next = i + 1 < tree.sentence(i).end && matches!(tree.pos(i + 1), Some(Pos::Noun | Pos::Propn));
    !next && tree.low(i + 1) != "-"
}

fn start(tree: &Tree, phrase: &Range<usize>, head: usize) -> Start {
    let of_word = |low: &str| match low {
        "the" => Some(Start::The),
        "this" | "that" | "these" | "those" => Some(Start::This),
        "a" | "an" | "some" | "any" | "no" | "another" | "each" | "every" | "either" | "neither" | "all" | "both" | "many"
        | "several" | "few" | "such" | "other" => Some(Start::A),
        low if is_owner(low) => Some(Start::Owned),
        _ => None,
    };
    if tree.parsed(head) {
        let owner = tree.children(head).find(|&k| tree.owns(k) || base(tree.relation(k)) == "det");
        return owner.map_or(Start::Bare, |k| {
            of_word(tree.low(k)).unwrap_or(if base(tree.relation(k)) == "nmod" { Start::Owned } else { Start::Bare })
        });
    }
    if (phrase.start + 1..head).any(|i| matches!(tree.low(i), "'s" | "'")) {
        return Start::Owned;
    }
    of_word(tree.low(phrase.start)).unwrap_or(Start::Bare)
}
