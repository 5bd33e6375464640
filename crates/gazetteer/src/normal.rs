//! How names are compared: case, accents, apostrophes, hyphens and a few abbreviations evened out.
//!
//! The builder and the reader share this, so that a name written either way is one key.

use unicode_normalization::UnicodeNormalization;

/// Letters that do not decompose into a base letter and a mark.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ħ' => "h",
        'ə' => "a",
        _ => return None,
    })
}

/// True for marks inside a word that are dropped: apostrophes, ayn and hamza signs.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʿ' | 'ʾ' | '′')
}

/// True for the hyphens and dashes that join the parts of a name.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

/// True for what may belong to a word of a name.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Adds the key of one word to `out`: lower case, no accents, no apostrophes or full stops; `St` becomes `saint`.
pub fn word(w: &str, out: &mut String) {
    let from = out.len();
    if w.is_ascii() {
        out.extend(w.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
    } else {
        for c in w.nfkd() {
            if unicode_normalization::char::is_combining_mark(c) || is_apostrophe(c) {
                continue;
            }
            for c in c.to_lowercase() {
                match plain(c) {
                    Some(s) => out.push_str(s),
                    None if c.is_alphanumeric() => out.push(c),
                    None => {}
                }
            }
        }
    }
    let long = match &out[from..] {
        "st" => "saint",
        "ste" => "sainte",
        "mt" => "mount",
        "ft" => "fort",
        _ => return,
    };
    out.truncate(from);
    out.push_str(long);
}

/// The key of a whole name: its words' keys with single spaces between them.
///
/// ```
/// assert_eq!(gazetteer::normalize("St.  Petersburg"), "saint petersburg");
/// assert_eq!(gazetteer::normalize("Port-au-Prince"), "port au prince");
/// assert_eq!(gazetteer::normalize("N’Djaména"), "ndjamena");
/// assert_eq!(gazetteer::normalize("U.S."), "us");
/// ```
pub fn normalize(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let inside = |c: char| is_word(c) || is_apostrophe(c) || c == '.';
    for w in name.split(|c: char| !inside(c)).filter(|w| w.contains(is_word)) {
        if !out.is_empty() {
            out.push(' ');
        }
        let before = out.len();
        word(w, &mut out);
        if out.len() == before && before > 0 {
            out.pop();
        }
    }
    out
}
