//! What belongs to a word: phrases, roles and clauses, from the tree where there is one, else from tags and neighbours.

use model::{Pos, Syntax, TextRange, Token};
use std::ops::Range;

/// How far up a tree is climbed: deeper ones are no language.
const DEEP: usize = 64;
/// How many words that hang from one are looked at: more are no language either.
const WIDE: usize = 64;
/// The longest phrase without a tree.
const LONG: usize = 24;

/// What a phrase is to its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Subject.
    Subject,
    /// Subject of a passive.
    Passive,
    /// Object.
    Object,
    /// Anything else that hangs from a verb.
    Oblique,
    /// Owner: "her", "the king's".
    Owner,
    /// Part of another phrase.
    Inside,
    /// Behind "and".
    Joined,
    /// Beside another phrase that says the same.
    Beside,
    /// None of these.
    Other,
}

/// The words of an article with what belongs to each.
pub struct Tree<'a> {
    pub text: &'a str,
    pub syntax: &'a Syntax,
    low: Vec<Box<str>>,
    /// The sentence of each token.
    pub sentence_of: Vec<u32>,
    /// Whether a sentence has a tree.
    parsed: Vec<bool>,
    /// First and last token of what hangs from each token.
    reach: Vec<(u32, u32)>,
    /// Children: where those of each token begin in `kids`.
    from: Vec<u32>,
    kids: Vec<u32>,
}

/// A relation without its subtype.
pub fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

impl<'a> Tree<'a> {
    pub fn new(text: &'a str, syntax: &'a Syntax) -> Self {
        let n = syntax.tokens.len();
        let low = syntax.tokens.iter().map(|t| t.form(text).to_lowercase().replace('’', "'").into()).collect();
        let mut sentence_of = vec![0; n];
        let mut parsed = Vec::with_capacity(syntax.sentences.len());
        for (s, sentence) in syntax.sentences.iter().enumerate() {
            let range = sentence.tokens.start.min(n)..sentence.tokens.end.min(n);
            sentence_of[range.clone()].fill(s as u32);
            parsed.push(syntax.tokens[range].iter().any(|t| t.head.is_some()));
        }
        let mut tree =
            Tree { text, syntax, low, sentence_of, parsed, reach: Vec::new(), from: vec![0; n + 1], kids: Vec::new() };
        for i in 0..n {
            if let Some(h) = tree.head(i) {
                tree.from[h + 1] += 1;
            }
        }
        for i in 0..n {
            tree.from[i + 1] += tree.from[i];
        }
        let mut next = tree.from.clone();
        tree.kids = vec![0; tree.from[n] as usize];
        for i in 0..n {
            if let Some(h) = tree.head(i) {
                tree.kids[next[h] as usize] = i as u32;
                next[h] += 1;
            }
        }
        let mut reach: Vec<(u32, u32)> = (0..n as u32).map(|i| (i, i)).collect();
        for i in 0..n {
            let (mut at, word) = (i, i as u32);
            for _ in 0..DEEP {
                if !tree.belongs(at) {
                    break;
                }
                let Some(h) = tree.head(at) else { break };
                reach[h] = (reach[h].0.min(word), reach[h].1.max(word));
                at = h;
            }
        }
        tree.reach = reach;
        tree
    }

    pub fn token(&self, i: usize) -> &Token {
        &self.syntax.tokens[i]
    }

    /// A token in small letters.
    pub fn low(&self, i: usize) -> &str {
        self.low.get(i).map_or("", |w| w)
    }

    pub fn len(&self) -> usize {
        self.low.len()
    }

    pub fn pos(&self, i: usize) -> Option<Pos> {
        self.syntax.tokens.get(i).map(|t| t.pos)
    }

    pub fn relation(&self, i: usize) -> &'static str {
        self.syntax.tokens.get(i).map_or("", |t| t.relation)
    }

    /// What a token hangs from, inside its sentence.
    pub fn head(&self, i: usize) -> Option<usize> {
        let h = self.syntax.tokens.get(i)?.head? as usize;
        (h != i && h < self.low.len() && self.sentence_of[h] == self.sentence_of[i]).then_some(h)
    }

    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.kids[self.from[i] as usize..self.from[i + 1] as usize].iter().take(WIDE).map(|&k| k as usize)
    }

    /// Whether the token's sentence has a tree.
    pub fn parsed(&self, i: usize) -> bool {
        self.sentence_of.get(i).is_some_and(|&s| self.parsed[s as usize])
    }

    /// The tokens of a token's sentence.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        self.sentence_of.get(i).map_or(0..0, |&s| self.syntax.sentences[s as usize].tokens.clone())
    }

    pub fn range(&self, tokens: &Range<usize>) -> TextRange {
        self.token(tokens.start).range.cover(self.token(tokens.end - 1).range)
    }

    /// True if a token is part of the phrase of what it hangs from.
    fn belongs(&self, i: usize) -> bool {
        let relation = self.relation(i);
        match base(relation) {
            "det" | "amod" | "nummod" | "compound" | "flat" | "fixed" | "goeswith" | "advmod" => true,
            // The preposition before a phrase is no part of it, that of a part is; the possessive mark is none either.
            "case" => self.head(i).is_some_and(|h| !self.is_noun(h) || base(self.relation(h)) == "nmod" && i < h),
            "nmod" | "acl" => true,
            "nsubj" | "obj" | "iobj" | "obl" | "ccomp" | "xcomp" | "advcl" | "aux" | "cop" | "mark" | "expl" | "csubj"
            | "conj" | "cc" => self.head(i).is_some_and(|h| !self.is_noun(h) || self.under_clause(h)),
            _ => false,
        }
    }

    /// True for the noun in a relative clause with a copula, which holds its clause's words.
    fn under_clause(&self, i: usize) -> bool {
        base(self.relation(i)) == "acl"
    }

    pub fn is_noun(&self, i: usize) -> bool {
        matches!(self.pos(i), Some(Pos::Noun | Pos::Propn | Pos::Pron))
    }

    /// The phrase whose main word is token `i`.
    pub fn phrase(&self, i: usize) -> Range<usize> {
        if self.parsed(i) {
            let (a, mut b) = (self.reach[i].0 as usize, self.reach[i].1 as usize);
            let (mut a, sentence) = (a.min(i), self.sentence(i));
            // The preposition and the marks at the borders.
            while a < i && (matches!(self.pos(a), Some(Pos::Adp | Pos::Punct | Pos::Sconj)) && self.head(a) == Some(i)) {
                a += 1;
            }
            while b > i && self.pos(b) == Some(Pos::Punct) {
                b -= 1;
            }
            return a.max(sentence.start)..(b + 1).min(sentence.end);
        }
        let start = self.sentence(i).start;
        let mut a = i;
        while a > start && i - a < LONG {
            let inside = match self.pos(a - 1) {
                Some(Pos::Adj | Pos::Num | Pos::Noun | Pos::Propn) => true,
                Some(Pos::Det) => {
                    a -= 1;
                    break;
                }
                Some(Pos::Pron) => {
                    if is_owner(self.low(a - 1)) {
                        a -= 1;
                    }
                    break;
                }
                Some(Pos::Part) => matches!(self.low(a - 1), "'s" | "'"),
                Some(Pos::Adv) => a > start + 1 && self.pos(a) == Some(Pos::Adj),
                Some(Pos::Punct) => self.low(a - 1) == "-",
                Some(Pos::Verb) => {
                    matches!(self.token(a - 1).tag, "VBN" | "VBG") && self.pos(a.wrapping_sub(2)) == Some(Pos::Det)
                }
                _ => false,
            };
            if !inside {
                break;
            }
            a -= 1;
        }
        a..i + 1
    }

    /// What a phrase is to its clause.
    pub fn role(&self, phrase: &Range<usize>, i: usize) -> Role {
        if self.parsed(i) {
            let relation = self.relation(i);
            return match base(relation) {
                "nsubj" if relation.starts_with("nsubj:pass") => Role::Passive,
                "nsubj" => Role::Subject,
                "obj" | "iobj" => Role::Object,
                "obl" => Role::Oblique,
                "nmod" if self.owns(i) => Role::Owner,
                "nmod" | "compound" | "nummod" | "amod" => Role::Inside,
                "det" => Role::Owner,
                "conj" => Role::Joined,
                "appos" => Role::Beside,
                _ => Role::Other,
            };
        }
        let sentence = self.sentence(i);
        let next = (phrase.end..sentence.end.min(phrase.end + 3)).find(|&j| self.pos(j) != Some(Pos::Adv));
        let before = phrase.start.checked_sub(1).filter(|&j| j >= sentence.start);
        let prepared = before.is_some_and(|j| self.pos(j) == Some(Pos::Adp));
        if is_owner(self.low(i))
            && next.is_some_and(|j| matches!(self.pos(j), Some(Pos::Noun | Pos::Adj | Pos::Propn | Pos::Num)))
            || next.is_some_and(|j| matches!(self.low(j), "'s" | "'") && self.pos(j) == Some(Pos::Part))
        {
            Role::Owner
        } else if prepared {
            Role::Oblique
        } else if next.is_some_and(|j| matches!(self.pos(j), Some(Pos::Verb | Pos::Aux))) {
            Role::Subject
        } else if before.is_some_and(|j| self.pos(j) == Some(Pos::Verb)) {
            Role::Object
        } else {
            Role::Other
        }
    }

    /// True for "her" and "the king's" before what is owned.
    pub fn owns(&self, i: usize) -> bool {
        let relation = self.relation(i);
        relation == "nmod:poss"
            || relation == "nmod"
                && self.head(i).is_some_and(|h| i < h)
                && (is_owner(self.low(i)) || self.children(i).any(|k| matches!(self.low(k), "'s" | "'")))
    }

    /// The predicate that a phrase is an argument of. `None` where it is none or there is no tree.
    pub fn predicate(&self, i: usize) -> Option<usize> {
        // "came back to her old house" is of hers, whatever the tree says.
        let oblique = base(self.relation(i)) == "obl" && self.low(i) == "her";
        if oblique && matches!(self.pos(i + 1), Some(Pos::Noun | Pos::Adj | Pos::Propn | Pos::Num)) {
            return None;
        }
        matches!(base(self.relation(i)), "nsubj" | "obj" | "iobj" | "obl").then(|| self.head(i)).flatten()
    }

    /// The tokens above a token, nearest first.
    pub fn above(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(i), |&h| self.head(h)).take(DEEP)
    }
}

/// Pronouns that own: "his house".
pub fn is_owner(low: &str) -> bool {
    matches!(low, "my" | "your" | "his" | "her" | "its" | "our" | "their")
}
