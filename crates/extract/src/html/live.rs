//! Entries of a live blog: their headlines, and the days of those that tell only a clock time.

use super::clean::Fate;
use super::phrases;
use super::runs::Runs;
use crate::meta::{self, Metadata};
use jiff::civil::{Date, Time};
use model::BlockKind;
use std::ops::Range;

/// The clock time that stands at the head of an entry.
pub(crate) fn clock(runs: &Runs, entry: Range<usize>) -> Option<(i8, i8)> {
    entry.take(6).find_map(|i| phrases::clock(runs.text(i)))
}

/// The days of entries with these clock times. The oldest entry is of the day on which the page was published; where
/// the clock starts anew, a day has passed. The days after that are told only if the page's last change bears them out.
pub(crate) fn days(clocks: &[Option<(i8, i8)>], published: Option<Date>, updated: Option<Date>) -> Vec<Option<Date>> {
    let Some(published) = published else { return vec![None; clocks.len()] };
    let known: Vec<_> = clocks.iter().flatten().collect();
    let falls = known.windows(2).filter(|w| w[1] < w[0]).count();
    let rises = known.windows(2).filter(|w| w[1] > w[0]).count();
    let mut order: Vec<usize> = (0..clocks.len()).collect();
    if falls >= rises {
        order.reverse();
    }
    let mut passed = vec![0i64; clocks.len()];
    let (mut days, mut last) = (0, None);
    for i in order {
        if clocks[i].is_some() {
            days += i64::from(clocks[i] < last);
            last = clocks[i];
        }
        passed[i] = days;
    }
    let span = updated.and_then(|u| published.until(u).ok()).map(|s| i64::from(s.get_days()));
    let day = |n: i64| published.checked_add(jiff::Span::new().try_days(n).ok()?).ok();
    passed
        .into_iter()
        .map(|n| {
            if n == 0 {
                Some(published)
            } else if span == Some(days) {
                day(n)
            } else {
                None
            }
        })
        .collect()
}

/// An entry's first heading is its headline; its clock time is on `day` where no date is told.
pub(crate) fn fields(runs: &Runs, range: Range<usize>, fates: &mut [Fate], found: &mut Metadata, day: Option<Date>) {
    let first = range.clone().find(|i| matches!(fates[*i], Fate::Kept(_)));
    if found.headline_node.is_none()
        && let Some(i) = first
        && fates[i] == Fate::Kept(BlockKind::Heading)
    {
        found.headline = Some(meta::Field::new(runs.text(i).to_string(), "entry heading"));
        fates[i] = Fate::Field;
    }
    if found.published.is_none()
        && let Some(date) = day
        && let Some((hour, minute)) = clock(runs, range)
        && let Ok(time) = Time::new(hour, minute, 0, 0)
    {
        let stamp = model::Stamp { date, time: Some(time), offset: None };
        found.published = Some(meta::Field::new(stamp, "entry clock"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_clock_starting_anew_is_another_day() {
        let (first, next) = (date(2022, 1, 31), date(2022, 2, 1));
        let newest_first = [Some((0, 30)), Some((23, 10)), None, Some((21, 0)), Some((18, 5))];
        let told = |updated| days(&newest_first, Some(first), updated);
        assert_eq!(told(Some(next)), [Some(next), Some(first), Some(first), Some(first), Some(first)]);
        assert_eq!(told(None)[0], None, "nothing says that it was the next day");
        assert_eq!(told(None)[1], Some(first));
        let oldest_first = [Some((18, 5)), Some((21, 0)), Some((0, 30)), Some((7, 0))];
        assert_eq!(days(&oldest_first, Some(first), Some(next)), [Some(first), Some(first), Some(next), Some(next)]);
        assert_eq!(days(&oldest_first, None, Some(next)), [None; 4]);
    }
}
