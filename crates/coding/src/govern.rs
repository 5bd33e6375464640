//! What the tree says of whether a happening came about: the words above the trigger that deny, foil, allege or fear it.

use crate::deed_form::AFRAID;
use crate::find::{Found, Link, Scene};
use crate::words::VerbGroup;
use model::{Pos, Status};

/// Steps up the tree at most.
const STEPS: usize = 5;

/// True if a word that hangs from `i` stands near enough to it to be trusted.
fn near(i: usize, child: usize) -> bool {
    child + 12 >= i && child < i + 8
}

impl Scene<'_> {
    pub fn head(&self, i: usize) -> Option<usize> {
        self.words.governor(i).filter(|&h| h != i)
    }

    /// The relation without its finer part.
    pub fn relation(&self, i: usize) -> &'static str {
        self.words.tokens[i].relation.split(':').next().unwrap_or("")
    }

    /// True if a word that fits hangs from `i`, near it.
    pub fn has_child(&self, i: usize, fits: impl Fn(&str) -> bool) -> bool {
        self.words.below(i).any(|c| near(i, c) && fits(self.words.low(c)))
    }

    /// The status that the words above a trigger give it; `None` where they leave it as its own form tells.
    pub fn governed(&self, f: &Found) -> Option<Status> {
        let mut at = match (f.link, &f.group) {
            (Link::Own | Link::Light, Some(g)) => g.main,
            _ => f.anchor,
        };
        if self.nobody(at) || matches!(f.link, Link::Own) && self.without(at) {
            return Some(Status::Denied);
        }
        if self.told_to_you(f) {
            return Some(Status::Threatened);
        }
        if f.link == Link::Own && f.group.is_some_and(|g| self.but_for(&g)) {
            return Some(Status::Failed);
        }
        // "called off the strike", where the calling is part of the trigger
        if f.link == Link::Own && self.words.lemma(at) == "call" && self.undone(at) {
            return Some(Status::Failed);
        }
        // "Teachers' strike called off", "the march put off till May"
        if f.link != Link::Own
            && let Some(v) = self
                .words
                .below(at)
                .find(|&c| self.relation(c) == "acl" && c > at && matches!(self.words.tag(c), "VBN" | "VBD"))
        {
            match () {
                _ if self.undone(v) => return Some(Status::Failed),
                _ if self.put_off(v) => return Some(Status::Planned),
                _ => {}
            }
        }
        if let Some(s) = self.in_the_end(at).or_else(|| if f.link == Link::Own { None } else { self.outlook(at) }) {
            return Some(s);
        }
        if f.link != Link::Own && self.wished_beside(at) {
            return Some(Status::Possible);
        }
        for _ in 0..STEPS {
            let head = self.head(at)?;
            let relation = self.relation(at);
            match relation {
                "conj" if !self.has_subject(at) => {}
                // "would not step down until a parliament was elected"
                "advcl"
                    if self.has_child(at, |c| matches!(c, "until" | "till" | "unless"))
                        && self.words.is_verb(head)
                        && self.words.verb_group(head).modal.is_some() =>
                {
                    return Some(Status::Possible);
                }
                // "will not be heard before a new court is formed"
                "advcl"
                    if self.has_child(at, |c| matches!(c, "before" | "once"))
                        && self.goes_on_now(at)
                        && self.words.is_verb(head)
                        && self.words.verb_group(head).modal.is_some() =>
                {
                    return Some(Status::Possible);
                }
                // "cleared the officer of murdering"
                "acl" if self.has_child(at, |c| c == "of") && self.head(head).is_some_and(|v| self.cleared(v)) => {
                    return Some(Status::Denied);
                }
                // "a claim the rebels denied" is no claim that they denied it.
                "acl" if self.words.tokens[at].relation == "acl:relcl" && !self.has_child(at, |c| c == "that") => return None,
                "xcomp" | "ccomp" | "advcl" if self.close_to(head) => return Some(Status::Possible),
                "ccomp" | "xcomp" | "acl" | "csubj" => {
                    if let Some(s) = self.judged(head, at, f) {
                        return Some(s);
                    }
                    if matches!(relation, "ccomp" | "csubj") {
                        return None;
                    }
                }
                // "charged with murdering", "acquitted of killing", "guilty to killing"
                "advcl"
                    if self.has_child(at, |c| matches!(c, "of" | "with" | "to" | "from" | "for" | "against"))
                        || self.close(head, at) =>
                {
                    if let Some(s) = self.judged(head, at, f) {
                        return Some(s);
                    }
                }
                "obj" | "nsubj" | "obl" | "nmod" => return self.held(head, at).or_else(|| self.denied_above(head, at, f)),
                _ => return None,
            }
            at = head;
        }
        None
    }

    /// "ruled out deploying": a participle right behind its verb.
    fn close(&self, head: usize, at: usize) -> bool {
        self.words.tag(at) == "VBG" && head < at && at - head <= 2
    }

    /// "is formed", "withdraws": a verb of the present.
    fn goes_on_now(&self, verb: usize) -> bool {
        let w = self.words;
        let plain = matches!(w.tag(verb), "VBZ" | "VBP");
        plain || w.below(verb).any(|c| self.relation(c) == "aux" && matches!(w.low(c), "is" | "are" | "has" | "have"))
    }

    fn has_subject(&self, i: usize) -> bool {
        self.words.below(i).any(|c| near(i, c) && c < i && self.relation(c) == "nsubj")
    }

    /// "Nobody was hurt", "neither driver was held", "killed no one".
    pub fn nobody(&self, verb: usize) -> bool {
        let w = self.words;
        if !w.is_verb(verb) {
            return false;
        }
        let none = |low: &str| matches!(low, "no" | "neither" | "none" | "nobody" | "nothing" | "no-one");
        w.below(verb).any(|c| {
            near(verb, c)
                && c < verb + 6
                && matches!(self.relation(c), "nsubj" | "obj")
                && (none(w.low(c)) || self.has_child(c, |d| matches!(d, "no" | "neither")) || self.not_one(c))
        })
    }

    /// "Not a single rioter was arrested", "not one of them".
    fn not_one(&self, noun: usize) -> bool {
        let w = self.words;
        let start = w.phrase(noun).map_or(noun, |p| p.start);
        let not = |i: usize| i > 0 && w.low(i - 1) == "not";
        (not(start) || w.low(start) == "not") && (start..=noun).any(|i| matches!(w.low(i), "single" | "one"))
    }

    /// "without killing", "instead of attacking", "stopped short of bombing".
    fn without(&self, verb: usize) -> bool {
        let w = self.words;
        if w.tag(verb) != "VBG" || verb == w.sentence(verb).start {
            return false;
        }
        let before = w.low(verb - 1);
        let two = verb.checked_sub(2).map_or("", |i| w.low(i));
        before == "without" || before == "of" && matches!(two, "instead" | "short") || before == "than" && two == "rather"
    }

    /// What word `h` says of the clause at `at` that hangs from it.
    fn judged(&self, h: usize, at: usize, f: &Found) -> Option<Status> {
        let w = self.words;
        let passive = || w.tag(h) == "VBN";
        match w.lemma(h) {
            "deny" | "refute" | "dispute" | "acquit" | "exonerate" | "absolve" | "disprove" => Some(Status::Denied),
            "foil" | "thwart" | "avert" if w.is_verb(h) && !w.verb_group(h).negated && w.tag(at) == "VB" => {
                Some(Status::Failed)
            }
            "clear" if passive() || self.has_child(at, |c| c == "of") => Some(Status::Denied),
            "try" | "retry" if passive() && self.has_child(at, |c| c == "for") => Some(Status::Alleged),
            "reject" | "dismiss" if w.low.get(h + 1).is_some_and(|n| n == "claims") => Some(Status::Denied),
            "guilty" if self.has_child(h, |c| c == "not") || h > 0 && w.low(h - 1) == "not" => Some(Status::Denied),
            "plead" if self.has_child(h, |c| c == "not") || w.low.get(h + 1).is_some_and(|n| n == "not") => {
                Some(Status::Denied)
            }
            "rule" if self.has_child(h, |c| c == "out") => {
                Some(if w.is_verb(h) && w.verb_group(h).negated { Status::Possible } else { Status::Denied })
            }
            "evidence" | "proof" | "indication" | "sign" | "suggestion" if self.has_child(h, |c| c == "no") => {
                Some(Status::Denied)
            }
            "claim" | "report" | "allegation" | "accusation" | "suggestion" | "rumour" | "rumor" | "charge"
                if w.pos(h) == Pos::Noun || h > 0 && matches!(w.low(h - 1), "rejected" | "denied" | "dismissed") =>
            {
                // "rejected claims" may look like a participle and its noun.
                let above = self.head(h).map_or("", |v| w.lemma(v));
                let beside = h.checked_sub(1).map_or("", |i| w.low(i));
                let denies =
                    matches!(above, "deny" | "reject" | "dismiss" | "refute" | "rebut" | "dispute" | "withdraw" | "retract")
                        || matches!(
                            beside,
                            "denied" | "rejected" | "dismissed" | "refuted" | "rebutted" | "disputed" | "retracted"
                        );
                // "said reports that it had been shut were untrue"
                let untrue =
                    matches!(above, "untrue" | "false" | "baseless" | "unfounded" | "fabricated" | "nonsense" | "wrong");
                match above {
                    _ if denies || untrue => Some(Status::Denied),
                    _ if w.lemma(h) == "report" => None,
                    _ => Some(Status::Alleged),
                }
            }
            // "rejected calls to boycott the vote", "turned down a request to send troops"
            "call" | "demand" | "appeal" | "plea" | "request" | "invitation" | "proposal" | "suggestion" | "offer"
            | "pressure"
                if w.pos(h) == Pos::Noun && self.turned_down(h) =>
            {
                Some(Status::Denied)
            }
            _ if w.is_verb(h) && self.refuses(h) && self.call_between(h, at) => Some(Status::Denied),
            // "It is untrue that the ship was hijacked"
            "untrue" | "false" | "wrong" | "incorrect" if f.link == Link::Own && self.has_child(at, |c| c == "that") => {
                Some(Status::Denied)
            }
            "true" | "correct"
                if f.link == Link::Own && self.has_child(h, |c| c == "not") && self.has_child(at, |c| c == "that") =>
            {
                Some(Status::Denied)
            }
            "accuse" | "suspect" | "allege" => Some(Status::Alleged),
            // "blame the mine for poisoning their wells"
            "blame" if w.tag(at) == "VBG" && self.has_child(at, |c| c == "for") => Some(Status::Alleged),
            // "It is possible that the ship sank"
            "possible" | "conceivable" | "likely" | "probable"
                if w.pos(h) == Pos::Adj && f.link == Link::Own && self.has_child(at, |c| c == "that") =>
            {
                Some(Status::Possible)
            }
            "believe" | "think" | "presume" | "say" if passive() && self.relation(at) == "xcomp" => {
                (w.lemma(h) != "say").then_some(Status::Alleged)
            }
            "fear" | "worry" | "concern" if f.link == Link::Own => Some(Status::Possible),
            afraid if f.link == Link::Own && AFRAID.contains(&afraid) => Some(Status::Possible),
            // "There is speculation that he will resign"
            "speculation" | "possibility" | "likelihood" | "chance" | "prospect" | "danger" | "risk"
                if f.link == Link::Own && self.has_child(at, |c| c == "that") =>
            {
                Some(Status::Possible)
            }
            "warn" if f.link == Link::Own && f.group.is_some_and(|g| g.modal.is_some()) => Some(Status::Possible),
            // "thwarted a plot to bomb"
            _ if w.pos(h) == Pos::Noun && (self.undone_plot(h) || self.given_up(h)) => Some(Status::Failed),
            _ => self.said_across(h, at),
        }
    }

    /// True for the plot of "foiled a plot to bomb the station", "a plan to kill him was broken up".
    pub fn undone_plot(&self, noun: usize) -> bool {
        let w = self.words;
        let plot = matches!(
            w.lemma(noun),
            "plot"
                | "plan"
                | "bid"
                | "attempt"
                | "conspiracy"
                | "scheme"
                | "effort"
                | "threat"
                | "motion"
                | "proposal"
                | "move"
                | "bill"
                | "vote"
                | "talk"
                | "negotiation"
                | "mission"
                | "operation"
                | "request"
                | "application"
                | "petition"
                | "fight"
                | "battle"
                | "campaign"
                | "struggle"
                | "hope"
        );
        let fought = matches!(w.lemma(noun), "fight" | "battle" | "bid" | "campaign" | "struggle" | "appeal" | "vote");
        let comes_to_nothing = |v: usize| {
            let next = |n: usize| w.low.get(v + n).map_or("", |n| n.as_ref());
            match w.lemma(v) {
                "repel" | "repulse" | "rebuff" => true,
                "beat" | "drive" | "fight" | "turn" | "throw" if next(1) == "back" || next(1) == "off" => true,
                "smash" | "defeat" | "block" | "fail" | "collapse" | "founder" | "uncover" | "drop" | "shelve" | "ditch"
                | "reject" | "quash" | "axe" | "withdraw" | "expose" | "unmask" | "veto" | "dash" | "fade" | "evaporate"
                | "flop" => true,
                "dismiss" | "overrule" | "refuse" => w.is_verb(v) && w.is_passive(&w.verb_group(v)),
                "end" if matches!(w.lemma(noun), "attempt" | "bid" | "effort") => {
                    !matches!(next(2), "success" | "victory" | "agreement") && w.is_verb(v) && w.verb_group(v).modal.is_none()
                }
                "lose" => fought,
                "break" => matches!(next(1), "up" | "down"),
                "give" => next(1) == "up",
                "vote" | "turn" | "strike" => next(1) == "down",
                "throw" => next(1) == "out",
                "fall" if matches!(next(1), "by" | "through" | "apart") => true,
                "fall" => (1..5).any(|n| next(n) == "short"),
                "end" => (next(1), next(2)) == ("in", "failure"),
                "come" => (1..5).any(|n| next(n) == "to" && matches!(next(n + 1), "nothing" | "naught")),
                "prove" => (1..4).any(|n| matches!(next(n), "futile" | "fruitless" | "unsuccessful" | "vain")),
                _ => self.undone(v),
            }
        };
        plot && matches!(self.relation(noun), "obj" | "nsubj") && self.head(noun).is_some_and(comes_to_nothing)
    }

    fn cleared(&self, v: usize) -> bool {
        self.words.is_verb(v) && matches!(self.words.lemma(v), "clear" | "acquit" | "exonerate" | "absolve")
    }

    /// True for a verb that tells that what it governs came to nothing.
    pub(crate) fn undone(&self, v: usize) -> bool {
        let off = || self.has_child(v, |c| c == "off") || self.words.low.get(v + 1).is_some_and(|n| n == "off");
        match self.words.lemma(v) {
            "foil" | "thwart" | "prevent" | "avert" | "abort" | "disrupt" | "cancel" | "scrap" | "abandon" | "frustrate" => {
                true
            }
            "veto" | "shelve" | "axe" | "scupper" => true,
            "call" => off(),
            "give" => self.words.low.get(v + 1).is_some_and(|n| n == "up"),
            _ => false,
        }
    }

    /// "was voted down", "was turned down", "was cut short"
    pub(crate) fn turned_back(&self, v: usize) -> bool {
        let next = self.words.low.get(v + 1).map_or("", |n| n.as_ref());
        match self.words.lemma(v) {
            "vote" | "turn" => next == "down",
            "cut" => next == "short",
            _ => false,
        }
    }

    /// "The rally was to start at noon but was cancelled": what a second verb says of the subject of the first.
    fn in_the_end(&self, noun: usize) -> Option<Status> {
        let w = self.words;
        let first = self.head(noun).filter(|_| self.relation(noun) == "nsubj" && !w.is_verb(noun))?;
        let second = w.below(first).find(|&c| {
            let passive = || w.below(c).any(|d| w.tokens[d].relation == "aux:pass");
            self.relation(c) == "conj" && c > first && w.is_verb(c) && !self.has_subject(c) && passive()
        })?;
        let g = w.verb_group(second);
        match () {
            _ if g.negated || g.modal.is_some() => None,
            _ if self.undone(second) => Some(Status::Failed),
            _ if self.put_off(second) => Some(Status::Planned),
            _ => None,
        }
    }

    /// "postponed", "delayed", "put back", "held up", "a judge stayed it": it is still to come.
    pub(crate) fn put_off(&self, v: usize) -> bool {
        let next = self.words.low.get(v + 1).map_or("", |n| n.as_ref());
        match self.words.lemma(v) {
            "postpone" | "reschedule" | "delay" | "defer" | "stay" => true,
            "hold" => next == "up",
            "put" => matches!(next, "back" | "off"),
            "push" => next == "back",
            _ => false,
        }
    }

    /// "denied that a raid had taken place", "denied a coup was being prepared": nothing of it is true. Not "denied that the raid
    /// had killed anybody": there was one.
    fn denied_above(&self, v: usize, noun: usize, f: &Found) -> Option<Status> {
        let w = self.words;
        if self.relation(noun) != "nsubj" || !w.is_verb(v) || !matches!(self.relation(v), "ccomp" | "acl") {
            return None;
        }
        let next = w.low.get(v + 1).map_or("", |n| n.as_ref());
        let comes = match w.lemma(v) {
            "take" => next == "place",
            "occur" | "happen" => true,
            _ => w.is_passive(&w.verb_group(v)) && (self.begins(v) || self.brings_about(v) || self.governor(v).is_some()),
        };
        self.judged(self.head(v).filter(|_| comes)?, v, f).filter(|s| *s == Status::Denied)
    }

    /// What the verb above a noun says of it: "called off the strike", "the summit was cancelled".
    fn held(&self, v: usize, at: usize) -> Option<Status> {
        let w = self.words;
        let off = self.relation(at) == "obl" && self.has_child(at, |c| c == "off");
        // "called off Saturday's march" may look like a day.
        let bare = w.tokens[at].relation == "obl:unmarked" && self.has_child(v, |c| c == "off");
        // "Miners' strike averted": a headline leaves out the "is".
        let headed = self.relation(at) == "nsubj"
            && w.tokens[v].relation == "root"
            && !w.below(v).any(|c| matches!(w.tokens[c].relation, "obj" | "aux" | "aux:pass"))
            && !matches!(w.low(w.sentence(v).end - 1), "." | "!" | "?");
        let core =
            off || bare || headed || matches!(self.relation(at), "obj") || self.relation(at) == "nsubj" && w.tag(v) == "VBN";
        if core && (self.undone(v) || self.turned_back(v) || self.kept_off(v)) && w.is_verb(v) {
            let g = w.verb_group(v);
            return Some(match (g.to, g.modal) {
                (None, None) if !g.negated => Status::Failed,
                _ => Status::Possible,
            });
        }
        if self.wished(v, at) {
            return Some(Status::Possible);
        }
        // "forced the concert to be called off"
        let then = |c: usize| self.relation(c) == "xcomp" && c > at && w.is_verb(c) && w.is_passive(&w.verb_group(c));
        if self.relation(at) == "obj"
            && matches!(w.lemma(v), "force" | "cause" | "oblige")
            && let Some(x) = w.below(v).find(|&c| then(c))
        {
            return match () {
                _ if self.undone(x) => Some(Status::Failed),
                _ if self.put_off(x) => Some(Status::Planned),
                _ => None,
            };
        }
        // "expect 40,000 people at the rally"
        let awaited = |v: usize| w.lemma(v) == "expect" && w.is_verb(v) && w.tag(v) != "VBD" && !w.verb_group(v).negated;
        let at_it = self.has_child(at, |c| matches!(c, "at" | "for" | "to"));
        let through = self.relation(at) == "nmod" && self.relation(v) == "obj" && self.head(v).is_some_and(awaited);
        if at_it && (self.relation(at) == "obl" && awaited(v) || through) {
            return Some(Status::Planned);
        }
        // "have set May 20 as the date for a walkout", "a timetable for the withdrawal"
        let dated = matches!(w.lemma(v), "date" | "deadline" | "timetable");
        if dated && self.relation(at) == "nmod" && self.has_child(at, |c| c == "for") {
            return Some(Status::Planned);
        }
        // "ruled out a strike", "have not ruled out a strike"
        if w.lemma(v) == "rule" && w.is_verb(v) && self.relation(at) == "obj" && self.has_child(v, |c| c == "out") {
            return Some(if w.verb_group(v).negated { Status::Possible } else { Status::Denied });
        }
        // "turned down his resignation", "brushed aside the motion"
        if core && matches!(w.lemma(v), "turn" | "brush") && self.refuses(v) {
            return Some(Status::Denied);
        }
        if core && self.put_off(v) {
            return Some(Status::Planned);
        }
        // "Crews are battling a wildfire"
        let fights = matches!(w.lemma(v), "battle" | "fight" | "tackle" | "combat") && self.relation(at) == "obj";
        if fights && w.tag(v) == "VBG" && (v.saturating_sub(3)..v).any(|i| matches!(w.low(i), "is" | "are")) {
            return Some(Status::Ongoing);
        }
        None
    }

    /// "demanded a ban and the arrest of its leaders", "pleaded for the deployment of troops", "a petition for their release".
    fn wished(&self, h: usize, at: usize) -> bool {
        let w = self.words;
        let behind_for = || self.has_child(at, |c| c == "for");
        // "has created fertile ground for attacks": whatever "for" hangs from.
        let start = w.phrase(at).map_or(at, |p| p.start);
        if start > 1 && w.low(start - 1) == "for" && w.lemma(start - 2) == "ground" {
            return true;
        }
        match self.relation(at) {
            // "elections need to be held soon"
            "nsubj" | "nsubj:pass" => {
                w.is_verb(h)
                    && w.lemma(h) == "need"
                    && w.below(h).any(|c| w.relation(c) == "xcomp" && self.has_child(c, |d| d == "be"))
            }
            "obj" => w.is_verb(h) && matches!(w.lemma(h), "demand" | "seek" | "urge" | "want" | "request" | "propose"),
            "obl" => {
                w.is_verb(h)
                    && matches!(w.lemma(h), "call" | "plead" | "appeal" | "ask" | "push" | "press" | "pray")
                    && behind_for()
            }
            "nmod" => {
                matches!(
                    w.lemma(h),
                    "demand" | "call" | "plea" | "request" | "petition" | "appeal" | "need" | "proposal" | "ground" | "pretext"
                ) && (behind_for() || self.has_child(at, |c| c == "of"))
            }
            _ => false,
        }
    }

    /// "demanded a ban on the group and arrest of its leaders": the arrest may hang from the group, beside which it stands.
    fn wished_beside(&self, noun: usize) -> bool {
        let mut at = noun;
        let mut joined = false;
        for _ in 0..STEPS {
            let Some(head) = self.head(at) else { return false };
            match self.relation(at) {
                "conj" => joined = true,
                _ if self.wished(head, at) => return joined,
                "nmod" if joined => {}
                _ => return false,
            }
            at = head;
        }
        false
    }

    /// "A truce is due to start", "an attack is likely": what an adjective says of the noun that is its subject.
    pub fn predicated(&self, noun: usize) -> Option<Status> {
        // "The trial of the mayor is due to open in June", "a vote is due on Sunday"
        let due = |h: usize| {
            (noun + 1..(h + 4).min(self.words.sentence(noun).end)).any(|i| {
                self.words.low(i) == "due"
                    && i > 0
                    && matches!(self.words.low(i - 1), "is" | "are" | "was" | "were" | "now" | "also")
            })
        };
        let h = self.head(noun).filter(|_| self.relation(noun) == "nsubj")?;
        if h > noun && due(h) {
            return Some(Status::Planned);
        }
        // "A curfew will be in place", "the risk may be high"
        if !self.words.is_verb(h)
            && let Some(m) = self.words.below(h).find(|&c| c < h && self.words.tag(c) == "MD")
        {
            // "The blast could be revenge for the raid": why it was is asked, not whether.
            let why = matches!(
                self.words.lemma(h),
                "reaction"
                    | "response"
                    | "revenge"
                    | "retaliation"
                    | "reprisal"
                    | "vengeance"
                    | "work"
                    | "act"
                    | "case"
                    | "attempt"
                    | "result"
                    | "warning"
                    | "message"
            );
            let known = self.words.phrase(noun).is_some_and(|p| {
                matches!(self.words.low(p.start), "the" | "this" | "these" | "those")
                    || (p.start..noun).any(|i| self.words.tag(i) == "POS")
            });
            if why && known && matches!(self.words.low(m), "may" | "might" | "could") {
                return None;
            }
            return Some(if matches!(self.words.low(m), "will" | "shall" | "'ll" | "’ll") {
                Status::Planned
            } else {
                Status::Possible
            });
        }
        // "A strike looks likely"
        let looks = matches!(self.words.lemma(h), "look" | "seem" | "appear") && !self.words.verb_group(h).negated;
        if looks && let Some(a) = self.words.below(h).find(|&c| self.relation(c) == "xcomp" && self.words.pos(c) == Pos::Adj) {
            return matches!(self.words.low(a), "likely" | "imminent" | "inevitable" | "possible" | "probable" | "certain")
                .then_some(Status::Possible);
        }
        // "A ban is under consideration"
        let under = || h > 0 && self.words.low(h - 1) == "under";
        if matches!(self.words.low(h), "consideration" | "discussion") && under() {
            return Some(Status::Possible);
        }
        if self.words.pos(h) != Pos::Adj {
            return None;
        }
        match self.words.low(h) {
            "imminent" | "inevitable" => Some(Status::Possible),
            _ => self.governor(h),
        }
    }

    /// True if what stands above a noun says that it goes on: "is continuing", "is under way", "has entered its fourth week".
    pub fn goes_on(&self, noun: usize) -> bool {
        let w = self.words;
        if self.in_state(noun) || self.carried_on_with(noun) {
            return true;
        }
        if self.now_in_its(noun) {
            return true;
        }
        let Some(v) = self.head(noun).filter(|_| self.relation(noun) == "nsubj") else { return false };
        let end = w.sentence(v).end;
        let present = (v.saturating_sub(4)..v).any(|i| matches!(w.low(i), "is" | "are" | "'s" | "’s"));
        match w.lemma(v) {
            // "A fuel shortage is crippling hospitals": what lasts as long as it does that.
            "cripple" | "grip" | "sweep" | "ravage" | "paralyse" | "paralyze" | "plague" | "engulf" | "worsen" | "deepen"
            | "affect"
                if w.tag(v) == "VBG" =>
            {
                present
            }
            "continue" | "rage" | "persist" | "drag" | "proceed" => {
                let being = present || (v.saturating_sub(4)..v).any(|i| matches!(w.low(i), "was" | "were"));
                matches!(w.tag(v), "VBZ" | "VBP") || w.tag(v) == "VBG" && being || self.for_days(v)
            }
            "spread" | "intensify" | "escalate" => w.tag(v) == "VBG" && present,
            // "has now lasted 40 days"
            "last" => {
                let g = w.verb_group(v);
                g.perfect && !g.past_perfect && !g.negated && g.modal.is_none()
            }
            "remain" | "stay" => (v + 1..end.min(v + 5)).any(|i| matches!(w.low(i), "force" | "place" | "effect" | "underway")),
            // "is now in its tenth day"
            "day" | "week" | "month" | "year" => {
                let near = v.saturating_sub(6)..v;
                near.clone().any(|i| matches!(w.low(i), "is" | "are" | "'s" | "’s"))
                    && near.clone().any(|i| w.low(i) == "in" && matches!(w.low(i + 1), "its" | "their"))
            }
            "enter" => (v + 1..end.min(v + 6)).any(|i| matches!(w.lemma(i), "day" | "week" | "month" | "year")),
            "way" => present && w.low(v - 1) == "under",
            "progress" => present && w.low(v - 1) == "in",
            "go" => {
                let on =
                    v + 1 < end && w.low(v + 1) == "on" && (v + 2 == end || matches!(w.low(v + 2), "." | "," | "in" | "for"));
                w.tag(v) == "VBG" && v + 1 < end && w.low(v + 1) == "on" || on && matches!(w.tag(v), "VBZ" | "VBP")
            }
            "underway" | "ongoing" => present,
            _ => false,
        }
    }

    /// "remains closed", "stayed shut"
    pub fn kept_so(&self, v: usize) -> bool {
        let w = self.words;
        self.relation(v) == "xcomp"
            && self
                .head(v)
                .is_some_and(|h| h < v && matches!(w.tag(h), "VBZ" | "VBP") && matches!(w.lemma(h), "remain" | "stay"))
    }

    /// "The siege, now in its third week, …"
    fn now_in_its(&self, noun: usize) -> bool {
        let w = self.words;
        let end = w.sentence(noun).end;
        let comma = (noun + 1..end.min(noun + 10)).take_while(|&i| !w.is_verb(i)).find(|&i| w.low(i) == ",");
        let Some(at) = comma.map(|i| i + 1).filter(|&i| i + 4 < end) else { return false };
        let at = at + usize::from(matches!(w.low(at), "now" | "already" | "still"));
        w.low(at) == "in"
            && matches!(w.low(at + 1), "its" | "their")
            && (at + 2..end.min(at + 5)).any(|i| matches!(w.lemma(i), "day" | "night" | "week" | "month" | "year"))
    }

    /// "We will expel your ambassador": said to whom it is done.
    pub fn told_to_you(&self, f: &Found) -> bool {
        const DONE_TO: &[&str] = &[
            "arrest",
            "assault",
            "battle",
            "charge",
            "lawsuit",
            "closure",
            "cyber",
            "deportation",
            "expropriation",
            "expulsion",
            "killing",
            "restriction",
            "sanctions",
            "withholding",
        ];
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && g.modal.is_some() && !g.negated) else { return false };
        let we = w.surface_subject(&g).is_some_and(|p| matches!(w.low(p.head), "we" | "i"));
        let you = |p: &crate::words::Phrase| w.low(p.start) == "your" || w.low(p.head) == "you";
        let will = (g.start..g.main).any(|i| matches!(w.low(i), "will" | "'ll" | "’ll" | "shall"));
        we && will && self.told_as(f, DONE_TO) && f.roles.iter().any(|(_, p)| you(p))
    }

    /// "continued for a fourth day", "dragged into a third week"
    fn for_days(&self, v: usize) -> bool {
        let w = self.words;
        let end = w.sentence(v).end.min(v + 10);
        (v + 1..end).any(|i| {
            matches!(w.low(i), "for" | "into") && (i + 1..end).any(|j| matches!(w.lemma(j), "day" | "night" | "week" | "month"))
        })
    }

    /// "warned it would shut the port": what somebody warns that he will do himself is a threat.
    pub fn warned_would(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let own = || {
            let subject = w.tree_subject(g).and_then(|s| s.first().copied()).or_else(|| w.surface_subject(g));
            subject.is_some_and(|p| {
                matches!(w.low(p.head), "it" | "they" | "we" | "he" | "she" | "i")
                    // "warned that his men would burn the town"
                    || matches!(w.low(p.start), "its" | "their" | "our" | "his" | "her" | "my") && self.can_act(p)
            })
        };
        g.modal.is_some_and(|m| matches!(w.low(m), "will" | "would" | "'ll" | "’ll" | "'d" | "’d"))
            && !g.negated
            && !w.is_passive(g)
            && w.tokens[g.main].relation == "ccomp"
            && self.head(g.main).is_some_and(|h| matches!(w.lemma(h), "warn" | "threaten"))
            && own()
    }

    /// "said it would strike" tells a plan, and with "unless" a threat; "would strike if" neither.
    pub fn said_would(&self, verb: usize) -> Option<Status> {
        let w = self.words;
        let head = self.head(verb)?;
        let says = match self.relation(verb) {
            "ccomp" => head,
            // "told clerks that he would shoot" may hang from the clerks.
            "acl" => self.head(head).filter(|&v| w.lemma(v) == "tell")?,
            _ => return None,
        };
        let sentence = w.sentence(verb);
        if !matches!(w.tag(says), "VBD" | "VBN") || sentence.clone().any(|i| w.low(i) == "if") {
            return None;
        }
        let told = self.lexicon.has("speech", w.lemma(says)) || self.lexicon.has("says_planned", w.lemma(says));
        match w.lemma(says) {
            "threaten" | "vow" | "swear" => Some(Status::Threatened),
            "fear" | "worry" | "believe" | "think" | "suggest" | "estimate" | "predict" | "warn" | "deny" => None,
            _ if !told => None,
            _ if sentence.clone().any(|i| w.low(i) == "unless") => Some(Status::Threatened),
            _ => Some(Status::Planned),
        }
    }
}
