//! To whom or what a deed was done, where other words than its own tell it: "the embassy was the target of the attack",
//! "she survived an attempt on her life", "two guards, among them Ada Ruun".

use crate::find::{Found, Link, Scene};
use crate::refer::is_pronoun;
use crate::words::{NONE, Phrase};
use model::{NameKind, Pos, RoleKind};

/// Steps up the tree from a deed to the word that says who underwent it.
const FAR: usize = 4;

impl Scene<'_> {
    /// The subject of "was the target of the attack", "survived the attack".
    pub(crate) fn undergone(&self, f: &Found) -> Vec<(RoleKind, Phrase)> {
        let w = self.words;
        if w.pos(f.anchor) != Pos::Noun || f.link == Link::Own {
            return Vec::new();
        }
        let mut last = f.anchor;
        for i in w.above(f.anchor, FAR).skip(1) {
            let subject = match () {
                _ if w.is_verb(i) && matches!(w.lemma(i), "survive" | "escape" | "evade") && w.relation(last) == "obj" => {
                    let g = w.verb_group(i);
                    (!g.negated && g.modal.is_none()).then(|| w.tree_subject(&g)).flatten()
                }
                _ if matches!(w.lemma(i), "target" | "victim" | "object") && w.pos(i) == Pos::Noun => {
                    let of = w.below(last).any(|c| w.relation(c) == "case" && w.low(c) == "of");
                    self.is_one(i).filter(|_| of).map(|p| w.joined(p))
                }
                // "The village came under artillery fire."
                _ if w.lemma(i) == "come" && w.below(last).any(|c| w.relation(c) == "case" && w.low(c) == "under") => {
                    let g = w.verb_group(i);
                    (!g.negated && g.modal.is_none()).then(|| w.tree_subject(&g)).flatten()
                }
                _ if w.pos(i) == Pos::Noun && matches!(w.relation(last), "nmod" | "compound") => {
                    last = i;
                    continue;
                }
                _ => None,
            };
            let able = |p: &Phrase| {
                let pronoun = is_pronoun(w.low(p.head)) || w.pos(p.head) == Pos::Pron;
                w.time_of[p.head] == NONE
                    && (!pronoun || self.meant(*p).is_some())
                    && !self.index.tells(self.rules, w.lemma(p.head)).1
            };
            let role = |p: &Phrase| match self.one_of(&["people", "person"], *p) || self.meant(*p).is_some() {
                true => RoleKind::Victim,
                false => RoleKind::Target,
            };
            return subject.unwrap_or_default().into_iter().filter(able).map(|p| (role(&p), p)).collect();
        }
        Vec::new()
    }

    /// Who is said to be what the noun names: "the embassy was the target", "the embassy, target of two attacks".
    fn is_one(&self, noun: usize) -> Option<Phrase> {
        let w = self.words;
        let doubted = |i: usize| {
            w.below(i)
                .any(|c| matches!(w.low(c), "not" | "n't" | "never" | "if" | "may" | "might" | "could" | "would" | "will"))
        };
        if doubted(noun) {
            return None;
        }
        let subject = |i: usize| w.below(i).find(|&c| w.relation(c) == "nsubj").filter(|&c| c < i);
        if w.below(noun).any(|c| w.relation(c) == "cop") {
            return subject(noun).and_then(|s| w.phrase(s));
        }
        let above = w.governor(noun)?;
        match w.relation(noun) {
            "appos" => w.phrase(above),
            "xcomp" | "obj" if matches!(w.lemma(above), "become" | "remain" | "be") && !doubted(above) => {
                subject(above).and_then(|s| w.phrase(s))
            }
            _ => None,
        }
    }

    /// Whom it befell besides: "three reporters, including Ada Ruun", "was shot along with Pol Ruun".
    pub(crate) fn also(&self, f: &Found) -> Vec<Phrase> {
        let w = self.words;
        let mut out = Vec::new();
        let sentence = w.sentence(f.anchor);
        for (_, p) in f.roles.iter().filter(|(r, _)| *r == RoleKind::Victim) {
            // "killing Ada Ruun, 42; Pol Orm, 19; and a guard"
            let aged = p.end + 2 < sentence.end && w.low(p.end) == "," && w.pos(p.end + 1) == Pos::Num;
            if aged && matches!(w.low(p.end + 2), ";" | ",") && p.start > f.anchor {
                out.extend(self.people_from(p.start, sentence.end).into_iter().skip(1));
            }
            // Nothing but the deed's own verb stands between.
            let past = w.full(*p).end;
            let other = |i: usize| w.is_verb(i) && !(f.first <= i && i < f.end);
            let until = (past..sentence.end).find(|&i| w.low(i) == ";" || w.low(i) != "including" && other(i));
            let opens = |i: usize| match w.low(i) {
                "including" => Some(i + 1),
                "among" if i + 1 < sentence.end && matches!(w.low(i + 1), "them" | "whom") => Some(i + 2),
                _ => None,
            };
            let beside = |i: &usize| *i == past || w.low(i - 1) == ",";
            let next = (past..until.unwrap_or(sentence.end)).filter(beside).find_map(opens);
            let Some(next) = next else { continue };
            out.extend(self.people_from(next, sentence.end));
        }
        // "The following officers died in the raid: Ada Ruun, Pol Orm and Ine Falk."
        let colon = (f.end..sentence.end).find(|&i| w.low(i) == ":").filter(|&i| i + 1 < sentence.end);
        if let Some(i) = colon.filter(|_| out.is_empty() && f.roles.iter().any(|(r, _)| *r == RoleKind::Victim)) {
            let people = self.people_from(i + 1, sentence.end);
            let named = people.iter().filter(|p| w.name_of[w.meaning(**p)] != NONE).count();
            // One name is as likely whoever tells it.
            if named > 1 {
                out.extend(people);
            }
        }
        if !out.is_empty() || f.link != Link::Own || !f.roles.iter().any(|(r, _)| *r == RoleKind::Victim) {
            return out;
        }
        let until = (f.end..sentence.end).find(|&i| w.is_verb(i) || w.low(i) == ";").unwrap_or(sentence.end);
        let with =
            (f.end..until.saturating_sub(1)).find(|&i| matches!(w.low(i), "along" | "together") && w.low(i + 1) == "with");
        out.extend(with.map(|i| self.people_from(i + 2, sentence.end)).unwrap_or_default());
        out
    }

    /// The people of a list that begins at token `at`: "Ada Ruun, 31, Pol Orm and a guard". What stands between its members may be
    /// an age alone; where one is described at length, the list goes on behind a semicolon.
    pub(crate) fn people_from(&self, at: usize, end: usize) -> Vec<Phrase> {
        let w = self.words;
        let mut out: Vec<Phrase> = Vec::new();
        let mut i = at;
        while i < end && out.len() < 16 {
            let Some(p) = w.phrase(i).filter(|p| p.start == i && self.human(*p)) else {
                // "Ada Ruun, a clerk from Eastvale; Pol Orm": behind what was said of her.
                match (i..end).find(|&j| w.low(j) == ";").filter(|_| !out.is_empty()) {
                    Some(j) => i = j + 1,
                    None => break,
                }
                while i < end && matches!(w.low(i), "and" | "," | "also") {
                    i += 1;
                }
                continue;
            };
            out.push(p);
            i = p.end;
            // ", 31," and "(31)"
            if i + 1 < end && matches!(w.low(i), "," | "(") && w.pos(i + 1) == Pos::Num {
                i += 2;
                if i < end && w.low(i) == ")" {
                    i += 1;
                }
            }
            let joint = i;
            while i < end && matches!(w.low(i), "," | ";" | "and" | "&") {
                i += 1;
            }
            if i == joint {
                break;
            }
        }
        out
    }

    /// True for people, by name or by a word.
    fn human(&self, p: Phrase) -> bool {
        let w = self.words;
        let name = w.name_of[w.meaning(p)];
        match name {
            NONE => self.one_of(&["people"], p) && w.pos(p.head) == Pos::Noun,
            n => self.mentions.names[n as usize].kind == NameKind::Person,
        }
    }
}
