//! What a deed was done with tells its kind more finely: an attack with a bomb is a bombing.

use crate::Coder;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase};
use model::{Pos, RoleKind};

/// "attacked the office with grenades": the instrument tells the finer kind.
pub(crate) fn by_instrument(coder: &Coder, scene: &Scene, f: &mut Found) {
    // "dispersed them with tear-gas shells"
    if coder.book.kinds[f.kind].kind == "riot.dispersal" {
        let tear = |p: &Phrase| (p.start..p.end).any(|i| matches!(scene.words.low(i), "tear" | "teargas" | "tear-gas"));
        if f.roles.iter().any(|(r, p)| *r == RoleKind::Instrument && tear(p))
            && let Some(number) = coder.book.number("riot.dispersal.tear_gas")
        {
            f.kind = number;
        }
        return;
    }
    const FINER: &[(&str, &str)] = &[
        ("grenade", "assault.grenade"),
        ("explosive", "assault.bombing"),
        ("blade", "assault.stabbing"),
        ("weapon", "assault.shooting"),
        ("heavy", "assault.shelling"),
        ("poison", "assault.chemical"),
    ];
    let kind = coder.book.kinds[f.kind].kind.as_str();
    let w = scene.words;
    // "a car bomb attack on the headquarters", "the dynamite attack": the noun says with what.
    let with = |class: &str| {
        w.below(f.anchor).any(|c| w.relation(c) == "compound" && c < f.anchor && scene.lexicon.has(class, w.lemma(c)))
    };
    let blast = f.link != Link::Own && with("explosive") && !with("grenade");
    if blast
        && matches!(kind, "assault" | "assault.forces")
        && let Some(number) = coder.book.number("assault.bombing")
    {
        f.kind = number;
        compound(scene, f);
        return;
    }
    compound(scene, f);
    if !matches!(kind, "assault" | "assault.bombing" | "killing" | "injury") {
        return;
    }
    // "a gold mine collapsed, killing 70": no mine that blows up.
    let pit = |p: Phrase| {
        let dug = |i: usize| {
            matches!(
                w.lemma(i),
                "gold" | "coal" | "copper" | "diamond" | "silver" | "tin" | "iron" | "cobalt" | "jade" | "salt" | "emerald"
            ) || matches!(w.lemma(i), "illegal" | "unregulated" | "abandoned" | "collapse" | "shaft" | "cave")
        };
        w.lemma(p.head) == "mine" && (p.start..w.sentence(p.head).end.min(p.end + 3)).any(dug)
    };
    let water = |p: Phrase| (p.start..p.end).any(|i| w.low(i) == "water");
    let finer = f.roles.iter().filter(|(r, p)| *r == RoleKind::Instrument && !pit(*p) && !water(*p)).find_map(|(_, p)| {
        let is = |class: &str| scene.lexicon.phrase_is(class, *p, scene.words, scene.mentions);
        FINER.iter().find(|(class, _)| is(class)).map(|(_, finer)| *finer)
    });
    if let Some(number) = finer.and_then(|finer| coder.book.number(finer)) {
        f.kind = number;
    }
}

/// Deeds whose noun may say first what it was done with.
const DEEDS: &[&str] = &["assault", "attack", "ambush", "blast", "bombing", "explosion", "raid", "strike"];

/// "a car bomb attack", "the grenade attack on the mayor": the noun says with what, and no car is hit.
fn compound(scene: &Scene, f: &mut Found) {
    let w = scene.words;
    let sentence = w.sentence(f.anchor);
    let deed = f.end.saturating_sub(1);
    if f.link == Link::Own
        || !DEEDS.contains(&w.lemma(deed))
        || f.role(RoleKind::Instrument).is_some()
        || deed == sentence.start
    {
        return;
    }
    let common = |i: usize| w.pos(i) == Pos::Noun && w.name_of[i] == NONE;
    let hyphen = |i: usize| matches!(w.low(i), "-" | "‑");
    let means =
        |i: usize| ["explosive", "grenade", "weapon", "heavy", "blade"].iter().any(|c| scene.lexicon.has(c, w.lemma(i)));
    let c = if hyphen(deed - 1) && deed > sentence.start + 1 { deed - 2 } else { deed - 1 };
    if !common(c) || !means(c) {
        return;
    }
    let part = |i: usize| hyphen(i) || common(i) && w.relation(i) == "compound";
    let start = (sentence.start.max(c.saturating_sub(3))..c).rev().take_while(|&i| part(i)).last().unwrap_or(c);
    let start = if hyphen(start) { start + 1 } else { start };
    let p = Phrase { start, end: c + 1, head: c };
    f.roles.retain(|(_, q)| !q.overlaps(&p));
    f.roles.push((RoleKind::Instrument, p));
}
