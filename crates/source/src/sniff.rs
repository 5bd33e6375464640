//! What some bytes are, told from the first of them and never from a name.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// What a stream holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or white space only.
    Empty,
    /// A WARC archive.
    Warc,
    /// RSS, RDF or Atom.
    Feed,
    /// A JSON Feed.
    JsonFeed,
    /// JSON objects, one a line.
    JsonLines,
    /// JSON objects over several lines, or in an array.
    JsonObjects,
    /// HTML, XHTML or other XML.
    Html,
    /// A mail folder: messages, each after a `From ` line.
    MailFolder,
    /// One mail message.
    Mail,
    /// Plain text in any encoding.
    Text,
    /// No text; what it looks like.
    Binary(&'static str),
}

/// Beginnings of files that hold no text, with what they are: offset, bytes, name.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"\x1f\x8b", "gzip inside gzip"),
    (0, b"PK\x03\x04", "a zip archive (or a file in one: .docx, .xlsx, .epub, .odt)"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (.doc, .xls, .ppt, .msg)"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a WAV sound"),
    (8, b"AVI ", "an AVI video"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"\0\0\x01\0", "an icon"),
    (4, b"ftyp", "an MP4, HEIC or AVIF file"),
    (0, b"ID3", "an MP3 sound"),
    (0, b"OggS", "an Ogg sound or video"),
    (0, b"fLaC", "a FLAC sound"),
    (0, b"\x1a\x45\xdf\xa3", "a Matroska or WebM video"),
    (0, b"\x28\xb5\x2f\xfd", "zstd-compressed data (unpack it with `zstd -d`)"),
    (0, b"BZh", "bzip2-compressed data (unpack it with `bzip2 -d`)"),
    (0, b"\xfd7zXZ\0", "xz-compressed data (unpack it with `xz -d`)"),
    (0, b"\x04\x22\x4d\x18", "lz4-compressed data (unpack it with `lz4 -d`)"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\0asm", "a WebAssembly program"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"ARROW1\0\0", "an Arrow file"),
    (0, b"!BDN", "an Outlook mail folder (.pst)"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"\0\x01\0\0\0", "a font"),
    (0, b"bplist00", "a binary property list (.webarchive)"),
];

/// Tells what a stream is from its first bytes; `whole` where these are all of it.
pub fn sniff(head: &[u8], whole: bool) -> Kind {
    for (at, magic, name) in MAGIC {
        if head.get(*at..).is_some_and(|h| h.starts_with(magic)) {
            return Kind::Binary(name);
        }
    }
    let wide = wide(head);
    let text = plain(head, wide);
    let start = text.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(text.len());
    let rest = &text[start..];
    if rest.is_empty() {
        return if whole { Kind::Empty } else { Kind::Text };
    }
    if rest.starts_with(b"WARC/") && rest.get(5).is_some_and(u8::is_ascii_digit) {
        return Kind::Warc;
    }
    if is_binary(&text) {
        return Kind::Binary("binary data of an unknown kind");
    }
    match rest[0] {
        b'<' => markup(rest),
        b'{' | b'[' => json(rest, whole),
        _ if lines_of_json(rest) => Kind::JsonLines,
        _ if is_mail_folder(rest) => Kind::MailFolder,
        _ if is_mail(rest) => Kind::Mail,
        _ if tags(rest) >= 5 => Kind::Html,
        _ => Kind::Text,
    }
}

/// The encoding whose letters take two bytes: told by its mark, or by the zeros in the ASCII letters.
pub fn wide(head: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(head) {
        Some((encoding, _)) if encoding == UTF_8 => return None,
        Some((encoding, _)) => return Some(encoding),
        None => {}
    }
    let head = &head[..head.len().min(4096)];
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Spaces, digits and marks are ASCII in every language, so that a few zeros are there in any script.
    if odd * 10 >= pairs && even * 50 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs && odd * 50 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The head as bytes in which ASCII stands for itself, without the mark at the beginning.
fn plain(head: &[u8], wide: Option<&'static Encoding>) -> Vec<u8> {
    match wide {
        Some(encoding) => encoding.decode_with_bom_removal(head).0.into_owned().into_bytes(),
        None => head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).to_vec(),
    }
}

/// More control characters than any text has. A few stray ones, even zeros, are found in real dumps.
fn is_binary(head: &[u8]) -> bool {
    // The two bytes 1B 24 and 1B 28 shift between alphabets in ISO-2022, so that ESC is no sign.
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    odd * 50 > head.len()
}

/// The root element decides; before it may stand comments, instructions and document types.
fn markup(mut rest: &[u8]) -> Kind {
    let all = rest;
    let mut prolog = false;
    loop {
        let skip = |end: &[u8]| memchr::memmem::find(rest, end).map_or(rest.len(), |i| i + end.len());
        let n = if starts(rest, b"<!--") {
            skip(b"-->")
        } else if starts(rest, b"<?") {
            prolog |= starts(rest, b"<?xml");
            skip(b">")
        } else if starts(rest, b"<!doctype html") {
            return Kind::Html;
        } else if starts(rest, b"<!doctype") {
            prolog = true;
            skip(b">")
        } else {
            break;
        };
        rest = rest[n..].trim_ascii_start();
    }
    let name_end = rest.iter().skip(1).position(|b| !(b.is_ascii_alphanumeric() || b":_-.".contains(b))).unwrap_or(0);
    let name = rest.get(1..name_end + 1).unwrap_or_default().to_ascii_lowercase();
    match &name[..] {
        b"rss" | b"feed" | b"atom:feed" => Kind::Feed,
        b"rdf:rdf" if memchr::memmem::find(rest, b"purl.org/rss/").is_some() => Kind::Feed,
        b"html" | b"head" | b"body" => Kind::Html,
        _ if prolog || tags(all) >= 2 => Kind::Html,
        _ => Kind::Text,
    }
}

fn starts(rest: &[u8], word: &[u8]) -> bool {
    rest.get(..word.len()).is_some_and(|r| r.eq_ignore_ascii_case(word))
}

/// Elements that only HTML has. Names of a letter or two count only with what may follow them.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "div",
    "span",
    "p",
    "a",
    "br",
    "hr",
    "img",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "article",
    "section",
    "header",
    "footer",
    "main",
    "nav",
    "figure",
    "blockquote",
    "strong",
    "em",
    "b",
    "i",
    "iframe",
];

/// How many tags of HTML stand in the head, counting no further than a few.
fn tags(head: &[u8]) -> usize {
    let is_tag = |i: &usize| {
        let rest = &head[i + 1..];
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        let n = rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let ends = matches!(rest.get(n), Some(b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t'));
        ends && ELEMENTS.iter().any(|e| e.as_bytes().eq_ignore_ascii_case(&rest[..n]))
    };
    memchr::memchr_iter(b'<', head).filter(is_tag).take(8).count()
}

/// JSON that may hold articles or a feed; anything else in braces or brackets is text.
fn json(rest: &[u8], whole: bool) -> Kind {
    let feed = |r: &[u8]| memchr::memmem::find(r, b"jsonfeed.org/version/").is_some();
    if rest[0] == b'[' {
        let inside = rest[1..].trim_ascii_start();
        let array = inside.first() == Some(&b'{') && opens_object(inside) || inside.first() == Some(&b']');
        return if array { Kind::JsonObjects } else { Kind::Text };
    }
    if !opens_object(rest) {
        return if lines_of_json(rest) { Kind::JsonLines } else { Kind::Text };
    }
    if feed(&rest[..rest.len().min(4096)]) {
        return Kind::JsonFeed;
    }
    let end = memchr::memchr(b'\n', rest);
    let line = rest[..end.unwrap_or(rest.len())].trim_ascii_end();
    let Some(end) = end else {
        // No line end in sight: one object, or the first of many long ones.
        return Kind::JsonLines;
    };
    match serde_json::from_slice::<serde::de::IgnoredAny>(line) {
        Ok(_) => Kind::JsonLines,
        // A line that is cut short is a broken line if another object follows, else the object goes on.
        Err(e) if e.is_eof() => match rest[end..].trim_ascii_start().first() {
            Some(b'{') => Kind::JsonLines,
            None if whole => Kind::JsonLines,
            _ => Kind::JsonObjects,
        },
        Err(_) => Kind::JsonLines,
    }
}

/// `{` and then a name and a colon, or `{}`.
fn opens_object(rest: &[u8]) -> bool {
    let inside = rest[1..].trim_ascii_start();
    match inside.first() {
        None | Some(b'}') => true,
        Some(b'"') => match memchr::memchr(b'"', &inside[1..]) {
            Some(i) => matches!(inside[i + 2..].trim_ascii_start().first(), Some(b':') | None),
            None => inside.len() < 128,
        },
        _ => false,
    }
}

/// Lines of JSON of which the first is broken: half of the first lines open an object, two at least.
fn lines_of_json(rest: &[u8]) -> bool {
    let lines = || rest.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty()).take(8);
    let objects = lines().filter(|l| l.starts_with(b"{\"") && opens_object(l)).count();
    objects >= 2 && objects * 2 >= lines().count()
}

/// A line `name: …` as in the head of a mail; gives the name.
fn header_name(line: &[u8]) -> Option<&[u8]> {
    let colon = memchr::memchr(b':', line)?;
    let name = &line[..colon];
    (!name.is_empty() && name.iter().all(|b| b.is_ascii_graphic())).then_some(name)
}

/// A postmark (`From `, an address, a year) and then a header.
fn is_mail_folder(rest: &[u8]) -> bool {
    let mut lines = rest.split(|b| *b == b'\n');
    let Some(first) = lines.next() else { return false };
    crate::mbox::is_postmark(first) && lines.next().is_some_and(|l| header_name(l).is_some())
}

/// A block of headers with a name that only mail has, or with sender, subject and date.
fn is_mail(rest: &[u8]) -> bool {
    let (mut sure, mut from, mut subject, mut date, mut to) = (false, false, false, false, false);
    for line in rest.split(|b| *b == b'\n').take(200) {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            break;
        }
        if line[0] == b' ' || line[0] == b'\t' {
            continue;
        }
        let Some(name) = header_name(line) else { return false };
        match &name.to_ascii_lowercase()[..] {
            b"message-id"
            | b"received"
            | b"mime-version"
            | b"return-path"
            | b"newsgroups"
            | b"delivered-to"
            | b"content-transfer-encoding" => sure = true,
            b"from" => from = true,
            b"subject" => subject = true,
            b"date" => date = true,
            b"to" => to = true,
            _ => {}
        }
    }
    sure && (from || subject) || from && subject && date && to
}
