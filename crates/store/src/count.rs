//! Counts over a selection: by facet, by time, of reports and articles. All exact.
//!
//! What is cheaper is done: walk through the rows taken, once for all that is counted ([`crate::side`]), or take them as a
//! stretch of a larger set whose running counts are kept ([`crate::base`]).

use crate::Bits;
use crate::base::{Base, Counts, Near};
use crate::columns::{Columns, Counted, Day, DayOf, Facet, Index, Lists, NO_DAY, WordColumn, Words};
use crate::select::Selection;
use crate::side::{Side, Walked};
use crate::tally::Tally;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most values of a facet that are told: the most frequent ones.
pub const VALUES: usize = 200;

/// A share of all rows so large that walking through it takes long.
const WORTH: usize = 64;

/// The statuses of what happened: most searches ask for these.
pub const USUAL: [&str; 2] = ["happened", "ongoing"];

/// How often each number stands in the lists of the rows.
pub(crate) fn walked(lists: &Lists, rows: &Bits, numbers: usize) -> Vec<u32> {
    let mut counts = vec![0; numbers];
    rows.each(|row| lists.of(row).iter().for_each(|n| counts[*n as usize] += 1));
    counts
}

/// A selection with the way in which it is counted.
pub struct Counter<'a> {
    columns: &'a Columns,
    selection: &'a Selection,
    near: Option<Near<'a>>,
    /// What the walk through the selection gave, if it was begun.
    walked: OnceCell<Option<Walk>>,
}

/// What a walk gave, and whether it counted actors too.
struct Walk {
    counts: Walked,
    actors: bool,
}

impl<'a> Counter<'a> {
    /// Whether a set that these rows are a stretch of, nearly, would spare much walking.
    pub fn wants_base(&self) -> bool {
        let walked = self.near.as_ref().map_or(self.selection.count, Near::differences);
        walked * WORTH > self.columns.len()
    }

    /// Takes the selection as a stretch of a set, if it nearly is one.
    pub fn near(self, base: &'a Base) -> Counter<'a> {
        let s = self.selection;
        let near = Near::new(self.columns, base, &s.stretch, &s.rows, s.count);
        Counter { near: near.or(self.near), walked: OnceCell::new(), ..self }
    }

    /// How many of the selection have each value of a facet, that facet's own choice set aside. Most frequent first, at most
    /// [`VALUES`].
    pub fn facet(&self, facet: Facet) -> Vec<Counted> {
        match self.selection.without.iter().find(|w| w.0 == facet) {
            None => self.of_walk(facet).unwrap_or_else(|| self.columns.facet(facet, &self.selection.rows, self.near.as_ref())),
            Some((_, rows)) => {
                let near = self.columns.near(&self.selection.stretch, rows, rows.count());
                self.columns.facet(facet, rows, near.as_ref())
            }
        }
    }

    /// Walks through the selection, if that is how it is counted.
    fn walk(&self) -> Option<&Walk> {
        let walk = || {
            let c = self.columns;
            let side = c.side().filter(|_| self.near.is_none())?;
            let actors = !c.every().knows_most_active_of(self.selection.count);
            Some(Walk { counts: side.walk(c, &self.selection.rows, self.selection.count, actors), actors })
        };
        self.walked.get_or_init(walk).as_ref()
    }

    /// What the walk tells of a facet.
    fn of_walk(&self, facet: Facet) -> Option<Vec<Counted>> {
        if matches!(facet, Facet::Background | Facet::Disagree) {
            return None;
        }
        let (c, Walk { counts, actors }) = (self.columns, self.walk()?);
        Some(match facet {
            Facet::Kind => told(&c.kind.words, &counts.kind),
            Facet::Country => told(&c.country.words, &counts.country),
            Facet::Status => told(&c.status.words, &counts.status),
            Facet::Precision => told(&c.place_precision.words, &counts.place_precision),
            Facet::TimePrecision => told(&c.time_precision.words, &counts.time_precision),
            Facet::Source => told(&c.sources.words, &counts.sources),
            Facet::Language => told(&c.languages.words, &counts.languages),
            Facet::Actor if *actors => most(&c.actors.words, counts.actors.iter().copied()),
            Facet::Actor | Facet::Background | Facet::Disagree => return None,
        })
    }

    /// How many reports and articles tell the rows taken.
    pub fn told(&self) -> (u64, u64) {
        let (c, rows) = (self.columns, &self.selection.rows);
        if let Some(near) = &self.near {
            return near.told(c, rows);
        }
        if let Some(walk) = self.walk() {
            return walk.counts.told;
        }
        let (mut articles, mut reports) = (Bits::none(c.of_article().len()), 0);
        rows.each(|row| {
            reports += u64::from(c.reports[row]);
            c.article_numbers.of(row).iter().for_each(|n| articles.add(*n));
        });
        (reports, articles.count() as u64)
    }
}

impl Columns {
    /// Counts a selection.
    pub fn counter<'a>(&'a self, s: &'a Selection) -> Counter<'a> {
        Counter { columns: self, selection: s, near: self.near(&s.stretch, &s.rows, s.count), walked: OnceCell::new() }
    }

    /// All that is counted of a row, side by side, where it can be put so.
    fn side(&self) -> Option<&Side> {
        self.kept.side.get_or_init(|| Side::new(self)).as_ref()
    }

    /// Counts a set of rows once, so that stretches of it are counted faster from then on.
    pub fn base(&self, rows: Bits) -> Base {
        Base::new(self, rows, false)
    }

    /// Makes now what the first search that is counted row by row would wait for.
    pub fn prepare(&self) {
        self.side();
    }

    fn every(&self) -> &Base {
        self.kept.every.get_or_init(|| Base::new(self, Bits::full(self.len()), true))
    }

    /// The rows of what happened.
    pub(crate) fn happened(&self) -> &Bits {
        let happened = || self.status.index().rows(&self.status.words.all(|k, _| USUAL.contains(&k)));
        self.kept.happened.get_or_init(happened)
    }

    /// Some rows as a stretch of a set whose counts are known: of what happened, or of all.
    fn near(&self, stretch: &Range<usize>, rows: &Bits, count: usize) -> Option<Near<'_>> {
        let usual = self.kept.usual.get_or_init(|| Base::new(self, self.happened().clone(), true));
        let mut bases = [usual, self.every()];
        bases.sort_by_key(|base| base.nearly(stretch).abs_diff(count));
        bases.into_iter().find_map(|base| Near::new(self, base, stretch, rows, count))
    }

    /// How many of the rows have each value of a facet.
    fn facet(&self, facet: Facet, rows: &Bits, near: Option<&Near>) -> Vec<Counted> {
        let word = |column: &WordColumn, counts: Counts| match near {
            Some(near) => told(&column.words, &near.words(self, counts)),
            None => words(column, rows),
        };
        match facet {
            Facet::Kind => word(&self.kind, Counts::Kind),
            Facet::Country => word(&self.country, Counts::Country),
            Facet::Status => word(&self.status, Counts::Status),
            Facet::Precision => word(&self.place_precision, Counts::PlacePrecision),
            Facet::TimePrecision => word(&self.time_precision, Counts::TimePrecision),
            Facet::Source => {
                let walk = || walked(&self.sources.rows, rows, self.sources.words.len());
                told(&self.sources.words, &near.map_or_else(walk, |n| n.words(self, Counts::Sources)))
            }
            Facet::Language => {
                let walk = || indexed(self.languages.index(), rows);
                told(&self.languages.words, &near.map_or_else(walk, |n| n.words(self, Counts::Languages)))
            }
            // Those without a name of their own are no values.
            Facet::Actor => {
                let words = &self.actors.words;
                let counts = match near {
                    Some(near) => near.actors(self),
                    None => self.every().most_active_of(rows, rows.count()),
                };
                most(words, counts.unwrap_or_else(|| tallied(&self.actors.rows, rows, words)))
            }
            Facet::Background => yes_or_no(rows, self.recalled()),
            Facet::Disagree => yes_or_no(rows, self.disputed()),
        }
    }

    /// The rows of what is only recalled as history.
    pub(crate) fn recalled(&self) -> &Bits {
        self.kept.recalled.get_or_init(|| Bits::where_true(self.len(), |row| self.background[row]))
    }

    /// The rows of events whose sources disagree.
    pub(crate) fn disputed(&self) -> &Bits {
        self.kept.disputed.get_or_init(|| Bits::where_true(self.len(), |row| self.disputed[row]))
    }

    /// How many of the rows taken the map cannot show.
    pub fn unplaced(&self, s: &Selection) -> u64 {
        let placed = self.kept.placed.get_or_init(|| Bits::where_true(self.len(), |row| self.on_map(row)));
        (s.count - s.rows.common(placed)) as u64
    }

    /// Days of last publication, and which of them each row has.
    pub(crate) fn numbered_updates(&self) -> &(Vec<Day>, Vec<u32>) {
        self.kept.updated.get_or_init(|| numbered(&self.updated))
    }

    /// How many of the selection fall on each day, month or year: `unit` is 1, 100 or 10,000. Earliest first.
    pub fn histogram(&self, s: &Selection, day: DayOf, unit: i32) -> Vec<(i32, u64)> {
        let mut out: BTreeMap<i32, u64> = BTreeMap::new();
        let published = match day {
            DayOf::Happened => None,
            DayOf::Reported => Some(self.kept.reported.get_or_init(|| numbered(&self.reported))),
            DayOf::Updated => Some(self.numbered_updates()),
        };
        if let Some((days, numbers)) = published {
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
            let same = |a: &(Day, usize), b: &(Day, usize)| a.0 / unit == b.0 / unit && (a.0 == NO_DAY) == (b.0 == NO_DAY);
            for days in days.chunk_by(same) {
                let (day, to) = (days[0].0, days[days.len() - 1].1);
                let n = if day == NO_DAY { 0 } else { s.rows.count_in(from, to) as u64 };
                if n > 0 {
                    *out.entry(day / unit).or_default() += n;
                }
                from = to;
            }
        }
        out.into_iter().collect()
    }

    /// All rows in an order: `oldest`, `reports`, `killed`, `reported` or `updated` (both last first); `None` for any other word,
    /// which is the order in which they stand. Of equals, the one that stands first comes first.
    pub fn order(&self, how: &str) -> Option<&[u32]> {
        let of = ["oldest", "reports", "killed", "reported", "updated"].iter().position(|o| *o == how)?;
        let rows = self.kept.orders[of].get_or_init(|| {
            let mut rows: Vec<u32> = (0..self.len() as u32).collect();
            let row = |r: &u32| *r as usize;
            match of {
                0 => rows.sort_by_key(|r| (self.start[row(r)] == NO_DAY, self.start[row(r)])),
                1 => rows.sort_by_key(|r| std::cmp::Reverse(self.reports[row(r)])),
                2 => rows.sort_by(|a, b| self.killed[row(b)].total_cmp(&self.killed[row(a)])),
                3 => rows.sort_by_key(|r| std::cmp::Reverse(self.reported[row(r)])),
                _ => rows.sort_by_key(|r| std::cmp::Reverse(self.updated[row(r)])),
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
        return told(&column.words, &counts);
    }
    told(&column.words, &indexed(index, rows))
}

/// How many of the rows are among others, and how many are not.
fn yes_or_no(rows: &Bits, among: &Bits) -> Vec<Counted> {
    let yes = rows.common(among);
    let value = |key: &str, count| Counted { key: key.into(), label: key.into(), count: count as u64 };
    [value("no", rows.count() - yes), value("yes", yes)].into_iter().filter(|c| c.count > 0).collect()
}

/// How many of the rows have each word.
fn indexed(index: &Index, rows: &Bits) -> Vec<u32> {
    let count = |n: usize| match index.dense.get(&(n as u32)) {
        Some(bits) => bits.common(rows) as u32,
        None => index.lists.of(n).iter().filter(|row| rows.has(**row)).count() as u32,
    };
    (0..index.lists.len()).map(count).collect()
}

/// How many rows each actor has that is a value.
fn tallied(lists: &Lists, rows: &Bits, words: &Words) -> Vec<(u32, u32)> {
    let values = words.actors();
    Tally::lend(words.len(), |t| {
        rows.each(|row| lists.of(row).iter().for_each(|n| t.add(*n, 1)));
        t.take().into_iter().filter(|(n, _)| values.has(*n)).map(|(n, count)| (n, count as u32)).collect()
    })
}

/// The most frequent values of those counted word by word.
fn told(words: &Words, counts: &[u32]) -> Vec<Counted> {
    most(words, counts.iter().enumerate().map(|(n, c)| (n as u32, *c)))
}

/// The most frequent values, by count and then by label, of words with their counts.
fn most(words: &Words, counts: impl IntoIterator<Item = (u32, u32)>) -> Vec<Counted> {
    let ranks = words.ranks();
    let mut all: Vec<(u32, u32, u32)> = Vec::with_capacity(4 * VALUES);
    // What the last of the best has left to the greatest count: who has more left is not among them.
    let mut left = u32::MAX - 1;
    for (n, count) in counts {
        if u32::MAX - count > left {
            continue;
        }
        all.push((u32::MAX - count, ranks[n as usize], n));
        if all.len() == 4 * VALUES {
            left = all.select_nth_unstable(VALUES - 1).1.0;
            all.truncate(VALUES);
        }
    }
    all.sort_unstable();
    all.truncate(VALUES);
    let value = |&(left, _, n): &(u32, u32, u32)| words.counted(n, u64::from(u32::MAX - left));
    all.iter().map(value).collect()
}
