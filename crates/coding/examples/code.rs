//! Times the coding stage alone, on one core: `code < articles.jsonl` (objects with `id`, `text`, `published`). The analysis
//! that it needs is made before the clock runs; it prints articles and reports, the seconds of the best of five rounds, and
//! articles a second.

use coding::Coder;
use model::Article;
use std::io::BufRead;
use std::time::Instant;

/// Rounds over all articles; the best counts, since others use the machine too.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut read = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line?)?;
        let published = v["published"].as_str().and_then(|p| p.parse().ok());
        let article = Article { published, ..Article::of_text(v["text"].as_str().unwrap_or("")) };
        let a = annotate::annotate(&article);
        read.push((article, a));
    }
    let coder = Coder::builtin();
    let (mut reports, mut best) = (0, f64::INFINITY);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        reports = read.iter().map(|(article, a)| coder.read(article, &a.syntax, &a.mentions).len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{} articles, {reports} reports, {best:.3} s, {:.0} articles a second", read.len(), read.len() as f64 / best);
    Ok(())
}
