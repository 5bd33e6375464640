//! Counts of a stretch of time: "22 homicides since January", "so far this year 15 people have been killed", "the city's 41st
//! homicide of the year". They are no toll of the happening that they are told beside.

use crate::code::{Draft, days};
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, VerbGroup, Words};
use model::{Carried, Figure, Pos, ReportTime, Stamp, Status, Time, TimeKind, TimePrecision};
use std::ops::Range;

/// A figure that counts a stretch of time.
pub(crate) struct Tally {
    /// Index of the figure.
    pub figure: u32,
    /// The token that tells what is counted,
    cue: usize,
    /// and the noun under it that says so too, or the same.
    noun: usize,
    /// What goes on for so long, and has taken them all: "the toll from floods since June".
    of: Option<usize>,
    /// Index of the stretch.
    time: u32,
    /// The stretch, as far as it is known.
    pub when: ReportTime,
}

impl Tally {
    /// True where a verb tells the count: "have died", and not "homicides".
    pub fn by_verb(&self, words: &Words) -> bool {
        words.is_verb(self.cue)
    }

    /// True where the count is told beside the match: "has infected 900 people and killed nine since May".
    pub fn beside(&self, words: &Words, f: &Found) -> bool {
        words.relation(self.cue) == "conj" && words.governor(self.cue) == Some(f.anchor) && f.link == Link::Own
    }

    /// True for the match that tells the count itself.
    pub fn is(&self, f: &Found) -> bool {
        // "Fighting has killed hundreds since May": the fighting's own.
        let own = f.link == Link::Subject && f.group.is_some_and(|g| g.main == self.cue);
        let holds = |i: usize| f.anchor == i || (f.first..f.end).contains(&i);
        holds(self.cue) || holds(self.noun) || own || self.of == Some(f.anchor)
    }
}

/// The count that a match tells, if it tells one.
pub(crate) fn tally<'a>(tallies: &'a [Tally], f: &Found) -> Option<&'a Tally> {
    tallies.iter().find(|t| t.is(f))
}

/// What of nature goes on for weeks and is one happening for all that.
const SEASONS: &[&str] = &[
    "flood",
    "flooding",
    "monsoon",
    "rain",
    "wildfire",
    "bushfire",
    "drought",
    "famine",
    "heatwave",
    "outbreak",
    "epidemic",
    "cholera",
    "measles",
    "dengue",
    "ebola",
    "influenza",
    "flu",
    "landslide",
    "cold",
    "eruption",
];

/// Days that make a stretch: what is counted since a day of last week may be one happening that goes on.
const LONG: i32 = 20;
/// Sentences that tell the news before its background comes.
const BELOW: usize = 3;
/// So far behind "since" stands what began then.
const BEGAN: usize = 8;
/// So far from an ordinal number stands the stretch that it counts in: "the 41st person killed in the city this year".
const NTH: usize = 9;
/// Sentences, headline and place line among them, that tell what is the news.
const OPENING: usize = 3;

/// True for what of nature, or of war, goes on for weeks.
pub(crate) fn goes_on_for_weeks(lemma: &str) -> bool {
    SEASONS.contains(&lemma) || lasts(lemma)
}

impl Scene<'_> {
    /// The figures of sentence `s` that count a stretch of time.
    pub fn tallies(&self, s: usize, published: Option<Stamp>) -> Vec<Tally> {
        let w = self.words;
        let sentence = w.syntax.sentences[s].clone();
        if sentence.tokens.clone().all(|i| w.time_of[i] == NONE && w.low(i) != "since" && !lasts(w.lemma(i))) {
            return Vec::new();
        }
        let all = &self.mentions.figures;
        let from = all.partition_point(|f| f.range.start < sentence.range.start);
        let here = all.iter().enumerate().skip(from).take_while(|(_, f)| f.range.start < sentence.range.end).take(64);
        let counts = |f: &Figure| {
            let persons = matches!(f.what.as_str(), "killed" | "injured" | "missing" | "kidnapped" | "detained");
            persons && f.best.is_some_and(|b| b >= 2.0)
        };
        here.filter(|(_, f)| counts(f)).filter_map(|(n, f)| self.tally(n as u32, f, &sentence.tokens, published)).collect()
    }

    fn tally(&self, n: u32, figure: &Figure, sentence: &Range<usize>, published: Option<Stamp>) -> Option<Tally> {
        let w = self.words;
        let token = |at: u32| w.syntax.token_at(at).clamp(sentence.start, sentence.end - 1);
        let (noun, at) = (token(figure.cue?.start), token(figure.range.start));
        // "The conflict has claimed 20,000 lives": it is the verb that tells.
        let claims = |v: &usize| {
            let lives = w.low(noun) == "lives" && matches!(w.lemma(*v), "claim" | "cost" | "take" | "see")
                || matches!(w.low(noun), "deaths" | "displacement" | "casualties")
                    && matches!(w.lemma(*v), "result" | "lead" | "cause" | "bring");
            w.is_verb(*v) && (lives || w.low(noun) == "dead" && w.lemma(*v) == "leave")
        };
        let cue = w.above(noun, 4).skip(1).find(claims).unwrap_or(noun);
        let hangs =
            |i: &usize| matches!(self.relation(*i), "nmod" | "obl") && w.governor(*i).is_some_and(|h| h == cue || h == noun);
        let of = sentence.clone().find(|i| SEASONS.contains(&w.lemma(*i)) && hangs(i));
        let mut last = NONE;
        for t in sentence.clone() {
            let time = w.time_of[t];
            if time == NONE || time == last {
                continue;
            }
            last = time;
            let told = &self.mentions.times[time as usize];
            let end = (t..sentence.end).take_while(|&i| w.time_of[i] == time).count() + t;
            // "have been taken since 2030, when raiders took 40": the forty were taken in that year.
            let when = end + usize::from(end < sentence.end && w.low(end) == ",");
            if when < sentence.end && w.low(when) == "when" && cue > when {
                continue;
            }
            let only = sentence.clone().all(|i| w.time_of[i] == NONE || w.time_of[i] == time);
            let its_start = self.start_of_what_lasts(t, cue);
            // "the first part of the two-week campaign": how long that was, and no stretch of the count.
            let long = told.kind == TimeKind::Duration && told.text.contains('-');
            if long || self.of_the_sum(t, noun) || !its_start && self.only_told_of(t, cue) {
                continue;
            }
            let near = self.since(t, sentence)
                && w.head_of_time(t).is_some_and(|v| w.is_verb(v) && w.above(v, 4).any(|a| a == cue))
                || w.clause[t] == w.clause[cue]
                || w.clause[t] == w.clause[at]
                || only && told.precision >= TimePrecision::Year;
            if near && (self.sums_up(told, t..end, sentence, published) || self.within(told, t, cue, at, sentence))
                || (near || only) && self.of_streets(told, t..end, sentence)
                || its_start
            {
                let since = told.start.zip(published).filter(|_| its_start || self.since(t, sentence));
                let (start, end) = match since {
                    Some((start, now)) => (Some(start), Some(Stamp::day(now.date))),
                    None => (told.start, told.end.or(told.start)),
                };
                let precision = start.map(|_| told.precision);
                let when = ReportTime { time: Some(time), start, end, precision, from: Carried::Stated };
                let when = if start.is_none() { ReportTime::UNKNOWN } else { when };
                return Some(Tally { figure: n, cue, noun, of, time, when });
            }
        }
        if self.in_a_war(cue) || self.by_a_war(cue) {
            return Some(Tally { figure: n, cue, noun, of, time: NONE, when: ReportTime::UNKNOWN });
        }
        let untimed = sentence.clone().all(|i| w.time_of[i] == NONE);
        let began = untimed && self.since_it_began(sentence) || self.of_what_lasts(cue);
        began.then_some(Tally { figure: n, cue, noun, of, time: NONE, when: ReportTime::UNKNOWN })
    }

    /// "91 were killed, taking the total since July to over 300", seen from the 91: the stretch is that of the sum.
    fn of_the_sum(&self, t: usize, noun: usize) -> bool {
        let w = self.words;
        let sums =
            |v: &usize| matches!(w.lemma(*v), "take" | "bring" | "raise" | "push" | "lift" | "drive") && w.tag(*v) == "VBG";
        let verb = (w.sentence(t).start.max(t.saturating_sub(16))..t).rev().find(sums);
        let total = |v: usize| (v..t).any(|i| matches!(w.lemma(i), "total" | "toll" | "number" | "tally" | "count"));
        verb.is_some_and(|v| noun < v && total(v))
    }

    /// "Three men who were jailed last year were shot": a time of what is told of somebody below the verb that counts.
    fn only_told_of(&self, t: usize, cue: usize) -> bool {
        let w = self.words;
        let Some(head) = w.head_of_time(t).filter(|_| w.is_verb(cue)) else { return false };
        let up: Vec<usize> = w.above(head, 16).take_while(|&i| i != cue).collect();
        let reaches = up.last().is_some_and(|&i| w.governor(i) == Some(cue));
        // "The conflict between the army and the rebels, which began in April": of the conflict, whatever the tree says.
        let aside = |i: &usize| {
            w.relation(*i).starts_with("acl") && !begins(w.lemma(*i)) && w.governor(*i).is_some_and(|n| !lasts(w.lemma(n)))
        };
        head != cue && reaches && up.iter().any(aside)
    }

    /// "The war has killed tens of thousands": a count of the whole of it.
    fn of_what_lasts(&self, cue: usize) -> bool {
        let w = self.words;
        let g = w.verb_group(cue);
        let told = w.is_verb(cue) && g.perfect && !g.past_perfect;
        // "Fighting has displaced 40,000 people and killed 400", well below the news.
        let first = w.governor(cue).filter(|&v| w.relation(cue) == "conj" && w.is_verb(v)).unwrap_or(cue);
        let fights = |g: &VerbGroup| {
            let who = w.surface_subject(g).filter(|p| !w.is_passive(g) && p.start == p.head);
            let below = w.syntax.sentences.get(BELOW).is_some_and(|s| s.tokens.start <= cue);
            below && who.is_some_and(|p| matches!(w.low(p.head), "fighting" | "violence"))
        };
        let first = w.verb_group(first);
        told && done_by_what_lasts(w, &g) || first.perfect && !first.past_perfect && fights(&first)
    }

    /// "The war, which began in April 2023, has killed thousands", seen from the month: what was killed by it has been since.
    fn start_of_what_lasts(&self, t: usize, cue: usize) -> bool {
        let w = self.words;
        self.of_what_lasts(cue)
            && w.head_of_time(t).is_some_and(|v| {
                v != cue && w.is_verb(v) && begins(w.lemma(v)) && w.above(v, 4).skip(1).any(|i| lasts(w.lemma(i)))
            })
    }

    /// "ended a year of fighting in which 4,000 people were killed", "a war that has killed thousands": the dead of all of it.
    fn in_a_war(&self, cue: usize) -> bool {
        let w = self.words;
        let clause = matches!(w.relation(cue), "acl:relcl" | "acl" | "advcl") && w.is_verb(cue);
        let noun = w.governor(cue).filter(|&n| clause && n < cue);
        let long = |n: usize| {
            let start = w.sentence(n).start.max(n.saturating_sub(6));
            (start..n).any(|i| self.mentions.times.get(w.time_of[i] as usize).is_some_and(coarse))
        };
        noun.is_some_and(|n| {
            let which = (n + 1..cue).any(|i| matches!(w.low(i), "which" | "that" | "when"));
            which && (lasts(w.lemma(n)) || matches!(w.low(n), "fighting" | "violence" | "clashes" | "hostilities") && long(n))
        })
    }

    /// "1,000 people were killed as a result of the conflict", "have died in a seven-year civil war": the dead of all of it.
    fn by_a_war(&self, cue: usize) -> bool {
        let w = self.words;
        let end = w.sentence(cue).end;
        let noun = (cue + 1..end)
            .take_while(|&i| !matches!(w.low(i), ";" | ":"))
            .find(|&i| matches!(w.lemma(i), "war" | "conflict" | "insurgency" | "uprising") && w.pos(i) == Pos::Noun);
        let Some(p) = noun.and_then(|n| w.phrase(n).filter(|p| p.head == n)) else { return false };
        let Some(before) = p.start.checked_sub(1) else { return false };
        let result = w.low(before) == "of" && before > 1 && matches!(w.low(before - 1), "result" | "because" | "consequence");
        let g = w.verb_group(cue);
        let civil = (p.start..p.head).any(|i| matches!(w.low(i), "civil" | "year" | "long" | "decade" | "years"));
        result || w.low(before) == "in" && civil && w.is_verb(cue) && g.perfect
    }

    /// "since the war began", "since the start of the uprising": what lasts for months counts its own dead.
    fn since_it_began(&self, sentence: &Range<usize>) -> bool {
        let w = self.words;
        let since = sentence.clone().find(|&i| w.low(i) == "since" && w.time_of[i] == NONE);
        since.is_some_and(|i| (i + 1..sentence.end.min(i + BEGAN)).take_while(|&j| w.low(j) != ",").any(|j| lasts(w.lemma(j))))
    }

    /// True behind "since": "since January", "since the beginning of the year"; "since the January blast" tells of the blast.
    fn since(&self, t: usize, sentence: &Range<usize>) -> bool {
        let w = self.words;
        let other = w.phrase(t).is_some_and(|p| p.head > t && w.time_of[p.head] == NONE);
        !other && (sentence.start.max(t.saturating_sub(5))..t).any(|i| w.low(i) == "since")
    }

    /// True for words that tell of nothing but a stretch: "since January", "so far this year", "in the past decade", "every year".
    fn sums_up(&self, time: &Time, tokens: Range<usize>, sentence: &Range<usize>, published: Option<Stamp>) -> bool {
        let w = self.words;
        let around = sentence.start.max(tokens.start.saturating_sub(3))..sentence.end.min(tokens.end + 3);
        let coarse = coarse(time);
        let past = |i: usize| matches!(w.low(i), "past" | "last" | "previous" | "recent");
        let so_far = || around.clone().any(|i| w.low(i) == "so" && i + 1 < sentence.end && w.low(i + 1) == "far");
        let long = || time.start.zip(published).is_some_and(|(s, p)| days(s, p) > LONG);
        match time.kind {
            TimeKind::Set => (coarse || time.precision == TimePrecision::Week) && !self.describes(tokens.start),
            TimeKind::Duration => coarse && (around.start..tokens.end).any(past),
            _ => {
                let since = self.since(tokens.start, sentence) && !self.since_the_last_such(&tokens, sentence);
                since && (coarse || long()) || coarse && so_far()
            }
        }
    }

    /// "the first abduction since 2021, when 150 pupils were seized": no stretch is counted there.
    fn since_the_last_such(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
        let w = self.words;
        let ranks =
            |i: usize| w.tag(i) == "JJS" && !matches!(w.low(i), "least" | "most") || matches!(w.low(i), "worst" | "first");
        let when = tokens.end + usize::from(tokens.end < sentence.end && w.low(tokens.end) == ",");
        // "since the war began on 7 October, when gunmen killed 40": the war's own dead are counted.
        let began =
            (sentence.start.max(tokens.start.saturating_sub(3))..tokens.start).any(|i| begins(w.lemma(i)) && w.is_verb(i));
        when < sentence.end && w.low(when) == "when" && !began
            || (sentence.start.max(tokens.start.saturating_sub(NTH))..tokens.start).any(ranks)
    }

    /// "a weekly market", "the annual fair": what recurs is the market, whatever befell it.
    pub fn describes(&self, t: usize) -> bool {
        let w = self.words;
        let set = self.mentions.times.get(w.time_of[t] as usize).is_some_and(|x| x.kind == TimeKind::Set);
        set && w.phrase(t).is_some_and(|p| t < p.head && w.time_of[p.head] != w.time_of[t])
    }

    /// "13 people were injured by gunfire since Friday night", "20 people shot over the past four weeks", "3 officers shot in
    /// two months": what a town's shootings add up to, where no single one is told.
    fn of_streets(&self, time: &Time, tokens: Range<usize>, sentence: &Range<usize>) -> bool {
        let w = self.words;
        let shots = |i: usize| {
            matches!(w.lemma(i), "shoot" | "shot" | "shooting" | "gunfire" | "gunshot" | "homicide" | "murder" | "kill")
        };
        let one = |i: usize| w.tag(i) == "NN" && w.time_of[i] == NONE && happening(w.lemma(i));
        if !sentence.clone().any(shots) || sentence.clone().any(one) {
            return false;
        }
        // "in the world's worst air disaster in a decade"
        let ranked = |i: usize| w.tag(i) == "JJS" && !matches!(w.low(i), "least" | "most") || w.low(i) == "worst";
        if (sentence.start.max(tokens.start.saturating_sub(NTH))..tokens.start).any(ranked) {
            return false;
        }
        let before = tokens.start.checked_sub(1).filter(|&i| i >= sentence.start).map_or("", |i| w.low(i));
        let weeks = coarse(time) || time.precision == TimePrecision::Week;
        let apart = ["separate", "unrelated", "citywide", "weekend"];
        let series = sentence.clone().any(|i| w.low(i) == "shootings" && i > 0 && apart.contains(&w.low(i - 1)));
        match time.kind {
            TimeKind::Duration => weeks && matches!(before, "in" | "within" | "over" | "during" | "the"),
            TimeKind::Set => false,
            _ => {
                self.since(tokens.start, sentence) && sentence.clone().any(|i| matches!(w.lemma(i), "shoot" | "gunfire"))
                    || series
            }
        }
    }

    /// True for a count that is told of a month or a year, by happenings in the plural ("22 homicides in March"), a toll ("the
    /// toll this year to 17") or the tense ("have been killed in 2031"); not for one happening of that time.
    fn within(&self, time: &Time, t: usize, cue: usize, at: usize, sentence: &Range<usize>) -> bool {
        let w = self.words;
        if !coarse(time) || time.kind == TimeKind::Set {
            return false;
        }
        // "claimed 1,300 lives between 2014 and 2023": no single one lasts so long.
        let other = |i: &usize| w.time_of[*i] != NONE && w.time_of[*i] != w.time_of[t];
        let between = t > sentence.start && matches!(w.low(t - 1), "between" | "from") && time.precision >= TimePrecision::Year;
        if between && (t..sentence.end.min(t + 4)).any(|i| other(&i) && matches!(w.low(i - 1), "and" | "to")) {
            return true;
        }
        let this = (t..t + 2).any(|i| i < sentence.end && matches!(w.low(i), "this" | "last") && w.time_of[i] == w.time_of[t]);
        if matches!(w.pos(cue), Pos::Noun | Pos::Propn) {
            let plural = w.tag(cue).ends_with('S') && !matches!(w.low(cue), "bodies" | "corpses" | "lives" | "injuries");
            let toll = w.low(cue) == "toll" && (cue < t && t < at || this);
            return plural || toll;
        }
        if !w.is_verb(cue) || time.kind == TimeKind::Duration {
            return false;
        }
        let one = |i: usize| w.tag(i) == "NN" && !(w.time_of[i] != NONE || i == cue) && happening(w.lemma(i));
        // "the worst attack this year, in which 400 people have died in bombings"
        let own = |i: usize| w.clause[i] == w.clause[cue];
        let several = sentence.clone().any(|i| own(i) && w.tag(i) == "NNS" && happening(w.lemma(i)))
            && !sentence.clone().any(|i| own(i) && one(i));
        let group = w.verb_group(cue);
        let perfect = group.perfect && !group.past_perfect;
        // "165 people were murdered in 2030"
        // "killed in the worst clashes since the war of 2021"
        let since = (cue.min(t)..t).any(|i| w.low(i) == "since");
        let year = time.precision >= TimePrecision::Year
            && !since
            && !(cue..sentence.end).any(|i| matches!(w.low(i), "when" | "after" | "by" | "as"));
        let counted = w.is_passive(&group) && at < cue && (this || year);
        (perfect || counted) && (several || !sentence.clone().any(one))
    }

    /// True where a time says in which stretch an ordinal number counts: "the city's 41st homicide this year", "the third
    /// shooting in a month". It tells neither when that was nor how many it hit.
    pub fn of_nth(&self, time: u32) -> bool {
        let w = self.words;
        let Some(t) = w.time_of.iter().position(|n| *n == time) else { return false };
        let told = &self.mentions.times[time as usize];
        let start = w.sentence(t).start.max(t.saturating_sub(NTH));
        let stretch = (coarse(told) || told.precision == TimePrecision::Week) && told.kind != TimeKind::Set;
        // "was first attacked in 2022" counts nothing.
        let adverb = |i: usize| matches!(w.low(i), "first" | "second") && (w.pos(i) == Pos::Adv || w.is_verb(i + 1));
        let counts = |i: usize| ordinal(w.low(i)) && w.time_of[i] == NONE && !adverb(i);
        stretch && (start..t).any(|i| counts(i) && (i + 1..t).all(|j| !matches!(w.low(j), "," | ":" | ";")))
    }

    /// "the 41st person killed in the city this year": the one told of just before.
    pub fn nth_victim(&self, f: &Found) -> bool {
        let w = self.words;
        let victims = f.roles.iter().map(|(_, p)| p);
        let nth = victims.into_iter().any(|p| (p.start..p.end.min(f.first)).any(|i| ordinal(w.low(i))));
        let sentence = w.sentence(f.anchor);
        nth && (f.end..sentence.end).any(|i| w.time_of[i] != NONE && self.of_nth(w.time_of[i]))
    }

    /// "have been taken since 2030, when raiders took 40": true for the match in the clause with "when".
    fn when_then(&self, f: &Found, time: u32) -> bool {
        let w = self.words;
        w.sentence(f.anchor).find(|&i| w.time_of[i] == time).is_some_and(|t| self.told_when(f, t))
    }

    /// "has recorded 71 massacres": what somebody keeps count of is no one happening.
    pub fn on_record(&self, f: &Found, when: &ReportTime) -> bool {
        let w = self.words;
        let p = w.phrase(f.anchor).filter(|p| f.link != Link::Own && p.head == f.anchor && w.tag(p.head).ends_with('S'));
        let counted = p.is_some_and(|p| (p.start..p.head).any(|i| w.pos(i) == Pos::Num && w.time_of[i] == NONE));
        let keeps = |v: usize| {
            w.is_verb(v) && matches!(w.lemma(v), "record" | "register" | "log" | "document" | "count" | "tally" | "track")
        };
        // "had counted 38 bodies" tells what one fire did.
        let seen =
            p.is_some_and(|p| matches!(w.low(p.head), "bodies" | "corpses" | "coffins" | "victims" | "wounded" | "injured"));
        counted && !seen && when.precision.is_none_or(|p| p > TimePrecision::Week) && w.governor(f.anchor).is_some_and(keeps)
    }

    /// The time of a match without that of a count it is told beside.
    pub fn own_time(&self, f: &Found, family: Family, told: ReportTime, tallies: &[Tally]) -> ReportTime {
        let counted = |n: u32| tallies.iter().any(|t| t.time == n && !t.is(f));
        match told.time {
            Some(n) if family.harmful() && (counted(n) && !self.when_then(f, n) || self.of_nth(n)) => ReportTime::UNKNOWN,
            _ => told,
        }
    }
}

/// A month or more; "now" and "recently" are no stretch.
pub(crate) fn coarse(time: &Time) -> bool {
    (TimePrecision::Month..TimePrecision::Vague).contains(&time.precision)
}

/// Verbs for how what lasts begins.
fn begins(lemma: &str) -> bool {
    matches!(lemma, "begin" | "start" | "erupt" | "break" | "flare")
}

/// True for "41st", "third".
fn ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && matches!(suffix, "st" | "nd" | "rd" | "th")
        || matches!(
            word,
            "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth"
        )
}

/// "The war has killed": true where what lasts for months is the subject.
pub(crate) fn done_by_what_lasts(w: &Words, g: &VerbGroup) -> bool {
    !w.is_passive(g) && w.surface_subject(g).is_some_and(|p| lasts(w.lemma(p.head)))
}

/// Nouns for what lasts for months.
pub(crate) fn lasts(lemma: &str) -> bool {
    matches!(
        lemma,
        "war"
            | "coup"
            | "takeover"
            | "conflict"
            | "invasion"
            | "uprising"
            | "insurgency"
            | "unrest"
            | "occupation"
            | "rebellion"
            | "epidemic"
    ) || matches!(lemma, "outbreak" | "pandemic" | "crackdown" | "hostility" | "intifada" | "revolt" | "offensive")
}

/// Nouns for one happening that a toll may be of.
pub(crate) fn happening(lemma: &str) -> bool {
    matches!(
        lemma,
        "attack"
            | "shooting"
            | "bombing"
            | "explosion"
            | "blast"
            | "crash"
            | "fire"
            | "accident"
            | "incident"
            | "raid"
            | "strike"
    ) || matches!(
        lemma,
        "clash" | "ambush" | "massacre" | "earthquake" | "flood" | "storm" | "stampede" | "collision" | "rampage" | "airstrike"
    )
}

/// Where an article tells of a happening, the counts beside it are background.
pub(crate) fn set_aside(drafts: &mut [Draft]) {
    let told = drafts.iter().any(|d| !d.period && d.family.harmful() && matches!(d.status, Status::Happened | Status::Alleged));
    // "Since 2014, 1,500 pupils have been kidnapped. Dozens are still missing."
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        let mut last = before.iter().filter(|q| q.sentence + 1 == d.sentence).peekable();
        let counts = last.peek().is_some() && last.all(|q| q.period);
        let bare = d.when.from != Carried::Stated && d.place.from != Carried::Stated && d.family == Family::Toll;
        if counts && bare && d.status == Status::Happened {
            (d.period, d.apart) = (true, true);
        }
    }
    // An outbreak or a famine is told by such counts: where one opens the article, be it below its headline, it is the news.
    let first = drafts.iter().filter(|d| d.family.harmful()).map(|d| d.sentence).min();
    let opens = |d: &Draft| d.family == Family::Harm && (Some(d.sentence) == first || d.sentence < OPENING);
    for d in drafts.iter_mut().filter(|d| d.period && told) {
        if opens(d) {
            (d.period, d.apart) = (false, false);
        } else {
            (d.background, d.recalled, d.mildly) = (true, true, false);
        }
    }
}
