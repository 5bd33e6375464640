//! Who answers: whoever the sentence before a stretch says was asked ("I asked Ana Ruiz why. “We had to.”"), whoever it says
//! took something in some way ("Ana Ruiz was more blunt. “They were lucky.”"), and the "A:" of an interview.

use super::beside::{ends, opens};
use super::cue::around;
use super::scene::{NONE, Scene, sort};
use crate::coreference::is_manner;
use model::Pos;

/// Words behind a stretch in which somebody else may be told to speak.
const BEHIND: usize = 3;

/// Most words of an office between the word of asking and who was asked.
const OFFICE: usize = 6;

/// The tokens of the sentence right before a stretch that opens its own, where the two stand in one paragraph or in two that
/// follow each other, and nothing of it is in quotation marks; and whether the paragraph is the same.
fn before(s: &Scene, q: usize) -> Option<(std::ops::Range<usize>, bool)> {
    let start = s.stretches[q].start;
    let sentence = *s.tree.sentence_of.get(start)? as usize;
    let last = sentence.checked_sub(1)?;
    let (mine, other) = (s.block[sentence], s.block[last]);
    let near = mine != NONE && other != NONE && (mine == other || mine == other + 1);
    let tokens = s.syntax.sentences[last].tokens.clone();
    (near && opens(s, q) && !s.is_title(q) && tokens.clone().all(|i| s.inside[i] == NONE)).then_some((tokens, mine == other))
}

/// True for "came the reply": words for an answer, which nobody is.
pub fn is_answer(s: &Scene, i: usize) -> bool {
    matches!(s.word(i), "reply" | "answer" | "response" | "rejoinder")
}

/// Whoever the sentence before a stretch says was asked: "I asked Ana Ruiz why", "Ana Ruiz was asked why".
pub fn asked(s: &Scene, q: usize) -> Option<usize> {
    let (tokens, _) = before(s, q)?;
    let root = tokens.clone().find(|&i| s.tree.head(i).is_none())?;
    if let Some(who) = spoke_with(s, root).filter(|_| ends(s, q) || !s.marked[q].closed) {
        return Some(who);
    }
    if !matches!(s.word(root), "asked" | "ask" | "asks" | "pressed" | "questioned") || !ends(s, q) && !answered(s, q) {
        return None;
    }
    let somebody = |k: usize| {
        matches!(s.sort[k], sort::PERSON | sort::PEOPLE | sort::SAYER)
            || matches!(s.word(k), "him" | "her" | "he" | "she")
            || s.tree.children(k).any(|c| s.base(c) == "appos" && s.sort[c] == sort::PERSON)
    };
    let clause = around(s, root);
    let whom = if clause.passive {
        clause.subject
    } else {
        s.tree.children(root).find(|&k| k > root && matches!(s.base(k), "obj" | "iobj") && somebody(k))
    };
    whom.filter(|&k| somebody(k)).or_else(|| named_right_behind(s, root))
}

/// The person whom a paper says that it spoke with: "Our reporter spoke with Ana Ruiz, who knew both."
fn spoke_with(s: &Scene, root: usize) -> Option<usize> {
    let talks = matches!(s.word(root), "spoke" | "talked" | "interviewed" | "sat" | "caught");
    let subject = around(s, root).subject.filter(|&h| talks && h < root)?;
    let paper = matches!(s.sort[subject], sort::BODY | sort::I | sort::NAME)
        || matches!(
            s.word(subject),
            "reporter" | "reporters" | "team" | "crew" | "paper" | "newspaper" | "station" | "channel"
        );
    let with = |k: usize| s.tree.children(k).any(|c| matches!(s.word(c), "with" | "to"));
    let whom = |&k: &usize| k > root && (s.base(k) == "obl" && with(k) || s.base(k) == "obj" && s.word(root) == "interviewed");
    s.tree.children(root).filter(whom).find_map(|k| s.person(k)).filter(|_| paper)
}

/// The person named right behind the word of asking, before what he was asked, whatever the tree takes him for: "I asked
/// co-author Ana Ruiz what it was for".
fn named_right_behind(s: &Scene, root: usize) -> Option<usize> {
    let office =
        |i: usize| s.is_titled(i) || s.is(i, Pos::Noun) || s.is(i, Pos::Propn) || s.is(i, Pos::Det) || s.word(i) == "-";
    let name = (root + 1..s.len().min(root + OFFICE)).find(|&i| !office(i) || s.sort[i] == sort::PERSON)?;
    let end = s.name_at[name].1 as usize;
    let question =
        matches!(s.word(end), "what" | "why" | "how" | "if" | "whether" | "when" | "where" | "who" | "which" | "about" | ",");
    (s.sort[name] == sort::PERSON && s.name_at[name].0 as usize == name && question).then(|| s.top(name))
}

/// True for "sounded a note of caution", "struck a softer tone".
fn sounds(s: &Scene, root: usize) -> bool {
    let tone = |k: usize| s.base(k) == "obj" && matches!(s.word(k), "note" | "tone" | "line" | "stance");
    matches!(s.word(root), "sounded" | "struck" | "took" | "sounds" | "strikes") && s.tree.children(root).any(tone)
}

/// True for a stretch with "came the reply" right behind it.
pub fn answered(s: &Scene, q: usize) -> bool {
    let end = s.stretches[q].end;
    (end..s.len().min(end + BEHIND + 2)).any(|i| is_answer(s, i))
}

/// True where the sentence before a stretch tells how somebody it names takes something, whose words follow: "Her neighbour
/// Ana Ruiz was more blunt. “They were lucky.”"
pub fn turned(s: &Scene, q: usize) -> bool {
    let told = || {
        let (tokens, same) = before(s, q)?;
        let root = tokens.clone().find(|&i| s.tree.head(i).is_none())?;
        // "However, Ana Ruiz, the head of the mill, is not convinced. / “It is too late.”"
        let own = s.block[s.tree.sentence_of[tokens.start] as usize];
        let apart = || {
            let before = s.tree.sentence_of[tokens.start].checked_sub(1);
            let alone = before.is_none_or(|b| s.block[b as usize] != own);
            let be = s.tree.children(root).any(|k| s.base(k) == "cop") || !s.is(root, Pos::Adj);
            let full = |k: usize| s.person(k).is_some_and(|p| s.name_at[p].1 > s.name_at[p].0 + 1);
            alone && be && around(s, root).subject.is_some_and(full)
        };
        if !ends(s, q) || !same && !sounds(s, root) && !apart() {
            return None;
        }
        let negated = s.tree.children(root).any(|k| s.word(k) == "if" || s.word(k) == "would");
        let subject = around(s, root).subject.filter(|&k| s.person(k).is_some())?;
        // "Ana Ruiz was not so sure", "Ana Ruiz agreed", but not "Ana Ruiz agreed to go".
        let bare = !s.tree.children(root).any(|k| matches!(s.base(k), "obj" | "xcomp" | "ccomp"));
        let manner = is_manner(&s.tree.token(root).lemma.to_lowercase()) || is_manner(s.word(root));
        Some(subject < root && !negated && (bare && manner && !s.is(root, Pos::Noun) || sounds(s, root)))
    };
    told() == Some(true)
}
