//! Mends the tagger's commonest slips on words that the rules know, before phrases are cut.

use crate::words::{NONE, Words};
use model::Pos;
use std::borrow::Cow;
use std::ops::Range;

/// Verbs whose past is like their base: "Police beat up two men" tells the past.
pub(crate) const SAME_PAST: &[&str] = &[
    "beat", "hit", "cut", "shut", "set", "put", "hurt", "spread", "burst", "cast", "split", "quit", "shed", "let", "bid",
    "overran",
];

/// Pasts that are no nouns, whatever the tagger says of them.
const PASTS: &[(&str, &str)] = &[
    ("blew", "blow"),
    ("broke", "break"),
    ("came", "come"),
    ("caught", "catch"),
    ("drove", "drive"),
    ("fell", "fall"),
    ("fled", "flee"),
    ("fought", "fight"),
    ("held", "hold"),
    ("met", "meet"),
    ("overran", "overrun"),
    ("overthrew", "overthrow"),
    ("retook", "retake"),
    ("sank", "sink"),
    ("shook", "shake"),
    ("stole", "steal"),
    ("struck", "strike"),
    ("swept", "sweep"),
    ("threw", "throw"),
    ("tore", "tear"),
    ("went", "go"),
    ("withdrew", "withdraw"),
    ("won", "win"),
];

/// What befalls a vehicle of itself, the past being the participle.
const BEFALLS: &[&str] = &[
    "capsize",
    "overturn",
    "crash",
    "derail",
    "collide",
    "plunge",
    "explode",
    "flip",
    "topple",
    "roll",
    "skid",
    "slam",
    "careen",
    "veer",
    "plow",
    "plough",
    "disappear",
    "vanish",
    "land",
    "tumble",
    "swerve",
    "smash",
    "ram",
    "drop",
    "plummet",
];

impl Words<'_> {
    /// "A ferry carrying 150 people capsized": the parser may have the people capsized, and the ferry without a verb. The word for
    /// what is carried by.
    pub fn carrying(&self, i: usize, start: usize) -> Option<usize> {
        if !BEFALLS.contains(&self.lemma(i)) || i <= start || !matches!(self.pos(i - 1), Pos::Noun | Pos::Adv | Pos::Adp) {
            return None;
        }
        let carries = |c: &usize| matches!(self.low(*c), "carrying" | "transporting" | "ferrying" | "bringing" | "taking");
        let at = (start.max(i.saturating_sub(10)) + 1..i).rev().find(carries)?;
        let plain = (at + 1..i).all(|j| !self.is_verb(j) && self.pos(j) != Pos::Punct);
        (plain && self.pos(at - 1) == Pos::Noun).then_some(at)
    }

    /// In text without capitals the tagger may take a name's first word for a verb: "shining path".
    pub fn mend_names(&mut self, sentence: Range<usize>) {
        for i in sentence.start..sentence.end.saturating_sub(1) {
            let name = self.name_of[i];
            let small = self.tokens[i].form(self.text).starts_with(char::is_lowercase);
            if name != NONE
                && small
                && matches!(self.tag(i), "VBG" | "VBN")
                && self.name_of[i + 1] == name
                && (i == sentence.start || self.name_of[i - 1] != name)
            {
                self.tags[i] = (Pos::Propn, "NNP");
            }
        }
    }

    /// Before chunking. `known` tells whether a rule starts with a word.
    /// `tells` whether rules have it as a verb and as a noun, `people` whether it is a word for somebody.
    pub fn mend_words(
        &mut self,
        sentence: Range<usize>,
        known: &dyn Fn(&str) -> bool,
        tells: &dyn Fn(&str) -> (bool, bool),
        people: &dyn Fn(&str) -> bool,
    ) {
        let verbless = !sentence.clone().any(|i| matches!(self.pos(i), Pos::Verb | Pos::Aux));
        let mut made = self.mend_headline(sentence.clone(), tells);
        let open = !matches!(self.low(sentence.end - 1), "." | "!" | "?");
        for i in sentence.clone() {
            if self.tag(i) == "VBN" && self.carrying(i, sentence.start).is_some() {
                self.tags[i] = (Pos::Verb, "VBD");
            }
            let low = &self.low[i];
            match self.pos(i) {
                // "16-year-old shot in Eastvale", "Toddler shot, killed", "2 shot at a bar": a headline's passive.
                Pos::Noun
                    if open
                        && low == "shot"
                        && i > sentence.start
                        && (people(self.lemma(i - 1))
                            || self.low(i - 1) == "old"
                            || self.opens_with_number(i, sentence.start))
                        && (i + 1 == sentence.end
                            || matches!(self.pos(i + 1), Pos::Adp | Pos::Cconj | Pos::Sconj)
                            || matches!(self.low(i + 1), "," | "dead" | "outside" | "inside")) =>
                {
                    self.lemma[i] = Cow::Borrowed("shoot");
                    self.tags[i] = (Pos::Verb, "VBD");
                }
                // "found a man suffering from a gunshot wound"
                Pos::Noun
                    if low == "suffering"
                        && i > sentence.start
                        && people(self.lemma(i - 1))
                        && i + 1 < sentence.end
                        && self.low(i + 1) == "from" =>
                {
                    self.lemma[i] = Cow::Borrowed("suffer");
                    self.tags[i] = (Pos::Verb, "VBG");
                }
                // "threatened to sack ministers", "plans to fine the bank"
                Pos::Noun | Pos::Adp | Pos::Adj
                    if i > sentence.start + 1
                        && i + 1 < sentence.end
                        && self.low(i - 1) == "to"
                        && low.as_ref() == self.lemma(i)
                        && (tells(self.lemma(i)).0 || crate::deed_words::deeds().is_verb(self.lemma(i)))
                        && matches!(self.pos(i + 1), Pos::Noun | Pos::Propn | Pos::Det | Pos::Num)
                        && matches!(
                            self.lemma(i - 2),
                            "threaten"
                                | "vow"
                                | "plan"
                                | "refuse"
                                | "try"
                                | "promise"
                                | "pledge"
                                | "fail"
                                | "intend"
                                | "decide"
                                | "prepare"
                        )
                        && self.pos(i - 2) == Pos::Verb =>
                {
                    self.tags[i] = (Pos::Verb, "VB");
                }
                // "he shot", "the army set up a post"
                Pos::Noun
                    if i > sentence.start
                        && (low == "shot" && (self.pos(i - 1) == Pos::Pron || self.low(i - 1) == "who")
                            || low == "set" && i + 1 < sentence.end && matches!(self.low(i + 1), "up" | "off" | "fire")) =>
                {
                    self.lemma[i] = Cow::Borrowed(if low == "shot" { "shoot" } else { "set" });
                    self.tags[i] = (Pos::Verb, "VBD");
                }
                Pos::Noun
                    if i > sentence.start
                        && (matches!(self.pos(i - 1), Pos::Noun | Pos::Propn) || people(self.low(i - 1)))
                        && PASTS.binary_search_by_key(&low.as_ref(), |(p, _)| p).is_ok() =>
                {
                    let at = PASTS.binary_search_by_key(&low.as_ref(), |(p, _)| p).unwrap_or(0);
                    self.lemma[i] = Cow::Borrowed(PASTS[at].1);
                    self.tags[i] = (Pos::Verb, "VBD");
                }
                // "were injured" is a verb even where the tagger sees an adjective; so is "Troops clashed with".
                Pos::Adj | Pos::Noun if i > sentence.start && (low.ends_with("ed") || low == "shot") => {
                    let before = if self.pos(i - 1) == Pos::Adv && i - 1 > sentence.start { i - 2 } else { i - 1 };
                    let passive = self.pos(i) == Pos::Adj
                        && matches!(self.low(before), "was" | "were" | "been" | "be" | "are" | "is" | "being");
                    let past = verbless && !made && matches!(self.pos(i - 1), Pos::Noun | Pos::Propn) && i + 1 < sentence.end;
                    if (passive || past)
                        && let Some(lemma) = stems(low).into_iter().find(|f| known(f))
                    {
                        made |= past;
                        self.lemma[i] = Cow::Owned(lemma);
                        self.tags[i] = (Pos::Verb, if passive { "VBN" } else { "VBD" });
                    }
                }
                // No sentence of news opens with "rebels" as a verb before another verb: "Rebels fired rockets".
                Pos::Verb
                    if i == sentence.start
                        && self.tag(i) == "VBZ"
                        && i + 1 < sentence.end
                        && matches!(self.tag(i + 1), "VBD" | "VBN") =>
                {
                    self.tags[i] = (Pos::Noun, "NNS");
                    self.tags[i + 1] = (Pos::Verb, "VBD");
                }
                // "The dam burst after days of rain", "The judge set bail at 50,000": a sentence without another verb.
                Pos::Noun | Pos::Adj
                    if verbless
                        && !open
                        && SAME_PAST.contains(&low.as_ref())
                        && i > sentence.start
                        && i + 2 < sentence.end
                        && self.pos(i - 1) == Pos::Noun
                        && matches!(self.pos(i + 1), Pos::Adp | Pos::Noun | Pos::Det | Pos::Num | Pos::Adv) =>
                {
                    self.lemma[i] = Cow::Owned(low.to_string());
                    self.tags[i] = (Pos::Verb, "VBD");
                }
                // "Police baton-charged students"
                Pos::Verb
                    if self.tag(i) == "VBN"
                        && i > sentence.start + 2
                        && self.low(i - 1) == "-"
                        && self.tokens[i].relation == "amod"
                        && self.pos(i - 2) == Pos::Noun
                        && self.tokens[i - 3].relation == "compound"
                        && !sentence.clone().any(|j| matches!(self.tag(j), "VBD" | "VBZ" | "VBP" | "MD")) =>
                {
                    self.tags[i] = (Pos::Verb, "VBD");
                }
                // "Flooding in the north has killed 30": what opens a sentence and governs its verb names the happening.
                Pos::Verb
                    if i == sentence.start
                        && matches!(
                            low.as_ref(),
                            "flooding" | "fighting" | "shelling" | "looting" | "rioting" | "bombing" | "shooting"
                        )
                        && i + 1 < sentence.end
                        && (matches!(self.pos(i + 1), Pos::Adp | Pos::Aux)
                            || matches!(self.tag(i + 1), "VBD" | "VBZ")
                            || self.tag(i + 1) == "VBN" && self.tokens[i + 1].relation == "xcomp") =>
                {
                    self.lemma[i] = Cow::Owned(low.to_string());
                    // "Fighting flared again"
                    if self.tag(i + 1) == "VBN" {
                        self.tags[i + 1] = (Pos::Verb, "VBD");
                    }
                    self.tags[i] = (Pos::Noun, "NN");
                }
                // "Police arrested defeated candidate Ada Ruun": of two pasts in a row the second tells of whom.
                Pos::Verb
                    if self.tag(i) == "VBD"
                        && low.ends_with("ed")
                        && i > sentence.start + 1
                        && i + 1 < sentence.end
                        && self.tag(i - 1) == "VBD"
                        && self.low(i - 1).ends_with("ed")
                        && self.tokens[i - 1].relation.starts_with("aux")
                        && matches!(self.pos(i + 1), Pos::Noun | Pos::Propn | Pos::Adj) =>
                {
                    self.tags[i] = (Pos::Adj, "JJ");
                }
                // "The minister quit": one does not "quit" now, one quits.
                Pos::Verb if self.tag(i) == "VBP" && SAME_PAST.contains(&low.as_ref()) && self.one_does(i, &sentence) => {
                    self.tags[i] = (Pos::Verb, "VBD");
                }
                // A lemma that lost its "e" gets it back, and "boycot" its second "t".
                Pos::Verb if !known(&self.lemma[i]) => {
                    let lemma = &self.lemma[i];
                    let doubled = format!("{lemma}{}", lemma.chars().last().unwrap_or_default());
                    if let Some(whole) = [format!("{lemma}e"), doubled].into_iter().find(|l| known(l)) {
                        self.lemma[i] = Cow::Owned(whole);
                    }
                }
                // A capital at the head of a sentence makes no name of "Wildfires".
                Pos::Propn
                    if self.name_of[i] == NONE && low.len() > 3 && low.ends_with('s') && known(&low[..low.len() - 1]) =>
                {
                    self.lemma[i] = Cow::Owned(low[..low.len() - 1].to_string());
                }
                _ => {}
            }
        }
    }

    /// True where the subject of verb `i` is one and no more, and neither "I" nor "you".
    fn one_does(&self, i: usize, sentence: &Range<usize>) -> bool {
        let subject =
            (sentence.start..i).rev().find(|&s| self.tokens[s].head == Some(i as u32) && self.tokens[s].relation == "nsubj");
        let joined = |s: usize| (s..i).any(|j| self.tokens[j].head == Some(s as u32) && self.tokens[j].relation == "conj");
        let many =
            |s: usize| matches!(self.low(s), "police" | "people" | "crew" | "staff" | "cattle" | "youth" | "team" | "pair");
        subject.is_some_and(|s| (self.tag(s) == "NN" || matches!(self.low(s), "he" | "she" | "it")) && !joined(s) && !many(s))
    }

    /// True where nothing but a number stands before token `i`, in the sentence or behind a mark: "2 shot", "Police: 2 shot".
    fn opens_with_number(&self, i: usize, start: usize) -> bool {
        self.pos(i - 1) == Pos::Num && (i - 1 == start || matches!(self.low(i - 2), ":" | "," | ";"))
    }

    /// "Jury convicts banker", "Train derails, none hurt", "Thousands march against dam": in a headline without another verb
    /// the tagger takes the present for a noun. True if one was mended.
    fn mend_headline(&mut self, sentence: Range<usize>, tells: &dyn Fn(&str) -> (bool, bool)) -> bool {
        let finite = |i: usize| matches!(self.tag(i), "VBD" | "VBZ" | "VBP" | "MD");
        let closed = matches!(self.low(sentence.end - 1), "." | "!" | "?" | ";" | ":" | "”" | "\"");
        // What follows a comma may have a verb of its own.
        let comma = sentence.clone().find(|&i| self.low(i) == ",").unwrap_or(sentence.end);
        if closed || sentence.len() > 16 || (sentence.start..comma).any(|i| finite(i) || self.pos(i) == Pos::Aux) {
            return false;
        }
        for i in sentence.start + 1..comma.min(sentence.start + 6) {
            let before = self.tag(i - 1);
            let next = if i + 1 < comma { self.pos(i + 1) } else { Pos::Punct };
            let object = matches!(next, Pos::Noun | Pos::Propn | Pos::Num | Pos::Det | Pos::Adj);
            let free = matches!(next, Pos::Adp | Pos::Punct | Pos::Adv | Pos::Num | Pos::Det);
            let (verb, noun) = tells(&self.lemma[i]);
            let singular = self.tag(i) == "NNS"
                && matches!(before, "NN" | "NNP")
                && self.low[i].ends_with('s')
                && (object || free && !noun)
                && !matches!(self.lemma(i), "arm" | "force" | "talk" | "charge" | "right" | "count" | "question");
            let plural = self.tag(i) == "NN" && before == "NNS" && free && i == sentence.start + 1;
            if verb && (singular || plural) {
                self.tags[i] = (Pos::Verb, if singular { "VBZ" } else { "VBP" });
                return true;
            }
        }
        false
    }

    /// A participle without auxiliary that has an object of its own, or is the only verb that could be finite, is a
    /// past tense: "A man stabbed three students".
    pub fn mend_participles(&mut self, sentence: std::ops::Range<usize>) {
        let finite = |w: &Self, i: usize| matches!(w.tag(i), "VBD" | "VBZ" | "VBP" | "MD");
        let mut any_finite = sentence.clone().any(|i| finite(self, i));
        for v in sentence.clone() {
            if self.pos(v) != Pos::Verb || self.tag(v) != "VBN" || self.phrase_of[v] != NONE || v == sentence.start {
                continue;
            }
            let after_phrase = self.phrase(v - 1).is_some_and(|p| p.end == v)
                || matches!(self.low(v - 1), "who" | "which" | "that")
                || self.pos(v - 1) == Pos::Adv;
            let g = self.verb_group(v);
            if g.has_aux || g.to.is_some() || !after_phrase {
                continue;
            }
            // "after their car overturned": the tree sees the subject.
            if (v.saturating_sub(8).max(sentence.start)..v)
                .any(|i| self.tokens[i].head == Some(v as u32) && self.tokens[i].relation == "nsubj")
            {
                self.tags[v].1 = "VBD";
                any_finite = true;
                continue;
            }
            let next = (v + 1..sentence.end).next();
            let has_object = next.is_some_and(|n| self.phrase(n).is_some_and(|p| p.start == n));
            let by = next.is_some_and(|n| self.low(n) == "by");
            if has_object || !any_finite && !by {
                self.tags[v].1 = "VBD";
                any_finite = true;
            }
        }
    }
}

/// What "-ed" may have been added to.
fn stems(low: &str) -> Vec<String> {
    if low == "shot" {
        return vec!["shoot".into()];
    }
    let stem = &low[..low.len() - 2];
    let mut out = vec![stem.to_string(), format!("{stem}e")];
    let b = stem.as_bytes();
    if b.len() > 2 && b[b.len() - 1] == b[b.len() - 2] {
        out.push(stem[..stem.len() - 1].to_string());
    }
    if let Some(y) = stem.strip_suffix('i') {
        out.push(format!("{y}y"));
    }
    out
}
