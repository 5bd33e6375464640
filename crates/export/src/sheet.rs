//! Events for spreadsheets and maps: CSV (RFC 4180) and GeoJSON (RFC 7946), one event a row or feature.

use model::Event;
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

/// Columns of the CSV form.
const COLUMNS: &str = "id,title,kind,status,background,start,end,time_precision,place,geonames,country,admin1,lat,lon,place_precision,killed,injured,reports,articles,first_reported,last_reported";

/// A cell by RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front.
pub fn cell(s: &str) -> String {
    let guarded =
        if s.starts_with(['=', '+', '-', '@', '\t', '\r']) && s.parse::<f64>().is_err() { format!("'{s}") } else { s.into() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// A row of the CSV form.
fn row(e: &Event) -> String {
    let toll = |what: &str| e.figures.iter().find(|f| f.what == what).and_then(|f| f.recommended.as_ref()?.best);
    let text = |x: Option<String>| x.unwrap_or_default();
    let cells = [
        e.id.to_string(),
        e.title.clone(),
        e.kind.clone(),
        word(&e.status),
        e.background.to_string(),
        text(e.when.start.map(|x| x.to_string())),
        text(e.when.end.map(|x| x.to_string())),
        text(e.when.precision.map(|x| word(&x))),
        text(e.place.name.clone()),
        text(e.place.geonames.map(|x| x.to_string())),
        text(e.place.country.clone()),
        text(e.place.admin1.clone()),
        text(e.place.lat.map(|x| x.to_string())),
        text(e.place.lon.map(|x| x.to_string())),
        word(&e.place.precision),
        text(toll("killed").map(|x| x.to_string())),
        text(toll("injured").map(|x| x.to_string())),
        e.reports.len().to_string(),
        e.articles.len().to_string(),
        text(e.first_reported.map(|x| x.to_string())),
        text(e.last_reported.map(|x| x.to_string())),
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
            "place": e.place.name, "country": e.place.country, "precision": word(&e.place.precision),
            "reports": e.reports.len(), "articles": e.articles.len()
        }
    })
}

/// The word that stands for a value on the wire.
fn word<T: Serialize>(value: &T) -> String {
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
}
