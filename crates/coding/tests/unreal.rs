//! What sounds like a happening and is none, what has not come about, and what lies back in somebody's life. The sentences are
//! invented.

use model::{Article, Report};

/// The reports of a text published on Friday 21 November 2031.
fn reports(text: &str) -> Vec<Report> {
    let article = Article { published: Some("2031-11-21".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    coding::Coder::builtin().read(&article, &a.syntax, &a.mentions)
}

/// The kinds of a text's reports, but for `other`.
fn kinds(text: &str) -> Vec<String> {
    reports(text).into_iter().map(|r| r.kind).filter(|k| k != "other").collect()
}

/// The status of the report with this trigger, as it is written; `none` without one.
fn status(text: &str, trigger: &str) -> String {
    let found = reports(text).into_iter().find(|r| r.trigger.text.split(' ').any(|w| w == trigger));
    found.map_or("none".into(), |r| format!("{:?}", r.status).to_lowercase())
}

#[test]
fn attacks_in_words_hurt_nobody() {
    for text in [
        "On the radio, Ada Ruun attacked the minister for backing the new tax.",
        "The premier attacked her rival over his record on schools.",
        "The union attacked the mayor, saying that she had broken her word.",
        "The candidates clashed on the debate stage in Eastvale.",
    ] {
        assert!(kinds(text).iter().all(|k| k.starts_with("statement")), "{text}: {:?}", kinds(text));
    }
    assert_eq!(kinds("Gunmen attacked the minister near Eastvale on Monday."), ["assault"]);
}

#[test]
fn words_of_another_sense_tell_nothing_of_the_kind() {
    for text in [
        "Divers are looking forward to the summer.",
        "Firefighters are searching for the cause of the blaze.",
        "Last autumn, the hospital board slashed 4 million from its spending.",
        "If the ice breaks away from the pier, boats can leave.",
        "The council is sanctioning several housing developments.",
        "The chair asked for a short suspension of the sitting.",
        "The port will be inundated with visitors this summer.",
        "The panel did not say why it denied the permit.",
        "She said that the rule would deny him a place.",
        "The survey found 60 percent of voters opposing the plan.",
        "The charity is committed to providing women with shelter.",
        "The club released three players.",
        "He resigned himself to a long wait.",
        "She shot a 68 in the first round on Friday.",
        "The jeep was found where the suspect abandoned the car.",
        "Officers keep lists of dangerous, threatening inmates.",
        "The clock struck twelve.",
        "She waits for news, and it is killing her.",
    ] {
        let hit: Vec<String> = kinds(text).into_iter().filter(|k| !k.starts_with("accident.fire") && k != "study").collect();
        assert!(hit.is_empty(), "{text}: {hit:?}");
    }
}

#[test]
fn a_surname_is_no_happening() {
    assert!(kinds("The historian Jan Flood spoke in Eastvale. Flood said that the army had been brave.").is_empty());
    assert!(kinds("Prosecutor Ada Price dropped the special request in May.").iter().all(|k| !k.starts_with("economy")));
}

#[test]
fn nobody_has_done_what_is_only_spoken_of() {
    for text in [
        "Doctors found him incompetent to stand trial.",
        "Police have the power to arrest protesters.",
        "The course teaches how to survive an attack.",
        "The drill simulated an attack on a school.",
        "Actors staged a mock robbery for the cameras.",
        "The film tells how rebels kidnapped a priest.",
        "The hero of the novel kills his brother.",
        "Attacks on nurses are common.",
        "One cyclist a month is killed on that bend.",
        "Cyclists are more likely to be injured.",
        "The fund supports people who have been laid off.",
        "This story has been updated.",
        "Ada Ruun in Eastvale contributed to this report.",
    ] {
        assert!(
            reports(text).iter().all(|r| r.kind == "other" && !text.contains("this report") || r.kind == "launch"),
            "{text}: {:?}",
            kinds(text)
        );
    }
    assert!(reports("This story has been updated.").is_empty());
}

#[test]
fn what_is_put_off_is_still_to_come() {
    assert_eq!(status("Snow delayed the vote on the budget.", "vote"), "planned");
    assert_eq!(status("A judge stayed the execution of Jan Moll.", "execution"), "planned");
    assert_eq!(status("The plan will not be heard before a new government is formed.", "formed"), "possible");
}

#[test]
fn what_came_about_is_no_plan() {
    assert_eq!(status("The banker appeared to blame junior clerks for the losses.", "blame"), "alleged");
    assert_eq!(status("They did not appear to suffer serious injuries.", "suffer"), "denied");
    assert_eq!(status("He has prior arrests for theft.", "arrests"), "happened");
    assert_eq!(status("I would call for calm at this time, the governor said.", "call"), "happened");
    assert_eq!(status("“It is over,” Jan Moll said after arresting two men.", "arresting"), "happened");
    assert_eq!(status("They are likely to be fined, arrested or robbed.", "arrested"), "possible");
    assert_eq!(status("In the event she was injured, the clinic would be called.", "injured"), "possible");
}

#[test]
fn what_lies_back_in_a_life_is_no_news() {
    let shot = |text: &str| {
        let found = reports(text).into_iter().find(|r| r.trigger.text == "shot").expect("a report");
        (found.background, found.when.start.is_some())
    };
    assert_eq!(shot("Ada Ruun runs a bakery. She was 12 when her father was shot by soldiers."), (true, false));
    assert_eq!(shot("When he was a boy, his father was shot by soldiers."), (true, false));
    assert_eq!(shot("The trail is named for a clerk who was shot by soldiers."), (true, false));
    assert!(!shot("Two men were shot by soldiers in Eastvale on Monday.").0);
}

#[test]
fn a_year_that_tells_which_or_who_is_no_day() {
    let year = |text: &str, trigger: &str| {
        let found = reports(text).into_iter().find(|r| r.trigger.text == trigger).expect("a report");
        found.when.start.map(|s| s.date.year())
    };
    assert_ne!(year("The driver of a 1995 Honda Accord was killed.", "killed"), Some(1995));
}
