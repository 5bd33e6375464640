//! The dead of one happening told one place after the other: "Gunmen killed 14 people in two villages. Nine were shot in Orle
//! and five in Varn".

use crate::code::{Draft, days};
use crate::find::Scene;
use model::{Carried, Figure, PlacePrecision, ReportTime, Status};

/// Sentences in which an article tells its whole,
const OPENING: usize = 3;
/// and so many behind that one in which it tells its parts.
const BEHIND: usize = 8;
/// Degrees between two towns from which on what was done in them is no one raid.
const FAR: f64 = 0.5;

/// Marks the deeds whose dead add up to those of the lead as told of the lead again.
pub(crate) fn adds_up(scene: &Scene, drafts: &mut [Draft]) {
    let Some((whole, all)) = drafts.iter().enumerate().find_map(|(n, d)| {
        let opens = d.sentence < OPENING && plain(d) && !d.apart;
        dead(scene, d).filter(|all| opens && *all >= 3.0).map(|all| (n, all))
    }) else {
        return;
    };
    let (first, when) = (drafts[whole].sentence, drafts[whole].when.clone());
    let counted = |d: &Draft| {
        let below = d.sentence > first && d.sentence <= first + BEHIND;
        dead(scene, d).filter(|n| below && *n < all && plain(d) && fits(&when, &d.when))
    };
    let mut sum = 0.0;
    let mut parts = Vec::new();
    for (n, d) in drafts.iter().enumerate().skip(whole + 1) {
        let Some(some) = counted(d) else { continue };
        sum += some;
        parts.push(n);
        if sum >= all {
            break;
        }
    }
    let points: Vec<_> = parts.iter().filter_map(|&n| point(scene, &drafts[n])).collect();
    let far = points.iter().any(|p| points.iter().any(|q| (p.0 - q.0).abs() > FAR || (p.1 - q.1).abs() > FAR));
    if sum == all && parts.len() > 1 && !far {
        for n in parts {
            let d = &mut drafts[n];
            d.again = Some(first as u32);
            d.apart = false;
            if d.when.start.is_none() {
                d.when = when.clone();
            }
        }
    }
}

/// Where the text itself places it, if that is on the map and no more than a town.
fn point(scene: &Scene, d: &Draft) -> Option<(f64, f64)> {
    let place = scene.mentions.places.get(d.place.place? as usize)?;
    let town = d.place.from == Carried::Stated && place.precision <= PlacePrecision::City;
    place.lat.zip(place.lon).filter(|_| town)
}

/// Harm by somebody's hand that the article tells as its news.
fn plain(d: &Draft) -> bool {
    d.family.violent() && !d.natural && !d.period && !d.background && matches!(d.status, Status::Happened | Status::Alleged)
}

/// Those killed in all, as the report tells.
pub(crate) fn dead(scene: &Scene, d: &Draft) -> Option<f64> {
    let total = |f: &&Figure| f.what == "killed" && !f.part;
    d.figures.iter().filter_map(|&n| scene.mentions.figures.get(n as usize)).find(total).and_then(|f| f.best)
}

/// True where the day of a part may be that of the whole.
fn fits(whole: &ReportTime, part: &ReportTime) -> bool {
    whole.start.zip(part.start).is_none_or(|(a, b)| days(a, b).abs() <= 1)
}
