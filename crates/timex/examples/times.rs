//! Reads articles as JSON Lines and prints their times on the wire form: for scoring this crate alone.

use model::{CharIndex, Stamp, Syntax};
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let text = article["text"].as_str().unwrap_or("");
        let published = article["published"].as_str().and_then(|p| p.parse::<Stamp>().ok());
        let language = article["language"].as_str().unwrap_or("en");
        let times = timex::times_in(language, text, &[], &Syntax::default(), published);
        let index = CharIndex::new(text);
        let times: Vec<_> = times
            .iter()
            .map(|t| {
                let span = index.chars(t.range);
                let mut t = serde_json::to_value(t).unwrap_or_default();
                t["span"] = serde_json::json!([span.0, span.1]);
                t
            })
            .collect();
        let line = serde_json::json!({"type": "article", "id": article["id"], "input_id": article["id"], "text": text, "times": times});
        writeln!(out, "{line}")?;
    }
    Ok(())
}
