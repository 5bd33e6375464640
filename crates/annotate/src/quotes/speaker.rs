//! Speakers with their names, and who a pronoun stands for.

use model::{Name, NameKind, Quote, Speaker, Syntax, TextRange};

/// A speaker with the fullest name that its words hold.
pub fn speaker(text: &str, names: &[Name], range: TextRange) -> Speaker {
    let words = range.of(text).to_string();
    let from = names.partition_point(|n| n.range.start < range.start);
    let near = || names[from..].iter().take_while(|n| n.range.start < range.end).filter(|n| range.contains(n.range));
    let held = near().find(|n| matches!(n.kind, NameKind::Person)).or_else(|| {
        // "a spokesman for the ministry" stays what it is; a body's own name is its name.
        near().find(|n| n.range.end == range.end && n.range.len() * 2 > range.len())
    });
    let full = held.map(|n| n.same_as.and_then(|j| names.get(j as usize)).unwrap_or(n).text.clone());
    Speaker { range, text: words.clone(), name: full.filter(|f| *f != words), actor: None }
}

/// Pronouns take the person named last before them: first in the sentence before, then the last speaker.
pub fn resolve(syntax: &Syntax, names: &[Name], quotes: &mut [Quote]) {
    let mut last: Option<String> = None;
    for q in quotes.iter_mut() {
        let Some(s) = &mut q.speaker else { continue };
        let lower = s.text.to_lowercase();
        if !matches!(lower.as_str(), "he" | "she" | "his" | "her" | "i") {
            let from = names.partition_point(|n| n.range.start < s.range.start);
            last = names[from..]
                .iter()
                .take_while(|n| n.range.start < s.range.end)
                .find(|n| s.range.contains(n.range) && n.kind == NameKind::Person)
                .map(|n| n.same_as.and_then(|j| names.get(j as usize)).unwrap_or(n).text.clone())
                .or_else(|| is_somebody(&s.text).then(|| s.text.clone()));
            continue;
        }
        if lower == "i" {
            continue;
        }
        let sentence = syntax.sentence_at(s.range.start).unwrap_or(0);
        let from = syntax.sentences.get(sentence.saturating_sub(1)).map_or(0, |x| x.range.start);
        let first = names.partition_point(|n| n.range.start < from);
        // The nearest are enough: a sentence may be as long as the article.
        let end = names.partition_point(|n| n.range.start < s.range.start);
        let near: Vec<&Name> = names[first.max(end.saturating_sub(20)).min(end)..end]
            .iter()
            .filter(|n| n.kind == NameKind::Person && n.range.end <= s.range.start)
            .collect();
        let full = |n: &Name| n.same_as.and_then(|j| names.get(j as usize)).unwrap_or(n).text.clone();
        s.name = match (&last, near.as_slice()) {
            (Some(l), []) => Some(l.clone()),
            (None, [.., n]) => Some(full(n)),
            (Some(l), people) if people.iter().any(|n| full(n) == *l) => Some(l.clone()),
            (Some(_), [.., n]) => Some(full(n)),
            (None, []) => None,
        };
    }
}

/// True for "the woman", "a spokesman for the ministry": somebody whom a pronoun can stand for. A body is none.
fn is_somebody(words: &str) -> bool {
    let mut lower =
        words.split_whitespace().map(str::to_lowercase).take_while(|w| !matches!(w.as_str(), "of" | "for" | "at" | "from"));
    lower.any(|w| crate::figures::names_people(&w) || w.ends_with("man") || w.ends_with("woman") || w.ends_with("person"))
}
