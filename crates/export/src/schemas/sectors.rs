//! PLOVER's sectors by the words for somebody: "The Norlandic army" is armed, whatever the record says of Norland, and "Police"
//! have no name.

use model::Actor;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Nouns and their sectors.
static NOUNS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/sectors.tsv").lines().filter(|l| !l.starts_with('#'));
    let words = rows.filter_map(|l| l.split_once('\t')).flat_map(|(code, words)| words.split(' ').map(move |w| (w, code)));
    let mut out = HashMap::new();
    // The first row that has a word keeps it.
    words.for_each(|(w, code)| {
        out.entry(w).or_insert(code);
    });
    out
});

/// What a phrase tells by its last noun, before what stands behind "of", "in" and the like.
pub(super) fn of_words(phrase: &str) -> Option<&'static str> {
    let low = phrase.to_lowercase();
    let words = low.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty());
    let own: Vec<&str> =
        words.take_while(|w| !matches!(*w, "of" | "in" | "from" | "at" | "on" | "with" | "who" | "for")).collect();
    // "security forces", "the air force"
    let forces = |w: &str| matches!(w, "forces" | "force");
    match own.as_slice() {
        [.., what, last] if forces(last) && matches!(*what, "police") => Some("COP"),
        [_, .., last] if forces(last) => Some("MIL"),
        _ => own.iter().rev().find_map(|w| NOUNS.get(w)).copied(),
    }
}

/// The sector of whoever is called so: of a state that acts by its army that of the army, else what is known of the actor.
pub(super) fn sector<'a>(phrase: &str, actor: Option<&'a Actor>) -> Option<&'a str> {
    let Some(actor) = actor else { return of_words(phrase) };
    let known = actor.sector.as_deref();
    let state = known == Some("GOV") && model::countries::COUNTRIES.iter().any(|c| c.name == actor.name);
    let by_words = || of_words(phrase).filter(|_| phrase != actor.name);
    if state { by_words().or(known) } else { known.or_else(by_words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_noun_tells() {
        for (phrase, sector) in [
            ("The Norlandic army", Some("MIL")),
            ("Norlandic forces", Some("MIL")),
            ("Police", Some("COP")),
            ("police forces", Some("COP")),
            ("a member of parliament", None),
            ("two miners from Norland", Some("CVL")),
            ("a group of soldiers", None),
            ("Norland's foreign ministry", Some("GOV")),
        ] {
            assert_eq!(of_words(phrase), sector, "{phrase}");
        }
    }
}
