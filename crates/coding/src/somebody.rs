//! Nouns for people that no list has: by how they end ("stationmaster", "cellmate"), and by what befell them.

use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase};
use model::Pos;

/// Endings of nouns for people, and words with that ending that are none.
const ENDINGS: &[(&str, &[&str])] = &[
    ("keeper", &[]),
    ("master", &["postmaster-general"]),
    ("mistress", &[]),
    ("woman", &[]),
    ("man", &["talisman", "ottoman", "caiman", "shaman", "roman", "human"]),
    (
        "mate",
        &["climate", "estimate", "stalemate", "checkmate", "primate", "intimate", "ultimate", "guesstimate", "underestimate"],
    ),
    ("smith", &[]),
    ("wright", &[]),
    ("monger", &[]),
    ("herd", &["potsherd"]),
    ("herder", &[]),
    ("ologist", &[]),
    ("neer", &["veneer"]),
    ("ician", &[]),
    ("arian", &[]),
    ("ographer", &[]),
    ("goer", &[]),
    ("bearer", &[]),
    ("maker", &["pacemaker", "carmaker", "automaker", "drugmaker", "chipmaker", "planemaker"]),
    ("seller", &["bestseller"]),
    ("grower", &[]),
    ("worker", &[]),
    ("holder", &[]),
    ("owner", &[]),
    ("child", &[]),
    ("ist", &["twist", "wrist", "waist", "heist", "hoist", "list", "mist", "fist", "gist", "cyst", "grist", "whist", "tryst"]),
];

/// Endings of nouns for what nobody can shoot or kidnap.
const ABSTRACT: &[&str] = &[
    "tion", "sion", "ment", "ness", "ity", "ism", "ship", "age", "ing", "ence", "ance", "ure", "acy", "dom", "hood", "ics",
    "logy", "graphy", "ia", "um", "fight", "death", "time", "service", "number", "sign", "result", "part", "level", "case",
    "fact",
];

/// True for a noun that its ending makes one for a person.
pub(crate) fn ends_as_person(lemma: &str) -> bool {
    let last = lemma.rsplit('-').next().unwrap_or(lemma);
    ENDINGS.iter().any(|(end, not)| {
        last.len() >= end.len() + 2 && last.ends_with(end) && !last.ends_with("list") && !not.iter().any(|n| last.ends_with(n))
            || last == *end && matches!(*end, "keeper" | "master")
    })
}

impl Scene<'_> {
    /// True for a noun of which the codebook knows nothing, where it is told that somebody shot, seized or wounded it: only
    /// people and beasts are, and the beasts are known. "The sexton was shot dead."
    pub fn befallen(&self, p: Phrase, f: &Found) -> bool {
        let w = self.words;
        let at = w.meaning(p);
        let Some(g) = f.group.filter(|_| f.link == Link::Own) else { return false };
        let (lemma, low) = (w.lemma(at), w.low(at));
        let plain = w.pos(at) == Pos::Noun && w.place_of[at] == NONE && w.time_of[at] == NONE && w.name_of[at] == NONE;
        let known = self.lexicon.of(lemma) | self.lexicon.of(low) != 0;
        let worded = low.len() > 2 && low.bytes().all(|b| b.is_ascii_alphabetic());
        let told = w.is_passive(&g) && (g.has_aux || w.tag(g.main) == "VBD");
        let apart = p.end > p.start + 1 && (p.start >= f.end || p.end <= f.first);
        let by_arms = || {
            let subject = self.seated(&crate::rule::Seat::Subject, crate::rule::Anchor::Verb, f);
            !w.is_passive(&g) && subject.iter().any(|s| self.lexicon.has("armed", w.lemma(w.meaning(*s))))
        };
        plain && apart && !known && worded && !ABSTRACT.iter().any(|end| lemma.ends_with(end)) && (told || by_arms())
    }
}
