//! The status that a verb has by its own form, and by the verb or noun that it stands behind.

use crate::find::Scene;
use crate::words::VerbGroup;
use model::{Pos, Status};

impl Scene<'_> {
    /// The status that a verb group has by its own form and by what governs it.
    pub fn verb_status(&self, g: &VerbGroup, depth: usize) -> Status {
        let w = self.words;
        if depth > 3 {
            return Status::Happened;
        }
        if let Some(s) = self.negated_or_modal(g).or_else(|| self.bidden(g)) {
            return s;
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
        if self.spared(g, limit) {
            return Status::Failed;
        }
        let participle = w.tag(g.main) == "VBG" && !g.has_aux;
        // "Arresting them will help", "sending troops would be a mistake": no more than thought of.
        if participle && self.thought_of(g.main) {
            return Status::Possible;
        }
        match () {
            _ if g.start == limit => self.own_tense(g),
            _ if participle => self.participle(g, limit, depth),
            _ => match self.first_of_list(g).or_else(|| self.seen_done(g)) {
                Some(first) => self.verb_status(&first, depth + 1),
                None => self.second_verb(g, depth).unwrap_or_else(|| self.own_tense(g)),
            },
        }
    }

    /// "did not sign", "will sign", "could not save him"
    fn negated_or_modal(&self, g: &VerbGroup) -> Option<Status> {
        let w = self.words;
        // "Surgeons could not save him": they tried.
        let in_vain = |m: usize| w.low(m) == "could" && !g.perfect && !w.is_passive(g);
        let seen =
            |l: &str| self.lexicon.has("stative", l) || self.lexicon.has("speech", l) || matches!(l, "see" | "find" | "afford");
        if g.negated {
            let failed = g.modal.is_some_and(in_vain) && !seen(w.lemma(g.main));
            return Some(if failed { Status::Failed } else { Status::Denied });
        }
        g.modal.map(|m| match w.low(m) {
            "will" | "shall" | "'ll" | "’ll" | "wo" => Status::Planned,
            "would" | "'d" | "’d" if !g.perfect => self.said_would(g.main).unwrap_or(Status::Possible),
            "could" if self.before_it_could(g) => Status::Failed,
            "could" if self.could_at_last(g) => Status::Happened,
            _ => Status::Possible,
        })
    }

    /// "demanded that he be released", "ordered that he be held"
    fn bidden(&self, g: &VerbGroup) -> Option<Status> {
        let w = self.words;
        let bare = (g.start..g.main).all(|i| w.low(i) == "be" || w.pos(i) == Pos::Adv) && w.low(g.start) == "be";
        if !g.passive || g.to.is_some() || !bare {
            return None;
        }
        let above = w.governor(g.main).map_or("", |h| w.lemma(h));
        let ordered = matches!(above, "order" | "rule" | "decide" | "agree" | "decree" | "direct");
        Some(if ordered { Status::Planned } else { Status::Possible })
    }

    /// "narrowly escaped being shot", "saved from being deported"
    fn spared(&self, g: &VerbGroup, limit: usize) -> bool {
        let w = self.words;
        if w.low(g.start) != "being" || g.start <= limit + 1 {
            return false;
        }
        let before = g.start - 1;
        let verb = if w.low(before) == "from" { before - 1 } else { before };
        self.governor(verb) == Some(Status::Failed) || matches!(w.lemma(verb), "avoid" | "save")
    }

    /// A participle by what stands before it: "accused him of killing", "kept the river from flooding the town".
    fn participle(&self, g: &VerbGroup, limit: usize, depth: usize) -> Status {
        let w = self.words;
        let before = g.start - 1;
        let low = w.low(before);
        // "stopped the crowd from lynching him", "kept the river from flooding the town"
        if low == "from" {
            let kept = w.verb_before(before).filter(|v| v.main + 12 > before);
            match kept.map_or("", |v| w.lemma(v.main)) {
                "keep" | "stop" | "prevent" | "save" | "bar" | "block" | "hold" => return Status::Failed,
                "forbid" | "ban" | "prohibit" => return Status::Denied,
                _ => {}
            }
        }
        let k = if matches!(w.pos(before), Pos::Adp | Pos::Sconj) && before > limit { before - 1 } else { before };
        if (k != before || w.is_verb(before))
            && let Some(s) = self.behind_its_governor(k, before, limit, depth)
        {
            return s;
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
        Status::Happened
    }

    /// A participle behind the word `k` that governs it, with the word `before` it, which may be a preposition.
    fn behind_its_governor(&self, k: usize, before: usize, limit: usize, depth: usize) -> Option<Status> {
        let w = self.words;
        let low = w.low(before);
        // "said while visiting the port", "said after arresting two men": that is not what is said.
        if k != before && w.is_verb(k) && matches!(low, "after" | "while" | "when" | "since" | "upon") {
            return Some(match self.verb_status(&w.verb_group(k), depth + 1) {
                s @ (Status::Planned | Status::Possible | Status::Threatened) => s,
                _ => Status::Happened,
            });
        }
        // "is thinking about closing"
        if w.lemma(k) == "think" && matches!(low, "about" | "of") {
            return Some(Status::Possible);
        }
        // "backed away from closing"
        if w.low(k) == "away" && low == "from" {
            return Some(Status::Denied);
        }
        // "had no intention of resigning"
        if w.pos(k) == Pos::Noun && k > limit && w.low(k - 1) == "no" {
            return Some(Status::Denied);
        }
        // "is under investigation for selling visas"
        if self.looked_into(k) {
            return Some(Status::Alleged);
        }
        if let Some(s) = self.governor(k) {
            return Some(s);
        }
        // "was close to signing", "came close to hitting the bridge"
        if low == "to" && w.low(k) == "close" {
            let came = k > limit && matches!(w.lemma(k - 1), "come" | "go");
            return Some(if came { Status::Failed } else { Status::Possible });
        }
        if w.is_verb(k) {
            return Some(match w.lemma(k) {
                "continue" | "keep" => Status::Ongoing,
                _ => self.verb_status(&w.verb_group(k), depth + 1),
            });
        }
        // "accused him of killing", "charged two men with plotting"
        let verb = w.verb_before(k + 1).filter(|v| v.main + 8 > before && matches!(low, "of" | "with" | "from"));
        verb.and_then(|v| self.governor(v.main))
    }

    /// A verb without an auxiliary of its own: "to kidnap and kill", "will attack and destroy"; "help kill", "let them kill".
    fn second_verb(&self, g: &VerbGroup, depth: usize) -> Option<Status> {
        let w = self.words;
        let before = g.start - 1;
        let joined = w.pos(before) == Pos::Cconj;
        if g.has_aux || !(w.tag(g.main) == "VB" || matches!(w.tag(g.main), "VBP" | "VBN") && joined) {
            return None;
        }
        if (joined || w.low(before) == ",")
            && let Some(v) = w.verb_before(before)
        {
            return Some(self.verb_status(&v, depth + 1));
        }
        if w.tag(g.main) != "VB" {
            return None;
        }
        // "Five die in captivity"
        let dies = matches!(w.lemma(g.main), "die" | "drown" | "perish") && matches!(w.pos(before), Pos::Num | Pos::Noun);
        // "November 2030: gunmen open fire on a market"
        let told = w.relation(before).starts_with("nsubj") && w.governor(before) == Some(g.main) && w.tag(before) == "NNS";
        let Some(v) = w.verb_before(g.start) else {
            return Some(if dies || told { Status::Happened } else { Status::Possible });
        };
        Some(match w.lemma(v.main) {
            // "information that could help the police capture him"
            "help" if v.modal.is_some() || v.to.is_some() => self.verb_status(&v, depth + 1),
            "help" | "make" | "see" | "watch" | "hear" => Status::Happened,
            _ => Status::Possible,
        })
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
        if present || lasting || being || still || state || self.at_work_as_told(g) {
            return Status::Ongoing;
        }
        Status::Happened
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
}
