//! The status of an infinitive, by what stands before its "to": "plans to attack", "tried to kill".

use crate::find::Scene;
use crate::words::VerbGroup;
use model::{Pos, Status};

impl Scene<'_> {
    /// What stands before `to`: "plans to attack", "tried to kill", "vowed to strike", "is to be sentenced".
    pub(crate) fn infinitive(&self, to: usize, limit: usize, depth: usize) -> Status {
        let w = self.words;
        let mut k = to;
        while k > limit && w.pos(k - 1) == Pos::Adv {
            k -= 1;
        }
        if k == limit {
            return Status::Planned;
        }
        let before = k - 1;
        // "decided not to fine the airline", "promised never to return"
        if matches!(w.low(before), "not" | "never") {
            return Status::Denied;
        }
        // "have yet to sign", "has no plans to deploy"
        let none = before > limit && w.low(before - 1) == "no" && w.pos(before) == Pos::Noun;
        if none || w.low(to.saturating_sub(1)) == "yet" && w.lemma(before) == "have" {
            return Status::Denied;
        }
        if self.undone_plot(before) || self.given_up(before) || w.low(before) == "able" && self.not_able(before) {
            return Status::Failed;
        }
        if let Some(s) = self.done_by_then(before, to) {
            return s;
        }
        // "in talks to buy a rival"
        if matches!(w.lemma(before), "talk" | "negotiation" | "discussion") && w.pos(before) == Pos::Noun {
            return Status::Possible;
        }
        // "voted to impeach the president" has impeached him; "voted to strike" has not struck yet.
        // "voted 289 to 214 on Wednesday to impeach him" has too.
        let over = |i: usize| w.lemma(i) == "vote" && w.tag(i) == "VBD";
        let by_tree = || (to + 1..to + 3).find(|&i| w.is_verb(i)).and_then(|v| w.governor(v)).filter(|&v| v < to);
        let vote = Some(before).filter(|&i| over(i)).or_else(|| by_tree().filter(|&i| over(i)));
        if let Some(vote) = vote.filter(|_| w.low(to + 1) != "be" && self.voted(to)) {
            return self.verb_status(&w.verb_group(vote), depth + 1);
        }
        if let Some(s) = self.governor(before) {
            let negated = w.is_verb(before) && w.verb_group(before).negated;
            return if negated { Status::Denied } else { s };
        }
        // "appeared to blame the clerks": as it seems, they were blamed.
        if matches!(w.lemma(before), "appear" | "seem") && w.is_verb(before) && !matches!(w.low(to + 1), "be" | "have") {
            return if w.verb_group(before).negated { Status::Denied } else { Status::Alleged };
        }
        // "An attempt was made to break in"
        let tried = |c: usize| self.relation(c) == "nsubj" && matches!(w.lemma(c), "attempt" | "bid" | "effort");
        if w.lemma(before) == "make" && w.tag(before) == "VBN" && w.below(before).any(tried) {
            return Status::Failed;
        }
        if w.low(before) == "going" {
            return Status::Planned;
        }
        // "were lucky to arrest him", "was quick to condemn it"
        if matches!(w.low(before), "lucky" | "fortunate" | "quick" | "swift") {
            return Status::Happened;
        }
        if w.lemma(before) == "have" {
            return if w.low(before) == "had" { Status::Happened } else { Status::Possible };
        }
        if w.pos(before) == Pos::Aux {
            return Status::Planned;
        }
        self.by_the_verb(before, to, depth)
    }

    /// The same by the verb that the infinitive hangs from: "ordered troops to attack", "did not manage to take the fort".
    fn by_the_verb(&self, before: usize, to: usize, depth: usize) -> Status {
        let w = self.words;
        let verb = if w.is_verb(before) {
            Some(w.verb_group(before))
        } else {
            // "ordered troops to attack", "the right to protest"
            self.made_to(to).or_else(|| w.verb_before(before).filter(|v| v.main + 8 > before))
        };
        let Some(v) = verb else { return Status::Planned };
        // "stopped work to demand higher wages", "stopped a bus to rob it": it was the bus that was stopped.
        let halted = v.main != before && matches!(w.lemma(v.main), "stop" | "block" | "intercept");
        if let Some(s) = self.governor(v.main).filter(|_| !halted) {
            return s;
        }
        // "did not manage to take the fort"
        if w.lemma(v.main) == "manage" && v.negated {
            return Status::Failed;
        }
        match w.lemma(v.main) {
            // "caused a wall to collapse", "prompted the minister to resign": it came about.
            "begin" | "start" | "manage" | "help" | "come" | "force" | "lead" | "use" | "take" | "continue" | "dare" | "go"
            | "cause" | "prompt" | "compel"
                if v.main == before || matches!(w.lemma(v.main), "force" | "take" | "cause" | "prompt" | "compel" | "lead")
                    // "used mortars to attack the station"
                    || w.lemma(v.main) == "use" && !w.is_passive(&v) =>
            {
                match self.verb_status(&v, depth + 1) {
                    Status::Ongoing => Status::Ongoing,
                    s => s,
                }
            }
            // "marched through the town to demand higher pay": who comes together for it does it.
            "march" | "gather" | "drive" | "rally" | "assemble" | "walk" | "join" | "block" | "protest" | "demonstrate"
            | "flock" | "pour" | "surround" | "occupy" | "picket" | "stop" | "strike"
                if matches!(
                    w.low(to + 1),
                    "protest"
                        | "demonstrate"
                        | "demand"
                        | "rally"
                        | "denounce"
                        | "condemn"
                        | "oppose"
                        | "mourn"
                        | "mark"
                        | "commemorate"
                        | "remember"
                        | "honour"
                        | "honor"
                        | "celebrate"
                        | "pray"
                        | "bury"
                ) && v.main + 12 > to =>
            {
                self.verb_status(&v, depth + 1)
            }
            _ => Status::Planned,
        }
    }

    /// "forced the banker, who was under oath, to admit it": the verb that makes somebody do what stands behind `to`.
    fn made_to(&self, to: usize) -> Option<VerbGroup> {
        let w = self.words;
        let verb = (to + 1..w.tokens.len().min(to + 3)).find(|&i| w.is_verb(i))?;
        let above = w.governor(verb).filter(|&h| h < to && w.is_verb(h) && matches!(w.relation(verb), "xcomp" | "ccomp"))?;
        matches!(w.lemma(above), "force" | "cause" | "prompt" | "compel").then(|| w.verb_group(above))
    }
}
