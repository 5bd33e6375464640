//! The OpenAPI 3.1 document, made of the route table.

use crate::problem;
use crate::routes::{ROUTES, Route, parameters};
use serde_json::{Map, Value, json};

/// Query parameters: name in the table, name in the URL, JSON type, what it is.
pub const PARAMETERS: &[(&str, &str, &str, &str)] = &[
    (
        "q",
        "q",
        "string",
        "Words in the text: \"a phrase\", -not, this OR that, begin*; field:value for any filter, -field:value to shut it out, \
         2024-03..2024-04 for the days. What cannot be understood is told with 422 and the characters",
    ),
    ("from", "from", "string", "First day: 2024-03-22, 2024-03 or 2024"),
    ("to", "to", "string", "Last day, inclusive"),
    (
        "time",
        "time",
        "string",
        "Which day is meant: 'happened' (where nothing is said), 'reported' first, or 'updated': reported last",
    ),
    ("place", "place", "string", "A GeoNames id, or the name of a place, division or country"),
    ("killed", "killed", "number", "Least number of dead"),
    ("injured", "injured", "number", "Least number of injured"),
    ("toll", "toll", "number", "Least number of dead or injured"),
    ("box", "box", "string", "west,south,east,north in degrees"),
    ("kind", "kind", "array", "A kind and all below it: its path, or the last part of it"),
    ("country", "country", "array", "ISO 3166 code or English name, in any case, or 'unknown'"),
    ("actor", "actor", "array", "An actor's id, or a part of a name at word borders"),
    ("source", "source", "array", "Who published, in any case"),
    ("story", "story", "string", "A story's id: its events"),
    ("disagree", "disagree", "array", "'yes' for events whose sources give different numbers of people, 'no' for the others"),
    ("status", "status", "array", "happened ongoing planned threatened possible alleged denied failed, or 'any'"),
    ("background", "background", "array", "'yes' for events only recalled as history, 'no' for the others"),
    ("precision", "precision", "array", "How finely the place is known"),
    ("time_precision", "time_precision", "array", "How finely the time is known"),
    ("language", "language", "array", "ISO 639-1 code of an article, or the English name"),
    ("article_language", "language", "string", "ISO 639-1 code"),
    ("article_source", "source", "string", "Who published, as the articles have it"),
    ("after_article", "after", "string", "The cursor 'next' of the page before"),
    ("after_report", "after", "string", "The cursor 'next' of the page before"),
    ("after_page", "after", "string", "The cursor 'next' of the page before"),
    ("after_actor", "after", "string", "The cursor 'next' of the page before"),
    ("after_story", "after", "string", "The cursor 'next' of the page before"),
    (
        "list_format",
        "format",
        "string",
        "json, or the whole list as csv or jsonl: /data-dictionary.txt says what the columns hold",
    ),
    ("sort", "sort", "string", "newest oldest reported updated reports killed"),
    ("after", "after", "string", "The cursor 'next' of the page before"),
    ("limit", "limit", "integer", "How many at most; 200 is the cap"),
    (
        "format",
        "format",
        "string",
        "json, jsonl, csv, geojson, atom, jsonfeed, or the form of another data set: docs/exports.md",
    ),
    ("export_format", "format", "string", "jsonl, csv, geojson, or the form of another data set: docs/exports.md"),
    ("words", "q", "string", "Words in the text: \"a phrase\", -not, this OR that, begin*"),
    ("number", "after", "string", "The number 'next' of the page before"),
    ("report_kind", "kind", "string", "A kind and all below it"),
    ("name_part", "q", "string", "A part of a name or alias"),
    ("place_name", "name", "string", "A name, with what it lies in behind commas: 'Goma, CD'; or a GeoNames id"),
    ("name", "name", "string", "A name for the page, as a path"),
];

/// The document.
pub fn document() -> Value {
    let mut paths = Map::new();
    for route in ROUTES.iter().filter(|r| !r.summary.is_empty()) {
        let at = paths.entry(route.path).or_insert_with(|| json!({}));
        at[route.method.to_lowercase()] = operation(route);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Events read from news, each with its reports and their sentences. Objects are those of the record; \
                fields may be added, none renamed or dropped. Spans count Unicode code points. Titles in lists are cut after 300 \
                characters, with an ellipsis; by itself each thing has its own whole. An empty parameter is none; one that is not known is \
                passed over; of one that takes a single value the first counts. The form of an answer is told by 'format', else by Accept. \
                Lists of events that are written out whole have their number in X-Total-Count, and in Link their address and what \
                the columns hold."
        },
        "paths": paths,
        "components": {
            "schemas": {
                "Problem": {
                    "type": "object",
                    "required": ["type", "title", "status"],
                    "properties": {
                        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                        "detail": {"type": "string"}, "instance": {"type": "string"},
                        "errors": {
                            "type": "array",
                            "description": "All that is wrong with the parameters of a search",
                            "items": {"type": "object", "properties": {
                                "parameter": {"type": "string"}, "detail": {"type": "string"},
                                "span": {"type": "array", "items": {"type": "integer"}, "description": "Code points of the value, from and to"}
                            }}
                        }
                    }
                },
                "List": {
                    "type": "object",
                    "required": ["items", "next"],
                    "properties": {
                        "items": {"type": "array", "items": {"type": "object"}},
                        "next": {"type": ["string", "null"], "description": "Pass it as 'after' for the next page"},
                        "count": {"type": "integer", "description": "How many pass in all"},
                        "counts": {"type": "string", "description": "What 'count' counts"}
                    }
                },
                "Signed": signed(json!({}), &[]),
                "Correction": correction(),
                "Outcome": {
                    "type": "object",
                    "required": ["correction", "events"],
                    "properties": {
                        "correction": {"$ref": "#/components/schemas/Object"},
                        "events": {"type": "array", "items": {"type": "string"}, "description": "Where the reports are now"}
                    }
                },
                "Object": {"type": "object", "required": ["type"], "properties": {"type": {"type": "string"}, "id": {"type": "string"}}}
            },
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}
        },
        "security": [{}, {"token": []}]
    })
}

fn operation(route: &Route) -> Value {
    let mut all: Vec<Value> = parameters(route).filter_map(parameter).collect();
    if route.path.contains("{id}") {
        all.push(json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}}));
    }
    let problem = |n: u16| {
        let row = problem::ALL.iter().find(|r| r.1 == n);
        json!({
            "description": row.map_or("", |r| r.2),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        })
    };
    let outcome = || json!({"application/json": {"schema": {"$ref": "#/components/schemas/Outcome"}}});
    let content = match route.path {
        "/api/v1/stream" => json!({"text/event-stream": {"schema": {"type": "string"}}}),
        "/api/v1/events" => json!({
            "application/json": {"schema": {"anyOf": [{"$ref": "#/components/schemas/List"}, {"required": ["events"]}]}},
            "application/jsonl": {"schema": {"type": "string"}},
            "text/csv": {"schema": {"type": "string"}}, "application/geo+json": {"schema": {"type": "object"}},
            "application/atom+xml": {"schema": {"type": "string"}}, "application/feed+json": {"schema": {"type": "object"}},
            "text/tab-separated-values": {"schema": {"type": "string"}}
        }),
        "/api/v1/articles" | "/api/v1/actors" | "/api/v1/stories" | "/api/v1/sources" if route.method == "GET" => json!({
            "application/json": {"schema": {"$ref": "#/components/schemas/List"}},
            "application/jsonl": {"schema": {"type": "string"}}, "text/csv": {"schema": {"type": "string"}}
        }),
        "/api/v1/export" => json!({
            "application/jsonl": {"schema": {"type": "string"}}, "text/csv": {"schema": {"type": "string"}},
            "application/geo+json": {"schema": {"type": "object"}}, "application/json": {"schema": {"type": "object"}},
            "text/tab-separated-values": {"schema": {"type": "string"}}
        }),
        "/api/v1/pages/{id}/bytes" => json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}),
        "/api/v1/corrections" if route.method == "POST" => outcome(),
        "/api/v1/corrections/{id}/undo" => outcome(),
        p if p.contains("{id}") || p.ends_with(".json") && !p.starts_with("/api/") => {
            json!({"application/json": {"schema": {"$ref": "#/components/schemas/Object"}}})
        }
        "/api/v1/openapi.json" | "/api/v1/status" | "/api/v1/facets" => {
            json!({"application/json": {"schema": {"type": "object"}}})
        }
        _ => json!({"application/json": {"schema": {"$ref": "#/components/schemas/List"}}}),
    };
    let mut responses = json!({"200": {"description": "Done", "content": content}});
    // 421 is for a name of this host that is not served.
    for n in [400, 401, 404, 406, 421, 422, 429] {
        responses[n.to_string()] = problem(n);
    }
    if route.path == "/api/v1/events/{id}" {
        responses["308"] = json!({"description": "Merged: Location has the event that took it over"});
        responses["300"] = json!({"description": "Split: the body lists the parts"});
    }
    let mut out = json!({"summary": route.summary, "operationId": id_of(route), "parameters": all, "responses": responses});
    if route.method == "POST" {
        for n in [403, 413, 415, 501] {
            out["responses"][n.to_string()] = problem(n);
        }
        let (done, body) = body(route);
        if done != "200" {
            let answer = out["responses"]["200"].take();
            out["responses"][done] = answer;
            out["responses"].as_object_mut().map(|r| r.remove("200"));
        }
        out["requestBody"] = json!({"required": true, "content": body});
    }
    out
}

/// The status of success and the body that a change takes.
fn body(route: &Route) -> (&'static str, Value) {
    let of = |schema: &str| json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{schema}")}}});
    match route.path {
        "/api/v1/corrections" => ("201", of("Correction")),
        "/api/v1/corrections/{id}/undo" => ("200", of("Signed")),
        _ => {
            let bytes = json!({"schema": {"type": "string", "minLength": 1}});
            ("200", json!({"application/jsonl": bytes, "text/html": bytes, "application/octet-stream": bytes}))
        }
    }
}

/// An object that somebody signs.
fn signed(mut properties: Value, required: &[&str]) -> Value {
    properties["who"] = json!({"type": "string", "description": "Who corrects: 'local' where nothing is said; where there are tokens, their holder's name counts"});
    properties["why"] = json!({"type": "string", "pattern": "[^\\s]", "description": "The reason"});
    let required: Vec<&str> = required.iter().copied().chain(["why"]).collect();
    json!({"type": "object", "required": required, "properties": properties})
}

/// Merge, split or fix.
fn correction() -> Value {
    let id = |letter: &str| json!({"type": "string", "pattern": id_pattern(letter)});
    let one = |action: &str, more: &[&str], properties: Value| {
        let mut properties = properties;
        properties["action"] = json!({"const": action});
        signed(properties, &[&["action"], more].concat())
    };
    let to = |field: &str, to: Value| json!({"type": "object", "required": ["field", "to"], "properties": {"field": {"const": field}, "to": to}});
    let figure = json!({
        "type": "object",
        "required": ["field", "what", "best"],
        "properties": {
            "field": {"enum": ["reject", "choose"]},
            "what": {"type": "string", "description": "killed, injured, …"},
            "best": {"type": "number", "description": "The number as the ledger has it"}
        }
    });
    let day = json!({"type": "string", "format": "date"});
    let statuses = model::Status::WORDS;
    let kinds: Vec<&str> = coding::codebook().iter().map(|k| k.kind.as_str()).collect();
    let place = json!({"oneOf": [
        {"type": "null"},
        {"type": "object", "required": ["geonames"], "additionalProperties": false, "properties": {"geonames": {"type": "integer", "minimum": 1, "maximum": u32::MAX}}},
        {"type": "object", "required": ["name"], "additionalProperties": false, "properties": {"name": {"type": "string", "minLength": 1}}}
    ]});
    let time = json!({"oneOf": [
        {"type": "null"},
        {"type": "object", "required": ["start"], "additionalProperties": false, "properties": {"start": day, "end": day}}
    ]});
    let change = json!({"oneOf": [
        to("place", place), to("when", time), to("kind", json!({"enum": kinds})), to("status", json!({"enum": statuses})), figure
    ]});
    json!({"oneOf": [
        one("merge", &["events"], json!({"events": {"type": "array", "minItems": 2, "items": id("e"), "description": "Events that are one"}})),
        one("split", &["event", "reports"], json!({
            "event": id("e"), "reports": {"type": "array", "minItems": 1, "items": id("r"), "description": "Reports that leave the event"}
        })),
        one("fix", &["target", "change"], json!({"target": {"oneOf": [id("e"), id("r")]}, "change": change}))
    ]})
}

fn id_of(route: &Route) -> String {
    let path =
        route.path.trim_start_matches("/api/v1/").trim_start_matches('/').replace("/{id}", "_one").replace(['/', '.'], "_");
    format!("{}_{path}", route.method.to_lowercase())
}

/// The form of an id.
fn id_pattern(letter: &str) -> String {
    format!("^{letter}_[0-9a-f]{{20}}$")
}

/// A day, a month or a year.
const DAY: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
/// Four numbers.
const BOX: &str = "^-?[0-9]+(\\.[0-9]+)?(,-?[0-9]+(\\.[0-9]+)?){3}$";

fn parameter(name: &str) -> Option<Value> {
    let (_, url, kind, what) = PARAMETERS.iter().find(|p| p.0 == name)?;
    let with_schemas = |formats: &[&'static str]| [formats, &export::Schema::ALL.map(export::Schema::name)].concat();
    let schema = match (*kind, name) {
        ("array", _) => json!({"type": "array", "items": {"type": "string"}}),
        ("integer", _) => json!({"type": "integer", "minimum": 1}),
        (_, "from" | "to") => json!({"type": "string", "pattern": DAY}),
        (_, "box") => json!({"type": "string", "pattern": BOX}),
        (_, "sort") => json!({"enum": crate::search::SORTS}),
        (_, "time") => json!({"enum": ["happened", "reported", "updated"]}),
        (_, "story") => json!({"type": "string", "pattern": id_pattern("s")}),
        (_, "after") => {
            json!({"type": "string", "pattern": "^e_[0-9a-f]{20}([.][0-9]{1,9}([.]-?[0-9]{1,12}[.]-?[0-9]{1,12})?)?$"})
        }
        (_, "after_report") => json!({"type": "string", "pattern": id_pattern("r")}),
        (_, "after_page") => json!({"type": "string", "pattern": id_pattern("p")}),
        (_, "after_article") => json!({"type": "string", "pattern": "^[0-9TZ:.+-]{0,40}[.]a_[0-9a-f]{20}$"}),
        (_, "after_story") => json!({"type": "string", "pattern": "^[0-9TZ:.+-]{0,40}[.]s_[0-9a-f]{20}$"}),
        (_, "after_actor") => json!({"type": "string", "pattern": "^[0-9]{1,9}[.]x_[0-9a-f]{20}$"}),
        (_, "list_format") => json!({"enum": ["json", "jsonl", "csv"]}),
        (_, "number") => json!({"type": "string", "pattern": "^[0-9]{1,6}$"}),
        (_, "format") => json!({"enum": with_schemas(&["json", "jsonl", "csv", "geojson", "atom", "jsonfeed"])}),
        (_, "export_format") => json!({"enum": with_schemas(&["jsonl", "csv", "geojson"])}),
        (_, "words" | "place_name") => json!({"type": "string", "minLength": 1, "pattern": "[^\\s]"}),
        (kind, _) => json!({"type": kind}),
    };
    let required = matches!(name, "words" | "place_name");
    Some(json!({
        "name": url, "in": "query", "description": what, "required": required, "allowEmptyValue": !required, "schema": schema
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_of_a_route_is_described() {
        for route in ROUTES {
            for p in parameters(route) {
                assert!(parameter(p).is_some(), "{}: {p}", route.path);
            }
        }
    }
}
