//! What holds for any text: order, nesting, and no panic.

use language::Language;
use model::{Syntax, TextRange, Token};
use proptest::prelude::*;

fn check(text: &str, blocks: &[TextRange]) -> Syntax {
    let (syntax, names) = Language::english().read(text, blocks);
    let mut at = 0;
    let mut next = 0;
    for sentence in &syntax.sentences {
        assert_eq!(sentence.tokens.start, next, "every token stands in one sentence");
        assert!(!sentence.tokens.is_empty());
        next = sentence.tokens.end;
        assert!(blocks.iter().any(|b| b.contains(sentence.range)), "a sentence crosses a block");
        for token in &syntax.tokens[sentence.tokens.clone()] {
            assert!(token.range.start >= at && sentence.range.contains(token.range));
            assert!(!token.form(text).is_empty() && !token.form(text).contains(char::is_whitespace), "{:?}", token.form(text));
            assert!(!token.tag.is_empty() && !token.lemma.is_empty());
            at = token.range.end;
        }
        check_tree(&syntax.tokens, sentence.tokens.clone());
    }
    assert_eq!(next, syntax.tokens.len());
    let mut end = 0;
    for name in names {
        assert!(name.range.start >= end, "names overlap");
        assert_eq!(name.text, name.range.of(text));
        assert!(!name.text.is_empty());
        end = name.range.end;
    }
    syntax
}

/// One root a sentence, and every word reaches it inside the sentence.
fn check_tree(tokens: &[Token], sentence: std::ops::Range<usize>) {
    let roots = sentence.clone().filter(|&i| tokens[i].head.is_none()).count();
    assert_eq!(roots, 1);
    for i in sentence.clone() {
        assert_eq!(tokens[i].relation == "root", tokens[i].head.is_none());
        let (mut at, mut steps) = (i, 0);
        while let Some(head) = tokens[at].head {
            at = head as usize;
            steps += 1;
            assert!(sentence.contains(&at) && steps <= sentence.len(), "word {i} does not reach the root");
        }
    }
}

/// Every character that shows something stands in a token.
fn covered(text: &str, syntax: &Syntax) {
    let mut rest = text.to_string();
    for token in syntax.tokens.iter().rev() {
        rest.replace_range(token.range.range(), "");
    }
    assert!(!rest.chars().any(char::is_alphanumeric), "left over: {rest:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        let syntax = check(&text, &[TextRange::new(0, text.len())]);
        covered(&text, &syntax);
    }

    #[test]
    fn text_like_news(parts in prop::collection::vec(prop::sample::select(vec![
        "Gen.", "U.S.", "\"", "”", "“", "'", "’s", "n't", "No.", "5", "$", "4.5", "...", "…", ".", "!", "?", "-", "—", "(", ")", " ", " ", " ", "\n", "\n\n",
        "Anna", "said", "THE", "the", "Brask", "long", "www.", "a@b", "://", "1,000", "é", "e\u{301}", "👩‍👩‍👧", "نص", "\u{200b}", "\u{ad}", "\r\n", "•", "J.", "p.m.", "/", "&", ":", "'90s",
    ]), 0..60)) {
        let text = parts.concat();
        let mut blocks = Vec::new();
        let mut at = 0;
        for part in text.split("\n\n") {
            blocks.push(TextRange::new(at, at + part.len()));
            at += part.len() + 2;
        }
        let syntax = check(&text, &blocks);
        covered(&text, &syntax);
    }
}

#[test]
fn long_runs_do_no_harm() {
    for unit in [
        "a", "1-", "re-", "a@b ", "a@.", "a.", ".", "\"", "A ", "Mr. ", "\u{301}", "a-", "1,", "'", "a'", "://", "@a", "\n",
        "X.", "(", "é",
    ] {
        let text = unit.repeat(50_000 / unit.len());
        check(&text, &[TextRange::new(0, text.len())]);
    }
    // What reads a sentence costs the square of its length.
    for closing in [")", "\"", "”", " .", " [1]"] {
        let text = format!("A fire killed three people.{}", closing.repeat(20_000 / closing.len()));
        let syntax = check(&text, &[TextRange::new(0, text.len())]);
        assert!(syntax.sentences.iter().all(|s| s.tokens.len() < 700), "{closing}");
    }
}

#[test]
fn nothing_in_nothing_out() {
    assert_eq!(check("", &[]), Syntax::default());
    assert_eq!(check("  \n ", &[TextRange::new(0, 4)]), Syntax::default());
    assert_eq!(check("words outside of blocks", &[]), Syntax::default());
}
