//! Where a happening was, of all that its reports tell.

use crate::{Digest, ReportDigest};
use model::{Carried, EventPlace, PlacePrecision};

/// The finest place that its reports tell, of equals the one that most tell. A place that no gazetteer has lies in its town.
pub(crate) fn place(reports: &[(&Digest, &ReportDigest)]) -> EventPlace {
    // What only the article as a whole lets one think counts where no report tells a town.
    let told = |r: &ReportDigest| {
        let town = r.place.lat.is_some() && r.place.precision <= PlacePrecision::City || r.town.is_some();
        town && r.where_from != Carried::Article
    };
    let known = reports.iter().any(|(_, r)| told(r));
    // The town of a dateline is where the paper wrote.
    let stated = reports.iter().any(|(_, r)| told(r) && r.where_from == Carried::Stated);
    // A country that only the other places of an article tell.
    let vague = |r: &ReportDigest| r.where_from == Carried::Article && r.place.geonames.is_none();
    let named = reports.iter().any(|(_, r)| r.place.name.is_some() && !vague(r));
    let mut best: Option<(PlacePrecision, usize, usize)> = None;
    for (i, (_, r)) in reports.iter().enumerate() {
        let p = &r.place;
        let elsewhere = stated && r.where_from == Carried::Dateline;
        if p.name.is_none() || known && r.where_from == Carried::Article || named && vague(r) || elsewhere {
            continue;
        }
        // What its own words tell outweighs what neighbours or a place line lend.
        let weight = |x: &ReportDigest| if x.where_from == Carried::Stated { STATED } else { 1 };
        let same = |x: &ReportDigest| x.place.geonames == p.geonames && x.place.name == p.name;
        let votes = reports.iter().filter(|(_, x)| same(x)).map(|(_, x)| weight(x)).sum();
        let better = match best {
            None => true,
            Some((fine, n, _)) => {
                // A village that no gazetteer has is finer than the province that it lies in.
                let (mine, theirs) = (fineness(r).max(PlacePrecision::City), fine.max(PlacePrecision::City));
                mine < theirs || (mine == theirs && votes > n)
            }
        };
        if better {
            best = Some((fineness(r), votes, i));
        }
    }
    let Some((.., i)) = best else { return EventPlace::UNKNOWN };
    let i = of_the_whole(reports, i).unwrap_or(i);
    let (place, town) = (&reports[i].1.place, &reports[i].1.town);
    match town.as_ref().filter(|_| place.lat.is_none()) {
        Some(town) => EventPlace { name: place.name.clone(), geonames: None, ..(**town).clone() },
        None => (**place).clone(),
    }
}

/// What a place counts that a report's own words tell, beside one that is lent to it.
const STATED: usize = 2;

/// How finely a report tells its place.
fn fineness(r: &ReportDigest) -> PlacePrecision {
    match &r.town {
        Some(town) if r.place.lat.is_none() && town.precision >= PlacePrecision::Admin2 => PlacePrecision::Admin2,
        _ => r.place.precision,
    }
}

/// "26 have died in the province, 23 of them in Norport and three in Besk": where tolls are told of several towns it is the whole's
/// place. `fine` is the report with the finest place.
fn of_the_whole(reports: &[(&Digest, &ReportDigest)], fine: usize) -> Option<usize> {
    let dead = |r: &ReportDigest| {
        r.figures.iter().filter(|f| f.what == "killed" && !f.rejected).filter_map(|f| f.best).reduce(f64::max)
    };
    let told: Vec<(usize, f64)> = reports
        .iter()
        .enumerate()
        .filter(|(_, (_, r))| r.place.name.is_some() && r.where_from == Carried::Stated)
        .filter_map(|(i, (_, r))| dead(r).map(|n| (i, n)))
        .collect();
    let (top, most) = told.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let whole = &reports[top].1.place;
    let mut towns: Vec<&str> = told
        .iter()
        .filter(|(i, n)| *n < most && reports[*i].1.place.name != whole.name)
        .filter_map(|(i, _)| reports[*i].1.place.name.as_deref())
        .collect();
    towns.sort_unstable();
    towns.dedup();
    let wide = matches!(whole.precision, PlacePrecision::Admin1 | PlacePrecision::Region | PlacePrecision::Country);
    (towns.len() > 1 && wide && reports[fine].1.place.name != whole.name).then_some(top)
}
