//! What the program tells of one article: its events in a few words.

use super::{command, objects};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

/// The events of one article, first told first: kind, status, and its dead and hurt as "killed 2".
pub fn events(text: &str) -> Vec<String> {
    let line = serde_json::json!({ "id": "1", "published": "2031-05-14", "text": text }).to_string();
    let mut child = command(["read", "--quiet", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(line.as_bytes()).expect("the program reads");
    let out = child.wait_with_output().expect("the program ends");
    let told = objects(&String::from_utf8(out.stdout).expect("UTF-8"));
    let of = |kind: &str| told.iter().filter(|o| o["type"] == kind).cloned().collect::<Vec<Value>>();
    let reports: Vec<Value> = of("article").iter().flat_map(|a| a["reports"].as_array().cloned().unwrap_or_default()).collect();
    let first = |e: &Value| reports.iter().position(|r| r["event"] == e["id"]);
    let mut all = of("event");
    all.sort_by_key(first);
    all.iter().map(words).collect()
}

fn words(e: &Value) -> String {
    let tolls = e["figures"].as_array().into_iter().flatten().filter_map(|f| {
        let best = f["recommended"]["best"].as_f64()?;
        Some(format!(" {} {best}", f["what"].as_str()?))
    });
    format!("{} {}{}", e["kind"].as_str().unwrap(), e["status"].as_str().unwrap(), tolls.collect::<String>())
}
