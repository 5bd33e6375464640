//! Words of saying, thinking and wanting: which may be one, and what speaks for it.

use super::model::{Facts, ROOM, letters, mix};
use super::scene::{NONE, Scene};
use model::Pos;

/// The nearest relatives of a word that may be a cue.
#[derive(Clone, Debug, Default)]
pub struct Around {
    pub subject: Option<usize>,
    pub passive: bool,
    pub negated: bool,
    /// "will", "could", "to": the last word before it that is no adverb and belongs to it.
    pub helper: Option<usize>,
}

/// True for a word that can be a cue.
pub fn may_be(s: &Scene, i: usize) -> bool {
    match s.tree.pos(i) {
        // "That said, the road is open": nobody says it.
        Some(Pos::Verb) => {
            !(s.word(i) == "said"
                && s.word(i + 1) == ","
                && i > 0
                && s.word(i - 1) == "that"
                && i == s.tree.sentence(i).start + 1)
        }
        // "the plan to …", "eager to …", "her advice: …", "the hope is …".
        Some(Pos::Noun | Pos::Adj) => {
            s.base(i) == "nsubj"
                || s.tree.children(i).any(|k| holds(s.base(k)))
                || matches!(s.word(i + 1), ":" | "\"" | "“" | "''")
        }
        Some(Pos::Adv | Pos::Adp) => matches!(s.word(i), "per" | "reportedly" | "allegedly" | "according"),
        Some(Pos::Punct) => {
            s.word(i) == ":"
                && !s.tree.sentence(i).is_empty()
                && (s.inside.get(i + 1).is_some_and(|k| *k != NONE) || i < s.tree.sentence(i).start + 7)
        }
        _ => false,
    }
}

/// Looks at the relatives of a word.
pub fn around(s: &Scene, c: usize) -> Around {
    let mut out = Around::default();
    for k in s.tree.children(c) {
        match s.base(k) {
            "nsubj" | "csubj" => {
                out.passive |= s.tree.relation(k).ends_with(":pass");
                if out.subject.is_none() {
                    out.subject = Some(k);
                }
            }
            "aux" => {
                out.passive |= s.tree.relation(k) == "aux:pass";
                out.helper = Some(k);
            }
            "mark" if s.word(k) == "to" => out.helper = Some(k),
            "advmod" if matches!(s.word(k), "not" | "n't" | "never") => out.negated = true,
            _ => {}
        }
    }
    out
}

/// Relations that may hold what is said.
fn holds(base: &str) -> bool {
    matches!(base, "ccomp" | "xcomp" | "acl" | "advcl" | "csubj" | "parataxis" | "obj" | "obl" | "nmod" | "iobj" | "appos")
}

/// The features of a word as a cue.
pub fn facts(s: &Scene, c: usize) -> Facts {
    let mut f = Facts::with_room(ROOM);
    let sentence = s.tree.sentence(c);
    let (lemma, pos, relation) = (s.lemma[c], s.pos(c), s.relation(c));
    let tag = s.tag(c);
    let a = around(s, c);
    let listed = u32::from(s.listed[c]);
    f.add(1, lemma, pos);
    f.add(2, s.low[c], 0);
    f.add(3, s.path(c, 16), pos);
    f.add(4, s.path(c, 8), pos);
    f.add(5, listed, pos);
    f.add(6, tag, relation);
    f.add(7, lemma, relation);
    f.add(8, lemma, tag);
    f.add(9, listed, relation);
    if let Some(h) = s.tree.head(c) {
        f.add(10, s.lemma[h], relation);
        f.add(11, s.pos(h), relation);
        f.add(12, u32::from(s.listed[h]), relation);
        f.add(13, lemma, s.lemma[h]);
    }
    dependents(s, c, &a, &mut f);
    subject(s, c, &a, &mut f);
    // What stands around it.
    f.add(40, s.low_in(c + 1, &sentence), lemma);
    f.add(41, s.low_in(c + 1, &sentence), pos);
    f.add(42, s.low_in(c.wrapping_sub(1), &sentence), lemma);
    f.add(43, s.low_in(c.wrapping_sub(1), &sentence), pos);
    f.add(44, s.low_in(c + 1, &sentence), s.low_in(c + 2, &sentence));
    f.add(45, s.low_in(c.wrapping_sub(1), &sentence), s.low_in(c + 1, &sentence));
    marks(s, c, lemma, &mut f);
    above(s, c, &mut f);
    f
}

fn dependents(s: &Scene, c: usize, a: &Around, f: &mut Facts) {
    let (lemma, pos) = (s.lemma[c], s.pos(c));
    let mut shape = 0u32;
    for k in s.tree.children(c) {
        let (relation, base) = (s.relation(k), s.base(k));
        let bit = match base {
            "nsubj" => 0,
            "obj" => 1,
            "ccomp" => 2,
            "xcomp" => 3,
            "obl" => 4,
            "parataxis" => 5,
            "advcl" => 6,
            "acl" => 7,
            "nmod" => 8,
            "cop" => 9,
            "det" => 10,
            "iobj" => 11,
            "csubj" => 12,
            _ => 13,
        };
        shape |= 1 << bit;
        f.add(14, relation, lemma);
        f.add(15, relation, pos);
        if !holds(base) {
            if matches!(base, "compound" | "amod" | "aux" | "case" | "mark" | "det" | "advmod" | "cop") {
                f.add(16, s.low[k], lemma);
                f.add(17, s.low[k], pos);
            }
            continue;
        }
        let marker = s.tree.children(k).find(|&m| matches!(s.base(m), "mark" | "case"));
        let marker = marker.map_or(0, |m| s.low[m]);
        let side = u32::from(k > c);
        f.add(18, mix(0, relation, marker), lemma);
        f.add(19, mix(side, relation, marker), pos);
        f.add(20, mix(side, relation, s.tag(k)), pos);
        f.add(21, mix(0, relation, s.lemma[k]), lemma);
        f.add(22, mix(1, relation, s.lemma[k]), pos);
        f.add(23, mix(0, relation, u32::from(s.sort[k])), lemma);
        f.add(24, mix(2, relation, marker), s.path(c, 7));
        f.add(25, mix(2, relation, side), s.pos(k));
        let far = (s.under(k).len() as u32).min(31).ilog2().min(4);
        f.add(26, mix(3, relation, far), pos);
        f.add(27, mix(3, relation, marker), u32::from(a.passive) + 2 * u32::from(a.subject.is_some()));
        f.add(28, mix(3, relation, marker), u32::from(s.listed[c]));
    }
    let core = shape & !(1 << 13 | 1 << 10);
    f.add(29, core, pos);
    f.add(30, core, lemma);
    f.add(31, core, s.tag(c));
    f.add(32, core, u32::from(s.listed[c]));
}

fn subject(s: &Scene, c: usize, a: &Around, f: &mut Facts) {
    let (lemma, pos) = (s.lemma[c], s.pos(c));
    let flags = u32::from(a.passive) + 2 * u32::from(a.negated);
    f.add(33, flags, lemma);
    f.add(34, flags, pos);
    let helper = a.helper.map_or(0, |h| s.low[h]);
    f.add(35, helper, lemma);
    f.add(36, helper, s.tag(c));
    let who = a.subject.or_else(|| {
        // "vowed and promised", "wants to say": who does the one does the other.
        let h = s.tree.head(c)?;
        matches!(s.base(c), "conj" | "xcomp" | "advcl").then(|| around(s, h).subject).flatten()
    });
    let (kind, word) = who.map_or((99, 0), |w| (u32::from(s.sort[w]), s.lemma[w]));
    let own = u32::from(a.subject.is_some());
    f.add(37, mix(own, kind, flags), lemma);
    f.add(38, mix(own, kind, flags), pos);
    f.add(39, word, pos);
    if let Some(w) = who {
        f.add(60, s.path(w, 8), pos);
        f.add(61, s.pos(w), lemma);
        f.add(62, kind, u32::from(s.listed[c]));
        f.add(63, mix(kind, helper, 0), pos);
    }
    if let Some(owner) = s.tree.children(c).find(|&k| s.tree.relation(k) == "nmod:poss") {
        f.add(64, u32::from(s.sort[owner]), lemma);
        f.add(65, u32::from(s.sort[owner]), pos);
    }
}

/// How quotation marks stand to the word.
fn marks(s: &Scene, c: usize, lemma: u32, f: &mut Facts) {
    let sentence = s.tree.sentence(c);
    let held = s.inside[c] != NONE;
    let next = (c + 1..sentence.end.min(c + 9)).position(|i| s.inside[i] != NONE && !held);
    let before = (sentence.start.max(c.saturating_sub(9))..c).rev().position(|i| s.inside[i] != NONE && !held);
    let step = |x: Option<usize>| x.map_or(9, |d| [0, 1, 2, 3, 4, 4, 5, 5, 5][d.min(8)]);
    let whole = held && {
        let k = s.inside[c] as usize;
        s.stretches[k].start <= sentence.start + 1 && s.stretches[k].end + 2 >= sentence.end
    };
    let short = held && s.stretches[s.inside[c] as usize].len() < 5;
    let state = u32::from(held) + 2 * u32::from(whole) + 4 * u32::from(short);
    let near = step(next) + 10 * step(before);
    f.add(46, near, state);
    f.add(47, near, lemma);
    f.add(48, near, s.pos(c));
    f.add(49, state, lemma);
    f.add(50, near, u32::from(s.listed[c]));
    if next == Some(1) {
        f.add(51, s.low[c + 1], lemma);
    }
    let any = sentence.clone().any(|i| s.inside[i] != NONE);
    f.add(52, u32::from(any), lemma);
    // "…," said: a comma before, a name behind.
    if s.is(c, Pos::Verb) && c > sentence.start && c + 1 < sentence.end {
        f.add(53, mix(u32::from(s.is_mark(c - 1)), s.low[c - 1], u32::from(s.sort[c + 1])), s.tag(c));
    }
    if s.is_mark(c) {
        let first = sentence.start;
        f.add(54, (c - first).min(9) as u32, u32::from(s.sort[c.saturating_sub(1)]));
        f.add(55, s.low[c.saturating_sub(1)], u32::from(next == Some(0)));
        f.add(56, u32::from(s.sort[first]), u32::from(next == Some(0)));
    }
}

/// What governs the word: a clause inside another one's words is that one's.
fn above(s: &Scene, c: usize, f: &mut Facts) {
    let (mut at, mut said) = (c, 0u32);
    for h in s.tree.above(c).take(12) {
        let down = s.base(at);
        if matches!(down, "ccomp" | "xcomp" | "acl" | "obj" | "obl" | "nmod" | "advcl")
            && s.listed[h] != 0
            && s.is(h, Pos::Verb)
        {
            said = mix(1, letters(down), u32::from(s.listed[h]));
            f.add(57, said, 0);
            f.add(58, said, s.pos(c));
            f.add(66, letters(down), s.lemma[h]);
            break;
        }
        at = h;
    }
    if said == 0 {
        f.add(57, 0, s.pos(c));
    }
    f.add(59, u32::from(s.depth(c).min(8)), s.pos(c));
    let sentence = s.tree.sentence(c);
    let root = sentence.clone().find(|&i| s.tree.head(i).is_none());
    if let Some(r) = root.filter(|&r| r != c) {
        f.add(67, s.lemma[r], s.relation(c));
    }
    let heading = s.tree.sentence_of.get(c).is_some_and(|&x| s.block[x as usize] == NONE);
    f.add(68, u32::from(heading), s.pos(c));
    f.add(69, (sentence.len() as u32).ilog2(), s.pos(c));
}
