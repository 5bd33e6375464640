//! What is said of a deed or a happening by more than one word: "backed away from plans to close it", "decided against buying it",
//! "toyed with the idea of selling it", "was too late to stop it", "a strike is on the cards", "staved off a walkout".

use crate::find::Scene;
use crate::words::VerbGroup;
use model::{Pos, Status};

/// What can be given up before anything is done.
const MEANT_TO_BE: &[&str] = &[
    "plan",
    "deal",
    "bid",
    "decision",
    "pledge",
    "promise",
    "commitment",
    "vow",
    "proposal",
    "idea",
    "project",
    "scheme",
    "attempt",
    "effort",
    "agreement",
    "offer",
    "order",
    "threat",
    "demand",
    "campaign",
    "move",
];

impl Scene<'_> {
    /// "backed away from plans to close it", "pulled the plug on a scheme to drain the lake", "put plans to build it on ice",
    /// "reversed a decision to sell it": what noun `h` was about was not done.
    pub(crate) fn given_up(&self, h: usize) -> bool {
        let w = self.words;
        if w.pos(h) != Pos::Noun || !MEANT_TO_BE.contains(&w.lemma(h)) {
            return false;
        }
        let Some(v) = w.above(h, 3).skip(1).find(|&v| w.is_verb(v)) else { return false };
        let g = w.verb_group(v);
        if g.negated || g.modal.is_some() || g.to.is_some() {
            return false;
        }
        let behind = |words: &[&str]| (v + 1..w.sentence(v).end.min(v + 4)).any(|i| words.contains(&w.low(i)));
        let direct = matches!(self.relation(h), "obj" | "nsubj") && self.head(h) == Some(v);
        match w.lemma(v) {
            "back" | "walk" | "turn" | "step" => v < h && behind(&["away", "out", "off", "down"]) && !direct,
            "retreat" | "renege" | "backtrack" | "backpedal" | "shy" | "recoil" => v < h && !direct,
            "pull" => v < h && !direct && behind(&["plug", "back", "out", "away"]),
            "put" => direct && self.set_aside(v),
            "bin" | "cancel" | "scupper" | "torpedo" | "derail" | "nix" | "stymie" | "sink" | "halt" => direct,
            "stall" => direct && self.relation(h) == "nsubj",
            "reverse" | "overturn" | "rescind" | "revoke" | "annul" | "quash" => {
                direct && !matches!(w.lemma(h), "plan" | "bid")
            }
            _ => false,
        }
    }

    /// What word `h` says of the deed at `at` that hangs from it with a small word of its own between them: "decided against
    /// closing it", "is in the process of closing it".
    pub(crate) fn said_across(&self, h: usize, at: usize) -> Option<Status> {
        let w = self.words;
        let by = |word: &str| self.has_child(at, |c| c == word);
        let next = w.low.get(h + 1).map_or("", |n| n.as_ref());
        let doing = w.tag(at) == "VBG" && h < at;
        match w.lemma(h) {
            "decide" | "vote" | "opt" | "rule" if doing && by("against") => Some(Status::Denied),
            "hold" if doing && next == "off" => Some(Status::Denied),
            "avoid" | "dodge" if doing && w.is_verb(h) && w.tag(h) == "VBD" => {
                Some(if h > 0 && w.low(h - 1) == "narrowly" { Status::Failed } else { Status::Denied })
            }
            "toy" | "flirt" if doing && by("with") => Some(Status::Possible),
            "idea" | "notion" | "prospect" | "option" if doing && by("of") => Some(Status::Possible),
            "process" if doing && by("of") && h > 1 && w.low(h - 2) == "in" => Some(Status::Ongoing),
            "busy" if doing => Some(Status::Ongoing),
            "date" | "deadline" if doing && by("for") => Some(Status::Planned),
            "commit" if doing && by("to") => Some(Status::Planned),
            "pressure" if w.tag(at) == "VB" && h > 0 && w.low(h - 1) == "under" => Some(Status::Possible),
            "tempt" if w.tag(at) == "VB" && w.tag(h) == "VBN" => Some(Status::Possible),
            "late" if w.tag(at) == "VB" && h > 0 && w.low(h - 1) == "too" => Some(Status::Failed),
            _ => None,
        }
    }

    /// "A strike looms", "a ban is on the cards", "the landing was unsuccessful", "the vote did not go ahead": what the words of
    /// which a happening is subject say of it.
    pub(crate) fn outlook(&self, noun: usize) -> Option<Status> {
        let w = self.words;
        let h = self.head(noun).filter(|_| self.relation(noun) == "nsubj" && !w.is_verb(noun))?;
        let before = h.checked_sub(1).map_or("", |i| w.low(i));
        let two = h.checked_sub(2).map_or("", |i| w.low(i));
        match w.lemma(h) {
            "loom" if matches!(w.tag(h), "VBZ" | "VBP" | "VBG" | "VBD") => Some(Status::Possible),
            "card" | "horizon" | "offing" if before == "the" && matches!(two, "on" | "in") => Some(Status::Possible),
            "unsuccessful" | "fruitless" | "futile" | "abortive" => Some(Status::Failed),
            "go" if w.low.get(h + 1).is_some_and(|n| n == "ahead") && w.verb_group(h).negated => {
                w.verb_group(h).modal.is_none().then_some(Status::Failed)
            }
            "delay" if w.is_passive(&w.verb_group(h)) && self.puts_till(h) => Some(Status::Planned),
            _ => None,
        }
    }

    /// "would have sunk but for the tug", "would have signed if the king had lived"
    pub(crate) fn but_for(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let would = g.perfect && !g.negated && g.modal.is_some_and(|m| w.low(m) == "would");
        let but = |i: usize| w.low(i) == "but" && w.low.get(i + 1).is_some_and(|n| n == "for");
        let if_had = |c: usize| {
            self.relation(c) == "advcl" && w.is_verb(c) && w.verb_group(c).past_perfect && self.has_child(c, |d| d == "if")
        };
        would && ((g.main..w.sentence(g.main).end.min(g.main + 30)).any(but) || w.below(g.main).any(if_had))
    }

    /// "put their plans on ice", "has put on hold plans to"
    fn set_aside(&self, v: usize) -> bool {
        let w = self.words;
        let on = |i: usize| w.low(i) == "on" && matches!(w.low(i + 1), "ice" | "hold");
        (v + 1..w.sentence(v).end.saturating_sub(1).min(v + 12)).any(on)
    }

    /// "was delayed until June"
    fn puts_till(&self, v: usize) -> bool {
        let w = self.words;
        (v + 1..w.sentence(v).end.min(v + 3)).any(|i| matches!(w.low(i), "until" | "till"))
    }

    /// "headed off a strike", "staved off a default", "narrowly avoided a collision"
    pub(crate) fn kept_off(&self, v: usize) -> bool {
        let w = self.words;
        let next = w.low.get(v + 1).map_or("", |n| n.as_ref());
        match w.lemma(v) {
            "stave" | "head" => next == "off",
            "avoid" => w.tag(v) == "VBD" || w.tag(v) == "VBN" && w.verb_group(v).has_aux,
            _ => false,
        }
    }
}
