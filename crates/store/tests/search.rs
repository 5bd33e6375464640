//! Search words of any form: SQLite understands what is made of them.

#[allow(dead_code, unused_macros, unused_imports, reason = "each test file takes what it needs")]
mod common;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::sync::Arc;
use store::{ArticleQuery, Asked, Bits, Browse, Filter, Holds, Positions, Sqlite, Store, together};

/// Looks into articles as soon as it may.
struct Index<'a>(&'a Sqlite);

impl Holds for Index<'_> {
    type Error = store::Error;

    fn holding(&mut self, term: &str) -> Result<Arc<Bits>, store::Error> {
        self.0.articles_holding(term).map(Arc::new)
    }

    fn known(&mut self, term: &str) -> Option<Arc<Bits>> {
        (!term.contains(' ')).then(|| self.holding(term).unwrap())
    }

    fn among(&mut self, term: &str, articles: &Bits) -> Result<Bits, store::Error> {
        self.0.articles_among(term, articles)
    }
}

/// How many articles are asked for, found term by term.
fn found(s: &Sqlite, words: &str) -> usize {
    let Some(asked) = Asked::of(words) else { return 0 };
    let found = asked.articles(|term: &str| s.articles_holding(term).map(Arc::new)).unwrap();
    let looked_into = asked.articles(Index(s)).unwrap();
    assert_eq!(looked_into.iter().collect::<Vec<_>>(), found.iter().collect::<Vec<_>>(), "{words}");
    found.count()
}

fn store() -> Sqlite {
    let mut s = Sqlite::in_memory().unwrap();
    s.put(&[common::page(1, "2031-05-02", "Besançon", 4.0)]).unwrap();
    s
}

#[test]
fn any_words_are_a_search() {
    let s = store();
    let words = r#"([a-zé]{1,5}|"|\*|-|OR|AND|NOT|NEAR|\(|\)|:|\^|\+|'|\PC|\x00|\x1f| ){0,12}"#;
    let asked = TestRunner::default().run(&words, |words| {
        assert_eq!(found(&s, &words), s.hits(&words, 0, 0, 5).unwrap().len());
        s.search(&words, &Filter::default()).unwrap();
        Ok(())
    });
    asked.unwrap();
}

#[test]
fn terms_together_find_what_the_whole_search_finds() {
    let towns = ["Besançon", "Brest", "Lyon", "Nantes", "Brive", "Lille"];
    let pages: Vec<_> = (0..12).map(|n| common::page(n, "2031-05-02", towns[n as usize % 6], f64::from(n % 3))).collect();
    let mut s = Sqlite::in_memory().unwrap();
    s.put(&pages).unwrap();
    let parts =
        ["Brest", "Lyon", "Br*", "people", "\"1 people\"", "\"in Lyon\"", "0", "2", "OR", "OR", "-Lyon", "-\"in Lille\"", "-1"];
    let words = prop::collection::vec(prop::sample::select(parts.to_vec()), 1..8).prop_map(|parts| parts.join(" "));
    let most = std::cell::Cell::new(0);
    let asked = TestRunner::default().run(&words, |words| {
        let together = s.hits(&words, 0, 0, 100).unwrap().len();
        most.set(most.get().max(together));
        assert_eq!(found(&s, &words), together, "{words}");
        Ok(())
    });
    asked.unwrap();
    assert!(most.get() > 1);
}

#[test]
fn phrases_are_found_by_looking_into_articles_too() {
    let towns = [
        "Besançon",
        "Old Mill",
        "OLD «mill»",
        "Öld Mill",
        "mill Old",
        "Old Köln Mill",
        "old—Mill",
        "Old mille\u{301}",
        "oldmill",
    ];
    let pages: Vec<_> = (0..18).map(|n| common::page(n, "2031-05-02", towns[n as usize % 9], f64::from(n % 3))).collect();
    let mut s = Sqlite::in_memory().unwrap();
    s.put(&pages).unwrap();
    let mut most = 0;
    let phrases =
        ["old mill", "Under skies", "skies a", "blast in", "1 people", "naive said", "in old mill", "old koln", "people old"];
    for phrase in phrases {
        let term = format!("\"{phrase}\"");
        for n in 1..4 {
            let some: Bits = (1..19).filter(|i| i % n == 0).collect();
            let mut both = some.clone();
            both.keep(&s.articles_holding(&term).unwrap());
            let found = s.articles_among(&term, &some).unwrap();
            assert_eq!(found.iter().collect::<Vec<_>>(), both.iter().collect::<Vec<_>>(), "{phrase}");
            most = most.max(found.count());
        }
        assert!(found(&s, &format!("\"{phrase}\" -\"blast in\" OR mill \"old mill\"")) <= 18);
    }
    assert!(most > 6);
}

#[test]
fn phrases_are_found_by_the_places_of_their_words() {
    let towns = ["Besançon", "Old Mill", "OLD «mill»", "mill Old", "Old Köln Mill", "old mill old mill", "oldmill"];
    let mut pages: Vec<_> = (0..21).map(|n| common::page(n, "2031-05-02", towns[n as usize % 7], f64::from(n % 3))).collect();
    // Words beyond all places that are told apart, and one more often than is told.
    for (n, more) in [(3, "far ".repeat(40_000) + "old mill"), (4, "old ".repeat(300) + "mill"), (5, "far ".repeat(40_000))] {
        pages[n].1[0].article.text += &format!(" {more}");
    }
    // A headline's last word and a text's first one do not stand together.
    pages[6].1[0].article.headline = Some("Blast in old".into());
    pages[6].1[0].article.text = format!("mill {}", &pages[6].1[0].article.text);
    pages[6].1[0].reports.clear();
    let mut s = Sqlite::in_memory().unwrap();
    s.put(&pages).unwrap();
    // Articles that are read again get other numbers.
    s.put(&pages[8..10]).unwrap();
    let mut most = (0, 0);
    for phrase in
        ["old mill", "OLD Mill", "mill old", "old mill old", "in old mill", "blast in", "people old", "far old", "old old"]
    {
        let places = phrase.split(' ').map(|w| s.positions(w, 1 << 20).unwrap().unwrap()).collect::<Vec<_>>();
        let places: Vec<&Positions> = places.iter().collect();
        let holding = s.articles_holding(&format!("\"{phrase}\"")).unwrap();
        for of in [None, Some((0..16).collect::<Bits>())] {
            let (found, doubt) = together(&places, of.as_ref());
            let mut wanted = holding.clone();
            of.iter().for_each(|of| wanted.keep(of));
            wanted.remove(&doubt);
            assert_eq!(found.iter().collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>(), "{phrase}");
            most = (most.0.max(found.count()), most.1.max(doubt.count()));
        }
    }
    assert!(most.0 > 10 && (1..4).contains(&most.1), "{most:?}");
    assert!(s.positions("far", 500).unwrap().is_none());
    assert!(s.positions("nowhere", 9).unwrap().is_some_and(|p| together(&[&p], None).0.is_empty()));
}

#[test]
fn words_that_are_begun_are_found_beside_those_that_are_known() {
    let towns =
        ["Bar", "bark", "Bark 0", "bark9", "barka", "Barké", "Barköln", "barl", "Barn baro", "bar日本", "Bas", "ba", "Bärn"];
    let pages: Vec<_> = (0..26).map(|n| common::page(n, "2031-05-02", towns[n as usize % 13], 1.0)).collect();
    let mut s = Sqlite::in_memory().unwrap();
    s.put(&pages).unwrap();
    // Read again, without what it told: the index knows the word no more.
    let mut other = pages[4].clone();
    other.1[0].article.text = "Nothing.".into();
    other.1[0].reports.clear();
    s.put(&[other]).unwrap();
    let all = ["bar", "bark", "bark9", "barn", "baro", "bas", "0"];
    let mut most = 0;
    for stem in ["b", "ba", "bar", "bark", "barka", "barn", "0", "z"] {
        let wanted = s.articles_holding(&format!("\"{stem}\" *")).unwrap();
        for known in 0..1 << all.len() {
            let known: Vec<&str> = all.iter().enumerate().filter(|(i, _)| known >> i & 1 == 1).map(|(_, w)| *w).collect();
            let mut found = s.articles_with_begun(stem, &known).unwrap();
            for word in known.iter().filter(|w| w.starts_with(stem)) {
                found.join(&s.articles_holding(&format!("\"{word}\"")).unwrap());
            }
            assert_eq!(found.iter().collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>(), "{stem}* beside {known:?}");
        }
        most = most.max(wanted.count());
    }
    // And no more than these are gone through.
    assert!(most > 20 && s.articles_with_begun("bark9", &["bark9"]).unwrap().is_empty());
}

/// Whether many articles name a place or few: the same are found, the latest first.
#[test]
fn the_latest_articles_that_name_a_place_are_found() {
    let mut s = Sqlite::in_memory().unwrap();
    let day = |n: u8| format!("2031-05-{:02}", 1 + n % 7);
    let mut pages: Vec<_> = (0..180).map(|n| common::page(n, &day(n), "Lyon", 1.0)).collect();
    for (i, (_, readings)) in pages.iter_mut().enumerate() {
        // One place of two thirds of them, one of a few, and others of one each.
        readings[0].mentions.places[0].geonames = Some(if i % 3 > 0 {
            1000
        } else if i % 20 == 0 {
            2000
        } else {
            3000 + i as u32
        });
        readings[0].article.published = if i % 11 == 0 { None } else { Some(day(i as u8).parse().unwrap()) };
    }
    s.put(&pages).unwrap();
    for (place, count) in [(1000, 120), (2000, 3), (3003, 1), (4, 0)] {
        let mut wanted: Vec<_> =
            pages.iter().map(|p| &p.1[0]).filter(|r| r.mentions.places[0].geonames == Some(place)).collect();
        wanted
            .sort_by_key(|r| (r.article.published.is_none(), std::cmp::Reverse(r.article.published), r.article.id.to_string()));
        assert_eq!(wanted.len(), count);
        for limit in [7, 200] {
            let of = ArticleQuery { place: Some(place), ..ArticleQuery::default() };
            let found: Vec<_> = s.article_list(&of, limit).unwrap().iter().map(|a| a.id).collect();
            let wanted: Vec<_> = wanted.iter().take(limit).map(|r| r.article.id).collect();
            assert_eq!(found, wanted, "{place}");
        }
        // Beside another condition too.
        let of = ArticleQuery { place: Some(place), from: Some("2031-05-03".into()), ..ArticleQuery::default() };
        let after = wanted.iter().filter(|r| r.article.published.is_some_and(|p| p.date.to_string().as_str() >= "2031-05-03"));
        assert_eq!(s.article_list(&of, 200).unwrap().len(), after.count());
    }
}

#[test]
fn common_words_are_those_of_many_articles() {
    let towns = ["Brest", "Brest", "Lyon", "Köln"];
    let pages: Vec<_> = (0..8).map(|n| common::page(n, "2031-05-02", towns[n as usize % 4], 2.0)).collect();
    let mut s = Sqlite::in_memory().unwrap();
    assert!(s.common_words(3).unwrap().is_empty());
    s.put(&pages).unwrap();
    // What each article holds says nothing, and what has other letters is not looked up by itself.
    assert_eq!(
        (s.common_words(3).unwrap(), s.common_words(4).unwrap()),
        (vec!["brest".into()], vec!["brest".to_string(), "lyon".into()])
    );
}

#[test]
fn bytes_of_pages_come_back_or_not_at_all() {
    let mut s = store();
    let bytes = b"<p>A page.</p>".repeat(1000);
    let page = model::PageId::of(&bytes);
    assert_eq!(s.bytes(page).unwrap(), None);
    let kept = store::PageBytes { page, charset: Some("latin1".into()), bytes };
    s.put_bytes(std::slice::from_ref(&kept)).unwrap();
    s.put_bytes(std::slice::from_ref(&kept)).unwrap();
    assert_eq!(s.bytes(page).unwrap(), Some(kept));
}

#[test]
fn sentences_are_those_of_the_reading() {
    let s = store();
    s.each_reading(&mut |r| {
        let cut = s.sentences(r.article.id, None).unwrap().unwrap();
        // Its number only helps, and a wrong one does not mislead.
        for n in 0..4 {
            assert_eq!(s.sentences(r.article.id, Some(n)).unwrap().as_ref(), Some(&cut));
        }
        assert_eq!((&cut.text, &cut.ranges, cut.published), (&r.article.text, &r.mentions.sentences, r.article.published));
        assert!(cut.iter().next().is_some());
    })
    .unwrap();
}

/// A word that nobody wrote is one letter away from one that somebody did.
#[test]
fn words_one_slip_away_are_those_that_articles_hold() {
    let s = store();
    assert_eq!(s.words_near("blst").unwrap(), ["blast"]);
    assert_eq!(s.words_near("KILEDL").unwrap(), Vec::<String>::new());
    assert_eq!(s.words_near("kileld").unwrap(), ["killed"]);
    assert!(s.words_near("bla").unwrap().is_empty() && s.words_near("bl st").unwrap().is_empty());
}
