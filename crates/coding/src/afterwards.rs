//! Times of what came of a happening: "declined on Thursday to discuss the shooting", "was charged on Friday in the shooting".

use crate::attach::Anchor;
use crate::backshift::STATEMENTS;
use crate::find::{Found, Link, Scene};
use model::{Pos, TimePrecision};

/// Steps up a tree before it is given up.
const HIGH: usize = 12;
/// Words from "taken" to "custody".
const NEAR: usize = 5;

impl Scene<'_> {
    /// True if the time at `t` hangs from a verb of what people do when a thing is done, and the trigger of the report stands
    /// below that verb: the day is that of the talk or the charge. Also where the trigger only tells of the subject of the
    /// verb that has the time: "a man accused of stabbing three people died on Monday".
    pub fn of_what_followed(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        if !w.is_verb(f.anchor) && !matches!(w.pos(f.anchor), Pos::Noun | Pos::Propn) {
            return false;
        }
        let time = w.time_of[t];
        let above = |i: usize| w.above(i, HIGH);
        // What the time hangs from: the first word above it that is none of its own.
        let Some(verb) = w.head_of_time(t) else { return false };
        if !w.is_verb(verb) || (f.first..f.end).contains(&verb) {
            return false;
        }
        let aside = above(f.anchor).take_while(|&i| i != verb).any(|i| w.tokens[i].relation.starts_with("acl"));
        let below = above(f.anchor).skip(1).any(|i| i == verb);
        // The time stands with the verb, before what was done: "charged on Monday with killing".
        // "jailed for the murder of his wife in 2029": no day of a court.
        let year = self.mentions.times.get(time as usize).is_some_and(|x| x.precision > TimePrecision::Day);
        let deed = year
            && f.first > 1
            && w.phrase(f.anchor).is_some_and(|p| p.start > 0 && matches!(w.low(p.start - 1), "for" | "of" | "over"));
        // "arrested after a shooting in Eastvale on Tuesday": nothing but the place stands between.
        let beside = t >= f.end && self.aside(f) && self.after_it(f) && (f.end..t).all(|i| self.leads_on(i));
        let beside = beside || self.dates_what_is_laid(f, verb, t);
        let with_verb = t < f.first || !w.is_verb(f.anchor) && !deed && !beside;
        // "detectives on Sunday investigated the shooting"; "are investigating a shooting on Sunday" tells its own day.
        let looked_into = t < f.first && w.lemma(verb) == "investigate";
        // "was taken into custody on Friday in the shooting"
        let held = (verb + 1..w.sentence(verb).end.min(verb + NEAR)).any(|i| w.low(i) == "custody");
        let followed = held || self.lexicon.has("afterwards", w.lemma(verb));
        below && (looked_into || followed && with_verb || aside && f.end <= verb && verb < t)
    }

    /// True if the time at `t` is that of another deed, in which the trigger is only referred to as known: "peers debated the
    /// spill on Monday", "will see the place of the blast on Friday". Harm, and what is done about it at once, share their day:
    /// "two died in the fire on Monday", "officers responded to the shooting on Monday".
    pub fn of_another_deed(&self, f: &Found, t: usize, others: &[Anchor]) -> bool {
        let w = self.words;
        // "the oil leaking from the well"
        let told_by_it = f.link == Link::Own
            && matches!(w.relation(f.anchor), "acl" | "xcomp")
            && f.group.is_some_and(|g| !g.has_aux && g.to.is_none());
        let noun = match f.link {
            Link::Object | Link::Free => Some(f.anchor),
            // "the man killed in the crash"
            Link::Light if f.group.is_some_and(|g| !g.has_aux && w.relation(g.main) == "acl") => Some(f.anchor),
            _ if told_by_it => w.phrase(f.first.wrapping_sub(1)).map(|p| p.head),
            _ => None,
        };
        let Some((noun, p)) = noun.and_then(|n| Some((n, w.phrase(n)?))) else { return false };
        let known = (p.start..noun).any(|i| matches!(w.low(i), "the" | "this" | "that" | "these" | "those"));
        let Some(deed) = w.deed_of_time(t).filter(|_| known && !(p.start <= t && t < p.end)) else { return false };
        // "claimed the attack in a statement on Friday"
        let said = !w.is_verb(deed) && deed > noun && STATEMENTS.contains(&w.lemma(deed));
        let deed = w.governor(deed).filter(|&v| said && w.is_verb(v)).unwrap_or(deed);
        let above = |low: usize, high: usize| w.above(low, HIGH).skip(1).any(|i| i == high);
        if deed == noun || above(deed, noun) || self.told_of_noun(f, t) {
            return false;
        }
        let shares = |i: usize| {
            ["occur", "at_once"].iter().any(|c| self.lexicon.has(c, w.lemma(i)))
                || others.iter().any(|o| o.at != f.anchor && o.harmful && (o.first..o.end).contains(&i))
                || matches!(w.lemma(i), "document" | "verify" | "detail" | "recount" | "recall")
                || matches!(w.lemma(i), "investigate" | "probe" | "die" | "perish" | "drown" | "shoot" | "stab" | "burn")
                || matches!(w.lemma(i), "kill" | "hurt" | "injure" | "wound" | "maim" | "trap")
        };
        if w.is_verb(deed) && self.dates_what_is_laid(f, deed, t) {
            return false;
        }
        if w.is_verb(deed) {
            return !(shares(deed) || f.link == Link::Own && above(deed, f.anchor));
        }
        // "at a meeting on Tuesday of the commission on the spill"
        others.iter().any(|o| o.at == deed && !o.harmful) && above(noun, deed)
    }

    /// "accused of the attack in Velm on 3 May 2030", "condemns the bombing of a market on May 3": a date, unlike a weekday,
    /// is that of the deed right before it, and not of what somebody says of it.
    fn dates_what_is_laid(&self, f: &Found, verb: usize, t: usize) -> bool {
        let w = self.words;
        let date = self.mentions.times.get(w.time_of[t] as usize).is_some_and(|x| {
            x.precision == TimePrecision::Day && x.text.bytes().any(|b| b.is_ascii_digit()) && x.text.contains(' ')
        });
        let done = matches!(w.lemma(verb), "mastermind" | "orchestrate" | "commit" | "perpetrate");
        let said = matches!(
            w.lemma(verb),
            "accuse"
                | "suspect"
                | "condemn"
                | "denounce"
                | "criticise"
                | "criticize"
                | "decry"
                | "deplore"
                | "order"
                | "commission"
                | "plot"
                | "plan"
                | "mourn"
                | "remember"
                | "commemorate"
                | "blame"
                | "describe"
                | "document"
        );
        let end = w.phrase(f.anchor).map_or(f.end, |p| p.end.max(f.end));
        (done || said && date) && t >= end && (end..t).all(|i| w.low(i) != "," && !w.is_verb(i))
    }

    /// "Ruun, who fled in May, called the verdict biased": the month of the flight, and not of the verdict.
    pub fn of_somebody(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let noun = matches!(f.link, Link::Object | Link::Free | Link::Subject);
        let clause = w.above(t, HIGH).find(|&i| w.tokens[i].relation == "acl:relcl").filter(|_| noun);
        clause.is_some_and(|c| {
            let of = w.governor(c);
            of.is_some_and(|n| {
                n != f.anchor && !w.above(f.anchor, HIGH).any(|i| i == c || i == n) && !w.above(n, HIGH).any(|i| i == f.anchor)
            })
        })
    }

    /// "overturned on Tuesday the conviction of four men jailed for theft": the day of the verb above, and not of the jailing.
    pub fn of_what_governs(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let told_by_it = f.link == Link::Own && w.relation(f.anchor) == "acl" && f.group.is_some_and(|g| !g.has_aux);
        let deed = w.deed_of_time(t).filter(|_| told_by_it && t < f.first);
        deed.is_some_and(|v| w.above(f.anchor, HIGH).skip(1).any(|i| i == v))
    }

    /// "Two nurses abducted in May were freed": the month of what had been done to them, and not of their release.
    pub fn of_a_participle(&self, f: &Found, t: usize, others: &[Anchor]) -> bool {
        let w = self.words;
        let deed = w.head_of_time(t).filter(|&v| w.relation(v) == "acl" && !(f.first..f.end).contains(&v));
        deed.is_some_and(|v| {
            f.link == Link::Own
                && v < f.first
                && others.iter().any(|o| o.at != f.anchor && (o.first..o.end).contains(&v))
                && !w.above(f.anchor, HIGH).any(|i| i == v)
        })
    }

    /// "A truce signed in May held until the bombing of a bridge": nothing before tells when that was.
    pub fn ended_it(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let until = |c: usize| w.relation(c) == "case" && matches!(w.low(c), "until" | "till");
        t < f.first && w.below(f.anchor).any(until)
    }

    /// "accused Besk of breaking a truce signed in May 2029": the month of the signing, and of nothing above it.
    pub fn of_a_participle_below(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        let Some(deed) = w.head_of_time(t).filter(|&v| w.relation(v) == "acl" && w.tag(v) == "VBN" && f.end <= v) else {
            return false;
        };
        let noun = w.governor(deed);
        f.link == Link::Own && noun.is_some_and(|n| !(f.first..f.end).contains(&n) && w.above(n, HIGH).any(|i| i == f.anchor))
    }

    /// "Rescuers searched on Wednesday for survivors of a landslide that buried a village": the day of what others do, told of
    /// whatever the trigger tells more of.
    pub fn of_main_deed(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        if f.link != Link::Own || t >= f.first {
            return false;
        }
        let deed = w.head_of_time(t).filter(|&d| w.is_verb(d)).or_else(|| w.deed_of_time(t));
        let Some(deed) = deed.filter(|&d| w.is_verb(d) && d < f.first) else { return false };
        let path: Vec<usize> = w.above(f.anchor, HIGH).take_while(|&i| i != deed).collect();
        let below = path.last().and_then(|&i| w.governor(i)) == Some(deed);
        // "finished combing through a tower devastated by a fire"
        let aside = path.iter().any(|&i| w.relation(i) == "acl:relcl" || w.relation(i) == "acl" && w.tag(i) == "VBN");
        let goes_on =
            matches!(w.lemma(deed), "finish" | "begin" | "start" | "continue" | "resume" | "stop" | "end" | "suspend");
        let deed = path.iter().rev().find(|&&i| goes_on && w.is_verb(i)).copied().unwrap_or(deed);
        let others_do =
            matches!(w.lemma(deed), "search" | "look" | "hunt" | "dig" | "comb" | "scour" | "use" | "work" | "return")
                || matches!(
                    w.lemma(deed),
                    "visit" | "mourn" | "protest" | "rally" | "march" | "demonstrate" | "publish" | "meet"
                )
                || matches!(w.lemma(deed), "debate" | "discuss" | "pray" | "clean" | "appeal" | "inspect" | "tour" | "gather");
        below && aside && others_do
    }

    /// True if the word at `t` hangs from the noun of the trigger, over no verb: "for the murder of his wife in 2029".
    pub fn told_of_noun(&self, f: &Found, t: usize) -> bool {
        let w = self.words;
        w.above(t, HIGH).find(|&i| i == f.anchor || w.is_verb(i)) == Some(f.anchor)
    }
}
