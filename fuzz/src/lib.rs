//! What must hold for any bytes.

use model::{Input, MediaType, Page};

/// The pages of a file with these bytes: read twice they are the same, and none is lost in silence.
pub fn read(bytes: &[u8]) -> Vec<Page> {
    let pages = || {
        let options = source::Options { max_page_bytes: 1 << 20, ..source::Options::default() };
        source::read("in", std::io::Cursor::new(bytes.to_vec()), options).collect::<Vec<_>>()
    };
    let found = pages();
    assert!(!found.is_empty() || bytes.starts_with(b"WARC/") || bytes.starts_with(&[0x1f, 0x8b]), "no page and no word");
    for page in &found {
        assert!(page.input != Input::Nothing || !page.diagnostics.is_empty(), "lost in silence: {page:?}");
    }
    assert_eq!(found, pages());
    found
}

/// A file that begins with `head` and goes on with any bytes.
pub fn read_behind(head: &[u8], bytes: &[u8]) {
    read(&[head, bytes].concat());
}

/// A page of raw bytes, extracted: positions stand inside the text, and nothing is lost.
pub fn extract(media_type: MediaType, bytes: &[u8]) {
    let page = Page::raw("in", media_type, bytes.to_vec());
    let found = extract::extract(&page);
    for article in &found.articles {
        for block in &article.blocks {
            let range = block.range.start as usize..block.range.end as usize;
            assert!(article.text.get(range).is_some(), "a block outside of the text");
        }
        assert!(article.page_span.0 <= article.page_span.1 && article.page_span.1 <= bytes.len() as u64);
    }
    assert!(found.accounted.lost.abs() < 1e-9, "lost: {:?}", found.accounted);
    assert_eq!(found, extract::extract(&page));
}
