//! Hours without a day: "died on Saturday, the coroner said on Monday. He was found about 2:40 a.m." was found on Saturday. The
//! day told last is that of the coroner, so the hour goes with the harm told before.

use crate::code::{Draft, days};
use crate::find::Scene;
use model::{ReportTime, Stamp, TimePrecision};

/// Steps up a tree before it is given up.
const HIGH: usize = 8;
/// Sentences between an hour and the harm it goes with.
const NEAR: usize = 4;

/// Gives hours the day of the harm told before, where they have that of a saying or a court.
pub(crate) fn hours(scene: &Scene, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        if d.when.time.is_some_and(|n| scene.hour_since(n)) {
            d.when = ReportTime::UNKNOWN;
        }
        if !d.family.violent() || d.apart {
            continue;
        }
        let Some((hour, time)) = d.when.start.zip(d.when.time).filter(|(_, n)| scene.hour_of_later_day(*n)) else { continue };
        let told = |q: &&Draft| {
            q.family.violent()
                && !q.apart
                && q.background == d.background
                && d.sentence - q.sentence <= NEAR
                && q.when.time != Some(time)
                && q.when.precision.is_some_and(|p| p <= TimePrecision::Day)
        };
        let Some(day) = before.iter().rev().find(told).and_then(|q| q.when.start) else { continue };
        // The day of what was told before, and no other one.
        if !(1..=7).contains(&days(day, hour)) {
            continue;
        }
        let moved = |s: Stamp| Stamp { date: day.date, ..s };
        d.when.start = d.when.start.map(moved);
        d.when.end = d.when.end.map(moved);
    }
}

impl Scene<'_> {
    /// "was held since 3 May. He was freed around 10 p.m.": an hour that took its day from where a stretch began is of no day known.
    fn hour_since(&self, n: u32) -> bool {
        let w = self.words;
        let source = self.source_of_hour(n);
        source.is_some_and(|m| {
            let t = w.syntax.token_at(self.mentions.times[m].range.start).min(w.tokens.len() - 1);
            t > 0 && w.low(t - 1) == "since"
        })
    }

    /// The time from which an hour without a day took its day.
    fn source_of_hour(&self, n: u32) -> Option<usize> {
        let times = &self.mentions.times;
        let hour = times.get(n as usize).filter(|t| t.precision < TimePrecision::Day && t.anchor == "context")?;
        let date = |t: &model::Time| t.start.map(|s| s.date);
        (0..n as usize).rev().find(|&m| times[m].anchor != "context" && date(&times[m]) == date(hour))
    }

    /// True if a time is an hour that took its day from a time of a saying, or of what followed later.
    fn hour_of_later_day(&self, n: u32) -> bool {
        let w = self.words;
        let times = &self.mentions.times;
        let Some(source) = self.source_of_hour(n) else { return false };
        let t = w.syntax.token_at(times[source].range.start).min(w.tokens.len() - 1);
        let verb = w.above(t, HIGH).find(|&i| w.time_of[i] != source as u32 && w.is_verb(i));
        verb.is_some_and(|v| ["afterwards", "speech"].iter().any(|c| self.lexicon.has(c, w.lemma(v))))
    }
}
