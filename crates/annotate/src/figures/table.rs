//! Figures of tables: a number in a row tells what its column's head says ("Killed", "Injured").

use super::phrase::Kind;
use super::settle::Draft;
use model::{Article, BlockKind, Figure, Quantifier, Syntax, TextRange};

/// Between the cells of a row.
const BORDER: &str = " | ";

/// Adds the figures of the article's tables.
pub(super) fn add(article: &Article, syntax: &Syntax, out: &mut Vec<Draft>) {
    let mut heads: Vec<Option<&'static str>> = Vec::new();
    let mut before = BlockKind::Paragraph;
    for block in &article.blocks {
        if block.kind == BlockKind::Table {
            let cells = cells(article.cut(block.range), block.range.start as usize);
            if before != BlockKind::Table {
                heads = cells.iter().map(|(_, words)| counted(words)).collect();
            } else if cells.len() == heads.len() {
                for ((range, words), what) in cells.iter().zip(&heads) {
                    if let (Some(what), Some((best, at_least))) = (what, number(words)) {
                        let sentence = syntax.sentences.partition_point(|s| s.range.end <= range.start);
                        out.push(Draft::plain(figure(*range, words, what, best, at_least), sentence, Kind::Number));
                    }
                }
            }
        }
        before = block.kind;
    }
}

/// The cells of a row that begins at byte `at` of the text.
fn cells(row: &str, at: usize) -> Vec<(TextRange, &str)> {
    let mut from = at;
    row.split(BORDER)
        .map(|words| {
            let start = from;
            from += words.len() + BORDER.len();
            (TextRange::new(start, start + words.len()), words)
        })
        .collect()
}

/// What a column counts by its head.
fn counted(head: &str) -> Option<&'static str> {
    let low = head.to_lowercase();
    let words: Vec<&str> = low.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() || words.len() > 3 {
        return None;
    }
    words.iter().find_map(|w| {
        Some(match *w {
            "killed" | "dead" | "deaths" | "fatalities" | "died" => "killed",
            "toll" if words.len() == 1 || words.contains(&"death") => "killed",
            "injured" | "wounded" | "hurt" | "injuries" => "injured",
            "missing" => "missing",
            "kidnapped" | "abducted" => "kidnapped",
            "arrested" | "detained" | "arrests" => "detained",
            "displaced" | "evacuated" => "displaced",
            _ => return None,
        })
    })
}

/// A cell that is a number, and whether it is the least: "14", "1,200", "30+".
fn number(cell: &str) -> Option<(f64, bool)> {
    let bare = cell.trim();
    let digits = bare.strip_suffix('+').unwrap_or(bare);
    let plain: String = digits.chars().filter(|c| *c != ',').collect();
    let grouped = digits.split(',').skip(1).all(|g| g.len() == 3);
    let n: u32 = plain.parse().ok().filter(|n| grouped && *n > 0)?;
    Some((f64::from(n), bare.len() > digits.len()))
}

fn figure(range: TextRange, words: &str, what: &str, best: f64, at_least: bool) -> Figure {
    Figure {
        range,
        text: words.to_string(),
        what: what.to_string(),
        unit: "person".to_string(),
        of: None,
        low: Some(best),
        high: (!at_least).then_some(best),
        best: Some(best),
        quantifier: if at_least { Quantifier::AtLeast } else { Quantifier::Exactly },
        part: false,
        cue: None,
        person: None,
        beside: false,
        earlier: false,
        said_by: None,
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, number};

    #[test]
    fn heads_and_cells() {
        for (head, what) in [
            ("Killed", Some("killed")),
            ("Death toll", Some("killed")),
            ("No. injured", Some("injured")),
            ("Date", None),
            ("Toll road", None),
        ] {
            assert_eq!(counted(head), what, "{head}");
        }
        for (cell, n) in [
            ("14", Some((14.0, false))),
            ("1,200", Some((1200.0, false))),
            ("30+", Some((30.0, true))),
            ("0", None),
            ("–", None),
            ("2 May", None),
        ] {
            assert_eq!(number(cell), n, "{cell}");
        }
    }
}
