//! JSON Lines, and an array of objects, with any bytes behind a first article.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::read_behind(b"{\"id\": 1, \"text\": \"a\"}\n", bytes);
    dateline_fuzz::read_behind(b"[{\"id\": 1, \"text\": \"a\"},", bytes);
});
