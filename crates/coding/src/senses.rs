//! What a word means first of all, by the classes of `codebook/senses.txt`.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The class of a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Somebody, or some body of people.
    Actor,
    /// A beast, or what nature does.
    Force,
    /// What can be touched or owned.
    Thing,
    /// What is done, or comes about.
    Act,
    /// What is said, written or shown.
    Text,
    /// What is neither seen nor done.
    Abstract,
}

/// The class of a verb that tells of no deed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// It tells of going somewhere.
    Motion,
    /// It tells of a state, a feeling, a thought, or talk.
    Idle,
}

struct Senses {
    nouns: FxHashMap<&'static str, Sense>,
    verbs: FxHashMap<&'static str, Doing>,
}

fn senses() -> &'static Senses {
    static SENSES: OnceLock<Senses> = OnceLock::new();
    SENSES.get_or_init(|| {
        let mut read = Senses { nouns: FxHashMap::default(), verbs: FxHashMap::default() };
        for line in crate::files::SENSES.lines().filter(|l| !l.starts_with('#')) {
            let Some((class, words)) = line.split_once(':') else { continue };
            let words = words.split_whitespace();
            let noun = match class {
                "actor" => Sense::Actor,
                "force" => Sense::Force,
                "thing" => Sense::Thing,
                "act" => Sense::Act,
                "text" => Sense::Text,
                "abstract" => Sense::Abstract,
                _ => {
                    let doing = if class == "motion" { Doing::Motion } else { Doing::Idle };
                    // A verb in both lists goes nowhere.
                    read.verbs.extend(words.map(|word| (word, doing)));
                    continue;
                }
            };
            read.nouns.extend(words.map(|word| (word, noun)));
        }
        read
    })
}

/// What a noun means first of all.
pub(crate) fn sense(lemma: &str) -> Option<Sense> {
    senses().nouns.get(lemma).copied()
}

/// What a verb tells of, where it tells of no deed by itself.
pub(crate) fn doing(lemma: &str) -> Option<Doing> {
    senses().verbs.get(lemma).copied()
}
