//! Kept runs to the article's text and blocks.

use super::clean::Fate;
use super::phrases;
use super::runs::Runs;
use model::{Block, BlockKind, TextRange};

/// The text and its blocks. As long as the page has it: a page is bounded, and nothing of it may be lost.
pub(crate) struct Built {
    pub text: String,
    pub blocks: Vec<Block>,
}

/// Joins the kept runs. Cells of one table row become one block, a credit beside its caption a part of it.
pub(crate) fn build(runs: &Runs, kept: &[(usize, Fate)]) -> Built {
    let mut out = Built { text: String::new(), blocks: Vec::new() };
    let mut last: Option<usize> = None;
    for (i, fate) in kept {
        let Fate::Kept(kind) = *fate else { continue };
        let text = runs.text(*i);
        let r = &runs.runs[*i];
        let joins = last.is_some_and(|l| {
            let before = &runs.runs[l];
            out.blocks.last().is_some_and(|b| b.kind == kind)
                && match kind {
                    BlockKind::Table => before.around.row == r.around.row,
                    BlockKind::Caption => r.around.figure > 0 && before.around.figure == r.around.figure && is_credit(runs, *i),
                    _ => false,
                }
        });
        if joins && let Some(block) = out.blocks.last_mut() {
            out.text.push_str(if kind == BlockKind::Table { " | " } else { " " });
            out.text.push_str(text);
            block.range.end = out.text.len() as u32;
            if kind == BlockKind::Caption {
                block.credit = credit_line(text);
            }
        } else {
            if !out.text.is_empty() {
                out.text.push_str("\n\n");
            }
            let start = out.text.len();
            out.text.push_str(text);
            let credit = match kind {
                BlockKind::Caption if is_credit(runs, *i) => credit_line(text),
                BlockKind::Caption => runs.credit(*i).and_then(credit_line).or_else(|| phrases::credit(text)),
                _ => None,
            };
            out.blocks.push(Block { kind, range: TextRange::new(start, out.text.len()), credit });
        }
        last = Some(*i);
    }
    out
}

/// A text of paragraphs alone.
pub(crate) fn of_paragraphs(paragraphs: &[String]) -> Built {
    let mut out = Built { text: String::new(), blocks: Vec::new() };
    for p in paragraphs {
        if !out.text.is_empty() {
            out.text.push_str("\n\n");
        }
        let start = out.text.len();
        out.text.push_str(p);
        out.blocks.push(Block { kind: BlockKind::Paragraph, range: TextRange::new(start, out.text.len()), credit: None });
    }
    out
}

fn is_credit(runs: &Runs, i: usize) -> bool {
    runs.runs[i].cues.has(super::cues::Cues::CREDIT) && runs.runs[i].chars < 120
}

/// The maker in an element that holds nothing else.
fn credit_line(text: &str) -> Option<String> {
    let said = phrases::credit(text).unwrap_or_else(|| text.trim_matches(['(', ')', '[', ']', ' ', '/', '|']).to_string());
    (!said.is_empty()).then_some(said)
}
