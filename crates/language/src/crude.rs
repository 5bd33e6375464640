//! Tags by lists and endings, until a trained tagger stands in their place.

use model::{Name, NameKind, Pos, Syntax, Token};

/// Tags the words of one sentence.
pub fn tag(text: &str, words: &mut [Token]) {
    for i in 0..words.len() {
        let form = words[i].form(text);
        let low = form.to_lowercase();
        let (pos, tag) = guess(form, &low, i == 0);
        words[i].lemma = if pos == Pos::Propn { form.to_string() } else { low };
        words[i].pos = pos;
        words[i].tag = tag;
    }
}

fn guess(form: &str, low: &str, first: bool) -> (Pos, &'static str) {
    let c = form.chars().next().unwrap_or(' ');
    if !form.chars().any(char::is_alphanumeric) {
        return if matches!(c, '.' | '!' | '?' | '…') { (Pos::Punct, ".") } else { (Pos::Punct, ",") };
    }
    if c.is_ascii_digit() {
        return (Pos::Num, "CD");
    }
    match low {
        "the" | "a" | "an" | "this" | "that" | "these" | "those" => (Pos::Det, "DT"),
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "him" | "them" => (Pos::Pron, "PRP"),
        "his" | "her" | "its" | "their" | "our" | "my" | "your" => (Pos::Pron, "PRP$"),
        "in" | "on" | "at" | "by" | "from" | "with" | "of" | "for" | "after" | "before" | "into" | "over" | "under"
        | "against" => (Pos::Adp, "IN"),
        "to" => (Pos::Part, "TO"),
        "and" | "or" | "but" => (Pos::Cconj, "CC"),
        "is" | "was" | "are" | "were" | "be" | "been" | "has" | "have" | "had" | "will" | "would" | "could" | "can" => {
            (Pos::Aux, "VBZ")
        }
        "said" => (Pos::Verb, "VBD"),
        _ if c.is_uppercase() && !first => (Pos::Propn, "NNP"),
        _ if low.ends_with("ed") => (Pos::Verb, "VBD"),
        _ if low.ends_with("ing") => (Pos::Verb, "VBG"),
        _ if low.ends_with("ly") => (Pos::Adv, "RB"),
        _ if low.ends_with('s') => (Pos::Noun, "NNS"),
        _ => (Pos::Noun, "NN"),
    }
}

/// Runs of capitalised words.
pub fn names(text: &str, syntax: &Syntax) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for sentence in &syntax.sentences {
        let mut last = usize::MAX;
        for i in sentence.tokens.clone() {
            let token = &syntax.tokens[i];
            if token.pos != Pos::Propn {
                continue;
            }
            match names.last_mut() {
                Some(name) if last.wrapping_add(1) == i && last != usize::MAX => {
                    name.range = name.range.cover(token.range);
                    name.text = name.range.of(text).to_string();
                }
                _ => names.push(Name {
                    range: token.range,
                    text: token.form(text).to_string(),
                    kind: NameKind::Other,
                    title: None,
                    same_as: None,
                    actor: None,
                }),
            }
            last = i;
        }
    }
    names
}
