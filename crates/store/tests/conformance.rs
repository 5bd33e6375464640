//! What every store must do, as functions over the trait; run for a SQLite file and for SQLite in memory.

mod common;

use common::{conformance, event, page, told};
use model::*;
use store::{Filter, Sqlite, Store};

fn what_goes_in_comes_out(mut s: impl Store) {
    let (page, readings) = page(1, "2031-05-02", "Besançon", 3.0);
    assert!(!s.has_page(page.id).unwrap());
    s.put(&[(page.clone(), readings.clone())]).unwrap();
    assert!(s.has_page(page.id).unwrap());
    assert_eq!(s.reading(readings[0].article.id).unwrap().as_ref(), Some(&readings[0]));
    let mut pages = Vec::new();
    s.each_page(&mut |p| pages.push(p)).unwrap();
    assert_eq!(pages, [page]);
    let report = readings[0].reports[0].id;
    let evidence = s.evidence(&[report]).unwrap();
    let e = &evidence[&report];
    assert_eq!(&e.sentence[e.trigger.0..e.trigger.1], "blast");
}

fn a_second_run_changes_nothing(mut s: impl Store) {
    let p = page(1, "2031-05-02", "Besançon", 3.0);
    let (e, links) = event(&[&p.1[0]], 3.0);
    let all = |s: &dyn Store| {
        let mut readings = Vec::new();
        s.each_reading(&mut |r| readings.push(r)).unwrap();
        (readings, s.events(&Filter::default()).unwrap(), s.articles(&Filter::default()).unwrap(), s.all_moved().unwrap())
    };
    s.put(std::slice::from_ref(&p)).unwrap();
    s.put_linked(std::slice::from_ref(&e), &[], &[], &links).unwrap();
    let before = all(&s);
    s.put(&[p]).unwrap();
    s.put_linked(&[e], &[], &[], &links).unwrap();
    assert_eq!(all(&s), before);
}

fn a_merged_event_leaves_its_address(mut s: impl Store) {
    let (a, b) = (page(1, "2031-05-02", "Besançon", 3.0), page(2, "2031-05-01", "Besançon", 4.0));
    s.put(&[a.clone(), b.clone()]).unwrap();
    let (x, links) = event(&[&a.1[0]], 3.0);
    s.put_linked(std::slice::from_ref(&x), &[], &[], &links).unwrap();
    let (y, links) = event(&[&b.1[0], &a.1[0]], 4.0);
    s.put_linked(std::slice::from_ref(&y), &[], &[], &links).unwrap();
    assert_eq!(s.event(x.id).unwrap(), None);
    let moved = s.moved(x.id).unwrap().unwrap();
    assert_eq!((moved.to, moved.because.as_str()), (vec![y.id], "merged"));
    let read = s.reading(a.1[0].article.id).unwrap().unwrap();
    assert_eq!(read.reports[0].event, Some(y.id));
}

fn an_address_follows_what_it_was_first_told_of(mut s: impl Store) {
    let (a, b, c) = (
        page(1, "2031-05-02", "Besançon", 3.0),
        page(2, "2031-05-01", "Besançon", 4.0),
        page(3, "2031-05-01", "Besançon", 3.0),
    );
    s.put(&[a.clone(), b.clone()]).unwrap();
    let (x, links) = event(&[&a.1[0]], 3.0);
    s.put_linked(std::slice::from_ref(&x), &[], &[], &links).unwrap();
    let (y, links) = event(&[&b.1[0], &a.1[0]], 4.0);
    s.put_linked(std::slice::from_ref(&y), &[], &[], &links).unwrap();
    // A third article shows that the first one goes with it.
    s.put(std::slice::from_ref(&c)).unwrap();
    let ((y, l), (z, m)) = (event(&[&b.1[0]], 4.0), event(&[&c.1[0], &a.1[0]], 3.0));
    let links = Links { event_of: l.event_of.into_iter().chain(m.event_of).collect(), ..Default::default() };
    s.put_linked(&[y, z.clone()], &[], &[], &links).unwrap();
    assert_eq!(s.moved(x.id).unwrap().unwrap().to, [z.id]);
}

fn filters_narrow(mut s: impl Store) {
    let (a, b) = (page(1, "2031-05-02", "Besançon", 3.0), page(2, "2031-06-01", "Lyon", 40.0));
    let ((x, l), (mut y, m)) = (event(&[&a.1[0]], 3.0), event(&[&b.1[0]], 40.0));
    y.figures[0].ledger = [38.0, 40.0].map(|n| told(&b.1[0], n)).into();
    let links = Links { event_of: l.event_of.into_iter().chain(m.event_of).collect(), ..Default::default() };
    s.put(&[a.clone(), b.clone()]).unwrap();
    s.put_linked(&[x.clone(), y.clone()], &[], &[], &links).unwrap();
    let titles = |f: Filter| s.events(&f).unwrap().iter().map(|e| e.id).collect::<Vec<_>>();
    let f = Filter::default;
    assert_eq!(titles(f()), [x.id, y.id]);
    assert_eq!(titles(Filter { to: Some("2031-05-02".parse().unwrap()), ..f() }), [x.id]);
    assert_eq!(titles(Filter { from: Some("2031-05-03".parse().unwrap()), ..f() }), [y.id]);
    assert_eq!(titles(Filter { place: Some("lyon".into()), ..f() }), [y.id]);
    assert_eq!(titles(Filter { place: Some("France".into()), ..f() }), [x.id, y.id]);
    assert_eq!(titles(Filter { place: Some("fr".into()), limit: Some(1), ..f() }), [x.id]);
    assert_eq!(titles(Filter { kind: Some("assault".into()), min_toll: Some(10.0), ..f() }), [y.id]);
    assert_eq!(titles(Filter { kind: Some("assault.b".into()), ..f() }), []);
    assert_eq!(titles(Filter { actor: Some("grey hand".into()), ..f() }), [x.id, y.id]);
    assert_eq!(titles(Filter { actor: Some("grey han".into()), ..f() }), []);
    let source = |name: &str| Filter { source: Some(name.into()), ..f() };
    assert_eq!((titles(source("the lantern")), titles(source("lantern"))), (vec![x.id, y.id], vec![]));
    assert_eq!(titles(Filter { status: vec!["planned".into(), "happened".into()], ..f() }), [x.id, y.id]);
    assert_eq!(titles(Filter { status: vec!["denied".into()], ..f() }), []);
    assert_eq!(titles(Filter { since: Some("2031-05-03".parse().unwrap()), ..f() }), [y.id]);
    assert_eq!(titles(Filter { disagree: true, ..f() }), [y.id]);
    let lines = |f: Filter| s.articles(&f).unwrap().iter().map(|l| l.id).collect::<Vec<_>>();
    assert_eq!(lines(Filter { disagree: true, status: vec!["happened".into()], ..f() }), [b.1[0].article.id]);
    assert_eq!(lines(Filter { since: Some("2031-05-03".parse().unwrap()), ..source("THE LANTERN") }), [b.1[0].article.id]);
    let lyon = s.articles(&Filter { place: Some("Lyon".into()), ..f() }).unwrap();
    assert_eq!(lyon.iter().map(|l| l.id).collect::<Vec<_>>(), [b.1[0].article.id]);
}

fn words_are_found(mut s: impl Store) {
    let (a, b) = (page(1, "2031-05-02", "Besançon", 3.0), page(2, "2031-06-01", "Lyon", 40.0));
    s.put(&[a.clone(), b]).unwrap();
    let hits = |w: &str| s.search(w, &Filter::default()).unwrap();
    assert_eq!(hits("besancon blast").iter().map(|h| h.article.id).collect::<Vec<_>>(), [a.1[0].article.id]);
    assert!(hits("besancon")[0].snippet.contains("\u{2}Besançon\u{3}"));
    assert_eq!(hits("blast").len(), 2);
    assert_eq!(hits("\"blast in Lyon\"").len(), 1);
    assert_eq!(hits("Lyon AND (").len(), 0);
    assert_eq!(hits(" ").len(), 0);
}

conformance! {
    what_goes_in_comes_out a_second_run_changes_nothing a_merged_event_leaves_its_address an_address_follows_what_it_was_first_told_of filters_narrow words_are_found
}

#[test]
fn another_programs_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    std::fs::write(&file, "this is no database, whatever its name says, and it is long enough to be read as a header").unwrap();
    assert!(matches!(Sqlite::open(&file), Err(store::Error::Foreign(_))));
    rusqlite::Connection::open(folder.path().join("theirs.db")).unwrap().execute_batch("CREATE TABLE x (y)").unwrap();
    assert!(matches!(Sqlite::open(&folder.path().join("theirs.db")), Err(store::Error::Foreign(_))));
}

#[test]
fn a_newer_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.db");
    drop(Sqlite::open(&file).unwrap());
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 999).unwrap();
    assert!(matches!(Sqlite::open(&file), Err(store::Error::Newer { found: 999, .. })));
}

#[test]
fn a_write_that_is_cut_off_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.db");
    let mut db = Sqlite::open(&file).unwrap();
    db.put(&[page(1, "2031-05-02", "Besançon", 3.0)]).unwrap();
    // A batch that fails half way: the second page's article breaks a constraint.
    let mut broken = page(3, "2031-05-03", "Lyon", 1.0);
    broken.1[0].article.page = PageId::of(b"no such page");
    assert!(db.put(&[page(2, "2031-05-03", "Lyon", 1.0), broken]).is_err());
    drop(db);
    let db = Sqlite::open(&file).unwrap();
    assert_eq!(db.articles(&Filter::default()).unwrap().len(), 1);
    assert_eq!(db.search("Lyon", &Filter::default()).unwrap().len(), 0);
}

/// A database of each of the schemas that are still met.
#[test]
fn an_older_schema_is_brought_up_to_date() {
    brought_up_to_date(4);
    brought_up_to_date(5);
    brought_up_to_date(6);
    brought_up_to_date(7);
}

fn brought_up_to_date(version: usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    let (a, b) = (page(1, "2031-05-02", "Besançon", 3.0), page(2, "2031-05-03", "Lyon", 12.0));
    let (mut e, links) = event(&[&a.1[0], &b.1[0]], 12.0);
    e.figures[0].ledger = vec![told(&a.1[0], 3.0), told(&b.1[0], 12.0)];
    {
        let old = rusqlite::Connection::open(&file).unwrap();
        let migrations = [
            include_str!("../migrations/0001_first.sql"),
            include_str!("../migrations/0002_linked.sql"),
            include_str!("../migrations/0003_corrections.sql"),
            include_str!("../migrations/0004_copies.sql"),
            include_str!("../migrations/0005_page_bytes.sql"),
            include_str!("../migrations/0006_large.sql"),
            include_str!("../migrations/0007_cards.sql"),
        ];
        migrations[..version].iter().for_each(|m| old.execute_batch(m).unwrap());
        old.execute_batch(&format!("PRAGMA application_id = 0x444c4e45; PRAGMA user_version = {version}")).unwrap();
        // What a program of that time wrote.
        let new_file = folder.path().join("new.db");
        let mut new = Sqlite::open(&new_file).unwrap();
        new.put(&[a.clone(), b.clone()]).unwrap();
        new.put_linked(std::slice::from_ref(&e), &[], &[], &links).unwrap();
        drop(new);
        old.execute("ATTACH ?1 AS new", [new_file.to_str().unwrap()]).unwrap();
        for table in ["pages", "articles", "reports", "report_figures", "names", "places", "events", "event_roles"] {
            let names = "SELECT group_concat(name) FROM pragma_table_info(?1)";
            let columns: String = old.query_row(names, [table], |r| r.get(0)).unwrap();
            old.execute(&format!("INSERT INTO {table} SELECT {columns} FROM new.{table}"), []).unwrap();
        }
    }
    let db = Sqlite::open_to_read(&file).unwrap();
    assert_eq!(db.event(e.id).unwrap(), Some(e.clone()));
    assert_eq!(db.reading(b.1[0].article.id).unwrap().unwrap().reports[0].event, Some(e.id));
    assert_eq!(db.search("blast", &Filter::default()).unwrap().len(), 2);
    // What lists show is made for what was there before.
    let plain = rusqlite::Connection::open(&file).unwrap();
    let rows = |table: &str| plain.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get::<_, i64>(0)).unwrap();
    assert!(version == 7 || (rows("cards"), rows("article_sentences")) == (1, 2));
    assert_eq!(rows("events WHERE disputed"), 1);
    drop(db);
    // And it is written to as a new one is: a row that another refers to cannot go.
    let mut db = Sqlite::open(&file).unwrap();
    db.put(&[page(3, "2031-05-04", "Paris", 1.0)]).unwrap();
    db.put_linked(&[], &[], &[], &model::Links::default()).unwrap();
    assert_eq!(db.moved(e.id).unwrap().unwrap().to, []);
    let plain = rusqlite::Connection::open(&file).unwrap();
    let faults: i64 = plain.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0)).unwrap();
    let version: u32 = plain.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap();
    assert_eq!((faults, version), (0, 8));
    // What was kept of pages at that time or later has its table.
    assert_eq!(plain.query_row("SELECT count(*) FROM page_bytes", [], |r| r.get::<_, i64>(0)).unwrap(), 0);
}

/// An older file tells how far it is; one that is cut off half way is as before, and the next one begins again.
#[test]
fn bringing_an_older_file_up_to_date_is_told_and_may_be_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    let mut news = Sqlite::open(&file).unwrap();
    let pages: Vec<_> = (1..=3).map(|n| page(n, "2031-05-02", "Lyon", 3.0)).collect();
    news.put(&pages).unwrap();
    let (e, links) = event(&pages.iter().map(|p| &p.1[0]).collect::<Vec<_>>(), 3.0);
    news.put_linked(std::slice::from_ref(&e), &[], &[], &links).unwrap();
    drop(news);
    // As it was before version 7, which brought these tables and the triggers that keep them, and version 8 with its column.
    let plain = rusqlite::Connection::open(&file).unwrap();
    let triggers = "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema
        WHERE type = 'trigger' AND (name GLOB 'cards_*' OR name GLOB 'article_sentences_*')";
    let drops: Vec<String> =
        plain.prepare(triggers).unwrap().query_map([], |r| r.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    drops.iter().for_each(|drop| plain.execute_batch(drop).unwrap());
    plain
        .execute_batch(
            "DROP TABLE cards; DROP TABLE article_sentences; DROP INDEX events_disputed;
         ALTER TABLE events DROP COLUMN disputed; PRAGMA user_version = 6",
        )
        .unwrap();
    let version = || plain.query_row("PRAGMA user_version", [], |r| r.get::<_, u32>(0)).unwrap();

    let cut = std::panic::catch_unwind(|| Sqlite::open_telling(&file, &mut |_| panic!("cut off")));
    assert!(cut.is_err());
    assert_eq!(version(), 6);

    let mut steps = Vec::new();
    let db = Sqlite::open_telling(&file, &mut |u| steps.push(u)).unwrap();
    assert_eq!(version(), 8);
    assert_eq!(db.event(e.id).unwrap(), Some(e));
    assert!(steps.iter().all(|u| (u.from, u.to) == (6, 8)) && steps.is_sorted_by_key(|u| u.done), "{steps:?}");
    assert_eq!((steps[0].done, steps.last().map(|u| u.done)), (0, steps.last().map(|u| u.of)));

    // Neither one that is up to date nor a new one has anything to tell.
    let silent = &mut |u| panic!("{u:?}");
    drop(Sqlite::open_telling(&file, silent).unwrap());
    drop(Sqlite::open_to_read_telling(&file, silent).unwrap());
    drop(Sqlite::open_telling(&folder.path().join("new.db"), silent).unwrap());
}
