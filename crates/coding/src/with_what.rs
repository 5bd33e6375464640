//! What a deed was done with, told beside it: behind "with" and "using", in the hands of whoever did it, as the fire of a
//! weapon, or as what was used for it.

use crate::find::{Found, Link, Scene};
use crate::words::Phrase;
use model::{Pos, RoleKind};

/// Classes of what a deed may be done with.
pub(crate) const MEANS: &[&str] = &["weapon", "explosive", "heavy", "grenade", "blade"];

/// Words for what weapons send out, before which the weapon stands: "machine-gun fire".
const FIRE: &[&str] = &["fire", "barrage", "salvo", "volley"];

impl Scene<'_> {
    /// "with machine guns", "using dynamite", "by means of a bomb", "men armed with rifles", "a man with an axe".
    pub(crate) fn means(&self, f: &Found) -> Vec<Phrase> {
        let w = self.words;
        let own = main(f);
        let behind = |v: usize, preps: &[&str]| w.tree_after(v, preps).unwrap_or_default();
        let means = |p: &Phrase| self.one_of(MEANS, *p);
        // A bottle or a bar is a weapon only in somebody's hand.
        let held = |p: &Phrase| means(p) || self.one_of(&["blunt"], *p);
        let mut out: Vec<Phrase> = behind(own, &["with", "using"]).into_iter().filter(held).collect();
        out.extend(behind(own, &["by"]).into_iter().filter(means));
        out.extend(w.after(f.end, &["with"]).map(|(p, _)| w.joined(p)).unwrap_or_default().into_iter().filter(held));
        for p in behind(own, &["by"]).into_iter().filter(|p| w.low(p.head) == "means") {
            out.extend(behind(p.head, &["of"]).into_iter().filter(means));
        }
        let uses = |v: usize| matches!(w.lemma(v), "use" | "employ" | "fire" | "throw" | "hurl" | "detonate" | "explode");
        let clauses = w.below(own).filter(|&v| w.is_verb(v) && w.tag(v) == "VBG" && uses(v));
        out.extend(clauses.filter_map(|v| w.tree_object(&w.verb_group(v))).flatten().filter(held));
        let actors: Vec<usize> = f.roles.iter().filter(|(r, _)| *r == RoleKind::Actor).map(|(_, p)| p.head).collect();
        let armed = |v: &usize| matches!(w.low(*v), "armed" | "equipped");
        let bearers: Vec<usize> = actors.iter().flat_map(|&h| w.below(h)).filter(armed).chain(actors.iter().copied()).collect();
        out.extend(bearers.into_iter().flat_map(|v| behind(v, &["with"])).filter(held));
        out.extend(self.used(f).into_iter().filter(means));
        out.extend(self.cause(f).into_iter().filter(|p| means(p) || (p.start..p.head).any(|i| w.low(i) == "booby")));
        out.extend(self.fire(f).filter(|_| out.is_empty()));
        let mut seen: Vec<usize> = Vec::new();
        out.retain(|p| {
            !seen.contains(&p.start) && {
                seen.push(p.start);
                true
            }
        });
        out
    }

    /// The verb "use" for which the deed was done: "used mortars to attack the station".
    fn use_for(&self, f: &Found) -> Option<usize> {
        let w = self.words;
        let own = f.group.filter(|_| f.link == Link::Own)?.main;
        let v = w.governor(own).filter(|&v| v < own && w.is_verb(v) && w.lemma(v) == "use")?;
        let aim = matches!(w.relation(own), "advcl" | "xcomp") && w.below(own).any(|c| w.low(c) == "to" && v + 1 < c);
        let g = w.verb_group(v);
        (aim && !g.negated).then_some(v)
    }

    /// What was used for it.
    fn used(&self, f: &Found) -> Vec<Phrase> {
        let w = self.words;
        let Some(g) = self.use_for(f).map(|v| w.verb_group(v)) else { return Vec::new() };
        if w.is_passive(&g) { w.tree_subject(&g) } else { w.tree_object(&g) }.unwrap_or_default()
    }

    /// Who used it.
    pub(crate) fn user(&self, f: &Found) -> Option<Phrase> {
        let w = self.words;
        let g = w.verb_group(self.use_for(f)?);
        let who = if w.is_passive(&g) { w.tree_agent(&g) } else { w.tree_subject(&g) };
        who?.first().copied().filter(|p| self.doer(*p))
    }

    /// "A landmine caused the explosion": the subject of which the deed's noun is the object.
    fn cause(&self, f: &Found) -> Vec<Phrase> {
        let w = self.words;
        let noun = w.pos(f.anchor) == Pos::Noun && w.relation(f.anchor) == "obj";
        let causes = |v: &usize| w.is_verb(*v) && matches!(w.lemma(*v), "cause" | "trigger" | "spark");
        let Some(g) = w.governor(f.anchor).filter(|v| noun && causes(v)).map(|v| w.verb_group(v)) else { return Vec::new() };
        if g.negated || g.modal.is_some() || w.is_passive(&g) { Vec::new() } else { w.tree_subject(&g).unwrap_or_default() }
    }

    /// "wounded by machine-gun fire", "came under mortar fire": the phrase of the fire; [`Scene::called`] takes the weapon.
    fn fire(&self, f: &Found) -> Option<Phrase> {
        let w = self.words;
        let own = main(f);
        // "raked the bus with rifle fire, killing two"
        let host = w.governor(own).filter(|_| w.tag(own) == "VBG" && w.relation(own) == "advcl");
        let far = w.sentence(f.anchor).filter(|&i| w.pos(i) == Pos::Noun && i.abs_diff(f.anchor) < 20);
        let of_it = |i: &usize| w.above(*i, 4).skip(1).any(|a| a == own || a == f.anchor || Some(a) == host);
        far.filter(of_it).filter_map(|i| w.phrase(i).filter(|p| p.head == i)).find(|p| self.gun_of(*p).is_some())
    }

    /// The weapon in the phrase of its fire: "machine-gun" in "heavy machine-gun fire".
    pub(crate) fn gun_of(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        if !FIRE.contains(&w.lemma(p.head)) || p.end != p.head + 1 {
            return None;
        }
        let part = |i: usize| {
            w.pos(i) == Pos::Noun
                || matches!(w.low(i), "-" | "and" | "automatic" | "small" | "light" | "semi" | "anti" | "antiaircraft")
        };
        let start = (p.start..p.head).rev().take_while(|&i| part(i)).last()?;
        let start = (start..p.head).find(|&i| !matches!(w.low(i), "-" | "and"))?;
        let gun = (start..p.head).any(|i| ["weapon", "heavy", "explosive"].iter().any(|c| self.lexicon.has(c, w.lemma(i))));
        gun.then_some(Phrase { start, end: p.head, head: p.head - 1 })
    }
}

/// The verb that tells the deed, or its noun.
fn main(f: &Found) -> usize {
    f.group.filter(|_| f.link == Link::Own).map_or(f.anchor, |g| g.main)
}
