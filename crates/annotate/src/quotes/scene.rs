//! An article as the models of attribution see it: its trees, and what is known of each word.

use super::cues::cues;
use super::marks::{self, Quoted};
use super::model::letters;
use crate::coreference::tree::{Tree, base};
use language::features::{Case, Word};
use model::{Article, Block, BlockKind, Name, NameKind, Pos, Syntax, TextRange, Time};
use std::ops::Range;

/// How far up a tree is climbed.
const DEEP: usize = 64;

/// Most words of a heading in marks that may be a title.
const LONG_HEADING: usize = 6;

/// Nobody.
pub const NONE: u32 = u32::MAX;

/// What is known of the article.
pub struct Scene<'a> {
    pub text: &'a str,
    pub syntax: &'a Syntax,
    pub names: &'a [Name],
    pub tree: Tree<'a>,
    /// The stretches in quotation marks, in order.
    pub marked: Vec<Quoted>,
    /// The tokens of each stretch.
    pub stretches: Vec<Range<usize>>,
    /// Which of them are written as titles.
    titles: Vec<bool>,
    /// For each token: the stretch that holds it.
    pub inside: Vec<u32>,
    /// The paragraph of each sentence; `NONE` for headings.
    pub block: Vec<u32>,
    /// For each paragraph: it holds nothing but words in quotation marks.
    spoken: Vec<bool>,
    /// For each paragraph: it stands there as a heading.
    heading: Vec<bool>,
    pub timed: Vec<bool>,
    /// For each token of a name: the first token of the name and the one behind its last.
    pub name_at: Vec<(u32, u32)>,
    /// What sort of thing a noun or pronoun stands for.
    pub sort: Vec<u8>,
    /// Bits of what a word of saying takes, by the list.
    pub listed: Vec<u16>,
    pub lemma: Vec<u32>,
    pub low: Vec<u32>,
    /// Path of each word's Brown cluster: its bits and their number.
    paths: Vec<(u32, u8)>,
    /// Hashes of tags and relations, and the relations without their subtypes.
    tags: Vec<u32>,
    relations: Vec<u32>,
    bases: Vec<&'static str>,
    /// First and last token under each token, itself included.
    reach: Vec<(u32, u32)>,
    depth: Vec<u8>,
}

/// Sorts of nouns and pronouns.
pub mod sort {
    pub const PERSON: u8 = 1;
    pub const BODY: u8 = 2;
    pub const PLACE: u8 = 3;
    pub const NAME: u8 = 4;
    pub const SAYER: u8 = 5;
    pub const PEOPLE: u8 = 6;
    pub const HE: u8 = 7;
    pub const I: u8 = 8;
    pub const IT: u8 = 9;
    pub const WHO: u8 = 10;
    pub const TIME: u8 = 11;
}

impl<'a> Scene<'a> {
    /// Reads an article.
    pub fn new(article: &'a Article, syntax: &'a Syntax, names: &'a [Name], times: &[Time]) -> Scene<'a> {
        let text = article.text.as_str();
        let tree = Tree::new(text, syntax);
        let n = syntax.tokens.len();
        let mut block = vec![NONE; syntax.sentences.len()];
        let mut paragraphs = Vec::new();
        let read = |x: &Block| x.kind != BlockKind::Heading || is_pulled(x.range.of(text));
        for (b, x) in article.blocks.iter().enumerate().filter(|(_, x)| read(x)) {
            let first = syntax.sentences.partition_point(|s| s.range.end <= x.range.start);
            let end = syntax.sentences.partition_point(|s| s.range.start < x.range.end);
            // What is not read, such as remarks of readers, quotes nobody.
            if first < end {
                paragraphs.push(x.range);
                block[first..end].fill(b as u32);
            }
        }
        let mut marked = marks::in_blocks(text, &paragraphs);
        marked.sort_by_key(|q| q.range.start);
        let tokens_of = |r: TextRange| {
            let from = syntax.token_at(r.start);
            from..syntax.tokens.partition_point(|t| t.range.start < r.end).max(from)
        };
        let stretches: Vec<Range<usize>> = marked.iter().map(|q| tokens_of(q.range)).collect();
        let mut inside = vec![NONE; n];
        for (k, s) in stretches.iter().enumerate() {
            inside[s.clone()].fill(k as u32);
        }
        let mut timed = vec![false; n];
        for t in times {
            timed[tokens_of(t.range)].fill(true);
        }
        let mut named = vec![0u8; n];
        let mut name_at = vec![(NONE, 0); n];
        for x in names {
            let kind = match x.kind {
                NameKind::Person => sort::PERSON,
                NameKind::Organization | NameKind::Group => sort::BODY,
                NameKind::Place | NameKind::Facility => sort::PLACE,
                _ => sort::NAME,
            };
            let r = tokens_of(x.range);
            named[r.clone()].fill(kind);
            name_at[r.clone()].fill((r.start as u32, r.end as u32));
        }
        let mut out = Scene {
            text,
            syntax,
            names,
            titles: marked.iter().map(|q| is_title(q.range.of(text))).collect(),
            marked,
            stretches,
            inside,
            block,
            spoken: vec![true; article.blocks.len()],
            heading: article.blocks.iter().map(|b| b.kind == BlockKind::Heading).collect(),
            timed,
            name_at,
            sort: named,
            listed: vec![0; n],
            lemma: Vec::with_capacity(n),
            low: Vec::with_capacity(n),
            paths: Vec::with_capacity(n),
            tags: syntax.tokens.iter().map(|t| letters(t.tag)).collect(),
            relations: syntax.tokens.iter().map(|t| letters(t.relation)).collect(),
            bases: syntax.tokens.iter().map(|t| base(t.relation)).collect(),
            reach: (0..n as u32).map(|i| (i, i)).collect(),
            depth: vec![0; n],
            tree,
        };
        for (sentence, &b) in syntax.sentences.iter().zip(&out.block).filter(|(_, b)| **b != NONE) {
            let spoken = sentence.tokens.clone().all(|i| out.inside[i] != NONE || out.is_mark(i));
            out.spoken[b as usize] &= spoken;
        }
        out.read_words();
        out.measure();
        out
    }

    fn read_words(&mut self) {
        for (i, t) in self.syntax.tokens.iter().enumerate() {
            let low = self.tree.low(i);
            self.lemma.push(if t.pos == Pos::Propn { letters(&t.lemma.to_lowercase()) } else { letters(&t.lemma) });
            self.low.push(letters(low));
            let counts = matches!(t.pos, Pos::Verb | Pos::Noun | Pos::Adj | Pos::Propn);
            self.paths.push(if counts { Word::new(t.form(self.text), Case::Mixed).path } else { (0, 0) });
            if let Some((_, kinds)) = cues().at(i, |k| self.tree.low(k)) {
                self.listed[i] = kinds.bits();
            }
            let pronoun = match low {
                "he" | "she" | "they" | "him" | "her" | "them" | "his" | "their" => sort::HE,
                "i" | "we" | "you" | "me" | "us" | "my" | "our" | "your" => sort::I,
                "it" | "this" | "that" | "its" | "these" | "those" | "which" | "what" => sort::IT,
                "who" | "whom" | "whose" => sort::WHO,
                _ => 0,
            };
            if self.timed[i] {
                self.sort[i] = sort::TIME;
            } else if pronoun != 0 {
                self.sort[i] = pronoun;
            } else if self.sort[i] == 0 {
                self.sort[i] = match () {
                    _ if cues().is_sayer(low) => sort::SAYER,
                    _ if crate::figures::names_people(low) => sort::PEOPLE,
                    _ => 0,
                };
            }
        }
    }

    fn measure(&mut self) {
        for i in 0..self.len() {
            let mut at = i;
            for d in 1..DEEP {
                let Some(h) = self.tree.head(at) else { break };
                let r = &mut self.reach[h];
                *r = (r.0.min(i as u32), r.1.max(i as u32));
                self.depth[i] = d as u8;
                at = h;
            }
        }
    }

    /// Whether the paragraph of a sentence holds nothing but words in quotation marks.
    pub fn spoken(&self, sentence: usize) -> bool {
        self.spoken.get(self.block[sentence] as usize).is_some_and(|x| *x)
    }

    /// Whether a stretch stands there as a heading, pulled out of the text.
    pub fn is_heading(&self, q: usize) -> bool {
        let sentence = self.tree.sentence_of.get(self.stretches[q].start);
        sentence.is_some_and(|&t| self.heading.get(self.block[t as usize] as usize).is_some_and(|x| *x))
    }

    pub fn len(&self) -> usize {
        self.syntax.tokens.len()
    }

    pub fn pos(&self, i: usize) -> u32 {
        self.syntax.tokens.get(i).map_or(99, |t| t.pos as u32)
    }

    /// The first `n` bits of a word's cluster path, with a mark for their number.
    pub fn path(&self, i: usize, n: u8) -> u32 {
        let (bits, len) = self.paths[i];
        let n = n.min(len);
        bits & ((1 << n) - 1) | 1 << n
    }

    pub fn is(&self, i: usize, pos: Pos) -> bool {
        self.tree.pos(i) == Some(pos)
    }

    pub fn is_mark(&self, i: usize) -> bool {
        self.is(i, Pos::Punct)
    }

    pub fn tag(&self, i: usize) -> u32 {
        self.tags.get(i).copied().unwrap_or(0)
    }

    pub fn word(&self, i: usize) -> &str {
        self.tree.low(i)
    }

    /// A hash of the word; 0 outside of `within`.
    pub fn low_in(&self, i: usize, within: &Range<usize>) -> u32 {
        if within.contains(&i) { self.low[i] } else { 0 }
    }

    /// The relation of a token, with its subtype.
    pub fn relation(&self, i: usize) -> u32 {
        self.relations[i]
    }

    /// The relation without its subtype.
    pub fn base(&self, i: usize) -> &'static str {
        self.bases[i]
    }

    pub fn depth(&self, i: usize) -> u8 {
        self.depth[i]
    }

    /// The tokens under a token, from the first to the last.
    pub fn under(&self, i: usize) -> Range<usize> {
        self.reach[i].0 as usize..self.reach[i].1 as usize + 1
    }

    /// A range without the marks at its ends.
    pub fn trim(&self, mut r: Range<usize>) -> Range<usize> {
        while r.start < r.end && self.is_mark(r.start) {
            r.start += 1;
        }
        while r.end > r.start && self.is_mark(r.end - 1) {
            r.end -= 1;
        }
        r
    }

    /// The text of tokens.
    pub fn range(&self, r: &Range<usize>) -> TextRange {
        self.tree.range(r)
    }

    /// The phrase of a speaker, without what is told of him behind a comma: "Ana Ruiz" of "Ana Ruiz, a teacher who …".
    pub fn phrase(&self, head: usize) -> Range<usize> {
        // "the 31-year-old", of which the tree may take "year" for the main word
        let year = self.word(head) == "year" && self.word(head + 1) == "-" && self.word(head + 2) == "old";
        let head = if year { head + 2 } else { head };
        let (mut from, mut end) = (head, head + 1);
        let part = |i: usize| match self.base(i) {
            "det" | "amod" | "nummod" | "compound" | "flat" | "fixed" | "goeswith" | "nmod" => true,
            "advmod" => i < head,
            // "the minister Ana Ruiz": no comma lies between.
            "appos" => i > head && self.is(i, Pos::Propn),
            "case" => self.word(i) == "'s" || self.word(i) == "'",
            "conj" => i > head,
            "cc" => true,
            _ => false,
        };
        let mut kids: Vec<usize> = self.tree.children(head).collect();
        kids.sort_unstable();
        let whole = |i: usize| self.trim(self.under(i));
        for &k in kids.iter().rev().filter(|&&k| k < head) {
            let r = whole(k);
            // "the “Harbour Lights” actor"
            let title = r.end < from && (r.end..from).all(|i| matches!(self.word(i), "“" | "”" | "\"" | "``" | "''"));
            let joins = r.end == from || r.end + 1 == from && self.word(r.end) == "-" || title;
            // "in what police described as": what they described.
            let what = self.word(k) == "what" && self.base(k) == "det";
            if !part(k) || !joins || self.base(k) == "conj" || what {
                break;
            }
            from = r.start;
        }
        for &k in kids.iter().filter(|&&k| k > head) {
            let r = whole(k);
            let joins = r.start == end || r.start == end + 1 && self.word(end) == "-";
            // "police and, he added, firemen": no phrase goes over a comma.
            let long = self.base(k) == "conj" && (r.len() > 10 || r.clone().any(|i| self.word(i) == ","));
            if !part(k) || !joins || long || matches!(self.word(k), "who" | "which") {
                break;
            }
            end = r.end;
        }
        // "Union leaders Ana Ruiz and Peter Okello said", where the tree has the name for a second subject.
        let named = self.sort.get(end) == Some(&sort::PERSON) && self.name_at[end].0 as usize == end;
        if named && self.is(head, Pos::Noun) && self.base(head) == "nsubj" {
            let name = self.top(end);
            if self.base(name) == "nsubj" && self.tree.head(name) == self.tree.head(head) && name >= end {
                let under = self.trim(self.under(name));
                let comma = under.clone().any(|i| self.is_mark(i));
                end = if under.start == end && !comma { under.end } else { self.name_at[end].1 as usize };
            }
        }
        // Neither days nor "and" belong to a speaker, and no name is parted.
        let loose = |i: usize| i != head && (self.timed[i] && self.name_at[i].0 == NONE || self.is_mark(i));
        while end > head + 1 && (loose(end - 1) || self.is(end - 1, Pos::Adp)) {
            end -= 1;
        }
        // "the future president" is no day.
        let own = |i: usize| self.base(i) == "det" && self.tree.head(i) == Some(head);
        while from < head && (loose(from) && !own(from) || self.is(from, Pos::Cconj)) {
            from += 1;
        }
        for i in [from, end - 1] {
            let (a, b) = self.name_at[i];
            if a != NONE {
                from = from.min(a as usize);
                end = end.max(b as usize);
            }
        }
        self.aged(from).unwrap_or(from)..end
    }

    /// Where "the 34-year-old" begins, of which a word is "old".
    fn aged(&self, old: usize) -> Option<usize> {
        let from = match self.word(old) {
            "old" => old.checked_sub(4).filter(|&i| self.word(i + 1) == "-" && self.word(i + 2) == "year")?,
            _ => {
                old.checked_sub(1).filter(|_| self.word(old).ends_with("year-old") && self.word(old).len() > 8).map(|_| old)?
            }
        };
        from.checked_sub(1).filter(|&i| self.is(i, Pos::Det) || self.is(i, Pos::Pron)).or(Some(from))
    }

    /// True for a title right before the name of a person: "Dr." of "Dr. Ana Ruiz".
    pub fn is_titled(&self, i: usize) -> bool {
        let at = self.syntax.tokens[i].range;
        let next = self.names.partition_point(|n| n.range.start <= at.start);
        self.names.get(next).is_some_and(|n| {
            n.kind == NameKind::Person
                && n.title.as_ref().is_some_and(|t| n.range.start.saturating_sub(at.start) as usize <= t.len() + 1)
        })
    }

    /// The main word of the name that a token is part of.
    pub fn top(&self, i: usize) -> usize {
        let (from, end) = self.name_at[i];
        let name = if from == NONE { i..i + 1 } else { from as usize..end as usize };
        name.clone().find(|&k| self.tree.head(k).is_none_or(|h| !name.contains(&h))).unwrap_or(i)
    }

    /// The last word of the name that a token is part of, else the token's own, as a hash.
    pub fn family(&self, i: usize) -> u32 {
        let (from, end) = self.name_at[i];
        self.low[if from == NONE { i } else { end as usize - 1 }]
    }

    /// The person whom the phrase of a token names at its end: "Foreign Minister Ana Ruiz".
    pub fn person(&self, head: usize) -> Option<usize> {
        if self.sort[head] == sort::PERSON {
            return Some(head);
        }
        let phrase = self.phrase(head);
        let last = phrase.end.checked_sub(1).filter(|&i| phrase.contains(&i) && self.sort[i] == sort::PERSON)?;
        (self.name_at[last].0 as usize > phrase.start).then(|| self.top(last))
    }

    /// True for a stretch that is written as a title.
    pub fn is_title(&self, q: usize) -> bool {
        self.titles[q]
    }
}

/// True for a heading that is somebody's words, pulled out of the text.
fn is_pulled(heading: &str) -> bool {
    let words = heading.trim();
    words.starts_with(['“', '"', '‘']) && words.ends_with(['”', '"', '’']) && words.split(' ').count() > LONG_HEADING
}

/// True where each longer word has a capital.
fn is_title(words: &str) -> bool {
    let small = |w: &str| matches!(w, "with" | "from" | "into" | "over" | "upon" | "about" | "that" | "than" | "your");
    let long = || words.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3 && !small(w));
    let several = words.split_whitespace().nth(1).is_some();
    several && long().next().is_some() && long().all(|w| w.starts_with(|c: char| !c.is_lowercase()))
}
