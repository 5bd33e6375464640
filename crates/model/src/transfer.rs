//! How mail and saved pages write bytes as letters (RFC 2045, 6).

/// Bytes without their quoted-printable form; in headers an underscore is a blank. What is no such form stays.
pub fn quoted(raw: &[u8], underscore: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let hex = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    let mut i = 0;
    while i < raw.len() {
        match raw[i] {
            b'=' if raw.get(i + 1) == Some(&b'\n') => i += 1,
            b'=' if raw.get(i + 1) == Some(&b'\r') && raw.get(i + 2) == Some(&b'\n') => i += 2,
            b'=' => match (raw.get(i + 1).and_then(|b| hex(*b)), raw.get(i + 2).and_then(|b| hex(*b))) {
                (Some(a), Some(b)) => {
                    out.push(a << 4 | b);
                    i += 2;
                }
                _ => out.push(b'='),
            },
            b'_' if underscore => out.push(b' '),
            b => out.push(b),
        }
        i += 1;
    }
    out
}

/// Bytes without their base64 form; with the letters of addresses (RFC 4648, 5) too, if `address`. All else is passed over.
pub fn base64(raw: &[u8], address: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len() * 3 / 4);
    let (mut buffer, mut bits) = (0u32, 0);
    for &b in raw {
        let v = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'-' if address => 62,
            b'_' if address => 63,
            _ => continue,
        };
        buffer = buffer << 6 | u32::from(v);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((buffer >> bits) as u8);
            buffer &= (1 << bits) - 1;
        }
    }
    out
}
