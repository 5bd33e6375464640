//! Reads one written date at a given place in a line of tokens. Every pattern looks at a bounded number of tokens.

use super::token::{Kind, Token};
use super::words::{self, Role};
use super::{DayMonth, Found};
use jiff::civil::{Date, Time};
use model::Stamp;

/// A line and its tokens.
pub struct Line<'a> {
    /// The words.
    pub text: &'a str,
    /// Its pieces.
    pub tokens: &'a [Token],
    /// How to read 03/04/2024.
    pub order: DayMonth,
}

/// A day as found: the date, the token after it, and whether day and month could be the other way round.
struct Day {
    date: Date,
    next: usize,
    ambiguous: bool,
    /// A time of day that stood inside the date ("Mar 24 10:30:00 2024").
    clock: Option<Clock>,
}

#[derive(Clone, Copy)]
struct Clock {
    time: Time,
    offset: Option<i16>,
    next: usize,
}

impl<'a> Line<'a> {
    /// The date that starts at token `i`, with the time of day before or after it.
    pub fn found_at(&self, i: usize) -> Option<(Found, usize)> {
        // A time before the date: "10:30 AM ET, March 24, 2024".
        if let Some(clock) = self.clock(i).filter(|c| c.next > i) {
            let mut at = clock.next;
            while at < clock.next + 4 {
                if let Some(day) = self.day(at) {
                    return Some(self.close(i, day, Some(clock)));
                }
                if !self.skippable(at) {
                    break;
                }
                at += 1;
            }
        }
        let day = self.day(i)?;
        Some(self.close(i, day, None))
    }

    /// The time of day at the first token, its zone, and the byte after it.
    pub fn leading_clock(&self) -> Option<(Time, Option<i16>, usize)> {
        let clock = self.clock(0)?;
        Some((clock.time, clock.offset, self.tokens.get(clock.next.checked_sub(1)?)?.end))
    }

    fn close(&self, first: usize, day: Day, before: Option<Clock>) -> (Found, usize) {
        let clock = before.or(day.clock).or_else(|| self.clock_after(day.next));
        let next = clock.map_or(day.next, |c| c.next.max(day.next));
        let start = self.weekday_before(first).unwrap_or(first);
        let stamp = Stamp { date: day.date, time: clock.map(|c| c.time), offset: clock.and_then(|c| c.offset) };
        let range = self.tokens[start].start..self.tokens[next - 1].end;
        (Found { range, stamp, ambiguous: day.ambiguous }, next)
    }

    fn weekday_before(&self, i: usize) -> Option<usize> {
        let mut at = i.checked_sub(1)?;
        if matches!(self.mark(at), Some(',' | '.')) {
            at = at.checked_sub(1)?;
        }
        self.word(at).filter(|w| words::is(w, Role::Weekday)).map(|_| at)
    }

    fn word(&self, i: usize) -> Option<&'a str> {
        let t = self.tokens.get(i)?;
        (t.kind == Kind::Word).then(|| &self.text[t.start..t.end])
    }

    fn mark(&self, i: usize) -> Option<char> {
        match self.tokens.get(i)?.kind {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }

    fn number(&self, i: usize) -> Option<(u64, u8)> {
        match self.tokens.get(i)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    fn small(&self, i: usize) -> Option<i8> {
        self.number(i).filter(|n| n.1 <= 2).map(|n| n.0 as i8)
    }

    fn spaced(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|t| t.spaced)
    }

    /// A year of four digits.
    fn year(&self, i: usize) -> Option<i16> {
        self.number(i).filter(|n| n.1 == 4 && (1600..=2100).contains(&n.0)).map(|n| n.0 as i16)
    }

    /// A year of two digits that is not the hour of a time.
    fn short_year(&self, i: usize) -> Option<i16> {
        let (y, digits) = self.number(i)?;
        let hour = matches!(self.mark(i + 1), Some(':' | '.')) && self.number(i + 2).is_some();
        (digits == 2 && !hour).then_some(if y < 70 { 2000 + y as i16 } else { 1900 + y as i16 })
    }

    /// A number that is glued to more digits, as in version numbers and prices, is no part of a date.
    fn glued_before(&self, i: usize) -> bool {
        let t = self.tokens[i];
        if t.spaced || i == 0 {
            return false;
        }
        match self.tokens[i - 1].kind {
            Kind::Mark('.' | ',') => i >= 2 && !self.tokens[i - 1].spaced && self.number(i - 2).is_some(),
            Kind::Mark('/' | '-') => i >= 2 && !self.tokens[i - 1].spaced && self.number(i - 2).is_some_and(|n| n.1 <= 4),
            Kind::Mark('$' | '€' | '£' | '#' | '@' | '%' | '+' | '=') => true,
            _ => false,
        }
    }

    fn glued_after(&self, i: usize) -> bool {
        !self.spaced(i)
            && !self.spaced(i + 1)
            && matches!(self.mark(i), Some('.' | '/' | '-' | '%'))
            && self.number(i + 1).is_some()
            || !self.spaced(i) && self.mark(i) == Some('%')
    }

    fn day(&self, i: usize) -> Option<Day> {
        let day = match self.tokens.get(i)?.kind {
            Kind::Mark(_) => None,
            Kind::Word => self.month_first(i),
            Kind::Number { .. } if self.glued_before(i) => None,
            Kind::Number { digits: 8.., .. } => self.compact(i),
            Kind::Number { digits: 4, .. } => self.year_first(i),
            Kind::Number { digits: 1 | 2, .. } => self.numeric(i).or_else(|| self.day_first(i)),
            Kind::Number { .. } => None,
        }?;
        (!self.glued_after(day.next)).then_some(day)
    }

    /// 20240324, 20240324103000, 20240324T103000Z.
    fn compact(&self, i: usize) -> Option<Day> {
        let (v, digits) = self.number(i)?;
        let (day, clock) = match digits {
            8 => (v, None),
            12 => (v / 10_000, Some(v % 10_000 * 100)),
            14 => (v / 1_000_000, Some(v % 1_000_000)),
            _ => return None,
        };
        let year = (day / 10_000) as i16;
        let date = (1900..=2100).contains(&year).then(|| date(year, (day / 100 % 100) as i8, (day % 100) as i8))??;
        let mut clock = clock.and_then(|c| clock_of(c, i + 1));
        let t = self.word(i + 1).is_some_and(|w| w.eq_ignore_ascii_case("t"));
        if let (8, true, Some((c, 4 | 6))) = (digits, t, self.number(i + 2)) {
            let c = if self.number(i + 2)?.1 == 4 { c * 100 } else { c };
            clock = clock_of(c, i + 3).map(|c| self.with_zone(c));
        }
        Some(Day { date, next: clock.map_or(i + 1, |c| c.next), ambiguous: false, clock })
    }

    /// 2024-03-24, 2024/3/24, 2024. 3. 24., 2024年3月24日, 2024. március 24., 2024 March 24.
    fn year_first(&self, i: usize) -> Option<Day> {
        if let (Some("年" | "년"), Some(m)) = (self.word(i + 1), self.small(i + 2)) {
            if !matches!(self.word(i + 3), Some("月" | "월")) {
                return None;
            }
            let d = self.small(i + 4)?;
            let next = i + 5 + usize::from(matches!(self.word(i + 5), Some("日" | "号" | "號" | "일")));
            return Some(Day { date: date(self.year(i)?, m, d)?, next, ambiguous: false, clock: None });
        }
        let year = self.year(i)?;
        if let Some(sep @ ('-' | '/' | '.' | '‐' | '‑' | '–' | '－')) = self.mark(i + 1)
            && let (Some(m), Some(s), Some(d)) = (self.small(i + 2), self.mark(i + 3), self.small(i + 4))
            && s == sep
        {
            return Some(Day { date: date(year, m, d)?, next: i + 5, ambiguous: false, clock: None });
        }
        // The month by name, with at most two fillers on either side.
        let (m, at) = (i + 1..i + 4).find_map(|at| self.month_name(at, false).map(|m| (m.0, at)))?;
        if !(i + 1..at).all(|k| matches!(self.mark(k), Some('.' | ',' | '-' | '/')) || self.word(k).is_some_and(short_filler)) {
            return None;
        }
        let day = (at + 1..at + 3).find(|&k| self.small(k).is_some())?;
        if !(at + 1..day).all(|k| matches!(self.mark(k), Some('.' | ',' | '-' | '/'))) {
            return None;
        }
        let dot = self.mark(day + 1) == Some('.') && self.spaced(day + 2);
        Some(Day { date: date(year, m, self.small(day)?)?, next: day + 1 + usize::from(dot), ambiguous: false, clock: None })
    }

    /// 24/03/2024, 24.3.24, 24 - 03 - 2024.
    fn numeric(&self, i: usize) -> Option<Day> {
        let (a, sep, b, s) = (self.small(i)?, self.mark(i + 1)?, self.small(i + 2)?, self.mark(i + 3)?);
        if sep != s || !matches!(sep, '/' | '.' | '-' | '‐' | '‑' | '–') {
            return None;
        }
        let year = self.year(i + 4).or_else(|| matches!(sep, '/' | '.').then(|| self.short_year(i + 4))?)?;
        // With dots the day always comes first.
        let order = if sep == '.' { DayMonth::DayFirst } else { self.order };
        let ambiguous = sep != '.' && a <= 12 && b <= 12 && a != b;
        let date = match order {
            DayMonth::MonthFirst => date(year, a, b).or_else(|| date(year, b, a)),
            DayMonth::DayFirst => date(year, b, a).or_else(|| date(year, a, b)),
            DayMonth::Unknown if ambiguous => None,
            DayMonth::Unknown => date(year, b, a).or_else(|| date(year, a, b)),
        }?;
        Some(Day { date, next: i + 5, ambiguous, clock: None })
    }

    /// 24 March 2024, 1er mars 2024, 24. März 2024, 24 de marzo de 2024, 24-Mar-24, 24 tháng 3, 2024.
    fn day_first(&self, i: usize) -> Option<Day> {
        let day = self.small(i)?;
        let mut at = i + 1;
        let mut dotted = false;
        let mut tight = false;
        while at < i + 5 {
            if let Some((month, thai)) = self.month_name(at, dotted) {
                let (year, next) = self.year_after(at + 1, thai, tight)?;
                return Some(Day { date: date(year, month, day)?, next, ambiguous: false, clock: None });
            }
            match self.tokens.get(at)?.kind {
                Kind::Mark('.') => dotted = true,
                Kind::Mark('-' | '/' | '‑') => tight = true,
                Kind::Mark(',' | '\'' | '’' | '°' | 'º') => {}
                Kind::Word if self.word(at).is_some_and(|w| between_day_and_month(w, self.spaced(at))) => {}
                Kind::Word if self.word(at).is_some_and(|w| w.eq_ignore_ascii_case("tháng")) => {
                    let month = self.small(at + 1)?;
                    let (year, next) = self.year_after(at + 2, false, false)?;
                    return Some(Day { date: date(year, month, day)?, next, ambiguous: false, clock: None });
                }
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// March 24, 2024; Mar. 24th 2024; Mar 24 10:30:00 EST 2024.
    fn month_first(&self, i: usize) -> Option<Day> {
        let (month, thai) = self.month_name(i, false)?;
        let at = (i + 1..i + 4).find(|&k| self.number(k).is_some())?;
        if !(i + 1..at).all(|k| {
            matches!(self.mark(k), Some('.' | ',' | '-' | '/')) || self.word(k).is_some_and(|w| matches!(w, "the" | "de"))
        }) {
            return None;
        }
        let day = self.small(at)?;
        let suffixed = self.word(at + 1).is_some_and(|w| between_day_and_month(w, self.spaced(at + 1)));
        let after = at + 1 + usize::from(suffixed);
        if let Some((year, next)) = self.year_after(after, thai, self.mark(after) == Some('-')) {
            return Some(Day { date: date(year, month, day)?, next, ambiguous: false, clock: None });
        }
        let clock = self.clock_after(after)?;
        let year_at = (clock.next..clock.next + 2).find(|&k| self.year(k).is_some())?;
        Some(Day {
            date: date(self.year(year_at)?, month, day)?,
            next: year_at + 1,
            ambiguous: false,
            clock: Some(Clock { next: year_at + 1, ..clock }),
        })
    }

    fn month_name(&self, i: usize, dotted: bool) -> Option<(i8, bool)> {
        self.word(i).and_then(|w| words::month(w, dotted))
    }

    /// The year after the month (or after the day, in "March 24, 2024"). Thai years count from the Buddha's death.
    fn year_after(&self, i: usize, thai: bool, tight: bool) -> Option<(i16, usize)> {
        let mut apostrophe = false;
        for at in i..i + 5 {
            if let Some((y, 4)) = self.number(at).filter(|_| thai)
                && (2400..2700).contains(&y)
            {
                return Some((y as i16 - 543, at + 1));
            }
            if let Some(year) = self.year(at) {
                // "March 24, 2024:" is a year; "at 1830:45" is not.
                return Some((
                    year,
                    at + 1 + usize::from(self.word(at + 1).is_some_and(|w| matches!(w, "г" | "року" | "р" | "года"))),
                ));
            }
            match self.tokens.get(at)?.kind {
                Kind::Mark('\'' | '’' | '‘') => apostrophe = true,
                Kind::Mark('.' | ',' | '-' | '/' | '‑' | ')') => {}
                Kind::Word if self.word(at).is_some_and(short_filler) => {}
                Kind::Number { digits: 2, .. } if tight || apostrophe || at == i => {
                    return self.short_year(at).map(|y| (y, at + 1));
                }
                _ => return None,
            }
        }
        None
    }

    /// What may stand between a date and its time.
    fn skippable(&self, i: usize) -> bool {
        match self.tokens.get(i).map(|t| t.kind) {
            Some(Kind::Mark(c)) => {
                matches!(c, ',' | '-' | '–' | '—' | '|' | '·' | '•' | '(' | '@' | '/' | ':' | '.' | ')' | ';')
            }
            Some(Kind::Word) => self
                .word(i)
                .is_some_and(|w| w.eq_ignore_ascii_case("t") || words::is(w, Role::Filler) || words::is(w, Role::Weekday)),
            _ => false,
        }
    }

    fn clock_after(&self, i: usize) -> Option<Clock> {
        for at in i..i + 4 {
            if let Some(clock) = self.clock(at) {
                return Some(clock);
            }
            if !self.skippable(at) {
                return None;
            }
        }
        None
    }

    /// 10:30, 10:30:05.123Z, 10.30 Uhr, 10h30, 10 pm, 10:30 a.m. ET.
    fn clock(&self, i: usize) -> Option<Clock> {
        let mut hour = self.small(i)?;
        let (mut minute, mut second, mut at) = (0, 0, i + 1);
        let separator = match self.tokens.get(at).map(|t| t.kind) {
            Some(Kind::Mark(c @ (':' | '.' | '：'))) => Some(c),
            Some(Kind::Word)
                if self.word(at).is_some_and(|w| matches!(w, "h" | "H" | "Uhr" | "時" | "时" | "點" | "点" | "시")) =>
            {
                Some('h')
            }
            _ => None,
        };
        let minutes = separator.and(self.number(at + 1)).filter(|n| n.1 == 2 && n.0 < 60);
        let mut told = false;
        if let Some((m, _)) = minutes {
            // A dot makes a time only where no third number follows: 10.30, but not 10.30.2024.
            if separator == Some('.') && self.mark(at + 2) == Some('.') && self.number(at + 3).is_some() && !self.spaced(at + 3)
            {
                return None;
            }
            (minute, told) = (m as i8, true);
            at += 2;
            if self.mark(at) == Some(':')
                && let Some((s, 2)) = self.number(at + 1)
            {
                second = s.min(59) as i8;
                at += 2;
                if matches!(self.mark(at), Some('.' | ',')) && self.number(at + 1).is_some() && !self.spaced(at + 1) {
                    at += 2;
                }
            }
        } else if separator == Some('h') {
            told = true;
            at += 1;
        }
        let half = self.word(at).and_then(|w| match () {
            () if w.eq_ignore_ascii_case("am") => Some((false, 1)),
            () if w.eq_ignore_ascii_case("pm") => Some((true, 1)),
            () if matches!(w, "a" | "p" | "A" | "P") && self.mark(at + 1) == Some('.') => {
                let m = self.word(at + 2).is_some_and(|w| w.eq_ignore_ascii_case("m"));
                m.then(|| {
                    (w.eq_ignore_ascii_case("p"), 3 + usize::from(self.mark(at + 3) == Some('.') && !self.spaced(at + 3)))
                })
            }
            () => None,
        });
        if let Some((afternoon, length)) = half {
            // 13:30 pm is written, and means 13:30.
            hour = match hour {
                12 => {
                    if afternoon {
                        12
                    } else {
                        0
                    }
                }
                1..12 if afternoon => hour + 12,
                _ => hour,
            };
            (told, at) = (true, at + length);
        }
        if !told {
            return None;
        }
        let hour = if hour == 24 { 0 } else { hour };
        let time = Time::new(hour, minute, second, 0).ok()?;
        Some(self.with_zone(Clock { time, offset: None, next: at }))
    }

    /// Reads the zone after a time: Z, UTC, GMT+0300, +03:00, (CET), ET.
    fn with_zone(&self, clock: Clock) -> Clock {
        let mut at = clock.next;
        let mut closing = false;
        if matches!(self.word(at), Some("Uhr" | "uhr" | "h" | "hrs" | "uur" | "分" | "분" | "น")) {
            at += 1;
        }
        let plain = at;
        if self.mark(at) == Some('(') {
            (at, closing) = (at + 1, true);
        }
        if let Some(offset) = self.signed(at, !closing) {
            return Clock { offset: Some(offset), next: at + offset_length(self, at), ..clock };
        }
        let Some(offset) = self.word(at).and_then(words::zone) else { return Clock { next: plain, ..clock } };
        at += 1;
        if let Some(more) = offset.is_some_and(|o| o == 0).then(|| self.signed(at, false)).flatten() {
            return Clock { offset: Some(more), next: at + offset_length(self, at), ..clock };
        }
        at += usize::from(closing && self.mark(at) == Some(')'));
        Clock { offset, next: at, ..clock }
    }

    /// +0300, +03:00, -5. Unless `strict` is off, a lone number after a spaced dash is no offset.
    fn signed(&self, i: usize, strict: bool) -> Option<i16> {
        let sign = match self.mark(i)? {
            '+' => 1,
            '-' | '−' => -1,
            _ => return None,
        };
        if self.spaced(i + 1) {
            return None;
        }
        let (v, digits) = self.number(i + 1)?;
        let minutes = self.mark(i + 2).filter(|&c| c == ':').and_then(|_| self.number(i + 3)).filter(|n| n.1 == 2);
        let (h, m) = match (digits, minutes) {
            (4, _) => (v / 100, v % 100),
            (1 | 2, Some((m, _))) => (v, m),
            (1 | 2, None) if !strict || !self.spaced(i) => (v, 0),
            _ => return None,
        };
        (h <= 15 && m < 60).then_some(sign * (h * 60 + m) as i16)
    }
}

fn offset_length(line: &Line, i: usize) -> usize {
    let colon = line.mark(i + 2) == Some(':') && line.number(i + 3).is_some_and(|n| n.1 == 2);
    if colon && line.number(i + 1).is_some_and(|n| n.1 <= 2) { 4 } else { 2 }
}

fn clock_of(v: u64, next: usize) -> Option<Clock> {
    let time = Time::new((v / 10_000) as i8, (v / 100 % 100) as i8, (v % 100).min(59) as i8, 0).ok()?;
    Some(Clock { time, offset: None, next })
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// "de", "of", "m.", "года": words between the parts of a date.
fn short_filler(w: &str) -> bool {
    matches!(w, "de" | "del" | "of" | "da" | "do" | "m" | "d" | "năm" | "י" | "г" | "gada" | "lub")
}

/// Ordinal endings glued to the day, and the words of "the 24th day of March".
fn between_day_and_month(w: &str, spaced: bool) -> bool {
    let ending = !spaced
        && matches!(
            w,
            "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" | "er" | "º" | "ª" | "o" | "e" | "a" | "η" | "ος" | "го"
        );
    ending || short_filler(w) || w == "d"
}
