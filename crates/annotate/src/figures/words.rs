//! The words of an article in lower case, made once, and which of them times and people's names cover.

use model::{Chain, Name, NameKind, Pos, Syntax, TextRange, Time, TimeKind, TimePrecision, Token};
use std::ops::Range;

/// Every token of an article in lower case, in one buffer; curly apostrophes are straight ones here.
#[derive(Debug, Default)]
pub(crate) struct Lowered {
    buffer: String,
    ends: Vec<u32>,
}

impl Lowered {
    /// Lowers all tokens.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut out = Lowered { buffer: String::with_capacity(text.len()), ends: Vec::with_capacity(tokens.len()) };
        for t in tokens {
            for c in t.form(text).chars() {
                match c {
                    '’' => out.buffer.push('\''),
                    c if c.is_ascii() => out.buffer.push(c.to_ascii_lowercase()),
                    c => out.buffer.extend(c.to_lowercase()),
                }
            }
            out.ends.push(out.buffer.len() as u32);
        }
        out
    }

    /// Token `i`; "" outside.
    pub fn get(&self, i: usize) -> &str {
        let Some(&end) = self.ends.get(i) else { return "" };
        let start = i.checked_sub(1).map_or(0, |j| self.ends[j]);
        &self.buffer[start as usize..end as usize]
    }
}

/// The words of an article with what is known of each.
pub struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lower: Lowered,
    timed: Vec<bool>,
    /// Tokens of times that are months, years or longer: what is told of them is seldom news.
    past: Vec<bool>,
    /// For the first token of a person's name: one past its last token; else 0.
    person: Vec<u32>,
    /// For tokens of people's names: one past the number of the name.
    named: Vec<u32>,
    /// The last word of each name's fullest form, lower case; "" for other names.
    surnames: Vec<String>,
    /// The main words of chains: first and last byte, and which chain.
    heads: Vec<(u32, u32, u32)>,
}

/// "over the past four weeks", seen with the words before it: days of such a stretch are no day of the news.
fn stretch(t: &Time, before: &str) -> bool {
    let weeks = t.kind == TimeKind::Duration && t.value.ends_with(['W', 'M', 'Y']) && !t.value.starts_with("PT");
    let back = |text: &str| text.split(' ').any(|w| matches!(w, "past" | "last" | "previous" | "recent"));
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    weeks && (back(&t.text) || back(last))
}

impl<'a> Words<'a> {
    /// Reads an article.
    pub fn new(text: &'a str, syntax: &'a Syntax, names: &[Name], times: &[Time], chains: &[Chain]) -> Self {
        let tokens = syntax.tokens.as_slice();
        let (mut timed, mut past) = (vec![false; tokens.len()], vec![false; tokens.len()]);
        for t in times {
            let from = syntax.token_at(t.range.start);
            let long = t.kind == TimeKind::Date && (TimePrecision::Month..TimePrecision::Vague).contains(&t.precision)
                || stretch(t, &text[..t.range.start as usize]);
            for (i, token) in tokens.iter().enumerate().skip(from).take_while(|(_, k)| k.range.start < t.range.end) {
                timed[i] |= token.range.overlaps(t.range);
                past[i] |= timed[i] && long;
            }
        }
        let (mut person, mut named) = (vec![0; tokens.len()], vec![0; tokens.len()]);
        let mut surnames = vec![String::new(); names.len()];
        // "Jr." behind a comma is nobody beside the one it follows.
        let addition = |w: &str| matches!(w.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV");
        // "Cyclone Freddy", "Hurricane Ida": nobody.
        let storm = |w: &str| {
            let w = w.to_lowercase();
            matches!(w.as_str(), "cyclone" | "hurricane" | "typhoon" | "storm" | "superstorm" | "depression" | "blizzard")
        };
        let storm = |n: &Name| {
            let before = text[..n.range.start as usize].trim_end().rsplit(' ').next().unwrap_or_default();
            storm(before) || n.text.split(' ').next().is_some_and(storm)
        };
        let someone = |n: &Name| n.kind == NameKind::Person && !n.text.split(' ').all(addition) && !storm(n);
        for (number, n) in names.iter().enumerate().filter(|(_, n)| someone(n)) {
            let full = n.same_as.and_then(|f| names.get(f as usize)).unwrap_or(n);
            surnames[number] = full.text.rsplit(' ').find(|w| !addition(w)).unwrap_or("").trim_end_matches(',').to_lowercase();
            let first = syntax.token_at(n.range.start);
            let end = first + tokens[first.min(tokens.len())..].iter().take_while(|t| t.range.start < n.range.end).count();
            if first < end {
                person[first] = end as u32;
                named[first..end].fill(number as u32 + 1);
            }
        }
        let of_chain =
            |(n, c): (usize, &Chain)| c.mentions.iter().map(move |m| (m.head.start, m.head.end, n as u32)).collect::<Vec<_>>();
        let mut heads: Vec<(u32, u32, u32)> = chains.iter().enumerate().flat_map(of_chain).collect();
        heads.sort_unstable();
        Words { text, tokens, lower: Lowered::new(text, tokens), timed, past, person, named, surnames, heads }
    }

    /// The sentence that `range` of tokens makes.
    pub fn sentence(&'a self, range: Range<usize>) -> Sentence<'a> {
        Sentence { words: self, from: range.start, to: range.end }
    }
}

/// One sentence. Token indexes count from its start.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    words: &'a Words<'a>,
    from: usize,
    to: usize,
}

impl<'a> Sentence<'a> {
    /// How many tokens.
    pub fn len(&self) -> usize {
        self.to - self.from
    }

    /// True for a line without a full stop, as headlines are.
    pub fn is_headline(&self) -> bool {
        self.len().checked_sub(1).is_some_and(|i| !matches!(self.form(i), "." | "!" | "?" | "…" | "”" | "\"" | ")" | ":"))
    }

    fn token(&self, i: usize) -> Option<&'a Token> {
        (i < self.len()).then(|| &self.words.tokens[self.from + i])
    }

    /// Token `i` in lower case; "" outside.
    pub fn lower(&self, i: usize) -> &'a str {
        if i < self.len() { self.words.lower.get(self.from + i) } else { "" }
    }

    /// Token `i` as written; "" outside.
    pub fn form(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.form(self.words.text))
    }

    /// The part of speech of token `i`.
    pub fn pos(&self, i: usize) -> Option<Pos> {
        self.token(i).map(|t| t.pos)
    }

    /// The Penn tag of token `i`; "" outside.
    pub fn tag(&self, i: usize) -> &'static str {
        self.token(i).map_or("", |t| t.tag)
    }

    /// The number of token `i` in the article.
    pub fn absolute(&self, i: usize) -> usize {
        self.from + i
    }

    /// The token of this sentence that token `i` hangs from.
    pub fn parent(&self, i: usize) -> Option<usize> {
        let head = self.token(i)?.head? as usize;
        (self.from..self.to).contains(&head).then(|| head - self.from)
    }

    /// How token `i` hangs from its parent; "" outside and where there is no parser.
    pub fn relation(&self, i: usize) -> &'static str {
        self.token(i).map_or("", |t| t.relation)
    }

    /// The chain whose mention has token `i` for its main word.
    pub fn chain(&self, i: usize) -> Option<u32> {
        let range = self.token(i)?.range;
        let after = self.words.heads.partition_point(|(start, ..)| *start <= range.start);
        let (_, end, chain) = self.words.heads.get(after.checked_sub(1)?)?;
        (range.start < *end).then_some(*chain)
    }

    /// True where a token of `start..end` belongs to a time expression.
    pub fn timed(&self, start: usize, end: usize) -> bool {
        self.words.timed[self.from + start..(self.from + end).min(self.to)].contains(&true)
    }

    /// True where the sentence tells of a month, a year or more.
    pub fn past(&self) -> bool {
        self.words.past[self.from..self.to].contains(&true)
    }

    /// One past the last token of the person's name that begins at token `i`.
    pub fn person(&self, i: usize) -> Option<usize> {
        let end = *self.words.person.get(self.from + i).filter(|_| i < self.len())? as usize;
        (end > 0).then(|| end.min(self.to) - self.from)
    }

    /// The last word of the fullest form of the person's name at token `i`, lower case.
    pub fn surname(&self, i: usize) -> Option<&'a str> {
        let n = *self.words.named.get(self.from + i)?;
        Some(self.words.surnames[(n as usize).checked_sub(1)?].as_str())
    }

    /// The text range of tokens `start..end`.
    pub fn range(&self, start: usize, end: usize) -> TextRange {
        let last = self.from + end.max(start + 1) - 1;
        TextRange { start: self.words.tokens[self.from + start].range.start, end: self.words.tokens[last].range.end }
    }

    /// The words of a range.
    pub fn cut(&self, range: TextRange) -> String {
        range.of(self.words.text).to_string()
    }
}
