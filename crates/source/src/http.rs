//! An HTTP answer as an archive keeps it: status, headers, and the body with its codings undone.

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// Status, headers and body.
pub(crate) struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// What became of a body whose codings were undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undone {
    /// All of it is there.
    Whole,
    /// It ends before its end.
    Cut,
    /// It is larger than a page may be; nothing was kept.
    TooLarge,
    /// It unpacks to far more than its size; nothing was kept.
    Bomb,
    /// It is packed in a way that cannot be unpacked; it is still packed.
    Packed,
}

/// Splits a message into its first line and headers, and the rest.
fn head(block: &[u8]) -> Option<(&[u8], usize)> {
    let mut at = 0;
    while at < block.len() {
        let end = memchr::memchr(b'\n', &block[at..])? + at + 1;
        if block[at..end].trim_ascii().is_empty() {
            return Some((&block[..at], end));
        }
        at = end;
    }
    None
}

/// `name: value` lines; a line that begins with white space goes on with the one before.
pub(crate) fn headers(lines: &[u8]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in lines.split(|b| *b == b'\n') {
        let text = String::from_utf8_lossy(line);
        if line.first().is_some_and(|b| *b == b' ' || *b == b'\t') {
            if let Some((_, value)) = found.last_mut() {
                value.push(' ');
                value.push_str(text.trim());
            }
        } else if let Some((name, value)) = text.split_once(':') {
            found.push((name.trim().to_ascii_lowercase(), value.trim().to_string()));
        }
    }
    found
}

/// The first header of that name (in small letters).
pub(crate) fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}

/// The type without its parameters, in small letters, and the charset among them.
pub(crate) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or("").trim().to_ascii_lowercase();
    let charset = parts.find_map(|p| {
        let (name, value) = p.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_string())
    });
    (media, charset)
}

impl Answer {
    /// Reads `HTTP/1.1 200 OK`, the headers and the body; `None` where that is not what stands there.
    pub(crate) fn parse(mut block: Vec<u8>) -> Option<Answer> {
        if !block.starts_with(b"HTTP/") {
            return None;
        }
        let (lines, end) = head(&block)?;
        let first = lines.split(|b| *b == b'\n').next()?;
        let status = std::str::from_utf8(first.split(|b| *b == b' ').nth(1)?.trim_ascii()).ok()?.parse().ok()?;
        let headers = headers(&lines[first.len()..]);
        block.drain(..end);
        Some(Answer { status, headers, body: block })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Undoes the transfer's chunks and the content's packing. Archives often keep the headers of a body that was
    /// unpacked before, so that the body is believed and not the header.
    pub(crate) fn undo(&mut self, max: u64, max_ratio: u64) -> Undone {
        let mut outcome = Undone::Whole;
        if self.header("transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"))
            && let Some((body, whole)) = unchunk(&self.body)
        {
            self.body = body;
            if !whole {
                outcome = Undone::Cut;
            }
        }
        let codings = self.header("content-encoding").unwrap_or("").to_ascii_lowercase();
        for coding in codings.split(',').map(str::trim).rev().take(3) {
            let body = &self.body[..];
            let mut rest = body;
            let unpacked = match coding {
                "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => unpack(MultiGzDecoder::new(&mut rest), max),
                // Servers never agreed on whether `deflate` has the wrapping of zlib.
                "deflate" if is_zlib(body) => unpack(ZlibDecoder::new(&mut rest), max),
                "deflate" if !body.starts_with(b"<") => unpack(DeflateDecoder::new(&mut rest), max),
                "br" => match unpack(brotli_decompressor::Decompressor::new(&mut rest, 4096), max) {
                    (out, Undone::Cut) if out.is_empty() => continue,
                    other => other,
                },
                "zstd" | "compress" if !body.trim_ascii_start().starts_with(b"<") => return Undone::Packed,
                _ => continue,
            };
            let used = (body.len() - rest.len()) as u64;
            match unpacked {
                (_, Undone::TooLarge) if max / max_ratio > used => return Undone::Bomb,
                (_, Undone::TooLarge) => return Undone::TooLarge,
                (out, Undone::Cut) if out.is_empty() => return Undone::Packed,
                (out, state) => {
                    self.body = out;
                    if state == Undone::Cut {
                        outcome = state;
                    }
                }
            }
        }
        outcome
    }
}

/// The two bytes that begin zlib's wrapping.
fn is_zlib(body: &[u8]) -> bool {
    body.len() > 1 && body[0] & 15 == 8 && u16::from_be_bytes([body[0], body[1]]).is_multiple_of(31)
}

/// Unpacks up to `max` bytes.
fn unpack(mut from: impl Read, max: u64) -> (Vec<u8>, Undone) {
    let (mut out, mut buf) = (Vec::new(), vec![0; 32 << 10]);
    loop {
        match from.read(&mut buf) {
            Ok(0) => return (out, Undone::Whole),
            Ok(n) if (out.len() + n) as u64 > max => return (Vec::new(), Undone::TooLarge),
            Ok(n) => out.extend_from_slice(&buf[..n]),
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return (out, Undone::Cut),
        }
    }
}

/// Joins the chunks, and tells whether the last was there; `None` where the body has no chunks.
fn unchunk(body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let (mut out, mut rest) = (Vec::with_capacity(body.len()), body);
    loop {
        let size = memchr::memchr(b'\n', &rest[..rest.len().min(1024)]).and_then(|end| {
            let line = std::str::from_utf8(&rest[..end]).ok()?;
            let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
            Some((size, end + 1))
        });
        match size {
            None if out.is_empty() => return None,
            None => return Some((out, false)),
            Some((0, _)) => return Some((out, true)),
            Some((size, at)) => {
                let end = at.saturating_add(size).min(rest.len());
                out.extend_from_slice(&rest[at..end]);
                if end - at < size {
                    return Some((out, false));
                }
                rest = rest[end..].strip_prefix(b"\r\n").or(rest[end..].strip_prefix(b"\n")).unwrap_or(&rest[end..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn undo(headers: &str, body: &[u8]) -> (Undone, Vec<u8>) {
        let mut block = format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").into_bytes();
        block.extend_from_slice(body);
        let mut answer = Answer::parse(block).unwrap();
        (answer.undo(1 << 20, 200), answer.body)
    }

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(body).unwrap();
        packer.finish().unwrap()
    }

    fn zlib(body: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(body).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn codings_are_undone_and_the_body_is_believed() {
        let page = b"<p>The bridge is open again.</p>".repeat(20);
        let packed = gzip(&page);
        let whole = |body: &[u8]| (Undone::Whole, body.to_vec());
        assert_eq!(undo("Content-Encoding: gzip", &packed), whole(&page));
        assert_eq!(undo("content-encoding: deflate", &zlib(&page)), whole(&page));
        assert_eq!(undo("content-encoding: deflate", &zlib(&page)[2..]), whole(&page), "raw deflate");
        assert_eq!(undo("Content-Encoding: gzip", &page), whole(&page), "unpacked before");
        assert_eq!(undo("Content-Encoding: br", &page), whole(&page), "unpacked before");
        let chunked = [b"5;x=y\r\n<p>On\r\n".as_slice(), b"7\r\ne, two!\r\n", b"0\r\n\r\n"].concat();
        assert_eq!(undo("Transfer-Encoding: chunked", &chunked), whole(b"<p>One, two!"));
        assert_eq!(undo("Transfer-Encoding: chunked", b"<p>One"), whole(b"<p>One"), "joined before");
        assert_eq!(undo("Transfer-Encoding: chunked", b"9\r\n<p>On"), (Undone::Cut, b"<p>On".to_vec()));
        assert_eq!(undo("Content-Encoding: gzip", &packed[..packed.len() - 9]).0, Undone::Cut);
        assert_eq!(undo("Content-Encoding: gzip", &gzip(&vec![0; 2 << 20])).0, Undone::Bomb);
        assert_eq!(undo("Content-Encoding: zstd", b"(\xb5/\xfd").0, Undone::Packed);
    }

    #[test]
    fn brotli_is_undone() {
        // `printf '<p>aaaaaaaaaa</p>' | brotli`, in the stored form: the window, a stored block, the last block.
        let packed = [b"\x0b\x08\x80".as_slice(), b"<p>aaaaaaaaaa</p>", b"\x03"].concat();
        assert_eq!(undo("Content-Encoding: br", &packed).1.len(), 17);
    }

    #[test]
    fn a_type_is_told_from_its_charset() {
        assert_eq!(content_type("Text/HTML; x=y; charset=\"windows-1251\""), ("text/html".into(), Some("windows-1251".into())));
        assert_eq!(content_type("text/plain"), ("text/plain".into(), None));
    }
}
