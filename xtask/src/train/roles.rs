//! Trains which phrases play which part in a deed on the messages and keys of MUC-4.
//!
//! The keys list names and phrases, not places in the text: a phrase counts as right where any way to write it is among the
//! mentions of a key of the message whose kind of incident the deed may be. People without a name are in no key; nothing
//! is learned of them but that they are no weapons.

use annotate::Annotated;
use anyhow::{Context, Result};
use coding::Coder;
use coding::learned::model::{BITS, Facts, Model, PARTS, Part, ROLES, shares, slot};
use coding::learned::study::{Deed, Phrase};
use model::{Article, Input, MediaType, Page, RoleKind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How strongly weights are drawn to zero.
const DECAY: f32 = 1e-3;
/// How far one choice moves the weights.
const RATE: f32 = 0.03;
const ROUNDS: usize = 6;
const SLOTS: [(&str, usize); 5] = [("PerpInd", 1), ("PerpOrg", 1), ("Target", 2), ("Victim", 3), ("Weapon", 4)];

/// One message: what is to be decided in it, and its keys.
struct Message {
    id: String,
    deeds: Vec<Deed>,
    keys: Vec<Key>,
}

/// One incident: the kinds it may be, and by slot the ways to write what fills it.
struct Key {
    kinds: String,
    fills: BTreeMap<usize, BTreeSet<String>>,
}

pub fn train(data: &Path, out: &Path, hold_out: bool) -> Result<()> {
    let messages = load(data)?;
    let part = |mine: bool| messages.iter().filter(move |m| !hold_out || even(&m.id) == mine).collect::<Vec<_>>();
    let learn = part(true);
    let tables = fit(&learn);
    let bytes = Model::pack(&tables);
    super::write(&out.join("roles.bin"), &bytes)?;
    if hold_out {
        report(&part(false), &Model::open(&bytes));
    }
    Ok(())
}

/// Messages to learn from where some are held out.
pub(super) fn even(id: &str) -> bool {
    id.starts_with("DEV") && id.bytes().last().is_some_and(|b| b % 2 == 0)
}

fn load(data: &Path) -> Result<Vec<Message>> {
    messages(data, |id, article, read, keys| {
        let deeds = Coder::builtin().study(&article, &read.syntax, &read.mentions);
        Message { id, deeds, keys: keys.iter().map(key).collect() }
    })
}

/// What `make` makes of each message: of its number, the article, what was read in it, and the templates of its key.
pub(super) fn messages<T>(data: &Path, make: impl Fn(String, Article, Annotated, &[Value]) -> T) -> Result<Vec<T>> {
    let mut out = Vec::new();
    for name in ["train.json", "dev.json"] {
        for line in super::read(&data.join(name))?.lines() {
            let x: Value = serde_json::from_str(line)?;
            let id = x["docid"].as_str().context("no docid")?.to_string();
            let article = article(&id, x["doctext"].as_str().context("no doctext")?.to_string())?;
            let read = annotate::annotate(&article);
            out.push(make(id, article, read, x["templates"].as_array().map_or(&[], Vec::as_slice)));
        }
    }
    Ok(out)
}

fn article(id: &str, text: String) -> Result<Article> {
    let mut page = Page::raw("-", MediaType::Json, text.clone().into_bytes());
    page.input = Input::Article { id: id.into(), text };
    extract::extract(&page).articles.pop().context("no article")
}

fn key(x: &Value) -> Key {
    let mut fills: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (slot, part) in SLOTS {
        fills.entry(part).or_default().extend(fillers(x, slot));
    }
    Key { kinds: x["incident_type"].as_str().unwrap_or("").into(), fills }
}

/// The ways to write what fills a slot of a template.
pub(super) fn fillers<'a>(template: &'a Value, slot: &str) -> impl Iterator<Item = String> + use<'a> {
    let mentions = template[slot].as_array().into_iter().flatten().flat_map(|e| e.as_array().into_iter().flatten());
    mentions.filter_map(|m| m[0].as_str()).map(plain)
}

/// Lower case, no marks, no articles.
pub(super) fn plain(text: &str) -> String {
    let kept: String = text.to_lowercase().chars().filter(|c| !c.is_ascii_punctuation()).collect();
    kept.split_whitespace().filter(|w| !matches!(*w, "a" | "an" | "the")).collect::<Vec<_>>().join(" ")
}

/// The kind of incident that a kind of the codebook is.
pub(super) fn incident(kind: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|w| kind.contains(w));
    match () {
        _ if has(&["abduction", "hostage"]) => "kidnapping",
        _ if has(&["bomb", "explosion", "grenade"]) => "bombing",
        _ if has(&["arson"]) => "arson",
        _ if has(&["robbery", "looting"]) => "robbery",
        _ => "attack",
    }
}

/// What a phrase is to a deed: a part, or `None` where the keys do not say.
fn right(m: &Message, d: &Deed, p: &Phrase) -> Option<usize> {
    let kind = incident(&d.kind);
    let texts: Vec<String> = p.texts.iter().map(|t| plain(t)).collect();
    let fills = |k: &Key| (1..ROLES).find(|part| texts.iter().any(|t| k.fills[part].contains(t)));
    // A bombing is often coded as an attack, and the other way round.
    let near = |k: &&Key| k.kinds.contains(kind) || kind == "attack" || k.kinds.contains("attack");
    let own = m.keys.iter().filter(|k| k.kinds.contains(kind)).find_map(fills);
    let found = own.or_else(|| m.keys.iter().filter(near).find_map(fills));
    match found {
        Some(part) => Some(part),
        None if m.keys.iter().any(|k| fills(k).is_some()) => None,
        None if p.nameless && !matches!(p.rule, None | Some(RoleKind::Actor | RoleKind::Instrument)) => None,
        None => Some(0),
    }
}

/// True if some key of the message is of the deed's kind.
fn told(m: &Message, d: &Deed) -> bool {
    m.keys.iter().any(|k| k.kinds.contains(incident(&d.kind)))
}

/// AdaGrad over the choices, in an order that is the same each time; the mean of the weights of the later rounds.
fn fit(messages: &[&Message]) -> [Vec<f32>; PARTS] {
    let mut phrases: Vec<(&Facts, usize)> = Vec::new();
    let mut deeds: Vec<(&Facts, bool)> = Vec::new();
    for m in messages {
        for d in &m.deeds {
            deeds.push((&d.facts, told(m, d)));
            phrases.extend(d.phrases.iter().filter_map(|p| right(m, d, p).map(|r| (&p.facts, r))));
        }
    }
    let mut count = [0usize; ROLES];
    phrases.iter().for_each(|(_, r)| count[*r] += 1);
    println!("{} deeds, {} of them in a key; phrases by part: {count:?}", deeds.len(), deeds.iter().filter(|d| d.1).count());
    let mut tables: [Vec<f32>; PARTS] = std::array::from_fn(|_| vec![0f32; 1 << BITS]);
    let roles = descend(&phrases, |scores, right| {
        let mut step = shares(*scores).map(|s| -s);
        step[*right] += 1.0;
        step
    });
    for (part, table) in roles.into_iter().enumerate() {
        tables[part] = table;
    }
    let yes = descend(&deeds, |scores: &[f32; 1], right| [f32::from(u8::from(*right)) - 1.0 / (1.0 + (-scores[0]).exp())]);
    tables[Part::Deed as usize] = yes.into_iter().next().unwrap_or_default();
    tables
}

fn descend<const N: usize, R>(choices: &[(&Facts, R)], slope: impl Fn(&[f32; N], &R) -> [f32; N]) -> [Vec<f32>; N] {
    let zero = || -> [Vec<f32>; N] { std::array::from_fn(|_| vec![0f32; 1 << BITS]) };
    let (mut weights, mut seen, mut mean) = (zero(), zero(), zero());
    let mut order: Vec<usize> = (0..choices.len()).collect();
    let mut counted = 0f32;
    for round in 0..ROUNDS {
        super::text::shuffle(&mut order, round as u64 + 1);
        for &k in &order {
            let (facts, right) = &choices[k];
            let scores: [f32; N] = std::array::from_fn(|n| facts.0.iter().map(|&x| weights[n][slot(x)]).sum());
            for (n, step) in slope(&scores, right).into_iter().enumerate().filter(|(_, s)| s.abs() > 1e-4) {
                for &x in &facts.0 {
                    let i = slot(x);
                    let g = step - DECAY * weights[n][i];
                    seen[n][i] += g * g;
                    weights[n][i] += RATE * g / (seen[n][i] + 1e-3).sqrt();
                }
            }
        }
        if round * 2 >= ROUNDS {
            counted += 1.0;
            (0..N).for_each(|n| mean[n].iter_mut().zip(&weights[n]).for_each(|(m, w)| *m += w));
        }
    }
    mean.iter_mut().flatten().for_each(|m| *m /= counted.max(1.0));
    mean
}

/// Precision and recall of each part at some bars, and of reports that tell a deed.
fn report(messages: &[&Message], model: &Model) {
    for part in 1..ROLES {
        let mut scored: Vec<(f32, bool, bool)> = Vec::new();
        for m in messages {
            for d in &m.deeds {
                for p in &d.phrases {
                    let Some(right) = right(m, d, p) else { continue };
                    let shares = model.roles(&p.facts);
                    scored.push((shares[part], right == part, p.rule.is_none()));
                }
            }
        }
        for (what, all) in [("all", true), ("not by rules", false)] {
            let some: Vec<_> = scored.iter().filter(|s| all || s.2).collect();
            let gold = some.iter().filter(|s| s.1).count();
            let line: Vec<String> = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
                .iter()
                .map(|bar| {
                    let told = some.iter().filter(|s| s.0 > *bar).count();
                    let good = some.iter().filter(|s| s.0 > *bar && s.1).count();
                    format!("{bar}: {:.2}/{:.2}", good as f32 / told.max(1) as f32, good as f32 / gold.max(1) as f32)
                })
                .collect();
            println!("{:?} {what} ({gold}) {}", ["-", "actor", "target", "victim", "instrument"][part], line.join("  "));
        }
    }
    let scored: Vec<(f32, bool)> =
        messages.iter().flat_map(|m| m.deeds.iter().map(|d| (model.deed(&d.facts), told(m, d)))).collect();
    let (yes, all) = (scored.iter().filter(|s| s.1).count(), scored.len());
    for bar in [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] {
        let kept = scored.iter().filter(|s| s.0 > bar).count();
        let good = scored.iter().filter(|s| s.0 > bar && s.1).count();
        println!("deeds above {bar}: {kept} of {all}, right {good} of {yes}");
    }
}
