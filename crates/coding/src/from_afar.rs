//! What a sentence says of a deed from far off: "called claims that … a lie", "wanted to buy the club, but the owners refused",
//! "divers were searching, a spokesman said", "claims … which could not be checked".

use crate::find::{Found, Link, Scene};
use crate::words::VerbGroup;
use model::{Pos, Status};

/// Words before "that" of what somebody says or prints, true or not.
const HEARSAY: &[&str] =
    &["claim", "report", "accusation", "allegation", "rumour", "rumor", "suggestion", "charge", "story", "article"];

/// What is said of hearsay that is not true.
const UNTRUE: &[&str] = &[
    "untrue",
    "false",
    "baseless",
    "unfounded",
    "groundless",
    "fabricated",
    "fabrication",
    "invention",
    "lie",
    "lies",
    "nonsense",
    "bogus",
    "fake",
    "fiction",
    "hoax",
    "incorrect",
    "inaccurate",
    "propaganda",
    "slander",
    "absurd",
    "ridiculous",
    "wrong",
    "mistaken",
    "malicious",
    "falsehood",
    "fantasy",
    "rubbish",
];

/// Verbs by which somebody says what hearsay is.
const CALLS: &[&str] = &[
    "call",
    "describe",
    "brand",
    "label",
    "dismiss",
    "denounce",
    "condemn",
    "decry",
    "reject",
    "term",
    "characterise",
    "characterize",
];

/// Verbs by which a wish comes to nothing, behind "but".
const CROSSED: &[&str] = &[
    "block",
    "collapse",
    "refuse",
    "reject",
    "deny",
    "veto",
    "cancel",
    "scupper",
    "thwart",
    "foil",
    "prevent",
    "stop",
    "fail",
    "abandon",
    "bar",
    "halt",
    "forbid",
    "rebuff",
    "overrule",
    "scrap",
    "decline",
    "repel",
    "intercept",
    "flee",
    "die",
];

/// Work that somebody is at when it is told, and not what somebody was doing when something else befell him.
const AT_WORK: &[&str] = &[
    "search",
    "check",
    "examine",
    "investigate",
    "assess",
    "review",
    "monitor",
    "question",
    "interrogate",
    "treat",
    "inspect",
    "prepare",
    "negotiate",
    "consider",
    "probe",
    "study",
    "trace",
    "discuss",
    "verify",
    "repair",
    "restore",
    "evaluate",
    "track",
    "comb",
    "scour",
    "cooperate",
    "co-operate",
    "distribute",
    "evacuate",
    "analyse",
    "analyze",
    "consult",
    "hunt",
    "seek",
    "mass",
];

impl Scene<'_> {
    /// What the sentence says from far off of the deed that a match tells.
    pub(crate) fn told_from_afar(&self, f: &Found) -> Option<Status> {
        let g = f.group.filter(|_| matches!(f.link, Link::Own | Link::Light))?;
        if self.called_untrue(f) || self.far_from(&g) {
            return Some(Status::Denied);
        }
        self.wished_but(&g).then_some(Status::Failed)
    }

    /// "called accusations that the police had beaten them an invention", "There is no truth in the claim that soldiers looted it",
    /// "reports that the dam was shelled were untrue", "described as fake a report that it had shut"
    fn called_untrue(&self, f: &Found) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let from = sentence.start.max(f.first.saturating_sub(14));
        let that = |i: usize| w.low(i + 1) == "that" && w.pos(i) == Pos::Noun && HEARSAY.contains(&w.lemma(i));
        let Some(noun) = (from..f.first.saturating_sub(1)).rev().find(|&i| that(i)) else { return false };
        // "There is no truth in the claim that …"
        let before = sentence.start.max(noun.saturating_sub(6))..noun;
        if before.clone().any(|i| w.low(i) == "no" && w.low(i + 1) == "truth") {
            return true;
        }
        // "rejected claims that its soldiers had fled"
        let denies = |i: usize| {
            matches!(w.lemma(i), "reject" | "dismiss" | "deny" | "refute" | "rebut" | "dispute" | "repudiate") && w.is_verb(i)
        };
        let rejected = w.governor(noun).filter(|&v| w.relation(noun) == "obj" && denies(v)).map(|v| w.verb_group(v));
        if rejected.is_some_and(|g| !g.negated && g.modal.is_none()) {
            return true;
        }
        let untrue = |i: usize| UNTRUE.contains(&w.low(i));
        let not = |i: usize| (i.saturating_sub(3)..i).any(|j| matches!(w.low(j), "not" | "n't" | "n’t"));
        let calls = before.clone().find(|&i| w.is_verb(i) && CALLS.contains(&w.lemma(i)));
        let as_such = calls.is_some_and(|c| (c + 1..noun).chain(f.end..sentence.end).any(|i| untrue(i) && !not(i)));
        // "were untrue", "is completely false"
        let is = |i: usize| {
            let near = i.saturating_sub(4).max(f.end)..i;
            near.into_iter().any(|j| matches!(w.low(j), "is" | "are" | "was" | "were"))
        };
        as_such || (f.end..sentence.end).any(|i| untrue(i) && is(i) && !not(i) && w.relation(i) != "amod")
    }

    /// "Far from shutting the mine, the firm would expand it"
    fn far_from(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let at = g.start;
        w.tag(g.main) == "VBG" && at >= w.sentence(at).start + 2 && w.low(at - 1) == "from" && w.low(at - 2) == "far"
    }

    /// "wanted to buy the club, but its owners refused"
    fn wished_but(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let Some(to) = g.to.filter(|&to| to > w.sentence(to).start) else { return false };
        let wishes = |i: usize| {
            matches!(w.lemma(i), "want" | "hope" | "seek" | "plan" | "intend" | "aim" | "wish" | "mean")
                && w.is_verb(i)
                && (w.tag(i) == "VBD" || w.verb_group(i).past_perfect)
        };
        if !wishes(to - 1) {
            return false;
        }
        let end = w.sentence(to).end;
        let Some(but) = (g.main..end).find(|&i| w.low(i) == "but" && w.low(i - 1) == ",") else { return false };
        let crossed = |i: usize| {
            let next = w.low.get(i + 1).map_or("", |n| n.as_ref());
            let lemma = w.lemma(i);
            w.is_verb(i)
                && !w.verb_group(i).negated
                && (CROSSED.contains(&lemma)
                    || lemma == "fall" && next == "through"
                    || lemma == "break" && next == "down"
                    || lemma == "turn" && matches!(next, "down" | "back" | "away"))
        };
        (but + 1..end).any(crossed)
    }

    /// "A spokesman said divers were searching the harbour": work that goes on while it is told, in the tense of the telling.
    pub(crate) fn at_work_as_told(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let mut sentence = w.sentence(g.main);
        let then = |i: usize| matches!(w.low(i), "when" | "while" | "before" | "after" | "earlier" | "until");
        g.progressive
            && g.past_aux
            && !g.perfect
            && !g.negated
            && g.modal.is_none()
            && AT_WORK.contains(&w.lemma(g.main))
            && self.verb_that_says(g.main).is_some_and(|v| w.tag(v) == "VBD")
            && !sentence.any(then)
    }

    /// "carried on with their boycott", "pressed on with the evacuation"
    pub(crate) fn carried_on_with(&self, noun: usize) -> bool {
        let w = self.words;
        let Some(v) = self.head(noun).filter(|_| self.relation(noun) == "obl" && self.has_child(noun, |c| c == "with")) else {
            return false;
        };
        let next = w.low.get(v + 1).map_or("", |n| n.as_ref());
        let on = match w.lemma(v) {
            "carry" | "press" | "push" | "forge" | "soldier" => matches!(next, "on" | "ahead"),
            "continue" | "persist" | "proceed" => true,
            _ => false,
        };
        on && w.is_verb(v) && w.verb_group(v).modal.is_none() && !w.verb_group(v).negated
    }

    /// "Guards repelled militants who had tried to enter the refinery": what they tried came to nothing.
    pub(crate) fn stopped_trying(&self, v: usize) -> bool {
        let w = self.words;
        let tries = matches!(w.lemma(v), "try" | "attempt" | "seek") && w.tokens[v].relation == "acl:relcl";
        let Some(stops) = self.head(v).and_then(|who| self.head(who)).filter(|_| tries) else { return false };
        let next = w.low.get(stops + 1).map_or("", |n| n.as_ref());
        match w.lemma(stops) {
            "repel" | "repulse" | "stop" | "intercept" | "arrest" | "detain" | "catch" | "foil" | "thwart" | "overpower"
            | "disperse" | "block" | "shoot" | "expel" | "nab" | "tackle" => true,
            "drive" | "beat" | "push" | "turn" | "force" | "fight" => matches!(next, "back" | "off" | "away"),
            _ => false,
        }
    }
}
