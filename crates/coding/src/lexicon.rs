//! Word classes that the rules name with `@`: people, weapons, buildings …, read from `codebook/classes.txt`.

use crate::learned::model::letters;
use crate::somebody::ends_as_person;
use crate::words::{NONE, Phrase, Words};
use model::{Mentions, NameKind, Pos};
use rustc_hash::FxHashMap;

/// Classes of head words: each class is a bit, each word a set of them.
pub(crate) struct Lexicon {
    bits: FxHashMap<String, u128>,
    words: FxHashMap<String, u128>,
    /// A number for each class, by its bit, that stays the same when others come before it.
    marks: Vec<u32>,
}

impl Lexicon {
    /// Reads lines of `class: word word …`; a class may be continued on further lines, and `@other` takes another
    /// class in that stands above it. More than 128 classes are not known.
    pub fn parse(source: &str) -> Self {
        let mut lexicon = Lexicon { bits: FxHashMap::default(), words: FxHashMap::default(), marks: Vec::new() };
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            let Some((name, words)) = line.split_once(':') else { continue };
            let next = 1u128.checked_shl(lexicon.bits.len() as u32);
            let bit = match lexicon.bits.get(name.trim()).copied().or(next) {
                Some(bit) => {
                    if !lexicon.bits.contains_key(name.trim()) {
                        lexicon.marks.push(letters(name.trim()));
                    }
                    *lexicon.bits.entry(name.trim().to_string()).or_insert(bit)
                }
                None => continue,
            };
            for w in words.split_whitespace() {
                match w.strip_prefix('@') {
                    Some(other) => {
                        let taken = lexicon.bits.get(other).copied().unwrap_or(0);
                        lexicon.words.values_mut().filter(|b| **b & taken != 0).for_each(|b| *b |= bit);
                    }
                    None => *lexicon.words.entry(w.to_string()).or_default() |= bit,
                }
            }
        }
        lexicon
    }

    /// True if the word stands in the class.
    pub fn has(&self, class: &str, word: &str) -> bool {
        self.classes(word).is_some_and(|of| self.bits.get(class).is_some_and(|bit| of & bit != 0))
    }

    /// The classes of a word, as bits; none for a word in no class.
    pub fn of(&self, word: &str) -> u128 {
        self.classes(word).unwrap_or(0)
    }

    /// A number for each of a word's classes.
    pub fn marks(&self, classes: u128) -> impl Iterator<Item = u32> + '_ {
        self.marks.iter().enumerate().filter(move |(bit, _)| classes >> bit & 1 == 1).map(|(_, mark)| *mark)
    }

    /// The classes of a word; of "ex-general" those of "general".
    fn classes(&self, word: &str) -> Option<u128> {
        self.words.get(word).or_else(|| self.words.get(word.strip_prefix("ex-")?)).copied()
    }

    /// The bit of a class; none if there is no such class.
    pub fn bit(&self, class: &str) -> u128 {
        self.bits.get(class).copied().unwrap_or(0)
    }

    /// The words of a class, in order.
    pub fn words(&self, class: &str) -> Vec<String> {
        let bit = self.bits.get(class).copied().unwrap_or(0);
        let mut out: Vec<String> = self.words.iter().filter(|(_, of)| **of & bit != 0).map(|(w, _)| w.clone()).collect();
        out.sort();
        out
    }

    /// The names of the classes, in order.
    pub fn names(&self) -> Vec<String> {
        let mut out: Vec<String> = self.bits.keys().cloned().collect();
        out.sort();
        out
    }

    /// True if there is such a class, or it is one of those told from names.
    pub fn knows(&self, class: &str) -> bool {
        self.bits.contains_key(class)
            || matches!(
                class,
                "person" | "org" | "name" | "number" | "pronoun" | "party" | "site" | "facility" | "any" | "befallen" | "score"
            )
    }

    /// True if the phrase belongs to the class: by its head word, or by the name that its head is in.
    pub fn phrase_is(&self, class: &str, p: Phrase, words: &Words, mentions: &Mentions) -> bool {
        let at = words.meaning(p);
        let kind = match words.name_of[at] {
            NONE => None,
            n => Some(mentions.names[n as usize].kind),
        };
        match class {
            "person" => return kind == Some(NameKind::Person) || matches!(words.low(at), "he" | "she"),
            "org" => return matches!(kind, Some(NameKind::Organization | NameKind::Group)),
            "any" => return true,
            "name" => return kind.is_some(),
            "number" => return words.pos(at) == Pos::Num,
            "pronoun" => return words.pos(at) == Pos::Pron,
            _ => {}
        }
        if self.has(class, words.lemma(at)) || self.has(class, words.low(at)) {
            return true;
        }
        // "A Boeing 737-800" is nobody, and flies.
        if matches!(class, "aircraft" | "vehicle" | "people" | "armed" | "actor" | "party") && is_model_of_aircraft(words, p) {
            return matches!(class, "aircraft" | "vehicle");
        }
        match class {
            // "Norlandic fire", "police fire": nothing burns.
            "weapon" if words.lemma(at) == "fire" => (p.start..at).any(|i| {
                let side = [NameKind::Nationality, NameKind::Organization, NameKind::Group];
                words.name_of[i] != NONE && side.contains(&mentions.names[words.name_of[i] as usize].kind)
                    || matches!(
                        words.lemma(i),
                        "police"
                            | "army"
                            | "military"
                            | "rebel"
                            | "militia"
                            | "sniper"
                            | "troop"
                            | "enemy"
                            | "hostile"
                            | "friendly"
                            | "gun"
                            | "small-arm"
                            | "arm"
                            | "automatic"
                            | "live"
                    )
            }),
            // Numbers, pronouns and names of persons and peoples stand for people.
            "people" => {
                matches!(kind, Some(NameKind::Person | NameKind::Nationality))
                    || words.pos(at) == Pos::Num && !words.low(at).ends_with('%') && !release(words.low(at))
                    // "members of the minority" are people, whatever they are members of.
                    || words.lemma(p.head) == "member"
                    // "opposition figures", "a public figure"
                    || words.lemma(at) == "figure"
                        && at > p.start
                        && matches!(
                            words.low(at - 1),
                            "opposition" | "public" | "political" | "senior" | "leading" | "prominent" | "business" | "religious" | "media"
                                | "underworld" | "military" | "key" | "party"
                        )
                    || kind.is_none() && words.pos(at) == Pos::Noun && ends_as_person(words.lemma(at))
                    || words.low(at) == "one" && p.start < at && words.low(p.start) == "no"
                    // "arrested four people and killed a fifth"
                    || matches!(words.low(at), "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth")
                        && p.start + 1 == at
                        && words.low(p.start) == "a"
                        && words.low.get(at + 1).is_none_or(|n| n != "of")
                    || matches!(
                        words.low(at),
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
                            | "others"
                    )
                    || kind.is_none() && words.pos(at) == Pos::Propn && words.place_of[at] == NONE && !numbered(words.low(at))
            }
            "armed" | "actor" => {
                matches!(kind, Some(NameKind::Group | NameKind::Organization | NameKind::Person | NameKind::Nationality))
            }
            "party" => {
                kind.is_some() && kind != Some(NameKind::Product)
                    || words.place_of[at] != NONE
                    || words.pos(at) == Pos::Propn
                    || matches!(words.low(at), "he" | "she" | "they" | "him" | "her" | "them" | "we" | "i")
            }
            "facility" => kind == Some(NameKind::Facility),
            "site" => matches!(kind, Some(NameKind::Facility | NameKind::Place)) || words.place_of[at] != NONE,
            _ => false,
        }
    }
}

/// True for "3.5": parts of a whole are nobody, and most such numbers name a release.
fn release(word: &str) -> bool {
    word.split_once('.').is_some_and(|(a, b)| [a, b].iter().all(|p| !p.is_empty() && p.bytes().all(|c| c.is_ascii_digit())))
}

/// True for "il-9", "mp3": a word of letters and figures names a thing.
fn numbered(word: &str) -> bool {
    word.bytes().any(|c| c.is_ascii_digit()) && word.bytes().any(|c| c.is_ascii_alphabetic())
}

/// True for a make or model of aircraft, and for a numbered flight: "a Cessna 172", "an F-16", "Flight 2216".
fn is_model_of_aircraft(words: &Words, p: Phrase) -> bool {
    const MAKES: &str = "boeing airbus cessna antonov tupolev embraer ilyushin sukhoi beechcraft piper gulfstream bombardier fokker \
        dornier sikorsky eurocopter learjet mig flight";
    const MODELS: &str = "an tu il mi su ka f mq rq uh ch ah mig yak md dc atr crj c b u v p";
    let digits = |i: usize| words.low(i).contains(|c: char| c.is_ascii_digit());
    let end = words.full(p).end.min(p.end + 2);
    let number = (p.start..end).rev().find(|&i| digits(i));
    let make = |i: usize| MAKES.split_whitespace().any(|m| m == words.low(i));
    let model = |i: usize| {
        let (name, number) = words.low(i).split_once('-').unwrap_or((words.low(i), ""));
        let joined =
            number.starts_with(|c: char| c.is_ascii_digit()) || i + 2 < end && words.low(i + 1) == "-" && digits(i + 2);
        joined
            && MODELS.split_whitespace().any(|m| m == name)
            && words.tokens[i].form(words.text).starts_with(char::is_uppercase)
    };
    number.is_some_and(|n| (p.start..=n).any(|i| make(i) || model(i)))
}
