//! Runs `coreference.txt`: each text must give exactly the chains written under it. Whatever the text, chains keep their
//! places.

mod common;

use model::{Article, Chain, Mentions, Name, NameKind, Pos, Sentence, Syntax, TextRange, Token};

fn line(text: &str, m: &Mentions, c: &Chain) -> String {
    let words: Vec<&str> = c.mentions.iter().map(|x| x.range.of(text)).collect();
    let name = c.name.map_or("-", |n| m.names[n as usize].text.as_str());
    format!("{} | {name}", words.join(" = "))
}

#[test]
fn each_text_gives_its_chains() {
    common::cases(include_str!("coreference.txt"), |a, m| m.chains.iter().map(|c| line(&a.text, m, c)).collect());
}

#[test]
fn speakers_take_the_name_of_their_chain() {
    let text = "Vera Lund met Tomas Brandvik in the hall. “The letter is lost and gone,” she said. He said that it was burnt.";
    let quotes = annotate::annotate(&Article::of_text(text)).mentions.quotes;
    let names: Vec<_> = quotes.iter().map(|q| q.speaker.as_ref().and_then(|s| s.name.as_deref())).collect();
    assert_eq!(names, [Some("Vera Lund"), Some("Tomas Brandvik")]);
}

#[test]
fn a_pronoun_that_speaks_is_who_was_quoted_last_and_not_his_own_i() {
    let text = "Wendel Harrow said he was worried about the bridge. “To me, it is all a great pity,” he said.\n\nOrla Finch, \
                a teacher, told reporters that Mara Quist had warned the town. “I saw the water rise,” she said.";
    let quotes = annotate::annotate(&Article::of_text(text)).mentions.quotes;
    let named = |words: &str| {
        let q = quotes.iter().find(|q| q.range.of(text).contains(words)).expect("the quote is found");
        q.speaker.as_ref().and_then(|s| s.name.clone())
    };
    assert_eq!(named("great pity").as_deref(), Some("Wendel Harrow"));
    assert_eq!(named("water rise").as_deref(), Some("Orla Finch"));
}

/// Spans inside the text, in order, none twice; every chain has two mentions and a name that is there.
fn sound(text: &str, m: &Mentions) -> bool {
    let mut heads = std::collections::HashSet::new();
    m.chains.iter().all(|c| {
        c.mentions.len() > 1
            && c.name.is_none_or(|n| (n as usize) < m.names.len())
            && c.mentions.windows(2).all(|w| w[0].range != w[1].range && w[0].range.start <= w[1].range.start)
            && c.mentions.iter().all(|x| {
                !x.range.of(text).is_empty() && !x.head.of(text).is_empty() && x.range.contains(x.head) && heads.insert(x.range)
            })
    })
}

const WORDS: &[&str] = &[
    "Ana",
    "Ruiz",
    "Orlov",
    "Mr.",
    "he",
    "she",
    "it",
    "they",
    "himself",
    "her",
    "his",
    "I",
    "we",
    "you",
    "the",
    "a",
    "union",
    "Harbour",
    "Union",
    "HU",
    "(",
    ")",
    "man",
    "men",
    "attackers",
    "gunmen",
    "and",
    ",",
    ".",
    "said",
    "is",
    "minister",
    "of",
    "“",
    "”",
    "who",
    "’s",
    "Norland",
    "this",
    "\n\n",
    "é",
    "US",
];

proptest::proptest! {
    /// Whatever order the words come in, chains stand where they say.
    #[test]
    fn any_words_keep_their_places(picks in proptest::collection::vec(0..WORDS.len(), 0..80)) {
        let text = picks.iter().map(|&i| WORDS[i]).collect::<Vec<_>>().join(" ");
        let a = annotate::annotate(&Article::of_text(&text));
        proptest::prop_assert!(sound(&text, &a.mentions), "{text}");
    }

    /// Trees of any shape, rings among them, end and keep their places.
    #[test]
    fn any_trees_keep_their_places(picks in proptest::collection::vec((0..WORDS.len(), 0..40u32, 0..14usize, 0..6usize), 1..40)) {
        const RELATIONS: [&str; 14] = ["nsubj", "obj", "obl", "nmod", "nmod:poss", "conj", "appos", "acl:relcl", "flat", "cop", "det", "cc", "", "compound"];
        const POS: [Pos; 6] = [Pos::Noun, Pos::Propn, Pos::Pron, Pos::Verb, Pos::Det, Pos::Punct];
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for &(word, head, relation, pos) in &picks {
            let start = text.len();
            text.push_str(WORDS[word].trim());
            text.push_str("x ");
            let range = TextRange::new(start, text.len() - 1);
            tokens.push(Token { range, lemma: WORDS[word].trim().to_lowercase(), pos: POS[pos], tag: "NN", head: Some(head), relation: RELATIONS[relation] });
        }
        let names = tokens.iter().step_by(5).map(|t: &Token| Name { range: t.range, text: t.range.of(&text).into(), kind: NameKind::Person, title: None, same_as: None, actor: None }).collect();
        let all = tokens[0].range.cover(tokens[tokens.len() - 1].range);
        let syntax = Syntax { sentences: vec![Sentence { range: all, tokens: 0..tokens.len() }], tokens };
        let a = annotate::of_words(&Article::of_text(&text), syntax, names);
        proptest::prop_assert!(sound(&text, &a.mentions), "{text}");
    }
}

#[test]
fn a_book_of_pronouns_ends() {
    let text = "The man said that he and the man saw him. ".repeat(4000);
    let a = annotate::annotate(&Article::of_text(&text));
    assert!(sound(&text, &a.mentions) && !a.mentions.chains.is_empty());
}

/// All words hang from the first, or each from the one before it.
#[test]
fn trees_as_wide_and_as_deep_as_the_text_end() {
    for deep in [false, true] {
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for i in 0..60_000u32 {
            let start = text.len();
            text.push_str(["she ", "man ", "Ruiz ", "said "][i as usize % 4]);
            let pos = [Pos::Pron, Pos::Noun, Pos::Propn, Pos::Verb][i as usize % 4];
            let head = i.checked_sub(1).map(|before| if deep { before } else { 0 });
            let range = TextRange::new(start, text.len() - 1);
            tokens.push(Token {
                range,
                lemma: range.of(&text).to_string(),
                pos,
                tag: "NN",
                head,
                relation: if i % 3 == 0 { "nsubj" } else { "nmod" },
            });
        }
        let all = tokens[0].range.cover(tokens[tokens.len() - 1].range);
        let syntax = Syntax { sentences: vec![Sentence { range: all, tokens: 0..tokens.len() }], tokens };
        let article = Article::of_text(&text);
        let chains = annotate::coreference::chains(&article, &syntax, &[], &[], &[]);
        assert!(sound(&text, &Mentions { chains, ..Mentions::default() }));
    }
}
