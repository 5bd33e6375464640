//! What words elsewhere in a clause say of its happening: "if", "allegedly", "denied that", "the indictment says".

use crate::find::{Found, Link, Scene};
use model::{Pos, Status};

/// What speaks for those who accuse.
const PLEADS: &[&str] = &[
    "indictment",
    "lawsuit",
    "complaint",
    "petition",
    "suit",
    "prosecution",
    "sheet",
    "affidavit",
    "whistleblower",
    "plaintiff",
    "complainant",
    "accuser",
    "claimant",
];

/// What weighs so much that who tells it of another accuses him, by the beginnings of the rules' names.
const GRAVE: &[&str] = &["crime", "assault", "killing", "abduction", "statement-threat", "other/told"];

/// Who hears a case.
const JUDGES: &[&str] = &["court", "tribunal", "inquiry", "enquiry", "jury", "inquest"];

impl Scene<'_> {
    /// Words elsewhere in the clause: "if", "allegedly", "denied that", "feared that".
    pub(crate) fn clause_status(&self, f: &Found) -> Option<Status> {
        let w = self.words;
        let limit = w.sentence(f.anchor).start.max(f.first.saturating_sub(24));
        if (limit..f.first).any(|i| w.low(i) == "unconfirmed") {
            return Some(Status::Alleged);
        }
        let mut crossed = 0;
        for i in (limit..f.first).rev() {
            if let Some(s) = self.hedge(f, i, limit) {
                return Some(s);
            }
            if self.tells_on(f, i, limit) {
                crossed += 1;
                if let Some(s) = self.said_of_it(f, i, crossed) {
                    return Some(s);
                }
            }
        }
        let behind = f.end..w.sentence(f.anchor).end.min(f.end + 2);
        let said_so = behind.clone().any(|i| matches!(w.low(i), "allegedly" | "reportedly"));
        // "a strike alleged to have killed 19"
        let alleged = behind.clone().any(|i| {
            matches!(w.low(i), "alleged" | "claimed" | "rumoured" | "rumored") && w.low.get(i + 1).is_some_and(|n| n == "to")
        });
        (said_so || alleged || self.before_court(f) || self.unproved(f)).then_some(Status::Alleged)
    }

    /// A small word before the happening that leaves it open.
    fn hedge(&self, f: &Found, i: usize, limit: usize) -> Option<Status> {
        let w = self.words;
        let low = w.low(i);
        if w.clause[i] == w.clause[f.anchor] {
            match low {
                "if" | "unless" | "whether" | "lest" if !w.within_said(i, f.anchor) => return Some(Status::Possible),
                "allegedly" | "reportedly" | "apparently" | "purportedly" | "supposedly" => return Some(Status::Alleged),
                "presumably" | "possibly" | "probably" | "perhaps" | "conceivably" | "maybe" if f.link == Link::Own => {
                    return Some(Status::Possible);
                }
                "nearly" | "almost" if i + 1 == f.first => return Some(Status::Failed),
                _ => {}
            }
        }
        // "In the event she was hurt, …": where it should come to that. Not "took part in the event".
        let event = low == "event" && i > limit + 1 && w.low(i - 1) == "the" && w.low(i - 2) == "in";
        let opens = |at: usize| at == limit || matches!(w.pos(at - 1), Pos::Punct | Pos::Cconj);
        if event && !matches!(w.low(i + 1), "," | "." | "of") && (opens(i - 2) || w.low(i + 1) == "that") {
            return Some(Status::Possible);
        }
        // "By some accounts the soldiers shot them"
        let accounts = low == "accounts" && i > limit + 1 && w.low(i - 1) == "some" && w.low(i - 2) == "by";
        accounts.then_some(Status::Alleged)
    }

    /// True for a verb before the happening that may tell of it, and is not said of somebody who takes part.
    fn tells_on(&self, f: &Found, i: usize, limit: usize) -> bool {
        let w = self.words;
        // "The accused was remanded": a person.
        let person = || w.low(i) == "accused" && i > limit && w.pos(i - 1) == Pos::Det;
        // "After denying it, he resigned": not what was denied.
        // "suspected rebels killed two", "a man who police believe is their father was shot", "doctors, angry that aid was
        // denied, urged": said of somebody who takes part.
        let relation = w.tokens[i].relation;
        let apart = relation.starts_with("acl") || relation == "advcl" && w.tag(i) == "VBG";
        let aside = || relation == "amod" || apart && !w.above(f.anchor, 12).any(|a| a == i) || w.within_aside(i, f.anchor);
        w.is_verb(i) && f.group.is_none_or(|g| i != g.main) && !person() && !aside()
    }

    /// What the verb `i` says of a happening that it tells, behind so many verbs.
    fn said_of_it(&self, f: &Found, i: usize, crossed: usize) -> Option<Status> {
        let w = self.words;
        if f.link != Link::Own || w.clause[f.anchor] - w.clause[i] > 1 {
            return None;
        }
        // "pointed the finger at exiles, saying they sabotaged it"
        let blaming = || {
            w.relation(i) == "advcl"
                && w.tag(i) == "VBG"
                && self.head(i).is_some_and(|h| {
                    matches!(w.lemma(h), "blame" | "accuse") || w.lemma(h) == "point" && (h..i).any(|k| w.low(k) == "finger")
                })
        };
        if w.lemma(i) == "say" && blaming() {
            return Some(Status::Alleged);
        }
        if matches!(w.lemma(i), "say" | "testify" | "state" | "write" | "recount") && self.pleads(f, i)
            || w.lemma(i) == "tell" && self.before_judge(f, i)
        {
            return Some(Status::Alleged);
        }
        // "The opposition says the vote was rigged": nobody has shown it.
        if matches!(w.lemma(i), "say" | "insist" | "argue" | "maintain") && self.told_as(f, &["election/the-vote-was-rigged"]) {
            return Some(Status::Alleged);
        }
        let that = |j: usize| matches!(w.low(j), "that" | "\"" | "“");
        let complement = w.clause[f.anchor] == w.clause[i] || (i + 1..f.first).any(that);
        // "denied shelling it, blaming rebels": that is what they did.
        let participle = f.group.is_some_and(|g| !g.has_aux && w.tag(g.main) == "VBG");
        let further = f.first > i + 1 && w.low(f.first - 1) == "," && participle;
        let took_it = w.low(i + 1) == "responsibility";
        if crossed > 2 || took_it || further || !complement || self.went_on(f, i) {
            return None;
        }
        match w.lemma(i) {
            "deny" => Some(Status::Denied),
            "allege" | "accuse" | "suspect" | "believe" | "think" | "presume" | "suggest" | "speculate" | "claim"
            | "contend" | "assert" | "theorize" | "charge" => Some(Status::Alleged),
            "fear" => Some(Status::Possible),
            _ => None,
        }
    }

    /// "The indictment says he strangled the widow"
    fn pleads(&self, f: &Found, says: usize) -> bool {
        let w = self.words;
        let subject = w.tree_subject(&w.verb_group(says)).and_then(|s| s.first().copied());
        subject.is_some_and(|p| {
            let lemma = w.lemma(p.head);
            PLEADS.contains(&lemma) || lemma == "prosecutor" && self.told_as(f, GRAVE)
        })
    }

    /// "told the court that he had raped her"
    fn before_judge(&self, f: &Found, tells: usize) -> bool {
        let w = self.words;
        let whom = |c: usize| matches!(w.tokens[c].relation, "obj" | "iobj") && JUDGES.contains(&w.lemma(c));
        self.told_as(f, GRAVE) && w.below(tells).any(whom)
    }

    /// "denied the claim and said that rebels had shelled the town": that is what they say.
    fn went_on(&self, f: &Found, i: usize) -> bool {
        let w = self.words;
        (i + 1..f.first).any(|v| {
            w.relation(v) == "conj"
                && w.governor(v) == Some(i)
                && self.lexicon.has("speech", w.lemma(v))
                && w.above(f.anchor, 12).skip(1).any(|a| a == v)
        })
    }
}
