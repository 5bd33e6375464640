//! Days in front of bare subjects, several days in one sentence, and what is of no day at all. The texts are invented.

use model::{Article, Carried, Report};

/// The reports of a text published on Wednesday 14 May 2031.
fn reports(text: &str) -> Vec<Report> {
    let article = Article { published: Some("2031-05-14".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    coding::Coder::builtin().read(&article, &a.syntax, &a.mentions)
}

/// First day of the report with this trigger; nothing where none is told.
fn day(text: &str, trigger: &str) -> Option<String> {
    let all = reports(text);
    let found = all.iter().find(|r| r.trigger.text.split(' ').any(|w| w == trigger));
    let found = found.unwrap_or_else(|| panic!("{trigger} in {text}: {all:?}"));
    assert_ne!(found.when.from, Carried::Published, "{text}");
    found.when.start.map(|s| s.date.to_string())
}

#[test]
fn a_day_in_front_is_no_part_of_who_acts() {
    for (text, trigger, expected) in [
        ("On Monday protesters blocked roads in Orle.", "blocked", "2031-05-12"),
        ("On 3 May troops entered the town of Orle and shelled a market.", "shelled", "2031-05-03"),
        ("On 3 December militants ambushed a convoy near Orle.", "ambushed", "2030-12-03"),
        ("In January rebels killed six soldiers near Orle.", "killed", "2031-01-01"),
        ("In 2029 militants killed 20 pupils in Orle.", "killed", "2029-01-01"),
    ] {
        assert_eq!(day(text, trigger).as_deref(), Some(expected), "{text}");
        let actors: Vec<String> = reports(text)
            .into_iter()
            .flat_map(|r| r.roles)
            .filter(|r| r.role == model::RoleKind::Actor)
            .map(|r| r.span.text)
            .collect();
        assert!(actors.iter().all(|a| !a.contains(' ')), "{text}: {actors:?}");
    }
}

#[test]
fn each_clause_has_the_day_in_front_of_it() {
    let text = "In February a ferry capsized near Palawan and in March a fishing boat went down off Leyte.";
    assert_eq!(day(text, "capsized").as_deref(), Some("2031-02-01"));
    assert_eq!(day(text, "down").as_deref(), Some("2031-03-01"));
    let text = "On 3 December militants ambushed a convoy near Orle, on 12 January a mine killed four soldiers near Varn, and on \
                20 March gunmen raided a market in Besk.";
    assert_eq!(day(text, "ambushed").as_deref(), Some("2030-12-03"));
    assert_eq!(day(text, "killed").as_deref(), Some("2031-01-12"));
    assert_eq!(day(text, "raided").as_deref(), Some("2031-03-20"));
    let text = "It was the third such wreck this year: in February a ferry capsized near Orle.";
    assert_eq!(day(text, "capsized").as_deref(), Some("2031-02-01"));
}

#[test]
fn a_night_on_a_day_is_one_time() {
    assert_eq!(day("Drones hit a depot near Orle overnight on Saturday.", "hit").as_deref(), Some("2031-05-10"));
}

#[test]
fn a_life_and_what_is_so_in_general_are_of_no_day() {
    for (text, trigger) in [
        ("The novelist grew up in Orle, where her father was arrested by soldiers.", "arrested"),
        ("The author said she was assaulted as a student in Velden.", "assaulted"),
        ("Born in Orle, she studied law. She resigned over a land deal.", "resigned"),
        ("My grandfather was shot by soldiers in the war.", "shot"),
        ("Tourists flock to the village, where a landslide killed 30 people.", "killed"),
        ("Tourism is returning to Orle, where gunmen massacred visitors at a temple.", "massacred"),
        ("The hotel, built by a foreign firm, was bombed by rebels and later rebuilt.", "bombed"),
    ] {
        assert_eq!(day(text, trigger), None, "{text}");
    }
    let news = "Rescuers are searching for survivors in the village, where a landslide killed 30 people.";
    assert!(reports(news).iter().any(|r| r.trigger.text.contains("landslide") && r.when.from == Carried::Published));
}

#[test]
fn a_trial_that_began_has_its_day() {
    assert_eq!(
        day("The trial of three men over the 2029 murder of a judge began on Monday in Orle.", "trial").as_deref(),
        Some("2031-05-12")
    );
}

#[test]
fn a_vehicle_that_carried_somebody_crashed() {
    let text = "A truck that was carrying bricks overturned near Orle on Monday, killing four.";
    assert!(reports(text).iter().any(|r| r.kind.starts_with("accident") && !r.figures.is_empty()), "{:?}", reports(text));
}
