//! A request and an answer as plain values, so that everything but the sockets is an ordinary function.

use crate::params::Params;
use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::io::Write;

/// What a caller may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nothing yet.
    Nobody,
    /// Look.
    Reader,
    /// Look, correct, and hand in pages.
    Editor,
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `HEAD` or `POST`.
    pub method: String,
    /// The path, percent signs decoded.
    pub path: String,
    /// The query.
    pub query: Params,
    /// Header names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// What the caller may do, and under which name.
    pub role: Role,
    /// The caller's name.
    pub who: String,
    /// The caller's address.
    pub peer: std::net::IpAddr,
}

impl Request {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.header("cookie")?.split(';').filter_map(|c| c.trim().split_once('=')).find(|(k, _)| *k == name).map(|(_, v)| v)
    }
}

/// Writes a long body piece by piece, so that it is never whole in memory.
pub type Stream = Box<dyn FnOnce(&crate::Room, &mut dyn Write) -> Result<(), crate::problem::Problem> + Send>;

/// An answer.
#[derive(Default)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// What comes in place of the body where that is long.
    pub stream: Option<Stream>,
}

/// A good answer that can be given again: its headers and its body.
pub(crate) struct Whole(Vec<(&'static str, String)>, Vec<u8>);

impl Whole {
    /// The answer again.
    pub(crate) fn again(&self) -> Response {
        Response { status: 200, headers: self.0.clone(), body: self.1.clone(), stream: None }
    }
}

impl Response {
    /// An answer with a body.
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Response {
        Response { status, headers: vec![("content-type", media_type.to_string())], body: body.into(), stream: None }
    }

    /// A page.
    pub fn html(body: String) -> Response {
        Response::new(200, "text/html; charset=utf-8", body)
    }

    /// A JSON document.
    pub fn json(value: &serde_json::Value) -> Response {
        Response::new(200, "application/json", value.to_string())
    }

    /// Another address for good.
    pub fn moved(to: &str) -> Response {
        Response { status: 308, headers: vec![("location", to.to_string())], ..Response::default() }
    }

    /// Go and look there.
    pub fn see(to: &str) -> Response {
        Response { status: 303, headers: vec![("location", to.to_string())], ..Response::default() }
    }

    /// With one header more.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Response {
        self.headers.push((name, value.into()));
        self
    }

    /// A body that is written while it is sent. What fails on the way breaks the connection off, so that nobody takes a part
    /// for the whole.
    pub fn streamed(media_type: &str, stream: Stream) -> Response {
        Response { stream: Some(stream), ..Response::new(200, media_type, Vec::new()) }
    }

    /// What of a good answer can be kept: no stream.
    pub(crate) fn to_keep(&self) -> Option<Whole> {
        (self.status == 200 && self.stream.is_none()).then(|| Whole(self.headers.clone(), self.body.clone()))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(k, _)| *k == name)
    }

    /// The answer, or only that nothing changed, where the caller knows its tag.
    pub fn unless_known(mut self, request: &Request) -> Response {
        let tag = self.headers.iter().find(|(k, _)| *k == "etag").map(|(_, v)| v.trim_start_matches("W/"));
        let known = request
            .header("if-none-match")
            .is_some_and(|h| h.split(',').any(|t| Some(t.trim().trim_start_matches("W/")) == tag));
        if known {
            self.status = 304;
            self.body.clear();
            self.headers.retain(|(k, _)| !matches!(*k, "content-encoding" | "content-type"));
        }
        self
    }

    /// Adds what every answer carries: protection, a tag, and gzip where it is understood.
    pub fn finish(mut self, request: &Request) -> Response {
        let protection = [
            (
                "content-security-policy",
                "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
            ),
            ("x-content-type-options", "nosniff"),
            // Not "no-referrer": with it browsers send forms with an empty Origin.
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ];
        self.headers.extend(protection.map(|(k, v)| (k, v.to_string())));
        let gzip =
            request.header("accept-encoding").is_some_and(|h| h.split(',').any(|e| e.trim().split(';').next() == Some("gzip")));
        if self.stream.is_some() {
            self.headers.push(("cache-control", "private, no-cache".into()));
            self.headers.push(("vary", VARY.into()));
            if gzip {
                self.headers.push(("content-encoding", "gzip".into()));
            }
            return self;
        }
        if self.status == 200 && request.method != "POST" {
            let tag = format!("\"{}\"", hex(&Sha256::digest(&self.body)[..12]));
            self.headers.push(("etag", format!("W/{tag}")));
            if !self.has("cache-control") {
                self.headers.push(("cache-control", "private, no-cache".into()));
            }
        }
        self.headers.push(("vary", VARY.into()));
        if gzip
            && self.body.len() > 1000
            && !self.has("content-encoding")
            && let Some(packed) = packed(&self.body)
        {
            self.body = packed;
            self.headers.push(("content-encoding", "gzip".into()));
        }
        self
    }
}

/// How tightly an answer is packed: the next level takes a twelfth of the time of a search, and saves a fifth of the bytes.
const PACKED: Compression = Compression::new(1);

thread_local! {
    /// The packer stays with the thread: its tables are larger than most answers.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new_gzip(PACKED, 15));
}

/// A body as gzip; `None` where that fails.
fn packed(body: &[u8]) -> Option<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut out = Vec::with_capacity(body.len() / 4 + 64);
        loop {
            let rest = &body[packer.total_in() as usize..];
            match packer.compress_vec(rest, &mut out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return Some(out),
                Ok(_) => out.reserve(body.len() / 4 + 64),
                Err(_) => return None,
            }
        }
    })
}

/// What an answer hangs on besides its address.
const VARY: &str = "accept, accept-encoding, cookie";

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn one_packer_packs_many_bodies() {
        let words = |n: usize| (0..n).map(|i| format!("{} ", i * i % 1009)).collect::<String>().into_bytes();
        for body in [words(10), words(50_000), Vec::new(), words(300)] {
            let mut back = Vec::new();
            GzDecoder::new(packed(&body).unwrap().as_slice()).read_to_end(&mut back).unwrap();
            assert_eq!(back, body);
        }
    }
}
