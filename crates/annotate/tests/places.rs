//! The cases of `places.txt`, and promises that hold for any text.

use annotate::places::places;
use language::Language;
use model::*;
use proptest::prelude::*;

fn read(article: &Article) -> Vec<Place> {
    let language = Language::english();
    let blocks: Vec<TextRange> = article.blocks.iter().map(|b| b.range).collect();
    let (syntax, names) = language.read(&article.text, &blocks);
    places(article, &syntax, &names)
}

/// What is wrong with one line of a case; nothing if all is well.
fn fault(text: &str, found: &[Place], line: &str) -> Option<String> {
    let (sign, rest) = line.split_at(2);
    let (words, wanted) = rest.split_once(" = ").unwrap_or((rest, ""));
    let here: Vec<&Place> = found.iter().filter(|p| p.text == words).collect();
    let spots: Vec<usize> = text.match_indices(words).map(|(i, _)| i).collect();
    let said = |what: &str| Some(format!("{text}\n  {line}\n  {what}: {found:#?}"));
    match sign {
        "- " => found
            .iter()
            .any(|p| p.lat.is_some() && spots.iter().any(|&i| p.range.overlaps(TextRange::new(i, i + words.len()))))
            .then(|| format!("{text}\n  {line}: found")),
        _ if here.is_empty() => said("not found"),
        "? " => here.iter().any(|p| p.lat.is_some()).then(|| format!("{text}\n  {line}: resolved")),
        _ => {
            let (place, usage) = match wanted.rsplit_once(' ') {
                Some((p, u @ ("metonym" | "adjective" | "literal"))) => (p, u),
                _ => (wanted, ""),
            };
            let mut parts = place.split(", ");
            let (name, country, admin1) = (parts.next(), parts.next(), parts.next());
            let right = here.iter().all(|p| {
                p.name.as_deref() == name
                    && p.country.as_deref().unwrap_or("-") == country.unwrap_or("-")
                    && (admin1.is_none() || p.admin1.as_deref() == admin1)
                    && (usage.is_empty() || format!("{:?}", p.usage).to_lowercase() == usage)
            });
            if right { None } else { said("wrong") }
        }
    }
}

#[test]
fn the_cases_hold() {
    let mut faults = Vec::new();
    let mut cases = 0;
    let mut current: Option<(String, Vec<Place>)> = None;
    for line in include_str!("places.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(text) = line.strip_prefix("> ") {
            let a = Article::of_text(text);
            current = Some((text.to_string(), read(&a)));
            cases += 1;
        } else {
            let (text, found) = current.as_ref().expect("a text comes first");
            faults.extend(fault(text, found, line));
        }
    }
    assert!(cases > 30);
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_place_of_the_dateline_is_marked() {
    let mut a = Article::of_text("KABUL: Two people died in Kandahar.");
    a.dateline = Some(Dateline { text: "KABUL".into(), range: TextRange::new(0, 5), place: None });
    let found = read(&a);
    assert_eq!(found[0].usage, PlaceUse::Dateline);
    assert_eq!(found[0].country.as_deref(), Some("AF"));
}

#[test]
fn the_publishers_town_is_no_place_of_the_article() {
    let mut a = Article::of_text("The council met on Monday. The mayor was absent.");
    a.source = Some("Springfield Herald".into());
    a.url = Some("https://www.springfieldherald.example.co.uk/news/1".into());
    assert!(read(&a).is_empty());
}

proptest! {
    #[test]
    fn mentions_are_cut_from_the_text_in_order(text in "([A-Z][a-zé’.]{0,8}|Paris|U\\.S\\.|, |St\\. |Moscow's|\\n|[\\u{0}-\\u{ffff}]| ){0,60}") {
        let a = Article::of_text(&text);
        let mut last = 0;
        for p in read(&a) {
            prop_assert_eq!(p.range.of(&text), p.text.as_str());
            prop_assert!(p.range.start >= last && !p.range.is_empty());
            prop_assert_eq!(p.lat.is_some(), p.precision != PlacePrecision::Unknown);
            prop_assert!((0.0..=1.0).contains(&p.score));
            last = p.range.end;
        }
    }
}
