//! One sentence: its words of saying and thinking, and who says.

use super::cues::{Kinds, cues};
use super::marks::Quoted;
use crate::figures::words::Lowered;
use model::{Name, Pos, Syntax, TextRange, Time, Token};

/// Longest noun phrase that is looked at, in tokens.
const PHRASE: usize = 30;

/// A word of saying with its speaker. Token indexes count from the sentence's start.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The word or words.
    pub cue: TextRange,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub at: usize,
    /// Who says, as tokens.
    pub by: Option<(usize, usize)>,
    /// Who says, in the text.
    pub speaker: Option<TextRange>,
    /// What the word takes.
    pub kinds: Kinds,
    /// "according to X".
    pub according: bool,
    /// The speaker stands after the word.
    pub inverted: bool,
    /// The speaker is somebody or something that can speak and think.
    pub able: bool,
}

/// What is known of the article.
pub struct Context<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its sentences and words.
    pub syntax: &'a Syntax,
    /// Its names.
    pub names: &'a [Name],
    lower: Lowered,
    timed: Vec<bool>,
    named: Vec<bool>,
}

impl<'a> Context<'a> {
    /// Reads an article.
    pub fn new(text: &'a str, syntax: &'a Syntax, names: &'a [Name], times: &[Time]) -> Self {
        let cover = |ranges: &mut dyn Iterator<Item = TextRange>| {
            let mut out = vec![false; syntax.tokens.len()];
            for r in ranges {
                let from = syntax.token_at(r.start);
                for (i, t) in syntax.tokens.iter().enumerate().skip(from).take_while(|(_, t)| t.range.start < r.end) {
                    out[i] |= t.range.overlaps(r);
                }
            }
            out
        };
        let timed = cover(&mut times.iter().map(|t| t.range));
        let named = cover(&mut names.iter().map(|n| n.range));
        Context { text, syntax, names, lower: Lowered::new(text, &syntax.tokens), timed, named }
    }
}

/// One sentence.
pub struct Clause<'a> {
    context: &'a Context<'a>,
    /// Its tokens.
    pub tokens: &'a [Token],
    from: usize,
    /// For each token: inside quotation marks.
    quoted: Vec<bool>,
}

impl<'a> Clause<'a> {
    /// Sentence number `i`, with the stretches in quotation marks that reach into it.
    pub fn new(context: &'a Context<'a>, i: usize, inside: &[Quoted]) -> Self {
        let range = context.syntax.sentences[i].tokens.clone();
        let tokens = &context.syntax.tokens[range.clone()];
        let mut quoted = vec![false; tokens.len()];
        for q in inside {
            let from = tokens.partition_point(|t| t.range.end <= q.range.start);
            for (k, t) in tokens.iter().enumerate().skip(from).take_while(|(_, t)| t.range.start < q.range.end) {
                quoted[k] |= t.range.overlaps(q.range);
            }
        }
        Clause { context, tokens, from: range.start, quoted }
    }

    /// Token `i` in lower case; "" outside.
    pub fn word(&self, i: usize) -> &str {
        if i < self.tokens.len() { self.context.lower.get(self.from + i) } else { "" }
    }

    /// Part of speech of token `i`.
    pub fn pos(&self, i: usize) -> Option<Pos> {
        self.tokens.get(i).map(|t| t.pos)
    }

    /// True for a token inside a time expression.
    pub fn timed(&self, i: usize) -> bool {
        i < self.tokens.len() && self.context.timed[self.from + i]
    }

    /// True for a token inside quotation marks.
    pub fn quoted(&self, i: usize) -> bool {
        self.quoted.get(i).copied().unwrap_or(false)
    }

    fn named(&self, i: usize) -> bool {
        i < self.tokens.len() && self.context.named[self.from + i]
    }

    /// The text of tokens `from..end`.
    pub fn range(&self, from: usize, end: usize) -> TextRange {
        self.tokens[from].range.cover(self.tokens[end.max(from + 1) - 1].range)
    }

    /// All words of saying outside quotation marks, in order.
    pub fn all(&self) -> Vec<Said> {
        let mut out: Vec<Said> = Vec::new();
        let mut i = 0;
        while i < self.tokens.len() {
            let found = if self.quoted(i) { None } else { self.said_at(i, &out) };
            i = found.as_ref().map_or(i, |s| s.at) + 1;
            out.extend(found);
        }
        out
    }

    fn said_at(&self, i: usize, before: &[Said]) -> Option<Said> {
        let said = |first: usize, at: usize, by: Option<(usize, usize)>, kinds: Kinds, inverted: bool| Said {
            cue: self.range(first, at + 1),
            first,
            at,
            by,
            speaker: by.map(|(a, b)| self.range(a, b)),
            kinds,
            according: false,
            inverted,
            able: by.is_some_and(|(a, b)| self.speaks(a, b)),
        };
        if self.word(i) == "according" && self.word(i + 1) == "to" {
            let by = self.phrase_after(i + 2)?;
            return Some(Said { according: true, ..said(i, i + 1, Some(by), Kinds::SAY, true) });
        }
        let (len, mut kinds) = cues().at(i, |k| self.word(k))?;
        let at = i + len - 1;
        let pos = self.tokens[i].pos;
        if kinds.any(Kinds::NOUN) && matches!(pos, Pos::Noun) && len == 1 {
            return (self.word(i + 1) == "that").then(|| said(i, i, self.owner(i), Kinds::NOUN, false));
        }
        if !matches!(pos, Pos::Verb | Pos::Aux) {
            return None;
        }
        let previous = i.checked_sub(1).map_or("", |j| self.word(j));
        if self.is_passive(i) {
            let to = matches!(self.word(i + 1), "to" | "of" | "that");
            let mut be = i;
            while be > 0 && matches!(self.tokens[be - 1].pos, Pos::Aux | Pos::Adv | Pos::Part) {
                be -= 1;
            }
            let by = self.phrase_ending(be);
            // "was told that": who is told is not who says.
            return (kinds.any(Kinds::PASSIVE) && to && by.is_some())
                .then(|| Said { by, ..said(be, i, None, Kinds::PASSIVE, false) });
        }
        kinds = kinds.without(Kinds::PASSIVE.and(Kinds::NOUN));
        if kinds == Kinds::default() {
            return None;
        }
        let base = self.tokens[i].tag == "VB";
        if self.is_attributive(i) || base && previous == "to" && !kinds.any(Kinds::SAY) {
            return None;
        }
        // "…," said Ana Ruiz: right after a quote or a comma and before a name.
        let comma =
            previous == "," || self.quoted(i.wrapping_sub(1)) || matches!(previous, "”" | "\"" | "''" | "’" | "'" | "»");
        let finite = !self.word(i).ends_with("ing");
        let after = if comma && finite && kinds.any(Kinds::SAY.and(Kinds::DIRECT)) && !self.timed(at + 1) {
            self.phrase_after(at + 1)
        } else {
            None
        };
        let after = after.filter(|&(a, b)| {
            self.tokens[a].pos != Pos::Num && self.closes(b) && (self.speaks(a, b) || self.quoted(i.wrapping_sub(2)))
        });
        let inverted = after.is_some();
        let by = after.or_else(|| if finite { self.phrase_before(i, before) } else { self.subject(i, before) })?;
        let who = self.word(by.1 - 1);
        let one = by.0 + 1 == by.1;
        let mind = Kinds::THINK.and(Kinds::TO).and(Kinds::OBJECT);
        if kinds.any(mind) && !kinds.any(Kinds::SAY) && !self.speaks(by.0, by.1) {
            kinds = if kinds.any(Kinds::DIRECT) { Kinds::DIRECT } else { return None };
        }
        if one
            && matches!(who, "you" | "it" | "this" | "that" | "there" | "what" | "which")
            && !(who == "it" && kinds.any(Kinds::SAY))
        {
            return None;
        }
        Some(said(i, at, Some(by), kinds, inverted))
    }

    /// True where a speaker after the word of saying may end: "said Ana Ruiz, a teacher" and not "said taxes would rise".
    fn closes(&self, end: usize) -> bool {
        let w = self.word(end);
        matches!(
            w,
            "" | ","
                | "."
                | ":"
                | ";"
                | "in"
                | "on"
                | "of"
                | "who"
                | "at"
                | "during"
                | "after"
                | "as"
                | "from"
                | "to"
                | "("
                | "-"
                | "—"
                | "with"
                | "while"
                | "when"
                | "and"
                | "about"
                | "last"
                | "before"
                | "through"
                | "via"
                | "outside"
                | "by"
        ) || self.timed(end)
            || self.tokens[end].pos == Pos::Adp
            || self.tokens[end].pos == Pos::Punct
    }

    /// True for somebody or something that can speak and think.
    fn speaks(&self, from: usize, end: usize) -> bool {
        let head = self.word(end - 1);
        let one = from + 1 == end;
        match self.tokens[end - 1].pos {
            Pos::Pron => {
                matches!(head, "he" | "she" | "they" | "we" | "i" | "who" | "others" | "some" | "many" | "everyone" | "someone")
                    && (one || head == "who")
            }
            Pos::Propn => true,
            _ => {
                (from..end).any(|i| self.named(i))
                    || (from..end).any(|i| cues().is_sayer(self.word(i)) || crate::figures::names_people(self.word(i)))
            }
        }
    }

    /// "the said man", "a reported attack".
    fn is_attributive(&self, i: usize) -> bool {
        let next = self.pos(i + 1);
        let before = i.checked_sub(1).map(|j| (self.word(j), self.tokens[j].pos));
        let article = matches!(&before, Some((_, Pos::Det | Pos::Adj)));
        let gerund = self.word(i).ends_with("ing")
            && !matches!(&before, Some((w, p)) if matches!(*w, "," | "was" | "were" | "is" | "are" | "as" | "by" | "'s" | "'re" | "and" | "while" | "been") || *p == Pos::Aux);
        (article && matches!(next, Some(Pos::Noun | Pos::Propn))) || gerund
    }

    /// "was told", "is widely believed".
    fn is_passive(&self, i: usize) -> bool {
        if !matches!(self.tokens[i].tag, "VBN" | "VBD" | "") || self.word(i).ends_with("ing") {
            return false;
        }
        let mut j = i;
        while j > 0 && self.tokens[j - 1].pos == Pos::Adv {
            j -= 1;
        }
        j > 0
            && matches!(self.word(j - 1), "was" | "were" | "been" | "be" | "being" | "is" | "are" | "'s" | "'re")
            && self.tokens[j - 1].pos == Pos::Aux
    }

    /// Who makes a claim: "Ana Ruiz's claim", "his claim".
    fn owner(&self, i: usize) -> Option<(usize, usize)> {
        let mut j = i;
        while j > 0 && matches!(self.tokens[j - 1].pos, Pos::Adj | Pos::Adv | Pos::Noun) {
            j -= 1;
        }
        let before = j.checked_sub(1)?;
        if matches!(self.word(before), "'s" | "'") {
            return self.phrase_ending(before);
        }
        matches!(self.word(before), "his" | "her" | "their" | "my" | "our").then_some((before, before + 1))
    }

    /// Who says in ", adding that": who said before in this sentence, else the subject of its first verb.
    fn subject(&self, i: usize, before: &[Said]) -> Option<(usize, usize)> {
        let previous = i.checked_sub(1).map_or("", |j| self.word(j));
        if !matches!(previous, "," | "and" | "while" | "by") {
            return self.phrase_before(i, before);
        }
        before.iter().rev().find_map(|s| s.by.filter(|_| !s.kinds.any(Kinds::PASSIVE.and(Kinds::NOUN)))).or_else(|| {
            let verb = (1..i).find(|&j| matches!(self.tokens[j].pos, Pos::Verb | Pos::Aux) && !self.quoted(j))?;
            self.phrase_ending(verb)
        })
    }

    /// The noun phrase that ends before token `i`, over auxiliaries, adverbs, and an apposition between commas.
    fn phrase_before(&self, i: usize, before: &[Said]) -> Option<(usize, usize)> {
        let mut end = i;
        while end > 0 && matches!(self.tokens[end - 1].pos, Pos::Aux | Pos::Adv | Pos::Part) {
            end -= 1;
        }
        // "The minister on Saturday vowed": the day is not the speaker.
        if end > 0 && self.timed(end - 1) {
            while end > 0 && (self.timed(end - 1) || matches!(self.tokens[end - 1].pos, Pos::Adp | Pos::Det | Pos::Adv)) {
                end -= 1;
            }
        }
        // "He joined the party and said": the subject of the verb before.
        if end > 0 && matches!(self.word(end - 1), "and" | "but" | "or" | "then") {
            if let Some(by) = before.last().and_then(|s| s.by) {
                return Some(by);
            }
            let floor = end.saturating_sub(PHRASE);
            let verb = (floor..end - 1).find(|&j| self.tokens[j].pos == Pos::Verb && !self.quoted(j))?;
            let mut end = verb;
            while end > 0 && matches!(self.tokens[end - 1].pos, Pos::Aux | Pos::Adv | Pos::Part) {
                end -= 1;
            }
            return self.phrase_ending(end);
        }
        // "Feinstein (D-Calif.) said".
        if end > 1 && self.word(end - 1) == ")" {
            let open = (0..end - 1).rev().take(12).find(|&j| self.word(j) == "(")?;
            return self.phrase_ending(open);
        }
        if end > 1 && matches!(self.word(end - 1), "—" | "–" | "--" | "-") && self.tokens[end - 1].pos == Pos::Punct {
            let mark = self.word(end - 1);
            let open = (0..end - 1).rev().take(25).find(|&j| self.word(j) == mark)?;
            return if open == 0 { None } else { self.phrase_ending(open) };
        }
        if end > 1 && self.word(end - 1) == "," {
            // "Luke Coffey, a senior fellow at the Hudson Institute, told": the name before the apposition.
            let open = (0..end - 1).rev().take(25).find(|&j| self.word(j) == ",")?;
            return if self.quoted(open) || open == 0 { None } else { self.phrase_ending(open) };
        }
        // "Ana Ruiz, who said": the name before.
        if end > 0 && matches!(self.word(end - 1), "who" | "which") {
            let end = end - 1 - usize::from(end > 1 && self.word(end - 2) == ",");
            return self.phrase_ending(end);
        }
        self.phrase_ending(end)
    }

    fn phrase_ending(&self, end: usize) -> Option<(usize, usize)> {
        let nominal = super::nominal;
        let mut start = end;
        while start > 0 && end - start < PHRASE {
            let t = &self.tokens[start - 1];
            let w = self.word(start - 1);
            let of = matches!(w, "of" | "for" | "at" | "in" | "from" | "with")
                && start > 1
                && nominal(self.tokens[start - 2].pos)
                && start < end
                && end - start < 11;
            let inner = matches!(w, "'s" | "'" | "-" | ".");
            let relative = matches!(w, "who" | "which" | "that");
            let pronoun = matches!(w, "he" | "she" | "they" | "we" | "i") && start < end;
            if relative
                || pronoun
                || self.quoted(start - 1)
                || !(nominal(t.pos) || of || inner)
                || self.timed(start - 1) && start < end && !self.named(start - 1)
            {
                break;
            }
            start -= 1;
            if matches!(w, "he" | "she" | "they" | "we" | "i") {
                break;
            }
        }
        while start < end && (!nominal(self.tokens[start].pos)) {
            start += 1;
        }
        if start == end {
            return None;
        }
        let head = &self.tokens[end - 1];
        let ok = matches!(head.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num) || (start..end).any(|i| self.named(i));
        let bad = matches!(self.word(end - 1), "that" | "this" | "which" | "there" | "what") && start + 1 == end;
        (ok && !bad).then_some((start, end))
    }

    /// The noun phrase that begins at token `start`.
    pub fn phrase_after(&self, start: usize) -> Option<(usize, usize)> {
        let nominal = super::nominal;
        let mut end = start;
        while let Some(t) = self.tokens.get(end) {
            let w = self.word(end);
            let joins = matches!(w, "of" | "for" | "at" | "from")
                && end > start
                && self.tokens.get(end + 1).is_some_and(|t| nominal(t.pos));
            let inner = end > start && matches!(w, "'s" | "'" | "-" | ".");
            let pronoun = end > start && matches!(w, "he" | "she" | "they" | "we" | "i" | "it");
            if end > start + PHRASE
                || pronoun
                || self.quoted(end)
                || self.timed(end) && end > start
                || !(nominal(t.pos) || joins || inner)
            {
                break;
            }
            end += 1;
            if end == start + 1 && matches!(w, "he" | "she" | "they" | "we" | "i" | "it" | "him" | "them" | "us" | "me") {
                break;
            }
        }
        while end > start && !matches!(self.tokens[end - 1].pos, Pos::Noun | Pos::Propn | Pos::Pron) {
            end -= 1;
        }
        (end > start).then_some((start, end))
    }
}
