//! Whether a text is news at all: tales, reviews and advice tell of deeds in news's words, and give no reports for it.

use coding::Coder;
use model::{Article, Report};

fn read(text: &str) -> Vec<Report> {
    let article = Article::of_text(text);
    let a = annotate::annotate(&article);
    Coder::builtin().read(&article, &a.syntax, &a.mentions)
}

const TALE: &str = "I creep along the wall until I see the two guards.\n\nMy plan is simple, and you can guess it. I throw my \
    stone, and they turn their heads. The tall one attacks the other, because I have charmed him.\n\nI wait behind my barrel. \
    You would do the same in my place.\n\nThe woman kills him and then comes for me. I run as fast as my legs carry me, and I \
    hope that she is slow.\n\nShe is not. I turn around and I cast my best spell at her, and she stops.\n\nNow she is dead, and \
    I take her key. I open the door. My treasure is not there, and I begin to laugh at myself.";

const REVIEW: &str = "You play a band of rebels in this game, and I love it.\n\nIf you leave the workers alone, the secret police \
    will arrest them, and you lose a week. I would rather have my people fight.\n\nEarly on I come across a baker who is \
    beaten by soldiers. You can help him, or you can look away and save your strength.\n\nYour choices matter! I never felt so \
    bad about a card game.\n\nMy only complaint is the music. It drives you mad after an hour, and you cannot turn it off.\n\n\
    You should buy it. I have played it twice already, and I will play it again.";

const NEWS: &str = "Gunmen attacked a police post near Qasira on Monday, officials said.\n\nThe governor of Lower Marrow, Ona Veld, \
    said that reinforcements had been sent to the town. She told reporters in Tarnholm that roads were closed.\n\nResidents \
    said that shots were heard until Tuesday morning. \"We hid in the mosque,\" said Imre Dask, a baker.\n\nThe army arrested \
    six men in the village of Ostra on Tuesday, a spokesman said.\n\nThe Marrow Front claimed the attack in a statement.\n\n\
    Police officials in Tarnholm said that the post had been attacked twice in March.";

#[test]
fn tales_and_reviews_give_no_reports() {
    for text in [TALE, REVIEW] {
        let reports = read(text);
        let told: Vec<_> = reports.iter().map(|r| (&r.kind, &r.trigger.text)).collect();
        assert!(reports.is_empty(), "{told:?}");
    }
}

const COLUMN: &str = "The mayor has failed this town, and everybody knows it. When the mill closed last year, he did nothing. He \
    promised a school and forgot it. I urge voters to elect Ada Doe on June 4. Our board endorses her.";

#[test]
fn a_column_that_says_so_is_no_news() {
    let mut article = Article::of_text(COLUMN);
    let read = |article: &Article| {
        let a = annotate::annotate(article);
        Coder::builtin().read(article, &a.syntax, &a.mentions)
    };
    assert!(!read(&article).is_empty());
    article.headline = Some("Opinion: Time for a change".into());
    let told: Vec<_> = read(&article).iter().map(|r| (r.kind.clone(), r.trigger.text.clone())).collect();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn news_gives_all_its_reports() {
    let kinds: Vec<String> = read(NEWS).into_iter().map(|r| r.kind).collect();
    for kind in ["assault", "arrest"] {
        assert!(kinds.iter().any(|k| k.starts_with(kind)), "{kind}: {kinds:?}");
    }
}

#[test]
fn whoever_tells_at_once_of_people_hurt_tells_news() {
    let witness =
        format!("Three men were shot dead in our street last night.\n\n{}", TALE.replace("I have charmed him", "I asked him"));
    assert!(read(&witness).iter().any(|r| r.kind.starts_with("assault.shooting")), "{:?}", read(&witness));
}
