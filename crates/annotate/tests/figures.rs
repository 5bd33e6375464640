//! Runs `figures.txt`: each sentence must give exactly the figures written under it.

mod common;

use model::Figure;

fn line(f: &Figure) -> String {
    let n = |x: Option<f64>| x.map_or(String::new(), |x| format!("{x}"));
    let quantifier = serde_json::to_value(f.quantifier).unwrap();
    let mut out = format!("{} {} [{}..{}] {}", f.what, n(f.best), n(f.low), n(f.high), quantifier.as_str().unwrap());
    if let Some(of) = &f.of {
        out += &format!(" {of}");
    }
    out += if f.earlier { " earlier" } else { "" };
    out += if f.part && !f.earlier { " part" } else { "" };
    out + &f.said_by.as_ref().map_or(String::new(), |s| format!(" by {}", s.text))
}

#[test]
fn each_sentence_gives_its_figures() {
    common::cases(include_str!("figures.txt"), |a, m| {
        assert!(m.figures.iter().all(|f| f.range.of(&a.text) == f.text));
        m.figures.iter().map(line).collect()
    });
}

const WORDS: &[&str] = &[
    "two",
    "a",
    "man",
    "and",
    ",",
    "Ana",
    "Ruiz",
    "24",
    "killed",
    "was",
    "shot",
    "of",
    "them",
    "to",
    "from",
    "half",
    "the",
    "his",
    "himself",
    "who",
    "died",
    "in",
    "critical",
    "condition",
    "(",
    ")",
    "no",
    "one",
    "hurt",
    "-",
    "year",
    "old",
    "hospital",
    "wounds",
    ".",
];

proptest::proptest! {
    /// Whatever order the words come in, what is found stands where it says.
    #[test]
    fn any_words_keep_their_places(picks in proptest::collection::vec(0..WORDS.len(), 0..60)) {
        let text = picks.iter().map(|&i| WORDS[i]).collect::<Vec<_>>().join(" ");
        let a = annotate::annotate(&model::Article::of_text(&text));
        proptest::prop_assert!(a.mentions.figures.iter().all(|f| f.range.of(&text) == f.text && !f.text.is_empty()));
    }
}

/// What and how many a text counts below a headline.
fn below(headline: &str, text: &str) -> Vec<(String, Option<f64>)> {
    let article = model::Article { headline: Some(headline.into()), ..model::Article::of_text(text) };
    annotate::annotate(&article).mentions.figures.into_iter().map(|f| (f.what, f.best)).collect()
}

#[test]
fn a_headline_of_a_death_tells_what_came_of_the_one_who_was_shot() {
    let text = "Police found a man shot on Elm Street on Friday.";
    assert_eq!(below("Guard held in fatal shooting", text), [("killed".to_string(), Some(1.0))]);
    assert_eq!(below("Guard held in shooting", text), [("injured".to_string(), Some(1.0))]);
    // Of two it is not known which one died.
    let two = "Police found a man and a woman shot on Elm Street on Friday.";
    assert_eq!(below("Guard held in fatal shooting", two), []);
}
