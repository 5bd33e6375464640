//! What was damaged: "Two cars were destroyed." after a sentence that tells of a bomb names what the bomb hit.

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Link, Scene};
use crate::words::{NONE, Phrase};
use model::{RoleKind, Status};

/// A sentence this many further on still tells of the same blast.
const REACH: usize = 2;
/// No happening damages more things than this by name.
const MOST: usize = 6;

/// Gives what verbs of damage tell of to the nearest violence told before them, as its targets.
pub(crate) fn damage(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    drafts.iter_mut().for_each(|d| struck(coder, scene, d));
    for v in 0..scene.words.tokens.len() {
        if !breaks(scene, v) {
            continue;
        }
        let things = things(scene, v);
        let s = scene.words.sentence_of[v] as usize;
        let known = |p: &Phrase| {
            drafts.iter().filter(|d| d.sentence == s).any(|d| {
                let spans = d.found.roles.iter().map(|(_, q)| (q.start, q.end));
                spans.chain([(d.found.first, d.found.end)]).any(|(a, b)| a < p.end && p.start < b)
            })
        };
        let new: Vec<Phrase> = things.into_iter().filter(|p| !known(p)).collect();
        // "Two shops were damaged when a bomb went off"
        let under = |d: &Draft| d.sentence == s && scene.words.above(d.found.anchor, 3).any(|i| i == v);
        let before = drafts.iter().rposition(|d| d.found.anchor < v && d.sentence + REACH >= s);
        let host = before.or_else(|| drafts.iter().position(under)).map(|n| &mut drafts[n]);
        if let Some(d) = host.filter(|d| hurts(coder, d)) {
            let had = d.found.roles.iter().filter(|(r, _)| *r == RoleKind::Target).count();
            d.found.roles.extend(new.into_iter().take(MOST.saturating_sub(had)).map(|p| (RoleKind::Target, p)));
        }
    }
}

/// "Airstrikes hit a school", "the blast tore through a bakery": what the verb tells of is what the attack hit.
fn struck(coder: &Coder, scene: &Scene, d: &mut Draft) {
    let w = scene.words;
    let group = d.found.group.filter(|g| d.found.link == Link::Subject && !w.is_passive(g) && !g.negated);
    let Some(g) = group.filter(|_| hurts(coder, d) && d.found.roles.iter().all(|(r, _)| *r != RoleKind::Target)) else {
        return;
    };
    let hits = matches!(
        w.lemma(g.main),
        "hit"
            | "strike"
            | "target"
            | "pound"
            | "flatten"
            | "level"
            | "rock"
            | "shake"
            | "gut"
            | "obliterate"
            | "pulverize"
            | "batter"
    );
    let is = |class: &str, p: &Phrase| scene.lexicon.phrase_is(class, *p, w, scene.mentions);
    let thing = |p: &Phrase| w.time_of[p.head] == NONE && (is("building", p) || is("vehicle", p) || w.place_of[p.head] != NONE);
    let objects = if hits { w.tree_object(&g).unwrap_or_default() } else { Vec::new() };
    let new: Vec<Phrase> = objects.into_iter().filter(thing).take(MOST).map(|p| w.full(p)).collect();
    d.found.roles.extend(new.into_iter().map(|p| (RoleKind::Target, p)));
}

/// "destroyed", "were damaged": told as having happened, and no passing-by of an adjective.
fn breaks(scene: &Scene, v: usize) -> bool {
    let w = scene.words;
    let breaks = matches!(w.lemma(v), "destroy" | "damage" | "wreck" | "shatter" | "demolish" | "devastate");
    if !w.is_verb(v) || !breaks && done_damage(scene, v).is_none() {
        return false;
    }
    let g = w.verb_group(v);
    !g.negated && g.modal.is_none() && g.to.is_none() && w.time_of[v] == NONE
}

/// The noun in "caused severe damage", "did damage".
fn done_damage(scene: &Scene, v: usize) -> Option<usize> {
    let w = scene.words;
    let does = matches!(w.lemma(v), "cause" | "inflict" | "do");
    w.below(v).find(|&c| does && w.relation(c) == "obj" && matches!(w.lemma(c), "damage" | "destruction"))
}

/// The buildings and vehicles that the verb tells of.
fn things(scene: &Scene, v: usize) -> Vec<Phrase> {
    let w = scene.words;
    let g = w.verb_group(v);
    let hit = match done_damage(scene, v) {
        Some(noun) => w.tree_after(noun, &["to"]).or_else(|| w.tree_after(v, &["to"])),
        None if w.is_passive(&g) => w.tree_subject(&g),
        None => w.tree_object(&g),
    };
    let is = |class: &str, p: Phrase| scene.lexicon.phrase_is(class, p, w, scene.mentions);
    let real = |p: &Phrase| (is("building", *p) || is("vehicle", *p)) && w.time_of[p.head] == NONE;
    hit.unwrap_or_default().into_iter().filter(real).map(|p| w.full(p)).collect()
}

/// True for what damages things: violence and explosions told as news.
fn hurts(coder: &Coder, d: &Draft) -> bool {
    let kind = coder.book.kinds[d.found.kind].kind.as_str();
    (d.family == Family::Violence || kind == "explosion") && d.status == Status::Happened && !d.background
}
