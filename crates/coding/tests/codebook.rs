//! Runs the examples of the codebook's files: each text must give the reports that stand below it, and no others.

use coding::Coder;
use model::Article;

fn article(text: &str, published: Option<&str>) -> Article {
    Article { published: published.and_then(|p| p.parse().ok()), ..Article::of_text(text) }
}

#[test]
fn every_file_is_read() {
    assert_eq!(Coder::builtin().faults(), &[] as &[String]);
    for k in coding::codebook() {
        assert!(!k.title.is_empty() && !k.definition.is_empty(), "{} needs a title and a definition", k.kind);
        assert!(k.definition.contains("Not this type"), "{} does not say what it is not", k.kind);
        assert!(!k.rules.is_empty(), "{} has no rule", k.kind);
    }
}

#[test]
fn every_file_is_listed() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/codebook");
    let mut on_disk: Vec<String> = std::fs::read_dir(dir)
        .expect("the codebook's folder")
        .filter_map(|e| e.ok()?.file_name().into_string().ok()?.strip_suffix(".md").map(str::to_string))
        .map(|n| n.replace('-', "."))
        .collect();
    on_disk.sort();
    let mut listed: Vec<String> = coding::codebook().iter().map(|k| k.kind.clone()).collect();
    listed.sort();
    assert_eq!(on_disk, listed);
}

#[test]
fn the_examples_hold() {
    let mut faults = Vec::new();
    let mut count = 0;
    for kind in coding::codebook() {
        for example in &kind.examples {
            count += 1;
            let place = format!("{}.md:{}", kind.kind.replace('.', "-"), example.line);
            let article = article(&example.text, example.published.as_deref());
            let a = annotate::annotate(&article);
            let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
            faults.extend(coding::misses(example, &reports, &a.mentions).into_iter().map(|miss| format!("{place}: {miss}")));
        }
    }
    assert!(count > 0);
    assert!(faults.is_empty(), "{} of {count} examples' facts fail:\n{}", faults.len(), faults.join("\n"));
}
