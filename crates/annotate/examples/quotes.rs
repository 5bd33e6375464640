//! How fast quotes, coreference and figures are, each alone: articles as JSON Lines (`text`) on standard input, read one
//! after the other on one thread. The language's analysis, names, places and times are made before and not counted.

use annotate::{coreference, figures, names, places, quotes};
use language::Language;
use model::Article;
use std::io::BufRead;
use std::time::{Duration, Instant};

/// What took how long.
#[derive(Default)]
struct Spent {
    quotes: Duration,
    chains: Duration,
    figures: Duration,
}

fn main() -> std::io::Result<()> {
    let language = Language::english();
    let (mut articles, mut tokens, mut found) = (0, 0, 0);
    let mut spent = Spent::default();
    for line in std::io::stdin().lock().lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let article = paragraphs(line["text"].as_str().unwrap_or_default());
        let blocks: Vec<_> = article.blocks.iter().map(|b| b.range).collect();
        let (syntax, mut named) = language.read(&article.text, &blocks);
        names::resolve(&article, &syntax, &mut named);
        let placed = places::places(&article, &syntax, &named);
        let times = timex::times(&article.text, &article.blocks, &syntax, None);
        let start = Instant::now();
        let mut said = quotes::quotes(&article, &syntax, &named, &times);
        spent.quotes += start.elapsed();
        let start = Instant::now();
        let chains = coreference::chains(&article, &syntax, &named, &placed, &said);
        coreference::name_speakers(&article.text, &named, &chains, &mut said);
        spent.chains += start.elapsed();
        let start = Instant::now();
        let counted = figures::figures(&article, &syntax, &named, &times, &chains);
        spent.figures += start.elapsed();
        articles += 1;
        tokens += syntax.tokens.len();
        found += said.len() + counted.len();
    }
    let speed = |d: Duration| f64::from(articles) / d.as_secs_f64().max(1e-9);
    println!("{articles} articles, {tokens} tokens, {found} quotes and figures; articles a second:");
    println!("quotes {:.0}, coreference {:.0}, figures {:.0}", speed(spent.quotes), speed(spent.chains), speed(spent.figures));
    let both = spent.quotes + spent.figures;
    println!("quotes and figures {:.0}, all three {:.0}", speed(both), speed(both + spent.chains));
    Ok(())
}

/// An article whose paragraphs end at line ends.
fn paragraphs(text: &str) -> Article {
    let mut article = Article::of_text(text);
    let mut at = 0;
    article.blocks.clear();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.trim().is_empty() {
            let range = model::TextRange::new(at, at + words.len());
            article.blocks.push(model::Block { kind: model::BlockKind::Paragraph, range, credit: None });
        }
        at += line.len();
    }
    article
}
