//! When, where and how many: which times, places and figures of a sentence belong to which report.

use crate::apart::Apart;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase, WINDOW, Words};
use model::{
    Carried, Figure, PlacePrecision, PlaceUse, Pos, ReportPlace, ReportTime, RoleKind, Stamp, TextRange, TimeKind,
    TimePrecision,
};

/// Degrees from the middle of a province to a town that lies in it, whatever gazetteers call its parts.
const BESIDE: f64 = 1.0;
/// Words from "compared with" to the day of what it is compared with.
const OLDER: usize = 16;
/// Words from "when" to the verb of its clause.
const WHEN: usize = 16;
/// How a statement comes to be read.
const ISSUED: &[&str] = &["issued", "released", "published", "posted", "aired", "broadcast"];

/// A match in its sentence, as far as the neighbours need to know it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    pub first: usize,
    pub end: usize,
    pub at: usize,
    /// True if people or things come to harm by it; only of others is that asked.
    pub harmful: bool,
}

impl Anchor {
    pub fn of(f: &Found) -> Self {
        Anchor { first: f.first, end: f.end, at: f.anchor, harmful: false }
    }

    /// How far token `t` is from the trigger: tokens between, clause borders counting more.
    fn cost(self, w: &Words, t: usize) -> usize {
        let distance = if t < self.first { self.first - t + 3 } else { t.saturating_sub(self.end) };
        let crossed = w.clause[t].abs_diff(w.clause[self.at]).min(4) as usize;
        distance + 9 * crossed
    }
}

/// True for "3 May 2031".
pub(crate) fn dated_by_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|w| w.len() == 4)
}

/// How fine a place is; an island or a coast that belongs to one country is finer than the country.
fn fineness(p: &model::Place) -> (PlacePrecision, bool) {
    match p.precision {
        PlacePrecision::Region if p.country.is_some() => (PlacePrecision::Country, false),
        precision => (precision, true),
    }
}

impl Scene<'_> {
    /// "• March 2019 Rebels bombed a train": the day that opens an item of a list is the item's, and not the rebels'.
    fn heads_item(&self, start: usize, t: usize) -> bool {
        let w = self.words;
        t == start && (w.sentence(t).start..start).all(|i| matches!(w.pos(i), Pos::Punct | Pos::Sym | Pos::X))
    }

    /// True if another trigger of the sentence has a better claim to token `t`.
    fn taken(&self, mine: Anchor, others: &[Anchor], t: usize) -> bool {
        let w = self.words;
        let cost = mine.cost(w, t);
        others.iter().any(|o| o.at != mine.at && o.cost(w, t) + 6 < cost && w.clause[o.at] != w.clause[mine.at])
    }

    /// "up from 280 a week ago", "compared with 5 million a year ago": the day of the older figure.
    fn of_an_older_figure(&self, t: usize) -> bool {
        let w = self.words;
        let start = w.sentence(t).start;
        let (Some(number), Some(from)) = (t.checked_sub(1), t.checked_sub(2).filter(|&i| i > start)) else { return false };
        let compared = (start.max(t.saturating_sub(OLDER))..t).rev().take_while(|&i| !w.is_verb(i) || w.low(i) == "compared");
        w.pos(number) == Pos::Num && w.low(from) == "from" || compared.into_iter().any(|i| w.low(i) == "compared")
    }

    /// "on top of the 3,000 euros it had spent", "to 9 percent from 8 percent": a sum that is told beside the one of the news.
    fn of_another_sum(&self, at: usize, what: &str) -> bool {
        let w = self.words;
        let sentence = w.sentence(at);
        let weak =
            |i: usize| matches!(w.low(i), "the" | "a" | "an" | "some" | "about" | "around" | "nearly") || w.pos(i) == Pos::Sym;
        let Some(last) = (sentence.start..at).rev().find(|&i| !weak(i)) else { return false };
        let before = |n: usize| last.checked_sub(n).filter(|&i| i >= sentence.start).map_or("", |i| w.low(i));
        let to = |f: &Figure| {
            let t = w.syntax.token_at(f.range.start);
            f.what == what && sentence.contains(&t) && t > sentence.start && w.low(t - 1) == "to"
        };
        match w.low(last) {
            "of" => before(1) == "top" && before(2) == "on",
            "to" => before(1) == "addition" || before(1) == "compared",
            "with" => before(1) == "compared",
            "from" => matches!(before(1), "up" | "down") || self.mentions.figures.iter().any(to),
            _ => false,
        }
    }

    /// "claimed responsibility on Friday for an attack in Varn": the day of the claim, which comes after the deed.
    fn of_the_claim(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let verb = w.head_of_time(t).filter(|&v| t < f.first && !(f.first..f.end).contains(&v));
        verb.is_some_and(|v| w.lemma(v) == "claim")
    }

    /// "won 43 seats in Sunday's election": the poll's day is the winner's.
    fn of_the_poll(&self, f: &Found, noun: usize) -> bool {
        let w = self.words;
        let poll = matches!(
            w.lemma(noun),
            "election" | "vote" | "referendum" | "poll" | "runoff" | "run-off" | "ballot" | "primary" | "caucus"
        );
        poll && noun > f.first && w.above(noun, 3).any(|i| (f.first..f.end).contains(&i))
    }

    /// "the worst clashes since the army took power in 2021": when there had been the like before.
    fn of_the_last_such(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let start = w.sentence(t).start;
        let since = (start.max(t.saturating_sub(12))..t).rev().find(|&i| w.low(i) == "since");
        since.filter(|&s| f.end <= s).is_some_and(|s| {
            (start.max(s.saturating_sub(10))..s).any(|i| w.tag(i) == "JJS" || matches!(w.low(i), "worst" | "first" | "biggest"))
        })
    }

    /// "since January 2030, when the rebels took the port": the month is that of the clause behind it.
    pub fn told_when(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let (n, end) = (w.time_of[t], w.sentence(t).end);
        let Some(next) = (t..end).find(|&i| w.time_of[i] != n) else { return false };
        let when = next + usize::from(w.low(next) == ",");
        let verb = f.group.filter(|_| f.link != Link::Free).map_or(f.first, |g| g.main);
        // "About 100 people had gathered on Monday evening when two bombs were dropped": what went on then.
        let meanwhile = || {
            let g = w.head_of_time(t).filter(|&v| w.is_verb(v) && v < t).map(|v| w.verb_group(v));
            g.is_some_and(|g| g.past_perfect || g.progressive && g.past_aux)
        };
        let opens = (w.low(next) == "," || w.low(next) == "when" && meanwhile())
            && when + 1 < end
            && w.low(when) == "when"
            && verb > when
            && verb - when <= WHEN;
        opens
            && matches!(f.link, Link::Own | Link::Light)
            && self.mentions.times[n as usize].start.is_some()
            && (when + 1..verb).all(|i| {
                w.time_of[i] == NONE && !(matches!(w.low(i), "," | ";") || w.is_verb(i) && w.verb_group(i).to.is_none())
            })
    }

    /// "a bomber struck during Monday's prayers", "shot at Sunday Mass": the day of an occasion is that of what is done at it.
    fn at_the_occasion(&self, f: &Found, p: Phrase, harmful: bool, court: bool) -> bool {
        let w = self.words;
        let prep = p.start.checked_sub(1).map_or("", |i| w.low(i));
        let near = w.above(p.head, 4).skip(1).any(|i| (f.first..f.end).contains(&i) || f.group.is_some_and(|g| g.main == i));
        let is = |class: &str| self.lexicon.has(class, w.lemma(p.head));
        // "six were arrested in overnight raids"
        let there = matches!(w.lemma(p.head), "raid" | "operation" | "sweep" | "crackdown" | "rally" | "march" | "protest");
        // "at Monday's planning committee": what is decided there, and not what is told of others.
        let sits =
            !harmful && matches!(w.lemma(p.head), "committee" | "session" | "sitting" | "meeting" | "assembly" | "auction");
        let amid = match prep {
            "during" => harmful || is("occasion") || !court,
            "at" => harmful && is("occasion") || there || sits || is("rite") && !court,
            "in" => harmful && is("occasion") || there || is("rite") && !court,
            "after" | "before" => is("rite") && !court,
            // "struck worshippers offering Friday prayers"
            "offering" | "attending" | "performing" | "leaving" | "observing" => is("rite") && harmful,
            _ => false,
        };
        near && amid
    }

    /// True if a length of time starts at `i`: "jailed for six years on Monday".
    fn lasts(&self, i: usize, t: usize) -> bool {
        let time = self.words.time_of.get(i).and_then(|n| self.mentions.times.get(*n as usize));
        i < t && time.is_some_and(|x| x.kind == TimeKind::Duration)
    }

    /// True if the time at `t` tells when somebody spoke: "police said on Monday".
    pub(crate) fn of_speaking(&self, mine: Anchor, t: usize) -> bool {
        let w = self.words;
        let sentence = w.sentence(t);
        let time = w.time_of[t];
        let mut i = t;
        while i > sentence.start && (w.time_of[i - 1] == time || matches!(w.pos(i - 1), Pos::Adp | Pos::Adv | Pos::Det)) {
            i -= 1;
        }
        // "in a statement issued on Sunday"
        let issued = |k: usize| k - usize::from(k > sentence.start && ISSUED.contains(&w.low(k)));
        let before = i.checked_sub(1).filter(|&j| j >= sentence.start).map(issued);
        let mut j = t;
        while j < sentence.end && w.time_of[j] == time {
            j += 1;
        }
        // "a shooting that was reported on Tuesday night": when it was, unless "it was reported that".
        let called_in = |k: usize| {
            w.lemma(k) == "report"
                && w.is_passive(&w.verb_group(k))
                && !w.below(k).any(|j| w.tokens[j].relation.starts_with("nsubj") && w.low(j) == "it")
        };
        let speaks = |k: usize| {
            w.is_verb(k) && self.lexicon.has("speech", w.lemma(k)) && !(mine.first..mine.end).contains(&k) && !called_in(k)
        };
        // "told reporters on Monday"
        let told = before.filter(|&b| w.phrase(b).is_some()).and_then(|b| w.phrase(b)).and_then(|p| p.start.checked_sub(1));
        // ", said police on Monday"
        let turned = |k: usize| k > sentence.start && matches!(w.low(k - 1), "," | "”" | "\"");
        // "said in a statement Monday", "wrote in a post on X on Monday"
        let where_said = |b: usize| {
            let mut p = w.phrase(b)?;
            for _ in 0..3 {
                if p.start < mine.end && mine.first < p.end {
                    return None;
                }
                let prep = p.start.checked_sub(1).filter(|&j| j > sentence.start)?;
                if !matches!(w.low(prep), "in" | "at" | "during" | "on" | "to" | "with") {
                    return None;
                }
                let above = issued(prep - 1);
                if speaks(above) {
                    return Some(());
                }
                p = w.phrase(above)?;
            }
            None
        };
        before.is_some_and(speaks)
            || before.and_then(where_said).is_some()
            || told.is_some_and(|k| k >= sentence.start && speaks(k) && (w.lemma(k) == "tell" || turned(k)))
            || (j < sentence.end && speaks(j))
            || self.had_been(mine.at, j..sentence.end.min(j + 5), &speaks)
    }

    /// True if the time at `t` tells when it was said and not when it was.
    pub fn tells_saying(&self, f: &Found, t: usize) -> bool {
        self.of_speaking(Anchor::of(f), t)
    }

    /// The time told in the sentence, and where it only says since when, that. `apart` is the part of the sentence that tells
    /// of another happening.
    pub fn stated_time(
        &self,
        f: &Found,
        others: &[Anchor],
        court: bool,
        caption: bool,
        apart: Option<&Apart>,
    ) -> (ReportTime, Option<Stamp>, Option<Stamp>) {
        let w = self.words;
        let mine = Anchor::of(f);
        let sentence = w.sentence(f.anchor);
        let (from, to) = (f.first.saturating_sub(WINDOW).max(sentence.start), (f.end + WINDOW).min(sentence.end));
        let phrase = w.phrase(f.anchor);
        let harmful = others.iter().any(|o| o.at == f.anchor && o.harmful);
        let mut best: Option<(usize, u32)> = None;
        let mut began = None;
        let mut since = None;
        let mut said = None;
        // The day of what hangs together with it: not its own, but it tells history from news.
        let mut shadow = None;
        let mut last = NONE;
        for t in from..to {
            let n = w.time_of[t];
            if n == NONE || n == last {
                continue;
            }
            last = n;
            let time = &self.mentions.times[n as usize];
            if self.ends_the_subject(f, t) {
                best = Some((0, n));
                continue;
            }
            if self.stamped(t) || apart.is_some_and(|a| a.of_the_other(&w.time_of, f, t)) {
                continue;
            }
            // "sentenced for crimes during the war in 1971": the crime's time and not the court's.
            // "convicted of taking bribes from 2015 to 2020" likewise.
            let crime = |i: usize| {
                // "set for Monday" tells when it is to be.
                let set = w.low(i) == "for" && w.time_of[i + 1] == n && time.precision <= TimePrecision::Day;
                matches!(w.low(i), "for" | "over" | "during") && !set && !self.lasts(i + 1, t)
                    || w.low(i) == "of"
                        && i + 1 < t
                        && w.tag(i + 1) == "VBG"
                        && w.head_of_time(t).is_none_or(|v| v == i + 1 || v == f.anchor || !w.is_verb(v))
            };
            if court
                && t > f.end
                && (f.end..t).any(crime)
                // "The trial over the 2029 murder began on Monday"
                && !(f.link == Link::Subject && f.group.is_some_and(|g| w.head_of_time(t) == Some(g.main)) && time.precision <= TimePrecision::Day)
                && !(w.head_of_time(t) == Some(f.anchor) && time.precision == TimePrecision::Day && !dated_by_year(&time.text))
                && !self.of_the_verdict(f.anchor, t)
            {
                continue;
            }
            if t >= f.end && w.above(f.anchor, 6).skip(1).any(|v| self.of_the_verdict(v, t)) {
                continue;
            }
            if self.fronts_another(f, t)
                || self.of_its_name(t)
                || self.of_taking_effect(f, t)
                || self.on_the_day_that(t)
                || self.is_now(f, t)
            {
                continue;
            }
            let prep = t.checked_sub(1).map_or("", |j| w.low(j));
            if self.told_when(f, t) {
                best = Some((0, n));
                continue;
            }
            if self.of_an_older_figure(t) || f.told && self.of_the_claim(f, t) {
                continue;
            }
            // "claimed earlier this month that one of them had shot two officers": no later than that.
            if !court && time.kind == TimeKind::Date && (TimePrecision::Week..TimePrecision::Vague).contains(&time.precision) {
                let behind = t < f.first && time.start.is_some() && self.of_speaking(mine, t);
                said = said.or(behind.then_some(n));
            }
            if time.start.is_none()
                || matches!(time.kind, TimeKind::Duration | TimeKind::Set)
                || self.of_speaking(mine, t)
                || self.in_what_is_said(f.anchor, t)
                || !self.of_its_verb(f, t) && self.taken(mine, others, t)
            {
                continue;
            }
            // "abducted two nurses in 2028 and killed a teacher in 2029"
            let firsts = t < f.first
                && (t..f.first).any(|i| w.pos(i) == Pos::Cconj)
                && others.iter().any(|o| o.at < t)
                && (f.end..to).any(|i| w.time_of[i] != NONE && w.time_of[i] != n);
            if firsts {
                continue;
            }
            // "charged in a shooting that killed two on Sunday": no day of a court.
            let coarse = court || time.precision > TimePrecision::Day || dated_by_year(&time.text);
            if coarse && (self.of_relative(f, t) || self.of_who_he_is(f, t) || !harmful && self.of_a_participle_below(f, t))
                || self.of_main_deed(f, t)
            {
                continue;
            }
            if self.opens_the_next_clause(f, t)
                || self.of_the_clause_before(f, t)
                || self.outside_the_relative(f, t)
                || self.of_the_answer(f, t, others)
            {
                continue;
            }
            if court && self.of_what_governs(f, t)
                || self.of_the_last_such(f, t)
                || self.of_a_participle(f, t, others)
                || self.of_somebody(f, t)
            {
                continue;
            }
            if self.beyond(f, t)
                || (caption || self.shows(t)) && self.of_picture(f, t)
                || self.of_what_followed(f, t)
                || self.of_another_deed(f, t, others)
                || self.ended_it(f, t)
            {
                shadow = shadow.max(time.end);
                continue;
            }
            // "the families of those hurt in the 2028 bus crash sued": the crash's year.
            let year_of = |g: usize| {
                g > t && matches!(w.pos(g), Pos::Noun | Pos::Propn) && w.time_of[g] == NONE && !(f.first..f.end).contains(&g)
            };
            if time.precision == TimePrecision::Year
                && w.relation(t) == "nummod"
                && !self.heads_item(t, t)
                && w.governor(t).is_some_and(|g| year_of(g) && phrase.is_none_or(|p| p.head != g))
            {
                continue;
            }
            let mut cost = mine.cost(w, t);
            let daybreak =
                prep == "before" && matches!(w.low(t), "dawn" | "midnight" | "noon" | "sunrise" | "nightfall" | "dusk");
            // "since the April 20 blast": the blast's own.
            let within = phrase.is_some_and(|p| p.start <= t && t < p.end);
            // "The 9 p.m. curfew came into force on Tuesday": the noun has the hour, and its verb the day.
            let hour = matches!(time.precision, TimePrecision::Hour | TimePrecision::Minute)
                && !time.text.to_lowercase().contains("day");
            let day_behind = |u: usize| {
                let day = self.mentions.times.get(w.time_of[u] as usize);
                day.is_some_and(|d| d.precision == TimePrecision::Day && d.start.is_some()) && !self.of_speaking(mine, u)
            };
            if within && hour && (f.end..to).any(|u| w.clause[u] == w.clause[f.anchor] && day_behind(u)) {
                continue;
            }
            let bounded = matches!(prep, "since" | "until" | "till" | "before" | "by") && !daybreak;
            if !within && (bounded || t >= 2 && w.low(t - 2) == "since") {
                // "have died since May", "have been displaced since" go on; "has been jailed since 2019" is long past.
                let so_far = matches!(f.link, Link::Own | Link::Subject)
                    && f.group.is_some_and(|g| g.perfect && !g.past_perfect && !(court && self.words.is_passive(&g)));
                // "the deadliest since 2017": the news is not that old.
                let most = (sentence.start.max(t.saturating_sub(8))..t)
                    .any(|i| w.tag(i) == "JJS" || matches!(w.low(i), "worst" | "first" | "biggest"));
                let dated = prep == "since" && f.group.is_some_and(|g| w.is_passive(&g));
                let days = time.precision <= TimePrecision::Day && (dated || !time.text.bytes().any(|b| b.is_ascii_digit()));
                // "have been on strike since Monday", "rallied until late last night": no other day is told of it.
                let night = matches!(prep, "until" | "till") && f.group.is_some_and(|g| w.tag(g.main) == "VBD" && !g.negated);
                if !harmful && !court && days && f.link == Link::Own && cost < 12 && (prep == "since" && so_far || night) {
                    began = Some(n);
                }
                // "ordered the release of nine men held since a rally in May": how long they were held.
                if prep == "since" && cost < 20 && !so_far && !most && !self.in_a_clause_of_its_own(f, t) {
                    since = since.max(time.end.or(time.start));
                }
                continue;
            }
            // "Ramadan" is a name and a time; the Sept. 11 Museum is a name alone.
            let named = w.name_of[t] != NONE && {
                let name = self.mentions.names[w.name_of[t] as usize].range;
                name.start < time.range.start || name.end > time.range.end
            };
            if named && !within {
                continue;
            }
            if let Some(p) = w.phrase(t) {
                let amid = time.precision == TimePrecision::Day && self.at_the_occasion(f, p, harmful, court);
                // "roads damaged by last year's floods": what did it tells when.
                let by_it = f.roles.iter().any(|(r, q)| {
                    matches!(r, RoleKind::Instrument) && q.start <= t && t < q.end && w.low(q.start.saturating_sub(1)) == "by"
                });
                if phrase.is_some_and(|q| q.start == p.start) || by_it {
                    cost = 0;
                } else if (w.pos(p.head) == Pos::Noun
                    || w.pos(p.head) == Pos::Propn && time.precision == TimePrecision::Year && p.start <= t)
                    && w.time_of[p.head] == NONE
                    && !(f.first..f.end).contains(&t)
                    && !self.heads_item(p.start, t)
                    && !self.of_the_poll(f, p.head)
                    && !amid
                {
                    // "the anniversary of the 2020 killing": the other noun's time.
                    continue;
                } else {
                    cost += 25;
                }
            }
            if best.is_none_or(|(c, _)| cost < c) {
                best = Some((cost, n));
            }
        }
        match best.map(|(_, n)| n).or(began).or(said) {
            Some(n) => {
                let time = &self.mentions.times[n as usize];
                let when = ReportTime {
                    time: Some(n),
                    start: time.start,
                    end: time.end.or(time.start),
                    precision: Some(time.precision),
                    from: if best.is_some() || began.is_some() { Carried::Stated } else { Carried::Context },
                };
                (self.overnight(f, when), since, shadow)
            }
            None => (ReportTime::UNKNOWN, since, shadow),
        }
    }

    /// True if the place at `start` stands behind another verb's "to": "four men who fled to Norland were arrested".
    fn of_another_way(&self, f: &Found, start: usize) -> bool {
        let w = self.words;
        let verb = w.verb_before(start).filter(|v| start - v.main <= 4);
        verb.is_some_and(|v| v.main != f.anchor && f.group.is_none_or(|g| g.main != v.main))
    }

    /// The first phrase of the list that the phrase at `start` goes on: "between Norland, Sudmark and Westland".
    fn list_head(&self, start: usize) -> usize {
        let w = self.words;
        let mut head = start;
        for _ in 0..6 {
            let mut i = head;
            while i > 0 && (w.low(i - 1) == "," || w.pos(i - 1) == Pos::Cconj || w.low(i - 1) == "the") && head - i < 3 {
                i -= 1;
            }
            match i.checked_sub(1).and_then(|j| w.phrase(j)).filter(|p| i < head && p.end == i && w.place_of[p.head] != NONE) {
                Some(p) => head = p.start,
                None => break,
            }
        }
        head
    }

    /// The place told in the sentence: the finest of a nested pair. What somebody speaks of is not where he speaks.
    /// `given` are the phrases of those to whom something is given or done in the sentence.
    pub fn stated_place(
        &self,
        f: &Found,
        others: &[Anchor],
        family: Family,
        given: &[Phrase],
        apart: Option<&Apart>,
    ) -> ReportPlace {
        let w = self.words;
        let mine = Anchor::of(f);
        let speaks = family == Family::Statement;
        // Flight and travel go somewhere; harm is done in a place.
        let harm = family.violent();
        let sentence = w.sentence(f.anchor);
        let (from, to) = (f.first.saturating_sub(WINDOW).max(sentence.start), (f.end + WINDOW).min(sentence.end));
        let mut best: Option<(usize, usize)> = None;
        let mut all: Vec<(usize, usize)> = Vec::new();
        let mut last = NONE;
        for t in from..to {
            let n = w.place_of[t];
            if n == NONE || n == last {
                continue;
            }
            last = n;
            if apart.is_some_and(|a| a.of_the_other(&w.place_of, f, t)) {
                continue;
            }
            let place = &self.mentions.places[n as usize];
            // "Norland's worst wildfires", "the Norlandic floods"
            let own = family == Family::Harm && w.phrase(f.anchor).is_some_and(|p| p.start <= t && t < f.first);
            let house = self.house_of_a_land(t);
            if place.usage != PlaceUse::Literal && !own && !house || self.taken(mine, others, t) || self.says_itself(f, t) {
                continue;
            }
            let start = w.phrase(t).map_or(t, |p| p.start);
            // "flew to Norport for talks": where they are held.
            let end = w.phrase(t).map_or(t + 1, |p| p.end);
            let held = w.phrase(f.anchor).is_some_and(|p| p.start == end + 1) && end < sentence.end && w.low(end) == "for";
            if !held && self.beyond(f, t)
                || self.lies_there(f, start)
                || self.where_spoken(f, t)
                || self.residence(start)
                || self.measured_from(start)
                || self.of_an_embassy(t)
            {
                continue;
            }
            if self.birthplace(start) && w.low(f.first) != "born" || self.posting(start) {
                continue;
            }
            // "in Velm, which borders Norland"
            let borders = |v: usize| w.tag(v) != "VBG" && matches!(w.lemma(v), "border" | "adjoin" | "abut");
            if w.relation(t) == "obj" && w.governor(t).is_some_and(borders) {
                continue;
            }
            if self.by_the_sea(t) || !harm && (self.of_rulers(t) || self.of_a_clause_told(f, others, t)) {
                continue;
            }
            if self.held_there(f, t) || !harm && self.of_whom_it_befalls(f, t) || self.opens_the_next_clause(f, t) {
                continue;
            }
            if !harm && self.where_it_leads(f, start) {
                continue;
            }
            // "a Norport court": where it sits, wherever the deeds were that it tries.
            let sits = family == Family::Justice && self.of_the_court(f, t);
            // "sanctions on Norland"
            if family == Family::Affairs && !f.told && self.put_on(f, t, start) {
                continue;
            }
            if (harm || family == Family::Toll || family == Family::Harm)
                && (self.brought_to(f, start) || self.bound_for(f, start))
            {
                continue;
            }
            let holds = |p: &Phrase| p.start <= t && t < p.end;
            let acts = given.iter().any(holds)
                || f.roles
                    .iter()
                    .any(|(r, p)| matches!(r, RoleKind::Actor | RoleKind::Speaker | RoleKind::Recipient) && holds(p));
            // "US President": a place inside a phrase about something else, unless that phrase is itself a place to be in.
            let modifies = w.phrase(t).is_some_and(|p| w.place_of[p.head] != n && !(p.start <= f.anchor && f.anchor < p.end));
            // "near the Norland border": on which side of it nobody says.
            let border = w.phrase(t).is_some_and(|p| matches!(w.lemma(p.head), "border" | "frontier") && t < p.head)
                || self.across_the_border(start);
            if border && place.precision >= PlacePrecision::Admin1 {
                continue;
            }
            let prep = self.before_place(start);
            let reported = prep == "from" && start >= 2 && self.reported_from(start - 2);
            let locative = reported || matches!(prep, "in" | "at" | "near" | "outside" | "inside" | "on");
            // "the arrivals hall of Eastvale Central airport": a building is where its town is.
            // "attacked a Northport concert hall" likewise.
            let built = || {
                harm && (prep == "of" || place.precision < PlacePrecision::Admin1)
                    && w.phrase(t).is_some_and(|p| self.lexicon.has("building", w.lemma(p.head)))
            };
            let listed = start.checked_sub(1).is_some_and(|_| {
                let head = self.list_head(start);
                head < start
                    && head > sentence.start
                    && matches!(w.low(head - 1), "between" | "with" | "against" | "from" | "including" | "as" | "like")
            });
            // "Ministers from ten states, including Norland, agreed": whose they are.
            let itself = w.phrase(t).is_none_or(|p| w.place_of[p.head] == n);
            let among = t < f.first && place.precision == PlacePrecision::Country && prep == "including" && itself;
            // "the Norland-Tarvik summit": whose it is.
            let of_theirs = || place.precision == PlacePrecision::Country && self.parley_of(f, t);
            if listed
                || among
                || of_theirs()
                || !held && matches!(prep, "to" | "into" | "toward" | "towards") && self.of_another_way(f, start)
            {
                continue;
            }
            if !sits && (acts || modifies && !locative && !built()) || speaks && (t > f.first || !locative) {
                continue;
            }
            let mut cost = mine.cost(w, t);
            cost += match prep {
                "in" | "at" | "near" | "outside" | "inside" | "on" | "off" | "around" | "across" | "within" | "throughout"
                | "," => 0,
                // "a flight over Norland"; "divided over Norland" is no place to be in.
                "over" if harm => 0,
                "over" => continue,
                _ if sits => 0,
                "from" if reported => 0,
                "of" if start == f.end + 1 => 0,
                "to" if start == f.end + 1 => 2,
                "of" => 8,
                "to" | "into" | "through" | "toward" | "towards" if harm => continue,
                "to" | "into" | "through" | "toward" | "towards" => 14,
                // "was released from a Norlandic prison"
                "from" if house && f.link == Link::Own && start <= f.end + 2 => 0,
                // "the withdrawal from Norland"
                // "withdrew from Norport under a ceasefire agreed in Eastvale"
                "from" if family == Family::Affairs && leaves(w, f) && start <= f.end + 2 => 0,
                "from" if harm && taken_from(w, f) && place.precision < PlacePrecision::Country => 4,
                "from" if f.link != Link::Own && mine.end == start.saturating_sub(1) && family == Family::Affairs => 4,
                "from" | "with" | "against" | "between" | "by" | "for" | "about" | "than" | "like" | "as" => continue,
                _ => 8,
            };
            // "Norland's worst wildfires": nothing is nearer.
            if own || sits || held && matches!(prep, "to" | "in" | "at") {
                cost = 0;
            }
            if cost <= 45 {
                all.push((cost, t));
                if best.is_none_or(|(c, _)| cost < c) {
                    best = Some((cost, t));
                }
            }
        }
        let Some((_, t)) = best else { return ReportPlace::new(None, Carried::Unknown) };
        let near = t;
        let t = if harm { self.town_within(t, &all) } else { t };
        let (best, village) = self.finest(t);
        let coarse = |n: u32| self.mentions.places[n as usize].precision >= PlacePrecision::Admin2 || self.a_district(n);
        match village.filter(|&v| v != best && coarse(best)) {
            Some(v) => ReportPlace { town: Some(best), ..ReportPlace::new(Some(v), Carried::Stated) },
            None if near != t && self.mentions.places[best as usize].lat.is_none() => {
                ReportPlace { town: Some(w.place_of[near]), ..ReportPlace::new(Some(best), Carried::Stated) }
            }
            None => ReportPlace::new(Some(best), Carried::Stated),
        }
    }

    /// "In the Orle region, gunmen raided the town of Velm": of a province and a town in it that the same clause tells, the town.
    /// `all` are the places that the match may have, with what each costs.
    fn town_within(&self, t: usize, all: &[(usize, usize)]) -> usize {
        let w = self.words;
        let place = |t: usize| &self.mentions.places[w.place_of[t] as usize];
        let wide = place(t);
        // "on the Pacific coast of the province, … in the town of Velm": no town is told by its sea.
        if wide.precision == PlacePrecision::Region && wide.country.is_none() {
            let town = |u: usize| place(u).precision <= PlacePrecision::City && place(u).lat.is_some();
            return all.iter().filter(|(_, u)| town(*u)).min_by_key(|(cost, _)| *cost).map_or(t, |(_, u)| *u);
        }
        if wide.precision < PlacePrecision::Admin1 || wide.precision > PlacePrecision::Country {
            return t;
        }
        let town = |u: usize| {
            let p = place(u);
            let known = p.precision <= PlacePrecision::City && p.lat.is_some();
            let beside = |a: Option<f64>, b: Option<f64>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= BESIDE);
            let inside = || p.admin1 == wide.admin1 || beside(p.lat, wide.lat) && beside(p.lon, wide.lon);
            let nested = p.country == wide.country && (wide.precision == PlacePrecision::Country || inside());
            w.clause[u] == w.clause[t]
                && (known && nested
                    || self.unknown_settlement(w.place_of[u]).is_some() && (p.country.is_none() || p.country == wide.country))
        };
        all.iter().filter(|(_, u)| *u != t && town(*u)).min_by_key(|(cost, _)| *cost).map_or(t, |(_, u)| *u)
    }

    /// Of a place and those written right beside it ("the Eastvale suburb of Northport, Norland") the finest; and the village or
    /// town among them that no gazetteer has ("Velm village in Orle province").
    fn finest(&self, t: usize) -> (u32, Option<u32>) {
        let w = self.words;
        let sentence = w.sentence(t);
        let mut best = w.place_of[t];
        let mut village = self.unknown_settlement(best);
        for forward in [true, false] {
            let (mut i, mut gap) = (t, 0);
            while gap < 5 {
                i = match (forward, i) {
                    (true, i) if i + 1 < sentence.end => i + 1,
                    (false, i) if i > sentence.start => i - 1,
                    _ => break,
                };
                let n = w.place_of[i];
                if n == NONE {
                    let joins =
                        matches!(w.low(i), "," | "|" | "of" | "in" | "near" | "the" | "'s" | "’s" | "outside" | "at" | "also")
                            || matches!(
                                w.lemma(i),
                                "suburb"
                                    | "district"
                                    | "province"
                                    | "region"
                                    | "city"
                                    | "town"
                                    | "village"
                                    | "state"
                                    | "capital"
                                    | "county"
                                    | "area"
                                    | "neighborhood"
                                    | "neighbourhood"
                                    | "outskirts"
                                    | "outskirt"
                            )
                            || w.pos(i) == Pos::Adj;
                    if !joins {
                        break;
                    }
                    gap += 1;
                    continue;
                }
                gap = 0;
                village = village.or_else(|| self.unknown_settlement(n));
                let (a, b) = (&self.mentions.places[best as usize], &self.mentions.places[n as usize]);
                let nested = a.country == b.country || a.country.is_none() || b.country.is_none();
                let known = b.precision != PlacePrecision::Unknown || a.precision == PlacePrecision::Unknown;
                // "Velm, in Orle district": the district bears the name of its town.
                let wide = fineness(b) == fineness(a) && self.a_district(best) && !self.a_district(n);
                if b.usage == PlaceUse::Literal && nested && known && (fineness(b) < fineness(a) || wide) {
                    best = n;
                }
            }
        }
        (best, village)
    }

    /// Which of the sentence's reports a figure belongs to: of those that may have it the nearest one whose kind counts such
    /// things. `folded` are the words of what was folded into each.
    pub fn figure_owner(
        &self,
        figure: &Figure,
        reports: &[(Anchor, &[String])],
        folded: &[&[usize]],
        may: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let w = self.words;
        let token = |r: TextRange| w.syntax.token_at(r.start).min(w.tokens.len() - 1);
        let at = token(figure.range);
        if matches!(figure.what.as_str(), "money" | "percent") && self.of_another_sum(at, &figure.what) {
            return None;
        }
        let cue = figure.cue.map(token);
        // "a blast at a rally in Varn killed 15": the blast did.
        let did = cue.filter(|&c| w.is_verb(c)).and_then(|c| w.below(c).find(|&j| w.relation(j) == "nsubj"));
        let counts = |n: &usize| reports[*n].1.contains(&figure.what) && may(*n);
        // What was folded into a report brings its figures.
        if let Some(n) = cue.and_then(|c| folded.iter().position(|f| f.contains(&c))).filter(counts) {
            return Some(n);
        }
        if let Some(n) = did.and_then(|s| reports.iter().position(|(a, _)| a.at == s)).filter(counts) {
            return Some(n);
        }
        reports
            .iter()
            .enumerate()
            .filter(|(i, (_, whats))| whats.contains(&figure.what) && may(*i))
            .min_by_key(|(_, (a, _))| cue.map_or(a.cost(w, at), |c| a.cost(w, c).min(a.cost(w, at))))
            .map(|(i, _)| i)
    }
}

/// "abducted from Velm", "the abduction of 40 men from Velm".
fn taken_from(w: &Words, f: &Found) -> bool {
    (f.first..f.end).any(|i| matches!(w.lemma(i), "abduct" | "kidnap" | "abduction" | "kidnapping" | "snatch"))
}

/// "withdrew from", "pulled out of", "retreated from".
fn leaves(w: &Words, f: &Found) -> bool {
    f.link == Link::Own && (f.first..f.end).any(|i| matches!(w.lemma(i), "withdraw" | "pull" | "retreat" | "evacuate" | "flee"))
}
