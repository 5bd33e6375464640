//! How slots are written as TIMEX3: parts of a year, times of day, lengths, and what stays open.

use crate::{
    calendar::{Stretch, letter, precision, season, unit},
    frame::{Frame, Slot::*},
    number::{ONE, SOME},
};
use jiff::civil::Date;
use model::TimePrecision;

/// TIMEX3's parts of the day: morning, midday, afternoon, evening, night, daytime.
pub(crate) const PARTS: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DT"];

/// The time of day that goes with a point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Clock {
    /// Hour, minute, second.
    pub time: Option<(i64, Option<i64>, Option<i64>)>,
    /// Index into [`PARTS`].
    pub part: Option<i64>,
    /// Minutes east of UTC.
    pub zone: Option<i64>,
}

/// The part of a year that the slots tell.
pub(crate) fn in_year(f: &Frame, year: i16) -> Option<Stretch> {
    let small = |v: i64| i8::try_from(v).ok();
    if let (Some(m), Some(w), Some(n)) = (f.get(Month), f.get(Weekday), f.get(Ord)) {
        let weekday = jiff::civil::Weekday::from_monday_one_offset(small(w)?).ok()?;
        return Date::new(year, small(m)?, 1).ok()?.nth_weekday_of_month(small(n)?, weekday).ok().map(Stretch::Day);
    }
    Some(match (f.get(Month), f.get(Day)) {
        (Some(m), Some(d)) if year < 0 => {
            // A day before the common era is kept as its month: the calendars differ.
            let _ = d;
            Stretch::Month(year, small(m)?)
        }
        (Some(m), Some(d)) => Stretch::Day(Date::new(year, small(m)?, small(d)?).ok()?),
        (Some(m), None) => Stretch::Month(year, small(m)?),
        _ => match (f.get(Quarter), f.get(Half), f.get(Season)) {
            (Some(q), ..) => Stretch::Quarter(year, small(q).filter(|q| (1..=4).contains(q))?),
            (_, Some(h), _) => Stretch::Half(year, small(h).filter(|h| (1..=2).contains(h))?),
            (.., Some(s)) => Stretch::Season(year, small(s)?),
            _ => Stretch::Year(year),
        },
    })
}

/// The value of a yearless frame that cannot be counted from anything.
pub(crate) fn open_value(f: &Frame) -> String {
    match (f.get(Month), f.get(Day)) {
        (Some(m), Some(d)) => format!("XXXX-{m:02}-{d:02}"),
        (Some(m), None) => format!("XXXX-{m:02}"),
        (None, Some(d)) => format!("XXXX-XX-{d:02}"),
        _ => match (f.get(Quarter), f.get(Half), f.get(Season)) {
            (Some(q), ..) => format!("XXXX-Q{q}"),
            (_, Some(h), _) => format!("XXXX-H{h}"),
            (.., Some(s)) => format!("XXXX-{}", season(s)),
            _ => "XXXX-XX-XX".into(),
        },
    }
}

pub(crate) fn open_precision(f: &Frame) -> TimePrecision {
    if f.has(Day) || f.has(Weekday) || f.has(Offset) || f.has(Holiday) {
        TimePrecision::Day
    } else if f.has(Month) {
        TimePrecision::Month
    } else if f.has(Quarter) {
        TimePrecision::Quarter
    } else if f.has(Half) {
        TimePrecision::Half
    } else if f.has(Season) {
        TimePrecision::Season
    } else if f.has(Weekend) {
        TimePrecision::Week
    } else if f.has(Century) {
        TimePrecision::Century
    } else {
        f.get(Unit).map_or(TimePrecision::Day, precision)
    }
}

pub(crate) fn reference(which: i64) -> &'static str {
    ["PAST_REF", "PRESENT_REF", "FUTURE_REF"][which.clamp(0, 2) as usize]
}

/// The time of day that the slots tell.
pub(crate) fn clock(f: &Frame) -> Clock {
    let hour = f.get(Hour).map(|h| match f.get(Pm) {
        Some(1) if h < 12 => h + 12,
        Some(0) if h == 12 => 0,
        // "4 in the morning", "9 at night": the part of day tells which half.
        None if h < 12 && matches!(f.get(Part), Some(2..=4)) && !(f.get(Part) == Some(4) && h < 5) => h + 12,
        _ => h,
    });
    Clock {
        time: hour.map(|h| (h, f.get(Minute), f.get(Second))),
        part: if hour.is_some() { None } else { f.get(Part) },
        zone: f.get(Zone).filter(|_| hour.is_some()),
    }
}

pub(crate) fn clock_value(clock: &Clock) -> String {
    let Some((h, m, s)) = clock.time else {
        return clock.part.map(|p| format!("T{}", PARTS[p.clamp(0, 5) as usize])).unwrap_or_default();
    };
    let mut out = format!("T{h:02}:{:02}", m.unwrap_or(0));
    if let Some(s) = s {
        out.push_str(&format!(":{s:02}"));
    }
    out
}

/// The value of a length: `P2Y6M`, `PT5H30M`, `PXD`.
pub(crate) fn length(count: i64, u: i64) -> String {
    let (t, letter, times) = letter(u);
    if count == SOME {
        let x = match u {
            unit::DECADE => "E",
            unit::CENTURY => "C",
            _ => letter,
        };
        return format!("P{t}X{x}");
    }
    let count = count * times;
    let (whole, part) = (count / ONE, count % ONE);
    if part == 0 {
        return format!("P{t}{whole}{letter}");
    }
    // Years, hours and minutes go on in the next smaller unit; others as a decimal.
    let (next, smaller) = match (t, letter) {
        ("", "Y") => (12, "M"),
        ("T", "H") => (60, "M"),
        ("T", "M") => (60, "S"),
        _ => {
            let decimal = format!("{whole}.{part:03}");
            return format!("P{t}{}{letter}", decimal.trim_end_matches('0'));
        }
    };
    let small = part * next / ONE;
    if whole == 0 { format!("P{t}{small}{smaller}") } else { format!("P{t}{whole}{letter}{small}{smaller}") }
}
