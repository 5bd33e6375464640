//! What every store must do with corrections, as functions over the trait; run for a file and in memory.

mod common;

use common::{conformance, event, page};
use model::*;
use store::{Error, Filter, Sqlite, Store};

/// Articles of one blast in one town, each with its event, as a run that joined nothing gives them.
struct Town {
    pages: Vec<(PageRecord, Vec<Reading>)>,
    events: Vec<Event>,
    stories: Vec<Story>,
    links: Links,
}

/// `dead` of each article, a day after another from 2 May 2031; all of one story.
fn apart(dead: &[f64]) -> Town {
    let mut pages = Vec::new();
    for (i, dead) in dead.iter().enumerate() {
        pages.push(page(i as u8 + 1, &format!("2031-05-{:02}", i + 2), "Besançon", *dead));
    }
    linked(pages, |i| i)
}

/// The same town, its articles joined by `group`: an event for each number.
fn linked(pages: Vec<(PageRecord, Vec<Reading>)>, group: impl Fn(usize) -> usize) -> Town {
    let readings: Vec<&Reading> = pages.iter().map(|p| &p.1[0]).collect();
    let (mut events, mut links) = (Vec::new(), Links::default());
    for g in 0..readings.len() {
        let mine: Vec<&Reading> = (0..readings.len()).filter(|&i| group(i) == g).map(|i| readings[i]).collect();
        if let Some(last) = mine.last() {
            let (e, l) = event(&mine, last.mentions.figures[0].best.unwrap());
            links.event_of.extend(l.event_of);
            events.push(e);
        }
    }
    let story = Story {
        id: StoryId::of(readings[0].article.id),
        headline: "Blasts".into(),
        articles: readings.iter().map(|r| r.article.id).collect(),
        events: sorted(&events.iter().map(|e| e.id).collect::<Vec<_>>()),
        from: None,
        to: None,
    };
    links.story_of.extend(story.articles.iter().map(|a| (*a, story.id)));
    Town { events, stories: vec![story], links, pages }
}

impl Town {
    fn keep(&self, s: &mut dyn Store) {
        s.put(&self.pages).unwrap();
        s.put_linked(&self.events, &[], &self.stories, &self.links).unwrap();
    }

    fn report(&self, i: usize) -> ReportId {
        self.pages[i].1[0].reports[0].id
    }

    fn event(&self, i: usize) -> EventId {
        EventId::of(self.report(i))
    }
}

fn by(who: &str) -> Signed {
    Signed { who: who.into(), why: "seen on the spot".into(), at: Some("2031-06-01T10:00:00Z".parse().unwrap()) }
}

/// Everything that corrections may change.
type All = (Vec<Event>, Vec<Reading>, Vec<Story>, Vec<Moved>);

fn all(s: &dyn Store) -> All {
    let mut readings = Vec::new();
    s.each_reading(&mut |r| readings.push(r)).unwrap();
    (s.events(&Filter::default()).unwrap(), readings, s.stories().unwrap(), s.all_moved().unwrap())
}

fn sorted(ids: &[EventId]) -> Vec<EventId> {
    let mut ids = ids.to_vec();
    ids.sort();
    ids
}

fn fix(s: &mut dyn Store, target: Target, change: Change) -> u32 {
    s.correct(Action::Fix { target, change }, by("Ana Ruiz")).unwrap().correction.n
}

fn two_events_become_one_and_two_again(mut s: impl Store) {
    let town = apart(&[3.0, 6.0, 9.0]);
    town.keep(&mut s);
    let before = all(&s);
    let (one, two) = (town.event(0), town.event(1));
    let done = s.correct(Action::Merge { events: vec![two, one] }, by("Ana Ruiz")).unwrap();
    assert_eq!((done.correction.n, done.events.as_slice()), (1, &[one][..]));
    let e = s.event(one).unwrap().unwrap();
    assert_eq!((e.reports, e.corrections), (vec![town.report(0), town.report(1)], vec![1]));
    let killed = &e.figures[0];
    assert_eq!((killed.ledger.len(), killed.recommended.as_ref().unwrap().best), (2, Some(6.0)));
    assert_eq!(s.event(two).unwrap(), None);
    let moved = s.moved(two).unwrap().unwrap();
    assert_eq!((moved.to, moved.because.as_str()), (vec![one], "corrected"));
    assert_eq!(s.reading(town.pages[1].1[0].article.id).unwrap().unwrap().reports[0].event, Some(one));
    assert_eq!(s.stories().unwrap()[0].events, sorted(&[one, town.event(2)]));
    s.undo(1, by("Bo Lind")).unwrap();
    assert_eq!(all(&s), before);
    let log = s.corrections().unwrap();
    assert_eq!(log[0].undone.as_ref().map(|u| u.who.as_str()), Some("Bo Lind"));
}

fn a_report_leaves_and_comes_back(mut s: impl Store) {
    let town = linked(apart(&[3.0, 6.0, 9.0]).pages, |_| 0);
    town.keep(&mut s);
    let before = all(&s);
    let (one, other) = (town.event(0), town.event(1));
    let out = s.correct(Action::Split { event: one, reports: vec![town.report(1)] }, by("Ana Ruiz")).unwrap();
    assert_eq!(out.events, sorted(&[one, other]));
    assert_eq!(s.event(one).unwrap().unwrap().reports, [town.report(0), town.report(2)]);
    let e = s.event(other).unwrap().unwrap();
    assert_eq!((e.reports, e.corrections, e.articles.len()), (vec![town.report(1)], vec![1], 1));
    assert_eq!(s.stories().unwrap()[0].events, sorted(&[one, other]));
    s.undo(1, by("Ana Ruiz")).unwrap();
    let moved = s.moved(other).unwrap().unwrap();
    assert_eq!((moved.to, moved.because.as_str()), (vec![one], "corrected"));
    let after = all(&s);
    assert_eq!((after.0, after.1, after.2), (before.0, before.1, before.2));
}

fn what_was_told_wrong_is_put_right(mut s: impl Store) {
    let town = linked(apart(&[3.0, 6.0]).pages, |_| 0);
    town.keep(&mut s);
    let before = all(&s);
    let id = town.event(0);
    let whole = Target::Event(id);
    let day: Stamp = "2031-04-30".parse().unwrap();
    let when = EventTime { start: Some(day), end: Some(day), precision: Some(TimePrecision::Day) };
    let place = EventPlace {
        name: Some("Lyon".into()),
        country: Some("FR".into()),
        precision: PlacePrecision::City,
        ..EventPlace::UNKNOWN
    };
    let mut made = vec![
        fix(&mut s, whole, Change::Place { to: place }),
        fix(&mut s, whole, Change::When { to: when.clone() }),
        fix(&mut s, whole, Change::Status { to: Status::Alleged }),
        fix(&mut s, whole, Change::Kind { to: "accident.explosion".into(), plover: None, acled: None }),
    ];
    let e = s.event(id).unwrap().unwrap();
    assert_eq!((e.place.name.as_deref(), &e.when, e.status), (Some("Lyon"), &when, Status::Alleged));
    assert_eq!((e.kind.as_str(), e.title.contains("Lyon")), ("accident.explosion", true));
    assert_eq!(e.corrections, made);
    let found = s.events(&Filter { place: Some("lyon".into()), ..Filter::default() }).unwrap();
    assert_eq!(found, [e]);
    made.push(fix(&mut s, whole, Change::Choose { what: "killed".into(), best: 5.0 }));
    let e = s.event(id).unwrap().unwrap();
    let top = e.figures[0].recommended.as_ref().unwrap();
    assert_eq!((top.best, top.because.as_str()), (Some(5.0), "chosen"));
    for n in made {
        s.undo(n, by("Ana Ruiz")).unwrap();
    }
    assert_eq!(all(&s), before);
}

fn a_rejected_figure_stays_in_the_ledger(mut s: impl Store) {
    let town = apart(&[3.0, 6.0]);
    town.keep(&mut s);
    // A merged event has the ledger that linking would give it.
    s.correct(Action::Merge { events: vec![town.event(0), town.event(1)] }, by("Ana Ruiz")).unwrap();
    let target = Target::Report(town.report(1));
    let no_such = Change::Reject { what: "killed".into(), best: 3.0 };
    assert!(matches!(s.correct(Action::Fix { target, change: no_such }, by("Ana Ruiz")), Err(Error::Refused(_))));
    fix(&mut s, target, Change::Reject { what: "killed".into(), best: 6.0 });
    let e = s.event(town.event(0)).unwrap().unwrap();
    assert_eq!(
        e.figures[0].ledger.iter().map(|l| (l.best, l.rejected)).collect::<Vec<_>>(),
        [(Some(3.0), false), (Some(6.0), true)]
    );
    assert_eq!(e.figures[0].recommended.as_ref().unwrap().best, Some(3.0));
    assert_eq!(e.corrections, [1, 2]);
}

fn what_a_report_tells_counts_differently(mut s: impl Store) {
    let town = apart(&[3.0]);
    town.keep(&mut s);
    let to = EventTime { start: None, end: None, precision: None };
    fix(&mut s, Target::Report(town.report(0)), Change::When { to: to.clone() });
    fix(&mut s, Target::Report(town.report(0)), Change::Status { to: Status::Denied });
    let e = s.event(town.event(0)).unwrap().unwrap();
    assert_eq!((e.when, e.status), (to, Status::Denied));
    // The article is kept as it was read.
    assert_eq!(
        s.reading(town.pages[0].1[0].article.id).unwrap().unwrap().reports[0].when.start,
        Some("2031-05-02".parse().unwrap())
    );
}

fn corrections_outlive_reading_anew(mut s: impl Store) {
    let town = apart(&[3.0, 6.0, 9.0]);
    town.keep(&mut s);
    s.correct(Action::Merge { events: vec![town.event(0), town.event(2)] }, by("Ana Ruiz")).unwrap();
    fix(&mut s, Target::Event(town.event(1)), Change::Status { to: Status::Denied });
    let before = all(&s);
    // The same pages again.
    town.keep(&mut s);
    assert_eq!(all(&s), before);
    // More pages: an earlier article of the first blast, which is now the event's earliest report.
    let mut pages = town.pages.clone();
    pages.push(page(9, "2031-05-01", "Besançon", 1.0));
    let town = linked(pages, |i| if i == 3 { 0 } else { i });
    let mut grown = town;
    let first = EventId::of(grown.report(3));
    let old = grown.events[0].id;
    grown.events[0].id = first;
    grown.links.event_of.values_mut().filter(|e| **e == old).for_each(|e| *e = first);
    grown.keep(&mut s);
    let e = s.event(first).unwrap().unwrap();
    assert_eq!(e.reports, [grown.report(3), grown.report(0), grown.report(2)]);
    assert_eq!(s.moved(grown.event(0)).unwrap().unwrap().to, [first]);
    assert_eq!(s.moved(grown.event(2)).unwrap().unwrap().to, [first]);
    assert_eq!(s.event(grown.event(1)).unwrap().unwrap().status, Status::Denied);
}

/// A newer program may call the same words another kind of happening: the report's id is new, and what is held on to the same.
fn a_report_told_as_another_kind_is_found_again(mut s: impl Store) {
    let town = apart(&[3.0, 6.0]);
    town.keep(&mut s);
    s.correct(Action::Merge { events: vec![town.event(0), town.event(1)] }, by("Ana Ruiz")).unwrap();
    let mut pages = town.pages.clone();
    for r in pages.iter_mut().flat_map(|p| &mut p.1) {
        r.reports[0].kind = "accident.explosion".into();
        r.reports[0].id = ReportId::of(r.article.id, r.reports[0].trigger.range, "accident.explosion");
    }
    let town = linked(pages, |i| i);
    town.keep(&mut s);
    let events = s.events(&Filter::default()).unwrap();
    assert_eq!(events.iter().map(|e| e.reports.len()).collect::<Vec<_>>(), [2]);
}

fn nonsense_is_refused_and_leaves_no_trace(mut s: impl Store) {
    let town = linked(apart(&[3.0, 6.0, 9.0]).pages, |i| i / 2 * 2);
    town.keep(&mut s);
    let before = all(&s);
    let (one, other) = (town.event(0), town.event(2));
    let nobody = EventId([0; 10]);
    let choose = Change::Choose { what: "killed".into(), best: 4.0 };
    for action in [
        Action::Merge { events: vec![one] },
        Action::Merge { events: vec![one, one] },
        Action::Merge { events: vec![one, nobody] },
        Action::Split { event: one, reports: vec![] },
        Action::Split { event: one, reports: vec![town.report(0), town.report(1)] },
        Action::Split { event: one, reports: vec![town.report(2)] },
        Action::Fix { target: Target::Report(town.report(0)), change: choose.clone() },
        Action::Fix { target: Target::Event(nobody), change: choose },
        Action::Fix { target: Target::Event(one), change: Change::Reject { what: "killed".into(), best: 77.0 } },
    ] {
        let said = s.correct(action.clone(), by("Ana Ruiz"));
        assert!(matches!(said, Err(Error::Refused(_))), "{action:?}: {said:?}");
    }
    let merge = Action::Merge { events: vec![one, other] };
    assert!(matches!(s.correct(merge.clone(), by(" ")), Err(Error::Refused(_))));
    assert!(matches!(s.undo(1, by("Ana Ruiz")), Err(Error::Refused(_))));
    assert_eq!(s.corrections().unwrap(), []);
    assert_eq!(all(&s), before);
    // What a later join rests on is not taken away beneath it.
    s.correct(Action::Split { event: one, reports: vec![town.report(1)] }, by("Ana Ruiz")).unwrap();
    s.correct(Action::Merge { events: vec![town.event(1), other] }, by("Ana Ruiz")).unwrap();
    assert!(matches!(s.undo(1, by("Ana Ruiz")), Err(Error::Refused(_))));
    s.undo(2, by("Ana Ruiz")).unwrap();
    s.undo(1, by("Ana Ruiz")).unwrap();
    assert!(matches!(s.undo(1, by("Ana Ruiz")), Err(Error::Refused(_))));
    assert_eq!(all(&s).0, before.0);
}

conformance! {
    two_events_become_one_and_two_again a_report_leaves_and_comes_back what_was_told_wrong_is_put_right
    a_rejected_figure_stays_in_the_ledger what_a_report_tells_counts_differently corrections_outlive_reading_anew
    a_report_told_as_another_kind_is_found_again nonsense_is_refused_and_leaves_no_trace
}

/// A correction that fails half way leaves neither its entry nor half of its work.
#[test]
fn a_correction_that_is_cut_off_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.db");
    let mut db = Sqlite::open(&file).unwrap();
    let town = apart(&[3.0, 6.0]);
    town.keep(&mut db);
    let before = all(&db);
    let other = rusqlite::Connection::open(&file).unwrap();
    let fail = "CREATE TRIGGER cut BEFORE INSERT ON linked_events BEGIN SELECT RAISE (ABORT, 'cut off'); END";
    other.execute_batch(fail).unwrap();
    let merge = Action::Merge { events: vec![town.event(0), town.event(1)] };
    assert!(db.correct(merge.clone(), by("Ana Ruiz")).is_err());
    assert_eq!((all(&db), db.corrections().unwrap()), (before, vec![]));
    other.execute_batch("DROP TRIGGER cut").unwrap();
    db.correct(merge, by("Ana Ruiz")).unwrap();
    assert_eq!(all(&db).0.len(), 1);
}
