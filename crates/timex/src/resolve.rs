//! From the slots of an expression to its value: what it is counted from, and in which direction.

use crate::{
    calendar::{Stretch, covering, monday, precision, unit},
    frame::{Frame, Slot::*},
    grammar::Op,
    holidays::Holidays,
    number::{ONE, SOME},
    value::{Clock, PARTS, clock, clock_value, in_year, length, open_precision, open_value, reference},
};
use jiff::{ToSpan, civil::Date};
use model::{TimeKind, TimePrecision};

/// What the words around an expression say of its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Present,
    Unknown,
}

/// What an expression can be counted from.
pub(crate) struct Scene<'a> {
    pub published: Option<Date>,
    /// What was last spoken of.
    pub context: Option<Stretch>,
    /// A day with its year, told shortly before in this paragraph or the last.
    pub story: Option<Date>,
    /// The weekday or month that this one is paired with: "on Friday and Saturday".
    pub follows: Option<Stretch>,
    /// The quarter that figures nearby are told for.
    pub quarter: Option<Stretch>,
    /// Figures of several quarters together were told since: what they stand beside is the year before.
    pub summed: bool,
    /// The day told right behind, on which this stretch ends.
    pub ends: Option<Date>,
    /// The text tells of a time far from its publication: bare months and days follow the story and not the clock.
    pub narrative: bool,
    /// All of the text does: so do "last month" and "next year".
    pub history: bool,
    pub tense: Tense,
    /// A verb right before the expression gives the tense.
    pub sure: bool,
    pub holidays: &'a Holidays,
}

/// From where an expression was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    Published,
    Context,
    Nothing,
    Unknown,
}

impl From {
    pub fn word(self) -> &'static str {
        match self {
            From::Published => "published",
            From::Context => "context",
            From::Nothing => "none",
            From::Unknown => "unknown",
        }
    }
}

/// A resolved expression.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub kind: TimeKind,
    pub value: String,
    /// Where on the calendar; none for lengths, sets, and what stays unresolved.
    pub stretch: Option<Stretch>,
    /// First and last day where they are not those of the stretch (a holiday of several days).
    pub days: Option<(Date, Date)>,
    pub clock: Clock,
    pub precision: TimePrecision,
    pub from: From,
}

impl Found {
    fn vague(kind: TimeKind, value: &str, from: From) -> Found {
        Found {
            kind,
            value: value.into(),
            stretch: None,
            days: None,
            clock: Clock::default(),
            precision: TimePrecision::Vague,
            from,
        }
    }
}

/// Days beyond which tense alone does not place a date without a year: the nearest one is meant.
const FAR: i32 = 300;

/// Days within which the next day of a story follows, and news lies before its publication.
const WEEKS: i32 = 45;

/// Days ahead within which a weekday lies that is told in the present tense.
const SOON: i64 = 2;

/// Days within which a story stays in its year.
const STORY: i32 = 250;
/// Days for which a story of another year goes on though the same days of this year have just been.
const SOON_AFTER: i32 = 14;

impl Scene<'_> {
    /// The value of `frame` under `op`.
    pub fn resolve(&self, op: Op, frame: &Frame) -> Option<Found> {
        match op {
            Op::Point => self.point(frame),
            Op::Shift => self.shift(frame),
            Op::Duration => self.duration(frame),
            Op::Set => self.set(frame),
            Op::Ref => Some(Found::vague(TimeKind::Date, reference(frame.get(Ref)?), From::Published)),
            Op::Nothing => None,
            Op::Unknown => Some(Found::vague(TimeKind::Date, "XXXX-XX-XX", From::Unknown)),
        }
    }

    /// What relative expressions of this frame count from.
    fn base(&self, f: &Frame) -> (Option<Stretch>, From) {
        let published = (self.published.map(Stretch::Day), From::Published);
        let context = (self.context, From::Context);
        let told = f.get(Anchor) == Some(1) || self.history && f.has(Dir) && context.0.is_some();
        let (first, second) = if told { (context, published) } else { (published, context) };
        if first.0.is_some() {
            first
        } else if second.0.is_some()
            && f.get(Anchor) == Some(1)
            && !matches!(f.get(Unit), Some(0..=unit::WEEK))
            && f.get(Sign) != Some(1)
        {
            // "A year earlier" can do without a story; "two days later" without one is later than nobody knows what.
            second
        } else {
            (None, From::Unknown)
        }
    }

    /// What bare months, weekdays and seasons count from.
    fn bare(&self) -> (Option<Stretch>, From) {
        match (self.narrative, self.context, self.published) {
            (true, Some(context), _) => (Some(context), From::Context),
            (_, _, Some(published)) => (Some(Stretch::Day(published)), From::Published),
            (_, Some(context), None) => (Some(context), From::Context),
            _ => (None, From::Unknown),
        }
    }

    /// "5/12/2024" in a text of May 2024 that tells of the past: with the month first it is over, with the day first it is not.
    fn turned(&self, f: &Frame) -> Option<Frame> {
        f.get(Swap).filter(|_| self.tense != Tense::Future)?;
        let (year, month, day) = (f.get(Year)?, f.get(Month)?, f.get(Day)?);
        let date = |m: i64, d: i64| Date::new(year.try_into().ok()?, m.try_into().ok()?, d.try_into().ok()?).ok();
        let published = self.published?;
        if date(month, day)? <= published || date(day, month)? > published {
            return None;
        }
        let mut frame = *f;
        frame.set(Month, day);
        frame.set(Day, month);
        Some(frame)
    }

    fn point(&self, f: &Frame) -> Option<Found> {
        let known = self.known(f).or_else(|| self.turned(f));
        let f = known.as_ref().unwrap_or(f);
        let clock = clock(f);
        let timed = clock.time.is_some() || clock.part.is_some();
        let (mut stretch, days, from, open) = self.place(f, timed)?;
        if f.get(Unit) == Some(unit::WEEK) && f.has(Month) && f.has(Day) {
            // "the week of March 4"
            stretch = stretch.and_then(|s| s.widen(unit::WEEK));
        }
        let mut days = days;
        if let (true, Some(u @ (unit::WEEK | unit::WEEKEND))) = (f.has(Holiday), f.get(Unit)) {
            // "Easter weekend"
            (stretch, days) = (days.and_then(|d| covering(d.0, u)), None);
        }
        let mut found = Found {
            kind: if timed { TimeKind::Time } else { TimeKind::Date },
            value: String::new(),
            stretch,
            days,
            clock,
            precision: TimePrecision::Day,
            from,
        };
        found.precision = stretch.map_or_else(|| open_precision(f), Stretch::precision);
        found.value = stretch.map_or(open, Stretch::value);
        if timed {
            if let Some(s) = stretch.filter(|s| !matches!(s, Stretch::Day(_))) {
                // A clock time goes with a day only: "early morning in May" keeps the month.
                found.value = s.value();
                found.clock = Clock::default();
                found.kind = TimeKind::Date;
            } else {
                found.value.push_str(&clock_value(&clock));
                if let Some((_, minute, _)) = clock.time {
                    found.precision = if minute.is_some() { TimePrecision::Minute } else { TimePrecision::Hour };
                }
            }
        }
        Some(found)
    }

    /// The frame with the year that its day is known for, where that day lies before the text.
    fn known(&self, f: &Frame) -> Option<Frame> {
        let (year, month, day) = (f.get(Known)?, f.get(Month)?, f.get(Day)?);
        let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        let mut frame = *f;
        frame.set(Year, year);
        self.published.is_none_or(|p| p > date).then_some(frame)
    }

    /// Where on the calendar: the stretch, days where they differ, what it counts from, and the value while it stays open.
    #[allow(clippy::type_complexity)]
    fn place(&self, f: &Frame, timed: bool) -> Option<(Option<Stretch>, Option<(Date, Date)>, From, String)> {
        let plain = |s: Option<Stretch>, from, open: &str| Some((s, None, from, open.to_string()));
        let year = self.year(f);
        if let (Some((year, _)), Some(2), Some(Stretch::Quarter(_, q))) = (year, f.get(Anchor), self.quarter) {
            // "the 1988 period" beside figures of a quarter
            return plain(Some(Stretch::Quarter(year, q)), From::Context, "");
        }
        if f.get(Anchor) == Some(3) {
            // The quarter that ends on a day: the one that holds most of its three months.
            let middle = self.ends?.checked_sub(45.days()).ok()?;
            return plain(covering(middle, f.get(Unit)?), From::Context, "");
        }
        if f.get(Unit) == Some(unit::WEEK) && f.has(Count) {
            // "week 18 of 2024"
            let (week, from) = self.numbered_week(f, year)?;
            return plain(Some(week), from, "");
        }
        if let Some((year, from)) = year {
            if let Some(h) = f.get(Holiday) {
                let (first, last) = self.holidays.days(h, year)?;
                let s = if first == last { Stretch::Day(first) } else { Stretch::Month(first.year(), first.month()) };
                return Some((Some(s), Some((first, last)), from, String::new()));
            }
            return plain(Some(in_year(f, year)?), from, "");
        }
        if let Some(decade) = f.get(Decade) {
            let century = if decade >= 100 { 0 } else { self.century_of(decade) };
            return plain(Some(Stretch::Decade(i16::try_from(century + decade).ok()?)), From::Nothing, "");
        }
        if let Some(century) = f.get(Century) {
            let bc = f.get(Bc) == Some(1);
            return if bc {
                plain(None, From::Nothing, &format!("BC{:02}", century - 1))
            } else {
                plain(Some(Stretch::Century(i16::try_from(century).ok()?)), From::Nothing, "")
            };
        }
        if f.has(Weekday) && f.has(Day) && !f.has(Month) && !f.has(Dir) {
            // "dimanche 24"
            return self.yearless(f);
        }
        if let Some(offset) = f.get(Offset) {
            let (base, from) = self.base(f);
            let day = base.and_then(|b| b.bounds()).and_then(|b| Stretch::Day(b.0).shift(unit::DAY, offset));
            return plain(day, from, "XXXX-XX-XX");
        }
        if let (Some(dir), Some(u), false) = (f.get(Dir), f.get(Unit), f.has(Holiday)) {
            return self.relative(f, dir, u);
        }
        if f.has(Holiday) || f.has(Month) || f.has(Quarter) || f.has(Half) || f.has(Season) {
            return self.yearless(f);
        }
        if let Some(weekday) = f.get(Weekday) {
            let (base, from) = if f.get(Anchor) == Some(1) { self.base(f) } else { self.bare() };
            let base = base.and_then(|b| b.bounds()).map(|b| b.0);
            let day = base.and_then(|b| self.weekday(weekday, f, b));
            return plain(day.map(Stretch::Day), from, &format!("XXXX-WXX-{weekday}"));
        }
        if f.get(Weekend) == Some(1) {
            let (base, from) = self.bare();
            let base = base.and_then(|b| b.bounds()).map(|b| b.0);
            let week = base.and_then(|b| {
                let saturday = self.weekday(6, f, b)?;
                monday(saturday)
            });
            return plain(week.map(Stretch::Weekend), from, "XXXX-WXX-WE");
        }
        if f.has(Day) {
            return self.yearless(f);
        }
        if timed {
            let (base, from) = if f.get(Anchor) == Some(0) || !self.narrative && f.get(Anchor).is_none() {
                match self.context {
                    Some(s @ Stretch::Day(_)) if f.get(Anchor).is_none() => (Some(s), From::Context),
                    _ => (self.published.map(Stretch::Day), From::Published),
                }
            } else {
                (self.context.filter(|s| matches!(s, Stretch::Day(_))), From::Context)
            };
            let from = if base.is_some() { from } else { From::Unknown };
            return plain(base, from, "XXXX-XX-XX");
        }
        None
    }

    /// The year that the words tell, and from where.
    fn year(&self, f: &Frame) -> Option<(i16, From)> {
        if let Some(year) = f.get(Year) {
            let year = i16::try_from(year).ok()?;
            return Some((if f.get(Bc) == Some(1) { -year } else { year }, From::Nothing));
        }
        if let Some(yy) = f.get(Yy) {
            return i16::try_from(self.century_of(yy) + yy).ok().map(|y| (y, From::Nothing));
        }
        let inner = f.has(Month) || f.has(Quarter) || f.has(Half) || f.has(Season) || f.has(Holiday);
        if inner && f.get(Unit) == Some(unit::YEAR) {
            let (base, from) = self.base(f);
            return Some((base?.shift(unit::YEAR, f.get(Dir)?)?.year(), from));
        }
        None
    }

    /// The week of a number, of the year that is told or else the latest that does not lie ahead.
    fn numbered_week(&self, f: &Frame, year: Option<(i16, From)>) -> Option<(Stretch, From)> {
        let week = i8::try_from(f.get(Count)? / ONE).ok()?;
        let of = |year: i16| {
            let first = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?;
            Some(Stretch::Week(first.date()))
        };
        if let Some((year, from)) = year {
            return Some((of(year)?, from));
        }
        let (base, from) = self.bare();
        let base = base?.bounds()?.0;
        let begun = |s: &Stretch| s.bounds().is_some_and(|b| b.0 <= base);
        let this = of(base.year());
        let week = if self.tense == Tense::Future { this } else { this.filter(begun).or_else(|| of(base.year() - 1)) };
        Some((week?, from))
    }

    /// The century (its first year) of a year told by two digits: the latest that does not lie ahead.
    fn century_of(&self, yy: i64) -> i64 {
        let base = match (self.narrative, self.context, self.published) {
            (true, Some(context), _) => i64::from(context.year()) + 20,
            (_, _, Some(published)) => i64::from(published.year()) + 5,
            _ => 2029,
        };
        let century = base.div_euclid(100) * 100;
        if century + yy <= base { century } else { century - 100 }
    }

    /// "last week", "this month", "next year", "Tuesday last week", "the 5th of this month".
    #[allow(clippy::type_complexity)]
    fn relative(&self, f: &Frame, dir: i64, u: i64) -> Option<(Option<Stretch>, Option<(Date, Date)>, From, String)> {
        let (mut base, mut from) = self.base(f);
        if u == unit::QUARTER && matches!(f.get(Anchor), Some(1 | 2)) {
            // "the quarter" is the one that the report is about, else the last one that has ended.
            if let Some(q) = self.quarter.filter(|_| dir < 0 || dir == 0 && f.get(Anchor) == Some(1)) {
                return Some((Some(q), None, From::Context, String::new()));
            }
            if f.get(Anchor) == Some(2) {
                (base, from) = (self.published.map(Stretch::Day), From::Published);
            }
        }
        let wide = base.and_then(|b| b.shift(u, dir * if u == unit::FORTNIGHT { 2 } else { 1 }));
        let Some(wide) = wide else {
            let open = match u {
                unit::WEEK | unit::FORTNIGHT => "XXXX-WXX",
                unit::WEEKEND => "XXXX-WXX-WE",
                unit::MONTH => "XXXX-XX",
                unit::QUARTER => "XXXX-QX",
                unit::HALF => "XXXX-HX",
                unit::DECADE => "XXX",
                unit::CENTURY => "XX",
                unit::YEAR => "XXXX",
                _ => "XXXX-XX-XX",
            };
            return Some((None, None, From::Unknown, open.into()));
        };
        let stretch = match (wide, f.get(Weekday), f.get(Day)) {
            (Stretch::Week(m), Some(w), _) => Stretch::Day(m.checked_add((w - 1).days()).ok()?),
            (Stretch::Month(y, m), _, Some(d)) => Stretch::Day(Date::new(y, m, d as i8).ok()?),
            (wide, ..) => wide,
        };
        Some((Some(stretch), None, from, String::new()))
    }

    /// A month, season, quarter, half, holiday or day of the month without its year.
    #[allow(clippy::type_complexity)]
    fn yearless(&self, f: &Frame) -> Option<(Option<Stretch>, Option<(Date, Date)>, From, String)> {
        let (base, from) = if f.get(Anchor) == Some(1) { self.base(f) } else { self.bare() };
        let open = open_value(f);
        let Some(base) = base else { return Some((None, None, From::Unknown, open)) };
        if base.year() < 0 {
            // Before the common era a story stays in its year.
            return Some((in_year(f, base.year()).filter(|_| !f.has(Holiday)), None, from, open));
        }
        let middle = base.middle()?;
        let (first, last) = base.bounds()?;
        let mut candidates: Vec<(Stretch, (Date, Date))> = Vec::new();
        let with_days = |s: Stretch| Some((s, s.bounds()?));
        if f.has(Day) && !f.has(Month) {
            // A day alone stays in the month of a story: "on 3 May ... on the 20th".
            let months = if f.get(Anchor) == Some(1) { 0..=0 } else { -1..=1 };
            for n in months {
                let Some(Stretch::Month(y, m)) = Stretch::Day(first).shift(unit::MONTH, n) else { continue };
                let named = |d: &Date| f.get(Weekday).is_none_or(|w| w == i64::from(d.weekday().to_monday_one_offset()));
                let day = Date::new(y, m, f.get(Day)? as i8).ok().filter(named);
                candidates.extend(day.and_then(|d| with_days(Stretch::Day(d))));
            }
        } else {
            for y in base.year() - 1..=base.year() + 1 {
                if let Some(h) = f.get(Holiday) {
                    let found = self.holidays.days(h, y);
                    candidates
                        .extend(found.map(|(a, b)| {
                            (if a == b { Stretch::Day(a) } else { Stretch::Month(a.year(), a.month()) }, (a, b))
                        }));
                } else {
                    candidates.extend(in_year(f, y).and_then(with_days));
                }
            }
        }
        let past = || candidates.iter().rev().find(|c| c.1.0 <= last);
        let before = || candidates.iter().rev().find(|c| c.1.1 < first);
        let future = || candidates.iter().find(|c| c.1.1 >= first);
        let after = || candidates.iter().find(|c| c.1.0 > last);
        let distance = |s: Stretch| s.middle().and_then(|m| middle.until(m).ok()).map_or(i32::MAX, |d| d.get_days().abs());
        let nearest = || {
            // A bare year holds all its months.
            let held = |s: Stretch| matches!(base, Stretch::Year(y) if y == s.year());
            // News looks back: what lies ahead must be twice as near.
            let weight = |s: Stretch| if s.middle() > Some(middle) && from == From::Published { 2 } else { 1 };
            candidates.iter().min_by_key(|c| if held(c.0) { 0 } else { distance(c.0).saturating_mul(weight(c.0)) })
        };
        let recent = || candidates.iter().rev().find(|c| c.1.1 <= last && distance(c.0) < 230);
        let pair = self.follows.and_then(Stretch::bounds).filter(|_| f.has(Month) && f.get(Dir).is_none());
        let paired = || pair.and_then(|p| candidates.iter().find(|c| c.1.0 >= p.0));
        let chosen = match f.get(Dir) {
            None if pair.is_some() => paired().filter(|c| distance(c.0) < 366).or_else(nearest),
            Some(d) if d < 0 => before(),
            Some(d) if d > 0 => after(),
            Some(_) => candidates.iter().find(|c| c.0.year() == base.year()).or_else(nearest),
            // A story goes on in its year, unless that lies almost a year off.
            None if from == From::Context => {
                let same = candidates.iter().find(|c| c.0.year() == base.year());
                same.filter(|c| distance(c.0) <= STORY).or_else(nearest)
            }
            None => {
                let by_tense = match self.tense {
                    Tense::Past => past(),
                    Tense::Future => future(),
                    _ => None,
                };
                if f.has(Quarter) || f.has(Half) {
                    // Reports of companies speak of the one that has just ended, whatever their tense.
                    recent().or(by_tense).or_else(nearest)
                } else {
                    let limit = if self.sure && !f.has(Day) { 366 } else { FAR };
                    by_tense.filter(|c| distance(c.0) <= limit).or_else(nearest)
                }
            }
        };
        if let Some(on) = self.story.filter(|_| from == From::Published).and_then(|day| self.goes_on(f, day, chosen?.1.0)) {
            return Some((Some(on), None, From::Context, open));
        }
        let Some(&(stretch, days)) = chosen else { return Some((None, None, From::Unknown, open)) };
        Some((Some(stretch), Some(days).filter(|_| f.has(Holiday)), from, open))
    }

    /// The day of `f` that follows a day of the story within weeks, where the one counted from the publication lies months from it.
    fn goes_on(&self, f: &Frame, story: Date, chosen: Date) -> Option<Stretch> {
        let far = |a: Date, b: Date, days: i32| a.until(b).is_ok_and(|d| d.get_days().abs() > days);
        if !f.has(Month) || !f.has(Day) || f.has(Dir) || self.tense == Tense::Future {
            return None;
        }
        // An anniversary is told on its day: "On 1 September 2004 gunmen took the school. … ended on 3 September".
        let anniversary = || {
            let there = in_year(f, story.year()).and_then(Stretch::bounds).map(|b| b.0);
            let soon = there.and_then(|d| story.until(d).ok()).is_some_and(|d| (0..=SOON_AFTER).contains(&d.get_days()));
            soon && self.tense == Tense::Past && self.published.is_some_and(|p| p.year() - story.year() > 1)
        };
        if !far(self.published?, chosen, WEEKS) && !anniversary() {
            return None;
        }
        let on = (story.year()..=story.year() + 1)
            .filter_map(|y| in_year(f, y))
            .find(|s| s.bounds().is_some_and(|b| b.0 >= story))?;
        Some(on).filter(|s| s.bounds().is_some_and(|b| !far(story, b.0, WEEKS)))
    }

    /// The day that a weekday names, counted from `base`.
    fn weekday(&self, weekday: i64, f: &Frame, base: Date) -> Option<Date> {
        if let (Some(Stretch::Day(before)), None) = (self.follows, f.get(Dir)) {
            let on = (weekday - i64::from(before.weekday().to_monday_one_offset())).rem_euclid(7);
            // "Friday and Thursday" goes back.
            let on = if on == 6 { -1 } else { on };
            return before.checked_add(on.days()).ok();
        }
        // Days back to the latest such weekday, 0 to 6.
        let back = (i64::from(base.weekday().to_monday_one_offset()) - weekday).rem_euclid(7);
        let on = (7 - back) % 7;
        let days = match (f.get(Dir), self.tense) {
            (Some(d), _) if d < 0 => -(if back == 0 { 7 } else { back }),
            (Some(d), _) if d > 0 => {
                if on == 0 {
                    7
                } else {
                    on
                }
            }
            (Some(_), Tense::Past) => -back,
            (Some(_), _) => on,
            (None, Tense::Future) => on,
            // "The two meet in Norport on Thursday", printed on a Wednesday.
            (None, Tense::Present) if (1..=SOON).contains(&on) => on,
            (None, _) => -back,
        };
        base.checked_add(days.days()).ok()
    }

    /// So many units before or after another point.
    fn shift(&self, f: &Frame) -> Option<Found> {
        let sign = f.get(Sign)?;
        let u = f.get(Unit)?;
        let count = f.get(Count).unwrap_or(ONE);
        let inner = f.has(Weekday) || f.has(Month) || f.has(Year) || f.has(Offset) || f.has(Holiday) || f.has(Dir);
        let (base, from) = if inner {
            // "two days before last Tuesday": the unit belongs to the count.
            let mut point = *f;
            if !f.has(Dir) || f.has(Weekday) || f.has(Month) {
                point = without_unit(f);
            }
            self.point(&point).map_or((None, From::Unknown), |p| (p.stretch, p.from))
        } else {
            self.base(f)
        };
        if count == SOME {
            let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return Some(Found::vague(TimeKind::Date, value, from));
        }
        let whole = count / ONE;
        let clock = Clock::default();
        let stretch = base.and_then(|base| match u {
            unit::SECOND | unit::MINUTE | unit::HOUR => None,
            // "Profit rose from 3 million a year ago": figures of a quarter are set beside those of the same quarter.
            unit::YEAR if count == ONE && self.quarter.is_some() => self.quarter.and_then(|q| q.years_on(sign)),
            unit::YEAR if count % ONE == 0 => match base {
                Stretch::Quarter(..) if f.get(Anchor) == Some(1) && !self.summed => base.years_on(sign * whole),
                _ => base.shift(unit::YEAR, sign * whole),
            },
            unit::DECADE => base.shift(unit::YEAR, sign * (count / 100)),
            unit::CENTURY => base.shift(unit::YEAR, sign * (count / 10)),
            unit::FORTNIGHT => base.shift(unit::WEEK, sign * whole * 2),
            unit::SEASON => base.shift(unit::MONTH, sign * whole * 3),
            unit::HALF => base.shift(unit::MONTH, sign * whole * 6),
            unit::YEAR => base.shift(unit::MONTH, sign * (count * 12 / ONE)),
            u => base.shift(u, sign * whole),
        });
        // "Ten years ago today": that very day.
        let today = f.get(Offset) == Some(0) && matches!(u, unit::WEEK | unit::MONTH | unit::YEAR) && count % ONE == 0;
        let stretch = match base.filter(|_| today) {
            Some(Stretch::Day(day)) => {
                let span = jiff::Span::new();
                let span = match u {
                    unit::WEEK => span.try_weeks(sign * whole),
                    unit::MONTH => span.try_months(sign * whole),
                    _ => span.try_years(sign * whole),
                };
                Some(Stretch::Day(day.checked_add(span.ok()?).ok()?))
            }
            _ => stretch,
        };
        // What is told as past cannot come after the publication: "ten years later" counts from something not named here.
        let told = |s: &Stretch| sign < 0 || inner || !self.ahead(*s);
        let stretch = stretch.filter(told);
        if u <= unit::HOUR {
            // Without the hour of publication, hours before it lie on no known day.
            let value = "XXXX-XX-XXTXX";
            let mut found = Found::vague(TimeKind::Time, value, if base.is_some() { from } else { From::Unknown });
            found.precision = precision(u);
            return Some(found);
        }
        if let (Some(Stretch::Day(day)), Some(_)) = (stretch, f.get(Part)) {
            // "overnight into Sunday" begins on Saturday.
            let clock = crate::value::clock(f);
            return Some(Found {
                kind: TimeKind::Time,
                value: Stretch::Day(day).value() + &clock_value(&clock),
                stretch,
                days: Some((day, day.checked_add(1.days()).ok()?)),
                clock,
                precision: TimePrecision::Day,
                from,
            });
        }
        Some(Found {
            kind: TimeKind::Date,
            value: stretch.map_or(open_unit(u).into(), Stretch::value),
            stretch,
            days: None,
            clock,
            precision: stretch.map_or(precision(u), Stretch::precision),
            from: if stretch.is_some() { from } else { From::Unknown },
        })
    }

    /// Whether a stretch lies after the publication while the words do not look ahead.
    fn ahead(&self, stretch: Stretch) -> bool {
        let (Some(published), Some((first, _))) = (self.published, stretch.bounds()) else { return false };
        first > published && matches!(self.tense, Tense::Past | Tense::Present)
    }

    fn duration(&self, f: &Frame) -> Option<Found> {
        let u = f.get(Unit)?;
        let from = match (f.get(Dir), f.get(Anchor)) {
            (_, Some(1)) => From::Context,
            (Some(_), _) if self.published.is_some() => From::Published,
            (Some(_), _) => From::Unknown,
            _ => From::Nothing,
        };
        let mut found = Found::vague(TimeKind::Duration, "", from);
        found.value = length(f.get(Count).unwrap_or(ONE), u);
        found.precision = precision(u);
        Some(found)
    }

    fn set(&self, f: &Frame) -> Option<Found> {
        let mut found = Found::vague(TimeKind::Set, "", From::Nothing);
        let part = f.get(Part).map(|p| format!("T{}", PARTS[p.clamp(0, 5) as usize])).unwrap_or_default();
        found.value = if let Some(w) = f.get(Weekday) {
            found.precision = TimePrecision::Day;
            format!("XXXX-WXX-{w}{part}")
        } else if f.has(Month) || f.has(Season) || f.has(Quarter) || f.has(Holiday) {
            found.precision = open_precision(f);
            open_value(f)
        } else if f.get(Weekend) == Some(1) {
            found.precision = TimePrecision::Week;
            "XXXX-WXX-WE".into()
        } else if !part.is_empty() {
            found.precision = TimePrecision::Day;
            format!("XXXX-XX-XX{part}")
        } else {
            let u = f.get(Unit)?;
            found.precision = precision(u);
            length(f.get(Count).unwrap_or(ONE), u)
        };
        Some(found)
    }
}

/// The value of a point that is known by its unit only.
fn open_unit(u: i64) -> &'static str {
    match u {
        unit::DAY => "XXXX-XX-XX",
        unit::WEEK | unit::FORTNIGHT => "XXXX-WXX",
        unit::MONTH => "XXXX-XX",
        unit::QUARTER => "XXXX-QX",
        _ => "XXXX",
    }
}

/// The frame without what counts units.
fn without_unit(f: &Frame) -> Frame {
    let mut out = Frame::default();
    out.fill(f, &[Year, Bc, Month, Day, Weekday, Season, Holiday, Offset, Dir, Anchor]);
    out
}
