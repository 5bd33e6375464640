//! One happening, one report a sentence: drops weaker matches of the same words and folds "killing five" into the attack.

use crate::Coder;
use crate::code::root;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{Phrase, Words};
use model::{Pos, RoleKind, Status};

/// What stands ahead of a participle is this much farther from it than what it looks back to.
const AHEAD: usize = 64;
/// No sentence of news tells more than this many happenings.
const MOST: usize = 24;

/// The matches of one sentence that become reports, in order.
pub(crate) fn select(coder: &Coder, scene: &Scene, mut found: Vec<Found>) -> Vec<Found> {
    let w = scene.words;
    // "car bombing", and "bombing" by the same rule: the longer words tell more.
    let shorter = |f: &Found| {
        let longer = |g: &Found| g.first <= f.first && f.end <= g.end && g.end - g.first > f.end - f.first;
        found.iter().any(|g| g.anchor == f.anchor && g.rule == f.rule && longer(g))
    };
    let keep: Vec<bool> = found.iter().map(|f| !shorter(f)).collect();
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
    // The same words once: the surest rule, then the longest trigger, then the finest kind.
    let depth = |f: &Found| coder.book.kinds[f.kind].kind.matches('.').count();
    found.sort_by(|a, b| {
        (a.anchor, b.score, b.end - b.first, depth(b), b.rule)
            .partial_cmp(&(b.anchor, a.score, a.end - a.first, depth(a), a.rule))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut kept: Vec<Found> = Vec::new();
    for f in found {
        // Triggers are short and in order: only the last few can share words.
        let rival = (kept.len().saturating_sub(12)..kept.len()).rev().find(|&i| kept[i].first < f.end && f.first < kept[i].end);
        match rival {
            None => kept.push(f),
            Some(i) => {
                let k = &kept[i];
                let better = (f.end - f.first, f.score) > (k.end - k.first, k.score) && f.anchor != k.anchor;
                if better {
                    kept[i] = f;
                }
            }
        }
    }
    kept.truncate(MOST);
    // "struck a meeting of officers": whom the missile hit, and no news of talks.
    let hit: Vec<usize> = kept
        .iter()
        .filter(|f| coder.book.kinds[f.kind].family == Family::Violence)
        .flat_map(|f| f.roles.iter().filter(|(r, _)| *r == RoleKind::Target).map(|(_, p)| p.head))
        .collect();
    // "The shelling killed two people and a drone attack wounded a woman": an attack is nobody's target.
    let deeds: Vec<usize> = kept
        .iter()
        .filter(|f| f.link != Link::Own && coder.book.kinds[f.kind].family == Family::Violence)
        .map(|f| f.anchor)
        .collect();
    for f in kept.iter_mut().filter(|f| coder.book.kinds[f.kind].family.violent()) {
        f.roles.retain(|(r, p)| !(matches!(r, RoleKind::Target | RoleKind::Victim) && deeds.contains(&p.head)));
    }
    weapons_named(coder, &mut kept);
    // "a tent housing displaced people": who lives there.
    let housed = |f: &Found| {
        let before = f.first.checked_sub(1).map_or("", |i| w.lemma(i));
        w.relation(f.anchor) == "amod" && matches!(before, "house" | "housing" | "shelter" | "sheltering" | "host" | "for")
    };
    kept.retain(|f| !(housed(f) && coder.book.kinds[f.kind].kind == "migration"));
    kept.retain(|f| !(hit.contains(&f.anchor) && root(&coder.book.kinds[f.kind].kind) == "meeting"));
    fold(coder, scene, kept)
}

/// "Missile and drone strikes killed four": the verb beside a noun of several words takes one of them for the means, and tells no
/// other deed. Whom it tells of was hit by the deed that the noun names.
fn weapons_named(coder: &Coder, kept: &mut Vec<Found>) {
    let violence = |f: &Found| coder.book.kinds[f.kind].family == Family::Violence;
    let Some(noun) = kept.iter().position(|f| violence(f) && f.link != Link::Own && f.end - f.first > 3) else { return };
    let (first, end) = (kept[noun].first, kept[noun].end);
    let named = |p: &crate::words::Phrase| p.start < end && first < p.end;
    let again = |f: &Found| {
        let means = |(r, p): &(RoleKind, _)| *r == RoleKind::Instrument && named(p);
        f.link == Link::Own && violence(f) && f.roles.iter().any(means)
    };
    let told: Vec<_> = kept.iter().filter(|f| again(f)).flat_map(|f| f.roles.clone()).collect();
    let hurt = |r: &RoleKind| matches!(r, RoleKind::Victim | RoleKind::Target);
    for (role, p) in told.into_iter().filter(|(r, p)| hurt(r) && !named(p)) {
        let known = kept[noun].roles.iter().any(|(_, q)| q.start < p.end && p.start < q.end);
        if !known {
            kept[noun].roles.push((role, p));
        }
    }
    kept.retain(|f| !again(f));
}

/// Folds what the sentence tells again, or tells as the outcome, into the report that tells how it was done.
fn fold(coder: &Coder, scene: &Scene, mut found: Vec<Found>) -> Vec<Found> {
    let w = scene.words;
    let mut i = 0;
    while i < found.len() {
        // "No one was hurt in the blast" is no outcome of the blast.
        let none = found[i].link == Link::Own && scene.nobody(found[i].anchor);
        match host(coder, w, &found, i).filter(|_| !none) {
            Some(h) => {
                let guest = found.remove(i);
                let h = if h > i { h - 1 } else { h };
                refine(coder, w, &mut found[h], &guest);
                // "in the deadliest strike on Norland this year": where all that it counts were.
                if summed(w, &guest) {
                    found[h].told |= w.relation(guest.anchor) != "appos";
                    continue;
                }
                adopt(w, &mut found[h], guest);
            }
            None => i += 1,
        }
    }
    found
}

/// The report of the sentence into which number `i` folds.
fn host(coder: &Coder, w: &Words, found: &[Found], i: usize) -> Option<usize> {
    let guest = &found[i];
    let kind = |f: &Found| &coder.book.kinds[f.kind];
    let (family, name) = (kind(guest).family, kind(guest).kind.as_str());
    let mut best: Option<(usize, usize)> = None;
    for (h, f) in found.iter().enumerate() {
        if h == i {
            continue;
        }
        let crossed = w.clause[f.anchor].abs_diff(w.clause[guest.anchor]) as usize;
        let apart = f.anchor.abs_diff(guest.anchor);
        // "exploded, killing six and wounding ten, while nine died in an attack": a participle looks back.
        let ahead = participle(w, guest) && (guest.end..f.first).any(|i| matches!(w.low(i), "," | ";" | "while"));
        // "killing 44, after accusing the rebels of killing two": each has its own dead.
        let victims = |f: &Found| f.roles.iter().any(|(r, _)| *r == RoleKind::Victim);
        if ahead && victims(f) && victims(guest) && f.link == Link::Own {
            continue;
        }
        // "struck the town after accusing the rebels of killing two": who did that is another.
        let accused = guest.anchor > f.anchor
            && w.above(guest.anchor, 3).skip(1).any(|i| matches!(w.lemma(i), "accuse" | "blame" | "suspect") && i != f.anchor);
        if accused && f.role(RoleKind::Actor).is_some() {
            continue;
        }
        // "executed 20 men suspected of attacks": whoever was killed was not killed in those.
        let held_for = w.above(f.anchor, 4).skip(1).any(|i| {
            i > guest.anchor
                && w.tag(i) == "VBN"
                && matches!(w.lemma(i), "suspect" | "accuse" | "convict" | "charge" | "implicate")
        });
        if held_for && guest.link == Link::Own {
            continue;
        }
        // "killing 34 in the deadliest strike this year": what it sums up has the dead, where that is told.
        // "struck a town, which rebels had seized, killing ten": the strike did.
        let aside = set_off(w, f) && participle(w, guest) && guest.first > f.end && w.low(guest.first - 1) == ",";
        let rank = apart + if ahead || aside || guest.link == Link::Own && summed(w, f) { AHEAD } else { 0 };
        let (host_family, host_name) = (kind(f).family, kind(f).kind.as_str());
        let means = participle(w, f) && !participle(w, guest);
        let finer = !means
            && !two_deeds(w, f, guest)
            && host_name.len() > name.len()
            && host_name.starts_with(name)
            && host_name.as_bytes()[name.len()] == b'.';
        // "struck the port, setting a terminal ablaze": a participle tells no deed of its own beside the like.
        let told_first =
            |f: &Found, guest: &Found| !means && (stronger(f, guest, h, i) || participle(w, guest) && !participle(w, f));
        let fits = match family {
            Family::Toll if crate::toll::natural(w, guest) => false,
            // "guilty of murder in the 2020 killing of a clerk"
            Family::Toll | Family::Violence if charged_in(w, guest, f) => true,
            // "the anniversary of the 2020 killing": another time, another happening.
            Family::Toll if guest.link != Link::Own && dated(w, guest) => false,
            // "640 have been killed since the May attack": none of them in it.
            Family::Toll if f.link != Link::Own && since(w, f) && !w.above(guest.anchor, 3).any(|i| i == f.anchor) => false,
            // "Nine died on Monday, when the town marked a year since the storming": nobody died of what is remembered.
            Family::Toll if remembered(w, f) && !remembered(w, guest) => false,
            // "The war has killed thousands as famine sweeps the country"
            Family::Toll if of_a_war(w, guest) && f.anchor > guest.anchor => false,
            // "hit dozens of targets in response to the killing of a soldier"
            Family::Toll if guest.link != Link::Own && in_answer(w, guest) && guest.first > f.end + 3 => false,
            // "memories of the 2029 protests, when 30 died": they died then, and not in what reminds of it.
            Family::Toll if f.anchor < guest.first && when_before(w, guest).is_some_and(|start| f.anchor < start) => false,
            // "have been killed since the war began on 7 October, when gunmen killed 40": each has its own dead.
            Family::Toll if victims(f) && victims(guest) && f.anchor < guest.first && when_of_a_day(w, f, guest) => false,
            // "31 deaths as rescuers reached villages cut off by landslides": the slides cut off roads.
            Family::Toll if w.lemma(f.anchor) == "cut" && w.relation(f.anchor) == "acl" => false,
            // "Two were killed by army fire, while the army said it had come under attack": another tells of that.
            Family::Toll if f.first > guest.end && (guest.end..f.first).any(|k| w.low(k) == "while") => false,
            // "Four guards were killed and two cars were stolen": nobody was killed by the theft.
            Family::Toll if goes_on(w, guest, f) => false,
            // "killed when robbers came": it was no robbery that killed them.
            Family::Toll if host_name == "crime.robbery" => false,
            // "killed a priest and abducted two nuns", "killing four, kidnapping 30": those taken are not those killed.
            Family::Toll if takes_people(host_name) && guest.link == Link::Own => false,
            Family::Violence if takes_people(name) && name != host_name => false,
            // "had captured Aleppo hours before they entered the capital": two towns are taken.
            Family::Violence
                if name == "battle.capture" && name == host_name && hit_apart(w, f, guest, &[RoleKind::Target]) =>
            {
                false
            }
            // "A drone shot down over Velm fell on houses and killed three": nobody is killed by what is shot down alone.
            Family::Toll if downed(w, f, host_name) => false,
            Family::Violence if host_name == "crime.robbery" && name != host_name => false,
            Family::Toll => {
                host_family.tells_how()
                    || host_family == Family::Toll && (name == "injury" && host_name != name || host_name == name && h < i)
            }
            // "The blast tore through the market, wrecking shops": what a blast or a storm destroys nobody loots.
            Family::Violence if name == "looting" && host_family == Family::Harm && participle(w, guest) && h < i => true,
            // "Four cars were destroyed in the attack"
            Family::Violence if name == "looting" && host_family == Family::Violence && fought(w, f, guest) => true,
            Family::Violence => {
                finer
                    || fought(w, f, guest) && name == "assault.forces" && host_name == "battle.clash"
                    || h < i
                        && host_family == Family::Violence
                        && (such(w, guest) || summed(w, guest))
                        && root(host_name) == root(name)
                    || host_name == name && told_first(f, guest)
                    || host_family == Family::Violence
                        && participle(w, guest)
                        && !participle(w, f)
                        // "rioted, taking nine guards hostage"
                        && !(name == "hostage_taking" && root(host_name) == "riot")
                    // "A drone attack on a depot set fire to three tankers": what flies or is thrown has no torch.
                    || name == "assault.arson" && from_afar(host_name) && !(own_hand(host_name) && guest.role(RoleKind::Actor).is_some())
                    // "fired to disperse the crowd" is one act.
                    || name.starts_with("riot.dispersal") && purpose(guest) && host_name.starts_with("assault") && h < i && !purpose(f)
            }
            // "Drones struck a depot, starting a fire"
            Family::Harm if name == "accident.fire" && host_family == Family::Violence => {
                guest.link == Link::Object
                    && f.anchor < guest.anchor
                    && guest.group.is_some_and(|g| w.tag(g.main) == "VBG" && w.above(g.main, 3).any(|i| i == f.anchor))
            }
            // "Fifteen miners were trapped when a mine caved in": what became of them.
            Family::Harm if host_family == Family::Harm && befell(w, guest, f) => true,
            // "A tanker exploded, burning 40 vehicles": how the one went on.
            Family::Harm if name == "accident.fire" && participle(w, guest) && !participle(w, f) && h < i => {
                root(host_name) == "accident" || host_name == "explosion"
            }
            // "floods and landslides triggered by Cyclone Ada"
            Family::Harm if root(host_name) == "disaster" && root(name) == "disaster" && brought_by(w, f, guest) => true,
            Family::Harm => {
                finer || host_name == name && told_first(f, guest) || host_family == Family::Violence && participle(w, guest)
            }
            // "failed to protect them", "refused to register a case": one inaction.
            _ if host_name == "inaction" && purpose(guest) && name != host_name => {
                f.end <= guest.end && guest.anchor < f.end + 4
            }
            _ => host_name == name && stronger(f, guest, h, i),
        };
        let far = if family == Family::Toll { 4 } else { 2 };
        // "would execute the pilots if the raids went on": what is a condition is another happening.
        let (low, high) = (f.end.min(guest.end), f.first.max(guest.first));
        let condition = (low..high.max(low)).any(|i| matches!(w.low(i), "if" | "unless"));
        if fits
            && !condition
            && !came_before(w, f, guest)
            && !first_did(w, f, guest)
            && !answered(w, f, guest)
            && crossed <= far
            && apart <= 32
            && (!apart_in_time(w, f, guest) || such(w, guest) || summed(w, guest) || charged_in(w, guest, f))
            && best.is_none_or(|(a, _)| rank < a)
        {
            best = Some((rank, h));
        }
    }
    best.map(|(_, h)| h)
}

/// "since the attack", "since the group's May attack".
fn since(w: &Words, f: &Found) -> bool {
    let mut start = w.phrase(f.anchor).map_or(f.first, |p| p.start);
    // "Norland's May attack": an owner has a phrase of its own.
    while start > 0 && matches!(w.low(start - 1), "'s" | "’s" | "'" | "’") {
        start = w.phrase(start - 2.min(start)).map_or(start - 1, |p| p.start);
    }
    start > w.sentence(f.anchor).start && w.low(start - 1) == "since"
}

/// True for the verb of a relative clause behind a comma.
fn set_off(w: &Words, f: &Found) -> bool {
    let noun = w.governor(f.anchor).filter(|&n| f.link == Link::Own && w.relation(f.anchor) == "acl:relcl" && n < f.first);
    noun.is_some_and(|n| (n..f.first).any(|i| w.low(i) == "," && i + 1 < f.first && w.tag(i + 1).starts_with('W')))
}

/// True where what was shot down has nobody on board.
pub(crate) fn downed(w: &Words, f: &Found, kind: &str) -> bool {
    let unmanned = |p: &Phrase| {
        (p.start..p.end)
            .any(|i| matches!(w.lemma(i), "drone" | "uav" | "uavs" | "missile" | "rocket" | "projectile" | "quadcopter"))
    };
    kind == "battle.air_defence" && f.roles.iter().any(|(r, p)| *r == RoleKind::Target && unmanned(p))
}

/// True for kinds whose victims are led away: whoever else is killed or hit has a report of his own.
pub(crate) fn takes_people(kind: &str) -> bool {
    matches!(root(kind), "abduction" | "hostage_taking")
}

/// "guilty of murder in the 2020 killing of a clerk": the crime, and the deed that it was.
fn charged_in(w: &Words, crime: &Found, deed: &Found) -> bool {
    let nouns = crime.link != Link::Own && deed.link != Link::Own && !w.is_verb(crime.anchor);
    let between = crime.end..deed.first;
    let charge = matches!(w.lemma(crime.anchor), "murder" | "manslaughter" | "homicide" | "assault" | "murders");
    nouns && charge && (1..8).contains(&between.len()) && matches!(w.low(crime.end), "in" | "over" | "for") && {
        let p = w.phrase(deed.anchor);
        p.is_some_and(|p| p.start == crime.end + 1) && (crime.end + 1..deed.first).all(|i| !w.is_verb(i))
    }
}

/// "killed six rebels in clashes": the fight is told by the noun.
fn fought(w: &Words, noun: &Found, verb: &Found) -> bool {
    let told_in = |c: usize| w.relation(c) == "case" && matches!(w.low(c), "in" | "during");
    let own = verb.link == Link::Own && noun.link != Link::Own;
    own && w.governor(noun.anchor) == verb.group.map(|g| g.main) && w.below(noun.anchor).any(told_in)
}

/// "in the second such attack in a month", "the latest attack on": what was told, once more.
fn such(w: &Words, f: &Found) -> bool {
    let own = f.link == Link::Own;
    !own && w
        .phrase(f.anchor)
        .is_some_and(|p| (p.start..f.first).any(|i| w.low(i) == "such") && p.start > 0 && w.low(p.start - 1) == "in")
}

/// "in the deadliest strike this year", "in the latest attack on", ", the worst massacre since May": what was told, once more, and
/// among what it counts.
fn summed(w: &Words, f: &Found) -> bool {
    let ranked = |i: usize| w.tag(i) == "JJS" || matches!(w.low(i), "worst" | "latest" | "deadliest" | "bloodiest" | "most");
    let behind = |start: usize| w.low(start) == "in" || w.low(start) == "," && w.relation(f.anchor) == "appos";
    f.link != Link::Own
        && w.phrase(f.anchor).is_some_and(|p| p.start > 0 && behind(p.start - 1) && (p.start..f.first).any(ranked))
}

/// "in response to the killing of", "in retaliation for the killing of".
pub(crate) fn in_answer(w: &Words, f: &Found) -> bool {
    w.phrase(f.anchor).is_some_and(|p| {
        p.start >= 2
            && matches!(w.low(p.start - 1), "to" | "for")
            && matches!(
                w.low(p.start - 2),
                "response" | "retaliation" | "revenge" | "reprisal" | "reprisals" | "retribution" | "reaction" | "vengeance"
            )
    })
}

/// "marked the anniversary of the storming", "on the eve of a year since the attack": a noun of what is remembered.
fn remembered(w: &Words, f: &Found) -> bool {
    f.link != Link::Own
        && w.above(f.anchor, 3).skip(1).any(|i| matches!(w.lemma(i), "anniversary" | "commemoration" | "centenary"))
}

/// "The war has killed thousands": the dead of the whole of it.
fn of_a_war(w: &Words, f: &Found) -> bool {
    f.link == Link::Own && f.group.is_some_and(|g| crate::period::done_by_what_lasts(w, &g))
}

/// Kinds of attacks from some way off.
fn from_afar(kind: &str) -> bool {
    own_hand(kind) || matches!(kind, "assault.drone" | "assault.airstrike" | "assault.shelling")
}

/// Those of them after which whoever struck may set fire to something else.
fn own_hand(kind: &str) -> bool {
    matches!(kind, "assault.bombing" | "assault.suicide_bombing" | "assault.grenade")
}

/// "set fire to a station after an officer killed a driver": what came before is no outcome.
fn came_before(w: &Words, host: &Found, guest: &Found) -> bool {
    let finite =
        guest.link == Link::Own && guest.group.is_some_and(|g| g.to.is_none() && (g.has_aux || w.tag(g.main) != "VBG"));
    let own = matches!(host.link, Link::Own | Link::Light);
    let Some(v) = guest.group.map(|g| g.main).filter(|_| finite && own) else { return false };
    let main = host.group.filter(|_| host.link == Link::Light).map_or(host.anchor, |g| g.main);
    let after = |c: usize| w.tokens[c].relation == "mark" && matches!(w.low(c), "after" | "since" | "because");
    w.tokens[v].relation == "advcl" && w.below(v).any(after) && w.above(v, 4).skip(1).any(|i| i == main)
}

/// True for a clause with a subject of its own that is joined by "and" to one that tells a toll.
fn goes_on(w: &Words, toll: &Found, next: &Found) -> bool {
    let verb = |f: &Found| f.group.filter(|_| f.link == Link::Own).map(|g| g.main);
    let Some((first, then)) = verb(toll).zip(verb(next)) else { return false };
    // "two people died and 16 were wounded by a bomb"
    let hurt = matches!(w.lemma(then), "wound" | "injure" | "hurt" | "kill" | "maim") && w.is_passive(&w.verb_group(then));
    first < then
        && !hurt
        && w.relation(then) == "conj"
        && w.governor(then) == Some(first)
        && w.below(then).any(|c| w.relation(c).starts_with("nsubj") && c > first)
}

/// True for people caught in what a clause with "when" or "after" tells.
fn befell(w: &Words, caught: &Found, when: &Found) -> bool {
    let verb = |f: &Found| f.group.filter(|_| f.link == Link::Own);
    let Some((first, then)) = verb(caught).zip(verb(when)) else { return false };
    w.is_passive(&first)
        && matches!(w.lemma(first.main), "trap" | "bury" | "entomb" | "strand" | "crush" | "pin")
        && w.relation(then.main) == "advcl"
        && w.governor(then.main) == Some(first.main)
        && w.below(then.main).any(|c| c < then.main && matches!(w.low(c), "when" | "after" | "as"))
}

/// "floods triggered by a cyclone", "floods and landslides": the noun, and the participle or the second noun behind it.
fn brought_by(w: &Words, noun: &Found, verb: &Found) -> bool {
    let joined = || w.relation(verb.anchor) == "conj" && w.governor(verb.anchor) == Some(noun.anchor);
    if verb.link != Link::Own && noun.link != Link::Own {
        return joined();
    }
    verb.link == Link::Own
        && noun.link != Link::Own
        && noun.anchor < verb.anchor
        && w.tag(verb.anchor) == "VBN"
        && (noun.end..verb.first).all(|i| matches!(w.pos(i), Pos::Noun | Pos::Cconj | Pos::Adj | Pos::Punct))
}

/// "killed 90 patients after taking the town": who did both did first the one that is told second.
fn first_did(w: &Words, host: &Found, guest: &Found) -> bool {
    let verb = |f: &Found| f.group.filter(|_| f.link == Link::Own).map(|g| g.main);
    let Some((first, then)) = verb(host).zip(verb(guest)) else { return false };
    participle(w, host)
        && w.governor(first) == Some(then)
        && !w.is_passive(&w.verb_group(then))
        && w.below(first).any(|c| matches!(w.low(c), "after" | "before") && c < first)
}

/// "killed seven people before he was shot dead by police", "opened fire and was killed by guards": what was done to the one who
/// did the first deed is another deed.
fn answered(w: &Words, a: &Found, b: &Found) -> bool {
    let verb = |f: &Found| f.group.filter(|_| f.link == Link::Own);
    let (first, second) = if a.anchor < b.anchor { (a, b) } else { (b, a) };
    let Some((deed, answer)) = verb(first).zip(verb(second)) else { return false };
    if w.is_passive(&deed) || !w.is_passive(&answer) || w.governor(answer.main) != Some(deed.main) {
        return false;
    }
    let before = || w.below(answer.main).any(|c| w.tokens[c].relation == "mark" && w.low(c) == "before");
    let by_others = || {
        (answer.main..w.sentence(answer.main).end.min(answer.main + 5))
            .any(|i| w.low(i) == "by" && w.time_of.get(i + 1) == Some(&crate::words::NONE))
    };
    match w.tokens[answer.main].relation {
        "advcl" => before(),
        // "two died and 16 were wounded by a bomb": others than those who died.
        "conj" => by_others() && !w.below(answer.main).any(|c| w.relation(c).starts_with("nsubj")),
        _ => false,
    }
}

/// "attacked a station and burned two trucks": two finite verbs side by side, each with something of its own that it hit.
fn two_deeds(w: &Words, a: &Found, b: &Found) -> bool {
    let (first, second) = if a.anchor < b.anchor { (a, b) } else { (b, a) };
    let joined = w.governor(second.anchor) == Some(first.anchor) && w.tokens[second.anchor].relation == "conj";
    joined && hit_apart(w, a, b, &[RoleKind::Target, RoleKind::Victim])
}

/// True for two finite verbs that each have something of their own in one of these roles.
fn hit_apart(w: &Words, a: &Found, b: &Found, roles: &[RoleKind]) -> bool {
    let hit = |f: &Found| f.roles.iter().find(|(r, _)| roles.contains(r)).map(|(_, p)| p.start);
    let finite = |f: &Found| f.link == Link::Own && !participle(w, f) && !purpose(f);
    finite(a) && finite(b) && hit(a).zip(hit(b)).is_some_and(|(p, q)| p != q)
}

/// True if number `h` tells more surely than number `i` of the same kind.
fn stronger(h: &Found, i: &Found, at_h: usize, at_i: usize) -> bool {
    match (purpose(h), purpose(i)) {
        (true, false) => false,
        (false, true) => true,
        _ => h.score > i.score || h.score == i.score && at_h < at_i,
    }
}

/// "to disperse the crowd": what something was done for.
fn purpose(f: &Found) -> bool {
    f.link == Link::Own && f.group.is_some_and(|g| g.to.is_some())
}

/// ", killing five", ", wounding scores".
fn participle(w: &Words, f: &Found) -> bool {
    // "forcing the police to open fire" names somebody else who acts.
    let marked = f.first > 0 && matches!(w.low(f.first - 1), "before" | "after" | "while" | "then");
    let short = f.end - f.first < 5 || !marked && (f.first..f.end).all(|i| w.low(i) != "to");
    f.link == Link::Own && short && w.tag(f.anchor) == "VBG" && f.group.is_some_and(|g| !g.has_aux)
}

/// True if a noun's own phrase tells a time.
pub(crate) fn dated(w: &Words, f: &Found) -> bool {
    w.phrase(f.anchor).is_some_and(|p| (p.start..f.first).any(|i| w.time_of[i] != crate::words::NONE))
}

/// True if each of the two has a time expression of its own beside it: they are two happenings.
fn apart_in_time(w: &Words, a: &Found, b: &Found) -> bool {
    let time = |f: &Found| {
        let sentence = w.sentence(f.anchor);
        let near =
            |i: usize| (sentence.start..sentence.end).contains(&i).then(|| w.time_of[i]).filter(|t| *t != crate::words::NONE);
        let inside = w.phrase(f.anchor).and_then(|p| (p.start..f.first).find_map(near));
        let same = |n: usize| w.clause[(f.end + n).min(sentence.end - 1)] == w.clause[f.anchor];
        let speech = |n: usize| {
            let i = (f.end + n).min(sentence.end - 1);
            w.is_verb(i) && w.lemma(i) == "say"
        };
        // "In June 86 were killed …, and in April 64 died": what hangs from the verb, ahead of it too.
        let verb = f.group.filter(|_| f.link == Link::Own).map(|g| g.main);
        let told = |c: usize| w.below(c).any(|i| w.relation(i) == "case");
        let hung = verb.and_then(|v| w.below(v).filter(|&c| c < v && told(c)).find_map(near));
        // ", and in January a bus plunged": the next clause's.
        let next = |n: usize| {
            let i = f.end + n;
            i + 1 < sentence.end && w.low(i) == "," && matches!(w.low(i + 1), "and" | "while" | "but" | "whereas")
        };
        inside
            .or(hung)
            .or_else(|| (0..9).take_while(|n| !speech(*n) && !next(*n)).find_map(|n| near(f.end + n).filter(|_| same(n))))
    };
    // "overnight on Saturday": two expressions of one time.
    let beside = |x: u32, y: u32| {
        let at = |n: u32| w.sentence(a.anchor).find(|&i| w.time_of[i] == n);
        let end = |n: u32| w.sentence(a.anchor).rev().find(|&i| w.time_of[i] == n);
        let gap = |n: u32, m: u32| at(m).zip(end(n)).is_some_and(|(m, n)| n < m && m - n <= 2);
        gap(x, y) || gap(y, x)
    };
    matches!((time(a), time(b)), (Some(x), Some(y)) if x != y && !beside(x, y))
}

/// Where the phrase with a time begins whose "when" clause a match stands in: "the 2029 protests, when 30 people died".
fn when_before(w: &Words, guest: &Found) -> Option<usize> {
    let sentence = w.sentence(guest.anchor);
    let when = (sentence.start..guest.first).rev().take(8).find(|&i| w.low(i) == "when" && i > sentence.start + 2)?;
    let last = if w.low(when - 1) == "," { when - 2 } else { when - 1 };
    let p = w.phrase(last)?;
    (p.start..p.end).any(|i| w.time_of[i] != crate::words::NONE && w.time_of[p.head] == crate::words::NONE).then_some(p.start)
}

/// True for a match in a clause with "when" right behind a day that is told behind the other match.
fn when_of_a_day(w: &Words, first: &Found, guest: &Found) -> bool {
    let start = w.sentence(guest.anchor).start.max(first.end);
    let when = (start..guest.first).rev().take(8).find(|&i| w.low(i) == "when" && i > start + 2);
    when.is_some_and(|i| w.time_before_when(i).is_some())
}

/// "attacked the village, shooting twelve people": the participle tells the means.
fn refine(coder: &Coder, w: &Words, host: &mut Found, guest: &Found) {
    let name = |f: &Found| coder.book.kinds[f.kind].kind.as_str();
    let means = matches!(
        name(guest),
        "assault.shooting"
            | "assault.bombing"
            | "assault.suicide_bombing"
            | "assault.stabbing"
            | "assault.shelling"
            | "assault.airstrike"
    );
    if name(host) == "assault" && means {
        host.kind = guest.kind;
    }
    // "seized a school, killing 30 people": no ground is won there.
    let civil = |p: &Phrase| coder.lexicon.has("civil", w.lemma(p.head));
    if name(host) == "battle.capture"
        && name(guest) == "killing"
        && host.roles.iter().any(|(r, p)| *r == RoleKind::Target && civil(p))
        && let Some(number) = coder.book.number("assault")
    {
        host.kind = number;
    }
}

fn adopt(w: &Words, host: &mut Found, guest: Found) {
    // "had ordered raids in which seven people died": they were carried out.
    let died = guest.link == Link::Own && w.tag(guest.anchor) == "VBD" && w.relation(guest.anchor) == "acl:relcl";
    if died && host.link != Link::Own && w.governor(guest.anchor) == Some(host.anchor) && host.status.is_none() {
        host.status = Some(Status::Happened);
    }
    host.folded.extend(&guest.folded);
    for (role, p) in guest.roles {
        // "the attack killed five": the attack is no actor of itself.
        let is_host = p.start <= host.anchor && host.anchor < p.end;
        let had = host.role(role).is_some();
        let known = host.holds(&p);
        let second_actor = role == RoleKind::Actor && had;
        if !is_host && !known && !second_actor {
            host.roles.push((role, p));
        }
    }
    host.told = true;
    host.folded.push(guest.anchor);
    host.bare = false;
    host.score = (host.score + 0.03).min(0.98);
}
