//! Articles as JSON Lines in (`id`, `text`), tokens as CoNLL-U or names as JSON Lines out: `analyze conllu|names|time`.

use language::Language;
use model::TextRange;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let what = std::env::args().nth(1).unwrap_or_default();
    let start = std::time::Instant::now();
    let language = Language::english();
    let opened = start.elapsed();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut articles, mut tokens) = (0, 0);
    let (mut analysing, mut naming) = (std::time::Duration::ZERO, std::time::Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().unwrap_or_default();
        let id = &line["id"];
        let start = std::time::Instant::now();
        let syntax = language.analyze(text, &blocks(text));
        analysing += start.elapsed();
        articles += 1;
        tokens += syntax.tokens.len();
        match what.as_str() {
            "conllu" => {
                writeln!(out, "# newdoc id = {}", id.as_str().unwrap_or_default())?;
                for (i, sentence) in syntax.sentences.iter().enumerate() {
                    writeln!(out, "# text = {}", sentence.range.of(text).replace('\n', " "))?;
                    for (n, t) in syntax.words(i).iter().enumerate() {
                        let (n, head) = (n + 1, if n == 0 { 0 } else { 1 });
                        writeln!(out, "{n}\t{}\t{}\t{}\t{}\t_\t{head}\tdep\t_\t_", t.form(text), t.lemma, upos(t.pos), t.tag)?;
                    }
                    writeln!(out)?;
                }
            }
            _ => {
                let start = std::time::Instant::now();
                let names = language.names(text, &syntax);
                naming += start.elapsed();
                if what == "names" {
                    let chars = model::CharIndex::new(text);
                    let names: Vec<_> = names
                        .iter()
                        .map(|n| serde_json::json!({"span": chars.chars(n.range), "text": n.text, "kind": n.kind, "title": n.title}))
                        .collect();
                    writeln!(
                        out,
                        "{}",
                        serde_json::json!({"type": "article", "id": "a_", "input_id": id, "text": text, "names": names})
                    )?;
                }
            }
        }
    }
    eprintln!("opened in {opened:?}; {articles} articles, {tokens} tokens; analysis {analysing:?}, names {naming:?}");
    Ok(())
}

fn upos(pos: model::Pos) -> String {
    format!("{pos:?}").to_uppercase()
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
