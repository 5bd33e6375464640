//! Articles of several paragraphs that recall old happenings, and lists of past ones: each report has its own time and says
//! whether it is news. The texts are invented; they stand in `background/`, in the form of the codebook's examples.

use coding::{Coder, Example};
use model::Article;

/// The pairs of ```` ```article ```` and ```` ```reports ```` of a file.
fn examples(file: &str) -> Vec<Example> {
    let mut out: Vec<Example> = Vec::new();
    for (n, block) in file.split("```article").enumerate().skip(1) {
        let (published, rest) = block.split_once('\n').expect("a first line");
        let (text, rest) = rest.split_once("\n```\n").expect("the end of the article");
        let reports = rest.split_once("```reports\n").expect("its reports").1.split("```").next().unwrap_or("");
        out.push(Example {
            published: published.split('"').nth(1).map(str::to_string),
            text: text.to_string(),
            reports: reports.to_string(),
            line: n,
        });
    }
    out
}

fn check(examples: &[Example]) {
    let mut faults = Vec::new();
    for example in examples {
        let published = example.published.as_deref().and_then(|p| p.parse().ok());
        let article = Article { published, ..Article::of_text(&example.text) };
        let a = annotate::annotate(&article);
        let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
        let misses = coding::misses(example, &reports, &a.mentions);
        faults.extend(misses.into_iter().map(|m| format!("article {}: {m}", example.line)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn old_happenings_have_their_own_time() {
    let examples = examples(include_str!("background/articles.md"));
    assert_eq!(examples.len(), 33);
    check(&examples);
}

#[test]
fn counts_of_a_stretch_of_time_are_no_toll_of_the_day() {
    let examples = examples(include_str!("background/periods.md"));
    assert_eq!(examples.len(), 20);
    check(&examples);
}
