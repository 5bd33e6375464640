//! Place names, where they are, how they nest.
//!
//! One file holds the world's cities, divisions, countries and regions. It is part of the program and read in place:
//! opening it checks the header and nothing else. See `CARD.md` for what is in it and where it comes from.

mod entry;
pub mod format;
pub mod local;
mod normal;
mod walk;

pub use entry::{Class, Entry, NameForm};
pub use normal::{is_apostrophe, is_hyphen, normalize, word};

use format::{HEADER, LOCAL_MAGIC, MAGIC, RECORD, SECTIONS, Section, VERSION, WIDE_RECORD};
use std::sync::OnceLock;

/// A place that a name may stand for.
#[derive(Clone, Copy)]
pub struct Candidate<'g> {
    /// The place.
    pub entry: Entry<'g>,
    /// What the name is to it.
    pub form: NameForm,
}

impl std::fmt::Debug for Candidate<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} of {:?}", self.form, self.entry)
    }
}

/// The world's places by name.
pub struct Gazetteer {
    data: &'static [u8],
    sections: [(usize, usize); SECTIONS],
    names: fst::Map<&'static [u8]>,
    /// Bytes of a record, and how many there are.
    record: usize,
    count: u32,
    /// Places of one's own, numbered after the others.
    local: Option<Box<Gazetteer>>,
}

/// The gazetteer that the program reads with, once it has begun or been given a local file.
static CURRENT: OnceLock<Gazetteer> = OnceLock::new();

/// A file that is no gazetteer, or of another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadFile;

impl std::fmt::Display for BadFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a gazetteer of this version")
    }
}

impl std::error::Error for BadFile {}

impl Gazetteer {
    /// The one that is part of the program; opened without loading.
    pub fn builtin() -> &'static Gazetteer {
        static BUILTIN: OnceLock<Gazetteer> = OnceLock::new();
        BUILTIN.get_or_init(Gazetteer::own)
    }

    fn own() -> Gazetteer {
        Gazetteer::open(include_bytes!("../data/gazetteer.bin")).expect("the built-in gazetteer is sound: a test opens it")
    }

    /// The one to read with: the built-in one, with the places of the local file where one was named.
    pub fn current() -> &'static Gazetteer {
        CURRENT.get_or_init(Gazetteer::own)
    }

    /// Adds the places of a local file to what [`Gazetteer::current`] gives. To be called once, before anything is read.
    pub fn add_local(data: &'static [u8]) -> Result<(), BadFile> {
        let both = Gazetteer::own().with_local(data)?;
        CURRENT.set(both).map_err(|_| BadFile)
    }

    /// This one with the places of a local file.
    pub fn with_local(mut self, data: &'static [u8]) -> Result<Gazetteer, BadFile> {
        let local = Gazetteer::sections(data, LOCAL_MAGIC, WIDE_RECORD)?;
        if local.section(Section::Members) != self.fingerprint() {
            return Err(BadFile);
        }
        self.local = Some(Box::new(local));
        Ok(self)
    }

    /// Tells one state of countries and divisions from another.
    pub fn fingerprint(&self) -> [u8; 8] {
        let all = [Section::Countries, Section::Admin1, Section::Admin2].map(|s| self.section(s));
        let records = (0..self.count).step_by(97).map(|n| Entry::new(self, n).geonames().unwrap_or(0).to_le_bytes());
        let mut sum = 0xcbf2_9ce4_8422_2325_u64;
        for b in all.into_iter().flatten().copied().chain(records.flatten()) {
            sum = (sum ^ u64::from(b)).wrapping_mul(0x100_0000_01b3);
        }
        sum.to_le_bytes()
    }

    /// Opens a gazetteer file in place.
    pub fn open(data: &'static [u8]) -> Result<Gazetteer, BadFile> {
        Gazetteer::sections(data, MAGIC, RECORD)
    }

    fn sections(data: &'static [u8], magic: [u8; 4], record: usize) -> Result<Gazetteer, BadFile> {
        let word = |at: usize| data.get(at..at + 4).map(|b| u32::from_le_bytes(b.try_into().expect("four bytes")) as usize);
        if data.get(..4) != Some(&magic) || word(4) != Some(VERSION as usize) || data.len() < HEADER {
            return Err(BadFile);
        }
        let mut sections = [(0, 0); SECTIONS];
        for (i, s) in sections.iter_mut().enumerate() {
            let (at, len) = (word(8 + i * 8).ok_or(BadFile)?, word(12 + i * 8).ok_or(BadFile)?);
            data.get(at..at + len).ok_or(BadFile)?;
            *s = (at, len);
        }
        let (at, len) = sections[Section::Names as usize];
        let names = fst::Map::new(&data[at..at + len]).map_err(|_| BadFile)?;
        let count = (sections[Section::Records as usize].1 / record) as u32;
        Ok(Gazetteer { data, sections, names, record, count, local: None })
    }

    pub(crate) fn section(&self, s: Section) -> &'static [u8] {
        let (at, len) = self.sections[s as usize];
        &self.data[at..at + len]
    }

    pub(crate) fn u32_at(&self, s: Section, n: usize) -> Option<u32> {
        let b = self.section(s).get(n * 4..n * 4 + 4)?;
        Some(u32::from_le_bytes(b.try_into().ok()?))
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.count as usize + self.local.as_ref().map_or(0, |l| l.count as usize)
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many different names there are.
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// The places that a name may stand for, most populous first within a kind of name. Any spelling of case and accents.
    pub fn lookup(&self, name: &str) -> Vec<Candidate<'_>> {
        let key = normalize(name);
        let mut out = self.names.get(&key).map_or_else(Vec::new, |v| self.postings(v));
        if let Some(more) = self.local.as_ref().and_then(|l| l.names.get(&key)) {
            out.extend(self.local_postings(more));
        }
        out
    }

    /// The longest name that starts at byte `at` of `text` and ends on a word's end: that end, and what it may stand for.
    pub fn longest_match(&self, text: &str, at: usize) -> Option<(usize, Vec<Candidate<'_>>)> {
        if self.local.is_some() {
            return self.matches(text, at).pop();
        }
        let (end, value) = walk::walk(self.names.as_fst(), text, at).pop()?;
        Some((end, self.postings(value)))
    }

    /// All names that start at byte `at` of `text`, shortest first.
    pub fn matches(&self, text: &str, at: usize) -> Vec<(usize, Vec<Candidate<'_>>)> {
        let own = walk::walk(self.names.as_fst(), text, at).into_iter();
        let mut out: Vec<_> = own.map(|(end, v)| (end, self.postings(v))).collect();
        let Some(local) = &self.local else { return out };
        for (end, value) in walk::walk(local.names.as_fst(), text, at) {
            let more = self.local_postings(value);
            match out.binary_search_by_key(&end, |m| m.0) {
                Ok(n) => out[n].1.extend(more),
                Err(n) => out.insert(n, (end, more)),
            }
        }
        out
    }

    fn local_postings(&self, value: u64) -> Vec<Candidate<'_>> {
        let mut out = self.local.as_ref().map_or_else(Vec::new, |l| l.postings(value));
        // Numbered after our own places, and read through us: their countries and divisions are ours.
        out.iter_mut().for_each(|c| c.entry = Entry::new(self, c.entry.number() + self.count));
        out
    }

    fn postings(&self, value: u64) -> Vec<Candidate<'_>> {
        let one = |p: u32| Candidate { entry: Entry::new(self, p & 0xff_ffff), form: NameForm::from_code((p >> 24) as u8) };
        if value & format::LIST == 0 {
            return vec![one(value as u32)];
        }
        let at = (value & 0xffff_ffff) as usize;
        let n = self.u32_at(Section::Postings, at).unwrap_or(0) as usize;
        (at + 1..at + 1 + n).filter_map(|i| self.u32_at(Section::Postings, i)).map(one).collect()
    }

    /// Every place.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len() as u32).map(|n| Entry::new(self, n))
    }

    /// The place with a GeoNames id.
    pub fn entry(&self, geonames: u32) -> Option<Entry<'_>> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let mid = low + (high - low) / 2;
            match Entry::new(self, mid).geonames() {
                Some(id) if id < geonames => low = mid + 1,
                Some(id) if id == geonames => return Some(Entry::new(self, mid)),
                _ => high = mid,
            }
        }
        None
    }

    /// A country by its ISO alpha-2 code.
    pub fn country(&self, code: &str) -> Option<Entry<'_>> {
        let rows = self.section(Section::Countries).chunks_exact(6);
        let row = rows.into_iter().find(|r| &r[..2] == code.as_bytes())?;
        Some(Entry::new(self, u32::from_le_bytes(row[2..6].try_into().ok()?)))
    }
}
