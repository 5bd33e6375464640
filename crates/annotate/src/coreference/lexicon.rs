//! What words tell of who or what they stand for: gender, number, kind. Read once from the tables in `lexicon/`.

use model::NameKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Man, woman, thing: what a mention may be, several as bits.
pub const MAN: u8 = 1;
pub const WOMAN: u8 = 2;
pub const THING: u8 = 4;
/// Somebody.
pub const PERSON: u8 = MAN | WOMAN;
/// Nothing is known.
pub const ANY: u8 = 7;
/// One, several.
pub const ONE: u8 = 1;
pub const MANY: u8 = 2;

/// The tables.
pub struct Lexicon {
    rows: FxHashMap<&'static str, FxHashSet<&'static str>>,
    same: FxHashMap<&'static str, u16>,
    sorts: FxHashMap<&'static str, u16>,
    roles: FxHashMap<&'static str, u32>,
    alike: FxHashMap<u16, Vec<&'static str>>,
    short: FxHashMap<&'static str, &'static str>,
    men: FxHashSet<&'static str>,
    women: FxHashSet<&'static str>,
}

/// The given name of a full one: its first word, but for what somebody is: "John" of "Marine John Harrow".
pub fn given_name(full: &str) -> &str {
    let mut words = full.split_whitespace();
    let first = words.next().unwrap_or_default();
    let low = first.to_lowercase();
    let office = words.clone().nth(1).is_some() && (lexicon().is("title", &low) || crate::figures::names_people(&low));
    if office { words.next().unwrap_or(first) } else { first }
}

/// The tables that are part of the program.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    &LEXICON
}

impl Lexicon {
    fn read() -> Lexicon {
        let (men, women) = include_str!("../../lexicon/given.txt").split_once("[women]").unwrap_or_default();
        let list = |part: &'static str| {
            part.lines().filter(|l| !l.starts_with(['#', '['])).flat_map(str::split_whitespace).collect::<FxHashSet<_>>()
        };
        let mut out = Lexicon {
            rows: FxHashMap::default(),
            same: FxHashMap::default(),
            sorts: FxHashMap::default(),
            roles: FxHashMap::default(),
            alike: FxHashMap::default(),
            short: FxHashMap::default(),
            men: list(men),
            women: list(women),
        };
        let rows = include_str!("../../lexicon/kinds.tsv").lines().filter(|l| !l.starts_with('#'));
        let mut roles = 0;
        for (n, (row, words)) in rows.filter_map(|l| l.split_once('\t')).enumerate() {
            if row == "same" {
                out.same.extend(words.split(' ').map(|w| (w, n as u16)));
                out.alike.insert(n as u16, words.split(' ').collect());
            } else if row == "sort" {
                out.sorts.extend(words.split(' ').map(|w| (w, n as u16)));
            } else if row == "role" {
                // One bit a row.
                let bit = 1 << (roles % 32);
                roles += 1;
                words.split(' ').for_each(|w| *out.roles.entry(w).or_default() |= bit);
            } else if row == "short" {
                out.short.extend(words.split(' ').filter_map(|w| w.split_once('=')));
            } else {
                out.rows.entry(row).or_default().extend(words.split(' '));
            }
        }
        out
    }

    /// True if a row of the table holds the word.
    pub fn is(&self, row: &str, word: &str) -> bool {
        self.rows.get(row).is_some_and(|r| r.contains(word))
    }

    /// True for two words of one meaning.
    pub fn same(&self, a: &str, b: &str) -> bool {
        a == b || self.same.get(a).is_some_and(|n| self.same.get(b) == Some(n))
    }

    /// True for a noun for bodies of a sort that their own names tell: "army", "ministry".
    pub fn is_sort(&self, word: &str) -> bool {
        self.sorts.contains_key(word)
    }

    /// True for two words by which bodies of one sort are named: "army" and "forces".
    pub fn of_sort(&self, a: &str, b: &str) -> bool {
        self.sorts.get(a).is_some_and(|n| self.sorts.get(b) == Some(n))
    }

    /// The kinds of office or work that a noun tells, one bit each: "envoy" and "ambassador" share one.
    pub fn roles(&self, word: &str) -> u32 {
        self.roles.get(word).copied().unwrap_or_default()
    }

    /// The words of one meaning with a word.
    pub fn alike(&self, word: &str) -> &[&'static str] {
        self.same.get(word).and_then(|n| self.alike.get(n)).map_or(&[], Vec::as_slice)
    }

    /// What a short title stands for, its words joined by "_": of "pm", "prime_minister".
    pub fn written_out(&self, low: &str) -> Option<&'static str> {
        self.short.get(low).copied()
    }

    /// Man, woman or either, by the given name.
    pub fn given(&self, low: &str) -> u8 {
        match (self.men.contains(low), self.women.contains(low)) {
            (true, false) => MAN,
            (false, true) => WOMAN,
            _ => PERSON,
        }
    }

    /// True for a given name of men or women.
    pub fn is_given(&self, low: &str) -> bool {
        self.men.contains(low) || self.women.contains(low)
    }

    /// Man, woman or either, by the titles before a name.
    pub fn titled(&self, title: &str) -> u8 {
        let low = title.to_lowercase();
        let mut words = low.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        words
            .find_map(|w| match (self.is("lady", w), self.is("lord", w)) {
                (true, false) => Some(WOMAN),
                (false, true) => Some(MAN),
                _ => None,
            })
            .unwrap_or(PERSON)
    }

    /// What a noun may stand for, by its dictionary form and as written.
    pub fn gender(&self, lemma: &str, form: &str) -> u8 {
        let last = lemma.rsplit('-').next().unwrap_or(lemma);
        for w in [lemma, last] {
            match (self.is("male", w), self.is("female", w)) {
                (true, false) => return MAN,
                (false, true) => return WOMAN,
                (true, true) => return PERSON,
                _ => {}
            }
        }
        let thing = ["thing", "company", "body", "group", "country", "city", "region", "facility", "event", "product", "law"];
        if thing.iter().any(|row| self.is(row, lemma)) {
            return THING;
        }
        let many = self.is("many", lemma);
        if self.is("person", lemma)
            || self.is("title", lemma)
            || crate::figures::names_people(lemma)
            || crate::figures::names_people(form)
        {
            return if many { ANY } else { PERSON };
        }
        if many {
            return THING;
        }
        let person = ["woman", "man", "person", "ologist", "ician", "mate"]
            .iter()
            .any(|s| lemma.len() > s.len() + 1 && lemma.ends_with(s));
        let open = ["er", "or", "ist", "ian", "ee", "ant", "ese", "eer"]
            .iter()
            .any(|s| lemma.len() > s.len() + 2 && lemma.ends_with(s));
        match (person, open) {
            (true, _) => PERSON,
            (_, true) => ANY,
            _ => THING,
        }
    }

    /// True for two nouns for bodies that no row holds together: "company" and "ministry".
    pub fn parts(&self, a: &str, b: &str) -> bool {
        let rows = ["company", "body", "group"];
        let held = |w: &str| rows.map(|r| self.is(r, w));
        let (a, b) = (held(a), held(b));
        a.contains(&true) && b.contains(&true) && !(0..rows.len()).any(|r| a[r] && b[r])
    }

    /// True if a noun can stand for a name of this kind: "the company" for an organization.
    pub fn stands_for(&self, lemma: &str, kind: NameKind) -> bool {
        let rows: &[&str] = match kind {
            NameKind::Organization => &["company", "body", "group"],
            NameKind::Group => &["group", "body"],
            NameKind::Place => &["country", "city", "region"],
            NameKind::Facility => &["facility"],
            NameKind::Event => &["event"],
            NameKind::Product => &["product"],
            NameKind::Law => &["law"],
            NameKind::Person => return self.gender(lemma, lemma) & THING == 0,
            NameKind::Nationality => return false,
            NameKind::Other => &["product", "event", "law", "body", "facility"],
        };
        rows.iter().any(|r| self.is(r, lemma))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_gender_and_kind() {
        let l = lexicon();
        assert_eq!((l.given("darya"), l.given("james"), l.given("jordan")), (WOMAN, MAN, PERSON));
        assert_eq!((l.titled("Prime Minister"), l.titled("Mrs."), l.titled("Sir")), (PERSON, WOMAN, MAN));
        assert_eq!(
            (l.gender("minister", "minister"), l.gender("table", "table"), l.gender("waiter", "waiter")),
            (PERSON, THING, MAN)
        );
        assert!(l.stands_for("company", NameKind::Organization) && !l.stands_for("company", NameKind::Person));
        assert!(l.parts("company", "ministry") && !l.parts("company", "bank") && !l.parts("company", "table"));
        assert!(l.of_sort("army", "forces") && !l.of_sort("army", "office") && !l.is_sort("company"));
        assert!(l.same("gunman", "attacker") && !l.same("gunman", "victim"));
        assert!(l.roles("envoy") & l.roles("ambassador") != 0 && l.roles("envoy") & l.roles("singer") == 0);
    }

    #[test]
    fn the_tables_are_well_made() {
        let rows = include_str!("../../lexicon/kinds.tsv").lines().filter(|l| !l.starts_with('#'));
        for row in rows {
            let (name, words) = row.split_once('\t').expect("a name and words");
            assert!(!name.is_empty() && words.split(' ').all(|w| !w.is_empty() && w == w.to_lowercase()), "{row}");
        }
        let l = lexicon();
        assert!(l.men.len() > 3000 && l.women.len() > 3000 && l.men.is_disjoint(&l.women));
    }
}
