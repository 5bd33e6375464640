//! How those were killed of whom a sentence only tells that they were: as the sentences before it tell.

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Link, Scene};
use crate::lend::opens_in_another_place;
use crate::nobody::tells_of_nobody;
use crate::select::{downed, takes_people};
use model::{Carried, RoleKind, Status};

/// True for what a hangman does.
pub(crate) fn executed(scene: &Scene, d: &Draft) -> bool {
    let w = scene.words;
    d.found.link == Link::Own && matches!(w.lemma(d.found.anchor), "execute" | "hang" | "behead" | "crucify" | "guillotine")
}

/// "Five people were killed." after a sentence that told how: the toll is that happening's.
pub(crate) fn kind(coder: &Coder, scene: &Scene, drafts: &mut [Draft], i: usize, one_entry: &dyn Fn(&Draft, &Draft) -> bool) {
    let d = &drafts[i];
    if d.family != Family::Toll || d.background || d.when.from == Carried::Stated || d.found.role(RoleKind::Actor).is_some() {
        return;
    }
    // Who is executed is executed, whatever was told before.
    if executed(scene, d) || d.recalled || d.natural || d.apart || tells_of_nobody(coder, scene, &d.found, &d.figures, d.status)
    {
        return;
    }
    // What was told beside the article's happening lends its kind to the next sentence at most.
    // What its own sentence tells of is no cause of what it answers.
    // "A boat capsized; nineteen bodies were found": nor is what the sentence before told.
    let own = |q: &Draft| q.family == Family::Harm && !q.background || scene.answers(&q.found, &d.found);
    if drafts[..i].iter().any(|q| q.sentence == d.sentence && own(q)) {
        return;
    }
    let w = scene.words;
    // "The conflict has led to tens of thousands of deaths": of no one attack.
    let whole = |v: usize| w.is_verb(v) && crate::period::done_by_what_lasts(w, &w.verb_group(v));
    if w.above(d.found.anchor, 4).any(whole) {
        return;
    }
    let goes_on = |q: &Draft| !q.apart || d.sentence - q.sentence == 1 && d.found.link == Link::Own;
    let how = |q: &Draft| {
        let path = coder.book.kinds[q.found.kind].kind.as_str();
        // Nobody is killed by being robbed or led away.
        q.family.tells_how() && path != "crime.robbery" && !takes_people(path) && !downed(w, &q.found, path)
    };
    let mut hosts = drafts[..i].iter().rev().take(6).filter(|q| {
        goes_on(q)
            && one_entry(q, d)
            && d.sentence - q.sentence <= 3
            && q.sentence < d.sentence
            && how(q)
            && !q.background
            && q.status == Status::Happened
            && !opens_in_another_place(scene, d, q)
            // "hostages held by pirates": told of somebody, and not as what happened.
            && !(q.found.link == Link::Own && w.relation(q.found.anchor) == "acl")
    });
    // "struck a crowd near the town, which rebels had seized. Fifteen more died": the strike comes before what a relative clause tells.
    let nearest = hosts.next();
    let aside = |q: &&Draft| q.found.link == Link::Own && w.relation(q.found.anchor) == "acl:relcl";
    let beside = nearest.filter(aside).and_then(|n| hosts.find(|q| q.sentence == n.sentence && !aside(q)));
    let host = beside.or(nearest);
    if let Some((kind, actor)) =
        host.map(|q| (q.found.kind, q.found.role(RoleKind::Actor).filter(|_| d.sentence - q.sentence < 2)))
    {
        if scene.takes_up(&d.found) {
            drafts[i].found.roles.extend(actor.map(|p| (RoleKind::Actor, p)));
        }
        drafts[i].found.kind = kind;
        drafts[i].family = coder.book.kinds[kind].family;
        drafts[i].found.score *= 0.8;
    }
}
