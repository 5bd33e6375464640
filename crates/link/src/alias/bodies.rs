//! Organizations over articles: initials, and names of the list that others may bear, too.

use super::company::{Company, shared};
use super::lexicon::{Country, lexicon};
use super::spell::initials;
use super::table::{Node, Table};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One full name that is so much commoner than the next is meant where nothing speaks for another.
const PREVAILS: usize = 8;

/// Gives initials and uncertain names to those whom they stand for.
pub fn join(table: &mut Table) {
    let of_body: HashMap<u32, u32> =
        (0..table.nodes.len() as u32).filter_map(|n| Some((table.nodes[n as usize].body?, n))).collect();
    let spelled = spelled_out(table);
    let mut company = None;
    let short: Vec<u32> = (0..table.nodes.len() as u32).filter(|n| table.nodes[*n as usize].body.is_none()).collect();
    let mut gifts: Vec<(u32, Vec<(u32, u32)>)> = Vec::new();
    for n in short {
        let node = &table.nodes[n as usize];
        let found = candidates(table, node, &of_body, &spelled);
        if found.is_empty() || found.contains(&n) {
            continue;
        }
        let with = company.get_or_insert_with(|| Company::of(table));
        let gift = choose(table, with, n, &found);
        if !gift.is_empty() {
            gifts.push((n, gift));
        }
    }
    for (n, gift) in gifts {
        table.give(n, &gift);
    }
}

/// Full names by their initials, those of four letters and more: shorter ones stand for too much.
fn spelled_out(table: &Table) -> BTreeMap<String, Vec<u32>> {
    let mut out: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (n, node) in
        table.nodes.iter().enumerate().filter(|(_, node)| !node.person() && node.key.contains(' ') && !node.key.contains('@'))
    {
        let letters: BTreeSet<String> = initials(&node.key).into_iter().filter(|x| x.chars().count() > 3).collect();
        letters.into_iter().for_each(|x| out.entry(x).or_default().push(n as u32));
    }
    out
}

/// The nodes that a name may be short for.
fn candidates(table: &Table, node: &Node, of_body: &HashMap<u32, u32>, spelled: &BTreeMap<String, Vec<u32>>) -> Vec<u32> {
    let mut found: BTreeSet<u32> = BTreeSet::new();
    found.extend(node.perhaps.and_then(|b| of_body.get(&b)));
    if node.capitals && !node.key.contains(' ') && !node.person() {
        if let Some(said) = table.initials.get(&node.key) {
            found.extend(said.keys());
        }
        if found.is_empty()
            && let Some([one]) = spelled.get(&node.key).map(Vec::as_slice)
        {
            found.insert(*one);
        }
    }
    found.into_iter().collect()
}

/// Whose each bearer of a short name is, where that can be told.
fn choose(table: &Table, company: &Company, n: u32, found: &[u32]) -> Vec<(u32, u32)> {
    let homes: Vec<Option<Country>> = found.iter().map(|f| home(table, *f)).collect();
    let friends: Vec<Vec<u32>> = if found.len() > 1 {
        found.iter().map(|f| company.with(table, &table.nodes[*f as usize].entities, &[*f, n])).collect()
    } else {
        Vec::new()
    };
    let size = |f: &u32| table.nodes[*f as usize].entities.len();
    let mut by_size: Vec<u32> = found.to_vec();
    by_size.sort_by_key(|f| (std::cmp::Reverse(size(f)), *f));
    let prevails = by_size.len() > 1 && size(&by_size[0]) >= PREVAILS * size(&by_size[1]);
    let mut out = Vec::new();
    for &e in &table.nodes[n as usize].entities {
        let entity = &table.entities[e as usize];
        let here = entity.country.or(entity.home);
        let fits: Vec<usize> = (0..found.len()).filter(|&f| here.is_none() || homes[f].is_none() || here == homes[f]).collect();
        let to = match fits.as_slice() {
            [one] => Some(found[*one]),
            [] => None,
            _ => {
                let own = company.with(table, &[e], &[n]);
                let mut best: Vec<(usize, usize)> = fits.iter().map(|&f| (shared(&own, &friends[f]), f)).collect();
                best.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
                if best[0].0 > best[1].0 { Some(found[best[0].1]) } else { prevails.then_some(by_size[0]) }
            }
        };
        out.extend(to.map(|to| (e, to)));
    }
    out
}

/// Where a body is at home: the list's word, its key's, or that of most of its articles.
fn home(table: &Table, n: u32) -> Option<Country> {
    let node = &table.nodes[n as usize];
    match node.body {
        Some(b) => lexicon().bodies[b as usize].country,
        None => table
            .country(n)
            .or_else(|| node.key.split_once('@').and_then(|k| k.1.as_bytes().try_into().ok()))
            .or_else(|| table.home(n)),
    }
}
