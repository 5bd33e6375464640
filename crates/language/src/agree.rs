//! Lets tags, spelling and tree agree where the network lets them differ: pasts taken for presents or participles, subjects
//! of what is said hung on who says it.

use crate::lemma;
use model::{Pos, Syntax};
use std::ops::Range;

/// Mends the subjects of what is said before its speaker, the tags of verbs and the relation of their subjects.
///
/// "overthrew" is a past whatever stands around it. A participle without auxiliary that has a subject of its own, as the
/// main verb of a sentence or clause, is a past ("Rebels fired rockets"), and so is one joined by "and" to a past whose
/// subject it shares ("gathered outside and called on the mayor").
pub fn mend(text: &str, syntax: &mut Syntax) {
    for s in 0..syntax.sentences.len() {
        share_subjects(syntax, s);
        for i in syntax.sentences[s].tokens.clone() {
            let t = &syntax.tokens[i];
            match t.tag {
                "VBP" | "VBZ" if t.pos == Pos::Verb && lemma::is_past_only(t.form(text)) => syntax.tokens[i].tag = "VBD",
                "VBN" if t.pos == Pos::Verb && is_past(text, syntax, s, i) => {
                    syntax.tokens[i].tag = "VBD";
                    for k in near(syntax, s, i) {
                        let t = &mut syntax.tokens[k];
                        if t.head == Some(i as u32) && t.relation == "nsubj:pass" {
                            t.relation = "nsubj";
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Gives a clause its subject back: in "A blast killed four people, the mayor said" there is one too many for "said" and
/// none for "killed".
fn share_subjects(syntax: &mut Syntax, sentence: usize) {
    let tokens = syntax.sentences[sentence].tokens.clone();
    for clause in tokens.clone() {
        if syntax.tokens[clause].relation != "ccomp" {
            continue;
        }
        let Some(speech) = syntax.tokens[clause].head.map(|h| h as usize).filter(|&h| h > clause) else { continue };
        let is_subject = |k: usize, of: usize| {
            syntax.tokens[k].head == Some(of as u32) && matches!(syntax.tokens[k].relation, "nsubj" | "nsubj:pass")
        };
        let around = near(syntax, sentence, clause);
        let mine = (around.start..clause).rfind(|&k| is_subject(k, speech));
        let its = (clause..tokens.end.min(speech + REACH)).any(|k| is_subject(k, speech));
        if let Some(k) = mine.filter(|_| its && !around.clone().any(|k| is_subject(k, clause))) {
            let passive =
                around.clone().any(|k| syntax.tokens[k].head == Some(clause as u32) && syntax.tokens[k].relation == "aux:pass");
            syntax.tokens[k].head = Some(clause as u32);
            syntax.tokens[k].relation = if passive { "nsubj:pass" } else { "nsubj" };
        }
    }
}

/// Tokens on each side of a verb that are looked at, so that a sentence without end takes no time without end.
const REACH: usize = 60;

/// The part of a sentence near a token.
fn near(syntax: &Syntax, sentence: usize, at: usize) -> Range<usize> {
    let tokens = &syntax.sentences[sentence].tokens;
    at.saturating_sub(REACH).max(tokens.start)..(at + REACH).min(tokens.end)
}

/// Whether the participle `verb` of a sentence is a past.
fn is_past(text: &str, syntax: &Syntax, sentence: usize, verb: usize) -> bool {
    let tokens = near(syntax, sentence, verb);
    let under = |head: usize, relations: &[&str]| {
        let head = Some(head as u32);
        tokens.clone().any(|k| syntax.tokens[k].head == head && relations.contains(&syntax.tokens[k].relation))
    };
    if under(verb, &["aux", "aux:pass", "cop", "obl:agent"]) {
        return false;
    }
    let t = &syntax.tokens[verb];
    let subject = under(verb, &["nsubj"]) || under(verb, &["nsubj:pass"]) && under(verb, &["obj"]);
    match t.relation {
        "root" | "ccomp" => subject,
        "conj" => t.head.is_some_and(|h| {
            let before = verb > tokens.start && matches!(syntax.tokens[verb - 1].form(text), "and" | "but");
            before && syntax.tokens[h as usize].tag == "VBD" && under(h as usize, &["nsubj"])
        }),
        _ => false,
    }
}
