//! Entities: mentions that are taken together, with what is known of all of them.

use super::lexicon::lexicon;
use super::mention::{Mention, Person};
use super::tree::Tree;
use model::{MentionKind, Name, NameKind, Place, PlacePrecision, PlaceUse};
use rustc_hash::{FxHashMap, FxHashSet};

/// Somebody or something spoken of.
#[derive(Clone, Debug)]
pub struct Entity {
    pub gender: u8,
    pub number: u8,
    /// Index of the fullest name.
    pub name: Option<usize>,
    pub kind: Option<NameKind>,
    /// Mentions, in order.
    pub mentions: Vec<usize>,
    /// Of "I", "we", "you": which.
    pub person: Option<Person>,
}

/// All entities. Each mention begins as one of its own.
pub struct Entities {
    pub all: Vec<Entity>,
    /// The entity of each mention.
    pub of: Vec<usize>,
    /// Entities by nouns that were used of them, latest last.
    pub by_word: FxHashMap<Box<str>, Vec<usize>>,
}

impl Entities {
    pub fn new(mentions: &[Mention], names: &[Name]) -> Self {
        let all = mentions.iter().enumerate().map(|(i, m)| Entity {
            gender: m.gender,
            number: m.number,
            name: m.name,
            kind: m.name_kind,
            mentions: vec![i],
            person: m.person.filter(|p| matches!(p, Person::I | Person::We | Person::You)),
        });
        let mut out = Entities { all: all.collect(), of: (0..mentions.len()).collect(), by_word: FxHashMap::default() };
        let mut first: FxHashMap<usize, usize> = FxHashMap::default();
        for (i, m) in mentions.iter().enumerate() {
            let Some(name) = m.name else { continue };
            let root = names[name].same_as.map_or(name, |r| r as usize);
            match first.get(&root) {
                Some(&other) => out.merge(other, i),
                None => _ = first.insert(root, i),
            }
            let e = out.of[i];
            out.all[e].name = Some(root);
            out.all[e].kind = names.get(root).map(|n| n.kind);
        }
        out
    }

    /// Takes the entities of two mentions together.
    pub fn merge(&mut self, a: usize, b: usize) {
        let (mut a, mut b) = (self.of[a], self.of[b]);
        if a == b {
            return;
        }
        if self.all[a].mentions.len() < self.all[b].mentions.len() {
            std::mem::swap(&mut a, &mut b);
        }
        let other = std::mem::take(&mut self.all[b].mentions);
        let (gender, number) = (self.all[b].gender, self.all[b].number);
        for &m in &other {
            self.of[m] = a;
        }
        let (name, kind, person) = (self.all[b].name, self.all[b].kind, self.all[b].person);
        let one = &mut self.all[a];
        // One mention more behind all others is the common case.
        let sorted = one.mentions.last() < other.first();
        one.mentions.extend(other);
        if !sorted {
            one.mentions.sort_unstable();
        }
        let meet = |x: u8, y: u8| if x & y == 0 { x } else { x & y };
        one.gender = meet(one.gender, gender);
        one.number = meet(one.number, number);
        if one.name.is_none() {
            (one.name, one.kind) = (name, kind);
        }
        one.person = one.person.or(person);
    }

    /// Takes names of one country together: "U.S." and "the United States".
    pub fn same_countries(&mut self, mentions: &[Mention], names: &[Name], places: &[Place]) {
        let mut first: FxHashMap<u32, usize> = FxHashMap::default();
        for (i, m) in mentions.iter().enumerate().filter(|(_, m)| m.name_kind == Some(NameKind::Place)) {
            let range = names[m.name.unwrap_or_default()].range;
            let at = places.partition_point(|p| p.range.start < range.start);
            let place = places
                .get(at)
                .filter(|p| p.range == range && p.precision == PlacePrecision::Country && p.usage != PlaceUse::Adjective);
            let Some(id) = place.and_then(|p| p.geonames) else { continue };
            let other = *first.entry(id).or_insert(i);
            if self.all[self.of[other]].kind == self.all[self.of[i]].kind {
                self.merge(other, i);
            }
        }
    }

    /// False for two that bear different names: they are two, whatever stands between.
    pub fn may(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[self.of[a]], &self.all[self.of[b]]);
        a.name.is_none() || b.name.is_none() || a.name == b.name
    }

    /// Notes the nouns that a mention uses, and its title and the last word of its name: "the ministry" may follow.
    pub fn note(&mut self, tree: &Tree, names: &[Name], m: &Mention, i: usize) {
        let mut words: Vec<String> = Vec::new();
        match m.kind {
            MentionKind::Nominal if !m.joined => words.push(tree.token(m.head).lemma.to_lowercase()),
            MentionKind::Name => {
                let name = &names[m.name.unwrap_or_default()];
                if let Some(title) = &name.title {
                    words.extend(title.rsplit(' ').next().map(str::to_lowercase));
                }
                if !matches!(name.kind, NameKind::Person | NameKind::Place | NameKind::Nationality) {
                    let low = name.text.to_lowercase();
                    let before = low.split(" of ").next().unwrap_or(&low);
                    words.extend(before.rsplit(' ').next().map(str::to_string));
                    words.extend(low.rsplit(' ').next().filter(|w| !before.ends_with(w)).map(str::to_string));
                } else if m.tokens.start > tree.sentence(m.head).start && tree.pos(m.tokens.start - 1) == Some(model::Pos::Noun)
                {
                    words.push(tree.token(m.tokens.start - 1).lemma.to_lowercase());
                }
            }
            _ => {}
        }
        let mut seen = FxHashSet::default();
        for w in words {
            if w.len() > 1 && seen.insert(w.clone()) {
                let list = self.by_word.entry(w.into()).or_default();
                if list.last() != Some(&i) {
                    list.push(i);
                }
            }
        }
    }

    /// Mentions that used a noun or one of the same meaning, latest first.
    pub fn called(&self, word: &str) -> Vec<usize> {
        let same = lexicon().alike(word).iter().filter(|w| **w != word).filter_map(|w| self.by_word.get(*w));
        let lists = self.by_word.get(word).into_iter().chain(same);
        lists.flat_map(|l| l.iter().rev().copied().take(12)).collect()
    }
}
