//! Where a sentence leaves the happening it tells for another one: "the shooting came days after a man was killed nearby",
//! "in a separate incident".

use crate::Coder;
use crate::code::{OLD, days};
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::period::happening;
use crate::words::{NONE, Words};
use model::{Pos, Stamp, TimeKind, TimePrecision};
use std::ops::Range;

/// The part of a sentence that tells of another happening than the rest of it, or than the sentences before.
pub(crate) struct Apart {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// True if what it tells lies before the happening that it is told beside.
    pub earlier: bool,
    /// True if that is spoken of as known: "the raid".
    pub known: bool,
}

impl Apart {
    /// True for matches that lie in the part.
    pub fn holds(&self, f: &Found) -> bool {
        self.tokens.contains(&f.anchor)
    }

    /// True for a time or a place at `t` that stands on the other side than the match; `told` says which mention a token
    /// belongs to. What is told apart may have its own from the rest of the sentence, where it has none.
    pub fn of_the_other(&self, told: &[u32], f: &Found, t: usize) -> bool {
        match (self.holds(f), self.tokens.contains(&t)) {
            (false, inside) => inside,
            (true, inside) => !inside && self.tokens.clone().any(|i| told[i] != NONE),
        }
    }

    /// True where a figure that begins at this byte stands on the other side than the match.
    pub fn parts(&self, w: &Words, figure: u32, f: &Found) -> bool {
        self.tokens.contains(&w.syntax.token_at(figure)) != self.holds(f)
    }
}

/// Words between "since" and the older happening.
const FAR: usize = 6;

impl Scene<'_> {
    /// The part of sentence `s` that tells of another happening, if it has one. `found` are the matches of the sentence.
    pub fn apart(&self, coder: &Coder, s: usize, found: &[Found], published: Option<Stamp>) -> Option<Apart> {
        let t = self.words.syntax.sentences[s].tokens.clone();
        let old = || self.old_one(t.clone(), published);
        let other = || self.other_incident(coder, t.clone(), found);
        self.hours_later(coder, t.clone(), found)
            .or_else(|| self.came_after(coder, t.clone(), found))
            .or_else(|| self.harmed_after(coder, t.clone(), found))
            .or_else(|| self.sparked(coder, t.clone(), found))
            .or_else(|| self.since_when(t.clone()))
            .or_else(|| self.since_the_old_one(t.clone(), found))
            .or_else(|| self.answered_for(coder, t.clone(), found))
            .or_else(old)
            .or_else(other)
            .or_else(|| self.two_places(coder, t.clone(), found))
            .or_else(|| self.two_days(coder, t.clone(), found))
    }

    /// "Hours later, two officers died in an ambush", "Days earlier, the navy had sunk a boat": another one, with its own dead.
    fn hours_later(&self, coder: &Coder, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        let w = self.words;
        let i = sentence.start;
        let stretch = matches!(w.low(i), "hours" | "days" | "weeks" | "minutes" | "months")
            || matches!(w.low(i), "a" | "two" | "three" | "four" | "several") && w.time_of[i] != NONE;
        let at =
            (i + 1..sentence.end.min(i + 4)).find(|&j| matches!(w.low(j), "later" | "earlier" | "before" | "afterwards"))?;
        let comma = at + 1 < sentence.end && w.low(at + 1) == ",";
        // Not what came of it: an arrest, a rising toll, who was shot by police in the end.
        let own = |f: &Found| {
            let kind = &coder.book.kinds[f.kind];
            let hurt = f.roles.iter().any(|(r, p)| matches!(r, model::RoleKind::Victim) && p.head > at);
            (kind.family.tells_how() || kind.family.violent()) && hurt && f.roles.iter().all(|(_, p)| !self.told_before_now(*p))
        };
        (stretch && comma && found.iter().any(own)).then_some(Apart { tokens: sentence, earlier: false, known: false })
    }

    /// "A woman died in custody on Friday, sparking protests": nobody died of the protests, as far as that tells.
    fn sparked(&self, coder: &Coder, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        const SPARKS: [&str; 9] =
            ["sparking", "triggering", "prompting", "provoking", "igniting", "inciting", "unleashing", "fuelling", "fueling"];
        let w = self.words;
        let at = sentence.clone().find(|&i| SPARKS.contains(&w.low(i)) && i > sentence.start && w.low(i - 1) == ",")?;
        let unrest = |f: &Found| matches!(coder.book.kinds[f.kind].kind.split('.').next(), Some("protest" | "riot" | "battle"));
        // "Drones hit a depot, prompting air strikes": what is answered so keeps its own dead.
        let strikes = |f: &Found| {
            let answers =
                (at..f.first).any(|i| matches!(w.low(i), "retaliatory" | "retaliation" | "reprisal" | "reprisals" | "air"));
            answers && coder.book.kinds[f.kind].family.violent()
        };
        let led_to = found.iter().any(|f| at < f.anchor && f.anchor < at + 7 && (unrest(f) || strikes(f)));
        let first = found.iter().any(|f| f.anchor < at && coder.book.kinds[f.kind].family.violent());
        (led_to && first).then_some(Apart { tokens: at..sentence.end, earlier: false, known: false })
    }

    /// True for "the man", "the attackers", "he": who was told of before.
    fn told_before_now(&self, p: crate::words::Phrase) -> bool {
        let w = self.words;
        matches!(w.low(p.start), "the" | "he" | "she" | "they" | "him" | "them" | "his" | "their" | "its")
            && w.place_of[p.head] == NONE
    }

    /// "It happened near the site of a 2019 rampage by a man who killed 13 people": from the older one on.
    fn old_one(&self, sentence: Range<usize>, published: Option<Stamp>) -> Option<Apart> {
        let w = self.words;
        let year = |i: usize| {
            let time = self.mentions.times.get(w.time_of[i] as usize)?;
            let old = match (time.end, published) {
                (Some(end), Some(now)) => days(end, now) > OLD,
                (end, _) => end.is_some(),
            };
            (old && w.low(i).len() == 4 && time.precision == TimePrecision::Year).then_some(())
        };
        let phrase = sentence.clone().find_map(|i| {
            year(i)?;
            w.phrase(i)
                .filter(|p| p.start > sentence.start + OPENING && p.start < i && i < p.head && happening(w.lemma(p.head)))
        })?;
        let clause = |i: usize| matches!(w.low(i), "who" | "which" | "when" | "where" | "that");
        (phrase.head..sentence.end).any(clause).then_some(Apart {
            tokens: phrase.start..sentence.end,
            earlier: true,
            known: false,
        })
    }

    /// "the deadliest attack since 2017, when a bomb killed 150 people": what is told of that year.
    fn since_when(&self, sentence: Range<usize>) -> Option<Apart> {
        let w = self.words;
        let when = sentence.clone().find(|&i| w.low(i) == "when" && w.time_before_when(i).is_some())?;
        let time = w.time_before_when(when)?;
        let first = (sentence.start..when).find(|&i| w.time_of[i] == time)?;
        // "since Saturday, when the clashes broke out" tells of the news.
        let told = &self.mentions.times[time as usize];
        let news = told.precision <= TimePrecision::Day && !told.text.bytes().any(|b| b.is_ascii_digit());
        // "since Storm Orla in January 2029, when one man was killed"
        // "since 2017 in June 2029, when 26 people died": since another time.
        let near = (sentence.start.max(first.saturating_sub(5))..first).rev();
        let since = near.take_while(|&i| !w.is_verb(i) && w.time_of[i] == NONE).any(|i| w.low(i) == "since");
        (first > sentence.start && since && !news).then_some(Apart { tokens: when..sentence.end, earlier: true, known: false })
    }

    /// "The siege, in which 147 were killed, was the deadliest attack since the 1998 bombing": who was killed in that year is not told.
    fn since_the_old_one(&self, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        let w = self.words;
        let since = sentence.clone().find(|&i| w.low(i) == "since" && (sentence.start..i).any(|j| w.tag(j) == "JJS"))?;
        let year = |i: usize| w.time_of[i] != NONE && w.low(i).len() == 4 && w.low(i).bytes().all(|b| b.is_ascii_digit());
        let older = |f: &&Found| {
            let between = since + 1..f.anchor;
            f.group.is_none()
                && f.anchor > since
                && between.len() <= FAR
                && between.clone().any(year)
                && !between.clone().any(|i| w.is_verb(i))
        };
        let anchor = found.iter().find(older)?.anchor;
        let end = (anchor..sentence.end).find(|&i| w.low(i) == ",").unwrap_or(sentence.end);
        Some(Apart { tokens: since..end, earlier: true, known: false })
    }

    /// "The attack came less than a month after …", "the raid follows …": harm that came after other harm is another one.
    fn came_after(&self, coder: &Coder, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        let w = self.words;
        let verb = sentence.clone().find(|&i| w.is_verb(i) && matches!(w.lemma(i), "come" | "occur" | "happen" | "follow"))?;
        // "The blast was followed by gunfire": what came later is told as it was.
        if w.is_passive(&w.verb_group(verb)) {
            return None;
        }
        let from = if w.lemma(verb) == "follow" {
            verb + 1
        } else {
            let after = (verb + 1..sentence.end).find(|&i| !measures(w, i))?;
            (w.low(after) == "after").then_some(after + 1)?
        };
        let subject = w.surface_subject(&w.verb_group(verb))?;
        let harm = |f: &Found| {
            let kind = &coder.book.kinds[f.kind];
            kind.family.tells_how() || kind.kind == "killing"
        };
        let harmful = found.iter().any(|f| f.anchor == subject.head && f.link != Link::Own && harm(f))
            || matches!(w.lemma(subject.head), "incident" | "violence" | "bloodshed" | "tragedy" | "fighting" | "unrest")
            || matches!(
                w.lemma(subject.head),
                "accident" | "disaster" | "collapse" | "crash" | "blast" | "derailment" | "fire"
            );
        // "It came two days after two men were shot": what it is stands in the sentence before.
        let told = |f: &&Found| f.anchor >= from && harm(f);
        let it =
            matches!(w.low(subject.head), "it" | "this" | "that") && subject.head < verb && verb <= sentence.start + OPENING;
        let harmful = harmful || it && found.iter().any(|f| told(&f));
        // "In a gunbattle that followed the raid, four rebels were killed": they were not killed in the raid.
        let aside = w.relation(verb).starts_with("acl");
        let end = (from..sentence.end).find(|&i| aside && w.low(i) == ",").unwrap_or(sentence.end);
        harmful.then_some(Apart { tokens: from..end, earlier: true, known: aside && self.names_it(from..end, found) })
    }

    /// True where these tokens name harm as known, and no time of it: "the raid".
    fn names_it(&self, tokens: Range<usize>, found: &[Found]) -> bool {
        let w = self.words;
        let the = |f: &Found| w.phrase(f.anchor).is_some_and(|p| matches!(w.low(p.start), "the" | "that" | "this"));
        let untimed = tokens.clone().all(|i| w.time_of[i] == NONE);
        untimed && found.iter().any(|f| tokens.contains(&f.anchor) && f.link != Link::Own && the(f))
    }

    /// "Ruun was murdered three days after his deputy was shot dead": harm that is counted from other harm to somebody else.
    fn harmed_after(&self, coder: &Coder, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        let w = self.words;
        let harm = |f: &&Found| {
            let kind = &coder.book.kinds[f.kind];
            f.link == Link::Own && w.is_verb(f.anchor) && (kind.family.tells_how() || kind.kind == "killing")
        };
        let mut verbs = found.iter().filter(harm).filter(|f| !matches!(w.lemma(f.anchor), "die" | "succumb"));
        verbs.find_map(|f| {
            let lasts = |i: usize| self.mentions.times.get(w.time_of[i] as usize).is_some_and(|t| t.kind == TimeKind::Duration);
            let after = (f.end + 1..sentence.end).find(|&i| w.low(i) == "after" && lasts(i - 1))?;
            // "a year after demonstrations in which 60 people died"
            let fell =
                |g: &Found| g.link == Link::Own && w.is_verb(g.anchor) && coder.book.kinds[g.kind].family == Family::Toll;
            let earlier = found.iter().find(|g| g.anchor > after && (harm(g) || fell(g)))?;
            // "was killed two days after he had been abducted"
            let other = w.surface_subject(&w.verb_group(earlier.anchor)).is_some_and(|p| w.pos(p.head) != Pos::Pron);
            other.then_some(Apart { tokens: after + 1..sentence.end, earlier: true, known: false })
        })
    }

    /// "hit dozens of targets in response to the killing of a soldier in Oakham on Tuesday": what was done before.
    fn answered_for(&self, coder: &Coder, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        let w = self.words;
        let harm = |f: &&Found| {
            let kind = &coder.book.kinds[f.kind];
            f.link != Link::Own && kind.family.violent() && crate::select::in_answer(w, f)
        };
        let noun = found.iter().find(harm)?;
        let from = w.phrase(noun.anchor)?.start;
        // "threatened revenge for the killing": told by the revenge.
        let other = |f: &Found| f.end + 1 < from && coder.book.kinds[f.kind].family.violent();
        let to = (noun.end..sentence.end).find(|&i| matches!(w.low(i), "," | ";")).unwrap_or(sentence.end);
        let told = found.iter().any(|f| f.end + 1 == from);
        (!told && found.iter().any(other)).then_some(Apart { tokens: from..to, earlier: false, known: false })
    }

    /// True where these tokens count dead or hurt people, `least` of them at least.
    fn tells_toll(&self, tokens: &Range<usize>, least: f64) -> bool {
        self.mentions.figures.iter().any(|f| {
            let at = self.words.syntax.token_at(f.range.start);
            tokens.contains(&at) && !f.part && matches!(f.what.as_str(), "killed" | "injured") && f.best >= Some(least)
        })
    }

    /// "In June 86 people drowned when a ferry sank, and in April 64 died in a like accident": two clauses, each with its harm,
    /// its toll and its day.
    fn two_days(&self, coder: &Coder, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        let w = self.words;
        if found.len() < 2 {
            return None;
        }
        let side = |range: Range<usize>| {
            let harm = found.iter().any(|f| {
                let finite = f.link != Link::Own || w.tag(f.anchor) != "VBG";
                range.contains(&f.anchor) && finite && coder.book.kinds[f.kind].family.harmful()
            });
            let toll = self.tells_toll(&range, 2.0);
            let mut days = range.filter_map(|i| {
                let t = self.mentions.times.get(w.time_of[i] as usize)?;
                t.start.zip(t.end.or(t.start)).filter(|_| matches!(t.kind, TimeKind::Date | TimeKind::Time))
            });
            days.next().filter(|_| harm && toll)
        };
        (sentence.start + 1..sentence.end - 1).find_map(|i| {
            let from = match w.low(i) {
                ";" => i + 1,
                "," if matches!(w.low(i + 1), "and" | "while" | "whereas" | "but") => i + 2,
                _ => return None,
            };
            let finite = (from..sentence.end).any(|i| matches!(w.tag(i), "VBD" | "VBZ" | "VBP"));
            // "and days later 17 were killed in Eastvale"
            let later = (from + 1..sentence.end.min(from + OPENING)).any(|i| {
                w.low(i) == "later" && matches!(w.low(i - 1), "day" | "days" | "week" | "weeks" | "month" | "months" | "hours")
            });
            let harmed = |range: Range<usize>| {
                let told = |f: &&Found| range.contains(&f.anchor) && coder.book.kinds[f.kind].family.harmful();
                found.iter().filter(told).any(|f| !matches!(w.lemma(f.anchor), "die" | "succumb"))
            };
            if later && finite && harmed(sentence.start..i) && harmed(from..sentence.end) {
                return Some(Apart { tokens: from..sentence.end, earlier: false, known: false });
            }
            let ((a, b), (c, d)) = side(sentence.start..i).zip(side(from..sentence.end))?;
            let two = days(b, c) > 1 || days(d, a) > 1;
            (two && finite).then_some(Apart { tokens: from..sentence.end, earlier: days(d, a) > 1, known: false })
        })
    }

    /// "Five people were killed in a mortar attack on Dolna, while three soldiers died in an ambush near Grad": two clauses,
    /// each with its harm, its toll and its place. What one disaster did in two places is one happening.
    fn two_places(&self, coder: &Coder, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        let w = self.words;
        if found.len() < 2 || found.iter().any(|f| coder.book.kinds[f.kind].kind.starts_with("disaster")) {
            return None;
        }
        let side = |range: Range<usize>| {
            let told = |f: &&Found| range.contains(&f.anchor) && coder.book.kinds[f.kind].family.harmful();
            let harm = found.iter().filter(told).find(|f| f.link != Link::Own || w.tag(f.anchor) != "VBG");
            let tolls = self.tells_toll(&range, 1.0);
            let mut places = range.clone().filter(|&i| {
                let the = i > range.start + 1 && w.low(i - 1) == "the";
                let lies = i > range.start
                    && matches!(w.low(i - 1 - usize::from(the)), "in" | "at" | "near" | "outside" | "on" | "of");
                lies && (w.place_of[i] != NONE || w.tag(i) == "NNP") && w.time_of[i] == NONE
            });
            // "In Scotland, a driver was killed near Inverness": the finest.
            let fine = |i: &usize| self.mentions.places.get(w.place_of[*i] as usize).map(|p| p.precision);
            let first = places.next()?;
            let place = places.fold(first, |a, b| if fine(&b).is_some() && fine(&b) < fine(&a) { b } else { a });
            (harm.is_some() && tolls).then_some(place)
        };
        let joint = |i: usize| match w.low(i) {
            ";" => Some(i + 1),
            "," if matches!(w.low(i + 1), "and" | "while" | "whereas") => Some(i + 2),
            "while" | "whereas" if i > sentence.start + OPENING => Some(i + 1),
            _ => None,
        };
        let finite = |range: Range<usize>| range.clone().any(|i| matches!(w.tag(i), "VBD" | "VBZ" | "VBP"));
        (sentence.start + 1..sentence.end - 1).find_map(|i| {
            let from = joint(i)?;
            let (left, right) = (side(sentence.start..i)?, side(from..sentence.end)?);
            let (a, b) = (w.place_of[left], w.place_of[right]);
            let nested = a != NONE && b != NONE && {
                let (x, y) = (&self.mentions.places[a as usize], &self.mentions.places[b as usize]);
                x.name == y.name || x.precision != y.precision
            };
            let other = w.low(left) != w.low(right) && !nested;
            (other && finite(from..sentence.end)).then_some(Apart { tokens: from..sentence.end, earlier: false, known: false })
        })
    }

    /// "In a separate incident, …", "in another attack that day", "separately, …": the whole sentence where it opens with it,
    /// else the clause that holds it.
    fn other_incident(&self, coder: &Coder, sentence: Range<usize>, found: &[Found]) -> Option<Apart> {
        let w = self.words;
        let opening = sentence.start + OPENING;
        if matches!(w.low(sentence.start), "separately" | "elsewhere") {
            return Some(Apart { tokens: sentence, earlier: false, known: false });
        }
        let harm = |f: &Found| coder.book.kinds[f.kind].family.tells_how();
        let incident = |i: usize| {
            matches!(w.lemma(i), "incident" | "violence" | "episode" | "accident" | "case" | "event" | "development")
                || self.reported_from(i)
                || found.iter().any(|f| f.anchor == i && f.link != Link::Own && harm(f))
        };
        let at = sentence.clone().find(|&i| {
            let opens = i < opening;
            let other = match w.low(i) {
                "separate" | "unrelated" => true,
                "another" | "other" | "different" | "second" | "third" | "fourth" => opens,
                _ => false,
            };
            // "died in two separate attacks": the news itself.
            let several =
                |p: &crate::words::Phrase| !opens && (p.start..i).any(|j| w.pos(j) == Pos::Num || w.low(j) == "several");
            let phrase = w.phrase(i).filter(|p| other && !several(p));
            phrase.is_some_and(|p| {
                let inside = (sentence.start.max(p.start.saturating_sub(1))..p.start).any(|b| w.low(b) == "in");
                // "a separate, unrelated spate of violence"
                inside && (i + 1..sentence.end.min(i + 7)).take_while(|&j| !w.is_verb(j)).any(incident)
            })
        })?;
        let clause = w.clause[at];
        let own = |i: &usize| w.clause[*i] == clause;
        let tokens = if at < opening { sentence } else { sentence.clone().find(own)?..sentence.rev().find(own)? + 1 };
        Some(Apart { tokens, earlier: false, known: false })
    }
}

impl Scene<'_> {
    /// "In another report from Besk": true for the report, which tells where what follows was.
    pub(crate) fn reported_from(&self, i: usize) -> bool {
        let w = self.words;
        let sentence = w.sentence(i);
        let opens = i < sentence.start + OPENING && w.low(sentence.start) == "in";
        opens && w.lemma(i) == "report" && i + 1 < sentence.end && w.low(i + 1) == "from"
    }
}

/// So many tokens open a sentence.
const OPENING: usize = 5;

/// True for words between "came" and "after": how much later it was.
fn measures(w: &Words, i: usize) -> bool {
    w.time_of[i] != NONE
        || w.low(i).bytes().all(|b| b.is_ascii_digit())
        || matches!(
            w.low(i),
            "less"
                | "more"
                | "than"
                | "just"
                | "only"
                | "nearly"
                | "almost"
                | "barely"
                | "about"
                | "a"
                | "an"
                | "weeks"
                | "days"
                | "months"
        )
        || matches!(
            w.low(i),
            "the" | "few" | "several" | "shortly" | "soon" | "long" | "some" | "over" | "one" | "two" | "three"
        )
        || matches!(w.low(i), "hour" | "day" | "night" | "week" | "month" | "year" | "decade" | "morning" | "fortnight")
        || matches!(w.low(i), "hours" | "days" | "nights" | "weeks" | "months" | "years" | "decades" | "moments" | "minutes")
}
