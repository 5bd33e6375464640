//! Names over all articles to actors.
//!
//! Mentions of one name in an article follow its fullest mention. Over articles, names are joined and bearers of one name
//! told apart by [`alias`](crate::alias); this file makes the record of each actor: its name, aliases, country and sector.

use crate::Digest;
use crate::alias::{self, Calling, NONE, Table, key, letters, lexicon, reads};
use model::{Actor, ActorId, ArticleId, NameKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

type ActorOf = HashMap<(ArticleId, u32), ActorId>;

/// What is said of one actor.
#[derive(Default)]
struct Gathered {
    forms: BTreeMap<String, u32>,
    kinds: BTreeMap<NameKind, u32>,
    articles: BTreeSet<u32>,
    places: Vec<(ArticleId, u32)>,
}

/// The actors of all articles, and which name is which.
pub fn actors(digests: &[Digest]) -> (Vec<Actor>, ActorOf) {
    let table = alias::resolve(digests);
    let mut found: BTreeMap<u32, Gathered> = BTreeMap::new();
    for (at, d) in digests.iter().enumerate() {
        for (i, name) in d.names.iter().enumerate() {
            let e = table.of_name[at][i];
            if e == NONE {
                continue;
            }
            let g = found.entry(table.root(table.entities[e as usize].node)).or_default();
            *g.forms.entry(name.text.clone()).or_default() += 1;
            let full = name.same_as.and_then(|j| d.names.get(j as usize)).unwrap_or(name);
            *g.kinds.entry(full.kind).or_default() += 1;
            g.articles.insert(at as u32);
            g.places.push((d.article, i as u32));
        }
    }
    let mut out = Vec::new();
    let mut actor_of = HashMap::new();
    for (node, g) in found {
        let actor = actor(&table, node, &g, digests);
        actor_of.extend(g.places.iter().map(|p| (*p, actor.id)));
        out.push(actor);
    }
    out.sort_by(|a: &Actor, b| b.mentions.cmp(&a.mentions).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id)));
    (out, actor_of)
}

/// The record of one actor.
fn actor(table: &Table, node: u32, g: &Gathered, digests: &[Digest]) -> Actor {
    let n = &table.nodes[node as usize];
    let body = n.body.map(|b| &lexicon().bodies[b as usize]);
    let state = n.key.strip_prefix('=').and_then(model::countries::find);
    let kind = match (body, state) {
        (Some(b), _) if b.group => NameKind::Group,
        (Some(_), _) | (_, Some(_)) => NameKind::Organization,
        _ => most(&g.kinds).copied().unwrap_or(NameKind::Other),
    };
    let name = match (body, state) {
        (Some(b), _) => b.name.to_string(),
        (_, Some(c)) => c.name.to_string(),
        _ => fullest(g, &n.key),
    };
    let name = of_country(g, &n.key, name);
    let home = n.key.split_once('@').and_then(|(_, c)| c.as_bytes().try_into().ok());
    let country = state.map(|c| c.alpha2.to_string()).or_else(|| {
        let listed = body.map(|b| b.country).or_else(|| home.map(Some));
        // Where no article says whose somebody is, the list of those whom the world knows does.
        let known = || lexicon().holder(&n.key).filter(|_| kind == NameKind::Person && n.apart.is_none());
        listed.unwrap_or_else(|| table.country(node).or_else(known)).map(letters)
    });
    let calling = match body {
        Some(b) => b.calling,
        None if state.is_some() => Some(Calling::Gov),
        None if kind == NameKind::Person => table.calling(node),
        None => lexicon().of_name(&name).or_else(|| table.calling(node)),
    };
    // One of several bearers of a name is told by what tells them apart.
    let own = n.apart.as_ref().map_or(n.key.clone(), |a| format!("{}@{a}", n.key));
    Actor {
        id: ActorId::of(&own, if kind == NameKind::Person { "Person" } else { "Organization" }),
        aliases: aliases(g, &name),
        name,
        kind,
        country,
        sector: calling.and_then(Calling::sector).map(String::from),
        mentions: g.places.len() as u32,
        articles: g.articles.iter().map(|&i| digests[i as usize].article).collect(),
    }
}

/// A body that every country has one of and that no article names ("the army") is called by its country, too, by the form
/// that tells it or in our words.
fn of_country(g: &Gathered, own: &str, name: String) -> String {
    let Some((words, code)) = own.split_once('@') else { return name };
    let bare = |form: &str| {
        let mut here: Vec<String> = key(form).split(' ').map(String::from).collect();
        here.sort_unstable();
        here.join(" ") == words
    };
    if name.chars().any(char::is_uppercase) || !bare(&name) {
        return name;
    }
    let longer: BTreeMap<&str, u32> = g.forms.iter().filter(|(f, _)| !bare(f)).map(|(f, n)| (f.as_str(), *n)).collect();
    let ours = || {
        let country = model::countries::find(code)?;
        let mut letters = name.strip_prefix("the ").unwrap_or(&name).chars();
        Some(format!("{}{} of {}", letters.next()?.to_uppercase(), letters.as_str(), country.name))
    };
    most(&longer).map(|f| f.to_string()).or_else(ours).unwrap_or(name)
}

/// The name that an actor is shown by: the commonest way to write its fullest form.
fn fullest(g: &Gathered, own: &str) -> String {
    let mixed = |f: &str| f.chars().any(char::is_lowercase);
    let own = own.split('@').next().unwrap_or(own);
    let exact = |f: &str| reads(f, own);
    let long = |f: &str| key(f).contains(' ');
    // Forms like the key, else those of two words and more, else all.
    let pick = |wanted: &dyn Fn(&str) -> bool| -> Option<String> {
        let forms: BTreeMap<(bool, &str), u32> =
            g.forms.iter().filter(|(f, _)| wanted(f)).map(|(f, n)| ((!mixed(f), f.as_str()), *n)).collect();
        most(&forms).map(|f| f.1.to_string())
    };
    pick(&exact).or_else(|| pick(&long)).or_else(|| pick(&|_| true)).unwrap_or_default()
}

/// The other forms, the commonest first: of those that read alike one.
fn aliases(g: &Gathered, name: &str) -> Vec<String> {
    let mut best: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for (form, n) in &g.forms {
        *best.entry(form.to_lowercase()).or_default().entry(form.clone()).or_default() += n;
    }
    let mut out: Vec<(u32, String)> = best
        .into_iter()
        .filter(|(low, _)| *low != name.to_lowercase())
        .filter_map(|(_, forms)| Some((forms.values().sum(), most(&forms)?.clone())))
        .collect();
    out.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    out.into_iter().map(|(_, form)| form).collect()
}

/// The most frequent key; the first of equals.
fn most<K: Ord>(counts: &BTreeMap<K, u32>) -> Option<&K> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(k, _)| k)
}
