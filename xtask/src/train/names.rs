//! Name corpora as running text: news of the whole world, and corpora with coarser labels, which only limit what is right.

pub use super::text::Marked;
use anyhow::Result;
use language::Language;
use language::document::Document;
use language::net::labels::KINDS;
use model::{NameKind, Syntax, TextRange};
use std::path::Path;

/// Name corpora.
pub struct Corpora {
    /// The articles to learn from.
    pub marked: Vec<Marked>,
    /// How many of them, the first, are worldwide's.
    pub worldwide: usize,
    /// A fifth of worldwide, where asked for.
    pub held: Vec<Marked>,
}

/// The articles of NAMES/worldwide, conllpp and wikigold.
pub fn corpora(data: &Path, hold_out: bool) -> Result<Corpora> {
    let (mut corpus, mut held) = (Vec::new(), Vec::new());
    for (n, file) in super::files(&data.join("worldwide"), "tsv")?.iter().enumerate() {
        let article = worldwide(&super::read(file)?);
        if hold_out && n % 5 == 2 { held.push(article) } else { corpus.push(article) }
    }
    let worldwide = corpus.len();
    println!("{worldwide} articles of worldwide, {} held out", held.len());
    corpus.extend(conll(&super::read(&data.join("conllpp/train.txt"))?));
    corpus.extend(conll(&super::read(&data.join("wikigold/CONLL-format-data-wikigold.conll.txt"))?));
    Ok(Corpora { marked: corpus, worldwide, held })
}

/// An article cut into words.
pub fn cut(article: &Marked) -> Syntax {
    language::cut(&article.text, &blocks(&article.text))
}

/// An article as the network sees it, and for each word the labels that are right, as bits.
pub fn labelled(article: &Marked) -> (Document, Vec<u32>) {
    let text = &article.text;
    let syntax = cut(article);
    let document = language::document(text, &syntax);
    let mut right = vec![1u32; syntax.tokens.len()];
    for (start, end, label) in &article.names {
        let from = syntax.token_at(*start as u32);
        let to = syntax.token_at(*end as u32);
        // Some corpora take "Lisbon-based" for one name of the mixed kind: then the name before the hyphen may be any.
        let compound = label == "MISC" && (from..to).any(|i| !document.is_open(i));
        let kinds = if compound { (0..KINDS.len()).collect() } else { kinds(label, &text[*start..*end]) };
        let mut first = true;
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
    // A name that a sentence end or a closed word cuts cannot go on: what is left begins anew.
    let inside: u32 = (0..KINDS.len()).fold(0, |m, k| m | 1 << (2 + 2 * k));
    let starts: Vec<usize> = syntax.sentences.iter().map(|s| s.tokens.start).collect();
    for i in 0..right.len() {
        if starts.binary_search(&i).is_ok() || right[i - 1] == 1 {
            right[i] = (right[i] & !inside) | (right[i] & inside) >> 1;
        }
    }
    (document, right)
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

/// One article of worldwide.
pub fn worldwide(text: &str) -> Marked {
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

pub fn conll(text: &str) -> Vec<Marked> {
    let mut articles: Vec<Marked> = vec![Marked::default()];
    // A corpus without marks between its articles comes in pieces of a few paragraphs.
    let marked = text.contains("-DOCSTART-");
    for (n, part) in text.split("\n\n").enumerate() {
        let rows: Vec<(&str, &str)> = part
            .lines()
            .filter_map(|l| Some((l.split_whitespace().next()?, l.split_whitespace().last()?)))
            .filter(|r| r.0 != "-DOCSTART-")
            .collect();
        if part.contains("-DOCSTART-") || (!marked && n % 25 == 24) {
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
pub fn without_case(article: &Marked, capitals: bool) -> Marked {
    let text = if capitals { article.text.to_ascii_uppercase() } else { article.text.to_ascii_lowercase() };
    Marked { text, names: article.names.clone() }
}

/// Prints exact-span scores of persons, organizations and places.
pub fn report(language: &Language, name: &str, articles: &[Marked]) {
    let class = |k: &NameKind| match k {
        NameKind::Person => 0,
        NameKind::Organization | NameKind::Group => 1,
        NameKind::Place | NameKind::Facility => 2,
        _ => 3,
    };
    let mut counts = [[0usize; 3]; 4];
    for article in articles {
        let (_, names) = language.read(&article.text, &blocks(&article.text));
        let found: Vec<(usize, usize, usize)> =
            names.iter().map(|n| (n.range.start as usize, n.range.end as usize, class(&n.kind))).collect();
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
