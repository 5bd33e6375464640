//! How agencies begin: a toll, what took it, when, and who says so, in every combination. Each lead tells one happening of its
//! kind, as news, with its dead and its day. The texts are invented.

use coding::Coder;
use model::{Article, Figure, Report, Status};

/// How the harm is told, with the dead.
const TOLLS: &[(&str, f64)] = &[
    ("At least 41 people were killed and 67 wounded", 41.0),
    ("Forty-one people were killed", 41.0),
    ("At least 41 people died and 67 were injured", 41.0),
    ("Forty-one people, including six children, were killed and 67 others were injured", 41.0),
    ("More than 40 people have been killed and dozens more injured", 40.0),
    ("Forty-one people have died", 41.0),
    ("Some 41 people lost their lives", 41.0),
    ("A woman and two children were killed and six people injured", 3.0),
];

/// What took them, with the beginnings of the kinds that it may have.
const CAUSES: &[(&str, &[&str])] = &[
    ("when a bomb exploded at a market in Velden", &["assault.bombing", "explosion"]),
    ("when warplanes bombed a market in Velden", &["assault.airstrike"]),
    ("when gunmen opened fire on a bus near Velden", &["assault"]),
    ("in an air strike on a market in Velden", &["assault.airstrike"]),
    ("when a passenger train derailed near Velden", &["accident.rail"]),
    ("when a ferry capsized off Velden", &["accident.sea"]),
    ("in a fire at a garment factory in Velden", &["accident.fire"]),
    ("after a landslide buried a village near Velden", &["disaster.landslide"]),
    ("when a suicide bomber blew himself up outside a mosque in Velden", &["assault.suicide_bombing"]),
    ("in a collision between a bus and a truck near Velden", &["accident.road"]),
    ("in clashes between soldiers and rebels in Velden", &["battle.clash"]),
    ("when shells hit a residential area of Velden", &["assault.shelling"]),
    ("in a stampede at a stadium in Velden", &["accident.crush"]),
    ("when a building collapsed in Velden", &["accident.collapse"]),
    ("in an attack by militants on an army post in Velden", &["assault"]),
    ("when security forces fired on protesters in Velden", &["riot"]),
    ("in a drone strike on a school in Velden", &["assault.drone", "assault.airstrike"]),
    ("in a knife attack at a station in Velden", &["assault.stabbing"]),
    ("as armed men raided a village near Velden", &["assault"]),
];

/// When it was, of a text published on Tuesday 13 May 2031.
const DAYS: &[(&str, &str)] =
    &[("on Monday", "2031-05-12"), ("late on Monday", "2031-05-12"), ("over the weekend", "2031-05-10")];

/// Who says so.
const SAID: &[&str] = &[", police said.", ", officials said on Tuesday.", ", according to the health ministry.", "."];

/// What a text published on that Tuesday tells, with its figures.
fn read(text: &str) -> (Vec<Report>, Vec<Figure>) {
    let article = Article { published: Some("2031-05-13".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    (Coder::builtin().code(&article, &a.syntax, &a.mentions), a.mentions.figures)
}

/// What is wrong with the reports of a lead.
fn fault(text: &str, kinds: &[&str], day: &str, dead: f64) -> Option<String> {
    let (reports, all) = read(text);
    let Some(r) = reports.iter().find(|r| kinds.iter().any(|k| r.kind.starts_with(k))) else {
        return Some(format!("kinds {:?}", reports.iter().map(|r| &r.kind).collect::<Vec<_>>()));
    };
    let day = |s: Option<model::Stamp>| s.map(|s| s.date.to_string()).unwrap_or_default() == day;
    let counts = |r: &Report| {
        let figures = r.figures.iter().filter_map(|&n| all.get(n as usize));
        figures.filter(|f| f.what == "killed" && !f.part).any(|f| f.best == Some(dead))
    };
    match () {
        _ if r.status != Status::Happened => Some(format!("status {:?}", r.status)),
        _ if r.background => Some("background".into()),
        _ if !day(r.when.start) => Some(format!("day {:?}", r.when.start)),
        _ if !counts(r) => Some("dead".into()),
        _ => None,
    }
}

#[test]
fn every_lead_tells_its_news_with_its_dead_and_its_day() {
    let mut faults = Vec::new();
    for (toll, dead) in TOLLS {
        for (cause, kinds) in CAUSES {
            for (when, day) in DAYS {
                for said in SAID {
                    let text = format!("{toll} {cause} {when}{said}");
                    faults.extend(fault(&text, kinds, day, *dead).map(|why| format!("{text} {why}")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} leads:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_lead_without_a_day_is_of_the_day_of_print() {
    let mut faults = Vec::new();
    for (toll, dead) in TOLLS.iter().filter(|(toll, _)| !toll.contains("have")) {
        // What it came after is told without a day.
        for (cause, kinds) in CAUSES.iter().filter(|(cause, _)| !cause.starts_with("after")) {
            let text = format!("{toll} {cause}.");
            faults.extend(fault(&text, kinds, "2031-05-13", *dead).map(|why| format!("{text} {why}")));
        }
    }
    assert!(faults.is_empty(), "{} leads:\n{}", faults.len(), faults.join("\n"));
}

/// Happenings as a noun and as a clause.
const HAPPENINGS: &[(&str, &str, &[&str])] = &[
    ("a bombing at a market in Velden", "a bomb exploded at a market in Velden", &["assault.bombing", "explosion"]),
    ("an air strike on a school in Velden", "warplanes bombed a school in Velden", &["assault.airstrike"]),
    ("a mass shooting at a bar in Velden", "a gunman opened fire at a bar in Velden", &["assault.shooting"]),
    ("a ferry disaster off Velden", "a ferry capsized off Velden", &["accident.sea"]),
    ("a fire at a factory in Velden", "fire swept through a factory in Velden", &["accident.fire"]),
    ("a train crash near Velden", "two trains collided near Velden", &["accident.rail"]),
    ("an earthquake in Velden", "an earthquake struck Velden", &["disaster.earthquake"]),
    ("a landslide in Velden", "a landslide buried a village in Velden", &["disaster.landslide"]),
    ("a suicide attack on a mosque in Velden", "a suicide bomber attacked a mosque in Velden", &["assault.suicide_bombing"]),
    ("a drone strike on a wedding in Velden", "a drone struck a wedding in Velden", &["assault.drone", "assault.airstrike"]),
    ("a bus crash near Velden", "a bus plunged into a ravine near Velden", &["accident.road"]),
    ("a building collapse in Velden", "a building collapsed in Velden", &["accident.collapse"]),
    ("a stampede at a stadium in Velden", "crowds stampeded at a stadium in Velden", &["accident.crush"]),
];

/// What agencies write of them a day later, with the day of the happening: `{n}` is the noun, `{v}` the clause.
const LATER: &[(&str, &str)] = &[
    ("The death toll from {n} on Monday rose to 41 on Tuesday, officials said.", "2031-05-12"),
    ("The number of people killed in {n} on Monday has risen to 41, officials said on Tuesday.", "2031-05-12"),
    ("Rescuers searched for survivors on Tuesday after {v} on Monday, killing at least 41 people.", "2031-05-12"),
    ("Thousands attended funerals on Tuesday for the 41 people killed in {n} on Monday.", "2031-05-12"),
    ("Police have arrested two men over {n} that killed 41 people on Monday.", "2031-05-12"),
    ("The government has declared three days of mourning after {v} on Monday, killing 41 people.", "2031-05-12"),
    ("Officials said on Tuesday that {v} late on Monday, killing 41 people and injuring 67.", "2031-05-12"),
    ("At least 41 people are dead and dozens are missing after {v} on Monday.", "2031-05-12"),
    ("A court on Tuesday jailed two men over {n} that killed 41 people in 2029.", "2029-01-01"),
];

#[test]
fn what_is_told_a_day_later_keeps_its_own_day() {
    let mut faults = Vec::new();
    for (noun, clause, kinds) in HAPPENINGS {
        for (template, day) in LATER {
            let text = template.replace("{n}", noun).replace("{v}", clause);
            let (reports, _) = read(&text);
            let of_it: Vec<&Report> = reports.iter().filter(|r| kinds.iter().any(|k| r.kind.starts_with(k))).collect();
            let told = of_it.iter().any(|r| r.when.start.is_some_and(|s| s.date.to_string() == *day));
            let old = of_it.iter().any(|r| r.background == day.starts_with("2029"));
            if !(told && old) {
                let found: Vec<String> =
                    reports.iter().map(|r| format!("{} {:?} {}", r.kind, r.when.start.map(|s| s.date), r.background)).collect();
                faults.push(format!("{text} {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} texts:\n{}", faults.len(), faults.join("\n"));
}
