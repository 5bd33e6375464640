//! Days that are counted from another happening: "on Monday, a day after a landslide", "two years into the war".

use crate::find::{Found, Link, Scene};
use crate::words::NONE;
use jiff::{Span, civil::Date};
use model::{Carried, ReportTime, Stamp, TimeKind, TimePrecision};

/// A stretch of time: how many of which unit of TIMEX3 (`D`, `W`, `M`, `Y`).
type Stretch = (i64, u8);

/// Reads `P2W`; hours are no days. `None` for what is no single whole number of one unit.
fn stretch(value: &str) -> Option<Stretch> {
    if value.starts_with("PT") {
        return Some((0, b'D'));
    }
    let body = value.strip_prefix('P')?;
    let unit = *body.as_bytes().last()?;
    let n: i64 = body[..body.len() - 1].parse().ok().filter(|n| (1..=2000).contains(n))?;
    matches!(unit, b'D' | b'W' | b'M' | b'Y').then_some((n, unit))
}

/// The days that lie `n` units from `base`, as finely as the unit says, with their precision.
fn moved(base: Date, (n, unit): Stretch, sign: i64) -> Option<(Date, Date, TimePrecision)> {
    let n = n * sign;
    let by = match unit {
        b'D' => Span::new().try_days(n),
        b'W' => Span::new().try_weeks(n),
        b'M' => Span::new().try_months(n),
        _ => Span::new().try_years(n),
    };
    let day = base.checked_add(by.ok()?).ok()?;
    Some(match unit {
        b'D' => (day, day, TimePrecision::Day),
        b'W' => (day.checked_sub(Span::new().days(3)).ok()?, day.checked_add(Span::new().days(3)).ok()?, TimePrecision::Week),
        b'M' => (day.first_of_month(), day.last_of_month(), TimePrecision::Month),
        _ => (day.first_of_year(), day.last_of_year(), TimePrecision::Year),
    })
}

impl Scene<'_> {
    /// The time of a match that the sentence counts from another day: before it, or from the day of publication. `told` is
    /// what the sentence tells otherwise; it stays where it stands in the match's own words.
    pub fn counted_from(&self, f: &Found, told: &ReportTime, published: Option<Stamp>) -> Option<ReportTime> {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let start = match (f.link, f.group) {
            (Link::Own, Some(g)) => w.surface_subject(&g)?.start,
            _ => w.phrase(f.anchor).map_or(f.first, |p| p.start),
        };
        let turn = start.checked_sub(1).filter(|&i| i > sentence.start)?;
        let into = w.low(turn) == "into";
        let sign = match w.low(turn) {
            "after" | "following" | "into" => -1,
            "before" => 1,
            _ => return None,
        };
        let n = w.time_of[turn - 1];
        let (by, from) = if n != NONE && self.mentions.times[n as usize].kind == TimeKind::Duration {
            let from = (sentence.start..turn).find(|&i| w.time_of[i] == n)?;
            (stretch(&self.mentions.times[n as usize].value)?, from)
        } else if w.low(turn - 1) == "day" && turn >= 2 && w.low(turn - 2) == "the" {
            ((1, b'D'), turn - 2)
        } else {
            return None;
        };
        let own = told.time.and_then(|m| (f.anchor..sentence.end).find(|&i| w.time_of[i] == m));
        if own.is_some_and(|t| (f.anchor..t).all(|i| w.low(i) != ",")) {
            return None;
        }
        let day = |t: usize| {
            let time = self.mentions.times.get(w.time_of[t] as usize)?;
            let fine = time.precision <= TimePrecision::Day || by.1 == b'Y' && time.precision <= TimePrecision::Year;
            time.start.filter(|_| fine && matches!(time.kind, TimeKind::Date | TimeKind::Time)).map(|s| (s, w.time_of[t]))
        };
        let later = || {
            let comma = (f.end..sentence.end).find(|&i| w.low(i) == ",")?;
            (comma..sentence.end).find_map(day)
        };
        let base = (sentence.start..from).rev().find_map(day).or_else(later);
        let (base, time) = match base {
            Some((s, n)) => (s.date, Some(n)),
            None if into => (published?.date, (n != NONE).then_some(n)),
            None => return None,
        };
        let (start, end, precision) = moved(base, by, sign)?;
        Some(ReportTime {
            time,
            start: Some(Stamp::day(start)),
            end: Some(Stamp::day(end)),
            precision: Some(precision),
            from: Carried::Stated,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_stretch_is_read_and_moves_a_day_as_finely_as_it_says() {
        assert_eq!(stretch("P2W"), Some((2, b'W')));
        assert_eq!(stretch("PT5H"), Some((0, b'D')));
        assert_eq!(stretch("P1Y6M"), None);
        assert_eq!(moved(date(2031, 3, 1), (1, b'D'), -1), Some((date(2031, 2, 28), date(2031, 2, 28), TimePrecision::Day)));
        assert_eq!(moved(date(2031, 5, 14), (2, b'Y'), -1), Some((date(2029, 1, 1), date(2029, 12, 31), TimePrecision::Year)));
        assert_eq!(moved(date(2031, 5, 14), (1, b'M'), 1), Some((date(2031, 6, 1), date(2031, 6, 30), TimePrecision::Month)));
    }
}
