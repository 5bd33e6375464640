//! Quarters and streets that a sentence names: "the Orle district of Norport", "on Mill Lane".

/// Words behind the name of a part of a town.
const PARTS: &[&str] =
    &["district", "neighborhood", "neighbourhood", "quarter", "suburb", "area", "section", "borough", "slum", "favela"];

/// Last words of names of streets and parts of a town.
const STREETS: &[&str] = &[
    "Street",
    "Avenue",
    "Road",
    "Drive",
    "Lane",
    "Boulevard",
    "Side",
    "Square",
    "Highway",
    "Parkway",
    "Terrace",
    "Court",
    "Way",
];

/// Words of a name at most.
const LONG: usize = 3;

/// The names as numbers that stay the same over runs, sorted.
pub(crate) fn quarters(sentence: &str) -> Vec<u64> {
    let words: Vec<&str> = sentence.split([' ', '\n', '\u{a0}']).filter(|w| !w.is_empty()).collect();
    let bare = |i: usize| words[i].trim_matches(|c: char| !c.is_alphanumeric());
    let capital = |i: usize| bare(i).starts_with(char::is_uppercase);
    // A comma or full stop ends a name.
    let goes_on = |i: usize| words[i].ends_with(|c: char| c.is_alphanumeric());
    let name = |end: usize| {
        let from = (end.saturating_sub(LONG)..end).rev().take_while(|&i| capital(i) && goes_on(i)).last();
        from.map(|from| (from..end).map(bare).collect::<Vec<_>>().join(" ").to_lowercase())
    };
    let found = (1..words.len()).filter_map(|i| match bare(i) {
        w if PARTS.contains(&w) => name(i),
        w if STREETS.contains(&w) => name(i).map(|n| format!("{n} {}", w.to_lowercase())),
        _ => None,
    });
    crate::set(found.filter(|n| *n != "the").map(|n| crate::hash(n.strip_prefix("the ").unwrap_or(&n))))
}

#[cfg(test)]
mod tests {
    use super::quarters;

    #[test]
    fn parts_of_a_town_and_streets_are_named() {
        let hash = |names: &[&str]| crate::set(names.iter().map(|n| crate::hash(n)));
        for (sentence, names) in [
            ("A bomb killed 20 people in the Orle Gate district of Norport on Monday.", &["orle gate"][..]),
            ("Two men were shot on Mill Lane, police said, and one on the East Side.", &["mill lane", "east side"]),
            ("The district of Norport and the area were quiet.", &[]),
        ] {
            assert_eq!(quarters(sentence), hash(names), "{sentence}");
        }
    }
}
