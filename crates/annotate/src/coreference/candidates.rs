//! What a mention may point back to, with the features of each.

use super::features::{fact, step};
use super::lexicon::{ANY, PERSON, THING, lexicon};
use super::mention::{Mention, Person, Start};
use super::scene::Scene;
use super::tree::{Role, base};
use model::{MentionKind, NameKind, Pos};

/// Most candidates of one mention.
const MOST: usize = 24;
/// Mentions looked at behind a pronoun.
const BACK: usize = 80;
/// The same with those in the words of others.
const FAR: usize = 600;
/// Sentences looked at behind a pronoun.
const SENTENCES: u32 = 5;
/// Sentences looked at for a name that "the company" may stand for.
const NAMES: u32 = 12;

/// One candidate: its latest mention and what speaks for it.
pub struct Candidate {
    pub mention: usize,
    pub features: Vec<u16>,
}

/// The weights' class of a mention; `None` for what points nowhere.
pub fn class(m: &Mention) -> Option<usize> {
    Some(match (m.person, m.kind, m.start) {
        _ if m.joined => return None,
        (Some(Person::I), ..) => 0,
        (Some(Person::We), ..) => 1,
        (Some(Person::You), ..) => 2,
        (Some(Person::He), ..) => 3,
        (Some(Person::It), ..) => 4,
        (Some(Person::They), ..) => 5,
        (None, MentionKind::Name, _) => return None,
        (None, _, Start::The) => 6,
        (None, _, Start::This) => 7,
        (None, _, Start::A) => 8,
        (None, _, Start::Owned) => 9,
        (None, _, Start::Bare) => 10,
    })
}

impl Scene<'_> {
    /// What mention number `i` may point back to, nearest first, each entity once.
    pub fn candidates(&self, i: usize) -> Vec<Candidate> {
        let m = &self.mentions[i];
        let mut found: Vec<usize> = Vec::new();
        let mut entities: Vec<usize> = Vec::new();
        let mut add = |c: usize| {
            let e = self.entity(c);
            if found.len() < MOST && !entities.contains(&e) {
                entities.push(e);
                found.push(c);
            }
        };
        let sentences = match m.person {
            Some(Person::I | Person::We | Person::You) => u32::MAX,
            Some(_) => SENTENCES,
            None => NAMES,
        };
        // Who speaks at the end of long words was told of before them.
        let speaks = m.person == Some(Person::He) && self.speaks(i);
        let counts = move |c: &usize| !speaks || self.mentions[*c].quote.is_none() || self.apart_by(*c, i) <= 1;
        let back = (0..i).rev().take(FAR).filter(counts).take(BACK).take_while(|&c| self.apart_by(c, i) <= sentences);
        if let Some(person) = m.person {
            let voice = self.voice(m);
            let first = matches!(person, Person::I | Person::We | Person::You);
            back.filter(|&c| {
                let other = &self.mentions[c];
                let fits = if first {
                    other.person == m.person && self.voice(other) == voice
                } else {
                    !matches!(other.person, Some(Person::I | Person::We | Person::You))
                };
                fits && !self.aside[c] && self.agrees(m, self.entity(c)) && self.may(i, c)
            })
            .for_each(&mut add);
        } else {
            let lemma = self.tree.token(m.head).lemma.to_lowercase();
            let fits = |c: usize| self.agrees(m, self.entity(c)) && self.may(i, c);
            let mut called: Vec<usize> = self.entities.called(&lemma).into_iter().filter(|&c| c < i && fits(c)).collect();
            called.sort_unstable_by(|a, b| b.cmp(a));
            called.into_iter().for_each(&mut add);
            if matches!(m.start, Start::The | Start::This | Start::Owned) {
                back.filter(|&c| self.fits(&lemma, c) && fits(c)).for_each(&mut add);
            }
        }
        let mut out: Vec<Candidate> = Vec::with_capacity(found.len());
        for (order, c) in found.into_iter().enumerate() {
            out.push(Candidate { mention: c, features: self.features(i, c, order) });
        }
        out
    }

    fn features(&self, i: usize, c: usize, order: usize) -> Vec<u16> {
        let (m, o) = (&self.mentions[i], &self.mentions[c]);
        let e = &self.entities.all[self.entity(c)];
        let apart = self.apart_by(c, i) as usize;
        let mut f = vec![
            fact!("link", 0),
            fact!("sentences", step(apart)),
            fact!("between", step(i - c - 1)),
            fact!("role", o.role as u16),
            fact!("order", order),
            fact!("what", what(o)),
            fact!("begins", o.start as u16),
            fact!("leads", u16::from(self.leads(c)) + 2 * u16::from(apart == 0)),
        ];
        let earlier = e.mentions.partition_point(|&x| x < i);
        f.push(fact!("times", step(earlier)));
        f.push(fact!("named", u16::from(e.name.is_some())));
        let same_role = u16::from(m.role == o.role);
        f.push(fact!("roles", same_role + 2 * u16::from(matches!(m.role, Role::Subject | Role::Passive))));
        if apart == 0 {
            f.push(fact!("here", o.role as u16));
            f.push(fact!("clause", self.clause(i, c)));
        }
        let sure = |x: u8, all: u8| if x == all { 0 } else { u16::from(x.count_ones() == 1) + 1 };
        f.push(fact!("gender", if m.gender == e.gender { 2 } else { sure(e.gender, ANY).min(1) }));
        f.push(fact!("number", if m.number == e.number { 2 } else { sure(e.number, 3).min(1) }));
        f.push(fact!("quote", u16::from(m.quote.is_some()) * 2 + u16::from(o.quote.is_some())));
        f.push(fact!("voice", u16::from(m.quote == o.quote) + 2 * u16::from(m.person == o.person && m.person.is_some())));
        if m.kind == MentionKind::Nominal {
            self.nominal(i, c, &mut f);
        }
        f
    }

    /// Features of phrases with nouns: how alike the words are.
    fn nominal(&self, i: usize, c: usize, f: &mut Vec<u16>) {
        let tree = self.tree;
        let (m, o) = (&self.mentions[i], &self.mentions[c]);
        let (a, b) = (tree.token(m.head).lemma.to_lowercase(), tree.token(o.head).lemma.to_lowercase());
        let word = match o.kind {
            MentionKind::Nominal if a == b && m.number == o.number => 0,
            MentionKind::Nominal if a == b => 1,
            MentionKind::Nominal if lexicon().same(&a, &b) => 2,
            MentionKind::Name if tree.low(o.tokens.end - 1) == tree.low(m.head) || a == b => 3,
            MentionKind::Name => 4,
            _ => 5,
        };
        f.push(fact!("word", word));
        let (mine, theirs) = (self.modifiers(m), self.modifiers(o));
        let new = mine.iter().filter(|w| !theirs.contains(w)).count();
        let old = theirs.iter().filter(|w| !mine.contains(w)).count();
        let own = u16::from(self.has_more(m));
        let added = match (mine.is_empty(), new, old) {
            (true, _, 0) => 0,
            (true, ..) => 1,
            (false, 0, _) => 2,
            (false, _, 0) => 3,
            (false, ..) => 4,
        };
        f.push(fact!("added", added));
        let alike = m.tokens.len() == o.tokens.len()
            && m.tokens.len() < 16
            && m.tokens.clone().zip(o.tokens.clone()).all(|(a, b)| tree.low(a) == tree.low(b));
        f.push(fact!("text", if alike { 2 } else { own }));
        let owners = (self.owner(m), self.owner(o));
        f.push(fact!(
            "owner",
            match owners {
                (Some(x), Some(y)) => 1 + u16::from(x == y),
                (None, None) => 0,
                _ => 3,
            }
        ));
        let e = &self.entities.all[self.entity(c)];
        if let Some(kind) = e.kind {
            let fits = u16::from(lexicon().stands_for(&a, kind));
            f.push(fact!("fits", fits * 2 + u16::from(kind == NameKind::Person)));
        }
    }

    /// Features of the choice to link to nothing.
    pub fn nothing(&self, i: usize, candidates: usize) -> Vec<u16> {
        let m = &self.mentions[i];
        let mut f = vec![
            fact!("none", 0),
            fact!("none_role", m.role as u16),
            fact!("none_choice", step(candidates)),
            fact!("none_quote", u16::from(m.quote.is_some())),
            fact!("none_many", u16::from(m.number == super::lexicon::MANY)),
        ];
        if m.kind == MentionKind::Nominal {
            f.push(fact!("none_added", u16::from(!self.modifiers(m).is_empty()) + 2 * u16::from(self.has_more(m))));
        }
        if m.person == Some(Person::It) {
            f.push(fact!("none_empty", self.emptiness(m)));
        }
        f
    }

    /// How "it" may stand for nothing: "it is clear that", "it seems".
    fn emptiness(&self, m: &Mention) -> u16 {
        let tree = self.tree;
        let end = tree.sentence(m.head).end;
        let word = |k: usize| if m.head + k < end { tree.low(m.head + k) } else { "" };
        let is = matches!(
            word(1),
            "is" | "was" | "'s" | "would" | "will" | "has" | "may" | "might" | "could" | "be" | "seems" | "seemed"
        );
        let clause = (m.head + 2..end.min(m.head + 9))
            .any(|k| matches!(tree.low(k), "that" | "to" | "if" | "whether" | "when" | "who" | "how"));
        let weather = (m.head + 1..end.min(m.head + 4)).any(|k| {
            matches!(&*tree.token(k).lemma, "rain" | "snow" | "seem" | "appear" | "turn" | "happen" | "take" | "matter")
        });
        let adjective = (m.head + 1..end.min(m.head + 5)).any(|k| tree.pos(k) == Some(Pos::Adj));
        u16::from(is && clause) + 2 * u16::from(adjective) + 4 * u16::from(weather)
    }

    /// True for the first mention of its sentence.
    fn leads(&self, c: usize) -> bool {
        c == 0 || self.mentions[c - 1].sentence != self.mentions[c].sentence
    }

    /// How two mentions of one sentence stand to each other's clauses.
    fn clause(&self, i: usize, c: usize) -> u16 {
        let (m, o) = (&self.mentions[i], &self.mentions[c]);
        let subject = self.subject(m.head);
        if subject == Some(c) {
            return 3;
        }
        let above = |h: usize| self.tree.above(h).find(|&t| matches!(self.tree.pos(t), Some(Pos::Verb)));
        let (a, b) = (above(m.head), above(o.head));
        match (a, b) {
            (Some(a), Some(b)) if a == b => 2,
            (Some(a), Some(b)) if self.tree.above(a).any(|t| t == b) => 1,
            _ => 0,
        }
    }

    /// The words before the main word that tell which.
    fn modifiers(&self, m: &Mention) -> Vec<&str> {
        let tree = self.tree;
        (m.tokens.start..m.head)
            .rev()
            .take(8)
            .filter(|&k| matches!(tree.pos(k), Some(Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num)))
            .filter(|&k| !tree.parsed(k) || matches!(base(tree.relation(k)), "amod" | "compound" | "nummod" | "flat"))
            .map(|k| tree.low(k))
            .collect()
    }

    /// True for a phrase that goes on behind its main word: "of the town", "who fled".
    pub fn has_more(&self, m: &Mention) -> bool {
        if self.tree.parsed(m.head) {
            return self.tree.children(m.head).any(|k| k > m.head && matches!(base(self.tree.relation(k)), "nmod" | "acl"));
        }
        matches!(self.tree.low(m.head + 1), "of" | "who" | "which" | "that")
    }

    /// The entity that owns: of "his house", him.
    fn owner(&self, m: &Mention) -> Option<usize> {
        let owner =
            (m.tokens.start..m.head).find_map(|k| self.by_head[k].filter(|&o| self.mentions[o as usize].role == Role::Owner));
        owner.map(|o| self.entity(o as usize))
    }
}

fn what(m: &Mention) -> u16 {
    match (m.kind, m.name_kind) {
        _ if m.joined => 10,
        (MentionKind::Name, Some(NameKind::Person)) => 0,
        (MentionKind::Name, Some(NameKind::Organization | NameKind::Group)) => 1,
        (MentionKind::Name, Some(NameKind::Place | NameKind::Facility)) => 2,
        (MentionKind::Name, _) => 3,
        (MentionKind::Pronoun, _) => 4 + u16::from(m.gender & THING == 0),
        (MentionKind::Nominal, _) if m.gender & PERSON == 0 => 6 + u16::from(m.role == Role::Inside),
        _ => 8 + u16::from(m.role == Role::Inside),
    }
}
