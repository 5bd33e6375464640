//! Armed and political groups among the organizations: a list, and words that make a name one.

use model::NameKind;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A word of fewer letters is no name where capitals do not tell it from other words.
const LONG: usize = 7;

struct Lists {
    names: FxHashSet<String>,
    /// First words of names of several, in small letters.
    firsts: FxHashSet<String>,
    ambiguous: FxHashSet<String>,
    heads: FxHashSet<&'static str>,
    branches: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let text = include_str!("../data/groups.txt");
    let (names, rest) = text.split_once("\n[ambiguous]\n").unwrap_or((text, ""));
    let (ambiguous, rest) = rest.split_once("\n[heads]\n").unwrap_or((rest, ""));
    let (heads, branches) = rest.split_once("\n[branches]\n").unwrap_or((rest, ""));
    let keys = |part: &str| part.lines().filter(|l| !l.starts_with(['#', '['])).map(key).filter(|k| !k.is_empty()).collect();
    Lists {
        names: keys(names),
        firsts: names.lines().filter_map(|l| l.split_once(' ')).map(|(first, _)| first.to_lowercase()).collect(),
        ambiguous: keys(ambiguous),
        heads: heads.split_whitespace().collect(),
        branches: branches.split_whitespace().collect(),
    }
});

/// Letters and digits, small, without article.
fn key(name: &str) -> String {
    let low = name.to_lowercase();
    let low = low.strip_prefix("the ").unwrap_or(&low);
    let low = low.strip_prefix("al-").or_else(|| low.strip_prefix("al ")).unwrap_or(low);
    low.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// True if a name of several words in the list may begin with this one; in text whose capitals say nothing, however it is
/// written.
pub fn may_begin(word: &str, caseless: bool) -> bool {
    let first = (caseless || word.starts_with(char::is_uppercase)) && LISTS.firsts.contains(&word.to_lowercase());
    first || caseless && is_known(word, true)
}

/// True for words in the list, written as a name.
pub fn is_known(words: &str, caseless: bool) -> bool {
    let small = |w: &str| matches!(w, "of" | "the" | "e" | "al" | "for" | "de" | "del" | "and");
    (caseless || words.split([' ', '-']).all(|w| w.starts_with(char::is_uppercase) || small(w)))
        && !(caseless && words.len() < LONG && !words.contains(' '))
        && LISTS.names.contains(&key(words))
}

/// True for a group's name and what follows its "in" where both make up the name of a branch ("X in Y Province").
pub fn is_branch(name: &str, place: &str) -> bool {
    let last = place.rsplit(' ').next().unwrap_or("").to_lowercase();
    LISTS.branches.contains(last.as_str()) && kind(name, NameKind::Organization) == NameKind::Group
}

/// The kind of a name, a group told from other organizations and from what the finder took it for.
pub fn kind(name: &str, kind: NameKind) -> NameKind {
    use NameKind::{Nationality, Organization, Other, Person, Place, Product};
    if !matches!(kind, Organization | Nationality | Other | Person | Place | Product) || name.len() > 80 {
        return kind;
    }
    let open = matches!(kind, Organization | Nationality | Other);
    let listed = |name: &str| {
        // Short ones are words or other names in small letters.
        let short = name.len() < 5 && name.chars().any(char::is_lowercase);
        let key = key(name);
        !short && (LISTS.names.contains(&key) || (open && LISTS.ambiguous.contains(&key)))
    };
    // A branch bears the name of the whole: "Northern X", "X-North".
    let branch = |part: Option<&str>| part.is_some_and(|p| p.len() > 4 && p.len() < name.len() && listed(p));
    if listed(name)
        || branch(name.split('-').next())
        || (open && branch(name.rsplit(' ').next()))
        || branch(name.split(" in ").next())
    {
        return NameKind::Group;
    }
    if !open {
        return kind;
    }
    let low = name.to_lowercase();
    let mut words = low.split_whitespace().peekable();
    let mut count = 0;
    while let Some(word) = words.next() {
        count += 1;
        let ends = words.peek().is_none_or(|next| matches!(*next, "of" | "for" | "in"));
        if ends && (count > 1 || words.peek().is_some()) && LISTS.heads.contains(word) {
            return NameKind::Group;
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_told_from_other_organizations() {
        for name in
            ["the Taliban", "Al Qaeda", "al-Qaeda", "Northern Liberation Front", "Front for the Freedom of the North", "IS"]
        {
            assert_eq!(kind(name, NameKind::Organization), NameKind::Group, "{name}");
        }
        for name in ["Ministry of Health", "Organization of Port Towns", "Calder Group", "Front Page Books", "Is", "Front"] {
            assert_eq!(kind(name, NameKind::Organization), NameKind::Organization, "{name}");
        }
        assert_eq!(kind("Hamas", NameKind::Person), NameKind::Group);
        assert_eq!(kind("Wagner", NameKind::Person), NameKind::Person);
        assert!(is_branch("Islamic State", "Vardan Province") && !is_branch("Islamic State", "Vardan"));
        assert!(!is_branch("Ministry of Health", "Vardan Province"));
        assert_eq!(kind("Islamic State in Vardan Province", NameKind::Organization), NameKind::Group);
        assert!(is_known("Boko Haram", false) && !is_known("boko haram", false) && is_known("boko haram", true));
        assert!(is_known("hezbollah", true) && !is_known("isis", true) && !is_known("hezbollah", false));
        assert_eq!(kind("Northern Taliban", NameKind::Organization), NameKind::Group);
    }
}
