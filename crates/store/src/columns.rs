//! The events as columns in memory: filters, counts by facet and by time in one pass, however many events there are.
//!
//! SQL answers "which event is this" at once, but counting eight facets over a million rows takes it seconds. A column
//! of small numbers is walked in a millisecond. [`crate::Browse::columns`] loads them.

use model::EventId;
use std::collections::HashMap;

/// A day as a number that sorts and can be read: 2024-03-22 is 20240322. [`NO_DAY`] where it is not known.
pub type Day = i32;
/// The day is not known.
pub const NO_DAY: Day = 0;

/// Words, each with a number. Number 0 is the empty word: not known.
#[derive(Clone, Debug)]
pub struct Words {
    keys: Vec<String>,
    labels: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Default for Words {
    fn default() -> Words {
        Words { keys: vec![String::new()], labels: vec![String::new()], numbers: HashMap::from([(String::new(), 0)]) }
    }
}

impl Words {
    /// The number of a word, new if need be; `label` is what people see.
    pub fn number(&mut self, key: &str, label: &str) -> u32 {
        if let Some(n) = self.numbers.get(key) {
            return *n;
        }
        let n = self.keys.len() as u32;
        self.keys.push(key.into());
        self.labels.push(label.into());
        self.numbers.insert(key.into(), n);
        n
    }

    /// The number of a known word.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// The word.
    pub fn key(&self, n: u32) -> &str {
        &self.keys[n as usize]
    }

    /// What people see of it.
    pub fn label(&self, n: u32) -> &str {
        &self.labels[n as usize]
    }

    /// How many there are, the empty one included.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True if only the empty word is there.
    pub fn is_empty(&self) -> bool {
        self.keys.len() == 1
    }

    /// For each word whether `f` takes its key and label.
    fn table(&self, f: impl Fn(&str, &str) -> bool) -> Vec<bool> {
        self.keys.iter().zip(&self.labels).map(|(k, l)| f(k, l)).collect()
    }
}

/// A short list of numbers for each row.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From lists in the order of rows.
    pub fn new(lists: impl IntoIterator<Item = Vec<u32>>) -> Lists {
        let mut out = Lists::default();
        for list in lists {
            out.items.extend(list);
            out.ends.push(out.items.len() as u32);
        }
        out
    }

    /// The list of a row.
    pub fn of(&self, row: usize) -> &[u32] {
        let from = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.items[from as usize..self.ends[row] as usize]
    }
}

/// A column of words.
#[derive(Clone, Debug, Default)]
pub struct WordColumn {
    /// The words.
    pub words: Words,
    /// A number a row.
    pub rows: Vec<u32>,
}

impl WordColumn {
    pub(crate) fn push(&mut self, key: &str, label: &str) {
        let n = self.words.number(key, label);
        self.rows.push(n);
    }

    /// The word of a row.
    pub fn of(&self, row: usize) -> &str {
        self.words.key(self.rows[row])
    }
}

/// A column of lists of words.
#[derive(Clone, Debug, Default)]
pub struct ListColumn {
    /// The words.
    pub words: Words,
    /// A list a row.
    pub rows: Lists,
}

/// How much there is of each thing in the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[allow(missing_docs)]
pub struct Totals {
    pub pages: u64,
    pub articles: u64,
    pub duplicates: u64,
    pub reports: u64,
    pub events: u64,
    pub actors: u64,
    pub stories: u64,
    pub sources: u64,
}

/// All events, one row each, latest first; those without a day last.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Ids.
    pub ids: Vec<EventId>,
    /// First day.
    pub start: Vec<Day>,
    /// Last day, inclusive.
    pub end: Vec<Day>,
    /// First publication.
    pub reported: Vec<Day>,
    /// Kind.
    pub kind: WordColumn,
    /// Status.
    pub status: WordColumn,
    /// ISO 3166 alpha-2.
    pub country: WordColumn,
    /// First-level division.
    pub admin1: WordColumn,
    /// GeoNames id as the key, name as the label; the name is the key where the place is not resolved.
    pub place: WordColumn,
    /// How finely the place is known.
    pub place_precision: WordColumn,
    /// How finely the time is known.
    pub time_precision: WordColumn,
    /// True where every report is background.
    pub background: Vec<bool>,
    /// Degrees north and east; NaN where not known.
    pub at: Vec<(f32, f32)>,
    /// Recommended dead; -1 where none is told.
    pub killed: Vec<f32>,
    /// Recommended injured; -1 where none is told.
    pub injured: Vec<f32>,
    /// How many reports.
    pub reports: Vec<u32>,
    /// How many articles.
    pub articles: Vec<u32>,
    /// Who takes part: an actor's id with its name, or the words alone.
    pub actors: ListColumn,
    /// Who published.
    pub sources: ListColumn,
    /// Languages of the articles.
    pub languages: ListColumn,
    /// Numbers of the articles (`articles.n`).
    pub article_numbers: Lists,
    /// How much there is in all.
    pub totals: Totals,
}

/// What may be filtered and counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Facet {
    Kind,
    Country,
    Actor,
    Source,
    Status,
    Background,
    Precision,
    TimePrecision,
    Language,
}

impl Facet {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Facet; 9] = [
        Facet::Kind,
        Facet::Status,
        Facet::Country,
        Facet::Actor,
        Facet::Source,
        Facet::Precision,
        Facet::TimePrecision,
        Facet::Language,
        Facet::Background,
    ];

    /// The name in a URL.
    pub fn name(self) -> &'static str {
        match self {
            Facet::Kind => "kind",
            Facet::Country => "country",
            Facet::Actor => "actor",
            Facet::Source => "source",
            Facet::Status => "status",
            Facet::Background => "background",
            Facet::Precision => "precision",
            Facet::TimePrecision => "time_precision",
            Facet::Language => "language",
        }
    }
}

/// Which events are wanted. Values of one facet are alternatives; facets must all hold. Empty takes everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Wanted values by facet. Kinds take all below them; actors may be an id or a part of a name.
    pub any: Vec<(Facet, Vec<String>)>,
    /// Unwanted values by facet.
    pub none: Vec<(Facet, Vec<String>)>,
    /// First day.
    pub from: Option<Day>,
    /// Last day, inclusive.
    pub to: Option<Day>,
    /// Whether `from` and `to` ask for the first publication rather than for the happening.
    pub by_report: bool,
    /// A place: GeoNames id, or a name of a place, division or country.
    pub place: Option<String>,
    /// Least number by what is counted: `killed`, `injured`, or `toll` for either.
    pub at_least: Option<(String, f32)>,
    /// West, south, east, north.
    pub within: Option<[f32; 4]>,
}

/// Which events a query takes, and which only one facet holds back.
pub struct Selection {
    /// 0: taken; one bit: held back by that facet only; [`OUT`]: out.
    held: Vec<u16>,
    /// The rows taken, in order.
    pub rows: Vec<u32>,
}

/// Held back by more than a facet.
const OUT: u16 = 1 << 15;

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The value, as it stands in a query.
    pub key: String,
    /// What people see.
    pub label: String,
    /// How many events.
    pub count: u64,
}

impl Columns {
    /// How many events.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The rows that pass. `articles` has a bit for each article that holds the words searched for.
    pub fn select(&self, q: &Query, articles: Option<&Bits>) -> Selection {
        let mut held = vec![0u16; self.len()];
        self.select_days(q, &mut held);
        if let Some(place) = &q.place {
            self.select_place(place, &mut held);
        }
        if let Some((what, n)) = &q.at_least {
            for (row, h) in held.iter_mut().enumerate() {
                let toll = match what.as_str() {
                    "killed" => self.killed[row],
                    "injured" => self.injured[row],
                    _ => self.killed[row].max(self.injured[row]),
                };
                if toll < *n {
                    *h = OUT;
                }
            }
        }
        if let Some([west, south, east, north]) = q.within {
            for (h, (lat, lon)) in held.iter_mut().zip(&self.at) {
                let across = if west <= east { *lon >= west && *lon <= east } else { *lon >= west || *lon <= east };
                if !(*lat >= south && *lat <= north && across) {
                    *h = OUT;
                }
            }
        }
        for (facet, values) in q.none.iter().filter(|(_, v)| !v.is_empty()) {
            self.hold(*facet, values, false, OUT, &mut held);
        }
        for (facet, values) in q.any.iter().filter(|(_, v)| !v.is_empty()) {
            self.hold(*facet, values, true, 1 << *facet as u16, &mut held);
        }
        if let Some(bits) = articles {
            for (row, h) in held.iter_mut().enumerate().filter(|(_, h)| **h & OUT == 0) {
                if !self.article_numbers.of(row).iter().any(|n| bits.has(*n)) {
                    *h = OUT;
                }
            }
        }
        let rows = held.iter().enumerate().filter(|(_, h)| **h == 0).map(|(row, _)| row as u32).collect();
        Selection { held, rows }
    }

    fn select_days(&self, q: &Query, held: &mut [u16]) {
        if q.from.is_none() && q.to.is_none() {
            return;
        }
        let (from, to) = (q.from.unwrap_or(Day::MIN), q.to.unwrap_or(Day::MAX));
        let (first, last) = if q.by_report { (&self.reported, &self.reported) } else { (&self.start, &self.end) };
        for ((h, first), last) in held.iter_mut().zip(first).zip(last) {
            if *first == NO_DAY || *last < from || *first > to {
                *h = OUT;
            }
        }
    }

    fn select_place(&self, place: &str, held: &mut [u16]) {
        let same = |key: &str, label: &str| key == place || label.eq_ignore_ascii_case(place);
        let (by_place, by_admin) = (self.place.words.table(same), self.admin1.words.table(same));
        let country = model::countries::find(place).map(|c| c.alpha2);
        let by_country = self.country.words.table(|key, _| Some(key) == country);
        for (row, h) in held.iter_mut().enumerate() {
            let hit = by_place[self.place.rows[row] as usize]
                || by_admin[self.admin1.rows[row] as usize]
                || by_country[self.country.rows[row] as usize];
            if !hit {
                *h = OUT;
            }
        }
    }

    /// Sets `bit` where having one of the values is not what is `wanted`.
    fn hold(&self, facet: Facet, values: &[String], wanted: bool, bit: u16, held: &mut [u16]) {
        let exact = |key: &str, _: &str| values.iter().any(|v| v == key || (v == "unknown" && key.is_empty()));
        let words = |c: &WordColumn, table: Vec<bool>, held: &mut [u16]| {
            for (h, n) in held.iter_mut().zip(&c.rows) {
                *h |= if table[*n as usize] == wanted { 0 } else { bit };
            }
        };
        let lists = |c: &ListColumn, table: Vec<bool>, held: &mut [u16]| {
            for (row, h) in held.iter_mut().enumerate() {
                *h |= if c.rows.of(row).iter().any(|n| table[*n as usize]) == wanted { 0 } else { bit };
            }
        };
        match facet {
            Facet::Kind => {
                let below = |k: &str, v: &str| k.strip_prefix(v).is_some_and(|r| r.is_empty() || r.starts_with('.'));
                let table = self.kind.words.table(|k, _| values.iter().any(|v| below(k, v)));
                words(&self.kind, table, held);
            }
            Facet::Country => words(&self.country, self.country.words.table(exact), held),
            Facet::Status => words(&self.status, self.status.words.table(exact), held),
            Facet::Precision => words(&self.place_precision, self.place_precision.words.table(exact), held),
            Facet::TimePrecision => words(&self.time_precision, self.time_precision.words.table(exact), held),
            Facet::Source => lists(&self.sources, self.sources.words.table(exact), held),
            Facet::Language => lists(&self.languages, self.languages.words.table(exact), held),
            Facet::Actor => {
                let parts: Vec<String> = values.iter().map(|v| format!(" {} ", v.to_lowercase())).collect();
                let table = self.actors.words.table(|k, l| {
                    let label = format!(" {} ", l.to_lowercase());
                    values.iter().any(|v| v == k) || parts.iter().any(|p| label.contains(p.as_str()))
                });
                lists(&self.actors, table, held);
            }
            Facet::Background => {
                for (h, b) in held.iter_mut().zip(&self.background) {
                    let hit = values.iter().any(|v| v == if *b { "yes" } else { "no" });
                    *h |= if hit == wanted { 0 } else { bit };
                }
            }
        }
    }

    /// How many of the selection have each value of a facet, that facet's own choice set aside. Most frequent first.
    pub fn count(&self, s: &Selection, facet: Facet) -> Vec<Counted> {
        let mine = 1u16 << facet as u16;
        let rows = || s.held.iter().enumerate().filter(move |(_, h)| **h == 0 || **h == mine).map(|(row, _)| row);
        let words = |c: &WordColumn| {
            let mut counts = vec![0u64; c.words.len()];
            rows().for_each(|row| counts[c.rows[row] as usize] += 1);
            counted(&c.words, &counts)
        };
        let lists = |c: &ListColumn| {
            let mut counts = vec![0u64; c.words.len()];
            rows().for_each(|row| c.rows.of(row).iter().for_each(|n| counts[*n as usize] += 1));
            counted(&c.words, &counts)
        };
        match facet {
            Facet::Kind => words(&self.kind),
            Facet::Country => words(&self.country),
            Facet::Status => words(&self.status),
            Facet::Precision => words(&self.place_precision),
            Facet::TimePrecision => words(&self.time_precision),
            Facet::Source => lists(&self.sources),
            Facet::Language => lists(&self.languages),
            Facet::Actor => lists(&self.actors).into_iter().filter(|c| c.key.starts_with("x_")).collect(),
            Facet::Background => {
                let yes = rows().filter(|row| self.background[*row]).count() as u64;
                let all = rows().count() as u64;
                let value = |key: &str, count| Counted { key: key.into(), label: key.into(), count };
                [value("no", all - yes), value("yes", yes)].into_iter().filter(|c| c.count > 0).collect()
            }
        }
    }

    /// How many of the selection fall on each day, month or year: `unit` is 1, 100 or 10,000. Earliest first.
    pub fn histogram(&self, s: &Selection, by_report: bool, unit: i32) -> Vec<(i32, u64)> {
        let days = if by_report { &self.reported } else { &self.start };
        let mut out: Vec<(i32, u64)> = Vec::new();
        let mut known: Vec<i32> = s.rows.iter().map(|r| days[*r as usize]).filter(|d| *d != NO_DAY).map(|d| d / unit).collect();
        known.sort_unstable();
        for d in known {
            match out.last_mut() {
                Some((last, n)) if *last == d => *n += 1,
                _ => out.push((d, 1)),
            }
        }
        out
    }

    /// The row of an event.
    pub fn row(&self, id: EventId) -> Option<usize> {
        self.ids.iter().position(|x| *x == id)
    }
}

fn counted(words: &Words, counts: &[u64]) -> Vec<Counted> {
    let value = |(n, count): (usize, &u64)| {
        let n = n as u32;
        let key = if n == 0 { "unknown" } else { words.key(n) };
        let label = if n == 0 { "unknown" } else { words.label(n) };
        Counted { key: key.into(), label: label.into(), count: *count }
    };
    let mut out: Vec<Counted> = counts.iter().enumerate().filter(|(_, c)| **c > 0).map(value).collect();
    out.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    out
}

/// A set of small numbers.
#[derive(Clone, Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// Adds a number.
    pub fn add(&mut self, n: u32) {
        let i = n as usize / 64;
        if i >= self.0.len() {
            self.0.resize(i + 1, 0);
        }
        self.0[i] |= 1 << (n % 64);
    }

    /// True if the number is in.
    pub fn has(&self, n: u32) -> bool {
        self.0.get(n as usize / 64).is_some_and(|w| w & (1 << (n % 64)) != 0)
    }
}
