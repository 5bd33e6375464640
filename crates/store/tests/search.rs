//! Search words of any form: SQLite understands what is made of them.

#[allow(dead_code, unused_macros, unused_imports, reason = "each test file takes what it needs")]
mod common;

use proptest::test_runner::TestRunner;
use store::{Browse, Filter, Sqlite, Store};

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
        s.articles_with(&words).unwrap();
        s.hits(&words, 0, 5).unwrap();
        s.search(&words, &Filter::default()).unwrap();
        Ok(())
    });
    asked.unwrap();
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
        let cut = s.sentences(r.article.id).unwrap().unwrap();
        assert_eq!((&cut.text, &cut.ranges, cut.published), (&r.article.text, &r.mentions.sentences, r.article.published));
        assert!(cut.iter().next().is_some());
    })
    .unwrap();
}
