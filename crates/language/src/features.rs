//! What the models see of a word: hashes of its letters, its shape, its cluster. Computed once a word, without copies.

use crate::lists;

/// One word as the models see it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the word as written (in caseless text: in small letters).
    pub form: u64,
    /// Hash of the word in small letters.
    pub low: u64,
    /// Where case says nothing: hash of the word with a capital; else 0.
    pub title: u64,
    /// Hash of its shape ("Xxx", "d,d").
    pub shape: u64,
    /// Hashes of its first 1 to 4 letters, small.
    pub prefix: [u64; 4],
    /// Hashes of its last 1 to 4 letters, small.
    pub suffix: [u64; 4],
    /// Brown cluster, 0 for unknown.
    pub cluster: u16,
    /// Bits of the path to the cluster, for coarser ones.
    pub path: (u32, u8),
    /// How capitals stand in it.
    pub caps: Caps,
    /// Bits: in the list of people's names (1), digits (2), any letter (4).
    pub flags: u8,
}

/// How capitals stand in a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Caps {
    /// None, or unknown in caseless text.
    #[default]
    None,
    /// The first letter only.
    First,
    /// All of two or more letters.
    All,
    /// One capital alone, with or without a dot.
    Single,
    /// Some other way ("iPhone").
    Mixed,
}

/// How capitals are used around a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// As in running text.
    #[default]
    Mixed,
    /// Most words are capitalised, as in some headlines.
    Title,
    /// Only capitals, or none: case says nothing.
    None,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of the letter hash.
#[inline]
fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Hash of letters.
pub fn letters(chars: impl Iterator<Item = char>) -> u64 {
    finish(chars.fold(SEED, step))
}

#[inline]
fn finish(mut x: u64) -> u64 {
    x ^= x >> 32;
    x = x.wrapping_mul(0xd6e8_feb8_6659_fd93);
    x ^ (x >> 32)
}

/// One feature: the number of its template and up to two values.
#[inline]
pub fn mix(template: u64, a: u64, b: u64) -> u64 {
    let x = a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.rotate_left(31).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    finish(finish(x ^ template.wrapping_mul(0x1656_67b1_9e37_79f9)))
}

#[inline]
fn small(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { fold(c).to_lowercase().next().unwrap_or(c) }
}

/// Typographic variants of one mark are one to the models.
fn fold(c: char) -> char {
    match c {
        '’' | '‘' | '´' | '`' => '\'',
        '“' | '”' | '«' | '»' | '„' => '"',
        '—' | '―' | '\u{2212}' => '–',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    }
}

impl Word {
    /// Looks at a word.
    pub fn new(form: &str, case: Case) -> Word {
        let mut word = Word::default();
        let (mut low, mut kept, mut shape) = (SEED, SEED, SEED);
        let (mut upper, mut lower, mut digits, mut count) = (0u32, 0u32, false, 0usize);
        let mut first_upper = false;
        let mut last_shape = ' ';
        for c in form.chars() {
            let s = small(c);
            if c.is_uppercase() {
                upper += 1;
                first_upper |= upper + lower == 1;
            } else if c.is_alphabetic() {
                lower += 1;
            }
            digits |= c.is_ascii_digit();
            low = step(low, s);
            kept = step(kept, if case == Case::None { s } else { fold(c) });
            if count < 4 {
                word.prefix[count] = finish(low);
            }
            count += 1;
            let kind = match c {
                _ if c.is_uppercase() && case != Case::None => 'X',
                _ if c.is_alphabetic() => 'x',
                _ if c.is_ascii_digit() => 'd',
                _ => fold(c),
            };
            if kind != last_shape {
                shape = step(shape, kind);
            }
            last_shape = kind;
        }
        let mut tail = SEED;
        for (n, c) in form.chars().rev().take(4).enumerate() {
            tail = step(tail, small(c));
            word.suffix[n] = finish(tail);
        }
        word.low = finish(low);
        word.form = finish(kept);
        word.shape = mix(1, shape, count.min(4) as u64);
        word.caps = match (case, upper, lower) {
            (Case::None, ..) | (_, 0, _) => Caps::None,
            (_, 1, 0) => Caps::Single,
            (_, _, 0) => Caps::All,
            (_, 1, _) if first_upper => Caps::First,
            _ => Caps::Mixed,
        };
        if case == Case::None {
            let mut chars = form.chars();
            let first = chars.next().unwrap_or(' ').to_uppercase();
            word.title = letters(first.chain(chars.flat_map(char::to_lowercase)));
        }
        word.cluster = lists::cluster(&word);
        word.path = lists::path(word.cluster);
        let any = upper + lower > 0;
        word.flags = u8::from(any && lists::is_person(word.low)) | u8::from(digits) << 1 | u8::from(any) << 2;
        word
    }
}

/// How capitals are used in a sentence of these words. `caseless` is what the whole text says.
pub fn case_of<'a>(words: impl Iterator<Item = &'a str>, caseless: bool) -> Case {
    let (mut upper, mut lower, mut long, mut capital, mut count) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for word in words {
        let up = word.chars().filter(|c| c.is_uppercase()).count();
        upper += up;
        lower += word.chars().filter(|c| c.is_lowercase()).count();
        if word.len() > 3 && word.chars().next().is_some_and(char::is_alphabetic) {
            long += 1;
            capital += usize::from(up > 0);
        }
        count += usize::from(up > 0 || word.chars().any(char::is_alphabetic));
    }
    if caseless || (count > 2 && lower * 10 < upper) {
        Case::None
    } else if long > 3 && capital * 10 >= long * 8 {
        Case::Title
    } else {
        Case::Mixed
    }
}
