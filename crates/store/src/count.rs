//! Counts over a selection: by facet, by time, of reports and articles. All exact.
//!
//! What is cheaper is done: walk through the rows taken, or through those that a known larger set has besides them, whose
//! counts are kept.

use crate::Bits;
use crate::columns::{Columns, Counted, Facet, Index, ListColumn, Lists, NO_DAY, WordColumn, Words};
use crate::select::Selection;
use std::collections::BTreeMap;

/// The most values of a facet that are told: the most frequent ones.
pub const VALUES: usize = 200;

/// The statuses of what happened: most searches ask for these.
pub const USUAL: [&str; 2] = ["happened", "ongoing"];

/// A set of rows of which the costly counts are known.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    rows: Bits,
    count: usize,
    actors: Vec<u32>,
    sources: Vec<u32>,
    /// How many of the rows each article tells.
    told: Vec<u32>,
    articles: u64,
    reports: u64,
}

impl Base {
    fn new(c: &Columns, rows: Bits) -> Base {
        let mut told = vec![0; c.of_article().len()];
        rows.each(|row| c.article_numbers.of(row).iter().for_each(|n| told[*n as usize] += 1));
        Base {
            count: rows.count(),
            actors: walked(&c.actors.rows, &rows, c.actors.words.len()),
            sources: walked(&c.sources.rows, &rows, c.sources.words.len()),
            articles: told.iter().filter(|n| **n > 0).count() as u64,
            told,
            reports: summed(&c.reports, &rows),
            rows,
        }
    }
}

/// How often each number stands in the lists of the rows.
fn walked(lists: &Lists, rows: &Bits, numbers: usize) -> Vec<u32> {
    let mut counts = vec![0; numbers];
    rows.each(|row| lists.of(row).iter().for_each(|n| counts[*n as usize] += 1));
    counts
}

fn summed(column: &[u32], rows: &Bits) -> u64 {
    let mut sum = 0;
    rows.each(|row| sum += u64::from(column[row]));
    sum
}

impl Columns {
    /// The least known set that holds all these rows, with its rows besides; `None` where walking through the rows is cheaper.
    fn base(&self, rows: &Bits, count: usize) -> Option<(&Base, Bits)> {
        let usual = || Base::new(self, self.status.index().rows(&self.status.words.all(|k, _| USUAL.contains(&k))));
        let every = || Base::new(self, Bits::full(self.len()));
        if count * 3 < self.len() {
            return None;
        }
        let mut base = self.kept.usual.get_or_init(usual);
        if rows.common(&base.rows) < count {
            base = self.kept.every.get_or_init(every);
        }
        if base.count - count >= count {
            return None;
        }
        let mut besides = base.rows.clone();
        besides.remove(rows);
        Some((base, besides))
    }

    /// How many of the selection have each value of a facet, that facet's own choice set aside. Most frequent first, at most
    /// [`VALUES`].
    pub fn count(&self, s: &Selection, facet: Facet) -> Vec<Counted> {
        let rows = s.counted(facet);
        match facet {
            Facet::Kind => words(&self.kind, rows),
            Facet::Country => words(&self.country, rows),
            Facet::Status => words(&self.status, rows),
            Facet::Precision => words(&self.place_precision, rows),
            Facet::TimePrecision => words(&self.time_precision, rows),
            Facet::Source => told(&self.sources.words, &self.lists(&self.sources, |b| &b.sources, rows), None),
            Facet::Language => told(&self.languages.words, &indexed(self.languages.index(), rows), None),
            // Those without a name of their own are no values.
            Facet::Actor => {
                let counts = self.lists(&self.actors, |b| &b.actors, rows);
                told(&self.actors.words, &counts, Some(self.actors.words.actors()))
            }
            Facet::Background => {
                let yes = rows.common(self.recalled());
                let value = |key: &str, count| Counted { key: key.into(), label: key.into(), count: count as u64 };
                [value("no", rows.count() - yes), value("yes", yes)].into_iter().filter(|c| c.count > 0).collect()
            }
        }
    }

    fn recalled(&self) -> &Bits {
        self.kept.recalled.get_or_init(|| Bits::where_true(self.len(), |row| self.background[row]))
    }

    fn lists(&self, column: &ListColumn, known: impl Fn(&Base) -> &Vec<u32>, rows: &Bits) -> Vec<u32> {
        let count = rows.count();
        match self.base(rows, count) {
            Some((base, besides)) => {
                let mut counts = known(base).clone();
                besides.each(|row| column.rows.of(row).iter().for_each(|n| counts[*n as usize] -= 1));
                counts
            }
            None => walked(&column.rows, rows, column.words.len()),
        }
    }

    /// How many reports and articles tell the rows taken.
    pub fn told(&self, s: &Selection) -> (u64, u64) {
        if let Some((base, besides)) = self.base(&s.rows, s.count) {
            let mut told = base.told.clone();
            let mut articles = base.articles;
            besides.each(|row| {
                for n in self.article_numbers.of(row) {
                    told[*n as usize] -= 1;
                    articles -= u64::from(told[*n as usize] == 0);
                }
            });
            return (base.reports - summed(&self.reports, &besides), articles);
        }
        let mut articles = Bits::default();
        s.rows.each(|row| self.article_numbers.of(row).iter().for_each(|n| articles.add(*n)));
        (summed(&self.reports, &s.rows), articles.count() as u64)
    }

    /// How many of the rows taken the map cannot show.
    pub fn unplaced(&self, s: &Selection) -> u64 {
        let placed = self.kept.placed.get_or_init(|| Bits::where_true(self.len(), |row| self.on_map(row)));
        (s.count - s.rows.common(placed)) as u64
    }

    /// How many of the selection fall on each day, month or year: `unit` is 1, 100 or 10,000. Earliest first.
    pub fn histogram(&self, s: &Selection, by_report: bool, unit: i32) -> Vec<(i32, u64)> {
        let mut out: BTreeMap<i32, u64> = BTreeMap::new();
        if by_report {
            let (days, numbers) = self.kept.reported.get_or_init(|| numbered(&self.reported));
            let mut counts = vec![0u64; days.len()];
            s.rows.each(|row| counts[numbers[row] as usize] += 1);
            for (day, n) in days.iter().zip(counts).filter(|(d, n)| **d != NO_DAY && *n > 0) {
                *out.entry(day / unit).or_default() += n;
            }
        } else {
            // Rows of one day stand together.
            let days = self.kept.days.get_or_init(|| {
                let mut end = 0;
                let ends = self.start.chunk_by(|a, b| a == b).map(|days| {
                    end += days.len();
                    (days[0], end)
                });
                ends.collect()
            });
            let mut from = 0;
            for (day, to) in days {
                let n = if *day == NO_DAY { 0 } else { s.rows.count_in(from, *to) as u64 };
                if n > 0 {
                    *out.entry(day / unit).or_default() += n;
                }
                from = *to;
            }
        }
        out.into_iter().collect()
    }

    /// All rows in an order: `oldest`, `reports`, `killed` or `reported` (last first); `None` for any other word, which is the
    /// order in which they stand. Of equals, the one that stands first comes first.
    pub fn order(&self, how: &str) -> Option<&[u32]> {
        let of = ["oldest", "reports", "killed", "reported"].iter().position(|o| *o == how)?;
        let rows = self.kept.orders[of].get_or_init(|| {
            let mut rows: Vec<u32> = (0..self.len() as u32).collect();
            let row = |r: &u32| *r as usize;
            match of {
                0 => rows.sort_by_key(|r| (self.start[row(r)] == NO_DAY, self.start[row(r)])),
                1 => rows.sort_by_key(|r| std::cmp::Reverse(self.reports[row(r)])),
                2 => rows.sort_by(|a, b| self.killed[row(b)].total_cmp(&self.killed[row(a)])),
                _ => rows.sort_by_key(|r| std::cmp::Reverse(self.reported[row(r)])),
            }
            rows
        });
        Some(rows)
    }
}

/// The values of a column, ascending, and which of them each row has.
fn numbered(column: &[i32]) -> (Vec<i32>, Vec<u32>) {
    let mut values = column.to_vec();
    values.sort_unstable();
    values.dedup();
    let number = |v: &i32| values.binary_search(v).unwrap_or(0) as u32;
    let numbers = column.iter().map(number).collect();
    (values, numbers)
}

fn words(column: &WordColumn, rows: &Bits) -> Vec<Counted> {
    let index = column.index();
    let rare: usize =
        (0..index.lists.len()).filter(|n| !index.dense.contains_key(&(*n as u32))).map(|n| index.lists.of(n).len()).sum();
    // A set of bits is cut with another at a sixteenth of the cost of a row for each row it may hold.
    if rows.count() < rare + index.dense.len() * column.rows.len() / 256 {
        let mut counts = vec![0; column.words.len()];
        rows.each(|row| counts[column.rows[row] as usize] += 1);
        return told(&column.words, &counts, None);
    }
    told(&column.words, &indexed(index, rows), None)
}

/// How many of the rows have each word.
fn indexed(index: &Index, rows: &Bits) -> Vec<u32> {
    let count = |n: usize| match index.dense.get(&(n as u32)) {
        Some(bits) => bits.common(rows) as u32,
        None => index.lists.of(n).iter().filter(|row| rows.has(**row)).count() as u32,
    };
    (0..index.lists.len()).map(count).collect()
}

/// The most frequent values, by count and then by label; `of` holds those that count as values.
fn told(words: &Words, counts: &[u32], of: Option<&Bits>) -> Vec<Counted> {
    let ranks = words.ranks();
    let counted = counts.iter().enumerate().filter(|(n, c)| **c > 0 && of.is_none_or(|of| of.has(*n as u32)));
    let mut all: Vec<(u32, u32, u32)> = counted.map(|(n, c)| (u32::MAX - c, ranks[n], n as u32)).collect();
    if all.len() > VALUES {
        all.select_nth_unstable(VALUES);
        all.truncate(VALUES);
    }
    all.sort_unstable();
    let value = |&(_, _, n): &(u32, u32, u32)| Counted {
        key: if n == 0 { "unknown" } else { words.key(n) }.into(),
        label: if n == 0 { "unknown" } else { words.label(n) }.into(),
        count: u64::from(counts[n as usize]),
    };
    all.iter().map(value).collect()
}
