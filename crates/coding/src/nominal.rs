//! What a noun tells that is made of a verb: "the seizure of the mine by soldiers" is read with the rules of "soldiers seized the mine".

use crate::find::{Found, Link, Scene};
use crate::rule::{Anchor, Elem, Look, Rule, Seat, Slot, Word};
use crate::words::Phrase;
use model::{PlacePrecision, Pos, RoleKind};
use rustc_hash::FxHashMap;

/// What a report by a noun loses against one by its verb: more of them speak of a thing in general.
const LESS: f32 = 0.06;
/// Classes of those who do what is told as theirs.
const DOERS: &[&str] = &["armed", "party", "officials", "org", "people", "stateforces"];

/// Nouns with the verbs that they are made of.
pub(crate) struct Nominals(FxHashMap<String, Vec<String>>);

impl Nominals {
    /// Reads lines `verb: noun noun`, after lines that begin with `#`.
    pub fn parse(source: &str) -> Self {
        let mut of: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            let Some((verb, nouns)) = line.split_once(':') else { continue };
            for noun in nouns.split_whitespace() {
                of.entry(noun.to_string()).or_default().push(verb.trim().to_string());
            }
        }
        Nominals(of)
    }

    /// The verbs that a noun may be made of: from the list, and for "the razing" whatever its ending leaves.
    fn verbs(&self, noun: &str) -> Vec<String> {
        let mut out = self.0.get(noun).cloned().unwrap_or_default();
        if let Some(stem) = noun.strip_suffix("ing").filter(|s| s.len() > 2) {
            out.push(stem.to_string());
            out.push(format!("{stem}e"));
            let mut last = stem.chars().rev();
            // "the banning": "bann" is "ban".
            if last.next() == last.next() {
                out.push(stem[..stem.len() - 1].to_string());
            }
        }
        out
    }
}

impl Scene<'_> {
    /// The best match that noun `i` gives by a rule of its verb.
    pub(crate) fn find_nominal(&self, i: usize, limit: usize) -> Option<Found> {
        let w = self.words;
        let noun = matches!(w.pos(i), Pos::Noun | Pos::Propn) || w.tag(i) == "VBG" && i > 0 && w.pos(i - 1) == Pos::Det;
        if !noun || i + 2 >= limit || w.low(i + 1) != "of" || w.phrase(i).is_some_and(|p| p.head != i) {
            return None;
        }
        let lemma = if w.low(i).ends_with("ing") { w.low(i) } else { w.lemma(i) };
        let mut best: Option<Found> = None;
        // A kind that has rules for the noun itself has said what it must be like: no other kind takes its place.
        let own = |kind: usize| {
            self.index.of_word(w.lemma(i)).iter().any(|&(r, p)| {
                let rule = &self.rules[r];
                rule.kind == kind && rule.patterns[p].anchor == Anchor::Noun && rule.patterns[p].elems.len() == 1
            })
        };
        for verb in self.index.nominals().verbs(lemma) {
            for &(r, p) in self.index.of_word(&verb) {
                let pattern = &self.rules[r].patterns[p];
                let is_verb = |x: &Word| matches!(x, Word::Lemma(l) if *l == verb);
                let alone = matches!(pattern.elems.as_slice(), [Elem::One(words)] if words.iter().any(is_verb));
                if pattern.anchor != Anchor::Verb || pattern.key > 0 || !alone {
                    continue;
                }
                let Some(f) = self.nominal(r, p, i) else { continue };
                if own(f.kind) {
                    return None;
                }
                if best.as_ref().is_none_or(|b| f.score > b.score) {
                    best = Some(f);
                }
            }
        }
        best
    }

    /// The match of one rule, if what stands behind "of" is what the verb asks for.
    fn nominal(&self, r: usize, p: usize, i: usize) -> Option<Found> {
        let rule = &self.rules[r];
        let (seat, look) = if takes_object(rule) { (Seat::Object, Look::Object) } else { (Seat::Subject, Look::Subject) };
        // A verb that takes anything says too little as a noun: "the use of force".
        let classed = |s: &Slot| s.seat == seat && s.choices.iter().all(|c| !c.classes.is_empty());
        if !rule.slots.iter().any(classed) && !rule.guards.iter().any(|g| g.wanted && g.look == look) {
            return None;
        }
        let mut f = Found { nominal: true, ..Found::word(r, p, rule.kind, i, rule.score - LESS) };
        self.govern(&mut f);
        let filled = rule.slots.iter().all(|s| {
            let must = Slot { required: s.required || classed(s), ..s.clone() };
            self.fill(&must, Anchor::Noun, &mut f)
        });
        if !filled || !rule.guards.iter().all(|g| self.guard(g, &f)) {
            return None;
        }
        self.add_doer(rule, &mut f);
        f.roles.dedup_by(|a, b| a.1 == b.1);
        // "Seizure of property is rare": one that is known, or that something is told of, or any.
        let phrase = self.words.phrase(i).map_or(i, |p| p.start);
        f.bare = f.link == Link::Free && !matches!(self.words.low(phrase), "the" | "its" | "his" | "her" | "their");
        Some(f)
    }

    /// Adds whose deed a noun tells, where its rule asks for no owner and finds behind "of" to whom or what it was done:
    /// "Norland's expulsion of three envoys", "the army's killing of two medics".
    pub(crate) fn add_doer(&self, rule: &Rule, f: &mut Found) {
        let w = self.words;
        let asked = rule.slots.iter().any(|s| s.seat == Seat::Possessor);
        let acts = f.roles.iter().any(|(r, _)| matches!(r, RoleKind::Actor | RoleKind::Speaker));
        let done_to = |(r, p): &(RoleKind, Phrase)| {
            matches!(r, RoleKind::Victim | RoleKind::Target) && p.start > f.first && w.low(p.start - 1) == "of"
        };
        if asked || acts || !f.roles.iter().any(done_to) {
            return;
        }
        let by = self.seated(&Seat::After(vec!["by".into()]), Anchor::Noun, f);
        let doers = if by.is_empty() { self.seated(&Seat::Possessor, Anchor::Noun, f) } else { by };
        for p in doers {
            let place = self.mentions.places.get(w.place_of[p.head] as usize);
            let does = match place {
                Some(place) => place.precision == PlacePrecision::Country,
                None => DOERS.iter().any(|c| self.is_of(c, p)),
            };
            if does {
                f.roles.push((RoleKind::Actor, p));
            }
        }
    }

    /// "the expulsion of an envoy by Norland", "sent tents to Norland", "talks between Norland and the guild": where a country stands
    /// for its state.
    pub(crate) fn by_or_to(&self, seat: &Seat, role: Option<RoleKind>, p: Phrase) -> bool {
        let (Seat::After(preps), Some(before)) = (seat, p.start.checked_sub(1)) else { return false };
        match self.words.low(before) {
            "by" => role == Some(RoleKind::Actor),
            "between" | "and" => role == Some(RoleKind::Actor) && preps.iter().any(|p| p == "between"),
            "to" | "for" => role == Some(RoleKind::Recipient),
            _ => false,
        }
    }

    /// Who does and who suffers what a noun of a verb tells.
    pub(crate) fn nominal_seat(&self, seat: &Seat, f: &Found) -> Vec<Phrase> {
        let w = self.words;
        let of = || w.after(f.end, &["of"]).filter(|(p, _)| p.start > f.end).map(|(p, _)| w.joined(p)).unwrap_or_default();
        let takes = takes_object(&self.rules[f.rule]);
        match seat {
            Seat::Object if takes => of(),
            Seat::Subject if !takes => of(),
            Seat::Subject => {
                let by = self.seated(&Seat::After(vec!["by".into()]), Anchor::Noun, f);
                if by.is_empty() { self.seated(&Seat::Possessor, Anchor::Noun, f) } else { by }
            }
            _ => Vec::new(),
        }
    }
}

/// True for a rule whose verb must have an object, or may have one and needs no subject.
fn takes_object(rule: &Rule) -> bool {
    let slot = |seat: Seat, must: bool| rule.slots.iter().any(|s| s.seat == seat && (s.required || !must));
    let guarded = rule.guards.iter().any(|g| g.wanted && g.look == Look::Object);
    slot(Seat::Object, true) || guarded || slot(Seat::Object, false) && !slot(Seat::Subject, true)
}
