//! How fast the stage is: articles as JSON Lines (`text`) on standard input, read one after the other on one thread.

use language::Language;
use model::TextRange;
use std::io::BufRead;
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    let start = Instant::now();
    let language = Language::english();
    let opened = start.elapsed();
    let (mut articles, mut tokens, mut names) = (0, 0, 0);
    let mut reading = Duration::ZERO;
    for line in std::io::stdin().lock().lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().unwrap_or_default();
        let start = Instant::now();
        let (syntax, found) = language.read(text, &blocks(text));
        reading += start.elapsed();
        articles += 1;
        tokens += syntax.tokens.len();
        names += found.len();
    }
    let speed = tokens as f64 / reading.as_secs_f64();
    println!(
        "opened in {opened:?}; {articles} articles, {tokens} tokens, {names} names in {reading:?}: {speed:.0} tokens a second"
    );
    Ok(())
}

/// Paragraphs, cut at blank lines.
fn blocks(text: &str) -> Vec<TextRange> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        if !part.trim().is_empty() {
            blocks.push(TextRange::new(at, at + part.len()));
        }
        at += part.len() + 2;
    }
    blocks
}
