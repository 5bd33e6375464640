//! The record on the wire is what its contract says: objects and their order, words, spans, indexes, ids and references.
//!
//! Read are the invented pages of `examples/`, some JSON Lines, and what the environment variable `DATELINE_SAMPLES`
//! names (files and folders, parted by colons).

mod common;

use common::{dateline, objects, root};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

const KINDS: &[(&str, &[&str])] = &[
    ("block", &["paragraph", "heading", "standfirst", "caption", "list_item", "quote", "table", "note"]),
    ("name", &["person", "organization", "group", "nationality", "place", "facility", "event", "product", "law", "other"]),
    ("place", &["point", "neighborhood", "city", "admin2", "admin1", "country", "region", "unknown"]),
    ("time", &["DATE", "TIME", "DURATION", "SET"]),
    (
        "precision",
        &["minute", "hour", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "vague"],
    ),
    (
        "quantifier",
        &[
            "exactly",
            "about",
            "at_least",
            "at_most",
            "more_than",
            "less_than",
            "nearly",
            "dozens",
            "scores",
            "hundreds",
            "thousands",
            "range",
        ],
    ),
    ("form", &["direct", "indirect", "mixed"]),
    ("status", &["happened", "ongoing", "planned", "threatened", "possible", "alleged", "denied", "failed"]),
    ("from", &["stated", "context", "dateline", "published", "parties", "article", "unknown"]),
    ("role", &["actor", "target", "victim", "instrument", "recipient", "speaker", "other"]),
];

/// Holds that a word is one of the contract's.
fn word(kind: &str, value: &Value) {
    let (_, words) = KINDS.iter().find(|(k, _)| *k == kind).unwrap();
    assert!(value.as_str().is_some_and(|v| words.contains(&v)), "{value} is no word for {kind}");
}

/// Holds that a value is an id with this letter: `a_` and twenty hexadecimal digits.
fn id(letter: &str, value: &Value) -> String {
    let id = value.as_str().unwrap_or_else(|| panic!("{value} is no id"));
    let digits = id.strip_prefix(letter).and_then(|d| d.strip_prefix('_')).unwrap_or_else(|| panic!("{id} is no {letter}_ id"));
    assert!(digits.len() == 20 && digits.bytes().all(|b| b"0123456789abcdef".contains(&b)), "{id}");
    id.to_string()
}

fn id_or_null(letter: &str, value: &Value) -> Option<String> {
    (!value.is_null()).then(|| id(letter, value))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn has(object: &Value, keys: &[&str]) {
    for key in keys {
        assert!(object.get(key).is_some(), "no {key} in {object}");
    }
}

/// Holds that a value is an ISO 8601 date or date-time, or null.
fn day(value: &Value) -> Option<&str> {
    let day = value.as_str();
    assert!(
        value.is_null() || day.is_some_and(|d| d.len() >= 10 && d.as_bytes()[4] == b'-' && d.as_bytes()[7] == b'-'),
        "{value}"
    );
    day
}

fn days(object: &Value) {
    if let (Some(start), Some(end)) = (day(&object["start"]), day(&object["end"])) {
        assert!(start[..10] <= end[..10], "{object}");
    }
}

fn between(x: &Value, low: f64, high: f64) {
    assert!(x.as_f64().is_some_and(|x| (low..=high).contains(&x)), "{x} is not from {low} to {high}");
}

/// The text of an article, to be cut by code points.
struct Text(Vec<char>);

impl Text {
    fn range(&self, span: &Value) -> (usize, usize) {
        let ends: Vec<usize> = list(span).iter().map(|n| n.as_u64().unwrap() as usize).collect();
        let [start, end] = ends[..] else { panic!("{span} is no span") };
        assert!(start <= end && end <= self.0.len(), "{span} does not lie in a text of {}", self.0.len());
        (start, end)
    }

    /// Holds that the object's span cuts its own `text` out.
    fn cuts(&self, object: &Value) {
        has(object, &["span", "text"]);
        let (start, end) = self.range(&object["span"]);
        let cut: String = self.0[start..end].iter().collect();
        assert!(object["text"] == cut.as_str() && start < end, "the text has {cut:?}: {object}");
    }
}

/// What the whole record refers to.
#[derive(Default)]
struct Seen {
    pages: HashSet<String>,
    articles: HashMap<String, Text>,
    reports: HashMap<String, Option<String>>,
    actors: HashSet<String>,
    actors_named: HashSet<String>,
    originals: HashSet<String>,
    stories: HashMap<String, Option<String>>,
}

fn page(o: &Value, seen: &mut Seen) -> Vec<String> {
    has(o, &["id", "path", "url", "media_type", "sha256", "bytes", "fetched", "articles", "diagnostics", "accounted"]);
    assert!(seen.pages.insert(id("p", &o["id"])), "page {} twice", o["id"]);
    assert_eq!(o["sha256"].as_str().unwrap().len(), 64);
    day(&o["fetched"]);
    let a = &o["accounted"];
    let parts: Vec<f64> = ["kept", "boilerplate", "lost"].iter().map(|k| a[k].as_f64().unwrap()).collect();
    assert!(parts[2] == 0.0, "text was lost: {a} of {}", o["path"]);
    let articles: Vec<String> = list(&o["articles"]).iter().map(|x| id("a", x)).collect();
    let sum: f64 = parts.iter().sum();
    // A page without any text has nothing to account for.
    let empty = articles.is_empty() && sum == 0.0;
    assert!(empty || (sum - 1.0).abs() < 1e-6, "{a} of {}", o["path"]);
    for d in list(&o["diagnostics"]) {
        has(d, &["code", "severity", "message", "span", "help"]);
        assert!(["info", "warning", "error"].contains(&d["severity"].as_str().unwrap()), "{d}");
    }
    articles
}

fn article(o: &Value, page: &Value, seen: &mut Seen) {
    has(
        o,
        &[
            "id",
            "input_id",
            "page",
            "page_span",
            "url",
            "source",
            "headline",
            "label",
            "bylines",
            "agencies",
            "published",
            "published_from",
            "updated",
            "dateline",
            "language",
            "duplicate_of",
            "story",
            "text",
            "blocks",
            "sentences",
            "names",
            "places",
            "times",
            "figures",
            "quotes",
            "reports",
        ],
    );
    assert_eq!(o["page"], page["id"]);
    let span: Vec<u64> = list(&o["page_span"]).iter().map(|n| n.as_u64().unwrap()).collect();
    assert!(span[0] <= span[1] && span[1] <= page["bytes"].as_u64().unwrap(), "{span:?} of {}", page["path"]);
    let text = Text(o["text"].as_str().unwrap().chars().collect());
    assert_eq!(day(&o["published"]).is_some(), o["published_from"].is_string(), "{}", o["published_from"]);
    day(&o["updated"]);
    let (places, times, figures) = (list(&o["places"]), list(&o["times"]), list(&o["figures"]));
    let (names, sentences) = (list(&o["names"]), list(&o["sentences"]));
    let index = |i: &Value, of: &Vec<Value>| assert!(i.is_null() || of.get(i.as_u64().unwrap() as usize).is_some(), "{i}");
    if !o["dateline"].is_null() {
        text.cuts(&o["dateline"]);
        index(&o["dateline"]["place"], places);
    }
    let mut last = 0;
    for b in list(&o["blocks"]) {
        has(b, &["kind", "span", "credit"]);
        word("block", &b["kind"]);
        let (start, end) = text.range(&b["span"]);
        assert!(start >= last, "blocks overlap: {b}");
        last = end;
    }
    last = 0;
    for s in sentences {
        let (start, end) = text.range(s);
        assert!(start >= last && start < end, "sentences overlap or are empty: {s}");
        last = end;
    }
    let mut actor = |value: &Value| seen.actors_named.extend(id_or_null("x", value));
    for n in names {
        text.cuts(n);
        word("name", &n["kind"]);
        actor(&n["actor"]);
    }
    for p in places {
        has(p, &["name", "geonames", "country", "admin1", "feature", "lat", "lon", "precision", "score"]);
        text.cuts(p);
        word("place", &p["precision"]);
        assert_eq!(p["lat"].is_null(), p["lon"].is_null(), "{p}");
        if !p["lat"].is_null() {
            between(&p["lat"], -90.0, 90.0);
            between(&p["lon"], -180.0, 180.0);
        }
        assert!(p["country"].is_null() || p["country"].as_str().unwrap().len() == 2, "{p}");
        between(&p["score"], 0.0, 1.0);
    }
    for t in times {
        has(t, &["value", "start", "end", "precision", "anchor"]);
        text.cuts(t);
        word("time", &t["kind"]);
        word("precision", &t["precision"]);
        assert!(!t["value"].as_str().unwrap().is_empty(), "{t}");
        days(t);
    }
    for f in figures {
        has(f, &["what", "unit", "of", "low", "high", "best", "quantifier"]);
        text.cuts(f);
        word("quantifier", &f["quantifier"]);
        let bound = |k: &str, none: f64| f[k].as_f64().unwrap_or(none);
        let best = bound("best", bound("low", 0.0));
        assert!(bound("low", f64::MIN) <= best && best <= bound("high", f64::MAX), "{f}");
    }
    for q in list(&o["quotes"]) {
        text.range(&q["span"]);
        word("form", &q["form"]);
        for part in ["speaker", "cue"].iter().filter(|p| !q[*p].is_null()) {
            text.cuts(&q[part]);
        }
        actor(&q["speaker"]["actor"]);
    }
    for r in list(&o["reports"]) {
        has(
            r,
            &[
                "id",
                "event",
                "kind",
                "plover",
                "trigger",
                "sentence",
                "status",
                "background",
                "when",
                "where",
                "roles",
                "figures",
                "said_by",
                "rule",
                "score",
            ],
        );
        let event = id("e", &r["event"]);
        assert!(seen.reports.insert(id("r", &r["id"]), Some(event)).is_none(), "report {} twice", r["id"]);
        text.cuts(&r["trigger"]);
        let (start, end) = text.range(&r["trigger"]["span"]);
        let sentence = sentences.get(r["sentence"].as_u64().unwrap() as usize);
        let (first, last) = text.range(sentence.unwrap_or_else(|| panic!("no sentence: {r}")));
        assert!(first <= start && end <= last, "the trigger is not in the sentence: {r}");
        word("status", &r["status"]);
        assert!(r["background"].is_boolean());
        let (when, place) = (&r["when"], &r["where"]);
        word("from", &when["from"]);
        word("from", &place["from"]);
        index(&when["time"], times);
        index(&place["place"], places);
        days(when);
        if when["from"] == "unknown" {
            assert!(when["start"].is_null() && when["time"].is_null(), "{when}");
        }
        assert_eq!(place["from"] == "unknown", place["place"].is_null(), "{place}");
        if !when["precision"].is_null() {
            word("precision", &when["precision"]);
        }
        for role in list(&r["roles"]) {
            text.cuts(role);
            word("role", &role["role"]);
            actor(&role["actor"]);
        }
        list(&r["figures"]).iter().for_each(|i| index(i, figures));
        if !r["said_by"].is_null() {
            text.cuts(&r["said_by"]);
            has(&r["said_by"], &["actor", "cue"]);
            actor(&r["said_by"]["actor"]);
        }
        assert!(!r["rule"].as_str().unwrap().is_empty());
        between(&r["score"], 0.0, 1.0);
        kind(r);
    }
    seen.originals.extend(id_or_null("a", &o["duplicate_of"]));
    let article = id("a", &o["id"]);
    seen.stories.insert(article.clone(), id_or_null("s", &o["story"]));
    assert!(seen.articles.insert(article, text).is_none(), "article {} twice", o["id"]);
}

/// A kind is a path of words; its crosswalks have all their parts.
fn kind(o: &Value) {
    let kind = o["kind"].as_str().unwrap();
    assert!(
        kind.split('.').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'-')),
        "{kind}"
    );
    if !o["plover"].is_null() {
        has(&o["plover"], &["event", "mode", "contexts"]);
    }
}

fn event(o: &Value, seen: &Seen) {
    has(
        o,
        &[
            "title",
            "kind",
            "plover",
            "acled",
            "status",
            "background",
            "when",
            "where",
            "roles",
            "figures",
            "reports",
            "articles",
            "first_reported",
            "last_reported",
        ],
    );
    let event = id("e", &o["id"]);
    kind(o);
    word("status", &o["status"]);
    word("place", &o["where"]["precision"]);
    days(&o["when"]);
    assert!(!list(&o["reports"]).is_empty(), "an event without evidence: {o}");
    let reports: HashSet<String> = list(&o["reports"]).iter().map(|r| id("r", r)).collect();
    for r in &reports {
        assert_eq!(seen.reports.get(r), Some(&Some(event.clone())), "report {r} is not of {event}");
    }
    assert!(seen.reports.iter().all(|(r, e)| e.as_ref() != Some(&event) || reports.contains(r)), "{event} misses a report");
    let articles: HashSet<String> = list(&o["articles"]).iter().map(|a| id("a", a)).collect();
    assert!(articles.iter().all(|a| seen.articles.contains_key(a)));
    for role in list(&o["roles"]) {
        word("role", &role["role"]);
        assert!(id_or_null("x", &role["actor"]).is_none_or(|x| seen.actors.contains(&x)), "{role}");
        assert!(!role["name"].as_str().unwrap().is_empty() && !list(&role["reports"]).is_empty());
        assert!(list(&role["reports"]).iter().all(|r| reports.contains(r.as_str().unwrap())), "{role}");
    }
    for f in list(&o["figures"]) {
        assert!(!list(&f["ledger"]).is_empty(), "{f}");
        if !f["recommended"].is_null() {
            word("quantifier", &f["recommended"]["quantifier"]);
            assert!(!f["recommended"]["because"].as_str().unwrap().is_empty(), "a choice without a reason: {f}");
        }
        for entry in list(&f["ledger"]) {
            has(
                entry,
                &["best", "low", "high", "quantifier", "of", "unit", "role", "as_of", "said_by", "source", "article", "span"],
            );
            assert!(["total", "part", "earlier"].contains(&entry["role"].as_str().unwrap()), "{entry}");
            let article = id("a", &entry["article"]);
            assert!(articles.contains(&article), "{entry}");
            let (start, end) = seen.articles[&article].range(&entry["span"]);
            assert!(start < end, "{entry}");
        }
    }
    if let (Some(first), Some(last)) = (day(&o["first_reported"]), day(&o["last_reported"])) {
        assert!(first[..10] <= last[..10], "{o}");
    }
}

/// Checks a record as a whole; returns how many objects of each type it holds.
fn check(record: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let (mut seen, mut events, mut stories) = (Seen::default(), HashSet::new(), HashSet::new());
    let (mut at, mut page_now, mut due) = (0, Value::Null, Vec::new());
    assert!(record.lines().all(|l| l.starts_with("{\"type\":\"")), "`type` stands first");
    for o in &objects(record) {
        let kind = o["type"].as_str().expect("an object has a type");
        *counts.entry(kind.to_string()).or_insert(0) += 1;
        if kind != "article" {
            assert!(due.is_empty(), "articles {due:?} of a page are missing before a {kind}");
        }
        let rank = ["page", "article", "actor", "event", "story"].iter().position(|t| *t == kind).expect(kind).max(1);
        assert!(rank >= at, "a {kind} stands too late");
        at = rank;
        match kind {
            "page" => {
                due = page(o, &mut seen);
                due.reverse();
                page_now = o.clone();
            }
            "article" => {
                assert_eq!(due.pop(), Some(id("a", &o["id"])), "articles stand after their page, in its order");
                article(o, &page_now, &mut seen);
            }
            "actor" => {
                has(o, &["name", "kind", "aliases", "country", "sector", "mentions", "articles"]);
                word("name", &o["kind"]);
                assert!(seen.actors.insert(id("x", &o["id"])), "actor {} twice", o["id"]);
                assert!(list(&o["articles"]).iter().all(|a| seen.articles.contains_key(&id("a", a))), "{o}");
            }
            "event" => {
                event(o, &seen);
                assert!(events.insert(id("e", &o["id"])), "event {} twice", o["id"]);
            }
            _ => {
                has(o, &["headline", "articles", "events", "from", "to"]);
                let story = id("s", &o["id"]);
                assert!(list(&o["events"]).iter().all(|e| events.contains(&id("e", e))), "{o}");
                for a in list(&o["articles"]) {
                    assert_eq!(seen.stories[&id("a", a)].as_ref(), Some(&story), "{o}");
                }
                stories.insert(story);
            }
        }
    }
    assert!(due.is_empty());
    assert!(seen.reports.values().flatten().all(|e| events.contains(e)), "a report's event is missing");
    assert!(seen.actors_named.iter().all(|x| seen.actors.contains(x)), "a name's actor is missing");
    assert!(seen.originals.iter().all(|a| seen.articles.contains_key(a)), "the original of a copy is missing");
    assert!(seen.stories.values().flatten().all(|s| stories.contains(s)), "an article's story is missing");
    counts
}

#[test]
fn the_examples_keep_the_contract() {
    let said = dateline(["read", "--format", "jsonl", root().join("examples").to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let counts = check(&said.out);
    for kind in ["page", "article", "actor", "event"] {
        assert!(counts.get(kind).is_some_and(|n| *n >= 5), "{counts:?}");
    }
}

#[test]
fn json_lines_keep_their_text_and_id() {
    // Letters of one to four bytes, so that code points and bytes differ; white space that cleaning would take away.
    let text = "KRAKÓW —  Żołnierze 🚒 said “a fire” killed 12 people on\u{a0}May 3, 2023 in Łódź.\r\n\r\nMayor Zoë Çelik\tresigned on Friday. ";
    let lines: String = (0..3)
        .map(|i| {
            let line = serde_json::json!({"id": format!("№ {i}"), "published": "2023-05-05", "headline": "Fire 🚒", "text": text.repeat(i + 1)});
            format!("{line}\n")
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lines");
    std::fs::write(&file, lines).unwrap();
    let said = dateline(["read", "--format", "jsonl", file.to_str().unwrap()]);
    check(&said.out);
    let articles: Vec<Value> = objects(&said.out).into_iter().filter(|o| o["type"] == "article").collect();
    assert_eq!(articles.len(), 3);
    for (i, a) in articles.iter().enumerate() {
        assert_eq!((a["text"].as_str(), a["input_id"].as_str()), (Some(&*text.repeat(i + 1)), Some(&*format!("№ {i}"))));
    }
}

#[test]
fn a_database_gives_the_same_record() {
    let folder = tempfile::tempdir().unwrap();
    let (db, examples) = (folder.path().join("news.db"), root().join("examples"));
    let said = dateline(["read", "--format", "jsonl", "--db", db.to_str().unwrap(), examples.to_str().unwrap()]);
    check(&said.out);
    let direct = dateline(["read", "--format", "jsonl", examples.to_str().unwrap()]);
    let sorted = |s: &str| {
        let mut lines: Vec<String> = s.lines().map(str::to_string).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&said.out), sorted(&direct.out));
}

#[test]
fn samples_keep_the_contract() {
    let Some(samples) = std::env::var_os("DATELINE_SAMPLES") else {
        eprintln!("SKIPPED: DATELINE_SAMPLES names no files");
        return;
    };
    for sample in std::env::split_paths(&samples) {
        let said = dateline(["read", "--quiet", "--format", "jsonl", sample.to_str().unwrap()]);
        let counts = check(&said.out);
        eprintln!("{}: {counts:?}", sample.display());
        assert!(counts.contains_key("page"), "{}", said.err);
    }
}
