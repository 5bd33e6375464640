//! The words of written dates, read from the data tables: months, time zones, day names, labels before a date.

use std::collections::HashMap;
use std::sync::LazyLock;

static MONTHS: &str = include_str!("../data/months.tsv");
static ZONES: &str = include_str!("../data/zones.tsv");
static WORDS: &str = include_str!("../data/words.tsv");

/// What a month's name means: in languages with a dot after the day's number, and in all others.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Month {
    dotted: Option<i8>,
    plain: Option<i8>,
    thai: bool,
}

/// What a word near a date says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// "Published", "Veröffentlicht".
    Published,
    /// "Updated", "Mis à jour".
    Updated,
    /// "on", "um": says nothing.
    Filler,
    /// "Sunday".
    Weekday,
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

static MONTH_NAMES: LazyLock<HashMap<&'static str, Month>> = LazyLock::new(|| {
    let mut names: HashMap<&'static str, Month> = HashMap::new();
    for row in rows(MONTHS) {
        let mut cells = row.split('\t');
        let language = cells.next().unwrap_or("");
        for (month, forms) in (1i8..).zip(cells) {
            for form in forms.split(' ').filter(|f| !f.is_empty()) {
                let m = names.entry(form).or_default();
                let slot = if language.starts_with('*') { &mut m.dotted } else { &mut m.plain };
                slot.get_or_insert(month);
                m.thai |= language == "th";
            }
        }
    }
    names
});

static ZONE_NAMES: LazyLock<HashMap<&'static str, Option<i16>>> =
    LazyLock::new(|| rows(ZONES).filter_map(|r| r.split_once('\t')).map(|(name, m)| (name, m.parse().ok())).collect());

static ROLES: LazyLock<HashMap<&'static str, Vec<Role>>> = LazyLock::new(|| {
    let mut roles: HashMap<&'static str, Vec<Role>> = HashMap::new();
    for row in rows(WORDS) {
        let Some((role, words)) = row.split_once('\t') else { continue };
        let role = match role {
            "published" => Role::Published,
            "updated" => Role::Updated,
            "weekday" => Role::Weekday,
            _ => Role::Filler,
        };
        for word in words.split(' ') {
            roles.entry(word).or_default().push(role);
        }
    }
    roles
});

/// The number of the month, 1 to 12; `dotted` where a dot stands between the day and the name. The second value: a Thai name.
pub fn month(word: &str, dotted: bool) -> Option<(i8, bool)> {
    let m = lookup(&MONTH_NAMES, word)?;
    let number = if dotted { m.dotted.or(m.plain) } else { m.plain.or(m.dotted) };
    number.map(|n| (n, m.thai))
}

/// Minutes east of UTC of a zone's name; `Some(None)` where the name is a zone of unknown offset.
pub fn zone(word: &str) -> Option<Option<i16>> {
    lookup(&ZONE_NAMES, word)
}

/// True if the word plays that part.
pub fn is(word: &str, role: Role) -> bool {
    lower(word).is_some_and(|w| ROLES.get(w.as_str()).is_some_and(|r| r.contains(&role)))
}

/// Lower case; nothing for words longer than any in the tables.
fn lower(word: &str) -> Option<String> {
    (word.len() <= 48).then(|| word.to_lowercase())
}

fn lookup<V: Copy>(map: &HashMap<&'static str, V>, word: &str) -> Option<V> {
    map.get(lower(word)?.as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_months_and_shared_words_agree() {
        let mut seen: HashMap<&str, (i8, &str)> = HashMap::new();
        for row in rows(MONTHS) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 13, "{row}");
            if row.starts_with('*') {
                continue;
            }
            for (month, forms) in (1i8..).zip(&cells[1..]) {
                for form in forms.split(' ').filter(|f| !f.is_empty()) {
                    assert_eq!(form, form.to_lowercase());
                    let (before, language) = *seen.entry(form).or_insert((month, cells[0]));
                    assert_eq!(before, month, "{form}: {language} and {}", cells[0]);
                }
            }
        }
    }

    #[test]
    fn listopad_depends_on_the_dot() {
        assert_eq!(month("listopada", false), Some((11, false)));
        assert_eq!(month("listopada", true), Some((10, false)));
    }
}
