//! Local news read from end to end: what one happening is, and what only comes of it. Invented people and places.

mod common;

use common::told::events;

#[test]
fn how_those_are_who_were_hurt_is_no_happening_of_its_own() {
    let told = events(
        "A man was shot and killed on Sunday near a club in Norport. Three others were hit. All three are in fair condition as of \
         Tuesday.",
    );
    assert_eq!(told, ["assault.shooting happened killed 1 injured 3"]);
}

#[test]
fn who_mourns_the_dead_does_so_elsewhere() {
    let told = events(
        "A teacher was found with stab wounds in her flat in Norport on Monday and died in hospital. Friends held a candlelight \
         vigil for her on Tuesday.",
    );
    assert_eq!(told, ["assault.stabbing happened killed 1", "protest happened"]);
}

#[test]
fn houses_that_fell_in_a_quake_fell_by_it() {
    let told = events(
        "A magnitude 5.8 earthquake struck the province of Arlo on Monday, killing six people. In one village, 40 houses \
         collapsed.",
    );
    assert_eq!(told, ["disaster.earthquake happened killed 6"]);
}

#[test]
fn a_robbery_kills_nobody_by_itself() {
    let told =
        events("Two men were killed and two others remain in critical condition after someone tried to rob them in Norport.");
    assert!(told.iter().any(|e| e.starts_with("crime.robbery failed")), "{told:?}");
    assert!(told.iter().any(|e| e.contains("happened killed 2 injured 2") && !e.starts_with("crime")), "{told:?}");
}

#[test]
fn the_dead_attacker_is_told_beside_his_victims() {
    let told = events("Two women were shot to death in Norport on Monday. The gunman was later found dead.");
    assert_eq!(told, ["assault.shooting happened killed 3"]);
    let told =
        events("A gunman killed two guards in Norport on Monday before killing himself. The gunman was found dead by police.");
    assert!(told[0].ends_with("killed 3"), "{told:?}");
}

#[test]
fn a_landing_in_which_nobody_was_hurt_took_place() {
    let told = events("A helicopter made an emergency landing near Norport on Saturday; nobody was hurt.");
    assert!(told[0].starts_with("accident.air happened"), "{told:?}");
}
