//! Mends two trees that a network gets wrong where nothing but the order of words tells them right: a day in front of a bare
//! subject ("On Monday police arrested two men"), and the verb behind a relative clause ("A bus that was taking pupils home
//! overturned").

use crate::agree::{above, hang, near};
use crate::boundaries::is_time;
use model::{Pos, Syntax};

/// Parts of a day, behind its name.
const PART: &[&str] = &["morning", "afternoon", "evening", "night"];

/// True for a number of digits: of a day, or of a year.
fn number(text: &str) -> bool {
    matches!(text.len(), 1 | 2 | 4) && text.bytes().all(|b| b.is_ascii_digit())
}

/// "On Monday police arrested two men", "In 2029 militants killed 20": the day is no part of who acts, and the preposition is
/// the day's.
pub(crate) fn days(text: &str, syntax: &mut Syntax, sentence: usize) {
    let tokens = syntax.sentences[sentence].tokens.clone();
    for first in tokens.clone() {
        let t = &syntax.tokens[first];
        if t.pos != Pos::Adp || !matches!(t.form(text), "On" | "on" | "In" | "in" | "By" | "by" | "Since" | "since") {
            continue;
        }
        let form = |i: usize| syntax.tokens[i].form(text);
        let named = |i: usize| syntax.tokens[i].pos == Pos::Propn && is_time(form(i));
        let mut end = first + 1;
        let mut day = None;
        while end < tokens.end {
            match () {
                _ if named(end) => day = Some(end),
                _ if number(form(end)) => {
                    // "In 20 villages": only what looks like a year is a day by itself.
                    let year = form(end).len() == 4 && matches!(form(end).as_bytes()[0], b'1' | b'2');
                    let beside = named(end - 1) || end + 1 < tokens.end && named(end + 1);
                    if !(beside || year) {
                        break;
                    }
                    day = day.or(year.then_some(end));
                }
                _ if day.is_some() && PART.contains(&form(end)) => day = Some(end),
                _ => break,
            }
            end += 1;
        }
        let Some(day) = day.filter(|_| end < tokens.end) else { continue };
        // Who acts: the head of what follows, with the preposition or the day hung on it.
        let subject = [first, day].into_iter().filter_map(|i| above(syntax, i)).find(|&h| h >= end && h < end + 6);
        let Some(subject) = subject.filter(|&h| {
            let t = &syntax.tokens[h];
            let takes = t.relation.starts_with("obl") || t.relation.starts_with("nsubj");
            t.pos == Pos::Noun && takes && (end..h).all(|i| !matches!(syntax.tokens[i].pos, Pos::Punct))
        }) else {
            continue;
        };
        let Some(verb) = above(syntax, subject).filter(|&v| v > subject && matches!(syntax.tokens[v].pos, Pos::Verb)) else {
            continue;
        };
        let under = |relation: &str| {
            (first..near(syntax, sentence, verb).end).filter(|&k| k != subject).any(|k| {
                let k = &syntax.tokens[k];
                k.head == Some(verb as u32) && k.relation.starts_with(relation)
            })
        };
        if under("nsubj") || under("csubj") || under("expl") || matches!(syntax.tokens[verb].tag, "VBG" | "VB") {
            continue;
        }
        let relation = if under("aux:pass") { "nsubj:pass" } else { "nsubj" };
        // What else hung from the subject before it stays; the date is one phrase of its own.
        for i in first + 1..end {
            let outside = above(syntax, i).is_some_and(|h| h >= end);
            if outside && i != day {
                hang(syntax, i, day, "nmod:unmarked");
            }
        }
        hang(syntax, first, day, "case");
        hang(syntax, day, verb, "obl");
        hang(syntax, subject, verb, relation);
    }
}

/// "A bus that was taking pupils home overturned near Halm": the participle behind the relative clause is the sentence's verb,
/// where it has no other.
pub(crate) fn verb_behind(text: &str, syntax: &mut Syntax, sentence: usize) {
    let tokens = syntax.sentences[sentence].tokens.clone();
    if tokens.len() > 60 || tokens.len() < 6 || syntax.tokens[tokens.end - 1].form(text) != "." {
        return;
    }
    let Some(root) = tokens.clone().find(|&i| syntax.tokens[i].relation == "root") else { return };
    let child = |of: usize, relation: &str| {
        let of = Some(of as u32);
        tokens.clone().find(|&k| syntax.tokens[k].head == of && syntax.tokens[k].relation == relation)
    };
    let noun = syntax.tokens[root].pos == Pos::Noun && child(root, "det").is_some() && child(root, "cop").is_none();
    let Some(clause) = child(root, "acl:relcl").filter(|&c| noun && c > root && c - root < 12) else { return };
    if child(root, "nsubj").is_some() || !matches!(syntax.tokens[clause].tag, "VBG" | "VBD" | "VBN") {
        return;
    }
    let behind = (clause + 1..tokens.end).find(|&i| {
        let t = &syntax.tokens[i];
        let of = above(syntax, i).is_some_and(|h| h == root || h > clause && h < i);
        matches!(t.tag, "VBN" | "VBD") && t.relation == "acl" && of
    });
    let Some(verb) = behind else { return };
    // "workers hurt by the blast": a participle with its own agent or object stays.
    if child(verb, "obl:agent").is_some() || child(verb, "aux").is_some() || child(verb, "aux:pass").is_some() {
        return;
    }
    (syntax.tokens[verb].head, syntax.tokens[verb].relation, syntax.tokens[verb].tag) = (None, "root", "VBD");
    hang(syntax, root, verb, "nsubj");
    for i in verb + 1..tokens.end {
        if syntax.tokens[i].head == Some(root as u32) {
            let relation = if syntax.tokens[i].relation == "acl" { "advcl" } else { syntax.tokens[i].relation };
            hang(syntax, i, verb, relation);
        }
    }
}
