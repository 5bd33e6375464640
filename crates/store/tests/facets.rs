//! Facets, histograms and numbers of articles are what counting event by event gives, on a small invented database.

#[allow(unused_macros, unused_imports)]
mod common;

use model::{Event, EventId, Links, Report, ReportId, Status};
use std::collections::{BTreeMap, BTreeSet};
use store::{Browse, Columns, Counted, DayOf, Facet, NO_DAY, Query, Sqlite, Store, USUAL, day};

/// Random numbers, the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % n) as usize
    }
}

const KINDS: [&str; 5] = ["assault.shooting", "assault", "protest", "assault.bombing", "meeting"];
const COUNTRIES: [&str; 4] = ["FR", "KE", "", "BR"];
const STATUSES: [(Status, &str); 4] = [
    (Status::Happened, "happened"),
    (Status::Happened, "happened"),
    (Status::Ongoing, "ongoing"),
    (Status::Planned, "planned"),
];

/// What the test knows of an event.
struct Known {
    id: EventId,
    /// Kind, country, status, whether it is recalled and whether its sources disagree.
    words: [(Facet, String); 5],
    sources: BTreeSet<String>,
    languages: BTreeSet<String>,
    articles: BTreeSet<usize>,
    reports: u64,
    start: i32,
    end: i32,
    killed: f32,
    updated: i32,
}

/// A database in which each column takes several values, and events share articles.
fn database() -> (Sqlite, Vec<Known>) {
    let mut dice = Dice(88_172_645_463_325_252);
    let (mut pages, mut reports) = (Vec::new(), Vec::new());
    for n in 0..250 {
        let date = format!("203{}-{:02}-{:02}", dice.below(3), 1 + dice.below(12), 1 + dice.below(28));
        let mut page = common::page(n as u8, &date, "Lyon", 1.0);
        let reading = &mut page.1[0];
        reading.article.source = (dice.below(4) > 0).then(|| format!("Paper {}", dice.below(6)));
        reading.article.language = [Some("en"), Some("fr"), None][dice.below(3)].map(str::to_string);
        let first = reading.reports[0].clone();
        for kind in ["a", "b", "c"] {
            let id = ReportId::of(reading.article.id, first.trigger.range, kind);
            reading.reports.push(Report { id, ..first.clone() });
        }
        reports.extend(reading.reports.iter().map(|r| (n, r.id)));
        pages.push(page);
    }
    // Mixed, so that events share articles.
    (0..reports.len()).for_each(|i| {
        let j = dice.below(reports.len() as u64);
        reports.swap(i, j);
    });
    let (mut events, mut links, mut known): (Vec<Event>, Links, Vec<Known>) = Default::default();
    let mut left = reports.as_slice();
    while !left.is_empty() {
        let (mine, rest) = left.split_at((1 + dice.below(3)).min(left.len()));
        left = rest;
        let killed = dice.below(9) as f64;
        let (mut e, _) = common::event(&[&pages[mine[0].0].1[0]], killed);
        e.id = EventId::of(mine[0].1);
        e.reports = mine.iter().map(|m| m.1).collect();
        let kind = KINDS[dice.below(5)];
        let country = COUNTRIES[dice.below(4)];
        let (status, status_word) = STATUSES[dice.below(4)];
        e.kind = kind.into();
        e.status = status;
        e.background = dice.below(5) == 0;
        let disagree = dice.below(4) == 0;
        let reading = &pages[mine[0].0].1[0];
        e.figures[0].ledger = [killed, if disagree { killed + 1.0 } else { killed }].map(|n| common::told(reading, n)).into();
        let yes = |is: bool| if is { "yes" } else { "no" }.to_string();
        e.place.country = Some(country.to_string()).filter(|c| !c.is_empty());
        match dice.below(6) {
            0 => (e.when.start, e.when.end) = (None, None),
            1 => e.when.end = Some("2033-01-01".parse().unwrap()),
            _ => {}
        }
        let text = |s: Option<model::Stamp>| day(s.map(|s| s.to_string()).as_deref());
        let start = text(e.when.start);
        let of = |f: &dyn Fn(&model::Article) -> Option<String>| -> BTreeSet<String> {
            mine.iter().map(|m| f(&pages[m.0].1[0].article).unwrap_or_else(|| "unknown".into())).collect()
        };
        let unknown = |w: &str| if w.is_empty() { "unknown".to_string() } else { w.to_string() };
        known.push(Known {
            id: e.id,
            words: [
                (Facet::Kind, kind.into()),
                (Facet::Country, unknown(country)),
                (Facet::Status, status_word.into()),
                (Facet::Background, yes(e.background)),
                (Facet::Disagree, yes(disagree)),
            ],
            sources: of(&|a| a.source.clone()),
            languages: of(&|a| a.language.clone()),
            articles: mine.iter().map(|m| m.0).collect(),
            reports: mine.len() as u64,
            start,
            end: text(e.when.end).max(start),
            killed: killed as f32,
            updated: text(e.last_reported),
        });
        links.event_of.extend(e.reports.iter().map(|r| (*r, e.id)));
        events.push(e);
    }
    let mut db = Sqlite::in_memory().unwrap();
    db.put(&pages).unwrap();
    db.put_linked(&events, &[], &[], &links).unwrap();
    (db, known)
}

impl Known {
    fn values(&self, facet: Facet) -> BTreeSet<String> {
        match facet {
            Facet::Source => self.sources.clone(),
            Facet::Language => self.languages.clone(),
            f => self.words.iter().filter(|w| w.0 == f).map(|w| w.1.clone()).collect(),
        }
    }

    fn has(&self, facet: Facet, wanted: &[String]) -> bool {
        let under = |v: &String, w: &String| v == w || facet == Facet::Kind && v.starts_with(&format!("{w}."));
        self.values(facet).iter().any(|v| wanted.iter().any(|w| under(v, w)))
    }

    /// Whether a query takes it, what it chose of one facet set aside.
    fn passes(&self, q: &Query, but: Option<Facet>) -> bool {
        let (from, to) = (q.from.unwrap_or(i32::MIN), q.to.unwrap_or(i32::MAX));
        let undated = q.from.is_none() && q.to.is_none();
        let (first, last) = if q.day == DayOf::Updated { (self.updated, self.updated) } else { (self.start, self.end) };
        (undated || first != NO_DAY && last >= from && first <= to)
            && q.at_least.as_ref().is_none_or(|(_, n)| self.killed >= *n)
            && q.any.iter().filter(|(f, _)| Some(*f) != but).all(|(f, v)| self.has(*f, v))
            && q.none.iter().all(|(f, v)| !self.has(*f, v))
    }
}

/// Every mix of these filters.
fn queries() -> Vec<Query> {
    let words = |f: Facet, v: &[&str]| (f, v.iter().map(|v| v.to_string()).collect::<Vec<_>>());
    let usual = words(Facet::Status, &USUAL);
    let mut out = Vec::new();
    for n in 0..512 {
        let mut q = Query::default();
        let on = |bit: u32| n >> bit & 1 == 1;
        q.any.extend(on(0).then(|| usual.clone()));
        q.any.extend(on(1).then(|| words(Facet::Kind, &["assault", "meeting"])));
        q.any.extend(on(2).then(|| words(Facet::Source, &["Paper 1", "Paper 3", "unknown"])));
        q.none.extend(on(3).then(|| words(Facet::Country, &["KE"])));
        q.from = on(4).then_some(20300615);
        q.to = on(5).then_some(20320131);
        q.at_least = on(6).then(|| ("killed".into(), 2.0));
        q.any.extend(on(7).then(|| words(Facet::Disagree, &["yes"])));
        q.day = if on(8) { DayOf::Updated } else { DayOf::Happened };
        out.push(q);
    }
    out
}

/// Counts in the order in which they are told.
fn told(counts: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut out: Vec<(String, u64)> = counts.into_iter().collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out
}

#[test]
fn counts_are_what_counting_one_by_one_gives() {
    let (db, known) = database();
    let c = db.columns().unwrap();
    assert_eq!(c.len(), known.len());
    for q in queries() {
        let s = c.select(&q, None);
        let set = c.base(c.select(&Query { from: None, to: None, ..q.clone() }, None).rows);
        let taken: Vec<&Known> = known.iter().filter(|k| k.passes(&q, None)).collect();
        let ids: BTreeSet<EventId> = s.rows.iter().map(|row| c.ids[row as usize]).collect();
        assert_eq!(ids, taken.iter().map(|k| k.id).collect(), "{q:?}");
        assert_eq!(s.count, taken.len());
        let facets =
            [Facet::Kind, Facet::Country, Facet::Status, Facet::Background, Facet::Disagree, Facet::Source, Facet::Language];
        for f in facets {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for v in known.iter().filter(|k| k.passes(&q, Some(f))).flat_map(|k| k.values(f)) {
                *counts.entry(v).or_default() += 1;
            }
            for counter in [c.counter(&s), c.counter(&s).near(&set)] {
                let found: BTreeMap<String, u64> = counter.facet(f).into_iter().map(|x| (x.key.to_string(), x.count)).collect();
                assert_eq!(found, counts, "{f:?} of {q:?}");
            }
        }
        let articles: BTreeSet<usize> = taken.iter().flat_map(|k| k.articles.iter().copied()).collect();
        assert_eq!(c.counter(&s).told(), c.counter(&s).near(&set).told());
        assert_eq!(c.counter(&s).told(), (taken.iter().map(|k| k.reports).sum(), articles.len() as u64), "{q:?}");
        for unit in [1, 100, 10_000] {
            let mut bars: BTreeMap<i32, u64> = BTreeMap::new();
            let day = |k: &&Known| if q.day == DayOf::Updated { k.updated } else { k.start };
            taken.iter().map(day).filter(|d| *d != NO_DAY).for_each(|d| *bars.entry(d / unit).or_default() += 1);
            assert_eq!(c.histogram(&s, q.day, unit), bars.into_iter().collect::<Vec<_>>(), "{q:?}");
        }
    }
}

#[test]
fn values_come_most_frequent_first_and_equals_by_name() {
    let (db, _) = database();
    let c = db.columns().unwrap();
    let counts = c.counter(&c.select(&Query::default(), None)).facet(Facet::Source);
    let key = |x: &Counted| (x.label.to_string(), x.count);
    assert_eq!(counts.iter().map(key).collect::<Vec<_>>(), told(counts.iter().map(key).collect()));
}

#[test]
fn words_take_the_events_of_their_articles() {
    let (db, known) = database();
    let c: Columns = db.columns().unwrap();
    // A few articles are looked up, many are looked for: both ways give the same.
    for wanted in [&[3, 77][..], &(0..200).collect::<Vec<_>>()] {
        let told = c.telling(&wanted.iter().map(|n| *n as u32 + 1).collect());
        let s = c.select(&Query::default(), Some(&told));
        let ids: BTreeSet<EventId> = s.rows.iter().map(|row| c.ids[row as usize]).collect();
        let those = known.iter().filter(|k| k.articles.iter().any(|a| wanted.contains(a)));
        assert_eq!(ids, those.map(|k| k.id).collect());
    }
}

#[test]
fn orders_keep_equals_as_they_stand() {
    let (db, _) = database();
    let c = db.columns().unwrap();
    for (how, key) in [
        ("reports", (|c, r| -i64::from(c.reports[r])) as fn(&Columns, usize) -> i64),
        ("killed", |c, r| -(c.killed[r] as i64)),
        ("reported", |c, r| -i64::from(c.reported[r])),
        ("updated", |c, r| -i64::from(c.updated[r])),
        ("oldest", |c, r| if c.start[r] == NO_DAY { i64::MAX } else { i64::from(c.start[r]) }),
    ] {
        let mut rows: Vec<u32> = (0..c.len() as u32).collect();
        rows.sort_by_key(|r| key(&c, *r as usize));
        assert_eq!(c.order(how), Some(rows.as_slice()), "{how}");
    }
    assert_eq!(c.order("newest"), None);
}
