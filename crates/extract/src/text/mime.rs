//! Mail as text: folders cut into messages, headers unfolded, bodies decoded.

use encoding_rs::Encoding;
use model::transfer;
use std::ops::Range;

/// What a stretch of the unpacked mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Header lines and boundaries.
    Header,
    /// Text of a message.
    Body,
    /// The same text in another form.
    Again,
}

/// One header of a message.
pub(crate) struct Header {
    /// In lower case.
    pub name: String,
    /// Unfolded and decoded.
    pub value: String,
}

/// A message: its headers, and its stretches in the unpacked text.
pub(crate) struct Message {
    pub headers: Vec<Header>,
    pub range: Range<usize>,
}

/// The unpacked mail: readable text, and where each part of it comes from.
#[derive(Default)]
pub(crate) struct Unpacked {
    pub text: String,
    pub parts: Vec<(Range<usize>, Part)>,
    pub messages: Vec<Message>,
    /// Start in the unpacked text, start and end in the source.
    pub origin: Vec<(usize, usize, usize)>,
}

impl Unpacked {
    fn push(&mut self, words: &str, source: Range<usize>, part: Part) {
        let at = self.text.len();
        self.text.push_str(words);
        if !words.ends_with('\n') {
            self.text.push('\n');
        }
        self.parts.push((at..self.text.len(), part));
        self.origin.push((at, source.start, source.end));
    }

    /// The byte of the source for a byte of the unpacked text.
    pub fn source(&self, at: usize) -> usize {
        let n = self.origin.partition_point(|o| o.0 <= at);
        let Some(&(start, from, to)) = n.checked_sub(1).and_then(|n| self.origin.get(n)) else { return 0 };
        let end = self.origin.get(n).map_or(self.text.len(), |o| o.0);
        let (out, src) = ((end - start).max(1), to - from);
        from + ((at - start) as u128 * src as u128 / out as u128) as usize
    }
}

/// The lines of a text with their ranges, line ends included.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    std::iter::from_fn(move || {
        (at < range.end).then(|| {
            let end = memchr::memchr(b'\n', &text.as_bytes()[at..range.end]).map_or(range.end, |n| at + n + 1);
            let line = at..end;
            at = end;
            line
        })
    })
}

fn header_name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let fits = (2..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fits.then_some(name)
}

/// True for text that is a mail or a folder of mails.
pub(crate) fn is_mail(text: &str) -> bool {
    let mut cap = text.len().min(16_000);
    while !text.is_char_boundary(cap) {
        cap -= 1;
    }
    let head = &text[..cap];
    let start = if head.starts_with("From ") { head.find('\n').map_or(cap, |n| n + 1) } else { 0 };
    let mut names = Vec::new();
    for line in head[start..].lines() {
        if line.trim().is_empty() {
            break;
        }
        match header_name(line) {
            Some(n) => names.push(n.to_ascii_lowercase()),
            None if line.starts_with([' ', '\t']) && !names.is_empty() => {}
            None => return false,
        }
    }
    let has = |n: &str| names.iter().any(|x| x == n);
    has("from") && (has("date") || has("received") || has("message-id")) && (has("subject") || has("to"))
        || start > 0 && has("from")
}

/// Unpacks a mail or a folder of mails.
pub(crate) fn unpack(text: &str) -> Unpacked {
    let mut out = Unpacked::default();
    let mut starts = vec![0];
    let mut blank = true;
    let folder = text.starts_with("From ");
    for line in lines(text, 0..text.len()) {
        let l = text[line.clone()].trim_end();
        if folder
            && blank
            && line.start > 0
            && l.starts_with("From ")
            && l.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
        {
            let next = text[line.end..].lines().next().unwrap_or("");
            if header_name(next).is_some() {
                starts.push(line.start);
            }
        }
        blank = l.is_empty();
    }
    for (n, &s) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(text.len());
        let from = out.text.len();
        let headers = entity(text, s..end, &mut out, 0, Part::Body);
        out.messages.push(Message { headers, range: from..out.text.len() });
    }
    out
}

/// Reads headers and body of a message or of a part of one.
fn entity(text: &str, range: Range<usize>, out: &mut Unpacked, depth: u8, part: Part) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    let mut body_at = range.end;
    for line in lines(text, range.clone()) {
        let l = text[line.clone()].trim_end();
        if l.is_empty() {
            body_at = line.end;
            break;
        }
        if let Some(name) = header_name(l).filter(|_| !l.starts_with([' ', '\t'])) {
            headers.push(Header { name: name.to_ascii_lowercase(), value: l[name.len() + 1..].trim().to_string() });
        } else if let Some(h) = headers.last_mut().filter(|h| h.value.len() < 64 * 1024) {
            h.value.push(' ');
            h.value.push_str(l.trim());
        }
    }
    if range.start < body_at {
        out.push(&text[range.start..body_at], range.start..body_at, Part::Header);
    }
    for h in &mut headers {
        h.value = words(&h.value);
    }
    let get = |n: &str| headers.iter().find(|h| h.name == n).map_or("", |h| h.value.as_str());
    let kind = get("content-type").to_ascii_lowercase();
    let encoding = get("content-transfer-encoding").to_ascii_lowercase();
    let body = body_at..range.end;
    if let Some(mark) = parameter(get("content-type"), "boundary").filter(|_| kind.starts_with("multipart/") && depth < 8) {
        multipart(text, body, &mark, kind.starts_with("multipart/alternative"), out, depth, part);
    } else if kind.starts_with("text/") || kind.is_empty() || kind.starts_with("message/rfc822") {
        let charset = parameter(get("content-type"), "charset");
        let raw = &text[body.clone()];
        let plain = decode(raw, encoding.trim(), charset.as_deref());
        let html = kind.starts_with("text/html");
        let words = if html { strip(&plain) } else { plain };
        out.push(&words, body, part);
    }
    headers
}

/// Reads the parts between boundaries; of alternatives the plain one, else the first.
fn multipart(text: &str, range: Range<usize>, mark: &str, alternative: bool, out: &mut Unpacked, depth: u8, part: Part) {
    let mut cuts = Vec::new();
    for line in lines(text, range.clone()) {
        if text[line.clone()].trim_end().strip_prefix("--").is_some_and(|l| l == mark || l.strip_suffix("--") == Some(mark)) {
            cuts.push(line);
        }
    }
    let first = cuts.first().map_or(range.end, |c| c.start);
    if range.start < first {
        out.push(&text[range.start..first], range.start..first, Part::Header);
    }
    let mut taken = false;
    for (n, cut) in cuts.iter().enumerate() {
        out.push(&text[cut.clone()], cut.clone(), Part::Header);
        let end = cuts.get(n + 1).map_or(range.end, |c| c.start);
        if cut.end >= end {
            continue;
        }
        if text[cut.clone()].trim_end().ends_with("--") && n + 1 == cuts.len() {
            out.push(&text[cut.end..end], cut.end..end, Part::Header);
            continue;
        }
        let again = alternative && taken;
        let from = out.parts.len();
        entity(text, cut.end..end, out, depth + 1, if again { Part::Again } else { part });
        taken |= out.parts[from..].iter().any(|p| p.1 == Part::Body);
    }
}

/// A parameter of a header: `charset="utf-8"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|p| {
        let (k, v) = p.split_once('=')?;
        k.trim().eq_ignore_ascii_case(name).then(|| v.trim().trim_matches('"').to_string())
    })
}

/// A body without its transfer encoding.
fn decode(raw: &str, encoding: &str, charset: Option<&str>) -> String {
    let bytes = match encoding {
        "quoted-printable" => transfer::quoted(raw.as_bytes(), false),
        "base64" => transfer::base64(raw.as_bytes(), true),
        _ => return raw.to_string(),
    };
    in_charset(&bytes, charset)
}

fn in_charset(bytes: &[u8], charset: Option<&str>) -> String {
    let named = charset.and_then(|c| Encoding::for_label(c.as_bytes()));
    match (std::str::from_utf8(bytes), named) {
        (Ok(s), None) => s.to_string(),
        (_, Some(e)) => e.decode(bytes).0.into_owned(),
        (Err(_), None) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// A header's value with its encoded words read: `=?utf-8?q?Caf=C3=A9?=`.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let inner = &rest[at + 2..];
        let mut pieces = inner.splitn(4, '?');
        let (charset, kind, data) = (pieces.next(), pieces.next(), pieces.next());
        let (Some(charset), Some(kind), Some(data), Some(tail)) = (charset, kind, data, pieces.next()) else { break };
        if !tail.starts_with('=') {
            break;
        }
        let between = &rest[..at];
        if !between.trim().is_empty() || out.is_empty() {
            out.push_str(between);
        }
        let bytes = if kind.eq_ignore_ascii_case("b") {
            transfer::base64(data.as_bytes(), true)
        } else {
            transfer::quoted(data.as_bytes(), true)
        };
        out.push_str(&in_charset(&bytes, Some(charset.split('*').next().unwrap_or(charset))));
        rest = &tail[1..];
    }
    out.push_str(rest);
    out
}

/// The words of an HTML body, a line a block. A mail's markup is simple; pages go another way.
fn strip(html: &str) -> String {
    const BREAKS: [&str; 16] =
        ["p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "ul", "ol", "hr"];
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at].replace(['\n', '\r'], " "));
        let tail = &rest[at + 1..];
        let Some(close) = tail.find('>') else {
            rest = "";
            break;
        };
        let name: String = tail[..close]
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect::<String>()
            .to_ascii_lowercase();
        rest = &tail[close + 1..];
        if (name == "style" || name == "script" || name == "head") && !tail.starts_with('/') {
            let end = format!("</{name}");
            rest = rest.find(&end).or_else(|| rest.find(&end.to_ascii_uppercase())).map_or("", |n| &rest[n..]);
        } else if BREAKS.contains(&name.as_str()) {
            out.push_str(if name == "br" { "\n" } else { "\n\n" });
        }
    }
    out.push_str(&rest.replace(['\n', '\r'], " "));
    for (entity, c) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&rsquo;", "’"),
        ("&mdash;", "—"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, c);
    }
    out
}
