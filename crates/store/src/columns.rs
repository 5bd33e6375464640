//! The events as columns in memory: filters, counts by facet and by time in one pass, however many events there are.
//!
//! SQL answers "which event is this" at once, but counting eight facets over a million rows takes it seconds. A column
//! of small numbers is walked in a millisecond. [`crate::Browse::columns`] loads them.

use crate::Bits;
use model::EventId;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A day as a number that sorts and can be read: 2024-03-22 is 20240322. [`NO_DAY`] where it is not known.
pub type Day = i32;
/// The day is not known.
pub const NO_DAY: Day = 0;

/// Words, each with a number. Number 0 is the empty word: not known.
#[derive(Clone, Debug)]
pub struct Words {
    keys: Vec<Arc<str>>,
    labels: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
    folded: OnceLock<Vec<String>>,
    ranks: OnceLock<Vec<u32>>,
    actors: OnceLock<Bits>,
}

impl Default for Words {
    fn default() -> Words {
        Words {
            keys: vec!["".into()],
            labels: vec!["".into()],
            numbers: HashMap::from([("".into(), 0)]),
            folded: OnceLock::new(),
            ranks: OnceLock::new(),
            actors: OnceLock::new(),
        }
    }
}

impl Words {
    /// The number of a word, new if need be; `label` is what people see.
    pub fn number(&mut self, key: &str, label: &str) -> u32 {
        if let Some(n) = self.numbers.get(key) {
            return *n;
        }
        let n = self.keys.len() as u32;
        let word: Arc<str> = key.into();
        self.labels.push(if key == label { word.clone() } else { label.into() });
        self.keys.push(word.clone());
        self.numbers.insert(word, n);
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

    /// A word that was counted.
    pub(crate) fn counted(&self, n: u32, count: u64) -> Counted {
        let (key, label) = match n {
            0 => ("unknown".into(), "unknown".into()),
            n => (self.keys[n as usize].clone(), self.labels[n as usize].clone()),
        };
        Counted { key, label, count }
    }

    /// How many there are, the empty one included.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True if only the empty word is there.
    pub fn is_empty(&self) -> bool {
        self.keys.len() == 1
    }

    /// The numbers of the words whose key and label `f` takes.
    pub(crate) fn all(&self, f: impl Fn(&str, &str) -> bool) -> Vec<u32> {
        let taken = self.keys.iter().zip(&self.labels).enumerate().filter(|(_, (k, l))| f(k, l));
        taken.map(|(n, _)| n as u32).collect()
    }

    /// The place of each word among all, ordered by label.
    pub(crate) fn ranks(&self) -> &[u32] {
        self.ranks.get_or_init(|| {
            let label = |n: &u32| if *n == 0 { "unknown" } else { self.label(*n) };
            let mut order: Vec<u32> = (0..self.len() as u32).collect();
            order.sort_by(|a, b| label(a).cmp(label(b)));
            let mut ranks = vec![0; order.len()];
            order.iter().enumerate().for_each(|(rank, n)| ranks[*n as usize] = rank as u32);
            ranks
        })
    }

    /// The words whose key is the id of an actor.
    pub(crate) fn actors(&self) -> &Bits {
        self.actors.get_or_init(|| Bits::where_true(self.len(), |n| self.keys[n].starts_with("x_")))
    }

    /// The labels in lower case between spaces, in which a part of a name is looked for.
    pub(crate) fn folded(&self) -> &[String] {
        self.folded.get_or_init(|| self.labels.iter().map(|l| format!(" {} ", l.to_lowercase())).collect())
    }
}

/// A short list of numbers for each row.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From all items and where each list ends among them.
    pub(crate) fn of_parts(ends: Vec<u32>, items: Vec<u32>) -> Lists {
        Lists { ends, items }
    }

    /// From lists in the order of rows.
    pub fn new(lists: impl IntoIterator<Item = Vec<u32>>) -> Lists {
        let mut out = Lists::default();
        for list in lists {
            out.items.extend(list);
            out.ends.push(out.items.len() as u32);
        }
        out
    }

    /// From pairs of a row and a number, in any order; each number once a row, in ascending order.
    pub fn of_pairs(rows: usize, mut pairs: Vec<(u32, u32)>) -> Lists {
        pairs.sort_unstable();
        pairs.dedup();
        let mut ends = vec![0; rows];
        pairs.iter().for_each(|(row, _)| ends[*row as usize] += 1);
        let mut sum = 0;
        ends.iter_mut().for_each(|e| {
            sum += *e;
            *e = sum;
        });
        Lists { ends, items: pairs.into_iter().map(|p| p.1).collect() }
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many numbers there are in the first lists that have at least so many each, of lists that fall in length.
    pub(crate) fn items_of_longest(&self, least: usize) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.of(middle).len() >= least { from = middle + 1 } else { to = middle }
        }
        if from == 0 { 0 } else { self.ends[from - 1] as usize }
    }

    /// The greatest number.
    fn most(&self) -> Option<u32> {
        self.items.iter().copied().max()
    }

    /// How many numbers there are in all lists.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// For each number below `n` the rows whose list has it, ascending.
    pub fn inverse(&self, n: usize) -> Lists {
        self.inverse_of(n, &Bits::full(self.len()))
    }

    /// The same of some rows only.
    pub(crate) fn inverse_of(&self, n: usize, rows: &Bits) -> Lists {
        let mut at = vec![0u32; n + 1];
        rows.each(|row| self.of(row).iter().for_each(|i| at[*i as usize + 1] += 1));
        (0..n).for_each(|i| at[i + 1] += at[i]);
        let ends = at[1..].to_vec();
        let mut items = vec![0; ends.last().copied().unwrap_or(0) as usize];
        rows.each(|row| {
            for i in self.of(row) {
                items[at[*i as usize] as usize] = row as u32;
                at[*i as usize] += 1;
            }
        });
        Lists { ends, items }
    }

    /// The list of a row.
    #[inline]
    pub fn of(&self, row: usize) -> &[u32] {
        let from = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.items[from as usize..self.ends[row] as usize]
    }
}

impl Lists {
    /// Calls `f` with each number of a list, some perhaps more than once: most lists are short, and it is faster to take a
    /// number again than to ask each time whether there is one.
    #[inline]
    pub(crate) fn each_at_least_once(list: &[u32], mut f: impl FnMut(u32)) {
        const SHORT: usize = 4;
        match list.len() {
            0 => {}
            n @ 1..=SHORT => (0..SHORT).for_each(|i| f(list[i.min(n - 1)])),
            _ => list.iter().for_each(|n| f(*n)),
        }
    }
}

/// A column of words.
#[derive(Clone, Debug, Default)]
pub struct WordColumn {
    /// The words.
    pub words: Words,
    /// A number a row.
    pub rows: Vec<u32>,
    /// Rows by word.
    index: OnceLock<Index>,
}

impl WordColumn {
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let lists = Lists { ends: (1..=self.rows.len() as u32).collect(), items: self.rows.clone() };
            Index::new(lists.inverse(self.words.len()), self.rows.len())
        })
    }

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
    /// Rows by word.
    index: OnceLock<Index>,
}

impl ListColumn {
    pub(crate) fn new(words: Words, rows: Lists) -> ListColumn {
        ListColumn { words, rows, index: OnceLock::new() }
    }

    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.rows.inverse(self.words.len()), self.rows.len()))
    }
}

/// Rows by word: as lists, and those of words that many rows have also as bits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    pub(crate) lists: Lists,
    pub(crate) dense: HashMap<u32, Bits>,
    len: usize,
}

/// A word that stands in more than one of so many rows is kept as bits.
const DENSE: usize = 40;

impl Index {
    fn new(lists: Lists, rows: usize) -> Index {
        let many = (0..lists.len()).filter(|n| lists.of(*n).len() * DENSE > rows);
        let dense = many.map(|n| (n as u32, lists.of(n).iter().copied().collect())).collect();
        Index { lists, dense, len: rows }
    }

    /// The rows that have one of the words.
    pub(crate) fn rows(&self, words: &[u32]) -> Bits {
        let mut out = Bits::none(self.len);
        for n in words {
            match self.dense.get(n) {
                Some(bits) => out.join(bits),
                None => self.lists.of(*n as usize).iter().for_each(|row| out.add(*row)),
            }
        }
        out
    }
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
    /// Last publication.
    pub updated: Vec<Day>,
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
    /// True where sources give different numbers of people.
    pub disputed: Vec<bool>,
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
    /// The number of each event's row among the cards ([`crate::Sqlite::listed`]); 0 where it has none.
    pub cards: Vec<u32>,
    /// How much there is in all.
    pub totals: Totals,
    pub(crate) kept: Kept,
}

/// What is made of the columns when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    /// Rows in the order of their ids.
    pub(crate) by_id: OnceLock<Vec<u32>>,
    pub(crate) of_article: OnceLock<Lists>,
    pub(crate) of_one: OnceLock<Bits>,
    pub(crate) ordered: OnceLock<bool>,
    pub(crate) long: OnceLock<Vec<u32>>,
    pub(crate) recalled: OnceLock<Bits>,
    pub(crate) disputed: OnceLock<Bits>,
    pub(crate) happened: OnceLock<Bits>,
    pub(crate) placed: OnceLock<Bits>,
    /// Each first day with the row after its last.
    pub(crate) days: OnceLock<Vec<(Day, usize)>>,
    /// Days of first publication, and which of them each row has.
    pub(crate) reported: OnceLock<(Vec<Day>, Vec<u32>)>,
    /// The same of days of last publication.
    pub(crate) updated: OnceLock<(Vec<Day>, Vec<u32>)>,
    pub(crate) orders: [OnceLock<Vec<u32>>; 5],
    pub(crate) usual: OnceLock<crate::base::Base>,
    pub(crate) every: OnceLock<crate::base::Base>,
    /// `None` in it where there cannot be one.
    pub(crate) side: OnceLock<Option<crate::side::Side>>,
}

/// What may be filtered and counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Facet {
    Kind,
    Country,
    Actor,
    Source,
    Disagree,
    Status,
    Background,
    Precision,
    TimePrecision,
    Language,
}

impl Facet {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Facet; 10] = [
        Facet::Kind,
        Facet::Status,
        Facet::Country,
        Facet::Actor,
        Facet::Source,
        Facet::Disagree,
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
            Facet::Disagree => "disagree",
            Facet::Background => "background",
            Facet::Precision => "precision",
            Facet::TimePrecision => "time_precision",
            Facet::Language => "language",
        }
    }
}

/// Which day of an event is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOf {
    /// That of the event.
    #[default]
    Happened,
    /// Its first publication.
    Reported,
    /// Its last publication: when it was told again.
    Updated,
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
    /// Which day `from` and `to` ask for.
    pub day: DayOf,
    /// A place: GeoNames id, or a name of a place, division or country.
    pub place: Option<String>,
    /// Least number by what is counted: `killed`, `injured`, or `toll` for either.
    pub at_least: Option<(String, f32)>,
    /// West, south, east, north.
    pub within: Option<[f32; 4]>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The value, as it stands in a query.
    pub key: Arc<str>,
    /// What people see.
    pub label: Arc<str>,
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

    /// The last day on which something was published; [`NO_DAY`] where none is known.
    pub fn last_published(&self) -> Day {
        self.numbered_updates().0.last().copied().unwrap_or(NO_DAY)
    }

    /// The row of an event.
    pub fn row(&self, id: EventId) -> Option<usize> {
        let by_id = self.kept.by_id.get_or_init(|| {
            let mut rows: Vec<u32> = (0..self.ids.len() as u32).collect();
            rows.sort_unstable_by_key(|row| self.ids[*row as usize]);
            rows
        });
        let at = by_id.binary_search_by_key(&id, |row| self.ids[*row as usize]).ok()?;
        Some(by_id[at] as usize)
    }

    /// The number behind that of the last article that tells an event.
    pub fn article_numbers_end(&self) -> usize {
        self.of_article().len()
    }

    /// The rows of each article, by its number.
    pub(crate) fn of_article(&self) -> &Lists {
        self.kept.of_article.get_or_init(|| {
            let most = self.article_numbers.most().map_or(0, |n| n as usize + 1);
            self.article_numbers.inverse(most)
        })
    }

    /// Rows that one article tells.
    pub(crate) fn of_one(&self) -> &Bits {
        self.kept.of_one.get_or_init(|| Bits::where_true(self.len(), |row| self.article_numbers.of(row).len() == 1))
    }

    /// True if the event has a place of its own, finer than a country.
    pub fn has_point(&self, row: usize) -> bool {
        !self.at[row].0.is_nan() && !matches!(self.place_precision.of(row), "country" | "region" | "unknown")
    }

    /// True if the event can be drawn: at its place, or as a shade of its country.
    pub fn on_map(&self, row: usize) -> bool {
        self.has_point(row) || (self.place_precision.of(row) == "country" && !self.country.of(row).is_empty())
    }
}
