//! The word lists that actors are known by: bodies, callings, states and nicknames.

use super::spell::{body_key, key};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// ISO 3166 alpha-2.
pub type Country = [u8; 2];

/// Its two letters.
pub fn letters(c: Country) -> String {
    String::from_utf8_lossy(&c).into_owned()
}

/// What somebody does: PLOVER's sectors, and callings that are none of them but tell people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Calling {
    Gov,
    Mil,
    Cop,
    Spy,
    Leg,
    Jud,
    Pty,
    Opp,
    Reb,
    Uaf,
    Crm,
    Igo,
    Ngo,
    Bus,
    Med,
    Edu,
    Lab,
    Hlh,
    Cvl,
    Sport,
    Art,
    Faith,
    Law,
    Sci,
}

use Calling::*;

impl Calling {
    const ALL: [(Calling, &str); 24] = [
        (Gov, "GOV"),
        (Mil, "MIL"),
        (Cop, "COP"),
        (Spy, "SPY"),
        (Leg, "LEG"),
        (Jud, "JUD"),
        (Pty, "PTY"),
        (Opp, "OPP"),
        (Reb, "REB"),
        (Uaf, "UAF"),
        (Crm, "CRM"),
        (Igo, "IGO"),
        (Ngo, "NGO"),
        (Bus, "BUS"),
        (Med, "MED"),
        (Edu, "EDU"),
        (Lab, "LAB"),
        (Hlh, "HLH"),
        (Cvl, "CVL"),
        (Sport, "SPORT"),
        (Art, "ART"),
        (Faith, "FAITH"),
        (Law, "LAW"),
        (Sci, "SCI"),
    ];

    fn read(word: &str) -> Option<Calling> {
        Calling::ALL.iter().find(|(_, w)| *w == word).map(|(c, _)| *c)
    }

    /// PLOVER's code; none for callings that PLOVER has no sector for.
    pub fn sector(self) -> Option<&'static str> {
        let plover = !matches!(self, Sport | Art | Faith | Law | Sci);
        Calling::ALL.iter().find(|(c, _)| plover && *c == self).map(|(_, w)| *w)
    }

    /// True for what is said before the name of an organization: "the rebel group".
    pub fn of_groups(self) -> bool {
        matches!(self, Reb | Uaf | Opp | Pty | Ngo | Crm | Bus | Med)
    }

    /// Which walk of life: people seldom go from one to another.
    fn walk(self) -> u8 {
        match self {
            Gov | Leg | Pty | Opp | Igo | Spy | Mil | Jud | Law => 0,
            Reb | Uaf => 1,
            Cop => 2,
            Sport => 3,
            Art => 4,
            Bus => 5,
            Edu | Sci => 6,
            Hlh => 7,
            Faith => 8,
            Crm => 9,
            Med => 10,
            Ngo | Lab | Cvl => 11,
        }
    }

    /// True if one person may well be told of as both.
    pub fn goes_with(self, other: Calling) -> bool {
        let (a, b) = (self.walk().min(other.walk()), self.walk().max(other.walk()));
        a == b
            || matches!(
                (a, b),
                (0, 1 | 5 | 11)
                    | (5, 11)
                    | (6, 7 | 11)
                    | (1, 9)
                    | (10, 11)
                    | (7, 11)
                    | (8, 11)
                    | (2, 11)
                    | (0, 6)
                    | (3, 11)
                    | (4, 10)
            )
    }
}

/// A body that is known by name.
#[derive(Debug)]
pub struct Body {
    /// The name it is shown by.
    pub name: &'static str,
    /// An armed group or a party, no organization.
    pub group: bool,
    /// Where it is at home.
    pub country: Option<Country>,
    /// What it is.
    pub calling: Option<Calling>,
}

/// The lists, read once.
pub struct Lexicon {
    /// All bodies.
    pub bodies: Vec<Body>,
    /// The body of a name's key, and whether the name is its alone.
    pub names: HashMap<String, (u32, bool)>,
    /// Words of an organization's name.
    in_names: HashMap<&'static str, Calling>,
    /// Words of titles and descriptions.
    titles: HashMap<&'static str, Calling>,
    /// The state of a country's name, adjective or seat of government.
    pub states: HashMap<String, Country>,
    /// Adjectives and names that stand before a body's name: "libyan".
    pub adjectives: HashMap<String, Country>,
    /// Words that make up names which every country has: "foreign ministry".
    general: HashSet<&'static str>,
    /// Short forms of a given name and the full forms that they may stand for.
    nicknames: HashMap<&'static str, Vec<&'static str>>,
    /// The countries of people who hold or held an office that the world knows.
    holders: HashMap<String, Country>,
}

/// The most words of a phrase in the lists.
const LONGEST: usize = 5;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists of the program.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut out = Lexicon {
            bodies: Vec::new(),
            names: HashMap::new(),
            in_names: HashMap::new(),
            titles: HashMap::new(),
            states: HashMap::new(),
            adjectives: HashMap::new(),
            general: include_str!("../../data/general.txt")
                .lines()
                .filter(|l| !l.starts_with('#'))
                .flat_map(|l| l.split(' '))
                .collect(),
            nicknames: HashMap::new(),
            holders: HashMap::new(),
        };
        rows(include_str!("../../data/bodies.tsv")).for_each(|r| out.add_body(&r));
        for r in rows(include_str!("../../data/callings.tsv")) {
            let (Some(calling), phrases) = (Calling::read(r[0]), r[2].split('|')) else { continue };
            for p in phrases {
                // The first list that has a phrase keeps it.
                let list = if r[1] == "n" { &mut out.in_names } else { &mut out.titles };
                list.entry(p).or_insert(calling);
            }
        }
        for r in rows(include_str!("../../data/nicknames.tsv")) {
            r[1].split('|').for_each(|short| out.nicknames.entry(short).or_default().push(r[0]));
        }
        for r in rows(include_str!("../../data/holders.tsv")) {
            let Ok(code) = <Country>::try_from(r[0].as_bytes()) else { continue };
            for name in r[1..].iter().flat_map(|names| names.split('|')) {
                out.holders.entry(key(name)).or_insert(code);
            }
        }
        out.add_states();
        out
    }

    fn add_body(&mut self, r: &[&'static str]) {
        let at = self.bodies.len() as u32;
        let country = r[2].as_bytes().try_into().ok();
        let name = r[0].trim_start_matches('?');
        self.bodies.push(Body { name, group: r[1] == "g", country, calling: Calling::read(r[3]) });
        self.names.insert(body_key(name), (at, name == r[0]));
        for alias in r[4].split('|').filter(|a| *a != "-") {
            let sure = !alias.starts_with('?');
            self.names.entry(body_key(alias.trim_start_matches('?'))).or_insert((at, sure));
        }
    }

    /// Names and adjectives of states; the gazetteer's table has them.
    fn add_states(&mut self) {
        for r in rows(include_str!("../../../gazetteer/data/countries.tsv")) {
            let Ok(code) = <Country>::try_from(r[0].as_bytes()) else { continue };
            for name in r[3].split('|').filter(|n| !n.is_empty()) {
                self.states.entry(key(name)).or_insert(code);
                self.adjectives.entry(key(name)).or_insert(code);
            }
            for name in r[4].split('|').filter(|n| !n.is_empty()) {
                self.adjectives.entry(key(name)).or_insert(code);
            }
        }
        for c in model::countries::COUNTRIES {
            if let Ok(code) = <Country>::try_from(c.alpha2.as_bytes()) {
                self.states.insert(key(c.name), code);
                self.adjectives.entry(key(c.name)).or_insert(code);
            }
        }
        self.states.insert("kremlin".into(), *b"RU");
    }

    /// The country of somebody who holds or held an office that the world knows, by the key of the full name.
    pub fn holder(&self, key: &str) -> Option<Country> {
        self.holders.get(key).copied()
    }

    /// True if every country may have a body of this name: "foreign ministry", "supreme court".
    pub fn general(&self, key: &str) -> bool {
        key.split(' ').all(|w| self.general.contains(w))
    }

    /// True if one given name is a short form of the other, or both of a third.
    pub fn nicknames(&self, a: &str, b: &str) -> bool {
        let full = |x: &str| self.nicknames.get(x).cloned().unwrap_or_default();
        let (fa, fb) = (full(a), full(b));
        fa.contains(&b) || fb.contains(&a) || fa.iter().any(|x| fb.contains(x))
    }

    /// What an organization is by the words of its name: the longest phrase counts, of equals the one that heads it.
    pub fn of_name(&self, name: &str) -> Option<Calling> {
        let low = name.to_lowercase();
        let words: Vec<&str> = low.split_whitespace().collect();
        let head = words.iter().position(|w| matches!(*w, "of" | "for" | "in" | "to" | "on")).unwrap_or(words.len());
        let mut best: Option<(usize, usize, Calling)> = None;
        for (at, length, calling) in phrases(&self.in_names, &words) {
            // Where the phrase ends, seen from the head: nearest before it is best.
            let end = at + length;
            let near = if end <= head { end } else { 0 };
            if best.is_none_or(|(l, n, _)| (length, near) > (l, n)) {
                best = Some((length, near, calling));
            }
        }
        best.map(|b| b.2)
    }
}

/// Every phrase of a list in words: where it begins, how many words, what it says.
fn phrases(list: &HashMap<&'static str, Calling>, words: &[&str]) -> Vec<(usize, usize, Calling)> {
    let mut out = Vec::new();
    for at in 0..words.len() {
        for length in (1..=LONGEST.min(words.len() - at)).rev() {
            let found = if length == 1 {
                list.get(bare(words[at]))
            } else {
                list.get(words[at..at + length].join(" ").as_str().trim_end_matches('.'))
            };
            if let Some(c) = found {
                out.push((at, length, *c));
                break;
            }
        }
    }
    out
}

/// A word without the mark of an owner: "norland's".
fn country(word: &str) -> &str {
    let word = bare(word);
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Titles of the past are no calling of today.
fn past(word: &str) -> bool {
    matches!(word, "former" | "ex" | "late" | "ousted" | "onetime" | "then" | "deposed") || word.starts_with("ex-")
}

/// What a title says: "British Prime Minister", "Lt. Gen."
pub fn in_title(title: &str) -> Option<Calling> {
    if title.is_empty() {
        return None;
    }
    let low = title.to_lowercase();
    let words: Vec<&str> = low.split_whitespace().collect();
    if words.iter().any(|w| past(w)) {
        return None;
    }
    let found = phrases(&lexicon().titles, &words);
    longest(found.iter().copied())
}

/// The longest phrase; of equals the first.
fn longest(found: impl Iterator<Item = (usize, usize, Calling)>) -> Option<Calling> {
    found
        .fold(
            None,
            |best: Option<(usize, Calling)>, (_, l, c)| if best.is_some_and(|b| b.0 >= l) { best } else { Some((l, c)) },
        )
        .map(|b| b.1)
}

/// What the words right before a name say: "the militant group".
pub fn before_name(text: &str) -> Option<Calling> {
    let text = text.trim_end().trim_end_matches(',');
    let low = text.to_lowercase();
    let words: Vec<&str> = low.split_whitespace().collect();
    let words = &words[words.len().saturating_sub(5)..];
    if words.is_empty() || words.iter().any(|w| past(w)) {
        return None;
    }
    let found = phrases(&lexicon().titles, words);
    // The longest one that ends there: "chief operating officer" is no officer.
    let (at, _, calling) = found.into_iter().find(|(at, l, _)| at + l == words.len())?;
    let led = text.split_whitespace().rev().nth(words.len() - at).unwrap_or_default();
    let company =
        led.chars().next().is_some_and(char::is_uppercase) && !lexicon().adjectives.contains_key(country(&led.to_lowercase()));
    (!company || !heads(words[at])).then_some(calling)
}

/// Companies have them, too: "BP President".
fn heads(word: &str) -> bool {
    matches!(word, "president" | "vice" | "vice-president" | "governor" | "secretary" | "minister")
}

/// What an apposition says: ", the foreign minister of Norland,".
pub fn after_name(text: &str) -> Option<Calling> {
    let low = text.trim_start_matches([',', ' ']).to_lowercase();
    let words: Vec<&str> = low.split_whitespace().take(9).collect();
    if words.is_empty() || words.iter().any(|w| past(w)) {
        return None;
    }
    // It begins with a word of description, not with what happens next.
    let opens = matches!(words[0], "a" | "an" | "the" | "his" | "her" | "their")
        || lexicon().titles.contains_key(bare(words[0]))
        || lexicon().adjectives.contains_key(bare(words[0]));
    let head = words
        .iter()
        .position(|w| matches!(*w, "of" | "for" | "in" | "at" | "to" | "from" | "on" | "who" | "with"))
        .unwrap_or(words.len());
    let found = phrases(&lexicon().titles, &words[..head]);
    let whose = words.get(head + 1).filter(|_| words.get(head) == Some(&"of")).map(|w| bare(w));
    let state = whose.is_none_or(|w| w == "the" || lexicon().adjectives.contains_key(w));
    longest(found.into_iter().filter(|(at, ..)| opens && (state || !heads(words[*at]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_holders_have_one_known_country_each() {
        assert_eq!(lexicon().holder(&key("Emmanuel Macron")), Some(*b"FR"));
        assert_eq!(lexicon().holder(&key("Macron")), Some(*b"FR"), "the family name alone");
        assert_eq!(lexicon().holder(&key("Kim")), None, "too many bear it");
        let mut seen: HashMap<String, &str> = HashMap::new();
        for r in rows(include_str!("../../data/holders.tsv")) {
            assert!(model::countries::find(r[0]).is_some(), "{}", r[0]);
            for name in r[1..].iter().flat_map(|names| names.split('|')) {
                assert_eq!(*seen.entry(key(name)).or_insert(r[0]), r[0], "{name}");
            }
        }
    }
}
