//! The walk: from a word of the text through the names, word by word, as far as they go.

use crate::normal::{is_apostrophe, is_hyphen, is_word, word};
use fst::raw::{CompiledAddr, Fst, Output};

/// Names have few words; the walk ends there whatever the text.
const MOST_WORDS: usize = 12;
/// Nor is a word of a name longer than this.
const LONGEST_WORD: usize = 64;

/// Where the word that starts at `at` ends. Apostrophes and full stops inside count ("N'Djamena", "U.S"), a closing 's not.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if i > LONGEST_WORD {
            break;
        }
        let inside = is_word(c) || {
            let mut ahead = chars.clone();
            let next = ahead.next().map(|(_, c)| c).filter(|&c| is_word(c));
            let after = ahead.next().map(|(_, c)| c).filter(|&c| is_word(c));
            match next {
                Some(n) if is_apostrophe(c) => !(matches!(n, 's' | 'S') && after.is_none()),
                // Initials: one letter before the stop and one after it.
                Some(n) if c == '.' => n.is_uppercase() && after.is_none() && lone_letter_before(text, at, at + i),
                _ => false,
            }
        };
        if !inside {
            break;
        }
        end = at + i + c.len_utf8();
    }
    end
}

/// True if a single letter stands between `at` or a full stop and `dot`.
fn lone_letter_before(text: &str, at: usize, dot: usize) -> bool {
    let before = &text[at..dot];
    let part = before.rsplit('.').next().unwrap_or(before);
    part.chars().count() == 1
}

/// The length of a closing 's.
fn possessive(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|&c| is_apostrophe(c))?;
    (chars.next() == Some('s') && chars.next() == Some(' ')).then(|| mark.len_utf8() + 1)
}

/// All names from `at`: where each ends and its value, shortest first.
pub fn walk(names: &Fst<&'static [u8]>, text: &str, at: usize) -> Vec<(usize, u64)> {
    let mut found = Vec::new();
    if !text.is_char_boundary(at) {
        return found;
    }
    let (mut addr, mut out): (CompiledAddr, Output) = (names.root().addr(), Output::zero());
    let mut from = at;
    let mut key = String::new();
    for n in 0..MOST_WORDS {
        let end = word_end(text, from);
        if end == from {
            break;
        }
        key.clear();
        if n > 0 {
            key.push(' ');
        }
        word(&text[from..end], &mut key);
        for &b in key.as_bytes() {
            let node = names.node(addr);
            let Some(i) = node.find_input(b) else { return found };
            let t = node.transition(i);
            out = out.cat(t.out);
            addr = t.addr;
        }
        let node = names.node(addr);
        // A full stop that belongs to the name: "U.S.", "D.C.", "Calif.".
        let rest = &text[end..];
        let initials = text[from..end].contains('.');
        let stop = end + usize::from(rest.starts_with('.') && initials);
        if node.is_final() {
            found.push((stop, out.cat(node.final_output()).value()));
        }
        // "People's Republic": a possessive inside a name.
        let mut end = end;
        if let Some(tail) = possessive(&text[end..]) {
            match names.node(addr).find_input(b's') {
                Some(i) => {
                    let t = names.node(addr).transition(i);
                    out = out.cat(t.out);
                    addr = t.addr;
                    end += tail;
                }
                None => break,
            }
        }
        // On to the next word, over one gap.
        let rest = &text[end..];
        let mut gap = rest.chars();
        let abbreviated = rest.starts_with('.') && end - from <= 4;
        if abbreviated {
            gap.next();
        }
        let c = gap.next();
        let next = gap.clone().next();
        match (c, next) {
            (Some(' ' | '\u{a0}' | '\n'), Some(n)) if is_word(n) || is_apostrophe(n) => {}
            (Some(c), Some(n)) if is_hyphen(c) && is_word(n) && !abbreviated => {}
            // "W.Va.": the next word follows the stop at once.
            (Some(c), _) if abbreviated && c.is_uppercase() => gap = text[end + 1..].chars(),
            _ => break,
        }
        from = text.len() - gap.as_str().len();
        if text[from..].starts_with(is_apostrophe) {
            from += text[from..].chars().next().map_or(0, char::len_utf8);
        }
    }
    found
}
