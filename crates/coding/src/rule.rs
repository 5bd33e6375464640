//! The rule language: what triggers a report and which phrases around it play which role.
//!
//! A rule block holds lines `key: value`.
//!
//! | line | says |
//! |---|---|
//! | `verb: shoot \| gun ... down` | trigger patterns whose first word is a verb; words are lemmas |
//! | `noun: car bombing \| attack` | patterns whose last word is a noun |
//! | `phrase: under fire` | patterns of any part of speech |
//! | `subject: actor` | the subject plays a role; `object`, `possessor`, `before` (a name inside the trigger's own phrase) likewise |
//! | `on at upon: target` | so does the phrase after one of these prepositions |
//! | `object: victim @people, target` | the first option whose class fits is taken |
//! | `object: victim @people !` | `!`: without such a phrase there is no report |
//! | `unless object: film goal` | no report if the object's head is one of these; also `subject`, `near`, `before`, `after`, and `verb`, which a noun is subject or object of |
//! | `only near: court judge` | no report without one of these; same places |
//! | `status: threatened` | always this status |
//! | `bare: no` | a noun without any role, place, time or figure is no report (the default for nouns); `yes` lets it stand |
//! | `score: 0.9` | how sure the rule is |
//!
//! In a pattern `=shot` is that very form, `a/b` are alternatives, `?a` may be missing, `...` skips up to five tokens
//! and `@class` is any word of a class; `@befallen` in a slot is any noun of which nothing is known, told in the passive. `@score` in a guard is "3-1". `cease-fire` also matches its parts around a hyphen.

use model::{RoleKind, Status};

/// Where a pattern's key word stands and what it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The first word is a verb.
    Verb,
    /// The last word is a noun.
    Noun,
    /// Anything.
    Phrase,
}

/// One word of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Lemma(String),
    Form(String),
    Class(String),
}

/// One element of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Elem {
    One(Vec<Word>),
    Maybe(Vec<Word>),
    Gap,
}

/// A trigger.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub anchor: Anchor,
    pub elems: Vec<Elem>,
    /// Elements that a first word with hyphens stands for, less one: its last part is the verb.
    pub key: usize,
    /// True if the last word is one with hyphens: its last part may be no noun ("sit-in").
    pub tail: bool,
}

/// Where a role's phrase stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seat {
    Subject,
    Object,
    Possessor,
    Before,
    After(Vec<String>),
}

/// One role a phrase may take, with the classes of which it must have one (any phrase if empty).
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// `None`: the phrase must be of the class but gets no role.
    pub role: Option<RoleKind>,
    pub classes: Vec<String>,
}

/// A line that gives roles.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub seat: Seat,
    pub choices: Vec<Choice>,
    pub required: bool,
}

/// What a guard looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Subject,
    Object,
    Near,
    /// The verb that a noun is subject or object of.
    Verb,
    Before,
    After,
}

/// A condition on the surroundings.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    pub wanted: bool,
    pub look: Look,
    pub words: Vec<Word>,
}

/// One rule of one kind.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub name: String,
    pub kind: usize,
    pub patterns: Vec<Pattern>,
    pub slots: Vec<Slot>,
    pub guards: Vec<Guard>,
    pub status: Option<Status>,
    pub bare: bool,
    pub score: f32,
}

fn words(value: &str) -> Vec<Word> {
    value.split_whitespace().flat_map(|w| w.split('/')).filter(|w| !w.is_empty()).map(word).collect()
}

fn word(w: &str) -> Word {
    match (w.strip_prefix('='), w.strip_prefix('@')) {
        (Some(form), _) => Word::Form(form.into()),
        (_, Some(class)) => Word::Class(class.into()),
        _ => Word::Lemma(w.into()),
    }
}

fn pattern(anchor: Anchor, source: &str) -> Vec<Pattern> {
    let elems: Vec<Elem> = source
        .split_whitespace()
        .map(|w| match (w, w.strip_prefix('?')) {
            ("...", _) => Elem::Gap,
            (_, Some(rest)) => Elem::Maybe(words(rest)),
            _ => Elem::One(words(w)),
        })
        .collect();
    let mut out = hyphened(anchor, &elems);
    out.push(Pattern { anchor, elems, key: 0, tail: false });
    out
}

/// What opens a set phrase that only does no harm.
const NO_HARM: &str = "no harm: ";

/// Reads set phrases: one pattern a line, after lines that begin with `#`; true for those that only do no harm.
pub(crate) fn sayings(source: &str) -> Vec<(Pattern, bool)> {
    let lines = source.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let read = |l: &'_ str| {
        let plain = l.strip_prefix(NO_HARM);
        pattern(Anchor::Phrase, plain.unwrap_or(l)).into_iter().map(|p| (p, plain.is_some())).collect::<Vec<_>>()
    };
    lines.flat_map(read).collect()
}

/// The same pattern once for each word in it that has a hyphen, with its parts one by one: so articles are cut into words.
fn hyphened(anchor: Anchor, elems: &[Elem]) -> Vec<Pattern> {
    let mut out = Vec::new();
    for (at, elem) in elems.iter().enumerate() {
        let Elem::One(words) = elem else { continue };
        for word in words {
            let Word::Lemma(w) = word else { continue };
            let parts: Vec<&str> = w.split('-').collect();
            if parts.len() < 2 || parts.iter().any(|p| p.is_empty()) {
                continue;
            }
            let mut cut: Vec<Elem> = Vec::new();
            for part in parts {
                if !cut.is_empty() {
                    cut.push(Elem::One(vec![Word::Form("-".into())]));
                }
                let forms = ["d", "ed"].map(|end| Word::Form(format!("{part}{end}")));
                cut.push(Elem::One([Word::Lemma(part.into())].into_iter().chain(forms).collect()));
            }
            let key = if at == 0 { cut.len() - 1 } else { 0 };
            let elems = [&elems[..at], &cut, &elems[at + 1..]].concat();
            out.push(Pattern { anchor, key, tail: at + cut.len() == elems.len(), elems });
        }
    }
    out
}

pub(crate) fn role(name: &str) -> Option<RoleKind> {
    Some(match name {
        "actor" => RoleKind::Actor,
        "target" => RoleKind::Target,
        "victim" => RoleKind::Victim,
        "instrument" => RoleKind::Instrument,
        "recipient" => RoleKind::Recipient,
        "speaker" => RoleKind::Speaker,
        "other" => RoleKind::Other,
        _ => return None,
    })
}

pub(crate) fn status(name: &str) -> Option<Status> {
    Some(match name {
        "happened" => Status::Happened,
        "ongoing" => Status::Ongoing,
        "planned" => Status::Planned,
        "threatened" => Status::Threatened,
        "possible" => Status::Possible,
        "alleged" => Status::Alleged,
        "denied" => Status::Denied,
        "failed" => Status::Failed,
        _ => return None,
    })
}

/// The statuses, for people.
pub(crate) const STATUSES: &str = "happened, ongoing, planned, threatened, possible, alleged, denied, failed";

/// The lines of a block with their numbers, without comments; one that starts with two blanks goes on with the one before.
fn joined(block: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for (n, line) in block.lines().enumerate() {
        match out.last_mut() {
            Some((_, before)) if line.starts_with("  ") => {
                before.push(' ');
                before.push_str(line.trim());
            }
            _ => out.push((n, line.trim().to_string())),
        }
    }
    out.retain(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    out
}

/// What a phrase may stand behind; anything else in that place is a slip.
const PREPOSITIONS: &str = "aboard about above across after against along alongside amid amidst among amongst around as at atop \
    before behind below beneath beside besides between beyond by concerning despite down during east except following for from in \
    inside into involving like near north of off on onto opposite out outside over past per regarding round since south than that \
    through throughout till to toward towards under underneath until up upon versus via vs west with within without";

fn slot(key: &str, value: &str) -> Result<Slot, String> {
    let (value, required) = match value.trim().strip_suffix('!') {
        Some(v) => (v, true),
        None => (value, false),
    };
    let mut choices = Vec::new();
    for option in value.split(',') {
        let mut parts = option.split_whitespace();
        let Some(first) = parts.next() else { continue };
        let (role, mut classes) = match (first.strip_prefix('@'), role(first)) {
            (Some(class), _) => (None, vec![class.to_string()]),
            (_, Some(role)) => (Some(role), Vec::new()),
            _ => {
                return Err(format!(
                    "no role {first:?}: take actor, target, victim, instrument, recipient, speaker or other, or a @class"
                ));
            }
        };
        for c in parts {
            classes.push(c.strip_prefix('@').ok_or_else(|| format!("a class starts with @: {c:?}"))?.to_string());
        }
        choices.push(Choice { role, classes });
    }
    let seat = match key {
        "subject" => Seat::Subject,
        "object" => Seat::Object,
        "possessor" => Seat::Possessor,
        "before" => Seat::Before,
        _ => {
            if let Some(other) = key.split_whitespace().find(|k| !PREPOSITIONS.split_whitespace().any(|p| p == *k)) {
                let known = "take subject, object, possessor, before, or prepositions such as `in at`";
                return Err(format!("no line {other:?}: {known}"));
            }
            Seat::After(key.split_whitespace().map(str::to_string).collect())
        }
    };
    Ok(Slot { seat, choices, required })
}

impl Rule {
    /// Reads one rule block. A fault comes with its line, counted from 0 at the block's first.
    pub fn parse(name: &str, kind: usize, block: &str) -> Result<Rule, (usize, String)> {
        let mut rule = Rule {
            name: name.to_string(),
            kind,
            patterns: Vec::new(),
            slots: Vec::new(),
            guards: Vec::new(),
            status: None,
            bare: false,
            score: 0.7,
        };
        for (n, line) in joined(block) {
            rule.line(&line).map_err(|e| (n, e))?;
        }
        if rule.patterns.is_empty() {
            return Err((0, "the rule has no trigger: give a line `verb: …`, `noun: …` or `phrase: …`".into()));
        }
        Ok(rule)
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let (key, value) =
            line.split_once(':').ok_or_else(|| format!("no colon in {line:?}: a line is `key: value`, as `subject: actor`"))?;
        let (key, value) = (key.trim(), value.trim());
        match key {
            "verb" | "noun" | "phrase" => {
                let anchor = match key {
                    "verb" => Anchor::Verb,
                    "noun" => Anchor::Noun,
                    _ => Anchor::Phrase,
                };
                let patterns: Vec<Pattern> = value.split('|').flat_map(|p| pattern(anchor, p)).collect();
                if patterns.iter().any(|p| !matches!(p.elems.first(), Some(Elem::One(_)))) {
                    return Err(format!("a pattern in {line:?} does not start with a word: put no `?` or `...` first"));
                }
                self.patterns.extend(patterns);
            }
            "status" => {
                self.status = Some(status(value).ok_or_else(|| format!("no status {value:?}: take one of {STATUSES}"))?);
            }
            "bare" => {
                self.bare = match value {
                    "yes" => true,
                    "no" => false,
                    _ => return Err(format!("`bare` is yes or no, not {value:?}")),
                }
            }
            "score" => {
                let score = value.parse().ok().filter(|s| (0.0..=1.0).contains(s));
                self.score = score.ok_or_else(|| format!("no score {value:?}: give a number from 0 to 1"))?;
            }
            _ => match key.split_once(' ').filter(|(w, _)| matches!(*w, "unless" | "only")) {
                Some((how, what)) => {
                    let look = match what {
                        "subject" => Look::Subject,
                        "object" => Look::Object,
                        "near" => Look::Near,
                        "verb" => Look::Verb,
                        "before" => Look::Before,
                        "after" => Look::After,
                        _ => {
                            return Err(format!(
                                "no place {what:?} to look at: take subject, object, near, verb, before or after"
                            ));
                        }
                    };
                    self.guards.push(Guard { wanted: how == "only", look, words: words(value) });
                }
                None => self.slots.push(slot(key, value)?),
            },
        }
        Ok(())
    }

    /// Every class the rule names, to check that it exists.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        let in_slots = self.slots.iter().flat_map(|s| &s.choices).flat_map(|c| c.classes.iter().map(String::as_str));
        let in_guards = self.guards.iter().flat_map(|g| &g.words).filter_map(|w| match w {
            Word::Class(c) => Some(c.as_str()),
            _ => None,
        });
        let in_patterns = self.patterns.iter().flat_map(|p| &p.elems).flat_map(|e| match e {
            Elem::One(w) | Elem::Maybe(w) => w.as_slice(),
            Elem::Gap => &[],
        });
        in_slots.chain(in_guards).chain(in_patterns.filter_map(|w| match w {
            Word::Class(c) => Some(c.as_str()),
            _ => None,
        }))
    }
}
