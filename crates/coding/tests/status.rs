//! Runs the seventeen sets of sentences under `tests/status/`: is the status of the marked happening right?
//!
//! The first was in view while the rules were made. The second and the third were written when they were done; only their totals
//! were looked at until the rules of 2026-11-26, which were made in view of their errors. The fourth was written by another hand,
//! who knew none of the rules; only its total is looked at, and what is wrong in it is not printed: its figure is the honest
//! one. The fifth was written against the rules to see what they miss, and holds what they now get right. The sixth and the
//! seventh are two halves of plain sentences written before their writer had read a rule, every second one in the seventh: of
//! the sixth, errors were looked at and what was right is kept; of the seventh, only its total was. The eighth and the ninth are
//! such halves again, of sentences over all that newspapers tell. So are the further set and the unread one. The tenth and the
//! drawn set are over verbs drawn by lot from those that newspapers use; errors of the tenth were looked at. The eleventh is over
//! words drawn by lot from those of which no rule had made a report; only its total was looked at. The twelfth holds what was
//! written after it to see what is missed, and is now got right. The thirteenth is every second sentence of a set over all statuses;
//! the others were looked at. The fourteenth is half of 300 by another hand than made the rules.
//! `cargo test -p coding --test status -- --nocapture` prints what is wrong in the others.

use coding::Coder;
use model::Article;

/// Right in the first half, at least.
const FIRST_FLOOR: usize = 145;
/// Right in the second set, at least.
const SECOND_FLOOR: usize = 144;

/// Right in the third set, at least.
const THIRD_FLOOR: usize = 95;

/// Right in the fourth set, at least.
const FOURTH_FLOOR: usize = 80;

/// Right in the fifth set, at least.
const FIFTH_FLOOR: usize = 458;

/// Right in the sixth set, at least.
const SIXTH_FLOOR: usize = 311;

/// Right in the seventh set, at least.
const SEVENTH_FLOOR: usize = 318;

/// Right in the eighth set, at least.
const EIGHTH_FLOOR: usize = 347;

/// Right in the ninth set, at least.
const NINTH_FLOOR: usize = 348;

/// Right in the further set, at least.
const FURTHER_FLOOR: usize = 238;

/// Right in the unread half of the same, at least.
const UNREAD_FLOOR: usize = 138;

/// Right in the tenth set, at least.
const TENTH_FLOOR: usize = 514;

/// Right in the twelfth set, at least.
const TWELFTH_FLOOR: usize = 269;

/// Right in the set of drawn verbs, at least.
const DRAWN_FLOOR: usize = 62;

/// Right in the eleventh set, at least.
const ELEVENTH_FLOOR: usize = 92;

/// Right in the thirteenth set, at least.
const THIRTEENTH_FLOOR: usize = 119;

/// Right in the fourteenth set, at least.
const FOURTEENTH_FLOOR: usize = 106;

/// Sentences, those where a report lies on the marked word, and those with the right status.
struct Score {
    all: usize,
    found: usize,
    right: usize,
}

fn score(name: &str, lines: &str) -> Score {
    let mut score = Score { all: 0, found: 0, right: 0 };
    for line in lines.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (status, marked) = line.split_once('\t').expect("status, tab, sentence");
        let (before, rest) = marked.split_once('[').expect("a marked word");
        let (word, after) = rest.split_once(']').expect("the end of the marked word");
        let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(&format!("{before}{word}{after}")) };
        let (from, to) = (before.len() as u32, (before.len() + word.len()) as u32);
        let a = annotate::annotate(&article);
        let reports = Coder::builtin().code(&article, &a.syntax, &a.mentions);
        let on = |r: &&model::Report| r.trigger.range.start < to && from < r.trigger.range.end;
        // The report that lies closest about the word.
        let report = reports.iter().filter(on).min_by_key(|r| r.trigger.range.end - r.trigger.range.start);
        score.all += 1;
        let got = report.map(|r| format!("{:?}", r.status).to_lowercase());
        score.found += usize::from(report.is_some());
        if got.as_deref() == Some(status) {
            score.right += 1;
        } else if !matches!(
            name,
            "fourth" | "seventh" | "ninth" | "unread" | "drawn" | "eleventh" | "thirteenth" | "fourteenth"
        ) {
            let rule = report.map_or("", |r| r.rule.as_str());
            println!("{name}: {status}, got {} {rule}: {marked}", got.as_deref().unwrap_or("nothing"));
        }
    }
    println!("{name}: {} sentences, {} coded, {} right", score.all, score.found, score.right);
    score
}

#[test]
fn first_half() {
    let s = score("first", include_str!("status/first.tsv"));
    assert_eq!(s.all, 150);
    assert!(s.right >= FIRST_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn second_half() {
    let s = score("second", include_str!("status/second.tsv"));
    assert_eq!(s.all, 150);
    assert!(s.right >= SECOND_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn third_set() {
    let s = score("third", include_str!("status/third.tsv"));
    assert_eq!(s.all, 100);
    assert!(s.right >= THIRD_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn fourth_set() {
    let s = score("fourth", include_str!("status/fourth.tsv"));
    assert_eq!(s.all, 100);
    assert!(s.right >= FOURTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn fifth_set() {
    let s = score("fifth", include_str!("status/fifth.tsv"));
    assert_eq!(s.all, 461);
    assert!(s.right >= FIFTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn sixth_set() {
    let s = score("sixth", include_str!("status/sixth.tsv"));
    assert_eq!(s.all, 312);
    assert!(s.right >= SIXTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn seventh_set() {
    let s = score("seventh", include_str!("status/seventh.tsv"));
    assert_eq!(s.all, 381);
    assert!(s.right >= SEVENTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn eighth_set() {
    let s = score("eighth", include_str!("status/eighth.tsv"));
    assert_eq!(s.all, 349);
    assert!(s.right >= EIGHTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn ninth_set() {
    let s = score("ninth", include_str!("status/ninth.tsv"));
    assert_eq!(s.all, 493);
    assert!(s.right >= NINTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn further_set() {
    let s = score("further", include_str!("status/further.tsv"));
    assert_eq!(s.all, 240);
    assert!(s.right >= FURTHER_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn unread_set() {
    let s = score("unread", include_str!("status/unread.tsv"));
    assert_eq!(s.all, 203);
    assert!(s.right >= UNREAD_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn tenth_set() {
    let s = score("tenth", include_str!("status/tenth.tsv"));
    assert_eq!(s.all, 517);
    assert!(s.right >= TENTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn drawn_set() {
    let s = score("drawn", include_str!("status/drawn.tsv"));
    assert_eq!(s.all, 106);
    assert!(s.right >= DRAWN_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn eleventh_set() {
    let s = score("eleventh", include_str!("status/eleventh.tsv"));
    assert_eq!(s.all, 120);
    assert!(s.right >= ELEVENTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn twelfth_set() {
    let s = score("twelfth", include_str!("status/twelfth.tsv"));
    assert_eq!(s.all, 269);
    assert!(s.right >= TWELFTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn thirteenth_set() {
    let s = score("thirteenth", include_str!("status/thirteenth.tsv"));
    assert_eq!(s.all, 137);
    assert!(s.right >= THIRTEENTH_FLOOR, "{} of {} coded", s.right, s.found);
}

#[test]
fn fourteenth_set() {
    let s = score("fourteenth", include_str!("status/fourteenth.tsv"));
    assert_eq!(s.all, 150);
    assert!(s.right >= FOURTEENTH_FLOOR, "{} of {} coded", s.right, s.found);
}
