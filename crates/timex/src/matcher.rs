//! Tries rules at a token and keeps the longest match. No pattern repeats, so the work at one token is bounded.

use crate::{
    frame::{Frame, Slot},
    grammar::{Grammar, Rule},
    number,
    pattern::{Element, Form},
    token::{Shape, Token},
};

/// What a rule has found.
pub(crate) struct Match {
    /// One past its last token.
    pub end: usize,
    pub frame: Frame,
    /// Of a range: the end of the first half, its frame, and the start of the second.
    pub split: Option<(usize, Frame, usize)>,
}

/// One thing that a path through a pattern has said. Paths are many and matches few, so frames are filled at the end only.
#[derive(Clone, Copy)]
enum Step {
    Put(Slot, i64),
    Split(usize),
}

impl Match {
    fn of(end: usize, steps: &[Step]) -> Match {
        let mut found = Match { end, frame: Frame::default(), split: None };
        for step in steps {
            match *step {
                Step::Put(slot, value) => found.frame.set(slot, value),
                Step::Split(at) => {
                    found.split = Some(match found.split.take() {
                        None => (at, std::mem::take(&mut found.frame), at),
                        Some((end, frame, _)) => (end, frame, at),
                    });
                }
            }
        }
        found
    }
}

/// A walk through one pattern: the steps so far, and the longest way found.
struct Walk<'a> {
    steps: Vec<Step>,
    accept: &'a dyn Fn(usize) -> bool,
    best: Option<(usize, Vec<Step>)>,
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
        let next = self.tokens[..self.limit].get(at + 1);
        let mut best: Option<(&Rule, Match)> = None;
        for &r in rules {
            let heads = &self.grammar.heads[r as usize];
            let possible = heads.single
                || next.is_some_and(|t| if t.shape == Shape::Digits { heads.second.digits() } else { heads.second.word(t.id) });
            if !possible {
                continue;
            }
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
        let mut walk = Walk { steps: Vec::new(), accept, best: None };
        self.walk(&Rest { elements: pattern, next: None }, at, &mut walk);
        walk.best.map(|(end, steps)| Match::of(end, &steps))
    }

    fn walk(&self, rest: &Rest, at: usize, walk: &mut Walk) {
        let Some((element, elements)) = rest.elements.split_first() else {
            match rest.next {
                Some(next) => self.walk(next, at, walk),
                None if walk.best.as_ref().is_none_or(|b| at > b.0) && (walk.accept)(at) => {
                    walk.best = Some((at, walk.steps.clone()));
                }
                None => {}
            }
            return;
        };
        let onward = Rest { elements, next: rest.next };
        let token = self.tokens[..self.limit].get(at);
        // What this element says is taken back once the ways behind it have been walked.
        let said = walk.steps.len();
        match element {
            Element::Glue => {
                if token.is_some_and(|t| t.glued) {
                    self.walk(&onward, at, walk);
                }
            }
            Element::Put(slot, value) => {
                walk.steps.push(Step::Put(*slot, *value));
                self.walk(&onward, at, walk);
            }
            Element::Split => {
                walk.steps.push(Step::Split(at));
                self.walk(&onward, at, walk);
            }
            Element::Literal(id) => {
                if token.is_some_and(|t| t.id == *id && t.shape != Shape::Digits) {
                    self.walk(&onward, at + 1, walk);
                }
            }
            Element::Class(class) => {
                let Some(token) = token.filter(|t| t.id != 0) else { return };
                for &e in &self.grammar.by_word[token.id as usize] {
                    let entry = &self.grammar.entries[e as usize];
                    if entry.class == *class && (!entry.capital || token.capital) && self.words(&entry.words, at) {
                        walk.steps.extend(entry.slots.iter().map(|(s, v)| Step::Put(*s, *v)));
                        self.walk(&onward, at + entry.words.len(), walk);
                        walk.steps.truncate(said);
                    }
                }
            }
            Element::Choice(choices) => {
                for choice in choices {
                    self.walk(&Rest { elements: choice, next: Some(&onward) }, at, walk);
                }
            }
            Element::Number(form) => {
                if let Some(token) = token
                    && let Some(length) = self.number(*form, token, at, &mut walk.steps)
                {
                    self.walk(&onward, at + length, walk);
                }
            }
        }
        walk.steps.truncate(said);
    }

    /// Whether the words of a lexicon entry stand at `at`.
    pub fn words(&self, words: &[(u32, bool)], at: usize) -> bool {
        let tokens = self.tokens[..self.limit].get(at..at + words.len()).unwrap_or(&[]);
        tokens.len() == words.len()
            && tokens.iter().zip(words).enumerate().all(|(i, (t, (id, glued)))| t.id == *id && (i == 0 || !glued || t.glued))
    }

    /// Reads a number of this form at `token`, number `at`: how many tokens it is long.
    fn number(&self, form: Form, token: &Token, at: usize, steps: &mut Vec<Step>) -> Option<usize> {
        let digits = token.shape == Shape::Digits;
        let (n, length) = (token.number, token.len());
        // A digit that goes on as a decimal or a thousands group is no part of a date.
        let alone = || !self.goes_on(at);
        let mut put = |slot: Slot, value: i64, ok: bool| {
            if ok {
                steps.push(Step::Put(slot, value));
            }
            ok
        };
        let took = match form {
            Form::Day => put(Slot::Day, n, digits && length <= 2 && (1..=31).contains(&n) && alone()),
            Form::MonthNumber => put(Slot::Month, n, digits && length <= 2 && (1..=12).contains(&n)),
            Form::Year => put(Slot::Year, n, digits && length == 4 && (1000..=2199).contains(&n) && alone()),
            Form::ShortYear => put(Slot::Yy, n, digits && length == 2 && alone()),
            Form::AnyYear => put(Slot::Year, n, digits && length <= 4 && n > 0 && alone()),
            Form::Decade => {
                put(Slot::Decade, n, digits && matches!(length, 2 | 4) && n % 10 == 0 && (length == 2 || n >= 1000))
            }
            Form::Quarter => put(Slot::Quarter, n, digits && length == 1 && (1..=4).contains(&n)),
            Form::Hour => put(Slot::Hour, n, digits && length <= 2 && (0..=24).contains(&n)),
            Form::Minute => put(Slot::Minute, n, digits && length == 2 && n < 60),
            Form::Second => put(Slot::Second, n, digits && length == 2 && n < 60),
            Form::HourMinute => {
                let ok = digits && length == 4 && n / 100 <= 24 && n % 100 < 60;
                put(Slot::Minute, n % 100, ok) && put(Slot::Hour, n / 100, ok)
            }
            Form::Digits => digits,
            Form::Exactly(number) => digits && n == number,
            Form::Lower => token.shape == Shape::Word && !token.capital,
            Form::Capital => token.shape == Shape::Word && token.capital,
            Form::Plural => token.shape == Shape::Word && !token.capital && self.plural(token),
            Form::Count | Form::Count2 => {
                let (value, length) = number::count(self, at)?;
                put(if form == Form::Count { Slot::Count } else { Slot::Count2 }, value, true);
                return Some(length);
            }
            Form::WordYear => {
                let (value, length) = number::year(self, at)?;
                put(Slot::Year, value, true);
                return Some(length);
            }
            Form::Ordinal | Form::DayOrdinal | Form::Century | Form::OrdinalQuarter => {
                let (slot, most) = match form {
                    Form::DayOrdinal => (Slot::Day, 31),
                    Form::Century => (Slot::Century, 90),
                    Form::OrdinalQuarter => (Slot::Quarter, 4),
                    _ => (Slot::Ord, i64::MAX),
                };
                let (value, length) = number::ordinal(self, at).filter(|(v, _)| *v <= most)?;
                put(slot, value, true);
                return Some(length);
            }
        };
        took.then_some(1)
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
        let ends = word.len() > 3 && self.grammar.plurals.iter().any(|s| word.ends_with(s.as_str()));
        ends && !self.grammar.by_word[token.id as usize]
            .iter()
            .any(|e| self.grammar.entries[*e as usize].class == self.grammar.known.singular)
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
