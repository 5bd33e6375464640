//! Files, folders, WARC, feeds, JSON Lines, standard input.
//!
//! [`open`] goes over everything it is pointed at and gives [`Page`]s. What a file holds is told from its first bytes
//! and never from its name. Nothing is lost in silence: what cannot be read becomes a page without text whose
//! diagnostics say what and where, and the next page is read.
//!
//! - **Order**: arguments in their order; the files of a folder by name (bytes), folders entered where they stand.
//! - **Left out of folders** by design: `.git`, `.hg`, `.svn`, `.DS_Store`, `Thumbs.db`, `desktop.ini`, `__MACOSX`.
//!   Other hidden files are read. A folder that two ways lead to is read once, so that links cannot make a circle.
//! - **Memory**: one page at a time, and never more than [`Options::max_page_bytes`] of it. Archives, JSON Lines and
//!   mail folders are streamed, packed or not; a feed is one page's worth of bytes.
//! - **Saved pages** (MHTML): the page is the HTML inside; its pictures and styles are passed over.
//! - **Paths** of pages inside a file: `file#place`, the place being a byte offset (of the gzip member, in a packed
//!   file) or, for JSON, the line.

mod dates;
mod fault;
mod feed;
pub mod files;
mod gzip;
mod http;
mod json;
mod mbox;
mod mhtml;
mod options;
pub mod sniff;
mod stream;
mod walk;
mod warc;
mod xml;

pub use options::{Options, Progress};

use encoding_rs::Encoding;
use fault::{Fault, nothing, unread};
use model::{Code, Diagnostic, Input, MediaType, Page};
use sniff::Kind;
use std::{fs::File, io::Read, path::PathBuf};
use stream::{Stream, WINDOW};

type Pages = Box<dyn Iterator<Item = Page> + Send>;

/// Opens paths: files, folders, and `-` for standard input.
pub fn open(paths: &[PathBuf], options: Options) -> Sources {
    let progress = Progress::default();
    let walk = walk::Walk::new(paths);
    walk::count(paths, &progress);
    Sources { walk, options, progress, current: None }
}

/// The pages of one reader, as of a file called `path`. For input that is no file.
pub fn read(path: &str, reader: impl Read + Send + 'static, options: Options) -> impl Iterator<Item = Page> + Send {
    pages(path.to_string(), Box::new(reader), &options, Progress::default())
}

/// All pages of the opened paths.
pub struct Sources {
    walk: walk::Walk,
    options: Options,
    progress: Progress,
    current: Option<Pages>,
}

impl Sources {
    /// How far the reading is; the answer may be kept and looked at from another thread.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }
}

impl Drop for Sources {
    fn drop(&mut self) {
        self.progress.stop();
    }
}

impl Iterator for Sources {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        loop {
            if let Some(page) = self.current.as_mut().and_then(Iterator::next) {
                return Some(page);
            }
            self.current = None;
            let reader: (String, Box<dyn Read + Send>) = match self.walk.next()? {
                walk::Found::Trouble(page) => return Some(*page),
                walk::Found::StandardInput => ("-".into(), Box::new(std::io::stdin())),
                walk::Found::File(path) => match File::open(&path) {
                    Ok(file) => (path.to_string_lossy().into_owned(), Box::new(file)),
                    Err(e) => return Some(walk::trouble(&path, &e)),
                },
            };
            self.current = Some(pages(reader.0, reader.1, &self.options, self.progress.clone()));
        }
    }
}

/// Tells what a stream is and goes over its pages.
fn pages(path: String, reader: Box<dyn Read + Send>, options: &Options, progress: Progress) -> Pages {
    let opened = Stream::open(reader, options, progress.clone());
    let looked = opened.and_then(|mut stream| {
        let head = stream.peek(WINDOW)?;
        let whole = head.len() < WINDOW;
        let (kind, wide) = (sniff::sniff(head, whole), sniff::wide(head));
        Ok((stream, kind, wide))
    });
    let (stream, kind, wide) = match looked {
        Ok(looked) => looked,
        Err(e) => return one(nothing(path.clone(), Fault::of(&e).diagnostic(&path))),
    };
    match kind {
        Kind::Warc => Box::new(warc::Records::new(stream, path, options, progress)),
        Kind::JsonLines => Box::new(json::Objects::new(stream, path, true, wide, options)),
        Kind::JsonObjects => Box::new(json::Objects::new(stream, path, false, wide, options)),
        Kind::MailFolder => Box::new(mbox::Messages::new(stream, path, options)),
        Kind::Binary(what) => one(binary(path, stream, what)),
        Kind::Feed | Kind::JsonFeed | Kind::Html | Kind::Mail | Kind::Text | Kind::Empty => {
            whole(path, stream, kind, wide, options)
        }
    }
}

fn one(page: Page) -> Pages {
    Box::new(std::iter::once(page))
}

/// A file that holds no text: its first bytes are kept, so that its id tells it from others.
fn binary(path: String, mut stream: Stream, what: &str) -> Page {
    let head = stream.peek(4096).map(<[u8]>::to_vec).unwrap_or_default();
    let diagnostic = Diagnostic::new(Code::SourceBinary, format!("{path}: {what}"));
    unread(path, head, diagnostic)
}

/// The pages of a stream that is read as a whole.
fn whole(path: String, mut stream: Stream, kind: Kind, wide: Option<&'static Encoding>, options: &Options) -> Pages {
    let taken = stream::take(&mut stream, options.max_page_bytes);
    if taken.over {
        let what = format!("{path}: more than {} bytes", options.max_page_bytes);
        return one(nothing(path, Diagnostic::new(Code::SourceTooLarge, what)));
    }
    let fault = taken.fault.map(|f| f.diagnostic(&path));
    if taken.bytes.trim_ascii().is_empty() {
        let what = match taken.bytes.len() {
            0 => format!("{path}: no bytes"),
            n => format!("{path}: {n} bytes of white space"),
        };
        let why = fault.unwrap_or_else(|| Diagnostic::new(Code::SourceEmpty, what));
        return one(unread(path, taken.bytes, why));
    }
    let media_type = match kind {
        // Of a feed the fault is told on a page of its own, behind its entries.
        Kind::Feed => {
            let rest = fault.map(|f| nothing(path.clone(), f));
            return Box::new(feed::XmlEntries::new(&path, taken.bytes, None).chain(rest));
        }
        Kind::JsonFeed => {
            let rest = fault.map(|f| nothing(path.clone(), f));
            return Box::new(feed::JsonEntries::new(&path, taken.bytes).chain(rest));
        }
        // A bomb leaves nothing worth reading.
        _ if fault.as_ref().is_some_and(|f| f.code == Code::SourceBomb.as_str()) => {
            return Box::new(fault.map(|f| nothing(path, f)).into_iter());
        }
        Kind::Html => MediaType::Html,
        Kind::Mail => MediaType::Mail,
        _ => MediaType::Text,
    };
    if media_type == MediaType::Mail
        && let Some(mut page) = mhtml::page(&path, &taken.bytes)
    {
        page.diagnostics.extend(fault);
        return one(page);
    }
    let mut page = Page::raw(path, media_type, taken.bytes);
    // Text of two bytes a letter tells so by its zeros, also where it has no mark at its beginning.
    page.input = Input::Raw { charset: wide.map(|e| e.name().to_ascii_lowercase()) };
    page.diagnostics.extend(fault);
    one(page)
}
