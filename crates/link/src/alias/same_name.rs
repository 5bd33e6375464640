//! Two people of one name: told apart where they do different things in different company.

use super::company::{Company, shared};
use super::lexicon::{Calling, Country, letters};
use super::table::{Entity, Table, most};
use std::collections::BTreeMap;

/// Company of fewer names says nothing.
const ENOUGH: usize = 2;

/// Splits the nodes of people whose bearers are plainly several.
pub fn split(table: &mut Table) {
    let several: Vec<u32> =
        (0..table.nodes.len() as u32).filter(|n| table.nodes[*n as usize].person() && doubtful(table, *n)).collect();
    if several.is_empty() {
        return;
    }
    let company = Company::of(table);
    for n in several {
        let groups = groups(table, &company, n);
        // The one who is told of first keeps the name's id.
        for (i, (entities, apart)) in groups.into_iter().enumerate().skip(1) {
            table.split_off(n, format!("{apart}{i}"), entities);
        }
    }
}

/// True if the bearers of a full name are said to do or be from different things.
fn doubtful(table: &Table, n: u32) -> bool {
    let node = &table.nodes[n as usize];
    if node.entities.len() < 2 || !node.key.contains(' ') {
        return false;
    }
    let each = || node.entities.iter().map(|e| &table.entities[*e as usize]);
    let callings: Vec<Calling> = each().filter_map(|e| e.calling).collect();
    let countries: Vec<Country> = each().filter_map(|e| e.country).collect();
    callings.iter().any(|c| !c.goes_with(callings[0])) || countries.iter().any(|c| *c != countries[0])
}

/// What an article says of a bearer.
type Profile = (Option<Calling>, Option<Country>);

fn profile(e: &Entity) -> Profile {
    (e.calling, e.country)
}

/// True if two profiles may be of one person.
fn agree(a: Profile, b: Profile) -> bool {
    let walks = match (a.0, b.0) {
        (Some(x), Some(y)) => x.goes_with(y),
        _ => true,
    };
    let countries = match (a.1, b.1) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    walks && countries
}

/// True if two profiles are plainly of two people, whatever their company: a striker and a senator, a minister of one country
/// and of another. Within one country somebody may well go from the pitch into parliament.
fn plainly_two(a: Profile, b: Profile, homes: (Option<Country>, Option<Country>)) -> bool {
    let (Some(x), Some(y)) = (a.0, b.0) else { return false };
    let (here, there) = (a.1.or(homes.0), b.1.or(homes.1));
    let one_land = here.is_some() && here == there;
    let two_lands = a.1.is_some() && b.1.is_some() && a.1 != b.1;
    // Players change their country's shirt.
    let settled = !matches!(x, Calling::Sport | Calling::Art);
    !x.goes_with(y) && !one_land || two_lands && settled
}

/// The bearers of a name by person, those who are told of first first; what tells each from the others.
fn groups(table: &Table, company: &Company, n: u32) -> Vec<(Vec<u32>, String)> {
    let mut by_profile: BTreeMap<Profile, Vec<u32>> = BTreeMap::new();
    for &e in &table.nodes[n as usize].entities {
        by_profile.entry(profile(&table.entities[e as usize])).or_default().push(e);
    }
    let known: Vec<(Profile, Vec<u32>)> =
        by_profile.iter().filter(|(p, _)| p.0.is_some() || p.1.is_some()).map(|(p, e)| (*p, e.clone())).collect();
    let with: Vec<Vec<u32>> = known.iter().map(|(_, e)| company.with(table, e, &[n])).collect();
    let homes: Vec<Option<Country>> =
        known.iter().map(|(_, e)| most(e.iter().map(|e| table.entities[*e as usize].home))).collect();
    // Profiles that agree, or that keep the same company, are one person's.
    let mut of: Vec<usize> = (0..known.len()).collect();
    for a in 0..known.len() {
        for b in 0..a {
            let told = with[a].len() >= ENOUGH && with[b].len() >= ENOUGH;
            let one = agree(known[a].0, known[b].0)
                || !told && !plainly_two(known[a].0, known[b].0, (homes[a], homes[b]))
                || shared(&with[a], &with[b]) > 0;
            if one && of[a] != of[b] {
                let (from, into) = (of[a], of[b]);
                of.iter_mut().filter(|x| **x == from).for_each(|x| *x = into);
            }
        }
    }
    let mut out: BTreeMap<usize, (Vec<u32>, Vec<u32>, Profile)> = BTreeMap::new();
    for (i, (p, e)) in known.iter().enumerate() {
        let group = out.entry(of[i]).or_insert_with(|| (Vec::new(), Vec::new(), *p));
        group.0.extend(e);
        group.1.extend(&with[i]);
    }
    let mut groups: Vec<(Vec<u32>, Vec<u32>, Profile)> = out.into_values().collect();
    if groups.len() < 2 {
        return Vec::new();
    }
    groups.iter_mut().for_each(|g| g.1.sort_unstable());
    // Who is told of without a word on what he does goes where his company is, else to the commonest.
    let commonest = (0..groups.len()).max_by_key(|g| (groups[*g].0.len(), std::cmp::Reverse(*g))).unwrap_or(0);
    let mut rest: Vec<(u32, usize)> = Vec::new();
    for &e in by_profile.get(&(None, None)).into_iter().flatten() {
        let own = company.with(table, &[e], &[n]);
        let best = (0..groups.len()).max_by_key(|g| (shared(&own, &groups[*g].1), *g == commonest, std::cmp::Reverse(*g)));
        rest.push((e, best.unwrap_or(commonest)));
    }
    rest.into_iter().for_each(|(e, g)| groups[g].0.push(e));
    groups.iter_mut().for_each(|g| g.0.sort_unstable());
    groups.sort_by_key(|g| g.0[0]);
    groups.into_iter().map(|g| (g.0, said(g.2))).collect()
}

/// A profile in words, for the id.
fn said(p: Profile) -> String {
    let country = p.1.map(letters).unwrap_or_default();
    format!("{:?}{country}", p.0)
}
