//! Capitals that a text means without their names: "the Haitian capital", "Norland's capital", "the capital of Norland".

use gazetteer::{Class, Entry, Gazetteer};
use model::{Article, Place, PlacePrecision, Pos, Syntax};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The capital of each country that has one, by ISO code.
static CAPITALS: LazyLock<HashMap<&'static str, Entry<'static>>> = LazyLock::new(|| {
    let cities = Gazetteer::builtin().entries().filter(|e| e.class() == Class::City && e.is_capital());
    cities.filter_map(|e| Some((e.country_code()?, e))).collect()
});

/// Adds the capitals that are meant by their country's name beside the word. One that is named right beside it is told already.
pub(super) fn add(article: &Article, syntax: &Syntax, places: &mut Vec<Place>) {
    let text = article.text.as_str();
    let low = |i: usize| syntax.tokens.get(i).map_or("", |t| t.form(text));
    let mut found = Vec::new();
    for p in places.iter().filter(|p| matches!(p.precision, PlacePrecision::Country)) {
        let first = syntax.token_at(p.range.start);
        let mut next = first;
        while next < syntax.tokens.len() && syntax.tokens[next].range.start < p.range.end {
            next += 1;
        }
        if matches!(low(next), "'s" | "’s" | "'" | "’") {
            next += 1;
        }
        let behind = (low(next) == "capital").then_some(next);
        let of = || first.checked_sub(2).filter(|&i| low(i) == "capital" && low(i + 1) == "of");
        let Some(at) = behind.or_else(of) else { continue };
        // "the Norlandic capital market" is about money, and "its capital Westport" names the town.
        let follows = if behind.is_some() { next + 1 } else { next };
        let noun = |i: usize| syntax.tokens.get(i).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Propn));
        let named = noun(follows) && low(follows) != "city" || matches!(low(follows), "," | "(" | "of") && noun(follows + 1);
        let before = |i: usize| i.checked_sub(1).is_some_and(|j| low(j) == ",") && i.checked_sub(2).is_some_and(&noun);
        let opens = if behind.is_some() { first } else { at };
        let article_before = opens.checked_sub(1).filter(|&i| low(i).eq_ignore_ascii_case("the")).unwrap_or(opens);
        if named || before(article_before) {
            continue;
        }
        if let Some(e) = p.country.as_deref().and_then(|c| CAPITALS.get(c)) {
            found.push(super::of_entry(text, syntax.tokens[at].range, *e, PlacePrecision::City, p.score));
        }
    }
    found.extend(bare(text, syntax, places));
    found.retain(|f| !places.iter().any(|p| p.range.overlaps(f.range)));
    places.append(&mut found);
    places.sort_by_key(|p| p.range);
}

/// "Norlandic troops ended a siege of a hotel in the capital": that of the one country which the sentence tells.
fn bare(text: &str, syntax: &Syntax, places: &[Place]) -> Vec<Place> {
    let low = |i: usize| syntax.tokens.get(i).map_or("", |t| t.form(text));
    let mut found = Vec::new();
    for s in &syntax.sentences {
        for at in s.tokens.clone().skip(2).filter(|&i| low(i) == "capital") {
            let in_it =
                low(at - 1) == "the" && matches!(low(at - 2), "in" | "In" | "of" | "outside" | "near" | "across" | "around");
            // "the capital market", "the capital, Westport", "the capital of the province"
            let goes_on = syntax.tokens.get(at + 1).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Propn))
                || low(at + 1) == "of"
                || matches!(low(at + 1), "," | "(") && syntax.tokens.get(at + 2).is_some_and(|t| matches!(t.pos, Pos::Propn));
            if !in_it || goes_on {
                continue;
            }
            let here = places.iter().filter(|p| s.range.contains(p.range));
            let mut lands = here.filter(|p| p.precision == PlacePrecision::Country).filter_map(|p| p.country.as_deref());
            let Some(land) = lands.next().filter(|l| lands.all(|o| o == *l)) else { continue };
            let score = places.iter().filter(|p| p.country.as_deref() == Some(land)).map(|p| p.score).fold(0.0, f32::max);
            if let Some(e) = CAPITALS.get(land) {
                found.push(super::of_entry(text, syntax.tokens[at].range, *e, PlacePrecision::City, score));
            }
        }
    }
    found
}
