//! Feeds: RSS, RDF, Atom and JSON Feed, one page an entry. Written for broken feeds: what can be read is read.

use crate::{
    dates::stamp,
    fault::{nothing, unread},
    xml::{Piece, Pieces, attribute, escape, unescape},
};
use encoding_rs::{Encoding, UTF_8};
use model::{Code, Diagnostic, Input, MediaType, Page, PageHints, Stamp};
use serde_json::Value;
use std::borrow::Cow;

/// What the feed says about itself.
#[derive(Clone, Default)]
struct Channel {
    title: Option<String>,
    language: Option<String>,
    updated: Option<Stamp>,
}

/// One entry as it stands in the feed.
#[derive(Default)]
struct Entry {
    html: Option<(String, bool)>,
    url: Option<String>,
    guid: Option<String>,
    hints: PageHints,
}

/// The entries of a feed in XML, in its own order. Each is made when it is asked for: a hostile feed may hold millions.
pub(crate) struct XmlEntries {
    path: String,
    text: String,
    at: usize,
    channel: Channel,
    /// What decoding has to say, told with the first entry.
    note: Option<Diagnostic>,
    found: bool,
    done: bool,
}

impl XmlEntries {
    pub(crate) fn new(path: &str, bytes: Vec<u8>, charset: Option<&str>) -> Self {
        let (text, note) = decode(bytes, charset);
        let note = note.map(|why| Diagnostic::new(Code::SourceCharset, format!("{path}: {why}")));
        let channel = channel(&text);
        XmlEntries { path: path.into(), text, at: 0, channel, note, found: false, done: false }
    }
}

impl Iterator for XmlEntries {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        if self.done {
            return None;
        }
        let mut pieces = Pieces::from(&self.text, self.at);
        let Some((at, entry, closed)) = next_entry(&mut pieces, |_, _, _| {}) else {
            self.done = true;
            let bytes = std::mem::take(&mut self.text).into_bytes();
            return (!self.found).then(|| unread(&self.path, bytes, no_entries(&self.path)));
        };
        (self.at, self.found) = (pieces.at(), true);
        let bytes = pieces.slice(at, self.at).into();
        let mut page = page(format!("{}#{at}", self.path), bytes, entry, &self.channel);
        if !closed {
            let what = format!("{}: the entry is not closed", page.path);
            page.diagnostics.push(Diagnostic::new(Code::SourceFeed, what));
        }
        page.diagnostics.extend(self.note.take());
        Some(page)
    }
}

/// The next entry with its place, and whether it is closed; what stands outside of entries goes to `tell`.
fn next_entry<'a>(
    pieces: &mut Pieces<'a>,
    mut tell: impl FnMut(&str, &str, Option<Inside<'a>>),
) -> Option<(usize, Entry, bool)> {
    loop {
        let at = pieces.at();
        let Piece::Open { name, attributes, empty } = pieces.next()? else { continue };
        match local(name) {
            "rss" | "RDF" | "channel" | "feed" => tell(name, attributes, None),
            "item" | "entry" if !empty => {
                let (entry, closed) = entry(pieces, name);
                return Some((at, entry, closed));
            }
            _ if empty => {}
            _ => {
                let inside = inside(pieces, name);
                tell(name, attributes, Some(inside));
            }
        }
    }
}

/// What stands about the feed before and between its entries.
fn channel(text: &str) -> Channel {
    let mut channel = Channel::default();
    let mut pieces = Pieces::new(text);
    let tell = |channel: &mut Channel, name: &str, attributes: &str, inside: Option<Inside<'_>>| {
        let Some(inside) = inside else {
            let language = attribute(attributes, "xml:lang").map(|l| l.into_owned());
            channel.language = channel.language.take().or(language);
            return;
        };
        match local(name) {
            "title" if channel.title.is_none() => channel.title = some(inside.words()),
            "language" if channel.language.is_none() => channel.language = some(inside.words()),
            "lastBuildDate" | "updated" => channel.updated = stamp(&inside.words()).or(channel.updated),
            "pubDate" | "date" | "modified" => channel.updated = channel.updated.or_else(|| stamp(&inside.words())),
            _ => {}
        }
    };
    while next_entry(&mut pieces, |name, attributes, inside| tell(&mut channel, name, attributes, inside)).is_some() {}
    channel
}

fn no_entries(path: &str) -> Diagnostic {
    Diagnostic::new(Code::SourceFeed, format!("{path}: a feed without entries"))
}

/// A name without its prefix, but for those prefixes that change what is meant.
fn local(name: &str) -> &str {
    match name.split_once(':') {
        Some(("media" | "itunes" | "podcast" | "georss" | "thr" | "wfw" | "slash" | "sy", _)) => name,
        Some((_, local)) => local,
        None => name,
    }
}

fn some(s: String) -> Option<String> {
    (!s.is_empty()).then_some(s)
}

/// The inside of an element.
struct Inside<'a> {
    /// As it stands in the feed.
    raw: &'a str,
    /// Its texts, entities resolved.
    text: String,
    /// There are elements in it.
    nested: bool,
}

impl Inside<'_> {
    /// The text on one line.
    fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of an element inside.
    fn child(&self, wanted: &str) -> Option<String> {
        let mut pieces = Pieces::new(self.raw);
        while let Some(piece) = pieces.next() {
            if let Piece::Open { name, empty: false, .. } = piece
                && local(name) == wanted
            {
                return some(inside(&mut pieces, name).words());
            }
        }
        None
    }
}

/// Reads to the end of the element that was just opened. One that is never closed ends where its entry does.
fn inside<'a>(pieces: &mut Pieces<'a>, opened: &str) -> Inside<'a> {
    let rest = pieces.clone();
    let start = pieces.at();
    let (mut text, mut nested, mut depth) = (String::new(), false, 0);
    loop {
        let before = pieces.clone();
        let end = match pieces.next() {
            None => true,
            Some(Piece::Text(t)) => {
                text.push_str(&unescape(t));
                false
            }
            Some(Piece::Cdata(t)) => {
                text.push_str(t);
                false
            }
            Some(Piece::Open { name, empty, .. }) => {
                depth += usize::from(name == opened && !empty);
                nested = true;
                let next_entry = matches!(local(name), "item" | "entry");
                if next_entry {
                    *pieces = before.clone();
                }
                next_entry
            }
            Some(Piece::Close { name }) if name == opened => {
                depth = usize::wrapping_sub(depth, 1);
                depth == usize::MAX
            }
            Some(Piece::Close { name }) => {
                let entry_ends = matches!(local(name), "item" | "entry" | "channel" | "feed");
                if entry_ends {
                    *pieces = before.clone();
                }
                entry_ends
            }
        };
        if end {
            return Inside { raw: rest.slice(start, before.at()), text, nested };
        }
    }
}

/// Reads an entry to its end; false if it is never closed.
fn entry(pieces: &mut Pieces<'_>, opened: &str) -> (Entry, bool) {
    let mut entry = Entry::default();
    loop {
        let before = pieces.clone();
        match pieces.next() {
            None => return (entry, false),
            Some(Piece::Close { name }) if name == opened => return (entry, true),
            Some(Piece::Open { name, .. }) if name == opened => {
                *pieces = before;
                return (entry, false);
            }
            Some(Piece::Open { name, attributes, empty }) => {
                let inside = if empty { Inside { raw: "", text: String::new(), nested: false } } else { inside(pieces, name) };
                field(&mut entry, name, attributes, &inside);
            }
            _ => {}
        }
    }
}

/// Takes one element of an entry to where it belongs.
fn field(entry: &mut Entry, name: &str, attributes: &str, inside: &Inside<'_>) {
    let hints = &mut entry.hints;
    let date = || stamp(&inside.words());
    match local(name) {
        "title" if hints.headline.is_none() => hints.headline = some(title(attributes, inside)),
        "link" => {
            let href = attribute(attributes, "href").map(|h| h.trim().to_string()).or_else(|| some(inside.words()));
            let main = attribute(attributes, "rel").is_none_or(|r| r == "alternate");
            if main && entry.url.is_none() {
                entry.url = href;
            }
        }
        // The address before a feed service put its own in front of it.
        "origLink" => entry.url = some(inside.words()).or(entry.url.take()),
        "guid" | "id" => {
            let link = attribute(attributes, "isPermaLink").is_none_or(|p| p != "false");
            entry.guid = some(inside.words()).filter(|g| link && g.starts_with("http"));
        }
        "published" | "pubDate" | "issued" => hints.published = date().map(|d| (d, "feed published".into())),
        "date" | "created" if hints.published.is_none() => hints.published = date().map(|d| (d, "feed published".into())),
        "updated" | "modified" => hints.updated = date().or(hints.updated),
        "creator" | "author" | "contributor" => {
            let words = inside.child("name").unwrap_or_else(|| inside.words());
            let words = person(&words);
            if !words.is_empty() && local(name) != "contributor" && !hints.bylines.iter().any(|b| b == words) {
                hints.bylines.push(words.to_string());
            }
        }
        "category" | "subject" if hints.label.is_none() => {
            let term = attribute(attributes, "label").or_else(|| attribute(attributes, "term"));
            hints.label = term.map(Cow::into_owned).or_else(|| some(unescape_twice(&inside.words())));
        }
        "source" => hints.source = inside.child("title").or_else(|| some(inside.words())).or(hints.source.take()),
        "language" => hints.language = some(inside.words()),
        "encoded" | "content" | "description" | "summary" => {
            let full = matches!(local(name), "encoded" | "content");
            let html = html(name, attributes, inside);
            let better = entry.html.as_ref().is_none_or(|(_, was_full)| full && !was_full);
            if better && !html.trim().is_empty() {
                entry.html = Some((html, full));
            }
        }
        _ => {}
    }
}

/// A title in words: what is HTML in it, said to be or not, goes without its marks.
fn title(attributes: &str, inside: &Inside<'_>) -> String {
    let words = unescape_twice(&inside.words());
    let text = attribute(attributes, "type").is_some_and(|t| t == "text");
    if text || inside.nested { words } else { without_marks(&words) }
}

/// Words without the marks of HTML for phrases ("<b>", "<em>"); what else stands between angles stays, as in "a < b".
fn without_marks(words: &str) -> String {
    const MARKS: [&str; 12] = ["b", "i", "em", "strong", "span", "a", "u", "sup", "sub", "small", "br", "font"];
    let (mut out, mut rest) = (String::with_capacity(words.len()), words);
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let inside = after.split_once('>').filter(|(inside, _)| {
            let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            MARKS.contains(&name.to_ascii_lowercase().as_str())
        });
        rest = match inside {
            Some((_, behind)) => behind,
            None => {
                out.push('<');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// Titles are often escaped twice: `Q&amp;amp;A`.
fn unescape_twice(words: &str) -> String {
    unescape(words).into_owned()
}

/// RSS writes authors as `mail@example.org (Name)`.
fn person(words: &str) -> &str {
    match words.split_once('(') {
        Some((mail, name)) if mail.contains('@') => name.trim_end_matches(')').trim(),
        _ => words,
    }
}

/// The content as HTML, whatever way the feed wraps it.
fn html(name: &str, attributes: &str, inside: &Inside<'_>) -> String {
    if inside.nested {
        return inside.raw.to_string();
    }
    let kind = attribute(attributes, "type");
    // In Atom, content without a type is text; in RSS the description is HTML by custom.
    let atom = matches!(name, "content" | "summary");
    match kind.as_deref() {
        Some("text" | "text/plain") => escape(&inside.text),
        None if atom && !inside.text.contains("</") && !inside.text.contains("/>") => escape(&inside.text),
        _ => inside.text.clone(),
    }
}

/// The page of an entry.
fn page(path: String, bytes: Vec<u8>, entry: Entry, channel: &Channel) -> Page {
    if entry.html.is_none() && entry.hints.headline.is_none() {
        let diagnostic = Diagnostic::new(Code::SourceFeed, format!("{path}: the entry has neither a title nor a text"));
        return unread(path, bytes, diagnostic);
    }
    let mut page = Page::raw(path, MediaType::Feed, bytes);
    page.url = entry.url.or(entry.guid);
    page.fetched = channel.updated;
    page.hints = entry.hints;
    page.hints.source = page.hints.source.or_else(|| channel.title.clone());
    page.hints.language = page.hints.language.or_else(|| channel.language.clone());
    page.input = Input::Entry { html: entry.html.map(|h| h.0).unwrap_or_default() };
    page
}

/// The text of a feed: its mark, then its label unless the bytes contradict it, then what they look like.
fn decode(bytes: Vec<u8>, charset: Option<&str>) -> (String, Option<String>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with('\u{feff}') && crate::sniff::wide(text.as_bytes()).is_none() => {
            let label = label(text.as_bytes(), charset);
            let named = label.as_deref().and_then(|l| Encoding::for_label(l.trim().as_bytes()));
            let contradicts = named.is_some_and(|e| e != UTF_8 && !text.is_ascii());
            let note = contradicts.then(|| format!("labelled {}, but it is UTF-8", label.unwrap_or_default()));
            return (text, note);
        }
        Ok(text) => text.into_bytes(),
        Err(e) => e.into_bytes(),
    };
    let bytes = &bytes[..];
    if let Some((encoding, n)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[n..]).0.into_owned(), None);
    }
    if let Some(encoding) = crate::sniff::wide(bytes) {
        return (encoding.decode_without_bom_handling(bytes).0.into_owned(), None);
    }
    let named = label(bytes, charset).and_then(|l| Encoding::for_label(l.trim().as_bytes()));
    match named {
        Some(encoding) if encoding != UTF_8 => (encoding.decode_without_bom_handling(bytes).0.into_owned(), None),
        _ => {
            let mut guess = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
            guess.feed(bytes, true);
            let encoding = guess.guess(None, chardetng::Utf8Detection::Allow);
            let note = named.map(|_| format!("labelled UTF-8, but it looks like {}", encoding.name()));
            (encoding.decode_without_bom_handling(bytes).0.into_owned(), note)
        }
    }
}

/// The encoding that the feed names in its first line, else the one it came with.
fn label(bytes: &[u8], charset: Option<&str>) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]);
    let prolog = head.trim_start().strip_prefix("<?xml").and_then(|p| p.split_once("?>"));
    let own = prolog.and_then(|(p, _)| attribute(p, "encoding")).map(|l| l.into_owned());
    own.or_else(|| charset.map(str::to_string))
}

/// The entries of a JSON Feed, each made when it is asked for.
pub(crate) struct JsonEntries {
    path: String,
    text: String,
    at: usize,
    open: bool,
    channel: Channel,
    /// Why the whole is not well formed, until an entry has said so itself.
    broken: Option<Diagnostic>,
    found: bool,
    done: bool,
}

/// What a JSON Feed says about itself.
#[derive(Default, serde::Deserialize)]
struct Head {
    title: Option<String>,
    language: Option<String>,
}

impl JsonEntries {
    pub(crate) fn new(path: &str, bytes: Vec<u8>) -> Self {
        let (text, _) = decode(bytes, None);
        let (head, broken) = match serde_json::from_str::<Head>(&text) {
            Ok(head) => (head, None),
            Err(e) => (Head::default(), Some(format!("{path}: not a well-formed JSON Feed ({e})"))),
        };
        let items = memchr::memmem::find(text.as_bytes(), b"\"items\"").map_or(text.len(), |i| i + 7);
        let channel = Channel { title: head.title, language: head.language, updated: None };
        let broken = broken.map(|why| Diagnostic::new(Code::SourceFeed, why));
        JsonEntries { path: path.into(), text, at: items, open: false, channel, broken, found: false, done: false }
    }
}

impl Iterator for JsonEntries {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        if self.done {
            return None;
        }
        let Some(range) = crate::json::next_slice(self.text.as_bytes(), self.at, &mut self.open) else {
            self.done = true;
            let bytes = std::mem::take(&mut self.text).into_bytes();
            return match self.broken.take() {
                None if self.found => None,
                Some(why) if self.found => Some(nothing(self.path.clone(), why)),
                _ => Some(unread(&self.path, bytes, no_entries(&self.path))),
            };
        };
        (self.at, self.found) = (range.end, true);
        let at = format!("{}#{}", self.path, range.start);
        let item = &self.text[range];
        Some(match serde_json::from_str::<Value>(item) {
            Ok(value) => page(at, item.into(), json_entry(&value), &self.channel),
            Err(e) => {
                self.broken = None;
                let why = Diagnostic::new(Code::SourceFeed, format!("{at}: not well-formed JSON ({e})"));
                unread(at, item.into(), why)
            }
        })
    }
}

fn json_entry(item: &Value) -> Entry {
    let words = |v: &Value| v.as_str().map(|s| s.trim().to_string()).filter(|s| !s.is_empty());
    let names = |v: &Value| v.as_array().into_iter().flatten().filter_map(|a| words(&a["name"])).collect::<Vec<_>>();
    let text = || words(&item["content_text"]).map(|t| escape(&t));
    let html = words(&item["content_html"]).or_else(text).or_else(|| words(&item["summary"]).map(|s| escape(&s)));
    let mut bylines = names(&item["authors"]);
    if bylines.is_empty() {
        bylines.extend(words(&item["author"]["name"]));
    }
    Entry {
        html: html.map(|h| (h, true)),
        url: words(&item["url"]).or_else(|| words(&item["external_url"])),
        guid: words(&item["id"]).filter(|id| id.starts_with("http")),
        hints: PageHints {
            headline: words(&item["title"]),
            published: words(&item["date_published"]).and_then(|d| Some((stamp(&d)?, "feed published".to_string()))),
            updated: words(&item["date_modified"]).and_then(|d| stamp(&d)),
            bylines,
            label: item["tags"].get(0).and_then(words),
            language: words(&item["language"]),
            source: None,
        },
    }
}
