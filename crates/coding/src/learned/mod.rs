//! Roles that a trained model finds where the rules found none, and reports that tell no deed of their own.
//!
//! The rules look where a verb's or a noun's own phrases stand. Behind long phrases, in other clauses and in the sentences
//! beside it, a linear model weighs each phrase; only what it is sure of becomes a role.

pub mod model;
pub mod study;

mod features;

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Link, Scene};
use crate::refer::is_pronoun;
use crate::rule::{Anchor, Seat};
use crate::words::{NONE, Phrase};
use ::model::{NameKind, PlaceUse, RoleKind, Status};
use features::{Overview, deed, facts, holder};
use model::{Model, Part, ROLES};

/// How far before and behind its sentence a deed's phrases may stand, in sentences that tell no deed themselves.
const BEFORE: usize = 1;
const BEHIND: usize = 2;
/// No report gets more roles than this from the model.
const MOST: usize = 6;
/// The sentences at an article's beginning tell news.
const FIRST: usize = 2;

/// The roles of the tables that are about phrases.
const PARTS: [Option<RoleKind>; ROLES] =
    [None, Some(RoleKind::Actor), Some(RoleKind::Target), Some(RoleKind::Victim), Some(RoleKind::Instrument)];

/// How sure the model must be of each part before it is told.
const SURE: [f32; ROLES] = [1.0, 0.4, 0.4, 0.6, 0.3];
/// How much surer where the phrase stands in another sentence.
const ASIDE: f32 = 0.2;
/// How much surer of who did what may have been nobody's deed: an explosion.
const DEED: f32 = 0.3;
/// Who is told to be dead or hurt beside a deed need only be this likely its victim: of people without a name little is learned.
const LEAST: f32 = 0.05;
/// A report less likely than this to tell a deed as news only speaks of it.
const PASSING: f32 = 0.45;

/// True for a report whose roles the model may fill.
pub(crate) fn violent(coder: &Coder, d: &Draft) -> bool {
    let kind = coder.book.kinds[d.found.kind].kind.as_str();
    (matches!(d.family, Family::Violence) || matches!(kind, "killing" | "explosion"))
        && !kind.starts_with("riot")
        && matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged | Status::Failed)
}

/// The phrases that may play a part in a deed: those of its sentence, and of the quiet sentences beside it.
pub(crate) fn candidates(scene: &Scene, over: &Overview, d: &Draft) -> Vec<Phrase> {
    let w = scene.words;
    let loud = |s: usize| over.loud(s);
    let count = w.syntax.sentences.len();
    let mut sentences = vec![d.sentence];
    sentences.extend((d.sentence.saturating_sub(BEFORE)..d.sentence).filter(|&s| !loud(s)));
    sentences.extend((d.sentence + 1..count.min(d.sentence + 1 + BEHIND)).take_while(|&s| !loud(s)));
    let mut out = Vec::new();
    for s in sentences {
        let tokens = w.syntax.sentences[s].tokens.clone();
        let mut last = usize::MAX;
        for i in tokens.take(120) {
            let Some(p) = w.phrase(i).filter(|p| p.start != last) else { continue };
            last = p.start;
            if fit(scene, d, p) {
                out.push(p);
            }
        }
    }
    out
}

/// True unless the phrase is a time, a trigger, a bare number or a pronoun of nobody.
fn fit(scene: &Scene, d: &Draft, p: Phrase) -> bool {
    let w = scene.words;
    if credited(scene, p) || vouches(scene, p) {
        return false;
    }
    let pronoun = is_pronoun(w.low(p.head)) || w.pos(p.head) == ::model::Pos::Pron;
    w.time_of[p.head] == NONE
        && !(p.start <= d.found.anchor && d.found.anchor < p.end)
        && !(pronoun && scene.meant(p).is_none())
        && w.pos(p.head) != ::model::Pos::Num
}

/// True for who took a picture or wrote the text: "(Ada Ruun / Eastvale Herald)", "Photo: Ada Ruun".
fn credited(scene: &Scene, p: Phrase) -> bool {
    let w = scene.words;
    let sentence = w.sentence(p.head);
    let word = |i: usize| if sentence.contains(&i) { w.low(i) } else { "" };
    let before = |n: usize| p.start.checked_sub(n).map_or("", word);
    let credit = |low: &str| matches!(low, "photo" | "photos" | "picture" | "image" | "video" | "credit" | "courtesy");
    matches!(word(p.end), "/" | "|")
        || before(1) == "/"
        || before(1) == ":" && credit(before(2))
        || before(1) == "by" && credit(before(2))
}

/// True for who only tells it: "according to Officer Ruun".
fn vouches(scene: &Scene, p: Phrase) -> bool {
    let w = scene.words;
    let from = w.sentence(p.head).start.max(p.start.saturating_sub(6));
    let to = (from..p.start).rev().find(|&i| w.low(i) == "to" && i > from && w.low(i - 1) == "according");
    to.is_some_and(|i| (i + 1..p.start).all(|j| w.phrase(j).is_some()))
}

/// Adds what the model is sure of.
pub(crate) fn learn_from(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    if !drafts.iter().any(|d| violent(coder, d)) {
        return;
    }
    let model = Model::shipped();
    let over = Overview::new(coder, scene, drafts);
    let told: Vec<f32> = drafts.iter().enumerate().map(|(n, d)| told(coder, scene, &over, n, d)).collect();
    // "Norland bombed two depots near Velm": who did what to whom is told for its own sake.
    let whole = |d: &Draft| {
        let suffers = |r: &RoleKind| matches!(r, RoleKind::Target | RoleKind::Victim);
        d.found.link == Link::Own && d.found.role(RoleKind::Actor).is_some() && d.found.roles.iter().any(|(r, _)| suffers(r))
    };
    drafts.iter_mut().zip(told).for_each(|(d, told)| d.background |= told < PASSING && !whole(d));
    let mut new: Vec<(usize, RoleKind, Phrase)> = Vec::new();
    for (n, d) in drafts.iter().enumerate().filter(|(_, d)| violent(coder, d)) {
        let deed = deed(coder, scene, d);
        let chance = if matches!(d.family, Family::Violence) { 0.0 } else { DEED };
        let mut found: Vec<(f32, RoleKind, Phrase)> = Vec::new();
        // "was murdered three days after Ruun was shot dead": whom the other happening of the sentence befell.
        let others = |p: &Phrase| drafts.iter().any(|o| o.sentence == d.sentence && o.apart != d.apart && o.found.holds(p));
        for p in candidates(scene, &over, d) {
            if d.found.holds(&p) || others(&p) {
                continue;
            }
            let mut shares = model.roles(&facts(scene, &over, d, &deed, p));
            let here = scene.words.sentence_of[p.head] as usize == d.sentence;
            // "One man is dead after a shooting" tells of no gunman.
            let hurt = suffers(scene, p);
            if hurt {
                shares[Part::Victim as usize] += std::mem::take(&mut shares[Part::Actor as usize]);
            }
            let dies = hurt && here && shares[Part::Victim as usize] > LEAST;
            let best = (1..ROLES).max_by(|a, b| shares[*a].total_cmp(&shares[*b])).unwrap_or(1);
            let best = if dies { Part::Victim as usize } else { best };
            let extra = if here { 0.0 } else { ASIDE } + if best == Part::Actor as usize { chance } else { 0.0 };
            let sure = dies || shares[best] > SURE[best] + extra;
            let part = match PARTS[best] {
                Some(RoleKind::Actor)
                    if comes_later(scene, p)
                        || drafts.iter().any(|o| befalls_in(scene, o, d, p))
                        || drafts.iter().any(|o| {
                            o.found.anchor == p.head || d.found.role(RoleKind::Actor).is_some() && acts_in(o, d, p)
                        }) =>
                {
                    None
                }
                part => part,
            };
            if let Some(role) = part.filter(|r| sure && may_be(scene, *r, p) && !contrary(coder, scene, d, *r, p)) {
                found.push((shares[best], role, p));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut held: Vec<u32> = d.found.roles.iter().map(|(_, p)| holder(scene, *p)).collect();
        for (_, role, p) in found.into_iter().take(MOST) {
            if !held.contains(&holder(scene, p)) {
                held.push(holder(scene, p));
                new.push((n, role, p));
            }
        }
    }
    for (n, role, p) in new {
        drafts[n].found.roles.push((role, scene.words.full(p)));
    }
}

/// True for who does another deed of the same sentence: "A gunman killed two before police shot him".
fn acts_in(other: &Draft, d: &Draft, p: Phrase) -> bool {
    let mut actors = other.found.roles.iter().filter(|(r, _)| *r == RoleKind::Actor);
    other.sentence == d.sentence
        && other.found.anchor != d.found.anchor
        && actors.any(|(_, q)| q.start <= p.head && p.head < q.end)
}

/// True for whom another deed of the same sentence befalls: "three men were detained, while a woman was beaten".
fn befalls_in(scene: &Scene, other: &Draft, d: &Draft, p: Phrase) -> bool {
    let w = scene.words;
    let hit = |r: &RoleKind| matches!(r, RoleKind::Victim | RoleKind::Target);
    other.sentence == d.sentence
        && other.found.anchor != d.found.anchor
        && w.relation(p.head) == "nsubj:pass"
        && other.found.roles.iter().any(|(r, q)| hit(r) && q.start <= p.head && p.head < q.end)
}

/// True for the subject of "died", "is dead", "was wounded", "is recovering".
fn suffers(scene: &Scene, p: Phrase) -> bool {
    let w = scene.words;
    if !w.relation(p.head).starts_with("nsubj") {
        return false;
    }
    let Some(v) = w.governor(p.head) else { return false };
    let own =
        matches!(w.lemma(v), "die" | "succumb" | "recover" | "suffer" | "sustain" | "dead" | "hospitalize" | "hospitalise");
    let done = matches!(w.lemma(v), "kill" | "shoot" | "wound" | "injure" | "hurt" | "stab" | "hit" | "strike" | "hospitalize");
    own || done && w.is_verb(v) && w.is_passive(&w.verb_group(v))
}

/// True for who comes when it is done, or tells of it: "police responded", "officers found", "medics were called", "police said".
fn comes_later(scene: &Scene, p: Phrase) -> bool {
    let w = scene.words;
    w.relation(p.head).starts_with("nsubj")
        && w.governor(p.head).is_some_and(|v| {
            let comes = matches!(
                w.lemma(v),
                "respond" | "arrive" | "investigate" | "find" | "discover" | "locate" | "dispatch" | "call"
            );
            let office = |i: usize| matches!(w.low(i), "justice" | "judge" | "prosecutor" | "lawyer" | "minister" | "mayor");
            let speaks = scene.lexicon.has("speech", w.lemma(v));
            (comes || speaks) && scene.one_of(&["cops", "constables", "lawmen", "armed_sure"], p)
                || speaks && (p.start..p.end).any(office)
        })
}

/// True where the tree says otherwise: the subject of "shot" was not shot, and "two cars were not damaged".
fn contrary(coder: &Coder, scene: &Scene, d: &Draft, role: RoleKind, p: Phrase) -> bool {
    let f = &d.found;
    let kind = coder.book.kinds[f.kind].kind.as_str();
    let blast = ["bombing", "explosion", "grenade", "arson", "shelling", "airstrike"].iter().any(|k| kind.contains(k));
    let active = f.link == Link::Own && f.group.is_some_and(|g| !scene.words.is_passive(&g));
    let subject = || scene.seated(&Seat::Subject, Anchor::Verb, f).iter().any(|q| q.overlaps(&p));
    let hit = matches!(role, RoleKind::Victim | RoleKind::Target);
    let w = scene.words;
    let verb = w.above(p.head, 4).skip(1).find(|&i| w.is_verb(i));
    // "shot two guards at a bank": where people are hit, buildings are where it was. A blast hits both.
    let people = d.found.role(RoleKind::Victim).is_some();
    let where_it_was = role == RoleKind::Target && people && !blast;
    // "The attacks came on a visit by Ruun": she made the visit.
    let by = |i: usize| w.below(i).any(|c| w.relation(c) == "case" && w.low(c) == "by");
    let top = (p.start..p.end).find(|&i| w.governor(i).is_none_or(|g| !(p.start..p.end).contains(&g))).unwrap_or(p.head);
    let other = w.governor(top).filter(|&n| w.relation(top) == "nmod" && n != f.anchor && !w.is_verb(n));
    let anothers = role == RoleKind::Actor && by(top) && other.is_some_and(|n| !(f.first..f.end).contains(&n));
    anothers || where_it_was || verb.is_some_and(|v| w.verb_group(v).negated) || hit && active && subject()
}

/// How likely a report tells a deed as news; surely, where the model is not asked.
fn told(coder: &Coder, scene: &Scene, over: &Overview, at: usize, d: &Draft) -> f32 {
    let asked = violent(coder, d) && passing(coder, over, d);
    if asked { Model::shipped().deed(&features::news(coder, scene, over, at, d)) } else { 1.0 }
}

/// True for a report behind the article's beginning, where an earlier one already tells violence as news. What has a place and no
/// day may be told in passing as well, but in a war nearly all is told so.
fn passing(coder: &Coder, over: &Overview, d: &Draft) -> bool {
    let kind = coder.book.kinds[d.found.kind].kind.as_str();
    let war = || WAR.iter().any(|k| kind.starts_with(k));
    // "The air force said it had shot down 54 drones": who did what to whom is a war's news wherever it stands.
    let has = |roles: &[RoleKind]| d.found.roles.iter().any(|(r, _)| roles.contains(r));
    let whole = || has(&[RoleKind::Actor]) && has(&[RoleKind::Target, RoleKind::Victim]);
    let placed = d.place.from == ::model::Carried::Stated;
    d.sentence > FIRST
        && d.figures.is_empty()
        && d.when.from != ::model::Carried::Stated
        && (!placed || d.when.start.is_none() && !war())
        && !(war() && whole())
        && over.told_before(d.sentence)
}

/// Kinds of which a war's news is made.
const WAR: &[&str] = &["battle", "assault.airstrike", "assault.forces", "assault.shelling", "assault.drone"];

/// The name that a phrase stands for, or has.
pub(crate) fn named(scene: &Scene, p: Phrase) -> Option<u32> {
    let w = scene.words;
    scene.meant(p).or(Some(w.name_of[w.meaning(p)]).filter(|n| *n != NONE))
}

/// What a phrase cannot be, whatever the model says: a thing no victim, a person no weapon.
fn may_be(scene: &Scene, role: RoleKind, p: Phrase) -> bool {
    let w = scene.words;
    let is = |class: &str| scene.lexicon.phrase_is(class, p, w, scene.mentions);
    let place = w.place_of[p.head];
    let literal = place != NONE && scene.mentions.places[place as usize].usage == PlaceUse::Literal && !is("org");
    let person = named(scene, p).is_some_and(|n| scene.mentions.names[n as usize].kind == NameKind::Person);
    match role {
        RoleKind::Victim => person || is("people") && !literal,
        RoleKind::Actor => !literal && !is("building") && !is("vehicle") && !is("weapon") && !is("explosive"),
        RoleKind::Instrument => !person && !literal && !is("people") && !is("building"),
        RoleKind::Target => !person,
        _ => false,
    }
}
