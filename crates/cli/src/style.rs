//! Colours and wrapping for a terminal; plain words in a pipe.

use anstyle::{AnsiColor, Style};

/// Day headings.
pub const DAY: Style = Style::new().bold().underline();
/// Titles.
pub const TITLE: Style = Style::new().bold();
/// Figures.
pub const FIGURE: Style = AnsiColor::Red.on_default().bold();
/// Side remarks.
pub const DIM: Style = Style::new().dimmed();
/// What a statement turns on: status, background.
pub const MARK: Style = AnsiColor::Yellow.on_default();
/// The words that tell the happening.
pub const TRIGGER: Style = AnsiColor::Cyan.on_default().bold();

/// Standard output that drops colours where nobody sees them.
pub fn out() -> anstream::AutoStream<std::io::StdoutLock<'static>> {
    anstream::AutoStream::auto(std::io::stdout().lock())
}

/// Words in a style.
pub fn paint(style: Style, words: impl std::fmt::Display) -> String {
    format!("{style}{words}{style:#}")
}

/// Columns to fill: those of the terminal up to 120, 100 in a pipe.
pub fn width() -> usize {
    match terminal_size::terminal_size_of(std::io::stdout()) {
        Some((width, _)) => usize::from(width.0).clamp(40, 120),
        None => 100,
    }
}

/// Breaks `words` into lines of at most `width` columns, each after `indent` blanks. Styles inside do not count.
pub fn wrap(words: &str, indent: usize, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in words.split_whitespace() {
        let length = visible(word);
        if column == 0 {
            out.push_str(&" ".repeat(indent));
            column = indent + length;
        } else if column + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent + length;
        } else {
            out.push(' ');
            column += 1 + length;
        }
        out.push_str(word);
    }
    out
}

/// Characters that take a column: escape sequences do not.
fn visible(word: &str) -> usize {
    let mut escape = false;
    word.chars()
        .filter(|c| {
            if escape {
                escape = *c != 'm';
                return false;
            }
            escape = *c == '\u{1b}';
            !escape && !c.is_control()
        })
        .count()
}

/// Text without control characters, so that no page can steer a terminal.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_words_and_widths() {
        let text = "one two three four five six seven";
        let wrapped = wrap(text, 2, 12);
        assert!(wrapped.lines().all(|l| l.chars().count() <= 12 && l.starts_with("  ")));
        assert_eq!(wrapped.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        assert_eq!(visible(&paint(TITLE, "four")), 4);
    }
}
