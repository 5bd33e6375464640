//! Names inside one article: which mentions are the same, and corrections that need the whole article.
//!
//! Mentions with the same words form a group; groups are joined where one is plainly a shorter way to say the other:
//! a family name after a full name, initials after the words they stand for, a company without its legal form.
//! Where two full names fit a short one, it stays alone.

mod called;
pub(crate) mod listed;

use model::{Article, Name, NameKind, Place, Quote, QuoteForm, Syntax};
use std::collections::{HashMap, HashSet};

/// More full names than this for one short form are as good as any: ambiguous.
const CANDIDATES: usize = 4;

/// More family names than this are a list, where a slip says nothing.
const FAMILIES: usize = 300;

/// Bytes between two people of one family name so that the second is who is spoken of after.
const APART: usize = 100;

/// Fewest letters of a name that may be a slip for another.
const SLIP: usize = 5;

/// All mentions with the same words.
struct Group {
    /// The words, in small letters.
    words: Vec<String>,
    /// The first mention.
    first: usize,
    /// Whether a mention has a title.
    titled: bool,
    /// Whether titles or words of kin beside a mention tell of a woman, of a man.
    sexes: (bool, bool),
    /// Mentions by kind.
    kinds: Vec<(NameKind, usize)>,
    /// The kind of all.
    kind: NameKind,
    /// The group of a fuller form.
    fuller: Option<usize>,
}

/// Fills `same_as`, evens out kinds over the mentions of one name, and drops what cannot be a name.
pub fn resolve(article: &Article, syntax: &Syntax, names: &mut Vec<Name>) {
    complete_hyphens(&article.text, names);
    listed::complete(&article.text, syntax, names);
    names.iter_mut().for_each(without_thanks);
    names.iter_mut().for_each(without_marks);
    names.iter_mut().for_each(without_brackets);
    join_hyphens(&article.text, names);
    make_relatives(names);
    names.iter_mut().for_each(|n| with_month(&article.text, n));
    names.retain(|n| !n.range.is_empty() && possible(&n.text));
    called::called(&article.text, names);
    let (mut groups, member) = group(&article.text, names);
    join_known(article, syntax, names, &mut groups, &member);
    join_people(names, &mut groups);
    join_initials(article, syntax, names, &mut groups, &member);
    join_companies(&mut groups);
    for (i, name) in names.iter_mut().enumerate() {
        let own = member[i];
        let root = root(&groups, own);
        name.kind = if root == own { groups[own].kind } else { groups[root].kind };
        let target = groups[root].first;
        name.same_as = (target != i).then_some(target as u32);
    }
}

/// Makes somebody of a name that was taken for a place, or for nothing known, where no such place is known and its words are
/// quoted: "“We wait,” says Harvar." Takes it from the places.
pub fn make_speakers(names: &mut [Name], places: &mut Vec<Place>, quotes: &[Quote]) {
    let told = |q: &&Quote| {
        q.form == QuoteForm::Direct && q.cue.as_ref().is_some_and(|c| crate::quotes::is_saying(&c.text.to_lowercase()))
    };
    let speakers = quotes.iter().filter(told).filter_map(|q| q.speaker.as_ref());
    let known = |n: &Name| places.iter().any(|p| p.range.overlaps(n.range) && p.geonames.is_some());
    let mut found: Vec<String> = Vec::new();
    for s in speakers.filter(|s| !s.text.contains(' ')) {
        let at = names.partition_point(|n| n.range.start < s.range.start);
        let Some(name) = names.get(at).filter(|n| n.range == s.range) else { continue };
        let odd = matches!(name.kind, NameKind::Place | NameKind::Other)
            && name.same_as.is_none_or(|r| names[r as usize].text == name.text);
        if odd
            && !found.contains(&name.text)
            && found.len() < CANDIDATES
            && !names.iter().any(|n| n.text == name.text && known(n))
        {
            found.push(name.text.clone());
        }
    }
    if found.is_empty() {
        return;
    }
    for n in names.iter_mut().filter(|n| found.contains(&n.text)) {
        n.kind = NameKind::Person;
        places.retain(|p| !p.range.overlaps(n.range));
    }
}

/// Takes the thanks below a picture from a name: "Courtesy Lund Museum" is the museum.
fn without_thanks(name: &mut Name) {
    let Some(rest) = name.text.strip_prefix("Courtesy ") else { return };
    let rest = rest.strip_prefix("of ").unwrap_or(rest).to_string();
    name.range.start = name.range.end - rest.len() as u32;
    name.text = rest;
}

/// Takes a mark at the end from a name: "the Peace Front of Norland, or PFN".
fn without_marks(name: &mut Name) {
    let bare = name.text.trim_end_matches([',', ';', ':', ' ']).len();
    name.range.end -= (name.text.len() - bare) as u32;
    name.text.truncate(bare);
}

/// Makes somebody of two words taken for a body or a thing, of which the second alone is somebody: "Trieste Ruiz" and "Ruiz".
fn make_relatives(names: &mut [Name]) {
    let single = |n: &&Name| n.kind == NameKind::Person && !n.text.contains(' ');
    let families: HashSet<String> = names.iter().filter(single).map(|n| n.text.clone()).collect();
    for n in names.iter_mut() {
        let odd = matches!(n.kind, NameKind::Organization | NameKind::Product | NameKind::Other | NameKind::Event);
        let mut words = n.text.split(' ');
        let (first, last, more) = (words.next(), words.next(), words.next());
        let given = first.is_some_and(|f| {
            let camp = matches!(f, "The" | "Team" | "Camp" | "Operation" | "House" | "Project" | "Saint" | "St." | "Club");
            !camp && f.starts_with(char::is_uppercase) && f.chars().skip(1).all(char::is_lowercase)
        });
        if odd && given && more.is_none() && last.is_some_and(|l| families.contains(l)) {
            n.kind = NameKind::Person;
        }
    }
}

/// Joins a name that was parted where spaces stand beside its hyphen: "Ana Ruiz - Okello".
fn join_hyphens(text: &str, names: &mut Vec<Name>) {
    for i in (1..names.len()).rev() {
        let (a, b) = (&names[i - 1], &names[i]);
        let beside = text.get(a.range.end as usize..b.range.start as usize) == Some(" - ");
        if beside && a.kind == NameKind::Person && !b.text.contains(' ') && matches!(b.kind, NameKind::Person | NameKind::Other)
        {
            let end = b.range.end;
            let a = &mut names[i - 1];
            a.text.push_str(&text[a.range.end as usize..end as usize]);
            a.range.end = end;
            names.remove(i);
        }
    }
}

/// Gives a person the name of a month that opens his sentence as his first name: "April Ruiz, 31, said".
fn with_month(text: &str, name: &mut Name) {
    let before = &text[..name.range.start as usize];
    let month = ["April ", "June ", "August "].iter().find(|m| before.ends_with(**m));
    let Some(month) = month.filter(|_| name.kind == NameKind::Person && !name.text.contains(' ') && name.title.is_none())
    else {
        return;
    };
    let start = before.len() - month.len();
    let opens = text[..start].trim_end_matches(' ');
    let behind = text[name.range.end as usize..].starts_with([',', ' ']);
    if behind && (opens.is_empty() || opens.ends_with(['\n', '.', '”', '"'])) {
        name.range.start = start as u32;
        name.text = format!("{month}{}", name.text);
    }
}

/// Takes brackets that an archive writes out from a name: "-LRB- PFN -RRB-" is the PFN.
fn without_brackets(name: &mut Name) {
    let start = name.text.trim_start_matches(['-', ' ']);
    let start =
        start.strip_prefix("LRB-").or_else(|| start.strip_prefix("RRB-")).unwrap_or(&name.text).trim_start_matches(['-', ' ']);
    let from = name.text.len() - start.len();
    let end = ["-LRB", "-RRB"].iter().filter_map(|b| start.find(b)).min().unwrap_or(start.len());
    if from == 0 && end == start.len() {
        return;
    }
    let text = start[..end].trim_end().to_string();
    name.range.start += from as u32;
    name.range.end = name.range.start + text.len() as u32;
    name.text = text;
}

/// Gives a person the end of a name with more hyphens than one, where it was parted behind a letter: "Samut Lan-o-ra".
fn complete_hyphens(text: &str, names: &mut Vec<Name>) {
    for i in (0..names.len()).rev() {
        let Some(n) = names.get(i) else { continue };
        let rest = &text[n.range.end as usize..];
        let tail = |r: &str| r.find(|c: char| !c.is_lowercase()).unwrap_or(r.len());
        // "Park Je-" and "won".
        if n.kind == NameKind::Person && n.text.ends_with('-') && tail(rest) > 0 {
            let end = n.range.end + tail(rest) as u32;
            let name = &mut names[i];
            name.text.push_str(&text[name.range.end as usize..end as usize]);
            name.range.end = end;
            while names.get(i + 1).is_some_and(|next| next.range.start < end) {
                names.remove(i + 1);
            }
            continue;
        }
        let short = n.text.rsplit(['-', ' ']).next().is_some_and(|w| w.chars().count() == 1) && n.text.contains('-');
        let more = rest.strip_prefix('-').map_or(0, tail);
        if n.kind != NameKind::Person || !short || more == 0 {
            continue;
        }
        let end = n.range.end + 1 + more as u32;
        let name = &mut names[i];
        name.text.push_str(&text[name.range.end as usize..end as usize]);
        name.range.end = end;
        while names.get(i + 1).is_some_and(|next| next.range.start < end) {
            names.remove(i + 1);
        }
    }
}

/// False for words that the finder may take for names and that never are.
fn possible(text: &str) -> bool {
    const NEVER: &[&str] = &[
        "lrb",
        "rrb",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "i",
        "he",
        "she",
        "it",
        "we",
        "they",
        "you",
        "him",
        "her",
        "his",
        "its",
        "their",
        "them",
        "us",
        "the",
        "a",
        "an",
        "this",
        "that",
        "and",
        "but",
        "mr",
        "mrs",
        "ms",
        "mr.",
        "mrs.",
        "ms.",
        "dr",
        "dr.",
    ];
    let low = text.to_lowercase();
    // "US" and "IT" in capitals may be names.
    let shouted = text.len() == 2 && text.chars().all(char::is_uppercase);
    // One letter is an initial or a list mark.
    text.chars().filter(|c| c.is_alphanumeric()).count() > 1
        && text.chars().any(char::is_alphabetic)
        && (shouted || !NEVER.contains(&low.as_str()))
}

/// The words that count for comparing: small, without article and possessive.
fn words(text: &str) -> Vec<String> {
    // Some archives put spaces around the hyphen of a double name.
    let low = text.to_lowercase().replace('’', "'").replace(" - ", "-");
    let low = low.trim_end_matches("'s").trim_end_matches('\'');
    let mut words: Vec<String> = low
        .split(|c: char| c.is_whitespace())
        .map(|w| w.trim_matches(|c: char| matches!(c, '"' | ',' | '“' | '”' | '(' | ')')).to_string())
        .filter(|w| !w.is_empty())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// What a title, or a word of kin right before a name, tells of its bearer: a woman, a man.
fn sex(text: &str, name: &Name) -> (bool, bool) {
    let (woman, man) = match name.title.as_deref().map(|t| t.trim_end_matches('.').to_lowercase()).as_deref() {
        Some("ms" | "mrs" | "miss" | "mme" | "madame" | "lady" | "queen" | "princess") => (true, false),
        Some("mr" | "sir" | "lord" | "king" | "prince" | "sheikh") => (false, true),
        _ => (false, false),
    };
    let before = text[..name.range.start as usize].trim_end_matches([' ', ',']);
    let word = |s: &str| s.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let of_woman = matches!(
        word(before).as_str(),
        "wife" | "daughter" | "mother" | "sister" | "widow" | "aunt" | "girlfriend" | "ms" | "mrs"
    );
    let of_man =
        matches!(word(before).as_str(), "husband" | "son" | "father" | "brother" | "uncle" | "boyfriend" | "nephew" | "mr");
    (woman || of_woman, man || of_man)
}

fn group(text: &str, names: &[Name]) -> (Vec<Group>, Vec<usize>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_words: HashMap<(bool, Vec<String>), usize> = HashMap::new();
    let mut member = Vec::with_capacity(names.len());
    // A place and a person of one name are two things, unless one of them is a slip (below).
    for (i, name) in names.iter().enumerate() {
        let person = name.kind == NameKind::Person;
        let g = *by_words.entry((person, words(&name.text))).or_insert_with_key(|(_, words)| {
            groups.push(Group {
                words: words.clone(),
                first: i,
                titled: false,
                sexes: (false, false),
                kinds: Vec::new(),
                kind: name.kind,
                fuller: None,
            });
            groups.len() - 1
        });
        let group = &mut groups[g];
        group.titled |= name.title.is_some();
        if person {
            let (woman, man) = sex(text, name);
            group.sexes = (group.sexes.0 | woman, group.sexes.1 | man);
        }
        match group.kinds.iter_mut().find(|(k, _)| *k == name.kind) {
            Some(found) => found.1 += 1,
            None => group.kinds.push((name.kind, 1)),
        }
        member.push(g);
    }
    for group in &mut groups {
        // The kind said most often; the first one where two are equal.
        let most = group.kinds.iter().map(|k| k.1).max().unwrap_or(0);
        group.kind = group.kinds.iter().find(|k| k.1 == most).map_or(group.kind, |k| k.0);
    }
    // The same words now as a person, now as something else: the rare reading joins where the other is three times as common.
    for g in 0..groups.len() {
        let person = groups[g].kind == NameKind::Person;
        if let Some(&other) = by_words.get(&(!person, groups[g].words.clone())) {
            let count = |g: usize| groups[g].kinds.iter().map(|k| k.1).sum::<usize>();
            if count(other) >= 3 * count(g) {
                groups[g].fuller = Some(other);
            }
        }
    }
    // The first mention of the joined group is the first of both.
    for g in 0..groups.len() {
        if let Some(other) = groups[g].fuller {
            groups[other].first = groups[other].first.min(groups[g].first);
        }
    }
    (groups, member)
}

/// The group at the end of the links. Links go from fewer words to more, or to a commoner group, so they end.
fn root(groups: &[Group], mut g: usize) -> usize {
    for _ in 0..8 {
        match groups[g].fuller {
            Some(next) if next != g => g = next,
            _ => break,
        }
    }
    g
}

/// Family names and given names after full names, "J. Doe" after "John Doe".
fn join_people(names: &[Name], groups: &mut [Group]) {
    let mut last: HashMap<String, Vec<usize>> = HashMap::new();
    let mut first: HashMap<String, Vec<usize>> = HashMap::new();
    let mut inner: HashMap<String, Vec<usize>> = HashMap::new();
    for (g, group) in groups.iter().enumerate() {
        // Another name of somebody is a full one, too; the same words of another kind are none.
        let full = group.fuller.is_none_or(|f| groups[f].words != group.words);
        if group.kind == NameKind::Person && group.words.len() > 1 && full {
            let note = |map: &mut HashMap<String, Vec<usize>>, word: &str| {
                let list = map.entry(word.to_string()).or_default();
                if list.len() <= CANDIDATES {
                    list.push(g);
                }
            };
            note(&mut last, &group.words[group.words.len() - 1]);
            note(&mut first, &group.words[0]);
            for word in group.words[1..group.words.len() - 1].iter().take(4) {
                note(&mut inner, word);
            }
        }
    }
    for g in 0..groups.len() {
        if groups[g].fuller.is_some() {
            continue;
        }
        let words = &groups[g].words;
        let (Some(head), single) = (words.last(), words.len() == 1) else { continue };
        let person = groups[g].kind == NameKind::Person;
        let open = person
            || (single
                && matches!(groups[g].kind, NameKind::Organization | NameKind::Other | NameKind::Product | NameKind::Facility));
        if !open || head.chars().count() < 2 {
            continue;
        }
        let empty = Vec::new();
        let fits = |list: &Vec<usize>, how: &dyn Fn(&[String], &[String]) -> bool| -> Option<usize> {
            if list.len() > CANDIDATES {
                return None;
            }
            // "Mr Tolan Doe … Ms Doe": his wife, perhaps, and not he.
            let other = |f: usize| {
                let ((woman, man), (her, him)) = (groups[f].sexes, groups[g].sexes);
                (man && !woman && her && !him) || (woman && !man && him && !her)
            };
            let fit = |&f: &usize| f != g && !other(f) && size(&groups[f].words) > size(words) && how(words, &groups[f].words);
            // Two full names that are themselves one person ("Ann Doe", "Ann B. Doe") are no contradiction.
            let one_of = |found: Vec<usize>| {
                let (&one, rest) = found.split_first()?;
                rest.iter().copied().try_fold(one, |a, b| {
                    let (short, long) = if size(&groups[a].words) <= size(&groups[b].words) { (a, b) } else { (b, a) };
                    shortens(&groups[short].words, &groups[long].words).then_some(long)
                })
            };
            // "Ann Doe … Doe said … her sister Eve Doe": who was named first is meant.
            let before = |f: &usize| groups[*f].first < groups[g].first;
            let all: Vec<usize> = list.iter().copied().filter(fit).collect();
            let first = all.iter().copied().filter(before).collect();
            one_of(all).or_else(|| one_of(first))
        };
        let by_last = fits(last.get(head).unwrap_or(&empty), &shortens);
        // "Miranda Dillion … Dillon said … her mother, Angela Dillon": a slip in the name of who was named before is likelier
        // than somebody who was not.
        let slip = || {
            let named = |&f: &usize| groups[f].first < groups[g].first;
            let mut like =
                last.iter().filter(|(w, _)| head != *w && one_off(head, w)).flat_map(|(_, l)| l).copied().filter(named);
            like.next().filter(|_| like.next().is_none())
        };
        let later = by_last.filter(|&f| single && person && groups[f].first > groups[g].first);
        let long = head.chars().count() >= SLIP && last.len() <= FAMILIES;
        let by_last = later.filter(|_| long).and_then(|_| slip()).or(by_last);
        let fuller = by_last.or_else(|| {
            // Given names alone, only of people.
            // "Minister Kwon" of "Kwon Young-se": what is no given name may be the family's and stand first.
            let family = !crate::coreference::is_given(head);
            let list = first.get(head).filter(|_| single && person && (family || !groups[g].titled))?;
            fits(list, &|short, long| short[0] == long[0]).or_else(|| {
                let mut before: Vec<usize> = list.iter().map(|&f| groups[f].first).filter(|&f| f < groups[g].first).collect();
                before.sort_unstable();
                let [.., other, one] = before[..] else { return None };
                let apart = names[one].range.start.saturating_sub(names[other].range.end) as usize > APART;
                list.iter().copied().find(|&f| family && apart && groups[f].first == one)
            })
        });
        // "Chong" of "Sophia Chong Suk-fan", "Moreno" of "Ana Moreno Vidal".
        let fuller = fuller.or_else(|| {
            let list = inner.get(head).filter(|_| single && person)?;
            fits(list, &|short, long| long.contains(&short[0]))
        });
        if let Some(fuller) = fuller {
            groups[g].fuller = Some(fuller);
        }
    }
    join_slips(groups, &last);
}

/// A family name that is nobody's, one letter off from the only full name that begins like it: a slip of the pen.
fn join_slips(groups: &mut [Group], last: &HashMap<String, Vec<usize>>) {
    if last.len() > FAMILIES {
        return;
    }
    for group in groups.iter_mut().filter(|g| g.kind == NameKind::Person && g.fuller.is_none()) {
        let [word] = group.words.as_slice() else { continue };
        if word.chars().count() < SLIP || last.contains_key(word) {
            continue;
        }
        let mut like = last.iter().filter(|(w, list)| list.len() == 1 && one_off(word, w));
        if let (Some((_, list)), None) = (like.next(), like.next()) {
            group.fuller = Some(list[0]);
        }
    }
}

/// True for two words of one first letter that differ in one letter, left out, put in, changed or swapped with its neighbour.
fn one_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.first() != b.first() || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[start..], &b[start..]);
    let end = x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p == q).count();
    let (x, y) = (&x[..x.len() - end], &y[..y.len() - end]);
    x.len().max(y.len()) <= 1 || x.len() == 2 && y.len() == 2 && x[0] == y[1] && x[1] == y[0]
}

/// How much of a name is said.
fn size(words: &[String]) -> usize {
    words.iter().map(|w| w.trim_end_matches('.').len()).sum()
}

/// True if `short` is `long` with words left out or cut to initials, the last word the same.
fn shortens(short: &[String], long: &[String]) -> bool {
    if short.last() != long.last() || short.len() > long.len() {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|s| {
        let bare = s.trim_end_matches('.');
        let initial = bare.chars().count() == 1;
        rest.any(|l| l == s || l.trim_end_matches('.') == bare || (initial && l.starts_with(bare)))
    })
}

/// "Ann Doe, better known as Nan Roe": the second is another name of the first.
fn join_known(article: &Article, syntax: &Syntax, names: &[Name], groups: &mut [Group], member: &[usize]) {
    const SIGNS: &[&str] = &["known as", "known by", "a.k.a.", "aka", "alias", "nicknamed", "née"];
    for i in 1..names.len() {
        let (a, b) = (member[i - 1], member[i]);
        let (from, to) = (names[i - 1].range.end, names[i].range.start);
        let Some(between) = article.text.get(from as usize..to as usize).filter(|t| t.len() < 80) else { continue };
        // The sign stands right before the other name: "known as the voice of Norland" names nobody.
        let known = SIGNS.iter().any(|s| between.trim_end().trim_end_matches(['“', '"', '‘', '\'']).trim_end().ends_with(s));
        let same =
            a != b && groups[a].kind == groups[b].kind && !matches!(groups[a].kind, NameKind::Place | NameKind::Nationality);
        if known
            && same
            && groups[b].fuller.is_none()
            && root(groups, a) != b
            && syntax.sentence_at(from) == syntax.sentence_at(to)
        {
            groups[b].fuller = Some(a);
        }
    }
}

/// Initials and the words they stand for: "(…)" right behind, or the exact initials anywhere.
fn join_initials(article: &Article, syntax: &Syntax, names: &[Name], groups: &mut [Group], member: &[usize]) {
    let named = |k: NameKind| !matches!(k, NameKind::Person | NameKind::Nationality);
    // Right behind, in brackets or after "or": the letters need only stand in order among the words' first letters.
    for i in 1..names.len() {
        let (a, b) = (member[i - 1], member[i]);
        let Some(between) = article.text.get(names[i - 1].range.end as usize..names[i].range.start as usize) else { continue };
        let gap = between.trim();
        let bracket = matches!(
            gap,
            "(" | "(the" | "[" | ", or" | "or" | "(or" | ", also known as" | "(also known as" | ", known as" | "/" | "or the"
        );
        if !bracket || a == b || syntax.sentence_at(names[i - 1].range.start) != syntax.sentence_at(names[i].range.start) {
            continue;
        }
        if !named(groups[a].kind) || !named(groups[b].kind) {
            continue;
        }
        for (short, long) in [(b, a), (a, b)] {
            if groups[short].fuller.is_none()
                && root(groups, long) != short
                && stands_for(&groups[short].words, &groups[long].words, false)
            {
                groups[short].fuller = Some(long);
                break;
            }
        }
    }
    let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
    for (g, group) in groups.iter().enumerate().filter(|(_, g)| named(g.kind) && g.words.len() > 1 && g.words.len() < 12) {
        let [all, great] = initials(&group.words);
        // "ISK" for "Islamic State in Khorasan Province": what kind of thing it is may go unsaid.
        let kind = group.words.last().is_some_and(|w| FORMS.contains(&w.as_str()) || w == "province");
        let short = great.char_indices().next_back().filter(|_| kind).map(|(end, _)| great[..end].to_string());
        let mut keys = vec![all, great];
        keys.extend(short);
        keys.sort();
        keys.dedup();
        for key in keys {
            let list = by_initials.entry(key).or_default();
            if list.len() <= CANDIDATES {
                list.push(g);
            }
        }
    }
    for g in 0..groups.len() {
        let group = &groups[g];
        let letters: String = group.words.concat().chars().filter(|c| c.is_alphanumeric()).collect();
        let capitals = names[group.first].text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if group.fuller.is_some() || !named(group.kind) || group.words.len() != 1 || !capitals || letters.chars().count() < 3 {
            continue;
        }
        if let Some([long]) = by_initials.get(&letters).map(Vec::as_slice)
            && root(groups, *long) != g
        {
            groups[g].fuller = Some(*long);
        }
    }
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "a" | "de" | "la" | "&")
}

/// The initials of all words, and of all but the small ones.
fn initials(words: &[String]) -> [String; 2] {
    let parts = || words.iter().flat_map(|w| w.split('-')).filter(|w| !w.is_empty());
    let letter = |w: &str| w.chars().next().unwrap_or(' ');
    [parts().map(letter).collect(), parts().filter(|w| !is_small(w)).map(letter).collect()]
}

/// True if the letters of `short` are initials of `long`: exactly, or in order with the first one the same.
fn stands_for(short: &[String], long: &[String], exactly: bool) -> bool {
    let letters: Vec<char> = short.concat().chars().filter(|c| c.is_alphanumeric()).collect();
    if short.len() > 1 || long.len() < 2 || letters.len() < 2 || letters.len() > 10 {
        return false;
    }
    let [all, great] = initials(long);
    if all.chars().eq(letters.iter().copied()) || great.chars().eq(letters.iter().copied()) {
        return true;
    }
    let mut rest = all.chars();
    !exactly && all.starts_with(letters[0]) && letters.iter().all(|&l| rest.any(|c| c == l))
}

/// What a company or body is, at the end of its name.
const FORMS: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "llc",
    "plc",
    "co",
    "company",
    "group",
    "holdings",
    "holding",
    "ag",
    "sa",
    "gmbh",
    "nv",
    "spa",
    "bank",
    "airlines",
    "airways",
    "motors",
    "industries",
    "international",
    "party",
    "movement",
];

/// Companies without their legal form or kind: "Acme" after "Acme Holdings Ltd."
fn join_companies(groups: &mut [Group]) {
    let mut by_stem: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for (g, group) in groups.iter().enumerate().filter(|(_, g)| matches!(g.kind, NameKind::Organization | NameKind::Group)) {
        let mut end = group.words.len();
        while end > 1 && FORMS.contains(&group.words[end - 1].trim_end_matches('.')) {
            end -= 1;
            by_stem.entry(group.words[..end].to_vec()).or_default().push(g);
        }
    }
    for g in 0..groups.len() {
        if groups[g].fuller.is_none()
            && matches!(groups[g].kind, NameKind::Organization | NameKind::Group | NameKind::Other | NameKind::Product)
            && let Some([long]) = by_stem.get(&groups[g].words).map(Vec::as_slice)
            && root(groups, *long) != g
        {
            groups[g].fuller = Some(*long);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Language;
    use model::TextRange;

    fn kind(word: &str) -> NameKind {
        serde_json::from_value(serde_json::Value::from(word)).expect("a kind of name")
    }

    /// Text, names, and what should come out: kind and target of each that stays.
    type Example = (String, Vec<Name>, Vec<(NameKind, Option<u32>)>);

    fn read(line: &str) -> Example {
        let (mut text, mut names, mut expected) = (String::new(), Vec::new(), Vec::new());
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('[') {
            let (inner, tail) = after.split_once(']').expect("a closing bracket");
            let (words, label) = inner.split_once('|').expect("words and kind");
            text.push_str(before);
            let (label, dropped) = label.strip_suffix('!').map_or((label, false), |l| (l, true));
            let (label, target) = label.split_once('>').map_or((label, None), |(l, t)| (l, t.parse().ok()));
            let (given, wanted) = label.split_once('=').unwrap_or((label, label));
            let range = TextRange::new(text.len(), text.len() + words.len());
            text.push_str(words);
            names.push(Name { range, text: words.into(), kind: kind(given), title: None, same_as: None, actor: None });
            if !dropped {
                expected.push((kind(wanted), target));
            }
            rest = tail;
        }
        text.push_str(rest);
        (text, names, expected)
    }

    fn article(text: &str) -> Article {
        let length = text.len();
        serde_json::from_value(serde_json::json!({
            "id": "a_00000000000000000000", "input_id": null, "page": "p_00000000000000000000", "page_span": [0, length], "url": null, "source": null,
            "headline": null, "label": null, "bylines": [], "agencies": [], "published": null, "published_from": null, "updated": null,
            "dateline": null, "language": "en", "text": text, "blocks": [{"kind": "paragraph", "span": [0, length], "credit": null}]
        }))
        .expect("an article")
    }

    #[test]
    fn examples_hold() {
        let mut count = 0;
        for line in include_str!("names/examples.txt").lines().filter(|l| l.contains('|') && !l.starts_with('#')) {
            let (text, mut names, expected) = read(line);
            let article = article(&text);
            let syntax = Language::english().analyze(&text, &[article.blocks[0].range]);
            resolve(&article, &syntax, &mut names);
            let found: Vec<_> = names.iter().map(|n| (n.kind, n.same_as)).collect();
            assert_eq!(found, expected, "{line}");
            count += 1;
        }
        assert!(count > 10);
    }

    #[test]
    fn many_names_take_no_longer_than_they_should() {
        let text = "Ann Doe and Doe and AD (Ann Doe) ".repeat(2000);
        let article = article(&text);
        let syntax = Language::english().analyze(&text, &[article.blocks[0].range]);
        let mut names: Vec<Name> = (0..60_000)
            .map(|n| {
                let range = TextRange::new(n, n + 3);
                Name {
                    range,
                    text: format!("Ann{} Doe", n % 30_000),
                    kind: NameKind::Person,
                    title: None,
                    same_as: None,
                    actor: None,
                }
            })
            .collect();
        resolve(&article, &syntax, &mut names);
        assert_eq!(names[0].same_as, None);
        assert_eq!(names[30_000].same_as, Some(0));
    }
}
