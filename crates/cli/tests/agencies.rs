//! Agency news read from end to end: what names an event, whose a toll is, and what is another event. Invented people and places.

mod common;

use common::told::events;

#[test]
fn a_killing_names_the_event_and_not_what_was_burned_beside_it() {
    let told =
        events("Gunmen stormed a village in Arlo on Monday, killing 12 people. They also set houses ablaze and burned a car.");
    assert_eq!(told, ["assault happened killed 12"]);
}

#[test]
fn what_a_bomb_brought_down_is_the_bombs() {
    let told = events(
        "A suicide bomber blew himself up in a mosque in Norport on Monday, causing the roof to collapse and killing at least 59 \
         people.",
    );
    assert_eq!(told, ["assault.suicide_bombing happened killed 59"]);
}

#[test]
fn a_wars_dead_are_not_those_of_the_days_shelling() {
    let told = events(
        "Shells hit a camp in Norport on Wednesday, killing seven people, medics said. The army was silent. The conflict between \
         the army and the rebels, which began in April 2029, has claimed more than 20,000 lives.",
    );
    assert_eq!(told, ["assault.shelling happened killed 7", "death happened killed 20000"]);
}

#[test]
fn the_toll_of_a_province_stands_over_those_of_its_towns() {
    let told = events(
        "Floods killed 26 people in Arlo province on Thursday, officials said. In the town of Norport, 23 people were found dead. \
         Three others were found dead in Eastvale.",
    );
    assert_eq!(told, ["disaster.flood happened killed 26"]);
}

#[test]
fn a_witness_tells_the_crash_again_and_no_riot() {
    let told = events(
        "Two men were hurt when a coach overturned near Norport on Monday. \"The bus hit the barrier and then overturned and rolled \
         on its side,\" a witness said.",
    );
    assert_eq!(told, ["accident.road happened injured 2"]);
}

#[test]
fn another_strike_in_another_town_is_another() {
    let told =
        events("A strike in Norport killed nine people on Sunday. Another strike in the town of Eastvale killed 18 people.");
    assert_eq!(told, ["assault.airstrike happened killed 9", "assault.airstrike happened killed 18"]);
}

#[test]
fn an_officials_count_of_one_side_is_not_the_articles_total() {
    let told = events(
        "Five militants and two soldiers were killed in clashes in Norport on Monday. \"Four militants have been killed here,\" a \
         police official said in the hills.",
    );
    assert_eq!(told, ["battle.clash happened killed 7"]);
}

#[test]
fn a_mine_that_is_dug_blows_nobody_up() {
    let told = events("A gold mine collapsed near Norport on Monday, killing 70 people.");
    assert_eq!(told, ["accident.collapse happened killed 70"]);
}

#[test]
fn a_death_sentence_kills_nobody() {
    let told =
        events("Ola Berg's death sentence will be commuted to life imprisonment, the court in Norport said in a statement.");
    assert_eq!(told, ["court.sentence planned"]);
}
