//! Whose a body is by its name: the Bank of Norland, the Norlandic Space Agency, a court that only one country has.
//!
//! Such names are no places of a text, for what the Bank of Norland does need not be done in Norland; but where nothing else
//! tells, it most likely was.

use crate::files::HOMES;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Words before a country's adjective that make it a part of the world, or a people of another country.
const WIDER: &[&str] = &["latin", "north", "south", "central", "native", "african", "west", "east", "new", "anglo", "asian"];
/// The currencies that one country alone has, by their ISO 4217 code, which begins with that of the country.
const OWN_MONEY: &[&str] = &["GBP", "JPY", "NGN", "ZAR", "BRL", "KRW", "ILS", "CAD", "AUD", "NZD", "CNY", "RUB"];

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
        assert_eq!(of_money("GBP"), Some("GB"));
        assert_eq!(of_money("EUR"), None);
    }
}
