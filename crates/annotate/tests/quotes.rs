//! Runs `quotes.txt`: each text must give exactly the quotes written under it.

mod common;

use model::Quote;

fn line(text: &str, q: &Quote) -> String {
    let form = serde_json::to_value(q.form).unwrap();
    let speaker = q.speaker.as_ref().map_or("nobody".into(), |s| match &s.name {
        Some(name) => format!("{} = {name}", s.text),
        None => s.text.clone(),
    });
    format!("{} | {speaker} | {}", form.as_str().unwrap(), q.range.of(text))
}

#[test]
fn each_text_gives_its_quotes() {
    common::cases(include_str!("quotes.txt"), |a, m| m.quotes.iter().map(|q| line(&a.text, q)).collect());
}

const WORDS: &[&str] = &[
    "said",
    "that",
    "he",
    "Ana",
    "Ruiz",
    ",",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "''",
    "told",
    "to",
    "according",
    "claim",
    "is",
    "expected",
    "road",
    "closed",
    "who",
    "(",
    ")",
    "—",
    "and",
    "but",
    "adding",
    "on",
    "Monday",
    "in",
    "a",
    "statement",
    ".",
];

proptest::proptest! {
    /// Whatever order the words come in, what is found stands where it says.
    #[test]
    fn any_words_keep_their_places(picks in proptest::collection::vec(0..WORDS.len(), 0..60)) {
        let text = picks.iter().map(|&i| WORDS[i]).collect::<Vec<_>>().join(" ");
        let a = annotate::annotate(&model::Article::of_text(&text));
        proptest::prop_assert!(a.mentions.quotes.iter().all(|q| !q.range.of(&text).is_empty() && q.speaker.iter().all(|s| s.range.of(&text) == s.text) && q.cue.iter().all(|c| c.range.of(&text) == c.text)));
    }
}

/// An article whose paragraphs are these.
fn paragraphs(texts: &[&str]) -> model::Article {
    let mut article = model::Article::of_text(&texts.join("\n\n"));
    let mut at = 0;
    article.blocks = texts
        .iter()
        .map(|t| {
            let range = model::TextRange::new(at, at + t.len());
            at += t.len() + 2;
            model::Block { kind: model::BlockKind::Paragraph, range, credit: None }
        })
        .collect();
    article
}

#[test]
fn what_marks_begin_they_end() {
    let text = "Orla Finch said that the council “cannot close a school and then call it progress. We get what is coming to us. \
                Just leave it.” The council met on Monday.";
    let quotes = annotate::annotate(&paragraphs(&[text])).mentions.quotes;
    assert!(quotes.iter().any(|q| q.range.of(text).ends_with("Just leave it")), "{quotes:?}");
}

#[test]
fn a_speaker_goes_on_over_paragraphs() {
    let a =
        paragraphs(&["“We came in the night,” said Ana Ruiz. “The water rose fast.", "“Then the bridge fell into the river.”"]);
    let found: Vec<String> = annotate::annotate(&a).mentions.quotes.iter().map(|q| line(&a.text, q)).collect();
    assert_eq!(
        found,
        [
            "direct | Ana Ruiz | We came in the night",
            "direct | Ana Ruiz | The water rose fast.",
            "direct | Ana Ruiz | Then the bridge fell into the river.",
        ]
    );
}

/// The quotes in quotation marks of paragraphs, each as [`line`] tells it.
fn direct(texts: &[&str]) -> Vec<String> {
    let a = paragraphs(texts);
    let all: Vec<String> = annotate::annotate(&a).mentions.quotes.iter().map(|q| line(&a.text, q)).collect();
    all.into_iter().filter(|l| l.starts_with("direct")).collect()
}

#[test]
fn a_paragraph_of_quotes_is_whose_it_was_announced_to_be() {
    assert_eq!(
        direct(&["The harbour police gave this statement on Thursday night:", "“The quay is closed until the storm is over.”"]),
        ["direct | The harbour police | The quay is closed until the storm is over."]
    );
    assert_eq!(
        direct(&["Orla Finch describes the park as a place for all.", "“It is nice. There are children here all day.”"]),
        ["direct | Orla Finch | It is nice. There are children here all day."]
    );
}

#[test]
fn what_stands_right_behind_the_marks_owns_them() {
    assert_eq!(
        direct(&["“This is how a fire begins,” Dr. Mara Quist, a member of the board and a nurse, told a newspaper."]),
        ["direct | Dr. Mara Quist = Mara Quist | This is how a fire begins"]
    );
    assert_eq!(
        direct(&["“The mill has every right to close,” answered Orla Finch, as the Norland Times reported."]),
        ["direct | Orla Finch | The mill has every right to close"]
    );
}

#[test]
fn a_line_below_signs() {
    assert_eq!(
        direct(&["“It was a very good show and we laughed.”", "– Mara Quist, Northgate"]),
        ["direct | Mara Quist | It was a very good show and we laughed."]
    );
}

#[test]
fn what_is_not_read_quotes_nobody() {
    let read = "The mayor opened the bridge at Tarn on Monday.";
    let foreign =
        "„Die Brücke ist gut“, sagte der Mann. “Es ist nicht so, wie wir uns das auf dem Weg zu der Stadt gedacht haben,”";
    let remarks = [
        "“I saw it,” she said. Posted by: ox | May 14, 2031 4:45 PM | Report abuse",
        "“No.” Posted by: ann | 5 May | Report abuse",
    ];
    for texts in [vec![read, foreign], vec![read, remarks[0], remarks[1]]] {
        assert!(annotate::annotate(&paragraphs(&texts)).mentions.quotes.is_empty(), "{texts:?}");
    }
}
