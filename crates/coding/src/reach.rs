//! Which times and places of a sentence a trigger cannot have: those of the saying, of what came before, of what is to come.

use crate::attach::dated_by_year;
use crate::find::{Found, Link, Scene};
use crate::words::NONE;
use model::{Pos, ReportTime, RoleKind, Status, Time, TimePrecision};

/// Opens a clause or phrase about something else than the clause it hangs from.
fn turns(low: &str) -> bool {
    matches!(low, "after" | "following" | "since" | "despite" | "amid" | "because" | "before" | "until" | "unlike")
}

/// Tokens between a verb that brings somebody and where to.
const BROUGHT: usize = 12;

/// Tokens of the day and hour of a page.
const STAMP: usize = 14;

/// Tokens of an address or of where somebody was born.
const ADDRESS: usize = 9;

/// Miles or kilometres from which on a place is another one.
const FAR_OFF: f64 = 25.0;

impl Scene<'_> {
    /// True for a noun that is only the ground of something else: "aid against floods", "left after the explosion".
    pub fn aside(&self, f: &Found) -> bool {
        let w = self.words;
        if f.link != Link::Free || f.told {
            return false;
        }
        let sentence = w.sentence(f.anchor);
        let start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
        if start <= sentence.start + 1 {
            return false;
        }
        match w.low(start - 1) {
            "after" | "following" | "against" | "despite" | "amid" | "over" | "about" | "since" | "for" | "from" => true,
            // "driven from their homes by floods"
            "by" => w.verb_before(start).is_some_and(|v| !v.has_aux && w.tag(v.main) == "VBN" && start - v.main < 8),
            "of" => matches!(
                w.lemma(start - 2),
                "victim" | "survivor" | "memory" | "wake" | "aftermath" | "warning" | "threat" | "risk" | "fear" | "cause"
            ),
            _ => false,
        }
    }

    /// "resigned on Tuesday over the collapse of a roof that killed 14": the day of the quarrel, and of nothing before it.
    fn quarrelled_over(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
        let over = f.link != Link::Own && start > w.sentence(f.anchor).start && w.low(start - 1) == "over";
        over && t + 1 < start && w.time_of[t] != NONE && w.relation(f.anchor) != "conj"
    }

    /// Where the words between a trigger and a time or place at `t` tell that it is not the trigger's.
    pub fn beyond(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        if self.quarrelled_over(f, t) {
            return true;
        }
        if f.told {
            return false;
        }
        let inside = w.phrase(f.anchor).is_some_and(|p| p.start <= t && t < p.end) || (f.first..f.end).contains(&t);
        if inside {
            return false;
        }
        // A quotation that ends before the trigger, or starts behind it, tells its own.
        if (t..f.first).any(|i| w.low(i) == "”") || (f.end..t).any(|i| w.low(i) == "“") {
            return true;
        }
        // "After a trial in May, the jury met on Monday": the noun before the comma is not the verb's.
        if f.link == Link::Free && t > f.end {
            let comma = (f.end..t).find(|&i| w.low(i) == ",");
            // "The bombing, which killed 12 in March, was": that clause is the noun's.
            let own = |i: usize| w.tokens[i].relation == "acl:relcl" && w.governor(i) == Some(f.anchor);
            let finite = |i: usize| w.is_verb(i) && matches!(w.tag(i), "VBD" | "VBZ" | "VBP");
            if comma.is_some_and(|c| (c..t).any(|i| finite(i) && !own(i))) {
                return true;
            }
        }
        let mention = |i: usize| w.time_of[i] != NONE || w.place_of[i] != NONE;
        // After "after", unless it is "after midnight".
        let hour = |i: usize| matches!(w.low(i), "dawn" | "midnight" | "noon" | "sunrise" | "nightfall" | "dusk");
        // "produced before a court today": where, and not until when.
        let stage = |i: usize| {
            w.low(i) == "before"
                && (i + 1..w.sentence(i).end.min(i + 4)).any(|j| {
                    self.lexicon.has("court", w.lemma(j))
                        || matches!(w.low(j), "justice" | "parliament" | "committee" | "lawmakers")
                })
        };
        // "crashed minutes after taking off from Norport on Thursday": there, and then.
        let at_once = |i: usize| {
            let soon = i > 0
                && matches!(
                    w.low(i - 1),
                    "minutes" | "seconds" | "moments" | "shortly" | "soon" | "immediately" | "just" | "right"
                );
            let leaves = matches!(
                w.low(i + 1),
                "taking" | "takeoff" | "take-off" | "departing" | "leaving" | "lifting" | "liftoff" | "lift-off" | "setting"
            );
            w.low(i) == "after" && soon && i + 1 < w.tokens.len() && leaves
        };
        let turn = |i: usize| {
            turns(w.low(i))
                && !stage(i)
                && !at_once(i)
                && !mention(i)
                && i + 1 < w.tokens.len()
                && w.time_of[i + 1] == NONE
                && !hour(i + 1)
                && !self.came_of_it(f, i)
                && !self.won_by_it(f, i)
        };
        if t < f.first {
            let start = w.phrase(f.anchor).filter(|_| f.link != Link::Own).map_or(f.first, |p| p.start);
            let open = |i: usize| f.link != Link::Own || !(i..start).any(|j| w.low(j) == ",");
            return self.aside(f)
                || (t..start)
                    .any(|i| turn(i) && matches!(w.low(i), "after" | "following" | "since" | "before" | "unlike") && open(i));
        }
        if self.aside(f) {
            let near = (f.end..t).all(|i| self.leads_on(i));
            return !near && !self.told_of_noun(f, t) && !self.of_own_clause(f, t);
        }
        // "following" is tagged as a verb where it is none.
        if (f.end..t).any(|i| turn(i) && (!w.is_verb(i) || w.relation(i) == "case")) {
            return true;
        }
        // "signed it and agreed to meet in Varna in November": what is to come.
        // "The trial is set to begin on Monday", "talks are due to resume in May": its own day.
        let opens = |v: usize| {
            f.link == Link::Subject
                && matches!(
                    w.lemma(v),
                    "begin" | "start" | "open" | "resume" | "reopen" | "restart" | "take" | "be" | "go" | "conclude" | "end"
                )
        };
        // "fired into the air to stop looters on Sunday": what the deed was done for.
        let purpose = |v: usize| {
            w.time_of[t] != NONE
                && f.link == Link::Own
                && (w.relation(v) == "advcl" && w.governor(v) == Some(f.anchor) || self.used_for_it(f, v, t))
        };
        (f.end..t).any(|i| {
            w.low(i) == "to"
                && !opens(i + 1)
                && i + 1 < t
                && w.tag(i + 1) == "VB"
                && i > f.end
                && !purpose(i + 1)
                && matches!(self.verb_status(&w.verb_group(i + 1), 0), Status::Planned | Status::Possible | Status::Threatened)
        })
    }

    /// "freed two nurses after a gun battle in Varn on Monday": what ended there, and then. `i` is the word "after".
    fn came_of_it(&self, f: &Found, i: usize) -> bool {
        let w = self.words;
        let fight = |h: usize| {
            matches!(w.lemma(h), "shootout" | "shoot-out" | "gunfight" | "firefight" | "gunbattle" | "standoff" | "stand-off")
                || matches!(w.lemma(h), "chase" | "pursuit" | "manhunt" | "scuffle" | "raid" | "operation" | "search" | "sting")
                || matches!(w.lemma(h), "bust" | "brawl" | "fight" | "altercation" | "stop" | "crackdown")
                || w.low(h) == "battle" && w.low(h - 1) == "gun"
        };
        let after = i > f.end.saturating_sub(1) && matches!(w.low(i), "after" | "following") && f.link == Link::Own;
        let fought = || w.phrase(i + 1).is_some_and(|p| p.start == i + 1 && p.head > p.start && fight(p.head));
        after && (self.killed_by_it(f, i) || fought())
    }

    /// "Eleven drowned after their boat sank on Sunday": what befell them, and then.
    fn killed_by_it(&self, f: &Found, i: usize) -> bool {
        const CLAUSE: usize = 8;
        let w = self.words;
        let toll =
            matches!(w.lemma(f.anchor), "die" | "drown" | "perish" | "kill" | "injure" | "hurt" | "wound" | "trap" | "miss")
                || matches!(w.lemma(f.anchor), "suffocate" | "burn" | "crush" | "strand" | "displace" | "bury");
        let mishap = |v: usize| {
            matches!(
                w.lemma(v),
                "sink" | "capsize" | "crash" | "collide" | "overturn" | "collapse" | "explode" | "derail" | "ram"
            ) || matches!(w.lemma(v), "plunge" | "fall" | "hit" | "strike" | "catch" | "detonate" | "veer" | "flip" | "plough")
                || matches!(w.lemma(v), "swerve" | "roll" | "topple" | "burst" | "erupt" | "tear" | "sweep" | "slam" | "plow")
        };
        let verb = (i + 1..w.sentence(i).end.min(i + CLAUSE)).find(|&v| w.is_verb(v) && w.tag(v) == "VBD");
        toll && verb.is_some_and(mishap)
    }

    /// "was found guilty of smuggling migrants yesterday", seen from "smuggling" or from "found": who is tried did it long
    /// before, so that a day without a date is the court's.
    pub fn of_the_verdict(&self, v: usize, t: usize) -> bool {
        let w = self.words;
        let time = &self.mentions.times[w.time_of[t] as usize];
        let near = time.precision <= TimePrecision::Day && !time.text.bytes().any(|b| b.is_ascii_digit());
        let tries = matches!(w.lemma(v), "convict" | "sentence" | "jail" | "imprison" | "acquit" | "fine" | "condemn")
            || w.lemma(v) == "find" && v + 1 < w.tokens.len() && w.low(v + 1) == "guilty"
            || w.low(v) == "guilty";
        near && tries
    }

    /// "won the race after leading from the start on Friday": one contest, one day. `i` is the word "after".
    fn won_by_it(&self, f: &Found, i: usize) -> bool {
        let w = self.words;
        let contest = matches!(w.lemma(f.anchor), "win" | "finish" | "clinch" | "claim" | "secure" | "seal" | "take")
            || matches!(w.lemma(f.anchor), "retain" | "defend" | "reach" | "qualify" | "lose" | "beat" | "defeat" | "advance");
        contest && f.link == Link::Own && w.low(i) == "after" && i + 1 < w.tokens.len() && w.tag(i + 1) == "VBG"
    }

    /// "took part in a rite to honour the dead on Monday": a weekday at the end of what was, and not of what it was for.
    fn used_for_it(&self, f: &Found, v: usize, t: usize) -> bool {
        let w = self.words;
        let day = self.mentions.times.get(w.time_of[t] as usize).is_some_and(|x| {
            x.precision == TimePrecision::Day && !x.text.bytes().any(|b| b.is_ascii_digit()) && x.text != "tomorrow"
        });
        let past = f.group.is_some_and(|g| w.tag(g.main) == "VBD" || g.past_aux) && f.group.is_some_and(|g| g.modal.is_none());
        let noun = w.governor(v).filter(|_| w.relation(v) == "acl");
        let thing = noun.is_some_and(|n| {
            matches!(w.lemma(n), "activity" | "event" | "ceremony" | "rite" | "programme" | "program" | "workshop" | "forum")
                || matches!(w.lemma(n), "rally" | "march" | "protest" | "campaign" | "operation" | "conference" | "meeting")
                || matches!(w.lemma(n), "session" | "exercise" | "drive" | "service" | "vigil" | "parade" | "seminar")
        });
        day && past && thing
    }

    /// True for what may stand between a noun and the place or time told of it: "a shooting at a bar in Eastvale on Tuesday".
    pub fn leads_on(&self, i: usize) -> bool {
        let w = self.words;
        w.time_of[i] != NONE
            || w.place_of[i] != NONE
            || w.name_of[i] != NONE
            || matches!(w.pos(i), Pos::Adp | Pos::Det | Pos::Adj | Pos::Part)
            || matches!(w.low(i), "," | "of")
            || ["building", "territory"].iter().any(|c| self.lexicon.has(c, w.lemma(i)))
    }

    /// True for a noun right behind "after" or "following".
    pub fn after_it(&self, f: &Found) -> bool {
        let w = self.words;
        let start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
        start > w.sentence(f.anchor).start && matches!(w.low(start - 1), "after" | "following")
    }

    /// True for a time or place in a clause that tells of the trigger's noun: "after a shooting that was reported on Tuesday".
    pub fn of_own_clause(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        w.above(t, 12).any(|i| w.tokens[i].relation.starts_with("acl") && w.governor(i) == Some(f.anchor))
    }

    /// True for a time that tells of somebody who takes part: "arrested a man who fled in March 2028".
    pub fn of_relative(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let Some(verb) = f.group.filter(|_| matches!(f.link, Link::Own | Link::Light)).map(|g| g.main) else { return false };
        let Some(head) = w.head_of_time(t) else { return false };
        let up: Vec<usize> = w.above(head, 12).take_while(|&i| i != verb && i != f.anchor).collect();
        let clause = up.iter().rposition(|&i| w.tokens[i].relation == "acl:relcl");
        // What the trigger itself governs, or is governed by, is no matter of somebody else.
        clause.is_some_and(|n| {
            let noun = w.governor(up[n]);
            let below = up.last().and_then(|&i| w.governor(i)).is_some_and(|i| i == verb || i == f.anchor);
            below && noun.is_some_and(|i| i != verb && i != f.anchor)
        })
    }

    /// "Two brothers, who were held in May, are to stand trial": a month in a clause that only tells who somebody is.
    pub fn of_who_he_is(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let own = |i: usize| (f.first..f.end).contains(&i) || f.group.is_some_and(|g| g.main == i);
        let Some(head) = w.head_of_time(t).filter(|&h| w.is_verb(h) && t < f.first && !own(h)) else { return false };
        let clause = w.above(head, 12).find(|&i| w.relation(i) == "acl:relcl").filter(|&c| !own(c));
        clause.is_some_and(|c| {
            !w.governor(c).is_some_and(own) && !w.above(f.anchor, 16).any(|i| i == c) && w.low(c.saturating_sub(1)) != "when"
        })
    }

    /// "an overnight raid, officials said yesterday": the night before that was said, whenever it was printed.
    pub fn overnight(&self, f: &Found, when: ReportTime) -> ReportTime {
        let w = self.words;
        let times = &self.mentions.times;
        let Some(n) = when.time.filter(|&n| times[n as usize].text.eq_ignore_ascii_case("overnight")) else { return when };
        let said = w.sentence(f.anchor).find(|&t| {
            let time = times.get(w.time_of[t] as usize).filter(|_| w.time_of[t] != n);
            time.is_some_and(|x| x.precision == TimePrecision::Day && x.start.is_some()) && self.tells_saying(f, t)
        });
        match said.map(|t| &times[w.time_of[t] as usize]) {
            Some(x) => ReportTime { start: x.start, end: x.end.or(x.start), ..when },
            None => when,
        }
    }

    /// True if the place at `start` is where somebody hurt was brought: "was shot and flown to a hospital in Northport".
    pub fn brought_to(&self, f: &Found, start: usize) -> bool {
        let w = self.words;
        let from = f.end.max(start.saturating_sub(BROUGHT));
        let moved = (from..start).rev().find(|&i| w.is_verb(i));
        let Some(v) = moved.filter(|&v| !(f.first..f.end).contains(&v)) else { return false };
        let brings =
            matches!(w.lemma(v), "take" | "fly" | "rush" | "airlift" | "evacuate" | "transfer" | "transport" | "bring")
                || matches!(
                    w.lemma(v),
                    "carry" | "ferry" | "admit" | "move" | "drive" | "hospitalise" | "hospitalize" | "treat"
                );
        let ward = |i: usize| matches!(w.lemma(i), "hospital" | "clinic" | "morgue" | "infirmary" | "mortuary");
        brings && (v + 1..start).any(|i| w.low(i) == "to" || ward(i))
    }

    /// "freed two nurses in exchange for a man held at Fort Orle": where somebody else is kept or comes from.
    pub fn held_there(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let kept = |i: usize| {
            matches!(w.lemma(i), "hold" | "detain" | "jail" | "imprison" | "want" | "bear" | "base" | "intern" | "headquarter")
        };
        let own = |i: usize| i == f.anchor || f.group.is_some_and(|g| g.main == i) || (f.first..f.end).contains(&i);
        let clause = w.above(t, 8).take_while(|&i| !own(i)).find(|&i| w.relation(i).starts_with("acl") && kept(i));
        clause.is_some_and(|c| c < t && w.governor(c).is_some_and(|noun| !own(noun)))
    }

    /// "imposed sanctions on a firm accused of arming men who struck Besk": a place in what is told of somebody acted on.
    pub fn of_whom_it_befalls(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let own = |i: usize| i == f.anchor || f.group.is_some_and(|g| g.main == i) || (f.first..f.end).contains(&i);
        let told = w.above(t, 16).take_while(|&i| !own(i)).filter(|&i| w.relation(i).starts_with("acl")).last();
        let charged = |c: usize| {
            matches!(
                w.lemma(c),
                "accuse" | "suspect" | "convict" | "charge" | "blame" | "believe" | "allege" | "link" | "live" | "flee"
            )
        };
        let Some(noun) = told.filter(|&c| c < t && charged(c)).and_then(|c| w.governor(c)).filter(|&n| !own(n)) else {
            return false;
        };
        let acted_on = |r: &RoleKind| matches!(r, RoleKind::Target | RoleKind::Victim | RoleKind::Recipient);
        f.roles.iter().any(|(r, p)| acted_on(r) && p.start <= noun && noun < p.end)
    }

    /// True if the place at `start` is where somebody was going: "the boat had set off for the isle of Sule and took on water".
    pub fn bound_for(&self, f: &Found, start: usize) -> bool {
        let w = self.words;
        let first = w.sentence(start).start;
        let leads = |i: usize| {
            matches!(w.pos(i), Pos::Det | Pos::Adj)
                || w.low(i) == "of"
                || self.lexicon.has("territory", w.lemma(i))
                || w.low(i) == "port"
        };
        let Some(i) = (first..start).rev().take(6).find(|&i| !leads(i)) else { return false };
        let sets_off = |j: usize| {
            matches!(
                w.lemma(j),
                "set" | "head" | "sail" | "bind" | "travel" | "steam" | "leave" | "depart" | "cross" | "return"
            ) || matches!(w.low(j), "bound" | "route" | "way" | "journey" | "trip" | "voyage" | "flight" | "heading")
        };
        matches!(w.low(i), "for" | "to" | "toward" | "towards")
            && (i.saturating_sub(2).max(first)..i).any(|j| sets_off(j) && !(f.first..f.end).contains(&j))
    }

    /// "suspended its flights to Norport", "deported 90 men to Norland": where a way leads, or whoever is sent off, and not where
    /// it is decided.
    pub fn where_it_leads(&self, f: &Found, start: usize) -> bool {
        let w = self.words;
        let sent = matches!(w.lemma(f.anchor), "deport" | "extradite" | "repatriate" | "expel" | "deportation" | "extradition");
        let noun = self.before_the_way(start);
        let to = start > 0 && matches!(w.low(start - 1), "to" | "into");
        self.end_of_a_way(start) || sent && to && noun.is_some_and(|n| f.end <= n + 1)
    }

    /// "flights to Norport and Velm": true for either town.
    pub fn end_of_a_way(&self, start: usize) -> bool {
        let way = |lemma: &str| {
            matches!(lemma, "flight" | "train" | "ferry" | "export" | "import" | "shipment" | "sale" | "route" | "service")
        };
        self.before_the_way(start).is_some_and(|n| way(self.words.lemma(n)))
    }

    /// The word before "to Norport", "from Velm and Norport".
    fn before_the_way(&self, start: usize) -> Option<usize> {
        let w = self.words;
        let first = w.sentence(start).start;
        let leads = |i: usize| matches!(w.low(i), "to" | "from" | "into" | "and" | "," | "back" | "the" | "between");
        let from = (first..start).rev().take(8).find(|&i| !leads(i) && w.place_of[i] == NONE)?;
        (from + 1..start).any(|i| matches!(w.low(i), "to" | "from" | "into" | "between")).then_some(from)
    }

    /// True if the place at `t` is where somebody spoke: "told reporters in Kabul that …", ", she said in Kabul".
    pub fn where_spoken(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let sentence = w.sentence(t);
        // "the ministry in Norport said": where it sits.
        let speaks = |i: usize| {
            let verb = w.governor(i).filter(|_| w.relation(i).starts_with("nsubj"));
            // "a strike in Norport is said to have killed nine": no strike speaks.
            let mine = |i: usize| (f.first..f.end).contains(&i);
            // "A ferry carrying 150 people capsized off Norport, officials said": nor does the ferry, whatever the parser has.
            if w.carrying(f.anchor, sentence.start) == Some(i + 1) {
                return false;
            }
            verb.is_some_and(|v| self.lexicon.has("speech", w.lemma(v)) && !mine(v) && !mine(i) && i < t)
        };
        if w.above(t, 6).skip(1).any(speaks) || self.before_an_audience(t) {
            return true;
        }
        let Some(v) = (sentence.start..t).rev().take(12).find(|&i| w.is_verb(i)) else { return false };
        if !self.lexicon.has("speech", w.lemma(v)) || (f.first..f.end).contains(&v) || w.verb_group(v).to.is_some() {
            return false;
        }
        if v > f.end {
            return !(v..t).any(|i| w.low(i) == "that");
        }
        t < f.first
            && !(v..t).any(|i| w.low(i) == "that")
            && (t..f.first).any(|i| matches!(w.low(i), "that" | ":" | "“" | "\""))
    }

    /// "confirmed the attack to reporters in Norport": where the reporters stood.
    pub fn before_an_audience(&self, t: usize) -> bool {
        const REACH: usize = 12;
        let w = self.words;
        let start = w.sentence(t).start;
        let audience =
            |i: usize| matches!(w.low(i), "reporters" | "journalists" | "newsmen" | "correspondents" | "media" | "press");
        let leads = |i: usize| {
            w.time_of[i] != NONE
                || w.place_of[i] != NONE
                || matches!(w.pos(i), Pos::Adp | Pos::Det | Pos::Adj)
                || matches!(w.low(i), "," | "capital" | "city" | "town" | "state" | "conference")
        };
        let near = start.max(t.saturating_sub(REACH))..t;
        let Some(i) = near.rev().find(|&i| audience(i) || !leads(i)).filter(|&i| audience(i) && i + 1 < t) else {
            return false;
        };
        matches!(w.low(i + 1), "in" | "at" | "," | "on" | "outside")
            && (start.max(i.saturating_sub(REACH))..i).any(|j| w.is_verb(j) && self.lexicon.has("speech", w.lemma(j)))
    }

    /// "a Norport court sentenced her": a place in what calls the court.
    pub fn of_the_court(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let p = w.phrase(t).filter(|p| p.end <= f.first && p.start <= t && t < p.head);
        p.is_some_and(|p| {
            self.lexicon.has("court", w.lemma(p.head)) && f.roles.iter().any(|(r, q)| *r == RoleKind::Actor && q.head == p.head)
        })
    }

    /// "extended its sanctions on Norland", "a ban on Norland's wool": whom it is put on, and not where it is.
    pub fn put_on(&self, f: &Found, t: usize, start: usize) -> bool {
        let w = self.words;
        let on = start.checked_sub(1).is_some_and(|i| i > w.sentence(t).start && w.low(i) == "on");
        let put = |i: usize| {
            matches!(
                w.lemma(i),
                "sanction" | "sanctions" | "tariff" | "embargo" | "ban" | "levy" | "tax" | "duty" | "restriction" | "pressure"
            )
        };
        on && start >= f.end && w.governor(t).is_some_and(put) || on && put(start.saturating_sub(2))
    }

    /// True for where somebody lives: "Ada Ruun, 35, of Northside", "Ada Ruun, 35, Northside, was".
    pub fn residence(&self, start: usize) -> bool {
        let w = self.words;
        if start >= w.tokens.len() {
            return false;
        }
        let age = |i: usize| w.low(i).len() == 2 && w.low(i).bytes().all(|b| b.is_ascii_digit());
        let of = |start: usize| {
            start >= 3 && w.low(start - 1) == "," && age(start - 2) && w.low(start - 3) == ","
                || start >= 2 && w.low(start - 1) == "of" && (w.low(start - 2) == "," || w.pos(start - 2) == Pos::Num)
        };
        // "Anders Ruun, 74, of Mill Road, Sarn, Norport"
        let named = |i: usize| w.low(i) == "," || matches!(w.pos(i), Pos::Propn | Pos::Num);
        let first = (start.saturating_sub(ADDRESS)..start).rev().take_while(|&i| named(i)).last();
        // "the Zeeland, Michigan-based charity"
        let based = (start..w.sentence(start).end.min(start + 6))
            .take_while(|&i| named(i) || w.low(i) == "-" || w.low(i).ends_with("based"))
            .any(|i| w.low(i).ends_with("-based") || i > start && w.low(i) == "based" && w.low(i - 1) == "-");
        of(start) || based || first.is_some_and(|f| f > 0 && w.low(f - 1) == "of" && of(f))
    }

    /// "attacked the rebels on Tuesday and was now targeting their bases": not on that day any more.
    pub fn is_now(&self, f: &Found, t: usize) -> bool {
        let going_on = |g: crate::words::VerbGroup| g.progressive && g.past_aux && !g.perfect;
        let now = |g: crate::words::VerbGroup| going_on(g) && (g.start..g.main).any(|i| self.words.low(i) == "now");
        t < f.first && f.link == Link::Own && f.group.is_some_and(now)
    }

    /// "the same day that his deputy was seized", seen from the day: which one that was the clause behind it says, if anything does.
    pub fn on_the_day_that(&self, t: usize) -> bool {
        let w = self.words;
        let end = (t..w.sentence(t).end).take_while(|&i| w.time_of[i] == w.time_of[t]).count() + t;
        let same = (t..end).any(|i| w.low(i) == "same") || t > 0 && w.low(t - 1) == "same";
        same && end < w.sentence(t).end && matches!(w.low(end), "that" | "as" | "when")
    }

    /// "dismissed the ambassador to Norland", seen from Norland: where somebody was posted.
    pub fn posting(&self, start: usize) -> bool {
        let w = self.words;
        let envoy = |i: usize| matches!(w.lemma(i), "ambassador" | "envoy" | "consul" | "emissary" | "representative");
        (start.saturating_sub(ADDRESS)..start)
            .rev()
            .take_while(|&i| matches!(w.low(i), "to" | "," | "and" | "the") || w.place_of[i] != NONE || envoy(i))
            .any(|i| i + 1 < start && envoy(i) && w.low(i + 1) == "to")
    }

    /// "Born in Norport, in the south of Norland, he died on Monday", seen from either place: where somebody comes from.
    pub fn birthplace(&self, start: usize) -> bool {
        let w = self.words;
        if start >= w.tokens.len() {
            return false;
        }
        let sentence = w.sentence(start).start;
        let between = |i: usize| {
            w.low(i) == "," || matches!(w.pos(i), Pos::Propn | Pos::Adp | Pos::Adj | Pos::Det) || w.place_of[i] != NONE
        };
        let verb = (sentence.max(start.saturating_sub(ADDRESS))..start).rev().find(|&i| !between(i));
        verb.is_some_and(|v| {
            matches!(w.low(v), "born" | "raised" | "educated" | "brought" | "schooled") && w.low(v + 1) != "by"
        })
    }

    /// True if the time hangs from token `at`: "is stepping down in May", and not "is investigating plans for May".
    pub fn dates(&self, when: &ReportTime, at: usize) -> bool {
        let w = self.words;
        let Some(n) = when.time else { return false };
        w.sentence(at).any(|t| w.time_of[t] == n && w.head_of_time(t) == Some(at))
    }

    /// True if a trigger stands in a clause with "after" or "since", or in one that hangs from a saying.
    pub fn hangs(&self, f: &Found) -> bool {
        let w = self.words;
        if f.told {
            return false;
        }
        let sentence = w.sentence(f.anchor);
        let here = w.clause[f.anchor];
        (sentence.start + 1..f.first)
            .rev()
            .take(24)
            .take_while(|&i| w.clause[i] == here && w.low(i) != ",")
            .any(|i| turns(w.low(i)) && w.time_of[i] == NONE)
    }

    /// "a small state about 300 miles west of Norport": where it is not.
    pub fn measured_from(&self, start: usize) -> bool {
        let w = self.words;
        // Behind the last token there is nothing to measure from.
        if start >= w.tokens.len() {
            return false;
        }
        // "a Houston-area home": near the town, and hardly in it.
        let place = w.place_of[start];
        let end = (start..w.sentence(start).end).find(|&i| w.place_of[i] != place).unwrap_or(start);
        if place != NONE && w.low(end) == "-" && w.low.get(end + 1).is_some_and(|n| &**n == "area") {
            return true;
        }
        let floor = w.sentence(start).start.max(start.saturating_sub(12));
        let direction = |i: usize| ["north", "south", "east", "west"].iter().any(|d| w.low(i).starts_with(d));
        let of = (floor + 1..start).rev().find(|&i| w.low(i) == "of" && direction(i - 1));
        let Some(of) =
            of.filter(|&i| (i + 1..start).all(|j| matches!(w.low(j), "the" | "city" | "town" | "capital" | "of" | ",")))
        else {
            return false;
        };
        let unit = |i: usize| matches!(w.low(i), "km" | "kms" | "kilometers" | "kilometres" | "miles" | "mile" | "kilometer");
        let far = |i: usize| w.low(i).replace(',', "").parse::<f64>().is_ok_and(|n| n >= FAR_OFF);
        (floor + 1..of).rev().take(8).any(|i| unit(i) && i > floor && far(i - 1))
    }

    /// "Pupils abducted in Varn have been released": what is told of those of whom the news tells something else came before it.
    pub fn went_before(&self, f: &Found) -> bool {
        let w = self.words;
        let v = f.anchor;
        if w.relation(v) != "acl" || w.tag(v) != "VBN" || f.group.is_none_or(|g| g.has_aux) {
            return false;
        }
        let noun = w.above(v, 4).skip(1).find(|&i| w.relation(i) != "conj");
        let noun = noun.filter(|&n| w.relation(n).starts_with("nsubj"));
        let freed = |i: usize| matches!(w.lemma(i), "release" | "free" | "rescue" | "return" | "identify" | "bury" | "reunite");
        noun.and_then(|n| w.governor(n)).is_some_and(|i| i > v && w.is_verb(i) && freed(i))
    }

    /// True if the sentence is a caption by its words: it tells in the present what a picture shows, and ends with its day.
    pub fn shows(&self, t: usize) -> bool {
        let w = self.words;
        let sentence = w.sentence(t);
        let time = &self.mentions.times[w.time_of[t] as usize];
        let dated = time.precision == TimePrecision::Day && time.text.bytes().any(|b| b.is_ascii_digit());
        let root = sentence.clone().find(|&i| w.governor(i).is_none() && w.is_verb(i));
        let present = root.is_some_and(|i| {
            let g = w.verb_group(i);
            matches!(w.tag(i), "VBZ" | "VBP") || g.has_aux && !g.past_aux && !g.perfect && g.modal.is_none()
        });
        dated && present && t > sentence.start && w.pos(t - 1) != Pos::Adp
    }

    /// True if the time at `t` is of the stamp of a page.
    pub fn stamped(&self, t: usize) -> bool {
        self.posted(t) || self.beside_clock(t)
    }

    /// "Posted: Monday, January 26, 2032 2:06 PM EST": the page's day and hour, with or without the colon.
    fn posted(&self, t: usize) -> bool {
        let w = self.words;
        let start = w.sentence(t).start.max(t.saturating_sub(STAMP));
        let inside = |i: usize| w.time_of[i] != NONE || matches!(w.low(i), "," | ":" | "at" | "on" | "|" | "-");
        let Some(by) = (start..t).rev().find(|&i| !inside(i)) else { return false };
        let year = |i: usize| w.low(i).len() == 4 && w.low(i).bytes().all(|b| b.is_ascii_digit());
        let dated = || (by..w.sentence(t).end.min(by + STAMP)).take_while(|&i| i == by || inside(i)).any(year);
        matches!(w.low(by), "posted" | "updated" | "published" | "modified")
            && (w.low(by + 1) == ":" || w.low(by.saturating_sub(1)) == "(" || dated())
    }

    /// "HOUSTON | Thu Apr 22, 2032 7:30 pm EDT": a day with its year and a clock beside it that no preposition puts into a sentence.
    fn beside_clock(&self, t: usize) -> bool {
        let w = self.words;
        let times = &self.mentions.times;
        let year = |x: &Time| dated_by_year(&x.text);
        let clock = |x: &Time| x.precision <= TimePrecision::Minute;
        let pair = |a: &Time, b: &Time| {
            let gap = w.text.get(a.range.end as usize..b.range.start as usize).unwrap_or("and");
            let gap = gap.trim_matches(|c: char| !c.is_alphanumeric());
            let beside = matches!(gap, "" | "at" | "Last updated at" | "Updated" | "UK time");
            let before = w.syntax.token_at(a.range.start).checked_sub(1);
            let put =
                before.is_some_and(|i| matches!(w.low(i), "on" | "at" | "by" | "since" | "until" | "from" | "of" | "around"));
            beside && !put && (year(a) && clock(b) || clock(a) && year(b))
        };
        let n = w.time_of[t] as usize;
        if n >= times.len() {
            return false;
        }
        // "Sunday 1 August 2032 16.53 BST"
        let rest = w.text.get(times[n].range.end as usize..).unwrap_or("").trim_start();
        let number = |s: &str| s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
        let dotted = year(&times[n])
            && rest.split_whitespace().next().and_then(|c| c.split_once('.')).is_some_and(|(h, m)| number(h) && number(m));
        dotted || n > 0 && pair(&times[n - 1], &times[n]) || times.get(n + 1).is_some_and(|next| pair(&times[n], next))
    }

    /// True if a caption's date at `t` is the picture's: the caption names the happening and its last words are the day.
    pub fn of_picture(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let tells = f.link == Link::Own
            && f.group.is_some_and(|g| {
                g.to.is_none() && (g.has_aux || matches!(w.tag(g.main), "VBD" | "VBZ" | "VBP")) && !self.hangs(f)
            });
        if tells || w.phrase(f.anchor).is_some_and(|p| p.start <= t && t < p.end) {
            return false;
        }
        let time = w.time_of[t];
        let end = (t..sentence.end).find(|&i| w.time_of[i] != time).unwrap_or(sentence.end);
        end + 1 >= sentence.end
    }
}
