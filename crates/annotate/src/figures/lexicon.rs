//! The figure lexicons, read once.

use model::Quantifier;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Where a cue stands to what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// "N people died", "N were killed", "N dead".
    After,
    /// "N were struck": only after a form of "be".
    Passive,
    /// "killed N".
    Object,
    /// "N deaths".
    Noun,
    /// "the deaths of N", "toll … to N".
    Of,
    /// "Ana Ruiz's death".
    Has,
}

/// How many persons a noun names by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// "man".
    One,
    /// "couple".
    Two,
    /// "men".
    Many,
    /// "crew".
    Group,
}

/// Closed classes of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Class {
    Between,
    Beside,
    Measure,
    Thing,
    Label,
    Wound,
    Condition,
    Moved,
    Arriving,
    Hospital,
    Figurative,
    Parent,
    He,
    She,
    Limb,
    Body,
    Taking,
    Befalling,
    Gathering,
    Site,
    Disease,
    Want,
    Relief,
    Burying,
    Danger,
    Soldier,
    Unit,
    Mustering,
    Home,
    Voting,
}

/// All lists.
pub struct Lexicon {
    cues: HashMap<&'static str, Vec<(Position, &'static str)>>,
    /// By first word: the words, what they tell.
    phrases: HashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
    /// Words, whether they stand before the number, and what they say; longest first.
    pub quantifiers: Vec<(Vec<&'static str>, bool, Quantifier)>,
    people: HashMap<String, People>,
    classes: HashMap<&'static str, Vec<Class>>,
    signs: HashMap<&'static str, &'static str>,
    /// The signs in lower case.
    small_signs: HashSet<String>,
    coins: HashMap<&'static str, &'static str>,
    /// By the words before a coin ("norwegian"): the coins, and the code of each.
    lands: HashMap<&'static str, Vec<(&'static str, &'static str)>>,
    /// Things that are counted, and what they are counted as.
    things: HashMap<&'static str, &'static str>,
    /// The first words of quantifiers before a number, and all words of those after: a quick test.
    quantifying: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists that are part of the program.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(' ').filter(|w| !w.is_empty())
}

impl Lexicon {
    fn read() -> Lexicon {
        let (mut cues, mut phrases) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for row in rows(include_str!("../../lexicon/figures.tsv")) {
            let [what, place, forms] = row[..] else { continue };
            let position = match place {
                "after" => Position::After,
                "passive" => Position::Passive,
                "object" => Position::Object,
                "noun" => Position::Noun,
                "of" => Position::Of,
                "has" => Position::Has,
                _ => {
                    for p in forms.split('|') {
                        let all: Vec<&str> = p.split(' ').collect();
                        phrases.entry(all[0]).or_default().push((all, what));
                    }
                    continue;
                }
            };
            for f in words(forms) {
                cues.entry(f).or_default().push((position, what));
            }
        }
        let mut quantifiers: Vec<_> = rows(include_str!("../../lexicon/quantifiers.tsv"))
            .filter_map(|row| {
                let [q, place, list] = row[..] else { return None };
                Some((words(list).collect::<Vec<_>>(), place == "before", quantifier(q)))
            })
            .collect();
        quantifiers.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
        let quantifying = quantifiers.iter().map(|(w, before, _)| if *before { w[w.len() - 1] } else { w[0] }).collect();
        let (mut signs, mut coins) = (HashMap::new(), HashMap::new());
        for row in rows(include_str!("../../lexicon/currencies.tsv")) {
            let [code, before, after] = row[..] else { continue };
            signs.extend(words(before).map(|s| (s, code)));
            coins.extend(words(after).map(|s| (s, code)));
        }
        let small_signs = signs.keys().map(|s| s.to_lowercase()).collect();
        let mut lands = HashMap::<_, Vec<_>>::new();
        for row in rows(include_str!("../../lexicon/coins.tsv")) {
            let [code, adjectives, after] = row[..] else { continue };
            for land in words(adjectives) {
                lands.entry(land).or_default().extend(words(after).map(|coin| (coin, code)));
            }
        }
        let mut people = HashMap::new();
        for row in rows(include_str!("../../lexicon/people.tsv")) {
            let [kind, list] = row[..] else { continue };
            for w in words(list) {
                let kind = match kind {
                    "one" => People::One,
                    "two" => People::Two,
                    "many" => People::Many,
                    _ => People::Group,
                };
                people.insert(w.to_string(), kind);
                let plural = match w {
                    _ if kind == People::Many => continue,
                    _ if w.ends_with("man") && w != "human" => format!("{}men", &w[..w.len() - 3]),
                    _ if w.ends_with('y') && !w.ends_with(['a', 'e', 'o']) && !w.ends_with("ey") && !w.ends_with("oy") => {
                        format!("{}ies", &w[..w.len() - 1])
                    }
                    _ if w.ends_with(['s', 'x']) || w.ends_with("ch") => format!("{w}es"),
                    _ => format!("{w}s"),
                };
                people.entry(plural).or_insert(People::Many);
            }
        }
        let mut classes = HashMap::<_, Vec<_>>::new();
        for row in rows(include_str!("../../lexicon/helpers.tsv")) {
            let [name, list] = row[..] else { continue };
            for w in words(list) {
                classes.entry(w).or_default().push(class(name));
            }
        }
        let things = rows(include_str!("../../lexicon/things.tsv"))
            .filter_map(|row| <[&str; 2]>::try_from(row).ok())
            .flat_map(|[what, list]| words(list).map(move |w| (w, what)))
            .collect();
        Lexicon { cues, phrases, quantifiers, people, classes, signs, small_signs, coins, lands, things, quantifying }
    }

    /// What a cue word in this position tells.
    pub fn cue(&self, position: Position, word: &str) -> Option<&'static str> {
        self.cues.get(word)?.iter().find(|(p, _)| *p == position).map(|(_, what)| *what)
    }

    /// True for a word that tells something in some position.
    pub fn is_cue(&self, word: &str) -> bool {
        self.cues.contains_key(word)
    }

    /// What the words from `i` on tell together, and how many they are.
    pub fn phrase<'w>(&self, i: usize, word: impl Fn(usize) -> &'w str) -> Option<(usize, &'static str)> {
        let list = self.phrases.get(word(i))?;
        list.iter()
            .find(|(all, _)| all.iter().enumerate().all(|(k, w)| word(i + k) == *w))
            // "committed suicide attacks at a concert": what they did to others.
            .filter(|(all, _)| {
                let act =
                    || matches!(word(i + all.len()), "attack" | "attacks" | "bombing" | "bombings" | "mission" | "missions");
                !(all.last().is_some_and(|w| *w == "suicide") && act())
            })
            .map(|(all, what)| (all.len(), *what))
    }

    /// How many persons a noun names.
    pub fn people(&self, word: &str) -> Option<People> {
        // "24-year-old" as a noun.
        if word.ends_with("-year-old") || word.ends_with("-month-old") {
            return Some(People::One);
        }
        self.people.get(word).copied()
    }

    /// True for a noun that names people, singular or plural, lower case.
    pub fn is_people(&self, word: &str) -> bool {
        self.people(word).is_some()
    }

    /// True for a word of a closed class.
    pub fn is(&self, class: Class, word: &str) -> bool {
        self.classes.get(word).is_some_and(|c| c.contains(&class))
    }

    /// True where a quantifier may end (before a number) or begin (after it).
    pub fn quantifies(&self, word: &str) -> bool {
        self.quantifying.contains(word)
    }

    /// What a thing is counted as.
    pub fn thing(&self, word: &str) -> Option<&'static str> {
        self.things.get(word).copied().filter(|what| *what != "destroys")
    }

    /// True for a word that tells of something destroyed or damaged.
    pub fn destroys(&self, word: &str) -> bool {
        self.things.get(word) == Some(&"destroys")
    }

    /// The currency of a sign before a number.
    pub fn sign(&self, word: &str) -> Option<&'static str> {
        self.signs.get(word).copied()
    }

    /// True for the sign of a currency, in lower case.
    pub fn is_sign(&self, word: &str) -> bool {
        self.small_signs.contains(word)
    }

    /// The currency of words after a number that tell whose coin it is: "norwegian", "crowns".
    pub fn coin_of(&self, land: &str, coin: &str) -> Option<&'static str> {
        self.lands.get(land)?.iter().find(|(c, _)| *c == coin).map(|(_, code)| *code)
    }

    /// The currency of a word after a number.
    pub fn coin(&self, word: &str) -> Option<&'static str> {
        self.coins.get(word).copied()
    }
}

fn class(name: &str) -> Class {
    match name {
        "between" => Class::Between,
        "beside" => Class::Beside,
        "measure" => Class::Measure,
        "thing" => Class::Thing,
        "label" => Class::Label,
        "wound" => Class::Wound,
        "condition" => Class::Condition,
        "moved" => Class::Moved,
        "arriving" => Class::Arriving,
        "parent" => Class::Parent,
        "figurative" => Class::Figurative,
        "he" => Class::He,
        "she" => Class::She,
        "taking" => Class::Taking,
        "limb" => Class::Limb,
        "body" => Class::Body,
        "befalling" => Class::Befalling,
        "gathering" => Class::Gathering,
        "site" => Class::Site,
        "disease" => Class::Disease,
        "want" => Class::Want,
        "relief" => Class::Relief,
        "burying" => Class::Burying,
        "danger" => Class::Danger,
        "soldier" => Class::Soldier,
        "unit" => Class::Unit,
        "mustering" => Class::Mustering,
        "home" => Class::Home,
        "voting" => Class::Voting,
        _ => Class::Hospital,
    }
}

fn quantifier(word: &str) -> Quantifier {
    match word {
        "at_least" => Quantifier::AtLeast,
        "more_than" => Quantifier::MoreThan,
        "at_most" => Quantifier::AtMost,
        "less_than" => Quantifier::LessThan,
        "nearly" => Quantifier::Nearly,
        _ => Quantifier::About,
    }
}
