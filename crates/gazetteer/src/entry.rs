//! One place of the gazetteer.

use crate::{Gazetteer, format::*};
use model::PlacePrecision;

/// What a name is to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameForm {
    /// Its name.
    Name,
    /// Another name of it, or a former one.
    Other,
    /// An adjective: `Russian`.
    Adjective,
    /// What its people are called: `Russians`.
    People,
    /// An abbreviation that is written in capitals: `UAE`, `U.S.`.
    Abbreviation,
    /// An abbreviation that stands only after a place and a comma: `Calif.`.
    Trailing,
}

impl NameForm {
    /// From the number in the file.
    pub fn from_code(code: u8) -> NameForm {
        match code {
            0 => NameForm::Name,
            2 => NameForm::Adjective,
            3 => NameForm::People,
            4 => NameForm::Abbreviation,
            5 => NameForm::Trailing,
            _ => NameForm::Other,
        }
    }
}

/// How large a thing a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A building, park, hill or stream: only in a file of one's own.
    Spot,
    /// A city, town or village.
    City,
    /// A part of a city.
    Quarter,
    /// A second-level division.
    Admin2,
    /// A first-level division.
    Admin1,
    /// A country or territory.
    Country,
    /// A region larger than, across or beside countries; a sea, river or mountain.
    Region,
}

impl Class {
    /// The precision of the record for a place of this size.
    pub fn precision(self) -> PlacePrecision {
        match self {
            Class::Spot => PlacePrecision::Point,
            Class::Quarter => PlacePrecision::Neighborhood,
            Class::City => PlacePrecision::City,
            Class::Admin2 => PlacePrecision::Admin2,
            Class::Admin1 => PlacePrecision::Admin1,
            Class::Country => PlacePrecision::Country,
            Class::Region => PlacePrecision::Region,
        }
    }
}

/// A place: a light handle on its record.
#[derive(Clone, Copy)]
pub struct Entry<'g> {
    gazetteer: &'g Gazetteer,
    number: u32,
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Entry<'_> {}

impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}, {})", self.name(), self.feature(), self.country_code().unwrap_or("-"))
    }
}

impl<'g> Entry<'g> {
    pub(crate) fn new(gazetteer: &'g Gazetteer, number: u32) -> Self {
        Entry { gazetteer, number }
    }

    /// The file that holds its record, and the record's number there.
    fn home(&self) -> (&'g Gazetteer, usize) {
        match &self.gazetteer.local {
            Some(local) if self.number >= self.gazetteer.count => (local, (self.number - self.gazetteer.count) as usize),
            _ => (self.gazetteer, self.number as usize),
        }
    }

    fn bytes<const N: usize>(&self, at: usize) -> [u8; N] {
        let (home, number) = self.home();
        let from = number * home.record + at;
        home.section(Section::Records).get(from..from + N).and_then(|b| b.try_into().ok()).unwrap_or([0; N])
    }

    /// Whether the record is of the wide layout of a local file.
    fn is_wide(&self) -> bool {
        self.home().0.record == WIDE_RECORD
    }

    fn degrees(&self, at: usize) -> f64 {
        let [a, b, c] = self.bytes::<3>(at);
        let steps = i32::from_le_bytes([0, a, b, c]) >> 8;
        (f64::from(steps) / STEPS * 1e5).round() / 1e5
    }

    /// Its number in the file: distinct for distinct places, with no meaning beyond.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// GeoNames id; none for places that are only ours.
    pub fn geonames(&self) -> Option<u32> {
        Some(u32::from_le_bytes(self.bytes(0))).filter(|&id| id != 0)
    }

    /// Degrees north.
    pub fn lat(&self) -> f64 {
        self.degrees(4)
    }

    /// Degrees east.
    pub fn lon(&self) -> f64 {
        self.degrees(7)
    }

    /// People that live there, within a tenth or so; 0 where not known.
    pub fn population(&self) -> u64 {
        unpack_population(self.bytes::<1>(10)[0])
    }

    /// GeoNames feature code: `PPLC`, `ADM1`, `PCLI`, `SEA` …
    pub fn feature(&self) -> &'static str {
        let high = if self.is_wide() { usize::from(self.bytes::<1>(23)[0]) << 8 } else { 0 };
        let n = usize::from(self.bytes::<1>(11)[0]) | high;
        let all = self.home().0.section(Section::Features);
        all.split(|&b| b == b'\n').nth(n).and_then(|f| std::str::from_utf8(f).ok()).unwrap_or("")
    }

    /// The number of its country, for comparing.
    pub fn country_number(&self) -> Option<u8> {
        Some(self.bytes::<1>(12)[0]).filter(|&c| c != NO8)
    }

    /// ISO 3166 alpha-2 of its country.
    pub fn country_code(&self) -> Option<&'static str> {
        let at = usize::from(self.country_number()?) * 6;
        std::str::from_utf8(self.gazetteer.section(Section::Countries).get(at..at + 2)?).ok()
    }

    /// Its country.
    pub fn country(&self) -> Option<Entry<'g>> {
        let at = usize::from(self.country_number()?) * 6 + 2;
        let b = self.gazetteer.section(Section::Countries).get(at..at + 4)?;
        Some(Entry::new(self.gazetteer, u32::from_le_bytes(b.try_into().ok()?)))
    }

    /// The number of its first-level division, for comparing.
    pub fn admin1_number(&self) -> Option<u16> {
        Some(u16::from_le_bytes(self.bytes(13))).filter(|&n| n != NO16)
    }

    /// Its first-level division (itself, if it is one).
    pub fn admin1(&self) -> Option<Entry<'g>> {
        let n = self.admin1_number()?;
        Some(Entry::new(self.gazetteer, self.gazetteer.u32_at(Section::Admin1, n.into())?))
    }

    /// The number of its second-level division, for comparing.
    pub fn admin2_number(&self) -> Option<u16> {
        Some(u16::from_le_bytes(self.bytes(15))).filter(|&n| n != NO16)
    }

    /// Its second-level division (itself, if it is one).
    pub fn admin2(&self) -> Option<Entry<'g>> {
        let n = self.admin2_number()?;
        Some(Entry::new(self.gazetteer, self.gazetteer.u32_at(Section::Admin2, n.into())?))
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        let [a, b, c, d] = self.bytes::<4>(17);
        let at = u32::from_le_bytes([a, b, c, if self.is_wide() { d } else { 0 }]) as usize;
        let strings = self.home().0.section(Section::Strings);
        let len = usize::from(strings.get(at).copied().unwrap_or(0));
        strings.get(at + 1..at + 1 + len).and_then(|s| std::str::from_utf8(s).ok()).unwrap_or("")
    }

    /// How large a thing it is.
    pub fn class(&self) -> Class {
        match self.bytes::<1>(if self.is_wide() { 21 } else { 20 })[0] {
            0 => Class::City,
            1 => Class::Quarter,
            2 => Class::Admin2,
            3 => Class::Admin1,
            4 => Class::Country,
            6 => Class::Spot,
            _ => Class::Region,
        }
    }

    fn flags(&self) -> u8 {
        self.bytes::<1>(if self.is_wide() { 22 } else { 21 })[0]
    }

    /// True for the capital of a country.
    pub fn is_capital(&self) -> bool {
        self.flags() & 1 != 0
    }

    /// True for the seat of a first-level division.
    pub fn is_seat(&self) -> bool {
        self.flags() & 2 != 0
    }

    /// True for a place that our own table of names speaks of: news does too.
    pub fn is_noted(&self) -> bool {
        self.flags() & 4 != 0
    }

    /// Countries (by number) that a region lies in.
    pub fn members(&self) -> &'static [u8] {
        let mut rest = self.gazetteer.section(Section::Members);
        while let [a, b, c, d, n, tail @ ..] = rest {
            let (members, next) = tail.split_at(usize::from(*n).min(tail.len()));
            if u32::from_le_bytes([*a, *b, *c, *d]) == self.number {
                return members;
            }
            rest = next;
        }
        &[]
    }

    /// True if `self` lies in `outer`: a city in its divisions and country, a country in a region.
    pub fn within(&self, outer: Entry<'_>) -> bool {
        match outer.class() {
            Class::Country => self.country_number() == outer.country_number() && self.class() != Class::Country,
            Class::Admin1 => self.admin1_number() == outer.admin1_number() && self.class() < Class::Admin1,
            Class::Admin2 => self.admin2_number() == outer.admin2_number() && self.class() < Class::Admin2,
            Class::Region => self.country_number().is_some_and(|c| outer.members().contains(&c)),
            Class::City | Class::Quarter | Class::Spot => false,
        }
    }

    /// Kilometres as the crow flies.
    pub fn km(&self, other: Entry<'_>) -> f64 {
        let rad = f64::to_radians;
        let (a, b) = (rad(self.lat()), rad(other.lat()));
        let (x, y) = (((b - a) / 2.0).sin(), (rad(other.lon() - self.lon()) / 2.0).sin());
        let h = x * x + a.cos() * b.cos() * y * y;
        12742.0 * h.sqrt().min(1.0).asin()
    }
}
