//! A sort of names that spills to scratch files, so that it takes the same memory for any number.

use super::Scratch;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, BufReader, BufWriter, Read, SeekFrom, Write};

/// A name's key with what it stands for; the order is that of the file's lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub key: Vec<u8>,
    pub form: u8,
    /// Fewer people, higher.
    pub rank: u8,
    pub record: u32,
}

/// Names held before they are spilled: about 64 MiB.
const HELD: usize = 600_000;

/// Takes names in any order.
pub struct Sorter<S> {
    held: Vec<Key>,
    runs: Vec<S>,
}

impl<S> Default for Sorter<S> {
    fn default() -> Self {
        Sorter { held: Vec::new(), runs: Vec::new() }
    }
}

impl<S: Scratch> Sorter<S> {
    /// Takes one.
    pub fn put(&mut self, key: Key, scratch: &mut dyn FnMut() -> io::Result<S>) -> io::Result<()> {
        self.held.push(key);
        if self.held.len() < HELD {
            return Ok(());
        }
        self.held.sort_unstable();
        let mut out = BufWriter::with_capacity(1 << 16, scratch()?);
        for k in self.held.drain(..) {
            out.write_all(&[k.key.len() as u8, k.form, k.rank])?;
            out.write_all(&k.record.to_le_bytes())?;
            out.write_all(&k.key)?;
        }
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        self.runs.push(file);
        Ok(())
    }

    /// All of them in order.
    pub fn sorted(mut self) -> io::Result<Merge<S>> {
        self.held.sort_unstable();
        let mut merge = Merge {
            held: self.held.into_iter(),
            runs: self.runs.into_iter().map(|r| BufReader::with_capacity(1 << 15, r)).collect(),
            heads: BinaryHeap::new(),
        };
        for i in 0..=merge.runs.len() {
            merge.advance(i)?;
        }
        Ok(merge)
    }
}

/// The runs and what was not spilled, merged.
pub struct Merge<S> {
    held: std::vec::IntoIter<Key>,
    runs: Vec<BufReader<S>>,
    heads: BinaryHeap<Reverse<(Key, usize)>>,
}

impl<S: Scratch> Merge<S> {
    fn advance(&mut self, from: usize) -> io::Result<()> {
        let next = match self.runs.get_mut(from) {
            Some(run) => read(run)?,
            None => self.held.next(),
        };
        if let Some(key) = next {
            self.heads.push(Reverse((key, from)));
        }
        Ok(())
    }
}

impl<S: Scratch> Iterator for Merge<S> {
    type Item = io::Result<Key>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((key, from)) = self.heads.pop()?;
        Some(self.advance(from).map(|()| key))
    }
}

fn read(run: &mut impl Read) -> io::Result<Option<Key>> {
    let mut head = [0; 7];
    match run.read_exact(&mut head) {
        Ok(()) => {}
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(e) => return Err(e),
    }
    let [len, form, rank, a, b, c, d] = head;
    let mut key = vec![0; usize::from(len)];
    run.read_exact(&mut key)?;
    Ok(Some(Key { key, form, rank, record: u32::from_le_bytes([a, b, c, d]) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn what_was_spilled_comes_back_in_order() {
        let mut sorter = Sorter::default();
        let mut scratch = || Ok(Cursor::new(Vec::new()));
        let many = HELD as u32 * 2 + 17;
        for n in 0..many {
            let k = n.wrapping_mul(2_654_435_761) % many;
            sorter.put(Key { key: format!("{k:08}").into_bytes(), form: 0, rank: 0, record: n }, &mut scratch).unwrap();
        }
        assert_eq!(sorter.runs.len(), 2);
        let all: Vec<Key> = sorter.sorted().unwrap().map(Result::unwrap).collect();
        assert_eq!(all.len(), many as usize);
        assert!(all.windows(2).all(|w| w[0] <= w[1]));
    }
}
