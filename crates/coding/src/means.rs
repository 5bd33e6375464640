//! What a deed was done with tells its kind more finely: an attack with a bomb is a bombing.

use crate::Coder;
use crate::find::{Found, Link, Scene};
use crate::words::Phrase;
use model::RoleKind;

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
        return;
    }
    if !matches!(kind, "assault" | "assault.bombing" | "killing" | "injury") {
        return;
    }
    let finer = f.roles.iter().filter(|(r, _)| *r == RoleKind::Instrument).find_map(|(_, p)| {
        let is = |class: &str| scene.lexicon.phrase_is(class, *p, scene.words, scene.mentions);
        FINER.iter().find(|(class, _)| is(class)).map(|(_, finer)| *finer)
    });
    if let Some(number) = finer.and_then(|finer| coder.book.number(finer)) {
        f.kind = number;
    }
}
