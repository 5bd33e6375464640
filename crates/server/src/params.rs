//! Query strings: read in, changed one piece at a time, written out as links.

/// Names and values in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(pub Vec<(String, String)>);

impl Params {
    /// Reads a query string or a form. Broken escapes stay as they are.
    pub fn parse(text: &str) -> Params {
        let pairs = text.split('&').filter(|p| !p.is_empty()).map(|pair| {
            let (k, v) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(&k.replace('+', " ")), decode(&v.replace('+', " ")))
        });
        // Empty fields of a form say nothing.
        Params(pairs.filter(|(_, v)| !v.trim().is_empty()).take(200).collect())
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }

    /// Every value of a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(k, _)| k == name).map(|(_, v)| v.clone()).collect()
    }

    /// True if the pair is there.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(k, v)| k == name && v == value)
    }

    /// With `name` set to this one value.
    pub fn set(&self, name: &str, value: &str) -> Params {
        let mut out = self.drop(name);
        out.0.push((name.into(), value.into()));
        out
    }

    /// Without any value of `name`.
    pub fn drop(&self, name: &str) -> Params {
        Params(self.0.iter().filter(|(k, _)| k != name).cloned().collect())
    }

    /// With the pair taken out if it is there and put in if not. A new choice starts at the first page.
    pub fn toggle(&self, name: &str, value: &str) -> Params {
        let mut out = self.drop("after");
        if out.has(name, value) {
            out.0.retain(|(k, v)| !(k == name && v == value));
        } else {
            out.0.push((name.into(), value.into()));
        }
        out
    }

    /// As a link to `path`.
    pub fn href(&self, path: &str) -> String {
        let mut out = path.to_string();
        for (i, (k, v)) in self.0.iter().enumerate() {
            out.push(if i == 0 { '?' } else { '&' });
            encode_into(k, &mut out);
            out.push('=');
            encode_into(v, &mut out);
        }
        out
    }

    /// Links to `path` from the first page on, each with one more value of `name`, as they stand in HTML.
    pub fn choices(&self, name: &str, path: &str) -> impl Fn(&str) -> String + use<> {
        let mut start = in_html(&self.drop("after").href(path));
        start.push_str(if start.len() == path.len() { "?" } else { "&#38;" });
        encode_into(name, &mut start);
        start.push('=');
        move |value| {
            let mut out = String::with_capacity(start.len() + value.len() + 8);
            out.push_str(&start);
            encode_into(value, &mut out);
            out
        }
    }
}

/// Percent signs decoded; what is no UTF-8 then becomes U+FFFD.
pub fn decode(s: &str) -> String {
    let bytes = s.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let digits = bytes.get(i + 1..i + 3).and_then(|d| std::str::from_utf8(d).ok()).filter(|d| !d.starts_with('+'));
        match (bytes[i], digits.and_then(|d| u8::from_str_radix(d, 16).ok())) {
            (b'%', Some(b)) => {
                out.push(b);
                i += 3;
            }
            (b, _) => {
                out.push(b);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A path as a link has it: what is not allowed in one is encoded, the slashes stay.
pub fn path(s: &str) -> String {
    s.split('/').map(encode).collect::<Vec<_>>().join("/").replace('+', "%20")
}

/// A link of [`Params`] as it stands in HTML: of what is special there, it holds nothing else.
pub fn in_html(link: &str) -> String {
    link.replace('&', "&#38;")
}

/// As it may stand in a query.
pub fn encode(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    encode_into(s, &mut out);
    out
}

fn encode_into(s: &str, out: &mut String) {
    for b in s.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' | b',' => out.push(b as char),
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                [b >> 4, b & 15].into_iter().for_each(|d| out.push(char::from(b"0123456789ABCDEF"[d as usize])));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let p = Params::parse("q=a+b%26c&kind=x&kind=y&from=&bad=%zz%");
        assert_eq!(p.get("q"), Some("a b&c"));
        assert_eq!(p.all("kind"), ["x", "y"]);
        assert_eq!(p.get("from"), None);
        assert_eq!(p.get("bad"), Some("%zz%"));
        assert_eq!(Params::parse(p.href("/s").split_once('?').unwrap().1), p);
    }

    #[test]
    fn a_choice_is_taken_out_by_the_same_link() {
        let p = Params::parse("kind=x&after=3");
        let on = p.toggle("kind", "y");
        assert_eq!(on.href("/s"), "/s?kind=x&kind=y");
        assert_eq!(on.toggle("kind", "y").href("/s"), "/s?kind=x");
        for (p, value) in [(&p, "a b/ä"), (&Params::default(), "y")] {
            assert_eq!(p.choices("kind", "/s")(value), in_html(&p.toggle("kind", value).href("/s")));
        }
    }
}
