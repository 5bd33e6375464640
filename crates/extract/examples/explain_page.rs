//! Prints what became of each text of an HTML file: kept as which block, or left out and why.

use model::{MediaType, Page};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let page = Page::raw(path.clone(), MediaType::Html, std::fs::read(&path)?);
        let decoded = extract::decode::decode(&page.bytes, None);
        for (fate, text) in extract::html::explain(&page, &decoded) {
            println!("{fate:24} {text}");
        }
    }
    Ok(())
}
