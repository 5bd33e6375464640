//! Mail folders: one page a message, streamed, so that a folder of any size can be read.

use crate::{
    Options,
    fault::{Fault, nothing},
    stream::{Line, Stream, read_line},
};
use model::{Code, Diagnostic, MediaType, Page};

/// A line that begins a message: `From `, a sender, and a year somewhere behind it.
pub(crate) fn is_postmark(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let year = |w: &[u8]| w.len() == 4 && w.iter().all(u8::is_ascii_digit) && (w.starts_with(b"19") || w.starts_with(b"20"));
    rest.split(|b| b.is_ascii_whitespace()).skip(1).any(year)
}

/// A line with a name and a colon, as the first of a message.
fn is_header(line: &[u8]) -> bool {
    memchr::memchr(b':', line).is_some_and(|i| i > 0 && line[..i].iter().all(|b| b.is_ascii_graphic()))
}

/// The messages of a folder. A page's bytes are the message without its `From ` line; `>From ` is left as it is.
pub(crate) struct Messages {
    stream: Stream,
    path: String,
    limit: u64,
    line: Vec<u8>,
    /// The offset of the current message and what was read of it.
    place: String,
    message: Vec<u8>,
    length: u64,
    /// A postmark that waits for its header, with its place.
    postmark: Option<(Vec<u8>, String)>,
    blank: bool,
    done: bool,
}

impl Messages {
    pub(crate) fn new(stream: Stream, path: String, options: &Options) -> Self {
        Messages {
            place: stream.place(),
            stream,
            path,
            limit: options.max_page_bytes,
            line: Vec::new(),
            message: Vec::new(),
            length: 0,
            postmark: None,
            blank: true,
            done: false,
        }
    }

    fn push(&mut self, line: &[u8], length: u64) {
        self.length += length;
        if self.length <= self.limit {
            self.message.extend_from_slice(line);
        }
    }

    /// The page of what was gathered, if anything.
    fn page(&mut self) -> Option<Page> {
        let bytes = std::mem::take(&mut self.message);
        let length = std::mem::take(&mut self.length);
        let path = format!("{}#{}", self.path, self.place);
        if length > self.limit {
            let what = format!("{path}: the message has {length} bytes");
            return Some(nothing(path, Diagnostic::new(Code::SourceTooLarge, what)));
        }
        (!bytes.trim_ascii().is_empty()).then(|| Page::raw(path, MediaType::Mail, bytes))
    }

    fn end(&mut self, fault: Option<Fault>) -> Option<Page> {
        self.done = true;
        if let Some((postmark, _)) = self.postmark.take() {
            self.push(&postmark, postmark.len() as u64);
        }
        let path = format!("{}#{}", self.path, self.place);
        match (self.page(), fault) {
            (Some(mut page), Some(fault)) => {
                page.diagnostics.push(fault.diagnostic(&path));
                Some(page)
            }
            (None, Some(fault)) => Some(nothing(path.clone(), fault.diagnostic(&path))),
            (page, None) => page,
        }
    }
}

impl Iterator for Messages {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        while !self.done {
            let place = self.stream.place();
            let mut line = std::mem::take(&mut self.line);
            let read = read_line(&mut self.stream, &mut line, self.limit);
            let length = match read {
                Ok(Line::Whole) => line.len() as u64,
                Ok(Line::TooLong(n)) => n,
                Ok(Line::End) => return self.end(None),
                Err(e) => return self.end(Some(Fault::of(&e))),
            };
            let mut page = None;
            if let Some((postmark, at)) = self.postmark.take() {
                if is_header(&line) {
                    page = self.page();
                    self.place = at;
                } else {
                    self.push(&postmark, postmark.len() as u64);
                }
            }
            let blank = line.trim_ascii().is_empty();
            if self.blank && is_postmark(&line) {
                self.postmark = Some((line.clone(), place));
            } else {
                self.push(&line, length);
            }
            self.blank = blank;
            self.line = line;
            if page.is_some() {
                return page;
            }
        }
        None
    }
}
