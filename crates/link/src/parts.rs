//! Which part of an event that a person split a report belongs to that was read later.

use crate::same::{self, overlap};
use crate::subject::{Comparison, Model};
use crate::{Digest, ReportDigest};
use jiff::civil::Date;
use model::{ArticleId, ReportId};
use std::collections::{BTreeMap, HashSet};

/// The most reports of a part that are looked at.
const LOOKED: usize = 24;

/// Those of the reports `fresh` that fit better with the reports `leaving` than with those that stay. What one article tells goes
/// one way.
pub fn leaving(digests: &[Digest], fresh: &[ReportId], stay: &[ReportId], leaving: &[ReportId]) -> Vec<ReportId> {
    let tellings: Vec<_> = digests.iter().map(|d| (&d.telling, None::<Date>)).collect();
    let shared = Comparison::new(Model::builtin(), &tellings);
    let find = |wanted: &[ReportId]| -> Vec<(usize, &ReportDigest)> {
        let wanted: HashSet<ReportId> = wanted.iter().copied().collect();
        let all = digests.iter().enumerate().flat_map(|(n, d)| d.reports.iter().map(move |r| (n, r)));
        all.filter(|(_, r)| wanted.contains(&r.id)).collect()
    };
    let (here, there) = (find(stay), find(leaving));
    let mut of_article: BTreeMap<ArticleId, Vec<(usize, &ReportDigest)>> = BTreeMap::new();
    for (n, r) in find(fresh) {
        of_article.entry(digests[n].article).or_default().push((n, r));
    }
    let goes = |mine: &Vec<(usize, &ReportDigest)>| {
        let near = |part: &[(usize, &ReportDigest)]| {
            let pairs = mine.iter().flat_map(|x| part.iter().take(LOOKED).map(move |y| (x, y)));
            pairs.map(|(x, y)| fits(x.1, y.1) + TIE * shared.ties(x.0, y.0) as f64).fold(f64::NEG_INFINITY, f64::max)
        };
        near(&there) > near(&here)
    };
    of_article.values().filter(|mine| goes(mine)).flatten().map(|(_, r)| r.id).collect()
}

/// How well two reports of an event fit: the day, the place, the toll, the words.
fn fits(x: &ReportDigest, y: &ReportDigest) -> f64 {
    let day = same::day(x).zip(same::day(y)).map_or(0.0, |(p, q)| if same::gap(p, q) == 0 { 1.0 } else { -1.0 });
    let place = same::places(&x.place, &y.place).unwrap_or(-0.5);
    let told = !x.quarters.is_empty() && !y.quarters.is_empty();
    let quarter = match overlap(&x.quarters, &y.quarters) {
        shared if shared > 0.0 => 1.0,
        _ if told => -0.5,
        _ => 0.0,
    };
    let toll = x.dead().zip(y.dead()).map_or(0.0, |(m, n)| if m == n { 0.5 } else { -0.2 });
    day + place + quarter + toll + overlap(&x.words, &y.words)
}

/// What a telling word in common counts.
const TIE: f64 = 0.1;
