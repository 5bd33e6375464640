//! Family names and given names that stand alone in an article: whose they are.

use super::company::{Company, shared};
use super::people::Parts;
use super::spell::{article, nearly, skeleton, sound};
use super::table::{Entity, Table};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Of more people of one name than this, the most told of are looked at.
const TOO_MANY: usize = 16;
/// A person named in so many times as many articles as the next is meant where nothing speaks for another.
const PREVAILS: usize = 8;

/// The people of a batch by the parts of their names.
#[derive(Default)]
struct People {
    family: HashMap<String, Vec<u32>>,
    sounds: HashMap<String, Vec<(String, u32)>>,
    given: HashMap<String, Vec<u32>>,
}

/// Gives bearers of single names to the people whom they mean.
pub fn attach(table: &mut Table) {
    let people = people(table);
    let single: Vec<(u32, String)> = (0..table.nodes.len() as u32)
        .filter(|n| !table.nodes[*n as usize].entities.is_empty() && table.nodes[*n as usize].person())
        .filter_map(|n| Some((n, single(&table.nodes[n as usize].key)?)))
        .collect();
    let mut company = None;
    let mut friends: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut gifts: Vec<(u32, Vec<(u32, u32)>)> = Vec::new();
    for (n, word) in single {
        let by_family = commonest(table, candidates(&people, &word));
        let by_given = commonest(table, people.given.get(&word).cloned().unwrap_or_default());
        if by_family.is_empty() && by_given.is_empty() {
            continue;
        }
        let with = company.get_or_insert_with(|| Company::of(table));
        for f in by_family.iter().chain(&by_given) {
            friends.entry(*f).or_insert_with(|| with.with(table, &table.nodes[*f as usize].entities, &[*f]));
        }
        let mut gift = Vec::new();
        for &e in &table.nodes[n as usize].entities {
            let own = with.with(table, &[e], &[n]);
            let entity = &table.entities[e as usize];
            let seen = Seen { table, friends: &friends, own: &own, entity };
            // A given name stands alone where one is on first-name terms: only in known company.
            let to = if by_given.len() > by_family.len() && !entity.titled { None } else { seen.family(&by_family) };
            gift.extend(to.or_else(|| seen.given(&by_given)).map(|to| (e, to)));
        }
        if !gift.is_empty() {
            gifts.push((n, gift));
        }
    }
    gifts.into_iter().for_each(|(n, gift)| table.give(n, &gift));
}

/// The word of a name of one word, particles left out.
fn single(key: &str) -> Option<String> {
    let mut words = key.split(' ').filter(|w| !article(w));
    let one = words.next()?;
    (words.next().is_none() && one.chars().count() > 1).then(|| one.to_string())
}

/// Everybody with a full name.
fn people(table: &Table) -> People {
    let mut out = People::default();
    let mut families: BTreeSet<(String, u32)> = BTreeSet::new();
    let mut givens: BTreeSet<(String, u32)> = BTreeSet::new();
    for n in 0..table.nodes.len() as u32 {
        let node = &table.nodes[n as usize];
        let root = table.root(n);
        let named = &table.nodes[root as usize];
        if named.entities.is_empty() || !named.person() {
            continue;
        }
        // Names that were joined to another give their parts to it; what was split off bears the same name.
        let Some(parts) = Parts::of(&node.key) else { continue };
        families.insert((parts.family, root));
        givens.insert((parts.given[0].clone(), root));
    }
    for (family, n) in families {
        out.sounds.entry(skeleton(&sound(&family))).or_default().push((family.clone(), n));
        out.family.entry(family).or_default().push(n);
    }
    givens.into_iter().for_each(|(given, n)| out.given.entry(given).or_default().push(n));
    out
}

/// Those most told of.
fn commonest(table: &Table, mut found: Vec<u32>) -> Vec<u32> {
    let node = |n: u32| &table.nodes[n as usize];
    found.sort_by(|a, b| {
        node(*b).entities.len().cmp(&node(*a).entities.len()).then_with(|| (&node(*a).key, a).cmp(&(&node(*b).key, b)))
    });
    found.truncate(TOO_MANY);
    found
}

/// People of a family name, spelled so or sounding so.
fn candidates(people: &People, word: &str) -> Vec<u32> {
    if let Some(spelled) = people.family.get(word) {
        return spelled.clone();
    }
    let alike = people.sounds.get(&skeleton(&sound(word))).filter(|_| word.chars().count() > 4);
    crate::set(alike.into_iter().flatten().filter(|(family, _)| nearly(family, word)).map(|(_, n)| *n))
}

/// A single name in an article, and what is known of the people whom it may mean.
struct Seen<'a> {
    table: &'a Table,
    friends: &'a BTreeMap<u32, Vec<u32>>,
    own: &'a [u32],
    entity: &'a Entity,
}

impl Seen<'_> {
    /// What speaks for one person: shared company, and whether calling and country agree. None if something speaks against.
    fn weigh(&self, n: u32) -> Option<(usize, usize)> {
        let together = shared(self.own, &self.friends[&n]);
        let mut good = 0;
        if let (Some(a), Some(b)) = (self.entity.country, self.table.country(n)) {
            if a != b && together == 0 {
                return None;
            }
            good += usize::from(a == b);
        }
        if let (Some(a), Some(b)) = (self.entity.calling, self.table.calling(n)) {
            if !a.goes_with(b) && together == 0 {
                return None;
            }
            good += usize::from(a.goes_with(b));
        }
        Some((together, good))
    }

    /// How much speaks for somebody: company counts less where he is named with everybody.
    fn weight(&self, of: &(u32, (usize, usize))) -> f64 {
        2.0 * of.1.0 as f64 / (1.0 + self.friends[&of.0].len() as f64).sqrt() + 0.3 * of.1.1 as f64
    }

    /// The one of a family name who is meant.
    fn family(&self, found: &[u32]) -> Option<u32> {
        let mut fits: Vec<(u32, (usize, usize))> = found.iter().filter_map(|n| Some((*n, self.weigh(*n)?))).collect();
        let size = |n: u32| self.table.nodes[n as usize].entities.len();
        fits.sort_by(|a, b| {
            self.weight(b).total_cmp(&self.weight(a)).then_with(|| size(b.0).cmp(&size(a.0))).then(a.0.cmp(&b.0))
        });
        match fits.as_slice() {
            [] => None,
            [one] if found.len() == 1 || one.1.0 + one.1.1 > 0 => Some(one.0),
            [_] => None,
            [a, b, ..] => {
                let first = fits.iter().max_by_key(|x| (size(x.0), std::cmp::Reverse(x.0)))?.0;
                if fits.iter().all(|x| x.0 == first || size(first) >= PREVAILS * size(x.0)) {
                    return Some(first);
                }
                (self.weight(a) > self.weight(b)).then_some(a.0)
            }
        }
    }

    /// The one of a given name who is meant: in company that is his.
    fn given(&self, found: &[u32]) -> Option<u32> {
        let mut fits: Vec<(usize, u32)> =
            found.iter().filter_map(|n| Some((self.weigh(*n)?.0, *n))).filter(|x| x.0 > 1).collect();
        fits.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        match fits.as_slice() {
            [one] => Some(one.1),
            [a, b, ..] if a.0 > 2 * b.0 => Some(a.1),
            _ => None,
        }
    }
}
