//! A WARC archive with any bytes behind its first words; packed ones are reached by the target `source`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| dateline_fuzz::read_behind(b"WARC/1.0\r\n", bytes));
