//! Who does what to whom by the dependency tree: subjects, objects, agents and what hangs from a preposition.
//!
//! Each answer is `None` where the tree has nothing to say; [`crate::clause`] then answers from order alone.

use crate::words::{NONE, Phrase, VerbGroup, Words};
use model::Pos;

/// The most words that hang from one: a sentence may be of any length.
const WIDE: usize = 200;
/// Verbs that may lend each other a subject, one to the next.
const CHAIN: usize = 5;

/// Verbs whose object, and not whose subject, does what an infinitive behind it tells: "sent troops to hold the bridge".
const SENDS: &str = "send deploy dispatch order hire use call urge ask force get bring take help lead invite pay train \
                     recruit mobilize mobilise tell allow enable want instruct command task summon drive push prompt \
                     encourage expect persuade convince need have press pressure appoint elect choose assign warn require \
                     permit authorize authorise cause leave give provide equip arm see employ bribe trick lure move station";

impl Words<'_> {
    pub fn relation(&self, i: usize) -> &'static str {
        self.tokens[i].relation
    }

    pub fn governor(&self, i: usize) -> Option<usize> {
        self.tokens[i].head.map(|h| h as usize).filter(|&h| h < self.tokens.len())
    }

    /// `i`, what it hangs from, and so on up the tree: so many words at the most.
    pub fn above(&self, i: usize, most: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(i), |&i| self.governor(i)).take(most)
    }

    /// "If the fever returns, there will be no vaccine, Ruun warned": true for what stands inside what the verb says.
    pub fn within_said(&self, i: usize, verb: usize) -> bool {
        let below = self.above(i, 12).find(|&a| self.governor(a) == Some(verb));
        below.is_some_and(|a| a < verb && matches!(self.tokens[a].relation, "ccomp" | "parataxis"))
    }

    /// What hangs from `i` directly, in order.
    pub fn below(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let some = |n: u32| (n != NONE).then_some(n as usize);
        std::iter::successors(some(self.first_below[i]), move |&j| some(self.next_beside[j])).take(WIDE)
    }

    /// What the time expression at `t` hangs from: the first word above it that is none of its own.
    pub fn head_of_time(&self, t: usize) -> Option<usize> {
        self.above(t, 12).find(|&i| self.time_of[i] != self.time_of[t])
    }

    /// What the time expression at `t` dates: what it hangs from, but where that is a subject ("police on Monday identified"),
    /// what the subject does.
    pub fn deed_of_time(&self, t: usize) -> Option<usize> {
        let head = self.head_of_time(t)?;
        let does = || self.governor(head).filter(|_| self.relation(head).starts_with("nsubj"));
        Some(does().unwrap_or(head))
    }

    /// The time right before "when" at `i`, over a comma.
    pub fn time_before_when(&self, i: usize) -> Option<u32> {
        let before = i.checked_sub(1)?;
        let before = if self.low(before) == "," { before.checked_sub(1)? } else { before };
        Some(self.time_of[before]).filter(|n| *n != NONE)
    }

    /// The child of `i` by one of these relations.
    pub(crate) fn child(&self, i: usize, relations: &[&str]) -> Option<usize> {
        self.below(i).find(|&j| relations.contains(&self.relation(j)))
    }

    /// The phrase of a noun and of the nouns joined to it.
    fn phrases(&self, noun: usize) -> Option<Vec<Phrase>> {
        let joined = self.below(noun).filter(|&j| self.relation(j) == "conj" && !self.is_verb(j));
        let mut out: Vec<Phrase> = Vec::new();
        for j in std::iter::once(noun).chain(joined) {
            if let Some(p) = self.phrase(j).filter(|p| out.iter().all(|q| q.start != p.start)) {
                out.push(p);
            }
        }
        (!out.is_empty()).then_some(out)
    }

    /// Objects with those that are joined to the last of them behind where it was: "arrested two men in Norport and a woman in
    /// Velden".
    pub fn with_distant(&self, mut all: Vec<Phrase>) -> Vec<Phrase> {
        let Some(last) = all.last().copied() else { return all };
        for j in self.below(last.head).filter(|&j| j > last.end && self.relation(j) == "conj" && !self.is_verb(j)) {
            let Some(p) = self.phrase(j).filter(|p| p.start > last.end && p.head == j) else { continue };
            let and = self.low(p.start - 1) == "and" || self.low(p.start - 1) == ",";
            let does = p.end < self.tokens.len() && (self.pos(p.end) == Pos::Aux || self.tag(p.end) == "VBD");
            let stands_where = (last.end..p.start).any(|i| self.place_of[i] != NONE);
            if and && !does && stands_where && self.time_of[j] == NONE && self.place_of[j] == NONE {
                all.push(p);
            }
        }
        all
    }

    /// True if the tree takes the verb for a passive, false if for none, `None` where it does not tell.
    pub fn tree_passive(&self, v: usize) -> Option<bool> {
        // "A train derailed": without an auxiliary a passive subject is a slip of the parser.
        if self.child(v, &["aux:pass"]).is_some() {
            return Some(true);
        }
        self.child(v, &["nsubj", "obj"]).or_else(|| self.object_noun(v)).map(|_| false)
    }

    /// The noun that the verb agrees with, or would: its subject, or the one that a verb above lends it.
    fn subject_noun(&self, v: usize, depth: usize) -> Option<usize> {
        if depth > CHAIN {
            return None;
        }
        let above = self.governor(v);
        // Of two subjects the nearer: "Should the dam break, thousands could be killed".
        let subjects = || self.below(v).filter(|&j| matches!(self.relation(j), "nsubj" | "nsubj:pass" | "nsubj:outer"));
        let nearest = subjects().filter(|&j| j < v).last().or_else(|| subjects().next());
        if let Some(s) = nearest.map(|s| self.before_participle(s)) {
            let relative = matches!(self.low(s), "who" | "which" | "that");
            return if relative && self.relation(v) == "acl:relcl" { above } else { Some(s) };
        }
        // "A ferry carrying 150 people capsized": the ferry.
        if let Some(carrying) = self.carrying(v, self.sentence(v).start) {
            return Some(carrying - 1);
        }
        let above = above?;
        // "A quake hit the town, officials said, killing nine": no official killed them.
        if self.tag(v) == "VBG"
            && v > above
            && matches!(self.low(above), "said" | "says" | "reported" | "reports" | "confirmed" | "announced" | "added")
            && let Some(main) = self
                .below(above)
                .filter(|&j| j < above && self.is_verb(j))
                .find(|&j| matches!(self.relation(j), "ccomp" | "parataxis"))
        {
            return self.subject_noun(main, depth + 1);
        }
        if let Some(noun) = crate::lend::joined_to_the_object(self, v) {
            return Some(noun);
        }
        match self.relation(v) {
            // "were unable to take the hill"
            "xcomp" if self.pos(above) == Pos::Adj => self.child(above, &["nsubj"]),
            // "found a nurse guilty of murdering": not whoever found so.
            "advcl" | "acl" | "xcomp" if self.low(above) == "guilty" => self.guilty(above),
            // "She is in hospital after being stabbed", "was treated after being hit": whom the main clause is about.
            "advcl" if self.below(v).any(|c| self.low(c) == "being") => match self.is_verb(above) {
                true => self.subject_noun(above, depth + 1),
                false => self.child(above, &["nsubj"]),
            },
            "conj" | "xcomp" | "advcl" | "advcl:relcl" if !self.is_verb(above) => None,
            "conj" => self.subject_noun(above, depth + 1),
            // "called on the minister to resign": whom it is asked of.
            "xcomp" | "advcl" | "ccomp"
                if matches!(self.lemma(above), "call" | "appeal" | "plead") && self.asked_of(above, v).is_some() =>
            {
                self.asked_of(above, v)
            }
            "xcomp" => self.child(above, &["obj"]).or_else(|| self.subject_noun(above, depth + 1)),
            // "accused the rebels of killing five": whom it is said of.
            // "of having paid them" likewise.
            "advcl"
                if (self.tag(v) == "VBG" || self.below(v).any(|c| self.low(c) == "having"))
                    && self.below(v).any(|c| self.relation(c) == "mark" && self.low(c) == "of") =>
            {
                self.child(above, &["obj", "nsubj:pass"]).or_else(|| self.subject_noun(above, depth + 1))
            }
            // "prevented the migrants from crossing": who was kept from it.
            "advcl"
                if self.tag(v) == "VBG"
                    && matches!(self.lemma(above), "prevent" | "stop" | "keep" | "bar" | "deter" | "discourage" | "save")
                    && self.below(v).any(|c| self.relation(c) == "mark" && self.low(c) == "from") =>
            {
                self.child(above, &["obj", "nsubj:pass"])
            }
            // "fined the firm for dumping", "handed him a sentence for taking bribes": whoever pays for it did it.
            "advcl"
                if self.tag(v) == "VBG"
                    && self.below(v).any(|c| self.relation(c) == "mark" && self.low(c) == "for")
                    && self.answers_for(above).is_some() =>
            {
                self.answers_for(above)
            }
            // "was arrested after stabbing a man": not whoever arrested him.
            "advcl"
                if self.tag(v) == "VBG"
                    && self.tree_passive(above) == Some(true)
                    && self.below(v).any(|c| c < v && matches!(self.low(c), "after" | "for" | "while" | "before")) =>
            {
                self.subject_noun(above, depth + 1)
            }
            // ", killing five": whoever did what stands above; of a passive above that is the agent.
            // "Having seized the airport, the rebels moved on"
            "advcl" if self.tag(v) == "VBG" || self.below(v).any(|c| self.low(c) == "having") => match self.tree_passive(above)
            {
                Some(true) => self.agent_noun(above),
                _ => self.subject_noun(above, depth + 1),
            },
            // "surrounded the parliament to demand higher pay": who did the one does the other.
            "advcl"
                if self.to_an_end(v)
                    && self.tree_passive(above) == Some(false)
                    && !SENDS.split_whitespace().any(|v| v == self.lemma(above)) =>
            {
                self.subject_noun(above, depth + 1)
            }
            "acl" if matches!(self.tag(v), "VBG" | "VBN") => Some(above),
            "acl:relcl" => Some(above),
            _ => None,
        }
    }

    /// Who is said to be guilty.
    fn guilty(&self, adjective: usize) -> Option<usize> {
        let above = self.governor(adjective);
        match self.relation(adjective) {
            "acl" | "amod" | "acl:relcl" => above,
            "xcomp" => above.and_then(|v| self.child(v, &["obj", "nsubj:pass", "nsubj"])),
            _ => self.child(adjective, &["nsubj"]),
        }
    }

    /// Whom somebody punishes, blames or thanks for what he did.
    fn answers_for(&self, v: usize) -> Option<usize> {
        const FOR: &str = "arrest detain fine jail imprison sentence convict charge criticise criticize blame condemn praise thank punish \
             sack fire dismiss suspend ban sue prosecute indict expel slam denounce rebuke reprimand sanction penalise penalize \
             hail honour honor reward forgive pardon execute hang censure impeach";
        let given = self.child(v, &["iobj"]);
        given.or_else(|| self.child(v, &["obj"]).filter(|_| FOR.split_whitespace().any(|f| f == self.lemma(v))))
    }

    /// True for an infinitive with "to".
    fn to_an_end(&self, v: usize) -> bool {
        self.tag(v) == "VB" && self.below(v).any(|c| c < v && self.low(c) == "to")
    }

    /// The noun behind "on", "upon", "to" or "for" between a verb of asking and what is asked.
    fn asked_of(&self, asks: usize, asked: usize) -> Option<usize> {
        let behind = |j: usize| self.below(j).any(|c| matches!(self.low(c), "on" | "upon" | "to" | "for"));
        self.below(asks).find(|&j| asks < j && j < asked && self.relation(j) == "obl" && behind(j))
    }

    /// "A bus carrying pupils plunged": the parser may take "a bus carrying" for what the pupils are like.
    fn before_participle(&self, noun: usize) -> usize {
        let amod = self.below(noun).find(|&j| self.relation(j) == "amod" && matches!(self.low(j), "carrying" | "transporting"));
        let before = amod.and_then(|j| j.checked_sub(1)).filter(|&b| self.pos(b) == Pos::Noun && self.phrase(b).is_some());
        before.filter(|&b| self.governor(b) == Some(noun)).unwrap_or(noun)
    }

    /// The noun behind the "by" of a passive.
    fn agent_noun(&self, v: usize) -> Option<usize> {
        let own = self.below(v).find(|&j| {
            matches!(self.relation(j), "obl" | "obl:agent")
                && self.time_of[j] == NONE
                && self.below(j).any(|c| self.relation(c) == "case" && self.low(c) == "by")
        });
        // "were killed and six wounded by army fire": one agent for both.
        let harms = |i: usize| matches!(self.lemma(i), "kill" | "wound" | "injure" | "hurt" | "maim");
        let next = || self.below(v).find(|&j| j > v && self.relation(j) == "conj" && harms(j) && harms(v));
        own.or_else(|| self.agent_noun(next()?))
    }

    /// How many clauses lie between the word and the main clause; what somebody says is none.
    pub fn depth(&self, i: usize) -> usize {
        let mut at = Some(i);
        let mut depth = 0;
        for _ in 0..40 {
            let Some(j) = at else { break };
            depth += usize::from(matches!(self.relation(j), "advcl" | "acl" | "acl:relcl" | "nmod"));
            at = self.governor(j);
        }
        depth
    }

    /// "found two men who had been shot": what somebody comes upon is news, for all its past perfect.
    pub fn is_found(&self, i: usize) -> bool {
        let comes_upon = |j: usize| {
            matches!(
                self.lemma(j),
                "find" | "discover" | "locate" | "learn" | "report" | "see" | "call" | "confirm" | "determine" | "receive"
            )
        };
        let mut at = Some(i);
        for _ in 0..4 {
            let Some(j) = at else { return false };
            if j != i && self.is_verb(j) {
                return comes_upon(j);
            }
            at = self.governor(j);
        }
        false
    }

    /// True for a word of a clause that tells what somebody or something under `main` is like.
    pub fn within_aside(&self, i: usize, main: usize) -> bool {
        let mut aside = false;
        for j in self.above(i, 12) {
            if j == main {
                return aside;
            }
            aside |= self.relation(j).starts_with("acl");
        }
        false
    }

    /// True for a verb that hangs, itself or over other verbs, from a noun that stands between `from` and it.
    pub fn of_noun_between(&self, v: usize, from: usize) -> bool {
        let noun = self.above(v, CHAIN).find(|&i| !self.is_verb(i));
        noun.is_some_and(|n| (from..v).contains(&n) && self.phrase(n).is_some())
            && self
                .above(v, CHAIN)
                .take_while(|&i| self.is_verb(i))
                .all(|i| matches!(self.relation(i), "acl" | "advcl" | "xcomp"))
    }

    /// Phrases of the subject on the surface.
    pub fn tree_subject(&self, g: &VerbGroup) -> Option<Vec<Phrase>> {
        let noun = self.subject_noun(g.main, 0)?;
        (!matches!(self.low(noun), "there" | "it")).then(|| self.phrases(noun)).flatten()
    }

    /// Phrases of the agent of a passive.
    pub fn tree_agent(&self, g: &VerbGroup) -> Option<Vec<Phrase>> {
        self.phrases(self.agent_noun(g.main)?)
    }

    /// The object; "killed and wounded five" has one for both.
    fn object_noun(&self, v: usize) -> Option<usize> {
        let own = self.child(v, &["obj"]);
        let shared = || {
            let next = self.below(v).find(|&j| self.relation(j) == "conj" && self.is_verb(j) && j > v && j - v <= 4)?;
            let only_verbs =
                (v + 1..next).all(|j| matches!(self.pos(j), Pos::Cconj | Pos::Adv | Pos::Punct) || self.is_verb(j));
            only_verbs.then(|| self.child(next, &["obj"])).flatten()
        };
        let lent = || {
            let first = self.governor(v).filter(|_| self.relation(v) == "conj")?;
            self.child(first, &["obj"]).filter(|&o| o > v)
        };
        own.or_else(shared).or_else(lent)
    }

    /// Phrases of the object.
    pub fn tree_object(&self, g: &VerbGroup) -> Option<Vec<Phrase>> {
        let v = g.main;
        let noun = self.object_noun(v)?;
        let relative = matches!(self.low(noun), "who" | "whom" | "which" | "that") && self.relation(v) == "acl:relcl";
        // "rallied outside parliament"
        if v + 1 < noun && matches!(self.low(v + 1), "outside" | "inside" | "near") {
            return None;
        }
        let mut out = self.phrases(if relative { self.governor(v)? } else { noun })?;
        // "hurting 16 others, police, hospital and mortuary staff said": the others of the list say it.
        let last = out.last().map_or(0, |p| self.full(*p).end);
        let says = last < self.sentence(v).end && self.is_verb(last) && matches!(self.tag(last), "VBD" | "VBZ" | "VBP");
        if v < noun && says {
            out.truncate(1);
        }
        Some(out)
    }

    /// Phrases that hang from the word `i` behind one of these prepositions, whatever stands between.
    pub fn tree_after(&self, i: usize, prepositions: &[&str]) -> Option<Vec<Phrase>> {
        let behind = |j: usize| self.below(j).any(|c| self.relation(c) == "case" && prepositions.contains(&self.low(c)));
        let noun = self.below(i).find(|&j| j > i && matches!(self.relation(j), "obl" | "obl:agent" | "nmod") && behind(j))?;
        self.phrases(noun)
    }
}
