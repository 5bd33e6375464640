//! What a phrase shows of its part in a deed, as numbers for a linear model: words around it, the way through the tree, classes.
//!
//! No name is a feature, only its kind: the model shall read of people and places that it has never seen.

use super::model::{Facts, letters};
use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::learned::violent;
use crate::words::{NONE, Phrase, Words};
use model::{Pos, Quote, RoleKind, Status, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

/// Steps of a way through the tree that are looked at.
const FAR: usize = 5;
/// Quotes before and behind a phrase that are looked at.
const NEAR: usize = 6;

/// What the whole article shows: which roles the rules gave to a name or a common noun.
#[derive(Default)]
pub(crate) struct Overview {
    /// Sentences that tell violence.
    loud: FxHashSet<usize>,
    /// The first sentence that tells violence as news.
    first: Option<usize>,
    /// How many reports there are of each kind.
    kinds: FxHashMap<usize, u32>,
    count: u32,
    roles: FxHashMap<u32, [u8; 4]>,
    /// What else the article tells of a holder, as bits of [`lot`].
    lots: FxHashMap<u32, u32>,
    seen: FxHashMap<u32, u8>,
}

impl Overview {
    pub fn new(coder: &Coder, scene: &Scene, drafts: &[Draft]) -> Self {
        let mut out = Overview { count: drafts.len() as u32, ..Overview::default() };
        for d in drafts {
            *out.kinds.entry(d.found.kind).or_default() += 1;
            if violent(coder, d) {
                out.loud.insert(d.sentence);
                out.first = out.first.or(Some(d.sentence).filter(|_| !d.background));
            }
            for (role, p) in &d.found.roles {
                let key = holder(scene, *p);
                if let Some(n) = number(*role) {
                    let n = &mut out.roles.entry(key).or_default()[n];
                    *n = n.saturating_add(1);
                }
                *out.lots.entry(key).or_default() |= lot(coder, d, *role);
            }
        }
        for p in &scene.words.phrases {
            let n = out.seen.entry(holder(scene, *p)).or_default();
            *n = n.saturating_add(1);
        }
        out
    }
}

impl Overview {
    /// True if the sentence tells violence.
    pub fn loud(&self, sentence: usize) -> bool {
        self.loud.contains(&sentence)
    }

    /// True if a sentence before this one tells violence as news.
    pub fn told_before(&self, sentence: usize) -> bool {
        self.first.is_some_and(|s| s < sentence)
    }
}

/// The quotes that may have to do with a stretch of text: those that start just before it or in it, and the next.
fn quotes_near<'a>(scene: &'a Scene, range: TextRange) -> impl Iterator<Item = &'a Quote> {
    let quotes = &scene.mentions.quotes;
    let at = quotes.partition_point(|q| q.range.start <= range.start);
    quotes[at.saturating_sub(NEAR)..quotes.len().min(at + NEAR)].iter()
}

fn number(role: RoleKind) -> Option<usize> {
    Some(match role {
        RoleKind::Actor => 0,
        RoleKind::Target => 1,
        RoleKind::Victim => 2,
        RoleKind::Instrument => 3,
        _ => return None,
    })
}

/// What a report tells of those who take part in it, as one bit.
fn lot(coder: &Coder, d: &Draft, role: RoleKind) -> u32 {
    let kind = coder.book.kinds[d.found.kind].kind.as_str();
    let bit = match (d.family, role) {
        (Family::Violence, RoleKind::Actor) if d.status == Status::Happened => 0,
        (Family::Violence, RoleKind::Actor) => 1,
        (Family::Violence | Family::Toll, RoleKind::Victim) => 2,
        (Family::Violence | Family::Toll, RoleKind::Target) => 3,
        (Family::Violence | Family::Toll, RoleKind::Instrument) => 4,
        (_, RoleKind::Target | RoleKind::Victim) if kind == "arrest" => 5,
        (_, RoleKind::Speaker) if kind == "statement.claim" => 6,
        (_, RoleKind::Target) if kind == "statement.accusation" => 7,
        (_, RoleKind::Speaker) if kind == "statement.threat" => 8,
        (_, RoleKind::Speaker) => 9,
        (Family::Justice, RoleKind::Actor) => 10,
        (Family::Justice, _) => 11,
        (Family::Toll, _) => 12,
        (_, RoleKind::Actor) => 13,
        _ => 14,
    };
    1 << bit
}

/// One number for who or what a phrase is about: its name, else its head.
pub(crate) fn holder(scene: &Scene, p: Phrase) -> u32 {
    let w = scene.words;
    let named = Some(w.name_of[w.meaning(p)]).filter(|n| *n != NONE).or_else(|| scene.meant(p));
    match named {
        Some(n) => 0x8000_0000 | scene.mentions.names[n as usize].same_as.unwrap_or(n),
        None => letters(w.lemma(w.meaning(p))) >> 1,
    }
}

/// The words of a draft that each of its phrases is asked about.
pub(crate) struct Deed {
    kind: u32,
    lemma: u32,
    link: u32,
    had: u32,
}

pub(crate) fn deed(coder: &Coder, scene: &Scene, d: &Draft) -> Deed {
    let w = scene.words;
    let f = &d.found;
    let passive = f.group.is_some_and(|g| w.is_passive(&g));
    Deed {
        kind: letters(root(&coder.book.kinds[f.kind].kind)),
        lemma: letters(w.lemma(f.anchor)),
        link: (f.link as u32) << 1 | u32::from(passive),
        had: held(f),
    }
}

/// The kind without its finest part, but with the means.
fn root(kind: &str) -> &str {
    match kind {
        "assault" | "assault.forces" | "battle.clash" => "assault",
        _ => kind,
    }
}

/// Whether a word is a common noun, which a model may look at.
fn common(w: &Words, i: usize) -> u32 {
    match w.pos(i) {
        Pos::Propn => 1,
        _ if w.name_of[i] != NONE => 2,
        Pos::Num => 3,
        _ => letters(w.lemma(i)),
    }
}

/// The preposition that a noun stands behind, by the tree.
fn case(w: &Words, i: usize) -> u32 {
    w.below(i).find(|&j| w.tokens[j].relation == "case").map_or(0, |j| letters(w.low(j)))
}

/// The way from one word up to another's and down: relations and prepositions; 0 if it is too far.
fn way(w: &Words, from: usize, to: usize) -> (u32, u32) {
    let ups = |i: usize| w.above(i, FAR + 1).collect::<Vec<_>>();
    let (a, b) = (ups(from), ups(to));
    let Some((x, y)) = a.iter().enumerate().find_map(|(x, i)| b.iter().position(|j| j == i).map(|y| (x, y))) else {
        return (0, 99);
    };
    let mut hash = 17u32;
    for &i in &a[..x] {
        hash = hash.wrapping_mul(31).wrapping_add(letters(w.tokens[i].relation)).wrapping_add(case(w, i).rotate_left(7));
    }
    hash = hash.wrapping_mul(31).wrapping_add(7);
    for &i in &b[..y] {
        hash = hash.wrapping_mul(31).wrapping_add(letters(w.tokens[i].relation));
    }
    (hash, (x * 8 + y) as u32)
}

/// The features of one phrase for one deed.
pub(crate) fn facts(scene: &Scene, over: &Overview, d: &Draft, deed: &Deed, p: Phrase) -> Facts {
    let w = scene.words;
    let mut f = Facts::with_room(160);
    let anchor = d.found.anchor;
    let head = w.meaning(p);
    let here = w.sentence_of[p.head] as i32 - d.sentence as i32;
    let same = here == 0;
    let name = w.name_of[head];
    let meant = scene.meant(p);
    let kind = match (name, meant) {
        (NONE, None) => 0,
        (NONE, Some(n)) => 20 + scene.mentions.names[n as usize].kind as u32,
        (n, _) => 1 + scene.mentions.names[n as usize].kind as u32,
    };
    let place = u32::from(w.place_of[head] != NONE);
    let word = common(w, head);
    let (path, length) = if same { way(w, p.head, anchor) } else { (0, 50) };
    let side = match () {
        _ if !same => 2 + (here + 4) as u32,
        _ if p.start < d.found.first => 0,
        _ => 1,
    };
    let apart = w.clause[p.head].abs_diff(w.clause[anchor]).min(3);
    let distance = if same { log2(p.head.abs_diff(anchor)) } else { 9 };
    let governor = w.governor(p.head);
    let gov = governor.map_or(1, |g| common(w, g));
    let relation = letters(w.tokens[p.head].relation);
    let prep = case(w, p.head);
    let start = letters(if w.pos(p.start) == Pos::Num { "#" } else { w.low(p.start) });
    let plural = u32::from(w.tag(head).ends_with('S'));
    let rule = d.found.roles.iter().find(|(_, q)| q.start <= p.head && p.head < q.end);
    let rule = rule.map_or(0, |(r, _)| 1 + number(*r).unwrap_or(7) as u32);
    let key = holder(scene, p);
    let roles = over.roles.get(&key).copied().unwrap_or_default();
    let often = over.seen.get(&key).map_or(0, |n| log2(usize::from(*n)));
    // The nearest verb above, and how the phrase's branch hangs from it.
    let mut up = p.head;
    let mut verb = None;
    for _ in 0..4 {
        let Some(g) = w.governor(up) else { break };
        if w.is_verb(g) {
            verb = Some((g, letters(w.tokens[up].relation).wrapping_add(case(w, up))));
            break;
        }
        up = g;
    }
    let (over_verb, branch) = verb.map_or((0, 0), |(v, b)| (letters(w.lemma(v)), b));
    let passive = verb.is_some_and(|(v, _)| w.is_passive(&w.verb_group(v)));
    let speech = verb.is_some_and(|(v, _)| scene.lexicon.has("speech", w.lemma(v)));
    let range = w.range(p.start, p.end);
    let quoted = quotes_near(scene, range).any(|q| q.range.overlaps(range));
    let speaker = quotes_near(scene, range).any(|q| q.speaker.as_ref().is_some_and(|s| s.range.overlaps(range)));

    f.add(0, 0, 0);
    f.add(1, deed.kind, side);
    f.add(2, word, 0);
    f.add(3, word, deed.kind);
    f.add(4, word, side);
    f.add(5, kind, place);
    f.add(6, kind, deed.kind);
    f.add(7, kind, side << 4 | deed.link);
    f.add(8, path, 0);
    f.add(9, path, deed.link);
    f.add(10, path, deed.lemma);
    f.add(11, path, kind << 1 | place);
    f.add(12, path, word);
    f.add(13, length, deed.link);
    f.add(14, distance, side << 4 | apart);
    f.add(15, gov, relation.wrapping_add(prep));
    f.add(16, gov, word);
    f.add(17, relation.wrapping_add(prep), kind << 1 | place);
    f.add(18, relation, word);
    f.add(19, over_verb, branch.wrapping_add(u32::from(passive)));
    f.add(20, over_verb, kind << 1 | u32::from(passive));
    f.add(21, branch.wrapping_add(u32::from(passive)), word);
    f.add(22, start, plural);
    f.add(23, start, word);
    f.add(24, rule, deed.kind);
    f.add(25, rule, kind);
    f.add(26, rule, word);
    f.add(27, u32::from(roles[0].min(3)) << 8 | u32::from(roles[1].min(3)) << 4 | u32::from(roles[2].min(3)), kind);
    f.add(28, u32::from(roles[0].min(2)), side << 8 | kind);
    f.add(29, u32::from(roles[2].min(2)), side << 8 | kind);
    f.add(30, u32::from(roles[3].min(2)), u32::from(roles[1].min(2)));
    f.add(31, often, kind);
    f.add(32, deed.had, side);
    f.add(33, deed.had, kind);
    f.add(34, u32::from(quoted) << 1 | u32::from(speaker), kind);
    f.add(35, u32::from(speech), branch);
    f.add(36, prep, word);
    f.add(37, prep, deed.lemma.wrapping_add(side));
    f.add(38, d.sentence.min(6) as u32, kind);
    f.add(39, u32::from(d.background) << 4 | d.status as u32, kind);
    let classes = scene.lexicon.of(w.lemma(head)) | scene.lexicon.of(w.low(head));
    for class in scene.lexicon.marks(classes) {
        f.add(40, class, 0);
        f.add(41, class, path);
        f.add(42, class, deed.kind);
        f.add(43, class, side << 4 | deed.link);
        f.add(44, class, over_verb.wrapping_add(branch));
        f.add(45, class, rule);
        f.add(46, class, deed.had);
    }
    for i in (p.start..p.end).filter(|&i| i != head && w.pos(i) != Pos::Det && w.pos(i) != Pos::Num) {
        f.add(47, common(w, i), 0);
    }
    f.add(48, u32::from((p.start..p.end).any(|i| w.place_of[i] != NONE)), word);
    let sentence = w.sentence(p.head);
    // The words to either side, and how the head ends: what the tree may have wrong.
    let beside = |i: Option<usize>| i.filter(|i| sentence.contains(i)).map_or(1, |i| common(w, i));
    let (before, after) = (beside(p.start.checked_sub(1)), beside(Some(p.end)));
    f.add(49, before, kind);
    f.add(50, after, kind);
    let lots = over.lots.get(&key).copied().unwrap_or(0);
    f.add(51, lots, kind);
    f.add(52, lots, side);
    for bit in (0..15).filter(|b| lots & 1 << b != 0) {
        f.add(53, bit, deed.kind);
        f.add(54, bit, side << 4 | deed.had);
    }
    let end = w.low(head);
    let end = letters(end.get(end.len().saturating_sub(3)..).unwrap_or(end));
    f.add(55, end, plural << 8 | kind);
    f
}

/// The whole logarithm of a count; of none as of one.
fn log2(n: usize) -> u32 {
    n.checked_ilog2().unwrap_or(0)
}

/// Which roles a report has, as bits.
fn held(f: &Found) -> u32 {
    f.roles.iter().filter_map(|(r, _)| number(*r)).fold(0, |bits, n| bits | 1 << n)
}

/// The features of a report, the one number `at` of its article: is it one deed, told as news?
pub(crate) fn news(coder: &Coder, scene: &Scene, over: &Overview, at: usize, d: &Draft) -> Facts {
    let w = scene.words;
    let mut f = Facts::with_room(48);
    let x = &d.found;
    let kind = letters(&coder.book.kinds[x.kind].kind);
    let g = x.group.filter(|_| x.link == Link::Own);
    let tense = g.map_or(0, |g| {
        1 + u32::from(g.perfect)
            + 2 * u32::from(g.past_perfect)
            + 4 * u32::from(g.has_aux)
            + 8 * u32::from(g.to.is_some())
            + 16 * u32::from(g.modal.is_some())
    });
    let tag = letters(w.tag(x.anchor));
    let phrase = w.phrase(x.anchor).filter(|_| x.link != Link::Own);
    let opens = phrase.map_or(0, |p| match w.pos(p.start) {
        Pos::Det | Pos::Pron => letters(w.low(p.start)),
        Pos::Num => 2,
        _ => 1,
    });
    let relation = letters(w.tokens[x.anchor].relation);
    let gov = w.governor(x.anchor).map_or(1, |g| common(w, g));
    let prep = case(w, x.anchor);
    let depth = w.depth(x.anchor).min(4) as u32;
    let had = held(x);
    let when = d.when.from as u32;
    let place = d.place.from as u32;
    let range = w.range(x.first, x.end);
    let quoted = quotes_near(scene, range).any(|q| q.range.overlaps(range));
    let first = at.min(5) as u32;
    let alike = over.kinds.get(&x.kind).map_or(0, |n| *n.min(&5));
    f.add(60, 0, 0);
    f.add(61, kind, 0);
    f.add(62, tense, tag);
    f.add(63, opens, tag);
    f.add(64, relation, prep);
    f.add(65, gov, relation);
    f.add(66, depth, x.link as u32);
    f.add(67, had, 0);
    f.add(68, had, kind);
    f.add(69, when, place);
    f.add(70, when, d.when.precision.map_or(99, |p| p as u32));
    f.add(71, place, kind);
    f.add(72, d.sentence.min(8) as u32, first);
    f.add(73, u32::from(quoted), u32::from(d.said_by.is_some()));
    f.add(74, alike, kind);
    f.add(75, d.figures.len().min(3) as u32, kind);
    f.add(76, d.status as u32, u32::from(d.recalled));
    f.add(77, letters(w.lemma(x.anchor)), tag);
    f.add(78, u32::from(d.sentence == 0), when);
    f.add(79, over.count.min(12), 0);
    for (role, p) in &x.roles {
        let Some(n) = number(*role) else { continue };
        let head = w.meaning(*p);
        let name = w.name_of[head];
        let what = if name == NONE { 0 } else { 1 + scene.mentions.names[name as usize].kind as u32 };
        f.add(80, n as u32, what);
        f.add(81, n as u32, common(w, head));
        f.add(82, n as u32, u32::from(w.tag(head).ends_with('S')) << 8 | u32::from(w.pos(p.start) == Pos::Num));
        f.add(83, n as u32, letters(if w.pos(p.start) == Pos::Det { w.low(p.start) } else { "" }));
        let classes = scene.lexicon.of(w.lemma(head)) | scene.lexicon.of(w.low(head));
        for class in scene.lexicon.marks(classes) {
            f.add(84, n as u32, class);
        }
    }
    for i in w.sentence(x.anchor).filter(|&i| i.abs_diff(x.anchor) <= 6 && i != x.anchor) {
        if matches!(w.pos(i), Pos::Verb | Pos::Noun | Pos::Adv | Pos::Adj | Pos::Adp | Pos::Sconj) && w.name_of[i] == NONE {
            f.add(85, letters(w.lemma(i)), u32::from(i < x.anchor));
        }
    }
    f
}
