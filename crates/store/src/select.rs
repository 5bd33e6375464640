//! Which events a query takes: each filter is a set of rows, and sets are cut with each other.

use crate::Bits;
use crate::columns::{Columns, Day, DayOf, Facet, Lists, NO_DAY, Query};
use crate::count::USUAL;
use crate::fetch::fetch;
use std::borrow::Cow;
use std::ops::Range;

/// Articles whose rows are fetched while others are gone through.
const BATCH: usize = 64;

/// Which events a query takes.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The rows taken.
    pub rows: Bits,
    /// How many.
    pub count: usize,
    /// The stretch of rows that the days asked for stand in, but for some that lasted longer.
    pub(crate) stretch: Range<usize>,
    /// The rows that all filters but one facet's own take: for those facets that filter.
    pub(crate) without: Vec<(Facet, Bits)>,
}

impl Columns {
    /// The rows that pass. `told` are those whose articles hold the words searched for ([`Columns::telling`]).
    pub fn select(&self, q: &Query, told: Option<&Bits>) -> Selection {
        let mut all = told.cloned().unwrap_or_else(|| Bits::full(self.len()));
        if q.from.is_some() || q.to.is_some() {
            all.keep(&self.days(q));
        }
        if let Some(place) = &q.place {
            all.keep(&self.places(place));
        }
        if let Some((what, n)) = &q.at_least {
            let toll = |row: usize| match what.as_str() {
                "killed" => self.killed[row],
                "injured" => self.injured[row],
                _ => self.killed[row].max(self.injured[row]),
            };
            all.keep(&Bits::where_true(self.len(), |row| toll(row) >= *n));
        }
        if let Some([west, south, east, north]) = q.within {
            all.keep(&Bits::where_true(self.len(), |row| {
                let (lat, lon) = self.at[row];
                let across = if west <= east { lon >= west && lon <= east } else { lon >= west || lon <= east };
                lat >= south && lat <= north && across
            }));
        }
        for (facet, values) in q.none.iter().filter(|(_, v)| !v.is_empty()) {
            all.remove(&self.having(*facet, values));
        }
        let mut chosen: Vec<(Facet, Cow<Bits>)> = Vec::new();
        for (facet, values) in q.any.iter().filter(|(_, v)| !v.is_empty()) {
            let rows = match facet {
                // Most searches ask for these.
                Facet::Status if USUAL.iter().eq(values) => Cow::Borrowed(self.happened()),
                _ => Cow::Owned(self.having(*facet, values)),
            };
            match chosen.iter_mut().find(|c| c.0 == *facet) {
                Some(c) => c.1.to_mut().keep(&rows),
                None => chosen.push((*facet, rows)),
            }
        }
        let without: Vec<(Facet, Bits)> = (0..chosen.len())
            .map(|i| {
                let mut others = chosen.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, c)| &c.1);
                let mut rows = others.next().map_or_else(|| all.clone(), |other| all.of_both(other));
                others.for_each(|other| rows.keep(other));
                (chosen[i].0, rows)
            })
            .collect();
        let rows = without.first().zip(chosen.first()).map(|(but, c)| but.1.of_both(&c.1)).unwrap_or(all);
        let days =
            if q.day != DayOf::Happened { None } else { self.stretch(q.from.unwrap_or(Day::MIN), q.to.unwrap_or(Day::MAX)) };
        let stretch = days.filter(|_| q.from.is_some() || q.to.is_some()).unwrap_or(0..self.len());
        Selection { count: rows.count(), rows, stretch, without }
    }

    /// The rows that one of the articles tells.
    pub fn telling(&self, articles: &Bits) -> Bits {
        let of_article = self.of_article();
        let number = articles.count();
        if number * 2 < of_article.len() {
            let mut out = Bits::none(self.len());
            // Some lists are on their way while those before them are gone through.
            let (mut here, mut coming): (Vec<&[u32]>, Vec<&[u32]>) = (Vec::with_capacity(BATCH), Vec::with_capacity(BATCH));
            let mut put = |list: &[u32]| Lists::each_at_least_once(list, |row| out.put(row));
            articles.each_in(0, of_article.len(), |n| {
                let list = of_article.of(n);
                list.first().into_iter().for_each(fetch);
                coming.push(list);
                if coming.len() == BATCH {
                    here.drain(..).for_each(&mut put);
                    std::mem::swap(&mut here, &mut coming);
                }
            });
            here.into_iter().chain(coming).for_each(&mut put);
            return out;
        }
        Bits::where_true(self.len(), |row| self.article_numbers.of(row).iter().any(|n| articles.has(*n)))
    }

    /// The same where it is known which rows may be told, and which an article tells that is not among these: the others are
    /// told surely, and those that only one article tells are not.
    pub fn telling_among(&self, mut may: Bits, unwanted: &Bits, articles: &Bits) -> Bits {
        let mut asked = may.of_both(unwanted);
        may.remove(&asked);
        asked.remove(self.of_one());
        let mut told = Bits::none(self.len());
        let (mut here, mut coming): (Vec<u32>, Vec<u32>) = (Vec::with_capacity(BATCH), Vec::with_capacity(BATCH));
        let mut put = |row: u32| {
            if self.article_numbers.of(row as usize).iter().any(|n| articles.has(*n)) {
                told.put(row);
            }
        };
        asked.each(|row| {
            self.article_numbers.of(row).first().into_iter().for_each(fetch);
            coming.push(row as u32);
            if coming.len() == BATCH {
                here.drain(..).for_each(&mut put);
                std::mem::swap(&mut here, &mut coming);
            }
        });
        here.into_iter().chain(coming).for_each(put);
        may.join(&told);
        may
    }

    /// The rows of the days asked for.
    fn days(&self, q: &Query) -> Bits {
        let (from, to) = (q.from.unwrap_or(Day::MIN), q.to.unwrap_or(Day::MAX));
        let published = match q.day {
            DayOf::Happened => None,
            DayOf::Reported => Some(&self.reported),
            DayOf::Updated => Some(&self.updated),
        };
        if let Some(published) = published {
            return Bits::where_true(self.len(), |row| {
                let day = published[row];
                day != NO_DAY && day >= from && day <= to
            });
        }
        let (first, last) = (&self.start, &self.end);
        let passes = |row: usize| first[row] != NO_DAY && last[row] >= from && first[row] <= to;
        let Some(began) = self.stretch(from, to) else { return Bits::where_true(self.len(), passes) };
        let mut out = Bits::default();
        out.add_range(began.start, began.end);
        // Of those that began before, some lasted.
        self.long().iter().filter(|row| passes(**row as usize)).for_each(|row| out.add(*row));
        out
    }

    /// The rows of events that began from one day to another, both included.
    pub fn began(&self, from: Day, to: Day) -> Vec<usize> {
        let within = |row: &usize| self.start[*row] != NO_DAY && self.start[*row] >= from && self.start[*row] <= to;
        match self.stretch(from, to) {
            Some(rows) => rows.collect(),
            None => (0..self.len()).filter(within).collect(),
        }
    }

    /// The same rows where they stand by their first day, the latest first and those without one last.
    fn stretch(&self, from: Day, to: Day) -> Option<Range<usize>> {
        if !self.in_order() {
            return None;
        }
        let dated = &self.start[..self.start.partition_point(|d| *d != NO_DAY)];
        Some(dated.partition_point(|d| *d > to)..dated.partition_point(|d| *d >= from))
    }

    /// Whether first days fall from row to row, as the database gives them.
    fn in_order(&self) -> bool {
        *self.kept.ordered.get_or_init(|| {
            let key = |d: &Day| if *d == NO_DAY { Day::MIN } else { *d };
            self.start.is_sorted_by(|a, b| key(a) >= key(b))
        })
    }

    /// The rows of more than a day.
    fn long(&self) -> &[u32] {
        let long = || (0..self.len()).filter(|row| self.end[*row] != self.start[*row]).map(|row| row as u32).collect();
        self.kept.long.get_or_init(long)
    }

    fn places(&self, place: &str) -> Bits {
        let lower = place.to_lowercase();
        let same = |key: &str, label: &str| {
            key == place || label.eq_ignore_ascii_case(place) || !lower.is_ascii() && label.to_lowercase() == lower
        };
        let mut out = self.place.index().rows(&self.place.words.all(same));
        out.join(&self.admin1.index().rows(&self.admin1.words.all(same)));
        if let Some(n) = model::countries::find(place).and_then(|c| self.country.words.find(c.alpha2)) {
            out.join(&self.country.index().rows(&[n]));
        }
        out
    }

    /// True if some event has this place, division or country, whatever else it is.
    pub fn knows_place(&self, place: &str) -> bool {
        !self.places(place).is_empty()
    }

    /// True if some event has this value, whatever else it is.
    pub fn knows(&self, facet: Facet, value: &str) -> bool {
        !self.having(facet, &[value.to_string()]).is_empty()
    }

    /// The rows that have one of the values.
    fn having(&self, facet: Facet, values: &[String]) -> Bits {
        let exact = |key: &str, _: &str| values.iter().any(|v| v == key || (v == "unknown" && key.is_empty()));
        match facet {
            Facet::Kind => self.kind.index().rows(&self.kind.words.all(|k, _| values.iter().any(|v| model::is_of_kind(k, v)))),
            Facet::Country => self.country.index().rows(&self.country.words.all(exact)),
            Facet::Status => self.status.index().rows(&self.status.words.all(exact)),
            Facet::Precision => self.place_precision.index().rows(&self.place_precision.words.all(exact)),
            Facet::TimePrecision => self.time_precision.index().rows(&self.time_precision.words.all(exact)),
            Facet::Source => self.sources.index().rows(&self.sources.words.all(exact)),
            Facet::Language => self.languages.index().rows(&self.languages.words.all(exact)),
            Facet::Actor => self.actors.index().rows(&self.actors_called(values)),
            Facet::Background => self.among(self.recalled(), values),
            Facet::Disagree => self.among(self.disputed(), values),
        }
    }

    /// The rows that are among others for `yes`, those that are not for `no`.
    fn among(&self, others: &Bits, values: &[String]) -> Bits {
        let wants = |word: &str| values.iter().any(|v| v == word);
        let mut out = if wants("no") { Bits::full(self.len()) } else { Bits::none(self.len()) };
        if wants("no") {
            out.remove(others);
        }
        if wants("yes") {
            out.join(others);
        }
        out
    }

    /// Actors by id, by the words, or by a part of the name.
    fn actors_called(&self, values: &[String]) -> Vec<u32> {
        let words = &self.actors.words;
        let mut out: Vec<u32> = values.iter().filter_map(|v| words.find(v)).collect();
        // An id is in nobody's name.
        let named = values.iter().filter(|v| v.parse::<model::ActorId>().is_err());
        let parts: Vec<String> = named.map(|v| format!(" {} ", v.to_lowercase())).collect();
        if !parts.is_empty() {
            let holds = |label: &String| parts.iter().any(|p| label.contains(p.as_str()));
            out.extend(words.folded().iter().enumerate().filter(|(_, l)| holds(l)).map(|(n, _)| n as u32));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_alternatives_are_those_that_their_articles_tell() {
        let mut dice = 5u64;
        let mut below = |n: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % n
        };
        for _ in 0..50 {
            let rows: Vec<Vec<u32>> = (0..300).map(|_| (0..1 + below(3)).map(|_| below(200) as u32).collect()).collect();
            let ids = (0..300).map(|n: u32| format!("e_{n:020x}").parse().unwrap()).collect();
            let c = Columns { ids, article_numbers: Lists::new(rows), ..Columns::default() };
            let [this, that, third]: [Bits; 3] = [(); 3].map(|()| (0..60).map(|_| below(200) as u32).collect());
            let mut articles = this.clone();
            articles.join(&that);
            articles.remove(&third);
            let mut may = c.telling(&this);
            may.join(&c.telling(&that));
            let told = c.telling_among(may, &c.telling(&third), &articles);
            assert_eq!(told.iter().collect::<Vec<_>>(), c.telling(&articles).iter().collect::<Vec<_>>());
        }
    }
}
