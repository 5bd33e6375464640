//! To which word of saying a stretch in quotation marks belongs: one of its sentence or of those beside it, the one whose
//! words were quoted before, or none.

use super::model::{Facts, ROOM, mix};
use super::said::Said;
use super::scene::{NONE, Scene};
use model::Pos;

/// Options of a stretch: which of the words found, and whether it is carried over from an earlier stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Index of the word found.
    pub said: usize,
    /// It owned the stretch before.
    pub carried: bool,
}

/// The words that may own stretch `q`. `last` owned the stretch before it.
pub fn candidates(s: &Scene, q: usize, all: &[Said], last: Option<usize>) -> Vec<Owner> {
    let r = &s.stretches[q];
    let mut out = Vec::new();
    if r.is_empty() {
        return out;
    }
    let (first, end) = (s.tree.sentence_of[r.start], s.tree.sentence_of[r.end - 1]);
    let block = s.block[first as usize];
    let sentence = |t: usize| s.tree.sentence_of[t];
    let from = all.partition_point(|x| sentence(x.cue) + 1 < first);
    for (i, x) in all.iter().enumerate().skip(from).take_while(|(_, x)| sentence(x.cue) <= end + 1).take(16) {
        if s.block[sentence(x.cue) as usize] == block && !r.contains(&x.cue) && s.inside[x.cue] == NONE {
            out.push(Owner { said: i, carried: false });
        }
    }
    if let Some(l) = last {
        match out.iter_mut().find(|o| o.said == l) {
            Some(o) => o.carried = true,
            None => out.push(Owner { said: l, carried: true }),
        }
    }
    out
}

/// What a stretch is by itself.
fn alone(s: &Scene, q: usize) -> (u32, u32, u32, u32) {
    let r = &s.stretches[q];
    let words = r.clone().filter(|&i| !s.is_mark(i)).count();
    let len = match words {
        0..=4 => words as u32,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    };
    let text = s.marked[q].range.of(s.text);
    let capital = u32::from(text.starts_with(|c: char| c.is_uppercase()));
    let stop = u32::from(text.ends_with(['.', '?', '!', '…']));
    let sentence = s.tree.sentence(r.start);
    let opens = u32::from((sentence.start..r.start).all(|i| s.is_mark(i)));
    let last = s.tree.sentence(r.end - 1);
    let closes = u32::from((r.end..last.end).all(|i| s.is_mark(i)));
    let verb = u32::from(r.clone().any(|i| matches!(s.tree.token(i).tag, "VBD" | "VBZ" | "VBP" | "MD" | "VB")));
    (len, capital + 2 * stop + 4 * verb + 8 * u32::from(s.is_title(q)), opens + 2 * closes, u32::from(s.marked[q].closed))
}

/// The features of a stretch with an owner; of none where there is none.
pub fn facts(s: &Scene, q: usize, all: &[Said], owner: Option<Owner>, last: Option<usize>, others: usize) -> Facts {
    let mut f = Facts::with_room(ROOM);
    let r = &s.stretches[q];
    let (len, form, edges, closed) = alone(s, q);
    let what = mix(len, form, edges);
    let sentence = s.tree.sentence(r.start);
    let before = s.low_in(r.start.saturating_sub(2).max(sentence.start), &(sentence.start..r.start));
    // How the stretch before ended.
    let open = q.checked_sub(1).map_or(2, |p| u32::from(s.marked[p].closed));
    let gap = q.checked_sub(1).map_or(9, |p| {
        let n = (s.stretches[p].end..r.start).filter(|&i| !s.is_mark(i)).count();
        if n == 0 { 0 } else { (n as u32).ilog2().min(6) + 1 }
    });
    let Some(o) = owner else {
        f.add(1, len, form);
        f.add(2, len, edges);
        f.add(3, what, 0);
        f.add(4, before, len);
        f.add(5, others.min(4) as u32, len);
        f.add(6, u32::from(last.is_some()), edges);
        f.add(7, mix(gap, open, u32::from(last.is_some())), edges);
        f.add(8, form, edges);
        f.add(9, if s.is(r.start, Pos::Propn) { 1 } else { 0 }, len);
        return f;
    };
    let x = &all[o.said];
    let at = |t: usize| s.tree.sentence_of[t] as i64;
    let (first, end) = (at(r.start), at(r.end - 1));
    let place = match at(x.cue) {
        c if c < first - 1 => 0,
        c if c < first => 1,
        c if c > end => 5,
        _ if x.cue < r.start => 2,
        _ if x.cue >= r.end => 4,
        _ => 3,
    };
    let same = u32::from(s.block[at(x.cue) as usize] == s.block[first as usize]);
    let steps = |a: usize, b: usize| ((a..b).filter(|&i| !s.is_mark(i)).count() as u32).min(40);
    let far = if x.cue < r.start { steps(x.cue + 1, r.start) } else { steps(r.end, x.cue) };
    let far = if far < 4 { far } else { 2 + far.ilog2() };
    let sure = x.bucket();
    let carried = u32::from(o.carried);
    let spoken = u32::from(x.content.parts().all(|p| p.clone().all(|i| s.inside[i] != NONE || s.is_mark(i))));
    let covers = u32::from(x.content.holds(r.start) || x.content.holds(r.end - 1));
    let whole_block = u32::from(s.spoken(first as usize));
    f.add(20, mix(place, same, carried), far);
    f.add(21, mix(place, same, carried), sure);
    f.add(22, mix(place, same, carried), edges);
    f.add(23, mix(place, same, carried), what);
    f.add(24, mix(place, carried, covers), spoken);
    f.add(25, s.lemma[x.cue], place);
    f.add(26, s.lemma[x.cue], len);
    f.add(27, mix(carried, gap, open), mix(same, edges, closed));
    f.add(28, mix(carried, same, whole_block), open);
    f.add(29, u32::from(s.listed[x.cue]), place);
    f.add(30, mix(covers, place, 0), len);
    f.add(31, before, mix(place, far, 0));
    f.add(32, u32::from(x.source.is_some()), place);
    f.add(33, x.source.map_or(99, |h| u32::from(s.sort[h])), mix(place, carried, 0));
    f.add(34, s.relation(x.cue), place);
    let between = all.iter().filter(|y| {
        let (a, b) = if x.cue < r.start { (x.cue, r.start) } else { (r.end, x.cue) };
        y.cue > a && y.cue < b && y.bucket() > 6
    });
    let between = between.take(3).count() as u32;
    f.add(35, between, place);
    f.add(36, sure, mix(len, form, 0));
    f
}
