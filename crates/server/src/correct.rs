//! Corrections over HTTP: what a form or a JSON body asks becomes an action of the log, signed by whoever sent it.

use crate::Room;
use crate::http::{Request, Response, Role};
use crate::params::{Params, decode, encode};
use crate::problem::Problem;
use model::{Action, Change, EventPlace, EventTime, Signed, Target, TimePrecision};
use serde_json::{Value, json};
use std::time::SystemTime;
use store::{Outcome, Sqlite, Store};

/// What the forms of somebody who may correct carry.
#[derive(Clone, Debug)]
pub struct Pen {
    /// The form's token.
    pub token: String,
    /// Who signs; what was typed last where nobody signed in.
    pub who: String,
    /// Whether the name must be asked for.
    pub ask: bool,
}

/// Longest name and reason, in characters.
const NAME: usize = 80;
const REASON: usize = 1000;

/// Where the name that was typed last is kept.
const COOKIE: &str = "dateline_who";

impl Room {
    /// The forms' needs, for editors only.
    pub(crate) fn pen(&self, r: &Request) -> Option<Pen> {
        if r.role < Role::Editor || self.options.read_only {
            return None;
        }
        let ask = self.options.tokens.is_empty();
        let who = if ask { r.cookie(COOKIE).map(|c| decode(&c.replace('+', " "))).unwrap_or_default() } else { r.who.clone() };
        Some(Pen { token: self.guard.form_token(&r.who), who: crate::view::cut(&who, NAME), ask })
    }

    /// Writes a correction into the log.
    pub(crate) fn correct(&self, action: Action, signed: Signed) -> Result<Outcome, Problem> {
        self.change(|db| db.correct(action, signed))
    }

    /// Takes one back.
    pub(crate) fn undo(&self, n: u32, signed: Signed) -> Result<Outcome, Problem> {
        self.change(|db| db.undo(n, signed))
    }

    fn change(&self, f: impl FnOnce(&mut Sqlite) -> store::Result<Outcome>) -> Result<Outcome, Problem> {
        if self.options.read_only {
            return Err(Problem::new("read-only", "It was started with --read-only."));
        }
        let _turn = self.writing.lock().unwrap_or_else(|e| e.into_inner());
        let outcome = f(&mut Sqlite::open(&self.options.db)?)?;
        self.reload()?;
        Ok(outcome)
    }

    /// Who signs what was sent: the token's holder, or the name given where there are no tokens.
    pub(crate) fn signed(&self, r: &Request, who: Option<&str>, why: Option<&str>) -> Result<Signed, Problem> {
        let line = |s: &str, most| crate::view::cut(s.trim(), most);
        let who = if self.options.tokens.is_empty() { who.unwrap_or(&r.who) } else { &r.who };
        let why = why.map(str::trim).filter(|w| !w.is_empty());
        let why = why.ok_or_else(|| Problem::new("bad-parameter", "'why' wants the reason of the correction"))?;
        let now = jiff::Timestamp::try_from(SystemTime::now()).ok();
        let at = now.and_then(|t| t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string().parse().ok());
        Ok(Signed { who: line(who, NAME), why: line(why, REASON), at })
    }

    /// The one place that is meant: by id, by name where only one has it, or `unknown`.
    fn place(&self, words: &str, key: Option<&str>) -> Result<EventPlace, Problem> {
        if words == "unknown" || key == Some("unknown") {
            return Ok(EventPlace::UNKNOWN);
        }
        let mut found = (self.options.places)(words);
        if let Some(key) = key {
            found.retain(|p| place_key(p) == key);
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(Problem::new("refused", "The gazetteer has no such place.")),
            _ => {
                found.truncate(CHOICES);
                let choices = serde_json::to_value(&found).unwrap_or_default();
                Err(Problem {
                    more: Some(Box::new(("choices", choices))),
                    ..Problem::new("several", "Several places have this name.")
                })
            }
        }
    }
}

/// Choices of a place shown at most.
pub const CHOICES: usize = 40;

/// What tells a choice of a place from the others: its GeoNames id, or where it lies.
pub fn place_key(p: &EventPlace) -> String {
    match (p.geonames, p.lat.zip(p.lon)) {
        (Some(id), _) => id.to_string(),
        (None, Some((lat, lon))) => format!("{lat},{lon}"),
        _ => p.name.clone().unwrap_or_default(),
    }
}

fn bad(why: impl Into<String>) -> Problem {
    Problem::new("bad-parameter", why)
}

/// A kind of the codebook with its crosswalks.
fn kind(path: &str) -> Result<Change, Problem> {
    let known = coding::codebook().iter().find(|k| k.kind == path);
    let k = known.ok_or_else(|| bad("'kind' wants a kind of the codebook, as /method lists them"))?;
    Ok(Change::Kind { to: k.kind.clone(), plover: k.plover.clone(), acled: k.acled.clone() })
}

/// The action that a form asks for. `do` says what; the other fields hang on it.
pub fn of_form(room: &Room, target: Target, p: &Params) -> Result<Action, Problem> {
    let want = |name: &str| p.get(name).ok_or_else(|| bad(format!("'{name}' is missing")));
    let fix = |target, change| Ok(Action::Fix { target, change });
    match (want("do")?, target) {
        ("place", _) => fix(target, Change::Place { to: room.place(p.get("name").unwrap_or(""), p.get("place"))? }),
        ("when", _) => fix(target, Change::When { to: want("day")?.parse().map_err(|why: String| bad(why))? }),
        ("kind", _) => fix(target, kind(want("kind")?)?),
        ("status", _) => {
            fix(target, serde_json::from_value(json!({"field": "status", "to": want("status")?})).map_err(of_json)?)
        }
        (what @ ("choose" | "reject"), _) => {
            // A figure of the ledger: the report it belongs to, and the number.
            let words: Vec<&str> = want("figure")?.split(' ').collect();
            let [report, best, figure] = words[..] else {
                return Err(bad("'figure' wants a report, a number and what is counted"));
            };
            let best = best.parse().map_err(|_| bad("'figure' wants a number as its second word"))?;
            let figure = figure.to_string();
            match what {
                "choose" => fix(target, Change::Choose { what: figure, best }),
                _ => fix(Target::Report(id(report)?), Change::Reject { what: figure, best }),
            }
        }
        ("merge", Target::Event(event)) => {
            let other = want("other").map_err(|_| bad("say which event it is: choose one, or give its address or id"))?;
            Ok(Action::Merge { events: vec![event, id(event_id(other))?] })
        }
        ("join", Target::Event(event)) => Ok(Action::Merge { events: vec![event, id(want("near")?)?] }),
        ("split", Target::Event(event)) => {
            let reports = p.all("report").iter().map(|r| id(r)).collect::<Result<_, _>>()?;
            Ok(Action::Split { event, reports })
        }
        ("split", Target::Report(report)) => Ok(Action::Split { event: id(want("event")?)?, reports: vec![report] }),
        _ => Err(bad("'do' wants place, when, kind, status, reject, choose, merge, join or split")),
    }
}

/// The id in an event's address.
fn event_id(address: &str) -> &str {
    let end = address.trim().rsplit('/').next().unwrap_or("");
    end.split(['?', '#', '.']).next().unwrap_or("")
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    text.trim().parse().map_err(|_| bad(format!("{:?} is no id", crate::view::cut(text, 60))))
}

fn of_json(e: serde_json::Error) -> Problem {
    // What the reader calls its own types says nothing to anybody.
    match e.to_string() {
        why if why.contains("untagged enum") => bad("'target' wants the id of an event (e_…) or of a report (r_…)"),
        why => bad(format!("The body is no correction of the record's form: {why}")),
    }
}

/// The action, name and reason of a JSON body. A place may be given by `geonames` or `name` alone, a kind without its
/// crosswalks, a day without its end.
pub fn of_body(room: &Room, body: &[u8]) -> Result<(Action, Option<String>, Option<String>), Problem> {
    let mut v: Value = serde_json::from_slice(body).map_err(of_json)?;
    let text = |v: &Value, name: &str| v.get(name).and_then(Value::as_str).map(str::to_string);
    let (who, why) = (text(&v, "who"), text(&v, "why"));
    if let Some(change) = v.get_mut("change").filter(|c| c.is_object()) {
        let field = text(change, "field").unwrap_or_default();
        let to = change.get("to").cloned().unwrap_or(Value::Null);
        match field.as_str() {
            "place" => change["to"] = json!(place_of_json(room, &to)?),
            "when" => change["to"] = json!(when_of_json(&to)?),
            "kind" => *change = json!(kind(to.as_str().unwrap_or(""))?),
            _ => {}
        }
    }
    let action = serde_json::from_value(v).map_err(of_json)?;
    Ok((action, who, why))
}

fn place_of_json(room: &Room, to: &Value) -> Result<EventPlace, Problem> {
    if to.is_null() {
        return Ok(EventPlace::UNKNOWN);
    }
    if to.get("precision").is_some() {
        return serde_json::from_value(to.clone()).map_err(of_json);
    }
    // 7.0 is a whole number too.
    let whole = |v: &Value| v.as_u64().or_else(|| v.as_f64().filter(|f| f.fract() == 0.0 && *f >= 0.0).map(|f| f as u64));
    match (to.get("geonames").and_then(whole), to.get("name").and_then(Value::as_str)) {
        (Some(n), _) => room.place(&n.to_string(), None),
        (None, Some(name)) if !name.is_empty() => room.place(name, None),
        _ => Err(bad("'to' wants null, or an object with 'geonames' or 'name'")),
    }
}

fn when_of_json(to: &Value) -> Result<EventTime, Problem> {
    if to.is_null() {
        return Ok(EventTime { start: None, end: None, precision: None });
    }
    let mut time: EventTime = serde_json::from_value(to.clone()).map_err(of_json)?;
    if time.end.is_none() {
        time.end = time.start;
    }
    if time.start.is_some() && time.precision.is_none() {
        time.precision = Some(TimePrecision::Day);
    }
    if time.end < time.start {
        return Err(Problem::new("refused", "It cannot be corrected so: 'end' is before 'start'."));
    }
    Ok(time)
}

/// The answer to a form: the way to where what was corrected now stands. The name that was typed is remembered.
pub fn done(room: &Room, r: &Request, outcome: &Outcome, target: Target) -> Response {
    let n = outcome.correction.n;
    let back = r.query.get("back").filter(|b| ["/article/", "/report/"].iter().any(|start| b.starts_with(start)));
    let path = match (back, target) {
        (Some(back), _) => back.to_string(),
        (None, Target::Report(id)) => format!("/report/{id}"),
        (None, Target::Event(id)) if outcome.events.contains(&id) => format!("/event/{id}"),
        (None, Target::Event(_)) => outcome.events.first().map_or("/corrections".into(), |e| format!("/event/{e}")),
    };
    let answer = Response::see(&format!("{path}?done={n}"));
    match room.options.tokens.is_empty() {
        true => {
            let who = encode(&outcome.correction.undone.as_ref().unwrap_or(&outcome.correction.signed).who);
            answer.with("set-cookie", format!("{COOKIE}={who}; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000"))
        }
        false => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_named_by_id_or_address() {
        for text in ["e_1", " e_1 ", "http://127.0.0.1:8737/event/e_1?done=3#x", "/event/e_1.json"] {
            assert_eq!(event_id(text), "e_1", "{text}");
        }
    }

    #[test]
    fn a_day_has_an_end_and_a_precision() {
        let t = when_of_json(&json!({"start": "2031-05-02"})).unwrap();
        assert_eq!((t.start, t.precision), (t.end, Some(TimePrecision::Day)));
        assert!(when_of_json(&json!({"start": "2031-05-02", "end": "2031-05-01"})).is_err());
        assert!(when_of_json(&json!({"start": "soon"})).is_err());
    }
}
