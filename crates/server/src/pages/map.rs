//! The events of a search on the map: one mark a point, with how many it stands for; countries shaded by what is known no finer.

use crate::assets::WORLD;
use crate::params::Params;
use crate::search::Found;
use crate::view::{cut, family, isolated, number, several};
use std::collections::{BTreeMap, HashMap};

/// Marks on the map.
const MARKS: usize = 1500;
/// Points nearer to each other than so many hundredths of a degree are one.
const NEAR: f32 = 100.0;

/// A mark.
pub struct Circle {
    pub x: String,
    pub y: String,
    pub r: String,
    /// How much larger than alone its shape is.
    pub scale: String,
    /// What kind of kind; `mixed` where there are several.
    pub family: &'static str,
    pub hollow: bool,
    pub label: String,
    pub href: String,
    /// How many events it stands for; empty for one.
    pub count: String,
    reports: u64,
}

/// A country.
pub struct Land {
    pub path: &'static str,
    pub shade: usize,
    pub href: String,
    pub label: String,
}

/// Degrees to the drawing of `cargo xtask world` (Equal Earth; x 0 to 1000).
fn project(lat: f64, lon: f64) -> (f64, f64) {
    let t = (3f64.sqrt() / 2.0 * lat.to_radians().sin()).asin();
    let (t2, t6) = (t * t, t.powi(6));
    let x = 2.0 * 3f64.sqrt() * lon.to_radians() * t.cos()
        / (3.0 * (9.0 * 0.003796 * t6 * t2 + 7.0 * 0.000893 * t6 - 3.0 * 0.081106 * t2 + 1.340264));
    let y = t * (0.003796 * t6 * t2 + 0.000893 * t6 - 0.081106 * t2 + 1.340264);
    let scale = 500.0 / 2.70663;
    (500.0 + x * scale, 243.4 - y * scale)
}

/// Events at one point.
#[derive(Default)]
struct Spot {
    events: u64,
    reports: u64,
    /// One of their rows.
    row: usize,
    /// True where one of them is known to a city or finer.
    fine: bool,
    families: BTreeMap<&'static str, u64>,
    /// Their places, with how many events each has.
    places: Vec<(u32, u64)>,
    /// West, south, east, north.
    sides: [f32; 4],
}

/// Shaded countries and marks.
pub fn map(found: &Found, p: &Params) -> (Vec<Land>, Vec<Circle>) {
    let c = &found.columns;
    let mut spots: HashMap<(u32, &'static str), Spot> = HashMap::new();
    let mut countries: BTreeMap<&str, u64> = BTreeMap::new();
    for row in found.rows().map(|r| r as usize) {
        if c.has_point(row) {
            let spot = spots.entry((c.place.rows[row], family(c.kind.of(row)))).or_insert(Spot { row, ..Spot::default() });
            spot.events += 1;
            spot.reports += u64::from(c.reports[row]);
            spot.fine = spot.fine || matches!(c.place_precision.of(row), "point" | "neighborhood" | "city");
        } else if c.place_precision.of(row) == "country" {
            *countries.entry(c.country.of(row)).or_default() += 1;
        }
    }
    let most = countries.values().copied().max().unwrap_or(1) as f64;
    let land = |line: &'static str| {
        let (code, path) = line.split_once('\t').unwrap_or(("-", line));
        let n = countries.get(code).copied().unwrap_or(0);
        let name = model::countries::find(code).map_or(code, |c| c.name);
        Land {
            path,
            shade: if n == 0 { 0 } else { 1 + ((n as f64 / most).sqrt() * 3.99) as usize },
            href: if n == 0 {
                String::new()
            } else {
                p.drop("after").set("view", "list").set("country", code).set("precision", "country").href("/search")
            },
            label: format!("{name}: {} without a finer place", several(n as usize, "event")),
        }
    };
    // One mark a point: what stands on another cannot be seen.
    let mut points: HashMap<(i32, i32), Spot> = HashMap::new();
    for ((place, family), spot) in spots {
        let (lat, lon) = c.at[spot.row];
        let all = points.entry(((lat * NEAR).round() as i32, (lon * NEAR).round() as i32)).or_insert_with(|| Spot {
            row: spot.row,
            sides: [lon, lat, lon, lat],
            ..Spot::default()
        });
        // Whichever comes first, the same one speaks for all.
        all.row = all.row.min(spot.row);
        all.events += spot.events;
        all.reports += spot.reports;
        all.fine |= spot.fine;
        *all.families.entry(family).or_default() += spot.events;
        match all.places.iter_mut().find(|x| x.0 == place) {
            Some(x) => x.1 += spot.events,
            None => all.places.push((place, spot.events)),
        }
        let [w, s, e, n] = all.sides;
        all.sides = [w.min(lon), s.min(lat), e.max(lon), n.max(lat)];
    }
    let mut circles: Vec<Circle> = points.into_values().map(|spot| circle(found, p, spot)).collect();
    circles.sort_by(|a, b| b.reports.cmp(&a.reports).then_with(|| (&a.label, &a.href).cmp(&(&b.label, &b.href))));
    circles.truncate(MARKS);
    (WORLD.lines().map(land).collect(), circles)
}

fn circle(found: &Found, p: &Params, mut spot: Spot) -> Circle {
    let c = &found.columns;
    let (x, y) = project(f64::from(c.at[spot.row].0), f64::from(c.at[spot.row].1));
    spot.places.sort_by_key(|(place, n)| (std::cmp::Reverse(*n), c.place.words.key(*place)));
    let events = spot.events as usize;
    // The list that it leads to has just the events that it stands for.
    let list = p.drop("after").set("view", "list");
    let href = match spot.places.as_slice() {
        _ if events == 1 => format!("/event/{}", c.ids[spot.row]),
        [(place, _)] => list.set("place", c.place.words.key(*place)).href("/search"),
        _ => {
            let [w, s, e, n] = spot.sides;
            let around = [w - 0.002, s - 0.002, e + 0.002, n + 0.002].map(|x| format!("{x:.4}")).join(",");
            list.set("box", &around).href("/search")
        }
    };
    let place = spot.places.first().map_or("", |(place, _)| c.place.words.label(*place));
    let others = if spot.places.len() > 1 { " and what lies in it" } else { "" };
    let kinds: Vec<String> = spot.families.iter().map(|(family, n)| format!("{} {family}", number(*n))).collect();
    let what = match spot.families.iter().next() {
        Some((family, _)) if spot.families.len() == 1 => several(events, &format!("{family} event")),
        _ => format!("{} ({})", several(events, "event"), kinds.join(", ")),
    };
    let r = (2.2 + (spot.reports as f64).sqrt() * 1.1).clamp(if events > 1 { 6.5 } else { 0.0 }, 16.0);
    Circle {
        x: format!("{x:.1}"),
        y: format!("{y:.1}"),
        r: format!("{r:.1}"),
        scale: format!("{:.2}", r / 3.4),
        family: spot.families.keys().next().copied().filter(|_| spot.families.len() == 1).unwrap_or("mixed"),
        hollow: !spot.fine,
        label: format!("{}{others}: {what}, {}", isolated(&cut(place, 60)), several(spot.reports as usize, "report")),
        href,
        count: if events > 1 { number(spot.events) } else { String::new() },
        reports: spot.reports,
    }
}
