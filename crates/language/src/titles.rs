//! Titles before names: kept apart from the name and beside it.

use crate::groups;
use model::{Name, NameKind, Syntax};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Titles, and the words that stand only before one ("former", "foreign").
static TITLES: LazyLock<[FxHashSet<&'static str>; 2]> = LazyLock::new(|| {
    let (titles, before) = include_str!("../data/titles.txt").split_once("\n[before titles]\n").unwrap_or_default();
    [titles, before].map(|part| part.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect())
});

fn listed(list: usize, form: &str) -> bool {
    form.len() < 24 && TITLES[list].contains(form.trim_end_matches('.').to_lowercase().as_str())
}

pub fn is_title(form: &str) -> bool {
    listed(0, form)
}

/// Turns the tokens `range` into a name, its titles cut off in front, and appends it.
pub fn push(text: &str, syntax: &Syntax, mut range: Range<usize>, kind: NameKind, names: &mut Vec<Name>) {
    let form = |i: usize| syntax.tokens[i].form(text);
    let mut title = None;
    if kind == NameKind::Person {
        while range.len() > 1 && is_title(form(range.start)) {
            range.start += 1;
        }
        title =
            title_before(text, syntax, range.start).map(|t| syntax.tokens[t].range.cover(syntax.tokens[range.start - 1].range));
    }
    // "southern Ruritanian": the small word says where, not what.
    let small = |i: usize| form(i).chars().all(char::is_lowercase);
    while kind == NameKind::Nationality && range.len() > 1 && small(range.start) && !small(range.end - 1) {
        range.start += 1;
    }
    let mut cut = syntax.tokens[range.start].range.cover(syntax.tokens[range.end - 1].range);
    if closes(text, syntax, range.end - 1) {
        cut.end -= 1;
    }
    let words = cut.of(text).to_string();
    if !words.is_empty() {
        let kind = groups::kind(&words, kind);
        names.push(Name {
            range: cut,
            text: words,
            kind,
            title: title.map(|t| t.of(text).to_string()),
            same_as: None,
            actor: None,
        });
    }
}

/// Whether a token's full stop ends the sentence, too: "a job at Acme Inc." Initials keep theirs ("in the U.S.").
fn closes(text: &str, syntax: &Syntax, at: usize) -> bool {
    let token = &syntax.tokens[at];
    let form = token.form(text);
    let last = || {
        let sentence = syntax.sentence_at(token.range.start).map(|s| syntax.sentences[s].tokens.end);
        sentence.is_some_and(|end| (at + 1..end).all(|i| matches!(syntax.tokens[i].form(text), "\"" | "”" | "’" | "'" | ")")))
    };
    form.len() > 2 && form.find('.') == Some(form.len() - 1) && last()
}

/// Where the title begins that ends right before token `at`: titles, with the capitalised or joining words before them
/// ("British Prime Minister", "Lt. Gen.", "Secretary of State"), inside the sentence.
fn title_before(text: &str, syntax: &Syntax, at: usize) -> Option<usize> {
    let sentence = syntax.sentences.get(syntax.sentence_at(syntax.tokens[at].range.start)?)?;
    let form = |i: usize| syntax.tokens[i].form(text);
    let mut start = at;
    while start > sentence.tokens.start && at - start < 6 {
        let before = form(start - 1);
        let joins = before == "-" && start - 1 > sentence.tokens.start && is_title(form(start - 2));
        if is_title(before) || (start < at && listed(1, before)) || joins {
            start -= 1;
        } else {
            break;
        }
    }
    if start == at {
        // "Secretary of State Jane Doe": an office, "of", and one or two capitalised words.
        let of =
            (at.saturating_sub(3).max(sentence.tokens.start + 1)..at.saturating_sub(1)).rev().find(|&i| form(i) == "of")?;
        let inside = (of + 1..at).all(|i| form(i).chars().next().is_some_and(char::is_uppercase));
        if !inside || !is_title(form(of - 1)) {
            return None;
        }
        start = of - 1;
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
