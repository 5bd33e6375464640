//! When harm was whose own sentences tell no day, or only an hour. The texts are invented.

use model::{Article, Carried, Report};

/// The report with this trigger, of a text published on a day.
fn report(published: &str, text: &str, trigger: &str) -> Report {
    let article = Article { published: Some(published.parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let all = coding::Coder::builtin().code(&article, &a.syntax, &a.mentions);
    // A trigger may show the noun beside its verb.
    let ends = |r: &&Report| r.trigger.text.ends_with(&format!(" {trigger}"));
    let found = all.iter().find(|r| r.trigger.text == trigger).or_else(|| all.iter().find(ends));
    found.unwrap_or_else(|| panic!("{trigger:?} in {:?}", all.iter().map(|r| &r.trigger.text).collect::<Vec<_>>())).clone()
}

/// Its day and how it came to it.
fn day(published: &str, text: &str, trigger: &str) -> (Option<String>, Carried) {
    let r = report(published, text, trigger);
    (r.when.start.map(|s| s.date.to_string()), r.when.from)
}

fn on(day: &str, from: Carried) -> (Option<String>, Carried) {
    (Some(day.into()), from)
}

/// A man is held in October for what he did in August.
const HELD: &str = "Dario Penn was ordered held without bond on Friday after a shooting at a bar in Dayton.\n\n\
    Two men were shot outside the bar on Aug. 2, police said.\n\n\
    Nobody saw who fired the gun, a lawyer said.\n\nRuan Ames was hit in the chest by a bullet. He died at the scene.";

#[test]
fn what_somebody_is_held_for_has_the_day_that_the_article_tells_of_it() {
    assert_eq!(day("2031-10-24", HELD, "died"), on("2031-08-02", Carried::Context));
}

#[test]
fn what_is_told_at_length_is_no_mere_history() {
    assert!(!report("2031-10-24", HELD, "shot").background);
    let short =
        "Dario Penn was ordered held without bond on Friday.\n\nTwo men were shot outside a bar on Aug. 2, police said.";
    assert!(report("2031-10-24", short, "shot").background);
}

#[test]
fn a_call_of_weeks_ago_dates_what_is_tried() {
    let text = "Dario Penn was taken into custody on Friday.\n\n\
        Officers were called to a bar at about 12:47 a.m. on Aug. 2.\n\nRuan Ames was shot in the chest.";
    assert_eq!(day("2031-10-24", text, "shot"), on("2031-08-02", Carried::Context));
}

#[test]
fn of_several_old_days_none_is_taken() {
    let text = "Dario Penn was charged on Friday.\n\nTwo men were shot outside a bar on Aug. 2, police said.\n\n\
        A woman was stabbed in a park on July 7.\n\nNobody was near. A boy was beaten.";
    assert_eq!(day("2031-10-24", text, "beaten"), (None, Carried::Unknown));
}

#[test]
fn the_day_of_an_arrest_is_not_that_of_the_deed() {
    let text = "Dario Penn was taken into custody on Friday in the shooting of two men at a bar.";
    assert_eq!(day("2031-10-24", text, "shooting").0, None);
}

#[test]
fn an_hour_goes_with_the_harm_told_before_and_not_with_the_coroner() {
    let text = "A man killed in a shooting early on Saturday has been identified by the coroner.\n\n\
        Ruan Ames, 19, died of gunshot wounds, the coroner said on Monday.\n\n\
        The body of Ames was found in a car at about 2:40 a.m., police said.";
    assert_eq!(day("2031-09-08", text, "body"), on("2031-09-06", Carried::Stated));
}

#[test]
fn the_stamps_of_a_page_are_no_days_of_what_it_tells() {
    let text = "Shots fired at a concert Posted: Monday, March 10, 2031 10:02 AM EST Updated: Tuesday, March 25, 2031 8:56 PM EST\n\n\
        Five people were shot at a concert in Dayton, police said.";
    assert_eq!(day("2031-03-25", text, "shot").0, None);
}

#[test]
fn what_goes_on_with_harm_of_a_day_has_that_day() {
    let text = "Ruan Ames and Idris Cole were gunned down at a party in Dayton on May 26, 2029.\n\n\
        Two others were shot and survived.\n\n\
        A man was arrested on Saturday in Denver. Relatives called a newspaper on Sunday evening.";
    assert_eq!(day("2031-06-29", text, "shot"), on("2029-05-26", Carried::Context));
}

#[test]
fn what_somebody_is_arrested_for_is_news_and_what_he_is_convicted_of_is_not() {
    let told = |law: &str| report("2031-10-24", &format!("A man has been {law} of a boy in Dayton."), "shooting").background;
    assert!(!told("arrested in the fatal shooting"));
    assert!(told("convicted in the fatal shooting"));
}

#[test]
fn what_has_happened_does_not_lie_after_print() {
    let text = "Health chiefs met on Tuesday in Velden.\n\nIf the fever returns in September, there will be no vaccine, Dr Ruun warned.";
    assert_eq!(day("2031-06-14", text, "warned"), (None, Carried::Unknown));
    let text = "A girl was shot in Velden, police said. She was shot shortly after midnight.";
    assert_eq!(report("2031-06-14", text, "shot").when.start.map(|s| s.date.to_string()).as_deref(), Some("2031-06-14"));
    // The page's date is that of an older version.
    let text = "Dario Penn was arrested on Saturday, May 21, 2031.";
    assert_eq!(day("2031-05-14", text, "arrested"), on("2031-05-21", Carried::Stated));
}

#[test]
fn a_lead_in_the_perfect_is_news_of_its_day() {
    let text = "The parliament of Norland has passed a law on water.\n\nIt had been drafted in May.";
    assert_eq!(day("2031-06-14", text, "passed"), on("2031-06-14", Carried::Published));
}

#[test]
fn a_lead_may_stand_behind_a_byline() {
    let text = "By the staff of the Velden Courier\n\nThe parliament of Norland passed a law on water.";
    assert_eq!(day("2031-06-14", text, "passed"), on("2031-06-14", Carried::Published));
}

#[test]
fn what_is_said_of_news_is_said_between_it_and_print() {
    let text = "VELDEN: Ministers met on Monday to talk about water.\n\nNobody knew of a plan.\n\nPresident Ada Ruun praised the mayor.";
    let r = report("2031-06-18", text, "praised");
    let days = (r.when.start.map(|s| s.date.to_string()), r.when.end.map(|s| s.date.to_string()));
    assert_eq!(days, (Some("2031-06-16".into()), Some("2031-06-18".into())));
    assert_eq!((r.when.precision, r.when.from), (Some(model::TimePrecision::Week), Carried::Context));
}

#[test]
fn what_a_lead_mentions_in_passing_is_not_of_its_day() {
    let text = "Norland, which has sent Velden two ships, asked for patience.";
    assert_eq!(day("2031-06-18", text, "sent").0, None);
}

#[test]
fn force_against_a_protest_is_of_its_day() {
    let text = "Police used tear gas against thousands of people who marched to parliament in Velden on Thursday.";
    assert_eq!(day("2031-06-14", text, "used"), on("2031-06-12", Carried::Context));
}

#[test]
fn harm_told_as_the_older_one_has_its_own_day_and_is_history() {
    let text = "A man was shot dead in a car park in Dayton on Wednesday, police said. \
        It came two days after two men were stabbed to death in a cafe in the city.";
    assert_eq!(day("2031-05-15", text, "shot dead"), on("2031-05-14", Carried::Stated));
    assert_eq!(day("2031-05-15", text, "stabbed to death"), on("2031-05-12", Carried::Context));
    assert!(report("2031-05-15", text, "stabbed to death").background);
}

#[test]
fn the_deadliest_since_a_year_is_news_and_that_year_is_history() {
    let text = "The attack in Dayton on Monday was the deadliest since 2017, when a truck bomb killed more than 150 people.";
    assert_eq!(day("2031-05-15", text, "attack"), on("2031-05-12", Carried::Stated));
    assert!(!report("2031-05-15", text, "attack").background);
    assert_eq!(day("2031-05-15", text, "bomb killed"), on("2017-01-01", Carried::Stated));
    assert!(report("2031-05-15", text, "bomb killed").background);
}

#[test]
fn who_was_killed_since_an_older_attack_was_not_killed_in_that() {
    let text = "The siege of the college, in which 147 people were killed, was Norland's deadliest attack since the 1998 bombing of a \
                church in Toledo, and the bloodiest by the group.";
    assert!(report("2031-05-15", text, "bombing").figures.is_empty());
}

#[test]
fn harm_counted_from_other_harm_is_another_happening() {
    let text = "The mayor of Dayton was killed on Sunday. Ruan Ames was murdered three days after his deputy, Dario Penn, \
                was shot dead.";
    assert_eq!(day("2031-05-14", text, "murdered"), on("2031-05-11", Carried::Context));
    assert_eq!(day("2031-05-14", text, "shot dead"), on("2031-05-08", Carried::Context));
    assert!(report("2031-05-14", text, "shot dead").background);
}

#[test]
fn the_dead_of_a_year_before_are_no_dead_of_the_day() {
    let text = "At least 16 people were killed in protests in Dayton on Wednesday, a year after demonstrations in which more than \
                60 people died.";
    assert_eq!(report("2031-05-14", text, "killed").figures.len(), 1);
    assert!(report("2031-05-14", text, "died").background);
}

#[test]
fn two_clauses_with_a_toll_and_a_day_each_are_two_happenings() {
    let text =
        "In June, 86 people were killed when a ferry capsized off Dayton, and in April at least 64 died in a like accident.";
    assert_eq!(day("2031-05-14", text, "capsized"), on("2030-06-01", Carried::Stated));
    assert_eq!(day("2031-05-14", text, "died"), on("2031-04-01", Carried::Stated));
}

#[test]
fn the_deadliest_of_a_year_is_the_one_just_told() {
    let text = "Two missiles slammed into Dayton on Sunday, killing 34 people in the deadliest strike on Norland this year.";
    assert_eq!(day("2031-05-14", text, "slammed"), on("2031-05-11", Carried::Stated));
    assert_eq!(report("2031-05-14", text, "slammed").figures.len(), 1);
}

#[test]
fn each_town_has_its_own_dead() {
    let text = "Four soldiers were killed in Dayton and nine policemen in Toledo on Monday.";
    let (first, second) = (report("2031-05-14", text, "killed"), report("2031-05-14", text, "nine"));
    assert_eq!((first.figures.len(), second.figures.len()), (1, 1));
    assert_ne!(first.place.place, second.place.place);
    assert_eq!(first.when.start, second.when.start);
    assert!(second.apart);
    let text = "The earthquake killed 40 people in Dayton and 12 in Toledo.";
    assert_eq!(report("2031-05-14", text, "killed").figures.len(), 2);
}

#[test]
fn what_was_answered_for_is_another_happening() {
    let text = "The army shelled Dayton in response to the killing of a soldier in Toledo on Monday.";
    assert_eq!(day("2031-05-14", text, "killing"), on("2031-05-12", Carried::Stated));
    assert_ne!(day("2031-05-14", text, "shelled"), on("2031-05-12", Carried::Stated));
}

#[test]
fn the_day_told_a_little_further_on_is_that_of_the_lead() {
    let text = "At least 24 people were killed when a military paramotor dropped bombs on a crowd in Dayton, a resident told \
                reporters on Wednesday. About 100 people had gathered on Monday evening when two bombs were dropped.";
    assert_eq!(day("2031-05-14", text, "dropped"), on("2031-05-12", Carried::Context));
}

#[test]
fn hours_later_is_the_day_just_told() {
    let text =
        "A drone hit a helicopter near Dayton on Thursday, killing 13 officers; hours later a car bomb in Toledo killed six.";
    assert_eq!(day("2031-05-14", text, "killed"), on("2031-05-08", Carried::Context));
    let text =
        "Congress voted on Thursday to remove the president, hours after gunmen shot at a band in Toledo, wounding five.";
    assert_eq!(day("2031-05-14", text, "shot at"), on("2031-05-08", Carried::Stated));
}

#[test]
fn an_anniversary_tells_the_day_within_a_few() {
    let text = "Hundreds gathered in Dayton on Wednesday to mark a year since the bombing of a bus station.";
    assert_eq!(day("2031-05-15", text, "bombing"), on("2030-05-11", Carried::Stated));
    assert!(report("2031-05-15", text, "bombing").background);
    let text = "Residents marked the tenth anniversary of the bombing of a bus station in Dayton.";
    assert_eq!(day("2031-05-15", text, "bombing"), on("2021-05-12", Carried::Stated));
    let text = "Police searched houses ahead of the tenth anniversary of the bombing of a bus station in Dayton.";
    assert_eq!(day("2031-05-15", text, "bombing"), on("2021-01-01", Carried::Stated));
}

#[test]
fn what_is_told_below_an_anniversary_was_on_its_day() {
    let text = "Dayton on Wednesday marked the fifth anniversary of the bombing of a bus station that killed 12 people.";
    assert_eq!(day("2031-05-15", text, "killed"), on("2026-05-11", Carried::Stated));
    let text =
        "Residents held prayers in Dayton on Wednesday, ten years after the bombing of a bus station that hurt 213 people.";
    assert_eq!(day("2031-05-15", text, "bombing"), on("2021-05-11", Carried::Stated));
    let text = "Ohio marked ten years on Wednesday since the bombing of a bus station in Dayton.";
    assert_eq!(day("2031-05-15", text, "bombing"), on("2021-05-12", Carried::Stated));
    // What is done on the day is of the day.
    let text = "On the first anniversary of the bombing in Dayton, gunmen shot dead three officers on Wednesday.";
    assert_eq!(day("2031-05-15", text, "shot dead"), on("2031-05-14", Carried::Stated));
}

#[test]
fn a_claim_comes_after_the_deed() {
    let text = "The Dawn Front claimed responsibility on Friday for an attack on a checkpoint in Dayton that killed four \
        policemen on Thursday.";
    assert_eq!(day("2031-05-10", text, "attack"), on("2031-05-08", Carried::Stated));
}

#[test]
fn those_who_were_hurt_in_it_share_its_day() {
    let text = "Ten people were hurt in the bus crash in Dayton on Monday, the mayor said.";
    assert_eq!(day("2031-05-14", text, "bus crash"), on("2031-05-12", Carried::Stated));
}

#[test]
fn the_day_of_an_older_count_is_not_that_of_the_newer() {
    let text = "Doctors said on Tuesday that 312 people had been infected with cholera in Dayton, up from 280 a week ago.";
    assert_ne!(day("2031-05-14", text, "infected").0.as_deref(), Some("2031-05-05"));
}

#[test]
fn what_was_said_to_be_planned_for_monday_lies_ahead() {
    let text = "The mayor of Dayton said that schools would stay closed on Monday.";
    assert_eq!(day("2023-05-13", text, "stay closed"), on("2023-05-15", Carried::Stated));
    // A day before print it may have been told on Sunday.
    assert_eq!(day("2023-05-09", text, "stay closed"), on("2023-05-08", Carried::Stated));
}

/// First and last day of a report, and how it came to them.
fn days(published: &str, text: &str, trigger: &str) -> (String, String, Carried) {
    let when = report(published, text, trigger).when;
    let show = |s: Option<model::Stamp>| s.map_or(String::new(), |s| s.date.to_string());
    (show(when.start), show(when.end), when.from)
}

#[test]
fn a_range_of_days_is_the_reports_own() {
    for (text, first, last) in [
        ("Soldiers killed six men in Norport between May 3 and May 7.", "2031-05-03", "2031-05-07"),
        ("From 3 to 7 May, soldiers killed six men in Norport.", "2031-05-03", "2031-05-07"),
        ("On the night of 2-3 May, soldiers killed six men in Norport.", "2031-05-02", "2031-05-03"),
        // Printed on a Wednesday.
        ("Between Monday and Thursday, soldiers killed six men in Norport.", "2031-05-05", "2031-05-08"),
    ] {
        assert_eq!(days("2031-05-14", text, "killed"), (first.into(), last.into(), Carried::Stated), "{text}");
    }
}

#[test]
fn a_sentence_that_opens_with_another_time_is_not_of_the_day_of_print() {
    for text in [
        "Two days earlier, gunmen killed five miners in Norport.",
        "In recent months, gunmen killed five miners in Norport.",
        "On the eve of the election, gunmen killed five miners in Norport.",
        "On 12 Rabi al-Awwal, gunmen killed five miners in Norport.",
    ] {
        assert_eq!(day("2031-05-14", text, "killed"), (None, Carried::Unknown), "{text}");
    }
    for text in
        ["After a two-day meeting, ministers signed a treaty in Norport.", "In a raid, ministers signed a treaty in Norport."]
    {
        assert_eq!(day("2031-05-14", text, "signed a treaty"), on("2031-05-14", Carried::Published), "{text}");
    }
    assert_eq!(
        days("2031-05-14", "In mid-April, a bomb killed seven people in Norport.", "bomb killed"),
        ("2031-04-01".into(), "2031-04-30".into(), Carried::Stated)
    );
}

#[test]
fn an_item_under_a_day_has_that_day_and_is_over() {
    for text in [
        "Jan. 15, 2029 - Gunmen storm a hotel in Norport, killing 21 people.",
        "15 January 2029: Gunmen storm a hotel in Norport.",
    ] {
        let r = report("2031-05-14", text, "storm");
        assert_eq!(r.when.start.map(|s| s.date.to_string()).as_deref(), Some("2029-01-15"), "{text}");
        assert_eq!(r.status, model::Status::Happened, "{text}");
    }
}

#[test]
fn counts_of_months_and_of_the_last_days_have_those_days() {
    let span = |text: &str, trigger: &str| {
        let when = report("2031-05-14", text, trigger).when;
        (when.start.map(|s| s.date.to_string()), when.end.map(|s| s.date.to_string()))
    };
    let days = |a: &str, b: &str| (Some(a.to_string()), Some(b.to_string()));
    let text = "Gunmen killed 210 people in Westmark in the first three months of 2031.";
    assert_eq!(span(text, "killed"), days("2031-01-01", "2031-03-31"));
    let text = "Between January and March, gunmen killed 210 people in Westmark.";
    assert_eq!(span(text, "killed"), days("2031-01-01", "2031-03-31"));
    let text = "Three people drowned off Oakvale in the past 48 hours.";
    assert_eq!(span(text, "drowned"), days("2031-05-12", "2031-05-14"));
    let text = "A mob killed two men in Oakvale on 1 and 2 May.";
    assert_eq!(span(text, "killed"), days("2031-05-01", "2031-05-02"));
}

#[test]
fn a_day_of_another_calendar_is_not_the_day_of_print() {
    let text = "A mob burned two shops in Oakvale on 20 Dalv 1409.";
    assert_eq!(day("2031-05-14", text, "burned"), (None, Carried::Unknown));
}

#[test]
fn a_foiled_plan_has_the_day_on_which_it_was_foiled() {
    let text = "Police foiled a plan to bomb the railway station on Monday, arresting four men.";
    assert_eq!(day("2031-05-14", text, "bomb"), on("2031-05-12", Carried::Stated));
}

#[test]
fn what_a_correction_takes_back_is_no_report() {
    let text = "A bomb killed nine people in Oakvale on Monday, police said.\n\n\
        Correction: An earlier version of this article said that 12 people had been killed.";
    let article = Article::of_text(text);
    let a = annotate::annotate(&article);
    let all = coding::Coder::builtin().code(&article, &a.syntax, &a.mentions);
    assert_eq!(all.iter().map(|r| r.sentence).collect::<Vec<_>>(), [0]);
}

#[test]
fn who_has_been_jailed_was_on_the_day_told_below() {
    let text =
        "A former mayor has been jailed for fraud.\n\nDario Penn appeared in court on Tuesday and was jailed for two years.";
    assert_eq!(day("2031-05-16", text, "jailed for"), on("2031-05-13", Carried::Context));
    let club =
        "Velden City have sacked their coach after seven defeats of the team.\n\nThe coach was sacked by the club on Sunday.";
    assert_eq!(day("2031-05-13", club, "sacked"), on("2031-05-11", Carried::Context));
}

#[test]
fn results_have_the_day_on_which_they_came_out() {
    let text = "The airline announced on Monday a rise in net profit for its first quarter.";
    assert_eq!(day("2031-05-14", text, "announced on Monday a rise in net profit"), on("2031-05-12", Carried::Stated));
}

#[test]
fn a_month_that_is_over_is_no_plan() {
    let r = report("2031-05-14", "Last October, the premier announced a cabinet reshuffle.", "announced");
    assert_eq!((r.when.start.map(|s| s.date.to_string()).as_deref(), r.status), (Some("2030-10-01"), model::Status::Happened));
}

#[test]
fn what_is_decided_at_a_sitting_has_its_day() {
    let text = "Councillors at Monday's planning committee have now backed the plans for a school.";
    assert_eq!(day("2031-05-14", text, "backed"), on("2031-05-12", Carried::Stated));
}

#[test]
fn the_day_from_which_it_holds_is_not_that_of_the_deed() {
    let named = "The board on Monday named Lena Orsk chief executive, effective June 30.";
    assert_eq!(day("2031-05-14", named, "named"), on("2031-05-12", Carried::Stated));
    let quit = "Ivo Tann has resigned as chairman with effect from June 3.";
    assert_eq!(day("2031-05-14", quit, "resigned"), on("2031-05-14", Carried::Published));
    let watch = "The weather service has issued a flash flood watch through Friday morning.";
    assert_eq!(day("2031-05-14", watch, "issued"), on("2031-05-14", Carried::Published));
    let moved = "The commission on Monday postponed the election to September.";
    assert_eq!(day("2031-05-14", moved, "postponed the election"), on("2031-05-12", Carried::Stated));
}

#[test]
fn what_a_figure_is_compared_with_has_a_day_of_its_own() {
    let text = "The brewery posted a profit of 3 million crowns on Monday, compared with 5 million crowns a year ago.";
    assert_eq!(day("2031-05-14", text, "posted"), on("2031-05-12", Carried::Stated));
}
