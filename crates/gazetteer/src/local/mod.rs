//! Builds a local file: places of one's own, or all of GeoNames, in the order of the file that holds them.
//!
//! Memory is bounded whatever the input's size: records go straight to scratch files, names through a sort that spills.

mod rows;
mod sort;

use crate::{Gazetteer, format::*, normalize};
use rows::Table;
use sort::{Key, Sorter};
use std::collections::HashMap;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// What became of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Places in the new file.
    pub places: u64,
    /// Rows whose place is in the built-in gazetteer already.
    pub known: u64,
    /// Rows that could not be read.
    pub faults: u64,
}

/// A file that is there for the time of the work.
pub trait Scratch: Read + Write + Seek {}
impl<T: Read + Write + Seek> Scratch for T {}

/// A place of a row.
struct Row {
    id: u32,
    name: String,
    others: Vec<String>,
    lat: f64,
    lon: f64,
    population: u64,
    feature: String,
    class: u8,
    country: Option<u8>,
    admin1: Option<u16>,
    admin2: Option<u16>,
}

/// A section on its way: a scratch file and its length.
struct Part<S: Scratch> {
    file: BufWriter<S>,
    len: u64,
}

impl<S: Scratch> Part<S> {
    fn new(file: S) -> Self {
        Part { file: BufWriter::with_capacity(1 << 16, file), len: 0 }
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.len += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    fn copy_to(self, out: &mut impl Write) -> io::Result<()> {
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        io::copy(&mut BufReader::with_capacity(1 << 16, file), out).map(|_| ())
    }
}

/// Reads GeoNames' `allCountries.txt` or a table with a header from `input`, and writes the file to `out`. `scratch` gives
/// empty files; `fault` is told the line and what is wrong with it.
pub fn build<S: Scratch>(
    input: impl Read + Seek,
    gazetteer: &Gazetteer,
    scratch: &mut dyn FnMut() -> io::Result<S>,
    out: &mut impl Write,
    fault: &mut dyn FnMut(u64, &str),
) -> io::Result<Counts> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let table = Table::of(&mut input, gazetteer)?;
    let mut counts = Counts::default();
    let (mut records, mut strings) = (Part::new(scratch()?), Part::new(scratch()?));
    let mut features = Features::default();
    let mut sorter = Sorter::default();
    let mut line = Vec::new();
    let mut number = 0;
    while rows::next_line(&mut input, &mut line)? {
        number += 1;
        let row = match table.row(number, &line, gazetteer) {
            Ok(Some(row)) => row,
            Ok(None) => continue,
            Err(why) => {
                counts.faults += 1;
                fault(number, &why);
                continue;
            }
        };
        if row.id != 0 && gazetteer.entry(row.id).is_some() {
            counts.known += 1;
            continue;
        }
        let record = u32::try_from(counts.places).ok().filter(|&n| n < MOST).ok_or_else(full)?;
        counts.places += 1;
        for (name, form) in std::iter::once((&row.name, 0)).chain(row.others.iter().map(|n| (n, 1))) {
            let key = normalize(name);
            if !key.is_empty() && key.len() < LONGEST {
                let rank = 255 - pack_population(row.population);
                sorter.put(Key { key: key.into_bytes(), form, rank, record }, scratch)?;
            }
        }
        let at = u32::try_from(strings.len).map_err(|_| full())?;
        let name = &row.name.as_bytes()[..row.name.floor_char_boundary(255)];
        strings.put(&[name.len() as u8])?;
        strings.put(name)?;
        records.put(&record_of(&row, at, features.number(&row.feature)))?;
    }
    let (names, postings) = index(sorter, scratch)?;
    let mut small = [features.section(), Vec::new(), Vec::new(), Vec::new(), gazetteer.fingerprint().to_vec()].into_iter();
    write(out, [names, postings, records, strings], &mut small)?;
    Ok(counts)
}

/// Postings have 24 bits for a record.
const MOST: u32 = 1 << 24;
/// No name is longer.
const LONGEST: usize = 200;

fn full() -> io::Error {
    io::Error::other("more places than one file can hold: split the table")
}

/// Feature codes by number.
#[derive(Default)]
struct Features {
    numbers: HashMap<String, u16>,
    all: Vec<String>,
}

impl Features {
    fn number(&mut self, code: &str) -> u16 {
        if let Some(&n) = self.numbers.get(code) {
            return n;
        }
        let n = self.all.len().min(usize::from(u16::MAX)) as u16;
        self.numbers.insert(code.to_string(), n);
        self.all.push(code.to_string());
        n
    }

    fn section(&self) -> Vec<u8> {
        self.all.join("\n").into_bytes()
    }
}

fn record_of(row: &Row, name: u32, feature: u16) -> [u8; WIDE_RECORD] {
    let degrees = |d: f64| ((d * STEPS).round() as i32).to_le_bytes();
    let mut r = [0; WIDE_RECORD];
    r[..4].copy_from_slice(&row.id.to_le_bytes());
    r[4..7].copy_from_slice(&degrees(row.lat)[..3]);
    r[7..10].copy_from_slice(&degrees(row.lon)[..3]);
    r[10] = pack_population(row.population);
    r[11] = feature as u8;
    r[12] = row.country.unwrap_or(NO8);
    r[13..15].copy_from_slice(&row.admin1.unwrap_or(NO16).to_le_bytes());
    r[15..17].copy_from_slice(&row.admin2.unwrap_or(NO16).to_le_bytes());
    r[17..21].copy_from_slice(&name.to_le_bytes());
    r[21] = row.class;
    r[23] = (feature >> 8) as u8;
    r
}

/// The names in order with what they may stand for.
fn index<S: Scratch>(sorter: Sorter<S>, scratch: &mut dyn FnMut() -> io::Result<S>) -> io::Result<(Part<S>, Part<S>)> {
    let mut names = fst::MapBuilder::new(BufWriter::with_capacity(1 << 16, scratch()?)).map_err(io::Error::other)?;
    let mut postings = Part::new(scratch()?);
    let mut list: Vec<u32> = Vec::new();
    let mut key: Vec<u8> = Vec::new();
    let mut flush = |key: &[u8], list: &mut Vec<u32>| -> io::Result<()> {
        let value = match list[..] {
            [] => return Ok(()),
            [one] => one.into(),
            _ => {
                let at = u32::try_from(postings.len / 4).map_err(|_| full())?;
                postings.put(&(list.len() as u32).to_le_bytes())?;
                list.iter().try_for_each(|p| postings.put(&p.to_le_bytes()))?;
                LIST | u64::from(at)
            }
        };
        list.clear();
        names.insert(key, value).map_err(io::Error::other)
    };
    for item in sorter.sorted()? {
        let item = item?;
        if item.key != key {
            flush(&key, &mut list)?;
            key.clone_from(&item.key);
        }
        // Thousands of places share a few names; those with most people come first, and the rest cannot be told apart.
        if list.len() < MOST_ALIKE && !list.iter().any(|&p| p & 0xff_ffff == item.record) {
            list.push(posting(item.record, item.form));
        }
    }
    flush(&key, &mut list)?;
    let mut file = names.into_inner().map_err(io::Error::other)?.into_inner().map_err(io::IntoInnerError::into_error)?;
    let len = file.seek(SeekFrom::End(0))?;
    Ok((Part { file: BufWriter::new(file), len }, postings))
}

/// Places of one name that are kept.
const MOST_ALIKE: usize = 256;

fn write<S: Scratch>(out: &mut impl Write, large: [Part<S>; 4], small: &mut dyn Iterator<Item = Vec<u8>>) -> io::Result<()> {
    let small: Vec<Vec<u8>> = small.collect();
    let lengths = large.iter().map(|p| p.len).chain(small.iter().map(|s| s.len() as u64));
    out.write_all(&LOCAL_MAGIC)?;
    out.write_all(&VERSION.to_le_bytes())?;
    let mut at = HEADER as u64;
    for len in lengths {
        let (start, length) = (u32::try_from(at).map_err(|_| full())?, u32::try_from(len).map_err(|_| full())?);
        out.write_all(&start.to_le_bytes())?;
        out.write_all(&length.to_le_bytes())?;
        at += len;
    }
    for part in large {
        part.copy_to(out)?;
    }
    small.iter().try_for_each(|s| out.write_all(s))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn built(text: &str) -> (Counts, Vec<(u64, String)>, Gazetteer) {
        let (mut out, mut faults) = (Vec::new(), Vec::new());
        let mut scratch = || Ok(Cursor::new(Vec::new()));
        let counts = build(Cursor::new(text), Gazetteer::builtin(), &mut scratch, &mut out, &mut |n, why| {
            faults.push((n, why.to_string()));
        });
        let own = Gazetteer::open(include_bytes!("../../data/gazetteer.bin")).unwrap();
        (counts.unwrap(), faults, own.with_local(out.leak()).unwrap())
    }

    #[test]
    fn a_table_becomes_places() {
        let (counts, faults, g) = built(
            "name,alternates,lat,lon,country,admin1,kind,population\n\
             Quillmere,\"Kwillmeer|Old Quillmere\",52.5,-1.25,GB,England,city,420\n\
             \"Fort Ebbing, North\",,31.2,-97.8,US,Texas,point,\n\
             ,,1,2,,,,\n\
             Nowhere,,91,2,,,,\n\
             Elsewhere,,1,2,XX,,,\n",
        );
        assert_eq!((counts.places, counts.known), (2, 0));
        assert_eq!(faults.iter().map(|f| f.0).collect::<Vec<_>>(), [4, 5, 6], "{faults:?}");
        let found = g.lookup("Old Quillmere");
        let e = found[0].entry;
        assert_eq!((e.name(), e.country_code(), e.class()), ("Quillmere", Some("GB"), crate::Class::City));
        assert_eq!(e.admin1().unwrap().name(), "England");
        assert!((e.lat() - 52.5).abs() < 1e-4 && (e.lon() + 1.25).abs() < 1e-4);
        assert_eq!(g.lookup("Fort Ebbing, North")[0].entry.class(), crate::Class::Spot);
        assert!(g.lookup("Moscow").iter().any(|c| c.entry.is_capital()), "the built-in places stay");
        let (end, all) = g.longest_match("to Old Quillmere now", 3).unwrap();
        assert_eq!((end, all[0].entry.name()), (16, "Quillmere"));
    }

    #[test]
    fn geonames_rows_find_their_divisions() {
        let row = |id: &str, name: &str, class: &str, code: &str, a1: &str| {
            format!(
                "{id}\t{name}\t{name}\t\t31.5\t-97.5\t{class}\t{code}\tUS\t\t{a1}\t\t\t\t12\t\t9\tAmerica/Chicago\t2020-01-01\n"
            )
        };
        let text = row("99000001", "Ebbing Creek", "H", "STM", "TX")
            + &row("4736286", "Texas", "A", "ADM1", "TX")
            + "torn row\n"
            + &row("99000002", "Quillmere", "P", "PPL", "TX");
        let (counts, faults, g) = built(&text);
        assert_eq!(counts, Counts { places: 2, known: 1, faults: 1 });
        assert!(faults[0].0 == 3 && faults[0].1.contains("19"), "{faults:?}");
        let e = g.lookup("Ebbing Creek")[0].entry;
        assert_eq!((e.admin1().map(|a| a.name()), e.feature(), e.geonames()), (Some("Texas"), "STM", Some(99_000_001)));
    }
}
