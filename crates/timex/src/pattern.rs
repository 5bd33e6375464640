//! The notation of patterns, and which words a pattern can start with.

use crate::{
    frame::Slot,
    grammar::{Grammar, literal, slot_of},
};

/// One element of a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Element {
    /// This word or mark.
    Literal(u32),
    /// The next token must touch the one before.
    Glue,
    /// An entry of a lexicon class.
    Class(u32),
    /// A number of some form.
    Number(Form),
    /// One of these.
    Choice(Vec<Vec<Element>>),
    /// Sets a slot.
    Put(Slot, i64),
    /// Ends the first half of a range, or starts the second.
    Split,
}

/// Forms of numbers and words that the engine reads itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    Day,
    MonthNumber,
    Year,
    ShortYear,
    AnyYear,
    WordYear,
    /// Four digits, or two, that end in 0.
    Decade,
    Century,
    /// An ordinal from first to fourth.
    OrdinalQuarter,
    Quarter,
    Hour,
    Minute,
    Second,
    HourMinute,
    Count,
    Count2,
    Ordinal,
    DayOrdinal,
    /// Any digits.
    Digits,
    /// This number, in digits.
    Exactly(i64),
    /// A word in small letters.
    Lower,
    /// A word in small letters that looks like a plural.
    Plural,
    /// A word with a capital.
    Capital,
}

const FORMS: &[(&str, Form)] = &[
    ("d", Form::Day),
    ("m", Form::MonthNumber),
    ("y", Form::Year),
    ("yy", Form::ShortYear),
    ("anyyear", Form::AnyYear),
    ("wordyear", Form::WordYear),
    ("decade", Form::Decade),
    ("century", Form::Century),
    ("ordquarter", Form::OrdinalQuarter),
    ("quarter", Form::Quarter),
    ("h", Form::Hour),
    ("mm", Form::Minute),
    ("ss", Form::Second),
    ("hhmm", Form::HourMinute),
    ("n", Form::Count),
    ("n2", Form::Count2),
    ("ord", Form::Ordinal),
    ("dth", Form::DayOrdinal),
    ("digits", Form::Digits),
    ("lower", Form::Lower),
    ("plural", Form::Plural),
    ("capital", Form::Capital),
];

/// Reads a pattern.
pub(crate) fn parse(text: &str, grammar: &mut Grammar) -> Result<Vec<Element>, String> {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut at = 0;
    let pattern = sequence(&chars, &mut at, grammar)?;
    if at < chars.len() {
        return Err(format!("unexpected {:?} in {text}", chars[at]));
    }
    Ok(pattern)
}

fn sequence(chars: &[char], at: &mut usize, g: &mut Grammar) -> Result<Vec<Element>, String> {
    let mut out = Vec::new();
    // Whether something stands directly before, so that the next element must touch it.
    let mut touching = false;
    while *at < chars.len() && !matches!(chars[*at], ')' | ']' | '|') {
        let c = chars[*at];
        if c.is_whitespace() {
            *at += 1;
            touching = false;
            continue;
        }
        let glue = std::mem::replace(&mut touching, true);
        let mut plain = |element: Element| {
            if glue {
                out.push(Element::Glue);
            }
            out.push(element);
        };
        match c {
            '(' | '[' => {
                *at += 1;
                let mut choices = vec![sequence(chars, at, g)?];
                while chars.get(*at) == Some(&'|') {
                    *at += 1;
                    choices.push(sequence(chars, at, g)?);
                }
                let close = if c == '(' { ')' } else { ']' };
                if chars.get(*at) != Some(&close) {
                    return Err(format!("missing {close}"));
                }
                *at += 1;
                if glue {
                    choices.iter_mut().for_each(|c| c.insert(0, Element::Glue));
                }
                if close == ']' {
                    choices.push(Vec::new());
                }
                out.push(Element::Choice(choices));
            }
            '{' => {
                let name = until(chars, at, '}')?;
                plain(Element::Class(g.class(&name).ok_or_else(|| format!("no class {name}"))?));
            }
            '<' => {
                let name = until(chars, at, '>')?;
                let form = FORMS.iter().find(|(n, _)| *n == name).ok_or_else(|| format!("no form {name}"))?;
                plain(Element::Number(form.1));
            }
            '&' => {
                let name = word(chars, at);
                let definition = g.definition(&name).ok_or_else(|| format!("no definition {name}"))?.clone();
                if glue {
                    out.push(Element::Glue);
                }
                out.extend(definition);
            }
            ':' if chars.get(*at + 1).is_some_and(|c| c.is_alphabetic()) => {
                let pair = word(chars, at);
                let (slot, value) = slot_of(&pair).ok_or_else(|| format!("not SLOT=NUMBER: {pair}"))?;
                out.push(Element::Put(slot, value));
            }
            '~' => {
                *at += 1;
                out.push(Element::Glue);
                touching = false;
            }
            '/' if chars.get(*at + 1) == Some(&'/') => {
                *at += 2;
                out.push(Element::Split);
                touching = false;
            }
            _ => {
                // A backslash takes the mark behind it as it is.
                *at += usize::from(c == '\\' && *at + 1 < chars.len());
                let start = *at;
                *at += 1;
                let more = |at: usize, same: fn(char) -> bool| chars.get(at).is_some_and(|c| same(*c));
                for same in [char::is_alphabetic, |c: char| c.is_ascii_digit()] {
                    while same(c) && more(*at, same) {
                        *at += 1;
                    }
                }
                let text: String = chars[start..*at].iter().collect();
                if let Ok(number) = text.parse() {
                    plain(Element::Number(Form::Exactly(number)));
                    continue;
                }
                for (id, _) in literal(&text, &mut g.vocabulary) {
                    plain(Element::Literal(id));
                }
            }
        }
    }
    Ok(out)
}

/// The text between the mark at `at` and `close`.
fn until(chars: &[char], at: &mut usize, close: char) -> Result<String, String> {
    let start = *at + 1;
    let length = chars[start..].iter().position(|c| *c == close).ok_or_else(|| format!("missing {close}"))?;
    *at = start + length + 1;
    Ok(chars[start..start + length].iter().collect())
}

/// The word after the mark at `at`.
fn word(chars: &[char], at: &mut usize) -> String {
    let start = *at + 1;
    let length = chars[start..].iter().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '=' | '_')).count();
    *at = start + length;
    chars[start..start + length].iter().collect()
}

/// Which tokens can stand at one place of a pattern.
#[derive(Default)]
pub(crate) struct Tokens {
    /// A bit for each word of the vocabulary; bit 0 is a word that no rule knows.
    words: Vec<u64>,
    digits: bool,
    anything: bool,
}

impl Tokens {
    fn add(&mut self, id: u32) {
        let at = id as usize / 64;
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        self.words[at] |= 1 << (id % 64);
    }

    /// Whether a word or mark with this id is among them.
    pub fn word(&self, id: u32) -> bool {
        self.anything || self.words.get(id as usize / 64).is_some_and(|w| w >> (id % 64) & 1 == 1)
    }

    /// Whether digits are among them.
    pub fn digits(&self) -> bool {
        self.anything || self.digits
    }
}

/// What the first two tokens of a match can be: most rules are ruled out by them.
#[derive(Default)]
pub(crate) struct Heads {
    pub first: Tokens,
    pub second: Tokens,
    /// A match can be one token long.
    pub single: bool,
}

/// What `pattern` can start with.
pub(crate) fn heads(pattern: &[Element], g: &Grammar) -> Heads {
    let mut out = Heads::default();
    lead(&[pattern], g, false, &mut out);
    out
}

/// Follows the sequences in `rest`, the innermost last, until two tokens are taken; `one`: the first is.
fn lead(rest: &[&[Element]], g: &Grammar, one: bool, out: &mut Heads) {
    let Some((sequence, outer)) = rest.split_last() else {
        out.single |= one;
        return;
    };
    let Some((element, behind)) = sequence.split_first() else { return lead(outer, g, one, out) };
    let mut onward = outer.to_vec();
    onward.push(behind);
    let place = |out: &mut Heads, id: u32| if one { out.second.add(id) } else { out.first.add(id) };
    match element {
        Element::Glue | Element::Put(..) | Element::Split => return lead(&onward, g, one, out),
        Element::Choice(choices) => {
            for choice in choices {
                onward.push(choice);
                lead(&onward, g, one, out);
                onward.pop();
            }
            return;
        }
        Element::Literal(id) => place(out, *id),
        Element::Class(class) => {
            let mut short = false;
            for entry in g.entries.iter().filter(|e| e.class == *class) {
                place(out, entry.words[0].0);
                match entry.words.get(1) {
                    Some((second, _)) if !one => out.second.add(*second),
                    _ => short = true,
                }
            }
            if !short {
                return;
            }
        }
        Element::Number(form) => {
            let k = &g.known;
            let classes: &[u32] = match form {
                Form::Count | Form::Count2 => &[k.ones, k.teens, k.tens, k.scale, k.some, k.fraction],
                Form::Ordinal | Form::DayOrdinal | Form::Century | Form::OrdinalQuarter => &[k.ordinal, k.tens],
                Form::WordYear => &[k.teens, k.tens, k.ones, k.opener],
                Form::Lower | Form::Plural | Form::Capital => {
                    if one { &mut out.second } else { &mut out.first }.anything = true;
                    &[]
                }
                _ => &[],
            };
            for entry in g.entries.iter().filter(|e| classes.contains(&e.class)) {
                place(out, entry.words[0].0);
            }
            if one { &mut out.second } else { &mut out.first }.digits |= *form != Form::WordYear;
            // Numbers of several words are followed no further.
            out.second.anything |= !one && (!classes.is_empty());
        }
    }
    if !one {
        lead(&onward, g, true, out);
    }
}
