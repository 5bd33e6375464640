//! Days that are counted from another happening: "on Monday, a day after a landslide", "two years into the war".

use crate::code::Draft;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, VerbGroup};
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

/// "tenth", "25th": which one in a row.
fn nth(word: &str) -> Option<i64> {
    const SPELLED: [&str; 10] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let spelled = SPELLED.iter().position(|w| *w == word).map(|n| n as i64 + 1);
    spelled.or_else(|| word.get(..word.len().checked_sub(2)?)?.parse().ok().filter(|n| (1..=500).contains(n)))
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

/// Words for remembering the dead on their day.
const REMEMBERS: &[&str] = &[
    "mark",
    "commemorate",
    "remember",
    "anniversary",
    "vigil",
    "prayer",
    "mourn",
    "memorial",
    "silence",
    "wreath",
    "candle",
    "tribute",
    "remembrance",
];

/// Words for what is remembered.
const HAPPENINGS: &[&str] = &[
    "disaster",
    "tragedy",
    "attack",
    "massacre",
    "accident",
    "crash",
    "explosion",
    "blast",
    "fire",
    "killing",
    "shooting",
    "bombing",
    "earthquake",
    "quake",
    "sinking",
    "collapse",
    "assassination",
];

/// Words between what is remembered and what is told of it at most.
const FAR: usize = 40;

/// Sentences, the headline among them, that open a text.
const OPENING: usize = 3;

/// A time told by its first and last day.
fn between((start, end, precision): (Date, Date, TimePrecision), time: Option<u32>, from: Carried) -> ReportTime {
    ReportTime { time, start: Some(Stamp::day(start)), end: Some(Stamp::day(end)), precision: Some(precision), from }
}

impl Scene<'_> {
    /// True for what the first sentences of a text tell.
    fn opens_the_text(&self, f: &Found) -> bool {
        let w = self.words;
        w.syntax.sentences.iter().take(OPENING).any(|s| s.tokens.contains(&f.anchor))
    }

    /// The time of a match that the sentence counts from another day: before it, or from the day of publication. `told` is
    /// what the sentence tells otherwise; it stays where it stands in the match's own words.
    pub fn counted_from(&self, f: &Found, told: &ReportTime, published: Option<Stamp>) -> Option<ReportTime> {
        let w = self.words;
        if let Some(then) = self.below_an_anniversary(f, published).or_else(|| self.years_before_the_day(f, published)) {
            return Some(then);
        }
        let sentence = w.sentence(f.anchor);
        let start = match (f.link, f.group) {
            (Link::Own, Some(g)) => w.surface_subject(&g)?.start,
            _ => w.phrase(f.anchor).map_or(f.first, |p| p.start),
        };
        let turn = start.checked_sub(1).filter(|&i| i > sentence.start)?;
        // "since 2017, when a bomb killed 150 people": that year's.
        if w.low(turn) == "when" {
            let n = w.time_before_when(turn)?;
            self.mentions.times.get(n as usize).filter(|t| t.kind == TimeKind::Date && t.start.is_some())?;
            return Some(self.told_time(n));
        }
        // "the first anniversary of the bombing"
        if w.low(turn) == "of" && turn > sentence.start + 2 && w.low(turn - 1) == "anniversary" {
            let years = nth(w.low(turn - 2))?;
            let ahead = (sentence.start.max(turn.saturating_sub(7))..turn).any(|i| matches!(w.low(i), "ahead" | "before"));
            return Some(between(self.years_ago(sentence.start..turn, years, published, !ahead)?, None, Carried::Stated));
        }
        let into = w.low(turn) == "into";
        let sign = match w.low(turn) {
            "after" | "following" | "into" => -1,
            "before" => 1,
            // "to mark a year since the bombing"
            "since" if self.long_since(turn) => -1,
            _ => return None,
        };
        let since = w.low(turn) == "since";
        // "thirty years to the day after rebels burned it": that very day.
        let very = turn >= sentence.start + 4 && (1..4).all(|k| w.low(turn - k) == ["day", "the", "to"][k - 1]);
        let last = self.before_its_day(turn) - if very { 4 } else { 1 };
        let n = w.time_of[last];
        // "jailed for five years after a jury convicted him": how long, and not how long after.
        let length = |i: usize| i > sentence.start && w.low(i - 1) == "for";
        if sign < 0 && (sentence.start..turn).find(|&i| n != NONE && w.time_of[i] == n).is_some_and(length) {
            return None;
        }
        let (by, from) = if n != NONE && self.mentions.times[n as usize].kind == TimeKind::Duration {
            let from = (sentence.start..turn).find(|&i| w.time_of[i] == n)?;
            (stretch(&self.mentions.times[n as usize].value)?, from)
        } else if matches!(w.low(turn - 1), "hours" | "minutes" | "moments") && !into && !since {
            // "hours after gunmen shot at a band"
            ((0, b'D'), turn - 1)
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
            None if into || since => (published?.date, (n != NONE).then_some(n)),
            // "has been charged, a day after a knife attack": where the lead tells no day, it is told on its own.
            None if sign < 0
                && by.1 == b'D'
                && (1..=7).contains(&by.0)
                && from > 0
                && w.low(from - 1) == ","
                && self.opens_the_text(f) =>
            {
                (published?.date, (n != NONE).then_some(n))
            }
            None => return None,
        };
        let marks = || self.remembers(sentence.start..from);
        let days = match by {
            (years, b'Y') if (since || sign < 0 && !very) && marks() => {
                self.years_ago(sentence.start..from, years, published, true)?
            }
            (years, b'Y') if very => {
                let day = base.checked_add(Span::new().try_years(years * sign).ok()?).ok()?;
                (day, day, TimePrecision::Day)
            }
            by => moved(base, by, sign)?,
        };
        Some(between(days, time, Carried::Stated))
    }
}

impl Scene<'_> {
    /// So many years before the day that these tokens tell, or before publication. On an anniversary the day is nearly the same:
    /// papers mark it a day or two before or after.
    fn years_ago(
        &self,
        tokens: std::ops::Range<usize>,
        years: i64,
        published: Option<Stamp>,
        near: bool,
    ) -> Option<(Date, Date, TimePrecision)> {
        let day = |t: usize| {
            let time = self.mentions.times.get(self.words.time_of[t] as usize)?;
            time.start.filter(|_| time.precision == TimePrecision::Day && time.kind == TimeKind::Date)
        };
        let base = tokens.rev().find_map(day).or(published)?.date;
        if !near {
            return moved(base, (years, b'Y'), -1);
        }
        let then = base.checked_sub(Span::new().try_years(years).ok()?).ok()?;
        let days = Span::new().days(3);
        Some((then.checked_sub(days).ok()?, then.checked_add(days).ok()?, TimePrecision::Week))
    }

    /// True where these tokens tell that the dead of long ago are remembered: "held a vigil", "laid wreaths".
    fn remembers(&self, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|i| REMEMBERS.contains(&self.words.lemma(i)))
    }

    /// "the fifth anniversary of the bombing that killed 12", "of the killing of Ada Ruun, who was shot dead": what is told below the
    /// noun of what is remembered.
    fn below_an_anniversary(&self, f: &Found, published: Option<Stamp>) -> Option<ReportTime> {
        let w = self.words;
        let start = w.sentence(f.anchor).start;
        let at = ((start + 1).max(f.first.saturating_sub(FAR))..f.first).rev().find(|&i| w.low(i) == "anniversary")?;
        let years = nth(w.low(at - 1)).filter(|_| w.low(at + 1) == "of" && f.link == Link::Own)?;
        let below = |i: usize| w.above(i, 8).any(|a| a == at);
        let relative =
            |g: VerbGroup| (at..g.start).rev().take(2).any(|i| matches!(w.low(i), "that" | "which" | "who" | "where"));
        let own = |i: usize| f.group.is_some_and(|g| (g.start..=g.main).contains(&i));
        let main = |i: usize| w.is_verb(i) && !own(i) && !below(i);
        if !(below(f.anchor) || f.group.is_some_and(relative)) || (at..f.first).any(main) {
            return None;
        }
        let ahead = (start.max(at.saturating_sub(7))..at).any(|i| matches!(w.low(i), "ahead" | "before"));
        Some(between(self.years_ago(start..at, years, published, !ahead)?, None, Carried::Stated))
    }

    /// "Families of the 29 killed in the blast held a vigil on Thursday, five years after the disaster": the harm told of those who
    /// gather is that of the disaster.
    fn years_before_the_day(&self, f: &Found, published: Option<Stamp>) -> Option<ReportTime> {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let turn = (f.end..sentence.end.saturating_sub(2).min(f.end + FAR)).find(|&i| matches!(w.low(i), "after" | "since"))?;
        let noun = w.phrase(turn + 1).filter(|p| p.start == turn + 1 && w.low(p.start) == "the" && p.end == p.start + 2)?.head;
        let n = w.time_of[turn - 1];
        let time = self.mentions.times.get(n as usize).filter(|t| t.kind == TimeKind::Duration)?;
        let (years, _) = stretch(&time.value).filter(|(_, unit)| *unit == b'Y')?;
        // Who was told of stands before the deed that is done on the day.
        let main = (f.end..turn).find(|&v| w.is_verb(v))?;
        let aside = f.link != Link::Own || f.group.is_some_and(|g| !g.has_aux && w.relation(g.main).starts_with("acl"));
        if !HAPPENINGS.contains(&w.lemma(noun)) || !aside {
            return None;
        }
        let from = (sentence.start..turn).find(|&i| w.time_of[i] == n)?;
        let near = self.remembers(sentence.start..from) || w.lemma(main) == "gather";
        Some(between(self.years_ago(sentence.start..from, years, published, near)?, None, Carried::Stated))
    }

    /// "ten years on Monday since": where the stretch ends that is counted, seen from the turn behind it.
    fn before_its_day(&self, turn: usize) -> usize {
        let w = self.words;
        let day = |i: usize| {
            let time = self.mentions.times.get(w.time_of[i] as usize);
            time.is_some_and(|t| t.precision == TimePrecision::Day && t.kind == TimeKind::Date)
        };
        if turn > 3 && day(turn - 1) && w.low(turn - 2) == "on" { turn - 2 } else { turn }
    }

    /// "a year since", seen from "since": months and years only, for "three days since" is of the news.
    pub fn long_since(&self, turn: usize) -> bool {
        let w = self.words;
        let time = self.before_its_day(turn).checked_sub(1).and_then(|i| self.mentions.times.get(w.time_of[i] as usize));
        time.is_some_and(|t| t.kind == TimeKind::Duration && t.value.ends_with(['M', 'Y']) && !t.value.starts_with("PT"))
    }
}

/// "It came two days after two men were shot dead": counted from the harm that was told before, where the sentence has no day.
/// "killed a candidate two days before the vote": counted from the vote that was told before.
pub(crate) fn counted_on(scene: &Scene, drafts: &mut [Draft]) {
    let w = scene.words;
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        if d.when.from == Carried::Stated {
            continue;
        }
        let sentence = w.sentence(d.found.anchor);
        // "; hours later a car bomb killed six": the day just told.
        let later = |i: usize| w.low(i) == "later" && i > 0 && matches!(w.low(i - 1), "hours" | "minutes" | "moments");
        if d.when.start.is_none()
            && (sentence.start + 1..d.found.first).any(later)
            && let Some(q) =
                before.iter().rev().find(|q| q.sentence == d.sentence && q.when.precision == Some(TimePrecision::Day))
        {
            d.when = ReportTime { from: Carried::Context, ..q.when.clone() };
            continue;
        }
        let measured = |i: &usize| {
            let time = scene.mentions.times.get(w.time_of[i.checked_sub(1)?] as usize)?;
            (w.low(*i) == "after" && time.kind == TimeKind::Duration).then(|| stretch(&time.value)).flatten().map(|by| (*i, by))
        };
        let counted = match d.apart {
            true => (sentence.start + 1..d.found.first).rev().find_map(|i| measured(&i)).map(|(at, by)| {
                let news = before.iter().rev().find(|q| {
                    q.sentence < d.sentence
                        && q.family.harmful()
                        && !q.background
                        && q.when.precision == Some(TimePrecision::Day)
                });
                let base = news.and_then(|q| q.when.start)?;
                let than = (sentence.start.max(at.saturating_sub(5))..at)
                    .any(|i| i > 0 && w.low(i) == "than" && w.low(i - 1) == "less");
                match moved(base.date, by, -1) {
                    // "less than a month after": between then and now.
                    Some((start, _, precision)) if than => {
                        let start = if by.1 == b'M' { base.date.checked_sub(Span::new().months(by.0)).ok()? } else { start };
                        Some((start, base.date, precision.max(TimePrecision::Week)))
                    }
                    moved => moved,
                }
            }),
            false => scene.counted_from_a_noun(d, before).or_else(|| scene.counted_from_the_news(d, before)).map(Some),
        };
        let Some(counted) = counted else { continue };
        d.when = counted.map_or(ReportTime::UNKNOWN, |days| between(days, None, Carried::Context));
    }
}

/// "Hours later, two officers died in an ambush": the day of the harm told before.
pub(crate) fn hours_from_the_news(scene: &Scene, before: &[Draft], d: &Draft) -> Option<ReportTime> {
    let w = scene.words;
    let start = w.sentence(d.found.anchor).start;
    let hours = matches!(w.low(start), "hours" | "minutes" | "moments" | "shortly");
    let opens = hours
        && (start + 1..d.found.first.min(start + 4)).any(|i| matches!(w.low(i), "later" | "earlier" | "afterwards" | "before"));
    let news = |q: &&Draft| {
        q.sentence < d.sentence && q.family.harmful() && !q.background && q.when.precision == Some(TimePrecision::Day)
    };
    let near = |q: &&Draft| d.sentence.saturating_sub(q.sentence) <= 3;
    let told = before.iter().rev().find(|q| news(q) && near(q)).filter(|_| opens)?;
    Some(ReportTime { from: Carried::Context, ..told.when.clone() })
}

/// "At that time, he was fined": the day of the sentence before, which may be history.
pub(crate) fn at_that_time(scene: &Scene, before: &[Draft], d: &mut Draft) -> bool {
    let w = scene.words;
    let start = w.sentence(d.found.anchor).start;
    let opens = w.low(start) == "at"
        && matches!(w.low(start + 1), "that" | "the")
        && w.low(start + 2) == "time"
        && w.low(start + 3) != "of";
    let told = before.iter().rev().find(|q| q.sentence < d.sentence && q.when.start.is_some());
    let Some(told) = told.filter(|q| opens && d.when.start.is_none() && d.sentence - q.sentence <= 2) else { return false };
    d.when = ReportTime { from: Carried::Context, ..told.when.clone() };
    d.background |= told.background;
    true
}

/// Nouns for a poll.
const POLLS: &[&str] = &["vote", "election", "poll", "ballot", "referendum", "runoff", "run-off"];

impl Scene<'_> {
    /// "The protests came a day after parliament passed the bill": counted from what the sentence says came after.
    fn counted_from_the_news(&self, d: &Draft, before: &[Draft]) -> Option<(Date, Date, TimePrecision)> {
        let w = self.words;
        let g = d.found.group.filter(|_| d.found.link == Link::Own && d.when.start.is_none())?;
        let turn = w.surface_subject(&g)?.start.checked_sub(1)?;
        let sentence = w.sentence(g.main);
        let time = self.mentions.times.get(w.time_of[turn.checked_sub(1)?] as usize)?;
        let by = stretch(&time.value).filter(|_| w.low(turn) == "after" && time.kind == TimeKind::Duration)?;
        let comes = |v: usize| w.is_verb(v) && matches!(w.lemma(v), "come" | "follow" | "happen" | "occur" | "take");
        let verb = (sentence.start..turn).find(|&v| comes(v))?;
        let noun = w.surface_subject(&w.verb_group(verb))?.head;
        let only = sentence.clone().all(|i| {
            let time = self.mentions.times.get(w.time_of[i] as usize);
            time.is_none_or(|t| t.start.is_none())
        });
        let news = |q: &&Draft| {
            let told = q.sentence < d.sentence && !q.background && !q.apart;
            told && q.when.precision == Some(TimePrecision::Day) && q.status == model::Status::Happened
        };
        let alike = |q: &&Draft| (q.found.first..q.found.end).any(|i| w.lemma(i) == w.lemma(noun));
        let known = before.iter().rev().find(|q| news(q) && alike(q)).or_else(|| before.iter().find(news));
        moved(known.filter(|_| only)?.when.start?.date, by, -1)
    }

    /// The days that lie so long "before the vote" or "after the attack", seen from one that the article told before.
    fn counted_from_a_noun(&self, d: &Draft, before: &[Draft]) -> Option<(Date, Date, TimePrecision)> {
        let w = self.words;
        let verb = d.found.group.filter(|_| d.found.link == Link::Own && !d.recalled).map(|g| g.main)?;
        let sentence = w.sentence(verb);
        let turn = (verb + 1..sentence.end).find(|&i| {
            let time = self.mentions.times.get(w.time_of[i - 1] as usize);
            matches!(w.low(i), "before" | "after" | "following") && time.is_some_and(|t| t.kind == TimeKind::Duration)
        })?;
        let by = stretch(&self.mentions.times.get(w.time_of[turn - 1] as usize)?.value)?;
        let noun = w.phrase(turn + 1).filter(|p| p.start == turn + 1 && w.low(p.start) == "the")?;
        let dated = (noun.start..noun.end).any(|i| w.time_of[i] != NONE);
        let own = w.above(turn - 1, 6).any(|a| a == verb) || w.above(noun.head, 4).any(|a| a == verb);
        let lemma = w.lemma(noun.head);
        let named = |q: &&Draft| {
            let told = (q.found.first..q.found.end).any(|i| w.lemma(i) == lemma);
            let poll = POLLS.contains(&lemma)
                && w.sentence(q.found.anchor).any(|i| POLLS.contains(&w.lemma(i)) || matches!(w.lemma(i), "voter" | "elect"));
            q.sentence < d.sentence && q.when.precision == Some(TimePrecision::Day) && (told || poll)
        };
        let base = before.iter().rev().find(named).filter(|_| own && !dated)?.when.start?;
        moved(base.date, by, if w.low(turn) == "before" { -1 } else { 1 })
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
