//! Mends the names that the network tells: joins what belongs together, cuts what does not, and lets short forms follow.

use crate::{groups, titles};
use model::{NameKind, Syntax};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Names as the article has them: groups of the list and their branches ("X in Y Province") in one piece, names without
/// the small words and brackets at their ends, short forms of people's names known as people.
pub fn whole(
    text: &str,
    syntax: &Syntax,
    caseless: bool,
    mut spans: Vec<(Range<usize>, NameKind)>,
) -> Vec<(Range<usize>, NameKind)> {
    let words = |range: Range<usize>| syntax.tokens[range.start].range.cover(syntax.tokens[range.end - 1].range).of(text);
    for sentence in &syntax.sentences {
        for start in sentence.tokens.clone().filter(|&i| groups::may_begin(words(i..i + 1), caseless)) {
            let longest = (start + 8).min(sentence.tokens.end);
            // One word alone is told from others by its capital.
            let shortest = if caseless { start + 1 } else { start + 2 };
            let Some(end) = (shortest..=longest).rev().find(|&end| groups::is_known(words(start..end), caseless)) else {
                continue;
            };
            let from = spans.partition_point(|s| s.0.end <= start);
            let to = spans.partition_point(|s| s.0.start < end);
            // Longer names keep it: "Proud Boys Street".
            if spans[from..to].iter().all(|s| s.0.start >= start && s.0.end <= end) {
                spans.splice(from..to, [(start..end, NameKind::Organization)]);
            }
        }
    }
    let mut out: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (range, kind) in spans {
        if let Some((before, _)) = out.last_mut()
            && (before.end + 1..=before.end + 2).contains(&range.start)
            && matches!(words(before.end..range.start), "in" | "in the")
            && groups::is_branch(words(before.clone()), words(range.clone()))
        {
            before.end = range.end;
            continue;
        }
        out.push((fit(text, syntax, range, kind), kind));
    }
    short_forms(text, syntax, &mut out);
    out
}

/// Where a place lies in a larger one: no part of its name when written small.
const SIDES: &[&str] = &[
    "central",
    "east",
    "eastern",
    "north",
    "northeast",
    "northeastern",
    "northern",
    "northwest",
    "northwestern",
    "south",
    "southeast",
    "southeastern",
    "southern",
    "southwest",
    "southwestern",
    "west",
    "western",
];

/// A name without small words of direction in front ("eastern Norland") and without a bracket that is not its own.
fn fit(text: &str, syntax: &Syntax, mut range: Range<usize>, kind: NameKind) -> Range<usize> {
    let form = |i: usize| syntax.tokens[i].form(text);
    while kind == NameKind::Place && range.len() > 1 && SIDES.binary_search(&form(range.start)).is_ok() {
        range.start += 1;
    }
    let mut open = None;
    for i in range.clone() {
        match form(i) {
            "(" | "[" => open = Some(i),
            ")" | "]" if open.take().is_none() => return if i > range.start { range.start..i } else { range },
            _ => {}
        }
    }
    match open {
        Some(i) if i > range.start => range.start..i,
        _ => range,
    }
}

/// Words that a place stands after, seldom a person.
const WHERE: &[&str] = &["across", "around", "at", "from", "in", "inside", "into", "near", "of", "outside", "to"];

/// Short forms after the full name: "Jordan" is a person where "Mara Jordan" went before, and so is "Mara" that was taken
/// for an organization.
fn short_forms(text: &str, syntax: &Syntax, spans: &mut [(Range<usize>, NameKind)]) {
    let words = |range: Range<usize>| syntax.tokens[range.start].range.cover(syntax.tokens[range.end - 1].range).of(text);
    let (mut firsts, mut lasts): (FxHashSet<&str>, FxHashSet<&str>) = Default::default();
    for (range, kind) in spans {
        if *kind == NameKind::Person {
            let start = range.clone().find(|&i| !titles::is_title(syntax.tokens[i].form(text))).unwrap_or(range.start);
            if range.end - start > 1 {
                firsts.insert(words(start..start + 1));
                lasts.insert(words(range.end - 1..range.end));
            }
            if range.end - start > 2 {
                lasts.insert(words(range.end - 2..range.end));
            }
            continue;
        }
        let name = words(range.clone());
        let last = lasts.contains(name) && *kind != NameKind::Group;
        let first = *kind == NameKind::Organization && firsts.contains(name);
        let after = range.start.checked_sub(1).map_or("", |i| syntax.tokens[i].form(text));
        if (last || first) && !WHERE.contains(&after) {
            *kind = NameKind::Person;
        }
    }
}
