//! What the tests share: folders with files in them, archives made by hand, and words about pages.
#![allow(dead_code)]

use model::{Input, Page};
use source::{Options, open};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    dir
}

/// The pages of one path.
pub fn pages(path: impl AsRef<Path>) -> Vec<Page> {
    open(&[PathBuf::from(path.as_ref())], Options::default()).collect()
}

/// The pages of one file with these bytes, with a limit of 1 MiB a page.
pub fn read(bytes: &[u8]) -> Vec<Page> {
    let options = Options { max_page_bytes: 1 << 20, ..Options::default() };
    source::read("in", std::io::Cursor::new(bytes.to_vec()), options).collect()
}

/// Codes of all diagnostics of a page.
pub fn codes(page: &Page) -> Vec<&str> {
    page.diagnostics.iter().map(|d| d.code.as_str()).collect()
}

/// One line a page: path without its folder, kind of input, codes.
pub fn outline(pages: &[Page], root: &Path) -> Vec<String> {
    let root = format!("{}/", root.display());
    let line = |p: &Page| {
        let input = match &p.input {
            Input::Raw { .. } => "raw",
            Input::Article { .. } => "article",
            Input::Entry { .. } => "entry",
            Input::Nothing => "nothing",
        };
        let path = p.path.strip_prefix(&root).unwrap_or(&p.path);
        format!("{path} {input} {}", codes(p).join(" ")).trim_end().to_string()
    };
    pages.iter().map(line).collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A WARC record.
pub fn record(kind: &str, media: &str, url: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-11-19T04:12:09Z\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A WARC record of an HTTP answer.
pub fn response(url: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat();
    record("response", "application/http; msgtype=response", url, &block)
}

/// A page about `what`, as HTML.
pub fn html(what: &str) -> Vec<u8> {
    format!("<!doctype html><html><head><title>{what}</title></head><body><p>{what}.</p></body></html>").into_bytes()
}
