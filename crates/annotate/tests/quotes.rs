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

#[test]
fn what_follows_the_marks_may_be_a_name_alone_or_more_than_a_name() {
    assert_eq!(
        direct(&["The mill shut.", "\"The power cuts the risk for all of us,\" National Secretary of Energy, Jorge Ruiz."]),
        ["direct | Jorge Ruiz | The power cuts the risk for all of us"]
    );
    // What is said goes on behind the marks.
    assert_eq!(
        direct(&[
            "\"The president wants to have a bigger deal with Norland. Bigger than the little deal\" announced in May, said Peter Okello, a scholar at the institute."
        ]),
        ["direct | Peter Okello | The president wants to have a bigger deal with Norland. Bigger than the little deal"]
    );
    // Who says it stands beside the marks, whoever told the paper of it.
    assert_eq!(
        direct(&[
            "“I have tried to get a gun,” the second part of the long letter says, according to police. “It was hard to find one.”"
        ]),
        [
            "direct | the second part of the long letter | I have tried to get a gun",
            "direct | the second part of the long letter | It was hard to find one.",
        ]
    );
}

#[test]
fn of_whom_something_is_said_does_not_say_it() {
    assert_eq!(
        direct(&["House whip Roy Ruiz said of the Democrats: \"We are going to reach out to them.\""]),
        ["direct | House whip Roy Ruiz = Roy Ruiz | We are going to reach out to them."]
    );
    assert_eq!(
        direct(&["Tom Hale spoke of the study that concluded the dam was safe. \"I cannot quite believe it.\""]),
        ["direct | Tom Hale | I cannot quite believe it."]
    );
    assert_eq!(
        direct(&["The meeting was on the theme: “Taking stock of what was done and rising to the tasks ahead.”"]),
        [""; 0]
    );
    assert_eq!(direct(&["Dara is the old Norlandic word for “coming into the light.” It fits."]), [""; 0]);
}

#[test]
fn a_line_above_tells_who_speaks() {
    assert_eq!(
        direct(&[
            "\"The mill will close in May,\" it said.",
            "Jonas Ruiz",
            "\"We are sad that it must close, and so is the town.\"",
            "\"Nobody told us before.\"",
            "Mara Okello, head of the union",
            "\"We will fight this with all that we have.\"",
        ]),
        [
            "direct | it | The mill will close in May",
            "direct | Jonas Ruiz | We are sad that it must close, and so is the town.",
            "direct | Jonas Ruiz | Nobody told us before.",
            "direct | Mara Okello | We will fight this with all that we have.",
        ]
    );
    assert_eq!(
        direct(&[
            "NORLAND MINISTER OLIVIER OKELLO",
            "“We condemn it all.”",
            "LUND GOVERNMENT SPOKESPERSON WANG RUIZ",
            "“Lund follows it closely.”",
        ]),
        ["direct | OLIVIER OKELLO | We condemn it all.", "direct | WANG RUIZ | Lund follows it closely."]
    );
    // Lines below sign.
    assert_eq!(
        direct(&[
            "\"It is a good show and we laughed a lot.\"",
            "Ana Ruiz, Lund Herald",
            "\"It is a bad show and we left soon.\"",
            "Peter Okello, Besk Post",
        ]),
        [
            "direct | Ana Ruiz | It is a good show and we laughed a lot.",
            "direct | Peter Okello | It is a bad show and we left soon.",
        ]
    );
}

#[test]
fn a_name_in_brackets_behind_the_marks_signs() {
    assert_eq!(
        direct(&["\"If you see the bird, keep away from it and call us\" (Ana Ruiz, park ranger)."]),
        ["direct | Ana Ruiz | If you see the bird, keep away from it and call us"]
    );
    assert_eq!(
        direct(&["“I lost my father, and I would love him to see me score.” Javier Ruiz (Lund Radio)"]),
        ["direct | Javier Ruiz | I lost my father, and I would love him to see me score."]
    );
}

#[test]
fn single_marks_run_over_paragraphs() {
    assert_eq!(
        direct(&["Councillor Ruiz said: 'We have worked hard and we're glad of it.", "'It is a good day for Lund.'"]),
        [
            "direct | Councillor Ruiz = Ruiz | We have worked hard and we're glad of it.",
            "direct | Councillor Ruiz = Ruiz | It is a good day for Lund.",
        ]
    );
    assert_eq!(
        direct(&["'I told him \"no\" at once and we left,' Mara Quist said."]),
        ["direct | Mara Quist | I told him \"no\" at once and we left"]
    );
}

#[test]
fn words_pulled_out_are_whose_they_are_in_the_text() {
    assert_eq!(
        direct(&[
            "Nurses and doctors fear that the clinic must close.",
            "“We ran out of fuel and the power is cut. It is over.”",
            "“For days we have spoken of it,” said Ana Ruiz, its head. “And now it is here: we ran out of fuel and the power is cut.”",
        ]),
        [
            "direct | Ana Ruiz | We ran out of fuel and the power is cut. It is over.",
            "direct | Ana Ruiz | For days we have spoken of it",
            "direct | Ana Ruiz | And now it is here: we ran out of fuel and the power is cut.",
        ]
    );
}

#[test]
fn a_talk_may_tell_the_full_name_once() {
    assert_eq!(
        direct(&[
            "SARAH QUIST, HOST: Welcome to the show. We talk of fires.",
            "PETER OKELLO: Thank you for having me on.",
            "QUIST: What did you see there?",
            "OKELLO: The whole hill was burning and we ran.",
        ]),
        [
            "direct | SARAH QUIST, HOST = SARAH QUIST | Welcome to the show. We talk of fires.",
            "direct | PETER OKELLO | Thank you for having me on.",
            "direct | QUIST = SARAH QUIST | What did you see there?",
            "direct | OKELLO = PETER OKELLO | The whole hill was burning and we ran.",
        ]
    );
}

#[test]
fn a_word_of_saying_at_the_end_announces() {
    assert_eq!(
        direct(&[
            "Speaking about the event, the fair's organisers said…",
            "“We began the fair to give a stage to the artists. We love them.”"
        ]),
        ["direct | the fair's organisers | We began the fair to give a stage to the artists. We love them."]
    );
}

#[test]
fn whom_he_means_where_others_are_near() {
    // Who is not convinced says why.
    assert_eq!(
        direct(&[
            "\"There are bubbles,\" said Robert Ruiz, the spokesman.",
            "But Adm Okello is not convinced the firm should leave the cap in place.",
            "\"I am not ready to say that it is shut,\" he said. Thad Okello leads the work.",
        ])[1],
        "direct | he = Thad Okello | I am not ready to say that it is shut"
    );
    // Whom his words name he is not.
    assert_eq!(
        direct(&[
            "Jon Veld died in June. The firm's lawyers said Veld had hired the man himself.",
            "But the judge threw out their claims, setting a new date in May.",
            "He said: \"The question is did Jon Veld see the danger?\"",
        ]),
        ["direct | He = the judge | The question is did Jon Veld see the danger?"]
    );
    // The paper's own reporter is nobody it tells of.
    let fighter =
        direct(&["A fighter winced when this reporter spoke of the hills.", "\"Never say the hills to us,\" he said."]);
    assert!(!fighter[0].contains("reporter |"), "{fighter:?}");
}

#[test]
fn whom_a_phrase_means() {
    assert_eq!(
        direct(&[
            "The head of the prisons, Osiris Luna, reported this.",
            "\"We have sent 300 inmates to clean the roads,\" said the director of prisons in a message.",
        ]),
        ["direct | the director of prisons in a message = Osiris Luna | We have sent 300 inmates to clean the roads"]
    );
    // "The person" is nobody whom the paper names.
    assert_eq!(
        direct(&[
            "Leader Ana Ruiz came to Lund last week and called for calm.",
            "“They work hard to stop it,” said a senior diplomat.",
            "“It is a problem for all,” the person added.",
        ])[1],
        "direct | the person | It is a problem for all"
    );
}

#[test]
fn an_interview_may_mark_the_answers_alone() {
    assert_eq!(
        direct(&[
            "Erin Quist builds boats in Lund. Quist began with one saw.",
            "What does the sea mean to you?",
            "“The sea is where all my work ends up, and I like that.”",
            "And how do you begin?",
            "“I begin with a drawing that nobody may see.”",
        ]),
        [
            "direct | Quist = Erin Quist | The sea is where all my work ends up, and I like that.",
            "direct | Erin Quist | I begin with a drawing that nobody may see.",
        ]
    );
}

#[test]
fn what_is_repeated_does_not_speak() {
    assert_eq!(
        direct(&[
            "“It takes a month,” Ana Ruiz, a doctor, explains.",
            "Allow the doctor to repeat that: “Yes, it takes a month.”"
        ])[1],
        "direct | the doctor = Ana Ruiz | Yes, it takes a month."
    );
    assert_eq!(
        direct(&[
            "Vera Okello took to Twitter shortly after the shooting posting, \"Two shots, an hour apart. We must stand together.\""
        ]),
        ["direct | Vera Okello | Two shots, an hour apart. We must stand together."]
    );
}

#[test]
fn what_stands_beside_a_speaker_is_not_he() {
    assert_eq!(
        direct(&[
            "A police officer climbed a ladder, while a young woman decided to get out of a window.",
            "Nicola Brown, 30, who has lived in a flat for a year, said the first she was aware of it was when she thought there were people outside.",
            "She said: “There was all this noise.”",
        ]),
        ["direct | She = Nicola Brown | There was all this noise."]
    );
    assert_eq!(
        direct(&[
            "John Hofmann, former president of Finch Oil, said: \"I think it was wrong of Tony Hale.\"",
            "But the former Finch executive added: \"The firm has many able people in Lund.\"",
        ])[1],
        "direct | the former Finch executive = John Hofmann | The firm has many able people in Lund."
    );
    assert_eq!(
        direct(&[
            "Google helps us, says Chris Early, head of the rival.",
            "\"Streaming is somewhat odd,\" says Early. \"You have it or not.\""
        ]),
        ["direct | Early = Chris Early | Streaming is somewhat odd", "direct | Early = Chris Early | You have it or not."]
    );
    assert_eq!(
        direct(&["Horns blared in the square.", "\"It's over now!\"", "shouted one man as he dashed out of a house."])[0],
        "direct | one man | It's over now!"
    );
}

#[test]
fn of_one_family_who_was_told_to_speak_speaks() {
    let found = direct(&[
        "A drive-by shooting left a girl in hospital. Milla Miracle Hale is one year old.",
        "\"Milla Miracle Hale,\" said Petra Hale, Milla's aunt.",
        "\"Miracle is her name because she is a miracle,\" said Hale, breaking down.",
    ]);
    assert_eq!(
        found.last().map(String::as_str),
        Some("direct | Hale = Petra Hale | Miracle is her name because she is a miracle")
    );
}
