//! The dead of one happening told one place after the other: "Gunmen killed 14 people in two villages. Nine were shot in Orle
//! and five in Varn".

use crate::code::{Draft, days};
use crate::find::Scene;
use model::{Figure, ReportTime, Status};

/// Sentences in which an article tells its whole,
const OPENING: usize = 3;
/// and so many behind that one in which it tells its parts.
const BEHIND: usize = 8;

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
    if sum == all && parts.len() > 1 {
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

/// Harm by somebody's hand that the article tells as its news.
fn plain(d: &Draft) -> bool {
    d.family.violent() && !d.natural && !d.period && !d.background && matches!(d.status, Status::Happened | Status::Alleged)
}

/// Those killed in all, as the report tells.
fn dead(scene: &Scene, d: &Draft) -> Option<f64> {
    let total = |f: &&Figure| f.what == "killed" && !f.part;
    d.figures.iter().filter_map(|&n| scene.mentions.figures.get(n as usize)).find(total).and_then(|f| f.best)
}

/// True where the day of a part may be that of the whole.
fn fits(whole: &ReportTime, part: &ReportTime) -> bool {
    whole.start.zip(part.start).is_none_or(|(a, b)| days(a, b).abs() <= 1)
}
