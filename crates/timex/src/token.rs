//! Cuts text into the words, numbers and marks that rules are written in.

use crate::grammar::Vocabulary;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Word,
    Digits,
    Mark,
}

/// One word, run of digits, or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    /// Id in the language's vocabulary; 0 for a word that no rule knows.
    pub id: u32,
    pub shape: Shape,
    /// No white space before it.
    pub glued: bool,
    /// First of a paragraph: no expression and no sentence reaches over this border.
    pub opens: bool,
    /// Starts with a capital letter.
    pub capital: bool,
    /// The number, of at most nine digits; -1 for longer ones.
    pub number: i64,
}

impl Token {
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// Typographic variants count as the plain mark.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        c => c,
    }
}

/// Cuts `text`; `borders` are byte offsets, ascending, at which a block starts.
pub(crate) fn tokens(text: &str, borders: &[u32], vocabulary: &Vocabulary) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut lower = String::new();
    let mut borders = borders.iter().copied().peekable();
    let (mut glued, mut newlines, mut opens) = (false, 0, true);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        while borders.next_if(|b| *b as usize <= start).is_some() {
            opens = true;
        }
        if c.is_whitespace() {
            glued = false;
            newlines += usize::from(c == '\n');
            opens |= newlines > 1;
            continue;
        }
        newlines = 0;
        let mut end = start + c.len_utf8();
        let border = borders.peek().map_or(usize::MAX, |b| *b as usize);
        let mut token = Token {
            start: start as u32,
            end: 0,
            id: 0,
            shape: Shape::Mark,
            glued,
            opens,
            capital: c.is_uppercase(),
            number: -1,
        };
        lower.clear();
        if c.is_ascii_digit() {
            token.shape = Shape::Digits;
            while let Some((at, d)) = chars.next_if(|(at, d)| d.is_ascii_digit() && *at < border) {
                end = at + d.len_utf8();
            }
            if end - start <= 9 {
                token.number = text[start..end].parse().unwrap_or(-1);
            }
        } else if c.is_alphabetic() {
            token.shape = Shape::Word;
            lower.extend(c.to_lowercase());
            while let Some((at, d)) = chars.next_if(|(at, d)| d.is_alphabetic() && *at < border) {
                end = at + d.len_utf8();
                // Longer words stand in no rule; the cap bounds what a hostile text can make us copy.
                if lower.len() < 64 {
                    lower.extend(d.to_lowercase());
                }
            }
            token.id = vocabulary.id(&lower);
            if token.id == 0 && token.capital {
                token.id = vocabulary.bare(&lower);
            }
        } else {
            lower.push(plain(c));
            token.id = vocabulary.id(&lower);
        }
        token.end = end as u32;
        out.push(token);
        (glued, opens) = (true, false);
    }
    out
}
