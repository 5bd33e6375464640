//! How the text uses a place's name: the place, its government, an adjective, the dateline.

use super::find::Found;
use super::lexicon::*;
use super::resolve::Choice;
use super::scan::Word;
use gazetteer::{Class, NameForm};
use model::{Article, PlaceUse};

/// The use of find `i`.
pub(super) fn usage(article: &Article, words: &[Word], finds: &[Found], i: usize, choice: Option<&Choice>) -> PlaceUse {
    let found = &finds[i];
    if article.dateline.as_ref().is_some_and(|d| d.range.overlaps(found.range)) {
        return PlaceUse::Dateline;
    }
    let Some(choice) = choice else { return PlaceUse::Literal };
    if matches!(choice.form, NameForm::Adjective | NameForm::People) {
        return PlaceUse::Adjective;
    }
    let rules = choice.entry.class() == Class::Country || choice.entry.is_capital() || choice.entry.feature() == "ZN";
    if rules && (says(article, words, found) || between(article, words, finds, i)) {
        PlaceUse::Metonym
    } else {
        PlaceUse::Literal
    }
}

/// The place is what says, decides, warns: "Ankara said", "Ankara has repeatedly warned".
fn says(article: &Article, words: &[Word], found: &Found) -> bool {
    let text = article.text.as_str();
    let next = words.partition_point(|w| w.range.start < found.range.end);
    let before = found.word.checked_sub(1).map_or("", |b| words[b].of(text));
    let opens = words.get(found.word).is_some_and(|w| w.opens);
    if has(&LOCATIVE, before) && !opens {
        return false;
    }
    let mut at = next;
    while let Some(w) = words.get(at).filter(|w| at < next + 3 && w.joined && !w.capital) {
        let word = w.of(text);
        // "Ankara was told" is no saying of Ankara's.
        if matches!(word, "was" | "were" | "been" | "be") {
            return false;
        }
        if has(&SAYING, word) && !(at == next && matches!(word, "is")) {
            return true;
        }
        if !matches!(word, "has" | "have" | "had" | "also" | "later" | "then") && !word.ends_with("ly") {
            return false;
        }
        at += 1;
    }
    false
}

/// One of two governments: "ties between Ankara and Baku".
fn between(article: &Article, words: &[Word], finds: &[Found], i: usize) -> bool {
    let text = article.text.as_str();
    let joined = |a: &Found, b: &Found| text.get(a.range.end as usize..b.range.start as usize) == Some(" and ");
    let first = if finds.get(i + 1).is_some_and(|n| joined(&finds[i], n)) {
        i
    } else if i > 0 && joined(&finds[i - 1], &finds[i]) {
        i - 1
    } else {
        return false;
    };
    let at = finds[first].word;
    let word = |back: usize| at.checked_sub(back).map_or("", |b| words[b].of(text));
    word(1) == "between" && (has(&RELATIONS, word(2)) || has(&RELATIONS, word(2).trim_end_matches('s')))
}
