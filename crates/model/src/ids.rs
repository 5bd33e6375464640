//! Ids made from content: a second run over the same input gives the same ones.
//!
//! An id is 80 bits of SHA-256, written as a prefix and 20 hexadecimal digits (`a_0123…`).

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// The first 80 bits of the SHA-256 of the parts, each part preceded by its length.
fn hash(parts: &[&[u8]]) -> [u8; 10] {
    let mut h = Sha256::new();
    for p in parts {
        h.update((p.len() as u64).to_le_bytes());
        h.update(p);
    }
    let mut out = [0; 10];
    out.copy_from_slice(&h.finalize()[..10]);
    out
}

/// The full SHA-256 of some bytes in hexadecimal, as `page.sha256`.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// A string that is not an id of the wanted kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadId(pub String);

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an id: {:?}", self.0)
    }
}

impl std::error::Error for BadId {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; 10]);

        impl $name {
            /// The letters before the digits.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $prefix, hex(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(s: &str) -> Result<Self, BadId> {
                let bad = || BadId(s.to_string());
                let digits = s.strip_prefix($prefix).ok_or_else(bad)?;
                if digits.len() != 20 || !digits.is_ascii() {
                    return Err(bad());
                }
                let mut out = [0; 10];
                for (i, b) in out.iter_mut().enumerate() {
                    *b = u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).map_err(|_| bad())?;
                }
                Ok($name(out))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(D::Error::custom)
            }
        }
    };
}

id!(/** Id of a page: hash of its bytes. */ PageId, "p_");
id!(/** Id of an article: its page and its place in it. */ ArticleId, "a_");
id!(/** Id of a report: its article, trigger and kind. */ ReportId, "r_");
id!(/** Id of an event: that of its earliest report. */ EventId, "e_");
id!(/** Id of an actor: its first name and kind. */ ActorId, "x_");
id!(/** Id of a story: its earliest article. */ StoryId, "s_");

impl PageId {
    /// From the page's bytes.
    pub fn of(bytes: &[u8]) -> Self {
        PageId(hash(&[bytes]))
    }
}

impl ArticleId {
    /// From the page and the article's range of bytes in it.
    pub fn of(page: PageId, span: (u64, u64)) -> Self {
        ArticleId(hash(&[&page.0, &span.0.to_le_bytes(), &span.1.to_le_bytes()]))
    }
}

impl ReportId {
    /// From the article, the trigger's bytes in it, and the kind of happening.
    pub fn of(article: ArticleId, trigger: crate::TextRange, kind: &str) -> Self {
        ReportId(hash(&[&article.0, &trigger.start.to_le_bytes(), &trigger.end.to_le_bytes(), kind.as_bytes()]))
    }
}

impl EventId {
    /// From its earliest report.
    pub fn of(report: ReportId) -> Self {
        EventId(report.0)
    }
}

impl ActorId {
    /// From its canonical name and kind.
    pub fn of(name: &str, kind: &str) -> Self {
        ActorId(hash(&[name.as_bytes(), kind.as_bytes()]))
    }
}

impl StoryId {
    /// From its earliest article.
    pub fn of(article: ArticleId) -> Self {
        StoryId(article.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_words() {
        let id = PageId::of(b"some bytes");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().len(), 22);
        assert!(id.to_string().parse::<ArticleId>().is_err());
        assert!("p_zz".parse::<PageId>().is_err());
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hash(&[b"ab", b"c"]), hash(&[b"a", b"bc"]));
    }
}
