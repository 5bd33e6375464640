//! What pages of conflict and terror tell: where reporters stood, chronicles, sieges, hangings, officials. The texts are invented.

use model::{Article, Block, BlockKind, Report, RoleKind, Status, TextRange};

/// Everything that a text published on a Thursday tells; each line is a paragraph.
fn read(text: &str) -> (Vec<Report>, Vec<String>) {
    let mut at = 0;
    let blocks = text.split('\n').map(|line| {
        let range = TextRange::new(at, at + line.len());
        at += line.len() + 1;
        Block { kind: BlockKind::Paragraph, range, credit: None }
    });
    let blocks = blocks.collect();
    let article = Article { published: Some("2031-05-15".parse().expect("a day")), blocks, ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let places = a.mentions.places.iter().map(|p| p.text.clone()).collect();
    (coding::Coder::builtin().code(&article, &a.syntax, &a.mentions), places)
}

/// The report whose trigger holds these words.
fn report(text: &str, trigger: &str) -> Report {
    let (all, _) = read(text);
    let found = all.iter().find(|r| r.trigger.text.contains(trigger));
    found.unwrap_or_else(|| panic!("{trigger:?} in {:?}", all.iter().map(|r| &r.trigger.text).collect::<Vec<_>>())).clone()
}

fn day(text: &str, trigger: &str) -> Option<String> {
    report(text, trigger).when.start.map(|s| s.date.to_string())
}

fn place(text: &str, trigger: &str) -> Option<String> {
    let n = report(text, trigger).place.place?;
    Some(read(text).1[n as usize].clone())
}

fn kinds(text: &str) -> Vec<String> {
    read(text).0.into_iter().map(|r| r.kind).collect()
}

fn roles(r: &Report, role: RoleKind) -> Vec<&str> {
    r.roles.iter().filter(|x| x.role == role).map(|x| x.span.text.as_str()).collect()
}

#[test]
fn where_reporters_stood_is_not_where_it_was() {
    let text = "Gunmen attacked two villages in Kaduna on Tuesday. \
                An army spokesman confirmed the attacks to reporters in Abuja, the capital, on Wednesday, saying that 20 people \
                had been killed.";
    assert_eq!(place(text, "attacks").as_deref(), Some("Kaduna"));
    let text = "A village head told journalists in Abuja that six houses were burned down.";
    assert_ne!(place(text, "burned down").as_deref(), Some("Abuja"));
}

#[test]
fn an_official_places_what_he_tells() {
    let text = "Shells hit houses in Kharkiv on Tuesday. Voronezh Governor Ola Ruun said drones had injured two people.";
    assert_eq!(place(text, "injured").as_deref(), Some("Voronezh"));
    let text = "Police in Berlin said on Monday they had arrested a 28-year-old Syrian man suspected of fraud.";
    assert_eq!(place(text, "arrested").as_deref(), Some("Berlin"));
}

#[test]
fn what_was_done_when_something_else_was_has_its_day() {
    let text = "Three people were shot dead when some 900 people marched in Dhaka on Tuesday.";
    assert_eq!(day(text, "shot dead").as_deref(), Some("2031-05-13"));
    assert_eq!(day("A bomber struck worshippers offering Friday prayers in Quetta.", "struck").as_deref(), Some("2031-05-09"));
}

#[test]
fn each_entry_of_a_chronicle_has_its_own_day() {
    let text = "A bomb killed four people in Baghdad on Wednesday. The worst attacks so far:\n\
                March 3, 2029 - A truck bomb kills 30 people in Mosul.\n\
                June 9 - Two bombers attack a market in Basra, killing nine. In all, 40 people are wounded.\n\
                February 2, 2030 - A bomb kills 12 people in Kirkuk.";
    assert_eq!(day(text, "attack").as_deref(), Some("2029-06-09"));
    assert_eq!(day(text, "wounded").as_deref(), Some("2029-06-09"));
}

#[test]
fn a_time_told_of_somebody_dates_nothing_else() {
    let text = "Three men who were jailed last year were hanged on Tuesday.";
    assert_eq!(day(text, "hanged").as_deref(), Some("2031-05-13"));
    let text = "Four men who were sentenced over last year's riots were executed by the authorities on Tuesday.";
    assert_eq!(day(text, "executed").as_deref(), Some("2031-05-13"));
    assert_eq!(report(text, "executed").status, Status::Happened);
    let text = "A bomb wounded four guards in Quetta, which has been plagued by violence since 2024.";
    assert_ne!(day(text, "wounded").as_deref(), Some("2024-01-01"));
    let text = "Masts are being targeted by rebels following the council's declaration of war on May 2.";
    assert_ne!(day(text, "targeted").as_deref(), Some("2031-05-02"));
}

#[test]
fn the_hour_of_a_noun_leaves_the_day_to_its_verb() {
    let text = "The 9 p.m. curfew came into force on Tuesday in the province.";
    assert_eq!(day(text, "curfew").as_deref(), Some("2031-05-13"));
}

#[test]
fn years_from_one_to_another_are_all_of_them() {
    let text = "Some 1,200 civilians were killed between 2024 and 2028 in the province.";
    let when = report(text, "killed").when;
    assert_eq!(when.start.map(|s| s.date.to_string()).as_deref(), Some("2024-01-01"));
    assert_eq!(when.end.map(|s| s.date.to_string()).as_deref(), Some("2028-12-31"));
}

#[test]
fn the_attack_told_after_an_older_one_is_the_older_one_where_its_dead_are_others() {
    let text = "Gunmen killed eight people in a hotel in Mogadishu on Monday.\n\
                In late March the group had stormed the Orlo hotel. The attack killed more than 20 people.";
    assert!(report(text, "attack killed").background);
}

#[test]
fn figures_of_speech_tell_nothing() {
    for text in [
        "Protesters were met with tear gas and rubber bullets.",
        "We cannot deny that crime has grown.",
        "The act is an extension of the acts that harmed trade.",
        "The court's ruling cannot be appealed.",
        "Two villagers were tied up by soldiers.",
    ] {
        let wrong = ["meeting", "statement.denial", "law", "appeal", "crime.robbery"];
        assert!(!kinds(text).iter().any(|k| wrong.contains(&k.as_str())), "{text}: {:?}", kinds(text));
    }
    let text = "The visit was forbidden, and she was banned from travelling to a meeting in Tunis.";
    assert!(read(text).0.iter().all(|r| r.kind != "visit" || r.status == Status::Denied));
}

#[test]
fn an_attack_of_which_only_the_doer_is_open_took_place() {
    let text = "A bomb killed nine people in Quetta on Tuesday. The attack may have been carried out by the rebels.";
    assert!(read(text).0.iter().all(|r| r.status == Status::Happened));
}

#[test]
fn who_is_held_beside_a_beating_did_not_beat() {
    let r = report("Three villagers were detained, while one villager was beaten.", "beaten");
    assert!(roles(&r, RoleKind::Actor).is_empty());
    let all = read("A bomb killed two guards. The attacks coincided with a visit by Prime Minister Ada Ruun.").0;
    assert!(all.iter().all(|r| roles(r, RoleKind::Actor).is_empty()));
}

#[test]
fn the_siege_of_a_house_is_no_battle() {
    let text = "Security forces ended the siege of the Orlo hotel on Monday.";
    assert!(kinds(text).contains(&"hostage_taking".to_string()), "{:?}", kinds(text));
}

#[test]
fn whom_the_police_arrested_may_have_been_beaten_at_the_polls() {
    let text = "Police arrested defeated candidate Ola Ruun on Tuesday.";
    let r = report(text, "arrested");
    assert_eq!(r.kind, "arrest");
    assert_eq!(day(text, "arrested").as_deref(), Some("2031-05-13"));
}

#[test]
fn who_is_found_guilty_behind_a_title_is_convicted() {
    let text = "The judge was only the third person to be found guilty by the tribunal.";
    assert_eq!(report(text, "found guilty").status, Status::Happened);
}

#[test]
fn what_is_told_far_below_dates_no_news() {
    // Captives of soldiers make no trial of it, and an older raid is no day for this one.
    let text = "Nine soldiers were killed in an attack on their convoy in the north of Mali.\n\
                Troops said they had captured 20 fighters in a forest near the border.\n\
                Last July, 17 soldiers were killed in an attack on a base in Nampala.";
    assert_ne!(day(text, "attack").map(|d| d[..4].to_string()).as_deref(), Some("2030"));
    // Behind what is long past, harm without a day is not of the only day of the news.
    let text = "Soldiers seized power in Guinea on Sunday.\n\
                In March 2029 the president pushed a new charter through.\n\
                Dozens were killed in protests against it.";
    assert_eq!(day(text, "killed"), None);
}

#[test]
fn jets_strike_and_workers_strike() {
    let jets = "Norland jets struck Varn on Monday, killing two. Norland strikes have continued in the south.";
    assert!(kinds(jets).iter().all(|k| k.starts_with("assault")), "{:?}", kinds(jets));
    let both = "Norland jets struck Varn on Monday, killing two. A strike by railway workers went on in Besk.";
    assert!(kinds(both).contains(&"protest.strike".to_string()), "{:?}", kinds(both));
}

#[test]
fn nobody_is_killed_by_what_was_shot_down_alone() {
    let text = "Debris from a drone destroyed over Varn fell on homes and killed three people on Monday.";
    assert_eq!(report(text, "killed").kind, "assault.drone");
    let text = "Rebels shot down a helicopter near Varn on Monday, killing all five on board.";
    assert_eq!(report(text, "shot down").kind, "battle.air_defence");
}

#[test]
fn who_is_led_away_is_not_who_is_killed() {
    let text = "Gunmen killed a priest and abducted two nuns near Varn on Monday.";
    assert_eq!(roles(&report(text, "abducted"), RoleKind::Victim), ["two nuns"]);
    assert_eq!(roles(&report(text, "killed"), RoleKind::Victim), ["a priest"]);
    let text = "More than 600 people have been killed by troops since the rebels' May attack.";
    assert_eq!(report(text, "attack").figures, [] as [u32; 0]);
}

#[test]
fn whoever_says_what_a_deed_did_has_not_done_it() {
    let text = "The strike, which the charity Norland Relief said killed 12 patients, hit a clinic in Varn on Sunday.";
    assert!(read(text).0.iter().all(|r| roles(r, RoleKind::Actor).is_empty()));
    let text = "The court convicted Ada Ruun of theft on Monday, sentencing her to a year in prison.";
    assert_eq!(roles(&report(text, "sentencing"), RoleKind::Actor), ["The court"]);
}

#[test]
fn what_people_quarrel_over_was_before() {
    let text = "The minister resigned on Tuesday over the collapse of a canopy that killed 14 people.";
    assert_ne!(day(text, "collapse").as_deref(), Some("2031-05-13"));
    let text = "The two sides agreed to a truce in January, but both have broken it.";
    assert_eq!(day(text, "agreed").as_deref(), Some("2031-01-01"));
}

#[test]
fn the_items_of_a_round_up_lend_each_other_no_day() {
    let text = "NIGERIA\nA bomb killed two people in Maiduguri on 2 May.\nDR CONGO\nThree people were shot dead in Mahagi.";
    assert_ne!(day(text, "shot dead").as_deref(), Some("2031-05-02"));
    let entries = "06 April 2031: In Varn, gunmen killed two teachers.\n\
                   20 April 2031: Near Orle, a clinic was bombed.\n\
                   02 May 2031: In Besk, six people were killed by rebels.";
    assert!(read(entries).0.iter().all(|r| !r.background));
}

#[test]
fn hours_and_weeks_have_no_day_of_another_story() {
    let text = "A priest was found dead near Varn on Feb. 9. Police said they had no leads.\nThe governor ordered a curfew from 6 p.m.";
    assert_eq!(day(text, "ordered"), None);
    let text = "The prime minister resigned on Monday after weeks of protests in which nearly 300 people were killed.";
    assert_eq!(day(text, "killed"), None);
    let text = "The president ordered the release of the jailed opposition leader Ada Ruun.";
    assert_eq!(kinds(text), ["release"]);
}

#[test]
fn a_state_that_carries_out_an_attack_does_it_and_is_not_where_it_was() {
    for text in ["Norway carried out an attack on a base on Tuesday.", "Norway launched drone strikes on a base on Tuesday."] {
        let (reports, _) = read(text);
        assert_eq!(reports.len(), 1, "{text}");
        assert!(reports[0].roles.iter().any(|r| r.role == RoleKind::Actor && r.span.text == "Norway"), "{text}");
        assert_eq!(reports[0].place.place, None, "{text}");
    }
}

#[test]
fn who_is_sentenced_for_protests_held_them_and_not_on_the_courts_day() {
    let text = "A court in Minsk on Monday sentenced Mikola Varsau to seven years for organising mass protests.";
    let protest = report(text, "protests");
    assert!(protest.background && protest.when.start.is_none(), "{protest:?}");
    assert!(protest.roles.iter().any(|r| r.role == RoleKind::Actor && r.span.text == "Mikola Varsau"), "{protest:?}");
    let text = "Police arrested two men on Monday for organising an illegal rally.";
    assert!(report(text, "rally").roles.iter().all(|r| r.role != RoleKind::Actor || r.span.text == "two men"));
}

#[test]
fn a_neighbouring_county_is_where_it_was() {
    let (reports, places) = read("Last month, 11 people died in a raid in neighbouring Samburu county.");
    let place = reports.iter().find(|r| r.trigger.text == "raid").and_then(|r| r.place.place);
    assert_eq!(place.map(|n| places[n as usize].as_str()), Some("Samburu"));
}

#[test]
fn where_the_wounded_lie_is_not_where_they_were_hurt() {
    let text = "A bomb killed three soldiers near Tank on Tuesday. Two were in critical condition at a hospital in Bannu.";
    assert_ne!(report(text, "condition").place.from, model::Carried::Stated);
}

#[test]
fn a_number_behind_a_place_is_no_age_where_it_is_of_others() {
    let text = "In Toledo, 90 of the 400 residents were confirmed dead.";
    let article = Article { published: Some("2031-05-15".parse().expect("a day")), ..Article::of_text(text) };
    let figures = annotate::annotate(&article).mentions.figures;
    assert_eq!(figures.iter().filter(|f| f.what == "killed").map(|f| f.best).collect::<Vec<_>>(), [Some(90.0)]);
}
