//! Searching in the reading room as people type: values in any form, what cannot be understood, what was meant, and the forms of answers.
#![cfg(feature = "serve")]

mod common;

use common::room::{Room, dechunked};
use serde_json::Value;

fn line(id: &str, source: &str, day: &str, text: &str) -> String {
    serde_json::json!({"id": id, "source": source, "published": day, "headline": format!("News {id}"), "text": text})
        .to_string()
}

/// Fires, arrests and a protest in Bulgaria and Kenya.
fn news() -> Room {
    let lines = [
        line(
            "n1",
            "Meridian Wire",
            "2031-06-02",
            "A fire at a mill in Varna, Bulgaria, killed four people on Sunday, police said.",
        ),
        line("n2", "Harbour Tribune", "2031-06-03", "Police arrested a burglar in Ruse, Bulgaria, on 2 June 2031."),
        line("n3", "Meridian Wire", "2031-06-09", "Hundreds of teachers protested in Nairobi, Kenya, on Sunday over pay."),
        line(
            "n4",
            "Harbour Tribune",
            "2031-06-10",
            "An earthquake in Burgas, Bulgaria, killed two people on Monday, police said.",
        ),
    ];
    Room::over(&lines.join("\n"), &[])
}

fn count(room: &Room, query: &str) -> u64 {
    room.json(&format!("/api/v1/events?{query}"))["count"].as_u64().unwrap_or_else(|| panic!("{query}"))
}

fn main_of(page: &str) -> String {
    page.split("<main").nth(1).and_then(|p| p.split("</main>").next()).unwrap_or_default().to_string()
}

#[test]
fn values_are_names_or_codes_in_any_case() {
    let room = news();
    let all = count(&room, "country=KE&status=any");
    assert!(all > 0);
    for query in ["q=country:Kenya", "q=country:ke", "q=COUNTRY:KEN", "country=kenya"] {
        assert_eq!(count(&room, &format!("{query}&status=any")), all, "{query}");
    }
    assert!(count(&room, "q=near:NAIROBI&status=any") > 0);
    let protests = count(&room, "kind=protest&status=any");
    assert!(protests > 0);
    for query in ["q=kind:Protest", "kind=PROTEST", "kind=Protest&kind=protest"] {
        assert_eq!(count(&room, &format!("{query}&status=any")), protests, "{query}");
    }
    let wire = count(&room, "source=Meridian+Wire&status=any");
    assert!(wire > 0);
    assert_eq!(count(&room, "q=source:%22meridian+wire%22&status=any"), wire);
    assert_eq!(count(&room, "q=-source:%22meridian+wire%22&status=any"), count(&room, "status=any") - wire);
    assert_eq!(count(&room, "status=Happened"), count(&room, "status=happened"));
    assert_eq!(count(&room, "language=EN&status=any"), count(&room, "q=language:english&status=ANY"));
    // What is chosen is shown as chosen.
    let page = room.get("/search?country=kenya&status=any").body;
    assert!(page.contains("country: Kenya") && page.contains("class=\"on\""), "{}", main_of(&page));
}

#[test]
fn days_are_a_range_in_the_box() {
    let room = news();
    let june = count(&room, "from=2031-06-05&to=2031-06&status=any");
    assert!(june > 0 && june < count(&room, "status=any"));
    assert_eq!(count(&room, "q=2031-06-05..2031-06&status=any"), june);
    assert_eq!(count(&room, "q=2031-06-05..&status=any"), june);
    assert_eq!(count(&room, "q=-fire&status=any"), count(&room, "status=any") - count(&room, "q=fire&status=any"));
}

#[test]
fn what_cannot_be_understood_is_told_at_its_character() {
    let room = news();
    for (query, at, why) in [
        ("q=%22unclosed", 0, "not closed"),
        ("q=mill+(foo", 5, "Parentheses"),
        ("q=foo+OR", 4, "between two words"),
        ("q=-", 0, "minus"),
        ("q=sourc:%22X%22", 0, "source:"),
        ("q=mill+2031-13..2031-04", 5, "month 13"),
        ("q=mill+kind:", 9, "wants a value"),
        ("q=near:", 4, "wants a value"),
        ("q=mill+from:soon", 5, "a day as"),
    ] {
        let page = room.get(&format!("/search?{query}&country=BG"));
        assert_eq!(page.status, 422, "{query}");
        let main = main_of(&page.body);
        assert!(main.contains(why) && main.contains(&format!("(character {})", at + 1)), "{query}: {main}");
        assert!(main.contains("country: Bulgaria"), "{query} loses the filters");
        let a = room.get(&format!("/api/v1/events?{query}&country=BG"));
        assert!(a.status == 422 && a.head.contains("application/problem+json"), "{query}: {}", a.body);
        let problem: Value = serde_json::from_str(&a.body).unwrap();
        assert_eq!(problem["errors"][0]["span"][0], at, "{query}: {problem}");
    }
    for query in ["from=soon", "killed=many", "box=1,2,3"] {
        let page = room.get(&format!("/search?{query}&q=fire"));
        assert_eq!(page.status, 400, "{query}");
        assert!(page.body.contains("words: fire") && page.body.contains(query.split('=').nth(1).unwrap()), "{query}");
        assert_eq!(room.get(&format!("/api/v1/facets?{query}")).status, 400, "{query}");
    }
    // What a page can do without it only says; a program is told.
    for query in ["sort=bogus", "view=bogus", "after=garbage", "time=never"] {
        let page = room.get(&format!("/search?{query}"));
        let name = query.split('=').next().unwrap();
        assert!(
            page.status == 200 && main_of(&page.body).contains(&format!("&#39;{name}&#39; wants")),
            "{}",
            main_of(&page.body)
        );
        assert_eq!(room.get(&format!("/api/v1/events?{query}")).status, 400, "{query}");
    }
    assert!(room.get("/search?limit=2&status=any").body.matches("<article").count() <= 2);
    assert_eq!(room.get("/search?format=parquet").status, 400);
    assert_eq!(room.get("/articles?q=(foo").status, 422);
    assert_eq!(room.get("/api/v1/search?q=foo+OR").status, 422);
}

#[test]
fn what_was_meant_is_told_where_that_finds_something() {
    let room = news();
    let meant = |query: &str| {
        let main = main_of(&room.get(&format!("/search?{query}")).body);
        main.split("class=\"meant\"").nth(1).and_then(|m| m.split("</p>").next()).unwrap_or_default().to_string()
    };
    assert!(meant("q=earthqake").contains("earthquake"), "{}", meant("q=earthqake"));
    assert!(meant("q=killd").contains("killed"));
    assert!(meant("q=earthqake+killd").contains("<bdi>earthquake killed</bdi>"), "{}", meant("q=earthqake+killd"));
    assert!(meant("q=country:Keny&status=any").contains("country:KE"), "{}", meant("q=country:Keny&status=any"));
    assert!(meant("kind=protset&status=any").contains("protest"));
    assert!(meant("q=near:Varnna").contains("Varna"));
    // Nothing that is not found, and nothing where something is found.
    assert_eq!((meant("q=earthqake&country=KE").as_str(), meant("q=fire").as_str(), meant("q=zzzzzz").as_str()), ("", "", ""));
    // Which word is in the way.
    let main = main_of(&room.get("/search?q=fire+nairobi+country:BG").body);
    let ways = main.split("lines without").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(ways.contains("<bdi>nairobi</bdi>") && !ways.contains("<bdi>fire</bdi>"), "{ways}");
}

#[test]
fn a_list_is_taken_along_whole_in_the_form_that_is_accepted() {
    let room = news();
    let get = |path: &str, accept: &str| {
        let a = room.ask("GET", path, &format!("Accept: {accept}\r\n"), "");
        let body = if a.head.contains("transfer-encoding: chunked") { dechunked(&a.body) } else { a.body };
        (a.status, a.head, body)
    };
    for (path, first, rows) in [("/articles", "id,published,source", 4), ("/sources", "name,articles", 2)] {
        let (status, head, table) = get(&format!("{path}.csv"), "*/*");
        assert!(status == 200 && head.contains("text/csv") && head.contains("/data-dictionary.txt"), "{path}: {head}");
        assert!(table.starts_with(first) && table.lines().count() == rows + 1, "{path}: {table}");
        let (_, head, lines) = get(path, "application/x-ndjson");
        assert!(head.contains("application/jsonl") && lines.lines().count() == rows, "{path}: {lines}");
    }
    assert!(get("/stories.csv", "*/*").2.starts_with("id,headline,from"));
    assert!(get("/actors.csv", "*/*").2.starts_with("id,name,kind"));
    assert_eq!(get("/articles.csv?q=fire", "*/*").2.lines().count(), 2);
    assert!(get("/data-dictionary.txt", "text/csv").2.contains("killed_high"));
    let id = room.json("/api/v1/events?status=any")["items"][0]["id"].as_str().unwrap().to_string();
    for (path, accept, form) in [
        ("/api/v1/events".to_string(), "text/csv", "text/csv"),
        ("/api/v1/events".into(), "application/geo+json", "application/geo+json"),
        ("/api/v1/events".into(), "application/json, */*", "application/json"),
        ("/search".into(), "application/feed+json", "application/feed+json"),
        (format!("/event/{id}"), "application/json", "application/json"),
        (format!("/event/{id}"), "text/html,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ] {
        let (status, head, _) = get(&path, accept);
        assert!(status == 200 && head.contains(&format!("content-type: {form}")), "{path} {accept}: {head}");
    }
    for path in ["/search", "/api/v1/events", "/"] {
        let (status, head, body) = get(path, "application/xml");
        assert!(status == 406 && head.contains("problem+json") && body.contains("json"), "{path}: {body}");
    }
    let (_, head, _) = get("/search.csv?status=any", "*/*");
    assert!(head.contains(&format!("x-total-count: {}", count(&room, "status=any"))), "{head}");
    let feed: Value = serde_json::from_str(&get("/search.jsonfeed?status=any", "*/*").2).unwrap();
    assert_eq!(feed["items"].as_array().unwrap().len() as u64, count(&room, "status=any"));
}

#[test]
fn twins_say_what_their_pages_do() {
    let room = news();
    let overview = room.json("/index.json");
    assert!(overview["latest"][0]["id"].is_string() && overview["histogram"]["bars"].is_array(), "{overview}");
    let status = room.json("/status.json");
    assert!(status["text"]["kept"].is_number() && status["written"].is_string(), "{status}");
    assert_eq!(status["last_published"], "2031-06-10");
    let events = room.json("/api/v1/events?country=BG&status=any");
    let id = events["items"].as_array().unwrap().iter().find_map(|e| e["where"]["geonames"].as_u64()).unwrap();
    let place = room.json(&format!("/place/{id}.json"));
    assert!(place["events"]["count"].as_u64() > Some(0) && place["latest_articles"].is_array(), "{place}");
    let map = room.json("/search.json?view=map&status=any");
    assert!(map["type"] == "map" && map["places"][0]["lat"].is_number(), "{map}");
    assert!(room.json("/method.json")["kinds"][0]["examples"].is_array());
    if let Some(actor) = room.json("/api/v1/actors")["items"][0]["id"].as_str() {
        assert!(room.json(&format!("/actor/{actor}.json"))["named_with"].is_array());
    }
}

#[test]
fn a_storys_events_are_a_search() {
    let room = Room::open(&[]);
    let stories = room.json("/api/v1/stories");
    let story = stories["items"].as_array().unwrap().iter().find(|s| !s["events"].as_array().unwrap().is_empty()).unwrap();
    let id = story["id"].as_str().unwrap();
    let events = story["events"].as_array().unwrap().len() as u64;
    assert_eq!(count(&room, &format!("story={id}&status=any")), events);
    assert_eq!(count(&room, &format!("q=story:{id}&status=any&view=map")), events);
    let page = room.get(&format!("/story/{id}")).body;
    assert!(page.contains(&format!("/search?story={id}")), "{page}");
    assert!(main_of(&room.get(&format!("/search?story={id}&status=any")).body).contains("story: "));
    let none = "s_00000000000000000000";
    assert_eq!(count(&room, &format!("story={none}")), 0);
    assert!(room.get(&format!("/search?story={none}")).body.contains("no story"));
    assert_eq!(room.get("/api/v1/events?story=x").status, 400);
}

#[test]
fn what_is_no_json_becomes_no_article() {
    let room = news();
    for (kind, body) in [
        ("application/jsonl", "{bad json"),
        ("application/json", "not json at all"),
        ("application/jsonl", "\"a word\""),
        ("application/octet-stream", "{\"id\": \"x\", \"text\": \"cut of"),
    ] {
        let a = room.ask("POST", "/api/v1/articles", &format!("Content-Type: {kind}\r\n"), body);
        assert!(a.status == 422 && a.head.contains("problem+json"), "{kind} {body}: {} {}", a.status, a.body);
    }
    assert_eq!(room.json("/api/v1/status")["totals"]["articles"], 4);
}

#[test]
fn long_titles_are_cut_in_lists() {
    let long = format!("Fire {}", "A".repeat(100_000));
    let article = serde_json::json!({"id": "l1", "published": "2031-06-02", "headline": long,
        "text": "A fire at a mill in Varna, Bulgaria, killed four people on Sunday, police said."});
    let room = Room::over(&article.to_string(), &[]);
    for path in ["/articles.json", "/api/v1/events?status=any", "/api/v1/stories", "/api/v1/reports"] {
        assert!(room.get(path).body.len() < 20_000, "{path}");
    }
    for path in ["/search.figures", "/search.timelinejs", "/search.csv", "/articles.csv"] {
        assert!(room.get(path).body.len() < 20_000, "{path}");
    }
    let item = room.json("/articles.json")["items"][0].clone();
    assert!(item["headline"].as_str().unwrap().ends_with('…'));
    let whole = room.json(&format!("/api/v1/articles/{}", item["id"].as_str().unwrap()));
    assert_eq!(whole["headline"].as_str().unwrap().len(), long.len());
}

/// A page of a list goes on where the one before ended, though its last event was joined with another meanwhile.
#[test]
fn a_cursor_outlives_its_event() {
    let towns = ["Varna", "Burgas", "Ruse", "Plovdiv", "Pleven", "Sliven", "Shumen", "Vidin"];
    let arrest = |(i, town): (usize, &&str)| {
        line(town, "Wire", "2031-06-15", &format!("Police arrested a burglar in {town}, Bulgaria, on {} June 2031.", i + 1))
    };
    let room = Room::over(&towns.iter().enumerate().map(arrest).collect::<Vec<_>>().join("\n"), &[]);
    let ids = |page: &Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_string()).collect()
    };
    for sort in ["newest", "oldest"] {
        let all = ids(&room.json(&format!("/api/v1/events?sort={sort}")));
        let first = room.json(&format!("/api/v1/events?sort={sort}&limit=3"));
        let shown = ids(&first);
        let merge = serde_json::json!({"action": "merge", "events": [shown[2], shown[0]], "why": "one burglar"});
        let (status, done) = room.post("/api/v1/corrections", &merge);
        assert_eq!(status, 201, "{done}");
        let next = first["next"].as_str().unwrap();
        let second = ids(&room.json(&format!("/api/v1/events?sort={sort}&limit=3&after={next}")));
        assert_eq!(second, all[3..6], "{sort}");
        // The old id tells when that was: now, not when the news was published.
        let gone = shown.iter().find(|id| room.get(&format!("/api/v1/events/{id}")).status == 308).unwrap();
        let moved: Value = serde_json::from_str(&room.get(&format!("/api/v1/events/{gone}")).body).unwrap();
        assert!(moved["because"] == "corrected" && !moved["at"].as_str().unwrap().starts_with("2031"), "{moved}");
        assert_eq!(moved["at"], done["correction"]["at"]);
        let n = done["correction"]["n"].as_u64().unwrap();
        assert_eq!(room.post(&format!("/api/v1/corrections/{n}/undo"), &serde_json::json!({"why": "two"})).0, 200);
    }
}

#[test]
fn a_session_is_no_token() {
    let folder = tempfile::tempdir().unwrap();
    let tokens = folder.path().join("tokens");
    std::fs::write(&tokens, "reader rita 0123456789abcdef\n").unwrap();
    let room = Room::open(&["--tokens", tokens.to_str().unwrap()]);
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let done = room.ask("POST", "/sign-in", form, "secret=0123456789abcdef");
    let cookie = done.head.lines().find_map(|l| l.strip_prefix("set-cookie: ")).unwrap().split(';').next().unwrap().to_string();
    assert!(done.status == 303 && !done.head.contains("0123456789abcdef"), "{}", done.head);
    let with = |path: &str, cookie: &str| room.ask("GET", path, &format!("Cookie: {cookie}\r\n"), "").status;
    assert_eq!(with("/search", &cookie), 200);
    // The token is none, and a session of an earlier run is no guess.
    assert_eq!(with("/search", "dateline=0123456789abcdef"), 401);
    assert!((0..20).all(|_| with("/search", "dateline=00") == 401));
    assert_eq!(room.ask("POST", "/sign-out", &format!("{form}Cookie: {cookie}\r\n"), "").status, 303);
    assert_eq!(with("/search", &cookie), 401);
    // Who asks for data is answered with data.
    for path in ["/search.csv", "/search.atom", "/index.json", "/search?format=csv"] {
        let a = room.ask("GET", path, "Accept: */*\r\n", "");
        assert!(a.status == 401 && a.head.contains("problem+json"), "{path}: {}", a.head);
    }
    let host = room.address.replace("127.0.0.1", "LocalHost");
    assert_eq!(news().ask("GET", "/", &format!("Host: {host}\r\n"), "").status, 200);
}

#[test]
fn a_wrong_target_is_told_in_plain_words() {
    let room = news();
    let fix = serde_json::json!({"action": "fix", "target": "x", "why": "y", "change": {"field": "status", "to": "alleged"}});
    let (status, answer) = room.post("/api/v1/corrections", &fix);
    assert_eq!(status, 400);
    let detail = answer["detail"].as_str().unwrap();
    assert!(detail.contains("'target' wants") && !detail.contains("untagged"), "{detail}");
}
