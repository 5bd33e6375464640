//! Bytes to text: which encoding, and what in the bytes contradicts it.

use model::{Code, Diagnostic};
use std::borrow::Cow;

/// A page's text, decoded.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding it was read with.
    pub encoding: &'static encoding_rs::Encoding,
    /// A label that lied, bytes that are no characters.
    pub diagnostics: Vec<Diagnostic>,
    /// Bytes of the byte order mark.
    skipped: usize,
    /// The bytes decoded.
    bytes: &'a [u8],
}

/// How much of a page is looked at for a `<meta charset>`, as browsers do (they take 1024; news pages put scripts first).
const META_WINDOW: usize = 16 * 1024;
/// How much the guess looks at: enough to tell, bounded for huge pages.
const GUESS_WINDOW: usize = 256 * 1024;

/// Decodes `bytes`. `label` comes from outside (HTTP, WARC, mail).
///
/// Order: byte order mark, valid UTF-8 with characters beyond ASCII, label, `<meta charset>`, a guess.
pub fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Decoded<'a> {
    let mut diagnostics = Vec::new();
    let outside = label.and_then(|l| encoding_rs::Encoding::for_label(l.trim().as_bytes()));
    let (encoding, skipped) = if let Some((encoding, n)) = encoding_rs::Encoding::for_bom(bytes) {
        (encoding, n)
    } else {
        let declared = outside.or_else(|| declared(&bytes[..bytes.len().min(META_WINDOW)]));
        let utf8 = is_utf8(bytes);
        let encoding = match declared {
            Some(e) if e == encoding_rs::UTF_8 => {
                if utf8 || mostly_utf8(bytes) {
                    e
                } else {
                    guess(bytes)
                }
            }
            // Seven-bit encodings with escapes are valid UTF-8 too; there the label is all there is.
            Some(e) if utf8 && !bytes.is_ascii() && e != encoding_rs::ISO_2022_JP => encoding_rs::UTF_8,
            // Wide encodings declared inside the page cannot be: the declaration was read as ASCII.
            Some(e) if outside.is_none() && !e.is_ascii_compatible() && e != encoding_rs::ISO_2022_JP => {
                if utf8 {
                    encoding_rs::UTF_8
                } else {
                    guess(bytes)
                }
            }
            Some(e) => e,
            None if utf8 || mostly_utf8(bytes) => encoding_rs::UTF_8,
            None => guess(bytes),
        };
        if let Some(said) = declared
            && said != encoding
            && !bytes.is_ascii()
        {
            let message = format!("labelled {}, but the bytes are {}", said.name(), encoding.name());
            diagnostics.push(Diagnostic::new(Code::SourceCharset, message));
        }
        (encoding, 0)
    };
    let (text, bad) = encoding.decode_without_bom_handling(&bytes[skipped..]);
    if bad {
        let message = format!("some bytes are no characters in {}", encoding.name());
        diagnostics.push(Diagnostic::new(Code::SourceInvalidText, message));
    }
    Decoded { text, encoding, diagnostics, skipped, bytes }
}

impl Decoded<'_> {
    /// The byte of the page at which the character at byte `offset` of the text starts.
    ///
    /// Calls in growing order cost one pass over the page in all only through [`Decoded::to_bytes_all`].
    pub fn to_bytes(&self, offset: usize) -> u64 {
        self.to_bytes_all(&[offset])[0]
    }

    /// The same for many offsets in growing order, in one pass.
    pub fn to_bytes_all(&self, offsets: &[usize]) -> Vec<u64> {
        if matches!(self.text, Cow::Borrowed(_)) {
            return offsets.iter().map(|o| (o + self.skipped) as u64).collect();
        }
        let mut walk = Walk::new(self.encoding, &self.bytes[self.skipped..]);
        offsets.iter().map(|o| (walk.to(*o) + self.skipped) as u64).collect()
    }
}

/// Beyond this many lines the map between them is no longer kept exactly.
const MAX_LINES: usize = 4_000_000;

impl Decoded<'_> {
    /// A map from the text's bytes to the page's, made in one pass: exact at the start of each line, near inside one.
    pub fn line_map(&self) -> impl Fn(usize) -> u64 + use<> {
        let exact = matches!(self.text, Cow::Borrowed(_));
        let (skipped, len) = (self.skipped, self.bytes.len() as u64);
        let mut marks = vec![0];
        if !exact {
            marks.extend(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|i| i + 1).take(MAX_LINES));
            marks.push(self.text.len());
            marks.dedup();
        }
        let places = if exact { vec![skipped as u64] } else { self.to_bytes_all(&marks) };
        move |at| {
            if exact {
                return (at + skipped) as u64;
            }
            let i = marks.partition_point(|m| *m <= at).max(1) - 1;
            let next = places.get(i + 1).copied().unwrap_or(len);
            (places[i] + (at - marks[i]) as u64).min(next)
        }
    }
}

/// Decodes again in small steps and counts how many bytes give how much text.
struct Walk<'a> {
    decoder: encoding_rs::Decoder,
    bytes: &'a [u8],
    read: usize,
    written: usize,
    /// Start of the last character that came out.
    at: usize,
}

impl<'a> Walk<'a> {
    fn new(encoding: &'static encoding_rs::Encoding, bytes: &'a [u8]) -> Self {
        Walk { decoder: encoding.new_decoder_without_bom_handling(), bytes, read: 0, written: 0, at: 0 }
    }

    /// The byte that starts the character at byte `offset` of the text.
    fn to(&mut self, offset: usize) -> usize {
        let mut out = [0u8; 4096];
        while self.written < offset && self.read < self.bytes.len() {
            // Far away: big steps. Near: a byte at a time, so that the border is found exactly.
            let far = offset - self.written;
            let step = if far > 64 { (far / 8).clamp(1, 1024) } else { 1 };
            let end = (self.read + step).min(self.bytes.len());
            let last = end == self.bytes.len();
            let (_, used, wrote, _) = self.decoder.decode_to_utf8(&self.bytes[self.read..end], &mut out, last);
            self.read += used;
            self.written += wrote;
            if wrote > 0 {
                self.at = self.read;
            }
            if used == 0 && wrote == 0 {
                break;
            }
        }
        self.at.min(self.bytes.len())
    }
}

fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
}

/// True if there are characters of UTF-8 and only a few bytes that are none: a damaged page, not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 10 <= good
}

fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let window = &bytes[..bytes.len().min(GUESS_WINDOW)];
    detector.feed(window, window.len() == bytes.len());
    let found = detector.guess(None, chardetng::Utf8Detection::Deny);
    // Bytes 0 in every second place: UTF-16 without its mark.
    let zeros = |from: usize| window.iter().skip(from).step_by(2).filter(|b| **b == 0).count() * 10 > window.len() * 3;
    match (zeros(0), zeros(1)) {
        (true, false) => encoding_rs::UTF_16BE,
        (false, true) => encoding_rs::UTF_16LE,
        _ => found,
    }
}

/// The encoding named in the first bytes of a page: `<meta charset=…>`, `content="…; charset=…"`, `<?xml encoding=…?>`.
fn declared(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let mut at = 0;
    while let Some(i) = memchr::memchr2(b'c', b'C', &head[at..]).map(|i| at + i) {
        at = i + 1;
        if head.len() > i + 7
            && head[i..i + 7].eq_ignore_ascii_case(b"charset")
            && let Some(found) = label_at(&head[i + 7..])
            && in_meta(&head[..i])
        {
            return Some(found);
        }
    }
    let xml = head.strip_prefix(b"<?xml")?;
    let xml = &xml[..memchr::memchr(b'>', xml)?];
    let i = memchr::memmem::find(xml, b"encoding")?;
    label_at(&xml[i + 8..])
}

/// True if the text before ends inside a `<meta` tag.
fn in_meta(before: &[u8]) -> bool {
    memchr::memrchr(b'<', before).is_some_and(|lt| {
        before[lt..].get(1..5).is_some_and(|n| n.eq_ignore_ascii_case(b"meta")) && !before[lt..].contains(&b'>')
    })
}

/// Reads `= "label"`.
fn label_at(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let text = bytes.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let text = text.strip_prefix(b"\"").or(text.strip_prefix(b"'")).unwrap_or(text);
    let end = text.iter().position(|b| matches!(b, b'"' | b'\'' | b' ' | b';' | b'>' | b'/' | b'?')).unwrap_or(text.len());
    encoding_rs::Encoding::for_label(&text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], label: Option<&str>) -> (String, &'static str, Vec<String>) {
        let d = decode(bytes, label);
        (d.text.to_string(), d.encoding.name(), d.diagnostics.iter().map(|d| d.code.clone()).collect())
    }

    #[test]
    fn the_bytes_win_over_a_lying_label() {
        let (text, name, codes) = read("<p>caf\u{e9} \u{2014} na\u{ef}ve".as_bytes(), Some("windows-1252"));
        assert_eq!((text.as_str(), name), ("<p>caf\u{e9} \u{2014} na\u{ef}ve", "UTF-8"));
        assert_eq!(codes, ["source.charset"]);
        let (text, name, codes) = read(b"<p>He said \x93no\x94 at the caf\xe9 on the corner", Some("utf-8"));
        assert_eq!((text.as_str(), name), ("<p>He said \u{201c}no\u{201d} at the caf\u{e9} on the corner", "windows-1252"));
        assert_eq!(codes, ["source.charset"]);
    }

    #[test]
    fn declarations_inside_the_page_are_found() {
        for head in [
            "<html><head><META CHARSET='windows-1251'>",
            "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">",
            "<?xml version='1.0' encoding='windows-1251'?>",
        ] {
            let mut bytes = head.as_bytes().to_vec();
            bytes.extend(b"\xcf\xf0\xe8\xe2\xe5\xf2");
            let (text, name, codes) = read(&bytes, None);
            assert!(text.ends_with("\u{41f}\u{440}\u{438}\u{432}\u{435}\u{442}"), "{text}");
            assert_eq!((name, codes.len()), ("windows-1251", 0));
        }
        // Words in a script declare nothing.
        assert_ne!(read(b"var charset='koi8-r'; no\xefve", None).1, "KOI8-R");
    }

    #[test]
    fn a_few_broken_bytes_do_not_change_the_encoding() {
        let mut bytes = "\u{e9}\u{e8}\u{ea}\u{eb}\u{e0}\u{e2}\u{ee}\u{ef}\u{f4}\u{f9}\u{fb}".as_bytes().to_vec();
        bytes.push(0xFF);
        let (text, name, codes) = read(&bytes, None);
        assert!(text.ends_with('\u{FFFD}'));
        assert_eq!((name, codes.as_slice()), ("UTF-8", ["source.invalid_text".to_string()].as_slice()));
    }

    #[test]
    fn offsets_lead_back_to_the_page() {
        let word = "<p>\u{3053}\u{3093}\u{306b}\u{3061}\u{306f}</p>".repeat(200);
        for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::UTF_8, encoding_rs::WINDOWS_1252] {
            let text = if encoding == encoding_rs::WINDOWS_1252 {
                "<p>caf\u{e9} \u{201c}x\u{201d}</p>".repeat(300)
            } else {
                word.clone()
            };
            let (bytes, _, _) = encoding.encode(&text);
            let d = decode(&bytes, Some(encoding.name()));
            assert_eq!(d.text, text);
            let starts: Vec<usize> = d.text.match_indices("<p>").map(|(i, _)| i).collect();
            let lines = decode(&bytes, Some(encoding.name()));
            assert_eq!(lines.line_map()(d.text.len()), bytes.len() as u64);
            for at in d.to_bytes_all(&starts) {
                assert!(bytes[at as usize..].starts_with(b"<p>"), "{} {at}", encoding.name());
            }
            assert_eq!(d.to_bytes(d.text.len()), bytes.len() as u64);
        }
    }

    #[test]
    fn any_mark_is_left_out() {
        assert_eq!(read(b"\xEF\xBB\xBFabc", Some("koi8-r")).0, "abc");
        assert_eq!(read(b"\xFF\xFEa\0b\0", None).0, "ab");
        assert_eq!(read(b"a\0b\0c\0d\0\xe9\0", None).0, "abcd\u{e9}");
        assert_eq!(read(b"", None).0, "");
    }
}
