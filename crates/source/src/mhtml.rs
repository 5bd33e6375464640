//! Pages that a browser saved whole as MHTML (`.mhtml`, `.mht`): a mail whose first part of HTML is the page.

use model::{Input, MediaType, Page, transfer};

/// Boundaries and headers are looked for no further than this many bytes from where they must begin.
const HEADERS: usize = 64 << 10;

/// The page in these bytes, if they are a saved page and no letter. Its bytes are the HTML, unpacked.
pub(crate) fn page(path: &str, bytes: &[u8]) -> Option<Page> {
    let (head, body) = headers(bytes);
    let kind = value(&head, "content-type")?;
    if !kind.to_ascii_lowercase().starts_with("multipart/related") {
        return None;
    }
    // Letters with pictures are `multipart/related` too; only a saved page says where it was or has no addressee.
    let saved = value(&head, "snapshot-content-location");
    if saved.is_none() && value(&head, "to").is_some() {
        return None;
    }
    let boundary = format!("--{}", parameter(kind, "boundary")?);
    let mut at = body;
    loop {
        at += memchr::memmem::find(bytes.get(at..)?, boundary.as_bytes())? + boundary.len();
        let from = at + memchr::memchr(b'\n', bytes.get(at..)?)? + 1;
        let (part, inner) = headers(bytes.get(from..)?);
        let is_html = value(&part, "content-type").is_some_and(|t| t.to_ascii_lowercase().starts_with("text/html"));
        if !is_html {
            continue;
        }
        let start = from + inner;
        let end = memchr::memmem::find(&bytes[start..], boundary.as_bytes()).map_or(bytes.len(), |n| start + n);
        let html = match value(&part, "content-transfer-encoding").unwrap_or("").to_ascii_lowercase().as_str() {
            "quoted-printable" => transfer::quoted(&bytes[start..end], false),
            "base64" => transfer::base64(&bytes[start..end], false),
            _ => bytes[start..end].to_vec(),
        };
        let mut page = Page::raw(format!("{path}#{start}"), MediaType::Html, html);
        page.input = Input::Raw { charset: value(&part, "content-type").and_then(|t| parameter(t, "charset")) };
        let address = |a: &str| a.starts_with("http").then(|| a.to_string());
        page.url = saved.and_then(address).or_else(|| value(&part, "content-location").and_then(address));
        page.fetched = value(&head, "date").and_then(crate::dates::stamp);
        return Some(page);
    }
}

/// The headers at the beginning, names in lower case and lines unfolded, and where the body begins.
fn headers(bytes: &[u8]) -> (Vec<(String, String)>, usize) {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    while at < bytes.len().min(HEADERS) {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
        let line = String::from_utf8_lossy(&bytes[at..end]);
        at = end;
        if line.trim().is_empty() {
            break;
        }
        match (line.starts_with([' ', '\t']), found.last_mut()) {
            (true, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => {
                let (name, value) = line.split_once(':').unwrap_or((&line, ""));
                found.push((name.trim().to_ascii_lowercase(), value.trim().to_string()));
            }
        }
    }
    (found, at)
}

fn value<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}

/// `charset="utf-8"` of a header's value.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|p| {
        let (key, v) = p.split_once('=')?;
        let v = v.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !v.is_empty()).then(|| v.to_string())
    })
}
