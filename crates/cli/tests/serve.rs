//! `dateline serve` as a user meets it: the real program over a real database, asked through a socket.
#![cfg(feature = "serve")]

mod common;

use common::room::{Room, WIRE, dateline, dechunked};

#[test]
fn every_page_answers_and_no_text_becomes_html() {
    let room = Room::open(&[]);
    let events = room.json("/api/v1/events?status=any");
    assert_eq!(events["count"], 1, "{events}");
    let event = &events["items"][0];
    let (id, article) = (event["id"].as_str().unwrap(), event["articles"][0].as_str().unwrap());
    let report = event["reports"][0].as_str().unwrap();
    let mut pages = ["/", "/search", "/articles", "/actors", "/stories", "/method", "/status"].map(String::from).to_vec();
    pages.extend(["list", "table", "map", "timeline"].map(|v| format!("/search?view={v}&kind=explosion&from=2023-05")));
    pages.extend([format!("/event/{id}"), format!("/article/{article}"), format!("/report/{report}")]);
    pages.push("/source/Meridian%20Wire".into());
    for page in &pages {
        let a = room.get(page);
        assert_eq!(a.status, 200, "{page}: {}", a.body);
        assert!(a.head.contains("content-security-policy: default-src 'self'"), "{page}");
        assert!(!a.body.contains("<script>alert") && !a.body.contains("<img"), "{page} lets HTML through");
        assert_eq!(a.body.matches("<h1").count(), 1, "{page}");
    }
    let event_page = room.get(&format!("/event/{id}")).body;
    for words in ["The sources disagree", "from 4 (", "to 6 (", "Harbour Tribune", "<mark>"] {
        assert!(event_page.contains(words), "no {words:?} in the event page");
    }
}

/// Under each ending stands what it promises, or nothing: never a page.
#[test]
fn what_belongs_to_something_is_taken_along_as_a_table_as_points_and_as_lines() {
    let room = Room::open(&[]);
    let event = room.json("/api/v1/events?status=any")["items"][0].clone();
    let (id, place) = (event["id"].as_str().unwrap(), event["where"]["geonames"].as_u64().unwrap());
    let body = |room: &Room, path: &str| {
        let a = room.ask("GET", path, "Connection: close\r\n", "");
        assert_eq!(a.status, 200, "{path}");
        let body = if a.head.contains("transfer-encoding: chunked") { dechunked(&a.body) } else { a.body };
        (a.head, body)
    };
    for of in [format!("/event/{id}"), format!("/place/{place}"), "/source/Meridian%20Wire".into()] {
        let (head, table) = body(&room, &format!("{of}.csv"));
        assert!(head.contains("content-type: text/csv") && table.lines().count() == 2 && table.contains(id), "{of}: {table}");
        let points: serde_json::Value = serde_json::from_str(&body(&room, &format!("{of}.geojson")).1).unwrap();
        assert_eq!(points["features"].as_array().unwrap().len(), 1, "{of}");
        let line: serde_json::Value = serde_json::from_str(&body(&room, &format!("{of}.jsonl")).1).unwrap();
        assert_eq!(line["id"].as_str(), Some(id), "{of}");
    }
    let other = Room::over(r#"{"id": "n1", "text": "Police arrested Ana Ruiz in Ruse, Bulgaria, on 3 June 2023."}"#, &[]);
    let actor = other.json("/api/v1/actors?limit=1")["items"][0]["id"].as_str().unwrap().to_string();
    assert!(body(&other, &format!("/actor/{actor}.csv")).1.contains("2023-06-03"));
    assert!(room.get("/source/Meridian%20Wire").body.contains("/source/Meridian%20Wire.geojson\""));
    for nothing in ["/sign-in.json", "/event/e_00.csv", "/story/s_00.csv"] {
        let a = room.get(nothing);
        assert_eq!(a.status, 404, "{nothing}: {}", a.body);
    }
    for (not_so, so) in [("/actors.geojson", "csv"), ("/index.csv", "json"), ("/articles.geojson", "jsonl")] {
        let a = room.get(not_so);
        assert!(a.status == 406 && a.body.contains(so), "{not_so}: {}", a.body);
    }
}

#[test]
fn a_value_that_no_event_has_is_told() {
    let room = Room::open(&[]);
    let strange = room.get("/search?kind=nonsense&country=BG").body;
    assert!(strange.contains("No event here has the kind “nonsense”."), "{strange}");
    assert!(!strange.contains("has the country") && !strange.contains("look for the words"), "{strange}");
    let nothing = room.get("/search?q=lighthouse").body;
    assert!(!nothing.contains("No event here") && nothing.contains("look for the words"), "{nothing}");
}

/// Where all filters together let nothing through, it is told which of them to take away, and what is found then.
#[test]
fn the_filter_that_is_in_the_way_is_told() {
    let room = Room::open(&[]);
    let nothing = room.get("/search?country=BG&from=2030&q=mill").body;
    let ways = nothing.split("lines without").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(ways.contains("from: 2030") && ways.contains("<small>1 event</small>"), "{ways}");
    assert!(!ways.contains("country: ") && ways.contains("Look for the words"), "{ways}");
    assert!(room.get("/search?country=BG&q=mill").body.split("lines without").nth(1).is_none());
}

/// The first page begins with what is worth reading: nobody has to look for the deadliest, nor for what is in dispute.
#[test]
fn the_first_page_shows_the_deadliest_and_what_is_in_dispute() {
    let line = |id: &str, source: &str, day: &str, text: &str| {
        serde_json::json!({"id": id, "source": source, "published": day, "headline": id, "text": text}).to_string()
    };
    let lines = [
        line("n1", "Wire", "2031-06-02", "A bus crash near Ruse, Bulgaria, killed 31 people on 1 June 2031, police said."),
        line("n2", "Wire", "2031-06-09", "A fire at a mill in Varna, Bulgaria, killed four people on Sunday, police said."),
        line("n3", "Leaf", "2031-06-09", "A fire at a mill in Varna, Bulgaria, killed six people on Sunday, the mayor said."),
    ];
    // Where all events stand below anyway, nothing is picked.
    assert!(!Room::over(&lines.join("\n"), &[]).get("/").body.contains("<h2>Deadliest"));
    let towns = ["Ruse", "Plovdiv", "Burgas", "Pleven", "Sliven", "Shumen", "Vidin", "Vratsa", "Silistra", "Lovech"];
    let arrest = |town: &&str| {
        line(town, "Wire", "2031-06-05", &format!("Police arrested a burglar in {town}, Bulgaria, on 4 June 2031."))
    };
    let lines: Vec<String> = lines.into_iter().chain(towns.iter().map(arrest)).collect();
    let page = Room::over(&lines.join("\n"), &[]).get("/").body;
    let below =
        |title: &str| page.split(title).nth(1).and_then(|p| p.split("</section>").next()).unwrap_or_default().to_string();
    let deadliest = below("<h2>Deadliest");
    assert!(deadliest.find("31 killed") < deadliest.find("4–6 killed") && deadliest.contains("31 killed"), "{deadliest}");
    assert!(deadliest.contains("sort=killed"), "{deadliest}");
    let disputed = below("<h2>Sources disagree");
    assert!(disputed.contains("4–6 killed") && !disputed.contains("31 killed"), "{disputed}");
}

/// Who looks in the morning sees what is new, and finds what sources tell differently.
#[test]
fn what_is_new_and_what_is_in_dispute_can_be_asked_for() {
    let line = |id: &str, source: &str, day: &str, text: &str| {
        serde_json::json!({"id": id, "source": source, "published": day, "headline": id, "text": text}).to_string()
    };
    let towns = ["Ruse", "Plovdiv", "Burgas", "Pleven", "Sliven", "Shumen", "Vidin", "Vratsa"];
    let arrests = towns.map(|town| {
        line(town, "Wire", "2031-06-05", &format!("Police arrested a burglar in {town}, Bulgaria, on 4 June 2031."))
    });
    let fire = |killed| format!("A fire at a mill in Varna, Bulgaria, killed {killed} people on 4 June 2031, police said.");
    let told = [line("n1", "Wire", "2031-06-05", &fire("four")), line("n2", "Leaf", "2031-06-09", &fire("six"))];
    let room = Room::over(&[arrests.to_vec(), told.to_vec()].concat().join("\n"), &[]);
    let count = |query: &str| room.json(&format!("/api/v1/events?{query}"))["count"].as_u64().unwrap();
    assert_eq!((count("disagree=yes"), count("disagree=no"), count("-disagree=no")), (1, 8, 9));
    assert_eq!((count("q=disagree:yes+fire"), count("q=-disagree:yes")), (1, 8));
    // The fire is no new event on the ninth, but it is told again.
    assert_eq!((count("time=reported&from=2031-06-09"), count("time=updated&from=2031-06-09")), (0, 1));
    let first = room.get("/").body;
    let news = first.split("<h2>In the news").nth(1).unwrap().split("</section>").next().unwrap();
    let spans: Vec<&str> = news.split("</li>").collect();
    assert!(spans[0].contains("On 9 June 2031") && spans[0].contains(">1 event<") && !spans[0].contains("first"), "{news}");
    assert!(
        spans[1].contains("Since 3 June 2031") && spans[1].contains(">9 events<") && spans[1].contains("all for the first"),
        "{news}"
    );
    let disagree = room.get("/search?disagree=yes&time=updated&from=2031-06-09").body;
    assert!(disagree.contains("sources disagree") && disagree.contains("from: 2031-06-09 (publication)"), "{disagree}");
    // A feed begins with what was told last, whenever it happened.
    let feed = room.get("/search.atom?limit=1").body;
    assert!(feed.contains("rel=\"self\"") && feed.contains("Varna, Bulgaria · 6 killed · 2 reports"), "{feed}");
    let sources = room.json("/api/v1/sources")["items"].clone();
    assert_eq!((sources[0]["name"].as_str(), sources[0]["articles"].as_u64()), (Some("Wire"), Some(9)));
    assert_eq!((sources[1]["first"].as_str(), sources[1]["last"].as_str()), (Some("2031-06-09"), Some("2031-06-09")));
    assert!(room.get("/sources").body.contains("href=\"/source/Leaf\""));
}

/// An event's evidence stays what its reports tell, whatever sentence of its article a search finds.
#[test]
fn a_sentence_that_only_the_article_has_is_no_evidence_of_the_event() {
    let line = serde_json::json!({"id": "n1", "published": "2023-06-04", "source": "Wire", "headline": "Fire in Ruse",
        "text": "A fire at a factory in Ruse, Bulgaria, injured nine workers on Saturday, police said. \
                 The lighthouse of the town is closed for visitors in winter."});
    let room = Room::over(&line.to_string(), &[]);
    let found = room.get("/search?q=lighthouse").body;
    let evidence = found.split("<blockquote").nth(1).unwrap().split("</blockquote>").next().unwrap();
    assert!(evidence.contains("A <mark>fire</mark> at a factory"), "{evidence}");
    let also = found.split("class=\"also\"").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(also.contains("its article") && also.contains("The <mark>lighthouse</mark> of the town"), "{also}");
    // Where a report's sentence holds them, that one stands there, and nothing else.
    let found = room.get("/search?q=workers+lighthouse").body;
    assert!(found.contains("<mark>workers</mark>") && !found.contains("class=\"also\""), "{found}");
}

#[test]
fn the_described_api_is_the_one_that_answers() {
    let room = Room::open(&[]);
    let document = room.json("/api/v1/openapi.json");
    let event = room.json("/api/v1/events")["items"][0].clone();
    for (path, methods) in document["paths"].as_object().unwrap() {
        if methods.get("get").is_none() || path.ends_with("/stream") {
            continue;
        }
        let asked = match path.as_str() {
            "/api/v1/events/{id}" => path.replace("{id}", event["id"].as_str().unwrap()),
            "/api/v1/articles/{id}" => path.replace("{id}", event["articles"][0].as_str().unwrap()),
            "/api/v1/reports/{id}" => path.replace("{id}", event["reports"][0].as_str().unwrap()),
            "/api/v1/search" => format!("{path}?q=mill"),
            p => p.to_string(),
        };
        let a = room.get(&asked);
        let media =
            a.head.lines().find_map(|l| l.strip_prefix("content-type: ")).unwrap_or("").split(';').next().unwrap().to_string();
        let status = a.status.to_string();
        let described = &methods["get"]["responses"][&status]["content"];
        assert!(described.get(&media).is_some(), "{asked}: {status} {media} is not described");
        // A word that is no number is told as a problem of the described form.
        if methods["get"]["parameters"].to_string().contains("\"limit\"") {
            let bad = room.get(&format!("{}{}limit=x", asked, if asked.contains('?') { "&" } else { "?" }));
            if path != "/api/v1/facets" && path != "/api/v1/export" {
                assert_eq!(bad.status, 400, "{asked}");
                assert!(bad.head.contains("application/problem+json") && bad.body.contains("\"type\""), "{asked}");
            }
        }
    }
}

#[test]
fn strangers_are_kept_out() {
    let room = Room::open(&[]);
    assert_eq!(room.ask("GET", "/", "Host: evil.example\r\n", "").status, 421);
    let line = r#"{"id": "n1", "text": "Police arrested a man in Ruse, Bulgaria, on 3 June 2023."}"#;
    let jsonl = "Content-Type: application/jsonl\r\n";
    let from_elsewhere = format!("{jsonl}Origin: http://evil.example\r\n");
    assert_eq!(room.ask("POST", "/api/v1/articles", &from_elsewhere, line).status, 403);
    // Of these a browser asks nobody before it sends them.
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"] {
        let a = room.ask("POST", "/api/v1/articles", &format!("Content-Type: {kind}\r\n"), line);
        assert!(a.status == 415 && a.body.contains("application/jsonl"), "{kind}: {}", a.body);
    }
    assert_eq!(room.ask("POST", "/api/v1/articles", "", "").status, 400);
    assert_eq!(room.ask("POST", "/read", "Content-Type: application/x-www-form-urlencoded\r\n", "text=x").status, 403);
    let done = room.ask("POST", "/api/v1/articles", jsonl, line);
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(room.json("/api/v1/status")["totals"]["articles"], 3);
    let wrong = room.ask("POST", "/api/v1/events", jsonl, "");
    assert!(wrong.status == 405 && wrong.head.contains("allow: get, head"), "{}", wrong.head);
    for path in ["/assets/..%2f..%2fetc%2fpasswd", "/event/e_00", "/place/x", "/nothing"] {
        assert_eq!(room.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_unchanged_answer_is_not_sent_again() {
    let room = Room::open(&["--read-only"]);
    let first = room.get("/api/v1/events");
    let tag = first.head.lines().find_map(|l| l.strip_prefix("etag: ")).unwrap().replace("w/", "W/");
    let again = room.ask("GET", "/api/v1/events", &format!("If-None-Match: {tag}\r\n"), "");
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert!(room.ask("GET", "/search", "Accept-Encoding: gzip\r\n", "").head.contains("content-encoding: gzip"));
    let refused = room.ask("POST", "/api/v1/articles", "Content-Type: application/jsonl\r\n", "{}");
    assert_eq!(refused.status, 501);
}

#[test]
fn another_address_wants_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("news.db");
    std::fs::write(folder.path().join("wire.jsonl"), WIRE).unwrap();
    assert!(dateline().args(["read", "-q", "--db"]).arg(&db).arg(folder.path().join("wire.jsonl")).status().unwrap().success());
    let out = dateline().args(["serve", "--listen", "0.0.0.0:0", "--db"]).arg(&db).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("--tokens"));

    let tokens = folder.path().join("tokens");
    std::fs::write(&tokens, "reader rita 0123456789abcdef\n").unwrap();
    let room = Room::open(&["--tokens", tokens.to_str().unwrap()]);
    assert_eq!(room.get("/api/v1/events").status, 401);
    assert!(room.get("/").body.contains("Sign in"));
    let key = "Authorization: Bearer 0123456789abcdef\r\n";
    assert_eq!(room.ask("GET", "/api/v1/events", key, "").status, 200);
    let change = format!("{key}Content-Type: application/jsonl\r\n");
    assert_eq!(room.ask("POST", "/api/v1/articles", &change, "{}").status, 403);
}
