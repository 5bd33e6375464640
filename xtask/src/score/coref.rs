//! Coreference on GUM: MUC, B³, CEAF-e and their mean, and how sure links between names are.
//!
//! Mentions of the corpus and of the program are paired one to one: first those with the same span, then those where the
//! program's main word is the corpus's (of a name: one of its words), the most alike span first. Chains of one are left
//! out on both sides. `names and pronouns` keeps of the corpus what is headed by PROPN (no times) or PRON, of the program
//! names and pronouns. Name links: pairs of names in one chain of the program that are in one chain of the corpus, over
//! all pairs of names in one chain of the program (P) or of the corpus (R); P≠ is P of names whose words differ; P1 counts
//! for each name only its link to the nearest name before it in the chain, so that one long chain does not outweigh the rest.

use super::gum::{Document, Gold, read};
use super::measures::{Chains, Sum, b_cubed, ceaf, muc};
use anyhow::{Context, Result, bail};
use language::Language;
use model::{Chain, ChainMention, MentionKind, Pos, TextRange};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The sums of some texts.
#[derive(Clone, Default)]
struct Row {
    /// MUC, B³, CEAF-e of all mentions, then of names and pronouns.
    measures: [[Sum; 3]; 2],
    names: Sum,
    /// Of these, links between names of different words.
    others: Sum,
    /// Of these, links to the nearest name before.
    nearest: Sum,
}

impl Row {
    fn add(&mut self, o: &Row) {
        for (a, b) in self.measures.iter_mut().flatten().zip(o.measures.iter().flatten()) {
            a.add(*b);
        }
        self.names.add(o.names);
        self.others.add(o.others);
        self.nearest.add(o.nearest);
    }
}

/// What is asked for.
#[derive(Default)]
struct Options {
    folder: Option<String>,
    predicted: bool,
    flat: bool,
    base: bool,
    genre: Option<String>,
    errors: usize,
}

/// Runs `cargo xtask score coref ARGS`.
pub fn run(args: &[String], usage: &str) -> Result<()> {
    let mut options = Options::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--predicted" => options.predicted = true,
            "--flat" => options.flat = true,
            "--base" => options.base = true,
            "--genre" => options.genre = Some(args.next().context("--genre needs a name")?.clone()),
            "--errors" => options.errors = args.next().context("--errors needs a number")?.parse()?,
            word if options.folder.is_none() => options.folder = Some(word.to_string()),
            _ => bail!("{usage}"),
        }
    }
    let folder = options.folder.clone().context(usage.to_string())?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut left = options.errors;
    for path in crate::train::files(folder.as_ref(), "conllu")? {
        let document = read(&path)?;
        if options.genre.as_ref().is_some_and(|g| *g != document.genre) {
            continue;
        }
        let chains = chains(&document, &options);
        let row = score(&document, &chains, &mut left);
        rows.entry("all".into()).or_default().add(&row);
        rows.entry(document.genre.clone()).or_default().add(&row);
    }
    print(&rows);
    Ok(())
}

/// The program's chains.
fn chains(d: &Document, options: &Options) -> Vec<Chain> {
    let article = &d.article;
    let annotated = if options.predicted {
        annotate::annotate(article)
    } else {
        let mut syntax = d.syntax.clone();
        if options.flat {
            syntax.tokens.iter_mut().for_each(|t| (t.head, t.relation) = (None, ""));
        }
        if options.base {
            syntax.tokens.iter_mut().for_each(|t| t.relation = super::gum::base(t.relation));
        }
        annotate::of_words(article, syntax, d.names.clone())
    };
    let _ = Language::english();
    annotated.mentions.chains
}

/// The corpus's mention of each of the program's.
pub fn pair(gold: &[Gold], found: &[ChainMention]) -> Vec<Option<usize>> {
    let mut out = vec![None; found.len()];
    let mut free = vec![true; gold.len()];
    let exact: FxHashMap<TextRange, usize> = gold.iter().enumerate().map(|(i, g)| (g.range, i)).collect();
    for (k, m) in found.iter().enumerate() {
        if let Some(&g) = exact.get(&m.range).filter(|&&g| free[g]) {
            out[k] = Some(g);
            free[g] = false;
        }
    }
    let mut by_head: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (g, m) in gold.iter().enumerate() {
        m.heads.iter().for_each(|h| by_head.entry(h.start).or_default().push(g));
    }
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (k, m) in found.iter().enumerate().filter(|(k, _)| out[*k].is_none()) {
        // Words of the program may be cut in another way.
        for start in m.head.start..m.head.end {
            for &g in by_head.get(&start).into_iter().flatten().filter(|&&g| free[g]) {
                let unlike = gold[g].range.cover(m.range).len() * 2 - gold[g].range.len() - m.range.len();
                pairs.push((unlike, k, g));
            }
        }
    }
    pairs.sort_unstable();
    for (_, k, g) in pairs {
        if out[k].is_none() && free[g] {
            out[k] = Some(g);
            free[g] = false;
        }
    }
    out
}

fn score(d: &Document, chains: &[Chain], errors: &mut usize) -> Row {
    let found: Vec<(usize, ChainMention)> =
        chains.iter().enumerate().flat_map(|(c, x)| x.mentions.iter().map(move |m| (c, *m))).collect();
    let mentions: Vec<ChainMention> = found.iter().map(|f| f.1).collect();
    let paired = pair(&d.mentions, &mentions);
    let is_name = |g: &Gold| g.pos == Pos::Propn && g.kind != "time";
    let mut row = Row::default();
    for (slot, narrow) in [false, true].into_iter().enumerate() {
        let keep_gold = |g: &Gold| !narrow || is_name(g) || g.pos == Pos::Pron;
        let keep_found = |m: &ChainMention| !narrow || m.kind != MentionKind::Nominal;
        let gold =
            group(d.mentions.iter().enumerate().filter(|(_, g)| keep_gold(g)).map(|(i, g)| (g.chain as usize, i as u32)));
        let number = |k: usize| paired[k].map_or((d.mentions.len() + k) as u32, |g| g as u32);
        let ours = group(found.iter().enumerate().filter(|(_, f)| keep_found(&f.1)).map(|(k, f)| (f.0, number(k))));
        row.measures[slot] = [muc, b_cubed, ceaf].map(|m| m(&gold, &ours));
    }
    let chain = |k: usize| paired[k].map(|g| d.mentions[g].chain);
    let (mut right, mut all) = (0.0, 0.0);
    let (mut right_other, mut all_other) = (0.0, 0.0);
    let words = |k: usize| found[k].1.range.of(&d.article.text).to_lowercase();
    let names: Vec<usize> = (0..found.len()).filter(|&k| found[k].1.kind == MentionKind::Name).collect();
    for (n, &a) in names.iter().enumerate() {
        for &b in names[..n].iter().filter(|&&b| found[b].0 == found[a].0) {
            let same = chain(a).is_some() && chain(a) == chain(b);
            right += f64::from(same);
            all += 1.0;
            if words(a) != words(b) {
                right_other += f64::from(same);
                all_other += 1.0;
            }
        }
    }
    let (mut right_nearest, mut all_nearest) = (0.0, 0.0);
    let mut last: FxHashMap<usize, usize> = FxHashMap::default();
    let mut in_order = names.clone();
    in_order.sort_by_key(|&k| found[k].1.range.start);
    for k in in_order {
        if let Some(before) = last.insert(found[k].0, k) {
            right_nearest += f64::from(chain(k).is_some() && chain(k) == chain(before));
            all_nearest += 1.0;
        }
    }
    row.nearest = Sum::new(right_nearest, all_nearest, right_nearest, all_nearest);
    if *errors > 0 {
        mixed(
            d,
            "mixed",
            &names.iter().map(|&k| (found[k].0, chain(k), found[k].1.range.of(&d.article.text))).collect::<Vec<_>>(),
        );
    }
    if *errors > 0 {
        let ours: FxHashMap<usize, u32> =
            paired.iter().enumerate().filter_map(|(k, g)| Some(((*g)?, found[k].0 as u32))).collect();
        let gold = d.mentions.iter().enumerate().filter(|(_, g)| is_name(g));
        let gold: Vec<_> = gold.map(|(i, g)| (g.chain as usize, ours.get(&i).copied(), g.range.of(&d.article.text))).collect();
        mixed(d, "split", &gold);
    }
    let mut sizes: BTreeMap<u32, f64> = BTreeMap::new();
    d.mentions.iter().filter(|g| is_name(g)).for_each(|g| *sizes.entry(g.chain).or_default() += 1.0);
    let pairs: f64 = sizes.values().map(|n| n * (n - 1.0) / 2.0).sum();
    row.names = Sum::new(right, all, right, pairs);
    row.others = Sum::new(right_other, all_other, right_other, all_other);
    wrong(d, chains, &found, &paired, errors);
    row
}

/// Prints chains of one side whose names stand in several chains, or in none, of the other.
fn mixed(d: &Document, what: &str, names: &[(usize, Option<u32>, &str)]) {
    let mut chains: BTreeMap<usize, BTreeMap<Option<u32>, Vec<&str>>> = BTreeMap::new();
    for (ours, gold, text) in names {
        chains.entry(*ours).or_default().entry(*gold).or_default().push(text);
    }
    for parts in chains.values().filter(|p| p.len() > 1) {
        let sizes: Vec<usize> = parts.values().map(Vec::len).collect();
        let all: usize = sizes.iter().sum();
        let pairs = all * (all - 1) / 2 - sizes.iter().map(|n| n * n.saturating_sub(1) / 2).sum::<usize>();
        let words: Vec<String> = parts
            .iter()
            .map(|(g, t)| {
                let mut kinds = t.clone();
                kinds.sort_unstable();
                kinds.dedup();
                format!("{}×{}{kinds:?}", t.len(), if g.is_some() { "" } else { "none " })
            })
            .collect();
        println!("{} {what} names, {pairs} pairs: {}", d.name, words.join(" "));
    }
}

/// Chains of two and more.
fn group(mentions: impl Iterator<Item = (usize, u32)>) -> Chains {
    let mut chains: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    mentions.for_each(|(c, m)| chains.entry(c).or_default().push(m));
    chains.into_values().filter(|c| c.len() > 1).collect()
}

/// Prints links from a mention to the one before it in its chain where the corpus has none.
fn wrong(d: &Document, chains: &[Chain], found: &[(usize, ChainMention)], paired: &[Option<usize>], left: &mut usize) {
    let text = &d.article.text;
    for k in 1..found.len() {
        let (a, b) = (found[k - 1], found[k]);
        let of = |k: usize| paired[k].map(|g| d.mentions[g].chain);
        if *left == 0 || a.0 != b.0 || of(k).is_some() && of(k) == of(k - 1) {
            continue;
        }
        *left -= 1;
        let from = text.floor_char_boundary(b.1.range.start.saturating_sub(160) as usize);
        let to = text.ceil_char_boundary((b.1.range.end as usize + 40).min(text.len()));
        let context =
            format!("{}[[{}]]{}", &text[from..b.1.range.start as usize], b.1.range.of(text), &text[b.1.range.end as usize..to]);
        let first = chains[b.0].mentions[0].range.of(text);
        println!(
            "{} {:?}: {:?} → {:?} (chain of {first:?}; {}) … {}",
            d.name,
            b.1.kind,
            b.1.range.of(text),
            a.1.range.of(text),
            match (of(k - 1), of(k)) {
                (Some(_), Some(_)) => "two chains",
                _ => "no mention",
            },
            context.replace('\n', " ")
        );
    }
}

fn print(rows: &BTreeMap<String, Row>) {
    println!("{:14} {:>36}  {:>36}  name links", "", "all mentions", "names and pronouns");
    println!(
        "{:14} {:>8} {:>8} {:>8} {:>8}   {:>8} {:>8} {:>8} {:>8}   {:>6} {:>6} {:>6} {:>6}",
        "", "MUC", "B³", "CEAF-e", "CoNLL", "MUC", "B³", "CEAF-e", "CoNLL", "P", "R", "P≠", "P1"
    );
    for (genre, row) in rows {
        let mut line = format!("{genre:14}");
        for set in &row.measures {
            let mean = set.iter().map(Sum::f1).sum::<f64>() / 3.0;
            for v in set.iter().map(Sum::f1).chain([mean]) {
                line += &format!(" {:8.2}", v * 100.0);
            }
            line += "  ";
        }
        let shares = [row.names.precision(), row.names.recall(), row.others.precision(), row.nearest.precision()];
        println!("{line} {}", shares.map(|x| format!("{:6.2}", x * 100.0)).join(" "));
    }
    if let Some(all) = rows.get("all") {
        for (name, set) in ["all mentions", "names and pronouns"].iter().zip(&all.measures) {
            let parts = ["MUC", "B³", "CEAF-e"]
                .iter()
                .zip(set)
                .map(|(n, s)| format!("{n} P {:.2} R {:.2}", s.precision() * 100.0, s.recall() * 100.0));
            println!("{name}: {}", parts.collect::<Vec<_>>().join(", "));
        }
    }
}
