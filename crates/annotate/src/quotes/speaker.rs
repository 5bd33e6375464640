//! Speakers with their names.

use model::{Name, NameKind, Speaker, TextRange};

/// A speaker with the fullest name that its words hold.
pub fn speaker(text: &str, names: &[Name], range: TextRange) -> Speaker {
    // The words of a name are not parted: "K" of "IS-K".
    let from = names.partition_point(|n| n.range.end <= range.start);
    let range = match names.get(from).filter(|n| n.range.start < range.start && n.range.end <= range.end) {
        Some(cut) => cut.range.cover(range),
        None => range,
    };
    let words = range.of(text).to_string();
    let near = || names[from..].iter().take_while(|n| n.range.start < range.end).filter(|n| n.is_of(text, range));
    let held = near().find(|n| matches!(n.kind, NameKind::Person)).or_else(|| {
        // "a spokesman for the ministry" stays what it is; a body's own name is its name.
        near().find(|n| n.range.end == range.end && n.range.len() * 2 > range.len())
    });
    let full = held.map(|n| n.same_as.and_then(|j| names.get(j as usize)).unwrap_or(n).text.clone());
    Speaker { range, text: words.clone(), name: full.filter(|f| *f != words), actor: None }
}
