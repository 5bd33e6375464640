//! What a role's phrase calls its holder: "the mayor Ada Ruun" is Ada Ruun, "Norland Front fighters" are the Norland Front.
//!
//! A role points at the name where there is one: titles and heads such as "members of" say how the holder is introduced,
//! not who it is, and one holder would otherwise have as many texts as an article has ways to introduce it.

use crate::find::Scene;
use crate::words::{NONE, Phrase};
use model::{NameKind, PlacePrecision, Pos, RoleKind};

/// What is only said, meant or asked, and does nothing itself.
const TALK: &[&str] = &[
    "accusation",
    "allegation",
    "bid",
    "case",
    "charge",
    "claim",
    "complaint",
    "count",
    "favor",
    "favour",
    "idea",
    "involvement",
    "motion",
    "plan",
    "proposal",
    "suspicion",
];

/// Kinds of name that a side in a conflict has.
const SIDES: &[NameKind] = &[NameKind::Organization, NameKind::Group];

impl Scene<'_> {
    /// "A column carried by the Besk News Agency criticised": who carries it stands for it.
    pub(crate) fn carried_by(&self, role: RoleKind, p: Phrase) -> Option<u32> {
        const PIECES: &[&str] =
            &["column", "editorial", "commentary", "article", "dispatch", "op-ed", "report", "broadcast", "piece"];
        let w = self.words;
        let end = w.sentence(p.head).end;
        if role != RoleKind::Speaker || !PIECES.contains(&w.lemma(p.head)) {
            return None;
        }
        let given = |i: usize| {
            matches!(w.low(i), "carried" | "published" | "run" | "printed" | "released" | "aired" | "broadcast" | "issued")
                && i + 1 < end
                && matches!(w.low(i + 1), "by" | "in" | "on")
        };
        let at = (p.head + 1..end.min(p.head + 3)).find(|&i| given(i))?;
        let name = (at + 2..end.min(at + 6)).map(|i| w.name_of[i]).find(|n| *n != NONE)?;
        (self.mentions.names[name as usize].kind != NameKind::Person).then_some(name)
    }

    /// The part of a role's phrase that names its holder, else the phrase as it is.
    pub fn called(&self, role: RoleKind, p: Phrase) -> Phrase {
        let p = self.timeless(p);
        let p = if role == RoleKind::Victim { self.bereft(p) } else { p };
        let p = if role == RoleKind::Instrument { self.gun_of(p).unwrap_or_else(|| self.which(p)) } else { p };
        let own = matches!(role, RoleKind::Actor | RoleKind::Target | RoleKind::Victim);
        let person = own.then(|| self.titled(p).or_else(|| self.apposed(p))).flatten();
        let side = || self.ranks_of(p).or_else(|| self.sent_by(p)).or_else(|| self.introduced(p)).or_else(|| self.bracketed(p));
        person.or_else(|| (role == RoleKind::Actor).then(side).flatten()).unwrap_or(p)
    }

    /// Who does what the phrase is said to do: charges, claims and motions do nothing, but whoever makes them may.
    pub(crate) fn does_it(&self, role: RoleKind, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let at = w.meaning(p);
        if role != RoleKind::Actor || w.name_of[at] != NONE || !TALK.contains(&w.lemma(at)) {
            return Some(p);
        }
        let owner = w.below(at).find(|&c| w.relation(c) == "nmod:poss" && w.name_of[c] != NONE)?;
        w.phrase(owner).map(|q| Phrase { end: owner + 1, head: owner, ..q })
    }

    /// Without a time that runs into the phrase: "on Monday several armed men" are several armed men.
    fn timeless(&self, p: Phrase) -> Phrase {
        let w = self.words;
        let last = (p.start..p.head).rev().find(|&i| w.time_of[i] != NONE && !self.describes(i));
        // "the 6th Detachment" is called so.
        let last = last.filter(|&i| !(ordinal(w.low(i)) && (i == p.start || w.time_of[i - 1] == NONE)));
        let past = last.map_or(p.start, |i| i + 1);
        if past > p.head || matches!(w.low(past), "'s" | "’s" | "'" | "’" | "-") { p } else { Phrase { start: past, ..p } }
    }

    /// "another bomb", "at least four bombs": what it was done with is bombs, whichever of them.
    fn which(&self, p: Phrase) -> Phrase {
        let w = self.words;
        let counts = |i: usize| {
            matches!(
                w.low(i),
                "another"
                    | "other"
                    | "same"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
                    | "first"
                    | "second"
                    | "third"
                    | "at"
                    | "least"
                    | "only"
                    | "more"
                    | "than"
            )
        };
        let start = (p.start..p.head).find(|&i| !counts(i)).unwrap_or(p.head);
        // "the second bomb" is "the bomb", which cannot be cut out.
        let start = if w.pos(start) == Pos::Det && start + 1 < p.head && counts(start + 1) {
            (start + 1..p.head).find(|&i| !counts(i)).unwrap_or(p.head)
        } else {
            start
        };
        Phrase { start, ..p }
    }

    /// The side that a phrase only introduces: "the guerrilla organization Norland Front", "the outlawed Norland Front group".
    fn introduced(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let side = self.side_in(p)?;
        let kind = |i: usize| {
            matches!(
                w.lemma(i),
                "group"
                    | "organization"
                    | "organisation"
                    | "movement"
                    | "guerrilla"
                    | "rebel"
                    | "militia"
                    | "gang"
                    | "cartel"
                    | "faction"
                    | "party"
                    | "army"
            )
        };
        let plain = |i: usize| kind(i) || matches!(w.pos(i), Pos::Det | Pos::Adj | Pos::Punct) && w.name_of[i] == NONE;
        let outside = || (p.start..side.start).chain(side.end..p.end);
        let denied = |i: usize| matches!(w.low(i), "former" | "ex" | "no" | "suspected" | "alleged" | "pro" | "anti");
        (outside().any(|i| w.pos(i) != Pos::Det) && outside().all(plain) && !outside().any(denied)).then_some(side)
    }

    /// "Ada Ruun's body" and "the whereabouts of Ada Ruun", as a victim, are Ada Ruun.
    fn bereft(&self, p: Phrase) -> Phrase {
        let w = self.words;
        let remains = |i: usize| {
            matches!(
                w.lemma(i),
                "death"
                    | "body"
                    | "corpse"
                    | "remains"
                    | "murder"
                    | "assassination"
                    | "killing"
                    | "kidnapping"
                    | "abduction"
                    | "whereabouts"
                    | "life"
            )
        };
        let of = (p.start + 1..p.end).find(|&i| w.low(i) == "of").filter(|&i| remains(i - 1));
        if let Some(q) = of.and_then(|i| w.phrase(i + 1)).map(|q| w.full(q)).filter(|q| q.end == p.end && self.of_people(*q)) {
            return q;
        }
        let mark = (p.start + 1..p.end).rev().find(|&i| matches!(w.low(i), "'s" | "’s" | "'" | "’"));
        match mark {
            Some(i) if remains(p.head) && i < p.head => Phrase { start: p.start, end: i, head: i - 1 },
            _ => p,
        }
    }

    /// True for people, named or not.
    fn of_people(&self, p: Phrase) -> bool {
        self.lexicon.phrase_is("people", p, self.words, self.mentions)
    }

    /// The person's name at the end of a phrase that only introduces it: "rebel leader Ada Ruun".
    fn titled(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let end = p.end.checked_sub(1)?;
        let name = self.name_at(end, &[NameKind::Person])?;
        let start = (p.start..p.end).rev().take_while(|&i| w.name_of[i] == name).last()?;
        // "the brother of Ada Ruun" is somebody else.
        let linked = |i: usize| matches!(w.pos(i), Pos::Adp | Pos::Cconj) || w.low(i) == ",";
        (start > p.start && !(p.start..start).any(linked)).then_some(Phrase { start, end: p.end, head: end })
    }

    /// The name set beside one that is only described: "a judge, Ada Ruun, was shot", "the mayor of Eastvale, Ada Ruun,".
    fn apposed(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let human = |i: usize| ["people", "armed", "officials"].iter().any(|c| self.lexicon.has(c, w.lemma(i)));
        let one = matches!(w.tag(p.head), "NN" | "NNP") && self.name_at(p.head, &[NameKind::Person]).is_none();
        // "the driver of the judge, Ada Ruun": the nearer one is named.
        let one = one && human(p.head) && !(p.head + 1..p.end).any(human);
        let limit = w.sentence(p.head).end;
        if !one || p.end + 1 >= limit {
            return None;
        }
        if let Some(name) = self.introduced_as(p, limit) {
            return Some(name);
        }
        if w.low(p.end) != "," {
            return None;
        }
        let start = p.end + 1;
        let name = self.name_at(start, &[NameKind::Person]).or_else(|| self.unplaced(start))?;
        let end = (start..limit).find(|&i| w.name_of[i] != name).unwrap_or(limit);
        // "a judge, Ada Ruun and a guard" is a list, unless the tree says otherwise.
        let closed = end >= limit || matches!(w.pos(end), Pos::Punct | Pos::Adp | Pos::Aux);
        let tree =
            (start..end).any(|i| w.tokens[i].relation == "appos" && w.governor(i).is_some_and(|h| p.start <= h && h < p.end));
        (closed || tree).then_some(Phrase { start, end, head: end - 1 })
    }

    /// "A man named Pol Orm", "a farmer, identified as 57-year-old Pol Orm,".
    fn introduced_as(&self, p: Phrase, limit: usize) -> Option<Phrase> {
        let w = self.words;
        let mut at = p.end + usize::from(w.low(p.end) == ",");
        if at >= limit || !matches!(w.low(at), "named" | "called" | "identified") || w.below(at).any(|c| w.pos(c) == Pos::Aux) {
            return None;
        }
        at += 1;
        at += usize::from(at < limit && w.low(at) == "as");
        let q = w.phrase(at).filter(|q| q.start == at)?;
        let start = (q.start..q.end).find(|&i| self.name_at(i, &[NameKind::Person]).is_some())?;
        let name = self.name_at(start, &[NameKind::Person])?;
        let end = (start..limit).find(|&i| w.name_of[i] != name).unwrap_or(limit);
        Some(Phrase { start, end, head: end - 1 })
    }

    /// The name that a word is in, where it was taken for a place that no gazetteer knows.
    fn unplaced(&self, i: usize) -> Option<u32> {
        let n = self.words.place_of[i];
        let known = n != NONE && self.mentions.places[n as usize].precision != PlacePrecision::Unknown;
        self.name_at(i, &[NameKind::Place]).filter(|_| !known)
    }

    /// The armed side whose fighters a phrase tells of: "four Norland Front guerrillas", "members of the Norland Front".
    fn ranks_of(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let side = self.side_in(p)?;
        let ranks = |i: usize| {
            self.lexicon.has("armed_sure", w.lemma(i))
                || matches!(w.lemma(i), "member" | "unit" | "commando" | "activist" | "jet" | "warplane" | "aircraft" | "drone")
        };
        let outside = || (p.start..side.start).chain(side.end..p.end);
        // Former ones act for themselves, "no member" not at all, and two names are two sides.
        let other =
            |i: usize| matches!(w.low(i), "former" | "ex" | "no" | "suspected" | "alleged" | "'s" | "’s" | "and" | "or");
        let named = outside().any(|i| self.name_at(i, SIDES).is_some() || self.name_at(i, &[NameKind::Person]).is_some());
        (outside().any(ranks) && !named && !outside().any(other)).then_some(side)
    }

    /// "Norland Front (NF) guerrillas": the side that is named before a bracket and whose fighters come behind it.
    fn bracketed(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let sentence = w.sentence(p.head);
        let close = p.start.checked_sub(1).filter(|&i| sentence.contains(&i) && w.low(i) == ")")?;
        let open = (sentence.start.max(close.saturating_sub(8))..close).rev().find(|&i| w.low(i) == "(")?;
        let last = open.checked_sub(1).filter(|&i| sentence.contains(&i))?;
        let name = self.name_at(last, SIDES)?;
        let start = (sentence.start..=last).rev().take_while(|&i| w.name_of[i] == name).last()?;
        let ranks = |i: usize| self.lexicon.has("armed_sure", w.lemma(i)) || matches!(w.lemma(i), "member" | "commando");
        let other = |i: usize| matches!(w.low(i), "former" | "ex" | "no" | "suspected" | "alleged" | "and" | "or");
        let named = (p.start..p.end).any(|i| w.name_of[i] != NONE);
        (ranks(p.head) && !named && w.pos(p.start) != Pos::Det && !(p.start..p.end).any(other)).then_some(Phrase {
            start,
            end: open,
            head: last,
        })
    }

    /// "a group of 30 men from the Norland Front", "rebels belonging to the Norland Front": the side behind those who act.
    fn sent_by(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let human = |i: usize| self.lexicon.has("people", w.lemma(i)) || self.lexicon.has("armed", w.lemma(i));
        if self.name_at(p.head, &[NameKind::Person, NameKind::Organization, NameKind::Group]).is_some()
            || !(p.start..p.end).any(human)
            || (p.start..p.end).any(|i| matches!(w.low(i), "former" | "ex" | "no" | "suspected" | "alleged"))
        {
            return None;
        }
        let limit = w.sentence(p.head).end;
        let word = |n: usize| if p.end + n < limit { w.low(p.end + n) } else { "" };
        let at = match (word(0), word(1)) {
            ("from", _) => p.end + 1,
            ("belonging", "to") => p.end + 2,
            _ => return None,
        };
        self.side_in(w.phrase(at).filter(|q| q.start == at)?)
    }

    /// The first name of a side within a phrase.
    fn side_in(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        let start = (p.start..p.end).find(|&i| self.name_at(i, SIDES).is_some())?;
        let end = (start..p.end).find(|&i| w.name_of[i] != w.name_of[start]).unwrap_or(p.end);
        // "Norland Front-linked gunmen", "gunmen loyal to": who has ties to a side is not that side.
        let bound = |low: &str| {
            matches!(
                low,
                "-" | "‑"
                    | "–"
                    | "linked"
                    | "backed"
                    | "affiliated"
                    | "aligned"
                    | "allied"
                    | "inspired"
                    | "funded"
                    | "supported"
            ) || low.starts_with('-')
        };
        let tied = |i: usize| i < p.end && bound(w.low(i));
        if tied(end) || w.low(end - 1).contains('-') && w.low(end - 1).ends_with("ed") {
            return None;
        }
        Some(Phrase { start, end, head: end - 1 })
    }

    /// The name that a word is in, where it is of one of these kinds.
    fn name_at(&self, i: usize, kinds: &[NameKind]) -> Option<u32> {
        let n = self.words.name_of[i];
        (n != NONE && kinds.contains(&self.mentions.names[n as usize].kind)).then_some(n)
    }
}

/// "6th", "21st".
fn ordinal(low: &str) -> bool {
    let digits = low.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    digits.len() < low.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
