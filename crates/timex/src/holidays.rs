//! Which day a holiday is in a given year, from the table in `rules/holidays.table`.

use jiff::{ToSpan, civil::Date};

/// How a holiday's day is found.
enum Rule {
    Fixed(i8, i8),
    /// The nth weekday of a month, -1 the last; then days on.
    Nth(i8, i8, i8, i64),
    /// Days from Easter Sunday.
    Easter(i64),
    /// Days from Orthodox Easter Sunday.
    Orthodox(i64),
    /// Month and day of the tabular Islamic calendar; days it lasts.
    Islamic(i64, i64, i64),
    /// Days from the first day of Passover; days it lasts.
    Passover(i64, i64),
    Hanukkah,
    /// The days of the years that are listed, for calendars that follow the sky.
    Listed(Vec<Date>),
}

/// All holidays by number.
pub(crate) struct Holidays(Vec<(i64, Rule)>);

impl Holidays {
    /// Reads the table: `NUMBER KIND NUMBERS... # name`.
    pub fn read(text: &str) -> Result<Holidays, String> {
        let mut out = Vec::new();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or("").trim();
            if line.is_empty() {
                continue;
            }
            let bad = || format!("holidays: {line}");
            let words: Vec<&str> = line.split_whitespace().collect();
            let number = |i: usize| words.get(i).and_then(|w| w.parse::<i64>().ok()).ok_or_else(bad);
            let rule = match *words.get(1).ok_or_else(bad)? {
                "fixed" => Rule::Fixed(number(2)? as i8, number(3)? as i8),
                "nth" => Rule::Nth(number(2)? as i8, number(3)? as i8, number(4)? as i8, number(5).unwrap_or(0)),
                "easter" => Rule::Easter(number(2)?),
                "orthodox" => Rule::Orthodox(number(2)?),
                "islamic" => Rule::Islamic(number(2)?, number(3)?, number(4).unwrap_or(1)),
                "passover" => Rule::Passover(number(2)?, number(3).unwrap_or(1)),
                "hanukkah" => Rule::Hanukkah,
                "listed" => {
                    let days: Result<_, _> = words[2..].iter().map(|w| w.parse()).collect();
                    Rule::Listed(days.map_err(|_| bad())?)
                }
                _ => return Err(bad()),
            };
            out.push((number(0)?, rule));
        }
        Ok(Holidays(out))
    }

    /// First and last day of holiday `number` in `year`.
    pub fn days(&self, number: i64, year: i16) -> Option<(Date, Date)> {
        if !(1..=9000).contains(&year) {
            return None;
        }
        let one = |d: Date| (d, d);
        let last = |first: Date, length: i64| Some((first, first.checked_add((length - 1).days()).ok()?));
        match self.0.iter().find(|(n, _)| *n == number)?.1 {
            Rule::Fixed(m, d) => Date::new(year, m, d).ok().map(one),
            Rule::Nth(m, n, weekday, on) => {
                let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
                Date::new(year, m, 1).ok()?.nth_weekday_of_month(n, weekday).ok()?.checked_add(on.days()).ok().map(one)
            }
            Rule::Easter(on) => easter(year)?.checked_add(on.days()).ok().map(one),
            Rule::Orthodox(on) => orthodox(year)?.checked_add(on.days()).ok().map(one),
            Rule::Islamic(m, d, length) => {
                // "Ramadan 1445": a year of the Islamic calendar itself.
                let own = (1300..=1500).contains(&year).then(|| hijri(year.into(), m, d)).flatten();
                last(own.or_else(|| islamic(year, m, d))?, length)
            }
            Rule::Passover(on, length) => last(passover(year)?.checked_add(on.days()).ok()?, length),
            Rule::Hanukkah => last(hanukkah(year)?, 8),
            Rule::Listed(ref days) => days.iter().find(|d| d.year() == year).copied().map(one),
        }
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous computus).
fn easter(year: i16) -> Option<Date> {
    let y = i64::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Easter Sunday of the Julian calendar, told in the Gregorian one.
fn orthodox(year: i16) -> Option<Date> {
    let y = i64::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()?;
    julian.checked_add((y / 100 - y / 400 - 2).days()).ok()
}

/// The day of the tabular Islamic calendar that starts in Gregorian `year`; the sighted moon can differ by a day.
fn islamic(year: i16, month: i64, day: i64) -> Option<Date> {
    let guess = (i64::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2).find_map(|h| hijri(h, month, day).filter(|d| d.year() == year))
}

/// A day of year `h` of the tabular Islamic calendar.
fn hijri(h: i64, month: i64, day: i64) -> Option<Date> {
    let days = (h - 1) * 354 + (3 + 11 * h) / 30 + (29 * (month - 1) + month / 2) + day - 1;
    Date::new(622, 7, 19).ok()?.checked_add(days.days()).ok().filter(|_| h > 0)
}

/// The first day of Passover, 15 Nisan (Gauss's formula, in whole numbers of 1/492480 of a day).
fn passover(year: i16) -> Option<Date> {
    const DAY: i64 = 492_480;
    let y = i64::from(year) + 3760;
    let (a, b) = ((12 * y + 17) % 19, y % 4);
    let moon = 32 * DAY + 21_715 + 765_433 * a + DAY / 4 * b - 1565 * y;
    let (m, rest) = (moon / DAY, moon % DAY);
    let on = match (3 * y + 5 * b + m + 5) % 7 {
        0 if a > 11 && rest >= 442_111 => 1,
        1 if a > 6 && rest >= 311_676 => 2,
        2 | 4 | 6 => 1,
        _ => 0,
    };
    let century = i64::from(year) / 100;
    let days = m + on - 1 + century - century / 4 - 2;
    Date::new(year, 3, 1).ok()?.checked_add(days.days()).ok()
}

/// The first day of Hanukkah, 25 Kislev: the month before it has 30 days in long years.
fn hanukkah(year: i16) -> Option<Date> {
    let new_year = |y: i16| passover(y)?.checked_add(163.days()).ok();
    let first = new_year(year)?;
    let length = first.until(new_year(year + 1)?).ok()?.get_days();
    first.checked_add(if length % 10 == 5 { 84 } else { 83 }.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn movable_feasts_fall_where_the_almanac_has_them() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(1999), Some(date(1999, 4, 4)));
        assert_eq!(orthodox(2024), Some(date(2024, 5, 5)));
        assert_eq!(orthodox(2021), Some(date(2021, 5, 2)));
        assert_eq!(islamic(2024, 9, 1), Some(date(2024, 3, 11)));
        assert_eq!(islamic(2024, 10, 1), Some(date(2024, 4, 10)));
        assert_eq!(hijri(1445, 9, 1), Some(date(2024, 3, 11)));
        for (year, month, day) in [(2013, 3, 26), (2022, 4, 16), (2023, 4, 6), (2024, 4, 23), (2025, 4, 13), (2026, 4, 2)] {
            assert_eq!(passover(year), Some(date(year, month, day)));
        }
        for (year, month, day) in [(2021, 11, 29), (2022, 12, 19), (2023, 12, 8), (2024, 12, 26), (2025, 12, 15)] {
            assert_eq!(hanukkah(year), Some(date(year, month, day)));
        }
    }
}
