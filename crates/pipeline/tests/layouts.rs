//! Pages whose parts stand apart: rows of tables, items of round-ups. Places are real, what happens there is invented.

use model::{MediaType, Page, Reading};

fn read(body: &str) -> Reading {
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>The month in the Sahel</title>\
         <meta property=\"article:published_time\" content=\"2031-05-14\"></head><body><article><h1>The month in the Sahel</h1>\n\
         {body}</article></body></html>"
    );
    pipeline::read(&Page::raw("page.html", MediaType::Html, html.into_bytes())).readings.remove(0)
}

/// Trigger, day, place and figures of a report.
type Told = (String, Option<String>, Option<String>, Vec<(String, f64)>);

/// What each report tells.
fn told(reading: &Reading) -> Vec<Told> {
    let mentions = &reading.mentions;
    reading
        .reports
        .iter()
        .map(|r| {
            let place = r.place.place.and_then(|n| mentions.places[n as usize].name.clone());
            let figures = r.figures.iter().map(|n| &mentions.figures[*n as usize]);
            let counted = figures.map(|f| (f.what.clone(), f.best.unwrap_or(0.0))).collect();
            (r.trigger.text.clone(), r.when.start.map(|s| s.date.to_string()), place, counted)
        })
        .collect()
}

#[test]
fn each_row_of_a_table_has_its_own_day_place_and_figures() {
    let reading = read(
        "<p>Armed groups have stepped up their attacks. The table lists those of May, as counted by local officials.</p>\
         <table><tr><th>Date</th><th>Place</th><th>Country</th><th>Event</th><th>Killed</th><th>Injured</th></tr>\
         <tr><td>2 May</td><td>Djibo</td><td>Burkina Faso</td><td>Gunmen stormed a market</td><td>14</td><td>6</td></tr>\
         <tr><td>5 May</td><td>Timbuktu</td><td>Mali</td><td>A roadside bomb hit an army truck</td><td>3</td><td>0</td></tr></table>",
    );
    let row = |trigger: &str| told(&reading).into_iter().find(|r| r.0.ends_with(trigger)).expect("a report of the row");
    let figures = |all: &[(&str, f64)]| all.iter().map(|(w, n)| (w.to_string(), *n)).collect::<Vec<_>>();
    let djibo = row("stormed");
    assert_eq!((djibo.1.as_deref(), djibo.2.as_deref()), (Some("2031-05-02"), Some("Djibo")));
    assert_eq!(djibo.3, figures(&[("killed", 14.0), ("injured", 6.0)]));
    let bomb = row("hit");
    assert_eq!((bomb.1.as_deref(), bomb.2.as_deref()), (Some("2031-05-05"), Some("Timbuktu")));
    assert_eq!(bomb.3, figures(&[("killed", 3.0)]));
}

#[test]
fn items_of_a_round_up_lend_each_other_no_place() {
    let reading = read(
        "<h2>Somalia</h2><p>A suicide bomber killed six soldiers in Beledweyne on Sunday.</p>\
         <p>In a separate incident, a mortar shell wounded two children.</p>\
         <h2>Colombia</h2><p>Guerrillas freed two police officers on Monday.</p>",
    );
    let place = |trigger: &str| told(&reading).into_iter().find(|r| r.0.ends_with(trigger)).and_then(|r| r.2);
    assert_eq!(place("wounded").as_deref(), Some("Somalia"));
    assert_eq!(place("freed").as_deref(), Some("Colombia"));
    let reading = read(
        "<p>IRAQ: A car bomb killed nine people in Mosul on Monday, police said.</p>\
         <p>PERU: A bus plunged into a ravine, leaving 17 people dead.</p>",
    );
    let place = |trigger: &str| told(&reading).into_iter().find(|r| r.0.ends_with(trigger)).and_then(|r| r.2);
    assert_eq!(place("plunged into a ravine").as_deref(), Some("Peru"));
    assert!(reading.article.dateline.is_none());
    let reading = read(
        "<p>A bomb killed nine people at a bus station in Quetta on Monday, and the police arrested a man for it.</p>\
         <p>Congo</p><p>Rebels attacked an army post on Sunday, and 14 soldiers died in the fight for it.</p>\
         <p>MEXICO CITY — Two police officers were shot dead in a market on Tuesday, and a third was wounded.</p>",
    );
    let place = |trigger: &str| told(&reading).into_iter().find(|r| r.0.ends_with(trigger)).and_then(|r| r.2);
    assert_ne!(place("attacked").as_deref(), Some("Quetta"));
    assert_eq!(place("shot dead").as_deref(), Some("Mexico City"));
}

#[test]
fn lists_in_the_present_tell_the_news_of_their_day_and_headings_that_of_the_text_below() {
    let reading = read(
        "<p>Armed conflicts and attacks of the day, as our correspondents in the region and elsewhere reported them.</p>\
         <ul><li>A car bomb kills 14 people in Mosul, Iraq. (Orion News)</li>\
         <li>Gunmen shoot dead nine people at a market in Gao. (Meridian)</li></ul>\
         <h3>Ferry sinks</h3><p>A ferry sank off Samar in the Philippines on Sunday, killing 30 people.</p>",
    );
    let all = told(&reading);
    let day = |trigger: &str| all.iter().find(|r| r.0.ends_with(trigger)).and_then(|r| r.1.clone());
    assert_eq!(day("kills").as_deref(), Some("2031-05-14"));
    assert!(reading.reports.iter().filter(|r| r.trigger.text.ends_with("kills")).all(|r| r.status == model::Status::Happened));
    let place = |trigger: &str| all.iter().find(|r| r.0.ends_with(trigger)).and_then(|r| r.2.clone());
    assert_eq!((place("sinks"), day("sinks").as_deref()), (place("sank"), Some("2031-05-11")));
}
