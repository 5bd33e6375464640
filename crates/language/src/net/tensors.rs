//! The file of the network: named tables of whole numbers with a scale for each row, read in place.
//!
//! Number of tables (u32); for each: length of its name (u8), name, kind (u8), rows (u32), columns (u32), data.
//! Kinds: 1 = rows of i8 behind their scales (f32); 2 = rows of i16 behind their scales; 3 = u32; 4 = u16; 5 = text.

use super::small::Small;

/// Reads tables one after the other.
pub struct Tensors<'a> {
    tables: Vec<(&'a str, u8, usize, usize, &'a [u8])>,
}

impl<'a> Tensors<'a> {
    /// Opens a file; `None` where it breaks the format.
    pub fn open(bytes: &'a [u8]) -> Option<Tensors<'a>> {
        let mut rest = bytes;
        let count = number(take(&mut rest, 4)?);
        let mut tables = Vec::new();
        for _ in 0..count {
            let length = take(&mut rest, 1)?[0];
            let name = std::str::from_utf8(take(&mut rest, usize::from(length))?).ok()?;
            let kind = take(&mut rest, 1)?[0];
            let (rows, cols) = (number(take(&mut rest, 4)?), number(take(&mut rest, 4)?));
            let size = match kind {
                1 => rows.checked_mul(cols.checked_add(4)?)?,
                2 => rows.checked_mul(cols.checked_mul(2)?.checked_add(4)?)?,
                3 => rows.checked_mul(cols)?.checked_mul(4)?,
                4 => rows.checked_mul(cols)?.checked_mul(2)?,
                _ => rows.checked_mul(cols)?,
            };
            tables.push((name, kind, rows, cols, take(&mut rest, size)?));
        }
        Some(Tensors { tables })
    }

    fn get(&self, name: &str, kind: u8) -> Option<(usize, usize, &'a [u8])> {
        let &(_, _, rows, cols, data) = self.tables.iter().find(|t| t.0 == name && t.1 == kind)?;
        Some((rows, cols, data))
    }

    /// A matrix of real numbers, row by row, and its number of columns.
    pub fn matrix(&self, name: &str) -> Option<(Vec<f32>, usize)> {
        let (rows, cols, data) = self.get(name, 2)?;
        let (scales, values) = data.split_at(rows * 4);
        let mut out = Vec::with_capacity(rows * cols);
        for (scale, row) in scales.chunks_exact(4).zip(values.chunks_exact(cols * 2)) {
            let scale = f32::from_le_bytes([scale[0], scale[1], scale[2], scale[3]]);
            out.extend(row.chunks_exact(2).map(|b| f32::from(i16::from_le_bytes([b[0], b[1]])) * scale));
        }
        Some((out, cols))
    }

    /// A table of rows that are looked up one by one.
    pub fn table(&self, name: &str) -> Option<Table<'a>> {
        let (rows, cols, data) = self.get(name, 1)?;
        let (scales, values) = data.split_at(rows * 4);
        Some(Table { scales, values, cols })
    }

    /// A matrix of small numbers, column by column, to multiply states with.
    pub fn small(&self, name: &str) -> Option<Small> {
        let (rows, cols, data) = self.get(name, 1)?;
        let (scales, values) = data.split_at(rows * 4);
        let scales: Vec<f32> = scales.chunks_exact(4).map(|s| f32::from_le_bytes([s[0], s[1], s[2], s[3]])).collect();
        Small::new(&values.iter().map(|&v| v as i8).collect::<Vec<_>>(), &scales, cols)
    }

    /// A list of words, one a line.
    pub fn words(&self, name: &str) -> Option<Vec<&'a str>> {
        Some(std::str::from_utf8(self.get(name, 5)?.2).ok()?.lines().collect())
    }

    /// Hashes in order, with a number each.
    pub fn keys(&self, name: &str, values: &str) -> Option<Keys<'a>> {
        let (keys, values) = (self.get(name, 3)?.2, self.get(values, 4)?.2);
        (keys.len() == values.len() * 2).then_some(Keys { keys, values })
    }
}

fn take<'a>(rest: &mut &'a [u8], n: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(n)?;
    *rest = tail;
    Some(head)
}

fn number(bytes: &[u8]) -> usize {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
}

/// Rows of small whole numbers with a scale each.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    scales: &'a [u8],
    values: &'a [u8],
    cols: usize,
}

impl Table<'_> {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len() / 4
    }

    /// Number of columns.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Adds a row to `sum`.
    #[inline(always)]
    pub fn add(&self, row: usize, sum: &mut [f32]) {
        let Some(scale) = self.scales.get(row * 4..row * 4 + 4) else { return };
        let scale = f32::from_le_bytes([scale[0], scale[1], scale[2], scale[3]]);
        let values = &self.values[row * self.cols..(row + 1) * self.cols];
        for (s, &v) in sum.iter_mut().zip(values) {
            *s += scale * f32::from(v as i8);
        }
    }
}

/// Hashes of words in order, with a number each. Two words of one hash in four thousand million are taken for one.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    keys: &'a [u8],
    values: &'a [u8],
}

impl<'a> Keys<'a> {
    /// From packed hashes (u32, sorted) and numbers (u16).
    pub fn new(keys: &'a [u8], values: &'a [u8]) -> Keys<'a> {
        Keys { keys, values }
    }

    /// What a hash stands for in these tables: its upper half.
    pub fn key(hash: u64) -> u32 {
        (hash >> 32) as u32
    }

    /// The number of a word.
    pub fn find(&self, hash: u64) -> Option<u32> {
        let key = Keys::key(hash);
        let count = self.keys.len() / 4;
        let get = |i: usize| number(&self.keys[i * 4..i * 4 + 4]) as u32;
        // Hashes are spread evenly: start where the key ought to be.
        let (mut low, mut high) = (0, count);
        let guess = ((u64::from(key) * count as u64) >> 32) as usize;
        let mut reach = 64;
        while reach < count {
            let (a, b) = (guess.saturating_sub(reach), (guess + reach).min(count));
            if (a == 0 || get(a) <= key) && (b == count || get(b) > key) {
                (low, high) = (a, b);
                break;
            }
            reach *= 8;
        }
        while low < high {
            let middle = (low + high) / 2;
            match get(middle).cmp(&key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let value = self.values.get(middle * 2..middle * 2 + 2)?;
                    return Some(u32::from(u16::from_le_bytes([value[0], value[1]])));
                }
            }
        }
        None
    }
}

/// Packs tables in the order given.
#[derive(Default)]
pub struct Packer {
    count: u32,
    bytes: Vec<u8>,
}

impl Packer {
    fn head(&mut self, name: &str, kind: u8, rows: usize, cols: usize) {
        self.count += 1;
        self.bytes.push(name.len() as u8);
        self.bytes.extend(name.as_bytes());
        self.bytes.push(kind);
        self.bytes.extend((rows as u32).to_le_bytes());
        self.bytes.extend((cols as u32).to_le_bytes());
    }

    /// Real numbers, rounded to `top` steps either side of 0 in each row.
    fn rounded(&mut self, values: &[f32], cols: usize, top: f32, mut put: impl FnMut(&mut Vec<u8>, f32)) {
        let scales: Vec<f32> = values.chunks_exact(cols).map(|r| r.iter().fold(0f32, |m, v| m.max(v.abs())) / top).collect();
        scales.iter().for_each(|s| self.bytes.extend(s.to_le_bytes()));
        for (row, scale) in values.chunks_exact(cols).zip(&scales) {
            for v in row {
                put(&mut self.bytes, if *scale > 0.0 { (v / scale).round() } else { 0.0 });
            }
        }
    }

    /// A matrix, to four digits.
    pub fn matrix(&mut self, name: &str, values: &[f32], cols: usize) {
        self.head(name, 2, values.len() / cols, cols);
        self.rounded(values, cols, 32767.0, |out, v| out.extend((v as i16).to_le_bytes()));
    }

    /// A table of rows, to two digits.
    pub fn table(&mut self, name: &str, values: &[f32], cols: usize) {
        self.head(name, 1, values.len() / cols, cols);
        self.rounded(values, cols, 127.0, |out, v| out.push(v as i8 as u8));
    }

    /// A matrix to multiply states with: two digits, with a scale for each column.
    pub fn small(&mut self, name: &str, values: &[f32], cols: usize) {
        let rows = values.len() / cols;
        let turned: Vec<f32> = (0..cols).flat_map(|c| (0..rows).map(move |r| values[r * cols + c])).collect();
        self.table(name, &turned, rows);
    }

    /// A list of words.
    pub fn words(&mut self, name: &str, words: &[String]) {
        let text = words.join("\n");
        self.head(name, 5, 1, text.len());
        self.bytes.extend(text.as_bytes());
    }

    /// Hashes with a number each, as they come from [`Packer::sorted`].
    pub fn keys(&mut self, name: &str, values: &str, packed: &(Vec<u8>, Vec<u8>)) {
        self.head(name, 3, packed.0.len() / 4, 1);
        self.bytes.extend(&packed.0);
        self.head(values, 4, packed.1.len() / 2, 1);
        self.bytes.extend(&packed.1);
    }

    /// Hashes and numbers as [`Keys`] reads them; of two with one key the first stays.
    pub fn sorted(words: &[(u64, u16)]) -> (Vec<u8>, Vec<u8>) {
        let mut sorted: Vec<(u32, u16)> = words.iter().map(|&(hash, n)| (Keys::key(hash), n)).collect();
        sorted.sort_by_key(|w| w.0);
        sorted.dedup_by_key(|w| w.0);
        let keys = sorted.iter().flat_map(|w| w.0.to_le_bytes()).collect();
        (keys, sorted.iter().flat_map(|w| w.1.to_le_bytes()).collect())
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        let mut out = self.count.to_le_bytes().to_vec();
        out.extend(self.bytes);
        out
    }
}
