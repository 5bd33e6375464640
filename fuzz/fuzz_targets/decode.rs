//! The decoder, with the first bytes up to a zero as its label.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let n = bytes.iter().position(|b| *b == 0);
    let label = n.and_then(|n| std::str::from_utf8(&bytes[..n]).ok());
    let rest = &bytes[n.map_or(0, |n| n + 1)..];
    let decoded = extract::decode::decode(rest, label);
    assert!(decoded.to_bytes(decoded.text.len()) <= rest.len() as u64);
});
