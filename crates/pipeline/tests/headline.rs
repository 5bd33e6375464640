//! What only the headline counts goes to the report that it tells of, and to no other. Places and people are invented.

use model::{MediaType, Page, Reading};

fn read(headline: &str, paragraphs: &[&str]) -> Reading {
    let body: String = paragraphs.iter().map(|p| format!("<p>{p}</p>\n")).collect();
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{headline}</title></head><body><article><h1>{headline}</h1>\n\
         {body}</article></body></html>"
    );
    pipeline::read(&Page::raw("page.html", MediaType::Html, html.into_bytes())).readings.remove(0)
}

/// What is counted, how many, in which words.
type Counted<'a> = (&'a str, f64, &'a str);

/// Kind of each report, and what only the headline counts of it.
fn told(reading: &Reading) -> Vec<(&str, Vec<Counted<'_>>)> {
    reading
        .reports
        .iter()
        .map(|r| {
            let counted = r.headline.iter().map(|f| (f.what.as_str(), f.best.unwrap_or(0.0), f.text.as_str()));
            (r.kind.as_str(), counted.collect())
        })
        .collect()
}

const CRASH: &[&str] = &[
    "A bus crashed into a lorry near the village of Oakvale on Monday evening, police said. It was on its way to the coast.",
    "The road was closed for several hours, and a crane came to lift the bus, a spokesman for the district said.",
];

#[test]
fn what_the_text_does_not_count_comes_from_the_headline() {
    let reading = read("Three killed, 12 hurt in Oakvale bus crash", CRASH);
    assert_eq!(told(&reading)[0], ("accident.road", vec![("killed", 3.0, "Three"), ("injured", 12.0, "12")]));
    let figure = &reading.reports[0].headline[1];
    assert_eq!((figure.range.start, figure.range.end), (14, 16), "code points of the headline");
}

#[test]
fn what_the_text_counts_is_not_told_again() {
    let text =
        &["A bus crashed into a lorry near Oakvale on Monday evening, killing three people, police in the district said."];
    let reading = read("Three killed in Oakvale bus crash", text);
    assert!(told(&reading).iter().all(|(_, counted)| counted.is_empty()), "{:?}", told(&reading));
}

#[test]
fn the_dead_of_a_shooting_are_none_of_a_crash() {
    let reading = read("Gunmen shoot dead four guards in Norport", CRASH);
    assert!(told(&reading).iter().all(|(_, counted)| counted.is_empty()), "{:?}", told(&reading));
}

#[test]
fn a_page_that_kept_its_text_to_itself_leaves_the_headline() {
    let wall = &["Thank you for reading ten free articles on our site. Subscribe today to go on reading with no limit at all."];
    let reading = read("Four wounded in shooting at Oakvale restaurant", wall);
    let report = reading.reports.iter().find(|r| !r.headline.is_empty()).expect("the headline's own report");
    let counted: Vec<_> = report.headline.iter().map(|f| (f.what.as_str(), f.best, f.text.as_str())).collect();
    assert_eq!(counted, [("injured", Some(4.0), "Four")]);
    assert!(report.trigger.range.is_empty() && report.roles.is_empty() && report.figures.is_empty(), "{report:?}");
    assert!(reading.faults().is_empty());
}

#[test]
fn a_headline_that_counts_nobody_is_no_report() {
    let wall = &["Thank you for reading ten free articles on our site. Subscribe today to go on reading with no limit at all."];
    let reading = read("Shooting at Oakvale restaurant", wall);
    assert!(reading.reports.iter().all(|r| !r.trigger.range.is_empty()), "{:?}", reading.reports);
}

#[test]
fn a_text_that_tells_no_place_is_of_the_headlines_country() {
    let text = &["Councillors approved the plans for a school on Monday after a long debate, the planning committee said."];
    let land = |headline| {
        let reading = read(headline, text);
        reading.reports.iter().find(|r| r.kind == "approval").and_then(|r| r.place.country.clone())
    };
    assert_eq!(land("Plans for a school in Nairobi are approved").as_deref(), Some("KE"));
    assert_eq!(land("Plans for a school are approved"), None);
}
