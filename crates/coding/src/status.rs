//! Whether a happening came about: from tense, modality, negation and the words that govern the trigger.

use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::VerbGroup;
use model::{BlockKind, Pos, Status};

/// What a governing word says of what it governs. Class names of `classes.txt`, with their status.
const GOVERNORS: &[(&str, Status)] = &[
    ("says_denied", Status::Denied),
    ("says_failed", Status::Failed),
    ("says_threatened", Status::Threatened),
    ("says_planned", Status::Planned),
    ("says_possible", Status::Possible),
    ("says_alleged", Status::Alleged),
];

/// Kinds beside the violent ones that are done to make others give way; by the beginning of their rules' names.
pub(crate) const COERCES: &[&str] = &[
    "protest",
    "arrest",
    "deportation",
    "expulsion",
    "sanctions",
    "closure",
    "layoffs",
    "resignation",
    "deployment",
    "curfew",
    "charge",
    "lawsuit",
    "cyber",
    "coup",
    "battle",
    "withholding",
    "withdrawal",
    "appeal",
];

impl Scene<'_> {
    pub fn governor(&self, i: usize) -> Option<Status> {
        let w = self.words;
        // "called in the army", "called off the strike": no call for anything.
        if w.lemma(i) == "call" && self.called_out(i) {
            return None;
        }
        // "a man wanted in the death of a clerk", "wanted for murdering a clerk"
        if w.lemma(i) == "want" && w.tag(i) == "VBN" {
            match w.low.get(i + 1).map_or("", |n| n.as_ref()) {
                "in" | "over" | "after" => return None,
                "for" => return Some(Status::Alleged),
                _ => {}
            }
        }
        // "an explosion set by saboteurs", "set off an avalanche": nobody planned it.
        if w.lemma(i) == "set"
            && w.low.get(i + 1).is_some_and(|n| matches!(&**n, "by" | "off" | "up" | "back" | "aside" | "fire" | "ablaze"))
        {
            return None;
        }
        if w.is_verb(i) && matches!(w.lemma(i), "explore" | "eye" | "moot" | "ponder") {
            return Some(Status::Possible);
        }
        // "is looking to sell the baths"
        if matches!(w.lemma(i), "look" | "angle") && w.tag(i) == "VBG" && w.low.get(i + 1).is_some_and(|n| n == "to") {
            return Some(Status::Planned);
        }
        // "is open to sending observers"
        if w.low(i) == "open" && w.pos(i) == Pos::Adj && w.low.get(i + 1).is_some_and(|n| n == "to") {
            return Some(Status::Possible);
        }
        // "what is known about the visit"
        if w.lemma(i) == "know" && w.low.get(i + 1).is_none_or(|n| &**n != "to") {
            return None;
        }
        GOVERNORS.iter().find(|(class, _)| self.lexicon.has(class, w.lemma(i))).map(|(_, s)| *s)
    }

    /// The status of a match.
    pub fn status(&self, f: &Found, family: Family, block: Option<BlockKind>) -> Status {
        if let Some(s) = self.beyond_doubt(f, family) {
            return s;
        }
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let question = sentence.end > sentence.start && w.low(sentence.end - 1) == "?";
        let mut status = self.by_its_link(f, family);
        if status == Status::Happened && f.link != Link::Own {
            status = self.around_the_noun(f);
        }
        if matches!(status, Status::Happened | Status::Ongoing) {
            if let Some(s) = self.clause_status(f) {
                status = s;
            } else if question && family != Family::Statement {
                status = Status::Possible;
            }
        } else if status == Status::Planned {
            status = self.planned_or(f, question);
        }
        if status == Status::Possible && self.before_they_could(f) {
            return Status::Failed;
        }
        if self.inverted(f) {
            return Status::Possible;
        }
        match status {
            Status::Planned | Status::Possible if self.is_threat(f, family) => Status::Threatened,
            // "If the town were to fall", "whether to send troops"
            Status::Planned if self.supposed(f) => Status::Possible,
            Status::Ongoing if self.told_in_the_present(f, family, block) => Status::Happened,
            s => s,
        }
    }

    /// What the words about a match leave no doubt of, before its own form is asked.
    fn beyond_doubt(&self, f: &Found, family: Family) -> Option<Status> {
        // "The planned merger fell through"; talks that collapse were held, but not a planned meeting.
        let meets = self.told_as(f, &["meeting"]) && self.premodifier(f) != Some(Status::Planned);
        if f.link == Link::Subject
            && !meets
            && f.group.is_some_and(|g| g.modal.is_none() && !g.negated && self.fell_through(&g))
        {
            return Some(Status::Failed);
        }
        if self.left_a_toll(f) || self.whoever_did_it(f, family) {
            return Some(Status::Happened);
        }
        if let Some(s) = self.told_from_afar(f) {
            return Some(s);
        }
        if let Some(s) = self.feared_dead(f).or_else(|| self.turned_about(f)) {
            return Some(s);
        }
        if self.had_before(f) || self.spoken_now(f) {
            return Some(Status::Happened);
        }
        let before = self.premodifier(f);
        let governed = if before.is_none_or(|s| s == Status::Planned) { self.governed(f) } else { None };
        // "A planned visit was cancelled"
        if let Some(s) = governed.filter(|s| *s == Status::Failed).or(before).or(governed) {
            let threat = matches!(s, Status::Planned | Status::Possible) && self.is_threat(f, family);
            return Some(match s {
                _ if threat => Status::Threatened,
                // "if no deal is reached"
                Status::Denied if self.supposed(f) => Status::Possible,
                s => s,
            });
        }
        (f.link != Link::Own).then(|| self.predicated(f.anchor)).flatten()
    }

    /// The status by how a match hangs from its verb, and by that verb.
    fn by_its_link(&self, f: &Found, family: Family) -> Status {
        let Some(g) = &f.group else { return Status::Happened };
        match f.link {
            Link::Own | Link::Light => self.as_its_verb(f, g, family),
            Link::Object => self.as_object_of(f, g, family),
            Link::Subject => self.as_subject_of(f, g, family),
            _ => Status::Happened,
        }
    }

    /// The same of a verb, and of a noun that its verb says nothing beside.
    fn as_its_verb(&self, f: &Found, g: &VerbGroup, family: Family) -> Status {
        let w = self.words;
        let lemma = w.lemma(g.main);
        // "The grenade did not explode"
        let own = f.link == Link::Own;
        if own && g.negated && g.modal.is_none() && family.violent() && matches!(lemma, "explode" | "detonate") {
            return Status::Failed;
        }
        if !own && self.faces(f, g) { Status::Possible } else { self.verb_status(g, 0) }
    }

    /// "faces a fine", "face a vote of confidence"
    fn faces(&self, f: &Found, g: &VerbGroup) -> bool {
        let w = self.words;
        w.lemma(g.main) == "face"
            && !g.past_aux
            && w.tag(g.main) != "VBD"
            && self.told_as(f, &["court-sentence", "vote", "other", "deportation", "expulsion", "layoffs", "closure"])
    }

    /// The same of a noun that is its verb's object.
    fn as_object_of(&self, f: &Found, g: &VerbGroup, family: Family) -> Status {
        let w = self.words;
        let lemma = w.lemma(g.main);
        if self.faces(f, g) {
            return Status::Possible;
        }
        // "fled to escape the fighting", "survived the bombing": there it was. "Called the bombing a crime": nobody called for it.
        if self.lived_through(f, g) || self.made_known(f, g) {
            return Status::Happened;
        }
        if self.is_fought(f, g, family) || self.kept_up(g) {
            return Status::Ongoing;
        }
        // "reported an outbreak": who reports it has seen it.
        if lemma == "report" && g.modal.is_none() && g.to.is_none() && !g.negated {
            return Status::Happened;
        }
        match self.governor(g.main) {
            // "have called a strike for Saturday"
            Some(Status::Possible) if lemma == "call" && g.to.is_none() && g.modal.is_none() => Status::Planned,
            // "denied plotting a coup"
            Some(s) => match self.verb_status(g, 0) {
                own @ (Status::Denied | Status::Failed) => own,
                _ => s,
            },
            None if matches!(lemma, "see" | "witness" | "condemn" | "claim" | "follow" | "survive") => Status::Happened,
            None if g.modal.is_some() && self.lexicon.has("occur", lemma) => self.verb_status(g, 0),
            None => self.brought_about(g),
        }
    }

    /// Whether what a verb has for its object came about: "may fend off an attack", "to prevent attacks": nothing took place yet;
    /// "was forced to clamp a curfew", "managed to make an arrest": it did.
    fn brought_about(&self, g: &VerbGroup) -> Status {
        let w = self.words;
        // "decided to extend the curfew", "plans to hold a vote"
        let plans = g.to.is_some_and(|to| to > 0 && self.governor(to - 1) == Some(Status::Planned));
        if plans && self.brings_about(g.main) {
            return Status::Planned;
        }
        // "could mutate and spark a pandemic"
        if w.tag(g.main) == "VB" && g.modal.is_none() && g.to.is_none() && !g.has_aux {
            return match self.verb_status(g, 0) {
                Status::Possible | Status::Planned => Status::Possible,
                _ => Status::Happened,
            };
        }
        if g.modal.is_none() && g.to.is_none() {
            return Status::Happened;
        }
        match self.verb_status(g, 0) {
            // "will extend the curfew"
            Status::Planned if g.modal.is_some() && self.brings_about(g.main) => Status::Planned,
            s @ (Status::Happened | Status::Denied | Status::Ongoing) if g.modal.is_none() => s,
            Status::Failed if self.failed_to_bring(g) => Status::Failed,
            _ => Status::Possible,
        }
    }

    /// The same of a noun that is its verb's subject.
    fn as_subject_of(&self, f: &Found, g: &VerbGroup, family: Family) -> Status {
        let w = self.words;
        let lemma = w.lemma(g.main);
        // "Gunfire could be heard": it was heard.
        let heard = matches!(lemma, "hear" | "see") && g.modal.is_some_and(|m| w.low(m) == "could") && !g.negated;
        // "The warning was ignored", "the accusation was rejected": it was uttered.
        let uttered = family == Family::Statement && !g.negated && matches!(lemma, "reject" | "dismiss" | "refuse" | "decline");
        if heard || uttered || self.made_known(f, g) {
            return Status::Happened;
        }
        if w.is_passive(g)
            && !matches!(lemma, "claim" | "report" | "know")
            && let Some(s) = self.governor(g.main)
        {
            // "A rally has been called for Saturday"
            let called = s == Status::Possible && lemma == "call" && g.modal.is_none() && !g.negated;
            return if called { Status::Planned } else { s };
        }
        // "The deal collapsed": what should have come of it did not; talks that collapse were held.
        let plain = g.modal.is_none() && g.to.is_none() && !g.negated;
        if family == Family::Affairs && !self.told_as(f, &["meeting"]) && plain && self.fell_through(g) {
            return Status::Failed;
        }
        if self.there_already(f, g, family) || !self.lexicon.has("occur", lemma) && g.modal.is_none() {
            return Status::Happened;
        }
        match self.verb_status(g, 0) {
            Status::Ongoing if !g.progressive && !matches!(lemma, "continue" | "rage" | "go") => Status::Happened,
            s => s,
        }
    }

    /// What stands about a noun that took place by its verb: "an alleged attack", "denied there was an outbreak", "the strike
    /// goes on".
    fn around_the_noun(&self, f: &Found) -> Status {
        let w = self.words;
        if let Some(s) = self.before_noun(f).filter(|s| *s != Status::Happened) {
            return s;
        }
        let denied = || {
            let mut above = w.above(f.anchor, 5).skip(1).filter(|&i| w.is_verb(i));
            let there = |i: usize| w.tag(i) == "EX" && i < f.anchor && i + 6 > f.first;
            above.any(|i| w.lemma(i) == "deny") && w.sentence(f.anchor).any(there)
        };
        match () {
            _ if denied() => Status::Denied,
            _ if self.goes_on(f.anchor) => Status::Ongoing,
            _ => Status::Happened,
        }
    }

    /// "overpowered before they could seize the plane"
    fn before_they_could(&self, f: &Found) -> bool {
        let w = self.words;
        let from = w.sentence(f.anchor).start.max(f.first.saturating_sub(12));
        f.link == Link::Own
            && f.group.is_some_and(|g| g.modal.is_some_and(|m| w.low(m) == "could"))
            && (from..f.first).any(|i| w.low(i) == "before" && w.clause[i] == w.clause[f.anchor])
    }

    /// Headlines, standfirsts and captions tell the past in the present; so does "X warns".
    fn told_in_the_present(&self, f: &Found, family: Family, block: Option<BlockKind>) -> bool {
        let w = self.words;
        f.link == Link::Own
            && f.group.is_some_and(|g| !g.progressive && !self.lasts_by_itself(&g))
            && (family == Family::Statement
                || !matches!(w.low(w.sentence(f.anchor).end - 1), "." | "!" | "?" | "”" | "\"" | "''")
                || matches!(block, Some(BlockKind::Standfirst | BlockKind::Caption | BlockKind::Heading))
                || block == Some(BlockKind::ListItem) && (family.harmful() || family == Family::Justice))
    }

    /// True if the rule is of one of these kinds, by the beginnings of their names.
    pub fn told_as(&self, f: &Found, kinds: &[&str]) -> bool {
        kinds.iter().any(|k| self.rules[f.rule].name.starts_with(k))
    }

    /// True where the verb leaves the noun behind it as something that took place: "escape the fighting", "survived the
    /// bombing", "calling the raid a crime".
    fn lived_through(&self, f: &Found, g: &VerbGroup) -> bool {
        let w = self.words;
        let the = w.phrase(f.anchor).is_some_and(|p| matches!(w.low(p.start), "the" | "this" | "these" | "those"));
        let one = self.told_as(f, &["killing", "abduction", "arrest", "coup", "death", "injury"]);
        match w.lemma(g.main) {
            "escape" | "survive" | "flee" => the && !one,
            "call" => the && w.tag(g.main) == "VBG" && !g.has_aux,
            _ => false,
        }
    }

    /// True in a clause that "if" or "whether" opens.
    fn supposed(&self, f: &Found) -> bool {
        let w = self.words;
        let from = w.sentence(f.anchor).start.max(f.first.saturating_sub(16));
        f.link == Link::Own
            && (from..f.first).any(|i| {
                w.clause[i] == w.clause[f.anchor]
                    && (matches!(w.low(i), "if" | "unless" | "whether" | "should")
                        || i > from && w.low(i) == "case" && w.low(i - 1) == "in")
            })
    }

    /// "collapsed", "broke down", "fell through".
    pub fn fell_through(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let next = w.low.get(g.main + 1).map_or("", |n| n.as_ref());
        match w.lemma(g.main) {
            "collapse" | "founder" | "unravel" | "flop" => true,
            "fail" => next != "to",
            "come" => next == "to" && w.low.get(g.main + 2).is_some_and(|n| matches!(&**n, "nothing" | "naught")),
            "end" => next == "in" && w.low.get(g.main + 2).is_some_and(|n| n == "failure"),
            "break" => next == "down",
            "fall" => matches!(next, "through" | "apart"),
            _ => false,
        }
    }

    /// A plan that is only asked about ("could it force him to resign?"), alleged ("allegedly ordered the killing"), or a
    /// threat ("'We will kill them,' he threatened").
    fn planned_or(&self, f: &Found, question: bool) -> Status {
        let w = self.words;
        let start = w.sentence(f.anchor).start;
        if question && (w.tag(start) == "MD" || matches!(w.low(start), "is" | "are" | "was" | "were" | "has" | "have")) {
            return Status::Possible;
        }
        // "guilty of ordering the massacre"
        let found = |g: &VerbGroup| {
            let mut above = w.above(g.main, 4).skip(1);
            w.lemma(g.main) == "order"
                && w.tag(g.main) == "VBG"
                && above.any(|i| matches!(w.lemma(i), "guilty" | "convict" | "sentence" | "jail" | "imprison"))
        };
        if f.link == Link::Object && f.group.is_some_and(|g| found(&g)) {
            return Status::Happened;
        }
        let alleged = |s: Option<Status>| s == Some(Status::Alleged);
        // "is accused of ordering the murder"
        if f.link == Link::Object && (alleged(self.clause_status(f)) || alleged(f.group.map(|g| self.verb_status(&g, 0)))) {
            return Status::Alleged;
        }
        let verb = f.group.filter(|_| f.link == Link::Own).map(|g| g.main);
        let says = verb.filter(|&v| w.tokens[v].relation == "ccomp").and_then(|v| w.governor(v));
        let threat = |v: usize| matches!(w.lemma(v), "threaten" | "vow" | "swear");
        if says.is_some_and(threat) { Status::Threatened } else { Status::Planned }
    }

    /// "Should the dam break, …", "Were the bridge to be bombed, …": no question, and no happening either.
    fn inverted(&self, f: &Found) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let opens = matches!(w.low(sentence.start), "should" | "were") && w.low(sentence.end - 1) != "?";
        let comma = (sentence.start..sentence.end).find(|&i| w.low(i) == ",");
        opens && comma.is_some() && f.group.is_none_or(|g| g.modal.is_some() || comma.is_some_and(|c| f.anchor < c))
            || self.should_they(f)
    }

    /// "…, should the police fail to hold her": the same, behind what would come of it.
    fn should_they(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && !g.has_aux && g.to.is_none() && !g.negated) else {
            return false;
        };
        let Some(subject) = w.surface_subject(&g) else { return false };
        let sentence = w.sentence(f.anchor);
        let should = subject.start > sentence.start && w.low(subject.start - 1) == "should";
        should && matches!(w.tag(g.main), "VB" | "VBP") && w.low(sentence.end - 1) != "?"
    }
}

/// True if the verb group tells what lay before another past: "had stormed".
pub(crate) fn recalls(f: &Found) -> bool {
    matches!(f.link, Link::Own | Link::Light) && f.group.is_some_and(|g| g.past_perfect)
}
