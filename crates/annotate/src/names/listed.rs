//! Bodies that the lists of actors know by name: what they are, and their names where the words alone did not tell one:
//! "The M23", "the Norport cartel".

use model::{Name, NameKind, Syntax, TextRange};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A name of the list.
struct Listed {
    /// As it is written there.
    name: &'static str,
    /// What it is: the code of its calling.
    calling: &'static str,
    /// An armed group or a party.
    group: bool,
}

/// All names that nobody else bears, by their first word in small letters.
static LISTED: LazyLock<FxHashMap<String, Vec<Listed>>> = LazyLock::new(|| {
    let mut out: FxHashMap<String, Vec<Listed>> = FxHashMap::default();
    let table = include_str!("../../../link/data/bodies.tsv");
    for row in table.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[name, sort, _, calling, others] = cells.as_slice() else { continue };
        for name in [name].into_iter().chain(others.split('|')).filter(|n| !n.starts_with('?') && *n != "-") {
            let listed = Listed { name, calling, group: sort == "g" };
            out.entry(first(name)).or_default().push(listed);
        }
    }
    // The longest first.
    out.values_mut().for_each(|l| l.sort_by_key(|x| std::cmp::Reverse(x.name.len())));
    out
});

/// The first word of a name, in small letters.
fn first(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default().to_lowercase()
}

/// The code of what a body is, if the list has it: "REB", "NGO".
pub(crate) fn calling(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let listed = LISTED.get(&first(name))?;
    listed.iter().find(|l| l.name.eq_ignore_ascii_case(name)).map(|l| l.calling)
}

/// Adds listed groups that were not found, and completes those of which only a part was.
pub(super) fn complete(text: &str, syntax: &Syntax, names: &mut Vec<Name>) {
    let mut end = 0;
    for token in &syntax.tokens {
        let range = token.range;
        let form = range.of(text);
        if range.start < end || !form.starts_with(|c: char| c.is_uppercase()) {
            continue;
        }
        let known = LISTED.get(&first(form)).into_iter().flatten();
        let Some(found) = known.filter(|l| l.group && sure(l.name, text)).find_map(|l| here(text, range.start, l.name)) else {
            continue;
        };
        end = found.end;
        let whole = |n: &Name| n.range.start <= found.start && found.end <= n.range.end;
        let part = |n: &Name| found.start <= n.range.start && n.range.end <= found.end;
        // Another name that goes beyond it says more.
        if names.iter().any(|n| n.range.overlaps(found) && (whole(n) || !part(n))) {
            continue;
        }
        names.retain(|n| !n.range.overlaps(found));
        let at = names.partition_point(|n| n.range.start < found.start);
        let kind = NameKind::Group;
        let name = Name { range: found, text: found.of(text).to_string(), kind, title: None, same_as: None, actor: None };
        names.insert(at, name);
    }
}

/// True for a name that cannot be taken for words of another meaning: of more words than one, or with figures, where the article
/// tells of no road ("the M23").
fn sure(name: &str, text: &str) -> bool {
    const ROADS: [&str; 5] = ["motorway", "carriageway", "tailback", "junction", "motorist"];
    let figures = name.contains(|c: char| c.is_ascii_digit());
    name.contains(' ') && !figures || figures && !ROADS.iter().any(|r| text.contains(r))
}

/// Where a name stands that begins at a byte of the text, if it does.
fn here(text: &str, start: u32, name: &str) -> Option<TextRange> {
    let end = start as usize + name.len();
    let words = text.get(start as usize..end)?;
    let over = text[end..].starts_with(|c: char| c.is_alphanumeric());
    (words.eq_ignore_ascii_case(name) && !over).then_some(TextRange { start, end: end as u32 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_tells_what_a_body_is() {
        assert_eq!(calling("the African Union"), Some("IGO"));
        assert_eq!(calling("Besk Choir"), None);
    }

    #[test]
    fn a_name_ends_with_its_word() {
        assert!(here("the Norport Cartel said", 4, "Norport cartel").is_some());
        assert!(here("the Norport Cartels said", 4, "Norport cartel").is_none());
        assert!(!sure("M9", "The M9 motorway was shut.") && sure("M9", "The M9 attacked."));
    }
}
