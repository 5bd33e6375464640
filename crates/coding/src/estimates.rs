//! Numbers that somebody gives of a happening told before: "About 50,000 people marched. Police put turnout at 15,000".

use crate::Coder;
use crate::code::Draft;
use crate::find::Scene;
use model::Status;

/// How many sentences on a number may still be of a happening.
const BEFORE: usize = 3;

/// Numbers that are seldom told with the happening itself.
const LATER: &[&str] = &["crowd", "escaped"];

/// Gives figures that no report of their sentence counts to the report before, or right behind, whose kind counts such.
pub(crate) fn estimates(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    let taken = |drafts: &[Draft], n: u32| drafts.iter().any(|d| d.figures.contains(&n));
    for (n, figure) in scene.mentions.figures.iter().enumerate().filter(|(_, f)| LATER.contains(&f.what.as_str())) {
        let n = n as u32;
        if taken(drafts, n) {
            continue;
        }
        let s = scene.words.syntax.sentences.partition_point(|s| s.range.end <= figure.range.start);
        let may = |d: &Draft| {
            let counts = coder.book.kinds[d.found.kind].figures.contains(&figure.what);
            // What nobody else gives is not said by whoever tells of the happening.
            let said = figure.said_by.is_some() || d.said_by.is_none() || d.sentence == s;
            let real = matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged);
            counts && said && real && !d.background && !d.period
        };
        let near = |d: &Draft| d.sentence <= s + 1 && s <= d.sentence + BEFORE;
        let order = |d: &Draft| if d.sentence <= s { s - d.sentence } else { BEFORE + 1 };
        let host = (0..drafts.len()).filter(|&i| near(&drafts[i]) && may(&drafts[i])).min_by_key(|&i| order(&drafts[i]));
        if let Some(host) = host {
            drafts[host].figures.push(n);
            drafts[host].figures.sort_unstable();
        }
    }
}
