//! Sets of rows of which running counts are kept, and what lies near them: a selection that is nearly a stretch of such a set
//! is counted from two running counts and the few rows in which it differs, however long the stretch is.

use crate::Bits;
use crate::columns::{Columns, Lists};
use crate::count::{VALUES, walked};
use crate::tally::Tally;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::ops::Range;

/// Rows of a set between two running counts, at least.
const BLOCK: usize = 1024;
/// Running counts kept of one column, at most.
const COUNTS: usize = 1 << 20;
/// A set's share that a stretch of it must have at least: shorter ones are as soon walked through.
const LEAST: usize = 64;
/// Actors whose rows are kept of a part of all rows: those with most.
const ACTORS: usize = 2048;

/// How often each word stands in the rows of a set before each block.
#[derive(Clone, Debug)]
struct Running {
    words: usize,
    block: usize,
    sums: Vec<u32>,
}

impl Running {
    fn new(c: &Columns, column: Counts, rows: &Bits, block: usize) -> Running {
        let words = column.words(c);
        let block = block.max(c.len() * words / COUNTS).next_multiple_of(64);
        let mut now = vec![0; words];
        let mut sums = Vec::with_capacity((c.len() / block + 1) * words);
        for from in (0..=c.len()).step_by(block) {
            sums.extend_from_slice(&now);
            rows.each_in(from, from + block, |row| column.of(c, row).iter().for_each(|n| now[*n as usize] += 1));
        }
        Running { words, block, sums }
    }

    /// How often each stands in those of the set's rows that are in a stretch.
    fn within(&self, c: &Columns, column: Counts, rows: &Bits, stretch: &Range<usize>) -> Vec<u32> {
        let (a, b) = (stretch.start / self.block, stretch.end / self.block);
        let at = |block: usize| &self.sums[block * self.words..(block + 1) * self.words];
        let mut counts: Vec<u32> = at(b).iter().zip(at(a)).map(|(b, a)| b - a).collect();
        let of = |row| column.of(c, row).iter();
        // In this order no count falls below 0 on the way.
        rows.each_in(b * self.block, stretch.end, |row| of(row).for_each(|n| counts[*n as usize] += 1));
        rows.each_in(a * self.block, stretch.start, |row| of(row).for_each(|n| counts[*n as usize] -= 1));
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
pub struct Base {
    rows: Bits,
    block: usize,
    sums: Vec<Sums>,
    running: Vec<Running>,
    /// The actors that are values, by how many rows of the set they have, most first; all of them, or the first [`ACTORS`].
    actors: Vec<u32>,
    /// The rows of each.
    of_actor: Lists,
    whole: bool,
    /// Two rows of one article with none between them that are far apart, the farthest first.
    apart: Vec<(u32, u32)>,
}

/// What is counted of the set's rows before some row.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    rows: usize,
    reports: u64,
    /// Articles whose first row of the set is among them, and those whose last one is.
    begun: usize,
    over: usize,
}

impl Sums {
    fn add(&mut self, c: &Columns, set: &Bits, row: usize) {
        let of_article = c.of_article();
        self.rows += 1;
        self.reports += u64::from(c.reports[row]);
        for n in c.article_numbers.of(row) {
            let rows = of_article.of(*n as usize);
            let has = |r: &&u32| set.has(**r);
            self.begun += usize::from(rows.iter().find(has) == Some(&(row as u32)));
            self.over += usize::from(rows.iter().rev().find(has) == Some(&(row as u32)));
        }
    }
}

impl Base {
    /// Counts a set of rows. Of the `whole` database all actors are kept, else those with most rows.
    pub(crate) fn new(c: &Columns, rows: Bits, whole: bool) -> Base {
        let block = (BLOCK * c.len() / rows.count().max(1)).next_multiple_of(64).max(BLOCK);
        let (sums, apart) = sums(c, &rows, block);
        let running = Counts::ALL.map(|column| Running::new(c, column, &rows, block)).into();
        let counts = walked(&c.actors.rows, &rows, c.actors.words.len());
        let values = c.actors.words.actors();
        let mut actors: Vec<u32> = values.iter().filter(|n| counts[*n as usize] > 0).collect();
        actors.sort_by_key(|n| Reverse(counts[*n as usize]));
        let whole = whole || actors.len() <= ACTORS;
        actors.truncate(if whole { actors.len() } else { ACTORS });
        let of_actor = rows_of(c, &actors, &rows);
        Base { apart, running, sums, block, actors, of_actor, whole, rows }
    }

    /// What is counted of the set's rows before one.
    fn before(&self, c: &Columns, end: usize) -> Sums {
        let mut sums = self.sums[end / self.block];
        self.rows.each_in(end / self.block * self.block, end, |row| sums.add(c, &self.rows, row));
        sums
    }

    /// How many of the rows, which are all of the set and so many, actors have: of those that may be among the [`VALUES`] with
    /// most. The others have fewer. `None` where walking through the rows is cheaper.
    pub(crate) fn most_active_of(&self, rows: &Bits, count: usize) -> Option<Vec<(u32, u32)>> {
        let (mut out, mut best, mut looked_at) = (Vec::new(), Best::default(), 0);
        for (i, n) in self.actors.iter().enumerate() {
            let all = self.of_actor.of(i);
            if best.least() > all.len() as i32 {
                return Some(out);
            }
            looked_at += all.len();
            if looked_at > count {
                return None;
            }
            let has = all.iter().filter(|row| rows.has(**row)).count();
            out.push((*n, has as u32));
            best.add(has as i32);
        }
        Some(out)
    }

    /// Whether [`Base::most_active_of`] is likely to be cheap for so many rows of the whole: if they are spread over the actors
    /// as all rows are.
    pub(crate) fn knows_most_active_of(&self, count: usize) -> bool {
        let all = self.sums.last().map_or(0, |s| s.rows).max(1);
        let least = if self.of_actor.len() < VALUES { 0 } else { self.of_actor.of(VALUES - 1).len() * count / all };
        self.of_actor.items_of_longest(least) <= count
    }

    /// How many rows of a stretch are in the set; less precise than need be where that is costly.
    pub(crate) fn nearly(&self, stretch: &Range<usize>) -> usize {
        self.sums[stretch.end / self.block].rows.saturating_sub(self.sums[stretch.start / self.block].rows)
    }
}

/// The count that so many others reach.
#[derive(Default)]
struct Best(BinaryHeap<Reverse<i32>>);

impl Best {
    /// The least of the best [`VALUES`]; 0 while there are fewer.
    fn least(&self) -> i32 {
        if self.0.len() < VALUES { 0 } else { self.0.peek().map_or(0, |c| c.0) }
    }

    fn add(&mut self, count: i32) {
        self.0.push(Reverse(count));
        if self.0.len() > VALUES {
            self.0.pop();
        }
    }
}

/// The set's rows of each actor.
fn rows_of(c: &Columns, actors: &[u32], rows: &Bits) -> Lists {
    let mut at = vec![u32::MAX; c.actors.words.len()];
    actors.iter().enumerate().for_each(|(i, n)| at[*n as usize] = i as u32);
    let mut lists = vec![0; actors.len() + 1];
    let each = |f: &mut dyn FnMut(usize, usize)| {
        rows.each(|row| {
            let known = c.actors.rows.of(row).iter().map(|n| at[*n as usize]).filter(|i| *i != u32::MAX);
            known.for_each(|i| f(i as usize, row));
        });
    };
    each(&mut |i, _| lists[i + 1] += 1);
    (0..actors.len()).for_each(|i| lists[i + 1] += lists[i]);
    let ends = lists[1..].to_vec();
    let mut items = vec![0; ends.last().copied().unwrap_or(0) as usize];
    each(&mut |i, row| {
        items[lists[i] as usize] = row as u32;
        lists[i] += 1;
    });
    Lists::of_parts(ends, items)
}

/// What is counted of the set's rows before each block; and the pairs of rows of one article, with none of the set between
/// them, that are at least as far apart as the shortest stretch.
fn sums(c: &Columns, rows: &Bits, block: usize) -> (Vec<Sums>, Vec<(u32, u32)>) {
    let mut sums = vec![Sums::default(); c.len() / block + 2];
    let at = |row: usize| row / block + 1;
    rows.each(|row| {
        sums[at(row)].rows += 1;
        sums[at(row)].reports += u64::from(c.reports[row]);
    });
    let (mut apart, of_article) = (Vec::new(), c.of_article());
    for n in 0..of_article.len() {
        let mut before: Option<u32> = None;
        for row in of_article.of(n).iter().copied().filter(|row| rows.has(*row)) {
            match before {
                None => sums[at(row as usize)].begun += 1,
                Some(b) if (row - b) as usize >= c.len() / LEAST => apart.push((b, row)),
                Some(_) => {}
            }
            before = Some(row);
        }
        before.into_iter().for_each(|row| sums[at(row as usize)].over += 1);
    }
    for i in 1..sums.len() {
        let (b, s) = (sums[i - 1], &mut sums[i]);
        (s.rows, s.reports, s.begun, s.over) = (s.rows + b.rows, s.reports + b.reports, s.begun + b.begun, s.over + b.over);
    }
    apart.sort_unstable_by_key(|(a, b)| Reverse(b - a));
    (sums, apart)
}

/// A selection as a stretch of a set, less some of its rows and with some more.
#[derive(Debug)]
pub(crate) struct Near<'a> {
    base: &'a Base,
    stretch: Range<usize>,
    less: Vec<u32>,
    more: Vec<u32>,
}

impl<'a> Near<'a> {
    /// In how many rows they differ.
    pub(crate) fn differences(&self) -> usize {
        self.less.len() + self.more.len()
    }

    /// The rows (so many) as a stretch of a set; `None` where they are too far from it for this to help.
    pub(crate) fn new(c: &Columns, base: &'a Base, stretch: &Range<usize>, rows: &Bits, count: usize) -> Option<Near<'a>> {
        let most = count / 4;
        if stretch.len() * LEAST < c.len() || base.nearly(stretch).abs_diff(count) > most + 2 * BLOCK {
            return None;
        }
        let mut near = Near { base, stretch: stretch.clone(), less: Vec::new(), more: Vec::new() };
        let found = rows.differences(&base.rows, stretch, |row, more| {
            if more {
                near.more.push(row)
            } else {
                near.less.push(row)
            }
            near.more.len() + near.less.len() <= most
        });
        found.then_some(near)
    }

    /// How many reports and articles tell the rows. Of a stretch's articles there are those that begin before its end, less
    /// those that are over before it, less those that step over it.
    pub(crate) fn told(&self, c: &Columns, rows: &Bits) -> (u64, u64) {
        let (base, stretch) = (self.base, &self.stretch);
        let (a, b) = (base.before(c, stretch.start), base.before(c, stretch.end));
        let far = base.apart.iter().take_while(|(a, b)| (b - a) as usize > stretch.len());
        let across = far.filter(|(a, b)| (*a as usize) < stretch.start && *b as usize >= stretch.end).count();
        let mut articles = b.begun - a.over - across;
        let of_article = c.of_article();
        let changed = self.less.iter().chain(&self.more).flat_map(|row| c.article_numbers.of(*row as usize));
        let mut changed: Vec<u32> = changed.copied().collect();
        changed.sort_unstable();
        changed.dedup();
        for n in changed {
            let mut all = of_article.of(n as usize).iter();
            let has = all.clone().any(|row| rows.has(*row));
            let had = all.any(|row| stretch.contains(&(*row as usize)) && base.rows.has(*row));
            articles = articles + usize::from(has) - usize::from(had);
        }
        let sum = |rows: &[u32]| rows.iter().map(|row| u64::from(c.reports[*row as usize])).sum::<u64>();
        (b.reports - a.reports + sum(&self.more) - sum(&self.less), articles as u64)
    }

    /// How often each word of a column stands in the rows.
    pub(crate) fn words(&self, c: &Columns, column: Counts) -> Vec<u32> {
        let at = Counts::ALL.iter().position(|k| *k == column).unwrap_or(0);
        let mut counts = self.base.running[at].within(c, column, &self.base.rows, &self.stretch);
        let words = |row: &u32| column.of(c, *row as usize);
        self.more.iter().flat_map(words).for_each(|n| counts[*n as usize] += 1);
        self.less.iter().flat_map(words).for_each(|n| counts[*n as usize] -= 1);
        counts
    }

    /// How many rows actors have: of those that may be among the [`VALUES`] with most. The others have fewer. `None` where
    /// that cannot be told from those whose rows are kept.
    pub(crate) fn actors(&self, c: &Columns) -> Option<Vec<(u32, u32)>> {
        Tally::lend(c.actors.words.len(), |changed| {
            for (rows, by) in [(&self.more, 1), (&self.less, -1)] {
                rows.iter().flat_map(|row| c.actors.rows.of(*row as usize)).for_each(|n| changed.add(*n, by));
            }
            self.most_active(c, changed)
        })
    }

    fn most_active(&self, c: &Columns, changed: &mut Tally) -> Option<Vec<(u32, u32)>> {
        let (base, stretch) = (self.base, &self.stretch);
        let most_more = changed.most();
        let (mut out, mut best) = (Vec::new(), Best::default());
        for (i, n) in base.actors.iter().enumerate() {
            let rows = base.of_actor.of(i);
            // Whoever comes now, or is not kept at all, has no more rows in the set than this one.
            if best.least() > rows.len() as i32 + most_more {
                return Some(out);
            }
            let before = |end: usize| rows.partition_point(|row| (*row as usize) < end) as i32;
            let count = before(stretch.end) - before(stretch.start) + changed.of(*n);
            out.push((*n, count as u32));
            best.add(count);
        }
        let known: HashSet<u32> = base.actors.iter().copied().collect();
        let values = c.actors.words.actors();
        let new = changed.take().into_iter().filter(|(n, by)| *by > 0 && values.has(*n) && !known.contains(n));
        out.extend(new.map(|(n, by)| (n, by as u32)));
        base.whole.then_some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::{Facet, ListColumn, Query, Words};
    use crate::{Counted, Selection};
    use model::EventId;
    use std::collections::{BTreeMap, BTreeSet};

    const ROWS: usize = 9000;

    /// Numbers that look like dice, the same in each run.
    fn dice(seed: usize) -> usize {
        let mut x = (seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^= x >> 29;
        x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (x >> 33) as usize
    }

    /// Rows of three a day, latest first. Most actors have few rows; articles tell rows near each other, and some far ones.
    fn columns() -> Columns {
        let mut c = Columns::default();
        let (mut names, mut roles, mut told, mut papers) = (Words::default(), Vec::new(), Vec::new(), Vec::new());
        for row in 0..ROWS {
            let d = |n: usize| dice(row * 16 + n);
            c.ids.push(EventId([row as u8; 10]));
            c.start.push(20_400_000 - (row / 3) as i32);
            c.end.push(c.start[row] + if d(0) % 50 == 0 { 400 } else { 0 });
            c.reported.push(c.start[row]);
            c.updated.push(c.end[row]);
            c.kind.push(["a", "b", "b.c"][d(1) % 3], "");
            c.status.push(["happened", "happened", "ongoing", "planned"][d(2) % 4], "");
            c.country.push(["FR", "KE", ""][d(3) % 3], "");
            c.place_precision.push("city", "");
            c.time_precision.push(["day", "month"][d(4) % 2], "");
            c.background.push(d(5) % 7 == 0);
            c.disputed.push(d(15) % 11 == 0);
            c.killed.push((d(6) % 9) as f32);
            c.reports.push(1 + (d(7) % 5) as u32);
            // Some have more of all than most.
            let more = if d(14) % 6 == 0 { 7 } else { 2 };
            for n in 0..more {
                let rare = d(8 + n) % 4000;
                let key = format!("x_{:020x}", rare * rare / 4000);
                roles.push((row as u32, names.number(&key, &key)));
            }
            let far = if d(10) % 9 == 0 { d(11) % ROWS } else { row };
            told.extend([(row as u32, (row / 2) as u32), (row as u32, (far / 2) as u32)]);
            papers.extend([(row as u32, (d(12) % 3 + 1) as u32), (row as u32, (d(13) % 3 + 1) as u32)]);
            told.extend((2..more).map(|n| (row as u32, (row / 2 + n * n).min(ROWS / 2) as u32)));
            papers.extend((2..more).map(|n| (row as u32, n as u32)));
        }
        c.at = vec![(f32::NAN, f32::NAN); ROWS];
        c.injured = vec![-1.0; ROWS];
        c.actors = ListColumn::new(names, Lists::of_pairs(ROWS, roles));
        c.article_numbers = Lists::of_pairs(ROWS, told);
        let mut words = Words::default();
        for w in ["one", "two", "three", "four", "five", "six"] {
            words.number(w, w);
        }
        c.sources = ListColumn::new(words.clone(), Lists::of_pairs(ROWS, papers));
        c.languages = ListColumn::new(words, Lists::new(vec![vec![1]; ROWS]));
        c
    }

    /// Counted row by row: of actors only how many rows the best have, as equals may stand in any order.
    fn by_rows(c: &Columns, s: &Selection, facet: Facet) -> BTreeMap<String, u64> {
        let rows = s.without.iter().find(|w| w.0 == facet).map_or(&s.rows, |w| &w.1);
        let mut out = BTreeMap::new();
        rows.each(|row| {
            let words: Vec<&str> = match facet {
                Facet::Kind => vec![c.kind.of(row)],
                Facet::Country => vec![c.country.of(row)],
                Facet::Status => vec![c.status.of(row)],
                Facet::Source => c.sources.rows.of(row).iter().map(|n| c.sources.words.key(*n)).collect(),
                _ => c.actors.rows.of(row).iter().map(|n| c.actors.words.key(*n)).collect(),
            };
            for w in words {
                *out.entry(if w.is_empty() { "unknown" } else { w }.to_string()).or_default() += 1;
            }
        });
        out
    }

    fn check(c: &Columns, s: &Selection, counter: &crate::Counter, q: &Query) {
        for facet in [Facet::Kind, Facet::Country, Facet::Status, Facet::Source, Facet::Actor] {
            let (all, found) = (by_rows(c, s, facet), counter.facet(facet));
            let counts = |f: &Counted| f.count;
            assert!(found.iter().all(|f| all.get(&*f.key) == Some(&f.count)), "{facet:?} of {q:?}");
            let mut most: Vec<u64> = all.values().copied().collect();
            most.sort_unstable_by_key(|n| Reverse(*n));
            most.truncate(VALUES);
            assert_eq!(found.iter().map(counts).collect::<Vec<_>>(), most, "{facet:?} of {q:?}");
        }
        let (mut articles, mut reports) = (BTreeSet::<u32>::new(), 0);
        s.rows.each(|row| {
            articles.extend(c.article_numbers.of(row));
            reports += u64::from(c.reports[row]);
        });
        assert_eq!(counter.told(), (reports, articles.len() as u64), "{q:?}");
    }

    #[test]
    fn stretches_are_counted_as_row_by_row() {
        let (c, by_column) = (columns(), columns());
        assert!(c.kept.side.get_or_init(|| crate::side::Side::new(&c)).is_some());
        assert!(by_column.kept.side.set(None).is_ok());
        let words = |words: &[&str]| words.iter().map(|w| w.to_string()).collect::<Vec<_>>();
        let filters = [
            vec![],
            vec![(Facet::Status, words(&["happened", "ongoing"]))],
            vec![(Facet::Kind, words(&["b"])), (Facet::Status, words(&["happened", "ongoing"]))],
            vec![(Facet::Country, words(&["KE"]))],
            // Few rows, scattered.
            vec![(Facet::Actor, words(&["x_00000000000000000077", "x_00000000000000000123"]))],
        ];
        let mut helped = 0;
        for any in filters {
            let undated = Query { any, ..Query::default() };
            let base = c.base(c.select(&undated, None).rows);
            for (from, to) in [(0, 0), (20_397_100, 20_399_950), (20_398_000, 20_398_400), (20_399_900, 20_400_000)] {
                let days = |d: i32| Some(d).filter(|d| *d > 0);
                let q = Query { from: days(from), to: days(to), ..undated.clone() };
                let s = c.select(&q, None);
                check(&c, &s, &c.counter(&s), &q);
                check(&c, &s, &by_column.counter(&s), &q);
                check(&c, &s, &c.counter(&s).near(&base), &q);
                helped += usize::from(Near::new(&c, &base, &s.stretch, &s.rows, s.count).is_some());
            }
        }
        assert!(helped > 8, "{helped}");
    }
}
