//! Property tests: whatever stands in an address, reading it does not fail, and what is written reads back.

use crate::params::{Params, decode, encode};
use crate::search::parse;
use crate::view::Part;
use crate::words::{Folded, Terms};
use proptest::prelude::*;

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(("[a-z]{1,8}|\\PC{1,6}", "\\PC{1,20}"), 0..6)
}

/// Names that the search knows, with any value.
fn asked() -> impl Strategy<Value = String> {
    let name = prop::sample::select(crate::search::FILTERS);
    let value = prop_oneof![
        "\\PC{0,30}",
        "[0-9.,:-]{0,12}",
        Just("2024-13-99".to_string()),
        "(kind|country|near|-status|from):[a-z\"]{0,6}( [a-z*\"-]{1,6}){0,4}"
    ];
    prop::collection::vec((name, value), 0..6)
        .prop_map(|all| all.iter().map(|(k, v)| format!("{k}={}", encode(v))).collect::<Vec<_>>().join("&"))
}

proptest! {
    #[test]
    fn a_query_string_reads_back(all in pairs()) {
        let p = Params(all.into_iter().filter(|(k, v)| !k.is_empty() && !v.trim().is_empty()).collect());
        let href = p.href("/search");
        prop_assert_eq!(Params::parse(href.split_once('?').map_or("", |x| x.1)), p);
        prop_assert!(href.is_ascii());
    }

    #[test]
    fn any_escape_decodes(text in "[%0-9a-fA-F+ zäß]{0,30}") {
        decode(&text);
        prop_assert_eq!(decode(&encode(&text).replace('+', " ")), text.as_str());
    }

    #[test]
    fn any_search_is_read_or_refused_with_words(query in asked()) {
        match parse(&Params::parse(&query)) {
            // Days are such that the bars of a histogram can be reckoned.
            Ok(s) => for d in [s.query.from, s.query.to].into_iter().flatten() {
                prop_assert!((10_101..=99_991_231).contains(&d), "{}", d);
            },
            Err(p) => prop_assert!(matches!(p.status, 400 | 422) && !p.detail.is_empty()),
        }
    }

    #[test]
    fn what_is_typed_is_cut_into_pieces_of_it(typed in "\\PC{0,40}|([a-zA-Z:\"*() -]{0,8}|OR|[0-9.-]{1,9}| ){0,8}") {
        let (pieces, slips) = crate::grammar::pieces(&typed);
        let length = typed.chars().count();
        let within = |at: usize, to: usize| at < to && to <= length;
        prop_assert!(pieces.iter().all(|p| within(p.at, p.to)) && slips.iter().all(|s| within(s.at, s.to)), "{:?}", slips);
        prop_assert!(pieces.windows(2).all(|w| w[0].to < w[1].at), "{:?}", pieces);
    }

    #[test]
    fn marks_lose_no_word(query in "\\PC{0,20}", text in "\\PC{0,200}") {
        let terms = Terms::of(&query);
        let parts = terms.mark(&text);
        let whole: String = parts.iter().map(|p| p.text.as_str()).collect();
        prop_assert_eq!(&whole, &text);
        let (marks, kinds) = terms.find(&text);
        prop_assert_eq!(marks.is_empty(), kinds == 0);
        prop_assert_eq!(terms.kinds(&text), kinds);
        prop_assert!(kinds == 0 || terms.may_stand_in(&Folded::of(std::iter::once(text.as_str()))));
        prop_assert_eq!(parts.iter().filter(|p: &&Part| p.on).count(), marks.len());
    }
}
