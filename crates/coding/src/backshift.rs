//! "The army said it had killed 20 rebels": what is told of in the past has its verbs a step further back, and is no older for it.

use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase};
use model::{Carried, Status, TimePrecision};

/// Steps from a verb up to the one that says it.
const HIGH: usize = 5;

/// What somebody says something in.
pub(crate) const STATEMENTS: &[&str] =
    &["statement", "report", "interview", "briefing", "post", "message", "communique", "speech", "tweet"];

impl Scene<'_> {
    /// True where a verb stands in the past perfect only because somebody *said* what it tells.
    pub(crate) fn backshifted(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(g) = f.group.filter(|g| g.past_perfect && matches!(f.link, Link::Own | Link::Light)) else { return false };
        let long_ago = |i: usize| {
            matches!(w.low(i), "previously" | "formerly" | "once" | "earlier" | "long" | "already" | "often" | "repeatedly")
                || matches!(w.low(i), "never" | "ever" | "sometimes" | "twice" | "always" | "initially" | "originally")
        };
        !(g.start..g.main).any(long_ago)
            && self.verb_that_says(g.main).is_some_and(|v| matches!(w.tag(v), "VBD" | "VBG") && !w.verb_group(v).past_perfect)
    }

    /// The verb of speech of whose clause the verb at `verb` is, or is one of several.
    pub(crate) fn verb_that_says(&self, verb: usize) -> Option<usize> {
        let w = self.words;
        let mut at = verb;
        for _ in 0..HIGH {
            let head = w.governor(at)?;
            match w.relation(at) {
                "conj" => at = head,
                // "said in a statement that its men had taken the post"
                "acl" | "ccomp" if STATEMENTS.contains(&w.lemma(head)) => {
                    let says = w.governor(head).filter(|&v| w.is_verb(v) && self.lexicon.has("speech", w.lemma(v)));
                    return says;
                }
                "ccomp" => return (w.is_verb(head) && self.lexicon.has("speech", w.lemma(head))).then_some(head),
                _ => return None,
            }
        }
        None
    }

    /// "The army said it had killed 20 rebels": "it" is whoever says so, if that is a body that acts.
    pub(crate) fn it_that_says(&self, p: Phrase) -> Option<Phrase> {
        let w = self.words;
        if p.end != p.start + 1 || w.low(p.start) != "it" || !w.relation(p.start).starts_with("nsubj") {
            return None;
        }
        let verb = w.governor(p.start).filter(|&v| w.is_verb(v))?;
        let says = self.verb_that_says(verb).filter(|&v| v < p.start && p.start - v <= 4)?;
        let speaker = w.surface_subject(&w.verb_group(says)).filter(|q| q.end <= says)?;
        let body = ["armed", "org", "party", "stateforces", "nonstate", "unit"];
        body.iter().any(|c| self.lexicon.phrase_is(c, speaker, w, self.mentions)).then_some(speaker)
    }
}

/// "Gunmen stormed a prison on Wednesday and freed 60 inmates", "officers seized the drugs and arrested seven men on Saturday":
/// what one subject did, told by verbs side by side of which one has a day, was done on that day.
pub(crate) fn together(scene: &Scene, drafts: &mut [Draft]) {
    let w = scene.words;
    let did = |d: &Draft| {
        let plain = |v: usize| w.tag(v) == "VBD" || w.is_passive(&w.verb_group(v)) && !w.verb_group(v).perfect;
        let own = d.found.link == Link::Own && d.status == Status::Happened && d.family != Family::Statement;
        d.found.group.map(|g| g.main).filter(|&v| own && !d.natural && !d.apart && plain(v))
    };
    for i in 0..drafts.len() {
        let Some(v) = did(&drafts[i]).filter(|_| drafts[i].when.start.is_none()) else { continue };
        let beside = |q: &Draft| {
            let Some(u) = did(q).filter(|_| q.sentence == drafts[i].sentence) else { return false };
            let (first, second) = if u < v { (u, v) } else { (v, u) };
            let joined = w.relation(second) == "conj" && w.governor(second) == Some(first);
            let subject = w.below(second).any(|c| w.relation(c).starts_with("nsubj"));
            // "before dawn on Wednesday" is an hour.
            let hour = |k: usize| w.time_of[k] != NONE || w.time_of.get(k + 1).is_some_and(|n| *n != NONE);
            let later = (first..second)
                .filter(|&k| !hour(k))
                .any(|k| matches!(w.low(k), "then" | "later" | "before" | "after" | "once" | ";" | "but"));
            let day = q.when.from == Carried::Stated && q.when.precision.is_some_and(|p| p <= TimePrecision::Day);
            // A day that neither has says that there are two: "arrested on Friday and charged at a hearing on Saturday".
            let sentence = w.sentence(v);
            let around = if v == second { first..sentence.end } else { sentence.start..second };
            let other = around.clone().any(|k| w.time_of[k] != NONE && Some(w.time_of[k]) != q.when.time);
            joined && !subject && !later && !other && day
        };
        if let Some(when) = drafts.iter().find(|q| beside(q)).map(|q| q.when.clone()) {
            drafts[i].when = when;
        }
    }
}
