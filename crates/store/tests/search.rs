//! Search words of any form: SQLite understands what is made of them.

#[allow(dead_code, unused_macros, unused_imports, reason = "each test file takes what it needs")]
mod common;

use proptest::prelude::*;
use store::{Browse, Filter, Sqlite, Store};

fn store() -> Sqlite {
    let mut s = Sqlite::in_memory().unwrap();
    s.put(&[common::page(1, "2031-05-02", "Besançon", 4.0)]).unwrap();
    s
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_words_are_a_search(words in r#"([a-zé]{1,5}|"|\*|-|OR|AND|NOT|NEAR|\(|\)|:|\^|\+|'|\PC| ){0,12}"#) {
        let s = store();
        s.articles_with(&words).unwrap();
        s.hits(&words, 0, 5).unwrap();
        s.search(&words, &Filter::default()).unwrap();
    }
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
