//! Quotation marks: what stands between an opening and a closing one.

use model::TextRange;

/// A stretch between quotation marks, the marks left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The content.
    pub range: TextRange,
}

/// The stretches of a block. A mark that is never closed runs to the block's end, as news does when the next paragraph
/// opens again.
pub fn in_block(text: &str, block: TextRange) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let body = block.of(text);
    let mut previous = ' ';
    let mut chars = body.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        match (c, open) {
            ('“' | '„' | '«', None) => open = Some((i + c.len_utf8(), c)),
            ('"', None) if !next.is_whitespace() && !previous.is_alphanumeric() => open = Some((i + 1, '"')),
            ('”', Some((from, '“' | '„')))
            | ('“', Some((from, '„')))
            | ('»', Some((from, '«')))
            | ('"', Some((from, '"' | '“'))) => {
                push(text, block, from, i, &mut out);
                open = None;
            }
            _ => {}
        }
        previous = c;
    }
    if let Some((from, _)) = open {
        push(text, block, from, body.len(), &mut out);
    }
    out
}

fn push(text: &str, block: TextRange, from: usize, to: usize, out: &mut Vec<Quoted>) {
    let words = &block.of(text)[from..to];
    let trimmed = words.trim();
    // The comma before the closing mark belongs to the sentence and not to the words quoted.
    let trimmed = trimmed.strip_suffix(',').unwrap_or(trimmed);
    let lead = words.len() - words.trim_start().len();
    if !trimmed.is_empty() {
        let start = block.start as usize + from + lead;
        out.push(Quoted { range: TextRange::new(start, start + trimmed.len()) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_pair_and_open_ones_run_on() {
        let text = "“We saw it,” she said. “It was 5\" wide. \"Then";
        let found: Vec<&str> = in_block(text, TextRange::new(0, text.len())).iter().map(|q| q.range.of(text)).collect();
        assert_eq!(found, ["We saw it", "It was 5", "Then"]);
    }
}
