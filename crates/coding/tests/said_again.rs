//! Who confirms, denies or claims what the article told before, by a noun alone; and crimes before a court. The texts are invented.

use model::{Article, Attribution, Report, RoleKind, Status};

/// The reports of a text published on Friday 21 November 2031.
fn reports(text: &str) -> Vec<Report> {
    let article = Article { published: Some("2031-11-21".parse().expect("a day")), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    coding::Coder::builtin().code(&article, &a.syntax, &a.mentions)
}

/// Kind, status and sentence taken up of the reports said by somebody with this word.
fn said(text: &str, by: &str, cue: Attribution) -> Vec<(String, Status, Option<u32>)> {
    let by = |r: &Report| r.said_by.as_ref().is_some_and(|s| s.cue == cue && s.span.text.contains(by));
    reports(text).into_iter().filter(by).map(|r| (r.kind.clone(), r.status, r.again)).collect()
}

fn one(kind: &str, status: Status) -> Vec<(String, Status, Option<u32>)> {
    vec![(kind.to_string(), status, Some(0))]
}

#[test]
fn a_noun_is_confirmed() {
    let confirmed = |second: &str| {
        said(
            &format!("A rebel commander was killed in a drone strike near Toledo on Monday. {second}"),
            "army",
            Attribution::Confirmation,
        )
    };
    for second in [
        "The army has since confirmed the death.",
        "The army confirmed his death on Thursday.",
        "His death was confirmed by the army.",
    ] {
        assert_eq!(confirmed(second), one("assault.drone", Status::Happened), "{second}");
    }
    assert_eq!(confirmed("The army confirmed the incident on Thursday."), one("assault.drone", Status::Happened));
    for second in [
        "The army has not confirmed the death.",
        "The army could not confirm the death.",
        "The army declined to confirm the death.",
        "The army confirmed a death in Segovia.",
        "The army confirmed the budget.",
    ] {
        assert_eq!(confirmed(second), [], "{second}");
    }
}

#[test]
fn a_part_in_it_is_denied() {
    let denied = |second: &str| {
        said(
            &format!("An air strike killed 40 people at a hospital in Toledo on Tuesday. {second}"),
            "Norland",
            Attribution::Denial,
        )
    };
    for second in [
        "Norland denied responsibility and blamed a misfired rocket.",
        "Norland denies any involvement.",
        "Norland rejected the accusation.",
    ] {
        assert_eq!(denied(second), one("assault.airstrike", Status::Denied), "{second}");
    }
    assert_eq!(denied("Norland denied visas to the doctors."), []);
}

#[test]
fn who_denies_a_bombing_did_not_do_it() {
    let text = "The Lomar Front denied carrying out the bombing in Toledo that killed 32 people.";
    let all = reports(text);
    let bombing = all.iter().find(|r| !r.figures.is_empty()).expect("the bombing");
    assert_eq!((bombing.kind.as_str(), bombing.status, &bombing.said_by), ("assault.bombing", Status::Happened, &None));
    assert!(!bombing.roles.iter().any(|r| r.role == RoleKind::Actor), "{:?}", bombing.roles);
    assert_eq!(said(text, "Front", Attribution::Denial), one("assault.bombing", Status::Denied));
}

#[test]
fn rejected_claims_are_denied() {
    let all = reports("The army rejected claims that its soldiers had fled the town.");
    let fled = all.iter().find(|r| r.trigger.text.contains("fled")).expect("a report");
    assert_eq!(fled.status, Status::Denied);
}

#[test]
fn a_deed_is_claimed_in_other_words() {
    let claimed = |second: &str| {
        said(&format!("A bomb killed three people at a market in Toledo on Sunday. {second}"), "Front", Attribution::Claim)
    };
    for second in [
        "The Lomar Front claimed responsibility.",
        "The Lomar Front said it was responsible.",
        "The Lomar Front took credit for it.",
    ] {
        assert_eq!(claimed(second), one("assault.bombing", Status::Happened), "{second}");
    }
    let front = |text: &str| said(text, "Front", Attribution::Claim).into_iter().map(|(kind, ..)| kind).collect::<Vec<_>>();
    assert_eq!(front("The Lomar Front took credit for a missile attack on a ship on Tuesday."), ["assault.shelling"]);
    assert_eq!(
        front("The Lomar Front said it was behind a bombing that killed three people in Toledo on Sunday."),
        ["assault.bombing"]
    );
    assert_eq!(
        front("The Lomar Front said on Tuesday that three of its fighters carried out the attack on a mosque in Toledo."),
        ["assault"]
    );
}

#[test]
fn the_day_of_the_court_is_not_the_crimes() {
    let crime = |text: &str| {
        let all = reports(text);
        let crime = all.iter().find(|r| r.kind.starts_with("crime.")).unwrap_or_else(|| panic!("no crime: {text}"));
        (crime.status, crime.when.start)
    };
    assert_eq!(crime("Norland executed two men on Monday for trafficking heroin."), (Status::Happened, None));
    assert_eq!(crime("Prosecutors charged three bankers with money laundering on Monday."), (Status::Alleged, None));
    let all = reports("A jury found a nurse guilty on Friday of murdering seven patients.");
    let murder = all.iter().find(|r| r.trigger.text == "murdering").expect("the murder");
    assert_eq!(murder.when.start, None);
    assert!(murder.roles.iter().all(|r| r.role != RoleKind::Actor || r.span.text == "a nurse"), "{:?}", murder.roles);
}

#[test]
fn another_death_is_not_the_one_told() {
    let text = "Gunmen killed three people in Toledo on Sunday. The team confirmed the loss of its coach. The police confirmed the \
        attack in Segovia.";
    assert_eq!(said(text, "team", Attribution::Confirmation), []);
    assert!(said(text, "police", Attribution::Confirmation).iter().all(|(.., again)| again.is_none()));
}
