//! The names of speakers, as the words of the speaker and those beside them tell: "the mill's head, Ana Ruiz", "said trade
//! minister Ana Ruiz", "Ana Ruiz, who". Whom a pronoun means is told by `coreference`.

use super::TITLES;
use super::scene::{NONE, Scene, sort};
use crate::coreference::{is_kin, may_be_somebody, speaks_for};
use model::{Name, NameKind, Pos, Speaker};
use std::ops::Range;

/// Most words between a name and what is told of him before the verb: "Ana Ruiz, once the head of the mill, said".
const TOLD: usize = 40;

/// Most words of an office in brackets.
const BRACKET: usize = 5;

/// Most words from a speaker to "who".
const FAR: usize = 6;

/// Most words behind "who" up to the name that somebody goes by.
const CALLED: usize = 12;

/// Nouns for a body, behind which its name may stand between commas.
const FIRMS: &[&str] = &[
    "owner",
    "operator",
    "company",
    "firm",
    "maker",
    "manufacturer",
    "parent",
    "carrier",
    "airline",
    "publisher",
    "agency",
    "union",
    "group",
    "charterer",
    "insurer",
    "builder",
    "developer",
    "supplier",
    "contractor",
    "employer",
    "regulator",
    "party",
];

/// A speaker, with the fullest name that his words or those beside them give. `cue` is the word of saying.
pub fn speaker(s: &Scene, cue: Option<&Range<usize>>, r: &Range<usize>) -> Speaker {
    let mut by = of_words(s, r);
    let name = |who: Range<usize>| of_words(s, &who).name.or(Some(s.range(&who).of(s.text).to_string()));
    // "said trade, labour and transport minister Ana Ruiz": the name ends the phrase.
    if by.name.is_none() {
        by.name = cue.and_then(|c| named_behind(s, c, r).or_else(|| named_between(s, c, r))).and_then(name);
    }
    // "said the mill's head, Ana Ruiz", "the mill's head, Ana Ruiz, said": the name is put beside the office.
    if by.name.is_none() {
        by.name = put_beside(s, r).or_else(|| put_before(s, cue?, r)).map(|who| s.range(&who).of(s.text).to_string());
    }
    if by.name.is_none() {
        by.name = put_behind(s, r).map(|who| s.range(&who).of(s.text).to_string());
    }
    // "according to Ana Ruiz's remarks"
    if by.name.is_none() {
        by.name = own_words(s, r).map(|who| of_words(s, &who)).map(|who| who.name.unwrap_or(who.text));
    }
    // "President-elect Ana Ruiz vowed": the name goes on where the words taken for the speaker end.
    let next = s.sort.get(r.end) == Some(&sort::PERSON) && s.name_at[r.end].0 as usize == r.end;
    let office = s.is_titled(r.end - 1) || matches!(s.word(r.end - 1), "elect" | "designate");
    if by.name.is_none() && next && (office || s.word(r.end - 1).ends_with("-elect")) {
        let who = r.start..s.name_at[r.end].1 as usize;
        by = of_words(s, &who);
    }
    if by.name.is_none() {
        by.name = given_out(s, r).and_then(name);
    }
    // "A neighbour named Ana said"
    if by.name.is_none() && s.word(r.end) == "named" && s.sort.get(r.end + 1) == Some(&sort::PERSON) {
        let (from, end) = s.name_at[r.end + 1];
        by.name = Some(s.range(&(from as usize..end as usize)).of(s.text).to_string());
    }
    if by.name.is_none() {
        by.name = called(s, r).map(|who| s.range(&who).of(s.text).to_string());
    }
    // "Ana Ruiz, who said": the pronoun speaks, and stands for her.
    if let Some(who) = stands_for(s, r) {
        by.name = put_before(s, r, &who).or_else(|| told_of(s, &who)).and_then(name).or_else(|| name(who));
    }
    by
}

/// A speaker with the fullest name that his own words hold.
fn of_words(s: &Scene, r: &Range<usize>) -> Speaker {
    let (text, names, range) = (s.text, s.names, s.range(r));
    // The words of a name are not parted: "K" of "IS-K".
    let from = names.partition_point(|n| n.range.end <= range.start);
    let range = match names.get(from).filter(|n| n.range.start < range.start && n.range.end <= range.end) {
        Some(cut) => cut.range.cover(range),
        None => range,
    };
    let words = range.of(text).to_string();
    let near = || names[from..].iter().take_while(|n| n.range.start < range.end).filter(|n| n.is_of(text, range));
    let held = near().find(|n| n.kind == NameKind::Person && is_his_own(s, r, n)).or_else(|| {
        // "a spokesman for the ministry" stays what it is; a body's own name is its name.
        // "the Norland Republican" is somebody, and no body.
        let one = s.sort[r.end - 1] != sort::BODY && crate::coreference::is_epithet(&words);
        // "the mayor of Lund" is not Lund.
        let office = |n: &Name| {
            let at = s.syntax.token_at(n.range.start);
            let set = usize::from(at > 0 && s.is(at - 1, Pos::Det));
            let of = at.checked_sub(1 + set).filter(|&i| i > r.start && (s.word(i) == "of" && set == 0 || s.word(i) == "for"));
            of.is_some_and(|i| s.is(i - 1, Pos::Noun) && may_be_somebody(&s.tree.token(i - 1).lemma, s.word(i - 1)))
        };
        let own = |n: &&Name| {
            n.kind != NameKind::Person && n.range.end == range.end && n.range.len() * 2 > range.len() && !one && !office(n)
        };
        near()
            .find(own)
            .filter(|n| !s.range(r).of(text)[..(n.range.start.max(range.start) - range.start) as usize].contains(" and "))
    });
    let full = held.map(|n| n.same_as.and_then(|j| names.get(j as usize)).unwrap_or(n).text.clone());
    Speaker { range, text: words.clone(), name: full.filter(|f| *f != words), actor: None }
}

/// False for a person named in the words of others: of whom they are ("the Ruiz campaign", "one Ruiz supporter"), for whom
/// they speak ("a lawyer for Ana Ruiz"), or with whom ("Ruiz and Okello", "police and Ana Ruiz").
fn is_his_own(s: &Scene, r: &Range<usize>, name: &Name) -> bool {
    let at = s.syntax.token_at(name.range.start);
    let (from, end) =
        s.name_at.get(at).map_or((at, at + 1), |&(a, b)| if a == NONE { (at, at + 1) } else { (a as usize, b as usize) });
    let small = |i: usize| s.syntax.tokens[i].form(s.text).starts_with(char::is_lowercase);
    let and = |i: usize| matches!(s.word(i), "and" | "&");
    // "Ana Ruiz's spokeswoman" is another.
    let owns = matches!(s.word(end), "'s" | "’s" | "'" | "’") && end + 1 < r.end;
    if end < r.end && (and(end) || owns || s.is(end, Pos::Noun) && small(end)) {
        return false;
    }
    let before = r.start.min(from)..from;
    let several = |i: usize| {
        let first = (before.start..i).rev().find(|&k| s.is(k, Pos::Noun) || s.is(k, Pos::Propn));
        first.is_some_and(|k| {
            matches!(s.sort[k], sort::PERSON | sort::BODY) || s.tree.token(k).tag == "NNS" || s.word(k) == "police"
        })
    };
    if before.clone().rev().find(|&i| and(i)).is_some_and(several) {
        return false;
    }
    let bare = before.clone().rev().take_while(|&i| !s.is_mark(i));
    let Some(of) = bare.clone().find(|&i| s.is(i, Pos::Adp) || s.word(i) == "to") else { return true };
    let noun = |k: &usize| s.is(*k, Pos::Noun) || s.is(*k, Pos::Propn);
    // "Assistant Chief of Police Ana Ruiz"
    let Some(head) = (before.start..of).rev().find(noun).filter(|_| !s.is_titled(of)) else { return true };
    let (word, many) = (&*s.tree.token(head).lemma, s.tree.token(head).tag == "NNS");
    let set = (of + 1..from).any(|i| s.is(i, Pos::Det));
    match s.word(of) {
        // "sources close to Ana Ruiz"
        "for" | "to" => of + 1 != from && !speaks_for(word),
        // "the mother of Ana Ruiz", "supporters of Ana Ruiz", but not "the heads of the mill Ana Ruiz".
        // "the mayor of Lund", whatever Lund was taken for.
        "of" if of + 1 == from && !s.is_titled(from - 1) && may_be_somebody(word, word) => false,
        "of" => set || !(many || is_kin(word) || speaks_for(word)),
        "like" | "against" => false,
        _ => true,
    }
}

/// Whoever gave out the statement that speaks: "Ana Ruiz released a statement saying".
fn given_out(s: &Scene, r: &Range<usize>) -> Option<Range<usize>> {
    let head = r.clone().find(|&i| s.tree.head(i).is_none_or(|h| !r.contains(&h)))?;
    let words =
        matches!(s.word(head), "statement" | "letter" | "tweet" | "post" | "email" | "message" | "memo" | "note" | "release");
    let verb = s.tree.head(head).filter(|_| words && s.base(head) == "obj")?;
    let gives = matches!(
        s.word(verb),
        "issued"
            | "released"
            | "published"
            | "sent"
            | "posted"
            | "wrote"
            | "shared"
            | "put"
            | "tweeted"
            | "issues"
            | "releases"
    );
    let subject = s.tree.children(verb).find(|&k| s.base(k) == "nsubj" && k < verb).filter(|_| gives && verb < head)?;
    matches!(s.sort[subject], sort::PERSON | sort::BODY).then(|| s.phrase(subject))
}

/// The person whose words speak: "Ana Ruiz's remarks".
fn own_words(s: &Scene, r: &Range<usize>) -> Option<Range<usize>> {
    let words = matches!(
        s.word(r.end.checked_sub(1)?),
        "words"
            | "remarks"
            | "comments"
            | "explanations"
            | "explanation"
            | "statement"
            | "testimony"
            | "account"
            | "tweet"
            | "tweets"
            | "post"
            | "posts"
            | "letter"
            | "speech"
            | "memoir"
            | "affidavit"
    );
    let (from, end) = *s.name_at.get(r.start)?;
    let own =
        from as usize == r.start && s.sort[r.start] == sort::PERSON && matches!(s.word(end as usize), "'s" | "’s" | "'" | "’");
    (words && own && r.end - end as usize <= 4).then_some(from as usize..end as usize)
}

/// The person whose name stands between commas right behind an office.
fn put_beside(s: &Scene, speaker: &Range<usize>) -> Option<Range<usize>> {
    let last = speaker.end.checked_sub(1)?;
    // "Ruiz and her sister, Vera," are two.
    let joint = speaker.clone().any(|i| s.word(i) == "and") && speaker.clone().any(|i| s.sort[i] == sort::PERSON);
    // "the mayor of Lund", whatever Lund was taken for
    let of = |i: usize| {
        s.word(i) == "of"
            && s.is(i - 1, Pos::Noun)
            && may_be_somebody(s.word(i - 1), s.word(i - 1))
            && s.word(speaker.start) == "the"
    };
    let place = last > speaker.start + 1 && of(last - 1);
    let one = matches!(s.tree.token(last).tag, "NN" | "NNP") && (s.sort[last] != sort::PERSON || place) && !joint;
    if !one || s.word(speaker.end) != "," {
        return None;
    }
    // "a neighbour, Miss Ruiz, said"
    let name = (speaker.end + 1..s.len().min(speaker.end + 4)).find(|&i| !s.is_titled(i))?;
    let (from, end) = *s.name_at.get(name)?;
    let closed = |i: usize| i >= s.len() || s.is_mark(i);
    // "Its owner, Lund Shipping, said"
    let body = s.sort[name] == sort::BODY && FIRMS.contains(&&*s.tree.token(last).lemma);
    ((s.sort[name] == sort::PERSON || body) && from as usize == name && closed(end as usize)).then_some(name..end as usize)
}

/// The person whose name stands between commas behind an office and what is told of it: "the lawyer speaking for the crew, Ana
/// Ruiz, said".
fn put_behind(s: &Scene, speaker: &Range<usize>) -> Option<Range<usize>> {
    let head = speaker.clone().find(|&i| s.tree.head(i).is_none_or(|h| !speaker.contains(&h)))?;
    let one =
        s.is(head, Pos::Noun) && s.tree.token(head).tag == "NN" && may_be_somebody(&s.tree.token(head).lemma, s.word(head));
    // One name beside many ("the guards, Ana Ruiz") is whose lawyer she is not, but the lawyer.
    let his = |k: usize| s.tree.head(k).is_some_and(|h| h == head || s.tree.token(h).tag == "NNS");
    let named = |&k: &usize| s.base(k) == "appos" && s.sort[k] == sort::PERSON && his(k);
    let under = speaker.end..s.under(head).end;
    let name = under.into_iter().find(|k| named(k)).filter(|_| one && s.word(speaker.start) == "the")?;
    let (from, end) = s.name_at[name];
    let closed = |i: usize| i >= s.len() || s.is_mark(i);
    (from > 0 && s.word(from as usize - 1) == "," && closed(end as usize)).then_some(from as usize..end as usize)
}

/// The person of whom an office between commas is told, who is the first that his clause names: "Ana Ruiz, once the head of
/// the mill, said". `speaks` is the word that the clause goes on to.
fn put_before(s: &Scene, speaks: &Range<usize>, speaker: &Range<usize>) -> Option<Range<usize>> {
    let sentence = s.tree.sentence(speaker.start);
    let somebody =
        |i: usize| s.is(i, Pos::Noun) && may_be_somebody(&s.tree.token(i).lemma, s.word(i)) || s.sort[i] == sort::PEOPLE;
    let time = |i: usize| s.is(i, Pos::Adv) || matches!(s.word(i), "once" | "then" | "now");
    let comma = (sentence.start..speaker.start).rev().find(|&i| !time(i)).filter(|&i| s.word(i) == ",")?;
    let last = comma.checked_sub(1).filter(|&i| i >= sentence.start && s.sort[i] == sort::PERSON)?;
    let (from, end) = s.name_at[last];
    let told = (speaker.end..speaks.start).any(|i| s.word(i) == ",") && speaks.start - speaker.end < TOLD;
    let many = speaker.clone().any(|i| s.tree.token(i).tag == "NNS");
    if from == NONE || end as usize != comma || !told || many || !speaker.clone().any(somebody) {
        return None;
    }
    let office = |i: usize| s.is(i, Pos::Noun) || s.is(i, Pos::Propn) || s.is(i, Pos::Adj) || s.is(i, Pos::Det);
    let before = (sentence.start..from as usize).rev().find(|&i| !office(i));
    let opens = before.is_none_or(|i| s.is_mark(i) || s.is(i, Pos::Cconj) || s.is(i, Pos::Sconj));
    opens.then_some(from as usize..end as usize)
}

/// The person whose name stands right before what is told of him: "by Ana Ruiz, a detective who said".
fn told_of(s: &Scene, who: &Range<usize>) -> Option<Range<usize>> {
    let last = who.start.checked_sub(2).filter(|&i| s.word(i + 1) == "," && s.sort[i] == sort::PERSON)?;
    let (from, end) = s.name_at[last];
    let told = matches!(s.word(who.start), "a" | "an" | "the") && !who.clone().any(|i| s.sort[i] == sort::PERSON);
    (told && from != NONE && end as usize == last + 1).then_some(from as usize..last + 1)
}

/// The person named behind the words of a speaker that follow the word of saying, with nothing but titles between.
fn named_behind(s: &Scene, cue: &Range<usize>, speaker: &Range<usize>) -> Option<Range<usize>> {
    let person = |i: usize| s.sort[i] == sort::PERSON;
    let behind = (cue.end..cue.end + 2).contains(&speaker.start);
    let next = (speaker.end..s.len().min(speaker.end + 2)).find(|&i| s.word(i) != ".").is_some_and(person);
    if !behind && !next || speaker.clone().any(person) {
        return None;
    }
    let end = s.tree.sentence(speaker.start).end.min(speaker.end + TITLES);
    let name = (speaker.end..end).find(|&i| person(i))?;
    // "director general of police (DGP) Ana Ruiz", but not "the wife of mayor Ana Ruiz"
    let kin = |k: usize| is_kin(s.word(k)) || speaks_for(s.word(k)) || s.tree.token(k).tag == "NNS";
    let of = |i: usize| s.word(i) == "of" && behind && i > 0 && s.is(i - 1, Pos::Noun) && !kin(i - 1);
    let title = |i: usize| {
        let part = s.is(i, Pos::Noun) || s.is(i, Pos::Adj) || s.is(i, Pos::Cconj) || of(i);
        part || matches!(s.word(i), "," | "(" | ")") || s.is(i, Pos::Propn) && i > speaker.end && s.word(i + 1) == ")"
    };
    // The word right before is an office, and no comma stands between; where the speaker's own words end with it, it is a
    // title of the name ("the family Ana" is two).
    let at = s.syntax.tokens[name].range.start;
    let titled = |k: usize| s.names.get(k).is_some_and(|n| n.range.start <= at && n.title.is_some());
    // "Ald. Ana Ruiz": the stop of a title cut short.
    let short = name >= 2 && s.word(name - 1) == "." && s.is(name - 2, Pos::Propn) && speaker.contains(&(name - 2));
    // "Secretary for Culture, Sports and Tourism Ana Ruiz"
    let first = s.syntax.tokens[speaker.start].form(s.text).starts_with(char::is_uppercase) && speaker.len() > 2;
    let office = first && s.word(speaker.start + 1) == "for" && may_be_somebody(s.word(speaker.start), s.word(speaker.start));
    if name == speaker.end && !titled(s.names.partition_point(|n| n.range.end <= at)) && !short && !office {
        return None;
    }
    // "said police chief (CPO) Ana Ruiz"
    let bracket = s.word(name - 1) == ")" && (name.saturating_sub(BRACKET)..name - 1).any(|i| s.word(i) == "(");
    let office = short || s.is(name - 1, Pos::Noun) || s.is(name - 1, Pos::Propn) || bracket;
    let (from, to) = s.name_at[name];
    let between = speaker.end..(name - 1).max(speaker.end);
    let list = !between.clone().any(|i| s.word(i) == ",") || between.clone().any(|i| s.is(i, Pos::Cconj));
    (office && list && between.clone().all(title)).then_some(from as usize..to as usize)
}

/// The person named right before the word of saying, where the words taken for the speaker are the first of several offices:
/// "chairman, director and president Ana Ruiz said".
fn named_between(s: &Scene, cue: &Range<usize>, speaker: &Range<usize>) -> Option<Range<usize>> {
    let last = cue.start.checked_sub(1).filter(|&i| i > speaker.end && s.sort[i] == sort::PERSON)?;
    let (from, end) = s.name_at[last];
    let between = speaker.end..from as usize;
    let title =
        |i: usize| s.is(i, Pos::Noun) || s.is(i, Pos::Propn) || s.is(i, Pos::Adj) || s.is(i, Pos::Cconj) || s.word(i) == ",";
    let several = between.len() > 2 && between.len() < TITLES && between.clone().any(|i| s.is(i, Pos::Cconj));
    let office = several && s.sort[from as usize - 1] != sort::PERSON && !matches!(s.word(from as usize - 1), "," | "and");
    (from != NONE && end as usize == cue.start && office && between.clone().all(title)).then_some(from as usize..cue.start)
}

/// The name that somebody goes by, as told right behind him: "a woman who gave her name as Ana", "their spokesman, who uses the
/// name Ana Ruiz".
fn called(s: &Scene, speaker: &Range<usize>) -> Option<Range<usize>> {
    let who = (speaker.end..s.len().min(speaker.end + FAR)).find(|&i| s.word(i) == "who")?;
    let clear = (speaker.end..who).all(|i| !matches!(s.tree.token(i).tag, "VBD" | "VBZ" | "VBP"));
    let words = who + 1..s.tree.sentence(who).end.min(who + CALLED);
    // "under the name Foxglove", whatever that was taken for
    let capital = |i: usize| s.syntax.tokens[i].form(s.text).starts_with(char::is_uppercase);
    let name = words.clone().find(|&i| s.sort[i] == sort::PERSON || s.word(i - 1) == "name" && capital(i)).filter(|_| clear)?;
    let before = who + 1..name;
    let tells =
        |i: usize| matches!(s.word(i), "name" | "identified" | "goes" | "went" | "named" | "called" | "known" | "identify");
    let put = matches!(s.word(name - 1), "as" | "name" | "by" | "called" | "named");
    let (from, end) = s.name_at[name];
    let range = if from == NONE { name..name + 1 } else { from as usize..end as usize };
    (put && before.clone().any(tells) && range.start == name).then_some(range)
}

/// The phrase that "who" stands for, by the tree.
fn stands_for(s: &Scene, who: &Range<usize>) -> Option<Range<usize>> {
    if who.len() != 1 || !matches!(s.word(who.start), "who" | "which" | "that") {
        return None;
    }
    let by_tree = || {
        let clause = s.tree.above(who.start).take(3).find(|&v| s.base(v) == "acl")?;
        let head = s.tree.head(clause).filter(|&h| h < who.start)?;
        Some(s.phrase(head)).filter(|p| p.end <= who.start)
    };
    // "from Ana Ruiz, who, on hearing of it, wrote": whoever is named right before, where the tree goes astray.
    let beside = || {
        let last = (who.start.saturating_sub(2)..who.start).rev().find(|&i| !s.is_mark(i))?;
        let (from, end) = s.name_at[last];
        (s.word(who.start) == "who" && from != NONE && s.sort[last] == sort::PERSON).then_some(from as usize..end as usize)
    };
    beside().or_else(by_tree)
}
