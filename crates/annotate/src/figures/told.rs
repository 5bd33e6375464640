//! What is told of the counted, by the words after and before it.

use super::lexicon::{Class, Lexicon, People, Position, lexicon};
use super::phrase::{Counted, Kind};
use super::words::Sentence;
use model::Pos;

/// What is told, and the token that tells it.
pub type Told = (&'static str, usize);

/// How far a sentence is followed after its subject.
const REACH: usize = 14;

impl<'a> Sentence<'a> {
    /// True for the object of a relative clause behind which the main clause goes on: what follows tells of another.
    fn hangs_in_relative(&self, head: usize, end: usize) -> bool {
        let goes_on =
            matches!(self.lower(end), "was" | "were" | "is" | "are" | "has" | "had" | "have" | "remains" | "remained" | "died");
        let clause = self.parent(head).filter(|&v| v < head && self.relation(head) == "obj" && self.relation(v) == "acl:relcl");
        goes_on && clause.is_some()
    }

    /// What the words around something counted tell.
    pub fn told(&self, c: &Counted, lexicon: &Lexicon) -> Option<Told> {
        let (start, p) = (c.number.start, &c.phrase);
        // "94 of 112 shot down": what flies.
        if c.kind == Kind::Number && self.lower(p.end) == "shot" && self.lower(p.end + 1) == "down" {
            return None;
        }
        // "115 dead", "four wounded": no noun between.
        if c.kind == Kind::Number
            && p.end == c.number.end
            && let Some(what) = lexicon.cue(Position::After, self.lower(p.end))
            && (!self.object_follows(p.end + 1) || self.form(p.end + 1).starts_with(char::is_uppercase))
        {
            return Some((what, p.end));
        }
        // "three of the wounded died": the verb tells of the three.
        if c.kind == Kind::Number
            && self.lower(c.number.end) == "of"
            && matches!(self.lower(c.number.end + 1), "the" | "those")
            && matches!(self.lower(c.number.end + 2), "wounded" | "injured" | "hurt")
            && let Some(told) = self.after(c.number.end + 3, lexicon).filter(|(what, _)| *what == "killed")
        {
            return Some(told);
        }
        // "One of the five people hospitalized after a shooting has died": what the main verb tells.
        if self.part_of(c)
            && matches!(self.lower(c.number.end + 1), "the" | "those")
            && let Some(told) = self.above(c, lexicon).filter(|(what, _)| *what == "killed")
        {
            return Some(told);
        }
        if c.kind == Kind::Number
            && let Some(told) = self.alive(start, c.end())
        {
            return Some(told);
        }
        let toll = |s: &Self| if c.kind == Kind::Number { s.toll(start, lexicon) } else { None };
        let object = |s: &Self| {
            s.turned_round(c, lexicon)
                .or_else(|| s.object_of(c, lexicon))
                .or_else(|| s.of_noun(start, lexicon))
                .or_else(|| toll(s))
        };
        // "A guard who faced the attacker was in critical condition": the guard.
        if c.kind != Kind::Reflexive && self.hangs_in_relative(p.head, c.end()) {
            return object(self);
        }
        match c.kind {
            Kind::Reflexive if self.own_life(start) => self.happened(start - 1).then_some(("killed", start - 1)),
            Kind::Reflexive => self.gun_turned(start).or_else(|| object(self)),
            // "don't let my baby die"
            _ if start > 0 && matches!(self.lower(start - 1), "let" | "lets") => None,
            // "kills one, wounds three in Norport as a man was arrested"
            _ if self.acted(start, lexicon)
                && matches!(self.lower(c.end()), "in" | "at" | "on" | "near")
                && object(self).is_some() =>
            {
                object(self)
            }
            // "killed one and wounded four": what follows tells of others.
            _ if matches!(self.lower(c.end()), "and" | "before") && object(self).is_some() => object(self),
            _ if self.lower(c.end()) == "," && self.lower(c.end() + 1) == "including" && object(self).is_some() => object(self),
            // "who shot four, including two agents, is dead"
            _ if self.lower(c.end()) == ","
                && self.lower(c.end() + 1) == "including"
                && start > 0
                && lexicon.cue(Position::Object, self.lower(start - 1)).is_some() =>
            {
                None
            }
            // What is an object of one verb can be the subject of none but a relative clause.
            _ => self
                .after(c.end(), lexicon)
                .map(|told| self.in_the_end(c, told, lexicon))
                .or_else(|| object(self))
                .or_else(|| self.has(c, lexicon))
                .or_else(|| {
                    // "30 missing miners", "20 wounded soldiers"
                    let before = |j: usize| lexicon.cue(Position::After, self.lower(j)).filter(|_| self.tag(j) != "VBD");
                    let described = (c.number.end..p.head).find_map(|j| Some((before(j)?, j)));
                    if c.kind == Kind::Number && p.people && described.is_some() {
                        return described;
                    }
                    // "12 deaths", "three hostages".
                    let head = self.lower(p.head);
                    let hit = |j: usize| matches!(self.lower(j), "shooting" | "gunshot" | "stabbing");
                    if c.kind == Kind::Number && head == "victims" && (c.number.end..p.head).any(hit) {
                        return Some(("hit", p.head));
                    }
                    let what = lexicon.cue(Position::Noun, head)?;
                    (c.kind == Kind::Number && p.head_end > c.number.end && (what != "affected" || head != "victims"))
                        .then_some((what, p.head))
                }),
        }
    }

    /// "A child who was hurt on Friday has died": what came of it is told behind the clause.
    fn in_the_end(&self, c: &Counted, told: Told, lexicon: &Lexicon) -> Told {
        let clause =
            matches!(self.lower(c.end()), "who" | "that") || self.lower(c.end()) == "," && self.lower(c.end() + 1) == "who";
        // "the deaths of a pastor and his wife, who were shot"
        let of = || self.of_noun(c.number.start, lexicon);
        let died = || self.above(c, lexicon).or_else(of).filter(|(what, _)| *what == "killed");
        if clause && told.0 != "killed" { died().unwrap_or(told) } else { told }
    }

    /// The same, and what the tree tells where the words beside them do not. Bare digits may be anything.
    pub fn told_in_tree(&self, c: &Counted, lexicon: &Lexicon) -> Option<Told> {
        let p = &c.phrase;
        let spelled = p.head_end <= p.start && !self.lower(c.number.start).starts_with(|x: char| x.is_ascii_digit());
        let tree = || if p.people || spelled { self.by_tree(c, lexicon) } else { None };
        self.told(c, lexicon).or_else(tree)
    }

    /// One past an age after a name or noun: ", 24", "(24)", ", aged 24".
    pub fn past_age(&self, i: usize) -> usize {
        let number =
            |j: usize| self.pos(j) == Some(Pos::Num) || self.lower(j).bytes().next().is_some_and(|b| b.is_ascii_digit());
        match self.lower(i) {
            "," if number(i + 1) && self.phrase(i + 2).is_age => {
                let old = self.lower(i + 3) == "old" && self.lower(i + 2).starts_with("year");
                i + if old { 4 } else { 2 }
            }
            "," if matches!(self.lower(i + 1), "age" | "aged" | "ages") && number(i + 2) => {
                let both = self.lower(i + 3) == "and" && number(i + 4);
                i + if both { 5 } else { 3 }
            }
            "(" if number(i + 1) && self.lower(i + 2) == ")" => i + 3,
            _ => i,
        }
    }

    /// What is told after the subject that ends at `end`, over an age, an apposition or a short phrase of place.
    pub fn after(&self, end: usize, lexicon: &Lexicon) -> Option<Told> {
        let mut i = self.past_age(end);
        if i > end && self.lower(i) == "," && self.finite(i + 1) {
            i += 1;
        }
        if self.lower(i) == "," {
            if matches!(self.lower(i + 1), "who" | "whom")
                && let Some(told) = self.walk(i + 2, lexicon)
            {
                return Some(told);
            }
            // "shot, killed" in the manner of headlines.
            if let Some(what) = lexicon.cue(Position::After, self.lower(i + 1))
                && matches!(self.lower(i + 2), "." | "" | "," | "in" | "by" | "at" | "on" | "after")
                && !self.in_clause(end)
            {
                return Some((what, i + 1));
            }
            let close = (i + 1..self.len().min(i + 25)).find(|&j| matches!(self.lower(j), "," | ";"))?;
            let list = matches!(self.lower(i + 1), "including" | "among" | "most" | "many" | "some" | "mostly" | "all");
            if self.lower(close) == ";" || !list && !self.finite(close + 1) {
                return None;
            }
            i = close + 1;
        } else if matches!(self.lower(i), "-" | "–" | "—")
            && let Some(close) = (i + 2..self.len().min(i + 16)).find(|&j| matches!(self.lower(j), "-" | "–" | "—" | ";"))
            && self.lower(close) == self.lower(i)
        {
            // "16 crew - 13 Norlanders and three others - who remain missing"
            i = close + 1;
        } else if matches!(
            self.lower(i),
            "in" | "from"
                | "at"
                | "on"
                | "aboard"
                | "inside"
                | "of"
                | "with"
                | "near"
                | "outside"
                | "wearing"
                | "riding"
                | "sitting"
                | "standing"
                | "working"
                | "walking"
                | "driving"
        ) || self.people_doing(i)
        {
            if self.lower(i) == "in" && (self.left_in_hospital(i, lexicon) || self.left_in_condition(i, lexicon)) {
                return Some(("injured", i));
            }
            if self.lower(i) == "with"
                && let Some(told) = self.wounded(i + 1, i, lexicon)
            {
                return Some(told);
            }
            let stop = |j: &usize| {
                lexicon.cue(Position::After, self.lower(*j)).is_some_and(|what| what == "killed")
                    || matches!(
                        self.lower(*j),
                        "was"
                            | "were"
                            | "died"
                            | "has"
                            | "had"
                            | "have"
                            | "is"
                            | "are"
                            | ","
                            | ";"
                            | "and"
                            | "when"
                            | "while"
                            | "that"
                    )
            };
            let reach = if self.people_doing(i) { 12 } else { 9 };
            i = (i + 1..self.len().min(i + reach)).find(stop)?;
            if matches!(self.lower(i), "," | ";" | "and" | "when" | "while" | "that") {
                return None;
            }
        }
        if matches!(self.lower(i), "who" | "that") {
            i += 1;
            // "a woman who the police say is their mother, were shot": what is told stands behind the clause.
            if let Some(told) = self.walk(i, lexicon).or_else(|| self.second(i, lexicon)) {
                return Some(told);
            }
            let close = (i + 1..self.len().min(i + 12)).find(|&j| matches!(self.lower(j), "," | ";"))?;
            return if self.lower(close) == "," && self.finite(close + 1) { self.walk(close + 1, lexicon) } else { None };
        }
        // "left two people including the gunman dead"
        if self.lower(i) == "including" {
            let close = |j: &usize| !matches!(self.lower(*j), "," | ";" | "and" | "");
            let told = |j: usize| lexicon.cue(Position::After, self.lower(j)).filter(|_| !self.object_follows(j + 1));
            return (i + 1..i + 7).take_while(close).find_map(|j| Some((told(j)?, j)));
        }
        self.walk(i, lexicon)
    }

    /// "The girl, who was with her father, died": seen from the comma, what follows is told of another.
    fn in_clause(&self, comma: usize) -> bool {
        let open = |j: &usize| matches!(self.lower(*j), "," | "who" | "which" | "whose");
        let opens = (comma.saturating_sub(16)..comma).rev().find(open);
        opens.is_some_and(|j| self.lower(j) != "," && j > 0 && self.lower(j - 1) == ",")
    }

    /// "four gunmen trying to flee had been arrested": a participle right behind people whose verb follows.
    fn people_doing(&self, i: usize) -> bool {
        let helped = |j: usize| matches!(self.lower(j), "was" | "were" | "had" | "has" | "have");
        self.tag(i) == "VBG"
            && lexicon().cue(Position::Object, self.lower(i)).is_none()
            && (i + 1..i + 12)
                .take_while(|&j| {
                    !matches!(self.lower(j), "," | ";" | "and" | "who" | "that" | "after" | "before" | "when" | "as" | "")
                })
                .any(helped)
    }

    /// "left a man dead and three women in hospital", seen from "in".
    fn left_in_hospital(&self, i: usize, lexicon: &Lexicon) -> bool {
        let at = if matches!(self.lower(i + 1), "the" | "a") { i + 2 } else { i + 1 };
        let left = |j: usize| matches!(self.lower(j), "left" | "leaving" | "leaves");
        lexicon.is(Class::Hospital, self.lower(at)) && (i.saturating_sub(14)..i).any(left)
    }

    /// "left a man dead and another in critical condition", seen from "in".
    fn left_in_condition(&self, i: usize, lexicon: &Lexicon) -> bool {
        let Some((_, end)) = self.condition(i, lexicon) else { return false };
        let closed = matches!(self.lower(end + 1), "." | "," | ";" | "after" | "following" | "on" | "at" | "in" | "and" | "");
        let left = |j: usize| matches!(self.lower(j), "left" | "leaving" | "leaves");
        closed && (i.saturating_sub(14)..i).any(left)
    }

    /// True where a verb begins: the subject before an apposition goes on here.
    fn finite(&self, i: usize) -> bool {
        matches!(self.pos(i), Some(Pos::Aux | Pos::Verb))
            || matches!(self.pos(i), Some(Pos::Adv)) && matches!(self.pos(i + 1), Some(Pos::Aux | Pos::Verb))
    }

    /// The first telling word of a predicate that begins at `i`.
    pub(super) fn walk(&self, mut i: usize, lexicon: &Lexicon) -> Option<Told> {
        let limit = i + REACH;
        let mut helped = false;
        while i < limit.min(self.len()) {
            let w = self.lower(i);
            if let Some((long, what)) = lexicon.phrase(i, |j| self.lower(j)).filter(|_| !self.condemned(i)) {
                // "a gunman shot dead two guards": the guards.
                let theirs = !helped && lexicon.cue(Position::Object, w).is_some() && self.object_follows(i + long);
                return (!theirs).then_some((what, i));
            }
            if let Some(told) = self.befalls(i, helped) {
                return Some(told);
            }
            // "who fatally shot seven people": what he did.
            let kills = matches!(w, "fatally" | "mortally") && !helped;
            if kills && lexicon.cue(Position::Object, self.lower(i + 1)).is_some() && self.object_follows(i + 2) {
                return None;
            }
            // "critically wounded a fourth": the verb tells.
            let how = matches!(self.pos(i), Some(Pos::Adv)) && !matches!(w, "fatally" | "mortally");
            if how && lexicon.cue(Position::Object, self.lower(i + 1)).is_some() {
                i += 1;
                continue;
            }
            let passive = helped.then(|| lexicon.cue(Position::Passive, w)).flatten();
            if let Some(what) = lexicon.cue(Position::After, w).or(passive) {
                // Without "were", a transitive verb with an object is what they did: "two gunmen killed three people".
                let transitive = !helped && lexicon.cue(Position::Object, w).is_some() && !self.runs_on(i, what);
                if transitive
                    && (self.object_follows(i + 1)
                        || matches!(self.lower(i + 1), "at" | "into" | "toward" | "towards" | "back" | "and" | "through")
                            && what == "hit"
                            && !self.hit_there(i + 1)
                            && !self.ends_in_death(i + 1, lexicon))
                {
                    return None;
                }
                return if what == "hit" || what == "injured" {
                    self.outcome(i + 1, lexicon).or(Some((what, i)))
                } else {
                    Some((what, i))
                };
            }
            if self.goes_to_hospital(i) {
                return Some(("injured", i));
            }
            // "were hacked to death", by whatever verb
            if helped && self.lower(i + 1) == "to" && self.lower(i + 2) == "death" && !self.condemned(i + 1) {
                return Some(("killed", i + 1));
            }
            match w {
                "in" => return self.condition(i, lexicon).or_else(|| self.lies_in_hospital(i, helped)),
                "survived" if !helped && (!self.object_follows(i + 1) || self.lower(i + 1) == "being") => {
                    return Some(("survived", i));
                }
                "suffering" | "suffered" | "suffers" | "sustained" | "sustaining" | "received" | "with" | "had" | "have"
                | "has"
                    if (w != "has" || self.pos(i) == Some(Pos::Verb)) && self.wounded(i + 1, i, lexicon).is_some() =>
                {
                    return self.wounded(i + 1, i, lexicon);
                }
                _ => {}
            }
            // "was taken from the scene suffering from a gunshot wound", "walked into a hospital with gunshot wounds"
            if helped && lexicon.is(Class::Moved, w) || lexicon.is(Class::Arriving, w) {
                let wounds = |j: usize| match self.lower(j) {
                    "with" | "suffering" => self.wounded(j + 1, j, lexicon),
                    _ => None,
                };
                let on = (i + 1..i + 14).take_while(|&j| !matches!(self.lower(j), "," | ";" | "and" | "who" | "that" | ""));
                if let Some(told) = on.filter_map(wounds).next() {
                    return Some(told);
                }
            }
            if helped && lexicon.is(Class::Moved, w) && (i + 1..i + 12).any(|j| self.hospital(j) || self.lower(j) == "surgery")
            {
                return self.outcome(i + 1, lexicon).or(Some(("hit", i)));
            }
            if !lexicon.is(Class::Between, w) && !self.timed(i, i + 1) {
                return None;
            }
            helped |= matches!(w, "was" | "were" | "been" | "are" | "is" | "be" | "being" | "got" | "found");
            i += 1;
        }
        None
    }

    /// "Five Others Wounded Man Dies": a headline that runs into the next.
    fn runs_on(&self, i: usize, what: &str) -> bool {
        let capital = |j: usize| self.form(j).starts_with(char::is_uppercase);
        what == "injured" && capital(i) && capital(i + 1) && lexicon().people(self.lower(i + 1)) == Some(People::One)
    }

    /// True right behind a verb that does something to people: "wounds three".
    fn acted(&self, number: usize, lexicon: &Lexicon) -> bool {
        let verb = number.checked_sub(1).filter(|&v| matches!(self.tag(v), "VBZ" | "VBD" | "VBG" | "VBP"));
        verb.is_some_and(|v| lexicon.cue(Position::Object, self.lower(v)).is_some_and(|what| what != "hit"))
    }

    /// "were still in the hospital", "remained in hospital", seen from "in".
    fn lies_in_hospital(&self, i: usize, helped: bool) -> Option<Told> {
        let remains = i.checked_sub(1).is_some_and(|j| self.lower(j).starts_with("remain"));
        let at = if matches!(self.lower(i + 1), "the" | "a") { i + 2 } else { i + 1 };
        ((helped || remains) && matches!(self.lower(at), "hospital" | "hospitals")).then_some(("injured", i))
    }

    /// "Four women shot at Norbury house", the line of a headline: where it was, seen from "at".
    fn hit_there(&self, at: usize) -> bool {
        let stopped = matches!(self.lower(self.len().saturating_sub(1)), "." | "!" | "?" | "\"" | "”");
        self.lower(at) == "at" && !stopped && !self.phrase(at + 1).people
    }

    /// "in the leg", "in his left shoulder and arm": nobody dies of that as a rule.
    pub fn in_the_limbs(&self, i: usize) -> bool {
        if !matches!(self.lower(i), "in" | "on") {
            return false;
        }
        let part = |j: &usize| lexicon().is(Class::Body, self.lower(*j)) || lexicon().is(Class::Limb, self.lower(*j));
        let near =
            (i + 1..i + 10).take_while(|&j| !matches!(self.lower(j), "." | ";" | "who" | "when" | "while" | "")).filter(part);
        let parts: Vec<bool> = near.map(|j| lexicon().is(Class::Limb, self.lower(j))).collect();
        !parts.is_empty() && parts.iter().all(|limb| *limb)
    }

    /// "shot and killed", "shot dead".
    fn ends_in_death(&self, i: usize, lexicon: &Lexicon) -> bool {
        let verb = i + 1 + usize::from(self.pos(i + 1) == Some(Pos::Adv));
        self.lower(i) == "and" && lexicon.cue(Position::After, self.lower(verb)).is_some() && !self.object_follows(verb + 1)
    }

    /// "suffering from a gunshot wound": what wounds tell, where they are told from `i` on.
    pub(super) fn wounded(&self, i: usize, at: usize, lexicon: &Lexicon) -> Option<Told> {
        let wound = (i..i + 9)
            .take_while(|&j| !matches!(self.lower(j), "," | ";" | "" | "who" | "and" | "was" | "were"))
            .find(|&j| lexicon.is(Class::Wound, self.lower(j)) || self.lower(j).starts_with("fracture") || self.broken(j))?;
        let says = |w: &str| (i..wound).any(|j| self.lower(j).contains(w));
        if says("fatal") || says("mortal") {
            return Some(("killed", at));
        }
        let mild = says("threatening") || says("minor") || says("superficial") || says("slight") || says("graz");
        if mild { Some(("injured", at)) } else { self.outcome(wound + 1, lexicon).or(Some(("hit", at))) }
    }

    /// "a broken leg", seen from the leg.
    fn broken(&self, i: usize) -> bool {
        let limb = |c: Class| lexicon().is(c, self.lower(i).trim_end_matches('s')) || lexicon().is(c, self.lower(i));
        i > 0 && matches!(self.lower(i - 1), "broken" | "fractured") && (limb(Class::Limb) || limb(Class::Body))
    }

    /// "in critical but stable condition".
    pub(super) fn condition(&self, i: usize, lexicon: &Lexicon) -> Option<Told> {
        let from = if matches!(self.lower(i + 1), "a" | "an") { i + 2 } else { i + 1 };
        let end = (from..from + 5).find(|&j| !lexicon.is(Class::Condition, self.lower(j)))?;
        (end > from && self.lower(end) == "condition").then_some(("injured", end))
    }

    /// What came of somebody hit, later in the same sentence: "was shot in the chest and died at a hospital".
    fn outcome(&self, from: usize, lexicon: &Lexicon) -> Option<Told> {
        let mut j = from;
        while j < self.len().min(from + 25) {
            let w = self.lower(j);
            if matches!(w, ";" | ":" | "while" | "when" | "who" | "that") {
                return None;
            }
            // "were taken to hospital, where the child died": said of another.
            let whom = self.lower(j + 1);
            if w == "where" && !matches!(whom, "he" | "she" | "they" | "both" | "all") && !lexicon.is(Class::Between, whom) {
                return None;
            }
            // "four were shot, two of them fatally": said of others.
            if self.pos(j) == Some(Pos::Num) || matches!(w, "one" | "two" | "three" | "them" | "whom") {
                return None;
            }
            if w == "to" && self.lower(j + 1) == "death" && !self.condemned(j) || w == "fatally" || w == "dead" && j == from {
                return Some(("killed", j));
            }
            if matches!(w, "and" | "but" | "," | "before" | "then" | "later" | "where") {
                let mut k = j + 1;
                while k < j + 9
                    && (lexicon.is(Class::Between, self.lower(k))
                        || matches!(self.lower(k), "he" | "she" | "they" | "and" | "but")
                        || self.timed(k, k + 1))
                {
                    if matches!(self.lower(k), "not") {
                        return None;
                    }
                    k += 1;
                    if let Some((_, what @ "killed")) = lexicon.phrase(k, |x| self.lower(x)) {
                        return Some((what, k));
                    }
                }
                if matches!(self.lower(k), "survived" | "survive" | "survives" | "released") || self.goes_to_hospital(k) {
                    return Some(("injured", k));
                }
                if let Some((_, what)) = lexicon.phrase(k, |x| self.lower(x)) {
                    return Some((what, k));
                }
                if let Some(what @ ("killed" | "injured")) = lexicon.cue(Position::After, self.lower(k))
                    && !self.object_follows(k + 1)
                {
                    return Some((what, k));
                }
            }
            j += 1;
        }
        None
    }

    /// "drove herself to a hospital": those who can go there live.
    fn goes_to_hospital(&self, i: usize) -> bool {
        let himself = matches!(self.lower(i + 1), "himself" | "herself" | "themselves");
        himself && matches!(self.lower(i), "drove" | "took" | "transported" | "got") && (i + 2..i + 8).any(|j| self.hospital(j))
    }

    pub(super) fn object_follows(&self, i: usize) -> bool {
        if self.both(i) {
            return true;
        }
        match self.pos(i) {
            Some(Pos::Noun | Pos::Propn) => !self.timed(i, i + 1),
            // "both his parents", "both men"
            _ if self.lower(i) == "both"
                && (self.pos(i + 1) == Some(Pos::Noun) || matches!(self.tag(i + 1), "PRP$" | "DT")) =>
            {
                true
            }
            Some(Pos::Det | Pos::Num | Pos::Pron | Pos::Adj) => {
                let all = self.lower(i) == "all" && self.pos(i + 1) != Some(Pos::Num);
                let open =
                    all || matches!(self.lower(i), "both" | "multiple" | "several" | "himself" | "that" | "who" | "which");
                !self.timed(i, i + 1) && !open || matches!(self.lower(i), "himself" | "herself")
            }
            _ => {
                matches!(self.lower(i), "more" | "dozens" | "scores" | "hundreds" | "thousands" | "up" | "nearly")
                    || self.lower(i) == "as" && matches!(self.lower(i + 1), "many" | "few")
                    || self.lower(i) == "at" && self.lower(i + 1) == "least"
            }
        }
    }

    /// "Also wounded were four guests", "the wounded included two children".
    fn turned_round(&self, c: &Counted, lexicon: &Lexicon) -> Option<Told> {
        let open = |j: &usize| lexicon.is(Class::Beside, self.lower(*j));
        let verb = (c.number.start.saturating_sub(4)..c.number.start).rev().find(|j| !open(j))?;
        let mut told = verb.checked_sub(1)?;
        // "Also killed in the attack was Ana Ruiz."
        if matches!(self.lower(verb), "were" | "was")
            && self.lower(0) == "also"
            && verb < 12
            && !(1..verb).any(|j| self.lower(j) == ",")
        {
            told = 1;
        }
        let what =
            lexicon.cue(Position::After, self.lower(told)).filter(|what| matches!(*what, "killed" | "injured" | "hit"))?;
        let before = told.checked_sub(1).map_or("", |j| self.lower(j));
        match self.lower(verb) {
            "were" | "was" | "are" | "is" => matches!(before, "also" | "among" | "").then_some((what, told)),
            "included" | "include" | "includes" => (before == "the").then_some((what, told)),
            _ => None,
        }
    }

    /// The verb before the number whose object it is: "killing at least 115".
    fn object_of(&self, c: &Counted, lexicon: &Lexicon) -> Option<Told> {
        let mut i = c.number.start;
        for _ in 0..6 {
            i = i.checked_sub(1)?;
            let w = self.lower(i);
            // 'killed "at least seven people"'
            if matches!(w, "\"" | "“" | "``") {
                continue;
            }
            // "hacked to death six villagers"
            if let Some(verb) = i.checked_sub(2).filter(|&v| w == "death" && self.lower(v + 1) == "to") {
                let active =
                    verb == 0 || !matches!(self.lower(verb - 1), "was" | "were" | "been" | "being" | "are" | "is" | "be");
                let told = active && self.pos(verb) == Some(Pos::Verb) && !self.condemned(verb + 1) && self.happened(verb);
                return told.then_some(("killed", verb + 1));
            }
            // "shot dead two guards", "gunned down a judge"
            if let Some(verb) = i.checked_sub(1).filter(|_| matches!(w, "dead" | "down"))
                && lexicon.cue(Position::Object, self.lower(verb)).is_some()
            {
                let passive = verb.checked_sub(1).map_or("", |j| self.lower(j));
                let active = !matches!(passive, "was" | "were" | "been" | "being" | "are" | "is" | "be");
                let told = lexicon.phrase(verb, |j| self.lower(j)).map(|(_, what)| (what, verb));
                return told.filter(|_| active && self.happened(verb));
            }
            if let Some(what) = lexicon.cue(Position::Object, w) {
                let before = i.checked_sub(1).map_or("", |j| self.lower(j));
                // "1 dead, 3 wounded Two men and a woman": a headline that runs into its text.
                if i > 0 && super::number::at(i - 1, &|j| self.lower(j)).is_some_and(|n| n.end == i) && self.capital(c) {
                    return None;
                }
                // "were killed three days ago" is passive, its subject stands before.
                if matches!(before, "was" | "were" | "been" | "being" | "are" | "is" | "be")
                    || !self.happened(i)
                    || c.kind != Kind::Number && lexicon.is(Class::Figurative, w) && !self.flew(i)
                {
                    return None;
                }
                if matches!(before, "fatally" | "mortally") {
                    return Some(("killed", i));
                }
                if what != "hit" {
                    return Some((what, i));
                }
                // "shot a man in the leg"; "hit three cars" is no toll, and "shot and killed" is told by the nearer verb.
                return c.phrase.people.then(|| self.outcome(c.end(), lexicon).unwrap_or((what, i)));
            }
            // "seized 35 pupils", "pulled four men from the rubble", "forced 300 people from their homes"
            if let Some(what) = self.taken(i, c) {
                return self.happened(i).then_some((what, i));
            }
            // "sent two men to the hospital".
            let sent = matches!(w, "sent" | "sending" | "sends" | "landed" | "landing" | "put");
            let counts = c.phrase.people || c.kind == Kind::Number && c.phrase.head_end <= c.phrase.start;
            if sent && counts && (c.end()..c.end() + 6).any(|j| self.hospital(j)) {
                return self.happened(i).then_some(("hit", i));
            }
            // "shooting at two men" need not hit them.
            if w == "at" && !matches!(self.lower(i + 1), "least" | "most") {
                return None;
            }
            // "the shooting of a man" is no verb with an object; "a minimum of ten" is a number.
            let amount = |j: usize| matches!(self.lower(j), "minimum" | "maximum" | "upwards" | "excess" | "total" | "tens");
            if !(lexicon.is(Class::Beside, w) || amount(i)) || w == "of" && !i.checked_sub(1).is_some_and(amount) {
                return None;
            }
        }
        None
    }

    /// "A stray bullet hit a girl": what struck was no storm.
    fn flew(&self, verb: usize) -> bool {
        let shot =
            |j: usize| matches!(self.lower(j), "bullet" | "bullets" | "gunfire" | "shots" | "rounds" | "pellets" | "shrapnel");
        (verb.saturating_sub(6)..verb).any(shot)
    }

    /// "turned the gun on himself", seen from "himself".
    fn gun_turned(&self, i: usize) -> Option<Told> {
        let from = i.checked_sub(1).filter(|&j| matches!(self.lower(j), "on" | "upon"))?;
        let verb = (from.saturating_sub(6)..from).rev().find(|&j| self.lower(j).starts_with("turn"))?;
        let gun = |j: usize| {
            let w = self.lower(j);
            w.ends_with("gun") || matches!(w, "weapon" | "rifle" | "pistol" | "revolver" | "firearm" | "knife" | "it")
        };
        ((verb + 1..from).any(gun) && self.happened(verb)).then(|| self.outcome(i + 1, lexicon()).unwrap_or(("killed", verb)))
    }

    /// True where the counted begins in the manner of a sentence.
    fn capital(&self, c: &Counted) -> bool {
        self.form(c.number.start).starts_with(char::is_uppercase)
    }

    /// False for what is only wished, feared or denied: "threatened to kill", "did not kill", "could have killed".
    pub(super) fn happened(&self, i: usize) -> bool {
        let before = |k: usize| i.checked_sub(k).map_or("", |j| self.lower(j));
        match before(1) {
            "to" => matches!(before(2), "on" | "managed" | "enough"),
            "not" | "n't" | "never" | "would" | "could" | "might" | "will" | "can" | "may" | "should" | "attempted" => false,
            "have" => !matches!(before(2), "could" | "would" | "might" | "not" | "n't"),
            "been" => false,
            _ => true,
        }
    }

    /// "the deaths of N", "claimed N lives" is a counted noun, "the toll has risen to N".
    fn of_noun(&self, number: usize, lexicon: &Lexicon) -> Option<Told> {
        let mut link = None;
        for i in (number.saturating_sub(12)..number).rev() {
            let w = self.lower(i);
            match w {
                "of" | "to" | "at" | "from" | "is" | "was" | "stands" | "stood" | "reached" | "hit" | "passed" | "topped"
                | "exceeded" | "surpassed" | "past" | "above"
                    if link.is_none() =>
                {
                    link = Some(i);
                }
                "," | ";" | ":" | "and" | "." => return None,
                _ => {}
            }
            // "the number of fatalities to four", "the number of dead is four"
            if let Some(link) = link.filter(|_| self.number_of(i))
                && let Some(what) = lexicon.cue(Position::Noun, w).or(lexicon.cue(Position::After, w))
            {
                return (self.lower(link) != "of" && self.lower(link) != "from").then_some((what, i));
            }
            let Some(what) = lexicon.cue(Position::Of, w).or_else(|| lexicon.cue(Position::Noun, w)) else { continue };
            let link = link?;
            // "deaths have climbed past 300", "cases rose to 87"
            let plural = matches!(w, "deaths" | "fatalities" | "cases" | "infections" | "arrests" | "injuries" | "casualties");
            if plural && (i + 1..=link).any(|j| rises(self.lower(j))) && self.lower(link) != "of" {
                return (self.lower(link) != "from" || self.older(number)).then_some((what, i));
            }
            // "causing wounds to five"
            let to = link == i + 1 && self.lower(link) == "to" && matches!(w, "injuries" | "injury" | "wounds");
            if to && (link + 1..number).all(|j| lexicon.is(Class::Beside, self.lower(j))) {
                return Some(("injured", i));
            }
            let what = lexicon.cue(Position::Of, w).unwrap_or("");
            if what.is_empty() {
                continue;
            }
            let before = i.checked_sub(1).map_or("", |j| self.lower(j));
            // "the deaths of 15" needs the "of" right after; a toll may rise, climb or stand before its number.
            if w == "toll" {
                // "the bridge toll" is paid.
                let other =
                    matches!(before, "injury" | "injured" | "casualty" | "heavy" | "its" | "bridge" | "motorway" | "tunnel");
                return (!other).then_some((what, i));
            }
            if matches!(before, "attempted" | "planned" | "threatened" | "suicide") {
                return None;
            }
            // "claimed the life of"; the life of a farmer is no death.
            let taken = (i.saturating_sub(3)..i).any(|j| {
                matches!(
                    self.lower(j),
                    "claimed" | "claims" | "claiming" | "took" | "takes" | "taking" | "taken" | "ended" | "cost"
                )
            });
            if w == "life" && !taken {
                return None;
            }
            // "the fatal shooting of", "the shooting death of".
            let what = if what == "hit" && matches!(before, "fatal" | "deadly" | "fatally") { "killed" } else { what };
            let near = (link + 1..number).all(|j| lexicon.is(Class::Beside, self.lower(j)) || self.of_age(j));
            return (link == i + 1 && self.lower(link) == "of" && near).then_some((what, i));
        }
        None
    }

    /// True for a word of an age before a name: "18 year old Ben Okar".
    fn of_age(&self, i: usize) -> bool {
        let w = self.lower(i);
        let years = w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit());
        years || matches!(w, "-" | "year" | "month" | "old") || w.ends_with("-old")
    }

    /// True for what is counted in "the number of dead", "the number of people injured".
    pub fn number_of(&self, noun: usize) -> bool {
        let before = |k: usize| noun.checked_sub(k).map_or("", |j| self.lower(j));
        let of = |k: usize| before(k) == "of" && matches!(before(k + 1), "number" | "total");
        of(1) || matches!(before(1), "the" | "people" | "persons" | "confirmed") && of(2)
    }

    /// "Ana Ruiz's death".
    fn has(&self, c: &Counted, lexicon: &Lexicon) -> Option<Told> {
        let end = c.end();
        if !matches!(self.lower(end), "'s" | "'") || c.kind == Kind::Number {
            return None;
        }
        // "Ana Ruiz's death sentence": she lives.
        let sentence = |j: usize| {
            let about =
                matches!(self.lower(j + 1), "sentence" | "sentences" | "penalty" | "threat" | "threats" | "row" | "wish");
            self.lower(j) == "death" && about
        };
        (end + 1..end + 4).find_map(|j| Some((lexicon.cue(Position::Has, self.lower(j)).filter(|_| !sentence(j))?, j)))
    }
}

/// Verbs of a count that grows, or that stands.
fn rises(word: &str) -> bool {
    matches!(
        word,
        "rose" | "risen" | "rises" | "climbed" | "climbs" | "climb" | "grew" | "grown" | "jumped" | "soared" | "increased"
    ) || matches!(word, "swelled" | "reached" | "passed" | "topped" | "exceeded" | "surpassed" | "stands" | "stood" | "rise")
}
