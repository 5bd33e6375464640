//! Runs the examples of the codebook's files: each text must give the reports that stand below it, and no others.

use coding::Coder;
use model::{Article, Report, RoleKind};

fn article(text: &str, published: Option<&str>) -> Article {
    Article { published: published.and_then(|p| p.parse().ok()), ..Article::of_text(text) }
}

fn role_name(r: RoleKind) -> String {
    format!("{r:?}").to_lowercase()
}

/// The value of `key="two words"` or `key=word` in a line.
fn field(line: &str, key: &str) -> Option<String> {
    let at = line.find(&format!("{key}="))? + key.len() + 1;
    let rest = &line[at..];
    Some(match rest.strip_prefix('"') {
        Some(q) => q.split('"').next()?.to_string(),
        None => rest.split_whitespace().next()?.to_string(),
    })
}

/// What of the expected line and its role lines does not hold for a report.
fn misses(line: &str, details: &[&str], r: &Report, m: &model::Mentions) -> Vec<String> {
    let mut out = Vec::new();
    let mut want = |what: &str, expected: Option<String>, got: String| {
        if let Some(e) = expected.filter(|e| *e != got) {
            out.push(format!("{what}: expected {e:?}, got {got:?}"));
        }
    };
    want("kind", line.split_whitespace().next().map(str::to_string), r.kind.clone());
    want("trigger", field(line, "trigger"), r.trigger.text.clone());
    want("status", field(line, "status"), format!("{:?}", r.status).to_lowercase());
    want("background", field(line, "background"), r.background.to_string());
    want("said_by", field(line, "said_by"), r.said_by.as_ref().map_or("-".into(), |s| s.span.text.clone()));
    want("cue", field(line, "cue"), r.said_by.as_ref().map_or("-".into(), |s| format!("{:?}", s.cue).to_lowercase()));
    want("rule", field(line, "rule"), r.rule.clone());
    for d in details {
        let mut parts = d.trim().splitn(2, ' ');
        let (name, rest) = (parts.next().unwrap_or(""), parts.next().unwrap_or("").trim());
        match name {
            "when" => {
                want(
                    "when",
                    rest.split_whitespace().next().map(str::to_string),
                    r.when.start.map_or("-".into(), |s| s.to_string()),
                );
                want("when.from", field(rest, "from"), format!("{:?}", r.when.from).to_lowercase());
            }
            "where" => {
                let place = r.place.place.map_or("-", |p| m.places[p as usize].text.as_str());
                want("where", Some(rest.split('"').nth(1).unwrap_or("-").to_string()), place.to_string());
                want("where.from", field(rest, "from"), format!("{:?}", r.place.from).to_lowercase());
            }
            "figure" => {
                let got: Vec<String> = r
                    .figures
                    .iter()
                    .map(|f| &m.figures[*f as usize])
                    .map(|f| format!("{} {}", f.what, f.best.map_or("-".into(), |b| b.to_string())))
                    .collect();
                if !got.iter().any(|g| g == rest) {
                    want("figure", Some(rest.to_string()), got.join(", "));
                }
            }
            _ => {
                let text = rest.split('"').nth(1).unwrap_or("-");
                let got: Vec<&str> =
                    r.roles.iter().filter(|x| role_name(x.role) == name).map(|x| x.span.text.as_str()).collect();
                let none_wanted = text == "-" && got.is_empty();
                if !none_wanted && !got.contains(&text) {
                    want(name, Some(text.to_string()), got.join(" | "));
                }
            }
        }
    }
    out
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
        .map(|n| n.replacen('-', ".", 1))
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
            let place = format!("{}.md:{}", kind.kind.replacen('.', "-", 1), example.line);
            let article = article(&example.text, example.published.as_deref());
            let a = annotate::annotate(&article);
            let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
            let lines: Vec<&str> = example.reports.lines().filter(|l| !l.trim().is_empty()).collect();
            let heads: Vec<usize> = (0..lines.len()).filter(|&i| !lines[i].starts_with(' ')).collect();
            if heads.len() != reports.len() {
                let got: Vec<String> = reports.iter().map(|r| format!("{} {:?}", r.kind, r.trigger.text)).collect();
                faults.push(format!("{place}: expected {} reports, got {got:?}", heads.len()));
                continue;
            }
            for (n, (&h, r)) in heads.iter().zip(&reports).enumerate() {
                let end = heads.get(n + 1).copied().unwrap_or(lines.len());
                for miss in misses(lines[h], &lines[h + 1..end], r, &a.mentions) {
                    faults.push(format!("{place}: {:?} {miss}", r.trigger.text));
                }
            }
        }
    }
    assert!(count > 0);
    assert!(faults.is_empty(), "{} of {count} examples' facts fail:\n{}", faults.len(), faults.join("\n"));
}
