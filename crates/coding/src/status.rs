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
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        // "The planned merger fell through"; talks that collapse were held, but not a planned meeting.
        let meets = self.told_as(f, &["meeting"]) && self.premodifier(f) != Some(Status::Planned);
        if f.link == Link::Subject
            && !meets
            && f.group.is_some_and(|g| g.modal.is_none() && !g.negated && self.fell_through(&g))
        {
            return Status::Failed;
        }
        if self.left_a_toll(f) || self.whoever_did_it(f, family) {
            return Status::Happened;
        }
        if let Some(s) = self.feared_dead(f).or_else(|| self.turned_about(f)) {
            return s;
        }
        if self.had_before(f) || self.spoken_now(f) {
            return Status::Happened;
        }
        let before = self.premodifier(f);
        let governed = if before.is_none_or(|s| s == Status::Planned) { self.governed(f) } else { None };
        // "A planned visit was cancelled"
        if let Some(s) = governed.filter(|s| *s == Status::Failed).or(before).or(governed) {
            let threat = matches!(s, Status::Planned | Status::Possible) && self.is_threat(f, family);
            return match s {
                _ if threat => Status::Threatened,
                // "if no deal is reached"
                Status::Denied if self.supposed(f) => Status::Possible,
                s => s,
            };
        }
        if let Some(s) = (f.link != Link::Own).then(|| self.predicated(f.anchor)).flatten() {
            return s;
        }
        let question = sentence.end > sentence.start && w.low(sentence.end - 1) == "?";
        let mut status = match (f.link, &f.group) {
            // "The grenade did not explode"
            (Link::Own, Some(g))
                if g.negated && g.modal.is_none() && family.violent() && matches!(w.lemma(g.main), "explode" | "detonate") =>
            {
                Status::Failed
            }
            // "faces a fine", "face a vote of confidence"
            (Link::Light | Link::Object, Some(g))
                if w.lemma(g.main) == "face"
                    && !g.past_aux
                    && w.tag(g.main) != "VBD"
                    && self
                        .told_as(f, &["court-sentence", "vote", "other", "deportation", "expulsion", "layoffs", "closure"]) =>
            {
                Status::Possible
            }
            (Link::Own | Link::Light, Some(g)) => self.verb_status(g, 0),
            // "fled to escape the fighting", "survived the bombing": there it was. "Called the bombing a crime": nobody called for it.
            (Link::Object, Some(g)) if self.lived_through(f, g) => Status::Happened,
            (Link::Object, Some(g)) if self.made_known(f, g) => Status::Happened,
            (Link::Object, Some(g)) if self.is_fought(f, g, family) || self.kept_up(g) => Status::Ongoing,
            // "reported an outbreak": who reports it has seen it.
            (Link::Object, Some(g)) if w.lemma(g.main) == "report" && g.modal.is_none() && g.to.is_none() && !g.negated => {
                Status::Happened
            }
            (Link::Object, Some(g)) => match self.governor(g.main) {
                // "have called a strike for Saturday"
                Some(Status::Possible) if w.lemma(g.main) == "call" && g.to.is_none() && g.modal.is_none() => Status::Planned,
                // "denied plotting a coup"
                Some(_) if matches!(self.verb_status(g, 0), Status::Denied | Status::Failed) => self.verb_status(g, 0),
                Some(s) => s,
                None if matches!(w.lemma(g.main), "see" | "witness" | "condemn" | "claim" | "follow" | "survive") => {
                    Status::Happened
                }
                None if g.modal.is_some() && self.lexicon.has("occur", w.lemma(g.main)) => self.verb_status(g, 0),
                // "may fend off an attack", "to prevent attacks": nothing took place yet.
                // "was forced to clamp a curfew", "managed to make an arrest": it did.
                // "decided to extend the curfew", "plans to hold a vote"
                None if g.to.is_some_and(|to| to > 0 && self.governor(to - 1) == Some(Status::Planned))
                    && self.brings_about(g.main) =>
                {
                    Status::Planned
                }
                // "could mutate and spark a pandemic"
                None if w.tag(g.main) == "VB" && g.modal.is_none() && g.to.is_none() && !g.has_aux => {
                    match self.verb_status(g, 0) {
                        Status::Possible | Status::Planned => Status::Possible,
                        _ => Status::Happened,
                    }
                }
                None if g.modal.is_some() || g.to.is_some() => match self.verb_status(g, 0) {
                    // "will extend the curfew"
                    Status::Planned if g.modal.is_some() && self.brings_about(g.main) => Status::Planned,
                    s @ (Status::Happened | Status::Denied | Status::Ongoing) if g.modal.is_none() => s,
                    Status::Failed if self.failed_to_bring(g) => Status::Failed,
                    _ => Status::Possible,
                },
                None => Status::Happened,
            },
            (Link::Subject, Some(g)) if self.made_known(f, g) => Status::Happened,
            // "Gunfire could be heard": it was heard.
            (Link::Subject, Some(g))
                if matches!(w.lemma(g.main), "hear" | "see") && g.modal.is_some_and(|m| w.low(m) == "could") && !g.negated =>
            {
                Status::Happened
            }
            // "The warning was ignored", "the accusation was rejected": it was uttered.
            (Link::Subject, Some(g))
                if family == Family::Statement
                    && !g.negated
                    && matches!(w.lemma(g.main), "reject" | "dismiss" | "refuse" | "decline") =>
            {
                Status::Happened
            }
            (Link::Subject, Some(g)) => {
                let lemma = w.lemma(g.main);
                match self.governor(g.main).filter(|_| w.is_passive(g) && !matches!(lemma, "claim" | "report" | "know")) {
                    // "A rally has been called for Saturday"
                    Some(Status::Possible) if lemma == "call" && g.modal.is_none() && !g.negated => Status::Planned,
                    Some(s) => s,
                    // "The deal collapsed": what should have come of it did not; talks that collapse were held.
                    None if family == Family::Affairs
                        && !self.rules[f.rule].name.starts_with("meeting")
                        && g.modal.is_none()
                        && g.to.is_none()
                        && !g.negated
                        && self.fell_through(g) =>
                    {
                        Status::Failed
                    }
                    None if self.there_already(f, g, family) => Status::Happened,
                    None if self.lexicon.has("occur", lemma) || g.modal.is_some() => match self.verb_status(g, 0) {
                        Status::Ongoing if !g.progressive && !matches!(lemma, "continue" | "rage" | "go") => Status::Happened,
                        s => s,
                    },
                    None => Status::Happened,
                }
            }
            _ => Status::Happened,
        };
        if status == Status::Happened
            && f.link != Link::Own
            && let Some(s) = self.before_noun(f)
        {
            status = s;
        }
        // "denied there was an outbreak"
        let denied = || {
            let mut above = w.above(f.anchor, 5).skip(1).filter(|&i| w.is_verb(i));
            above.any(|i| w.lemma(i) == "deny") && sentence.clone().any(|i| w.tag(i) == "EX" && i < f.anchor && i + 6 > f.first)
        };
        if status == Status::Happened && f.link != Link::Own && denied() {
            status = Status::Denied;
        }
        if status == Status::Happened && f.link != Link::Own && self.goes_on(f.anchor) {
            status = Status::Ongoing;
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
        // "overpowered before they could seize the plane"
        let could = f.link == Link::Own && f.group.is_some_and(|g| g.modal.is_some_and(|m| w.low(m) == "could"));
        if status == Status::Possible && could {
            let from = sentence.start.max(f.first.saturating_sub(12));
            if (from..f.first).any(|i| w.low(i) == "before" && w.clause[i] == w.clause[f.anchor]) {
                return Status::Failed;
            }
        }
        if self.inverted(f) {
            return Status::Possible;
        }
        if matches!(status, Status::Planned | Status::Possible) && self.is_threat(f, family) {
            return Status::Threatened;
        }
        // "If the town were to fall", "whether to send troops"
        if status == Status::Planned && self.supposed(f) {
            return Status::Possible;
        }
        // Headlines, standfirsts and captions tell the past in the present; so does "X warns".
        if status == Status::Ongoing
            && f.link == Link::Own
            && f.group.is_some_and(|g| !g.progressive && !self.lasts_by_itself(&g))
            && (family == Family::Statement
                || !matches!(w.low(sentence.end - 1), "." | "!" | "?" | "”" | "\"" | "''")
                || matches!(block, Some(BlockKind::Standfirst | BlockKind::Caption | BlockKind::Heading))
                || block == Some(BlockKind::ListItem) && (family.harmful() || family == Family::Justice))
        {
            status = Status::Happened;
        }
        status
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

    /// True for what somebody says will be done to others unless they give way: "warned that it would bomb the port",
    /// "told them they would be shot if they opened", "we will kill them", "anyone who marches will be jailed".
    fn is_threat(&self, f: &Found, family: Family) -> bool {
        let w = self.words;
        let harms = family.violent() || self.told_as(f, COERCES);
        if f.link == Link::Own && f.group.is_some_and(|g| self.warned_would(&g) || self.will_punish(f, &g)) {
            return true;
        }
        let Some(g) = f.group.filter(|_| matches!(f.link, Link::Own | Link::Light) && harms) else { return false };
        // "promised to shoot the mayor"
        let promised = g.to.is_some_and(|to| to > 0 && matches!(w.lemma(to - 1), "promise" | "pledge"));
        if promised && self.told_as(f, &["killing", "assault-shooting", "assault-stabbing", "abduction", "assault-bombing"]) {
            return true;
        }
        let will = g.modal.is_some_and(|m| matches!(w.low(m), "will" | "would" | "'ll" | "’ll" | "'d" | "’d" | "shall"));
        if !will || g.negated {
            return false;
        }
        let subject = w.tree_subject(&g).and_then(|s| s.first().copied()).or_else(|| w.surface_subject(&g));
        let who = subject.map_or("", |p| w.low(p.head));
        let own = matches!(who, "we" | "i")
            && (family.violent() || w.sentence(f.anchor).any(|i| matches!(w.low(i), "if" | "unless")));
        if own || matches!(who, "anyone" | "anybody" | "whoever" | "those") {
            return true;
        }
        let sentence = w.sentence(f.anchor);
        // "Teachers will strike unless they are paid"
        let acts = family.violent() || self.told_as(f, &["protest", "resignation", "withdrawal", "cyber", "battle"]);
        let unless = sentence.clone().find(|&i| w.low(i) == "unless");
        if acts && !w.is_passive(&g) && unless.is_some_and(|u| w.clause[u] != w.clause[f.anchor] || u < g.start) {
            return true;
        }
        let here = w.clause[f.anchor];
        let condition = sentence.clone().any(|i| matches!(w.low(i), "if" | "unless") && w.clause[i] != here);
        let says = w.above(g.main, 4).skip(1).find(|&i| w.is_verb(i));
        let own_hand = self.told_as(f, &["killing", "assault-shooting", "assault-stabbing", "abduction"]);
        says.is_some_and(|v| match w.lemma(v) {
            "warn" | "threaten" | "vow" => true,
            // Nobody announces a murder without a threat in it.
            "say" | "tell" | "promise" if own_hand && !w.is_passive(&g) => true,
            "say" | "tell" | "announce" | "declare" | "write" | "shout" => condition,
            _ => false,
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

    /// The status that a verb group has by its own form and by what governs it.
    pub fn verb_status(&self, g: &VerbGroup, depth: usize) -> Status {
        let w = self.words;
        if depth > 3 {
            return Status::Happened;
        }
        // "Surgeons could not save him": they tried.
        let in_vain = |m: usize| w.low(m) == "could" && !g.perfect && !w.is_passive(g);
        let seen =
            |l: &str| self.lexicon.has("stative", l) || self.lexicon.has("speech", l) || matches!(l, "see" | "find" | "afford");
        if g.negated && g.modal.is_some_and(in_vain) && !seen(w.lemma(g.main)) {
            return Status::Failed;
        }
        if g.negated {
            return Status::Denied;
        }
        if let Some(m) = g.modal {
            return match w.low(m) {
                "will" | "shall" | "'ll" | "’ll" | "wo" => Status::Planned,
                "would" | "'d" | "’d" if !g.perfect => self.said_would(g.main).unwrap_or(Status::Possible),
                "could" if self.before_it_could(g) => Status::Failed,
                "could" if self.could_at_last(g) => Status::Happened,
                _ => Status::Possible,
            };
        }
        // "demanded that he be released"
        if g.passive
            && g.to.is_none()
            && (g.start..g.main).all(|i| w.low(i) == "be" || w.pos(i) == Pos::Adv)
            && w.low(g.start) == "be"
        {
            // "ordered that he be held"
            let above = w.governor(g.main).map_or("", |h| w.lemma(h));
            return if matches!(above, "order" | "rule" | "decide" | "agree" | "decree" | "direct") {
                Status::Planned
            } else {
                Status::Possible
            };
        }
        // "remains closed"
        if w.tag(g.main) == "VBN" && !g.has_aux && self.kept_so(g.main) {
            return Status::Ongoing;
        }
        if self.wanted(g) {
            return Status::Possible;
        }
        let limit = w.sentence(g.main).start;
        if let Some(to) = g.to {
            // "were to have met", "had been due to have signed": it came to nothing.
            return match self.infinitive(to, limit, depth) {
                _ if g.perfect && self.made_sure(to, limit) => Status::Happened,
                Status::Planned if g.perfect && self.past_plan(to, limit) => Status::Failed,
                Status::Planned | Status::Possible if self.meant_in_vain(to, g.main) => Status::Failed,
                s => s,
            };
        }
        if let Some(s) = self.feared_being(g, limit) {
            return s;
        }
        // "narrowly escaped being shot", "saved from being deported"
        if w.low(g.start) == "being" && g.start > limit + 1 {
            let before = g.start - 1;
            let verb = if w.low(before) == "from" { before - 1 } else { before };
            if self.governor(verb) == Some(Status::Failed) || matches!(w.lemma(verb), "avoid" | "save") {
                return Status::Failed;
            }
        }
        // "Arresting them will help", "sending troops would be a mistake": no more than thought of.
        if w.tag(g.main) == "VBG" && !g.has_aux && self.thought_of(g.main) {
            return Status::Possible;
        }
        if g.start == limit {
            return self.own_tense(g);
        }
        let before = g.start - 1;
        let low = w.low(before);
        // "stopped the crowd from lynching him", "kept the river from flooding the town"
        if w.tag(g.main) == "VBG" && !g.has_aux && low == "from" {
            let kept = w.verb_before(before).filter(|v| v.main + 12 > before);
            match kept.map_or("", |v| w.lemma(v.main)) {
                "keep" | "stop" | "prevent" | "save" | "bar" | "block" | "hold" => return Status::Failed,
                "forbid" | "ban" | "prohibit" => return Status::Denied,
                _ => {}
            }
        }
        if w.tag(g.main) == "VBG" && !g.has_aux {
            let k = if matches!(w.pos(before), Pos::Adp | Pos::Sconj) && before > limit { before - 1 } else { before };
            if k != before || w.is_verb(before) {
                // "said while visiting the port", "said after arresting two men": that is not what is said.
                if k != before && w.is_verb(k) && matches!(low, "after" | "while" | "when" | "since" | "upon") {
                    return match self.verb_status(&w.verb_group(k), depth + 1) {
                        s @ (Status::Planned | Status::Possible | Status::Threatened) => s,
                        _ => Status::Happened,
                    };
                }
                // "is thinking about closing"
                if w.lemma(k) == "think" && matches!(low, "about" | "of") {
                    return Status::Possible;
                }
                // "backed away from closing"
                if w.low(k) == "away" && low == "from" {
                    return Status::Denied;
                }
                // "had no intention of resigning"
                if w.pos(k) == Pos::Noun && k > limit && w.low(k - 1) == "no" {
                    return Status::Denied;
                }
                // "is under investigation for selling visas"
                if self.looked_into(k) {
                    return Status::Alleged;
                }
                if let Some(s) = self.governor(k) {
                    return s;
                }
                // "was close to signing", "came close to hitting the bridge"
                if low == "to" && w.low(k) == "close" {
                    let came = k > limit && matches!(w.lemma(k - 1), "come" | "go");
                    return if came { Status::Failed } else { Status::Possible };
                }
                if w.is_verb(k) {
                    return match w.lemma(k) {
                        "continue" | "keep" => Status::Ongoing,
                        _ => self.verb_status(&w.verb_group(k), depth + 1),
                    };
                }
                // "accused him of killing", "charged two men with plotting"
                if let Some(v) = w.verb_before(k + 1).filter(|v| v.main + 8 > before)
                    && matches!(low, "of" | "with" | "from")
                    && let Some(s) = self.governor(v.main)
                {
                    return s;
                }
            }
            if low == "," || w.pos(before) == Pos::Cconj {
                // The main clause's verb: past infinitives and other participles.
                let main = std::iter::successors(w.verb_before(before), |v| w.verb_before(v.start))
                    .take(4)
                    .find(|v| v.to.is_none() && (v.has_aux || !matches!(w.tag(v.main), "VBG" | "VB" | "VBN")));
                if let Some(v) = main {
                    return match self.verb_status(&v, depth + 1) {
                        s @ (Status::Planned | Status::Possible | Status::Threatened) => s,
                        _ => Status::Happened,
                    };
                }
            }
            return Status::Happened;
        }
        if let Some(first) = self.first_of_list(g).or_else(|| self.seen_done(g)) {
            return self.verb_status(&first, depth + 1);
        }
        if !g.has_aux && (w.tag(g.main) == "VB" || matches!(w.tag(g.main), "VBP" | "VBN") && w.pos(before) == Pos::Cconj) {
            // "to kidnap and kill", "will attack and destroy"; "help kill", "let them kill".
            if (matches!(w.pos(before), Pos::Cconj) || low == ",")
                && let Some(v) = w.verb_before(before)
            {
                return self.verb_status(&v, depth + 1);
            }
            if w.tag(g.main) == "VB" {
                // "Five die in captivity"
                let dies =
                    matches!(w.lemma(g.main), "die" | "drown" | "perish") && matches!(w.pos(before), Pos::Num | Pos::Noun);
                let Some(v) = w.verb_before(g.start) else { return if dies { Status::Happened } else { Status::Possible } };
                return match w.lemma(v.main) {
                    // "information that could help the police capture him"
                    "help" if v.modal.is_some() || v.to.is_some() => self.verb_status(&v, depth + 1),
                    "help" | "make" | "see" | "watch" | "hear" => Status::Happened,
                    _ => Status::Possible,
                };
            }
        }
        self.own_tense(g)
    }

    /// "likely to be hurt, held or robbed", "will be charged, tried and jailed": the first verb of a list tells of the others.
    fn first_of_list(&self, g: &VerbGroup) -> Option<VerbGroup> {
        let w = self.words;
        let listed = w.tag(g.main) == "VBN" && !g.has_aux && w.relation(g.main) == "conj";
        let first = w.governor(g.main).filter(|&h| listed && h < g.main && w.tag(h) == "VBN" && g.main - h < 12)?;
        let subject = w.below(g.main).any(|c| w.relation(c).starts_with("nsubj"));
        let group = w.verb_group(first);
        (!subject && group.passive && group.has_aux).then_some(group)
    }

    /// "will see our rights taken away", "could have their homes seized": the verb that says whether it comes to that.
    fn seen_done(&self, g: &VerbGroup) -> Option<VerbGroup> {
        let w = self.words;
        let done = w.tag(g.main) == "VBN" && !g.has_aux && matches!(w.relation(g.main), "xcomp" | "ccomp");
        let above = w.governor(g.main).filter(|&h| done && h < g.main && matches!(w.lemma(h), "see" | "have" | "get"))?;
        let group = w.verb_group(above);
        (group.modal.is_some() || group.negated).then_some(group)
    }

    /// True for a clause that is the subject of what will be, would be or always is.
    fn thought_of(&self, v: usize) -> bool {
        let w = self.words;
        if w.tokens[v].relation != "csubj" {
            return false;
        }
        let Some(above) = w.governor(v) else { return false };
        let verb = w.below(above).filter(|&j| matches!(w.tokens[j].relation, "cop" | "aux")).chain([above]);
        verb.into_iter().any(|j| w.tag(j) == "MD" || matches!(w.tag(j), "VBZ" | "VBP"))
    }

    fn own_tense(&self, g: &VerbGroup) -> Status {
        let w = self.words;
        let past_too = w.tag(g.main) == "VBP" && crate::mend::SAME_PAST.contains(&w.low(g.main));
        let present = matches!(w.tag(g.main), "VBZ" | "VBP") && !g.has_aux && !past_too;
        // "have been shelling", "are being killed"
        let lasting = g.progressive && !g.past_aux && !g.past_perfect;
        // "after being stabbed" tells no present.
        let being = (g.start + 1..g.main).any(|i| w.low(i) == "being") && g.has_aux && !g.past_aux;
        // "Inmates were still rioting on Monday night"
        let still = g.progressive && !g.perfect && (g.start.saturating_sub(1)..g.main).any(|i| w.low(i) == "still");
        // "have been on strike since May"
        let state = w.lemma(g.main) == "be" && g.perfect && !g.past_perfect;
        if present || lasting || being || still || state {
            return Status::Ongoing;
        }
        Status::Happened
    }

    /// Words elsewhere in the clause: "if", "allegedly", "denied that", "feared that".
    fn clause_status(&self, f: &Found) -> Option<Status> {
        let w = self.words;
        let limit = w.sentence(f.anchor).start.max(f.first.saturating_sub(24));
        if (limit..f.first).any(|i| w.low(i) == "unconfirmed") {
            return Some(Status::Alleged);
        }
        let here = w.clause[f.anchor];
        let crime = self.told_as(f, &["crime", "assault-sexual"]);
        let grave = self.told_as(f, &["assault", "killing", "abduction", "statement-threat", "other/told"]);
        let mut crossed = 0;
        for i in (limit..f.first).rev() {
            let low = w.low(i);
            if w.clause[i] == here && matches!(low, "if" | "unless" | "whether" | "lest") && !w.within_said(i, f.anchor) {
                return Some(Status::Possible);
            }
            if w.clause[i] == here && matches!(low, "allegedly" | "reportedly" | "apparently" | "purportedly" | "supposedly") {
                return Some(Status::Alleged);
            }
            if w.clause[i] == here
                && f.link == Link::Own
                && matches!(low, "presumably" | "possibly" | "probably" | "perhaps" | "conceivably" | "maybe")
            {
                return Some(Status::Possible);
            }
            // "In the event she was hurt, …": where it should come to that. Not "took part in the event".
            let event = low == "event" && i > limit + 1 && w.low(i - 1) == "the" && w.low(i - 2) == "in";
            let opens = |at: usize| at == limit || matches!(w.pos(at - 1), Pos::Punct | Pos::Cconj);
            if event && !matches!(w.low(i + 1), "," | "." | "of") && (opens(i - 2) || w.low(i + 1) == "that") {
                return Some(Status::Possible);
            }
            // "By some accounts the soldiers shot them"
            if low == "accounts" && i > limit + 1 && w.low(i - 1) == "some" && w.low(i - 2) == "by" {
                return Some(Status::Alleged);
            }
            if w.clause[i] == here && matches!(low, "nearly" | "almost") && i + 1 == f.first {
                return Some(Status::Failed);
            }
            // "The accused was remanded": a person.
            let person = low == "accused" && i > limit && w.pos(i - 1) == Pos::Det;
            // "After denying it, he resigned": not what was denied.
            // "suspected rebels killed two", "a man who police believe is their father was shot", "doctors, angry that aid was
            // denied, urged": said of somebody who takes part.
            let relation = w.tokens[i].relation;
            let aside = relation == "amod"
                || (relation.starts_with("acl") || relation == "advcl" && w.tag(i) == "VBG")
                    && !w.above(f.anchor, 12).any(|a| a == i)
                || w.within_aside(i, f.anchor);
            if w.is_verb(i) && !person && !aside && f.group.is_none_or(|g| i != g.main) {
                crossed += 1;
                let complement = |from: usize| {
                    (from + 1..f.first).any(|j| matches!(w.low(j), "that" | "\"" | "“")) || here == w.clause[from]
                };
                // "The indictment says he strangled the widow"
                let pleads = || {
                    let subject = w.tree_subject(&w.verb_group(i)).and_then(|s| s.first().copied());
                    subject.is_some_and(|p| {
                        matches!(
                            w.lemma(p.head),
                            "indictment"
                                | "lawsuit"
                                | "complaint"
                                | "petition"
                                | "suit"
                                | "prosecution"
                                | "sheet"
                                | "affidavit"
                        ) || crime && matches!(w.lemma(p.head), "prosecutor" | "accuser" | "plaintiff" | "complainant")
                            || w.lemma(p.head) == "whistleblower"
                            || grave && w.lemma(p.head) == "prosecutor"
                    })
                };
                let governs = f.link == Link::Own && here - w.clause[i] <= 1;
                if w.lemma(i) == "say" && governs && pleads() {
                    return Some(Status::Alleged);
                }
                // "told the court that he had raped her"
                let before_judge = || {
                    w.below(i).any(|c| {
                        matches!(w.tokens[c].relation, "obj" | "iobj")
                            && matches!(w.lemma(c), "court" | "tribunal" | "inquiry" | "enquiry" | "jury" | "inquest")
                    })
                };
                if w.lemma(i) == "tell" && governs && (crime || grave) && before_judge() {
                    return Some(Status::Alleged);
                }
                // "denied shelling it, blaming rebels": that is what they did.
                let further = f.first > i + 1
                    && w.low(f.first - 1) == ","
                    && f.group.is_some_and(|g| !g.has_aux && w.tag(g.main) == "VBG");
                let took_it = w.low(i + 1) == "responsibility";
                // "denied the claim and said that rebels had shelled the town": that is what they say.
                let went_on = || {
                    (i + 1..f.first).any(|v| {
                        w.relation(v) == "conj"
                            && w.governor(v) == Some(i)
                            && self.lexicon.has("speech", w.lemma(v))
                            && w.above(f.anchor, 12).skip(1).any(|a| a == v)
                    })
                };
                if governs && crossed <= 2 && !took_it && !further && complement(i) && !went_on() {
                    match w.lemma(i) {
                        "deny" => return Some(Status::Denied),
                        "allege" | "accuse" | "suspect" | "believe" | "think" | "presume" | "suggest" | "speculate"
                        | "claim" | "contend" | "theorize" => return Some(Status::Alleged),
                        "fear" => return Some(Status::Possible),
                        _ => {}
                    }
                }
            }
        }
        let said_so = (f.end..w.sentence(f.anchor).end.min(f.end + 2)).any(|i| matches!(w.low(i), "allegedly" | "reportedly"));
        (said_so || self.before_court(f) || self.unproved(f)).then_some(Status::Alleged)
    }
}

/// True if the verb group tells what lay before another past: "had stormed".
pub(crate) fn recalls(f: &Found) -> bool {
    matches!(f.link, Link::Own | Link::Light) && f.group.is_some_and(|g| g.past_perfect)
}
