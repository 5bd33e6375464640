//! A mail folder with any bytes behind its first message.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| dateline_fuzz::read_behind(b"From a@b Mon Nov 18 10:00:00 2024\nSubject: x\n", bytes));
