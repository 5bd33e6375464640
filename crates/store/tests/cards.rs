//! What lists show of events is kept by itself, and never differs from what the other tables say.

#[allow(dead_code, unused_macros, unused_imports, reason = "each test file takes what it needs")]
mod common;

use common::{event, page};
use model::*;
use std::path::Path;
use store::{Brief, Browse, FEW, Listed, Sqlite, Store};

/// The rows of a table, asked by another program.
fn rows(file: &Path, table: &str) -> i64 {
    let db = rusqlite::Connection::open(file).unwrap();
    db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap()
}

/// What is listed of an event: from its own row, if it has one, which must be what is gathered without it.
fn listed(s: &Sqlite, id: EventId) -> (Listed, bool) {
    let c = s.columns().unwrap();
    let n = c.row(id).map_or(0, |row| c.cards[row]);
    let gathered = s.listed(id, 0).unwrap().unwrap();
    assert_eq!(s.listed(id, n).unwrap().as_ref(), Some(&gathered));
    (gathered, n > 0)
}

fn signed() -> Signed {
    Signed { who: "Ana Ruiz".into(), why: "the same blast".into(), at: None }
}

#[test]
fn a_card_is_what_the_record_and_the_reports_say() {
    let pages: Vec<_> = (0..FEW as u8 + 3).map(|n| page(n, "2031-05-02", "Besançon", f64::from(n % 3))).collect();
    let readings: Vec<_> = pages.iter().map(|p| &p.1[0]).collect();
    let (mut event, links) = event(&readings, 2.0);
    let entry = |best: f64, role: &str, rejected: bool| LedgerEntry {
        best: Some(best),
        low: None,
        high: None,
        quantifier: Quantifier::Exactly,
        of: None,
        unit: "person".into(),
        role: role.into(),
        as_of: None,
        said_by: None,
        source: None,
        article: readings[0].article.id,
        report: event.reports[0],
        span: CharRange(0, 1),
        rejected,
    };
    event.figures[0].ledger =
        vec![entry(2.0, "total", false), entry(9.0, "part", false), entry(5.0, "total", false), entry(1.0, "total", true)];
    let mut s = Sqlite::in_memory().unwrap();
    s.put(&pages).unwrap();
    s.put_linked(std::slice::from_ref(&event), &[], &[], &links).unwrap();
    let (card, kept) = listed(&s, event.id);
    assert!(kept);
    let figure = &card.brief.figures[0];
    assert_eq!(
        (figure.best.unwrap().best, figure.apart.map(|(a, b)| (a.best, b.best))),
        (Some(2.0), Some((Some(2.0), Some(5.0))))
    );
    assert_eq!((card.brief.reports.first.len(), card.brief.reports.count), (FEW, FEW + 3));
    for (line, id) in card.lines.iter().zip(&event.reports) {
        let (line, whole) = (line.as_ref().unwrap(), s.report(*id).unwrap().unwrap());
        assert_eq!(line.trigger, (whole.trigger_at, whole.trigger_at + whole.trigger.len()));
        assert_eq!((line.id, line.article, &line.sentence), (whole.id, whole.article, &whole.sentence));
        assert_eq!((&line.source, line.published), (&whole.source, whole.published));
        assert_eq!(s.line(*id).unwrap().as_ref(), Some(line));
    }
    assert_eq!(card.lines.len(), FEW);
    let named = card.brief.articles.first.len();
    assert!(named > 2);
    let mut brief = Brief::from(event);
    brief.articles.first.truncate(named);
    assert_eq!(card.brief, brief);
}

#[test]
fn a_long_sentence_is_kept_where_it_is_the_first() {
    let (mut a, mut b) = (page(1, "2031-05-02", "Besançon", 3.0), page(2, "2031-05-03", "Lyon", 12.0));
    for p in [&mut a, &mut b] {
        let r = &mut p.1[0];
        r.article.text = format!("{} {}", &r.article.text, "and on it went, ".repeat(400));
        r.mentions.sentences[0].end = r.article.text.len() as u32;
    }
    let (event, links) = event(&[&a.1[0], &b.1[0]], 12.0);
    let mut s = Sqlite::in_memory().unwrap();
    s.put(&[a, b]).unwrap();
    s.put_linked(std::slice::from_ref(&event), &[], &[], &links).unwrap();
    assert_eq!(listed(&s, event.id).0.lines.len(), 1);
    assert!(s.line(event.reports[1]).unwrap().unwrap().sentence.len() > 6000);
}

#[test]
fn a_card_goes_with_what_it_was_made_of() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.db");
    let mut s = Sqlite::open(&file).unwrap();
    let (a, b) = (page(1, "2031-05-02", "Besançon", 3.0), page(2, "2031-05-03", "Lyon", 12.0));
    let ((x, l), (y, m)) = (event(&[&a.1[0]], 3.0), event(&[&b.1[0]], 12.0));
    let links = Links { event_of: l.event_of.into_iter().chain(m.event_of).collect(), ..Default::default() };
    s.put(&[a.clone(), b.clone()]).unwrap();
    s.put_linked(&[x.clone(), y.clone()], &[], &[], &links).unwrap();
    assert!(listed(&s, x.id).1 && listed(&s, y.id).1);
    // One page is read again, another way: until it is linked nothing is told from the row as it was.
    let mut again = a.clone();
    again.1[0].article.source = Some("The Gull".into());
    s.put(std::slice::from_ref(&again)).unwrap();
    let (card, kept) = listed(&s, x.id);
    assert_eq!((card.lines[0].as_ref().unwrap().source.as_deref(), kept), (Some("The Gull"), false));
    assert!(listed(&s, y.id).1);
    s.put_linked(&[x.clone(), y.clone()], &[], &[], &links).unwrap();
    assert!(listed(&s, x.id).1);
    // Linking says something else of the other.
    let mut other = y.clone();
    other.title = "Blast".into();
    s.put_linked(&[x.clone(), other], &[], &[], &links).unwrap();
    let (card, kept) = listed(&s, y.id);
    assert_eq!((card.brief.title.as_str(), kept), ("Blast", true));
    // A person makes them one, and takes that back.
    let both = s.correct(Action::Merge { events: vec![x.id, y.id] }, signed()).unwrap();
    let (card, kept) = listed(&s, both.events[0]);
    assert_eq!((card.brief.reports.count, kept, rows(&file, "cards")), (2, true, 1));
    s.undo(both.correction.n, signed()).unwrap();
    assert!(listed(&s, x.id).1 && listed(&s, y.id).1);
    // Some other program changes a row.
    let plain = rusqlite::Connection::open(&file).unwrap();
    plain.execute("UPDATE articles SET source = 'The Heron' WHERE id = ?1", [b.1[0].article.id.to_string()]).unwrap();
    let (card, kept) = listed(&s, y.id);
    assert_eq!((card.lines[0].as_ref().unwrap().source.as_deref(), kept), (Some("The Heron"), false));
    // Nothing is left of events and articles that are gone.
    s.put(&[(a.0, vec![]), (b.0, vec![])]).unwrap();
    s.put_linked(&[], &[], &[], &Links::default()).unwrap();
    assert_eq!((rows(&file, "cards"), rows(&file, "article_sentences")), (0, 0));
}

#[test]
fn a_row_that_cannot_be_read_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.db");
    let mut s = Sqlite::open(&file).unwrap();
    let a = page(1, "2031-05-02", "Besançon", 3.0);
    let (x, links) = event(&[&a.1[0]], 3.0);
    s.put(std::slice::from_ref(&a)).unwrap();
    s.put_linked(std::slice::from_ref(&x), &[], &[], &links).unwrap();
    let plain = rusqlite::Connection::open(&file).unwrap();
    for broken in ["substr(card, 1, length(card) - 1)", "x'ff' || substr(card, 2)", "card || x'00'", "''"] {
        let before: Vec<u8> = plain.query_row("SELECT card FROM cards", [], |r| r.get(0)).unwrap();
        plain.execute(&format!("UPDATE cards SET card = {broken}"), []).unwrap();
        listed(&s, x.id);
        plain.execute("UPDATE cards SET card = ?1", [before]).unwrap();
    }
    // Another event's row, where the number was known from before.
    plain.execute("UPDATE cards SET event = 'e_00000000000000000000'", []).unwrap();
    assert_eq!(s.listed(x.id, 1).unwrap(), s.listed(x.id, 0).unwrap());
}
