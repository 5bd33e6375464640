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

/// What is wrong with a file of one rule, with these lines in place of a crosswalk and in the rule.
fn slips(crosswalk: &str, lines: &str) -> Vec<String> {
    let file = format!(
        "# blockade.x: boats block a harbour\n\n```crosswalk\n{crosswalk}\n```\n\n## blocked\n\n```rule\nverb: block\n{lines}\n```\n"
    );
    Coder::with(&[("x", &file)]).faults().to_vec()
}

#[test]
fn slips_in_a_crosswalk_are_named() {
    assert_eq!(slips("plover = { event = \"PROTEST\", mode = \"obstruct\" }", "subject: actor"), &[] as &[String]);
    assert!(slips("plover = { event = \"CRIME\" }", "subject: actor")[0].starts_with("x.md:4: no PLOVER event \"CRIME\""));
    assert!(slips("plover = \"PROTEST\"", "subject: actor")[0].starts_with("x.md:4: no event in"));
    let acled = "acled = { event_type = \"Protests\", sub_event_type = \"Mob violence\" }";
    assert!(slips(acled, "subject: actor")[0].starts_with("x.md:4: no ACLED sub-event type \"Mob violence\" of Protests"));
}

#[test]
fn slips_in_a_rule_are_named() {
    assert_eq!(slips("family = affairs", "opposite near: target"), &[] as &[String]);
    assert!(slips("family = affairs", "objekt: target")[0].starts_with("x.md:11: no line \"objekt\""));
    assert!(slips("family = affairs", "bare: maybe")[0].contains("`bare` is yes or no"));
}

#[test]
fn a_file_holds_one_kind() {
    let file = "# a.b: one\n\n## x\n\n```rule\nverb: block\n```\n\n# a.c: two\n\n## y\n\n```rule\nverb: bar\n```\n";
    assert_eq!(Coder::with(&[("x", file)]).faults(), ["x.md:9: a second title: give each kind a file of its own"]);
}
