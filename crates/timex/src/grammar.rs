//! Reads a language's lexicon and rules into the tables that the matcher walks. `rules/README.md` tells the notation.

use crate::{
    frame::Slot,
    pattern::{Element, Heads, parse},
};
use rustc_hash::FxHashMap;

/// The words that rules know.
#[derive(Default)]
pub(crate) struct Vocabulary {
    words: FxHashMap<Box<str>, u32>,
    /// Words by their spelling without accents, where that is no other word.
    bare: FxHashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// 0 for a word that is not in it.
    pub fn id(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// The same for a word with a capital, whose accents may be left out: "FEVRIER", "Ete".
    pub fn bare(&self, word: &str) -> u32 {
        if self.bare.is_empty() { 0 } else { self.bare.get(word).copied().unwrap_or(0) }
    }

    /// Its id, a new one if need be.
    pub fn add(&mut self, word: &str) -> u32 {
        let next = self.words.len() as u32 + 1;
        *self.words.entry(word.into()).or_insert(next)
    }

    /// Adds the spellings without accents; `folds`: a letter and what it becomes.
    fn fold(&mut self, folds: &[(char, char)]) {
        let plain = |c: char| folds.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
        for (word, id) in &self.words {
            let bare: Box<str> = word.chars().map(plain).collect();
            if !self.words.contains_key(&bare) {
                self.bare.insert(bare, *id);
            }
        }
    }
}

/// One entry of a lexicon class.
pub(crate) struct Entry {
    pub class: u32,
    /// Its words, each with whether it must touch the one before.
    pub words: Vec<(u32, bool)>,
    /// Its first word must start with a capital.
    pub capital: bool,
    pub slots: Vec<(Slot, i64)>,
}

/// A condition on what stands beside a match.
pub(crate) struct Guard {
    pub left: bool,
    pub negated: bool,
    pub pattern: Vec<Element>,
}

/// One rule.
pub(crate) struct Rule {
    /// For people who ask which rule it was.
    #[allow(dead_code)]
    pub name: String,
    pub pattern: Vec<Element>,
    pub op: Op,
    pub set: Vec<(Slot, i64)>,
    pub guards: Vec<Guard>,
    /// The rule does not hold where the verb nearby is in the past.
    pub not_past: bool,
}

/// How the slots of a match become a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// A place on the calendar or the clock.
    Point,
    /// So many units from another point.
    Shift,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
    /// PAST_REF, PRESENT_REF, FUTURE_REF.
    Ref,
    /// Found and thrown away: keeps other rules from the words.
    Nothing,
    /// A day that cannot be told here.
    Unknown,
}

/// A language: its words and its rules.
#[derive(Default)]
pub(crate) struct Grammar {
    pub vocabulary: Vocabulary,
    pub classes: Vec<String>,
    pub entries: Vec<Entry>,
    /// Entries by the id of their first word.
    pub by_word: Vec<Vec<u32>>,
    pub rules: Vec<Rule>,
    /// Rules that can start with a word, by its id; index 0 is empty.
    pub starts: Vec<Vec<u32>>,
    /// Rules that can start with digits.
    pub digit_starts: Vec<u32>,
    /// The first two tokens of each rule.
    pub heads: Vec<Heads>,
    pub known: Known,
    /// Endings of plurals.
    pub plurals: Vec<String>,
    /// Endings of verbs in the past.
    pub past_endings: Vec<String>,
    /// Endings of verbs in the future.
    pub future_endings: Vec<String>,
    /// The mark between groups of three digits, a space for white space; empty where there is none.
    pub group: String,
    /// The mark before decimals.
    pub decimal: String,
    folds: Vec<(char, char)>,
    /// The mark that joins words.
    pub hyphen: u32,
    definitions: FxHashMap<String, Vec<Element>>,
}

/// Classes that the engine itself asks for; `u32::MAX` where the language has none.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub(crate) struct Known {
    pub ones: u32,
    pub teens: u32,
    pub tens: u32,
    pub scale: u32,
    pub opener: u32,
    pub participle: u32,
    pub singular: u32,
    pub join: u32,
    pub some: u32,
    pub fraction: u32,
    pub ordinal: u32,
    pub suffix: u32,
    pub past: u32,
    pub future: u32,
    pub present: u32,
    pub abbreviation: u32,
    pub ahead: u32,
    pub pair: u32,
    pub auxiliary: u32,
    pub perfect: u32,
    pub promise: u32,
    pub lasting: u32,
    pub weekday: u32,
    pub undone: u32,
    pub aside: u32,
    pub own: u32,
    pub coming: u32,
}

impl Default for Known {
    fn default() -> Self {
        const NO: u32 = u32::MAX;
        Known {
            ones: NO,
            teens: NO,
            tens: NO,
            scale: NO,
            opener: NO,
            participle: NO,
            singular: NO,
            join: NO,
            some: NO,
            fraction: NO,
            ordinal: NO,
            suffix: NO,
            past: NO,
            future: NO,
            present: NO,
            abbreviation: NO,
            ahead: NO,
            pair: NO,
            auxiliary: NO,
            perfect: NO,
            promise: NO,
            lasting: NO,
            weekday: NO,
            undone: NO,
            aside: NO,
            own: NO,
            coming: NO,
        }
    }
}

impl Grammar {
    /// Reads the files of a language: name and contents. Lexicons (`*.words`) first, then definitions and rules in order of names.
    pub fn read(files: &[(&str, &str)]) -> Result<Grammar, String> {
        let mut g = Grammar::default();
        g.hyphen = g.vocabulary.add("-");
        let (words, rules): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name.ends_with(".words"));
        for (read, files) in [(Grammar::lexicon as fn(&mut Grammar, &str) -> _, words), (Grammar::rules, rules)] {
            for (name, contents) in files {
                read(&mut g, contents).map_err(|e: String| format!("{name}: {e}"))?;
            }
        }
        g.index();
        Ok(g)
    }

    /// The number of a class.
    pub fn class(&self, name: &str) -> Option<u32> {
        self.classes.iter().position(|c| c == name).map(|i| i as u32)
    }

    /// A pattern that `def` named.
    pub fn definition(&self, name: &str) -> Option<&Vec<Element>> {
        self.definitions.get(name)
    }

    fn lexicon(&mut self, text: &str) -> Result<(), String> {
        let mut class = None;
        for (n, line) in lines(text) {
            let fail = |what: &str| format!("line {n}: {what}");
            if let Some(name) = line.strip_prefix("class ") {
                class = Some(self.class(name).unwrap_or_else(|| {
                    self.classes.push(name.into());
                    self.classes.len() as u32 - 1
                }));
                continue;
            }
            if self.setting(line).map_err(|e| fail(&e))? {
                continue;
            }
            let class = class.ok_or_else(|| fail("an entry before the first class"))?;
            let (words, slots) = line.split_once(" : ").unwrap_or((line, ""));
            let slots = slots_of(slots).map_err(|e| fail(&e))?;
            for entry in words.split(',').map(str::trim).filter(|e| !e.is_empty()) {
                let (capital, entry) = entry.strip_prefix('^').map_or((false, entry), |e| (true, e));
                let words = literal(entry, &mut self.vocabulary);
                self.entries.push(Entry { class, words, capital, slots: slots.clone() });
            }
        }
        Ok(())
    }

    /// Reads a line that tells how the language writes rather than a word of it; false where it is none.
    fn setting(&mut self, line: &str) -> Result<bool, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["ending", "plural", ending] => self.plurals.push(ending.into()),
            ["ending", "past", ending] => self.past_endings.push(ending.into()),
            ["ending", "future", ending] => self.future_endings.push(ending.into()),
            ["mark", "group", mark] => self.group = if mark == "space" { " ".into() } else { mark.into() },
            ["mark", "decimal", mark] => self.decimal = mark.into(),
            ["fold", from, to] if to.chars().count() == 1 => {
                self.folds.extend(from.chars().flat_map(|f| to.chars().map(move |t| (f, t))));
            }
            ["ending" | "mark" | "fold", ..] => return Err(format!("not a setting: {line}")),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn rules(&mut self, text: &str) -> Result<(), String> {
        let mut name = String::new();
        let mut open: Vec<usize> = Vec::new();
        for (n, line) in lines(text) {
            let fail = |what: &str| format!("line {n}: {what}");
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let rest = rest.trim();
            match word {
                "def" => {
                    let (name, pattern) = rest.split_once(" = ").ok_or_else(|| fail("def NAME = PATTERN"))?;
                    let pattern = parse(pattern, self).map_err(|e| fail(&e))?;
                    self.definitions.insert(name.trim().into(), pattern);
                }
                "rule" => {
                    name = rest.into();
                    open.clear();
                }
                "=" => {
                    let pattern = parse(rest, self).map_err(|e| fail(&e))?;
                    open.push(self.rules.len());
                    self.rules.push(Rule {
                        name: name.clone(),
                        pattern,
                        op: Op::Point,
                        set: vec![],
                        guards: vec![],
                        not_past: false,
                    });
                }
                "op" => {
                    let op = match rest {
                        "point" => Op::Point,
                        "shift" => Op::Shift,
                        "duration" => Op::Duration,
                        "set" => Op::Set,
                        "ref" => Op::Ref,
                        "nothing" => Op::Nothing,
                        "unknown" => Op::Unknown,
                        other => return Err(fail(&format!("no such op: {other}"))),
                    };
                    open.iter().for_each(|&r| self.rules[r].op = op);
                }
                "with" => {
                    let set = slots_of(rest).map_err(|e| fail(&e))?;
                    open.iter().for_each(|&r| self.rules[r].set.extend(&set));
                }
                "left" | "right" | "not" => {
                    let negated = word == "not";
                    let (side, pattern) = if negated {
                        rest.split_once(' ').ok_or_else(|| fail("not left|right|tense PATTERN"))?
                    } else {
                        (word, rest)
                    };
                    if side == "tense" {
                        open.iter().for_each(|&r| self.rules[r].not_past = true);
                        continue;
                    }
                    let pattern = parse(pattern, self).map_err(|e| fail(&e))?;
                    for &r in &open {
                        self.rules[r].guards.push(Guard { left: side == "left", negated, pattern: pattern.clone() });
                    }
                }
                other => return Err(fail(&format!("what is {other:?}?"))),
            }
        }
        Ok(())
    }

    fn index(&mut self) {
        self.vocabulary.fold(&self.folds);
        let words = self.vocabulary.words.len() + 1;
        self.by_word = vec![Vec::new(); words];
        for (i, e) in self.entries.iter().enumerate() {
            self.by_word[e.words[0].0 as usize].push(i as u32);
        }
        let find = |name: &str| self.class(name).unwrap_or(u32::MAX);
        self.known = Known {
            ones: find("ones"),
            teens: find("teens"),
            tens: find("tens"),
            scale: find("scale"),
            opener: find("opener"),
            participle: find("participle"),
            singular: find("singular"),
            join: find("join"),
            some: find("some"),
            fraction: find("fraction"),
            ordinal: find("ordinal"),
            suffix: find("suffix"),
            past: find("past"),
            future: find("future"),
            present: find("present"),
            abbreviation: find("abbreviation"),
            ahead: find("ahead"),
            pair: find("pair"),
            auxiliary: find("auxiliary"),
            perfect: find("perfect"),
            promise: find("promise"),
            lasting: find("lasting"),
            weekday: find("weekday"),
            undone: find("undone"),
            aside: find("aside"),
            own: find("own"),
            coming: find("coming"),
        };
        let mut starts = vec![Vec::new(); words];
        let mut digit_starts = Vec::new();
        let heads: Vec<_> = self.rules.iter().map(|r| crate::pattern::heads(&r.pattern, self)).collect();
        for (i, heads) in heads.iter().enumerate() {
            for (id, rules) in starts.iter_mut().enumerate().skip(1) {
                if heads.first.word(id as u32) {
                    rules.push(i as u32);
                }
            }
            if heads.first.digits() {
                digit_starts.push(i as u32);
            }
        }
        self.heads = heads;
        (self.starts, self.digit_starts) = (starts, digit_starts);
    }
}

/// The lines that say something, numbered from 1. Comments start with `#`, examples with `>`.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let said = |l: &&str| !(l.is_empty() || l.starts_with('#') || l.starts_with('>'));
    text.lines().map(str::trim).enumerate().map(|(n, l)| (n + 1, l)).filter(move |(_, l)| said(l))
}

fn slots_of(text: &str) -> Result<Vec<(Slot, i64)>, String> {
    text.split_whitespace().map(|pair| slot_of(pair).ok_or_else(|| format!("not SLOT=NUMBER: {pair}"))).collect()
}

/// `slot=number`.
pub(crate) fn slot_of(pair: &str) -> Option<(Slot, i64)> {
    let (slot, value) = pair.split_once('=')?;
    Some((Slot::named(slot)?, value.parse().ok()?))
}

/// The words of a literal, cut as text is cut.
pub(crate) fn literal(text: &str, vocabulary: &mut Vocabulary) -> Vec<(u32, bool)> {
    let mut out: Vec<(u32, bool)> = Vec::new();
    let mut word = String::new();
    let mut glued = false;
    let mut flush = |word: &mut String, glued: &mut bool| {
        if !word.is_empty() {
            out.push((vocabulary.add(&word.to_lowercase()), *glued));
            *glued = true;
            word.clear();
        }
    };
    for c in text.chars() {
        if c.is_whitespace() {
            flush(&mut word, &mut glued);
            glued = false;
        } else if c.is_alphabetic() {
            word.push(c);
        } else {
            flush(&mut word, &mut glued);
            word.push(c);
            flush(&mut word, &mut glued);
        }
    }
    flush(&mut word, &mut glued);
    out
}
