//! Reads every file of a folder as a page of HTML and prints the page and article lines of the record. Milliseconds a page go to standard error.

use model::{CharIndex, MediaType, Page};
use serde_json::json;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).expect("a folder");
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut spent = Vec::new();
    for path in &paths {
        let page = Page::raw(path.display().to_string(), MediaType::Html, std::fs::read(path)?);
        let start = std::time::Instant::now();
        let read = extract::extract(&page);
        spent.push(start.elapsed().as_secs_f64() * 1000.0);
        let a = read.accounted;
        writeln!(
            out,
            "{}",
            json!({"type": "page", "id": page.id, "path": page.path, "media_type": page.media_type, "url": page.url,
                "articles": read.articles.iter().map(|a| a.id).collect::<Vec<_>>(), "diagnostics": read.diagnostics,
                "accounted": {"kept": a.kept, "boilerplate": a.boilerplate, "lost": a.lost}})
        )?;
        for article in &read.articles {
            let index = CharIndex::new(&article.text);
            let mut line = serde_json::to_value(article)?;
            line["type"] = json!("article");
            line["blocks"] = article
                .blocks
                .iter()
                .map(|b| json!({"kind": b.kind, "span": index.chars(b.range), "credit": b.credit}))
                .collect();
            writeln!(out, "{line}")?;
        }
    }
    let total: f64 = spent.iter().sum();
    spent.sort_by(f64::total_cmp);
    let at = |q: f64| spent.get((spent.len() as f64 * q) as usize).copied().unwrap_or_default();
    eprintln!(
        "{} pages, {:.2} ms a page, median {:.2}, 95 % {:.2}, longest {:.2}",
        spent.len(),
        total / spent.len().max(1) as f64,
        at(0.5),
        at(0.95),
        spent.last().copied().unwrap_or_default()
    );
    Ok(())
}
