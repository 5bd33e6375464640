//! What form a happening took, told by who takes part and by what stands beside it in the sentence.
//!
//! A verb alone does not tell a fight between armed sides from an attack on civilians, nor a protest from a riot: "attacked"
//! has a rebel and a checkpoint around it, or a mob and a thief. The classes are words of `codebook/classes.txt`.
//! The lines drawn are those of the ACLED codebook (2023): battles have two armed sides; excessive force is what seriously
//! hurts peaceful protesters; an intervention is any lesser means against them; a riot is protesters' own violence.

use crate::Coder;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase, Words};
use model::{PlaceUse, RoleKind};

/// What one sentence says of crowds and force.
struct Signs {
    protest: bool,
    violent: bool,
    force: bool,
    poison: bool,
    device: bool,
    blast: bool,
}

impl Scene<'_> {
    pub(crate) fn is(&self, class: &str, i: usize) -> bool {
        self.lexicon.has(class, self.words.lemma(i)) || self.lexicon.has(class, self.words.low(i))
    }

    /// True if the head, or any plain word of the phrase, is of the class: "the Norland security forces".
    fn among(&self, class: &str, p: Phrase) -> bool {
        let w = self.words;
        self.is(class, w.meaning(p)) || (p.start..p.end).any(|i| self.is(class, i))
    }

    fn role(&self, f: &Found, roles: &[RoleKind], class: &str) -> bool {
        f.roles.iter().any(|(r, p)| roles.contains(r) && self.among(class, *p))
    }

    /// "detained during a rally", "arrested while trying to hold a protest".
    fn at_protest(&self, f: &Found) -> bool {
        let w = self.words;
        // "He was detained at a rally": a candidate's own may be meant, and not the crowd.
        let many = f.roles.iter().any(|(r, p)| *r == RoleKind::Target && (w.tag(p.head) == "NNS" || w.tag(p.head) == "CD"));
        f.link == Link::Own
            && w.sentence(f.anchor).any(|i| {
                self.is("protesting", i)
                    && (many || w.lemma(i) != "rally")
                    && w.phrase(i).is_some_and(|p| {
                        p.start > 0
                            && matches!(
                                w.lemma(p.start - 1),
                                "during" | "at" | "in" | "from" | "hold" | "attend" | "join" | "stage" | "to" | "break"
                            )
                    })
            })
    }

    fn signs(&self, s: usize) -> Signs {
        let tokens = self.words.syntax.sentences[s].tokens.clone();
        let any = |class: &str| tokens.clone().any(|i| self.is(class, i));
        let violent = tokens.clone().any(|i| self.is("rioting", i) && !riot_gear(self.words, i));
        Signs {
            protest: any("protesting"),
            violent,
            force: any("bloodshed"),
            poison: any("poison_sure"),
            device: any("planted"),
            blast: any("blast") && !any("blast_otherwise"),
        }
    }
}

/// "riot police", "officers in riot gear": no riot is told.
pub(crate) fn riot_gear(w: &Words, i: usize) -> bool {
    w.low(i) == "riot"
        && w.low.get(i + 1).is_some_and(|next| {
            matches!(
                next.as_ref(),
                "police" | "gear" | "officers" | "squad" | "shields" | "troops" | "control" | "unit" | "units"
            )
        })
}

/// "shot dead during a demonstration", "fired on villagers who were protesting": when, where or whom the word of protest tells.
pub(crate) fn amid_protest(scene: &Scene, f: &Found) -> bool {
    let w = scene.words;
    let hurt = |i: usize| f.roles.iter().any(|(r, p)| SUFFERS.contains(r) && p.start <= i && i < p.end);
    let above = |i: usize| w.tokens[i].head.map(|h| h as usize).filter(|&h| h < w.tokens.len());
    w.sentence(f.anchor).any(|i| {
        let verb = w.is_verb(i) && matches!(w.lemma(i), "protest" | "demonstrate" | "march" | "rally");
        // "a crowd of villagers who": the crowd is hurt.
        let of_the_hurt = || above(i).is_some_and(|h| hurt(h) || above(h).is_some_and(hurt));
        let then = || {
            scene.is("protesting", i)
                && w.phrase(i).is_some_and(|p| p.start > 0 && matches!(w.low(p.start - 1), "during" | "at" | "in" | "amid"))
        };
        verb && of_the_hurt() || then()
    })
}

/// Gives the matches of sentence `s` the kind that those who take part make them.
pub(crate) fn reform(coder: &Coder, scene: &Scene, s: usize, found: &mut Vec<Found>) {
    let signs = scene.signs(s);
    let name = |f: &Found| coder.book.kinds[f.kind].kind.as_str();
    for f in found.iter_mut() {
        let to = match coder.book.kinds[f.kind].family {
            Family::Violence | Family::Toll => violent(scene, f, name(f), &signs),
            _ => None,
        };
        if let Some(number) = to.and_then(|path| coder.book.number(path)) {
            f.kind = number;
        }
    }
    protests(coder, scene, &signs, found);
    sentenced(coder, found);
    ranks(coder, found);
    for f in found.iter_mut() {
        f.score -= 0.04 * scene.words.depth(f.anchor).min(3) as f32;
    }
    // "broke up a rally", "a protest turned violent": the protest is part of what befell it.
    let parts: Vec<Phrase> =
        found.iter().filter(|f| name(f).starts_with("riot")).flat_map(|f| f.roles.iter().map(|(_, p)| *p)).collect();
    found.retain(|f| {
        name(f) != "protest" || f.link == Link::Own || !parts.iter().any(|p| p.start <= f.anchor && f.anchor < p.end)
    });
}

const ACTS: &[RoleKind] = &[RoleKind::Actor];
const SUFFERS: &[RoleKind] = &[RoleKind::Target, RoleKind::Victim];

fn violent(scene: &Scene, f: &Found, was: &str, signs: &Signs) -> Option<&'static str> {
    let means_unknown = matches!(was, "assault" | "killing" | "assault.shooting" | "assault.beating" | "injury");
    let by_mob = scene.role(f, ACTS, "mob") && !scene.role(f, ACTS, "armed_sure");
    if by_mob && (means_unknown || was == "assault.stabbing") && !signs.protest {
        return Some("riot.mob");
    }
    if matches!(was, "assault" | "killing" | "injury" | "assault.shelling") && signs.poison {
        return Some("assault.chemical");
    }
    if was == "riot"
        && let Some(kind) = rampage(scene, f)
    {
        return Some(kind);
    }
    let told = f.link == Link::Own;
    // "a gun and knife attack": neither alone.
    let w = scene.words;
    let both = !told && f.first > 1 && w.low(f.first - 1) == "and" && matches!(w.low(f.first - 2), "gun" | "gun-");
    if was == "assault.stabbing" && both {
        return Some("assault");
    }
    if told && matches!(was, "assault" | "killing" | "injury" | "death") && (signs.device || signs.blast) {
        return Some("assault.bombing");
    }
    if was == "assault.shelling" && scene.role(f, ACTS, "warplane") {
        return Some("assault.airstrike");
    }
    if was == "assault.airstrike" && on_wheels(scene, f) {
        return Some("assault.suicide_bombing");
    }
    if was == "riot.force" && at_a_rally(scene, f) {
        return Some("assault.shooting");
    }
    if matches!(was, "assault" | "assault.shooting" | "assault.beating" | "killing" | "assault.forces")
        && scene.role(f, ACTS, "armed_sure")
        && scene.role(f, SUFFERS, "protesting")
        && !at_a_rally(scene, f)
        && !signs.violent
    {
        return Some("riot.force");
    }
    if matches!(was, "assault" | "killing" | "injury" | "assault.shooting")
        && scene.role(f, ACTS, "armed_sure")
        && scene.role(f, SUFFERS, "armed_side")
        && !scene.role(f, SUFFERS, "former")
    {
        return Some("assault.forces");
    }
    taken(scene, f, was)
}

/// "a car bomber struck the hotel": no plane.
fn on_wheels(scene: &Scene, f: &Found) -> bool {
    let w = scene.words;
    let bomber =
        |p: &Phrase| w.lemma(p.head) == "bomber" && (p.start..p.head).any(|i| matches!(w.low(i), "car" | "truck" | "suicide"));
    f.roles.iter().any(|(r, p)| *r == RoleKind::Actor && bomber(p))
}

/// "A gunman opened fire at an election rally": a crime at a rally, and no force against those who protest.
fn at_a_rally(scene: &Scene, f: &Found) -> bool {
    let w = scene.words;
    let one = |p: &Phrase| matches!(w.low(p.head), "gunman" | "shooter" | "attacker" | "assailant" | "man" | "bomber");
    let who = f.roles.iter().filter(|(r, _)| *r == RoleKind::Actor).any(|(_, p)| one(p));
    who && f.roles.iter().any(|(r, p)| SUFFERS.contains(r) && w.lemma(p.head) == "rally")
}

/// "went on a shooting rampage", "a man went on a rampage": one person is no riot.
fn rampage(scene: &Scene, f: &Found) -> Option<&'static str> {
    let w = scene.words;
    let says = |words: &[&str]| (f.first..f.end).any(|i| words.contains(&w.low(i)));
    if !says(&["rampage", "amok"]) {
        return None;
    }
    if says(&["shooting", "gun"]) {
        return Some("assault.shooting");
    }
    if says(&["knife", "stabbing", "machete", "axe"]) {
        return Some("assault.stabbing");
    }
    let one = |p: &Phrase| matches!(w.tag(p.head), "NN" | "NNP") && !scene.among("mob", *p);
    f.roles.iter().any(|(r, p)| *r == RoleKind::Actor && one(p)).then_some("assault")
}

/// Who takes ground: a government takes it back, others take it.
fn taken(scene: &Scene, f: &Found, was: &str) -> Option<&'static str> {
    let state = || {
        f.roles.iter().filter(|(r, _)| *r == RoleKind::Actor).any(|(_, p)| {
            let rebels = (p.start..p.end).any(|i| scene.is("nonstate", i));
            let country = || {
                let n = scene.words.place_of[p.head];
                n != NONE && scene.mentions.places[n as usize].usage != PlaceUse::Literal
            };
            !rebels && !abroad(scene, f) && (scene.among("stateforces", *p) || country())
        })
    };
    match was {
        "battle.capture" if state() => Some("battle.recapture"),
        // "State forces and an allied militia retook the town": one of them is the state.
        "battle.recapture" if scene.role(f, ACTS, "nonstate") && !state() || !again(scene, f) && abroad(scene, f) => {
            Some("battle.capture")
        }
        _ => None,
    }
}

/// "Norland's ministry said its forces had captured Varn", which lies in Westland: another state's ground is not taken back.
pub(crate) fn abroad(scene: &Scene, f: &Found) -> bool {
    let w = scene.words;
    let land = |i: usize, literal: bool| {
        let place = scene.mentions.places.get(w.place_of[i] as usize)?;
        // A headline may end with the place.
        let owner = place.usage != PlaceUse::Literal || w.low.get(i + 1).is_some_and(|l| matches!(l.as_ref(), "'s" | "’s"));
        (owner != literal).then_some(place.country.as_deref()).flatten()
    };
    let sentence = w.sentence(f.anchor);
    let whose = (sentence.start..f.first).find_map(|i| land(i, false));
    let taken =
        f.roles.iter().filter(|(r, _)| *r == RoleKind::Target).find_map(|(_, p)| (p.start..p.end).find_map(|i| land(i, true)));
    let taken = taken.or_else(|| (f.end..sentence.end).find_map(|i| land(i, true)));
    whose.zip(taken).is_some_and(|(a, b)| a != b)
}

/// "recaptured", "retook": what had been theirs.
fn again(scene: &Scene, f: &Found) -> bool {
    let w = scene.words;
    (f.first..f.end).any(|i| w.lemma(i).starts_with("re") || matches!(w.lemma(i), "liberate" | "free"))
}

/// Protests that turn violent, that are broken up, that are shot at.
fn protests(coder: &Coder, scene: &Scene, signs: &Signs, found: &mut [Found]) {
    let name = |f: &Found| coder.book.kinds[f.kind].kind.as_str();
    let arrest = found
        .iter()
        .filter(|f| name(f) == "arrest" && (scene.role(f, SUFFERS, "protesting") || signs.protest && scene.at_protest(f)))
        .map(|f| f.score)
        .fold(0.0, f32::max);
    let broken = found.iter().any(|f| name(f).starts_with("riot.dispersal"));
    for f in found.iter_mut() {
        let to = match name(f) {
            "protest" if signs.violent && !broken => "riot",
            "protest" if arrest > 0.0 => "riot.dispersal",
            // What police did to a violent crowd stays theirs.
            now if !now.starts_with("riot") || now == "riot.mob" => continue,
            // What police did to a violent crowd stays theirs.
            now if now != "riot" && signs.violent && !scene.role(f, ACTS, "cops") => "riot",
            "riot.dispersal" if signs.force => "riot.force",
            now => now,
        };
        let Some(kind) = coder.book.number(to) else { continue };
        let surer = if f.kind == kind { 0.0 } else { 0.05 };
        f.kind = kind;
        f.score = (f.score + surer).max(arrest + 0.02).min(0.98);
    }
}

/// "The court convicted a clerk of theft, sentencing her to a year": no convict sentences anybody, the court does, and the convict.
fn sentenced(coder: &Coder, found: &mut [Found]) {
    let is = |f: &Found, kind: &str| coder.book.kinds[f.kind].kind == kind;
    let whom = |f: &Found| f.role(RoleKind::Target).map(|p| p.head);
    for i in 0..found.len() {
        let Some(actor) = found[i].role(RoleKind::Actor).filter(|_| is(&found[i], "court.sentence")) else { continue };
        let verdict = found.iter().find(|q| is(q, "verdict") && whom(q) == Some(actor.head));
        let Some(court) = verdict.map(|q| q.role(RoleKind::Actor)) else { continue };
        let f = &mut found[i];
        f.roles.retain(|(r, _)| *r != RoleKind::Actor);
        f.roles.extend(court.map(|p| (RoleKind::Actor, p)));
        if whom(f).is_none() {
            f.roles.push((RoleKind::Target, actor));
        }
    }
}

/// What the sentence is about comes first: a named deed before "attacked", what befell a crowd before its march.
fn ranks(coder: &Coder, found: &mut [Found]) {
    let name = |f: &Found| coder.book.kinds[f.kind].kind.as_str();
    let named = found.iter().any(|f| matches!(name(f), "abduction" | "assault.sexual" | "assault.chemical" | "hostage_taking"));
    for f in found.iter_mut() {
        if named && matches!(name(f), "assault" | "assault.forces" | "assault.beating") {
            f.score -= 0.1;
        }
    }
}
