//! What stands before a noun and tells whether it came about: "foiled", "planned", "fears of", "without".

use crate::find::{Found, Link, Scene};
use model::{Pos, Status};

impl Scene<'_> {
    /// "attempted", "foiled", "planned", "alleged" before a noun.
    pub fn premodifier(&self, f: &Found) -> Option<Status> {
        let w = self.words;
        let start = w.phrase(f.anchor).filter(|_| f.link != Link::Own).map_or(f.first, |p| p.start);
        // "over alleged bribery": the word may stand outside the phrase.
        let outside =
            start == f.first && f.link != Link::Own && start > w.sentence(f.anchor).start && w.tag(start - 1) == "VBN";
        let start = if outside { start - 1 } else { start };
        (start..f.first).find_map(|i| {
            Some(match w.low(i) {
                "attempted" | "failed" | "foiled" | "thwarted" | "abortive" | "unsuccessful" | "averted" | "would-be"
                | "botched" | "cancelled" | "canceled" | "aborted" => Status::Failed,
                "planned" | "upcoming" | "scheduled" | "forthcoming" | "next" | "proposed" | "expected" | "coming"
                | "looming" | "impending" | "postponed" => Status::Planned,
                "any" if self.denied_any(start) => Status::Denied,
                "possible" | "potential" | "imminent" | "future" | "further" | "hypothetical" | "more" | "any" | "another"
                    if w.low(i) != "more" && w.low(i) != "another" || self.fearful(start) =>
                {
                    Status::Possible
                }
                "alleged" | "suspected" | "reported" | "apparent" | "purported" | "rumoured" | "rumored" | "unconfirmed"
                | "supposed" => Status::Alleged,
                "feared" => Status::Possible,
                "ongoing" | "continuing" | "continued" | "continual" | "incessant" => Status::Ongoing,
                "threatened" => Status::Threatened,
                "no" => Status::Denied,
                _ => return None,
            })
        })
    }

    /// "has prior arrests for theft", "has an earlier conviction": what somebody has behind him.
    pub(crate) fn had_before(&self, f: &Found) -> bool {
        let w = self.words;
        let has = f.group.is_some_and(|g| w.lemma(g.main) == "have" && !g.negated && g.modal.is_none() && g.to.is_none());
        let start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
        let none = matches!(w.low(start), "no" | "any");
        has && !none
            && matches!(f.link, Link::Object | Link::Light)
            && (start..f.first).any(|i| matches!(w.low(i), "prior" | "previous" | "past" | "earlier"))
    }

    /// "I would call for calm", "we must condemn this": who says so does so.
    pub(crate) fn spoken_now(&self, f: &Found) -> bool {
        const DONE_BY_SAYING: &[&str] = &[
            "statement-apology",
            "statement-condemnation",
            "statement-condolence",
            "statement-demand",
            "statement-request",
            "statement-warning",
        ];
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && !g.negated && !g.perfect && !w.is_passive(g)) else {
            return false;
        };
        let would = g.modal.is_some_and(|m| matches!(w.low(m), "would" | "'d" | "’d" | "must"));
        let own = w.surface_subject(&g).is_some_and(|p| matches!(w.low(p.head), "i" | "we"));
        let condition = w.sentence(f.anchor).any(|i| matches!(w.low(i), "if" | "unless" | "never"));
        would && own && !condition && self.told_as(f, DONE_BY_SAYING)
    }

    /// "denied any wrongdoing"
    fn denied_any(&self, start: usize) -> bool {
        start > 0 && matches!(self.words.lemma(start - 1), "deny" | "reject" | "refute" | "dispute" | "disclaim")
    }

    pub fn fearful(&self, start: usize) -> bool {
        start > 0 && matches!(self.words.low(start - 1), "prevent" | "avoid" | "fear" | "of")
    }

    /// "ahead of the vote", "in the run-up to the summit": it is still to come.
    pub(crate) fn ahead_of(&self, noun: usize) -> bool {
        let w = self.words;
        let start = w.phrase(noun).map_or(noun, |p| p.start);
        let limit = w.sentence(noun).start;
        if start < limit + 2 {
            return false;
        }
        let (last, first) = (w.low(start - 1), w.low(start - 2));
        let over = w.phrase(noun).is_some_and(|p| (p.start..p.end).any(|i| matches!(w.low(i), "last" | "anniversary")));
        !over && (last == "of" && first == "ahead" || last == "to" && matches!(first, "run-up" | "runup" | "lead-up"))
    }

    /// "threatened the club with relegation"
    pub(crate) fn threatened_with(&self, noun: usize) -> bool {
        let w = self.words;
        let start = w.phrase(noun).map_or(noun, |p| p.start);
        start > w.sentence(noun).start
            && w.low(start - 1) == "with"
            && w.verb_before(start - 1).is_some_and(|v| w.lemma(v.main) == "threaten" && v.main + 10 > start)
    }

    /// "threat of an attack", "fears of attacks", "plans for talks", "ability to …".
    pub fn before_noun(&self, f: &Found) -> Option<Status> {
        let w = self.words;
        let mut start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
        let limit = w.sentence(f.anchor).start;
        while start > limit
            && start + 4 > f.first
            && (w.pos(start - 1) == Pos::Adj || matches!(w.low(start - 1), "”" | "“" | "\""))
        {
            start -= 1;
        }
        // "ended without clashes"
        if start > limit && w.low(start - 1) == "without" {
            return Some(Status::Denied);
        }
        if self.threatened_with(f.anchor) {
            return Some(Status::Threatened);
        }
        // "will close its plant, with the loss of 400 jobs"
        if start > limit
            && w.low(start - 1) == "with"
            && let Some(v) = w.verb_before(start - 1).filter(|v| v.modal.is_some())
        {
            return Some(self.verb_status(&v, 0)).filter(|s| matches!(s, Status::Planned | Status::Possible));
        }
        if start < limit + 2 || !matches!(w.low(start - 1), "of" | "for" | "against" | "at" | "to" | "about" | "on") {
            return None;
        }
        let before = start - 2;
        if self.ahead_of(f.anchor) {
            return Some(Status::Planned);
        }
        // "talks on a prisoner swap"
        if matches!(w.low(start - 1), "on" | "about")
            && matches!(w.lemma(before), "talk" | "negotiation" | "discussion")
            && w.pos(before) == Pos::Noun
            && w.phrase(f.anchor).is_some_and(|p| matches!(w.low(p.start), "a" | "an"))
        {
            return Some(Status::Possible);
        }
        // "are gearing up for a walkout", "is bracing for a strike"
        let up = usize::from(w.low(before) == "up" && before > limit);
        if w.low(start - 1) == "for" && w.is_verb(before - up) {
            match w.lemma(before - up) {
                "gear" | "prepare" | "ready" => return Some(Status::Planned),
                "brace" => return Some(Status::Possible),
                _ => {}
            }
        }
        // "could lead to a strike", "may strengthen into a cyclone"
        if w.is_verb(before)
            && matches!(w.lemma(before), "lead" | "strengthen" | "develop" | "turn" | "grow" | "escalate" | "agree")
        {
            let s = self.verb_status(&w.verb_group(before), 0);
            if matches!(s, Status::Possible | Status::Planned | Status::Denied | Status::Failed) {
                return Some(s);
            }
        }
        // "warned its citizens of attacks"
        if matches!(w.low(start - 1), "of" | "about" | "against")
            && let Some(v) = w
                .verb_before(start)
                .filter(|v| start - v.main < 8 && matches!(w.lemma(v.main), "warn" | "fear" | "accuse" | "suspect"))
        {
            let says = self.governor(v.main);
            // "warned of sanctions if the vote was put off"
            let terms =
                || w.sentence(f.anchor).any(|i| matches!(w.low(i), "if" | "unless") || w.low(i) == "should" && i >= f.end);
            // "warned of retaliation": whoever warns of it is the one who would do it.
            let own_deed = || {
                matches!(
                    w.lemma(f.anchor),
                    "strike"
                        | "walkout"
                        | "stoppage"
                        | "boycott"
                        | "blockade"
                        | "lockout"
                        | "retaliation"
                        | "reprisal"
                        | "revenge"
                        | "offensive"
                        | "lawsuit"
                )
            };
            let threat = w.lemma(v.main) == "warn" && (self.told_as(f, crate::status::COERCES) || own_deed()) && terms();
            return if threat { Some(Status::Threatened) } else { says };
        }
        // "dismissed rumours of a coup", "denied reports of a strike"
        let hearsay = matches!(w.lemma(before), "rumour" | "rumor" | "report" | "claim" | "allegation" | "talk" | "suggestion");
        let untrue =
            || w.sentence(f.anchor).any(|i| matches!(w.low(i), "false" | "untrue" | "unfounded" | "baseless" | "fabricated"));
        let dismissed = || {
            w.governor(before).is_some_and(|v| {
                matches!(w.lemma(v), "dismiss" | "deny" | "reject" | "refute" | "quash" | "scotch" | "rebut" | "rubbish")
            })
        };
        // "denied plans for the closure of its mill"
        let plans = w.lemma(before) == "plan" && w.governor(before).is_some_and(|v| w.lemma(v) == "deny");
        if plans || hearsay && (untrue() || dismissed()) {
            return Some(Status::Denied);
        }
        // "There is talk of a merger"
        let of = matches!(w.low(start - 1), "of" | "about");
        if of && matches!(w.lemma(before), "talk" | "speculation" | "prospect") && w.pos(before) == Pos::Noun {
            return Some(Status::Possible);
        }
        // "found no evidence of a cartel", "There is no sign of a leak"
        let none = || w.phrase(before).is_some_and(|p| w.low(p.start) == "no");
        if of && matches!(w.lemma(before), "evidence" | "sign" | "proof" | "trace" | "indication" | "suggestion") && none() {
            return Some(Status::Denied);
        }
        // "hinted at an early election"
        if w.low(start - 1) == "at" && w.lemma(before) == "hint" {
            return Some(Status::Possible);
        }
        // "are close to a deal"
        if w.low(before) == "close" && w.low(start - 1) == "to" {
            return Some(Status::Possible);
        }
        // "decided against a strike"
        if w.low(start - 1) == "against" && matches!(w.lemma(before), "decide" | "opt") {
            return Some(Status::Denied);
        }
        // "set a date for the trial"
        if w.low(start - 1) == "for" && matches!(w.lemma(before), "date" | "deadline" | "timetable") {
            return Some(Status::Planned);
        }
        // "dropped plans for a strike"
        if self.undone_plot(before) || self.given_up(before) {
            return Some(Status::Failed);
        }
        // "wanted for the bombing": it took place.
        if w.low(before) == "wanted" && w.low(start - 1) == "for" {
            return None;
        }
        // "died due to police firing" tells a cause.
        if w.low(before) == "due" {
            return None;
        }
        // "charges of", "accusations of" leave the happening alleged; "responsibility for" leaves it as it is.
        // "the ministry's denial of a shortage"
        self.governor(before).filter(|s| *s != Status::Denied || w.lemma(before) == "denial")
    }
}
