//! The little XML that feeds need: tags and texts in order, linear in time, and never an error.

use std::borrow::Cow;

/// One piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// `<name attributes>` or `<name attributes/>`.
    Open { name: &'a str, attributes: &'a str, empty: bool },
    /// `</name>`
    Close { name: &'a str },
    /// Text with its entities.
    Text(&'a str),
    /// The inside of `<![CDATA[…]]>`: text without entities.
    Cdata(&'a str),
}

/// Goes over the pieces of a document. Comments, instructions and document types are left out.
#[derive(Clone)]
pub(crate) struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Pieces { text, at: 0 }
    }

    /// The same, beginning at a place told by [`Pieces::at`].
    pub(crate) fn from(text: &'a str, at: usize) -> Self {
        Pieces { text, at }
    }

    /// Where the next piece begins.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The bytes of the document from `start` to `end`.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'a str {
        &self.text[start..end]
    }

    /// Everything up to `end`, or to the end of the document; goes on behind it.
    fn until(&mut self, end: &str) -> &'a str {
        let rest = &self.text[self.at..];
        let (inside, next) = match memchr::memmem::find(rest.as_bytes(), end.as_bytes()) {
            Some(i) => (&rest[..i], self.at + i + end.len()),
            None => (rest, self.text.len()),
        };
        self.at = next;
        inside
    }

    /// The end of the tag that begins here: a `>` outside of quotation marks.
    fn tag_end(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            at += memchr::memchr3(b'>', b'"', b'\'', &bytes[at..])?;
            if bytes[at] == b'>' {
                return Some(at);
            }
            at += 2 + memchr::memchr(bytes[at], &bytes[at + 1..])?;
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let text = self.text;
            let rest = &text[self.at..];
            let bytes = rest.as_bytes();
            if bytes.is_empty() {
                return None;
            }
            if bytes[0] != b'<' || !matches!(bytes.get(1), Some(b'!' | b'?' | b'/' | b'_' | b'a'..=b'z' | b'A'..=b'Z')) {
                let end = memchr::memchr(b'<', &bytes[1..]).map_or(rest.len(), |i| i + 1);
                self.at += end;
                return Some(Piece::Text(&rest[..end]));
            }
            if rest.starts_with("<!--") {
                self.until("-->");
            } else if let Some(cdata) = rest.strip_prefix("<![CDATA[") {
                self.at = text.len() - cdata.len();
                return Some(Piece::Cdata(self.until("]]>")));
            } else if bytes[1] == b'?' {
                self.until("?>");
            } else if bytes[1] == b'!' {
                // A document type may hold declarations in brackets.
                let close = memchr::memchr(b'>', bytes).unwrap_or(bytes.len());
                let subset = memchr::memchr(b'[', &bytes[..close]).is_some();
                self.until(if subset { "]>" } else { ">" });
            } else {
                let Some(end) = self.tag_end() else {
                    self.at = text.len();
                    return Some(Piece::Text(rest));
                };
                let close = bytes[1] == b'/';
                let inside = &text[self.at + 1 + usize::from(close)..end];
                self.at = end + 1;
                let empty = inside.ends_with('/');
                let inside = inside.strip_suffix('/').unwrap_or(inside);
                let n = inside.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inside.len());
                let (name, attributes) = inside.split_at(n);
                return Some(if close { Piece::Close { name } } else { Piece::Open { name, attributes, empty } });
            }
        }
    }
}

/// The value of an attribute.
pub(crate) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes.trim_start();
    while let Some(equals) = rest.find('=') {
        let name = rest[..equals].trim();
        let value = rest[equals + 1..].trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        if name == wanted {
            return Some(unescape(value));
        }
        rest = after.trim_start();
    }
    None
}

/// Entities that feeds use though XML knows only the first five.
const ENTITIES: [(&str, &str); 26] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("bull", "•"),
    ("euro", "€"),
    ("pound", "£"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
];

/// Text with its entities resolved; one that is not known stays as it is.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find('&') {
        out.push_str(&rest[..i]);
        rest = &rest[i..];
        // The longest entity there is has fewer than 32 letters.
        let end = rest.bytes().take(32).position(|b| b == b';');
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, with)) => {
                out.push_str(&with);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.into()
}

fn entity(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(|c| c.to_string().into());
    }
    ENTITIES.iter().find(|(n, _)| *n == name).map(|(_, with)| (*with).into())
}

/// Text as HTML that shows it.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_in_order_and_broken_markup_is_text() {
        let pieces: Vec<_> = Pieces::new("<?xml?><!-- x --><a b='>'>1 < 2<![CDATA[<i>]]></a><c/><d").collect();
        let open = |name, attributes, empty| Piece::Open { name, attributes, empty };
        assert_eq!(
            pieces,
            [
                open("a", " b='>'", false),
                Piece::Text("1 "),
                Piece::Text("< 2"),
                Piece::Cdata("<i>"),
                Piece::Close { name: "a" },
                open("c", "", true),
                Piece::Text("<d"),
            ]
        );
    }

    #[test]
    fn attributes_and_entities_are_read() {
        assert_eq!(attribute(" rel=\"x\" href = 'a&amp;b' ", "href").as_deref(), Some("a&b"));
        assert_eq!(attribute(" rel", "rel"), None);
        assert_eq!(unescape("A &amp;&#233;&#x2014;&nope; & B"), "A &é—&nope; & B");
    }
}
