//! How a verb of a deed stands in its clause: told by its own form, or by what governs it.

use crate::deed_apart::MEANT;
use crate::deed_wide::Wide;
use crate::deed_words::{Telling, deeds};
use crate::deeds::SAYS;
use crate::find::Scene;
use crate::words::VerbGroup;
use model::{BlockKind, Pos};

/// Words that govern a verb and tell of it whatever it is: what somebody is accused of is a deed.
pub(crate) const STRONG: &[&str] = &[
    "accuse",
    "charge",
    "suspect",
    "deny",
    "threaten",
    "vow",
    "swear",
    "plan",
    "prepare",
    "agree",
    "promise",
    "pledge",
    "intend",
    "due",
    "set",
    "schedule",
    "refuse",
    "fail",
    "prevent",
    "likely",
    "unlikely",
    "unable",
    "failure",
    "refusal",
    "inability",
    "threat",
    "ultimatum",
    "earmark",
    "allocate",
    "budget",
    "open",
    "propose",
    "demand",
    "guilty",
    "suspicion",
    "accusation",
    "allegation",
    "rule",
    "decide",
    "opt",
    "vote",
    "think",
    "consider",
    "mull",
    "weigh",
    "contemplate",
    "close",
];

/// Words that govern a verb and say nothing of whether it came about, or too little.
pub(crate) const IDLE: &[&str] = &[
    "allow",
    "let",
    "persuade",
    "permission",
    "ability",
    "capability",
    "capacity",
    "able",
    "right",
    "tell",
    "believe",
    "think",
    "know",
    "say",
    "report",
    "encourage",
    "desire",
    "need",
    "require",
    "like",
    "will",
    "opportunity",
    "capable",
    "supposed",
    "suppose",
    "authorize",
    "authorise",
    "enable",
    "empower",
    "entitle",
];

/// Words that bring about what hangs from them: "was forced to suspend", "began clearing".
pub(crate) const BRINGS: &[&str] = &[
    "begin", "start", "continue", "manage", "force", "compel", "oblige", "prompt", "cause", "resume", "proceed", "rush", "keep",
];

/// Verbs by which it is settled that something be done.
pub(crate) const ORDERS: &[&str] =
    &["order", "rule", "decide", "agree", "decree", "direct", "demand", "recommend", "propose", "request"];

/// Words that open a clause which tells when or why, and tells it as done.
pub(crate) const WHEN: &[&str] = &["after", "as", "when", "while", "because", "since", "until", "once", "where"];

/// How somebody is who fears what a clause tells.
pub(crate) const AFRAID: &[&str] = &["concerned", "afraid", "worried", "fearful", "alarmed", "anxious", "nervous"];

impl Scene<'_> {
    /// "contends that", "asserts that", "worry that": whoever holds a thing to be so says so.
    fn holds_that(&self, h: usize) -> bool {
        let w = self.words;
        w.is_verb(h)
            && (matches!(
                w.lemma(h),
                "contend" | "assert" | "maintain" | "argue" | "testify" | "charge" | "worry" | "suggest" | "believe"
            ) || matches!(w.lemma(h), "think") && w.tag(h) != "VB")
    }

    /// "A bid to sell the club collapsed", "a vote to oust the speaker fell short"
    pub(crate) fn undone_bid(&self, v: usize) -> bool {
        let w = self.words;
        w.tag(v) == "VB" && self.meant_by(v).is_some_and(|h| h < v && (self.undone_plot(h) || self.given_up(h)))
    }

    /// The noun of "plans to build", which may hang from the verb above: "scrapped plans to build a mill".
    pub(crate) fn meant_by(&self, v: usize) -> Option<usize> {
        let w = self.words;
        if self.relation(v) == "acl" {
            return w.governor(v);
        }
        let to = w.below(v).find(|&c| c < v && w.tokens[c].relation == "mark" && w.low(c) == "to")?;
        let noun = to.checked_sub(1).filter(|&n| w.pos(n) == Pos::Noun)?;
        // "backed away from plans to build", "pulled the plug on plans to build"
        let beside = w.governor(noun) == w.governor(v) && w.tokens[noun].relation == "obj" || self.given_up(noun);
        (w.tokens[v].relation == "advcl" && beside).then_some(noun)
    }

    /// True for a clause that tells what reports, claims or rumours say: with "that", and a subject of its own.
    fn of_hearsay(&self, v: usize) -> bool {
        let w = self.words;
        let says = |h: usize| {
            matches!(
                w.lemma(h),
                "rumour" | "rumor" | "report" | "claim" | "allegation" | "accusation" | "suggestion" | "charge"
            ) && w.pos(h) == Pos::Noun
        };
        w.governor(v).is_some_and(says)
            && w.below(v).any(|c| w.tokens[c].relation == "mark" && w.low(c) == "that")
            && w.below(v).any(|c| w.tokens[c].relation.starts_with("nsubj") && w.low(c) != "that")
    }

    /// True for a verb whose own form tells that it was, is being or will be done, in a clause that stands for itself.
    pub(crate) fn told_by_itself(&self, g: &VerbGroup, passive: bool, block: Option<BlockKind>) -> bool {
        let w = self.words;
        let v = g.main;
        // "is to be opened"
        let is_to = g.to.is_some_and(|to| to > 0 && w.lemma(to - 1) == "be" && matches!(w.low(to - 1), "is" | "are"));
        // "Council to free last bears"
        let headed = g.to.is_some_and(|to| {
            to > w.sentence(v).start
                && matches!(w.pos(to - 1), Pos::Noun | Pos::Propn)
                && self.head(v).is_none_or(|h| h + 1 == to)
                && !w.low(w.sentence(v).end - 1).ends_with(['.', '!', '”', '"', '\'', ':'])
                && !w.sentence(v).any(|i| w.is_verb(i) && i != v && w.tag(i) != "VBG")
        });
        // "has yet to pay the nurses"
        let yet = g.to.is_some_and(|to| to > 1 && w.low(to - 1) == "yet" && w.lemma(to - 2) == "have");
        if yet {
            return true;
        }
        if g.to.is_some() && !is_to && !headed {
            return false;
        }
        let mut at = v;
        // "fled and hid": beside another verb, as that one.
        while w.tokens[at].relation == "conj"
            && let Some(h) = w.governor(at)
        {
            at = h;
        }
        let stands = match w.tokens[at].relation {
            "root" | "parataxis" => true,
            _ if headed => true,
            // "trying to find out whether the cable snapped"
            "ccomp" if w.below(at).any(|c| w.low(c) == "whether") => true,
            // "ordered that the children be returned"
            "ccomp" if w.low(g.start) == "be" => w.governor(at).is_some_and(|h| ORDERS.contains(&w.lemma(h))),
            // "It is possible that the fugitive has crossed into Norland"
            "ccomp" | "csubj"
                if w.governor(at).is_some_and(|h| {
                    w.pos(h) == Pos::Adj && matches!(w.lemma(h), "possible" | "conceivable" | "likely" | "probable")
                }) =>
            {
                true
            }
            // "are worried that the virus may spread"
            "ccomp" if w.governor(at).is_some_and(|h| w.pos(h) == Pos::Adj && AFRAID.contains(&w.low(h))) => true,
            "ccomp" => w.governor(at).is_some_and(|h| SAYS.contains(&w.lemma(h)) || self.holds_that(h)),
            // "dismissed reports that it had leaked the papers": they may look like a relative clause.
            "acl:relcl" if self.of_hearsay(at) => true,
            // "the man who stabbed the librarian", "the ship, which had run aground"
            "acl:relcl" if at == v => {
                let past = w.tag(v) == "VBD" || w.tag(v) == "VBN" && (g.perfect || g.past_aux);
                let sure = matches!(self.telling(v), Some(Telling::Deed | Telling::Phrase | Telling::Frame(_)));
                let by = |c: usize| w.tokens[c].relation.starts_with("nsubj") && matches!(w.low(c), "who" | "which" | "that");
                // "the engineer, who was dismissed in March"
                let whom = || passive && w.governor(v).and_then(|h| w.phrase(h)).is_some_and(|p| self.concrete(p));
                let own =
                    || w.below(v).any(|c| w.tokens[c].relation == "nsubj" && w.pos(c) == Pos::Noun) && self.stands_apart(v);
                let framed = matches!(self.telling(v), Some(Telling::Frame(_)));
                past && sure && (framed || !deeds().loose.contains(w.lemma(v)) || whom()) && (w.below(v).any(by) || own())
            }
            // "fled after torching the archive"
            "advcl" if at == v && w.tag(v) == "VBG" && !g.has_aux && g.to.is_none() && self.after_doing(v) => {
                return self.stands_apart(v);
            }
            // "The river rose, flooding the market"
            "advcl" if at == v && w.tag(v) == "VBG" && !g.has_aux && g.to.is_none() => {
                let sure = matches!(self.telling(v), Some(Telling::Deed | Telling::Phrase | Telling::Frame(_)));
                let done = w.tree_object(g).and_then(|o| o.first().copied()).is_some_and(|o| self.concrete(o));
                let comma = g.start > w.sentence(v).start && w.low(g.start - 1) == ",";
                let main = w.governor(v).filter(|&h| h < v && w.tag(h) == "VBD");
                return sure && done && comma && main.is_some() && !deeds().loose.contains(w.lemma(v));
            }
            // "were overpowered before they could seize the plane"
            "advcl" if at == v && g.modal.is_some_and(|m| w.low(m) == "could") && self.before_it_could(g) => return true,
            // "as the engine caught fire", "when a partner quit"
            "advcl" if at == v => {
                let past = w.tag(v) == "VBD" || w.tag(v) == "VBN" && g.has_aux && g.past_aux;
                past && w.below(v).any(|c| w.tokens[c].relation == "mark" && WHEN.contains(&w.low(c)))
            }
            // "rumours that he had fled"
            "acl" => w.governor(at).is_some_and(|h| {
                matches!(
                    w.lemma(h),
                    "rumour"
                        | "rumor"
                        | "report"
                        | "claim"
                        | "allegation"
                        | "speculation"
                        | "suggestion"
                        | "fear"
                        | "accusation"
                        | "possibility"
                        | "danger"
                        | "risk"
                ) && w.below(at).any(|c| w.low(c) == "that")
            }),
            _ => false,
        };
        if !stands {
            return false;
        }
        // "will fly to Halden and meet the rebels"
        let first = (at != v && w.tag(v) == "VB" && !g.has_aux).then(|| w.verb_group(at));
        if first.is_some_and(|f| f.modal.is_some_and(|m| matches!(w.low(m), "will" | "may" | "might" | "could")) && !f.perfect)
        {
            return true;
        }
        let modal = g.modal.map(|m| w.low(m));
        let headline =
            block == Some(BlockKind::Heading) || !w.low(w.sentence(v).end - 1).ends_with(['.', '!', '”', '"', '\'', ':']);
        match w.tag(v) {
            _ if is_to || w.low(g.start) == "be" && w.tokens[at].relation == "ccomp" => true,
            // "said it would vaccinate cattle"
            _ if modal == Some("would") => {
                let own = || {
                    w.tokens[v].relation == "ccomp"
                        && w.governor(v).is_some_and(|h| w.lemma(h) == "say")
                        && w.below(v).any(|c| w.tokens[c].relation == "nsubj" && matches!(w.low(c), "it" | "they"))
                };
                !g.perfect && (self.said_would(v).is_some() || self.warned_would(g) || passive && self.on_terms(v) || own())
            }
            _ if headline && g.to.is_some() => true,
            // "may have struck a mine"
            _ if modal.is_some() && g.perfect => matches!(modal, Some("may" | "might")),
            _ if modal.is_some() => matches!(modal, Some("will" | "may" | "might" | "could")),
            "VBD" => true,
            // "is being repaired"
            "VBN" if passive && (g.start..v).any(|i| w.low(i) == "being") && g.has_aux => true,
            "VBN" => g.perfect || passive && g.has_aux && g.past_aux || headline && !g.has_aux,
            "VB" => g.has_aux && g.past_aux && g.negated,
            // "were still pumping"
            "VBG" => g.progressive,
            "VBZ" | "VBP" => headline || self.coming(v),
            _ => false,
        }
    }

    /// "announced plans to sell the mill": whoever announces them has them, and is asked for first.
    fn owned_by_above(&self, noun: usize) -> bool {
        let w = self.words;
        let says = |v: usize| {
            w.is_verb(v)
                && matches!(w.lemma(v), "announce" | "unveil" | "have" | "make" | "outline" | "reveal" | "drop" | "abandon")
        };
        self.relation(noun) == "obj" && self.head(noun).is_some_and(says)
    }

    /// "The two sides meet again on Saturday": what is set for a day is told in the present.
    pub(crate) fn coming(&self, v: usize) -> bool {
        let w = self.words;
        // "Work on the metro starts in June"
        let sets_out = matches!(w.lemma(v), "start" | "begin" | "open" | "reopen" | "launch" | "close");
        let day = |c: usize| {
            c > v
                && self.relation(c) == "obl"
                && self.mentions.times.get(w.time_of[c] as usize).is_some_and(|t| t.kind == model::TimeKind::Date)
                && w.below(c).any(|k| w.tokens[k].relation == "case" && (w.low(k) == "on" || sets_out && w.low(k) == "in"))
        };
        matches!(w.tag(v), "VBZ" | "VBP")
            && matches!(
                w.lemma(v),
                "meet"
                    | "open"
                    | "reopen"
                    | "close"
                    | "return"
                    | "launch"
                    | "host"
                    | "depart"
                    | "vote"
                    | "elect"
                    | "retire"
                    | "join"
                    | "visit"
                    | "travel"
                    | "enter"
                    | "start"
                    | "begin"
                    | "play"
                    | "face"
                    | "fly"
                    | "sail"
                    | "leave"
                    | "arrive"
                    | "tour"
                    | "head"
                    | "move"
                    | "appear"
                    | "perform"
            )
            && w.tokens[v].relation == "root"
            && w.below(v).any(day)
    }

    /// "after torching the archive", behind a verb of the past
    fn after_doing(&self, v: usize) -> bool {
        let w = self.words;
        let after = |c: usize| c + 1 == v && w.low(c) == "after";
        w.below(v).any(after) && w.governor(v).is_some_and(|h| h < v && matches!(w.tag(h), "VBD" | "VBN"))
    }

    /// "is close to signing"
    pub(crate) fn close_to(&self, i: usize) -> bool {
        let w = self.words;
        w.low(i) == "close"
            && w.pos(i) == Pos::Adj
            && w.low.get(i + 1).is_some_and(|n| n == "to")
            && i + 2 < w.sentence(i).end
            && w.tag(i + 2) == "VBG"
    }

    /// "is said to have sold his shares"
    pub(crate) fn said_to_have(&self, i: usize, g: &VerbGroup) -> bool {
        let w = self.words;
        g.perfect
            && g.to.is_some()
            && w.tag(i) == "VBN"
            && matches!(
                w.lemma(i),
                "say" | "believe" | "think" | "report" | "understand" | "rumour" | "rumor" | "allege" | "suspect"
            )
    }

    /// "All poultry would be culled if the tests were positive"
    pub(crate) fn on_terms(&self, v: usize) -> bool {
        let w = self.words;
        let terms = |c: usize| w.tokens[c].relation == "mark" && matches!(w.low(c), "if" | "unless" | "should");
        w.below(v).any(|a| self.relation(a) == "advcl" && w.below(a).any(terms))
    }

    /// "We have not closed a single school," the minister insisted: what a speaker tells of himself, or of nobody, in marks.
    pub(crate) fn own_words(&self, v: usize) -> bool {
        let w = self.words;
        let g = w.verb_group(v);
        let sure = (self.telling(v).is_some() || self.wide(v) == Some(Wide::Sure))
            && (!deeds().loose.contains(w.lemma(v)) || g.passive || w.below(v).any(|c| self.relation(c) == "obj"));
        let open = g.negated
            || g.progressive
            || g.perfect
            || g.modal.is_some_and(|m| matches!(w.low(m), "will" | "'ll" | "’ll" | "shall"));
        let own =
            |p: crate::words::Phrase| matches!(w.low(p.head), "we" | "i" | "nobody") || matches!(w.low(p.start), "no" | "any");
        sure && open
            && w.tokens[v].relation == "ccomp"
            && w.governor(v).is_some_and(|h| SAYS.contains(&w.lemma(h)))
            && w.tree_subject(&g).and_then(|s| s.first().copied()).or_else(|| w.surface_subject(&g)).is_some_and(own)
    }

    /// "threatened to leak", "denied dumping", "was accused of bribing": the verb that governs this one and tells whether it
    /// was done.
    pub(crate) fn deed_under(&self, v: usize, g: &VerbGroup) -> Option<usize> {
        let w = self.words;
        // "threatened to poison the wells and burn the harvest"
        if w.tokens[v].relation == "conj"
            && g.to.is_none()
            && !g.has_aux
            && matches!(w.tag(v), "VB" | "VBG")
            && let Some(h) = w.governor(v).filter(|&h| h < v && v - h < 12 && w.tag(h) == w.tag(v))
        {
            return self.deed_under(h, &w.verb_group(h));
        }
        let remains = w.tag(v) == "VBN" && self.kept_so(v);
        // "denied having used deposits"
        let having = w.tag(v) == "VBN" && w.below(v).any(|c| c < v && w.low(c) == "having");
        if g.to.is_none() && !remains && !having && (w.tag(v) != "VBG" || g.has_aux && !g.passive) {
            return None;
        }
        let first = g.start;
        let out = |i: usize| {
            let next = w.low.get(i + 1).map_or("", |n| n.as_ref());
            w.lemma(i) == "rule" && next == "out" || w.lemma(i) == "think" && matches!(next, "of" | "about")
        };
        let not_able = |i: usize| w.low(i) == "able" && self.not_able(i);
        let says = |i: usize| {
            out(i)
                || self.said_to_have(i, g)
                || w.is_verb(i) && self.in_vain(i)
                || not_able(i)
                || self.close_to(i)
                || matches!(w.lemma(i), "vote" | "opt") && w.tag(i) == "VBD"
                || w.is_verb(i) && w.lemma(i) == "blame"
                || self.looked_into(i)
                || w.is_verb(i) && BRINGS.contains(&w.lemma(i))
                || self.governor(i).is_some() && !IDLE.contains(&w.lemma(i))
        };
        // "A bid to sell the club collapsed"
        if self.undone_bid(v) {
            return w.above(v, 4).skip(1).find(|&i| w.is_verb(i));
        }
        // "The failure to pay teachers has closed schools": a noun, whatever becomes of it.
        if self.relation(v) == "acl"
            && g.to.is_some()
            && let Some(h) = w.governor(v).filter(|&h| h < first && first - h <= 2)
            && (matches!(w.lemma(h), "failure" | "refusal" | "inability" | "threat")
                && w.below(h).any(|c| w.tokens[c].relation == "nmod:poss")
                // "A plan to sell the mill drew protests", "approved a plan to"
                || MEANT.contains(&w.lemma(h)) && w.pos(h) == Pos::Noun && !self.owned_by_above(h) && self.stands_apart(v)
                    && w.phrase(h).is_none_or(|p| w.low(p.start) != "no"))
        {
            return Some(h);
        }
        // "is due to", "is open to": what governs it may be an adjective.
        let above = w.above(v, 4).skip(1).find(|&i| w.is_verb(i) || w.pos(i) == Pos::Adj && says(i) || self.looked_into(i))?;
        // "denied them heating": kept them from it.
        let kept = |c: usize| c > above && c < first && w.pos(c) == Pos::Pron && matches!(w.relation(c), "obj" | "iobj");
        if w.lemma(above) == "deny" && w.below(above).any(kept) {
            return None;
        }
        // "plans to", "a plot to", "in talks to": nothing else may stand between.
        let near = above < first && first - above <= 5;
        let order = first > 1 && w.low(first - 1) == "order" && w.low(first - 2) == "in";
        let governed = near && !order && (remains && !having || says(above) || (above + 1..first).any(says));
        let stands = matches!(w.tokens[above].relation, "root" | "ccomp" | "conj" | "parataxis" | "acl:relcl")
            // "were caught as they tried to flee"
            || w.tokens[above].relation == "advcl"
                && w.tag(above) == "VBD"
                && matches!(w.lemma(above), "try" | "attempt")
                && w.below(above).any(|c| w.tokens[c].relation == "mark" && WHEN.contains(&w.low(c)))
            // "stands accused of selling secrets"
            || self.caught_trying(above)
            || w.tokens[above].relation == "xcomp"
                && self.head(above).is_some_and(|h| {
                    w.lemma(h) == "stand" || self.close_to(above) && matches!(w.lemma(h), "believe" | "say" | "understand" | "report")
                });
        let a = w.verb_group(above);
        let may = w.is_verb(above) && a.modal.is_some_and(|m| !matches!(w.low(m), "will" | "would"));
        (governed && stands && !may).then_some(above)
    }
}
