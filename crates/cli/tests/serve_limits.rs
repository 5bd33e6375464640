//! The reading room under pressure: too much, too often, wrong tokens, hostile text, long lists, listeners.
#![cfg(feature = "serve")]

mod common;

use common::room::{Room, WIRE, dechunked};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

#[test]
fn wrong_tokens_are_answered_ten_times() {
    let folder = tempfile::tempdir().unwrap();
    let tokens = folder.path().join("tokens");
    std::fs::write(&tokens, "reader rita 0123456789abcdef\n").unwrap();
    let room = Room::open(&["--tokens", tokens.to_str().unwrap()]);
    let sign_in = |secret: &str| {
        room.ask("POST", "/sign-in", "Content-Type: application/x-www-form-urlencoded\r\n", &format!("secret={secret}"))
    };
    let right = sign_in("0123456789abcdef");
    assert_eq!(right.status, 303);
    assert!(right.head.contains("httponly; samesite=strict"), "{}", right.head);
    for n in 0..10 {
        assert_eq!(sign_in("wrong-wrong-wrong").status, 401, "try {n}");
    }
    let eleventh = sign_in("0123456789abcdef");
    assert_eq!(eleventh.status, 429);
    assert!(eleventh.head.contains("retry-after: "), "{}", eleventh.head);
    let guess = "Authorization: Bearer guess-guess-guess\r\n";
    assert_eq!(room.ask("GET", "/api/v1/events", guess, "").status, 429);
    // Whoever is in stays in.
    assert_eq!(room.ask("GET", "/api/v1/events", "Authorization: Bearer 0123456789abcdef\r\n", "").status, 200);
}

#[test]
fn too_many_requests_are_told_when_to_come_again() {
    let room = Room::open(&["--rate", "1"]);
    let last =
        (0..400).map(|_| room.get("/api/v1/status")).find(|a| a.status != 200).expect("400 requests at once are let through");
    assert_eq!(last.status, 429);
    assert!(last.head.contains("retry-after: ") && last.body.contains("problem-too-many"), "{}{}", last.head, last.body);
}

#[test]
fn too_large_a_body_is_refused() {
    let room = Room::open(&[]);
    let mut stream = TcpStream::connect(&room.address).unwrap();
    let length = 33 << 20;
    write!(
        stream,
        "POST /api/v1/articles HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n",
        room.address
    )
    .unwrap();
    // It may stop listening before all is sent.
    let chunk = vec![b'x'; 1 << 20];
    let _ = (0..33).try_for_each(|_| stream.write_all(&chunk));
    let mut out = Vec::new();
    let _ = stream.read_to_end(&mut out);
    assert!(String::from_utf8_lossy(&out).starts_with("HTTP/1.1 413"), "{}", String::from_utf8_lossy(&out));
}

#[test]
fn listeners_hear_of_new_events() {
    let room = Room::open(&[]);
    let mut stream = TcpStream::connect(&room.address).unwrap();
    write!(stream, "GET /api/v1/stream HTTP/1.1\r\nHost: {}\r\n\r\n", room.address).unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(lines.next().unwrap().contains("200"));
    assert!(lines.by_ref().take_while(|l| !l.is_empty()).any(|l| l.to_lowercase().contains("text/event-stream")));
    let line = r#"{"id": "n1", "published": "2023-06-04", "text": "Police arrested a man in Ruse, Bulgaria, on 3 June 2023."}"#;
    assert_eq!(room.ask("POST", "/api/v1/articles", "Content-Type: application/jsonl\r\n", line).status, 200);
    let data = lines.find(|l| l.starts_with("data: ")).unwrap();
    let told: serde_json::Value = serde_json::from_str(&data[6..]).unwrap();
    assert_eq!(told["type"], "event");
    assert_eq!(room.get(told["url"].as_str().unwrap()).status, 200);
}

#[test]
fn hostile_text_stays_text() {
    let title = "<script>alert(1)</script> \u{202e}sdrawkcab \u{2066}isolate ".to_string() + &"A".repeat(10 << 20);
    let body = "Police arrested \u{202e}a man\u{202c} in Ruse, Bulgaria, on 3 June 2023. \"><img src=x onerror=alert(2)> {{7*7}} \u{0}\u{7} </p></main>";
    let line =
        serde_json::json!({"id": "h1", "source": "\"><b>Wire", "headline": title, "published": "2023-06-04", "text": body});
    let room = Room::over(&format!("{line}\n{WIRE}"), &[]);
    let events = room.json("/api/v1/events?status=any&country=BG");
    let mut pages = [
        "/",
        "/search?q=police",
        "/articles",
        "/articles?q=police",
        "/stories",
        "/actors",
        "/search?view=table",
        "/corrections",
    ]
    .map(String::from)
    .to_vec();
    for e in events["items"].as_array().unwrap() {
        pages.push(format!("/event/{}", e["id"].as_str().unwrap()));
        pages.extend(e["articles"].as_array().unwrap().iter().map(|a| format!("/article/{}", a.as_str().unwrap())));
        pages.extend(e["reports"].as_array().unwrap().iter().map(|r| format!("/report/{}", r.as_str().unwrap())));
    }
    assert!(pages.len() > 12, "{pages:?}");
    for page in pages {
        let a = room.get(&page);
        assert_eq!(a.status, 200, "{page}");
        assert!(a.body.len() < 300_000, "{page} has {} bytes", a.body.len());
        for bad in ["<script>alert", "<img", "<b>Wire", "\u{0}"] {
            assert!(!a.body.contains(bad), "{page} lets {bad:?} through");
        }
        // What turns the reading direction is closed off by the element around it.
        for line in a.body.lines().filter(|l| l.contains('\u{202e}') || l.contains('\u{2066}')) {
            assert!(line.contains("<bdi>") || line.contains("dir=\"auto\"") || line.contains("<title>"), "{page}: {line}");
        }
    }
}

#[test]
fn long_lists_are_sent_whole() {
    let towns = ["Varna", "Burgas", "Ruse", "Plovdiv", "Pleven"];
    let line = |n: usize| {
        let (town, day) = (towns[n % 5], format!("2023-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1));
        serde_json::json!({"id": format!("w{n}"), "published": day, "headline": format!("Fire {n}"),
            "text": format!("A fire at factory number {n} in {town}, Bulgaria, injured {} workers on {day}, police said.", n + 2)})
        .to_string()
    };
    let lines: Vec<String> = (0..260).map(line).collect();
    let room = Room::over(&lines.join("\n"), &[]);
    let count = room.json("/api/v1/events?limit=1")["count"].as_u64().unwrap() as usize;
    assert!(count > 200, "{count} events are more than are written at once");
    let whole = |path: &str| {
        let a = room.ask("GET", path, "Connection: close\r\n", "");
        assert_eq!(a.status, 200, "{path}");
        assert!(a.head.contains("transfer-encoding: chunked"), "{path} is not streamed: {}", a.head);
        dechunked(&a.body)
    };
    assert_eq!(whole("/search.csv").lines().count(), count + 1);
    assert_eq!(whole("/api/v1/export").lines().count(), count);
    let map: serde_json::Value = serde_json::from_str(&whole("/search.geojson")).unwrap();
    assert_eq!(map["features"].as_array().unwrap().len(), count);
    // The sentence that matched comes with its words marked.
    let found = room.get("/search?q=%22number+77%22").body;
    assert!(found.contains("<mark>number 77</mark>"), "{found}");
    let hit = room.json("/api/v1/search?q=number+77")["items"][0].clone();
    let (sentence, mark) = (hit["sentence"].as_str().unwrap(), hit["marks"][0].clone());
    let (from, to) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
    assert_eq!(sentence.chars().skip(from).take(to - from).collect::<String>(), "number");
}

#[test]
fn a_kept_page_shows_what_was_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let html = "<html><head><title>Blast at Varna mill</title></head><body><nav><a href='/'>Home</a> <a href='/sport'>All the sport</a></nav>\
        <article><h1>Blast at Varna mill</h1><p>An explosion at a flour mill in Varna, Bulgaria, killed four people on 8 May 2023, the mayor said.</p>\
        <p>Firefighters worked through the night, and the mayor thanked all of them for what they had done.</p></article>\
        <footer>Copyright of the Harbour Tribune <script>alert(1)</script></footer></body></html>";
    std::fs::write(&page, html).unwrap();
    let room = Room::of(folder, &[page], &[]);
    let list = room.json("/api/v1/pages");
    let id = list["items"][0]["id"].as_str().unwrap();
    let left = room.get(&format!("/page/{id}/left-out")).body;
    assert!(left.contains("All the sport") && left.contains("Copyright of the Harbour Tribune"), "{left}");
    assert!(!left.contains("killed four people") && !left.contains("<script>alert"), "{left}");
    let bytes = room.get(&format!("/page/{id}/bytes"));
    assert!(bytes.head.contains("content-disposition: attachment") && bytes.head.contains("nosniff"), "{}", bytes.head);
    assert_eq!(bytes.body, html);
}
