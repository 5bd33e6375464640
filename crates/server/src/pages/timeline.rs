//! The events of a search along time, in a lane for each kind of kind: those that would cover each other stand one below the other.

use crate::api;
use crate::search::Found;
use crate::view::{cut, day_number, family, isolated, kind_words, several};
use store::NO_DAY;

/// Events that are drawn.
const MARKS: usize = 400;
/// Where the drawing of marks begins and how wide it is, of 1000.
const LEFT: f64 = 16.0;
const WIDE: f64 = 964.0;
/// How high the stretch is in which a lane's name stands, above its marks.
const HEAD: usize = 20;
/// How wide a day's mark is, and a row of marks high.
const MARK: f64 = 11.0;
const ROW: usize = 11;
/// Rows of marks in a lane; more than these cover each other.
const ROWS: usize = 14;
/// Days of a month and of a year as they are numbered here.
const MONTH: i32 = 31;
const YEAR: i32 = 12 * MONTH;

/// The drawing.
#[derive(Default)]
pub struct Timeline {
    /// The lanes that have events.
    pub lanes: Vec<Lane>,
    /// Where a day, month or year begins, and its name.
    pub ticks: Vec<(String, String)>,
    /// How high the lanes are.
    pub height: usize,
    /// What is drawn and what is not, in words.
    pub told: String,
}

/// Events of one kind of kind.
pub struct Lane {
    pub name: &'static str,
    pub top: usize,
    pub marks: Vec<Mark>,
}

/// An event.
pub struct Mark {
    pub x: String,
    pub y: usize,
    pub w: String,
    pub label: String,
    pub href: String,
    /// True where its time is known to more than a day only.
    pub bar: bool,
}

impl Timeline {
    /// The events found, of the latest days.
    pub fn of(found: &Found) -> Timeline {
        let c = &found.columns;
        let mut rows: Vec<usize> = found.rows().map(|r| r as usize).filter(|r| c.start[*r] != NO_DAY).take(MARKS).collect();
        // From the first of January on, so that months and years begin at round numbers.
        let index = |d: i32| day_number(d) - MONTH - 1;
        let drawn = rows.len();
        rows.sort_by_key(|r| (c.start[*r], c.end[*r], c.ids[*r]));
        let starts: Vec<i32> = rows.iter().map(|r| index(c.start[*r])).collect();
        let early = too_far(&starts);
        rows.drain(..early);
        let starts = &starts[early..];
        // The same from the other side: a few events that are planned for next year, or a day misread.
        let late = too_far(&starts.iter().rev().map(|d| -d).collect::<Vec<i32>>());
        rows.truncate(starts.len() - late);
        let starts = &starts[..starts.len() - late];
        let low = starts.first().copied().unwrap_or(0);
        let high = starts.last().copied().unwrap_or(low).max(low + 7);
        let x = |i: i32| f64::from(i - low) / f64::from(high - low) * WIDE + LEFT;

        let (mut lanes, mut top) = (Vec::new(), 0);
        for name in ["violence", "toll", "harm", "justice", "statement", "affairs"] {
            let of: Vec<usize> = rows.iter().copied().filter(|r| family(c.kind.of(*r)) == name).collect();
            if of.is_empty() {
                continue;
            }
            let mut below = Rows::default();
            let mark = |r: &usize| {
                let bar = c.start[*r] != c.end[*r];
                let (a, b) = (x(index(c.start[*r])), x(index(c.end[*r])).min(LEFT + WIDE + MARK));
                // A circle stands around its day, a bar begins with its first one.
                let (from, to) = if bar { (a, b.max(a + MARK)) } else { (a - MARK / 2.0, a + MARK / 2.0) };
                Mark {
                    x: format!("{a:.1}"),
                    y: top + HEAD + ROW / 2 + below.place(from, to) * ROW,
                    w: format!("{:.1}", to - from),
                    label: format!(
                        "{} · {} · {}",
                        api::iso(c.start[*r], 1),
                        kind_words(c.kind.of(*r)),
                        isolated(&cut(c.place.words.label(c.place.rows[*r]), 50))
                    ),
                    href: format!("/event/{}", c.ids[*r]),
                    bar,
                }
            };
            let marks = of.iter().map(mark).collect();
            lanes.push(Lane { name, top, marks });
            top += HEAD + below.0.len().max(1) * ROW + 8;
        }
        let told = told(drawn, early, late);
        let ticks = ticks(low, high).into_iter().map(|(at, name)| (format!("{:.1}", x(at)), name)).collect();
        Timeline { lanes, ticks, height: top, told }
    }
}

/// How many events are drawn, and how many are not, in words.
fn told(dated: usize, early: usize, late: usize) -> String {
    let shown = several(dated - early - late, "event");
    let shown = if dated == MARKS { format!("The latest {shown} that have a day") } else { format!("{shown} that have a day") };
    let lie = |n: usize| if n == 1 { "lies" } else { "lie" };
    let out: Vec<String> = [(early, "before"), (late, "after")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, when)| format!("{n} {} long {when} the others", lie(n)))
        .collect();
    match out.is_empty() {
        true => shown,
        false => format!("{shown}. Not drawn: {}", out.join(", ")),
    }
}

/// How many of the first days are left out so that the others have room: a twentieth, as these may lie centuries back, or a tenth
/// where that halves the time drawn. None where that gives no room.
fn too_far(starts: &[i32]) -> usize {
    let Some(last) = starts.last() else { return 0 };
    let span = |n: usize| f64::from(last - starts[n]);
    let (some, more) = (starts.len() / 20, starts.len() / 10);
    match () {
        _ if span(more) * 2.0 < span(some) => more,
        _ if span(some) * 1.25 < span(0) => some,
        _ => 0,
    }
}

/// Rows of marks of a lane: where the last mark of each ends.
#[derive(Default)]
struct Rows(Vec<f64>);

impl Rows {
    /// The first row in which there is room; where none has any, the one that has room soonest.
    fn place(&mut self, from: f64, to: f64) -> usize {
        let free = self.0.iter().position(|end| *end <= from);
        let row = free.unwrap_or_else(|| match self.0.len() < ROWS {
            true => {
                self.0.push(to);
                self.0.len() - 1
            }
            false => (0..ROWS).min_by(|a, b| self.0[*a].total_cmp(&self.0[*b])).unwrap_or(0),
        });
        self.0[row] = to;
        row
    }
}

/// The beginnings of years, months or days between two days, a handful of them, with names.
fn ticks(low: i32, high: i32) -> Vec<(i32, String)> {
    let most = 9;
    let steps =
        [1, 2, 5, 10, 15, MONTH, 3 * MONTH, 6 * MONTH, YEAR, 2 * YEAR, 5 * YEAR, 10 * YEAR, 20 * YEAR, 50 * YEAR, 100 * YEAR];
    let step = steps.into_iter().find(|s| (high - low) / s < most).unwrap_or(200 * YEAR);
    let (mut out, wide) = (Vec::new(), step.max(MONTH));
    for month in (low.div_euclid(wide) * wide..=high).step_by(wide as usize) {
        let (y, m) = (month.div_euclid(YEAR), month.rem_euclid(YEAR) / MONTH + 1);
        // Of steps of days the last of a month is too near to the first of the next.
        let long = days_of(y, m);
        let days = (0..long).step_by(step as usize).filter(|d| step == 1 || d + step / 2 < long || *d == 0);
        for (i, d) in days.map(|d| (month + d, d + 1)).filter(|(i, _)| (low..=high).contains(i)) {
            let date = format!("{y:04}-{m:02}-{d:02}");
            let told = match step {
                s if s < MONTH => 10,
                s if s < YEAR => 7,
                _ => 4,
            };
            out.push((i, date[..told].to_string()));
        }
    }
    out
}

/// How many days a month has.
fn days_of(y: i32, m: i32) -> i32 {
    match m {
        2 if y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: i32, d: i32) -> i32 {
        y * YEAR + (m - 1) * MONTH + d - 1
    }

    #[test]
    fn ticks_are_where_days_months_and_years_begin() {
        let names = |low, high| ticks(low, high).into_iter().map(|t| t.1).collect::<Vec<_>>().join(" ");
        assert_eq!(names(day(2019, 7, 3), day(2026, 6, 12)), "2020 2021 2022 2023 2024 2025 2026");
        assert_eq!(names(day(1890, 7, 3), day(2026, 6, 12)), "1900 1920 1940 1960 1980 2000 2020");
        assert_eq!(names(day(2024, 2, 5), day(2024, 9, 1)), "2024-03 2024-04 2024-05 2024-06 2024-07 2024-08 2024-09");
        assert_eq!(
            names(day(2024, 2, 26), day(2024, 3, 3)),
            "2024-02-26 2024-02-27 2024-02-28 2024-02-29 2024-03-01 2024-03-02 2024-03-03"
        );
        for span in (7..60_000).step_by(97) {
            let n = ticks(day(1999, 12, 30), day(1999, 12, 30) + span).len();
            assert!((1..=10).contains(&n) || span < 40, "{n} for {span}");
        }
    }

    #[test]
    fn marks_that_would_cover_each_other_stand_below_each_other() {
        let mut rows = Rows::default();
        assert_eq!(
            [(0.0, 5.0), (3.0, 9.0), (5.0, 6.0), (6.0, 7.0), (6.5, 9.0)].map(|(a, b)| rows.place(a, b)),
            [0, 1, 0, 0, 2]
        );
        (0..50).for_each(|_| assert!(rows.place(8.0, 9.0) < ROWS));
    }

    #[test]
    fn what_is_not_drawn_is_told_in_words() {
        assert_eq!(told(3, 0, 0), "3 events that have a day");
        assert_eq!(
            told(166, 8, 1),
            "157 events that have a day. Not drawn: 8 lie long before the others, 1 lies long after the others"
        );
    }

    #[test]
    fn few_events_of_long_before_leave_room_to_the_others() {
        let mut starts: Vec<i32> = (0..40).map(|i| day(2024, 1, 1) + i * 5).collect();
        assert_eq!(too_far(&starts), 0);
        starts[0] = day(1700, 1, 1);
        assert_eq!(too_far(&starts), 2);
        starts[2] = day(1990, 1, 1);
        starts[3] = day(1990, 1, 1);
        assert_eq!(too_far(&starts), 4);
        assert_eq!(too_far(&[]), 0);
    }
}
