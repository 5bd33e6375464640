//! Cases written in a text file: a text on one line, what is found in it on the indented lines below.

use model::{Article, ArticleId, Block, BlockKind, Mentions, PageId, TextRange};

/// An article of one paragraph without a date.
pub fn article(text: &str) -> Article {
    let page = PageId::of(text.as_bytes());
    Article {
        id: ArticleId::of(page, (0, 1)),
        input_id: None,
        page,
        page_span: (0, 1),
        url: None,
        source: None,
        headline: None,
        label: None,
        bylines: vec![],
        agencies: vec![],
        published: None,
        published_from: None,
        updated: None,
        dateline: None,
        language: Some("en".into()),
        found_in: Default::default(),
        text: text.into(),
        blocks: vec![Block { kind: BlockKind::Paragraph, range: TextRange::new(0, text.len()), credit: None }],
    }
}

/// Annotates each case and compares what `lines` makes of it with what is written; fails with all differences.
pub fn cases(file: &str, lines: impl Fn(&Article, &Mentions) -> Vec<String>) {
    let mut faults = Vec::new();
    for case in file.split("\n\n").filter(|c| !c.starts_with('#')) {
        let (text, wanted) = case.trim_end().split_once('\n').unwrap_or((case.trim_end(), ""));
        let wanted: Vec<&str> = wanted.lines().map(str::trim).collect();
        let article = article(text);
        let found = lines(&article, &annotate::annotate(&article).mentions);
        if found != wanted {
            faults.push(format!("{text}\n  wanted {wanted:#?}\n  found {found:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
