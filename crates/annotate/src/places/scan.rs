//! The text as a row of words, with what the finder asks of each.

use model::{Name, Syntax, TextRange};

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub range: TextRange,
    /// It begins with a capital letter; in text without capitals, it stands in a name.
    pub capital: bool,
    /// It opens a sentence, or follows an opening quotation mark, a bullet or a colon.
    pub opens: bool,
    /// Only spaces (or a stop of an abbreviation and spaces) stand between it and the word before.
    pub joined: bool,
}

impl Word {
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.range.of(text)
    }
}

/// Cuts the text at everything that is no letter or digit; apostrophes inside stay, a closing 's is cut off. In text without
/// capitals the names that were found tell what would have one.
pub(super) fn words(text: &str, syntax: &Syntax, names: &[Name]) -> Vec<Word> {
    let small = is_small(text);
    let mut names = names.iter().map(|n| n.range).peekable();
    let mut out: Vec<Word> = Vec::new();
    let mut start: Option<usize> = None;
    let mut sentences = syntax.sentences.iter().map(|s| s.range.start).peekable();
    let mut push = |from: usize, to: usize| {
        let cut = &text[from..to];
        let bare = cut.strip_suffix(['s', 'S']).and_then(|c| c.strip_suffix(gazetteer::is_apostrophe)).unwrap_or(cut);
        let to = from + bare.trim_end_matches(gazetteer::is_apostrophe).len();
        if to <= from {
            return;
        }
        let gap = out.last().map_or("", |w: &Word| text.get(w.range.end as usize..from).unwrap_or(""));
        let mut first = out.is_empty();
        while sentences.next_if(|&s| s as usize <= from).is_some() {
            first = true;
        }
        let initial = out.last().is_some_and(|w| w.range.len() <= 4);
        let stop = gap.starts_with(['.', '!', '?']) && !initial;
        let range = TextRange::new(from, to);
        while small && names.next_if(|n| n.end <= range.start).is_some() {}
        out.push(Word {
            range,
            capital: bare.chars().next().is_some_and(char::is_uppercase)
                || small && names.peek().is_some_and(|n| n.overlaps(range)),
            opens: first || stop || gap.contains(['"', '“', '‘', '•', ':', '\n']),
            joined: !gap.is_empty() && (gap == " " || gap == "\u{a0}" || (initial && gap == ". ")),
        });
    };
    for (i, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (start.is_some() && gazetteer::is_apostrophe(c));
        match (inside, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                push(from, i);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        push(from, text.len());
    }
    out
}

/// True for text with next to no capitals.
fn is_small(text: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in text.chars().take(20_000) {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper * 200 < lower
}
