//! What is said: stretches of words that a word of saying may take, and what speaks for each.

use super::cue::Around;
use super::model::{Facts, ROOM, letters, mix};
use super::scene::{NONE, Scene};
use model::Pos;
use std::ops::Range;

/// Most stretches that are weighed for one word.
const MOST: usize = 72;

/// One stretch, in one or two parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub parts: [Range<usize>; 2],
    /// How it was cut.
    kind: u32,
    /// The main word of the phrase it was cut from.
    head: Option<usize>,
}

impl Candidate {
    /// A stretch in quotation marks.
    pub fn of(words: Range<usize>) -> Candidate {
        Candidate { parts: [words, 0..0], kind: 70, head: None }
    }

    /// The parts that are not empty.
    pub fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        self.parts.iter().filter(|p| !p.is_empty())
    }

    /// True if a token is part of it.
    pub fn holds(&self, i: usize) -> bool {
        self.parts.iter().any(|p| p.contains(&i))
    }

    /// How it was cut, as a number.
    pub fn kind(&self) -> u32 {
        self.kind
    }

    fn first(&self) -> usize {
        self.parts[0].start
    }

    fn end(&self) -> usize {
        if self.parts[1].is_empty() { self.parts[0].end } else { self.parts[1].end }
    }
}

/// Gathers candidates, each once.
struct Gather<'s, 'a> {
    s: &'s Scene<'a>,
    cue: usize,
    out: Vec<Candidate>,
}

impl Gather<'_, '_> {
    fn add(&mut self, kind: u32, head: Option<usize>, a: Range<usize>, b: Range<usize>) {
        let (mut a, mut b) = (self.s.trim(a), self.s.trim(b));
        if a.is_empty() {
            (a, b) = (b, 0..0);
        }
        let known = |c: &Candidate| c.parts[0] == a && (c.parts[1] == b || c.parts[1].is_empty() && b.is_empty());
        if a.is_empty() || a.len() == 1 && a.start == self.cue || self.out.len() >= MOST || self.out.iter().any(known) {
            return;
        }
        self.out.push(Candidate { parts: [a, b], kind, head });
    }

    fn one(&mut self, kind: u32, head: Option<usize>, a: Range<usize>) {
        self.add(kind, head, a, 0..0);
    }
}

/// Relations of what may be said.
fn said(base: &str) -> u32 {
    match base {
        "ccomp" => 1,
        "xcomp" => 2,
        "obj" => 3,
        "obl" => 4,
        "acl" => 5,
        "nmod" => 6,
        "advcl" => 7,
        "parataxis" => 8,
        "nsubj" | "csubj" => 9,
        "iobj" => 10,
        "appos" => 11,
        "dep" | "list" | "discourse" => 12,
        "conj" => 13,
        "amod" | "compound" => 14,
        _ => 0,
    }
}

/// The candidates of a word.
pub fn candidates(s: &Scene, c: usize, around: &Around) -> Vec<Candidate> {
    let sentence = s.tree.sentence(c);
    let mut g = Gather { s, cue: c, out: Vec::new() };
    marked(&mut g, &sentence);
    let mut kids: Vec<usize> = s.tree.children(c).filter(|&k| said(s.base(k)) > 0).collect();
    kids.sort_unstable();
    for &k in kids.iter().filter(|&&k| k > c) {
        after(&mut g, &sentence, k, 0);
    }
    // "made the claim that", "refused to say whether": what hangs from the word's own object.
    for &k in kids.iter().filter(|&&k| k > c && matches!(s.base(k), "obj" | "xcomp" | "obl" | "advcl" | "acl" | "nmod")) {
        for j in s.tree.children(k).filter(|&j| j > k && said(s.base(j)) > 0) {
            after(&mut g, &sentence, j, 10_000 * said(s.base(k)));
        }
    }
    for &k in kids.iter().filter(|&&k| k < c) {
        before(&mut g, &sentence, around, k);
    }
    // "urged them to go", "described the road as closed": one dependent with the next.
    let behind: Vec<usize> = kids.iter().copied().filter(|&k| k > c).collect();
    for w in behind.windows(2) {
        let (a, b) = (s.under(w[0]), s.under(w[1]));
        g.one(30 + said(s.base(w[1])), Some(w[0]), a.start.max(c + 1)..b.end);
    }
    // "The minister is expected to go".
    if let Some(subject) = around.subject.filter(|&k| k < c) {
        let who = s.under(subject);
        let who = who.start..who.end.min(c);
        for &k in behind.iter().take(3) {
            let r = s.under(k);
            let r = r.start.max(c + 1)..r.end;
            g.add(50 + said(s.base(k)), Some(k), who.clone(), r);
        }
    }
    governed(&mut g, &sentence, around);
    rest(&mut g, &sentence, around);
    g.out
}

/// What stands in quotation marks.
fn marked(g: &mut Gather, sentence: &Range<usize>) {
    let s = g.s;
    let from = s.stretches.partition_point(|q| q.end <= sentence.start);
    let here: Vec<&Range<usize>> =
        s.stretches[from..].iter().take_while(|q| q.start < sentence.end).filter(|q| !q.contains(&g.cue)).take(4).collect();
    let (Some(first), Some(last)) = (here.first(), here.last()) else { return };
    for q in &here {
        g.one(70 + u32::from(q.start > g.cue), None, (*q).clone());
    }
    if here.len() > 1 {
        g.add(72, None, (*first).clone(), (*last).clone());
        g.one(73, None, first.start..last.end);
    }
    if last.start > g.cue {
        g.one(74, None, here.iter().find(|q| q.start > g.cue).map_or(last.start, |q| q.start)..sentence.end);
    }
    if first.end <= g.cue {
        g.one(75, None, sentence.start..first.end);
    }
}

/// The dependent `k` behind the word: with and without what opens it, cut at marks, run on to the sentence's end.
fn after(g: &mut Gather, sentence: &Range<usize>, k: usize, lead: u32) {
    let s = g.s;
    let r = s.under(k);
    let (from, end) = (r.start.max(g.cue + 1), r.end);
    if from >= end {
        return;
    }
    let n = lead + said(s.base(k)) * 100;
    let mut starts = vec![from];
    if from < k && matches!(s.tree.pos(from), Some(Pos::Sconj | Pos::Adp | Pos::Part | Pos::Cconj)) {
        starts.push(from + 1);
    }
    // What the phrase says beside itself: "a plan, which …", "the road, and he went".
    let mut ends: Vec<(u32, usize)> = vec![(0, end)];
    let cut = |i: usize| matches!(s.word(i), "," | ";" | "—" | "–" | "--" | ":" | "(") && s.is_mark(i);
    let cuts: Vec<usize> = (k + 1..end).filter(|&i| cut(i)).collect();
    for &i in cuts.iter().take(2).chain(cuts.last()) {
        ends.push((1, i));
    }
    let mut kids: Vec<usize> = s.tree.children(k).filter(|&j| j > k).collect();
    kids.sort_unstable();
    for &j in kids.iter().rev().take(3) {
        if matches!(s.base(j), "conj" | "advcl" | "acl" | "obl" | "parataxis" | "appos" | "nmod") {
            ends.push((2, s.under(j).start));
        }
    }
    if sentence.end > end {
        ends.push((3, sentence.end));
        if let Some(i) = (end + 1..sentence.end).find(|&i| cut(i)) {
            ends.push((4, i));
        }
    }
    ends.push((5, s.under(g.cue).end));
    for (i, &a) in starts.iter().enumerate() {
        for &(kind, b) in ends.iter().filter(|e| e.1 > a) {
            g.one(n + kind * 4 + i as u32, Some(k), a..b);
        }
    }
}

/// The dependent `k` before the word.
fn before(g: &mut Gather, sentence: &Range<usize>, around: &Around, k: usize) {
    let s = g.s;
    let r = s.under(k);
    let stop = around.subject.filter(|&x| x != k && x < g.cue && x > k).map_or(g.cue, |x| s.under(x).start.min(g.cue));
    let (from, end) = (r.start, r.end.min(g.cue));
    let n = said(s.base(k)) * 100 + 50;
    g.one(n, Some(k), from..end);
    g.one(n + 1, Some(k), from..stop.max(from));
    g.one(n + 2, Some(k), sentence.start..end);
    if from < k && matches!(s.tree.pos(from), Some(Pos::Sconj | Pos::Adp | Pos::Cconj)) {
        g.one(n + 3, Some(k), from + 1..end);
    }
    if r.end > g.cue + 1 {
        let over = s.under(g.cue).end.min(r.end);
        g.add(n + 4, Some(k), from..stop.max(from), g.cue + 1..r.end);
        g.add(n + 5, Some(k), from..stop.max(from), over..r.end);
    }
}

/// What governs the word: the clause that an aside stands in ("…, he said, …"; "according to her, …"), and what "the plan
/// is to …" says.
fn governed(g: &mut Gather, sentence: &Range<usize>, around: &Around) {
    let (s, c) = (g.s, g.cue);
    let mut at = c;
    for step in 0..3u32 {
        let Some(h) = s.tree.head(at) else { break };
        let n = 2000 + step * 100;
        let (mine, whole) = (s.under(at), s.under(h));
        let side = u32::from(h > c);
        match s.base(at) {
            "nsubj" if h > c => {
                // "The plan is to go."
                let be = s.tree.children(h).filter(|&k| s.base(k) == "cop" && k > c).last();
                g.one(n + 2, Some(h), be.map_or(mine.end, |b| b + 1)..whole.end);
                g.one(n + 3, Some(h), mine.end..sentence.end);
            }
            "acl" if step == 0 => {
                g.one(n + 4, Some(h), whole.start..mine.start.max(whole.start));
            }
            _ => {}
        }
        if !matches!(s.base(at), "nsubj" | "ccomp") {
            let (before, after) = (whole.start..mine.start.max(whole.start), mine.end.min(whole.end)..whole.end);
            g.add(n + 10 + side, Some(h), before.clone(), after.clone());
            g.one(n + 12 + side, Some(h), before);
            g.one(n + 14 + side, Some(h), after);
            g.one(n + 16, Some(h), sentence.start..mine.start);
            g.one(n + 18, Some(h), mine.end..sentence.end);
            g.add(n + 20, Some(h), sentence.start..mine.start, mine.end..sentence.end);
        }
        at = h;
    }
    // The aside as the words show it: the word with its subject beside it.
    let mut aside = c..c + 1;
    if let Some(x) = around.subject {
        let r = s.phrase(x);
        aside = aside.start.min(r.start)..aside.end.max(r.end);
    }
    g.one(2400, None, sentence.start..aside.start);
    g.one(2401, None, aside.end..sentence.end);
    g.add(2402, None, sentence.start..aside.start, aside.end..sentence.end);
    let comma = |i: usize| matches!(s.word(i), "," | "”" | "\"");
    if let Some(i) = (sentence.start..aside.start.saturating_sub(1)).rev().find(|&i| comma(i)) {
        g.one(2403, None, i..aside.start);
    }
    if let Some(i) = (aside.end..sentence.end).find(|&i| comma(i)) {
        g.add(2404, None, sentence.start..aside.start, i..sentence.end);
        g.one(2405, None, i..sentence.end);
    }
}

/// The rest of the sentence.
fn rest(g: &mut Gather, sentence: &Range<usize>, around: &Around) {
    let (s, c) = (g.s, g.cue);
    let to = sentence.end;
    g.one(2500, None, c + 1..to);
    let open = |i: usize| matches!(s.word(i), "that" | "whether" | "how" | "why" | "if" | "to" | ":");
    if let Some(i) = (c + 1..to.min(c + 14)).find(|&i| open(i)) {
        g.one(2501, None, i..to);
        g.one(2502, None, i + 1..to);
        if let Some(e) = (i + 2..to).find(|&e| s.word(e) == "," && s.inside[e] == NONE) {
            g.one(2503, None, i..e);
        }
    }
    if let Some(e) = (c + 2..to).find(|&e| s.word(e) == "," && s.inside[e] == NONE) {
        g.one(2504, None, c + 1..e);
    }
    if let Some(x) = around.subject.filter(|&x| x > c) {
        g.one(2505, None, s.under(x).end..to);
    }
}

/// The features of a candidate.
pub fn facts(s: &Scene, c: usize, around: &Around, x: &Candidate) -> Facts {
    let mut f = Facts::with_room(ROOM);
    let sentence = s.tree.sentence(c);
    let (lemma, pos, kind) = (s.lemma[c], s.pos(c), x.kind);
    let (first, end) = (x.first(), x.end());
    let (a, b) = (x.parts[0].clone(), x.parts[1].clone());
    f.add(1, kind, 0);
    f.add(2, kind, lemma);
    f.add(3, kind, pos);
    f.add(4, kind, s.relation(c));
    f.add(5, kind, s.path(c, 8));
    f.add(6, kind, u32::from(s.listed[c]));
    f.add(7, kind, u32::from(around.passive) + 2 * u32::from(around.subject.is_some()));
    if let Some(k) = x.head {
        let r = s.relation(k);
        f.add(8, r, lemma);
        f.add(9, r, kind);
        f.add(10, mix(0, r, s.pos(k)), kind);
        f.add(11, mix(0, r, s.tag(k)), pos);
    }
    // How it begins.
    let w = s.low[first];
    let previous = s.low_in(first.wrapping_sub(1), &sentence);
    f.add(12, w, kind);
    f.add(13, w, lemma);
    f.add(14, w, pos);
    f.add(15, s.tag(first), kind);
    f.add(16, previous, kind);
    f.add(17, previous, lemma);
    f.add(18, mix(0, previous, w), pos);
    f.add(19, s.relation(first), mix(0, s.pos(first), kind));
    // How it ends.
    let next = s.low_in(end, &sentence);
    f.add(20, next, kind);
    f.add(21, next, lemma);
    f.add(22, next, s.low_in(end + 1, &sentence));
    f.add(23, s.tag(end.min(s.len() - 1)), kind);
    if sentence.contains(&end) {
        let cut = s.tree.head(end).is_some_and(|h| x.holds(h));
        let into = (end..sentence.end).find(|&i| !s.is_mark(i));
        // The highest word of what follows, as far as it does not reach back.
        let (relation, loose) = into.map_or((0, false), |i| {
            let mut at = i;
            while let Some(h) = s.tree.head(at).filter(|&h| h >= end && s.depth(h) < s.depth(at)) {
                at = h;
            }
            (s.relation(at), s.tree.head(at).is_some_and(|h| x.holds(h)))
        });
        f.add(24, mix(u32::from(cut), relation, u32::from(loose)), kind);
        f.add(25, mix(u32::from(cut), relation, u32::from(loose)), next);
        f.add(26, mix(0, relation, u32::from(loose)), lemma);
        f.add(65, mix(0, relation, u32::from(loose)), into.map_or(0, |i| s.low[i]));
    }
    let at_end = (end..sentence.end).all(|i| s.is_mark(i));
    let at_start = (sentence.start..first).all(|i| s.is_mark(i));
    f.add(27, u32::from(at_end) + 2 * u32::from(at_start), kind);
    f.add(28, u32::from(at_end) + 2 * u32::from(at_start), lemma);
    shape(s, c, x, &mut f);
    let len = ((a.len() + b.len()) as u32).ilog2();
    f.add(29, len, kind);
    f.add(30, len, pos);
    f.add(31, len, lemma);
    f.add(32, u32::from(!b.is_empty()), lemma);
    if a.len() == 1 && b.is_empty() {
        f.add(33, w, lemma);
        f.add(34, w, pos);
    }
    quoting(s, c, x, &mut f);
    between(s, c, x, &mut f);
    f
}

/// Which of the word's relatives it holds.
fn shape(s: &Scene, c: usize, x: &Candidate, f: &mut Facts) {
    let (lemma, pos) = (s.lemma[c], s.pos(c));
    let mut all = 0u32;
    for k in s.tree.children(c) {
        let n = said(s.base(k));
        if n == 0 {
            continue;
        }
        let r = s.trim(s.under(k));
        let holds = if r.is_empty() || !x.holds(k) {
            0
        } else if x.holds(r.start) && x.holds(r.end - 1) {
            1
        } else {
            2
        };
        let side = u32::from(k > c);
        let what = mix(holds, s.relation(k), side);
        f.add(35, what, pos);
        f.add(36, what, lemma);
        f.add(37, what, u32::from(s.listed[c]));
        let opens = s.tree.children(k).find(|&m| s.base(m) == "case" || s.base(m) == "mark").map_or(0, |m| s.low[m]);
        f.add(38, what, opens);
        f.add(39, mix(0, what, opens), lemma);
        f.add(40, what, u32::from(s.sort[k]));
        f.add(41, what, s.pos(k));
        all = mix(all, what, 0);
    }
    f.add(42, all, pos);
    // Its own inside: finite verbs, subjects, other words of saying.
    let (mut verbs, mut subjects, mut saying, mut adding) = (0u32, 0u32, 0u32, 0u32);
    let mut above = 0u32;
    for p in x.parts() {
        for i in p.clone().take(80) {
            verbs += u32::from(matches!(s.tree.token(i).tag, "VBD" | "VBZ" | "VBP" | "MD"));
            subjects += u32::from(s.base(i) == "nsubj");
            if s.listed[i] & 1 != 0 && i != c && s.is(i, Pos::Verb) && s.inside[i] == NONE {
                saying += 1;
                // "…, adding that": another word of the same speaker.
                adding += u32::from(s.tree.token(i).tag == "VBG" && i > 0 && s.is_mark(i - 1));
            }
            above += u32::from(s.tree.head(i).is_none_or(|h| !x.holds(h)));
        }
    }
    f.add(43, verbs.min(2) + 3 * subjects.min(2), x.kind);
    f.add(44, verbs.min(2) + 3 * subjects.min(2), lemma);
    f.add(45, saying.min(2), x.kind);
    f.add(66, adding.min(1), pos);
    f.add(67, adding.min(1), lemma);
    f.add(46, above.min(6), x.kind);
    f.add(47, above.min(6), pos);
    f.add(48, u32::from(x.holds(c)), x.kind);
    let governor = s.tree.head(c).is_some_and(|h| x.holds(h));
    f.add(49, u32::from(governor), s.relation(c));
    f.add(50, u32::from(governor), mix(0, lemma, s.relation(c)));
}

/// How it stands to quotation marks.
fn quoting(s: &Scene, c: usize, x: &Candidate, f: &mut Facts) {
    let (first, end) = (x.first(), x.end());
    let opens = s.inside[first] != NONE && s.stretches[s.inside[first] as usize].start == first;
    let closes = s.inside[end - 1] != NONE && s.stretches[s.inside[end - 1] as usize].end <= end;
    let crosses = |i: usize, at: usize| {
        s.inside[i] != NONE && {
            let q = &s.stretches[s.inside[i] as usize];
            q.start < at && at < q.end
        }
    };
    let broken = u32::from(crosses(first, first)) + 2 * u32::from(crosses(end - 1, end));
    let same = s.inside[first] != NONE && s.inside[first] == s.inside[end - 1] && x.parts[1].is_empty();
    let word = s.inside[c] != NONE;
    let state = u32::from(opens) + 2 * u32::from(closes) + 4 * u32::from(same) + 8 * u32::from(word);
    let sentence = s.tree.sentence(c);
    // Quoted words of the sentence that it leaves out.
    let left = sentence.clone().any(|i| s.inside[i] != NONE && !x.holds(i) && !s.is_mark(i));
    let any = x.parts().any(|p| p.clone().any(|i| s.inside[i] != NONE));
    let more = u32::from(left) + 2 * u32::from(any);
    let title = same && s.is_title(s.inside[first] as usize);
    f.add(68, u32::from(title), s.lemma[c]);
    f.add(69, u32::from(title), x.kind);
    f.add(51, state, broken);
    f.add(52, state, x.kind);
    f.add(53, broken, x.kind);
    f.add(54, mix(more, state, broken), s.lemma[c]);
    f.add(55, mix(more, state, broken), s.pos(c));
    f.add(56, more, x.kind);
}

/// What stands between the word and what is said.
fn between(s: &Scene, c: usize, x: &Candidate, f: &mut Facts) {
    let (lemma, kind) = (s.lemma[c], x.kind);
    let first = x.first();
    let (gap, side) = if first > c {
        (c + 1..first, 1)
    } else if x.end() <= c {
        (x.end()..c, 0)
    } else {
        (0..0, 2)
    };
    let len = gap.clone().filter(|&i| !s.is_mark(i)).count() as u32;
    let marks = gap.clone().find(|&i| s.is_mark(i)).map_or(0, |i| s.low[i]);
    f.add(57, mix(side, len.min(5), marks), kind);
    f.add(58, mix(side, len.min(5), marks), lemma);
    f.add(59, mix(side, len.min(3), 0), u32::from(s.listed[c]));
    f.add(60, side, lemma);
    let noun = gap.clone().find(|&i| s.is(i, Pos::Noun) || s.is(i, Pos::Propn) || s.is(i, Pos::Pron));
    f.add(61, noun.map_or(99, |i| u32::from(s.sort[i])), lemma);
    f.add(62, noun.map_or(99, |i| u32::from(s.sort[i])), mix(0, kind, side));
    if len == 1 && side == 1 {
        let i = gap.clone().find(|&i| !s.is_mark(i)).unwrap_or(c);
        f.add(63, s.low[i], lemma);
        f.add(64, s.low[i], letters("gap"));
    }
}
