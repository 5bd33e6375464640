//! Correcting in the reading room: by form and by API, seen at once, taken back; old ids go on.
#![cfg(feature = "serve")]

mod common;

use common::room::{Room, dateline};
use serde_json::{Value, json};

/// Two towns on one day: two events.
const APART: &str = r#"{"id": "w1", "source": "Meridian Wire", "headline": "Blast at Varna mill", "published": "2023-05-09", "text": "An explosion at a flour mill in Varna, Bulgaria, killed four people on Monday, the mayor said."}
{"id": "w2", "source": "Harbour Tribune", "headline": "Mill toll rises", "published": "2023-05-10", "text": "The explosion at a flour mill in Varna, Bulgaria, on Monday killed six people, the fire brigade said."}
{"id": "w3", "source": "Harbour Tribune", "headline": "Blast at quarry", "published": "2023-05-09", "text": "An explosion at a quarry near Burgas, Bulgaria, injured three workers on Monday, police said."}
"#;

fn events(room: &Room) -> Vec<Value> {
    room.json("/api/v1/events?status=any&sort=reports")["items"].as_array().unwrap().clone()
}

fn id(v: &Value) -> String {
    v["id"].as_str().unwrap().to_string()
}

#[test]
fn a_form_corrects_and_the_page_shows_who_and_why() {
    let room = Room::over(APART, &[]);
    let event = events(&room)[0].clone();
    let (at, first) = (format!("/event/{}", id(&event)), id(&event));
    let page = room.get(&at).body;
    for words in ["Correct this event", "Correct this figure", "Reports that tell of another event"] {
        assert!(page.contains(words), "no {words:?}");
    }
    let choices = room.get(&format!("{at}/place?name=Varna")).body;
    assert!(choices.contains("Varna, Bulgaria") && choices.contains("Chelyabinsk, Russia"), "{choices}");
    let done = room.form(&format!("{at}/correct"), "do=place&name=Varna&place=1487764&who=Ana+Ruiz&why=It+was+the+other+Varna");
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(done.head.contains(&format!("location: {at}?done=1")), "{}", done.head);
    let page = room.get(&format!("{at}?done=1")).body;
    for words in ["Correction 1 is made", "Ana Ruiz", "It was the other Varna", "Varna, Russia"] {
        assert!(page.contains(words), "no {words:?}");
    }
    assert_eq!(room.json(&format!("/api/v1/events/{first}"))["where"]["country"], "RU");
    // Six is recommended as the latest; the brigade's figure is rejected, then four is chosen.
    let killed = |room: &Room| room.json(&format!("/api/v1/events/{first}"))["figures"][0]["recommended"].clone();
    assert_eq!(killed(&room)["best"], 6.0);
    let of = |best: f64| {
        let ledger = event["figures"][0]["ledger"].as_array().unwrap();
        let report = ledger.iter().find(|l| l["best"] == best).unwrap()["report"].as_str().unwrap();
        format!("figure={report}+{best}+killed")
    };
    assert_eq!(room.form(&format!("{at}/correct"), &format!("do=reject&{}&who=Ana&why=withdrawn", of(6.0))).status, 303);
    assert_eq!(killed(&room)["best"], 4.0);
    assert!(room.get(&at).body.contains("<small>rejected</small>"));
    assert_eq!(room.form(&format!("{at}/correct"), &format!("do=choose&{}&who=Ana&why=checked", of(4.0))).status, 303);
    assert_eq!(killed(&room)["because"], "chosen");
    // Taken back in the log.
    assert!(room.get("/corrections").body.contains("/corrections/1/undo"));
    assert_eq!(room.form("/corrections/1/undo", "who=Ana&why=mistaken").status, 303);
    assert_eq!(room.json(&format!("/api/v1/events/{first}"))["where"]["country"], "BG");
    assert!(room.get("/corrections").body.contains("Taken back by"));
    let log = room.get("/corrections.jsonl").body;
    assert_eq!(log.lines().count(), 3);
    assert!(log.lines().all(|l| serde_json::from_str::<Value>(l).unwrap()["type"] == "correction"));
    assert!(room.get("/corrections.csv").body.starts_with("n,action,what,who,why,at"));
}

#[test]
fn a_merge_forwards_old_ids_and_a_split_lists_the_parts() {
    let room = Room::over(APART, &[]);
    let all = events(&room);
    assert_eq!(all.len(), 2, "{all:?}");
    let ids = [id(&all[0]), id(&all[1])];
    let merge = format!("do=merge&other=http://127.0.0.1/event/{}&day=2023-05-08&who=Ana&why=one+blast", ids[1]);
    let done = room.form(&format!("/event/{}/correct", ids[0]), &merge);
    assert_eq!(done.status, 303, "{}", done.body);
    let left = events(&room);
    assert_eq!(left.len(), 1);
    let (stays, gone) = if id(&left[0]) == ids[0] { (&ids[0], &ids[1]) } else { (&ids[1], &ids[0]) };
    for (old, new) in [
        (format!("/event/{gone}"), format!("/event/{stays}")),
        (format!("/event/{gone}.json"), format!("/event/{stays}.json")),
        (format!("/api/v1/events/{gone}"), format!("/api/v1/events/{stays}")),
    ] {
        let a = room.get(&old);
        assert_eq!(a.status, 308, "{old}");
        assert!(a.head.lines().any(|l| l == format!("location: {new}")), "{}", a.head);
    }
    // The first report of the merged event leaves it again, so that its id names what is left and what left.
    let reports: Vec<String> = left[0]["reports"].as_array().unwrap().iter().map(|r| r.as_str().unwrap().into()).collect();
    let (status, answer) = room.post(
        "/api/v1/corrections",
        &json!({"action": "split", "event": stays, "reports": [reports[0]], "why": "another blast"}),
    );
    assert_eq!(status, 201, "{answer}");
    assert_eq!(answer["correction"]["who"], "local");
    assert_eq!(events(&room).len(), 2);
}

#[test]
fn what_makes_no_sense_is_refused_with_words() {
    let room = Room::over(APART, &[]);
    let e = id(&events(&room)[0]);
    let refused = |body: Value| {
        let (status, answer) = room.post("/api/v1/corrections", &body);
        (status, answer["type"].as_str().unwrap_or("").to_string())
    };
    let fix = |change: Value| json!({"action": "fix", "target": e, "change": change, "why": "x"});
    let several = room.post("/api/v1/corrections", &fix(json!({"field": "place", "to": {"name": "Varna"}})));
    assert_eq!(several.0, 422);
    assert!(several.1["choices"].as_array().unwrap().len() > 2, "{}", several.1);
    for (body, status, code) in [
        (fix(json!({"field": "place", "to": {"name": "Nowhereville Upon Nothing"}})), 422, "refused"),
        (fix(json!({"field": "reject", "what": "killed", "best": 99.0})), 422, "refused"),
        (fix(json!({"field": "kind", "to": "no.such.kind"})), 400, "bad-parameter"),
        (json!({"action": "merge", "events": [e, e], "why": "x"}), 422, "refused"),
        (json!({"action": "merge", "events": [e]}), 400, "bad-parameter"),
        (json!({"action": "paint"}), 400, "bad-parameter"),
    ] {
        assert_eq!(refused(body.clone()), (status, format!("/method#problem-{code}")), "{body}");
    }
    assert_eq!(room.post("/api/v1/corrections/7/undo", &json!({"why": "x"})).0, 404);
    assert_eq!(room.form(&format!("/event/{e}/correct"), "do=status&status=happened").status, 400);
    assert_eq!(room.json("/api/v1/corrections")["count"], 0);
}

#[test]
fn readers_see_no_form_and_may_not_correct() {
    let folder = tempfile::tempdir().unwrap();
    let tokens = folder.path().join("tokens");
    std::fs::write(&tokens, "reader rita 0123456789abcdef\neditor edda fedcba9876543210\n").unwrap();
    let room = Room::over(APART, &["--tokens", tokens.to_str().unwrap()]);
    let ask = |token: &str, method: &str, path: &str, body: &str| {
        let head = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n");
        room.ask(method, path, &head, body)
    };
    let (rita, edda) = ("0123456789abcdef", "fedcba9876543210");
    let all: Value = serde_json::from_str(&ask(rita, "GET", "/api/v1/events", "").body).unwrap();
    let at = format!("/event/{}", id(&all["items"][0]));
    assert!(!ask(rita, "GET", &at, "").body.contains("<form method=\"post\""));
    assert!(ask(edda, "GET", &at, "").body.contains("<form method=\"post\""));
    assert_eq!(ask(rita, "GET", &format!("{at}/place?name=Varna"), "").status, 403);
    let fix = json!({"action": "fix", "target": id(&all["items"][0]), "why": "x", "who": "somebody else",
        "change": {"field": "status", "to": "alleged"}});
    assert_eq!(ask(rita, "POST", "/api/v1/corrections", &fix.to_string()).status, 403);
    let done = ask(edda, "POST", "/api/v1/corrections", &fix.to_string());
    assert_eq!(done.status, 201, "{}", done.body);
    assert!(done.body.contains("\"who\":\"edda\""), "whoever holds the token signs");
}

#[test]
fn a_room_that_changes_nothing_takes_no_correction() {
    let room = Room::over(APART, &["--read-only"]);
    let e = id(&events(&room)[0]);
    assert!(!room.get(&format!("/event/{e}")).body.contains("<form method=\"post\""));
    let (status, _) = room.post(
        "/api/v1/corrections",
        &json!({"action": "fix", "target": e, "why": "x", "change": {"field": "status", "to": "alleged"}}),
    );
    assert_eq!(status, 501);
}

#[test]
fn what_is_corrected_in_the_room_stands_in_the_log_of_the_program() {
    let room = Room::over(APART, &[]);
    let e = id(&events(&room)[0]);
    let (status, _) = room.post(
        "/api/v1/corrections",
        &json!({"action": "fix", "target": e, "why": "two mills", "who": "Ana Ruiz", "change": {"field": "place", "to": null}}),
    );
    assert_eq!(status, 201);
    let out = dateline().args(["corrections", "--db"]).arg(room.folder.path().join("news.db")).output().unwrap();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(text.contains("place: unknown") && text.contains("Ana Ruiz") && text.contains("two mills"), "{text}");
}
