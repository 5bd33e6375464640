//! Quotation marks: what stands between an opening and a closing one.

use model::TextRange;

/// A stretch between quotation marks, the marks left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The content.
    pub range: TextRange,
    /// A closing mark stands after it; without one it runs to the end of its block, as news does where the next paragraph
    /// opens again.
    pub closed: bool,
}

/// The stretches of a block, in order.
pub fn in_block(text: &str, block: TextRange) -> Vec<Quoted> {
    let body = block.of(text);
    let mut out = Vec::new();
    // The opening mark and where its content begins.
    let mut open: Option<(usize, char)> = None;
    let mut previous = ' ';
    let mut skip = 0;
    for (i, c) in body.char_indices() {
        if i < skip {
            previous = c;
            continue;
        }
        let rest = &body[i + c.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        // Two single marks are one double mark in the archives of some papers.
        let twin = (c == '\'' || c == '`') && next == c;
        let after = if twin { rest[1..].chars().next().unwrap_or(' ') } else { next };
        let straight = c == '"' || twin;
        let width = if twin { 2 } else { c.len_utf8() };
        match (c, open) {
            ('“' | '„' | '«', None) => open = Some((i + width, c)),
            _ if straight && open.is_none() && !after.is_whitespace() && !previous.is_alphanumeric() => {
                open = Some((i + width, '"'))
            }
            ('”', Some((from, '“' | '„' | '"'))) | ('“', Some((from, '„'))) | ('»', Some((from, '«'))) => {
                push(text, block, from..i, true, &mut out);
                open = None;
            }
            (_, Some((from, '"' | '“'))) if straight => {
                push(text, block, from..i, true, &mut out);
                open = None;
            }
            ('‘' | '\'', None) if !previous.is_alphanumeric() && next.is_alphanumeric() => {
                if let Some(end) = single(&body[i + width..], c) {
                    let from = i + width;
                    push(text, block, from..from + end, true, &mut out);
                    skip = from + end + 1;
                }
            }
            _ => {}
        }
        if twin {
            skip = skip.max(i + 2);
        }
        previous = c;
    }
    if let Some((from, _)) = open {
        push(text, block, from..body.len(), false, &mut out);
    }
    out
}

/// Where the single mark closes that opened before `rest`: the first one after a stop, because one after a letter may be an
/// apostrophe ("the boys’ house"). Nothing before the next opening mark counts, so each stretch is read once.
fn single(rest: &str, mark: char) -> Option<usize> {
    let mut loose = None;
    let mut previous = ' ';
    for (i, c) in rest.char_indices() {
        match c {
            '‘' | '“' | '"' | '\n' => break,
            '\'' if previous.is_whitespace() => break,
            '’' | '\'' if (c == '’') == (mark == '‘') => {
                let next = rest[i + c.len_utf8()..].chars().next().unwrap_or(' ');
                if !next.is_alphanumeric() && !previous.is_whitespace() {
                    if matches!(previous, ',' | '.' | '?' | '!' | '…') {
                        return Some(i);
                    }
                    // A straight mark after a letter is more often an apostrophe.
                    if mark == '‘' && (loose.is_none() || !matches!(previous, 's')) {
                        loose = loose.or(Some(i));
                    }
                } else if mark == '\'' && next.is_whitespace() {
                    break;
                }
            }
            _ => {}
        }
        if i > 2000 {
            break;
        }
        previous = c;
    }
    loose
}

fn push(text: &str, block: TextRange, part: std::ops::Range<usize>, closed: bool, out: &mut Vec<Quoted>) {
    let words = &block.of(text)[part.clone()];
    let trimmed = words.trim();
    // The comma before the closing mark belongs to the sentence and not to the words quoted.
    let trimmed = trimmed.strip_suffix(',').unwrap_or(trimmed);
    let lead = words.len() - words.trim_start().len();
    if !trimmed.is_empty() {
        let start = block.start as usize + part.start + lead;
        out.push(Quoted { range: TextRange::new(start, start + trimmed.len()), closed });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        in_block(text, TextRange::new(0, text.len())).iter().map(|q| q.range.of(text)).collect()
    }

    #[test]
    fn marks_pair_and_open_ones_run_on() {
        let text = "“We saw it,” she said. “It was 5\" wide. \"Then";
        assert_eq!(found(text), ["We saw it", "It was 5", "Then"]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        assert_eq!(found("‘It’s the boys’ house,’ he said. They’re the boys’."), ["It’s the boys’ house"]);
        assert_eq!(found("'We don't know,' he said of the boys' house."), ["We don't know"]);
        assert_eq!(found("The '90s, rock 'n' roll and the girls' school."), [] as [&str; 0]);
    }

    #[test]
    fn two_single_marks_are_a_double_one() {
        assert_eq!(found("''We don't know,'' he said. ``Nor I.''"), ["We don't know", "Nor I."]);
    }
}
