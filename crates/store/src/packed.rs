//! Values as bytes, one after the other, and back: small numbers take one byte, texts their length before them.

use crate::word;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// Bytes in the making.
#[derive(Default)]
pub(crate) struct Packed(Vec<u8>);

impl Packed {
    /// The bytes.
    pub(crate) fn done(self) -> Vec<u8> {
        self.0
    }

    pub(crate) fn byte(&mut self, b: u8) {
        self.0.push(b);
    }

    /// As many bytes as its seven bits a byte take, the lowest first; the last one is below 128.
    pub(crate) fn number(&mut self, mut n: usize) {
        while n > 127 {
            self.0.push(n as u8 | 128);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    pub(crate) fn float(&mut self, x: f64) {
        self.0.extend(x.to_le_bytes());
    }

    pub(crate) fn bytes<const N: usize>(&mut self, b: &[u8; N]) {
        self.0.extend(b);
    }

    pub(crate) fn text(&mut self, s: &str) {
        self.number(s.len());
        self.0.extend(s.as_bytes());
    }

    /// A value of one of the record's enumerations.
    pub(crate) fn word<T: serde::Serialize>(&mut self, x: &T) {
        self.text(&word(x));
    }

    pub(crate) fn maybe<T>(&mut self, x: &Option<T>, f: impl FnOnce(&mut Packed, &T)) {
        self.byte(u8::from(x.is_some()));
        if let Some(x) = x {
            f(self, x);
        }
    }

    pub(crate) fn list<'a, T>(&mut self, all: &'a [T], mut f: impl FnMut(&mut Packed, &'a T)) {
        self.number(all.len());
        all.iter().for_each(|x| f(self, x));
    }
}

/// Bytes being read. Each value is `None` where they are not of its form or too few.
pub(crate) struct Unpacked<'a>(&'a [u8]);

impl<'a> Unpacked<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Unpacked<'a> {
        Unpacked(bytes)
    }

    /// True if nothing is left.
    pub(crate) fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (b, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*b)
    }

    pub(crate) fn number(&mut self) -> Option<usize> {
        let mut n = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let b = self.byte()?;
            n |= usize::from(b & 127) << shift;
            if b < 128 {
                return Some(n);
            }
        }
        None
    }

    pub(crate) fn float(&mut self) -> Option<f64> {
        self.bytes().map(f64::from_le_bytes)
    }

    pub(crate) fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (b, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*b)
    }

    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let n = self.number()?;
        let (s, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        std::str::from_utf8(s).ok()
    }

    pub(crate) fn word<T: DeserializeOwned>(&mut self) -> Option<T> {
        let word: StrDeserializer<Error> = self.text()?.into_deserializer();
        T::deserialize(word).ok()
    }

    pub(crate) fn maybe<T>(&mut self, f: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            _ => f(self).map(Some),
        }
    }

    pub(crate) fn list<T>(&mut self, mut f: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let n = self.number()?;
        // A list takes a byte a value at least: a length beyond that is none.
        let mut out = Vec::with_capacity(n.min(self.0.len()));
        for _ in 0..n {
            out.push(f(self)?);
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Status;

    #[test]
    fn what_is_packed_comes_back() {
        let mut p = Packed::default();
        for n in [0, 1, 127, 128, 300, usize::MAX] {
            p.number(n);
        }
        p.text("Köln");
        p.word(&Status::Ongoing);
        p.maybe(&Some(1.5), |p, x| p.float(*x));
        p.maybe(&None::<f64>, |p, x| p.float(*x));
        p.list(&["a", "b"], |p, s| p.text(s));
        p.bytes(&[1, 2]);
        let bytes = p.done();
        let mut u = Unpacked::of(&bytes);
        assert_eq!([0; 6].map(|_| u.number()), [0, 1, 127, 128, 300, usize::MAX].map(Some));
        assert_eq!((u.text(), u.word()), (Some("Köln"), Some(Status::Ongoing)));
        assert_eq!((u.maybe(Unpacked::float), u.maybe(Unpacked::float)), (Some(Some(1.5)), Some(None)));
        assert_eq!((u.list(Unpacked::text), u.is_over()), (Some(vec!["a", "b"]), false));
        assert_eq!((u.bytes(), u.is_over()), (Some([1, 2]), true));
    }

    #[test]
    fn what_is_not_whole_is_nothing() {
        let mut p = Packed::default();
        p.text("a word");
        let bytes = p.done();
        for n in 0..bytes.len() {
            assert_eq!(Unpacked::of(&bytes[..n]).text(), None);
        }
        assert_eq!((Unpacked::of(&[255; 20]).number(), Unpacked::of(&[1, 200]).text()), (None, None));
        assert_eq!((Unpacked::of(&[1, b'x']).word::<Status>(), Unpacked::of(&[9]).list(Unpacked::byte)), (None, None));
    }
}
