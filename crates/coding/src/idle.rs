//! Talk that tells of no one happening: habits, what is to be avoided, figures of speech, stories and titles, advice.
//!
//! Nobody counts these as events: "clients are regularly met on Fridays", "drains that keep farms from flooding", "the book
//! shot her to fame", "in the final episode the villain is tortured", "if a bear attacks you". A day, or a number of people,
//! tells a happening from such talk, so most of what is asked here is asked of reports that have neither.

use crate::codebook::Family;
use crate::deed_idle::ABOUT;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase, VerbGroup};
use model::{BlockKind, Pos, RoleKind, Status, TimeKind};

/// Words away from the trigger at which a word of habit still speaks of it.
const NEAR: usize = 8;
/// Steps up a tree before it is given up.
const HIGH: usize = 12;

/// What is known of a match when it is asked whether it is idle talk.
pub(crate) struct Told {
    pub family: Family,
    pub status: Status,
    /// True if the sentence tells a time of it.
    pub timed: bool,
    /// True if the sentence tells a place of it.
    pub placed: bool,
    /// True if figures belong to it.
    pub counted: bool,
}

impl Scene<'_> {
    /// True if a match of this kind is idle talk.
    pub fn idle(&self, f: &Found, kind: &str, told: &Told, block: Option<BlockKind>) -> bool {
        let speaks = told.family == Family::Statement;
        // "a school that housed displaced people": how they live, and no flight.
        if kind == "migration" && self.words.relation(f.anchor) == "amod" && !told.counted && !told.timed {
            return true;
        }
        let bare = !told.timed && !told.counted;
        self.figurative(f)
            || self.likened(f)
            || self.kept_from(f) && bare
            || bare && self.only_able(f)
            || bare && !told.placed && self.in_general(f, told.status)
            || told.family == Family::Justice && self.only_sought(f)
            || !speaks && bare && (self.habitual(f, told.status) || self.addressed(f) && !self.told_to_you(f))
            || told.family.violent() && bare && self.goes_on_everywhere(f, told)
            || bare && told.family.violent() && (self.fiction(f) || self.in_title(f))
            // "The hero of the novel kills his brother": whoever it is that he kills.
            || !told.timed && told.family.violent() && told.status == Status::Ongoing && self.fiction(f)
            // "Two men are in custody": a rule of what lasts.
            || !speaks
                && bare
                && !told.placed
                && self.rules[f.rule].status != Some(Status::Ongoing)
                && (self.plain_present(f, told.status, block) || self.befalls_anybody(f, told.status, block))
            || matches!(kind, "death" | "killing") && self.speaker_died(f)
            || matches!(kind, "meeting" | "visit") && bare && !told.placed && self.of_oneself(f)
            || bare && f.link == Link::Own && f.first > 0 && self.words.low(f.first - 1) == "ever"
            || bare && (self.shouted(f) || self.how_to(f))
            || self.feigned(f)
            || self.so_many_a_year(f)
            || told.family.violent() && (self.shown_in_fiction(f) || bare && self.common(f))
            || bare && !told.placed && (self.likelier(f) || !told.family.harmful() && self.of_whoever(f))
    }

    /// "Taking their cows is more like killing them": what something is likened to has not come about.
    fn likened(&self, f: &Found) -> bool {
        let w = self.words;
        let gerund = f.link == Link::Own && w.tag(f.anchor) == "VBG" && f.first >= w.sentence(f.anchor).start + 2;
        let weighs = |i: usize| matches!(w.lemma(i), "be" | "feel" | "seem") || matches!(w.low(i), "more" | "almost" | "just");
        gerund && w.low(f.first - 1) == "like" && weighs(f.first - 2)
    }

    /// "hinders their ability to bring aid", "a chance to meet": who could has not done it.
    fn only_able(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(to) = f.group.and_then(|g| g.to).filter(|_| f.link == Link::Own) else { return false };
        let first = w.sentence(f.anchor).start;
        let noun = |i: usize| {
            matches!(w.lemma(i), "ability" | "inability" | "capacity" | "capability")
                || matches!(w.low(i), "power" | "powers" | "authority")
        };
        // "their ability to assess the damage and to bring aid"
        let above = w.governor(f.anchor).filter(|_| w.relation(f.anchor) == "conj").and_then(|v| w.governor(v));
        to > first && noun(to - 1) || w.governor(f.anchor).into_iter().chain(above).any(noun)
    }

    /// "a way to report profits", "it is easy to kill", "relies on its savings to lend": what anybody may do, or somebody does
    /// for a living.
    fn in_general(&self, f: &Found, status: Status) -> bool {
        let w = self.words;
        let free = f.link == Link::Own && f.group.is_some_and(|g| g.to.is_some());
        let Some(h) = w.governor(f.anchor).filter(|_| free && matches!(status, Status::Planned | Status::Possible)) else {
            return false;
        };
        let habit = || {
            let g = w.verb_group(h);
            matches!(w.tag(h), "VBZ" | "VBP") && !g.has_aux && w.low(w.sentence(h).end - 1) == "."
        };
        match w.relation(f.anchor) {
            "acl" => ABOUT.contains(&w.lemma(h)),
            "csubj" => w.pos(h) == Pos::Adj && self.governor(h).is_none(),
            "advcl" => w.is_verb(h) && self.governor(h).is_none() && habit(),
            _ => false,
        }
    }

    /// "a reward for information leading to the arrest of the gunman": nobody has been arrested.
    fn only_sought(&self, f: &Found) -> bool {
        let w = self.words;
        let from = w.sentence(f.anchor).start.max(f.first.saturating_sub(NEAR));
        let leads = |i: usize| matches!(w.low(i), "leading" | "leads" | "lead" | "resulting" | "results");
        (from + 1..f.first).any(|i| {
            leads(i)
                && (from.max(i.saturating_sub(3))..i).any(|j| matches!(w.lemma(j), "information" | "tip" | "clue" | "anything"))
        })
    }

    /// "usually arrested", "are sentenced each year", "meets at least once a month".
    fn habitual(&self, f: &Found, status: Status) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let (from, to) = (f.first.saturating_sub(NEAR).max(sentence.start), (f.end + NEAR).min(sentence.end));
        let open = !matches!(status, Status::Happened | Status::Alleged | Status::Failed);
        (from..to).filter(|&i| w.clause[i] == w.clause[f.anchor]).any(|i| {
            let set = || {
                let time = self.mentions.times.get(w.time_of[i] as usize);
                // "a daily newspaper": what the other noun is like.
                let of_other = w.phrase(i).is_some_and(|p| w.time_of[p.head] != w.time_of[i] && p.head != f.anchor);
                // "the suit against the weekly": a paper.
                let paper =
                    matches!(w.low(i), "daily" | "weekly" | "monthly") && i > from && matches!(w.low(i - 1), "the" | "a");
                time.is_some_and(|t| t.kind == TimeKind::Set) && !of_other && !paper
            };
            let adverb = matches!(
                w.low(i),
                "usually"
                    | "typically"
                    | "generally"
                    | "always"
                    | "regularly"
                    | "routinely"
                    | "often"
                    | "normally"
                    | "sometimes"
                    | "ordinarily"
                    | "habitually"
                    | "traditionally"
                    | "rarely"
                    | "seldom"
            );
            let whenever = matches!(w.low(i), "when" | "whenever")
                && i < f.first
                && f.group.is_some_and(|g| !g.has_aux && g.to.is_none() && matches!(w.tag(g.main), "VBZ" | "VBP"));
            // "are being killed every day", "are fleeing by the hundreds every day" tell of many, and of now.
            let being =
                || f.group.is_some_and(|g| (g.start..g.main).any(|j| w.low(j) == "being") || g.progressive && !g.past_aux);
            whenever || adverb && (open || f.link == Link::Own && i < f.first && f.first - i <= 3) || set() && !being()
        })
    }

    /// "Insurgents have been attacking posts around the country", "has launched frequent attacks": what they do, and no one attack.
    fn goes_on_everywhere(&self, f: &Found, told: &Told) -> bool {
        let w = self.words;
        let many = |p: Phrase| matches!(w.tag(p.head), "NNS" | "NNPS");
        if f.link != Link::Own {
            let often =
                |i: usize| w.low(i).ends_with("daily") || matches!(w.low(i), "frequent" | "regular" | "routine" | "constant");
            return w.phrase(f.anchor).is_some_and(|p| many(p) && p.head == f.anchor && (p.start..p.head).any(often));
        }
        let Some(g) = f.group.filter(|g| g.perfect && g.progressive && !g.past_perfect && !told.placed) else { return false };
        let hit = f.role(RoleKind::Target).or_else(|| f.role(RoleKind::Victim));
        w.surface_subject(&g).is_some_and(many) && hit.is_none_or(many)
    }

    /// "to avoid flooding the farms", "drains to prevent floods", "to deter attacks": what is kept from coming about.
    fn kept_from(&self, f: &Found) -> bool {
        let w = self.words;
        // "prevented gunmen from kidnapping a teacher" tells of what was tried.
        let told = |g: VerbGroup| g.perfect || g.passive;
        let tried = |i: usize| w.tag(i) == "VBD" || w.is_verb(i) && told(w.verb_group(i));
        let keeps = |i: usize| matches!(w.lemma(i), "avoid" | "prevent" | "deter" | "avert" | "forestall" | "discourage");
        match f.link {
            Link::Own => {
                let Some(g) = f.group.filter(|g| w.tag(g.main) == "VBG" && !g.has_aux && g.start > w.sentence(f.anchor).start)
                else {
                    return false;
                };
                let before = g.start - 1;
                keeps(before) && !tried(before)
                    || w.low(before) == "from" && w.verb_before(before).is_some_and(|v| keeps(v.main) && !tried(v.main))
            }
            // "should halt the arrests": they are no more than talked of.
            Link::Object | Link::Light => f.group.is_some_and(|g| {
                let ends = matches!(w.lemma(g.main), "halt" | "stop" | "cease");
                let should = g.modal.is_some_and(|m| matches!(w.low(m), "should" | "must" | "ought"));
                let asked = || {
                    let above = g.to.and_then(|to| self.words.verb_before(to)).map_or("", |v| w.lemma(v.main));
                    matches!(above, "urge" | "call" | "ask" | "demand" | "appeal" | "want" | "tell" | "beg")
                };
                keeps(g.main) && (g.to.is_some() || g.modal.is_some()) || ends && (should || asked())
            }),
            _ => false,
        }
    }

    /// "shot to fame", "shot on goal", "a heart attack", "a charm offensive".
    fn figurative(&self, f: &Found) -> bool {
        let w = self.words;
        let end = w.sentence(f.anchor).end;
        let next = |n: usize| if f.end + n < end { w.low(f.end + n) } else { "" };
        let shoots = w.lemma(f.anchor) == "shoot" || matches!(w.low(f.anchor), "shot" | "shots");
        let rises = matches!(next(0), "to")
            && matches!(next(1), "fame" | "prominence" | "stardom" | "success" | "the" | "global" | "national")
            && (next(1) != "the" || matches!(next(2), "top" | "head" | "lead"))
            || matches!(next(0), "up" | "past" | "ahead" | "upward" | "upwards")
            || matches!(next(0), "on" | "at" | "from")
                && matches!(next(1), "goal" | "target" | "distance" | "range" | "outside")
            || matches!(next(0), "wide" | "over")
            // "shot a 68 in the first round"
            || matches!(next(0), "a" | "an")
                && matches!(next(1).len(), 1..=3)
                && next(1).bytes().all(|b| b.is_ascii_digit())
                && matches!(next(2), "in" | "on" | "," | "." | "and" | "to" | "for" | "at");
        let people = f.roles.iter().any(|(r, p)| {
            matches!(r, RoleKind::Victim | RoleKind::Target) && self.lexicon.phrase_is("people", *p, w, self.mentions)
        });
        // "It is killing her": nobody dies of it.
        let pains = || {
            let it = f.group.is_some_and(|g| g.progressive && w.surface_subject(&g).is_some_and(|p| w.low(p.head) == "it"));
            w.low(f.anchor) == "killing" && it && matches!(next(0), "me" | "us" | "him" | "her" | "them" | "you")
        };
        pains() || shoots && rises && (matches!(next(0), "to" | "a") || !people)
    }

    /// "if a bear attacks you", "your attackers": advice to the reader.
    fn addressed(&self, f: &Found) -> bool {
        f.roles.iter().any(|(r, p)| {
            *r != RoleKind::Other
                && (matches!(self.words.low(p.head), "you" | "yourself" | "yourselves")
                    || matches!(self.words.low(p.start), "your"))
        })
    }

    /// "I sat down with a friend": what somebody tells of his own days.
    fn of_oneself(&self, f: &Found) -> bool {
        f.roles.iter().any(|(r, p)| *r == RoleKind::Actor && self.words.low(p.head) == "i")
            || f.group.is_some_and(|g| f.link == Link::Own && g.start > 0 && self.words.low(g.start - 1) == "i")
    }

    /// True if the sentence speaks of a film, a book or a game.
    fn fiction(&self, f: &Found) -> bool {
        let w = self.words;
        // Reporters who film a rally are no fiction.
        w.sentence(f.anchor).any(|i| self.lexicon.has("fiction", w.lemma(i)) && matches!(w.pos(i), Pos::Noun | Pos::Propn))
    }

    /// "Attack on Titans": a capital letter inside a sentence makes the trigger part of a title.
    fn in_title(&self, f: &Found) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let capital = |i: usize| w.tokens[i].form(w.text).chars().next().is_some_and(char::is_uppercase);
        let name = w.name_of[f.anchor];
        let event = name != NONE && self.mentions.names[name as usize].kind == model::NameKind::Event;
        // A headline has capitals everywhere.
        let small = sentence.clone().filter(|&i| matches!(w.pos(i), Pos::Noun | Pos::Verb | Pos::Adj)).any(|i| !capital(i));
        let joins = |i: usize| {
            i < sentence.end && matches!(w.low(i), "on" | "of" | "in" | "the" | ":") && i + 1 < sentence.end && capital(i + 1)
        };
        f.link != Link::Own
            && !event
            && small
            && f.first > sentence.start
            && capital(f.anchor)
            && w.tag(f.anchor).starts_with("NNP")
            && joins(f.end)
    }

    /// The plain present in running text, without day, place or number: what is so, and not what came about.
    fn plain_present(&self, f: &Found, status: Status, block: Option<BlockKind>) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let Some(g) = f.group.filter(|_| f.link == Link::Own && status == Status::Ongoing) else { return false };
        let being = (g.start..g.main).any(|i| w.low(i) == "being");
        // "continue to strike", "keep bombing", "are on strike"
        let lasts = g.to.is_some() || self.kept_so(g.main) || self.keeps_on(f, g.start) || w.low(f.end - 1) == "strike";
        // "is in the process of closing the mill"
        let at_it = w.tag(g.main) == "VBG" && self.governed(f) == Some(Status::Ongoing);
        !being
            && !at_it
            && !lasts
            && !self.not_yet(f)
            && !g.progressive
            && !g.perfect
            && matches!(block, Some(BlockKind::Paragraph | BlockKind::ListItem) | None)
            && matches!(w.low(sentence.end - 1), "." | "!" | "?" | "”" | "\"")
    }

    /// "Editors are fired for clumsy mistakes": what is done to some of their sort, and to nobody in particular.
    fn befalls_anybody(&self, f: &Found, status: Status, block: Option<BlockKind>) -> bool {
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && status == Status::Happened && w.is_passive(g)) else {
            return false;
        };
        let now = !g.perfect && !g.past_aux && g.modal.is_none() && (g.start..g.main).any(|i| w.low(i) == "are");
        let bare = |p: Phrase| {
            w.tag(p.head) == "NNS" && (p.start..p.end).all(|i| w.name_of[i] == NONE && matches!(w.pos(i), Pos::Noun | Pos::Adj))
        };
        now && matches!(block, Some(BlockKind::Paragraph | BlockKind::ListItem))
            && w.surface_subject(&g).is_some_and(bare)
            && w.low(w.sentence(f.anchor).end - 1) == "."
    }

    /// True behind "keep" and "continue": "keep bombing"; not for "keeps stabbing him", which is a story or a game.
    fn keeps_on(&self, f: &Found, start: usize) -> bool {
        let w = self.words;
        if f.roles.iter().any(|(_, p)| w.pos(p.head) == Pos::Pron) {
            return false;
        }
        start > w.sentence(start).start && matches!(w.lemma(start - 1), "keep" | "continue")
    }

    /// "I nearly died laughing": who tells it lives.
    fn speaker_died(&self, f: &Found) -> bool {
        let mut victims = f.roles.iter().filter(|(r, _)| *r == RoleKind::Victim).peekable();
        victims.peek().is_some() && victims.all(|(_, p)| matches!(self.words.low(p.head), "i" | "we" | "me" | "us"))
    }

    /// "One person a year is killed on that road": no one happening.
    fn so_many_a_year(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(subject) = f.group.filter(|_| f.link == Link::Own).and_then(|g| w.surface_subject(&g)) else { return false };
        let each = |i: usize| matches!(w.low(i), "a" | "per" | "each" | "every");
        let span = |i: usize| matches!(w.low(i), "year" | "month" | "week" | "day");
        let now = f.group.is_some_and(|g| (g.start..=g.main).any(|i| matches!(w.tag(i), "VBZ" | "VBP")));
        now && (subject.start + 1..f.first).any(|i| span(i) && each(i - 1))
    }

    /// "Baptize me!": what somebody is told to do.
    fn shouted(&self, f: &Found) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let Some(g) = f.group.filter(|g| f.link == Link::Own && !g.has_aux && g.to.is_none()) else { return false };
        let first = (sentence.start..g.main).all(|i| w.pos(i) == Pos::Punct);
        let whom = w.low.get(g.main + 1).is_some_and(|n| matches!(&**n, "me" | "us" | "him" | "her" | "them" | "it"));
        first && whom && w.tag(g.main) == "VB" && sentence.clone().any(|i| w.low(i) == "!")
    }

    /// "They are more likely to be hurt": how often it may happen to whom.
    fn likelier(&self, f: &Found) -> bool {
        let w = self.words;
        f.link == Link::Own
            && w.above(f.anchor, 3).skip(1).any(|h| {
                let than = |c: usize| c < h && matches!(w.low(c), "more" | "less" | "most" | "least");
                w.low(h) == "likely" && (w.below(h).any(than) || h > 0 && than(h - 1))
            })
    }

    /// "pays people who have been laid off", "those who accuse others": whoever it may be, in a clause of what is so.
    fn of_whoever(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(g) = f.group.filter(|g| f.link == Link::Own && w.tokens[g.main].relation == "acl:relcl") else { return false };
        let Some(who) = w.governor(g.main) else { return false };
        let any = matches!(w.low(who), "people" | "those" | "anyone" | "anybody" | "someone" | "somebody" | "persons");
        let named = w.below(who).any(|c| c < who && matches!(w.pos(c), Pos::Det | Pos::Num | Pos::Propn));
        let past = g.past_aux || w.tag(g.main) == "VBD";
        any && !named && !past && w.above(who, HIGH).filter(|&i| w.is_verb(i)).all(|i| !self.tells_past(i))
    }

    /// True for a verb of the past: "helped", "was paid".
    fn tells_past(&self, verb: usize) -> bool {
        let w = self.words;
        let g = w.verb_group(verb);
        w.tag(verb) == "VBD" || g.past_aux || g.perfect
    }

    /// "teaches how to survive an attack", "practised how to storm a house".
    fn how_to(&self, f: &Found) -> bool {
        let w = self.words;
        let to = f.group.filter(|_| matches!(f.link, Link::Own | Link::Object | Link::Light)).and_then(|g| g.to);
        to.is_some_and(|to| to > w.sentence(f.anchor).start && w.low(to - 1) == "how")
    }

    /// "a mock attack", "a fake robbery", "simulated an attack on a school".
    fn feigned(&self, f: &Found) -> bool {
        let w = self.words;
        let start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
        let mock = |i: usize| {
            matches!(
                w.low(i),
                "mock" | "fake" | "simulated" | "feigned" | "fictional" | "fictitious" | "imaginary" | "hypothetical"
            )
        };
        let plays = f.link == Link::Object
            && f.group.is_some_and(|g| matches!(w.lemma(g.main), "simulate" | "mimic" | "re-enact" | "reenact" | "rehearse"));
        f.link != Link::Own && (plays || (start..f.first).any(mock))
    }

    /// "The film tells how rebels kidnapped a priest", "The play ends with the murder of the king".
    fn shown_in_fiction(&self, f: &Found) -> bool {
        let w = self.words;
        w.above(f.anchor, HIGH).skip(1).any(|v| {
            let tells =
                matches!(w.lemma(v), "tell" | "show" | "follow" | "depict" | "portray" | "end" | "begin" | "open" | "start");
            let tale = |c: usize| {
                c < v && w.relation(c) == "nsubj" && (self.lexicon.has("fiction", w.lemma(c)) || w.lemma(c) == "play")
            };
            tells && matches!(w.tag(v), "VBZ" | "VBP") && w.below(v).any(tale)
        })
    }

    /// "Attacks on nurses are common": of no one attack.
    fn common(&self, f: &Found) -> bool {
        let w = self.words;
        let any = f.link != Link::Own && w.tag(f.anchor) == "NNS" && w.phrase(f.anchor).is_some_and(|p| p.start == f.first);
        let said = w.governor(f.anchor).filter(|_| any && w.relation(f.anchor) == "nsubj");
        said.is_some_and(|a| {
            let such =
                matches!(w.low(a), "common" | "commonplace" | "rare" | "frequent" | "widespread" | "routine" | "unusual");
            such && w.below(a).any(|c| matches!(w.low(c), "is" | "are"))
        })
    }
}
