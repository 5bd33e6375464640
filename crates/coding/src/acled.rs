//! What a happening is once its sides and its neighbours are known: the finer kind, and the ACLED sub-type.
//!
//! ACLED codes by who fights whom and in what form: shots at soldiers are a battle, the same shots at farmers are not; a
//! protest is peaceful until police intervene, use force, or its people turn violent. No rule sees that from one trigger,
//! so this looks at the roles and at the words of the sentence and the two beside it, after all sentences are read.

use crate::Coder;
use crate::code::Draft;
use crate::find::{Link, Scene};
use crate::form::{abroad, amid_protest, riot_gear};
use crate::words::Phrase;
use model::{Acled, RoleKind, Status};

/// Word classes that are looked up in every sentence with a report; their bits are in this order.
const CUES: [&str; 18] = [
    "cue_protest",
    "cue_violent",
    "cue_force",
    "cue_intervene",
    "police",
    "blasts",
    "poison_arm",
    "grenade",
    "industrial",
    "cue_unopposed",
    "crime",
    "cue_bomb",
    "mob",
    "combatants",
    "military",
    "rebels",
    "stateforces",
    "warplane",
];
const PROTEST: u32 = 1;
const VIOLENT: u32 = 1 << 1;
const FORCE: u32 = 1 << 2;
const INTERVENE: u32 = 1 << 3;
const POLICE: u32 = 1 << 4;
const BLAST: u32 = 1 << 5;
const POISON: u32 = 1 << 6;
const GRENADE: u32 = 1 << 7;
const INDUSTRIAL: u32 = 1 << 8;
const UNOPPOSED: u32 = 1 << 9;
const CRIME: u32 = 1 << 10;
const BOMB: u32 = 1 << 11;
const MOB: u32 = 1 << 12;
const COMBATANT: u32 = 1 << 13;
const MILITARY: u32 = 1 << 14;
const REBEL: u32 = 1 << 15;
const STATE: u32 = 1 << 16;
const WARPLANE: u32 = 1 << 17;

/// Words of a withdrawal that tells only who goes.
const LEAVES: &str = "withdraw pull retreat disengage depart leave fall fly go ship bring call evacuate flee withdrawal pullout \
                      pull-out departure drawdown exit";
/// Words beside it that tell who has the ground now, or that it was agreed.
const TAKEN: &str = "hand seize take capture recapture re-capture retake enter control deal agreement evacuation handover \
                     resistance unopposed surrender cede relinquish abandon desert vacate return replace occupy move give transfer \
                     yield peacefully";

/// How a report's ACLED code was come by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Coded {
    /// The kind's own crosswalk.
    #[default]
    Kind,
    /// The crosswalk of another kind.
    As(usize),
    /// ACLED does not code this: ordinary crime.
    Nothing,
}

impl Coded {
    /// The code of a report of kind number `kind`.
    pub fn acled(self, coder: &Coder, kind: usize) -> Option<Acled> {
        match self {
            Coded::Kind => coder.book.kinds[kind].acled.clone(),
            Coded::As(other) => coder.book.kinds[other].acled.clone(),
            Coded::Nothing => None,
        }
    }
}

struct Look<'a> {
    coder: &'a Coder,
    scene: &'a Scene<'a>,
    bits: [u128; CUES.len()],
}

impl Look<'_> {
    fn word(&self, i: usize) -> u32 {
        let w = self.scene.words;
        let of = self.scene.lexicon.of(w.lemma(i)) | self.scene.lexicon.of(w.low(i));
        if of == 0 {
            return 0;
        }
        let mut out = (0..CUES.len()).filter(|&n| of & self.bits[n] != 0).fold(0, |a, n| a | 1 << n);
        // "against police violence": what a protest is about.
        if out & VIOLENT != 0 && i > 0 && matches!(w.low(i - 1), "police" | "domestic" | "gun" | "sexual" | "against") {
            out &= !VIOLENT;
        }
        if riot_gear(w, i) {
            out &= !VIOLENT;
        }
        out
    }

    fn sentence(&self, s: usize) -> u32 {
        self.scene.words.syntax.sentences.get(s).map_or(0, |x| x.tokens.clone().fold(0, |a, i| a | self.word(i)))
    }

    fn phrase(&self, p: Phrase) -> u32 {
        // "striking miners" protest.
        let striking = (p.start..p.head).any(|i| self.scene.words.low(i) == "striking");
        (p.start..p.end).fold(if striking { PROTEST } else { 0 }, |a, i| a | self.word(i))
    }

    /// What the phrases in one role are.
    fn role(&self, d: &Draft, roles: &[RoleKind]) -> u32 {
        d.found.roles.iter().filter(|(r, _)| roles.contains(r)).fold(0, |a, (_, p)| a | self.phrase(*p))
    }
}

/// Refines kinds and sets ACLED codes, once all sentences are read.
pub(crate) fn refine(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    if drafts.is_empty() {
        return;
    }
    let look = Look { coder, scene, bits: CUES.map(|c| scene.lexicon.bit(c)) };
    let mut cues: Vec<Option<u32>> = vec![None; scene.words.syntax.sentences.len() + 2];
    for d in drafts.iter_mut() {
        // One place before and one after, so that the ends need no care.
        for (s, cue) in cues.iter_mut().enumerate().skip(d.sentence).take(3) {
            cue.get_or_insert_with(|| s.checked_sub(1).map_or(0, |s| look.sentence(s)));
        }
        let at = |s: usize| cues[s].unwrap_or(0);
        let (own, near) = (at(d.sentence + 1), at(d.sentence) | at(d.sentence + 1) | at(d.sentence + 2));
        sent(&look, d);
        if let Some(kind) = finer(&look, d, own, near).and_then(|path| coder.book.number(path)) {
            d.found.kind = kind;
            d.family = coder.book.kinds[kind].family;
        }
        d.coded = match coded(&look, d, own, near) {
            Some("") => Coded::Nothing,
            Some(path) => coder.book.number(path).map_or(Coded::Kind, Coded::As),
            None => Coded::Kind,
        };
    }
}

/// "Police were deployed": where nobody is named as sending them, those who are sent are the ones who act.
fn sent(look: &Look, d: &mut Draft) {
    let kind = look.coder.book.kinds[d.found.kind].kind.as_str();
    if kind == "deployment" && d.found.role(RoleKind::Actor).is_none() {
        for (role, _) in d.found.roles.iter_mut().filter(|(r, _)| *r == RoleKind::Target) {
            *role = RoleKind::Actor;
        }
    }
}

/// A finer or truer kind than the trigger alone told.
fn finer(look: &Look, d: &Draft, own: u32, near: u32) -> Option<&'static str> {
    let kind = look.coder.book.kinds[d.found.kind].kind.as_str();
    let actor = look.role(d, &[RoleKind::Actor]);
    match kind {
        "assault" | "assault.forces" | "assault.shelling" | "killing" | "injury"
            if own & POISON != 0 && own & (POLICE | PROTEST) != POLICE | PROTEST =>
        {
            Some("assault.chemical")
        }
        "killing" | "injury" | "assault" | "assault.forces" | "explosion" | "death" if own & BLAST != 0 && !death(d, own) => {
            Some("assault.bombing")
        }
        "assault.bombing" if look.dropped(d) => Some("assault.airstrike"),
        "assault.bombing" if own & GRENADE != 0 && own & BOMB == 0 => Some("assault.grenade"),
        "killing" | "injury" | "death" if own & GRENADE != 0 && own & BOMB == 0 => Some("assault.grenade"),
        "assault.shelling" if actor & WARPLANE != 0 => Some("assault.airstrike"),
        "explosion" if near & INDUSTRIAL != 0 && near & (BOMB | BLAST) == 0 => Some("accident.industrial"),
        "battle.recapture" if actor & REBEL != 0 && actor & STATE == 0 => Some("battle.capture"),
        "battle.capture"
            if actor & STATE != 0 && actor & REBEL == 0 && near & PROTEST == 0 && !abroad(look.scene, &d.found) =>
        {
            Some("battle.recapture")
        }
        // "The army bombed two villages": from the air.
        "assault.bombing"
            if actor & STATE != 0
                && actor & REBEL == 0
                && d.found.link == Link::Own
                && look.scene.words.lemma(d.found.anchor) == "bomb" =>
        {
            Some("assault.airstrike")
        }
        _ => None,
    }
}

/// A natural death beside a word of explosives stays one.
fn death(d: &Draft, own: u32) -> bool {
    d.natural && own & BOMB == 0
}

/// The kind whose ACLED code a report takes; an empty path where ACLED has none; nothing where the kind's own holds.
fn coded(look: &Look, d: &Draft, own: u32, near: u32) -> Option<&'static str> {
    let kind = look.coder.book.kinds[d.found.kind].kind.as_str();
    let actor = look.role(d, &[RoleKind::Actor]);
    let hit = look.role(d, &[RoleKind::Target, RoleKind::Victim]);
    match kind {
        "riot.force" if look.warning(d) => return Some(protest(near & !FORCE, "riot.dispersal")),
        "protest" | "protest.blockade" | "riot.force" => return Some(protest(near, kind)),
        _ if kind.starts_with("riot.dispersal") => return Some(protest(near, "riot.dispersal")),
        "arrest" if own & PROTEST != 0 && (hit & PROTEST != 0 || !look.aside(d)) => {
            return Some(protest(near | INTERVENE | POLICE, kind));
        }
        "arrest" if own & CRIME != 0 => return Some(""),
        // A crowd against the police demonstrates; one against others is a mob.
        "riot" if near & PROTEST == 0 && (actor | hit) & POLICE == 0 => return Some("riot.mob"),
        "withdrawal" if !look.changes_hands(d) => return Some("deployment"),
        "crime.seizure" if (own | hit) & (BOMB | BLAST | GRENADE) == 0 && !look.arms(d) => return Some(""),
        "battle.capture" | "battle.recapture" if near & UNOPPOSED != 0 => return Some("withdrawal"),
        // A bomb that was found in time or did not go off.
        "assault.bombing" | "assault.suicide_bombing" | "assault.grenade" if d.status == Status::Failed => {
            return Some("crime.seizure");
        }
        _ => {}
    }
    if !matches!(
        kind,
        "assault" | "assault.forces" | "assault.shooting" | "assault.beating" | "assault.arson" | "killing" | "injury"
    ) || d.status == Status::Denied
    {
        return None;
    }
    if hit & PROTEST != 0 && hit & (COMBATANT | MILITARY) == 0 {
        return Some(if own & VIOLENT != 0 { "riot" } else { "riot.force" });
    }
    // "shot dead by soldiers during a march": who is hurt need not be called a protester.
    let forces = actor & (POLICE | STATE) != 0 && hit & (COMBATANT | MILITARY) == 0;
    if forces && own & VIOLENT == 0 && kind != "assault.arson" && amid_protest(look.scene, &d.found) {
        return Some("riot.force");
    }
    if actor & PROTEST != 0 || kind == "assault.arson" && own & PROTEST != 0 {
        return Some("riot");
    }
    if actor & MOB != 0 && actor & (COMBATANT | MILITARY | STATE) == 0 {
        return Some("riot.mob");
    }
    if matches!(kind, "assault" | "assault.beating") && look.crowd(d) {
        return Some(if own & PROTEST != 0 { "riot" } else { "riot.mob" });
    }
    let armed = d.found.roles.iter().any(|(r, p)| {
        *r == RoleKind::Actor
            && (look.scene.lexicon.phrase_is("armed", *p, look.scene.words, look.scene.mentions)
                || (p.start..p.end).any(|i| look.scene.words.low(i) == "armed"))
    });
    let fought = hit & (COMBATANT | MILITARY) != 0;
    // "Army positions came under attack": nobody but an armed side attacks them.
    let unknown = d.found.role(RoleKind::Actor).is_none() && matches!(kind, "assault" | "assault.forces");
    (fought && (armed && matches!(kind, "assault" | "assault.forces" | "assault.shooting" | "killing") || unknown))
        .then_some("battle.clash")
}

/// The form of a protest by what is told around it.
fn protest(near: u32, kind: &str) -> &'static str {
    if near & VIOLENT != 0 {
        "riot"
    } else if kind == "riot.force" || near & FORCE != 0 && near & POLICE != 0 {
        "riot.force"
    } else if kind == "riot.dispersal" || near & INTERVENE != 0 && near & POLICE != 0 {
        "riot.dispersal"
    } else {
        "protest"
    }
}

impl Look<'_> {
    /// "bombs dropped by a plane hit a school": they were not planted.
    fn dropped(&self, d: &Draft) -> bool {
        let w = self.scene.words;
        let says = |class: &str| w.sentence(d.found.anchor).any(|i| self.scene.lexicon.has(class, w.lemma(i)));
        w.sentence(d.found.anchor).any(|i| w.lemma(i) == "drop") && (says("aircraft") || says("warplane"))
    }

    /// "Party supporters attacked campaigners with stones", "groups of students attacked each other".
    fn crowd(&self, d: &Draft) -> bool {
        let (w, lexicon) = (self.scene.words, self.scene.lexicon);
        let many =
            |p: &Phrase| w.tag(p.head) == "NNS" && (p.start..p.end).all(|i| self.word(i) & (STATE | COMBATANT | MILITARY) == 0);
        let each_other = (d.found.end..w.sentence(d.found.anchor).end).take(3).any(|i| {
            matches!(w.low(i), "each" | "one") && w.low.get(i + 1).is_some_and(|l| matches!(l.as_ref(), "other" | "another"))
        });
        d.found.roles.iter().filter(|(r, _)| *r == RoleKind::Actor).any(|(_, p)| {
            let rioters = (p.start..p.end).any(|i| lexicon.has("rioters", w.lemma(i)));
            let armed = (p.start..p.end).any(|i| lexicon.has("armed_sure", w.lemma(i)) || w.low(i) == "armed");
            many(p) && !armed && (rioters || each_other)
        })
    }

    /// "arrested ahead of a planned rally", "for organising a march": the protest is only spoken of.
    fn aside(&self, d: &Draft) -> bool {
        let w = self.scene.words;
        w.sentence(d.found.anchor).filter(|&i| self.word(i) & PROTEST != 0).all(|i| {
            let Some(p) = w.phrase(i) else { return false };
            let spoken = |t: usize| matches!(w.low(t), "planned" | "upcoming" | "illegal" | "last" | "past" | "previous");
            let before = p.start.checked_sub(1).map_or("", |t| w.lemma(t));
            let of = p.start.checked_sub(2).map_or("", |t| w.low(t));
            (p.start..p.end).any(spoken)
                || matches!(before, "before" | "over" | "about" | "organise" | "organize" | "plan" | "call" | "incite")
                || before == "of" && of == "ahead"
                || before == "for" && of == "call"
        })
    }

    /// True if what is told beside a withdrawal says who has the ground now, or that it was agreed.
    fn changes_hands(&self, d: &Draft) -> bool {
        let w = self.scene.words;
        // "entered without resistance" says it itself.
        if !LEAVES.split(' ').any(|l| l == w.lemma(d.found.anchor)) {
            return true;
        }
        let from = d.sentence.saturating_sub(1);
        let near = w.syntax.sentences.iter().skip(from).take(d.sentence - from + 2);
        d.found.role(RoleKind::Recipient).is_some()
            || near.flat_map(|s| s.tokens.clone()).any(|i| TAKEN.split(' ').any(|l| l == w.lemma(i)) && w.tag(i) != "JJ")
    }

    /// "fired warning shots", "fired into the air": nobody is shot at.
    fn warning(&self, d: &Draft) -> bool {
        let w = self.scene.words;
        let mut tokens = w.syntax.sentences[d.sentence].tokens.clone();
        let end = tokens.end;
        tokens.any(|i| {
            let next = |n: usize| if i + n < end { w.low(i + n) } else { "" };
            match w.low(i) {
                "warning" => matches!(next(1), "shot" | "shots" | "fire"),
                "in" | "into" => next(1) == "the" && next(2) == "air" || next(1) == "air",
                _ => false,
            }
        }) && self.role(d, &[RoleKind::Victim]) == 0
    }

    /// True if weapons are named in the report's sentence.
    fn arms(&self, d: &Draft) -> bool {
        let w = self.scene.words;
        w.syntax.sentences[d.sentence].tokens.clone().any(|i| {
            ["weapon", "heavy", "explosive"].iter().any(|c| self.scene.lexicon.has(c, w.lemma(i)))
                || matches!(w.lemma(i), "ammunition" | "munition" | "weaponry" | "arsenal")
        })
    }
}
