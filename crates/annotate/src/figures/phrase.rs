//! What is counted: the noun phrase after a number, and phrases that count one person by themselves ("a man", "his wife",
//! "Ana Ruiz").

use super::lexicon::{Class, People, Position, lexicon};
use super::number::{self, Number};
use super::words::Sentence;
use model::{Pos, Quantifier};

/// The noun phrase after a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// First token after the number (and after "of", "more", "other").
    pub start: usize,
    /// One past the last token of the phrase without what hangs on it.
    pub end: usize,
    /// The counted noun.
    pub head: usize,
    /// One past the counted noun; at most `start` where there is none.
    pub head_end: usize,
    /// The counted noun names people.
    pub people: bool,
    /// "24-year-old", ", 24,".
    pub is_age: bool,
    /// "20 kilometers", "three days".
    pub is_measure: bool,
}

/// How something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "three soldiers".
    Number,
    /// "a man", "both pilots", "the couple", and nouns without a word before at the head of a sentence.
    Person,
    /// "Ana Ruiz".
    Name,
    /// "he", "the victim": somebody told of before.
    Anaphor,
    /// "himself".
    Reflexive,
}

/// Something counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// How many; covers the whole phrase where no number stands there.
    pub number: Number,
    /// What.
    pub phrase: Phrase,
    /// How.
    pub kind: Kind,
}

impl Counted {
    /// One past its last token.
    pub fn end(&self) -> usize {
        self.phrase.end.max(self.number.end)
    }
}

fn exactly(start: usize, end: usize, n: f64) -> Number {
    Number { start, end, low: Some(n), high: Some(n), best: n, quantifier: Quantifier::Exactly }
}

/// Verbs of what somebody said of others.
const TELLS: &[&str] = &[
    "described",
    "called",
    "calls",
    "describes",
    "said",
    "says",
    "accused",
    "accuses",
    "labelled",
    "labeled",
    "alleged",
    "claimed",
];

impl<'a> Sentence<'a> {
    /// True for a name from `i` on that says something of those before it, without a "who".
    pub(super) fn tells_of_them(&self, i: usize) -> bool {
        let end = (i..self.len()).find(|&k| self.pos(k) != Some(Pos::Propn)).unwrap_or(i);
        end > i && TELLS.contains(&self.lower(end))
    }

    /// What is counted from token `i` on.
    pub fn counted(&self, i: usize) -> Option<Counted> {
        let w = self.lower(i);
        // "50 Cent" counts nobody.
        if self.surname(i).is_some() && self.lower(i).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Some(named) = self.aged_name(i) {
            return Some(named);
        }
        if let Some(n) = number::at(i, &|j| self.lower(j)).filter(|_| !self.in_model(i)) {
            let before = i.checked_sub(1).map_or("", |j| self.lower(j));
            // "one day", "this one", "No. 5", "Boeing 737" count nothing.
            let one =
                n.best == 1.0 && (self.lower(n.end) == "day" || matches!(before, "no" | "any" | "this" | "every" | "each"));
            let digits = w.starts_with(|c: char| c.is_ascii_digit());
            let label = lexicon().is(Class::Label, before) && (digits || before != "line");
            // "the 6300 block of Elm Street"
            let block = matches!(self.lower(n.end), "block" | "blocks") && digits;
            // "believed to be among a group of 40 migrants": of whom one is told.
            let back = |k: usize| i.checked_sub(k).map_or("", |j| self.lower(j));
            let of_group = before == "of" && matches!(back(2), "group" | "party" | "convoy" | "team" | "batch" | "crew");
            let among = of_group && (4..6).any(|k| matches!(back(k), "among" | "part" | "member" | "members" | "one"));
            // "the nine-storey building": how big one of them is.
            // "a morgue built for 40 bodies": what it holds.
            let holds = before == "for"
                && matches!(
                    back(2),
                    "built" | "designed" | "intended" | "room" | "space" | "beds" | "licensed" | "equipped" | "capacity"
                )
                || before == "of" && back(2) == "capacity";
            let part = |w: &str| {
                matches!(w, "storey" | "story" | "storeyed" | "floor" | "bedroom" | "room" | "star" | "lane" | "judge" | "page")
            };
            let sized = self.lower(n.end) == "-" && part(self.lower(n.end + 1));
            // "called 911", "a 911 call"
            let calls = |w: &str| w.starts_with("call") || w.starts_with("dial");
            let emergency = digits && matches!(w, "911" | "999" | "112") && (calls(before) || calls(self.lower(n.end)));
            // "a father of three"
            let of = |j: usize| before == "of" && lexicon().is(Class::Parent, self.lower(j));
            let children = i >= 2 && of(i - 2);
            // "members of one family", "one attempted murder"
            let family = n.best == 1.0 && before == "of" && lexicon().people(self.lower(n.end)) == Some(People::Group);
            let attempt = self.lower(n.end) == "attempted";
            // "four shot, including boys 13 and 14"
            let ages = digits && (self.ages_of(i, &n) || i >= 2 && before == "and" && self.ages_to(i));
            // "a C-130 aircraft", "F-16 jets": a model, glued to its letters.
            let glued = |a: usize, b: usize| self.range(a, a + 1).end == self.range(b, b + 1).start;
            let letters = |j: usize| self.form(j).len() <= 3 && self.form(j).bytes().all(|b| b.is_ascii_uppercase());
            let model = digits && before == "-" && i >= 2 && letters(i - 2) && glued(i - 2, i - 1) && glued(i - 1, i);
            // "killing Bebe Ruun, six, and Ida Tarn, nine"
            let ends = |w: &str| matches!(w, "," | "." | ";" | "and" | "was" | "were" | "who" | "has" | "had" | "");
            let written = !digits && before == "," && i >= 2 && self.surname(i - 2).is_some() && ends(self.lower(n.end));
            // "all but two of the 67 on board": they are told by `aboard`.
            let but = |j: usize| j >= 2 && self.lower(j - 1) == "but" && self.lower(j - 2) == "all";
            let of = i - usize::from(before == "the" && i > 0);
            let all_but = but(i) || of >= 2 && self.lower(of - 1) == "of" && but(of - 2);
            if one
                || holds
                || model
                || all_but
                || written
                || label
                || block
                || sized
                || among
                || emergency
                || children
                || family
                || attempt
                || ages
                || self.is_label(i, &n)
                || self.is_clock(i, n.end)
            {
                return None;
            }
            let phrase = self.phrase(n.end);
            return Some(Counted { number: n, phrase, kind: Kind::Number });
        }
        match w {
            "his" | "her" if self.own_life(i) => {
                Some(Counted { number: exactly(i, i + 3, 1.0), phrase: self.one(i, i + 3), kind: Kind::Reflexive })
            }
            "self" if i > 0 && lexicon().cue(Position::Object, self.lower(i - 1)).is_some() => {
                Some(Counted { number: exactly(i, i + 1, 1.0), phrase: self.one(i, i + 1), kind: Kind::Reflexive })
            }
            // "A bullet struck her in the arm."
            "a" | "an" | "another" | "the" | "his" | "their" | "my" | "our" | "its" | "both" | "every" => self.person_after(i),
            "her" if self.tag(i) != "PRP" || self.person_after(i).is_some() => self.person_after(i),
            "himself" | "herself" | "him" | "her" => {
                let kind = if matches!(w, "him" | "her") { Kind::Anaphor } else { Kind::Reflexive };
                Some(Counted { number: exactly(i, i + 1, 1.0), phrase: self.one(i, i + 1), kind })
            }
            "he" | "she" => Some(Counted { number: exactly(i, i + 1, 1.0), phrase: self.one(i, i + 1), kind: Kind::Anaphor }),
            "others" => None,
            _ => self.named(i).or_else(|| self.bare(i)),
        }
    }

    /// "boys 13 and 14", seen from the first of two ages.
    fn ages_of(&self, i: usize, n: &Number) -> bool {
        let plural = |j: usize| lexicon().people(self.lower(j)) == Some(People::Many);
        let next = number::at(n.end + 1, &|j| self.lower(j));
        let young = |n: &Number| n.best < 100.0;
        i > 0 && plural(i - 1) && self.lower(n.end) == "and" && young(n) && next.is_some_and(|m| young(&m) && !plural(m.end))
    }

    /// The same, seen from the second.
    fn ages_to(&self, i: usize) -> bool {
        number::at(i - 2, &|j| self.lower(j)).is_some_and(|n| n.end == i - 1 && self.ages_of(i - 2, &n))
    }

    /// "54-year-old Ana Ruiz", seen from the number.
    fn aged_name(&self, i: usize) -> Option<Counted> {
        let unit = |j: usize| matches!(self.lower(j), "year" | "years" | "month" | "months");
        let n = number::at(i, &|j| self.lower(j)).filter(|n| n.best < 120.0)?;
        let dash = |j: usize| j + usize::from(self.lower(j) == "-");
        let old = dash(dash(n.end) + 1);
        if !unit(dash(n.end)) || self.lower(old) != "old" {
            return None;
        }
        let end = self.person(old + 1)?;
        Some(Counted { number: exactly(i, end, 1.0), phrase: self.one(i, end), kind: Kind::Name })
    }

    /// "taking his own life", seen from "his".
    pub fn own_life(&self, i: usize) -> bool {
        self.lower(i + 1) == "own"
            && self.lower(i + 2) == "life"
            && i.checked_sub(1)
                .is_some_and(|j| matches!(self.lower(j), "taking" | "took" | "takes" | "taken" | "ending" | "ended"))
    }

    /// "Flight 370", "Highway 61": a number after a capitalized word that no noun for people follows.
    fn is_label(&self, i: usize, n: &Number) -> bool {
        let digits = self.lower(i).bytes().all(|b| b.is_ascii_digit());
        let capital = |j: usize| self.form(j).starts_with(char::is_uppercase) && self.pos(j) == Some(Pos::Propn);
        let other = |j: usize| !lexicon().is_people(self.lower(j)) && !lexicon().is_cue(self.lower(j));
        // "C$50m" is money.
        let sign = i > 0 && lexicon().is_sign(self.lower(i - 1));
        digits && i > 0 && !sign && capital(i - 1) && !lexicon().is_cue(self.lower(i - 1)) && other(n.end) && other(n.end + 1)
    }

    /// "11 43 a.m.": a time of day that lost its colon.
    fn is_clock(&self, i: usize, end: usize) -> bool {
        let two = |j: usize| self.lower(j).len() <= 2 && self.lower(j).bytes().all(|b| b.is_ascii_digit());
        let half = |j: usize| matches!(self.lower(j), "a" | "p" | "am" | "pm" | "a.m" | "p.m" | "a." | "p." | "a.m." | "p.m.");
        end == i + 1
            && two(i)
            && (half(end) && self.lower(end).len() > 1 || two(end) && !self.lower(end).is_empty() && half(end + 1))
    }

    fn one(&self, start: usize, end: usize) -> Phrase {
        Phrase { start, end, head: end - 1, head_end: end, people: true, is_age: false, is_measure: false }
    }

    /// "a man", "his wife Ana Ruiz", "both pilots".
    fn person_after(&self, i: usize) -> Option<Counted> {
        let lexicon = lexicon();
        let w = self.lower(i);
        // "both his parents": the parents are counted.
        if w == "both" && matches!(self.lower(i + 1), "his" | "her" | "their") {
            return None;
        }
        if w == "both" {
            let phrase = self.phrase(i + 1);
            let plural = phrase.people && lexicon.people(self.lower(phrase.head)) == Some(People::Many);
            let bare = phrase.head_end <= phrase.start && phrase.end == i + 1;
            // "both drivers and all 14 passengers" counts two and 14; "both men and women" counts nobody.
            let next = phrase.end + 1 + usize::from(self.lower(phrase.end + 1) == "all");
            let and = self.lower(phrase.end) == "and" && !bare && number::at(next, &|j| self.lower(j)).is_none();
            let phrase = if bare { self.one(i, i + 1) } else { phrase };
            return ((plural || bare) && !and).then(|| Counted {
                number: exactly(i, phrase.end, 2.0),
                phrase,
                kind: Kind::Person,
            });
        }
        // "killing a family of four"
        if w == "a" && matches!(self.lower(i + 1), "family" | "couple" | "household") && self.lower(i + 2) == "of" {
            let n = number::at(i + 3, &|j| self.lower(j)).filter(|n| n.best >= 2.0 && n.best < 30.0);
            let bare = n.filter(|n| !matches!(self.pos(n.end), Some(Pos::Noun | Pos::Adj | Pos::Num)));
            if let Some(n) = bare {
                let end = n.end;
                return Some(Counted { number: exactly(i, end, n.best), phrase: self.one(i, end), kind: Kind::Number });
            }
        }
        // "five are dead and another seriously wounded"
        let told = |j: usize| lexicon.cue(Position::After, self.lower(j)).is_some();
        // "killed two and injured another early on Sunday"
        let object = i > 0 && lexicon.cue(Position::Object, self.lower(i - 1)).is_some_and(|what| what != "hit");
        let alone = object
            && (self.timed(i + 1, i + 2)
                || matches!(self.lower(i + 1), "." | "," | "in" | "at" | "on" | "early" | "late" | ""));
        // "left one dead and another in critical condition", "another with gunshot wounds"
        let state = match self.lower(i + 1) {
            "in" => self.condition(i + 1, lexicon).is_some(),
            "with" => self.wounded(i + 2, i + 1, lexicon).is_some(),
            "fighting" | "clinging" => self.lower(i + 2) == "for" || self.lower(i + 2) == "to",
            _ => false,
        };
        if w == "another" && (alone || state || told(i + 1) || self.lower(i + 1).ends_with("ly") && told(i + 2)) {
            return Some(Counted { number: exactly(i, i + 1, 1.0), phrase: self.one(i, i + 1), kind: Kind::Person });
        }
        // "two were dead and a third was hurt"
        let verb = |j: usize| matches!(self.lower(j), "was" | "is" | "has" | "had" | "remains" | "remained" | "suffered");
        if matches!(w, "a" | "an") && number::ordinal(self.lower(i + 1)).is_some_and(|n| n >= 2.0) && verb(i + 2) {
            return Some(Counted { number: exactly(i, i + 2, 1.0), phrase: self.one(i, i + 2), kind: Kind::Person });
        }
        // "Ruiz, also a student, was shot": what somebody is counts nobody else.
        if i >= 2 && matches!(self.lower(i - 1), "also" | "once" | "formerly" | "then") && self.lower(i - 2) == "," {
            return None;
        }
        let mut phrase = self.phrase(i + 1);
        if let Some(end) = (i + 1..phrase.end.max(i + 2)).find_map(|j| self.person(j)) {
            // "an Arlington bar": whatever "Arlington" is, it is nobody.
            if matches!(w, "a" | "an") && end == i + 2 && matches!(self.pos(end), Some(Pos::Noun | Pos::Propn)) {
                return None;
            }
            let phrase = Phrase { start: i + 1, ..self.one(i, end) };
            return Some(Counted { number: exactly(i, end, 1.0), phrase, kind: Kind::Name });
        }
        if !phrase.people || (phrase.start..phrase.head).any(|j| self.lower(j) == "unborn") {
            return None;
        }
        // "the police chief's car", "a man's body": somebody's something.
        if self.lower(phrase.end) == "'s" || self.lower(phrase.end) == "'" {
            phrase.end = phrase.head_end;
        }
        let word = self.lower(phrase.head);
        let aged = matches!(word, "old" | "-old" | "-year-old" | "year-old");
        let number = match if aged { People::One } else { self.people_at(phrase.head)? } {
            People::One if !self.tag(phrase.head).ends_with('S') => 1.0,
            People::Two => 2.0,
            _ => return None,
        };
        // "a woman who is their mother, was shot": what somebody is counts nobody else.
        if i > 0 && matches!(self.lower(i - 1), "is" | "was") && self.lower(phrase.end) == "," {
            return None;
        }
        // "a couple of", "a pair of shoes".
        if number == 2.0 && self.lower(phrase.end) == "of" {
            return None;
        }
        // "crashed, killing the pilot": whoever sat in it, and nobody told before.
        let aboard =
            matches!(word, "pilot" | "co-pilot" | "copilot" | "driver" | "captain" | "rider" | "motorcyclist" | "skipper")
                && i > 0
                && matches!(self.lower(i - 1), "killing" | "injuring" | "wounding");
        let kind = if w == "the" && !aboard { Kind::Anaphor } else { Kind::Person };
        Some(Counted { number: exactly(i, phrase.end, number), phrase, kind })
    }

    /// A person's name with the words before it: "34-year-old Ana Ruiz", "Officer Ruiz".
    fn named(&self, i: usize) -> Option<Counted> {
        let modifier =
            |j: usize| matches!(self.pos(j), Some(Pos::Noun | Pos::Propn | Pos::Adj)) && !lexicon().is_cue(self.lower(j));
        let mut j = i;
        if matches!(self.lower(i), "old" | "year") {
            return None;
        }
        let end = loop {
            if let Some(end) = self.person(j) {
                break end;
            }
            if j >= i + 5 || !modifier(j) {
                return None;
            }
            j += 1;
        };
        // "Ruiz's wife", "Ana Ruiz's brother"
        let owned = end + 1;
        if self.lower(end) == "'s" && lexicon().people(self.lower(owned)) == Some(People::One) {
            let (end, kind) = self.person(owned + 1).map_or((owned + 1, Kind::Person), |end| (end, Kind::Name));
            return Some(Counted { number: exactly(i, end, 1.0), phrase: self.one(i, end), kind });
        }
        Some(Counted { number: exactly(i, end, 1.0), phrase: self.one(i, end), kind: Kind::Name })
    }

    /// "Man shot dead": a noun for one person without a word before it, at the head of a sentence or behind the verb of a
    /// headline ("Gunmen kill priest").
    fn bare(&self, i: usize) -> Option<Counted> {
        let first = i == 0 || matches!(self.lower(i - 1), ":" | "–" | "—" | "--" | "“" | "\"");
        let aged = self.lower(i).ends_with("-year-old");
        let headline = || {
            let verb = i - 1;
            let harm = lexicon().cue(Position::Object, self.lower(verb)).is_some_and(|what| what != "hit");
            harm && self.is_headline() && matches!(self.tag(verb), "VBP" | "VBZ" | "VB")
        };
        if !(first || aged || headline()) || !matches!(self.pos(i), Some(Pos::Noun | Pos::Propn | Pos::Adj)) {
            return None;
        }
        let phrase = self.phrase(i);
        let one = phrase.people && phrase.head_end > phrase.start && self.people_at(phrase.head) == Some(People::One);
        one.then(|| Counted { number: exactly(i, phrase.end, 1.0), phrase, kind: Kind::Person })
    }

    /// True for the number of a name: "COVID-19", "An-24".
    fn in_model(&self, i: usize) -> bool {
        let Some(name) = i.checked_sub(2).filter(|_| self.lower(i - 1) == "-" && i < self.len()) else { return false };
        let joined = |j: usize| self.range(j, j + 1).end == self.range(j + 1, j + 2).start;
        joined(name)
            && joined(i - 1)
            && self.form(name).starts_with(char::is_uppercase)
            && self.lower(i).starts_with(|c: char| c.is_ascii_digit())
    }

    /// The noun phrase that begins at token `i`, after a number.
    pub fn phrase(&self, mut i: usize) -> Phrase {
        let lexicon = lexicon();
        let none =
            |at: usize| Phrase { start: at, end: at, head: at, head_end: at, people: false, is_age: false, is_measure: false };
        let number = i;
        let w = self.lower(i);
        let unit = |w: &str| w.starts_with("year") || w.starts_with("month");
        // "24 - year - old" where it follows the number, "24 years old".
        let hyphen = w.starts_with("-year") || w.starts_with("year-old") || w.starts_with("month-old");
        let spaced = unit(w) && self.lower(i + 1) == "-" && self.lower(i + 2) == "old";
        if w == "-" && unit(self.lower(i + 1)) || hyphen || spaced || unit(w) && self.lower(i + 1) == "old" {
            return Phrase { is_age: true, ..none(i) };
        }
        if self.is_age(number) {
            return Phrase { is_age: true, ..none(i) };
        }
        if w == "of" {
            i += 1;
            if matches!(self.lower(i), "the" | "its" | "their" | "those" | "these" | "his" | "her" | "our") {
                i += 1;
            } else if matches!(self.lower(i), "them" | "whom" | "us") {
                return Phrase { end: i + 1, head: i, head_end: i + 1, people: true, ..none(i) };
            }
            // "two of the four victims"
            if let Some(n) = number::at(i, &|j| self.lower(j)).filter(|n| !self.lower(n.end).starts_with(['-', 'y'])) {
                i = n.end;
            }
        }
        // "23 “armed terrorists” had been eliminated": what somebody calls them is what is counted.
        let quoted =
            i == number && matches!(w, "\"" | "“" | "‘" | "``") && !matches!(self.pos(i + 1), Some(Pos::Det | Pos::Pron));
        i += usize::from(quoted);
        let start = i;
        // "a 24-year-old man": the age is an adjective here.
        if self.pos(i) == Some(Pos::Num) {
            if self.lower(i + 1) == "-" && self.lower(i + 3) == "-" && self.lower(i + 4) == "old" {
                i += 5;
            } else if unit(self.lower(i + 1)) && matches!(self.lower(i + 2), "old" | "-old") {
                i += 3;
            } else if unit(self.lower(i + 1)) && self.lower(i + 2) == "-" && self.lower(i + 3) == "old" {
                i += 4;
            } else if self.lower(i + 1).ends_with("year-old") {
                i += 2;
            }
        }
        // "a 17-year-old was": the age is all there is.
        let aged = i > start;
        let (mut head, mut end) = (None, i);
        while i < self.len() && i < start + 9 {
            // "11 COVID-19 patients"
            if head.is_some() && self.in_model(i + 1) {
                i += 2;
                continue;
            }
            let w = self.lower(i);
            let cue = lexicon.cue(Position::After, w).is_some() && !matches!(w, "missing" | "wounded" | "injured")
                || matches!(w, "wounded" | "injured")
                    && (!lexicon.is_people(self.lower(i + 1))
                        || head.is_some_and(|h| lexicon.people(self.lower(h)) == Some(People::Many)));
            // "dozens more injured when warplanes struck"
            let more = i > start && matches!(self.lower(i - 1), "more" | "others");
            if cue && (head.is_some() || i == start || more) || w == "dead" {
                break;
            }
            // "six people President Ruun described as spies": whom he described.
            if head.is_some_and(|h| h + 1 == i && self.tag(h) == "NNS" && self.pos(h) == Some(Pos::Noun))
                && self.tells_of_them(i)
            {
                break;
            }
            // "one man, one woman": a person's noun ends the phrase before another noun of time or place.
            if head.is_some() && (self.timed(i, i + 1) || self.person(i).is_some()) {
                break;
            }
            let more = matches!(w, "more" | "other" | "others" | "additional" | "further");
            let aged = w.ends_with("-year-old") || w.ends_with("-month-old");
            match self.pos(i) {
                _ if more => head = if matches!(w, "others" | "other") { Some(i) } else { head },
                _ if aged => head = Some(i),
                Some(Pos::Noun | Pos::Propn) => head = Some(i),
                Some(Pos::Adj | Pos::Adv) if head.is_none() || head == Some(i - 1) && lexicon.is_people(w) => {
                    if lexicon.is_people(w) {
                        head = Some(i);
                    }
                }
                // "US military personnel", "24-year-old black man": an adjective inside a compound.
                Some(Pos::Adj) if matches!(self.pos(i + 1), Some(Pos::Noun)) => {}
                // "ten contracted cholera": a verb.
                Some(Pos::Verb) if head.is_none() && self.tag(i) == "VBD" && lexicon.is(Class::Befalling, w) => break,
                Some(Pos::Verb) if head.is_none() && (w.ends_with("ed") || w.ends_with("ing")) && !cue => {}
                Some(Pos::Part) if (w == "'s" || w == "'") && head.is_some() => {}
                Some(Pos::Punct) if w == "-" => {}
                Some(Pos::Num | Pos::Pron) if head == i.checked_sub(1) && more => {}
                _ if lexicon.is_people(w) => head = Some(i),
                // "an off-duty officer"
                _ if head.is_none() && self.lower(i + 1) == "-" && self.pos(i + 2) == Some(Pos::Noun) => {}
                _ => break,
            }
            i += 1;
            if head.is_some_and(|h| h + 1 == i) || more {
                end = i;
            }
        }
        let Some(head) = head else {
            return if aged {
                Phrase { end: i, head: i - 1, head_end: i, people: true, ..none(start) }
            } else {
                Phrase { end, ..none(start) }
            };
        };
        let noun = self.lower(head);
        let end = end.max(head + 1);
        let closed = quoted && matches!(self.lower(end), "\"" | "”" | "’" | "''");
        Phrase {
            start,
            end: end + usize::from(closed),
            head,
            head_end: head + 1,
            people: lexicon.is_people(noun) || self.heads(head),
            is_age: self.lower(head + 1) == "old" || (noun == "-" && self.lower(head + 1).starts_with("year")),
            is_measure: lexicon.is(Class::Measure, noun),
        }
    }

    /// "the village head", "a department head": whoever stands at the head of something.
    fn heads(&self, i: usize) -> bool {
        let of = i.checked_sub(1).map_or("", |j| self.lower(j));
        self.lower(i) == "head"
            && matches!(
                of,
                "village"
                    | "hamlet"
                    | "community"
                    | "district"
                    | "ward"
                    | "family"
                    | "household"
                    | "clan"
                    | "department"
                    | "traditional"
            )
    }

    /// How many the noun at `i` names.
    fn people_at(&self, i: usize) -> Option<People> {
        lexicon().people(self.lower(i)).or_else(|| self.heads(i).then_some(People::One))
    }

    /// True where the number that ends before token `end` is an age: "Ana Ruiz, 24, was", "aged 24", "Ana Ruiz (24)".
    fn is_age(&self, end: usize) -> bool {
        let Some(at) = end.checked_sub(1) else { return false };
        let before = |k: usize| at.checked_sub(k).map_or("", |j| self.lower(j));
        // "In Norport, 90 of the 400 residents were killed"
        if self.lower(end) == "of" && matches!(self.lower(end + 1), "the" | "its" | "their" | "his" | "her" | "them" | "those")
        {
            return false;
        }
        // "a youth of 17 was shot"
        let of = before(1) == "of" && matches!(self.tag(at.saturating_sub(2)), "NN");
        let someone = at >= 3 && lexicon().people(before(2)) == Some(People::One) && matches!(before(3), "a" | "an" | "the");
        let ends = matches!(self.lower(end), "," | "." | "was" | "were" | "who" | "has" | "had" | "from" | "died" | "and" | "");
        if of && someone && ends && !matches!(before(2), "father" | "mother" | "parent" | "head" | "one") {
            return true;
        }
        let of_age = |w: &str| matches!(w, "age" | "aged" | "ages");
        // "ages 24, 25, and 41"
        let listed = |j: &usize| {
            let w = self.lower(*j);
            matches!(w, "and" | "to" | "or" | ",") || w.len() <= 3 && w.bytes().all(|b| b.is_ascii_digit())
        };
        // "children between the ages of 11 and 15"
        let ages = |j: usize| of_age(self.lower(j)) || self.lower(j) == "of" && j > 0 && self.lower(j - 1) == "ages";
        if (0..at).rev().find(|j| !listed(j)).is_some_and(ages) {
            return true;
        }
        let young = self.lower(at).len() <= 3 && self.lower(at).bytes().all(|b| b.is_ascii_digit());
        // "two boys, 17 and 13 years old"
        let digits = |j: usize| self.lower(j).len() <= 3 && self.lower(j).bytes().all(|b| b.is_ascii_digit());
        let listing = matches!(self.lower(end), "and" | "," | "or" | "to") && digits(end + 1);
        if young && listing && self.lower(end + 2).starts_with("year") && self.lower(end + 3) == "old" {
            return true;
        }
        // "four children under 13 had been killed"
        let bound = matches!(before(1), "under" | "over" | "below" | "above") && lexicon().is_people(before(2));
        if young && bound && !lexicon().is_people(self.lower(end)) {
            return true;
        }
        let one = |w: &str| matches!(w, "one" | "another" | "other" | "third" | "fourth" | "fifth");
        // "a boy and a girl, both 17, were shot"
        if before(1) == "both" && young && matches!(self.lower(end), "," | "." | "was" | "were" | "who" | "—" | "–" | "-" | "")
        {
            return true;
        }
        let named = at >= 2 && matches!(self.pos(at - 2), Some(Pos::Propn | Pos::Noun)) && !lexicon().is_cue(before(2))
            || one(before(2));
        // "two men, 26 and 21, who were"
        let year = |w: &str| w.len() == 2 && w.bytes().all(|b| b.is_ascii_digit());
        let pair = |i: usize| {
            i >= 2
                && self.lower(i - 1) == ","
                && lexicon().is_people(self.lower(i - 2))
                && year(self.lower(i))
                && self.lower(i + 1) == "and"
                && year(self.lower(i + 2))
                && matches!(self.lower(i + 3), "," | ".")
        };
        if pair(at) || at >= 2 && pair(at - 2) {
            return true;
        }
        let closed = match before(1) {
            "," => matches!(
                self.lower(end),
                "," | "."
                    | "and"
                    | ";"
                    | "of"
                    | "was"
                    | "were"
                    | "is"
                    | "has"
                    | "had"
                    | "who"
                    | "from"
                    | "died"
                    | ""
                    | "in"
                    | "to"
                    | "with"
                    | "told"
                    | "said"
                    | "on"
                    | "after"
                    | "as"
                    | "—"
                    | "–"
                    | "--"
            ),
            "(" => self.lower(end) == ")",
            _ => false,
        };
        young && named && closed
    }
}
