//! What a role's phrase calls its holder: "the mayor Ada Ruun" is Ada Ruun, "Norland Front fighters" are the Norland Front.
//!
//! A role points at the name where there is one: titles and heads such as "members of" say how the holder is introduced,
//! not who it is, and one holder would otherwise have as many texts as an article has ways to introduce it.

use crate::find::Scene;
use crate::words::{NONE, Phrase};
use model::{NameKind, Pos, RoleKind};

impl Scene<'_> {
    /// The part of a role's phrase that names its holder, else the phrase as it is.
    pub fn called(&self, role: RoleKind, p: Phrase) -> Phrase {
        let p = if role == RoleKind::Victim { self.bereft(p) } else { p };
        let own = matches!(role, RoleKind::Actor | RoleKind::Target | RoleKind::Victim);
        let person = own.then(|| self.titled(p)).flatten();
        person.or_else(|| (role == RoleKind::Actor).then(|| self.ranks_of(p)).flatten()).unwrap_or(p)
    }

    /// "Ada Ruun's body", as a victim, is Ada Ruun.
    fn bereft(&self, p: Phrase) -> Phrase {
        let w = self.words;
        let remains = |i: usize| {
            matches!(
                w.lemma(i),
                "death" | "body" | "corpse" | "remains" | "murder" | "assassination" | "killing" | "kidnapping" | "abduction"
            )
        };
        let mark = (p.start + 1..p.end).rev().find(|&i| matches!(w.low(i), "'s" | "’s" | "'" | "’"));
        match mark {
            Some(i) if remains(p.head) && i < p.head => Phrase { start: p.start, end: i, head: i - 1 },
            _ => p,
        }
    }

    /// The person's name at the end of a phrase that only introduces it: "rebel leader Ada Ruun".
    fn titled(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let end = p.end.checked_sub(1)?;
        let name = self.name_at(end, &[NameKind::Person])?;
        let start = (p.start..p.end).rev().take_while(|&i| w.name_of[i] == name).last()?;
        // "the brother of Ada Ruun", "Ada Ruun's Ben": somebody else.
        let linked = |i: usize| matches!(w.pos(i), Pos::Adp | Pos::Cconj | Pos::Part) || w.low(i) == ",";
        (start > p.start && !(p.start..start).any(linked)).then_some(Phrase { start, end: p.end, head: end })
    }

    /// The armed side whose fighters a phrase tells of: "four Norland Front guerrillas", "members of the Norland Front".
    fn ranks_of(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let sides = &[NameKind::Organization, NameKind::Group];
        let first = (p.start..p.end).find(|&i| self.name_at(i, sides).is_some())?;
        let name = w.name_of[first];
        let end = (first..p.end).find(|&i| w.name_of[i] != name).unwrap_or(p.end);
        let ranks = |i: usize| {
            self.lexicon.has("armed_sure", w.lemma(i)) || matches!(w.lemma(i), "member" | "unit" | "commando" | "activist")
        };
        let outside = || (p.start..first).chain(end..p.end);
        // Former ones act for themselves, "no member" not at all, and two names are two sides.
        let other =
            |i: usize| matches!(w.low(i), "former" | "ex" | "no" | "suspected" | "alleged" | "'s" | "’s" | "and" | "or");
        let named = outside().any(|i| self.name_at(i, sides).is_some() || self.name_at(i, &[NameKind::Person]).is_some());
        (outside().any(ranks) && !named && !outside().any(other)).then_some(Phrase { start: first, end, head: end - 1 })
    }

    /// The name that a word is in, where it is of one of these kinds.
    fn name_at(&self, i: usize, kinds: &[NameKind]) -> Option<u32> {
        let n = self.words.name_of[i];
        (n != NONE && kinds.contains(&self.mentions.names[n as usize].kind)).then_some(n)
    }
}
