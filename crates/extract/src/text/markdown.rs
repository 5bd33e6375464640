//! Markdown to plain text: titles and fields of the front matter as lines of their own, marks of headings, emphasis and
//! links away. Every byte that stays knows where it came from.

/// A text without its marks, and where its pieces stood.
pub(crate) struct Plain {
    pub text: String,
    /// Byte of the plain text, byte of the source, ascending.
    pieces: Vec<(usize, usize)>,
}

impl Plain {
    /// The byte of the source that byte `at` of the plain text came from.
    pub fn source(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.0 <= at);
        i.checked_sub(1).map_or(0, |i| self.pieces[i].1 + (at - self.pieces[i].0))
    }

    fn push(&mut self, words: &str, source: usize) {
        if !words.is_empty() {
            self.pieces.push((self.text.len(), source));
            self.text.push_str(words);
        }
    }
}

/// Lines of front matter are no more than this.
const MATTER: usize = 60;

/// The text without marks, if it is Markdown: it opens with front matter or with a title behind `#`.
pub(crate) fn plain(text: &str) -> Option<Plain> {
    let body = matter(text);
    let rest = text[body.map_or(0, |(_, end)| end)..].trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    if body.is_none() && heading(rest.lines().next()?).is_none() {
        return None;
    }
    let mut out = Plain { text: String::with_capacity(text.len()), pieces: Vec::new() };
    let mut from = 0;
    let mut title = None;
    if let Some((fields, end)) = body {
        from = end;
        let field = |names: &[&str]| {
            let mut lines = text[fields.0..fields.1].split_inclusive('\n').scan(fields.0, |at, l| {
                *at += l.len();
                Some((*at - l.len(), l))
            });
            lines.find_map(|(at, line)| {
                let (name, value) = line.split_once(':')?;
                names.contains(&name.trim().to_ascii_lowercase().as_str()).then_some(())?;
                let value = value.trim().trim_matches(['"', '\'']);
                (!value.is_empty() && !value.starts_with(['[', '{', '>', '|'])).then_some((at, value))
            })
        };
        title = field(&["title", "headline"]);
        if let Some((at, value)) = title {
            out.push(value, at);
            out.push("\n\n", at);
        }
        if let Some((at, value)) = field(&["author", "byline", "authors"]) {
            out.push("By ", at);
            out.push(value, at);
            out.push("\n\n", at);
        }
        if let Some((at, value)) = field(&["date", "published", "pubdate"]) {
            out.push(value, at);
            out.push("\n\n", at);
        }
    }
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let shown = heading(line);
        let repeats = shown.is_some_and(|h| title.is_some_and(|(_, t)| t.eq_ignore_ascii_case(h.trim())));
        match shown {
            _ if repeats => {}
            Some(h) => {
                let start = at + (h.as_ptr() as usize - line.as_ptr() as usize);
                inline(h, start, &mut out);
                out.push("\n", at + line.len() - 1);
            }
            None => inline(line, at, &mut out),
        }
        at += line.len();
    }
    Some(out)
}

/// The lines of the front matter and where the text begins.
fn matter(text: &str) -> Option<((usize, usize), usize)> {
    let opened = text.strip_prefix('\u{feff}').unwrap_or(text);
    let inside = opened.strip_prefix("---\n").or_else(|| opened.strip_prefix("---\r\n"))?;
    let start = text.len() - inside.len();
    let mut at = start;
    let mut named = 0;
    for line in inside.split_inclusive('\n').take(MATTER) {
        if matches!(line.trim_end(), "---" | "...") {
            return (named > 0).then_some(((start, at), at + line.len()));
        }
        named += usize::from(
            line.split_once(':').is_some_and(|(n, _)| n.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')),
        );
        at += line.len();
    }
    None
}

/// The words of a heading behind `#` marks.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    let words = rest.strip_prefix(' ')?.trim().trim_end_matches('#').trim_end();
    ((1..=6).contains(&marks) && words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '\'' | '*')))
        .then_some(words)
}

/// A line without marks of emphasis, code and links.
fn inline(line: &str, at: usize, out: &mut Plain) {
    let bytes = line.as_bytes();
    let mut from = 0;
    let mut i = 0;
    // A mark of a list stays.
    let indent = line.len() - line.trim_start().len();
    if line[indent..].starts_with("* ") {
        i = indent + 2;
    }
    while i < bytes.len() {
        let rest = &line[i..];
        let skip = match bytes[i] {
            b'*' if rest.trim_start_matches('*').is_empty() || rest.trim() == "* * *" => rest.len(),
            b'*' if !bytes.get(i + 1).is_some_and(u8::is_ascii_whitespace) || i > 0 && !bytes[i - 1].is_ascii_whitespace() => 1,
            b'`' => 1,
            b'!' if rest.starts_with("![") => 1,
            b'[' => match link(rest) {
                Some((words, end)) => {
                    out.push(&line[from..i], at + from);
                    out.push(words, at + i + 1);
                    (from, i) = (i + end, i + end);
                    continue;
                }
                None => 0,
            },
            _ => 0,
        };
        if skip > 0 {
            out.push(&line[from..i], at + from);
            (from, i) = (i + skip, i + skip);
        } else {
            i += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    out.push(&line[from..], at + from);
}

/// Words of `[words](address)` and its length.
fn link(rest: &str) -> Option<(&str, usize)> {
    const LONG: usize = 2000;
    let words = rest.get(1..)?.split(['[', ']', '\n']).next()?;
    let after = rest.get(1 + words.len()..)?.strip_prefix("](")?;
    let address = after.split([')', ' ', '\n']).next().filter(|a| a.len() < LONG)?;
    let close = after.get(address.len()..)?;
    let close = close.find(')').filter(|n| *n < LONG && !close[..*n].contains('\n'))?;
    Some((words, 1 + words.len() + 2 + address.len() + close + 1))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_go_and_words_stay() {
        let cut = |text: &str| plain(text).map(|p| p.text);
        assert_eq!(
            cut("# Blast in *Norport*\n\nA **bomb** hit [the market](http://a.example/x \"t\") on Monday.\n\n* One\n- Two\n"),
            Some("Blast in Norport\n\nA bomb hit the market on Monday.\n\n* One\n- Two\n".into())
        );
        assert_eq!(
            cut("---\ntitle: \"Blast\"\ndate: 2031-05-13\ntags: [a]\n---\n\n# Blast\nText 3 * 4.\n"),
            Some("Blast\n\n2031-05-13\n\n\nText 3 * 4.\n".into())
        );
        assert_eq!(cut("#hashtag of the day\n"), None);
        assert_eq!(cut("Just a text with *stars*.\n"), None);
        assert_eq!(cut("---\nA line.\n---\n"), None);
    }

    #[test]
    fn every_byte_knows_where_it_stood() {
        let text = "## A **b** c\n\n[d](e) f\n";
        let p = plain(text).expect("Markdown");
        for (at, c) in p.text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
            assert!(text[p.source(at)..].starts_with(c), "{at} {c}");
        }
    }
}
