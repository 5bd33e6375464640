//! WARC archives, packed or not: one record in memory at a time, and a broken record never stops the rest.

use crate::{
    Options, Pages, Progress,
    fault::{Fault, nothing, unread},
    feed, http,
    http::{Answer, Undone},
    one,
    sniff::{Kind, sniff},
    stream::{Line, Stream, WINDOW, read_line},
};
use model::{Code, Diagnostic, Input, MediaType, Page};
use std::io::{self, BufRead};

/// No header block of a record is longer.
const MAX_HEADERS: u64 = 1 << 20;

/// The pages of an archive.
pub(crate) struct Records {
    stream: Stream,
    path: String,
    options: Options,
    progress: Progress,
    /// Further pages of a record that holds several (a feed).
    ready: Option<Pages>,
    /// Garbage was told of already, up to the next good record.
    lost: bool,
    done: bool,
}

/// What stands next in the archive.
enum Next {
    /// A record, at this place.
    Record(String),
    /// Something else, read over and told of on this page.
    Garbage(Box<Page>),
    /// Nothing more.
    End,
}

/// The head of a record.
struct Head {
    headers: Vec<(String, String)>,
    length: u64,
}

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        http::header(&self.headers, name)
    }
}

/// Why a record could not be read.
enum Trouble {
    /// The stream is broken or at its end.
    Stream(Fault),
    /// This record breaks the format.
    Record(String),
}

impl From<io::Error> for Trouble {
    fn from(e: io::Error) -> Self {
        Trouble::Stream(Fault::of(&e))
    }
}

impl Records {
    pub(crate) fn new(stream: Stream, path: String, options: &Options, progress: Progress) -> Self {
        let options = options.clone();
        Records { stream, path, options, progress, ready: None, lost: false, done: false }
    }

    /// The next record that holds pages, or trouble. `None` for a record without, and at the end.
    fn step(&mut self) -> Option<Page> {
        match self.next_record() {
            Ok(Next::End) => {
                self.done = true;
                None
            }
            Ok(Next::Garbage(page)) => Some(*page),
            Ok(Next::Record(place)) => {
                let path = format!("{}#{place}", self.path);
                self.record(&path).unwrap_or_else(|trouble| Some(self.trouble(path, trouble)))
            }
            Err(e) => {
                let path = format!("{}#{}", self.path, self.stream.place());
                Some(self.trouble(path, e.into()))
            }
        }
    }

    /// Goes to the next `WARC/`, reading over white space, and over anything else after saying so.
    fn next_record(&mut self) -> io::Result<Next> {
        let mut skipped = 0u64;
        let mut begin = None;
        loop {
            while let [b'\r' | b'\n' | b' ' | b'\t', ..] = self.stream.fill_buf()? {
                self.stream.consume(1);
            }
            let place = self.stream.place();
            let have = self.stream.peek(WINDOW)?;
            if have.is_empty() || is_record(have) {
                let end = have.is_empty();
                let told = std::mem::take(&mut self.lost);
                return Ok(match begin {
                    Some(begin) if !told => {
                        let path = format!("{}#{begin}", self.path);
                        let what = format!("{path}: {skipped} bytes that belong to no record");
                        Next::Garbage(Box::new(nothing(path, Diagnostic::new(Code::SourceWarcRecord, what))))
                    }
                    _ if end => Next::End,
                    _ => Next::Record(place),
                });
            }
            begin.get_or_insert(place);
            // All but the last bytes, which may begin a version line that goes on behind the window.
            let next = memchr::memmem::find_iter(have, b"WARC/").find(|i| *i > 0 && is_record(&have[*i..]));
            let n = next.unwrap_or_else(|| have.len().saturating_sub(9).max(1));
            skipped += n as u64;
            skip(&mut self.stream, n as u64)?;
        }
    }

    fn head(&mut self) -> Result<Head, Trouble> {
        let (mut lines, mut line, mut size) = (Vec::new(), Vec::new(), 0);
        read_line(&mut self.stream, &mut line, MAX_HEADERS)?;
        loop {
            match read_line(&mut self.stream, &mut line, MAX_HEADERS)? {
                Line::End => return Err(Trouble::Stream(Fault::Truncated)),
                Line::TooLong(_) => return Err(Trouble::Record("a header of more than a million bytes".into())),
                Line::Whole if line.trim_ascii().is_empty() => break,
                Line::Whole => {}
            }
            size += line.len() as u64;
            if size > MAX_HEADERS {
                return Err(Trouble::Record("headers of more than a million bytes".into()));
            }
            lines.extend_from_slice(&line);
        }
        let headers = http::headers(&lines);
        let length = http::header(&headers, "content-length").and_then(|l| l.parse().ok());
        match length {
            Some(length) => Ok(Head { headers, length }),
            None => Err(Trouble::Record("no Content-Length".into())),
        }
    }

    /// Reads the record that begins here. A record without a page gives `None` and is counted.
    fn record(&mut self, path: &str) -> Result<Option<Page>, Trouble> {
        let head = self.head()?;
        let kind = head.get("warc-type").unwrap_or("").to_ascii_lowercase();
        let own_type = head.get("content-type").unwrap_or("").to_ascii_lowercase();
        let http = own_type.starts_with("application/http") || own_type.starts_with("text/http");
        let wanted = match kind.as_str() {
            "response" => http || own_type.is_empty(),
            "resource" | "conversion" => true,
            _ => false,
        };
        if !wanted {
            self.progress.add_skipped();
            self.pass(head.length)?;
            return Ok(None);
        }
        // Headers of the answer stand in the block too.
        if head.length > self.options.max_page_bytes + MAX_HEADERS {
            self.pass(head.length)?;
            return Ok(Some(self.too_large(path, head.length)));
        }
        let (mut block, fault) = self.block(head.length);
        let too_long = if fault.is_none() { self.swallowed(&block)? } else { None };
        if let Some(at) = too_long {
            self.stream.push_back(&block[at..]);
            block.truncate(at);
        }
        let page = self.pages(path, &head, &kind, block, fault.is_some());
        match (page, fault) {
            (page, None) if too_long.is_some() => {
                let what = format!("{path}: Content-Length is too large, the next record begins inside");
                let why = Diagnostic::new(Code::SourceWarcRecord, what);
                let mut page = page.unwrap_or_else(|| nothing(path, why.clone()));
                if page.input != Input::Nothing {
                    page.diagnostics.push(why);
                }
                Ok(Some(page))
            }
            (page, None) => Ok(page),
            // What stood before the cut is read; the fault is told with it.
            (Some(mut page), Some(fault)) => {
                page.diagnostics.push(fault.diagnostic(path));
                self.done = !self.stream.recover();
                Ok(Some(page))
            }
            (None, Some(fault)) => Err(Trouble::Stream(fault)),
        }
    }

    fn too_large(&self, path: &str, length: u64) -> Page {
        nothing(path, Diagnostic::new(Code::SourceTooLarge, format!("{path}: the record has {length} bytes")))
    }

    /// Reads over a block.
    fn pass(&mut self, length: u64) -> Result<(), Trouble> {
        let left = skip(&mut self.stream, length)?;
        if left > 0 { Err(Trouble::Stream(Fault::Truncated)) } else { Ok(()) }
    }

    /// Reads a block, and what stopped it before its end. Memory grows with what is there, not with what is declared.
    fn block(&mut self, length: u64) -> (Vec<u8>, Option<Fault>) {
        let mut block = Vec::with_capacity(length.min(1 << 20) as usize);
        while (block.len() as u64) < length {
            let have = match self.stream.fill_buf() {
                Ok([]) => return (block, Some(Fault::Truncated)),
                Ok(have) => have,
                Err(e) => return (block, Some(Fault::of(&e))),
            };
            let n = (length - block.len() as u64).min(have.len() as u64) as usize;
            block.extend_from_slice(&have[..n]);
            self.stream.consume(n);
        }
        (block, None)
    }

    /// Where the next record begins inside a block that was declared too long: one that has a record inside and is
    /// followed by something else than a record.
    fn swallowed(&mut self, block: &[u8]) -> io::Result<Option<usize>> {
        let next = self.stream.peek(16)?;
        let ends = next.trim_ascii_start();
        if next.starts_with(b"\r\n") && (ends.is_empty() || ends.starts_with(b"WARC/")) {
            return Ok(None);
        }
        Ok(memchr::memmem::find_iter(block, b"\nWARC/").map(|i| i + 1).find(|i| is_record(&block[*i..])))
    }

    /// The pages of a record's block; the first is returned, others are put into `ready`.
    fn pages(&mut self, path: &str, head: &Head, kind: &str, block: Vec<u8>, cut: bool) -> Option<Page> {
        let own_type = head.get("content-type").unwrap_or("");
        let (mut media, mut charset) = http::content_type(own_type);
        let mut notes = Vec::new();
        let mut body = block;
        if kind == "response" || media == "application/http" {
            let Some(mut answer) = Answer::parse(body) else {
                if cut {
                    return None;
                }
                let what = format!("{path}: the record does not hold an HTTP answer");
                return Some(nothing(path, Diagnostic::new(Code::SourceWarcRecord, what)));
            };
            (media, charset) = http::content_type(answer.header("content-type").unwrap_or(""));
            // Pictures are not worth unpacking.
            if answer.status != 200 || never_text(&media) {
                self.progress.add_skipped();
                return None;
            }
            let note = |code, what: &str| Diagnostic::new(code, format!("{path}: {what}"));
            match answer.undo(self.options.max_page_bytes, self.options.max_ratio) {
                Undone::Whole => {}
                Undone::Cut if cut => {}
                Undone::Cut => notes.push(note(Code::SourceTruncated, "the body ends before its end")),
                Undone::Packed => {
                    let coding = answer.header("content-encoding").unwrap_or("").to_string();
                    let what = format!("{path}: the body cannot be unpacked (Content-Encoding: {coding})");
                    return Some(unread(path, answer.body, Diagnostic::new(Code::SourceWarcRecord, what)));
                }
                Undone::TooLarge => {
                    return Some(nothing(path, note(Code::SourceTooLarge, "the body unpacks to more than a page may have")));
                }
                Undone::Bomb => {
                    return Some(nothing(path, note(Code::SourceBomb, "the body unpacks to far more than its size")));
                }
            }
            body = answer.body;
        }
        let url = head.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_string());
        let fetched = head.get("warc-date").and_then(crate::dates::stamp);
        let mut found = told(path, &media, charset, kind, body).map(move |mut page| {
            page.fetched = fetched;
            // The entries of a feed have addresses of their own.
            if page.media_type != MediaType::Feed {
                page.url.clone_from(&url);
            }
            page
        });
        let Some(mut first) = found.next() else {
            self.progress.add_skipped();
            return None;
        };
        first.diagnostics.append(&mut notes);
        self.ready = Some(Box::new(found));
        Some(first)
    }

    fn trouble(&mut self, path: String, trouble: Trouble) -> Page {
        match trouble {
            Trouble::Stream(fault) => {
                self.done = !self.stream.recover();
                nothing(path.clone(), fault.diagnostic(&path))
            }
            Trouble::Record(why) => {
                self.lost = true;
                nothing(path.clone(), Diagnostic::new(Code::SourceWarcRecord, format!("{path}: {why}")))
            }
        }
    }
}

impl Iterator for Records {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        loop {
            if let Some(page) = self.ready.as_mut().and_then(Iterator::next) {
                return Some(page);
            }
            self.ready = None;
            if self.done {
                return None;
            }
            if let Some(page) = self.step() {
                return Some(page);
            }
        }
    }
}

/// What a body is: told from its content, and its type where that leaves it open.
fn told(path: &str, media: &str, charset: Option<String>, kind: &str, body: Vec<u8>) -> Pages {
    let head = &body[..body.len().min(WINDOW)];
    let told = sniff(head, head.len() == body.len());
    let as_html = matches!(media, "text/html" | "application/xhtml+xml");
    let as_text = matches!(media, "text/plain" | "") || kind == "conversion";
    let media_type = match told {
        Kind::Feed => return Box::new(feed::XmlEntries::new(path, body, charset.as_deref())),
        Kind::JsonFeed => return Box::new(feed::JsonEntries::new(path, body)),
        Kind::Html => MediaType::Html,
        Kind::Text | Kind::Mail | Kind::MailFolder if as_html => MediaType::Html,
        Kind::Text | Kind::MailFolder if as_text => MediaType::Text,
        Kind::Mail if as_text => MediaType::Mail,
        Kind::Empty if as_html || as_text => {
            return one(unread(path, body, Diagnostic::new(Code::SourceEmpty, format!("{path}: an empty page"))));
        }
        // A page that says it is HTML and is none is worth a word; pictures and scripts are there by design.
        Kind::Binary(what) if as_html => {
            return one(unread(path, body, Diagnostic::new(Code::SourceBinary, format!("{path}: {what}"))));
        }
        _ => return Box::new(std::iter::empty()),
    };
    let mut page = Page::raw(path, media_type, body);
    page.input = Input::Raw { charset };
    one(page)
}

/// `WARC/1.0` and a line end, or the beginning of it where the bytes end.
fn is_record(bytes: &[u8]) -> bool {
    let version =
        |b: &[u8]| b.starts_with(b"WARC/") && b[5..].iter().take(4).all(|b| b.is_ascii_digit() || b".\r\n".contains(b));
    bytes.len() >= 9 && version(bytes)
}

/// Types that hold no words, or none for readers.
fn never_text(media: &str) -> bool {
    let no = ["image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript"];
    no.iter().any(|p| media.starts_with(p)) || media.starts_with("application/x-javascript")
}

/// Consumes `n` bytes; tells how many were missing.
fn skip(stream: &mut Stream, mut n: u64) -> io::Result<u64> {
    while n > 0 {
        let have = stream.fill_buf()?.len();
        if have == 0 {
            break;
        }
        let some = n.min(have as u64) as usize;
        stream.consume(some);
        n -= some as u64;
    }
    Ok(n)
}
