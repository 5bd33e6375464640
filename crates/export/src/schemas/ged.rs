//! UCDP Georeferenced Event Dataset: one happening with at least one direct death. Source: UCDP GED codebook.

use super::row::Row;
use super::sides::{Class, Party, sides};
use super::{Left, Told, days_between, each_once};
use jiff::civil::Date;
use model::{PlacePrecision, Quantifier, TimePrecision};

/// The columns; "high" stands before "low".
pub(super) const COLUMNS: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

/// The row of an event.
pub(super) fn row(t: &Told) -> Result<String, Left> {
    let e = t.event;
    if t.codes.ucdp.is_none() {
        return Err(Left::Kind);
    }
    t.came_about()?;
    let killed = e.figure("killed").and_then(|f| f.recommended.as_ref());
    let killed = killed.filter(|k| k.best.is_some_and(|n| n >= 1.0)).ok_or(Left::Deaths)?;
    let (start, end, precision) = t.days(TimePrecision::Year)?;
    let country = e.place.country.as_deref().and_then(model::countries::find).ok_or(Left::Place)?;
    let codes = t.codes_of_country();
    let (first, second) = sides(t);
    let (a, b) = (first.iter().find(|p| p.class.is_armed()), second.first());
    let kind = violence(a, b, t.codes.ucdp.as_deref());
    let best = killed.best.unwrap_or_default();
    let (low, high) = match killed.quantifier {
        Quantifier::Dozens => (12.0, best),
        Quantifier::Hundreds => (100.0, best),
        Quantifier::AtMost | Quantifier::LessThan => (killed.low.unwrap_or(0.0), killed.high.unwrap_or(best)),
        Quantifier::Range => (killed.low.unwrap_or(best), killed.high.unwrap_or(best)),
        _ => (killed.low.unwrap_or(best).min(best), best),
    };
    let day = |d: Date| format!("{d} 00:00:00.000");
    let mut row = Row::new(COLUMNS);
    row.set("id", t.number(40))
        .set("relid", format!("{}-{}-{}-{}", country.alpha3, start.year(), kind.unwrap_or_default(), t.number(24)))
        .set("year", start.year())
        .set_some("type_of_violence", kind)
        .set_some("side_a", a.map(name))
        .set_some("side_b", if kind == Some("3") { Some("Civilians".to_string()) } else { b.map(name) })
        .set("number_of_sources", t.sources().len())
        .set("source_article", articles(t))
        .set("source_original", sayers(t).join("; "))
        .set("where_prec", place(e.place.precision).ok_or(Left::Place)?)
        .set_some("where_coordinates", e.place.name.as_ref())
        .set_some("adm_1", e.place.admin1.as_ref())
        .set("country", country.name)
        .set("country_id", codes.gw)
        .set("region", codes.ucdp_region())
        .set("event_clarity", if summary(t) { 2 } else { 1 })
        .set("date_prec", date(start, end, precision))
        .set("date_start", day(start))
        .set("date_end", day(end))
        .set("best", best)
        .set("high", high)
        .set("low", low)
        .set_some("gwnoa", a.and_then(state_number))
        .set_some("gwnob", b.filter(|_| kind == Some("1")).and_then(state_number));
    if let Some(first) = t.readings.first() {
        row.set_some("source_office", first.article.source.as_ref())
            .set_some("source_date", first.article.published.map(|p| p.date))
            .set_some("source_headline", first.article.headline.as_ref());
    }
    if let Some((lat, lon)) = e.place.lat.zip(e.place.lon) {
        row.set("latitude", lat)
            .set("longitude", lon)
            .set("geom_wkt", format!("POINT ({lon} {lat})"))
            .set("priogrid_gid", cell(lat, lon));
    }
    deaths(t, &mut row, best, kind, a.map(|p| p.class), b.map(|p| p.class));
    Ok(row.csv())
}

/// 1: a state against an organized group; 2: two groups; 3: one side against civilians. Unknown where the sides do not tell.
fn violence(a: Option<&Party>, b: Option<&Party>, kind: Option<&str>) -> Option<&'static str> {
    match (a.map(|p| p.class), b.map(|p| p.class)) {
        (_, Some(Class::Civilians | Class::Protesters)) => Some("3"),
        (Some(a), Some(b)) if b.is_armed() => Some(if a.is_state() || b.is_state() { "1" } else { "2" }),
        (_, Some(Class::Rioters)) => None,
        _ if kind == Some("one-sided") => Some("3"),
        _ => None,
    }
}

fn name(p: &Party) -> String {
    p.actor.map_or_else(|| p.words.to_string(), |a| a.name.clone())
}

/// The number of the state whose forces a party is.
fn state_number(p: &Party) -> Option<&'static str> {
    let country = p.actor.filter(|_| p.class.is_state())?.country.as_deref()?;
    Some(super::countries::codes(country).gw).filter(|n| !n.is_empty())
}

/// Each article in one line: source, day, headline.
fn articles(t: &Told) -> String {
    let line = |r: &std::rc::Rc<model::Reading>| {
        let a = &r.article;
        let parts = [a.source.clone(), a.published.map(|p| p.date.to_string()), a.headline.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    t.readings.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// Who is cited for the dead, each once.
fn sayers<'a>(t: &'a Told) -> Vec<&'a str> {
    let ledger = t.event.figure("killed").into_iter().flat_map(|f| &f.ledger);
    each_once(ledger.filter_map(|l| l.said_by.as_deref()))
}

/// UCDP's precision of a place; 2 and 7 are never given, since the record has no such precision.
fn place(precision: PlacePrecision) -> Option<u8> {
    Some(match precision {
        PlacePrecision::Point | PlacePrecision::Neighborhood | PlacePrecision::City => 1,
        PlacePrecision::Admin2 => 3,
        PlacePrecision::Admin1 => 4,
        PlacePrecision::Region => 5,
        PlacePrecision::Country => 6,
        PlacePrecision::Unknown => return None,
    })
}

/// UCDP's precision of a date: one day; two to six; a week; a month; more.
fn date(start: Date, end: Date, precision: TimePrecision) -> u8 {
    let days = days_between(start, end) + 1;
    match precision {
        TimePrecision::Minute | TimePrecision::Hour | TimePrecision::Day if days == 1 => 1,
        _ if days <= 6 => 2,
        _ if days == 7 => 3,
        _ if days <= 31 => 4,
        _ => 5,
    }
}

/// True where a report of it counts a stretch of time or several happenings.
fn summary(t: &Told) -> bool {
    t.reports().any(|(_, r)| r.period)
}

/// Number of the half-degree cell of the PRIO grid: from the south-west corner, row by row.
fn cell(lat: f64, lon: f64) -> u32 {
    let row = ((lat + 90.0) / 0.5).floor().clamp(0.0, 359.0);
    let column = ((lon + 180.0) / 0.5).floor().clamp(0.0, 719.0);
    (row * 720.0 + column) as u32 + 1
}

/// Whose dead they are, as far as the figures say whom they count; the rest is of an unknown side.
fn deaths(t: &Told, row: &mut Row, best: f64, kind: Option<&str>, a: Option<Class>, b: Option<Class>) {
    let ledger = || t.event.figure("killed").into_iter().flat_map(|f| &f.ledger).filter(|l| !l.rejected);
    // The newest count of each group counts; one article tells it once.
    let mut counted = [0.0f64; 3];
    let last = ledger().filter_map(|l| l.as_of).max();
    let mut seen: Vec<(&str, usize)> = Vec::new();
    // Where parts are told, the total only says once more what they say together.
    let told = |l: &&model::LedgerEntry| l.as_of == last && l.of.as_deref().and_then(super::sides::of_words).is_some();
    let parts = ledger().filter(told).any(|l| l.role == "part");
    for l in ledger().filter(told).filter(|l| !parts || l.role == "part") {
        let (Some(of), Some(n)) = (l.of.as_deref(), l.best) else { continue };
        let side = match super::sides::of_words(of) {
            Some(class) if class.is_state() => [a, b].iter().position(|s| s.is_some_and(Class::is_state)),
            Some(class) if class.is_armed() => [a, b].iter().position(|s| s.is_some_and(|s| s.is_armed() && !s.is_state())),
            Some(_) => Some(2),
            None => None,
        };
        if let Some(side) = side.filter(|s| !seen.contains(&(of, *s))) {
            seen.push((of, side));
            counted[side] = (counted[side] + n).min(best);
        }
    }
    if kind == Some("3")
        && counted == [0.0; 3]
        && ledger().all(|l| l.of.as_deref().is_none_or(|of| super::sides::of_words(of).is_none()))
    {
        counted[2] = best;
    }
    if counted.iter().sum::<f64>() > best {
        counted = [0.0; 3];
    }
    row.set("deaths_a", counted[0])
        .set("deaths_b", counted[1])
        .set("deaths_civilians", counted[2])
        .set("deaths_unknown", best - counted.iter().sum::<f64>());
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_of_the_grid_are_numbered_from_the_south_west() {
        assert_eq!(super::cell(-90.0, -180.0), 1);
        assert_eq!(super::cell(-89.6, -179.4), 2);
        assert_eq!(super::cell(89.9, 179.9), 259_200);
    }
}
