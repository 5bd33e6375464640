//! GDELT 2.0 events: actor, action, actor. Source: GDELT event codebook 2.0. Tone, Goldstein and places of actors stay empty.

use super::row::Row;
use super::{Left, Told};
use model::{EventRole, PlacePrecision, RoleKind, TimePrecision};

/// The columns.
pub(super) const COLUMNS: &str = "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,Actor1CountryCode,Actor1KnownGroupCode,Actor1EthnicCode,Actor1Religion1Code,Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,Actor2Code,Actor2Name,Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,Actor2Religion1Code,Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code,Actor2Type3Code,IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,NumArticles,AvgTone,Actor1Geo_Type,Actor1Geo_FullName,Actor1Geo_CountryCode,Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,Actor1Geo_Lat,Actor1Geo_Long,Actor1Geo_FeatureID,Actor2Geo_Type,Actor2Geo_FullName,Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_ADM2Code,Actor2Geo_Lat,Actor2Geo_Long,Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_ADM1Code,ActionGeo_ADM2Code,ActionGeo_Lat,ActionGeo_Long,ActionGeo_FeatureID,DATEADDED,SOURCEURL";

/// The row of an event.
pub(super) fn row(t: &Told) -> Result<String, Left> {
    let e = t.event;
    let code = t.codes.cameo.as_deref().filter(|c| c.len() >= 2).ok_or(Left::Kind)?;
    t.came_about()?;
    let (start, _, _) = t.days(TimePrecision::Day)?;
    let root = &code[..2];
    let mut row = Row::new(COLUMNS);
    row.set("GLOBALEVENTID", t.number(60))
        .set("SQLDATE", start.strftime("%Y%m%d"))
        .set("MonthYear", start.strftime("%Y%m"))
        .set("Year", start.year())
        .set(
            "FractionDate",
            format!("{:.4}", f64::from(start.year()) + (f64::from(start.month()) * 30.0 + f64::from(start.day())) / 365.0),
        )
        .set("IsRootEvent", u8::from(leads(t)))
        .set("EventCode", code)
        .set("EventBaseCode", code.get(..3).unwrap_or(code))
        .set("EventRootCode", root)
        .set_some("QuadClass", quad(root))
        .set("NumMentions", e.reports.len())
        .set("NumSources", t.sources().len())
        .set("NumArticles", e.articles.len())
        .set_some("DATEADDED", e.first_reported.map(|s| s.date.strftime("%Y%m%d000000").to_string()))
        .set_some("SOURCEURL", t.readings.iter().find_map(|r| r.article.url.as_deref()));
    // A target without a name is a thing as a rule, and no actor.
    let of = |kind: RoleKind| e.roles.iter().find(|r| r.role == kind && (r.actor.is_some() || kind != RoleKind::Target));
    if let Some(role) = of(RoleKind::Actor) {
        actor(t, role, 1, &mut row);
    }
    if let Some(role) = of(RoleKind::Target).or(of(RoleKind::Recipient)).or(of(RoleKind::Victim)) {
        actor(t, role, 2, &mut row);
    }
    place(t, &mut row);
    Ok(row.tabs())
}

/// One actor's name, country and type.
fn actor(t: &Told, role: &EventRole, n: u8, row: &mut Row) {
    let actor = role.actor.and_then(|id| t.actors.get(&id));
    let country = actor.and_then(|a| a.country.as_deref()).and_then(model::countries::find).map_or("", |c| cameo(c.alpha3));
    let kind = actor.and_then(|a| a.sector.as_deref()).map_or("", cameo_type);
    row.set(&format!("Actor{n}Name"), role.name.to_uppercase())
        .set(&format!("Actor{n}CountryCode"), country)
        .set(&format!("Actor{n}Type1Code"), kind)
        .set(&format!("Actor{n}Code"), format!("{country}{kind}"));
}

/// Where it was.
fn place(t: &Told, row: &mut Row) {
    let p = &t.event.place;
    let american = p.country.as_deref() == Some("US");
    let kind = match p.precision {
        PlacePrecision::Point | PlacePrecision::Neighborhood | PlacePrecision::City => 3 + u8::from(!american),
        PlacePrecision::Admin2 | PlacePrecision::Admin1 => {
            if american {
                2
            } else {
                5
            }
        }
        PlacePrecision::Country => 1,
        PlacePrecision::Region | PlacePrecision::Unknown => return,
    };
    let country = Some(t.country()).filter(|c| !c.is_empty());
    let mut parts: Vec<&str> = Vec::new();
    for part in [p.name.as_deref(), p.admin1.as_deref(), country].into_iter().flatten() {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    row.set("ActionGeo_Type", kind)
        .set("ActionGeo_FullName", parts.join(", "))
        .set("ActionGeo_CountryCode", t.codes_of_country().fips)
        .set_some("ActionGeo_Lat", p.lat)
        .set_some("ActionGeo_Long", p.lon);
}

/// True if the earliest report stands in the first paragraph of its article.
fn leads(t: &Told) -> bool {
    let Some(reading) = t.readings.first() else { return false };
    let first = reading.reports.iter().find(|r| r.event == Some(t.event.id));
    let lead = reading.article.blocks.iter().find(|b| b.kind == model::BlockKind::Paragraph);
    first.zip(lead).is_some_and(|(report, lead)| lead.range.contains(report.trigger.range))
}

/// CAMEO's four classes, by the root of the code: verbal and material cooperation, verbal and material conflict.
fn quad(root: &str) -> Option<u8> {
    match root.parse::<u8>().ok()? {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        14..=20 => Some(4),
        _ => None,
    }
}

/// CAMEO's code of a country, which is that of ISO but for a few.
fn cameo(alpha3: &'static str) -> &'static str {
    match alpha3 {
        "ROU" => "ROM",
        "TLS" => "TMP",
        other => other,
    }
}

/// CAMEO's type of a PLOVER sector.
fn cameo_type(sector: &str) -> &'static str {
    match sector {
        "COP" => "COP",
        "GOV" => "GOV",
        "JUD" => "JUD",
        "LEG" => "LEG",
        "MIL" => "MIL",
        "OPP" => "OPP",
        "PTY" => "PTY",
        "REB" => "REB",
        "SPY" => "SPY",
        "UAF" => "UAF",
        "AGR" => "AGR",
        "BUS" => "BUS",
        "CRM" => "CRM",
        "CVL" | "SOC" => "CVL",
        "EDU" => "EDU",
        "ELI" => "ELI",
        "JRN" => "MED",
        "LAB" => "LAB",
        "MED" => "HLH",
        "REF" => "REF",
        _ => "",
    }
}
