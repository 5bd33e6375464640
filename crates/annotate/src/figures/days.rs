//! Which of an article's dead and hurt are those of another day: "On June 7, two weeks before, two men were shot dead in the park".
//!
//! Whoever died on a day before the one that the article tells first says nothing of those hit on that one.

use super::settle::Draft;
use model::{Syntax, Time, TimePrecision};

/// Days between the two from which on they are two happenings: a night runs over midnight, and weekdays are told loosely.
const APART: i32 = 3;

/// Marks the figures of sentences that tell an older day than the first that tells of harm.
pub fn of_an_older_day(syntax: &Syntax, times: &[Time], drafts: &mut [Draft]) {
    let harm = |d: &Draft| matches!(d.figure.what.as_str(), "killed" | "injured" | "hit");
    let mut days = vec![None; syntax.sentences.len()];
    for t in times.iter().filter(|t| t.precision <= TimePrecision::Day) {
        let Some(start) = t.start else { continue };
        let token = syntax.token_at(t.range.start);
        let s = syntax.sentences.partition_point(|s| s.tokens.end <= token);
        if let Some(day) = days.get_mut(s).filter(|d| d.is_none_or(|d| start.date < d)) {
            *day = Some(start.date);
        }
    }
    let day = |d: &Draft| days.get(d.sentence).copied().flatten();
    let Some(first) = drafts.iter().filter(|d| harm(d)).find_map(day) else { return };
    // "Two men were shot in June. Ana and Ben Ruiz died.": the next sentence goes on with them.
    let old = |d: &&Draft| harm(d) && day(d).is_some_and(|day| day.until(first).is_ok_and(|s| s.get_days() >= APART));
    let told: Vec<usize> = drafts.iter().filter(old).map(|d| d.sentence).collect();
    let older = |s: usize| told.binary_search(&s).is_ok();
    for d in drafts.iter_mut().filter(|d| harm(d)) {
        let own = days.get(d.sentence).copied().flatten();
        d.past |= older(d.sentence) || own.is_none() && d.sentence > 0 && older(d.sentence - 1);
    }
}
