//! The sides of a fight, by the nouns for those who are counted: soldiers, fighters, and those who carry no arms.
//!
//! "The army killed 40 rebels and lost three men": two tolls of one fight, and neither is a part of the other.

use crate::{FigureDigest, ReportDigest};
use model::RoleKind;
use std::collections::HashMap;
use std::sync::OnceLock;

/// On which side of a fight people are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Soldiers and police.
    Forces,
    /// Those who fight them.
    Fighters,
    /// Everybody else.
    Civilians,
}

/// The lists, read once: noun to side.
fn nouns() -> &'static HashMap<&'static str, Side> {
    static NOUNS: OnceLock<HashMap<&str, Side>> = OnceLock::new();
    NOUNS.get_or_init(|| {
        let lines = include_str!("../data/sides.txt").lines().filter_map(|l| l.split_once(": "));
        let of = |(side, words): (&str, &'static str)| {
            let side = match side {
                "forces" => Side::Forces,
                "fighters" => Side::Fighters,
                _ => Side::Civilians,
            };
            words.split(' ').map(move |w| (w, side))
        };
        lines.filter(|(side, _)| !side.starts_with('#')).flat_map(of).collect()
    })
}

/// The side that a phrase tells by its main word, which is its last one before "of", "in" or the like; `None` where it tells none.
pub fn side(phrase: &str) -> Option<Side> {
    let lower = phrase.to_lowercase();
    let turns = |w: &&str| !matches!(*w, "of" | "in" | "from" | "at" | "on" | "with" | "who" | "and");
    let whose = |w: &str| nouns().get(w).copied();
    // "four of the attackers" counts attackers.
    let words: Vec<&str> = lower.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let own = words.iter().take_while(|w| turns(w)).filter_map(|w| whose(w)).last();
    own.or_else(|| words.iter().position(|w| *w == "of").and_then(|n| words[n..].iter().find_map(|w| whose(w))))
}

/// The side of those whom a figure counts.
pub fn counted(f: &FigureDigest) -> Option<Side> {
    f.of.as_deref().and_then(side)
}

/// True where one of two reports tells of dead of one side and the other of dead of the other, and one side acts in one of them.
pub fn answered(a: &ReportDigest, b: &ReportDigest) -> bool {
    let dead = |r: &ReportDigest| {
        let figures = r.figures.iter().filter(|f| f.what == "killed" && !f.part).find_map(counted);
        let victims = || r.roles.iter().filter(|x| x.role == RoleKind::Victim).find_map(|x| side(&x.text));
        figures.or_else(victims)
    };
    let armed = |s: Side| s != Side::Civilians;
    dead(a).zip(dead(b)).is_some_and(|(x, y)| x != y && armed(x) && armed(y))
}

/// "A gunfight broke out at a bar. A guard reported shots": one article's gunfight and its shooting may be one.
pub(crate) fn gunfight(x: &ReportDigest, y: &ReportDigest) -> bool {
    let guns = |r: &ReportDigest| r.says(&["gunfight", "shootout", "shoot-out", "gunbattle"]);
    let pair =
        |p: &ReportDigest, q: &ReportDigest| &*p.kind.path == "battle.clash" && guns(p) && &*q.kind.path == "assault.shooting";
    pair(x, y) || pair(y, x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_told_by_the_noun() {
        assert_eq!(side("army soldiers"), Some(Side::Forces));
        assert_eq!(side("suspected rebels in the hills"), Some(Side::Fighters));
        assert_eq!(side("of the attackers"), Some(Side::Fighters));
        assert_eq!(side("villagers"), Some(Side::Civilians));
        assert_eq!(side("people"), None);
    }
}
