//! Trains which reports of violence in one message tell of one incident, on the messages and keys of MUC-4.
//!
//! The keys tell incidents and who took part, not where in the text: a report belongs to the incident with which it has most
//! of those who take part in common, or whose kind is the only one that fits; reports of which this does not tell are left out.

use super::roles::{even, fillers, incident, messages, plain};
use anyhow::Result;
use coding::Coder;
use link::within::{BITS, Model, slot};
use link::{Digest, Pool, ReportDigest, pairs};
use model::hashed::Facts;
use model::{Reading, RoleKind};
use serde_json::Value;
use std::path::Path;

/// How strongly weights are drawn to zero.
const DECAY: f32 = 1e-3;
/// How far one pair moves the weights.
const RATE: f32 = 0.1;
const ROUNDS: usize = 6;
const SLOTS: [(&str, RoleKind); 5] = [
    ("PerpInd", RoleKind::Actor),
    ("PerpOrg", RoleKind::Actor),
    ("Target", RoleKind::Target),
    ("Victim", RoleKind::Victim),
    ("Weapon", RoleKind::Instrument),
];

/// Pairs of reports of one message, and whether both are of one incident.
struct Message {
    id: String,
    pairs: Vec<(Facts, bool)>,
}

/// One incident: the kinds it may be, and by part the ways to write who or what plays it.
struct Key {
    kinds: String,
    fills: Vec<(RoleKind, String)>,
}

pub fn train(data: &Path, out: &Path, hold_out: bool) -> Result<()> {
    let messages = load(data)?;
    let part = |mine: bool| messages.iter().filter(move |m| !hold_out || even(&m.id) == mine).flat_map(|m| &m.pairs).collect();
    let model = fit(&part(true));
    super::write(&out.join("within.bin"), &Model::pack(model.clone()))?;
    if hold_out {
        report(&part(false), &Model::open(&Model::pack(model)));
    }
    Ok(())
}

fn load(data: &Path) -> Result<Vec<Message>> {
    messages(data, |id, article, read, keys| {
        let reports = Coder::builtin().read(&article, &read.syntax, &read.mentions);
        let reading = Reading { article, duplicate_of: None, story: None, mentions: read.mentions, reports };
        let digest = Digest::of(&reading, &mut Pool::default());
        let keys: Vec<Key> = keys.iter().map(key).collect();
        let of: Vec<Option<usize>> = digest.reports.iter().map(|r| owner(r, &keys)).collect();
        let known = pairs(&digest).into_iter().filter_map(|(a, b, f)| Some((f, of[a]? == of[b]?)));
        Message { id, pairs: known.collect() }
    })
}

fn key(x: &Value) -> Key {
    let fills = SLOTS.iter().flat_map(|(slot, role)| fillers(x, slot).map(|words| (*role, words))).collect();
    Key { kinds: x["incident_type"].as_str().unwrap_or("").into(), fills }
}

/// The incident that a report tells of, where one fits better than all others.
fn owner(r: &ReportDigest, keys: &[Key]) -> Option<usize> {
    let part = |role: RoleKind, x: RoleKind| role == x || role == RoleKind::Target && x == RoleKind::Victim;
    let fits = |k: &Key| {
        let roles = r.roles.iter().map(|x| {
            let text = plain(&x.text);
            let mine = || k.fills.iter().filter(|(role, _)| part(x.role, *role));
            match () {
                _ if mine().any(|(_, m)| *m == text) => 3,
                _ if mine().any(|(_, m)| within(m, &text) || within(&text, m)) => 1,
                _ => 0,
            }
        });
        2 * roles.sum::<usize>() + usize::from(k.kinds.contains(incident(&r.kind.path)))
    };
    let scores: Vec<usize> = keys.iter().map(fits).collect();
    let top = scores.iter().copied().max().filter(|s| *s > 0)?;
    let mut best = scores.iter().enumerate().filter(|(_, s)| **s == top).map(|(n, _)| n);
    best.next().filter(|_| best.next().is_none())
}

/// True if all words of one are words of the other.
fn within(a: &str, b: &str) -> bool {
    !a.is_empty() && a.split(' ').all(|w| b.split(' ').any(|x| x == w))
}

/// AdaGrad over the pairs, in an order that is the same each time; the mean of the weights of the later rounds.
fn fit(pairs: &Vec<&(Facts, bool)>) -> Vec<f32> {
    println!("{} pairs, {} of them one incident", pairs.len(), pairs.iter().filter(|p| p.1).count());
    let zero = || vec![0f32; 1 << BITS];
    let (mut weights, mut seen, mut mean) = (zero(), zero(), zero());
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    let mut counted = 0f32;
    for round in 0..ROUNDS {
        super::text::shuffle(&mut order, round as u64 + 1);
        for &k in &order {
            let (facts, one) = pairs[k];
            let score: f32 = facts.0.iter().map(|&x| weights[slot(x)]).sum();
            let step = f32::from(u8::from(*one)) - 1.0 / (1.0 + (-score).exp());
            for &x in &facts.0 {
                let i = slot(x);
                let g = step - DECAY * weights[i];
                seen[i] += g * g;
                weights[i] += RATE * g / (seen[i] + 1e-3).sqrt();
            }
        }
        if round * 2 >= ROUNDS {
            counted += 1.0;
            mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += w);
        }
    }
    mean.iter_mut().for_each(|m| *m /= counted.max(1.0));
    mean
}

/// How many pairs are read rightly, at some bars.
fn report(pairs: &Vec<&(Facts, bool)>, model: &Model) {
    for bar in [-1.0, 0.0, 0.5, 1.0, 1.5, 2.0] {
        let right = pairs.iter().filter(|(f, one)| (model.odds(f) > bar) == *one).count();
        let told = pairs.iter().filter(|(f, _)| model.odds(f) > bar).count();
        let good = pairs.iter().filter(|(f, one)| *one && model.odds(f) > bar).count();
        println!("bar {bar}: {right} of {} right; {good} of {told} told as one are", pairs.len());
    }
}
