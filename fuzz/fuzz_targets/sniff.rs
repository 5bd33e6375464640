//! The telling of what a file is.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    source::sniff::sniff(bytes, true);
    source::sniff::sniff(bytes, false);
});
