//! The day of a happening from what came of it at once: "officers were called to the house at 8:30 p.m. on Sunday" dates the
//! shooting there, and so does "it happened on Sunday night".

use crate::code::{Draft, OLD, days};
use crate::find::Scene;
use model::{Article, Carried, ReportTime, Stamp, Status, TimePrecision};

/// Steps up a tree before it is given up.
const HIGH: usize = 8;
/// Sentences between what has no day and what came of it, where the article tells of several days.
const NEAR: usize = 3;
/// More days than these are no news of one happening.
const DAYS: usize = 24;

/// A day told for what comes of harm at once.
struct Told {
    sentence: usize,
    time: u32,
    day: Stamp,
}

/// Gives a day to news of harm that has none.
pub(crate) fn at_once(scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    let Some(published) = article.published else { return };
    let wants = |d: &Draft| {
        let harm = d.family.violent() && !d.natural;
        harm && d.status == Status::Happened && !d.background && !d.recalled && !d.apart && d.when.start.is_none()
    };
    if !drafts.iter().any(wants) {
        return;
    }
    let told = scene.days_at_once(published);
    let Some(first) = told.first() else { return };
    let one = told.iter().all(|t| t.day.date == first.day.date);
    // What is told as news of another day is another happening, or another paper's day.
    let other = |d: &Draft, t: &Told| {
        d.family.violent() && !d.background && d.when.from == Carried::Stated && d.when.end.is_some_and(|e| days(e, t.day) != 0)
    };
    let clash = one && drafts.iter().any(|d| other(d, first));
    for d in drafts.iter_mut().filter(|d| wants(d)) {
        let far = |t: &&Told| t.sentence.abs_diff(d.sentence);
        let Some(nearest) = told.iter().min_by_key(far) else { return };
        if !(one && !clash || far(&nearest) <= NEAR && said_elsewhere(scene, d, nearest.time)) {
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

/// True if the report's own sentence tells no other day.
fn said_elsewhere(scene: &Scene, d: &Draft, time: u32) -> bool {
    let w = scene.words;
    w.sentence(d.found.anchor).all(|i| {
        let n = w.time_of[i];
        n == time || scene.mentions.times.get(n as usize).is_none_or(|t| t.start.is_none() || scene.tells_saying(&d.found, i))
    })
}

impl Scene<'_> {
    /// Days of the last weeks told for what comes of harm at once, in order; where there are none, the one day that is told for
    /// anything but sayings and what follows later.
    fn days_at_once(&self, published: Stamp) -> Vec<Told> {
        let w = self.words;
        let (mut out, mut others): (Vec<Told>, Vec<Told>) = (Vec::new(), Vec::new());
        for (n, time) in self.mentions.times.iter().enumerate() {
            let Some(day) =
                time.start.filter(|s| time.precision <= TimePrecision::Day && (0..=OLD).contains(&days(*s, published)))
            else {
                continue;
            };
            let t = w.syntax.token_at(time.range.start).min(w.tokens.len() - 1);
            let sentence = w.syntax.sentences.partition_point(|s| s.tokens.end <= t);
            let told = Told { sentence, time: n as u32, day: Stamp::day(day.date) };
            let Some(verb) = w.above(t, HIGH).find(|&i| w.time_of[i] != n as u32 && w.is_verb(i)) else { continue };
            let past = matches!(w.tag(verb), "VBD" | "VBN") && !w.verb_group(verb).negated;
            let later = ["afterwards", "speech"].iter().any(|c| self.lexicon.has(c, w.lemma(verb)));
            if past && self.lexicon.has("at_once", w.lemma(verb)) && out.len() < DAYS {
                out.push(told);
            } else if past && !later && others.len() < DAYS {
                others.push(told);
            }
        }
        let one = others.first().is_some_and(|f| others.iter().all(|t| t.day.date == f.day.date));
        if out.is_empty() && one { others } else { out }
    }
}
