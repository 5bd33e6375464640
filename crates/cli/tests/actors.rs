//! One actor under several names, several of one name: pairs of invented articles read by the program.

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// The actor of the bracketed mention of each text, when both are read together.
fn actors(texts: [&str; 2]) -> [Option<String>; 2] {
    let line = |(n, text): (usize, &str)| {
        let plain = text.replace(['[', ']'], "");
        serde_json::json!({"id": n.to_string(), "published": "2031-05-04", "text": plain}).to_string() + "\n"
    };
    let input: String = texts.into_iter().enumerate().map(line).collect();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["read", "--quiet", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it reads");
    let out = child.wait_with_output().expect("it ends").stdout;
    let objects: Vec<Value> = String::from_utf8_lossy(&out).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let of = |n: usize| {
        let article = objects.iter().find(|o| o["type"] == "article" && o["input_id"].as_str() == Some(&format!("{n}")))?;
        let from = texts[n].split_once('[')?.0.chars().count() as u64;
        let length = texts[n].split_once('[')?.1.split_once(']')?.0.chars().count() as u64;
        // The mention that overlaps the brackets.
        let names = article["names"].as_array()?;
        let hit = names.iter().filter(|x| x["span"][0].as_u64() < Some(from + length) && x["span"][1].as_u64() > Some(from));
        hit.filter_map(|x| x["actor"].as_str().map(String::from)).next()
    };
    [of(0), of(1)]
}

/// How many pairs of a table are right, of how many; prints those that are not.
fn right(table: &str) -> (usize, usize) {
    let (mut good, mut all) = (0, 0);
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let [wanted, a, b] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let [x, y] = actors([a, b]);
        let fine = match wanted {
            "same" => x.is_some() && x == y,
            _ => x.is_none() || x != y,
        };
        good += usize::from(fine);
        all += 1;
        if !fine {
            println!("{x:?} {y:?}\t{line}");
        }
    }
    println!("{good} of {all}");
    (good, all)
}

#[test]
fn pairs_in_view_of_the_rules() {
    let (good, all) = right(include_str!("actors/pairs-seen.tsv"));
    assert!(good * 100 >= all * 90, "{good} of {all}");
}

#[test]
fn pairs_written_after_the_rules() {
    let (good, all) = right(include_str!("actors/pairs-new.tsv"));
    assert!(good * 100 >= all * 75, "{good} of {all}");
}
