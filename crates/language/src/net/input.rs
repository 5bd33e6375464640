//! What the network reads of a word: rows of one big table, whose sum is the word's vector.
//!
//! Rows for whole words (learned, for those often seen in training), beginnings and endings, shape, use of capitals,
//! Brown cluster and its coarser ones, lists of people and places, how the word stands elsewhere in the article. Besides,
//! a row for the word's place in a public table of word vectors; those rows stand behind the learned ones.

use super::tensors::Keys;
use crate::document::{Document, bucket};
use crate::features::{Case, Word};

/// Rows of a word in the learned part of the table.
pub const SLOTS: usize = 18;

/// The learned rows of a word.
pub type Rows = [u32; SLOTS];

/// Sizes of the parts of the table that are found by hashing or counting; the part of whole words follows them.
const SIZES: [u32; SLOTS - 1] = [256, 1024, 6144, 10240, 256, 1024, 6144, 8192, 1024, 32, 2048, 64, 512, 2048, 8, 4, 16];

/// Where the part of whole words begins.
pub const FORMS: u32 = {
    let (mut sum, mut i) = (0, 0);
    while i < SIZES.len() {
        sum += SIZES[i];
        i += 1;
    }
    sum
};

/// The learned rows of word `i` of sentence `s`. `forms` numbers the words that have a row of their own, from 1.
pub fn rows(d: &Document, s: usize, i: usize, forms: &Keys) -> Rows {
    let w: &Word = &d.words[i];
    let case = d.cases[s];
    let look = w.caps as u32 + 5 * u32::from(case == Case::Title) + 10 * u32::from(case == Case::None);
    let first = u32::from(i == d.sentences[s].start);
    let path = |n: u8| u64::from(short(w, n));
    let values = [
        bucket(1, w.suffix[0], SIZES[0]),
        bucket(2, w.suffix[1], SIZES[1]),
        bucket(3, w.suffix[2], SIZES[2]),
        bucket(4, w.suffix[3], SIZES[3]),
        bucket(5, w.prefix[0], SIZES[4]),
        bucket(6, w.prefix[1], SIZES[5]),
        bucket(7, w.prefix[2], SIZES[6]),
        bucket(8, w.prefix[3], SIZES[7]),
        bucket(9, w.shape, SIZES[8]),
        look * 2 + first,
        u32::from(w.cluster).min(SIZES[10] - 1),
        path(5) as u32 & (SIZES[11] - 1),
        path(8) as u32 & (SIZES[12] - 1),
        bucket(14, path(12), SIZES[13]),
        u32::from(w.flags & 7),
        d.place(i),
        d.seen(i),
    ];
    let mut rows = [0; SLOTS];
    let mut base = 0;
    for ((row, value), size) in rows.iter_mut().zip(values).zip(SIZES) {
        *row = base + value;
        base += size;
    }
    rows[SLOTS - 1] = FORMS + forms.find(w.low).unwrap_or(0);
    rows
}

/// The first `n` bits of a word's cluster path, with a mark for their number.
fn short(w: &Word, n: u8) -> u32 {
    let n = n.min(w.path.1);
    w.path.0 & ((1 << n) - 1) | 1 << n
}

/// The row of a word in the public table of vectors: as written, else in small letters, else (where case says nothing)
/// capitalised.
pub fn vector(w: &Word, vectors: &Keys) -> Option<u32> {
    vectors.find(w.form).or_else(|| vectors.find(w.low)).or_else(|| (w.title != 0).then(|| vectors.find(w.title))?)
}
