//! The examples beside this file, run: text into sentences and words, and names.

use language::Language;
use model::{NameKind, TextRange};

/// Blocks of a text whose parts were joined by blank lines.
fn blocks(text: &str) -> Vec<TextRange> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        blocks.push(TextRange::new(at, at + part.len()));
        at += part.len() + 2;
    }
    blocks
}

#[test]
fn sentences_and_words_are_cut_as_the_examples_say() {
    let mut count = 0;
    for example in include_str!("sentences.txt").split("\n\n").filter(|e| e.contains("\n| ")) {
        let mut text = String::new();
        for line in example.lines().filter_map(|l| l.strip_prefix("> ")) {
            match line.strip_suffix('\\') {
                Some(line) => text = text + line + "\n",
                None if line == "--" => text += "\n",
                None => text = text + line + "\n",
            }
        }
        let text = text.trim_end();
        let expected: Vec<&str> = example.lines().filter_map(|l| l.strip_prefix("| ")).collect();
        let syntax = Language::english().analyze(text, &blocks(text));
        let found: Vec<String> = (0..syntax.sentences.len())
            .map(|i| syntax.words(i).iter().map(|t| t.form(text)).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found, expected, "{text}");
        count += 1;
    }
    assert!(count > 20, "only {count} examples read");
}

#[test]
fn names_are_found_as_the_examples_say() {
    for example in include_str!("names.txt").split("\n\n").filter(|e| e.contains('|') && !e.starts_with('#')) {
        let (mut text, mut expected) = (String::new(), Vec::new());
        let mut rest = example.trim();
        while let Some((before, after)) = rest.split_once('[') {
            let (inner, tail) = after.split_once(']').expect("a closing bracket");
            let mut fields = inner.split('|');
            let (words, kind, title) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""), fields.next());
            let kind: NameKind = serde_json::from_value(kind.into()).expect("a kind");
            text.push_str(before);
            if let Some(title) = title {
                text = text + title + " ";
            }
            expected.push((words.to_string(), kind, title.map(str::to_string)));
            text.push_str(words);
            rest = tail;
        }
        text.push_str(rest);
        let text = text.replace(" .", ".").replace(" ,", ",");
        let (_, names) = Language::english().read(&text, &blocks(&text));
        let found: Vec<_> = names.into_iter().map(|n| (n.text, n.kind, n.title)).collect();
        for (words, kind, title) in &expected {
            // The title may begin earlier ("British Prime Minister").
            let fits =
                |found: &Option<String>| title.as_ref().is_none_or(|t| found.as_ref().is_some_and(|f| f.ends_with(t.as_str())));
            let held = found.iter().any(|f| f.0 == *words && f.1 == *kind && fits(&f.2));
            assert!(held, "{words} is not among {found:?}");
        }
        assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
    }
}

#[test]
fn words_get_their_part_of_speech_and_dictionary_form() {
    let text = "Gunmen were killed while soldiers searched the two houses and men fled.";
    let syntax = Language::english().analyze(text, &blocks(text));
    let found: Vec<String> = syntax.tokens.iter().map(|t| format!("{}/{:?}/{}", t.lemma, t.pos, t.tag)).collect();
    assert_eq!(
        found.join(" "),
        "gunman/Noun/NNS be/Aux/VBD kill/Verb/VBN while/Sconj/IN soldier/Noun/NNS search/Verb/VBD the/Det/DT two/Num/CD house/Noun/NNS \
         and/Cconj/CC man/Noun/NNS flee/Verb/VBD ./Punct/."
    );
}

/// Lemmas by tag alone: the tagger has no say here.
#[test]
fn dictionary_forms_follow_the_tag() {
    use model::Pos::{Adj, Adv, Aux, Noun, Num, Pron, Propn, Punct, Verb};
    for (form, pos, tag, lemma) in [
        ("explored", Verb, "VBD", "explore"),
        ("avoided", Verb, "VBN", "avoid"),
        ("smiling", Verb, "VBG", "smile"),
        ("hanging", Verb, "VBG", "hang"),
        ("arranged", Verb, "VBN", "arrange"),
        ("agreed", Verb, "VBD", "agree"),
        ("bankrolled", Verb, "VBD", "bankroll"),
        ("superseded", Verb, "VBN", "supersede"),
        ("redefining", Verb, "VBG", "redefine"),
        ("erred", Verb, "VBD", "err"),
        ("viruses", Noun, "NNS", "virus"),
        ("spouses", Noun, "NNS", "spouse"),
        ("oarsmen", Noun, "NNS", "oarsman"),
        ("mangoes", Noun, "NNS", "mango"),
        ("CFLs", Noun, "NNS", "CFL"),
        ("pm", Noun, "NN", "p.m."),
        ("'d", Aux, "MD", "would"),
        ("me", Pron, "PRP", "I"),
        ("her", Pron, "PRP$", "her"),
        ("her", Pron, "PRP", "she"),
        ("better", Adv, "RBR", "well"),
        ("Norwegian", Adj, "JJ", "Norwegian"),
        ("Windy", Adj, "JJ", "windy"),
        ("New", Adj, "NNP", "New"),
        ("Islands", Propn, "NNPS", "Island"),
        ("Sept.", Propn, "NNP", "September"),
        ("1,250", Num, "CD", "1250"),
        ("XII", Num, "CD", "XII"),
        ("”", Punct, "''", "\""),
    ] {
        assert_eq!(language::lemma::lemma(form, pos, tag), lemma, "{form}");
    }
}

#[test]
fn tags_are_told_as_the_examples_say() {
    for example in include_str!("tags.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (mut text, mut expected) = (String::new(), Vec::new());
        for word in example.split(' ') {
            let (word, tag) = word.split_once('/').map_or((word, None), |(w, t)| (w, Some(t.trim_end_matches('.'))));
            expected.extend(tag.map(|t| (text.len(), word, t)));
            text = text + word + " ";
        }
        let syntax = Language::english().analyze(&text, &blocks(&text));
        for (at, word, tag) in expected {
            let found = syntax.tokens.iter().find(|t| t.range.start as usize == at).expect("a word starts there");
            assert_eq!(found.tag, tag, "{word} in {text}");
        }
    }
}

#[test]
fn what_is_said_keeps_its_subject() {
    let text = "An explosion at a flour mill in Varna, Bulgaria, killed four people on Monday, the mayor said.";
    let syntax = Language::english().analyze(text, &blocks(text));
    let head = |form: &str| {
        let t = syntax.tokens.iter().find(|t| t.form(text) == form).expect("the word is there");
        t.head.map_or("", |h| syntax.tokens[h as usize].form(text))
    };
    assert_eq!([head("explosion"), head("killed"), head("mayor")], ["killed", "said", "said"]);
}

#[test]
fn words_hang_as_the_examples_say() {
    let mut faults = Vec::new();
    for example in include_str!("trees.txt").split("\n\n").filter(|e| e.contains("\n| ")) {
        let text = example.lines().find_map(|l| l.strip_prefix("> ")).expect("a sentence");
        let syntax = Language::english().analyze(text, &blocks(text));
        for line in example.lines().filter_map(|l| l.strip_prefix("| ")) {
            let (word, rest) = line.split_once(' ').expect("a word");
            let (relation, above) = rest.split_once(' ').expect("a relation");
            let found = syntax.tokens.iter().find(|t| t.form(text) == word).expect("a word of the sentence");
            let head = found.head.map_or("", |h| syntax.tokens[h as usize].form(text));
            if (found.relation, head) != (relation, above) {
                faults.push(format!("{text}\n  {line}: found {} {head}", found.relation));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
