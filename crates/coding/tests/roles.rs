//! Whom a role's text names: the holder's name without titles, the side whose fighters act, what a blast damaged.

use coding::Coder;
use model::{Article, RoleKind};

fn roles(text: &str, role: RoleKind) -> Vec<String> {
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
    reports.iter().flat_map(|r| &r.roles).filter(|r| r.role == role).map(|r| r.span.text.clone()).collect()
}

#[test]
fn titles_are_no_part_of_who_it_is() {
    let victims = |text: &str| roles(text, RoleKind::Victim);
    assert_eq!(victims("Gunmen killed former mayor Adam Ruun in Eastvale."), ["Adam Ruun"]);
    assert_eq!(victims("Gunmen killed the brother of Adam Ruun in Eastvale."), ["the brother of Adam Ruun"]);
}

#[test]
fn fighters_act_for_their_side() {
    let actors = |text: &str| roles(text, RoleKind::Actor);
    assert_eq!(actors("Members of the Norland Liberation Front attacked a village."), ["Norland Liberation Front"]);
    assert_eq!(actors("Four unknown rebels attacked a village."), ["Four unknown rebels"]);
    let former = actors("Former members of the Norland Liberation Front attacked a village.");
    assert_eq!(former, ["Former members of the Norland Liberation Front"]);
}

#[test]
fn what_was_damaged_is_a_target() {
    let targets = |text: &str| roles(text, RoleKind::Target);
    assert_eq!(targets("A bomb exploded outside a bank in Eastvale. Two cars were destroyed."), ["a bank", "Two cars"]);
    assert_eq!(targets("A bomb exploded outside a bank in Eastvale. Two cars were not damaged."), ["a bank"]);
}

#[test]
fn who_speaks_of_a_deed_did_not_do_it() {
    let actors = |text: &str| roles(text, RoleKind::Actor);
    assert_eq!(actors("The murder of the farmers was condemned by the governor on Monday."), [""; 0]);
    assert_eq!(actors("The killing of two nurses was denounced by the minister on Monday."), [""; 0]);
    assert_eq!(actors("The murder of two farmers by gunmen shocked Eastvale on Monday."), ["gunmen"]);
    assert_eq!(actors("An attack was carried out by rebels on an army base near Eastvale on Monday."), ["rebels"]);
}
