//! The day of a happening from what came of it at once: "officers were called to the house at 8:30 p.m. on Sunday" dates the
//! shooting there, and so does "it happened on Sunday night". What somebody is arrested or tried for weeks later has the day
//! that the article tells of it, and none of those of the court.

use crate::Coder;
use crate::again::spoken_of_later;
use crate::code::{Draft, OLD, days};
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use model::{Article, Carried, ReportTime, Stamp, Status, TimePrecision};

/// Steps up a tree before it is given up.
const HIGH: usize = 8;
/// Sentences between what has no day and what came of it, where the article tells of several days.
const NEAR: usize = 3;
/// Sentences from what has a day to what goes on with it.
const GOES_ON: usize = 2;
/// Days after which what is told is long past.
const LONG_AGO: i32 = 90;
/// Days of a year, and of half of one: what was so long ago is no news that only its day lacks.
const YEAR: i32 = 365;
const HALF_A_YEAR: i32 = 182;
/// More days than these are no news of one happening.
const DAYS: usize = 24;

/// A day told for what comes of harm at once.
struct Told {
    sentence: usize,
    time: u32,
    day: Stamp,
}

/// Gives a day to news of harm that has none.
pub(crate) fn at_once(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let Some(published) = article.published else { return };
    let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
    let wants = |d: &Draft| {
        // A gun that goes off is news as a shooting is. Other accidents are often spoken of without being the news.
        let harm = (d.family.violent() || kind(d) == "accident.shooting") && !d.natural;
        harm && !scene.over_weeks(&d.found)
            && d.status == Status::Happened
            && !d.background
            && !d.recalled
            && !d.apart
            && d.when.start.is_none()
    };
    if !drafts.iter().any(wants) {
        return;
    }
    let law = |d: &Draft| {
        let kind = coder.book.kinds[d.found.kind].kind.as_str();
        d.family == Family::Justice && !kind.starts_with("crime.") && kind != "investigation"
    };
    let by_law = |i: usize| drafts.iter().any(|d| law(d) && (d.found.first..d.found.end).contains(&i));
    let (told, others) = scene.days_at_once(published, &by_law);
    // Where harm of the last days is told first there is more than a trial.
    let recent = |end: Stamp| days(end, published) <= OLD;
    let first = drafts.iter().map(|d| d.sentence).min().unwrap_or_default();
    // An article that comes to an arrest only after its news is about no trial.
    let first_in_law = drafts.iter().filter(|d| law(d)).map(|d| d.sentence).min().unwrap_or(usize::MAX);
    let in_court = |s: usize| drafts.iter().any(|d| d.sentence == s && law(d) && kind(d) != "release");
    let news = drafts.iter().any(|d| {
        let violent = d.family.violent() && d.family != Family::Toll || d.family == Family::Harm;
        let harm = violent && d.found.link == Link::Own && !d.background;
        let told = d.when.from == Carried::Stated && d.when.end.is_some_and(recent);
        harm && told
            && d.status == Status::Happened
            && (d.sentence == first || d.sentence < first_in_law)
            && !in_court(d.sentence)
    });
    // Soldiers who take prisoners, and who lets them go, are no court.
    let court = |d: &Draft| {
        law(d) && !d.background && kind(d) != "release" && !coder.book.rules[d.found.rule].name.ends_with("taken-prisoner")
    };
    if told.is_empty() && !news && drafts.iter().any(court) {
        let before = scene.days_before(published, drafts);
        // Harm that the article tells before any arrest or trial is not that of "last July", far below.
        let first_harm = drafts.iter().filter(|d| wants(d)).map(|d| d.sentence).min().unwrap_or(usize::MAX);
        let coarse = |t: &ReportTime| t.precision > Some(TimePrecision::Week);
        let long_past = |t: &ReportTime| t.end.is_some_and(|end| days(end, published) > HALF_A_YEAR);
        let older = first_harm < first_in_law && (before.iter().all(coarse) || before.iter().all(long_past));
        if !before.is_empty() && !older {
            // Supporters are driven from before the court on the day of the court.
            let deed = |d: &Draft| wants(d) && !kind(d).starts_with("riot.dispersal");
            return tried(scene, drafts, &deed, &before);
        }
    }
    let told = if told.is_empty() { others } else { told };
    let Some(first) = told.first() else { return };
    let one = told.iter().all(|t| t.day.date == first.day.date);
    // What is told as news of another day is another happening, or another paper's day.
    let other = |d: &Draft, t: &Told| {
        d.family.violent() && !d.background && d.when.from == Carried::Stated && d.when.end.is_some_and(|e| days(e, t.day) != 0)
    };
    let clash = one && drafts.iter().any(|d| other(d, first));
    // What goes on with harm of a day has that day.
    let before: Vec<usize> = drafts.iter().filter(|d| other(d, first)).map(|d| d.sentence).collect();
    for d in drafts.iter_mut().filter(|d| wants(d)) {
        let far = |t: &&Told| t.sentence.abs_diff(d.sentence);
        let Some(nearest) = told.iter().min_by_key(far) else { return };
        if !(one && !clash || far(&nearest) <= NEAR && said_elsewhere(scene, d, nearest.time)) {
            continue;
        }
        // "The navy said on Thursday that it had struck a boat", below what was done weeks before.
        if spoken_of_later(scene, d, nearest.day) && d.said_by.is_some() && scene.backshifted(&d.found) {
            continue;
        }
        if scene.on_old_ground(d, published) {
            continue;
        }
        if clash && before.iter().any(|&s| s < d.sentence && d.sentence - s <= far(&nearest).min(GOES_ON)) {
            continue;
        }
        d.when = ReportTime {
            time: Some(nearest.time),
            start: Some(nearest.day),
            end: Some(nearest.day),
            precision: Some(TimePrecision::Day),
            from: Carried::Context,
        };
    }
}

/// Gives the time that the article tells of what is tried to harm that has none; where it tells several, to none.
fn tried(scene: &Scene, drafts: &mut [Draft], wants: &dyn Fn(&Draft) -> bool, before: &[ReportTime]) {
    let Some(finest) = before.iter().min_by_key(|t| (t.precision, t.start)) else { return };
    let meet = |t: &ReportTime| {
        let (Some((s, e)), Some((f, g))) = (t.start.zip(t.end), finest.start.zip(finest.end)) else { return false };
        days(s, g) >= -1 && days(f, e) >= -1
    };
    if !before.iter().all(meet) {
        return;
    }
    let fits = |d: &Draft| finest.time.is_none_or(|time| said_elsewhere(scene, d, time)) && !scene.of_another_year(d, finest);
    let mut at_length = false;
    for d in drafts.iter_mut().filter(|d| wants(d) && fits(d)) {
        d.when = ReportTime { from: Carried::Context, ..finest.clone() };
        at_length = true;
    }
    // What is told at length is what the article tells of, and no mere history.
    let same = |d: &Draft| d.family.violent() && !d.natural && !d.apart && meet(&d.when);
    for d in drafts.iter_mut().filter(|d| at_length && d.background && (!d.recalled || d.mildly) && same(d)) {
        (d.background, d.recalled) = (false, false);
    }
}

/// True if the report's own sentence tells no other day.
fn said_elsewhere(scene: &Scene, d: &Draft, time: u32) -> bool {
    let w = scene.words;
    w.sentence(d.found.anchor).all(|i| {
        let n = w.time_of[i];
        n == time || scene.mentions.times.get(n as usize).is_none_or(|t| t.start.is_none() || scene.tells_saying(&d.found, i))
    })
}

impl Scene<'_> {
    /// "weeks of protests in which 300 were killed": of no one day.
    fn over_weeks(&self, f: &Found) -> bool {
        let w = self.words;
        let noun = |i: usize| {
            let start = w.phrase(i).map_or(i, |p| p.start);
            start >= 2
                && w.low(start - 1) == "of"
                && matches!(w.low(start - 2), "days" | "weeks" | "months" | "years" | "decades")
        };
        w.above(f.anchor, 4).any(noun)
    }

    /// "In 2029 a law was forced through. Dozens were killed in protests": right behind what is long past, and with no time of its own.
    fn on_old_ground(&self, d: &Draft, published: Stamp) -> bool {
        let times = &self.mentions.times;
        let sentences = &self.words.syntax.sentences;
        let at = |s: usize| sentences[s].range.start;
        let upto = times.partition_point(|t| t.range.start < at(d.sentence));
        let near = |t: &&model::Time| t.range.start >= at(d.sentence.saturating_sub(GOES_ON));
        let last = times[..upto].iter().rev().take_while(near).find_map(|t| t.end.or(t.start));
        last.is_some_and(|end| days(end, published) > LONG_AGO)
    }

    /// True if the time told last before the report's sentence lies years from `when`: the coup of 1931 fizzled in no raid of 2031.
    fn of_another_year(&self, d: &Draft, when: &ReportTime) -> bool {
        let w = self.words;
        let start = w.syntax.sentences[d.sentence].range.start;
        let times = &self.mentions.times;
        let upto = times.partition_point(|t| t.range.start < start);
        let told = times[..upto].iter().rev().find_map(|t| t.end.or(t.start).filter(|_| t.precision <= TimePrecision::Year));
        told.zip(when.start).is_some_and(|(a, b)| days(a, b) > 2 * YEAR)
    }

    /// Days of the last weeks told for what comes of harm at once, in order; and the one day that is told for anything but
    /// sayings and what follows later. `by_law` is true for the words of arrests and courts.
    fn days_at_once(&self, published: Stamp, by_law: &dyn Fn(usize) -> bool) -> (Vec<Told>, Vec<Told>) {
        let (mut out, mut others): (Vec<Told>, Vec<Told>) = (Vec::new(), Vec::new());
        for (n, day, verb) in self.past_days().filter(|(_, day, _)| (0..=OLD).contains(&days(*day, published))) {
            let w = self.words;
            if by_law(verb) || self.toll_rises(verb) || self.calls_for(verb) {
                continue;
            }
            let t = w.syntax.token_at(self.mentions.times[n].range.start).min(w.tokens.len() - 1);
            let sentence = w.syntax.sentences.partition_point(|s| s.tokens.end <= t);
            let told = Told { sentence, time: n as u32, day: Stamp::day(day.date) };
            let later = ["afterwards", "speech"].iter().any(|c| self.lexicon.has(c, w.lemma(verb)));
            // "was cleaning the gun on Sunday": what he did when it went off.
            let meanwhile = || !later && w.verb_group(verb).progressive && w.verb_group(verb).past_aux;
            if (self.lexicon.has("at_once", w.lemma(verb)) || meanwhile()) && out.len() < DAYS {
                out.push(told);
            } else if !later && others.len() < DAYS {
                others.push(told);
            }
        }
        let one = others.first().is_some_and(|f| others.iter().all(|t| t.day.date == f.day.date));
        (out, if one { others } else { Vec::new() })
    }

    /// "The party called a rally on Saturday": the day of what is to come.
    fn calls_for(&self, verb: usize) -> bool {
        let w = self.words;
        let ahead = |i: usize| {
            let held = ["protesting", "occasion"].iter().any(|c| self.lexicon.has(c, w.lemma(i)));
            w.relation(i) == "obj" && (held || matches!(w.lemma(i), "strike" | "election" | "vote" | "meeting" | "session"))
        };
        w.lemma(verb) == "call" && w.below(verb).any(ahead)
    }

    /// "The death toll from the blast climbed to 31 on Tuesday": the day of a count.
    fn toll_rises(&self, verb: usize) -> bool {
        let w = self.words;
        let counts = |i: usize| matches!(w.lemma(i), "toll" | "number" | "tally" | "count" | "total" | "figure");
        let rises =
            matches!(w.lemma(verb), "rise" | "climb" | "reach" | "increase" | "jump" | "stand" | "grow" | "soar" | "surge")
                || matches!(w.lemma(verb), "hit" | "top" | "pass" | "exceed" | "mount" | "put" | "raise" | "revise" | "lower");
        rises && w.below(verb).any(|c| matches!(w.relation(c), "nsubj" | "nsubj:pass" | "obj") && counts(c))
    }

    /// The times before the last weeks that the article tells for harm, and for what comes of it at once.
    fn days_before(&self, published: Stamp, drafts: &[Draft]) -> Vec<ReportTime> {
        let old = |end: Stamp| days(end, published) > OLD;
        let own = drafts.iter().filter(|d| {
            let real = matches!(d.status, Status::Happened | Status::Alleged);
            let fine = d.when.precision.is_some_and(|p| p <= TimePrecision::Month);
            // "who came to power after the death of Ruun in March 2021"
            let w = self.words;
            let since = d.found.link != Link::Own
                && w.phrase(d.found.anchor)
                    .is_some_and(|p| p.start > 0 && matches!(w.low(p.start - 1), "after" | "since" | "before"));
            d.family.violent() && !since && real && !d.natural && !d.apart && fine && d.when.end.is_some_and(old)
        });
        let mut out: Vec<ReportTime> = own.map(|d| d.when.clone()).collect();
        let at_once = |verb: usize| self.lexicon.has("at_once", self.words.lemma(verb));
        out.extend(self.past_days().filter(|(_, day, verb)| old(*day) && at_once(*verb)).take(DAYS).map(|(n, day, _)| {
            let day = Some(Stamp::day(day.date));
            ReportTime {
                time: Some(n as u32),
                start: day,
                end: day,
                precision: Some(TimePrecision::Day),
                from: Carried::Context,
            }
        }));
        out
    }

    /// The days that verbs in the past tell: which time, its day and its verb.
    fn past_days(&self) -> impl Iterator<Item = (usize, Stamp, usize)> + '_ {
        let w = self.words;
        self.mentions.times.iter().enumerate().filter_map(move |(n, time)| {
            let day = time.start.filter(|_| time.precision <= TimePrecision::Day)?;
            let t = w.syntax.token_at(time.range.start).min(w.tokens.len() - 1);
            if self.stamped(t) {
                return None;
            }
            let verb = w.above(t, HIGH).find(|&i| w.time_of[i] != n as u32 && w.is_verb(i))?;
            let g = w.verb_group(verb);
            // "Officers responding to a call on Saturday found two men dead"
            let then = w.tag(verb) == "VBG" && w.relation(verb) == "acl" && self.lexicon.has("at_once", w.lemma(verb));
            let past = then || matches!(w.tag(verb), "VBD" | "VBN") || g.progressive && g.past_aux && g.modal.is_none();
            (past && !g.negated).then_some((n, day, verb))
        })
    }
}
