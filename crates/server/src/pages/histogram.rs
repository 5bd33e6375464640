//! Events over time as bars, with the days below them that they stand for.

use crate::api;
use crate::params::Params;
use crate::search::Found;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A bar.
pub struct Bar {
    pub iso: String,
    pub count: u64,
    pub x: String,
    pub y: String,
    pub h: String,
    /// As it stands in HTML.
    pub href: String,
}

/// A day below the bars: where it stands in percent, its name, and which side of it is there.
pub type Tick = (String, String, &'static str);

/// Events over time as bars of a 1000 × 80 drawing.
pub struct Histogram {
    pub bars: Vec<Bar>,
    /// How wide a bar is.
    pub width: String,
    pub unit: &'static str,
    /// Which day is meant, where that is not the event's.
    pub of: &'static str,
    pub ticks: Vec<Tick>,
    pub first: String,
    pub last: String,
    pub left_out: u64,
}

/// A bar is no wider.
const WIDEST: f64 = 83.0;
/// The days that were asked for are shown whole, where that makes no more than so many bars or so many times those there are.
const WHOLE: i32 = 60;
const TIMES: i32 = 3;

impl Histogram {
    /// The bars of a search. Few events long ago do not squeeze the many of late: a twenty-fifth at the ends is left out and
    /// counted. Where days are asked for, the drawing has these.
    pub fn of(found: &Found, p: &Params) -> Histogram {
        let unit = found.counts.unit;
        let index = |d: i32| index(d, unit);
        let all: u64 = found.counts.histogram.iter().map(|b| b.1).sum();
        let mut left_out = 0;
        let asked = |name, last| crate::search::days(p, name, last).ok().flatten().map(index);
        let (from, to) = (asked("from", false), asked("to", true));
        // What began before the days asked for, or is known to a month only.
        let within = |b: &&(i32, u64)| from.is_none_or(|f| index(b.0) >= f) && to.is_none_or(|t| index(b.0) <= t);
        let kept: Vec<(i32, u64)> = found.counts.histogram.iter().filter(within).copied().collect();
        left_out += all - kept.iter().map(|b| b.1).sum::<u64>();
        let mut bars = kept.as_slice();
        let span = |b: &[(i32, u64)]| b.first().zip(b.last()).map_or(0, |(a, z)| index(z.0) - index(a.0));
        while let [first, rest @ ..] = bars
            && span(bars) > 60
            && (left_out + first.1) * 25 < all
        {
            left_out += first.1;
            bars = rest;
        }
        while let [rest @ .., last] = bars
            && span(bars) > 60
            && index(last.0) - rest.last().map_or(0, |b| index(b.0)) > 12
            && (left_out + last.1) * 20 < all
        {
            left_out += last.1;
            bars = rest;
        }
        let (mut low, mut high) = (bars.first().map_or(0, |b| index(b.0)), bars.last().map_or(0, |b| index(b.0)));
        let most = WHOLE.max(TIMES * (high - low));
        let whole = (from.unwrap_or(low).min(low), to.unwrap_or(high).max(high));
        if whole.1 - whole.0 <= most {
            (low, high) = whole;
        }
        let top = bars.iter().map(|b| b.1).max().unwrap_or(1) as f64;
        // Each has a place of its own; a few of them do not fill theirs.
        let place = 1000.0 / f64::from(high - low + 1);
        let width = (place - 1.0).max(place * 0.8).min(WIDEST);
        let days = p.drop("after").drop("from").drop("to").choices("from", "/search");
        let bar = |(d, n): &(i32, u64)| {
            let iso = api::iso(*d, unit);
            let h = (*n as f64 / top).sqrt() * 74.0 + 2.0;
            Bar {
                count: *n,
                x: format!("{:.1}", f64::from(index(*d) - low) * place + (place - width) / 2.0),
                y: format!("{:.1}", 80.0 - h),
                h: format!("{h:.1}"),
                href: format!("{}&#38;to={iso}", days(&iso)),
                iso,
            }
        };
        let ticks = ticks(low, high, bars.iter().map(|b| index(b.0)), unit);
        let bars: Vec<Bar> = bars.iter().map(bar).collect();
        Histogram {
            of: match p.get("time") {
                Some("reported") => " of first publication",
                Some("updated") => " of last publication",
                _ => "",
            },
            width: format!("{width:.1}"),
            ticks,
            first: name(low, unit),
            last: name(high, unit),
            unit: match unit {
                1 => "day",
                100 => "month",
                _ => "year",
            },
            left_out,
            bars,
        }
    }
}

/// A day, month or year as a number such that the next one has the next number.
fn index(d: i32, unit: i32) -> i32 {
    match unit {
        // A month that is told as "2024-02-31" ends with its last day.
        1 => match Date::new((d / 10_000) as i16, (d / 100 % 100).clamp(1, 12) as i8, 1) {
            Ok(first) => days_since(first) + (d % 100).clamp(1, i32::from(first.days_in_month())) - 1,
            Err(_) => 0,
        },
        100 => d_month(d) / 100 * 12 + d_month(d) % 100 - 1,
        _ => {
            if d > 9999 {
                d / 10_000
            } else {
                d
            }
        }
    }
}

/// The month of a day, or of a month.
fn d_month(d: i32) -> i32 {
    if d > 999_999 { d / 100 } else { d }
}

/// The day from which days are numbered.
const BEGIN: Date = jiff::civil::date(1970, 1, 1);

fn days_since(day: Date) -> i32 {
    BEGIN.until(day).map_or(0, |s: Span| s.get_days())
}

/// The name of what has a number.
fn name(i: i32, unit: i32) -> String {
    match unit {
        1 => BEGIN.checked_add(i.days()).map_or_else(|_| String::new(), |d| d.to_string()),
        100 => format!("{:04}-{:02}", i.div_euclid(12), i.rem_euclid(12) + 1),
        _ => format!("{i:04}"),
    }
}

/// Names below a drawing: each below its bar, as many as there is room for. The first and the last bar come first, then the ends of
/// the drawing, then what lies between.
fn ticks(low: i32, high: i32, mut bars: impl Iterator<Item = i32>, unit: i32) -> Vec<Tick> {
    // How wide a name is, in percent of a narrow drawing.
    let wide = match unit {
        1 => 25.0,
        100 => 18.0,
        _ => 12.0,
    };
    let first = bars.next();
    let wanted = [first, bars.last().or(first), Some(low), Some(high)].into_iter().flatten();
    let between = [(1, 2), (1, 4), (3, 4), (1, 8), (3, 8), (5, 8), (7, 8)].map(|(a, b)| low + (high - low) * a / b);
    let mut out: Vec<(f64, f64, Tick)> = Vec::new();
    for i in wanted.chain(between) {
        let at = (f64::from(i - low) + 0.5) / f64::from(high - low + 1) * 100.0;
        let (begin, anchor) = match at {
            at if at < wide / 2.0 => (0.0, "start"),
            at if at > 100.0 - wide / 2.0 => (100.0 - wide, "end"),
            at => (at - wide / 2.0, "middle"),
        };
        // Beside the edge a name begins where its bar does, or ends where that ends.
        let half = 50.0 / f64::from(high - low + 1);
        let at = match anchor {
            "start" => (at - half).max(0.0),
            "end" => (at + half).min(100.0),
            _ => at,
        };
        let begin = match anchor {
            "start" => at,
            "end" => at - wide,
            _ => begin,
        };
        if out.iter().all(|(b, e, _)| begin >= *e || begin + wide <= *b) {
            out.push((begin, begin + wide, (format!("{at:.1}"), name(i, unit), anchor)));
        }
    }
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    out.into_iter().map(|t| t.2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_has_the_next_number() {
        for (unit, days) in [(1, vec![20_231_231, 20_240_101]), (100, vec![202_312, 202_401]), (10_000, vec![2023, 2024])] {
            assert_eq!(index(days[1], unit) - index(days[0], unit), 1);
            assert_eq!(
                days.iter().map(|d| name(index(*d, unit), unit)).collect::<Vec<_>>(),
                days.iter().map(|d| api::iso(*d, unit)).collect::<Vec<_>>()
            );
        }
        // What is asked for are days, whatever a bar is.
        assert_eq!((index(20_240_229, 1), index(20_240_131, 100)), (index(20_240_231, 1), index(202_401, 100)));
        assert_eq!(index(20_240_131, 10_000), index(2024, 10_000));
    }

    #[test]
    fn days_stand_below_their_bars() {
        let told = |low: i32, high: i32, bars: &[i32], unit| {
            let bars = bars.iter().map(|d| index(*d, unit));
            let all = ticks(index(low, unit), index(high, unit), bars, unit);
            all.into_iter().map(|t| format!("{} {} {}", t.1, t.0, t.2)).collect::<Vec<_>>()
        };
        let three = [20_310_508, 20_310_509, 20_310_510];
        assert_eq!(
            told(three[0], three[2], &three, 1),
            ["2031-05-08 16.7 middle", "2031-05-09 50.0 middle", "2031-05-10 83.3 middle"]
        );
        assert_eq!(told(2031, 2031, &[2031], 10_000), ["2031 50.0 middle"]);
        assert_eq!(told(202_401, 202_406, &[202_403], 100), ["2024-01 0.0 start", "2024-03 41.7 middle", "2024-06 100.0 end"]);
    }
}
