//! All that is counted of a row, side by side: a walk through scattered rows looks into memory once a row, and not once for
//! each column.

use crate::Bits;
use crate::columns::Columns;
use crate::count::VALUES;
use crate::fetch::fetch;
use crate::tally::Tally;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The columns, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    rows: Vec<Row>,
    /// What does not fit into a row, of those rows that say so, one after the other: how many actors, articles and sources,
    /// and then these.
    more: Vec<u32>,
    shapes: Vec<Shape>,
    /// Actors by how many rows they have, most first: the counters of those that come often lie together.
    actors: Vec<u32>,
    /// How many those are.
    of_actor: Vec<u32>,
}

/// Half a line of the processor's caches. Where there is less than fits, one of [`NONE`] numbers beyond all others stands:
/// counting it too is faster than asking each time.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Row {
    shape: u16,
    country: u16,
    sources: [u16; 3],
    reports: u16,
    articles: [u32; 3],
    /// Actors that are values; in rows that have more of anything the first of them and where that begins.
    actors: [u32; 2],
}

/// The bit of a shape's number that says that there is more.
const MORE: u16 = 1 << 15;

/// Rows fetched before they are counted, at least: as many as a word of a set has at most.
const BATCH: usize = 64;

/// What is not there is counted at so many numbers in turn: adding to one counter again and again waits for itself.
const NONE: usize = 8;

/// What many rows have in common: a row is counted by its shape, and the shapes by what they are made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Shape {
    kind: u32,
    status: u32,
    place_precision: u32,
    time_precision: u32,
    languages: Vec<u32>,
}

/// How often each word stands in the rows of a set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Walked {
    pub(crate) kind: Vec<u32>,
    pub(crate) status: Vec<u32>,
    pub(crate) place_precision: Vec<u32>,
    pub(crate) time_precision: Vec<u32>,
    pub(crate) languages: Vec<u32>,
    pub(crate) country: Vec<u32>,
    pub(crate) sources: Vec<u32>,
    /// Actors that are values, each with how many rows it has: those that may be among the [`VALUES`] with most. Empty where
    /// they were not asked for.
    pub(crate) actors: Vec<(u32, u32)>,
    /// Reports and articles that tell the rows.
    pub(crate) told: (u64, u64),
}

/// The first numbers of a list, and those that are left; what there is not is `none`.
fn first<T: TryFrom<u32>, const N: usize>(all: &[u32], none: u32) -> Option<([T; N], &[u32])> {
    let (now, rest) = all.split_at(all.len().min(N));
    let number = |i: usize| T::try_from(now.get(i).copied().unwrap_or(none)).ok();
    let mut out = Vec::with_capacity(N);
    for i in 0..N {
        out.push(number(i)?);
    }
    Some((out.try_into().ok()?, rest))
}

impl Side {
    /// Puts the columns side by side; `None` where a number is too large for that.
    pub(crate) fn new(c: &Columns) -> Option<Side> {
        let words = &c.actors.words;
        let mut of_actor = vec![0u32; words.len()];
        (0..c.len()).for_each(|row| c.actors.rows.of(row).iter().for_each(|n| of_actor[*n as usize] += 1));
        let mut actors: Vec<u32> = words.actors().iter().filter(|n| of_actor[*n as usize] > 0).collect();
        actors.sort_by_key(|n| Reverse(of_actor[*n as usize]));
        let mut at = vec![u32::MAX; words.len()];
        actors.iter().enumerate().for_each(|(i, n)| at[*n as usize] = i as u32);

        let (sources, articles) = (c.sources.words.len() as u32, c.of_article().len() as u32);
        let (mut rows, mut more, mut shapes, mut numbers) =
            (Vec::with_capacity(c.len()), Vec::new(), Vec::new(), HashMap::new());
        for row in 0..c.len() {
            let shape = Shape {
                kind: c.kind.rows[row],
                status: c.status.rows[row],
                place_precision: c.place_precision.rows[row],
                time_precision: c.time_precision.rows[row],
                languages: c.languages.rows.of(row).to_vec(),
            };
            let shape = *numbers.entry(shape).or_insert_with_key(|shape| {
                shapes.push(shape.clone());
                shapes.len() - 1
            });
            let roles: Vec<u32> = c.actors.rows.of(row).iter().map(|n| at[*n as usize]).filter(|i| *i != u32::MAX).collect();
            let none = (row % NONE) as u32;
            let (two, other_roles) = first(&roles, actors.len() as u32 + none)?;
            let (published, other_sources) = first(c.sources.rows.of(row), sources + none)?;
            let (told, other_articles) = first(c.article_numbers.of(row), articles + none)?;
            let mut out = Row {
                shape: u16::try_from(shape).ok().filter(|n| *n < MORE)?,
                country: u16::try_from(c.country.rows[row]).ok()?,
                sources: published,
                reports: u16::try_from(c.reports[row]).ok()?,
                articles: told,
                actors: two,
            };
            if !(other_roles.is_empty() && other_sources.is_empty() && other_articles.is_empty()) {
                out.shape |= MORE;
                out.actors[1] = more.len() as u32;
                let all = [&roles[roles.len().min(1)..], other_articles, other_sources];
                more.extend(all.map(|numbers| numbers.len() as u32));
                all.iter().for_each(|numbers| more.extend_from_slice(numbers));
            }
            rows.push(out);
        }
        let of_actor = actors.iter().map(|n| of_actor[*n as usize]).collect();
        Some(Side { rows, more, shapes, actors, of_actor })
    }

    /// Counts so many rows of a set.
    pub(crate) fn walk(&self, c: &Columns, rows: &Bits, count: usize, with_actors: bool) -> Walked {
        let n = self.actors.len();
        let (shapes, mut out) = if !with_actors {
            self.walk_by(c, rows, |_| {})
        } else if count * 4 < n {
            // Few of many counters are touched.
            Tally::lend(n + NONE, |t| {
                let (shapes, mut out) = self.walk_by(c, rows, |actor| t.add(actor, 1));
                out.actors = t.take().into_iter().map(|(i, count)| (i, count as u32)).collect();
                (shapes, out)
            })
        } else {
            self.walk_by_often(c, rows, count)
        };
        out.actors.retain(|(i, _)| (*i as usize) < n);
        out.actors.iter_mut().for_each(|(i, _)| *i = self.actors[*i as usize]);

        out.kind = vec![0; c.kind.words.len()];
        out.status = vec![0; c.status.words.len()];
        out.place_precision = vec![0; c.place_precision.words.len()];
        out.time_precision = vec![0; c.time_precision.words.len()];
        out.languages = vec![0; c.languages.words.len()];
        for (shape, n) in self.shapes.iter().zip(shapes).filter(|s| s.1 > 0) {
            out.kind[shape.kind as usize] += n;
            out.status[shape.status as usize] += n;
            out.place_precision[shape.place_precision as usize] += n;
            out.time_precision[shape.time_precision as usize] += n;
            shape.languages.iter().for_each(|l| out.languages[*l as usize] += n);
        }
        out
    }

    /// The same of many rows: only actors that have so many rows of all that they may be among those with most of these are
    /// told apart, so that their counters are few.
    fn walk_by_often(&self, c: &Columns, rows: &Bits, count: usize) -> (Vec<u32>, Walked) {
        let n = self.actors.len();
        // If actors are spread over these rows as over all, the last of the best has more than this.
        let least = if n < VALUES { 0 } else { self.of_actor[VALUES - 1] as usize * count * 2 / (3 * c.len().max(1)) };
        let mut often = self.of_actor.partition_point(|rows| *rows as usize >= least);
        loop {
            let mut counts = vec![0u32; often + NONE];
            let (shapes, mut out) = self.walk_by(c, rows, |actor| {
                let actor = actor as usize;
                counts[if actor < often { actor } else { often + actor % NONE }] += 1;
            });
            counts.truncate(often);
            let mut best = counts.clone();
            let least = if often > VALUES { *best.select_nth_unstable_by_key(VALUES - 1, |n| Reverse(*n)).1 } else { 0 };
            if often == n || least > self.of_actor[often] {
                let counts = counts.iter().enumerate().map(|(i, count)| (i as u32, *count));
                out.actors = counts.filter(|(_, count)| *count >= least.max(1)).collect();
                return (shapes, out);
            }
            often = n;
        }
    }

    /// Counts the rows of a set by shape, and what shapes do not tell; calls `add` with each actor of each, and with numbers
    /// beyond them.
    fn walk_by(&self, c: &Columns, rows: &Bits, mut add: impl FnMut(u32)) -> (Vec<u32>, Walked) {
        let mut out = Counters::new(self, c);
        // Some rows are on their way while those before them are counted.
        let (mut batches, mut coming, mut n, mut before) = ([[0; 2 * BATCH]; 2], 0, 0, 0);
        rows.each_word(|from, mut word| {
            let batch = &mut batches[coming];
            while word != 0 {
                let row = from + word.trailing_zeros();
                fetch(&self.rows[row as usize]);
                batch[n % (2 * BATCH)] = row;
                n += 1;
                word &= word - 1;
            }
            if n >= BATCH {
                coming = 1 - coming;
                out.count(self, &batches[coming][..before], &mut add);
                (before, n) = (n, 0);
            }
        });
        out.count(self, &batches[1 - coming][..before], &mut add);
        out.count(self, &batches[coming][..n], &mut add);
        out.done()
    }

    /// What stands there of a row: actors, articles and sources.
    fn more_at(&self, at: u32) -> [&[u32]; 3] {
        let (numbers, mut rest) = self.more[at as usize..].split_at(3);
        [0, 1, 2].map(|i| {
            let (now, after) = rest.split_at(numbers[i] as usize);
            rest = after;
            now
        })
    }
}

/// What is counted on a walk, but for actors. Among sources and articles there is room for what is not there.
struct Counters {
    shapes: Vec<u32>,
    country: Vec<u32>,
    sources: Vec<u32>,
    /// A byte each: to set one, nothing need be read before.
    articles: Vec<u8>,
    reports: u64,
    /// How many sources, articles and actors there are.
    known: [usize; 3],
}

impl Counters {
    fn new(side: &Side, c: &Columns) -> Counters {
        let known = [c.sources.words.len(), c.of_article().len(), side.actors.len()];
        Counters {
            shapes: vec![0; side.shapes.len()],
            country: vec![0; c.country.words.len()],
            sources: vec![0; known[0] + NONE],
            articles: vec![0; known[1] + NONE],
            reports: 0,
            known,
        }
    }

    /// Counts some rows, fewer than twice [`BATCH`].
    fn count(&mut self, side: &Side, rows: &[u32], add: &mut impl FnMut(u32)) {
        // Where each counter begins is known for all of these rows.
        let Counters { shapes, country, sources, articles, .. } = self;
        let (shapes, country, sources, articles) = (&mut shapes[..], &mut country[..], &mut sources[..], &mut articles[..]);
        let (mut more, mut all, none) = ([0; 2 * BATCH], 0, self.known[2] as u32);
        for row in rows {
            let row = &side.rows[*row as usize];
            shapes[(row.shape & !MORE) as usize] += 1;
            country[row.country as usize] += 1;
            self.reports += u64::from(row.reports);
            row.sources.iter().for_each(|n| sources[*n as usize] += 1);
            row.articles.iter().for_each(|n| articles[*n as usize] = 1);
            let has_more = row.shape & MORE != 0;
            more[all] = row.actors[1];
            all += usize::from(has_more);
            add(row.actors[0]);
            add(if has_more { none } else { row.actors[1] });
        }
        more[..all].iter().filter_map(|at| side.more.get(*at as usize)).for_each(fetch);
        for at in &more[..all] {
            let [roles, told, published] = side.more_at(*at);
            roles.iter().for_each(|n| add(*n));
            told.iter().for_each(|n| articles[*n as usize] = 1);
            published.iter().for_each(|n| sources[*n as usize] += 1);
        }
    }

    /// How many rows have each shape, and the rest.
    fn done(mut self) -> (Vec<u32>, Walked) {
        self.sources.truncate(self.known[0]);
        let articles = self.articles[..self.known[1]].iter().map(|told| u64::from(*told)).sum();
        (
            self.shapes,
            Walked { country: self.country, sources: self.sources, told: (self.reports, articles), ..Walked::default() },
        )
    }
}
