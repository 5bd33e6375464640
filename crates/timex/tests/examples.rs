//! Runs the examples that stand beside the rules, and the phrases in `tests/phrases.txt`.

use model::{Stamp, Syntax};
use std::{fs, path::Path};

/// Runs every `>` line of a file; returns how many there were and what went wrong.
fn run(path: &Path, language: &str) -> (usize, Vec<String>) {
    let contents = fs::read_to_string(path).expect("the file can be read");
    let mut published = None::<Stamp>;
    let (mut count, mut faults) = (0, Vec::new());
    for (n, line) in contents.lines().enumerate() {
        if let Some(date) = line.strip_prefix("# published ") {
            published = date.trim().parse().ok();
        }
        let Some(example) = line.strip_prefix("> ") else { continue };
        count += 1;
        let (marked, wanted) = example.split_once(" :: ").expect("an example has its values behind ::");
        let (text, spans) = unmark(marked);
        let values: Vec<&str> = if wanted.trim() == "none" { vec![] } else { wanted.split(';').map(str::trim).collect() };
        let found: Vec<String> = timex::times_in(language, &text, &[], &Syntax::default(), published)
            .into_iter()
            .map(|t| format!("{} {} at {:?} ({})", kind(&t), t.value, t.range.range(), t.text))
            .collect();
        // Text before the last marked expression may hold others, to set the scene.
        let expected: Vec<String> =
            spans.iter().zip(&values).map(|((a, b), v)| format!("{v} at {:?} ({})", *a..*b, &text[*a..*b])).collect();
        let missing = expected.iter().any(|e| !found.contains(e));
        if missing || spans.len() != values.len() || values.is_empty() && !found.is_empty() {
            faults.push(format!("{}:{}: {text}\n  wanted {expected:?}\n  found  {found:?}", path.display(), n + 1));
        }
    }
    (count, faults)
}

fn kind(t: &model::Time) -> String {
    format!("{:?}", t.kind).to_uppercase()
}

/// Takes the brackets out: the text, and what stood in them.
fn unmark(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => open = text.len(),
            ']' => spans.push((open, text.len())),
            c => text.push(c),
        }
    }
    (text, spans)
}

#[test]
fn rules_do_what_their_examples_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let (mut count, mut faults) = (0, Vec::new());
    for language in timex::languages() {
        let mut files: Vec<_> = fs::read_dir(root.join(language)).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "rules")) {
            let (n, f) = run(file, language);
            count += n;
            faults.extend(f);
        }
    }
    assert!(faults.is_empty(), "{} of {count} examples fail:\n{}", faults.len(), faults.join("\n"));
    assert!(count > 80, "only {count} examples were found");
}

#[test]
fn phrases_known_to_be_hard_are_right() {
    let (count, faults) = run(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/phrases.txt"), "en");
    assert!(faults.is_empty(), "{} of {count} phrases fail:\n{}", faults.len(), faults.join("\n"));
    assert!(count > 30, "only {count} phrases were found");
}
