//! What the words between two places tell of which lies in which: "X, a town in Y", "X district of Y", "Y's X", "the
//! Norlandic region of X".

/// What the words before a place say of it and the place before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Bond {
    /// Nothing.
    #[default]
    None,
    /// The place before lies in it.
    Holds,
    /// It lies in the place before.
    Within,
    /// One of both, whichever the places allow: "the Norlandic region of X" and "X district of Norland".
    Either,
}

/// More bytes between two places join them no longer.
const LONG: usize = 72;

/// Words that say what sort of place one is.
const KINDS: [&str; 38] = [
    "area",
    "borough",
    "canton",
    "capital",
    "city",
    "commune",
    "community",
    "countryside",
    "county",
    "department",
    "district",
    "division",
    "governorate",
    "hamlet",
    "hills",
    "highlands",
    "island",
    "locality",
    "municipality",
    "oblast",
    "outskirts",
    "parish",
    "part",
    "port",
    "prefecture",
    "province",
    "region",
    "republic",
    "resort",
    "settlement",
    "state",
    "subdistrict",
    "suburb",
    "territory",
    "town",
    "township",
    "village",
    "zone",
];

/// Words that may stand between and change nothing.
const FILLERS: [&str; 48] = [
    "a",
    "an",
    "the",
    "another",
    "its",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "upper",
    "lower",
    "far",
    "border",
    "coastal",
    "small",
    "remote",
    "rural",
    "restive",
    "volatile",
    "troubled",
    "mountainous",
    "main",
    "largest",
    "biggest",
    "second",
    "third",
    "administrative",
    "regional",
    "provincial",
    "industrial",
    "mining",
];

/// What stands between two places, `gap`, says of them.
pub(super) fn bond(gap: &str) -> Bond {
    if gap.len() > LONG {
        return Bond::None;
    }
    if let Some(owned) = gap.strip_prefix("'s ").or_else(|| gap.strip_prefix("’s ")) {
        let words: Vec<String> = owned.split_whitespace().map(str::to_lowercase).collect();
        let of = words.last().is_none_or(|w| w == "of" || filler(w));
        let all = words.iter().all(|w| filler(w) || kind(w) || w == "of");
        return if of && all { Bond::Within } else { Bond::None };
    }
    let comma = gap.starts_with(", ");
    let rest = gap.strip_prefix(',').unwrap_or(gap);
    if !rest.starts_with(' ') || !rest.ends_with(' ') {
        return Bond::None;
    }
    let words: Vec<String> = rest.split_whitespace().map(str::to_lowercase).collect();
    let holds = |w: &str| matches!(w, "in" | "within" | "inside");
    if words.is_empty() || !words.iter().all(|w| filler(w) || kind(w) || w == "of" || holds(w)) {
        return Bond::None;
    }
    let kinds = words.iter().any(|w| kind(w));
    if words.iter().any(|w| holds(w)) {
        return Bond::Holds;
    }
    match words.iter().position(|w| w == "of") {
        Some(_) if kinds && comma => Bond::Holds,
        Some(_) if kinds => Bond::Either,
        _ => Bond::None,
    }
}

fn kind(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    KINDS.contains(&word) || KINDS.contains(&one)
}

fn filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{Bond, bond};

    #[test]
    fn words_between_places_tell_which_lies_in_which() {
        for (gap, wanted) in [
            (" in ", Bond::Holds),
            (", in the ", Bond::Holds),
            (", a small town in ", Bond::Holds),
            (", in the eastern state of ", Bond::Holds),
            (", the capital of the ", Bond::Holds),
            (" district of ", Bond::Either),
            (" region of ", Bond::Either),
            ("'s ", Bond::Within),
            ("’s northern province of ", Bond::Within),
            ("'s war in ", Bond::None),
            (" and in ", Bond::None),
            (" of ", Bond::None),
            (", ", Bond::None),
            (" to ", Bond::None),
            (". In ", Bond::None),
        ] {
            assert_eq!(bond(gap), wanted, "{gap:?}");
        }
    }
}
