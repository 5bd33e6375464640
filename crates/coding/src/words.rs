//! The words of one article as the rules see them: lower-case lemmas, noun phrases, verb groups and clause numbers.
//!
//! This is the shallow stand-in for a dependency tree: everything here is found from tags within a bounded window,
//! so the cost is linear in the text whatever the text is.

use model::{Article, Mentions, Pos, Syntax, TextRange, Token};
use std::borrow::Cow;

/// No noun phrase, no verb.
pub(crate) const NONE: u32 = u32::MAX;
/// How far a search to either side goes, in tokens.
pub(crate) const WINDOW: usize = 48;

/// A noun phrase without its trailing prepositional phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The head noun.
    pub head: usize,
}

impl Phrase {
    /// True if the two have a token in common.
    pub fn overlaps(&self, other: &Phrase) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A main verb with its auxiliaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct VerbGroup {
    /// First token (auxiliary, adverb or `to`).
    pub start: usize,
    /// The main verb.
    pub main: usize,
    /// `be` or `get` before a participle.
    pub passive: bool,
    /// `have` before a participle.
    pub perfect: bool,
    /// `had` before a participle.
    pub past_perfect: bool,
    /// `be` before an -ing form.
    pub progressive: bool,
    /// Any finite auxiliary in the past.
    pub past_aux: bool,
    /// `not`, `never`.
    pub negated: bool,
    /// The modal's token.
    pub modal: Option<usize>,
    /// The token `to` of an infinitive.
    pub to: Option<usize>,
    /// True if an auxiliary stands before the verb.
    pub has_aux: bool,
}

/// One article's words.
pub(crate) struct Words<'a> {
    pub text: &'a str,
    pub syntax: &'a Syntax,
    pub tokens: &'a [Token],
    pub lemma: Vec<Cow<'a, str>>,
    /// Parts of speech and Penn tags, with the tagger's commonest slips mended.
    pub tags: Vec<(Pos, &'static str)>,
    pub low: Vec<Cow<'a, str>>,
    /// Noun phrase of each token.
    pub phrase_of: Vec<u32>,
    pub phrases: Vec<Phrase>,
    /// Clause number of each token; grows along the text.
    pub clause: Vec<u32>,
    /// Sentence of each token.
    pub sentence_of: Vec<u32>,
    /// Index of the time mention that covers each token.
    pub time_of: Vec<u32>,
    /// Index of the name that covers each token.
    pub name_of: Vec<u32>,
    /// Index of the place mention that covers each token.
    pub place_of: Vec<u32>,
    /// The first token that hangs from each, in order of the text,
    pub first_below: Vec<u32>,
    /// and the next one that hangs from where this one does.
    pub next_beside: Vec<u32>,
}

fn lowered(s: &str) -> Cow<'_, str> {
    if s.chars().any(char::is_uppercase) { Cow::Owned(s.to_lowercase()) } else { Cow::Borrowed(s) }
}

fn cover(tokens: &[Token], ranges: impl Iterator<Item = TextRange>) -> Vec<u32> {
    let mut out = vec![NONE; tokens.len()];
    for (n, r) in ranges.enumerate() {
        let from = tokens.partition_point(|t| t.range.end <= r.start);
        for (i, t) in tokens.iter().enumerate().skip(from) {
            if t.range.start >= r.end {
                break;
            }
            if out[i] == NONE {
                out[i] = n as u32;
            }
        }
    }
    out
}

impl<'a> Words<'a> {
    pub fn new(
        article: &'a Article,
        syntax: &'a Syntax,
        mentions: &'a Mentions,
        known: &dyn Fn(&str) -> bool,
        tells: &dyn Fn(&str) -> (bool, bool),
        people: &dyn Fn(&str) -> bool,
    ) -> Self {
        let text = article.text.as_str();
        let tokens = syntax.tokens.as_slice();
        let mut words = Words {
            text,
            syntax,
            tokens,
            lemma: tokens.iter().map(|t| lowered(&t.lemma)).collect(),
            tags: tokens.iter().map(|t| (t.pos, t.tag)).collect(),
            low: tokens.iter().map(|t| lowered(t.form(text))).collect(),
            phrase_of: vec![NONE; tokens.len()],
            phrases: Vec::new(),
            clause: vec![0; tokens.len()],
            sentence_of: vec![0; tokens.len()],
            time_of: cover(tokens, mentions.times.iter().map(|t| t.range)),
            name_of: cover(tokens, mentions.names.iter().map(|t| t.range)),
            place_of: cover(tokens, mentions.places.iter().map(|t| t.range)),
            first_below: vec![NONE; tokens.len()],
            next_beside: vec![NONE; tokens.len()],
        };
        words.join_hyphened();
        for (i, token) in tokens.iter().enumerate().rev() {
            if let Some(first) = token.head.and_then(|h| words.first_below.get_mut(h as usize)) {
                words.next_beside[i] = std::mem::replace(first, i as u32);
            }
        }
        for (n, s) in syntax.sentences.iter().enumerate() {
            for i in s.tokens.clone() {
                words.sentence_of[i] = n as u32;
            }
            words.mend_names(s.tokens.clone());
            words.mend_words(s.tokens.clone(), known, tells, people);
            words.chunk(s.tokens.clone());
            words.mend_participles(s.tokens.clone());
        }
        words.number_clauses();
        words
    }

    /// "the sit-in": its last token, which the phrase hangs from, says nothing alone and stands for the whole word.
    fn join_hyphened(&mut self) {
        for i in 2..self.low.len() {
            let whole = match (self.low[i - 2].as_ref(), self.low[i].as_ref()) {
                ("sit", "in" | "ins") => "sit-in",
                ("pull", "out" | "outs") => "pull-out",
                ("passer" | "passers", "by") => "passer-by",
                _ => continue,
            };
            let joined = matches!(self.low(i - 1), "-" | "‑")
                && self.tokens[i - 2].range.end == self.tokens[i - 1].range.start
                && self.tokens[i - 1].range.end == self.tokens[i].range.start;
            if joined {
                self.lemma[i] = Cow::Borrowed(whole);
            }
        }
    }

    /// Tokens of the sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> std::ops::Range<usize> {
        self.syntax.sentences[self.sentence_of[i] as usize].tokens.clone()
    }

    pub fn pos(&self, i: usize) -> Pos {
        self.tags[i].0
    }

    pub fn tag(&self, i: usize) -> &'static str {
        self.tags[i].1
    }

    pub fn lemma(&self, i: usize) -> &str {
        &self.lemma[i]
    }

    pub fn low(&self, i: usize) -> &str {
        &self.low[i]
    }

    pub fn is_verb(&self, i: usize) -> bool {
        self.pos(i) == Pos::Verb
    }

    /// Text range of tokens `start..end`.
    pub fn range(&self, start: usize, end: usize) -> TextRange {
        TextRange { start: self.tokens[start].range.start, end: self.tokens[end.max(start + 1) - 1].range.end }
    }

    /// The noun phrase that holds token `i`; none behind the last token, so that a text may break off anywhere.
    pub fn phrase(&self, i: usize) -> Option<Phrase> {
        self.phrases.get(*self.phrase_of.get(i)? as usize).copied()
    }

    fn inside(&self, i: usize) -> bool {
        match self.pos(i) {
            Pos::Det => !matches!(self.tag(i), "WDT" | "EX") && !matches!(self.low(i), "that" | "which" | "there"),
            Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Sym | Pos::X => true,
            Pos::Pron => !matches!(self.tag(i), "WP" | "WDT" | "EX" | "WP$"),
            Pos::Part => self.tag(i) == "POS" || matches!(self.low(i), "'s" | "’s"),
            _ => false,
        }
    }

    /// Cuts the noun phrases of one sentence.
    fn chunk(&mut self, sentence: std::ops::Range<usize>) {
        let mut i = sentence.start;
        while i < sentence.end {
            // "shot dead a judge", "shot dead two guards": the dead are no phrase of their own.
            let somebody = |i: usize| {
                i < sentence.end && (matches!(self.pos(i), Pos::Det | Pos::Num | Pos::Propn) || self.tag(i) == "PRP$")
            };
            let told_dead = self.low(i) == "dead" && i > sentence.start && self.is_verb(i - 1) && somebody(i + 1);
            // "beat to death a teacher"
            let to_death = self.low(i) == "death" && i > sentence.start && self.low(i - 1) == "to" && somebody(i + 1);
            // "crashed head-on with a bus"
            let head_on = self.low(i) == "head" && i + 2 < sentence.end && self.low(i + 1) == "-" && self.low(i + 2) == "on";
            if told_dead
                || to_death
                || head_on
                || !self.inside(i)
                || (self.time_of[i] != NONE && self.time_ends_phrase(i, sentence.end))
            {
                i += 1;
                continue;
            }
            let end = self.phrase_end(i, sentence.end);
            if let Some(head) = self.head(i, end) {
                let start = self.with_quantifier(i, sentence.start);
                // "the self-declared “interim” government": no mark stays without its fellow.
                let closed = (start..head).find(|&k| matches!(self.low(k), "“" | "”")).is_some_and(|k| self.low(k) == "”");
                let opened = start > sentence.start && self.low(start - 1) == "“" && self.phrase_of[start - 1] == NONE;
                let start = if closed && opened { start - 1 } else { start };
                let n = self.phrases.len() as u32;
                self.phrases.push(Phrase { start, end: head + 1, head });
                self.phrase_of[start..=head].fill(n);
                i = end.max(head + 1);
            } else {
                i = end.max(i + 1);
            }
        }
    }

    /// A time expression that stands by itself is no noun phrase; before a noun ("the 2020 killing", "Friday's
    /// attack") it is part of one.
    fn time_ends_phrase(&self, i: usize, limit: usize) -> bool {
        let time = self.time_of[i];
        let mut j = i;
        while j < limit && self.time_of[j] == time {
            j += 1;
        }
        if j < limit && matches!(self.low(j), "'s" | "’s") {
            return false;
        }
        // "On Monday police arrested two men": the tree hangs the day from the verb.
        let of_verb = (i..j).any(|k| self.tokens[k].relation.starts_with("obl") && self.governor(k).is_none_or(|h| h >= j));
        let ends_possessive = j > i && matches!(self.low(j - 1), "'s" | "’s");
        let first = (0..i).rev().take_while(|&k| self.time_of[k] == time).last().unwrap_or(i);
        if of_verb && !ends_possessive && first > 0 && self.pos(first - 1) == Pos::Adp {
            return true;
        }
        !(ends_possessive
            || j < limit && matches!(self.pos(j), Pos::Noun | Pos::Adj) && self.range(j - 1, j + 1).of(self.text).len() > 1)
    }

    fn phrase_end(&self, start: usize, limit: usize) -> usize {
        let personal = |i: usize| {
            self.pos(i) == Pos::Pron
                && self.tag(i) != "PRP$"
                && !matches!(self.lemma(i), "his" | "her" | "their" | "its" | "our" | "my" | "your" | "one")
        };
        if personal(start) {
            return start + 1;
        }
        let mut i = start + 1;
        while i < limit {
            let time = self.time_of[i] != NONE && self.time_ends_phrase(i, limit);
            if time {
                break;
            }
            let noun_before = matches!(self.pos(i - 1), Pos::Noun | Pos::Propn | Pos::Num | Pos::Pron);
            // "11 United Nations employees", whatever "United" is taken for.
            let of_name = self.name_of[i] != NONE && i + 1 < limit && self.name_of[i + 1] == self.name_of[i];
            let ok = match self.pos(i) {
                Pos::Verb if of_name => true,
                // "Two soldiers sustained injuries": no adjective stands behind its noun.
                Pos::Adj
                    if self.pos(start) == Pos::Num
                        && self.tag(i - 1) == "NNS"
                        && self.low(i).ends_with("ed")
                        && i + 1 < limit
                        && self.tag(i + 1) == "NNS" =>
                {
                    false
                }
                // "Marchers outside parliament": a word of place that may be read as an adjective.
                Pos::Adj
                    if noun_before && self.relation(i) == "case" && matches!(self.low(i), "outside" | "inside" | "near") =>
                {
                    false
                }
                Pos::Det => !noun_before && self.inside(i),
                // "In Norport nine people were shot dead"
                Pos::Num
                    if self.place_of[i - 1] != NONE
                        && start > 0
                        && matches!(self.low(start - 1), "in" | "at" | "near" | "outside" | "around") =>
                {
                    false
                }
                Pos::Pron => !noun_before && self.inside(i) && !personal(i),
                Pos::Verb if matches!(self.tag(i), "VBN" | "VBG") => {
                    // "the wounded soldiers", "armed men": a participle between a determiner and a noun.
                    (matches!(self.pos(i - 1), Pos::Det | Pos::Adj | Pos::Num)
                        || self.pos(i - 1) == Pos::Adv && i >= 2 && i - 1 > start && self.tag(i) == "VBN"
                        || self.tag(i - 1) == "PRP$"
                        // "the rebel-held town"
                        || matches!(self.low(i - 1), "-" | "‑")
                        || matches!(self.low(i), "colored" | "coloured") && self.pos(i - 1) == Pos::Noun)
                        && i + 1 < limit
                        && matches!(self.pos(i + 1), Pos::Noun | Pos::Propn | Pos::Adj)
                }
                Pos::Adv => {
                    // "a heavily armed group", "two highly critical reports"
                    // "379,000 internally displaced people"
                    let told = |j: usize| {
                        self.pos(j) == Pos::Adj || self.tag(j) == "VBN" && j + 1 < limit && self.pos(j + 1) == Pos::Noun
                    };
                    matches!(self.pos(i - 1), Pos::Det | Pos::Num) && i + 1 < limit && told(i + 1)
                }
                Pos::Punct if self.scare_quote(i, start, limit) => true,
                Pos::Punct => {
                    // A hyphen written without spaces: "US-led", "car-bomb".
                    matches!(self.low(i), "-" | "‑")
                        && i + 1 < limit
                        && self.tokens[i - 1].range.end == self.tokens[i].range.start
                        && self.tokens[i].range.end == self.tokens[i + 1].range.start
                }
                Pos::Cconj => {
                    // "two or three men", "the foreign and defence ministers"
                    i + 1 < limit && matches!((self.pos(i - 1), self.pos(i + 1)), (Pos::Num, Pos::Num) | (Pos::Adj, Pos::Adj))
                }
                _ => self.inside(i),
            };
            // "fined the man 300 crowns": whom it is given, and what.
            let given = matches!(self.pos(i), Pos::Num | Pos::Det)
                && matches!(self.pos(i - 1), Pos::Noun | Pos::Propn)
                && start > 0
                && matches!(
                    self.lemma(start - 1),
                    "fine" | "give" | "hand" | "award" | "pay" | "offer" | "lend" | "grant" | "cost"
                );
            // "killing six people President Ruun described as spies": whom he described.
            let described = self.pos(i) == Pos::Propn
                && self.tag(i - 1) == "NNS"
                && self.pos(i - 1) == Pos::Noun
                && self.tells_of_them(i, limit);
            if !ok || given || described {
                break;
            }
            i += 1;
        }
        i
    }

    /// True for a name from `i` on that says something of what stands before it, without a "who".
    fn tells_of_them(&self, i: usize, limit: usize) -> bool {
        let end = (i..limit).find(|&k| self.pos(k) != Pos::Propn).unwrap_or(limit);
        end < limit
            && matches!(
                self.low(end),
                "described"
                    | "called"
                    | "calls"
                    | "describes"
                    | "said"
                    | "says"
                    | "accused"
                    | "accuses"
                    | "labelled"
                    | "labeled"
                    | "alleged"
                    | "claimed"
            )
    }

    /// Quotation marks around a word or two inside a phrase: "a “historic” pledge", "“comprehensive” ceasefires".
    fn scare_quote(&self, i: usize, start: usize, limit: usize) -> bool {
        let mark = |k: usize| matches!(self.low(k), "“" | "”" | "\"" | "‘" | "’");
        let noun = |k: usize| k < limit && matches!(self.pos(k), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Sym);
        let plain = |from: usize, to: usize| (from..to).all(noun);
        if !mark(i) {
            return false;
        }
        let opens = || {
            matches!(self.pos(i - 1), Pos::Det | Pos::Adj | Pos::Num)
                && (i + 2..limit.min(i + 5)).any(|k| mark(k) && plain(i + 1, k) && noun(k + 1))
        };
        let closes =
            || (i.saturating_sub(4).max(start.saturating_sub(1))..i.saturating_sub(1)).any(|k| mark(k) && plain(k + 1, i));
        noun(i + 1) && (closes() || opens())
    }

    fn head(&self, start: usize, end: usize) -> Option<usize> {
        // "an 18-year-old", "two 14-year olds"
        if end > start + 3 && self.low(end - 1) == "old" && matches!(self.low(end - 2), "-" | "‑") {
            return Some(end - 1);
        }
        let noun = (start..end).rev().find(|&i| matches!(self.pos(i), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::X));
        // "the wounded", "the dead"
        noun.filter(|&h| !(self.pos(h) == Pos::Pron && h == start && end > start + 1 && self.tag(h) == "PRP$"))
            .or_else(|| (end > start + 1 && self.pos(start) == Pos::Det && self.pos(end - 1) == Pos::Adj).then_some(end - 1))
            .or_else(|| {
                (end == start + 1
                    && matches!(
                        self.low(start),
                        "scores"
                            | "dozens"
                            | "hundreds"
                            | "thousands"
                            | "many"
                            | "several"
                            | "some"
                            | "others"
                            | "none"
                            | "any"
                    ))
                .then_some(start)
            })
    }

    /// Takes "at least", "more than", "about" before a number into the phrase.
    fn with_quantifier(&self, start: usize, limit: usize) -> usize {
        let back = |n: usize| start.checked_sub(n).filter(|&i| i >= limit);
        if matches!(self.low(start), "least" | "most") && back(1).is_some_and(|i| self.low(i) == "at") {
            return start - 1;
        }
        if !matches!(self.pos(start), Pos::Num) {
            return start;
        }
        let pair = back(2).map(|i| (self.low(i), self.low(i + 1)));
        if matches!(pair, Some(("at", "least" | "most") | ("more" | "less" | "fewer", "than") | ("up", "to"))) {
            return start - 2;
        }
        if back(4).is_some_and(|i| self.low(i) == "as" && matches!(self.low(i + 1), "many" | "much") && self.low(i + 2) == "as")
        {
            return start - 3;
        }
        if back(3).is_some_and(|i| self.low(i) == "as" && matches!(self.low(i + 1), "many" | "much") && self.low(i + 2) == "as")
        {
            return start - 3;
        }
        if back(1).is_some_and(|i| {
            matches!(
                self.low(i),
                "about" | "around" | "nearly" | "almost" | "over" | "some" | "roughly" | "approximately" | "only" | "under"
            )
            // "handed over 14 soldiers", "took over two towns": part of the verb.
            && !(self.low(i) == "over" && i > limit && matches!(self.lemma(i - 1), "hand" | "take" | "turn" | "win" | "sign"))
        }) {
            return start - 1;
        }
        start
    }

    fn number_clauses(&mut self) {
        let mut n = 0;
        for s in 0..self.syntax.sentences.len() {
            n += 1;
            let range = self.syntax.sentences[s].tokens.clone();
            for i in range.clone() {
                let low = self.low(i);
                let boundary = match self.pos(i) {
                    Pos::Punct => matches!(low, ";" | ":" | "—" | "–" | "--" | "(" | ")" | "…" | "•"),
                    Pos::Sconj => !matches!(low, "than" | "of" | "in" | "on" | "at" | "by" | "with" | "for"),
                    Pos::Cconj => i + 1 < range.end && i > range.start && self.opens_clause(i + 1, range.end),
                    _ => {
                        matches!(
                            low,
                            "who"
                                | "which"
                                | "where"
                                | "when"
                                | "while"
                                | "after"
                                | "before"
                                | "because"
                                | "although"
                                | "though"
                        ) && !(matches!(low, "after" | "before") && i + 1 < range.end && self.time_of[i + 1] != NONE)
                    }
                };
                n += u32::from(boundary);
                self.clause[i] = n;
            }
        }
    }

    /// True if a subject and a finite verb follow, as after "and" between two clauses.
    fn opens_clause(&self, at: usize, limit: usize) -> bool {
        let Some(p) = self.phrase(at) else { return false };
        let mut i = p.end;
        while i < limit.min(p.end + 4) {
            match self.pos(i) {
                Pos::Adv | Pos::Part => i += 1,
                Pos::Aux => return true,
                Pos::Verb => return !matches!(self.tag(i), "VBG" | "VBN" | "VB"),
                _ => return false,
            }
        }
        false
    }

    /// The main verb at `v` with what stands before it.
    pub fn verb_group(&self, v: usize) -> VerbGroup {
        let limit = self.sentence(v).start;
        let mut g = VerbGroup { start: v, main: v, ..VerbGroup::default() };
        let (mut be, mut have, mut had) = (false, false, false);
        let mut i = v;
        while i > limit && v - i < 9 {
            let j = i - 1;
            let low = self.low(j);
            let aux = self.pos(j) == Pos::Aux
                || matches!(self.lemma(j), "be" | "have" | "do") && self.tag(j).starts_with("VB")
                || matches!(low, "will" | "would" | "could" | "may" | "might" | "shall" | "should" | "must" | "can")
                    && self.tag(j) == "MD"
                || matches!(low, "got" | "getting" | "get") && self.tag(v) == "VBN"
                || matches!(low, "'ll" | "’ll" | "'d" | "’d" | "'ve" | "’ve");
            if matches!(low, "not" | "n't" | "n’t" | "never") {
                g.negated = true;
            } else if low == "to" && (self.pos(j) == Pos::Part || self.tag(j) == "TO" || self.tag(v) == "VB") {
                g.to = Some(j);
                g.start = j;
                break;
            } else if aux {
                g.has_aux = true;
                match self.lemma(j) {
                    "be" | "'s" | "’s" | "get" => {
                        be = true;
                        g.past_aux |= matches!(low, "was" | "were" | "got");
                    }
                    "have" | "'ve" | "’ve" => {
                        have = true;
                        had |= low == "had";
                    }
                    "do" => g.past_aux |= low == "did",
                    _ => g.modal = Some(j),
                }
            } else if self.pos(j) != Pos::Adv || self.clause[j] != self.clause[v] {
                break;
            }
            i = j;
            if !matches!(self.pos(j), Pos::Adv) {
                g.start = j;
            }
        }
        let ing = self.low(v).ends_with("ing");
        g.passive = be && !ing;
        g.progressive = be && ing;
        g.perfect = have;
        g.past_perfect = had;
        g
    }

    /// The verb group nearest to the left of token `i`, within the sentence and the window.
    pub fn verb_before(&self, i: usize) -> Option<VerbGroup> {
        let limit = self.sentence(i.min(self.tokens.len() - 1)).start.max(i.saturating_sub(WINDOW));
        (limit..i).rev().find(|&j| self.is_verb(j)).map(|v| self.verb_group(v))
    }

    /// True for the number in "Ada Ruun, 33, of Eastvale": it counts nobody.
    pub fn is_age(&self, p: Phrase) -> bool {
        p.end == p.start + 1
            && self.pos(p.start) == Pos::Num
            && p.start >= 2
            && self.low(p.start - 1) == ","
            && self.low(p.start).len() <= 3
            && self.low(p.start).bytes().all(|b| b.is_ascii_digit())
            && self.phrase(p.start - 2).is_some_and(|q| self.pos(q.head) != Pos::Num)
    }

    /// The phrase with its "of" phrases: "the headquarters of the party", "a group of soldiers".
    pub fn full(&self, p: Phrase) -> Phrase {
        let mut out = p;
        let limit = self.sentence(p.head).end;
        for _ in 0..2 {
            let mut i = out.end;
            // "the Special Task Force (STF) of the police"
            if i + 4 < limit && self.low(i) == "(" && self.low(i + 2) == ")" {
                i += 3;
            }
            if i + 1 >= limit || self.low(i) != "of" {
                break;
            }
            match self.phrase(i + 1) {
                Some(next) if next.start == i + 1 => out.end = next.end,
                _ => break,
            }
        }
        out
    }

    /// The token that says what the phrase is about: in "a group of soldiers" that is "soldiers".
    pub fn meaning(&self, p: Phrase) -> usize {
        let quantity = matches!(
            self.lemma(p.head),
            "group"
                | "total"
                | "number"
                | "dozen"
                | "hundred"
                | "thousand"
                | "score"
                | "lot"
                | "series"
                | "majority"
                | "pair"
                | "couple"
                | "convoy"
                | "team"
                | "band"
                | "gang"
                | "crowd"
                | "handful"
                | "slew"
                | "string"
                | "posse"
                | "company"
                | "contingent"
                | "column"
                | "batch"
                | "platoon"
                | "cache"
                | "stash"
                | "haul"
                | "tonne"
                | "ton"
                | "kilo"
                | "kilogram"
                | "kg"
                | "pound"
                | "lb"
                | "stick"
                | "litre"
                | "amount"
                | "quantity"
                | "load"
                | "consignment"
                | "member"
                | "one"
                | "most"
                | "some"
                | "all"
                | "many"
                | "several"
                | "part"
                | "kind"
                | "type"
                | "dozens"
                | "hundreds"
                | "thousands"
                | "scores"
                | "none"
                | "any"
                | "few"
                | "half"
        ) || self.pos(p.head) == Pos::Num;
        let i = p.end;
        if quantity
            && i + 1 < self.sentence(p.head).end
            && self.low(i) == "of"
            && let Some(next) = self.phrase(i + 1)
        {
            return next.head;
        }
        p.head
    }
}
