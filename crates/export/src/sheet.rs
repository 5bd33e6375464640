//! Events for spreadsheets and maps: CSV (RFC 4180) and GeoJSON (RFC 7946), one event a row or feature.

use model::{Event, RoleKind, Stamp};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

/// A list of events that is no record: what stands in it is a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A row an event, under a row of names.
    Csv,
    /// A feature an event, in one collection.
    GeoJson,
}

impl Sheet {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Sheet::Csv => "text/csv; charset=utf-8",
            Sheet::GeoJson => "application/geo+json",
        }
    }

    /// What stands before the first event.
    pub fn begin(self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Sheet::Csv => write!(out, "{COLUMNS}\r\n"),
            Sheet::GeoJson => out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":["),
        }
    }

    /// One event; `first` says that none was written before.
    pub fn event(self, e: &Event, first: bool, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Sheet::Csv => out.write_all(row(e).as_bytes()),
            Sheet::GeoJson => write!(out, "{}{}", if first { "" } else { "," }, feature(e)),
        }
    }

    /// What stands after the last event.
    pub fn end(self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Sheet::Csv => Ok(()),
            Sheet::GeoJson => out.write_all(b"]}"),
        }
    }

    /// All of some events.
    pub fn write(self, events: &[Event], out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        for (i, e) in events.iter().enumerate() {
            self.event(e, i == 0, out)?;
        }
        self.end(out)?;
        out.flush()
    }
}

/// Columns of the CSV form; docs/cli.md says what each is. New ones come last.
pub const COLUMNS: &str = "id,title,kind,status,background,start,end,time_precision,place,geonames,country,admin1,lat,lon,place_precision,killed,injured,reports,articles,first_reported,last_reported,killed_low,killed_high,injured_low,injured_high,actors,targets,victims,acled_event_type,acled_sub_event_type";

/// A cell by RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front.
pub fn cell(s: &str) -> String {
    let guarded =
        if s.starts_with(['=', '+', '-', '@', '\t', '\r']) && s.parse::<f64>().is_err() { format!("'{s}") } else { s.into() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// A row of the CSV form.
fn row(e: &Event) -> String {
    let text = |x: Option<String>| x.unwrap_or_default();
    // A spreadsheet knows a day, and takes a moment with its zone for words.
    let day = |x: Option<Stamp>| text(x.map(|x| x.date.to_string()));
    let told = |what: &str| e.figure(what).and_then(|f| f.totals()).unzip();
    let (killed, injured) = (told("killed"), told("injured"));
    let number = |n: Option<f64>| text(n.map(|n| n.to_string()));
    let who = |role: RoleKind| {
        let names: Vec<&str> = e.roles.iter().filter(|r| r.role == role).map(|r| r.name.as_str()).collect();
        names.join("; ")
    };
    let cells = [
        e.id.to_string(),
        e.title.clone(),
        e.kind.clone(),
        word(&e.status),
        e.background.to_string(),
        day(e.when.start),
        day(e.when.end),
        text(e.when.precision.map(|x| word(&x))),
        text(e.place.name.clone()),
        text(e.place.geonames.map(|x| x.to_string())),
        text(e.place.country.clone()),
        text(e.place.admin1.clone()),
        text(e.place.lat.map(|x| x.to_string())),
        text(e.place.lon.map(|x| x.to_string())),
        word(&e.place.precision),
        text(e.best("killed").map(|x| x.to_string())),
        text(e.best("injured").map(|x| x.to_string())),
        e.reports.len().to_string(),
        e.articles.len().to_string(),
        day(e.first_reported),
        day(e.last_reported),
        number(killed.0),
        number(killed.1),
        number(injured.0),
        number(injured.1),
        who(RoleKind::Actor),
        who(RoleKind::Target),
        who(RoleKind::Victim),
        text(e.acled.as_ref().map(|a| a.event_type.clone())),
        text(e.acled.as_ref().map(|a| a.sub_event_type.clone())),
    ];
    cells.map(|c| cell(&c)).join(",") + "\r\n"
}

/// A feature of GeoJSON (RFC 7946). An event without a place of its own has no geometry: a country is no point.
fn feature(e: &Event) -> Value {
    let fine = !matches!(word(&e.place.precision).as_str(), "country" | "region" | "unknown");
    let point = e.place.lat.zip(e.place.lon).filter(|_| fine);
    json!({
        "type": "Feature",
        "id": e.id.to_string(),
        "geometry": point.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]})),
        "properties": {
            "title": e.title, "kind": e.kind, "status": word(&e.status), "start": e.when.start.map(|s| s.to_string()),
            "end": e.when.end.map(|s| s.to_string()), "background": e.background, "killed": e.best("killed"),
            "injured": e.best("injured"),
            "place": e.place.name, "country": e.place.country, "precision": word(&e.place.precision),
            "reports": e.reports.len(), "articles": e.articles.len()
        }
    })
}

/// The word that stands for a value on the wire.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-12.5"), "-12.5");
        assert_eq!(cell("-cmd"), "'-cmd");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let record = r#"{"id":"e_00000000000000000001","title":"Fire","kind":"accident.fire","plover":null,
            "acled":{"event_type":"Riots","sub_event_type":"Mob"},"status":"happened","background":false,
            "when":{"start":"2031-06-04T10:20","end":"2031-06-04T10:20","precision":"minute"},
            "where":{"name":null,"geonames":null,"country":null,"admin1":null,"lat":null,"lon":null,"precision":"unknown"},
            "roles":[{"role":"actor","name":"a mob","actor":null,"reports":[]},{"role":"actor","name":"others","actor":null,"reports":[]},
                {"role":"victim","name":"four people","actor":null,"reports":[]}],
            "figures":[{"what":"killed","recommended":null,"ledger":[ENTRY4,ENTRY6]}],"reports":[],"articles":[],
            "first_reported":"2031-06-05T08:00:00Z","last_reported":null}"#;
        let entry = |n: u8| {
            format!(
                r#"{{"best":{n},"low":{n},"high":{n},"quantifier":"exactly","of":null,"unit":"person","role":"total","as_of":null,
                    "said_by":null,"source":null,"article":"a_00000000000000000001","span":[0,1],"report":"r_00000000000000000001"}}"#
            )
        };
        let e = serde_json::from_str(&record.replace("ENTRY4", &entry(4)).replace("ENTRY6", &entry(6))).unwrap();
        let row = row(&e);
        let cells: Vec<&str> = row.trim_end().split(',').collect();
        let of = |name: &str| cells[COLUMNS.split(',').position(|c| c == name).unwrap()];
        assert_eq!(cells.len(), COLUMNS.split(',').count());
        assert_eq!((of("start"), of("time_precision"), of("first_reported")), ("2031-06-04", "minute", "2031-06-05"));
        assert_eq!((of("killed"), of("killed_low"), of("killed_high"), of("injured_low")), ("", "4", "6", ""));
        assert_eq!(
            (of("actors"), of("targets"), of("victims"), of("acled_sub_event_type")),
            ("a mob; others", "", "four people", "Mob")
        );
    }
}
