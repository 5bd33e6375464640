//! Finding triggers: which rules match where, and with which phrases in which roles.

use crate::lexicon::Lexicon;
use crate::nominal::Nominals;
use crate::refer::Referents;
use crate::rule::{self, Anchor, Choice, Elem, Guard, Look, Pattern, Rule, Seat, Slot, Word};
use crate::words::{NONE, Phrase, VerbGroup, Words};
use model::{Mentions, NameKind, PlacePrecision, PlaceUse, Pos, RoleKind, Status};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A rule that matched.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the rule's pattern that matched.
    pub pattern: usize,
    /// Index of the kind; may be made finer later.
    pub kind: usize,
    /// First token of the trigger.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// The verb or the head noun.
    pub anchor: usize,
    /// The verb's own group, or that of the verb that supports or governs the noun.
    pub group: Option<VerbGroup>,
    /// How the trigger hangs from `group`.
    pub link: Link,
    /// Who is what.
    pub roles: Vec<(RoleKind, Phrase)>,
    /// The rule's confidence, lowered or raised by what was found.
    pub score: f32,
    /// A noun without anything that says which happening it is.
    pub bare: bool,
    /// True if a clause of the sentence that tells its outcome was folded in: that clause's time and place are its own.
    pub told: bool,
    /// The verbs and nouns of what was folded in.
    pub folded: Vec<usize>,
    /// True if no rule but a figure makes it.
    pub counted: bool,
    /// True for a noun that is read with a rule of its verb.
    pub nominal: bool,
    /// What stands fixed of whether it came about: a state that lasts.
    pub status: Option<Status>,
}

/// How a trigger hangs from its verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The trigger is the verb.
    Own,
    /// A noun, object of a verb that only says that it took place ("carried out an attack").
    Light,
    /// A noun, object of another verb.
    Object,
    /// A noun, subject of a verb.
    Subject,
    /// A noun that hangs from no verb.
    Free,
}

/// A set phrase in a text, and whether it only says that no harm is done.
pub(crate) struct Saying {
    pub range: Range<usize>,
    pub no_harm: bool,
}

/// What is no harm in a set phrase of that sort; by the beginning of the rules' names.
const HARMS: &[&str] = &["assault", "battle", "killing", "injury", "riot", "protest", "accident", "disaster"];

/// Verbs whose subject does the deed that their object names.
const DEALS: &[&str] = &[
    "carry",
    "launch",
    "mount",
    "conduct",
    "stage",
    "wage",
    "unleash",
    "resume",
    "step",
    "intensify",
    "perform",
    "execute",
    "commit",
];

/// Rules by the first word of their patterns.
pub(crate) struct Index {
    by_word: FxHashMap<String, Vec<(usize, usize)>>,
    /// Set phrases by their first word: no trigger inside one means what it says; true for those that only do no harm.
    sayings: FxHashMap<String, Vec<(Vec<Elem>, bool)>>,
    nominals: Nominals,
}

/// True for an element that is a small word of place: "in", "from", "away".
fn particle(elem: &Elem) -> bool {
    let small = |w: &Word| matches!(w, Word::Lemma(l) if PARTICLES.contains(&l.as_str()));
    matches!(elem, Elem::One(words) if words.iter().all(small))
}

const PARTICLES: &[&str] = &["in", "on", "from", "off", "out", "away", "into", "up", "down", "back", "as", "over", "across"];

impl Index {
    pub fn new(rules: &[Rule], lexicon: &Lexicon, sayings: &str, nominals: &str) -> Self {
        let mut by_word: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (r, rule) in rules.iter().enumerate() {
            for (p, pattern) in rule.patterns.iter().enumerate() {
                let Some(Elem::One(words)) = pattern.elems.first() else { continue };
                let mut keys: Vec<String> = Vec::new();
                for w in words {
                    match w {
                        Word::Lemma(w) | Word::Form(w) => keys.push(w.clone()),
                        Word::Class(c) => keys.extend(lexicon.words(c)),
                    }
                }
                keys.sort();
                keys.dedup();
                for k in keys {
                    by_word.entry(k).or_default().push((r, p));
                }
            }
        }
        let mut phrases: FxHashMap<String, Vec<(Vec<Elem>, bool)>> = FxHashMap::default();
        for (pattern, no_harm) in rule::sayings(sayings) {
            let Some(Elem::One(words)) = pattern.elems.first() else { continue };
            for w in words {
                if let Word::Lemma(w) | Word::Form(w) = w {
                    phrases.entry(w.clone()).or_default().push((pattern.elems.clone(), no_harm));
                }
            }
        }
        Index { by_word, sayings: phrases, nominals: Nominals::parse(nominals) }
    }

    /// Nouns and their verbs.
    pub fn nominals(&self) -> &Nominals {
        &self.nominals
    }

    /// Rules, and which of their patterns, that start with this word.
    pub fn of_word(&self, word: &str) -> &[(usize, usize)] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// True if some pattern starts with this word.
    pub fn knows(&self, word: &str) -> bool {
        self.by_word.contains_key(word)
    }

    /// Whether patterns of verbs, and whether those of nouns, start with this word.
    pub fn tells(&self, rules: &[Rule], word: &str) -> (bool, bool) {
        let all = || self.by_word.get(word).into_iter().flatten().map(|&(r, p)| &rules[r].patterns[p].anchor);
        (all().any(|a| matches!(a, Anchor::Verb)), all().any(|a| matches!(a, Anchor::Noun)))
    }
}

impl Found {
    /// What one word tells by itself: nobody takes part yet, and nothing governs it.
    pub fn word(rule: usize, pattern: usize, kind: usize, at: usize, score: f32) -> Found {
        Found {
            rule,
            pattern,
            kind,
            first: at,
            end: at + 1,
            anchor: at,
            group: None,
            link: Link::Free,
            roles: Vec::new(),
            score,
            bare: false,
            told: false,
            folded: Vec::new(),
            counted: false,
            nominal: false,
            status: None,
        }
    }

    /// The first phrase in a role.
    pub fn role(&self, role: RoleKind) -> Option<Phrase> {
        self.roles.iter().find(|(r, _)| *r == role).map(|(_, p)| *p)
    }

    /// True if some role's phrase has a token of this one.
    pub fn holds(&self, p: &Phrase) -> bool {
        self.roles.iter().any(|(_, q)| q.overlaps(p))
    }
}

/// What the search needs to look at.
pub(crate) struct Scene<'a> {
    pub words: &'a Words<'a>,
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    pub rules: &'a [Rule],
    pub index: &'a Index,
    pub referents: Referents,
}

impl Scene<'_> {
    /// Every match in one sentence, best rule first where several have one trigger.
    pub fn find(&self, sentence: usize) -> Vec<Found> {
        let tokens = self.words.syntax.sentences[sentence].tokens.clone();
        let mut out: Vec<Found> = Vec::new();
        let mut here: Vec<(usize, usize)> = Vec::new();
        for i in tokens.clone() {
            here.clear();
            let before = out.len();
            let (lemma, low) = (self.words.lemma(i), self.words.low(i));
            here.extend(self.index.by_word.get(lemma).into_iter().flatten());
            if low != lemma {
                here.extend(self.index.by_word.get(low).into_iter().flatten());
            }
            here.sort_unstable();
            here.dedup();
            for &(r, p) in &here {
                if let Some(found) = self.try_pattern(r, p, i, tokens.end) {
                    out.push(found);
                }
            }
            // A noun's own rules come first, but for those that found nobody who takes part.
            if out[before..].iter().all(|f| f.bare)
                && let Some(f) = self.find_nominal(i, tokens.end)
            {
                out.truncate(before);
                out.push(f);
            }
        }
        if !out.is_empty() {
            let said = self.sayings(tokens);
            out.retain(|f| !said.iter().any(|s| s.range.contains(&f.anchor) && (!s.no_harm || self.told_as(f, HARMS))));
        }
        out
    }

    /// The set phrases among these tokens.
    pub(crate) fn sayings(&self, tokens: Range<usize>) -> Vec<Saying> {
        let mut out = Vec::new();
        for i in tokens.clone() {
            let (lemma, low) = (self.words.lemma(i), self.words.low(i));
            let first = |w: &str| self.index.sayings.get(w).into_iter().flatten();
            let further = (low != lemma).then(|| first(low)).into_iter().flatten();
            let ends = first(lemma).chain(further);
            let end = ends.filter_map(|(elems, no_harm)| Some((self.match_elems(elems, i, tokens.end)?, *no_harm))).max();
            out.extend(end.map(|(end, no_harm)| Saying { range: i..end, no_harm }));
        }
        out
    }

    fn word_is(&self, w: &Word, i: usize) -> bool {
        match w {
            Word::Lemma(l) => self.words.lemma(i) == l || self.words.low(i) == l,
            Word::Form(f) => self.words.low(i) == f,
            Word::Class(c) if c == "score" => self.dash_of_score(i),
            Word::Class(c) => self.lexicon.has(c, self.words.lemma(i)) || self.lexicon.has(c, self.words.low(i)),
        }
    }

    /// Matches `elems` from token `i`; gives one past the last token.
    fn match_elems(&self, elems: &[Elem], i: usize, limit: usize) -> Option<usize> {
        let Some((first, rest)) = elems.split_first() else { return Some(i) };
        match first {
            Elem::One(words) => {
                (i < limit && words.iter().any(|w| self.word_is(w, i))).then(|| self.match_elems(rest, i + 1, limit)).flatten()
            }
            Elem::Maybe(words) => {
                let with = (i < limit && words.iter().any(|w| self.word_is(w, i)))
                    .then(|| self.match_elems(rest, i + 1, limit))
                    .flatten();
                with.or_else(|| self.match_elems(rest, i, limit))
            }
            // Five tokens, or one phrase however long and a word more: "pulled a five-year-old girl alive from the rubble".
            Elem::Gap => (i..limit.min((i + 6).max(self.past_phrase(i, limit))))
                .take_while(|&j| {
                    // "swore to kill every judge in the province" swore nobody in.
                    let infinitive = |k: usize| {
                        self.words.low(k) == "to" && self.words.pos(k) == Pos::Part && rest.first().is_some_and(particle)
                    };
                    let stop = |k: usize| self.words.pos(k) == Pos::Punct && matches!(self.words.low(k), "," | ";" | ":");
                    // "declared by President Ruun": who did it is not what it was done to.
                    let agent = |k: usize| {
                        // "sentenced by the judge to two years" goes on behind him.
                        let small =
                            |w: &Word| matches!(w, Word::Lemma(l) if matches!(l.as_str(), "to" | "with" | "for" | "of"));
                        let goes_on = |e: &Elem| particle(e) || matches!(e, Elem::One(words) if words.iter().all(small));
                        let noun = !rest.first().is_some_and(goes_on);
                        noun && k == i && self.words.low(k) == "by" && self.words.tag(i.saturating_sub(1)) == "VBN"
                    };
                    j == i || !(stop(j - 1) || infinitive(j - 1) || agent(j - 1))
                })
                .find_map(|j| self.match_elems(rest, j, limit)),
        }
    }

    /// Two tokens past the phrase that begins at `i`; 0 if none does.
    fn past_phrase(&self, i: usize, limit: usize) -> usize {
        let phrase = (i < limit).then(|| self.words.phrase(i)).flatten();
        let end = phrase.filter(|p| p.start == i).map_or(0, |p| p.end);
        // "left more than 10,000 civilians and soldiers dead"
        let joined = (end > 0 && end + 1 < limit && self.words.low(end) == "and").then(|| self.words.phrase(end + 1)).flatten();
        joined.map_or(end, |p| p.end) + if end > 0 { 2 } else { 0 }
    }

    fn try_pattern(&self, r: usize, p: usize, i: usize, limit: usize) -> Option<Found> {
        let rule = &self.rules[r];
        let pattern: &Pattern = &rule.patterns[p];
        let w = self.words;
        let mut end = self.match_elems(&pattern.elems, i, limit)?;
        if w.time_of[i] != NONE || w.time_of[end - 1] != NONE {
            return None;
        }
        // "threatened to impose sanctions": the threat is told by its verb; the sanctions are a report of their own.
        if rule.name.starts_with("statement-threat") || rule.name.starts_with("statement-demand") {
            end = pattern.elems.iter().position(|e| *e == Elem::Gap).map_or(end, |gap| (i + gap).min(end));
        }
        let mut found = Found { end, ..Found::word(r, p, rule.kind, i, rule.score) };
        match pattern.anchor {
            Anchor::Verb => {
                let verb = i + pattern.key;
                // "gang-raped" may be taken for a noun.
                let participle = pattern.key > 0 && w.low(verb).ends_with("ed");
                if !(w.is_verb(verb) || participle) || w.phrase(verb).is_some_and(|p| p.head != verb && p.start < i) {
                    return None;
                }
                found.anchor = verb;
                found.group = Some(w.verb_group(verb));
                found.link = Link::Own;
            }
            Anchor::Noun => {
                found.anchor = end - 1;
                let head = end - 1;
                let phrase = w.phrase(head);
                // "the firing"; "police firing", where the rule has both words.
                let gerund = w.tag(head) == "VBG"
                    && (head == w.sentence(head).start && end < limit && matches!(w.low(end), "by" | "between" | "of")
                        || head > 0 && matches!(w.pos(head - 1), Pos::Det | Pos::Adj)
                        // "killed in fighting between the army and rebels"
                        || head > 0 && matches!(w.low(head - 1), "in" | "during" | "after" | "amid") && end < limit && w.low(end) == "between"
                        // "rounds of firing by the police"
                        || head > 0 && w.low(head - 1) == "of" && end < limit && w.low(end) == "by"
                        || head > i && matches!(w.pos(head - 1), Pos::Noun | Pos::Propn));
                let noun = matches!(w.pos(head), Pos::Noun | Pos::Propn) || gerund || pattern.tail && !w.is_verb(head);
                if !noun || phrase.is_some_and(|p| p.head != head && !(i..head).contains(&p.head)) {
                    return None;
                }
                self.govern(&mut found);
                // "There is no war" tells of nothing; "no attack took place", "no arrests were made", "there was no shooting"
                // tell of what was not.
                if phrase.is_some_and(|p| w.low(p.start) == "no") && !self.told_of_none(&found, head) {
                    return None;
                }
            }
            Anchor::Phrase => {
                // "The guards were mute spectators": what the phrase says is said of the subject of "were".
                let copula = w.pos(i) == Pos::Aux && w.lemma(i) == "be";
                if let Some(v) = if copula { Some(i) } else { (i..end).find(|&j| w.is_verb(j)) } {
                    found.anchor = v;
                    found.group = Some(w.verb_group(v));
                    found.link = Link::Own;
                }
            }
        }
        let filled = rule.slots.iter().all(|s| self.fill(s, pattern.anchor, &mut found));
        if !filled || !rule.guards.iter().all(|g| self.guard(g, &found)) {
            return None;
        }
        if pattern.anchor == Anchor::Noun {
            self.add_doer(rule, &mut found);
        }
        found.roles.dedup_by(|a, b| a.1 == b.1);
        let n = found.roles.len().min(3) as f32;
        found.score = (found.score + 0.05 * n).min(0.98);
        found.bare = pattern.anchor == Anchor::Noun && !rule.bare && found.roles.is_empty() && found.link != Link::Light;
        Some(found)
    }

    /// True where a sentence says of a thing that it has not been: behind "no" and before a verb of the past.
    fn told_of_none(&self, f: &Found, noun: usize) -> bool {
        let w = self.words;
        let past = |g: &VerbGroup| g.past_aux || g.perfect || w.tag(g.main) == "VBD";
        if f.link == Link::Subject {
            return f.group.is_some_and(|g| {
                matches!(w.lemma(g.main), "take" | "occur" | "happen") || w.is_passive(&g) && past(&g) && g.modal.is_none()
            });
        }
        let start = w.sentence(noun).start.max(noun.saturating_sub(7));
        (start..noun).any(|i| {
            w.tag(i) == "EX"
                && w.low.get(i + 1).is_some_and(|n| matches!(&**n, "was" | "were" | "had" | "has" | "have" | "will"))
        })
    }

    /// Finds the verb that a noun trigger hangs from.
    pub(crate) fn govern(&self, f: &mut Found) {
        let w = self.words;
        let phrase = w.phrase(f.anchor).unwrap_or(Phrase { start: f.first, end: f.end, head: f.anchor });
        // "carried out missile and drone strikes": the trigger may be wider than its last phrase.
        let phrase = Phrase { start: phrase.start.min(f.first), ..phrase };
        let sentence = w.sentence(f.anchor);
        // As an object: the verb right before the phrase, or before a particle ("carried out an attack").
        let mut j = phrase.start;
        while j > sentence.start
            && j + 3 > phrase.start
            && (matches!(w.low(j - 1), "out" | "off" | "up" | "on" | "in" | "down") || w.pos(j - 1) == Pos::Adv)
        {
            j -= 1;
        }
        for k in [j, phrase.start] {
            // "said the resignation had been accepted": nobody says a resignation.
            let says = k > sentence.start && w.lemma(k - 1) == "say";
            if k > sentence.start && !says && w.is_verb(k - 1) && w.phrase(k - 1).is_none_or(|p| p.head == k - 1) {
                let g = w.verb_group(k - 1);
                if !w.is_passive(&g) {
                    f.group = Some(g);
                    f.link = if self.lexicon.has("light", w.lemma(k - 1)) { Link::Light } else { Link::Object };
                    return;
                }
            }
        }
        // As a subject: the next verb that takes the phrase for its subject.
        let stop = sentence.end.min(phrase.end + 16);
        for v in phrase.end..stop {
            if matches!(w.low(v), "who" | ";" | ":") {
                return;
            }
            if w.is_verb(v) && w.phrase(v).is_none_or(|p| p.head == v) {
                let g = w.verb_group(v);
                // "the trial of a man accused of fraud began": the man was accused, and not the trial.
                if !g.has_aux && matches!(w.tag(v), "VBN" | "VBG") && w.of_noun_between(v, phrase.end) {
                    continue;
                }
                // "the aim of the vote, which took place in May": not the aim.
                // "A strike due to begin on Monday was called off"
                let told_of = w.tokens[v].relation == "acl" && w.governor(v) == Some(f.anchor);
                // "flash floods triggered by rain swept through three districts"
                let participle =
                    !g.has_aux && matches!(w.tag(v), "VBN" | "VBG") && w.tokens[f.anchor].relation.starts_with("nsubj");
                if told_of && (g.to.is_some() || participle) && w.governor(f.anchor).is_some_and(|h| h > v && w.is_verb(h)) {
                    continue;
                }
                let by_tree = w.governor(f.anchor) == Some(v) && w.tokens[f.anchor].relation.starts_with("nsubj");
                let relative = w.low(v - 1) == "which" && phrase.end + 2 == v && self.lexicon.has("occur", w.lemma(v));
                // "the inquest into the deaths will resume": not the deaths.
                let nested = || {
                    let above = w.governor(f.anchor).filter(|&h| h < f.anchor && !w.is_verb(h));
                    w.tokens[f.anchor].relation == "nmod"
                        && above.is_some_and(|h| w.tokens[h].relation.starts_with("nsubj") && w.governor(h) == Some(v))
                        && w.below(f.anchor).any(|c| {
                            c < f.anchor
                                && w.tokens[c].relation == "case"
                                && !matches!(w.low(c), "of" | "'s" | "’s" | "'" | "’")
                        })
                };
                let surface = w.surface_subject(&g).is_some_and(|s| s.start <= f.anchor && f.anchor < s.end) && !nested();
                if surface || relative || by_tree {
                    f.group = Some(g);
                    f.link = if w.is_passive(&g)
                        && self.lexicon.has("light", w.lemma(v))
                        && !matches!(w.lemma(v), "see" | "mark" | "win")
                    {
                        Link::Light
                    } else {
                        Link::Subject
                    };
                }
                return;
            }
        }
    }

    /// The subject on the surface: by the tree, else by order.
    fn surface(&self, g: &VerbGroup) -> Vec<Phrase> {
        let w = self.words;
        // "60 people were hurt and 100 arrested": the number before the participle.
        let number = g.start.checked_sub(1).and_then(|i| w.phrase(i)).filter(|p| {
            let joined = p.start > 0 && (w.pos(p.start - 1) == Pos::Cconj || w.low(p.start - 1) == ",");
            let beside = w.relation(g.main) == "conj" && w.governor(g.main).is_some_and(|v| w.is_verb(v));
            beside && !g.has_aux && w.tag(g.main) == "VBN" && w.pos(p.head) == Pos::Num && w.time_of[p.head] == NONE && joined
        });
        if let Some(p) = number {
            return vec![p];
        }
        w.tree_subject(g).or_else(|| w.surface_subject(g).map(|p| w.joined_before(p))).unwrap_or_default()
    }

    /// "Adopted in May, the law bans eels": what a participle before the main clause tells of is that clause's subject.
    fn of_main_clause(&self, g: &VerbGroup) -> Vec<Phrase> {
        let w = self.words;
        if g.has_aux || w.tokens[g.main].relation != "advcl" {
            return Vec::new();
        }
        let main = w.governor(g.main).filter(|&m| m > g.main && w.is_verb(m));
        let subject = main.and_then(|m| w.surface_subject(&w.verb_group(m)));
        subject.filter(|p| p.start > g.main).into_iter().collect()
    }

    /// "Norland test-fired a missile": the first part of a verb with a hyphen may be read as the last word of the subject.
    fn before_trigger(&self, f: &Found, mut subject: Vec<Phrase>) -> Vec<Phrase> {
        for p in subject.iter_mut().filter(|p| p.start < f.first && f.first < p.end && f.first < f.anchor) {
            *p = Phrase { end: f.first, head: f.first - 1, ..*p };
        }
        subject
    }

    /// The phrases that sit at a slot's seat.
    pub(crate) fn seated(&self, seat: &Seat, anchor: Anchor, f: &Found) -> Vec<Phrase> {
        let w = self.words;
        let trigger_phrase = w.phrase(f.anchor);
        if f.nominal && matches!(seat, Seat::Subject | Seat::Object) {
            return self.nominal_seat(seat, f);
        }
        match seat {
            Seat::Subject => {
                let Some(g) = &f.group else { return Vec::new() };
                match f.link {
                    Link::Own if w.is_passive(g) => {
                        w.tree_agent(g).or_else(|| w.after(f.end, &["by"]).map(|(p, _)| w.joined(p))).unwrap_or_default()
                    }
                    Link::Own => self.turned_round(f).map_or_else(|| self.before_trigger(f, self.surface(g)), |p| vec![p]),
                    Link::Light if w.is_passive(g) => {
                        w.after(g.main + 1, &["by"]).map(|(p, _)| w.joined(p)).unwrap_or_default()
                    }
                    // "suffered in a shooting", "faced an attack": who has it done to him.
                    Link::Light if matches!(w.lemma(g.main), "suffer" | "face") => Vec::new(),
                    Link::Light => w.surface_subject(g).map(|p| w.joined_before(p)).unwrap_or_default(),
                    _ => Vec::new(),
                }
            }
            Seat::Object => {
                let Some(g) = f.group.as_ref().filter(|_| f.link == Link::Own) else { return Vec::new() };
                if w.is_passive(g) {
                    let told = self.surface(g);
                    return if told.is_empty() { self.of_main_clause(g) } else { told };
                }
                if self.turned_round(f).is_some() {
                    return Vec::new();
                }
                // Inside the trigger ("took 912 hostages", "gunned two men down"), else after it.
                // "seized control of": the object comes after.
                // "pulled a girl from the rubble": nothing but the gap stands before the preposition, so it stands there.
                let elems = &self.rules[f.rule].patterns[f.pattern].elems;
                let gap = !f.counted && elems.len() > 2 && matches!(elems[elems.len() - 2], Elem::Gap);
                let open = w.pos(f.end - 1) != Pos::Adp || f.end - 1 == f.anchor || gap;
                let inside = (f.anchor + 1..f.end)
                    .filter(|_| open)
                    .find_map(|i| w.phrase(i).filter(|p| p.start > f.anchor && p.start < f.end));
                let inside = inside.map(|p| self.without_complement(p, f));
                match inside.or_else(|| w.object(f.end)) {
                    Some(p) => w.with_distant(w.joined(p)),
                    None => w.tree_object(g).unwrap_or_default(),
                }
            }
            Seat::Possessor => {
                // "Besk, whose arrest is sought"
                let start = trigger_phrase.map_or(f.first, |p| p.start);
                if let Some(whose) = [start, start.saturating_sub(1)].into_iter().find(|&i| w.low(i) == "whose") {
                    let before = whose.checked_sub(if whose > 0 && w.low(whose - 1) == "," { 2 } else { 1 });
                    return before.and_then(|i| w.phrase(i)).filter(|q| w.time_of[q.head] == NONE).into_iter().collect();
                }
                let Some(p) = trigger_phrase else { return Vec::new() };
                (p.start..f.first)
                    .rev()
                    .find(|&i| matches!(w.low(i), "'s" | "’s" | "'" | "’"))
                    .filter(|&i| i > p.start)
                    .map(|i| vec![Phrase { start: p.start, end: i, head: i - 1 }])
                    .filter(|ps| w.time_of[ps[0].head] == NONE)
                    .unwrap_or_default()
            }
            Seat::Before => {
                let Some(p) = trigger_phrase else { return Vec::new() };
                let from = (p.start..f.first).rev().find(|&i| matches!(w.low(i), "'s" | "’s")).map_or(p.start, |i| i + 1);
                let mut out: Vec<Phrase> = Vec::new();
                let mut i = from;
                while i < f.first {
                    let same = |j: usize| w.name_of[j] != NONE && w.name_of[j] == w.name_of[i];
                    let mut j = i + 1;
                    if w.name_of[i] != NONE {
                        while j < f.first && same(j) {
                            j += 1;
                        }
                        out.push(Phrase { start: i, end: j, head: j - 1 });
                    } else if w.pos(i) == Pos::Noun {
                        while j < f.first && w.pos(j) == Pos::Noun && w.name_of[j] == NONE {
                            j += 1;
                        }
                        out.push(Phrase { start: i, end: j, head: j - 1 });
                    }
                    i = j;
                }
                out
            }
            Seat::After(preps) => {
                let preps: Vec<&str> = preps.iter().map(String::as_str).collect();
                let from = match (&f.group, anchor) {
                    (Some(g), Anchor::Noun) if f.link == Link::Light && w.is_passive(g) && g.main > f.end => {
                        f.end.min(g.main + 1)
                    }
                    _ => f.end,
                };
                let in_order = || w.after(from, &preps).map(|(p, prep)| w.list(p, w.low(prep) == "between"));
                let mut after = w.tree_after(f.anchor, &preps).or_else(in_order).unwrap_or_default();
                // "fighting between troops and the guard broke out": the tree may lose the second side.
                if let [one] = after.as_slice()
                    && one.start > 0
                    && w.low(one.start - 1) == "between"
                {
                    after = w.list(*one, true);
                }
                // "The murder was condemned by the governor": whose "by" it is; "The attacks came on a visit by Ruun": the visit's.
                let others = |p: &Phrase| {
                    anchor == Anchor::Noun
                        && f.link == Link::Subject
                        && p.start > 0
                        && w.low(p.start - 1) == "by"
                        && f.group.is_some_and(|g| {
                            let top = (p.start..p.end).find(|&i| w.governor(i).is_none_or(|g| !(p.start..p.end).contains(&g)));
                            let of_noun = top.is_some_and(|i| w.relation(i) == "nmod");
                            g.main > f.anchor && p.start > g.main && (w.is_passive(&g) || of_noun)
                        })
                };
                after.into_iter().filter(|p| w.time_of[p.head] == NONE && !others(p)).collect()
            }
        }
    }

    /// "set the building ablaze", "took two men hostage", "shot dead two men": the trigger's last word is the verb's, not the
    /// phrase's.
    fn without_complement(&self, p: Phrase, f: &Found) -> Phrase {
        let last = f.end - 1;
        let complement = matches!(
            self.words.low(last),
            "ablaze" | "alight" | "hostage" | "captive" | "prisoner" | "free" | "dead" | "liable" | "guilty"
        );
        match () {
            _ if complement && p.start < last && p.end == f.end => Phrase { end: last, head: last - 1, ..p },
            _ if complement && p.start == last && p.head > last => Phrase { start: f.end, ..p },
            _ => p,
        }
    }

    /// The first of a slot's choices that the phrase may be.
    /// What nothing is known of is nobody beside somebody who is known (`beside`).
    pub(crate) fn choice<'s>(&self, slot: &'s Slot, p: Phrase, f: &Found, beside: bool) -> Option<&'s Choice> {
        let is = |class: &String| if class == "befallen" { !beside && self.befallen(p, f) } else { self.is_of(class, p) };
        slot.choices.iter().find(|c| c.classes.is_empty() || c.classes.iter().any(is))
    }

    /// Fills one slot; false if it is required and stays empty.
    pub(crate) fn fill(&self, slot: &Slot, anchor: Anchor, f: &mut Found) -> bool {
        let mut any = false;
        let seated = self.seated(&slot.seat, anchor, f);
        // "between police and drug runners": of two sides of a fight that one is known is enough.
        let between = seated.len() > 1 && seated[0].start > 0 && self.words.low(seated[0].start - 1) == "between";
        let side = if between { seated.iter().find_map(|p| self.choice(slot, *p, f, false)) } else { None };
        for p in seated {
            let p = self.it_that_says(p).unwrap_or(p);
            let Some(choice) = self.choice(slot, p, f, any).or(side) else { continue };
            any = true;
            let inside = p.start <= f.anchor
                && f.anchor < p.end
                && !matches!(slot.seat, Seat::Possessor | Seat::Before)
                && f.link != Link::Own;
            let empty = !self.stands_for_a_body(p)
                && matches!(
                    self.words.low(p.head),
                    "it" | "that" | "this" | "which" | "what" | "there" | "way" | "something" | "anything" | "nothing"
                );
            // "bombings in Norland": where it was, which is no target.
            let place_only = matches!(slot.seat, Seat::After(_))
                && p.start > 0
                && matches!(self.words.low(p.start - 1), "in" | "near" | "outside" | "inside" | "at" | "across" | "off")
                && self.words.place_of[p.head] != NONE
                && !self.lexicon.phrase_is("building", p, self.words, self.mentions);
            // "at 555 North Street" counts nobody.
            let numbered = matches!(slot.seat, Seat::After(_))
                && p.start > 0
                && matches!(self.words.low(p.start - 1), "in" | "at" | "near" | "on" | "outside")
                && self.words.pos(p.head) == Pos::Num;
            // "an embargo has been in place since May" is nowhere.
            let idiom = matches!(slot.seat, Seat::After(_))
                && p.end == p.start + 1
                && matches!(self.words.low(p.head), "place" | "effect" | "force");
            // A place by its own name does nothing, but "Norland's army" and "Norland attacked" speak of the state.
            let place = self.words.place_of[p.head];
            let literal = place != NONE
                && self.mentions.places[place as usize].usage == PlaceUse::Literal
                && self.words.name_of[p.head] != NONE
                && matches!(self.mentions.names[self.words.name_of[p.head] as usize].kind, NameKind::Place);
            let acts = matches!(choice.role, Some(RoleKind::Actor | RoleKind::Speaker | RoleKind::Recipient));
            // "Norland carried out air strikes": the state did.
            let deals = || {
                matches!(f.link, Link::Light | Link::Object)
                    && f.group.is_some_and(|g| DEALS.contains(&self.words.lemma(g.main)))
            };
            let stands_for = slot.seat == Seat::Subject && (f.link == Link::Own || deals())
                || (slot.seat == Seat::Possessor || self.by_or_to(&slot.seat, choice.role, p))
                    && self.mentions.places.get(place as usize).is_some_and(|p| p.precision == PlacePrecision::Country);
            // "19 people in the Sekela area of Norland": an area does nothing.
            let area = acts
                && place != NONE
                && matches!(slot.seat, Seat::After(_) | Seat::Before)
                && matches!(self.words.lemma(p.head), "area" | "region" | "province" | "district" | "county");
            let place_only = place_only
                || numbered
                || area
                || idiom
                || literal && acts && !stands_for && !matches!(slot.seat, Seat::Object)
                || literal && !acts && slot.seat == Seat::Possessor
                || self.words.is_age(p);
            // "at Highwood Bar": a name behind "at" that is nobody's is a thing.
            let named_thing = matches!(slot.seat, Seat::After(_))
                && p.start > 0
                && matches!(self.words.low(p.start - 1), "in" | "at" | "near" | "outside")
                && self.words.pos(p.head) == Pos::Propn
                && !self.lexicon.phrase_is("person", p, self.words, self.mentions);
            // "killed in a gunfight with soldiers": no means.
            let troops = choice.role == Some(RoleKind::Instrument) && self.is_of("armed_sure", p);
            if let Some(role) = choice.role.filter(|_| !inside && !empty && !place_only && !troops) {
                let role = if named_thing && role == RoleKind::Victim { RoleKind::Target } else { role };
                // "accused the rebels of …": the verb's "of", not the phrase's.
                let of_verb = slot.seat == Seat::Object
                    && f.link == Link::Own
                    && self.lexicon.has("takes_of", self.words.lemma(f.anchor));
                f.roles.push((role, if of_verb { p } else { self.words.full(p) }));
            }
        }
        any || !slot.required
    }

    pub(crate) fn guard(&self, g: &Guard, f: &Found) -> bool {
        let w = self.words;
        // "Ada Price dropped the case": no prices did.
        let head_is = |p: &Phrase| {
            let surname = self.surname(p.head);
            g.words
                .iter()
                .any(|x| !surname && (self.word_is(x, p.head) || self.word_is(x, w.meaning(*p))) || self.class_is(x, *p))
        };
        let sentence = w.sentence(f.anchor);
        let hit = match g.look {
            Look::Subject => {
                // "Cyclone Ada made landfall": the word before the name tells what it is.
                let called = |p: &Phrase| {
                    let title = p.head > p.start && w.pos(p.head) == Pos::Propn;
                    title && (p.start..p.head).any(|i| g.words.iter().any(|x| self.word_is(x, i)))
                };
                let seated = self.seated(&Seat::Subject, Anchor::Verb, f);
                seated.iter().any(|p| head_is(p) || called(p))
            }
            // "its smaller rival Three Oaks": the word before the name tells what it is.
            Look::Object => {
                let called = |p: &Phrase| {
                    let before = (p.start..p.head).rev().find(|&i| w.pos(i) != Pos::Propn);
                    g.wanted
                        && w.pos(p.head) == Pos::Propn
                        && before.is_some_and(|i| w.pos(i) == Pos::Noun && g.words.iter().any(|x| self.word_is(x, i)))
                };
                self.seated(&Seat::Object, Anchor::Verb, f).iter().any(|p| head_is(p) || called(p))
            }
            Look::Near => {
                let (from, to) = (f.first.saturating_sub(14).max(sentence.start), (f.end + 14).min(sentence.end));
                let aside = |i: usize| !g.wanted && self.in_a_clause_of_its_own(f, i);
                (from..to).any(|i| !(f.first..f.end).contains(&i) && g.words.iter().any(|x| self.word_is(x, i)) && !aside(i))
            }
            Look::Before => {
                let start = f.group.filter(|_| f.link == Link::Own).map_or(f.first, |v| v.start);
                let hit = |i: usize| g.words.iter().any(|x| self.word_is(x, i));
                (start > sentence.start && hit(start - 1)) || (f.first > sentence.start && hit(f.first - 1))
            }
            Look::Verb => f.link != Link::Own && f.group.is_some_and(|v| g.words.iter().any(|x| self.word_is(x, v.main))),
            Look::After => f.end < sentence.end && g.words.iter().any(|x| self.word_is(x, f.end)),
        };
        hit == g.wanted
    }

    /// True for the last word of somebody's full name.
    fn surname(&self, i: usize) -> bool {
        let range = self.words.tokens[i].range;
        let name = self.mentions.names.get(self.words.name_of[i] as usize);
        name.is_some_and(|n| n.kind == NameKind::Person && n.range.start < range.start && n.range.end == range.end)
    }

    fn class_is(&self, x: &Word, p: Phrase) -> bool {
        matches!(x, Word::Class(c) if self.is_of(c, p))
    }
}
