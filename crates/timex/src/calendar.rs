//! Stretches of the calendar: their TIMEX3 values, their first and last days, and counting from one to another.

use jiff::{ToSpan, civil::Date};
use model::TimePrecision;

/// Codes of the slot `unit`.
pub(crate) mod unit {
    pub const SECOND: i64 = 0;
    pub const MINUTE: i64 = 1;
    pub const HOUR: i64 = 2;
    pub const DAY: i64 = 3;
    pub const WEEK: i64 = 4;
    pub const MONTH: i64 = 5;
    pub const QUARTER: i64 = 6;
    pub const HALF: i64 = 7;
    pub const YEAR: i64 = 8;
    pub const DECADE: i64 = 9;
    pub const CENTURY: i64 = 10;
    pub const WEEKEND: i64 = 11;
    pub const SEASON: i64 = 12;
    pub const FORTNIGHT: i64 = 13;
    pub const MILLENNIUM: i64 = 14;
}

/// A stretch of the calendar that one value names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stretch {
    Day(Date),
    /// By its Monday.
    Week(Date),
    /// By the Monday of its week.
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// 1 winter (named by the year of its January), 2 spring, 3 summer, 4 autumn.
    Season(i16, i8),
    /// Negative before the common era.
    Year(i16),
    /// By its first year.
    Decade(i16),
    /// By its number.
    Century(i16),
}

use Stretch::*;

impl Stretch {
    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Day(d) => format!("{}-{:02}-{:02}", year(d.year()), d.month(), d.day()),
            Week(d) => {
                let w = d.iso_week_date();
                format!("{:04}-W{:02}", w.year(), w.week())
            }
            Weekend(d) => format!("{}-WE", Week(d).value()),
            Month(y, m) => format!("{}-{m:02}", year(y)),
            Quarter(y, q) => format!("{}-Q{q}", year(y)),
            Half(y, h) => format!("{}-H{h}", year(y)),
            Season(y, s) => format!("{}-{}", year(y), season(i64::from(s))),
            Year(y) => year(y),
            Decade(y) => format!("{:03}", y / 10),
            Century(c) => format!("{:02}", c - 1),
        }
    }

    /// First and last day; none outside the calendar and before the common era, whose dates need another calendar.
    pub fn bounds(self) -> Option<(Date, Date)> {
        let months = |y: i16, m: i8, n: i32| {
            let first = Date::new(y, m, 1).ok().filter(|d| d.year() > 0)?;
            Some((first, first.checked_add(n.months()).ok()?.yesterday().ok()?))
        };
        match self {
            Day(d) => (d.year() > 0).then_some((d, d)),
            Week(d) => Some((d, d.checked_add(6.days()).ok()?)),
            Weekend(d) => Some((d.checked_add(5.days()).ok()?, d.checked_add(6.days()).ok()?)),
            Month(y, m) => months(y, m, 1),
            Quarter(y, q) => months(y, q * 3 - 2, 3),
            Half(y, h) => months(y, h * 6 - 5, 6),
            Season(y, 1) => months(y.checked_sub(1)?, 12, 3),
            Season(y, s) => months(y, s * 3 - 3, 3),
            Year(y) => months(y, 1, 12),
            Decade(y) => months(y, 1, 120),
            Century(c) => months(c.checked_sub(1)?.checked_mul(100)?.max(1), 1, if c == 1 { 1188 } else { 1200 }),
        }
    }

    /// How fine it is.
    pub fn precision(self) -> TimePrecision {
        match self {
            Day(_) => TimePrecision::Day,
            Week(_) | Weekend(_) => TimePrecision::Week,
            Month(..) => TimePrecision::Month,
            Quarter(..) => TimePrecision::Quarter,
            Half(..) => TimePrecision::Half,
            Season(..) => TimePrecision::Season,
            Year(_) => TimePrecision::Year,
            Decade(_) => TimePrecision::Decade,
            Century(_) => TimePrecision::Century,
        }
    }

    /// The year it lies in (it starts in, where it is longer).
    pub fn year(self) -> i16 {
        match self {
            Day(d) => d.year(),
            Week(d) | Weekend(d) => d.iso_week_date().year(),
            Month(y, _) | Quarter(y, _) | Half(y, _) | Season(y, _) | Year(y) | Decade(y) => y,
            Century(c) => (c - 1) * 100,
        }
    }

    /// A day in its middle, for telling which of several stretches is nearest.
    pub fn middle(self) -> Option<Date> {
        let (first, last) = self.bounds()?;
        first.checked_add((first.until(last).ok()?.get_days() / 2).days()).ok()
    }

    /// The stretch of `unit` that holds its first day.
    pub fn widen(self, unit: i64) -> Option<Stretch> {
        if unit == unit::YEAR {
            return Some(Year(self.year()));
        }
        Some(match (self, unit) {
            (Month(y, m), unit::MONTH) => Month(y, m),
            _ => covering(self.bounds()?.0, unit)?,
        })
    }

    /// The stretch of `unit` that lies `n` of them after (before) this one.
    pub fn shift(self, unit: i64, n: i64) -> Option<Stretch> {
        let year = |y: i16, n: i64| i16::try_from(i64::from(y) + n).ok().filter(|y| (-9000..=9000).contains(y));
        let wide = self.widen(unit)?;
        Some(match wide {
            Day(d) => Day(d.checked_add(jiff::Span::new().try_days(n).ok()?).ok()?),
            Week(d) => Week(d.checked_add(jiff::Span::new().try_weeks(n).ok()?).ok()?),
            Weekend(d) => Weekend(d.checked_add(jiff::Span::new().try_weeks(n).ok()?).ok()?),
            Month(y, m) => {
                let (y, m) = wrap(y, m, 12, n)?;
                Month(y, m)
            }
            Quarter(y, q) => {
                let (y, q) = wrap(y, q, 4, n)?;
                Quarter(y, q)
            }
            Half(y, h) => {
                let (y, h) = wrap(y, h, 2, n)?;
                Half(y, h)
            }
            Season(y, s) => {
                let (y, s) = wrap(y, s, 4, n)?;
                Season(y, s)
            }
            Year(y) => Year(year(y, n)?),
            Decade(y) => Decade(year(y, n.checked_mul(10)?)?),
            Century(c) => Century(year(c, n)?),
        })
    }

    /// The same stretch `n` years later: month by month, quarter by quarter, day by day.
    pub fn years_on(self, n: i64) -> Option<Stretch> {
        let year = |y: i16| i16::try_from(i64::from(y) + n).ok().filter(|y| (-9000..=9000).contains(y));
        Some(match self {
            Day(d) => Day(d.checked_add(jiff::Span::new().try_years(n).ok()?).ok()?),
            Month(y, m) => Month(year(y)?, m),
            Quarter(y, q) => Quarter(year(y)?, q),
            Half(y, h) => Half(year(y)?, h),
            Season(y, s) => Season(year(y)?, s),
            other => Year(year(other.year())?),
        })
    }
}

/// Counts `n` on from number `part` (from 1) of a year of `parts`.
fn wrap(y: i16, part: i8, parts: i64, n: i64) -> Option<(i16, i8)> {
    let total = (i64::from(y) * parts + i64::from(part) - 1).checked_add(n)?;
    let y = i16::try_from(total.div_euclid(parts)).ok().filter(|y| (-9000..=9000).contains(y))?;
    Some((y, (total.rem_euclid(parts) + 1) as i8))
}

/// The stretch of `unit` that holds `day`.
pub(crate) fn covering(day: Date, unit: i64) -> Option<Stretch> {
    let (y, m) = (day.year(), day.month());
    Some(match unit {
        unit::SECOND | unit::MINUTE | unit::HOUR | unit::DAY => Day(day),
        unit::WEEK | unit::FORTNIGHT => Week(monday(day)?),
        unit::WEEKEND => Weekend(monday(day)?),
        unit::MONTH => Month(y, m),
        unit::QUARTER => Quarter(y, (m + 2) / 3),
        unit::HALF => Half(y, (m + 5) / 6),
        unit::SEASON => {
            let s = m % 12 / 3 + 1;
            Season(if m == 12 { y + 1 } else { y }, s)
        }
        unit::YEAR => Year(y),
        unit::DECADE => Decade(y.div_euclid(10) * 10),
        unit::CENTURY => Century(y.div_euclid(100) + 1),
        _ => return None,
    })
}

/// The Monday of the week that holds `day`.
pub(crate) fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

fn year(y: i16) -> String {
    if y < 0 { format!("BC{:04}", -i32::from(y)) } else { format!("{y:04}") }
}

/// TIMEX3's two letters for a season.
pub(crate) fn season(s: i64) -> &'static str {
    ["WI", "SP", "SU", "FA"][(s - 1).clamp(0, 3) as usize]
}

/// TIMEX3's letter for a unit, with `T` before those of the clock, and how many of them one is.
pub(crate) fn letter(unit: i64) -> (&'static str, &'static str, i64) {
    match unit {
        unit::SECOND => ("T", "S", 1),
        unit::MINUTE => ("T", "M", 1),
        unit::HOUR => ("T", "H", 1),
        unit::DAY => ("", "D", 1),
        unit::WEEK => ("", "W", 1),
        unit::FORTNIGHT => ("", "W", 2),
        unit::MONTH => ("", "M", 1),
        unit::QUARTER => ("", "Q", 1),
        unit::HALF => ("", "M", 6),
        unit::SEASON => ("", "M", 3),
        unit::DECADE => ("", "Y", 10),
        unit::CENTURY => ("", "Y", 100),
        unit::MILLENNIUM => ("", "Y", 1000),
        unit::WEEKEND => ("", "D", 2),
        _ => ("", "Y", 1),
    }
}

/// The precision of a length told in `unit`.
pub(crate) fn precision(unit: i64) -> TimePrecision {
    match unit {
        unit::SECOND | unit::MINUTE => TimePrecision::Minute,
        unit::HOUR => TimePrecision::Hour,
        unit::DAY => TimePrecision::Day,
        unit::WEEK | unit::WEEKEND | unit::FORTNIGHT => TimePrecision::Week,
        unit::MONTH => TimePrecision::Month,
        unit::QUARTER => TimePrecision::Quarter,
        unit::HALF => TimePrecision::Half,
        unit::SEASON => TimePrecision::Season,
        unit::DECADE => TimePrecision::Decade,
        unit::CENTURY | unit::MILLENNIUM => TimePrecision::Century,
        _ => TimePrecision::Year,
    }
}
