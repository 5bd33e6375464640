//! Finds names: a linear sequence model over whole sentences, twice over the article, so that a name said plainly once
//! is known the other times.

use crate::features::{Caps, Case, Word, mix};
use crate::lists;
use crate::tagger::{at, short};
use crate::weights::Weights;
use model::{NameKind, Pos};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The kinds in the order of the labels: label 0 is none, then beginning and inside of each kind.
pub const KINDS: [NameKind; 9] = [
    NameKind::Person,
    NameKind::Organization,
    NameKind::Place,
    NameKind::Facility,
    NameKind::Nationality,
    NameKind::Product,
    NameKind::Event,
    NameKind::Law,
    NameKind::Other,
];

/// Number of labels.
pub const LABELS: usize = 1 + 2 * KINDS.len();

/// A score that rules a label out.
const NEVER: i32 = i32::MIN / 4;

/// Scores of the labels of one word.
pub type Scores = [i32; LABELS];

/// The scores of a word that is surely part of no name.
pub const CLOSED: Scores = {
    let mut scores = [NEVER / 16; LABELS];
    scores[0] = 0;
    scores
};

/// An article as the finder sees it.
pub struct Document {
    /// The words.
    pub words: Vec<Word>,
    /// Their parts of speech.
    pub pos: Vec<Pos>,
    /// The sentences.
    pub sentences: Vec<Range<usize>>,
    /// How capitals are used in each sentence.
    pub cases: Vec<Case>,
    /// How often each word stands small, and capitalised inside a sentence.
    seen: FxHashMap<u64, [u8; 2]>,
    /// Whether a word is a place's name (1), begins (2) or continues (3) one of several words.
    place: Vec<u8>,
    /// Words that may be part of a name: where case counts, those with a capital no more than two words off.
    near: Vec<bool>,
}

impl Document {
    /// Gathers what the features need.
    pub fn new(words: Vec<Word>, pos: Vec<Pos>, sentences: Vec<Range<usize>>, cases: Vec<Case>) -> Document {
        let mut seen: FxHashMap<u64, [u8; 2]> = FxHashMap::default();
        for (range, _) in sentences.iter().zip(&cases).filter(|(_, c)| **c == Case::Mixed) {
            for i in range.clone() {
                let word = &words[i];
                if word.flags & 4 == 0 || (word.caps != Caps::None && i == range.start) {
                    continue;
                }
                let counts = seen.entry(word.low).or_default();
                let side = &mut counts[usize::from(word.caps != Caps::None)];
                *side = side.saturating_add(1);
            }
        }
        let mut place = vec![0; words.len()];
        for (range, case) in sentences.iter().zip(&cases) {
            let mut i = range.start;
            while i < range.end {
                let long =
                    if words[i].caps != Caps::None || *case == Case::None { longest_place(&words[i..range.end]) } else { 0 };
                if long > 0 {
                    place[i] = if long == 1 { 1 } else { 2 };
                    place[i + 1..i + long].fill(3);
                }
                i += long.max(1);
            }
        }
        let mut near = vec![false; words.len()];
        for (range, case) in sentences.iter().zip(&cases) {
            for i in range.clone() {
                if *case == Case::None || words[i].caps != Caps::None {
                    near[i.saturating_sub(2).max(range.start)..(i + 3).min(range.end)].fill(true);
                }
            }
        }
        Document { words, pos, sentences, cases, seen, place, near }
    }

    /// False for a word that is surely part of no name: no need to look closer.
    pub fn is_open(&self, i: usize) -> bool {
        self.near[i]
    }

    /// None, some or many occurrences of each sort.
    fn seen(&self, word: &Word) -> u64 {
        let [small, capital] = self.seen.get(&word.low).copied().unwrap_or_default();
        u64::from(small.min(2)) * 3 + u64::from(capital.min(2))
    }
}

/// Number of words of the longest name of a place at the start of `words`.
fn longest_place(words: &[Word]) -> usize {
    let mut found = 0;
    let mut hash = 0;
    for (n, word) in words.iter().take(5).enumerate() {
        hash = if n == 0 { word.low } else { lists::join(hash, word.low) };
        if word.flags & 4 != 0 && lists::is_place(hash) {
            found = n + 1;
        }
    }
    found
}

/// What the first pass said about each word form of the article.
#[derive(Default)]
pub struct Votes(FxHashMap<u64, [u16; LABELS]>);

impl Votes {
    /// Counts the labels of all words.
    pub fn count(document: &Document, labels: &[u8]) -> Votes {
        let mut votes: FxHashMap<u64, [u16; LABELS]> = FxHashMap::default();
        for (word, &label) in document.words.iter().zip(labels) {
            if word.flags & 4 != 0 {
                let cell = &mut votes.entry(word.low).or_insert([0; LABELS])[usize::from(label)];
                *cell = cell.saturating_add(1);
            }
        }
        Votes(votes)
    }

    /// The label most often given to the word among the named ones, and how clearly.
    fn of(&self, word: &Word) -> (u64, u64) {
        let Some(counts) = self.0.get(&word.low) else { return (0, 0) };
        let total: u32 = counts.iter().map(|&n| u32::from(n)).sum();
        let best = (1..LABELS).max_by_key(|&l| (counts[l], LABELS - l)).unwrap_or(0);
        if counts[best] == 0 {
            return (0, u64::from(total.min(3)));
        }
        let share = u32::from(counts[best]) * 4 / total.max(1);
        (best as u64, u64::from(share) << 2 | u64::from(total.min(3)))
    }
}

/// The features of one word. `give` is called with each.
pub fn features(d: &Document, s: usize, i: usize, mut give: impl FnMut(u64)) {
    let range = &d.sentences[s];
    let words = &d.words[range.clone()];
    let case = d.cases[s] as u64;
    let i = i - range.start;
    let pos = |by: isize| i.checked_add_signed(by).and_then(|n| d.pos[range.clone()].get(n)).map_or(20, |p| *p as u64);
    let (w, a, b) = (at(words, i, 0), at(words, i, -1), at(words, i, 1));
    let (a2, b2) = (at(words, i, -2), at(words, i, 2));
    let look = (w.caps as u64) << 4 | u64::from(i == 0) << 3 | case;
    let caps = (a.caps as u64) << 12 | (w.caps as u64) << 8 | (b.caps as u64) << 4 | u64::from(i == 0) << 2 | case;
    let mut t = 200;
    let mut one = |x: u64, y: u64| {
        t += 1;
        give(mix(t, x, y));
    };
    one(w.form, case);
    one(w.low, 0);
    one(w.low, look);
    one(w.shape, look);
    one(caps, 0);
    one((a2.caps as u64) << 16 | caps, (b2.caps as u64) << 3 | pos(0) << 8);
    for n in 1..4 {
        one(w.suffix[n], look);
        one(w.prefix[n], look);
    }
    one(a.low, w.caps as u64);
    one(b.low, w.caps as u64);
    one(a2.low, w.caps as u64);
    one(b2.low, w.caps as u64);
    one(a.low, w.low);
    one(w.low, b.low);
    one(a2.low, a.low);
    one(b.low, b2.low);
    one(a.suffix[2], w.suffix[2]);
    one(b.suffix[2], w.suffix[2]);
    one(a.shape, w.shape);
    one(b.shape, w.shape);
    one(pos(0), look);
    one(pos(-1), pos(0) << 8 | look);
    one(pos(1), pos(0) << 8 | look);
    one(pos(-1) << 8 | pos(1), pos(-2) << 8 | pos(2));
    one(u64::from(w.cluster), look);
    one(u64::from(a.cluster), w.caps as u64);
    one(u64::from(b.cluster), w.caps as u64);
    one(u64::from(a2.cluster), w.caps as u64);
    one(u64::from(b2.cluster), w.caps as u64);
    one(u64::from(short(w, 5)), look);
    one(u64::from(short(w, 8)), look);
    one(u64::from(short(w, 11)), look);
    one(u64::from(short(a, 8)), u64::from(short(w, 8)));
    one(u64::from(short(b, 8)), u64::from(short(w, 8)));
    one(u64::from(short(a, 8)), u64::from(short(b, 8)) << 8 | w.caps as u64);
    let people = u64::from(a.flags & 1) << 2 | u64::from(w.flags & 1) << 1 | u64::from(b.flags & 1);
    one(people, caps);
    one(people, pos(0) << 8 | pos(1));
    one(d.seen(w), look);
    one(d.seen(b) << 8 | b.caps as u64, look);
    one(d.seen(a) << 8 | a.caps as u64, look);
    // The run of proper nouns around the word: what it begins and ends with, what stands before and after.
    let named = |n: usize| d.pos[range.start + n] == Pos::Propn || words[n].caps != Caps::None && n > 0;
    if named(i) {
        let reach = 6;
        let from = (0..=i).rev().take(reach).take_while(|&n| named(n)).last().unwrap_or(i);
        let to = (i..words.len()).take(reach).take_while(|&n| named(n)).last().unwrap_or(i);
        let spot = (i - from).min(3) as u64 * 4 + (to - i).min(3) as u64;
        one(words[to].low, spot);
        one(words[from].low, spot);
        one(at(words, from, -1).low, spot);
        one(at(words, to, 1).low, spot);
        one(u64::from(at(words, from, -1).cluster), u64::from(at(words, to, 1).cluster));
        one(u64::from(words[to].cluster), u64::from(i == to));
        one(u64::from(words[from].cluster), u64::from(i == from));
        one(spot, case);
    }
    let place = |by: isize| i.checked_add_signed(by).and_then(|n| d.place[range.clone()].get(n)).map_or(4, |&p| u64::from(p));
    give(mix(290, place(0), caps));
    give(mix(291, place(0) << 8 | people, u64::from(short(w, 5))));
    give(mix(292, place(-1) << 6 | place(0) << 3 | place(1), people << 8 | look));
    give(mix(293, place(0), a.low));
}

/// The features of one word that rest on the first pass.
pub fn second(d: &Document, s: usize, i: usize, votes: &Votes, mut give: impl FnMut(u64)) {
    let words = &d.words[d.sentences[s].clone()];
    let i = i - d.sentences[s].start;
    let (w, a, b) = (at(words, i, 0), at(words, i, -1), at(words, i, 1));
    if w.flags & 4 == 0 {
        return;
    }
    let ((label, share), (la, _), (lb, _)) = (votes.of(w), votes.of(a), votes.of(b));
    give(mix(301, label, share));
    give(mix(302, label, w.caps as u64 | 16));
    give(mix(303, label, (la << 8) | lb));
    give(mix(304, label << 8 | la, w.caps as u64));
    give(mix(305, label << 8 | lb, w.caps as u64));
    give(mix(306, label, w.low));
}

/// The feature that says which label stood before.
pub fn step(before: usize) -> u64 {
    mix(400, before as u64, 0)
}

/// True if `label` may follow `before`.
pub fn may_follow(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

/// The best labels of one sentence. `allowed` limits them (used in training). Linear.
pub fn viterbi(scores: &[Scores], steps: &[Scores; LABELS], allowed: Option<&[u32]>, out: &mut Vec<u8>) {
    let n = scores.len();
    let from = out.len();
    out.resize(from + n, 0);
    if n == 0 {
        return;
    }
    let open = |i: usize, l: usize| allowed.is_none_or(|a| a[i] >> l & 1 == 1);
    let mut back = vec![[0u8; LABELS]; n];
    let mut best = [NEVER; LABELS];
    for (l, slot) in best.iter_mut().enumerate() {
        if may_follow(0, l) && open(0, l) {
            *slot = scores[0][l] + steps[0][l];
        }
    }
    for i in 1..n {
        let mut next = [NEVER; LABELS];
        for l in 0..LABELS {
            if !open(i, l) {
                continue;
            }
            let (mut top, mut who) = (NEVER, 0);
            for b in 0..LABELS {
                let score = best[b] + steps[b][l];
                if score > top && may_follow(b, l) {
                    (top, who) = (score, b);
                }
            }
            next[l] = (top + scores[i][l]).max(NEVER);
            back[i][l] = who as u8;
        }
        best = next;
    }
    let mut label = (0..LABELS).rev().max_by_key(|&l| best[l]).unwrap_or(0);
    for i in (0..n).rev() {
        out[from + i] = label as u8;
        label = usize::from(back[i][label]);
    }
}

/// The finder.
pub struct Finder {
    weights: Weights<'static>,
    steps: [Scores; LABELS],
}

impl Finder {
    /// Opens a packed model.
    pub fn open(bytes: &'static [u8]) -> Option<Finder> {
        let weights = Weights::open(bytes)?;
        let mut steps = [[0; LABELS]; LABELS];
        for (before, row) in steps.iter_mut().enumerate() {
            weights.add(&[step(before)], row);
        }
        Some(Finder { weights, steps })
    }

    /// The label of each word of the article.
    pub fn label(&self, d: &Document) -> Vec<u8> {
        let mut scores: Vec<Scores> = vec![[0; LABELS]; d.words.len()];
        let mut labels = Vec::with_capacity(d.words.len());
        let mut found = Vec::with_capacity(96);
        for (s, range) in d.sentences.iter().enumerate() {
            for i in range.clone() {
                if d.is_open(i) {
                    found.clear();
                    features(d, s, i, |f| found.push(f));
                    self.weights.add(&found, &mut scores[i]);
                } else {
                    scores[i] = CLOSED;
                }
            }
            viterbi(&scores[range.clone()], &self.steps, None, &mut labels);
        }
        let votes = Votes::count(d, &labels);
        let mut last = Vec::with_capacity(d.words.len());
        for (s, range) in d.sentences.iter().enumerate() {
            for i in range.clone().filter(|&i| d.is_open(i)) {
                found.clear();
                second(d, s, i, &votes, |f| found.push(f));
                self.weights.add(&found, &mut scores[i]);
            }
            viterbi(&scores[range.clone()], &self.steps, None, &mut last);
        }
        last
    }
}

/// Runs of words with one name's labels, and its kind.
pub fn spans(labels: &[u8]) -> Vec<(Range<usize>, NameKind)> {
    let mut spans: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (i, &label) in labels.iter().enumerate().filter(|(_, l)| **l > 0) {
        let kind = KINDS[(usize::from(label) - 1) / 2];
        match spans.last_mut() {
            Some((range, k)) if label % 2 == 0 && range.end == i && *k == kind => range.end = i + 1,
            _ => spans.push((i..i + 1, kind)),
        }
    }
    spans
}
