//! ACLED, the columns of 2023-03-20: one happening on one day in one place. Source: ACLED codebook.

use super::row::Row;
use super::sides::{Class, Party, is_count, is_generic, sides};
use super::{Left, Told, days_between, middle};
use model::{EventFigure, PlacePrecision, Quantifier, TimePrecision};

/// The columns.
pub(super) const COLUMNS: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

/// The row of an event.
pub(super) fn row(t: &Told) -> Result<String, Left> {
    let e = t.event;
    let acled = e.acled.as_ref().ok_or(Left::Kind)?;
    t.came_about()?;
    let (start, end, precision) = t.days(TimePrecision::Month)?;
    let country = e.place.country.as_deref().and_then(model::countries::find).filter(|_| t.is_placed()).ok_or(Left::Place)?;
    let (span, day) = (days_between(start, end), middle(start, end));
    let mut row = Row::new(COLUMNS);
    row.set("event_id_cnty", format!("{}{}", country.alpha3, t.number(40)))
        .set("event_date", day)
        .set("year", day.year())
        .set(
            "time_precision",
            match precision {
                TimePrecision::Minute | TimePrecision::Hour | TimePrecision::Day if span == 0 => 1,
                TimePrecision::Month => 3,
                _ if span > 7 => 3,
                _ => 2,
            },
        )
        .set("disorder_type", disorder(&acled.event_type, &acled.sub_event_type))
        .set("event_type", &acled.event_type)
        .set("sub_event_type", &acled.sub_event_type)
        .set("iso", country.numeric)
        .set("region", t.codes_of_country().acled_region)
        .set("country", country.name)
        .set_some("admin1", e.place.admin1.as_ref())
        .set_some("location", e.place.name.as_ref())
        .set_some("latitude", e.place.lat.map(|x| format!("{x:.4}")))
        .set_some("longitude", e.place.lon.map(|x| format!("{x:.4}")))
        .set(
            "geo_precision",
            match e.place.precision {
                PlacePrecision::Admin2 => 2,
                PlacePrecision::Admin1 => 3,
                _ => 1,
            },
        )
        .set("source", t.sources().join("; "))
        .set("notes", t.note())
        .set("fatalities", fatalities(e.figure("killed")));
    if let Some(crowd) = e.best("crowd").filter(|_| matches!(acled.event_type.as_str(), "Protests" | "Riots")) {
        row.set("tags", format!("crowd size={crowd}"));
    }
    if let Some(last) = e.last_reported {
        let seconds = last.date.to_zoned(jiff::tz::TimeZone::UTC).map(|z| z.timestamp().as_second());
        row.set_some("timestamp", seconds.ok());
    }
    parties(t, &mut row, &acled.event_type, country.name);
    Ok(row.csv())
}

/// Both sides, who is with them, what they are.
fn parties(t: &Told, row: &mut Row, event_type: &str, country: &str) {
    let (first, second) = sides(t);
    let class = |side: &[Party]| side.first().map(|p| p.class);
    for (n, side) in [(1, &first), (2, &second)] {
        let Some(head) = side.first() else { continue };
        let name = called(head, country);
        // The text's own words for whom ACLED calls by a class stand beside it.
        let own = (name != head.words && head.actor.is_none()).then_some(head.words);
        let others = own.into_iter().chain(side[1..].iter().map(|p| p.words));
        let others: Vec<&str> = others.filter(|words| !is_count(words)).collect();
        row.set(&format!("actor{n}"), &name)
            .set(&format!("assoc_actor_{n}"), others.join("; "))
            .set(&format!("inter{n}"), head.class.label());
    }
    let (a, b) = (class(&first), class(&second));
    row.set(
        "interaction",
        match (a, b) {
            (Some(a), Some(b)) => format!("{}-{}", a.min(b).label(), a.max(b).label()),
            (Some(one), None) | (None, Some(one)) => format!("{} only", one.label()),
            (None, None) => String::new(),
        },
    );
    let violent = matches!(event_type, "Violence against civilians" | "Explosions/Remote violence");
    if violent && b == Some(Class::Civilians) {
        row.set("civilian_targeting", "Civilian targeting");
    }
}

/// What ACLED calls a party: a name of its own, else its class in its country where the words tell no more.
fn called(p: &Party, country: &str) -> String {
    if let Some(actor) = p.actor
        && p.class != Class::Civilians
    {
        let state = p.class.is_state() && model::countries::find(&actor.name).is_some();
        return if state { format!("Military Forces of {}", actor.name) } else { actor.name.clone() };
    }
    // "Coalition warplanes" are not the country's own: what its words tell is left to them.
    if p.class.is_armed() && !is_generic(p.words) {
        return p.words.to_string();
    }
    let words = p.words.to_lowercase();
    match p.class {
        Class::State | Class::Other if words.contains("polic") || words.contains("officer") => {
            format!("Police Forces of {country}")
        }
        Class::State | Class::Other => format!("Military Forces of {country}"),
        Class::Rebels | Class::Militia => format!("Unidentified Armed Group ({country})"),
        Class::Rioters => format!("Rioters ({country})"),
        Class::Protesters => format!("Protesters ({country})"),
        Class::Civilians => format!("Civilians ({country})"),
    }
}

/// The lowest number of dead that somebody tells for all of it, by ACLED's rule; 0 where none is told, which is its rule as well.
fn fatalities(killed: Option<&EventFigure>) -> f64 {
    let Some(killed) = killed else { return 0.0 };
    let of = |l: &model::LedgerEntry| match l.quantifier {
        Quantifier::Dozens => Some(12.0),
        Quantifier::Hundreds => Some(100.0),
        _ => l.low.filter(|n| *n > 0.0).or(l.best),
    };
    let recommended = || killed.recommended.as_ref()?.best;
    killed.whole().filter_map(of).reduce(f64::min).or_else(recommended).unwrap_or(0.0)
}

/// ACLED's disorder type of a sub-event type.
fn disorder(event_type: &str, sub: &str) -> &'static str {
    match (event_type, sub) {
        ("Protests", "Excessive force against protesters") => "Political violence; Demonstrations",
        ("Protests", _) | ("Riots", "Violent demonstration") => "Demonstrations",
        ("Strategic developments", _) => "Strategic developments",
        _ => "Political violence",
    }
}
