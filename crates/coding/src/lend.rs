//! What the clauses of one sentence lend each other, and what they keep: "thousands marched in Norport on Monday and police
//! fired tear gas; nine people were held" tells one day and one town for all three, "two died in Norport, and in Besk a grenade
//! hurt four" tells two towns.

use crate::attach::Anchor;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, WINDOW, Words};
use model::{Carried, NameKind, PlaceUse, Pos, ReportPlace, ReportTime, Status, TimeKind, TimePrecision, goes_elsewhere};
use std::ops::Range;

/// Clauses in a row.
const CHAIN: usize = 4;
/// Words from "which" to the verb of its clause.
const CLAUSE: usize = 12;
/// Steps up a tree before it is given up.
const HIGH: usize = 12;

/// The verb that tells a match, if a verb does.
fn verb_of(f: &Found) -> Option<usize> {
    f.group.filter(|_| f.link != Link::Free).map(|g| g.main)
}

/// "The court has convicted him, sentencing him to nine months": what a participle tells has the day that its verb was given.
pub(crate) fn with_its_verb(scene: &Scene, before: &[Draft], d: &Draft) -> Option<ReportTime> {
    let w = scene.words;
    let v = verb_of(&d.found).filter(|&v| w.relation(v) == "advcl" && w.tag(v) == "VBG")?;
    let marked = w.below(v).any(|c| c < v && w.relation(c) == "mark");
    let above = w.governor(v).filter(|_| !marked)?;
    let told = |q: &&Draft| q.sentence == d.sentence && q.family == d.family && verb_of(&q.found) == Some(above);
    before.iter().rev().find(told).filter(|q| q.when.start.is_some()).map(|q| q.when.clone())
}

/// "In Norport, five bodies were found", after what was told of another town.
pub(crate) fn opens_in_another_place(scene: &Scene, d: &Draft, q: &Draft) -> bool {
    let w = scene.words;
    let start = w.sentence(d.found.anchor).start;
    let opening = (start + 1..start + 4).find(|&i| w.place_of.get(i).is_some_and(|p| *p != NONE));
    let (Some(i), Some(there)) = (opening.filter(|_| w.low(start) == "in"), q.place.place) else { return false };
    let (x, y) = (&scene.mentions.places[w.place_of[i] as usize], &scene.mentions.places[there as usize]);
    x.name != y.name && x.precision == y.precision
}

/// True where the clause of verb `second` goes on behind that of verb `first`: "marched, and police fired; nine were held".
fn goes_on(w: &Words, first: usize, second: usize) -> bool {
    let mut at = second;
    for _ in 0..CHAIN {
        let Some(head) = w.governor(at) else { return false };
        let joined = match w.relation(at) {
            "conj" => true,
            "parataxis" => (head.min(at)..head.max(at)).any(|i| w.low(i) == ";"),
            _ => false,
        };
        if !joined {
            return false;
        }
        if head == first {
            return true;
        }
        at = head;
    }
    false
}

/// True where one of the two verbs tells what went on while the other was: "residents fled as rebels took the port".
fn meanwhile(w: &Words, a: usize, b: usize) -> bool {
    let beside = |main: usize, aside: usize| {
        w.relation(aside) == "advcl"
            && w.governor(aside) == Some(main)
            && w.below(aside).any(|c| {
                let joins = matches!(w.relation(c), "mark" | "advmod");
                c < aside && joins && matches!(w.low(c), "as" | "when" | "while")
            })
    };
    beside(a, b) || beside(b, a)
}

/// "fired tear gas in Norport, where thousands marched": the verb whose clause tells where that was.
fn where_it_was(w: &Words, v: usize) -> Option<usize> {
    let there = matches!(w.relation(v), "acl:relcl" | "advcl") && w.below(v).any(|c| c < v && w.low(c) == "where");
    w.above(v, HIGH).skip(1).find(|&i| w.is_verb(i)).filter(|&u| there && u < v)
}

/// True for a verb in the plain past.
fn plain(w: &Words, v: usize) -> bool {
    let g = w.verb_group(v);
    g.modal.is_none() && g.to.is_none() && !g.perfect && (w.tag(v) == "VBD" || w.is_passive(&g) && g.past_aux)
}

impl Scene<'_> {
    /// The words of the clause of verb `v`, which goes on behind verb `before`, as far as they are its own.
    fn clause_that_goes_on(&self, v: usize, before: usize) -> Range<usize> {
        let w = self.words;
        let sentence = w.sentence(v);
        let own = |i: usize| i == v || w.above(i, HIGH * 2).take_while(|&a| a != before).any(|a| a == v);
        let start = ((before + 1).max(v.saturating_sub(WINDOW))..v).find(|&i| own(i)).unwrap_or(v);
        let end = (v..sentence.end.min(v + WINDOW)).rev().find(|&i| own(i)).map_or(v + 1, |i| i + 1);
        start..end
    }

    /// "two died in Norport, and in Besk a grenade hurt four", seen from "died": Besk opens the clause that goes on.
    pub fn opens_the_next_clause(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let Some(main) = verb_of(f).filter(|&v| v < t) else { return false };
        let Some(verb) = w.above(t, HIGH).skip(1).find(|&i| w.is_verb(i)) else { return false };
        if verb <= t || verb == main || (f.first..f.end).contains(&verb) {
            return false;
        }
        // "It is his second conviction in a year: in May, he was jailed"
        if (f.end..t).any(|i| w.low(i) == ":") {
            return true;
        }
        let beside = || w.relation(main) == "conj" && w.relation(verb) == "conj" && w.governor(main) == w.governor(verb);
        goes_on(w, main, verb) || beside()
    }

    /// "was sacked on Friday, and was convicted in 2029 of beating a guard", seen from "beating": Friday is the other clause's,
    /// for its own has a time.
    pub fn of_the_clause_before(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let Some(verb) = w.head_of_time(t).filter(|&v| w.is_verb(v) && v < f.first) else { return false };
        let Some(own) = w.above(f.anchor, HIGH).find(|&i| w.relation(i) == "conj" && w.governor(i) == Some(verb)) else {
            return false;
        };
        if t > own || (f.first..f.end).contains(&verb) {
            return false;
        }
        let timed = |i: usize| {
            let time = self.mentions.times.get(w.time_of[i] as usize);
            time.is_some_and(|x| x.start.is_some() && matches!(x.kind, TimeKind::Date | TimeKind::Time))
                && w.time_of[i] != w.time_of[t]
        };
        self.clause_that_goes_on(own, verb).any(timed)
    }

    /// "struck the port on Friday after a rocket killed two farmers", seen from "killed": Friday is the answer's day.
    pub fn of_the_answer(&self, f: &Found, t: usize, others: &[Anchor]) -> bool {
        let w = self.words;
        let Some(answer) = w.head_of_time(t).filter(|&v| w.is_verb(v)) else { return false };
        let clause = w.above(f.anchor, HIGH).find(|&i| w.relation(i) == "advcl" && w.governor(i) == Some(answer));
        let after = |c: usize| w.below(c).find(|&m| m < c && w.relation(m) == "mark" && w.low(m) == "after");
        let Some(mark) = clause.and_then(after).filter(|&m| t < m && m < f.anchor) else { return false };
        let toll = |i: usize| matches!(w.lemma(i), "kill" | "die" | "injure" | "wound" | "hurt" | "leave" | "burn" | "drown");
        let deed = |o: &Anchor| {
            let tells = (o.first..o.end).contains(&answer) || o.at < mark && w.governor(o.at) == Some(answer);
            o.harmful && o.at != f.anchor && tells
        };
        !toll(answer) && !w.is_passive(&w.verb_group(answer)) && others.iter().any(deed)
    }

    /// "launched strikes after nine of its men died in clashes": the strikes answer what cost the nine their lives.
    pub fn answers(&self, answer: &Found, before: &Found) -> bool {
        let w = self.words;
        let Some(verb) = verb_of(answer).filter(|&v| v < before.first && !w.is_passive(&w.verb_group(v))) else { return false };
        let clause = w.above(before.anchor, HIGH).find(|&i| w.relation(i) == "advcl" && w.governor(i) == Some(verb));
        clause.is_some_and(|c| w.below(c).any(|m| m < c && w.relation(m) == "mark" && w.low(m) == "after"))
    }

    /// "Norland, which denies arming them, accused Besk of it in May": the month is of no clause that only tells of Norland.
    pub fn outside_the_relative(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        if f.link != Link::Own || t < f.end {
            return false;
        }
        let clause = w.above(f.anchor, HIGH).find(|&i| w.relation(i) == "acl:relcl");
        clause.is_some_and(|c| {
            let noun = w.governor(c);
            let set_off = noun.is_some_and(|n| (n..c).any(|i| w.low(i) == "," && i + 1 < c && w.tag(i + 1).starts_with('W')));
            set_off && !w.above(t, HIGH * 2).any(|i| i == c)
        })
    }

    /// True for a time that the tree hangs from the trigger's verb, or from one that was folded into it.
    pub fn of_its_verb(&self, f: &Found, t: usize) -> bool {
        let head = self.words.head_of_time(t).filter(|&h| self.words.is_verb(h));
        head.is_some_and(|h| f.folded.contains(&h) || f.link == Link::Own && h == f.anchor)
    }

    /// True where the words between the verbs, or those around the second, say that it was later or earlier.
    fn another_time(&self, first: usize, clause: &Range<usize>) -> bool {
        let w = self.words;
        let turns = |i: usize| {
            matches!(w.low(i), "then" | "later" | "before" | "after" | "since" | "once" | "previously" | "earlier" | "until")
                && w.time_of[i] == NONE
        };
        (first..clause.start).any(|i| matches!(w.low(i), "then" | "but" | "later")) || clause.clone().any(turns)
    }

    /// "violence in March 2029 in which 90 people were killed": the time that the noun has of which the clause tells.
    pub fn time_of_its_noun(&self, f: &Found) -> Option<u32> {
        let w = self.words;
        let verb = verb_of(f)?;
        let dated = |t: usize| {
            let time = self.mentions.times.get(w.time_of[t] as usize);
            time.is_some_and(|x| x.start.is_some() && matches!(x.kind, TimeKind::Date | TimeKind::Time))
        };
        // Right before "in which", whatever the parser hangs it from.
        let which = (w.sentence(verb).start.max(verb.saturating_sub(CLAUSE)) + 2..verb).rev().find(|&i| w.low(i) == "which");
        let beside = which.filter(|&i| matches!(w.low(i - 1), "in" | "during")).map(|i| i - 2);
        // "a raid on a villa on March 12, in which police also seized drugs"
        let day = |t: usize| {
            let time = &self.mentions.times[w.time_of[t] as usize];
            time.precision > TimePrecision::Day || w.low(t + 1) == "," && time.text.bytes().any(|b| b.is_ascii_digit())
        };
        let beside = beside.map(|t| if t > 0 && w.low(t) == "," { t - 1 } else { t });
        if let Some(t) = beside.filter(|&t| dated(t) && day(t)) {
            return Some(w.time_of[t]);
        }
        // "were killed in the violence that followed the poll of December 2030"
        let followed = w.below(verb).filter(|&n| w.relation(n) == "obl" && n > verb).find_map(|n| {
            let c =
                w.below(n).find(|&c| w.relation(c) == "acl:relcl" && matches!(w.lemma(c), "follow" | "accompany" | "mar"))?;
            let t = (c + 1..w.sentence(verb).end).find(|&t| dated(t) && w.above(t, CHAIN).any(|i| i == c))?;
            (self.mentions.times[w.time_of[t] as usize].precision > TimePrecision::Day).then(|| w.time_of[t])
        });
        if followed.is_some() {
            return followed;
        }
        let clause = w.above(verb, CHAIN).find(|&i| w.relation(i) == "acl:relcl")?;
        let noun = w.governor(clause).filter(|&n| n < clause && !w.is_verb(n))?;
        let which = (noun + 1..verb).any(|i| matches!(w.low(i), "which" | "when" | "where"));
        // "fought a war over the hills in September 2030 that left 280 dead"
        let fought = crate::period::lasts(w.lemma(noun)) && (noun + 1..verb).any(|i| w.low(i) == "that");
        let beside = |t: &usize| dated(*t) && w.head_of_time(*t).is_some_and(|v| v == noun || w.governor(noun) == Some(v));
        if let Some(t) = (noun + 1..clause).filter(|_| fought).find(beside) {
            return Some(w.time_of[t]);
        }
        let told = |t: &usize| dated(*t) && w.above(*t, 4).find(|&i| i == noun || w.is_verb(i)) == Some(noun);
        (noun.saturating_sub(3)..clause).filter(|_| which).find(told).map(|t| w.time_of[t])
    }

    /// True where words of the clause tell a time of its own.
    fn timed(&self, f: &Found, clause: &Range<usize>, than: Option<u32>) -> bool {
        let w = self.words;
        clause.clone().any(|i| {
            let n = w.time_of[i];
            let time = self.mentions.times.get(n as usize).filter(|_| Some(n) != than);
            time.is_some_and(|t| t.kind != TimeKind::Duration) && !self.tells_saying(f, i)
        })
    }

    /// "A drone killed a clerk driving in Velm": a place that is not known, which is no place told before.
    pub fn somewhere_else(&self, f: &Found) -> bool {
        let w = self.words;
        let unknown = |i: usize| {
            let n = w.place_of[i];
            let name = self.mentions.names.get(w.name_of[i] as usize);
            let street = name.is_some_and(|n| n.text.split(' ').any(|x| self.lexicon.has("building", &x.to_lowercase())));
            let settled = || name.is_none_or(|n| matches!(n.kind, NameKind::Place | NameKind::Other)) && !street;
            n == NONE && w.tag(i) == "NNP" && w.time_of[i] == NONE && settled()
        };
        w.sentence(f.anchor).skip(1).any(|i| matches!(w.low(i - 1), "in" | "near") && w.tag(i) == "NNP" && unknown(i))
    }

    /// "A radio reporter was shot in Norland. A Westlandic singer was shot on Monday.": whose victim is of another country than
    /// that of the place told before, and of that none is told.
    pub fn of_another_land(&self, d: &Draft, q: &Draft) -> bool {
        let w = self.words;
        let country = |n: u32| self.mentions.places.get(n as usize).and_then(|p| p.country.as_deref());
        let Some(there) = q.place.place.and_then(country) else { return false };
        let Some(p) = d.found.role(model::RoleKind::Victim).filter(|p| w.sentence(d.found.anchor).start + 2 > p.start) else {
            return false;
        };
        let of = (p.start..p.end).find_map(|i| country(w.place_of[i]));
        of.is_some_and(|c| c != there) && w.sentence(d.found.anchor).all(|i| country(w.place_of[i]) != Some(there))
    }

    /// True where words of the clause tell a place, known or not.
    fn tells_a_place(&self, clause: &Range<usize>) -> bool {
        let w = self.words;
        clause.clone().any(|i| {
            let place = self.mentions.places.get(w.place_of[i] as usize);
            let lies = i > clause.start && matches!(w.low(i - 1), "in" | "at" | "near" | "outside" | "off" | "from");
            place.is_some_and(|p| p.usage == PlaceUse::Literal) || lies && w.tag(i) == "NNP" && w.time_of[i] == NONE
        })
    }
}

/// Gives a day and a place to what one clause of a sentence tells without them, and the one beside it with them.
pub(crate) fn lend(scene: &Scene, kinds: &dyn Fn(&Found) -> String, drafts: &mut [Draft]) {
    let w = scene.words;
    let told = |d: &Draft| {
        let real = matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged | Status::Failed);
        verb_of(&d.found).filter(|&v| real && !d.natural && !d.recalled && !d.period && plain(w, v))
    };
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let speaks = d.family == Family::Statement;
        let Some(v) = told(d).filter(|_| d.when.start.is_none() || d.place.place.is_none()) else { continue };
        let lends = |q: &Draft| {
            let u = told(q).filter(|&u| u != v && q.sentence == d.sentence && speaks == (q.family == Family::Statement))?;
            let clause = match (goes_on(w, u, v), meanwhile(w, u, v)) {
                (true, _) if u < v => scene.clause_that_goes_on(v, u),
                (_, true) if u < v => scene.clause_that_goes_on(v, u),
                _ if where_it_was(w, v) == Some(u) => scene.clause_that_goes_on(v, u),
                (_, true) => w.sentence(v).start.max(v.saturating_sub(WINDOW))..v + 1,
                _ => return None,
            };
            (!scene.another_time(u.min(v), &clause)).then_some(clause)
        };
        let mut when = None;
        let mut place = None;
        for q in drafts.iter() {
            let Some(clause) = lends(q) else { continue };
            if d.when.start.is_none() && when.is_none() && q.when.from == Carried::Stated && q.when.start.is_some() {
                let own = scene.timed(&d.found, &clause, q.when.time);
                when = Some(q.when.clone()).filter(|_| !own);
            }
            let goes = goes_elsewhere(&kinds(&d.found)) || goes_elsewhere(&kinds(&q.found));
            let there = q.place.from == Carried::Stated && q.place.place.is_some() && q.apart == d.apart;
            if d.place.place.is_none() && place.is_none() && there && !speaks && !goes && !scene.tells_a_place(&clause) {
                // "marched in Varn and in Orle, where they blocked a road": the place right before "where".
                let before =
                    where_it_was(w, v).and_then(|_| w.governor(w.above(v, HIGH).find(|&i| w.relation(i) == "acl:relcl")?));
                let ward = before.is_some_and(|i| scene.lies(&d.found) && scene.town_of_a_ward(i));
                let before = before.map(|i| w.place_of[i]).filter(|n| *n != NONE);
                place = before.or(q.place.place).filter(|_| !ward);
            }
        }
        let d = &mut drafts[i];
        if let Some(when) = when {
            d.when = when;
        }
        if let Some(n) = place {
            d.place = ReportPlace::new(Some(n), Carried::Stated);
        }
    }
}

/// "arrested 27 people on Thursday when thousands marched": both were on Thursday.
pub(crate) fn at_one_time(scene: &Scene, drafts: &mut [Draft]) {
    let w = scene.words;
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let (q, d) = (&before[i - 1], &mut rest[0]);
        let sentence = w.sentence(d.found.anchor);
        let clause = w.clause[d.found.anchor];
        let from = d.found.first.saturating_sub(16).max(sentence.start);
        let opens = (from..d.found.first).find(|&j| w.clause[j] == clause).is_some_and(|j| {
            matches!(w.low(j), "when" | "while" | "as") && (j..d.found.first).all(|k| w.low(k) != ",") && j > q.found.anchor
        });
        if opens && d.when.start.is_none() && q.when.from == Carried::Stated && d.found.link == Link::Own {
            // "since the war began on 7 October, when gunmen killed 40": on that day, and not since.
            d.when = match q.when.time.filter(|_| q.period) {
                Some(n) => scene.told_time(n),
                None => q.when.clone(),
            };
        }
    }
}

/// What an answer follows is another happening: "launched strikes after nine of its men died in clashes".
pub(crate) fn tell_apart(scene: &Scene, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let answered = |q: &Draft| q.family == Family::Violence && scene.answers(&q.found, &d.found);
        let before = |q: &Draft| q.family.violent() && !q.figures.is_empty() && scene.had_been_done(&d.found, &q.found);
        let other = drafts.iter().any(|q| answered(q) || before(q));
        // "fired missiles in retaliation for the killing of a leader": the killing came first.
        let answered_by = d.found.link != Link::Own && crate::select::in_answer(scene.words, &d.found);
        if d.family.violent() && (!d.figures.is_empty() && other || answered_by) || scene.comes_in_new(d) {
            drafts[i].apart = true;
        }
    }
}

impl Scene<'_> {
    /// "After killing nine on Monday, the jets killed six more": the nine are another raid's.
    fn had_been_done(&self, first: &Found, second: &Found) -> bool {
        let w = self.words;
        let Some((v, u)) = verb_of(first).zip(verb_of(second)) else { return false };
        w.relation(v) == "advcl"
            && w.tag(v) == "VBG"
            && w.governor(v) == Some(u)
            && w.below(v).any(|c| c < v && w.relation(c) == "mark" && w.low(c) == "after")
    }

    /// "quit after nine marchers were shot": true for the verb of a clause with "after".
    pub fn told_after(&self, f: &Found) -> bool {
        let w = self.words;
        let Some(verb) = verb_of(f) else { return false };
        let clause = w.above(verb, HIGH).find(|&i| w.relation(i) == "advcl");
        clause.is_some_and(|c| w.below(c).any(|m| m < c && w.relation(m) == "mark" && w.low(m) == "after"))
    }

    /// "The soldiers went from house to house after an ambush by rebels": harm that nothing told before, without a day and a place.
    fn comes_in_new(&self, d: &Draft) -> bool {
        let w = self.words;
        let noun = d.family == Family::Violence && d.found.link != Link::Own && !w.is_verb(d.found.anchor);
        let nowhere = d.when.start.is_none() && d.place.place.is_none() && d.figures.is_empty();
        let new = |start: usize| matches!(w.low(start), "a" | "an" | "another") && self.after_it(&d.found);
        noun && nowhere
            && w.phrase(d.found.anchor).is_some_and(|p| new(p.start))
            && d.found.role(model::RoleKind::Actor).is_some()
    }
}

/// "In Orle, troops freed twelve hostages after a gun battle. Two soldiers were wounded.": a toll without a place, right behind a
/// sentence with one.
pub(crate) fn goes_on_there(kind: &dyn Fn(&Draft) -> bool, before: &[Draft], d: &Draft) -> Option<u32> {
    let toll = d.family == Family::Toll && d.found.link == Link::Own && !d.natural && !d.apart && !d.period;
    let mut told = before.iter().rev().take_while(|q| q.sentence + 1 >= d.sentence).filter(|q| q.sentence + 1 == d.sentence);
    let rescue = |q: &&Draft| q.family != Family::Statement && q.status == Status::Happened && q.background == d.background;
    let q = told.find(|q| toll && kind(q) && rescue(q) && q.place.from == Carried::Stated)?;
    q.place.place
}

/// "In Varn, 22 were killed on Monday in strikes, after the army said a gunman had fired at its men": the place that the sentence
/// tells for harm, for harm that it tells without one.
pub(crate) fn near_in_its_sentence(scene: &Scene, before: &[Draft], d: &Draft) -> Option<u32> {
    let harm = |d: &Draft| d.family == Family::Violence && !d.apart && !d.background && !d.period;
    let v = verb_of(&d.found).filter(|_| harm(d) && d.found.link == Link::Own)?;
    let w = scene.words;
    let own = w.sentence(v).filter(|&i| w.clause[i] == w.clause[v]);
    let clause = own.clone().min()?..own.max()? + 1;
    let beside = |q: &&Draft| q.sentence == d.sentence && harm(q) && q.place.from == Carried::Stated;
    before.iter().rev().find(beside).and_then(|q| q.place.place).filter(|_| !scene.tells_a_place(&clause))
}

/// "rejected the claim and Besk offered help": the parser may take who does the second deed for one more thing of the first.
pub(crate) fn joined_to_the_object(w: &Words, v: usize) -> Option<usize> {
    if w.relation(v) != "conj" || !matches!(w.tag(v), "VBD" | "VBZ" | "VBP") && !w.is_passive(&w.verb_group(v)) {
        return None;
    }
    let first = w.governor(v).filter(|&u| u < v)?;
    let start = w.verb_group(v).start;
    let p = w.phrase(start.checked_sub(1)?).filter(|p| p.end == start && p.start > first)?;
    let noun = (w.relation(p.head) == "conj").then(|| w.governor(p.head)).flatten()?;
    let of_the_first = w.above(noun, 3).any(|i| i == first) && noun > first;
    let and = p.start.checked_sub(1).is_some_and(|i| w.pos(i) == Pos::Cconj);
    (of_the_first && and).then_some(p.head)
}
