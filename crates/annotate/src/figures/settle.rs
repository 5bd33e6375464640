//! Settles over the whole article what single sentences leave open.
//!
//! Somebody "shot" or "taken to hospital" is injured, unless the article tells that there was a death: then it is not known
//! whether this one lived, and nothing is said. Somebody told of before ("he", "the victim") is a figure only where the
//! article has no better one of that kind.

use super::phrase::Kind;
use model::Figure;

/// A figure with what settling needs to know.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The figure.
    pub figure: Figure,
    /// The sentence it stands in.
    pub sentence: usize,
    /// How it counts.
    pub kind: Kind,
    /// Told only to have been hit.
    pub hit: bool,
}

/// The figures that stand.
pub fn settle(drafts: Vec<Draft>) -> Vec<Figure> {
    let death = |d: &&Draft| d.figure.what == "killed" && d.figure.best >= Some(1.0);
    let deaths = drafts.iter().any(|d| death(&d));
    // "A man was killed and a woman shot in the leg": told of two.
    let beside: Vec<usize> = drafts.iter().filter(death).filter(|d| told_fully(d)).map(|d| d.sentence).collect();
    // Told in full: neither by a pronoun nor as somebody known.
    let told = |what: &str| drafts.iter().any(|d| !d.hit && d.figure.what == what && told_fully(d));
    let (killed, injured) = (told("killed"), told("injured"));
    let hit = drafts.iter().any(|d| d.hit && told_fully(d));
    let mut out = Vec::with_capacity(drafts.len());
    for mut d in drafts {
        if d.hit {
            let other =
                d.figure.text.to_lowercase().contains("other") || d.figure.of.as_deref().is_some_and(|o| o.contains("other"));
            if deaths && !other && !(told_fully(&d) && beside.binary_search(&d.sentence).is_ok()) {
                continue;
            }
            d.figure.what = "injured".into();
        }
        let known = match d.figure.what.as_str() {
            "killed" => killed,
            "injured" => injured || hit && d.hit,
            _ => false,
        };
        if d.kind == Kind::Anaphor && known {
            continue;
        }
        out.push(d.figure);
    }
    out
}

/// Neither a pronoun nor somebody told of before.
fn told_fully(d: &Draft) -> bool {
    !matches!(d.kind, Kind::Anaphor | Kind::Reflexive)
}
