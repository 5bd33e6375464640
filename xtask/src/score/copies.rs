//! `cargo xtask score copies`: near-duplicates in a made set, every text invented by the program.
//!
//! Families of an original and its copies, each with a known edit, among articles that stand alone and look-alikes that
//! share up to a quarter of their sentences with another article, as agency background does. Two articles of one family belong
//! together. The F1 is over pairs of articles: of the found pairs those of one family are right, and the pairs of one family
//! whose true similarity (Jaccard of three-word shingles) is above one half are to be found.

use super::invent::{Dice, article, sentence};
use anyhow::{Context, Result};
use dedup::{Candidate, Signature};
use model::{ArticleId, PageId, Stamp};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Instant;

/// What was done to a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edit {
    Original,
    Alone,
    LookAlike,
    Exact,
    Headline,
    Trimmed,
    Reordered,
    Synonyms,
    Rewritten,
    Updated,
}

use Edit::*;
const EDITS: [Edit; 7] = [Exact, Headline, Trimmed, Reordered, Synonyms, Rewritten, Updated];

struct Made {
    family: usize,
    edit: Edit,
    text: String,
}

/// Makes the set, finds copies, prints what was found.
pub fn run(args: &[String]) -> Result<()> {
    let number = |name: &str, otherwise: u64| match args.iter().position(|a| a == name) {
        Some(at) => args.get(at + 1).context("a number is missing")?.parse().context("no number"),
        None => Ok(otherwise),
    };
    let (articles, seed): (u64, u64) = (number("--articles", 10_000)?, number("--seed", 1)?);
    let made = make(articles as usize, seed);
    let begin = Instant::now();
    let signatures: Vec<Signature> = made.iter().map(|m| Signature::of(&m.text)).collect();
    let signed = begin.elapsed();
    let candidates: Vec<Candidate> = signatures
        .iter()
        .enumerate()
        .map(|(n, signature)| Candidate { id: id(n), published: Some(day(n)), signature })
        .collect();
    let begin = Instant::now();
    let copies = dedup::duplicates(&candidates);
    println!("{} articles; signatures {:.1?}, copies {:.1?}", made.len(), signed, begin.elapsed());
    judge(&made, &copies);
    Ok(())
}

fn id(n: usize) -> ArticleId {
    ArticleId::of(PageId::of(b"made"), (n as u64, n as u64 + 1))
}

/// One a minute, originals before their copies.
fn day(n: usize) -> Stamp {
    let time = jiff::civil::time(0, 0, 0, 0).saturating_add(jiff::Span::new().minutes((n % 1440) as i64));
    let date = jiff::civil::date(2031, 1, 1).saturating_add(jiff::Span::new().days((n / 1440) as i64));
    Stamp { date, time: Some(time), offset: None }
}

fn make(articles: usize, seed: u64) -> Vec<Made> {
    let mut dice = Dice(seed);
    let mut out: Vec<Made> = Vec::new();
    let mut family = 0;
    while out.len() < articles {
        let original = article(&mut dice);
        let (kind, copies) = match dice.below(10) {
            0..=3 => (Original, 1 + dice.below(6)),
            4 | 5 => (LookAlike, 0),
            _ => (Alone, 0),
        };
        let mut sentences = original.clone();
        if kind == LookAlike && !out.is_empty() {
            let other: Vec<String> = out[dice.below(out.len())].text.split("\n").map(str::to_string).collect();
            let share = 1 + dice.below((sentences.len() / 4).max(1));
            let from = dice.below(other.len());
            for (n, s) in other.into_iter().skip(from).take(share).enumerate() {
                let at = sentences.len() - 1 - n;
                sentences[at] = s;
            }
        }
        out.push(Made { family, edit: kind, text: sentences.join("\n") });
        for _ in 0..copies {
            let edit = EDITS[dice.below(EDITS.len())];
            out.push(Made { family, edit, text: edited(&original, edit, &mut dice).join("\n") });
        }
        family += 1;
    }
    out.truncate(articles);
    out
}

fn edited(original: &[String], edit: Edit, dice: &mut Dice) -> Vec<String> {
    let mut s = original.to_vec();
    match edit {
        Headline => s.insert(0, sentence(dice)),
        Trimmed => s.truncate((original.len() * (3 + dice.below(6)) / 10).max(2)),
        Reordered => {
            let mut parts: Vec<Vec<String>> = s.chunks(3).map(<[String]>::to_vec).collect();
            for i in (1..parts.len()).rev() {
                parts.swap(i, dice.below(i + 1));
            }
            s = parts.concat();
        }
        // One word in twelve.
        Synonyms => s.iter_mut().for_each(|s| {
            let words = s.split(' ').map(|w| if dice.below(12) == 0 { dice.word() } else { w.to_string() });
            *s = words.collect::<Vec<_>>().join(" ");
        }),
        Rewritten => {
            let mut places: Vec<usize> = (0..s.len()).collect();
            for n in 0..(s.len() * 3).div_ceil(10) {
                let at = n + dice.below(places.len() - n);
                places.swap(n, at);
                s[places[n]] = sentence(dice);
            }
        }
        Updated => {
            for s in &mut s {
                let change = |w: &str, dice: &mut Dice| match w.parse::<u32>() {
                    Ok(n) => (n + 1 + dice.below(9) as u32).to_string(),
                    Err(_) => w.to_string(),
                };
                *s = s.split(' ').map(|w| change(w, dice)).collect::<Vec<_>>().join(" ");
            }
            s.insert(1, sentence(dice));
            s.pop();
            s.push(sentence(dice));
        }
        Original | Alone | LookAlike | Exact => {}
    }
    s
}

fn judge(made: &[Made], copies: &HashMap<ArticleId, ArticleId>) {
    let at: HashMap<ArticleId, usize> = (0..made.len()).map(|n| (id(n), n)).collect();
    let root = |n: usize| copies.get(&id(n)).map_or(n, |o| at[o]);
    let mut of_family: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut of_root: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, m) in made.iter().enumerate() {
        of_family.entry(m.family).or_default().push(n);
        of_root.entry(root(n)).or_default().push(n);
    }
    let mut by_edit: BTreeMap<Edit, (u32, u32, f64)> = BTreeMap::new();
    let (mut wanted, mut found) = (0u32, 0u32);
    for members in of_family.values() {
        let shingles: Vec<HashSet<u64>> = members.iter().map(|&n| shingles(&made[n].text)).collect();
        for (i, &a) in members.iter().enumerate() {
            for (j, &b) in members.iter().enumerate().take(i) {
                let both = shingles[i].intersection(&shingles[j]).count() as f64;
                let alike = both / (shingles[i].len() + shingles[j].len()) as f64;
                let jaccard = alike / (1.0 - alike);
                let joined = root(a) == root(b);
                if jaccard > 0.5 {
                    wanted += 1;
                    found += u32::from(joined);
                }
                if j == 0 {
                    let row = by_edit.entry(made[a].edit).or_default();
                    *row = (row.0 + 1, row.1 + u32::from(joined), row.2 + jaccard);
                }
            }
        }
    }
    let pairs = |m: &[usize]| (m.len() * (m.len() - 1) / 2) as u32;
    let joined: u32 = of_root.values().map(|m| pairs(m)).sum();
    let wrong: u32 = of_root
        .values()
        .map(|m| {
            let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            m.iter().for_each(|&n| families.entry(made[n].family).or_default().push(n));
            pairs(m) - families.values().map(|f| pairs(f)).sum::<u32>()
        })
        .sum();
    for (edit, (n, joined, jaccard)) in &by_edit {
        let (mean, recall) = (jaccard / f64::from(*n), f64::from(*joined) / f64::from(*n));
        println!("{:<12} {n:5} with their original, similarity {mean:.2} in the mean: found {recall:.3}", format!("{edit:?}"));
    }
    let precision = f64::from(joined - wrong) / f64::from(joined.max(1));
    let recall = f64::from(found) / f64::from(wanted.max(1));
    println!("joined pairs {joined}, of different families {wrong}; pairs above one half {wanted}, found {found}");
    println!(
        "precision {precision:.4}, recall above one half {recall:.4}, F1 {:.4}",
        2.0 * precision * recall / (precision + recall)
    );
}

/// The three-word shingles of a text, told apart exactly but for collisions of 64 bits.
fn shingles(text: &str) -> HashSet<u64> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let hash = |s: &[&str]| {
        s.iter()
            .flat_map(|w| w.bytes().chain([0]))
            .fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    };
    words.windows(3).map(hash).collect()
}
