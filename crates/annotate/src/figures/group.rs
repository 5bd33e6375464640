//! Victims told in one breath: "two men and a woman", "six of his grandchildren, his daughter and himself".

use super::lexicon::{Class, Lexicon, People, lexicon};
use super::number::{self, Number};
use super::phrase::{Counted, Kind, Phrase};
use super::words::Sentence;
use model::{Pos, Quantifier};

/// Members of a list are looked for up to here; longer lists are read as several.
const MEMBERS: usize = 10;

impl<'a> Sentence<'a> {
    /// What is counted from `i` on, and all that is joined to it by commas and a last "and". One where nothing is.
    pub fn group(&self, first: Counted, lexicon: &Lexicon) -> Vec<Counted> {
        let mut out = vec![first];
        // "seven Norlandic and six Sudmark soldiers": the noun is told once.
        let from = out[0].number.end;
        let end = from + (from..from + 2).take_while(|&i| matches!(self.pos(i), Some(Pos::Adj | Pos::Propn))).count();
        let spared = out[0].kind == Kind::Number && !out[0].phrase.people && end > from && self.lower(end) == "and";
        if spared && self.counted(end + 1).is_some_and(|c| c.kind == Kind::Number && c.phrase.people) {
            let phrase = &mut out[0].phrase;
            (phrase.people, phrase.end, phrase.head, phrase.head_end) = (true, end, end - 1, end);
        }
        if !self.joins(&out[0]) {
            return out;
        }
        // How many members stand when the last "and" has been read.
        let mut sure = 1;
        let mut parted = false;
        while out.len() < MEMBERS {
            let last = &out[out.len() - 1];
            let mut i = self.past_age(last.end());
            // "the owner of a factory and two of his managers": what somebody is of.
            if matches!(last.kind, Kind::Person | Kind::Anaphor) && last.number.best == 1.0 && self.lower(i) == "of" {
                let whose = self.phrase(i + 1 + usize::from(self.pos(i + 1) == Some(Pos::Det)));
                let joined = self.lower(whose.end) == "and" && self.counted(whose.end + 1).is_some_and(|c| c.phrase.people);
                i = if whose.people || whose.end == i + 1 || !joined { i } else { whose.end };
            }
            let comma = self.lower(i) == ",";
            i += usize::from(comma);
            let and = matches!(self.lower(i), "and" | "&") || comma && self.lower(i) == "then";
            // "kill village head, four others": a headline saves its "and".
            let spared = comma && !and && self.is_headline() && self.last_count(i, lexicon);
            i += usize::from(and) + usize::from(and && self.lower(i + 1) == "then");
            if !comma && !and {
                break;
            }
            let Some(next) = self.number_or_more(i, lexicon).or_else(|| self.beside(last, i).filter(|_| and)) else { break };
            // "his wife, Ana Ruiz": the same one once more.
            if !and && last.kind != next.kind && last.number.best == 1.0 && next.number.best == 1.0 {
                break;
            }
            if !self.joins(&next) || self.part_of(&next) {
                break;
            }
            out.push(next);
            if and || spared {
                sure = out.len();
                parted = comma;
            } else if self.acts_on(&out[out.len() - 1]) {
                // "shot his three sons, his wife and then turned the gun on himself": the verb's "and" ends the list.
                sure = out.len();
                break;
            }
        }
        out.truncate(sure);
        // "along with a woman and a boy, and a girl was hurt": the last is the subject of another verb.
        let subject = |c: &Counted| {
            let main = if c.kind == Kind::Name { self.main_word(c) } else { None };
            self.relation(main.unwrap_or(c.phrase.head.max(c.number.start))).starts_with("nsubj")
        };
        if parted && subject(&out[out.len() - 1]) && !subject(&out[0]) {
            out.pop();
        }
        // "three people, two men and a woman": told twice.
        let again = (0..out.len().saturating_sub(2)).find(|&k| {
            let rest: f64 = out[k + 1..].iter().map(|c| c.number.best).sum();
            let listed = &out[k + 1..];
            let others = self.of_one_sex(&out[k]) && listed.iter().any(|c| c.kind != Kind::Name);
            // "two aid workers, one refugee and one driver" are four.
            let trades = !self.anybody(&out[k]) && listed.iter().any(|c| c.kind != Kind::Name && !self.anybody(c));
            out[k].number.best == rest && !others && !trades
        });
        if let Some(k) = again {
            out.truncate(k + 1);
        }
        out
    }

    /// "two men, a woman and a child": nouns for men or women alone sum up nobody else.
    fn of_one_sex(&self, c: &Counted) -> bool {
        let noun = self.lower(c.phrase.head);
        matches!(noun, "men" | "women" | "boys" | "girls" | "sons" | "daughters" | "brothers" | "sisters")
    }

    /// A noun that says no more of people than how many, how old or of which sex they are.
    fn anybody(&self, c: &Counted) -> bool {
        const PLAIN: &[&str] = &[
            "people",
            "person",
            "persons",
            "victims",
            "others",
            "individuals",
            "civilians",
            "residents",
            "adults",
            "adult",
            "children",
            "child",
            "man",
            "woman",
            "boy",
            "girl",
            "men",
            "women",
            "boys",
            "girls",
            "teenagers",
            "teenager",
            "members",
            "member",
            "passengers",
            "relatives",
            "suspects",
            "bodies",
            "baby",
            "infant",
            "toddler",
            "youths",
            "youth",
        ];
        let noun = self.lower(c.phrase.head);
        PLAIN.contains(&noun) || noun.ends_with("year-old")
    }

    /// "his wife and daughter", "a man and woman": a noun for one person that shares the word before the first.
    fn beside(&self, last: &Counted, i: usize) -> Option<Counted> {
        let shared = matches!(self.lower(last.number.start), "his" | "her" | "their" | "a" | "an" | "the");
        // "Blast kills reporter and bodyguard"
        let headline = self.is_headline() && last.number.start == last.phrase.start;
        if last.kind != Kind::Person || !(shared || headline) || lexicon().people(self.lower(i)) != Some(People::One) {
            return None;
        }
        // "a husband and father was shot": one man, told twice.
        let theirs = matches!(self.lower(last.number.start), "his" | "her" | "their");
        let (first, second) = (self.lower(last.phrase.head), self.lower(i));
        let he = |w: &str| lexicon().is(Class::He, w);
        let she = |w: &str| lexicon().is(Class::She, w);
        let young = |w: &str| matches!(w, "child" | "baby" | "infant" | "toddler" | "boy" | "girl");
        // Nobody is called a father and a son.
        let parent = |w: &str| matches!(w, "father" | "mother" | "grandfather" | "grandmother");
        let child = |w: &str| matches!(w, "son" | "daughter" | "grandson" | "granddaughter");
        let kin = parent(first) && child(second) || child(first) && parent(second);
        let two = kin || he(first) && she(second) || she(first) && he(second) || young(first) != young(second);
        // "a father and son were found"
        let plural = matches!(self.lower(i + 1), "are" | "were" | "have");
        if !(theirs || two || plural || headline) {
            return None;
        }
        let end = i + 1;
        if self.tag(i).ends_with('S') || matches!(self.pos(end), Some(Pos::Noun | Pos::Propn)) {
            return None;
        }
        let number = Number { start: i, end, low: Some(1.0), high: Some(1.0), best: 1.0, quantifier: Quantifier::Exactly };
        let phrase = Phrase { start: i, end, head: i, head_end: end, people: true, is_age: false, is_measure: false };
        Some(Counted { number, phrase, kind: Kind::Person })
    }

    /// True for "four others" from token `i` on, which has no verb of its own.
    fn last_count(&self, i: usize, lexicon: &Lexicon) -> bool {
        let count = number::at(i, &|j| self.lower(j)).map(|n| self.phrase(n.end).end.max(n.end));
        count.is_some_and(|end| self.after(end, lexicon).is_none())
    }

    /// True where "and" with another verb follows right behind.
    fn acts_on(&self, last: &Counted) -> bool {
        let and = self.past_age(last.end());
        let next = if self.lower(and + 1) == "then" { and + 2 } else { and + 1 };
        self.lower(and) == "and" && self.tag(next) == "VBD"
    }

    /// The next member, over "at least" and the like.
    fn number_or_more(&self, i: usize, lexicon: &Lexicon) -> Option<Counted> {
        (i..i + 3).find_map(|j| {
            let open = (i..j).all(|k| lexicon.is(Class::Beside, self.lower(k)) && !matches!(self.lower(k), "dead" | "of"));
            if open { self.counted(j) } else { None }
        })
    }

    /// True for what can be a member: persons, and numbers of persons.
    fn joins(&self, c: &Counted) -> bool {
        let number = c.kind == Kind::Number;
        let vague = !matches!(c.number.quantifier, Quantifier::Exactly);
        let spelled = c.phrase.people && self.pos(c.phrase.head) != Some(Pos::Num);
        spelled
            && !c.phrase.is_age
            && !c.phrase.is_measure
            && !(number && (vague || self.timed(c.number.start, c.number.end)))
            && !(c.kind == Kind::Anaphor && matches!(self.lower(c.number.start), "he" | "she" | "him"))
    }
}
