//! Reads plain-text or HTML files and tells for each how long it took and what was found; with `--tell`, the articles in words.

use model::{MediaType, Page};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut tell = false;
    for path in std::env::args().skip(1) {
        if path == "--tell" {
            tell = true;
            continue;
        }
        let kind = if path.ends_with(".html") { MediaType::Html } else { MediaType::Text };
        let page = Page::raw(path.as_str(), kind, std::fs::read(&path)?);
        let start = Instant::now();
        let x = extract::extract(&page);
        eprintln!("{path}: {:.2} s, {} articles, {:?}", start.elapsed().as_secs_f64(), x.articles.len(), x.accounted);
        for d in &x.diagnostics {
            eprintln!("  {} {}", d.code, d.message);
        }
        for a in x.articles.iter().filter(|_| tell) {
            println!("\n# {}", a.headline.as_deref().unwrap_or("-"));
            println!("label {:?}; by {:?}; agencies {:?}; source {:?}", a.label, a.bylines, a.agencies, a.source);
            println!("published {:?} from {:?}; updated {:?}", a.published, a.published_from, a.updated);
            println!("dateline {:?}; url {:?}; {:?}", a.dateline.as_ref().map(|d| &d.text), a.url, a.language);
            for b in &a.blocks {
                println!("  {:?} {:?}: {}", b.kind, b.credit, a.cut(b.range));
            }
        }
    }
    Ok(())
}
