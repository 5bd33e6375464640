//! Whatever the text, the stage ends without a panic, its spans hold, and the cost stays in proportion.

use coding::Coder;
use model::{Article, Mentions, Pos, Report, Sentence, Syntax, TextRange, Token};

/// Words with tags given by hand, so that the test needs no tagger: `word/Pos/TAG`; one sentence.
fn code(words: &[(&str, Pos, &'static str)]) -> (String, Vec<Report>) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for (form, pos, tag) in words {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        tokens.push(Token {
            range: TextRange::new(start, text.len()),
            lemma: form.to_lowercase(),
            pos: *pos,
            tag,
            head: None,
            relation: "",
        });
    }
    let range = TextRange::new(0, text.len());
    let syntax = Syntax { sentences: vec![Sentence { range, tokens: 0..tokens.len() }], tokens };
    let article = Article::of_text(&text);
    let reports = Coder::builtin().code(&article, &syntax, &Mentions::default());
    (text, reports)
}

fn check(text: &str, reports: &[Report]) {
    for r in reports {
        assert_eq!(r.trigger.range.of(text), r.trigger.text);
        assert!(!r.trigger.text.is_empty());
        assert!((0.0..=1.0).contains(&r.score), "{}", r.score);
        for role in &r.roles {
            assert_eq!(role.span.range.of(text), role.span.text);
        }
        if let Some(s) = &r.said_by {
            assert_eq!(s.span.range.of(text), s.span.text);
        }
    }
    let mut ids: Vec<_> = reports.iter().map(|r| r.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), reports.len(), "an id twice");
}

#[test]
fn no_words_no_reports() {
    let (_, reports) = code(&[]);
    assert!(reports.is_empty());
}

#[test]
fn a_sentence_of_a_hundred_thousand_triggers_ends() {
    for unit in [
        &[("killed", Pos::Verb, "VBD")][..],
        &[("attack", Pos::Noun, "NN"), ("of", Pos::Adp, "IN")],
        &[
            ("bomb", Pos::Noun, "NN"),
            ("exploded", Pos::Verb, "VBD"),
            (",", Pos::Punct, ","),
            ("killing", Pos::Verb, "VBG"),
            ("five", Pos::Num, "CD"),
        ],
        &[("who", Pos::Pron, "WP"), ("to", Pos::Part, "TO"), ("kill", Pos::Verb, "VB")],
        &[
            ("said", Pos::Verb, "VBD"),
            ("that", Pos::Sconj, "IN"),
            ("police", Pos::Noun, "NNS"),
            ("shot", Pos::Verb, "VBD"),
            ("men", Pos::Noun, "NNS"),
            ("and", Pos::Cconj, "CC"),
        ],
    ] {
        let many: Vec<_> = unit.iter().copied().cycle().take(100_000).collect();
        let (text, reports) = code(&many);
        check(&text, &reports);
    }
}

#[test]
fn any_order_of_words_and_tags_is_read() {
    let words = [
        ("killed", Pos::Verb, "VBD"),
        ("by", Pos::Adp, "IN"),
        ("gunmen", Pos::Noun, "NNS"),
        (",", Pos::Punct, ","),
        ("who", Pos::Pron, "WP"),
        ("to", Pos::Part, "TO"),
        ("attack", Pos::Noun, "NN"),
        ("bombing", Pos::Verb, "VBG"),
        ("a", Pos::Det, "DT"),
        ("’s", Pos::Part, "POS"),
        ("and", Pos::Cconj, "CC"),
        ("had", Pos::Aux, "VBD"),
        ("Ünlü", Pos::Propn, "NNP"),
        ("“", Pos::Punct, "``"),
        ("of", Pos::Adp, "IN"),
        ("suicide", Pos::Noun, "NN"),
        ("least", Pos::Adj, "JJS"),
        ("claimed", Pos::Verb, "VBN"),
        ("met", Pos::Verb, "VBD"),
        ("said", Pos::Verb, "VBD"),
    ];
    // A fixed walk over many orders, so that a failure repeats.
    let mut state = 1u32;
    for length in 1..400 {
        let sentence: Vec<_> = (0..length % 40 + 1)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                words[(state >> 16) as usize % words.len()]
            })
            .collect();
        let (text, reports) = code(&sentence);
        check(&text, &reports);
    }
}

#[test]
fn a_text_may_break_off_behind_the_word_that_tells_who_speaks() {
    // Nobody stands behind "said", not even a full stop.
    for text in ["Rebels shot two men in Tarn on Monday,\" said", "Police arrested a man in Tarn, ,\" added"] {
        let article = Article::of_text(text);
        let a = annotate::annotate(&article);
        let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
        check(text, &reports);
        assert!(!reports.is_empty());
    }
}

#[test]
fn a_text_may_end_at_any_word() {
    let text = "Russian forces captured the town of Kupiansk in eastern Ukraine on Monday, killing all but two of the 40 guards, hours \
                after a drone struck a tent in Kharkiv, and days later nine died in an ambush near Sumy's station";
    for (end, _) in text.match_indices(' ').chain([(text.len(), "")]) {
        let article = Article::of_text(&text[..end]);
        let a = annotate::annotate(&article);
        let reports = Coder::builtin().read(&article, &a.syntax, &a.mentions);
        check(&article.text, &reports);
    }
}
