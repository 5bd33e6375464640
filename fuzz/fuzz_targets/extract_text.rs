//! A dump of plain text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| dateline_fuzz::extract(model::MediaType::Text, bytes));
