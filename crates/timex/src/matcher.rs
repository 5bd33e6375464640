//! Tries rules at a token and keeps the longest match. No pattern repeats, so the work at one token is bounded.

use crate::{
    frame::{Frame, Slot},
    grammar::{Grammar, Rule},
    number,
    pattern::{Element, Form},
    token::{Shape, Token},
};

/// What a rule has found.
#[derive(Clone, Copy)]
pub(crate) struct Match {
    /// One past its last token.
    pub end: usize,
    pub frame: Frame,
    /// Of a range: the end of the first half, its frame, and the start of the second.
    pub split: Option<(usize, Frame, usize)>,
}

/// The tokens of a text and the language they are read in.
pub(crate) struct Matcher<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub grammar: &'a Grammar,
    /// One past the last token of the paragraph.
    pub limit: usize,
    /// Its first token.
    pub floor: usize,
}

/// What is still to be matched after the current sequence.
struct Rest<'a> {
    elements: &'a [Element],
    next: Option<&'a Rest<'a>>,
}

impl<'a> Matcher<'a> {
    /// The longest match of any rule at token `at`; the earlier rule where two are equally long.
    pub fn best(&self, at: usize) -> Option<(&'a Rule, Match)> {
        let token = &self.tokens[at];
        let rules = match token.shape {
            Shape::Digits => &self.grammar.digit_starts,
            _ => self.grammar.starts.get(token.id as usize)?,
        };
        let mut best: Option<(&Rule, Match)> = None;
        for &r in rules {
            let rule = &self.grammar.rules[r as usize];
            let reach = best.as_ref().map_or(at, |b| b.1.end);
            if let Some(found) = self.longest(&rule.pattern, at, &|end| end > reach && self.guarded(rule, at, end)) {
                best = Some((rule, found));
            }
        }
        best
    }

    /// Whether the neighbours of a match are as its rule wants them.
    fn guarded(&self, rule: &Rule, start: usize, end: usize) -> bool {
        rule.guards.iter().all(|guard| {
            let found = if guard.left {
                let from = start.saturating_sub(6).max(self.floor);
                (from..start).rev().any(|s| self.longest(&guard.pattern, s, &|e| e == start).is_some())
            } else {
                self.longest(&guard.pattern, end, &|e| e > end).is_some()
            };
            found != guard.negated
        })
    }

    /// The longest way to match `pattern` at `at` that ends where `accept` says.
    fn longest(&self, pattern: &[Element], at: usize, accept: &dyn Fn(usize) -> bool) -> Option<Match> {
        let mut best = None;
        let start = Match { end: at, frame: Frame::default(), split: None };
        self.walk(&Rest { elements: pattern, next: None }, start, accept, &mut best);
        best
    }

    fn walk(&self, rest: &Rest, mut state: Match, accept: &dyn Fn(usize) -> bool, best: &mut Option<Match>) {
        let Some((element, elements)) = rest.elements.split_first() else {
            return match rest.next {
                Some(next) => self.walk(next, state, accept, best),
                None if best.is_none_or(|b| state.end > b.end) && accept(state.end) => *best = Some(state),
                None => {}
            };
        };
        let onward = Rest { elements, next: rest.next };
        let token = self.tokens[..self.limit].get(state.end);
        match element {
            Element::Glue => {
                if token.is_some_and(|t| t.glued) {
                    self.walk(&onward, state, accept, best);
                }
            }
            Element::Put(slot, value) => {
                state.frame.set(*slot, *value);
                self.walk(&onward, state, accept, best);
            }
            Element::Split => {
                state.split = Some(match state.split {
                    None => (state.end, std::mem::take(&mut state.frame), state.end),
                    Some((end, frame, _)) => (end, frame, state.end),
                });
                self.walk(&onward, state, accept, best);
            }
            Element::Literal(id) => {
                if token.is_some_and(|t| t.id == *id && t.shape != Shape::Digits) {
                    state.end += 1;
                    self.walk(&onward, state, accept, best);
                }
            }
            Element::Class(class) => {
                let Some(token) = token.filter(|t| t.id != 0) else { return };
                for &e in &self.grammar.by_word[token.id as usize] {
                    let entry = &self.grammar.entries[e as usize];
                    if entry.class == *class && (!entry.capital || token.capital) && self.words(&entry.words, state.end) {
                        let mut state = state;
                        state.end += entry.words.len();
                        entry.slots.iter().for_each(|(s, v)| state.frame.set(*s, *v));
                        self.walk(&onward, state, accept, best);
                    }
                }
            }
            Element::Choice(choices) => {
                for choice in choices {
                    self.walk(&Rest { elements: choice, next: Some(&onward) }, state, accept, best);
                }
            }
            Element::Number(form) => {
                if let Some(token) = token
                    && self.number(*form, token, &mut state)
                {
                    self.walk(&onward, state, accept, best);
                }
            }
        }
    }

    /// Whether the words of a lexicon entry stand at `at`.
    pub fn words(&self, words: &[(u32, bool)], at: usize) -> bool {
        let tokens = self.tokens[..self.limit].get(at..at + words.len()).unwrap_or(&[]);
        tokens.len() == words.len()
            && tokens.iter().zip(words).enumerate().all(|(i, (t, (id, glued)))| t.id == *id && (i == 0 || !glued || t.glued))
    }

    /// Reads a number of this form at `token` into the state.
    fn number(&self, form: Form, token: &Token, state: &mut Match) -> bool {
        let digits = token.shape == Shape::Digits;
        let (n, length) = (token.number, token.len());
        let at = state.end;
        // A digit that goes on as a decimal or a thousands group is no part of a date.
        let alone = || !self.goes_on(at);
        let frame = &mut state.frame;
        let mut put = |slot: Slot, value: i64, ok: bool| {
            if ok {
                frame.set(slot, value);
            }
            ok
        };
        let took = match form {
            Form::Day => put(Slot::Day, n, digits && length <= 2 && (1..=31).contains(&n) && alone()),
            Form::MonthNumber => put(Slot::Month, n, digits && length <= 2 && (1..=12).contains(&n)),
            Form::Year => put(Slot::Year, n, digits && length == 4 && (1000..=2199).contains(&n) && alone()),
            Form::ShortYear => put(Slot::Yy, n, digits && length == 2 && alone()),
            Form::AnyYear => put(Slot::Year, n, digits && length <= 4 && n > 0 && alone()),
            Form::Hour => put(Slot::Hour, n, digits && length <= 2 && (0..=24).contains(&n)),
            Form::Minute => put(Slot::Minute, n, digits && length == 2 && n < 60),
            Form::Second => put(Slot::Second, n, digits && length == 2 && n < 60),
            Form::HourMinute => {
                let ok = digits && length == 4 && n / 100 <= 24 && n % 100 < 60;
                put(Slot::Minute, n % 100, ok) && put(Slot::Hour, n / 100, ok)
            }
            Form::Digits => digits,
            Form::Lower => token.shape == Shape::Word && !token.capital,
            Form::Capital => token.shape == Shape::Word && token.capital,
            Form::Plural => token.shape == Shape::Word && !token.capital && self.plural(token),
            Form::Decade => {
                put(Slot::Decade, n, digits && matches!(length, 2 | 4) && n % 10 == 0 && (length == 2 || n >= 1000))
            }
            Form::Quarter => put(Slot::Quarter, n, digits && length == 1 && (1..=4).contains(&n)),
            Form::Count
            | Form::Count2
            | Form::WordYear
            | Form::Ordinal
            | Form::DayOrdinal
            | Form::Century
            | Form::OrdinalQuarter => {
                let read = match form {
                    Form::Ordinal | Form::DayOrdinal | Form::Century | Form::OrdinalQuarter => number::ordinal(self, at),
                    Form::WordYear => number::year(self, at),
                    _ => number::count(self, at),
                };
                let Some((value, length)) = read else { return false };
                let slot = match form {
                    Form::Count => Slot::Count,
                    Form::Count2 => Slot::Count2,
                    Form::Ordinal => Slot::Ord,
                    Form::WordYear => Slot::Year,
                    Form::Century => Slot::Century,
                    Form::OrdinalQuarter => Slot::Quarter,
                    _ => Slot::Day,
                };
                let most = match form {
                    Form::DayOrdinal => 31,
                    Form::Century => 90,
                    Form::OrdinalQuarter => 4,
                    _ => i64::MAX,
                };
                if value > most {
                    return false;
                }
                frame.set(slot, value);
                state.end += length;
                return true;
            }
        };
        state.end += usize::from(took);
        took
    }

    /// Whether the number at `at` goes on behind a comma or point, or is glued to the end of one.
    fn goes_on(&self, at: usize) -> bool {
        let mark = |i: usize| self.tokens.get(i).is_some_and(|t| t.glued && matches!(self.cut(t), "," | "."));
        let digits = |i: usize| self.tokens.get(i).is_some_and(|t| t.shape == Shape::Digits);
        let after = mark(at + 1) && digits(at + 2) && self.tokens[at + 2].glued && at + 2 < self.limit;
        let before = at >= self.floor + 2 && mark(at - 1) && digits(at - 2) && self.tokens[at].glued;
        (after && !self.dotted(at)) || (before && !self.dotted(at - 2))
    }

    /// Whether `24.03.2024`, a date, starts or goes on at `at`.
    fn dotted(&self, at: usize) -> bool {
        let from = at.saturating_sub(4).max(self.floor);
        (from..=at).any(|i| {
            let part = |k: usize, max: usize| {
                self.tokens.get(i + k).is_some_and(|t| t.shape == Shape::Digits && t.len() <= max && (k == 0 || t.glued))
            };
            let point = |k: usize| self.tokens.get(i + k).is_some_and(|t| t.glued && self.cut(t) == ".");
            part(0, 2) && point(1) && part(2, 2) && point(3) && part(4, 4)
        })
    }

    fn plural(&self, token: &Token) -> bool {
        let word = self.cut(token);
        word.len() > 3 && self.grammar.plurals.iter().any(|s| word.ends_with(s.as_str()))
    }

    /// The characters of a token.
    pub fn cut(&self, token: &Token) -> &'a str {
        &self.text[token.start as usize..token.end as usize]
    }

    /// The first slot value of an entry of `class` at `at`, and its length.
    pub fn entry(&self, class: u32, at: usize) -> Option<(i64, usize)> {
        let token = self.tokens[..self.limit].get(at).filter(|t| t.id != 0)?;
        let entries = self.grammar.by_word[token.id as usize].iter().map(|e| &self.grammar.entries[*e as usize]);
        entries
            .filter(|e| e.class == class && (!e.capital || token.capital) && self.words(&e.words, at))
            .max_by_key(|e| e.words.len())
            .map(|e| (e.slots.first().map_or(0, |s| s.1), e.words.len()))
    }
}
