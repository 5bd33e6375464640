//! Finds what may be mentions of places: names of the gazetteer in the text, weighed by their surroundings, and the
//! places that the name finder saw.

use super::harm::{assailed, assault, flies};
use super::inside::{Bond, bond};
use super::lexicon::*;
use super::scan::Word;
use gazetteer::{Candidate, Class, Entry, Gazetteer, NameForm};
use model::{Name, NameKind, TextRange};
use std::collections::HashSet;

/// What a mention may be, before it is resolved.
pub(super) struct Found {
    pub range: TextRange,
    /// Empty for a place that the gazetteer does not know.
    pub candidates: Vec<Candidate<'static>>,
    /// How sure it is that a place is named at all; from 1.5 on it is.
    pub strength: f32,
    /// The kind of place that a word beside it tells of: "Idlib province", "the town of X".
    pub wanted: Option<Wanted>,
    /// It directly follows the mention before it and a comma, as its container may.
    pub after_comma: bool,
    /// It follows the mention before it and "and".
    pub after_and: bool,
    /// What the words before it say of it and the mention before it.
    pub bond: Bond,
    /// One of a list that ends in "counties", "provinces".
    pub plural: bool,
    /// Number of its word.
    pub word: usize,
}

/// "Magwe Region", where the gazetteer has that spelling for the town only: the division is called after it.
fn with_division(found: &mut Found) {
    let division = |c: &Candidate| matches!(c.entry.class(), Class::Admin1 | Class::Admin2);
    if found.wanted != Some(Wanted::Division) || found.candidates.iter().any(division) {
        return;
    }
    let after = |c: &Candidate<'static>| {
        let over = c.entry.admin1().filter(|_| c.entry.class() == Class::City && c.entry.is_seat())?;
        over.name().starts_with(c.entry.name()).then_some(Candidate { entry: over, form: NameForm::Name })
    };
    let more: Vec<_> = found.candidates.iter().filter_map(after).collect();
    found.candidates.extend(more);
}

/// The kind that a neighbouring word tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    City,
    Division,
}

impl Found {
    /// True if the words are an adjective or name people.
    pub fn is_adjective(&self) -> bool {
        self.candidates.first().is_some_and(|c| matches!(c.form, NameForm::Adjective | NameForm::People))
    }
}

const DIVISIONS: [&str; 14] = [
    "province",
    "region",
    "state",
    "governorate",
    "oblast",
    "prefecture",
    "district",
    "county",
    "parish",
    "republic",
    "territory",
    "canton",
    "division",
    "provinces",
];
const TOWNS: [&str; 9] = ["city", "town", "village", "township", "suburb", "municipality", "borough", "port", "capital"];
const WATERS: [&str; 18] = [
    "river",
    "lake",
    "creek",
    "mountain",
    "mountains",
    "valley",
    "bay",
    "island",
    "islands",
    "strait",
    "canal",
    "peninsula",
    "desert",
    "falls",
    "beach",
    "dam",
    "reservoir",
    "reef",
];
const STREETS: [&str; 20] = [
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "drive",
    "dr",
    "lane",
    "ln",
    "boulevard",
    "blvd",
    "highway",
    "parkway",
    "pike",
    "court",
    "way",
    "circle",
    "terrace",
    "place",
];

/// Whoever has these is a first-level division; a city has a mayor.
const GOVERNORS: [&str; 7] = ["governor", "governors", "gov", "legislature", "lawmakers", "legislators", "statehouse"];
const MAYORS: [&str; 2] = ["mayor", "aldermen"];
const DIRECTIONS: [&str; 16] = [
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "centre",
    "center",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "coast",
];
/// After these the name is that of a disease.
const DISEASES: [&str; 8] = ["virus", "fever", "flu", "disease", "syndrome", "ebolavirus", "strain", "influenza"];

/// How much "near" or "in" says for a town that the name finder takes for somebody: more than the finder says against it.
const NEAR_IT: f32 = 6.6;

/// One run over an article's text.
pub(super) struct Finder<'a> {
    pub gazetteer: &'static Gazetteer,
    pub text: &'a str,
    pub words: &'a [Word],
    pub names: &'a [Name],
    /// The text is in capitals throughout.
    pub caseless: bool,
    /// Parts of people's names in this article, in lower case.
    people: HashSet<String>,
}

impl<'a> Finder<'a> {
    pub fn new(gazetteer: &'static Gazetteer, text: &'a str, words: &'a [Word], names: &'a [Name]) -> Self {
        let capitals = words.iter().filter(|w| w.capital).count();
        let lower = text.bytes().filter(u8::is_ascii_lowercase).count();
        let caseless = words.len() > 8 && capitals * 10 > words.len() * 8 && lower * 4 < text.len();
        let mut finder = Finder { gazetteer, text, words, names, caseless, people: HashSet::new() };
        finder.people = finder.people();
        finder
    }

    fn word(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |w| w.of(self.text))
    }

    /// Parts of people's names: what follows a title or a given name.
    fn people(&self) -> HashSet<String> {
        let mut out = HashSet::new();
        for name in self.names.iter().filter(|n| n.kind == NameKind::Person) {
            out.extend(name.text.split_whitespace().skip(1).map(str::to_lowercase));
        }
        for i in 1..self.words.len() {
            let (before, w) = (&self.words[i - 1], &self.words[i]);
            if !before.capital || !w.capital || !w.joined || has(&INSTITUTIONS, w.of(self.text)) {
                continue;
            }
            let first = before.of(self.text);
            if !has(&GIVEN, first) && !has(&TITLES, first) {
                continue;
            }
            // The last word of the run is the surname: "Anna Maria Paris".
            let mut last = i;
            while last < i + 2 && self.words.get(last + 1).is_some_and(|n| n.capital && n.joined && !n.opens) {
                last += 1;
            }
            out.insert(w.of(self.text).to_lowercase());
            if has(&GIVEN, w.of(self.text)) || w.range.len() == 1 {
                out.insert(self.word(last).to_lowercase());
            }
        }
        out
    }

    /// All finds, in order, not overlapping.
    pub fn run(&self) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        let mut i = 0;
        while i < self.words.len() {
            let next = match self.words[i].capital.then(|| self.at(i, out.last())).flatten() {
                Some((found, next)) => {
                    out.push(found);
                    next
                }
                None => i + 1,
            };
            i = next.max(i + 1);
        }
        self.spread_kind(&mut out);
        out
    }

    /// "Clarke, Madison and Oconee counties": the closing word tells the kind of all.
    fn spread_kind(&self, out: &mut [Found]) {
        for i in (0..out.len()).rev() {
            let next = self.words.partition_point(|w| w.range.start < out[i].range.end);
            let told =
                matches!(self.word(next), "counties" | "Counties" | "provinces" | "districts" | "governorates" | "parishes");
            let passed = out.get(i + 1).is_some_and(|n| n.plural && (n.after_comma || n.after_and));
            if told || passed {
                out[i].plural = true;
                out[i].wanted = Some(Wanted::Division);
                out[i].strength += 1.5;
            }
        }
    }

    /// The find at word `i`, and the word after it.
    fn at(&self, i: usize, before: Option<&Found>) -> Option<(Found, usize)> {
        let w = &self.words[i];
        let start = w.range.start as usize;
        let mut matches = self.gazetteer.matches(self.text, start);
        if DIRECTIONS.contains(&w.of(self.text).to_lowercase().as_str()) {
            // A direction alone is no place, whatever the divisions of the world are called.
            matches.retain(|m| m.0 > w.range.end as usize);
        }
        if w.of(self.text).eq_ignore_ascii_case("the") {
            let after = self.words.get(i + 1).and_then(|n| self.gazetteer.longest_match(self.text, n.range.start as usize));
            if matches.last().map(|m| m.0) == after.map(|a| a.0) {
                return None;
            }
        }
        let after_comma = before.is_some_and(|b| {
            let gap = self.text.get(b.range.end as usize..start).unwrap_or("");
            gap == ", " || gap == "., " || gap == " (" || gap == ","
        });
        let after_and = before.is_some_and(|b| {
            let gap = self.text.get(b.range.end as usize..start).unwrap_or("");
            let gap = gap.strip_suffix("the ").unwrap_or(gap);
            matches!(gap.strip_prefix(',').unwrap_or(gap), " and " | " or " | " & ")
        });
        while let Some((end, candidates)) = matches.pop() {
            let range = TextRange::new(start, end);
            let surface = range.of(self.text);
            // Several countries have a federal capital, and a territory or district around it.
            if matches!(surface.to_lowercase().as_str(), "federal capital" | "capital territory" | "national capital") {
                continue;
            }
            let capital_end = self.words[i..]
                .iter()
                .take_while(|w| (w.range.start as usize) < end)
                .last()
                .is_some_and(|w| w.capital || w.of(self.text).contains(char::is_uppercase));
            let abbreviated = !surface.chars().any(char::is_lowercase);
            // Short words in capitals are no further name of a town: "DOH" is an office and not Doha.
            let code = abbreviated && !self.caseless && surface.len() <= 4 && !surface.contains('.');
            let mut candidates: Vec<_> = candidates
                .into_iter()
                .filter(|c| match c.form {
                    NameForm::Abbreviation => {
                        (abbreviated || surface.contains('.')) && (surface.len() > 2 || !self.caseless || surface.contains('.'))
                    }
                    NameForm::Trailing => {
                        self.is_shortened(surface, end, after_comma || self.party(i) || self.behind_a_town(i, end))
                    }
                    NameForm::Other if code && c.entry.class() < Class::Country => false,
                    _ => surface.len() > 2 && capital_end,
                })
                .collect();
            // Adjectives stand alone: a village called English does not matter.
            if candidates.iter().any(|c| matches!(c.form, NameForm::Adjective | NameForm::People))
                && !candidates.iter().any(is_great)
            {
                candidates.retain(|c| matches!(c.form, NameForm::Adjective | NameForm::People));
            }
            // Another name of a town is not meant where it is a country's own: "Mexico".
            if candidates.iter().any(|c| c.form == NameForm::Name && c.entry.class() == Class::Country) {
                candidates.retain(|c| c.form != NameForm::Other || c.entry.class() >= Class::Country);
            }
            // "Kan.", "Miss." after a comma are states and no places of that name.
            if candidates.iter().any(|c| c.form == NameForm::Trailing) {
                candidates.retain(|c| c.form == NameForm::Trailing || is_great(c));
            }
            if candidates.is_empty() {
                continue;
            }
            let next = i + self.words[i..].iter().take_while(|w| (w.range.start as usize) < end).count();
            let mut found = Found {
                range,
                candidates,
                strength: 0.0,
                wanted: None,
                after_comma,
                after_and,
                bond: Bond::None,
                plural: false,
                word: i,
            };
            self.weigh(&mut found, i, next);
            with_division(&mut found);
            found.bond = before.map_or(Bond::None, |b| self.bond(b, &found));
            if found.strength <= -5.0 {
                continue;
            }
            return Some((found, next));
        }
        None
    }

    /// What stands between two finds says of them. Owners hold what they own where something happens in it or its kind is
    /// told: "in Norland's X", "Norland's X province"; "Norland's X policy" may be about any place.
    fn bond(&self, before: &Found, found: &Found) -> Bond {
        let gap = self.text.get(before.range.end as usize..found.range.start as usize).unwrap_or("");
        let told = || {
            let near = before.word.checked_sub(1).map_or("", |j| self.word(j));
            has(&LOCATIVE, near) || near == "of" || before.bond == Bond::Holds || found.wanted.is_some() || gap.len() > 4
        };
        match bond(gap) {
            Bond::Within if !told() => Bond::None,
            Bond::Either if before.is_adjective() => Bond::Within,
            Bond::Either => Bond::Holds,
            b => b,
        }
    }

    /// True for words that the name finder takes for a person's name.
    fn is_person(&self, range: TextRange) -> bool {
        let from = self.names.partition_point(|n| n.range.end <= range.start);
        self.names.get(from).is_some_and(|n| n.range == range && n.kind == NameKind::Person)
    }

    /// "an air strike on X", "the shelling of X", "residents of X".
    fn assault_on(&self, i: usize) -> bool {
        i >= 2 && matches!(self.word(i - 1), "on" | "of" | "into") && assault(self.word(i - 2))
    }

    /// "houses cracked in X", and neither "trust in X" nor "in X's death".
    fn inside_it(&self, i: usize, rest: &str) -> bool {
        let before = i.checked_sub(2).map_or("", |j| self.word(j)).to_lowercase();
        let felt = matches!(
            before.as_str(),
            "trust" | "faith" | "confidence" | "belief" | "interest" | "believe" | "believes" | "interested" | "lies" | "role"
        );
        i >= 1
            && matches!(self.word(i - 1), "in" | "In")
            && !felt
            && !rest.starts_with(gazetteer::is_apostrophe)
            && !self.people.contains(&self.word(i).to_lowercase())
    }

    /// True for words behind which their kind stands: "X, a town on the border", "X, a village 30 km from Y".
    fn told_as_town(&self, next: usize, rest: &str) -> bool {
        rest.starts_with(", a")
            && self.word(next).starts_with('a')
            && (next + 1..next + 5).take_while(|&j| j == next + 1 || self.words.get(j).is_some_and(|w| w.joined)).any(|j| {
                let kind = self.word(j).to_lowercase();
                let kind = kind.as_str();
                (TOWNS.contains(&kind) && kind != "capital"
                    || matches!(kind, "district" | "province" | "hamlet" | "settlement"))
                    && !matches!(
                        self.word(j + 1),
                        "councillor" | "councilor" | "council" | "official" | "resident" | "clerk" | "planner"
                    )
            })
    }

    /// True for a street told by its block: "in the 900 block of South Michigan".
    fn of_block(&self, i: usize) -> bool {
        let named = |k: usize| i.checked_sub(k).map_or("", |j| self.word(j));
        let k = if DIRECTIONS.contains(&named(1).to_lowercase().as_str()) { 2 } else { 1 };
        named(k) == "of" && matches!(named(k + 1), "block" | "blocks") && named(k + 2).starts_with(|c: char| c.is_ascii_digit())
    }

    /// True for a place from which a way is measured: "12 km north of X", "40 miles from X".
    fn measured(&self, i: usize) -> bool {
        let named = |k: usize| i.checked_sub(k).map_or("", |j| self.word(j)).to_lowercase();
        let unit = |w: String| matches!(w.as_str(), "km" | "kms" | "kilometers" | "kilometres" | "miles" | "mi");
        match named(1).as_str() {
            "of" => DIRECTIONS.contains(&named(2).as_str()) && (3..7).any(|k| unit(named(k))),
            "from" => unit(named(2)),
            _ => false,
        }
    }

    /// True for a street told by its corner.
    fn at_corner(&self, i: usize, next: usize, tail: &str) -> bool {
        let named = |k: usize| i.checked_sub(k).map_or("", |j| self.word(j));
        let numbered = |w: &str| {
            let w = w.to_lowercase();
            w.starts_with(|c: char| c.is_ascii_digit()) && ["st", "nd", "rd", "th"].iter().any(|e| w.ends_with(e))
        };
        let streets = |w: &str| matches!(w, "streets" | "avenues" | "roads" | "boulevards" | "drives");
        // "Turk and Taylor streets", "Mobile and North Grove avenues": the first of two.
        let of_two =
            tail == "and" && (next + 2..next + 4).any(|j| j < self.words.len() && streets(&self.word(j).to_lowercase()));
        streets(tail)
            || of_two
            || named(1) == "and"
                && (numbered(named(2)) || STREETS.contains(&named(2).to_lowercase().as_str()) && numbered(named(3)))
    }

    /// Judges from the surroundings whether words `i..next` name a place, and of what kind.
    fn weigh(&self, found: &mut Found, i: usize, next: usize) {
        let text = self.text;
        let first = &self.words[i];
        let surface = found.range.of(text);
        let single = next == i + 1;
        let mut s: f32 = found.candidates.iter().map(fame).fold(0.0, f32::max);
        if !single {
            s += 1.0;
        }
        if found.candidates[0].form == NameForm::Trailing {
            found.strength = 4.0;
            return;
        }
        let great = found.candidates.iter().any(is_great);
        let by_name = found.candidates.iter().any(|c| is_great(c) && c.form != NameForm::Other);
        if !by_name && is_ambiguous(surface) {
            s -= if single { 2.5 } else { 6.0 };
        }
        let rest = text.get(found.range.end as usize..).unwrap_or_default();
        let money = |r: &str| r.starts_with('$') || r.starts_with("dollar");
        if rest.starts_with('$') || !surface.contains(char::is_lowercase) && money(rest.trim_start_matches([' ', '-'])) {
            // "US$5 million", "20 billion US dollars" name a currency.
            s -= 8.0;
        }
        // "the Central African nation" is any of that region.
        if surface == "Central African" && ["nation", "country", "state"].iter().any(|w| rest.trim_start().starts_with(w)) {
            s -= 8.0;
        }
        if single && has(&GIVEN, surface) {
            s -= 1.0;
        }

        // Short words in capitals are abbreviations of something else: "SWAT".
        let dateline = text
            .get(found.range.end as usize..)
            .is_some_and(|r| r.starts_with([',', ':']) || r.starts_with(" (") || r.starts_with(" —"));
        let known = found.candidates.iter().any(|c| {
            c.form == NameForm::Abbreviation
                || c.entry.class() == Class::Country
                || (is_great(c) && c.entry.class() != Class::Region)
        });
        if single && !known && !self.caseless && !dateline && surface.len() <= 5 && !surface.chars().any(char::is_lowercase) {
            s -= 5.0;
        }

        // What stands after it.
        let after = self.words.get(next).filter(|w| w.joined && !w.opens);
        let after_word = after.map_or("", |w| w.of(text)).to_lowercase();
        let tail = after_word.as_str();
        // "the city's South Side"
        let side =
            surface.eq_ignore_ascii_case("side") && i > 0 && DIRECTIONS.contains(&self.word(i - 1).to_lowercase().as_str());
        if side || self.is_saint(surface, next) {
            s -= 6.0;
        }
        if DISEASES.contains(&tail) && !(great && tail == "strain") {
            s -= 8.0;
        }
        if DIVISIONS.contains(&tail) {
            found.wanted = Some(Wanted::Division);
            s += 2.0;
        } else if TOWNS.contains(&tail) && tail != "port" && tail != "capital" {
            found.wanted = Some(Wanted::City);
            s += 1.5;
        } else if GOVERNORS.contains(&tail) || MAYORS.contains(&tail) {
            found.wanted = Some(if MAYORS.contains(&tail) { Wanted::City } else { Wanted::Division });
            s += 0.3;
        } else if after.is_some_and(|w| w.capital) && !self.caseless {
            if STREETS.contains(&tail) {
                s -= 6.0;
            } else if tail == "hall" || WATERS.contains(&tail) && !has(&INSTITUTIONS, tail) {
                // Halls bear the names of people.
                s -= 3.0;
            } else if has(&INSTITUTIONS, tail) || self.gazetteer_at(next) {
                s += 0.3;
            } else {
                s -= if great { 0.8 } else { 3.0 };
            }
        }

        // "the 2600 block of North Grove", "26th and Grove", "Grove and Pine streets".
        if self.of_block(i) || self.at_corner(i, next, tail) {
            s -= 6.0;
        }

        // What stands before it.
        let before = i.checked_sub(1).map(|b| &self.words[b]);
        let before_word = before.map_or("", |w| w.of(text));
        let near = first.joined && (!first.opens || self.caseless);
        if near {
            let of_kind = before_word == "of" && i >= 2;
            let kind = if of_kind { self.word(i - 2).to_lowercase() } else { before_word.to_lowercase() };
            if TOWNS.contains(&kind.as_str()) || kind == "community" || kind == "neighborhood" || kind == "outskirts" {
                found.wanted = found.wanted.or(if kind == "port" || kind == "outskirts" { None } else { Some(Wanted::City) });
                s += 1.5;
            } else if of_kind && DIVISIONS.contains(&kind.as_str()) {
                found.wanted = Some(Wanted::Division);
                s += 1.5;
            } else if before_word == "over" && (2..6).any(|k| i >= k && flies(self.word(i - k))) {
                // "shot down twelve drones over X": the name finder takes towns that it does not know for people there.
                s += 5.0;
            } else if self.assault_on(i) || self.inside_it(i, rest) {
                // Air strikes are on towns, and what happens in something happens in a town.
                let laid_on = if before_word == "in" || before_word == "In" { 1.5 } else { 3.0 };
                s += if self.is_person(found.range) { NEAR_IT } else { laid_on };
            } else if assailed(before_word) || self.told_as_town(next, rest) {
                // "shelled X": towns that are little known pass for people there.
                s += 4.0;
            } else if matches!(before_word, "near" | "outside") && single && !self.people.contains(&surface.to_lowercase()) {
                // Things happen near towns and seldom near somebody, whatever the name finder makes of the name.
                s += if self.is_person(found.range) { NEAR_IT } else { 1.5 };
            } else if self.measured(i) {
                // "12 km north of X" is counted from a town.
                found.wanted = found.wanted.or(Some(Wanted::City));
                s += 1.5;
            } else if has(&LOCATIVE, before_word) {
                s += 1.5;
            } else if before_word == "of" {
                s += 0.5;
            }
            let person = before.is_some_and(|w| w.capital) && (has(&GIVEN, before_word) || has(&TITLES, before_word));
            if person && !self.caseless {
                s -= 6.0;
            } else if before_word == "United" && !self.caseless {
                // "United Russia" is a party.
                s -= 6.0;
            } else if before.is_some_and(|w| w.capital && !w.opens)
                && !has(&BEFORE, before_word)
                && !has(&LOCATIVE, before_word)
                && !self.caseless
            {
                let known = self.place_before(i);
                s -= if known {
                    0.0
                } else if great {
                    0.8
                } else {
                    3.0
                };
            }
        } else if first.opens {
            s -= 0.5;
        }
        // "R-Fargo": a party and where its member comes from.
        let party = self.party(i);
        if party {
            s += 2.5;
        }
        if single && self.people.contains(&surface.to_lowercase()) && !great {
            s -= 3.0;
        }
        if found.after_comma || found.after_and {
            s += 0.8;
        }
        if self.caseless {
            s -= 0.7;
        }
        let firm = great || found.after_and || found.after_comma || found.candidates.iter().any(|c| c.entry.is_noted());
        let vast = found.candidates.iter().any(|c| matches!(c.entry.class(), Class::Country | Class::Region));
        let famed = found.candidates.iter().any(|c| c.form == NameForm::Name && fame(c) >= 1.0);
        let named = self.named(found.range, tail, vast, firm, found.is_adjective(), famed);
        // A surname of the article is not made a place by the name finder alone.
        let doubted = single && !great && self.people.contains(&surface.to_lowercase());
        s += if party {
            named.max(0.0)
        } else if doubted {
            named.min(0.5)
        } else {
            named
        };
        found.strength = s;
    }

    /// True if a party's letter and a hyphen stand before word `i`.
    fn party(&self, i: usize) -> bool {
        let w = &self.words[i];
        let before = i.checked_sub(1).map_or("", |b| self.word(b));
        !w.joined
            && matches!(before, "R" | "D" | "I" | "DFL")
            && self.text.get(..w.range.start as usize).is_some_and(|t| t.ends_with('-'))
    }

    /// "Sarn Beach, Fla.": a word with a stop behind a comma and a name, whether or not the gazetteer knows that.
    fn behind_a_town(&self, i: usize, end: usize) -> bool {
        let Some(before) = i.checked_sub(1).map(|b| &self.words[b]) else { return false };
        let gap = self.text.get(before.range.end as usize..self.words[i].range.start as usize);
        before.capital && gap == Some(", ") && self.text[end..].starts_with('.')
    }

    /// True if the words that end at `end` are a division's name cut short: after its town and a comma, or before a stop
    /// and a small letter ("Mass. lawmakers").
    fn is_shortened(&self, surface: &str, end: usize, told: bool) -> bool {
        let rest = &self.text[end..];
        let capital = surface.chars().next().is_some_and(char::is_uppercase);
        let abbreviated = !surface.chars().any(char::is_lowercase);
        let inside = rest.strip_prefix(". ").is_some_and(|r| r.starts_with(char::is_lowercase));
        let long = surface.len() > 2 || abbreviated;
        (told && (long || (capital && rest.starts_with('.')))) || (capital && inside && !abbreviated)
    }

    /// A saint whose day, church or school it is: "St. Patrick's Day".
    fn is_saint(&self, surface: &str, next: usize) -> bool {
        let saint = ["St. ", "St ", "Saint ", "Ste. "].iter().any(|s| surface.starts_with(s));
        let owned = next > 0 && self.words.get(next).is_some_and(|w| w.capital && !w.joined && !w.opens) && {
            let gap = self.text.get(self.words[next - 1].range.end as usize..self.words[next].range.start as usize);
            gap.is_some_and(|g| g.starts_with(gazetteer::is_apostrophe) && g.ends_with("s "))
        };
        saint && owned
    }

    /// True if a place of some fame starts at word `i`.
    fn gazetteer_at(&self, i: usize) -> bool {
        let Some(w) = self.words.get(i) else { return false };
        self.gazetteer.longest_match(self.text, w.range.start as usize).is_some_and(|(_, c)| c.iter().any(is_great))
    }

    /// True if the word before word `i` is itself the end of a great place's name or of an adjective.
    fn place_before(&self, i: usize) -> bool {
        i > 0 && self.gazetteer_at(i - 1)
    }

    /// True if `range` is only a part of `name`, and the rest is neither a kind of place nor a second place.
    fn is_part(&self, name: TextRange, range: TextRange, tail: &str) -> bool {
        let kind = DIVISIONS.contains(&tail) || TOWNS.contains(&tail) || has(&INSTITUTIONS, tail);
        let before = self.text.get(name.start as usize..range.start as usize).unwrap_or("").trim();
        // "City Hall" is no Hall.
        let plain = before.is_empty() || (before != "City" && (has(&BEFORE, before) || has(&LOCATIVE, before)));
        // "Norland's Westmark" is two names that the finder took for one.
        let owned = ["'s ", "’s "].iter().any(|s| name.of(self.text).contains(s));
        // "Sarn upazila of Norport" as well.
        let of = before.ends_with(" of") && before.split(' ').rev().nth(1).is_some_and(|w| w.starts_with(char::is_lowercase));
        let one = !owned && !of && !name.of(self.text).contains(',') && !name.of(self.text).contains(" and ");
        let whole = name.len() <= range.len() + 1 || (plain && (name.end <= range.end || kind));
        one && !whole
    }

    /// What the name finder says about these words.
    fn named(&self, range: TextRange, tail: &str, vast: bool, firm: bool, demonym: bool, famed: bool) -> f32 {
        let from = self.names.partition_point(|n| n.range.end <= range.start);
        let Some(name) = self.names.get(from).filter(|n| n.range.overlaps(range)) else { return 0.0 };
        match name.kind {
            // Part of a longer place's name, which the gazetteer does not know: "Danube Delta".
            NameKind::Place | NameKind::Facility if self.is_part(name.range, range, tail) => {
                if vast {
                    -0.5
                } else {
                    -4.0
                }
            }
            NameKind::Place | NameKind::Facility => 2.5,
            // An adjective that is none of a place's: "Olympic", "Christian".
            NameKind::Nationality if !demonym && !firm => {
                if famed {
                    0.0
                } else {
                    -2.5
                }
            }
            NameKind::Nationality => 2.5,
            NameKind::Group if !firm && name.range == range => -3.0,
            NameKind::Person if firm && name.range == range => -1.5,
            NameKind::Person => -5.0,
            NameKind::Organization if name.range == range && local_force(tail) => 0.5,
            NameKind::Organization if name.range == range => -1.0,
            NameKind::Organization if name.range.start == range.start && has(&INSTITUTIONS, tail) => 0.0,
            NameKind::Organization => -1.0,
            NameKind::Event | NameKind::Product | NameKind::Law => -1.5,
            // "Islamic State-Khorasan" is who, not where.
            NameKind::Group => -3.0,
            NameKind::Other => 0.0,
        }
    }
}

/// Who bears the name of a town and is no body of its own: "Norport prosecutors".
fn local_force(word: &str) -> bool {
    matches!(word, "police" | "firefighters" | "deputies" | "prosecutors" | "authorities" | "officials" | "residents")
}

/// A place that needs no cue: a country, a first-level division of some size, a capital, a great city.
fn is_great(c: &Candidate<'_>) -> bool {
    c.form != NameForm::Trailing && fame(c) >= 2.0
}

/// How much a place's fame alone says for its being meant.
fn fame(c: &Candidate<'_>) -> f32 {
    let population = c.entry.population() as f32;
    let noted = if c.entry.is_noted() { 0.8 } else { 0.0 };
    match c.entry.class() {
        Class::Country | Class::Region => 3.0,
        // Streams and farms bear the words of every day.
        Class::Spot => -1.0,
        Class::Admin1 if c.form == NameForm::Name && population > 300_000.0 => 2.2,
        Class::Admin1 => 1.2,
        _ if c.entry.is_capital() => 3.0,
        Class::Admin2 => {
            if c.form == NameForm::Name && c.entry.name().contains(' ') {
                1.5
            } else {
                0.3
            }
        }
        Class::City | Class::Quarter => {
            let other = if c.form == NameForm::Name { 0.0 } else { 0.4 };
            (((population + 1.0) / 10_000.0).log10() * 1.2).clamp(0.0, 2.5) + noted - other
        }
    }
}

/// True for words that are names of small places and, in the news, mostly something else.
fn is_ambiguous(surface: &str) -> bool {
    if surface.contains(' ') { has(&AMBIGUOUS, &surface.replace(' ', "_")) } else { has(&AMBIGUOUS, surface) }
}

/// True if `entry` lies in one of the places that `outer` may be.
pub(super) fn container<'g>(entry: Entry<'g>, outer: &[Candidate<'g>]) -> Option<Entry<'g>> {
    outer.iter().filter(|o| o.entry.class() >= Class::Admin2).map(|o| o.entry).find(|&o| entry.within(o))
}
