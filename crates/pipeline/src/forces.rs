//! The forces of a state that act without a name: in an article about one country "the army" is the army of this country.
//!
//! They are mentioned like names where they harm somebody, so that whoever asks for what an army did finds it however the
//! article calls it. Where two countries play a part it may be either's: there nothing is added.

use model::{Mentions, Name, NameKind, Place, PlaceUse, Report, RoleKind, TextRange};
use std::collections::BTreeMap;

/// Bodies that every state has one of, and that act with force.
const BODIES: &[&str] =
    &["army", "armed forces", "military", "air force", "navy", "security forces", "government", "government forces"];

/// Kinds of happenings that harm people and things on purpose.
const HARM: &[&str] = &["assault", "battle", "killing", "abduction", "hostage_taking", "explosion", "riot"];

/// For each mention of another country's people or government, so many of places and people of its own leave no doubt
/// whose article it is.
const OWN: usize = 4;

/// Adds them to the names, and tells the roles.
pub fn name(text: &str, mentions: &mut Mentions, reports: &mut [Report]) {
    let mut found: Vec<TextRange> = Vec::new();
    for r in reports.iter().filter(|r| HARM.contains(&r.kind.split('.').next().unwrap_or(""))) {
        let nameless = r.roles.iter().filter(|x| x.role == RoleKind::Actor && x.name.is_none());
        found.extend(nameless.filter_map(|x| body(text, x.span.range)));
    }
    if !found.is_empty() && !one_country(&mentions.places) {
        found.clear();
    }
    for r in reports.iter().filter(|r| HARM.contains(&r.kind.split('.').next().unwrap_or(""))) {
        let nameless = r.roles.iter().filter(|x| x.role == RoleKind::Actor && x.name.is_none());
        let own = |b: &TextRange| !mentions.places.iter().any(|p| p.range.overlaps(*b));
        found.extend(nameless.filter_map(|x| letters(text, x.span.range)).filter(own));
    }
    found.sort_unstable_by_key(|r| r.start);
    found.dedup();
    found.retain(|r| !mentions.names.iter().any(|n| n.range.overlaps(*r)));
    if found.is_empty() {
        return;
    }
    let at = insert(text, mentions, reports, &found);
    for role in reports.iter_mut().flat_map(|r| &mut r.roles).filter(|x| x.role == RoleKind::Actor && x.name.is_none()) {
        let own = body(text, role.span.range).or_else(|| letters(text, role.span.range));
        role.name = own.and_then(|b| at.get(&b.start).copied());
    }
}

/// Who fights under a name.
const FIGHTERS: &[&str] =
    &["fighters", "militants", "group", "gunmen", "jihadists", "rebels", "insurgents", "forces", "commandos", "members"];

/// "KN fighters", "the KN group", "KN": initials of those who act, which no reader of names took for one because they spell a
/// word ("IN", "OR").
fn letters(text: &str, phrase: TextRange) -> Option<TextRange> {
    let words = phrase.of(text);
    let the = words.get(..4).filter(|t| t.eq_ignore_ascii_case("the ")).map_or(0, str::len);
    let mut rest = words[the..].split(' ');
    let first = rest.next().filter(|w| (2..=6).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_uppercase()))?;
    let next = rest.next();
    let plain = next.is_none() && the == 0 || next.is_some_and(|w| FIGHTERS.contains(&w)) && rest.next().is_none();
    // A headline in capitals says nothing.
    let around = text.get(text.floor_char_boundary((phrase.start as usize).saturating_sub(40))..phrase.start as usize)?;
    let behind = text.get(phrase.end as usize..text.floor_char_boundary(phrase.end as usize + 40))?;
    let mixed = (around.to_string() + behind).bytes().any(|b| b.is_ascii_lowercase());
    let start = phrase.start + the as u32;
    (plain && mixed).then(|| TextRange { start, end: start + first.len() as u32 })
}

/// The words of a force in a role's phrase, "the" left out.
fn body(text: &str, phrase: TextRange) -> Option<TextRange> {
    let words = phrase.of(text);
    let the = words.get(..4).filter(|t| t.eq_ignore_ascii_case("the ")).map_or(0, str::len);
    let bare = &words[the..];
    BODIES.iter().any(|b| b.eq_ignore_ascii_case(bare)).then(|| TextRange { start: phrase.start + the as u32, ..phrase })
}

/// True if most places lie in one country and hardly another one is told to have people or to act.
fn one_country(places: &[Place]) -> bool {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for p in places {
        let Some(c) = p.country.as_deref() else { continue };
        let n = counts.entry(c).or_default();
        n.0 += 1;
        n.1 += usize::from(p.usage != PlaceUse::Literal);
    }
    let all: usize = counts.values().map(|n| n.0).sum();
    let Some((home, most)) = counts.iter().max_by_key(|(_, n)| n.0).map(|(c, n)| (*c, n.0)) else { return false };
    let others: usize = counts.iter().filter(|(c, _)| **c != home).map(|(_, n)| n.1).sum();
    most > 1 && most * 3 > all * 2 && others * OWN <= most
}

/// Puts names where they belong in the order of the text; where each begins, and its number.
fn insert(text: &str, mentions: &mut Mentions, reports: &mut [Report], found: &[TextRange]) -> BTreeMap<u32, u32> {
    let old = std::mem::take(&mut mentions.names);
    let mut all: Vec<(Option<u32>, Name)> = old.into_iter().enumerate().map(|(i, n)| (Some(i as u32), n)).collect();
    all.extend(found.iter().map(|&range| {
        let text = range.of(text).to_string();
        (None, Name { range, text, kind: NameKind::Organization, title: None, same_as: None, actor: None })
    }));
    all.sort_by_key(|(_, n)| n.range.start);
    let moved: BTreeMap<u32, u32> = all.iter().enumerate().filter_map(|(i, (was, _))| Some(((*was)?, i as u32))).collect();
    let now = |n: &mut Option<u32>| *n = n.and_then(|i| moved.get(&i).copied());
    let (mut at, mut first): (BTreeMap<u32, u32>, BTreeMap<String, u32>) = Default::default();
    for (i, (was, n)) in all.iter_mut().enumerate() {
        now(&mut n.same_as);
        if was.is_none() {
            at.insert(n.range.start, i as u32);
            let one = *first.entry(n.text.to_lowercase()).or_insert(i as u32);
            n.same_as = (one != i as u32).then_some(one);
        }
    }
    mentions.names = all.into_iter().map(|(_, n)| n).collect();
    mentions.chains.iter_mut().for_each(|c| now(&mut c.name));
    reports.iter_mut().flat_map(|r| &mut r.roles).for_each(|x| now(&mut x.name));
    at
}
