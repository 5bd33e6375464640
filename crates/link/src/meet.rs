//! Where reports meet: only reports that look where another stands are compared.
//!
//! A report stands in few places and looks in few, whatever the batch holds: by the story of its article, by kind, day
//! and the square of the map, by kind and actor, by kind and town, by year and a great toll.

use crate::same::{self, Side};
use jiff::civil::Date;
use model::{Carried, EventPlace, PlacePrecision};

/// Where a report looks for its event, and where it lets itself be found. Each place is a number.
pub struct Keys {
    /// Where it looks.
    pub look: Vec<u64>,
    /// Where it stands.
    pub stand: Vec<u64>,
}

/// Most days of a report that is found day by day.
const FEW_DAYS: i32 = 7;
/// The side of a square of the map in degrees: places up to 40 km apart lie in neighbours.
const SQUARE: f64 = 0.5;

/// The places of one report.
pub fn keys(side: &Side) -> Keys {
    let r = side.report;
    let family = same::family(&r.kind.path);
    let key = |what: u64, parts: &[u64]| parts.iter().fold(mix(what, family), |h, p| mix(h, *p));
    let story = mix(STORY, side.story.into());
    let mut keys = Keys { look: vec![story], stand: vec![story] };
    let (months, days) = time(side);
    for actor in side.actors {
        keys.stand.extend(months.first().map(|m| key(ACTOR, &[*m, *actor])));
        keys.look.extend(months.iter().map(|m| key(ACTOR, &[*m, *actor])));
    }
    if let Some(town) = r.place.geonames.filter(|_| fine(&r.place)) {
        keys.stand.extend(months.first().map(|m| key(TOWN, &[*m, town.into()])));
        if days.is_empty() {
            keys.look.extend(months.iter().map(|m| key(TOWN, &[*m, town.into()])));
        }
    }
    // Who recalls a great toll may leave out the day, the town or both.
    if let (Some((start, _)), Some(dead)) = (same::days(r), r.dead().filter(|n| *n >= GREAT)) {
        let step = (dead.ln() / STEP.ln()) as u64;
        let year = start.year() as u64;
        keys.stand.push(key(TOLLS, &[year, step]));
        keys.look.extend([step.saturating_sub(1), step, step + 1].map(|s| key(TOLLS, &[year, s])));
    }
    let told = !matches!(r.where_from, Carried::Parties | Carried::Article);
    let country = r.place.country.as_deref().filter(|_| told).map_or(0, crate::hash);
    let squares = squares(&r.place);
    for (n, day) in days.iter().enumerate() {
        // The first and the last day are those beside it, where papers disagree.
        let own = n > 0 && n + 1 < days.len();
        if let Some((mine, around)) = &squares {
            keys.look.extend(around.iter().map(|s| key(SQUARES, &[*day, *s])));
            keys.look.push(key(COARSE, &[*day, country]));
            keys.look.push(key(COARSE, &[*day, 0]));
            if own {
                keys.stand.extend([key(SQUARES, &[*day, *mine]), key(FINE, &[*day, country])]);
            }
        } else {
            keys.look.extend([key(FINE, &[*day, country]), key(COARSE, &[*day, country])]);
            if own {
                keys.stand.push(key(COARSE, &[*day, country]));
            }
        }
    }
    keys
}

const STORY: u64 = 1;
const ACTOR: u64 = 2;
const TOWN: u64 = 3;
const SQUARES: u64 = 4;
const COARSE: u64 = 5;
const FINE: u64 = 6;
const TOLLS: u64 = 7;

/// Dead from which on reports of one year meet by their number,
const GREAT: f64 = 10.0;
/// and how many times as many the next ones up are.
const STEP: f64 = 1.35;

/// The months a report may be of, its own first, and its days with one before and one after; no days where it has none or many.
fn time(side: &Side) -> (Vec<u64>, Vec<u64>) {
    let month = |d: Date| (i64::from(d.year()) * 12 + i64::from(d.month())) as u64;
    let Some((start, end)) = same::days(side.report) else {
        let months = side.published.map_or(vec![0], |d| {
            let near = [d, d.saturating_sub(jiff::Span::new().days(10))];
            near.map(month).to_vec()
        });
        return (months, Vec::new());
    };
    let mut months = vec![month(start), month(end), month(start.saturating_add(jiff::Span::new().days(10)))];
    let mut seen = Vec::new();
    months.retain(|m| {
        !seen.contains(m) && {
            seen.push(*m);
            true
        }
    });
    let mut days = Vec::new();
    if start.until(end).map_or(i32::MAX, |s| s.get_days()) <= FEW_DAYS {
        let mut day = start.yesterday().unwrap_or(start);
        let last = end.tomorrow().unwrap_or(end);
        while day <= last {
            days.push(crate::hash(&day.to_string()));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }
    (months, days)
}

fn fine(place: &EventPlace) -> bool {
    place.precision <= PlacePrecision::Admin2
}

/// The square a place lies in, and that with its neighbours; none for divisions and countries.
fn squares(place: &EventPlace) -> Option<(u64, [u64; 9])> {
    let (lat, lon) = (place.lat.filter(|_| fine(place))?, place.lon?);
    let number = |row: f64, column: f64| (((row + 1000.0) as u64) << 20) | (column + 1000.0) as u64;
    let (row, column) = ((lat / SQUARE).floor(), (lon / SQUARE).floor());
    let around = std::array::from_fn(|k| number(row + (k / 3) as f64 - 1.0, column + (k % 3) as f64 - 1.0));
    Some((number(row, column), around))
}

fn mix(a: u64, b: u64) -> u64 {
    (a ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15)).rotate_left(23).wrapping_mul(0x2545_f491_4f6c_dd1d)
}
