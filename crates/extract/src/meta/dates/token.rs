//! Cuts a line into the pieces that dates are made of: numbers, words, marks.

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Digits of any script; `value` is capped.
    Number {
        /// The number.
        value: u64,
        /// How many digits.
        digits: u8,
    },
    /// Letters.
    Word,
    /// One other character.
    Mark(char),
}

/// One piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// White space stands before it.
    pub spaced: bool,
}

/// The value of a decimal digit, also of the digits of Arabic, Persian, Devanagari, Bengali, Thai and of full width.
fn digit(c: char) -> Option<u64> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{9e6}'..='\u{9ef}' => '\u{9e6}',
        '\u{e50}'..='\u{e59}' => '\u{e50}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(c as u64 - zero as u64)
}

/// Scripts without spaces between words: each character is a piece of its own.
fn alone(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Letters, and the signs inside words of Indic and Thai script.
fn letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}' | '\u{300}'..='\u{36f}')
}

fn space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202f}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// The pieces of `text`, white space left out.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut spaced = true;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if space(c) {
            spaced = true;
            continue;
        }
        let last = found.last_mut().filter(|_| !spaced);
        match (digit(c), last) {
            (Some(d), Some(Token { kind: Kind::Number { value, digits }, end: e, .. })) if *digits < u8::MAX => {
                *value = value.saturating_mul(10).saturating_add(d);
                *digits += 1;
                *e = end;
            }
            (Some(d), _) => found.push(Token { kind: Kind::Number { value: d, digits: 1 }, start, end, spaced }),
            (None, Some(Token { kind: Kind::Word, end: e, start: s, .. }))
                if letter(c) && !alone(c) && !text[*s..].starts_with(alone) =>
            {
                *e = end;
            }
            (None, _) if letter(c) => found.push(Token { kind: Kind::Word, start, end, spaced }),
            (None, _) => found.push(Token { kind: Kind::Mark(c), start, end, spaced }),
        }
        spaced = false;
    }
    found
}
