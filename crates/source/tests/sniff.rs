//! What a file is, told from its first bytes: a table of beginnings.

use source::sniff::{Kind, sniff};

#[rustfmt::skip]
const TABLE: &[(&[u8], &str)] = &[
    (b"", "Empty"),
    (b" \r\n\t \n", "Empty"),
    (b"\xef\xbb\xbf", "Empty"),
    // HTML
    (b"<!DOCTYPE html><html>", "Html"),
    (b"\xef\xbb\xbf\r\n<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", "Html"),
    (b"<!-- saved from a browser --><html lang=en>", "Html"),
    (b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html xmlns=\"y\">", "Html"),
    (b"<?xml version=\"1.0\"?>\n<newsItem><p>A strike.</p></newsItem>", "Html"),
    (b"<HEAD><TITLE>Strike</TITLE>", "Html"),
    (b"<p>One.</p>", "Html"),
    (b"<div class=x><a href=y>z</a>", "Html"),
    (b"Skip to content\n<p>One</p><p>Two</p><p>Three</p>", "Html"),
    (b"<\0h\0t\0m\0l\0>\0<\0p\0>\0", "Html"),
    (b"\xfe\xff\0<\0h\0t\0m\0l\0>", "Html"),
    // Feeds
    (b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>", "Feed"),
    (b"<?xml version='1.0'?><!-- made by hand --><feed xmlns=\"http://www.w3.org/2005/Atom\">", "Feed"),
    (b"<rdf:RDF xmlns:rdf=\"r\" xmlns=\"http://purl.org/rss/1.0/\">", "Feed"),
    (b"<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"r\" xmlns=\"http://example.org/other\">", "Html"),
    (b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", "JsonFeed"),
    (b"{\n \"version\": \"https://jsonfeed.org/version/1\",\n \"items\": [", "JsonFeed"),
    // Archives
    (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "Warc"),
    (b"WARC/1.1\nWARC-Type: response\n", "Warc"),
    (b"WARC/ARC files are used by archives.", "Text"),
    // JSON
    (b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"b\"}\n", "JsonLines"),
    (b"\xef\xbb\xbf\r\n{\"id\":\"1\",\"text\":\"a\"}\r\n", "JsonLines"),
    (b"{\"id\": 1, \"text\": \"a line that has no end in", "JsonLines"),
    (b"{\"id\": 1, \"text\": \"cut\n{\"id\": 2, \"text\": \"b\"}\n", "JsonLines"),
    (b"{\"id\": 1, text: 2}\n{\"id\": 2, \"text\": \"b\"}\n", "JsonLines"),
    (b"oops\n{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"b\"}\n", "JsonLines"),
    (b"{\n  \"id\": 1,\n  \"text\": \"a\"\n}\n", "JsonObjects"),
    (b"[\n{\"id\": 1, \"text\": \"a\"},\n", "JsonObjects"),
    (b"[{\"id\": 1, \"text\": \"a\"}, {\"id\": 2", "JsonObjects"),
    (b"{\0\"\0i\0d\0\"\0:\0 \x001\0}\0\n\0", "JsonLines"),
    (b"[Photo: the bridge at dawn] Three people were hurt.", "Text"),
    (b"{Editor: please hold} Three people were hurt.", "Text"),
    (b"[1] Three people were hurt.", "Text"),
    // Mail
    (b"From jane@example.org Mon Nov 18 10:00:00 2024\nSubject: Strike\n\nText", "MailFolder"),
    (b"From jane@example.org Mon Nov 18 10:00:00 2024\nA line of text", "Text"),
    (b"Received: from a by b\r\nFrom: jane@example.org\r\nSubject: Strike\r\n\r\nText", "Mail"),
    (b"From: jane@example.org\nTo: joe@example.org\nSubject: Strike\nDate: Mon, 18 Nov 2024\n\nText", "Mail"),
    (b"Subject: Strike\nDate: 18 November 2024\n\nText", "Text"),
    (b"From our correspondent in Port Ansel\n\nText", "Text"),
    // Text
    (b"PORT ANSEL - Three people were hurt.", "Text"),
    (b"1 < 2 and 3 > 2", "Text"),
    (b"<DOC>\n<DOCNO> TST1-0001 </DOCNO>\nPORT ANSEL, 18 NOV", "Text"),
    (b"caf\xe9 on the quay, 1998", "Text"),
    (b"\xff\xfeT\0h\0r\0e\0e\0", "Text"),
    (b"T\0h\0r\0e\0e\0 \0p\0e\0o\0p\0l\0e\0", "Text"),
    (b"\0T\0h\0r\0e\0e\0 \0p\0e\0o\0p\0l\0e", "Text"),
    (b"Three \x1b$B\x46\x7c\x1b(B people", "Text"),
    (b"A stray \0 zero in a page that is long enough to be read as the text which it plainly is.", "Text"),
    // Neither
    (b"%PDF-1.7\n", "a PDF"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG"),
    (b"GIF89a\x01\0", "a GIF"),
    (b"PK\x03\x04\x14\0", "a zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old office"),
    (b"{\\rtf1\\ansi Three people", "an RTF"),
    (b"\x7fELF\x02\x01", "a program"),
    (b"\x28\xb5\x2f\xfd\0", "zstd"),
    (b"BZh91AY&SY", "bzip2"),
    (b"SQLite format 3\0", "an SQLite"),
    (b"\0\x01\x02\x03\x04\x05\x06\x07", "unknown kind"),
];

#[test]
fn each_beginning_is_told() {
    for (bytes, want) in TABLE {
        let kind = format!("{:?}", sniff(bytes, true));
        let ok = if let Some(name) = kind.strip_prefix("Binary") { name.contains(want) } else { kind == *want };
        assert!(ok, "{:?} is told to be {kind}, not {want}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn what_goes_on_behind_the_window_is_not_empty() {
    assert_eq!(sniff(&[b' '; 64], false), Kind::Text);
}
