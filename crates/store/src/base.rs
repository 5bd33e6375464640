//! Sets of rows of which running counts are kept, and what lies near them: a selection that is nearly a stretch of such a set
//! is counted from two running counts and the few rows in which it differs, however long the stretch is.

use crate::Bits;
use crate::columns::{Columns, Lists};
use crate::count::VALUES;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;

/// Rows between two running counts, at least.
const BLOCK: usize = 1024;
/// Running counts kept of one column, at most.
const COUNTS: usize = 1 << 20;
/// A set's share that a stretch of it must have at least: shorter ones are as soon walked through.
const LEAST: usize = 64;

/// How often each word stands in the rows of a set before each block.
#[derive(Clone, Debug)]
struct Running {
    words: usize,
    block: usize,
    sums: Vec<u32>,
}

impl Running {
    fn new<'a>(rows: &Bits, len: usize, words: usize, of: impl Fn(usize) -> &'a [u32]) -> Running {
        let block = BLOCK.max(len * words / COUNTS).next_multiple_of(64);
        let mut now = vec![0; words];
        let mut sums = Vec::with_capacity((len / block + 1) * words);
        for from in (0..=len).step_by(block) {
            sums.extend_from_slice(&now);
            rows.each_in(from, from + block, |row| of(row).iter().for_each(|n| now[*n as usize] += 1));
        }
        Running { words, block, sums }
    }

    /// How often each stands in those of the set's rows that are in a stretch.
    fn within<'a>(&self, rows: &Bits, stretch: &Range<usize>, of: impl Fn(usize) -> &'a [u32]) -> Vec<u32> {
        let (a, b) = (stretch.start / self.block, stretch.end / self.block);
        let at = |block: usize| &self.sums[block * self.words..(block + 1) * self.words];
        let mut counts: Vec<u32> = at(b).iter().zip(at(a)).map(|(b, a)| b - a).collect();
        // In this order no count falls below 0 on the way.
        rows.each_in(b * self.block, stretch.end, |row| of(row).iter().for_each(|n| counts[*n as usize] += 1));
        rows.each_in(a * self.block, stretch.start, |row| of(row).iter().for_each(|n| counts[*n as usize] -= 1));
        counts
    }
}

/// The columns of which running counts are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Counts {
    Kind,
    Country,
    Status,
    PlacePrecision,
    TimePrecision,
    Sources,
    Languages,
}

impl Counts {
    const ALL: [Counts; 7] = [
        Counts::Kind,
        Counts::Country,
        Counts::Status,
        Counts::PlacePrecision,
        Counts::TimePrecision,
        Counts::Sources,
        Counts::Languages,
    ];

    /// The words of a row.
    fn of(self, c: &Columns, row: usize) -> &[u32] {
        match self {
            Counts::Kind => std::slice::from_ref(&c.kind.rows[row]),
            Counts::Country => std::slice::from_ref(&c.country.rows[row]),
            Counts::Status => std::slice::from_ref(&c.status.rows[row]),
            Counts::PlacePrecision => std::slice::from_ref(&c.place_precision.rows[row]),
            Counts::TimePrecision => std::slice::from_ref(&c.time_precision.rows[row]),
            Counts::Sources => c.sources.rows.of(row),
            Counts::Languages => c.languages.rows.of(row),
        }
    }

    fn words(self, c: &Columns) -> usize {
        match self {
            Counts::Kind => c.kind.words.len(),
            Counts::Country => c.country.words.len(),
            Counts::Status => c.status.words.len(),
            Counts::PlacePrecision => c.place_precision.words.len(),
            Counts::TimePrecision => c.time_precision.words.len(),
            Counts::Sources => c.sources.words.len(),
            Counts::Languages => c.languages.words.len(),
        }
    }
}

/// A set of rows with its running counts.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    rows: Bits,
    running: Vec<Running>,
    /// Rows of the set before each [`BLOCK`], and reports of them.
    counts: Vec<(usize, u64)>,
    /// The set's rows of each actor.
    actors: Lists,
    /// The actors that are values, by how many rows they have, most first.
    by_count: Vec<u32>,
    told: Told,
}

/// Which articles tell the rows of a set.
#[derive(Clone, Debug, Default)]
struct Told {
    /// The first and the last row of each, ascending.
    first: Vec<u32>,
    last: Vec<u32>,
    /// Two rows of one article with none between them that are far apart, the farthest first.
    apart: Vec<(u32, u32)>,
}

impl Told {
    fn new(c: &Columns, rows: &Bits) -> Told {
        let (mut out, of_article) = (Told::default(), c.of_article());
        for n in 0..of_article.len() {
            let mut before = None;
            for row in of_article.of(n).iter().copied().filter(|row| rows.has(*row)) {
                match before {
                    None => out.first.push(row),
                    Some(b) if (row - b) as usize >= c.len() / LEAST => out.apart.push((b, row)),
                    _ => {}
                }
                before = Some(row);
            }
            out.last.extend(before);
        }
        out.first.sort_unstable();
        out.last.sort_unstable();
        out.apart.sort_unstable_by_key(|(a, b)| Reverse(b - a));
        out
    }

    /// How many articles tell a row of a stretch that is no shorter than those for which this is kept: those that begin
    /// before its end, less those that end before it, less those that step over it.
    fn within(&self, stretch: &Range<usize>) -> u64 {
        let before = |rows: &[u32], end: usize| rows.partition_point(|row| (*row as usize) < end);
        let far = self.apart.iter().take_while(|(a, b)| (b - a) as usize > stretch.len());
        let over = far.filter(|(a, b)| (*a as usize) < stretch.start && *b as usize >= stretch.end).count();
        (before(&self.first, stretch.end) - before(&self.last, stretch.start) - over) as u64
    }
}

impl Base {
    pub(crate) fn new(c: &Columns, rows: Bits) -> Base {
        let (mut now, mut counts) = ((0, 0), Vec::new());
        for from in (0..=c.len()).step_by(BLOCK) {
            counts.push(now);
            rows.each_in(from, from + BLOCK, |row| now = (now.0 + 1, now.1 + u64::from(c.reports[row])));
        }
        let running = Counts::ALL.map(|k| Running::new(&rows, c.len(), k.words(c), |row| k.of(c, row)));
        let actors = c.actors.rows.inverse_of(c.actors.words.len(), &rows);
        let values = c.actors.words.actors();
        let mut by_count: Vec<u32> = values.iter().filter(|n| !actors.of(*n as usize).is_empty()).collect();
        by_count.sort_by_key(|n| Reverse(actors.of(*n as usize).len()));
        Base { told: Told::new(c, &rows), running: running.into(), counts, actors, by_count, rows }
    }

    /// How many rows of a stretch are in the set, and how many reports they have.
    pub(crate) fn counts(&self, c: &Columns, stretch: &Range<usize>) -> (usize, u64) {
        let before = |end: usize| {
            let (mut rows, mut reports) = self.counts[end / BLOCK];
            self.rows.each_in(end / BLOCK * BLOCK, end, |row| {
                rows += 1;
                reports += u64::from(c.reports[row]);
            });
            (rows, reports)
        };
        let (a, b) = (before(stretch.start), before(stretch.end));
        (b.0 - a.0, b.1 - a.1)
    }
}

/// A selection as a stretch of a set, less some of its rows and with some more.
#[derive(Debug)]
pub(crate) struct Near<'a> {
    base: &'a Base,
    stretch: Range<usize>,
    less: Vec<u32>,
    more: Vec<u32>,
    reports: u64,
}

impl<'a> Near<'a> {
    /// The rows (so many) as a stretch of a set; `None` where they are too far from it for this to help.
    pub(crate) fn new(c: &Columns, base: &'a Base, stretch: &Range<usize>, rows: &Bits, count: usize) -> Option<Near<'a>> {
        let most = count / 4;
        if stretch.len() * LEAST < c.len() || count == 0 {
            return None;
        }
        let (of_base, reports) = base.counts(c, stretch);
        if of_base.abs_diff(count) > most {
            return None;
        }
        let mut near = Near { base, stretch: stretch.clone(), less: Vec::new(), more: Vec::new(), reports };
        rows.differences(&base.rows, stretch, |row, more| {
            if more { near.more.push(row) } else { near.less.push(row) }
            near.more.len() + near.less.len() <= most
        })
        .then_some(near)
    }

    fn reports_of(&self, c: &Columns) -> u64 {
        let sum = |rows: &[u32]| rows.iter().map(|row| u64::from(c.reports[*row as usize])).sum::<u64>();
        self.reports + sum(&self.more) - sum(&self.less)
    }

    /// How many reports and articles tell the rows.
    pub(crate) fn told(&self, c: &Columns, rows: &Bits) -> (u64, u64) {
        let of_article = c.of_article();
        let changed = self.less.iter().chain(&self.more).flat_map(|row| c.article_numbers.of(*row as usize));
        let mut changed: Vec<u32> = changed.copied().collect();
        changed.sort_unstable();
        changed.dedup();
        let mut articles = self.base.told.within(&self.stretch);
        for n in changed {
            let mut all = of_article.of(n as usize).iter();
            let has = all.clone().any(|row| rows.has(*row));
            let had = all.any(|row| self.stretch.contains(&(*row as usize)) && self.base.rows.has(*row));
            articles = articles + u64::from(has) - u64::from(had);
        }
        (self.reports_of(c), articles)
    }

    /// How often each word of a column stands in the rows.
    pub(crate) fn words(&self, c: &Columns, column: Counts) -> Vec<u32> {
        let at = Counts::ALL.iter().position(|k| *k == column).unwrap_or(0);
        let mut counts = self.base.running[at].within(&self.base.rows, &self.stretch, |row| column.of(c, row));
        let words = |row: &u32| column.of(c, *row as usize);
        self.more.iter().flat_map(words).for_each(|n| counts[*n as usize] += 1);
        self.less.iter().flat_map(words).for_each(|n| counts[*n as usize] -= 1);
        counts
    }

    /// How many rows actors have: of those that may be among the [`VALUES`] with most. The others have fewer.
    pub(crate) fn actors(&self, c: &Columns) -> Vec<(u32, u32)> {
        let mut changed: HashMap<u32, i32> = HashMap::new();
        for (rows, by) in [(&self.more, 1), (&self.less, -1)] {
            let names = rows.iter().flat_map(|row| c.actors.rows.of(*row as usize));
            names.for_each(|n| *changed.entry(*n).or_default() += by);
        }
        let within = |n: u32| {
            let rows = self.base.actors.of(n as usize);
            let before = |end: usize| rows.partition_point(|row| (*row as usize) < end) as i32;
            (before(self.stretch.end) - before(self.stretch.start) + changed.get(&n).copied().unwrap_or(0)) as u32
        };
        let values = c.actors.words.actors();
        let (mut out, mut best) = (Vec::new(), BinaryHeap::new());
        let mut add = |n: u32| {
            let count = within(n);
            out.push((n, count));
            best.push(Reverse(count));
            if best.len() > VALUES {
                best.pop();
            }
            if best.len() < VALUES { 0 } else { best.peek().map_or(0, |c| c.0) }
        };
        // Those with rows besides may have more than the set has of them.
        changed.iter().filter(|(n, by)| **by > 0 && values.has(**n)).for_each(|(n, _)| {
            add(*n);
        });
        for n in self.base.by_count.iter().filter(|n| changed.get(n).is_none_or(|by| *by <= 0)) {
            if add(*n) as usize > self.base.actors.of(*n as usize).len() {
                break;
            }
        }
        out
    }
}
