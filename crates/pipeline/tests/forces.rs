//! Forces of a state that act without a name are mentioned like names, where it is plain whose they are.

use model::{Input, MediaType, NameKind, Page, Reading};

fn read(text: &str) -> Reading {
    let mut page = Page::raw("-", MediaType::Json, text.as_bytes().to_vec());
    page.input = Input::Article { id: "1".into(), text: text.into() };
    pipeline::read(&page).readings.remove(0)
}

/// The names that the actors of all reports have.
fn actors(r: &Reading) -> Vec<&str> {
    let roles = r.reports.iter().flat_map(|r| &r.roles);
    roles.filter_map(|x| Some(r.mentions.names[x.name? as usize].text.as_str())).filter(|n| *n != "Ada Ruun").collect()
}

#[test]
fn the_army_of_the_only_country_is_named() {
    let r = read("The army shelled two villages near Bamako on Monday, Mali's president said. In Bamako, Ada Ruun wept.");
    assert_eq!(actors(&r), ["army"]);
    let names = &r.mentions.names;
    assert!(names.is_sorted_by_key(|n| n.range.start));
    assert!(names.iter().any(|n| n.text == "army" && n.kind == NameKind::Organization));
    for n in names {
        assert_eq!(n.range.of(&r.article.text), n.text);
    }
}

#[test]
fn whose_army_it_is_must_be_plain() {
    let r = read("The army shelled two villages in Mali on Monday, Bamako said. Nigerian troops and Chadian jets helped.");
    assert_eq!(actors(&r), [] as [&str; 0]);
}

#[test]
fn initials_that_spell_a_word_name_those_who_fight_under_them() {
    let r = read("The ON group shelled two villages near Bamako on Monday. ON fighters killed six soldiers in Gao.");
    assert!(actors(&r).contains(&"ON"), "{:?}", actors(&r));
    let r = read("A TV crew was near. The crew of an SUV killed six soldiers near Bamako on Monday.");
    assert_eq!(actors(&r), [] as [&str; 0]);
}
