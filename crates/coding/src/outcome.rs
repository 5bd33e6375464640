//! What became of it: what is made known, votes, verdicts, refusals, words before a court, states that last.

use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{Phrase, VerbGroup};
use model::{BlockKind, Pos, Status};

/// Kinds that are announced or called before they come about; of the others one hears when they have.
const COME_LATER: &[&str] = &[
    "aid",
    "agreement-exchange",
    "appointment",
    "ceasefire",
    "closure",
    "curfew",
    "deal",
    "deployment",
    "disarmament",
    "election",
    "law",
    "layoffs",
    "launch",
    "meeting",
    "migration",
    "military",
    "pledge",
    "protest",
    "restriction",
    "sanctions",
    "security",
    "trial",
    "visit",
    "vote",
    "withdrawal",
];

impl Scene<'_> {
    /// "The death was announced", "called the sinking an accident": what nobody plans, or plans aloud, is told when it is done.
    pub fn made_known(&self, f: &Found, g: &VerbGroup) -> bool {
        // "The ambush has not been claimed", "the attack did not cause any damage": it was all the same.
        let all_the_same = f.link == Link::Subject
            && g.negated
            && g.modal.is_none()
            && matches!(
                self.words.lemma(g.main),
                "claim"
                    | "explain"
                    | "solve"
                    | "investigate"
                    | "cause"
                    | "kill"
                    | "hurt"
                    | "injure"
                    | "damage"
                    | "affect"
                    | "deter"
            );
        let plain = g.modal.is_none() && g.to.is_none() && !g.negated;
        all_the_same
            || plain
                && matches!(self.words.lemma(g.main), "announce" | "call")
                && !COME_LATER.iter().any(|k| self.rules[f.rule].name.starts_with(k))
    }

    /// What a word or two turn about: "at no time did we fire", "threatened further strikes", "a resignation cannot be ruled out".
    pub fn turned_about(&self, f: &Found) -> Option<Status> {
        let w = self.words;
        let g = f.group?;
        let from = w.sentence(f.anchor).start;
        let never = |i: usize| {
            w.low(i) == "no"
                && matches!(w.low.get(i + 1).map(|n| n.as_ref()), Some("time" | "circumstances" | "way" | "point" | "stage"))
                && i > from
                && matches!(w.low(i - 1), "at" | "under" | "in")
                && w.clause[i] == w.clause[g.main]
        };
        if f.link == Link::Own && (from.max(g.start.saturating_sub(8))..g.start).any(never) {
            return Some(Status::Denied);
        }
        if f.link == Link::Object && w.lemma(g.main) == "threaten" && g.modal.is_none() && !g.negated && g.to.is_none() {
            return Some(Status::Threatened);
        }
        let out = w.lemma(g.main) == "rule" && w.low.get(g.main + 1).is_some_and(|n| n == "out");
        (f.link != Link::Own && out && g.negated).then_some(Status::Possible)
    }

    /// The status of a match whose rule may fix one: "could unravel" leaves what may come to nothing open.
    pub fn settled(&self, fixed: Option<Status>, f: &Found, family: Family, block: Option<BlockKind>) -> Status {
        let may = |m: usize| matches!(self.words.low(m), "may" | "might" | "could");
        match fixed {
            Some(Status::Failed) if f.group.is_some_and(|g| g.modal.is_some_and(may)) => Status::Possible,
            // "rejected claims that its soldiers fled"
            Some(Status::Happened) if self.told_from_afar(f) == Some(Status::Denied) => Status::Denied,
            Some(s) => s,
            None => self.status(f, family, block),
        }
    }

    /// "under investigation for", "being investigated over", "wanted for": what stands behind it is what somebody may have done.
    pub fn looked_into(&self, i: usize) -> bool {
        let w = self.words;
        let next = w.low.get(i + 1).map_or("", |n| n.as_ref());
        let behind = matches!(next, "for" | "over" | "on");
        match w.lemma(i) {
            "investigation" | "scrutiny" => behind && i > 0 && w.low(i - 1) == "under",
            "investigate" | "probe" => behind && w.tag(i) == "VBN",
            "want" => next == "for" && w.tag(i) == "VBN",
            _ => false,
        }
    }

    /// "warned that licences would be revoked if they hoarded sugar", "'Any ship that enters will be sunk,' he warned".
    pub fn will_punish(&self, f: &Found, g: &VerbGroup) -> bool {
        let w = self.words;
        // "Unless the levy is scrapped, hauliers will cut off the port"
        let unless = |a: usize| self.relation(a) == "advcl" && w.below(a).any(|c| w.low(c) == "unless");
        let acts = || w.tree_subject(g).and_then(|s| s.first().copied()).is_some_and(|p| self.can_act(p));
        if self.told_as(f, &["other/told"])
            && g.modal.is_some()
            && !g.negated
            && !w.is_passive(g)
            && w.below(g.main).any(unless)
        {
            return acts();
        }
        let will = g.modal.is_some_and(|m| matches!(w.low(m), "will" | "would" | "shall" | "'ll" | "’ll"));
        if !will || g.negated || !w.is_passive(g) || !crate::deed_words::deeds().punish.contains(w.lemma(g.main)) {
            return false;
        }
        let subject = w.tree_subject(g).and_then(|s| s.first().copied()).or_else(|| w.surface_subject(g));
        let whoever = subject.is_some_and(|p| {
            w.low(p.start) == "any"
                || matches!(w.low(p.head), "anyone" | "anybody" | "whoever" | "those" | "violators" | "offenders")
        });
        let warned = w.tokens[g.main].relation == "ccomp"
            && self.head(g.main).is_some_and(|h| matches!(w.lemma(h), "warn" | "threaten" | "tell" | "say"));
        let terms = || self.on_terms(g.main) && self.head(g.main).is_some_and(|h| matches!(w.lemma(h), "warn" | "threaten"));
        warned && (whoever || terms())
    }

    /// "Thousands feared dead", "presumed drowned": nobody knows.
    pub fn feared_dead(&self, f: &Found) -> Option<Status> {
        let w = self.words;
        let before = f.first.checked_sub(1).filter(|&b| b >= w.sentence(f.anchor).start)?;
        match w.low(before) {
            "feared" => Some(Status::Possible),
            "presumed" => Some(Status::Alleged),
            _ => None,
        }
    }

    /// "Wildfires rage across the north": in a headline too this goes on.
    pub fn lasts_by_itself(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        matches!(w.tag(g.main), "VBZ" | "VBP")
            && matches!(w.lemma(g.main), "rage" | "persist" | "continue" | "linger" | "remain" | "hunt" | "search" | "battle")
    }

    /// "were not able", seen from "able".
    pub fn not_able(&self, able: usize) -> bool {
        let w = self.words;
        let from = w.sentence(able).start.max(able.saturating_sub(3));
        // "Neither side was able to win"
        let nobody = |c: usize| {
            w.tokens[c].relation.starts_with("nsubj")
                && (matches!(w.low(c), "nobody" | "none" | "neither")
                    || w.phrase(c).is_some_and(|p| matches!(w.low(p.start), "no" | "neither" | "none")))
        };
        (from..able).any(|i| matches!(w.low(i), "not" | "never" | "n't" | "n’t")) || w.below(able).any(nobody)
    }

    /// "were overpowered before they could seize the plane"
    pub fn before_it_could(&self, g: &crate::words::VerbGroup) -> bool {
        let w = self.words;
        let before = |c: usize| w.tokens[c].relation == "mark" && w.low(c) == "before";
        !g.perfect && self.relation(g.main) == "advcl" && w.below(g.main).any(before)
    }

    /// "fought in vain to save her"
    pub fn in_vain(&self, v: usize) -> bool {
        let low = |i: usize| self.words.low.get(i).map_or("", |l| l.as_ref());
        low(v + 1) == "in" && low(v + 2) == "vain" || low(v + 1) == "unsuccessfully"
    }

    /// True for a noun with "the", "this" or an owner: one that reader and writer know of.
    pub fn known(&self, f: &Found) -> bool {
        let w = self.words;
        w.phrase(f.anchor).is_some_and(|p| {
            matches!(w.low(p.start), "the" | "this" | "these" | "those")
                || w.tag(p.start) == "PRP$"
                || (p.start..f.first).any(|i| w.tag(i) == "POS")
        })
    }

    /// "The attack may have been carried out by rebels", "could have been prevented": there it was.
    pub fn whoever_did_it(&self, f: &Found, family: Family) -> bool {
        let w = self.words;
        let told = matches!(f.link, Link::Subject | Link::Light);
        let Some(g) = f.group.filter(|g| told && g.perfect && !g.negated && w.is_passive(g)) else {
            return false;
        };
        let open = g.modal.is_some_and(|m| matches!(w.low(m), "may" | "might" | "could" | "should"));
        open && family.violent() && self.known(f)
    }

    /// "The drought will drive thousands from their homes", "the blast may have killed thirty", "his apology will echo": what
    /// may come of it is open, and it is here.
    pub fn there_already(&self, f: &Found, g: &VerbGroup, family: Family) -> bool {
        let w = self.words;
        if g.modal.is_none() || !self.known(f) {
            return false;
        }
        if w.is_passive(g) && family != Family::Harm {
            return false;
        }
        match family {
            Family::Affairs | Family::Justice => false,
            Family::Harm if g.perfect => {
                !self.lexicon.has("occur", w.lemma(g.main))
                    || matches!(
                        w.lemma(g.main),
                        "kill"
                            | "wound"
                            | "injure"
                            | "leave"
                            | "destroy"
                            | "damage"
                            | "claim"
                            | "displace"
                            | "cause"
                            | "trigger"
                    )
            }
            _ => !self.lexicon.has("occur", w.lemma(g.main)),
        }
    }

    /// "called in the army", "called off the strike": no call for anything; "police were called to a shooting": there it was.
    pub fn called_out(&self, i: usize) -> bool {
        let w = self.words;
        let next = w.low.get(i + 1).map_or("", |n| n.as_ref());
        let came = || {
            let to = next == "to" && w.tag(i) == "VBN" && w.low.get(i + 2).is_some() && !w.is_verb(i + 2);
            let who = w.below(i).find(|&j| w.tokens[j].relation == "nsubj:pass");
            let come = |j: usize| {
                matches!(
                    w.lemma(j),
                    "police" | "officer" | "deputy" | "trooper" | "firefighter" | "paramedic" | "crew" | "detective"
                )
            };
            to && who.is_some_and(come)
        };
        matches!(next, "in" | "out" | "up" | "off" | "back") || came()
    }

    /// "a shooting that left two dead": what has its dead and hurt took place, whatever is asked, solved or guessed about it.
    pub fn left_a_toll(&self, f: &Found) -> bool {
        let w = self.words;
        let tells = |v: usize| {
            let harms = matches!(w.lemma(v), "leave" | "kill" | "injure" | "wound" | "claim");
            let g = w.verb_group(v);
            harms && w.tag(v) == "VBD" && g.modal.is_none() && !g.negated && !self.nobody(v)
        };
        f.link != Link::Own && w.below(f.anchor).any(|v| w.tokens[v].relation == "acl:relcl" && tells(v))
    }

    /// "were confirmed to have been shot", seen from "to".
    pub fn made_sure(&self, to: usize, limit: usize) -> bool {
        let w = self.words;
        let verb = to.checked_sub(1).filter(|&v| v > limit && w.tag(v) == "VBN");
        verb.is_some_and(|v| matches!(w.lemma(v), "confirm" | "find" | "know" | "show"))
    }

    /// "had meant to burn the mill but were driven off"
    pub fn meant_in_vain(&self, to: usize, main: usize) -> bool {
        let w = self.words;
        let Some(v) = to.checked_sub(1).filter(|&v| w.is_verb(v)) else { return false };
        matches!(w.lemma(v), "mean" | "plan" | "hope" | "intend" | "want" | "set")
            && w.verb_group(v).past_perfect
            && (main..w.sentence(main).end).any(|i| matches!(w.low(i), "but" | "however" | "until"))
    }

    /// "afraid of being shot", "rather than being sacked", "without a shot being fired".
    pub fn feared_being(&self, g: &VerbGroup, limit: usize) -> Option<Status> {
        let w = self.words;
        if w.low(g.start) != "being" || g.start <= limit {
            return None;
        }
        let back = |n: usize| g.start.checked_sub(n).filter(|&i| i >= limit);
        let low = |n: usize| back(n).map_or("", |i| w.low(i));
        let lemma = |n: usize| back(n).map_or("", |i| w.lemma(i));
        match low(1) {
            "without" => Some(Status::Denied),
            "than" if low(2) == "rather" => Some(Status::Denied),
            "of" if matches!(low(2), "instead" | "short") => Some(Status::Denied),
            "of" if matches!(
                lemma(2),
                "afraid" | "scared" | "fear" | "risk" | "danger" | "chance" | "prospect" | "possibility"
            ) =>
            {
                Some(Status::Possible)
            }
            "from" if low(2) == "away" => Some(Status::Possible),
            _ if matches!(lemma(1), "risk" | "fear") => Some(Status::Possible),
            _ => (2..=4).any(|n| low(n) == "without").then_some(Status::Denied),
        }
    }

    /// "are keeping up their blockade", "has maintained a siege since May"
    pub fn kept_up(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let now = g.progressive && !g.past_aux || g.perfect && !g.past_perfect || matches!(w.tag(g.main), "VBZ" | "VBP");
        let next = w.low.get(g.main + 1).map_or("", |n| n.as_ref());
        now && !g.negated
            && match w.lemma(g.main) {
                "keep" => next == "up",
                "press" | "carry" => next == "on",
                "maintain" | "continue" => true,
                _ => false,
            }
    }

    /// "struggling to contain an outbreak", "talks to end the siege": what is fought is there.
    pub fn is_fought(&self, f: &Found, g: &VerbGroup, family: Family) -> bool {
        let w = self.words;
        let lasting = g.to.is_some() || g.progressive || w.tag(g.main) == "VBG";
        let harm = family == Family::Harm || self.told_as(f, &["disease", "battle", "riot"]);
        const LAST: &[&str] = &[
            "disease",
            "battle",
            "riot",
            "protest",
            "hostage",
            "assault-shelling",
            "curfew",
            "sanctions",
            "disaster",
            "accident-fire",
            "accident-industrial/leak",
        ];
        let lasts = self.told_as(f, LAST);
        lasting
            && !g.negated
            && match w.lemma(g.main) {
                "contain" | "curb" | "combat" | "tackle" | "fight" | "battle" | "douse" | "extinguish" | "stem" | "quell" => {
                    harm
                }
                "end" | "halt" | "stop" | "lift" | "ease" => lasts && self.known(f),
                _ => false,
            }
    }

    /// True before the `to` of "was to have …", "were supposed to have …".
    pub fn past_plan(&self, to: usize, limit: usize) -> bool {
        let w = self.words;
        let mut i = to;
        while i > limit
            && (w.pos(i - 1) == Pos::Adv || matches!(w.low(i - 1), "due" | "supposed" | "meant" | "scheduled" | "set"))
        {
            i -= 1;
        }
        i > limit && matches!(w.low(i - 1), "was" | "were" | "been")
    }

    /// True for a verb that makes of its object something that is: "impose a curfew", "extend the truce".
    pub fn brings_about(&self, v: usize) -> bool {
        let lemma = self.words.lemma(v);
        self.lexicon.has("light", lemma) && !matches!(lemma, "have" | "end" | "see" | "suffer")
            || matches!(
                lemma,
                "impose" | "extend" | "declare" | "announce" | "order" | "introduce" | "call" | "sign" | "resume"
            )
    }

    /// "failed to reach a deal", "were unable to hold the vote"
    pub fn failed_to_bring(&self, g: &VerbGroup) -> bool {
        let w = self.words;
        let brings = self.brings_about(g.main) || matches!(w.lemma(g.main), "reach" | "secure" | "win" | "form" | "agree");
        brings && g.to.is_some_and(|to| to > 0 && (matches!(w.lemma(to - 1), "fail" | "unable")))
    }

    /// True for what a vote itself brings about.
    pub fn voted(&self, to: usize) -> bool {
        let next = (to + 1..to + 3).find(|&i| self.words.is_verb(i));
        next.is_some_and(|v| {
            matches!(
                self.words.lemma(v),
                "impeach"
                    | "lift"
                    | "revoke"
                    | "extend"
                    | "scrap"
                    | "confirm"
                    | "indict"
                    | "oust"
                    | "remove"
                    | "dismiss"
                    | "sack"
                    | "expel"
                    | "censure"
                    | "approve"
                    | "ratify"
                    | "reject"
                    | "adopt"
                    | "pass"
                    | "repeal"
                    | "abolish"
                    | "ban"
                    | "legalise"
                    | "legalize"
                    | "elect"
                    | "acquit"
                    | "convict"
                    | "dissolve"
                    | "condemn"
                    | "suspend"
            )
        })
    }

    /// True for what somebody would not hear of: "rejected calls to …", "brushed aside demands to …".
    pub fn turned_down(&self, noun: usize) -> bool {
        let w = self.words;
        let above = self.head(noun).filter(|_| matches!(self.relation(noun), "obj" | "nsubj"));
        above.is_some_and(|v| w.is_verb(v) && !w.verb_group(v).negated && self.refuses(v))
            || noun > 0 && self.refuses(noun - 1) && matches!(w.tag(noun - 1), "VBD" | "VBN" | "VBZ")
    }

    /// "rejected", "turned down", "brushed aside".
    pub fn refuses(&self, v: usize) -> bool {
        let next = |n: usize| self.words.low.get(v + n).map_or("", |n| n.as_ref());
        match self.words.lemma(v) {
            "reject" | "dismiss" | "rebuff" | "refuse" | "resist" | "ignore" | "spurn" | "decline" | "defy" => true,
            "turn" => next(1) == "down",
            "brush" => next(1) == "aside",
            _ => false,
        }
    }

    /// True if a call or a demand stands between a verb and what hangs from it: "rejected calls to boycott the vote".
    pub fn call_between(&self, v: usize, at: usize) -> bool {
        let asks = |i: usize| {
            matches!(
                self.words.lemma(i),
                "call"
                    | "demand"
                    | "appeal"
                    | "plea"
                    | "request"
                    | "invitation"
                    | "proposal"
                    | "suggestion"
                    | "offer"
                    | "pressure"
            )
        };
        at > v && at - v < 8 && !self.words.verb_group(v).negated && (v + 1..at).any(asks)
    }

    /// "According to the indictment, he bribed two officers", "Ruun beat the boy, the court heard": what a court is told that
    /// somebody did.
    pub fn before_court(&self, f: &Found) -> bool {
        let w = self.words;
        if f.link != Link::Own || f.group.is_none() {
            return false;
        }
        let passive = f.group.is_some_and(|g| w.is_passive(&g));
        let sentence = w.sentence(f.anchor);
        let court = |i: usize| {
            matches!(w.low(i), "court" | "jury" | "inquest" | "jurors" | "tribunal" | "hearing" | "inquiry" | "enquiry")
        };
        let filed = |i: usize| {
            matches!(w.lemma(i), "indictment" | "lawsuit" | "complaint" | "affidavit" | "prosecution" | "suit")
                || w.low(i) == "sheet" && w.low(i - 1) == "charge"
        };
        sentence.clone().skip(1).any(|i| match w.low(i) {
            // "The tapes were wiped, prosecutors allege"
            "allege" | "alleges" | "alleged" | "claim" | "claims" | "claimed" | "contend" | "contends" | "contended" => {
                i > f.end && w.is_verb(i) && w.tag(i) != "VBN" && self.told_by(f, i)
            }
            _ if passive => false,
            "to" => w.low(i - 1) == "according" && (i + 1..sentence.end.min(i + 5)).any(filed),
            "told" => {
                let was_told = i > sentence.start + 1 && w.low(i - 1) == "was" && court(i - 2);
                (was_told || court(i - 1) || (i + 1..sentence.end.min(i + 4)).any(court)) && self.told_by(f, i)
            }
            "heard" => court(i - 1) && self.told_by(f, i),
            _ => false,
        })
    }

    /// True for the main thing that the verb at `says` has somebody say, and not what that hangs on.
    fn told_by(&self, f: &Found, says: usize) -> bool {
        let mut at = f.anchor;
        for _ in 0..4 {
            match self.relation(at) {
                "ccomp" if self.head(at) == Some(says) => return true,
                // "…, the court heard"
                "root" => return says > f.end && matches!(self.relation(says), "parataxis" | "ccomp"),
                "conj" | "xcomp" => at = self.head(at).unwrap_or(at),
                _ => return false,
            }
        }
        false
    }

    /// "…, a claim that could not be verified": the text does not stand for it.
    pub fn unproved(&self, f: &Found) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        // "there was no independent confirmation", "offering no proof"
        let proof = |i: usize| matches!(w.low(i), "confirmation" | "corroboration" | "proof" | "evidence");
        let gives = |low: &str| matches!(low, "offering" | "providing" | "giving" | "presenting" | "citing");
        let lacks = |i: usize| {
            let low = |n: usize| w.low(i + n);
            i + 2 < sentence.end
                && match low(0) {
                    "no" => low(1) == "independent" && proof(i + 2),
                    "without" => (gives(low(1)) || low(1) == "any") && (i + 2..sentence.end.min(i + 4)).any(proof),
                    first => gives(first) && low(1) == "no" && proof(i + 2),
                }
        };
        if f.link == Link::Own && sentence.clone().any(lacks) {
            return true;
        }
        sentence.clone().filter(|&i| matches!(w.low(i), "verified" | "confirmed" | "corroborated")).any(|v| {
            let group = w.verb_group(v);
            let claim = |p: &Phrase| {
                matches!(
                    w.lemma(p.head),
                    "claim" | "report" | "account" | "statement" | "which" | "that" | "it" | "this" | "video"
                )
            };
            let whose = group.start > sentence.start && matches!(w.low(group.start - 1), "that" | "which")
                || w.surface_subject(&group).is_some_and(|p| claim(&p));
            v != f.anchor && group.negated && group.modal.is_some() && whose
        })
    }

    /// True for a deed that a court has found: "convicted of killing", "jailed for stabbing", "pleaded guilty to robbing".
    pub fn found_guilty(&self, f: &Found) -> bool {
        let w = self.words;
        let group = f.group.map_or(f.first, |g| g.start);
        let from = w.sentence(f.anchor).start.max(group.saturating_sub(14));
        let finds = |i: usize| match w.lemma(i) {
            "convict" | "sentence" | "jail" | "imprison" | "hang" | "behead" | "execute" | "conviction" => {
                !w.is_verb(i) || {
                    let g = w.verb_group(i);
                    !g.negated && g.modal.is_none() && g.to.is_none()
                }
            }
            "guilty" => !(from..i).any(|j| matches!(w.low(j), "not" | "if" | "whether" | "never")),
            _ => false,
        };
        let verdict = (from..group).rev().find(|&i| finds(i));
        let prep = group > from && matches!(w.low(group - 1), "of" | "for" | "to" | "over" | "after");
        verdict.is_some() && prep
    }

    /// "is under house arrest", "remains on strike", "has been under curfew since May": a noun that tells a state.
    pub fn in_state(&self, noun: usize) -> bool {
        let w = self.words;
        let behind = self.has_child(noun, |c| matches!(c, "under" | "on"));
        let start = w.phrase(noun).map_or(noun, |p| p.start);
        let sentence = w.sentence(noun);
        if !behind || start < sentence.start + 2 {
            return false;
        }
        let before = start - 2;
        let near = |low: &str| (before.saturating_sub(2).max(sentence.start)..=before).any(|i| w.low(i) == low);
        match w.low(before) {
            "is" | "are" | "remain" | "remains" | "stays" => true,
            "still" => near("is") || near("are"),
            "been" => near("has") || near("have"),
            _ => false,
        }
    }
}
