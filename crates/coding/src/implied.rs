//! Who acted where a sentence does not say: "Two men were arrested, police said", "Police raided the house. A gun was seized".
//!
//! Only for what police alone do: the police that the sentence gives as its source, or those that did the like a sentence
//! or two before.

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::Phrase;
use model::{RoleKind, Status};

/// Sentences back that the police who act are looked for.
const BACK: usize = 2;

/// True for kinds that nobody but police, troops or customs do.
fn of_police(kind: &str) -> bool {
    kind.starts_with("riot.dispersal")
        || matches!(kind, "arrest" | "investigation" | "security" | "crime.seizure" | "crime.trafficking")
}

/// Gives the reports of police work that name nobody who acts the police that their neighbours name.
pub(crate) fn imply(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        let shots = kind == "assault.shooting" && d.found.role(RoleKind::Instrument).is_some();
        if let Some(p) = again(scene, before, d) {
            d.found.roles.push((RoleKind::Actor, p));
            continue;
        }
        if d.found.role(RoleKind::Actor).is_some()
            || !(of_police(kind) || shots)
            || !matches!(d.status, Status::Happened | Status::Ongoing)
        {
            continue;
        }
        let near = before.iter().rev().take(8).filter(|q| d.sentence - q.sentence <= BACK && !q.background);
        let did = near
            .filter(|q| of_police(&coder.book.kinds[q.found.kind].kind) || shots)
            .find_map(|q| q.found.role(RoleKind::Actor).filter(|p| scene.is_of("police", *p)));
        if let Some(p) = scene.police_said(d.found.anchor).or(did) {
            d.found.roles.push((RoleKind::Actor, p));
        }
    }
}

/// Who acted in "the firing", where a sentence or two before somebody fired: the same kind, told again with "the".
fn again(scene: &Scene, before: &[Draft], d: &Draft) -> Option<Phrase> {
    let w = scene.words;
    let told = d.found.link != Link::Own && d.family == Family::Violence && d.status == Status::Happened && !d.background;
    let the = w.phrase(d.found.anchor).is_some_and(|p| matches!(w.low(p.start), "the" | "this"));
    if !told || !the || d.found.role(RoleKind::Actor).is_some() {
        return None;
    }
    let near = before.iter().rev().take(8).filter(|q| d.sentence - q.sentence <= BACK && !q.background);
    let same = near.filter(|q| q.found.kind == d.found.kind && q.status == Status::Happened && q.sentence < d.sentence);
    same.map(|q| q.found.role(RoleKind::Actor)).next().flatten()
}

impl Scene<'_> {
    /// True if a toll names again what it is of: "were hurt in the firing", "died in the attack".
    pub fn takes_up(&self, f: &Found) -> bool {
        let w = self.words;
        let end = w.sentence(f.anchor).end.min(f.end + 8);
        (f.end..end.saturating_sub(2)).any(|i| {
            matches!(w.low(i), "in" | "by" | "from" | "during")
                && w.low(i + 1) == "the"
                && matches!(
                    w.lemma(i + 2),
                    "firing"
                        | "fire"
                        | "shooting"
                        | "attack"
                        | "assault"
                        | "raid"
                        | "bombing"
                        | "shelling"
                        | "strike"
                        | "charge"
                )
        })
    }

    /// The police whom a sentence gives as its source: "police said", "according to the police".
    fn police_said(&self, anchor: usize) -> Option<Phrase> {
        let w = self.words;
        let sentence = w.sentence(anchor);
        let phrase = |i: usize| w.phrase(i).filter(|p| self.is_of("police", *p));
        sentence.clone().take(96).find_map(|i| {
            if w.low(i) == "according" && i + 2 < sentence.end && w.low(i + 1) == "to" {
                return phrase(i + 2);
            }
            if !(w.is_verb(i) && self.lexicon.has("speech", w.lemma(i))) || w.is_passive(&w.verb_group(i)) {
                return None;
            }
            let subject = w.tree_subject(&w.verb_group(i)).and_then(|s| s.first().copied());
            subject.filter(|p| self.is_of("police", *p))
        })
    }
}
