//! What sounds like a happening and is none: offences that a court names, habits, attributes, stories told in the present.

use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, VerbGroup};
use model::{BlockKind, NameKind, Pos, RoleKind, Status};

/// Words that name a charge or a penalty; a noun behind them is the name of an offence.
const LEGAL: &[&str] = &[
    "charge",
    "count",
    "convict",
    "conviction",
    "accuse",
    "guilty",
    "indict",
    "indictment",
    "plead",
    "suspicion",
    "offence",
    "offense",
    "book",
    "arrest",
    "sentence",
    "want",
    "jail",
    "acquit",
    "try",
    "face",
    "felony",
    "warrant",
];

impl Scene<'_> {
    /// "An earlier version of this article said that twelve had died": what it takes back is no report.
    pub fn retracted(&self, s: usize) -> bool {
        let w = self.words;
        let tokens = w.syntax.sentences[s].tokens.clone();
        self.of_the_page(s)
            || tokens.clone().any(|i| {
                matches!(w.low(i), "version" | "versions" | "headline")
                    && i > tokens.start
                    && matches!(w.low(i - 1), "earlier" | "previous" | "original" | "prior")
                    && i + 2 < tokens.end
                    && w.low(i + 1) == "of"
                    && matches!(w.low(i + 2), "this" | "the" | "our" | "that")
            })
    }

    /// "This post has been updated", "Ada Ruun in Eastvale contributed to this report": said of the page, and no news.
    fn of_the_page(&self, s: usize) -> bool {
        let w = self.words;
        let tokens = w.syntax.sentences[s].tokens.clone();
        let page = |i: usize| {
            i > tokens.start
                && w.low(i - 1) == "this"
                && matches!(
                    w.low(i),
                    "post" | "story" | "article" | "report" | "page" | "column" | "piece" | "item" | "version"
                )
        };
        let verb = |i: usize| match w.lemma(i) {
            "update" | "correct" | "amend" | "edit" | "republish" | "syndicate" => {
                tokens.clone().any(|p| page(p) && w.governor(p) == Some(i) && w.relation(p) == "nsubj:pass")
            }
            "contribute" => tokens.clone().any(|p| page(p) && p > i && w.low(p - 2) == "to"),
            _ => false,
        };
        tokens.clone().skip(1).any(verb)
    }

    /// "could finally be sent", "it was only on Friday that they could cross": in the end it came about.
    pub fn could_at_last(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let from = w.sentence(g.main).start;
        let finally = |i: usize| matches!(w.low(i), "finally" | "eventually");
        // "It was only on Friday that", "it was not until Friday that"
        let late = |i: usize| {
            let next = |n: usize| w.low.get(i + n).map_or("", |x| x.as_ref());
            w.low(i) == "it"
                && matches!(next(1), "was" | "is")
                && (next(2) == "only" || next(2) == "not" && matches!(next(3), "until" | "till"))
        };
        let only = (from..g.start).find(|&i| late(i)).is_some_and(|i| (i..g.start).any(|j| w.low(j) == "that"));
        (g.start..g.main).any(finally) || g.start > from && finally(g.start - 1) || only
    }

    /// The status of an infinitive that tells of what came about: "were able to arrest him", "appear to have died", "the first
    /// town to have elected a woman".
    pub fn done_by_then(&self, before: usize, to: usize) -> Option<Status> {
        let w = self.words;
        let perfect = w.low.get(to + 1).is_some_and(|n| n == "have");
        if self.was_able(before) {
            return Some(Status::Happened);
        }
        if perfect && matches!(w.lemma(before), "appear" | "seem") {
            return Some(Status::Alleged);
        }
        // "was the third person to be found guilty": of those who were there is a count.
        let counted = w.low.get(to + 1).is_some_and(|n| n == "be") && {
            let be = w.below(before).find(|&i| w.relation(i) == "cop");
            be.is_some_and(|i| matches!(w.low(i), "was" | "is" | "were" | "are" | "'s" | "’s"))
        };
        let p = w.phrase(before).filter(|_| perfect || counted)?;
        (p.start..before)
            .any(|i| matches!(w.low(i), "first" | "last" | "only" | "second" | "third" | "fourth" | "fifth" | "sixth"))
            .then_some(Status::Happened)
    }

    /// "were able to arrest him", "had been able to flee" tells that they did.
    fn was_able(&self, able: usize) -> bool {
        let w = self.words;
        let from = w.sentence(able).start.max(able.saturating_sub(3));
        w.low(able) == "able"
            && (from..able).any(|i| matches!(w.low(i), "was" | "were" | "been"))
            && !(from..able).any(|i| matches!(w.low(i), "not" | "n't" | "n’t" | "never" | "hardly" | "barely" | "be"))
            // "may have been able to", but "they have been able to"
            && !(from.max(1)..able).any(|i| w.low(i) == "have" && (w.tag(i - 1) == "MD" || w.low(i - 1) == "to"))
    }

    /// "charged with murder, robbery and related offences", "two counts of assault": the name of an offence.
    pub fn offence(&self, f: &Found) -> bool {
        let w = self.words;
        // "robbery and two counts of assault": what stands behind "and" is not the robbery's.
        let own = |start: usize| start < f.end || !(f.end..start).any(|i| w.pos(i) == Pos::Cconj);
        let hits = |r: &RoleKind| matches!(r, RoleKind::Victim | RoleKind::Target);
        if f.link == Link::Own || f.roles.iter().any(|(r, p)| hits(r) && own(p.start)) {
            return false;
        }
        let sentence = w.sentence(f.anchor);
        let start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
        let named = w.pos(start) == Pos::Det
            || (start..f.first).any(|i| w.time_of[i] != NONE || w.name_of[i] != NONE || matches!(w.low(i), "'s" | "’s"));
        if named {
            return false;
        }
        let mut linked = false;
        for i in (sentence.start.max(start.saturating_sub(16))..start).rev() {
            let low = w.low(i);
            if LEGAL.contains(&w.lemma(i)) {
                return linked;
            }
            linked |= matches!(low, "with" | "of" | "for" | "on" | "to");
            let inside = matches!(w.pos(i), Pos::Noun | Pos::Adj | Pos::Num | Pos::Cconj | Pos::Adp | Pos::Det | Pos::Part)
                || w.time_of[i] != NONE
                || matches!(low, "," | "including")
                || w.phrase(i).is_some();
            if !inside {
                return false;
            }
        }
        false
    }

    /// "a record of attacking", "a history of violence": no one happening.
    fn habit(&self, f: &Found) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let start = match f.link {
            Link::Own => f.group.map_or(f.first, |g| g.start),
            _ => w.phrase(f.anchor).map_or(f.first, |p| p.start),
        };
        start >= sentence.start + 2
            && w.low(start - 1) == "of"
            && matches!(w.lemma(start - 2), "record" | "history" | "habit" | "pattern" | "practice" | "tradition" | "policy")
    }

    /// "when jailed tycoon Ada Ruun testifies": a participle that only says who somebody is.
    fn attribute(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && !g.has_aux && g.to.is_none()) else { return false };
        let sentence = w.sentence(f.anchor);
        let v = g.main;
        // "donors and elected officials remain sceptical": what looks like the object is the next verb's subject.
        let subject = w.phrase(f.end.min(sentence.end - 1)).filter(|p| p.start == f.end).is_some_and(|p| {
            p.end < sentence.end
                && w.low(v).ends_with("ed")
                && v > sentence.start
                && (matches!(w.pos(v - 1), Pos::Cconj | Pos::Sconj | Pos::Adp | Pos::Det)
                    || self.lexicon.has("speech", w.lemma(v - 1)))
                && (w.pos(p.end) == Pos::Aux || matches!(w.tag(p.end), "VBZ" | "VBP") && w.is_verb(p.end))
        });
        // "a camp for displaced people": behind a preposition a participle is no verb.
        let adjective = v > sentence.start
            && w.tag(v) != "VBG"
            && w.low(v).ends_with("ed")
            && w.pos(v - 1) == Pos::Adp
            && f.end == v + 1
            && matches!(w.low(v - 1), "for" | "of" | "with" | "from" | "by" | "to")
            && w.phrase(f.end.min(sentence.end - 1)).is_some_and(|p| p.start == f.end);
        subject
            || adjective
            || v > sentence.start
                && w.low(v).ends_with("ed")
                && f.end < sentence.end
                && w.phrase(f.end).is_some_and(|p| p.start == f.end && w.pos(p.start) != Pos::Det && w.pos(p.start) != Pos::Num)
                && (matches!(w.pos(v - 1), Pos::Sconj | Pos::Adp | Pos::Det) || matches!(w.low(v - 1), "when" | "while" | "as"))
                && w.surface_subject(&g).is_none()
    }

    /// True if a match is no report at all.
    pub fn no_report(&self, f: &Found, family: Family, kind: &str) -> bool {
        let crime = family.violent() || matches!(kind, "crime.robbery" | "riot");
        crime && self.offence(f)
            || self.leading_one(f)
            || self.is_surname(f)
            || self.habit(f)
            || self.attribute(f)
            // "killed and ate": without a victim, a number or a passive nobody is dead.
            || kind == "killing"
                && f.link == Link::Own
                && f.role(RoleKind::Victim).is_none()
                && f.group.is_some_and(|g| !self.words.is_passive(&g))
    }

    /// "Mr Flood said": a word of a happening that is what somebody is called.
    fn is_surname(&self, f: &Found) -> bool {
        let w = self.words;
        let name = self.mentions.names.get(w.name_of[f.anchor] as usize).filter(|_| f.link != Link::Own);
        name.is_some_and(|n| n.kind == NameKind::Person && n.range.end == w.tokens[f.anchor].range.end)
            && w.tag(f.anchor).starts_with("NNP")
    }

    /// "leading candidates", "the acting governor", "a threatening letter": no deed.
    fn leading_one(&self, f: &Found) -> bool {
        let w = self.words;
        let v = f.anchor;
        w.tag(v) == "VBG"
            && matches!(w.lemma(v), "lead" | "act" | "rule" | "exist" | "threaten")
            && w.governor(v).is_some_and(|h| h > v)
            && (w.relation(v) == "amod" || w.relation(v) == "compound")
    }

    /// True for a noun without place, day or number of which the text still says that it came about or not: "the failed
    /// coup", "the summit was cancelled", "a protest is continuing", "called a strike".
    pub fn asserted(&self, f: &Found) -> bool {
        let w = self.words;
        let plural = w.tag(f.anchor).ends_with('S');
        let start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
        let told_before = (start..f.first).any(|i| {
            matches!(
                w.low(i),
                "failed"
                    | "foiled"
                    | "thwarted"
                    | "abortive"
                    | "botched"
                    | "aborted"
                    | "attempted"
                    | "planned"
                    | "threatened"
                    | "upcoming"
                    | "potential"
                    | "possible"
                    | "imminent"
                    | "feared"
                    | "looming"
                    | "impending"
                    | "alleged"
                    | "cancelled"
                    | "averted"
                    | "postponed"
                    | "scheduled"
                    | "suspected"
                    | "reported"
                    | "no"
            )
        });
        if self.ahead_of(f.anchor) || self.threatened_with(f.anchor) {
            return true;
        }
        // "fears of a famine", "a truce is due to start"
        let existential = start >= 4 && (start - 4..start).any(|i| w.tag(i) == "EX");
        let of_one = (!plural || existential)
            && start >= 2
            && matches!(w.low(start - 1), "of" | "for")
            && matches!(
                w.lemma(start - 2),
                "fear"
                    | "risk"
                    | "threat"
                    | "danger"
                    | "prospect"
                    | "possibility"
                    | "chance"
                    | "likelihood"
                    | "plan"
                    | "rumour"
                    | "rumor"
                    | "talk"
                    | "hope"
                    | "push"
                    | "bid"
                    | "brink"
                    | "preparation"
                    | "verge"
                    | "expectation"
            );
        // "agreed to a ceasefire", "could lead to an early election", "may strengthen into a cyclone"
        let led_to = !plural
            && start >= 2
            && match w.low(start - 1) {
                "to" => matches!(w.lemma(start - 2), "agree" | "lead"),
                "at" => w.lemma(start - 2) == "hint",
                "into" => matches!(w.lemma(start - 2), "strengthen" | "develop" | "turn" | "grow" | "escalate"),
                _ => false,
            };
        // "dismissed reports of a coup"
        let denied = !plural
            && start >= 2
            && w.low(start - 1) == "of"
            && w.governor(start - 2).is_some_and(|v| matches!(w.lemma(v), "dismiss" | "deny" | "reject" | "refute" | "quash"));
        // "a wave of strikes", "a string of bombings"
        let many = start >= 2
            && w.low(start - 1) == "of"
            && matches!(w.lemma(start - 2), "wave" | "string" | "spate" | "series" | "flurry" | "rash");
        // "ended without clashes"
        let without = start > w.sentence(f.anchor).start && w.low(start - 1) == "without";
        let told_before = told_before
            || led_to
            || denied
            || without
            || many
            || of_one
            || self.goes_on(f.anchor)
            || self.predicated(f.anchor).is_some();
        let Some(g) = f.group else { return told_before };
        let plain = matches!(w.tag(g.main), "VBZ" | "VBP") && !g.has_aux;
        let said = match f.link {
            Link::Subject => self.lexicon.has("tells_it_was", w.lemma(g.main)),
            Link::Object | Link::Light => self.lexicon.has("tells_of_it", w.lemma(g.main)),
            _ => false,
        };
        // "Heavy fighting was reported near the dam"
        let seen = f.link == Link::Subject
            && w.is_passive(&g)
            && g.modal.is_none()
            && !g.negated
            && matches!(w.lemma(g.main), "report" | "witness" | "observe");
        let may = f.link == Link::Object
            && g.modal.is_some()
            && matches!(
                w.lemma(g.main),
                "cause"
                    | "trigger"
                    | "spark"
                    | "bring"
                    | "unleash"
                    | "provoke"
                    | "face"
                    | "see"
                    | "force"
                    | "mean"
                    | "require"
                    | "hasten"
            );
        told_before || may || seen || said && !(plural && (plain || g.to.is_some()))
    }

    /// "The bandit kills him": the plain present in running text, without day, place or number, is a story or a game.
    pub fn storied(&self, f: &Found, family: Family, status: Status, block: Option<BlockKind>) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        family.violent()
            && f.link == Link::Own
            && matches!(status, Status::Ongoing)
            && f.group.is_some_and(|g| {
                let being = (g.start..g.main).any(|i| w.low(i) == "being");
                // "keep bombing the road" is no plain present.
                let plain = matches!(w.tag(g.main), "VBZ" | "VBP");
                !being && !g.progressive && (plain || g.has_aux) || matches!(w.low(g.start), "'m" | "’m")
            })
            && matches!(block, Some(BlockKind::Paragraph) | None)
            && matches!(w.low(sentence.end - 1), "." | "!" | "?" | "”" | "\"")
    }

    /// True if the sentence tells the score of a game: "6-3", "112-107".
    pub fn scores(&self, s: usize) -> bool {
        self.words.syntax.sentences[s].tokens.clone().any(|i| self.dash_of_score(i))
    }

    /// True for the dash of "6-3".
    pub fn dash_of_score(&self, i: usize) -> bool {
        let w = self.words;
        let tokens = w.sentence(i);
        let number = |i: usize| w.low(i).len() <= 3 && w.low(i).bytes().all(|c| c.is_ascii_digit());
        if !matches!(w.low(i), "-" | "–") || i == tokens.start || i + 1 >= tokens.end {
            return false;
        }
        let (left, right) = (&w.tokens[i - 1], &w.tokens[i + 1]);
        let next = if i + 2 < tokens.end { w.low(i + 2) } else { "" };
        // "voted 5-2"
        let voted = i >= tokens.start + 2 && w.lemma(i - 2) == "vote";
        left.range.end == w.tokens[i].range.start
            && right.range.start == w.tokens[i].range.end
            && number(i - 1)
            && number(i + 1)
            && w.time_of[i] == NONE
            && (w.time_of[i - 1] == NONE || w.time_of[i + 1] == NONE)
            // Ages, hours and votes come in such pairs too.
            && !(voted || matches!(next, "year" | "years" | "p.m." | "a.m." | "hours" | "days" | "percent" | "vote" | "decision" | "ruling" | "-"))
    }

    /// True if the article is about a game: score upon score, or the words of one without those of crime.
    pub fn game(&self) -> bool {
        let w = self.words;
        let all = w.syntax.sentences.len();
        let (mut scored, mut sporting, mut grim) = (0, 0, 0);
        let mut terms: Vec<&str> = Vec::new();
        for s in 0..all {
            let mut tokens = w.syntax.sentences[s].tokens.clone();
            scored += usize::from(self.scores(s));
            let before = terms.len();
            terms.extend(tokens.clone().map(|i| w.lemma(i)).filter(|l| self.lexicon.has("scoring", l)));
            sporting += usize::from(terms.len() > before);
            grim += usize::from(tokens.any(|i| {
                matches!(
                    w.lemma(i),
                    "police" | "arrest" | "kill" | "dead" | "hospital" | "victim" | "gunman" | "bomb" | "court"
                )
            }));
        }
        terms.sort_unstable();
        terms.dedup();
        scored >= 3 && scored * 8 >= all || terms.len() >= 5 && sporting * 4 >= all && grim * 10 <= all
    }

    /// True if somebody did it by mistake: "accidentally shot himself".
    pub fn by_accident(&self, f: &Found) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let (from, to) = (f.first.saturating_sub(5).max(sentence.start), (f.end + 8).min(sentence.end));
        let slip = |i: usize| {
            matches!(w.low(i), "accidentally" | "accidental" | "unintentionally" | "inadvertently" | "unintentional")
        };
        let near = |i: usize| slip(i) && w.clause[i] == w.clause[f.anchor];
        // "shot in a hunting accident"
        let accident = (f.end..to).find(|&i| w.lemma(i) == "accident" && w.clause[i] == w.clause[f.anchor]);
        let in_accident = accident.is_some_and(|i| {
            let start = w.phrase(i).map_or(i, |p| p.start);
            start > f.end && (f.end..start).any(|j| matches!(w.low(j), "in" | "by")) && w.low(start - 1) != "after"
        });
        // "was shot when the officer's weapon discharged"
        let weapon = |i: usize| self.lexicon.has("weapon", w.lemma(i));
        let went_off = (f.first.saturating_sub(10).max(sentence.start)..(f.end + 14).min(sentence.end)).any(|i| {
            i > sentence.start
                && weapon(i - 1)
                && (w.low(i) == "discharged" || w.low(i) == "went" && i + 1 < sentence.end && w.low(i + 1) == "off")
        });
        (from..to).any(near) || in_accident || went_off
    }

    /// What it is that somebody does to himself: "hanged himself" is a death, and so is "shot himself" if the sentence
    /// says so.
    pub fn to_oneself(&self, f: &Found) -> Option<&'static str> {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let own = f.link == Link::Own
            && f.end < sentence.end
            && matches!(w.low(f.end), "himself" | "herself" | "themselves")
            && f.group.is_some_and(|g| !w.is_passive(&g));
        let ends = |i: usize| {
            matches!(w.lemma(i), "die" | "dead" | "death" | "fatally" | "suicide" | "kill") && w.clause[i] == w.clause[f.anchor]
        };
        let dies = matches!(w.lemma(f.anchor), "kill" | "hang" | "drown" | "poison" | "strangle") || sentence.clone().any(ends);
        own.then_some(if dies { "death" } else { "accident.shooting" })
    }

    /// "called on him to resign", "asked police to charge her": a demand, and no report of what is demanded.
    pub fn demanded(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(group) = f.group.filter(|_| f.link == Link::Own) else { return false };
        if self.asked_for(&group) {
            return true;
        }
        let Some(to) = group.to else { return false };
        let verb = w.verb_before(to).filter(|v| to - v.main < 9);
        verb.is_some_and(|v| {
            matches!(w.lemma(v.main), "call" | "urge" | "demand" | "ask" | "tell" | "want" | "press" | "implore")
        })
    }

    /// "want the mine closed", "demanded that the army leave": what somebody wants.
    pub fn wanted(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let closed = w.tag(g.main) == "VBN" && !g.has_aux && w.relation(g.main) == "xcomp";
        let wants = |h: usize| h < g.main && matches!(w.lemma(h), "want" | "need" | "demand");
        closed && w.governor(g.main).is_some_and(wants) || self.asked_for(g)
    }

    /// "demanded that the rebels leave and hand over the port": the form of what is asked for.
    fn asked_for(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let bare = |v: usize| matches!(w.tag(v), "VB" | "VBP");
        if !bare(g.main) || g.has_aux || g.to.is_some() || g.modal.is_some() {
            return false;
        }
        let first = w.governor(g.main).filter(|&h| w.relation(g.main) == "conj" && bare(h)).unwrap_or(g.main);
        let that = w.relation(first) == "ccomp" && w.below(first).any(|c| c < first && w.low(c) == "that");
        let asks =
            |h: usize| h < first && matches!(w.lemma(h), "demand" | "urge" | "ask" | "request" | "recommend" | "propose");
        that && w.governor(first).is_some_and(asks)
    }
}
