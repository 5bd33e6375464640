//! Deeds that a noun names: "the planned sale", "denied any fraud", "the collapse of the bank".

use crate::Coder;
use crate::codebook::Family;
use crate::deed_form::IDLE;
use crate::deed_words::deeds;
use crate::deeds::SCORE;
use crate::find::{Found, Link, Scene};
use crate::rule::Anchor;
use crate::senses::{Sense, sense};
use crate::words::{NONE, VerbGroup};
use model::{BlockKind, Pos, RoleKind, Status};

/// True for a noun that by its ending is made of a verb, and by its meaning tells what is done: "reconciliation", "payment".
fn made_of_a_verb(lemma: &str) -> bool {
    ["tion", "sion", "ment", "al", "ance", "ence", "age"].iter().any(|end| lemma.ends_with(end))
        && sense(lemma) == Some(Sense::Act)
        && !deeds().airy.contains(lemma)
        && !deeds().vague.contains(lemma)
        && !deeds().abstracts.contains(lemma)
}

impl Scene<'_> {
    /// The deed that noun `i` names, where the words above it say that it did not simply come about: "is planned for May",
    /// "denied any fraud", "are exploring a merger". A kind with a rule for the noun takes it.
    pub(crate) fn deed_named(&self, coder: &Coder, told: usize, i: usize, block: Option<BlockKind>) -> Option<Found> {
        let w = self.words;
        // "The appeal of the two officers was dismissed": it was made, and came to nothing.
        let mut bid = Found::word(told, 0, self.rules[told].kind, i, SCORE);
        if deeds().bids.contains(w.lemma(i)) {
            self.govern(&mut bid);
            if bid.link == Link::Subject && bid.group.is_some_and(|g| self.rebuffed(&g)) {
                bid.roles.extend(
                    w.below(i).find(|&c| self.relation(c) == "nmod").and_then(|c| w.phrase(c)).map(|p| (RoleKind::Actor, p)),
                );
                return Some(Found { status: Some(Status::Failed), ..bid });
            }
        }
        // "Her attempt on the record ended in a storm"
        let to_do = (i + 1..w.sentence(i).end.min(i + 4)).any(|k| self.meant_by(k) == Some(i));
        if matches!(w.lemma(i), "attempt" | "bid" | "mission") && self.undone_plot(i) && !to_do {
            return Some(Found { status: Some(Status::Failed), ..bid });
        }
        let listed = deeds().nouns.contains(w.lemma(i)) || deeds().nouns.contains(w.low(i));
        let doubted = || {
            self.head(i).is_some_and(|v| w.lemma(v) == "deny")
                || (w.phrase(i).map_or(i, |p| p.start)..i).any(|k| w.low(k) == "alleged")
        };
        if !(listed || made_of_a_verb(w.lemma(i)) && doubted()) {
            return None;
        }
        let plain = |&&(r, p): &&(usize, usize)| {
            let (rule, family) = (&self.rules[r], coder.book.kinds[self.rules[r].kind].family);
            rule.patterns[p].anchor == Anchor::Noun
                && rule.patterns[p].elems.len() == 1
                && !matches!(family, Family::Statement | Family::Toll)
        };
        let all: Vec<(usize, usize)> = self.index.of_word(w.lemma(i)).iter().filter(plain).copied().collect();
        // Where several kinds have the noun, none can tell which it is.
        let one = all.iter().all(|a| self.rules[a.0].kind == self.rules[all[0].0].kind);
        let own = all.iter().filter(|_| one).max_by(|a, b| self.rules[a.0].score.total_cmp(&self.rules[b.0].score));
        // Where no place tells it from a talk, a visit is none.
        let own = own.filter(|o| self.rules[o.0].name.split('/').next() != Some("visit"));
        // Nor is a rule for what has come about any for what may.
        let own = own.filter(|o| self.rules[o.0].status.is_none());
        let (rule, pattern) = own.copied().unwrap_or((told, 0));
        let kind = self.rules[rule].kind;
        let family = coder.book.kinds[kind].family;
        let mut found = Found::word(rule, pattern, kind, i, SCORE);
        self.govern(&mut found);
        // "The killing came three days after the verdict": it was told before.
        let known = w.phrase(i).is_some_and(|p| matches!(w.low(p.start), "the" | "this" | "these"));
        if known && found.link == Link::Subject && found.group.is_some_and(|g| w.lemma(g.main) == "come") {
            return None;
        }
        if !self.rules[rule].guards.iter().filter(|g| !g.wanted).all(|g| self.guard(g, &found)) {
            // "The hunt for the gunman goes on" is none of that kind, and goes on.
            if !self.goes_on(i)
                && !self.head(i).is_some_and(|v| w.is_verb(v) && (self.undone(v) || self.turned_back(v) || self.kept_off(v)))
            {
                return None;
            }
            found = Found { rule: told, kind: self.rules[told].kind, pattern: 0, ..found };
        }
        if self.status(&found, family, block) == Status::Happened {
            // What harms is told by the rules of its kind, or was told before.
            let harms = |a: &(usize, usize)| coder.book.kinds[self.rules[a.0].kind].family.harmful();
            if !listed || all.iter().any(harms) || !self.came_about(&found) {
                return None;
            }
            let of = w.below(i).find(|&c| self.relation(c) == "nmod" && c > i).and_then(|c| w.phrase(c));
            found.roles.extend(of.filter(|p| self.can_act(*p) || self.concrete(*p)).map(|p| (RoleKind::Other, p)));
            return Some(found);
        }
        // "The deal will not only end the strike but"
        let only = |g: VerbGroup| g.negated && (g.start..g.main).any(|k| w.low(k) == "only");
        if !self.said_plainly(&found) || found.group.is_some_and(only) {
            return None;
        }
        // "Further inquiries found a leak": they were made. "Concern about the country's involvement": it is involved.
        let further = w.phrase(i).is_some_and(|p| matches!(w.low(p.start), "further" | "future" | "more" | "another"));
        let subject_of = w.governor(i).filter(|_| self.relation(i) == "nsubj");
        if further && subject_of.is_some_and(|v| matches!(w.tag(v), "VBD" | "VBZ" | "VBP")) {
            return None;
        }
        let worries = self.relation(i) == "nmod"
            && w.governor(i).is_some_and(|h| matches!(w.lemma(h), "concern" | "worry" | "question" | "debate"));
        if worries && (w.below(i).any(|c| w.tokens[c].relation == "nmod:poss") || self.known(&found)) {
            return None;
        }
        // "resigned due to remorse"
        let start = w.phrase(i).map_or(i, |p| p.start);
        if start > 2 && w.low(start - 1) == "to" && w.low(start - 2) == "due" && w.lemma(start - 3) != "be" {
            return None;
        }
        // "the need for reductions"
        if self.relation(i) == "nmod"
            && w.governor(i).is_some_and(|h| matches!(w.lemma(h), "need" | "case" | "room" | "capacity"))
        {
            return None;
        }
        let lemma = w.lemma(i);
        // "expects sales of two billion": what a firm takes in is no sale.
        if w.low(i) == "sales" {
            return None;
        }
        if matches!(lemma, "war" | "action") && found.group.is_none_or(|g| w.lemma(g.main) != "threaten") {
            return None;
        }
        if found.link == Link::Free && (self.goes_on(i) || self.predicated(i).is_some() || self.outlook(i).is_some()) {
            return Some(found);
        }
        // "are at risk of starvation": no verb stands above it, but who is at risk does.
        let above = found.group.map(|g| g.main).or_else(|| w.above(i, 4).skip(1).find(|&v| w.is_verb(v)));
        // "The rumours of a merger are untrue"
        let untrue = || {
            w.governor(i).is_some_and(|h| {
                w.governor(h).is_some_and(|p| matches!(w.lemma(p), "untrue" | "false" | "baseless" | "unfounded"))
            })
        };
        if (above.is_none() || untrue()) && self.before_noun(&found) == Some(Status::Denied) {
            return Some(found);
        }
        // "The alleged fraud is under investigation"
        let beside = || self.premodifier(&found).is_some_and(|s| s != Status::Planned);
        if above.is_none() && self.relation(i) == "nsubj" && beside() {
            return Some(found);
        }
        // "Preparations for Sunday's referendum are almost complete"
        let about = || self.relation(i) == "nmod" && w.governor(i).is_some_and(|h| self.relation(h) == "nsubj");
        if above.is_none()
            && about()
            && matches!(self.before_noun(&found), Some(Status::Planned | Status::Possible | Status::Alleged))
        {
            return Some(found);
        }
        let Some(above) = above else {
            let h = w.governor(i).filter(|&h| w.tokens[h].relation == "root" && self.relation(i) == "nmod")?;
            let p = w.phrase(w.below(h).find(|&c| self.relation(c) == "nsubj")?)?;
            found.roles.push((RoleKind::Target, p));
            return self.can_act(p).then_some(found);
        };
        let stands = matches!(w.tokens[above].relation, "root" | "ccomp" | "conj" | "parataxis");
        let there = w.below(above).any(|c| w.tag(c) == "EX");
        let a = w.verb_group(above);
        // "The move could lead to a walkout", "the town is bracing for one"
        let leads = matches!(w.lemma(above), "lead" | "escalate" | "brace" | "gear" | "prepare")
            && self.relation(i) == "obl"
            && self.before_noun(&found).is_some();
        let attributed = || found.link == Link::Subject && self.attributed(above) && self.lexicon.has("occur", w.lemma(above));
        let may = a.modal.is_some_and(|m| w.low(m) != "will") && !(there || leads || attributed());
        // "The threat of eviction hangs over them", "there are reports of a massacre"
        // "the next round of talks is set for May"
        let spoken_of = self.relation(i) == "nmod" && w.governor(i).is_some_and(|h| self.relation(h) == "nsubj");
        // "Reports of a massacre could not be confirmed"
        let may = may && !(spoken_of && matches!(self.before_noun(&found), Some(Status::Alleged | Status::Denied)));
        if !stands || may || IDLE.contains(&w.lemma(above)) {
            return None;
        }
        // "The town faces a possible walkout"
        let faced = w.lemma(above) == "face" && beside();
        if found.link != Link::Subject && !spoken_of && !there && !faced {
            let who = self.who(&a)?;
            let warns =
                || matches!(w.low(who.head), "he" | "she" | "they") && self.status(&found, family, block) == Status::Threatened;
            if !(self.can_act(who) || warns() || leads && self.specific(who) || self.called_off(i)) {
                return None;
            }
            found.roles.push((RoleKind::Actor, who));
        }
        Some(found)
    }

    /// "Rain forced the concert to be called off"
    fn called_off(&self, noun: usize) -> bool {
        let w = self.words;
        let forced = self.head(noun).is_some_and(|v| matches!(w.lemma(v), "force" | "cause" | "oblige"));
        let off = |c: usize| c > noun && w.is_verb(c) && self.undone(c) && w.is_passive(&w.verb_group(c));
        let below = |i: usize| w.below(i).any(|c| matches!(self.relation(c), "acl" | "xcomp") && off(c));
        forced && self.relation(noun) == "obj" && (below(noun) || self.head(noun).is_some_and(below))
    }

    /// "was dismissed", "has been thrown out", "was voted down"
    fn rebuffed(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let next = w.low.get(g.main + 1).map_or("", |n| n.as_ref());
        let down = match w.lemma(g.main) {
            "reject" | "dismiss" | "refuse" | "defeat" | "veto" | "quash" | "rebuff" | "overrule" | "deny" => true,
            "throw" => next == "out",
            "turn" | "vote" | "strike" | "shoot" => next == "down",
            _ => false,
        };
        down && w.is_passive(g) && !g.negated && g.modal.is_none() && g.to.is_none()
    }

    /// "The collapse of the bank wiped out their savings": what a noun tells with what it befell, where it is subject.
    pub(crate) fn happening_named(&self, rule: usize, kind: usize, i: usize) -> Option<Found> {
        let w = self.words;
        if !matches!(w.pos(i), Pos::Noun | Pos::Propn)
            || !deeds().events.contains(w.lemma(i))
            || w.time_of[i] != NONE
            || w.name_of[i] != NONE
            || w.phrase(i).is_none_or(|p| p.head != i)
            || !matches!(w.low.get(i + 1).map(|l| l.as_ref()), Some("of" | "in"))
        {
            return None;
        }
        let start = w.phrase(i)?.start;
        let more = matches!(
            w.lemma(i),
            "rise" | "fall" | "drop" | "surge" | "increase" | "decline" | "jump" | "slump" | "plunge" | "spike"
        );
        if !(matches!(w.low(start), "the" | "this") || w.tag(start) == "PRP$" || more && matches!(w.low(start), "a" | "an")) {
            return None;
        }
        let v = w.governor(i).filter(|&v| self.relation(i) == "nsubj" && w.is_verb(v) && v > i)?;
        let g = w.verb_group(v);
        let past = w.tag(v) == "VBD" || w.tag(v) == "VBN" && (g.perfect || g.past_aux);
        let stands = matches!(w.tokens[v].relation, "root" | "ccomp" | "parataxis");
        if !past || !stands || g.modal.is_some() || g.negated || g.to.is_some() {
            return None;
        }
        let of = w.phrase(w.below(i).find(|&c| self.relation(c) == "nmod" && c > i)?)?;
        let befell = self.concrete(of) || self.specific(of) || more && self.tangible(of) || self.can_act(of);
        let mut found = Found { roles: vec![(RoleKind::Target, of)], ..Found::word(rule, 0, kind, i, SCORE) };
        self.govern(&mut found);
        (befell && self.before_noun(&found).is_none() && self.premodifier(&found).is_none()).then_some(found)
    }

    /// True where a word of its own says what became of a named deed: "is planned", "denied any", "fears of a".
    pub(crate) fn said_plainly(&self, f: &Found) -> bool {
        let w = self.words;
        let held = |lemma: &str| {
            matches!(lemma, "hold" | "stage" | "host" | "mount" | "open" | "begin" | "start" | "resume" | "launch" | "conduct")
        };
        let weighs = |lemma: &str| matches!(lemma, "refute" | "dispute" | "reject" | "dismiss" | "explore" | "face" | "rule");
        match (f.link, &f.group) {
            (Link::Subject, Some(g)) => {
                let will = g.modal.is_none_or(|m| w.low(m) == "will");
                let begins = held(w.lemma(g.main)) || self.lexicon.has("occur", w.lemma(g.main));
                self.premodifier(f).is_some()
                    || will
                        && (g.modal.is_some() && begins
                            || w.is_passive(g)
                                && g.modal.is_none()
                                && self.governed(f).or_else(|| self.governor(g.main)).is_some())
                    // "A walkout could follow, officials warned"
                    || begins && w.lemma(g.main) != "hold" && !g.negated && g.modal.is_some_and(|m| matches!(w.low(m), "may" | "might" | "could")) && self.attributed(g.main)
                    // "denied that a recount had taken place"
                    || self.governed(f) == Some(Status::Denied)
                    || self.goes_on(f.anchor)
                    || g.modal.is_none() && !g.negated && self.fell_through(g)
                    || self.relation(f.anchor) == "nmod" && self.before_noun(f).is_some()
                    || self.predicated(f.anchor).is_some() && g.modal.is_none()
                    || self.outlook(f.anchor).is_some()
            }
            (Link::Object | Link::Light, Some(g)) => {
                let lemma = w.lemma(g.main);
                let will = g.modal.is_some_and(|m| w.low(m) == "will") || g.to.is_some();
                let undone = self.undone(g.main) || self.turned_back(g.main) || self.kept_off(g.main);
                w.below(g.main).any(|c| w.tag(c) == "EX")
                    || undone && g.modal.is_none() && !g.negated
                    || g.modal.is_none_or(|m| w.low(m) == "will")
                        && (self.governor(g.main).is_some() && !IDLE.contains(&lemma)
                            || self.called_off(f.anchor)
                            || weighs(lemma)
                            || will && held(lemma)
                            || g.progressive && held(lemma)
                            || g.negated && self.lexicon.has("light", lemma))
            }
            // "appealed against the verdict": there is one.
            _ => {
                self.before_noun(f).is_some() && !self.appealed(f.anchor)
                    || self.relation(f.anchor) == "nsubj" && self.premodifier(f).is_some()
                    || self.goes_on(f.anchor)
                    || self.predicated(f.anchor).is_some()
                    || self.outlook(f.anchor).is_some()
            }
        }
    }

    pub(crate) fn appealed(&self, noun: usize) -> bool {
        let w = self.words;
        let start = w.phrase(noun).map_or(noun, |p| p.start);
        start > 1 && w.low(start - 1) == "against" && w.lemma(start - 2) == "appeal"
    }
}
