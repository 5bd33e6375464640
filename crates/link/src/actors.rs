//! Names over all articles to actors.
//!
//! First pass: mentions of one name in an article follow its fullest mention; full names that read alike are one
//! actor. A single surname joins the one person of that surname named in full, if there is just one.

use crate::Digest;
use model::{Actor, ActorId, ArticleId, NameKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The kinds that act.
fn acts(kind: NameKind) -> bool {
    matches!(kind, NameKind::Person | NameKind::Organization | NameKind::Group)
}

/// A name as it is compared: case, marks and a leading "the" dropped.
pub fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let plain: String = lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().filter(|w| *w != "s").collect();
    let words = if words.len() > 1 && words[0] == "the" { &words[1..] } else { &words[..] };
    words.join(" ")
}

#[derive(Default)]
struct Gathered {
    forms: BTreeMap<String, u32>,
    kinds: BTreeMap<NameKind, u32>,
    articles: BTreeSet<usize>,
    places: Vec<(ArticleId, u32)>,
}

type ActorOf = HashMap<(ArticleId, u32), ActorId>;

/// The actors of all articles, and which name is which.
pub fn actors(digests: &[Digest]) -> (Vec<Actor>, ActorOf) {
    let mut found: BTreeMap<String, Gathered> = BTreeMap::new();
    for (at, d) in digests.iter().enumerate() {
        for (i, name) in d.names.iter().enumerate() {
            let full = name.same_as.and_then(|j| d.names.get(j as usize)).unwrap_or(name);
            let key = key(&full.text);
            if !acts(full.kind) || key.chars().filter(|c| c.is_alphabetic()).count() < 2 {
                continue;
            }
            let g = found.entry(key).or_default();
            *g.forms.entry(name.text.clone()).or_default() += 1;
            *g.kinds.entry(full.kind).or_default() += 1;
            g.articles.insert(at);
            g.places.push((d.article, i as u32));
        }
    }
    join_surnames(&mut found);
    let mut out = Vec::new();
    let mut actor_of = HashMap::new();
    for (key, g) in found {
        let kind = most(&g.kinds).copied().unwrap_or(NameKind::Other);
        // The canonical name is the commonest form among those that read like the key: the fullest.
        let full: BTreeMap<_, _> = g.forms.iter().filter(|(f, _)| self::key(f) == key).map(|(f, n)| (f.clone(), *n)).collect();
        let name = most(&full).or(most(&g.forms)).cloned().unwrap_or_default();
        let id = ActorId::of(&key, &format!("{kind:?}"));
        actor_of.extend(g.places.iter().map(|p| (*p, id)));
        out.push(Actor {
            id,
            aliases: g.forms.keys().filter(|f| **f != name).cloned().collect(),
            name,
            kind,
            country: None,
            sector: None,
            mentions: g.places.len() as u32,
            articles: g.articles.iter().map(|&i| digests[i].article).collect(),
        });
    }
    out.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id)));
    (out, actor_of)
}

/// The most frequent key; the first of equals.
fn most<K: Ord>(counts: &BTreeMap<K, u32>) -> Option<&K> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(k, _)| k)
}

fn join_surnames(found: &mut BTreeMap<String, Gathered>) {
    let mut full: HashMap<String, Option<String>> = HashMap::new();
    for (key, g) in found.iter() {
        if most(&g.kinds) == Some(&NameKind::Person)
            && let Some((_, last)) = key.rsplit_once(' ')
        {
            full.entry(last.to_string()).and_modify(|k| *k = None).or_insert(Some(key.clone()));
        }
    }
    let single: Vec<String> = found
        .iter()
        .filter(|(k, g)| !k.contains(' ') && most(&g.kinds) == Some(&NameKind::Person))
        .map(|(k, _)| k.clone())
        .collect();
    for short in single {
        if let Some(Some(long)) = full.get(&short) {
            let g = found.remove(&short).unwrap_or_default();
            let into = found.entry(long.clone()).or_default();
            g.forms.into_iter().for_each(|(f, n)| *into.forms.entry(f).or_default() += n);
            g.kinds.into_iter().for_each(|(k, n)| *into.kinds.entry(k).or_default() += n);
            into.articles.extend(g.articles);
            into.places.extend(g.places);
        }
    }
}
