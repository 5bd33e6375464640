//! Times of several words: ranges of days ("from 3 to 7 May"), and what opens a sentence and says that its news is not that
//! of the day of print ("Two days earlier, …", "On the eve of the poll, …", "In recent months, …").

use crate::find::{Found, Link, Scene};
use crate::words::NONE;
use jiff::ToSpan;
use model::{Carried, Pos, ReportTime, Stamp, TextRange, TimeKind, TimePrecision};
use std::ops::Range;

/// An opening has no more words than this.
const OPENING: usize = 12;
/// Days of the longest range of years.
const LONGEST: i32 = 40 * 366;
/// Days after which a stretch is no week.
const WEEK: i32 = 7;

/// Days after a quarter or a half of a year in which its results come out.
const RESULTS: i32 = 150;

impl Scene<'_> {
    /// The words before the first comma, where a match stands behind it: behind a dateline, without a verb.
    fn opening(&self, f: &Found) -> Option<Range<usize>> {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let mark = |i: &usize| matches!(w.low(*i), "-" | "–" | "—" | "--" | ":") && w.time_of[*i] == NONE;
        let spaced = |i: usize| i > sentence.start && w.tokens[i - 1].range.end < w.tokens[i].range.start;
        let head = sentence.start..f.first.min(sentence.start + OPENING);
        let start = head.rev().find(|i| mark(i) && (spaced(*i) || w.low(*i) == ":")).map_or(sentence.start, |i| i + 1);
        let comma = (start..f.first.min(start + OPENING)).find(|&i| w.low(i) == "," && w.time_of[i] == NONE)?;
        let plain = (start..comma).all(|i| !w.is_verb(i) || w.time_of[i] != NONE);
        (comma > start && plain).then_some(start..comma)
    }

    /// "The killing of two medics in Velm on Monday was condemned": the day behind what a noun tells, right before its verb, is
    /// that of the noun.
    pub fn ends_the_subject(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let time = &self.mentions.times[w.time_of[t] as usize];
        let Some(g) = f.group.filter(|_| f.link == Link::Subject && f.end < t) else { return false };
        let dated = time.kind == TimeKind::Date && time.start.is_some();
        let past = (t..g.start).find(|&i| w.time_of[i] != w.time_of[t]).unwrap_or(g.start);
        let told = w.low(f.end) == "of" || w.low(f.end) == "by";
        let plain = |i: usize| !w.is_verb(i) && w.pos(i) != Pos::Punct && !matches!(w.low(i), "who" | "which" | "that" | "and");
        dated && told && t < g.start && past == g.start && (f.end..t).all(|i| w.time_of[i] == NONE && plain(i))
    }

    /// "In February a ferry capsized and in March a boat went down": a day in front of another clause, with a subject of its own,
    /// is that clause's.
    pub fn fronts_another(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let Some(verb) = w.head_of_time(t).filter(|&v| v > t && w.is_verb(v)) else { return false };
        let mine = f.group.map_or(f.anchor, |g| g.main);
        let subject = |v: usize| w.below(v).any(|c| w.tokens[c].relation.starts_with("nsubj"));
        let beside = |v: usize| matches!(self.relation(v), "conj" | "parataxis") && subject(v);
        if verb == mine || !w.tokens[t].relation.starts_with("obl") {
            return false;
        }
        // Behind me: the clause that it opens stands beside mine, or beside what mine hangs from.
        if t >= f.end {
            return beside(verb) && !self.hangs_below(mine, verb);
        }
        // Before me: I stand in such a clause, which has a day in front too.
        let fronted = |v: usize| {
            w.below(v)
                .any(|c| c > t && c < v && w.time_of[c] != NONE && w.time_of[c] != w.time_of[t] && self.relation(c) == "obl")
        };
        w.above(mine, 12).take_while(|&a| a != verb).any(|a| a > verb && w.is_verb(a) && beside(a) && fronted(a))
    }

    /// True if the sentence opens with a time that is not the day of print, though no day can be told from it.
    pub fn opens_elsewhen(&self, f: &Found, published: Stamp) -> bool {
        let w = self.words;
        let Some(opening) = self.opening(f) else { return false };
        let mut last = NONE;
        for i in opening.clone() {
            let n = w.time_of[i];
            if n == NONE || n == last {
                continue;
            }
            last = n;
            let time = &self.mentions.times[n as usize];
            let past = match time.kind {
                // "In recent months", "over the past decade"; "after a two-day meeting" says nothing.
                TimeKind::Duration => {
                    let recent = |j: usize| matches!(w.low(j), "recent" | "past" | "last" | "previous");
                    (opening.start..opening.end).any(recent) && time.precision >= TimePrecision::Week
                }
                TimeKind::Set => true,
                _ => match time.end.or(time.start) {
                    Some(end) => {
                        time.precision >= TimePrecision::Month
                            || time.precision > TimePrecision::Day && end.date < published.date
                    }
                    None => !matches!(time.value.as_str(), "PRESENT_REF" | "FUTURE_REF"),
                },
            };
            if past {
                return true;
            }
        }
        // "On the eve of the election", "On 12 Rabi al-Awwal": days of calendars that are not known here.
        let timeless = opening.clone().all(|i| w.time_of[i] == NONE);
        let eve = |i: usize| matches!(w.lemma(i), "eve" | "anniversary");
        let numbered = w.pos(opening.start + 1) == Pos::Num
            && opening.len() >= 3
            && opening.len() <= 7
            && (opening.start + 2..opening.end).any(|i| w.pos(i) == Pos::Propn);
        timeless && w.low(opening.start) == "on" && (opening.clone().any(eve) || numbered)
    }

    /// A time that the sentence tells, as that of a report.
    pub fn told_time(&self, n: u32) -> ReportTime {
        let time = &self.mentions.times[n as usize];
        ReportTime {
            time: Some(n),
            start: time.start,
            end: time.end.or(time.start),
            precision: Some(time.precision),
            from: Carried::Stated,
        }
    }

    /// The other end of a range that a day is one end of: "between Monday and Wednesday", "from 3 to 7 May", "May 3-7".
    pub fn whole_range(&self, when: ReportTime, published: Option<Stamp>) -> ReportTime {
        let w = self.words;
        let scale =
            |p: Option<TimePrecision>| matches!(p, Some(TimePrecision::Day | TimePrecision::Month | TimePrecision::Year));
        let Some(n) = when.time.filter(|_| scale(when.precision)) else { return when };
        let Some(first) = w.time_of.iter().position(|t| *t == n) else { return when };
        let sentence = w.sentence(first);
        let end = (first..sentence.end).find(|&i| w.time_of[i] != n).unwrap_or(sentence.end);
        let later = (end + 1 < sentence.end && self.spans(first, end)).then(|| w.time_of[end + 1]);
        let earlier = || {
            let mark = first.checked_sub(1).filter(|&i| i > sentence.start)?;
            let from = (sentence.start..mark).rev().take_while(|&i| w.time_of[i] == w.time_of[mark - 1]).last()?;
            (w.time_of[mark - 1] != NONE && self.spans(from, mark)).then(|| w.time_of[mark - 1])
        };
        let (a, b) = match later.filter(|m| *m != NONE) {
            Some(m) => (n, m),
            None => match earlier() {
                Some(m) => (m, n),
                None => return when,
            },
        };
        let (from, to) = (&self.mentions.times[a as usize], &self.mentions.times[b as usize]);
        let day =
            |t: &model::Time, s: Option<Stamp>| s.filter(|_| Some(t.precision) == when.precision && t.kind != TimeKind::Set);
        let (Some(mut start), Some(mut last)) = (day(from, from.start), day(to, to.end.or(to.start))) else { return when };
        // "between Monday and Wednesday", printed on a Tuesday, is last week's.
        let named = |t: &model::Time| !t.text.bytes().any(|c| c.is_ascii_digit());
        let days_named = when.precision == Some(TimePrecision::Day);
        let ahead = days_named && published.is_some_and(|p| start.date <= p.date && last.date > p.date);
        if ahead && named(from) && named(to) {
            let back = |s: Stamp| s.date.checked_sub(7.days()).ok().map(Stamp::day);
            let (Some(s), Some(l)) = (back(start), back(last)) else { return when };
            (start, last) = (s, l);
        }
        let days = crate::code::days(start, last);
        // "between 2010 and 2015"
        let years = when.precision == Some(TimePrecision::Year);
        if !(1..=if years { LONGEST } else { 366 }).contains(&days) {
            return when;
        }
        let precision = match days {
            _ if years => TimePrecision::Year,
            ..=WEEK => TimePrecision::Week,
            _ => TimePrecision::Month,
        };
        ReportTime { start: Some(start), end: Some(last), precision: Some(precision), ..when }
    }

    /// "In the past 48 hours", "over the last three days": the days up to the day of print.
    pub fn days_before_print(&self, f: &Found, when: ReportTime, published: Option<Stamp>) -> ReportTime {
        const LONGEST: i64 = 14;
        let w = self.words;
        let Some(published) = published.filter(|_| when.start.is_none()) else { return when };
        let sentence = w.sentence(f.anchor);
        let past =
            |i: usize| i > sentence.start && matches!(w.low(i), "past" | "last") && matches!(w.low(i - 1), "the" | "these");
        let within = |i: usize| i > sentence.start + 1 && matches!(w.low(i - 2), "in" | "over" | "during" | "within");
        let found = sentence.clone().filter(|&i| past(i) && within(i)).find_map(|i| {
            let n = w.time_of[i];
            let time = self.mentions.times.get(n as usize).filter(|t| t.kind == TimeKind::Duration)?;
            let (unit, digits) = match time.value.strip_prefix("PT") {
                Some(hours) => (1, hours.strip_suffix('H')?),
                None => (24, time.value.strip_prefix('P')?.strip_suffix('D')?),
            };
            let days = (digits.parse::<i64>().ok()?.saturating_mul(unit) + 23) / 24;
            Some((n, published.date.checked_sub((1..=LONGEST).contains(&days).then_some(days)?.days()).ok()?))
        });
        match found {
            Some((n, start)) => ReportTime {
                time: Some(n),
                start: Some(Stamp::day(start)),
                end: Some(Stamp::day(published.date)),
                precision: Some(TimePrecision::Week),
                from: Carried::Stated,
            },
            None => when,
        }
    }

    /// "In the first three months of 2024": those months and not the day of print.
    pub fn first_months(&self, f: &Found, when: ReportTime) -> ReportTime {
        let w = self.words;
        if when.start.is_some() && when.precision.is_none_or(|p| p < TimePrecision::Year) {
            return when;
        }
        let sentence = w.sentence(f.anchor);
        let time = |i: usize| self.mentions.times.get(w.time_of[i] as usize);
        let found = sentence.clone().find_map(|i| {
            let stretch = time(i)
                .filter(|t| t.kind == TimeKind::Duration && (i == sentence.start || w.time_of[i - 1] != w.time_of[i]))?;
            let first = (i.saturating_sub(1).max(sentence.start)..sentence.end.min(i + 3)).any(|j| w.low(j) == "first");
            let months: i8 =
                stretch.value.strip_prefix('P')?.strip_suffix('M')?.parse().ok().filter(|m| first && (1..=11).contains(m))?;
            let of = (i..sentence.end).find(|&j| w.time_of[j] != w.time_of[i]).filter(|&j| matches!(w.low(j), "of" | "in"))?;
            let year = (of + 1 < sentence.end).then(|| time(of + 1)).flatten()?;
            let start = year.start.filter(|_| year.precision == TimePrecision::Year)?.date;
            let last = jiff::civil::Date::new(start.year(), months, 1).ok()?.last_of_month();
            Some((w.time_of[of + 1], Stamp::day(start), Stamp::day(last)))
        });
        match found {
            Some((n, start, last)) => ReportTime {
                time: Some(n),
                start: Some(start),
                end: Some(last),
                precision: Some(TimePrecision::Month),
                from: Carried::Stated,
            },
            None => when,
        }
    }

    /// "announced on Monday a rise in profit for its second quarter": the day on which results came out, and not what they are of.
    pub fn of_the_results(&self, kind: &str, f: &Found, when: ReportTime, published: Option<Stamp>) -> ReportTime {
        let w = self.words;
        let Some(published) = published.filter(|_| kind == "economy.results") else { return when };
        let coarse = when.precision.is_some_and(|p| p > TimePrecision::Day) && when.time.is_some();
        let lately = when.end.is_some_and(|end| crate::code::days(end, published) < RESULTS);
        if !coarse || !lately {
            return when;
        }
        let day = w.sentence(f.anchor).find(|&i| {
            let time = self.mentions.times.get(w.time_of[i] as usize);
            time.is_some_and(|t| t.precision <= TimePrecision::Day && t.start.is_some_and(|s| s.date <= published.date))
        });
        day.map_or(ReportTime::UNKNOWN, |i| self.told_time(w.time_of[i]))
    }

    /// The time of a match that has none in its own sentence, where a day stands alone before it as a heading stands over an
    /// item: "Jan. 15, 2019 - Gunmen stormed a hotel".
    pub fn under_a_day(&self, s: usize, when: ReportTime) -> ReportTime {
        let w = self.words;
        let sentences = &w.syntax.sentences;
        let Some(head) = s.checked_sub(1).filter(|_| when.start.is_none()).map(|h| &sentences[h]) else { return when };
        // In the same block: a line of its own is a date of print.
        let gap = TextRange::new(head.range.end as usize, sentences[s].range.start as usize).of(w.text);
        let mut alone = None;
        for i in head.tokens.clone() {
            match w.time_of[i] {
                NONE if matches!(w.pos(i), Pos::Punct | Pos::Sym | Pos::X) => {}
                n if n != NONE && alone.is_none_or(|a| a == n) => alone = Some(n),
                _ => return when,
            }
        }
        let Some(n) = alone.filter(|_| !gap.contains('\n')) else { return when };
        let time = &self.mentions.times[n as usize];
        let dated = time.start.is_some() && matches!(time.kind, TimeKind::Date | TimeKind::Time);
        match dated {
            true => ReportTime {
                time: Some(n),
                start: time.start,
                end: time.end.or(time.start),
                precision: Some(time.precision),
                from: Carried::Stated,
            },
            false => when,
        }
    }

    /// "May 7: two soldiers are killed": told in the present of a day that is over, as lists of happenings tell.
    pub fn chronicled(&self, f: &Found, when: &ReportTime, published: Option<Stamp>) -> bool {
        let Some(time) = when.time.filter(|_| when.from == Carried::Stated).map(|n| &self.mentions.times[n as usize]) else {
            return false;
        };
        let over = match (when.end, published) {
            (Some(end), Some(p)) => crate::code::days(end, p) > 1,
            (Some(_), None) => crate::attach::dated_by_year(&time.text),
            _ => false,
        };
        over && f.group.is_none_or(|g| !g.progressive && !g.perfect)
    }

    /// True if the time at `second` is the day after the one at `first`.
    fn next_day(&self, first: usize, second: usize) -> bool {
        let w = self.words;
        let time = |i: usize| {
            let t = self.mentions.times.get(*w.time_of.get(i)? as usize)?;
            t.start.filter(|_| t.precision == TimePrecision::Day)
        };
        time(first).zip(time(second)).is_some_and(|(a, b)| crate::code::days(a, b) == 1)
    }

    /// True if the word at `mark` joins the time that begins at `first` with the one behind it to a range.
    fn spans(&self, first: usize, mark: usize) -> bool {
        let w = self.words;
        let sentence = w.sentence(first);
        let before = first.checked_sub(1).filter(|&i| i >= sentence.start).map_or("", |i| w.low(i));
        match w.low(mark) {
            "-" | "–" | "through" | "until" | "till" => true,
            "to" => {
                matches!(before, "from" | "From")
                    || w.pos(first) == Pos::Num
                    || w.low(first).bytes().all(|c| c.is_ascii_digit())
            }
            // "between Monday and Wednesday", "on 1 and 2 May"
            "and" => before == "between" || w.pos(first) == Pos::Num && self.next_day(first, mark + 1),
            _ => false,
        }
    }
}
