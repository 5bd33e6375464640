//! What names find: names, spellings, nesting, and the walk along a text.

use gazetteer::{Class, Gazetteer, NameForm};

/// Name, the form it is found by, and the place wanted among the candidates: its name and country.
const FOUND: &[(&str, NameForm, &str, &str)] = &[
    ("Moscow", NameForm::Name, "Moscow", "RU"),
    ("MOSCOW", NameForm::Name, "Moscow", "RU"),
    ("Sao Paulo", NameForm::Name, "São Paulo", "BR"),
    ("St. Petersburg", NameForm::Name, "Saint Petersburg", "RU"),
    ("Saint Petersburg", NameForm::Name, "St. Petersburg", "US"),
    ("Bombay", NameForm::Other, "Mumbai", "IN"),
    ("Leningrad", NameForm::Other, "Saint Petersburg", "RU"),
    ("Kiev", NameForm::Other, "Kyiv", "UA"),
    ("N’Djamena", NameForm::Name, "N'Djamena", "TD"),
    ("U.S.", NameForm::Abbreviation, "United States", "US"),
    ("UAE", NameForm::Abbreviation, "United Arab Emirates", "AE"),
    ("Calif.", NameForm::Trailing, "California", "US"),
    ("Russian", NameForm::Adjective, "Russia", "RU"),
    ("Afghans", NameForm::People, "Afghanistan", "AF"),
    ("Gaza Strip", NameForm::Name, "Gaza Strip", "PS"),
    ("West Bank", NameForm::Name, "West Bank", "PS"),
    ("Sahel", NameForm::Other, "Sahel", "-"),
    ("Texas", NameForm::Name, "Texas", "US"),
    ("Laurel County", NameForm::Name, "Laurel County", "US"),
    ("Khan Sheikhoun", NameForm::Other, "Khān Shaykhūn", "SY"),
    ("Hagadera", NameForm::Name, "Hagadera", "KE"),
];

#[test]
fn names_find_their_places() {
    let g = Gazetteer::builtin();
    for &(name, form, wanted, country) in FOUND {
        let all = g.lookup(name);
        let hit = all.iter().any(|c| c.entry.name() == wanted && c.entry.country_code().unwrap_or("-") == country);
        let by_form = form == NameForm::Other || all.iter().any(|c| c.form == form && c.entry.name() == wanted);
        assert!(hit && by_form, "{name}: {:?}", &all[..all.len().min(6)]);
    }
}

#[test]
fn places_nest() {
    let g = Gazetteer::builtin();
    let one = |name: &str, class: Class| g.lookup(name).into_iter().find(|c| c.entry.class() == class).unwrap().entry;
    let paris = g.entry(4717560).expect("Paris, Texas");
    assert_eq!(
        (paris.name(), paris.admin1().unwrap().name(), paris.admin2().unwrap().name()),
        ("Paris", "Texas", "Lamar County")
    );
    assert!(paris.within(one("Texas", Class::Admin1)) && paris.within(g.country("US").unwrap()));
    assert!(!paris.within(g.country("FR").unwrap()));
    assert!(g.country("NE").unwrap().within(one("Sahel", Class::Region)));
    assert!(g.lookup("Moscow").iter().any(|c| c.entry.is_capital()));
}

#[test]
fn coordinates_survive_the_packing() {
    let g = Gazetteer::builtin();
    let tokyo = g.entry(1850147).expect("Tokyo");
    assert!((tokyo.lat() - 35.6895).abs() < 1e-4 && (tokyo.lon() - 139.69171).abs() < 1e-4);
    let suva = g.entry(2198148).expect("Suva");
    assert!((suva.lat() + 18.14).abs() < 0.02 && (suva.lon() - 178.44).abs() < 0.02);
    assert!(tokyo.population() > 5_000_000);
}

#[test]
fn the_walk_takes_the_longest_name_on_word_borders() {
    let g = Gazetteer::builtin();
    for (text, end, name) in [
        ("New York City Council", "New York City", "New York City"),
        ("Moscow's mayor", "Moscow", "Moscow"),
        ("U.S. troops", "U.S.", "United States"),
        ("Rio de Janeiro-based", "Rio de Janeiro", "Rio de Janeiro"),
        ("RIO DE JANEIRO, Brazil", "RIO DE JANEIRO", "Rio de Janeiro"),
        ("St. Louis, Mo.", "St. Louis", "St. Louis"),
        ("W.Va. officials", "W.Va", "West Virginia"),
    ] {
        let (at, found) = g.longest_match(text, 0).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(&text[..at], end);
        assert!(found.iter().any(|c| c.entry.name() == name), "{text}: {found:?}");
    }
    assert!(g.longest_match("Parisienne", 0).is_none());
    assert!(g.longest_match("ünterwegs", 1).is_none(), "not on a character border");
}

#[test]
fn a_broken_file_is_refused() {
    for bad in [
        &b""[..],
        b"DLGZ",
        b"DLGZ\x01\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff",
        b"nonsense, and a good deal of it, more than a header is long",
    ] {
        assert!(Gazetteer::open(Box::leak(bad.to_vec().into_boxed_slice())).is_err());
    }
}

#[test]
fn our_own_towns_are_found_in_their_countries() {
    let g = Gazetteer::builtin();
    for row in include_str!("../data/towns.tsv").lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [name, country, lat, lon, _, others] = cells[..] else { panic!("{row}") };
        let (lat, lon): (f64, f64) = (lat.parse().unwrap(), lon.parse().unwrap());
        let near = |e: gazetteer::Entry| (e.lat() - lat).abs() < 0.4 && (e.lon() - lon).abs() < 0.4;
        for name in std::iter::once(name).chain(others.split('|')).filter(|n| !n.is_empty()) {
            let hit = g.lookup(name).iter().any(|c| c.entry.country_code() == Some(country) && near(c.entry));
            assert!(hit, "{name} in {country}");
        }
    }
}
