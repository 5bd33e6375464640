//! Whom a pronoun or a phrase means: the name of its chain, or the phrase that it takes up.

use crate::find::Scene;
use crate::words::{NONE, Phrase};
use model::{MentionKind, Mentions, NameKind, RoleKind, TextRange};
use rustc_hash::FxHashMap;

/// The chains by the words that stand for their names.
pub(crate) struct Referents {
    /// By the first byte of a mention's main word: what kind it is, and the name of its chain.
    by_head: FxHashMap<u32, (MentionKind, u32)>,
    /// By the first byte of a pronoun: the main word of the phrase or name before it that it takes up.
    taken_up: FxHashMap<u32, TextRange>,
    /// What is said, and by whom.
    said: Vec<(TextRange, TextRange)>,
}

impl Referents {
    pub fn new(mentions: &Mentions) -> Self {
        let mut by_head = FxHashMap::default();
        let mut taken_up = FxHashMap::default();
        for chain in &mentions.chains {
            let mut full = None;
            for m in &chain.mentions {
                match (m.kind, full) {
                    (MentionKind::Pronoun, Some(before)) => drop(taken_up.insert(m.head.start, before)),
                    (MentionKind::Pronoun, None) => {}
                    _ => full = Some(m.head),
                }
            }
            let Some(name) = chain.name.filter(|n| (*n as usize) < mentions.names.len()) else { continue };
            for m in chain.mentions.iter().filter(|m| m.kind != MentionKind::Name) {
                by_head.entry(m.head.start).or_insert((m.kind, name));
            }
        }
        let said = mentions.quotes.iter().filter_map(|q| Some((q.range, q.speaker.as_ref()?.range))).collect();
        Referents { by_head, taken_up, said }
    }
}

/// Pronouns that say nothing of who it is.
pub(crate) fn is_pronoun(low: &str) -> bool {
    matches!(
        low,
        "he" | "she"
            | "they"
            | "him"
            | "her"
            | "them"
            | "himself"
            | "herself"
            | "themselves"
            | "we"
            | "us"
            | "i"
            | "me"
            | "you"
            | "it"
            | "who"
            | "myself"
            | "ourselves"
    )
}

impl Scene<'_> {
    /// Index of the name that a phrase stands for: a pronoun for any, "the group" for somebody who acts.
    pub fn meant(&self, p: Phrase) -> Option<u32> {
        let (kind, name) = *self.referents.by_head.get(&self.words.tokens[p.head].range.start)?;
        let acts =
            matches!(self.mentions.names[name as usize].kind, NameKind::Person | NameKind::Organization | NameKind::Group);
        let pronoun = kind == MentionKind::Pronoun && p.end == p.start + 1;
        (acts && (pronoun || kind == MentionKind::Nominal)).then_some(name)
    }

    /// Index of the name of the chain in which the word stands for it.
    pub fn named_by(&self, i: usize) -> Option<u32> {
        self.referents.by_head.get(&self.words.tokens[i].range.start).map(|(_, name)| *name)
    }

    /// The phrase that a pronoun takes up: in "The police came. They arrested two men" that is "The police". "We" is
    /// whoever speaks.
    pub fn taken_up(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        if p.end != p.start + 1 || !is_pronoun(w.low(p.start)) {
            return None;
        }
        let at = w.tokens[p.head].range.start;
        if matches!(w.low(p.start), "we" | "us" | "i" | "me") {
            let said = &self.referents.said;
            let (_, speaker) = said.iter().find(|(range, _)| range.start <= at && at < range.end)?;
            return self.phrase_at(*speaker).filter(|q| !is_pronoun(w.low(q.head)));
        }
        self.phrase_at(*self.referents.taken_up.get(&at)?)
    }

    /// "Three men fled. Police arrested them": true for people to whom it is done, whom the phrase that they take up tells. Of
    /// "it" too little is sure.
    pub fn befalls(&self, role: RoleKind, p: Phrase) -> bool {
        let done_to = matches!(role, RoleKind::Victim | RoleKind::Target | RoleKind::Recipient);
        let known = self.meant(p).is_some();
        done_to && !known && matches!(self.words.low(p.head), "him" | "her" | "them" | "he" | "she" | "they")
    }

    /// "The army said it had killed nine rebels": true for "it" where a force, a state or a body is meant.
    pub fn stands_for_a_body(&self, p: Phrase) -> bool {
        const BODIES: [&str; 6] = ["armed", "party", "org", "officials", "cops", "stateforces"];
        let body = |q: Phrase| BODIES.iter().any(|c| self.lexicon.phrase_is(c, q, self.words, self.mentions));
        self.words.low(p.head) == "it" && self.taken_up(p).is_some_and(body)
    }

    /// The phrase in which a range of the text ends: the last word of a name, the only one of a head.
    fn phrase_at(&self, range: TextRange) -> Option<Phrase> {
        let w = self.words;
        let last = range.end.saturating_sub(1).max(range.start);
        w.phrase(w.syntax.token_at(last).min(w.tokens.len() - 1))
    }

    /// True if the phrase belongs to the class: by its own words, by a title before a name ("Inspector Ada Ruun"), or
    /// by the phrase that it takes up.
    pub fn is_of(&self, class: &str, p: Phrase) -> bool {
        let of = |p: Phrase| {
            self.lexicon.phrase_is(class, p, self.words, self.mentions)
                || self.title(p).is_some_and(|t| self.lexicon.has(class, self.words.lemma(t)))
                || matches!(class, "cops" | "police" | "constables" | "lawmen" | "armed" | "armed_sure")
                    && self.in_force(class, p)
        };
        of(p) || self.taken_up(p).is_some_and(of)
    }

    /// True for "senior police officials", "a team of constables", "security forces": a word for a body or a rank of one, and
    /// another that tells that it is of the police or the army.
    fn in_force(&self, class: &str, p: Phrase) -> bool {
        let w = self.words;
        let body = if class == "constables" { class } else { "cops" };
        self.lexicon.has("ranks", w.lemma(p.head))
            && (p.start..self.of_whom(p)).filter(|&i| i != p.head).any(|i| {
                self.lexicon.has(body, w.lemma(i))
                    || matches!(w.low(i), "security" | "enforcement" | "riot" | "rapid" | "reserve")
            })
    }

    /// Where the phrase ends with what it is taken from: "the posse from the railway police", "a team comprising constables".
    fn of_whom(&self, p: Phrase) -> usize {
        let w = self.words;
        let end = w.full(p).end;
        let from = end + 1 < w.sentence(p.head).end && matches!(w.low(end), "from" | "comprising");
        from.then(|| w.phrase(end + 1)).flatten().map_or(end, |q| w.full(q).end)
    }

    /// The last word of the title before a person's name, within the phrase.
    fn title(&self, p: Phrase) -> Option<usize> {
        let w = self.words;
        let name = w.name_of[p.head];
        let person = self.mentions.names.get(name as usize).is_some_and(|n| n.kind == NameKind::Person);
        let start = (p.start..=p.head).rev().take_while(|&i| w.name_of[i] == name).last()?;
        (person && start > p.start).then(|| start - 1)
    }

    /// True for a pronoun far behind the verb of saying of the one it means: "Ruun said it was unclear whether she died". Who
    /// speaks is seldom hurt, but for "Ruun said she was hurt".
    pub fn speaks(&self, p: Phrase, name: u32) -> bool {
        let w = self.words;
        let full = |n: u32| self.mentions.names.get(n as usize).map(|x| x.same_as.unwrap_or(n));
        let says = |i: usize| w.is_verb(i) && self.lexicon.has("speech", w.lemma(i));
        let from = w.sentence(p.start).start.max(p.start.saturating_sub(80));
        (from..p.start).filter(|&i| w.name_of[i] != NONE && full(w.name_of[i]) == full(name)).any(|i| {
            let next = (i + 1..p.start.min(i + 3)).find(|&j| says(j));
            next.or_else(|| i.checked_sub(1).filter(|&j| j >= from && says(j))).is_some_and(|v| p.start > v + 2)
        })
    }
}
