//! What lies inside what somebody says, seen from outside of it, by the tree; and times and places that are of something else in it.

use crate::attach::Anchor;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, VerbGroup};
use model::{NameKind, Pos, ReportTime, Stamp, TimePrecision};
use std::ops::Range;

/// Steps up a tree before it is given up.
const HIGH: usize = 40;

impl Scene<'_> {
    /// "hit a school that sheltered 90 families": true for a word of a clause that tells what somebody or something else is
    /// like, in which the trigger has no part.
    pub fn in_a_clause_of_its_own(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let clause = w.above(t, HIGH).find(|&i| matches!(w.relation(i), "acl" | "acl:relcl"));
        clause.is_some_and(|c| {
            let told_of = w.governor(c);
            told_of.is_some_and(|n| !(f.first..f.end).contains(&n)) && !w.above(f.anchor, HIGH).any(|i| i == c)
        })
    }

    /// True if token `t` stands in a clause that is the object of a verb, and the trigger at `from` outside of that clause:
    /// in "sent tents and said that schools would stay closed on Monday" nothing was sent on Monday.
    pub fn in_what_is_said(&self, from: usize, t: usize) -> bool {
        let tokens = &self.words.tokens;
        let above = |i: usize| self.words.above(i, HIGH);
        above(t).find(|&i| tokens[i].relation == "ccomp").is_some_and(|clause| {
            // "“Five died on Monday,” police said": the clause comes first. "A shooting that police said took place on
            // Monday": what is said tells of the shooting.
            let tells_of = above(clause).take_while(|&i| i != from).any(|i| tokens[i].relation == "acl:relcl");
            clause > from && !tells_of && !above(from).any(|i| i == clause)
        })
    }

    /// "the Vision 2030 programme", "under Agenda 2030": a year that is part of a name. "A 9/11 plotter": a day that tells who
    /// somebody is.
    pub fn of_its_name(&self, t: usize) -> bool {
        let w = self.words;
        if self.tells_who(t) || self.tells_which(t) {
            return true;
        }
        let year = self.mentions.times.get(w.time_of[t] as usize).is_some_and(|x| x.precision == TimePrecision::Year);
        let before = t.checked_sub(1).filter(|&i| i >= w.sentence(t).start);
        let digits = w.low(t).starts_with(|c: char| c.is_ascii_digit());
        year && digits && before.is_some_and(|i| w.pos(i) == Pos::Propn && w.time_of[i] == NONE && w.governor(t) == Some(i))
    }

    /// "was named chairman effective January 1", "resigned with effect from June 3", "postponed the exam to March",
    /// "closed the road until Friday": when what has been done begins or ceases to hold.
    pub fn of_taking_effect(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let past = |g: VerbGroup| g.modal.is_none() && g.to.is_none() && (g.perfect || g.past_aux || w.tag(g.main) == "VBD");
        if t <= f.end || !f.group.is_some_and(past) {
            return false;
        }
        let small = |i: &usize| matches!(w.pos(*i), Pos::Adp | Pos::Det | Pos::Punct | Pos::Part);
        let before = (f.end..t).rev().find(|i| !small(i));
        let moved = matches!(w.lemma(f.anchor), "postpone" | "delay" | "reschedule" | "adjourn" | "defer" | "extend");
        // "demonstrated until last night" lasted; what is closed until Friday was closed at once.
        let holds = moved || matches!(w.lemma(f.anchor), "issue" | "post" | "close" | "shut" | "suspend" | "cancel" | "ban");
        before.is_some_and(|j| w.low(j) == "effective" || w.low(j) == "effect" && w.low(j - 1) == "with")
            || holds && matches!(w.low(t - 1), "until" | "till" | "through")
            || moved && w.low(t - 1) == "to"
    }

    /// "On Sunday he said that 19 people had been killed": the day of the talk. `behind` are the words right behind the day.
    pub(crate) fn had_been(&self, at: usize, mut behind: Range<usize>, speaks: &dyn Fn(usize) -> bool) -> bool {
        let w = self.words;
        let before = w.is_verb(at) && w.verb_group(at).past_perfect;
        before && behind.any(|k| w.governor(at) == Some(k) && speaks(k))
    }

    /// "taken to a hospital in Norport, where two were in a critical condition": where they lie, and not where they were hurt.
    pub(crate) fn lies_there(&self, f: &Found, start: usize) -> bool {
        self.lies(f) && self.town_of_a_ward(start)
    }

    /// True for what tells how the wounded are.
    pub(crate) fn lies(&self, f: &Found) -> bool {
        matches!(self.words.lemma(f.anchor), "condition" | "treat" | "treatment" | "recover" | "hospitalise" | "hospitalize")
    }

    /// "a hospital in Norport", seen from Norport.
    pub(crate) fn town_of_a_ward(&self, start: usize) -> bool {
        let w = self.words;
        let ward = |i: usize| matches!(w.lemma(i), "hospital" | "clinic" | "infirmary");
        start >= 2 && matches!(w.low(start - 1), "in" | "at") && ward(start - 2)
    }

    /// The word before a place, over "neighbouring" and its like: "in neighbouring Sarn county".
    pub(crate) fn before_place(&self, start: usize) -> &str {
        let w = self.words;
        let limit = w.sentence(start).start;
        let beside = |j: usize| matches!(w.low(j), "neighbouring" | "neighboring" | "nearby" | "adjacent" | "adjoining");
        let at = start.checked_sub(1).filter(|&j| j >= limit);
        let at = at.and_then(|j| if beside(j) { j.checked_sub(1).filter(|&k| k >= limit) } else { Some(j) });
        at.map_or("", |j| w.low(j))
    }

    /// "a 1995 Honda": the year of a make.
    fn tells_which(&self, t: usize) -> bool {
        let w = self.words;
        let year = self.mentions.times.get(w.time_of[t] as usize).is_some_and(|x| x.precision == TimePrecision::Year);
        let behind = t > w.sentence(t).start && matches!(w.low(t - 1), "a" | "an" | "his" | "her" | "their");
        let made = w.governor(t).filter(|&h| h > t && h < t + 5 && matches!(w.pos(h), Pos::Propn | Pos::Noun));
        let drives = |i: usize| {
            w.pos(i) == Pos::Propn
                || matches!(w.lemma(i), "car" | "truck" | "van" | "pickup" | "sedan" | "motorcycle" | "suv" | "model")
        };
        year && behind && made.is_some_and(drives) && w.pos(t + 1) == Pos::Propn && w.place_of[t + 1] == NONE
    }

    /// "9/11 plotter Jan Moll", "2016 nominee Ada Ruun": a time that stands in front of what somebody is, and belongs to him.
    fn tells_who(&self, t: usize) -> bool {
        let w = self.words;
        let digits = w.low(t).starts_with(|c: char| c.is_ascii_digit());
        let end = w.sentence(t).end;
        let what =
            (t..end).find(|&i| w.time_of[i] != w.time_of[t]).filter(|&i| digits && w.tag(i) == "NN" && w.pos(i) == Pos::Noun);
        let name = what.and_then(|i| (i + 1..end.min(i + 3)).find(|&j| w.tag(j) != "NN"));
        name.is_some_and(|j| {
            let name = self.mentions.names.get(w.name_of[j] as usize);
            name.is_some_and(|n| n.kind == NameKind::Person) && w.pos(j) == Pos::Propn
        })
    }

    /// "signed an agreement to meet in November": a month or a later day behind "to" is that of what was agreed.
    pub fn lies_ahead(&self, f: &Found, family: Family, when: &ReportTime, published: Option<Stamp>) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let Some(t) = when.time.and_then(|n| (f.end..sentence.end).find(|&i| w.time_of[i] == n)) else { return false };
        // "called for rallies on Saturday": when they are to be.
        let called = |i: usize| {
            matches!(
                w.lemma(i),
                "rally" | "protest" | "strike" | "march" | "boycott" | "demonstration" | "vigil" | "session" | "vote"
            )
        };
        let wanted = matches!(w.lemma(f.anchor), "call" | "demand" | "urge") && (f.first..t).any(called);
        let weekday = when.precision == Some(TimePrecision::Day) && w.low(t).ends_with("day");
        if family == Family::Statement && wanted && weekday && !self.of_speaking(Anchor::of(f), t) {
            return true;
        }
        let said = match family {
            Family::Statement | Family::Affairs => f.group.is_some_and(|g| g.modal.is_none() && g.to.is_none()),
            _ => false,
        };
        let infinitive =
            (f.end..t).any(|i| w.low(i) == "to" && (i + 1..t.min(i + 3)).any(|v| w.is_verb(v)) && w.time_of[i] == NONE);
        let after = when.start.zip(published).is_some_and(|(s, p)| s.date > p.date);
        let month = when.precision.is_some_and(|p| p > TimePrecision::Day)
            && !self.mentions.times[w.time_of[t] as usize].text.bytes().any(|b| b.is_ascii_digit());
        said && f.link == Link::Own && infinitive && (after || month)
    }
}
