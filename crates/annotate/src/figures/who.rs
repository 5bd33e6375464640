//! Which figures count one and the same person.
//!
//! Surely one are the mentions of one chain, of one name, and of one age. What is left is told apart by what differs: another
//! name, age or sex, a list that names both, or "another". The rest may be one, and is counted once.

use super::lexicon::{Class, lexicon};
use super::number::ordinal;
use super::phrase::{Counted, Kind};
use super::settle::Draft;
use super::words::Sentence;

/// What is known of one person counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Who {
    /// The chain of its mention.
    pub chain: Option<u32>,
    /// The last word of its name, lower case.
    pub name: Option<String>,
    /// Years.
    pub age: Option<u32>,
    /// True for a man or a boy, false for a woman or a girl.
    pub he: Option<bool>,
    /// "another man", "a second victim".
    pub another: bool,
    /// Which one of all, where it is told: "a third man".
    pub nth: Option<f64>,
    /// The main word of its phrase; of "himself" that of whom it means.
    pub token: usize,
    /// The list that it is told in, by the sentence and first token.
    pub list: Option<(usize, usize)>,
}

impl Sentence<'_> {
    /// What the words tell of one person; `None` for more than one.
    pub fn who(&self, c: &Counted) -> Option<Who> {
        let p = &c.phrase;
        // "3 dead, 1 hurt": a count, and it may be anybody.
        let bare = p.head_end <= p.start && self.lower(c.number.start).starts_with(|x: char| x.is_ascii_digit());
        if c.number.best != 1.0 || c.kind == Kind::Number && bare {
            return None;
        }
        // "the boy shot himself" counts the boy.
        if c.kind == Kind::Reflexive
            && let Some(noun) = self.subject(p.head)
        {
            let he = match self.lower(c.number.start) {
                "himself" | "his" => Some(true),
                "herself" | "her" => Some(false),
                _ => None,
            };
            let name = self.surname(noun).map(str::to_string);
            return Some(Who { chain: self.chain(noun), name, he, token: self.absolute(noun), ..Who::default() });
        }
        let (start, end) = (c.number.start, c.end().max(c.number.start + 1));
        let name = (c.kind == Kind::Name).then(|| self.surname(p.head).unwrap_or(self.lower(p.head)).to_string());
        let noun = if p.head_end > p.start { self.lower(p.head) } else { self.lower(start) };
        let he = match noun {
            "he" | "him" | "himself" => Some(true),
            "she" | "her" | "herself" => Some(false),
            w if lexicon().is(Class::He, w) => Some(true),
            w if lexicon().is(Class::She, w) => Some(false),
            _ => None,
        };
        let digits = |j: usize| self.lower(j).parse::<u32>().ok().filter(|a| *a < 120);
        let inside = (start..end).find_map(|j| {
            let next = self.lower(j + 1);
            let aged = |w: &str| w.split_once('-').and_then(|(a, rest)| rest.contains("old").then(|| a.parse().ok())?);
            let years = next == "-" || next.starts_with("year") || next.starts_with("-year");
            aged(self.lower(j)).or_else(|| digits(j).filter(|_| years))
        });
        let past = self.past_age(end);
        let age = inside.or_else(|| if past > end { (end..past).find_map(digits) } else { None });
        let another = (start..end).any(|j| {
            matches!(self.lower(j), "another" | "other") || j <= start + 1 && ordinal(self.lower(j)).is_some_and(|n| n >= 2.0)
        });
        let nth = (start..end.min(start + 2)).find_map(|j| ordinal(self.lower(j)).filter(|n| *n >= 2.0));
        let head = p.head.max(start);
        Some(Who { chain: self.chain(head), name, age, he, another, nth, token: self.absolute(head), list: None })
    }

    /// The noun that does what the verb above token `i` tells.
    fn subject(&self, i: usize) -> Option<usize> {
        let mut v = self.parent(i)?;
        for _ in 0..4 {
            let subject = (0..self.len()).find(|&j| self.parent(j) == Some(v) && self.relation(j).starts_with("nsubj"));
            match subject {
                Some(j) if matches!(self.lower(j), "who" | "that") => return self.parent(v),
                Some(j) => return Some(j),
                None if self.relation(v) == "acl" => return self.parent(v),
                None => v = self.parent(v)?,
            }
        }
        None
    }
}

impl Who {
    /// True where both are surely one.
    fn is(&self, other: &Who) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        if self.list.is_some() && self.list == other.list || self.differs(other) {
            return false;
        }
        self.token == other.token
            || self.chain.is_some() && self.chain == other.chain
            || same(&self.name, &other.name)
            || self.age.is_some() && self.age == other.age
    }

    /// True where name, age or sex tell two apart.
    pub fn differs(&self, other: &Who) -> bool {
        fn both<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
            a.is_some() && b.is_some() && a != b
        }
        both(&self.name, &other.name) || both(&self.age, &other.age) || both(&self.he, &other.he)
    }

    /// Adds what another mention tells.
    fn learn(&mut self, other: &Who) {
        self.chain = self.chain.or(other.chain);
        self.age = self.age.or(other.age);
        self.he = self.he.or(other.he);
        if self.name.is_none() {
            self.name.clone_from(&other.name);
        }
    }
}

/// For each draft of one person: the number of its person, surely one and the same; and what is known of each.
pub fn surely(drafts: &[Draft]) -> (Vec<Option<usize>>, Vec<Who>) {
    let mut people: Vec<Who> = Vec::new();
    let mut out = Vec::with_capacity(drafts.len());
    for d in drafts {
        let Some(who) = &d.who else {
            out.push(None);
            continue;
        };
        let at = people.iter().position(|p| p.is(who)).unwrap_or_else(|| {
            people.push(who.clone());
            people.len() - 1
        });
        people[at].learn(who);
        out.push(Some(at));
    }
    (out, people)
}

/// One person as far as the dead, or the hurt, are told apart.
struct Seat {
    who: Who,
    /// Hurt by his own hand.
    own: bool,
    sure: Vec<usize>,
    sentences: Vec<usize>,
    lists: Vec<(usize, usize)>,
}

/// Numbers those of one `what` who cannot be told apart alike. `sure` comes from [`surely`].
/// `before` others are counted ahead of them: the dead, where "a fourth man was hurt".
pub fn seats(drafts: &[Draft], sure: &[Option<usize>], what: &str, before: f64, next: &mut u32, out: &mut [Option<u32>]) {
    let mut seats: Vec<Seat> = Vec::new();
    for (n, d) in drafts.iter().enumerate().filter(|(_, d)| d.figure.what == what) {
        let (Some(who), Some(sure)) = (&d.who, sure[n]) else { continue };
        let known = seats.iter().position(|s| s.sure.contains(&sure));
        let may = || {
            let free = |s: &Seat| who.list.is_none_or(|l| !s.lists.contains(&l)) && !s.who.differs(who);
            let own = d.own || d.figure.beside;
            // "another seriously hurt", and "another man" further down.
            let again = |s: &Seat| s.who.another && (s.who.he.is_none() || who.he.is_none()) && free(s);
            // "The girl shot herself": she is the girl taken to hospital, and nobody whom she hurt.
            // "The man killed himself": he is the man found dead.
            let alike_in_sex = |s: &Seat| what == "injured" || who.he.is_some() && s.who.he == who.he;
            let herself =
                |s: &Seat| !d.figure.beside && alike_in_sex(s) && s.own != own && free(s) && !s.sentences.contains(&d.sentence);
            let alike = || seats.iter().position(|s| s.own == own && free(s)).or_else(|| seats.iter().position(herself));
            // "one was hurt", "a fourth man was hurt", where three died: he is the one.
            let known = who.nth.is_some_and(|n| n <= before + seats.len() as f64);
            if who.another && !known { seats.iter().position(again) } else { alike() }
        };
        let told_of = || (d.kind == Kind::Anaphor && !d.figure.beside && !seats.is_empty()).then_some(0);
        let at = known.or_else(may).or_else(told_of).unwrap_or_else(|| {
            seats.push(Seat { who: who.clone(), own: d.own, sure: Vec::new(), sentences: Vec::new(), lists: Vec::new() });
            seats.len() - 1
        });
        seats[at].who.learn(who);
        seats[at].sure.push(sure);
        seats[at].sentences.push(d.sentence);
        seats[at].lists.extend(who.list);
        out[n] = Some(*next + at as u32);
    }
    *next += seats.len() as u32;
}
