//! Spellings of one person's full name: middle names left out, short forms of given names, transliterations.

use super::company::{Company, shared};
use super::lexicon::lexicon;
use super::spell::{article, distance, nearly, skeleton, sound};
use super::table::Table;
use std::collections::{BTreeMap, HashMap};

/// The most names of one sound that are compared with each other.
const BLOCK: usize = 80;
/// One full name that is so much commoner than the next is meant by a shorter one.
const PREVAILS: usize = 8;

/// The most full forms of one person that are compared with another's.
const MEMBERS: usize = 24;

/// A person's name taken apart.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Given names and what stands between.
    pub given: Vec<String>,
    /// The family name, or the last word.
    pub family: String,
    /// "jr", "iii".
    pub suffix: Option<String>,
}

impl Parts {
    /// Of a key with two words and more that count.
    pub fn of(key: &str) -> Option<Parts> {
        let mut words: Vec<String> = key.split(' ').filter(|w| !article(w)).map(String::from).collect();
        let suffix = words.pop_if(|w| suffix(w));
        let family = words.pop()?;
        let full = !words.is_empty() && family.chars().count() > 1;
        full.then_some(Parts { given: words, family, suffix })
    }
}

/// True for what may stand behind a family name, lower case.
pub fn suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// How two full names are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// Middle names left out or cut to initials.
    Shortened,
    /// "Qasem" and "Qassem", "Ruunsky" and "Ruunskyy": a letter written twice.
    Doubled,
    /// Spelled otherwise, sounding the same.
    Sounds,
    /// "Bill" and "William".
    Nickname,
    /// One vowel or letter more apart.
    Near,
}

/// Letters of sound from which on the given name and the family name are each rare enough that two people seldom bear both.
const LONG: usize = 5;
/// Consonants of both names together from which on spellings of one seldom fall together by chance.
const CONSONANTS: usize = 10;

/// Joins the nodes of full names that are one person.
pub fn join(table: &mut Table) {
    let people: Vec<(u32, Parts)> = (0..table.nodes.len() as u32)
        .filter(|n| table.nodes[*n as usize].person())
        .filter_map(|n| Some((n, Parts::of(&table.nodes[n as usize].key)?)))
        .collect();
    let pairs = pairs(table, &people);
    if pairs.is_empty() {
        return;
    }
    let company = Company::of(table);
    let mut shortened: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (how, short, long) in &pairs {
        if *how == Alike::Shortened {
            shortened.entry(*short).or_default().push(*long);
        }
    }
    let parts: HashMap<u32, &Parts> = people.iter().map(|(n, p)| (*n, p)).collect();
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    for (how, a, b) in pairs {
        let open = how != Alike::Shortened || meant(table, &parts, &shortened[&a]).is_none_or(|m| m == b);
        if open && !contradict(table, &members, &parts, a, b) && fits(table, &company, how, a, b) {
            let (x, y) = (table.root(a), table.root(b));
            table.join(a, b);
            let mut all = members.remove(&x).unwrap_or_else(|| vec![x]);
            all.extend(members.remove(&y).unwrap_or_else(|| vec![y]));
            members.insert(table.root(a), all);
        }
    }
}

/// True if what was joined so far holds two names with middle names that are not each other's: a short form in between
/// must not make one of "George W." and "George H. W.".
fn contradict(table: &Table, members: &HashMap<u32, Vec<u32>>, parts: &HashMap<u32, &Parts>, a: u32, b: u32) -> bool {
    let of = |n: u32| members.get(&table.root(n)).cloned().unwrap_or_else(|| vec![table.root(n)]);
    let middle = |n: u32| parts.get(&n).filter(|p| p.given.len() > 1).copied();
    let (left, right): (Vec<&Parts>, Vec<&Parts>) =
        (of(a).into_iter().filter_map(middle).collect(), of(b).into_iter().filter_map(middle).collect());
    let differ =
        |x: &Parts, y: &Parts| initials(&x.given[1..2]) != initials(&y.given[1..2]) && sound(&x.family) == sound(&y.family);
    left.iter().take(MEMBERS).any(|x| right.iter().take(MEMBERS).any(|y| differ(x, y)))
}

/// The one of several longer names that a short one means; `None` if all of them are one name.
/// Where they are several and none prevails, the answer fits none.
fn meant(table: &Table, parts: &HashMap<u32, &Parts>, longs: &[u32]) -> Option<u32> {
    let same = |a: &u32, b: &u32| a == b || shortens(parts[a], parts[b]) || shortens(parts[b], parts[a]);
    if longs.iter().all(|a| longs.iter().all(|b| same(a, b))) {
        return None;
    }
    let size = |n: &u32| table.nodes[*n as usize].entities.len();
    let mut by_size: Vec<u32> = longs.to_vec();
    by_size.sort_by_key(|n| (std::cmp::Reverse(size(n)), *n));
    Some(if size(&by_size[0]) >= PREVAILS * size(&by_size[1]) { by_size[0] } else { u32::MAX })
}

/// Pairs of names that may be one, the surest first; of shortened ones the short one comes first.
fn pairs(table: &Table, people: &[(u32, Parts)]) -> Vec<(Alike, u32, u32)> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, (_, p)) in people.iter().enumerate() {
        blocks.entry(skeleton(&sound(&p.family))).or_default().push(i);
    }
    let size = |i: usize| table.nodes[people[i].0 as usize].entities.len();
    let key = |n: u32| &table.nodes[n as usize].key;
    let mut out = Vec::new();
    for mut block in blocks.into_values() {
        block.sort_by(|a, b| size(*b).cmp(&size(*a)).then_with(|| key(people[*a].0).cmp(key(people[*b].0))));
        block.truncate(BLOCK);
        for (i, &a) in block.iter().enumerate() {
            for &b in &block[..i] {
                out.extend(alike(&people[a].1, &people[b].1).map(|(how, turned)| {
                    let (a, b) = (people[a].0, people[b].0);
                    if turned { (how, b, a) } else { (how, a, b) }
                }));
            }
        }
    }
    let weight = |n: u32| std::cmp::Reverse(table.nodes[n as usize].entities.len());
    out.sort_by(|x, y| {
        x.0.cmp(&y.0)
            .then_with(|| (weight(x.2), key(x.2), weight(x.1), key(x.1)).cmp(&(weight(y.2), key(y.2), weight(y.1), key(y.1))))
    });
    out
}

/// Whether and how two names are alike, and whether the second is the shorter one.
fn alike(a: &Parts, b: &Parts) -> Option<(Alike, bool)> {
    if a.family == b.family {
        if shortens(a, b) {
            return Some((Alike::Shortened, false));
        }
        if shortens(b, a) {
            return Some((Alike::Shortened, true));
        }
    }
    if a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix {
        return None;
    }
    if a.given.len() == b.given.len() && a.given.iter().chain([&a.family]).zip(b.given.iter().chain([&b.family])).all(one_word)
    {
        return Some((Alike::Doubled, false));
    }
    let (fa, fb) = (sound(&a.family), sound(&b.family));
    let (ga, gb) = (&a.given[0], &b.given[0]);
    let middle = a.given.len() == 1 || b.given.len() == 1 || initials(&a.given) == initials(&b.given);
    if fa == fb && middle {
        if sound(ga) == sound(gb) && ga.chars().count() > 1 {
            return Some((Alike::Sounds, false));
        }
        if lexicon().nicknames(ga, gb) {
            return Some((Alike::Nickname, false));
        }
    }
    let long = |w: &str| w.chars().count() > 3;
    // Two letters of a long one: "Aliaksandr" and "Alexander".
    let slips = 1 + usize::from(skeleton(&sound(ga)).chars().count() > LONG);
    let given = sound(ga) == sound(gb)
        || long(ga) && long(gb) && skeleton(&sound(ga)) == skeleton(&sound(gb)) && distance(&sound(ga), &sound(gb)) <= slips;
    // "Usama bin Varin" and "Osama bin Varen": what stands before is part of the family's name.
    let family = |p: &Parts| p.given[1..].iter().chain([&p.family]).cloned().collect::<Vec<_>>().join("");
    let whole = a.given.len() > 1 && a.given.len() == b.given.len() && nearly(&family(a), &family(b));
    (middle && given && (whole || nearly(&a.family, &b.family))).then_some((Alike::Near, false))
}

/// True if two words differ at most in letters written twice, and are long enough for that to be a slip.
fn one_word((a, b): (&String, &String)) -> bool {
    let single = |w: &str| {
        let mut out: Vec<char> = w.chars().collect();
        out.dedup();
        out
    };
    a == b || a.chars().count().min(b.chars().count()) > 3 && single(a) == single(b)
}

fn initials(words: &[String]) -> Vec<char> {
    words.iter().filter_map(|w| w.chars().next()).collect()
}

/// True if `short` is `long` with given names left out or cut to initials. The first given name stays.
pub fn shortens(short: &Parts, long: &Parts) -> bool {
    let one = short.suffix == long.suffix || short.suffix.is_none();
    if short.family != long.family || !one || short.given.len() > long.given.len() {
        return false;
    }
    let cut =
        |s: &str, l: &str| s == l || s.chars().count() == 1 && l.starts_with(s) || l.chars().count() == 1 && s.starts_with(l);
    let first = short.given[0] == long.given[0] || short.given[0].chars().count() == 1 && cut(&short.given[0], &long.given[0]);
    // "George W." is not "George H. W.".
    first && short.given.iter().zip(&long.given).skip(1).all(|(s, l)| cut(s, l))
}

/// True if nothing says that two names are two people, and enough that they are one.
fn fits(table: &Table, company: &Company, how: Alike, a: u32, b: u32) -> bool {
    let (a, b) = (table.root(a), table.root(b));
    if a == b {
        return false;
    }
    let articles =
        |n: u32| table.nodes[n as usize].entities.iter().map(|e| table.entities[*e as usize].article).collect::<Vec<_>>();
    let (one, other) = (articles(a), articles(b));
    // An article that names both in full tells them apart; some of many quote another spelling. (A name and its shorter
    // form are one in an article already, wherever that is plain.)
    let slips = if how == Alike::Sounds { 2 } else { 10 };
    if how > Alike::Doubled && shared(&one, &other) * slips >= one.len().min(other.len()) {
        return false;
    }
    let (mut good, mut bad) = (0, 0);
    let mut vote = |same: bool| if same { good += 1 } else { bad += 1 };
    if let (Some(x), Some(y)) = (table.country(a), table.country(b)) {
        vote(x == y);
    }
    if let (Some(x), Some(y)) = (table.calling(a), table.calling(b)) {
        vote(x.goes_with(y));
    }
    let friends = |n: u32| company.with(table, &table.nodes[n as usize].entities, &[a, b]);
    let together = shared(&friends(a), &friends(b));
    let home = table.home(a).is_some() && table.home(a) == table.home(b);
    if together > 0 {
        good += 1;
    }
    let parts = |n: u32| Parts::of(&table.nodes[n as usize].key);
    // Long names that sound the same are one as if they were spelled so; nothing but what speaks against it parts them.
    let rare = || {
        let long = |w: &str| sound(w).chars().count() >= LONG;
        parts(a).is_some_and(|p| long(&p.given[0]) && long(&format!("{}{}", p.given[1..].concat(), p.family)))
    };
    let consonants = || {
        parts(a)
            .map_or(0, |p| skeleton(&sound(&p.given.concat())).chars().count() + skeleton(&sound(&p.family)).chars().count())
    };
    match how {
        Alike::Sounds if bad == 0 && rare() => true,
        Alike::Near if bad == 0 && good > 0 && consonants() >= CONSONANTS => true,
        Alike::Near
            if bad == 0 && rare() && parts(a).zip(parts(b)).is_some_and(|(p, q)| p.given.len() > 1 && q.given.len() > 1) =>
        {
            true
        }
        Alike::Shortened | Alike::Doubled => bad == 0 || together > 0,
        Alike::Sounds | Alike::Nickname => bad == 0 && good + usize::from(home) > 0 || together > 1,
        Alike::Near => bad == 0 && good + usize::from(home) > 1 && together > 0,
    }
}
