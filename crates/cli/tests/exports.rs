//! The forms of other data sets: whole rows, JSON that parses, and every column that is filled told of in docs/exports.md.

mod common;

use common::dateline;
use serde_json::Value;

/// Invented articles that fill most columns: a bombing that two papers tell, a clash, a kidnapping, a failed attack, a protest.
const WIRE: &str = r#"{"id": "w1", "source": "Meridian Wire", "url": "https://meridian.example/1", "headline": "Blast in market", "published": "2031-03-05", "text": "A suicide bomber blew himself up in a market in Maiduguri, Nigeria, on Tuesday, killing at least nine people and wounding dozens, police said. Boko Haram claimed responsibility for the attack."}
{"id": "w2", "source": "Harbour Tribune", "url": "https://tribune.example/2", "headline": "Toll rises", "published": "2031-03-06", "text": "The toll of Tuesday's bombing in a market in Maiduguri, Nigeria, has risen to 14, the governor said on Wednesday."}
{"id": "w3", "source": "Meridian Wire", "headline": "Clash in \"Gao\", Mali", "published": "2031-03-07", "text": "Soldiers of the Malian army fought with militants of the Islamic State near Gao, Mali, on Thursday. Six soldiers and four militants were killed."}
{"id": "w4", "source": "Meridian Wire", "headline": "Students taken", "published": "2031-03-08", "text": "Gunmen kidnapped 30 students from a school in Kaduna, Nigeria, on Friday. Twelve of them were freed on Saturday, police said."}
{"id": "w5", "source": "Meridian Wire", "headline": "Bomb defused", "published": "2031-03-09", "text": "Police foiled a bomb attack on a church in Nairobi, Kenya, on Saturday. In May 2029 a bomb killed three people in Garissa, Kenya."}
{"id": "w6", "source": "Meridian Wire", "headline": "March in Nairobi", "published": "2031-03-09", "text": "Some 300 people protested against bread prices in Nairobi on Saturday. The government of Kenya may raise the tax in May."}
"#;

/// Cells of CSV (RFC 4180), row by row.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn every_form_is_whole_and_explained() {
    let folder = tempfile::tempdir().unwrap();
    let (wire, db) = (folder.path().join("wire.jsonl"), folder.path().join("news.db"));
    std::fs::write(&wire, WIRE).unwrap();
    let (wire, db) = (wire.to_str().unwrap(), db.to_str().unwrap());
    assert_eq!(dateline(["read", "--quiet", "--db", db, wire]).code, Some(0));
    let of = |form: &str| dateline(["export", "--db", db, "--format", form]);
    let docs = std::fs::read_to_string(common::root().join("docs/exports.md")).unwrap();
    for (form, columns, least) in [("figures", 31, 6), ("acled", 31, 4), ("ged", 49, 2), ("gtd", 135, 4)] {
        let csv = of(form).out;
        assert_eq!(csv, of(form).out, "{form} asks a clock");
        let rows = cells(&csv);
        let section = docs.split("\n## ").find(|s| s.starts_with(&format!("`{form}`"))).unwrap();
        assert_eq!(rows[0].len(), columns, "{form}");
        assert!(rows.len() > least, "{form} has {} rows: {csv}", rows.len() - 1);
        for row in &rows[1..] {
            assert_eq!(row.len(), columns, "{form}: {row:?}");
            for (name, _) in rows[0].iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                assert!(section.contains(&format!("`{name}`")), "{name} of {form} is not in docs/exports.md");
            }
        }
    }
    let gdelt = of("gdelt").out;
    assert!(gdelt.lines().count() >= 4 && gdelt.lines().all(|l| l.split('\t').count() == 61), "{gdelt}");
    let plover = of("plover").out;
    let lines: Vec<Value> = plover.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(lines.iter().any(|l| l["size"]["dead"] == 9.0 && l["event"][0] == "ASSAULT"), "{plover}");
    assert!(lines.iter().all(|l| !l["actor"].as_array().unwrap().is_empty()), "{plover}");
    let slides: Value = serde_json::from_str(&of("timelinejs").out).unwrap();
    assert!(slides["events"].as_array().unwrap().iter().all(|s| s["start_date"]["year"].is_number()));
}

#[test]
fn rows_say_what_the_record_says() {
    let folder = tempfile::tempdir().unwrap();
    let (wire, db) = (folder.path().join("wire.jsonl"), folder.path().join("news.db"));
    std::fs::write(&wire, WIRE).unwrap();
    let (wire, db) = (wire.to_str().unwrap(), db.to_str().unwrap());
    dateline(["read", "--quiet", "--db", db, wire]);
    let table = |form: &str| cells(&dateline(["export", "--db", db, "--format", form]).out);
    let find = |rows: &[Vec<String>], column: &str, value: &str, wanted: &[&str]| -> Vec<String> {
        let at = |name: &str| rows[0].iter().position(|c| c == name).unwrap_or_else(|| panic!("no {name}"));
        let row = rows.iter().find(|r| r[at(column)] == value).unwrap_or_else(|| panic!("no {column} is {value}: {rows:?}"));
        wanted.iter().map(|w| row[at(w)].clone()).collect()
    };
    let acled = table("acled");
    let wanted = ["sub_event_type", "actor1", "inter1", "actor2", "iso", "region", "fatalities", "civilian_targeting"];
    let row = find(&acled, "event_date", "2031-03-04", &wanted);
    let civilians = "Civilians (Nigeria)";
    assert_eq!(
        row,
        ["Suicide bomb", "Boko Haram", "Rebel group", civilians, "566", "Western Africa", "9", "Civilian targeting"]
    );
    let ged = table("ged");
    let wanted = ["type_of_violence", "side_a", "side_b", "best", "low", "country_id", "where_prec", "number_of_sources"];
    assert_eq!(
        find(&ged, "date_start", "2031-03-04 00:00:00.000", &wanted),
        ["3", "Boko Haram", "Civilians", "14", "14", "475", "1", "2"]
    );
    let wanted = ["type_of_violence", "deaths_a", "deaths_b", "deaths_unknown", "best"];
    assert_eq!(find(&ged, "date_start", "2031-03-06 00:00:00.000", &wanted), ["1", "6", "4", "0", "10"]);
    let gtd = table("gtd");
    let wanted = ["attacktype1_txt", "suicide", "gname", "claimed", "nkill", "imonth", "success"];
    assert_eq!(find(&gtd, "iday", "4", &wanted), ["Bombing/Explosion", "1", "Boko Haram", "1", "14", "3", "1"]);
    assert_eq!(find(&gtd, "iyear", "2029", &["imonth", "iday", "approxdate"]), ["5", "0", "2029-05-01 to 2029-05-31"]);
    assert_eq!(find(&gtd, "success", "0", &["country_txt"]), ["Kenya"]);
}
