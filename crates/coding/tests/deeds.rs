//! What verbs and nouns of deeds tell for which no kind has a rule: that it was done, or not, and no more than that.

use coding::Coder;
use model::{Article, Report, RoleKind, Status};

fn read(text: &str) -> Vec<Report> {
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    Coder::builtin().read(&article, &a.syntax, &a.mentions)
}

/// Kind, trigger and status of each report.
fn told(text: &str) -> Vec<(String, String, Status)> {
    read(text).into_iter().map(|r| (r.kind, r.trigger.text, r.status)).collect()
}

/// The status of the report on this word; none without one.
fn status(text: &str, word: &str) -> Option<Status> {
    read(text).into_iter().find(|r| r.trigger.text == word).map(|r| r.status)
}

#[test]
fn a_deed_that_no_kind_knows_is_told_with_who_did_it() {
    let reports = read("Herders sheared 500 sheep near Eastvale on Monday.");
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert_eq!((reports[0].kind.as_str(), reports[0].rule.as_str()), ("other", "other/told"));
    assert_eq!(reports[0].status, Status::Happened);
    let of = |role| reports[0].roles.iter().find(|r| r.role == role).map(|r| r.span.text.as_str());
    assert_eq!((of(RoleKind::Actor), of(RoleKind::Target)), (Some("Herders"), Some("500 sheep")));
}

#[test]
fn what_stands_above_a_verb_says_whether_it_was_done() {
    assert_eq!(status("The clerk is accused of shredding the lists.", "shredding"), Some(Status::Alleged));
    assert_eq!(status("Hackers threatened to publish the files.", "publish"), Some(Status::Threatened));
    assert_eq!(status("The pilot failed to land the glider.", "land"), Some(Status::Failed));
    assert_eq!(status("A bid to sell the club collapsed.", "sell"), Some(Status::Failed));
    assert_eq!(status("The museum is to be opened by the queen.", "opened"), Some(Status::Planned));
    assert_eq!(status("Norland is open to sending observers.", "sending"), Some(Status::Possible));
    assert_eq!(status("The navy is escorting tankers through the strait.", "escorting"), Some(Status::Ongoing));
    assert_eq!(status("The hospital denied that patients had been turned away.", "turned"), Some(Status::Denied));
}

#[test]
fn nouns_are_told_where_something_says_how_they_stand() {
    assert_eq!(status("The singer refuted allegations of plagiarism.", "plagiarism"), Some(Status::Denied));
    assert_eq!(status("The party will hold its congress in Eastvale in August.", "congress"), Some(Status::Planned));
    assert_eq!(status("Villagers are at risk of starvation.", "starvation"), Some(Status::Possible));
    assert!(told("The professor wrote of plagiarism.").is_empty());
}

#[test]
fn what_takes_part_makes_a_deed_of_a_verb_that_no_list_names() {
    assert_eq!(
        status("The observatory initiated a survey of 2,000 faint stars in March.", "initiated"),
        Some(Status::Happened)
    );
    assert_eq!(status("The goalkeeper's agent failed to persuade the club.", "persuade"), Some(Status::Failed));
    assert_eq!(status("The colonel is due to lead the mission.", "lead"), Some(Status::Planned));
    assert_eq!(status("He is accused of having sold the relics.", "sold"), Some(Status::Alleged));
    assert_eq!(
        status("The pamphlet was translated by a cousin of the bishop, prosecutors allege.", "translated"),
        Some(Status::Alleged)
    );
    assert_eq!(status("Archivists are looking into the complaint.", "looking"), Some(Status::Ongoing));
    // Nobody does anything, or nothing that can be told of.
    assert_eq!(status("The author explored the nature of grief.", "explored"), None);
    assert_eq!(status("The senator led her rival in the polls.", "led"), None);
    assert_eq!(status("This article has been updated.", "updated"), None);
}

#[test]
fn what_is_vowed_threatens_only_where_it_harms() {
    assert_eq!(status("Farmers vowed to plant rice again.", "plant"), Some(Status::Planned));
    assert_eq!(status("Militants vowed to disrupt the vote.", "disrupt"), Some(Status::Threatened));
}

#[test]
fn what_is_said_of_a_noun_before_it_tells_how_it_stands() {
    assert_eq!(status("There is talk of a merger between the two dailies.", "merger"), Some(Status::Possible));
    assert_eq!(status("A ban on the pesticide is under consideration.", "ban"), Some(Status::Possible));
    assert_eq!(status("Reports of a massacre could not be confirmed.", "massacre"), Some(Status::Alleged));
}

#[test]
fn what_another_report_of_the_clause_tells_is_not_told_again() {
    let kinds: Vec<String> = told("Gunmen shot dead two farmers near Eastvale on Monday.").into_iter().map(|t| t.0).collect();
    assert!(!kinds.contains(&"other".to_string()), "{kinds:?}");
    let struck = told("The government has accused Norland of killing 85 civilians in airstrikes.");
    assert!(struck.iter().all(|t| t.0 != "other"), "{struck:?}");
}

#[test]
fn words_of_many_senses_and_what_nobody_does_tell_nothing() {
    assert!(told("The company met its targets.").is_empty());
    assert!(told("The goal is to publish a map.").is_empty());
    assert!(told("Everybody fled?").is_empty());
    assert!(told("The museum opens at 10 a.m. and closes at 5 p.m.").is_empty());
}

#[test]
fn words_behind_a_verb_tell_the_deed_with_it() {
    assert_eq!(status("The two breweries joined forces.", "joined forces"), Some(Status::Happened));
    assert_eq!(status("The convoy came under fire near the mill.", "came under fire"), Some(Status::Happened));
}

#[test]
fn a_state_that_lasts_is_told_as_long_as_it_does() {
    assert_eq!(status("Parts of the island remain without water.", "remain without water"), Some(Status::Ongoing));
    assert_eq!(status("Dozens of skiers are still stranded.", "stranded"), Some(Status::Ongoing));
    assert_eq!(status("The two boys are not in custody.", "in custody"), None);
}

#[test]
fn more_and_less_is_told_with_how_much_and_what_befell_a_thing_with_which() {
    assert_eq!(status("Rents in the harbour quarter rose by a third.", "rose"), Some(Status::Happened));
    assert_eq!(status("Bread rose in the oven.", "rose"), None);
    assert_eq!(status("The grain rotted in the silos.", "rotted"), Some(Status::Happened));
}

#[test]
fn a_noun_with_what_befell_it_tells_a_deed() {
    assert_eq!(status("The sale of the mill angered its workers.", "sale"), Some(Status::Happened));
    assert_eq!(status("The sale of mills angers workers.", "sale"), None);
}

#[test]
fn what_is_forced_begun_or_settled_is_told_as_what_governs_it_says() {
    assert_eq!(status("Nurses were forced to suspend vaccinations.", "suspend"), Some(Status::Happened));
    assert_eq!(status("The judge ordered that the children be returned to their mother.", "returned"), Some(Status::Planned));
    assert_eq!(status("Surgeons were not able to save the child.", "save"), Some(Status::Failed));
    assert_eq!(status("The crew tried to restart the engine, without success.", "restart"), Some(Status::Failed));
    assert_eq!(status("The union warned it would shut down the port if the talks failed.", "shut"), Some(Status::Threatened));
}

#[test]
fn second_verbs_and_relative_clauses_tell_deeds_of_their_own() {
    assert_eq!(status("They threatened to poison the wells and burn the harvest.", "burn"), Some(Status::Threatened));
    assert_eq!(status("Strikers burned tyres, blocked roads and attacked a bus.", "attacked"), Some(Status::Happened));
    assert_eq!(
        status("The barge, which had run aground on Monday, was towed into port.", "run aground"),
        Some(Status::Happened)
    );
}

#[test]
fn figures_of_speech_tell_no_deed() {
    for idle in [
        "The reform hit a hurdle.",
        "The team has built momentum.",
        "The idea broke new ground.",
        "The theory extended its tentacles.",
        "The proposal was met with scepticism.",
        "Torv rode them to victory.",
        "The minister painted a bleak picture of the harvest.",
    ] {
        assert!(told(idle).iter().all(|t| t.0 != "other"), "{idle}: {:?}", told(idle));
    }
}

#[test]
fn what_is_true_of_anybody_is_no_deed() {
    for idle in [
        "Passengers may be charged for bulky luggage.",
        "Many carriers will not accept muddy dogs.",
        "He would fly home every weekend.",
        "The ministry advises growers to test the seed.",
        "The role of the valve is to release steam.",
        "My uncle handed me a spade.",
        "The orchard had not been watered until May.",
    ] {
        assert!(told(idle).iter().all(|t| t.0 != "other"), "{idle}: {:?}", told(idle));
    }
}

#[test]
fn manuals_tell_no_deeds_and_essays_only_those_that_have_a_day_or_a_place() {
    let manual = "The branch is deleted when its term is over. A build server will remove the old files. The tool installs three \
                  packages. The daemon may be stopped by the owner. A script copies the keys to the host. The setting is kept \
                  in a file. The log shows what the tool does.";
    assert!(read(manual).iter().all(|r| r.rule != "other/told"), "{:?}", told(manual));
}

#[test]
fn what_goes_on_is_told_by_whatever_verb() {
    assert_eq!(status("The borough is consulting tenants near the canal.", "consulting"), Some(Status::Ongoing));
    assert_eq!(status("The bridge at Norport is being repaired.", "repaired"), Some(Status::Ongoing));
    assert_eq!(status("Hundreds of lorries are stuck at the border.", "stuck"), Some(Status::Ongoing));
    assert_eq!(status("The minister is frowning.", "frowning"), None);
}

#[test]
fn what_a_speaker_tells_of_himself_in_marks_is_told() {
    let text = "“We will reopen the bridge on Monday,” the minister said.";
    let reports = read(text);
    let report = reports.iter().find(|r| r.trigger.text == "reopen").expect("a report");
    assert_eq!(report.status, Status::Planned);
    assert!(report.roles.iter().any(|r| r.role == RoleKind::Actor && r.span.text == "the minister"), "{report:?}");
}

#[test]
fn what_fails_is_told_by_weak_verbs_too() {
    assert_eq!(status("The party failed to win a single seat.", "win a single seat"), Some(Status::Failed));
    assert_eq!(status("The appeal of the three sailors was dismissed.", "appeal"), Some(Status::Failed));
    assert_eq!(status("The council's failure to repair the dyke angered farmers.", "repair"), Some(Status::Failed));
    assert_eq!(status("He had no intention of selling the mill.", "selling"), Some(Status::Denied));
}

#[test]
fn conditions_and_warnings_leave_it_open_or_threaten() {
    assert_eq!(
        status("If the tests are positive, all poultry on the island would be culled.", "culled"),
        Some(Status::Possible)
    );
    assert_eq!(
        status("The minister warned that permits would be revoked if they hoarded.", "revoked"),
        Some(Status::Threatened)
    );
    assert_eq!(status("The epidemic threatens to overwhelm the wards.", "overwhelm"), Some(Status::Possible));
    assert_eq!(status("The senator is under investigation for selling visas.", "selling"), Some(Status::Alleged));
    assert_eq!(status("Torv is said to have sold his shares.", "sold"), Some(Status::Alleged));
}

#[test]
fn what_an_office_does_is_told_with_all_that_it_does_it_to() {
    let reports = read("The ministry has delivered a total of 2,406 lamps to 40 villages in Norland.");
    let target = reports.iter().flat_map(|r| &r.roles).find(|r| r.role == RoleKind::Target);
    assert_eq!(target.map(|r| r.span.text.as_str()), Some("a total of 2,406 lamps"));
    assert_eq!(told("The council scrapped the ferry licence on Monday.").len(), 1);
}

#[test]
fn the_beginning_of_an_article_keeps_what_it_is_about() {
    let rest = "It was quiet in the street. Nobody else was there. The afternoon was warm. There was no wind.";
    assert_eq!(told(&format!("The singer Ada Ruun shaved her head in a shop in Norport on Friday. {rest}")).len(), 1);
}
