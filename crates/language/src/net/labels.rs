//! Labels of names: none, then beginning and inside of each kind; the best run of them over a sentence.

use model::NameKind;
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

/// Scores of the labels of one word.
pub type Scores = [f32; LABELS];

/// A score that rules a label out.
pub const NEVER: f32 = -1e4;

/// True if `label` may follow `before`.
pub fn may_follow(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

/// The best labels of one sentence. Linear.
pub fn viterbi(scores: &[Scores], steps: &[Scores; LABELS], out: &mut Vec<u8>) {
    let n = scores.len();
    let from = out.len();
    out.resize(from + n, 0);
    if n == 0 {
        return;
    }
    let mut back = vec![[0u8; LABELS]; n];
    let mut best = scores[0];
    for (l, slot) in best.iter_mut().enumerate() {
        *slot += if may_follow(0, l) { steps[0][l] } else { NEVER };
    }
    for i in 1..n {
        let mut next = [NEVER; LABELS];
        for l in 0..LABELS {
            let (mut top, mut who) = (f32::NEG_INFINITY, 0);
            for b in 0..LABELS {
                let score = best[b] + steps[b][l];
                if score > top && may_follow(b, l) {
                    (top, who) = (score, b);
                }
            }
            next[l] = top + scores[i][l];
            back[i][l] = who as u8;
        }
        best = next;
    }
    let mut label = (0..LABELS).rev().max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
    for i in (0..n).rev() {
        out[from + i] = label as u8;
        label = usize::from(back[i][label]);
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
