//! One pass over an article: find the expressions, then count each from what stands before it.

use crate::{
    calendar::{Stretch, unit},
    frame::{Frame, Slot},
    grammar::{Grammar, Op},
    holidays::Holidays,
    matcher::Matcher,
    number::ONE,
    resolve::{Found, From, Scene, Tense},
    story::{self, Entries, Kind, Thread},
    tense,
    token::{Shape, Token, tokens},
};
use jiff::civil;
use model::{Block, BlockKind, Pos, Stamp, Syntax, TextRange, Time, TimePrecision};

/// An expression that was found and not yet counted: tokens `start..end`.
struct Hit {
    start: usize,
    end: usize,
    op: Op,
    frame: Frame,
    not_past: bool,
}

/// All expressions of an article.
pub(crate) fn times(
    grammar: &Grammar,
    holidays: &Holidays,
    text: &str,
    blocks: &[Block],
    syntax: &Syntax,
    published: Option<Stamp>,
) -> Vec<Time> {
    // Positions are 32 bits wide; `extract` cuts texts far below that.
    if text.len() > u32::MAX as usize {
        return Vec::new();
    }
    let borders: Vec<u32> = blocks.iter().map(|b| b.range.start).collect();
    let tokens = tokens(text, &borders, &grammar.vocabulary);
    let mut matcher = Matcher { text, tokens: &tokens, grammar, limit: 0, floor: 0 };
    let mut hits = find(&mut matcher);
    hits.iter_mut().for_each(|hit| year_and_length(hit, &tokens));
    matcher.floor = 0;
    matcher.limit = tokens.len();
    let sentences = tense::sentences(&matcher, syntax);

    let published = published.map(|p| p.date);
    let listed = |h: &&Hit| {
        let at = tokens[h.start].start;
        let after = blocks.partition_point(|b| b.range.start <= at);
        after > 0 && matches!(blocks[after - 1].kind, BlockKind::ListItem | BlockKind::Table | BlockKind::Caption)
    };
    // A list of what happened over the years makes no history of the article around it.
    let kind = story::kind(hits.iter().filter(|h| !listed(h)).map(|h| (h.op, &h.frame)), published);
    let mut thread = Thread::default();
    let mut entries = Entries::default();
    let (mut paragraph, mut seen) = (0, 0);
    let (mut day_told, mut story_day) = (None, None);
    let mut context = Context::default();
    let mut kept = Context::default();
    let mut caption = None;
    let mut block = 0;
    let mut sentence = 0;
    let mut quarter = None;
    // Figures of nine months were told since the quarter was.
    let mut summed = false;
    let mut paired = None;
    let mut out: Vec<Time> = Vec::with_capacity(hits.len());
    for (n, hit) in hits.iter().enumerate() {
        let at = tokens[hit.start].start;
        while block + 1 < blocks.len() && blocks[block + 1].range.start <= at {
            block += 1;
        }
        // A caption has its own clock: what it tells of does not carry into the paragraphs, nor theirs into it.
        let here = blocks.get(block).filter(|b| b.kind == BlockKind::Caption).map(|_| block);
        if here != caption {
            if caption.is_none() {
                kept = context;
            }
            context = if here.is_some() { Context::default() } else { kept };
            caption = here;
        }
        while sentence + 2 < sentences.len() && sentences[sentence + 1] <= hit.start {
            sentence += 1;
        }
        let bounds = (sentences[sentence], sentences.get(sentence + 1).copied().unwrap_or(tokens.len()));
        let (tense, sure) = tense::tense(&matcher, syntax, bounds, hit.start, hit.end);
        while seen <= hit.start {
            paragraph += usize::from(tokens[seen].opens);
            seen += 1;
        }
        let narrative = thread.goes_on(&hit.frame, kind, paragraph, tense);
        let scene = Scene {
            published,
            context: context.for_frame(hit.op, &hit.frame, day_told.is_some_and(|at| hit.start - at < DAY_NEAR)),
            story: story_day.filter(|(_, at, p)| paragraph - p <= 1 && hit.start - at < DAY_NEAR).map(|(d, ..)| d),
            quarter: quarter.filter(|(_, at)| hit.start - at < NEAR && !summed).map(|(q, _)| q),
            follows: paired
                .filter(|(end, _, month)| {
                    let like = *month == hit.frame.has(Slot::Month) && !(*month && narrative);
                    like && hit.start == end + 1 && matcher.entry(grammar.known.pair, *end).is_some()
                })
                .map(|(_, before, _)| before),
            summed,
            ends: None,
            narrative,
            history: kind == Kind::History,
            tense,
            sure,
            holidays,
        };
        if verb(syntax, &tokens[hit.start..hit.end], &hit.frame) {
            continue;
        }
        if hit.not_past && scene.tense == Tense::Past {
            continue;
        }
        let scene = match hit.frame.get(Slot::Anchor) {
            Some(3) => Scene { ends: ends(&hits[n..], &scene), ..scene },
            _ => scene,
        };
        let mut found = scene.resolve(hit.op, &hit.frame);
        let mut lent = false;
        if let Some(day) = day_behind(&hits[n..], bounds.1)
            && let Some(stretch) = scene.resolve(Op::Point, &day).and_then(|d| d.stretch)
        {
            let scene = Scene { context: Some(stretch), ..scene };
            found = scene.resolve(hit.op, &hit.frame);
            // "8 p.m. the next day": the day itself still counts from what was told before.
            lent = day.get(Slot::Anchor) == Some(1);
        }
        // "July 7 - A bomb …", below "June 19, 2007 - …": the year of the entry before.
        let opens = tokens[hit.start].opens;
        if let Some(year) = entries.year(&hit.frame, paragraph, published).filter(|_| opens) {
            let mut dated = hit.frame;
            dated.set(Slot::Year, i64::from(year));
            found = scene.resolve(hit.op, &dated).map(|f| Found { from: From::Context, ..f }).or(found);
        }
        let Some(found) = found else { continue };
        let dated = hit.frame.has(Slot::Year) || found.from == From::Context;
        if let Some(Stretch::Day(day)) = found.stretch.filter(|_| opens && dated && hit.frame.has(Slot::Day)) {
            entries.note(day, paragraph);
        }
        if let (true, Some(stretch)) = (hit.frame.has(Slot::Weekday) || hit.frame.has(Slot::Month), found.stretch) {
            paired = Some((hit.end, stretch, hit.frame.has(Slot::Month)));
        }
        summed |= nine_months(hit);
        if let (Op::Point, Some(q @ Stretch::Quarter(y, n))) = (hit.op, found.stretch) {
            summed = false;
            // The quarter reported on is the latest that has ended, or the first that is named; glances back and ahead do not move it.
            let by = |day: Option<civil::Date>| published.is_none_or(|p| day.is_some_and(|d| d <= p));
            let (begun, ended) = (by(q.bounds().map(|b| b.0)), by(q.bounds().map(|b| b.1)));
            let takes = match quarter {
                Some((Stretch::Quarter(year, m), at)) => {
                    (y, n) == (year, m) || ended && ((y, n) >= (year, m) || hit.start - at >= NEAR)
                }
                _ => begun,
            };
            if takes {
                quarter = Some((q, hit.start));
            } else if let Some((_, at)) = quarter.as_mut().filter(|(_, at)| hit.start - *at < NEAR) {
                *at = hit.start;
            }
        }
        // A story of another time does not move to the day it was written.
        // Nor does a glance back or at a season without a year move it.
        let aside =
            hit.frame.get(Slot::Dir).is_some_and(|d| d < 0) || hit.frame.has(Slot::Season) && found.from != From::Nothing;
        // So do "the 1978 treaty" and "until May 1945".
        let aside = aside || hit.start > 0 && matcher.entry(grammar.known.aside, hit.start - 1).is_some();
        thread.note(&hit.frame, &found, paragraph, aside);
        if !(kind == Kind::History && (found.from == From::Published || aside) || compared(hit) || lent) {
            context.note(&found);
            if let Some(Stretch::Day(day)) = found.stretch {
                day_told = Some(hit.start);
                let dated = hit.frame.has(Slot::Year) || found.from == From::Context && story_day.is_some();
                story_day = dated.then_some((day, hit.start, paragraph));
            }
        }
        out.push(time(text, &tokens[hit.start..hit.end], found));
    }
    out
}

/// "was sentenced in 2006 to 28 years in prison": no span of 2,006 to 28 years, but the year.
fn year_and_length(hit: &mut Hit, tokens: &[Token]) {
    let year = hit.frame.get(Slot::Count).filter(|n| n % ONE == 0).map_or(0, |n| n / ONE);
    let second = hit.frame.get(Slot::Count2).map_or(i64::MAX, |n| n / ONE);
    let digits = tokens[hit.start].shape == Shape::Digits && tokens[hit.start].len() == 4;
    if hit.op == Op::Duration && digits && (1500..2100).contains(&year) && second < year {
        hit.op = Op::Point;
        hit.frame = Frame::default();
        hit.frame.set(Slot::Year, year);
        hit.end = hit.start + 1;
    }
}

/// Whether it tells of three quarters together, as reports do after the quarter itself.
fn nine_months(hit: &Hit) -> bool {
    hit.op == Op::Duration && hit.frame.get(Slot::Unit) == Some(unit::MONTH) && hit.frame.get(Slot::Count) == Some(9 * ONE)
}

/// Whether it sets figures beside those of the year before: the story does not go there.
fn compared(hit: &Hit) -> bool {
    let f = &hit.frame;
    // "the 1988 period"
    let period = hit.op == Op::Point && f.get(Slot::Anchor) == Some(2) && f.has(Slot::Year);
    let ago = hit.op == Op::Shift
        && f.get(Slot::Unit) == Some(unit::YEAR)
        && f.get(Slot::Sign) == Some(-1)
        && f.get(Slot::Count).is_none_or(|c| c == ONE);
    period || ago
}

/// The day that is told right behind the first of `hits`.
fn ends(hits: &[Hit], scene: &Scene) -> Option<civil::Date> {
    let [first, second, ..] = hits else { return None };
    let near = second.start <= first.end + 3 && second.frame.has(Slot::Day);
    match scene.resolve(second.op, &second.frame).filter(|_| near)?.stretch? {
        Stretch::Day(day) => Some(day),
        _ => None,
    }
}

/// Whether a lone month is tagged as a verb: "they may march".
fn verb(syntax: &Syntax, tokens: &[Token], frame: &Frame) -> bool {
    let [token] = tokens else { return false };
    let word = || syntax.tokens.get(syntax.token_at(token.start)).filter(|t| t.range.start == token.start);
    frame.has(Slot::Month) && word().is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux))
}

/// The day that a bare time of day is told for, where it follows: "5:30 a.m. (0230 GMT) on Saturday".
fn day_behind(hits: &[Hit], end: usize) -> Option<Frame> {
    const DAYS: &[Slot] = &[Slot::Day, Slot::Weekday, Slot::Offset];
    // "the next day" counts too
    let dayed = |f: &Frame| DAYS.iter().any(|s| f.has(*s)) || f.has(Slot::Dir) && f.get(Slot::Unit) == Some(unit::DAY);
    let bare = |f: &Frame| f.has(Slot::Hour) && !dayed(f);
    let (first, rest) = hits.split_first()?;
    let mut reach = first.end + DAY_REACH;
    if first.op != Op::Point || !bare(&first.frame) {
        return None;
    }
    // A second clock time in brackets may stand between; more of them are a schedule.
    for hit in rest.iter().take(2).filter(|h| h.start < end) {
        if hit.op == Op::Point && hit.start <= reach && dayed(&hit.frame) {
            let mut day = Frame::default();
            day.fill(
                &hit.frame,
                &[Slot::Day, Slot::Weekday, Slot::Offset, Slot::Month, Slot::Year, Slot::Dir, Slot::Unit, Slot::Anchor],
            );
            return Some(day);
        }
        reach = if bare(&hit.frame) { hit.end + DAY_REACH } else { return None };
    }
    None
}

/// Tokens within which a day that was told stays the day of what follows.
const DAY_NEAR: usize = 80;

/// Tokens between a time of day and the day behind it.
const DAY_REACH: usize = 2;

/// Tokens within which figures belong to the quarter last named.
const NEAR: usize = 250;

/// Every match, longest first at each token, none overlapping.
fn find(matcher: &mut Matcher) -> Vec<Hit> {
    let tokens = matcher.tokens;
    let mut hits = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if at >= matcher.limit {
            matcher.floor = at;
            matcher.limit = (at + 1..tokens.len()).find(|i| tokens[*i].opens).unwrap_or(tokens.len());
        }
        let Some((rule, found)) = matcher.best(at) else {
            at += 1;
            continue;
        };
        let mut frame = found.frame;
        rule.set.iter().for_each(|(s, v)| frame.set(*s, *v));
        match found.split {
            None => hits.push(Hit { start: at, end: found.end, op: rule.op, frame, not_past: rule.not_past }),
            Some((end, mut first, start)) => {
                // Each half of a range lends the other what it leaves out: "March 5-9, 1918".
                const SHARED: &[Slot] = &[Slot::Month, Slot::Year, Slot::Bc, Slot::Pm, Slot::Unit, Slot::Dir, Slot::Season];
                rule.set.iter().for_each(|(s, v)| first.set(*s, *v));
                if let (Some(year), Some(yy)) = (first.get(Slot::Year), frame.get(Slot::Yy)) {
                    frame.set(Slot::Year, year.div_euclid(100) * 100 + yy);
                }
                let lent = first;
                first.fill(&frame, SHARED);
                // "from November to January 2023"
                if let (Some(a), Some(b), Some(year), None) =
                    (lent.get(Slot::Month), frame.get(Slot::Month), frame.get(Slot::Year), lent.get(Slot::Year))
                    && a > b
                    && frame.get(Slot::Bc).is_none()
                {
                    first.set(Slot::Year, year - 1);
                }
                frame.fill(&lent, SHARED);
                hits.push(Hit { start: at, end, op: rule.op, frame: first, not_past: rule.not_past });
                hits.push(Hit { start, end: found.end, op: rule.op, frame, not_past: rule.not_past });
            }
        }
        at = found.end;
    }
    hits.retain(|h| h.op != Op::Nothing);
    hits
}

/// What was last spoken of, by how finely it is known.
#[derive(Clone, Copy, Default)]
struct Context {
    any: Option<Stretch>,
    day: Option<Stretch>,
    month: Option<Stretch>,
}

impl Context {
    fn note(&mut self, found: &Found) {
        let Some(stretch) = found.stretch else { return };
        match stretch {
            Stretch::Decade(_) | Stretch::Century(_) => return,
            Stretch::Day(_) => (self.day, self.month) = (Some(stretch), Some(stretch)),
            Stretch::Week(_) | Stretch::Weekend(_) | Stretch::Month(..) => self.month = Some(stretch),
            _ => {}
        }
        self.any = Some(stretch);
    }

    /// The latest point that is known finely enough to count such units from it.
    fn for_frame(&self, op: Op, frame: &Frame, near: bool) -> Option<Stretch> {
        let timed = frame.has(Slot::Hour) || frame.has(Slot::Part);
        if timed && near && !matches!(self.any, Some(Stretch::Day(_))) {
            // A glance at a year does not take the clock away from the day last told.
            return self.day;
        }
        let fine = op == Op::Shift || frame.get(Slot::Anchor) == Some(1);
        match frame.get(Slot::Unit) {
            Some(unit::DAY) if fine => self.day,
            Some(unit::WEEK | unit::FORTNIGHT | unit::MONTH | unit::WEEKEND) if fine => self.month,
            None if fine && frame.has(Slot::Offset) => self.day,
            // A year named after one of its months leaves the story in that month.
            _ => match (self.any, self.month) {
                (Some(Stretch::Year(y)), Some(m)) if m.year() == y => Some(m),
                (any, _) => any,
            },
        }
    }
}

/// The record of an expression.
fn time(text: &str, tokens: &[Token], found: Found) -> Time {
    let range = TextRange { start: tokens[0].start, end: tokens[tokens.len() - 1].end };
    let days = found.days.or_else(|| found.stretch.and_then(Stretch::bounds));
    let (mut start, mut end) = (days.map(|d| Stamp::day(d.0)), days.map(|d| Stamp::day(d.1)));
    let clocked = matches!(found.precision, TimePrecision::Hour | TimePrecision::Minute);
    if let (Some((day, _)), Some((h, m, s)), true) = (days, found.clock.time, clocked) {
        // Midnight of a day ends it; its last minute is still that day's.
        let (h, m) = if h >= 24 { (23, Some(59)) } else { (h, m) };
        let offset = found.clock.zone.and_then(|z| i16::try_from(z).ok());
        let stamp = |minute: i64, second: i64| {
            let time = civil::Time::new(h as i8, minute as i8, second as i8, 0).ok();
            Stamp { date: day, time, offset }
        };
        start = Some(stamp(m.unwrap_or(0), s.unwrap_or(0)));
        end = Some(stamp(m.unwrap_or(59), s.unwrap_or(0)));
    } else if clocked {
        (start, end) = (None, None);
    }
    Time {
        range,
        text: range.of(text).to_string(),
        kind: found.kind,
        value: found.value,
        start,
        end,
        precision: found.precision,
        anchor: found.from.word().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_language_is_only_another_folder() {
        let words = "class month\nmärz : month=3\nmai : month=5\nclass weekday\nmontag : weekday=1\nclass past\nwurde\nclass future\nwird";
        let rules = "rule day\n= <d>. {month} [<y>]\nrule weekday\n= [am] {weekday}\nrule ago\n= vor <n> jahren\nop shift\nwith sign=-1 unit=8";
        let german = Grammar::read(&[("de.words", words), ("10.rules", rules)]).unwrap();
        let holidays = Holidays::read("").unwrap();
        let published = "2024-03-24".parse().ok();
        let found = |text: &str| -> Vec<String> {
            let times = times(&german, &holidays, text, &[], &Syntax::default(), published);
            times.into_iter().map(|t| format!("{}={}", t.text, t.value)).collect()
        };
        assert_eq!(found("Er wurde am Montag gesehen."), ["am Montag=2024-03-18"]);
        assert_eq!(found("Es wird am Montag regnen."), ["am Montag=2024-03-25"]);
        assert_eq!(found("Der Bau vom 3. Mai 2019 fiel vor 20 Jahren."), ["3. Mai 2019=2019-05-03", "vor 20 Jahren=2004"]);
    }

    #[test]
    fn a_faulty_rule_is_named_with_its_line() {
        let fault = Grammar::read(&[("10.rules", "rule x\n= {nothing}")]).err().unwrap();
        assert_eq!(fault, "10.rules: line 2: no class nothing");
    }
}
