//! Whose a body is by its name: the Bank of Norland, the Norlandic Space Agency, a court that only one country has.
//!
//! Such names are no places of a text, for what the Bank of Norland does need not be done in Norland; but where nothing else
//! tells, it most likely was.

use crate::files::{HOMES, LEADERS};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Words before a country's adjective that make it a part of the world, or a people of another country.
const WIDER: &[&str] = &["latin", "north", "south", "central", "native", "african", "west", "east", "new", "anglo", "asian"];
/// The currencies that one country alone has, by their ISO 4217 code, which begins with that of the country.
const OWN_MONEY: &[&str] = &[
    "GBP", "JPY", "NGN", "ZAR", "BRL", "KRW", "ILS", "CAD", "AUD", "NZD", "CNY", "RUB", "UAH", "THB", "VND", "IDR", "PLN",
    "BDT", "MYR", "GHS", "ETB", "MMK", "KZT", "HUF", "GTQ", "HNL", "UGX", "TZS",
];

/// Words of names, in small letters, and the country they tell; by their first word, longer ones first.
struct Homes(FxHashMap<String, Vec<(Vec<String>, &'static str)>>);

fn homes() -> &'static Homes {
    static HOMES_READ: OnceLock<Homes> = OnceLock::new();
    HOMES_READ.get_or_init(|| Homes::parse(HOMES))
}

/// The words of a name in small letters; "Norland's" is "norland".
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',' | '(' | ')' | '’' | '\''));
    parts.map(|w| w.replace('.', "").to_lowercase()).filter(|w| !w.is_empty() && w != "s")
}

impl Homes {
    fn parse(source: &'static str) -> Homes {
        let mut out: FxHashMap<String, Vec<(Vec<String>, &str)>> = FxHashMap::default();
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            let Some((code, names)) = line.split_once('\t') else { continue };
            for name in names.split('|') {
                let all: Vec<String> = words(name).collect();
                let Some(first) = all.first() else { continue };
                out.entry(first.clone()).or_default().push((all, code));
            }
        }
        out.values_mut().for_each(|all| all.sort_by_key(|(w, _)| std::cmp::Reverse(w.len())));
        Homes(out)
    }
}

/// The country that the words of a body's name tell; none where they tell two.
pub(crate) fn home_in(name: &str) -> Option<&'static str> {
    let all: Vec<String> = words(name).collect();
    let mut found: Option<&'static str> = None;
    let mut i = 0;
    while i < all.len() {
        let known = homes().0.get(all[i].as_str()).and_then(|of| of.iter().find(|(w, _)| all[i..].starts_with(w)));
        match known {
            Some((w, code)) if i == 0 || w.len() > 1 || !WIDER.contains(&all[i - 1].as_str()) => {
                if found.is_some_and(|f| f != *code) {
                    return None;
                }
                found = Some(code);
                i += w.len();
            }
            _ => i += 1,
        }
    }
    found
}

/// Leaders of countries: by the first and the last word of the name, and by the last alone where it is one country's.
struct Leaders {
    full: FxHashMap<(String, String), Option<&'static str>>,
    last: FxHashMap<String, Option<&'static str>>,
}

fn leaders() -> &'static Leaders {
    static LEADERS_READ: OnceLock<Leaders> = OnceLock::new();
    LEADERS_READ.get_or_init(|| {
        let mut out = Leaders { full: FxHashMap::default(), last: FxHashMap::default() };
        for line in LEADERS.lines().filter(|l| !l.starts_with('#')) {
            let Some((code, names)) = line.split_once('\t') else { continue };
            for (first, last) in names.split('|').filter_map(ends) {
                out.last.entry(last.clone()).and_modify(|c| *c = c.filter(|c| *c == code)).or_insert(Some(code));
                out.full.entry((first, last)).and_modify(|c| *c = c.filter(|c| *c == code)).or_insert(Some(code));
            }
        }
        out
    })
}

/// The first and the last word of a name of several.
fn ends(name: &str) -> Option<(String, String)> {
    let mut all = words(name);
    let first = all.next()?;
    Some((first, all.last()?))
}

/// The country that somebody of this full name leads or led.
pub(crate) fn led_by(name: &str) -> Option<&'static str> {
    *leaders().full.get(&ends(name)?)?
}

/// The country of the one leader whose name ends so; for names behind "President".
pub(crate) fn led_by_surname(name: &str) -> Option<&'static str> {
    *leaders().last.get(&words(name).last()?)?
}

/// The country whose money a figure of money is in, if only that country has it.
pub(crate) fn of_money(unit: &str) -> Option<&str> {
    OWN_MONEY.contains(&unit).then(|| &unit[..2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_country_if_it_tells_one() {
        assert_eq!(home_in("Reserve Bank of New Zealand"), Some("NZ"));
        assert_eq!(home_in("Peruvian Football Federation"), Some("PE"));
        assert_eq!(home_in("Lomar Crown Court"), Some("GB"));
        assert_eq!(home_in("U.S. Geological Survey"), Some("US"));
        assert_eq!(home_in("Papua New Guinea Mine Workers"), Some("PG"));
        assert_eq!(home_in("Latin American Development Bank"), None, "a part of the world");
        assert_eq!(home_in("New Mexico State Fair"), None, "another Mexico");
        assert_eq!(home_in("British-Irish Council"), None, "two");
        assert_eq!(home_in("Lomar Choir"), None);
        assert_eq!(led_by("Nana Addo Dankwa Akufo-Addo"), Some("GH"), "first and last words are enough");
        assert_eq!(led_by("Obama"), None, "no full name");
        assert_eq!(led_by_surname("Obama"), Some("US"));
        assert_eq!(led_by_surname("Morales"), None, "two countries had one");
        assert_eq!(of_money("GBP"), Some("GB"));
        assert_eq!(of_money("EUR"), None);
    }
}
