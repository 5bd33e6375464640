//! Trains the name finder on news of the whole world, and on corpora with coarser labels, which only limit what is right.

use super::perceptron::{Perceptron, shuffle};
use super::text::Marked;
use anyhow::Result;
use language::Language;
use language::features::mix;
use language::finder::{self, Document, KINDS, LABELS, Scores, Votes};
use model::{NameKind, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;

const ROUNDS: u64 = 6;
/// Rounds of the helpers that say what a first pass finds in articles it was not trained on.
const HELPER_ROUNDS: u64 = 3;
/// The template of the copies of features that foreign corpora have to themselves.
const FOREIGN: u64 = 999;
const FOLDS: usize = 3;

/// An article ready for training.
struct Example {
    document: Document,
    /// For each word the labels that are right, as bits.
    right: Vec<u32>,
    /// For each word the numbers of its features.
    ids: Vec<Vec<u32>>,
    /// What a helper's first pass said.
    votes: Votes,
    /// From a corpus whose makers drew the lines elsewhere: what only holds there goes into weights of its own, which are
    /// thrown away.
    foreign: bool,
}

pub fn train(data: &Path, out: &Path, hold_out: bool) -> Result<()> {
    let tagger = std::fs::read(out.join("tagger.bin"))?;
    let language = Language::open(tagger.clone().leak(), &[]);
    let mut corpus = Vec::new();
    let mut held = Vec::new();
    for (n, file) in super::files(&data.join("worldwide"), "tsv")?.iter().enumerate() {
        let article = worldwide(&super::read(file)?);
        if hold_out && n % 5 == 2 { held.push(article) } else { corpus.push(article) }
    }
    println!("{} articles of worldwide, {} held out", corpus.len(), held.len());
    let own = corpus.len();
    corpus.extend(conll(&super::read(&data.join("conllpp/train.txt"))?));
    corpus.extend(conll(&super::read(&data.join("wikigold/CONLL-format-data-wikigold.conll.txt"))?));
    println!("{} articles in all", corpus.len());

    // Half of what was drawn elsewhere counts as our own, so that its kind of news is known as well.
    let is_foreign = |n: usize| n >= own && n.is_multiple_of(2);
    let mut examples = Vec::new();
    for (n, article) in corpus.iter().enumerate() {
        examples.push(example(&language, article, is_foreign(n)));
        if n % 3 == 1 {
            examples.push(example(&language, &without_case(article, n % 2 == 0), is_foreign(n)));
        }
    }
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for e in &examples {
        each(&e.document, |_, f| *seen.entry(f).or_default() += 1);
    }
    let mut model = Perceptron::default();
    let mut copies: FxHashSet<u64> = FxHashSet::default();
    for e in &mut examples {
        let mut ids = vec![Vec::new(); e.right.len()];
        each(&e.document, |i, f| {
            if seen[&f] > 1 {
                ids[i].push(model.id(f));
                if e.foreign {
                    let copy = mix(FOREIGN, f, 0);
                    copies.insert(copy);
                    ids[i].push(model.id(copy));
                }
            }
        });
        e.ids = ids;
    }
    drop(seen);
    println!("{} words", examples.iter().map(|e| e.right.len()).sum::<usize>());

    for fold in 0..FOLDS {
        let mut helper = Perceptron::default();
        model.share_ids(&mut helper);
        let chosen: Vec<usize> = (0..examples.len()).filter(|n| n % FOLDS != fold).collect();
        learn(&mut helper, &examples, chosen, HELPER_ROUNDS, false);
        let helper = helper.averaged();
        let steps = steps(&helper);
        for n in (fold..examples.len()).step_by(FOLDS) {
            let labels = decode(&helper, &steps, &examples[n]);
            examples[n].votes = Votes::count(&examples[n].document, &labels);
        }
    }
    let all = (0..examples.len()).collect();
    learn(&mut model, &examples, all, ROUNDS, true);
    let labels: Vec<String> = (0..LABELS).map(label_name).collect();
    let bytes = language::weights::pack(&labels, &model.finish(|f| !copies.contains(&f)));
    super::write(&out.join("names.bin"), &bytes)?;

    let language = Language::open(tagger.leak(), bytes.leak());
    if hold_out {
        report(&language, "worldwide, held out", &held);
        report(&language, "worldwide, held out, capitals", &held.iter().map(|a| without_case(a, true)).collect::<Vec<_>>());
    }
    report(&language, "CoNLL++ dev", &conll(&super::read(&data.join("conllpp/dev.txt"))?));
    Ok(())
}

fn label_name(label: usize) -> String {
    match label {
        0 => "O".into(),
        l => format!("{}-{:?}", if l % 2 == 1 { "B" } else { "I" }, KINDS[(l - 1) / 2]),
    }
}

fn each(d: &Document, mut give: impl FnMut(usize, u64)) {
    for (s, range) in d.sentences.iter().enumerate() {
        for i in range.clone().filter(|&i| d.is_open(i)) {
            finder::features(d, s, i, |f| give(i, f));
        }
    }
}

fn steps(model: &Perceptron) -> [Scores; LABELS] {
    let mut steps = [[0; LABELS]; LABELS];
    for (before, row) in steps.iter_mut().enumerate() {
        model.add_known(finder::step(before), row);
    }
    steps
}

fn decode(model: &Perceptron, steps: &[Scores; LABELS], e: &Example) -> Vec<u8> {
    let mut labels = Vec::new();
    let mut scores = Vec::new();
    for range in &e.document.sentences {
        scores.clear();
        for i in range.clone() {
            let mut row = if e.document.is_open(i) { [0; LABELS] } else { finder::CLOSED };
            e.ids[i].iter().for_each(|&id| model.add(id, &mut row));
            scores.push(row);
        }
        finder::viterbi(&scores, steps, None, &mut labels);
    }
    labels
}

/// Learns sentence by sentence; with `twice`, each also with the features of the second pass.
fn learn(model: &mut Perceptron, examples: &[Example], chosen: Vec<usize>, rounds: u64, twice: bool) {
    let mut order: Vec<(usize, usize)> =
        chosen.into_iter().flat_map(|n| (0..examples[n].document.sentences.len()).map(move |s| (n, s))).collect();
    let step_ids: Vec<u32> = (0..LABELS).map(|l| model.id(finder::step(l))).collect();
    let mut table = [[0; LABELS]; LABELS];
    for round in 0..rounds {
        shuffle(&mut order, round + 1);
        let mut wrong = 0;
        for &(n, s) in &order {
            let e = &examples[n];
            let range = e.document.sentences[s].clone();
            let right = &e.right[range.clone()];
            for pass in 0..1 + usize::from(twice) {
                let mut more: Vec<Vec<u32>> = Vec::new();
                if pass == 1 {
                    for i in range.clone() {
                        let mut ids = Vec::new();
                        if e.document.is_open(i) {
                            finder::second(&e.document, s, i, &e.votes, |f| ids.push(model.id(f)));
                        }
                        more.push(ids);
                    }
                }
                let none = Vec::new();
                let extra = |k: usize| more.get(k).unwrap_or(&none);
                let mut scores = Vec::with_capacity(range.len());
                for (k, i) in range.clone().enumerate() {
                    let mut row = if e.document.is_open(i) { [0; LABELS] } else { finder::CLOSED };
                    e.ids[i].iter().chain(extra(k)).for_each(|&id| model.add(id, &mut row));
                    scores.push(row);
                }
                let (mut found, mut gold) = (Vec::new(), Vec::new());
                finder::viterbi(&scores, &table, None, &mut found);
                model.tick();
                if found.iter().zip(right).all(|(&l, r)| r >> l & 1 == 1) {
                    continue;
                }
                wrong += 1;
                finder::viterbi(&scores, &table, Some(right), &mut gold);
                let (mut a, mut b) = (0usize, 0usize);
                for (k, i) in range.clone().enumerate() {
                    let (g, f) = (usize::from(gold[k]), usize::from(found[k]));
                    if g != f {
                        for &id in e.ids[i].iter().chain(extra(k)) {
                            model.update(id, g, 1);
                            model.update(id, f, -1);
                        }
                    }
                    if (a, g) != (b, f) {
                        model.update(step_ids[a], g, 1);
                        model.update(step_ids[b], f, -1);
                        table[a][g] += 1;
                        table[b][f] -= 1;
                    }
                    (a, b) = (g, f);
                }
            }
        }
        println!("  round {}: {wrong} of {} sentences wrong", round + 1, order.len() * (1 + usize::from(twice)));
    }
}

/// Finds the right labels of an article's words.
fn example(language: &Language, article: &Marked, foreign: bool) -> Example {
    let text = &article.text;
    let syntax = language.analyze(text, &blocks(text));
    let document = language.document(text, &syntax);
    let mut right = vec![1u32; syntax.tokens.len()];
    for (start, end, label) in &article.names {
        let kinds = kinds(label, &text[*start..*end]);
        let mut first = true;
        let from = syntax.token_at(*start as u32);
        for (token, right) in
            syntax.tokens.iter().zip(&mut right).skip(from).take_while(|(t, _)| (t.range.start as usize) < *end)
        {
            debug_assert!(token.range.end as usize > *start);
            let mask = kinds.iter().fold(0, |m, &k| m | 1 << (1 + 2 * k + usize::from(!first)));
            if mask != 0 {
                *right = mask;
            }
            first = false;
        }
    }
    for (_, right) in right.iter_mut().enumerate().filter(|(i, _)| !document.is_open(*i)) {
        *right = 1;
    }
    // A name that a sentence end cuts cannot go on: what is left begins anew.
    for s in &syntax.sentences {
        let first = &mut right[s.tokens.start];
        let inside: u32 = (0..KINDS.len()).fold(0, |m, k| m | 1 << (2 + 2 * k));
        *first = (*first & !inside) | (*first & inside) >> 1;
    }
    Example { document, right, ids: Vec::new(), votes: Votes::default(), foreign }
}

fn blocks(text: &str) -> Vec<TextRange> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split('\n') {
        if !part.is_empty() {
            blocks.push(TextRange::new(at, at + part.len()));
        }
        at += part.len() + 1;
    }
    blocks
}

/// The kinds a corpus's label may stand for, as indexes into `KINDS`.
fn kinds(label: &str, words: &str) -> Vec<usize> {
    use NameKind::*;
    let kinds: &[NameKind] = match label {
        "Person" | "PER" => &[Person],
        "Organization" | "ORG" => &[Organization],
        "Location" => &[Place],
        "LOC" => &[Place, Facility],
        "Facility" => &[Facility],
        "NORP" => &[Nationality],
        "Product" => &[Product],
        "Misc" => &[misc(words)],
        "MISC" => &[Nationality, Product, Event, Law, Other],
        _ => &[],
    };
    kinds.iter().filter_map(|k| KINDS.iter().position(|x| x == k)).collect()
}

/// What a name of the mixed bag is, told by its own words.
fn misc(words: &str) -> NameKind {
    let has = |list: &[&str]| words.split(|c: char| !c.is_alphanumeric()).any(|w| list.contains(&w));
    if has(&[
        "Act",
        "Law",
        "Bill",
        "Treaty",
        "Constitution",
        "Convention",
        "Protocol",
        "Accord",
        "Accords",
        "Code",
        "Charter",
        "Amendment",
        "Directive",
        "Ordinance",
        "Decree",
        "Resolution",
    ]) {
        NameKind::Law
    } else if has(&[
        "Cup",
        "Games",
        "Olympics",
        "Olympic",
        "Championship",
        "Championships",
        "War",
        "Festival",
        "Day",
        "Election",
        "Elections",
        "Summit",
        "Revolution",
        "Conference",
        "Open",
        "Prix",
        "Tour",
        "Uprising",
        "Holocaust",
        "Genocide",
        "Massacre",
        "Referendum",
        "Forum",
        "Week",
        "Expo",
        "Spring",
        "Intifada",
        "Ramadan",
        "Easter",
        "Christmas",
        "League",
        "Hurricane",
        "Typhoon",
        "Cyclone",
        "Operation",
    ]) {
        NameKind::Event
    } else {
        NameKind::Other
    }
}

fn worldwide(text: &str) -> Marked {
    let mut article = Marked::default();
    for (n, part) in text.split("\n\n").enumerate() {
        let rows: Vec<(&str, &str)> = part
            .lines()
            .filter_map(|l| {
                // The second column holds the outer names; a third, where there is one, those inside them.
                let mut fields = l.split('\t').map(str::trim);
                Some((fields.next()?, fields.next()?))
            })
            .collect();
        let rows = if n == 0 && rows.first().is_some_and(|r| r.0.starts_with("http")) { &rows[1..] } else { &rows[..] };
        if !rows.is_empty() {
            article.add(rows, "\n", true);
        }
    }
    article
}

fn conll(text: &str) -> Vec<Marked> {
    let mut articles: Vec<Marked> = vec![Marked::default()];
    for part in text.split("\n\n") {
        let rows: Vec<(&str, &str)> = part
            .lines()
            .filter_map(|l| Some((l.split_whitespace().next()?, l.split_whitespace().last()?)))
            .filter(|r| r.0 != "-DOCSTART-")
            .collect();
        if part.contains("-DOCSTART-") {
            articles.push(Marked::default());
        }
        if let Some(article) = articles.last_mut().filter(|_| !rows.is_empty()) {
            article.add(&rows, "\n", false);
        }
    }
    articles.retain(|a| !a.text.is_empty());
    articles
}

/// The same article in capitals or small letters; byte ranges stay right.
fn without_case(article: &Marked, capitals: bool) -> Marked {
    let text = if capitals { article.text.to_ascii_uppercase() } else { article.text.to_ascii_lowercase() };
    Marked { text, names: article.names.clone() }
}

/// Prints exact-span scores of persons, organizations and places.
fn report(language: &Language, name: &str, articles: &[Marked]) {
    let class = |k: &NameKind| match k {
        NameKind::Person => 0,
        NameKind::Organization | NameKind::Group => 1,
        NameKind::Place | NameKind::Facility => 2,
        _ => 3,
    };
    let mut counts = [[0usize; 3]; 4];
    for article in articles {
        let syntax = language.analyze(&article.text, &blocks(&article.text));
        let found: Vec<(usize, usize, usize)> = language
            .names(&article.text, &syntax)
            .iter()
            .map(|n| (n.range.start as usize, n.range.end as usize, class(&n.kind)))
            .collect();
        let gold: Vec<(usize, usize, usize)> = article
            .names
            .iter()
            .filter_map(|(a, b, l)| Some((*a, *b, class(&KINDS[*kinds(l, &article.text[*a..*b]).first()?]))))
            .collect();
        for f in &found {
            counts[f.2][0] += usize::from(gold.contains(f));
            counts[f.2][1] += 1;
        }
        gold.iter().for_each(|g| counts[g.2][2] += 1);
    }
    let f1 = |c: [usize; 3]| 200.0 * c[0] as f64 / (c[1] + c[2]).max(1) as f64;
    let sum = |rows: &[[usize; 3]]| rows.iter().fold([0; 3], |s, r| [s[0] + r[0], s[1] + r[1], s[2] + r[2]]);
    let three = sum(&counts[..3]);
    println!(
        "{name}: F1 {:.2} (P {:.2} R {:.2}), PER {:.2} ORG {:.2} LOC {:.2} rest {:.2}, all {:.2}",
        f1(three),
        100.0 * three[0] as f64 / three[1].max(1) as f64,
        100.0 * three[0] as f64 / three[2].max(1) as f64,
        f1(counts[0]),
        f1(counts[1]),
        f1(counts[2]),
        f1(counts[3]),
        f1(sum(&counts))
    );
}
