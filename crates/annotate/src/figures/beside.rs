//! How a number stands to those told before it: one more, some of them, the older of two, the next in order.

use super::lexicon::{Class, Lexicon, Position, lexicon};
use super::phrase::{Counted, Kind, Phrase};
use super::told::Told;
use super::words::Sentence;
use model::Pos;

impl<'a> Sentence<'a> {
    /// "a fifth victim": how many there are with this one.
    pub fn nth(&self, article: usize) -> Option<f64> {
        let n = super::number::ordinal(self.lower(article + 1)).filter(|n| *n >= 2.0)?;
        matches!(self.lower(article), "a" | "an").then_some(n)
    }

    /// "died of a self-inflicted wound": told of a death within a few words.
    pub fn self_inflicted(&self, cue: usize) -> bool {
        let near = cue..self.len().min(cue + 10);
        near.clone().any(|j| self.lower(j) == "self-inflicted")
            || near.clone().any(|j| self.lower(j) == "self" && near.clone().any(|k| self.lower(k) == "inflicted"))
    }

    /// "the gunman", and "he" of "killed two people before he was shot dead": whoever did it.
    pub fn did_it(&self, c: &Counted) -> bool {
        let noun = matches!(
            self.lower(c.phrase.head),
            "gunman" | "shooter" | "attacker" | "assailant" | "suspect" | "killer" | "perpetrator" | "knifeman"
        );
        let start = c.number.start;
        let harms = |j: usize| {
            let passive = j.checked_sub(1).is_some_and(|k| matches!(self.lower(k), "was" | "were" | "been" | "being"));
            let told = lexicon().cue(Position::Object, self.lower(j));
            !passive && matches!(told, Some("killed" | "injured" | "hit")) && matches!(self.tag(j), "VBD" | "VBG")
        };
        let he = matches!(self.lower(start), "he" | "she");
        noun || he && start > 0 && matches!(self.lower(start - 1), "before" | "until") && (0..start).any(harms)
    }

    /// "a hospital", "Grant Medical Center"
    pub fn hospital(&self, i: usize) -> bool {
        let next = self.lower(i + 1);
        lexicon().is(Class::Hospital, self.lower(i))
            || matches!(self.lower(i), "medical" | "trauma" | "health")
                && matches!(next, "center" | "centre" | "facility" | "college" | "city" | "complex" | "services")
    }

    /// "seven of the dead", "two of the victims who died"
    pub fn of_the_dead(&self, c: &Counted) -> bool {
        let all = c.number.end + 2;
        self.part_of(c)
            && matches!(self.lower(c.number.end + 1), "the" | "those")
            && matches!(self.lower(all), "dead" | "deaths" | "fatalities" | "killed")
    }

    /// True for verbs of dying, and for the death of somebody.
    pub fn dies(&self, cue: usize) -> bool {
        matches!(self.lower(cue), "died" | "dies" | "die" | "death" | "succumbed" | "passed")
    }

    /// "seven were shot, with six confirmed dead", "two were shot, leaving one dead", "resulting in one death": some of those hit.
    pub fn of_all_hit(&self, number: usize, p: &Phrase) -> bool {
        let quantifier = |j: &usize| matches!(self.lower(*j), "at" | "least" | "as" | "many" | "about");
        let Some(at) = (number.saturating_sub(4)..number).rev().find(|j| !quantifier(j)) else { return false };
        let bare =
            p.head_end <= p.start || matches!(self.lower(p.head), "dead" | "death" | "deaths" | "fatality" | "fatalities");
        let resulting = self.lower(at) == "in" && at > 0 && self.lower(at - 1) == "resulting";
        bare && (matches!(self.lower(at), "with" | "leaving") || resulting)
    }

    /// "kidnapped and killed", "abducted and later found dead": what is told besides of those led away, or of those killed, by a
    /// verb joined to the one at `cue`.
    pub fn done_as_well(&self, what: &str, cue: usize, lexicon: &Lexicon) -> Option<(&'static str, usize)> {
        let other = match what {
            "kidnapped" => "killed",
            "killed" => "kidnapped",
            _ => return None,
        };
        let is = |j: &usize| lexicon.cue(Position::After, self.lower(*j)) == Some(other);
        let at = if other == "killed" { (cue + 1..cue + 6).find(is) } else { (cue.saturating_sub(5)..cue).rev().find(is) }?;
        let (from, to) = (cue.min(at) + 1, cue.max(at));
        let and = (from..to).any(|j| self.lower(j) == "and");
        let one = (from..to).all(|j| !matches!(self.pos(j), Some(Pos::Noun | Pos::Propn | Pos::Num | Pos::Pron | Pos::Det)));
        (and && one).then_some((other, at))
    }

    /// True where the number is joined to the phrase that ended at `end` by "and" or a comma.
    pub fn joined(&self, end: usize, number: usize) -> bool {
        let quantifier = |w: &str| {
            matches!(w, "at" | "least" | "more" | "than" | "about" | "around" | "some" | "up" | "to" | "another" | "nearly")
        };
        let mut joints = (end..number.min(end + 9)).map(|i| self.lower(i)).filter(|w| !quantifier(w));
        let joint = (joints.next(), joints.next(), joints.next());
        number < end + 9 && matches!(joint, (Some("and" | ","), None, _) | (Some(","), Some("and"), None))
    }

    /// "3,000 in Norland and 250 in Sudmark", "Four soldiers were killed in Norport and nine guards in Eastvale": the same is
    /// told of both, each with its place. `last` is where the words for whom the number counts end.
    pub fn each_in_its_place(&self, end: usize, number: &super::number::Number, last: usize) -> bool {
        let told = |j: usize| matches!(self.lower(j), "was" | "were" | "have" | "has" | "had" | "been") || self.tag(j) == "VBN";
        let end = (end..self.len().min(end + 4)).find(|&j| !told(j)).unwrap_or(end);
        let prep = self.lower(end);
        if !matches!(prep, "in" | "at" | "near") || self.lower(last.max(number.end)) != prep || number.start > end + 7 {
            return false;
        }
        let named = |j: usize| matches!(self.pos(j), Some(Pos::Propn | Pos::Det | Pos::Adj | Pos::Noun));
        let joint = |j: usize| matches!(self.lower(j), "and" | ",");
        (end + 1..number.start).all(|j| named(j) || joint(j)) && number.start > end + 2 && joint(number.start - 1)
    }

    /// True where the number follows token `told` with "along with" between: "was killed along with two drivers", "was shot dead,
    /// together with his three sons", "was killed with two guards".
    pub fn along(&self, told: usize, c: &Counted) -> bool {
        let mut at = told + 1;
        at += match (self.lower(at), self.lower(at + 1)) {
            ("dead" | "down", _) => 1,
            ("to", "death") => 2,
            _ => 0,
        };
        let comma = self.lower(at) == ",";
        at += usize::from(comma);
        let along = matches!(self.lower(at), "along" | "together");
        at += usize::from(along);
        let passive = (told.saturating_sub(3)..told).any(|j| matches!(self.lower(j), "was" | "were" | "been"));
        if self.lower(at) != "with" || !(along || passive && !comma && c.phrase.people) {
            return false;
        }
        at += 1;
        let theirs = matches!(self.lower(at), "his" | "her" | "their" | "its" | "the" | "at" | "some");
        c.number.start == at || c.number.start == at + 1 && theirs
    }

    /// "in a shootout in which an officer also died": beside those told before.
    pub fn also_died(&self, end: usize, cue: usize) -> bool {
        (end..cue).any(|j| self.lower(j) == "also") && cue < end + 4
    }

    /// True where the number counts some of those before: "including 13", "among them 13", "of whom 40".
    pub fn part_before(&self, number: usize) -> bool {
        (number.saturating_sub(4)..number).any(|i| match self.lower(i) {
            "including" | "among" | "includes" | "included" | "comprising" => true,
            "of" => matches!(self.lower(i + 1), "them" | "whom"),
            _ => false,
        })
    }

    /// The last verb between two tokens that has an object: "shooting several people, including an agent".
    pub fn nearer_verb(&self, from: usize, number: usize, lexicon: &Lexicon) -> Option<Told> {
        let verb = |j: usize| Some((lexicon.cue(Position::Object, self.lower(j))?, j));
        let (what, at) = (from..number).rev().find_map(verb)?;
        (self.tag(at) == "VBG" && self.happened(at)).then_some((what, at))
    }

    /// True where the counted are some of others by their own words: "two of them", "half of whom", "one of the victims".
    pub fn part_of(&self, c: &Counted) -> bool {
        self.lower(c.number.end) == "of"
            && c.kind == Kind::Number
            && !matches!(self.lower(c.number.end + 1), "his" | "her" | "their")
            // "dozens of villagers" are of no others, "dozens of the villagers" may be.
            && (!matches!(
                self.lower(c.number.end.saturating_sub(1)),
                "dozens" | "scores" | "hundreds" | "thousands" | "millions"
            ) || matches!(self.lower(c.number.end + 1), "the" | "them" | "those" | "these" | "whom" | "which"))
    }

    /// True where the number is said to be that of those told before: "put the number at 43", "the figure was 43".
    pub fn number_said(&self, number: usize) -> bool {
        let link = (number.saturating_sub(4)..number).rev().find(|&j| matches!(self.lower(j), "at" | "was" | "is" | "to"));
        // "but the union said it was 70"
        let it = |j: usize| self.lower(j) == "it" && j > 0 && matches!(self.lower(j - 1), "said" | "says" | "put" | "puts");
        link.and_then(|j| j.checked_sub(1))
            .is_some_and(|j| matches!(self.lower(j), "number" | "figure" | "total" | "count" | "crowd" | "turnout") || it(j))
    }

    /// "put the number at 45", "gave a figure of 45": the noun, where somebody gives a number of what was told before.
    pub fn number_given(&self, number: usize) -> Option<usize> {
        let about = |j: &usize| {
            matches!(
                self.lower(*j),
                "about" | "around" | "nearly" | "almost" | "some" | "least" | "more" | "than" | "over" | "up"
            )
        };
        let link = (number.saturating_sub(4)..number)
            .rev()
            .find(|j| !about(j))
            .filter(|&j| matches!(self.lower(j), "at" | "of" | "to"))?;
        let link = if self.lower(link) == "at" && self.lower(link + 1) == "least" { link.checked_sub(1)? } else { link };
        let noun = (link.saturating_sub(2)..link).rev().find(|&j| {
            let it = self.lower(j) == "it" && self.lower(link) == "at" && j + 1 == link;
            it || matches!(self.lower(j), "number" | "figure" | "total" | "tally")
        })?;
        let puts = |v: usize| {
            matches!(
                self.lower(v),
                "put" | "puts" | "putting" | "gave" | "give" | "gives" | "set" | "estimated" | "placed" | "revised"
            )
        };
        (noun.saturating_sub(4)..noun).any(puts).then_some(noun)
    }

    /// "Police counted 4,000.": the verb, where somebody counts a crowd told of before.
    pub fn counted_by(&self, number: usize, end: usize) -> Option<usize> {
        let about = |j: &usize| {
            matches!(
                self.lower(*j),
                "about" | "around" | "nearly" | "almost" | "some" | "at" | "least" | "more" | "than" | "over" | "only" | "just"
            )
        };
        let verb = (number.saturating_sub(4)..number).rev().find(|j| !about(j))?;
        let closed = matches!(self.lower(end), "." | "," | ";" | "and" | "while" | "");
        (closed && matches!(self.lower(verb), "counted" | "estimated")).then_some(verb)
    }

    /// "in exchange for 39 prisoners", "in return for some 90"
    pub fn in_exchange(&self, number: usize) -> bool {
        let at = |k: usize| number.checked_sub(k).map_or("", |j| self.lower(j));
        (1..5).any(|k| at(k) == "for" && matches!(at(k + 1), "exchange" | "return") && at(k + 2) == "in")
    }

    /// "the organisers spoke of 100,000", "and unions claimed 80,000": another number that somebody gives, behind `before`.
    pub fn spoken_of(&self, before: usize, number: usize) -> bool {
        let quantifier = |j: &usize| {
            matches!(
                self.lower(*j),
                "about" | "around" | "nearly" | "almost" | "some" | "at" | "least" | "more" | "than" | "over" | "up" | "to"
            )
        };
        let Some(last) = (before..number).rev().find(|j| !quantifier(j)) else { return false };
        let verb = if self.lower(last) == "of" { last.checked_sub(1) } else { Some(last) };
        let turns = (before..number).any(|j| matches!(self.lower(j), ";" | "while" | "but" | "and" | "," | "whereas"));
        let speaks = |w: &str| {
            matches!(
                w,
                "spoke" | "speak" | "talked" | "claimed" | "claim" | "counted" | "estimated" | "reported" | "cited" | "said"
            )
        };
        turns && verb.is_some_and(|v| v >= before && speaks(self.lower(v)))
    }

    /// "and Sudmark already has about 900 there"
    pub fn has_there(&self, before: usize, number: usize, end: usize) -> bool {
        let has = |j: usize| {
            matches!(self.lower(j), "has" | "have" | "had" | "sent" | "deployed" | "contributed" | "another" | "provided")
        };
        let near = number <= before + 9 && (before..number).any(has);
        near && matches!(
            self.lower(end),
            "there" | "in" | "at" | "on" | "stationed" | "deployed" | "based" | "." | "," | "more"
        )
    }

    /// True for a verb, or "past", before a number that is left behind: "passed 300", "has climbed past 300".
    pub fn passed(&self, i: usize) -> bool {
        match self.lower(i) {
            "passed" | "exceeded" | "exceeds" | "topped" | "tops" | "surpassed" | "surpasses" | "exceed" | "top" => true,
            "past" | "beyond" => i > 0 && super::toll::moves(self.lower(i - 1)),
            _ => false,
        }
    }

    /// True where those who rescue did what the verb at `v` tells.
    pub fn rescuers_did(&self, v: usize) -> bool {
        let who = |j: usize| {
            let w = self.lower(j);
            matches!(
                w,
                "rescuers" | "firefighters" | "crews" | "divers" | "paramedics" | "lifeboat" | "coastguard" | "coastguards"
            ) || matches!(w, "rescue" | "diggers" | "excavators" | "bystanders" | "medics")
        };
        (v.saturating_sub(6)..v).any(who) || self.lower(v + 1) == "by" && (v + 2..v + 5).any(who)
    }

    /// True where a second one gives another number for the same: "put the toll at 12, while the opposition put it at 40",
    /// "at 4,000, and the organisers at 12,000". `before` is where the first number ends.
    pub fn at_too(&self, before: usize, number: usize) -> bool {
        let about = |j: usize| {
            matches!(self.lower(j), "about" | "around" | "nearly" | "almost" | "some" | "least" | "more" | "than" | "over")
        };
        let Some(at) = (before..number).rev().find(|&j| !about(j)).map(|j| if self.lower(j) == "at" { j } else { before })
        else {
            return false;
        };
        let first = (before.saturating_sub(5)..before).any(|j| self.lower(j) == "at");
        let turns = |j: usize| matches!(self.lower(j), "and" | "while" | "but" | ";" | "whereas" | "though");
        let other = |j: usize| {
            matches!(self.tag(j), "VBD" | "VBZ" | "VBP") && !matches!(self.lower(j), "put" | "puts" | "gave" | "set")
        };
        first && at > before && at - before <= 9 && (before..at).any(turns) && !(before..at).any(other)
    }

    /// True for the older value of two: "rose to 137 from 133", "revising an earlier toll of five dead".
    pub fn older(&self, number: usize) -> bool {
        let before = |k: usize| number.checked_sub(k).map_or("", |j| self.lower(j));
        let earlier = |w: &str| matches!(w, "earlier" | "previous" | "initial" | "prior");
        let given =
            |w: &str| matches!(w, "toll" | "count" | "figure" | "estimate" | "number" | "report" | "reports" | "estimates");
        if (number.saturating_sub(5)..number).any(|j| earlier(self.lower(j)) && (j + 1..number).any(|k| given(self.lower(k)))) {
            return true;
        }
        before(1) == "from"
            && (number.saturating_sub(10)..number).any(|j| {
                matches!(
                    self.lower(j),
                    "to" | "up"
                        | "rose"
                        | "rises"
                        | "risen"
                        | "raised"
                        | "raising"
                        | "increased"
                        | "climbed"
                        | "down"
                        | "revised"
                        | "lowered"
                        | "jumped"
                        | "toll"
                )
            })
    }
}
