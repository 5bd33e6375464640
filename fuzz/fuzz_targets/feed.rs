//! A feed in XML, and one in JSON, with any bytes behind their first words.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::read_behind(b"<rss><channel>", bytes);
    dateline_fuzz::read_behind(b"{\"version\": \"https://jsonfeed.org/version/1.1\", ", bytes);
});
