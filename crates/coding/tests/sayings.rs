//! Set phrases tell of nothing: each pair here is one of them, and a sentence with the same word that tells of something.

use coding::Coder;
use model::Article;

/// A figure of speech, and the plain sense with its kind.
const PAIRS: &[(&str, &str, &str)] = &[
    ("The president wants to let supply and demand set the price.", "Residents demanded water on Monday.", "statement.demand"),
    ("Through trial and error the robot learned to turn the cube.", "The trial of Karl Voss opened on Monday.", "trial"),
    ("The actor took a veiled shot at the mayor.", "A gunman shot the mayor on Monday.", "assault.shooting"),
    ("The debate will be a live demonstration of how to win.", "Students held a demonstration in Eastvale.", "protest"),
    ("They are stealing our future.", "Two men stole a car in Eastvale.", "crime.robbery"),
    ("He wrote a book on the market crash of 2008.", "Two people died in a car crash in Eastvale.", "accident.road"),
    ("The car did well in a crash test.", "A plane crashed near Oakham on Sunday.", "accident.air"),
    ("The raid boss of the game is hard to beat.", "Police raided a house in Eastvale on Monday.", "investigation"),
    ("The film captured the imagination of the town.", "Rebels captured the town of Oakham on Monday.", "battle.capture"),
    ("She has been making a killing in property.", "Gunmen killed two people in Eastvale.", "killing"),
];

fn kinds(text: &str) -> Vec<String> {
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let coder = Coder::builtin();
    coder.code(&article, &a.syntax, &a.mentions).into_iter().map(|r| r.kind).collect()
}

#[test]
fn set_phrases_tell_of_nothing() {
    for (figure, plain, kind) in PAIRS {
        assert_eq!(kinds(figure), Vec::<String>::new(), "{figure}");
        assert!(kinds(plain).iter().any(|k| k == kind), "{plain}: {:?}", kinds(plain));
    }
}
