//! Who says it: words that may be the speaker of a cue, and what speaks for each.

use super::content::Candidate;
use super::cue::{Around, around};
use super::model::{Facts, ROOM, letters, mix};
use super::scene::{NONE, Scene, sort};
use model::Pos;

/// Most speakers that are weighed for one word.
const MOST: usize = 20;

/// One speaker: the main word of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    pub head: usize,
    /// How it was found.
    way: u32,
}

/// The candidates of a word.
pub fn candidates(s: &Scene, c: usize) -> Vec<Speaker> {
    let mut out: Vec<Speaker> = Vec::new();
    let mut add = |head: usize, way: u32| {
        let noun = s.tree.is_noun(head) || matches!(s.tree.pos(head), Some(Pos::Det | Pos::Num | Pos::Adj));
        // Brackets written out are nobody.
        let bracket = matches!(s.word(head), "lrb" | "rrb" | "-lrb-" | "-rrb-");
        if noun && !bracket && head != c && !lies_in(s, head) && out.len() < MOST && out.iter().all(|x| x.head != head) {
            out.push(Speaker { head, way });
        }
    };
    for k in s.tree.children(c) {
        let way = match (s.base(k), s.tree.relation(k)) {
            (_, "nsubj:pass") => 2,
            ("nsubj", _) => 1,
            (_, "nmod:poss") => 3,
            (_, "obl:agent") => 4,
            ("obl" | "nmod", _) => 5,
            ("obj" | "iobj", _) => 6,
            ("compound" | "amod", _) => 7,
            ("parataxis" | "appos" | "dep" | "vocative", _) => 8,
            ("ccomp" | "xcomp" | "advcl", _) => {
                // Where the tree hangs the speaker's clause the wrong way round.
                if let Some(x) = around(s, k).subject.filter(|&x| x.abs_diff(c) == 1) {
                    add(x, 9);
                }
                continue;
            }
            _ => continue,
        };
        add(k, way);
    }
    let mut at = c;
    for step in 0..5u32 {
        let Some(h) = s.tree.head(at) else { break };
        let n = 10 + step.min(2) * 10;
        let down = s.base(at);
        if down == "acl" || down == "case" || down == "nmod" || down == "obj" || down == "obl" || down == "appos" {
            add(h, n);
        }
        if let Some(x) = around(s, h).subject {
            add(x, n + 1);
        }
        for k in s.tree.children(h).filter(|&k| k != at) {
            match s.tree.relation(k) {
                "nmod:poss" => add(k, n + 2),
                "obl:agent" => add(k, n + 3),
                "obj" | "iobj" => add(k, n + 4),
                "obl" | "nmod" => add(k, n + 5),
                _ => {}
            }
        }
        at = h;
    }
    // The nearest nouns in the words.
    let sentence = s.tree.sentence(c);
    let noun = |i: &usize| s.is(*i, Pos::Noun) || s.is(*i, Pos::Propn) || s.is(*i, Pos::Pron);
    for (n, i) in (sentence.start..c).rev().take(12).filter(noun).take(3).enumerate() {
        add(i, 40 + n as u32);
    }
    for (n, i) in (c + 1..sentence.end).take(8).filter(noun).take(2).enumerate() {
        add(i, 44 + n as u32);
    }
    out
}

/// True for the second of two places of which one lies in the other, where neither speaks: "who lives in Lund, Norland".
fn lies_in(s: &Scene, head: usize) -> bool {
    let (from, _) = s.name_at[head];
    let place = |i: usize| s.sort[i] == sort::PLACE;
    if from == NONE || !place(head) || from < 3 || s.word(from as usize - 1) != "," || !place(from as usize - 2) {
        return false;
    }
    let (first, _) = s.name_at[from as usize - 2];
    first != NONE && first > 0 && s.is(first as usize - 1, Pos::Adp)
}

/// The features of a speaker; of none where there is none.
pub fn facts(s: &Scene, c: usize, about: &Around, content: Option<&Candidate>, x: Option<Speaker>, others: usize) -> Facts {
    let mut f = Facts::with_room(ROOM);
    let (lemma, pos) = (s.lemma[c], s.pos(c));
    let state = u32::from(about.passive) + 2 * u32::from(about.subject.is_some());
    let Some(x) = x else {
        f.add(1, lemma, state);
        f.add(2, pos, state);
        f.add(3, s.relation(c), state);
        f.add(4, others.min(5) as u32, pos);
        f.add(5, about.helper.map_or(0, |h| s.low[h]), state);
        f.add(6, s.tag(c), s.relation(c));
        return f;
    };
    let (h, way) = (x.head, x.way);
    let kind = u32::from(s.sort[h]);
    let side = u32::from(h > c);
    let sentence = s.tree.sentence(c);
    let near = (h.abs_diff(c) as u32).ilog2().min(5);
    f.add(10, way, state);
    f.add(11, way, lemma);
    f.add(12, way, pos);
    f.add(13, way, kind);
    f.add(14, mix(way, kind, state), pos);
    f.add(15, kind, pos);
    f.add(16, kind, lemma);
    f.add(17, s.lemma[h], 0);
    f.add(18, s.lemma[h], way);
    f.add(19, s.path(h, 8), way);
    f.add(20, mix(side, near, way), 0);
    f.add(21, mix(side, near, kind), pos);
    f.add(22, mix(side, near, s.relation(c)), way);
    f.add(23, s.tag(h), way);
    f.add(24, s.relation(h), way);
    f.add(25, s.relation(c), way);
    f.add(26, s.tag(c), way);
    let case = s.tree.children(h).find(|&k| s.base(k) == "case").map_or(0, |k| s.low[k]);
    f.add(27, case, way);
    f.add(28, case, mix(0, lemma, way));
    f.add(29, s.low_in(c.wrapping_sub(1), &sentence), way);
    f.add(30, u32::from(s.listed[c]), way);
    let held = content.map_or(2, |k| u32::from(k.holds(h)));
    f.add(31, held, way);
    f.add(32, held, mix(0, way, kind));
    f.add(33, held, lemma);
    let quoted = u32::from(s.inside[h] != NONE) + 2 * u32::from(s.inside[c] != NONE);
    f.add(34, quoted, way);
    f.add(35, quoted, kind);
    // Between word and speaker.
    let (a, b) = (h.min(c) + 1, h.max(c));
    let comma = (a..b).filter(|&i| s.is_mark(i)).count().min(3) as u32;
    let verb = (a..b).filter(|&i| s.is(i, Pos::Verb)).count().min(3) as u32;
    f.add(36, comma + 4 * verb, way);
    f.add(37, comma + 4 * verb, mix(side, kind, 0));
    let who = s.sort[h] == sort::WHO || s.sort[h] == sort::IT;
    f.add(38, u32::from(who), mix(way, s.low[h], 0));
    f.add(39, about.helper.map_or(0, |h| s.low[h]), way);
    if let Some(up) = s.tree.head(c) {
        f.add(40, s.lemma[up], way);
        f.add(41, mix(s.relation(c), s.pos(up), 0), way);
    }
    f.add(42, letters("near"), near);
    f
}
