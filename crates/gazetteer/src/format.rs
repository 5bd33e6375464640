//! The layout of a gazetteer file. Everything is little-endian and read in place.
//!
//! `magic`, version, then a table of sections (offset and length, `u32` each), then the sections in that order.

/// The first four bytes of a gazetteer file.
pub const MAGIC: [u8; 4] = *b"DLGZ";
/// The first four bytes of a file of one's own, which adds to the built-in one: the same sections, [`WIDE_RECORD`]s, and
/// as its members the fingerprint of the file it was made for, whose countries and divisions its records name.
pub const LOCAL_MAGIC: [u8; 4] = *b"DLGL";
/// The version of the layout.
pub const VERSION: u32 = 1;
/// Bytes of one record.
pub const RECORD: usize = 22;
/// Bytes of one record of a local file: the name at 17 has four bytes, class and flags follow, then the feature's high byte.
pub const WIDE_RECORD: usize = 24;
/// Degrees to the integers of a record: 2²³ steps for half a turn, finer than three metres.
pub const STEPS: f64 = 8_388_607.0 / 180.0;
/// "None" in a 16-bit column.
pub const NO16: u16 = u16::MAX;
/// "None" in an 8-bit column.
pub const NO8: u8 = u8::MAX;

/// The sections, in file order.
#[derive(Clone, Copy)]
pub enum Section {
    /// fst from key to posting.
    Names = 0,
    /// Lists of postings for names with several: count, then entries.
    Postings = 1,
    /// Records of [`RECORD`] bytes: those with a GeoNames id by id, then the others.
    Records = 2,
    /// Names: length byte, then the bytes.
    Strings = 3,
    /// Feature codes, separated by line feeds.
    Features = 4,
    /// Countries: alpha-2 (2), record (u32), by code.
    Countries = 5,
    /// Records (u32) of first-level divisions, by their number.
    Admin1 = 6,
    /// Records (u32) of second-level divisions, by their number.
    Admin2 = 7,
    /// Members of regions: record (u32), count (u8), country numbers (u8 each).
    Members = 8,
}

/// How many sections there are.
pub const SECTIONS: usize = 9;
/// Where the first section starts.
pub const HEADER: usize = 8 + SECTIONS * 8;

/// A posting: the record in the low 24 bits, the kind of name above.
pub fn posting(record: u32, kind: u8) -> u32 {
    record | u32::from(kind) << 24
}

/// Set in an fst value that is an offset into the lists and not a posting.
pub const LIST: u64 = 1 << 32;

/// Population in a byte: about 9 % from step to step, up to two thousand million.
pub fn pack_population(n: u64) -> u8 {
    if n == 0 { 0 } else { ((n as f64).ln() * 11.8).round().clamp(1.0, 255.0) as u8 }
}

/// Back again, roughly.
pub fn unpack_population(b: u8) -> u64 {
    if b == 0 { 0 } else { (f64::from(b) / 11.8).exp().round() as u64 }
}
