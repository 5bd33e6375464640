//! Parts of speech: a greedy linear tagger from left to right.

use crate::features::{Caps, Case, Word, mix};
use crate::weights::Weights;
use model::Pos;

/// The tagger.
pub struct Tagger {
    weights: Weights<'static>,
    tags: Vec<(Pos, &'static str)>,
}

impl Tagger {
    /// Opens a packed model, whose labels read `NOUN NN`.
    pub fn open(bytes: &'static [u8]) -> Option<Tagger> {
        let weights = Weights::open(bytes)?;
        let tags = weights.labels().map(|l| l.split_once(' ').map_or((Pos::X, ""), |(u, x)| (pos(u), x))).collect();
        Some(Tagger { weights, tags })
    }

    /// Tags of the words of one sentence.
    pub fn tag(&self, words: &[Word], case: Case, out: &mut Vec<(Pos, &'static str)>) {
        let (mut before, mut before2) = (START, START);
        let mut scores = vec![0i32; self.tags.len()];
        let mut found = Vec::with_capacity(64);
        for i in 0..words.len() {
            scores.fill(0);
            found.clear();
            features(words, i, case, |f| found.push(f));
            history(words, i, before, before2, |f| found.push(f));
            self.weights.add(&found, &mut scores);
            let best = (0..scores.len()).rev().max_by_key(|&l| scores[l]).unwrap_or(0);
            (before2, before) = (before, best as u64);
            out.push(self.tags.get(best).copied().unwrap_or((Pos::X, "")));
        }
    }
}

/// The label before the first word.
pub const START: u64 = 255;

const EDGE: Word =
    Word { form: 1, low: 1, shape: 1, prefix: [1; 4], suffix: [1; 4], cluster: 1, path: (0, 0), caps: Caps::None, flags: 0 };

/// The word `by` places from `i`, or the edge of the sentence.
pub(crate) fn at(words: &[Word], i: usize, by: isize) -> &Word {
    i.checked_add_signed(by).and_then(|n| words.get(n)).unwrap_or(&EDGE)
}

/// The features of word `i` that do not depend on earlier decisions.
pub fn features(words: &[Word], i: usize, case: Case, mut give: impl FnMut(u64)) {
    let (w, a, b) = (at(words, i, 0), at(words, i, -1), at(words, i, 1));
    let (a2, b2) = (at(words, i, -2), at(words, i, 2));
    let look = (w.caps as u64) << 4 | u64::from(i == 0) << 3 | case as u64;
    let mut t = 100;
    let mut one = |x: u64, y: u64| {
        t += 1;
        give(mix(t, x, y));
    };
    one(w.form, 0);
    one(w.low, 0);
    one(w.shape, look);
    one(look, u64::from(w.flags));
    for n in 0..4 {
        one(w.suffix[n], 0);
    }
    for n in 1..4 {
        one(w.prefix[n], 0);
    }
    one(w.suffix[2], look);
    one(a.low, 0);
    one(b.low, 0);
    one(a2.low, 0);
    one(b2.low, 0);
    one(a.low, w.low);
    one(w.low, b.low);
    one(a.low, b.low);
    one(b.suffix[2], b.caps as u64);
    one(a.suffix[2], a.caps as u64);
    one(b.suffix[1], w.suffix[2]);
    one(u64::from(w.cluster), look);
    one(u64::from(a.cluster), 0);
    one(u64::from(b.cluster), 0);
    one(u64::from(b.cluster), w.suffix[2]);
    one(b.shape, w.caps as u64);
    one(u64::from(short(w, 6)), 0);
    one(u64::from(short(b, 8)), u64::from(short(w, 8)));
}

/// The first `n` bits of a word's cluster path, with a mark for their number.
pub(crate) fn short(w: &Word, n: u8) -> u32 {
    let n = n.min(w.path.1);
    w.path.0 & ((1 << n) - 1) | 1 << n
}

/// The features of word `i` that look at the labels of the two words before.
pub fn history(words: &[Word], i: usize, before: u64, before2: u64, mut give: impl FnMut(u64)) {
    let (w, b) = (at(words, i, 0), at(words, i, 1));
    give(mix(1, before, 0));
    give(mix(2, before, before2 + 1));
    give(mix(3, before, w.low));
    give(mix(4, before, b.low));
    give(mix(5, before, w.suffix[2]));
    give(mix(6, before, u64::from(w.cluster)));
    give(mix(7, before << 8 | before2, w.suffix[1]));
    give(mix(8, before2, w.low));
}

/// A universal tag by its name.
pub fn pos(name: &str) -> Pos {
    match name {
        "ADJ" => Pos::Adj,
        "ADP" => Pos::Adp,
        "ADV" => Pos::Adv,
        "AUX" => Pos::Aux,
        "CCONJ" => Pos::Cconj,
        "DET" => Pos::Det,
        "INTJ" => Pos::Intj,
        "NOUN" => Pos::Noun,
        "NUM" => Pos::Num,
        "PART" => Pos::Part,
        "PRON" => Pos::Pron,
        "PROPN" => Pos::Propn,
        "PUNCT" => Pos::Punct,
        "SCONJ" => Pos::Sconj,
        "SYM" => Pos::Sym,
        "VERB" => Pos::Verb,
        _ => Pos::X,
    }
}
