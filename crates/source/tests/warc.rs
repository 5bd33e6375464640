//! WARC archives: good ones, cut ones, broken ones, and those with garbage between their records.

mod common;
use common::*;
use model::{Input, MediaType};

const HTML: &str = "Content-Type: text/html; charset=windows-1251";

/// Three records of two pages, as an archive has them.
fn archive() -> Vec<Vec<u8>> {
    vec![
        record("warcinfo", "application/warc-fields", "", b"software: by hand\r\n"),
        record("request", "application/http; msgtype=request", "http://example.org/1", b"GET / HTTP/1.1\r\n\r\n"),
        response("http://example.org/1", HTML, &html("One")),
        response("http://example.org/i.png", "Content-Type: image/png", b"\x89PNG\r\n\x1a\n"),
        response("http://example.org/2", "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(&html("Two"))),
    ]
}

fn paths(bytes: &[u8]) -> Vec<String> {
    outline(&read(bytes), "".as_ref())
}

#[test]
fn answers_become_pages_with_address_date_and_charset() {
    let records = archive();
    let plain = records.concat();
    let first = records[..2].concat().len();
    let pages = read(&plain);
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0].path, format!("in#{first}"));
    assert_eq!(pages[0].bytes, html("One"));
    assert_eq!(pages[0].media_type, MediaType::Html);
    assert_eq!(pages[0].url.as_deref(), Some("http://example.org/1"));
    assert_eq!(pages[0].fetched.unwrap().to_string(), "2024-11-19T04:12:09Z");
    assert_eq!(pages[0].input, Input::Raw { charset: Some("windows-1251".into()) });
    assert_eq!(pages[1].bytes, html("Two"));
    // Packed record by record, or as a whole: the same pages, each at its place.
    let members: Vec<_> = records.iter().map(|r| gzip(r)).collect();
    let packed = read(&members.concat());
    assert_eq!(packed[0].path, format!("in#{}", members[..2].concat().len()));
    assert_eq!(packed[0].bytes, pages[0].bytes);
    let whole = read(&gzip(&plain));
    assert_eq!(whole[0].path, format!("in#0+{first}"));
    assert_eq!(whole[1].bytes, pages[1].bytes);
}

#[test]
fn records_without_a_page_are_counted() {
    let dir = folder(&[("a.warc", &archive().concat())]);
    let mut sources = source::open(&[dir.path().join("a.warc")], source::Options::default());
    assert_eq!(sources.by_ref().count(), 2);
    assert_eq!(sources.progress().records_skipped(), 3);
}

#[test]
fn resources_conversions_and_feeds_are_read() {
    let rss = b"<rss><channel><title>C</title><item><title>One</title><link>http://example.org/1</link></item><item><title>Two</title></item></channel></rss>";
    let bytes = [
        record("resource", "text/html", "file:///1", &html("One")),
        record("conversion", "text/plain", "http://example.org/2", b"Three people were hurt."),
        response("http://example.org/rss", "Content-Type: application/rss+xml", rss),
        response("http://example.org/s.css", "Content-Type: text/css", b"p { color: red }"),
        response("http://example.org/d.json", "Content-Type: application/json", b"{\"id\": 1, \"text\": \"x\"}"),
    ]
    .concat();
    let pages = read(&bytes);
    let kinds: Vec<_> = pages.iter().map(|p| (p.media_type, p.url.as_deref().unwrap_or("-"))).collect();
    assert_eq!(
        kinds,
        [
            (MediaType::Html, "file:///1"),
            (MediaType::Text, "http://example.org/2"),
            (MediaType::Feed, "http://example.org/1"),
            (MediaType::Feed, "-"),
        ]
    );
}

#[test]
fn a_cut_archive_gives_what_stands_before_the_cut() {
    let records = archive();
    let plain = records.concat();
    let cut = paths(&plain[..plain.len() - 40]);
    assert_eq!(cut.len(), 2, "{cut:?}");
    assert!(cut[0].ends_with(" raw") && cut[1].ends_with("raw source.truncated"), "{cut:?}");
    let in_head = paths(&plain[..records[..4].concat().len() + 30]);
    assert!(in_head[1].ends_with("nothing source.truncated"), "{in_head:?}");
    let packed = records.iter().flat_map(|r| gzip(r)).collect::<Vec<_>>();
    let cut = paths(&packed[..packed.len() - 20]);
    assert!(cut[0].ends_with(" raw") && cut[1].contains("source.truncated"), "{cut:?}");
}

#[test]
fn garbage_between_records_is_told_once_and_read_over() {
    let r = archive();
    let garbage = b"\x00\xffgarbage that mentions WARC/ and\r\nmore of it\r\n".repeat(4000);
    let found = paths(&[&r[2][..], &garbage, &r[4], b"tail"].concat());
    let (a, b) = (r[2].len(), r[2].len() + garbage.len());
    let end = b + r[4].len();
    let want = [
        "in#0 raw".to_string(),
        format!("in#{a} nothing source.warc.record"),
        format!("in#{b} raw"),
        format!("in#{end} nothing source.warc.record"),
    ];
    assert_eq!(found, want);
}

#[test]
fn broken_records_do_not_stop_the_rest() {
    let r = archive();
    let text = |r: &[u8]| String::from_utf8(r.to_vec()).unwrap();
    let no_length = text(&r[2]).replace("Content-Length", "X-Length");
    assert_eq!(paths(&[no_length.as_bytes(), &r[4]].concat()).len(), 2);
    let length = r[2].len() - 4 - text(&r[2]).find("\r\n\r\n").unwrap() - 4;
    // Declared too long: the next record begins inside and is read all the same.
    let long = text(&r[2]).replace(&format!("Length: {length}"), &format!("Length: {}", length + 50));
    let found = paths(&[long.as_bytes(), &r[4]].concat());
    assert_eq!(found, ["in#0 raw source.warc.record".to_string(), format!("in#{} raw", long.len())]);
    // Declared too short: the rest is garbage, and said to be.
    let short = text(&r[2]).replace(&format!("Length: {length}"), &format!("Length: {}", length - 20));
    let found = paths(&[short.as_bytes(), &r[4]].concat());
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[1].ends_with("nothing source.warc.record") && found[2].ends_with(" raw"));
    // No HTTP answer inside.
    let bare = record("response", "application/http", "http://example.org/", b"nothing of the kind");
    assert_eq!(paths(&[&bare[..], &r[4]].concat())[0], "in#0 nothing source.warc.record");
}

#[test]
fn a_broken_gzip_member_does_not_stop_the_rest() {
    let members: Vec<_> = archive().iter().map(|r| gzip(r)).collect();
    let mut broken = members[2].clone();
    let middle = broken.len() / 2;
    broken[middle..middle + 8].fill(0xff);
    let found = paths(&[&members[0][..], &broken, &members[4]].concat());
    assert!(found.last().unwrap().ends_with(" raw"), "{found:?}");
    assert!(found.iter().any(|l| l.contains("source.io")), "{found:?}");
    let found = paths(&[&members[2][..], b"between", &members[4]].concat());
    assert_eq!(found.iter().filter(|l| l.ends_with(" raw")).count(), 2, "{found:?}");
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn a_record_larger_than_a_page_is_read_over() {
    let r = archive();
    let large = response("http://example.org/large", HTML, &vec![b'x'; 3 << 20]);
    assert_eq!(
        paths(&[&large[..], &r[4]].concat()),
        ["in#0 nothing source.too_large".to_string(), format!("in#{} raw", large.len())]
    );
    let bomb =
        response("http://example.org/bomb", "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(&vec![b' '; 8 << 20]));
    assert_eq!(paths(&[&bomb[..], &r[4]].concat())[0], "in#0 nothing source.bomb");
    let declared = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999999\r\n\r\nshort";
    assert_eq!(paths(declared), ["in#0 nothing source.truncated"]);
}
