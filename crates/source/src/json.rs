//! Articles as JSON objects: one a line, or over several lines, or in an array; a broken one never stops the rest.

use crate::{
    Options,
    dates::stamp,
    fault::{Fault, nothing, unread},
    stream::{Line, Stream, read_line},
};
use encoding_rs::Encoding;
use model::{Code, Diagnostic, Input, MediaType, Page, PageHints};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};
use std::{
    borrow::Cow,
    fmt,
    io::{self, BufRead, Read},
};

/// The objects of a stream, one page each.
pub(crate) struct Objects {
    from: Box<dyn BufRead + Send>,
    path: String,
    limit: u64,
    /// One object a line, or told apart by their braces.
    lines: bool,
    line: u64,
    buf: Vec<u8>,
    done: bool,
}

impl Objects {
    pub(crate) fn new(stream: Stream, path: String, lines: bool, wide: Option<&'static Encoding>, options: &Options) -> Self {
        let from: Box<dyn BufRead + Send> = match wide {
            None => Box::new(stream),
            Some(encoding) => Box::new(io::BufReader::new(Narrow::new(stream, encoding))),
        };
        Objects { from, path, limit: options.max_page_bytes, lines, line: 0, buf: Vec::new(), done: false }
    }

    fn next_line(&mut self) -> Option<Page> {
        loop {
            let read = read_line(&mut self.from, &mut self.buf, self.limit);
            self.line += 1;
            let path = format!("{}#{}", self.path, self.line);
            match read {
                Ok(Line::End) => return None,
                Ok(Line::TooLong(n)) => return Some(too_large(path, n)),
                Ok(Line::Whole) => {
                    let mut line = &self.buf[..];
                    if self.line == 1 {
                        line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
                    }
                    let line = line.trim_ascii();
                    if !line.is_empty() && !of_record(line) {
                        return Some(page(path, line.to_vec()));
                    }
                }
                Err(e) => return Some(self.fault(path, &e)),
            }
        }
    }

    fn next_object(&mut self) -> Option<Page> {
        loop {
            let (line, length) = match read_object(&mut self.from, &mut self.buf, self.limit, &mut self.line) {
                Ok(None) => return None,
                Ok(Some(found)) => found,
                Err(e) => {
                    let path = format!("{}#{}", self.path, self.line + 1);
                    return Some(self.fault(path, &e));
                }
            };
            if length > self.limit || !of_record(&self.buf) {
                let path = format!("{}#{}", self.path, line + 1);
                let page =
                    if length > self.limit { too_large(path, length) } else { page(path, std::mem::take(&mut self.buf)) };
                return Some(page);
            }
        }
    }

    /// The stream broke: what was read of the last object is handed over with the reason.
    fn fault(&mut self, path: String, error: &io::Error) -> Page {
        self.done = true;
        let diagnostic = Fault::of(error).diagnostic(&path);
        let rest = std::mem::take(&mut self.buf);
        if rest.trim_ascii().is_empty() { nothing(path, diagnostic) } else { unread(path, rest, diagnostic) }
    }
}

impl Iterator for Objects {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        if self.done {
            return None;
        }
        let page = if self.lines { self.next_line() } else { self.next_object() };
        self.done |= page.is_none();
        page
    }
}

/// How the objects of the record begin that are no articles: of a record that is read again, its articles are.
const OF_RECORD: [&str; 6] = [
    r#"{"type":"page","id":"p_"#,
    r#"{"type":"actor","id":"x_"#,
    r#"{"type":"event","id":"e_"#,
    r#"{"type":"story","id":"s_"#,
    r#"{"type":"moved","id":"e_"#,
    r#"{"type":"correction","n":"#,
];

/// True for an object of the record that holds no text.
fn of_record(object: &[u8]) -> bool {
    OF_RECORD.iter().any(|begin| object.starts_with(begin.as_bytes()))
}

fn too_large(path: String, length: u64) -> Page {
    let what = format!("{path}: {length} bytes in one object");
    nothing(path, Diagnostic::new(Code::SourceTooLarge, what))
}

/// Reads the next object (or, where none opens, the stray bytes up to the next) into `buf`: the line it begins on,
/// counted from 0, and its length. Brackets and commas between objects are read over. An object that is not closed
/// ends with the stream.
fn read_object(from: &mut impl BufRead, buf: &mut Vec<u8>, limit: u64, line: &mut u64) -> io::Result<Option<(u64, u64)>> {
    buf.clear();
    let (mut depth, mut string, mut escape) = (0u32, false, false);
    let (mut first, mut length) = (*line, 0u64);
    loop {
        let have = match from.fill_buf() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if have.is_empty() {
            return Ok((length > 0).then_some((first, length)));
        }
        let (mut n, mut whole, mut begin) = (0, false, 0);
        for &b in have {
            if length == 0 && (b.is_ascii_whitespace() || matches!(b, b',' | b'[' | b']' | 0xef | 0xbb | 0xbf)) {
                (n, begin, first) = (n + 1, n + 1, first + u64::from(b == b'\n'));
                *line += u64::from(b == b'\n');
                continue;
            }
            if depth == 0 && length > 0 && b == b'{' {
                whole = true;
                break;
            }
            (n, length) = (n + 1, length + 1);
            *line += u64::from(b == b'\n');
            match b {
                _ if escape => escape = false,
                b'\\' if string => escape = true,
                b'"' if depth > 0 => string = !string,
                b'{' if !string => depth = depth.saturating_add(1),
                b'}' if !string && depth > 0 => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                whole = true;
                break;
            }
        }
        let room = limit.saturating_sub(buf.len() as u64).min((n - begin) as u64) as usize;
        buf.extend_from_slice(&have[begin..begin + room]);
        from.consume(n);
        if whole {
            return Ok(Some((first, length)));
        }
    }
}

/// The next object of an array, as a range of bytes; `open` tells that the array's bracket stands before `from`.
/// An object that the end of the file cuts is told of too: its page says so.
pub(crate) fn next_slice(bytes: &[u8], from: usize, open: &mut bool) -> Option<std::ops::Range<usize>> {
    let (mut start, mut depth, mut string, mut escape) = (None, 0u32, false, false);
    for (i, &b) in bytes.iter().enumerate().skip(from) {
        match b {
            _ if escape => escape = false,
            b'\\' if string => escape = true,
            b'"' => string = !string,
            _ if string => {}
            b'[' if depth == 0 => *open = true,
            b']' if depth == 0 => return None,
            b'{' if *open => {
                start = start.or(Some(i));
                depth = depth.saturating_add(1);
            }
            b'}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    return start.map(|s| s..i + 1);
                }
            }
            _ => {}
        }
    }
    start.map(|s| s..bytes.len())
}

/// The page of one object.
pub(crate) fn page(path: String, bytes: Vec<u8>) -> Page {
    match article(&bytes) {
        Ok(Fields { id, text, url, hints, mended, undated }) => {
            let mut page = Page::raw(path, MediaType::Json, bytes);
            page.input = Input::Article { id, text };
            (page.url, page.hints) = (url, hints);
            if mended {
                let what = format!("{}: characters that JSON or Unicode does not allow were mended", page.path);
                page.diagnostics.push(Diagnostic::new(Code::SourceInvalidText, what));
            }
            if let Some(words) = undated {
                let what = format!("{}: not a day of publication: {words:?}", page.path);
                page.diagnostics.push(Diagnostic::new(Code::SourceJsonDate, what));
            }
            page
        }
        Err(why) => {
            let diagnostic = Diagnostic::new(Code::SourceJsonLine, format!("{path}: {why}"));
            unread(path, bytes, diagnostic)
        }
    }
}

struct Fields {
    id: String,
    text: String,
    url: Option<String>,
    hints: PageHints,
    mended: bool,
    /// What stands for the day of publication and is none.
    undated: Option<String>,
}

/// The fields that are known. All others are read over, so that a hostile object stays as small as its bytes.
const KNOWN: [&str; 27] = [
    "id",
    "text",
    "url",
    "link",
    "headline",
    "title",
    "source",
    "publisher",
    "published",
    "date",
    "published_at",
    "publishedAt",
    "date_published",
    "pub_date",
    "updated",
    "modified",
    "updated_at",
    "date_modified",
    "bylines",
    "byline",
    "authors",
    "author",
    "label",
    "section",
    "category",
    "lang",
    "language",
];

/// The known fields of an object, with their values.
struct Known(Map<String, Value>);

impl<'de> Deserialize<'de> for Known {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Known;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Known, A::Error> {
                let mut known = Map::new();
                while let Some(name) = map.next_key::<Cow<'de, str>>()? {
                    if KNOWN.contains(&&*name) {
                        let raw: Box<RawValue> = map.next_value()?;
                        let long = raw.get().len() > MAX_FIELD && raw.get().starts_with(['[', '{']);
                        let value =
                            if long { Value::Null } else { serde_json::from_str(raw.get()).map_err(A::Error::custom)? };
                        known.insert(name.into_owned(), value);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(Known(known))
            }
        }
        from.deserialize_map(Fields)
    }
}

/// A list of authors or the like is never longer.
const MAX_FIELD: usize = 64 << 10;

fn article(bytes: &[u8]) -> Result<Fields, String> {
    let (value, mended) = match serde_json::from_slice::<Known>(bytes) {
        Ok(value) => (value, false),
        Err(e) => match serde_json::from_str::<Known>(&mend(bytes)) {
            Ok(value) => (value, true),
            Err(_) => return Err(format!("not a JSON object ({e})")),
        },
    };
    let Known(mut map) = value;
    let id = match map.remove("id") {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        None => return Err("no field `id`".into()),
        Some(_) => return Err("the field `id` is neither a string nor a number".into()),
    };
    let text = match map.remove("text") {
        Some(Value::String(text)) => text,
        None => return Err("no field `text`".into()),
        Some(_) => return Err("the field `text` is not a string".into()),
    };
    let date = |map: &Map<String, Value>, names: &[&str]| {
        let (value, name) = one(map, names)?;
        Some((stamp(&value)?, format!("json {name}")))
    };
    let hints = PageHints {
        headline: one(&map, &["headline", "title"]).map(|f| f.0),
        source: one(&map, &["source", "publisher"]).map(|f| f.0),
        published: date(&map, &PUBLISHED),
        updated: date(&map, &["updated", "modified", "updated_at", "date_modified"]).map(|d| d.0),
        bylines: ["bylines", "byline", "authors", "author"].iter().find_map(|n| many(map.get(*n)?)).unwrap_or_default(),
        label: one(&map, &["label", "section", "category"]).map(|f| f.0),
        language: one(&map, &["language", "lang"]).map(|f| f.0),
    };
    let undated = one(&map, &PUBLISHED).filter(|_| hints.published.is_none()).map(|f| f.0.chars().take(40).collect());
    Ok(Fields { id, text, url: one(&map, &["url", "link"]).map(|f| f.0), hints, mended, undated })
}

/// Fields that may hold the day of publication, the best first.
const PUBLISHED: [&str; 6] = ["published", "date", "published_at", "publishedAt", "date_published", "pub_date"];

/// The first of some fields that holds words; an object's `name` counts.
fn one<'a>(map: &Map<String, Value>, names: &[&'a str]) -> Option<(String, &'a str)> {
    names.iter().find_map(|name| Some((words(map.get(*name)?)?, *name)))
}

fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(s) => s.trim(),
        Value::Object(o) => o.get("name").or_else(|| o.get("title"))?.as_str()?.trim(),
        _ => return None,
    };
    (!words.is_empty()).then(|| words.to_string())
}

fn many(value: &Value) -> Option<Vec<String>> {
    let all: Vec<_> = match value {
        Value::Array(all) => all.iter().filter_map(words).collect(),
        one => words(one).into_iter().collect(),
    };
    (!all.is_empty()).then_some(all)
}

/// Mends what other programs write though JSON forbids it: bytes that are no UTF-8, bare control characters in
/// strings, halves of surrogate pairs, `NaN` and `Infinity`. All else stays as it is.
fn mend(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest: &str = &text;
    let mut string = false;
    while let Some(c) = rest.chars().next() {
        let mut n = c.len_utf8();
        let with: Cow<'_, str> = match c {
            '"' => {
                string = !string;
                "\"".into()
            }
            '\\' if string => {
                n = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                match unit(rest) {
                    None => rest[..n].into(),
                    Some(unit) => {
                        let pair = (0xd800..0xdc00).contains(&unit)
                            && rest.get(6..).and_then(self::unit).is_some_and(|u| (0xdc00..0xe000).contains(&u));
                        n = if pair { 12 } else { 6 };
                        if pair || !(0xd800..0xe000).contains(&unit) { rest[..n].into() } else { "\\ufffd".into() }
                    }
                }
            }
            c if string && (c as u32) < 0x20 => format!("\\u{:04x}", c as u32).into(),
            'N' | 'I' | '-' if !string => match ["NaN", "Infinity", "-Infinity"].iter().find(|w| rest.starts_with(**w)) {
                Some(word) => {
                    n = word.len();
                    "null".into()
                }
                None => rest[..n].into(),
            },
            _ => rest[..n].into(),
        };
        out.push_str(&with);
        rest = &rest[n..];
    }
    out
}

/// The number of an escape `\uXXXX` at the beginning.
fn unit(s: &str) -> Option<u16> {
    let digits = s.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

/// UTF-16 as UTF-8, decoded as it is read.
struct Narrow {
    from: Stream,
    decoder: encoding_rs::Decoder,
    ended: bool,
}

impl Narrow {
    fn new(from: Stream, encoding: &'static Encoding) -> Self {
        Narrow { from, decoder: encoding.new_decoder_with_bom_removal(), ended: false }
    }
}

impl Read for Narrow {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // The decoder wants room for one character at least; the reader around this one gives thousands.
        while !self.ended && out.len() >= 8 {
            let have = self.from.fill_buf()?;
            let last = have.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(have, out, last);
            self.from.consume(read);
            self.ended = last && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
