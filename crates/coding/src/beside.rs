//! Roles told beside a deed and not around its verb: who is blamed for it, who claims it, who planted the bomb, with what.

use crate::Coder;
use crate::code::{Draft, root};
use crate::find::{Found, Scene};
use crate::with_what::MEANS;
use crate::words::{NONE, Phrase};
use model::{RoleKind, Status};

/// Classes of those who may do a violent deed.
const DOERS: &[&str] = &["armed", "party", "people"];
/// A claim this many sentences further on is still of the same deed.
const REACH: usize = 3;
/// Reports to either side of a claim that are looked at.
const WIDE: usize = 40;

/// Adds to the violence of one sentence who did it and with what, where its own rules found nobody and nothing.
pub(crate) fn beside(coder: &Coder, scene: &Scene, found: &mut [Found]) {
    let kind = |f: &Found| coder.book.kinds[f.kind].kind.as_str();
    let claimant = found.iter().filter(|f| kind(f) == "statement.claim").find_map(|f| f.role(RoleKind::Speaker));
    let claimant = claimant.filter(|p| somebody(scene, p));
    for f in found.iter_mut() {
        // "Police arrested two men for organising a rally": they organised it.
        if matches!(root(kind(f)), "protest" | "coup") && scene.words.tag(f.group.map_or(f.anchor, |g| g.main)) == "VBG" {
            let accused = scene.accused(f);
            f.roles.retain(|(r, _)| accused.is_empty() || *r != RoleKind::Actor);
            accused.into_iter().for_each(|p| give(scene, f, RoleKind::Actor, p));
        }
        if !coder.book.kinds[f.kind].family.violent() {
            continue;
        }
        things(coder, scene, f);
        if f.role(RoleKind::Actor).is_none() {
            let who = scene.blamed(f).or_else(|| scene.planter(f)).or_else(|| scene.far_agent(f)).or_else(|| scene.user(f));
            let accused = if who.is_none() { scene.accused(f) } else { Vec::new() };
            let claimant = claimant.filter(|_| accused.is_empty());
            for p in accused.into_iter().chain(who.or(claimant)) {
                give(scene, f, RoleKind::Actor, p);
            }
        }
        if f.role(RoleKind::Victim).or(f.role(RoleKind::Target)).is_none() {
            for (role, p) in scene.undergone(f) {
                give(scene, f, role, p);
            }
        }
        for p in scene.also(f) {
            give(scene, f, RoleKind::Victim, p);
        }
        if f.role(RoleKind::Instrument).is_none() {
            for p in scene.means(f) {
                give(scene, f, RoleKind::Instrument, p);
            }
        }
    }
}

/// What acts and is nobody: a weapon is what it was done with, and "set off by remote control", "the attempt killed two" name
/// no doer.
fn things(coder: &Coder, scene: &Scene, f: &mut Found) {
    if coder.book.kinds[f.kind].kind.starts_with("riot") {
        return;
    }
    let w = scene.words;
    let common = |p: &Phrase| w.name_of[w.meaning(*p)] == NONE && w.pos(p.head) == model::Pos::Noun;
    let nobody = |p: &Phrase| !scene.one_of(&["people", "armed", "officials", "org", "vehicle", "vessel", "aircraft"], *p);
    for (role, p) in &mut f.roles {
        if *role == RoleKind::Actor && common(p) && nobody(p) && scene.one_of(MEANS, *p) {
            *role = RoleKind::Instrument;
        }
    }
    // "using tear gas and water cannon, detaining 107"
    let deed = |p: &Phrase| {
        matches!(w.lemma(p.head), "control" | "gas" | "cannon" | "baton" | "pepper")
            || coder.index.tells(&coder.book.rules, w.lemma(p.head)).1
    };
    f.roles.retain(|(role, p)| !(*role == RoleKind::Actor && common(p) && nobody(p) && deed(p)));
}

/// Gives who claims a deed in a sentence of its own ("The Front claimed responsibility.") to the violence told before.
pub(crate) fn claims(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let claim = &rest[0];
        if coder.book.kinds[claim.found.kind].kind != "statement.claim" || claim.status != Status::Happened {
            continue;
        }
        let Some(p) = claim.found.role(RoleKind::Speaker).filter(|p| somebody(scene, p)) else { continue };
        let s = claim.sentence;
        let violent = |d: &Draft| d.family.violent() && d.status == Status::Happened;
        let beside = before.iter().rev().take(WIDE).chain(rest.iter().take(WIDE));
        if beside.into_iter().any(|d| d.sentence == s && violent(d)) {
            continue;
        }
        let host = before.iter_mut().rev().take(WIDE).find(|d| d.sentence + REACH >= s && violent(d));
        if let Some(d) = host.filter(|d| d.found.role(RoleKind::Actor).is_none()) {
            d.found.roles.push((RoleKind::Actor, p));
        }
    }
}

/// False for "no group", "nobody".
pub(crate) fn somebody(scene: &Scene, p: &Phrase) -> bool {
    !matches!(scene.words.low(p.start), "no" | "nobody" | "none" | "neither")
}

/// Adds a role, unless its words are the trigger's or another role's.
fn give(scene: &Scene, f: &mut Found, role: RoleKind, p: Phrase) {
    let p = scene.words.full(p);
    let trigger = p.start <= f.anchor && f.anchor < p.end;
    if !f.holds(&p) && !trigger {
        f.roles.push((role, p));
        f.bare = false;
    }
}

impl Scene<'_> {
    pub(crate) fn one_of(&self, classes: &[&str], p: Phrase) -> bool {
        classes.iter().any(|c| self.lexicon.phrase_is(c, p, self.words, self.mentions))
    }

    /// True if the phrase may have done something: no time, no thing, no place by its own name.
    pub(crate) fn doer(&self, p: Phrase) -> bool {
        let w = self.words;
        let place = w.place_of[p.head] != NONE && !self.one_of(&["org", "armed_sure"], p);
        let thing = self.one_of(&["building", "vehicle"], p) || matches!(w.low(p.head), "it" | "this" | "that");
        w.time_of[p.head] == NONE && self.one_of(DOERS, p) && !place && !thing
    }

    /// True if the trigger is, or hangs from, the noun.
    fn under(&self, trigger: usize, noun: usize) -> bool {
        self.words.above(trigger, 6).any(|i| i == noun)
    }

    /// "The attack was attributed to the Front", "Police blamed the Front for the attack", "the attack was the work of the Front".
    fn blamed(&self, f: &Found) -> Option<Phrase> {
        let w = self.words;
        let blames = |v: usize| w.is_verb(v) && v != f.anchor && w.lays_blame(v) && v.abs_diff(f.anchor) < 30;
        let v = w.sentence(f.anchor).find(|&v| blames(v))?;
        let g = w.verb_group(v);
        if g.negated || g.modal.is_some() {
            return None;
        }
        let object = w.below(v).find(|&j| matches!(w.tokens[j].relation, "obj" | "nsubj:pass"));
        // "a raid that officials blamed on bandits", "the raid, which was blamed on bandits"
        let object = object.map(|o| match w.tag(o) {
            "WDT" | "WP" if w.tokens[v].relation == "acl:relcl" => w.governor(v).unwrap_or(o),
            _ => o,
        });
        let behind = |preps: &[&str]| w.tree_after(v, preps).or_else(|| w.after(v + 1, preps).map(|(p, _)| vec![p]));
        // "blamed the Front for the attack": the object is who did it, and the deed stands behind "for".
        let deed_behind = || behind(&["for"]).is_some_and(|ps| ps.iter().any(|p| self.under(f.anchor, p.head)));
        let who = match object {
            Some(o) if w.lemma(v) == "blame" && !self.under(f.anchor, o) => w.phrase(o).filter(|_| deed_behind()),
            Some(o) if !self.under(f.anchor, o) => None,
            _ => behind(&["to", "on", "upon"]).and_then(|ps| ps.first().copied()),
        };
        who.filter(|p| self.doer(*p))
    }

    /// "A bomb planted by rebels exploded": who did something with the instrument.
    fn planter(&self, f: &Found) -> Option<Phrase> {
        let w = self.words;
        let things = f.roles.iter().filter(|(r, _)| *r == RoleKind::Instrument);
        let agents = things.filter_map(|(_, p)| {
            let v = w.below(p.head).find(|&j| matches!(w.tokens[j].relation, "acl" | "acl:relcl") && w.is_verb(j))?;
            let g = w.verb_group(v);
            let who = if w.is_passive(&g) { w.tree_agent(&g) } else { w.tree_subject(&g) };
            who?.first().copied().filter(|q| q.start != p.start)
        });
        agents.into_iter().find(|p| self.doer(*p))
    }

    /// "were killed at dawn, in the square of Eastvale, by soldiers": the agent of a passive behind whatever hangs from it.
    fn far_agent(&self, f: &Found) -> Option<Phrase> {
        let w = self.words;
        let g = f.group.filter(|g| f.link == crate::find::Link::Own && w.is_passive(g))?;
        let end = w.sentence(f.anchor).end.min(f.end + 60);
        let by = (g.main + 1..end).take_while(|&i| !w.is_verb(i) && w.pos(i) != model::Pos::Aux).find(|&i| w.low(i) == "by")?;
        let p = w.phrase(by + 1).filter(|p| p.start == by + 1)?;
        self.doer(p).then_some(p)
    }
}
