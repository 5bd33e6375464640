//! All names of all articles by key: what is joined and split.

use super::cue::Cue;
use super::lexicon::{Calling, Country, letters, lexicon};
use super::spell::{body_key, initials, key};
use crate::{Digest, NameDigest};
use model::NameKind;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What fewer than one in so many articles say of somebody may be a slip.
const SELDOM: usize = 20;

/// No entity: the name is of no actor.
pub const NONE: u32 = u32::MAX;

/// One who is named in one article.
#[derive(Clone, Copy, Debug)]
pub struct Entity {
    /// Index of the article.
    pub article: u32,
    /// Whose it is: index of a node, at first that of its key.
    pub node: u32,
    /// The first of what the article says.
    pub calling: Option<Calling>,
    /// The same.
    pub country: Option<Country>,
    /// Where most of the article takes place.
    pub home: Option<Country>,
    /// Written with a title somewhere.
    pub titled: bool,
}

/// One name over all articles, or some of its bearers.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The name's key; "=LY" is a state, "foreign ministry@LY" a body that every country has.
    pub key: String,
    /// Mentions by kind.
    pub kinds: BTreeMap<NameKind, u32>,
    /// Those who bear it, in order of articles.
    pub entities: Vec<u32>,
    /// What tells it from others of the same name, where it was split off.
    pub apart: Option<String>,
    /// On the list of bodies.
    pub body: Option<u32>,
    /// It may be this body of the list.
    pub perhaps: Option<u32>,
    /// Written in capitals, as initials are.
    pub capitals: bool,
    /// The node it was joined to.
    parent: Option<u32>,
}

impl Node {
    /// True if it is mostly a person's name.
    pub fn person(&self) -> bool {
        self.body.is_none()
            && self.kinds.iter().max_by_key(|(k, n)| (**n, std::cmp::Reverse(**k))).is_some_and(|(k, _)| *k == NameKind::Person)
    }
}

/// Everything that is named.
#[derive(Debug, Default)]
pub struct Table {
    /// All nodes.
    pub nodes: Vec<Node>,
    /// All entities, by article.
    pub entities: Vec<Entity>,
    /// The entity of each name of each article, or [`NONE`].
    pub of_name: Vec<Vec<u32>>,
    /// Which initials stand for which nodes, and in how many articles it is said.
    pub initials: BTreeMap<String, BTreeMap<u32, u32>>,
    by_key: HashMap<String, u32>,
}

/// The kinds that act.
fn acts(kind: NameKind) -> bool {
    matches!(kind, NameKind::Person | NameKind::Organization | NameKind::Group)
}

impl Table {
    /// The names of all articles.
    pub fn gather(digests: &[Digest]) -> Table {
        let mut table = Table::default();
        let mut here: HashMap<u32, u32> = HashMap::new();
        for (at, d) in digests.iter().enumerate() {
            here.clear();
            let row = (0..d.names.len()).map(|i| table.enter(at as u32, d, i, &mut here)).collect();
            table.of_name.push(row);
            table.learn(d, at);
        }
        table
    }

    /// Puts name `i` of an article in; `here` holds the article's entities by node.
    fn enter(&mut self, article: u32, d: &Digest, i: usize, here: &mut HashMap<u32, u32>) -> u32 {
        let name = &d.names[i];
        let full = stands_for(d, name);
        let Some(named) = named(full, &name.cue) else { return NONE };
        let node = self.node(named);
        *self.nodes[node as usize].kinds.entry(full.kind).or_default() += 1;
        self.nodes[node as usize].capitals |= capitals(&full.text);
        let e = *here.entry(node).or_insert_with(|| {
            self.entities.push(Entity { article, node, calling: None, country: None, home: name.cue.home, titled: false });
            self.entities.len() as u32 - 1
        });
        let list = &mut self.nodes[node as usize].entities;
        if list.last() != Some(&e) {
            list.push(e);
        }
        let entity = &mut self.entities[e as usize];
        entity.calling = entity.calling.or(name.cue.calling);
        entity.country = entity.country.or(name.cue.country);
        entity.titled |= name.cue.titled;
        e
    }

    /// Initials that the article gives for a longer name.
    fn learn(&mut self, d: &Digest, at: usize) {
        let mut said: Vec<(String, u32)> = Vec::new();
        for (i, name) in d.names.iter().enumerate() {
            let e = self.of_name[at][i];
            let (Some(full), true) = (name.same_as.and_then(|j| d.names.get(j as usize)), e != NONE) else { continue };
            let short = key(&name.text);
            let long = key(&full.text);
            let initial = initials(&long).iter().any(|x| !x.is_empty() && x.chars().next() == short.chars().next());
            if capitals(&name.text) && !short.contains(' ') && long.contains(' ') && initial && full.kind != NameKind::Person {
                said.push((short, self.entities[e as usize].node));
            }
        }
        for (short, node) in crate::set(said) {
            *self.initials.entry(short).or_default().entry(node).or_default() += 1;
        }
    }

    /// The node of a key.
    fn node(&mut self, named: Named) -> u32 {
        if let Some(&n) = self.by_key.get(&named.key) {
            return n;
        }
        let n = self.nodes.len() as u32;
        self.by_key.insert(named.key.clone(), n);
        self.nodes.push(Node { key: named.key, body: named.body, perhaps: named.perhaps, ..Node::default() });
        n
    }

    /// A new node for some bearers of node `of`.
    pub fn split_off(&mut self, of: u32, apart: String, entities: Vec<u32>) {
        let n = self.nodes.len() as u32;
        for e in &entities {
            self.entities[*e as usize].node = n;
        }
        let old = &mut self.nodes[of as usize];
        old.entities.retain(|e| entities.binary_search(e).is_err());
        let node = Node { key: old.key.clone(), kinds: old.kinds.clone(), entities, apart: Some(apart), ..Node::default() };
        self.nodes.push(node);
    }

    /// The node that a node was joined to.
    pub fn root(&self, mut n: u32) -> u32 {
        while let Some(p) = self.nodes[n as usize].parent {
            n = p;
        }
        n
    }

    /// Joins two nodes; the one of more bearers stays, of equals the one whose key comes first.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let rank = |n: u32| {
            (
                self.nodes[n as usize].body.is_none(),
                std::cmp::Reverse(self.nodes[n as usize].entities.len()),
                &self.nodes[n as usize].key,
            )
        };
        let (into, from) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.nodes[from as usize].entities);
        self.nodes[from as usize].parent = Some(into);
        let into = &mut self.nodes[into as usize];
        into.entities.extend(moved);
        into.entities.sort_unstable();
    }

    /// Gives some of a node's bearers to other nodes. `wanted` is in order of entities.
    pub fn give(&mut self, node: u32, wanted: &[(u32, u32)]) {
        let gone: HashSet<u32> = wanted.iter().map(|w| w.0).collect();
        self.nodes[node as usize].entities.retain(|e| !gone.contains(e));
        for &(e, to) in wanted {
            let to = self.root(to);
            self.entities[e as usize].node = to;
            self.nodes[to as usize].entities.push(e);
        }
    }

    /// The commonest calling of a node's bearers, and its share.
    pub fn calling(&self, node: u32) -> Option<Calling> {
        most(self.nodes[node as usize].entities.iter().map(|e| self.entities[*e as usize].calling))
    }

    /// The country that most say of a node's bearers.
    pub fn country(&self, node: u32) -> Option<Country> {
        most(self.nodes[node as usize].entities.iter().map(|e| self.entities[*e as usize].country))
    }

    /// The country where most of a node's articles take place.
    pub fn home(&self, node: u32) -> Option<Country> {
        most(self.nodes[node as usize].entities.iter().map(|e| self.entities[*e as usize].home))
    }
}

/// What is said more often than all else together, and in one of so many articles.
pub fn most<T: Ord + Copy>(said: impl Iterator<Item = Option<T>>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    let mut articles = 0;
    for x in said {
        articles += 1;
        x.into_iter().for_each(|x| *counts.entry(x).or_default() += 1);
    }
    let all: usize = counts.values().sum();
    counts.into_iter().find(|(_, n)| n * 2 > all && n * SELDOM >= articles).map(|(x, _)| x)
}

/// The mention whose words a name goes by: the fullest of the article. "BP" is no short form of "Bill BP".
fn stands_for<'a>(d: &'a Digest, name: &'a NameDigest) -> &'a NameDigest {
    let Some(full) = name.same_as.and_then(|j| d.names.get(j as usize)) else { return name };
    let slip = full.kind == NameKind::Person && capitals(&name.text) && !capitals(&full.text.replace(' ', ""));
    if slip && full.text.ends_with(&name.text) { name } else { full }
}

/// True for words in capitals: initials, or a heading.
fn capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().all(char::is_uppercase) && (2..9).contains(&letters.count())
}

/// A key with what the lists know of it.
struct Named {
    key: String,
    body: Option<u32>,
    perhaps: Option<u32>,
}

impl Named {
    fn key(key: String) -> Named {
        Named { key, body: None, perhaps: None }
    }

    fn body(at: u32) -> Named {
        Named { key: body_key(lexicon().bodies[at as usize].name), body: Some(at), perhaps: None }
    }
}

/// A building whose name is the government's, wherever it acts.
const SEAT: &str = "kremlin";

/// The key of a name with its cue; none for names of what does not act.
fn named(name: &NameDigest, cue: &Cue) -> Option<Named> {
    let lists = lexicon();
    if let Some(c) = cue.state {
        return Some(state(c));
    }
    if name.kind == NameKind::Person {
        let k = key(&name.text);
        let body = lists.names.get(&k).filter(|(_, sure)| *sure && k.contains(' ')).map(|b| Named::body(b.0));
        return body.or_else(|| wordy(&k).then(|| Named::key(k)));
    }
    let k = body_key(&name.text);
    if !acts(name.kind) {
        if k == SEAT && cue.acts {
            return lists.states.get(SEAT).map(|c| state(*c));
        }
        // "EU" is found as a place, "Taliban" as a nation, "M23" as a thing.
        let (at, _) = *lists.names.get(&k).filter(|(_, sure)| *sure)?;
        let body = &lists.bodies[at as usize];
        let one = body.group || body.calling == Some(Calling::Igo) || cue.acts && name.kind != NameKind::Nationality;
        return one.then(|| Named::body(at));
    }
    // "M23" has one letter, and is known.
    (wordy(&k) || lists.names.get(&k).is_some_and(|(_, sure)| *sure)).then(|| organization(k, cue))
}

/// True if there are letters enough for a name.
fn wordy(key: &str) -> bool {
    key.chars().filter(|c| c.is_alphabetic()).count() > 1
}

fn state(c: Country) -> Named {
    Named::key(format!("={}", letters(c)))
}

/// An organization: one of the list, a state, a body that every country has, or its own name without its legal form.
fn organization(k: String, cue: &Cue) -> Named {
    let lists = lexicon();
    let k = without_form(&k).to_string();
    let (own, rest) = nationality(&k);
    let at_home = own.or(cue.country).or(cue.home);
    let mut perhaps = None;
    for name in [k.as_str(), rest] {
        let Some(&(at, sure)) = lists.names.get(name) else { continue };
        let country = lists.bodies[at as usize].country;
        let foreign = own.or(cue.country).is_some_and(|c| country.is_some_and(|b| b != c));
        // "ELN guerrillas" in an article that tells of no place but one of theirs.
        let near = at_home.or(cue.only);
        if sure && (name == k || !foreign) || country.is_some() && country == near {
            return Named::body(at);
        }
        if !foreign {
            perhaps = perhaps.or(Some(at));
        }
    }
    if let Some(c) = lists.states.get(&k).or_else(|| lists.states.get(rest.strip_prefix("government of ").unwrap_or_default()))
    {
        return state(*c);
    }
    if let (Some(c), "government") = (own, rest) {
        return state(c);
    }
    // "the government" that acts in an article about one country.
    if let (Some(c), "government", true) = (at_home, k.as_str(), cue.acts) {
        return state(c);
    }
    if lists.general(rest) {
        let mut words: Vec<&str> =
            rest.split(' ').filter(|w| !matches!(*w, "of" | "the" | "and" | "for" | "affairs" | "national")).collect();
        if words.len() > 1
            || own.is_some()
            || words.iter().any(|w| {
                matches!(*w, "parliament" | "senate" | "congress" | "army" | "military" | "navy" | "police" | "treasury")
            })
        {
            words.sort_unstable();
            let c = at_home.map(letters).unwrap_or_default();
            return Named { key: format!("{}@{c}", words.join(" ")), body: None, perhaps };
        }
    }
    Named { key: k, body: None, perhaps }
}

/// A key without "plc", "inc" and the like.
fn without_form(key: &str) -> &str {
    let mut k = key;
    while let Some((head, last)) = k.rsplit_once(' ') {
        let form = matches!(
            last,
            "plc"
                | "inc"
                | "corp"
                | "corporation"
                | "ltd"
                | "limited"
                | "llc"
                | "llp"
                | "co"
                | "company"
                | "gmbh"
                | "ag"
                | "sa"
                | "nv"
                | "spa"
                | "asa"
                | "oyj"
                | "kgaa"
        );
        if !form || head == "and" || head.ends_with(" and") {
            break;
        }
        k = head;
    }
    k
}

/// The country that a name begins or ends with, and the name without it: "libyan foreign ministry", "senate of the philippines".
fn nationality(k: &str) -> (Option<Country>, &str) {
    let lists = lexicon();
    let ends: Vec<usize> = k.match_indices(' ').map(|(i, _)| i).take(3).collect();
    for &end in ends.iter().rev() {
        if let Some(c) = lists.adjectives.get(&k[..end]) {
            return (Some(*c), k[end + 1..].trim_start_matches("the "));
        }
    }
    if let Some((head, tail)) = k.rsplit_once(" of ") {
        let tail = tail.trim_start_matches("the ");
        if let Some(c) = lists.states.get(tail) {
            return (Some(*c), head);
        }
    }
    (None, k)
}

/// True if a form reads like a key, be it a person's or an organization's.
pub fn reads(form: &str, own: &str) -> bool {
    key(form) == own || without_form(&body_key(form)) == own
}
