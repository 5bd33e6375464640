//! Prints the metadata of HTML files, a folder or several paths, as page and article lines of the record; for scoring.
//! The article's text is the page's whole visible text: this example is about the fields around it.

use extract::dom::{Dom, NodeId};
use model::{MediaType, Page};
use serde_json::json;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let mut files = Vec::new();
    for arg in std::env::args().skip(1) {
        walk(Path::new(&arg), &mut files)?;
    }
    files.sort();
    for file in files {
        let page = Page::raw(file.to_string_lossy(), MediaType::Html, std::fs::read(&file)?);
        let decoded = extract::decode::decode(&page.bytes, None);
        let dom = Dom::parse(&decoded.text);
        let m = extract::meta::metadata(&dom, NodeId::ROOT, &page);
        let from = |f: &Option<extract::meta::Field<String>>| f.as_ref().map(|f| f.from.clone());
        let value = |f: &Option<extract::meta::Field<String>>| f.as_ref().map(|f| f.value.clone());
        println!("{}", json!({"type": "page", "id": page.id, "path": page.path, "url": page.url, "articles": [page.path]}));
        let article = json!({
            "type": "article", "id": page.path, "page": page.id, "text": dom.text(NodeId::ROOT),
            "headline": value(&m.headline), "label": value(&m.label), "source": value(&m.publisher), "url": value(&m.url),
            "language": value(&m.language), "bylines": m.bylines.names, "agencies": m.agencies,
            "published": m.published.as_ref().map(|f| f.value.to_string()),
            "published_from": m.published.as_ref().map(|f| f.from.clone()),
            "updated": m.updated.as_ref().map(|f| f.value.to_string()),
            "found_in": {
                "headline": from(&m.headline), "label": from(&m.label), "source": from(&m.publisher), "url": from(&m.url),
                "language": from(&m.language), "bylines": m.bylines.from, "updated": m.updated.as_ref().map(|f| f.from.clone()),
            },
            "diagnostics": m.diagnostics,
        });
        println!("{article}");
    }
    Ok(())
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        walk(&entry?.path(), files)?;
    }
    Ok(())
}
