//! Character references: `&amp;`, `&#8217;`, `&eacute` without its semicolon.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

/// Appends `raw` to `out` with its references replaced. In an attribute, `&copy=` and `&copyx` stay as they are.
pub(crate) fn decode(raw: &str, in_attribute: bool, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let used = if rest.as_bytes().get(1) == Some(&b'#') { numeric(rest, out) } else { named(rest, in_attribute, out) };
        if used == 0 {
            out.push('&');
            rest = &rest[1..];
        } else {
            rest = &rest[used..];
        }
    }
    out.push_str(rest);
}

/// Bytes used of `&#…;`, 0 if it is none.
fn numeric(s: &str, out: &mut String) -> usize {
    let b = s.as_bytes();
    let hex = matches!(b.get(2), Some(b'x' | b'X'));
    let (start, base) = if hex { (3, 16) } else { (2, 10) };
    let mut end = start;
    let mut value: u32 = 0;
    while let Some(digit) = b.get(end).and_then(|&c| (c as char).to_digit(base)) {
        value = value.saturating_mul(base).saturating_add(digit);
        end += 1;
    }
    if end == start {
        return 0;
    }
    let c = match value {
        0x80..=0x9F => C1_REPLACEMENTS[(value - 0x80) as usize].or(char::from_u32(value)),
        0 => None,
        v => char::from_u32(v),
    };
    out.push(c.unwrap_or('\u{FFFD}'));
    end + usize::from(b.get(end) == Some(&b';'))
}

/// Bytes used of `&name;`, 0 if it is none. The longest known name wins.
fn named(s: &str, in_attribute: bool, out: &mut String) -> usize {
    let b = s.as_bytes();
    let mut found = (0, (0, 0));
    let mut end = 1;
    // The table holds every beginning of a name too, with the value (0, 0): a miss ends the walk.
    while end < b.len() && (b[end].is_ascii_alphanumeric() || b[end] == b';') {
        end += 1;
        match NAMED_ENTITIES.get(&s[1..end]) {
            Some(&(0, _)) => {}
            Some(&value) => found = (end, value),
            None => break,
        }
        if b[end - 1] == b';' {
            break;
        }
    }
    let (used, (first, second)) = found;
    if used == 0 {
        return 0;
    }
    if in_attribute && b[used - 1] != b';' && b.get(used).is_some_and(|c| *c == b'=' || c.is_ascii_alphanumeric()) {
        return 0;
    }
    out.extend(char::from_u32(first));
    out.extend(char::from_u32(second).filter(|c| *c != '\0'));
    used
}

#[cfg(test)]
mod tests {
    #[test]
    fn references_become_characters() {
        for (raw, text, attribute) in [
            ("a &amp; b", "a & b", "a & b"),
            ("&#8217;&#x2019;&#146;", "’’’", "’’’"),
            ("&eacute", "é", "é"),
            ("?a=1&copy=2", "?a=1©=2", "?a=1&copy=2"),
            ("&notit; &notin;", "¬it; ∉", "&notit; ∉"),
            ("AT&T & &; &#; &#x;", "AT&T & &; &#; &#x;", "AT&T & &; &#; &#x;"),
            ("&#0;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ] {
            let (mut a, mut b) = (String::new(), String::new());
            super::decode(raw, false, &mut a);
            super::decode(raw, true, &mut b);
            assert_eq!((a.as_str(), b.as_str()), (text, attribute), "{raw}");
        }
    }
}
