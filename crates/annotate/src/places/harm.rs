//! Words of what is done to towns, and hardly to anybody by name.

/// What is done to towns and hardly to anybody by name.
pub(super) fn assailed(word: &str) -> bool {
    matches!(
        word,
        "shelled"
            | "shelling"
            | "bombed"
            | "bombarded"
            | "bombarding"
            | "besieged"
            | "besieging"
            | "overran"
            | "overrun"
            | "pounded"
            | "pounding"
            | "stormed"
            | "raided"
            | "struck"
            | "retook"
            | "recaptured"
            | "liberated"
    )
}

/// What is laid on towns, before "on" or "of".
pub(super) fn assault(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word).to_lowercase();
    matches!(
        one.as_str(),
        "strike"
            | "airstrike"
            | "raid"
            | "shelling"
            | "bombing"
            | "bombardment"
            | "siege"
            | "offensive"
            | "onslaught"
            | "advance"
            | "incursion"
            | "outskirt"
            | "resident"
    )
}

/// What is seen, shot down and forbidden over a place.
pub(super) fn flies(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word).to_lowercase();
    matches!(
        one.as_str(),
        "drone"
            | "missile"
            | "rocket"
            | "jet"
            | "plane"
            | "warplane"
            | "aircraft"
            | "helicopter"
            | "balloon"
            | "airspace"
            | "flight"
    )
}
