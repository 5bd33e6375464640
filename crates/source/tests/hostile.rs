//! Properties that hold for any bytes: no panic, no loop, no page without a word, the same pages twice.

mod common;
use common::*;
use model::{Input, Page};
use proptest::prelude::*;

/// What must hold of the pages of any input.
fn check(bytes: &[u8]) {
    let pages = read(bytes);
    for page in &pages {
        assert_eq!(page.input == Input::Nothing, page.media_type == model::MediaType::Unknown, "{page:?}");
        assert!(page.input != Input::Nothing || !page.diagnostics.is_empty(), "lost in silence: {page:?}");
        assert!(page.path.starts_with("in"));
        let id = if page.bytes.is_empty() { page.path.as_bytes() } else { &page.bytes };
        assert_eq!(page.id, model::PageId::of(id));
    }
    assert_eq!(pages, read(bytes), "read twice");
    // However the bytes come in, the pages are the same.
    struct Drops(Vec<u8>);
    impl std::io::Read for Drops {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let n = out.len().min(self.0.len()).min(7);
            out[..n].copy_from_slice(&self.0[..n]);
            self.0.drain(..n);
            Ok(n)
        }
    }
    let options = source::Options { max_page_bytes: 1 << 20, ..source::Options::default() };
    let dropped: Vec<Page> = source::read("in", Drops(bytes.to_vec()), options).collect();
    assert_eq!(pages, dropped, "read in drops");
}

/// Sound input of every kind, to be broken.
fn seeds() -> Vec<Vec<u8>> {
    let warc = [
        response("http://example.org/1", "Content-Type: text/html", &html("One")),
        record("conversion", "text/plain", "u", b"Three people"),
    ]
    .concat();
    vec![
        html("One"),
        gzip(&warc),
        warc,
        b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"b \\ud83d\"}\n".to_vec(),
        b"[{\"id\": 1, \"text\": \"a\"},\n{\"id\": 2, \"text\": \"b\"}]".to_vec(),
        b"<rss><channel><title>C</title><item><title>One</title><description><![CDATA[x]]></description></item></channel></rss>".to_vec(),
        b"<feed><entry><title>One</title><author><name>A</name></author><content type='xhtml'><div>x</div></content></entry></feed>".to_vec(),
        b"{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": \"1\", \"content_text\": \"x\"}]}".to_vec(),
        b"From a@b Mon Nov 18 10:00:00 2024\nSubject: x\n\ny\n\nFrom a@b Mon Nov 18 10:00:00 2024\nSubject: z\n\n".to_vec(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes);
    }

    #[test]
    fn sound_input_broken_anywhere(
        seed in proptest::sample::select(seeds()),
        hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        doubled in any::<bool>(),
    ) {
        let mut bytes = seed.clone();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() * 2).max(1));
        if doubled {
            bytes.extend_from_slice(&seed);
        }
        check(&bytes);
    }

    #[test]
    fn markup_of_any_make(text in "(<rss>|<item>|</item>|<title>|</title>|<a b=\"|<!--|-->|<!\\[CDATA\\[|\\]\\]>|&amp;|&#|[a-z<>&;\"' ]){0,60}") {
        check(format!("<rss>{text}").as_bytes());
    }
}

/// A million openings of everything: ends at once, because nothing is read twice.
#[test]
fn endless_openings_are_read_in_one_go() {
    for unit in
        ["<item>", "<item><title>", "<a \"", "<!--", "<![CDATA[", "<title>", "&amp", "</channel><a>", "<entry><author><name>"]
    {
        let bytes = ["<rss>", &unit.repeat((1 << 20) / unit.len() - 9)].concat();
        let pages = read(bytes.as_bytes());
        assert!(!pages.is_empty(), "{unit}");
    }
    for unit in ["{\"a\":", "[{", "{\"id\":1,\"text\":\"", "WARC/1.0\r\n", "WARC/1.0\r\n\r\n", "From a@b 2024\na:b\n\n"] {
        assert!(!read(unit.repeat((1 << 20) / unit.len() - 9).as_bytes()).is_empty(), "{unit}");
    }
}
