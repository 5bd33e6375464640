//! Small helpers on words: folding white space, comparing titles.

/// White space folded to single spaces, trimmed; soft hyphens and zero-width marks dropped.
pub fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len().min(4096));
    for c in s.chars() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' => {}
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Words in lower case, of the first kilobyte; characters of scripts without spaces stand alone.
pub fn words(s: &str) -> Vec<String> {
    split(s).into_iter().map(|(_, w)| w).collect()
}

/// The bytes where the [`words`] begin.
pub fn word_starts(s: &str) -> Vec<usize> {
    split(s).into_iter().map(|(at, _)| at).collect()
}

fn split(s: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut fresh = true;
    let mut end = s.len().min(1024);
    while !s.is_char_boundary(end) {
        end -= 1;
    }
    for (at, c) in s[..end].char_indices() {
        let cjk = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
        if c == '\u{ad}' || matches!(c, '\'' | '’' | '‘') {
            continue;
        }
        if !c.is_alphanumeric() {
            fresh = true;
            continue;
        }
        if fresh || cjk {
            out.push((at, String::new()));
        }
        if let Some((_, last)) = out.last_mut() {
            last.extend(c.to_lowercase());
        }
        fresh = cjk;
    }
    out
}

/// True if both have the same words in the same order.
pub fn same_words(a: &str, b: &str) -> bool {
    words(a) == words(b)
}

/// Share of words in common: 1 for the same words, 0 for none.
pub fn likeness(a: &str, b: &str) -> f64 {
    let (mut a, mut b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut k, mut common) = (0, 0, 0usize);
    while i < a.len() && k < b.len() {
        match a[i].cmp(&b[k]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => k += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                k += 1;
            }
        }
    }
    2.0 * common as f64 / (a.len() + b.len()) as f64
}
