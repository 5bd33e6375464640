//! Titles before names: kept apart from the name and beside it.

use model::{Name, NameKind, Syntax};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

static TITLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../data/titles.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
});

fn is_title(form: &str) -> bool {
    form.len() < 24 && TITLES.contains(form.trim_end_matches('.').to_lowercase().as_str())
}

/// Turns the tokens `range` into a name, its titles cut off in front, and appends it.
pub fn push(text: &str, syntax: &Syntax, mut range: Range<usize>, kind: NameKind, names: &mut Vec<Name>) {
    let form = |i: usize| syntax.tokens[i].form(text);
    let mut title = None;
    if kind == NameKind::Person {
        while range.len() > 1 && is_title(form(range.start)) {
            range.start += 1;
        }
        title = title_before(text, syntax, range.start).map(|t| syntax.tokens[t].range.cover(syntax.tokens[range.start - 1].range));
    }
    let cut = syntax.tokens[range.start].range.cover(syntax.tokens[range.end - 1].range);
    let words = cut.of(text).to_string();
    if !words.is_empty() {
        names.push(Name { range: cut, text: words, kind, title: title.map(|t| t.of(text).to_string()), same_as: None, actor: None });
    }
}

/// Where the title begins that ends right before token `at`: titles, with the capitalised or joining words before them
/// ("British Prime Minister", "Lt. Gen."), inside the sentence.
fn title_before(text: &str, syntax: &Syntax, at: usize) -> Option<usize> {
    let sentence = syntax.sentences.get(syntax.sentence_at(syntax.tokens[at].range.start)?)?;
    let form = |i: usize| syntax.tokens[i].form(text);
    let mut start = at;
    while start > sentence.tokens.start && at - start < 6 {
        let before = form(start - 1);
        let small_joins = (before == "-" || before == "and" || before == "of") && start < at && start - 1 > sentence.tokens.start && is_title(form(start - 2)) && before == "-";
        if is_title(before) || small_joins {
            start -= 1;
        } else {
            break;
        }
    }
    if start == at {
        return None;
    }
    // What the office is of: capitalised adjectives right before it.
    while start > sentence.tokens.start && at - start < 8 {
        let token = &syntax.tokens[start - 1];
        let word = token.form(text);
        if word.chars().next().is_some_and(char::is_uppercase) && token.pos == model::Pos::Adj {
            start -= 1;
        } else {
            break;
        }
    }
    Some(start)
}
