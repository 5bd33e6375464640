//! Cases written in a text file: a text on one line, what is found in it on the indented lines below. "¶" parts paragraphs.

use model::{Article, Mentions};

/// Annotates each case and compares what `lines` makes of it with what is written; fails with all differences.
pub fn cases(file: &str, lines: impl Fn(&Article, &Mentions) -> Vec<String>) {
    let mut faults = Vec::new();
    for case in file.split("\n\n").filter(|c| !c.starts_with('#')) {
        let (text, wanted) = case.trim_end().split_once('\n').unwrap_or((case.trim_end(), ""));
        let wanted: Vec<&str> = wanted.lines().map(str::trim).collect();
        let article = Article::of_text(&text.replace(" ¶ ", "\n\n"));
        let found = lines(&article, &annotate::annotate(&article).mentions);
        if found != wanted {
            faults.push(format!("{text}\n  wanted {wanted:#?}\n  found {found:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
