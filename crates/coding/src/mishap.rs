//! Accidents told again: what "the shooting" or "the crash" of a later sentence was.

use crate::Coder;
use crate::again::of_jets;
use crate::code::{Draft, OLD, days};
use crate::find::{Link, Scene};
use model::{Article, Pos, RoleKind};

/// The rule whose crashes are of the road only where the article has named nothing else that crashes.
const OF_ITS_OWN: &str = "a-crash-of-its-own";

/// Where the headline or the first shooting of an article is an accident, "the shooting" below is that accident too.
pub(crate) fn same_accident(coder: &Coder, article: &Article, drafts: &mut [Draft]) {
    let (Some(attack), Some(accident)) = (coder.book.number("assault.shooting"), coder.book.number("accident.shooting")) else {
        return;
    };
    let slip = |word: &str| matches!(word, "accidentally" | "accidental" | "unintentionally" | "unintentional");
    let headline = article.headline.as_deref().unwrap_or_default().to_lowercase();
    let headed = headline.split(|c: char| !c.is_alphabetic()).any(slip);
    let mut told = headed;
    for d in drafts.iter_mut() {
        if d.found.kind == accident {
            told = true;
        } else if d.found.kind == attack {
            let acts = d.found.role(RoleKind::Actor).is_some();
            if !told {
                return;
            }
            if (headed || !acts) && d.when.end.zip(article.published).is_none_or(|(end, published)| days(end, published) <= OLD)
            {
                d.found.kind = accident;
                d.family = coder.book.kinds[accident].family;
            }
        }
    }
}

/// "Eighteen people were killed in a shootout. The shooting began late on Saturday": the fight just told of.
pub(crate) fn same_fight(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    let (Some(shooting), Some(fight)) = (coder.book.number("assault.shooting"), coder.book.number("battle.clash")) else {
        return;
    };
    let w = scene.words;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let known = d.found.link != Link::Own
            && d.found.roles.is_empty()
            && w.phrase(d.found.anchor).is_some_and(|p| matches!(w.low(p.start), "the" | "that" | "this"));
        if d.found.kind != shooting || d.background || !known {
            continue;
        }
        let before = || drafts[..i].iter().filter(|q| q.sentence < d.sentence && !q.background);
        let guns =
            |i: usize| matches!(w.lemma(i), "shootout" | "shoot-out" | "gunbattle" | "gun" | "gunfight" | "firefight" | "fire");
        let near =
            |q: &Draft| q.found.kind == fight && d.sentence - q.sentence <= NEAR && (q.found.first..q.found.end).any(guns);
        if before().all(|q| q.found.kind != shooting) && before().any(near) {
            drafts[i].found.kind = fight;
        }
    }
}

/// Sentences from a gun battle to "the shooting", and from a blast to what it brought down.
const NEAR: usize = 4;

/// What brings buildings down.
const BLASTS: &[&str] = &[
    "assault.suicide_bombing",
    "assault.bombing",
    "assault.airstrike",
    "assault.shelling",
    "assault.drone",
    "explosion",
    "disaster.earthquake",
];

/// "A bomber struck a mosque, causing the roof to collapse", "jets bombed the village. A bomb fell on the school": what came down
/// is the blast's, and so is its toll.
pub(crate) fn same_blast(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    let w = scene.words;
    let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
    let bomb = |i: usize| matches!(w.lemma(i), "bomb" | "shell" | "missile" | "rocket");
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        let collapse = kind(d) == "accident.collapse";
        // A bomb that falls is the jet's, whoever planted others.
        let falls = || {
            let verb = matches!(w.lemma(d.found.anchor), "fall" | "hit" | "drop" | "land" | "strike" | "explode");
            let subject = d.found.group.and_then(|g| w.surface_subject(&g));
            kind(d) == "assault.bombing" && verb && subject.is_some_and(|p| bomb(p.head))
        };
        if d.background || !(collapse || falls()) {
            continue;
        }
        let day = |q: &Draft| q.when.start.zip(d.when.start).is_none_or(|(a, b)| a.date == b.date);
        let place = |q: &Draft| {
            let name = |d: &Draft| d.place.place.map(|n| &scene.mentions.places[n as usize].name);
            name(q).zip(name(d)).is_none_or(|(a, b)| a == b || q.sentence == d.sentence)
        };
        let host = before.iter().rev().find(|q| {
            let blast = BLASTS.contains(&kind(q)) && (collapse || kind(q) != "assault.suicide_bombing");
            blast && !q.background && d.sentence - q.sentence <= NEAR && day(q) && place(q)
        });
        if let Some(q) = host {
            d.found.kind = q.found.kind;
            d.family = q.family;
        }
    }
}

/// "Israeli strikes have gone on", "the strike was carried out overnight", in news of jets: nobody walks out.
pub(crate) fn same_jets(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    let w = scene.words;
    let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
    let Some(told) = drafts.iter().find(|d| of_jets(kind(d))).map(|q| (q.found.kind, q.family)) else { return };
    // Workers may strike in a war too.
    let work = |i: usize| {
        scene.lexicon.has("workers", w.lemma(i))
            || matches!(
                w.lemma(i),
                "union" | "worker" | "wage" | "pay" | "labour" | "labor" | "hunger" | "general" | "walkout" | "rail"
            )
    };
    for d in drafts.iter_mut() {
        let noun = |i: usize| w.lemma(i) == "strike" && w.pos(i) == Pos::Noun;
        // "The strike was carried out": the noun is what the verb tells of.
        let carried = d.found.group.filter(|g| w.lemma(g.main) == "carry").and_then(|g| w.surface_subject(&g));
        let strike = (d.found.first..d.found.end).any(noun) || carried.is_some_and(|p| noun(p.head));
        if strike && matches!(kind(d), "protest.strike" | "other") && !w.sentence(d.found.anchor).any(work) {
            (d.found.kind, d.family) = told;
        }
    }
}

/// "The crash killed all 12 on board" is of the plane that the article named last, and of the road where it named none.
pub(crate) fn same_crash(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let rule = &coder.book.rules[d.found.rule];
        if d.found.link == Link::Own || coder.book.kinds[rule.kind].kind != "accident.road" || !rule.name.ends_with(OF_ITS_OWN)
        {
            continue;
        }
        let kind = named_before(scene, article, d.found.anchor).and_then(|path| coder.book.number(path));
        if let Some(kind) = kind {
            d.found.kind = kind;
            d.family = coder.book.kinds[kind].family;
        }
    }
}

/// The kind of accident that the thing named last before token `at` has, or the last of the headline.
fn named_before(scene: &Scene, article: &Article, at: usize) -> Option<&'static str> {
    let w = scene.words;
    let path = |word: &str| {
        [("vehicle", "accident.road"), ("aircraft", "accident.air"), ("rail", "accident.rail"), ("vessel", "accident.sea")]
            .into_iter()
            .find(|(class, _)| scene.lexicon.has(class, word))
            .map(|(_, path)| path)
    };
    let named = (0..at).rev().filter(|&i| w.pos(i) == Pos::Noun).find_map(|i| path(w.lemma(i)));
    named.or_else(|| {
        let headline = article.headline.as_deref()?.to_lowercase();
        headline.split(|c: char| !c.is_alphabetic()).filter_map(path).next_back()
    })
}
