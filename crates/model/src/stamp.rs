//! A date, or a date with a time of day: what news gives for when it was published.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// A civil date, with a time of day and an offset from UTC where the source tells them.
///
/// Written as ISO 8601: `2024-03-24`, `2024-03-24T10:30`, `2024-03-24T10:30:05Z`, `2024-03-24T10:30+03:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp {
    /// The day, as the source writes it (not moved to UTC).
    pub date: Date,
    /// The time of day, if told.
    pub time: Option<Time>,
    /// Minutes east of UTC, if told.
    pub offset: Option<i16>,
}

impl Stamp {
    /// A day without a time.
    pub fn day(date: Date) -> Self {
        Stamp { date, time: None, offset: None }
    }
}

impl From<Date> for Stamp {
    fn from(date: Date) -> Self {
        Stamp::day(date)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(t) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", t.hour(), t.minute())?;
        if t.second() != 0 || self.offset == Some(0) {
            write!(f, ":{:02}", t.second())?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => write!(f, "Z"),
            Some(m) => write!(f, "{}{:02}:{:02}", if m < 0 { '-' } else { '+' }, m.abs() / 60, m.abs() % 60),
        }
    }
}

/// A string that is not a date in ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadStamp(pub String);

impl fmt::Display for BadStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an ISO 8601 date: {:?}", self.0)
    }
}

impl std::error::Error for BadStamp {}

impl FromStr for Stamp {
    type Err = BadStamp;

    /// Reads ISO 8601 and RFC 3339 with the separators `T`, `t` or a space; fractions of seconds are dropped.
    fn from_str(s: &str) -> Result<Self, BadStamp> {
        parse(s.trim()).ok_or_else(|| BadStamp(s.to_string()))
    }
}

fn parse(s: &str) -> Option<Stamp> {
    let date: Date = {
        let day = s.get(..10)?;
        let b = day.as_bytes();
        if b[4] != b'-' || b[7] != b'-' {
            return None;
        }
        Date::new(day[..4].parse().ok()?, day[5..7].parse().ok()?, day[8..].parse().ok()?).ok()?
    };
    let rest = &s[10..];
    if rest.is_empty() {
        return Some(Stamp::day(date));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?.trim_start();
    let clock_end = rest.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.' || c == ',')).unwrap_or(rest.len());
    let mut parts = rest[..clock_end].split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next().map_or(Some(0), |m| m.parse().ok())?;
    let second: i8 = parts.next().map_or(Some(0), |s| s.split(['.', ',']).next()?.parse().ok())?;
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    Some(Stamp { date, time: Some(time), offset: offset(rest[clock_end..].trim())? })
}

/// `Some(None)`: no offset written; `None`: something else stands there.
fn offset(s: &str) -> Option<Option<i16>> {
    if s.is_empty() {
        return Some(None);
    }
    if matches!(s, "Z" | "z" | "UTC" | "GMT") {
        return Some(Some(0));
    }
    let sign = match s.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = s[1..].chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) || !matches!(digits.len(), 2 | 4) {
        return None;
    }
    let hours: i16 = digits[..2].parse().ok()?;
    let minutes: i16 = if digits.len() == 4 { digits[2..].parse().ok()? } else { 0 };
    (hours <= 15 && minutes < 60).then_some(Some(sign * (hours * 60 + minutes)))
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_read_and_write_back() {
        for (input, output) in [
            ("2024-03-24", "2024-03-24"),
            ("2024-03-24T10:30", "2024-03-24T10:30"),
            ("2024-03-24 10:30:05.123Z", "2024-03-24T10:30:05Z"),
            ("2024-03-24T10:30:00+0300", "2024-03-24T10:30+03:00"),
            ("2024-03-24T10:30:00-05:30", "2024-03-24T10:30-05:30"),
        ] {
            assert_eq!(input.parse::<Stamp>().unwrap().to_string(), output);
        }
        for bad in ["", "2024", "2024-13-01", "yesterday", "2024-03-24Tnoon", "2024-03-24T10:30 maybe", "２０２４-03-24"] {
            assert!(bad.parse::<Stamp>().is_err(), "{bad}");
        }
    }
}
