//! Compares the reports of an example with those that stand below it in its file.

use crate::codebook::Example;
use crate::deeds::TOLD;
use model::{Mentions, Report, RoleKind};

/// What of an example does not hold: each line says what was expected and what was coded instead. Empty if all holds.
/// `reports` and `mentions` are those of the example's text.
pub fn misses(example: &Example, reports: &[Report], mentions: &Mentions) -> Vec<String> {
    let lines: Vec<&str> = example.reports.lines().filter(|l| !l.trim().is_empty()).collect();
    // What rests on a verb alone says nothing of the kind whose example this is.
    let asked = |r: &&Report| r.rule != TOLD || lines.iter().any(|l| l.starts_with("other "));
    let reports: Vec<&Report> = reports.iter().filter(asked).collect();
    let heads: Vec<usize> = (0..lines.len()).filter(|&i| !lines[i].starts_with(' ')).collect();
    if heads.len() != reports.len() {
        let got: Vec<String> =
            reports.iter().map(|r| format!("{} trigger={:?} [{}]", r.kind, r.trigger.text, r.rule)).collect();
        let got = if got.is_empty() { "none".into() } else { got.join(", ") };
        let s = if heads.len() == 1 { "" } else { "s" };
        return vec![format!("expected {} report{s}, coded {got}", heads.len())];
    }
    let mut faults = Vec::new();
    for (n, (&h, r)) in heads.iter().zip(reports).enumerate() {
        let end = heads.get(n + 1).copied().unwrap_or(lines.len());
        let of = of_report(lines[h], &lines[h + 1..end], r, mentions);
        faults.extend(of.into_iter().map(|miss| format!("{:?} {miss}", r.trigger.text)));
    }
    faults
}

/// True if a trigger is these words, or begins or ends with them.
fn shows(trigger: &str, words: &str) -> bool {
    let joined = |rest: &str, space: fn(&str) -> bool| rest.is_empty() || space(rest);
    trigger.strip_prefix(words).is_some_and(|rest| joined(rest, |r| r.starts_with(' ')))
        || trigger.strip_suffix(words).is_some_and(|rest| joined(rest, |r| r.ends_with(' ')))
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
fn of_report(line: &str, details: &[&str], r: &Report, m: &Mentions) -> Vec<String> {
    let mut out = Vec::new();
    let mut want = |what: &str, expected: Option<String>, got: String| {
        if let Some(e) = expected.filter(|e| *e != got) {
            out.push(format!("{what}: expected {e:?}, got {got:?}"));
        }
    };
    want("kind", line.split_whitespace().next().map(str::to_string), r.kind.clone());
    // The words of the rule; the record may show the noun or the verb beside them too.
    let trigger = field(line, "trigger").filter(|e| !shows(&r.trigger.text, e));
    want("trigger", trigger, r.trigger.text.clone());
    want("status", field(line, "status"), format!("{:?}", r.status).to_lowercase());
    want("background", field(line, "background"), r.background.to_string());
    want("apart", field(line, "apart"), r.apart.to_string());
    want("period", field(line, "period"), r.period.to_string());
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
