//! PLOVER: one coded statement of one text, a JSON object a line. Source: PLOVER manual (openeventdata/PLOVER).

use super::{Left, Told};
use model::{Place, Reading, Report, Role, RoleKind, Status};
use serde_json::{Value, json};

/// The lines of an event: one for each of its reports that has a date.
pub(super) fn lines(t: &Told) -> Result<String, Left> {
    let event = t.event.plover.as_ref().ok_or(Left::Kind)?;
    let mut out = String::new();
    for (reading, report) in t.reports() {
        let plover = report.plover.as_ref().unwrap_or(event);
        if let Some(line) = line(t, reading, report, plover) {
            out.push_str(&line.to_string());
            out.push('\n');
        }
    }
    if out.is_empty() { Err(Left::Day) } else { Ok(out) }
}

fn line(t: &Told, reading: &Reading, report: &Report, plover: &model::Plover) -> Option<Value> {
    let start = report.when.start?;
    let a = &reading.article;
    let mut contexts = plover.contexts.clone();
    contexts.extend(auxiliary(report).map(str::to_string));
    let entities = |kinds: &[RoleKind]| -> Vec<Value> {
        report.roles.iter().filter(|r| kinds.contains(&r.role)).map(|r| entity(t, reading, r)).collect()
    };
    let mut actors = entities(&[RoleKind::Actor]);
    if actors.is_empty() {
        actors.push(json!({"sector": "UNK"}));
    }
    let size = |what: &str| {
        let figures =
            || report.figures.iter().filter_map(|i| reading.mentions.figures.get(*i as usize)).filter(|f| f.what == what);
        figures().find(|f| !f.part).or(figures().next()).and_then(|f| f.best)
    };
    let sentence = reading.mentions.sentences.get(report.sentence as usize).copied();
    let (quad, scale) = scale(&plover.event, plover.mode.as_deref());
    let said = report.said_by.as_ref().map(|s| s.name.as_deref().unwrap_or(&s.span.text));
    let comment = match (said, report.status) {
        (Some(who), Status::Alleged) => Some(format!("alleged; said by {who}")),
        (Some(who), _) => Some(format!("said by {who}")),
        (None, Status::Alleged) => Some("alleged".to_string()),
        (None, _) => None,
    };
    let mut x = json!({
        "id": report.id.to_string(),
        "has_event": true,
        "date": start.date.to_string(),
        "enddate": report.when.end.filter(|end| end.date != start.date).map(|end| end.date.to_string()),
        "actor": actors,
        "recipient": entities(&[RoleKind::Target, RoleKind::Recipient, RoleKind::Victim]),
        "event": [plover.event],
        "mode": plover.mode.iter().collect::<Vec<_>>(),
        "context": contexts,
        "quad_code": quad,
        "event_scale": scale,
        "event_loc": report.place.place.and_then(|i| reading.mentions.places.get(i as usize)).map(location),
        "event_text": [report.trigger.text],
        "size": {"dead": size("killed"), "injured": size("injured"), "arrested": size("detained")},
        "link": t.event.id.to_string(),
        "text": sentence.map(|s| s.of(&a.text)),
        "text_info": {"sequence": report.sentence, "start": sentence.map(|s| s.start), "end": sentence.map(|s| s.end)},
        "cite_info": {"title": a.headline, "url": a.url, "language": a.language, "publication": a.source,
            "coder": concat!("Dateline ", env!("CARGO_PKG_VERSION"))},
        "comment": comment,
    });
    // Positions on the wire are code points.
    let chars = |at: u32| a.text.get(..at as usize).map(|s| s.chars().count());
    if let Some(s) = sentence {
        x["text_info"]["start"] = json!(chars(s.start));
        x["text_info"]["end"] = json!(chars(s.end));
    }
    bare(&mut x);
    Some(x)
}

/// Takes away the fields that hold nothing, inside of others too.
fn bare(x: &mut Value) {
    match x {
        Value::Object(fields) => {
            fields.values_mut().for_each(bare);
            fields.retain(|_, v| !v.is_null() && v.as_object().is_none_or(|o| !o.is_empty()));
        }
        Value::Array(items) => items.iter_mut().for_each(bare),
        _ => {}
    }
}

/// PLOVER's mode for what did not come about.
fn auxiliary(report: &Report) -> Option<&'static str> {
    match report.status {
        Status::Planned => Some("future"),
        Status::Possible => Some("hypothetical"),
        Status::Denied => Some("negation"),
        _ if report.background => Some("historical"),
        _ => None,
    }
}

fn entity(t: &Told, reading: &Reading, role: &Role) -> Value {
    let name = role.name.and_then(|i| reading.mentions.names.get(i as usize));
    let actor = role.actor.or(name.and_then(|n| n.actor)).and_then(|id| t.actors.get(&id));
    let country = actor.and_then(|a| a.country.as_deref()).and_then(model::countries::find).map(|c| c.alpha3);
    json!({"entity_text": role.span.text, "identifier_text": actor.map(|a| &a.name), "code": country,
        "sector": super::sectors::sector(&role.span.text, actor)})
}

fn location(p: &Place) -> Value {
    use model::PlacePrecision::*;
    let resolution = match p.precision {
        Point | Neighborhood => Some(5),
        City => Some(4),
        Admin2 => Some(3),
        Admin1 => Some(2),
        Country => Some(1),
        Region | Unknown => None,
    };
    let country = p.country.as_deref().and_then(model::countries::find);
    json!({"extracted_place": p.text, "resolved_place": p.name, "geonameid": p.geonames, "lat": p.lat, "lon": p.lon,
        "province": p.admin1, "country": country.map(|c| c.name), "country_code": country.map(|c| c.alpha3),
        "feature_code": p.feature, "resolution": resolution})
}

/// Modes with their scores.
type Modes = &'static [(&'static str, f64)];

/// Quad and score of an event, the mode's score where it has one: the tables of the manual.
fn scale(event: &str, mode: Option<&str>) -> (Option<u8>, Option<f64>) {
    /// Event, quad, score, modes with scores.
    const SCALE: &[(&str, u8, f64, Modes)] = &[
        ("AGREE", 1, 2.5, &[]),
        ("CONSULT", 1, 2.5, &[("visit", 4.0), ("third-party", 1.0), ("multilateral", 4.0), ("phone", 1.5)]),
        ("SUPPORT", 1, 5.0, &[]),
        ("CONCEDE", 1, 4.5, &[]),
        ("COOPERATE", 2, 9.5, &[]),
        ("AID", 2, 10.0, &[]),
        (
            "RETREAT",
            2,
            6.5,
            &[("withdraw", 8.0), ("release", 6.5), ("disarm", 10.0), ("ceasefire", 7.5), ("access", 6.5), ("resign", 4.5)],
        ),
        ("REQUEST", 3, 0.0, &[("assist", 0.5), ("change", -1.0), ("yield", -1.0), ("meet", 0.0)]),
        ("ACCUSE", 3, -3.0, &[("disapprove", -2.0), ("investigate", -3.5), ("allege", -3.5)]),
        ("REJECT", 3, -2.0, &[("assist", -1.5), ("change", -2.0), ("yield", -2.0), ("meet", -2.0)]),
        (
            "THREATEN",
            3,
            -3.5,
            &[
                ("restrict", -3.0),
                ("arrest", -3.5),
                ("relations", -3.5),
                ("expel", -3.5),
                ("territory", -4.0),
                ("violence", -3.5),
            ],
        ),
        (
            "PROTEST",
            4,
            -5.0,
            &[("demo", -5.0), ("riot", -7.0), ("strike", -5.0), ("hunger", -4.5), ("boycott", -4.5), ("obstruct", -4.5)],
        ),
        ("SANCTION", 4, -6.0, &[("convict", -6.0), ("expel", -5.5), ("withdraw", -6.0), ("discontinue", -6.0)]),
        ("MOBILIZE", 4, -5.5, &[("troops", -6.5), ("weapons", -6.5), ("police", -5.5), ("militia", -6.0)]),
        (
            "COERCE",
            4,
            -7.0,
            &[
                ("seize", -7.0),
                ("restrict", -7.0),
                ("censor", -6.5),
                ("curfew", -6.5),
                ("martial-law", -7.5),
                ("arrest", -7.0),
                ("deport", -7.0),
                ("withhold", -7.0),
                ("misinformation", -6.5),
                ("cyber", -7.0),
            ],
        ),
        (
            "ASSAULT",
            4,
            -9.0,
            &[
                ("abduct", -8.5),
                ("beat", -7.5),
                ("torture", -8.5),
                ("sexual", -8.5),
                ("targeted", -9.5),
                ("destroy", -8.5),
                ("primitive", -8.0),
                ("firearms", -9.0),
                ("explosives", -9.0),
                ("suicide-attack", -9.5),
                ("aerial", -9.5),
                ("drone", -9.5),
                ("heavy-weapons", -9.5),
                ("crowd-control", -7.5),
                ("unconventional", -10.0),
            ],
        ),
    ];
    let Some((_, quad, score, modes)) = SCALE.iter().find(|(e, ..)| *e == event) else { return (None, None) };
    let of_mode = mode.and_then(|m| modes.iter().find(|(name, _)| *name == m)).map(|(_, score)| *score);
    (Some(*quad), Some(of_mode.unwrap_or(*score)))
}
