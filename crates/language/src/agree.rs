//! Lets tags, spelling and tree agree where the network lets them differ: pasts taken for presents or participles, subjects
//! of what is said hung on who says it.

use crate::{fronted, lemma};
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
        named_by_what_goes_on(syntax, s);
        carriers(text, syntax, s);
        fronted::days(text, syntax, s);
        fronted::verb_behind(text, syntax, s);
        neighbours(text, syntax, s);
        bound_for(text, syntax, s);
        spared_auxiliary(syntax, s);
        what_killed(text, syntax, s);
        verbless(syntax, s);
        after_it_sank(syntax, s);
        told_that(text, syntax, s);
        back_to_speech(text, syntax, s);
        who_shot(text, syntax, s);
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
        let Some(speech) = above(syntax, clause).filter(|&h| h > clause) else { continue };
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

/// "A canoe ferrying evacuees capsized": where the tree has one evacuees, it is the canoe that capsized.
fn carriers(text: &str, syntax: &mut Syntax, sentence: usize) {
    let tokens = syntax.sentences[sentence].tokens.clone();
    for verb in tokens.start + 2..tokens.end.saturating_sub(1) {
        let t = &syntax.tokens[verb];
        let Some(many) = above(syntax, verb).filter(|&h| h > verb) else { continue };
        let one = verb - 1;
        let fits = t.form(text).ends_with("ing")
            && matches!(t.tag, "VBG" | "NN")
            && matches!(t.relation, "amod" | "compound")
            && syntax.tokens[many].tag == "NNS"
            && syntax.tokens[one].tag == "NN"
            && syntax.tokens[one].head == Some(many as u32);
        if !fits {
            continue;
        }
        let article = (near(syntax, sentence, verb).start..one).rfind(|&k| {
            let k = &syntax.tokens[k];
            k.head == Some(many as u32) && k.relation == "det" && matches!(k.form(text), "a" | "A" | "an" | "An")
        });
        let Some(article) = article else { continue };
        (syntax.tokens[one].head, syntax.tokens[one].relation) = (syntax.tokens[many].head, syntax.tokens[many].relation);
        rehang(syntax, article..one, many, one);
        let t = &mut syntax.tokens[verb];
        (t.head, t.relation, t.pos, t.tag) = (Some(one as u32), "acl", Pos::Verb, "VBG");
        hang(syntax, many, verb, "obj");
    }
}

/// "Flash flooding in the north killed 44": an adjective does nothing; what goes on, right behind it, does.
fn named_by_what_goes_on(syntax: &mut Syntax, sentence: usize) {
    let tokens = syntax.sentences[sentence].tokens.clone();
    let (first, second) = (tokens.start, tokens.start + 1);
    if second >= tokens.end {
        return;
    }
    let (adjective, noun) = (&syntax.tokens[first], &syntax.tokens[second]);
    let fits = adjective.tag == "JJ"
        && adjective.relation.starts_with("nsubj")
        && noun.tag == "VBG"
        && noun.head == Some(first as u32)
        && noun.relation == "acl";
    if !fits {
        return;
    }
    (syntax.tokens[second].head, syntax.tokens[second].relation) = (adjective.head, adjective.relation);
    (syntax.tokens[second].pos, syntax.tokens[second].tag) = (Pos::Noun, "NN");
    hang(syntax, first, second, "amod");
    for k in second + 1..near(syntax, sentence, second).end {
        let t = &mut syntax.tokens[k];
        if t.head == Some(first as u32) {
            t.head = Some(second as u32);
        }
        if t.head == Some(second as u32) && t.relation == "obl" {
            t.relation = "nmod";
        }
    }
}

/// "accused neighbouring Norland of having paid them": the word before the land is no verb.
fn neighbours(text: &str, syntax: &mut Syntax, sentence: usize) {
    for word in syntax.sentences[sentence].tokens.clone() {
        let t = &syntax.tokens[word];
        if t.tag != "VBG" || !matches!(t.form(text), "neighbouring" | "neighboring") {
            continue;
        }
        let around = near(syntax, sentence, word);
        let land =
            (word + 1..around.end).find(|&k| syntax.tokens[k].head == Some(word as u32) && syntax.tokens[k].pos == Pos::Propn);
        let Some(land) = land.filter(|&k| k <= word + 3) else { continue };
        let (head, relation) = (syntax.tokens[word].head, syntax.tokens[word].relation);
        let relation = if matches!(relation, "xcomp" | "ccomp" | "advcl") { "obj" } else { relation };
        for k in around {
            if syntax.tokens[k].head == Some(word as u32) && k != land {
                syntax.tokens[k].head = head;
            }
        }
        (syntax.tokens[land].head, syntax.tokens[land].relation) = (head, relation);
        let t = &mut syntax.tokens[word];
        (t.head, t.relation, t.pos, t.tag) = (Some(land as u32), "amod", Pos::Adj, "JJ");
    }
}

/// "An express bound for the coast jumped the rails": the express did.
fn bound_for(text: &str, syntax: &mut Syntax, sentence: usize) {
    let tokens = syntax.sentences[sentence].tokens.clone();
    for bound in tokens.start + 2..tokens.end.saturating_sub(1) {
        let t = &syntax.tokens[bound];
        let goes = t.form(text) == "bound" && t.tag == "NN" && syntax.tokens[bound + 1].form(text) == "for";
        let (one, head, relation) = (bound - 1, t.head, t.relation);
        if !goes || syntax.tokens[one].head != Some(bound as u32) || !matches!(syntax.tokens[one].tag, "JJ" | "NN") {
            continue;
        }
        rehang(syntax, near(syntax, sentence, bound).start..one, bound, one);
        let t = &mut syntax.tokens[one];
        (t.head, t.relation, t.pos, t.tag) = (head, relation, Pos::Noun, "NN");
        let t = &mut syntax.tokens[bound];
        (t.head, t.relation, t.pos, t.tag) = (Some(one as u32), "acl", Pos::Adj, "JJ");
    }
}

/// "Four were killed and six people injured": the people are no second verb, they were injured.
fn spared_auxiliary(syntax: &mut Syntax, sentence: usize) {
    for done in syntax.sentences[sentence].tokens.clone() {
        let t = &syntax.tokens[done];
        if t.tag != "VBN" || t.relation != "acl" {
            continue;
        }
        let beside = |h: usize| {
            let t = &syntax.tokens[h];
            t.relation == "conj" || t.relation == "nsubj:pass" && t.head.is_some_and(|v| (v as usize) < h)
        };
        let Some(who) = above(syntax, done).filter(|&h| h + 1 == done && beside(h)) else { continue };
        let Some(verb) = above(syntax, who).filter(|&h| h < who) else { continue };
        let around = near(syntax, sentence, verb);
        let passive = around.clone().any(|k| {
            let k = &syntax.tokens[k];
            k.head == Some(verb as u32) && k.relation == "aux:pass"
        });
        let noun = matches!(syntax.tokens[who].pos, Pos::Noun | Pos::Propn | Pos::Num);
        if !passive || !noun || syntax.tokens[verb].tag != "VBN" {
            continue;
        }
        for k in verb..who {
            let t = &mut syntax.tokens[k];
            if t.head == Some(who as u32) && t.relation == "cc" {
                t.head = Some(done as u32);
            }
        }
        hang(syntax, done, verb, "conj");
        hang(syntax, who, done, "nsubj:pass");
    }
}

/// "An inquiry into the crash opened on Tuesday": where the tree has no verb at its root, the one past below it is the verb.
fn verbless(syntax: &mut Syntax, sentence: usize) {
    let tokens = syntax.sentences[sentence].tokens.clone();
    if tokens.len() > 2 * REACH {
        return;
    }
    let Some(root) = tokens.clone().find(|&i| syntax.tokens[i].relation == "root") else { return };
    let mut pasts = tokens.clone().filter(|&i| {
        let t = &syntax.tokens[i];
        t.tag == "VBD" && t.relation == "acl" && t.head == Some(root as u32) && i > root
    });
    let (Some(verb), None) = (pasts.next(), pasts.next()) else { return };
    let noun = matches!(syntax.tokens[root].pos, Pos::Noun | Pos::Propn);
    let opens = tokens.clone().all(|i| i >= root || matches!(syntax.tokens[i].head, Some(h) if h as usize == root));
    let subject = tokens.clone().any(|i| {
        let t = &syntax.tokens[i];
        t.relation.starts_with("nsubj") && (t.head == Some(root as u32) || t.head == Some(verb as u32))
    });
    if !noun || !opens || subject {
        return;
    }
    (syntax.tokens[verb].head, syntax.tokens[verb].relation) = (None, "root");
    hang(syntax, root, verb, "nsubj");
    let last = tokens.end - 1;
    if last > verb && syntax.tokens[last].relation == "punct" && syntax.tokens[last].head == Some(root as u32) {
        syntax.tokens[last].head = Some(verb as u32);
    }
}

/// "Dozens are missing after a ferry capsized": the ferry between the conjunction and its verb is the verb's.
fn after_it_sank(syntax: &mut Syntax, sentence: usize) {
    for verb in syntax.sentences[sentence].tokens.clone().skip(2) {
        let t = &syntax.tokens[verb];
        if t.tag != "VBN" || t.relation != "advcl" {
            continue;
        }
        let (subject, head) = (verb - 1, t.head);
        let s = &syntax.tokens[subject];
        let noun =
            matches!(s.pos, Pos::Noun | Pos::Propn) && matches!(s.relation, "obl" | "obl:unmarked" | "nmod") && s.head == head;
        let around = near(syntax, sentence, verb);
        let has = |of: usize, relation: &str| {
            around.clone().any(|k| syntax.tokens[k].head == Some(of as u32) && syntax.tokens[k].relation.starts_with(relation))
        };
        let mark = has(verb, "mark") && !has(verb, "nsubj") && !has(verb, "aux");
        if noun && mark && !has(subject, "case") {
            syntax.tokens[verb].tag = "VBD";
            hang(syntax, subject, verb, "nsubj");
        }
    }
}

/// Nouns for what may kill.
const HAPPENINGS: &[&str] = &[
    "accident",
    "airstrike",
    "ambush",
    "assault",
    "attack",
    "avalanche",
    "blast",
    "blaze",
    "bombing",
    "clash",
    "clashes",
    "collapse",
    "collision",
    "crash",
    "crush",
    "cyclone",
    "derailment",
    "disaster",
    "earthquake",
    "explosion",
    "fire",
    "flood",
    "floods",
    "incident",
    "inferno",
    "landslide",
    "massacre",
    "quake",
    "raid",
    "rampage",
    "riot",
    "riots",
    "shelling",
    "shooting",
    "siege",
    "sinking",
    "stampede",
    "storm",
    "strike",
    "strikes",
    "wildfire",
];

/// "a fire at a factory that killed 41 people": the fire did.
fn what_killed(text: &str, syntax: &mut Syntax, sentence: usize) {
    let first = syntax.sentences[sentence].tokens.start;
    for verb in syntax.sentences[sentence].tokens.clone() {
        let t = &syntax.tokens[verb];
        let kills = matches!(t.form(text), "killed" | "injured" | "wounded" | "claimed" | "left" | "destroyed" | "displaced");
        if t.relation != "acl:relcl" || !kills {
            continue;
        }
        let which = near(syntax, sentence, verb).any(|k| {
            let k = &syntax.tokens[k];
            k.head == Some(verb as u32) && k.relation == "nsubj" && matches!(k.form(text), "that" | "which")
        });
        let Some(place) = above(syntax, verb).filter(|&h| which && h < verb) else { continue };
        let happening = |i: usize| HAPPENINGS.contains(&syntax.tokens[i].form(text));
        let mut at = place;
        for _ in 0..3 {
            let up = above(syntax, at).filter(|&h| h < at && syntax.tokens[at].relation == "nmod");
            let Some(up) = up.filter(|_| !happening(at)) else { break };
            at = up;
        }
        // "a fire at a factory", where the factory hangs from elsewhere: the happening stands right before its preposition.
        let before = (place.saturating_sub(8)..place).find(|&k| {
            let k = &syntax.tokens[k];
            k.head == Some(place as u32) && k.relation == "case"
        });
        if !happening(at)
            && let Some(noun) = before.and_then(|k| k.checked_sub(1)).filter(|&i| i >= first && happening(i))
            && !hangs(syntax, noun, verb)
        {
            at = noun;
        }
        if at != place && happening(at) {
            syntax.tokens[verb].head = Some(at as u32);
        }
    }
}

/// True where `low` hangs from `high`, over some steps.
fn hangs(syntax: &Syntax, low: usize, high: usize) -> bool {
    std::iter::successors(Some(low), |&i| above(syntax, i)).take(REACH).any(|i| i == high)
}

/// Pasts of telling somebody something.
const TOLD: &[&str] = &["told", "informed", "assured", "reminded", "warned", "advised", "notified", "convinced", "persuaded"];

/// "told the court that she had been beaten": the clause is what was told, and not about the court.
fn told_that(text: &str, syntax: &mut Syntax, sentence: usize) {
    for verb in syntax.sentences[sentence].tokens.clone() {
        let t = &syntax.tokens[verb];
        if t.relation != "acl:relcl" {
            continue;
        }
        let Some(whom) = above(syntax, verb).filter(|&h| h < verb) else { continue };
        let told = above(syntax, whom).filter(|_| matches!(syntax.tokens[whom].relation, "obj" | "iobj"));
        let Some(told) = told.filter(|&h| TOLD.contains(&syntax.tokens[h].form(text))) else { continue };
        let (mut that, mut subject) = (false, false);
        for k in whom + 1..verb {
            let k = &syntax.tokens[k];
            that |= k.head == Some(verb as u32) && k.relation == "mark" && k.form(text) == "that";
            subject |= k.head == Some(verb as u32) && k.relation.starts_with("nsubj") && !k.tag.starts_with('W');
        }
        if that && subject {
            hang(syntax, verb, told, "ccomp");
        }
    }
}

/// Verbs of those who say something, in the past.
const SPOKE: &[&str] = &[
    "accused",
    "added",
    "appealed",
    "blamed",
    "called",
    "condemned",
    "declined",
    "demanded",
    "denied",
    "dismissed",
    "insisted",
    "pledged",
    "promised",
    "refused",
    "rejected",
    "urged",
    "vowed",
    "warned",
];

/// "The ministry said rebels had been killed and denied that anybody else was hurt": it is the ministry that denied.
fn back_to_speech(text: &str, syntax: &mut Syntax, sentence: usize) {
    for verb in syntax.sentences[sentence].tokens.clone() {
        let t = &syntax.tokens[verb];
        if t.relation != "conj" || t.tag != "VBD" || !SPOKE.contains(&t.form(text)) {
            continue;
        }
        let Some(done) = above(syntax, verb).filter(|&h| h < verb && syntax.tokens[h].relation == "ccomp") else {
            continue;
        };
        let Some(says) = above(syntax, done).filter(|&h| h < done) else { continue };
        let around = near(syntax, sentence, verb);
        let perfect = around.clone().any(|k| {
            let k = &syntax.tokens[k];
            k.head == Some(done as u32)
                && k.relation == "aux"
                && matches!(k.form(text), "had" | "has" | "have" | "would" | "will")
        });
        let subject = around
            .clone()
            .any(|k| syntax.tokens[k].head == Some(verb as u32) && syntax.tokens[k].relation.starts_with("nsubj"));
        if perfect && !subject && syntax.tokens[says].tag == "VBD" {
            syntax.tokens[verb].head = Some(says as u32);
        }
    }
}

/// "A guard shot and injured two customers", "An 18-year-old shot dead both parents": no shot of a guard's; he shot them. In
/// "A man shot dead his wife" she is no object of "dead".
fn who_shot(text: &str, syntax: &mut Syntax, sentence: usize) {
    let tokens = syntax.sentences[sentence].tokens.clone();
    for shot in tokens.start + 1..tokens.end.saturating_sub(2) {
        if syntax.tokens[shot].form(text) != "shot" {
            continue;
        }
        let low = |i: usize| if i < tokens.end { syntax.tokens[i].form(text) } else { "" };
        let how = usize::from(low(shot + 1) == "and" && low(shot + 2).ends_with("ly"));
        let second = shot + 2 + how;
        let and = low(shot + 1) == "and" && matches!(low(second), "injured" | "wounded" | "killed" | "hurt");
        let dead = low(shot + 1) == "dead";
        let object = if dead { shot + 2 } else { second + 1 };
        if !(and || dead) || object >= tokens.end || !begins_object(text, syntax, object) {
            continue;
        }
        if syntax.tokens[shot].tag == "NN" {
            let who = shot - 1;
            let person = matches!(syntax.tokens[who].pos, Pos::Noun | Pos::Propn) || low(who) == "old";
            let gun = matches!(low(who), "gun" | "warning" | "pistol" | "rifle" | "head" | "single" | "long");
            if !person || gun || syntax.tokens[who].head != Some(shot as u32) {
                continue;
            }
            becomes_a_verb(syntax, sentence, shot, who);
            if and && syntax.tokens[second].relation == "conj" {
                hang(syntax, second, shot, "conj");
            }
        } else if !matches!(syntax.tokens[shot].tag, "VBD" | "VBN") {
            continue;
        }
        let head = if dead { shot + 1 } else { second };
        if dead {
            hang(syntax, head, shot, "xcomp");
            for k in head + 1..near(syntax, sentence, shot).end {
                let t = &mut syntax.tokens[k];
                if t.head == Some(head as u32) && matches!(t.relation, "obj" | "obl" | "obl:unmarked") {
                    t.head = Some(shot as u32);
                }
            }
        } else if syntax.tokens[shot].tag == "VBD" && syntax.tokens[head].relation == "amod" {
            // "wounded Senator Ada Ruun"
            let Some(whom) = above(syntax, head).filter(|&h| h > head) else { continue };
            for k in shot + 1..head {
                let t = &mut syntax.tokens[k];
                if t.head == Some(whom as u32) && matches!(t.relation, "cc" | "advmod") {
                    t.head = Some(head as u32);
                }
            }
            hang(syntax, whom, head, "obj");
            hang(syntax, head, shot, "conj");
            (syntax.tokens[head].pos, syntax.tokens[head].tag) = (Pos::Verb, "VBD");
        }
    }
}

/// True where somebody is told to whom a verb before does something.
fn begins_object(text: &str, syntax: &Syntax, i: usize) -> bool {
    let t = &syntax.tokens[i];
    matches!(t.pos, Pos::Det | Pos::Num | Pos::Propn)
        || matches!(t.tag, "PRP" | "PRP$" | "NNS" | "NN")
        || matches!(t.form(text), "both" | "at" | "several" | "more" | "dozens" | "another")
        || t.pos == Pos::Adj && syntax.tokens.get(i + 1).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Adj))
}

/// Makes a past of "shot" and its subject of the word before it.
fn becomes_a_verb(syntax: &mut Syntax, sentence: usize, shot: usize, who: usize) {
    let tokens = near(syntax, sentence, shot);
    rehang(syntax, tokens.start..who, shot, who);
    hang(syntax, who, shot, "nsubj");
    if syntax.tokens[who].pos == Pos::Adj {
        (syntax.tokens[who].pos, syntax.tokens[who].tag) = (Pos::Noun, "NN");
    }
    let t = &mut syntax.tokens[shot];
    (t.pos, t.tag) = (Pos::Verb, "VBD");
    // "…, police said": what is said, and no subject of saying.
    if t.relation.starts_with("nsubj") || t.relation == "obj" {
        t.relation = "ccomp";
    }
    for k in shot + 1..tokens.end {
        let t = &mut syntax.tokens[k];
        if t.head == Some(shot as u32) && t.relation == "nmod" {
            t.relation = "obl";
        }
    }
}

/// The token that a token hangs from.
pub(crate) fn above(syntax: &Syntax, i: usize) -> Option<usize> {
    syntax.tokens[i].head.map(|h| h as usize)
}

/// Hangs a token from another.
pub(crate) fn hang(syntax: &mut Syntax, i: usize, head: usize, relation: &'static str) {
    (syntax.tokens[i].head, syntax.tokens[i].relation) = (Some(head as u32), relation);
}

/// Hangs from one token what hung from another, of some tokens.
fn rehang(syntax: &mut Syntax, tokens: Range<usize>, from: usize, to: usize) {
    for t in &mut syntax.tokens[tokens] {
        if t.head == Some(from as u32) {
            t.head = Some(to as u32);
        }
    }
}

/// Tokens on each side of a verb that are looked at, so that a sentence without end takes no time without end.
const REACH: usize = 60;

/// The part of a sentence near a token.
pub(crate) fn near(syntax: &Syntax, sentence: usize, at: usize) -> Range<usize> {
    let tokens = &syntax.sentences[sentence].tokens;
    at.saturating_sub(REACH).max(tokens.start)..(at + REACH).min(tokens.end)
}

/// "State television confirmed that he had died", "confirmed on Monday that": true for a verb with a clause behind "that".
fn tells_that(syntax: &Syntax, verb: usize) -> bool {
    let that = |i: usize| syntax.tokens[i].relation == "mark" && syntax.tokens[i].tag == "IN";
    (verb + 1..syntax.tokens.len().min(verb + 5)).any(|i| {
        let clause = above(syntax, i).filter(|&h| that(i) && h > i);
        clause.is_some_and(|c| syntax.tokens[c].relation == "ccomp" && syntax.tokens[c].head == Some(verb as u32))
    })
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
    let subject =
        under(verb, &["nsubj"]) || under(verb, &["nsubj:pass"]) && (under(verb, &["obj"]) || tells_that(syntax, verb));
    match t.relation {
        "root" | "ccomp" | "parataxis" => subject,
        "conj" => t.head.is_some_and(|h| {
            let before = verb > tokens.start && matches!(syntax.tokens[verb - 1].form(text), "and" | "but");
            before && syntax.tokens[h as usize].tag == "VBD" && under(h as usize, &["nsubj"])
        }),
        _ => false,
    }
}
