//! What is said where no quotation marks tell: the clause, or the thing, that a word of saying takes.

use super::clause::{Clause, Said};
use super::cues::{Kinds, cues};
use model::{Pos, TextRange};

/// How far a sentence is searched, in tokens.
const REACH: usize = 200;

impl Clause<'_> {
    /// The content of indirect speech. `later` are the words of saying that follow in this sentence.
    pub fn indirect(&self, said: &Said, later: &[Said]) -> Option<TextRange> {
        let (from, end) = self.content(said, later)?;
        let (mut from, mut end) = (from, end.min(self.tokens.len()));
        let mark = |i: usize| self.tokens[i].pos == Pos::Punct;
        while from < end && mark(from) {
            from += 1;
        }
        while end > from && mark(end - 1) {
            end -= 1;
        }
        let spoken = (from..end).all(|i| self.quoted(i) || mark(i) || (said.first..=said.at).contains(&i));
        (end > from && !spoken).then(|| self.range(from, end))
    }

    fn content(&self, said: &Said, later: &[Said]) -> Option<(usize, usize)> {
        let len = self.tokens.len();
        let by = said.by;
        if said.according {
            let (_, end) = by?;
            // Before the words, after the speaker where they open the sentence, on both sides where they stand between.
            let head = (0..said.first).filter(|&i| self.tokens[i].pos != Pos::Punct).count();
            let between = said.first > 0 && self.word(said.first - 1) == ",";
            if head == 0 || head < 3 && !between {
                return Some((end, self.clause_end(end, later)));
            }
            let goes_on = self.word(end) == "," && self.has_verb(end, len) && !later.iter().any(|s| s.first > end);
            return Some((0, if goes_on { len } else { said.first }));
        }
        if said.kinds.any(Kinds::NOUN) {
            return Some((said.at + 1, self.clause_end(said.at + 1, later)));
        }
        if said.kinds.any(Kinds::PASSIVE) {
            return Some((by?.0, self.clause_end(said.at + 1, later)));
        }
        let from = said.at + 1;
        if said.kinds.any(Kinds::TELL) {
            let (_, end) = self.phrase_after(from)?;
            let from = self.opens(end).unwrap_or(end);
            return (self.has_verb(from, len)).then(|| (from, self.clause_end(from, later)));
        }
        if said.kinds.any(Kinds::TO)
            && self.word(from) == "to"
            && self.pos(from + 1).is_some_and(|p| matches!(p, Pos::Verb | Pos::Aux | Pos::Adv))
        {
            return Some((from, self.thing_end(from, later)));
        }
        if said.kinds.any(Kinds::SAY.and(Kinds::THINK))
            && let Some(c) = self.clause(said, later)
        {
            return Some(c);
        }
        if said.kinds.any(Kinds::TO)
            && let Some((_, end)) = self.phrase_after(from)
            && self.word(end) == "to"
        {
            return Some((from, self.clause_end(end, later)));
        }
        if said.kinds.any(Kinds::OBJECT) && !said.inverted && said.able {
            let thing =
                matches!(self.pos(from), Some(Pos::Noun | Pos::Propn | Pos::Det | Pos::Pron | Pos::Adj | Pos::Num | Pos::Verb))
                    && !self.quoted(from);
            let end = self.thing_end(from, later);
            let marked = !said.kinds.any(Kinds::DIRECT) || (from..end).any(|i| self.quoted(i));
            return (thing && marked).then_some((from, end));
        }
        None
    }

    /// The clause of a word of saying: after it, before it, or around it.
    fn clause(&self, said: &Said, later: &[Said]) -> Option<(usize, usize)> {
        let len = self.tokens.len();
        let after = if said.inverted { said.by?.1 } else { said.at + 1 };
        // "…, police said." and "…, said Ana Ruiz, …": the content stands before.
        let first = if said.inverted { said.first } else { said.by?.0.min(said.first) };
        let comma = first.checked_sub(1).filter(|&c| {
            self.word(c) == "," || self.quoted(c) || matches!(self.word(c), "—" | "–" | "--" | "-" | "''" | "\"" | "”")
        });
        let told = comma.filter(|&c| c >= 2 && self.has_verb(0, c));
        let opens = if said.inverted { None } else { self.opens(after) };
        // "announced a plan that had failed": a thing, and no clause of what was said.
        let nominal =
            matches!(self.pos(after), Some(Pos::Det | Pos::Noun | Pos::Adj | Pos::Propn | Pos::Num)) && !self.timed(after);
        if said.kinds.any(Kinds::OBJECT) && nominal && opens.is_some_and(|from| from != after) {
            return None;
        }
        if let Some(from) = opens {
            let w = self.word(from);
            let marked = matches!(w, "that" | "whether" | "how" | "why" | "if") || self.word(from.wrapping_sub(1)) == ":";
            let asks = matches!(w, "what" | "who" | "when" | "where") && self.word(said.at).starts_with("ask");
            let plain = self.word(said.at).starts_with("sa") || self.quoted(from);
            let stands = if marked || plain { self.has_verb(from, len) } else { asks || self.is_clause(from) };
            // "The road was closed, she said in a message to all."
            let aside = told.is_some() && !marked && matches!(self.pos(from), Some(Pos::Adp | Pos::Adv));
            if stands && !aside {
                return Some((from, self.clause_end(from, later)));
            }
            return told.filter(|_| plain).map(|c| (0, c));
        }
        let comma = comma?;
        // "The road, he said, was closed": it goes on after a comma, unless with another word of saying.
        let next = (after..len).find(|&i| !self.timed(i) && !matches!(self.tokens[i].pos, Pos::Adp | Pos::Adv))?;
        let goes_on = self.word(next) == ","
            && next + 2 < len
            && !said.inverted
            && !self.quoted(next + 1)
            && !self.word(next + 1).ends_with("ing")
            && !matches!(self.word(next + 1), "who" | "which" | "a" | "according")
            && self.has_verb(next, len);
        let head = told.is_some() || said.inverted && comma >= 2;
        match (goes_on, head) {
            (true, _) if comma > 0 => Some((0, self.clause_end(next + 1, later))),
            (false, true) => Some((0, comma)),
            _ => None,
        }
    }

    /// Where content begins after a word of saying: at "that", "whether", a colon, or the next word; over days, places of
    /// speaking and who was spoken to. None where the sentence or a comma ends it.
    fn opens(&self, from: usize) -> Option<usize> {
        let len = self.tokens.len();
        for i in from..len.min(from + 14) {
            let w = self.word(i);
            if self.quoted(i) {
                break;
            }
            if matches!(w, "that" | "whether" | "how" | "why" | "if") || w == ":" {
                return Some(if w == ":" { i + 1 } else { i });
            }
            if i > from && matches!(self.tokens[i].pos, Pos::Verb | Pos::Aux) && !self.timed(i)
                || matches!(w, ";" | "." | "and")
            {
                break;
            }
        }
        let mut i = from;
        loop {
            if self.timed(i) || matches!(self.word(i), "on" | "late" | "early" | "in" | "at" | "during") && self.timed(i + 1) {
                i += 1;
                continue;
            }
            // "said in a statement the road".
            let open = i == from || self.timed(i.wrapping_sub(1));
            if open
                && matches!(self.word(i), "in" | "at" | "during" | "on" | "to" | "via" | "through" | "by")
                && let Some(end) = (i + 1..i + 6).find(|&j| cues().is_venue(self.word(j)))
            {
                i = end + 1;
                continue;
            }
            break;
        }
        let ends = i >= len
            || self.tokens[i].pos == Pos::Punct && !matches!(self.word(i), "“" | "\"" | "''" | "``" | "‘" | "'" | "—" | "-");
        (!ends).then_some(i)
    }

    fn has_verb(&self, from: usize, end: usize) -> bool {
        (from..end.min(self.tokens.len()).min(from + REACH)).any(|i| matches!(self.tokens[i].pos, Pos::Verb | Pos::Aux))
    }

    /// True where a clause begins at `from` without "that": somebody or something, and soon a finite verb. "announced a plan
    /// that was" has none.
    fn is_clause(&self, from: usize) -> bool {
        if !matches!(self.pos(from), Some(Pos::Det | Pos::Pron | Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj)) {
            return false;
        }
        for i in from + 1..self.tokens.len().min(from + 14) {
            let (w, t) = (self.word(i), &self.tokens[i]);
            if matches!(
                w,
                "," | "who" | "that" | "which" | "whose" | "to" | "when" | "where" | "as" | ";" | "after" | "because"
            ) {
                return false;
            }
            if matches!(t.tag, "VBD" | "VBZ" | "VBP" | "MD") || t.pos == Pos::Aux {
                return true;
            }
        }
        false
    }

    /// Where a clause ends: before ", adding …", before another speaker's clause, or with the sentence.
    fn clause_end(&self, from: usize, later: &[Said]) -> usize {
        let len = self.tokens.len();
        for s in later.iter().filter(|s| s.first > from).take(12) {
            if s.according {
                let before = s.first.saturating_sub(1);
                return if self.word(before) == "," { before } else { s.first };
            }
            let gerund = self.word(s.first).ends_with("ing") && matches!(self.word(s.first - 1), "," | "and");
            if gerund {
                return s.first - 1;
            }
            // ", but police said": another one's.
            let Some(start) = s.by.map(|b| b.0).filter(|&b| b > from + 1 && !s.inverted && b < s.first) else { continue };
            let (one, two) = (self.word(start - 1), self.word(start.saturating_sub(2)));
            if matches!(one, "but" | "while" | "although" | "though" | ";") && (two == "," || one != "but") {
                return start - 1 - usize::from(two == ",");
            }
        }
        len
    }

    /// Where a thing ends: at a comma or with its clause.
    fn thing_end(&self, from: usize, later: &[Said]) -> usize {
        let end = self.clause_end(from, later);
        (from..end.min(from + REACH))
            .find(|&i| matches!(self.word(i), "," | ";" | ":" | "—" | "--") && !self.quoted(i))
            .unwrap_or(end)
    }
}
