//! How many happenings an article tells: news of one shooting comes back to it in each paragraph, news of a war goes from
//! one to the next.

use crate::subject::Cuts;
use crate::{Digest, ReportDigest, same};
use jiff::civil::Date;
use model::{Carried, EventPlace, PlacePrecision};
use std::collections::{HashMap, HashSet};

/// Days or towns from which on an article tells of many happenings.
const MANY: usize = 3;

/// Reports of harm from which on an article tells of more than one.
const LONG: usize = 25;

/// True where the harm that an article tells as news is of three days or of three towns, in its own words.
pub(crate) fn many(d: &Digest) -> bool {
    let real = |r: &&ReportDigest| same::news(r) && same::harms(r);
    let mut days: Vec<(Date, Date)> = Vec::new();
    let mut towns: Vec<&EventPlace> = Vec::new();
    for r in d.reports.iter().filter(real) {
        if let Some(day) = same::stated_day(r).filter(|day| days.iter().all(|other| same::gap(*day, *other) > 1)) {
            days.push(day);
        }
        let town = r.place.precision <= PlacePrecision::Admin2 && r.where_from == Carried::Stated;
        if town && towns.iter().all(|other| !same::nest(&r.place, other)) {
            towns.push(&r.place);
        }
    }
    days.len() >= MANY || towns.len() >= MANY || d.reports.iter().filter(|r| same::harms(r)).count() > LONG
}

/// Articles from which on a subject holds many happenings: a war, a campaign, an outbreak.
const BROAD: usize = 8;

/// The subjects with that many articles.
pub(crate) fn broad(cuts: Option<&Cuts>) -> HashSet<u32> {
    let mut articles: HashMap<u32, usize> = HashMap::new();
    cuts.into_iter().flat_map(|c| &c.subjects).for_each(|s| *articles.entry(*s).or_default() += 1);
    articles.into_iter().filter(|(_, n)| *n > BROAD).map(|(s, _)| s).collect()
}
